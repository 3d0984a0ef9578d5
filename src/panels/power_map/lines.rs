//! Lines between cards: the solid ones, bundled below each manager, and the other kinds, told apart by their shape.

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, Vec2, pos2};

use super::{
    card::Detail,
    chart::{Card, Chart, Metrics},
    route::{Route, Router, rounded},
};
use crate::{
    analysis::{Audience, layout::Joint},
    model::{Certainty, Line, LineKind, Organisation},
    ui::{Stage, Tokens},
};

/// The solid lines below one manager.
#[derive(Clone, Debug)]
pub(super) struct Fork {
    bounds: Rect,
    segments: Vec<[Pos2; 2]>,
}

/// What is known of a fork while its children come in. All of it as on a map that grows from the top down.
struct Trunk {
    from: Pos2,
    /// How far the level line reaches; nothing hangs on it yet while `left` is the larger.
    left: f32,
    right: f32,
    /// Where the row below begins.
    row: f32,
    /// Where the lines to single cards end.
    drops: Vec<Pos2>,
    /// Beside each stack: where its line runs, and how far down.
    rails: Vec<(f32, f32)>,
    /// How far down assistants are joined.
    knee: f32,
    segments: Vec<[Pos2; 2]>,
}

impl Trunk {
    const fn new(from: Pos2) -> Self {
        Self {
            from,
            left: f32::INFINITY,
            right: f32::NEG_INFINITY,
            row: f32::INFINITY,
            drops: Vec::new(),
            rails: Vec::new(),
            knee: from.y,
            segments: Vec::new(),
        }
    }

    fn join(&mut self, x: f32, top: f32) {
        self.left = self.left.min(x);
        self.right = self.right.max(x);
        self.row = self.row.min(top);
    }

    /// A card of a stack, joined at its side.
    fn stacked(&mut self, card: Rect, indent: f32) {
        let rail = card.left() - indent / 2.0;
        let middle = card.left_center();
        self.segments.push([pos2(rail, middle.y), middle]);
        match self.rails.last_mut() {
            Some((x, bottom)) if *x == rail => *bottom = middle.y,
            _ => self.rails.push((rail, middle.y)),
        }
        self.join(rail, card.top());
    }

    /// A card below, joined at its top.
    fn below(&mut self, card: Rect) {
        self.drops.push(card.center_top());
        self.join(card.center().x, card.top());
    }

    /// An assistant, joined to the trunk at a side.
    fn beside(&mut self, side: Pos2) {
        self.segments.push([pos2(self.from.x, side.y), side]);
        self.knee = self.knee.max(side.y);
    }

    /// A card that was pinned: joined like the others where it stands near them, else by a line of its own. A level
    /// line drawn out to it would seem to bear what hangs below on its way.
    fn pinned(&mut self, card: Rect, down: f32) {
        let (left, right) = (self.left.min(self.from.x), self.right.max(self.from.x));
        let near = left - card.width()..=right + card.width();
        let row = if self.row.is_finite() { self.row } else { self.knee + down };
        if near.contains(&card.center().x) && card.top() > row - down / 2.0 {
            self.drops.push(card.center_top());
            self.join(card.center().x, row);
        } else {
            self.segments.push([self.from, card.center_top()]);
        }
    }

    fn finish(mut self, metrics: &Metrics) -> Fork {
        let bus = if self.row.is_finite() { self.row - metrics.down / 2.0 } else { self.knee };
        let (left, right) = (self.left.min(self.from.x), self.right.max(self.from.x));
        // Above a single card there is nothing to bridge but what adding up leaves.
        if right - left >= 1.0 {
            self.segments.push([pos2(left, bus), pos2(right, bus)]);
        }
        let end = bus.max(self.knee);
        if end > self.from.y {
            self.segments.push([self.from, pos2(self.from.x, end)]);
        }
        self.segments.extend(self.drops.into_iter().map(|end| [pos2(end.x, bus), end]));
        self.segments.extend(self.rails.into_iter().map(|(x, bottom)| [pos2(x, bus), pos2(x, bottom)]));
        let turned = |place: Pos2| metrics.flat(place.to_vec2()).to_pos2();
        let segments: Vec<[Pos2; 2]> = self.segments.into_iter().map(|ends| ends.map(turned)).collect();
        Fork { bounds: Rect::from_points(segments.as_flattened()), segments }
    }
}

