//! The small form that asks why a class is set by hand.

use egui::{Area, Key, Order, Rect, TextEdit, Ui};

use super::chart::Spot;
use crate::{
    model::{CustomerClass, CustomerId},
    panels::Scene,
    text::{format, value_map as words},
    ui::widgets,
};

/// A class about to be set by hand.
#[derive(Clone, Debug, PartialEq)]
pub struct OverrideForm {
    /// Whose.
    pub id: CustomerId,
    /// Which.
    pub class: CustomerClass,
    /// Where the bubble was dropped, if it was dragged.
    pub spot: Option<Spot>,
    /// Why, as typed so far.
    pub reason: String,
    /// It has just opened: the keyboard goes to the reason.
    fresh: bool,
}

impl OverrideForm {
    /// A form without a reason yet.
    pub const fn new(id: CustomerId, class: CustomerClass, spot: Option<Spot>) -> Self {
        Self { id, class, spot, reason: String::new(), fresh: true }
    }

    /// Shows the form in the middle of `room`, near its top. `true` is confirmed, `false` cancelled.
    pub fn show(&mut self, ui: &Ui, scene: &Scene<'_>, room: Rect) -> Option<bool> {
        let (tokens, lang) = (scene.tokens, scene.lang);
        let name = scene.workbook.customer_label(&self.id);
        let question = words::set_class_question(lang, name, self.class);
        let width = (tokens.type_size.body * 22.0).min(room.width() - 2.0 * tokens.group);
        let at = egui::pos2(room.center().x - width / 2.0, room.top() + tokens.group);
        let area = Area::new(ui.scope_id().with("override")).order(Order::Foreground).fixed_pos(at).constrain_to(room);
        let shown = area.accessible_name(question.as_str()).show(ui, |ui| {
            widgets::card(tokens)
                .show(ui, |ui| {
                    ui.set_width(width);
                    ui.label(tokens.strong(&question));
                    if let Some(value) = scene.derived.value_map.customers.get(&self.id) {
                        ui.label(tokens.small(words::by_scores(lang, value.computed)));
                    }
                    let reason = TextEdit::singleline(&mut self.reason)
                        .hint_text(words::REASON_HINT.of(lang))
                        .desired_width(f32::INFINITY);
                    let reason = ui.add(reason).accessible_name(words::REASON.of(lang));
                    if std::mem::take(&mut self.fresh) {
                        reason.request_focus();
                    }
                    let entered = reason.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                    ui.horizontal(|ui| {
                        let confirmed =
                            widgets::primary_button(ui, tokens, &words::set_class(lang, self.class)).clicked();
                        let cancelled = ui.button(words::CANCEL.of(lang)).clicked();
                        ui.label(tokens.small(format::date(lang, scene.today)));
                        if confirmed || entered { Some(true) } else { cancelled.then_some(false) }
                    })
                    .inner
                })
                .inner
        });
        let escaped = ui.input(|input| input.key_pressed(Key::Escape));
        shown.inner.or(escaped.then_some(false))
    }
}
