//! What every page of a card works with.

use egui::{Label, Ui};

use super::Lock;
use crate::{
    analysis::{evaluation::Evaluation, goals::Stage},
    edit::{CardEdit, CardText, Edit, GoalEdit, GoalText},
    model::{Goal, GoalCard, GoalPart, Milestone, Percent, Side, Weight},
    panels::{Scene, Wishes},
    text::{Word, format, goals as words},
    ui::{Change, DateField, NumberField, TextField, widgets},
};

/// A card under the hands of whoever writes or evaluates it.
pub(super) struct Desk<'a> {
    /// Everything there is to look at.
    pub scene: &'a Scene<'a>,
    /// The card.
    pub card: &'a GoalCard,
    /// Its evaluation.
    pub evaluation: &'a Evaluation,
    /// Where it stands on its way.
    pub stage: Stage,
    lock: Lock,
    wishes: &'a mut Wishes,
}

impl<'a> Desk<'a> {
    /// Lays a card on the desk.
    pub fn new(
        scene: &'a Scene<'a>,
        card: &'a GoalCard,
        evaluation: &'a Evaluation,
        lock: Lock,
        wishes: &'a mut Wishes,
    ) -> Self {
        Self { scene, card, evaluation, stage: Stage::of(card, scene.today), lock, wishes }
    }

    /// Whether nothing of it can be changed.
    pub const fn is_locked(&self) -> bool {
        self.lock.is_locked()
    }

    /// Whether goals, weights and measures stand, to be changed by a revision only.
    pub const fn is_agreed(&self) -> bool {
        self.card.way.agreed.is_some()
    }

    /// Wishes for a change of the card.
    pub fn edit(&mut self, edit: CardEdit) {
        let edit = self.of_card(edit);
        self.wishes.edit(edit);
    }

    /// Wishes for what was typed.
    pub fn type_in(&mut self, change: Change<CardEdit>) {
        let edit = self.of_card(change.value);
        self.wishes.type_in(change.typed, edit);
    }

    /// What else can be wished with.
    pub const fn wishes(&mut self) -> &mut Wishes {
        self.wishes
    }

    /// Wishes for any change.
    pub fn wish(&mut self, edit: Edit) {
        self.wishes.edit(edit);
    }

    /// Wishes for a change of the method that was typed.
    pub fn type_edit(&mut self, change: Change<Edit>) {
        self.wishes.type_in(change.typed, change.value);
    }

    fn of_card(&self, edit: CardEdit) -> Edit {
        let edit = Edit::Goals(GoalEdit::Card(self.card.person.clone(), self.card.period.clone(), edit));
        if self.lock == Lock::Correcting { Edit::Correct(self.scene.today, Box::new(edit)) } else { edit }
    }

    /// A text of the card under its name; one line, or several.
    pub fn card_text(&mut self, ui: &mut Ui, which: CardText, value: &str, hint: &str, rows: usize) {
        let label = words::card_text(which);
        self.heading(ui, label);
        if self.is_locked() {
            self.read(ui, value);
            return;
        }
        let tokens = self.scene.tokens;
        let field = TextField::new(which, value, label.of(self.scene.lang)).hint(hint);
        let field = if rows > 1 { field.multiline(rows) } else { field };
        if let Some(change) = field.show(ui, tokens) {
            self.type_in(change.map(|text| CardEdit::Text(which, text)));
        }
    }

    /// A text of a goal under its name. What was agreed on is read.
    pub fn goal_text(&mut self, ui: &mut Ui, goal: &Goal, which: GoalText, rows: usize) {
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        let (label, value) = (words::goal_text(which), which.of(goal));
        if matches!(which, GoalText::Check(_)) {
            // Its question stands above it.
        } else {
            self.heading(ui, label);
        }
        let fixed = self.is_agreed() && matches!(which, GoalText::Part(_));
        if self.is_locked() || fixed {
            self.read(ui, &value);
            return;
        }
        let hint = if matches!(which, GoalText::Check(_)) { words::ANSWER_HINT.of(lang) } else { "" };
        let label = words::of_goal(lang, goal.label(), label);
        let field = TextField::new((&goal.id, which), &value, &label).hint(hint);
        let field = if rows > 1 { field.multiline(rows) } else { field };
        if let Some(change) = field.show(ui, tokens) {
            self.type_in(change.map(|text| CardEdit::GoalText(goal.id.clone(), which, text)));
        }
    }

    /// A goal's weight under its name.
    pub fn weight(&mut self, ui: &mut Ui, goal: &Goal) {
        let lang = self.scene.lang;
        widgets::ellipsis_label(ui, self.scene.tokens.small(format!("{} %", words::WEIGHT.of(lang))));
        if self.is_locked() || self.is_agreed() {
            self.read(ui, &words::weight(goal));
            return;
        }
        let label = words::of_goal(lang, goal.label(), words::part(GoalPart::Weight));
        let value = goal.weight.map(Weight::get);
        let field = NumberField::new((&goal.id, "weight"), value, &label);
        let field = field.range(Weight::MIN..=Weight::MAX).decimals(2).step(5.0);
        if let Some(change) = field.show(ui, self.scene.tokens) {
            self.type_in(change.map(|value| CardEdit::Weight(goal.id.clone(), value.map(Weight::clamped))));
        }
    }

    /// How far a goal was reached as one side sees it, under its name.
    pub fn completion(&mut self, ui: &mut Ui, goal: &Goal, side: Side) {
        let lang = self.scene.lang;
        let value = goal.completion_by(side).map(Percent::get);
        let name = format!("{} · {} %", words::side(side).of(lang), words::COMPLETION.of(lang));
        widgets::ellipsis_label(ui, self.scene.tokens.small(name));
        if self.is_locked() {
            self.read(ui, &value.map_or_else(|| words::OPEN.of(lang).to_owned(), words::percent));
            return;
        }
        let label = words::field_of(lang, goal.label(), side, words::COMPLETION);
        let field = NumberField::new((&goal.id, "completion", side), value, &label);
        let field = field.range(Percent::MIN..=Percent::MAX).decimals(2).step(5.0);
        if let Some(change) = field.show(ui, self.scene.tokens) {
            let percent = |value: Option<f64>| value.map(Percent::clamped);
            self.type_in(change.map(|value| CardEdit::Completion(goal.id.clone(), side, percent(value))));
        }
    }

    /// The day of a milestone beside its name.
    pub fn day(&mut self, ui: &mut Ui, milestone: Milestone) {
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        let (label, value) = (words::milestone(milestone), self.card.way.day(milestone));
        ui.horizontal(|ui| {
            ui.label(tokens.small(label.of(lang)));
            if self.is_locked() {
                let day = value.map_or_else(|| format::UNKNOWN.to_owned(), |day| format::date(lang, day));
                ui.label(tokens.small(day).color(tokens.ink));
            } else if let Some(change) = DateField::new(milestone, value, label.of(lang), lang).show(ui, tokens) {
                self.type_in(change.map(|day| CardEdit::Day(milestone, day)));
            }
        });
    }

    /// What a field is called, above it.
    pub fn heading(&self, ui: &mut Ui, label: Word) {
        widgets::ellipsis_label(ui, self.scene.tokens.small(label.of(self.scene.lang)));
    }

    /// A text to be read.
    pub fn read(&self, ui: &mut Ui, text: &str) {
        let text = if text.trim().is_empty() { format::UNKNOWN } else { text };
        ui.add(Label::new(self.scene.tokens.prose(text)).wrap());
    }
}
