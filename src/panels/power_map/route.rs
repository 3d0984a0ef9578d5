//! The ways of lines between cards: out of one card's side, along the lanes between cards, into the other's side.
//!
//! A way is found once per layout, as corners on the map; it costs nothing per frame but its drawing. It is the cheapest
//! one on a small grid of lanes: those beside the two cards, and those beside whatever stands in the way.

use std::{
    cmp::Ordering,
    collections::{BinaryHeap, HashMap, HashSet},
};

use egui::{Pos2, Rect, Vec2, pos2, vec2};

/// What a corner costs, in map units of detour.
const CORNER: f32 = 24.0;
/// What a piece of a way behind a card costs.
const BEHIND_CARD: f32 = 600.0;
/// What each map unit on another line costs.
const ON_LINE: f32 = 6.0;
/// What crossing another line costs.
const ACROSS: f32 = 14.0;
/// What beginning or ending where another line does costs.
const AT_ITS_END: f32 = 80.0;
/// What turning nearer than `LEAVE` to a card costs: an arrow has no room there.
const SHORT: f32 = 36.0;
/// See `SHORT`; in map units.
const LEAVE: f32 = 12.0;
/// Lines nearer than this are on one another, in map units.
const APART: f32 = 5.0;
/// How far a way keeps off cards, in map units.
const CLEAR: f32 = 3.0;
/// How often a way is looked for again, with lanes beside what stood in the way.
const TRIES: usize = 4;
/// How many lines round a corner off.
const ROUND: u8 = 4;

/// The way of one line: its corners on the map, from end to end.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Route {
    corners: Vec<Pos2>,
    /// What it stays within.
    pub bounds: Rect,
}

impl Route {
    fn new(corners: Vec<Pos2>) -> Self {
        Self { bounds: Rect::from_points(&corners), corners }
    }

    /// The corners while the cards at its ends are on their way, by so much off where they will stand.
    pub fn carried(&self, [from, to]: [Vec2; 2]) -> impl Iterator<Item = Pos2> {
        let last = self.corners.len().saturating_sub(1).max(1) as f32;
        self.corners.iter().enumerate().map(move |(n, corner)| *corner + from + (to - from) * (n as f32 / last))
    }
}

/// A path with its corners rounded off.
pub(super) fn rounded(corners: &[Pos2], radius: f32) -> Vec<Pos2> {
    let mut path: Vec<Pos2> = corners.first().copied().into_iter().collect();
    for triple in corners.windows(3) {
        let [before, corner, after] = triple else { continue };
        let (back, on) = (*before - *corner, *after - *corner);
        // Two corners share the piece between them.
        let radius = radius.min(back.length() / 2.0).min(on.length() / 2.0);
        let (start, end) = (*corner + back.normalized() * radius, *corner + on.normalized() * radius);
        path.extend((0..=ROUND).map(|step| {
            let t = f32::from(step) / f32::from(ROUND);
            start.lerp(*corner, t).lerp(corner.lerp(end, t), t)
        }));
    }
    path.extend(corners.last().filter(|_| corners.len() > 1));
    path
}

/// A side of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Top,
    Right,
    Bottom,
    Left,
}

impl Side {
    const ALL: [Self; 4] = [Self::Top, Self::Right, Self::Bottom, Self::Left];

    const fn out(self) -> Vec2 {
        match self {
            Self::Top => Vec2::UP,
            Self::Right => Vec2::RIGHT,
            Self::Bottom => Vec2::DOWN,
            Self::Left => Vec2::LEFT,
        }
    }

    const fn is_level(self) -> bool {
        matches!(self, Self::Right | Self::Left)
    }
}

/// Where on a card's border a line begins or ends.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Port {
    at: Pos2,
    side: Side,
}

