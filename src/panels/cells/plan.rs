//! Where everything of a table is: columns that scroll, and what stays in sight around them.

use std::ops::Range;

use egui::{Pos2, Rangef, Rect, Vec2, pos2, vec2};

use super::Spot;
use crate::ui::Tokens;

/// The number of columns that must have room between what stays in sight.
const ROOM_FOR: f32 = 3.0;

/// What stands beside the cells of a row, with its left edge and its width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lane<S> {
    /// What it shows.
    pub of: S,
    /// From the left edge of its group.
    pub left: f32,
    /// Its width.
    pub width: f32,
}

/// What a table needs.
#[derive(Clone, Debug)]
pub struct Shape<S> {
    /// The number of rows.
    pub rows: usize,
    /// The least width of each column, and the most that makes sense.
    pub columns: Vec<Rangef>,
    /// What stands beside the cells of each row, with its width.
    pub sides: Vec<(S, f32)>,
    /// The height of the heads.
    pub head: f32,
    /// The number of rows that stay in sight below.
    pub feet: usize,
}

/// Where everything is.
#[derive(Clone, Debug)]
pub struct Plan<S> {
    /// The height of a row.
    row: f32,
    /// The height of the heads of columns.
    head: f32,
    /// The width of the names of customers.
    name: f32,
    /// The left edge of each column and the right one of the last, from where the first begins.
    edges: Vec<f32>,
    /// The number of rows.
    rows: usize,
    /// The number of rows that stay in sight below.
    feet: usize,
    /// What scrolls after the columns, from where the first column begins.
    pub scrolled: Vec<Lane<S>>,
    /// What stays in sight at the right.
    pub fixed: Vec<Lane<S>>,
    /// What is seen.
    visible: Rect,
    /// The upper left corner of the whole, on the screen.
    origin: Pos2,
}

impl<S: Copy> Plan<S> {
    /// The plan for a room of this size.
    pub fn of(shape: &Shape<S>, tokens: &Tokens, room: Vec2) -> Self {
        let letter = tokens.type_size.body;
        let least: f32 = shape.columns.iter().map(|width| width.min).sum();
        let count = shape.columns.len().max(1) as f32;
        let sides: f32 = shape.sides.iter().map(|(_, width)| width).sum();
        let least_name = (room.x * 0.12).clamp(8.0 * letter, 16.0 * letter);
        let name = (room.x - least - sides).clamp(least_name, 20.0 * letter).floor();
        let mut free = room.x - name - ROOM_FOR.min(count) * least / count;
        let (mut scrolled, mut fixed) = (Vec::new(), Vec::new());
        for (side, width) in &shape.sides {
            // The first that has no room takes all after it along: their order is not broken.
            if scrolled.is_empty() && free >= *width {
                free -= width;
                fixed.push((*side, *width));
            } else {
                scrolled.push((*side, *width));
            }
        }
        let more = ((room.x - name - sides - least) / count).max(0.0);
        let mut edges = vec![0.0];
        let mut right = 0.0;
        for width in &shape.columns {
            right += (width.min + more).min(width.max.max(width.min)).floor();
            edges.push(right);
        }
        let lanes = |sides: Vec<(S, f32)>, from: f32| {
            let mut left = from;
            let lane = |(of, width)| {
                let lane = Lane { of, left, width };
                left += width;
                lane
            };
            sides.into_iter().map(lane).collect::<Vec<_>>()
        };
        Self {
            row: tokens.target,
            head: shape.head,
            name,
            edges,
            rows: shape.rows,
            feet: shape.feet,
            scrolled: lanes(scrolled, right),
            fixed: lanes(fixed, 0.0),
            visible: Rect::NOTHING,
            origin: Pos2::ZERO,
        }
    }

    /// The same with what is seen of it: the whole begins at `origin`.
    pub(super) fn seen(self, origin: Pos2, visible: Rect) -> Self {
        Self { visible, origin, ..self }
    }

