//! The score table of one customer: each criterion with its weight, its scores, and what stands behind them.

use egui::{Align, Label, Popup, PopupCloseBehavior, Response, Sense, Ui, vec2};

use super::details::{Sheet, cell, right_cell};
use crate::{
    analysis::Audience,
    edit::CustomerEdit,
    model::{Advantage, Certainty, Criterion, Score, ScoreNote},
    panels::{Scene, cells, weights},
    text::{Word, terms, value_map as words},
    ui::{self, NumberField, Sign, Step, TextField, signs, widgets},
};

/// The width of a field for a number, in widths of a letter.
const NUMBER: f32 = 3.0;

impl Sheet<'_, '_> {
    /// The table of attractiveness.
    pub fn attractiveness(&mut self, ui: &mut Ui) {
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        let axis = &self.value.attractiveness;
        let heading = widgets::section(ui, tokens, &words::attractiveness_value(lang, axis));
        ui::explain(&heading, tokens, lang, || words::explain_attractiveness(lang, axis));
        let rows = axis.parts.map(|part| (Criterion::Attraction(part.criterion), part.weight));
        self.under_heading(ui, axis.known, &rows);
        let columns = Columns::of(ui, self.scene, 1);
        columns.heads(ui, self.scene, &[words::SCORE]);
        for (criterion, _) in rows {
            self.row(ui, columns, &[criterion]);
        }
    }

    /// The table of advantage.
    pub fn advantage(&mut self, ui: &mut Ui) {
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        let axis = &self.value.advantage;
        let heading = widgets::section(ui, tokens, &words::advantage_value(lang, axis));
        ui::explain(&heading, tokens, lang, || words::explain_advantage(lang, axis));
        let rows = axis.parts.map(|part| (Criterion::Us(part.criterion), part.weight));
        self.under_heading(ui, axis.known, &rows);
        let columns = Columns::of(ui, self.scene, 2);
        columns.heads(ui, self.scene, &[words::US, words::RIVAL]);
        for part in axis.parts {
            let criterion: Advantage = part.criterion;
            self.row(ui, columns, &[Criterion::Us(criterion), Criterion::Rival(criterion)]);
        }
    }

