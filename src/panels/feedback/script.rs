//! A feedback script, and the gate before a corrective one.

use egui::{Button, Label, Ui};

use super::desk::Desk;
use crate::{
    edit::{ConversationEdit, ConversationText},
    model::{Gate, Script, ScriptId, ScriptShape},
    text::{Word, feedback as words, terms},
    ui::{TextField, widgets},
};

/// A question of the gate, where a "no" leads, and where its answer stands.
struct Question {
    ask: Word,
    on_no: Word,
    answer: fn(&mut Gate) -> &mut Option<bool>,
}

const QUESTIONS: [Question; 3] = [
    Question { ask: words::FIRST_HAND, on_no: words::FIRST_HAND_NO, answer: |gate| &mut gate.first_hand },
    Question { ask: words::CHANGEABLE, on_no: words::CHANGEABLE_NO, answer: |gate| &mut gate.changeable },
    Question { ask: words::IMPROVEMENT, on_no: words::IMPROVEMENT_NO, answer: |gate| &mut gate.improvement },
];

/// Shows a script.
pub fn show(ui: &mut Ui, desk: &mut Desk<'_>, id: &ScriptId) {
    let (tokens, lang, conversation) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
    let Some(script) = conversation.scripts.get(id) else { return };
    ui.label(tokens.title(terms::shape(script.shape).of(lang)));
    let topic = TextField::new((conversation.id.as_str(), id.as_str()), &script.topic, words::TOPIC.of(lang));
    let topic = topic.hint(words::TOPIC_HINT.of(lang));
    desk.text(ui, &script.topic, topic, |text| ConversationEdit::Topic(conversation.id.clone(), id.clone(), text));

    let needs_gate = script.shape == ScriptShape::Corrective;
    if needs_gate {
        gate(ui, desk, script);
    }
    if needs_gate && !script.gate.is_open() {
        ui.add(Label::new(tokens.prose(words::GATE_WAITS.of(lang)).color(tokens.ink_soft)).wrap());
        if !script.parts.is_empty() {
            ui.add(Label::new(tokens.prose(words::GATE_KEPT.of(lang)).color(tokens.ink_soft)).wrap());
        }
    } else {
        parts(ui, desk, script);
        if needs_gate {
            ui.add(Label::new(tokens.small(words::GATE_FOURTH.of(lang))).wrap());
        }
    }
    if !desk.locked {
        ui.add_space(tokens.group);
        if ui.button(words::REMOVE_SCRIPT.of(lang)).clicked() {
            desk.edit(ConversationEdit::RemoveScript(conversation.id.clone(), id.clone()));
        }
    }
}

/// The questions before a corrective script, and the reason to go on in spite of a "no".
fn gate(ui: &mut Ui, desk: &mut Desk<'_>, script: &Script) {
    let (tokens, lang, conversation) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
    widgets::section(ui, tokens, words::GATE.of(lang));
    let mut gate = script.gate.clone();
    for Question { ask, on_no, answer } in QUESTIONS {
        let answer = answer(&mut gate);
        let shown = *answer;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = tokens.unit;
            for (value, word) in [(true, words::YES), (false, words::NO)] {
                let button = Button::selectable(shown == Some(value), word.of(lang)).frame_when_inactive(true);
                let response = ui.add_enabled(!desk.locked, button);
                widgets::name_selectable(&response, shown == Some(value), &words::answer(lang, ask, word));
                if response.clicked() {
                    *answer = (shown != Some(value)).then_some(value);
                }
            }
            ui.add_space(tokens.unit);
            ui.add(Label::new(tokens.body(ask.of(lang))).wrap());
        });
        if shown == Some(false) {
            ui.add(Label::new(tokens.prose(on_no.of(lang)).color(tokens.amber.ink)).wrap());
        }
    }
    if gate != script.gate {
        desk.edit(ConversationEdit::Gate(conversation.id.clone(), script.id.clone(), gate));
    }
    if may_give_a_reason(&script.gate) {
        let label = words::GATE_REASON.of(lang);
        ui.label(tokens.strong(label));
        let reason = &script.gate.reason;
        let field = TextField::new((conversation.id.as_str(), script.id.as_str(), "reason"), reason, label);
        let field = field.hint(words::GATE_REASON_HINT.of(lang)).multiline(2);
        desk.text(ui, reason, field, |text| {
            let place = ConversationText::GateReason(script.id.clone());
            ConversationEdit::Text(conversation.id.clone(), place, text)
        });
    }
}

/// All questions are answered, and one of them with no.
fn may_give_a_reason(gate: &Gate) -> bool {
    let answers = [gate.first_hand, gate.changeable, gate.improvement];
    answers.iter().all(Option::is_some) && answers.contains(&Some(false))
}

/// The parts to write.
fn parts(ui: &mut Ui, desk: &mut Desk<'_>, script: &Script) {
    let (tokens, lang, conversation) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
    for &part in script.shape.parts() {
        let label = terms::part(part).of(lang);
        widgets::section(ui, tokens, label);
        ui.add(Label::new(tokens.small(words::hint(part).of(lang))).wrap());
        let value = script.parts.get(&part).map_or("", String::as_str);
        let field = TextField::new((conversation.id.as_str(), script.id.as_str(), part), value, label).multiline(3);
        desk.text(ui, value, field, |text| {
            ConversationEdit::Part(conversation.id.clone(), script.id.clone(), part, text)
        });
    }
}
