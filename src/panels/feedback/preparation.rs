//! Before the conversation: what it is for, when and where, what was agreed last time, strengths and challenges.

use egui::{Button, Grid, Label, Role, Sense, Ui, Vec2};

use super::{commitments, desk::Desk, evidence::link_label, retention, script};
use crate::{
    edit::{ConversationEdit, ConversationText},
    model::{Conversation, Evidence, Period, PeriodId, PeriodKind, Point},
    panels::{keys::Turn, period_button},
    text::{Word, evidence as evidence_words, feedback as words, format, meeting, parse},
    ui::{Sign, TextField, promise_keyboard, signs, widgets},
};

/// As many strengths and as many challenges are enough for one conversation.
const MOST: usize = 2;

/// Shows the preparation.
pub fn show(ui: &mut Ui, desk: &mut Desk<'_>) {
    let (tokens, lang, conversation) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
    ui.label(tokens.title(words::PREPARATION.of(lang)));
    let (aim, end) = meeting::aim(conversation.kind);
    for (lead, what) in [(meeting::PURPOSE, aim), (meeting::AGREED_END, end)] {
        ui.label(tokens.small(lead.of(lang)));
        ui.add(Label::new(tokens.prose(what.of(lang))).wrap());
    }
    ui.add_space(tokens.unit);
    ui.label(tokens.small(words::WANTED.of(lang)));
    let wanted = TextField::new((conversation.id.as_str(), "wanted"), &conversation.wanted, words::WANTED.of(lang));
    desk.text(ui, &conversation.wanted, wanted.hint(words::WANTED_HINT.of(lang)), |text| {
        ConversationEdit::Text(conversation.id.clone(), ConversationText::Wanted, text)
    });

    widgets::section(ui, tokens, words::CHECK_LIST.of(lang));
    Grid::new("circumstances").num_columns(3).spacing([tokens.inset, tokens.inset]).show(ui, |ui| {
        circumstances(ui, desk);
    });
    let open = commitments::before(desk);
    if !open.is_empty() {
        widgets::section(ui, tokens, meeting::FROM_LAST_TIME.of(lang));
        ui.add(Label::new(tokens.small(meeting::FROM_LAST_TIME_HINT.of(lang))).wrap());
        let (scene, wishes) = desk.parts();
        commitments::show_open(ui, scene, &open, wishes);
    }
    points(ui, desk, &STRENGTHS);
    points(ui, desk, &CHALLENGES);
    script::todo(ui, desk);
    ui.add_space(tokens.inset);
    ui.add(Label::new(tokens.small(words::PREPARATION_PURPOSE.of(lang))).wrap());
    retention::show(ui, desk);
    if !desk.locked {
        ui.add_space(tokens.group);
        if ui.button(words::REMOVE_CONVERSATION.of(lang)).clicked() {
            desk.edit(ConversationEdit::Remove(desk.conversation.id.clone()));
        }
    }
}

