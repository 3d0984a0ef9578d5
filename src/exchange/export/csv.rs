//! A table as CSV: UTF-8 with its mark, which Excel takes as such in every language, commas, and CR LF.
//!
//! A program that opens CSV may take a text for a formula. So one that begins with a sign of formulas gets an
//! apostrophe before it, as [`guarded`] says; an import of ours takes it away again, and nobody else's text is touched.
//! Numbers are no texts: `-5` stays a number.

use std::borrow::Cow;

use super::{Content, Sheet, Style};
use crate::exchange::value::guarded;

/// Writes a table.
pub(super) fn write(sheet: &Sheet) -> Vec<u8> {
    let mut out = String::from('\u{feff}');
    for row in &sheet.rows {
        let mut cells = row.iter().peekable();
        for column in 0..sheet.width {
            if column > 0 {
                out.push(',');
            }
            if let Some(cell) = cells.next_if(|cell| cell.column == column) {
                match &cell.content {
                    Content::Text(text) => out += &quoted(&guarded(&kept(text))),
                    Content::Number(share) if cell.style == Style::Percent => {
                        out += &format!("{}%", (share * 1e4).round() / 1e2);
                    }
                    Content::Number(number) => out += &number.to_string(),
                    Content::Day(day) => out += &day.to_string(),
                }
            }
        }
        out += "\r\n";
    }
    out.into_bytes()
}

/// A text without what no reader of ours keeps: the space around it, and zeros, which make a file no text.
fn kept(text: &str) -> Cow<'_, str> {
    if text.contains('\0') { Cow::Owned(text.replace('\0', "").trim().to_owned()) } else { Cow::Borrowed(text.trim()) }
}

/// A text in quotes, where it needs them.
fn quoted(text: &str) -> Cow<'_, str> {
    if text.contains([',', ';', '\t', '"', '\r', '\n']) {
        Cow::Owned(format!("\"{}\"", text.replace('"', "\"\"")))
    } else {
        Cow::Borrowed(text)
    }
}
