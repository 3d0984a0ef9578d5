//! What lies under the bubbles: quadrants, scales, cuts and their handles, titles.

use egui::{Align2, CursorIcon, Painter, Rect, Response, Role, Sense, Stroke, Ui, Vec2, pos2, vec2};

use super::{
    chart::Chart,
    plane::{ATTRACTIVENESS, Plane, axes},
};
use crate::{
    analysis::value_change::Axis,
    model::CustomerClass,
    panels::Scene,
    text::{format, value_map as words},
    ui::{Sign, Step, Tokens, signs, widgets},
};

/// Marks on the axis of advantage, outwards from 1.0; below it stand their inverses.
const MARKS: [f64; 7] = [1.1, 1.25, 1.5, 2.0, 3.0, 5.0, 10.0];

/// The part of the screen that shows the ground: what is left of `room` after the numbers and the titles along it.
pub fn inside(room: Rect, tokens: &Tokens) -> Rect {
    let line = 1.4 * tokens.type_size.small;
    Rect::from_min_max(
        pos2(room.left() + tokens.inset + 1.6 * tokens.type_size.small, room.top() + line + tokens.unit),
        pos2(room.right() - 1.6 * tokens.type_size.small, room.bottom() - 2.0 * line - tokens.unit),
    )
}

/// The ground, as much of it as is seen.
pub struct Ground<'a> {
    /// All of it.
    pub plane: &'a Plane,
    /// The part in sight.
    pub seen: Rect,
    /// What stands on it.
    pub chart: &'a Chart,
    /// What draws it.
    pub scene: &'a Scene<'a>,
}

