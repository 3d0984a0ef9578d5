//! Undo and redo: a capped list of snapshots that share every section they have in common.

use std::{collections::VecDeque, sync::Arc};

use super::{Edit, EditError, apply};
use crate::model::Workbook;

/// How many steps can be undone.
pub const MAX_STEPS: usize = 200;

/// A field that somebody types in. The number means nothing but this field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Typing(pub u64);

/// A step: the edit, and the workbook on its other side.
#[derive(Clone, Debug)]
struct Step {
    edit: Edit,
    other: Workbook,
}

/// The current workbook, what came before it and what was undone.
#[derive(Clone, Debug)]
pub struct History {
    current: Workbook,
    past: VecDeque<Step>,
    future: Vec<Step>,
    /// The field whose next keystroke still belongs to the last step.
    typing: Option<Typing>,
    revision: u64,
}

impl History {
    /// A history that begins with this workbook.
    pub const fn new(workbook: Workbook) -> Self {
        Self { current: workbook, past: VecDeque::new(), future: Vec::new(), typing: None, revision: 0 }
    }

    /// The workbook as it is now.
    pub const fn current(&self) -> &Workbook {
        &self.current
    }

    /// Counts up with every change of the workbook, undo and redo included.
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// Applies an edit as one step. What is final cannot be undone, nor what came before it.
    ///
    /// # Errors
    /// When the edit is refused; nothing is changed then.
    pub fn apply(&mut self, edit: Edit) -> Result<(), EditError> {
        self.step(edit, None)
    }

    /// Applies what a field holds by now. Typing in one field is one step until [`Self::seal`] or any other edit.
    ///
    /// # Errors
    /// When the edit is refused; nothing is changed then.
    pub fn type_in(&mut self, field: Typing, edit: Edit) -> Result<(), EditError> {
        self.step(edit, Some(field))
    }

    fn step(&mut self, edit: Edit, field: Option<Typing>) -> Result<(), EditError> {
        let next = apply(&self.current, edit.clone())?;
        let is_final = edit.is_final();
        let before = std::mem::replace(&mut self.current, next);
        self.revision += 1;
        self.future.clear();
        let continues = field.is_some() && self.typing == field;
        self.typing = field;
        match self.past.back_mut().filter(|_| continues) {
            Some(last) => last.edit = edit,
            None => {
                if self.past.len() == MAX_STEPS {
                    self.past.pop_front();
                }
                self.past.push_back(Step { edit, other: before });
            }
        }
        if is_final {
            self.past.clear();
        }
        Ok(())
    }

    /// Ends the text being typed: what is typed next is a step of its own.
    pub const fn seal(&mut self) {
        self.typing = None;
    }

    /// What [`Self::undo`] would undo, and the workbook before it.
    pub fn undoable(&self) -> Option<(&Edit, &Workbook)> {
        self.past.back().map(|step| (&step.edit, &step.other))
    }

    /// What [`Self::redo`] would redo, and the workbook before it: the one as it is now.
    pub fn redoable(&self) -> Option<(&Edit, &Workbook)> {
        self.future.last().map(|step| (&step.edit, &self.current))
    }

