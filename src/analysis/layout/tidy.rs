//! Tidy trees with nodes of any size, in linear time.
//!
//! A. van der Ploeg, “Drawing non-layered tidy trees in linear time”, Software: Practice and Experience 44 (2014),
//! doi 10.1002/spe.2213. Two things are ours: a forest hangs below an invisible super root, and the leaves of a node
//! that has many of them hang in vertical stacks, each of which the algorithm sees as one tall box. Recursion is
//! replaced by the order of the arena: a box comes after the one above it.

use std::ops::{Index, IndexMut};

/// A width and a height, in map units. Both finite and not negative.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

/// A node of the forest to be laid out. Children stand in the order in which they come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    /// The index of the node above it, which comes earlier. Without one, or with one that doesn't, it is a root.
    pub parent: Option<usize>,
    /// Its size.
    pub size: Size,
    /// Whether it may hang in a stack when nothing is below it.
    pub stackable: bool,
}

/// How far apart things stand, in map units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spacing {
    /// Between neighbours.
    pub across: f64,
    /// Between a node and those below it.
    pub down: f64,
    /// More stackable leaves than this hang in stacks.
    pub stack_over: usize,
    /// More leaves than this make another stack, beside the first.
    pub stack_of: usize,
    /// Between two leaves of a stack.
    pub stack_gap: f64,
    /// Room kept on each side of a stack, where its line runs.
    pub stack_indent: f64,
}

/// Where a node stands.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Place {
    /// Its left edge; the leftmost of all is 0.
    pub x: f64,
    /// Its upper edge; a root's is 0.
    pub y: f64,
    /// Whether it hangs in a stack, so that its line comes from the side.
    pub stacked: bool,
}

/// Lays out a forest: roots side by side, each centred over what is below it, nothing overlapping, as narrow as can be.
/// Places come in the order of the nodes.
pub fn tidy(nodes: &[Node], spacing: &Spacing) -> Vec<Place> {
    let (mut arena, seats) = Arena::new(nodes, spacing);
    arena.first_walk();
    arena.second_walk();
    let mut places: Vec<Place> = seats
        .iter()
        .map(|seat| {
            let cell = &arena[seat.cell];
            Place { x: cell.x + seat.x, y: cell.y + seat.y, stacked: seat.stacked }
        })
        .collect();
    let left = places.iter().map(|place| place.x).fold(f64::INFINITY, f64::min);
    for place in &mut places {
        place.x -= left;
    }
    places
}

/// The invisible super root's index.
const ROOT: usize = 0;

/// A box of the paper's algorithm: a node with half the spacing around it, or a whole stack of them.
#[derive(Clone, Debug, Default)]
struct Cell {
    first_child: Option<usize>,
    last_child: Option<usize>,
    next_sibling: Option<usize>,
    parent: usize,
    width: f64,
    height: f64,
    y: f64,
    /// The final left edge.
    x: f64,
    /// The left edge relative to the parent's subtree, before `modifier`.
    preliminary: f64,
    /// By how much the whole subtree is moved; the sum over its ancestors after the second walk.
    modifier: f64,
    /// What spreads smaller siblings evenly between two larger ones, applied in the second walk.
    shift: f64,
    change: f64,
    /// The next cell of the contour below a childless one, on either side.
    left_thread: Option<usize>,
    right_thread: Option<usize>,
    /// The lowest cells of the subtree's contours, and the sums of modifiers down to them.
    extreme_left: usize,
    extreme_right: usize,
    extreme_left_sum: f64,
    extreme_right_sum: f64,
}

impl Cell {
    const fn bottom(&self) -> f64 {
        self.y + self.height
    }

    fn next_left(&self) -> Option<usize> {
        self.first_child.or(self.left_thread)
    }

    fn next_right(&self) -> Option<usize> {
        self.last_child.or(self.right_thread)
    }
}

/// Where in which cell a node stands.
#[derive(Clone, Copy)]
struct Seat {
    cell: usize,
    x: f64,
    y: f64,
    stacked: bool,
}

/// A sibling that the right contour of those placed so far comes from, and how far down it does.
#[derive(Clone, Copy)]
struct Lowest {
    bottom: f64,
    /// Which child of its parent it is.
    ordinal: u32,
    cell: usize,
}

