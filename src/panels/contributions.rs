//! The contribution grid 客户贡献: customers × offerings, what each brings, and what follows for both.

mod entries;
mod grid;
mod sheet;
mod sides;
mod widths;

use std::sync::Arc;

use egui::{Frame, Label, Margin, Ui};

use self::{
    entries::Entries,
    grid::Drawing,
    sheet::{Sheet, Side, SortBy},
    widths::Widths,
};
use super::{
    Scene, Wishes, add_customer,
    cells::{Hand, Order, Plan, Spot, Table},
};
use crate::{
    edit::{CustomerEdit, Edit},
    model::{Offering, OfferingId},
    text::{cells as cell_words, contributions as words, parse::NotAMargin},
    ui::widgets,
};

/// What one is doing and looking at on a contribution grid.
#[derive(Default)]
pub struct Contributions {
    /// The grid as it was last worked out.
    sheet: Option<Arc<Sheet>>,
    /// How wide its columns must be.
    widths: Option<Widths>,
    /// How its rows are ordered.
    order: Order<SortBy>,
    /// Where one is in it.
    hand: Hand<OfferingId, NotAMargin>,
    /// The offering whose name is being typed.
    naming: Option<Naming>,
}

/// The name of an offering being typed.
#[derive(Clone, Debug)]
struct Naming {
    /// Whose.
    offering: OfferingId,
    /// Its field, once that has had the keyboard.
    field: Option<egui::Id>,
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
        let order = Arc::clone(&self.order.places);
        let entries = Entries { scene, sheet: &sheet, order: &order };
        self.hand.follow_selection(scene, &entries);
        self.reveal_name(&sheet);
        let asked = self.tools(ui, scene, wishes, &sheet);
        Frame::new().inner_margin(Margin::symmetric(8, 0)).show(ui, |ui| {
            ui.add(Label::new(tokens.section(sheet.headline.as_str())).truncate());
            if let Some(trouble) = &self.hand.not_taken {
                let why = |text: &str, why| words::not_a_margin(lang, text, why);
                ui.add(Label::new(tokens.error(cell_words::not_taken(lang, trouble, why))).wrap());
            }
        });
        let asked = asked.or(self.grid(ui, scene, wishes, &entries));
        if let Some(by) = asked {
            self.hand.sort(&mut self.order, by, |by| sheet.keys(by));
        }
    }

    /// The grid, worked out again if what it shows has changed. Rows keep their places unless there are others now.
    fn follow(&mut self, scene: &Scene<'_>) -> Arc<Sheet> {
        if let Some(sheet) = self.sheet.as_ref().filter(|sheet| sheet.is_current(scene)) {
            return Arc::clone(sheet);
        }
        let sheet = Arc::new(Sheet::of(scene));
        let others = self.sheet.as_ref().is_none_or(|before| !before.has_rows_of(&sheet));
        self.order.follow(&sheet.keys(&self.order.by), others);
        let entries = Entries { scene, sheet: &sheet, order: &self.order.places };
        self.hand.stay_within(scene, &entries);
        self.naming.take_if(|naming| scene.read_only || !scene.workbook.offerings.contains(&naming.offering));
        self.widths = None;
        self.sheet = Some(Arc::clone(&sheet));
        sheet
    }

    /// The grid itself. The order asked for.
    fn grid(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        wishes: &mut Wishes,
        entries: &Entries<'_, '_>,
    ) -> Option<SortBy> {
        let Self { widths, order, hand, naming, .. } = self;
        let sheet = entries.sheet;
        let widths = widths.get_or_insert_with(|| Widths::of(sheet, scene.lang, ui.painter(), scene.tokens));
        let plan = Plan::of(&widths.shape(sheet, scene.tokens), scene.tokens, ui.available_size());
        let id = ui.scope_id().with("cells");
        let mut drawing = Drawing { id, scene, sheet, order, naming, asked: None };
        Table { id, scene, wishes, cells: entries, hand }.show(ui, plan, &mut drawing);
        drawing.asked
    }

    /// The row of tools. The order asked for.
    fn tools(&mut self, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes, sheet: &Sheet) -> Option<SortBy> {
        let (tokens, lang) = (scene.tokens, scene.lang);
        let shown = ui.horizontal_wrapped(|ui| {
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
            let fixed = [SortBy::Given, SortBy::Name].into_iter().chain(Side::ALL.map(SortBy::Side));
            let offerings = sheet.columns.iter().map(|column| SortBy::Offering(column.id.clone()));
            let asked = self.order.menu(ui, lang, fixed.chain(offerings), |by| sort_name(scene, sheet, by));
            if !scene.read_only {
                ui.add(Label::new(tokens.small(words::HOW_TO.of(lang))).truncate());
            }
            asked
        });
        shown.inner
    }

    /// Adds an offering and lets its name be typed.
    fn add_offering(&mut self, scene: &Scene<'_>, wishes: &mut Wishes) {
        let name = words::NEW_OFFERING.of(scene.lang);
        let id = OfferingId::fresh(name, |id| scene.workbook.offerings.contains(id));
        let offering = Offering { id: id.clone(), name: name.to_owned(), note: String::new() };
        wishes.edit(Edit::Customers(CustomerEdit::PutOffering(offering)));
        self.naming = Some(Naming { offering: id, field: None });
    }

    /// Brings into sight the offering that gets a name.
    fn reveal_name(&mut self, sheet: &Sheet) {
        if let Some(naming) = self.naming.as_ref().filter(|naming| naming.field.is_none())
            && let Some(column) = sheet.columns.iter().position(|column| column.id == naming.offering)
        {
            self.hand.put(Spot { column, ..self.hand.cursor });
            self.hand.reveal = true;
        }
    }
}

fn sort_name(scene: &Scene<'_>, sheet: &Sheet, by: &SortBy) -> String {
    let word = match by {
        SortBy::Given => cell_words::AS_GIVEN,
        SortBy::Name => cell_words::CUSTOMER,
        SortBy::Side(side) => side.head(),
        SortBy::Offering(id) => {
            let column = sheet.columns.iter().find(|column| column.id == *id);
            return column.map_or(id.as_str(), |column| column.name.as_str()).to_owned();
        }
    };
    word.of(scene.lang).to_owned()
}
