//! Relations 关系经营: their people as a register, and ours against theirs (METHOD §2), at one customer or at all.
//!
//! What is judged about a person (roles, support, coverage, levels, who is a key person) and what we mean to do is for
//! the trainer only. The room sees names, posts and who of us owns a relation.

mod matrix;
mod register;

use std::sync::Arc;

use egui::{Frame, Label, Margin, Response, ScrollArea, Ui};

use self::{
    matrix::{Crossing, Sheet},
    register::{Register, Rows, SortBy},
};
use super::{
    Scene, Selection, Wish, Wishes,
    cells::{Asked, List, Order, Plan, Walk},
};
use crate::{
    analysis::Audience,
    edit::{Edit, OrganisationEdit},
    model::{
        Contact, ContactId, Customer, CustomerId, Date, Member, MemberId, Method, Organisation, Pane, PanelKind, Table,
    },
    text::{Lang, power_map as map_words, relations as words},
    ui::{self, widgets},
};

/// Which of the two is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mode {
    /// Their people, one a row.
    #[default]
    Register,
    /// Our people against theirs.
    Matrix,
}

/// Whose relations are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
enum Owned {
    /// Everybody's.
    #[default]
    ByAnybody,
    /// Those that nobody owns.
    ByNobody,
    /// One of ours'.
    By(MemberId),
}

impl Owned {
    fn name<'a>(&'a self, scene: &'a Scene<'_>) -> &'a str {
        match self {
            Self::ByAnybody => words::ANY_OWNER.of(scene.lang),
            Self::ByNobody => map_words::NO_OWNER.of(scene.lang),
            Self::By(member) => scene.workbook.member_label(member),
        }
    }

    fn holds(&self, contact: &Contact) -> bool {
        match self {
            Self::ByAnybody => true,
            Self::ByNobody => contact.owner.is_none(),
            Self::By(member) => contact.owner.as_ref() == Some(member),
        }
    }
}

/// Which relations are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Filter {
    owned: Owned,
    /// Key people only.
    key_only: bool,
}

/// What one is doing and looking at among relations.
pub struct Relations {
    mode: Mode,
    filter: Filter,
    /// The register as it was last worked out.
    register: Option<Arc<Register>>,
    /// How its rows are ordered.
    order: Order<SortBy>,
    /// Where one is in it.
    in_register: Walk,
    /// The matrix as it was last worked out.
    sheet: Option<Arc<Sheet>>,
    /// Where one is in the matrix.
    in_matrix: Walk,
    /// Ours who were added to the matrix to give them relations.
    more: Vec<MemberId>,
    /// The selection last followed.
    followed: Selection,
}

impl Default for Relations {
    /// What is overdue longest comes first.
    fn default() -> Self {
        Self {
            mode: Mode::default(),
            filter: Filter::default(),
            register: None,
            order: Order { by: SortBy::URGENCY, ..Order::default() },
            in_register: Walk::default(),
            sheet: None,
            in_matrix: Walk::default(),
            more: Vec::new(),
            followed: Selection::Nothing,
        }
    }
}

/// The customer whose people are shown; none shows everybody's.
fn account<'a>(scene: &Scene<'a>) -> Option<&'a Customer> {
    scene.subject.and_then(|id| scene.workbook.customers.get(id))
}

/// A contact of an account.
fn contact<'a>(scene: &Scene<'a>, account: &CustomerId, id: &ContactId) -> Option<&'a Contact> {
    scene.workbook.organisations.get(account)?.contacts.get(id)
}

