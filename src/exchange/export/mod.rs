//! Customers, contributions, the register of relations and goal cards for other programs: as CSV and as a spreadsheet.
//!
//! The columns that an import knows stand first, under its headers, so that what went out comes in again; an import
//! passes over what is derived, beside them. Reasons, notes, words about the competitor and what is to be done next
//! for a customer are the trainer's and stay in the workbook: none of them is a column of an import. The register of
//! relations holds what is next with each person, and goes out by itself, only when it is asked for.
//!
//! What comes from the workbook is a text or a number in every file, and never a formula: see [`csv`] and [`xlsx`].

mod chart;
mod csv;
mod goals;
mod grid;
mod register;
mod xlsx;

pub use goals::{goals_csv, goals_spreadsheet};
pub use register::{Scope, register_csv, register_spreadsheet};

use super::field::{Field, Kind};
use crate::{
    analysis::{Derived, value_map::CustomerValue},
    model::{Contribution, Customer, Date, Margin, Workbook},
    text::{self, Lang, Word, contributions as grid_words, export as words, terms, value_map as map_words},
};

/// What can be taken out of a workbook as a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Extract {
    /// Customers, their facts, scores and classes.
    Customers,
    /// What each offering brings at each customer.
    Contributions,
}

impl Extract {
    /// All.
    pub const ALL: [Self; 2] = [Self::Customers, Self::Contributions];

    /// What an import calls such a table.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Customers => Kind::Customers,
            Self::Contributions => Kind::Contributions,
        }
    }
}

/// Why nothing goes out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// A text is longer than a cell may be, and half of it would be another text; by what it belongs to.
    #[error("a text of {0} is too long for a cell")]
    LongText(String),
    /// Goal cards are not for the room.
    #[error("goal cards are not for the room")]
    NotForRoom,
    /// A sheet has no room for so many offerings.
    #[error("a sheet has no room for {0} offerings")]
    TooManyColumns(usize),
}

/// A table as CSV that a spreadsheet opens in any language.
///
/// # Errors
/// When it holds what no cell can.
pub fn csv(workbook: &Workbook, derived: &Derived, lang: Lang, extract: Extract) -> Result<Vec<u8>, ExportError> {
    Ok(csv::write(&table(workbook, derived, lang, extract)?))
}

/// A spreadsheet (XLSX): customers with the value map as a chart, contributions with their grid, or all of it.
///
/// # Errors
/// When it holds what no cell or sheet can.
pub fn spreadsheet(
    workbook: &Workbook,
    derived: &Derived,
    lang: Lang,
    extract: Option<Extract>,
) -> Result<Vec<u8>, ExportError> {
    let mut sheets = Vec::new();
    if extract != Some(Extract::Contributions) {
        sheets.push(table(workbook, derived, lang, Extract::Customers)?);
        sheets.push(chart::sheet(workbook, derived, lang)?);
    }
    if extract != Some(Extract::Customers) {
        sheets.push(table(workbook, derived, lang, Extract::Contributions)?);
        sheets.push(grid::sheet(workbook, derived, lang)?);
    }
    Ok(xlsx::write(&sheets))
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
enum Content {
    Text(String),
    Number(f64),
    Day(Date),
}

/// How a cell looks in a spreadsheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// A column's name.
    Head,
    /// A text, and one it stays when somebody edits it.
    Text,
    /// A number with the digits it has.
    Number,
    /// With two decimals.
    Hundredths,
    /// A share of 1 as a percentage.
    Percent,
    /// A day.
    Day,
    /// A text that sums up.
    Strong,
    /// A number that sums up.
    Sum,
    /// ++ in the grid.
    Much,
    /// + in the grid.
    Some,
    /// − in the grid.
    Loss,
}

/// A cell with something in it.
#[derive(Clone, Debug, PartialEq)]
struct Cell {
    /// Counted from 0.
    column: usize,
    content: Content,
    style: Style,
}

/// A sheet.
#[derive(Clone, Debug, Default, PartialEq)]
struct Sheet {
    name: &'static str,
    /// The header first. What is blank is left out.
    rows: Vec<Vec<Cell>>,
    width: usize,
    /// How many columns stay in sight.
    frozen: usize,
    /// Rows, columns and the largest amount of a heat table, which begins in its second row and column.
    heat: Option<(usize, usize, f64)>,
    chart: Option<chart::Chart>,
}

