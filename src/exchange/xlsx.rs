//! Sheets of a spreadsheet (XLSX) as rows of text, as [`super::sheet`] reads them from a text file.
//!
//! They are read here and not by a library because the file may be hostile: a library holds what a file says it has,
//! its shared texts and styles and the rectangle between two cells a million columns apart. Here a sheet is read row
//! by row, and all that is kept has a limit. A cell is what its reader sees: 105% for 1.05 in a format of percent, a
//! day for a number in a format of dates, the last value of a formula, nothing for an error.

use std::{borrow::Cow, collections::HashMap, io::ErrorKind};

use jiff::{
    SignedDuration,
    civil::{DateTime, date},
};
use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_predefined_entity,
    events::{BytesStart, Event},
};

use super::{
    archive::{Archive, Damaged, Part},
    sheet::{Cell, MAX_BYTES, MAX_CELL_CHARS, MAX_COLUMNS, MAX_ROWS, Row, SheetError},
    value::rounded,
};
use crate::file::Position;

/// The most cells of a sheet, those counted that are empty and stand before one that isn't; the most shared texts.
pub const MAX_CELLS: usize = 2_000_000;
/// The most that shared texts may say, in bytes.
const MAX_SHARED: usize = 32 << 20;
/// The most that the list of sheets may unpack to, in bytes.
const MAX_LIST: u64 = 1 << 20;
/// The most that the styles may unpack to, in bytes.
const MAX_STYLES: u64 = 16 << 20;
/// The longest single tag or text, in bytes: a cell's characters, each written as a number.
const MAX_PIECE: u64 = 1 << 20;
/// The deepest that elements may stand in one another.
const MAX_DEPTH: usize = 100;
/// The last row of a sheet.
const LAST_ROW: usize = 1_048_576;

impl From<Damaged> for SheetError {
    fn from(_: Damaged) -> Self {
        Self::Damaged
    }
}

impl From<quick_xml::Error> for SheetError {
    fn from(error: quick_xml::Error) -> Self {
        match error {
            quick_xml::Error::Io(error) if error.kind() == ErrorKind::FileTooLarge => Self::Unpacked,
            _ => Self::Damaged,
        }
    }
}

/// A spreadsheet with what all its sheets share.
pub(super) struct Spreadsheet<'b> {
    archive: Archive<'b>,
    sheets: Vec<Sheet>,
    shared: Texts,
    formats: Vec<Format>,
    /// Days are counted from 1904 and not from 1900.
    from_1904: bool,
}

/// A sheet by name.
struct Sheet {
    name: String,
    part: String,
    hidden: bool,
}

impl<'b> Spreadsheet<'b> {
    /// Reads the list of sheets, the texts and the formats they share.
    ///
    /// # Errors
    /// When the bytes are too many, no spreadsheet, or damaged.
    pub fn open(bytes: &'b [u8]) -> Result<Self, SheetError> {
        if u64::try_from(bytes.len()).is_ok_and(|len| len > MAX_BYTES) {
            return Err(SheetError::TooLarge);
        }
        let archive = Archive::open(bytes)?;
        if !archive.contains("_rels/.rels") {
            return Err(SheetError::NotSpreadsheet);
        }
        let main = relations(&archive, "")?.into_iter().find(|relation| relation.is("/officeDocument"));
        let main = main.ok_or(SheetError::NotSpreadsheet)?.part;
        // The binary form (XLSB) and other documents have the same outside.
        if !main.ends_with(".xml") {
            return Err(SheetError::NotSpreadsheet);
        }
        let relations = relations(&archive, &main)?;
        let (listed, from_1904) = list(&archive, &main)?;
        let sheets: Vec<Sheet> = listed
            .into_iter()
            .filter_map(|(name, id, hidden)| {
                let relation = relations.iter().find(|relation| relation.id == id && relation.is("/worksheet"))?;
                Some(Sheet { name, part: relation.part.clone(), hidden })
            })
            .collect();
        if sheets.is_empty() {
            return Err(SheetError::NotSpreadsheet);
        }
        let part = |kind: &str| relations.iter().find(|relation| relation.is(kind)).map(|relation| &relation.part);
        let shared = part("/sharedStrings").map(|part| shared_texts(&archive, part)).transpose()?.unwrap_or_default();
        let formats = part("/styles").map(|part| formats(&archive, part)).transpose()?.unwrap_or_default();
        Ok(Self { archive, sheets, shared, formats, from_1904 })
    }

