//! Dumbbells: where one's own score and others' lie on the whole scale, with the values at the marks.

use egui::{Align, Align2, Color32, Id, Label, Layout, Painter, Pos2, Rect, Role, Sense, Stroke, Ui, pos2, vec2};

use super::value::Value;
use crate::{
    text::Lang,
    ui::{Sign, Step, Tokens, signs, widgets},
};

/// How many times as high as they need to be rows grow at most.
const MOST_STRETCHED: f32 = 1.6;

/// A chart, with every word written.
#[derive(Debug, Default)]
pub struct Chart {
    /// What it finds, in a sentence.
    pub finding: String,
    /// What its marks mean.
    pub keys: Vec<Key>,
    /// What the differences at the right are to.
    pub columns: Vec<String>,
    /// The scale ends here; it starts at 1.
    pub points: u8,
    /// From top to bottom.
    pub rows: Vec<Row>,
    /// Whether the rows share the height there is, where it is more than they need.
    pub grows: bool,
}

/// What a mark means.
#[derive(Debug)]
pub struct Key {
    /// Its look.
    pub look: Look,
    /// What it stands for.
    pub text: String,
    /// Over how many people, where that is one number.
    pub n: String,
}

/// How a mark looks: a shape and a colour for each meaning, the same everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// The person's own view.
    Oneself,
    /// All others'.
    Others,
    /// One group's of them.
    Group,
    /// The class.
    Class,
    /// The heads; below the line, so that it covers neither of the marks on it.
    Heads,
    /// The same in an earlier round.
    Before,
    /// How far a group's values lie apart.
    Spread,
}

/// How tall a row is and how it is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// A heading between rows.
    Heading,
    /// A role: room for a second line and for a label above the line.
    Role,
    /// An activity.
    Activity,
    /// A role whose scores stand there as dots.
    People,
    /// A part of the row above it.
    Part,
}

/// A line of a chart.
#[derive(Debug)]
pub struct Row {
    /// How it is set.
    pub kind: RowKind,
    /// What it shows.
    pub name: String,
    /// Over how many people; in grey behind the name.
    pub n: String,
    /// A word below the name, with its reason.
    pub detail: Option<Value>,
    /// The marks, from left to right.
    pub marks: Vec<Mark>,
    /// From where to where the values spread.
    pub spread: Option<(f64, f64)>,
    /// The differences, one per column.
    pub differences: Vec<Option<Difference>>,
    /// Single scores of many people.
    pub dots: Option<Dots>,
    /// Why there is nothing to show.
    pub hatched: Option<Value>,
}

/// Single scores of many people, stacked where they would cover one another.
#[derive(Debug)]
pub struct Dots {
    /// Where, from left to right.
    pub at: Vec<f64>,
    /// How each looks.
    pub look: Look,
    /// All of them as one.
    pub value: Value,
}

/// A place on the scale.
#[derive(Debug)]
pub struct Mark {
    /// Where.
    pub at: f64,
    /// How it looks.
    pub look: Look,
    /// Its value.
    pub value: Value,
}

/// A difference at the right.
#[derive(Debug)]
pub struct Difference {
    /// Its value.
    pub value: Value,
    /// Too large to be left unspoken.
    pub flagged: bool,
}

impl Row {
    /// A row without anything in it.
    pub fn new(kind: RowKind, name: String) -> Self {
        Self {
            kind,
            name,
            n: String::new(),
            detail: None,
            marks: Vec::new(),
            spread: None,
            differences: Vec::new(),
            dots: None,
            hatched: None,
        }
    }
}

/// Shows a chart, with its finding above it, in the width there is. Its ids are salted with the `Ui`'s.
pub fn show(ui: &mut Ui, tokens: &Tokens, lang: Lang, chart: &Chart) {
    ui.with_layout(Layout::top_down(Align::Min), |ui| ui.add(Label::new(tokens.section(&chart.finding)).wrap()));
    show_bare(ui, tokens, lang, chart);
}

