//! A file with a table in it, of whatever form.

use std::borrow::Cow;

use super::{ImportError, Options};
use crate::exchange::{
    Kind,
    archive::is_archive,
    export::sheet_names,
    sheet::{self, Encoding, Row, SheetError},
    value::same_words,
    xlsx::Spreadsheet,
};

/// The most lines of a title above a table.
const MAX_TITLES: usize = 5;

/// What a file was recognised as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// A text.
    Text {
        /// How its characters are written.
        encoding: Encoding,
        /// What stands between its cells.
        separator: char,
    },
    /// A spreadsheet.
    Spreadsheet {
        /// Its sheets by name, but for hidden ones.
        sheets: Vec<String>,
        /// The one that is read.
        read: String,
    },
}

/// Rows of a table, one after another.
pub(super) type TableRows<'a> = dyn Iterator<Item = Result<Row<'a>, SheetError>> + 'a;

/// A file that was opened.
pub(super) enum Source<'b> {
    Text(Encoding, Cow<'b, str>),
    Spreadsheet(Spreadsheet<'b>),
}

impl<'b> Source<'b> {
    /// Recognises a file by its bytes.
    pub fn open(bytes: &'b [u8]) -> Result<Self, SheetError> {
        if is_archive(bytes) {
            Spreadsheet::open(bytes).map(Self::Spreadsheet)
        } else {
            sheet::recognise(bytes).map(|(encoding, text)| Self::Text(encoding, text))
        }
    }

    /// The sheet on which an export of ours puts such a table, which may not be the first one.
    pub fn sheet_of_ours(&self, kind: Kind) -> Option<&'static str> {
        let Self::Spreadsheet(book) = self else { return None };
        sheet_names(kind).find(|name| book.names().any(|other| other.trim().eq_ignore_ascii_case(name)))
    }

    /// What it is, and the rows of the sheet of this name; where none is named, of the first that is not hidden.
    pub fn rows(&self, name: Option<&str>) -> Result<(Form, Box<TableRows<'_>>), ImportError> {
        let unknown = |given: &str, sheets| ImportError::UnknownSheet { given: given.to_owned(), sheets };
        match (self, name) {
            (Self::Text(..), Some(given)) => Err(unknown(given, Vec::new())),
            (Self::Text(encoding, text), None) => {
                let rows = sheet::Rows::new(text);
                Ok((Form::Text { encoding: *encoding, separator: rows.separator() }, Box::new(rows)))
            }
            (Self::Spreadsheet(book), name) => {
                let sheets: Vec<String> = book.shown().map(str::to_owned).collect();
                let read = name.or(sheets.first().map(String::as_str)).unwrap_or_default().to_owned();
                match book.sheet(&read)? {
                    Some(rows) => Ok((Form::Spreadsheet { sheets, read }, Box::new(rows))),
                    None => Err(unknown(&read, sheets)),
                }
            }
        }
    }
}

/// The row that names the columns, and those below it. It is the first; but lines of a title may stand above it, alone
/// in their rows, that name no column and have a wider row below them.
pub(super) fn header<'a>(
    mut rows: Box<TableRows<'a>>,
    options: &Options,
) -> Result<(Row<'a>, Box<TableRows<'a>>), ImportError> {
    let fields = options.kind.fields();
    let names_column = |text: &str| {
        let by_hand = options.columns.iter().any(|mapping| same_words(&mapping.column, text));
        by_hand || fields.iter().any(|field| field.is_called(text))
    };
    let is_title = |row: &Row<'_>| {
        let mut said = row.cells.iter().map(|cell| cell.text.as_ref()).filter(|text| !text.is_empty());
        said.next().is_some_and(|text| !names_column(text)) && said.next().is_none()
    };
    let mut titles = Vec::new();
    let below = loop {
        match rows.next().transpose()? {
            Some(row) if is_title(&row) && titles.len() < MAX_TITLES => titles.push(row),
            Some(row) if is_title(&row) => break Some(row),
            Some(row) => return Ok((row, rows)),
            None => break None,
        }
    };
    // A table of one column, whatever that is called.
    let mut narrow = titles.into_iter().chain(below);
    let header = narrow.next().ok_or(SheetError::Empty)?;
    Ok((header, Box::new(narrow.map(Ok).chain(rows))))
}
