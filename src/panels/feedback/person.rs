//! A person's page: what is promised, their conversations, cards and notes, and what comes next.

use std::cmp::Reverse;

use egui::{Frame, Grid, Label, Margin, Panel, Role, ScrollArea, Ui};

use super::{chooser, commitments, evidence::Notes, margin};
use crate::{
    analysis::commitments as promises,
    model::{Conversation, ConversationKind, Date, Member, Pane, PanelKind, Period, Record as _},
    panels::{Scene, Wish, Wishes},
    text::{format, goals, people as words, terms},
    ui::{Sign, explain, signs, widgets},
};

/// Shows a person's page: what is between us at the left, what was noted at the right where there is room.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, member: &Member, notes: &mut Notes, wishes: &mut Wishes) {
    let tokens = scene.tokens;
    let beside = ui.available_width() >= tokens.prose_width * 1.5;
    let scroll = |id: &str| ScrollArea::vertical().id_salt((id, member.id.as_str())).auto_shrink(false);
    if !beside {
        scroll("person").show(ui, |ui| {
            ui.set_max_width(tokens.prose_width.min(ui.available_width()));
            between_us(ui, scene, member, wishes);
            ui.add_space(tokens.group);
            notes.show(ui, scene, &member.id, None, wishes);
        });
        return;
    }
    let left = Panel::left("between us").resizable(false).show_separator_line(false).frame(Frame::NONE);
    let width = (ui.available_width() * 0.45).min(tokens.prose_width);
    left.exact_size(width).show(ui, |ui| scroll("person").show(ui, |ui| between_us(ui, scene, member, wishes)));
    let gap = Margin { left: margin(tokens.margin).left, ..Margin::ZERO };
    Frame::new().inner_margin(gap).show(ui, |ui| {
        scroll("notes").show(ui, |ui| {
            ui.set_max_width(tokens.prose_width.min(ui.available_width()));
            notes.show(ui, scene, &member.id, None, wishes);
        });
    });
}

/// What is promised, and the conversations.
fn between_us(ui: &mut Ui, scene: &Scene<'_>, member: &Member, wishes: &mut Wishes) {
    let (tokens, lang, workbook) = (scene.tokens, scene.lang, scene.workbook);
    ui.label(tokens.title(member.label()));
    if !member.title.is_empty() {
        ui.label(tokens.small(&member.title));
    }

    let open = promises::open(&workbook.conversations, &member.id);
    widgets::section(ui, tokens, words::DUE.of(lang));
    if open.is_empty() {
        ui.label(tokens.prose(words::NONE_OPEN.of(lang)).color(tokens.ink_soft));
    }
    commitments::show_open(ui, scene, &open, wishes);

    widgets::section(ui, tokens, words::CONVERSATIONS.of(lang));
    let mut talks: Vec<_> = workbook.conversations.iter().filter(|talk| talk.person == member.id).collect();
    talks.sort_by_key(|talk| Reverse(talk.on.unwrap_or(Date::MAX)));
    if talks.is_empty() {
        ui.add(Label::new(tokens.prose(words::NO_CONVERSATIONS.of(lang)).color(tokens.ink_soft)).wrap());
    }
    for talk in talks {
        conversation(ui, scene, talk, wishes);
    }
    if !scene.read_only {
        ui.add_space(tokens.unit);
        ui.label(tokens.small(words::NEW.of(lang)));
        ui.horizontal_wrapped(|ui| {
            for kind in ConversationKind::ALL {
                if ui.button(terms::conversation(kind).of(lang)).clicked() {
                    chooser::start(scene, member, kind, wishes);
                }
            }
        });
    }
    cards(ui, scene, member, wishes);
}

/// The person's goal cards, with what was reached.
fn cards(ui: &mut Ui, scene: &Scene<'_>, member: &Member, wishes: &mut Wishes) {
    let (tokens, lang, workbook) = (scene.tokens, scene.lang, scene.workbook);
    widgets::section(ui, tokens, words::CARDS.of(lang));
    let mut cards: Vec<_> = workbook.goal_cards.iter().filter(|card| card.person == member.id).collect();
    cards.sort_by_cached_key(|card| Reverse(Period::of(&card.period)));
    let is_none = cards.is_empty();
    if is_none {
        ui.add(Label::new(tokens.prose(words::NO_CARDS.of(lang)).color(tokens.ink_soft)).wrap());
    }
    Grid::new("cards").num_columns(3).spacing([tokens.group, tokens.unit]).show(ui, |ui| {
        for card in cards {
            ui.label(tokens.body(card.period.as_str()));
            let judged = scene.derived.evaluations.get(&card.key()).map(|evaluation| &evaluation.manager);
            let overall = format::number_or_unknown(judged.and_then(|judged| judged.overall), 1);
            let shown = ui.label(tokens.strong(overall));
            if let Some(judged) = judged {
                explain(&shown, tokens, lang, || goals::overall_explanation(lang, judged, &workbook.method.evaluation));
            }
            let grade = judged.and_then(|judged| judged.grade);
            ui.label(tokens.body(grade.map_or_else(|| format::UNKNOWN.to_owned(), |grade| format!("{grade:?}"))));
            ui.end_row();
        }
    });
    let word = if is_none { words::WRITE_CARD } else { words::OPEN_CARD };
    if ui.button(word.of(lang)).clicked() {
        wishes.push(Wish::Open(Pane { kind: PanelKind::Goals, subject: Some(member.id.to_string()) }));
    }
}

/// A conversation and how far it is. A click opens it.
fn conversation(ui: &mut Ui, scene: &Scene<'_>, talk: &Conversation, wishes: &mut Wishes) {
    let (tokens, lang) = (scene.tokens, scene.lang);
    ui.horizontal(|ui| {
        let standing = scene.derived.records.get(&talk.id);
        let (sign, hue, word) = match standing {
            Some(standing) if !standing.is_explained() => (Sign::Warning, tokens.red, words::CHANGED),
            Some(_) => (Sign::Check, tokens.green, words::SIGNED),
            None if talk.is_held(scene.today) => (Sign::Unknown, tokens.neutral, words::HELD),
            None => (Sign::Unknown, tokens.neutral, words::PREPARED),
        };
        signs::show(ui, sign, tokens.sign, hue.mark);
        let label = words::conversation(lang, talk);
        let link = ui.link(tokens.body(&label).color(tokens.accent.ink));
        widgets::name(&link, Role::Link, &label);
        if link.clicked() {
            chooser::turn_to(&talk.id, wishes);
        }
        ui.label(tokens.small(word.of(lang)));
    });
}
