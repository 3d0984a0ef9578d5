//! Cuts and the uncertain band as numbers: what the handles on the map change by hand.

use std::ops::RangeInclusive;

use egui::{Button, Label, Popup, PopupCloseBehavior, Ui};

use crate::{
    analysis::value_change::Axis,
    edit::Edit,
    model::{Method, Ratio, Score, Share, ValueMapMethod},
    panels::{Scene, Wishes},
    text::{Word, value_map as words},
    ui::{NumberField, widgets},
};

/// The widest uncertain band that can be typed, in percent of a cut.
const WIDEST: f64 = 50.0;

/// Where a cut on the axis of advantage can be.
const ADVANTAGE: RangeInclusive<f64> = 0.1..=10.0;

/// A cut somewhere else.
pub fn moved(method: &ValueMapMethod, axis: Axis, value: f64) -> ValueMapMethod {
    let mut next = method.clone();
    match axis {
        Axis::Attractiveness => next.attractiveness_cut = Score::clamped(value),
        Axis::Advantage => next.advantage_cut = Ratio::clamped(value.clamp(*ADVANTAGE.start(), *ADVANTAGE.end())),
    }
    next
}

/// The change of the method that this is.
pub fn edit(scene: &Scene<'_>, value_map: ValueMapMethod) -> Edit {
    Edit::Method(Box::new(Method { value_map, ..Method::clone(&scene.workbook.method) }))
}

/// The button that opens them.
pub fn button(ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes) {
    let tokens = scene.tokens;
    let button = widgets::tool_button(ui, tokens, words::CUTS.of(scene.lang));
    let popup = Popup::from_toggle_button_response(&button);
    popup.close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        ui.set_width(18.0 * tokens.type_size.body);
        ui.add_enabled_ui(!scene.read_only, |ui| fields(ui, scene, wishes));
    });
}

fn fields(ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes) {
    let (tokens, lang, method) = (scene.tokens, scene.lang, &scene.workbook.method.value_map);
    ui.add(Label::new(tokens.small(words::CUT_HINT.of(lang))).wrap());
    let whole_scale = Score::MIN..=Score::MAX;
    number(ui, scene, wishes, words::ATTRACTIVENESS, (method.attractiveness_cut.get(), whole_scale), |value| {
        moved(method, Axis::Attractiveness, value)
    });
    number(ui, scene, wishes, words::ADVANTAGE, (method.advantage_cut.get(), ADVANTAGE), |value| {
        moved(method, Axis::Advantage, value)
    });
    let within = method.uncertain_within.get() * 100.0;
    number(ui, scene, wishes, words::UNCERTAIN_BAND, (within, 0.0..=WIDEST), |percent| ValueMapMethod {
        uncertain_within: Share::clamped(percent / 100.0),
        ..method.clone()
    });
    let built_in = ValueMapMethod::default();
    let standard = ValueMapMethod {
        attractiveness_cut: built_in.attractiveness_cut,
        advantage_cut: built_in.advantage_cut,
        uncertain_within: built_in.uncertain_within,
        ..method.clone()
    };
    if ui.add_enabled(standard != *method, Button::new(tokens.body(words::STANDARD_CUTS.of(lang)))).clicked() {
        wishes.edit(edit(scene, standard));
    }
}

/// A number of the method with its name. Left empty it stays as it was.
fn number(
    ui: &mut Ui,
    scene: &Scene<'_>,
    wishes: &mut Wishes,
    word: Word,
    (now, range): (f64, RangeInclusive<f64>),
    put: impl FnOnce(f64) -> ValueMapMethod,
) {
    let (tokens, label) = (scene.tokens, word.of(scene.lang));
    let width = 5.0 * tokens.type_size.body;
    let change = ui.horizontal(|ui| {
        ui.label(tokens.body(label).color(tokens.ink_soft));
        ui.add_space((ui.available_width() - width).max(0.0));
        NumberField::new(word.en, Some(now), label).range(range).decimals(2).width(width).show(ui, tokens)
    });
    if let Some((value, typed)) = change.inner.and_then(|change| Some((change.value?, change.typed))) {
        wishes.type_in(typed, edit(scene, put(value)));
    }
}
