//! The power map 组织权力地图: a customer's organisation as a chart of cards and lines (METHOD §2).
//!
//! What is judged about a person (support, coverage, influence, status, who is a key person, who pulls with or against
//! whom, the map's light, findings, notes, and what of it has changed) is drawn for the trainer only. The room sees seats
//! and names, solid, dotted and assistant lines, decision roles and our owners.

mod card;
mod changes;
mod chart;
mod filter;
mod gesture;
mod judging;
mod keys;
mod lines;
mod map;
mod marks;
mod minimap;
mod opportunities;
mod plot;
mod questions;
mod relation;
mod route;
mod sheet;
mod toolbar;
mod tray;
mod troubles;
mod veil;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use egui::{Frame, Margin, Panel, Pos2, Rect, Ui, Vec2};

use crate::{
    analysis::{Audience, layout},
    edit::{CustomerEdit, Edit, OrganisationEdit},
    model::{
        Basis, Certainty, Contact, ContactId, Customer, CustomerId, DecisionRole, LineKind, Opportunity, OpportunityId,
        Organisation, Seat,
    },
    panels::{Scene, Selection, Wish, Wishes, kept::Comparison},
    text::{Word, kept, power_map as words, relations, verdict},
    ui::{Canvas, Lasso, Tokens, Typed, View, widgets},
};

use chart::{Chart, Style};
use filter::Filtering;
use gesture::{Drag, Pick};
use minimap::Minimap;
use veil::Veil;

/// The power map's view state.
#[derive(Default)]
pub struct PowerMap {
    account: Option<CustomerId>,
    canvas: Canvas,
    chart: Option<Chart>,
    motion: Option<Motion>,
    folded: BTreeSet<ContactId>,
    /// Counts the changes of `folded`.
    folds: u64,
    /// How it was folded by itself.
    opened: Option<Opened>,
    /// The card that stays where it is on the screen when the map is laid out anew.
    anchor: Option<ContactId>,
    /// Which way the map grows, and how large its cards are.
    style: Style,
    /// It is laid out in another way: all of it is shown.
    refit: bool,
    /// Kinds of lines that are switched off.
    hidden: BTreeSet<LineKind>,
    find: String,
    spotlight: Option<Spotlight>,
    sheet: sheet::State,
    /// Those that commands are for together.
    marked: BTreeSet<ContactId>,
    lasso: Option<Lasso>,
    filtering: Filtering,
    minimap: Minimap,
    drag: Option<Drag>,
    /// The opportunity whose decision roles are shown; `None` shows those that people hold in general.
    opportunity: Option<OpportunityId>,
    /// Which maps are compared, if any.
    compared: Option<Comparison>,
    /// What has changed between them.
    changes: Option<Box<changes::Changes>>,
    /// How many questions are shown beyond the first.
    more_questions: usize,
    /// The field of somebody's sheet that is to be filled in next.
    wanted: Option<sheet::Wanted>,
    /// The questions that help to judge somebody, while they are asked.
    judging: Option<judging::Judging>,
    /// A line is being pulled from this card's handle.
    pulled: Option<ContactId>,
    /// Somebody is to be pointed out.
    pick: Option<Pick>,
    /// Between whom a line was drawn, of which it is asked what it says.
    asked: Option<[ContactId; 2]>,
    naming: Naming,
    /// Nothing but the map is shown.
    bare: bool,
    /// People are called by their posts.
    veiled: bool,
    veil: Option<Veil>,
    /// The selection last shown, to follow when another panel changes it.
    followed: Selection,
}

/// Somebody new is being named. Once that is typed, the keys are for the map again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Naming {
    /// Nobody is.
    #[default]
    Done,
    /// The field is about to have the keyboard.
    Begun,
    /// The field has it.
    Typing,
}

/// A panel that has become larger or smaller by this share is another room.
const MUCH: f32 = 0.25;

/// What a map was folded for when nobody had done so.
struct Opened {
    /// The room there was, in points.
    room: Vec2,
    /// The folds since then are by hand.
    folds: u64,
}

