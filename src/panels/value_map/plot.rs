//! The map itself: its bubbles and their names, and what the pointer and the keyboard do to them.

use egui::{CursorIcon, Key, Painter, Pos2, Rect, Response, Sense, Shape, Stroke, Ui, Vec2, vec2};

use super::{
    Gesture, ValueMap,
    arrange::Moving,
    chart::Bubble,
    cuts,
    ground::{self, Ground, cut_at},
    names::{Name, Names},
    plane::{Plane, Spot},
    selected,
};
use crate::{
    analysis::value_change::Axis,
    model::CustomerId,
    panels::{Scene, Selection, Wish, Wishes},
    text::value_map as words,
    ui::{Drawn, Lasso, Sign, Stage, Step, signs, widgets},
};

/// More bubbles than this are drawn smaller, so that they hide each other less.
const CROWD: f32 = 30.0;

/// With less ground to each bubble than so many signs, it shows only its class: ring and tick are told on hovering.
const SIGNS: f32 = 22.0;

/// What happened to a bubble.
enum Touch {
    Select(CustomerId),
    Mark(CustomerId),
    Drag { id: CustomerId, grab: Vec2, spot: Spot },
    Drop,
}

/// Shows the map in all the room there is.
pub fn show(panel: &mut ValueMap, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes) {
    let room = ui.available_rect_before_wrap();
    if room.width() < 120.0 || room.height() < 120.0 {
        return;
    }
    let tokens = scene.tokens;
    // One unit of the canvas is a point while all of the map is in sight.
    let stage = panel.canvas.show(ui, tokens, room.shrink(tokens.margin), 0.0);
    let stage = panel.canvas.hold(stage, room);
    let (now, inside) = (ui.input(|input| input.time), ground::inside(room, tokens));
    let Some(plane) = panel.plane(&stage, inside) else { return };
    let (painter, nearer) = (ui.painter_at(room), stage.zoom() > 1.0);
    let over = if nearer { painter.with_clip_rect(inside) } else { painter.clone() };

    cut_handles(panel, ui, scene, wishes, (&plane, inside));
    let Some(chart) = &panel.chart else { return };
    let aim = match &panel.gesture {
        Gesture::Moving(moving) => panel.gesture.spot_of(&moving.lead).map(|spot| spot.class(plane.cuts)),
        Gesture::Asking(form) => form.class(),
        _ => None,
    };
    let seen = if nearer { inside } else { plane.rect };
    let share = plane.rect.area() / chart.bubbles.len() as f32;
    let plain = share < SIGNS * tokens.sign * tokens.sign;
    let titles = Ground { plane: &plane, seen, chart, scene }.paint(&painter, aim, plain);
    let largest = largest_radius(inside, chart.bubbles.len(), stage.zoom());
    // So small a disc, its edge included, is ready on the graphics card.
    let smallest = tokens.sign * if plain { 0.47 } else { 0.75 };
    let radii: Vec<f32> = chart.bubbles.iter().map(|bubble| bubble.radius(smallest..=largest)).collect();
    if panel.names.as_ref().is_none_or(|names| !names.are_current(&plane, tokens)) {
        panel.names = Some(Names::place(&painter, &plane, chart, (&radii, stage.zoom()), tokens, &titles));
    }
    let drawing = Drawing { panel, scene, plane: &plane, painter: &over, radii: &radii, seen: over.clip_rect(), plain };
    let (touch, focused) = drawing.bubbles(ui, stage.hand);
    let fixed = chart.is_fixed(scene);
    let ground = &stage.response;
    match touch {
        Some(Touch::Select(id)) => {
            panel.marked.clear();
            wishes.push(Wish::Select(Selection::Customer(id)));
        }
        Some(Touch::Mark(id)) => panel.mark(id, scene),
        Some(Touch::Drag { id, grab, spot }) => {
            panel.drag(&plane, id, grab, spot);
            ui.set_cursor_icon(CursorIcon::Grabbing);
        }
        Some(Touch::Drop) if ui.input(|input| input.key_pressed(Key::Escape)) => panel.let_go(now),
        Some(Touch::Drop) => panel.drop_bubbles(now, &plane, scene, wishes),
        None if ground.clicked() => {
            panel.marked.clear();
            wishes.push(Wish::Select(Selection::Nothing));
        }
        None => {}
    }
    if let Some((response, id)) = focused.filter(|_| !fixed) {
        panel.nudge(&response, &plane, &id, scene, wishes);
    }
    lasso(panel, ui, scene, &stage, &plane, &painter);
    marks(panel, ui, scene, wishes, (&plane, room));
    if let Gesture::Asking(form) = &mut panel.gesture
        && let Some(confirmed) = form.show(ui, scene, room)
    {
        panel.answer(now, scene, wishes, confirmed);
    }
}