    /// The names of the sheets, in their order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.sheets.iter().map(|sheet| sheet.name.as_str())
    }

    /// The names of the sheets that are not hidden; of all, where all are.
    pub fn shown(&self) -> impl Iterator<Item = &str> {
        let all_hidden = self.sheets.iter().all(|sheet| sheet.hidden);
        self.sheets.iter().filter(move |sheet| all_hidden || !sheet.hidden).map(|sheet| sheet.name.as_str())
    }

    /// The rows of the sheet of this name, in any case.
    pub fn sheet(&self, name: &str) -> Result<Option<Rows<'_>>, SheetError> {
        let sheet = self.sheets.iter().find(|sheet| sheet.name.trim().eq_ignore_ascii_case(name));
        sheet.map(|sheet| self.rows(sheet)).transpose()
    }

    fn rows(&self, sheet: &Sheet) -> Result<Rows<'_>, SheetError> {
        Ok(Rows {
            book: self,
            xml: Xml::open(&self.archive, &sheet.part, MAX_BYTES)?,
            in_data: false,
            line: 0,
            read: 0,
            cells: 0,
            text: 0,
            ended: false,
        })
    }
}

/// A part being read as XML, with a limit to everything.
struct Xml<'b> {
    reader: Reader<Part<'b>>,
    buffer: Vec<u8>,
    depth: usize,
}

impl<'b> Xml<'b> {
    fn open(archive: &Archive<'b>, part: &str, limit: u64) -> Result<Self, SheetError> {
        let mut reader = Reader::from_reader(archive.part(part, limit)?);
        reader.config_mut().expand_empty_elements = true;
        Ok(Self { reader, buffer: Vec::new(), depth: 0 })
    }

    /// What comes next; an element without content opens and closes.
    fn next(&mut self) -> Result<Event<'_>, SheetError> {
        self.buffer.clear();
        self.reader.get_mut().begin_piece(MAX_PIECE);
        let event = self.reader.read_event_into(&mut self.buffer)?;
        match event {
            Event::Start(_) if self.depth == MAX_DEPTH => return Err(SheetError::Damaged),
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::Eof if self.depth > 0 => return Err(SheetError::Damaged),
            _ => {}
        }
        Ok(event)
    }

    /// What the element says that has just opened, up to its end: its own text, or where `rich`, that of the runs
    /// within it, the guides to their pronunciation left out.
    ///
    /// Of a text that is too long more than enough is kept to see that.
    fn text(&mut self, rich: bool) -> Result<String, SheetError> {
        let outside = self.depth.saturating_sub(1);
        let (mut text, mut guide, mut heard) = (String::new(), None, !rich);
        loop {
            let depth = self.depth;
            let event = self.next()?;
            let wanted = heard && guide.is_none() && text.len() <= MAX_CELL_CHARS * 4;
            match event {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    b"t" => heard = true,
                    b"rPh" => guide = guide.or(Some(depth)),
                    _ => {}
                },
                Event::End(tag) => {
                    let inside = depth.saturating_sub(1);
                    if inside == outside {
                        return Ok(text);
                    }
                    if tag.local_name().as_ref() == b"t" {
                        heard = !rich;
                    }
                    guide = guide.filter(|opened| *opened != inside);
                }
                Event::Text(piece) if wanted => text += &piece.xml10_content().map_err(quick_xml::Error::from)?,
                Event::CData(piece) if wanted => text += &piece.xml10_content().map_err(quick_xml::Error::from)?,
                Event::GeneralRef(name) if wanted => match name.resolve_char_ref()? {
                    Some(c) => text.push(c),
                    None => {
                        let name = name.decode().map_err(quick_xml::Error::from)?;
                        text += resolve_predefined_entity(&name).ok_or(SheetError::Damaged)?;
                    }
                },
                Event::Eof => return Err(SheetError::Damaged),
                _ => {}
            }
        }
    }
}

/// An element's attribute, by its name without a prefix.
fn attribute<'t>(tag: &'t BytesStart<'_>, name: &str) -> Result<Option<Cow<'t, str>>, SheetError> {
    // Looking for repetitions takes time by the square of their number.
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(quick_xml::Error::from)?;
        if attribute.key.local_name().as_ref() == name.as_bytes() {
            return Ok(Some(attribute.normalized_value(XmlVersion::Implicit1_0)?));
        }
    }
    Ok(None)
}

