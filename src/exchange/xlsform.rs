//! Questionnaires out of XLSForm files: the part of that format that a questionnaire of ours can hold.
//!
//! | sheet | what is read | what it becomes |
//! |---|---|---|
//! | `survey` | `begin_group` … `end_group` | a role; a group called `activities` holds the key business activities |
//! | | `select_one LIST` in a group | an item of the role, or an activity |
//! | | `text` | an open question |
//! | | `note`, and the column `hint` | a remark kept with the role, the item or the questionnaire; forms do not show it |
//! | `choices` | the one list that is used, its names 1 to n | the scale, 4 to 7 points with their labels |
//! | `settings` | `form_title`, `form_id`, `version`, `default_language` | name, id, version; the language of plain labels |
//!
//! `label` is the wording about somebody else; the wording about oneself has a column of our own, `label_self`, which
//! other programs pass over. Every text may come in both languages, as in `label::中文 (zh)`. Whatever else says
//! something is refused by name, and then nothing is taken in: half a questionnaire asks other questions than it says.

mod lines;

use super::{
    archive::is_archive,
    sheet::{Row, SheetError, decode},
    value::{same_words, yes_no},
    xlsx::Spreadsheet,
};
use crate::{
    model::{BadId, Bilingual, Instrument, InstrumentId, Item, ItemId, Points, Role, RoleId, Table},
    text::{Lang, Word, rounds},
};
use lines::{Column, Lines, Place, Refusals, language};

/// The most rows a sheet of a form may have. Nobody answers so many questions.
pub const MAX_FORM_ROWS: usize = 1_000;
/// The most refusals that are listed.
pub const MAX_REFUSALS: usize = 100;
/// The fewest and the most points of a scale.
pub const SCALE: std::ops::RangeInclusive<u8> = 4..=7;

/// A sheet that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sheet {
    /// The questions.
    Survey,
    /// The answers to choose from.
    Choices,
    /// What the form is called.
    Settings,
}

impl Sheet {
    /// All.
    const ALL: [Self; 3] = [Self::Survey, Self::Choices, Self::Settings];

    /// Its name in the file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Survey => "survey",
            Self::Choices => "choices",
            Self::Settings => "settings",
        }
    }
}

/// Why a form is not taken in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    /// Its sheets cannot be read.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// It is no spreadsheet (XLSX) at all.
    #[error("this is no spreadsheet")]
    NoSpreadsheet,
    /// There is no sheet `survey`.
    #[error("there is no sheet called survey")]
    NoSurvey,
    /// It asks nothing that is answered on a scale.
    #[error("there is no question on a scale")]
    NoItems,
    /// What is not understood, sheet by sheet and row by row, at most [`MAX_REFUSALS`] of it.
    #[error("{} things are not understood", .0.len())]
    Refused(Vec<Refusal>),
}

/// Something that is not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The sheet.
    pub sheet: Sheet,
    /// The row, as the sheet numbers them.
    pub row: usize,
    /// The column's header.
    pub column: String,
    /// What stands there.
    pub found: String,
    /// What is wrong with it.
    pub why: Why,
}

/// What is wrong with a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// A type of question that a questionnaire doesn't have.
    Type,
    /// A column that means nothing here.
    Column,
    /// The sheet has no such column and needs one.
    NoColumn,
    /// Two columns mean the same.
    ColumnTwice,
    /// It must not be blank.
    Blank,
    /// No id.
    Id(BadId),
    /// The name has been used.
    NameTwice,
    /// Two columns give the text in this language.
    TextTwice(Lang),
    /// A question on the scale stands in no group, so it belongs to no role.
    NoGroup,
    /// A group within a group.
    Nested,
    /// The end of a group that has not begun.
    NotBegun,
    /// A group that doesn't end.
    NotEnded,
    /// Another list than the one on which the first question is answered.
    OtherList(String),
    /// A list without choices.
    UnknownList,
    /// The list has so many choices.
    Points(usize),
    /// The choices are named by their points; this one's.
    Choice(usize),
    /// Neither yes nor no.
    YesNo,
    /// No whole number from 1 that a version can be.
    Version,
    /// Neither Chinese nor English.
    Language,
    /// There is one row of settings.
    SecondRow,
    /// More than [`MAX_FORM_ROWS`].
    TooMany,
}