    /// Goes one step back. Says whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(step) = self.past.pop_back() else { return false };
        let undone = self.swap(step);
        self.future.push(undone);
        true
    }

    /// Goes one step forth again. Says whether there was one.
    pub fn redo(&mut self) -> bool {
        let Some(step) = self.future.pop() else { return false };
        let redone = self.swap(step);
        self.past.push_back(redone);
        true
    }

    /// Changes how panels are arranged: no step, nothing to undo.
    pub fn set_view(&mut self, view: crate::model::View) {
        self.current.view = Arc::new(view);
    }

    /// Forgets all steps: what is so now has left the house, and cannot be taken back.
    pub fn forget(&mut self) {
        self.past.clear();
        self.future.clear();
        self.typing = None;
    }

    fn swap(&mut self, step: Step) -> Step {
        let mut other = step.other;
        // The arrangement of panels is nobody's edit: it stays as it is now.
        other.view = Arc::clone(&self.current.view);
        self.typing = None;
        self.revision += 1;
        Step { edit: step.edit, other: std::mem::replace(&mut self.current, other) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        edit::{ConversationEdit, ConversationText, TeamEdit},
        model::{Conversation, ConversationId, ConversationKind, Member, MemberId, Point, Step as ConversationStep},
    };

    fn history() -> History {
        let person = MemberId::new("li-na").unwrap();
        let mut history = History::new(Workbook::default());
        history.apply(Edit::Team(TeamEdit::Put(Member::new(person.clone(), "李娜")))).unwrap();
        let conversation = Conversation::new(conversation_id(), person, ConversationKind::Result);
        history.apply(Edit::Conversations(ConversationEdit::Put(Box::new(conversation)))).unwrap();
        history
    }

    #[test]
    fn what_is_forgotten_stays() {
        let mut history = history();
        assert!(history.undo());
        let now = history.current().clone();
        history.forget();
        assert!(!history.undo() && !history.redo());
        assert_eq!(history.current(), &now);
    }

    fn conversation_id() -> ConversationId {
        ConversationId::new("c").unwrap()
    }

    const NOTE: Typing = Typing(7);

    fn typed(text: &str) -> Edit {
        let note = ConversationEdit::Note(conversation_id(), ConversationStep::Reached, text.to_owned());
        Edit::Conversations(note)
    }

    fn note(history: &History) -> Option<&str> {
        let conversation = history.current().conversations.get(&conversation_id()).unwrap();
        conversation.notes.get(&ConversationStep::Reached).map(String::as_str)
    }

    #[test]
    fn typing_is_one_step_until_sealed() {
        let mut history = history();
        for text in ["续", "续约", "续约率"] {
            history.type_in(NOTE, typed(text)).unwrap();
        }
        history.seal();
        history.type_in(NOTE, typed("续约率下降")).unwrap();
        assert!(history.undo());
        assert_eq!(note(&history), Some("续约率"));
        assert!(history.undo());
        assert_eq!(note(&history), None);
        assert!(history.redo() && history.redo());
        assert_eq!(note(&history), Some("续约率下降"));
        assert!(!history.redo());
    }

    #[test]
    fn short_texts_of_a_list_are_steps_of_their_own() {
        let mut history = history();
        let strengths = |texts: [&str; 2]| {
            let mut conversation =
                Conversation::new(conversation_id(), MemberId::new("li-na").unwrap(), ConversationKind::Result);
            conversation.strengths = texts.map(Point::from).to_vec();
            Edit::Conversations(ConversationEdit::Put(Box::new(conversation)))
        };
        let typed = |n, text: &str| {
            let text = ConversationEdit::Text(conversation_id(), ConversationText::Strength(n), text.to_owned());
            Edit::Conversations(text)
        };
        history.apply(strengths(["", ""])).unwrap();
        for (n, text) in [(0, "勤"), (0, "勤快"), (1, "细"), (1, "细心")] {
            history.type_in(Typing(n as u64), typed(n, text)).unwrap();
        }
        let now = |history: &History| {
            let strengths = &history.current().conversations.first().unwrap().strengths;
            strengths.iter().map(|point| point.text.clone()).collect::<Vec<_>>()
        };
        assert_eq!(now(&history), ["勤快", "细心"]);
        history.undo();
        assert_eq!(now(&history), ["勤快", ""]);
        history.undo();
        assert_eq!(now(&history), ["", ""]);
        assert!(history.apply(typed(2, "没有第三条")).is_err());
    }

    #[test]
    fn an_edit_between_ends_the_typing() {
        let mut history = history();
        history.type_in(NOTE, typed("续约")).unwrap();
        history.apply(Edit::Team(TeamEdit::Put(Member::new(MemberId::new("wu").unwrap(), "吴")))).unwrap();
        history.type_in(NOTE, typed("续约率")).unwrap();
        assert!(history.undo());
        assert_eq!(note(&history), Some("续约"));
        history.redo();
        history.type_in(NOTE, typed("续约率下降")).unwrap();
        assert!(history.undo());
        assert_eq!(note(&history), Some("续约率"), "nor does it go on after undo and redo");
    }

    #[test]
    fn a_refused_edit_leaves_no_step() {
        let mut history = history();
        let (revision, before) = (history.revision(), history.current().clone());
        let refused = Edit::Conversations(ConversationEdit::Remove(ConversationId::new("nobody").unwrap()));
        assert!(history.apply(refused).is_err());
        assert_eq!(history.revision(), revision);
        assert_eq!(history.current(), &before);
    }

    #[test]
    fn steps_are_capped() {
        let mut history = history();
        for n in 0..MAX_STEPS + 5 {
            history.apply(typed(&n.to_string())).unwrap();
        }
        let mut undone = 0;
        while history.undo() {
            undone += 1;
        }
        assert_eq!(undone, MAX_STEPS);
        assert_eq!(note(&history), Some("4"));
    }
}
