//! Before the conversation: when and where, strengths and challenges, and the evidence for them.

use egui::{Grid, Label, Ui};

use super::desk::Desk;
use crate::{
    edit::{ConversationEdit, ConversationText, EvidenceEdit, EvidenceText},
    model::{Conversation, Evidence, EvidenceId, EvidenceLink, PeriodId, Point},
    text::{Word, feedback as words, format},
    ui::{DateField, TextField, widgets},
};

/// As many strengths and as many challenges are enough for one conversation.
const MOST: usize = 2;

/// Shows the preparation.
pub fn show(ui: &mut Ui, desk: &mut Desk<'_>) {
    let (tokens, lang) = (desk.scene.tokens, desk.scene.lang);
    ui.label(tokens.title(words::PREPARATION.of(lang)));
    ui.add(Label::new(tokens.prose(words::PREPARATION_PURPOSE.of(lang))).wrap());
    ui.add_space(tokens.inset);
    Grid::new("circumstances").num_columns(2).spacing([tokens.group, tokens.inset]).show(ui, |ui| {
        circumstances(ui, desk);
    });
    short_texts(ui, desk, &STRENGTHS);
    short_texts(ui, desk, &CHALLENGES);
    evidence(ui, desk);
    if !desk.locked {
        ui.add_space(tokens.group);
        if ui.button(words::REMOVE_CONVERSATION.of(lang)).clicked() {
            desk.edit(ConversationEdit::Remove(desk.conversation.id.clone()));
        }
    }
}

/// Period, day, place, notice and who leads it: a label and a field each.
fn circumstances(ui: &mut Ui, desk: &mut Desk<'_>) {
    let (tokens, lang, conversation) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
    let id = conversation.id.as_str();
    let key = |ui: &mut Ui, word: Word| ui.label(tokens.body(word.of(lang)).color(tokens.ink_soft));

    key(ui, words::PERIOD);
    let period = conversation.period.as_ref().map_or("", PeriodId::as_str);
    if desk.locked {
        ui.label(tokens.body(if period.is_empty() { format::UNKNOWN } else { period }));
    } else {
        let field = TextField::new((id, "period"), period, words::PERIOD.of(lang));
        let valid = |text: &str| text.trim().is_empty() || PeriodId::new(text).is_ok();
        let means = |text: &str| PeriodId::new(text).ok() == conversation.period;
        if let Some(change) = field.valid(&valid).means(&means).show(ui, tokens) {
            let edit = desk.changed(|conversation| conversation.period = PeriodId::new(&change.value).ok());
            desk.type_in(change.typed, edit);
        }
    }
    ui.end_row();

    key(ui, words::HELD_ON);
    desk.day(ui, (id, "on"), conversation.on, words::HELD_ON.of(lang), |conversation, on| conversation.on = on);
    ui.end_row();

    key(ui, words::PLACE);
    let place = TextField::new((id, "place"), &conversation.place, words::PLACE.of(lang));
    desk.text(ui, &conversation.place, place, |text| {
        ConversationEdit::Text(conversation.id.clone(), ConversationText::Place, text)
    });
    ui.end_row();

    key(ui, words::TOLD_ON);
    let told_on = |conversation: &mut Conversation, day| conversation.told_on = day;
    desk.day(ui, (id, "told on"), conversation.told_on, words::TOLD_ON.of(lang), told_on);
    ui.end_row();

    key(ui, words::LED_BY);
    let manager = conversation.manager.as_ref();
    if let Some(manager) = desk.member(ui, (id, "manager"), manager, words::LED_BY.of(lang)) {
        desk.put(|conversation| conversation.manager = Some(manager));
    }
    ui.end_row();
}

/// A list of short texts, as many as are enough.
struct ShortTexts {
    heading: Word,
    add: Word,
    of: fn(&Conversation) -> &Vec<Point>,
    of_mut: fn(&mut Conversation) -> &mut Vec<Point>,
    place: fn(usize) -> ConversationText,
}

const STRENGTHS: ShortTexts = ShortTexts {
    heading: words::STRENGTHS,
    add: words::ADD_STRENGTH,
    of: |conversation| &conversation.strengths,
    of_mut: |conversation| &mut conversation.strengths,
    place: ConversationText::Strength,
};

const CHALLENGES: ShortTexts = ShortTexts {
    heading: words::CHALLENGES,
    add: words::ADD_CHALLENGE,
    of: |conversation| &conversation.challenges,
    of_mut: |conversation| &mut conversation.challenges,
    place: ConversationText::Challenge,
};