/// What a trainer should know of a form that was taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Caution {
    /// Texts in these rows are not there in a language; the other one is shown.
    Untranslated(Sheet, Lang, Vec<usize>),
    /// Items in these rows have no wording about oneself; the one about others is shown.
    NoSelfWording(Vec<usize>),
    /// Notes and hints in these rows are kept as remarks.
    Notes(Vec<usize>),
    /// Questions in these rows were required; in a form anything may be left open.
    Required(Vec<usize>),
    /// The groups in these rows have no item, so they are no roles.
    NoRole(Vec<usize>),
    /// These lists are not used.
    UnusedLists(Vec<String>),
    /// These sheets are not read.
    OtherSheets(Vec<String>),
    /// The version asked for is there with other questions; the next free one was given.
    Version {
        /// Asked for.
        asked: u32,
        /// Given.
        given: u32,
    },
}

/// A form that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The questionnaire.
    pub instrument: Instrument,
    /// It is among the workbook's already.
    pub known: bool,
    /// What to know of it.
    pub cautions: Vec<Caution>,
}

/// Reads a form; `instruments` are those that the workbook has.
///
/// # Errors
/// When it is no such file, or anything in it is not understood.
pub fn read(bytes: &[u8], instruments: &Table<Instrument>) -> Result<Form, FormError> {
    if !is_archive(bytes) {
        decode(bytes)?;
        return Err(FormError::NoSpreadsheet);
    }
    let book = Spreadsheet::open(bytes)?;
    let mut refused = Refusals::default();
    let survey = Lines::read(&book, Sheet::Survey, &mut refused)?.ok_or(FormError::NoSurvey)?;
    let choices = Lines::read(&book, Sheet::Choices, &mut refused)?;
    let settings = Lines::read(&book, Sheet::Settings, &mut refused)?;

    let mut cautions = Cautions::default();
    let settings = settings.map_or_else(Settings::default, |lines| Settings::read(&lines, &mut refused, &mut cautions));
    let mut asked = Asked { language: settings.language, ..Asked::default() };
    for row in &survey.rows {
        refused.note(asked.take(&survey, row, &mut cautions));
    }
    refused.note(asked.group.take().map_or(Ok(()), |group| Err(group.begun.refused(Why::NotEnded))));
    let labels = match asked.list.take() {
        Some(list) => scale(list, choices.as_ref(), settings.language, &mut refused, &mut cautions),
        None => Vec::new(),
    };
    if !refused.0.is_empty() {
        refused.0.sort_by_key(|refusal| (refusal.sheet, refusal.row));
        return Err(FormError::Refused(refused.0));
    }
    let points = u8::try_from(labels.len()).map_or(Points::clamped(Points::MAX), Points::clamped);
    let instrument = Instrument {
        id: settings.id.unwrap_or_else(|| InstrumentId::fresh(Lang::En.pick(&settings.title), |_| false)),
        version: settings.version.unwrap_or(1),
        name: settings.title,
        points,
        labels,
        roles: asked.roles,
        activities: asked.activities,
        questions: asked.questions,
        note: asked.note,
    };
    if instrument.scored_len() == 0 {
        return Err(FormError::NoItems);
    }
    cautions.other_sheets = book.names().filter(|name| !is_read(name)).map(str::to_owned).collect();
    Ok(beside(instrument, instruments, cautions))
}

/// Whether a sheet of this name is read.
fn is_read(name: &str) -> bool {
    Sheet::ALL.iter().any(|sheet| name.trim().eq_ignore_ascii_case(sheet.name()))
}