/// An attribute that must be there if anything is to be made of the element.
fn required(tag: &BytesStart<'_>, name: &str) -> Result<String, SheetError> {
    attribute(tag, name)?.map(Cow::into_owned).ok_or(SheetError::Damaged)
}

/// An attribute that is a number.
fn number<T: std::str::FromStr>(tag: &BytesStart<'_>, name: &str) -> Result<Option<T>, SheetError> {
    attribute(tag, name)?.map(|text| text.parse().map_err(|_| SheetError::Damaged)).transpose()
}

/// A part that another names.
struct Relation {
    id: String,
    kind: String,
    part: String,
}

impl Relation {
    /// Whether it is of a kind; its name has a beginning that differs between editions of the standard.
    fn is(&self, kind: &str) -> bool {
        self.kind.ends_with(kind)
    }
}

/// The parts that a part names, or the archive as a whole where it is empty.
fn relations(archive: &Archive<'_>, part: &str) -> Result<Vec<Relation>, SheetError> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let path = format!("{folder}/_rels/{name}.rels");
    let mut xml = Xml::open(archive, path.trim_start_matches('/'), MAX_LIST)?;
    let mut relations = Vec::new();
    loop {
        match xml.next()? {
            Event::Start(tag) if tag.local_name().as_ref() == b"Relationship" => {
                let part = resolve(folder, &required(&tag, "Target")?);
                relations.push(Relation { id: required(&tag, "Id")?, kind: required(&tag, "Type")?, part });
            }
            Event::Eof => return Ok(relations),
            _ => {}
        }
    }
}

/// A part's name from how another one in `folder` calls it.
fn resolve(folder: &str, target: &str) -> String {
    let path = if target.starts_with('/') { target.to_owned() } else { format!("{folder}/{target}") };
    let mut steps = Vec::new();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// Name, relation and whether it is hidden, of each sheet; and whether days are counted from 1904.
type List = (Vec<(String, String, bool)>, bool);

fn list(archive: &Archive<'_>, part: &str) -> Result<List, SheetError> {
    let mut xml = Xml::open(archive, part, MAX_LIST)?;
    let (mut sheets, mut from_1904) = (Vec::new(), false);
    loop {
        match xml.next()? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                b"sheet" => {
                    let hidden = attribute(&tag, "state")?.is_some_and(|state| state != "visible");
                    sheets.push((required(&tag, "name")?, required(&tag, "id")?, hidden));
                }
                b"workbookPr" => from_1904 = attribute(&tag, "date1904")?.is_some_and(|on| on == "1" || on == "true"),
                _ => {}
            },
            Event::Eof => return Ok((sheets, from_1904)),
            _ => {}
        }
    }
}

/// Many texts, one after another in one.
#[derive(Default)]
struct Texts {
    all: String,
    ends: Vec<u32>,
}

impl Texts {
    fn push(&mut self, text: &str) -> Result<(), SheetError> {
        if self.all.len() + text.len() > MAX_SHARED || self.ends.len() == MAX_CELLS {
            return Err(SheetError::Unpacked);
        }
        self.all += text;
        self.ends.push(u32::try_from(self.all.len()).map_err(|_| SheetError::Unpacked)?);
        Ok(())
    }

    fn get(&self, index: usize) -> Option<&str> {
        let place = |index: usize| self.ends.get(index).and_then(|end| usize::try_from(*end).ok());
        let start = index.checked_sub(1).map_or(Some(0), place)?;
        self.all.get(start..place(index)?)
    }
}

fn shared_texts(archive: &Archive<'_>, part: &str) -> Result<Texts, SheetError> {
    let mut xml = Xml::open(archive, part, MAX_BYTES)?;
    let mut texts = Texts::default();
    loop {
        match xml.next()? {
            Event::Start(tag) if tag.local_name().as_ref() == b"si" => texts.push(&unescaped(xml.text(true)?))?,
            Event::Eof => return Ok(texts),
            _ => {}
        }
    }
}

