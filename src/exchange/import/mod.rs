//! Taking a table into a workbook.
//!
//! A row goes in whole or is refused whole. A blank cell says nothing: what the workbook knows stays. (Only a blank
//! score of a rating says something: not observed.) Taking the same table in again changes nothing.

mod contacts;
mod contributions;
mod customers;
mod goals;
mod people;
mod ratings;
mod source;

use std::cell::RefCell;

use indexmap::{IndexMap, IndexSet};

use source::{Source, TableRows, header};

pub use source::Form;

use super::{
    field::{Columns, Field, Kind, Mapping, fitting},
    sheet::{Row, SheetError},
    value::{self, Choice, same_words},
};
use crate::{
    analysis::power::Structure,
    edit::{self, CustomerEdit, Edit, EditError, Occasion, TeamEdit},
    file::Position,
    model::{
        BadId, Customer, CustomerId, Date, ItemId, MAX_RECORDS, Margin, Member, MemberId, Money, OfferingId,
        OutOfRange, Points, Record, RoleId, RoundId, Workbook,
    },
    text::parse,
};

/// The most records that one table may bring or change: many times what a team has, and no more than fits into memory
/// beside the workbook.
pub const MAX_IMPORTED: usize = 50_000;
/// The most rows that may be refused before the whole table is.
pub const MAX_REFUSED: usize = 50_000;
/// The most of a refused cell that is kept, in characters.
const MAX_FOUND: usize = 200;

/// How a table is to be read.
#[derive(Clone, Debug)]
pub struct Options {
    /// What it is about.
    pub kind: Kind,
    /// Whose organisation it is, for contacts.
    pub account: Option<CustomerId>,
    /// What that account is called where the import creates it.
    pub account_name: String,
    /// The round ratings go into; `imported` where none is named.
    pub round: Option<RoundId>,
    /// How many points the ratings' scale has; what the round has, or 5, where it isn't said.
    pub points: Option<Points>,
    /// Columns named by hand.
    pub columns: Vec<Mapping>,
    /// All columns that are read, each by its place from 0, in place of those that headers and names would find.
    pub places: Option<Vec<(Field, usize)>>,
    /// The sheet of a spreadsheet; the first that is not hidden where none is named.
    pub sheet: Option<String>,
    /// Of how many rows the report says what was read.
    pub shown: usize,
}

impl Options {
    /// Nothing said but what the table is about.
    pub const fn new(kind: Kind) -> Self {
        Self {
            kind,
            account: None,
            account_name: String::new(),
            round: None,
            points: None,
            columns: Vec::new(),
            places: None,
            sheet: None,
            shown: 0,
        }
    }
}

