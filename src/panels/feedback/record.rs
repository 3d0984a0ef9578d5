//! The record: what was said and agreed, both comments, both signatures; locked, watched, and added to.

use egui::{Label, Role, Ui};

use super::desk::Desk;
use crate::{
    analysis::{evaluation::Evaluation, findings::is_hundred, records::Standing},
    edit::{ConversationEdit, ConversationText, Party},
    model::{Amendment, Conversation, Date, RecordedCard, Signature},
    panels::{Scene, Wish, evaluation::Sheet},
    text::{feedback, format, goals, meeting, record as words, terms},
    ui::{Sign, TextField, promise_keyboard, signs, widgets},
};

/// Shows the record. Says whether it is to be corrected from now on, if that was asked for.
pub fn show(ui: &mut Ui, desk: &mut Desk<'_>) -> Option<bool> {
    let (tokens, lang, talk) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
    ui.label(tokens.title(words::TITLE.of(lang)));
    let mut correct = None;
    match desk.scene.derived.records.get(&talk.id) {
        None => {
            ui.add(Label::new(tokens.prose(words::PURPOSE.of(lang))).wrap());
        }
        Some(standing) => correct = locked(ui, desk, standing),
    }

    widgets::section(ui, tokens, feedback::SUMMARY.of(lang));
    let field = TextField::new((talk.id.as_str(), "summary"), &talk.record.summary, feedback::SUMMARY.of(lang));
    let field = field.hint(words::SUMMARY_HINT.of(lang)).multiline(6);
    desk.text(ui, &talk.record.summary, field, |text| {
        ConversationEdit::Text(talk.id.clone(), ConversationText::Summary, text)
    });
    let notes = words::from_notes(lang, talk);
    let can_take = !desk.locked && talk.record.summary.trim().is_empty() && !notes.is_empty();
    if can_take && ui.button(words::TAKE_NOTES.of(lang)).clicked() {
        desk.edit(ConversationEdit::Text(talk.id.clone(), ConversationText::Summary, notes));
    }

    widgets::section(ui, tokens, feedback::COMMITMENTS.of(lang));
    if talk.commitments.is_empty() {
        ui.label(tokens.prose(feedback::NO_COMMITMENTS.of(lang)).color(tokens.ink_soft));
    }
    for action in &talk.commitments {
        let owner = action.owner.as_ref().map(|owner| desk.scene.workbook.member_label(owner));
        ui.add(Label::new(tokens.prose(meeting::promise(lang, action, owner))).wrap());
    }

    widgets::section(ui, tokens, words::EVALUATION.of(lang));
    evaluation(ui, desk);

    comments(ui, desk);
    widgets::section(ui, tokens, words::SIGNATURES.of(lang));
    ui.add(Label::new(tokens.small(words::RECEIVED.of(lang))).wrap());
    signatures(ui, desk);
    if talk.is_signed() {
        amendments(ui, desk);
    } else if !desk.locked {
        sign(ui, desk);
    }
    ui.add_space(tokens.group);
    if ui.button(words::PRINT.of(lang)).clicked() {
        let (_, wishes) = desk.parts();
        wishes.push(Wish::PrintRecord(talk.id.clone()));
    }
    correct
}

/// That both have signed, and what has become of it since: on every page of a signed conversation.
pub fn standing(ui: &mut Ui, scene: &Scene<'_>, standing: &Standing, correcting: bool) {
    let (tokens, lang) = (scene.tokens, scene.lang);
    let word = words::standing(standing);
    let (sign, hue) = if !standing.is_explained() {
        (Sign::Warning, tokens.red)
    } else if standing.is_intact() {
        (Sign::Check, tokens.green)
    } else {
        (Sign::Warning, tokens.amber)
    };
    ui.horizontal_wrapped(|ui| {
        signs::show(ui, sign, tokens.sign, hue.mark);
        ui.label(tokens.strong(word.of(lang)).color(hue.ink));
        let word = if correcting { words::CORRECTING } else { feedback::SIGNED };
        ui.label(tokens.body(word.of(lang)));
    });
}

/// The seal of a record that is locked, and everything that is not as it was signed. Says whether it is to be corrected
/// from now on.
fn locked(ui: &mut Ui, desk: &Desk<'_>, standing: &Standing) -> Option<bool> {
    let (tokens, lang, talk) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
    if let Some(seal) = &talk.record.seal {
        let text = format!("{} {}", words::SEAL.of(lang), words::seal(&seal.hash));
        ui.label(tokens.small(text)).on_hover_text(words::SEAL_MEANS.of(lang));
    }
    for part in &standing.broken {
        ui.add(Label::new(tokens.error(words::broken(lang, *part))).wrap());
    }
    let signed = talk.record.employee.on.max(talk.record.manager.on);
    for change in &standing.unexplained {
        ui.add(Label::new(tokens.error(words::unexplained(lang, signed, change))).wrap());
    }
    for alteration in &standing.altered {
        let text = words::altered(lang, alteration.on, &alteration.change);
        ui.add(Label::new(tokens.body(text).color(tokens.amber.ink)).wrap());
    }
    if desk.scene.read_only {
        return None;
    }
    let word = if desk.correcting { words::STOP_CORRECTING } else { words::CORRECT };
    let button = widgets::tool_button(ui, tokens, word.of(lang)).on_hover_text(words::CORRECT_MEANS.of(lang));
    button.clicked().then_some(!desk.correcting)
}

