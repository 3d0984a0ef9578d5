//! Where everything of the grid is: columns that scroll, and what stays in sight around them.

use std::ops::Range;

use egui::{FontId, Painter, Rect, Vec2, pos2, vec2};

use super::sheet::{Sheet, Side};
use crate::{
    analysis::contributions::ContributionClass,
    model::Animal,
    text::{Lang, Word, contributions as words, terms},
    ui::{Step, Tokens},
};

/// The number of offerings that must have room between what stays in sight.
const ROOM_FOR: f32 = 3.0;

/// What is told of an offering below what it brings at each customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Foot {
    /// What all customers bring.
    Total,
    /// The class.
    Class,
    /// How many customers don't have it.
    Gaps,
}

impl Foot {
    /// All, from the customers down.
    pub const ALL: [Self; 3] = [Self::Total, Self::Class, Self::Gaps];
}

/// A column, with its left edge and its width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lane<T> {
    /// What it shows.
    pub of: T,
    /// From the left edge of its group.
    pub left: f32,
    /// Its width.
    pub width: f32,
}

/// How wide things must be for their words and numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Widths {
    /// For an offering.
    offering: f32,
    /// For each of what is told of customers.
    sides: [f32; 6],
}

impl Widths {
    /// Measures what the grid says in its language.
    pub fn of(sheet: &Sheet, lang: Lang, painter: &Painter, tokens: &Tokens) -> Self {
        let width = |text: &str, font: FontId| painter.layout_no_wrap(text.to_owned(), font, tokens.ink).size().x;
        let small = |text: &str| width(text, tokens.font(Step::Small));
        let strong = |text: &str| width(text, tokens.bold_font(Step::Body));
        let number = strong(&"0".repeat(sheet.longest));
        let class = |word: fn(ContributionClass) -> Word, width: &dyn Fn(&str) -> f32| {
            ContributionClass::ALL.into_iter().map(|class| width(word(class).of(lang))).fold(0.0, f32::max)
        };
        let animal = Animal::ALL.into_iter().map(|animal| strong(terms::animal(animal).of(lang))).fold(0.0, f32::max);
        let sides = Side::ALL.map(|side| {
            let content = match side {
                Side::Total => number,
                Side::Share => strong("100%"),
                Side::Class => class(terms::customer_contribution, &strong),
                Side::Gaps => strong("999"),
                Side::Animal | Side::Suggestion => animal,
            };
            // A head breaks between words, and has the sign of the order behind it.
            let head = side.head().of(lang).split(' ').map(small).fold(0.0, f32::max) + tokens.type_size.small;
            (content.max(head) + 2.0 * tokens.inset).ceil()
        });
        let class = class(terms::offering_contribution, &small).max(small(words::HIGHLY.of(lang)));
        let offering = number.max(class).max(4.0 * tokens.type_size.body) + 2.0 * tokens.inset;
        Self { offering: offering.ceil(), sides }
    }

    fn side(&self, side: Side) -> f32 {
        self.sides.get(side as usize).copied().unwrap_or_default()
    }
}

/// Where everything is.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The height of a row.
    pub row: f32,
    /// The height of the heads of columns.
    pub head: f32,
    /// The width of the names of customers.
    pub name: f32,
    /// The width of an offering.
    pub column: f32,
    /// The number of offerings.
    columns: usize,
    /// The number of customers.
    rows: usize,
    /// What scrolls after the offerings, from where the first offering begins.
    pub scrolled: Vec<Lane<Side>>,
    /// What stays in sight at the right.
    pub fixed: Vec<Lane<Side>>,
    /// What is seen.
    visible: Rect,
    /// The upper left corner of the whole, on the screen.
    origin: egui::Pos2,
}

impl Plan {
    /// The plan for a room of this size.
    pub fn of(sheet: &Sheet, widths: &Widths, tokens: &Tokens, room: Vec2) -> Self {
        let letter = tokens.type_size.body;
        let width = |side| widths.side(side);
        let all = widths.offering * sheet.columns.len() as f32 + widths.sides.iter().sum::<f32>();
        let least = (room.x * 0.12).clamp(8.0 * letter, 16.0 * letter);
        let name = (room.x - all).clamp(least, 20.0 * letter).floor();
        let mut free = room.x - name - ROOM_FOR.min(sheet.columns.len() as f32) * widths.offering;
        let (mut scrolled, mut fixed) = (Vec::new(), Vec::new());
        for side in Side::ALL {
            // The first that has no room takes all after it along: their order is not broken.
            if scrolled.is_empty() && free >= width(side) {
                free -= width(side);
                fixed.push(side);
            } else {
                scrolled.push(side);
            }
        }
        let wide: f32 = fixed.iter().chain(&scrolled).map(|side| width(*side)).sum();
        let each = (room.x - name - wide) / sheet.columns.len().max(1) as f32;
        let column = each.clamp(widths.offering, (10.0 * letter).max(widths.offering)).floor();
        let lanes = |sides: Vec<Side>, from: f32| {
            let mut left = from;
            let lane = |of| {
                let lane = Lane { of, left, width: width(of) };
                left += lane.width;
                lane
            };
            sides.into_iter().map(lane).collect::<Vec<_>>()
        };
        let offerings = column * sheet.columns.len() as f32;
        Self {
            row: tokens.target,
            head: (tokens.type_size.small * 1.3 * 2.0 + 2.0 * tokens.inset).ceil(),
            name,
            column,
            columns: sheet.columns.len(),
            rows: sheet.rows.len(),
            scrolled: lanes(scrolled, offerings),
            fixed: lanes(fixed, 0.0),
            visible: Rect::NOTHING,
            origin: egui::Pos2::ZERO,
        }
    }