/// All cells, each after its parent. Indices come from the arena itself, which only ever grows.
struct Arena(Vec<Cell>);

#[expect(clippy::indexing_slicing, reason = "every index was given out by this arena, which never shrinks")]
impl Index<usize> for Arena {
    type Output = Cell;

    fn index(&self, cell: usize) -> &Cell {
        &self.0[cell]
    }
}

#[expect(clippy::indexing_slicing, reason = "every index was given out by this arena, which never shrinks")]
impl IndexMut<usize> for Arena {
    fn index_mut(&mut self, cell: usize) -> &mut Cell {
        &mut self.0[cell]
    }
}

/// What building the arena needs to know of a node.
#[derive(Clone, Copy, Default)]
struct Below {
    children: usize,
    leaves: usize,
    /// The stack that is being filled, and what it holds.
    stack: Option<(usize, usize)>,
}

impl Arena {
    /// Makes the cells, and says where each node sits.
    fn new(nodes: &[Node], spacing: &Spacing) -> (Self, Vec<Seat>) {
        let mut below = vec![Below::default(); nodes.len()];
        for (index, node) in nodes.iter().enumerate().rev() {
            let is_leaf = node.stackable && below.get(index).is_some_and(|own| own.children == 0);
            if let Some(parent) = parent_of(node, index).and_then(|parent| below.get_mut(parent)) {
                parent.children += 1;
                parent.leaves += usize::from(is_leaf);
            }
        }
        let mut arena = Self(Vec::with_capacity(nodes.len() + 1));
        arena.0.push(Cell::default());
        let mut seats: Vec<Seat> = Vec::with_capacity(nodes.len());
        for (index, node) in nodes.iter().enumerate() {
            let parent = parent_of(node, index);
            let above = parent.and_then(|parent| seats.get(parent)).map_or(ROOT, |seat| seat.cell);
            let is_leaf = node.stackable && below.get(index).is_some_and(|own| own.children == 0);
            let stacker =
                parent.and_then(|parent| below.get_mut(parent)).filter(|p| is_leaf && p.leaves > spacing.stack_over);
            let seat = match stacker {
                Some(stacker) => arena.stack(above, stacker, node.size, spacing),
                None => {
                    let size =
                        Size { width: node.size.width + spacing.across, height: node.size.height + spacing.down };
                    Seat { cell: arena.push(above, size), x: spacing.across / 2.0, y: 0.0, stacked: false }
                }
            };
            seats.push(seat);
        }
        (arena, seats)
    }

    /// Adds a leaf to the stack that is being filled below `above`, or to a new one.
    fn stack(&mut self, above: usize, stacker: &mut Below, size: Size, spacing: &Spacing) -> Seat {
        let margins = 2.0 * spacing.stack_indent + spacing.across;
        // Stacks of equal height look better than full ones and a rest.
        let stacks = stacker.leaves.div_ceil(spacing.stack_of.max(1));
        let full = stacker.leaves.div_ceil(stacks.max(1));
        let (cell, held) = match stacker.stack {
            Some((cell, held)) if held < full => (cell, held),
            _ => (self.push(above, Size { width: 0.0, height: spacing.down - spacing.stack_gap }), 0),
        };
        stacker.stack = Some((cell, held + 1));
        let stack = &mut self[cell];
        let y = stack.height - (spacing.down - spacing.stack_gap);
        stack.width = stack.width.max(size.width + margins);
        stack.height += size.height + spacing.stack_gap;
        Seat { cell, x: spacing.stack_indent + spacing.across / 2.0, y, stacked: true }
    }

    /// Adds a cell as the last one below `parent`.
    fn push(&mut self, parent: usize, size: Size) -> usize {
        let cell = self.0.len();
        let y = self[parent].bottom();
        let Size { width, height } = size;
        self.0.push(Cell { parent, width, height, y, extreme_left: cell, extreme_right: cell, ..Cell::default() });
        match self[parent].last_child.replace(cell) {
            Some(sibling) => self[sibling].next_sibling = Some(cell),
            None => self[parent].first_child = Some(cell),
        }
        cell
    }

