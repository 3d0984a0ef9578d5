//! What was promised: by whom, and until when; and what was promised in earlier conversations.

use egui::{Checkbox, Label, Ui};

use super::desk::Desk;
use crate::{
    analysis::commitments,
    edit::{ConversationEdit, ConversationText, Edit},
    model::{Action, Conversation},
    panels::{Scene, Wishes},
    text::{feedback as words, format, meeting, people},
    ui::{TextField, promise_keyboard, widgets},
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
        promise_keyboard(ui, (conversation.id.as_str(), "commitment", conversation.commitments.len()));
        change(desk, |commitments| commitments.push(Action { owner, ..Action::default() }));
    }
}

/// One promise: what, and below it who, until when, and whether it is kept.
fn commitment(ui: &mut Ui, desk: &mut Desk<'_>, n: usize, action: &Action) {
    let (lang, conversation) = (desk.scene.lang, desk.conversation);
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
            change_one(desk, n, |action| action.owner = owner);
        }
        desk.day(ui, (id, "due", n), action.due, &words::day_of(lang, &name), |conversation, due| {
            if let Some(action) = conversation.commitments.get_mut(n) {
                action.due = due;
            }
        });
        let (scene, wishes) = desk.parts();
        kept(ui, scene, conversation, n, action, &name, wishes);
    });
}

/// Whether a promise is kept: that is found out after everything is signed, so it can be ticked as long as the workbook
/// can be changed.
fn kept(
    ui: &mut Ui,
    scene: &Scene<'_>,
    talk: &Conversation,
    n: usize,
    action: &Action,
    name: &str,
    wishes: &mut Wishes,
) {
    let (tokens, lang) = (scene.tokens, scene.lang);
    let mut done = action.done.is_some();
    let tick = ui.add_enabled(!scene.read_only, Checkbox::new(&mut done, words::DONE.of(lang)));
    if tick.changed() {
        let mut commitments = talk.commitments.clone();
        if let Some(action) = commitments.get_mut(n) {
            action.done = done.then_some(scene.today);
        }
        wishes.edit(Edit::Conversations(ConversationEdit::Commitments(talk.id.clone(), commitments)));
    }
    widgets::name_tick(&tick, done, &words::done_of(lang, name));
    let late = action.due.filter(|_| action.done.is_none()).map(|due| (scene.today - due).get_days());
    if let Some(days) = late.filter(|days| *days > 0) {
        ui.label(tokens.body(words::overdue(lang, days)).color(tokens.amber.ink));
    }
    if let Some(day) = action.done {
        ui.label(tokens.small(format::date(lang, day)));
    }
}

/// What the conversation starts from.
pub fn before<'a>(desk: &Desk<'a>) -> Vec<(&'a Conversation, usize, &'a Action)> {
    commitments::from_before(&desk.scene.workbook.conversations, desk.conversation)
}

/// Shows what the conversation starts from, to be ticked.
pub fn show_before(ui: &mut Ui, desk: &mut Desk<'_>) {
    let open = before(desk);
    let (scene, wishes) = desk.parts();
    show_open(ui, scene, &open, wishes);
}

/// Shows promises of a person's conversations, to be ticked.
pub fn show_open(ui: &mut Ui, scene: &Scene<'_>, open: &[(&Conversation, usize, &Action)], wishes: &mut Wishes) {
    let (tokens, lang) = (scene.tokens, scene.lang);
    for (talk, n, action) in open {
        ui.push_id((talk.id.as_str(), n), |ui| {
            let owner = action.owner.as_ref().map(|owner| scene.workbook.member_label(owner));
            let promise = meeting::promise(lang, action, owner);
            ui.add(Label::new(tokens.body(&promise)).wrap());
            ui.horizontal_wrapped(|ui| {
                kept(ui, scene, talk, *n, action, &promise, wishes);
                ui.label(tokens.small(people::conversation(lang, talk)));
            });
        });
    }
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
