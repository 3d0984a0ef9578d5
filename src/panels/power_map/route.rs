//! The ways of lines between cards: out of one card's side, round the cards between, into the other's side.
//!
//! A way is chosen once per layout and costs nothing per frame but its curve.

use std::collections::{HashMap, HashSet};

use egui::{Pos2, Rect, Vec2, vec2};

/// How finely a curve is drawn.
const STEPS: u8 = 32;

/// A side of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Top,
    Right,
    Bottom,
    Left,
}

/// Where on a card's border a line begins or ends.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Port {
    side: Side,
    /// How far along the side, 0 to 1. Never its middle: that is where solid lines come and go.
    along: f32,
}

impl Port {
    fn all() -> impl Iterator<Item = Self> {
        let places = |side| match side {
            Side::Top | Side::Bottom => [0.14, 0.32, 0.68, 0.86],
            Side::Right | Side::Left => [0.15, 0.32, 0.68, 0.85],
        };
        let on = move |side| places(side).map(|along| Self { side, along });
        [Side::Top, Side::Right, Side::Bottom, Side::Left].into_iter().flat_map(on)
    }

    fn on(self, card: Rect) -> Pos2 {
        let at = match self.side {
            Side::Top => vec2(self.along, 0.0),
            Side::Right => vec2(1.0, self.along),
            Side::Bottom => vec2(self.along, 1.0),
            Side::Left => vec2(0.0, self.along),
        };
        card.min + at * card.size()
    }

    const fn out(self) -> Vec2 {
        match self.side {
            Side::Top => Vec2::UP,
            Side::Right => Vec2::RIGHT,
            Side::Bottom => Vec2::DOWN,
            Side::Left => Vec2::LEFT,
        }
    }
}

/// The way of one line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Route {
    leave: Port,
    arrive: Port,
    /// How strongly it keeps to the direction in which it leaves, in map units.
    reach: f32,
}

impl Route {
    /// The points that the curve is drawn from, for cards drawn at this scale.
    fn hull(self, [from, to]: [Rect; 2], scale: f32) -> [Pos2; 4] {
        let (start, end) = (self.leave.on(from), self.arrive.on(to));
        let reach = self.reach * scale;
        [start, start + self.leave.out() * reach, end + self.arrive.out() * reach, end]
    }

    /// What the curve stays within.
    pub fn bounds(self, ends: [Rect; 2], scale: f32) -> Rect {
        Rect::from_points(&self.hull(ends, scale))
    }

    /// The curve between two cards drawn at this scale.
    pub fn curve(self, ends: [Rect; 2], scale: f32) -> impl Iterator<Item = Pos2> {
        let [a, b, c, d] = self.hull(ends, scale).map(Pos2::to_vec2);
        (0..=STEPS).map(move |step| {
            let t = f32::from(step) / f32::from(STEPS);
            let s = 1.0 - t;
            (a * s * s * s + b * 3.0 * s * s * t + c * 3.0 * s * t * t + d * t * t * t).to_pos2()
        })
    }
}

/// What a step of the way behind a card costs, in map units of detour.
const BEHIND_CARD: f32 = 200.0;
/// What a step of the way on another line costs.
const ON_LINE: f32 = 40.0;
/// What a step of the way on a level solid line costs.
const ON_SOLID: f32 = 15.0;
/// What a step of the way costs that leaves the room around both cards.
const OUTSIDE: f32 = 25.0;
/// What beginning or ending where another line does costs.
const AT_ITS_END: f32 = 4.0 * ON_LINE;
/// Lines nearer than this are on one another, in map units.
const APART: f32 = 10.0;
/// How far a way keeps off the cards it passes, in map units.
const CLEAR: f32 = 4.0;

