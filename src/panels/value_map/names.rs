//! The names on the map: which have room, and where.

use std::sync::Arc;

use egui::{Galley, Painter, Pos2, Rect, Vec2, vec2};

use super::{chart::Chart, plane::Plane};
use crate::ui::{Step, Tokens, widgets};

/// The most names on a map that is seen whole; more cannot be read anyway.
const MOST: f32 = 60.0;

/// The widest name, in widths of a letter; a longer one ends in an ellipsis, and is whole on hovering and when selected.
const LONGEST: f32 = 14.0;

/// So many of the most important bubbles are named even where their names must cover less important ones.
const IMPORTANT: usize = 12;

/// The names of a map, for one size of it.
pub struct Names {
    plane: Plane,
    size: f32,
    /// By bubble: its name, if it has room.
    placed: Vec<Option<Name>>,
}

/// A name that has room.
pub struct Name {
    /// The name.
    pub text: Arc<Galley>,
    /// Where its upper left corner is from the bubble's middle.
    pub offset: Vec2,
    /// Less important bubbles lie under it, so that it needs a ground of its own.
    pub covers: bool,
}

impl Name {
    /// The offset of the same name in another width: its side towards the bubble stays where it is.
    pub fn offset_of(&self, width: f32) -> Vec2 {
        let (wider, end) = (width - self.text.size().x, self.offset.x + self.text.size().x);
        let back = if end <= 0.0 { 1.0 } else { f32::from(u8::from(self.offset.x < 0.0)) / 2.0 };
        self.offset - vec2(wider * back, 0.0)
    }
}

impl Names {
    /// Finds room for the names of the most important bubbles. `radii` are those of the bubbles, on a map seen from this
    /// near; `taken` are other words.
    pub fn place(
        painter: &Painter,
        plane: &Plane,
        chart: &Chart,
        (radii, zoom): (&[f32], f32),
        tokens: &Tokens,
        taken: &[Rect],
    ) -> Self {
        let circles: Vec<(Pos2, f32)> =
            chart.bubbles.iter().zip(radii).map(|(bubble, radius)| (plane.at(bubble.spot), *radius)).collect();
        let longest = LONGEST * tokens.type_size.small;
        let galley = |name: &str| widgets::line(painter, name, tokens.font(Step::Small), tokens.ink, longest);
        let bright = chart.bubbles.iter().map(|bubble| !bubble.dimmed);
        let mut left = (MOST * zoom * zoom) as usize;
        let galleys: Vec<Option<Arc<Galley>>> = (chart.bubbles.iter().zip(bright))
            .map(|(bubble, bright)| {
                let is_named = bright && left > 0;
                left -= usize::from(is_named);
                is_named.then(|| galley(&bubble.name))
            })
            .collect();
        let sizes: Vec<Option<Vec2>> = galleys.iter().map(|name| name.as_ref().map(|name| name.size())).collect();
        let middle = plane.at(plane.cuts);
        let cuts = [
            Rect::from_x_y_ranges(middle.x..=middle.x, plane.rect.y_range()),
            Rect::from_x_y_ranges(plane.rect.x_range(), middle.y..=middle.y),
        ];
        let ghosts = chart.bubbles.iter().zip(&circles).filter_map(|(bubble, (_, radius))| {
            Some(Rect::from_center_size(plane.at(bubble.ghost?), Vec2::splat(2.0 * radius)))
        });
        let trails = chart.bubbles.iter().zip(&circles).filter(|(bubble, _)| !bubble.dimmed);
        let trails = trails.filter_map(|(bubble, (center, _))| Some((plane.at(bubble.was?.0), *center)));
        let trails = trails.flat_map(|(from, to)| beads(from, to, tokens.sign));
        let lines: Vec<Rect> = cuts.into_iter().chain(ghosts).chain(trails).collect();
        let room = Room { rect: plane.rect.expand(tokens.unit), taken, lines: &lines };
        let places = place(&circles, &sizes, room, tokens.inset);
        let name = |(text, place): (Option<Arc<Galley>>, Option<(Vec2, bool)>)| {
            let (text, (offset, covers)) = text.zip(place)?;
            Some(Name { text, offset, covers })
        };
        let placed = galleys.into_iter().zip(places).map(name).collect();
        Self { plane: *plane, size: tokens.type_size.small, placed }
    }

    /// Whether they were placed for this ground and this size of type.
    pub fn are_current(&self, plane: &Plane, tokens: &Tokens) -> bool {
        let moved = Plane { rect: Rect::from_min_size(self.plane.rect.min, plane.rect.size()), ..*plane };
        self.plane == moved && self.size == tokens.type_size.small
    }

    /// The name of each bubble that has room for it, in the order of the bubbles.
    pub fn iter(&self) -> impl Iterator<Item = Option<&Name>> {
        self.placed.iter().map(Option::as_ref)
    }
}

/// A slanting line as what a name can be kept off: squares along it.
fn beads(from: Pos2, to: Pos2, apart: f32) -> impl Iterator<Item = Rect> {
    let steps = (from.distance(to) / apart).ceil().min(200.0) as u8;
    (0..=steps).map(move |step| {
        let at = from.lerp(to, f32::from(step) / f32::from(steps.max(1)));
        Rect::from_center_size(at, Vec2::splat(apart))
    })
}

