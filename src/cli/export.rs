//! The command that writes customers and contributions as a spreadsheet or as CSV.

use std::path::PathBuf;

use clap::{Args, ValueEnum, builder::PossibleValue};

use super::{Done, Look, NotDone, put, read, shown};
use crate::{
    analysis::Derived,
    exchange::{self, Extract},
    text::export as says,
};

#[derive(Args, Debug)]
pub(super) struct Export {
    /// The workbook, or `example`
    workbook: PathBuf,
    /// The file to write: .xlsx, with the grid and the value map as a chart, or .csv
    #[arg(long, value_name = "FILE.xlsx|FILE.csv")]
    out: PathBuf,
    /// What to write [default: all of it into .xlsx, customers into .csv]
    #[arg(long)]
    what: Option<Extract>,
}

impl ValueEnum for Extract {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.kind().name()))
    }
}

impl Export {
    /// Writes the file, over one that is there.
    pub(super) fn write(&self, look: Look) -> Result<Done, NotDone> {
        let lang = look.lang();
        let ending = self.out.extension().unwrap_or_default().to_ascii_lowercase();
        let workbook = read(&self.workbook, lang)?;
        let derived = Derived::of(&workbook, look.today());
        let bytes = match ending.to_str() {
            Some("xlsx") => exchange::spreadsheet(&workbook, &derived, lang, self.what),
            Some("csv") => exchange::csv(&workbook, &derived, lang, self.what.unwrap_or(Extract::Customers)),
            _ => return Err(NotDone(format!("{}: {}", shown(&self.out), says::NO_TABLE.of(lang)))),
        };
        put(&self.out, bytes.map_err(|error| NotDone(says::error(lang, &error)))?, lang)
    }
}
