//! Cells as spreadsheets exchange them, and what becomes of the grid when a block of them is put into it.

use std::ops::RangeInclusive;

use super::sheet::Sheet;
use crate::{
    edit::{CustomerEdit, Edit, Occasion},
    model::{Contribution, CustomerId, Margin, OfferingId, Workbook},
    text::{
        contributions::NotTaken,
        parse::{self, NotAMargin},
    },
};

/// A place in the grid as it is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// Its row, counted from 0, in the order shown.
    pub row: usize,
    /// Its column, counted from 0.
    pub column: usize,
}

/// The cells from one spot to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// Rows, in the order shown.
    pub rows: RangeInclusive<usize>,
    /// Columns.
    pub columns: RangeInclusive<usize>,
}

impl Area {
    /// The area with these corners, whichever they are.
    pub fn between(a: Spot, b: Spot) -> Self {
        Self { rows: a.row.min(b.row)..=a.row.max(b.row), columns: a.column.min(b.column)..=a.column.max(b.column) }
    }

    /// Every spot, row by row.
    pub fn spots(&self) -> impl Iterator<Item = Spot> + use<> {
        let columns = self.columns.clone();
        self.rows.clone().flat_map(move |row| columns.clone().map(move |column| Spot { row, column }))
    }

    /// Whether it is a single cell.
    pub fn is_single(&self) -> bool {
        self.rows.start() == self.rows.end() && self.columns.start() == self.columns.end()
    }
}

/// The cells of a copied block: lines, cells between tabs, and in quotation marks what holds either.
pub fn read(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted => {
                if letters.next_if_eq(&'"').is_some() {
                    cell.push('"');
                } else {
                    quoted = false;
                }
            }
            '"' if cell.is_empty() => quoted = true,
            '\t' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted && letters.peek() == Some(&'\n') => {}
            '\n' | '\r' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            letter => cell.push(letter),
        }
    }
    // A spreadsheet ends every line, the last one too.
    if !cell.is_empty() || !row.is_empty() || rows.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows
}

/// The cells of an area as a block to be copied.
pub fn write(sheet: &Sheet, order: &[usize], area: &Area) -> String {
    let mut text = String::new();
    for spot in area.spots() {
        if spot.column > *area.columns.start() {
            text.push('\t');
        } else if spot.row > *area.rows.start() {
            text.push('\n');
        }
        let row = order.get(spot.row).and_then(|at| sheet.rows.get(*at));
        if let Some(cell) = row.and_then(|row| row.cells.get(spot.column)).and_then(Option::as_ref) {
            text.push_str(&typed(cell.margin));
        }
    }
    text
}

/// A margin as one types it, with every digit.
pub fn typed(margin: Margin) -> String {
    match margin {
        Margin::Amount(amount) => amount.get().to_string(),
        Margin::Sign(sign) => sign.as_str().to_owned(),
    }
}

/// What a text in a cell means; nothing empties it.
///
/// # Errors
/// When it is neither empty nor a margin.
pub fn entry(text: &str) -> Result<Option<Margin>, NotAMargin> {
    if text.trim().is_empty() { Ok(None) } else { parse::margin(text).map(Some) }
}

/// The edit that makes a cell hold this; none where it does already.
pub fn set(
    workbook: &Workbook,
    customer: &CustomerId,
    offering: &OfferingId,
    margin: Option<Margin>,
) -> Option<CustomerEdit> {
    let old = workbook.contributions.get(&(customer.clone(), offering.clone()));
    let (customer, offering) = (customer.clone(), offering.clone());
    match (old, margin) {
        (None, None) => None,
        (Some(old), Some(margin)) if old.margin == margin => None,
        (Some(_), None) => Some(CustomerEdit::RemoveContribution(customer, offering)),
        (old, Some(margin)) => {
            let note = old.map(|old| old.note.clone()).unwrap_or_default();
            Some(CustomerEdit::PutContribution(Contribution { customer, offering, margin, note }))
        }
    }
}

/// Puts a copied block into the grid, its first cell at the area's. A single cell fills the whole area. The edit, and
/// the area it fills; no edit where nothing differs.
///
/// # Errors
/// When the block reaches beyond the grid, or one of its cells is no margin.
pub fn paste(
    workbook: &Workbook,
    sheet: &Sheet,
    order: &[usize],
    area: &Area,
    text: &str,
) -> Result<(Option<Edit>, Area), NotTaken> {
    let block = read(text);
    let (rows, columns) = (block.len(), block.iter().map(Vec::len).max().unwrap_or_default());
    let begin = Spot { row: *area.rows.start(), column: *area.columns.start() };
    let single = (rows, columns) == (1, 1);
    let filled = if single {
        area.clone()
    } else {
        Area::between(begin, Spot { row: begin.row + rows - 1, column: begin.column + columns.max(1) - 1 })
    };
    if *filled.rows.end() >= order.len() || *filled.columns.end() >= sheet.columns.len() {
        return Err(NotTaken::TooLarge { rows, columns });
    }
    let mut edits = Vec::new();
    for spot in filled.spots() {
        let (row, column) = if single { (0, 0) } else { (spot.row - begin.row, spot.column - begin.column) };
        let text = block.get(row).and_then(|row| row.get(column)).map_or("", String::as_str);
        let refuse = |why| NotTaken::Entry { row: row + 1, column: column + 1, text: text.to_owned(), why };
        let margin = entry(text).map_err(refuse)?;
        let customer = order.get(spot.row).and_then(|at| sheet.rows.get(*at));
        if let Some((customer, offering)) = customer.zip(sheet.columns.get(spot.column)) {
            edits.extend(set(workbook, &customer.id, &offering.id, margin).map(Edit::Customers));
        }
    }
    let edit = (!edits.is_empty()).then_some(Edit::Together(Occasion::Pasting, edits));
    Ok((edit, filled))
}

/// Empties an area. None where it is empty.
pub fn clear(workbook: &Workbook, sheet: &Sheet, order: &[usize], area: &Area) -> Option<Edit> {
    let empty = |spot: Spot| {
        let customer = order.get(spot.row).and_then(|at| sheet.rows.get(*at))?;
        set(workbook, &customer.id, &sheet.columns.get(spot.column)?.id, None).map(Edit::Customers)
    };
    let mut edits: Vec<Edit> = area.spots().filter_map(empty).collect();
    if edits.len() > 1 { Some(Edit::Together(Occasion::Selection, edits)) } else { edits.pop() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_read_as_spreadsheets_write_them() {
        let cells = |text| read(text).iter().map(|row| row.join("|")).collect::<Vec<_>>();
        assert_eq!(cells("1\t2\r\n3\t\r\n"), ["1|2", "3|"]);
        assert_eq!(cells("1"), ["1"]);
        assert_eq!(cells(""), [""]);
        assert_eq!(cells("\t\n\n4"), ["|", "", "4"]);
        assert_eq!(cells("\"a\tb\n\"\"c\"\"\"\t5"), ["a\tb\n\"c\"|5"]);
        assert_eq!(cells("5\"\t6"), ["5\"|6"]);
    }

    #[test]
    fn an_area_is_the_same_from_every_corner() {
        let (a, b) = (Spot { row: 3, column: 1 }, Spot { row: 1, column: 2 });
        assert_eq!(Area::between(a, b), Area { rows: 1..=3, columns: 1..=2 });
        assert_eq!(Area::between(a, b), Area::between(b, a));
        assert_eq!(Area::between(a, b).spots().count(), 6);
        assert!(Area::between(a, a).is_single() && !Area::between(a, b).is_single());
    }
}
