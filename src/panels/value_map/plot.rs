//! The map itself: quadrants, axes, bubbles and their names, and what the pointer and the keyboard do to them.

use egui::{
    Align2, Button, CursorIcon, Frame, Margin, Painter, Panel, Pos2, Rect, Response, ScrollArea, Sense, Shape, Stroke,
    Ui, Vec2, pos2, vec2,
};

use super::{
    Gesture, ValueMap,
    chart::{self, ATTRACTIVENESS, Bubble, Chart, Plane, Room, Spot},
    selected,
};
use crate::{
    model::{CustomerClass, CustomerId},
    panels::{Scene, Selection, Wish, Wishes},
    text::{format, value_map as words},
    ui::{Sign, Step, Tokens, signs, widgets},
};

/// Marks on the axis of advantage, outwards from 1.0; below it stand their inverses.
const MARKS: [f64; 7] = [1.1, 1.25, 1.5, 2.0, 3.0, 5.0, 10.0];

/// The room, in widths of a letter, from which on customers without a place stand at the side.
const SIDE_TRAY: f32 = 70.0;

/// The most names on a map; more cannot be read anyway.
const MOST_NAMES: usize = 80;

/// Where the names were placed, for one size of the map.
#[derive(Clone, Debug)]
pub struct Names {
    plane: Plane,
    size: f32,
    /// By bubble: the offset of the name's upper left corner from the bubble's middle.
    offsets: Vec<Option<Vec2>>,
}

/// What happened to a bubble.
enum Touch {
    Select(CustomerId),
    Drag { id: CustomerId, grab: Vec2, spot: Spot },
    Drop,
}

/// Shows the map in all the room there is, in a panel of this width, with those who have no place yet at its side.
pub fn show(panel: &mut ValueMap, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes, width: f32) {
    if has_side_tray(width, scene.tokens) {
        tray(panel, ui, scene, wishes);
    }
    if let Some(chart) = &panel.chart {
        ui.horizontal(|ui| {
            ui.add_space(scene.tokens.inset);
            widgets::ellipsis_label(ui, scene.tokens.section(&chart.headline));
        });
    }
    let room = ui.available_rect_before_wrap();
    let Some(chart) = panel.chart.as_ref().filter(|_| room.width() > 120.0 && room.height() > 120.0) else { return };
    let ground = ui.allocate_rect(room, Sense::CLICK);
    let tokens = scene.tokens;
    let plane = Plane { rect: inside(room, tokens), cuts: chart.cuts, reach: chart.reach, flipped: panel.flipped };
    let painter = ui.painter_at(room);

    let aim = match &panel.gesture {
        Gesture::Dragging { spot, .. } => Some(chart::class_at(*spot, &scene.workbook.method.value_map)),
        Gesture::Asking(form) => Some(form.class),
        Gesture::Idle => None,
    };
    let titles = paint_ground(&painter, &plane, chart, scene, aim);
    let names_are_current =
        panel.names.as_ref().is_some_and(|names| names.plane == plane && names.size == tokens.type_size.small);
    if !names_are_current {
        panel.names = Some(Names::place(&painter, &plane, chart, tokens, &titles));
    }

    let touch = bubbles(panel, ui, scene, &plane, &painter);
    match touch {
        Some(Touch::Select(id)) => wishes.push(Wish::Select(Selection::Customer(id))),
        Some(Touch::Drag { id, grab, spot }) => {
            panel.gesture = Gesture::Dragging { id, grab, spot };
            ui.set_cursor_icon(CursorIcon::Grabbing);
        }
        Some(Touch::Drop) => panel.drop_bubble(ui, scene, wishes),
        None if ground.clicked() => wishes.push(Wish::Select(Selection::Nothing)),
        None => {}
    }
    if let Gesture::Asking(form) = &mut panel.gesture
        && let Some(confirmed) = form.show(ui, scene, room)
    {
        panel.answer(ui, scene, wishes, confirmed);
    }
}

/// The room of the two axes: what is left after the numbers and the titles along them.
fn inside(room: Rect, tokens: &Tokens) -> Rect {
    let line = 1.4 * tokens.type_size.small;
    Rect::from_min_max(
        pos2(room.left() + tokens.inset + 1.6 * tokens.type_size.small, room.top() + line + tokens.unit),
        pos2(room.right() - 1.6 * tokens.type_size.small, room.bottom() - 2.0 * line - tokens.unit),
    )
}

