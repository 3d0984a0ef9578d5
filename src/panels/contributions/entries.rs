//! What each offering brings at each customer, as cells that are typed in.

use super::sheet::{Row, Sheet};
use crate::{
    edit::{CustomerEdit, Edit},
    model::{Contribution, CustomerId, Margin, OfferingId},
    panels::{
        Scene,
        cells::{Cells, Spot},
    },
    text::{
        contributions as words,
        parse::{self, NotAMargin},
    },
};

/// The cells of the grid, in the order shown.
pub struct Entries<'a, 'b> {
    pub scene: &'a Scene<'b>,
    pub sheet: &'a Sheet,
    /// The places of the rows.
    pub order: &'a [usize],
}

impl<'a> Entries<'a, '_> {
    fn row(&self, row: usize) -> Option<&'a Row> {
        self.order.get(row).and_then(|at| self.sheet.rows.get(*at))
    }
}

impl Cells for Entries<'_, '_> {
    type Column = OfferingId;
    type Value = Margin;
    type Refusal = NotAMargin;

    fn rows(&self) -> usize {
        self.order.len()
    }

    fn columns(&self) -> usize {
        self.sheet.columns.len()
    }

    fn customer(&self, row: usize) -> Option<&CustomerId> {
        self.row(row).map(|row| &row.id)
    }

    fn name(&self, row: usize) -> &str {
        self.row(row).map_or("", |row| &row.name)
    }

    fn column(&self, column: usize) -> Option<OfferingId> {
        self.sheet.columns.get(column).map(|column| column.id.clone())
    }

    fn value(&self, spot: Spot) -> Option<Margin> {
        self.row(spot.row)?.cells.get(spot.column)?.as_ref().map(|cell| cell.margin)
    }

    fn typed(margin: Margin) -> String {
        match margin {
            Margin::Amount(amount) => amount.get().to_string(),
            Margin::Sign(sign) => sign.as_str().to_owned(),
        }
    }

    fn read(text: &str) -> Result<Margin, NotAMargin> {
        parse::margin(text)
    }

    fn why(&self, text: &str, refusal: NotAMargin) -> String {
        words::not_a_margin(self.scene.lang, text, refusal)
    }

    fn set(&self, spot: Spot, margin: Option<Margin>) -> Option<Edit> {
        let (customer, offering) = (self.customer(spot.row)?.clone(), self.column(spot.column)?);
        let old = self.scene.workbook.contributions.get(&(customer.clone(), offering.clone()));
        let edit = match (old, margin) {
            (None, None) => return None,
            (Some(old), Some(margin)) if old.margin == margin => return None,
            (Some(_), None) => CustomerEdit::RemoveContribution(customer, offering),
            (old, Some(margin)) => {
                let note = old.map(|old| old.note.clone()).unwrap_or_default();
                CustomerEdit::PutContribution(Contribution { customer, offering, margin, note })
            }
        };
        Some(Edit::Customers(edit))
    }

    fn spoken(&self, spot: Spot) -> String {
        let cell = self.row(spot.row).zip(self.sheet.columns.get(spot.column));
        cell.map_or_else(String::new, |(row, column)| {
            let shown = row.cells.get(spot.column).and_then(Option::as_ref).map(|cell| cell.shown.as_str());
            words::cell(self.scene.lang, &row.name, &column.name, shown)
        })
    }

    fn spoken_table(&self, cell: &str) -> String {
        words::grid(self.scene.lang, cell)
    }

    fn field(&self, column: usize) -> String {
        words::field(self.scene.lang, self.sheet.columns.get(column).map_or("", |column| column.name.as_str()))
    }
}
