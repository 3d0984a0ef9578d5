//! The rows of a table as they are read, only those in sight; the names of the columns stay above them.

use egui::{Align2, Color32, Margin, Painter, Rangef, Rect, Role, ScrollArea, Sense, Ui, pos2, vec2};

use super::Importing;
use crate::{
    exchange::{Reading, Report, RowFate},
    text::{Lang, import, importing as words},
    ui::{Step, Tokens, widgets},
};

/// How many rows the widths of columns are taken from at each end of the list, and of those that are refused.
const MEASURED: usize = 40;

/// The place of the reasons among the columns, where any row is refused.
const REASON: usize = 2;

/// The columns that are shown: the row's number, its fate and the reason of that first. Kept until the table is read anew.
pub(super) struct Columns {
    heads: Vec<String>,
    /// In points.
    widths: Vec<f32>,
    /// Whether they hold numbers, which stand at the right.
    numbers: Vec<bool>,
}

/// A row to be shown.
struct Row {
    line: usize,
    fate: Option<RowFate>,
    cells: Vec<Shown>,
}

/// A cell to be shown.
struct Shown {
    text: String,
    ink: Ink,
    is_number: bool,
}

/// How a cell is set.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ink {
    Plain,
    Soft,
    Wrong,
}

impl Ink {
    const fn color(self, tokens: &Tokens) -> Color32 {
        match self {
            Self::Plain => tokens.ink,
            Self::Soft => tokens.ink_soft,
            Self::Wrong => tokens.red.ink,
        }
    }
}

impl Shown {
    const fn text(text: String, ink: Ink) -> Self {
        Self { text, ink, is_number: false }
    }
}

/// Draws the rows in all the room there is.
pub(super) fn show(importing: &mut Importing, ui: &mut Ui, lang: Lang, tokens: &Tokens) {
    let columns = match importing.columns.take() {
        Some(columns) => columns,
        None => Columns::of(importing, ui.painter(), lang, tokens),
    };
    let step = tokens.target;
    let count = count(importing);
    let room = vec2(columns.widths.iter().sum::<f32>().max(ui.available_width()), step * (count as f32 + 1.0));
    let area = ScrollArea::both().id_salt("rows").auto_shrink(false).content_margin(Margin::ZERO);
    area.show_viewport(ui, |ui, seen| {
        ui.set_min_size(room);
        let origin = ui.max_rect().min;
        let first = (seen.min.y / step) as usize;
        let last = count.min((seen.max.y / step) as usize + 1);
        for place in first..last {
            let Some(row) = row(importing, lang, place) else { continue };
            let top = origin.y + step * (place as f32 + 1.0);
            draw(ui, tokens, lang, &row, &columns.widths, Rect::from_min_size(pos2(origin.x, top), vec2(room.x, step)));
        }
        let top = origin.y + seen.min.y;
        let head = Rect::from_min_size(pos2(origin.x + seen.min.x, top), vec2(seen.width(), step));
        ui.painter().rect_filled(head, 0.0, tokens.sunken);
        let mut left = origin.x;
        for ((head, width), is_number) in columns.heads.iter().zip(&columns.widths).zip(&columns.numbers) {
            let cell = Rect::from_min_size(pos2(left, top), vec2(*width, step));
            left += width;
            cell_text(ui.painter(), tokens, cell, head, tokens.ink_soft, *is_number);
        }
    });
    importing.columns = Some(columns);
}

/// How many rows there are.
fn count(importing: &Importing) -> usize {
    match importing.report() {
        Some(_) => importing.listed.len(),
        None => importing.preview().map_or(0, |preview| preview.first.len()),
    }
}

/// What the columns are called: as the file calls them, until it is clear what they are.
fn heads(importing: &Importing, lang: Lang) -> Vec<String> {
    let word = |word: crate::text::Word| word.of(lang).to_owned();
    let Some(preview) = importing.preview() else { return Vec::new() };
    let Some(report) = importing.report() else {
        let named = (0..preview.headers.len()).map(|place| words::column(lang, &preview.headers, place));
        return std::iter::once(word(words::LINE)).chain(named).collect();
    };
    let reason = (!report.refused.is_empty()).then(|| word(words::REASON));
    let fields = preview.places.iter().map(|(field, _)| word(import::label(*field)));
    [word(words::LINE), word(words::FATE)].into_iter().chain(reason).chain(fields).collect()
}

/// The row at a place of the list.
fn row(importing: &Importing, lang: Lang, place: usize) -> Option<Row> {
    if let Some(report) = importing.report() {
        return Some(read(report, lang, *importing.listed.get(place)?));
    }
    let (line, texts) = importing.preview()?.first.get(place)?;
    let cells = texts.iter().map(|text| Shown::text(text.clone(), Ink::Plain)).collect();
    Some(Row { line: *line, fate: None, cells })
}

