//! A sheet of a form: which columns it may have, and what its rows say in them.

use super::{MAX_FORM_ROWS, MAX_REFUSALS, Refusal, Sheet, Why};
use crate::{
    exchange::{
        sheet::{Row, SheetError},
        value::same_words,
        xlsx::Spreadsheet,
    },
    model::{BadId, Bilingual},
    text::Lang,
};

impl Sheet {
    /// The columns without which it says nothing.
    const fn required(self) -> &'static [Column] {
        match self {
            Self::Survey => &[Column::Type, Column::Name],
            Self::Choices => &[Column::List, Column::Name],
            Self::Settings => &[],
        }
    }

    /// The columns it may have, by name.
    const fn columns(self) -> &'static [(&'static str, Column)] {
        match self {
            Self::Survey => &[
                ("type", Column::Type),
                ("name", Column::Name),
                ("label", Column::Label(None)),
                ("label_self", Column::SelfLabel(None)),
                ("hint", Column::Hint(None)),
                ("required", Column::Required),
            ],
            Self::Choices => &[("list_name", Column::List), ("name", Column::Name), ("label", Column::Label(None))],
            Self::Settings => &[
                ("form_title", Column::Title(None)),
                ("form_id", Column::Id),
                ("version", Column::Version),
                ("default_language", Column::DefaultLanguage),
            ],
        }
    }
}

/// A column that is understood; texts in a language, or in none that is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Type,
    Name,
    Label(Option<Lang>),
    SelfLabel(Option<Lang>),
    Hint(Option<Lang>),
    Required,
    List,
    Title(Option<Lang>),
    Id,
    Version,
    DefaultLanguage,
}

impl Column {
    /// The column that a header means, if any.
    fn of(sheet: Sheet, header: &str) -> Option<Self> {
        let (name, tongue) = match header.split_once(':') {
            Some((name, tongue)) => (name, Some(language(tongue.trim_start_matches(':'))?)),
            None => (header, None),
        };
        let (_, column) = sheet.columns().iter().find(|(known, _)| same_words(known, name))?;
        match (column, tongue) {
            (Self::Label(_), tongue) => Some(Self::Label(tongue)),
            (Self::SelfLabel(_), tongue) => Some(Self::SelfLabel(tongue)),
            (Self::Hint(_), tongue) => Some(Self::Hint(tongue)),
            (Self::Title(_), tongue) => Some(Self::Title(tongue)),
            (column, None) => Some(*column),
            (_, Some(_)) => None,
        }
    }
}

/// A language as forms name it: `English (en)`, `zh-CN`, `中文`.
pub(super) fn language(text: &str) -> Option<Lang> {
    const CHINESE: [&str; 6] = ["zh", "cmn", "Chinese", "中文", "简体中文", "汉语"];
    const ENGLISH: [&str; 4] = ["en", "English", "英文", "英语"];
    let code = text.rsplit_once('(').map_or(text, |(_, code)| code.trim_end().trim_end_matches(')'));
    let code = code.split(['-', '_']).next().unwrap_or_default();
    let is = |names: &[&str]| names.iter().any(|name| same_words(name, code));
    is(&CHINESE).then_some(Lang::Zh).or_else(|| is(&ENGLISH).then_some(Lang::En))
}

/// What was refused so far; beyond [`MAX_REFUSALS`] no more is kept.
#[derive(Default)]
pub(super) struct Refusals(pub Vec<Refusal>);

impl Refusals {
    /// Notes what was refused, if anything was.
    pub fn note(&mut self, result: Result<(), Refusal>) {
        self.0.extend(result.err().filter(|_| self.0.len() < MAX_REFUSALS));
    }
}

/// A sheet's rows under its columns.
pub(super) struct Lines<'b> {
    sheet: Sheet,
    columns: Vec<(String, Option<Column>)>,
    /// The rows below the header that say something.
    pub rows: Vec<Row<'b>>,
}

/// A cell that something may be wrong with.
pub(super) struct Place {
    sheet: Sheet,
    /// The row, as the sheet numbers them.
    pub row: usize,
    column: String,
    found: String,
}

impl Place {
    /// Refuses it.
    pub fn refused(self, why: Why) -> Refusal {
        let Self { sheet, row, column, found } = self;
        Refusal { sheet, row, column, found, why }
    }
}

