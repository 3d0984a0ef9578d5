//! Lines between cards: the solid ones, bundled below each manager, and the other kinds, told apart by their shape.

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, Vec2, pos2};

use super::chart::{Card, Chart, Metrics};
use crate::{
    analysis::Audience,
    model::{Certainty, LineKind, Organisation},
    ui::{Stage, Tokens},
};

/// The solid lines below one manager.
#[derive(Clone, Debug)]
pub(super) struct Fork {
    bounds: Rect,
    segments: Vec<[Pos2; 2]>,
}

/// What is known of a fork while its children come in.
struct Trunk {
    from: Pos2,
    left: f32,
    right: f32,
    segments: Vec<[Pos2; 2]>,
    /// Beside each stack: where its line runs, and how far down.
    rails: Vec<(f32, f32)>,
}

/// Solid lines: down from the manager, along, and down to each card; to a stack's cards from its side.
pub(super) fn forks(cards: &[Card], metrics: &Metrics, at: impl Fn(usize) -> Option<Pos2>) -> Vec<Fork> {
    let mut trunks: Vec<Option<Trunk>> = cards.iter().map(|_| None).collect();
    for (index, card) in cards.iter().enumerate() {
        let Some(parent) = card.parent else { continue };
        let (Some(corner), Some(above), Some(trunk)) = (at(index), at(parent), trunks.get_mut(parent)) else {
            continue;
        };
        let from = above + Vec2::new(metrics.card.x / 2.0, metrics.card.y);
        let trunk = trunk.get_or_insert_with(|| Trunk {
            from,
            left: from.x,
            right: from.x,
            segments: Vec::new(),
            rails: Vec::new(),
        });
        let bus = from.y + metrics.down / 2.0;
        let joins = if card.stacked {
            let rail = corner.x - metrics.indent / 2.0;
            let middle = corner.y + metrics.card.y / 2.0;
            trunk.segments.push([pos2(rail, middle), pos2(corner.x, middle)]);
            match trunk.rails.last_mut() {
                Some((x, bottom)) if *x == rail => *bottom = middle,
                _ => trunk.rails.push((rail, middle)),
            }
            rail
        } else {
            let middle = corner.x + metrics.card.x / 2.0;
            trunk.segments.push([pos2(middle, bus), pos2(middle, corner.y)]);
            middle
        };
        trunk.left = trunk.left.min(joins);
        trunk.right = trunk.right.max(joins);
    }
    let finish = |trunk: Trunk| {
        let Trunk { from, left, right, mut segments, rails } = trunk;
        let bus = from.y + metrics.down / 2.0;
        segments.push([from, pos2(from.x, bus)]);
        segments.push([pos2(left, bus), pos2(right, bus)]);
        segments.extend(rails.into_iter().map(|(x, bottom)| [pos2(x, bus), pos2(x, bottom)]));
        let bounds = Rect::from_points(segments.as_flattened());
        Fork { bounds, segments }
    };
    trunks.into_iter().flatten().map(finish).collect()
}

/// Draws the solid lines that can be seen.
pub(super) fn paint_forks(painter: &Painter, forks: &[Fork], stage: &Stage, tokens: &Tokens) {
    let seen = Rect::from_min_max(stage.to_world(stage.viewport.min), stage.to_world(stage.viewport.max));
    let stroke = Stroke::new(tokens.line, tokens.outline);
    for fork in forks.iter().filter(|fork| fork.bounds.intersects(seen)) {
        for [from, to] in &fork.segments {
            if Rect::from_two_pos(*from, *to).intersects(seen) {
                painter.line_segment([stage.to_screen(*from), stage.to_screen(*to)], stroke);
            }
        }
    }
}

/// A line other than a solid one, between two cards.
#[derive(Clone, Debug)]
pub(super) struct Tie {
    /// From which card.
    pub from: usize,
    /// To which card.
    pub to: usize,
    /// What it says.
    pub kind: LineKind,
    /// How strong, 1 to 3.
    strength: u8,
    /// Whether it is only assumed.
    assumed: bool,
}

/// Whether an audience may see lines of a kind. Who pulls with or against whom, and who sways whom, is a judgement.
pub(super) const fn shown_to(kind: LineKind, audience: Audience) -> bool {
    match audience {
        Audience::Trainer => true,
        Audience::Room => matches!(kind, LineKind::Dotted | LineKind::Assistant),
    }
}

/// The lines between cards that are on the chart and that the audience may see.
pub(super) fn ties(organisation: &Organisation, chart: &Chart, audience: Audience) -> Vec<Tie> {
    let tie = |line: &crate::model::Line| {
        Some(Tie {
            from: chart.index_of(&line.from)?,
            to: chart.index_of(&line.to)?,
            kind: line.kind,
            strength: line.strength.map_or(1, |strength| strength.get()),
            assumed: line.basis.certainty == Certainty::Assumed,
        })
    };
    organisation.lines.iter().filter(|line| shown_to(line.kind, audience)).filter_map(tie).collect()
}

