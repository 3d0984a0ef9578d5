//! Small widgets that every panel uses.

use std::sync::Arc;

use egui::{
    Align, Align2, Area, AsIdSalt, Button, Color32, ComboBox, FontId, Frame, Galley, Label, Layout, Margin, Order,
    Painter, Rect, Response, RichText, Role, Sense, Stroke, StrokeKind, TextWrapMode, Ui, WidgetInfo, pos2,
    text::{LayoutJob, TextWrapping},
    vec2,
};

use super::{Hue, Sign, Step, Tokens, signs};

/// Gives something painted a name, so that a screen reader and a test find it. Call it after interacting.
pub fn name(response: &Response, role: Role, text: &str) {
    response.widget_info(|| WidgetInfo::labeled(role, response.enabled(), text));
}

/// The same for what can be selected, such as a card or a bubble.
pub fn name_selectable(response: &Response, selected: bool, text: &str) {
    response.widget_info(|| WidgetInfo::selected(Role::Button, response.enabled(), selected, text));
}

/// The same for what can be ticked, where its own text says too little.
pub fn name_tick(response: &Response, ticked: bool, text: &str) {
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, response.enabled(), ticked, text));
}

/// The heading of a section, with the distance above it that groups need.
pub fn section(ui: &mut Ui, tokens: &Tokens, text: &str) -> Response {
    if ui.cursor().top() > ui.min_rect().top() {
        ui.add_space(tokens.group - tokens.inset);
    }
    ui.label(tokens.section(text))
}

/// A text on one line that ends in an ellipsis where there is no room, and is whole while the pointer is on it.
pub fn ellipsis_label(ui: &mut Ui, text: RichText) -> Response {
    ui.add(Label::new(text).truncate())
}

/// A text on one line, ending in an ellipsis where it is longer than the room.
pub fn line(painter: &Painter, text: &str, font: FontId, color: Color32, room: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = TextWrapping::truncate_at_width(room.max(0.0));
    painter.layout_job(job)
}

/// The button of the primary action. One per place.
pub fn primary_button(ui: &mut Ui, tokens: &Tokens, text: &str) -> Response {
    let button = Button::new(tokens.strong(text).color(tokens.on_accent)).fill(tokens.accent.mark);
    ui.add(button.stroke(Stroke::NONE).min_size(vec2(0.0, tokens.target)))
}

/// What stands where nothing is yet: what belongs here, and the button that starts it. Whether it was pressed.
pub fn empty_state(ui: &mut Ui, tokens: &Tokens, text: &str, button: Option<&str>) -> bool {
    empty_state_with(ui, tokens, text, button.as_slice()).is_some()
}

/// The same with several buttons, the primary one first. The place of the one that was pressed.
pub fn empty_state_with(ui: &mut Ui, tokens: &Tokens, text: &str, buttons: &[&str]) -> Option<usize> {
    let mut pressed = None;
    let height = tokens.type_size.body * 6.0;
    ui.vertical_centered(|ui| {
        ui.add_space(((ui.available_height() - height) * 0.4).clamp(tokens.margin, height * 3.0));
        ui.set_max_width(tokens.prose_width.min(ui.available_width()));
        ui.add(Label::new(tokens.prose(text).color(tokens.ink_soft)).wrap());
        for (place, button) in buttons.iter().enumerate() {
            ui.add_space(tokens.inset);
            let button = if place == 0 { primary_button(ui, tokens, button) } else { ui.button(tokens.body(*button)) };
            if button.clicked() {
                pressed = Some(place);
            }
        }
    });
    pressed
}

/// A word on its colour: a status, a class, an origin.
pub fn chip(ui: &mut Ui, tokens: &Tokens, sign: Option<Sign>, text: &str, hue: Hue) -> Response {
    let galley = ui.painter().layout_no_wrap(text.to_owned(), tokens.font(Step::Small), hue.ink);
    let size = tokens.type_size.small * 0.85;
    let before = if sign.is_some() { size + tokens.unit } else { 0.0 };
    let inner = vec2(before + galley.size().x, galley.size().y);
    let (rect, response) = ui.allocate_exact_size(inner + vec2(2.0 * tokens.inset, tokens.unit), Sense::hover());
    name(&response, Role::Label, text);
    let painter = ui.painter();
    painter.rect_filled(rect, tokens.corners(), hue.wash);
    let left = rect.left() + tokens.inset;
    if let Some(sign) = sign {
        signs::paint(painter, sign, pos2(left + size / 2.0, rect.center().y), size, hue.mark);
    }
    painter.galley(pos2(left + before, rect.center().y - galley.size().y / 2.0), galley, hue.ink);
    response
}

/// A key at the left and its value at the right edge.
pub fn key_value(ui: &mut Ui, tokens: &Tokens, key: &str, value: &str) {
    ui.horizontal(|ui| {
        ui.spacing_mut().interact_size.y = 0.0;
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            ui.add(Label::new(tokens.body(value)).extend());
            ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
                ellipsis_label(ui, tokens.body(key).color(tokens.ink_soft));
            });
        });
    });
}

