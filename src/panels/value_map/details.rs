//! The scores behind the map: of the customer selected, or all customers in short.

use egui::{Align, Layout, ScrollArea, Ui, vec2};

use super::{
    Gesture, ValueMap,
    override_form::{OverrideForm, Put},
    overview, selected,
};
use crate::{
    analysis::{Audience, value_map::CustomerValue},
    edit::{CustomerEdit, Edit},
    model::{Contacted, Customer, CustomerClass, CustomerId, Money},
    panels::{Scene, Selection, Wish, Wishes, choose_member},
    text::{Word, format, value_map as words},
    ui::{self, Change, NumberField, Sign, TextField, Typed, widgets},
};

/// The width of a field for a few words, in widths of a letter.
const TEXT: f32 = 11.0;

/// The room, in widths of a letter, from which on both axes stand side by side.
const TWO_COLUMNS: f32 = 40.0;

/// Shows the scores of the customer selected, or, with none, all customers in short.
pub fn show(panel: &mut ValueMap, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes) {
    ScrollArea::vertical().auto_shrink([false; 2]).show(ui, |ui| {
        let found = selected(scene)
            .and_then(|id| Some((scene.workbook.customers.get(id)?, scene.derived.value_map.customers.get(id)?)));
        match found {
            Some((customer, value)) => {
                ui.push_id(&customer.id, |ui| {
                    Sheet { panel, scene, wishes, customer, value }.show(ui);
                });
            }
            None => {
                if let Some(chart) = &panel.chart {
                    overview::show(ui, scene, wishes, chart);
                }
            }
        }
    });
}

/// The sheet of one customer.
pub(super) struct Sheet<'a, 'b> {
    panel: &'a mut ValueMap,
    pub(super) scene: &'a Scene<'b>,
    pub(super) wishes: &'a mut Wishes,
    pub(super) customer: &'a Customer,
    pub(super) value: &'a CustomerValue,
}

impl Sheet<'_, '_> {
    fn show(&mut self, ui: &mut Ui) {
        self.name(ui);
        self.class(ui);
        // What is argued about comes first.
        if ui.available_width() >= TWO_COLUMNS * self.scene.tokens.type_size.body {
            ui.columns_const(|[left, right]| {
                self.attractiveness(left);
                self.advantage(right);
                self.competition(right);
            });
        } else {
            self.attractiveness(ui);
            self.advantage(ui);
            self.competition(ui);
        }
        widgets::section(ui, self.scene.tokens, words::CUSTOMER.of(self.scene.lang));
        self.groups(ui);
        self.amounts(ui);
        self.contacted(ui);
        if self.scene.audience == Audience::Trainer {
            self.note(ui);
        }
        ui.add_space(self.scene.tokens.group);
        let remove = words::REMOVE.of(self.scene.lang);
        if self.editable(ui, |ui| widgets::tool_button(ui, self.scene.tokens, remove).clicked()) {
            self.edit(CustomerEdit::Remove(self.id()));
            self.wishes.push(Wish::Select(Selection::Nothing));
        }
    }

    /// What would change the workbook: greyed where it cannot be changed. What explains stays alive.
    pub(super) fn editable<R>(&self, ui: &mut Ui, show: impl FnOnce(&mut Ui) -> R) -> R {
        ui.add_enabled_ui(!self.scene.read_only, show).inner
    }

    pub(super) fn id(&self) -> CustomerId {
        self.customer.id.clone()
    }

    pub(super) fn edit(&mut self, edit: CustomerEdit) {
        self.wishes.edit(Edit::Customers(edit));
    }

    pub(super) fn type_in(&mut self, typed: Typed, edit: CustomerEdit) {
        self.wishes.type_in(typed, Edit::Customers(edit));
    }

    fn name(&mut self, ui: &mut Ui) {
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        let naming = std::mem::take(&mut self.panel.naming);
        let field = TextField::new("name", &self.customer.name, words::NAME.of(lang)).hint(words::NAME.of(lang));
        let change = self.editable(ui, |ui| field.take_keyboard(naming).show(ui, tokens));
        if let Some(change) = change {
            self.type_in(change.typed, CustomerEdit::Name(self.id(), change.value));
        }
    }