/// Cards on their way to new places.
struct Motion {
    from: Vec<Pos2>,
    started: f64,
}

/// People being pointed out: by a search, or by a finding.
struct Spotlight {
    contacts: Vec<ContactId>,
    lit: HashSet<ContactId>,
    /// The one last flown to.
    at: Option<usize>,
}

impl Spotlight {
    fn new(contacts: Vec<ContactId>) -> Self {
        Self { lit: contacts.iter().cloned().collect(), contacts, at: None }
    }

    /// The next of them, round and round.
    fn next(&mut self) -> Option<ContactId> {
        let next = self.at.map_or(0, |at| at + 1) % self.contacts.len().max(1);
        self.at = Some(next);
        self.contacts.get(next).cloned()
    }
}

/// An account and its organisation.
#[derive(Clone, Copy)]
struct Subject<'a> {
    customer: &'a Customer,
    organisation: &'a Organisation,
    /// The opportunity that is looked at, if it is one.
    opportunity: Option<&'a Opportunity>,
}

impl Subject<'_> {
    /// The selected contact of this account, if it is there.
    fn selected(&self, scene: &Scene<'_>) -> Option<&Contact> {
        match scene.selection {
            Selection::Contact(account, id) if *account == self.customer.id => self.organisation.contacts.get(id),
            _ => None,
        }
    }

    /// What we know it from that somebody holds a decision role, in the opportunity or else in general.
    fn held<'b>(&'b self, contact: &'b Contact, role: DecisionRole) -> Option<&'b Basis> {
        match self.opportunity {
            Some(opportunity) => opportunity.held(&contact.id, role),
            None => contact.roles.get(&role),
        }
    }

    /// The decision roles somebody holds: in the opportunity, or else wherever it is.
    fn roles(&self, contact: &Contact) -> BTreeMap<DecisionRole, Certainty> {
        let held = |role| Some((role, self.held(contact, role)?.certainty));
        let mut roles: BTreeMap<DecisionRole, Certainty> = DecisionRole::ALL.into_iter().filter_map(held).collect();
        let elsewhere = self.organisation.opportunities.iter().filter(|_| self.opportunity.is_none());
        let elsewhere = elsewhere.flat_map(|opportunity| &opportunity.roles);
        for held in elsewhere.filter(|held| held.contact == contact.id) {
            let known = roles.entry(held.role).or_default();
            if held.basis.certainty == Certainty::Confirmed {
                *known = Certainty::Confirmed;
            }
        }
        roles
    }

    /// A contact's name.
    fn name<'b>(&'b self, id: &'b ContactId) -> &'b str {
        self.organisation.contacts.get(id).map_or(id.as_str(), Contact::label)
    }

    /// A change of this organisation.
    fn step(&self, edit: OrganisationEdit) -> Edit {
        Edit::Organisation(self.customer.id.clone(), edit)
    }

    /// Wishes for a change of this organisation.
    fn edit(&self, wishes: &mut Wishes, edit: OrganisationEdit) {
        wishes.edit(self.step(edit));
    }

    /// Wishes for a change of one contact.
    fn change(&self, wishes: &mut Wishes, contact: &Contact, change: impl FnOnce(&mut Contact)) {
        self.edit(wishes, changed(contact, change));
    }

    /// Wishes for what was typed about one contact.
    fn type_in(&self, wishes: &mut Wishes, typed: Typed, edit: OrganisationEdit) {
        wishes.type_in(typed, self.step(edit));
    }

    fn select(&self, wishes: &mut Wishes, contact: &ContactId) {
        wishes.push(Wish::Select(Selection::Contact(self.customer.id.clone(), contact.clone())));
    }
}

/// A contact as changed.
fn changed(contact: &Contact, change: impl FnOnce(&mut Contact)) -> OrganisationEdit {
    let mut changed = contact.clone();
    change(&mut changed);
    OrganisationEdit::Put(Box::new(changed))
}

