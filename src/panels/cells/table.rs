//! The table as it is drawn: only what is in sight; heads and names always are.

use egui::{
    Align, Align2, Color32, EventFilter, FontId, Id, Label, Margin, Painter, Popup, PopupCloseBehavior, Pos2, Rangef,
    Rect, Response, Role, ScrollArea, Sense, Shape, Stroke, StrokeKind, TextEdit, Tooltip, Ui, UiBuilder, WidgetInfo,
    pos2,
    style::ScrollAnimation,
    text::{LayoutJob, TextFormat, TextWrapping},
    vec2,
};

use super::{
    Cells, Hand, Plan, Spot,
    keys::{self, Keys},
    order::Sign,
};
use crate::{
    panels::{Scene, Selection, Wishes},
    text::{Explanation, Lang, cells as words},
    ui::{self, Step, Tokens, widgets},
};

/// What a panel draws of its table.
pub trait Draw {
    /// What stands beside the cells of a row.
    type Side: Copy;

    /// Paints a cell.
    fn cell(&self, painter: &Painter, tile: Rect, spot: Spot);

    /// What the pointer on a cell tells.
    fn explain_cell(&self, spot: Spot) -> Explanation;

    /// The heads of the columns in sight.
    fn heads(&mut self, ui: &mut Ui, plan: &Plan<Self::Side>, wishes: &mut Wishes);

    /// The head of what stands beside the cells.
    fn side_head(&mut self, ui: &mut Ui, rect: Rect, side: Self::Side);

    /// What stands beside the cells of a row.
    fn side(&mut self, ui: &mut Ui, rect: Rect, side: Self::Side, row: usize, wishes: &mut Wishes);

    /// The head of the names.
    fn corner(&mut self, ui: &mut Ui, rect: Rect);

    /// What stays in sight below.
    fn feet(&mut self, _ui: &mut Ui, _plan: &Plan<Self::Side>) {}
}

/// A frame of a table.
pub struct Table<'a, 'b, C: Cells> {
    /// The widget that has the keyboard for all cells.
    pub id: Id,
    /// What there is to see.
    pub scene: &'a Scene<'b>,
    /// What is wished for.
    pub wishes: &'a mut Wishes,
    /// What the cells hold.
    pub cells: &'a C,
    /// Where one is among them.
    pub hand: &'a mut Hand<C::Column, C::Refusal>,
}

impl<C: Cells> Table<'_, '_, C> {
    /// Shows the table in all the room there is.
    pub fn show<D: Draw>(mut self, ui: &mut Ui, plan: Plan<D::Side>, draw: &mut D) {
        // What stays in sight stands at the edges: nothing fades out there.
        ui.spacing_mut().scroll.fade.strength = 0.0;
        let area = ScrollArea::both().id_salt("table").auto_shrink(false).content_margin(Margin::ZERO);
        area.show_viewport(ui, |ui, seen| {
            let origin = ui.max_rect().min;
            let plan = plan.seen(origin, Rect::from_min_size(origin + seen.min.to_vec2(), seen.size()));
            ui.set_min_size(plan.size());
            self.frame(ui, &plan, draw);
        });
    }

    fn frame<D: Draw>(&mut self, ui: &mut Ui, plan: &Plan<D::Side>, draw: &mut D) {
        self.keys(ui, plan);
        let body = plan.body();
        clipped(ui, body, |ui| self.body(ui, plan, draw));
        let heads = Rect::from_x_y_ranges(body.x_range(), plan.heads());
        clipped(ui, heads, |ui| {
            ui.painter().rect_filled(heads, 0.0, self.scene.tokens.sunken);
            draw.heads(ui, plan, self.wishes);
            for lane in &plan.scrolled {
                let rect = Rect::from_x_y_ranges(plan.scrolled_at(lane), heads.y_range());
                if ui.is_rect_visible(rect) {
                    draw.side_head(ui, rect, lane.of);
                }
            }
        });
        let names = Rect::from_x_y_ranges(plan.names(), body.y_range());
        clipped(ui, names, |ui| self.names(ui, plan));
        self.fixed_sides(ui, plan, draw);
        draw.feet(ui, plan);
        let corner = Rect::from_x_y_ranges(plan.names(), plan.heads());
        ui.painter().rect_filled(corner, 0.0, self.scene.tokens.sunken);
        clipped(ui, corner, |ui| draw.corner(ui, corner));
        self.edges(ui, plan);
        if std::mem::take(&mut self.hand.reveal) {
            let rect = plan.with_surroundings(self.hand.cursor);
            ui.scroll_to_rect_animation(rect, None, ScrollAnimation::none());
        }
    }

