//! What is asked before a sealed workbook is opened, and before one is sealed.

use egui::{Id, Key, TextEdit, Ui, text_edit::TextEditState};
use zeroize::Zeroizing;

use super::dialogs::Answer;
use crate::{
    file::{Passphrase, SealProblem},
    text::{Lang, Word, app as words, sealing as says},
    ui::{Tokens, widgets},
};

/// The most characters of a passphrase that are typed. Room for them is made at once, so that no copy is left behind
/// where a text grew.
const MAX_CHARS: usize = 200;

/// A passphrase being typed; wiped when it is let go of.
struct Typed {
    text: Zeroizing<String>,
    id: Id,
}

impl std::fmt::Debug for Typed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Typed")
    }
}

impl Typed {
    fn new(name: &'static str) -> Self {
        Self { text: Zeroizing::new(String::with_capacity(4 * MAX_CHARS)), id: Id::unique(name) }
    }

    /// Draws the field below its label. Says whether the text changed, and whether it was entered.
    fn show(&mut self, ui: &mut Ui, tokens: &Tokens, label: &str, shown: bool) -> (bool, bool) {
        let label = ui.label(tokens.small(label));
        let field = TextEdit::singleline(&mut *self.text).id(self.id).password(!shown).char_limit(MAX_CHARS);
        let field = ui.add(field.desired_width(f32::INFINITY)).labelled_by(label.id);
        let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if ui.is_enabled() && self.text.is_empty() && ui.memory(|memory| memory.focused().is_none()) {
            field.request_focus();
        }
        // What could be undone of it would be kept as it was typed.
        if let Some(mut state) = TextEditState::load(ui.ctx(), self.id) {
            state.clear_undoer();
            state.store(ui.ctx(), self.id);
        }
        (field.changed(), entered)
    }
}

/// The passphrase of something that is sealed.
#[derive(Debug)]
pub struct Asking {
    meant: Meant,
    name: String,
    text: Typed,
    shown: bool,
    problem: Option<SealProblem>,
}

/// What is done with the passphrase.
#[derive(Clone, Debug)]
pub enum Meant {
    /// Open a file.
    Open(std::path::PathBuf, super::session::IfHeld),
    /// Bring back what a crash left.
    Recover(Box<crate::file::Recovery>),
}

impl Asking {
    /// Asks for the passphrase of a file, once more where it was not the right one.
    pub fn new(meant: Meant, name: String, problem: Option<SealProblem>) -> Self {
        Self { meant, name, text: Typed::new("passphrase"), shown: false, problem }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, lang: Lang, tokens: &Tokens) -> Option<Answer> {
        let title = match self.meant {
            Meant::Open(..) => says::OPEN_TITLE,
            Meant::Recover(_) => says::RECOVER_TITLE,
        };
        ui.label(tokens.title(title.of(lang)));
        ui.label(tokens.prose(says::ask(lang, &self.name)));
        let (changed, entered) = self.text.show(ui, tokens, says::PASSPHRASE.of(lang), self.shown);
        ui.checkbox(&mut self.shown, says::SHOW.of(lang));
        if changed {
            self.problem = None;
        }
        match self.problem {
            Some(problem) => ui.label(tokens.error(says::told(lang, problem))),
            None => ui.label(tokens.small(says::CAPS.of(lang))),
        };
        ui.add_space(tokens.inset);
        let is_typed = !self.text.text.is_empty();
        let (go, cancel) = buttons(ui, tokens, says::OPEN, lang, is_typed);
        if cancel {
            return Some(Answer::Nothing);
        }
        let passphrase = Passphrase::given(&self.text.text);
        (is_typed && (go || entered)).then(|| Answer::Unlock(self.meant.clone(), passphrase))
    }
}

/// A new passphrase.
#[derive(Debug)]
pub struct Setting {
    /// The workbook has one already.
    is_sealed: bool,
    text: Typed,
    again: Typed,
    shown: bool,
    understood: bool,
    /// It was just understood, and typing begins.
    begins: bool,
    problem: Option<String>,
}