/// The customer shown: the one asked for, or the first with people, or the first there is.
fn customer<'a>(scene: &Scene<'a>) -> Option<&'a Customer> {
    let workbook = scene.workbook;
    let asked = scene.subject.and_then(|id| workbook.customers.get(id));
    let mapped = || {
        let mut organisations = workbook.organisations.iter().filter(|organisation| !organisation.contacts.is_empty());
        organisations.find_map(|organisation| workbook.customers.get(&organisation.account))
    };
    asked.or_else(mapped).or_else(|| workbook.customers.first())
}

impl PowerMap {
    /// Shows the map of an account.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes) {
        if !self.veiled {
            self.veil = None;
            self.show_names(ui, scene, wishes);
            return;
        }
        let veil = Veil::over(scene.workbook, scene.lang, self.veil.take());
        let workbook = veil.workbook(scene.workbook);
        let mut own = Wishes::default();
        self.show_names(ui, &Scene { workbook: &workbook, ..*scene }, &mut own);
        veil.lift(&mut own);
        wishes.0.append(&mut own.0);
        self.veil = Some(veil);
    }

    /// Shows it with whatever names the scene has.
    fn show_names(&mut self, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        let Some(customer) = customer(scene) else {
            let button = (!scene.read_only).then(|| words::ADD_CUSTOMER.of(lang));
            if widgets::empty_state(ui, tokens, words::NO_CUSTOMERS.of(lang), button) {
                let name = words::NEW_CUSTOMER.of(lang);
                let added = Customer::new(CustomerId::fresh(name, |_| false), name);
                wishes.edit(Edit::Customers(CustomerEdit::Put(Box::new(added))));
            }
            return;
        };
        let organisation = scene.workbook.organisations.get(&customer.id);
        let subject = organisation
            .filter(|organisation| !organisation.contacts.is_empty())
            .map(|organisation| Subject { customer, organisation, opportunity: None });
        self.turn_to(scene, customer, subject.as_ref(), ui.available_size());
        let subject = subject.map(|subject| {
            let opportunity = self.opportunity.as_ref().and_then(|id| subject.organisation.opportunities.get(id));
            Subject { opportunity, ..subject }
        });
        if !self.bare {
            let frame = Frame::new().inner_margin(Margin::symmetric(8, 4));
            let row = Panel::top(ui.scope_id().with("tools")).frame(frame);
            row.show(ui, |ui| self.tools(ui, scene, customer, subject, wishes));
        }
        let Some(subject) = subject else {
            self.empty(ui, scene, customer, wishes);
            return;
        };
        self.compare(scene, subject);
        self.follow(ui, scene, subject);
        self.strip(ui, scene, subject);
        if self.sheet.open {
            let width = sheet::width(tokens).min(ui.available_width() * 0.6);
            let sheet = Panel::right(ui.scope_id().with("sheet")).resizable(false).exact_size(width);
            let frame = Frame::new().fill(tokens.surface).inner_margin(Margin::symmetric(12, 8));
            sheet.frame(frame).show(ui, |ui| self.side(ui, scene, subject, wishes));
        }
        if let Some(chart) = self.chart.take() {
            self.map(ui, scene, subject, &chart, wishes);
            self.chart = Some(chart);
        }
    }

    /// Whose map it shows.
    pub const fn account(&self) -> Option<&CustomerId> {
        self.account.as_ref()
    }

    /// All of the map as it is laid out now, without tools, sheet and tray, and the room it takes, in points.
    pub fn whole(&self, tokens: &Tokens) -> Option<(Self, Vec2)> {
        let chart = self.chart.as_ref()?;
        let whole = Self {
            account: self.account.clone(),
            folded: self.folded.clone(),
            folds: self.folds,
            style: self.style,
            hidden: self.hidden.clone(),
            filtering: self.filtering.clone(),
            opportunity: self.opportunity.clone(),
            compared: self.compared.clone(),
            veiled: self.veiled,
            bare: true,
            ..Self::default()
        };
        Some((whole, chart.bounds.size() + Vec2::splat(2.0 * tokens.margin)))
    }

    /// Starts afresh when another account is shown, with as many levels as can be read in the room there is.
    fn turn_to(&mut self, scene: &Scene<'_>, customer: &Customer, subject: Option<&Subject<'_>>, room: Vec2) {
        if self.account.as_ref() == Some(&customer.id) {
            self.make_use_of(scene, subject, room);
            return;
        }
        let Self { hidden, sheet, style, veiled, mut minimap, .. } = std::mem::take(self);
        minimap.forget();
        *self = Self { account: Some(customer.id.clone()), hidden, sheet, style, veiled, minimap, ..Self::default() };
        if let Some(subject) = subject
            && let Some(level) = readable_level(scene, subject.organisation, style, room)
        {
            self.unfold_to(subject.organisation, level);
        }
        self.opened = Some(Opened { room, folds: self.folds });
    }

    /// Shows more levels, or fewer, in a panel that has become much larger or smaller, unless a hand has folded or moved
    /// anything.
    fn make_use_of(&mut self, scene: &Scene<'_>, subject: Option<&Subject<'_>>, room: Vec2) {
        let (Some(opened), Some(subject)) = (&mut self.opened, subject) else { return };
        let change = (room / opened.room.max(Vec2::splat(1.0)) - Vec2::splat(1.0)).abs();
        if opened.folds != self.folds || !self.canvas.is_fitted() || change.max_elem() < MUCH {
            return;
        }
        opened.room = room;
        let organisation = subject.organisation;
        let level = readable_level(scene, organisation, self.style, room).unwrap_or(usize::MAX);
        let before = std::mem::take(&mut self.folded);
        self.unfold_to(organisation, level);
        self.refit |= self.folded != before;
        self.opened = Some(Opened { room, folds: self.folds });
    }

    /// Which opportunity is looked at and what is compared, with the way back to the whole map of today.
    fn strip(&mut self, ui: &mut Ui, scene: &Scene<'_>, subject: Subject<'_>) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        if self.bare || subject.opportunity.is_none() && self.changes.is_none() {
            return;
        }
        let frame = Frame::new().fill(tokens.accent.wash).inner_margin(Margin::symmetric(12, 4));
        Panel::top(ui.scope_id().with("strip")).frame(frame).show(ui, |ui| {
            if let Some(opportunity) = subject.opportunity {
                ui.horizontal(|ui| {
                    ui.label(tokens.body(verdict::is_for(lang, opportunity)).color(tokens.accent.ink));
                    if widgets::tool_button(ui, tokens, verdict::WHOLE_MAP.of(lang)).clicked() {
                        self.opportunity = None;
                    }
                });
            }
            if let Some(changes) = &self.changes {
                ui.horizontal_wrapped(|ui| {
                    ui.label(tokens.body(&changes.headline).color(tokens.accent.ink));
                    if widgets::tool_button(ui, tokens, kept::NOT_COMPARED.of(lang)).clicked() {
                        self.compared = None;
                    }
                });
            }
        });
    }

    fn empty(&mut self, ui: &mut Ui, scene: &Scene<'_>, customer: &Customer, wishes: &mut Wishes) {
        let lang = scene.lang;
        let buttons = [words::ADD_FIRST.of(lang), relations::IMPORT_LIST.of(lang)];
        // Nothing is imported in the room's view.
        let offered = match (scene.read_only, scene.audience) {
            (true, _) => &[][..],
            (false, Audience::Room) => buttons.split_at(1).0,
            (false, Audience::Trainer) => buttons.as_slice(),
        };
        let pressed = widgets::empty_state_with(ui, scene.tokens, words::EMPTY_TEXT.of(lang), offered);
        if pressed == Some(1) {
            wishes.push(Wish::ImportContacts(customer.id.clone()));
        } else if pressed == Some(0) {
            let name = words::NEW_CONTACT.of(lang);
            let id = ContactId::fresh(name, |_| false);
            let edit = OrganisationEdit::Put(Box::new(Contact::new(id.clone(), name)));
            wishes.edit(Edit::Organisation(customer.id.clone(), edit));
            wishes.push(Wish::Select(Selection::Contact(customer.id.clone(), id.clone())));
            self.name_new(id, words::NAME);
        }
    }

    /// Brings the chart up to date, and the selection into sight when it was made elsewhere.
    fn follow(&mut self, ui: &Ui, scene: &Scene<'_>, subject: Subject<'_>) {
        let selected = subject.selected(scene).map(|contact| contact.id.clone());
        let moved = self.followed != *scene.selection;
        if moved {
            self.followed = scene.selection.clone();
            if let Some(id) = &selected {
                self.uncover(subject.organisation, id);
            }
        }
        self.refresh(ui, scene, subject);
        self.filtering.refresh(ui, scene, subject);
        self.marked.retain(|id| subject.organisation.contacts.contains(id));
        if moved
            && let Some(chart) = &self.chart
            && let Some(card) = selected.as_ref().and_then(|id| chart.card(id))
        {
            self.canvas.bring_into_sight(ui, chart.rect(card));
        }
    }

    /// Lays the map out anew where something changed.
    fn refresh(&mut self, ui: &Ui, scene: &Scene<'_>, subject: Subject<'_>) {
        let account = &subject.customer.id;
        if self.chart.as_ref().is_some_and(|chart| chart.is_current(scene, subject, self.style, self.folds)) {
            return;
        }
        let mut before = self.chart.take().filter(|before| before.account() == account);
        let layout = before.as_mut().and_then(Chart::take_layout);
        let chart = Chart::new(scene, subject, self.style, (&self.folded, self.folds), layout);
        if std::mem::take(&mut self.refit) {
            self.canvas.fit(ui, scene.tokens, chart.bounds);
        }
        if let Some(before) = before {
            // What one is working on stays under one's eyes; everything else moves around it.
            let places = self.anchor.as_ref().and_then(|id| Some((before.card(id)?.at, chart.card(id)?.at)));
            let shift = places.map_or_else(Default::default, |(then, now)| now - then);
            self.canvas.shift(shift);
            let mut from: Vec<Pos2> = Vec::with_capacity(chart.cards.len());
            for card in &chart.cards {
                // Those unfolded come from the card above them.
                let above = || card.parent.and_then(|parent| from.get(parent)).copied();
                let then = before.card(&card.id).map(|before| before.at + shift);
                let start = then.or_else(above).unwrap_or(card.at);
                from.push(start);
            }
            let moves = scene.tokens.motion > 0.0 && from.iter().zip(&chart.cards).any(|(from, to)| *from != to.at);
            self.motion = moves.then(|| Motion { from, started: ui.input(|input| input.time) });
        }
        self.minimap.forget();
        self.chart = Some(chart);
    }

    /// Unfolds whoever hides somebody.
    fn uncover(&mut self, organisation: &Organisation, contact: &ContactId) {
        let above = |id: &ContactId| organisation.contacts.get(id).and_then(|contact| contact.reports_to.clone());
        // A circle has no end: nobody is below more people than there are.
        for id in std::iter::successors(above(contact), above).take(organisation.contacts.len()) {
            if self.folded.remove(&id) {
                self.folds += 1;
            }
        }
    }

    /// Draws the map in another way; all of it is shown then.
    fn set_style(&mut self, style: Style) {
        self.refit |= self.style != style;
        self.style = style;
    }

    fn set_folded(&mut self, contact: &ContactId, folded: bool) {
        let changed = if folded { self.folded.insert(contact.clone()) } else { self.folded.remove(contact) };
        if changed {
            self.folds += 1;
            self.anchor = Some(contact.clone());
        }
    }

    /// Folds everyone on a level and below, so that so many levels are seen.
    fn unfold_to(&mut self, organisation: &Organisation, levels: usize) {
        let branches = layout::branches(organisation, &BTreeSet::new());
        self.folded = folded_from(organisation, &branches, &levels_of(&branches), levels);
        self.folds += 1;
        self.anchor = None;
    }

    /// Selects somebody and goes there.
    fn fly_to(&mut self, ui: &Ui, scene: &Scene<'_>, subject: Subject<'_>, contact: &ContactId, wishes: &mut Wishes) {
        self.uncover(subject.organisation, contact);
        self.refresh(ui, scene, subject);
        if let Some(chart) = &self.chart
            && let Some(card) = chart.card(contact)
        {
            self.canvas.reveal(ui, chart.rect(card).center());
        }
        self.followed = Selection::Contact(subject.customer.id.clone(), contact.clone());
        self.anchor = Some(contact.clone());
        subject.select(wishes, contact);
    }

    /// Opens somebody's sheet at a field that is to be filled in.
    fn fill_in(&mut self, contact: ContactId, field: Word) {
        self.sheet.open_card();
        self.wanted = Some(sheet::Wanted { contact, field, arrived: false });
    }

    /// Opens the sheet of somebody new at what they are called by.
    fn name_new(&mut self, contact: ContactId, field: Word) {
        self.naming = Naming::Begun;
        self.fill_in(contact, field);
    }

    /// Adds somebody below a contact, selects them and opens the sheet to fill in.
    fn add_below(
        &mut self,
        scene: &Scene<'_>,
        subject: Subject<'_>,
        manager: &Contact,
        seat: Seat,
        wishes: &mut Wishes,
    ) {
        let name = words::NEW_CONTACT.of(scene.lang);
        let id = ContactId::fresh(name, |id| subject.organisation.contacts.contains(id));
        let name = if seat == Seat::Held { name } else { "" };
        let added = Contact {
            seat,
            department: manager.department.clone(),
            reports_to: Some(manager.id.clone()),
            ..Contact::new(id.clone(), name)
        };
        self.set_folded(&manager.id, false);
        self.anchor = Some(manager.id.clone());
        subject.edit(wishes, OrganisationEdit::Put(Box::new(added)));
        subject.select(wishes, &id);
        self.name_new(id, if seat == Seat::Held { words::NAME } else { words::TITLE_FIELD });
    }
}

