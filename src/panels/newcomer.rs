//! People who are not in the workbook yet: the first one, where the team is still empty, and one more wherever
//! somebody is chosen.

use egui::{Id, Key, Label, Ui};

use super::{Scene, Wish, Wishes, member_or_nobody, members};
use crate::{
    edit::{Edit, TeamEdit},
    model::{Member, MemberId},
    text::{Word, people as words},
    ui::{TextField, widgets},
};

/// The names of the first two people: who it is about, and who leads them.
#[derive(Clone, Debug, Default)]
pub(in crate::panels) struct Newcomers {
    person: String,
    superior: String,
}

impl Newcomers {
    /// Says why somebody is needed, adds whoever is named, and turns to the person.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, why: Word, wishes: &mut Wishes) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        ui.add(Label::new(tokens.prose(why.of(lang))).wrap());
        ui.add_space(tokens.inset);
        let mut ready = false;
        for (label, name) in [(words::NAME, &mut self.person), (words::OWN_NAME, &mut self.superior)] {
            let label = label.of(lang);
            ui.label(tokens.small(label));
            if let Some(change) = TextField::new(label, name, label).show(ui, tokens) {
                ready |= change.typed.done && ui.input(|input| input.key_pressed(Key::Enter));
                *name = change.value;
            }
        }
        ui.add_space(tokens.inset);
        ready |= widgets::primary_button(ui, tokens, words::ADD_FIRST.of(lang)).clicked();
        if ready && !self.person.trim().is_empty() {
            let superior = add(scene, &self.superior, None, wishes);
            if let Some(person) = add(scene, &self.person, superior, wishes) {
                wishes.push(Wish::Subject(person.to_string()));
            }
            *self = Self::default();
        }
    }
}

/// Adds somebody to the team under their superior; nobody where no name is written.
fn add(scene: &Scene<'_>, name: &str, superior: Option<MemberId>, wishes: &mut Wishes) -> Option<MemberId> {
    let name = name.trim();
    if name.is_empty() {
        return None;
    }
    // Whoever was wished for in this frame is not in the workbook yet.
    let is_taken = |id: &MemberId| scene.workbook.team.contains(id) || superior.as_ref() == Some(id);
    let id = MemberId::fresh(name, is_taken);
    let member = Member { manager: superior.clone(), ..Member::new(id.clone(), name) };
    wishes.edit(Edit::Team(TeamEdit::Put(member)));
    Some(id)
}

/// A name being typed in place of a chooser.
#[derive(Clone, Debug, Default)]
struct Naming {
    name: String,
    /// The field is there and has had the keyboard.
    begun: bool,
}

/// A chooser of one of our people, or nobody, in which somebody new can be named. `Some` when somebody else was chosen.
pub(in crate::panels) fn choose(
    ui: &mut Ui,
    scene: &Scene<'_>,
    id: Id,
    label: &str,
    width: f32,
    now: Option<&MemberId>,
    wishes: &mut Wishes,
) -> Option<Option<MemberId>> {
    if let Some(named) = naming(ui, scene, id, width) {
        return named.and_then(|name| add(scene, &name, None, wishes)).map(Some);
    }
    let (mut chosen, mut begin) = (None, false);
    widgets::chooser(ui, id, width, member_or_nobody(scene, now), label, |ui| {
        // Before all others: at their end it would lie out of sight.
        begin = ui.selectable_label(false, words::SOMEBODY_NEW.of(scene.lang)).clicked();
        ui.separator();
        chosen = members(ui, scene, now);
    });
    if begin {
        start_naming(ui, id);
    }
    chosen.filter(|chosen| chosen.as_ref() != now)
}

/// A button that becomes a field for the name of somebody new, who is put under a superior. Who was added.
pub(in crate::panels) fn button(
    ui: &mut Ui,
    scene: &Scene<'_>,
    superior: Option<&MemberId>,
    wishes: &mut Wishes,
) -> Option<MemberId> {
    let tokens = scene.tokens;
    let id = ui.make_persistent_id("somebody new");
    match naming(ui, scene, id, tokens.prose_width / 4.0) {
        Some(named) => named.and_then(|name| add(scene, &name, superior.cloned(), wishes)),
        None => {
            if widgets::tool_button(ui, tokens, words::SOMEBODY_NEW.of(scene.lang)).clicked() {
                start_naming(ui, id);
            }
            None
        }
    }
}

fn start_naming(ui: &Ui, id: Id) {
    ui.data_mut(|data| data.insert_temp(id, Naming::default()));
    ui.request_repaint();
}

/// The field, while somebody is being named; the name, once the field was left with one in it.
#[expect(clippy::option_option, reason = "whether there is a field, and whether it was left with a name")]
fn naming(ui: &mut Ui, scene: &Scene<'_>, id: Id, width: f32) -> Option<Option<String>> {
    let mut naming = ui.data(|data| data.get_temp::<Naming>(id))?;
    let label = words::NAME_OF_NEW.of(scene.lang);
    let field = TextField::new(id.with("name"), &naming.name, label).hint(label).width(width);
    let field = field.take_keyboard(!naming.begun);
    let keyboard = field.id(ui);
    if let Some(change) = field.show(ui, scene.tokens) {
        naming.name = change.value;
    }
    let is_left = naming.begun && !ui.memory(|memory| memory.has_focus(keyboard));
    if is_left {
        ui.data_mut(|data| data.remove_temp::<Naming>(id));
        return Some(Some(naming.name).filter(|name| !name.trim().is_empty()));
    }
    naming.begun = true;
    ui.data_mut(|data| data.insert_temp(id, naming));
    Some(None)
}
