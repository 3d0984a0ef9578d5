//! A map that one moves and zooms. It knows nothing of what is drawn on it.

use egui::{
    CursorIcon, Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, Rect, Response, Sense, Ui, Vec2,
    emath::easing, pos2,
};

use super::Tokens;

/// How near and how far one can go: points per unit of the map.
const ZOOM: std::ops::RangeInclusive<f32> = 0.05..=4.0;
/// The zoom that a fit never exceeds: a map of three people does not fill the wall.
const FIT_AT_MOST: f32 = 1.5;
/// Zoom per point of the wheel, as a power of e.
const WHEEL: f32 = 1.0 / 200.0;

/// Where one looks and from how near.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// The place of the map in the middle of the viewport.
    pub center: Pos2,
    /// Points per unit of the map.
    pub zoom: f32,
}

impl View {
    /// All of `content` in the viewport, with a margin in points.
    pub fn fit(content: Rect, viewport: Rect, margin: f32) -> Self {
        let room = (viewport.size() - Vec2::splat(2.0 * margin)).max(Vec2::splat(1.0));
        let need = content.size().max(Vec2::splat(1.0));
        let zoom = (room / need).min_elem().min(FIT_AT_MOST);
        Self { center: content.center(), zoom: zoom.clamp(*ZOOM.start(), *ZOOM.end()) }
    }

    /// The same, but from no farther than `legible`: what has no room then is beyond the sides and below.
    pub fn open(content: Rect, viewport: Rect, margin: f32, legible: f32) -> Self {
        let fit = Self::fit(content, viewport, margin);
        if fit.zoom >= legible {
            return fit;
        }
        let below_the_top = content.top() + (viewport.height() / 2.0 - margin) / legible;
        Self { center: pos2(content.center().x, below_the_top.min(content.center().y)), zoom: legible }
    }

    /// Where a place of the map is on the screen.
    pub fn to_screen(self, viewport: Rect, place: Pos2) -> Pos2 {
        viewport.center() + (place - self.center) * self.zoom
    }

    /// Which place of the map is at a point of the screen.
    pub fn to_world(self, viewport: Rect, point: Pos2) -> Pos2 {
        self.center + (point - viewport.center()) / self.zoom
    }

    /// Nearer (`factor` > 1) or farther, with the place under `point` staying where it is.
    #[must_use]
    pub fn zoomed_about(self, viewport: Rect, point: Pos2, factor: f32) -> Self {
        let place = self.to_world(viewport, point);
        let zoom = (self.zoom * factor).clamp(*ZOOM.start(), *ZOOM.end());
        Self { center: place - (point - viewport.center()) / zoom, zoom }
    }

    /// The map moved by so many points of the screen.
    #[must_use]
    pub fn moved(self, delta: Vec2) -> Self {
        Self { center: self.center - delta / self.zoom, ..self }
    }

    /// A part of the way to another view: 0 is here, 1 is there.
    #[must_use]
    pub fn toward(self, there: Self, share: f32) -> Self {
        let zoom = self.zoom * (there.zoom / self.zoom).powf(share);
        Self { center: self.center.lerp(there.center, share), zoom }
    }
}

/// The state of a map's view.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Canvas {
    view: Option<View>,
    /// Somebody has moved it: it no longer stays fitted as the viewport changes.
    own_way: bool,
    viewport: Option<Rect>,
    motion: Option<Motion>,
    hand: bool,
    /// What scrolls is two fingers on a touchpad, not a wheel.
    fingers: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Motion {
    from: View,
    to: View,
    started: f64,
}

/// A map being shown: what one needs to draw on it.
pub struct Stage {
    /// The empty ground: clicked to select nothing, and so on. What is drawn later lies above it.
    pub response: Response,
    /// The part of the screen that shows the map.
    pub viewport: Rect,
    /// Where one looks.
    pub view: View,
    /// The hand is out: everything moves the map, so what lies on it must not react.
    pub hand: bool,
}

impl Stage {
    /// Where a place of the map is on the screen.
    pub fn to_screen(&self, place: Pos2) -> Pos2 {
        self.view.to_screen(self.viewport, place)
    }

    /// Where a part of the map is on the screen.
    pub fn rect_to_screen(&self, part: Rect) -> Rect {
        Rect::from_min_max(self.to_screen(part.min), self.to_screen(part.max))
    }

    /// Which place of the map is at a point of the screen.
    pub fn to_world(&self, point: Pos2) -> Pos2 {
        self.view.to_world(self.viewport, point)
    }

