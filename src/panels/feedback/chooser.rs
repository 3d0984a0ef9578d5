//! Which conversation, of whom; a new one; and what to do where there is none.

use egui::{Align, Button, ComboBox, Layout, ScrollArea, Ui, vec2};

use super::record;
use crate::{
    edit::{ConversationEdit, Edit},
    model::{Conversation, ConversationId, ConversationKind, Member, MemberId, Period, PeriodKind},
    panels::{
        Scene, Selection, Wish, Wishes,
        newcomer::{self, Newcomers},
    },
    text::{feedback as words, meeting, people, terms},
    ui::widgets,
};

/// The row of tools of a person's page.
pub fn person_header(ui: &mut Ui, scene: &Scene<'_>, member: &Member, wishes: &mut Wishes) {
    ui.horizontal(|ui| {
        choose(ui, scene, None, wishes);
        let added = (!scene.read_only).then(|| newcomer::button(ui, scene, member.manager.as_ref(), wishes));
        if let Some(added) = added.flatten() {
            wishes.push(Wish::Subject(added.to_string()));
        }
    });
}

/// The row of tools: the conversation shown, a new one, how far it is written; below it when and where it is held, and
/// what has become of what was signed.
/// Whether the meeting was asked for.
pub fn header(
    ui: &mut Ui,
    scene: &Scene<'_>,
    conversation: &Conversation,
    correcting: bool,
    wishes: &mut Wishes,
) -> bool {
    let (tokens, lang, workbook) = (scene.tokens, scene.lang, scene.workbook);
    let mut meet = false;
    // Where there is no room for all of it, the person's page has the way to another conversation.
    let roomy = ui.available_width() >= tokens.prose_width * 1.4;
    ui.horizontal(|ui| {
        choose(ui, scene, Some(conversation), wishes);
        let back = widgets::tool_button(ui, tokens, people::PERSON.of(lang));
        if back.on_hover_text(people::BACK.of(lang)).clicked() {
            wishes.push(Wish::Subject(conversation.person.to_string()));
        }
        if !scene.read_only && roomy {
            new_conversation(ui, scene, wishes);
        }
        let steps = conversation.kind.steps();
        let written = steps.iter().filter(|step| conversation.notes.contains_key(step)).count();
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if !scene.read_only && !conversation.is_signed() {
                let word = if conversation.is_held(scene.today) { meeting::RESUME } else { meeting::START };
                meet = widgets::primary_button(ui, tokens, word.of(lang)).clicked();
            }
            if roomy {
                widgets::ellipsis_label(ui, tokens.small(words::progress(lang, written, steps.len())));
            }
        });
    });
    let manager = conversation.manager.as_ref().map(|manager| workbook.member_label(manager));
    widgets::ellipsis_label(ui, tokens.small(words::circumstances(lang, conversation, manager)));
    if let Some(standing) = scene.derived.records.get(&conversation.id) {
        record::standing(ui, scene, standing, correcting);
    } else if scene.read_only {
        ui.label(tokens.body(words::READ_ONLY.of(lang)));
    }
    meet
}