impl Sheet {
    /// A sheet with its header.
    fn new(name: Word, lang: Lang, header: impl IntoIterator<Item = String>) -> Result<Self, ExportError> {
        let name = name.of(lang);
        let mut row = Line::default();
        header.into_iter().for_each(|text| row.push(Content::Text(text), Style::Head));
        let mut sheet = Self { name, width: row.width, frozen: 1, ..Self::default() };
        sheet.add(row, name)?;
        Ok(sheet)
    }

    /// Adds a row about something that is called so.
    fn add(&mut self, row: Line, about: &str) -> Result<(), ExportError> {
        let fits = |cell: &Cell| match &cell.content {
            Content::Text(text) => {
                text.len() <= super::MAX_CELL_CHARS || text.encode_utf16().count() <= super::MAX_CELL_CHARS
            }
            Content::Number(_) | Content::Day(_) => true,
        };
        if !row.cells.iter().all(fits) {
            return Err(ExportError::LongText(about.to_owned()));
        }
        self.rows.push(row.cells);
        Ok(())
    }
}

/// A row being filled from left to right.
#[derive(Clone, Debug, Default, PartialEq)]
struct Line {
    cells: Vec<Cell>,
    width: usize,
}

impl Line {
    fn push(&mut self, content: Content, style: Style) {
        self.put(Some(content), style);
    }

    fn put(&mut self, content: Option<Content>, style: Style) {
        self.cells.extend(content.map(|content| Cell { column: self.width, content, style }));
        self.width += 1;
    }

    /// A text; nothing where it is empty.
    fn text(&mut self, text: &str) {
        self.put((!text.is_empty()).then(|| Content::Text(text.to_owned())), Style::Text);
    }

    fn word(&mut self, word: Option<Word>, lang: Lang) {
        self.text(word.map_or("", |word| word.of(lang)));
    }

    fn number(&mut self, number: Option<f64>, style: Style) {
        self.put(number.map(Content::Number), style);
    }

    /// A day; nothing where there is none.
    fn day(&mut self, day: Option<Date>) {
        self.put(day.map(Content::Day), Style::Day);
    }

    fn margin(&mut self, margin: Margin) {
        match margin {
            Margin::Amount(amount) => self.number(Some(amount.get()), Style::Number),
            Margin::Sign(sign) => self.text(sign.as_str()),
        }
    }
}

/// The table that an import reads, and what is derived beside it.
fn table(workbook: &Workbook, derived: &Derived, lang: Lang, extract: Extract) -> Result<Sheet, ExportError> {
    match extract {
        Extract::Customers => customers(workbook, derived, lang),
        Extract::Contributions => contributions(workbook, lang),
    }
}

/// The headers of a table: the fields of an import, then others.
fn headers(extract: Extract, others: &[Word], lang: Lang) -> impl Iterator<Item = String> {
    let fields = extract.kind().fields().into_iter().map(words::header);
    fields.chain(others.iter().copied()).map(move |word| word.of(lang).to_owned())
}

/// What is told of a customer beside the fields of an import.
const BESIDE_CUSTOMERS: [Word; 14] = [
    map_words::REGION,
    map_words::OWNER,
    map_words::ATTRACTIVENESS,
    words::ATTRACTIVENESS_KNOWN,
    map_words::ADVANTAGE,
    words::ADVANTAGE_KNOWN,
    words::CUSTOMER_CLASS,
    words::CLASS_BY_SCORES,
    map_words::SET_BY_HAND,
    map_words::UNCERTAIN,
    grid_words::SHARE,
    grid_words::ANIMAL,
    words::SUGGESTED_ANIMAL,
    words::CONTRIBUTION_TOTAL,
];

fn customers(workbook: &Workbook, derived: &Derived, lang: Lang) -> Result<Sheet, ExportError> {
    let headers = headers(Extract::Customers, &BESIDE_CUSTOMERS, lang);
    let mut sheet = Sheet { frozen: 2, ..Sheet::new(words::CUSTOMERS, lang, headers)? };
    for customer in workbook.customers.iter() {
        let mut row = Line::default();
        for field in Kind::Customers.fields() {
            fact(&mut row, customer, field, lang);
        }
        row.text(&customer.region);
        row.text(customer.owner.as_ref().map_or("", |owner| workbook.member_label(owner)));
        if let Some(value) = derived.value_map.customers.get(&customer.id) {
            standing(&mut row, value, lang);
        }
        let suggested = derived.animals.get(&customer.id).map(|suggestion| suggestion.animal);
        row.number(customer.wallet_share().map(|share| share.get()), Style::Percent);
        row.word(customer.animal.map(terms::animal), lang);
        row.word(suggested.map(terms::animal), lang);
        row.number(derived.contributions.customers.get(&customer.id).and_then(|brings| brings.total), Style::Number);
        sheet.add(row, customer.id.as_str())?;
    }
    Ok(sheet)
}