/// Strengths, or challenges.
fn short_texts(ui: &mut Ui, desk: &mut Desk<'_>, list: &ShortTexts) {
    let (tokens, lang, conversation) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
    widgets::section(ui, tokens, list.heading.of(lang));
    let texts = (list.of)(conversation);
    for (n, Point { text, .. }) in texts.iter().enumerate() {
        let label = words::numbered(lang, list.heading, n + 1);
        let removed = desk.removable(ui, &label, |ui, desk| {
            let field = TextField::new((conversation.id.as_str(), list.heading.en, n), text, &label);
            desk.text(ui, text, field, |text| ConversationEdit::Text(conversation.id.clone(), (list.place)(n), text));
        });
        if removed {
            desk.put(|conversation| {
                (list.of_mut)(conversation).remove(n);
            });
        }
    }
    if texts.is_empty() && desk.locked {
        ui.label(tokens.prose(format::UNKNOWN));
    }
    if texts.len() < MOST && !desk.locked && ui.button(list.add.of(lang)).clicked() {
        desk.put(|conversation| (list.of_mut)(conversation).push(Point::default()));
    }
}

/// What was seen or heard, with its day and what it belongs to.
fn evidence(ui: &mut Ui, desk: &mut Desk<'_>) {
    let (tokens, lang, person) = (desk.scene.tokens, desk.scene.lang, &desk.conversation.person);
    widgets::section(ui, tokens, words::EVIDENCE.of(lang));
    ui.add(Label::new(tokens.small(words::EVIDENCE_HINT.of(lang))).wrap());
    let workbook = desk.scene.workbook;
    for (n, note) in workbook.evidence.iter().filter(|note| note.person == *person).enumerate() {
        let label = words::numbered(lang, words::EVIDENCE, n + 1);
        let removed = desk.removable(ui, &label, |ui, desk| {
            let field = TextField::new((note.id.as_str(), "what"), &note.what, &label);
            if desk.locked {
                ui.add(Label::new(tokens.prose(&note.what)).wrap());
            } else if let Some(change) = field.show(ui, tokens) {
                desk.type_evidence(change.typed, EvidenceEdit::Text(note.id.clone(), EvidenceText::What, change.value));
            }
        });
        if removed {
            desk.note(EvidenceEdit::Remove(note.id.clone()));
        }
        ui.horizontal_wrapped(|ui| {
            let label = words::day_of(lang, &label);
            if let Some(change) = DateField::new((note.id.as_str(), "day"), note.on, &label, lang).show(ui, tokens) {
                let edit = EvidenceEdit::Put(Box::new(Evidence { on: change.value, ..note.clone() }));
                desk.type_evidence(change.typed, edit);
            }
            for link in &note.links {
                widgets::chip(ui, tokens, None, link_label(desk, link), tokens.neutral);
            }
        });
    }
    if !desk.locked && ui.button(words::ADD_EVIDENCE.of(lang)).clicked() {
        let id = EvidenceId::fresh(person.as_str(), |id| workbook.evidence.contains(id));
        let on = Some(desk.scene.today);
        desk.note(EvidenceEdit::Put(Box::new(Evidence { on, ..Evidence::new(id, person.clone()) })));
    }
}

/// What a piece of evidence belongs to, by name.
fn link_label<'a>(desk: &Desk<'a>, link: &'a EvidenceLink) -> &'a str {
    let workbook = desk.scene.workbook;
    match link {
        EvidenceLink::Goal(period, goal) => {
            let card = workbook.goal_cards.get(&(desk.conversation.person.clone(), period.clone()));
            card.and_then(|card| card.goals.get(goal)).map_or(goal.as_str(), |goal| goal.label())
        }
        EvidenceLink::Role(id) => {
            let role = workbook.instruments.iter().find_map(|instrument| instrument.roles.get(id));
            role.map_or(id.as_str(), |role| desk.scene.lang.pick(&role.name))
        }
        EvidenceLink::Opportunity(account, id) => {
            let organisation = workbook.organisations.get(account);
            let found = organisation.and_then(|organisation| organisation.opportunities.get(id));
            found.map_or(id.as_str(), |opportunity| &opportunity.name)
        }
        EvidenceLink::Item(id) => {
            let items = workbook.instruments.iter().flat_map(|instrument| instrument.scored_items());
            let item = items.map(|(_, item)| item).find(|item| item.id == *id);
            item.map_or(id.as_str(), |item| desk.scene.lang.pick(&item.text))
        }
        EvidenceLink::Customer(id) => workbook.customer_label(id),
    }
}
