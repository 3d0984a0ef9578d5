//! One goal unfolded: what was agreed, what came of it, how it was revised, and what it leaves open.

use egui::{Frame, Label, Margin, Ui};

use super::{
    card::{View, two_columns},
    desk::Desk,
    revise,
};
use crate::{
    analysis::goals::{Element, Stage},
    edit::{CardEdit, GoalText},
    model::{Goal, GoalPart, Revision, Side, Smart},
    text::goals as words,
    ui::widgets,
};

/// Draws it.
pub(super) fn show(ui: &mut Ui, desk: &mut Desk<'_>, place: usize, goal: &Goal, view: &mut View) {
    let tokens = desk.scene.tokens;
    let body = tokens.type_size.body;
    Frame::new().fill(tokens.sunken).inner_margin(Margin::same(12)).show(ui, |ui| {
        if !desk.is_locked() {
            tools(ui, desk, place, goal, view);
        }
        if let Some(revising) = view.revising.take() {
            view.revising = revise::show(ui, desk, goal, revising);
        }
        two_columns(ui, body, |ui, column| match column {
            0 => agreed(ui, desk, goal),
            _ => results(ui, desk, goal),
        });
        if !goal.revisions.is_empty() {
            ui.add_space(tokens.inset);
            ui.label(tokens.strong(words::REVISIONS.of(desk.scene.lang)));
            goal.revisions.iter().rev().for_each(|revision| revised(ui, desk, revision));
        }
        ui.add_space(tokens.inset);
        ui.label(tokens.strong(words::CHECK.of(desk.scene.lang)));
        two_columns(ui, body, |ui, column| match column {
            0 => elements(ui, desk, goal),
            _ => smart(ui, desk, goal),
        });
    });
    ui.add_space(tokens.inset);
}

fn tools(ui: &mut Ui, desk: &mut Desk<'_>, place: usize, goal: &Goal, view: &mut View) {
    let (tokens, lang, count) = (desk.scene.tokens, desk.scene.lang, desk.card.goals.len());
    ui.horizontal(|ui| {
        // What nobody has agreed on yet is simply written anew.
        if desk.is_agreed()
            && widgets::tool_toggle(ui, tokens, words::REVISE.of(lang), view.revising.is_some()).clicked()
        {
            view.revising =
                if view.revising.is_some() { None } else { Some(revise::Revising::of(goal, desk.scene.today)) };
        }
        let mut to = None;
        ui.add_enabled_ui(place > 0, |ui| {
            if widgets::tool_button(ui, tokens, words::MOVE_UP.of(lang)).clicked() {
                to = place.checked_sub(1);
            }
        });
        ui.add_enabled_ui(place + 1 < count, |ui| {
            if widgets::tool_button(ui, tokens, words::MOVE_DOWN.of(lang)).clicked() {
                to = Some(place + 1);
            }
        });
        if let Some(to) = to {
            desk.edit(CardEdit::MoveGoal(goal.id.clone(), to));
        }
        if !desk.is_agreed() && widgets::tool_button(ui, tokens, words::REMOVE_GOAL.of(lang)).clicked() {
            desk.edit(CardEdit::RemoveGoal(goal.id.clone()));
        }
    });
}

/// The goal, its weight and measures, how it is to be reached and who helps.
fn agreed(ui: &mut Ui, desk: &mut Desk<'_>, goal: &Goal) {
    let tokens = desk.scene.tokens;
    ui.label(tokens.strong(words::AGREED_PARTS.of(desk.scene.lang)));
    desk.goal_text(ui, goal, GoalText::Part(GoalPart::Name), 1);
    desk.weight(ui, goal);
    for parts in [[GoalPart::Quantity, GoalPart::Quality], [GoalPart::Time, GoalPart::Cost]] {
        ui.columns_const::<2, _>(|columns| {
            for (ui, part) in columns.iter_mut().zip(parts) {
                ui.vertical(|ui| desk.goal_text(ui, goal, GoalText::Part(part), 1));
            }
        });
    }
    desk.goal_text(ui, goal, GoalText::KeyActions, 2);
    desk.goal_text(ui, goal, GoalText::Support, 1);
}

/// What was reached, and what each side says of it.
fn results(ui: &mut Ui, desk: &mut Desk<'_>, goal: &Goal) {
    let tokens = desk.scene.tokens;
    ui.label(tokens.strong(words::RESULTS.of(desk.scene.lang)));
    desk.goal_text(ui, goal, GoalText::Actual, 2);
    ui.columns_const::<2, _>(|columns| {
        for (ui, side) in columns.iter_mut().zip(Side::ALL) {
            ui.vertical(|ui| desk.completion(ui, goal, side));
        }
    });
    for side in Side::ALL {
        desk.goal_text(ui, goal, GoalText::Comment(side), 2);
    }
}

/// A revision: when and why, the old value and the new one.
fn revised(ui: &mut Ui, desk: &Desk<'_>, revision: &Revision) {
    let (tokens, lang) = (desk.scene.tokens, desk.scene.lang);
    ui.add(Label::new(tokens.small(words::revision(lang, revision))).wrap());
    ui.horizontal_wrapped(|ui| {
        ui.label(tokens.body(revision.old.as_str()).strikethrough().color(tokens.ink_soft));
        ui.label(tokens.body("→"));
        ui.label(tokens.strong(revision.new.as_str()));
    });
    if !revision.reason.is_empty() {
        ui.add(Label::new(tokens.prose(revision.reason.as_str())).wrap());
    }
}

/// The five elements, each answered by what the card says.
fn elements(ui: &mut Ui, desk: &Desk<'_>, goal: &Goal) {
    let (tokens, lang) = (desk.scene.tokens, desk.scene.lang);
    ui.label(tokens.small(words::FIVE_ELEMENTS.of(lang)));
    let asked = |element: &Element| *element != Element::Reached || desk.stage >= Stage::SelfEvaluation;
    for element in Element::ALL.into_iter().filter(asked) {
        let answer = element.answer(goal);
        ui.add(Label::new(tokens.body(words::element(element).of(lang))).wrap());
        let text = if answer.is_empty() {
            let open = format!("{} · {}", words::STILL_OPEN.of(lang), words::element_place(element).of(lang));
            tokens.small(open).color(tokens.amber.ink)
        } else {
            tokens.small(answer.join(" · "))
        };
        ui.add(Label::new(text).wrap());
    }
}

/// The questions of SMART, with room for an answer each.
fn smart(ui: &mut Ui, desk: &mut Desk<'_>, goal: &Goal) {
    let (tokens, lang) = (desk.scene.tokens, desk.scene.lang);
    ui.label(tokens.small(words::SMART.of(lang)));
    for question in Smart::ALL {
        ui.horizontal_wrapped(|ui| {
            ui.label(tokens.strong(words::smart(question).of(lang)));
            ui.label(tokens.body(words::smart_question(question).of(lang)));
            // Beside it: what lies below must not move under the pointer once it is answered.
            if !goal.check.contains_key(&question) {
                ui.label(tokens.small(words::STILL_OPEN.of(lang)).color(tokens.amber.ink));
            }
        });
        desk.goal_text(ui, goal, GoalText::Check(question), 1);
    }
}
