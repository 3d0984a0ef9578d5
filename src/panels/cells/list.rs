//! A table that one reads and walks through: rows to select and to open, or cells that something is done with. Only
//! what is in sight is drawn; heads and names always are.

use egui::{
    EventFilter, Id, Key, Margin, Modifiers, Rangef, Rect, Response, Role, ScrollArea, Sense, StrokeKind, Tooltip, Ui,
    UiBuilder, WidgetInfo, style::ScrollAnimation, vec2,
};

use super::{
    Plan, Spot, clipped,
    keys::{pages, stay},
};
use crate::{panels::Scene, text::Explanation, ui};

/// What a list shows, in the order shown.
pub trait Listing {
    /// What stands beside the cells of a row.
    type Side: Copy;

    /// How many rows there are.
    fn rows(&self) -> usize;

    /// How many columns there are.
    fn columns(&self) -> usize;

    /// What tells a row from the others, wherever it stands.
    fn row_id(&self, row: usize) -> Id;

    /// Whether a row is selected.
    fn is_selected(&self, row: usize) -> bool;

    /// A row, for somebody who does not see it.
    fn spoken(&self, row: usize) -> String;

    /// The list and what the keys mean, for somebody who does not see it.
    fn spoken_list(&self) -> String;

    /// Paints a row's name. The whole of it, where some of it had no room; the same below.
    fn name(&self, ui: &Ui, rect: Rect, row: usize) -> Option<&str>;

    /// Paints a cell.
    fn cell(&self, ui: &Ui, rect: Rect, spot: Spot) -> Option<&str>;

    /// A cell, for somebody who does not see it; none where only the row is spoken of.
    fn spoken_cell(&self, _spot: Spot) -> Option<String> {
        None
    }

    /// What the pointer on a cell tells, if anything.
    fn explain_cell(&self, spot: Spot) -> Option<Explanation>;

    /// The head of a column.
    fn head(&mut self, ui: &Ui, rect: Rect, column: usize);

    /// The head of what stands beside the cells.
    fn side_head(&mut self, ui: &Ui, rect: Rect, side: Self::Side);

    /// Paints what stands beside the cells of a row.
    fn side(&self, ui: &Ui, rect: Rect, side: Self::Side, row: usize) -> Option<&str>;

    /// What the pointer on it tells, if anything.
    fn explain_side(&self, side: Self::Side, row: usize) -> Option<Explanation>;

    /// The head of the names.
    fn corner(&mut self, ui: &Ui, rect: Rect);

    /// What stays in sight below.
    fn feet(&mut self, _ui: &mut Ui, _plan: &Plan<Self::Side>) {}
}

/// Where one is in a list.
#[derive(Clone, Copy, Debug, Default)]
pub struct Walk {
    /// The row or the cell that keys mean.
    pub cursor: Spot,
    /// It is to be brought into sight.
    pub reveal: bool,
}

impl Walk {
    /// Goes to a row, if there is such a one, and brings it into sight.
    pub fn turn_to(&mut self, row: Option<usize>) {
        if let Some(row) = row {
            self.cursor.row = row;
            self.reveal = true;
        }
    }
}

/// What was asked of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// To select a row.
    Select(usize),
    /// To open a row.
    Open(usize),
    /// To do with a cell what is done with cells.
    Act(Spot),
}

/// A frame of a list.
pub struct List<'a, 'b> {
    /// The widget that has the keyboard for all rows.
    pub id: Id,
    /// What there is to see.
    pub scene: &'a Scene<'b>,
    /// Where one is in it.
    pub walk: &'a mut Walk,
    /// One walks from cell to cell, not from row to row.
    pub by_cell: bool,
}

impl List<'_, '_> {
    /// Shows the list in all the room there is.
    pub fn show<L: Listing>(mut self, ui: &mut Ui, plan: Plan<L::Side>, listing: &mut L) -> Option<Asked> {
        let last = |count: usize| count.saturating_sub(1);
        let Spot { row, column } = self.walk.cursor;
        self.walk.cursor = Spot { row: row.min(last(listing.rows())), column: column.min(last(listing.columns())) };
        // What stays in sight stands at the edges: nothing fades out there.
        ui.spacing_mut().scroll.fade.strength = 0.0;
        let area = ScrollArea::both().id_salt("list").auto_shrink(false).content_margin(Margin::ZERO);
        let shown = area.show_viewport(ui, |ui, seen| {
            let origin = ui.max_rect().min;
            let plan = plan.seen(origin, Rect::from_min_size(origin + seen.min.to_vec2(), seen.size()));
            ui.set_min_size(plan.size());
            self.frame(ui, &plan, listing)
        });
        shown.inner
    }