    /// How much is known, as a bar and in words, and what the weights sum to.
    fn under_heading(&self, ui: &mut Ui, known: f64, criteria: &[(Criterion, f64)]) {
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), tokens.unit), Sense::hover());
        widgets::share_bar(ui.painter(), tokens, rect, known);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().interact_size.y = 0.0;
            ui.label(tokens.small(words::known(lang, known)));
            weights::sum(ui, self.scene, criteria, |sum| words::weights_sum(lang, sum));
        });
    }

    /// A criterion, its weight, and a field for each of its scores with what stands behind it.
    fn row(&mut self, ui: &mut Ui, columns: Columns, criteria: &[Criterion]) {
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        let Some(first) = criteria.first().copied() else { return };
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = tokens.unit;
            cell(ui, columns.name, |ui| {
                widgets::ellipsis_label(ui, tokens.body(terms::weighed(first).of(lang)));
            });
            weights::field(ui, self.scene, self.wishes, first, columns.number);
            for criterion in criteria {
                let score = self.customer.score(*criterion);
                let name = words::score_field(lang, *criterion);
                let field = NumberField::new(criterion, score.map(Score::get), &name).width(columns.number).step(1.0);
                if let Some(change) = self.editable(ui, |ui| field.show(ui, tokens)) {
                    let score = change.value.and_then(|score| Score::new(score).ok());
                    self.type_in(change.typed, CustomerEdit::Score(self.id(), *criterion, score));
                }
                self.basis(ui, columns, *criterion, score.is_some());
            }
        });
    }

    /// Whether a score is known or only assumed, and that something is noted about it; a click opens both to be
    /// changed. Notes are not for the room.
    fn basis(&mut self, ui: &mut Ui, columns: Columns, criterion: Criterion, is_scored: bool) {
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        let is_trainer = self.scene.audience == Audience::Trainer;
        let mut now = self.customer.score_notes.get(&criterion).cloned().unwrap_or_default();
        if !is_trainer {
            now.note.clear();
        }
        let sense = if is_trainer { Sense::click() } else { Sense::hover() };
        let (rect, button) = ui.allocate_exact_size(vec2(columns.basis, ui.spacing().interact_size.y), sense);
        let said = words::score_basis(lang, criterion, is_scored, &now);
        let certainty = if is_scored { terms::certainty(now.certainty) } else { words::UNKNOWN }.of(lang);
        self.paint_basis(ui, &button, is_scored, &now);
        if !is_trainer {
            widgets::name(&button, egui::Role::Label, &said);
            button.on_hover_text(certainty);
            return;
        }
        widgets::name(&button, egui::Role::Button, &said);
        widgets::focus_ring(ui, tokens, &button);
        let popup = Popup::from_toggle_button_response(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        popup.show(|ui| self.basis_form(ui, criterion, &now));
        if button.hovered() {
            ui.painter().rect_stroke(
                rect,
                tokens.corners(),
                egui::Stroke::new(tokens.line, tokens.outline),
                egui::StrokeKind::Inside,
            );
        }
        button.on_hover_text(if now.note.is_empty() {
            certainty.to_owned()
        } else {
            format!("{certainty}\n{}", now.note)
        });
    }

    fn paint_basis(&self, ui: &Ui, button: &Response, is_scored: bool, now: &ScoreNote) {
        let tokens = self.scene.tokens;
        let (painter, rect) = (ui.painter(), button.rect);
        let glyph = |text| cells::line(painter, rect, text, tokens.font(Step::Body), tokens.ink_soft, Align::Center);
        match now.certainty {
            _ if !is_scored => _ = glyph(words::NO_BASIS),
            Certainty::Assumed => _ = glyph(words::ASSUMED),
            Certainty::Confirmed => signs::paint(painter, Sign::Check, rect.center(), tokens.sign, tokens.green.mark),
        }
        if !now.note.is_empty() {
            cells::note_mark(painter, tokens, rect.shrink(tokens.line));
        }
    }

    /// What stands behind a score, to be changed.
    fn basis_form(&mut self, ui: &mut Ui, criterion: Criterion, now: &ScoreNote) {
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        ui.set_width(tokens.type_size.body * 18.0);
        ui.add(Label::new(tokens.strong(terms::criterion(criterion).of(lang))).wrap());
        let mut certainty = now.certainty;
        let choices = [Certainty::Assumed, Certainty::Confirmed].map(|c| (c, terms::certainty(c).of(lang)));
        if self.editable(ui, |ui| widgets::segmented(ui, tokens, &mut certainty, &choices)) {
            let next = ScoreNote { certainty, ..now.clone() };
            self.edit(CustomerEdit::ScoreNote(self.id(), criterion, next));
        }
        let label = words::score_note(lang, criterion);
        let field = TextField::new(("note", criterion), &now.note, &label);
        let field = field.hint(words::SCORE_NOTE.of(lang)).multiline(2);
        if let Some(change) = self.editable(ui, |ui| field.show(ui, tokens)) {
            let next = ScoreNote { note: change.value, certainty };
            self.type_in(change.typed, CustomerEdit::ScoreNote(self.id(), criterion, next));
        }
    }
}

/// How wide the columns of a score table are.
#[derive(Clone, Copy, Debug)]
struct Columns {
    /// The names of criteria.
    name: f32,
    /// A weight or a score.
    number: f32,
    /// What stands behind a score.
    basis: f32,
}

impl Columns {
    /// So many scores beside the name of a criterion and its weight.
    fn of(ui: &Ui, scene: &Scene<'_>, scores: usize) -> Self {
        let tokens = scene.tokens;
        let number = tokens.type_size.body * NUMBER;
        let basis = tokens.sign + tokens.unit;
        let taken = number + (number + basis + 2.0 * tokens.unit) * scores as f32 + tokens.unit;
        let name = (ui.available_width() - taken).max(tokens.type_size.body * 4.0);
        Self { name, number, basis }
    }

    /// The heads: criterion, weight, scores.
    fn heads(self, ui: &mut Ui, scene: &Scene<'_>, scores: &[Word]) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        ui.horizontal(|ui| {
            ui.spacing_mut().interact_size.y = 0.0;
            ui.spacing_mut().item_spacing.x = tokens.unit;
            cell(ui, self.name, |ui| {
                ui.label(tokens.small(words::CRITERION.of(lang)));
            });
            right_cell(ui, self.number, |ui| {
                ui.label(tokens.small(words::WEIGHT.of(lang)));
            });
            for score in scores {
                right_cell(ui, self.number, |ui| {
                    ui.label(tokens.small(score.of(lang)));
                });
                ui.add_space(self.basis);
            }
        });
    }
}
