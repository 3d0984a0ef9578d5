//! The four classes of customers: what to do for each and why, who is in it, and everyone's next step.

use std::sync::Arc;

use egui::{Frame, Label, Margin, Response, ScrollArea, Sense, Ui, pos2, vec2};

use super::{Scene, Selection, Wish, Wishes, choose_member};
use crate::{
    analysis::{
        classes::{self, ClassList, open_actions},
        power::{PowerMap, PowerRule},
    },
    edit::{CustomerEdit, Edit},
    model::{About, Action, Customer, CustomerClass, CustomerId, Date, Member, Table},
    text::{Lang, Word, classes as words, terms, value_map},
    ui::{self, Change, DateField, Sign, Step, TextField, Tokens, Typed, signs, widgets},
};

/// The room a list needs at least, in widths of a letter.
const LIST: f32 = 20.0;

/// What one looks at on the four lists.
#[derive(Default)]
pub struct Classes {
    board: Option<Board>,
}

/// Everything written on the lists, kept until something it rests on changes.
struct Board {
    rests: Rests,
    lists: Vec<List>,
    /// That the effort goes to those who bring little.
    warning: Option<String>,
    /// The closing questions, each with what the workbook knows of it.
    closing: [(Word, String); 4],
}

/// Shared sections are the same as long as they are the same allocation.
struct Rests {
    classes: Arc<classes::Classes>,
    power_maps: Arc<Table<PowerMap>>,
    customers: Arc<Table<Customer>>,
    team: Arc<Table<Member>>,
    about: Arc<About>,
    today: Date,
    lang: Lang,
}

struct List {
    class: Option<CustomerClass>,
    title: String,
    size: String,
    reach: Option<String>,
    rows: Vec<Row>,
}

struct Row {
    id: CustomerId,
    name: String,
    amount: String,
    /// What is done next, and by whom and when.
    next: Option<(String, String)>,
    is_late: bool,
    spoken: String,
}

impl Classes {
    /// Shows the lists, with what the workbook knows of the closing questions below them.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes) {
        let tokens = scene.tokens;
        if scene.workbook.customers.is_empty() {
            widgets::empty_state(ui, tokens, words::EMPTY.of(scene.lang), None);
            return;
        }
        let stale = self.board.take_if(|board| !board.rests.still(scene));
        drop(stale);
        let board = self.board.get_or_insert_with(|| Board::write(scene));
        Frame::new().inner_margin(tokens.group).show(ui, |ui| {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| board.show(ui, scene, wishes));
        });
    }
}

impl Rests {
    fn on(scene: &Scene<'_>) -> Self {
        Self {
            classes: Arc::clone(&scene.derived.classes),
            power_maps: Arc::clone(&scene.derived.power_maps),
            customers: Arc::clone(&scene.workbook.customers),
            team: Arc::clone(&scene.workbook.team),
            about: Arc::clone(&scene.workbook.about),
            today: scene.today,
            lang: scene.lang,
        }
    }

    fn still(&self, scene: &Scene<'_>) -> bool {
        Arc::ptr_eq(&self.classes, &scene.derived.classes)
            && Arc::ptr_eq(&self.power_maps, &scene.derived.power_maps)
            && Arc::ptr_eq(&self.customers, &scene.workbook.customers)
            && Arc::ptr_eq(&self.team, &scene.workbook.team)
            && Arc::ptr_eq(&self.about, &scene.workbook.about)
            && self.today == scene.today
            && self.lang == scene.lang
    }
}

impl Board {
    fn write(scene: &Scene<'_>) -> Self {
        let (lang, effort) = (scene.lang, &scene.derived.classes.effort);
        Self {
            rests: Rests::on(scene),
            lists: scene.derived.classes.lists.iter().map(|list| List::write(scene, list)).collect(),
            warning: effort.too_much.then(|| words::warning(lang, effort)),
            closing: closing(scene),
        }
    }