    /// The same with what is seen of it: the whole begins at `origin`.
    pub fn seen(self, origin: egui::Pos2, visible: Rect) -> Self {
        Self { visible, origin, ..self }
    }

    fn scrolled_width(&self) -> f32 {
        let sides: f32 = self.scrolled.iter().map(|lane| lane.width).sum();
        self.column * self.columns as f32 + sides
    }

    fn fixed_width(&self) -> f32 {
        self.fixed.iter().map(|lane| lane.width).sum()
    }

    fn foot_height(&self) -> f32 {
        self.row * Foot::ALL.len() as f32
    }

    /// The size of the whole.
    pub fn size(&self) -> Vec2 {
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
    pub fn rows_seen(&self) -> Range<usize> {
        let body = self.body();
        let top = self.origin.y + self.head;
        places(body.top() - top, body.bottom() - top, self.row, self.rows)
    }

    /// The offerings seen.
    pub fn columns_seen(&self) -> Range<usize> {
        let body = self.body();
        let left = self.origin.x + self.name;
        places(body.left() - left, body.right() - left, self.column, self.columns)
    }

    /// From the top of a row to its bottom.
    pub fn row_at(&self, row: usize) -> egui::Rangef {
        let top = self.origin.y + self.head + self.row * row as f32;
        egui::Rangef::new(top, top + self.row)
    }

    /// From the left edge of an offering to its right one.
    pub fn column_at(&self, column: usize) -> egui::Rangef {
        let left = self.origin.x + self.name + self.column * column as f32;
        egui::Rangef::new(left, left + self.column)
    }

    /// From the left edge of what scrolls after the offerings to its right one.
    pub fn scrolled_at(&self, lane: &Lane<Side>) -> egui::Rangef {
        let left = self.origin.x + self.name + lane.left;
        egui::Rangef::new(left, left + lane.width)
    }

    /// From the left edge of what stays in sight to its right one.
    pub fn fixed_at(&self, lane: &Lane<Side>) -> egui::Rangef {
        let left = self.body().right() + lane.left;
        egui::Rangef::new(left, left + lane.width)
    }

    /// The names of customers.
    pub fn names(&self) -> egui::Rangef {
        egui::Rangef::new(self.visible.left(), self.visible.left() + self.name)
    }

    /// The heads of columns.
    pub fn heads(&self) -> egui::Rangef {
        egui::Rangef::new(self.visible.top(), self.visible.top() + self.head)
    }

    /// A row of what is told of offerings.
    pub fn foot_at(&self, foot: usize) -> egui::Rangef {
        let top = self.body().bottom() + self.row * foot as f32;
        egui::Rangef::new(top, top + self.row)
    }

    /// A cell, with what stays in sight around it: bring this into sight, and the cell is.
    pub fn with_surroundings(&self, row: usize, column: usize) -> Rect {
        let mut rect = Rect::from_x_y_ranges(self.column_at(column), self.row_at(row));
        rect.min -= vec2(self.name, self.head);
        rect.max += vec2(self.fixed_width(), self.foot_height());
        rect
    }

    /// The cell at a place on the screen, or the nearest one.
    pub fn nearest(&self, place: egui::Pos2) -> (usize, usize) {
        let at = |from: f32, size: f32, count: usize| {
            let place = (from / size).floor().max(0.0) as usize;
            place.min(count.saturating_sub(1))
        };
        let from = place - self.origin;
        (at(from.y - self.head, self.row, self.rows), at(from.x - self.name, self.column, self.columns))
    }

    /// How many rows fit between the heads and the feet.
    pub fn page(&self) -> usize {
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

    #[test]
    fn only_places_in_sight_are_counted() {
        assert_eq!(places(0.0, 100.0, 20.0, 1000), 0..5);
        assert_eq!(places(30.0, 61.0, 20.0, 1000), 1..4);
        assert_eq!(places(-50.0, -10.0, 20.0, 1000), 0..0);
        assert_eq!(places(0.0, 1e6, 20.0, 3), 0..3);
    }
}
