//! Cells as spreadsheets exchange them, and what becomes of a table when many of them change at once.

use std::ops::RangeInclusive;

use super::{Cells, entry};
use crate::{
    edit::{Edit, Occasion},
    text::cells::NotTaken,
};

/// A place in a table as it is shown.
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
pub fn write<C: Cells>(cells: &C, area: &Area) -> String {
    let mut text = String::new();
    for spot in area.spots() {
        if spot.column > *area.columns.start() {
            text.push('\t');
        } else if spot.row > *area.rows.start() {
            text.push('\n');
        }
        if let Some(value) = cells.value(spot) {
            text.push_str(&C::typed(value));
        }
    }
    text
}

/// Puts a copied block into the table, its first cell at the area's. A single cell fills the whole area. The edit, and
/// the area it fills; no edit where nothing differs.
///
/// # Errors
/// When the block reaches beyond the table, or one of its cells is no value.
pub fn paste<C: Cells>(cells: &C, area: &Area, text: &str) -> Result<(Option<Edit>, Area), NotTaken<C::Refusal>> {
    let block = read(text);
    let (rows, columns) = (block.len(), block.iter().map(Vec::len).max().unwrap_or_default());
    let begin = Spot { row: *area.rows.start(), column: *area.columns.start() };
    let single = (rows, columns) == (1, 1);
    let filled = if single {
        area.clone()
    } else {
        Area::between(begin, Spot { row: begin.row + rows - 1, column: begin.column + columns.max(1) - 1 })
    };
    if *filled.rows.end() >= cells.rows() || *filled.columns.end() >= cells.columns() {
        return Err(NotTaken::TooLarge { rows, columns });
    }
    let mut edits = Vec::new();
    for spot in filled.spots() {
        let (row, column) = if single { (0, 0) } else { (spot.row - begin.row, spot.column - begin.column) };
        let text = block.get(row).and_then(|row| row.get(column)).map_or("", String::as_str);
        let refuse = |why| NotTaken::Entry { row: row + 1, column: column + 1, text: text.to_owned(), why };
        edits.extend(cells.set(spot, entry::<C>(text).map_err(refuse)?));
    }
    let edit = (!edits.is_empty()).then_some(Edit::Together(Occasion::Pasting, edits));
    Ok((edit, filled))
}

/// Empties an area. None where it is empty.
pub fn clear(cells: &impl Cells, area: &Area) -> Option<Edit> {
    together(Occasion::Selection, area.spots().filter_map(|spot| cells.set(spot, None)).collect())
}

/// Which way cells are filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Every column from its first row.
    Down,
    /// Every row from its first column.
    Right,
}

/// Fills an area with its first row or column; one row or column alone, with what stands before it. None where all of
/// it holds that already, or nothing stands before it.
pub fn fill(cells: &impl Cells, area: &Area, way: Way) -> Option<Edit> {
    let range = match way {
        Way::Down => &area.rows,
        Way::Right => &area.columns,
    };
    let from = if range.start() == range.end() { range.start().checked_sub(1)? } else { *range.start() };
    let change = |spot: Spot| {
        let source = match way {
            Way::Down => Spot { row: from, ..spot },
            Way::Right => Spot { column: from, ..spot },
        };
        cells.set(spot, cells.value(source))
    };
    together(Occasion::Filling, area.spots().filter_map(change).collect())
}

/// One edit of several; alone, it says best itself what it does.
fn together(occasion: Occasion, mut edits: Vec<Edit>) -> Option<Edit> {
    if edits.len() > 1 { Some(Edit::Together(occasion, edits)) } else { edits.pop() }
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
        assert_eq!(Area::between(a, a).spots().collect::<Vec<_>>(), [a]);
    }
}