    /// Points per unit of the map: what would be too small to read need not be drawn.
    pub fn zoom(&self) -> f32 {
        self.view.zoom
    }

    /// Whether any of a part of the map is in sight. What is not costs nothing.
    pub fn is_visible(&self, part: Rect) -> bool {
        self.rect_to_screen(part).intersects(self.viewport)
    }
}

impl Canvas {
    /// Takes all the room there is, and moves as the person moves it: a wheel, a pinch, or anything that scrolls while
    /// Ctrl is held zooms about the pointer; two fingers on a touchpad, dragging the ground, the middle button, or
    /// anything while Space is held or the hand is out (H) move; Shift+1 shows all of `content`, which is in units of
    /// the map. Where the system doesn't tell a touchpad from a wheel (X11, Windows), both zoom.
    ///
    /// It opens at all of `content`, from no farther than `legible`.
    ///
    /// Paint with a painter clipped to [`Stage::viewport`].
    pub fn show(&mut self, ui: &mut Ui, tokens: &Tokens, content: Rect, legible: f32) -> Stage {
        let (viewport, response) = ui.allocate_exact_size(ui.available_size(), Sense::click_and_drag());
        let resized = self.viewport.replace(viewport).is_none_or(|before| before.size() != viewport.size());
        if self.view.is_none() || (resized && !self.own_way) {
            self.view = Some(View::open(content, viewport, tokens.margin, legible));
        }
        let mut view = self.view.unwrap_or(View { center: content.center(), zoom: 1.0 });

        let held = self.keys(ui, tokens, &response, content, viewport);
        let hand = self.hand || held;
        view = self.moving(ui, tokens, view);
        self.fingers = fingers(ui, self.fingers);
        let by_hand = by_hand(ui, &response, viewport, (hand, self.fingers), view);
        if by_hand != view {
            self.motion = None;
            self.own_way = true;
            view = by_hand;
        }
        self.view = Some(view);
        if hand && response.contains_pointer() {
            let grabbing = ui.input(|input| input.pointer.primary_down());
            ui.set_cursor_icon(if grabbing { CursorIcon::Grabbing } else { CursorIcon::Grab });
        }
        Stage { response, viewport, view, hand }
    }

    /// Keeps a map from being left: one sees no more than all of it, and nothing beyond its edges.
    pub fn hold(&mut self, stage: Stage, whole: Rect) -> Stage {
        let farthest = (stage.viewport.size() / whole.size()).min_elem();
        let zoom = stage.view.zoom.max(farthest);
        let half = (stage.viewport.size() / (2.0 * zoom)).min(whole.size() / 2.0);
        let center = stage.view.center.clamp(whole.min + half, whole.max - half);
        let view = View { center, zoom };
        self.view = Some(view);
        Stage { view, ..stage }
    }

    /// Shows all of a part of the map, moving there.
    pub fn fit(&mut self, ui: &Ui, tokens: &Tokens, part: Rect) {
        if let Some(viewport) = self.viewport {
            self.own_way = false;
            self.go(ui, View::fit(part, viewport, tokens.margin));
        }
    }

    /// Shows a part of the map as near as it fits, moving there; it stays so when the viewport changes.
    pub fn fit_part(&mut self, ui: &Ui, tokens: &Tokens, part: Rect) {
        if let Some(viewport) = self.viewport {
            self.own_way = true;
            self.go(ui, View::fit(part, viewport, tokens.margin));
        }
    }

    /// Has a place of the map in the middle at once, as near as it is.
    pub fn look_at(&mut self, place: Pos2) {
        self.motion = None;
        self.own_way = true;
        self.view = self.view.map(|view| View { center: place, ..view });
    }

    /// Brings a place of the map to the middle, from no farther than one can read.
    pub fn reveal(&mut self, ui: &Ui, place: Pos2) {
        if let Some(view) = self.view {
            self.own_way = true;
            self.go(ui, View { center: place, zoom: view.zoom.max(1.0) });
        }
    }

    /// Moves just as far as it takes to have a part of the map in sight.
    pub fn bring_into_sight(&mut self, ui: &Ui, part: Rect) {
        let (Some(view), Some(viewport)) = (self.view, self.viewport) else { return };
        let seen = Rect::from_min_max(view.to_world(viewport, viewport.min), view.to_world(viewport, viewport.max));
        if !seen.contains_rect(part) {
            self.own_way = true;
            // A little farther, so that it doesn't stick to the edge.
            let part = part.expand2(part.size() / 2.0);
            let by = (part.max - seen.max).max(Vec2::ZERO) + (part.min - seen.min).min(Vec2::ZERO);
            self.go(ui, View { center: view.center + by, ..view });
        }
    }

