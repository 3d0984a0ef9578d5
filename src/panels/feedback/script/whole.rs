//! The whole script, as it will be said: in one flow, with how long that takes, and to be copied.

use egui::{Label, Ui};

use crate::{
    analysis::wording::Spoken,
    model::Script,
    panels::feedback::desk::Desk,
    text::scripts,
    ui::{self, widgets},
};

/// The text of all parts, in order.
fn flow(script: &Script) -> String {
    let parts = script.shape.parts().iter().filter_map(|part| script.parts.get(part));
    parts.map(|text| text.trim()).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// How long it takes to say.
pub fn length(ui: &mut Ui, desk: &Desk<'_>, script: &Script) {
    let (tokens, lang) = (desk.scene.tokens, desk.scene.lang);
    let key = (desk.conversation.id.clone(), script.id.clone());
    let Some(wording) = desk.scene.derived.wordings.get(&key) else { return };
    let Spoken { characters, words, seconds } = wording.spoken;
    if seconds > 0 {
        let label = ui.label(tokens.small(scripts::aloud(lang, seconds)));
        ui::explain(&label, tokens, lang, || scripts::aloud_explanation(lang, seconds, characters, words));
    }
}

/// Shows it.
pub fn show(ui: &mut Ui, desk: &Desk<'_>, script: &Script) {
    let (tokens, lang) = (desk.scene.tokens, desk.scene.lang);
    let text = flow(script);
    ui.add_space(tokens.inset);
    if text.is_empty() {
        ui.label(tokens.prose(scripts::NOTHING_WRITTEN.of(lang)).color(tokens.ink_soft));
        return;
    }
    ui.add(Label::new(tokens.prose(&text)).wrap().selectable(true));
    let reason = script.gate.reason.trim();
    if !reason.is_empty() {
        ui.add_space(tokens.inset);
        let why = scripts::went_on(lang, reason);
        ui.add(Label::new(tokens.small(why)).wrap());
    }
    ui.add_space(tokens.inset);
    if widgets::tool_button(ui, tokens, scripts::COPY.of(lang)).clicked() {
        ui.copy_text(text);
    }
}