    /// Places the subtrees of every cell side by side, and the cell over them, from the bottom up.
    fn first_walk(&mut self) {
        let mut lowest = Vec::new();
        for parent in (0..self.0.len()).rev() {
            let Some(first) = self[parent].first_child else { continue };
            lowest.clear();
            lowest.push(Lowest { bottom: self[self[first].extreme_left].bottom(), ordinal: 0, cell: first });
            let (mut left, mut ordinal) = (first, 0);
            while let Some(right) = self[left].next_sibling {
                ordinal += 1;
                let bottom = self[self[right].extreme_right].bottom();
                self.separate(first, left, right, ordinal, &lowest);
                while lowest.last().is_some_and(|last| last.bottom <= bottom) {
                    lowest.pop();
                }
                lowest.push(Lowest { bottom, ordinal, cell: right });
                left = right;
            }
            self.finish(parent, first, left);
        }
    }

    /// Centres a cell over its children and takes over their outer contours.
    fn finish(&mut self, parent: usize, first: usize, last: usize) {
        let (left, right) = (&self[first], &self[last]);
        let (extreme_left, extreme_left_sum) = (left.extreme_left, left.extreme_left_sum);
        let (extreme_right, extreme_right_sum) = (right.extreme_right, right.extreme_right_sum);
        let left_edge = left.preliminary + left.modifier;
        let right_edge = right.preliminary + right.modifier + right.width;
        let parent = &mut self[parent];
        parent.preliminary = (left_edge + right_edge - parent.width) / 2.0;
        (parent.extreme_left, parent.extreme_left_sum) = (extreme_left, extreme_left_sum);
        (parent.extreme_right, parent.extreme_right_sum) = (extreme_right, extreme_right_sum);
    }

    /// Moves the subtree `right` away from those before it, along the facing contours.
    fn separate(&mut self, first: usize, left: usize, right: usize, ordinal: u32, lowest: &[Lowest]) {
        let mut candidates = lowest.iter().rev();
        let mut candidate = candidates.next();
        let (mut of_left, mut left_sum) = (Some(left), self[left].modifier);
        let (mut of_right, mut right_sum) = (Some(right), self[right].modifier);
        while let (Some(l), Some(r)) = (of_left, of_right) {
            if candidate.is_some_and(|lowest| self[l].bottom() > lowest.bottom) {
                candidate = candidates.next();
            }
            let overlap = (left_sum + self[l].preliminary + self[l].width) - (right_sum + self[r].preliminary);
            // The two roots stand side by side, be it by moving to the left: the paper's program leaves a gap where a
            // narrow node over a wide subtree follows a leaf, but not in the mirror image.
            if overlap > 0.0 || (l == left && r == right) {
                right_sum += overlap;
                self.move_subtree(right, ordinal, candidate, overlap);
            }
            let (left_bottom, right_bottom) = (self[l].bottom(), self[r].bottom());
            if left_bottom <= right_bottom {
                of_left = self[l].next_right();
                left_sum += of_left.map_or(0.0, |next| self[next].modifier);
            }
            if left_bottom >= right_bottom {
                of_right = self[r].next_left();
                right_sum += of_right.map_or(0.0, |next| self[next].modifier);
            }
        }
        match (of_left, of_right) {
            (None, Some(next)) => self.thread_left(first, right, next, right_sum),
            (Some(next), None) => self.thread_right(left, right, next, left_sum),
            _ => {}
        }
    }

    /// Moves a subtree to the right, and spreads those between it and the one it met evenly.
    fn move_subtree(&mut self, right: usize, ordinal: u32, met: Option<&Lowest>, distance: f64) {
        let cell = &mut self[right];
        cell.modifier += distance;
        cell.extreme_left_sum += distance;
        cell.extreme_right_sum += distance;
        let Some(met) = met.filter(|met| met.ordinal + 1 < ordinal) else { return };
        let step = distance / f64::from(ordinal - met.ordinal);
        if let Some(between) = self[met.cell].next_sibling {
            self[between].shift += step;
        }
        let cell = &mut self[right];
        cell.shift -= step;
        cell.change -= distance - step;
    }