impl Port {
    /// The ports of a card. None is in the middle of a side: that is where solid lines come and go.
    fn all(card: Rect) -> impl Iterator<Item = Self> {
        let along = [0.2, 0.35, 0.65, 0.8];
        Side::ALL.into_iter().flat_map(move |side| {
            along.map(|along| {
                let at = match side {
                    Side::Top => vec2(along, 0.0),
                    Side::Right => vec2(1.0, along),
                    Side::Bottom => vec2(along, 1.0),
                    Side::Left => vec2(0.0, along),
                };
                Self { at: (card.min + at * card.size()).round(), side }
            })
        })
    }
}

/// A piece of a line that others keep off.
#[derive(Clone, Copy, Debug)]
struct Piece {
    from: Pos2,
    to: Pos2,
}

impl Piece {
    fn is_level(self) -> bool {
        self.from.y == self.to.y
    }
}

/// What stands in a part of the map.
#[derive(Clone, Debug, Default)]
struct Part {
    cards: Vec<Rect>,
    pieces: Vec<Piece>,
}

/// Finds ways, one after the other: each keeps off the cards and, where it can, off the ways found before.
pub(super) struct Router {
    /// The size of a part.
    part: Vec2,
    parts: HashMap<(i32, i32), Part>,
    /// Where lines begin and end.
    ends: HashSet<(i32, i32)>,
    /// The room between cards, across and down.
    gap: Vec2,
}

impl Router {
    /// For these cards, all of one size, with this room between neighbours in either direction.
    pub fn new(cards: impl Iterator<Item = Rect>, size: Vec2, gap: Vec2) -> Self {
        let mut router = Self { part: size + gap, parts: HashMap::new(), ends: HashSet::new(), gap };
        for card in cards {
            let near = card.expand(CLEAR);
            for part in parts(near.min, near.max, router.part) {
                router.parts.entry(part).or_default().cards.push(card);
            }
        }
        router
    }

    /// Keeps the ways to come off a piece of a line.
    pub fn keep_off(&mut self, [from, to]: [Pos2; 2]) {
        let near = Rect::from_two_pos(from, to).expand(APART);
        for part in parts(near.min, near.max, self.part) {
            self.parts.entry(part).or_default().pieces.push(Piece { from, to });
        }
    }

    /// The best way between two cards. The next one keeps off it.
    pub fn route(&mut self, [from, to]: [Rect; 2]) -> Option<Route> {
        let mut lanes = Lanes::beside([from, to], self.gap);
        let mut best: Option<(f32, Vec<Pos2>)> = None;
        for _ in 0..TRIES {
            let found = self.search(&lanes, from, to);
            if let Some((cost, corners)) = found.filter(|(cost, _)| best.as_ref().is_none_or(|(least, _)| cost < least))
            {
                best = Some((cost, corners));
            }
            let in_the_way: Vec<Rect> = best.iter().flat_map(|(_, corners)| self.behind(corners)).collect();
            if in_the_way.is_empty() || !lanes.add(&in_the_way, self.gap) {
                break;
            }
        }
        let (_, corners) = best?;
        for pair in corners.windows(2) {
            if let [from, to] = pair {
                self.keep_off([*from, *to]);
            }
        }
        self.ends.extend([corners.first(), corners.last()].into_iter().flatten().map(|end| spot(*end)));
        Some(Route::new(corners))
    }

    /// The cards that a way runs behind.
    fn behind(&self, corners: &[Pos2]) -> Vec<Rect> {
        let mut cards: Vec<Rect> = Vec::new();
        let ends = corners.len().saturating_sub(2);
        for (n, pair) in corners.windows(2).enumerate() {
            let [from, to] = pair else { continue };
            // The first and the last piece leave the cards at the ends.
            let clear = (*to - *from).normalized() * (CLEAR + 1.0);
            let from = if n == 0 { *from + clear } else { *from };
            let to = if n == ends { *to - clear } else { *to };
            let piece = Rect::from_two_pos(from, to);
            for part in parts(piece.min, piece.max, self.part) {
                let hit = self.parts.get(&part).into_iter().flat_map(|part| &part.cards);
                cards.extend(hit.filter(|card| touches(card.expand(CLEAR), piece)));
            }
        }
        cards
    }