/// What XML would not keep is written `_x000D_`; where that itself is meant, its `_` is.
fn unescaped(text: String) -> String {
    const BEGINS: &str = "_x";
    if !text.contains(BEGINS) {
        return text;
    }
    let (mut plain, mut rest) = (String::new(), text.as_str());
    while let Some(at) = rest.find(BEGINS) {
        let (before, sign) = rest.split_at_checked(at).unwrap_or((rest, ""));
        let (meant, after) = unkept(sign).unwrap_or(('_', sign.strip_prefix('_').unwrap_or_default()));
        plain += before;
        plain.push(meant);
        rest = after;
    }
    plain + rest
}

/// What `_x000D_` at the beginning of a text stands for, and what follows it.
fn unkept(text: &str) -> Option<(char, &str)> {
    let (code, after) = text.strip_prefix("_x")?.split_at_checked(4)?;
    let code = u32::from_str_radix(code, 16).ok().filter(|_| code.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    let meant = char::from_u32(code).filter(|c| *c < ' ' || matches!(c, '_' | '\u{fffe}' | '\u{ffff}'))?;
    Some((meant, after.strip_prefix('_')?))
}

/// A text as it stands in XML, with `_x000D_` for what XML would not keep.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            '\0'..' ' | '\u{fffe}' | '\u{ffff}' => out.push_str(&format!("_x{:04X}_", u32::from(c))),
            '_' if text.get(at..).is_some_and(is_code) => out.push_str("_x005F_"),
            _ => out.push(c),
        }
    }
    out
}

/// Whether some program would take the beginning of a text for a sign that XML does not keep.
fn is_code(text: &str) -> bool {
    let code = text.strip_prefix("_x").and_then(|text| text.split_at_checked(4));
    code.is_some_and(|(code, after)| code.bytes().all(|byte| byte.is_ascii_hexdigit()) && after.starts_with('_'))
}

/// How a number is shown, as far as it matters to what it says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Format {
    /// As a number.
    #[default]
    Plain,
    /// A hundred times as much, with a sign.
    Percent,
    /// A day.
    Day,
    /// A day and a time.
    Moment,
    /// A time of day.
    Time,
    /// With zeros before it, up to so many digits.
    Digits(u8),
}

impl Format {
    /// One of those that every program has; 27 to 36 and 50 to 58 as they are in Chinese.
    const fn built_in(id: u32) -> Self {
        match id {
            9 | 10 => Self::Percent,
            14..=17 | 27..=31 | 36 | 50..=54 | 57 | 58 => Self::Day,
            22 => Self::Moment,
            18..=21 | 32..=35 | 45..=47 | 55 | 56 => Self::Time,
            _ => Self::Plain,
        }
    }

    /// One that is written out, such as `0.0%` or `yyyy"年"m"月"d"日"`.
    fn custom(code: &str) -> Self {
        if code.len() > 1 && code.bytes().all(|b| b == b'0') {
            return u8::try_from(code.len()).map_or(Self::Plain, Self::Digits);
        }
        if code.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("general")) {
            return Self::Plain;
        }
        let (mut day, mut month, mut time, mut percent) = (false, false, false, false);
        let mut signs = code.chars();
        // What is quoted, escaped or in brackets says nothing, and only the first of several sections is looked at.
        while let Some(sign) = signs.next() {
            match sign.to_ascii_lowercase() {
                ';' => break,
                '"' => drop(signs.find(|c| *c == '"')),
                '\\' | '_' | '*' => drop(signs.next()),
                '[' => {
                    let within: String = signs.by_ref().take_while(|c| *c != ']').collect();
                    time |=
                        !within.is_empty() && within.chars().all(|c| matches!(c.to_ascii_lowercase(), 'h' | 'm' | 's'));
                }
                'y' | 'd' => day = true,
                'm' => month = true,
                'h' | 's' => time = true,
                '%' => percent = true,
                _ => {}
            }
        }
        match (day || (month && !time), time) {
            (true, true) => Self::Moment,
            (true, false) => Self::Day,
            (false, true) => Self::Time,
            (false, false) if percent => Self::Percent,
            (false, false) => Self::Plain,
        }
    }

    /// What a cell with this number says.
    fn shown(self, value: f64, from_1904: bool) -> String {
        let moment = || moment(value, from_1904);
        match self {
            Self::Percent => Some(format!("{}%", rounded(value * 100.0))),
            Self::Day => moment().map(|moment| moment.date().to_string()),
            Self::Moment => moment().map(|moment| format!("{} {}", moment.date(), moment.time())),
            Self::Time => moment().map(|moment| moment.time().to_string()),
            Self::Digits(width) if value >= 0.0 && value.fract() == 0.0 => {
                Some(format!("{:0width$}", rounded(value), width = usize::from(width)))
            }
            Self::Digits(_) | Self::Plain => None,
        }
        .unwrap_or_else(|| rounded(value).to_string())
    }
}

