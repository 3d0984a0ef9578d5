//! How a card looks: name first and largest, signs in fixed places, less of it the farther away one looks.

use std::sync::Arc;

use egui::{
    Align2, Color32, CornerRadius, FontId, Galley, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2,
    epaint::text::{LayoutJob, TextFormat, TextWrapping},
    pos2, vec2,
};

use super::chart::{Card, Chart, Density, Metrics, Style, sign_size};
use crate::{
    analysis::Audience,
    model::{Certainty, Contact, Coverage, DecisionRole, KeyPerson, Seat, Support},
    panels::Scene,
    text::{Lang, power_map as words},
    ui::{Hue, Sign, Stage, Step, Tokens, signs},
};

/// How much of a card can be read at a zoom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Detail {
    /// Nothing but a box in the colour of support.
    Block,
    /// The name.
    Name,
    /// Name and post, in letters that stay large enough to read, and the signs.
    Gist,
    /// Everything.
    Full,
}

/// The zoom from which on a name can be read on a card, in either script.
pub(super) const LEGIBLE: f32 = 0.3;

/// The zoom from which on names are read with ease.
pub(super) const COMFORTABLE: f32 = 0.36;

impl Detail {
    /// What can be read of a card this wide on the screen.
    pub fn at(scale: f32) -> Self {
        if scale >= 0.8 {
            Self::Full
        } else if scale >= 0.5 {
            Self::Gist
        } else if scale >= 0.15 {
            Self::Name
        } else {
            Self::Block
        }
    }
}

/// How a card stands out, or doesn't.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Emphasis {
    /// It is selected.
    pub selected: bool,
    /// The pointer is over it.
    pub hovered: bool,
    /// Others are being pointed out.
    pub dimmed: bool,
    /// What is being dragged would go here.
    pub target: bool,
}

/// What painting a card needs.
pub(super) struct Brush<'a> {
    /// Where to.
    pub painter: &'a Painter,
    /// Colours and sizes.
    pub tokens: &'a Tokens,
    /// For the letters of the roles.
    pub lang: Lang,
    /// Judgements are not drawn for the room.
    pub audience: Audience,
    /// Points per map unit.
    pub scale: f32,
    /// How many lines a name may take.
    pub name_rows: u8,
    /// What has room on a card.
    pub density: Density,
}

impl<'a> Brush<'a> {
    /// For the cards of a chart.
    pub fn new(painter: &'a Painter, scene: &Scene<'a>, stage: &Stage, chart: &Chart) -> Self {
        let (tokens, lang, audience) = (scene.tokens, scene.lang, scene.audience);
        let Metrics { name_rows, style: Style { density, .. }, .. } = *chart.metrics();
        Self { painter, tokens, lang, audience, scale: stage.zoom(), name_rows, density }
    }
}

