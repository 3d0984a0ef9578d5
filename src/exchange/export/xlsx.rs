//! Sheets as a spreadsheet file (XLSX).
//!
//! It is written here and not by a library because those for Rust have no bubble chart; and the same workbook gives the
//! same bytes. A text is a cell of type text in a format of texts, so that it is no formula and does not become one
//! when somebody edits it; there are no formulas and no links at all.

use std::fmt::Write as _;

use super::{Content, Sheet, Style, chart};
use crate::{
    exchange::{archive, xlsx::escaped},
    model::Date,
};

pub(super) const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const SHEETS: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const DOCUMENT: &str = "application/vnd.openxmlformats-officedocument";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The warmest and the coldest ground of the heat table, as in the window's light theme.
const WARM: [&str; 2] = ["FFE6C799", "FFA5BFE5"];

/// The widths that a column may have, in letters.
const WIDTHS: std::ops::RangeInclusive<usize> = 6..=42;

impl Style {
    const ALL: [Self; 11] = [
        Self::Head,
        Self::Text,
        Self::Number,
        Self::Hundredths,
        Self::Percent,
        Self::Day,
        Self::Strong,
        Self::Sum,
        Self::Much,
        Self::Some,
        Self::Loss,
    ];

    /// Its number in the file. The first one there is what a cell without a style has.
    fn index(self) -> usize {
        Self::ALL.iter().position(|style| *style == self).map_or(0, |index| index + 1)
    }

    /// Its format of numbers, font, ground and alignment.
    const fn parts(self) -> (u32, u32, u32, &'static str) {
        match self {
            Self::Head => (49, 1, 2, "<alignment vertical=\"center\" wrapText=\"1\"/>"),
            Self::Text => (49, 0, 0, ""),
            Self::Number => (0, 0, 0, ""),
            Self::Hundredths => (2, 0, 0, ""),
            Self::Percent => (9, 0, 0, ""),
            Self::Day => (14, 0, 0, ""),
            Self::Strong => (49, 1, 0, ""),
            Self::Sum => (0, 1, 0, ""),
            Self::Much => (49, 0, 3, "<alignment horizontal=\"right\"/>"),
            Self::Some => (49, 0, 4, "<alignment horizontal=\"right\"/>"),
            Self::Loss => (49, 0, 5, "<alignment horizontal=\"right\"/>"),
        }
    }
}

/// Writes a spreadsheet.
pub(super) fn write(sheets: &[Sheet]) -> Vec<u8> {
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), types(sheets)),
        ("_rels/.rels".to_owned(), relations(&[("officeDocument", "xl/workbook.xml".to_owned())])),
        ("xl/workbook.xml".to_owned(), book(sheets)),
        ("xl/_rels/workbook.xml.rels".to_owned(), book_relations(sheets)),
        ("xl/styles.xml".to_owned(), styles()),
    ];
    for (number, sheet) in numbered(sheets) {
        parts.push((format!("xl/worksheets/sheet{number}.xml"), worksheet(sheet)));
        if let Some(chart) = &sheet.chart {
            let drawing = relations(&[("drawing", format!("../drawings/drawing{number}.xml"))]);
            parts.push((format!("xl/worksheets/_rels/sheet{number}.xml.rels"), drawing));
            let shown = relations(&[("chart", format!("../charts/chart{number}.xml"))]);
            parts.push((format!("xl/drawings/_rels/drawing{number}.xml.rels"), shown));
            parts.push((format!("xl/drawings/drawing{number}.xml"), chart::drawing(sheet.width)));
            parts.push((format!("xl/charts/chart{number}.xml"), chart.xml(sheet.name)));
        }
    }
    let parts = parts.iter().map(|(name, xml)| (name.as_str(), format!("{HEAD}{xml}")));
    archive::pack(parts.map(|(name, xml)| (name, xml.into_bytes())))
}

/// Sheets and their numbers, from 1.
fn numbered(sheets: &[Sheet]) -> impl Iterator<Item = (usize, &Sheet)> {
    sheets.iter().enumerate().map(|(index, sheet)| (index + 1, sheet))
}

