//! The score matrix 评分矩阵: customers × criteria, typed like a sheet, with what follows for each customer.

mod entries;
mod grid;
mod matrix;

use std::sync::Arc;

use egui::{Frame, Label, Margin, Ui};

use self::{
    entries::Entries,
    grid::{Drawing, Widths},
    matrix::{Matrix, SortBy},
};
use super::{
    Scene, Wishes, add_customer,
    cells::{Hand, Order, Plan, Table},
    weights,
};
use crate::{
    model::Criterion,
    text::{cells as cell_words, parse::NotAScore, scores as words, value_map},
    ui::widgets,
};

/// What one is doing and looking at on a score matrix.
#[derive(Default)]
pub struct Scores {
    /// The matrix as it was last worked out.
    matrix: Option<Arc<Matrix>>,
    /// How wide its columns must be.
    widths: Option<Widths>,
    /// How its rows are ordered.
    order: Order<SortBy>,
    /// Where one is in it.
    hand: Hand<Criterion, NotAScore>,
}

impl Scores {
    /// Shows the matrix.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        if scene.workbook.customers.is_empty() {
            let button = (!scene.read_only).then(|| value_map::ADD.of(lang));
            if widgets::empty_state(ui, tokens, words::EMPTY.of(lang), button) {
                add_customer(scene, wishes);
            }
            return;
        }
        let matrix = self.follow(scene);
        let order = Arc::clone(&self.order.places);
        let entries = Entries { scene, matrix: &matrix, order: &order };
        self.hand.follow_selection(scene, &entries);
        let asked = self.tools(ui, scene, wishes);
        Frame::new().inner_margin(Margin::symmetric(8, 0)).show(ui, |ui| {
            ui.add(Label::new(tokens.section(matrix.headline.as_str())).truncate());
            // What the weights sum to, wherever one has scrolled.
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().interact_size.y = 0.0;
                for (axis, of) in [value_map::ATTRACTIVENESS, value_map::ADVANTAGE].into_iter().zip(&matrix.weights) {
                    weights::sum(ui, scene, of, |sum| words::axis_weights(lang, axis, sum));
                }
            });
            if let Some(trouble) = &self.hand.not_taken {
                let why = |text: &str, NotAScore| words::not_a_score(lang, text);
                ui.add(Label::new(tokens.error(cell_words::not_taken(lang, trouble, why))).wrap());
            }
        });
        let asked = asked.or(self.grid(ui, scene, wishes, &entries));
        if let Some(by) = asked {
            self.hand.sort(&mut self.order, by, |by| matrix.keys(*by));
        }
    }

    /// The matrix, worked out again if what it shows has changed. Rows keep their places unless there are others now.
    fn follow(&mut self, scene: &Scene<'_>) -> Arc<Matrix> {
        if let Some(matrix) = self.matrix.as_ref().filter(|matrix| matrix.is_current(scene)) {
            return Arc::clone(matrix);
        }
        let matrix = Arc::new(Matrix::of(scene, self.matrix.as_deref()));
        let others = self.matrix.as_ref().is_none_or(|before| !before.has_rows_of(&matrix));
        self.order.follow(&matrix.keys(self.order.by), others);
        self.hand.stay_within(scene, &Entries { scene, matrix: &matrix, order: &self.order.places });
        self.widths.take_if(|widths| !widths.fit(scene));
        self.matrix = Some(Arc::clone(&matrix));
        matrix
    }

    /// The row of tools. The order asked for.
    fn tools(&self, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes) -> Option<SortBy> {
        let (tokens, lang) = (scene.tokens, scene.lang);
        let shown = ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = tokens.unit;
            let add = ui.add_enabled_ui(!scene.read_only, |ui| {
                widgets::tool_button(ui, tokens, value_map::ADD.of(lang)).clicked()
            });
            if add.inner {
                add_customer(scene, wishes);
            }
            let asked = self.order.menu(ui, lang, SortBy::ALL.into_iter(), |by| by.head().of(lang).to_owned());
            if !scene.read_only {
                ui.add(Label::new(tokens.small(words::HOW_TO.of(lang))).truncate());
            }
            asked
        });
        shown.inner
    }

    /// The matrix itself. The order asked for.
    fn grid(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        wishes: &mut Wishes,
        entries: &Entries<'_, '_>,
    ) -> Option<SortBy> {
        let Self { widths, order, hand, .. } = self;
        let widths = *widths.get_or_insert_with(|| Widths::of(scene, ui.painter()));
        let shape = widths.shape(entries.matrix.rows.len(), scene.tokens);
        let plan = Plan::of(&shape, scene.tokens, ui.available_size());
        let id = ui.scope_id().with("cells");
        let mut drawing = Drawing { id, scene, matrix: entries.matrix, order, widths, asked: None };
        Table { id, scene, wishes, cells: entries, hand }.show(ui, plan, &mut drawing);
        drawing.asked
    }
}