impl Brush<'_> {
    /// Paints a card into a rectangle on the screen.
    pub fn card(&self, rect: Rect, card: &Card, contact: &Contact, emphasis: Emphasis) {
        let faded;
        let brush = if emphasis.dimmed {
            let mut painter = self.painter.clone();
            painter.multiply_opacity(0.3);
            faded = painter;
            &Brush { painter: &faded, ..*self }
        } else {
            self
        };
        match Detail::at(self.scale) {
            Detail::Block => brush.block(rect, contact, emphasis),
            Detail::Name => brush.named(rect, card, contact, emphasis),
            Detail::Gist | Detail::Full => brush.whole(rect, card, contact, emphasis),
        }
    }

    fn block(&self, rect: Rect, contact: &Contact, emphasis: Emphasis) {
        // What is unknown stays empty: it is not neutral.
        let fill = self.support(contact).map_or(self.tokens.surface, |support| support_hue(support, self.tokens).mark);
        let stroke = Stroke::new(self.tokens.line, self.tokens.outline);
        self.painter.rect(rect, CornerRadius::ZERO, fill, stroke, StrokeKind::Inside);
        if emphasis.selected || emphasis.target {
            self.painter.rect_stroke(rect, CornerRadius::ZERO, self.tokens.focus_stroke(), StrokeKind::Outside);
        }
    }

    fn named(&self, rect: Rect, card: &Card, contact: &Contact, emphasis: Emphasis) {
        self.frame(rect, contact, emphasis);
        let tokens = self.tokens;
        let mut inside = rect.shrink2(vec2(tokens.inset, tokens.unit) * self.scale.max(0.5));
        if let Some(support) = self.support(contact) {
            let size = tokens.sign.min(inside.height());
            inside.max.x -= size;
            let center = pos2(inside.right() + size / 2.0, inside.center().y);
            signs::paint(self.painter, Sign::Support(support), center, size, support_hue(support, tokens).ink);
        }
        // As large as its lines and one more fit, the same on every card, but no larger than a title.
        let rows = self.name_rows + 1;
        let (largest, smallest) = (tokens.type_size.section, 0.75 * tokens.type_size.small);
        let size = (inside.height() / (1.3 * f32::from(rows))).clamp(smallest, largest).floor();
        let rows = (1..=rows).rev().find(|rows| inside.height() >= 1.3 * f32::from(*rows) * size).unwrap_or(1);
        let font = FontId::new(size, tokens.bold_font(Step::Body).family);
        let galley = self.name(card, font, inside.width(), rows);
        let at = Align2::LEFT_CENTER.align_size_within_rect(galley.size(), inside).min;
        let ink = if card.cold { tokens.ink_soft } else { tokens.ink };
        self.painter.with_clip_rect(rect.intersect(self.painter.clip_rect())).galley(at, galley, ink);
    }

    fn whole(&self, rect: Rect, card: &Card, contact: &Contact, emphasis: Emphasis) {
        self.frame(rect, contact, emphasis);
        let tokens = self.tokens;
        let inside = rect.shrink(tokens.inset * self.scale);
        let full = Detail::at(self.scale) == Detail::Full;
        // Seen from afar, name, post and signs share the height, and are larger than they would be.
        let rows = f32::from(self.name_rows);
        let (section, small) = (1.4 * rows * tokens.type_size.section, 1.4 * tokens.type_size.small);
        let post = if self.density == Density::Roomy { small } else { 0.0 };
        let scale = if full { self.scale } else { (inside.height() / (section + post + sign_size(tokens))).min(1.0) };
        let side = (sign_size(tokens) * scale).min(inside.width() / 8.6);
        let mut name_width = inside.width();
        if let Some(key) = contact.key.as_ref().filter(|_| self.judges()) {
            name_width -= side + tokens.unit * scale;
            let at = Rect::from_min_size(pos2(inside.right() - side, inside.top()), Vec2::splat(side));
            self.outline(at, Some(key.certainty), tokens.accent, false);
            let (center, size) = (at.center(), side * 0.7);
            match key.value {
                KeyPerson::Visible => signs::paint(self.painter, Sign::Key, center, size, tokens.accent.ink),
                KeyPerson::Hidden => signs::paint_hollow(self.painter, Sign::Key, center, size, tokens.accent.ink),
            }
        }
        let name_font = whole_size(tokens.bold_font(Step::Section), scale);
        let small_font = whole_size(tokens.font(Step::Small), scale);
        let name = self.name(card, name_font, name_width, self.name_rows);
        // Whom nobody has spoken with for long has paled.
        let ink = if card.cold { tokens.ink_soft } else { tokens.ink };
        self.painter.galley(inside.min, name, ink);
        let mut at = inside.min + vec2(0.0, section * scale);
        if self.density == Density::Roomy {
            self.post(at, card, contact, small_font.clone(), inside.width());
        }
        if full && self.density == Density::Roomy {
            at.y += small * scale;
            let age = lay_out(self.painter, &card.age, small_font.clone(), inside.width(), 1);
            let left = inside.width() - age.size().x - tokens.inset * scale;
            self.painter.galley(pos2(inside.right() - age.size().x, at.y), age, tokens.ink_soft);
            let owner = if contact.owner.is_some() { ink } else { tokens.ink_soft };
            self.line(at, &card.owner, small_font, left, owner);
        }
        let row = Rect::from_min_max(pos2(inside.left(), inside.bottom() - side), inside.max);
        self.roles(row, card);
        if self.judges() && contact.seat == Seat::Held {
            self.judgements(row, contact);
        } else if !self.judges() && (!full || self.density == Density::Compact) {
            // Where judgements would stand there is room for our owner.
            let from = row.left() + 5.0 * SIGN_STEP * side;
            let font = whole_size(tokens.font(Step::Small), scale);
            let owner = lay_out(self.painter, &card.owner, font, row.right() - from, 1);
            let at = Align2::RIGHT_CENTER.align_size_within_rect(owner.size(), row).min;
            self.painter.galley(at, owner, tokens.ink_soft);
        }
    }

    /// Five fixed places; an empty one is a dot, so that a column of cards can be read downwards.
    fn roles(&self, row: Rect, card: &Card) {
        let side = row.height();
        let mut at = Rect::from_min_size(row.min, Vec2::splat(side));
        for role in DecisionRole::ALL {
            match card.roles.get(&role) {
                Some(certainty) => {
                    let letter = words::role_sign(role).of(self.lang);
                    self.sign(at, letter, Some(*certainty), self.tokens.neutral, role == DecisionRole::Decider);
                }
                None => {
                    self.painter.circle_filled(at.center(), side / 20.0, self.tokens.outline);
                }
            }
            at = at.translate(vec2(SIGN_STEP * side, 0.0));
        }
    }

    /// Coverage, influence and support, from the right edge inwards.
    fn judgements(&self, row: Rect, contact: &Contact) {
        let tokens = self.tokens;
        let step = vec2(SIGN_STEP * row.height(), 0.0);
        let mut at = Rect::from_min_max(pos2(row.right() - row.height(), row.top()), row.max);
        match &contact.support {
            Some(support) => {
                let hue = support_hue(support.value, tokens);
                self.picture(at, Sign::Support(support.value), Some(support.certainty), hue);
            }
            None => self.picture(at, Sign::Unknown, None, tokens.neutral),
        }
        at = at.translate(-step);
        if let Some(influence) = &contact.influence {
            let number = influence.value.get().to_string();
            self.sign(at, &number, Some(influence.certainty), tokens.neutral, false);
        }
        at = at.translate(-step);
        let coverage = contact.coverage.as_ref().filter(|coverage| coverage.value != Coverage::Unknown);
        match coverage {
            Some(coverage) => {
                let sign = Sign::Coverage(coverage.value);
                self.picture(at, sign, Some(coverage.certainty), tokens.neutral);
            }
            None => self.picture(at, Sign::Unknown, None, tokens.neutral),
        }
    }

    /// A box with a picture in it.
    fn picture(&self, rect: Rect, sign: Sign, certainty: Option<Certainty>, hue: Hue) {
        self.outline(rect, certainty, hue, false);
        signs::paint(self.painter, sign, rect.center(), rect.height() * 0.6, hue.ink);
    }

    /// The card itself, with the colour of support at its left edge. A placeholder's edge is broken.
    fn frame(&self, rect: Rect, contact: &Contact, emphasis: Emphasis) {
        let tokens = self.tokens;
        let corners = CornerRadius::same(scaled(tokens.radius * self.scale));
        let fill = match emphasis {
            Emphasis { target: true, .. } => tokens.accent.wash,
            Emphasis { hovered: true, .. } => tokens.hovered,
            _ if contact.seat == Seat::Held => tokens.surface,
            _ => tokens.sunken,
        };
        self.painter.rect_filled(rect, corners, fill);
        if let Some(support) = self.support(contact) {
            let edge = Rect::from_min_size(rect.min, vec2((tokens.unit * self.scale).max(2.0), rect.height()));
            let corners = CornerRadius { ne: 0, se: 0, ..corners };
            self.painter.rect_filled(edge, corners, support_hue(support, tokens).mark);
        }
        if emphasis.selected || emphasis.target {
            self.painter.rect_stroke(rect, corners, tokens.focus_stroke(), StrokeKind::Outside);
        } else if contact.seat == Seat::Held {
            self.painter.rect_stroke(rect, corners, Stroke::new(tokens.line, tokens.outline), StrokeKind::Inside);
        } else {
            self.broken(rect, Stroke::new(tokens.line, tokens.outline));
        }
    }

    /// A box with a letter in it. Its outline says what is known: broken for assumed, solid for confirmed.
    pub fn sign(&self, rect: Rect, text: &str, certainty: Option<Certainty>, hue: Hue, strong: bool) {
        self.outline(rect, certainty, hue, strong);
        let size = (rect.height() * 0.64).floor();
        let font = FontId::new(size.max(1.0), self.tokens.bold_font(Step::Small).family);
        self.painter.text(rect.center(), Align2::CENTER_CENTER, text, font, hue.ink);
    }

    fn outline(&self, rect: Rect, certainty: Option<Certainty>, hue: Hue, strong: bool) {
        let Some(certainty) = certainty else { return };
        let corners = CornerRadius::same(scaled(self.tokens.unit * 0.75 * self.scale));
        let width = if strong { self.tokens.line_strong } else { self.tokens.line };
        let stroke = Stroke::new(width, hue.ink);
        match certainty {
            Certainty::Confirmed => {
                self.painter.rect(rect, corners, hue.wash, stroke, StrokeKind::Inside);
            }
            Certainty::Assumed => self.broken(rect.shrink(width / 2.0), stroke),
        }
    }

    fn broken(&self, rect: Rect, stroke: Stroke) {
        let path = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
        let dash = 0.75 * self.tokens.unit;
        self.painter.extend(Shape::dashed_line(&path, stroke, dash, dash));
    }

    /// Whether this audience may see what is judged.
    fn judges(&self) -> bool {
        self.audience == Audience::Trainer
    }

    fn support(&self, contact: &Contact) -> Option<Support> {
        contact.support.as_ref().filter(|_| self.judges()).map(|support| support.value)
    }

    /// The name; where there is no room for all of one that is a post, without the rank that it begins with.
    fn name(&self, card: &Card, font: FontId, width: f32, rows: u8) -> Arc<Galley> {
        let whole = lay_out(self.painter, &card.name, font.clone(), width, rows.into());
        match card.name.split_once([',', '，']).filter(|_| whole.elided) {
            Some((_, rest)) => lay_out(self.painter, &format!("…{}", rest.trim_start()), font, width, rows.into()),
            None => whole,
        }
    }

    /// The post; without the department where there is no room for both.
    fn post(&self, at: Pos2, card: &Card, contact: &Contact, font: FontId, width: f32) {
        let mut galley = lay_out(self.painter, &card.post, font.clone(), width, 1);
        if galley.elided && card.post != contact.department {
            galley = both_ends(self.painter, &contact.title, font, width);
        }
        self.painter.galley(at, galley, self.tokens.ink_soft);
    }

    fn line(&self, at: Pos2, text: &str, font: FontId, width: f32, colour: Color32) {
        let galley = lay_out(self.painter, text, font, width, 1);
        self.painter.galley(at, galley, colour);
    }
}

