//! The Johari quadrants: where self and others put each role against the class mean.

use std::sync::Arc;

use egui::{Align2, Galley, Grid, Label, Painter, Pos2, Rect, Role, ScrollArea, Sense, Stroke, Ui, Vec2, pos2, vec2};

use super::{
    chart::Look,
    sheet::{RoleFacts, Writer},
    value::Value,
};
use crate::{
    analysis::assessment::{Mean, Quadrant},
    panels::Scene,
    text::{
        Lang, Word,
        assessment::{self as words, Fact},
        results,
    },
    ui::{Hue, Sign, Step, Tokens, signs, widgets},
};

/// From this width on, in multiples of the body text's size, the numbers stand beside the plane.
const SIDE_BY_SIDE: f32 = 60.0;
/// How high a plane is at least and at most, in the same.
const LEAST: f32 = 20.0;
const MOST: f32 = 60.0;

/// Every role against the class mean, with every word written.
#[derive(Debug)]
pub struct Plane {
    /// How many roles stand where, in a sentence.
    finding: String,
    /// How far the axes reach to either side of the class mean, in points of the scale.
    reach: f64,
    /// The roles that have a place.
    spots: Vec<Spot>,
    /// Every role with its numbers.
    lines: Vec<Line>,
}

/// A role's place.
#[derive(Debug)]
struct Spot {
    /// Which of the instrument's roles.
    role: usize,
    name: String,
    /// Self and others less the class mean.
    at: [f64; 2],
    /// None on the line.
    quadrant: Option<Quadrant>,
    value: Value,
}

/// A role's numbers.
#[derive(Debug)]
struct Line {
    name: String,
    /// Self, others and class: the mean, and over how many it is.
    numbers: [Option<(Value, String)>; 3],
    /// Where it stands; or why it stands nowhere.
    standing: Result<(Option<Quadrant>, Value), String>,
}

impl Plane {
    /// Writes it.
    pub fn of(writer: &Writer<'_>, roles: &[RoleFacts<'_>]) -> Self {
        let lang = writer.lang;
        let mut spots = Vec::new();
        let mut lines = Vec::new();
        for (place, (result, subject)) in roles.iter().enumerate() {
            let norm = subject.class.map(|norm| (norm.seen_by(writer.audience), norm.trainer_only));
            let (class, is_small) = norm.unwrap_or_default();
            let comparison = &result.comparison;
            let number = |found: Option<Mean>, fact| {
                let value = |found: Mean| {
                    let note = if fact == Fact::Oneself { String::new() } else { results::n_and_spread(lang, found) };
                    (writer.value(words::mean(found.value), subject, fact), note)
                };
                found.map(value)
            };
            let name = subject.name.to_owned();
            let placed = comparison.oneself.zip(comparison.others).zip(class);
            let standing = match placed {
                Some(((own, others), class)) => {
                    let word = subject.quadrant.map_or(words::ON_THE_LINE, words::quadrant);
                    let value = writer.value(word.of(lang).to_owned(), subject, Fact::Quadrant);
                    let at = [own.value - class.value, others.value - class.value];
                    let (quadrant, of_spot) = (subject.quadrant, value.clone());
                    spots.push(Spot { role: place, name: name.clone(), at, quadrant, value: of_spot });
                    Ok((quadrant, value))
                }
                None => {
                    let hidden = is_small && class.is_none();
                    Err(results::no_quadrant(lang, comparison, class, hidden, writer.round.min_group))
                }
            };
            let numbers = [
                number(comparison.oneself, Fact::Oneself),
                number(comparison.others, Fact::Others),
                number(class, Fact::Class),
            ];
            lines.push(Line { name, numbers, standing });
        }
        let farthest = spots.iter().flat_map(|spot| spot.at).map(f64::abs).fold(0.0, f64::max);
        Self {
            finding: results::quadrants_finding(lang, roles.len(), |quadrant| {
                writer.ratee.in_quadrant(quadrant).count()
            }),
            // To the next half point.
            reach: ((farthest * 2.0).ceil() / 2.0).max(1.0),
            spots,
            lines,
        }
    }

    /// Whether a role has a place on it.
    pub fn has(&self, role: usize) -> bool {
        self.spots.iter().any(|spot| spot.role == role)
    }
}