    fn class(&mut self, ui: &mut Ui) {
        let (tokens, lang, value) = (self.scene.tokens, self.scene.lang, self.value);
        let method = &self.scene.workbook.method.value_map;
        ui.horizontal_wrapped(|ui| {
            let chip = match value.class {
                Some(class) => {
                    let text = words::ranked_class(lang, class);
                    widgets::chip(ui, tokens, Some(Sign::from(class)), &text, tokens.class(class))
                }
                None => widgets::chip(ui, tokens, Some(Sign::Unknown), words::NO_CLASS.of(lang), tokens.neutral),
            };
            ui::explain(&chip, tokens, lang, || words::explain_class(lang, value, method));
            if value.uncertain && !value.overridden {
                ui.label(tokens.small(words::UNCERTAIN.of(lang)));
            }
            let others = CustomerClass::ALL.into_iter().filter(|class| value.class != Some(*class));
            let menu = self.editable(ui, |ui| {
                ui.menu_button(words::SET_CLASS.of(lang), |ui| {
                    others.into_iter().filter(|class| ui.button(words::ranked_class(lang, *class)).clicked()).last()
                })
            });
            if let Some(class) = menu.inner.flatten() {
                if value.computed == Some(class) {
                    self.edit(CustomerEdit::Override(self.id(), None));
                } else {
                    let put = Put { id: self.id(), class, spot: None };
                    self.panel.gesture = Gesture::Asking(OverrideForm::new(vec![put], Vec::new()));
                }
            }
        });
        if let Some(by_hand) = &self.customer.class_override {
            ui.label(tokens.small(words::by_scores(lang, value.computed)));
            let on = by_hand.on.map(|on| format::date(lang, on)).unwrap_or_default();
            ui.label(tokens.small(format!("{} {on}", words::SET_BY_HAND.of(lang))));
            if self.scene.audience == Audience::Trainer && !by_hand.reason.is_empty() {
                ui.add(egui::Label::new(tokens.body(&by_hand.reason)).wrap());
            }
            if self.editable(ui, |ui| ui.button(words::TAKE_BACK.of(lang)).clicked()) {
                self.edit(CustomerEdit::Override(self.id(), None));
            }
        }
    }

    /// A label at the left, a field of so many letters at the right.
    fn labelled<R>(&self, ui: &mut Ui, label: &str, letters: f32, field: impl FnOnce(&mut Ui, f32) -> R) -> R {
        let tokens = self.scene.tokens;
        let width = (tokens.type_size.body * letters).min(ui.available_width() * 0.6);
        ui.horizontal(|ui| {
            cell(ui, ui.available_width() - width - tokens.inset, |ui| {
                widgets::ellipsis_label(ui, tokens.body(label).color(tokens.ink_soft));
            });
            self.editable(ui, |ui| field(ui, width))
        })
        .inner
    }

    /// A text about the customer, on one line. The salt tells its field from its neighbours.
    fn text(&mut self, ui: &mut Ui, salt: &str, word: Word, value: &str, put: fn(&mut Customer, String)) {
        let (tokens, label) = (self.scene.tokens, word.of(self.scene.lang));
        let field = TextField::new(salt, value, label);
        let change = self.labelled(ui, label, TEXT, |ui, width| field.width(width).show(ui, tokens));
        self.put(change, put);
    }

    /// The same on several lines, below its label.
    fn prose(&mut self, ui: &mut Ui, salt: &str, word: Word, value: &str, put: fn(&mut Customer, String)) {
        let (tokens, label) = (self.scene.tokens, word.of(self.scene.lang));
        ui.label(tokens.small(label));
        let field = TextField::new(salt, value, label).multiline(2);
        let change = self.editable(ui, |ui| field.show(ui, tokens));
        self.put(change, put);
    }

    /// Passes on what was typed, if anything was.
    fn put<T>(&mut self, change: Option<Change<T>>, put: impl FnOnce(&mut Customer, T)) {
        if let Some(Change { value, typed }) = change {
            let mut next = self.customer.clone();
            put(&mut next, value);
            self.type_in(typed, CustomerEdit::Put(Box::new(next)));
        }
    }

    /// The groups it counts in for coverage, and who of us looks after it.
    fn groups(&mut self, ui: &mut Ui) {
        let customer = self.customer;
        self.text(ui, "segment", words::SEGMENT, &customer.segment, |customer, text| customer.segment = text);
        self.text(ui, "region", words::REGION, &customer.region, |customer, text| customer.region = text);
        self.owner(ui);
    }

