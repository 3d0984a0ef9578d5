//! The matrix as it is drawn.

use std::sync::Arc;

use egui::{
    Align, Color32, FontId, Id, Painter, Rangef, Rect, Response, Role, Sense, Ui, UiBuilder, pos2,
    text::{LayoutJob, TextFormat, TextWrapping},
    vec2,
};

use super::matrix::{COLUMNS, Matrix, Row, Side, SortBy};
use crate::{
    analysis::Audience,
    model::{Advantage, Attraction, Criterion, CustomerClass},
    panels::{
        Scene, Wishes,
        cells::{Draw, Order, Plan, Shape, SortHead, Spot, line, note_mark},
        weights,
    },
    text::{Explanation, Lang, format, scores as words, terms, value_map},
    ui::{self, Sign, Step, Tokens, signs, widgets},
};

/// How wide things must be for their words, in a language and in the sizes of an audience.
#[derive(Clone, Copy, Debug)]
pub struct Widths {
    lang: Lang,
    audience: Audience,
    /// For a criterion of attractiveness.
    attraction: f32,
    /// For a score of ours or of the rival's.
    side_score: f32,
    /// For each of what follows from the scores.
    sides: [f32; 4],
    /// How many lines the heads of criteria have.
    lines: u8,
}

impl Widths {
    /// Measures what the matrix says.
    pub fn of(scene: &Scene<'_>, painter: &Painter) -> Self {
        let (tokens, lang) = (scene.tokens, scene.lang);
        let width = |text: &str, font: FontId| painter.layout_no_wrap(text.to_owned(), font, tokens.ink).size().x;
        let small = |text: &str| width(text, tokens.font(Step::Small));
        let body = |text: &str| width(text, tokens.font(Step::Body));
        let widest = |widths: &mut dyn Iterator<Item = f32>| widths.fold(0.0, f32::max);
        // A head breaks between words, and in the middle of a long one that is written without any.
        let head = |text: &str| widest(&mut text.split([' ', '-']).map(|word| small(half(word))));
        // The field of a weight needs room for three digits.
        let least = body("100") + 2.0 * tokens.inset + 2.0 * tokens.unit;
        let attraction = widest(&mut Attraction::ALL.into_iter().map(|of| head(terms::attraction(of).of(lang))));
        let both = widest(&mut Advantage::ALL.into_iter().map(|of| head(terms::advantage(of).of(lang))));
        let one = widest(&mut [value_map::US, value_map::RIVAL].into_iter().map(|word| small(word.of(lang))));
        let classes = CustomerClass::ALL.into_iter().map(terms::class).chain([value_map::NO_CLASS]);
        let class = widest(&mut classes.map(|class| body(class.of(lang))));
        let sides = Side::ALL.map(|side| {
            let content = match side {
                Side::Attractiveness | Side::Advantage => body("10.00"),
                Side::Class => tokens.sign + tokens.unit + class,
                Side::Known => small("100% · 99%"),
            };
            // The sign of the order stands behind a head.
            let head = head(side.head().of(lang)) + tokens.type_size.small;
            (content.max(head) + 2.0 * tokens.inset).ceil()
        });
        let margins = 2.0 * tokens.unit;
        let side_score = ((both + margins) / 2.0).max(one + margins).max(body("10.0") + 2.0 * tokens.inset).ceil();
        let is_cut = |of| small(terms::advantage(of).of(lang)) + margins > 2.0 * side_score;
        Self {
            lang,
            audience: scene.audience,
            attraction: (attraction + margins).max(least).ceil(),
            side_score,
            sides,
            // Ours and the rival's stand below the head of both.
            lines: if Advantage::ALL.into_iter().any(is_cut) { 3 } else { 2 },
        }
    }

    /// Whether they are those of the scene.
    pub fn fit(&self, scene: &Scene<'_>) -> bool {
        self.lang == scene.lang && self.audience == scene.audience
    }

    const fn column(&self, of: Criterion) -> f32 {
        match of {
            Criterion::Attraction(_) => self.attraction,
            Criterion::Us(_) | Criterion::Rival(_) => self.side_score,
        }
    }

    /// The heights of the heads.
    fn bands(&self, tokens: &Tokens) -> Bands {
        let line = tokens.type_size.small * 1.3;
        Bands {
            axis: (line + tokens.unit).ceil(),
            criterion: (line * f32::from(self.lines) + tokens.unit).ceil(),
            weight: tokens.target + 2.0 * tokens.line,
        }
    }