/// More bubbles than this are drawn smaller, so that they hide each other less.
const CROWD: f32 = 30.0;

/// How large the largest of so many bubbles is.
fn largest_radius(plane: &Plane, bubbles: usize) -> f32 {
    let crowded = (CROWD / bubbles as f32).sqrt().clamp(0.5, 1.0);
    (plane.rect.size().min_elem() * 0.085 * crowded).clamp(14.0, 60.0)
}

/// Paints quadrants, grid, cuts, axes and titles. Returns where the quadrants' titles are.
fn paint_ground(
    painter: &Painter,
    plane: &Plane,
    chart: &Chart,
    scene: &Scene<'_>,
    aim: Option<CustomerClass>,
) -> [Rect; 4] {
    let (tokens, lang) = (scene.tokens, scene.lang);
    for class in CustomerClass::ALL {
        let wash = tokens.class(class).wash;
        let tint = if aim == Some(class) { wash } else { wash.gamma_multiply(0.45) };
        painter.rect_filled(plane.quadrant(class), 0.0, tint);
    }
    let within = scene.workbook.method.value_map.uncertain_within.get();
    paint_uncertain(painter, plane, within, tokens);
    paint_scales(painter, plane, tokens);
    let cut = Stroke::new(tokens.line, tokens.outline);
    painter.vline(plane.x(chart.cuts.advantage), plane.rect.y_range(), cut);
    painter.hline(plane.rect.x_range(), plane.y(chart.cuts.attractiveness), cut);

    let (font, rect) = (tokens.font(Step::Small), plane.rect);
    let line = 1.4 * tokens.type_size.small;
    let up = words::ATTRACTIVENESS_AXIS.of(lang);
    let across = if plane.flipped { words::ADVANTAGE_AXIS_FLIPPED } else { words::ADVANTAGE_AXIS }.of(lang);
    painter.text(rect.left_top() - vec2(0.0, tokens.unit), Align2::LEFT_BOTTOM, up, font.clone(), tokens.ink_soft);
    let below = pos2(rect.right(), rect.bottom() + line + tokens.unit);
    painter.text(below, Align2::RIGHT_TOP, across, font.clone(), tokens.ink_soft);
    let caption = pos2(rect.left(), below.y);
    painter.text(caption, Align2::LEFT_TOP, words::AREA_IS_REVENUE.of(lang), font, tokens.ink_soft);

    let mut titles = [Rect::NOTHING; 4];
    for ((title, class), count) in titles.iter_mut().zip(CustomerClass::ALL).zip(chart.counts) {
        *title = paint_title(painter, plane, class, count, scene, aim == Some(class));
    }
    titles
}