/// The goal card that is locked with the record, or will be, and what both sides make of it.
fn evaluation(ui: &mut Ui, desk: &Desk<'_>) {
    let (tokens, lang, talk) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
    let Some(RecordedCard { card, method }) = RecordedCard::of(desk.scene.workbook, talk) else {
        ui.add(Label::new(tokens.prose(words::NO_CARD.of(lang)).color(tokens.ink_soft)).wrap());
        return;
    };
    let evaluation = Evaluation::of(&card, &method);
    let sheet = Sheet { scene: desk.scene, card: &card, evaluation: &evaluation, stands: None, editable: false };
    ui.push_id("signed card", |ui| sheet.show(ui));
}

/// Both comments.
fn comments(ui: &mut Ui, desk: &mut Desk<'_>) {
    let (tokens, lang, talk) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
    for party in Party::ALL {
        let (label, value) = (feedback::comment(party).of(lang), comment(talk, party));
        widgets::section(ui, tokens, label);
        let field = TextField::new((talk.id.as_str(), "comment", party), value, label).multiline(3);
        desk.text(ui, value, field.hint(words::COMMENT_HINT.of(lang)), |text| {
            ConversationEdit::Text(talk.id.clone(), ConversationText::Comment(party), text)
        });
    }
}

fn comment(talk: &Conversation, party: Party) -> &str {
    match party {
        Party::Employee => &talk.record.employee_comment,
        Party::Manager => &talk.record.manager_comment,
    }
}

fn signature_of(talk: &mut Conversation, party: Party) -> &mut Signature {
    match party {
        Party::Employee => &mut talk.record.employee,
        Party::Manager => &mut talk.record.manager,
    }
}

/// Both names and days.
fn signatures(ui: &mut Ui, desk: &mut Desk<'_>) {
    let talk = desk.conversation;
    for party in Party::ALL {
        let signature = match party {
            Party::Employee => &talk.record.employee,
            Party::Manager => &talk.record.manager,
        };
        let edit = |text| ConversationEdit::Text(talk.id.clone(), ConversationText::Name(party), text);
        let set = |talk: &mut Conversation, on| signature_of(talk, party).on = on;
        signature_row(ui, desk, party, signature, "record", edit, set);
    }
}

/// A name and a day under a part of the record.
fn signature_row(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    party: Party,
    signature: &Signature,
    salt: &str,
    edit: impl FnOnce(String) -> ConversationEdit,
    set: impl Fn(&mut Conversation, Option<Date>),
) {
    let (tokens, lang, talk) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
    let label = feedback::signature(party).of(lang);
    ui.label(tokens.small(label));
    ui.horizontal(|ui| {
        let width = tokens.prose_width * 0.4;
        let field = TextField::new((talk.id.as_str(), salt, party, "name"), &signature.name, label).width(width);
        desk.text(ui, &signature.name, field.hint(words::NAME_HINT.of(lang)), edit);
        let day = words::day_of(lang, party);
        desk.day(ui, (talk.id.as_str(), salt, party, "day"), signature.on, &day, &set);
        if signature.on.is_none() && !desk.locked {
            let today = widgets::tool_button(ui, tokens, words::TODAY.of(lang));
            widgets::name(&today, Role::Button, &words::today_for(lang, party));
            if today.clicked() {
                let on = desk.scene.today;
                desk.put(|talk| set(talk, Some(on)));
            }
        }
    });
}

/// The button that locks it all, once everything is there; what is still missing, and what will be locked unfinished.
fn sign(ui: &mut Ui, desk: &mut Desk<'_>) {
    let (tokens, lang, talk) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
    let missing = words::missing(lang, &talk.record);
    ui.add_space(tokens.inset);
    for unfinished in unfinished(desk) {
        ui.add(Label::new(tokens.body(unfinished).color(tokens.amber.ink)).wrap());
    }
    ui.add_enabled_ui(missing.is_none(), |ui| {
        if widgets::primary_button(ui, tokens, words::SIGN.of(lang)).clicked() {
            desk.edit(ConversationEdit::Sign(talk.id.clone()));
        }
    });
    let why = missing.unwrap_or_else(|| words::SIGN_MEANS.of(lang).to_owned());
    ui.add(Label::new(tokens.small(why)).wrap());
}

