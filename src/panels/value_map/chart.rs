//! What the map shows, worked out once per revision: bubbles in their places, and where their names fit.

use std::{collections::HashMap, sync::Arc};

use egui::{Pos2, Rect, Vec2, lerp, pos2, remap_clamp, vec2};

use crate::{
    analysis::value_map::{CustomerValue, ValueMap},
    model::{About, Customer, CustomerClass, CustomerId, Table, ValueMapMethod},
    panels::Scene,
    text::{Lang, value_map as words},
};

/// How far the axis of advantage reaches: its right end is this many times its middle. The first that holds everyone.
const REACHES: [f64; 5] = [1.5, 2.0, 3.0, 5.0, 10.0];

/// The whole scale of attractiveness.
pub const ATTRACTIVENESS: [f64; 2] = [1.0, 10.0];

/// A place on the map, in the units of its axes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// 1 to 10.
    pub attractiveness: f64,
    /// 1.0 is equal.
    pub advantage: f64,
}

impl Spot {
    fn toward(self, there: Self, share: f64) -> Self {
        Self {
            attractiveness: lerp(self.attractiveness..=there.attractiveness, share),
            advantage: lerp(self.advantage..=there.advantage, share),
        }
    }
}

/// One customer on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Bubble {
    /// Whose it is.
    pub id: CustomerId,
    /// The customer's name.
    pub name: String,
    /// Everything it shows, in words.
    pub spoken: String,
    /// The class it counts as.
    pub class: CustomerClass,
    /// Where it stands.
    pub spot: Spot,
    /// Where it came from when it last moved.
    from: Spot,
    /// Where the scores would put it, when it was put elsewhere by hand.
    pub ghost: Option<Spot>,
    /// Whether it is close to a cut.
    pub uncertain: bool,
    /// Whether its class was set by hand.
    pub overridden: bool,
    /// Its radius as a share of the largest bubble's; `None` without revenue.
    share: Option<f32>,
}

/// The map of one revision.
#[derive(Clone, Debug)]
pub struct Chart {
    values: Arc<ValueMap>,
    customers: Arc<Table<Customer>>,
    about: Arc<About>,
    lang: Lang,
    /// Bubbles, largest first, so that small ones lie on top.
    pub bubbles: Vec<Bubble>,
    /// Customers without a place, with their names.
    pub unplaced: Vec<(CustomerId, String)>,
    /// How many bubbles each class has, in the order of [`CustomerClass::ALL`].
    pub counts: [usize; 4],
    /// The revenue of each class.
    pub revenue: [f64; 4],
    /// What the map says, in a sentence.
    pub headline: String,
    /// The middle of the map: both cuts.
    pub cuts: Spot,
    /// The right end of the axis of advantage ÷ its middle.
    pub reach: f64,
    /// When bubbles last began to move, in seconds.
    moved_at: Option<f64>,
}

impl Chart {
    /// Works the map out. What stood elsewhere `before` moves from there, beginning `now`.
    pub fn of(scene: &Scene<'_>, before: Option<&Self>, now: f64) -> Self {
        let workbook = scene.workbook;
        let method = &workbook.method.value_map;
        let cuts =
            Spot { attractiveness: method.attractiveness_cut.get(), advantage: method.advantage_cut.get().max(0.01) };
        let values = &scene.derived.value_map;
        let reach = reach(workbook.customers.iter().zip(values.customers.iter()), cuts.advantage);
        let largest = workbook.customers.iter().filter_map(|c| c.revenue).map(|r| r.get()).fold(0.0, f64::max);
        let stood: HashMap<&CustomerId, Spot> =
            before.iter().flat_map(|chart| chart.bubbles.iter().map(|bubble| (&bubble.id, bubble.spot))).collect();

        let (mut bubbles, mut unplaced) = (Vec::new(), Vec::new());
        let (mut counts, mut revenue) = ([0; 4], [0.0; 4]);
        for (customer, value) in workbook.customers.iter().zip(values.customers.iter()) {
            let Some((class, spot)) = value.class.zip(spot(customer, value, method, cuts, reach)) else {
                unplaced.push((customer.id.clone(), customer.label().to_owned()));
                continue;
            };
            let earns = customer.revenue.map(|revenue| revenue.get().max(0.0));
            for ((of, count), sum) in CustomerClass::ALL.into_iter().zip(&mut counts).zip(&mut revenue) {
                if of == class {
                    *count += 1;
                    *sum += earns.unwrap_or_default();
                }
            }
            bubbles.push(Bubble {
                id: customer.id.clone(),
                name: customer.label().to_owned(),
                spoken: words::spoken(scene.lang, customer, value, &workbook.about),
                class,
                spot,
                from: stood.get(&customer.id).copied().unwrap_or(spot),
                ghost: computed(value).filter(|computed| *computed != spot),
                uncertain: value.uncertain && !value.overridden,
                overridden: value.overridden,
                share: earns.filter(|_| largest > 0.0).map(|earns| (earns / largest).sqrt() as f32),
            });
        }
        bubbles.sort_by(|a, b| b.share.partial_cmp(&a.share).unwrap_or(std::cmp::Ordering::Equal));
        let moves = bubbles.iter().any(|bubble| bubble.from != bubble.spot);
        Self {
            values: Arc::clone(values),
            customers: Arc::clone(&workbook.customers),
            about: Arc::clone(&workbook.about),
            lang: scene.lang,
            headline: headline(scene.lang, counts, revenue),
            bubbles,
            unplaced,
            counts,
            revenue,
            cuts,
            reach,
            moved_at: moves.then_some(now),
        }
    }

