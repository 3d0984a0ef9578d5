//! The command that writes customers, contributions, the register of relations or goal cards as a spreadsheet or as CSV.

use std::path::PathBuf;

use clap::{Args, ValueEnum, builder::PossibleValue};

use super::{Done, Look, NotDone, put, read, shown};
use crate::{
    analysis::Derived,
    exchange::{self, Extract, Kind, Scope},
    model::{CustomerId, Workbook},
    text::{Lang, export as says, import},
};

#[derive(Args, Debug)]
pub(super) struct Export {
    /// The workbook, or `example`
    workbook: PathBuf,
    /// The file to write: .xlsx, with the grid and the value map as a chart, or .csv
    #[arg(long, value_name = "FILE.xlsx|FILE.csv")]
    out: PathBuf,
    /// What to write [default: customers and contributions into .xlsx, customers into .csv]
    #[arg(long)]
    what: Option<What>,
    /// Whose contacts to write [default: everybody's]
    #[arg(long, value_name = "ID")]
    account: Option<String>,
}

/// What can be written.
#[derive(Clone, Copy, Debug)]
enum What {
    Extract(Extract),
    Register,
    Goals,
}

impl ValueEnum for What {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Extract(Extract::Customers), Self::Extract(Extract::Contributions), Self::Register, Self::Goals]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let kind = match self {
            Self::Extract(extract) => extract.kind(),
            Self::Register => Kind::Contacts,
            Self::Goals => Kind::Goals,
        };
        Some(PossibleValue::new(kind.name()))
    }
}

impl Export {
    /// The customer named, who must have people.
    fn whose(&self, workbook: &Workbook, id: &str, lang: Lang) -> Result<CustomerId, NotDone> {
        let id = CustomerId::new(id).map_err(|bad| NotDone(import::bad_id(lang, bad)))?;
        let has_people = workbook.organisations.get(&id).is_some_and(|organisation| !organisation.contacts.is_empty());
        if has_people { Ok(id) } else { Err(NotDone(says::no_people(lang, &id))) }
    }

    /// Writes the file, over one that is there.
    pub(super) fn write(&self, look: &Look) -> Result<Done, NotDone> {
        let lang = look.lang();
        let ending = self.out.extension().unwrap_or_default().to_ascii_lowercase();
        let workbook = read(&self.workbook, look)?;
        let derived = Derived::of(&workbook, look.today());
        let account = self.account.as_deref().map(|id| self.whose(&workbook, id, lang)).transpose()?;
        let scope = Scope { account: account.as_ref(), audience: look.audience() };
        let bytes = match (ending.to_str(), self.what) {
            (Some("xlsx"), None) => exchange::spreadsheet(&workbook, &derived, lang, None),
            (Some("xlsx"), Some(What::Extract(what))) => exchange::spreadsheet(&workbook, &derived, lang, Some(what)),
            (Some("xlsx"), Some(What::Register)) => exchange::register_spreadsheet(&workbook, &derived, lang, scope),
            (Some("xlsx"), Some(What::Goals)) => exchange::goals_spreadsheet(&workbook, &derived, lang, scope.audience),
            (Some("csv"), None) => exchange::csv(&workbook, &derived, lang, Extract::Customers),
            (Some("csv"), Some(What::Extract(what))) => exchange::csv(&workbook, &derived, lang, what),
            (Some("csv"), Some(What::Register)) => exchange::register_csv(&workbook, &derived, lang, scope),
            (Some("csv"), Some(What::Goals)) => exchange::goals_csv(&workbook, &derived, lang, scope.audience),
            _ => return Err(NotDone(format!("{}: {}", shown(&self.out), says::NO_TABLE.of(lang)))),
        };
        put(&self.out, bytes.map_err(|error| NotDone(says::error(lang, &error)))?, lang)
    }
}
