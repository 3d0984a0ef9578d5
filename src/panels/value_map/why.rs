//! Why a customer stands elsewhere than before: in words above the map, with its old place as a ghost on it.

use egui::{Label, Ui};

use super::{chart::Chart, plane::Spot};
use crate::{
    analysis::{value_change::ValueChange, value_map::CustomerValue},
    model::{Customer, CustomerId, ValueMapMethod},
    panels::Scene,
    text::value_map as words,
    ui::{self, Sign, signs, widgets},
};

/// Where the customer that is talked about stood when one began to talk about it.
pub struct Start {
    /// The customer as it was.
    customer: Customer,
    /// Weights and cuts as they were.
    method: ValueMapMethod,
    /// Where its bubble stood.
    spot: Option<Spot>,
}

impl Start {
    /// Begins with a customer as it stands.
    pub fn with(customer: &Customer, method: &ValueMapMethod, chart: &Chart) -> Self {
        let spot = chart.bubble(&customer.id).map(|bubble| bubble.spot);
        Self { customer: customer.clone(), method: method.clone(), spot }
    }

    /// Whose.
    pub const fn id(&self) -> &CustomerId {
        &self.customer.id
    }
}

/// What is told of a customer that stands elsewhere than before.
pub struct Why {
    /// Where it stood, if that is elsewhere.
    pub ghost: Option<Spot>,
    name: String,
    /// It is told between two maps, and not from where one began.
    compared: bool,
    change: ValueChange,
    value: CustomerValue,
}

impl Why {
    /// What is told of the customer selected: since one began with it, or between the maps that are compared.
    pub fn of(scene: &Scene<'_>, chart: &Chart, start: &Start) -> Option<Self> {
        let id = start.id();
        let (now, _) = chart.shown(scene);
        let (customer, method) = (now.customers.get(id)?, &now.method.value_map);
        let before = match &chart.earlier {
            Some(day) => (day.workbook.customers.get(id)?, &day.workbook.method.value_map),
            None => (&start.customer, &start.method),
        };
        let change = ValueChange::of(before, (customer, method));
        let bubble = chart.bubble(id);
        let ghost = if chart.earlier.is_some() { None } else { start.spot };
        change.is_any().then(|| Self {
            ghost: ghost.filter(|ghost| bubble.is_some_and(|bubble| bubble.spot != *ghost)),
            name: customer.label().to_owned(),
            compared: chart.earlier.is_some(),
            change,
            value: CustomerValue::of(customer, method),
        })
    }

    /// Shows it. Whether it has been read: the place of now is the one to begin with then.
    pub fn show(&self, ui: &mut Ui, scene: &Scene<'_>) -> bool {
        let (tokens, lang) = (scene.tokens, scene.lang);
        let mut read = false;
        let frame = egui::Frame::new().fill(tokens.accent.wash).corner_radius(tokens.corners());
        frame.inner_margin(egui::Margin::symmetric(12, 8)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = tokens.unit;
            ui.horizontal(|ui| {
                let [before, now] = self.change.class;
                let mut title = ui.label(tokens.section(&self.name));
                for (class, is_last) in [(before, before == now), (now, true)] {
                    let hue = class.map_or(tokens.neutral, |class| tokens.class(class));
                    signs::show(ui, class.map_or(Sign::Unknown, Sign::from), tokens.sign, hue.mark);
                    title |= ui.label(tokens.section(words::class_or_none(lang, class)).color(hue.ink));
                    if is_last {
                        break;
                    }
                    ui.label(tokens.section(words::ARROW.of(lang)));
                }
                ui::explain(&title, tokens, lang, || words::explain_change(lang, &self.name, &self.change));
                if !self.compared {
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                        read = widgets::tool_button(ui, tokens, words::FROM_HERE.of(lang)).clicked();
                    });
                }
            });
            for axis in self.change.axes.iter().filter(|axis| axis.is_any()) {
                let text = words::axis_change(lang, axis, &self.value);
                ui.add(Label::new(tokens.body(text)).wrap());
            }
            let [before, now] = self.change.by_hand;
            if before != now {
                let word = if now { words::NOW_BY_HAND } else { words::NOW_BY_SCORES };
                ui.label(tokens.body(word.of(lang)));
            }
        });
        read
    }
}