impl Relations {
    /// Shows the register, or the matrix.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        let people = scene.workbook.organisations.iter().map(|organisation| organisation.contacts.len()).sum::<usize>();
        if people == 0 {
            if widgets::empty_state(ui, tokens, words::EMPTY.of(lang), Some(words::TO_THE_MAP.of(lang))) {
                wishes.push(Wish::Open(Pane { kind: PanelKind::PowerMap, subject: scene.subject.map(str::to_owned) }));
            }
            return;
        }
        ui.push_id("tools", |ui| self.tools(ui, scene, wishes));
        match self.mode {
            Mode::Register => self.register(ui, scene, wishes),
            Mode::Matrix => self.matrix(ui, scene, wishes),
        }
    }

    /// The row of tools.
    fn tools(&mut self, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = tokens.unit;
            let modes = [(Mode::Register, words::REGISTER.of(lang)), (Mode::Matrix, words::MATRIX.of(lang))];
            widgets::segmented(ui, tokens, &mut self.mode, &modes);
            accounts(ui, scene, wishes);
            match self.mode {
                Mode::Register => {
                    self.owners(ui, scene);
                    if scene.audience == Audience::Trainer {
                        let toggle = widgets::tool_toggle(ui, tokens, words::KEY_ONLY.of(lang), self.filter.key_only);
                        self.filter.key_only ^= toggle.clicked();
                    }
                }
                Mode::Matrix => self.add_ours(ui, scene),
            }
        });
    }

    /// Whose relations are listed.
    fn owners(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        let (label, now) = (map_words::OWNER.of(scene.lang), self.filter.owned.clone());
        widgets::chooser(ui, "owner", field_width(scene), now.name(scene), label, |ui| {
            let all = [Owned::ByAnybody, Owned::ByNobody].into_iter();
            for owned in all.chain(scene.workbook.team.keys().cloned().map(Owned::By)) {
                if ui.push_id(&owned, |ui| ui.selectable_label(now == owned, owned.name(scene))).inner.clicked() {
                    self.filter.owned = owned;
                }
            }
        });
    }

    /// Adds one of ours to the matrix, to be given relations.
    fn add_ours(&mut self, ui: &mut Ui, scene: &Scene<'_>) {
        if scene.read_only {
            return;
        }
        let shown = |id: &MemberId| self.sheet.as_ref().is_some_and(|sheet| sheet.has(id));
        let others: Vec<_> = scene.workbook.team.iter().filter(|member| !shown(&member.id)).collect();
        let mut added = None;
        ui.add_enabled_ui(!others.is_empty(), |ui| {
            ui.menu_button(words::ADD_OURS.of(scene.lang), |ui| {
                ScrollArea::vertical().show(ui, |ui| {
                    for member in others {
                        if ui.push_id(&member.id, |ui| ui.button(member.label())).inner.clicked() {
                            added = Some(member.id.clone());
                            ui.close();
                        }
                    }
                });
            });
        });
        self.more.extend(added);
    }

    fn register(&mut self, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes) {
        let register = self.follow_register(scene);
        let (tokens, lang) = (scene.tokens, scene.lang);
        headline(ui, scene, &register.headline, |said| {
            if scene.audience == Audience::Trainer {
                ui::explain(said, tokens, lang, || register.explain_late(lang));
            }
        });
        if register.rows.is_empty() {
            ui.label(tokens.prose(words::NOBODY_LIKE_THAT.of(lang)).color(tokens.ink_soft));
            return;
        }
        let shape = register.shape(tokens, ui.available_width());
        let plan = Plan::of(&shape, tokens, ui.available_size());
        let id = ui.scope_id().with("register");
        let mut rows = Rows { id, scene, register: &register, order: &self.order, asked: None };
        let asked = List { id, scene, walk: &mut self.in_register, by_cell: false }.show(ui, plan, &mut rows);
        if let Some(by) = rows.asked {
            let at = self.order.places.get(self.in_register.cursor.row).copied();
            self.order.ask(by, |by| register.keys(*by));
            let row = self.order.places.iter().position(|place| Some(*place) == at);
            self.in_register.cursor.row = row.unwrap_or_default();
        }
        let row = |row: usize| self.order.places.get(row).and_then(|at| register.rows.get(*at));
        match asked {
            Some(Asked::Select(at)) => {
                row(at).into_iter().for_each(|row| self.followed = select(scene, wishes, &row.account, &row.id));
            }
            Some(Asked::Open(at)) => row(at).into_iter().for_each(|row| open(scene, wishes, &row.account, &row.id)),
            Some(Asked::Act(_)) | None => {}
        }
    }

    /// The register, worked out again if what it shows has changed; the selected row in sight where another panel
    /// selected it.
    fn follow_register(&mut self, scene: &Scene<'_>) -> Arc<Register> {
        let current = self.register.as_ref().filter(|register| register.is_current(scene, &self.filter));
        let register = match current {
            Some(register) => Arc::clone(register),
            None => {
                let register = Arc::new(Register::of(scene, &self.filter));
                let others = self.register.as_ref().is_none_or(|before| !before.has_rows_of(&register));
                self.order.follow(&register.keys(self.order.by), others);
                register
            }
        };
        self.register = Some(Arc::clone(&register));
        if self.is_newly_selected(scene) {
            let is_it = |at: &usize| register.rows.get(*at).is_some_and(|row| row.is(scene.selection));
            self.in_register.turn_to(self.order.places.iter().position(is_it));
        }
        register
    }

    /// Whether something else is selected than when last looked at.
    fn is_newly_selected(&mut self, scene: &Scene<'_>) -> bool {
        let is_new = self.followed != *scene.selection;
        if is_new {
            self.followed = scene.selection.clone();
        }
        is_new
    }

    fn matrix(&mut self, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes) {
        let current = self.sheet.as_ref().filter(|sheet| sheet.is_current(scene, &self.more));
        let sheet = current.map_or_else(|| Arc::new(Sheet::of(scene, &self.more)), Arc::clone);
        self.sheet = Some(Arc::clone(&sheet));
        if self.is_newly_selected(scene) {
            self.in_matrix.turn_to(sheet.row_of(scene.selection));
        }
        let (tokens, lang) = (scene.tokens, scene.lang);
        headline(ui, scene, &sheet.headline, |_| {});
        if sheet.matrix.theirs.is_empty() {
            ui.label(tokens.prose(words::NO_KEY_PEOPLE.of(lang)).color(tokens.ink_soft));
            return;
        }
        sheet.key(ui, scene);
        let plan = Plan::of(&sheet.shape(scene), tokens, ui.available_size());
        let id = ui.scope_id().with("matrix");
        let mut crossing = Crossing { scene, sheet: &sheet };
        let asked = List { id, scene, walk: &mut self.in_matrix, by_cell: true }.show(ui, plan, &mut crossing);
        let theirs = |row: usize| sheet.matrix.theirs.get(row);
        match asked {
            Some(Asked::Select(row)) => theirs(row).into_iter().for_each(|person| {
                self.followed = select(scene, wishes, &person.account, &person.contact);
            }),
            Some(Asked::Open(row)) => {
                theirs(row).into_iter().for_each(|person| open(scene, wishes, &person.account, &person.contact));
            }
            Some(Asked::Act(spot)) if !scene.read_only => {
                let person = theirs(spot.row).and_then(|person| contact(scene, &person.account, &person.contact));
                let ours = sheet.matrix.ours.get(spot.column).map(|ours| &ours.member);
                if let (Some(person), Some(ours), Some(theirs)) = (person, ours, theirs(spot.row)) {
                    // The one who owns the relation gives it back.
                    let owner = Some(ours.clone()).filter(|ours| person.owner.as_ref() != Some(ours));
                    let edit = OrganisationEdit::Put(Box::new(Contact { owner, ..person.clone() }));
                    wishes.edit(Edit::Organisation(theirs.account.clone(), edit));
                }
            }
            Some(Asked::Act(_)) | None => {}
        }
    }
}

