//! A revision being written: what of the goal, under which of the four conditions, what happened.

use egui::{Label, Ui};

use super::desk::Desk;
use crate::{
    edit::CardEdit,
    model::{Date, Goal, GoalPart, Revision, RevisionCondition},
    text::{goals as words, terms},
    ui::{DateField, TextField, widgets},
};

/// A revision that is not recorded yet.
#[derive(Clone, Debug)]
pub(super) struct Revising {
    part: GoalPart,
    condition: Option<RevisionCondition>,
    new: String,
    reason: String,
    on: Date,
}

impl Revising {
    /// Begins with how much of it is to be reached: what is revised most often.
    pub fn of(goal: &Goal, today: Date) -> Self {
        let part = if goal.measure.quantity.is_empty() { GoalPart::Name } else { GoalPart::Quantity };
        Self { part, condition: None, new: goal.part(part), reason: String::new(), on: today }
    }

    /// The revision, once everything that it needs is said.
    fn revision(&self, goal: &Goal) -> Option<Revision> {
        let (old, new) = (goal.part(self.part), self.new.trim());
        let is_weight = self.part == GoalPart::Weight;
        let says_something = new != old.trim() && !self.reason.trim().is_empty();
        let can_be = !is_weight || Goal::weight_of(new).is_some_and(|weight| weight != goal.weight);
        (says_something && can_be).then_some(())?;
        Some(Revision {
            on: self.on,
            condition: self.condition?,
            part: Some(self.part),
            old,
            new: new.to_owned(),
            reason: self.reason.trim().to_owned(),
        })
    }
}

/// Draws the form. The revision as it stands then; none once it was recorded or given up.
pub(super) fn show(ui: &mut Ui, desk: &mut Desk<'_>, goal: &Goal, mut revising: Revising) -> Option<Revising> {
    let (tokens, lang) = (desk.scene.tokens, desk.scene.lang);
    let mut done = false;
    widgets::card(tokens).show(ui, |ui| {
        ui.push_id("revising", |ui| {
            ui.add(Label::new(tokens.prose(words::ONLY_THEN.of(lang))).wrap());
            desk.heading(ui, words::WHY_REVISED);
            for condition in RevisionCondition::ALL {
                let name = terms::revision_condition(condition).of(lang);
                ui.radio_value(&mut revising.condition, Some(condition), name);
                if revising.condition == Some(condition) {
                    ui.add(Label::new(tokens.small(words::condition_hint(condition).of(lang))).wrap());
                }
            }
            part(ui, desk, goal, &mut revising);
            let label = words::REASON.of(lang);
            desk.heading(ui, words::REASON);
            if let Some(change) = TextField::new("reason", &revising.reason, label).multiline(2).show(ui, tokens) {
                revising.reason = change.value;
            }
            desk.heading(ui, words::REVISED_ON);
            let on = DateField::new("on", Some(revising.on), words::REVISED_ON.of(lang), lang).show(ui, tokens);
            if let Some(on) = on.and_then(|change| change.value) {
                revising.on = on;
            }
            ui.horizontal(|ui| {
                let revision = revising.revision(goal);
                let record = ui.add_enabled_ui(revision.is_some(), |ui| {
                    widgets::primary_button(ui, tokens, words::RECORD_REVISION.of(lang)).clicked()
                });
                if let Some(revision) = revision.filter(|_| record.inner) {
                    desk.edit(CardEdit::Revise(goal.id.clone(), revision));
                    done = true;
                }
                done |= ui.button(words::CANCEL.of(lang)).clicked();
            });
        });
    });
    (!done).then_some(revising)
}

/// What is revised, what it says and what it is to say.
fn part(ui: &mut Ui, desk: &Desk<'_>, goal: &Goal, revising: &mut Revising) {
    let (tokens, lang) = (desk.scene.tokens, desk.scene.lang);
    desk.heading(ui, words::WHAT_REVISED);
    let mut chosen = revising.part;
    ui.horizontal_wrapped(|ui| {
        for part in GoalPart::ALL {
            ui.radio_value(&mut chosen, part, words::part(part).of(lang));
        }
    });
    if chosen != revising.part {
        revising.part = chosen;
        revising.new = goal.part(chosen);
    }
    desk.heading(ui, words::OLD_VALUE);
    desk.read(ui, &goal.part(revising.part));
    desk.heading(ui, words::NEW_VALUE);
    let field = TextField::new(("new", revising.part), &revising.new, words::NEW_VALUE.of(lang));
    if let Some(change) = field.show(ui, tokens) {
        revising.new = change.value;
    }
}