/// The form beside what the workbook has: known, or under a version that is free.
fn beside(mut instrument: Instrument, instruments: &Table<Instrument>, cautions: Cautions) -> Form {
    let asked = instrument.version;
    let same = instruments.iter().find(|other| **other == Instrument { version: other.version, ..instrument.clone() });
    let known = same.is_some();
    let is_free = |version: &u32| !instruments.contains(&(instrument.id.clone(), *version));
    let version = same.map(|same| same.version).or_else(|| (asked..=u32::MAX).chain(1..asked).find(is_free));
    instrument.version = version.unwrap_or(asked);
    let given = instrument.version;
    let cautions = cautions.listed((given != asked).then_some(Caution::Version { asked, given }));
    Form { instrument, known, cautions }
}

/// What to know, by rows.
#[derive(Default)]
struct Cautions {
    untranslated: Vec<(Sheet, Lang, Vec<usize>)>,
    no_self_wording: Vec<usize>,
    notes: Vec<usize>,
    required: Vec<usize>,
    no_role: Vec<usize>,
    unused_lists: Vec<String>,
    other_sheets: Vec<String>,
}

impl Cautions {
    /// Notes a language in which a text is missing that is there in the other.
    fn translation(&mut self, sheet: Sheet, row: usize, text: &Bilingual) {
        let missing = match (text.zh.is_empty(), text.en.is_empty()) {
            (true, false) => Lang::Zh,
            (false, true) => Lang::En,
            _ => return,
        };
        let noted = self.untranslated.iter_mut().find(|(of, lang, _)| (*of, *lang) == (sheet, missing));
        match noted {
            Some((_, _, rows)) if rows.last() == Some(&row) => {}
            Some((_, _, rows)) => rows.push(row),
            None => self.untranslated.push((sheet, missing, vec![row])),
        }
    }

    /// Those that there are, after `first`.
    fn listed(self, first: Option<Caution>) -> Vec<Caution> {
        let untranslated = self.untranslated.into_iter();
        let untranslated = untranslated.map(|(sheet, lang, rows)| Caution::Untranslated(sheet, lang, rows));
        let rows = [
            (Caution::NoSelfWording as fn(Vec<usize>) -> Caution, self.no_self_wording),
            (Caution::Notes, self.notes),
            (Caution::Required, self.required),
            (Caution::NoRole, self.no_role),
        ];
        let rows = rows.into_iter().filter(|(_, rows)| !rows.is_empty()).map(|(caution, rows)| caution(rows));
        let names = [
            (Caution::UnusedLists as fn(Vec<String>) -> Caution, self.unused_lists),
            (Caution::OtherSheets, self.other_sheets),
        ];
        let names = names.into_iter().filter(|(_, names)| !names.is_empty()).map(|(caution, names)| caution(names));
        first.into_iter().chain(untranslated).chain(rows).chain(names).collect()
    }
}

/// What the form is called.
#[derive(Default)]
struct Settings {
    title: Bilingual,
    id: Option<InstrumentId>,
    version: Option<u32>,
    language: Option<Lang>,
}

impl Settings {
    fn read(lines: &Lines<'_>, refused: &mut Refusals, cautions: &mut Cautions) -> Self {
        let mut settings = Self::default();
        for (number, row) in lines.rows.iter().enumerate() {
            let read =
                if number == 0 { settings.take(lines, row) } else { Err(lines.whole(row).refused(Why::SecondRow)) };
            refused.note(read);
        }
        if let Some(row) = lines.rows.first() {
            cautions.translation(Sheet::Settings, row.line, &settings.title);
        }
        settings
    }

    fn take(&mut self, lines: &Lines<'_>, row: &Row<'_>) -> Result<(), Refusal> {
        let given = |column| Some(lines.given(row, column)).filter(|text| !text.is_empty());
        let refuse = |column, why| lines.place(row, column).refused(why);
        if let Some(text) = given(Column::DefaultLanguage).filter(|text| *text != "default") {
            let known = language(text).ok_or_else(|| refuse(Column::DefaultLanguage, Why::Language))?;
            self.language = Some(known);
        }
        self.title = lines.text(row, Column::Title, self.language)?;
        if given(Column::Id).is_some() {
            self.id = Some(lines.id(row, Column::Id, InstrumentId::new)?);
        }
        if let Some(text) = given(Column::Version) {
            let version = text.parse().ok().filter(|version| *version > 0);
            self.version = Some(version.ok_or_else(|| refuse(Column::Version, Why::Version))?);
        }
        Ok(())
    }
}

