//! Which customers the map shows in full, and which it only hints at.

use egui::{Button, Popup, PopupCloseBehavior, Ui};

use crate::{
    analysis::value_map::CustomerValue,
    model::{Animal, Customer, CustomerClass, MemberId},
    panels::{Scene, filters::choice},
    text::{terms, value_map as words},
    ui::widgets,
};

/// What a customer must be like not to be dimmed. What isn't asked is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Its segment.
    segment: Option<String>,
    /// Who looks after it; `Some(None)` is nobody.
    owner: Option<Option<MemberId>>,
    /// Whether it was contacted in all three ways.
    contacted: Option<bool>,
    /// The class it counts as; `Some(None)` is none yet.
    class: Option<Option<CustomerClass>>,
    /// Its animal, as the trainer set it or else as the grid suggests.
    animal: Option<Animal>,
}

impl Filter {
    /// Whether everything is shown.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a customer is shown in full.
    pub fn shows(&self, customer: &Customer, value: &CustomerValue, animal: Option<Animal>) -> bool {
        self.segment.as_ref().is_none_or(|segment| *segment == customer.segment)
            && self.owner.as_ref().is_none_or(|owner| *owner == customer.owner)
            && self.contacted.is_none_or(|contacted| contacted == customer.contacted.complete())
            && self.class.is_none_or(|class| class == value.class)
            && self.animal.is_none_or(|wanted| Some(wanted) == animal)
    }

    /// The button that opens the choices. While something is dimmed it says how many are not.
    pub fn button(&mut self, ui: &mut Ui, scene: &Scene<'_>, shown: usize) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        let text = if self.is_empty() { words::FILTER.of(lang).to_owned() } else { words::filtered(lang, shown) };
        let button = widgets::tool_toggle(ui, tokens, &text, !self.is_empty());
        Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| self.choices(ui, scene));
    }

    fn choices(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let (tokens, lang, workbook) = (scene.tokens, scene.lang, scene.workbook);
        ui.set_width(14.0 * tokens.type_size.body);
        let mut segments: Vec<&String> = Vec::new();
        for customer in workbook.customers.iter().filter(|customer| !customer.segment.is_empty()) {
            if !segments.contains(&&customer.segment) {
                segments.push(&customer.segment);
            }
        }
        let owners = workbook
            .team
            .iter()
            .filter(|member| workbook.customers.iter().any(|customer| customer.owner.as_ref() == Some(&member.id)));
        let owners = owners.map(|member| (Some(member.id.clone()), member.label().to_owned()));
        let nobody = (None, words::NOBODY.of(lang).to_owned());
        let classes = CustomerClass::ALL.map(|class| (Some(class), words::ranked_class(lang, class)));
        let unclassed = (None, words::NO_CLASS.of(lang).to_owned());
        let animals = Animal::ALL.map(|animal| (animal, terms::animal(animal).of(lang).to_owned()));
        let contacted = [(true, words::CONTACTED_ALL.of(lang)), (false, words::NOT_CONTACTED.of(lang))];

        choice(ui, lang, words::SEGMENT, &mut self.segment, segments.into_iter().map(|s| (s.clone(), s.clone())));
        choice(ui, lang, words::OWNER, &mut self.owner, owners.chain([nobody]));
        let contacted = contacted.into_iter().map(|(is, text)| (is, text.to_owned()));
        choice(ui, lang, words::CONTACTED, &mut self.contacted, contacted);
        choice(ui, lang, words::CLASS, &mut self.class, classes.into_iter().chain([unclassed]));
        choice(ui, lang, words::ANIMAL, &mut self.animal, animals.into_iter());
        ui.add_space(tokens.unit);
        if ui.add_enabled(!self.is_empty(), Button::new(tokens.body(words::SHOW_ALL.of(lang)))).clicked() {
            *self = Self::default();
        }
    }
}