/// Why a table was not taken in at all.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ImportError {
    /// It cannot be read.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// It has no sheet of the name given.
    #[error("there is no sheet {given}")]
    UnknownSheet {
        /// The name given.
        given: String,
        /// The file's sheets; none where it is a text.
        sheets: Vec<String>,
    },
    /// A column was named for a field that this kind of table doesn't have.
    #[error("{given} is no field of {}", kind.name())]
    UnknownField {
        /// The name given.
        given: String,
        /// The table's kind.
        kind: Kind,
    },
    /// Two columns were named for one field.
    #[error("two columns were named for {}", .0.name())]
    MappedTwice(Field),
    /// The file has no column of the name given.
    #[error("there is no column {given}")]
    UnknownColumn {
        /// The name given.
        given: String,
        /// The file's columns.
        columns: Vec<String>,
    },
    /// More than one column fits a field.
    #[error("several columns fit {}", field.name())]
    SeveralColumns {
        /// The field.
        field: Field,
        /// The headers that fit.
        columns: Vec<String>,
    },
    /// Columns that such a table must have.
    #[error("required columns are missing")]
    MissingColumns {
        /// The fields without a column.
        missing: Vec<Field>,
        /// The file's columns.
        columns: Vec<String>,
    },
    /// An id that was named is none.
    #[error(transparent)]
    Id(#[from] BadId),
    /// Contacts need to know whose they are.
    #[error("contacts need an account")]
    NoAccount,
    /// The round has another scale.
    #[error("round {round} has {has:?}")]
    OtherScale {
        /// The round.
        round: RoundId,
        /// What its scale has.
        has: Points,
    },
    /// The round's instrument is not in the workbook.
    #[error("the instrument of round {0} is missing")]
    NoInstrument(RoundId),
    /// It would bring or change more than [`MAX_IMPORTED`] records.
    #[error("more than {MAX_IMPORTED} records at once, at {0:?}")]
    TooMuch(Position),
    /// More than [`MAX_REFUSED`] rows would be refused; the first of them.
    #[error("more than {MAX_REFUSED} rows are refused")]
    TooManyRefused(Box<Refusal>),
    /// The workbook would hold more records of a kind than a file may.
    #[error("more than {MAX_RECORDS} records")]
    TooManyRecords,
    /// The edit was refused.
    #[error(transparent)]
    Edit(#[from] EditError),
}

/// Why a row was refused.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// The cell must not be blank.
    Blank,
    /// No id.
    Id(BadId),
    /// No number.
    Number,
    /// No whole number.
    Whole,
    /// A number out of its range.
    Range(OutOfRange),
    /// No day.
    Date,
    /// Neither yes nor no.
    YesNo,
    /// None of these words.
    Word(Vec<&'static str>),
    /// Neither a number nor a sign.
    Margin,
    /// A sign cannot be added to an amount, nor to the opposite sign; the earlier row's line.
    Sum(usize),
    /// An earlier row, in this line, says otherwise of the same thing.
    Contradicts(usize),
    /// Something stands beyond the last column.
    BeyondHeader,
    /// It seems to be a total of other rows; nothing of that name is known.
    Total,
    /// The round's instrument asks about no such item, and is not ours to extend.
    UnknownItem(RoleId, ItemId),
}

/// A row that was refused.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// The line in which the row begins: its number.
    pub row: usize,
    /// Where the cell stands.
    pub place: Position,
    /// Which field it is, where it has one.
    pub field: Option<Field>,
    /// What it says; of a long text the beginning.
    pub found: String,
    /// What is wrong with it.
    pub reason: Reason,
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fate {
    /// It added something.
    Added,
    /// It changed something.
    Changed,
    /// It said what was known.
    Unchanged,
    /// An earlier row has its id: kept as a record and not used.
    Duplicate,
    /// It was refused.
    Refused,
}

/// What a cell was read as.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// As it stands; nothing where it is blank.
    Text(String),
    /// A number.
    Number(f64),
    /// A margin.
    Margin(Margin),
    /// Yes or no.
    YesNo(bool),
}

/// What was read in a row.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadRow {
    /// The line in which it begins.
    pub line: usize,
    /// Its cells, by field. What stands behind a cell for which the row was refused stands there unread.
    pub cells: Vec<(Field, Reading)>,
}

/// Rows by the lines in which they begin, in order.
pub type Lines = Vec<usize>;

/// Something created because a row names it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Created {
    /// One of our people.
    Member(MemberId),
    /// A customer.
    Customer(CustomerId),
    /// An offering.
    Offering(OfferingId),
    /// A round, with an instrument of its own.
    Round(RoundId),
    /// A role of the round's instrument.
    Role(RoleId),
    /// An item of the round's instrument.
    Item(RoleId, ItemId),
}

/// What an import does, row by row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Rows that added something.
    pub added: Lines,
    /// Rows that changed something.
    pub changed: Lines,
    /// Rows that said what was known.
    pub unchanged: Lines,
    /// Rows whose id an earlier row has: kept as a record and not used.
    pub duplicates: Lines,
    /// Rows that were refused.
    pub refused: Vec<Refusal>,
    /// What was created besides.
    pub created: Vec<Created>,
    /// The file's columns that nothing was read from.
    pub ignored_columns: Vec<String>,
    /// How the account's organisation stands after an import of contacts.
    pub structure: Option<Structure>,
    /// Into how many sums the rows went, where rows are added up.
    pub sums: Option<usize>,
    /// What was read in the first rows, as many as were asked for.
    pub rows: Vec<ReadRow>,
}

impl Report {
    /// What became of the row that begins in a line, if one does.
    pub fn fate(&self, line: usize) -> Option<Fate> {
        let is_in = |lines: &Lines| lines.binary_search(&line).is_ok();
        if is_in(&self.added) {
            Some(Fate::Added)
        } else if is_in(&self.changed) {
            Some(Fate::Changed)
        } else if is_in(&self.unchanged) {
            Some(Fate::Unchanged)
        } else if is_in(&self.duplicates) {
            Some(Fate::Duplicate)
        } else {
            self.refusal(line).map(|_| Fate::Refused)
        }
    }