fn types(sheets: &[Sheet]) -> String {
    let mut parts = vec![
        ("/xl/workbook.xml".to_owned(), "spreadsheetml.sheet.main"),
        ("/xl/styles.xml".to_owned(), "spreadsheetml.styles"),
    ];
    for (number, sheet) in numbered(sheets) {
        parts.push((format!("/xl/worksheets/sheet{number}.xml"), "spreadsheetml.worksheet"));
        if sheet.chart.is_some() {
            parts.push((format!("/xl/drawings/drawing{number}.xml"), "drawing"));
            parts.push((format!("/xl/charts/chart{number}.xml"), "drawingml.chart"));
        }
    }
    let mut xml = format!(
        "<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    );
    for (part, kind) in parts {
        xml += &format!("<Override PartName=\"{part}\" ContentType=\"{DOCUMENT}.{kind}+xml\"/>");
    }
    xml + "</Types>"
}

/// The parts that a part names, by kind and place.
fn relations(named: &[(&str, String)]) -> String {
    let mut xml = format!("<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for (index, (kind, target)) in named.iter().enumerate() {
        let id = index + 1;
        xml += &format!("<Relationship Id=\"rId{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>");
    }
    xml + "</Relationships>"
}

fn book_relations(sheets: &[Sheet]) -> String {
    let mut named: Vec<_> =
        numbered(sheets).map(|(number, _)| ("worksheet", format!("worksheets/sheet{number}.xml"))).collect();
    named.push(("styles", "styles.xml".to_owned()));
    relations(&named)
}

fn book(sheets: &[Sheet]) -> String {
    let mut xml =
        format!("<workbook xmlns=\"{SHEETS}\" xmlns:r=\"{RELATIONS}\"><bookViews><workbookView/></bookViews><sheets>");
    for (number, sheet) in numbered(sheets) {
        xml += &format!("<sheet name=\"{}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>", escaped(sheet.name));
    }
    xml + "</sheets></workbook>"
}

fn styles() -> String {
    let ground = |color: &str| {
        format!(
            "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"{color}\"/><bgColor indexed=\"64\"/></patternFill></fill>"
        )
    };
    let [sunken, much, some, loss] = ["FFF4F6F7", "FFC0D3EE", "FFE4ECF8", "FFF7EEE0"].map(ground);
    let mut xml = format!(
        "<styleSheet xmlns=\"{SHEETS}\"><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font>\
         <font><b/><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font></fonts>\
         <fills count=\"6\"><fill><patternFill patternType=\"none\"/></fill>\
         <fill><patternFill patternType=\"gray125\"/></fill>{sunken}{much}{some}{loss}</fills>\
         <borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
         <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
         <cellXfs count=\"{}\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>",
        Style::ALL.len() + 1
    );
    for style in Style::ALL {
        let (format, font, fill, alignment) = style.parts();
        xml += &format!(
            "<xf numFmtId=\"{format}\" fontId=\"{font}\" fillId=\"{fill}\" borderId=\"0\" xfId=\"0\" \
             applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyAlignment=\"1\">{alignment}</xf>"
        );
    }
    xml + "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"
}

fn worksheet(sheet: &Sheet) -> String {
    let first = cell_name(sheet.frozen, 1);
    let mut xml = format!(
        "<worksheet xmlns=\"{SHEETS}\" xmlns:r=\"{RELATIONS}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView workbookViewId=\"0\">\
         <pane xSplit=\"{}\" ySplit=\"1\" topLeftCell=\"{first}\" activePane=\"bottomRight\" state=\"frozen\"/>\
         </sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>",
        sheet.frozen
    );
    for (column, width) in widths(sheet).into_iter().enumerate() {
        let number = column + 1;
        xml += &format!("<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>");
    }
    xml += "</cols><sheetData>";
    for (row, cells) in sheet.rows.iter().enumerate() {
        // Writing to a text does not fail.
        let _ = write!(xml, "<row r=\"{}\">", row + 1);
        for cell in cells {
            let (name, style) = (cell_name(cell.column, row), cell.style.index());
            let _ = match &cell.content {
                Content::Text(text) => write!(
                    xml,
                    "<c r=\"{name}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                    escaped(text)
                ),
                Content::Number(number) => write!(xml, "<c r=\"{name}\" s=\"{style}\"><v>{number}</v></c>"),
                Content::Day(day) => match serial(*day) {
                    Some(serial) => write!(xml, "<c r=\"{name}\" s=\"{style}\"><v>{serial}</v></c>"),
                    None => write!(xml, "<c r=\"{name}\" s=\"{style}\" t=\"inlineStr\"><is><t>{day}</t></is></c>"),
                },
            };
        }
        xml += "</row>";
    }
    xml += "</sheetData>";
    if let Some((rows, columns, largest)) = sheet.heat.filter(|(rows, columns, _)| rows * columns > 0) {
        let ([cold, warm], last) = (WARM, cell_name(columns, rows));
        xml += &format!(
            "<conditionalFormatting sqref=\"B2:{last}\"><cfRule type=\"colorScale\" priority=\"1\"><colorScale>\
             <cfvo type=\"num\" val=\"{}\"/><cfvo type=\"num\" val=\"0\"/><cfvo type=\"num\" val=\"{largest}\"/>\
             <color rgb=\"{cold}\"/><color rgb=\"FFFFFFFF\"/><color rgb=\"{warm}\"/></colorScale></cfRule>\
             </conditionalFormatting>",
            -largest
        );
    }
    // On paper as wide as a page, however many pages.
    xml += "<pageMargins left=\"0.4\" right=\"0.4\" top=\"0.5\" bottom=\"0.5\" header=\"0.3\" footer=\"0.3\"/>\
            <pageSetup paperSize=\"9\" orientation=\"landscape\" fitToWidth=\"1\" fitToHeight=\"0\"/>";
    if sheet.chart.is_some() {
        xml += "<drawing r:id=\"rId1\"/>";
    }
    xml + "</worksheet>"
}

/// The number by which a spreadsheet knows a day. It knows none before March 1900, about which programs disagree.
fn serial(day: Date) -> Option<i32> {
    const BEGIN: Date = Date::constant(1899, 12, 30);
    const CLEAR: Date = Date::constant(1900, 3, 1);
    (day >= CLEAR).then(|| (day - BEGIN).get_days())
}

/// Wide enough for what stands in each column; a hanzi is as wide as two letters.
fn widths(sheet: &Sheet) -> Vec<usize> {
    let mut widths = vec![*WIDTHS.start(); sheet.width];
    for (row, cells) in sheet.rows.iter().enumerate() {
        for cell in cells {
            let width = match (&cell.content, cell.style) {
                // A long header takes two lines.
                (Content::Text(text), _) if row == 0 => letters(text).min(letters(text).div_ceil(2).max(12)),
                (Content::Text(text), _) => letters(text),
                (Content::Number(_), Style::Hundredths | Style::Percent) => 6,
                (Content::Number(number), _) => number.to_string().len().min(15),
                (Content::Day(_), _) => 10,
            };
            if let Some(widest) = widths.get_mut(cell.column) {
                *widest = (*widest).max(width + 2).min(*WIDTHS.end());
            }
        }
    }
    widths
}

/// How wide a text is, in letters.
fn letters(text: &str) -> usize {
    text.chars().map(|c| if c < '\u{1100}' { 1 } else { 2 }).sum()
}

/// What a cell is called, whose column and row are counted from 0: `AB12`.
pub(super) fn cell_name(column: usize, row: usize) -> String {
    format!("{}{}", column_name(column), row + 1)
}

fn column_name(column: usize) -> String {
    let (before, last) = (column / 26, column % 26);
    let letter = u8::try_from(last).map_or('A', |last| char::from(b'A' + last));
    let mut name = before.checked_sub(1).map(column_name).unwrap_or_default();
    name.push(letter);
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_called_as_everywhere() {
        for (column, name) in [(0, "A1"), (25, "Z1"), (26, "AA1"), (701, "ZZ1"), (702, "AAA1"), (16_383, "XFD1")] {
            assert_eq!(cell_name(column, 0), name);
        }
        assert_eq!(cell_name(2, 41), "C42");
    }

    #[test]
    fn days_are_counted_as_everywhere() {
        for (year, month, day, expected) in
            [(2026, 10, 26, Some(46_321)), (1900, 3, 1, Some(61)), (1900, 2, 28, None), (9999, 12, 31, Some(2_958_465))]
        {
            assert_eq!(serial(Date::constant(year, month, day)), expected);
        }
    }

    #[test]
    fn every_style_has_a_number_of_its_own() {
        let numbers: Vec<usize> = Style::ALL.into_iter().map(Style::index).collect();
        assert_eq!(numbers, (1..=Style::ALL.len()).collect::<Vec<_>>());
    }
}
