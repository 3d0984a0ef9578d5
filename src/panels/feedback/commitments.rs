//! What was promised: by whom, and until when.

use egui::{Checkbox, Label, Ui};

use super::desk::Desk;
use crate::{
    edit::{ConversationEdit, ConversationText},
    model::Action,
    text::{feedback as words, format},
    ui::TextField,
};

/// Shows the commitments.
pub fn show(ui: &mut Ui, desk: &mut Desk<'_>) {
    let (tokens, lang, conversation) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
    ui.label(tokens.title(words::COMMITMENTS.of(lang)));
    ui.add(Label::new(tokens.prose(words::COMMITMENTS_PURPOSE.of(lang))).wrap());
    ui.add_space(tokens.inset);
    if conversation.commitments.is_empty() {
        ui.label(tokens.prose(words::NO_COMMITMENTS.of(lang)).color(tokens.ink_soft));
    }
    for (n, action) in conversation.commitments.iter().enumerate() {
        commitment(ui, desk, n, action);
        ui.add_space(tokens.inset);
    }
    if !desk.locked && ui.button(words::ADD_COMMITMENT.of(lang)).clicked() {
        let owner = Some(conversation.person.clone());
        change(desk, |commitments| commitments.push(Action { owner, ..Action::default() }));
    }
}

/// One promise: what, and below it who, until when, and whether it is kept.
fn commitment(ui: &mut Ui, desk: &mut Desk<'_>, n: usize, action: &Action) {
    let (tokens, lang, conversation) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
    let id = conversation.id.as_str();
    let name = words::numbered(lang, words::COMMITMENTS, n + 1);
    let removed = desk.removable(ui, &name, |ui, desk| {
        let field = TextField::new((id, "commitment", n), &action.what, &name);
        desk.text(ui, &action.what, field, |text| {
            ConversationEdit::Text(conversation.id.clone(), ConversationText::Commitment(n), text)
        });
    });
    if removed {
        change(desk, |commitments| {
            commitments.remove(n);
        });
    }
    ui.horizontal_wrapped(|ui| {
        if let Some(owner) = desk.member(ui, (id, "owner", n), action.owner.as_ref(), &words::owner_of(lang, &name)) {
            change_one(desk, n, |action| action.owner = Some(owner));
        }
        desk.day(ui, (id, "due", n), action.due, &words::day_of(lang, &name), |conversation, due| {
            if let Some(action) = conversation.commitments.get_mut(n) {
                action.due = due;
            }
        });
        let mut done = action.done.is_some();
        let kept = ui.add_enabled(!desk.locked, Checkbox::new(&mut done, words::DONE.of(lang)));
        if kept.changed() {
            let today = desk.scene.today;
            change_one(desk, n, |action| action.done = done.then_some(today));
        }
        kept.accessible_name(words::done_of(lang, &name));
        let late = action.due.filter(|_| action.done.is_none()).map(|due| (desk.scene.today - due).get_days());
        if let Some(days) = late.filter(|days| *days > 0) {
            ui.label(tokens.body(words::overdue(lang, days)).color(tokens.amber.ink));
        }
        if let Some(day) = action.done {
            ui.label(tokens.small(format::date(lang, day)));
        }
    });
}

fn change(desk: &mut Desk<'_>, change: impl FnOnce(&mut Vec<Action>)) {
    let mut commitments = desk.conversation.commitments.clone();
    change(&mut commitments);
    desk.edit(ConversationEdit::Commitments(desk.conversation.id.clone(), commitments));
}

fn change_one(desk: &mut Desk<'_>, n: usize, change_one: impl FnOnce(&mut Action)) {
    change(desk, |commitments| {
        if let Some(action) = commitments.get_mut(n) {
            change_one(action);
        }
    });
}