    fn keys<S: Copy>(&mut self, ui: &Ui, plan: &Plan<S>) {
        let has_keyboard = |id| ui.memory(|memory| memory.has_focus(id));
        let pages = keys::pages(ui, self.scene) * plan.body().height();
        if pages != 0.0 {
            ui.scroll_with_delta(vec2(0.0, -pages));
        }
        let (id, field, page) = (self.id, self.field_id(), plan.page());
        let later = std::mem::take(&mut self.hand.later);
        if has_keyboard(id) || has_keyboard(field) {
            ui.input_mut(|input| drop(input.events.splice(0..0, later)));
        }
        let mut keys = Keys { scene: self.scene, wishes: self.wishes, cells: self.cells, hand: self.hand, page };
        if keys.hand.draft.is_some() {
            if has_keyboard(field) && keys.in_draft(ui) {
                self.take_keyboard(ui);
            }
        } else if has_keyboard(id) {
            keys.in_table(ui);
        }
    }

    fn field_id(&self) -> Id {
        self.id.with("field")
    }

    fn take_keyboard(&self, ui: &Ui) {
        ui.memory_mut(|memory| memory.request_focus(self.id));
        ui.request_repaint();
    }

    fn body<D: Draw>(&mut self, ui: &mut Ui, plan: &Plan<D::Side>, draw: &mut D) {
        let response = ui.interact(plan.body(), self.id, Sense::click_and_drag());
        self.pointer(ui, plan, &response);
        if response.has_focus() {
            let filter =
                EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(self.id, filter));
        }
        response.widget_info(|| {
            let spoken = self.cells.spoken_table(&self.cells.spoken(self.hand.cursor));
            WidgetInfo::labeled(Role::Grid, response.enabled(), spoken)
        });
        let columns = plan.columns_seen();
        for row in plan.rows_seen() {
            for column in columns.clone() {
                self.cell(ui, plan, draw, Spot { row, column });
            }
            for lane in &plan.scrolled {
                let rect = Rect::from_x_y_ranges(plan.scrolled_at(lane), plan.row_at(row));
                if ui.is_rect_visible(rect) {
                    draw.side(ui, rect, lane.of, row, self.wishes);
                }
            }
        }
        self.selected(ui, plan, response.has_focus());
        self.draft(ui, plan, response.clicked());
    }

    /// The pointer selects a cell, or several by dragging or with Shift; a double click opens one.
    fn pointer<S: Copy>(&mut self, ui: &Ui, plan: &Plan<S>, response: &Response) {
        let Some(place) = response.interact_pointer_pos() else { return };
        let (pressed, extend) = ui.input(|input| (input.pointer.primary_pressed(), input.modifiers.shift));
        let to = plan.nearest(place);
        if pressed {
            if !self.hand.take_draft(self.cells, self.wishes) {
                ui.memory_mut(|memory| memory.request_focus(self.field_id()));
                return;
            }
            self.take_keyboard(ui);
            self.hand.began_in = None;
            self.hand.go(self.scene, self.cells, self.wishes, to, extend);
        } else if response.dragged() && self.hand.draft.is_none() && to != self.hand.cursor {
            self.hand.go(self.scene, self.cells, self.wishes, to, true);
        }
        if response.double_clicked() {
            self.hand.begin(self.scene, self.cells, to, true);
        }
    }

    fn cell<D: Draw>(&self, ui: &Ui, plan: &Plan<D::Side>, draw: &D, spot: Spot) {
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        let rect = plan.cell(spot);
        draw.cell(ui.painter(), rect.shrink(tokens.line), spot);
        let id = self.id.with((self.cells.customer(spot.row), spot.column));
        let response = ui.interact(rect, id, Sense::hover());
        let is_selected = self.hand.cursor == spot;
        response
            .widget_info(|| WidgetInfo::selected(Role::Cell, response.enabled(), is_selected, self.cells.spoken(spot)));
        if response.hovered() && self.hand.draft.is_none() {
            Tooltip::for_enabled(&response).show(|ui| ui::explanation_card(ui, tokens, lang, &draw.explain_cell(spot)));
        }
    }

    /// What is selected, around all of it, and the cell that keys mean.
    fn selected<S: Copy>(&self, ui: &Ui, plan: &Plan<S>, has_keyboard: bool) {
        let tokens = self.scene.tokens;
        let quiet = Stroke::new(tokens.line, tokens.accent.mark);
        if self.hand.anchor != self.hand.cursor {
            let all = plan.cell(self.hand.anchor).union(plan.cell(self.hand.cursor));
            ui.painter().rect_stroke(all, 0.0, quiet, StrokeKind::Inside);
        }
        let stroke = if has_keyboard { tokens.focus_stroke() } else { quiet };
        ui.painter().rect_stroke(plan.cell(self.hand.cursor), 0.0, stroke, StrokeKind::Inside);
    }

    /// The field of the cell being typed, and why its text cannot be the cell's. A click into the table leads back to
    /// it.
    fn draft<S: Copy>(&mut self, ui: &mut Ui, plan: &Plan<S>, clicked: bool) {
        let (tokens, lang, field) = (self.scene.tokens, self.scene.lang, self.field_id());
        let Some(draft) = &mut self.hand.draft else { return };
        let cell = self.cells.row_of(&draft.customer).zip(self.cells.column_of(&draft.column));
        let Some((row, column)) = cell else { return };
        let rect = plan.cell(Spot { row, column });
        if !draft.entered {
            ui.memory_mut(|memory| memory.request_focus(field));
        }
        draft.composing = ui::composing(ui, draft.composing);
        let filter = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
        let edit = TextEdit::singleline(&mut draft.text)
            .id(field)
            .margin(Margin::symmetric(tokens.unit as i8, 0))
            .desired_width(rect.width())
            .align(Align2::RIGHT_CENTER)
            .event_filter(filter);
        let edge = if draft.refused.is_some() { tokens.red.mark } else { tokens.accent.mark };
        let response = ui.scope(|ui| {
            let visuals = ui.visuals_mut();
            visuals.selection.stroke = Stroke::new(tokens.line_strong, edge);
            visuals.widgets.inactive.bg_stroke = Stroke::new(tokens.line_strong, edge);
            ui.put(rect, edit)
        });
        let response = response.inner.accessible_name(self.cells.field(column));
        if response.changed() {
            draft.refused = None;
        }
        if let Some(why) = draft.refused {
            let popup = Popup::from_response(&response).open(true).close_behavior(PopupCloseBehavior::IgnoreClicks);
            let text = words::refused(lang, &self.cells.why(draft.text.trim(), why));
            popup.show(|ui| ui.add(Label::new(tokens.error(text)).wrap()));
        }
        if clicked {
            ui.memory_mut(|memory| memory.request_focus(field));
        }
        let has_keyboard = ui.memory(|memory| memory.has_focus(field));
        let left = std::mem::replace(&mut draft.entered, has_keyboard) && !has_keyboard;
        if has_keyboard || !left {
            return;
        }
        // Left for something else: what is no value waits there for the next look.
        draft.entered = true;
        if draft.refused.is_none() {
            self.hand.take_draft(self.cells, self.wishes);
        }
    }

    fn names<S: Copy>(&mut self, ui: &Ui, plan: &Plan<S>) {
        let tokens = self.scene.tokens;
        for row in plan.rows_seen() {
            let Some(customer) = self.cells.customer(row) else { continue };
            let text = self.cells.name(row);
            let rect = Rect::from_x_y_ranges(plan.names(), plan.row_at(row));
            let response = ui.interact(rect, self.id.with(("name", customer)), Sense::CLICK);
            let is_selected = matches!(self.scene.selection, Selection::Customer(id) if id == customer);
            widgets::name_selectable(&response, is_selected, text);
            let ground = match (is_selected, response.hovered()) {
                (true, _) => tokens.accent.wash,
                (false, true) => tokens.hovered,
                (false, false) => tokens.surface,
            };
            ui.painter().rect_filled(rect, 0.0, ground);
            let room = rect.shrink2(vec2(tokens.inset, 0.0));
            let is_cut = line(ui.painter(), room, text, tokens.font(Step::Body), tokens.ink, Align::Min);
            let clicked = response.clicked();
            if is_cut {
                response.on_hover_text(text);
            }
            if clicked && self.hand.take_draft(self.cells, self.wishes) {
                self.take_keyboard(ui);
                let to = Spot { row, ..self.hand.cursor };
                self.hand.go(self.scene, self.cells, self.wishes, to, false);
            }
        }
    }

    fn fixed_sides<D: Draw>(&mut self, ui: &mut Ui, plan: &Plan<D::Side>, draw: &mut D) {
        let tokens = self.scene.tokens;
        for lane in &plan.fixed {
            let x = plan.fixed_at(lane);
            let head = Rect::from_x_y_ranges(x, plan.heads());
            ui.painter().rect_filled(head, 0.0, tokens.sunken);
            clipped(ui, head, |ui| draw.side_head(ui, head, lane.of));
            let all = Rect::from_x_y_ranges(x, plan.body().y_range());
            ui.painter().rect_filled(all, 0.0, tokens.surface);
            clipped(ui, all, |ui| {
                for row in plan.rows_seen() {
                    draw.side(ui, Rect::from_x_y_ranges(x, plan.row_at(row)), lane.of, row, self.wishes);
                }
            });
        }
    }

    /// The edges between what scrolls and what stays in sight.
    fn edges<S: Copy>(&self, ui: &Ui, plan: &Plan<S>) {
        let (painter, stroke, body) = (ui.painter(), self.scene.tokens.hairline_stroke(), plan.body());
        let x = Rangef::new(plan.names().min, plan.right());
        let y = Rangef::new(plan.heads().min, plan.bottom());
        painter.hline(x, body.top(), stroke);
        painter.hline(x, body.bottom(), stroke);
        painter.vline(body.left(), y, stroke);
        painter.vline(body.right(), y, stroke);
    }
}

