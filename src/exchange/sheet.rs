//! A table in a text file: its encoding, its separator, its rows, and where each cell stands. [`super::xlsx`] reads
//! the same rows from a spreadsheet.
//!
//! The rows are split here and not by a library because every cell must be named by line and column, and because a
//! quote that is never closed must stop the import instead of swallowing the rest of the file.

use std::borrow::Cow;

use encoding_rs::{DecoderResult, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::value::unguarded;
use crate::file::Position;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: u64 = 64 << 20;
/// The most rows that are read, the header not counted.
pub const MAX_ROWS: usize = 1_000_000;
/// The most columns a row may have: what a sheet of Excel has.
pub const MAX_COLUMNS: usize = 16_384;
/// The longest cell, in characters: what a cell of Excel holds.
pub const MAX_CELL_CHARS: usize = 32_767;

/// What may stand between cells.
const SEPARATORS: [char; 3] = [',', ';', '\t'];

/// Where a text begins.
const START: Position = Position { line: 1, column: 1 };

/// Where `text` ends that begins at `position`. CR LF, LF and CR all end a line, as they do in a table.
fn after(position: Position, text: &str) -> Position {
    let Position { mut line, mut column } = position;
    let mut before = None;
    for c in text.chars() {
        match c {
            '\n' if before == Some('\r') => {}
            '\n' | '\r' => (line, column) = (line + 1, 1),
            _ => column += 1,
        }
        before = Some(c);
    }
    Position { line, column }
}

/// Why a file is not a table that we can read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// More than [`MAX_BYTES`].
    #[error("the file is larger than {MAX_BYTES} bytes")]
    TooLarge,
    /// A spreadsheet in the form of before 2007 (XLS), or one that needs a password.
    #[error("this is an old spreadsheet, or one with a password")]
    OldSpreadsheet,
    /// An archive that holds no spreadsheet that we read.
    #[error("this archive is no spreadsheet")]
    NotSpreadsheet,
    /// A spreadsheet that is not whole.
    #[error("the spreadsheet is damaged")]
    Damaged,
    /// A spreadsheet of which a part unpacks to more than [`MAX_BYTES`], or whose cells say more than that.
    #[error("the spreadsheet unpacks to more than {MAX_BYTES} bytes")]
    Unpacked,
    /// More than [`MAX_CELLS`](super::MAX_CELLS).
    #[error("the sheet has more than {} cells", super::MAX_CELLS)]
    TooManyCells(Position),
    /// No text in any encoding we know.
    #[error("this is not a text file")]
    NotText,
    /// Almost a text: these bytes are neither UTF-8 nor GB 18030.
    #[error("neither UTF-8 nor GB 18030 at {0:?}")]
    Encoding(Position),
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// A quote that is opened here and never closed.
    #[error("the quote opened at {0:?} is never closed")]
    OpenQuote(Position),
    /// More than [`MAX_CELL_CHARS`] in one cell.
    #[error("the cell at {0:?} has more than {MAX_CELL_CHARS} characters")]
    LongCell(Position),
    /// More than [`MAX_COLUMNS`].
    #[error("the row at {0:?} has more than {MAX_COLUMNS} columns")]
    TooManyColumns(Position),
    /// More than [`MAX_ROWS`].
    #[error("there are more than {MAX_ROWS} rows")]
    TooManyRows(Position),
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell<'t> {
    /// What it says, without quotes, without space around it and without the guard of a formula.
    pub text: Cow<'t, str>,
    /// Where it begins.
    pub place: Position,
}

/// One row that says something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row<'t> {
    /// The line it begins in.
    pub line: usize,
    /// Its cells.
    pub cells: Vec<Cell<'t>>,
}

/// How a text file writes its characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a mark.
    Utf8,
    /// UTF-16 of either order.
    Utf16,
    /// GB 18030, and with it GBK and GB 2312.
    Gb18030,
}

/// A text as [`recognise`] read it, and how it was written.
pub(super) type Recognised<'t> = (Encoding, Cow<'t, str>);

/// Reads bytes as text, as [`recognise`] does.
///
/// # Errors
/// When the bytes are too many, or no text.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, SheetError> {
    recognise(bytes).map(|(_, text)| text)
}