    /// What the matrix needs.
    pub fn shape(&self, rows: usize, tokens: &Tokens) -> Shape<Side> {
        Shape {
            rows,
            columns: COLUMNS.map(|of| Rangef::new(self.column(of), 7.0 * tokens.type_size.body)).to_vec(),
            sides: Side::ALL.into_iter().zip(self.sides).collect(),
            head: self.bands(tokens).height(),
            feet: 0,
        }
    }
}

/// The heights of what stands one above the other in the heads: axes, criteria, weights.
#[derive(Clone, Copy, Debug)]
struct Bands {
    axis: f32,
    criterion: f32,
    weight: f32,
}

impl Bands {
    fn height(self) -> f32 {
        self.axis + self.criterion + self.weight
    }

    /// Each of them, from the upper edge of the heads down.
    fn at(self, top: f32) -> [Rangef; 3] {
        let criterion = top + self.axis;
        let weight = criterion + self.criterion;
        [Rangef::new(top, criterion), Rangef::new(criterion, weight), Rangef::new(weight, weight + self.weight)]
    }
}

/// A frame of the matrix.
pub(super) struct Drawing<'a, 'b> {
    /// The widget that has the keyboard for all cells.
    pub id: Id,
    pub scene: &'a Scene<'b>,
    pub matrix: &'a Matrix,
    pub order: &'a Order<SortBy>,
    pub widths: Widths,
    /// The order asked for.
    pub asked: Option<SortBy>,
}

impl Draw for Drawing<'_, '_> {
    type Side = Side;

    fn cell(&self, painter: &Painter, tile: Rect, spot: Spot) {
        let tokens = self.scene.tokens;
        let cell = self.row(spot.row).and_then(|row| row.cells.get(spot.column)).and_then(Option::as_ref);
        let room = tile.shrink2(vec2(tokens.inset, 0.0));
        let Some(cell) = cell else {
            painter.rect_filled(tile, 0.0, tokens.sunken);
            line(painter, room, format::UNKNOWN, tokens.font(Step::Body), tokens.outline, Align::Center);
            return;
        };
        // A high score of the rival's is no good news: it is as plain as any other.
        let warmth = match COLUMNS.get(spot.column) {
            Some(Criterion::Attraction(_) | Criterion::Us(_)) => (cell.score.get() - 1.0) / 9.0,
            Some(Criterion::Rival(_)) | None => 0.0,
        };
        painter.rect_filled(tile, 0.0, tokens.heat(warmth as f32));
        line(painter, room, &cell.shown, tokens.font(Step::Body), tokens.ink, Align::Center);
        if cell.noted && self.scene.audience == Audience::Trainer {
            note_mark(painter, tokens, tile);
        }
    }

    fn explain_cell(&self, spot: Spot) -> Explanation {
        let Scene { workbook, lang, audience, .. } = *self.scene;
        let criterion = COLUMNS.get(spot.column).copied().unwrap_or(Criterion::Attraction(Attraction::Profit));
        let customer = self.row(spot.row).and_then(|row| workbook.customers.get(&row.id));
        let note = customer.map(|customer| customer.score_notes.get(&criterion).cloned().unwrap_or_default());
        let note = note.filter(|_| audience == Audience::Trainer);
        let weight = workbook.method.value_map.weight(criterion);
        let (name, score) = customer.map_or(("", None), |customer| (customer.label(), customer.score(criterion)));
        words::explain_cell(lang, name, criterion, score, weight, note.as_ref())
    }

