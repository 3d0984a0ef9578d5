//! Tidy trees with nodes of any size, in linear time.
//!
//! A. van der Ploeg, “Drawing non-layered tidy trees in linear time”, Software: Practice and Experience 44 (2014),
//! doi 10.1002/spe.2213. Some things are ours: a forest hangs below an invisible super root, those outside below one of
//! their own; the leaves of a node that has many of them hang in stacks, and its assistants stand beside its trunk, each
//! a box to the algorithm; and one node can be hung elsewhere by doing again what was done on the two ways to the top.

use std::ops::{Index, IndexMut};

use super::cells::{Cells, Link};

/// A width and a height, in map units. Both finite and not negative.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

impl Size {
    const fn turned(self, orientation: Orientation) -> Self {
        match orientation {
            Orientation::TopDown => self,
            Orientation::LeftRight => Self { width: self.height, height: self.width },
        }
    }
}

/// Which way the trees grow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Orientation {
    /// Those below a node stand under it.
    #[default]
    TopDown,
    /// Those below a node stand to the right of it.
    LeftRight,
}

/// What a node is to the one above it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Part {
    /// It stands in the row below, or hangs in a stack.
    #[default]
    Report,
    /// It stands beside the trunk between the one above and the row below, if nothing is below it.
    Assistant,
    /// Nothing is above it, and it stands apart from the chart with all that is below it.
    Outsider,
}

/// A node of the forest to be laid out. Children stand in the order in which they come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    /// The index of the node above it. Without one, or with one that isn't there, it is a root.
    pub parent: Option<usize>,
    /// Its size.
    pub size: Size,
    /// What it is to the one above.
    pub part: Part,
}

/// How far apart things stand, in map units, as in a chart that grows from the top down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spacing {
    /// Between neighbours.
    pub across: f64,
    /// Between a node and those below it.
    pub down: f64,
    /// More leaves than this hang in stacks.
    pub stack_over: usize,
    /// More leaves than this make another stack, beside the first.
    pub stack_of: usize,
    /// Between two leaves of a stack.
    pub stack_gap: f64,
    /// Room kept on each side of a stack, where its line runs.
    pub stack_indent: f64,
    /// Between two assistants, where the trunk runs.
    pub trunk: f64,
    /// Between the chart and those outside.
    pub apart: f64,
}

/// Where the line to a node comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Joint {
    /// From above.
    #[default]
    Row,
    /// From beside the stack in which it hangs.
    Stack,
    /// From the trunk, which is to the right of it.
    TrunkRight,
    /// From the trunk, which is to the left of it.
    TrunkLeft,
}

/// Where a node stands.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Place {
    /// Its left edge; the leftmost of all is 0.
    pub x: f64,
    /// Its upper edge; a root's is 0.
    pub y: f64,
    /// Where its line comes from, as in a chart that grows from the top down.
    pub joint: Joint,
}

impl Place {
    const fn turned(self, orientation: Orientation) -> Self {
        match orientation {
            Orientation::TopDown => self,
            Orientation::LeftRight => Self { x: self.y, y: self.x, joint: self.joint },
        }
    }
}

/// The top of the chart.
const INSIDE: usize = 0;
/// The top of what stands apart from it.
const OUTSIDE: usize = 1;
/// Nodes come after those two.
const TOPS: usize = 2;

/// A node, or an invisible top, and what hangs below it. Its cell has the same index; the cell of the first leaf of a
/// stack is that of the whole stack, and the first assistant's that of all of them.
#[derive(Clone, Debug, Default)]
struct Knot {
    first_below: Link,
    next_beside: Link,
    /// The cell of its assistants, below which its other reports hang.
    band: Link,
    seat: Seat,
}

/// Where in which cell a node stands.
#[derive(Clone, Copy, Debug, Default)]
struct Seat {
    cell: usize,
    x: f64,
    y: f64,
    joint: Joint,
}

#[derive(Clone, Debug)]
struct Knots(Vec<Knot>);

#[expect(clippy::indexing_slicing, reason = "every index is that of a top or a node, of which there are as many")]
impl Index<usize> for Knots {
    type Output = Knot;

    fn index(&self, knot: usize) -> &Knot {
        &self.0[knot]
    }
}

#[expect(clippy::indexing_slicing, reason = "every index is that of a top or a node, of which there are as many")]
impl IndexMut<usize> for Knots {
    fn index_mut(&mut self, knot: usize) -> &mut Knot {
        &mut self.0[knot]
    }
}