    /// Why the row that begins in a line was refused, if it was.
    pub fn refusal(&self, line: usize) -> Option<&Refusal> {
        let place = self.refused.binary_search_by_key(&line, |refusal| refusal.row).ok()?;
        self.refused.get(place)
    }

    /// What was read in the row that begins in a line, where that was kept.
    pub fn row(&self, line: usize) -> Option<&ReadRow> {
        let place = self.rows.binary_search_by_key(&line, |row| row.line).ok()?;
        self.rows.get(place)
    }

    /// The lines of all rows that became this, in order; of all rows, where nothing is said.
    pub fn lines(&self, fate: Option<Fate>) -> Lines {
        let refused = || self.refused.iter().map(|refusal| refusal.row);
        match fate {
            Some(Fate::Added) => self.added.clone(),
            Some(Fate::Changed) => self.changed.clone(),
            Some(Fate::Unchanged) => self.unchanged.clone(),
            Some(Fate::Duplicate) => self.duplicates.clone(),
            Some(Fate::Refused) => refused().collect(),
            None => {
                let taken = [&self.added, &self.changed, &self.unchanged, &self.duplicates];
                let mut lines: Lines = taken.into_iter().flatten().copied().chain(refused()).collect();
                lines.sort_unstable();
                lines
            }
        }
    }

    fn note(&mut self, row: usize, fate: Fate) {
        match fate {
            Fate::Added => self.added.push(row),
            Fate::Changed => self.changed.push(row),
            Fate::Unchanged => self.unchanged.push(row),
            Fate::Duplicate => self.duplicates.push(row),
            // It was noted with its reason.
            Fate::Refused => {}
        }
    }
}

/// A table, read against a workbook.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    /// The one edit that takes it in; `None` where it changes nothing.
    pub edit: Option<Edit>,
    /// The workbook with it.
    pub after: Workbook,
    /// What became of each row.
    pub report: Report,
}

/// A table, and what taking it in would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// What the file was recognised as.
    pub form: Form,
    /// What the table's columns are called, in their order.
    pub headers: Vec<String>,
    /// The first rows as they stand, by the lines in which they begin.
    pub first: Vec<(usize, Vec<String>)>,
    /// Which columns are read, each by its place from 0, as far as that is clear.
    pub places: Vec<(Field, usize)>,
    /// What an import would do, or why there can be none.
    pub outcome: Result<Import, ImportError>,
}

/// Reads a table against a workbook. Nothing is changed; the edit that would is in the answer.
///
/// # Errors
/// When the table cannot be read, its columns are not clear, or it would break what a workbook must hold.
pub fn import(workbook: &Workbook, bytes: &[u8], options: &Options) -> Result<Import, ImportError> {
    preview(workbook, bytes, options)?.outcome
}

/// The same, with what there is to see of the table before anybody decides, also where its columns are not clear.
///
/// # Errors
/// When the table cannot be read.
pub fn preview(workbook: &Workbook, bytes: &[u8], options: &Options) -> Result<Preview, ImportError> {
    let source = Source::open(bytes)?;
    let first = preview_sheet(workbook, &source, options.sheet.as_deref(), options)?;
    if options.sheet.is_none()
        && matches!(first.outcome, Err(ImportError::MissingColumns { .. }))
        && let Some(ours) = source.sheet_of_ours(options.kind)
    {
        return preview_sheet(workbook, &source, Some(ours), options);
    }
    Ok(first)
}

/// The same of one sheet; of the first that is not hidden, where none is named.
fn preview_sheet(
    workbook: &Workbook,
    source: &Source<'_>,
    sheet: Option<&str>,
    options: &Options,
) -> Result<Preview, ImportError> {
    let (form, rows) = source.rows(sheet)?;
    let (header, rows) = header(rows, options)?;
    let columns = match &options.places {
        Some(places) => Columns::of(options.kind, &header, places.clone()),
        None => Columns::find(options.kind, &header, &options.columns),
    };
    let headers: Vec<String> = header.cells.iter().map(|cell| cell.text.clone().into_owned()).collect();
    let places = match (&columns, &options.places) {
        (Ok(columns), _) => columns.places().to_vec(),
        (Err(_), Some(places)) => places.clone(),
        (Err(_), None) => clear_places(options.kind, &headers),
    };
    let (first, rows) = first_rows(rows);
    let outcome = columns.and_then(|columns| import_rows(workbook, rows, columns, options));
    Ok(Preview { form, headers, first, places, outcome })
}

