//! The person's goal card and its evaluation: the manager's and their own side by side.

use egui::{Align, Label, Layout, Response, RichText, Ui, vec2};

use super::desk::Desk;
use crate::{
    analysis::evaluation::{Evaluation, Judgement},
    model::{GoalCard, Record as _},
    text::{Explanation, Word, feedback as words, format},
    ui::{self, Step},
};

/// Shows the card of the conversation's period, or the person's last one.
pub fn show(ui: &mut Ui, desk: &Desk<'_>) {
    let (tokens, lang, conversation) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
    let mut cards = desk.scene.workbook.goal_cards.iter().filter(|card| card.person == conversation.person);
    let of_period = cards.clone().find(|card| Some(&card.period) == conversation.period.as_ref());
    let card = of_period.or_else(|| cards.next_back());
    ui.label(tokens.section(words::goal_card(lang, card.map(|card| &card.period))));
    if of_period.is_none() {
        let why = if card.is_some() { words::LAST_GOAL_CARD } else { words::NO_GOAL_CARD };
        ui.add(Label::new(tokens.small(why.of(lang))).wrap());
    }
    let Some(card) = card else { return };
    if let Some(evaluation) = desk.scene.derived.evaluations.get(&card.key()) {
        Sheet { desk, cell: tokens.size(Step::Body) * 4.0 }.show(ui, card, evaluation);
    }
}

/// The table: a name, the manager's number, the person's own.
struct Sheet<'a, 'b> {
    desk: &'b Desk<'a>,
    /// The width of a number.
    cell: f32,
}

impl Sheet<'_, '_> {
    fn show(&self, ui: &mut Ui, card: &GoalCard, evaluation: &Evaluation) {
        let (tokens, lang) = (self.desk.scene.tokens, self.desk.scene.lang);
        ui.spacing_mut().item_spacing.y = tokens.unit;
        let small = |word: Word| tokens.small(word.of(lang));
        self.row(ui, small(words::ROW_SCORE), small(words::MANAGER), small(words::ONESELF));
        let scores = evaluation.manager.rows.iter().zip(&evaluation.oneself.rows);
        for (goal, (manager, oneself)) in card.goals.iter().zip(scores) {
            let name = tokens.body(goal.label());
            let [manager_cell, own_cell] = self.row(ui, name, self.score(manager.score), self.score(oneself.score));
            self.explain(&manager_cell, || words::row_explanation(lang, goal, goal.completion, manager.score));
            self.explain(&own_cell, || words::row_explanation(lang, goal, goal.self_completion, oneself.score));
            let weight = goal.weight.map_or_else(|| format::UNKNOWN.to_owned(), |weight| words::percent(weight.get()));
            let old = goal.revisions.last().map(|revision| words::revised(lang, &revision.old));
            ui.add(Label::new(tokens.small(words::weight_and_old(lang, &weight, old.as_deref()))).wrap());
            ui.add_space(tokens.inset);
        }
        self.totals(ui, &evaluation.manager, &evaluation.oneself);
        if evaluation.manager.provisional {
            ui.add(Label::new(tokens.body(words::PROVISIONAL.of(lang)).color(tokens.amber.ink)).wrap());
        }
    }

    /// Completion, factors, overall score and grade.
    fn totals(&self, ui: &mut Ui, manager: &Judgement, oneself: &Judgement) {
        let (tokens, lang) = (self.desk.scene.tokens, self.desk.scene.lang);
        let key = |word: Word| tokens.body(word.of(lang));
        self.row(ui, key(words::COMPLETION_SCORE), self.score(manager.completion), self.score(oneself.completion));
        let factor = |value: f64| tokens.body(words::percent(value));
        for (word, of) in [
            (words::DIFFICULTY, (|judgement| judgement.difficulty) as fn(&Judgement) -> f64),
            (words::EFFORT, |judgement| judgement.effort),
        ] {
            for cell in self.row(ui, key(word), factor(of(manager)), factor(of(oneself))) {
                self.explain(&cell, || words::factor_explanation(lang, word));
            }
        }
        let strong = |value: Option<f64>| tokens.strong(format::number_or_unknown(value, 1));
        let name = tokens.strong(words::OVERALL.of(lang));
        let cells = self.row(ui, name, strong(manager.overall), strong(oneself.overall));
        let grade = |judgement: &Judgement| {
            let grade = judgement.grade.map_or_else(|| format::UNKNOWN.to_owned(), |grade| format!("{grade:?}"));
            tokens.strong(grade)
        };
        let grades = self.row(ui, tokens.strong(words::GRADE.of(lang)), grade(manager), grade(oneself));
        let method = &self.desk.scene.workbook.method.evaluation;
        for [own, others] in [cells, grades] {
            self.explain(&own, || words::overall_explanation(lang, manager, method));
            self.explain(&others, || words::overall_explanation(lang, oneself, method));
        }
    }

    /// A line of the table. Gives the two numbers, to be explained.
    fn row(&self, ui: &mut Ui, name: RichText, manager: RichText, oneself: RichText) -> [Response; 2] {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().interact_size.y = 0.0;
            let height = self.desk.scene.tokens.size(Step::Body);
            let gap = ui.spacing().item_spacing.x;
            let name_width = (ui.available_width() - 2.0 * (self.cell + gap)).max(self.cell);
            ui.allocate_ui(vec2(name_width, height), |ui| {
                ui.set_width(name_width);
                ui.add(Label::new(name).wrap());
            });
            [manager, oneself].map(|number| {
                let right = Layout::right_to_left(Align::Min);
                ui.allocate_ui_with_layout(vec2(self.cell, height), right, |ui| ui.label(number)).inner
            })
        })
        .inner
    }

    fn score(&self, score: Option<f64>) -> RichText {
        let tokens = self.desk.scene.tokens;
        match score {
            Some(score) => tokens.body(format::number(score, 1)),
            None => tokens.small(words::OPEN.of(self.desk.scene.lang)),
        }
    }

    fn explain(&self, cell: &Response, explanation: impl FnOnce() -> Explanation) {
        ui::explain(cell, self.desk.scene.tokens, self.desk.scene.lang, explanation);
    }
}
