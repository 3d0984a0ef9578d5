//! The grid as it is drawn: only what is in sight; heads and totals always are.

use egui::{
    Align, Align2, Color32, EventFilter, FontId, Id, IdSalt, Key, Label, Margin, Painter, Popup, PopupCloseBehavior,
    Rangef, Rect, Response, Role, ScrollArea, Sense, Shape, Stroke, StrokeKind, TextEdit, Tooltip, Ui, UiBuilder,
    WidgetInfo, pos2,
    style::ScrollAnimation,
    text::{LayoutJob, TextFormat, TextWrapping},
    vec2,
};

use super::{
    Contributions, Naming,
    block::Spot,
    keys,
    plan::{Foot, Plan, Widths},
    sheet::{Cell, Column, Row, Sheet, Side, SortBy},
};
use crate::{
    analysis::Audience,
    edit::{CustomerEdit, Edit},
    model::{Contribution, Offering},
    panels::{Scene, Selection, Wishes},
    text::contributions as words,
    ui::{self, Step, TextField, Tokens, widgets},
};

/// Shows the grid in all the room there is.
pub fn show(panel: &mut Contributions, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes, sheet: &Sheet) {
    let widths = panel.widths.get_or_insert_with(|| Widths::of(sheet, scene.lang, ui.painter(), scene.tokens));
    let plan = Plan::of(sheet, widths, scene.tokens, ui.available_size());
    // What stays in sight stands at the edges: nothing fades out there.
    ui.spacing_mut().scroll.fade.strength = 0.0;
    let area = ScrollArea::both().id_salt("grid").auto_shrink(false).content_margin(Margin::ZERO);
    area.show_viewport(ui, |ui, seen| {
        let origin = ui.max_rect().min;
        let plan = plan.seen(origin, Rect::from_min_size(origin + seen.min.to_vec2(), seen.size()));
        ui.set_min_size(plan.size());
        let id = ui.scope_id().with("cells");
        Drawing { id, panel, scene, wishes, sheet, plan: &plan }.show(ui);
    });
}

/// A frame of the grid.
pub(super) struct Drawing<'a, 'b> {
    /// The widget that has the keyboard for all cells.
    pub id: Id,
    pub panel: &'a mut Contributions,
    pub scene: &'a Scene<'b>,
    pub wishes: &'a mut Wishes,
    pub sheet: &'a Sheet,
    pub plan: &'a Plan,
}

/// What was asked of the head of an offering.
enum Asked {
    Sort,
    Rename,
    Remove,
}

impl<'a, 'b> Drawing<'a, 'b> {
    fn show(&mut self, ui: &mut Ui) {
        self.keys(ui);
        let body = self.plan.body();
        clipped(ui, body, |ui| self.body(ui, body));
        let heads = Rect::from_x_y_ranges(body.x_range(), self.plan.heads());
        clipped(ui, heads, |ui| self.heads(ui, heads));
        let names = Rect::from_x_y_ranges(self.plan.names(), body.y_range());
        clipped(ui, names, |ui| self.names(ui));
        self.fixed_sides(ui, body);
        self.feet(ui, body);
        self.corner(ui);
        self.edges(ui, body);
        if self.panel.reveal {
            self.panel.reveal = false;
            let Spot { row, column } = self.panel.cursor;
            let rect = self.plan.with_surroundings(row, column);
            ui.scroll_to_rect_animation(rect, None, ScrollAnimation::none());
        }
    }

    fn keys(&mut self, ui: &Ui) {
        let has_keyboard = |id| ui.memory(|memory| memory.has_focus(id));
        let pages = keys::pages(ui, self.scene) * self.plan.body().height();
        if pages != 0.0 {
            ui.scroll_with_delta(vec2(0.0, -pages));
        }
        let (scene, sheet, plan) = (self.scene, self.sheet, self.plan);
        if self.panel.draft.is_some() {
            if has_keyboard(self.field()) && keys::in_draft(self.panel, ui, scene, self.wishes, sheet, plan) {
                self.take_keyboard(ui);
            }
        } else if has_keyboard(self.id) {
            keys::in_grid(self.panel, ui, scene, self.wishes, sheet, plan);
        }
    }