    fn frame<L: Listing>(&mut self, ui: &mut Ui, plan: &Plan<L::Side>, listing: &mut L) -> Option<Asked> {
        let tokens = self.scene.tokens;
        let turned = pages(ui, self.scene) * plan.body().height();
        if turned != 0.0 {
            ui.scroll_with_delta(vec2(0.0, -turned));
        }
        let rows = Rect::from_x_y_ranges(Rangef::new(plan.names().min, plan.right()), plan.body().y_range());
        let response = ui.interact(rows, self.id, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Grid, response.enabled(), listing.spoken_list()));
        let asked = self.pointer(ui, plan, &response).or_else(|| self.keys(ui, plan, listing, &response));
        clipped(ui, rows, |ui| self.rows(ui, plan, listing, rows, &response));
        clipped(ui, plan.body(), |ui| self.cells(ui, plan, listing));
        for lane in &plan.fixed {
            let x = plan.fixed_at(lane);
            clipped(ui, Rect::from_x_y_ranges(x, rows.y_range()), |ui| self.sides(ui, plan, listing, x, lane.of));
        }
        let heads = Rect::from_x_y_ranges(plan.body().x_range(), plan.heads());
        let all_heads = Rect::from_x_y_ranges(rows.x_range(), plan.heads());
        ui.painter().rect_filled(all_heads, 0.0, tokens.sunken);
        clipped(ui, heads, |ui| {
            for column in plan.columns_seen() {
                listing.head(ui, Rect::from_x_y_ranges(plan.column_at(column), plan.heads()), column);
            }
            for lane in &plan.scrolled {
                listing.side_head(ui, Rect::from_x_y_ranges(plan.scrolled_at(lane), plan.heads()), lane.of);
            }
        });
        for lane in &plan.fixed {
            let rect = Rect::from_x_y_ranges(plan.fixed_at(lane), plan.heads());
            clipped(ui, rect, |ui| listing.side_head(ui, rect, lane.of));
        }
        let corner = Rect::from_x_y_ranges(plan.names(), plan.heads());
        clipped(ui, corner, |ui| listing.corner(ui, corner));
        listing.feet(ui, plan);
        let stroke = tokens.hairline_stroke();
        ui.painter().hline(rows.x_range(), rows.top(), stroke);
        ui.painter().hline(rows.x_range(), rows.bottom(), stroke);
        let edges = [Some(plan.body().left()), (!plan.fixed.is_empty()).then(|| plan.body().right())];
        for x in edges.into_iter().flatten() {
            ui.painter().vline(x, Rangef::new(all_heads.top(), rows.bottom()), stroke);
        }
        if std::mem::take(&mut self.walk.reveal) {
            let spot = if self.by_cell { self.walk.cursor } else { Spot { column: 0, ..self.walk.cursor } };
            let mut rect = plan.with_surroundings(spot);
            if !self.by_cell {
                // Only the row is looked for: what one looks at in it stays in sight.
                rect = Rect::from_x_y_ranges(rows.x_range(), rect.y_range());
            }
            ui.scroll_to_rect_animation(rect, None, ScrollAnimation::none());
        }
        asked
    }

    fn pointer<S: Copy>(&mut self, ui: &Ui, plan: &Plan<S>, response: &Response) -> Option<Asked> {
        let place = response.interact_pointer_pos().filter(|_| response.clicked())?;
        ui.memory_mut(|memory| memory.request_focus(self.id));
        let on_cells = plan.body().contains(place);
        let to = plan.nearest(place);
        self.walk.cursor = if on_cells { to } else { Spot { row: to.row, ..self.walk.cursor } };
        Some(match (self.by_cell && on_cells, response.double_clicked()) {
            (true, _) => Asked::Act(to),
            (false, true) => Asked::Open(to.row),
            (false, false) => Asked::Select(to.row),
        })
    }

    /// Walks where the keys lead while the list has the keyboard.
    fn keys<L: Listing>(&mut self, ui: &Ui, plan: &Plan<L::Side>, listing: &L, response: &Response) -> Option<Asked> {
        if !response.has_focus() || listing.rows() == 0 {
            return None;
        }
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(self.id, filter));
        let (here, page) = (self.walk.cursor, plan.page());
        let (last_row, last_column) = (listing.rows() - 1, listing.columns().saturating_sub(1));
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let to = if pressed(Key::ArrowUp) {
            Spot { row: here.row.saturating_sub(1), ..here }
        } else if pressed(Key::ArrowDown) {
            Spot { row: (here.row + 1).min(last_row), ..here }
        } else if pressed(Key::PageUp) {
            Spot { row: here.row.saturating_sub(page), ..here }
        } else if pressed(Key::PageDown) {
            Spot { row: (here.row + page).min(last_row), ..here }
        } else if pressed(Key::Home) {
            Spot { row: 0, ..here }
        } else if pressed(Key::End) {
            Spot { row: last_row, ..here }
        } else if self.by_cell && pressed(Key::ArrowLeft) {
            Spot { column: here.column.saturating_sub(1), ..here }
        } else if self.by_cell && pressed(Key::ArrowRight) {
            Spot { column: (here.column + 1).min(last_column), ..here }
        } else if self.by_cell && pressed(Key::Space) {
            return Some(Asked::Act(here));
        } else if pressed(Key::Enter) {
            return Some(if self.by_cell { Asked::Act(here) } else { Asked::Open(here.row) });
        } else {
            return None;
        };
        stay(ui);
        self.walk.cursor = to;
        self.walk.reveal = true;
        Some(Asked::Select(to.row))
    }

    /// The ground of each row, and its name.
    fn rows<L: Listing>(&self, ui: &mut Ui, plan: &Plan<L::Side>, listing: &L, all: Rect, response: &Response) {
        let tokens = self.scene.tokens;
        let hovered = response.hover_pos().map(|place| plan.nearest(place).row);
        for row in plan.rows_seen() {
            let rect = Rect::from_x_y_ranges(all.x_range(), plan.row_at(row));
            let is_selected = listing.is_selected(row);
            let fill = match (is_selected, hovered == Some(row)) {
                (true, _) => Some(tokens.accent.wash),
                (false, true) => Some(tokens.hovered),
                (false, false) => None,
            };
            if let Some(fill) = fill {
                ui.painter().rect_filled(rect, 0.0, fill);
            }
            ui.painter().hline(rect.x_range(), rect.bottom(), tokens.hairline_stroke());
            let names = Rect::from_x_y_ranges(plan.names(), rect.y_range());
            let named = ui.interact(names, self.id.with(listing.row_id(row)), Sense::hover());
            named.widget_info(|| WidgetInfo::selected(Role::Row, named.enabled(), is_selected, listing.spoken(row)));
            let mut part = ui.new_child(UiBuilder::new().max_rect(names));
            part.set_clip_rect(names.intersect(ui.clip_rect()));
            if let Some(whole) = listing.name(&part, names, row) {
                named.on_hover_text(whole);
            }
            if !self.by_cell && response.has_focus() && row == self.walk.cursor.row {
                ui.painter().rect_stroke(rect, 0.0, tokens.focus_stroke(), StrokeKind::Inside);
            }
        }
    }

    fn cells<L: Listing>(&self, ui: &Ui, plan: &Plan<L::Side>, listing: &L) {
        let tokens = self.scene.tokens;
        let has_keyboard = ui.memory(|memory| memory.has_focus(self.id));
        for row in plan.rows_seen() {
            let id = self.id.with(listing.row_id(row));
            for column in plan.columns_seen() {
                let spot = Spot { row, column };
                let rect = plan.cell(spot);
                let cut = listing.cell(ui, rect, spot);
                let response = ui.interact(rect, id.with(column), Sense::hover());
                if self.by_cell {
                    let is_selected = spot == self.walk.cursor;
                    response.widget_info(|| {
                        let spoken = listing.spoken_cell(spot).unwrap_or_default();
                        WidgetInfo::selected(Role::Cell, response.enabled(), is_selected, spoken)
                    });
                    if is_selected && has_keyboard {
                        ui.painter().rect_stroke(rect, 0.0, tokens.focus_stroke(), StrokeKind::Inside);
                    }
                }
                self.tell(response, cut, || listing.explain_cell(spot));
            }
            for lane in &plan.scrolled {
                let rect = Rect::from_x_y_ranges(plan.scrolled_at(lane), plan.row_at(row));
                if ui.is_rect_visible(rect) {
                    let cut = listing.side(ui, rect, lane.of, row);
                    let response = ui.interact(rect, id.with(("side", lane.left.to_bits())), Sense::hover());
                    self.tell(response, cut, || listing.explain_side(lane.of, row));
                }
            }
        }
    }

    fn sides<L: Listing>(&self, ui: &Ui, plan: &Plan<L::Side>, listing: &L, x: Rangef, side: L::Side) {
        for row in plan.rows_seen() {
            let rect = Rect::from_x_y_ranges(x, plan.row_at(row));
            let cut = listing.side(ui, rect, side, row);
            let id = self.id.with(listing.row_id(row)).with(("fixed", x.min.to_bits()));
            let response = ui.interact(rect, id, Sense::hover());
            self.tell(response, cut, || listing.explain_side(side, row));
        }
    }

    /// Tells what is behind something while the pointer is on it, or else the whole of what had no room.
    fn tell(&self, response: Response, cut: Option<&str>, explanation: impl FnOnce() -> Option<Explanation>) {
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        if !response.hovered() {
            return;
        }
        match (explanation(), cut) {
            (Some(explanation), _) => {
                Tooltip::for_enabled(&response).show(|ui| ui::explanation_card(ui, tokens, lang, &explanation));
            }
            (None, Some(whole)) => drop(response.on_hover_text(whole)),
            (None, None) => {}
        }
    }
}