/// What would be locked although it looks unfinished: that is for the two to judge.
fn unfinished(desk: &Desk<'_>) -> Vec<String> {
    let (lang, talk) = (desk.scene.lang, desk.conversation);
    let key = talk.period.as_ref().map(|period| (talk.person.clone(), period.clone()));
    let evaluation = key.and_then(|key| desk.scene.derived.evaluations.get(&key));
    let weights = evaluation.map(|found| found.weights).filter(|sum| !is_hundred(*sum));
    let is_open = evaluation.is_some_and(|found| found.manager.provisional);
    let silent = talk.kind.steps().iter().copied().filter(|step| !talk.notes.contains_key(step));
    let silent: Vec<&str> = silent.map(|step| terms::step(step).of(lang)).collect();
    [
        weights.map(|sum| goals::weights(lang, sum)),
        is_open.then(|| goals::PROVISIONAL.of(lang).to_owned()),
        (!silent.is_empty()).then(|| words::without_notes(lang, &silent)),
        talk.commitments.is_empty().then(|| feedback::NO_COMMITMENTS.of(lang).to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What was added and signed afterwards, and what is being added.
fn amendments(ui: &mut Ui, desk: &mut Desk<'_>) {
    let (tokens, lang, talk) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
    let amendments = &talk.record.amendments;
    if amendments.is_empty() && desk.scene.read_only {
        return;
    }
    widgets::section(ui, tokens, words::AMENDMENTS.of(lang));
    for (place, amendment) in amendments.iter().enumerate() {
        ui.push_id(("amendment", place), |ui| {
            widgets::card(tokens).show(ui, |ui| {
                ui.set_width(ui.available_width());
                if amendment.seal.is_some() || desk.scene.read_only {
                    signed_amendment(ui, desk, amendment);
                } else {
                    draft(ui, desk, place, amendment);
                }
            });
        });
        ui.add_space(tokens.inset);
    }
    let all_signed = amendments.iter().all(|amendment| amendment.seal.is_some());
    if all_signed && !desk.scene.read_only && ui.button(words::ADD_AMENDMENT.of(lang)).clicked() {
        promise_keyboard(ui, (talk.id.as_str(), "amendment", amendments.len()));
        desk.put(|talk| talk.record.amendments.push(Amendment::default()));
    }
}

fn signed_amendment(ui: &mut Ui, desk: &Desk<'_>, amendment: &Amendment) {
    let (tokens, lang) = (desk.scene.tokens, desk.scene.lang);
    ui.add(Label::new(tokens.prose(&amendment.text)).wrap());
    let signed = |signature: &Signature| {
        let on = signature.on.map(|day| format::date(lang, day)).unwrap_or_default();
        format!("{} {on}", signature.name)
    };
    let both = format!("{} · {}", signed(&amendment.employee), signed(&amendment.manager));
    ui.label(tokens.small(both));
    if let Some(seal) = &amendment.seal {
        ui.label(tokens.small(format!("{} {}", words::SEAL.of(lang), words::seal(&seal.hash))));
    }
}

/// An amendment being written.
fn draft(ui: &mut Ui, desk: &mut Desk<'_>, place: usize, amendment: &Amendment) {
    let (tokens, lang, talk) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
    // What is added is written although the rest is locked.
    let was_locked = std::mem::replace(&mut desk.locked, false);
    let label = words::amendment(lang, place);
    let field = TextField::new((talk.id.as_str(), "amendment", place), &amendment.text, &label).multiline(3);
    desk.text(ui, &amendment.text, field.hint(words::AMENDMENT_HINT.of(lang)), |text| {
        ConversationEdit::Text(talk.id.clone(), ConversationText::Amendment(place), text)
    });
    for party in Party::ALL {
        let signature = match party {
            Party::Employee => &amendment.employee,
            Party::Manager => &amendment.manager,
        };
        let edit = |text| ConversationEdit::Text(talk.id.clone(), ConversationText::AmendmentName(place, party), text);
        let set = |talk: &mut Conversation, on| {
            if let Some(amendment) = talk.record.amendments.get_mut(place) {
                match party {
                    Party::Employee => amendment.employee.on = on,
                    Party::Manager => amendment.manager.on = on,
                }
            }
        };
        signature_row(ui, desk, party, signature, "amendment", edit, set);
    }
    let ready = amendment.employee.is_whole() && amendment.manager.is_whole() && !amendment.text.trim().is_empty();
    ui.horizontal(|ui| {
        ui.add_enabled_ui(ready, |ui| {
            if widgets::primary_button(ui, tokens, words::SIGN_AMENDMENT.of(lang)).clicked() {
                desk.edit(ConversationEdit::SignAmendment(talk.id.clone(), place));
            }
        });
        if widgets::tool_button(ui, tokens, words::REMOVE_AMENDMENT.of(lang)).clicked() {
            desk.put(|talk| {
                talk.record.amendments.truncate(place);
            });
        }
    });
    desk.locked = was_locked;
}