    fn heads(&mut self, ui: &mut Ui, plan: &Plan<Side>, wishes: &mut Wishes) {
        let (tokens, lang, heads) = (self.scene.tokens, self.scene.lang, plan.heads());
        let [axis, criterion, weight] = self.widths.bands(tokens).at(heads.min);
        let attraction = Attraction::ALL.len();
        for (columns, of) in
            [(0..attraction, value_map::ATTRACTIVENESS), (attraction..COLUMNS.len(), value_map::ADVANTAGE)]
        {
            let x = Rangef::new(plan.column_at(columns.start).min, plan.column_at(columns.end).min);
            // The name of an axis stays in sight with its columns.
            let seen = Rangef::new(x.min.max(plan.body().left()), x.max);
            let room = Rect::from_x_y_ranges(seen, axis).shrink2(vec2(tokens.inset, 0.0));
            line(ui.painter(), room, of.of(lang), tokens.bold_font(Step::Small), tokens.ink, Align::Min);
            ui.painter().vline(x.max, heads, tokens.hairline_stroke());
        }
        for at in plan.columns_seen() {
            let Some(of) = COLUMNS.get(at).copied() else { continue };
            let x = plan.column_at(at);
            match of {
                Criterion::Attraction(of_axis) => {
                    let text = terms::attraction(of_axis).of(lang);
                    head(ui, tokens, Rect::from_x_y_ranges(x, criterion), text);
                    self.weight(ui, Rect::from_x_y_ranges(x, weight), of, wishes);
                }
                Criterion::Us(of_axis) => self.advantage_head(ui, plan, at, of_axis, wishes),
                // Seen without ours to the left, which has the head of both.
                Criterion::Rival(of_axis) if at == plan.columns_seen().start => {
                    self.advantage_head(ui, plan, at - 1, of_axis, wishes);
                }
                Criterion::Rival(_) => {}
            }
        }
    }

    fn side_head(&mut self, ui: &mut Ui, rect: Rect, side: Side) {
        let align = match side {
            Side::Attractiveness | Side::Advantage => Align::Max,
            Side::Class | Side::Known => Align::Min,
        };
        self.sort_head(ui, rect, align, SortBy::Side(side));
    }

    fn side(&mut self, ui: &mut Ui, rect: Rect, side: Side, row: usize, _: &mut Wishes) {
        let Some(row) = self.row(row) else { return };
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        let Some(value) = self.scene.derived.value_map.customers.get(&row.id) else { return };
        match side {
            Side::Attractiveness => {
                let response = self.told(ui, rect, side, row, &row.attractiveness, Align::Max);
                ui::explain(&response, tokens, lang, || value_map::explain_attractiveness(lang, &value.attractiveness));
            }
            Side::Advantage => {
                let response = self.told(ui, rect, side, row, &row.advantage, Align::Max);
                ui::explain(&response, tokens, lang, || value_map::explain_advantage(lang, &value.advantage));
            }
            Side::Class => {
                let response = self.class(ui, rect, row);
                let method = &self.scene.workbook.method.value_map;
                ui::explain(&response, tokens, lang, || value_map::explain_class(lang, value, method));
            }
            Side::Known => {
                let response = self.told(ui, rect, side, row, &row.known, Align::Min);
                ui::explain(&response, tokens, lang, || words::explain_known(lang, value));
            }
        }
    }

    fn corner(&mut self, ui: &mut Ui, rect: Rect) {
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        let [axis, criterion, weight] = self.widths.bands(tokens).at(rect.top());
        let name = Rect::from_x_y_ranges(rect.x_range(), Rangef::new(axis.min, criterion.max));
        self.sort_head(ui, name, Align::Min, SortBy::Name);
        let weight = Rect::from_x_y_ranges(rect.x_range(), weight).shrink2(vec2(tokens.inset, 0.0));
        line(ui.painter(), weight, value_map::WEIGHT.of(lang), tokens.font(Step::Small), tokens.ink_soft, Align::Min);
    }
}