impl ValueMap {
    /// The ground on the screen, with a cut where it is being dragged to.
    fn plane(&self, stage: &Stage, inside: Rect) -> Option<Plane> {
        let chart = self.chart.as_ref()?;
        let cuts = match self.gesture {
            Gesture::Cutting(axis, value) => chart.cuts.with(axis, value),
            _ => chart.cuts,
        };
        Some(Plane { rect: stage.rect_to_screen(inside), cuts, reach: chart.reach, flipped: self.flipped })
    }

    /// Adds a bubble to those that are marked, or takes it out. The one selected counts as the first.
    fn mark(&mut self, id: CustomerId, scene: &Scene<'_>) {
        if self.marked.is_empty() {
            self.marked.extend(selected(scene).cloned());
        }
        if !self.marked.remove(&id) {
            self.marked.insert(id);
        }
    }
}

/// How large the largest of so many bubbles is, on a map of this size.
fn largest_radius(inside: Rect, bubbles: usize, zoom: f32) -> f32 {
    let crowded = (CROWD / bubbles as f32).sqrt().clamp(0.3, 1.0);
    (inside.size().min_elem() * 0.085 * crowded).clamp(14.0, 60.0) * zoom.sqrt()
}

/// Both cuts can be dragged; one is a change of the method when it is let go.
fn cut_handles(panel: &mut ValueMap, ui: &Ui, scene: &Scene<'_>, wishes: &mut Wishes, (plane, seen): (&Plane, Rect)) {
    for axis in Axis::ALL {
        let Some(chart) = &panel.chart else { return };
        let Some(handle) = (Ground { plane, seen, chart, scene }).handle(ui, axis) else { continue };
        if let Some(pointer) = handle.interact_pointer_pos().filter(|_| handle.dragged()) {
            panel.gesture = Gesture::Cutting(axis, cut_at(axis, plane.spot(pointer).on(axis)));
        }
        if handle.drag_stopped()
            && let Gesture::Cutting(axis, value) = std::mem::take(&mut panel.gesture)
            && !ui.input(|input| input.key_pressed(Key::Escape))
        {
            let now = &scene.workbook.method.value_map;
            let next = cuts::moved(now, axis, value);
            if next != *now {
                wishes.edit(cuts::edit(scene, next));
            }
        }
    }
}

/// A line drawn round bubbles marks them: dragged on the ground while all of the map is in sight, or with Shift.
fn lasso(panel: &mut ValueMap, ui: &Ui, scene: &Scene<'_>, stage: &Stage, plane: &Plane, painter: &Painter) {
    let (ground, tokens) = (&stage.response, scene.tokens);
    let draws = !stage.hand && (stage.zoom() <= 1.0 || ui.input(|input| input.modifiers.shift));
    if ground.drag_started_by(egui::PointerButton::Primary) && draws && panel.gesture == Gesture::Idle {
        panel.gesture = Gesture::Lasso(Lasso::begin(ui));
    }
    let Gesture::Lasso(lasso) = &mut panel.gesture else { return };
    match lasso.follow(ui, ground, painter, tokens) {
        Drawn::Going => {}
        Drawn::GivenUp => panel.gesture = Gesture::Idle,
        Drawn::Closed => {
            let lasso = std::mem::take(lasso);
            panel.gesture = Gesture::Idle;
            panel.mark_inside(&lasso, plane);
        }
    }
}