/// The name of a quadrant in its outer corner, with its sign and how many customers it has.
fn paint_title(
    painter: &Painter,
    plane: &Plane,
    class: CustomerClass,
    count: usize,
    scene: &Scene<'_>,
    aimed: bool,
) -> Rect {
    let tokens = scene.tokens;
    let (quadrant, hue) = (plane.quadrant(class).shrink(tokens.inset), tokens.class(class));
    let (attractive, strong) = chart::axes(class);
    let right = strong != plane.flipped;
    let text = format!("{}  {count}", words::ranked_class(scene.lang, class));
    let font = if aimed { tokens.bold_font(Step::Section) } else { tokens.bold_font(Step::Body) };
    let galley = painter.layout_no_wrap(text, font, hue.ink);
    let sign = tokens.sign;
    let size = vec2(galley.size().x + sign + tokens.inset, galley.size().y);
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
fn paint_uncertain(painter: &Painter, plane: &Plane, within: f64, tokens: &Tokens) {
    let band = tokens.surface.gamma_multiply(0.6);
    let (low, high) = (1.0 - within, 1.0 + within);
    let Spot { attractiveness, advantage } = plane.cuts;
    let across =
        Rect::from_x_y_ranges(plane.rect.x_range(), plane.y(attractiveness * high)..=plane.y(attractiveness * low));
    let (one, other) = (plane.x(advantage * low), plane.x(advantage * high));
    let down = Rect::from_x_y_ranges(one.min(other)..=one.max(other), plane.rect.y_range());
    painter.rect_filled(across, 0.0, band);
    painter.rect_filled(down, 0.0, band);
}

/// Whole scales with a faint grid.
fn paint_scales(painter: &Painter, plane: &Plane, tokens: &Tokens) {
    let (rect, grid) = (plane.rect, tokens.hairline_stroke());
    let font = tokens.font(Step::Small);
    let [low, high] = ATTRACTIVENESS;
    for step in 0..=(high - low) as u8 {
        let value = low + f64::from(step);
        let y = plane.y(value);
        painter.hline(rect.x_range(), y, grid);
        let at = pos2(rect.left() - tokens.unit, y);
        let align = if step == 0 { Align2::RIGHT_BOTTOM } else { Align2::RIGHT_CENTER };
        painter.text(at, align, format::number(value, 0), font.clone(), tokens.ink_soft);
    }
    let mark = |value: f64| {
        let x = plane.x(value);
        painter.vline(x, rect.y_range(), grid);
        let text = format::number(value, if value < 10.0 { 2 } else { 0 });
        painter.text(pos2(x, rect.bottom() + tokens.unit), Align2::CENTER_TOP, text, font.clone(), tokens.ink_soft);
    };
    let apart = 3.2 * tokens.type_size.small;
    let within = |value: f64| {
        let ratio = value / plane.cuts.advantage;
        ratio <= plane.reach * 1.001 && ratio * plane.reach * 1.001 >= 1.0
    };
    mark(1.0);
    for side in [1.0, -1.0] {
        let mut last = plane.x(1.0);
        for value in MARKS.map(|mark| mark.powf(side)).into_iter().filter(|value| within(*value)) {
            let x = plane.x(value);
            if (x - last).abs() >= apart {
                mark(value);
                last = x;
            }
        }
    }
}

impl Names {
    fn place(painter: &Painter, plane: &Plane, chart: &Chart, tokens: &Tokens, titles: &[Rect]) -> Self {
        let largest = largest_radius(plane, chart.bubbles.len());
        let circles: Vec<(Pos2, f32)> =
            chart.bubbles.iter().map(|bubble| (plane.at(bubble.spot), bubble.radius(largest))).collect();
        let sizes: Vec<Vec2> = chart
            .bubbles
            .iter()
            .take(MOST_NAMES)
            .map(|bubble| painter.layout_no_wrap(bubble.name.clone(), tokens.font(Step::Small), tokens.ink).size())
            .collect();
        let middle = plane.at(plane.cuts);
        let cuts = [
            Rect::from_x_y_ranges(middle.x..=middle.x, plane.rect.y_range()),
            Rect::from_x_y_ranges(plane.rect.x_range(), middle.y..=middle.y),
        ];
        let ghost = |(bubble, (_, radius)): (&Bubble, &(Pos2, f32))| {
            bubble.ghost.map(|ghost| Rect::from_center_size(plane.at(ghost), Vec2::splat(2.0 * radius)))
        };
        let lines: Vec<Rect> = cuts.into_iter().chain(chart.bubbles.iter().zip(&circles).filter_map(ghost)).collect();
        let room = Room { rect: plane.rect.expand(tokens.unit), taken: titles, lines: &lines };
        let offsets = chart::place_names(&circles, &sizes, room, tokens.inset);
        Self { plane: *plane, size: tokens.type_size.small, offsets }
    }
}

/// Paints the bubbles and says what is done to one of them.
fn bubbles(panel: &ValueMap, ui: &Ui, scene: &Scene<'_>, plane: &Plane, painter: &Painter) -> Option<Touch> {
    let (Some(chart), Some(names)) = (&panel.chart, &panel.names) else { return None };
    let tokens = scene.tokens;
    let selected = selected(scene);
    let motion = chart.motion(ui.input(|input| input.time), tokens.motion);
    if motion.is_some() {
        ui.request_repaint();
    }
    let largest = largest_radius(plane, chart.bubbles.len());
    let mut touch = None;
    let moved = |bubble: &&Bubble| panel.gesture.spot_of(&bubble.id).is_some();
    let standing = chart.bubbles.iter().filter(|bubble| !moved(bubble));
    for bubble in standing.chain(chart.bubbles.iter().filter(moved)) {
        let spot = panel.gesture.spot_of(&bubble.id).unwrap_or_else(|| bubble.spot_at(motion));
        let (center, radius) = (plane.at(spot), bubble.radius(largest));
        let is_selected = selected == Some(&bubble.id);
        let response = interact(ui, scene, bubble, center, radius, is_selected);
        // While one is dragged or the reason asked, nothing may cover what is happening.
        let response = match panel.gesture {
            Gesture::Idle => response.on_hover_ui(|ui| hover(ui, scene, bubble)),
            Gesture::Dragging { .. } | Gesture::Asking(_) => response,
        };
        if let Some(ghost) = bubble.ghost {
            paint_ghost(painter, plane.at(ghost), center, radius, tokens);
        }
        paint_bubble(painter, bubble, center, radius, &response, is_selected, tokens);
        touch = touched(panel, bubble, &response, center, plane, is_selected).or(touch);
    }
    for (bubble, offset) in chart.bubbles.iter().zip(&names.offsets) {
        let is_selected = selected == Some(&bubble.id);
        let radius = bubble.radius(largest);
        let beside = is_selected.then(|| vec2(radius + tokens.inset, -tokens.type_size.small * 0.7));
        if let Some(offset) = offset.or(beside) {
            let spot = panel.gesture.spot_of(&bubble.id).unwrap_or_else(|| bubble.spot_at(motion));
            let font = if is_selected { tokens.bold_font(Step::Small) } else { tokens.font(Step::Small) };
            painter.text(plane.at(spot) + offset, Align2::LEFT_TOP, &bubble.name, font, tokens.ink);
        }
    }
    touch
}

fn interact(ui: &Ui, scene: &Scene<'_>, bubble: &Bubble, center: Pos2, radius: f32, selected: bool) -> Response {
    let sense = if scene.read_only { Sense::click() } else { Sense::click_and_drag() };
    let hit = Rect::from_center_size(center, Vec2::splat(2.0 * radius.max(scene.tokens.sign)));
    let response = ui.interact(hit, ui.scope_id().with(&bubble.id), sense);
    widgets::name_selectable(&response, selected, &bubble.spoken);
    response
}

/// What one reads while the pointer rests on a bubble.
fn hover(ui: &mut Ui, scene: &Scene<'_>, bubble: &Bubble) {
    let (tokens, lang) = (scene.tokens, scene.lang);
    let (Some(customer), Some(value)) =
        (scene.workbook.customers.get(&bubble.id), scene.derived.value_map.customers.get(&bubble.id))
    else {
        return;
    };
    ui.label(tokens.strong(&bubble.name));
    ui.horizontal(|ui| {
        signs::show(ui, Sign::from(bubble.class), tokens.sign, tokens.class(bubble.class).mark);
        ui.label(tokens.body(words::ranked_class(lang, bubble.class)));
    });
    ui.label(tokens.small(words::attractiveness_value(lang, &value.attractiveness)));
    ui.label(tokens.small(words::advantage_value(lang, &value.advantage)));
    let revenue = words::amount(lang, &scene.workbook.about, customer.revenue);
    ui.label(tokens.small(format!("{} {revenue}", words::REVENUE.of(lang))));
    for (holds, word) in [(bubble.uncertain, words::UNCERTAIN), (bubble.overridden, words::SET_BY_HAND)] {
        if holds {
            ui.label(tokens.small(word.of(lang)));
        }
    }
}

fn touched(
    panel: &ValueMap,
    bubble: &Bubble,
    response: &Response,
    center: Pos2,
    plane: &Plane,
    selected: bool,
) -> Option<Touch> {
    let dragging = match &panel.gesture {
        Gesture::Dragging { id, grab, .. } if *id == bubble.id => Some(*grab),
        _ => None,
    };
    if response.drag_stopped() {
        return dragging.map(|_| Touch::Drop);
    }
    if response.dragged() {
        let pointer = response.interact_pointer_pos()?;
        let pressed_at = response.ctx.input(|input| input.pointer.press_origin());
        let grab = dragging.unwrap_or(center - pressed_at.unwrap_or(pointer));
        return Some(Touch::Drag { id: bubble.id.clone(), grab, spot: plane.spot(pointer + grab) });
    }
    (!selected && (response.clicked() || response.gained_focus())).then(|| Touch::Select(bubble.id.clone()))
}

/// A bubble: filled in its class's colour, with the class's sign; hollow and broken where its class is uncertain,
/// pinned where it was set by hand.
fn paint_bubble(
    painter: &Painter,
    bubble: &Bubble,
    center: Pos2,
    radius: f32,
    response: &Response,
    selected: bool,
    tokens: &Tokens,
) {
    let hue = tokens.class(bubble.class);
    let sign = (radius * 0.9).min(tokens.sign * 1.5);
    if bubble.uncertain {
        painter.circle_filled(center, radius, hue.wash);
        painter.extend(broken_circle(center, radius, Stroke::new(tokens.line_strong, hue.mark)));
        signs::paint(painter, Sign::from(bubble.class), center, sign, hue.mark);
    } else {
        painter.circle(center, radius, hue.mark.gamma_multiply(0.88), Stroke::new(tokens.line, tokens.surface));
        signs::paint(painter, Sign::from(bubble.class), center, sign, tokens.surface);
    }
    if bubble.overridden {
        let at = center + Vec2::angled(-std::f32::consts::FRAC_PI_4) * radius - vec2(0.0, tokens.sign * 0.5);
        signs::paint(painter, Sign::Pin, at, tokens.sign, tokens.ink);
    }
    if selected || response.has_focus() {
        painter.circle_stroke(center, radius + tokens.line_strong, tokens.focus_stroke());
    } else if response.hovered() {
        painter.circle_stroke(center, radius + tokens.line, Stroke::new(tokens.line, tokens.ink));
    }
}

/// Where the scores would put a bubble that was put elsewhere by hand.
fn paint_ghost(painter: &Painter, ghost: Pos2, center: Pos2, radius: f32, tokens: &Tokens) {
    let stroke = Stroke::new(tokens.line, tokens.outline);
    painter.extend(broken_circle(ghost, radius, stroke));
    let way = (center - ghost).normalized();
    if ghost.distance(center) > 2.0 * radius {
        let line = [ghost + way * radius, center - way * radius];
        painter.extend(Shape::dashed_line(&line, stroke, tokens.unit, tokens.unit));
    }
}

fn broken_circle(center: Pos2, radius: f32, stroke: Stroke) -> Vec<Shape> {
    const CORNERS: u8 = 48;
    let corner = |at: u8| center + radius * Vec2::angled(std::f32::consts::TAU * f32::from(at) / f32::from(CORNERS));
    let ring: Vec<Pos2> = (0..=CORNERS).map(corner).collect();
    Shape::dashed_line(&ring, stroke, 5.0, 3.0)
}

/// Whether a panel this wide has room for a tray at its side.
pub fn has_side_tray(width: f32, tokens: &Tokens) -> bool {
    width >= SIDE_TRAY * tokens.type_size.body
}

/// Customers without a place, at the side of the map.
fn tray(panel: &ValueMap, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes) {
    let Some(chart) = panel.chart.as_ref().filter(|chart| !chart.unplaced.is_empty()) else { return };
    let tokens = scene.tokens;
    let frame = Frame::new().fill(tokens.sunken).inner_margin(Margin::same(8));
    let width = 9.0 * tokens.type_size.body;
    Panel::left("tray").exact_size(width).resizable(false).frame(frame).show(ui, |ui| {
        ui.label(tokens.small(words::not_scored(scene.lang, chart.unplaced.len())));
        unplaced(chart, ui, scene, wishes);
    });
}

/// Customers without a place, in a menu where there is no room at the side.
pub fn tray_menu(panel: &ValueMap, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes) {
    let Some(chart) = panel.chart.as_ref().filter(|chart| !chart.unplaced.is_empty()) else { return };
    ui.menu_button(words::not_scored(scene.lang, chart.unplaced.len()), |ui| {
        let letter = scene.tokens.type_size.body;
        ui.set_width(14.0 * letter);
        let rows = chart.unplaced.len().min(10) as f32;
        ui.set_height(rows * (scene.tokens.target + ui.spacing().item_spacing.y));
        unplaced(chart, ui, scene, wishes);
    });
}

/// The list of those without a place; only the rows in sight cost anything.
fn unplaced(chart: &Chart, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes) {
    let tokens = scene.tokens;
    let list = ScrollArea::vertical().auto_shrink([false; 2]);
    list.show_rows(ui, tokens.target, chart.unplaced.len(), |ui, rows| {
        for (id, name) in chart.unplaced.iter().skip(rows.start).take(rows.len()) {
            ui.push_id(id, |ui| {
                let button = Button::selectable(selected(scene) == Some(id), tokens.body(name));
                let size = vec2(ui.available_width(), tokens.target);
                if ui.add_sized(size, button.truncate()).clicked() {
                    wishes.push(Wish::Select(Selection::Customer(id.clone())));
                }
            });
        }
    });
}