/// Text in a row, cut in its middle where it is longer: many posts begin alike.
fn both_ends(painter: &Painter, text: &str, font: FontId, width: f32) -> Arc<Galley> {
    let whole = lay_out(painter, text, font.clone(), width, 1);
    if !whole.elided {
        return whole;
    }
    let fits = whole.rows.iter().map(|row| row.glyphs.len()).sum();
    lay_out(painter, &cut_in_the_middle(text, fits), font, width, 1)
}

/// A text cut to so many letters, its beginning and its end kept.
fn cut_in_the_middle(text: &str, letters: usize) -> String {
    let count = text.chars().count();
    if count <= letters {
        return text.to_owned();
    }
    let kept = letters.saturating_sub(2);
    let head = text.chars().take(kept / 2);
    head.chain(['…']).chain(text.chars().skip(count - kept.div_ceil(2))).collect()
}

/// Text in so many rows, with an ellipsis where it is longer.
pub(super) fn lay_out(painter: &Painter, text: &str, font: FontId, width: f32, rows: usize) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, Color32::PLACEHOLDER));
    job.wrap = TextWrapping { max_width: width, max_rows: rows, break_anywhere: rows == 1, ..TextWrapping::default() };
    painter.layout_job(job)
}

/// From one sign to the next, in widths of a sign.
const SIGN_STEP: f32 = 1.07;

/// A font as large as it is at this scale. Whole sizes, or every step of a zoom would draw all letters anew.
pub(super) fn whole_size(font: FontId, scale: f32) -> FontId {
    FontId::new((font.size * scale).floor().max(1.0), font.family)
}

/// The colour of support; red is kept for errors and the red light.
pub(super) const fn support_hue(support: Support, tokens: &Tokens) -> Hue {
    match support {
        Support::Mentor | Support::Supporter => tokens.green,
        Support::Neutral => tokens.neutral,
        Support::NonSupporter | Support::Enemy => tokens.amber,
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few points, never negative")]
const fn scaled(radius: f32) -> u8 {
    radius.round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_keeps_both_ends() {
        for (text, letters, cut) in [
            ("Deputy Director, Internal Audit", 13, "Deput… Audit"),
            ("运营管理部副总经理（华东）", 8, "运营管…华东）"),
            ("short", 5, "short"),
            ("longer", 1, "…"),
        ] {
            assert_eq!(cut_in_the_middle(text, letters), cut);
        }
    }
}