impl Knots {
    fn below(&self, knot: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self[knot].first_below.get(), |below| self[*below].next_beside.get())
    }

    fn is_leaf(&self, knot: usize) -> bool {
        self[knot].first_below.get().is_none()
    }

    /// Takes a knot from below another.
    fn unlink(&mut self, above: usize, knot: usize) {
        let next = std::mem::take(&mut self[knot].next_beside);
        let before = self.below(above).find(|before| self[*before].next_beside == Link::to(knot));
        match before {
            Some(before) => self[before].next_beside = next,
            None => self[above].first_below = next,
        }
    }

    /// Hangs a knot below another, in the order of the nodes.
    fn link(&mut self, above: usize, knot: usize) {
        let before = self.below(above).take_while(|before| *before < knot).last();
        let next = match before {
            Some(before) => &mut self[before].next_beside,
            None => &mut self[above].first_below,
        };
        let next = std::mem::replace(next, Link::to(knot));
        self[knot].next_beside = next;
    }
}

/// A forest laid out: roots side by side, each centred over what is below it, nothing overlapping, as narrow as can be.
#[derive(Clone, Debug)]
pub struct Layout {
    nodes: Vec<Option<Node>>,
    spacing: Spacing,
    orientation: Orientation,
    knots: Knots,
    cells: Cells,
}

impl Layout {
    /// Lays out a forest. What is `None` is not there, nor is what hangs in a circle.
    pub fn new(nodes: Vec<Option<Node>>, spacing: Spacing, orientation: Orientation) -> Self {
        let mut layout = Self { nodes, spacing, orientation, knots: Knots(Vec::new()), cells: Cells::default() };
        layout.lay_out();
        layout
    }

    /// Lays out everything, in the memory that what was laid out before leaves behind.
    fn lay_out(&mut self) {
        let count = self.nodes.len() + TOPS;
        self.cells.renew_all(count);
        self.knots.0.clear();
        self.knots.0.resize(count, Knot::default());
        for knot in (TOPS..count).rev() {
            if let Some(above) = self.above(knot) {
                let next = std::mem::replace(&mut self.knots[above].first_below, Link::to(knot));
                self.knots[knot].next_beside = next;
            }
        }
        let mut order = Vec::with_capacity(count);
        let mut open = vec![OUTSIDE, INSIDE];
        while let Some(knot) = open.pop() {
            order.push(knot);
            open.extend(self.knots.below(knot));
        }
        (0..count).for_each(|knot| self.group(knot));
        [INSIDE, OUTSIDE].into_iter().for_each(|top| self.cells.crown(top));
        order.iter().rev().for_each(|knot| self.place(*knot));
    }

    /// Lays out what the forest has become. Where one node has been hung elsewhere, only what stands on the two ways to
    /// the top is done again.
    pub fn update(&mut self, nodes: Vec<Option<Node>>, spacing: Spacing, orientation: Orientation) {
        let same_rules = spacing == self.spacing && orientation == self.orientation && nodes.len() == self.nodes.len();
        let mut changes = self.nodes.iter().zip(&nodes).enumerate().filter(|(_, (before, after))| before != after);
        let done = match (changes.next(), changes.next()) {
            (None, _) => same_rules,
            (Some((node, (Some(before), Some(after)))), None) if same_rules && before.size == after.size => {
                let after = *after;
                self.rehang(node, after)
            }
            _ => false,
        };
        if !done {
            (self.nodes, self.spacing, self.orientation) = (nodes, spacing, orientation);
            self.lay_out();
        }
    }

    /// Hangs a node of the same size elsewhere with all that is below it. Returns whether it could be: what isn't there
    /// can't, and nothing hangs below itself.
    pub fn rehang(&mut self, node: usize, after: Node) -> bool {
        let knot = node + TOPS;
        let Some(old) = self.above(knot) else { return false };
        let new = self.above_of(after);
        let (mut old_way, new_way) = (self.way_up(old), self.way_up(new));
        if new_way.contains(&knot) || old_way.contains(&knot) {
            return false;
        }
        // Those above both are done once, after all that is below them.
        let shared = old_way.iter().rev().zip(new_way.iter().rev()).take_while(|(old, new)| old == new).count();
        old_way.truncate(old_way.len() - shared);
        // Whoever loses the last below them, or gets the first, stands otherwise among those beside them.
        let loses_last = self.knots.below(old).nth(1).is_none();
        let gets_first = self.knots.is_leaf(new);
        let mut grouped = vec![old, new];
        grouped.extend(self.above(old).filter(|_| loses_last));
        grouped.extend(self.above(new).filter(|_| gets_first));
        grouped.sort_unstable();
        grouped.dedup();
        let ways = || old_way.iter().chain(&new_way);
        ways().for_each(|knot| self.undo(*knot));
        grouped.iter().for_each(|knot| self.ungroup(*knot));
        self.knots.unlink(old, knot);
        self.knots.link(new, knot);
        if let Some(place) = self.nodes.get_mut(node) {
            *place = Some(after);
        }
        grouped.iter().for_each(|knot| self.group(*knot));
        for knot in &grouped {
            self.cells.lower(*knot);
            if let Some(band) = self.knots[*knot].band.get() {
                self.cells.lower(band);
            }
        }
        ways().for_each(|knot| self.place(*knot));
        true
    }