    /// The lists in as many columns as there is room for, then those without a class and the closing questions.
    fn show(&self, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes) {
        let tokens = scene.tokens;
        if let Some(warning) = &self.warning {
            warn(ui, scene, warning);
        }
        let wide = ui.available_width() / (LIST * tokens.type_size.body);
        let (classed, others) = self.lists.split_at(CustomerClass::ALL.len().min(self.lists.len()));
        match wide {
            4.0.. => side_by_side::<4>(ui, scene, wishes, classed),
            2.0.. => classed.chunks(2).for_each(|two| side_by_side::<2>(ui, scene, wishes, two)),
            _ => classed.iter().for_each(|list| show_list(ui, scene, wishes, list)),
        }
        let others: Vec<&List> = others.iter().filter(|list| !list.rows.is_empty()).collect();
        match others.as_slice() {
            [others] if wide >= 2.0 => columns(ui, tokens, |[left, right]| {
                left.vertical(|ui| show_list(ui, scene, wishes, others));
                right.vertical(|ui| close(ui, scene, &self.closing));
            }),
            others => {
                others.iter().for_each(|list| show_list(ui, scene, wishes, list));
                close(ui, scene, &self.closing);
            }
        }
    }
}

/// The closing questions, each with what the workbook knows of it.
fn closing(scene: &Scene<'_>) -> [(Word, String); 4] {
    let (lang, customers, derived) = (scene.lang, &scene.workbook.customers, scene.derived);
    let is_unheld =
        |map: &&PowerMap| map.whole.findings.iter().any(|found| matches!(found.rule, PowerRule::RoleUnheld(_)));
    let unheld = derived.power_maps.iter().filter(is_unheld).count();
    let known = customers.iter().filter(|customer| customer.contacted.needs_known == Some(true)).count();
    let values = || derived.value_map.customers.iter();
    let unclassed = values().filter(|value| value.class.is_none()).count();
    let uncertain = values().filter(|value| value.uncertain && !value.overridden).count();
    let by_hand = values().filter(|value| value.overridden).count();
    let mapped = derived.power_maps.len();
    [
        (words::ATTENTION, words::effort(lang, &derived.classes.effort)),
        (words::DECISIONS, words::decisions(lang, mapped, unheld, customers.len())),
        (words::NEEDS, words::needs(lang, known, customers.len())),
        (words::AT_A_GLANCE, words::at_a_glance(lang, unclassed, uncertain, by_hand)),
    ]
}

impl List {
    fn write(scene: &Scene<'_>, list: &ClassList) -> Self {
        let lang = scene.lang;
        let customers = list.customers.iter().filter_map(|id| scene.workbook.customers.get(id));
        Self {
            class: list.class,
            title: words::title(lang, list.class),
            size: words::size(lang, list),
            reach: words::reach(lang, list),
            rows: customers.map(|customer| Row::write(scene, customer)).collect(),
        }
    }
}

impl Row {
    fn write(scene: &Scene<'_>, customer: &Customer) -> Self {
        let lang = scene.lang;
        let name = match customer.animal {
            Some(animal) => format!("{} · {}", customer.label(), terms::animal(animal).of(lang)),
            None => customer.label().to_owned(),
        };
        let amount = value_map::amount(lang, &scene.workbook.about, customer.revenue);
        let next = open_actions(customer).map(|(_, action)| action).next();
        let who = next.and_then(|next| next.owner.as_ref()).map(|id| scene.workbook.member_label(id));
        let who_and_when = words::who_and_when(lang, who, next.and_then(|next| next.due));
        Self {
            id: customer.id.clone(),
            spoken: words::spoken(lang, customer, &amount, next, &who_and_when),
            name,
            amount,
            is_late: next.and_then(|next| next.due).is_some_and(|due| due < scene.today),
            next: next.map(|next| (next.what.clone(), who_and_when)),
        }
    }
}