/// Finds ways, one after the other: each keeps off the cards and, where it can, off the ways found before.
pub(super) struct Router {
    cell: Vec2,
    /// The cards that reach into each cell of a grid.
    cards: HashMap<(i32, i32), Vec<Rect>>,
    taken: HashSet<(i32, i32)>,
    solid: HashSet<(i32, i32)>,
    /// The room between levels: a way can run along in it.
    gap: f32,
}

impl Router {
    /// For these cards, all of one size, with this room between levels.
    pub fn new(cards: impl Iterator<Item = Rect>, size: Vec2, gap: f32) -> Self {
        let mut router = Self { cell: size, cards: HashMap::new(), taken: HashSet::new(), solid: HashSet::new(), gap };
        for card in cards {
            let near = card.expand(CLEAR);
            let (low, high) = (cell(near.min, size), cell(near.max, size));
            for x in low.0..=high.0 {
                for y in low.1..=high.1 {
                    router.cards.entry((x, y)).or_default().push(card);
                }
            }
        }
        router
    }

    /// Keeps the ways to come off a level solid line.
    pub fn keep_off(&mut self, line: [Pos2; 2]) {
        let [(from, y), (to, _)] = line.map(spot);
        self.solid.extend((from.min(to)..=from.max(to)).map(|x| (x, y)));
    }

    /// The best way between two cards. The next one keeps off it.
    pub fn route(&mut self, ends: [Rect; 2]) -> Option<Route> {
        let [from, to] = ends;
        let far = 0.4 * from.center().distance(to.center());
        let ports = || Port::all().map(|port| (port, port.on(from), port.on(to)));
        let mut best: Option<(f32, Route)> = None;
        for reach in [0.35 * self.gap, self.gap, far] {
            for (leave, start, _) in ports() {
                for (arrive, _, end) in ports() {
                    let limit = best.map_or(f32::INFINITY, |(cost, _)| cost);
                    let route = Route { leave, arrive, reach };
                    let cost = || self.cost(route, ends, limit);
                    if let Some(cost) = (start.distance(end) < limit).then(cost).flatten() {
                        best = Some((cost, route));
                    }
                }
            }
        }
        let (_, route) = best?;
        let spots = route.curve(ends, 1.0).flat_map(around);
        self.taken.extend(spots);
        Some(route)
    }

    /// What a way costs: its length, and more where it runs behind a card or on another line. `None` from `limit` on.
    fn cost(&self, route: Route, ends: [Rect; 2], limit: f32) -> Option<f32> {
        let [from, to] = ends;
        let room = from.union(to).expand(self.gap);
        let mut cost = 0.0;
        let mut before = None;
        for (step, point) in route.curve(ends, 1.0).enumerate() {
            cost += before.map_or(0.0, |before: Pos2| before.distance(point));
            before = Some(point);
            let from_an_end = step.min(usize::from(STEPS) - step);
            if from_an_end > 0 && self.is_behind_card(point, ends) {
                cost += BEHIND_CARD;
            }
            if self.taken.contains(&spot(point)) {
                cost += if from_an_end == 0 { AT_ITS_END } else { ON_LINE };
            }
            if self.solid.contains(&spot(point)) {
                cost += ON_SOLID;
            }
            if !room.contains(point) {
                cost += OUTSIDE;
            }
            if cost >= limit {
                return None;
            }
        }
        Some(cost)
    }