impl Setting {
    /// Asks for the passphrase of a workbook that has none, or is to have another one.
    pub fn new(is_sealed: bool) -> Self {
        let (text, again) = (Typed::new("new passphrase"), Typed::new("passphrase again"));
        Self { is_sealed, text, again, shown: false, understood: false, begins: false, problem: None }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, lang: Lang, tokens: &Tokens) -> Option<Answer> {
        let (title, act) = match self.is_sealed {
            false => (says::SEAL_TITLE, says::SEAL_NOW),
            true => (says::RESEAL_TITLE, says::CHANGE_NOW),
        };
        ui.label(tokens.title(title.of(lang)));
        // What it means comes before the field.
        ui.add(egui::Label::new(tokens.prose(says::WHAT.of(lang))).wrap());
        ui.add(egui::Label::new(tokens.prose(says::LOSS.of(lang)).color(tokens.amber.ink)).wrap());
        ui.add_space(tokens.inset);
        let understood = ui.checkbox(&mut self.understood, says::UNDERSTOOD.of(lang));
        if std::mem::take(&mut self.begins) {
            ui.memory_mut(|memory| memory.request_focus(self.text.id));
        } else if understood.clicked() && self.understood {
            // In the next frame: the space that ticked the box is no part of the passphrase.
            self.begins = true;
            ui.ctx().request_repaint();
        } else if !self.understood && ui.memory(|memory| memory.focused().is_none()) {
            understood.request_focus();
        }
        let rest = ui.add_enabled_ui(self.understood, |ui| {
            let (first, to_second) = self.text.show(ui, tokens, says::NEW_PASSPHRASE.of(lang), self.shown);
            if to_second {
                ui.memory_mut(|memory| memory.request_focus(self.again.id));
            }
            let (second, entered) = self.again.show(ui, tokens, says::AGAIN.of(lang), self.shown);
            ui.checkbox(&mut self.shown, says::SHOW.of(lang));
            if first || second {
                self.problem = None;
            }
            entered
        });
        match &self.problem {
            Some(problem) => ui.label(tokens.error(problem.as_str())),
            None => ui.label(tokens.small(says::CAPS.of(lang))),
        };
        ui.add(egui::Label::new(tokens.small(says::LEFT_OVER.of(lang))).wrap());
        ui.add_space(tokens.inset);
        let (go, cancel) = buttons(ui, tokens, act, lang, self.understood);
        if cancel {
            return Some(Answer::Nothing);
        }
        if !self.understood || !(go || rest.inner) {
            return None;
        }
        match Passphrase::new(&self.text.text) {
            Err(unfit) => self.problem = Some(says::unfit(lang, unfit)),
            Ok(passphrase) if !passphrase.is_same(&Passphrase::given(&self.again.text)) => {
                self.problem = Some(says::DIFFERENT.of(lang).to_owned());
            }
            Ok(passphrase) => return Some(Answer::SealWith(passphrase)),
        }
        self.begins = true;
        None
    }
}

/// The act and the way back.
fn buttons(ui: &mut Ui, tokens: &Tokens, act: Word, lang: Lang, possible: bool) -> (bool, bool) {
    ui.horizontal(|ui| {
        let act = |ui: &mut Ui| widgets::primary_button(ui, tokens, act.of(lang)).clicked();
        let go = ui.add_enabled_ui(possible, act).inner;
        (go, ui.button(words::CANCEL.of(lang)).clicked())
    })
    .inner
}

/// Something that takes a moment, with a way to stop it.
pub(super) fn show_work(ui: &mut Ui, lang: Lang, tokens: &Tokens, what: Word) -> Option<Answer> {
    ui.label(tokens.title(what.of(lang)));
    ui.horizontal(|ui| {
        ui.spinner();
        ui.add(egui::Label::new(tokens.prose(says::A_MOMENT.of(lang))).wrap());
    });
    ui.add_space(tokens.inset);
    ui.button(says::STOP.of(lang)).clicked().then_some(Answer::Stop)
}