/// The moment that a number of days stands for. The first two months of 1900 are left out: there programs disagree.
fn moment(days: f64, from_1904: bool) -> Option<DateTime> {
    /// The days before March 1900.
    const UNCLEAR: f64 = 61.0;
    /// The days before the year 10000.
    const END: f64 = 2_958_466.0;
    let (start, first) = if from_1904 { (date(1904, 1, 1), 0.0) } else { (date(1899, 12, 30), UNCLEAR) };
    // A time of day alone is a part of a day.
    if !(first..END).contains(&days) && !(0.0..1.0).contains(&days) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "some ten thousand years at most")]
    let seconds = (days * 86_400.0).round() as i64;
    start.at(0, 0, 0, 0).checked_add(SignedDuration::from_secs(seconds)).ok()
}

fn formats(archive: &Archive<'_>, part: &str) -> Result<Vec<Format>, SheetError> {
    let mut xml = Xml::open(archive, part, MAX_STYLES)?;
    let (mut custom, mut formats, mut of_cells) = (HashMap::new(), Vec::new(), false);
    loop {
        match xml.next()? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                b"numFmt" => {
                    if let Some(id) = number::<u32>(&tag, "numFmtId")? {
                        custom.insert(id, Format::custom(&required(&tag, "formatCode")?));
                    }
                }
                b"cellXfs" => of_cells = true,
                b"xf" if of_cells => {
                    let id = number(&tag, "numFmtId")?.unwrap_or(0);
                    formats.push(custom.get(&id).copied().unwrap_or_else(|| Format::built_in(id)));
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == b"cellXfs" => of_cells = false,
            Event::Eof => return Ok(formats),
            _ => {}
        }
    }
}

/// The rows of a sheet, one after another; those that say nothing are passed over.
pub(super) struct Rows<'s> {
    book: &'s Spreadsheet<'s>,
    xml: Xml<'s>,
    in_data: bool,
    line: usize,
    /// How many rows said something.
    read: usize,
    /// How many cells there were.
    cells: usize,
    /// How much they said, in bytes.
    text: u64,
    ended: bool,
}

/// What a cell's tag says of it.
struct Tag {
    /// What the cell is called, such as `AB12`.
    place: Option<Position>,
    kind: CellKind,
    style: usize,
}

/// What stands in a cell.
#[derive(Clone, Copy, Default)]
enum CellKind {
    #[default]
    Number,
    /// The number of a shared text.
    Shared,
    Text,
    Truth,
    Error,
    /// What is meant stands there as it is, such as a day in the newer form.
    Plain,
}

impl Tag {
    /// Reads a tag. Of cells there are millions, so that it is gone through once.
    fn read(tag: &BytesStart<'_>) -> Result<Self, SheetError> {
        let mut read = Self { place: None, kind: CellKind::default(), style: 0 };
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(quick_xml::Error::from)?;
            let value = || attribute.normalized_value(XmlVersion::Implicit1_0);
            match attribute.key.local_name().as_ref() {
                b"r" => read.place = Some(place(&value()?).ok_or(SheetError::Damaged)?),
                b"s" => read.style = value()?.parse().map_err(|_| SheetError::Damaged)?,
                b"t" => {
                    read.kind = match value()?.as_ref() {
                        "s" => CellKind::Shared,
                        "str" | "inlineStr" => CellKind::Text,
                        "e" => CellKind::Error,
                        "b" => CellKind::Truth,
                        "" | "n" => CellKind::Number,
                        _ => CellKind::Plain,
                    }
                }
                _ => {}
            }
        }
        Ok(read)
    }
}

