//! Before the cards are dealt: what the run is called, how many groups play, and what they are called.

use egui::{Label, ScrollArea, Ui};

use super::go_to;
use crate::{
    edit::{Edit, MovesEdit},
    model::{GroupCount, MoveRun, MoveStage},
    panels::{Scene, Wishes},
    text::moves as words,
    ui::{TextField, widgets},
};

/// Shows the page.
pub(super) fn show(ui: &mut Ui, scene: &Scene<'_>, run: &MoveRun, wishes: &mut Wishes) {
    let (tokens, lang) = (scene.tokens, scene.lang);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(tokens.prose_width.min(ui.available_width()));
        ui.add(Label::new(tokens.prose(words::HOW.of(lang))).wrap());
        ui.add_enabled_ui(!scene.read_only, |ui| {
            widgets::section(ui, tokens, words::NAME.of(lang));
            let name = TextField::new(("name", run.id.as_str()), &run.name, words::NAME.of(lang));
            if let Some(change) = name.hint(words::NAME_HINT.of(lang)).show(ui, tokens) {
                wishes.type_in(change.typed, Edit::Moves(MovesEdit::Name(run.id.clone(), change.value)));
            }
            widgets::section(ui, tokens, words::GROUPS.of(lang));
            how_many(ui, scene, run, wishes);
            ui.add_space(tokens.inset);
            names(ui, scene, run, wishes);
            ui.add_space(tokens.group);
            if widgets::primary_button(ui, tokens, words::DEAL.of(lang)).clicked() {
                go_to(scene, run, MoveStage::Play, wishes);
            }
        });
    });
}

fn how_many(ui: &mut Ui, scene: &Scene<'_>, run: &MoveRun, wishes: &mut Wishes) {
    let counts = (GroupCount::MIN..=GroupCount::MAX).map(|count| (count, count.to_string()));
    let counts: Vec<(u8, String)> = counts.collect();
    let choices: Vec<(u8, &str)> = counts.iter().map(|(count, text)| (*count, text.as_str())).collect();
    let mut count = u8::try_from(run.groups.len()).unwrap_or(GroupCount::MAX);
    if widgets::segmented(ui, scene.tokens, &mut count, &choices) {
        wishes.edit(Edit::Moves(MovesEdit::Groups(run.id.clone(), GroupCount::clamped(count))));
    }
}

/// A field for each group's name, in two columns.
fn names(ui: &mut Ui, scene: &Scene<'_>, run: &MoveRun, wishes: &mut Wishes) {
    let (tokens, lang) = (scene.tokens, scene.lang);
    let places: Vec<usize> = (0..run.groups.len()).collect();
    for pair in places.chunks(2) {
        ui.columns(2, |columns| {
            for (ui, place) in columns.iter_mut().zip(pair) {
                let Some(group) = run.groups.get(*place) else { continue };
                let (label, hint) = (words::group_field(lang, *place), words::group_number(lang, *place));
                let field = TextField::new(("group", run.id.as_str(), place), &group.name, &label).hint(&hint);
                if let Some(change) = field.show(ui, tokens) {
                    let edit = MovesEdit::GroupName(run.id.clone(), *place, change.value);
                    wishes.type_in(change.typed, Edit::Moves(edit));
                }
            }
        });
    }
}
