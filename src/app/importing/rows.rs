//! The rows of a table as they are read, only those in sight; the names of the columns stay above them.

use egui::{Align2, Color32, Margin, Painter, Rangef, Rect, Role, ScrollArea, Sense, Ui, pos2, vec2};

use super::Importing;
use crate::{
    exchange::{Reading, RowFate},
    text::{Lang, import, importing as words},
    ui::{Step, Tokens, widgets},
};

/// How many rows the widths of columns are taken from.
const MEASURED: usize = 60;

/// How wide each column is, in points; the row's number, its fate and the reason of that first.
pub(super) type Widths = Vec<f32>;

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
    let heads = heads(importing, lang);
    let widths = match importing.widths.take() {
        Some(widths) => widths,
        None => measured(importing, ui.painter(), lang, tokens, &heads),
    };
    let step = tokens.target;
    let count = count(importing);
    let room = vec2(widths.iter().sum(), step * (count as f32 + 1.0));
    let area = ScrollArea::both().id_salt("rows").auto_shrink(false).content_margin(Margin::ZERO);
    area.show_viewport(ui, |ui, seen| {
        ui.set_min_size(room);
        let origin = ui.max_rect().min;
        let first = (seen.min.y / step) as usize;
        let last = count.min((seen.max.y / step) as usize + 1);
        for place in first..last {
            let Some(row) = row(importing, lang, place) else { continue };
            let top = origin.y + step * (place as f32 + 1.0);
            draw(ui, tokens, lang, &row, &widths, Rangef::new(top, top + step), origin.x);
        }
        let top = origin.y + seen.min.y;
        let head = Rect::from_min_size(pos2(origin.x + seen.min.x, top), vec2(seen.width(), step));
        ui.painter().rect_filled(head, 0.0, tokens.sunken);
        let mut left = origin.x;
        for (text, width) in heads.iter().zip(&widths) {
            let cell = Rect::from_min_size(pos2(left, top), vec2(*width, step));
            left += width;
            cell_text(ui.painter(), tokens, cell, text, tokens.ink_soft, false);
        }
    });
    importing.widths = Some(widths);
}

/// How many rows there are.
fn count(importing: &Importing) -> usize {
    match importing.report() {
        Some(_) => importing.listed.len(),
        None => importing.preview().map_or(0, |preview| preview.first.len()),
    }
}

/// Whether any row is refused: the reasons then have a column.
fn has_refused(importing: &Importing) -> bool {
    importing.report().is_some_and(|report| !report.refused.is_empty())
}

/// What the columns are called: as the file calls them, until it is clear what they are.
fn heads(importing: &Importing, lang: Lang) -> Vec<String> {
    let word = |word: crate::text::Word| word.of(lang).to_owned();
    let Some(preview) = importing.preview() else { return Vec::new() };
    let columns = 0..preview.headers.len();
    if importing.report().is_none() {
        let named = columns.map(|place| words::column(lang, &preview.headers, place));
        return std::iter::once(word(words::LINE)).chain(named).collect();
    }
    let reason = has_refused(importing).then(|| word(words::REASON));
    let fields = preview.places.iter().map(|(field, _)| word(import::label(*field)));
    [word(words::LINE), word(words::FATE)].into_iter().chain(reason).chain(fields).collect()
}

/// The row at a place of the list.
fn row(importing: &Importing, lang: Lang, place: usize) -> Option<Row> {
    let Some(report) = importing.report() else {
        let (line, texts) = importing.preview()?.first.get(place)?;
        let cells = texts.iter().map(|text| Shown::text(text.clone(), Ink::Plain)).collect();
        return Some(Row { line: *line, fate: None, cells });
    };
    let line = *importing.listed.get(place)?;
    let (fate, refusal) = (report.fate(line), report.refusal(line));
    let wrong = refusal.and_then(|refusal| refusal.field);
    let ink = if fate == Some(RowFate::Refused) { Ink::Wrong } else { Ink::Soft };
    let fate_text = fate.map(|fate| words::fate(fate).of(lang).to_owned()).unwrap_or_default();
    let mut cells = vec![Shown::text(fate_text, ink)];
    if has_refused(importing) {
        let why = refusal.map(|refusal| words::refusal(lang, refusal)).unwrap_or_default();
        cells.push(Shown::text(why, Ink::Wrong));
    }
    let read = report.row(line).map(|row| row.cells.as_slice()).unwrap_or_default();
    cells.extend(read.iter().map(|(field, reading)| Shown {
        text: words::reading(lang, reading),
        ink: if wrong == Some(*field) { Ink::Wrong } else { Ink::Plain },
        is_number: matches!(reading, Reading::Number(_) | Reading::Margin(_)),
    }));
    Some(Row { line, fate, cells })
}

fn draw(ui: &Ui, tokens: &Tokens, lang: Lang, row: &Row, widths: &[f32], y: Rangef, left: f32) {
    let mut left = left;
    let painter = ui.painter();
    let whole = Rect::from_x_y_ranges(Rangef::new(left, left + widths.iter().sum::<f32>()), y);
    let number = Shown { text: row.line.to_string(), ink: Ink::Soft, is_number: true };
    for (cell, width) in std::iter::once(&number).chain(&row.cells).zip(widths) {
        let rect = Rect::from_x_y_ranges(Rangef::new(left, left + width), y);
        left += width;
        cell_text(painter, tokens, rect, &cell.text, cell.ink.color(tokens), cell.is_number);
    }
    painter.hline(whole.x_range(), y.max, tokens.hairline_stroke());
    let response = ui.interact(whole, ui.scope_id().with(("row", row.line)), Sense::hover());
    let texts: Vec<String> =
        row.cells.iter().skip(usize::from(row.fate.is_some())).map(|cell| cell.text.clone()).collect();
    widgets::name(&response, Role::Row, &words::row(lang, row.line, row.fate, &texts));
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

/// Widths that fit the names of the columns and the first rows, within reason.
fn measured(importing: &Importing, painter: &Painter, lang: Lang, tokens: &Tokens, heads: &[String]) -> Widths {
    let (least, most) = (tokens.target * 1.6, tokens.prose_width * 0.4);
    let font = tokens.font(Step::Body);
    let wide = |text: &str| painter.layout_no_wrap(text.to_owned(), font.clone(), tokens.ink).size().x;
    let mut widths: Widths = heads.iter().map(|head| wide(head)).collect();
    for row in (0..count(importing).min(MEASURED)).filter_map(|place| row(importing, lang, place)) {
        let number = row.line.to_string();
        let texts = std::iter::once(number.as_str()).chain(row.cells.iter().map(|cell| cell.text.as_str()));
        for (width, text) in widths.iter_mut().zip(texts) {
            *width = width.max(wide(text));
        }
    }
    widths.iter().map(|width| (width + 2.0 * tokens.inset).clamp(least, most)).collect()
}