    /// Where each node stands, in the order of the nodes; `None` for what is not there.
    pub fn places(&self) -> Vec<Option<Place>> {
        let mut corners = vec![(f64::NAN, f64::NAN); self.knots.0.len()];
        let (_, right) = self.cells.add_up(INSIDE, 0.0, &mut corners);
        let (left, _) = self.cells.add_up(OUTSIDE, 0.0, &mut corners);
        let beside = right + self.spacing.apart - left;
        if beside.is_finite() {
            self.cells.add_up(OUTSIDE, beside, &mut corners);
        }
        let place = |knot: &Knot| {
            let (x, y) = corners.get(knot.seat.cell).copied().unwrap_or((f64::NAN, f64::NAN));
            Place { x: x + knot.seat.x, y: y + knot.seat.y, joint: knot.seat.joint }
        };
        let places = || self.knots.0.iter().skip(TOPS).map(place);
        // What is not a number is no less than anything.
        let left = places().map(|place| place.x).fold(f64::INFINITY, f64::min);
        let turned = |place: Place| Place { x: place.x - left, ..place }.turned(self.orientation);
        places().map(|place| (!place.x.is_nan()).then(|| turned(place))).collect()
    }

    fn node(&self, knot: usize) -> Option<Node> {
        knot.checked_sub(TOPS).and_then(|node| self.nodes.get(node)).copied().flatten()
    }

    fn size(&self, knot: usize) -> Size {
        self.node(knot).map_or_else(Size::default, |node| node.size.turned(self.orientation))
    }

    /// What a knot hangs from; `None` for a top, and for what is not there.
    fn above(&self, knot: usize) -> Option<usize> {
        self.node(knot).map(|node| self.above_of(node))
    }

    fn above_of(&self, node: Node) -> usize {
        let is_there = |parent: &usize| self.nodes.get(*parent).is_some_and(Option::is_some);
        match node.parent.filter(is_there) {
            Some(parent) => parent + TOPS,
            None if node.part == Part::Outsider => OUTSIDE,
            None => INSIDE,
        }
    }

    /// A knot and those above it. A circle has no end: nothing is below more than there is.
    fn way_up(&self, from: usize) -> Vec<usize> {
        std::iter::successors(Some(from), |knot| self.above(*knot)).take(self.knots.0.len()).collect()
    }

    /// Places what is below a knot, and the knot over it. What has nothing below it is placed where it hangs.
    fn place(&mut self, knot: usize) {
        if self.knots.is_leaf(knot) {
            return;
        }
        if let Some(band) = self.knots[knot].band.get() {
            self.cells.place(band);
        }
        self.cells.place(knot);
    }

    /// Takes back what [`Layout::place`] did.
    fn undo(&mut self, knot: usize) {
        self.cells.undo(knot);
        if let Some(band) = self.knots[knot].band.get() {
            self.cells.undo(band);
        }
    }

    /// Takes back what [`Layout::group`] did.
    fn ungroup(&mut self, knot: usize) {
        self.cells.clear(knot);
        if let Some(band) = std::mem::take(&mut self.knots[knot].band).get() {
            self.cells.clear(band);
        }
    }

    /// Whether a knot stands beside the trunk below another.
    fn is_assistant(&self, above: usize, knot: usize) -> bool {
        let is_one = |node: Node| node.part == Part::Assistant;
        above >= TOPS && self.knots.is_leaf(knot) && self.node(knot).is_some_and(is_one)
    }