    /// What a straight piece of a way costs: its length, and more behind cards, on lines and across them.
    fn cost(&self, from: Pos2, to: Pos2) -> f32 {
        let piece = Rect::from_two_pos(from, to);
        let level = from.y == to.y;
        let mut cost = from.distance(to);
        for at in parts(piece.min, piece.max, self.part) {
            let Some(part) = self.parts.get(&at) else { continue };
            // What is shared with a line is counted part by part.
            let corner = (vec2(at.0 as f32, at.1 as f32) * self.part).to_pos2();
            let here = piece.intersect(Rect::from_min_size(corner, self.part));
            cost += part.cards.iter().filter(|card| touches(card.expand(CLEAR), piece)).count() as f32 * BEHIND_CARD;
            for other in &part.pieces {
                let along = Rect::from_two_pos(other.from, other.to);
                if other.is_level() != level {
                    // Counted in the part where they meet.
                    let meets = if level { pos2(other.from.x, from.y) } else { pos2(from.x, other.from.y) };
                    if along.contains(meets) && piece.contains(meets) && part_of(meets, self.part) == at {
                        cost += ACROSS;
                    }
                } else {
                    let (apart, shared) = if level {
                        (from.y - other.from.y, here.right().min(along.right()) - here.left().max(along.left()))
                    } else {
                        (from.x - other.from.x, here.bottom().min(along.bottom()) - here.top().max(along.top()))
                    };
                    if apart.abs() < APART && shared > 0.0 {
                        cost += shared * ON_LINE;
                    }
                }
            }
        }
        cost
    }

    fn port_cost(&self, port: Port) -> f32 {
        if self.ends.contains(&spot(port.at)) { AT_ITS_END } else { 0.0 }
    }

    /// The cheapest way on these lanes, and what it costs.
    fn search(&self, lanes: &Lanes, from: Rect, to: Rect) -> Option<(f32, Vec<Pos2>)> {
        let (columns, rows) = (lanes.xs.len(), lanes.ys.len());
        // A step of the way: a crossing of lanes, reached along a row or along a column.
        let mut steps = vec![Step { cost: f32::INFINITY, before: None, port: None }; 2 * columns * rows];
        let state = |x: usize, y: usize, level: bool| 2 * (x * rows + y) + usize::from(level);
        let left = |at: Pos2| {
            let beyond = (to.min - at).max(at - to.max).max(Vec2::ZERO);
            beyond.x + beyond.y
        };
        let mut open = BinaryHeap::new();
        for port in Port::all(from) {
            let Some((x, y)) = lanes.first_from(port) else { continue };
            let Some(at) = lanes.at(x, y) else { continue };
            let cost = self.port_cost(port) + self.stub(port, at);
            let state = state(x, y, port.side.is_level());
            if let Some(step) = steps.get_mut(state).filter(|step| cost < step.cost) {
                *step = Step { cost, before: None, port: Some(port) };
                open.push(Open { bound: cost + left(at), cost, state });
            }
        }
        let goals: HashMap<usize, Vec<Port>> = Port::all(to).fold(HashMap::new(), |mut goals, port| {
            if let Some((x, y)) = lanes.first_from(port) {
                goals.entry(x * rows + y).or_insert_with(Vec::new).push(port);
            }
            goals
        });
        let mut best: Option<(f32, usize, Port)> = None;
        while let Some(Open { bound, cost, state: reached }) = open.pop() {
            if best.is_some_and(|(least, ..)| bound >= least) {
                break;
            }
            if steps.get(reached).is_none_or(|step| cost > step.cost) {
                continue;
            }
            let (place, level) = (reached / 2, reached % 2 == 1);
            let (x, y) = (place / rows, place % rows);
            let Some(at) = lanes.at(x, y) else { continue };
            for port in goals.get(&place).into_iter().flatten() {
                let corner = if port.side.is_level() == level { 0.0 } else { CORNER };
                let whole = cost + corner + self.port_cost(*port) + self.stub(*port, at);
                if best.is_none_or(|(least, ..)| whole < least) {
                    best = Some((whole, reached, *port));
                }
            }
            let beside = [
                (x.checked_sub(1), Some(y), true),
                (Some(x + 1), Some(y), true),
                (Some(x), y.checked_sub(1), false),
                (Some(x), Some(y + 1), false),
            ];
            for (x, y, along) in beside {
                let (Some(x), Some(y)) = (x, y) else { continue };
                let Some(next) = lanes.at(x, y) else { continue };
                let corner = if along == level { 0.0 } else { CORNER };
                let cost = cost + corner + self.cost(at, next);
                let state = state(x, y, along);
                if let Some(step) = steps.get_mut(state).filter(|step| cost < step.cost) {
                    *step = Step { cost, before: Some(reached), port: None };
                    open.push(Open { bound: cost + left(next), cost, state });
                }
            }
        }
        let (cost, last, port) = best?;
        let mut corners = vec![port.at];
        let mut next = Some(last);
        while let Some(step) = next.and_then(|state| Some((state, steps.get(state)?))) {
            let (state, step) = step;
            corners.extend(lanes.at(state / 2 / rows, state / 2 % rows));
            corners.extend(step.port.map(|port| port.at));
            next = step.before;
        }
        corners.reverse();
        Some((cost, straightened(corners)))
    }