/// A sentence on amber, with its numbers on demand.
fn warn(ui: &mut Ui, scene: &Scene<'_>, text: &str) {
    let tokens = scene.tokens;
    let frame = Frame::new().fill(tokens.amber.wash).corner_radius(tokens.corners());
    frame.inner_margin(Margin::same(8)).show(ui, |ui| {
        ui.horizontal(|ui| {
            signs::show(ui, Sign::Warning, tokens.type_size.section, tokens.amber.mark);
            let said = ui.add(Label::new(tokens.section(text).color(tokens.amber.ink)).wrap());
            explain_effort(&said, scene);
        });
    });
    ui.add_space(tokens.inset);
}

fn explain_effort(response: &Response, scene: &Scene<'_>) {
    let (lang, method) = (scene.lang, &scene.workbook.method.value_map);
    ui::explain(response, scene.tokens, lang, || words::explain_effort(lang, &scene.derived.classes.effort, method));
}

fn side_by_side<const N: usize>(ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes, lists: &[List]) {
    columns::<N>(ui, scene.tokens, |columns| {
        for (column, list) in columns.iter_mut().zip(lists) {
            // In a column texts would be justified.
            column.vertical(|ui| show_list(ui, scene, wishes, list));
        }
    });
}

/// Columns with a margin between them.
fn columns<const N: usize>(ui: &mut Ui, tokens: &Tokens, show: impl FnOnce(&mut [Ui; N])) {
    ui.scope(|ui| {
        let gap = std::mem::replace(&mut ui.spacing_mut().item_spacing.x, tokens.margin);
        ui.columns_const::<N, _>(|columns| {
            for column in columns.iter_mut() {
                column.spacing_mut().item_spacing.x = gap;
            }
            show(columns);
        });
    });
}

/// The closing questions.
fn close(ui: &mut Ui, scene: &Scene<'_>, questions: &[(Word, String)]) {
    let tokens = scene.tokens;
    ui.label(tokens.title(words::CLOSING.of(scene.lang)));
    for (question, known) in questions {
        ui.add_space(tokens.unit);
        ui.add(Label::new(tokens.strong(question.of(scene.lang))).wrap());
        let known = ui.add(Label::new(tokens.body(known).color(tokens.ink_soft)).wrap());
        if *question == words::ATTENTION {
            explain_effort(&known, scene);
        }
    }
}