/// What should be settled beforehand: a sign where it is, a label and a field each.
fn circumstances(ui: &mut Ui, desk: &mut Desk<'_>) {
    let (tokens, lang, conversation) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
    let id = conversation.id.as_str();
    let key = |ui: &mut Ui, word: Word, settled: bool| {
        if settled {
            signs::show(ui, Sign::Check, tokens.sign, tokens.green.mark);
        } else {
            ui.allocate_exact_size(Vec2::splat(tokens.sign), Sense::hover());
        }
        ui.label(tokens.body(word.of(lang)).color(tokens.ink_soft));
    };

    key(ui, words::PERIOD, conversation.period.is_some());
    let period = conversation.period.as_ref().map_or("", PeriodId::as_str);
    if desk.locked {
        ui.label(tokens.body(if period.is_empty() { format::UNKNOWN } else { period }));
    } else {
        ui.horizontal(|ui| self::period(ui, desk, period));
    }
    ui.end_row();

    key(ui, words::TOLD_ON, conversation.told_on.is_some());
    let told_on = |conversation: &mut Conversation, day| conversation.told_on = day;
    desk.day(ui, (id, "told on"), conversation.told_on, words::TOLD_ON.of(lang), told_on);
    ui.end_row();

    key(ui, words::HELD_ON, conversation.on.is_some());
    ui.horizontal(|ui| {
        desk.day(ui, (id, "on"), conversation.on, words::HELD_ON.of(lang), |conversation, on| conversation.on = on);
        time(ui, desk);
    });
    ui.end_row();

    for (word, value, text) in [
        (words::PLACE, &conversation.place, ConversationText::Place),
        (words::DOCUMENTS, &conversation.documents, ConversationText::Documents),
    ] {
        key(ui, word, !value.trim().is_empty());
        let field = TextField::new((id, word.en), value, word.of(lang));
        let hint = if text == ConversationText::Documents { words::DOCUMENTS_HINT } else { words::PLACE_HINT };
        desk.text(ui, value, field.hint(hint.of(lang)), |value| {
            ConversationEdit::Text(conversation.id.clone(), text, value)
        });
        ui.end_row();
    }

    key(ui, words::LED_BY, conversation.manager.is_some());
    let manager = conversation.manager.as_ref();
    if let Some(manager) = desk.member(ui, (id, "manager"), manager, words::LED_BY.of(lang)) {
        desk.put(|conversation| conversation.manager = manager);
    }
    ui.end_row();
}

/// The period it is about: written, or turned to.
fn period(ui: &mut Ui, desk: &mut Desk<'_>, written: &str) {
    let (tokens, lang, conversation) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
    let put = |period: Option<PeriodId>| desk.changed(|conversation| conversation.period = period);
    let valid = |text: &str| text.trim().is_empty() || PeriodId::new(text).is_ok();
    let means = |text: &str| PeriodId::new(text).ok() == conversation.period;
    let field = TextField::new((conversation.id.as_str(), "period"), written, words::PERIOD.of(lang));
    let field = field.width(tokens.prose_width / 4.0).valid(&valid).means(&means);
    let typed = field.show(ui, tokens).map(|change| change.map(|text| put(PeriodId::new(&text).ok())));
    // A period of which nobody knows the days has none before it, and none after it.
    let shown = conversation
        .period
        .as_ref()
        .map_or_else(|| Some(Period::around(desk.scene.today, PeriodKind::Quarter)), Period::of);
    let mut turned = None;
    if let Some(shown) = shown {
        for (turn, to) in [(Turn::Back, shown.previous()), (Turn::On, shown.next())] {
            if period_button(ui, lang, turn) {
                turned = Some(put(to.id()));
            }
        }
    }
    if let Some(change) = typed {
        desk.type_in(change.typed, change.value);
    }
    if let Some(edit) = turned {
        desk.edit(edit);
    }
}

/// The hour at which it begins.
fn time(ui: &mut Ui, desk: &mut Desk<'_>) {
    let (tokens, lang, conversation) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
    let written = conversation.at.map(format::time).unwrap_or_default();
    if desk.locked {
        ui.label(tokens.body(written));
        return;
    }
    let label = words::BEGINS_AT.of(lang);
    let valid = |text: &str| text.trim().is_empty() || parse::time(text).is_some();
    let means = |text: &str| valid(text) && parse::time(text) == conversation.at;
    let field = TextField::new((conversation.id.as_str(), "at"), &written, label).hint(label);
    let field = field.width(tokens.prose_width / 8.0).valid(&valid).means(&means);
    if let Some(change) = field.show(ui, tokens) {
        let edit = desk.changed(|conversation| conversation.at = parse::time(&change.value));
        desk.type_in(change.typed, edit);
    }
}

/// A list of points to speak of, as many as are enough.
struct Points {
    heading: Word,
    add: Word,
    of: fn(&Conversation) -> &Vec<Point>,
    of_mut: fn(&mut Conversation) -> &mut Vec<Point>,
    place: fn(usize) -> ConversationText,
}

const STRENGTHS: Points = Points {
    heading: words::STRENGTHS,
    add: words::ADD_STRENGTH,
    of: |conversation| &conversation.strengths,
    of_mut: |conversation| &mut conversation.strengths,
    place: ConversationText::Strength,
};

