//! The paper's algorithm, on boxes that stand side by side below each other.
//!
//! What a box's neighbours did to it is kept apart from what it is by itself, so that the work above a few boxes can be
//! undone and done again without touching the rest.

use std::{
    num::NonZeroU32,
    ops::{Index, IndexMut},
};

/// The way to another of as many, or nowhere: half the size of what it stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Link(Option<NonZeroU32>);

impl Link {
    /// To an index; nowhere from the four thousand millionth on.
    pub fn to(index: usize) -> Self {
        Self(u32::try_from(index).ok().and_then(|index| NonZeroU32::new(index.checked_add(1)?)))
    }

    /// The index it leads to.
    pub fn get(self) -> Option<usize> {
        self.0.and_then(|link| usize::try_from(link.get() - 1).ok())
    }
}

/// A box: a node with half the spacing around it, a whole stack of them, or the assistants beside a trunk.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    first_child: Link,
    last_child: Link,
    next_sibling: Link,
    /// Its size with the spacing.
    pub width: f64,
    /// See `width`.
    pub height: f64,
    /// The upper edge; not a number until it is known.
    y: f64,
    /// The left edge relative to the parent's subtree, before `modifier`.
    preliminary: f64,
    /// By how much the whole subtree is moved.
    modifier: f64,
    /// What spreads smaller siblings evenly between two larger ones, applied when positions are added up.
    shift: f64,
    change: f64,
    /// Where the contour goes on below a childless cell, and the sum of modifiers on the way there.
    thread: Link,
    thread_sum: f64,
    /// The cell that got its thread when this one was placed beside its siblings.
    threaded: Link,
    /// The lowest cells of the subtree's contours, and the sums of modifiers down to them.
    left: Extreme,
    right: Extreme,
}

/// The lowest cell of a contour.
#[derive(Clone, Copy, Debug)]
struct Extreme {
    cell: usize,
    sum: f64,
}

impl Cell {
    fn new(cell: usize) -> Self {
        let own = Extreme { cell, sum: 0.0 };
        Self {
            first_child: Link::default(),
            last_child: Link::default(),
            next_sibling: Link::default(),
            width: 0.0,
            height: 0.0,
            y: f64::NAN,
            preliminary: 0.0,
            modifier: 0.0,
            shift: 0.0,
            change: 0.0,
            thread: Link::default(),
            thread_sum: 0.0,
            threaded: Link::default(),
            left: own,
            right: own,
        }
    }

    const fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// The next of the contour below, and the sum of modifiers on the way there but for its own.
    fn next(&self, child: Link) -> Option<(usize, f64)> {
        child.get().map(|child| (child, 0.0)).or_else(|| Some((self.thread.get()?, self.thread_sum)))
    }
}

/// A sibling that the right contour of those placed so far comes from, and how far down it does.
#[derive(Clone, Copy)]
struct Lowest {
    bottom: f64,
    /// Which child of its parent it is.
    ordinal: u32,
    cell: usize,
}

/// A number of cells, linked into trees.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells(Vec<Cell>);

#[expect(clippy::indexing_slicing, reason = "indices are those of the nodes the cells were made for, and of cells")]
impl Index<usize> for Cells {
    type Output = Cell;

    fn index(&self, cell: usize) -> &Cell {
        &self.0[cell]
    }
}

#[expect(clippy::indexing_slicing, reason = "indices are those of the nodes the cells were made for, and of cells")]
impl IndexMut<usize> for Cells {
    fn index_mut(&mut self, cell: usize) -> &mut Cell {
        &mut self.0[cell]
    }
}

impl Cells {
    /// So many cells without a size, none below another, instead of those there were.
    pub fn renew_all(&mut self, count: usize) {
        self.0.clear();
        self.0.extend((0..count).map(Cell::new));
    }

    /// Gives a cell that nothing is above its place.
    pub fn crown(&mut self, top: usize) {
        self[top].y = 0.0;
        self.lower(top);
    }

    /// Takes everything away from below a cell, without undoing what that did.
    pub fn clear(&mut self, parent: usize) {
        let parent = &mut self[parent];
        (parent.first_child, parent.last_child) = Default::default();
    }

    /// Hangs a cell below another, after those that hang there.
    pub fn push(&mut self, parent: usize, cell: usize) {
        self[cell].next_sibling = Link::default();
        match self[parent].last_child.get() {
            Some(sibling) => self[sibling].next_sibling = Link::to(cell),
            None => self[parent].first_child = Link::to(cell),
        }
        self[parent].last_child = Link::to(cell);
    }