    /// Whether it still shows what the scene has.
    pub fn is_current(&self, scene: &Scene<'_>) -> bool {
        self.lang == scene.lang
            && Arc::ptr_eq(&self.values, &scene.derived.value_map)
            && Arc::ptr_eq(&self.customers, &scene.workbook.customers)
            && Arc::ptr_eq(&self.about, &scene.workbook.about)
    }

    /// How far bubbles on the move have come, 0 to 1; `None` when all stand still.
    pub fn motion(&self, now: f64, duration: f32) -> Option<f64> {
        let share = (now - self.moved_at?) / f64::from(duration);
        (share < 1.0).then(|| f64::from(egui::emath::easing::cubic_out(share.max(0.0) as f32)))
    }

    /// Leaves a bubble where it was dropped, until the edit that puts it there has been made.
    pub fn put(&mut self, id: &CustomerId, spot: Spot) {
        for bubble in self.bubbles.iter_mut().filter(|bubble| bubble.id == *id) {
            (bubble.from, bubble.spot) = (spot, spot);
        }
    }

    /// Lets a bubble return from where it was dropped.
    pub fn let_go(&mut self, id: &CustomerId, spot: Spot, now: f64) {
        for bubble in &mut self.bubbles {
            bubble.from = if bubble.id == *id { spot } else { bubble.spot };
        }
        self.moved_at = Some(now);
    }
}

impl Bubble {
    /// Where it is while bubbles move.
    pub fn spot_at(&self, motion: Option<f64>) -> Spot {
        motion.map_or(self.spot, |share| self.from.toward(self.spot, share))
    }

    /// Its radius on a map of this size: at most `largest`, and never too small to be hit.
    pub fn radius(&self, largest: f32) -> f32 {
        (self.share.unwrap_or_default() * largest).max(SMALLEST_RADIUS)
    }
}

/// The smallest bubble still shows its sign.
const SMALLEST_RADIUS: f32 = 9.0;

/// Where the scores put a customer.
fn computed(value: &CustomerValue) -> Option<Spot> {
    let (attractiveness, advantage) = value.attractiveness.value.zip(value.advantage.value)?;
    Some(Spot { attractiveness, advantage })
}

/// Where a customer stands: where it was put by hand, else where its scores put it, else, with nothing but a class
/// set by hand, in the middle of that class.
fn spot(customer: &Customer, value: &CustomerValue, method: &ValueMapMethod, cuts: Spot, reach: f64) -> Option<Spot> {
    let Some(by_hand) = &customer.class_override else { return computed(value) };
    let put = by_hand
        .place
        .map(|place| Spot { attractiveness: place.attractiveness.get(), advantage: place.advantage.get() });
    let fits = |spot: &Spot| class_at(*spot, method) == by_hand.class;
    let [low, high] = ATTRACTIVENESS;
    let (attractive, strong) = axes(by_hand.class);
    let middle = Spot {
        attractiveness: (cuts.attractiveness + if attractive { high } else { low }) / 2.0,
        advantage: cuts.advantage * if strong { reach.sqrt() } else { 1.0 / reach.sqrt() },
    };
    Some(put.or_else(|| computed(value).filter(fits)).unwrap_or(middle))
}

/// The class of a place; on a cut counts as high.
pub fn class_at(spot: Spot, method: &ValueMapMethod) -> CustomerClass {
    CustomerClass::of(
        spot.attractiveness >= method.attractiveness_cut.get(),
        spot.advantage >= method.advantage_cut.get(),
    )
}

/// Whether a class is attractive, and whether we are strong in it.
pub const fn axes(class: CustomerClass) -> (bool, bool) {
    match class {
        CustomerClass::Consolidate => (true, true),
        CustomerClass::Invest => (true, false),
        CustomerClass::Harvest => (false, true),
        CustomerClass::ServeLightly => (false, false),
    }
}

