//! Whom the map shows in full, and whom it only hints at.

use std::{collections::HashSet, sync::Arc};

use egui::{Button, Popup, PopupCloseBehavior, Ui};

use super::Subject;
use crate::{
    analysis::{Audience, power},
    model::{
        Contact, ContactId, Coverage, CustomerId, Date, DecisionRole, MemberId, Method, Organisation, PowerMapMethod,
        Support, Table,
    },
    panels::{Scene, filters::choice},
    text::{power_map as words, terms, value_map},
    ui::widgets,
};

/// What a contact must be like not to be dimmed. What isn't asked is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    department: Option<String>,
    /// Who of us owns the relation; `Some(None)` is nobody.
    owner: Option<Option<MemberId>>,
    role: Option<DecisionRole>,
    /// Judgements are asked for by the trainer only.
    judged: Judgements,
}

/// What is judged of a contact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Judgements {
    key: Option<bool>,
    /// `Some(None)` is unknown.
    support: Option<Option<Support>>,
    coverage: Option<Coverage>,
    cold: Option<bool>,
    assumed: Option<bool>,
}

impl Judgements {
    fn hold(&self, contact: &Contact, method: &PowerMapMethod, today: Date) -> bool {
        self.key.is_none_or(|key| key == power::is_key(contact))
            && self.support.is_none_or(|support| support == contact.support.as_ref().map(|judged| judged.value))
            && self.coverage.is_none_or(|coverage| coverage == power::coverage_of(contact))
            && self.cold.is_none_or(|cold| cold == power::is_cold(contact, method, today))
            && self.assumed.is_none_or(|assumed| assumed == power::is_support_assumed(contact))
    }
}

impl Filter {
    fn shows(&self, contact: &Contact, scene: &Scene<'_>) -> bool {
        let method = &scene.workbook.method.power_map;
        self.department.as_ref().is_none_or(|department| *department == contact.department)
            && self.owner.as_ref().is_none_or(|owner| *owner == contact.owner)
            && self.role.is_none_or(|role| contact.roles.contains_key(&role))
            && (scene.audience != Audience::Trainer || self.judged.hold(contact, method, scene.today))
    }
}

/// Whom a filter shows, found once per revision.
#[derive(Clone)]
struct Shown {
    filter: Filter,
    organisations: Arc<Table<Organisation>>,
    method: Arc<Method>,
    account: CustomerId,
    audience: Audience,
    today: Date,
    lit: HashSet<ContactId>,
}

/// The map's filter.
#[derive(Clone, Default)]
pub(super) struct Filtering {
    filter: Filter,
    shown: Option<Shown>,
}

impl Filtering {
    /// Whether a contact is only hinted at.
    pub fn dims(&self, contact: &ContactId) -> bool {
        self.shown.as_ref().is_some_and(|shown| !shown.lit.contains(contact))
    }

    /// Finds whom to show, where something changed. The button, which is drawn before, says it a frame later.
    pub fn refresh(&mut self, ui: &Ui, scene: &Scene<'_>, subject: Subject<'_>) {
        if self.filter == Filter::default() {
            self.shown = None;
            return;
        }
        let (organisations, method) = (&scene.workbook.organisations, &scene.workbook.method);
        let is_current = |shown: &Shown| {
            shown.filter == self.filter
                && Arc::ptr_eq(&shown.organisations, organisations)
                && Arc::ptr_eq(&shown.method, method)
                && shown.account == subject.customer.id
                && (shown.audience, shown.today) == (scene.audience, scene.today)
        };
        if !self.shown.as_ref().is_some_and(is_current) {
            ui.ctx().request_repaint();
            let contacts = subject.organisation.contacts.iter();
            let lit = contacts.filter(|contact| self.filter.shows(contact, scene));
            self.shown = Some(Shown {
                filter: self.filter.clone(),
                organisations: Arc::clone(organisations),
                method: Arc::clone(method),
                account: subject.customer.id.clone(),
                audience: scene.audience,
                today: scene.today,
                lit: lit.map(|contact| contact.id.clone()).collect(),
            });
        }
    }

    /// The button that opens the choices. While somebody is dimmed it says how many are not.
    pub fn button(&mut self, ui: &mut Ui, scene: &Scene<'_>, subject: Subject<'_>) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        let lit = self.shown.as_ref().map(|shown| shown.lit.len());
        let text = lit.map_or_else(|| value_map::FILTER.of(lang).to_owned(), |lit| words::filtered(lang, lit));
        let button = widgets::tool_toggle(ui, tokens, &text, lit.is_some());
        let popup = Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        popup.show(|ui| self.choices(ui, scene, subject));
    }

    fn choices(&mut self, ui: &mut Ui, scene: &Scene<'_>, subject: Subject<'_>) {
        let (tokens, lang, workbook) = (scene.tokens, scene.lang, scene.workbook);
        let contacts = &subject.organisation.contacts;
        ui.set_width(14.0 * tokens.type_size.body);
        let mut departments: Vec<&String> = Vec::new();
        for contact in contacts.iter().filter(|contact| !contact.department.is_empty()) {
            if !departments.contains(&&contact.department) {
                departments.push(&contact.department);
            }
        }
        let owns = |id: &MemberId| contacts.iter().any(|contact| contact.owner.as_ref() == Some(id));
        let owners = workbook.team.iter().filter(|member| owns(&member.id));
        let owners = owners.map(|member| (Some(member.id.clone()), member.label().to_owned()));
        let nobody = (None, words::NO_OWNER.of(lang).to_owned());
        let roles = DecisionRole::ALL.map(|role| (role, terms::decision_role(role).of(lang).to_owned()));

        let Filter { department, owner, role, judged } = &mut self.filter;
        let named = departments.into_iter().map(|department| (department.clone(), department.clone()));
        choice(ui, lang, words::DEPARTMENT, department, named);
        choice(ui, lang, words::OWNER, owner, owners.chain([nobody]));
        choice(ui, lang, words::ROLES, role, roles.into_iter());
        if scene.audience == Audience::Trainer {
            let yes_no = |yes: crate::text::Word, no: crate::text::Word| {
                [(true, yes), (false, no)].map(|(is, word)| (is, word.of(lang).to_owned())).into_iter()
            };
            let support = Support::ALL.map(|support| (Some(support), terms::support(support).of(lang).to_owned()));
            let unknown = (None, words::UNKNOWN.of(lang).to_owned());
            let coverage = Coverage::ALL.map(|coverage| (coverage, terms::coverage(coverage).of(lang).to_owned()));
            choice(ui, lang, words::KEY_PERSON, &mut judged.key, yes_no(words::KEY_PERSON, words::NOT_KEY));
            choice(ui, lang, words::SUPPORT, &mut judged.support, support.into_iter().chain([unknown]));
            choice(ui, lang, words::COVERAGE, &mut judged.coverage, coverage.into_iter());
            choice(ui, lang, words::LAST_CONTACT, &mut judged.cold, yes_no(words::COLD, words::NOT_COLD));
            let assumed = yes_no(words::SUPPORT_ASSUMED, words::SUPPORT_NOT_ASSUMED);
            choice(ui, lang, words::SUPPORT_KNOWN_FROM, &mut judged.assumed, assumed);
        }
        ui.add_space(tokens.unit);
        let is_asked = self.filter != Filter::default();
        if ui.add_enabled(is_asked, Button::new(tokens.body(value_map::SHOW_ALL.of(lang)))).clicked() {
            self.filter = Filter::default();
        }
    }
}
