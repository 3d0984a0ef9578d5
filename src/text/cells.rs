//! Tables that are worked with like a spreadsheet.

use super::{Lang, say, words};

words! {
    CUSTOMER = "客户", "Customer";
    AS_GIVEN = "原来的顺序", "As given";
}

/// Why a block was not put into a table. Nothing has changed.
#[derive(Clone, Debug, PartialEq)]
pub enum NotTaken<R> {
    /// It does not fit between where it begins and the table's edge.
    TooLarge {
        /// Its rows.
        rows: usize,
        /// Its columns.
        columns: usize,
    },
    /// One of its cells is no value.
    Entry {
        /// The cell's row in the block, counted from 1.
        row: usize,
        /// The cell's column in the block, counted from 1.
        column: usize,
        /// What it says.
        text: String,
        /// What is wrong with it.
        why: R,
    },
}

/// Why a block was not put into a table. `why` says what is wrong with a text.
pub fn not_taken<R: Copy>(lang: Lang, trouble: &NotTaken<R>, why: impl Fn(&str, R) -> String) -> String {
    match trouble {
        NotTaken::TooLarge { rows, columns } => say!(
            lang,
            "没有粘贴：要粘贴的有 {rows} 行 {columns} 列，从这一格起放不下。表格没有改动。",
            "Nothing was pasted: {rows} rows by {columns} columns don’t fit from this cell on. The grid is as it was."
        ),
        NotTaken::Entry { row, column, text, why: refusal } => {
            let what = why(text.trim(), *refusal);
            say!(
                lang,
                "没有粘贴：第 {row} 行第 {column} 列的{what}。表格没有改动。",
                "Nothing was pasted: in row {row}, column {column}, {what}. The grid is as it was."
            )
        }
    }
}

/// Why a text cannot be a cell's, and what to do now.
pub fn refused(lang: Lang, why: &str) -> String {
    say!(lang, "{why}。改一下，或按 Esc 放弃。", "{why}. Change it, or press Esc to give it up.")
}

/// The button that chooses an order, and the order in force.
pub fn sorted_by(lang: Lang, name: &str, descending: Option<bool>) -> String {
    let arrow = match descending {
        Some(true) => " ↓",
        Some(false) => " ↑",
        None => "",
    };
    say!(lang, "排序：{name}{arrow}", "Sort: {name}{arrow}")
}

/// The head of a column, for somebody who does not see it.
pub fn sort_by(lang: Lang, name: &str) -> String {
    say!(lang, "按{name}排序", "Sort by {name}")
}