/// What a table is most likely about, by its header: contributions, where it has all their columns; goal cards, where
/// it names people and goals; contacts, where more of its columns are theirs alone than customers' alone; customers
/// otherwise.
///
/// # Errors
/// When the table cannot be read.
pub fn likely_kind(bytes: &[u8], sheet: Option<&str>) -> Result<Kind, ImportError> {
    let source = Source::open(bytes)?;
    let (_, rows) = source.rows(sheet)?;
    let (header, _) = header(rows, &Options::new(Kind::Contributions))?;
    if Columns::find(Kind::Contributions, &header, &[]).is_ok() {
        return Ok(Kind::Contributions);
    }
    let headers: Vec<&str> = header.cells.iter().map(|cell| cell.text.as_ref()).collect();
    let only = |kind: Kind, other: Kind| {
        let others = other.fields();
        fitting(kind, &headers).filter(|(field, columns)| !columns.is_empty() && !others.contains(field)).count()
    };
    let has = |field| fitting(Kind::Goals, &headers).any(|(found, columns)| found == field && !columns.is_empty());
    if has(Field::Person) && has(Field::Goal) {
        return Ok(Kind::Goals);
    }
    let is_contacts = only(Kind::Contacts, Kind::Customers) > only(Kind::Customers, Kind::Contacts);
    Ok(if is_contacts { Kind::Contacts } else { Kind::Customers })
}

/// The first rows as they stand, and all of them to be read.
fn first_rows<'a>(mut rows: Box<TableRows<'a>>) -> (Vec<(usize, Vec<String>)>, Box<TableRows<'a>>) {
    const FIRST: usize = 20;
    let first: Vec<_> = rows.by_ref().take(FIRST).collect();
    let begin = |text: &str| text.chars().take(MAX_FOUND).collect();
    let texts = |row: &Row<'_>| (row.line, row.cells.iter().map(|cell| begin(&cell.text)).collect());
    let shown = first.iter().flatten().map(texts).collect();
    (shown, Box::new(first.into_iter().chain(rows)))
}

/// The columns that are one field's and no other's, by their headers.
fn clear_places(kind: Kind, headers: &[String]) -> Vec<(Field, usize)> {
    let headers: Vec<&str> = headers.iter().map(String::as_str).collect();
    let clear = |(field, columns): (Field, Vec<usize>)| match columns.as_slice() {
        [one] => Some((field, *one)),
        _ => None,
    };
    fitting(kind, &headers).filter_map(clear).collect()
}

fn import_rows<'a>(
    workbook: &'a Workbook,
    rows: Box<TableRows<'a>>,
    columns: Columns,
    options: &Options,
) -> Result<Import, ImportError> {
    let mut table = Reader { workbook, rows, columns, shown: options.shown, report: Report::default() };
    let edits = match options.kind {
        Kind::People => people::import(&mut table),
        Kind::Customers => customers::import(&mut table),
        Kind::Contributions => contributions::import(&mut table),
        Kind::Contacts => {
            let account = options.account.as_ref().ok_or(ImportError::NoAccount)?;
            contacts::import(&mut table, account, &options.account_name)
        }
        Kind::Goals => goals::import(&mut table),
        Kind::Ratings => ratings::import(&mut table, options),
    }?;
    let Reader { columns, mut report, .. } = table;
    report.ignored_columns = columns.ignored;
    if edits.is_empty() {
        report.structure = structure(workbook, options);
        return Ok(Import { edit: None, after: workbook.clone(), report });
    }
    let edit = Edit::Together(Occasion::Import, edits);
    let after = edit::apply(workbook, edit.clone())?;
    if overflows(&after) {
        return Err(ImportError::TooManyRecords);
    }
    report.structure = structure(&after, options);
    Ok(Import { edit: Some(edit), after, report })
}