    /// Goes along when the places of the map have moved by so much: what is in sight stays where it is.
    pub fn shift(&mut self, by: Vec2) {
        let along = |view: View| View { center: view.center + by, ..view };
        self.view = self.view.map(along);
        self.motion = self.motion.map(|motion| Motion { from: along(motion.from), to: along(motion.to), ..motion });
    }

    /// Nearer or farther about the middle, for buttons and keys.
    pub fn zoom_by(&mut self, ui: &Ui, factor: f32) {
        if let (Some(view), Some(viewport)) = (self.view, self.viewport) {
            self.own_way = true;
            self.go(ui, view.zoomed_about(viewport, viewport.center(), factor));
        }
    }

    /// Whether it shows all of the map, or what could be read of it, as nobody has moved it.
    pub fn is_fitted(&self) -> bool {
        !self.own_way
    }

    /// Whether the hand is out, so that dragging anything moves the map.
    pub fn hand(&mut self) -> &mut bool {
        &mut self.hand
    }

    fn go(&mut self, ui: &Ui, to: View) {
        let from = self.view.unwrap_or(to);
        self.motion = Some(Motion { from, to, started: ui.input(|input| input.time) });
        ui.request_repaint();
    }

    /// The view on its way, if it is on one.
    fn moving(&mut self, ui: &Ui, tokens: &Tokens, view: View) -> View {
        let Some(Motion { from, to, started }) = self.motion else { return view };
        let share = ((ui.input(|input| input.time) - started) as f32 / tokens.motion).min(1.0);
        // Without motion this divides by 0, and what is not a number is taken as 1.
        if share < 1.0 {
            ui.request_repaint();
            from.toward(to, easing::cubic_out(share))
        } else {
            self.motion = None;
            to
        }
    }

    /// Whether the key that brings out the hand for a while is held.
    fn keys(&mut self, ui: &Ui, tokens: &Tokens, response: &Response, content: Rect, viewport: Rect) -> bool {
        let listening = (response.contains_pointer() || response.has_focus()) && !ui.ctx().text_edit_focused();
        if !listening {
            return false;
        }
        let (all, hand, space) = ui.input_mut(|input| {
            let shifted = |key| input.modifiers.shift_only() && input.key_pressed(key);
            let all = shifted(Key::Num1) || shifted(Key::Exclamationmark);
            (all, input.consume_key(Modifiers::NONE, Key::H), input.key_down(Key::Space))
        });
        if all {
            self.own_way = false;
            self.go(ui, View::fit(content, viewport, tokens.margin));
        }
        self.hand ^= hand;
        space
    }
}

/// The view after what the person does with the pointer in this frame.
fn by_hand(ui: &Ui, response: &Response, viewport: Rect, (hand, fingers): (bool, bool), view: View) -> View {
    let over = response.contains_pointer() || ui.rect_contains_pointer(viewport);
    let mut view = view;
    // With Shift the drag is for what lies on the map.
    let is_dragged = response.dragged_by(PointerButton::Primary) && !ui.input(|input| input.modifiers.shift);
    if is_dragged {
        view = view.moved(response.drag_delta());
    } else if over {
        let (delta, down) = ui.input(|input| {
            let pointer = &input.pointer;
            (pointer.delta(), pointer.middle_down() || (hand && pointer.primary_down()))
        });
        if down {
            view = view.moved(delta);
        }
    }
    let Some(point) = ui.input(|input| input.pointer.hover_pos()).filter(|_| over) else { return view };
    let (scrolled, pinched) =
        ui.input_mut(|input| (std::mem::take(&mut input.smooth_scroll_delta), input.zoom_delta()));
    let (moved, factor) =
        if fingers { (scrolled, pinched) } else { (Vec2::ZERO, pinched * (scrolled.y * WHEEL).exp()) };
    if moved != Vec2::ZERO {
        view = view.moved(moved);
    }
    if factor == 1.0 { view } else { view.zoomed_about(viewport, point, factor) }
}

/// Whether what scrolls is two fingers: a touchpad says by how many points, a wheel by how many notches. Scrolling
/// goes on for some frames after the last word of it.
fn fingers(ui: &Ui, before: bool) -> bool {
    ui.input(|input| {
        input.events.iter().fold(before, |fingers, event| match event {
            Event::MouseWheel { unit, .. } => *unit == MouseWheelUnit::Point,
            _ => fingers,
        })
    })
}