impl Tie {
    /// Draws the line from one card's border to the other's, if it can be seen.
    pub fn paint(&self, painter: &Painter, ends: [Rect; 2], strong: bool, tokens: &Tokens) {
        let [from, to] = ends;
        if !painter.clip_rect().intersects(from.union(to)) {
            return;
        }
        let path = curve(from, to);
        paint_path(painter, self.kind, &path, self.strength, strong, tokens);
        if self.assumed
            && let Some(middle) = path.get(path.len() / 2)
        {
            let radius = tokens.sign / 2.0;
            painter.circle_filled(*middle, radius, tokens.surface);
            painter.text(
                *middle,
                egui::Align2::CENTER_CENTER,
                crate::text::power_map::ASSUMED_SIGN,
                tokens.font(crate::ui::Step::Small),
                colour(self.kind, tokens),
            );
        }
    }
}

/// The colour of a kind of line; its shape says the same.
pub(super) const fn colour(kind: LineKind, tokens: &Tokens) -> Color32 {
    match kind {
        LineKind::Dotted | LineKind::Assistant => tokens.neutral.ink,
        LineKind::Influences => tokens.blue.mark,
        LineKind::Ally => tokens.green.mark,
        LineKind::Conflict => tokens.amber.mark,
    }
}

/// Draws a line of a kind along a path: dashes, an arrow as wide as it is strong, two lines, a zigzag, dash and dot.
pub(super) fn paint_path(
    painter: &Painter,
    kind: LineKind,
    path: &[Pos2],
    strength: u8,
    strong: bool,
    tokens: &Tokens,
) {
    let width = if strong { tokens.line_strong } else { 1.5 * tokens.line };
    let stroke = Stroke::new(width, colour(kind, tokens));
    let unit = tokens.unit;
    match kind {
        LineKind::Dotted => {
            painter.extend(Shape::dashed_line(path, stroke, 2.0 * unit, 1.5 * unit));
        }
        LineKind::Assistant => {
            let (dashes, gaps) = ([2.5 * unit, 0.5 * unit], [unit, unit]);
            painter.extend(Shape::dashed_line_with_offset(path, stroke, &dashes, &gaps, 0.0));
        }
        LineKind::Influences => {
            let stroke = Stroke::new(width * f32::from(strength), stroke.color);
            painter.add(Shape::line(path.to_vec(), stroke));
            arrow_head(painter, path, stroke, unit);
        }
        LineKind::Ally => {
            painter.add(Shape::line(beside(path, |_| unit / 2.0), stroke));
            painter.add(Shape::line(beside(path, |_| -unit / 2.0), stroke));
        }
        LineKind::Conflict => {
            let turn = |n: usize| if n.is_multiple_of(2) { unit } else { -unit };
            painter.add(Shape::line(beside(&spaced(path, 1.5 * unit), turn), stroke));
        }
    }
}

/// A head as long as the line is wide, and some.
fn arrow_head(painter: &Painter, path: &[Pos2], stroke: Stroke, unit: f32) {
    let [.., before, tip] = path else { return };
    let back = (*before - *tip).normalized() * (2.0 * unit + stroke.width);
    let side = back.rot90() * 0.6;
    let points = vec![*tip, *tip + back + side, *tip + back - side];
    painter.add(Shape::convex_polygon(points, stroke.color, Stroke::NONE));
}

/// How finely a curve is drawn.
const STEPS: u8 = 24;

/// A gentle curve from one card's border to the other's, so that it can be told from solid lines and from its way back.
fn curve(from: Rect, to: Rect) -> Vec<Pos2> {
    let (a, b) = (from.center(), to.center());
    let bend = a + (b - a) * 0.5 + (b - a).rot90() * 0.15;
    let (a, b) = (border(from, bend), border(to, bend));
    let point = |step: u8| {
        let t = f32::from(step) / f32::from(STEPS);
        (a.to_vec2() * (1.0 - t) * (1.0 - t) + bend.to_vec2() * 2.0 * t * (1.0 - t) + b.to_vec2() * t * t).to_pos2()
    };
    (0..=STEPS).map(point).collect()
}

/// Where the way from a rectangle's centre towards a point leaves it.
fn border(rect: Rect, towards: Pos2) -> Pos2 {
    let way = towards - rect.center();
    let out = (way.x.abs() / rect.width()).max(way.y.abs() / rect.height()) * 2.0;
    if out > 1.0 { rect.center() + way / out } else { towards }
}

/// The path moved to its side, at each point by as much as `by` says.
fn beside(path: &[Pos2], by: impl Fn(usize) -> f32) -> Vec<Pos2> {
    let ways = path.windows(2).map(|pair| if let [a, b] = pair { *b - *a } else { Vec2::ZERO });
    let last = ways.clone().next_back();
    let moved = |(n, (point, way)): (usize, (&Pos2, Vec2))| *point + way.normalized().rot90() * by(n);
    path.iter().zip(ways.chain(last)).enumerate().map(moved).collect()
}

/// Points along a path, a distance apart.
fn spaced(path: &[Pos2], distance: f32) -> Vec<Pos2> {
    let mut points: Vec<Pos2> = path.first().copied().into_iter().collect();
    let mut walked = 0.0;
    for pair in path.windows(2) {
        let [from, to] = pair else { continue };
        let length = (*to - *from).length();
        while walked + distance <= length {
            walked += distance;
            points.push(*from + (*to - *from) * (walked / length));
        }
        walked -= length;
    }
    points
}