/// A thin bar, filled as far as a share of 1 reaches.
pub fn share_bar(painter: &Painter, tokens: &Tokens, rect: Rect, share: f64) {
    painter.rect_filled(rect, 0.0, tokens.hairline);
    let reached = rect.with_max_x(rect.left() + rect.width() * share as f32);
    painter.rect_filled(reached, 0.0, tokens.accent.mark);
}

/// A choice of a few, side by side. Whether it changed.
pub fn segmented<T: Copy + PartialEq>(ui: &mut Ui, tokens: &Tokens, value: &mut T, choices: &[(T, &str)]) -> bool {
    let before = *value;
    let frame = Frame::new().fill(tokens.sunken).corner_radius(tokens.corners()).inner_margin(Margin::same(2));
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            ui.style_mut().wrap_mode = Some(TextWrapMode::Extend);
            for &(choice, text) in choices {
                let selected = choice == *value;
                let ink = if selected { tokens.accent.ink } else { tokens.ink_soft };
                let fill = if selected { tokens.surface } else { tokens.sunken };
                let edge = if selected { Stroke::new(tokens.line, tokens.accent.mark) } else { Stroke::NONE };
                let response = ui.add(Button::new(tokens.body(text).color(ink)).fill(fill).stroke(edge));
                name_selectable(&response, selected, text);
                if response.clicked() {
                    *value = choice;
                }
            }
        });
    });
    *value != before
}

/// A chooser of this width that shows `text`, with a name of its own: egui's would be as wide as its text.
pub fn chooser(
    ui: &mut Ui,
    id: impl AsIdSalt,
    width: f32,
    text: &str,
    label: &str,
    choices: impl FnOnce(&mut Ui),
) -> Response {
    let shown = ui.scope(|ui| {
        ui.set_max_width(width);
        ComboBox::from_id_salt(id).width(width).truncate().selected_text(text).show_ui(ui, choices).response
    });
    shown.inner.accessible_name(label)
}

/// The ground of a row in a list: whether it is selected, whether the pointer is on it, and a hairline below.
pub fn row_ground(painter: &Painter, tokens: &Tokens, rect: Rect, is_selected: bool, is_hovered: bool) {
    let fill = match (is_selected, is_hovered) {
        (true, _) => Some(tokens.accent.wash),
        (false, true) => Some(tokens.hovered),
        (false, false) => None,
    };
    if let Some(fill) = fill {
        painter.rect_filled(rect, tokens.corners(), fill);
    }
    painter.hline(rect.x_range(), rect.bottom(), tokens.hairline_stroke());
}

/// The frame of a card: a hairline, no shadow.
pub fn card(tokens: &Tokens) -> Frame {
    Frame::new()
        .fill(tokens.surface)
        .stroke(tokens.hairline_stroke())
        .corner_radius(tokens.corners())
        .inner_margin(Margin::same(12))
}

/// Tools in a row that float over the top of what they are for.
pub fn bar_over(ui: &Ui, tokens: &Tokens, room: Rect, label: &str, add: impl FnOnce(&mut Ui)) {
    let at = pos2(room.center().x, room.top() + tokens.group);
    let area = Area::new(ui.scope_id().with("bar")).order(Order::Middle).pivot(Align2::CENTER_TOP).fixed_pos(at);
    area.constrain_to(room).accessible_name(label).show(ui, |ui| {
        card(tokens).inner_margin(Margin::symmetric(8, 4)).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.style_mut().wrap_mode = Some(TextWrapMode::Extend);
                add(ui);
            });
        });
    });
}

/// Marks what has the keyboard, for painted things that egui does not mark itself.
pub fn focus_ring(ui: &Ui, tokens: &Tokens, response: &Response) {
    if response.has_focus() {
        let ring = response.rect.expand(tokens.line_strong);
        ui.painter().rect_stroke(ring, tokens.corners(), tokens.focus_stroke(), StrokeKind::Outside);
    }
}

/// A tool of a panel's row: a word without a box until the pointer is on it.
pub fn tool_button(ui: &mut Ui, tokens: &Tokens, text: &str) -> Response {
    ui.add(tool(tokens, text, tokens.ink, Color32::TRANSPARENT))
}

/// A tool that is on or off.
pub fn tool_toggle(ui: &mut Ui, tokens: &Tokens, text: &str, on: bool) -> Response {
    let (ink, fill) = if on { (tokens.accent.ink, tokens.accent.wash) } else { (tokens.ink, Color32::TRANSPARENT) };
    ui.add(tool(tokens, text, ink, fill).selected(on))
}

fn tool(tokens: &Tokens, text: &str, ink: Color32, fill: Color32) -> Button<'static> {
    Button::new(RichText::new(text).font(tokens.font(Step::Body)).color(ink)).fill(fill).stroke(Stroke::NONE)
}