/// What is found, in a sentence.
fn headline(ui: &mut Ui, scene: &Scene<'_>, text: &str, explain: impl FnOnce(&Response)) {
    Frame::new().inner_margin(Margin::symmetric(8, 0)).show(ui, |ui| {
        explain(&ui.add(Label::new(scene.tokens.section(text)).truncate()));
    });
}

/// The customers whose people there are, and all of them.
fn accounts(ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes) {
    let (lang, now) = (scene.lang, account(scene));
    let shown = now.map_or(words::ALL_ACCOUNTS.of(lang), Customer::label);
    widgets::chooser(ui, "account", field_width(scene), shown, map_words::ACCOUNT.of(lang), |ui| {
        if ui.selectable_label(now.is_none(), words::ALL_ACCOUNTS.of(lang)).clicked() {
            wishes.push(Wish::NoSubject);
        }
        for map in scene.derived.power_maps.iter() {
            let name = scene.workbook.customer_label(&map.account);
            let is_it = now.is_some_and(|now| now.id == map.account);
            if ui.push_id(&map.account, |ui| ui.selectable_label(is_it, name)).inner.clicked() {
                wishes.push(Wish::Subject(map.account.to_string()));
            }
        }
    });
}

fn field_width(scene: &Scene<'_>) -> f32 {
    scene.tokens.type_size.body * 10.0
}

/// Selects somebody, and says what is selected then.
fn select(scene: &Scene<'_>, wishes: &mut Wishes, account: &CustomerId, id: &ContactId) -> Selection {
    let selection = Selection::Contact(account.clone(), id.clone());
    if *scene.selection != selection {
        wishes.push(Wish::Select(selection.clone()));
    }
    selection
}

/// Selects somebody and shows them on the map.
fn open(scene: &Scene<'_>, wishes: &mut Wishes, account: &CustomerId, id: &ContactId) {
    select(scene, wishes, account, id);
    wishes.push(Wish::Open(Pane { kind: PanelKind::PowerMap, subject: Some(account.to_string()) }));
}

/// What is shown follows from these: they are the same, or the same things stand in them.
#[derive(Clone)]
struct Basis {
    organisations: Arc<Table<Organisation>>,
    customers: Arc<Table<Customer>>,
    team: Arc<Table<Member>>,
    method: Arc<Method>,
    subject: Option<CustomerId>,
    lang: Lang,
    audience: Audience,
    today: Date,
}

impl Basis {
    fn of(scene: &Scene<'_>) -> Self {
        let workbook = scene.workbook;
        Self {
            organisations: Arc::clone(&workbook.organisations),
            customers: Arc::clone(&workbook.customers),
            team: Arc::clone(&workbook.team),
            method: Arc::clone(&workbook.method),
            subject: account(scene).map(|customer| customer.id.clone()),
            lang: scene.lang,
            audience: scene.audience,
            today: scene.today,
        }
    }

    fn is_current(&self, scene: &Scene<'_>) -> bool {
        let workbook = scene.workbook;
        Arc::ptr_eq(&self.organisations, &workbook.organisations)
            && Arc::ptr_eq(&self.customers, &workbook.customers)
            && Arc::ptr_eq(&self.team, &workbook.team)
            && Arc::ptr_eq(&self.method, &workbook.method)
            && self.subject.as_ref() == account(scene).map(|customer| &customer.id)
            && (self.lang, self.audience, self.today) == (scene.lang, scene.audience, scene.today)
    }
}