/// The smallest reach that holds every known advantage and every place by hand, with a little air.
fn reach<'a>(customers: impl Iterator<Item = (&'a Customer, &'a CustomerValue)>, cut: f64) -> f64 {
    let put = |customer: &Customer| Some(customer.class_override.as_ref()?.place?.advantage.get());
    let farthest = customers
        .flat_map(|(customer, value)| [computed(value).map(|spot| spot.advantage), put(customer)])
        .flatten()
        .map(|advantage| (advantage / cut).max(cut / advantage))
        .fold(1.0, f64::max);
    REACHES.into_iter().find(|reach| farthest * 1.05 <= *reach).unwrap_or(10.0)
}

/// The class that brings most of the revenue, and how much of it.
fn headline(lang: Lang, counts: [usize; 4], revenue: [f64; 4]) -> String {
    let all: f64 = revenue.iter().sum();
    let classes = CustomerClass::ALL.into_iter().zip(counts).zip(revenue);
    match classes.max_by(|(_, a), (_, b)| a.total_cmp(b)) {
        Some(((class, count), sum)) if sum > 0.0 => words::headline(lang, class, count, sum / all),
        _ => words::SUMMARY_EMPTY.of(lang).to_owned(),
    }
}

/// The ground of the map on the screen. Attractiveness is even; advantage is even in ratios, so that a rival twice as
/// strong as we stands as far from the middle as one half as strong.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plane {
    /// The part of the screen.
    pub rect: Rect,
    /// The middle: both cuts.
    pub cuts: Spot,
    /// The strong end of the axis of advantage ÷ its middle.
    pub reach: f64,
    /// Advantage grows to the left.
    pub flipped: bool,
}

impl Plane {
    /// Where an advantage is, from left to right.
    pub fn x(&self, advantage: f64) -> f32 {
        let way = (advantage.max(1e-6) / self.cuts.advantage).ln() / self.reach.ln();
        let way = if self.flipped { -way } else { way };
        remap_clamp(way as f32, -1.0..=1.0, self.rect.x_range())
    }

    /// Where an attractiveness is, from top to bottom.
    pub fn y(&self, attractiveness: f64) -> f32 {
        let [low, high] = ATTRACTIVENESS;
        remap_clamp(attractiveness as f32, low as f32..=high as f32, self.rect.bottom()..=self.rect.top())
    }

    /// Where a place of the map is.
    pub fn at(&self, spot: Spot) -> Pos2 {
        pos2(self.x(spot.advantage), self.y(spot.attractiveness))
    }

    /// Which place of the map is at a point; the nearest one for a point outside.
    pub fn spot(&self, point: Pos2) -> Spot {
        let [low, high] = ATTRACTIVENESS;
        let way = f64::from(remap_clamp(point.x, self.rect.x_range(), -1.0..=1.0));
        let way = if self.flipped { -way } else { way };
        let up = f64::from(remap_clamp(point.y, self.rect.bottom()..=self.rect.top(), 0.0..=1.0));
        Spot { attractiveness: lerp(low..=high, up), advantage: self.cuts.advantage * self.reach.powf(way) }
    }

    /// The part of the map that belongs to a class.
    pub fn quadrant(&self, class: CustomerClass) -> Rect {
        let middle = self.at(self.cuts);
        let (attractive, strong) = axes(class);
        let x = if strong != self.flipped { self.rect.right() } else { self.rect.left() };
        let y = if attractive { self.rect.top() } else { self.rect.bottom() };
        Rect::from_two_pos(middle, pos2(x, y))
    }
}

/// Where names may not stand, and where they had better not.
#[derive(Clone, Copy, Debug)]
pub struct Room<'a> {
    /// All of it.
    pub rect: Rect,
    /// Other words.
    pub taken: &'a [Rect],
    /// Lines that a name is hard to read on.
    pub lines: &'a [Rect],
}

/// Places names beside bubbles: for each bubble, the offset of its name's upper left corner from its middle, or `None`
/// where there is no room. The earlier bubble goes first. Names keep off each other, off bubbles and, where there is
/// another place, off lines.
pub fn place_names(circles: &[(Pos2, f32)], sizes: &[Vec2], room: Room<'_>, gap: f32) -> Vec<Option<Vec2>> {
    let mut names: Vec<Rect> = room.taken.to_vec();
    let mut offsets = Vec::with_capacity(circles.len());
    for ((center, radius), size) in circles.iter().zip(sizes) {
        let rect = |offset: Vec2| Rect::from_min_size(*center + offset, *size);
        let free = |offset: &Vec2| {
            let name = rect(*offset);
            room.rect.contains_rect(name)
                && !names.iter().any(|other| other.intersects(name))
                && !circles.iter().any(|(other, radius)| name.distance_to_pos(*other) < *radius)
        };
        let clear = |offset: &Vec2| !room.lines.iter().any(|line| line.intersects(rect(*offset)));
        let places = places(radius + gap, *size);
        let offset = places.into_iter().find(|offset| clear(offset) && free(offset));
        let offset = offset.or_else(|| places.into_iter().find(free));
        names.extend(offset.map(rect));
        offsets.push(offset);
    }
    offsets
}