/// The list of conversations, by person.
fn choose(ui: &mut Ui, scene: &Scene<'_>, shown: Option<&Conversation>, wishes: &mut Wishes) {
    let (tokens, lang, workbook) = (scene.tokens, scene.lang, scene.workbook);
    let label = words::CHOOSE_CONVERSATION.of(lang);
    let page = scene.subject.and_then(|id| workbook.team.get(id)).map(|member| member.label().to_owned());
    let selected = shown.map(|c| words::title(lang, workbook.member_label(&c.person), c)).or(page);
    let width = (ui.available_width() * 0.5).min(tokens.prose_width * 0.6);
    let list = ComboBox::from_id_salt("conversations").width(width).height(ui.clip_rect().height()).truncate();
    let list = list.selected_text(tokens.strong(selected.as_deref().unwrap_or(label)));
    let content = |ui: &mut Ui| {
        let mut of_person = |ui: &mut Ui, person: &MemberId| {
            let name = workbook.member_label(person);
            let is_page = shown.is_none() && scene.subject == Some(person.as_str());
            if workbook.team.contains(person) && ui.selectable_label(is_page, tokens.strong(name)).clicked() {
                wishes.push(Wish::Subject(person.to_string()));
            }
            for conversation in workbook.conversations.iter().filter(|talk| talk.person == *person) {
                let is_shown = shown.is_some_and(|shown| shown.id == conversation.id);
                if ui.selectable_label(is_shown, words::conversation(lang, conversation)).clicked() {
                    turn_to(&conversation.id, wishes);
                }
            }
        };
        workbook.team.keys().for_each(|person| of_person(ui, person));
        let strangers = workbook.conversations.iter().filter(|c| !workbook.team.contains(&c.person));
        strangers.for_each(|conversation| of_person(ui, &conversation.person));
    };
    let list = ui.allocate_ui(vec2(width, tokens.target), |ui| list.show_ui(ui, content).response).inner;
    list.accessible_name(label);
}

/// The menu of people and kinds that starts a conversation.
fn new_conversation(ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes) {
    ui.menu_button(words::NEW_CONVERSATION.of(scene.lang), |ui| {
        for member in scene.workbook.team.iter() {
            ui.menu_button(member.label(), |ui| {
                for kind in ConversationKind::ALL {
                    if ui.button(terms::conversation(kind).of(scene.lang)).clicked() {
                        start(scene, member, kind, wishes);
                    }
                }
            });
        }
    });
}

/// A conversation with somebody, led by their manager, about the period of their last goal card, or else this quarter.
pub fn start(scene: &Scene<'_>, member: &Member, kind: ConversationKind, wishes: &mut Wishes) {
    let workbook = scene.workbook;
    let name = format!("{} {}", member.id, terms::conversation(kind).en);
    let id = ConversationId::fresh(&name, |id| workbook.conversations.contains(id));
    let mut conversation = Conversation::new(id.clone(), member.id.clone(), kind);
    let cards = workbook.goal_cards.iter().filter(|card| card.person == member.id);
    let card = cards.max_by_key(|card| Period::of(&card.period));
    conversation.manager = member.manager.clone().or_else(|| card?.superior.clone());
    let this_quarter = || Period::around(scene.today, PeriodKind::Quarter).id();
    conversation.period = card.map(|card| card.period.clone()).or_else(this_quarter);
    wishes.edit(Edit::Conversations(ConversationEdit::Put(Box::new(conversation))));
    turn_to(&id, wishes);
}

/// Turns to a conversation.
pub fn turn_to(id: &ConversationId, wishes: &mut Wishes) {
    wishes.push(Wish::Subject(id.to_string()));
    wishes.push(Wish::Select(Selection::Conversation(id.clone())));
}

/// Where there is no conversation to show: what belongs here, and how to begin.
pub fn nothing(ui: &mut Ui, scene: &Scene<'_>, newcomers: &mut Newcomers, wishes: &mut Wishes) {
    let (tokens, lang, workbook) = (scene.tokens, scene.lang, scene.workbook);
    let is_gone = !workbook.conversations.is_empty();
    let text = if is_gone { words::GONE } else { words::EMPTY };
    widgets::empty_state(ui, tokens, text.of(lang), None);
    ui.vertical_centered(|ui| {
        ui.set_max_width(tokens.prose_width * 0.6);
        if is_gone {
            choose(ui, scene, None, wishes);
        } else if scene.read_only {
            ui.label(tokens.body(words::READ_ONLY.of(lang)));
        } else if workbook.team.is_empty() {
            newcomers.show(ui, scene, words::NO_TEAM, wishes);
        } else {
            ui.add_space(tokens.inset);
            ScrollArea::vertical().show(ui, |ui| {
                for member in workbook.team.iter() {
                    let button = Button::new(member.label()).truncate().min_size(vec2(ui.available_width(), 0.0));
                    if ui.add(button).clicked() {
                        wishes.push(Wish::Subject(member.id.to_string()));
                    }
                }
            });
        }
    });
}
