//! How wide things of the grid must be for their words and numbers.

use egui::{FontId, Painter, Rangef};

use super::sheet::{Sheet, Side};
use crate::{
    analysis::contributions::ContributionClass,
    model::Animal,
    panels::cells::Shape,
    text::{Lang, Word, contributions as words, terms},
    ui::{Step, Tokens},
};

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

/// How wide things must be.
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

    /// What the grid needs.
    pub fn shape(&self, sheet: &Sheet, tokens: &Tokens) -> Shape<Side> {
        Shape {
            rows: sheet.rows.len(),
            columns: vec![Rangef::new(self.offering, 10.0 * tokens.type_size.body); sheet.columns.len()],
            sides: Side::ALL.into_iter().zip(self.sides).collect(),
            head: (tokens.type_size.small * 1.3 * 2.0 + 2.0 * tokens.inset).ceil(),
            feet: Foot::ALL.len(),
        }
    }
}
