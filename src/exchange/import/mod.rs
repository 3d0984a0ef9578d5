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

use indexmap::{IndexMap, IndexSet};

use super::{
    archive::is_archive,
    export::sheet_names,
    field::{Columns, Field, Kind, Mapping},
    sheet::{Row, Rows, SheetError, decode},
    value::{self, Choice},
    xlsx::{self, Spreadsheet},
};
use crate::{
    analysis::power::Structure,
    edit::{self, CustomerEdit, Edit, EditError, Occasion, TeamEdit},
    file::Position,
    model::{
        BadId, Customer, CustomerId, Date, ItemId, MAX_RECORDS, Member, MemberId, OfferingId, OutOfRange, Points,
        Record, RoleId, RoundId, Workbook,
    },
    text::parse,
};

/// How a table is to be read.
#[derive(Clone, Debug)]
pub struct Options {
    /// What it is about.
    pub kind: Kind,
    /// Whose organisation it is, for contacts.
    pub account: Option<CustomerId>,
    /// The round ratings go into; `imported` where none is named.
    pub round: Option<RoundId>,
    /// How many points the ratings' scale has; what the round has, or 5, where it isn't said.
    pub points: Option<Points>,
    /// Columns named by hand.
    pub columns: Vec<Mapping>,
}

impl Options {
    /// Nothing said but what the table is about.
    pub const fn new(kind: Kind) -> Self {
        Self { kind, account: None, round: None, points: None, columns: Vec::new() }
    }
}

/// Why a table was not taken in at all.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ImportError {
    /// It cannot be read.
    #[error(transparent)]
    Sheet(#[from] SheetError),
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
    /// What it says.
    pub found: String,
    /// What is wrong with it.
    pub reason: Reason,
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Added,
    Changed,
    Unchanged,
    Duplicate,
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
}

impl Report {
    fn note(&mut self, row: usize, fate: Fate) {
        match fate {
            Fate::Added => self.added.push(row),
            Fate::Changed => self.changed.push(row),
            Fate::Unchanged => self.unchanged.push(row),
            Fate::Duplicate => self.duplicates.push(row),
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

/// Reads a table against a workbook. Nothing is changed; the edit that would is in the answer.
///
/// # Errors
/// When the table cannot be read, its columns are not clear, or it would break what a workbook must hold.
pub fn import(workbook: &Workbook, bytes: &[u8], options: &Options) -> Result<Import, ImportError> {
    if is_archive(bytes) {
        let book = Spreadsheet::open(bytes)?;
        let first = import_rows(workbook, &mut book.first()?, options);
        if !matches!(first, Err(ImportError::MissingColumns { .. })) {
            return first;
        }
        match our_sheet(&book, options.kind)? {
            Some(mut ours) => import_rows(workbook, &mut ours, options),
            None => first,
        }
    } else {
        import_rows(workbook, &mut Rows::new(&decode(bytes)?), options)
    }
}

/// The sheet on which an export of ours puts such a table, which may not be the first one.
fn our_sheet<'s>(book: &'s Spreadsheet<'_>, kind: Kind) -> Result<Option<xlsx::Rows<'s>>, SheetError> {
    for name in sheet_names(kind) {
        if let Some(rows) = book.sheet(name)? {
            return Ok(Some(rows));
        }
    }
    Ok(None)
}

/// Rows of a table, the header first.
type TableRows<'a> = dyn Iterator<Item = Result<Row<'a>, SheetError>> + 'a;

fn import_rows<'a>(
    workbook: &'a Workbook,
    rows: &'a mut TableRows<'a>,
    options: &Options,
) -> Result<Import, ImportError> {
    let header = rows.next().ok_or(SheetError::Empty)??;
    let columns = Columns::find(options.kind, &header, &options.columns)?;
    let mut table = Reader { workbook, rows, columns, report: Report::default() };
    let edits = match options.kind {
        Kind::People => people::import(&mut table),
        Kind::Customers => customers::import(&mut table),
        Kind::Contributions => contributions::import(&mut table),
        Kind::Contacts => contacts::import(&mut table, options.account.as_ref().ok_or(ImportError::NoAccount)?),
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
    rows: &'a mut TableRows<'a>,
    columns: Columns,
    report: Report,
}

impl Reader<'_> {
    /// Hands over row after row; notes those that are refused.
    fn each_row<T>(
        &mut self,
        mut take: impl FnMut(&Cells<'_>) -> Result<T, Refusal>,
        mut note: impl FnMut(&mut Report, usize, T),
    ) -> Result<(), SheetError> {
        for row in &mut *self.rows {
            let row = row?;
            let cells = Cells { row: &row, columns: &self.columns };
            match cells.within_header().and_then(|()| take(&cells)) {
                Ok(taken) => note(&mut self.report, row.line, taken),
                Err(refusal) => self.report.refused.push(refusal),
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

    /// An edit that creates a customer that rows name, where there is none yet.
    fn create_customer(&mut self, id: &CustomerId) -> Option<Edit> {
        if self.workbook.customers.contains(id) {
            return None;
        }
        self.report.created.push(Created::Customer(id.clone()));
        Some(Edit::Customers(CustomerEdit::Put(Box::new(Customer::new(id.clone(), "")))))
    }
}

/// The cells of a row, by field.
struct Cells<'r> {
    row: &'r Row<'r>,
    columns: &'r Columns,
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
                found: cell.text.clone().into_owned(),
                reason: Reason::BeyondHeader,
            })
        })
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
        let found = self.given(field).unwrap_or_default().to_owned();
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
        self.read(field, |text| new(parse::number(text).ok_or(Reason::Number)?).map_err(Reason::Range))
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
        self.read(field, |text| value::yes_no(text).ok_or(Reason::YesNo))
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

    /// Whether a row was about this record.
    fn contains(&self, key: &T::Key) -> bool {
        self.0.contains_key(key)
    }

    /// The records that differ from the workbook's.
    fn changed(self) -> impl Iterator<Item = T> {
        self.0.into_values().filter(|draft| draft.fate != Fate::Unchanged).map(|draft| draft.record)
    }
}
