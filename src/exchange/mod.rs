//! What goes to and comes from others? Reading other programs' tables, writing what was derived.
//!
//! An import is one edit: [`import()`] reads a table against a workbook and answers with the edit that would take it in
//! and a [`Report`] of every row. Whoever asked applies the edit through the one door, or doesn't.

pub mod answers;
mod archive;
pub mod codes;
mod collect;
mod export;
mod field;
pub mod folder;
pub mod forms;
mod html;
mod import;
pub mod page;
mod questions;
mod record;
mod report;
mod results;
mod sheet;
mod token;
mod value;
pub mod xlsform;
mod xlsx;

pub use collect::{About, Collected, Fate, Line, Missing, Refused, Tally, collect, holds_answers};
pub use export::{
    ExportError, Extract, Scope, csv, goals_csv, goals_spreadsheet, register_csv, register_spreadsheet, spreadsheet,
};
pub use field::{Columns, Field, Kind, Mapping};
pub use import::{
    Created, Fate as RowFate, Form, Import, ImportError, Lines, MAX_IMPORTED, MAX_REFUSED, Options, Preview, ReadRow,
    Reading, Reason, Refusal, Report, import, likely_kind, preview,
};
pub use questions::questions;
pub use record::{Comparison as PageComparison, compare as compare_page, record};
pub use report::{ReportError, release, report, waiting};
pub use results::json;
pub use sheet::{Encoding, MAX_BYTES, MAX_CELL_CHARS, MAX_COLUMNS, MAX_ROWS, SheetError};
pub use token::{AnswerId, BadToken, EntryTag, FormId, NoRandomness, new_key};
pub use xlsx::MAX_CELLS;
