//! The grid as it is drawn.

use egui::{Align, Id, IdSalt, Key, Painter, Popup, Rangef, Rect, Response, Stroke, StrokeKind, Ui, UiBuilder, vec2};

use super::{
    Naming,
    sheet::{Cell, Column, Row, Sheet, Side, SortBy},
    widths::Foot,
};
use crate::{
    analysis::Audience,
    edit::{CustomerEdit, Edit},
    model::{Contribution, Offering},
    panels::{
        Scene, Wishes,
        cells::{Draw, Order, Plan, SortHead, Spot, clipped, line, note_mark},
    },
    text::{Explanation, cells as cell_words, contributions as words},
    ui::{Step, TextField, Tokens},
};

/// A frame of the grid.
pub(super) struct Drawing<'a, 'b> {
    /// The widget that has the keyboard for all cells.
    pub id: Id,
    pub scene: &'a Scene<'b>,
    pub sheet: &'a Sheet,
    pub order: &'a Order<SortBy>,
    pub naming: &'a mut Option<Naming>,
    /// The order asked for.
    pub asked: Option<SortBy>,
}

/// What was asked of the head of an offering.
enum Asked {
    Sort,
    Rename,
    Remove,
}

impl Draw for Drawing<'_, '_> {
    type Side = Side;

    fn cell(&self, painter: &Painter, tile: Rect, spot: Spot) {
        let tokens = self.scene.tokens;
        let cell = self.row(spot.row).and_then(|row| row.cells.get(spot.column)).and_then(Option::as_ref);
        let Some(cell) = cell else { return gap(painter, tokens, tile) };
        painter.rect_filled(tile, 0.0, tokens.heat(cell.heat));
        amount(painter, tokens, tile, cell);
        if cell.noted && self.scene.audience == Audience::Trainer {
            note_mark(painter, tokens, tile);
        }
    }

    fn explain_cell(&self, spot: Spot) -> Explanation {
        let Scene { workbook, lang, audience, .. } = *self.scene;
        let cell = self.row(spot.row).zip(self.sheet.columns.get(spot.column));
        let stored: Option<&Contribution> =
            cell.and_then(|(row, column)| workbook.contributions.get(&(row.id.clone(), column.id.clone())));
        let note = stored.map(|cell| cell.note.as_str()).filter(|_| audience == Audience::Trainer);
        let names = cell.map_or([""; 2], |(row, column)| [row.name.as_str(), column.name.as_str()]);
        words::explain_cell(lang, &workbook.about, names, stored.map(|cell| cell.margin), note.unwrap_or_default())
    }

    fn heads(&mut self, ui: &mut Ui, plan: &Plan<Side>, wishes: &mut Wishes) {
        for at in plan.columns_seen() {
            let Some(column) = self.sheet.columns.get(at) else { continue };
            let rect = Rect::from_x_y_ranges(plan.column_at(at), plan.heads());
            if self.naming.as_ref().is_some_and(|naming| naming.offering == column.id) {
                self.name_field(ui, rect, column, wishes);
                continue;
            }
            match self.offering_head(ui, rect, column) {
                Some(Asked::Sort) => self.asked = Some(SortBy::Offering(column.id.clone())),
                Some(Asked::Rename) => *self.naming = Some(Naming { offering: column.id.clone(), field: None }),
                Some(Asked::Remove) => {
                    wishes.edit(Edit::Customers(CustomerEdit::RemoveOffering(column.id.clone())));
                }
                None => {}
            }
        }
    }

    fn side_head(&mut self, ui: &mut Ui, rect: Rect, side: Side) {
        let align = match side {
            Side::Total | Side::Share | Side::Gaps => Align::Max,
            Side::Class | Side::Animal | Side::Suggestion => Align::Min,
        };
        let by = SortBy::Side(side);
        if self.head(ui, rect, side.head().of(self.scene.lang), align, &by, IdSalt::new(side)).clicked() {
            self.asked = Some(by);
        }
    }

    fn side(&mut self, ui: &mut Ui, rect: Rect, side: Side, row: usize, wishes: &mut Wishes) {
        if let Some(row) = self.row(row) {
            self.told_of_customer(ui, rect, side, row, wishes);
        }
    }

