//! All customers in short: the classes with their revenue, who is placed by hand, and how widely groups were contacted.

use egui::{Align, CursorIcon, Label, Layout, Sense, Ui};

use super::{chart::Chart, details::right_cell};
use crate::{
    analysis::Audience,
    edit::{CustomerEdit, Edit, Occasion},
    model::{ClassOverride, Customer, CustomerClass, Money},
    panels::{Scene, Selection, Wish, Wishes},
    text::{format, value_map as words},
    ui::{Sign, widgets},
};

/// Shows it.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes, chart: &Chart) {
    let (tokens, lang) = (scene.tokens, scene.lang);
    widgets::section(ui, tokens, words::OVERVIEW.of(lang));
    for ((class, count), revenue) in CustomerClass::ALL.into_iter().zip(chart.counts).zip(chart.revenue) {
        ui.horizontal(|ui| {
            widgets::chip(ui, tokens, Some(Sign::from(class)), &words::ranked_class(lang, class), tokens.class(class));
            let (count_width, amount_width) = (2.0 * tokens.type_size.body, 7.0 * tokens.type_size.body);
            let gaps = ui.spacing().item_spacing.x;
            ui.add_space((ui.available_width() - count_width - amount_width - gaps).max(0.0));
            right_cell(ui, count_width, |ui| {
                ui.label(tokens.strong(format::number(count as f64, 0)));
            });
            right_cell(ui, amount_width, |ui| {
                ui.label(tokens.body(words::amount(lang, &scene.workbook.about, Money::new(revenue).ok())));
            });
        });
    }
    ui.add(Label::new(tokens.small(words::SELECT_ONE.of(lang))).wrap());
    by_hand(ui, scene, wishes);
    coverage(ui, scene);
}

/// Who is placed by hand: each is taken back alone, or all together.
fn by_hand(ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes) {
    let (tokens, lang) = (scene.tokens, scene.lang);
    let placed =
        || scene.workbook.customers.iter().filter_map(|customer| Some((customer, customer.class_override.as_ref()?)));
    let count = placed().count();
    if count == 0 {
        return;
    }
    widgets::section(ui, tokens, &words::placed_by_hand(lang, count));
    for (customer, by_hand) in placed() {
        ui.push_id(&customer.id, |ui| placed_line(ui, scene, wishes, customer, by_hand));
    }
    let all = |ui: &mut Ui| widgets::tool_button(ui, tokens, words::TAKE_ALL_BACK.of(lang)).clicked();
    if count > 1 && ui.add_enabled_ui(!scene.read_only, all).inner {
        let back = placed().map(|(customer, _)| Edit::Customers(CustomerEdit::Override(customer.id.clone(), None)));
        wishes.edit(Edit::Together(Occasion::ClearOverrides, back.collect()));
    }
}

fn placed_line(ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes, customer: &Customer, by_hand: &ClassOverride) {
    let (tokens, lang) = (scene.tokens, scene.lang);
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let back = |ui: &mut Ui| widgets::tool_button(ui, tokens, words::TAKE_ONE_BACK.of(lang)).clicked();
            if ui.add_enabled_ui(!scene.read_only, back).inner {
                wishes.edit(Edit::Customers(CustomerEdit::Override(customer.id.clone(), None)));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let link = Label::new(tokens.body(customer.label())).truncate().sense(Sense::click());
                if ui.add(link).on_hover_cursor(CursorIcon::PointingHand).clicked() {
                    wishes.push(Wish::Select(Selection::Customer(customer.id.clone())));
                }
            });
        });
    });
    let computed = scene.derived.value_map.customers.get(&customer.id).and_then(|value| value.computed);
    let reason = Some(by_hand.reason.as_str()).filter(|_| scene.audience == Audience::Trainer);
    let parts = [Some(words::reclassed(lang, computed, by_hand.class)), by_hand.on.map(|on| format::date(lang, on))];
    let parts = parts.into_iter().flatten().chain(reason.map(str::to_owned)).filter(|part| !part.is_empty());
    ui.add(Label::new(tokens.small(parts.collect::<Vec<_>>().join(words::BETWEEN.of(lang)))).wrap());
}

fn coverage(ui: &mut Ui, scene: &Scene<'_>) {
    let (tokens, lang) = (scene.tokens, scene.lang);
    if scene.derived.value_map.coverage.is_empty() {
        return;
    }
    widgets::section(ui, tokens, words::CONTACTED.of(lang));
    let mut kind = None;
    for group in &scene.derived.value_map.coverage {
        let of_kind = words::group_kind(&group.group);
        if kind.replace(of_kind) != Some(of_kind) {
            ui.add_space(tokens.unit);
            ui.label(tokens.small(of_kind.of(lang)));
        }
        widgets::key_value(ui, tokens, &words::group(lang, &group.group), &words::coverage(lang, group));
    }
}