/// Where a name can stand beside a bubble, the best first: at its sides, above and below, at its corners.
fn places(beside: f32, size: Vec2) -> [Vec2; 8] {
    let corner = beside * std::f32::consts::FRAC_1_SQRT_2;
    [
        vec2(beside, -size.y / 2.0),
        vec2(-beside - size.x, -size.y / 2.0),
        vec2(-size.x / 2.0, beside),
        vec2(-size.x / 2.0, -beside - size.y),
        vec2(corner, -corner - size.y),
        vec2(corner, corner),
        vec2(-corner - size.x, -corner - size.y),
        vec2(-corner - size.x, corner),
    ]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plane(flipped: bool) -> Plane {
        let rect = Rect::from_min_max(pos2(100.0, 50.0), pos2(500.0, 410.0));
        Plane { rect, cuts: Spot { attractiveness: 5.5, advantage: 1.0 }, reach: 2.0, flipped }
    }

    #[test]
    fn the_scales_are_whole_and_the_cuts_in_the_middle() {
        let plane = plane(false);
        for (attractiveness, advantage, at) in [
            (5.5, 1.0, pos2(300.0, 230.0)),
            (10.0, 2.0, pos2(500.0, 50.0)),
            (1.0, 0.5, pos2(100.0, 410.0)),
            (1.0, 2.0_f64.sqrt(), pos2(400.0, 410.0)),
            // Beyond the end stands at the end.
            (10.0, 7.0, pos2(500.0, 50.0)),
        ] {
            assert!(plane.at(Spot { attractiveness, advantage }).distance(at) < 0.01, "{attractiveness} {advantage}");
        }
        assert_eq!(plane.quadrant(CustomerClass::Invest).center(), pos2(200.0, 140.0));
        assert_eq!(
            super::Plane { flipped: true, ..plane }.quadrant(CustomerClass::Invest).center(),
            pos2(400.0, 140.0)
        );
    }

    #[test]
    fn a_name_keeps_off_a_line_where_it_can() {
        let rect = Rect::from_min_max(Pos2::ZERO, pos2(400.0, 300.0));
        let circles = [(pos2(200.0, 150.0), 10.0)];
        let sizes = [vec2(60.0, 14.0)];
        let right = Rect::from_min_max(pos2(230.0, 0.0), pos2(231.0, 300.0));
        let offsets = |lines: &[Rect]| place_names(&circles, &sizes, Room { rect, taken: &[], lines }, 4.0);
        assert_eq!(offsets(&[]), [Some(vec2(14.0, -7.0))]);
        assert_eq!(offsets(&[right]), [Some(vec2(-74.0, -7.0))]);
        assert_eq!(offsets(&[rect]), [Some(vec2(14.0, -7.0))]);
    }

    proptest! {
        #[test]
        fn a_place_is_found_again(x in 100.0..500.0f32, y in 50.0..410.0f32, flipped: bool) {
            let plane = plane(flipped);
            let point = pos2(x, y);
            prop_assert!(plane.at(plane.spot(point)).distance(point) < 0.05);
        }

        #[test]
        fn names_touch_nothing(
            circles in prop::collection::vec(((0.0..400.0f32, 0.0..300.0f32), 4.0..30.0f32), 0..40)
        ) {
            let circles: Vec<_> = circles.into_iter().map(|((x, y), radius)| (pos2(x, y), radius)).collect();
            let sizes = vec![vec2(60.0, 14.0); circles.len()];
            let room = Rect::from_min_max(Pos2::ZERO, pos2(400.0, 300.0));
            let taken = [Rect::from_min_size(Pos2::ZERO, vec2(80.0, 20.0))];
            let offsets = place_names(&circles, &sizes, Room { rect: room, taken: &taken, lines: &[] }, 4.0);
            let names: Vec<Rect> = offsets
                .iter()
                .zip(&circles)
                .filter_map(|(offset, (center, _))| Some(Rect::from_min_size(*center + (*offset)?, sizes[0])))
                .collect();
            for (at, name) in names.iter().enumerate() {
                prop_assert!(room.contains_rect(*name) && !name.intersects(taken[0]));
                prop_assert!(!names[..at].iter().any(|other| other.intersects(*name)));
                prop_assert!(!circles.iter().any(|(center, radius)| name.distance_to_pos(*center) < *radius));
            }
        }
    }
}