/// What the survey asks.
#[derive(Default)]
struct Asked {
    language: Option<Lang>,
    roles: Table<Role>,
    activities: Table<Item>,
    questions: Table<Item>,
    note: String,
    group: Option<Group>,
    /// The list of the scale, and where it is first used.
    list: Option<List>,
}

/// The list that the scale is made of.
struct List {
    name: String,
    used: Place,
}

/// A group that has begun.
struct Group {
    id: RoleId,
    name: Bilingual,
    items: Table<Item>,
    note: String,
    is_activities: bool,
    begun: Place,
}

/// What a row of the survey is.
enum Kind<'t> {
    Begin,
    End,
    OnScale(&'t str),
    InWords,
    Note,
}

impl<'t> Kind<'t> {
    fn of(text: &'t str) -> Option<Self> {
        let words: Vec<&str> = text.split_whitespace().collect();
        match words.as_slice() {
            ["begin_group"] | ["begin", "group"] => Some(Self::Begin),
            ["end_group"] | ["end", "group"] => Some(Self::End),
            ["select_one", list] | ["select", "one", list] => Some(Self::OnScale(list)),
            ["text"] => Some(Self::InWords),
            ["note"] => Some(Self::Note),
            _ => None,
        }
    }
}

impl Asked {
    /// Takes a row in.
    fn take(&mut self, lines: &Lines<'_>, row: &Row<'_>, cautions: &mut Cautions) -> Result<(), Refusal> {
        let refuse = |column, why| Err(lines.place(row, column).refused(why));
        let kind = lines.given(row, Column::Type);
        match Kind::of(kind) {
            None => refuse(Column::Type, if kind.is_empty() { Why::Blank } else { Why::Type }),
            Some(Kind::Begin) => self.begin(lines, row, cautions),
            Some(Kind::End) => match self.group.take() {
                Some(group) => {
                    self.end(group, cautions);
                    Ok(())
                }
                None => refuse(Column::Type, Why::NotBegun),
            },
            Some(Kind::OnScale(list)) => {
                match &self.list {
                    Some(first) if first.name != list => {
                        return refuse(Column::Type, Why::OtherList(first.name.clone()));
                    }
                    Some(_) => {}
                    None => self.list = Some(List { name: list.to_owned(), used: lines.place(row, Column::Type) }),
                }
                let item = self.item(lines, row, cautions)?;
                if item.self_text == Bilingual::default() {
                    cautions.no_self_wording.push(row.line);
                }
                let Some(group) = &mut self.group else { return refuse(Column::Type, Why::NoGroup) };
                if group.items.contains(&item.id) || (group.is_activities && self.activities.contains(&item.id)) {
                    return refuse(Column::Name, Why::NameTwice);
                }
                group.items.put(item);
                Ok(())
            }
            Some(Kind::InWords) => {
                let item = self.item(lines, row, cautions)?;
                if self.questions.contains(&item.id) {
                    return refuse(Column::Name, Why::NameTwice);
                }
                self.questions.put(item);
                Ok(())
            }
            Some(Kind::Note) => {
                let text = lines.required_text(row, Column::Label, self.language)?;
                cautions.notes.push(row.line);
                let note = self.group.as_mut().map_or(&mut self.note, |group| &mut group.note);
                add_line(note, &remark(text));
                Ok(())
            }
        }
    }

    /// A question of whichever kind.
    fn item(&self, lines: &Lines<'_>, row: &Row<'_>, cautions: &mut Cautions) -> Result<Item, Refusal> {
        let id = lines.id(row, Column::Name, ItemId::new)?;
        let text = lines.required_text(row, Column::Label, self.language)?;
        let self_text = lines.text(row, Column::SelfLabel, self.language)?;
        cautions.translation(Sheet::Survey, row.line, &text);
        cautions.translation(Sheet::Survey, row.line, &self_text);
        let required = lines.given(row, Column::Required);
        match yes_no(required) {
            Some(true) => cautions.required.push(row.line),
            None if !required.is_empty() => return Err(lines.place(row, Column::Required).refused(Why::YesNo)),
            Some(false) | None => {}
        }
        let note = remark(lines.text(row, Column::Hint, self.language)?);
        if !note.is_empty() {
            cautions.notes.push(row.line);
        }
        Ok(Item { id, text, self_text, note })
    }