    fn field(&self) -> Id {
        self.id.with("field")
    }

    fn take_keyboard(&self, ui: &Ui) {
        ui.memory_mut(|memory| memory.request_focus(self.id));
        ui.request_repaint();
    }

    /// The row at a place in the order shown.
    pub(super) fn row(&self, place: usize) -> Option<&'a Row> {
        self.panel.order.get(place).and_then(|at| self.sheet.rows.get(*at))
    }

    fn body(&mut self, ui: &mut Ui, body: Rect) {
        let response = ui.interact(body, self.id, Sense::click_and_drag());
        self.pointer(ui, &response);
        if response.has_focus() {
            let filter =
                EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(self.id, filter));
        }
        let here = self.panel.cursor;
        response.widget_info(|| {
            let cell = self.row(here.row).zip(self.sheet.columns.get(here.column));
            let cell = cell.map(|(row, column)| self.spoken(row, column, here.column));
            WidgetInfo::labeled(Role::Grid, response.enabled(), words::grid(self.scene.lang, cell.as_deref()))
        });
        let columns = self.plan.columns_seen();
        for place in self.plan.rows_seen() {
            let Some(row) = self.row(place) else { continue };
            for at in columns.clone() {
                let rect = Rect::from_x_y_ranges(self.plan.column_at(at), self.plan.row_at(place));
                if let Some(column) = self.sheet.columns.get(at) {
                    self.cell(ui, rect, row, column, Spot { row: place, column: at });
                }
            }
            for lane in &self.plan.scrolled {
                let rect = Rect::from_x_y_ranges(self.plan.scrolled_at(lane), self.plan.row_at(place));
                if ui.is_rect_visible(rect) {
                    self.side(ui, rect, lane.of, row);
                }
            }
        }
        self.selected(ui, response.has_focus());
        self.draft(ui, response.clicked());
    }

    /// The pointer selects a cell, or several by dragging or with Shift; a double click opens one.
    fn pointer(&mut self, ui: &Ui, response: &Response) {
        let Some(place) = response.interact_pointer_pos() else { return };
        let (pressed, extend) = ui.input(|input| (input.pointer.primary_pressed(), input.modifiers.shift));
        let (row, column) = self.plan.nearest(place);
        let to = Spot { row, column };
        if pressed {
            if !self.panel.take_draft(self.scene, self.wishes) {
                ui.memory_mut(|memory| memory.request_focus(self.field()));
                return;
            }
            self.take_keyboard(ui);
            self.panel.began_in = None;
            self.panel.go(self.scene, self.wishes, self.sheet, to, extend);
        } else if response.dragged() && self.panel.draft.is_none() && to != self.panel.cursor {
            self.panel.go(self.scene, self.wishes, self.sheet, to, true);
        }
        if response.double_clicked() {
            self.panel.begin(self.scene, self.sheet, to, true);
        }
    }

    fn spoken(&self, row: &Row, column: &Column, at: usize) -> String {
        let shown = row.cells.get(at).and_then(Option::as_ref).map(|cell| cell.shown.as_str());
        words::cell(self.scene.lang, &row.name, &column.name, shown)
    }

    fn cell(&self, ui: &Ui, rect: Rect, row: &Row, column: &Column, spot: Spot) {
        let tokens = self.scene.tokens;
        let cell = row.cells.get(spot.column).and_then(Option::as_ref);
        let painter = ui.painter();
        let tile = rect.shrink(tokens.line);
        match cell {
            Some(cell) => {
                painter.rect_filled(tile, 0.0, tokens.heat(cell.heat));
                amount(painter, tokens, tile, cell);
                if cell.noted && self.scene.audience == Audience::Trainer {
                    let (corner, size) = (tile.right_top(), tokens.unit * 1.5);
                    let points = vec![corner - vec2(size, 0.0), corner, corner + vec2(0.0, size)];
                    painter.add(Shape::convex_polygon(points, tokens.ink_soft, Stroke::NONE));
                }
            }
            None => gap(painter, tokens, tile),
        }
        let response = ui.interact(rect, self.id.with((&row.id, &column.id)), Sense::hover());
        let is_selected = self.panel.cursor == spot;
        response.widget_info(|| {
            let spoken = self.spoken(row, column, spot.column);
            WidgetInfo::selected(Role::Cell, response.enabled(), is_selected, spoken)
        });
        if response.hovered() && self.panel.draft.is_none() {
            let (tokens, lang) = (self.scene.tokens, self.scene.lang);
            Tooltip::for_enabled(&response).show(|ui| {
                ui::explanation_card(ui, tokens, lang, &self.explain_cell(row, column));
            });
        }
    }

    fn explain_cell(&self, row: &Row, column: &Column) -> crate::text::Explanation {
        let Scene { workbook, lang, audience, .. } = *self.scene;
        let stored: Option<&Contribution> = workbook.contributions.get(&(row.id.clone(), column.id.clone()));
        let note = stored.map(|cell| cell.note.as_str()).filter(|_| audience == Audience::Trainer);
        let margin = stored.map(|cell| cell.margin);
        words::explain_cell(lang, &workbook.about, [&row.name, &column.name], margin, note.unwrap_or_default())
    }

    /// What is selected, around all of it, and the cell that keys mean.
    fn selected(&self, ui: &Ui, has_keyboard: bool) {
        let tokens = self.scene.tokens;
        let area = self.panel.area();
        let cell = |row, column| Rect::from_x_y_ranges(self.plan.column_at(column), self.plan.row_at(row));
        if !area.is_single() {
            let all =
                cell(*area.rows.start(), *area.columns.start()).union(cell(*area.rows.end(), *area.columns.end()));
            ui.painter().rect_stroke(all, 0.0, Stroke::new(tokens.line, tokens.accent.mark), StrokeKind::Inside);
        }
        let stroke = if has_keyboard { tokens.focus_stroke() } else { Stroke::new(tokens.line, tokens.accent.mark) };
        let here = cell(self.panel.cursor.row, self.panel.cursor.column);
        ui.painter().rect_stroke(here, 0.0, stroke, StrokeKind::Inside);
    }

    /// The field of the cell being typed, and why its text cannot be the cell's. A click into the grid leads back to it.
    fn draft(&mut self, ui: &mut Ui, clicked: bool) {
        let (tokens, lang, field) = (self.scene.tokens, self.scene.lang, self.field());
        let Some(draft) = &mut self.panel.draft else { return };
        let row =
            self.panel.order.iter().position(|at| self.sheet.rows.get(*at).is_some_and(|row| row.id == draft.customer));
        let column = self.sheet.columns.iter().position(|column| column.id == draft.offering);
        let Some((row, column)) = row.zip(column) else { return };
        let rect = Rect::from_x_y_ranges(self.plan.column_at(column), self.plan.row_at(row));
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
        let label = words::field(lang, self.sheet.columns.get(column).map_or("", |column| column.name.as_str()));
        let response = response.inner.accessible_name(label);
        if response.changed() {
            draft.refused = None;
        }
        if let Some(why) = draft.refused {
            let popup = Popup::from_response(&response).open(true).close_behavior(PopupCloseBehavior::IgnoreClicks);
            popup.show(|ui| ui.add(Label::new(tokens.error(words::not_a_margin(lang, &draft.text, why))).wrap()));
        }
        if clicked {
            ui.memory_mut(|memory| memory.request_focus(field));
        }
        let has_keyboard = ui.memory(|memory| memory.has_focus(field));
        let left = std::mem::replace(&mut draft.entered, has_keyboard) && !has_keyboard;
        if has_keyboard || !left {
            return;
        }
        // Left for something else: what is no margin waits there for the next look.
        draft.entered = true;
        if draft.refused.is_none() {
            self.panel.take_draft(self.scene, self.wishes);
        }
    }

    fn heads(&mut self, ui: &mut Ui, heads: Rect) {
        ui.painter().rect_filled(heads, 0.0, self.scene.tokens.sunken);
        for at in self.plan.columns_seen() {
            let Some(column) = self.sheet.columns.get(at) else { continue };
            let rect = Rect::from_x_y_ranges(self.plan.column_at(at), heads.y_range());
            if self.panel.naming.as_ref().is_some_and(|naming| naming.offering == column.id) {
                self.name_field(ui, rect, column);
                continue;
            }
            match self.offering_head(ui, rect, column) {
                Some(Asked::Sort) => self.panel.sort_by(self.sheet, SortBy::Offering(column.id.clone())),
                Some(Asked::Rename) => {
                    self.panel.naming = Some(Naming { offering: column.id.clone(), field: None });
                }
                Some(Asked::Remove) => {
                    self.wishes.edit(Edit::Customers(CustomerEdit::RemoveOffering(column.id.clone())));
                }
                None => {}
            }
        }
        for lane in &self.plan.scrolled {
            let rect = Rect::from_x_y_ranges(self.plan.scrolled_at(lane), heads.y_range());
            if ui.is_rect_visible(rect) {
                self.side_head(ui, rect, lane.of);
            }
        }
    }

    fn offering_head(&self, ui: &Ui, rect: Rect, column: &Column) -> Option<Asked> {
        let (lang, read_only) = (self.scene.lang, self.scene.read_only);
        let by = SortBy::Offering(column.id.clone());
        let response = self.head(ui, rect, &column.name, Align::Max, &by, IdSalt::new(&column.id));
        let rename = !read_only && response.has_focus() && ui.input(|input| input.key_pressed(Key::F2));
        let mut asked = if rename { Some(Asked::Rename) } else { response.clicked().then_some(Asked::Sort) };
        if !read_only {
            Popup::context_menu(&response).show(|ui| {
                if ui.button(words::RENAME.of(lang)).clicked() {
                    asked = Some(Asked::Rename);
                }
                if ui.button(words::REMOVE_OFFERING.of(lang)).clicked() {
                    asked = Some(Asked::Remove);
                }
            });
        }
        asked
    }

    fn name_field(&mut self, ui: &mut Ui, rect: Rect, column: &Column) {
        let (tokens, workbook) = (self.scene.tokens, self.scene.workbook);
        let offering = workbook.offerings.get(&column.id);
        let Some((naming, offering)) = self.panel.naming.as_mut().zip(offering) else { return };
        let label = words::OFFERING_NAME.of(self.scene.lang);
        let mut child = ui.new_child(UiBuilder::new().max_rect(rect.shrink(tokens.unit)));
        let field = TextField::new(("offering", &column.id), &offering.name, label);
        let change = field.take_keyboard(naming.field.is_none()).show(&mut child, tokens);
        let focused = ui.memory(egui::Memory::focused);
        if naming.field.is_none() {
            naming.field = focused;
        } else if naming.field != focused {
            self.panel.naming = None;
        }
        if let Some(change) = change {
            let named = Offering { name: change.value, ..offering.clone() };
            self.wishes.type_in(change.typed, Edit::Customers(CustomerEdit::PutOffering(named)));
        }
    }

    /// The head of a column: a button that sorts, with a sign of how it is sorted.
    pub(super) fn head(&self, ui: &Ui, rect: Rect, text: &str, align: Align, by: &SortBy, id: IdSalt) -> Response {
        let tokens = self.scene.tokens;
        let response = ui.interact(rect, self.id.with("head").with_salt(id), Sense::click());
        let is_sorted = self.panel.sort.by == *by && *by != SortBy::Given;
        widgets::name_selectable(&response, is_sorted, &words::sort_by(self.scene.lang, text));
        if response.hovered() {
            ui.painter().rect_filled(rect, 0.0, tokens.hovered);
        }
        let room = rect.shrink2(vec2(tokens.inset, tokens.unit));
        let mark = tokens.type_size.small * 0.6;
        let ink = if is_sorted { tokens.ink } else { tokens.ink_soft };
        let width = room.width() - if is_sorted { mark + tokens.unit } else { 0.0 };
        let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(tokens.font(Step::Small), ink));
        job.wrap = TextWrapping { max_width: width.max(0.0), max_rows: 2, ..TextWrapping::default() };
        job.halign = align;
        let galley = ui.painter().layout_job(job);
        let is_cut = galley.elided;
        let x = if align == Align::Max { room.left() + width } else { room.left() };
        let galley_height = galley.size().y;
        ui.painter().galley(pos2(x, room.bottom() - galley_height), galley, ink);
        if is_sorted {
            let middle = pos2(room.right() - mark / 2.0, room.bottom() - tokens.type_size.small * 0.65);
            self.sort_mark(ui.painter(), middle, mark);
        }
        widgets::focus_ring(ui, tokens, &response);
        if is_cut { response.on_hover_text(text) } else { response }
    }

    /// Which way the rows run; hollow once they have changed since they were sorted.
    fn sort_mark(&self, painter: &Painter, middle: egui::Pos2, size: f32) {
        let tokens = self.scene.tokens;
        let half = vec2(size / 2.0, if self.panel.sort.descending { size / 2.0 } else { -size / 2.0 });
        let points = vec![middle - half, middle + vec2(half.x, -half.y), middle + vec2(0.0, half.y)];
        let fill = if self.panel.is_sorted { tokens.accent.mark } else { Color32::TRANSPARENT };
        painter.add(Shape::convex_polygon(points, fill, Stroke::new(tokens.line, tokens.accent.mark)));
    }

    fn names(&mut self, ui: &Ui) {
        let tokens = self.scene.tokens;
        for place in self.plan.rows_seen() {
            let Some(row) = self.row(place) else { continue };
            let rect = Rect::from_x_y_ranges(self.plan.names(), self.plan.row_at(place));
            let response = ui.interact(rect, self.id.with(("name", &row.id)), Sense::CLICK);
            let is_selected = matches!(self.scene.selection, Selection::Customer(id) if *id == row.id);
            widgets::name_selectable(&response, is_selected, &row.name);
            let ground = match (is_selected, response.hovered()) {
                (true, _) => tokens.accent.wash,
                (false, true) => tokens.hovered,
                (false, false) => tokens.surface,
            };
            ui.painter().rect_filled(rect, 0.0, ground);
            let room = rect.shrink2(vec2(tokens.inset, 0.0));
            let is_cut = words_in(ui.painter(), room, &row.name, tokens.font(Step::Body), tokens.ink, Align::Min);
            let clicked = response.clicked();
            if is_cut {
                response.on_hover_text(&row.name);
            }
            if clicked && self.panel.take_draft(self.scene, self.wishes) {
                self.take_keyboard(ui);
                let to = Spot { row: place, ..self.panel.cursor };
                self.panel.go(self.scene, self.wishes, self.sheet, to, false);
            }
        }
    }

    fn fixed_sides(&mut self, ui: &mut Ui, body: Rect) {
        let tokens = self.scene.tokens;
        for lane in &self.plan.fixed {
            let x = self.plan.fixed_at(lane);
            let head = Rect::from_x_y_ranges(x, self.plan.heads());
            ui.painter().rect_filled(head, 0.0, tokens.sunken);
            clipped(ui, head, |ui| self.side_head(ui, head, lane.of));
            let all = Rect::from_x_y_ranges(x, body.y_range());
            ui.painter().rect_filled(all, 0.0, tokens.surface);
            clipped(ui, all, |ui| {
                for place in self.plan.rows_seen() {
                    let rect = Rect::from_x_y_ranges(x, self.plan.row_at(place));
                    if let Some(row) = self.row(place) {
                        self.side(ui, rect, lane.of, row);
                    }
                }
            });
        }
    }

    /// What is told of offerings, below all customers.
    fn feet(&mut self, ui: &mut Ui, body: Rect) {
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        let right = self.plan.fixed.last().map_or(body.right(), |lane| self.plan.fixed_at(lane).max);
        for (at, foot) in Foot::ALL.into_iter().enumerate() {
            let y = self.plan.foot_at(at);
            let all = Rect::from_x_y_ranges(Rangef::new(self.plan.names().min, right), y);
            ui.painter().rect_filled(all, 0.0, tokens.sunken);
            let label = match foot {
                Foot::Total => words::TOTAL,
                Foot::Class => words::CLASS,
                Foot::Gaps => words::GAPS,
            };
            let names = Rect::from_x_y_ranges(self.plan.names(), y).shrink2(vec2(tokens.inset, 0.0));
            words_in(ui.painter(), names, label.of(lang), tokens.font(Step::Small), tokens.ink_soft, Align::Min);
            let columns = Rect::from_x_y_ranges(body.x_range(), y);
            clipped(ui, columns, |ui| {
                for at in self.plan.columns_seen() {
                    let rect = Rect::from_x_y_ranges(self.plan.column_at(at), y);
                    if let Some(column) = self.sheet.columns.get(at) {
                        self.foot(ui, rect, foot, column);
                    }
                }
            });
        }
        let total = self.plan.fixed.iter().find(|lane| lane.of == Side::Total);
        if let Some(total) = total {
            let rect = Rect::from_x_y_ranges(self.plan.fixed_at(total), self.plan.foot_at(0));
            clipped(ui, rect, |ui| self.grand_total(ui, rect));
        }
    }

    /// The head of the names.
    fn corner(&mut self, ui: &mut Ui) {
        let rect = Rect::from_x_y_ranges(self.plan.names(), self.plan.heads());
        ui.painter().rect_filled(rect, 0.0, self.scene.tokens.sunken);
        let clicked = clipped(ui, rect, |ui| {
            let name = words::CUSTOMER.of(self.scene.lang);
            self.head(ui, rect, name, Align::Min, &SortBy::Name, IdSalt::new("names")).clicked()
        });
        if clicked {
            self.panel.sort_by(self.sheet, SortBy::Name);
        }
    }

    /// The edges between what scrolls and what stays in sight.
    fn edges(&self, ui: &Ui, body: Rect) {
        let (painter, stroke) = (ui.painter(), self.scene.tokens.hairline_stroke());
        let right = self.plan.fixed.last().map_or(body.right(), |lane| self.plan.fixed_at(lane).max);
        let bottom = self.plan.foot_at(Foot::ALL.len()).min;
        let (x, y) = (Rangef::new(self.plan.names().min, right), Rangef::new(self.plan.heads().min, bottom));
        painter.hline(x, body.top(), stroke);
        painter.hline(x, body.bottom(), stroke);
        painter.vline(body.left(), y, stroke);
        painter.vline(body.right(), y, stroke);
    }
}

