//! The parts of a script to write: for each one a hint, sentences to begin with, the field, and what the linter says.

use std::ops::Range;

use egui::{Label, Ui, containers::menu::MenuButton};

use super::{View, marks};
use crate::{
    analysis::wording::Mark,
    edit::ConversationEdit,
    model::{Evidence, Script, ScriptPart},
    panels::feedback::desk::Desk,
    text::{feedback as words, openings, scripts, terms},
    ui::{Marked, TextField, explanation_card, widgets},
};

/// Shows the parts.
pub fn show(ui: &mut Ui, desk: &mut Desk<'_>, view: &mut View, script: &Script) {
    let (tokens, lang, conversation) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
    let key = (conversation.id.clone(), script.id.clone());
    let wording = desk.scene.derived.wordings.get(&key);
    let all_marks = wording.map_or(&[][..], |wording| &wording.marks);
    // What was chosen in the frame before: a menu that closes has let go of the keyboard by now.
    let (select, insert) = (view.select.take(), view.insert.take());
    if !desk.locked {
        choose_note(ui, desk, view, script);
    }
    for &part in script.shape.parts() {
        let label = terms::part(part).of(lang);
        widgets::section(ui, tokens, label);
        ui.horizontal(|ui| {
            if !desk.locked {
                begin(ui, desk, view, script, part);
            }
            ui.add(Label::new(tokens.small(words::hint(part).of(lang))).wrap());
        });
        let value = script.parts.get(&part).map_or("", String::as_str);
        let own: Vec<&Mark> = all_marks.iter().filter(|mark| mark.part == part).collect();
        let select = select.as_ref().filter(|(of, _)| *of == part).map(|(_, range)| range.clone());
        let insert = insert.as_ref().filter(|(of, _)| *of == part).map(|(_, text)| text.as_str());
        field(ui, desk, script, part, value, &own, (select, insert));
        marks::show(ui, desk, view, script, value, &own);
    }
    marks::settings(ui, desk, script);
}

/// The field of a part, with the marked words underlined; words of it to select, and an opening to put in.
fn field(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    script: &Script,
    part: ScriptPart,
    value: &str,
    own: &[&Mark],
    (select, insert): (Option<Range<usize>>, Option<&str>),
) {
    let (tokens, lang, conversation) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
    let in_words: Vec<&Mark> = own.iter().copied().filter(|mark| !mark.range.is_empty()).collect();
    let ranges: Vec<Range<usize>> = in_words.iter().map(|mark| mark.range.clone()).collect();
    let explain = |ui: &mut Ui, n: usize| {
        if let Some(mark) = in_words.get(n) {
            explanation_card(ui, tokens, lang, &marks::explanation(lang, mark, value));
        }
    };
    let field = TextField::new((conversation.id.as_str(), script.id.as_str(), part), value, terms::part(part).of(lang))
        .multiline(3)
        .marked(Marked { ranges: &ranges, explain: &explain })
        .select(select)
        .insert(insert);
    desk.text(ui, value, field, |text| ConversationEdit::Part(conversation.id.clone(), script.id.clone(), part, text));
}

/// The menu of sentences to begin a part with, filled from the note that was chosen.
fn begin(ui: &mut Ui, desk: &Desk<'_>, view: &mut View, script: &Script, part: ScriptPart) {
    let (tokens, lang) = (desk.scene.tokens, desk.scene.lang);
    let note = chosen_note(desk, view, script);
    let menu = MenuButton::new(scripts::OPENINGS.of(lang)).ui(ui, |ui| {
        ui.set_max_width(tokens.prose_width * 0.6);
        let mut chosen = None;
        for opening in openings::openings(script.shape, part) {
            let filled = openings::filled(lang, *opening, note);
            if ui.add(egui::Button::new(tokens.body(&filled)).wrap()).clicked() {
                chosen = Some(filled);
            }
        }
        chosen
    });
    let name = scripts::openings_of(lang, terms::part(part).of(lang));
    widgets::name(&menu.0, egui::Role::Button, &name);
    if let Some(text) = menu.1.and_then(|menu| menu.inner) {
        view.insert = Some((part, text));
        ui.request_repaint();
    }
}

/// The note the openings are filled from: the one chosen, or the example that the gate asked for.
fn chosen_note<'a>(desk: &Desk<'a>, view: &View, script: &Script) -> Option<&'a Evidence> {
    let id = view.note.as_ref().or(script.gate.evidence.as_ref())?;
    desk.scene.workbook.evidence.get(id).filter(|note| note.person == desk.conversation.person)
}

/// The chooser of the note that fills the openings.
fn choose_note(ui: &mut Ui, desk: &Desk<'_>, view: &mut View, script: &Script) {
    let (tokens, lang) = (desk.scene.tokens, desk.scene.lang);
    let mut notes =
        desk.scene.workbook.evidence.iter().filter(|note| note.person == desk.conversation.person).peekable();
    if notes.peek().is_none() {
        return;
    }
    ui.horizontal(|ui| {
        let label = scripts::FROM_EVIDENCE.of(lang);
        ui.label(tokens.small(label));
        let shown = chosen_note(desk, view, script);
        let text = shown.map_or_else(|| scripts::NO_NOTE.of(lang).to_owned(), |note| scripts::note(lang, note));
        let width = ui.available_width().min(tokens.prose_width * 0.7);
        widgets::chooser(ui, ("note", &script.id), width, &text, label, |ui| {
            if ui.selectable_label(shown.is_none(), scripts::NO_NOTE.of(lang)).clicked() {
                view.note = None;
            }
            for note in notes {
                let is_shown = shown.is_some_and(|shown| shown.id == note.id);
                if ui.selectable_label(is_shown, scripts::note(lang, note)).clicked() {
                    view.note = Some(note.id.clone());
                }
            }
        });
    });
}
