//! The scores as cells that are typed in.

use std::sync::Arc;

use super::matrix::{COLUMNS, Matrix, Row};
use crate::{
    edit::{CustomerEdit, Edit},
    model::{Criterion, CustomerId, Score},
    panels::{
        Scene,
        cells::{Cells, Spot},
    },
    text::{
        parse::{self, NotAScore},
        scores as words, value_map,
    },
};

/// The cells of the matrix, in the order shown.
pub struct Entries<'a, 'b> {
    pub scene: &'a Scene<'b>,
    pub matrix: &'a Matrix,
    /// The places of the rows.
    pub order: &'a [usize],
}

impl<'a> Entries<'a, '_> {
    fn row(&self, row: usize) -> Option<&'a Row> {
        self.order.get(row).and_then(|at| self.matrix.rows.get(*at)).map(Arc::as_ref)
    }
}

impl Cells for Entries<'_, '_> {
    type Column = Criterion;
    type Value = Score;
    type Refusal = NotAScore;

    fn rows(&self) -> usize {
        self.order.len()
    }

    fn columns(&self) -> usize {
        COLUMNS.len()
    }

    fn customer(&self, row: usize) -> Option<&CustomerId> {
        self.row(row).map(|row| &row.id)
    }

    fn name(&self, row: usize) -> &str {
        self.row(row).map_or("", |row| &row.name)
    }

    fn column(&self, column: usize) -> Option<Criterion> {
        COLUMNS.get(column).copied()
    }

    fn value(&self, spot: Spot) -> Option<Score> {
        Some(self.row(spot.row)?.cells.get(spot.column)?.as_ref()?.score)
    }

    fn typed(score: Score) -> String {
        score.get().to_string()
    }

    fn read(text: &str) -> Result<Score, NotAScore> {
        parse::score(text)
    }

    fn why(&self, text: &str, NotAScore: NotAScore) -> String {
        words::not_a_score(self.scene.lang, text)
    }

    fn set(&self, spot: Spot, score: Option<Score>) -> Option<Edit> {
        let (customer, criterion) = (self.customer(spot.row)?, self.column(spot.column)?);
        let differs = self.value(spot) != score;
        differs.then(|| Edit::Customers(CustomerEdit::Score(customer.clone(), criterion, score)))
    }

    fn spoken(&self, spot: Spot) -> String {
        let cell = self.row(spot.row).zip(self.column(spot.column));
        cell.map_or_else(String::new, |(row, criterion)| {
            let shown = row.cells.get(spot.column).and_then(Option::as_ref).map(|cell| cell.shown.as_str());
            words::cell(self.scene.lang, &row.name, criterion, shown)
        })
    }

    fn spoken_table(&self, cell: &str) -> String {
        words::matrix(self.scene.lang, cell)
    }

    fn field(&self, column: usize) -> String {
        self.column(column).map_or_else(String::new, |criterion| value_map::score_field(self.scene.lang, criterion))
    }
}