/// Solid lines: down from the manager, along, and down to each card; to a stack's cards from its side; to assistants
/// from the trunk.
pub(super) fn forks(cards: &[Card], metrics: &Metrics, at: impl Fn(usize) -> Option<Pos2>) -> Vec<Fork> {
    let flat = |index: usize| {
        let corner = metrics.flat(at(index)?.to_vec2()).to_pos2();
        Some(Rect::from_min_size(corner, metrics.flat(metrics.card)))
    };
    let mut trunks: Vec<Option<Trunk>> = cards.iter().map(|_| None).collect();
    for pinned in [false, true] {
        for (index, card) in cards.iter().enumerate().filter(|(_, card)| card.pinned == pinned) {
            let Some(parent) = card.parent else { continue };
            let (Some(rect), Some(above), Some(trunk)) = (flat(index), flat(parent), trunks.get_mut(parent)) else {
                continue;
            };
            let trunk = trunk.get_or_insert_with(|| Trunk::new(above.center_bottom()));
            match card.joint {
                _ if pinned => trunk.pinned(rect, metrics.down),
                Joint::Row => trunk.below(rect),
                Joint::Stack => trunk.stacked(rect, metrics.indent),
                Joint::TrunkRight => trunk.beside(rect.right_center()),
                Joint::TrunkLeft => trunk.beside(rect.left_center()),
            }
        }
    }
    trunks.into_iter().flatten().map(|trunk| trunk.finish(metrics)).collect()
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
    /// Its way.
    route: Route,
}

/// Whether an audience may see lines of a kind. Who pulls with or against whom, and who sways whom, is a judgement.
pub(super) const fn shown_to(kind: LineKind, audience: Audience) -> bool {
    match audience {
        Audience::Trainer => true,
        Audience::Room => matches!(kind, LineKind::Dotted | LineKind::Assistant),
    }
}

/// The lines between cards that are on the chart and that the audience may see, each on its way round the others: the
/// shorter ones choose first, and the longer ones go round them.
pub(super) fn ties(organisation: &Organisation, chart: &Chart, audience: Audience) -> Vec<Tie> {
    let ends = |line: &Line| {
        let (from, to) = (chart.index_of(&line.from)?, chart.index_of(&line.to)?);
        Some(((from, to), [chart.rect(chart.cards.get(from)?), chart.rect(chart.cards.get(to)?)]))
    };
    let shown = organisation.lines.iter().filter(|line| shown_to(line.kind, audience));
    // Where an assistant stands beside the trunk, that says it.
    let shown = shown.filter(|line| line.kind != LineKind::Assistant || !chart.is_beside_trunk(line));
    let mut shown: Vec<_> = shown.filter_map(|line| Some((line, ends(line)?))).collect();
    if shown.is_empty() {
        return Vec::new();
    }
    let length = |(_, (_, [from, to])): &(&Line, (_, [Rect; 2]))| from.center().distance(to.center());
    shown.sort_by(|a, b| length(a).total_cmp(&length(b)));

    let metrics = chart.metrics();
    let mut router = Router::new(chart.cards.iter().map(|card| chart.rect(card)), metrics.card, metrics.room());
    chart.forks.iter().flat_map(|fork| &fork.segments).for_each(|segment| router.keep_off(*segment));
    let tie = |(line, ((from, to), ends)): (&Line, ((usize, usize), [Rect; 2]))| {
        Some(Tie {
            from,
            to,
            kind: line.kind,
            strength: line.strength.map_or(1, |strength| strength.get()),
            assumed: line.basis.certainty == Certainty::Assumed,
            route: router.route(ends)?,
        })
    };
    shown.into_iter().filter_map(tie).collect()
}

impl Tie {
    /// Whether it is one of a card's.
    pub fn is_of(&self, card: usize) -> bool {
        self.from == card || self.to == card
    }

