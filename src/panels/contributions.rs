//! The contribution grid 客户贡献: customers × offerings, what each brings, and what follows for both.

mod block;
mod grid;
mod keys;
mod plan;
mod sheet;
mod sides;

use std::sync::Arc;

use egui::{Frame, Label, Margin, Ui};

use self::{
    block::{Area, Spot},
    sheet::{Sheet, Side, Sort, SortBy},
};
use super::{Scene, Selection, Wish, Wishes, add_customer};
use crate::{
    edit::{CustomerEdit, Edit},
    model::{CustomerId, Offering, OfferingId},
    text::{contributions as words, parse::NotAMargin},
    ui::widgets,
};

/// What one is doing and looking at on a contribution grid.
#[derive(Default)]
pub struct Contributions {
    /// The grid as it was last worked out.
    sheet: Option<Arc<Sheet>>,
    /// How wide its columns must be.
    widths: Option<plan::Widths>,
    /// How its rows are sorted.
    sort: Sort,
    /// The places of the rows in that order, as they were when it was asked for: a row doesn't run away from the hand
    /// that fills it in.
    order: Arc<[usize]>,
    /// The rows still are in that order.
    is_sorted: bool,
    /// The cell that keys mean.
    cursor: Spot,
    /// The other end of what is selected.
    anchor: Spot,
    /// The column in which a row that is filled in with Tab began: Enter goes back to it.
    began_in: Option<usize>,
    /// The cell to bring into sight.
    reveal: bool,
    /// The text of a cell being typed.
    draft: Option<Draft>,
    /// Why what was pasted last was not taken.
    not_taken: Option<words::NotTaken>,
    /// The offering whose name is being typed.
    naming: Option<Naming>,
    /// The customer selected when last looked at, here or elsewhere.
    selected: Option<CustomerId>,
}

/// The name of an offering being typed.
#[derive(Clone, Debug)]
struct Naming {
    /// Whose.
    offering: OfferingId,
    /// Its field, once that has had the keyboard.
    field: Option<egui::Id>,
}

/// The text of a cell being typed.
#[derive(Clone, Debug)]
struct Draft {
    /// The cell's row.
    customer: CustomerId,
    /// The cell's column.
    offering: OfferingId,
    /// The text.
    text: String,
    /// Arrows move within the text, not from cell to cell.
    within: bool,
    /// Its field has had the keyboard.
    entered: bool,
    /// An input method holds part of the text.
    composing: bool,
    /// Why it cannot be the cell's.
    refused: Option<NotAMargin>,
}