    fn owner(&mut self, ui: &mut Ui) {
        let (scene, label) = (self.scene, words::OWNER.of(self.scene.lang));
        let now = self.customer.owner.as_ref();
        let chosen = self.labelled(ui, label, TEXT, |ui, width| choose_member(ui, scene, "owner", label, width, now));
        if let Some(owner) = chosen {
            self.edit(CustomerEdit::Put(Box::new(Customer { owner, ..self.customer.clone() })));
        }
    }

    /// The competitive situation, in words, which are not for the room.
    fn competition(&mut self, ui: &mut Ui) {
        if self.scene.audience != Audience::Trainer {
            return;
        }
        widgets::section(ui, self.scene.tokens, words::COMPETITION.of(self.scene.lang));
        let now = &self.customer.competition;
        self.text(ui, "rival", words::STRONGEST_RIVAL, &now.rival, |customer, text| customer.competition.rival = text);
        self.prose(ui, "ability", words::ABILITY, &now.ability, |customer, text| customer.competition.ability = text);
        self.prose(ui, "intent", words::INTENT, &now.intent, |customer, text| customer.competition.intent = text);
        self.prose(ui, "attention", words::ATTENTION, &now.attention, |customer, text| {
            customer.competition.attention = text;
        });
    }

    fn amounts(&mut self, ui: &mut Ui) {
        let (tokens, lang, customer) = (self.scene.tokens, self.scene.lang, self.customer);
        let currency = &self.scene.workbook.about.currency;
        for (salt, word, amount) in
            [("spend", words::SPEND, customer.annual_spend), ("revenue", words::REVENUE, customer.revenue)]
        {
            let name = word.of(lang);
            let label = if currency.is_empty() { name.to_owned() } else { format!("{name} ({currency})") };
            let change = self.labelled(ui, &label, 7.0, |ui, width| {
                let field = NumberField::new(salt, amount.map(Money::get), name);
                field.range(Money::MIN..=Money::MAX).width(width).show(ui, tokens)
            });
            self.put(change, |customer, amount: Option<f64>| {
                let amount = amount.and_then(|amount| Money::new(amount).ok());
                if salt == "spend" { customer.annual_spend = amount } else { customer.revenue = amount }
            });
        }
        if let Some(share) = customer.wallet_share() {
            let share = format::percent_of_one(share.get(), 0);
            widgets::key_value(ui, tokens, words::WALLET_SHARE.of(lang), &share);
        }
    }

    fn contacted(&mut self, ui: &mut Ui) {
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        widgets::section(ui, tokens, words::CONTACTED.of(lang));
        let facts = self.customer.contacted;
        let choices =
            [(Some(true), words::YES.of(lang)), (Some(false), words::NO.of(lang)), (None, words::UNKNOWN.of(lang))];
        let mut next = facts;
        let Contacted { introduced, procedure_known, needs_known } = &mut next;
        for (word, fact) in [
            (words::INTRODUCED, introduced),
            (words::PROCEDURE_KNOWN, procedure_known),
            (words::NEEDS_KNOWN, needs_known),
        ] {
            ui.push_id(word.en, |ui| {
                ui.add(egui::Label::new(tokens.body(word.of(lang))).wrap());
                self.editable(ui, |ui| widgets::segmented(ui, tokens, fact, &choices));
            });
        }
        if next != facts {
            self.edit(CustomerEdit::Contacted(self.id(), next));
        }
    }

    fn note(&mut self, ui: &mut Ui) {
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        widgets::section(ui, tokens, words::NOTE.of(lang));
        let field = TextField::new("note", &self.customer.note, words::NOTE.of(lang)).multiline(3);
        if let Some(change) = self.editable(ui, |ui| field.show(ui, tokens)) {
            self.type_in(change.typed, CustomerEdit::Note(self.id(), change.value));
        }
    }
}

pub(super) fn cell(ui: &mut Ui, width: f32, show: impl FnOnce(&mut Ui)) {
    let size = vec2(width, ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.set_width(width);
        show(ui);
    });
}

pub(super) fn right_cell(ui: &mut Ui, width: f32, show: impl FnOnce(&mut Ui)) {
    let size = vec2(width, ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        ui.set_width(width);
        show(ui);
    });
}