/// A part of a table from which nothing sticks out.
pub fn clipped<R>(ui: &mut Ui, rect: Rect, draw: impl FnOnce(&mut Ui) -> R) -> R {
    let mut part = ui.new_child(UiBuilder::new().max_rect(rect));
    part.set_clip_rect(rect.intersect(ui.clip_rect()));
    draw(&mut part)
}

/// A text in the middle of a row, at one side. Whether some of it had no room.
pub fn line(painter: &Painter, rect: Rect, text: &str, font: FontId, ink: Color32, align: Align) -> bool {
    let galley = widgets::line(painter, text, font, ink, rect.width());
    let is_cut = galley.elided;
    let place = Align2([align, Align::Center]).align_size_within_rect(galley.size(), rect);
    painter.galley(place.min, galley, ink);
    is_cut
}

/// The corner of a cell about which something is noted.
pub fn note_mark(painter: &Painter, tokens: &Tokens, tile: Rect) {
    let (corner, size) = (tile.right_top(), tokens.unit * 1.5);
    let points = vec![corner - vec2(size, 0.0), corner, corner + vec2(0.0, size)];
    painter.add(Shape::convex_polygon(points, tokens.ink_soft, Stroke::NONE));
}

/// The head of a column that sorts: where it is, what it says, and how the rows are ordered by it.
pub struct SortHead<'a> {
    /// Where.
    pub rect: Rect,
    /// What it says.
    pub text: &'a str,
    /// At which side.
    pub align: Align,
    /// How the rows are ordered by it, if they are.
    pub sign: Option<Sign>,
}

