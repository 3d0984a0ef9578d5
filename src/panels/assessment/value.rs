//! A text that explains itself.

use egui::{Response, RichText, Role, Sense, TextStyle, TextWrapMode, Ui, WidgetText};

use crate::{
    text::{Explanation, Lang},
    ui::{Tokens, explain, widgets},
};

/// A text that explains itself.
#[derive(Clone, Debug)]
pub struct Value {
    /// As it is drawn.
    pub text: String,
    /// Its reason; the title is how it is read aloud.
    pub explanation: Explanation,
}

impl Value {
    /// Shows it on one line, in this type.
    pub fn show(&self, ui: &mut Ui, tokens: &Tokens, lang: Lang, text: RichText) {
        let galley = WidgetText::from(text).into_galley(ui, Some(TextWrapMode::Extend), f32::INFINITY, TextStyle::Body);
        let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::click());
        ui.painter().galley(rect.min, galley, tokens.ink);
        self.name(ui, tokens, lang, &response);
    }

    /// Makes what was drawn of it known by name, and has it explain itself.
    pub fn name(&self, ui: &Ui, tokens: &Tokens, lang: Lang, response: &Response) {
        widgets::name(response, Role::Button, &self.explanation.title);
        widgets::focus_ring(ui, tokens, response);
        explain(response, tokens, lang, || self.explanation.clone());
    }
}