impl Contributions {
    /// Shows the grid.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes) {
        let (tokens, lang, workbook) = (scene.tokens, scene.lang, scene.workbook);
        let sheet = self.follow(scene);
        if workbook.customers.is_empty() {
            let button = (!scene.read_only).then(|| words::ADD_CUSTOMER.of(lang));
            if widgets::empty_state(ui, tokens, words::EMPTY.of(lang), button) {
                add_customer(scene, wishes);
            }
            return;
        }
        if workbook.offerings.is_empty() {
            let button = (!scene.read_only).then(|| words::ADD_OFFERING.of(lang));
            if widgets::empty_state(ui, tokens, words::NO_OFFERINGS.of(lang), button) {
                self.add_offering(scene, wishes);
            }
            return;
        }
        self.follow_selection(scene, &sheet);
        self.tools(ui, scene, wishes, &sheet);
        Frame::new().inner_margin(Margin::symmetric(8, 0)).show(ui, |ui| {
            ui.add(Label::new(tokens.section(sheet.headline.as_str())).truncate());
            if let Some(trouble) = &self.not_taken {
                ui.add(Label::new(tokens.error(words::not_taken(lang, trouble))).wrap());
            }
        });
        grid::show(self, ui, scene, wishes, &sheet);
    }

    /// The grid, worked out again if what it shows has changed. Rows keep their places unless there are others now.
    fn follow(&mut self, scene: &Scene<'_>) -> Arc<Sheet> {
        if let Some(sheet) = self.sheet.as_ref().filter(|sheet| sheet.is_current(scene)) {
            return Arc::clone(sheet);
        }
        let sheet = Arc::new(Sheet::of(scene));
        if self.sheet.as_ref().is_none_or(|before| !before.has_rows_of(&sheet)) {
            self.order = self.sort.order(&sheet);
        }
        self.is_sorted = self.order == self.sort.order(&sheet);
        let last = |count: usize| count.saturating_sub(1);
        for spot in [&mut self.cursor, &mut self.anchor] {
            spot.row = spot.row.min(last(sheet.rows.len()));
            spot.column = spot.column.min(last(sheet.columns.len()));
        }
        let (customers, offerings) = (&scene.workbook.customers, &scene.workbook.offerings);
        self.draft.take_if(|draft| {
            scene.read_only || !customers.contains(&draft.customer) || !offerings.contains(&draft.offering)
        });
        self.naming.take_if(|naming| scene.read_only || !offerings.contains(&naming.offering));
        self.widths = None;
        self.sheet = Some(Arc::clone(&sheet));
        sheet
    }

    fn tools(&mut self, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes, sheet: &Sheet) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = tokens.unit;
            let tool = |ui: &mut Ui, text| widgets::tool_button(ui, tokens, text).clicked();
            let [customer, offering] = ui
                .add_enabled_ui(!scene.read_only, |ui| {
                    [words::ADD_CUSTOMER, words::ADD_OFFERING].map(|word| tool(ui, word.of(lang)))
                })
                .inner;
            if customer {
                add_customer(scene, wishes);
            }
            if offering {
                self.add_offering(scene, wishes);
            }
            self.sort_menu(ui, scene, sheet);
            if !scene.read_only {
                ui.add(Label::new(tokens.small(words::HOW_TO.of(lang))).truncate());
            }
        });
    }

    /// Every order there is, the one in force ticked.
    fn sort_menu(&mut self, ui: &mut Ui, scene: &Scene<'_>, sheet: &Sheet) {
        let (lang, sort) = (scene.lang, self.sort.clone());
        let name = self.sort_name(scene, sheet, &sort.by);
        let title = words::sorted_by(lang, &name, (sort.by != SortBy::Given).then_some(sort.descending));
        let asked = ui.menu_button(title, |ui| {
            let fixed = [SortBy::Given, SortBy::Name].into_iter().chain(Side::ALL.map(SortBy::Side));
            let offerings = sheet.columns.iter().map(|column| SortBy::Offering(column.id.clone()));
            egui::ScrollArea::vertical().show(ui, |ui| {
                let mut asked = None;
                for by in fixed.chain(offerings) {
                    if ui.selectable_label(sort.by == by, self.sort_name(scene, sheet, &by)).clicked() {
                        asked = Some(by);
                        ui.close();
                    }
                }
                asked
            })
        });
        if let Some(by) = asked.inner.and_then(|shown| shown.inner) {
            self.sort_by(sheet, by);
        }
    }

    fn sort_name(&self, scene: &Scene<'_>, sheet: &Sheet, by: &SortBy) -> String {
        let word = match by {
            SortBy::Given => words::AS_GIVEN,
            SortBy::Name => words::CUSTOMER,
            SortBy::Side(side) => side.head(),
            SortBy::Offering(id) => {
                let column = sheet.columns.iter().find(|column| column.id == *id);
                return column.map_or(id.as_str(), |column| column.name.as_str()).to_owned();
            }
        };
        word.of(scene.lang).to_owned()
    }

    /// Sorts the rows, or turns the order round if they are sorted so. The cell that keys mean stays with its customer.
    fn sort_by(&mut self, sheet: &Sheet, by: SortBy) {
        let at = self.order.get(self.cursor.row).copied();
        if self.is_sorted || self.sort.by != by {
            self.sort = self.sort.asked(by);
        }
        self.order = self.sort.order(sheet);
        self.is_sorted = true;
        self.cursor.row = self.order.iter().position(|place| Some(*place) == at).unwrap_or_default();
        self.anchor = self.cursor;
    }

    fn area(&self) -> Area {
        Area::between(self.anchor, self.cursor)
    }

    /// Adds an offering and lets its name be typed.
    fn add_offering(&mut self, scene: &Scene<'_>, wishes: &mut Wishes) {
        let name = words::NEW_OFFERING.of(scene.lang);
        let id = OfferingId::fresh(name, |id| scene.workbook.offerings.contains(id));
        let offering = Offering { id: id.clone(), name: name.to_owned(), note: String::new() };
        wishes.edit(Edit::Customers(CustomerEdit::PutOffering(offering)));
        self.naming = Some(Naming { offering: id, field: None });
    }

    /// Brings into sight what was selected in another panel, and the offering that gets a name.
    fn follow_selection(&mut self, scene: &Scene<'_>, sheet: &Sheet) {
        if let Selection::Customer(id) = scene.selection
            && self.selected.as_ref() != Some(id)
        {
            self.selected = Some(id.clone());
            let is_it = |at: &usize| sheet.rows.get(*at).is_some_and(|row| row.id == *id);
            if let Some(row) = self.order.iter().position(is_it) {
                self.cursor.row = row;
                self.anchor = self.cursor;
                self.reveal = true;
            }
        }
        if let Some(naming) = self.naming.as_ref().filter(|naming| naming.field.is_none())
            && let Some(column) = sheet.columns.iter().position(|column| column.id == naming.offering)
        {
            self.cursor.column = column;
            self.anchor = self.cursor;
            self.reveal = true;
        }
    }

    /// Lets the text of a cell be typed: what it holds, or something new.
    fn begin(&mut self, scene: &Scene<'_>, sheet: &Sheet, spot: Spot, within: bool) {
        let row = self.order.get(spot.row).and_then(|at| sheet.rows.get(*at));
        let Some((row, column)) = row.zip(sheet.columns.get(spot.column)).filter(|_| !scene.read_only) else { return };
        let cell = row.cells.get(spot.column).and_then(Option::as_ref);
        let text = cell.filter(|_| within).map(|cell| block::typed(cell.margin)).unwrap_or_default();
        self.draft = Some(Draft {
            customer: row.id.clone(),
            offering: column.id.clone(),
            text,
            within,
            entered: false,
            composing: false,
            refused: None,
        });
        self.reveal = true;
    }

    /// Takes what was typed into the cell. What is no margin stays as it was typed, and says why it is none.
    fn take_draft(&mut self, scene: &Scene<'_>, wishes: &mut Wishes) -> bool {
        let Some(draft) = &mut self.draft else { return true };
        match block::entry(&draft.text) {
            Ok(margin) => {
                let edit = block::set(scene.workbook, &draft.customer, &draft.offering, margin);
                if let Some(edit) = edit {
                    wishes.edit(Edit::Customers(edit));
                }
                self.draft = None;
                true
            }
            Err(why) => {
                draft.refused = Some(why);
                false
            }
        }
    }

    /// Makes another cell the one that keys mean, and its customer the one selected.
    fn go(&mut self, scene: &Scene<'_>, wishes: &mut Wishes, sheet: &Sheet, to: Spot, extend: bool) {
        self.cursor = to;
        if !extend {
            self.anchor = to;
        }
        self.reveal = true;
        self.not_taken = None;
        if let Some(row) = self.order.get(to.row).and_then(|at| sheet.rows.get(*at)) {
            let selection = Selection::Customer(row.id.clone());
            self.selected = Some(row.id.clone());
            if *scene.selection != selection {
                wishes.push(Wish::Select(selection));
            }
        }
    }
}