impl Ground<'_> {
    /// Paints quadrants, grid, cuts, axes and titles; a class that is aimed at is brought out, and `plain` bubbles show
    /// nothing but their class. Returns where the quadrants' titles are.
    pub fn paint(&self, painter: &Painter, aim: Option<CustomerClass>, plain: bool) -> [Rect; 4] {
        let (tokens, plane) = (self.scene.tokens, self.plane);
        let ground = painter.with_clip_rect(self.seen);
        for class in CustomerClass::ALL {
            let wash = tokens.class(class).wash;
            let tint = if aim == Some(class) { wash } else { wash.gamma_multiply(0.45) };
            ground.rect_filled(plane.quadrant(class), 0.0, tint);
        }
        self.uncertain(&ground);
        self.scales(painter, &ground);
        let cut = Stroke::new(tokens.line, tokens.outline);
        ground.vline(plane.x(plane.cuts.advantage), plane.rect.y_range(), cut);
        ground.hline(plane.rect.x_range(), plane.y(plane.cuts.attractiveness), cut);
        self.captions(painter, plain);
        let mut titles = [Rect::NOTHING; 4];
        for ((title, class), count) in titles.iter_mut().zip(CustomerClass::ALL).zip(self.chart.counts) {
            *title = self.title(&ground, class, count, aim == Some(class));
        }
        titles
    }

    /// What the axes are, and how a bubble is read.
    fn captions(&self, painter: &Painter, plain: bool) {
        let (tokens, lang, seen) = (self.scene.tokens, self.scene.lang, self.seen);
        let font = tokens.font(Step::Small);
        let up = words::ATTRACTIVENESS_AXIS.of(lang);
        let across = if self.plane.flipped { words::ADVANTAGE_AXIS_FLIPPED } else { words::ADVANTAGE_AXIS }.of(lang);
        painter.text(seen.left_top() - vec2(0.0, tokens.unit), Align2::LEFT_BOTTOM, up, font.clone(), tokens.ink_soft);
        let below = pos2(seen.right(), seen.bottom() + 1.4 * tokens.type_size.small + tokens.unit);
        let across = painter.text(below, Align2::RIGHT_TOP, across, font.clone(), tokens.ink_soft);
        let key = |text: &str| painter.layout_no_wrap(text.to_owned(), font.clone(), tokens.ink_soft);
        let whole = key(words::BUBBLE_KEY.of(lang));
        let fits = !plain && seen.left() + whole.size().x + tokens.group < across.left();
        let shown = if fits { whole } else { key(words::AREA_IS_REVENUE.of(lang)) };
        painter.galley(pos2(seen.left(), below.y), shown, tokens.ink_soft);
    }

    /// The name of a quadrant in its outer corner, with its sign and how many customers it has.
    fn title(&self, painter: &Painter, class: CustomerClass, count: usize, aimed: bool) -> Rect {
        let (tokens, plane) = (self.scene.tokens, self.plane);
        let (quadrant, hue) = (plane.quadrant(class).intersect(self.seen).shrink(tokens.inset), tokens.class(class));
        let (attractive, strong) = axes(class);
        let right = strong != plane.flipped;
        let text = format!("{}  {count}", words::ranked_class(self.scene.lang, class));
        let font = if aimed { tokens.bold_font(Step::Section) } else { tokens.bold_font(Step::Body) };
        let galley = painter.layout_no_wrap(text, font, hue.ink);
        let sign = tokens.sign;
        let size = vec2(galley.size().x + sign + tokens.inset, galley.size().y);
        if quadrant.width() < size.x || quadrant.height() < size.y {
            return Rect::NOTHING;
        }
        let align = match (right, attractive) {
            (true, true) => Align2::RIGHT_TOP,
            (false, true) => Align2::LEFT_TOP,
            (true, false) => Align2::RIGHT_BOTTOM,
            (false, false) => Align2::LEFT_BOTTOM,
        };
        let rect = align.align_size_within_rect(size, quadrant);
        signs::paint(painter, Sign::from(class), pos2(rect.left() + sign / 2.0, rect.center().y), sign, hue.mark);
        painter.galley(pos2(rect.left() + sign + tokens.inset, rect.top()), galley, hue.ink);
        rect.expand(tokens.unit)
    }

    /// The bands along the cuts in which a class is uncertain.
    fn uncertain(&self, painter: &Painter) {
        let plane = self.plane;
        let within = self.scene.workbook.method.value_map.uncertain_within.get();
        let band = self.scene.tokens.surface.gamma_multiply(0.6);
        let (low, high) = (1.0 - within, 1.0 + within);
        let cuts = plane.cuts;
        let y = plane.y(cuts.attractiveness * high)..=plane.y(cuts.attractiveness * low);
        let (one, other) = (plane.x(cuts.advantage * low), plane.x(cuts.advantage * high));
        let x = one.min(other)..=one.max(other);
        painter.rect_filled(Rect::from_x_y_ranges(plane.rect.x_range(), y), 0.0, band);
        painter.rect_filled(Rect::from_x_y_ranges(x, plane.rect.y_range()), 0.0, band);
    }

    /// Whole scales with a faint grid; their numbers stand at the edge of what is seen.
    fn scales(&self, painter: &Painter, ground: &Painter) {
        let (tokens, plane, seen) = (self.scene.tokens, self.plane, self.seen);
        let (grid, font) = (tokens.hairline_stroke(), tokens.font(Step::Small));
        let [low, high] = ATTRACTIVENESS;
        for step in 0..=(high - low) as u8 {
            let value = low + f64::from(step);
            let y = plane.y(value);
            if !seen.expand(1.0).y_range().contains(y) {
                continue;
            }
            ground.hline(plane.rect.x_range(), y, grid);
            let at = pos2(seen.left() - tokens.unit, y);
            let align = if step == 0 { Align2::RIGHT_BOTTOM } else { Align2::RIGHT_CENTER };
            painter.text(at, align, format::number(value, 0), font.clone(), tokens.ink_soft);
        }
        let mark = |value: f64| {
            let x = plane.x(value);
            if seen.expand(1.0).x_range().contains(x) {
                ground.vline(x, plane.rect.y_range(), grid);
                let text = format::number(value, if value < 10.0 { 2 } else { 0 });
                let at = pos2(x, seen.bottom() + tokens.unit);
                painter.text(at, Align2::CENTER_TOP, text, font.clone(), tokens.ink_soft);
            }
        };
        let apart = 3.2 * tokens.type_size.small;
        mark(1.0);
        for side in [1.0, -1.0] {
            let mut last = plane.x(1.0);
            let marks = MARKS.into_iter().filter(|value| *value <= plane.reach * 1.001);
            for value in marks.map(|mark| mark.powf(side)) {
                let x = plane.x(value);
                if (x - last).abs() >= apart {
                    mark(value);
                    last = x;
                }
            }
        }
    }

    /// The handle of a cut at the edge of the map, to be dragged. The value it is dragged to is that of the pointer.
    pub fn handle(&self, ui: &Ui, axis: Axis) -> Option<Response> {
        let (tokens, lang, plane, seen) = (self.scene.tokens, self.scene.lang, self.plane, self.seen);
        let half = tokens.sign / 2.0;
        let at = plane.at(plane.cuts);
        let (center, cursor) = match axis {
            Axis::Attractiveness => (pos2(seen.right() + half, at.y), CursorIcon::ResizeVertical),
            Axis::Advantage => (pos2(at.x, seen.top() - half), CursorIcon::ResizeHorizontal),
        };
        if self.chart.is_fixed(self.scene) || !seen.expand(tokens.sign).contains(center) {
            return None;
        }
        let hit = Rect::from_center_size(center, Vec2::splat(tokens.sign * 1.5));
        let response = ui.interact(hit, ui.scope_id().with(axis), Sense::drag()).on_hover_cursor(cursor);
        let value = words::cut(lang, axis, plane.cuts.on(axis));
        widgets::name(&response, Role::Slider, &value);
        let is_held = response.hovered() || response.dragged();
        let color = if is_held { tokens.accent.mark } else { tokens.outline };
        let grip = match axis {
            Axis::Attractiveness => vec2(tokens.sign, tokens.sign / 2.0),
            Axis::Advantage => vec2(tokens.sign / 2.0, tokens.sign),
        };
        ui.painter().rect_filled(Rect::from_center_size(center, grip), tokens.sign / 4.0, color);
        if response.dragged() {
            let (at, align) = match axis {
                Axis::Attractiveness => (pos2(seen.right() - tokens.inset, at.y), Align2::RIGHT_BOTTOM),
                Axis::Advantage => (pos2(at.x + tokens.inset, seen.top() + tokens.unit), Align2::LEFT_TOP),
            };
            ui.painter().text(at, align, value, tokens.bold_font(Step::Body), tokens.accent.ink);
        }
        Some(response.on_hover_text(words::CUT_HINT.of(lang)))
    }
}

/// What a cut becomes when its handle is at a place: a round number.
pub fn cut_at(axis: Axis, value: f64) -> f64 {
    let step = match axis {
        Axis::Attractiveness => 10.0,
        Axis::Advantage => 20.0,
    };
    (value * step).round() / step
}