/// The page: the plane and its numbers.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, plane: &Plane) {
    let tokens = scene.tokens;
    ui.add(Label::new(tokens.title(&plane.finding)).wrap());
    let (body, room) = (tokens.type_size.body, ui.available_size());
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let height = room.y.clamp(body * LEAST, body * MOST);
        if room.x >= body * SIDE_BY_SIDE {
            ui.horizontal_top(|ui| {
                show_plane(ui, tokens, scene.lang, plane, None, vec2(room.x * 0.52, height));
                ui.add_space(tokens.group);
                ui.vertical(|ui| show_numbers(ui, tokens, scene.lang, plane));
            });
        } else {
            let width = ui.available_width();
            show_plane(ui, tokens, scene.lang, plane, None, vec2(width, (width * 0.8).min(body * MOST)));
            ui.add_space(tokens.group);
            show_numbers(ui, tokens, scene.lang, plane);
        }
    });
}

fn show_numbers(ui: &mut Ui, tokens: &Tokens, lang: Lang, plane: &Plane) {
    let name_width = (ui.available_width() * 0.3).max(tokens.type_size.body * 5.0);
    let grid = Grid::new("numbers").num_columns(4).spacing(vec2(tokens.group, tokens.group));
    grid.show(ui, |ui| {
        let heads = [results::ROLE.of(lang).to_owned()].into_iter();
        let heads = heads.chain([Fact::Oneself, Fact::Others, Fact::Class].map(|fact| words::caption(lang, fact)));
        heads.for_each(|head| drop(ui.add(Label::new(tokens.small(head)).extend())));
        ui.end_row();
        for role in &plane.lines {
            cell(ui, |ui| {
                ui.set_max_width(name_width);
                widgets::ellipsis_label(ui, tokens.strong(&role.name)).on_hover_text(&role.name);
                match &role.standing {
                    Ok((quadrant, value)) => {
                        let ink = quadrant.map_or(tokens.ink_soft, |quadrant| hue(tokens, quadrant).ink);
                        value.show(ui, tokens, lang, tokens.body(&value.text).color(ink));
                    }
                    Err(why) => drop(ui.add(Label::new(tokens.small(why)).wrap())),
                }
            });
            for (number, look) in role.numbers.iter().zip([Look::Oneself, Look::Others, Look::Class]) {
                cell(ui, |ui| {
                    if let Some((value, note)) = number {
                        value.show(ui, tokens, lang, tokens.strong(&value.text).color(look.ink(tokens)));
                        if !note.is_empty() {
                            ui.add(Label::new(tokens.small(note)).extend());
                        }
                    }
                });
            }
            ui.end_row();
        }
    });
}

/// A cell of the numbers, its lines close together.
fn cell(ui: &mut Ui, show: impl FnOnce(&mut Ui)) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.spacing_mut().interact_size.y = 0.0;
        show(ui);
    });
}

/// The colours of a quadrant: those of whoever is above the class mean.
pub fn hue(tokens: &Tokens, quadrant: Quadrant) -> Hue {
    match quadrant {
        Quadrant::SharedStrength => tokens.green,
        Quadrant::BlindSpot => tokens.own,
        Quadrant::Potential => tokens.others,
        Quadrant::ToDevelop => tokens.neutral,
    }
}

/// The plane, this wide and high. With one role named, the others are only hinted at.
pub fn show_plane(ui: &mut Ui, tokens: &Tokens, lang: Lang, plane: &Plane, only: Option<usize>, size: Vec2) {
    let (room, _) = ui.allocate_exact_size(size, Sense::hover());
    let small = tokens.type_size.small;
    let fields = Rect::from_min_max(
        pos2(room.left() + small * 2.6, room.top() + small * 1.4 + tokens.unit),
        pos2(room.right(), room.bottom() - small * 2.8 - tokens.inset),
    );
    let ground = Ground { fields, reach: plane.reach };
    ground.fill(ui.painter(), tokens);
    ground.axes(ui.painter(), tokens, lang, room);
    let has_room = fields.height() >= tokens.type_size.body * 16.0;
    let mut taken = ground.names(ui, tokens, lang, only.is_none() && has_room);

    let stands_out = |spot: &&Spot| only.is_none_or(|role| role == spot.role);
    for spot in plane.spots.iter().filter(|spot| !stands_out(spot)) {
        signs::paint(ui.painter(), Sign::Disc, ground.at(spot.at), tokens.sign * 0.8, tokens.outline);
    }
    let sign = tokens.sign * 1.2;
    let mark = |spot: &Spot| Rect::from_center_size(ground.at(spot.at), Vec2::splat(sign + tokens.unit));
    taken.extend(plane.spots.iter().filter(stands_out).map(mark));
    for spot in plane.spots.iter().filter(stands_out) {
        let center = ground.at(spot.at);
        let name =
            widgets::line(ui.painter(), &spot.name, tokens.bold_font(Step::Body), tokens.ink, fields.width() * 0.42);
        let field = spot.quadrant.map_or(fields, |quadrant| ground.field(quadrant));
        let label = place_label(name.size(), mark(spot), &taken, [field, fields]);
        taken.push(label);
        let painter = ui.painter();
        signs::paint(painter, Sign::Disc, center, sign + tokens.unit, tokens.surface);
        if spot.quadrant.is_some() {
            signs::paint(painter, Sign::Disc, center, sign, tokens.ink);
        } else {
            signs::paint_hollow(painter, Sign::Disc, center, sign, tokens.ink);
        }
        painter.galley(label.min, name, tokens.ink);
        let response = ui.interact(mark(spot).union(label), ui.scope_id().with(("spot", spot.role)), Sense::click());
        spot.value.name(ui, tokens, lang, &response);
    }
}