/// A row as it was read, and what becomes of it.
fn read(report: &Report, lang: Lang, line: usize) -> Row {
    let (fate, refusal) = (report.fate(line), report.refusal(line));
    let wrong = refusal.and_then(|refusal| refusal.field);
    let ink = if fate == Some(RowFate::Refused) { Ink::Wrong } else { Ink::Soft };
    let fate_text = fate.map(|fate| words::fate(fate).of(lang).to_owned()).unwrap_or_default();
    let mut cells = vec![Shown::text(fate_text, ink)];
    if !report.refused.is_empty() {
        let why = refusal.map(|refusal| words::refusal(lang, refusal)).unwrap_or_default();
        cells.push(Shown::text(why, Ink::Wrong));
    }
    let read = report.row(line).map(|row| row.cells.as_slice()).unwrap_or_default();
    cells.extend(read.iter().map(|(field, reading)| Shown {
        text: words::reading(lang, reading),
        ink: if wrong == Some(*field) { Ink::Wrong } else { Ink::Plain },
        is_number: matches!(reading, Reading::Number(_) | Reading::Margin(_)),
    }));
    Row { line, fate, cells }
}

fn draw(ui: &Ui, tokens: &Tokens, lang: Lang, row: &Row, widths: &[f32], whole: Rect) {
    let mut left = whole.left();
    let painter = ui.painter();
    let number = Shown { text: row.line.to_string(), ink: Ink::Soft, is_number: true };
    for (cell, width) in std::iter::once(&number).chain(&row.cells).zip(widths) {
        let rect = Rect::from_x_y_ranges(Rangef::new(left, left + width), whole.y_range());
        left += width;
        cell_text(painter, tokens, rect, &cell.text, cell.ink.color(tokens), cell.is_number);
    }
    painter.hline(whole.x_range(), whole.bottom(), tokens.hairline_stroke());
    let response = ui.interact(whole, ui.scope_id().with(("row", row.line)), Sense::hover());
    let texts: Vec<String> =
        row.cells.iter().skip(usize::from(row.fate.is_some())).map(|cell| cell.text.clone()).collect();
    let said = words::row(lang, row.line, row.fate, &texts);
    widgets::name(&response, Role::Row, &said);
    if row.fate == Some(RowFate::Refused) {
        // There may be no room for the whole reason.
        response.on_hover_text(said);
    }
}

/// Writes a cell, ending in an ellipsis where it is too long.
fn cell_text(painter: &Painter, tokens: &Tokens, rect: Rect, text: &str, ink: Color32, is_number: bool) {
    let room = rect.shrink2(vec2(tokens.inset, 0.0));
    let galley = widgets::line(painter, text, tokens.font(Step::Body), ink, room.width());
    let (anchor, at) =
        if is_number { (Align2::RIGHT_CENTER, room.right_center()) } else { (Align2::LEFT_CENTER, room.left_center()) };
    let place = anchor.anchor_size(at, galley.size());
    painter.galley(place.min, galley, ink);
}

impl Columns {
    /// The columns of a table, as wide as their names and rows need, within reason.
    fn of(importing: &Importing, painter: &Painter, lang: Lang, tokens: &Tokens) -> Self {
        let heads = heads(importing, lang);
        let font = tokens.font(Step::Body);
        let wide = |text: &str| painter.layout_no_wrap(text.to_owned(), font.clone(), tokens.ink).size().x;
        let mut widths: Vec<f32> = heads.iter().map(|head| wide(head)).collect();
        let mut numbers = vec![false; heads.len()];
        let count = count(importing);
        let ends = (0..count.min(MEASURED)).chain(count.saturating_sub(MEASURED)..count);
        let ends = ends.filter_map(|place| row(importing, lang, place));
        let reported = importing.report();
        let refused = reported
            .into_iter()
            .flat_map(|report| report.refused.iter().take(MEASURED).map(|refusal| read(report, lang, refusal.row)));
        for row in ends.chain(refused) {
            let number = Shown { text: row.line.to_string(), ink: Ink::Soft, is_number: true };
            let cells = std::iter::once(&number).chain(&row.cells);
            for ((width, is_number), cell) in widths.iter_mut().zip(&mut numbers).zip(cells) {
                *width = width.max(wide(&cell.text));
                *is_number |= cell.is_number;
            }
        }
        let reason = reported.filter(|report| !report.refused.is_empty()).map(|_| REASON);
        let most = |place| tokens.prose_width * if Some(place) == reason { 0.7 } else { 0.4 };
        let fitted =
            |(place, width): (usize, f32)| (width + 2.0 * tokens.inset).clamp(tokens.target * 1.6, most(place));
        Self { heads, widths: widths.into_iter().enumerate().map(fitted).collect(), numbers }
    }
}