/// What can be done with the bubbles that are marked.
fn marks(panel: &mut ValueMap, ui: &Ui, scene: &Scene<'_>, wishes: &mut Wishes, (plane, room): (&Plane, Rect)) {
    if panel.marked.is_empty() || panel.gesture != Gesture::Idle {
        return;
    }
    let (tokens, lang, now) = (scene.tokens, scene.lang, ui.input(|input| input.time));
    let fixed = panel.chart.as_ref().is_none_or(|chart| chart.is_fixed(scene));
    widgets::bar_over(ui, tokens, room, words::MARKED.of(lang), |ui| {
        ui.label(tokens.body(words::marked(lang, panel.marked.len())));
        for (axis, word) in [(Axis::Attractiveness, words::ALIGN_ACROSS), (Axis::Advantage, words::ALIGN_DOWN)] {
            let enabled = !fixed && panel.marked.len() > 1;
            let button = |ui: &mut Ui| widgets::tool_button(ui, tokens, word.of(lang)).clicked();
            if ui.add_enabled_ui(enabled, button).inner {
                panel.align(now, axis, plane, scene, wishes);
            }
        }
        let clear = widgets::tool_button(ui, tokens, words::UNMARK.of(lang)).clicked();
        if clear || ui.input(|input| input.key_pressed(Key::Escape)) {
            panel.marked.clear();
        }
    });
}

/// The bubbles being drawn.
struct Drawing<'a> {
    panel: &'a ValueMap,
    scene: &'a Scene<'a>,
    plane: &'a Plane,
    painter: &'a Painter,
    radii: &'a [f32],
    /// The part of the screen that shows them.
    seen: Rect,
    /// They are too many for anything but their class.
    plain: bool,
}