    fn corner(&mut self, ui: &mut Ui, rect: Rect) {
        let name = cell_words::CUSTOMER.of(self.scene.lang);
        if self.head(ui, rect, name, Align::Min, &SortBy::Name, IdSalt::new("names")).clicked() {
            self.asked = Some(SortBy::Name);
        }
    }

    /// What is told of offerings.
    fn feet(&mut self, ui: &mut Ui, plan: &Plan<Side>) {
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        for (at, foot) in Foot::ALL.into_iter().enumerate() {
            let y = plan.foot_at(at);
            let all = Rect::from_x_y_ranges(Rangef::new(plan.names().min, plan.right()), y);
            ui.painter().rect_filled(all, 0.0, tokens.sunken);
            let label = match foot {
                Foot::Total => words::TOTAL,
                Foot::Class => words::CLASS,
                Foot::Gaps => words::GAPS,
            };
            let names = Rect::from_x_y_ranges(plan.names(), y).shrink2(vec2(tokens.inset, 0.0));
            line(ui.painter(), names, label.of(lang), tokens.font(Step::Small), tokens.ink_soft, Align::Min);
            let columns = Rect::from_x_y_ranges(plan.body().x_range(), y);
            clipped(ui, columns, |ui| {
                for at in plan.columns_seen() {
                    let rect = Rect::from_x_y_ranges(plan.column_at(at), y);
                    if let Some(column) = self.sheet.columns.get(at) {
                        self.foot(ui, rect, foot, column);
                    }
                }
            });
        }
        let total = plan.fixed.iter().find(|lane| lane.of == Side::Total);
        if let Some(total) = total {
            let rect = Rect::from_x_y_ranges(plan.fixed_at(total), plan.foot_at(0));
            clipped(ui, rect, |ui| self.grand_total(ui, rect));
        }
    }
}

impl<'a> Drawing<'a, '_> {
    /// The row at a place in the order shown.
    fn row(&self, place: usize) -> Option<&'a Row> {
        self.order.places.get(place).and_then(|at| self.sheet.rows.get(*at))
    }

    /// The head of a column: a button that sorts.
    fn head(&self, ui: &Ui, rect: Rect, text: &str, align: Align, by: &SortBy, id: IdSalt) -> Response {
        let head = SortHead { rect, text, align, sign: self.order.sign(by) };
        head.show(ui, self.scene.tokens, self.scene.lang, self.id.with("head").with_salt(id))
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

    fn name_field(&mut self, ui: &mut Ui, rect: Rect, column: &Column, wishes: &mut Wishes) {
        let (tokens, workbook) = (self.scene.tokens, self.scene.workbook);
        let offering = workbook.offerings.get(&column.id);
        let Some((naming, offering)) = self.naming.as_mut().zip(offering) else { return };
        let label = words::OFFERING_NAME.of(self.scene.lang);
        let mut child = ui.new_child(UiBuilder::new().max_rect(rect.shrink(tokens.unit)));
        let field = TextField::new(("offering", &column.id), &offering.name, label);
        let change = field.take_keyboard(naming.field.is_none()).show(&mut child, tokens);
        let focused = ui.memory(egui::Memory::focused);
        if naming.field.is_none() {
            naming.field = focused;
        } else if naming.field != focused {
            *self.naming = None;
        }
        if let Some(change) = change {
            let named = Offering { name: change.value, ..offering.clone() };
            wishes.type_in(change.typed, Edit::Customers(CustomerEdit::PutOffering(named)));
        }
    }
}

/// An amount at the right, a sign in the middle: nobody reads one as the other.
fn amount(painter: &Painter, tokens: &Tokens, tile: Rect, cell: &Cell) {
    let (font, align) = match super::sheet::amount(cell.margin) {
        Some(_) => (tokens.font(Step::Body), Align::Max),
        None => (tokens.bold_font(Step::Body), Align::Center),
    };
    line(painter, tile.shrink2(vec2(tokens.inset, 0.0)), &cell.shown, font, tokens.ink, align);
}

/// Whitespace: an empty box, which is seen as something that could be filled.
fn gap(painter: &Painter, tokens: &Tokens, tile: Rect) {
    let stroke = Stroke::new(tokens.line, tokens.hairline);
    painter.rect_stroke(tile.shrink(tokens.unit), tokens.corners(), stroke, StrokeKind::Inside);
}