impl<'a> Drawing<'a, '_> {
    /// The row at a place in the order shown.
    fn row(&self, place: usize) -> Option<&'a Row> {
        self.order.places.get(place).and_then(|at| self.matrix.rows.get(*at)).map(Arc::as_ref)
    }

    /// The head of what can be sorted by.
    fn sort_head(&mut self, ui: &Ui, rect: Rect, align: Align, by: SortBy) {
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        let head = SortHead { rect, text: by.head().of(lang), align, sign: self.order.sign(&by) };
        if head.show(ui, tokens, lang, self.id.with(("head", by.head().en))).clicked() {
            self.asked = Some(by);
        }
    }

    /// The head of our column and the rival's, which stand side by side from a column on.
    fn advantage_head(&self, ui: &mut Ui, plan: &Plan<Side>, from: usize, of: Advantage, wishes: &mut Wishes) {
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        let [_, criterion, weight] = self.widths.bands(tokens).at(plan.heads().min);
        let (us, rival) = (plan.column_at(from), plan.column_at(from + 1));
        let both = Rangef::new(us.min, rival.max);
        let below = criterion.max - tokens.type_size.small * 1.3;
        let [upper, lower] = [Rangef::new(criterion.min, below), Rangef::new(below, criterion.max)];
        head(ui, tokens, Rect::from_x_y_ranges(both, upper), terms::advantage(of).of(lang));
        for (x, word) in [(us, value_map::US), (rival, value_map::RIVAL)] {
            head(ui, tokens, Rect::from_x_y_ranges(x, lower), word.of(lang));
        }
        self.weight(ui, Rect::from_x_y_ranges(both, weight), Criterion::Us(of), wishes);
    }

    /// The field of a weight.
    fn weight(&self, ui: &mut Ui, rect: Rect, criterion: Criterion, wishes: &mut Wishes) {
        let tokens = self.scene.tokens;
        let rect = rect.shrink2(vec2(tokens.unit, tokens.line));
        let mut child = ui.new_child(UiBuilder::new().max_rect(rect));
        weights::field(&mut child, self.scene, wishes, criterion, rect.width());
    }

    /// A class in its colour and with its sign, hollow where it is uncertain.
    fn class(&self, ui: &Ui, rect: Rect, row: &Row) -> Response {
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        let (sign, word, hue) = match row.class {
            Some(class) => (Sign::from(class), terms::class(class), tokens.class(class)),
            None => (Sign::Unknown, value_map::NO_CLASS, tokens.neutral),
        };
        let room = rect.shrink2(vec2(tokens.inset, 0.0));
        let size = tokens.sign;
        let paint = if row.uncertain { signs::paint_hollow } else { signs::paint };
        paint(ui.painter(), sign, pos2(room.left() + size / 2.0, room.center().y), size, hue.mark);
        let words = room.with_min_x(room.left() + size + tokens.unit);
        line(ui.painter(), words, word.of(lang), tokens.font(Step::Body), hue.ink, Align::Min);
        self.named(ui, rect, Side::Class, row, word.of(lang))
    }

    /// A value of a row, as something that can be pointed at.
    fn told(&self, ui: &Ui, rect: Rect, side: Side, row: &Row, text: &str, align: Align) -> Response {
        let tokens = self.scene.tokens;
        let (font, ink): (FontId, Color32) = match side {
            Side::Known => (tokens.font(Step::Small), tokens.ink_soft),
            _ => (tokens.bold_font(Step::Body), tokens.ink),
        };
        line(ui.painter(), rect.shrink2(vec2(tokens.inset, 0.0)), text, font, ink, align);
        self.named(ui, rect, side, row, text)
    }

    fn named(&self, ui: &Ui, rect: Rect, side: Side, row: &Row, text: &str) -> Response {
        let response = ui.interact(rect, self.id.with((side, &row.id)), Sense::hover());
        let lang = self.scene.lang;
        widgets::name(&response, Role::Label, &words::told_of(lang, &row.name, side.head().of(lang), text));
        response
    }
}

/// The longer half of a long word without letters between which a line breaks by itself; any other word whole.
fn half(word: &str) -> &str {
    let letters = word.chars().count();
    let end = word.char_indices().nth(letters.div_ceil(2)).map_or(word.len(), |(at, _)| at);
    if word.is_ascii() || letters <= 4 { word } else { word.get(..end).unwrap_or(word) }
}

/// What a column is of, on two lines at most.
fn head(ui: &Ui, tokens: &Tokens, rect: Rect, text: &str) {
    let rect = rect.shrink2(vec2(tokens.unit, 0.0));
    let font = tokens.font(Step::Small);
    let width = |text: &str| ui.painter().layout_no_wrap(text.to_owned(), font.clone(), tokens.ink_soft).size().x;
    // Two lines of one word are equally long.
    let is_one_word = !text.is_ascii() && width(text) > rect.width();
    let max_width = if is_one_word { width(half(text)).min(rect.width()) } else { rect.width() };
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font.clone(), tokens.ink_soft));
    job.wrap = TextWrapping { max_width, max_rows: 2, ..TextWrapping::default() };
    job.halign = Align::Center;
    let galley = ui.painter().layout_job(job);
    let place = pos2(rect.center().x, rect.bottom() - galley.size().y);
    ui.painter().galley(place, galley, tokens.ink_soft);
}