/// The level of each branch; those at the top are on level 1.
fn levels_of(branches: &[layout::Branch]) -> Vec<usize> {
    let mut levels: Vec<usize> = Vec::with_capacity(branches.len());
    for branch in branches {
        let above = branch.parent.and_then(|parent| levels.get(parent)).copied().unwrap_or_default();
        levels.push(above + 1);
    }
    levels
}

/// Those on a level and below who have somebody to fold away.
fn folded_from(
    organisation: &Organisation,
    branches: &[layout::Branch],
    levels: &[usize],
    from: usize,
) -> BTreeSet<ContactId> {
    let at_or_below = levels.iter().zip(branches).filter(|(level, branch)| **level >= from && branch.below > 0);
    at_or_below.filter_map(|(_, branch)| Some(organisation.contacts.at(branch.contact)?.id.clone())).collect()
}

/// Down to which level a map can be read when all of it is shown in the room there is; `None` where that is all levels.
fn readable_level(scene: &Scene<'_>, organisation: &Organisation, style: Style, room: Vec2) -> Option<usize> {
    let branches = layout::branches(organisation, &BTreeSet::new());
    let levels = levels_of(&branches);
    let deepest = levels.iter().copied().max().unwrap_or_default();
    let viewport = Rect::from_min_size(Pos2::ZERO, room);
    let can_be_read = |level: &usize| {
        let folded = folded_from(organisation, &branches, &levels, *level);
        let extent = chart::extent(scene.tokens, organisation, style, &folded);
        View::fit(extent, viewport, scene.tokens.margin).zoom >= card::COMFORTABLE
    };
    let level = (2..=deepest).rev().find(can_be_read).unwrap_or(2);
    (level < deepest).then_some(level)
}

/// Whether anything may be changed.
const fn editable(scene: &Scene<'_>) -> bool {
    !scene.read_only
}

/// The width of a field that holds a name.
fn field_width(tokens: &Tokens) -> f32 {
    tokens.type_size.body * 11.0
}
