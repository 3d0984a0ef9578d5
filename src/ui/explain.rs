//! The reason of a value: hovering shows it, a click or Enter keeps it open.

use egui::{Align, CursorIcon, Label, Layout, Popup, PopupCloseBehavior, Response, Sense, Separator, Tooltip, Ui};

use super::{Tokens, widgets};
use crate::{
    analysis::Origin,
    text::{Explanation, Lang, explain::origin_meaning, terms},
};

/// Explains a shown value. The explanation is written only while somebody looks at it.
pub fn explain(response: &Response, tokens: &Tokens, lang: Lang, explanation: impl FnOnce() -> Explanation) {
    let response = response.interact(Sense::click()).on_hover_cursor(CursorIcon::Help);
    let id = Popup::default_response_id(&response);
    if response.clicked() {
        Popup::toggle_id(&response.ctx, id);
    }
    if Popup::is_id_open(&response.ctx, id) {
        let explanation = explanation();
        Popup::from_response(&response)
            .open_memory(None)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .accessible_name(&explanation.title)
            .show(|ui| explanation_card(ui, tokens, lang, &explanation));
    } else {
        Tooltip::for_enabled(&response).show(|ui| explanation_card(ui, tokens, lang, &explanation()));
    }
}

/// An explanation where there is room for it: the title, the inputs, the rule and its origin.
pub fn explanation_card(ui: &mut Ui, tokens: &Tokens, lang: Lang, explanation: &Explanation) {
    ui.set_width((tokens.type_size.body * 24.0).min(ui.available_width()));
    ui.with_layout(Layout::top_down(Align::Min), |ui| {
        ui.spacing_mut().item_spacing.y = tokens.unit;
        ui.add(Label::new(tokens.strong(&explanation.title)).wrap());
        for (key, value) in &explanation.rows {
            widgets::key_value(ui, tokens, key, value);
        }
        ui.add(Separator::default().spacing(tokens.inset));
        ui.add(Label::new(tokens.prose(&explanation.rule)).wrap());
        ui.add_space(tokens.unit);
        origin_mark(ui, tokens, lang, explanation.origin);
    });
}

/// The mark of where a rule comes from.
pub fn origin_mark(ui: &mut Ui, tokens: &Tokens, lang: Lang, origin: Origin) -> Response {
    let hue = match origin {
        Origin::Programme => tokens.accent,
        Origin::Reading => tokens.neutral,
        Origin::Literature => tokens.blue,
    };
    let mark = widgets::chip(ui, tokens, None, terms::origin(origin).of(lang), hue);
    mark.on_hover_text(origin_meaning(origin).of(lang))
}