/// What a customer's record says of a field.
fn fact(row: &mut Line, customer: &Customer, field: Field, lang: Lang) {
    let yes_no = |fact: Option<bool>| fact.map(|fact| if fact { map_words::YES } else { map_words::NO });
    match field {
        Field::Id => row.text(customer.id.as_str()),
        Field::Name => row.text(&customer.name),
        Field::Segment => row.text(&customer.segment),
        Field::AnnualSpend => row.number(customer.annual_spend.map(|amount| amount.get()), Style::Number),
        Field::Revenue => row.number(customer.revenue.map(|amount| amount.get()), Style::Number),
        Field::Introduced => row.word(yes_no(customer.contacted.introduced), lang),
        Field::ProcedureKnown => row.word(yes_no(customer.contacted.procedure_known), lang),
        Field::NeedsKnown => row.word(yes_no(customer.contacted.needs_known), lang),
        Field::Criterion(criterion) => row.number(customer.score(criterion).map(|score| score.get()), Style::Number),
        _ => row.text(""),
    }
}

/// Where a customer stands on the value map.
fn standing(row: &mut Line, value: &CustomerValue, lang: Lang) {
    let class = |class: Option<_>| class.map(|class| map_words::ranked_class(lang, class)).unwrap_or_default();
    row.number(value.attractiveness.value, Style::Hundredths);
    row.number(Some(value.attractiveness.known), Style::Percent);
    row.number(value.advantage.value, Style::Hundredths);
    row.number(Some(value.advantage.known), Style::Percent);
    row.text(&class(value.class));
    row.text(&class(value.computed));
    row.word(value.overridden.then_some(map_words::YES), lang);
    row.word(value.uncertain.then_some(map_words::YES), lang);
}

fn contributions(workbook: &Workbook, lang: Lang) -> Result<Sheet, ExportError> {
    let beside = [words::NAME_OF_CUSTOMER, words::NAME_OF_OFFERING];
    let headers = headers(Extract::Contributions, &beside, lang);
    let mut sheet = Sheet { frozen: 2, ..Sheet::new(words::CONTRIBUTIONS, lang, headers)? };
    for Contribution { customer, offering, margin, note: _ } in workbook.contributions.iter() {
        let mut row = Line::default();
        row.text(customer.as_str());
        row.text(offering.as_str());
        row.margin(*margin);
        row.text(workbook.customers.get(customer).map_or("", |customer| &customer.name));
        row.text(workbook.offerings.get(offering).map_or("", |offering| &offering.name));
        sheet.add(row, customer.as_str())?;
    }
    Ok(sheet)
}