/// Shows a chart without its finding.
pub fn show_bare(ui: &mut Ui, tokens: &Tokens, lang: Lang, chart: &Chart) {
    if !chart.keys.is_empty() {
        keys(ui, tokens, &chart.keys);
    }
    let mut pen = Pen::new(ui, tokens, lang, chart);
    let rows = chart.rows.iter().map(|row| pen.height(row.kind)).sum::<f32>();
    if chart.grows && rows > 0.0 {
        let room = ui.clip_rect().bottom() - ui.cursor().top() - pen.axis_height() - tokens.inset;
        pen.stretch = (room / rows).clamp(1.0, MOST_STRETCHED);
    }
    let height = pen.axis_height() + rows * pen.stretch;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    pen.show(ui, rect);
}

/// The line that says what the marks mean.
fn keys(ui: &mut Ui, tokens: &Tokens, keys: &[Key]) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = tokens.unit;
        ui.spacing_mut().interact_size.y = 0.0;
        for key in keys {
            let (rect, _) = ui.allocate_exact_size(vec2(key.look.width(tokens), tokens.sign), Sense::hover());
            key.look.paint(ui.painter(), tokens, rect.center());
            ui.label(tokens.small(&key.text).color(tokens.ink));
            if !key.n.is_empty() {
                ui.label(tokens.small(&key.n));
            }
            ui.add_space(tokens.inset);
        }
    });
}

impl Look {
    fn color(self, tokens: &Tokens) -> Color32 {
        match self {
            Self::Oneself => tokens.own.mark,
            Self::Others | Self::Group => tokens.others.mark,
            Self::Class | Self::Heads | Self::Before => tokens.neutral.mark,
            Self::Spread => tokens.others.wash,
        }
    }

    /// The colour of its numbers.
    pub fn ink(self, tokens: &Tokens) -> Color32 {
        match self {
            Self::Oneself => tokens.own.ink,
            Self::Others | Self::Group | Self::Spread => tokens.others.ink,
            Self::Class | Self::Heads | Self::Before => tokens.ink_soft,
        }
    }

    fn width(self, tokens: &Tokens) -> f32 {
        if self == Self::Spread { tokens.sign * 2.0 } else { tokens.sign }
    }

    const fn sign(self) -> Sign {
        match self {
            Self::Oneself | Self::Before => Sign::Disc,
            Self::Others | Self::Group | Self::Spread => Sign::Diamond,
            Self::Class => Sign::Square,
            Self::Heads => Sign::Triangle,
        }
    }

    /// Paints it as a mark.
    pub fn paint(self, painter: &Painter, tokens: &Tokens, center: Pos2) {
        if self == Self::Spread {
            return band(painter, tokens, center, self.width(tokens));
        }
        let sign = self.sign();
        // A rim of the surface's colour keeps marks apart where they overlap.
        signs::paint(painter, sign, center, tokens.sign + tokens.unit, tokens.surface);
        if matches!(self, Self::Group | Self::Before) {
            signs::paint_hollow(painter, sign, center, tokens.sign, self.color(tokens));
        } else {
            signs::paint(painter, sign, center, tokens.sign, self.color(tokens));
        }
    }
}

/// How far values lie apart, around a middle.
fn band(painter: &Painter, tokens: &Tokens, center: Pos2, width: f32) {
    let area = Rect::from_center_size(center, vec2(width, tokens.inset));
    painter.rect_filled(area, tokens.unit, tokens.others.wash);
}

/// The columns of a chart and what every row is drawn with.
struct Pen<'a> {
    tokens: &'a Tokens,
    lang: Lang,
    id: Id,
    chart: &'a Chart,
    /// The widths of the differences' columns.
    columns: Vec<f32>,
    names: f32,
    /// Beside the scale's ends, for the labels of marks there.
    label: f32,
    /// How many times as high as they need to be rows are.
    stretch: f32,
}

impl<'a> Pen<'a> {
    fn new(ui: &Ui, tokens: &'a Tokens, lang: Lang, chart: &'a Chart) -> Self {
        let width =
            |text: &str, step| widgets::line(ui.painter(), text, tokens.font(step), tokens.ink, f32::INFINITY).size().x;
        let number = width("+0.0", Step::Body) + tokens.sign + tokens.unit;
        let column = |text: &String| width(text, Step::Small).max(number) + tokens.inset;
        let columns: Vec<f32> = chart.columns.iter().map(column).collect();
        let size = tokens.size(Step::Body);
        let names = (ui.available_width() * 0.3).clamp(size * 6.0, size * 16.0);
        let label = width("5.0", Step::Body) + tokens.sign;
        Self { tokens, lang, id: ui.scope_id(), chart, columns, names, label, stretch: 1.0 }
    }