    /// Draws the line if it can be seen, on a strip of the ground that parts it from whatever it crosses; its cards may
    /// be on their way, so much off where they will stand. Says whether the pointer is on it.
    pub fn paint(
        &self,
        painter: &Painter,
        (stage, carried): (&Stage, [Vec2; 2]),
        strong: bool,
        pointer: Option<Pos2>,
        tokens: &Tokens,
    ) -> bool {
        let [from, to] = carried;
        let bounds = self.route.bounds.translate(from).union(self.route.bounds.translate(to));
        let bounds = stage.rect_to_screen(bounds).expand(tokens.inset);
        if !painter.clip_rect().intersects(bounds) {
            return false;
        }
        let corners: Vec<Pos2> = self.route.carried(carried).map(|corner| stage.to_screen(corner)).collect();
        if Detail::at(stage.zoom()) == Detail::Block {
            painter.add(Shape::line(corners, Stroke::new(tokens.line, colour(self.kind, tokens))));
            return false;
        }
        // Lanes are narrow from afar, and so is what runs in them.
        let unit = tokens.unit * stage.zoom().clamp(0.5, 1.0);
        let path = rounded(&corners, 2.0 * tokens.unit * stage.zoom().min(1.5));
        let strip = Stroke::new(unit + 1.5 * f32::from(self.strength) * tokens.line, tokens.surface);
        painter.add(Shape::line(path.clone(), strip));
        paint_path(painter, (self.kind, self.strength), &path, (strong, unit), tokens);
        if self.assumed
            && Detail::at(stage.zoom()) >= Detail::Gist
            && let Some(middle) = middle(&corners)
        {
            let radius = tokens.sign / 2.0;
            painter.circle_filled(middle, radius, tokens.surface);
            painter.text(
                middle,
                egui::Align2::CENTER_CENTER,
                crate::text::power_map::ASSUMED_SIGN,
                tokens.font(crate::ui::Step::Small),
                colour(self.kind, tokens),
            );
        }
        let pieces = || path.iter().zip(path.iter().skip(1));
        let near = |pointer| pieces().any(|(from, to)| distance(pointer, [*from, *to]) <= 1.5 * tokens.unit);
        pointer.is_some_and(|pointer| bounds.contains(pointer) && near(pointer))
    }
}

/// The middle of the longest piece of a line.
fn middle(corners: &[Pos2]) -> Option<Pos2> {
    let pieces = corners.iter().zip(corners.iter().skip(1));
    let longest = pieces.max_by(|a, b| a.0.distance(*a.1).total_cmp(&b.0.distance(*b.1)));
    longest.map(|(from, to)| from.lerp(*to, 0.5))
}

/// How far a point is from a piece of a line.
fn distance(point: Pos2, [from, to]: [Pos2; 2]) -> f32 {
    let way = to - from;
    let along = ((point - from).dot(way) / way.length_sq().max(f32::EPSILON)).clamp(0.0, 1.0);
    point.distance(from + way * along)
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

/// Draws a line of a kind along a path: dashes, an arrow as wide as it is strong, two lines, a zigzag, dash and dot, all
/// of them in steps of a unit.
pub(super) fn paint_path(
    painter: &Painter,
    (kind, strength): (LineKind, u8),
    path: &[Pos2],
    (strong, unit): (bool, f32),
    tokens: &Tokens,
) {
    let width = if strong { tokens.line_strong } else { 1.5 * tokens.line };
    let stroke = Stroke::new(width, colour(kind, tokens));
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
            // A long one says on its way where it leads; not in corners.
            let points = spaced(path, BETWEEN_HEADS * unit);
            let straight =
                |pair: &&[Pos2]| matches!(pair, [from, to] if from.distance(*to) > 0.95 * BETWEEN_HEADS * unit);
            points.windows(2).filter(straight).for_each(|pair| arrow_head(painter, pair, stroke, unit));
        }
        LineKind::Ally => {
            // Two lines, however near each other.
            let apart = (unit / 2.0).max(1.2 * stroke.width);
            painter.add(Shape::line(beside(path, |_| apart), stroke));
            painter.add(Shape::line(beside(path, |_| -apart), stroke));
        }
        LineKind::Conflict => {
            let turn = |n: usize| if n.is_multiple_of(2) { unit } else { -unit };
            painter.add(Shape::line(beside(&spaced(path, 1.5 * unit), turn), stroke));
        }
    }
}

/// How far the heads on a long arrow are from each other, in units.
const BETWEEN_HEADS: f32 = 45.0;

/// A head as long as the line is wide, and some.
fn arrow_head(painter: &Painter, path: &[Pos2], stroke: Stroke, unit: f32) {
    let [.., before, tip] = path else { return };
    let back = (*before - *tip).normalized() * (2.0 * unit + stroke.width);
    let side = back.rot90() * 0.6;
    let points = vec![*tip, *tip + back + side, *tip + back - side];
    painter.add(Shape::convex_polygon(points, stroke.color, Stroke::NONE));
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