/// Reads bytes as text: UTF-8 or UTF-16 by their mark, UTF-16 without one where zero bytes give it away, UTF-8 where
/// they are valid UTF-8, GB 18030 otherwise.
///
/// # Errors
/// When the bytes are too many, or no text.
pub(super) fn recognise(bytes: &[u8]) -> Result<Recognised<'_>, SheetError> {
    if u64::try_from(bytes.len()).is_ok_and(|len| len > MAX_BYTES) {
        return Err(SheetError::TooLarge);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(SheetError::OldSpreadsheet);
    }
    let (encoding, text) = if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        let (_, after) = bytes.split_at_checked(mark).unwrap_or_default();
        let text = strict(encoding, after).ok_or(SheetError::NotText)?;
        (if encoding == UTF_8 { Encoding::Utf8 } else { Encoding::Utf16 }, text)
    } else if let Some(text) = unmarked_utf16(bytes).and_then(|encoding| strict(encoding, bytes)) {
        (Encoding::Utf16, text)
    } else {
        match std::str::from_utf8(bytes) {
            Ok(text) => (Encoding::Utf8, Cow::Borrowed(text)),
            Err(error) => match strict(GB18030, bytes) {
                Some(text) => (Encoding::Gb18030, text),
                None => {
                    let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
                    return Err(SheetError::Encoding(after(START, &String::from_utf8_lossy(valid))));
                }
            },
        }
    };
    if text.contains('\0') { Err(SheetError::NotText) } else { Ok((encoding, text)) }
}

/// The text that bytes are in an encoding, if all of them are. A piece at a time: asked for all at once, the library
/// would set aside three times the room for what may never come.
fn strict<'b>(encoding: &'static encoding_rs::Encoding, bytes: &'b [u8]) -> Option<Cow<'b, str>> {
    const PIECE: usize = 1 << 20;
    if encoding == UTF_8 {
        return std::str::from_utf8(bytes).ok().map(Cow::Borrowed);
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let (mut text, mut rest) = (String::new(), bytes);
    loop {
        text.reserve_exact(3 * PIECE);
        let (piece, after) = rest.split_at_checked(PIECE).unwrap_or((rest, &[]));
        match decoder.decode_to_string_without_replacement(piece, &mut text, after.is_empty()) {
            (DecoderResult::InputEmpty, _) if after.is_empty() => return Some(Cow::Owned(text)),
            (DecoderResult::InputEmpty, _) => rest = after,
            (DecoderResult::OutputFull, read) => rest = rest.get(read..)?,
            (DecoderResult::Malformed(..), _) => return None,
        }
    }
}

/// UTF-16 without a mark: zero bytes stand on one side only, and in at least every fourth pair.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let zeros = |first: usize| bytes.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let evident = |zeros: usize| bytes.len().is_multiple_of(2) && zeros * 8 >= bytes.len();
    match (zeros(0), zeros(1)) {
        (0, odd) if odd > 0 && evident(odd) => Some(UTF_16LE),
        (even, 0) if even > 0 && evident(even) => Some(UTF_16BE),
        _ => None,
    }
}

/// The rows of a text, one after another; those that say nothing are passed over.
pub(super) struct Rows<'t> {
    rest: &'t str,
    place: Position,
    separator: char,
    read: usize,
}

impl<'t> Rows<'t> {
    /// The rows of `text`, split at what splits its first one most often outside quotes: comma, semicolon or tab. Of
    /// two that are equally frequent a name is less likely to hold the tab, then the semicolon. Where the first line is
    /// the one with which a spreadsheet program names the separator, it is that, and no row.
    pub fn new(text: &'t str) -> Self {
        let named = SEPARATORS.into_iter().find_map(|separator| {
            let after = text.strip_prefix("sep=")?.strip_prefix(separator)?;
            after.starts_with(['\n', '\r']).then_some((separator, after))
        });
        if let Some((separator, rest)) = named {
            let place = Position { line: 1, column: "sep=,".len() + 1 };
            return Self { rest, place, separator, read: 0 };
        }
        let mut counts = SEPARATORS.map(|separator| (separator, 0));
        let mut quoted = false;
        for c in text.trim_start().chars() {
            match c {
                '"' => quoted = !quoted,
                '\n' | '\r' if !quoted => break,
                _ if quoted => {}
                _ => counts.iter_mut().filter(|(separator, _)| *separator == c).for_each(|(_, count)| *count += 1),
            }
        }
        // The last of equal ones; a comma where there are none.
        let most = counts.iter().max_by_key(|(_, count)| *count).filter(|(_, count)| *count > 0);
        let separator = most.map_or(',', |(separator, _)| *separator);
        Self { rest: text, place: START, separator, read: 0 }
    }