    /// What the piece between a port and the first lane costs, from where it is clear of its own card.
    fn stub(&self, port: Port, lane: Pos2) -> f32 {
        let short = if port.at.distance(lane) < LEAVE { SHORT } else { 0.0 };
        short + self.cost(port.at + port.side.out() * (CLEAR + 1.0), lane)
    }
}

/// A crossing of lanes on the way.
#[derive(Clone, Copy)]
struct Step {
    cost: f32,
    before: Option<usize>,
    /// Where the way begins.
    port: Option<Port>,
}

/// A step that may lead on: the one that may lead to the cheapest way first.
struct Open {
    /// What a way through it costs at least.
    bound: f32,
    cost: f32,
    state: usize,
}

impl Ord for Open {
    fn cmp(&self, other: &Self) -> Ordering {
        other.bound.total_cmp(&self.bound).then_with(|| other.state.cmp(&self.state))
    }
}

impl PartialOrd for Open {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Open {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Open {}

/// Where ways may run: columns and rows, each in order.
struct Lanes {
    xs: Vec<f32>,
    ys: Vec<f32>,
}

impl Lanes {
    /// Those around two cards, and those on which lines leave them.
    fn beside(ends: [Rect; 2], gap: Vec2) -> Self {
        let mut lanes = Self { xs: Vec::new(), ys: Vec::new() };
        for port in ends.into_iter().flat_map(Port::all) {
            if port.side.is_level() { lanes.ys.push(port.at.y) } else { lanes.xs.push(port.at.x) }
        }
        lanes.add(&ends, gap);
        lanes
    }

    /// Adds those around some cards. Whether any of them is new.
    fn add(&mut self, cards: &[Rect], gap: Vec2) -> bool {
        let before = self.xs.len() + self.ys.len();
        for card in cards {
            self.xs.extend(offsets(gap.x).into_iter().flat_map(|by| [card.left() - by, card.right() + by]));
            self.ys.extend(offsets(gap.y).into_iter().flat_map(|by| [card.top() - by, card.bottom() + by]));
        }
        for lanes in [&mut self.xs, &mut self.ys] {
            lanes.iter_mut().for_each(|lane| *lane = lane.round());
            lanes.sort_by(f32::total_cmp);
            lanes.dedup();
        }
        self.xs.len() + self.ys.len() > before
    }