/// How the organisation stands that contacts were imported into.
fn structure(workbook: &Workbook, options: &Options) -> Option<Structure> {
    let account = options.account.as_ref().filter(|_| options.kind == Kind::Contacts)?;
    workbook.organisations.get(account).map(|organisation| Structure::of(&organisation.contacts))
}

/// Whether a collection that an import adds to has grown beyond what a file may hold.
fn overflows(workbook: &Workbook) -> bool {
    let sections = [
        workbook.team.len(),
        workbook.customers.len(),
        workbook.offerings.len(),
        workbook.contributions.len(),
        workbook.organisations.len(),
        workbook.goal_cards.len(),
        workbook.rounds.len(),
        workbook.instruments.len(),
    ];
    let inner = workbook.organisations.iter().map(|organisation| organisation.contacts.len());
    let inner = inner.chain(workbook.goal_cards.iter().map(|card| card.goals.len()));
    let inner = inner.chain(workbook.rounds.iter().map(|round| round.responses.len()));
    let inner = inner.chain(workbook.instruments.iter().map(|instrument| instrument.roles.len()));
    let items = workbook.instruments.iter().flat_map(|instrument| instrument.roles.iter().map(|role| role.items.len()));
    sections.into_iter().chain(inner).chain(items).any(|len| len > MAX_RECORDS)
}

/// A table being read against a workbook.
struct Reader<'a> {
    workbook: &'a Workbook,
    rows: Box<TableRows<'a>>,
    columns: Columns,
    /// Of how many rows the report says what was read.
    shown: usize,
    report: Report,
}

/// Why a row does not go in.
enum Stop {
    /// The row is refused.
    Row(Refusal),
    /// The whole table is.
    Table(ImportError),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Row(refusal)
    }
}

impl Reader<'_> {
    /// Hands over row after row; notes those that are refused.
    fn each_row<T>(
        &mut self,
        mut take: impl FnMut(&Cells<'_>) -> Result<T, Stop>,
        mut note: impl FnMut(&mut Report, usize, T),
    ) -> Result<(), ImportError> {
        for row in &mut *self.rows {
            let row = row?;
            let is_shown = self.report.rows.len() < self.shown;
            let readings = RefCell::default();
            let cells = Cells { row: &row, columns: &self.columns, readings: is_shown.then_some(&readings) };
            let taken = cells.within_header().map_err(Stop::Row).and_then(|()| take(&cells));
            if is_shown {
                self.report.rows.push(cells.read_row());
            }
            match taken {
                Ok(taken) => note(&mut self.report, row.line, taken),
                Err(Stop::Row(refusal)) => self.report.refused.push(refusal),
                Err(Stop::Table(error)) => return Err(error),
            }
            if self.report.refused.len() > MAX_REFUSED {
                let first = self.report.refused.swap_remove(0);
                return Err(ImportError::TooManyRefused(Box::new(first)));
            }
        }
        Ok(())
    }

    /// Edits that create the people whom rows named and who are neither in the team nor among `made`.
    fn create_members(&mut self, named: IndexSet<MemberId>, made: impl Fn(&MemberId) -> bool) -> Vec<Edit> {
        let unknown = named.into_iter().filter(|id| !self.workbook.team.contains(id) && !made(id));
        let create = |id: MemberId| {
            self.report.created.push(Created::Member(id.clone()));
            Edit::Team(TeamEdit::Put(Member::new(id, "")))
        };
        unknown.map(create).collect()
    }

    /// An edit that creates a customer of this name, where there is none yet.
    fn create_customer(&mut self, id: &CustomerId, name: &str) -> Option<Edit> {
        if self.workbook.customers.contains(id) {
            return None;
        }
        self.report.created.push(Created::Customer(id.clone()));
        Some(Edit::Customers(CustomerEdit::Put(Box::new(Customer::new(id.clone(), name)))))
    }
}

/// The cells of a row, by field.
struct Cells<'r> {
    row: &'r Row<'r>,
    columns: &'r Columns,
    /// What was read other than as it stands, where somebody wants to see it.
    readings: Option<&'r RefCell<Vec<(Field, Reading)>>>,
}

impl<'r> Cells<'r> {
    /// The line in which the row begins.
    const fn line(&self) -> usize {
        self.row.line
    }

