//! The customer value map 客户价值图: bubbles on two axes, and the scores behind them.

mod arrange;
mod chart;
mod cuts;
mod details;
mod filter;
mod ground;
mod names;
mod override_form;
mod overview;
mod plane;
mod plot;
mod score_table;
mod tray;
mod why;

use std::collections::BTreeSet;

use egui::{Panel, Ui};

use self::{
    arrange::Gesture,
    chart::{Chart, Look},
    names::Names,
    why::{Start, Why},
};
use super::{
    Scene, Selection, Wishes,
    kept::{self, Kept},
};
use crate::{
    edit::Edit,
    model::CustomerId,
    text::value_map as words,
    ui::{self, Canvas, widgets},
};

/// The room, in widths of a letter, from which on the scores stand beside the map and not below it.
const WIDE: f32 = 52.0;

/// What one is doing and looking at on a value map.
#[derive(Default)]
pub struct ValueMap {
    /// What is shown of it.
    look: Look,
    /// Where one looks, and from how near.
    canvas: Canvas,
    /// The map as it was last worked out.
    chart: Option<Chart>,
    /// Where the names on it were last placed.
    names: Option<Names>,
    /// Where the customer selected stood when it was selected.
    start: Option<Box<Start>>,
    /// Why it stands elsewhere now.
    why: Option<Box<Why>>,
    /// What the pointer, the keys or the form are about to change.
    gesture: Gesture,
    /// The customers that are moved together.
    marked: BTreeSet<CustomerId>,
    /// The scores are put away.
    details_hidden: bool,
    /// Advantage grows to the left.
    flipped: bool,
    /// The name of the customer just added is to be typed next.
    naming: bool,
}

impl ValueMap {
    /// Shows the map and, beside or below it, the scores of the customer selected.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes) {
        if scene.workbook.customers.is_empty() {
            let button = (!scene.read_only).then(|| words::ADD.of(scene.lang));
            if widgets::empty_state(ui, scene.tokens, words::EMPTY.of(scene.lang), button) {
                self.add_customer(scene, wishes);
            }
            return;
        }
        self.follow(ui, scene);
        let has_side_tray = tray::has_room(ui.available_width(), scene.tokens);
        self.tools(ui, scene, wishes, has_side_tray);
        self.details(ui, scene, wishes);
        if has_side_tray {
            tray::show(self, ui, scene, wishes);
        }
        self.headline(ui, scene);
        plot::show(self, ui, scene, wishes);
    }

    /// Works the map out again if what it shows has changed, and forgets what is gone.
    fn follow(&mut self, ui: &Ui, scene: &Scene<'_>) {
        let maps = &scene.workbook.map_snapshots;
        self.look.compared.take_if(|compared| !compared.stands(|id| maps.contains(id)));
        let is_new = self.chart.as_ref().is_none_or(|chart| !chart.is_current(scene, &self.look));
        if is_new {
            let now = ui.input(|input| input.time);
            let before = self.chart.as_ref().map(|chart| (chart, chart.motion(now, scene.tokens.travel)));
            self.chart = Some(Chart::of(scene, &self.look, before, now));
            self.names = None;
            let exists = |id: &CustomerId| scene.workbook.customers.contains(id);
            if scene.read_only || self.gesture.is_lost(exists) {
                self.gesture = Gesture::Idle;
            }
            self.marked.retain(exists);
        }
        let Some(chart) = &self.chart else { return };
        let customer = selected(scene).and_then(|id| scene.workbook.customers.get(id));
        let is_other = self.start.as_deref().map(Start::id) != customer.map(|customer| &customer.id);
        if is_other {
            let start = |customer| Box::new(Start::with(customer, &scene.workbook.method.value_map, chart));
            self.start = customer.map(start);
        }
        if is_new || is_other {
            self.why = self.start.as_deref().and_then(|start| Why::of(scene, chart, start)).map(Box::new);
        }
    }

    fn tools(&mut self, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes, has_side_tray: bool) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = tokens.unit;
            let add = ui
                .add_enabled_ui(!scene.read_only, |ui| widgets::tool_button(ui, tokens, words::ADD.of(lang)).clicked());
            if add.inner {
                self.add_customer(scene, wishes);
            }
            if widgets::tool_toggle(ui, tokens, words::DETAILS.of(lang), !self.details_hidden).clicked() {
                self.details_hidden ^= true;
            }
            if widgets::tool_toggle(ui, tokens, words::FLIP.of(lang), self.flipped).clicked() {
                self.flipped ^= true;
            }
            let bright = self.chart.as_ref().map_or(0, |chart| chart.bright);
            self.look.filter.button(ui, scene, bright);
            let maps = &scene.workbook.map_snapshots;
            let kept = || maps.iter().map(|map| Kept { id: &map.id, on: map.on, name: &map.name }).collect();
            let (take, none) = (words::TAKE_SNAPSHOT, words::NO_SNAPSHOTS);
            let choices = kept::Choices { take, none, kept: &kept, edit: &Edit::Snapshots };
            kept::button(&mut self.look.compared, ui, scene, &choices, wishes);
            cuts::button(ui, scene, wishes);
            let fit = widgets::tool_button(ui, tokens, words::FIT.of(lang)).on_hover_text(words::FIT_HINT.of(lang));
            if fit.clicked() {
                self.canvas = Canvas::default();
            }
            if !has_side_tray {
                tray::menu(self, ui, scene, wishes);
            }
        });
    }

    /// The scores, at the right where there is room, else below.
    fn details(&mut self, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes) {
        if self.details_hidden {
            return;
        }
        let tokens = scene.tokens;
        let room = ui.available_size();
        let letter = tokens.type_size.body;
        let panel = if room.x >= WIDE * letter {
            let width = (room.x * 0.36).clamp(20.0 * letter, 28.0 * letter);
            Panel::right("scores").default_size(width).size_range(18.0 * letter..=room.x * 0.5)
        } else {
            Panel::bottom("scores below").default_size(room.y * 0.45).size_range(4.0 * letter..=room.y * 0.7)
        };
        panel.resizable(true).frame(egui::Frame::new().inner_margin(egui::Margin::same(8))).show(ui, |ui| {
            details::show(self, ui, scene, wishes);
        });
    }

    /// What the map says in a sentence; while the customer selected has moved, why.
    fn headline(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let mut read = false;
        if let Some(why) = &self.why {
            read = why.show(ui, scene);
        } else if let Some(chart) = &self.chart {
            ui.horizontal(|ui| {
                ui.add_space(scene.tokens.inset);
                let headline = widgets::ellipsis_label(ui, scene.tokens.section(&chart.headline));
                ui::explain(&headline, scene.tokens, scene.lang, || chart.explain_headline(scene));
            });
        }
        if read {
            (self.start, self.why) = (None, None);
        }
    }

    /// Adds a customer, selects it, and lets its name be typed.
    fn add_customer(&mut self, scene: &Scene<'_>, wishes: &mut Wishes) {
        super::add_customer(scene, wishes);
        self.details_hidden = false;
        self.naming = true;
    }
}

/// The customer selected, if one is.
fn selected<'a>(scene: &Scene<'a>) -> Option<&'a CustomerId> {
    match scene.selection {
        Selection::Customer(id) | Selection::Contact(id, _) => Some(id),
        _ => None,
    }
}