/// Where names may not stand, and where they had better not.
#[derive(Clone, Copy, Debug)]
struct Room<'a> {
    /// All of it.
    rect: Rect,
    /// Other words.
    taken: &'a [Rect],
    /// Lines that a name is hard to read on.
    lines: &'a [Rect],
}

/// Places names beside bubbles: for each bubble with a name, of this size, the offset of the name's upper left corner
/// from its middle, and whether it covers bubbles; `None` where there is no room. The earlier bubble goes first. Names
/// keep off each other, off bubbles and, where there is another place, off lines. Those of the important bubbles, which
/// come first, keep off each other's bubbles only if there is no better place.
fn place(circles: &[(Pos2, f32)], sizes: &[Option<Vec2>], room: Room<'_>, gap: f32) -> Vec<Option<(Vec2, bool)>> {
    let mut names: Vec<Rect> = room.taken.to_vec();
    let mut offsets = Vec::with_capacity(circles.len());
    for (at, ((center, radius), size)) in circles.iter().zip(sizes).enumerate() {
        let Some(size) = *size else {
            offsets.push(None);
            continue;
        };
        let rect = |offset: Vec2| Rect::from_min_size(*center + offset, size);
        let free_of = |circles: &[(Pos2, f32)], offset: &Vec2| {
            let name = rect(*offset);
            room.rect.contains_rect(name)
                && !names.iter().any(|other| other.intersects(name))
                && !circles.iter().any(|(other, radius)| name.distance_to_pos(*other) < *radius)
        };
        let free = |offset: &Vec2| free_of(circles, offset);
        let clear = |offset: &Vec2| !room.lines.iter().any(|line| line.intersects(rect(*offset)));
        let places = places(radius + gap, size);
        let offset = places.into_iter().find(|offset| clear(offset) && free(offset));
        let offset = offset.or_else(|| places.into_iter().find(free));
        let important = circles.get(..IMPORTANT).unwrap_or(circles);
        let covering = || places.into_iter().find(|offset| at < IMPORTANT && free_of(important, offset));
        let place = offset.map(|offset| (offset, false)).or_else(|| Some((covering()?, true)));
        names.extend(place.map(|(offset, _)| rect(offset)));
        offsets.push(place);
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
    use egui::pos2;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_keeps_off_a_line_where_it_can() {
        let rect = Rect::from_min_max(Pos2::ZERO, pos2(400.0, 300.0));
        let circles = [(pos2(200.0, 150.0), 10.0)];
        let sizes = [Some(vec2(60.0, 14.0))];
        let right = Rect::from_min_max(pos2(230.0, 0.0), pos2(231.0, 300.0));
        let offsets = |lines: &[Rect]| place(&circles, &sizes, Room { rect, taken: &[], lines }, 4.0);
        assert_eq!(offsets(&[]), [Some((vec2(14.0, -7.0), false))]);
        assert_eq!(offsets(&[right]), [Some((vec2(-74.0, -7.0), false))]);
        assert_eq!(offsets(&[rect]), [Some((vec2(14.0, -7.0), false))]);
    }

    proptest! {
        #[test]
        fn names_touch_nothing(
            circles in prop::collection::vec(((0.0..400.0f32, 0.0..300.0f32), 4.0..30.0f32), 0..40)
        ) {
            let circles: Vec<_> = circles.into_iter().map(|((x, y), radius)| (pos2(x, y), radius)).collect();
            let size = vec2(60.0, 14.0);
            let sizes: Vec<_> = (0..circles.len()).map(|at| (at % 5 != 4).then_some(size)).collect();
            let room = Rect::from_min_max(Pos2::ZERO, pos2(400.0, 300.0));
            let taken = [Rect::from_min_size(Pos2::ZERO, vec2(80.0, 20.0))];
            let offsets = place(&circles, &sizes, Room { rect: room, taken: &taken, lines: &[] }, 4.0);
            let name = |((offset, covers), center): ((Vec2, bool), Pos2)| (Rect::from_min_size(center + offset, size), covers);
            let placed = offsets.iter().zip(&circles).filter_map(|(place, (center, _))| Some(((*place)?, *center)));
            let names: Vec<(Rect, bool)> = placed.map(name).collect();
            prop_assert!(offsets.iter().zip(&sizes).all(|(offset, size)| offset.is_none() || size.is_some()));
            for (at, (name, covers)) in names.iter().enumerate() {
                prop_assert!(room.contains_rect(*name) && !name.intersects(taken[0]));
                prop_assert!(!names[..at].iter().any(|(other, _)| other.intersects(*name)));
                let kept_off = if *covers { &circles[..circles.len().min(IMPORTANT)] } else { &circles };
                prop_assert!(!kept_off.iter().any(|(center, radius)| name.distance_to_pos(*center) < *radius));
            }
            prop_assert!(offsets.iter().skip(IMPORTANT).flatten().all(|(_, covers)| !covers));
        }
    }
}