    /// The left contour of all siblings so far goes on, below the shorter ones, at `next` within `right`.
    fn thread_left(&mut self, first: usize, right: usize, next: usize, sum: f64) {
        let extreme = self[first].extreme_left;
        let offset = sum - self[next].modifier - self[first].extreme_left_sum;
        let cell = &mut self[extreme];
        cell.left_thread = Some(next);
        cell.modifier += offset;
        cell.preliminary -= offset;
        self[first].extreme_left = self[right].extreme_left;
        self[first].extreme_left_sum = self[right].extreme_left_sum;
    }

    /// The right contour of all siblings so far goes on, below `right`, at `next` within `left`.
    fn thread_right(&mut self, left: usize, right: usize, next: usize, sum: f64) {
        let extreme = self[right].extreme_right;
        let offset = sum - self[next].modifier - self[right].extreme_right_sum;
        let cell = &mut self[extreme];
        cell.right_thread = Some(next);
        cell.modifier += offset;
        cell.preliminary -= offset;
        self[right].extreme_right = self[left].extreme_right;
        self[right].extreme_right_sum = self[left].extreme_right_sum;
    }

    /// Adds up all movements from the top down.
    fn second_walk(&mut self) {
        for index in 0..self.0.len() {
            let above = if index == ROOT { 0.0 } else { self[self[index].parent].modifier };
            let cell = &mut self[index];
            cell.modifier += above;
            cell.x = cell.preliminary + cell.modifier;
            let (mut step, mut moved) = (0.0, 0.0);
            let mut next = cell.first_child;
            while let Some(child) = next {
                let child = &mut self[child];
                step += child.shift;
                moved += step + child.change;
                child.modifier += moved;
                next = child.next_sibling;
            }
        }
    }
}