/// The four fields and what they mean on the screen.
struct Ground {
    fields: Rect,
    reach: f64,
}

impl Ground {
    /// Where a difference of self and one of others lie.
    fn at(&self, [own, others]: [f64; 2]) -> Pos2 {
        #[expect(clippy::cast_possible_truncation, reason = "a place on the screen")]
        let share = |difference: f64| ((difference / self.reach).clamp(-1.0, 1.0) * 0.5) as f32;
        self.fields.center() + vec2(share(own) * self.fields.width(), -share(others) * self.fields.height())
    }

    fn field(&self, quadrant: Quadrant) -> Rect {
        let (own, others) = match quadrant {
            Quadrant::SharedStrength => (1.0, 1.0),
            Quadrant::BlindSpot => (1.0, -1.0),
            Quadrant::Potential => (-1.0, 1.0),
            Quadrant::ToDevelop => (-1.0, -1.0),
        };
        Rect::from_two_pos(self.fields.center(), self.at([own * self.reach, others * self.reach]))
    }

    fn fill(&self, painter: &Painter, tokens: &Tokens) {
        for quadrant in Quadrant::ALL {
            painter.rect_filled(self.field(quadrant), 0.0, hue(tokens, quadrant).wash);
        }
    }

    /// Names the fields in their outer corners, and says what they mean where that is wanted. Where the names are.
    fn names(&self, ui: &Ui, tokens: &Tokens, lang: Lang, with_hints: bool) -> Vec<Rect> {
        let mut names = Vec::new();
        for quadrant in Quadrant::ALL {
            let (field, hue) = (self.field(quadrant), hue(tokens, quadrant));
            let room = field.width() - 2.0 * tokens.inset;
            let text = |word: Word, font, color| widgets::line(ui.painter(), word.of(lang), font, color, room);
            let step = if with_hints { Step::Section } else { Step::Body };
            let title = text(words::quadrant(quadrant), tokens.bold_font(step), hue.ink);
            let hint = || text(results::quadrant_hint(quadrant), tokens.font(Step::Small), tokens.ink_soft);
            let hint = with_hints.then(hint);
            let below = hint.as_ref().map_or(Vec2::ZERO, |hint| hint.size());
            let size = vec2(title.size().x.max(below.x), title.size().y + below.y);
            let corner = field.shrink(tokens.inset);
            let is_right = field.center().x > self.fields.center().x;
            let is_top = field.center().y < self.fields.center().y;
            let align = match (is_right, is_top) {
                (true, true) => Align2::RIGHT_TOP,
                (true, false) => Align2::RIGHT_BOTTOM,
                (false, true) => Align2::LEFT_TOP,
                (false, false) => Align2::LEFT_BOTTOM,
            };
            let area = align.align_size_within_rect(size, corner);
            let x = |galley: &Arc<Galley>| if is_right { area.right() - galley.size().x } else { area.left() };
            if let Some(hint) = hint {
                let at = pos2(x(&hint), area.top() + title.size().y);
                ui.painter().galley(at, hint, tokens.ink_soft);
            }
            ui.painter().galley(pos2(x(&title), area.top()), title, hue.ink);
            let named = ui.interact(area, ui.scope_id().with(("field", quadrant)), Sense::hover());
            widgets::name(&named, Role::Label, words::quadrant(quadrant).of(lang));
            names.push(area);
        }
        names
    }

