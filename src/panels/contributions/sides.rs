//! What follows for each customer and for each offering, beside and below the cells.

use egui::{Align, Color32, FontId, Id, Popup, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::{
    grid::Drawing,
    sheet::{Column, Row, Side},
    widths::Foot,
};
use crate::{
    analysis::{animals, contributions::ContributionClass},
    edit::{CustomerEdit, Edit},
    model::{Animal, Margin},
    panels::{Wishes, cells::line},
    text::{contributions as words, format, terms},
    ui::{self, Step, Tokens, widgets},
};

impl Drawing<'_, '_> {
    /// What is told of a customer.
    pub(super) fn told_of_customer(&self, ui: &mut Ui, rect: Rect, side: Side, row: &Row, wishes: &mut Wishes) {
        let (tokens, lang, workbook) = (self.scene.tokens, self.scene.lang, self.scene.workbook);
        let id = self.id.with((side, &row.id));
        match side {
            Side::Total => {
                let response =
                    self.told(ui, rect, id, &row.total_shown, Align::Max, (tokens.bold_font(Step::Body), tokens.ink));
                widgets::name(&response, Role::Label, &words::total_of(lang, &row.name, &row.total_shown));
                ui::explain(&response, tokens, lang, || {
                    words::explain_total(lang, &workbook.about, &row.name, row.total, &self.filled(row))
                });
            }
            Side::Share => {
                let shown =
                    row.share.map_or(format::UNKNOWN.to_owned(), |share| format::percent_of_one(share.get(), 0));
                if let Some(share) = row.share {
                    let inner = rect.shrink2(vec2(tokens.inset, 0.0));
                    let height = tokens.line_strong;
                    let track = Rect::from_min_max(pos2(inner.left(), inner.bottom() - height - 1.0), inner.max)
                        .with_max_y(inner.bottom() - 1.0);
                    widgets::share_bar(ui.painter(), tokens, track, share.get());
                }
                let response = self.told(ui, rect, id, &shown, Align::Max, (tokens.font(Step::Body), tokens.ink));
                widgets::name(&response, Role::Label, &words::share_of(lang, &row.name, &shown));
                ui::explain(&response, tokens, lang, || {
                    let customer = workbook.customers.get(&row.id);
                    let (revenue, spend) = customer.map_or((None, None), |c| (c.revenue, c.annual_spend));
                    words::explain_share(lang, &workbook.about, row.share, revenue, spend)
                });
            }
            Side::Class => {
                let shown = terms::customer_contribution(row.class).of(lang);
                let response =
                    self.told(ui, rect, id, shown, Align::Min, (tokens.font(Step::Body), ink(tokens, row.class)));
                widgets::name(&response, Role::Label, &words::class_of(lang, &row.name, shown));
                ui::explain(&response, tokens, lang, || words::explain_class(lang, row.class, &self.filled(row)));
            }
            Side::Gaps => {
                let shown = words::count(row.gaps);
                let response = self.told(ui, rect, id, &shown, Align::Max, (tokens.font(Step::Body), tokens.ink));
                widgets::name(&response, Role::Label, &words::gaps_of(lang, &row.name, row.gaps));
                ui::explain(&response, tokens, lang, || {
                    let missing = self.sheet.columns.iter().zip(&row.cells).filter(|(_, cell)| cell.is_none());
                    words::explain_gaps(lang, &row.name, &missing.map(|(column, _)| &*column.name).collect::<Vec<_>>())
                });
            }
            Side::Animal => self.animal(ui, rect, id, row, wishes),
            Side::Suggestion => {
                let Some(suggested) = row.suggestion else { return };
                let shown = terms::animal(suggested).of(lang);
                // What the trainer has set already asks for no second look.
                let color = if row.animal == Some(suggested) { tokens.ink_soft } else { tokens.accent.ink };
                let response = self.told(ui, rect, id, shown, Align::Min, (tokens.font(Step::Body), color));
                widgets::name(&response, Role::Label, &words::suggestion_of(lang, &row.name, shown));
                ui::explain(&response, tokens, lang, || {
                    let contributions = &self.scene.derived.contributions;
                    let suggestion = self.scene.derived.animals.get(&row.id);
                    words::explain_suggestion(
                        lang,
                        suggestion,
                        row.total,
                        animals::mean_above_zero(contributions),
                        &workbook.method.contributions,
                        self.sheet.decimals,
                    )
                });
            }
        }
    }

    /// The trainer's tag, and a menu to set another or none.
    fn animal(&self, ui: &Ui, rect: Rect, id: Id, row: &Row, wishes: &mut Wishes) {
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        let shown = row.animal.map_or(words::NO_ANIMAL, terms::animal).of(lang);
        let style = match row.animal {
            Some(_) => (tokens.bold_font(Step::Body), tokens.ink),
            None => (tokens.font(Step::Body), tokens.ink_soft),
        };
        let response = self.told(ui, rect, id, shown, Align::Min, style);
        let spoken = words::animal_of(lang, &row.name, shown);
        if self.scene.read_only {
            widgets::name(&response, Role::Label, &spoken);
            return;
        }
        let response = response.interact(Sense::click());
        widgets::name(&response, Role::Button, &spoken);
        if response.hovered() {
            ui.painter().rect_stroke(
                rect.shrink(tokens.line),
                tokens.corners(),
                Stroke::new(tokens.line, tokens.outline),
                StrokeKind::Inside,
            );
        }
        widgets::focus_ring(ui, tokens, &response);
        let mut chosen = None;
        Popup::menu(&response).show(|ui| {
            let choices = Animal::ALL.into_iter().map(Some).chain([None]);
            for animal in choices {
                let text = animal.map_or(words::NO_ANIMAL, terms::animal).of(lang);
                if ui.selectable_label(row.animal == animal, text).clicked() {
                    chosen = Some(animal);
                }
            }
        });
        if let Some(animal) = chosen.filter(|animal| *animal != row.animal) {
            wishes.edit(Edit::Customers(CustomerEdit::Animal(row.id.clone(), animal)));
        }
    }

    /// A value of a row, as something that can be pointed at.
    fn told(&self, ui: &Ui, rect: Rect, id: Id, text: &str, align: Align, (font, ink): (FontId, Color32)) -> Response {
        line(ui.painter(), rect.shrink2(vec2(self.scene.tokens.inset, 0.0)), text, font, ink, align);
        ui.interact(rect, id, Sense::hover())
    }

    /// What a customer's row holds: each offering's name and its margin.
    fn filled<'s>(&'s self, row: &Row) -> Vec<(&'s str, Margin)> {
        let cells = self.sheet.columns.iter().zip(&row.cells);
        cells.filter_map(|(column, cell)| Some((column.name.as_str(), cell.as_ref()?.margin))).collect()
    }

    /// What is told of an offering.
    pub(super) fn foot(&self, ui: &mut Ui, rect: Rect, foot: Foot, column: &Column) {
        let (tokens, lang, workbook) = (self.scene.tokens, self.scene.lang, self.scene.workbook);
        let id = self.id.with((foot, &column.id));
        match foot {
            Foot::Total => {
                let response = self.told(
                    ui,
                    rect,
                    id,
                    &column.total_shown,
                    Align::Max,
                    (tokens.bold_font(Step::Body), tokens.ink),
                );
                widgets::name(&response, Role::Label, &words::total_of(lang, &column.name, &column.total_shown));
                ui::explain(&response, tokens, lang, || {
                    let total = self.scene.derived.contributions.offerings.get(&column.id).and_then(|sum| sum.total);
                    words::explain_total(lang, &workbook.about, &column.name, total, &self.sold(column))
                });
            }
            Foot::Class => {
                let shown = words::offering_class(lang, column.class, column.highly);
                let response =
                    self.told(ui, rect, id, shown, Align::Max, (tokens.font(Step::Small), ink(tokens, column.class)));
                widgets::name(&response, Role::Label, &words::class_of(lang, &column.name, shown));
                ui::explain(&response, tokens, lang, || {
                    let contributions = &self.scene.derived.contributions;
                    words::explain_offering_class(
                        lang,
                        contributions.offerings.get(&column.id),
                        contributions.mean_without_negatives,
                        &workbook.method.contributions,
                        &self.sold(column),
                        self.sheet.decimals,
                    )
                });
            }
            Foot::Gaps => {
                let shown = words::count(column.gaps);
                let response = self.told(ui, rect, id, &shown, Align::Max, (tokens.font(Step::Body), tokens.ink));
                widgets::name(&response, Role::Label, &words::gaps_at(lang, &column.name, column.gaps));
                ui::explain(&response, tokens, lang, || {
                    let at = self.sheet.columns.iter().position(|other| other.id == column.id);
                    let lacks = |row: &&Row| at.and_then(|at| row.cells.get(at)).is_some_and(Option::is_none);
                    let missing: Vec<_> = self.sheet.rows.iter().filter(lacks).map(|row| row.name.as_str()).collect();
                    words::explain_gaps(lang, &column.name, &missing)
                });
            }
        }
    }

    /// What an offering's column holds: each customer's name and its margin.
    fn sold<'s>(&'s self, column: &Column) -> Vec<(&'s str, Margin)> {
        let at = self.sheet.columns.iter().position(|other| other.id == column.id);
        let cell = |row: &'s Row| Some((row.name.as_str(), row.cells.get(at?)?.as_ref()?.margin));
        self.sheet.rows.iter().filter_map(cell).collect()
    }

    /// What everything brings.
    pub(super) fn grand_total(&self, ui: &mut Ui, rect: Rect) {
        let (tokens, lang, workbook) = (self.scene.tokens, self.scene.lang, self.scene.workbook);
        let shown = &self.sheet.total_shown;
        let response =
            self.told(ui, rect, self.id.with("total"), shown, Align::Max, (tokens.bold_font(Step::Body), tokens.ink));
        let all = words::ALL_CUSTOMERS.of(lang);
        widgets::name(&response, Role::Label, &words::total_of(lang, all, shown));
        ui::explain(&response, tokens, lang, || {
            let totals = self.sheet.rows.iter().filter_map(|row| {
                let total = crate::model::Money::new(row.total?).ok()?;
                Some((row.name.as_str(), Margin::Amount(total)))
            });
            words::explain_total(lang, &workbook.about, all, self.sheet.total, &totals.collect::<Vec<_>>())
        });
    }
}

/// The colour of a class; its word says the same.
const fn ink(tokens: &Tokens, class: ContributionClass) -> Color32 {
    match class {
        ContributionClass::Profitable => tokens.blue.ink,
        ContributionClass::Mixed => tokens.ink,
        ContributionClass::Losing => tokens.amber.ink,
        ContributionClass::None => tokens.ink_soft,
    }
}