    /// Refuses the row for what stands beyond the header's last column.
    fn within_header(&self) -> Result<(), Refusal> {
        let beyond = self.row.cells.iter().skip(self.columns.width()).find(|cell| !cell.text.is_empty());
        beyond.map_or(Ok(()), |cell| {
            Err(Refusal {
                row: self.row.line,
                place: cell.place,
                field: None,
                found: cell.text.chars().take(MAX_FOUND).collect(),
                reason: Reason::BeyondHeader,
            })
        })
    }

    /// Refuses the table when it brings or changes more records than it may.
    fn within(&self, records: usize) -> Result<(), Stop> {
        let place = Position { line: self.row.line, column: 1 };
        if records > MAX_IMPORTED { Err(Stop::Table(ImportError::TooMuch(place))) } else { Ok(()) }
    }

    /// Refuses the row when a field has the name of a total and not of something known: its amounts are those of other
    /// rows once more.
    fn no_total(&self, field: Field, is_known: bool) -> Result<(), Refusal> {
        const TOTALS: [&str; 7] = ["合计", "总计", "小计", "汇总", "Total", "Grand total", "Subtotal"];
        let text = self.given(field).unwrap_or_default();
        if !is_known && TOTALS.iter().any(|total| same_words(total, text)) {
            return Err(self.refuse(field, Reason::Total));
        }
        Ok(())
    }

    /// Keeps what a field was read as, where somebody wants to see it.
    fn keep(&self, field: Field, reading: Reading) {
        if let Some(readings) = self.readings {
            readings.borrow_mut().push((field, reading));
        }
    }

    /// What was read in the row.
    fn read_row(&self) -> ReadRow {
        let mut kept = self.readings.map(RefCell::take).unwrap_or_default();
        let reading = |field: Field| match kept.iter().position(|(other, _)| *other == field) {
            Some(place) => kept.swap_remove(place),
            None => (field, Reading::Text(self.given(field).unwrap_or_default().to_owned())),
        };
        ReadRow { line: self.row.line, cells: self.columns.fields().map(reading).collect() }
    }

    /// What a field says, unless it is blank.
    fn given(&self, field: Field) -> Option<&'r str> {
        let cell = self.row.cells.get(self.columns.index(field)?)?;
        Some(cell.text.as_ref()).filter(|text| !text.is_empty())
    }

    /// Refuses the row for a field.
    fn refuse(&self, field: Field, reason: Reason) -> Refusal {
        let cell = self.columns.index(field).and_then(|index| self.row.cells.get(index));
        let place =
            cell.or(self.row.cells.last()).map_or(Position { line: self.row.line, column: 1 }, |cell| cell.place);
        let found = self.given(field).unwrap_or_default().chars().take(MAX_FOUND).collect();
        Refusal { row: self.row.line, place, field: Some(field), found, reason }
    }

    /// What a field says, read by `read`; nothing where it is blank.
    fn read<T>(&self, field: Field, read: impl Fn(&str) -> Result<T, Reason>) -> Result<Option<T>, Refusal> {
        self.given(field).map(read).transpose().map_err(|reason| self.refuse(field, reason))
    }

    /// An id, by the constructor of its type.
    fn id<T>(&self, field: Field, new: fn(&str) -> Result<T, BadId>) -> Result<Option<T>, Refusal> {
        self.read(field, |text| new(text).map_err(Reason::Id))
    }

    /// An id that must be there.
    fn required_id<T>(&self, field: Field, new: fn(&str) -> Result<T, BadId>) -> Result<T, Refusal> {
        self.id(field, new)?.ok_or_else(|| self.refuse(field, Reason::Blank))
    }

    /// A number in the range of its unit.
    fn number<T>(&self, field: Field, new: fn(f64) -> Result<T, OutOfRange>) -> Result<Option<T>, Refusal> {
        self.read(field, |text| {
            let number = parse::number(text).ok_or(Reason::Number)?;
            let value = new(number).map_err(Reason::Range)?;
            self.keep(field, Reading::Number(number));
            Ok(value)
        })
    }

    /// An amount of money.
    fn money(&self, field: Field) -> Result<Option<Money>, Refusal> {
        self.read(field, |text| {
            let money = Money::new(parse::amount(text).ok_or(Reason::Number)?).map_err(Reason::Range)?;
            self.keep(field, Reading::Number(money.get()));
            Ok(money)
        })
    }

    /// A percentage in the range of its unit.
    fn percent<T>(&self, field: Field, new: fn(f64) -> Result<T, OutOfRange>) -> Result<Option<T>, Refusal> {
        self.read(field, |text| new(value::percent(text).ok_or(Reason::Number)?).map_err(Reason::Range))
    }

    /// A day.
    fn date(&self, field: Field) -> Result<Option<Date>, Refusal> {
        self.read(field, |text| value::date(text).ok_or(Reason::Date))
    }

    /// Yes or no.
    fn yes_no(&self, field: Field) -> Result<Option<bool>, Refusal> {
        self.read(field, |text| {
            let is_so = value::yes_no(text).ok_or(Reason::YesNo)?;
            self.keep(field, Reading::YesNo(is_so));
            Ok(is_so)
        })
    }

    /// One word out of several.
    fn choice<T: Choice>(&self, field: Field) -> Result<Option<T>, Refusal> {
        self.read(field, one_of)
    }
}