    /// What stands between cells.
    pub const fn separator(&self) -> char {
        self.separator
    }

    /// Takes `len` bytes off the rest.
    fn advance(&mut self, len: usize) -> &'t str {
        let (taken, rest) = self.rest.split_at_checked(len).unwrap_or((self.rest, ""));
        self.place = after(self.place, taken);
        self.rest = rest;
        taken
    }

    /// Everything up to the next separator or line end.
    fn plain(&mut self) -> &'t str {
        let end = self.rest.find([self.separator, '\n', '\r']).unwrap_or(self.rest.len());
        self.advance(end)
    }

    /// The cell that begins here, up to its separator or line end.
    fn cell(&mut self) -> Result<Cell<'t>, SheetError> {
        let place = self.place;
        let text = if self.rest.starts_with('"') { self.quoted()? } else { Cow::Borrowed(self.plain()) };
        if text.len() > MAX_CELL_CHARS && text.chars().count() > MAX_CELL_CHARS {
            return Err(SheetError::LongCell(place));
        }
        let text = match text {
            Cow::Borrowed(text) => Cow::Borrowed(unguarded(text.trim())),
            Cow::Owned(text) => Cow::Owned(unguarded(text.trim()).to_owned()),
        };
        Ok(Cell { text, place })
    }

    /// A cell in quotes; two of them within it are one. What follows the closing quote belongs to the cell too.
    fn quoted(&mut self) -> Result<Cow<'t, str>, SheetError> {
        let opened = self.place;
        self.advance(1);
        let mut text = Cow::Borrowed("");
        loop {
            let end = self.rest.find('"').ok_or(SheetError::OpenQuote(opened))?;
            text += self.advance(end);
            self.advance(1);
            if !self.rest.starts_with('"') {
                text += self.plain();
                return Ok(text);
            }
            text += self.advance(1);
        }
    }

    /// The row that begins here, and its line end.
    fn row(&mut self) -> Result<Row<'t>, SheetError> {
        let start = self.place;
        let mut cells = Vec::new();
        loop {
            if cells.len() == MAX_COLUMNS {
                return Err(SheetError::TooManyColumns(start));
            }
            cells.push(self.cell()?);
            if self.rest.starts_with(self.separator) {
                self.advance(self.separator.len_utf8());
            } else {
                self.advance(if self.rest.starts_with("\r\n") { 2 } else { 1 });
                return Ok(Row { line: start.line, cells });
            }
        }
    }
}