impl<'s> Rows<'s> {
    /// The next row.
    fn row(&mut self) -> Result<Option<Row<'s>>, SheetError> {
        loop {
            match self.xml.next()? {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    b"sheetData" => self.in_data = true,
                    b"row" if self.in_data => {
                        let line = number(&tag, "r")?.unwrap_or(self.line + 1);
                        let place = Position { line, column: 1 };
                        if line <= self.line {
                            return Err(SheetError::Damaged);
                        }
                        if line > LAST_ROW {
                            return Err(SheetError::TooManyRows(place));
                        }
                        self.line = line;
                        return self.row_cells().map(|cells| Some(Row { line, cells }));
                    }
                    _ => {}
                },
                Event::End(tag) if tag.local_name().as_ref() == b"sheetData" => self.in_data = false,
                Event::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    /// The cells of the row that has just opened, up to the last that says something.
    fn row_cells(&mut self) -> Result<Vec<Cell<'s>>, SheetError> {
        let mut cells: Vec<Cell<'s>> = Vec::new();
        let mut column = 0;
        loop {
            let line = self.line;
            match self.xml.next()? {
                Event::Start(tag) if tag.local_name().as_ref() == b"c" => {
                    let tag = Tag::read(&tag)?;
                    let place = tag.place.unwrap_or(Position { line, column: column + 1 });
                    if place.line != line || place.column <= column {
                        return Err(SheetError::Damaged);
                    }
                    if place.column > MAX_COLUMNS {
                        return Err(SheetError::TooManyColumns(Position { line, column: 1 }));
                    }
                    column = place.column;
                    let text = self.cell_text(&tag, place)?;
                    self.cells += 1;
                    if !text.is_empty() {
                        self.cells += column - 1 - cells.len();
                        let gap = cells.len() + 1..column;
                        cells.extend(
                            gap.map(|column| Cell { text: Cow::Borrowed(""), place: Position { line, column } }),
                        );
                        cells.push(Cell { text, place });
                    }
                    if self.cells > MAX_CELLS {
                        return Err(SheetError::TooManyCells(place));
                    }
                }
                Event::End(tag) if tag.local_name().as_ref() == b"row" => return Ok(cells),
                Event::Eof => return Err(SheetError::Damaged),
                _ => {}
            }
        }
    }

    /// What the cell says that has just opened, without space around it.
    fn cell_text(&mut self, tag: &Tag, place: Position) -> Result<Cow<'s, str>, SheetError> {
        let mut text = String::new();
        loop {
            let part = match self.xml.next()? {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    b"v" => Some(false),
                    b"is" => Some(true),
                    _ => None,
                },
                Event::End(tag) if tag.local_name().as_ref() == b"c" => break,
                Event::Eof => return Err(SheetError::Damaged),
                _ => None,
            };
            if let Some(rich) = part {
                text = self.xml.text(rich)?;
            }
        }
        let text = self.meant(tag, text)?;
        let text = match text {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) if text.trim().len() == text.len() => Cow::Owned(text),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        };
        if text.len() > MAX_CELL_CHARS && text.chars().count() > MAX_CELL_CHARS {
            return Err(SheetError::LongCell(place));
        }
        // One long text that every cell shares would make a small file say more than a large one can.
        self.text += u64::try_from(text.len()).unwrap_or(u64::MAX);
        if self.text > MAX_BYTES { Err(SheetError::Unpacked) } else { Ok(text) }
    }

    /// What a cell means by what stands in it.
    fn meant(&self, tag: &Tag, text: String) -> Result<Cow<'s, str>, SheetError> {
        let book = self.book;
        if text.is_empty() {
            return Ok(Cow::Borrowed(""));
        }
        Ok(match tag.kind {
            CellKind::Shared => {
                let shared = text.trim().parse().ok().and_then(|index| book.shared.get(index));
                Cow::Borrowed(shared.ok_or(SheetError::Damaged)?)
            }
            CellKind::Text => Cow::Owned(unescaped(text)),
            CellKind::Error => Cow::Borrowed(""),
            CellKind::Truth => Cow::Borrowed(if text.trim() == "0" { "FALSE" } else { "TRUE" }),
            CellKind::Number => {
                let value = text.trim().parse::<f64>().ok().filter(|value| value.is_finite());
                let format = book.formats.get(tag.style).copied().unwrap_or_default();
                Cow::Owned(format.shown(value.ok_or(SheetError::Damaged)?, book.from_1904))
            }
            CellKind::Plain => Cow::Owned(text),
        })
    }
}

/// Where a cell stands that is called `AB12`.
fn place(reference: &str) -> Option<Position> {
    let digits = reference.find(|c: char| !c.is_ascii_uppercase())?;
    let (letters, digits) = reference.split_at_checked(digits)?;
    let digit = |column: usize, letter: u8| column.checked_mul(26)?.checked_add(usize::from(letter - b'A') + 1);
    let column = letters.bytes().try_fold(0, digit)?;
    Some(Position { line: digits.parse().ok()?, column }).filter(|place| place.column > 0)
}