#[cfg(test)]
mod tests {
    use egui::vec2;
    use proptest::prelude::*;

    use super::*;

    const VIEWPORT: Rect = Rect::from_min_max(pos2(100.0, 50.0), pos2(900.0, 650.0));

    fn near(a: Pos2, b: Pos2) -> bool {
        a.distance(b) < 0.01 * (1.0 + a.to_vec2().length() / 100.0)
    }

    fn view() -> impl Strategy<Value = View> {
        (-1000.0..1000.0f32, -1000.0..1000.0f32, 0.05..4.0f32)
            .prop_map(|(x, y, zoom)| View { center: pos2(x, y), zoom })
    }

    fn point() -> impl Strategy<Value = Pos2> {
        (100.0..900.0f32, 50.0..650.0f32).prop_map(|(x, y)| pos2(x, y))
    }

    proptest! {
        #[test]
        fn zooming_keeps_what_is_under_the_pointer(view in view(), point in point(), factor in 0.01..100.0f32) {
            let zoomed = view.zoomed_about(VIEWPORT, point, factor);
            prop_assert!(ZOOM.contains(&zoomed.zoom));
            prop_assert!(near(zoomed.to_screen(VIEWPORT, view.to_world(VIEWPORT, point)), point));
        }

        #[test]
        fn there_and_back(view in view(), point in point()) {
            prop_assert!(near(view.to_screen(VIEWPORT, view.to_world(VIEWPORT, point)), point));
        }

        #[test]
        fn moving_carries_the_map_along(view in view(), point in point(), x in -500.0..500.0f32, y in -500.0..500.0f32) {
            let place = view.to_world(VIEWPORT, point);
            let moved = view.moved(vec2(x, y));
            prop_assert!(near(moved.to_screen(VIEWPORT, place), point + vec2(x, y)));
        }

        #[test]
        fn a_fit_shows_everything(x in -5000.0..5000.0f32, y in -5000.0..5000.0f32, w in 0.0..9000.0f32, h in 0.0..9000.0f32) {
            let content = Rect::from_min_size(pos2(x, y), vec2(w, h));
            let view = View::fit(content, VIEWPORT, 24.0);
            prop_assert!(VIEWPORT.expand(1.0).contains(view.to_screen(VIEWPORT, content.min)));
            prop_assert!(VIEWPORT.expand(1.0).contains(view.to_screen(VIEWPORT, content.max)));
        }
    }

    #[test]
    fn a_fit_by_hand() {
        // 752 × 552 points of room for 376 × 100 units: 2.0 by width, 5.52 by height, and never more than 1.5.
        let wide = Rect::from_min_size(pos2(0.0, 0.0), vec2(376.0, 100.0));
        assert_eq!(View::fit(wide, VIEWPORT, 24.0), View { center: pos2(188.0, 50.0), zoom: 1.5 });
        let wider = Rect::from_min_size(pos2(0.0, 0.0), vec2(1504.0, 100.0));
        assert_eq!(View::fit(wider, VIEWPORT, 24.0).zoom, 0.5);
    }

    #[test]
    fn a_map_too_large_to_read_opens_at_the_middle_of_its_top() {
        // 800 × 600 points from a zoom of 0.5 show 1600 × 1200 units; the margin of 24 points is 48.
        let large = Rect::from_min_size(pos2(0.0, 0.0), vec2(8000.0, 4000.0));
        let view = View::open(large, VIEWPORT, 24.0, 0.5);
        assert_eq!(view, View { center: pos2(4000.0, 552.0), zoom: 0.5 });
        // What is only too wide stands in the middle of the height.
        let wide = Rect::from_min_size(pos2(0.0, 0.0), vec2(8000.0, 400.0));
        assert_eq!(View::open(wide, VIEWPORT, 24.0, 0.5).center, pos2(4000.0, 200.0));
        assert_eq!(View::open(large, VIEWPORT, 24.0, 0.05), View::fit(large, VIEWPORT, 24.0));
    }

    #[test]
    fn halfway_is_halfway_in_factors() {
        let near = View { center: pos2(0.0, 0.0), zoom: 4.0 };
        let far = View { center: pos2(10.0, 20.0), zoom: 1.0 };
        assert_eq!(near.toward(far, 0.5), View { center: pos2(5.0, 10.0), zoom: 2.0 });
        assert_eq!(near.toward(far, 1.0), far);
    }
}
