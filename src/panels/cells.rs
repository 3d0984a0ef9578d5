//! Tables with a row for each customer that are worked with like a spreadsheet: cells that are typed in, pasted and
//! filled, heads and names that stay in sight. What the cells hold and what stands beside them is each panel's own.

mod block;
mod hand;
mod keys;
mod list;
mod order;
mod plan;
mod table;

pub use self::{
    block::Spot,
    hand::Hand,
    list::{Asked, List, Listing, Walk},
    order::{Key, Order, SortBy},
    plan::{Plan, Shape},
    table::{Draw, SortHead, Table, clipped, line, note_mark},
};

use crate::{edit::Edit, model::CustomerId};

/// What the cells of a table hold, in the order shown.
pub trait Cells {
    /// What tells a column from the others, wherever it stands.
    type Column: Clone + PartialEq;
    /// What a cell can hold.
    type Value: Copy;
    /// Why a text is nothing that a cell can hold.
    type Refusal: Copy;

    /// How many rows there are.
    fn rows(&self) -> usize;

    /// How many columns there are.
    fn columns(&self) -> usize;

    /// The customer of a row.
    fn customer(&self, row: usize) -> Option<&CustomerId>;

    /// The name of a row's customer.
    fn name(&self, row: usize) -> &str;

    /// The row of a customer.
    fn row_of(&self, customer: &CustomerId) -> Option<usize> {
        (0..self.rows()).find(|row| self.customer(*row) == Some(customer))
    }

    /// What a column is.
    fn column(&self, column: usize) -> Option<Self::Column>;

    /// Where a column is.
    fn column_of(&self, column: &Self::Column) -> Option<usize> {
        (0..self.columns()).find(|at| self.column(*at).as_ref() == Some(column))
    }

    /// What a cell holds; `None` where it is empty.
    fn value(&self, spot: Spot) -> Option<Self::Value>;

    /// A value as one types it, with every digit.
    fn typed(value: Self::Value) -> String;

    /// The value that a text means.
    ///
    /// # Errors
    /// When it means none.
    fn read(text: &str) -> Result<Self::Value, Self::Refusal>;

    /// Why a text is no value, as the part of a sentence.
    fn why(&self, text: &str, refusal: Self::Refusal) -> String;

    /// The edit that makes a cell hold this; none where it does already.
    fn set(&self, spot: Spot, value: Option<Self::Value>) -> Option<Edit>;

    /// A cell, for somebody who does not see it.
    fn spoken(&self, spot: Spot) -> String;

    /// The table and the cell that keys mean, for somebody who does not see them.
    fn spoken_table(&self, cell: &str) -> String;

    /// What the field is called in which a cell of a column is typed.
    fn field(&self, column: usize) -> String;
}

/// What a text in a cell means; nothing empties it.
fn entry<C: Cells>(text: &str) -> Result<Option<C::Value>, C::Refusal> {
    if text.trim().is_empty() { Ok(None) } else { C::read(text).map(Some) }
}
