//! Those who have no place on the map yet, and the way there and back.

use egui::{Align2, Area, Button, Margin, Order, Painter, PointerButton, Rect, ScrollArea, Sense, Ui, Vec2, vec2};

use super::{PowerMap, Subject, chart::Card, editable, gesture::Drag, map::Map};
use crate::{
    edit::OrganisationEdit,
    model::{Contact, ContactId, Standing},
    panels::{Scene, Wishes},
    text::power_map as words,
    ui::{Step, widgets},
};

/// The tray's width, in widths of a letter.
const WIDTH: f32 = 8.0;
/// So many are seen at once.
const ROWS: f32 = 8.0;

impl PowerMap {
    /// Shows them over the upper left corner of the map, each to be dragged onto it.
    pub(super) fn tray(&mut self, ui: &Ui, map: Map<'_>, wishes: &mut Wishes) {
        let Map { scene, subject, chart, stage } = map;
        if chart.tray.is_empty() || self.bare {
            return;
        }
        let (tokens, lang) = (scene.tokens, scene.lang);
        let at = stage.viewport.min + Vec2::splat(tokens.inset);
        let area = Area::new(ui.scope_id().with("tray")).order(Order::Middle).fixed_pos(at);
        area.constrain_to(stage.viewport).accessible_name(words::TRAY.of(lang)).show(ui, |ui| {
            widgets::card(tokens).fill(tokens.sunken).inner_margin(Margin::same(8)).show(ui, |ui| {
                ui.set_width(WIDTH * tokens.type_size.body);
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.horizontal(|ui| {
                    ui.label(tokens.small(words::not_placed(lang, chart.tray.len())));
                    if editable(scene) {
                        let add = widgets::tool_button(ui, tokens, words::ADD_TO_TRAY.of(lang));
                        if add.on_hover_text(words::ADD_TO_TRAY_HINT.of(lang)).clicked() {
                            self.add_to_tray(scene, subject, wishes);
                        }
                    }
                });
                let list = ScrollArea::vertical().auto_shrink([false, true]).max_height(ROWS * tokens.target);
                list.show_rows(ui, tokens.target, chart.tray.len(), |ui, rows| {
                    for card in chart.tray.iter().skip(rows.start).take(rows.len()) {
                        ui.push_id(card.id.as_str(), |ui| self.in_tray(ui, map, card, wishes));
                    }
                });
            });
        });
    }

    /// Somebody in the tray.
    fn in_tray(&mut self, ui: &mut Ui, map: Map<'_>, card: &Card, wishes: &mut Wishes) {
        let Map { scene, subject, chart, .. } = map;
        let tokens = scene.tokens;
        let selected = subject.selected(scene).is_some_and(|contact| contact.id == card.id);
        let button = Button::selectable(selected, tokens.strong(&card.name)).truncate().sense(Sense::click_and_drag());
        // What grows stands at its right, so that the name begins at the left.
        let size = vec2(ui.available_width(), tokens.target);
        let response = ui.add(button.min_size(size).right_text(""));
        widgets::name_selectable(&response, selected, &card.label);
        if response.clicked() {
            self.select(subject, &card.id, wishes);
        }
        if response.double_clicked() {
            self.sheet.open_card();
        }
        if response.drag_started_by(PointerButton::Primary) && editable(scene) {
            let grab = chart.metrics().card / 2.0;
            self.drag = Some(Drag::new(subject, chart, card.id.clone(), grab, &self.marked));
        }
        response.on_hover_text(words::TRAY_HINT.of(scene.lang));
    }

    /// Adds somebody who has no place yet, and opens the sheet to fill in.
    fn add_to_tray(&mut self, scene: &Scene<'_>, subject: Subject<'_>, wishes: &mut Wishes) {
        let name = words::NEW_CONTACT.of(scene.lang);
        let id = ContactId::fresh(name, |id| subject.organisation.contacts.contains(id));
        let added = Contact { standing: Standing::Tray, ..Contact::new(id.clone(), name) };
        subject.edit(wishes, OrganisationEdit::Put(Box::new(added)));
        subject.select(wishes, &id);
        self.name_new(id, words::NAME);
    }

    /// The part of the screen that takes cards off the map while they are dragged; nothing while none is.
    pub(super) fn tray_zone(&self, map: Map<'_>) -> Rect {
        if self.drag.is_none() {
            return Rect::NOTHING;
        }
        let (room, width) = (map.stage.viewport, (WIDTH + 2.0) * map.scene.tokens.type_size.body);
        room.with_max_x(room.left() + width)
    }
}

/// Shows where cards can be dropped to take them off the map.
pub(super) fn show_zone(painter: &Painter, map: Map<'_>, aimed: bool, zone: Rect) {
    let tokens = map.scene.tokens;
    let fill = if aimed { tokens.accent.wash } else { tokens.sunken };
    painter.rect_filled(zone, 0.0, fill.gamma_multiply(0.9));
    let says = words::TRAY.of(map.scene.lang);
    painter.text(zone.center(), Align2::CENTER_CENTER, says, tokens.font(Step::Body), tokens.ink_soft);
}