    fn scrolled_width(&self) -> f32 {
        let sides: f32 = self.scrolled.iter().map(|lane| lane.width).sum();
        self.edges.last().copied().unwrap_or_default() + sides
    }

    /// The left edge of a column, or where the last one ends.
    fn edge(&self, column: usize) -> f32 {
        let edge = self.edges.get(column).or(self.edges.last()).copied().unwrap_or_default();
        self.origin.x + self.name + edge
    }

    /// The number of columns that begin before a distance from the first one's left edge.
    fn begun(&self, distance: f32) -> usize {
        let columns = self.edges.len().saturating_sub(1);
        self.edges.partition_point(|edge| *edge < distance).min(columns)
    }

    fn fixed_width(&self) -> f32 {
        self.fixed.iter().map(|lane| lane.width).sum()
    }

    fn foot_height(&self) -> f32 {
        self.row * self.feet as f32
    }

    /// The size of the whole.
    pub(super) fn size(&self) -> Vec2 {
        let rows = self.row * self.rows as f32;
        vec2(self.name + self.scrolled_width() + self.fixed_width(), self.head + rows + self.foot_height())
    }

    /// Where cells are seen, between what stays in sight.
    pub fn body(&self) -> Rect {
        let end = self.origin + self.size();
        let right = self.visible.right().min(end.x) - self.fixed_width();
        let bottom = self.visible.bottom().min(end.y) - self.foot_height();
        let min = pos2(self.visible.left() + self.name, self.visible.top() + self.head);
        Rect::from_min_max(min, pos2(right, bottom).max(min))
    }

    /// The rows seen.
    pub(super) fn rows_seen(&self) -> Range<usize> {
        let body = self.body();
        let top = self.origin.y + self.head;
        places(body.top() - top, body.bottom() - top, self.row, self.rows)
    }

    /// The columns seen.
    pub fn columns_seen(&self) -> Range<usize> {
        let body = self.body();
        let left = self.origin.x + self.name;
        let last = self.begun(body.right() - left);
        // The one that has begun when the body begins is seen, too.
        let first = self.edges.partition_point(|edge| *edge <= body.left() - left).saturating_sub(1);
        first.min(last)..last
    }

    /// From the top of a row to its bottom.
    pub(super) fn row_at(&self, row: usize) -> Rangef {
        let top = self.origin.y + self.head + self.row * row as f32;
        Rangef::new(top, top + self.row)
    }

    /// From the left edge of a column to its right one.
    pub fn column_at(&self, column: usize) -> Rangef {
        Rangef::new(self.edge(column), self.edge(column + 1))
    }

    /// A cell.
    pub(super) fn cell(&self, spot: Spot) -> Rect {
        Rect::from_x_y_ranges(self.column_at(spot.column), self.row_at(spot.row))
    }

    /// From the left edge of what scrolls after the columns to its right one.
    pub(super) fn scrolled_at(&self, lane: &Lane<S>) -> Rangef {
        let left = self.origin.x + self.name + lane.left;
        Rangef::new(left, left + lane.width)
    }

    /// From the left edge of what stays in sight to its right one.
    pub fn fixed_at(&self, lane: &Lane<S>) -> Rangef {
        let left = self.body().right() + lane.left;
        Rangef::new(left, left + lane.width)
    }

    /// The right edge of all that is seen.
    pub fn right(&self) -> f32 {
        self.fixed.last().map_or(self.body().right(), |lane| self.fixed_at(lane).max)
    }

    /// The names of customers.
    pub fn names(&self) -> Rangef {
        Rangef::new(self.visible.left(), self.visible.left() + self.name)
    }

    /// The heads of columns.
    pub fn heads(&self) -> Rangef {
        Rangef::new(self.visible.top(), self.visible.top() + self.head)
    }