    fn at(&self, x: usize, y: usize) -> Option<Pos2> {
        Some(pos2(*self.xs.get(x)?, *self.ys.get(y)?))
    }

    /// The first crossing that a line leaving a port comes to, clear of the card.
    fn first_from(&self, port: Port) -> Option<(usize, usize)> {
        let lane = |lanes: &[f32], at: f32| lanes.binary_search_by(|lane| lane.total_cmp(&at)).ok();
        let before = |lanes: &[f32], at: f32| lanes.partition_point(|lane| *lane < at - CLEAR).checked_sub(1);
        let after = |lanes: &[f32], at: f32| Some(lanes.partition_point(|lane| *lane <= at + CLEAR));
        let Pos2 { x, y } = port.at;
        Some(match port.side {
            Side::Top => (lane(&self.xs, x)?, before(&self.ys, y)?),
            Side::Bottom => (lane(&self.xs, x)?, after(&self.ys, y)?),
            Side::Left => (before(&self.xs, x)?, lane(&self.ys, y)?),
            Side::Right => (after(&self.xs, x)?, lane(&self.ys, y)?),
        })
    }
}

/// How far from a card lanes run in a gap of this width: off its middle, where solid lines run, and in a narrow one
/// also beyond it, for where there is more room.
fn offsets(gap: f32) -> [f32; 4] {
    if gap >= 8.0 * APART {
        [2.0 * APART, 3.2 * APART, gap - 3.2 * APART, gap - 2.0 * APART]
    } else {
        [gap / 3.0, gap / 1.5, gap + APART, gap + 2.5 * APART]
    }
}

/// Corners without those at which nothing turns.
fn straightened(corners: Vec<Pos2>) -> Vec<Pos2> {
    let mut straight: Vec<Pos2> = Vec::with_capacity(corners.len());
    for corner in corners {
        if let [.., before, last] = straight.as_slice()
            && ((before.x == last.x && last.x == corner.x) || (before.y == last.y && last.y == corner.y))
        {
            straight.pop();
        }
        if straight.last() != Some(&corner) {
            straight.push(corner);
        }
    }
    straight
}

/// Whether a piece of a way is on a part of the map, not just along its edge.
fn touches(part: Rect, piece: Rect) -> bool {
    part.left() < piece.right()
        && piece.left() < part.right()
        && part.top() < piece.bottom()
        && piece.top() < part.bottom()
}

#[expect(clippy::cast_possible_truncation, reason = "a place of the map divided by the size of a card")]
fn part_of(point: Pos2, size: Vec2) -> (i32, i32) {
    let at = (point.to_vec2() / size).floor();
    (at.x as i32, at.y as i32)
}

/// The parts that a stretch of the map reaches into.
fn parts(min: Pos2, max: Pos2, size: Vec2) -> impl Iterator<Item = (i32, i32)> {
    let ((left, top), (right, bottom)) = (part_of(min, size), part_of(max, size));
    (left..=right).flat_map(move |x| (top..=bottom).map(move |y| (x, y)))
}

fn spot(point: Pos2) -> (i32, i32) {
    part_of(point, Vec2::splat(APART))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARD: Vec2 = vec2(216.0, 96.0);
    const GAP: Vec2 = vec2(16.0, 48.0);

    fn card(x: f32, y: f32) -> Rect {
        Rect::from_min_size(pos2(x, y), CARD)
    }

    /// So many cards, three in a row.
    fn rows(count: u8) -> Vec<Rect> {
        (0..count).map(|n| card(232.0 * f32::from(n % 3), 144.0 * f32::from(n / 3))).collect()
    }

    fn router(cards: &[Rect]) -> Router {
        Router::new(cards.iter().copied(), CARD, GAP)
    }

    fn pieces(route: &Route) -> Vec<Rect> {
        route.corners.windows(2).map(|pair| Rect::from_two_pos(pair[0], pair[1])).collect()
    }

    #[test]
    fn a_line_goes_round_the_cards_between() {
        let cards = rows(9);
        for (from, to) in [(0, 1), (0, 2), (0, 3), (0, 4), (1, 2), (3, 5), (6, 8), (4, 6), (8, 3), (1, 7), (0, 8)] {
            let route = router(&cards).route([cards[from], cards[to]]).unwrap();
            for piece in pieces(&route) {
                assert!(piece.width() == 0.0 || piece.height() == 0.0, "{from} {to} {route:?}");
                assert!(!cards.iter().any(|card| touches(card.shrink(1.0), piece)), "{from} {to} {route:?}");
            }
            let ends = [route.corners.first(), route.corners.last()].map(Option::unwrap);
            for (end, card) in ends.into_iter().zip([cards[from], cards[to]]) {
                assert!(card.expand(1.0).contains(*end) && !card.shrink(1.0).contains(*end), "{from} {to} {route:?}");
            }
        }
    }

    #[test]
    fn a_line_between_neighbours_is_straight() {
        let cards = rows(3);
        let route = router(&cards).route([cards[0], cards[1]]).unwrap();
        assert_eq!(route.corners.len(), 2);
        assert_eq!(route.bounds.width(), GAP.x);
    }

    #[test]
    fn a_line_keeps_off_the_solid_ones() {
        let cards = rows(6);
        let bus = [pos2(108.0, 120.0), pos2(572.0, 120.0)];
        for (from, to) in [(0, 5), (2, 3), (0, 2), (3, 5)] {
            let mut router = router(&cards);
            router.keep_off(bus);
            let route = router.route([cards[from], cards[to]]).unwrap();
            let on_it = |piece: &Rect| piece.height() == 0.0 && (piece.top() - bus[0].y).abs() < APART;
            assert!(!pieces(&route).iter().any(on_it), "{from} {to} {route:?}");
        }
    }

    #[test]
    fn lines_between_the_same_cards_run_apart() {
        let cards = rows(3);
        let mut router = router(&cards);
        let ways: Vec<Route> = (0..4).filter_map(|_| router.route([cards[0], cards[2]])).collect();
        assert_eq!(ways.len(), 4);
        for (at, way) in ways.iter().enumerate() {
            for other in ways.iter().take(at) {
                for (piece, near) in
                    pieces(way).into_iter().flat_map(|a| pieces(other).into_iter().map(move |b| (a, b)))
                {
                    let on = piece.expand(APART / 2.0 - 0.5).intersect(near.expand(APART / 2.0 - 0.5));
                    // They may cross, but not run on one another.
                    assert!(!on.is_positive() || on.width().min(on.height()) < APART && on.area() < 30.0, "{ways:?}");
                }
            }
        }
    }

    #[test]
    fn a_way_goes_along_with_its_ends() {
        let route = Route::new(vec![pos2(0.0, 0.0), pos2(10.0, 0.0), pos2(10.0, 20.0)]);
        let carried: Vec<Pos2> = route.carried([vec2(4.0, 0.0), vec2(0.0, 2.0)]).collect();
        assert_eq!(carried, [pos2(4.0, 0.0), pos2(12.0, 1.0), pos2(10.0, 22.0)]);
        assert!(route.carried([Vec2::ZERO; 2]).eq(route.corners.iter().copied()));
    }

    #[test]
    fn rounding_keeps_the_ends_and_stays_inside() {
        let corners = [pos2(0.0, 0.0), pos2(100.0, 0.0), pos2(100.0, 6.0), pos2(200.0, 6.0)];
        let path = rounded(&corners, 8.0);
        assert_eq!((path.first(), path.last()), (corners.first(), corners.last()));
        assert!(path.iter().all(|point| Rect::from_points(&corners).contains(*point)));
        assert!(path.windows(2).all(|pair| pair[1].x >= pair[0].x - 0.001));
    }
}