impl<'b> Lines<'b> {
    /// Reads a sheet, if there is one; refuses what stands in columns that mean nothing here.
    pub fn read(book: &'b Spreadsheet<'b>, sheet: Sheet, refused: &mut Refusals) -> Result<Option<Self>, SheetError> {
        let Some(mut rows) = book.sheet(sheet.name())? else { return Ok(None) };
        let mut lines = Self { sheet, columns: Vec::new(), rows: Vec::new() };
        let Some(header) = rows.next().transpose()? else { return Ok(Some(lines)) };
        for cell in &header.cells {
            let column = Column::of(sheet, &cell.text);
            if column.is_some() && lines.columns.iter().any(|(_, other)| *other == column) {
                let place = Place { sheet, row: header.line, column: cell.text.to_string(), found: String::new() };
                refused.note(Err(place.refused(Why::ColumnTwice)));
            }
            lines.columns.push((cell.text.to_string(), column));
        }
        for column in sheet.required().iter().filter(|column| lines.index(**column).is_none()) {
            refused.note(Err(lines.place(&header, *column).refused(Why::NoColumn)));
        }
        for row in rows {
            let row = row?;
            if lines.rows.len() == MAX_FORM_ROWS {
                refused.note(Err(lines.whole(&row).refused(Why::TooMany)));
                break;
            }
            for (index, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.text.is_empty()) {
                let (header, column) = lines.columns.get(index).map_or(("", None), |(h, column)| (h.as_str(), *column));
                if column.is_none() {
                    let (column, found) = (header.to_owned(), cell.text.to_string());
                    refused.note(Err(Place { sheet, row: row.line, column, found }.refused(Why::Column)));
                }
            }
            lines.rows.push(row);
        }
        Ok(Some(lines))
    }

    fn index(&self, column: Column) -> Option<usize> {
        self.columns.iter().position(|(_, known)| *known == Some(column))
    }

    /// What a row says in a column; nothing where it is blank.
    pub fn given<'r>(&self, row: &'r Row<'b>, column: Column) -> &'r str {
        self.index(column).and_then(|index| row.cells.get(index)).map_or("", |cell| cell.text.as_ref())
    }

    /// A row's cell in a column.
    pub fn place(&self, row: &Row<'b>, column: Column) -> Place {
        let header = self.index(column).and_then(|index| self.columns.get(index)).map(|(header, _)| header.clone());
        let name = || self.sheet.columns().iter().find(|(_, known)| *known == column).map(|(name, _)| *name);
        Place {
            sheet: self.sheet,
            row: row.line,
            column: header.or_else(|| name().map(str::to_owned)).unwrap_or_default(),
            found: self.given(row, column).to_owned(),
        }
    }

    /// A row as a whole.
    pub fn whole(&self, row: &Row<'b>) -> Place {
        Place { sheet: self.sheet, row: row.line, column: String::new(), found: String::new() }
    }

    /// An id, by the constructor of its type.
    pub fn id<T>(&self, row: &Row<'b>, column: Column, new: fn(&str) -> Result<T, BadId>) -> Result<T, Refusal> {
        new(self.given(row, column))
            .map_err(|bad| self.place(row, column).refused(if bad == BadId::Empty { Why::Blank } else { Why::Id(bad) }))
    }

    /// A text in both languages. One that is in no column of a language is in the form's; where the form names none,
    /// Chinese characters tell.
    pub fn text(
        &self,
        row: &Row<'b>,
        column: fn(Option<Lang>) -> Column,
        default: Option<Lang>,
    ) -> Result<Bilingual, Refusal> {
        let given = |lang| self.given(row, column(lang)).to_owned();
        let mut text = Bilingual { zh: given(Some(Lang::Zh)), en: given(Some(Lang::En)) };
        let plain = given(None);
        let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        let lang = default.unwrap_or(if plain.contains(is_chinese) { Lang::Zh } else { Lang::En });
        let half = if lang == Lang::Zh { &mut text.zh } else { &mut text.en };
        if half.is_empty() {
            *half = plain;
        } else if !plain.is_empty() && plain != *half {
            return Err(self.place(row, column(None)).refused(Why::TextTwice(lang)));
        }
        Ok(text)
    }

    /// A text that must be there in one language at least.
    pub fn required_text(
        &self,
        row: &Row<'b>,
        column: fn(Option<Lang>) -> Column,
        default: Option<Lang>,
    ) -> Result<Bilingual, Refusal> {
        let text = self.text(row, column, default)?;
        if text == Bilingual::default() {
            return Err(self.place(row, column(None)).refused(Why::Blank));
        }
        Ok(text)
    }
}