    /// Makes cells of what hangs below a knot.
    fn group(&mut self, above: usize) {
        let assistants: Vec<usize> = self.knots.below(above).filter(|knot| self.is_assistant(above, *knot)).collect();
        let leaves = self.knots.below(above).filter(|knot| self.knots.is_leaf(*knot)).count() - assistants.len();
        let from = match assistants.first() {
            Some(band) => {
                self.seat_assistants(above, *band, &assistants);
                *band
            }
            None => above,
        };
        let Spacing { stack_over, stack_of, .. } = self.spacing;
        // There is no line for heads to hang from: a few of them stand in a row.
        let over = if above == INSIDE { stack_over.max(stack_of) } else { stack_over };
        // Stacks of equal height look better than full ones and a rest.
        let full = leaves.div_ceil(leaves.div_ceil(stack_of.max(1)).max(1));
        let mut stack = None;
        let mut next = self.knots[above].first_below.get();
        while let Some(knot) = next {
            next = self.knots[knot].next_beside.get();
            if self.is_assistant(above, knot) {
                continue;
            }
            if self.knots.is_leaf(knot) && leaves > over {
                stack = Some(self.seat_in_stack(from, knot, stack.filter(|(_, held)| *held < full)));
            } else {
                self.seat_in_row(from, knot);
            }
        }
    }

    fn seat_in_row(&mut self, from: usize, knot: usize) {
        let Size { width, height } = self.size(knot);
        let Spacing { across, down, .. } = self.spacing;
        self.knots[knot].seat = Seat { cell: knot, x: across / 2.0, y: 0.0, joint: Joint::Row };
        self.hang(from, knot, Size { width: width + across, height: height + down });
    }

    /// Adds a leaf to the stack that is being filled, or to a new one. Returns the stack, and what it holds.
    fn seat_in_stack(&mut self, from: usize, knot: usize, filling: Option<(usize, usize)>) -> (usize, usize) {
        let size = self.size(knot);
        let Spacing { across, down, stack_gap, stack_indent, .. } = self.spacing;
        // After its last leaf a stack ends as a row does.
        let end = down - stack_gap;
        let (stack, held) = filling.unwrap_or_else(|| {
            self.hang(from, knot, Size { width: 0.0, height: end });
            (knot, 0)
        });
        let cell = &mut self.cells[stack];
        let y = cell.height - end;
        cell.width = cell.width.max(size.width + 2.0 * stack_indent + across);
        cell.height += size.height + stack_gap;
        self.knots[knot].seat = Seat { cell: stack, x: stack_indent + across / 2.0, y, joint: Joint::Stack };
        (stack, held + 1)
    }

    /// Seats assistants left and right of the trunk, in pairs, in one cell between the one above and the row below.
    fn seat_assistants(&mut self, above: usize, band: usize, assistants: &[usize]) {
        let Spacing { across, down, stack_gap, trunk, .. } = self.spacing;
        let width = assistants.iter().map(|knot| self.size(*knot).width).fold(0.0, f64::max);
        let mut height = 0.0;
        for pair in assistants.chunks(2) {
            let mut row: f64 = 0.0;
            for (knot, joint) in pair.iter().zip([Joint::TrunkRight, Joint::TrunkLeft]) {
                let size = self.size(*knot);
                let x = if joint == Joint::TrunkRight { width - size.width } else { width + trunk };
                self.knots[*knot].seat = Seat { cell: band, x: across / 2.0 + x, y: height, joint };
                row = row.max(size.height);
            }
            height += row + stack_gap;
        }
        self.knots[above].band = Link::to(band);
        self.hang(above, band, Size { width: 2.0 * width + trunk + across, height: height - stack_gap + down });
    }

