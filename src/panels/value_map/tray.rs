//! The customers that have no place yet.

use egui::{Button, Frame, Margin, Panel, ScrollArea, Ui, vec2};

use super::{ValueMap, chart::Chart, selected};
use crate::{
    panels::{Scene, Selection, Wish, Wishes},
    text::value_map as words,
    ui::Tokens,
};

/// The room, in widths of a letter, from which on customers without a place stand at the side.
const SIDE_TRAY: f32 = 70.0;

/// Whether a panel this wide has room for a tray at its side.
pub fn has_room(width: f32, tokens: &Tokens) -> bool {
    width >= SIDE_TRAY * tokens.type_size.body
}

/// Customers without a place, at the side of the map.
pub fn show(panel: &ValueMap, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes) {
    let Some(chart) = panel.chart.as_ref().filter(|chart| !chart.unplaced.is_empty()) else { return };
    let tokens = scene.tokens;
    let frame = Frame::new().fill(tokens.sunken).inner_margin(Margin::same(8));
    let width = 9.0 * tokens.type_size.body;
    Panel::left("tray").exact_size(width).resizable(false).frame(frame).show(ui, |ui| {
        ui.label(tokens.small(words::not_scored(scene.lang, chart.unplaced.len())));
        unplaced(chart, ui, scene, wishes);
    });
}

/// Customers without a place, in a menu where there is no room at the side.
pub fn menu(panel: &ValueMap, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes) {
    let Some(chart) = panel.chart.as_ref().filter(|chart| !chart.unplaced.is_empty()) else { return };
    ui.menu_button(words::not_scored(scene.lang, chart.unplaced.len()), |ui| {
        let letter = scene.tokens.type_size.body;
        ui.set_width(14.0 * letter);
        let rows = chart.unplaced.len().min(10) as f32;
        ui.set_height(rows * (scene.tokens.target + ui.spacing().item_spacing.y));
        unplaced(chart, ui, scene, wishes);
    });
}

/// The list of those without a place; only the rows in sight cost anything.
fn unplaced(chart: &Chart, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes) {
    let tokens = scene.tokens;
    let list = ScrollArea::vertical().auto_shrink([false; 2]);
    list.show_rows(ui, tokens.target, chart.unplaced.len(), |ui, rows| {
        for (id, name) in chart.unplaced.iter().skip(rows.start).take(rows.len()) {
            ui.push_id(id, |ui| {
                let button = Button::selectable(selected(scene) == Some(id), tokens.body(name));
                let size = vec2(ui.available_width(), tokens.target);
                // What grows stands at its right, so that the name begins at the left.
                if ui.add(button.truncate().min_size(size).right_text("")).clicked() {
                    wishes.push(Wish::Select(Selection::Customer(id.clone())));
                }
            });
        }
    });
}
