//! Dumbbells for paper: a table whose rows hold a small vector picture each, with real text in it. They look as on the
//! screen: the whole scale, the value at the mark, n in grey behind the name, the difference with its sign.

use std::fmt::Write as _;

use crate::{
    exchange::html::escaped,
    text::{Lang, assessment as words},
};

/// The width of a row's picture, in its own units.
const WIDTH: f64 = 352.0;
/// Beside the scale's ends, for the labels of marks there.
const MARGIN: f64 = 30.0;
/// Half of a mark.
const MARK: f64 = 5.0;

/// The light theme's colours, as on the screen.
mod color {
    pub const SOFT: &str = "#535f68";
    pub const HAIRLINE: &str = "#d8dee2";
    pub const LINE: &str = "#7f8890";
    pub const OWN: &str = "#6a47c2";
    pub const OWN_INK: &str = "#5b3ab0";
    pub const OTHERS: &str = "#a65e12";
    pub const OTHERS_INK: &str = "#864a0a";
    pub const OTHERS_WASH: &str = "#f8eadb";
    pub const NORM: &str = "#7f8890";
}

/// A chart, with every word written.
pub struct Chart {
    /// For the words of a flagged difference.
    pub lang: Lang,
    /// The scale ends here; it starts at 1.
    pub points: u8,
    /// What the differences at the right are to.
    pub columns: Vec<String>,
    /// From top to bottom.
    pub rows: Vec<Row>,
}

/// How a row is set.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// A heading between rows.
    Heading,
    /// A role.
    Role,
    /// An activity.
    Activity,
    /// A part of the row above it.
    Part,
}

/// A line of a chart.
pub struct Row {
    /// How it is set.
    pub kind: RowKind,
    /// What it shows.
    pub name: String,
    /// Over how many people.
    pub n: Option<String>,
    /// What stands on the scale.
    pub marks: Vec<Mark>,
    /// From where to where the values spread.
    pub spread: Option<(f64, f64)>,
    /// The differences, one per column.
    pub differences: Vec<Option<Difference>>,
    /// Words in place of a number.
    pub instead: Option<String>,
}

impl Row {
    /// A row without anything in it.
    pub fn new(kind: RowKind, name: String) -> Self {
        Self { kind, name, n: None, marks: Vec::new(), spread: None, differences: Vec::new(), instead: None }
    }
}

/// A place on the scale.
pub struct Mark {
    /// Where.
    pub at: f64,
    /// How it looks.
    pub look: Look,
    /// Its value as it is drawn.
    pub text: String,
    /// What it is, for whoever listens.
    pub name: String,
}

/// A difference at the right.
pub struct Difference {
    /// With its sign.
    pub text: String,
    /// Too large to be left unspoken.
    pub flagged: bool,
}

/// How a mark looks: a shape and a colour for each meaning, the same everywhere.
#[derive(Clone, Copy, PartialEq, Eq)]
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
    /// How far a group's values lie apart.
    Spread,
}

impl Look {
    const fn ink(self) -> &'static str {
        match self {
            Self::Oneself => color::OWN_INK,
            Self::Others | Self::Group | Self::Spread => color::OTHERS_INK,
            Self::Class | Self::Heads => color::SOFT,
        }
    }

    fn draw(self, x: f64, y: f64) -> String {
        let m = MARK;
        let diamond = || format!("M{x:.1} {:.1}l{m} {m}l-{m} {m}l-{m} -{m}z", y - m);
        match self {
            Self::Oneself => {
                format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{m}\" fill=\"{}\" stroke=\"#fff\"/>", color::OWN)
            }
            Self::Others => format!("<path d=\"{}\" fill=\"{}\" stroke=\"#fff\"/>", diamond(), color::OTHERS),
            Self::Group => {
                format!("<path d=\"{}\" fill=\"#fff\" stroke=\"{}\" stroke-width=\"1.5\"/>", diamond(), color::OTHERS)
            }
            Self::Class => format!(
                "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"9\" height=\"9\" fill=\"{}\" stroke=\"#fff\"/>",
                x - 4.5,
                y - 4.5,
                color::NORM
            ),
            Self::Heads => {
                format!("<path d=\"M{x:.1} {:.1}l{m} 9h-10z\" fill=\"{}\" stroke=\"#fff\"/>", y - 4.5, color::NORM)
            }
            Self::Spread => band(x - 11.0, x + 11.0, y),
        }
    }
}

fn band(from: f64, to: f64, y: f64) -> String {
    format!(
        "<rect x=\"{from:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"8\" rx=\"2\" fill=\"{}\"/>",
        y - 4.0,
        to - from,
        color::OTHERS_WASH
    )
}

/// The line that says what marks mean: each with its words, and over how many people.
pub fn keys<'a>(keys: impl Iterator<Item = (Look, String, &'a str)>) -> String {
    let key = |(look, name, n): (Look, String, &str)| {
        let width = if look == Look::Spread { 26.0 } else { 14.0 };
        let n = if n.is_empty() { String::new() } else { format!(" <small class=\"soft\">{}</small>", escaped(n)) };
        format!(
            "<span><svg width=\"{width}\" height=\"14\" viewBox=\"0 0 {width} 14\" aria-hidden=\"true\">{}</svg>{}{n}</span>",
            look.draw(width / 2.0, 7.0),
            escaped(&name)
        )
    };
    format!("<div class=\"keys\">{}</div>\n", keys.map(key).collect::<String>())
}