fn show_list(ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes, list: &List) {
    let (tokens, lang) = (scene.tokens, scene.lang);
    let (sign, hue) = match list.class {
        Some(class) => (Sign::from(class), tokens.class(class)),
        None => (Sign::Unknown, tokens.neutral),
    };
    ui.push_id(list.class, |ui| {
        ui.horizontal(|ui| {
            signs::show(ui, sign, tokens.type_size.section * 0.85, hue.mark);
            ui.label(tokens.title(&list.title).color(hue.ink));
        });
        ui.label(tokens.strong(&list.size));
        if let Some(reach) = &list.reach {
            ui.add(Label::new(tokens.small(reach)).wrap());
        }
        if let Some(class) = list.class {
            ui.add_space(tokens.unit);
            ui.add(Label::new(tokens.body(words::advice(class).of(lang))).wrap());
            ui.add(Label::new(tokens.small(words::why(class).of(lang))).wrap());
        }
        ui.add_space(tokens.unit);
        if list.rows.is_empty() {
            ui.label(tokens.small(words::NOBODY_HERE.of(lang)));
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        for row in &list.rows {
            show_row(ui, scene, wishes, row);
        }
    });
    ui.add_space(tokens.group);
}

/// A customer on two lines: its name and what it brings, and what is done next. Open to be changed while it is selected.
fn show_row(ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes, row: &Row) {
    let tokens = scene.tokens;
    let height = tokens.type_size.body * 1.5 + tokens.type_size.small * 1.5 + tokens.inset;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    let is_selected = matches!(scene.selection, Selection::Customer(id) if *id == row.id);
    if ui.is_rect_visible(rect) {
        widgets::name_selectable(&response, is_selected, &row.spoken);
        let painter = ui.painter();
        widgets::row_ground(painter, tokens, rect, is_selected, response.hovered());
        let inner = rect.shrink2(vec2(tokens.unit, tokens.inset / 2.0));
        let amount = painter.layout_no_wrap(row.amount.clone(), tokens.font(Step::Body), tokens.ink);
        let room = inner.width() - amount.size().x - tokens.inset;
        painter.galley(pos2(inner.right() - amount.size().x, inner.top()), amount, tokens.ink);
        let name = widgets::line(painter, &row.name, tokens.bold_font(Step::Body), tokens.ink, room);
        painter.galley(inner.left_top(), name, tokens.ink);
        second_line(ui, scene, row, inner);
        widgets::focus_ring(ui, tokens, &response);
    }
    if response.clicked() {
        wishes.push(Wish::Select(Selection::Customer(row.id.clone())));
    }
    let open = scene.workbook.customers.get(&row.id).filter(|_| is_selected && !scene.read_only);
    if let Some(customer) = open {
        ui.push_id(&row.id, |ui| edit_next(ui, scene, wishes, customer));
    }
}

fn second_line(ui: &Ui, scene: &Scene<'_>, row: &Row, inner: egui::Rect) {
    let (tokens, painter) = (scene.tokens, ui.painter());
    let font = || tokens.font(Step::Small);
    let Some((what, who_and_when)) = &row.next else {
        let none = painter.layout_no_wrap(words::NO_NEXT_STEP.of(scene.lang).to_owned(), font(), tokens.ink_soft);
        painter.galley(pos2(inner.left(), inner.bottom() - none.size().y), none, tokens.ink_soft);
        return;
    };
    let ink = if row.is_late { tokens.red.ink } else { tokens.ink_soft };
    let when = widgets::line(painter, who_and_when, font(), ink, inner.width() * 0.6);
    let room = inner.width() - when.size().x - tokens.inset;
    let what = widgets::line(painter, what, font(), tokens.ink, room);
    let top = inner.bottom() - what.size().y;
    painter.galley(pos2(inner.right() - when.size().x, top), when, ink);
    painter.galley(pos2(inner.left(), top), what, tokens.ink);
}

/// The next step: what, who, until when, and that it is done.
fn edit_next(ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes, customer: &Customer) {
    let (tokens, lang) = (scene.tokens, scene.lang);
    let (place, next) = match open_actions(customer).next() {
        Some((place, action)) => (place, action.clone()),
        None => (customer.actions.len(), Action::default()),
    };
    let mut change = |typed: Option<Typed>, action: Action| {
        let mut actions = customer.actions.clone();
        match actions.get_mut(place) {
            Some(old) => *old = action,
            None => actions.push(action),
        }
        let edit = Edit::Customers(CustomerEdit::Actions(customer.id.clone(), actions));
        match typed {
            Some(typed) => wishes.type_in(typed, edit),
            None => wishes.edit(edit),
        }
    };
    let frame = Frame::new().fill(tokens.sunken).inner_margin(Margin::same(8));
    frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = tokens.unit;
        let field = TextField::new("next", &next.what, words::NEXT_STEP.of(lang)).hint(words::NEXT_HINT.of(lang));
        if let Some(Change { value, typed }) = field.multiline(2).show(ui, tokens) {
            change(Some(typed), Action { what: value, ..next.clone() });
        }
        ui.horizontal_wrapped(|ui| {
            let (who, width) = (words::WHO.of(lang), 8.0 * tokens.type_size.body);
            if let Some(owner) = choose_member(ui, scene, "who", who, width, next.owner.as_ref()) {
                change(None, Action { owner, ..next.clone() });
            }
            let day = DateField::new("due", next.due, words::DUE.of(lang), lang).hint(words::DUE_HINT.of(lang));
            if let Some(Change { value, typed }) = day.show(ui, tokens) {
                change(Some(typed), Action { due: value, ..next.clone() });
            }
            if !next.what.is_empty() && ui.button(tokens.body(words::DONE.of(lang))).clicked() {
                change(None, Action { done: Some(scene.today), ..next.clone() });
            }
        });
    });
}