    fn axis_height(&self) -> f32 {
        self.tokens.size(Step::Small) * 1.4 + self.tokens.unit
    }

    fn height(&self, kind: RowKind) -> f32 {
        let (small, body) = (self.tokens.size(Step::Small) * 1.4, self.tokens.size(Step::Body) * 1.4);
        let least = match kind {
            RowKind::Heading => small + self.tokens.inset,
            RowKind::Role => body + small + self.tokens.inset,
            RowKind::Activity | RowKind::People => body + self.tokens.inset,
            RowKind::Part => small + self.tokens.unit,
        };
        least * self.stretch
    }

    /// The scale from 1 to its end, in the rectangle of the whole chart or of a row.
    fn plot(&self, rect: Rect) -> Rect {
        let right = rect.right() - self.columns.iter().sum::<f32>() - self.label;
        let left = rect.left() + self.names + self.label;
        Rect::from_x_y_ranges(left..=right.max(left + 1.0), rect.y_range())
    }

    fn x(&self, plot: Rect, value: f64) -> f32 {
        let share = (value - 1.0) / f64::from(self.chart.points.saturating_sub(1).max(1));
        #[expect(clippy::cast_possible_truncation, reason = "a place on the screen")]
        egui::lerp(plot.x_range(), share.clamp(0.0, 1.0) as f32)
    }

