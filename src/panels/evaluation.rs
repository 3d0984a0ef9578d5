//! The evaluation of a goal card, both sides beside each other: every row, every factor, the overall score and the
//! grade. The card's own panel changes it there; beside a conversation it is read.

use egui::{Align, Label, Layout, Response, RichText, Ui, vec2};

use super::Scene;
use crate::{
    analysis::{
        evaluation::{Evaluation, Judgement, RowScore},
        findings::is_hundred,
    },
    edit::CardEdit,
    model::{Factor, Goal, GoalCard, Percent, Side},
    text::{Explanation, format, goals as words},
    ui::{self, Change, Hue, NumberField, Step, Tokens},
};

/// From this width on, in widths of a letter, completions have columns of their own.
const WIDE: f32 = 43.0;

/// A card's evaluation as a table.
pub(in crate::panels) struct Sheet<'a> {
    /// Everything there is to look at.
    pub scene: &'a Scene<'a>,
    /// The card.
    pub card: &'a GoalCard,
    /// What follows from it.
    pub evaluation: &'a Evaluation,
    /// What stands, while something else is tried out: every total says by how much it differs.
    pub stands: Option<&'a Evaluation>,
    /// Completions and factors can be changed.
    pub editable: bool,
}

/// A line of the table from left to right; what has no room is left out.
struct Line<'a> {
    name: RichText,
    weight: Option<RichText>,
    sides: [Cells<'a>; 2],
    apart: Option<RichText>,
}

/// One side's part of a line.
struct Cells<'a> {
    completion: Cell<'a>,
    score: Cell<'a>,
}

enum Cell<'a> {
    Nothing,
    Text(RichText),
    /// A number and by how much it differs from what stands.
    Number(RichText, Option<f64>),
    Field(NumberField<'a>),
}

/// What came of a line: the places to be explained, and what was typed.
struct Drawn {
    name: Response,
    apart: Option<Response>,
    scores: [Option<Response>; 2],
    typed: Option<(Side, Change<Option<f64>>)>,
}