    fn begin(&mut self, lines: &Lines<'_>, row: &Row<'_>, cautions: &mut Cautions) -> Result<(), Refusal> {
        if self.group.is_some() {
            return Err(lines.place(row, Column::Type).refused(Why::Nested));
        }
        let id = lines.id(row, Column::Name, RoleId::new)?;
        let name = lines.text(row, Column::Label, self.language)?;
        cautions.translation(Sheet::Survey, row.line, &name);
        let is_activities = is_activities(&id, &name);
        let twice = self.roles.contains(&id);
        self.group = Some(Group {
            id,
            name,
            items: Table::default(),
            note: String::new(),
            is_activities,
            begun: lines.place(row, Column::Type),
        });
        if twice { Err(lines.place(row, Column::Name).refused(Why::NameTwice)) } else { Ok(()) }
    }

    fn end(&mut self, group: Group, cautions: &mut Cautions) {
        let Group { id, name, items, note, is_activities, begun } = group;
        if is_activities || items.is_empty() {
            add_line(&mut self.note, &note);
        }
        if items.is_empty() {
            cautions.no_role.push(begun.row);
        } else if is_activities {
            items.iter().for_each(|item| drop(self.activities.put(item.clone())));
        } else {
            self.roles.put(Role { id, name, items, note });
        }
    }
}

/// Whether a group is the key business activities, by its name or what it is called.
fn is_activities(id: &RoleId, name: &Bilingual) -> bool {
    const NAMES: [&str; 2] = ["activities", "key_activities"];
    let Word { zh, en, .. } = rounds::ACTIVITIES;
    let known = NAMES.into_iter().chain([zh, en]);
    known.into_iter().any(|known| [id.as_str(), &name.zh, &name.en].into_iter().any(|said| same_words(known, said)))
}

/// A text as a remark, which has no language.
fn remark(text: Bilingual) -> String {
    let mut remark = text.zh;
    add_line(&mut remark, &text.en);
    remark
}

/// Adds a line to a remark.
fn add_line(note: &mut String, line: &str) {
    if !note.is_empty() && !line.is_empty() {
        note.push('\n');
    }
    note.push_str(line);
}

/// What the points of the scale mean: the choices of the list that is used.
fn scale(
    list: List,
    choices: Option<&Lines<'_>>,
    language: Option<Lang>,
    refused: &mut Refusals,
    cautions: &mut Cautions,
) -> Vec<Bilingual> {
    let mut labels = Vec::new();
    for (lines, row) in choices.into_iter().flat_map(|lines| lines.rows.iter().map(move |row| (lines, row))) {
        let name = lines.given(row, Column::List);
        if name.is_empty() {
            refused.note(Err(lines.place(row, Column::List).refused(Why::Blank)));
        } else if name == list.name {
            let point = labels.len() + 1;
            if lines.given(row, Column::Name) != point.to_string() {
                refused.note(Err(lines.place(row, Column::Name).refused(Why::Choice(point))));
            }
            let label = lines.required_text(row, Column::Label, language);
            refused.note(label.as_ref().map(|_| ()).map_err(Clone::clone));
            let label = label.unwrap_or_default();
            cautions.translation(Sheet::Choices, row.line, &label);
            labels.push(label);
        } else if !cautions.unused_lists.iter().any(|known| known == name) {
            cautions.unused_lists.push(name.to_owned());
        }
    }
    if labels.is_empty() {
        refused.note(Err(list.used.refused(Why::UnknownList)));
    } else if !SCALE.map(usize::from).any(|points| points == labels.len()) {
        refused.note(Err(list.used.refused(Why::Points(labels.len()))));
    }
    labels
}