    /// Hangs a cell under another.
    fn hang(&mut self, from: usize, cell: usize, size: Size) {
        let hung = &mut self.cells[cell];
        (hung.width, hung.height) = (size.width, size.height);
        if self.knots.is_leaf(cell) {
            self.cells.renew(cell);
        }
        self.cells.push(from, cell);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PLAIN: Spacing = Spacing {
        across: 2.0,
        down: 3.0,
        stack_over: usize::MAX,
        stack_of: 5,
        stack_gap: 1.0,
        stack_indent: 4.0,
        trunk: 6.0,
        apart: 20.0,
    };
    const STACKED: Spacing = Spacing { stack_over: 2, ..PLAIN };

    fn node(parent: Option<usize>, width: f64, height: f64) -> Node {
        Node { parent, size: Size { width, height }, part: Part::Report }
    }

    fn assistant(parent: usize) -> Node {
        Node { part: Part::Assistant, ..node(Some(parent), 10.0, 4.0) }
    }

    fn layout(nodes: &[Node], spacing: &Spacing) -> Layout {
        Layout::new(nodes.iter().copied().map(Some).collect(), *spacing, Orientation::TopDown)
    }

    fn tidy(nodes: &[Node], spacing: &Spacing) -> Vec<Place> {
        layout(nodes, spacing).places().into_iter().map(Option::unwrap).collect()
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
        let stacked: Vec<bool> = places.iter().map(|place| place.joint == Joint::Stack).collect();
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
    fn few_leaves_stand_in_a_row() {
        let nodes = [node(None, 10.0, 4.0), node(Some(0), 10.0, 4.0), node(Some(0), 10.0, 4.0), assistant(0)];
        assert!(tidy(&nodes, &STACKED).iter().all(|place| place.joint != Joint::Stack));
        // As many heads as fill a stack stand in a row too, more don't.
        for (heads, joint) in [(5, Joint::Row), (6, Joint::Stack)] {
            let nodes: Vec<Node> = (0..heads).map(|_| node(None, 10.0, 4.0)).collect();
            assert!(tidy(&nodes, &STACKED).iter().all(|place| place.joint == joint), "{heads}");
        }
    }

    #[test]
    fn assistants_stand_beside_the_trunk() {
        // Three assistants of a manager of two; the last node is one who has somebody below, and stands in the row.
        let mut nodes = vec![node(None, 10.0, 4.0), assistant(0), node(Some(0), 10.0, 4.0), assistant(0), assistant(0)];
        nodes.extend([node(Some(0), 10.0, 4.0), node(Some(5), 10.0, 4.0)]);
        nodes[5].part = Part::Assistant;
        let places = tidy(&nodes, &PLAIN);
        // Pairs are 10 + 6 + 10 wide; the trunk runs in their middle.
        let expected = [(8.0, 0.0), (0.0, 7.0), (2.0, 19.0), (16.0, 7.0), (0.0, 12.0), (14.0, 19.0), (14.0, 26.0)];
        assert_eq!(corners(&places), expected);
        let joints: Vec<Joint> = places.iter().map(|place| place.joint).collect();
        use Joint::{Row, TrunkLeft, TrunkRight};
        assert_eq!(joints, [Row, TrunkRight, Row, TrunkLeft, TrunkRight, Row, Row]);
    }

    #[test]
    fn those_outside_stand_beside_all_of_the_chart() {
        let outside = |parent| Node { part: Part::Outsider, ..node(parent, 10.0, 4.0) };
        // The first heads nobody, and could be drawn in beside the wide row below the second.
        let nodes = [
            outside(None),
            node(None, 10.0, 4.0),
            node(Some(1), 10.0, 4.0),
            node(Some(1), 40.0, 4.0),
            outside(Some(0)),
        ];
        let places = corners(&tidy(&nodes, &PLAIN));
        // 52 wide, 1 on either side to the edge of a box, and 20 apart.
        assert_eq!(places, [(74.0, 0.0), (21.0, 0.0), (0.0, 7.0), (12.0, 7.0), (74.0, 7.0)]);
        assert_eq!(corners(&tidy(&nodes[..1], &PLAIN)), [(0.0, 0.0)]);
    }

    #[test]
    fn what_grows_to_the_right_is_what_grows_down_turned() {
        let nodes = [node(None, 10.0, 4.0), node(Some(0), 10.0, 4.0), node(Some(0), 10.0, 4.0)];
        let turned = Layout::new(nodes.map(Some).to_vec(), PLAIN, Orientation::LeftRight);
        let places: Vec<Place> = turned.places().into_iter().flatten().collect();
        assert_eq!(corners(&places), [(0.0, 3.0), (13.0, 0.0), (13.0, 6.0)]);
    }

    #[test]
    fn what_is_not_there_or_in_a_circle_has_no_place() {
        let nodes = vec![None, Some(node(Some(0), 10.0, 4.0)), Some(node(Some(2), 10.0, 4.0))];
        let places = Layout::new(nodes, PLAIN, Orientation::TopDown).places();
        assert_eq!(places.iter().map(Option::is_some).collect::<Vec<_>>(), [false, true, false]);
    }

    #[test]
    fn a_chain_and_a_star_of_a_hundred_thousand_do_not_overflow() {
        const MANY: usize = 100_000;
        let chain: Vec<Node> = (0..MANY).map(|n| node(n.checked_sub(1), 10.0, 4.0)).collect();
        assert_eq!(tidy(&chain, &PLAIN).last().unwrap().y, 7.0 * (MANY - 1) as f64);
        let star: Vec<Node> = (0..MANY).map(|n| node((n > 0).then_some(0), 10.0, 4.0)).collect();
        assert_eq!(tidy(&star, &PLAIN).last().unwrap().x, 12.0 * (MANY - 2) as f64);
    }

    /// A box with half the spacing around it, as the paper's boxes are, and what stands in it and where.
    #[derive(Clone, Default)]
    struct Block {
        x: f64,
        y: f64,
        width: f64,
        height: f64,
        holds: Vec<(usize, f64, f64)>,
    }

    impl Block {
        fn right_of(&self, other: &Self) -> Option<f64> {
            let beside = self.y < other.y + other.height && other.y < self.y + self.height;
            beside.then_some(other.x + other.width - self.x)
        }
    }

    fn is_leaf(nodes: &[Node], n: usize) -> bool {
        nodes.iter().all(|node| node.parent != Some(n))
    }

    fn is_assistant(nodes: &[Node], n: usize) -> bool {
        nodes[n].part == Part::Assistant && nodes[n].parent.is_some() && is_leaf(nodes, n)
    }

    /// The same rules, with every block compared to every other.
    struct Slow<'a> {
        nodes: &'a [Node],
        spacing: Spacing,
    }

    impl Slow<'_> {
        fn size(&self, n: usize) -> Size {
            self.nodes[n].size
        }

        fn single(&self, n: usize) -> (Block, Option<usize>) {
            let (Size { width, height }, Spacing { across, down, .. }) = (self.size(n), self.spacing);
            let holds = vec![(n, across / 2.0, 0.0)];
            (Block { width: width + across, height: height + down, holds, ..Block::default() }, Some(n))
        }

        fn stack(&self, leaves: &[usize]) -> Block {
            let Spacing { across, down, stack_gap, stack_indent, .. } = self.spacing;
            let mut block = Block::default();
            for leaf in leaves {
                block.holds.push((*leaf, stack_indent + across / 2.0, block.height));
                block.width = block.width.max(self.size(*leaf).width + across + 2.0 * stack_indent);
                block.height += self.size(*leaf).height + stack_gap;
            }
            Block { height: block.height + down - stack_gap, ..block }
        }

        fn pairs(&self, assistants: &[usize]) -> Block {
            let Spacing { across, down, stack_gap, trunk, .. } = self.spacing;
            let width = assistants.iter().map(|n| self.size(*n).width).fold(0.0, f64::max);
            let mut block = Block { width: 2.0 * width + trunk + across, ..Block::default() };
            for pair in assistants.chunks(2) {
                block.holds.push((pair[0], across / 2.0 + width - self.size(pair[0]).width, block.height));
                block.holds.extend(pair.get(1).map(|n| (*n, across / 2.0 + width + trunk, block.height)));
                block.height += pair.iter().map(|n| self.size(*n).height).fold(0.0, f64::max) + stack_gap;
            }
            Block { height: block.height + down - stack_gap, ..block }
        }

        /// What stands side by side below a node: single nodes and stacks, and whom more hangs from.
        fn units(&self, below: Vec<usize>, over: usize) -> Vec<(Block, Option<usize>)> {
            let leaves: Vec<usize> = below.iter().copied().filter(|n| is_leaf(self.nodes, *n)).collect();
            if leaves.len() <= over {
                return below.into_iter().map(|n| self.single(n)).collect();
            }
            let full = leaves.len().div_ceil(leaves.len().div_ceil(self.spacing.stack_of));
            let stacks: Vec<&[usize]> = leaves.chunks(full).collect();
            let unit = |n: usize| match stacks.iter().find(|stack| stack.contains(&n)) {
                None => Some(self.single(n)),
                Some(stack) => (stack[0] == n).then(|| (self.stack(stack), None)),
            };
            below.into_iter().filter_map(unit).collect()
        }

        /// Subtrees from left to right, each as near as it can be to those before, and what makes it stand off from a
        /// farther one shared out between.
        fn beside(&self, units: Vec<(Block, Option<usize>)>, y: f64) -> Vec<Vec<Block>> {
            let mut placed: Vec<Vec<Block>> = Vec::new();
            let mut spread = vec![0.0; units.len()];
            for (i, (block, node)) in units.into_iter().enumerate() {
                let mut subtree = self.subtree(Block { y, ..block }, node);
                let push = |subtree: &mut Vec<Block>, by: f64| subtree.iter_mut().for_each(|block| block.x += by);
                if let Some(left) = placed.last() {
                    let by = left[0].x + left[0].width - subtree[0].x;
                    push(&mut subtree, by);
                }
                for j in (0..i).rev() {
                    let pairs = placed[j].iter().flat_map(|l| subtree.iter().filter_map(|r| r.right_of(l)));
                    let overlap = pairs.fold(0.0, f64::max);
                    push(&mut subtree, overlap);
                    let share = |k: usize| overlap * (k - j) as f64 / (i - j) as f64;
                    (j + 1..i).for_each(|k| spread[k] += share(k));
                }
                placed.push(subtree);
            }
            for (subtree, by) in placed.iter_mut().zip(spread) {
                subtree.iter_mut().for_each(|block| block.x += by);
            }
            placed
        }

        /// A block, centred over what is below it, and all of that.
        fn over(mut root: Block, placed: Vec<Vec<Block>>) -> Vec<Block> {
            if let (Some(first), Some(last)) = (placed.first(), placed.last()) {
                root.x = (first[0].x + last[0].x + last[0].width - root.width) / 2.0;
            }
            std::iter::once(root).chain(placed.into_iter().flatten()).collect()
        }

        fn subtree(&self, root: Block, node: Option<usize>) -> Vec<Block> {
            let Some(node) = node else { return vec![root] };
            let below = children_of(self.nodes, Some(node));
            let (assistants, below): (Vec<usize>, Vec<usize>) =
                below.into_iter().partition(|n| is_assistant(self.nodes, *n));
            let units = self.units(below, self.spacing.stack_over);
            let bottom = root.y + root.height;
            if assistants.is_empty() {
                return Self::over(root, self.beside(units, bottom));
            }
            let band = Block { y: bottom, ..self.pairs(&assistants) };
            let bottom = band.y + band.height;
            Self::over(root, vec![Self::over(band, self.beside(units, bottom))])
        }

        fn forest(&self, outside: bool, over: usize) -> Vec<Block> {
            let is_there = |n: &usize| (self.nodes[*n].part == Part::Outsider) == outside;
            let heads = children_of(self.nodes, None).into_iter().filter(is_there).collect();
            self.beside(self.units(heads, over), 0.0).into_iter().flatten().collect()
        }

        fn corners(&self) -> Vec<(f64, f64)> {
            let Spacing { stack_over, stack_of, apart, .. } = self.spacing;
            let mut all = self.forest(false, stack_over.max(stack_of));
            let outside = self.forest(true, stack_over);
            let right = all.iter().map(|block| block.x + block.width).fold(f64::NEG_INFINITY, f64::max);
            let left = outside.iter().map(|block| block.x).fold(f64::INFINITY, f64::min);
            let by = if all.is_empty() { 0.0 } else { right + apart - left };
            all.extend(outside.into_iter().map(|block| Block { x: block.x + by, ..block }));
            let mut corners = vec![(0.0, 0.0); self.nodes.len()];
            for block in &all {
                block.holds.iter().for_each(|(n, x, y)| corners[*n] = (block.x + x, block.y + y));
            }
            let left = corners.iter().map(|(x, _)| *x).fold(f64::INFINITY, f64::min);
            corners.into_iter().map(|(x, y)| (x - left, y)).collect()
        }
    }