/// The sheet of a spreadsheet of ours that holds such a table, in every language.
pub(super) fn sheet_names(kind: Kind) -> impl Iterator<Item = &'static str> {
    let extract = Extract::ALL.into_iter().find(|extract| extract.kind() == kind);
    let word = match kind {
        Kind::Contacts => Some(words::REGISTER),
        Kind::Goals => Some(words::GOALS),
        _ => extract.map(text::export::sheet),
    };
    Lang::ALL.into_iter().filter_map(move |lang| word.map(|word| word.of(lang)))
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, io::Read as _, sync::Arc};

    use quick_xml::{Reader, events::Event};

    use super::*;
    use crate::{
        exchange::archive::Archive,
        model::{CustomerClass, CustomerId, Date, Offering, OfferingId},
    };

    const FORMULA: &str = "=HYPERLINK(\"http://x\",\"<y> & 'z'\")";

    /// The example with a customer and an offering that are meant badly.
    fn workbook() -> Workbook {
        let mut workbook = crate::example::workbook(Lang::En).unwrap();
        let mut customer = workbook.customers.iter().next().unwrap().clone();
        customer.id = CustomerId::new("@evil").unwrap();
        FORMULA.clone_into(&mut customer.name);
        Arc::make_mut(&mut workbook.customers).put(customer);
        let id = OfferingId::new("=1+1").unwrap();
        Arc::make_mut(&mut workbook.offerings).put(Offering { id, name: FORMULA.to_owned(), note: String::new() });
        workbook
    }

    /// The parts of a spreadsheet by name.
    fn parts(extract: Option<Extract>) -> BTreeMap<String, String> {
        let workbook = workbook();
        let derived = Derived::of(&workbook, Date::constant(2026, 11, 21));
        let bytes = spreadsheet(&workbook, &derived, Lang::En, extract).unwrap();
        let archive = Archive::open(&bytes).unwrap();
        let read = |name: &str| {
            let mut text = String::new();
            archive.part(name, 1 << 20).unwrap().read_to_string(&mut text).unwrap();
            (name.to_owned(), text)
        };
        archive.names().map(read).collect()
    }

    /// Every element of a part, with what it says.
    fn elements(xml: &str) -> Vec<(String, String)> {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().expand_empty_elements = true;
        let (mut open, mut found) = (Vec::new(), Vec::new());
        loop {
            match reader.read_event().unwrap() {
                Event::Start(tag) => {
                    open.push((String::from_utf8(tag.name().as_ref().to_vec()).unwrap(), String::new()))
                }
                Event::Text(text) => open.last_mut().into_iter().for_each(|(_, said)| *said += &text.decode().unwrap()),
                Event::GeneralRef(_) => open.last_mut().into_iter().for_each(|(_, said)| said.push('&')),
                Event::End(_) => found.extend(open.pop()),
                Event::Eof => break,
                _ => {}
            }
        }
        assert!(open.is_empty(), "{open:?}");
        found
    }

    #[test]
    fn every_part_is_xml_and_named_where_it_must_be() {
        let parts = parts(None);
        for (name, xml) in &parts {
            assert!(!elements(xml).is_empty(), "{name}");
            if let Some(part) = name.strip_prefix("xl/").filter(|name| !name.contains("_rels")) {
                assert!(parts["[Content_Types].xml"].contains(part), "{name} has no type");
            }
        }
        assert_eq!(parts.keys().filter(|name| name.contains("worksheets/sheet")).count(), 4);
    }

    #[test]
    fn texts_are_texts_and_there_is_no_formula_and_no_link() {
        let parts = parts(None);
        let said: String = parts.values().map(String::as_str).collect();
        assert!(said.matches("HYPERLINK").count() >= 4, "a list, a grid twice, a map and its chart");
        for (name, xml) in &parts {
            let elements = elements(xml);
            for forbidden in ["f", "hyperlink", "hyperlinks", "externalReference", "definedName", "oleObject"] {
                assert!(elements.iter().all(|(element, _)| element != forbidden), "{name}: {forbidden}");
            }
            // What begins like a formula stands in the text of a cell or of a label.
            for (element, text) in elements.iter().filter(|(_, text)| text.starts_with(['=', '@', '+'])) {
                assert!(["t", "a:t"].contains(&element.as_str()), "{name}: <{element}>{text}");
            }
            for (element, reference) in elements.iter().filter(|(element, _)| element == "c:f") {
                assert!(reference.starts_with("'Value map'!$"), "{name}: <{element}>{reference}");
            }
        }
        let sheet = &parts["xl/worksheets/sheet1.xml"];
        assert_eq!(sheet.matches("<is>").count(), sheet.matches("t=\"inlineStr\"").count());
        assert!(!sheet.contains("t=\"str\"") && !sheet.contains("t=\"s\""));
    }

    #[test]
    fn the_chart_has_a_series_for_each_class_and_the_cuts_for_axes() {
        let parts = parts(Some(Extract::Customers));
        let chart = &parts["xl/charts/chart2.xml"];
        let workbook = workbook();
        let derived = Derived::of(&workbook, Date::constant(2026, 11, 21));
        for class in CustomerClass::ALL {
            let has = derived.value_map.customers.iter().any(|value| value.class == Some(class));
            let name = map_words::ranked_class(Lang::En, class);
            assert_eq!(chart.contains(&format!("<c:tx><c:v>{name}</c:v></c:tx>")), has, "{name}");
        }
        let placed = derived.value_map.customers.iter().filter(|value| value.class.is_some()).count();
        assert_eq!(chart.matches("<c:dLbl>").count(), placed);
        for said in ["<c:bubbleChart>", "<c:crossesAt val=\"1\"/>", "<c:crossesAt val=\"5.5\"/>"] {
            assert!(chart.contains(said), "{said}");
        }
        assert!(!parts.keys().any(|name| name.contains("sheet3")), "customers only");
    }

    #[test]
    #[cfg(feature = "gui")]
    fn classes_have_the_colours_of_the_window() {
        let tokens = crate::ui::Tokens::new(crate::ui::Theme::Light, crate::analysis::Audience::Trainer);
        for class in CustomerClass::ALL {
            let [r, g, b, _] = tokens.class(class).mark.to_array();
            assert_eq!(chart::color(class), format!("{r:02X}{g:02X}{b:02X}"), "{class:?}");
        }
    }
}
