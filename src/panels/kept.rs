//! The maps kept of earlier days, of whichever kind: taken, named, compared with today's or with each other.

use egui::{Popup, PopupCloseBehavior, ScrollArea, Ui, style::StyleModifier};

use crate::{
    edit::{Edit, SnapshotEdit},
    model::{Date, MapSnapshotId},
    panels::{Scene, Wishes},
    text::{Word, kept as words},
    ui::{TextField, widgets},
};

/// Which maps are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::panels) struct Comparison {
    /// The earlier one.
    pub from: MapSnapshotId,
    /// The later one; `None` is today's.
    pub to: Option<MapSnapshotId>,
}

impl Comparison {
    /// Whether both of its maps are still kept.
    pub fn stands(&self, is_kept: impl Fn(&MapSnapshotId) -> bool) -> bool {
        is_kept(&self.from) && self.to.as_ref().is_none_or(is_kept)
    }
}

/// A map that was kept.
#[derive(Clone, Copy)]
pub(in crate::panels) struct Kept<'a> {
    /// Its id.
    pub id: &'a MapSnapshotId,
    /// The day.
    pub on: Date,
    /// What it is called, if anything.
    pub name: &'a str,
}

/// What there is to choose from.
pub(in crate::panels) struct Choices<'a> {
    /// The button that keeps today's map.
    pub take: Word,
    /// What is said while none is kept.
    pub none: Word,
    /// Those that are kept, the earliest first.
    pub kept: &'a dyn Fn() -> Vec<Kept<'a>>,
    /// How they are changed.
    pub edit: &'a dyn Fn(SnapshotEdit) -> Edit,
}

/// The button that opens the choices. While maps are compared it is on.
pub(in crate::panels) fn button(
    compared: &mut Option<Comparison>,
    ui: &mut Ui,
    scene: &Scene<'_>,
    choices: &Choices<'_>,
    wishes: &mut Wishes,
) {
    let tokens = scene.tokens;
    let button = widgets::tool_toggle(ui, tokens, words::KEPT_MAPS.of(scene.lang), compared.is_some());
    // It holds more than buttons, which a menu's style would leave without edges.
    let popup = Popup::menu(&button).style(StyleModifier::default());
    popup.close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        ui.set_width(26.0 * tokens.type_size.body);
        choose(compared, ui, scene, choices, wishes);
    });
}

fn choose(
    compared: &mut Option<Comparison>,
    ui: &mut Ui,
    scene: &Scene<'_>,
    choices: &Choices<'_>,
    wishes: &mut Wishes,
) {
    let (tokens, lang, kept) = (scene.tokens, scene.lang, (choices.kept)());
    let take =
        ui.add_enabled_ui(!scene.read_only, |ui| widgets::primary_button(ui, tokens, choices.take.of(lang)).clicked());
    if take.inner {
        let id = MapSnapshotId::fresh(&scene.today.to_string(), |id| kept.iter().any(|kept| kept.id == id));
        wishes.edit((choices.edit)(SnapshotEdit::Take(id, scene.today)));
    }
    if kept.is_empty() {
        ui.add(egui::Label::new(tokens.small(choices.none.of(lang))).wrap());
        return;
    }
    widgets::section(ui, tokens, words::COMPARE.of(lang));
    let row = (tokens.target + ui.spacing().item_spacing.y) * 6.5;
    ScrollArea::vertical().max_height(row).show(ui, |ui| {
        if ui.radio(compared.is_none(), words::NOT_COMPARED.of(lang)).clicked() {
            *compared = None;
        }
        for map in kept.iter().rev() {
            ui.push_id(map.id, |ui| line(compared, ui, scene, choices, wishes, *map));
        }
    });
    if let Some(compared) = compared {
        later(compared, ui, scene, &kept);
    }
}

/// One kept map: compared with when chosen; its name; away with it.
fn line(
    compared: &mut Option<Comparison>,
    ui: &mut Ui,
    scene: &Scene<'_>,
    choices: &Choices<'_>,
    wishes: &mut Wishes,
    map: Kept<'_>,
) {
    let (tokens, lang) = (scene.tokens, scene.lang);
    ui.horizontal(|ui| {
        let is_chosen = compared.as_ref().is_some_and(|compared| compared.from == *map.id);
        if ui.radio(is_chosen, words::since(lang, map.on)).clicked() {
            *compared = Some(Comparison { from: map.id.clone(), to: None });
        }
        ui.add_enabled_ui(!scene.read_only, |ui| {
            let label = words::NAME.of(lang);
            let width = 10.0 * tokens.type_size.body;
            let field = TextField::new("name", map.name, label).hint(label).width(width);
            if let Some(change) = field.show(ui, tokens) {
                let named = SnapshotEdit::Name(map.id.clone(), change.value);
                wishes.type_in(change.typed, (choices.edit)(named));
            }
            if widgets::tool_button(ui, tokens, words::REMOVE.of(lang)).clicked() {
                wishes.edit((choices.edit)(SnapshotEdit::Remove(map.id.clone())));
            }
        });
    });
}

/// Up to which day: today, or another map that was kept.
fn later(compared: &mut Comparison, ui: &mut Ui, scene: &Scene<'_>, kept: &[Kept<'_>]) {
    let lang = scene.lang;
    let label = |map: &Kept<'_>| words::label(lang, map.on, map.name);
    let now = compared.to.as_ref().and_then(|id| kept.iter().find(|map| map.id == id));
    let text = words::until(lang, &now.map_or_else(|| words::TODAY.of(lang).to_owned(), label));
    ui.menu_button(text, |ui| {
        if ui.selectable_label(now.is_none(), words::TODAY.of(lang)).clicked() {
            compared.to = None;
        }
        for map in kept.iter().filter(|map| *map.id != compared.from) {
            if ui.selectable_label(compared.to.as_ref() == Some(map.id), label(map)).clicked() {
                compared.to = Some(map.id.clone());
            }
        }
    });
}
