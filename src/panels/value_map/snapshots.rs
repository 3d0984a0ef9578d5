//! The maps kept of earlier days: taken, named, compared with today's or with each other.

use egui::{Popup, PopupCloseBehavior, ScrollArea, Ui, style::StyleModifier};

use super::chart::{Comparison, Look};
use crate::{
    edit::{Edit, SnapshotEdit},
    model::{MapSnapshot, MapSnapshotId},
    panels::{Scene, Wishes},
    text::value_map as words,
    ui::{TextField, widgets},
};

/// The button that opens the choices. While maps are compared it is on.
pub fn button(look: &mut Look, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes) {
    let tokens = scene.tokens;
    let button = widgets::tool_toggle(ui, tokens, words::SNAPSHOTS.of(scene.lang), look.compared.is_some());
    // It holds more than buttons, which a menu's style would leave without edges.
    let popup = Popup::menu(&button).style(StyleModifier::default());
    popup.close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        ui.set_width(26.0 * tokens.type_size.body);
        choices(look, ui, scene, wishes);
    });
}

fn choices(look: &mut Look, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes) {
    let (tokens, lang, kept) = (scene.tokens, scene.lang, &scene.workbook.map_snapshots);
    let take = ui.add_enabled_ui(!scene.read_only, |ui| {
        widgets::primary_button(ui, tokens, words::TAKE_SNAPSHOT.of(lang)).clicked()
    });
    if take.inner {
        let id = MapSnapshotId::fresh(&scene.today.to_string(), |id| kept.contains(id));
        wishes.edit(Edit::Snapshots(SnapshotEdit::Take(id, scene.today)));
    }
    if kept.is_empty() {
        ui.add(egui::Label::new(tokens.small(words::NO_SNAPSHOTS.of(lang))).wrap());
        return;
    }
    widgets::section(ui, tokens, words::COMPARE.of(lang));
    let row = (tokens.target + ui.spacing().item_spacing.y) * 6.5;
    ScrollArea::vertical().max_height(row).show(ui, |ui| {
        let mut chosen = look.compared.clone();
        if ui.radio(chosen.is_none(), words::NOT_COMPARED.of(lang)).clicked() {
            chosen = None;
        }
        for snapshot in kept.iter().rev() {
            ui.push_id(&snapshot.id, |ui| line(&mut chosen, ui, scene, wishes, snapshot));
        }
        look.compared = chosen;
    });
    if let Some(compared) = &mut look.compared {
        later(compared, ui, scene);
    }
}

/// One kept map: compared with when chosen; its name; away with it.
fn line(chosen: &mut Option<Comparison>, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes, snapshot: &MapSnapshot) {
    let (tokens, lang) = (scene.tokens, scene.lang);
    ui.horizontal(|ui| {
        let is_chosen = chosen.as_ref().is_some_and(|compared| compared.from == snapshot.id);
        let from = words::since(lang, snapshot.on);
        if ui.radio(is_chosen, from).clicked() {
            *chosen = Some(Comparison { from: snapshot.id.clone(), to: None });
        }
        ui.add_enabled_ui(!scene.read_only, |ui| {
            let label = words::SNAPSHOT_NAME.of(lang);
            let width = 10.0 * tokens.type_size.body;
            let field = TextField::new("name", &snapshot.name, label).hint(label).width(width);
            if let Some(change) = field.show(ui, tokens) {
                let named = SnapshotEdit::Name(snapshot.id.clone(), change.value);
                wishes.type_in(change.typed, Edit::Snapshots(named));
            }
            if widgets::tool_button(ui, tokens, words::REMOVE_SNAPSHOT.of(lang)).clicked() {
                wishes.edit(Edit::Snapshots(SnapshotEdit::Remove(snapshot.id.clone())));
            }
        });
    });
}

/// Up to which day: today, or another map that was kept.
fn later(compared: &mut Comparison, ui: &mut Ui, scene: &Scene<'_>) {
    let (lang, kept) = (scene.lang, &scene.workbook.map_snapshots);
    let label = |snapshot: &MapSnapshot| words::snapshot_label(lang, snapshot);
    let now = compared.to.as_ref().and_then(|id| kept.get(id));
    let text = words::until(lang, &now.map_or_else(|| words::TODAY.of(lang).to_owned(), label));
    ui.menu_button(text, |ui| {
        if ui.selectable_label(now.is_none(), words::TODAY.of(lang)).clicked() {
            compared.to = None;
        }
        for snapshot in kept.iter().filter(|snapshot| snapshot.id != compared.from) {
            if ui.selectable_label(compared.to.as_ref() == Some(&snapshot.id), label(snapshot)).clicked() {
                compared.to = Some(snapshot.id.clone());
            }
        }
    });
}

/// Forgets a comparison with a map that is no longer kept.
pub fn forget_lost(look: &mut Look, scene: &Scene<'_>) {
    let kept = &scene.workbook.map_snapshots;
    let is_lost = |compared: &Comparison| {
        !kept.contains(&compared.from) || compared.to.as_ref().is_some_and(|to| !kept.contains(to))
    };
    if look.compared.as_ref().is_some_and(is_lost) {
        look.compared = None;
    }
}