    /// A row that stays in sight below.
    pub fn foot_at(&self, foot: usize) -> Rangef {
        let top = self.body().bottom() + self.row * foot as f32;
        Rangef::new(top, top + self.row)
    }

    /// The lower edge of all that is seen.
    pub(super) fn bottom(&self) -> f32 {
        self.foot_at(self.feet).min
    }

    /// A cell, with what stays in sight around it: bring this into sight, and the cell is.
    pub(super) fn with_surroundings(&self, spot: Spot) -> Rect {
        let mut rect = self.cell(spot);
        rect.min -= vec2(self.name, self.head);
        rect.max += vec2(self.fixed_width(), self.foot_height());
        rect
    }

    /// The cell at a place on the screen, or the nearest one.
    pub(super) fn nearest(&self, place: Pos2) -> Spot {
        let from = place - self.origin;
        let row = ((from.y - self.head) / self.row).floor().max(0.0) as usize;
        Spot { row: row.min(self.rows.saturating_sub(1)), column: self.begun(from.x - self.name).saturating_sub(1) }
    }

    /// How many rows fit between the heads and the feet.
    pub(super) fn page(&self) -> usize {
        ((self.body().height() / self.row).floor().max(1.0)) as usize
    }
}

/// The places of this size that lie between two distances, of so many.
fn places(from: f32, to: f32, size: f32, count: usize) -> Range<usize> {
    let first = (from / size).floor().max(0.0) as usize;
    let last = (to / size).ceil().max(0.0) as usize;
    first.min(count)..last.min(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{analysis::Audience, ui::Theme};

    /// 3 rows, columns of 50, 80 and 50, one side of 60, in a room that has 40 more than they need at least.
    fn plan() -> Plan<()> {
        let columns = [(50.0, 60.0), (80.0, 200.0), (50.0, 60.0)].map(|(min, max)| Rangef::new(min, max)).to_vec();
        let shape = Shape { rows: 3, columns, sides: vec![((), 60.0)], head: 30.0, feet: 0 };
        let tokens = Tokens::new(Theme::Light, Audience::Trainer);
        let room = vec2(280.0 + 180.0 + 60.0 + 30.0, 400.0);
        Plan::of(&shape, &tokens, room).seen(Pos2::ZERO, Rect::from_min_size(Pos2::ZERO, room))
    }

    #[test]
    fn columns_share_what_room_is_left() {
        let plan = plan();
        let widths = [0, 1, 2].map(|column| plan.column_at(column).span());
        assert_eq!(widths, [60.0, 90.0, 60.0]);
        assert_eq!(plan.column_at(0).min, 280.0);
        assert_eq!(plan.columns_seen(), 0..3);
        // Scrolled by a little more than the first column.
        let moved = plan.clone().seen(pos2(-61.0, 0.0), Rect::from_min_size(Pos2::ZERO, vec2(450.0, 400.0)));
        assert_eq!(moved.columns_seen(), 1..3);
    }

    #[test]
    fn the_nearest_cell_is_the_one_at_a_place() {
        let plan = plan();
        for (spot, place) in [
            (Spot { row: 0, column: 0 }, pos2(281.0, 31.0)),
            (Spot { row: 1, column: 1 }, pos2(341.0, 30.0 + 1.5 * plan.row)),
            (Spot { row: 2, column: 2 }, pos2(9000.0, 9000.0)),
            (Spot { row: 0, column: 0 }, pos2(-9.0, -9.0)),
        ] {
            assert_eq!(plan.nearest(place), spot, "{place:?}");
        }
    }

    #[test]
    fn only_places_in_sight_are_counted() {
        assert_eq!(places(0.0, 100.0, 20.0, 1000), 0..5);
        assert_eq!(places(30.0, 61.0, 20.0, 1000), 1..4);
        assert_eq!(places(-50.0, -10.0, 20.0, 1000), 0..0);
        assert_eq!(places(0.0, 1e6, 20.0, 3), 0..3);
    }
}