    fn children(&self, parent: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self[parent].first_child.get(), |cell| self[*cell].next_sibling.get())
    }

    /// Moves everything below a cell to its bottom. What hangs at the right height is right below as well.
    pub fn lower(&mut self, top: usize) {
        let mut open = vec![top];
        while let Some(parent) = open.pop() {
            let bottom = self[parent].bottom();
            let mut next = self[parent].first_child.get();
            while let Some(child) = next {
                let cell = &mut self[child];
                next = cell.next_sibling.get();
                if cell.y != bottom {
                    cell.y = bottom;
                    open.push(child);
                }
            }
        }
    }

    /// Takes back what placing the children of a cell did.
    pub fn undo(&mut self, parent: usize) {
        let mut next = self[parent].first_child.get();
        while let Some(child) = next {
            if let Some(threaded) = std::mem::take(&mut self[child].threaded).get() {
                self[threaded].thread = Link::default();
            }
            self.reset(child);
            next = self[child].next_sibling.get();
        }
    }

    /// A cell as it is before it is placed beside others.
    fn reset(&mut self, child: usize) {
        let own = Extreme { cell: child, sum: 0.0 };
        let left = self[child].first_child.get().map_or(own, |first| self[first].left);
        let right = self[child].last_child.get().map_or(own, |last| self[last].right);
        let cell = &mut self[child];
        (cell.left, cell.right) = (left, right);
        (cell.modifier, cell.shift, cell.change) = (0.0, 0.0, 0.0);
    }

    /// Makes a cell with nothing below it as it is before anything was placed.
    pub fn renew(&mut self, cell: usize) {
        self[cell].preliminary = 0.0;
        self.reset(cell);
    }

    /// Places the children of a cell side by side, and the cell over them. What is below them has been placed, and they
    /// have not.
    pub fn place(&mut self, parent: usize) {
        let Some(first) = self[parent].first_child.get() else { return };
        let mut lowest = vec![Lowest { bottom: self[self[first].left.cell].bottom(), ordinal: 0, cell: first }];
        let (mut left, mut ordinal) = (first, 0);
        while let Some(right) = self[left].next_sibling.get() {
            ordinal += 1;
            let bottom = self[self[right].right.cell].bottom();
            self.separate(first, left, right, ordinal, &lowest);
            while lowest.last().is_some_and(|last| last.bottom <= bottom) {
                lowest.pop();
            }
            lowest.push(Lowest { bottom, ordinal, cell: right });
            left = right;
        }
        let (first, last) = (&self[first], &self[left]);
        let edges = first.preliminary + first.modifier + last.preliminary + last.modifier + last.width;
        let parent_cell = &mut self[parent];
        parent_cell.preliminary = (edges - parent_cell.width) / 2.0;
        self.reset(parent);
    }

    /// Moves the subtree `right` away from those before it, along the facing contours.
    fn separate(&mut self, first: usize, left: usize, right: usize, ordinal: u32, lowest: &[Lowest]) {
        let mut candidates = lowest.iter().rev();
        let mut candidate = candidates.next();
        let (mut of_left, mut left_sum) = (Some(left), self[left].modifier);
        let (mut of_right, mut right_sum) = (Some(right), self[right].modifier);
        while let (Some(l), Some(r)) = (of_left, of_right) {
            let (l_cell, r_cell) = (&self[l], &self[r]);
            let (left_bottom, right_bottom) = (l_cell.bottom(), r_cell.bottom());
            let next_left = l_cell.next(l_cell.last_child);
            let next_right = r_cell.next(r_cell.first_child);
            let overlap = (left_sum + l_cell.preliminary + l_cell.width) - (right_sum + r_cell.preliminary);
            if candidate.is_some_and(|lowest| left_bottom > lowest.bottom) {
                candidate = candidates.next();
            }
            // The two roots stand side by side, be it by moving to the left: the paper's program leaves a gap where a
            // narrow node over a wide subtree follows a leaf, but not in the mirror image.
            if overlap > 0.0 || (l == left && r == right) {
                right_sum += overlap;
                self.move_subtree(right, ordinal, candidate, overlap);
            }
            if left_bottom <= right_bottom {
                of_left = next_left.map(|(next, _)| next);
                left_sum += next_left.map_or(0.0, |(next, by)| by + self[next].modifier);
            }
            if left_bottom >= right_bottom {
                of_right = next_right.map(|(next, _)| next);
                right_sum += next_right.map_or(0.0, |(next, by)| by + self[next].modifier);
            }
        }
        match (of_left, of_right) {
            // The left contour of all siblings so far goes on, below the shorter ones, within `right`.
            (None, Some(next)) => {
                let end = self[first].left;
                self.thread(right, end, next, right_sum);
                self[first].left = self[right].left;
            }
            // The right contour of all siblings so far goes on, below `right`, within those before.
            (Some(next), None) => {
                let end = self[right].right;
                self.thread(right, end, next, left_sum);
                self[right].right = self[left].right;
            }
            _ => {}
        }
    }

    /// Leads a contour on from its end to the cell where the sum of modifiers is `sum`.
    fn thread(&mut self, right: usize, end: Extreme, next: usize, sum: f64) {
        let by = sum - self[next].modifier - end.sum;
        let cell = &mut self[end.cell];
        (cell.thread, cell.thread_sum) = (Link::to(next), by);
        self[right].threaded = Link::to(end.cell);
    }

    /// Moves a subtree to the right, and spreads those between it and the one it met evenly.
    fn move_subtree(&mut self, right: usize, ordinal: u32, met: Option<&Lowest>, distance: f64) {
        let cell = &mut self[right];
        cell.modifier += distance;
        cell.left.sum += distance;
        cell.right.sum += distance;
        let Some(met) = met.filter(|met| met.ordinal + 1 < ordinal) else { return };
        let step = distance / f64::from(ordinal - met.ordinal);
        if let Some(between) = self[met.cell].next_sibling.get() {
            self[between].shift += step;
        }
        let cell = &mut self[right];
        cell.shift -= step;
        cell.change -= distance - step;
    }

    /// Adds up the left and upper edges of every cell below one, from the top down. Returns how far they reach to the
    /// left and to the right; not a number where there are none.
    pub fn add_up(&self, top: usize, from: f64, corners: &mut [(f64, f64)]) -> (f64, f64) {
        let (mut left, mut right) = (f64::NAN, f64::NAN);
        let mut open = vec![(top, from)];
        while let Some((parent, moved)) = open.pop() {
            let (mut step, mut spread) = (0.0, 0.0);
            for child in self.children(parent) {
                let cell = &self[child];
                step += cell.shift;
                spread += step + cell.change;
                let moved = moved + spread + cell.modifier;
                let x = moved + cell.preliminary;
                (left, right) = (left.min(x), right.max(x + cell.width));
                if let Some(corner) = corners.get_mut(child) {
                    *corner = (x, cell.y);
                }
                open.push((child, moved));
            }
        }
        (left, right)
    }
}
