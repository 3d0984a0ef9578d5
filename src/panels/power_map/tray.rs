//! Those who have no place on the map yet, and the way there and back.

use egui::{Align2, Button, Frame, Margin, Painter, Panel, PointerButton, Rect, ScrollArea, Sense, Ui, vec2};

use super::{PowerMap, Subject, chart::Chart, editable, gesture::Drag, map::Map};
use crate::{
    edit::OrganisationEdit,
    model::{Contact, ContactId, Standing},
    panels::{Scene, Wishes},
    text::power_map as words,
    ui::{Step, widgets},
};

impl PowerMap {
    /// Shows them at the left of the map, each to be dragged onto it.
    pub(super) fn tray(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        subject: Subject<'_>,
        chart: &Chart,
        wishes: &mut Wishes,
    ) {
        if chart.tray.is_empty() {
            return;
        }
        let (tokens, lang) = (scene.tokens, scene.lang);
        let frame = Frame::new().fill(tokens.sunken).inner_margin(Margin::same(8));
        let panel = Panel::left(ui.scope_id().with("tray")).exact_size(11.0 * tokens.type_size.body).resizable(false);
        panel.frame(frame).show(ui, |ui| {
            ui.label(tokens.small(words::not_placed(lang, chart.tray.len())));
            if editable(scene) && widgets::tool_button(ui, tokens, words::ADD_TO_TRAY.of(lang)).clicked() {
                self.add_to_tray(scene, subject, wishes);
            }
            let list = ScrollArea::vertical().auto_shrink([false; 2]);
            let height = 2.0 * tokens.target;
            list.show_rows(ui, height, chart.tray.len(), |ui, rows| {
                for card in chart.tray.iter().skip(rows.start).take(rows.len()) {
                    ui.push_id(card.id.as_str(), |ui| {
                        let selected = subject.selected(scene).is_some_and(|contact| contact.id == card.id);
                        let button = Button::selectable(selected, tokens.strong(&card.name)).truncate();
                        let button = button.sense(Sense::click_and_drag());
                        let response = ui.add(button.min_size(vec2(ui.available_width(), height)).right_text(""));
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
                        response.on_hover_text(words::TRAY_HINT.of(lang));
                    });
                }
            });
        });
    }

    /// Adds somebody who has no place yet, and opens the sheet to fill in.
    fn add_to_tray(&mut self, scene: &Scene<'_>, subject: Subject<'_>, wishes: &mut Wishes) {
        let name = words::NEW_CONTACT.of(scene.lang);
        let id = ContactId::fresh(name, |id| subject.organisation.contacts.contains(id));
        let added = Contact { standing: Standing::Tray, ..Contact::new(id.clone(), name) };
        self.sheet.open_card();
        subject.edit(wishes, OrganisationEdit::Put(Box::new(added)));
        subject.select(wishes, &id);
    }

    /// The part of the screen that takes cards off the map while they are dragged; nothing while none is.
    pub(super) fn tray_zone(&self, map: Map<'_>) -> Rect {
        if self.drag.is_none() {
            return Rect::NOTHING;
        }
        let (room, width) = (map.stage.viewport, 8.0 * map.scene.tokens.type_size.body);
        if map.chart.tray.is_empty() {
            room.with_max_x(room.left() + width)
        } else {
            // The tray is there already, at the left.
            Rect::everything_left_of(room.left()).intersect(Rect::everything_below(room.top()))
        }
    }

    /// Shows where cards can be dropped to take them off the map, while the tray itself is not there.
    pub(super) fn show_tray_zone(&self, painter: &Painter, map: Map<'_>, aimed: bool, zone: Rect) {
        let tokens = map.scene.tokens;
        if !map.chart.tray.is_empty() {
            return;
        }
        let fill = if aimed { tokens.accent.wash } else { tokens.sunken };
        painter.rect_filled(zone, 0.0, fill.gamma_multiply(0.9));
        let says = words::TRAY.of(map.scene.lang);
        painter.text(zone.center(), Align2::CENTER_CENTER, says, tokens.font(Step::Body), tokens.ink_soft);
    }
}
