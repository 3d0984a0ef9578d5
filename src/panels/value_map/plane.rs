//! The ground of the map: places in the units of its axes, and where they are on the screen.

use egui::{Pos2, Rect, lerp, pos2, remap_clamp};

use crate::{
    analysis::{value_change::Axis, value_map::CustomerValue},
    model::{CustomerClass, Place, Ratio, Score, ValueMapMethod},
};

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
    /// Where the scores put a customer.
    pub fn computed(value: &CustomerValue) -> Option<Self> {
        let (attractiveness, advantage) = value.attractiveness.value.zip(value.advantage.value)?;
        Some(Self { attractiveness, advantage })
    }

    /// Both cuts of a method.
    pub fn cuts(method: &ValueMapMethod) -> Self {
        Self { attractiveness: method.attractiveness_cut.get(), advantage: method.advantage_cut.get().max(0.01) }
    }

    /// Its value on an axis.
    pub const fn on(self, axis: Axis) -> f64 {
        match axis {
            Axis::Attractiveness => self.attractiveness,
            Axis::Advantage => self.advantage,
        }
    }

    /// The same with another value on an axis.
    #[must_use]
    pub const fn with(self, axis: Axis, value: f64) -> Self {
        match axis {
            Axis::Attractiveness => Self { attractiveness: value, ..self },
            Axis::Advantage => Self { advantage: value, ..self },
        }
    }

    /// A part of the way to another place: 0 is here, 1 is there.
    #[must_use]
    pub fn toward(self, there: Self, share: f64) -> Self {
        Self {
            attractiveness: lerp(self.attractiveness..=there.attractiveness, share),
            advantage: lerp(self.advantage..=there.advantage, share),
        }
    }

    /// The class of the place; on a cut counts as high.
    pub fn class(self, cuts: Self) -> CustomerClass {
        CustomerClass::of(self.attractiveness >= cuts.attractiveness, self.advantage >= cuts.advantage)
    }
}

impl From<Place> for Spot {
    fn from(place: Place) -> Self {
        Self { attractiveness: place.attractiveness.get(), advantage: place.advantage.get() }
    }
}

impl From<Spot> for Place {
    fn from(spot: Spot) -> Self {
        // Two decimals are finer than a hand, and a file reads better.
        let rounded = |value: f64| (value * 100.0).round() / 100.0;
        Self {
            attractiveness: Score::clamped(rounded(spot.attractiveness)),
            advantage: Ratio::clamped(rounded(spot.advantage)),
        }
    }
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

/// The ground of the map on the screen. Attractiveness is even; advantage is even in ratios, so that a rival twice as
/// strong as we stands as far from the middle, 1.0, as one half as strong.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plane {
    /// All of it; where one is near, more than the screen has.
    pub rect: Rect,
    /// The cuts between the classes.
    pub cuts: Spot,
    /// The strong end of the axis of advantage.
    pub reach: f64,
    /// Advantage grows to the left.
    pub flipped: bool,
}

impl Plane {
    /// Where an advantage is, from left to right.
    pub fn x(&self, advantage: f64) -> f32 {
        let way = advantage.max(1e-6).ln() / self.reach.ln();
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
        Spot { attractiveness: lerp(low..=high, up), advantage: self.reach.powf(way) }
    }

    /// The part of the map that belongs to a class.
    pub fn quadrant(&self, class: CustomerClass) -> Rect {
        let (attractive, strong) = axes(class);
        let x = if strong != self.flipped { self.rect.right() } else { self.rect.left() };
        let y = if attractive { self.rect.top() } else { self.rect.bottom() };
        Rect::from_two_pos(self.at(self.cuts), pos2(x, y))
    }
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
    fn the_scales_are_whole_and_equal_strength_is_in_the_middle() {
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
        assert_eq!(Plane { flipped: true, ..plane }.quadrant(CustomerClass::Invest).center(), pos2(400.0, 140.0));
    }

    #[test]
    fn a_cut_elsewhere_leaves_the_axes_where_they_are() {
        let moved = Plane { cuts: Spot { attractiveness: 7.75, advantage: 2.0_f64.sqrt() }, ..plane(false) };
        assert!((moved.x(1.0) - 300.0).abs() < 0.01);
        let rect = moved.quadrant(CustomerClass::Consolidate);
        assert!(rect.min.distance(pos2(400.0, 50.0)) < 0.01 && rect.max.distance(pos2(500.0, 140.0)) < 0.01);
    }

    proptest! {
        #[test]
        fn a_place_is_found_again(x in 100.0..500.0f32, y in 50.0..410.0f32, flipped: bool) {
            let plane = plane(flipped);
            let point = pos2(x, y);
            prop_assert!(plane.at(plane.spot(point)).distance(point) < 0.05);
        }
    }
}
