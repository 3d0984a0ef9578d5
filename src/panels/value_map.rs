//! The customer value map 客户价值图: bubbles on two axes, and the scores behind them.

mod chart;
mod details;
mod override_form;
mod plot;

use egui::{Key, Panel, Ui};

use self::{
    chart::{Chart, Spot},
    override_form::OverrideForm,
    plot::Names,
};
use super::{Scene, Selection, Wishes};
use crate::{
    edit::{CustomerEdit, Edit},
    model::{ClassOverride, CustomerId, Place, Ratio, Score},
    text::value_map as words,
    ui::widgets,
};

/// The room, in widths of a letter, from which on the scores stand beside the map and not below it.
const WIDE: f32 = 52.0;

/// What one is doing and looking at on a value map.
#[derive(Clone, Debug, Default)]
pub struct ValueMap {
    /// The map as it was last worked out.
    chart: Option<Chart>,
    /// Where the names on it were last placed.
    names: Option<Names>,
    /// What the pointer or the form is about to change.
    gesture: Gesture,
    /// The scores are put away.
    details_hidden: bool,
    /// Advantage grows to the left.
    flipped: bool,
    /// The name of the customer just added is to be typed next.
    naming: bool,
}

/// A change under way that has not become an edit yet.
#[derive(Clone, Debug, Default, PartialEq)]
enum Gesture {
    /// None.
    #[default]
    Idle,
    /// A bubble is being dragged.
    Dragging {
        /// Whose.
        id: CustomerId,
        /// Where its middle is from the pointer.
        grab: egui::Vec2,
        /// Where it is.
        spot: Spot,
    },
    /// A class is being set by hand, and the reason asked.
    Asking(OverrideForm),
}

impl Gesture {
    /// Where a bubble is while it is being moved.
    fn spot_of(&self, customer: &CustomerId) -> Option<Spot> {
        match self {
            Self::Dragging { id, spot, .. } if id == customer => Some(*spot),
            Self::Asking(form) if form.id == *customer => form.spot,
            _ => None,
        }
    }
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
        let width = ui.available_width();
        self.tools(ui, scene, wishes, width);
        self.details(ui, scene, wishes);
        plot::show(self, ui, scene, wishes, width);
    }

    /// Works the map out again if what it shows has changed, and forgets gestures on customers that are gone.
    fn follow(&mut self, ui: &Ui, scene: &Scene<'_>) {
        if self.chart.as_ref().is_none_or(|chart| !chart.is_current(scene)) {
            let now = ui.input(|input| input.time);
            self.chart = Some(Chart::of(scene, self.chart.as_ref(), now));
            self.names = None;
            let gone = match &self.gesture {
                Gesture::Dragging { id, .. } | Gesture::Asking(OverrideForm { id, .. }) => {
                    !scene.workbook.customers.contains(id)
                }
                Gesture::Idle => false,
            };
            if gone || scene.read_only {
                self.gesture = Gesture::Idle;
            }
        }
    }

    fn tools(&mut self, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes, width: f32) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        ui.horizontal(|ui| {
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
            if !plot::has_side_tray(width, tokens) {
                plot::tray_menu(self, ui, scene, wishes);
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

    /// Adds a customer, selects it, and lets its name be typed.
    fn add_customer(&mut self, scene: &Scene<'_>, wishes: &mut Wishes) {
        super::add_customer(scene, wishes);
        self.details_hidden = false;
        self.naming = true;
    }

    /// A bubble was dropped: into another class that asks for a reason, back into the class of its scores that takes
    /// the override back, and within its class it only moves if it stands there by hand. Escape ends a drag too, and
    /// changes nothing.
    fn drop_bubble(&mut self, ui: &Ui, scene: &Scene<'_>, wishes: &mut Wishes) {
        let Gesture::Dragging { id, spot, .. } = std::mem::take(&mut self.gesture) else { return };
        let customer = scene.workbook.customers.get(&id);
        let value = scene.derived.value_map.customers.get(&id);
        let (Some(customer), Some(value), Some(chart)) = (customer, value, &mut self.chart) else { return };
        let class = chart::class_at(spot, &scene.workbook.method.value_map);
        let (now, cancelled) = ui.input(|input| (input.time, input.key_pressed(Key::Escape)));
        if cancelled {
            chart.let_go(&id, spot, now);
        } else if value.class == Some(class) {
            if let Some(by_hand) = &customer.class_override {
                chart.put(&id, spot);
                let moved = ClassOverride { place: Some(place(spot)), ..by_hand.clone() };
                wishes.edit(Edit::Customers(CustomerEdit::Override(id, Some(moved))));
            } else {
                chart.let_go(&id, spot, now);
            }
        } else if value.computed == Some(class) {
            chart.put(&id, spot);
            wishes.edit(Edit::Customers(CustomerEdit::Override(id, None)));
        } else {
            self.gesture = Gesture::Asking(OverrideForm::new(id, class, Some(spot)));
        }
    }

    /// What was answered to the form becomes an edit, or nothing.
    fn answer(&mut self, ui: &Ui, scene: &Scene<'_>, wishes: &mut Wishes, confirmed: bool) {
        let Gesture::Asking(form) = std::mem::take(&mut self.gesture) else { return };
        let Some(chart) = &mut self.chart else { return };
        if confirmed {
            if let Some(spot) = form.spot {
                chart.put(&form.id, spot);
            }
            let by_hand = ClassOverride {
                class: form.class,
                place: form.spot.map(place),
                reason: form.reason.trim().to_owned(),
                by: None,
                on: Some(scene.today),
            };
            wishes.edit(Edit::Customers(CustomerEdit::Override(form.id, Some(by_hand))));
        } else if let Some(spot) = form.spot {
            chart.let_go(&form.id, spot, ui.input(|input| input.time));
        }
    }
}

fn place(spot: Spot) -> Place {
    // Two decimals are finer than a hand, and a file reads better.
    let rounded = |value: f64| (value * 100.0).round() / 100.0;
    Place {
        attractiveness: Score::clamped(rounded(spot.attractiveness)),
        advantage: Ratio::clamped(rounded(spot.advantage)),
    }
}

/// The customer selected, if one is.
fn selected<'a>(scene: &Scene<'a>) -> Option<&'a CustomerId> {
    match scene.selection {
        Selection::Customer(id) | Selection::Contact(id, _) => Some(id),
        _ => None,
    }
}