impl Chart {
    /// The chart as a table.
    pub fn html(&self) -> String {
        let columns: String =
            self.columns.iter().map(|name| format!("<th class=\"difference\">{}</th>", escaped(name))).collect();
        let rows: String = self.rows.iter().map(|row| self.row(row)).collect();
        format!(
            "<table class=\"chart\">\n<thead><tr><th></th><th class=\"plot\">{}</th>{columns}</tr></thead>\n\
             <tbody>\n{rows}</tbody>\n</table>\n",
            self.axis()
        )
    }

    fn x(&self, value: f64) -> f64 {
        let share = (value - 1.0) / f64::from(self.points.saturating_sub(1).max(1));
        MARGIN + share.clamp(0.0, 1.0) * (WIDTH - 2.0 * MARGIN)
    }

    fn axis(&self) -> String {
        let point = |point: u8| text(self.x(point.into()), 11.0, "middle", color::SOFT, 12.0, &point.to_string());
        let points: String = (1..=self.points).map(point).collect();
        format!("<svg viewBox=\"0 0 {WIDTH} 16\" aria-hidden=\"true\">{points}</svg>")
    }

    fn row(&self, row: &Row) -> String {
        let (class, height) = match row.kind {
            RowKind::Heading => {
                let span = self.columns.len() + 2;
                return format!("<tr class=\"heading\"><th colspan=\"{span}\">{}</th></tr>\n", escaped(&row.name));
            }
            RowKind::Role if row.marks.iter().any(|mark| mark.look == Look::Heads) => ("role", 48.0),
            RowKind::Role => ("role", 34.0),
            RowKind::Activity => ("activity", 28.0),
            RowKind::Part => ("part", 24.0),
        };
        let n = row.n.iter().map(|n| format!(" <small>{}</small>", escaped(n))).collect::<String>();
        let difference = |difference: &Option<Difference>| match difference {
            Some(Difference { text, flagged: true }) => format!(
                "<td class=\"difference flagged\">{}<small>{}</small></td>",
                escaped(text),
                escaped(words::FLAGGED.of(self.lang))
            ),
            Some(Difference { text, flagged: false }) => format!("<td class=\"difference\">{}</td>", escaped(text)),
            None => "<td class=\"difference\"></td>".to_owned(),
        };
        let differences: String =
            row.differences.iter().chain(std::iter::repeat(&None)).take(self.columns.len()).map(difference).collect();
        format!(
            "<tr class=\"{class}\"><th>{}{n}</th><td class=\"plot\">{}</td>{differences}</tr>\n",
            escaped(&row.name),
            self.plot(row, height)
        )
    }

    fn plot(&self, row: &Row, height: f64) -> String {
        let mut out = format!("<svg viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{}\">", spoken(row));
        for point in 1..=self.points {
            let x = self.x(point.into());
            let _ = write!(
                out,
                "<line x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"0\" y2=\"{height}\" stroke=\"{}\"/>",
                color::HAIRLINE
            );
        }
        if let Some(words) = &row.instead {
            let y = height / 2.0;
            out += "<rect x=\"30\" y=\"3\" width=\"292\" height=\"";
            let _ = write!(out, "{:.1}\" fill=\"#f4f6f7\"/>", height - 6.0);
            out += &text(WIDTH / 2.0, y + 4.2, "middle", color::SOFT, 12.0, words);
        }
        out += &self.marks(row, height);
        out + "</svg>"
    }

    /// Labels stand outside of the marks of a line, and right of a mark below it: none covers another.
    fn marks(&self, row: &Row, height: f64) -> String {
        let has_lower = row.marks.iter().any(|mark| mark.look == Look::Heads);
        let line = if has_lower { height * 0.3 } else { height / 2.0 };
        let mut on_line: Vec<&Mark> = row.marks.iter().filter(|mark| mark.look != Look::Heads).collect();
        on_line.sort_by(|a, b| a.at.total_cmp(&b.at));
        let mut out = String::new();
        if let Some((from, to)) = row.spread {
            out += &band(self.x(from), self.x(to), line);
        }
        if let [first, .., last] = on_line.as_slice() {
            let _ = write!(
                out,
                "<line x1=\"{:.1}\" x2=\"{:.1}\" y1=\"{line:.1}\" y2=\"{line:.1}\" stroke=\"{}\" stroke-width=\"2\"/>",
                self.x(first.at),
                self.x(last.at),
                color::LINE
            );
        }
        // One's own mark lies above the others'.
        let (own, rest): (Vec<&Mark>, Vec<&Mark>) = on_line.iter().partition(|mark| mark.look == Look::Oneself);
        out.extend(rest.iter().chain(&own).map(|mark| mark.look.draw(self.x(mark.at), line)));
        for (place, mark) in on_line.iter().enumerate() {
            let to_left = place == 0 && on_line.len() > 1;
            let (x, anchor) = if to_left { (-MARK - 4.0, "end") } else { (MARK + 4.0, "start") };
            out += &text(self.x(mark.at) + x, line + 4.4, anchor, mark.look.ink(), 12.5, &mark.text);
        }
        for mark in row.marks.iter().filter(|mark| mark.look == Look::Heads) {
            let (x, y) = (self.x(mark.at), height * 0.72);
            out += &mark.look.draw(x, y);
            out += &text(x + MARK + 4.0, y + 4.4, "start", mark.look.ink(), 12.5, &mark.text);
        }
        out
    }
}

/// A row's picture for whoever listens to it.
fn spoken(row: &Row) -> String {
    let marks = row.marks.iter().map(|mark| format!("{} {}", mark.name, mark.text));
    escaped(&marks.chain(row.instead.clone()).collect::<Vec<_>>().join(", "))
}

fn text(x: f64, y: f64, anchor: &str, fill: &str, size: f64, text: &str) -> String {
    format!(
        "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" font-size=\"{size}\" fill=\"{fill}\">{}</text>",
        escaped(text)
    )
}
