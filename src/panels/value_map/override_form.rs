//! The small form that asks why customers are placed by hand.

use egui::{Area, Key, Order, Rect, TextEdit, Ui};

use super::plane::Spot;
use crate::{
    edit::{CustomerEdit, Edit},
    model::{ClassOverride, CustomerClass, CustomerId, Date, Place},
    panels::{Scene, one_step},
    text::{format, value_map as words},
    ui::widgets,
};

/// The most customers that the form names.
const NAMED: usize = 4;

/// A customer about to be placed by hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Put {
    /// Whose.
    pub id: CustomerId,
    /// The class it will count as.
    pub class: CustomerClass,
    /// Where its bubble was dropped, if it was moved.
    pub spot: Option<Spot>,
}

/// Customers about to be placed by hand, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct OverrideForm {
    /// Those that need a reason; never empty.
    puts: Vec<Put>,
    /// What was done in the same gesture and needs none.
    rest: Vec<Edit>,
    /// Why, as typed so far.
    reason: String,
    /// It has just opened: the keyboard goes to the reason.
    fresh: bool,
}

impl OverrideForm {
    /// A form without a reason yet, where any of these needs one.
    pub const fn new(puts: Vec<Put>, rest: Vec<Edit>) -> Self {
        Self { puts, rest, reason: String::new(), fresh: true }
    }

    /// Where they were dropped.
    pub fn spots(&self) -> impl Iterator<Item = (&CustomerId, Spot)> {
        self.puts.iter().filter_map(|put| Some((&put.id, put.spot?)))
    }

    /// Whose.
    pub fn ids(&self) -> impl Iterator<Item = &CustomerId> {
        self.puts.iter().map(|put| &put.id)
    }

    /// The class that is being set, where it is one.
    pub fn class(&self) -> Option<CustomerClass> {
        let class = self.puts.first()?.class;
        self.puts.iter().all(|put| put.class == class).then_some(class)
    }

    /// What it asks for, as one step.
    pub fn edit(self, on: Date) -> Edit {
        let reason = self.reason.trim();
        let edit = |put: Put| {
            let place = put.spot.map(Place::from);
            let by_hand = ClassOverride { class: put.class, place, reason: reason.to_owned(), by: None, on: Some(on) };
            Edit::Customers(CustomerEdit::Override(put.id, Some(by_hand)))
        };
        one_step(self.rest.into_iter().chain(self.puts.into_iter().map(edit)).collect())
    }

    /// Shows the form in the middle of `room`, near its top. `true` is confirmed, `false` cancelled.
    pub fn show(&mut self, ui: &Ui, scene: &Scene<'_>, room: Rect) -> Option<bool> {
        let (tokens, lang) = (scene.tokens, scene.lang);
        let question = self.question(scene);
        let width = (tokens.type_size.body * 22.0).min(room.width() - 2.0 * tokens.group);
        let at = egui::pos2(room.center().x - width / 2.0, room.top() + tokens.group);
        let area = Area::new(ui.scope_id().with("override")).order(Order::Foreground).fixed_pos(at).constrain_to(room);
        let shown = area.accessible_name(question.as_str()).show(ui, |ui| {
            widgets::card(tokens)
                .show(ui, |ui| {
                    ui.set_width(width);
                    ui.label(tokens.strong(&question));
                    for line in self.lines(scene) {
                        ui.label(tokens.small(line));
                    }
                    let reason = TextEdit::singleline(&mut self.reason)
                        .hint_text(words::REASON_HINT.of(lang))
                        .desired_width(f32::INFINITY);
                    let reason = ui.add(reason).accessible_name(words::REASON.of(lang));
                    if std::mem::take(&mut self.fresh) {
                        reason.request_focus();
                    }
                    let entered = reason.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                    ui.horizontal(|ui| {
                        let confirmed = widgets::primary_button(ui, tokens, &self.act(scene)).clicked();
                        let cancelled = ui.button(words::CANCEL.of(lang)).clicked();
                        ui.label(tokens.small(format::date(lang, scene.today)));
                        if confirmed || entered { Some(true) } else { cancelled.then_some(false) }
                    })
                    .inner
                })
                .inner
        });
        let escaped = ui.input(|input| input.key_pressed(Key::Escape));
        shown.inner.or(escaped.then_some(false))
    }

    /// Whether a customer leaves the class it has.
    fn leaves(put: &Put, scene: &Scene<'_>) -> bool {
        scene.derived.value_map.customers.get(&put.id).is_none_or(|value| value.class != Some(put.class))
    }

    fn question(&self, scene: &Scene<'_>) -> String {
        match self.puts.as_slice() {
            [put] if Self::leaves(put, scene) => {
                words::set_class_question(scene.lang, scene.workbook.customer_label(&put.id), put.class)
            }
            [put] => words::place_question(scene.lang, scene.workbook.customer_label(&put.id)),
            puts => words::place_several_question(scene.lang, puts.len()),
        }
    }

    /// What the button does.
    fn act(&self, scene: &Scene<'_>) -> String {
        match self.puts.as_slice() {
            [put] if Self::leaves(put, scene) => words::set_class(scene.lang, put.class),
            _ => words::PLACE.of(scene.lang).to_owned(),
        }
    }

    /// What that changes.
    fn lines(&self, scene: &Scene<'_>) -> Vec<String> {
        let lang = scene.lang;
        let value = |id: &CustomerId| scene.derived.value_map.customers.get(id);
        if let [put] = self.puts.as_slice() {
            return value(&put.id).map(|value| words::by_scores(lang, value.computed)).into_iter().collect();
        }
        let leaving = self.puts.iter().filter(|put| Self::leaves(put, scene));
        let mut lines: Vec<String> = leaving
            .clone()
            .take(NAMED)
            .map(|put| {
                let before = value(&put.id).and_then(|value| value.class);
                let classes = words::reclassed(lang, before, put.class);
                words::of(lang, scene.workbook.customer_label(&put.id), &classes)
            })
            .collect();
        let more = leaving.count().saturating_sub(NAMED);
        lines.extend((more > 0).then(|| words::and_more(lang, more)));
        lines
    }
}