    fn children_of(nodes: &[Node], parent: Option<usize>) -> Vec<usize> {
        (0..nodes.len()).filter(|n| nodes[*n].parent == parent).collect()
    }

    fn reports() -> impl Strategy<Value = Part> {
        Just(Part::Report)
    }

    fn parts() -> impl Strategy<Value = Part> {
        prop_oneof![6 => Just(Part::Report), 2 => Just(Part::Assistant), 1 => Just(Part::Outsider)]
    }

    fn forests(most: usize, parts: impl Strategy<Value = Part>) -> impl Strategy<Value = Vec<Node>> {
        let of_node = (any::<prop::sample::Index>(), 0u8..8, 1u8..30, 1u8..12, parts);
        prop::collection::vec(of_node, 0..most).prop_map(|raw| {
            let nodes = raw.iter().enumerate().map(|(n, (parent, root, width, height, part))| {
                // Near ancestors make deep trees, far ones bushy ones.
                let parent = (n > 0 && *root > 0).then(|| parent.index(n).max(n.saturating_sub(6)));
                Node { part: *part, ..node(parent, f64::from(*width), f64::from(*height)) }
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

    /// Whether a node is below another, or is it.
    fn is_below(nodes: &[Node], n: usize, other: usize) -> bool {
        std::iter::successors(Some(n), |n| nodes[*n].parent).any(|n| n == other)
    }

    proptest! {
        #[test]
        fn agrees_with_the_slow_way(nodes in forests(14, parts()), stacks in any::<bool>()) {
            let spacing = if stacks { STACKED } else { PLAIN };
            for (place, (x, y)) in tidy(&nodes, &spacing).iter().zip(Slow { nodes: &nodes, spacing }.corners()) {
                prop_assert!(close(place.x, x) && close(place.y, y), "{place:?} ({x}, {y})");
            }
        }

        /// However often somebody is hung elsewhere, be it as an assistant or outside.
        #[test]
        fn hanging_one_elsewhere_is_laying_all_out_anew(
            nodes in forests(40, parts()),
            moves in prop::collection::vec((any::<prop::sample::Index>(), 0usize..41, parts()), 1..12),
            stacks in any::<bool>(),
        ) {
            let spacing = if stacks { STACKED } else { PLAIN };
            let mut nodes = nodes;
            let mut kept = layout(&nodes, &spacing);
            for (who, onto, part) in moves {
                if nodes.is_empty() {
                    break;
                }
                let who = who.index(nodes.len());
                let onto = Some(onto).filter(|onto| *onto < nodes.len());
                if onto.is_some_and(|onto| is_below(&nodes, onto, who)) {
                    continue;
                }
                (nodes[who].parent, nodes[who].part) = (onto, part);
                let anew = layout(&nodes, &spacing);
                let mut updated = kept.clone();
                updated.update(nodes.iter().copied().map(Some).collect(), spacing, Orientation::TopDown);
                prop_assert_eq!(updated.places(), anew.places());
                prop_assert!(kept.rehang(who, nodes[who]));
                prop_assert_eq!(kept.places(), anew.places());
            }
        }

        #[test]
        fn nothing_is_left_of_what_was_laid_out_before(
            before in forests(30, parts()),
            after in forests(30, parts()),
            turned in any::<bool>(),
        ) {
            let orientation = if turned { Orientation::LeftRight } else { Orientation::TopDown };
            let there = |nodes: &[Node]| nodes.iter().copied().map(Some).collect::<Vec<_>>();
            let mut kept = layout(&before, &STACKED);
            kept.update(there(&after), PLAIN, orientation);
            prop_assert_eq!(kept.places(), Layout::new(there(&after), PLAIN, orientation).places());
        }

        #[test]
        fn nothing_overlaps(nodes in forests(120, parts()), stacks in any::<bool>()) {
            let places = tidy(&nodes, if stacks { &STACKED } else { &PLAIN });
            let rect = |n: usize| {
                let Size { width, height } = nodes[n].size;
                // A stack's leaves are nearer to each other than cards are, and so are assistants.
                let near = places[n].joint != Joint::Row;
                let (across, down) = if near { (0.0, PLAIN.stack_gap) } else { (PLAIN.across, PLAIN.down) };
                let (x, y) = (places[n].x, places[n].y);
                Block { x, y, width: width + across, height: height + down, holds: Vec::new() }
            };
            for a in 0..nodes.len() {
                for b in a + 1..nodes.len() {
                    let overlap = (rect(a).right_of(&rect(b)), rect(b).right_of(&rect(a)));
                    prop_assert!(!matches!(overlap, (Some(l), Some(r)) if l > 1e-6 && r > 1e-6), "{a} and {b}");
                }
            }
        }

        /// No node that hangs from a trunk by its own line is crossed by the trunk.
        #[test]
        fn the_trunk_is_free(nodes in forests(60, parts())) {
            let places = tidy(&nodes, &PLAIN);
            for (n, place) in places.iter().enumerate() {
                let Some(above) = nodes[n].parent else { continue };
                let trunk = places[above].x + nodes[above].size.width / 2.0;
                let (left, right) = (place.x, place.x + nodes[n].size.width);
                match place.joint {
                    Joint::TrunkRight => prop_assert!(close(trunk, right + PLAIN.trunk / 2.0)),
                    Joint::TrunkLeft => prop_assert!(close(trunk, left - PLAIN.trunk / 2.0)),
                    Joint::Row | Joint::Stack => {}
                }
            }
        }

        #[test]
        fn a_mirror_image_mirrors(nodes in forests(60, reports())) {
            let (mirror, origin) = mirrored(&nodes);
            let (places, mirrored) = (tidy(&nodes, &PLAIN), tidy(&mirror, &PLAIN));
            let right = places.iter().zip(&nodes).map(|(place, node)| place.x + node.size.width).fold(0.0, f64::max);
            for (place, n) in mirrored.iter().zip(origin) {
                let expected = right - places[n].x - nodes[n].size.width;
                prop_assert!(close(place.x, expected) && close(place.y, places[n].y), "{n}: {} {expected}", place.x);
            }
        }

        #[test]
        fn parents_stand_in_the_middle_and_children_in_order(nodes in forests(80, reports())) {
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
            prop_assert!(below.iter().all(|place| place.joint == Joint::Stack));
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
        fn a_subtree_looks_the_same_wherever_it_stands(before in forests(20, reports()), tree in forests(30, reports())) {
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