impl SortHead<'_> {
    /// A button, with a sign of how the rows are ordered.
    pub fn show(&self, ui: &Ui, tokens: &Tokens, lang: Lang, id: Id) -> Response {
        let Self { rect, text, align, sign } = *self;
        let response = ui.interact(rect, id, Sense::click());
        widgets::name_selectable(&response, sign.is_some(), &words::sort_by(lang, text));
        if response.hovered() {
            ui.painter().rect_filled(rect, 0.0, tokens.hovered);
        }
        let room = rect.shrink2(vec2(tokens.inset, tokens.unit));
        let mark = tokens.type_size.small * 0.6;
        let ink = if sign.is_some() { tokens.ink } else { tokens.ink_soft };
        let width = room.width() - if sign.is_some() { mark + tokens.unit } else { 0.0 };
        let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(tokens.font(Step::Small), ink));
        job.wrap = TextWrapping { max_width: width.max(0.0), max_rows: 2, ..TextWrapping::default() };
        job.halign = align;
        let galley = ui.painter().layout_job(job);
        let is_cut = galley.elided;
        let x = if align == Align::Max { room.left() + width } else { room.left() };
        let galley_height = galley.size().y;
        ui.painter().galley(pos2(x, room.bottom() - galley_height), galley, ink);
        if let Some(sign) = sign {
            let middle = pos2(room.right() - mark / 2.0, room.bottom() - tokens.type_size.small * 0.65);
            sort_mark(ui.painter(), tokens, sign, middle, mark);
        }
        widgets::focus_ring(ui, tokens, &response);
        if is_cut { response.on_hover_text(text) } else { response }
    }
}

/// Which way the rows run; hollow once they have changed since they were sorted.
fn sort_mark(painter: &Painter, tokens: &Tokens, sign: Sign, middle: Pos2, size: f32) {
    let half = vec2(size / 2.0, if sign.descending { size / 2.0 } else { -size / 2.0 });
    let points = vec![middle - half, middle + vec2(half.x, -half.y), middle + vec2(0.0, half.y)];
    let fill = if sign.is_sorted { tokens.accent.mark } else { Color32::TRANSPARENT };
    painter.add(Shape::convex_polygon(points, fill, Stroke::new(tokens.line, tokens.accent.mark)));
}
