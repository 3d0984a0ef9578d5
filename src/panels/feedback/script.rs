//! A feedback script: the gate before a corrective one, its parts to write, and the whole of it to read.

mod gate;
mod marks;
mod parts;
mod whole;

use std::{collections::BTreeSet, ops::Range};

use egui::{CollapsingHeader, Label, Ui};

use super::desk::Desk;
use crate::{
    edit::{ConversationEdit, ConversationText, ScriptText},
    model::{EvidenceId, Script, ScriptId, ScriptPart, ScriptShape},
    text::{Word, feedback as words, scripts, terms},
    ui::{TextField, widgets},
};

pub use gate::todo;

/// Where one is in scripts.
#[derive(Clone, Debug, Default)]
pub struct View {
    /// Scripts that are read rather than written.
    read: BTreeSet<ScriptId>,
    /// Scripts whose gate is folded open though it has been passed.
    unfolded: BTreeSet<ScriptId>,
    /// The note that fills the openings.
    note: Option<EvidenceId>,
    /// Words to select in the next frame.
    select: Option<(ScriptPart, Range<usize>)>,
    /// An opening to put in in the next frame.
    insert: Option<(ScriptPart, String)>,
}

/// Shows a script.
pub fn show(ui: &mut Ui, desk: &mut Desk<'_>, view: &mut View, id: &ScriptId) {
    let (tokens, lang, conversation) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
    let Some(script) = conversation.scripts.get(id) else { return };
    ui.label(tokens.title(terms::shape(script.shape).of(lang)));
    let topic = TextField::new((conversation.id.as_str(), id.as_str()), &script.topic, words::TOPIC.of(lang));
    let topic = topic.hint(words::TOPIC_HINT.of(lang));
    desk.text(ui, &script.topic, topic, |text| ConversationEdit::Topic(conversation.id.clone(), id.clone(), text));

    let needs_gate = script.shape == ScriptShape::Corrective;
    if needs_gate {
        gate::show(ui, desk, view, script);
    }
    if needs_gate && !script.gate.is_open() {
        ui.add(Label::new(tokens.prose(scripts::GATE_WAITS.of(lang)).color(tokens.ink_soft)).wrap());
        if !script.parts.is_empty() {
            ui.add(Label::new(tokens.prose(scripts::GATE_KEPT.of(lang)).color(tokens.ink_soft)).wrap());
        }
    } else {
        body(ui, desk, view, script);
        if needs_gate {
            ui.add_space(tokens.inset);
            diagnosis(ui, desk, script);
        }
    }
    if !desk.locked {
        ui.add_space(tokens.group);
        if ui.button(words::REMOVE_SCRIPT.of(lang)).clicked() {
            desk.edit(ConversationEdit::RemoveScript(conversation.id.clone(), id.clone()));
        }
    }
}

/// The parts to write, or the whole to read.
fn body(ui: &mut Ui, desk: &mut Desk<'_>, view: &mut View, script: &Script) {
    let (tokens, lang) = (desk.scene.tokens, desk.scene.lang);
    ui.add_space(tokens.inset);
    let mut reads = view.read.contains(&script.id);
    let choices = [(false, scripts::WRITE.of(lang)), (true, scripts::READ.of(lang))];
    ui.horizontal(|ui| {
        if widgets::segmented(ui, tokens, &mut reads, &choices) {
            if reads {
                view.read.insert(script.id.clone());
            } else {
                view.read.remove(&script.id);
            }
        }
        whole::length(ui, desk, script);
    });
    if reads {
        whole::show(ui, desk, script);
    } else {
        parts::show(ui, desk, view, script);
    }
}

/// What to do when the person doesn't accept the manager's way, folded away until then.
pub fn diagnosis(ui: &mut Ui, desk: &mut Desk<'_>, script: &Script) {
    let heading = desk.scene.tokens.body(scripts::DIAGNOSE.of(desk.scene.lang));
    CollapsingHeader::new(heading).id_salt(("diagnosis", &script.id)).show(ui, |ui| diagnose(ui, desk, script));
}

/// The fourth trouble, in the meeting: the person doesn't accept the manager's way. Questions that find out together
/// what is seen and why, room for it, and for another way.
fn diagnose(ui: &mut Ui, desk: &mut Desk<'_>, script: &Script) {
    let (tokens, lang) = (desk.scene.tokens, desk.scene.lang);
    ui.add(Label::new(tokens.prose(scripts::DIAGNOSE_PURPOSE.of(lang))).wrap());
    let ask = |ui: &mut Ui, questions: &[Word]| {
        for question in questions {
            ui.add(Label::new(tokens.prose(format!("· {}", question.of(lang)))).wrap());
        }
    };
    ask(ui, &[scripts::DIAGNOSE_SEEN, scripts::DIAGNOSE_DIFFERENT, scripts::DIAGNOSE_HOLDS]);
    text(ui, desk, script, ScriptText::Theirs, &script.diagnosis.theirs);
    ask(ui, &[scripts::DIAGNOSE_CAUSE]);
    text(ui, desk, script, ScriptText::Causes, &script.diagnosis.causes);
    ask(ui, &[scripts::DIAGNOSE_OWN]);
    text(ui, desk, script, ScriptText::Way, &script.diagnosis.way);
}

/// One of a script's texts besides its parts: its name, and the field below.
fn text(ui: &mut Ui, desk: &mut Desk<'_>, script: &Script, place: ScriptText, value: &str) {
    let (tokens, lang, conversation) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
    let label = scripts::label(place).of(lang);
    ui.label(tokens.strong(label));
    let field = TextField::new((conversation.id.as_str(), script.id.as_str(), place), value, label);
    let field = field.hint(scripts::hint(place).of(lang)).multiline(2);
    desk.text(ui, value, field, |text| {
        ConversationEdit::Text(conversation.id.clone(), ConversationText::Script(script.id.clone(), place), text)
    });
}