    fn show(&self, ui: &Ui, rect: Rect) {
        self.axis(ui, rect);
        let mut top = rect.top() + self.axis_height();
        for (place, row) in self.chart.rows.iter().enumerate() {
            let part = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), self.height(row.kind)));
            top = part.bottom();
            if ui.is_rect_visible(part) {
                self.row(ui, part, place, row);
            }
        }
    }

    /// Every whole point of the scale, and the columns' heads.
    fn axis(&self, ui: &Ui, rect: Rect) {
        let (tokens, painter) = (self.tokens, ui.painter());
        let head = Rect::from_min_size(rect.min, vec2(rect.width(), self.axis_height()));
        let plot = self.plot(rect);
        for point in 1..=self.chart.points {
            let x = self.x(plot, point.into());
            let font = tokens.font(Step::Small);
            painter.text(pos2(x, head.center().y), Align2::CENTER_CENTER, point, font, tokens.ink_soft);
            painter.vline(x, head.bottom()..=rect.bottom(), tokens.hairline_stroke());
        }
        for (right, text) in self.column_edges(rect).zip(&self.chart.columns) {
            let font = tokens.font(Step::Small);
            painter.text(pos2(right, head.center().y), Align2::RIGHT_CENTER, text, font, tokens.ink_soft);
        }
    }

    /// The right edges of the differences' columns.
    fn column_edges(&self, rect: Rect) -> impl Iterator<Item = f32> {
        let first = rect.right() - self.columns.iter().sum::<f32>();
        self.columns.iter().scan(first, |right, width| {
            *right += width;
            Some(*right)
        })
    }

    fn row(&self, ui: &Ui, rect: Rect, place: usize, row: &Row) {
        let (tokens, painter) = (self.tokens, ui.painter());
        if place > 0 && matches!(row.kind, RowKind::Role | RowKind::People | RowKind::Heading) {
            painter.hline(rect.x_range(), rect.top(), tokens.hairline_stroke());
        }
        self.name(ui, rect, place, row);
        let plot = self.plot(rect);
        if let Some(hatched) = &row.hatched {
            let area = plot.shrink2(vec2(0.0, tokens.line_strong));
            self.hatch(painter, area, &hatched.text);
            self.value(ui, area, (place, Part::Hatched), hatched);
        }
        if let Some(dots) = &row.dots {
            self.dots(ui, plot, place, dots);
        }
        self.marks(ui, plot, place, row);
        for (column, (right, difference)) in self.column_edges(rect).zip(&row.differences).enumerate() {
            if let Some(difference) = difference {
                let id = (place, Part::Difference(column));
                self.difference(ui, pos2(right, rect.center().y), id, row.kind, difference);
            }
        }
    }

    fn name(&self, ui: &Ui, rect: Rect, place: usize, row: &Row) {
        let (tokens, painter) = (self.tokens, ui.painter());
        let (font, ink, indent) = match row.kind {
            RowKind::Role | RowKind::People => (tokens.bold_font(Step::Body), tokens.ink, 0.0),
            RowKind::Activity => (tokens.font(Step::Body), tokens.ink, 0.0),
            RowKind::Heading => (tokens.bold_font(Step::Small), tokens.ink_soft, 0.0),
            RowKind::Part => (tokens.font(Step::Small), tokens.ink, tokens.group),
        };
        let left = rect.left() + indent;
        let room = if row.kind == RowKind::Heading { rect.width() } else { self.names - indent };
        let n = widgets::line(painter, &row.n, tokens.font(Step::Small), tokens.ink_soft, room);
        let n_room = if row.n.is_empty() { 0.0 } else { n.size().x + tokens.inset };
        let beside = if row.detail.is_some() { 0.0 } else { n_room };
        let name = widgets::line(painter, &row.name, font, ink, room - beside);
        let size = name.size();
        let top = rect.center().y - if row.detail.is_some() { size.y } else { size.y / 2.0 };
        // The number of people stands behind the name, or below it where a word stands there, too.
        let n_at = match row.detail {
            Some(_) => pos2(left, top + size.y),
            None => pos2(left + size.x + tokens.inset, top + (size.y - n.size().y) * 0.75),
        };
        painter.galley(n_at, n, tokens.ink_soft);
        if let Some(detail) = &row.detail {
            let text = widgets::line(painter, &detail.text, tokens.font(Step::Small), tokens.ink_soft, room - n_room);
            let area = Rect::from_min_size(n_at + vec2(n_room, 0.0), text.size());
            painter.galley(area.min, text, tokens.ink_soft);
            self.value(ui, area, (place, Part::Detail), detail);
        }
        if name.elided {
            let area = Rect::from_min_size(pos2(left, top), size);
            let whole = ui.interact(area, self.id.with((place, Part::Name)), Sense::hover());
            widgets::name(&whole, Role::Label, &row.name);
            whole.on_hover_text(&row.name);
        }
        painter.galley(pos2(left, top), name, ink);
    }

    /// Labels stand outside of the two marks of a line, and right of a mark below it: none covers another.
    fn marks(&self, ui: &Ui, plot: Rect, place: usize, row: &Row) {
        let (tokens, painter) = (self.tokens, ui.painter());
        // Where there is room for it.
        let is_lower = |mark: &Mark| row.kind == RowKind::Role && mark.look == Look::Heads;
        let has_lower = row.marks.iter().any(is_lower);
        let y = plot.center().y - if has_lower { plot.height() * 0.22 } else { 0.0 };
        let center = |mark: &Mark| {
            let lower = if is_lower(mark) { plot.height() * 0.46 } else { 0.0 };
            pos2(self.x(plot, mark.at), y + lower)
        };
        if let Some((from, to)) = row.spread {
            let (from, to) = (self.x(plot, from), self.x(plot, to));
            band(painter, tokens, pos2((from + to) / 2.0, y), to - from);
        }
        let on_line = || row.marks.iter().filter(|mark| !is_lower(mark));
        let (first, last) = (on_line().next(), on_line().next_back());
        if let (Some(first), Some(last)) = (first, last) {
            let stroke = Stroke::new(tokens.line_strong, tokens.outline);
            painter.line_segment([center(first), center(last)], stroke);
        }
        // One's own mark lies above the others'.
        let (own, rest): (Vec<_>, _) = row.marks.iter().partition(|mark| mark.look == Look::Oneself);
        for mark in rest.into_iter().chain(own) {
            mark.look.paint(painter, tokens, center(mark));
        }
        for (index, mark) in row.marks.iter().enumerate() {
            let center = center(mark);
            let to_left = on_line().count() > 1 && first.is_some_and(|first| std::ptr::eq(first, mark));
            let (anchor, way) = if to_left { (Align2::RIGHT_CENTER, -1.0) } else { (Align2::LEFT_CENTER, 1.0) };
            let step = match (row.kind, mark.look) {
                (RowKind::Part, _) | (_, Look::Heads) => Step::Small,
                _ => Step::Body,
            };
            let font = if mark.look == Look::Oneself { tokens.bold_font(step) } else { tokens.font(step) };
            let at = center + vec2(way * (tokens.sign / 2.0 + tokens.unit), 0.0);
            let text = painter.text(at, anchor, &mark.value.text, font, mark.look.ink(tokens));
            let sign = Rect::from_center_size(center, vec2(tokens.sign, tokens.sign));
            self.value(ui, sign.union(text), (place, Part::Mark(index)), &mark.value);
        }
    }

    /// Each dot stands on the lowest level on which it covers none, the levels closer together the more there are.
    fn dots(&self, ui: &Ui, plot: Rect, place: usize, dots: &Dots) {
        let size = self.tokens.sign * 0.85 * self.stretch;
        let mut levels: Vec<f32> = Vec::new();
        let placed = dots.at.iter().map(|at| {
            let x = self.x(plot, *at);
            let free = levels.iter().position(|last| x - last >= size).unwrap_or(levels.len());
            match levels.get_mut(free) {
                Some(last) => *last = x,
                None => levels.push(x),
            }
            (x, free)
        });
        let placed: Vec<(f32, usize)> = placed.collect();
        let ground = plot.bottom() - self.tokens.unit / 2.0 - size / 2.0;
        let room = plot.height() - self.tokens.unit - size;
        let step = (room / levels.len().saturating_sub(1).max(1) as f32).min(size);
        for (x, level) in &placed {
            let center = pos2(*x, ground - *level as f32 * step);
            signs::paint(ui.painter(), dots.look.sign(), center, size + self.tokens.line, self.tokens.surface);
            signs::paint(ui.painter(), dots.look.sign(), center, size, dots.look.color(self.tokens));
        }
        let xs = placed.iter().map(|(x, _)| *x);
        if let (Some(left), Some(right)) = (xs.clone().reduce(f32::min), xs.reduce(f32::max)) {
            let area = Rect::from_x_y_ranges(left - size / 2.0..=right + size / 2.0, plot.y_range());
            self.value(ui, area, (place, Part::Dots), &dots.value);
        }
    }

    fn difference(&self, ui: &Ui, right: Pos2, id: (usize, Part), kind: RowKind, difference: &Difference) {
        let (tokens, painter) = (self.tokens, ui.painter());
        let step = if kind == RowKind::Part { Step::Small } else { Step::Body };
        let (font, ink) = match kind {
            RowKind::Part => (tokens.font(step), tokens.ink_soft),
            _ if difference.flagged => (tokens.bold_font(step), tokens.amber.ink),
            _ => (tokens.font(step), tokens.ink),
        };
        let mut area = painter.text(right, Align2::RIGHT_CENTER, &difference.value.text, font, ink);
        if difference.flagged {
            let center = pos2(area.left() - tokens.unit - tokens.sign / 2.0, right.y);
            signs::paint(painter, Sign::Warning, center, tokens.sign, tokens.amber.mark);
            area.min.x = center.x - tokens.sign / 2.0;
        }
        self.value(ui, area, id, &difference.value);
    }

    /// Nothing to see here, and why.
    fn hatch(&self, painter: &Painter, area: Rect, text: &str) {
        let tokens = self.tokens;
        let clipped = painter.with_clip_rect(area.intersect(painter.clip_rect()));
        let mut x = area.left() - area.height();
        while x < area.right() {
            let stroke = Stroke::new(tokens.line, tokens.hairline);
            clipped.line_segment([pos2(x, area.bottom()), pos2(x + area.height(), area.top())], stroke);
            x += tokens.inset;
        }
        let text = widgets::line(painter, text, tokens.font(Step::Small), tokens.ink_soft, area.width() - tokens.group);
        let words = Rect::from_center_size(area.center(), text.size());
        painter.rect_filled(words.expand2(vec2(tokens.unit, 0.0)), 0.0, tokens.surface);
        painter.galley(words.min, text, tokens.ink_soft);
    }

    /// Makes a drawn value known by name, and has it explain itself.
    fn value(&self, ui: &Ui, area: Rect, id: (usize, Part), value: &Value) {
        let response = ui.interact(area, self.id.with(id), Sense::click());
        value.name(ui, self.tokens, self.lang, &response);
    }
}

/// What of a row can be pointed at.
#[derive(Clone, Copy, Debug, Hash)]
enum Part {
    Name,
    Detail,
    Hatched,
    Dots,
    Mark(usize),
    Difference(usize),
}