impl<'t> Iterator for Rows<'t> {
    type Item = Result<Row<'t>, SheetError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            // Of lines without anything there may be millions.
            let blank = self.rest.len() - self.rest.trim_start_matches(['\n', '\r']).len();
            self.advance(blank);
            if self.rest.is_empty() {
                return None;
            }
            let start = self.place;
            match self.row() {
                Ok(row) if row.cells.iter().all(|cell| cell.text.is_empty()) => {}
                // The header is a row too.
                Ok(_) if self.read > MAX_ROWS => return Some(Err(SheetError::TooManyRows(start))),
                Ok(row) => {
                    self.read += 1;
                    return Some(Ok(row));
                }
                Err(error) => {
                    self.rest = "";
                    return Some(Err(error));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let texts = |row: Row<'_>| row.cells.into_iter().map(|cell| cell.text.into_owned()).collect();
        Rows::new(text).map(|row| texts(row.unwrap())).collect()
    }

    #[test]
    fn cells_are_split_and_placed() {
        let text = "id,name\r\n\r\n1,\"a \"\"b\"\",\r\nc\",x\r\n,,\n\"2\"y , 中文 ,z";
        let found: Vec<_> = Rows::new(text).map(Result::unwrap).collect();
        let texts: Vec<Vec<&str>> = found.iter().map(|r| r.cells.iter().map(|c| c.text.as_ref()).collect()).collect();
        assert_eq!(texts, [vec!["id", "name"], vec!["1", "a \"b\",\r\nc", "x"], vec!["2y", "中文", "z"]]);
        assert_eq!(found.iter().map(|r| r.line).collect::<Vec<_>>(), [1, 3, 6]);
        let place = |row: usize, cell: usize| (found[row].cells[cell].place.line, found[row].cells[cell].place.column);
        assert_eq!((place(1, 1), place(1, 2), place(2, 2)), ((3, 3), (4, 4), (6, 12)));
    }

    #[test]
    fn the_separator_is_what_splits_the_header_outside_quotes() {
        assert_eq!(rows("id;\"a,b,c\";d\n1;2,5;3"), [["id", "a,b,c", "d"], ["1", "2,5", "3"]]);
        assert_eq!(rows("\n id\tname, first\n1\tx"), [["id", "name, first"], ["1", "x"]]);
        assert_eq!(rows("id\n1;2"), [["id"], ["1;2"]]);
        assert_eq!(rows("a\rb"), [["a"], ["b"]]);
        assert_eq!(rows("id;first, last\n1;a, b"), [["id", "first, last"], ["1", "a, b"]]);
        assert_eq!(rows("sep=;\r\nid,x\r\n1;2"), [vec!["id,x"], vec!["1", "2"]]);
        let named = "not the line that names a separator";
        assert_eq!(rows("sep=;,x,y\n1,2,3"), [["sep=;", "x", "y"], ["1", "2", "3"]], "{named}");
    }

    #[test]
    fn a_quote_that_stays_open_is_named() {
        let last = Rows::new("id,name\n1,\"open\n2,b\n").last().unwrap();
        assert_eq!(last, Err(SheetError::OpenQuote(Position { line: 2, column: 3 })));
    }

    #[test]
    fn too_much_of_anything_is_refused() {
        let wide = ",".repeat(MAX_COLUMNS);
        assert_eq!(Rows::new(&wide).next(), Some(Err(SheetError::TooManyColumns(START))));
        let long = format!("id\n{}", "长".repeat(MAX_CELL_CHARS + 1));
        assert_eq!(Rows::new(&long).last(), Some(Err(SheetError::LongCell(Position { line: 2, column: 1 }))));
        let many = "1\n".repeat(MAX_ROWS + 2);
        let last = Rows::new(&many).find(Result::is_err);
        assert_eq!(last, Some(Err(SheetError::TooManyRows(Position { line: MAX_ROWS + 2, column: 1 }))));
    }

    #[test]
    fn every_encoding_reads_the_same() {
        let text = "编号,姓名\n1,张伟 é";
        let units = || text.encode_utf16();
        let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
        let (gb, _, _) = GB18030.encode(text);
        for (name, bytes) in [
            ("UTF-8", text.as_bytes().to_vec()),
            ("UTF-8 marked", [b"\xef\xbb\xbf", text.as_bytes()].concat()),
            ("UTF-16 LE marked", [b"\xff\xfe", little.as_slice()].concat()),
            ("UTF-16 BE marked", [b"\xfe\xff", big.as_slice()].concat()),
            ("UTF-16 LE", little),
            ("UTF-16 BE", big),
            ("GB 18030", gb.to_vec()),
        ] {
            assert_eq!(decode(&bytes).as_deref(), Ok(text), "{name}");
        }
    }

    #[test]
    fn what_is_no_text_is_refused_by_name() {
        assert_eq!(decode(b"\xd0\xcf\x11\xe0rest"), Err(SheetError::OldSpreadsheet));
        assert_eq!(decode(b"a\0\0b"), Err(SheetError::NotText));
        assert_eq!(decode(b"a\0b"), Err(SheetError::NotText));
        assert_eq!(decode(b"id\n1,\xff\xff"), Err(SheetError::Encoding(Position { line: 2, column: 3 })));
    }

    proptest! {
        /// What a well-known writer writes is read back, and a well-known reader agrees.
        #[test]
        fn well_formed_tables_are_read_as_others_read_them(
            table in prop::collection::vec(prop::collection::vec("[a,;\"\n\r 中]{0,6}", 2), 1..6),
            crlf: bool,
        ) {
            let terminator = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
            let mut writer = csv::WriterBuilder::new().terminator(terminator).from_writer(Vec::new());
            writer.write_record(["a", "b"]).unwrap();
            table.iter().for_each(|row| writer.write_record(row).unwrap());
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let theirs: Vec<Vec<String>> = csv::ReaderBuilder::new()
                .has_headers(false)
                .from_reader(text.as_bytes())
                .records()
                .map(|row| row.unwrap().iter().map(|cell| cell.trim().to_owned()).collect::<Vec<_>>())
                .filter(|row| row.iter().any(|cell| !cell.is_empty()))
                .collect();
            prop_assert_eq!(rows(&text), theirs);
        }

        #[test]
        fn no_bytes_make_it_panic(bytes: Vec<u8>) {
            if let Ok(text) = decode(&bytes) {
                Rows::new(&text).for_each(drop);
            }
        }
    }
}
