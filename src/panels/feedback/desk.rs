//! What every page of a conversation works with.

use egui::{Align, AsIdSalt, Label, Layout, Role, Ui, vec2};

use crate::{
    edit::{ConversationEdit, Edit},
    model::{Conversation, Date, MemberId},
    panels::{Scene, Wishes, newcomer},
    text::{feedback as words, format},
    ui::{DateField, TextField, Typed, widgets},
};

/// A conversation under the hands of whoever prepares it.
pub struct Desk<'a> {
    /// Everything there is to look at.
    pub scene: &'a Scene<'a>,
    /// The conversation.
    pub conversation: &'a Conversation,
    /// It can only be read: both have signed, or the workbook cannot be changed.
    pub locked: bool,
    /// What is signed is being corrected.
    pub correcting: bool,
    wishes: &'a mut Wishes,
}

impl<'a> Desk<'a> {
    /// Lays a conversation on the desk; one that is signed to be read, unless it is to be corrected.
    pub fn new(scene: &'a Scene<'a>, conversation: &'a Conversation, correcting: bool, wishes: &'a mut Wishes) -> Self {
        let correcting = correcting && conversation.is_signed() && !scene.read_only;
        let locked = scene.read_only || (conversation.is_signed() && !correcting);
        Self { scene, conversation, locked, correcting, wishes }
    }

    /// Wishes for a change.
    pub fn edit(&mut self, edit: ConversationEdit) {
        let edit = self.wrapped(edit);
        self.wishes.edit(edit);
    }

    /// Wishes for a change of the conversation as a whole.
    pub fn put(&mut self, change: impl FnOnce(&mut Conversation)) {
        let edit = self.changed(change);
        self.edit(edit);
    }

    /// The edit that puts the conversation as changed.
    pub fn changed(&self, change: impl FnOnce(&mut Conversation)) -> ConversationEdit {
        let mut changed = self.conversation.clone();
        change(&mut changed);
        ConversationEdit::Put(Box::new(changed))
    }

    /// What there is to look at, and what to wish with.
    pub fn parts(&mut self) -> (&'a Scene<'a>, &mut Wishes) {
        (self.scene, self.wishes)
    }

    /// An edit of the conversation; one that corrects what is signed keeps its trace.
    fn wrapped(&self, edit: ConversationEdit) -> Edit {
        let edit = Edit::Conversations(edit);
        if self.correcting { Edit::Correct(self.scene.today, Box::new(edit)) } else { edit }
    }

    /// Wishes for what was typed.
    pub fn type_in(&mut self, typed: Typed, edit: ConversationEdit) {
        let edit = self.wrapped(edit);
        self.wishes.type_in(typed, edit);
    }

    /// A text to write; once the conversation is locked, to read.
    pub fn text(
        &mut self,
        ui: &mut Ui,
        value: &str,
        field: TextField<'_>,
        edit: impl FnOnce(String) -> ConversationEdit,
    ) {
        let tokens = self.scene.tokens;
        if self.locked {
            let text = if value.is_empty() { format::UNKNOWN } else { value };
            ui.add(Label::new(tokens.prose(text)).wrap());
        } else if let Some(change) = field.show(ui, tokens) {
            self.type_in(change.typed, edit(change.value));
        }
    }

    /// A day to set; once the conversation is locked, to read.
    pub fn day(
        &mut self,
        ui: &mut Ui,
        id: impl AsIdSalt,
        value: Option<Date>,
        label: &str,
        set: impl FnOnce(&mut Conversation, Option<Date>),
    ) {
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        if self.locked {
            let text = value.map_or_else(|| format::UNKNOWN.to_owned(), |day| format::date(lang, day));
            ui.label(tokens.body(text));
        } else if let Some(change) = DateField::new(id, value, label, lang).show(ui, tokens) {
            let edit = self.changed(|conversation| set(conversation, change.value));
            self.type_in(change.typed, edit);
        }
    }

    /// One of our people to choose or to add; once the conversation is locked, to read. Who was chosen, or nobody.
    pub fn member(
        &mut self,
        ui: &mut Ui,
        id: impl AsIdSalt,
        value: Option<&MemberId>,
        label: &str,
    ) -> Option<Option<MemberId>> {
        let (tokens, lang, workbook) = (self.scene.tokens, self.scene.lang, self.scene.workbook);
        if self.locked {
            let name = value.map_or(words::NOBODY.of(lang), |id| workbook.member_label(id));
            widgets::ellipsis_label(ui, tokens.body(name));
            return None;
        }
        let id = ui.make_persistent_id(id);
        newcomer::choose(ui, self.scene, id, label, tokens.prose_width / 4.0, value, self.wishes)
    }

    /// Something with a button behind it that takes it away. Whether that was pressed.
    pub fn removable(&mut self, ui: &mut Ui, name: &str, show: impl FnOnce(&mut Ui, &mut Self)) -> bool {
        let lang = self.scene.lang;
        if self.locked {
            show(ui, self);
            return false;
        }
        let from_the_right = Layout::right_to_left(Align::Center);
        let row = vec2(ui.available_width(), self.scene.tokens.target);
        ui.allocate_ui_with_layout(row, from_the_right, |ui| {
            let button = widgets::tool_button(ui, self.scene.tokens, words::REMOVE.of(lang));
            widgets::name(&button, Role::Button, &words::remove(lang, name));
            show(ui, self);
            button.clicked()
        })
        .inner
    }
}
