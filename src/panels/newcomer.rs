//! The name of the first person, where the team is still empty.

use egui::{Key, Label, Ui};

use super::{Scene, Wish, Wishes};
use crate::{
    edit::{Edit, TeamEdit},
    model::{Member, MemberId},
    text::{Word, feedback as words},
    ui::{TextField, widgets},
};

/// Says why somebody is needed, adds whoever is named, and turns to them.
pub(in crate::panels) fn show(ui: &mut Ui, scene: &Scene<'_>, newcomer: &mut String, why: Word, wishes: &mut Wishes) {
    let (tokens, lang) = (scene.tokens, scene.lang);
    ui.add(Label::new(tokens.prose(why.of(lang))).wrap());
    let label = words::NAME.of(lang);
    let typed = TextField::new("newcomer", newcomer, label).hint(label).show(ui, tokens);
    let mut ready = false;
    if let Some(change) = typed {
        ready = change.typed.done && ui.input(|input| input.key_pressed(Key::Enter));
        *newcomer = change.value;
    }
    ready |= widgets::primary_button(ui, tokens, words::ADD_PERSON.of(lang)).clicked();
    if ready && !newcomer.trim().is_empty() {
        let id = MemberId::fresh(newcomer.trim(), |id| scene.workbook.team.contains(id));
        wishes.push(Wish::Subject(id.to_string()));
        wishes.edit(Edit::Team(TeamEdit::Put(Member::new(id, newcomer.trim()))));
        newcomer.clear();
    }
}
