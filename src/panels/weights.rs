//! Weights of the value map, edited where they are used. They are never put right: their sum is told.

use egui::{Label, Sense, Ui};

use super::{Scene, Wishes};
use crate::{
    analysis::findings::is_hundred,
    edit::Edit,
    model::{Criterion, Weight},
    text::value_map as words,
    ui::{self, NumberField},
};

/// The field of a weight, of this width. An empty one leaves the weight as it was; 0 is none.
pub fn field(ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes, criterion: Criterion, width: f32) {
    let label = words::weight_field(scene.lang, criterion);
    let weight = scene.workbook.method.value_map.weight(criterion);
    let field = NumberField::new(("weight", criterion), Some(weight), &label);
    let field = field.range(Weight::MIN..=Weight::MAX).decimals(2).width(width).step(1.0);
    let change = ui.add_enabled_ui(!scene.read_only, |ui| field.show(ui, scene.tokens)).inner;
    let Some(change) = change else { return };
    if let Some(weight) = change.value.and_then(|weight| Weight::new(weight).ok()) {
        wishes.type_in(change.typed, Edit::Weight(criterion, weight));
    }
}

/// What weights sum to, in red where that is not 100. `text` makes words of the sum.
pub fn sum(ui: &mut Ui, scene: &Scene<'_>, weights: &[(Criterion, f64)], text: impl FnOnce(f64) -> String) {
    let (tokens, lang) = (scene.tokens, scene.lang);
    let sum = weights.iter().map(|(_, weight)| weight).sum();
    let text = text(sum);
    let text = if is_hundred(sum) { tokens.small(text) } else { tokens.error(text) };
    let label = ui.add(Label::new(text).sense(Sense::click()));
    ui::explain(&label, tokens, lang, || words::explain_weights(lang, weights));
}