    /// The class mean as a cross, the differences along the edges, and what the axes are.
    fn axes(&self, painter: &Painter, tokens: &Tokens, lang: Lang, room: Rect) {
        let (fields, center) = (self.fields, self.fields.center());
        let is_fine = self.reach <= 1.5 && fields.size().min_elem() >= tokens.type_size.body * 18.0;
        let step = if is_fine { 0.5 } else { 1.0 };
        let font = tokens.font(Step::Small);
        let mark = |at: f64| {
            let place = self.at([at, at]);
            if at != 0.0 {
                painter.vline(place.x, fields.y_range(), tokens.hairline_stroke());
                painter.hline(fields.x_range(), place.y, tokens.hairline_stroke());
            }
            // Those at the ends stay inside, clear of the titles.
            let end = |on: bool, end: Align2, other: Align2| if on { end } else { other };
            let text = |place, align| painter.text(place, align, words::gap(at), font.clone(), tokens.ink_soft);
            let align = end(place.x >= fields.right() - 1.0, Align2::RIGHT_TOP, Align2::CENTER_TOP);
            text(pos2(place.x, fields.bottom() + tokens.unit), align);
            let align = end(place.y <= fields.top() + 1.0, Align2::RIGHT_TOP, Align2::RIGHT_CENTER);
            let align = end(place.y >= fields.bottom() - 1.0, Align2::RIGHT_BOTTOM, align);
            text(pos2(fields.left() - tokens.unit, place.y), align);
        };
        mark(0.0);
        let mut at = step;
        while at <= self.reach {
            mark(at);
            mark(-at);
            at += step;
        }
        let stroke = Stroke::new(tokens.line_strong, tokens.outline);
        painter.vline(center.x, fields.y_range(), stroke);
        painter.hline(fields.x_range(), center.y, stroke);
        let title = |at, align, word: Word| painter.text(at, align, word.of(lang), font.clone(), tokens.ink);
        title(room.left_top(), Align2::LEFT_TOP, results::OTHERS_AXIS);
        title(pos2(fields.right(), room.bottom()), Align2::RIGHT_BOTTOM, results::SELF_AXIS);
    }
}

/// A label's place beside its mark: the first that covers nothing and stays in its field, or else the least bad one. In
/// another field it would seem to belong there; outside of all of them it is worst.
fn place_label(size: Vec2, mark: Rect, taken: &[Rect], [field, fields]: [Rect; 2]) -> Rect {
    let (right, left) = (mark.right() + size.x / 2.0, mark.left() - size.x / 2.0);
    let (above, below) = (mark.top() - size.y / 2.0, mark.bottom() + size.y / 2.0);
    let (x, y) = (mark.center().x, mark.center().y);
    let places =
        [(right, y), (left, y), (x, above), (x, below), (right, above), (right, below), (left, above), (left, below)];
    let mut best: Option<(f32, Rect)> = None;
    for (x, y) in places {
        let label = Rect::from_center_size(pos2(x, y), size);
        let outside = |of: Rect| label.area() - shared(label, of);
        let covered: f32 = taken.iter().map(|other| shared(label, *other)).sum();
        let cost = outside(field) + 6.0 * covered + 8.0 * outside(fields);
        if best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, label));
        }
        if cost <= 0.0 {
            break;
        }
    }
    best.map_or(mark, |(_, label)| label)
}

/// The area that two rectangles have in common.
fn shared(one: Rect, other: Rect) -> f32 {
    let both = one.intersect(other);
    if both.is_positive() { both.area() } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_goes_where_it_covers_nothing() {
        let inside = Rect::from_min_size(Pos2::ZERO, vec2(200.0, 200.0));
        let mark = |x: f32, y: f32| Rect::from_center_size(pos2(x, y), vec2(10.0, 10.0));
        let size = vec2(40.0, 12.0);
        let place = |at: Rect, taken: &[Rect]| place_label(size, at, taken, [inside, inside]).center();
        assert_eq!(place(mark(100.0, 100.0), &[]), pos2(125.0, 100.0));
        // At the right edge it goes to the left, and above where the left is taken.
        assert_eq!(place(mark(190.0, 100.0), &[]), pos2(165.0, 100.0));
        assert_eq!(place(mark(100.0, 100.0), &[mark(110.0, 100.0), mark(90.0, 100.0)]), pos2(100.0, 89.0));
    }

    #[test]
    fn fields_lie_where_their_names_say() {
        let ground = Ground { fields: Rect::from_min_size(Pos2::ZERO, vec2(100.0, 100.0)), reach: 2.0 };
        // Self to the right, others up.
        assert_eq!(ground.at([1.0, -2.0]), pos2(75.0, 100.0));
        assert!(ground.field(Quadrant::BlindSpot).contains(ground.at([0.5, -0.5])));
        assert!(ground.field(Quadrant::Potential).contains(ground.at([-0.5, 0.5])));
        assert!(ground.field(Quadrant::SharedStrength).contains(ground.at([0.5, 0.5])));
        assert!(ground.field(Quadrant::ToDevelop).contains(ground.at([-0.5, -0.5])));
    }
}