/// A part of the grid from which nothing sticks out.
pub(super) fn clipped<R>(ui: &mut Ui, rect: Rect, draw: impl FnOnce(&mut Ui) -> R) -> R {
    let mut part = ui.new_child(UiBuilder::new().max_rect(rect));
    part.set_clip_rect(rect.intersect(ui.clip_rect()));
    draw(&mut part)
}

/// A text in the middle of a row, at one side. Whether some of it had no room.
pub(super) fn words_in(painter: &Painter, rect: Rect, text: &str, font: FontId, ink: Color32, align: Align) -> bool {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, ink);
    job.wrap = TextWrapping::truncate_at_width(rect.width().max(0.0));
    let galley = painter.layout_job(job);
    let is_cut = galley.elided;
    let place = Align2([align, Align::Center]).align_size_within_rect(galley.size(), rect);
    painter.galley(place.min, galley, ink);
    is_cut
}

/// An amount at the right, a sign in the middle: nobody reads one as the other.
fn amount(painter: &Painter, tokens: &Tokens, tile: Rect, cell: &Cell) {
    let (font, align) = match super::sheet::amount(cell.margin) {
        Some(_) => (tokens.font(Step::Body), Align::Max),
        None => (tokens.bold_font(Step::Body), Align::Center),
    };
    words_in(painter, tile.shrink2(vec2(tokens.inset, 0.0)), &cell.shown, font, tokens.ink, align);
}

/// Whitespace: an empty box, which is seen as something that could be filled.
fn gap(painter: &Painter, tokens: &Tokens, tile: Rect) {
    let stroke = Stroke::new(tokens.line, tokens.hairline);
    painter.rect_stroke(tile.shrink(tokens.unit), tokens.corners(), stroke, StrokeKind::Inside);
}
