//! All runs there are, the newest first: when, and who had which score.

use egui::{Align, Layout, ScrollArea, Ui};

use crate::{
    edit::{Edit, MovesEdit},
    model::{MoveRun, MoveStage},
    panels::{Scene, Wish, Wishes},
    text::{format, moves as words},
    ui::{explain, widgets},
};

/// Shows the list. Whether a run was chosen.
pub(super) fn show(ui: &mut Ui, scene: &Scene<'_>, shown: &MoveRun, wishes: &mut Wishes) -> bool {
    let (tokens, runs) = (scene.tokens, &scene.workbook.move_runs);
    let row = 1.5 * (tokens.type_size.section + tokens.type_size.body) + tokens.group;
    let mut chosen = false;
    ScrollArea::vertical().auto_shrink(false).show_rows(ui, row, runs.len(), |ui, places| {
        for run in places.filter_map(|place| runs.at(runs.len() - 1 - place)) {
            ui.push_id(run.id.as_str(), |ui| {
                ui.set_min_height(row);
                chosen |= entry(ui, scene, run, run.id == shown.id, wishes);
            });
        }
    });
    chosen
}

fn entry(ui: &mut Ui, scene: &Scene<'_>, run: &MoveRun, is_shown: bool, wishes: &mut Wishes) -> bool {
    let (tokens, lang) = (scene.tokens, scene.lang);
    let label = words::run_label(lang, run);
    let mut chosen = false;
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if !scene.read_only {
                let remove = ui.button(tokens.body(words::REMOVE.of(lang)));
                widgets::name(&remove, egui::Role::Button, &words::remove_run(lang, &label));
                if remove.clicked() {
                    wishes.edit(Edit::Moves(MovesEdit::Remove(run.id.clone())));
                }
            }
            let open = ui.button(tokens.body(words::OPEN.of(lang)));
            widgets::name(&open, egui::Role::Button, &words::open_run(lang, &label));
            if open.clicked() {
                wishes.push(Wish::Subject(run.id.as_str().to_owned()));
                chosen = true;
            }
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                ui.spacing_mut().item_spacing.y = tokens.unit;
                let ink = if is_shown { tokens.accent.ink } else { tokens.ink };
                ui.horizontal(|ui| {
                    if let Some(day) = run.on.filter(|_| !run.name.trim().is_empty()) {
                        ui.label(tokens.small(format::date(lang, day)));
                    }
                    widgets::ellipsis_label(ui, tokens.section(&label).color(ink));
                });
                let scores = scene.derived.moves.get(&run.id).map_or(&[][..], |result| &result.scores);
                let standing = widgets::ellipsis_label(ui, tokens.body(words::standing(lang, run, scores)));
                if run.stage == MoveStage::Kept {
                    explain(&standing, tokens, lang, || words::explain_scores(lang, run, scores));
                }
            });
        });
    });
    chosen
}