impl Drawing<'_> {
    /// Paints the bubbles and says what is done to one of them, and which has or loses the keyboard.
    fn bubbles(&self, ui: &Ui, hand: bool) -> (Option<Touch>, Option<(Response, CustomerId)>) {
        let (panel, tokens) = (self.panel, self.scene.tokens);
        let (Some(chart), Some(names)) = (&panel.chart, &panel.names) else { return (None, None) };
        let selected = selected(self.scene);
        let motion = chart.motion(ui.input(|input| input.time), tokens.travel);
        if motion.is_some() {
            ui.request_repaint();
        }
        let place = |bubble: &Bubble| {
            self.plane.at(panel.gesture.spot_of(&bubble.id).unwrap_or_else(|| bubble.spot_at(motion)))
        };
        let sized = || chart.bubbles.iter().zip(self.radii.iter().copied());
        for (bubble, radius) in sized() {
            self.trail(bubble, place(bubble), radius);
        }
        let ghost = panel.why.as_ref().and_then(|why| why.ghost).zip(panel.start.as_ref());
        if let Some((ghost, start)) = ghost
            && let Some((bubble, radius)) = sized().find(|(bubble, _)| bubble.id == *start.id())
        {
            self.ghost(self.plane.at(ghost), place(bubble), radius);
        }
        let (mut touch, mut focused) = (None, None);
        let moved = |bubble: &Bubble| panel.gesture.spot_of(&bubble.id).is_some();
        let standing = sized().filter(|(bubble, _)| !moved(bubble));
        for (bubble, radius) in standing.chain(sized().filter(|(bubble, _)| moved(bubble))) {
            let center = place(bubble);
            if !self.seen.intersects(Rect::from_center_size(center, Vec2::splat(2.0 * radius + 4.0 * tokens.sign))) {
                continue;
            }
            let is_selected = selected == Some(&bubble.id);
            let response = self.interact(ui, bubble, (center, radius), is_selected, hand);
            if response.has_focus() || response.lost_focus() {
                focused = Some((response.clone(), bubble.id.clone()));
            }
            // While one is dragged or the reason asked, nothing may cover what is happening.
            let response = match panel.gesture {
                Gesture::Idle => response.on_hover_ui(|ui| self.hover(ui, bubble)),
                _ => response,
            };
            if let Some(ghost) = bubble.ghost {
                self.ghost(self.plane.at(ghost), center, radius);
            }
            self.bubble(bubble, center, radius, &response, is_selected);
            touch = self.touched(bubble, &response, center, is_selected).or(touch);
        }
        for ((bubble, radius), name) in sized().zip(names.iter()) {
            let is_selected = selected == Some(&bubble.id);
            let center = place(bubble);
            if is_selected {
                let font = tokens.bold_font(Step::Small);
                let bold = self.painter.layout_no_wrap(bubble.name.clone(), font, tokens.ink);
                let beside = vec2(radius + tokens.inset, -bold.size().y / 2.0);
                let offset = name.map_or(beside, |name| name.offset_of(bold.size().x));
                self.painter.galley(center + offset, bold, tokens.ink);
            } else if let Some(Name { text, offset, covers }) = name {
                let at = center + *offset;
                if *covers {
                    let ground = Rect::from_min_size(at, text.size()).expand2(vec2(tokens.unit / 2.0, 0.0));
                    self.painter.rect_filled(ground, tokens.unit / 2.0, tokens.surface.gamma_multiply(0.8));
                }
                self.painter.galley(at, text.clone(), tokens.ink);
            }
        }
        (touch, focused)
    }

    fn interact(&self, ui: &Ui, bubble: &Bubble, at: (Pos2, f32), selected: bool, hand: bool) -> Response {
        let (center, radius) = at;
        let fixed = self.panel.chart.as_ref().is_none_or(|chart| chart.is_fixed(self.scene));
        let sense = match (hand, fixed) {
            (true, _) => Sense::hover(),
            (false, true) => Sense::click(),
            (false, false) => Sense::click_and_drag(),
        };
        let hit = Rect::from_center_size(center, Vec2::splat(2.0 * radius.max(self.scene.tokens.sign)));
        let response = ui.interact(hit.intersect(self.seen), ui.scope_id().with(&bubble.id), sense);
        widgets::name_selectable(&response, selected || self.panel.marked.contains(&bubble.id), &bubble.spoken);
        response
    }

    /// What one reads while the pointer rests on a bubble.
    fn hover(&self, ui: &mut Ui, bubble: &Bubble) {
        let Scene { tokens, lang, .. } = *self.scene;
        let Some((workbook, values)) = self.panel.chart.as_ref().map(|chart| chart.shown(self.scene)) else { return };
        let found = workbook.customers.get(&bubble.id).zip(values.customers.get(&bubble.id));
        let Some((customer, value)) = found else { return };
        ui.label(tokens.strong(&bubble.name));
        ui.horizontal(|ui| {
            signs::show(ui, Sign::from(bubble.class), tokens.sign, tokens.class(bubble.class).mark);
            ui.label(tokens.body(words::ranked_class(lang, bubble.class)));
        });
        ui.label(tokens.small(words::attractiveness_value(lang, &value.attractiveness)));
        ui.label(tokens.small(words::advantage_value(lang, &value.advantage)));
        let revenue = words::amount(lang, &workbook.about, customer.revenue);
        ui.label(tokens.small(format!("{} {revenue}", words::REVENUE.of(lang))));
        if let Some(share) = bubble.wallet {
            ui.label(tokens.small(words::wallet(lang, share.into())));
        }
        let contacted = if bubble.contacted { words::CONTACTED_ALL } else { words::NOT_CONTACTED };
        ui.label(tokens.small(contacted.of(lang)));
        if let Some((_, was)) = bubble.was.filter(|(_, was)| *was != bubble.class) {
            ui.label(tokens.small(words::was_class(lang, was)));
        }
        for (holds, word) in [(bubble.uncertain, words::UNCERTAIN), (bubble.overridden, words::SET_BY_HAND)] {
            if holds {
                ui.label(tokens.small(word.of(lang)));
            }
        }
    }

    fn touched(&self, bubble: &Bubble, response: &Response, center: Pos2, selected: bool) -> Option<Touch> {
        let dragging = match &self.panel.gesture {
            Gesture::Moving(Moving { lead, grab, .. }) if *lead == bubble.id => *grab,
            _ => None,
        };
        if response.drag_stopped() {
            return dragging.map(|_| Touch::Drop);
        }
        if response.dragged() {
            let pointer = response.interact_pointer_pos()?;
            let pressed_at = response.ctx.input(|input| input.pointer.press_origin());
            let grab = dragging.unwrap_or(center - pressed_at.unwrap_or(pointer));
            return Some(Touch::Drag { id: bubble.id.clone(), grab, spot: self.plane.spot(pointer + grab) });
        }
        if response.clicked() && response.ctx.input(|input| input.modifiers.shift) {
            return Some(Touch::Mark(bubble.id.clone()));
        }
        if response.clicked() {
            // From here on the arrow keys move it.
            response.request_focus();
        }
        let chosen = response.clicked() || (response.gained_focus() && !selected);
        chosen.then(|| Touch::Select(bubble.id.clone()))
    }

    /// A bubble: filled in its class's colour, with the class's sign; hollow and broken where its class is uncertain,
    /// pinned where it was set by hand. A ring is our share of the customer's wallet, a tick that it was contacted.
    fn bubble(&self, bubble: &Bubble, center: Pos2, radius: f32, response: &Response, selected: bool) {
        let (painter, tokens) = (self.painter, self.scene.tokens);
        let hue = tokens.class(bubble.class);
        let sign = (radius * if self.plain { 1.1 } else { 0.9 }).min(tokens.sign * 1.5);
        let marked = self.panel.marked.contains(&bubble.id);
        if bubble.dimmed && !selected && !marked && !response.hovered() {
            painter.circle_filled(center, radius, hue.mark.gamma_multiply(0.16));
            return;
        }
        let ink = if bubble.uncertain {
            if self.plain {
                painter.add(self.disc(center, radius, hue.mark));
                painter.add(self.disc(center, radius - tokens.line_strong, hue.wash));
            } else {
                painter.add(self.disc(center, radius, hue.wash));
                painter.extend(broken_circle(center, radius, Stroke::new(tokens.line_strong, hue.mark)));
            }
            hue.mark
        } else {
            // In a crowd the edge is for the smallest, which lie on others.
            if !self.plain || radius < tokens.sign / 2.0 {
                painter.circle_filled(center, radius + tokens.line, tokens.surface);
            }
            painter.add(self.disc(center, radius, hue.mark.gamma_multiply(0.88)));
            tokens.surface
        };
        signs::paint(painter, Sign::from(bubble.class), center, sign, ink);
        let plain = self.plain && !selected && !response.hovered();
        let ring = radius + 1.5 * tokens.line_strong;
        if let Some(share) = bubble.wallet.filter(|_| !plain) {
            painter.circle_stroke(center, ring, Stroke::new(tokens.line, hue.mark.gamma_multiply(0.35)));
            painter.add(arc(center, ring, share, Stroke::new(1.5 * tokens.line_strong, hue.ink)));
        }
        if bubble.contacted && !plain {
            self.badge(center + Vec2::angled(std::f32::consts::FRAC_PI_4) * radius, hue.ink);
        }
        if bubble.overridden {
            let at = center + Vec2::angled(-std::f32::consts::FRAC_PI_4) * radius - vec2(0.0, tokens.sign * 0.5);
            signs::paint(painter, Sign::Pin, at, tokens.sign, tokens.ink);
        }
        let around = ring + tokens.line_strong;
        if selected || marked || response.has_focus() {
            painter.circle_stroke(center, around, tokens.focus_stroke());
        } else if response.hovered() {
            painter.circle_stroke(center, around, Stroke::new(tokens.line, tokens.ink));
        }
    }

    /// A filled circle. In a crowd of hundreds a larger one has sixteen corners, less than half a point off, which is a
    /// half of what the graphics card is given otherwise.
    fn disc(&self, center: Pos2, radius: f32, color: egui::Color32) -> Shape {
        const CORNERS: u8 = 16;
        if !self.plain || radius < self.scene.tokens.sign / 2.0 {
            return Shape::circle_filled(center, radius, color);
        }
        let corner =
            |at: u8| center + radius * Vec2::angled(std::f32::consts::TAU * f32::from(at) / f32::from(CORNERS));
        Shape::convex_polygon((0..CORNERS).map(corner).collect(), color, Stroke::NONE)
    }

    /// The tick of a customer that was contacted in all three ways.
    fn badge(&self, at: Pos2, ink: egui::Color32) {
        let tokens = self.scene.tokens;
        self.painter.circle(at, tokens.sign * 0.6, tokens.surface, Stroke::new(tokens.line, ink));
        signs::paint(self.painter, Sign::Check, at, tokens.sign * 0.7, ink);
    }

    /// Where a place by scores, or an earlier one, leads to the one of now.
    fn ghost(&self, ghost: Pos2, center: Pos2, radius: f32) {
        let tokens = self.scene.tokens;
        let stroke = Stroke::new(tokens.line, tokens.outline);
        self.painter.extend(broken_circle(ghost, radius, stroke));
        let way = (center - ghost).normalized();
        if ghost.distance(center) > 2.0 * radius {
            let line = [ghost + way * radius, center - way * radius];
            self.painter.extend(Shape::dashed_line(&line, stroke, tokens.unit, tokens.unit));
        }
    }

    /// The way from where a bubble stood on the map that is compared with: strong into another class.
    fn trail(&self, bubble: &Bubble, center: Pos2, radius: f32) {
        let tokens = self.scene.tokens;
        let Some((was, class)) = bubble.was.filter(|_| !bubble.dimmed) else { return };
        let from = self.plane.at(was);
        let way = center - from;
        if way.length() < radius + tokens.unit {
            return;
        }
        let (width, color) = if class == bubble.class {
            (tokens.line, tokens.outline)
        } else {
            (tokens.line_strong, tokens.class(bubble.class).ink)
        };
        let (stroke, way) = (Stroke::new(width, color), way.normalized());
        let tip = center - way * (radius + 2.0 * tokens.line_strong);
        self.painter.line_segment([from, tip], stroke);
        let back = tip - way * tokens.sign * 0.6;
        let aside = way.rot90() * tokens.sign * 0.3;
        self.painter.add(Shape::convex_polygon(vec![tip, back + aside, back - aside], color, Stroke::NONE));
        self.painter.circle_filled(from, tokens.sign * 0.25, tokens.class(class).mark);
    }
}

fn broken_circle(center: Pos2, radius: f32, stroke: Stroke) -> Vec<Shape> {
    const CORNERS: u8 = 48;
    let corner = |at: u8| center + radius * Vec2::angled(std::f32::consts::TAU * f32::from(at) / f32::from(CORNERS));
    let ring: Vec<Pos2> = (0..=CORNERS).map(corner).collect();
    Shape::dashed_line(&ring, stroke, 5.0, 3.0)
}

/// A part of a circle, clockwise from its top.
fn arc(center: Pos2, radius: f32, share: f32, stroke: Stroke) -> Shape {
    let turn = share.clamp(0.0, 1.0) * std::f32::consts::TAU;
    let steps = (turn * radius / 3.0).ceil().clamp(2.0, 64.0) as u8;
    let at = |step: u8| {
        center + radius * Vec2::angled(turn * f32::from(step) / f32::from(steps) - std::f32::consts::FRAC_PI_2)
    };
    Shape::line((0..=steps).map(at).collect(), stroke)
}