impl<'s> Iterator for Rows<'s> {
    type Item = Result<Row<'s>, SheetError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let row = match self.row() {
                // The header is a row too.
                Ok(Some(row)) if !row.cells.is_empty() && self.read > MAX_ROWS => {
                    Err(SheetError::TooManyRows(Position { line: row.line, column: 1 }))
                }
                Ok(Some(row)) if row.cells.is_empty() => continue,
                Ok(Some(row)) => Ok(row),
                Ok(None) => break,
                Err(error) => Err(error),
            };
            self.read += 1;
            self.ended = row.is_err();
            return Some(row);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_tells_percent_days_and_times_from_numbers() {
        for (code, expected) in [
            ("0%", Format::Percent),
            ("0.00%;[Red]-0.00%", Format::Percent),
            ("yyyy\\-mm\\-dd", Format::Day),
            ("[$-804]yyyy\"年\"m\"月\"d\"日\";@", Format::Day),
            ("mmm", Format::Day),
            ("m/d/yy h:mm", Format::Moment),
            ("mm:ss", Format::Time),
            ("[h]:mm", Format::Time),
            ("000000", Format::Digits(6)),
            ("0", Format::Plain),
            ("General", Format::Plain),
            ("#,##0.00_);[Red]\\(#,##0.00\\)", Format::Plain),
            ("0.00E+00", Format::Plain),
            ("0\"days\"", Format::Plain),
            ("[$USD] 0", Format::Plain),
            ("\"open", Format::Plain),
        ] {
            assert_eq!(Format::custom(code), expected, "{code}");
        }
        for (id, expected) in [(0, Format::Plain), (9, Format::Percent), (14, Format::Day), (22, Format::Moment)] {
            assert_eq!(Format::built_in(id), expected, "{id}");
        }
    }

    #[test]
    fn a_number_says_what_its_format_shows() {
        for (format, value, expected) in [
            (Format::Percent, 1.05, "105%"),
            (Format::Percent, 0.07, "7%"),
            (Format::Plain, 0.1 + 0.2, "0.3"),
            (Format::Plain, 120_000_000.0, "120000000"),
            (Format::Digits(5), 7.0, "00007"),
            (Format::Digits(5), 7.5, "7.5"),
            (Format::Day, 46_328.0, "2026-11-02"),
            (Format::Day, 61.0, "1900-03-01"),
            (Format::Day, 1.0, "1"),
            (Format::Day, 1e300, "1"),
            (Format::Moment, 46_328.354_166_666_7, "2026-11-02 08:30:00"),
            (Format::Time, 0.5, "12:00:00"),
        ] {
            let shown = format.shown(value, false);
            assert!(shown.starts_with(expected) && (shown == expected || value > 1e20), "{format:?} {value}: {shown}");
        }
        assert_eq!(Format::Day.shown(44_866.0, true), "2026-11-02");
    }

    #[test]
    fn signs_that_xml_does_not_keep_are_read() {
        for (written, meant) in [
            ("a_x000D_\nb", "a\r\nb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_x0041__x00", "_x0041__x00"),
            ("_x_00", "_x_00"),
            ("_x0001__xFFFF_", "\u{1}\u{ffff}"),
            ("_x+00D_", "_x+00D_"),
        ] {
            assert_eq!(unescaped(written.to_owned()), meant, "{written}");
        }
        for text in ["a\rb\u{1}\0", "_x0041_", "_x005F_", "__x000d__x", "x\ny\tz", "\u{fffe}客户_x"] {
            assert_eq!(unescaped(escaped(text)), text);
        }
    }

    #[test]
    fn cells_are_placed_by_their_names() {
        let at = |line, column| Some(Position { line, column });
        for (reference, expected) in [
            ("A1", at(1, 1)),
            ("AB12", at(12, 28)),
            ("XFD1048576", at(LAST_ROW, MAX_COLUMNS)),
            ("12", None),
            ("A", None),
            ("a1", None),
            ("A-1", None),
            ("ZZZZZZZZZZZZZZZZZZZZ1", None),
        ] {
            assert_eq!(place(reference), expected, "{reference}");
        }
    }
}