impl Sheet<'_> {
    /// Draws it. What was changed, if anything.
    pub fn show(&self, ui: &mut Ui) -> Option<Change<CardEdit>> {
        let tokens = self.scene.tokens;
        ui.spacing_mut().item_spacing.y = tokens.unit;
        let wide = ui.available_width() >= WIDE * tokens.type_size.body;
        self.header(ui, wide);
        let mut typed = None;
        let scores = self.evaluation.oneself.rows.iter().zip(&self.evaluation.manager.rows);
        for (goal, (own, other)) in self.card.goals.iter().zip(scores) {
            typed = ui.push_id(&goal.id, |ui| self.goal(ui, wide, goal, [own, other])).inner.or(typed);
        }
        typed = self.totals(ui, wide).or(typed);
        if self.evaluation.manager.provisional && !self.card.goals.is_empty() {
            let text = tokens.body(words::PROVISIONAL.of(self.scene.lang)).color(tokens.amber.ink);
            ui.add(Label::new(text).wrap());
        }
        typed
    }

    fn header(&self, ui: &mut Ui, wide: bool) {
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        let small = |word: crate::text::Word| tokens.small(word.of(lang));
        let names = Side::ALL.map(|side| tokens.strong(words::side(side).of(lang)).color(hue(tokens, side).ink));
        let first = Line {
            name: tokens.small(""),
            weight: None,
            sides: names.map(|name| Cells { completion: Cell::Nothing, score: Cell::Text(name) }),
            apart: None,
        };
        self.line(ui, wide, first);
        if wide {
            let cells = || Cells {
                completion: Cell::Text(small(words::COMPLETION)),
                score: Cell::Text(small(words::ROW_SCORE)),
            };
            let second = Line {
                name: small(words::GOALS),
                weight: Some(small(words::WEIGHT)),
                sides: [cells(), cells()],
                apart: Some(small(words::APART)),
            };
            self.line(ui, wide, second);
        }
        self.rule(ui);
    }

    /// A line of one goal.
    fn goal(&self, ui: &mut Ui, wide: bool, goal: &Goal, scores: [&RowScore; 2]) -> Option<Change<CardEdit>> {
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        let [own, other] = scores;
        let by = RowScore::apart(own, other);
        let labels = Side::ALL.map(|side| words::field_of(lang, goal.label(), side, words::COMPLETION));
        let [own_label, other_label] = &labels;
        let cells = |side: Side, score: &RowScore, label| {
            let value = goal.completion_by(side).map(Percent::get);
            let completion = if self.editable {
                Cell::Field(field(("completion", side), value, label))
            } else {
                Cell::Text(self.percent(value))
            };
            Cells { completion, score: self.score(score.score, self.row_before(goal, side)) }
        };
        let line = Line {
            name: tokens.body(goal.label()),
            weight: Some(tokens.body(words::weight(goal))),
            sides: [cells(Side::Oneself, own, own_label), cells(Side::Superior, other, other_label)],
            apart: by.map(|by| tokens.body(format::difference(by, 1))),
        };
        let drawn = self.line(ui, wide, line);
        for ((cell, score), side) in drawn.scores.iter().zip(scores).zip(Side::ALL) {
            let completion = goal.completion_by(side);
            self.explain(cell, || words::row_explanation(lang, goal, completion, score.score));
        }
        if let Some(by) = by {
            self.explain(&drawn.apart, || words::apart_explanation(lang, goal, [own.score, other.score], by));
        }
        let old = goal.revisions.last().map(|revision| words::revised(lang, &revision.old));
        let below = match (wide, old) {
            (true, old) => old,
            (false, old) => Some(words::weight_and_old(lang, &words::weight(goal), old.as_deref())),
        };
        if let Some(below) = below {
            ui.add(Label::new(tokens.small(below)).wrap());
        }
        ui.add_space(tokens.unit);
        let (side, change) = drawn.typed?;
        Some(change.map(|value| CardEdit::Completion(goal.id.clone(), side, value.map(Percent::clamped))))
    }

    /// Completion, factors, overall score and grade.
    fn totals(&self, ui: &mut Ui, wide: bool) -> Option<Change<CardEdit>> {
        let (tokens, lang, evaluation) = (self.scene.tokens, self.scene.lang, self.evaluation);
        self.rule(ui);
        let both = Side::ALL.map(|side| evaluation.by(side));
        let before = |side: Side, of: fn(&Judgement) -> Option<f64>| self.stands.and_then(|stands| of(stands.by(side)));
        let scores = |of: fn(&Judgement) -> Option<f64>, strong: bool| {
            Side::ALL.map(|side| {
                let value = of(evaluation.by(side));
                let text = format::number_or_unknown(value, 1);
                let text = if strong { tokens.strong(text) } else { tokens.body(text) };
                Cells { completion: Cell::Nothing, score: Cell::Number(text, self.moved(value, before(side, of))) }
            })
        };
        let weight = Some(if is_hundred(evaluation.weights) || self.card.goals.is_empty() {
            tokens.body(words::percent(evaluation.weights))
        } else {
            tokens.error(words::percent(evaluation.weights))
        });
        let of_both = |of: fn(&Judgement) -> Option<f64>| {
            let [own, other] = both.map(of);
            Some(tokens.body(format::difference(own? - other?, 1)))
        };
        let completion = |judged: &Judgement| judged.completion;
        let name = tokens.body(words::COMPLETION_SCORE.of(lang));
        let line = Line { name, weight, sides: scores(completion, false), apart: of_both(completion) };
        let drawn = self.line(ui, wide, line);
        for (cell, judged) in drawn.scores.iter().zip(both) {
            self.explain(cell, || words::completion_explanation(lang, judged, self.card.goals.iter()));
        }
        let mut typed = None;
        for factor in Factor::ALL {
            typed = ui.push_id(factor, |ui| self.factor(ui, wide, factor)).inner.or(typed);
        }
        self.rule(ui);
        let overall = |judged: &Judgement| judged.overall;
        let name = tokens.strong(words::OVERALL.of(lang));
        let line = Line { name, weight: None, sides: scores(overall, true), apart: of_both(overall) };
        let totals = self.line(ui, wide, line);
        let grades = both.map(|judged| Cells {
            completion: Cell::Nothing,
            score: Cell::Text(tokens.strong(words::grade(judged.grade))),
        });
        let name = tokens.strong(words::GRADE.of(lang));
        let grades = self.line(ui, wide, Line { name, weight: None, sides: grades, apart: None });
        let method = &self.scene.workbook.method.evaluation;
        for cells in [&totals.scores, &grades.scores] {
            for (cell, judged) in cells.iter().zip(both) {
                self.explain(cell, || words::overall_explanation(lang, judged, method));
            }
        }
        typed
    }

    /// A factor, with its anchors below its name.
    fn factor(&self, ui: &mut Ui, wide: bool, factor: Factor) -> Option<Change<CardEdit>> {
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        let name = words::factor(factor);
        let labels = Side::ALL.map(|side| words::field_of(lang, name.of(lang), side, words::EVALUATION));
        let [own, other] = &labels;
        let cells = |side: Side, label| {
            let value = self.card.factors_by(side).get(factor);
            let now = self.evaluation.by(side).factor(factor);
            let score = if self.editable && wide {
                Cell::Field(field(("factor", side), value.map(Percent::get), label))
            } else {
                let before = self.stands.map(|stands| stands.by(side).factor(factor));
                Cell::Number(tokens.body(words::factor_value(value)), self.moved(Some(now), before))
            };
            Cells { completion: Cell::Nothing, score }
        };
        let line = Line {
            name: tokens.body(format!("× {}", name.of(lang))),
            weight: None,
            sides: [cells(Side::Oneself, own), cells(Side::Superior, other)],
            apart: None,
        };
        let drawn = self.line(ui, wide, line);
        let explanation = || words::factor_explanation(lang, factor);
        ui::explain(&drawn.name, tokens, lang, explanation);
        if !(self.editable && wide) {
            drawn.scores.iter().for_each(|cell| self.explain(cell, explanation));
        }
        if wide {
            ui.add(Label::new(tokens.small(words::scale(lang, factor))).wrap());
        }
        let (side, change) = drawn.typed?;
        Some(change.map(|value| CardEdit::Factor(side, factor, value.map(Percent::clamped))))
    }

    /// The score of a row, with what it was before something else was tried out.
    fn score(&self, score: Option<f64>, before: Option<Option<f64>>) -> Cell<'static> {
        let tokens = self.scene.tokens;
        let text = match score {
            Some(score) => tokens.body(format::number(score, 1)),
            None => tokens.small(words::OPEN.of(self.scene.lang)),
        };
        Cell::Number(text, before.and_then(|before| self.moved(score, before)))
    }

    fn percent(&self, value: Option<f64>) -> RichText {
        let tokens = self.scene.tokens;
        match value {
            Some(value) => tokens.body(words::percent(value)),
            None => tokens.small(words::OPEN.of(self.scene.lang)),
        }
    }

    /// What a row scores as it stands, while something else is tried out.
    fn row_before(&self, goal: &Goal, side: Side) -> Option<Option<f64>> {
        let stands = self.stands?.by(side);
        Some(stands.rows.iter().find(|row| row.goal == goal.id)?.score)
    }

    /// By how much a number differs from what stands; nothing where it doesn't. What was open counts from nothing.
    fn moved(&self, value: Option<f64>, before: Option<f64>) -> Option<f64> {
        self.stands?;
        Some(value.unwrap_or_default() - before.unwrap_or_default()).filter(|by| by.abs() >= 0.05)
    }

    fn rule(&self, ui: &mut Ui) {
        let (rect, _) =
            ui.allocate_exact_size(vec2(ui.available_width(), self.scene.tokens.line), egui::Sense::hover());
        ui.painter().hline(rect.x_range(), rect.center().y, self.scene.tokens.hairline_stroke());
    }

    /// Draws a line: the name takes what the numbers leave.
    fn line(&self, ui: &mut Ui, wide: bool, line: Line<'_>) -> Drawn {
        let tokens = self.scene.tokens;
        let body = tokens.type_size.body;
        let (cell, apart) = (body * 5.0, body * 4.0);
        let is_field = |cells: &Cells<'_>| {
            [&cells.completion, &cells.score].into_iter().any(|cell| matches!(cell, Cell::Field(_)))
        };
        // Beside fields, texts stand as low as the texts within them.
        let lift = if wide && line.sides.iter().any(is_field) { tokens.unit } else { 0.0 };
        ui.horizontal_top(|ui| {
            ui.spacing_mut().interact_size.y = 0.0;
            let gap = ui.spacing().item_spacing.x;
            let numbers = if wide { 5.0 * cell + apart + 6.0 * gap } else { 2.0 * (cell + gap) };
            let name = (ui.available_width() - numbers).max(cell);
            let name = self.column(ui, name, Align::Min, |ui| {
                ui.add_space(lift);
                ui.add(Label::new(line.name).wrap())
            });
            let text = |ui: &mut Ui, width: f32, text: Option<RichText>| {
                self.column(ui, width, Align::Max, |ui| {
                    ui.add_space(lift);
                    text.map(|text| ui.label(text))
                })
            };
            if wide {
                text(ui, cell, line.weight);
            }
            let mut drawn = Drawn { name, apart: None, scores: [None, None], typed: None };
            for ((cells, side), score) in line.sides.into_iter().zip(Side::ALL).zip(&mut drawn.scores) {
                let mut typed = None;
                if wide {
                    typed = self.column(ui, cell, Align::Max, |ui| self.cell(ui, cell, lift, cells.completion)).1;
                }
                let shown = self.column(ui, cell, Align::Max, |ui| self.cell(ui, cell, lift, cells.score));
                *score = shown.0;
                let typed = typed.or(shown.1).map(|change| (side, change));
                drawn.typed = drawn.typed.take().or(typed);
            }
            if wide {
                drawn.apart = text(ui, apart, line.apart);
            }
            drawn
        })
        .inner
    }

    /// A column of a line, as wide as it is in every line.
    fn column<R>(&self, ui: &mut Ui, width: f32, align: Align, add: impl FnOnce(&mut Ui) -> R) -> R {
        let size = vec2(width, self.scene.tokens.size(Step::Body));
        let column = |ui: &mut Ui| {
            ui.set_width(width);
            add(ui)
        };
        ui.allocate_ui_with_layout(size, Layout::top_down(align), column).inner
    }

    /// A number at the right edge of its column; a difference to what stands below it.
    fn cell(
        &self,
        ui: &mut Ui,
        width: f32,
        lift: f32,
        cell: Cell<'_>,
    ) -> (Option<Response>, Option<Change<Option<f64>>>) {
        let tokens = self.scene.tokens;
        match cell {
            Cell::Nothing => (None, None),
            Cell::Text(text) => {
                ui.add_space(lift);
                (Some(ui.label(text)), None)
            }
            Cell::Number(text, moved) => {
                ui.add_space(lift);
                let number = ui.label(text);
                if let Some(by) = moved {
                    let hue = if by > 0.0 { tokens.green } else { tokens.amber };
                    ui.label(tokens.small(format::difference(by, 1)).color(hue.ink));
                }
                (Some(number), None)
            }
            Cell::Field(field) => (None, field.width(width).show(ui, tokens)),
        }
    }

    fn explain(&self, cell: &Option<Response>, explanation: impl FnOnce() -> Explanation) {
        if let Some(cell) = cell {
            ui::explain(cell, self.scene.tokens, self.scene.lang, explanation);
        }
    }
}

/// The colour of a side, the same wherever somebody's own view stands beside others'.
pub(in crate::panels) const fn hue(tokens: &Tokens, side: Side) -> Hue {
    match side {
        Side::Oneself => tokens.own,
        Side::Superior => tokens.others,
    }
}

/// The field of a percentage.
fn field<'a>(id: impl egui::AsIdSalt, value: Option<f64>, label: &'a str) -> NumberField<'a> {
    NumberField::new(id, value, label).range(Percent::MIN..=Percent::MAX).decimals(2).step(5.0)
}