const CHALLENGES: Points = Points {
    heading: words::CHALLENGES,
    add: words::ADD_CHALLENGE,
    of: |conversation| &conversation.challenges,
    of_mut: |conversation| &mut conversation.challenges,
    place: ConversationText::Challenge,
};

/// Strengths, or challenges, each with the evidence it rests on.
fn points(ui: &mut Ui, desk: &mut Desk<'_>, list: &Points) {
    let (tokens, lang, conversation) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
    widgets::section(ui, tokens, list.heading.of(lang));
    let points = (list.of)(conversation);
    for (n, point) in points.iter().enumerate() {
        let label = words::numbered(lang, list.heading, n + 1);
        let removed = desk.removable(ui, &label, |ui, desk| {
            let field = TextField::new((conversation.id.as_str(), list.heading.en, n), &point.text, &label);
            desk.text(ui, &point.text, field, |text| {
                ConversationEdit::Text(conversation.id.clone(), (list.place)(n), text)
            });
        });
        if removed {
            desk.put(|conversation| {
                (list.of_mut)(conversation).remove(n);
            });
        }
        rests_on(ui, desk, list, n, point);
    }
    if points.is_empty() && desk.locked {
        ui.label(tokens.prose(format::UNKNOWN));
    }
    if points.len() < MOST && !desk.locked && ui.button(list.add.of(lang)).clicked() {
        promise_keyboard(ui, (conversation.id.as_str(), list.heading.en, points.len()));
        desk.put(|conversation| (list.of_mut)(conversation).push(Point::default()));
    }
}

/// The evidence a point rests on, and a list of what there is.
fn rests_on(ui: &mut Ui, desk: &mut Desk<'_>, list: &Points, n: usize, point: &Point) {
    let (tokens, lang, workbook) = (desk.scene.tokens, desk.scene.lang, desk.scene.workbook);
    let person = &desk.conversation.person;
    let mut changed = None;
    ui.horizontal_wrapped(|ui| {
        for (place, id) in point.evidence.iter().enumerate() {
            let Some(note) = workbook.evidence.get(id) else { continue };
            let label = evidence_words::label(lang, note);
            let button = ui.add(Button::new(tokens.small(&label)).truncate());
            widgets::name(&button, Role::Button, &evidence_words::unlink(lang, &label));
            if button.on_hover_text(details(desk, note)).clicked() && !desk.locked {
                let mut evidence = point.evidence.clone();
                evidence.remove(place);
                changed = Some(evidence);
            }
        }
        if desk.locked {
            return;
        }
        let others =
            workbook.evidence.iter().filter(|note| note.person == *person && !point.evidence.contains(&note.id));
        let mut others = others.peekable();
        if others.peek().is_none() {
            return;
        }
        let text = if point.evidence.is_empty() { words::NO_FACTS } else { words::MORE_FACTS };
        let width = tokens.prose_width / 3.0;
        let label = words::facts_of(lang, list.heading, n + 1);
        widgets::chooser(ui, format!("{}{n}", list.heading.en), width, text.of(lang), &label, |ui| {
            for note in others {
                if ui.selectable_label(false, evidence_words::label(lang, note)).clicked() {
                    changed = Some(point.evidence.iter().cloned().chain([note.id.clone()]).collect());
                }
            }
        });
    });
    if let Some(evidence) = changed {
        desk.put(|conversation| {
            if let Some(point) = (list.of_mut)(conversation).get_mut(n) {
                point.evidence = evidence;
            }
        });
    }
}

/// Everything a note says, to be read in passing.
fn details(desk: &Desk<'_>, note: &Evidence) -> String {
    let links = note.links.iter().map(|link| link_label(desk.scene, &note.person, link));
    let texts = [note.what.as_str(), &note.result, &note.who, &note.place];
    texts.into_iter().chain(links).filter(|text| !text.trim().is_empty()).collect::<Vec<_>>().join("\n")
}