    /// Whether a point of a way is behind a card, or too near one that is not at an end of it.
    fn is_behind_card(&self, point: Pos2, ends: [Rect; 2]) -> bool {
        let near = self.cards.get(&cell(point, self.cell));
        let hides =
            |card: &Rect| if ends.contains(card) { card.contains(point) } else { card.expand(CLEAR).contains(point) };
        near.is_some_and(|cards| cards.iter().any(hides))
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a place of the map divided by the size of a card")]
fn cell(point: Pos2, size: Vec2) -> (i32, i32) {
    let at = (point.to_vec2() / size).floor();
    (at.x as i32, at.y as i32)
}

fn spot(point: Pos2) -> (i32, i32) {
    cell(point, Vec2::splat(APART))
}

/// The spots at a point and next to it.
fn around(point: Pos2) -> impl Iterator<Item = (i32, i32)> {
    let (x, y) = spot(point);
    (-1..=1).flat_map(move |dx| (-1..=1).map(move |dy| (x + dx, y + dy)))
}

#[cfg(test)]
mod tests {
    use egui::pos2;

    use super::*;

    const CARD: Vec2 = vec2(216.0, 96.0);

    fn card(x: f32, y: f32) -> Rect {
        Rect::from_min_size(pos2(x, y), CARD)
    }

    fn behind(route: Route, ends: [Rect; 2], cards: &[Rect]) -> usize {
        route.curve(ends, 1.0).filter(|point| cards.iter().any(|card| card.shrink(1.0).contains(*point))).count()
    }

    #[test]
    fn a_line_goes_round_the_cards_between() {
        // Three levels of three, 16 and 48 units apart.
        let cards: Vec<Rect> = (0..9_u8).map(|n| card(232.0 * f32::from(n % 3), 144.0 * f32::from(n / 3))).collect();
        for (from, to) in [(0, 1), (0, 2), (0, 3), (0, 4), (1, 2), (3, 5), (6, 8), (4, 6), (8, 3)] {
            let mut router = Router::new(cards.iter().copied(), CARD, 48.0);
            let ends = [cards[from], cards[to]];
            let route = router.route(ends).unwrap();
            assert_eq!(behind(route, ends, &cards), 0, "{from} {to} {route:?}");
        }
    }

    #[test]
    fn a_line_stays_near_its_cards_and_off_the_solid_ones() {
        // Two levels, with the solid line between them.
        let cards: Vec<Rect> = (0..10_u8).map(|n| card(232.0 * f32::from(n % 5), 144.0 * f32::from(n / 5))).collect();
        let mut router = Router::new(cards.iter().copied(), CARD, 48.0);
        let bus = [pos2(108.0, 120.0), pos2(1036.0, 120.0)];
        router.keep_off(bus);
        for (from, to) in [(4, 5), (0, 9), (0, 4), (5, 9)] {
            let ends = [cards[from], cards[to]];
            let route = router.route(ends).unwrap();
            let room = ends[0].union(ends[1]).expand(50.0);
            assert!(route.curve(ends, 1.0).all(|point| room.contains(point)), "{from} {to} {route:?}");
            let on_it = route.curve(ends, 1.0).filter(|point| (point.y - bus[0].y).abs() < 2.0).count();
            assert!(on_it < 8, "{from} {to} {on_it} {route:?}");
        }
    }

    #[test]
    fn two_lines_between_the_same_cards_go_different_ways() {
        let ends = [card(0.0, 0.0), card(500.0, 0.0)];
        let mut router = Router::new(ends.into_iter(), CARD, 48.0);
        let ways: Vec<Route> = (0..3).filter_map(|_| router.route(ends)).collect();
        let middles: Vec<Pos2> = ways.iter().filter_map(|way| way.curve(ends, 1.0).nth(16)).collect();
        for (at, middle) in middles.iter().enumerate() {
            assert!(middles[..at].iter().all(|other| other.distance(*middle) >= APART), "{middles:?}");
        }
        assert_eq!(middles.len(), 3);
    }

    #[test]
    fn a_way_keeps_its_shape_when_seen_from_nearer() {
        let ends = [card(0.0, 0.0), card(400.0, 300.0)];
        let route = Router::new(ends.into_iter(), CARD, 48.0).route(ends).unwrap();
        let near = ends.map(|card| Rect::from_min_max(card.min * 2.0, card.max * 2.0));
        for (one, two) in route.curve(ends, 1.0).zip(route.curve(near, 2.0)) {
            assert!((one * 2.0).distance(two) < 0.01);
            assert!(route.bounds(ends, 1.0).expand(0.01).contains(one));
        }
    }
}