/// One word out of several.
fn one_of<T: Choice>(text: &str) -> Result<T, Reason> {
    T::read(text).ok_or_else(|| Reason::Word(T::WORDS.iter().map(|(word, _)| *word).collect()))
}

/// A whole number from `min` to `max`.
fn whole(text: &str, min: u8, max: u8) -> Result<u8, Reason> {
    let value = parse::number(text).ok_or(Reason::Number)?;
    if value.fract() != 0.0 {
        return Err(Reason::Whole);
    }
    let within = (min..=max).find(|whole| f64::from(*whole) == value);
    within.ok_or(Reason::Range(OutOfRange { value, min: min.into(), max: max.into() }))
}

/// Sets a text that a cell gave. One that differs in the space around it only is no other: no table keeps that.
fn set_text(place: &mut String, given: Option<&str>) {
    if let Some(given) = given.filter(|given| *given != place.trim()) {
        given.clone_into(place);
    }
}

/// What a cell gave, unless that is what is there, to the digits that a spreadsheet keeps.
fn unlike<T>(there: Option<T>, given: Option<T>, number: fn(&T) -> f64) -> Option<T> {
    let same =
        |given: &T| there.as_ref().is_some_and(|there| value::rounded(number(there)) == value::rounded(number(given)));
    given.filter(|given| !same(given))
}

/// Sets what a cell gave; a blank one leaves what is there.
fn set<T>(place: &mut T, given: Option<T>) {
    if let Some(given) = given {
        *place = given;
    }
}

/// Records that the rows of a table make or change, in the order of their first rows.
struct Drafts<T: Record>(IndexMap<T::Key, Draft<T>>);

struct Draft<T> {
    record: T,
    line: usize,
    fate: Fate,
}

impl<T: Record + Clone + PartialEq> Drafts<T> {
    fn new() -> Self {
        Self(IndexMap::new())
    }

    /// Takes a row in: changes the record that the workbook has, or a fresh one. A later row about the same record
    /// may only repeat what the earlier one said.
    ///
    /// # Errors
    /// The earlier row's line, when this one says otherwise.
    fn row(&mut self, line: usize, existing: Option<&T>, fresh: T, change: impl FnOnce(&mut T)) -> Result<Fate, usize> {
        if let Some(draft) = self.0.get(&fresh.key()) {
            let mut again = draft.record.clone();
            change(&mut again);
            return if again == draft.record { Ok(Fate::Unchanged) } else { Err(draft.line) };
        }
        let mut record = existing.cloned().unwrap_or(fresh);
        change(&mut record);
        let fate = match existing {
            None => Fate::Added,
            Some(old) if *old == record => Fate::Unchanged,
            Some(_) => Fate::Changed,
        };
        self.0.insert(record.key(), Draft { record, line, fate });
        Ok(fate)
    }

    /// How many records there are.
    fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether a row was about this record.
    fn contains(&self, key: &T::Key) -> bool {
        self.0.contains_key(key)
    }

    /// The records that differ from the workbook's.
    fn changed(self) -> impl Iterator<Item = T> {
        self.0.into_values().filter(|draft| draft.fate != Fate::Unchanged).map(|draft| draft.record)
    }
}