/// The index of the node above, if it comes earlier.
fn parent_of(node: &Node, index: usize) -> Option<usize> {
    node.parent.filter(|parent| *parent < index)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PLAIN: Spacing =
        Spacing { across: 2.0, down: 3.0, stack_over: usize::MAX, stack_of: 5, stack_gap: 1.0, stack_indent: 4.0 };
    const STACKED: Spacing = Spacing { stack_over: 2, ..PLAIN };

    fn node(parent: Option<usize>, width: f64, height: f64) -> Node {
        Node { parent, size: Size { width, height }, stackable: true }
    }

    fn corners(places: &[Place]) -> Vec<(f64, f64)> {
        places.iter().map(|place| (place.x, place.y)).collect()
    }

    #[test]
    fn small_trees_by_hand() {
        assert_eq!(tidy(&[], &PLAIN), []);
        assert_eq!(corners(&tidy(&[node(None, 10.0, 4.0)], &PLAIN)), [(0.0, 0.0)]);
        // A parent over two children, and a second root beside it.
        let nodes = [node(None, 10.0, 4.0), node(Some(0), 10.0, 4.0), node(Some(0), 10.0, 4.0), node(None, 10.0, 4.0)];
        assert_eq!(corners(&tidy(&nodes, &PLAIN)), [(6.0, 0.0), (0.0, 7.0), (12.0, 7.0), (18.0, 0.0)]);
        // A child below a tall card begins below it, and uses the room beside the tall one.
        let nodes = [
            node(None, 10.0, 4.0),
            node(Some(0), 10.0, 4.0),
            node(Some(0), 10.0, 20.0),
            node(Some(1), 10.0, 4.0),
            node(Some(2), 10.0, 4.0),
        ];
        let places = corners(&tidy(&nodes, &PLAIN));
        assert_eq!(places, [(6.0, 0.0), (0.0, 7.0), (12.0, 7.0), (0.0, 14.0), (12.0, 30.0)]);
        // A small one between two large ones stands in the middle of the gap that the large ones make.
        let nodes = [
            node(None, 10.0, 4.0),
            node(Some(0), 10.0, 4.0),
            node(Some(0), 10.0, 4.0),
            node(Some(0), 10.0, 4.0),
            node(Some(1), 40.0, 4.0),
            node(Some(3), 40.0, 4.0),
        ];
        let x: Vec<f64> = tidy(&nodes, &PLAIN).iter().map(|place| place.x).collect();
        assert_eq!(x, [36.0, 15.0, 36.0, 57.0, 0.0, 42.0]);
    }

    #[test]
    fn leaves_hang_in_stacks_of_equal_height() {
        // Seven leaves, at most five in a stack: four and three; the manager below keeps a place of their own.
        let mut nodes = vec![node(None, 10.0, 4.0)];
        nodes.extend((0..3).map(|_| node(Some(0), 10.0, 4.0)));
        nodes.push(node(Some(0), 10.0, 4.0));
        nodes.push(node(Some(4), 10.0, 4.0));
        nodes.extend((0..4).map(|_| node(Some(0), 10.0, 4.0)));
        let places = tidy(&nodes, &STACKED);
        let stacked: Vec<bool> = places.iter().map(|place| place.stacked).collect();
        assert_eq!(stacked, [false, true, true, true, false, false, true, true, true, true]);
        // A stack is 18 wide with the room for its line, and 2 from its neighbour.
        let expected = [
            (16.0, 0.0),
            (0.0, 7.0),
            (0.0, 12.0),
            (0.0, 17.0),
            (16.0, 7.0),
            (16.0, 14.0),
            (0.0, 22.0),
            (32.0, 7.0),
            (32.0, 12.0),
            (32.0, 17.0),
        ];
        assert_eq!(corners(&places), expected);
    }

    #[test]
    fn few_leaves_and_those_that_may_not_stack_stand_in_a_row() {
        let mut nodes = vec![node(None, 10.0, 4.0), node(Some(0), 10.0, 4.0), node(Some(0), 10.0, 4.0)];
        assert!(tidy(&nodes, &STACKED).iter().all(|place| !place.stacked));
        nodes.push(Node { stackable: false, ..node(Some(0), 10.0, 4.0) });
        assert!(tidy(&nodes, &STACKED).iter().all(|place| !place.stacked));
        nodes.push(node(Some(0), 10.0, 4.0));
        let stacked: Vec<bool> = tidy(&nodes, &STACKED).iter().map(|place| place.stacked).collect();
        assert_eq!(stacked, [false, true, true, false, true]);
    }

    #[test]
    fn a_chain_and_a_star_of_a_hundred_thousand_do_not_overflow() {
        const MANY: usize = 100_000;
        let chain: Vec<Node> = (0..MANY).map(|n| node(n.checked_sub(1), 10.0, 4.0)).collect();
        assert_eq!(tidy(&chain, &PLAIN).last().unwrap().y, 7.0 * (MANY - 1) as f64);
        let star: Vec<Node> = (0..MANY).map(|n| node((n > 0).then_some(0), 10.0, 4.0)).collect();
        assert_eq!(tidy(&star, &PLAIN).last().unwrap().x, 12.0 * (MANY - 2) as f64);
    }

    #[test]
    fn one_that_names_a_later_node_is_a_root() {
        let nodes = [node(Some(1), 10.0, 4.0), node(Some(1), 10.0, 4.0), node(Some(9), 10.0, 4.0)];
        assert_eq!(corners(&tidy(&nodes, &PLAIN)), [(0.0, 0.0), (12.0, 0.0), (24.0, 0.0)]);
    }

    /// A rectangle with half the spacing around it, as the paper's boxes are.
    #[derive(Clone, Copy)]
    struct Rect {
        node: usize,
        x: f64,
        y: f64,
        width: f64,
        height: f64,
    }

    impl Rect {
        fn right_of(self, other: Self) -> Option<f64> {
            let beside = self.y < other.y + other.height && other.y < self.y + self.height;
            beside.then_some(other.x + other.width - self.x)
        }
    }

    /// The same rules, with every rectangle compared to every other: subtrees from left to right, each as near as it
    /// can be to those before, and what makes it stand off from a farther one shared out between.
    fn slow(nodes: &[Node]) -> Vec<(f64, f64)> {
        fn beside(nodes: &[Node], children: &[usize], y: f64) -> Vec<Vec<Rect>> {
            let mut placed: Vec<Vec<Rect>> = Vec::new();
            let mut spread = vec![0.0; children.len()];
            for (i, child) in children.iter().enumerate() {
                let mut subtree = shape(nodes, *child, y);
                let push = |subtree: &mut Vec<Rect>, by: f64| subtree.iter_mut().for_each(|rect| rect.x += by);
                if let Some(left) = placed.last() {
                    let by = left[0].x + left[0].width - subtree[0].x;
                    push(&mut subtree, by);
                }
                for j in (0..i).rev() {
                    let pairs = placed[j].iter().flat_map(|l| subtree.iter().filter_map(|r| r.right_of(*l)));
                    let overlap = pairs.fold(0.0, f64::max);
                    push(&mut subtree, overlap);
                    let share = |k: usize| overlap * (k - j) as f64 / (i - j) as f64;
                    (j + 1..i).for_each(|k| spread[k] += share(k));
                }
                placed.push(subtree);
            }
            for (subtree, by) in placed.iter_mut().zip(spread) {
                subtree.iter_mut().for_each(|rect| rect.x += by);
            }
            placed
        }
        /// The root's rectangle, then everything below it.
        fn shape(nodes: &[Node], node: usize, y: f64) -> Vec<Rect> {
            let Size { width, height } = nodes[node].size;
            let mut root = Rect { node, x: 0.0, y, width: width + PLAIN.across, height: height + PLAIN.down };
            let placed = beside(nodes, &children_of(nodes, Some(node)), y + root.height);
            if let (Some(first), Some(last)) = (placed.first(), placed.last()) {
                root.x = (first[0].x + last[0].x + last[0].width - root.width) / 2.0;
            }
            let mut rects = vec![root];
            rects.extend(placed.into_iter().flatten());
            rects
        }
        let all: Vec<Rect> = beside(nodes, &children_of(nodes, None), 0.0).into_iter().flatten().collect();
        let left = all.iter().map(|rect| rect.x).fold(f64::INFINITY, f64::min);
        let mut corners = vec![(0.0, 0.0); nodes.len()];
        all.iter().for_each(|rect| corners[rect.node] = (rect.x - left, rect.y));
        corners
    }

    fn children_of(nodes: &[Node], parent: Option<usize>) -> Vec<usize> {
        (0..nodes.len()).filter(|n| nodes[*n].parent == parent).collect()
    }

    fn forests(most: usize) -> impl Strategy<Value = Vec<Node>> {
        let of_node = (any::<prop::sample::Index>(), 0u8..8, 1u8..30, 1u8..12);
        prop::collection::vec(of_node, 0..most).prop_map(|raw| {
            let nodes = raw.iter().enumerate().map(|(n, (parent, root, width, height))| {
                // Near ancestors make deep trees, far ones bushy ones.
                let parent = (n > 0 && *root > 0).then(|| parent.index(n).max(n.saturating_sub(6)));
                node(parent, f64::from(*width), f64::from(*height))
            });
            nodes.collect()
        })
    }

    /// The same forest, every list of children reversed; and where each of its nodes came from.
    fn mirrored(nodes: &[Node]) -> (Vec<Node>, Vec<usize>) {
        let (mut mirror, mut origin): (Vec<Node>, Vec<usize>) = (Vec::new(), Vec::new());
        let mut open: Vec<(usize, Option<usize>)> = children_of(nodes, None).into_iter().map(|n| (n, None)).collect();
        while let Some((n, parent)) = open.pop() {
            open.extend(children_of(nodes, Some(n)).into_iter().map(|child| (child, Some(mirror.len()))));
            mirror.push(Node { parent, ..nodes[n] });
            origin.push(n);
        }
        (mirror, origin)
    }

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-6
    }

    proptest! {
        #[test]
        fn agrees_with_the_slow_way(nodes in forests(14)) {
            for (place, (x, y)) in tidy(&nodes, &PLAIN).iter().zip(slow(&nodes)) {
                prop_assert!(close(place.x, x) && close(place.y, y), "{place:?} ({x}, {y})");
            }
        }

        #[test]
        fn nothing_overlaps(nodes in forests(120), stacks in any::<bool>()) {
            let places = tidy(&nodes, if stacks { &STACKED } else { &PLAIN });
            let rect = |n: usize| {
                let Size { width, height } = nodes[n].size;
                // A stack's leaves are nearer to each other than cards are.
                let (across, down) = if places[n].stacked { (0.0, PLAIN.stack_gap) } else { (PLAIN.across, PLAIN.down) };
                Rect { node: n, x: places[n].x, y: places[n].y, width: width + across, height: height + down }
            };
            for a in 0..nodes.len() {
                for b in a + 1..nodes.len() {
                    let overlap = (rect(a).right_of(rect(b)), rect(b).right_of(rect(a)));
                    prop_assert!(!matches!(overlap, (Some(l), Some(r)) if l > 1e-6 && r > 1e-6), "{a} and {b}");
                }
            }
        }

        #[test]
        fn a_mirror_image_mirrors(nodes in forests(60)) {
            let (mirror, origin) = mirrored(&nodes);
            let (places, mirrored) = (tidy(&nodes, &PLAIN), tidy(&mirror, &PLAIN));
            let right = places.iter().zip(&nodes).map(|(place, node)| place.x + node.size.width).fold(0.0, f64::max);
            for (place, n) in mirrored.iter().zip(origin) {
                let expected = right - places[n].x - nodes[n].size.width;
                prop_assert!(close(place.x, expected) && close(place.y, places[n].y), "{n}: {} {expected}", place.x);
            }
        }

        #[test]
        fn parents_stand_in_the_middle_and_children_in_order(nodes in forests(80)) {
            let places = tidy(&nodes, &PLAIN);
            for parent in 0..nodes.len() {
                let children = children_of(&nodes, Some(parent));
                let (Some(first), Some(last)) = (children.first(), children.last()) else { continue };
                let middle = (places[*first].x + places[*last].x + nodes[*last].size.width) / 2.0;
                prop_assert!(close(places[parent].x + nodes[parent].size.width / 2.0, middle));
                for pair in children.windows(2) {
                    let right = places[pair[0]].x + nodes[pair[0]].size.width + PLAIN.across;
                    prop_assert!(right < places[pair[1]].x + 1e-6);
                    prop_assert!(close(places[pair[0]].y, places[pair[1]].y));
                }
            }
        }

        #[test]
        fn stacks_keep_order_and_height(leaves in 3usize..40) {
            let nodes: Vec<Node> = (0..=leaves).map(|n| node((n > 0).then_some(0), 10.0, 4.0)).collect();
            let places = tidy(&nodes, &STACKED);
            let (root, below) = places.split_first().unwrap();
            prop_assert!(below.iter().all(|place| place.stacked));
            for pair in below.windows(2) {
                let next_in_stack = close(pair[1].x, pair[0].x) && close(pair[1].y, pair[0].y + 5.0);
                let next_stack = pair[1].x > pair[0].x && close(pair[1].y, 7.0);
                prop_assert!(next_in_stack || next_stack);
            }
            let tallest = below.iter().map(|place| place.y).fold(0.0, f64::max);
            prop_assert!(tallest <= 7.0 + 5.0 * (STACKED.stack_of - 1) as f64);
            let right = below.iter().map(|place| place.x).fold(0.0, f64::max) + 10.0;
            prop_assert!(close(root.x + 5.0, right / 2.0));
        }

        #[test]
        fn a_subtree_looks_the_same_wherever_it_stands(before in forests(20), tree in forests(30)) {
            // Both below a node of their own, as neighbours and alone.
            let under = |offset: usize, forest: &[Node]| -> Vec<Node> {
                let lift = |n: &Node| Node { parent: Some(n.parent.map_or(offset, |p| p + offset + 1)), ..*n };
                std::iter::once(node(None, 5.0, 5.0)).chain(forest.iter().map(lift)).collect()
            };
            let alone = tidy(&under(0, &tree), &STACKED);
            let mut both = under(0, &before);
            let offset = both.len();
            both.extend(under(offset, &tree));
            let together = &tidy(&both, &STACKED)[offset..];
            let by = together[0].x - alone[0].x;
            for (a, b) in alone.iter().zip(together) {
                prop_assert!(close(a.x + by, b.x) && close(a.y, b.y));
            }
        }
    }
}
