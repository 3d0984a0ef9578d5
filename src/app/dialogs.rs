//! What is asked before something is lost, and the few things that are typed. One at a time, over everything else.

use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
};

use egui::{
    Frame, Id, Key, Modal, ScrollArea, TextEdit, Ui,
    text::{CCursor, CCursorRange},
    text_edit::TextEditState,
};

use super::{
    command::Command,
    export::Table,
    files,
    passphrase::{self, Asking, Meant, Setting},
    session::{Agreed, IfHeld},
};
use crate::{
    analysis::Audience,
    edit::Erasure,
    exchange::Kind,
    file::{Difference, LoadError, LockError, Passphrase, Problem, Recovery, Rescue, SealKey, Section},
    model::{ConversationId, CustomerId, MemberId, RoundId, Workbook},
    panels::QuestionList,
    text::{
        Lang, Word, app as words, erasing, file as file_words, importing, record, rounds, sealing, verdict, xlsform,
    },
    ui::{Tokens, png, svg, widgets},
};

/// What is done once the open workbook may be let go of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Go on with it.
    Stay,
    /// End the program.
    Quit,
    /// Start an empty workbook.
    New,
    /// Open the built-in example.
    Example,
    /// Choose a file.
    Choose,
    /// Open this file.
    Open(PathBuf),
    /// Give this out, to this place.
    Give(Handout, PathBuf),
}

/// What is given out of a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Handout {
    /// Its forms, into a folder.
    Forms(RoundId),
    /// Somebody's own report, as a file.
    Report(RoundId, MemberId),
}

/// What a path is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To open it.
    Open,
    /// To save to it.
    Save,
    /// To read answers from it.
    Answers,
    /// To read a questionnaire from it.
    Questionnaire,
    /// To import a table of this kind from it; contacts as those of a customer, where that is known.
    Table(Kind, Option<CustomerId>),
    /// To watch it for answers: a folder.
    Watch,
    /// To give something out there.
    Give(Handout),
    /// To write tables to it: all in a spreadsheet, or one as CSV.
    Export(Table),
    /// To save what a panel shows.
    Picture(Extent),
    /// To write questions to it: as a page, or as plain text.
    Questions(QuestionList),
    /// To write one person's own part to it.
    OwnPart(MemberId),
    /// To write what was erased to it.
    Receipt(Vec<String>),
    /// To write the record of a conversation to it, as a page.
    Record(ConversationId),
}

/// How much of what a panel shows is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// What is in sight.
    Seen,
    /// All of its map.
    Whole,
}

impl Purpose {
    /// Whether a folder is meant.
    pub const fn is_folder(&self) -> bool {
        matches!(self, Self::Watch | Self::Give(Handout::Forms(_)))
    }

    /// Whether a file is meant that is then written.
    pub const fn writes_file(&self) -> bool {
        matches!(
            self,
            Self::Save
                | Self::Give(Handout::Report(..))
                | Self::Export(_)
                | Self::Picture(_)
                | Self::Questions(_)
                | Self::OwnPart(_)
                | Self::Receipt(_)
                | Self::Record(_)
        )
    }

    /// Of which kind the file is, and how its name may end; unless it is said, as the first.
    pub const fn kind(&self) -> Option<(Word, &'static [&'static str])> {
        match self {
            Self::Open | Self::Save | Self::OwnPart(_) => Some((words::FILE_KIND, &[files::EXTENSION])),
            Self::Give(Handout::Report(..)) | Self::Record(_) => Some((words::PAGE_KIND, &[files::PAGE_EXTENSION])),
            Self::Questionnaire => Some((xlsform::FILE_KIND, &[files::SPREADSHEET_EXTENSION])),
            Self::Table(..) => Some((importing::FILE_KIND, files::TABLE_EXTENSIONS)),
            Self::Export(table) if table.is_spreadsheet() => {
                Some((words::SPREADSHEET_KIND, &[files::SPREADSHEET_EXTENSION]))
            }
            Self::Export(_) => Some((words::TABLE_KIND, &[files::TABLE_EXTENSION])),
            Self::Picture(_) => Some((words::PICTURE_KIND, &[png::EXTENSION, svg::EXTENSION])),
            Self::Questions(_) => Some((verdict::FILE_KIND, &[files::PAGE_EXTENSION, files::TEXT_EXTENSION])),
            Self::Receipt(_) => Some((erasing::RECEIPT_NAME, &[files::TEXT_EXTENSION])),
            Self::Answers | Self::Watch | Self::Give(Handout::Forms(_)) => None,
        }
    }

    /// The title of the question for a path.
    pub const fn title(&self) -> Word {
        self.words().0
    }

    /// Its title, and the name of its button.
    const fn words(&self) -> (Word, Word) {
        match self {
            Self::Open => (words::PATH_TITLE_OPEN, words::PATH_OPEN),
            Self::Save => (words::PATH_TITLE_SAVE, words::PATH_SAVE),
            Self::Answers => (words::PATH_TITLE_ANSWERS, words::PATH_TAKE_IN),
            Self::Questionnaire => (xlsform::PATH_TITLE, xlsform::PATH_IMPORT),
            Self::Table(..) => (importing::PATH_TITLE, importing::PATH_READ),
            Self::Watch => (words::PATH_TITLE_WATCH, words::PATH_WATCH),
            Self::Give(Handout::Forms(_)) => (words::PATH_TITLE_FORMS, words::PATH_FORMS),
            Self::Give(Handout::Report(..)) => (words::PATH_TITLE_REPORT, words::PATH_SAVE),
            Self::Export(_) => (words::PATH_TITLE_EXPORT, words::PATH_SAVE),
            Self::Picture(Extent::Seen) => (words::PATH_TITLE_PICTURE, words::PATH_SAVE),
            Self::Picture(Extent::Whole) => (words::PATH_TITLE_WHOLE, words::PATH_SAVE),
            Self::Questions(_) => (verdict::PATH_TITLE, words::PATH_SAVE),
            Self::OwnPart(_) => (erasing::OWN_PART_PATH, words::PATH_SAVE),
            Self::Receipt(_) => (erasing::RECEIPT_PATH, words::PATH_SAVE),
            Self::Record(_) => (record::PATH_TITLE, words::PATH_SAVE),
        }
    }

    /// What is wrong with a path. That it replaces a file is said once.
    fn problem(&self, path: &Path, said: Option<Word>) -> Option<Word> {
        let has_parent = path.parent().is_some_and(Path::is_dir);
        match self {
            Self::Watch => (!path.is_dir()).then_some(words::PATH_NO_FOLDER),
            Self::Give(Handout::Forms(_)) if path.is_file() => Some(words::PATH_FILE),
            Self::Give(Handout::Forms(_)) => (!has_parent).then_some(words::PATH_NO_FOLDER),
            Self::Answers => (!path.exists()).then_some(words::PATH_NO_FILE),
            _ if path.is_dir() => Some(words::PATH_FOLDER),
            _ if !has_parent => Some(words::PATH_NO_FOLDER),
            Self::Open | Self::Questionnaire | Self::Table(..) => (!path.exists()).then_some(words::PATH_NO_FILE),
            _ => (path.exists() && said != Some(words::PATH_EXISTS)).then_some(words::PATH_EXISTS),
        }
    }
}

/// What a person answered.
#[derive(Debug)]
pub enum Answer {
    /// Leave everything as it is.
    Nothing,
    /// Save, then go on.
    Save(Next),
    /// Let the changes go, then go on.
    Discard(Next),
    /// Save although comments are lost, then go on.
    LoseComments(Next),
    /// Save to another file, then go on.
    SaveAs(Next),
    /// Save over what others wrote, then go on.
    Overwrite(Next),
    /// Read the file again.
    Reload,
    /// Show what differs from the file on disk.
    Compare(Next),
    /// Open a file that somebody else has open.
    Open(PathBuf, IfHeld),
    /// Go on with this content in place of the file's.
    GoOnWith(Box<Workbook>),
    /// Work with what was rescued of this file, sealed as it was.
    Rescued(PathBuf, Box<Workbook>, Option<SealKey>),
    /// Bring back what a crash left.
    Recover(Box<Recovery>),
    /// Let go of what a crash left.
    Forget(Box<Recovery>),
    /// This path.
    Path(Purpose, PathBuf),
    /// Keep the arrangement under this name.
    KeepLayout(String),
    /// Make the workbook ready for this, save it, and give it out.
    Give(Handout, PathBuf),
    /// Release the results of a round.
    Release(RoundId),
    /// Save, having agreed to this, then go on: what had to be stretched for it is.
    SaveNow(Agreed, Next),
    /// Try this passphrase.
    Unlock(Meant, Passphrase),
    /// Seal the workbook with this passphrase.
    SealWith(Passphrase),
    /// Seal the workbook with this, or with nothing any more.
    Reseal(Option<SealKey>),
    /// Wait no longer.
    Stop,
    /// Erase this for good.
    Erase(Erasure),
    /// Save this receipt.
    SaveReceipt(Vec<String>),
}

/// A question with its answers.
#[derive(Debug)]
pub struct Question {
    title: String,
    body: Vec<String>,
    list: Vec<String>,
    /// The first is the one to be expected, and has the keyboard. Esc leaves everything as it is.
    answers: Vec<(String, Answer)>,
    /// Not drawn yet: what had the keyboard belongs to another question.
    fresh: bool,
}

/// What stands over everything else.
#[derive(Debug)]
pub enum Dialog {
    /// A question.
    Question(Question),
    /// A path to type, where the machine offers no dialog.
    Path {
        /// What for.
        purpose: Purpose,
        /// The folder that a path without one means.
        folder: PathBuf,
        /// What is typed.
        text: String,
        /// What is wrong with it.
        problem: Option<Word>,
    },
    /// The name of a layout to type.
    Layout {
        /// What is typed.
        text: String,
        /// The names there are.
        taken: Vec<String>,
    },
    /// The passphrase of something sealed to type.
    Asking(Asking),
    /// A new passphrase to type.
    Setting(Setting),
    /// Something takes a moment.
    Working(Word),
    /// All keys.
    Keys,
    /// What this program is.
    About,
}

impl Dialog {
    fn question(title: Word, lang: Lang, body: Vec<String>, list: Vec<String>, answers: Vec<(Word, Answer)>) -> Self {
        let answers = answers.into_iter().map(|(word, answer)| (word.of(lang).to_owned(), answer)).collect();
        Self::Question(Question { title: title.of(lang).to_owned(), body, list, answers, fresh: true })
    }

    /// What came of something, line by line.
    pub fn outcome(lang: Lang, title: Word, lines: Vec<String>) -> Self {
        let mut lines = lines.into_iter();
        let body = lines.next().into_iter().collect();
        Self::question(title, lang, body, lines.collect(), vec![(words::CLOSE, Answer::Nothing)])
    }

    /// There are unsaved changes.
    pub fn unsaved(lang: Lang, name: &str, next: Next) -> Self {
        let body = vec![words::unsaved(lang, name), words::UNSAVED_SAFE.of(lang).to_owned()];
        let answers = vec![
            (words::SAVE_CHANGES, Answer::Save(next.clone())),
            (words::DISCARD_CHANGES, Answer::Discard(next)),
            (words::CANCEL, Answer::Nothing),
        ];
        Self::question(words::UNSAVED_TITLE, lang, body, Vec::new(), answers)
    }

    /// The file was changed beneath us. With what differs from it, once somebody asked for that.
    pub fn conflict(lang: Lang, differences: Option<Vec<String>>, next: Next) -> Self {
        let mut body = vec![words::CONFLICT_BODY.of(lang).to_owned()];
        let mut answers = vec![(words::CONFLICT_SAVE_AS, Answer::SaveAs(next.clone()))];
        match &differences {
            None => answers.push((words::CONFLICT_BOTH, Answer::Compare(next.clone()))),
            Some(none) if none.is_empty() => body.push(words::CONFLICT_NONE.of(lang).to_owned()),
            Some(_) => body.push(words::CONFLICT_LIST.of(lang).to_owned()),
        }
        answers.extend([
            (words::CONFLICT_RELOAD, Answer::Reload),
            (words::CONFLICT_OVERWRITE, Answer::Overwrite(next)),
            (words::CANCEL, Answer::Nothing),
        ]);
        Self::question(words::CONFLICT_TITLE, lang, body, differences.unwrap_or_default(), answers)
    }

    /// It could not be saved, and why. `again` where trying once more may help.
    pub fn not_saved(lang: Lang, why: String, again: bool, next: Next) -> Self {
        let mut answers = vec![(words::SAVE_AS, Answer::SaveAs(next.clone()))];
        if again {
            answers.push((words::TRY_AGAIN, Answer::Save(next)));
        }
        answers.push((words::CANCEL, Answer::Nothing));
        let body = vec![why, words::NOT_SAVED_SAFE.of(lang).to_owned()];
        Self::question(words::NOT_SAVED_TITLE, lang, body, Vec::new(), answers)
    }

    /// Somebody else has the file open.
    pub fn held(lang: Lang, path: &Path, held: &LockError) -> Self {
        let answers = vec![
            (words::LOCKED_READ, Answer::Open(path.to_owned(), IfHeld::ReadOnly)),
            (words::LOCKED_ANYWAY, Answer::Open(path.to_owned(), IfHeld::Anyway)),
            (words::CANCEL, Answer::Nothing),
        ];
        Self::question(words::LOCKED_TITLE, lang, vec![file_words::lock_error(lang, held)], Vec::new(), answers)
    }

    /// The file was changed since a program wrote it; its backup and what differs from it, where there is one.
    pub fn changed_outside(lang: Lang, backup: Option<(Workbook, Vec<String>)>) -> Self {
        let mut body = vec![file_words::CHANGED_OUTSIDE.of(lang).to_owned()];
        let mut answers = vec![(words::GO_ON_WITH_FILE, Answer::Nothing)];
        let mut list = Vec::new();
        match backup {
            None => body.push(words::CHANGED_NO_BACKUP.of(lang).to_owned()),
            Some((_, differences)) if differences.is_empty() => {
                body.push(file_words::NO_DIFFERENCE.of(lang).to_owned());
            }
            Some((backup, differences)) => {
                body.push(words::CHANGED_LIST.of(lang).to_owned());
                list = differences;
                // What is in the file may be somebody's own writing: it stays the first choice.
                answers.push((words::GO_ON_WITH_BACKUP, Answer::GoOnWith(Box::new(backup))));
            }
        }
        Self::question(words::CHANGED_TITLE, lang, body, list, answers)
    }

    /// The file cannot be read; what can be had instead.
    pub fn broken(lang: Lang, path: &Path, error: &LoadError, rescue: Rescue, key: Option<SealKey>) -> Self {
        let problem = file_words::problem(lang, &error.problem);
        let mut body = vec![words::broken(lang, &path.display().to_string(), &problem)];
        if !matches!(&error.problem, Problem::Io(problem) if problem.kind == ErrorKind::NotFound) {
            body.push(words::BROKEN_SAFE.of(lang).to_owned());
        }
        let mut answers = Vec::new();
        for recovery in rescue.unsaved.into_iter().take(1) {
            answers.push((words::RESTORE_CHANGES, Answer::Recover(Box::new(recovery))));
        }
        if let Some(backup) = rescue.backup {
            if let Some(written) = backup.written {
                body.push(words::backup_from(lang, written.date(), &written.strftime("%H:%M").to_string()));
            }
            let workbook = Box::new(backup.loaded.workbook);
            answers.push((words::OPEN_BACKUP, Answer::Rescued(path.to_owned(), workbook, key.clone())));
        }
        let list = match rescue.salvaged {
            Some(salvaged) => {
                body.push(words::lost(lang, salvaged.lost.len()));
                let workbook = Box::new(salvaged.workbook);
                answers.push((words::OPEN_READABLE, Answer::Rescued(path.to_owned(), workbook, key.clone())));
                salvaged.lost.iter().map(|lost| file_words::lost(lang, lost)).collect()
            }
            None => file_words::place(lang, error).into_iter().collect(),
        };
        let close = if answers.is_empty() { words::CLOSE } else { words::NEITHER };
        answers.push((close, Answer::Nothing));
        Self::question(words::BROKEN_TITLE, lang, body, list, answers)
    }

    /// A crash left something; `differences` from its file, as far as both can be read.
    pub fn recovery(lang: Lang, recovery: Recovery, differences: Vec<String>) -> Self {
        let name = recovery.workbook.as_deref().map_or(words::UNTITLED.of(lang).to_owned(), file_name);
        let when = recovery.when().unwrap_or_default();
        let time = when.strftime("%H:%M").to_string();
        let mut body = vec![words::restorable(lang, &name, when.date(), &time)];
        if !differences.is_empty() {
            body.push(words::RESTORE_LIST.of(lang).to_owned());
        }
        if recovery.is_sealed() {
            body.push(sealing::UNSAVED_SEALED.of(lang).to_owned());
        }
        let answers = vec![
            (words::RESTORE_CHANGES, Answer::Recover(Box::new(recovery.clone()))),
            (words::RESTORE_NOT, Answer::Forget(Box::new(recovery))),
            (words::RESTORE_LATER, Answer::Nothing),
        ];
        Self::question(words::RESTORE_TITLE, lang, body, differences, answers)
    }

    /// The file has comments that saving would lose.
    pub fn comments(lang: Lang, next: Next) -> Self {
        let answers = vec![
            (words::SAVE_ANYWAY, Answer::LoseComments(next.clone())),
            (words::SAVE_AS, Answer::SaveAs(next)),
            (words::CANCEL, Answer::Nothing),
        ];
        let body = vec![file_words::COMMENTS_LOST.of(lang).to_owned()];
        Self::question(words::COMMENTS_TITLE, lang, body, Vec::new(), answers)
    }

    /// The workbook has to be saved, or a round to be frozen, before something is given out.
    pub fn give(lang: Lang, title: Word, body: Vec<String>, act: Word, handout: Handout, to: PathBuf) -> Self {
        let answers = vec![(act, Answer::Give(handout, to)), (words::CANCEL, Answer::Nothing)];
        Self::question(title, lang, body, Vec::new(), answers)
    }

    /// A release of a round's results fixes them; `waiting` is what it leaves out.
    pub fn release(lang: Lang, body: Vec<String>, waiting: Vec<String>, round: RoundId) -> Self {
        let answers = vec![(rounds::RELEASE_NOW, Answer::Release(round)), (words::CANCEL, Answer::Nothing)];
        Self::question(rounds::RELEASE_TITLE, lang, body, waiting, answers)
    }

    /// Something is about to be erased for good. The way back is the first choice.
    pub fn erase(lang: Lang, body: Vec<String>, erasure: Erasure) -> Self {
        let answers = vec![(words::CANCEL, Answer::Nothing), (erasing::ERASE_NOW, Answer::Erase(erasure))];
        Self::question(erasing::ERASE_TITLE, lang, body, Vec::new(), answers)
    }

    /// What was erased, and what could not be reached.
    pub fn receipt(lang: Lang, lines: Vec<String>) -> Self {
        let answers =
            vec![(erasing::RECEIPT_SAVE, Answer::SaveReceipt(lines.clone())), (words::CLOSE, Answer::Nothing)];
        Self::question(erasing::RECEIPT_TITLE, lang, Vec::new(), lines, answers)
    }

    /// The seal is about to be taken off.
    pub fn unseal(lang: Lang) -> Self {
        let answers = vec![(words::CANCEL, Answer::Nothing), (sealing::UNSEAL_NOW, Answer::Reseal(None))];
        Self::question(sealing::UNSEAL_TITLE, lang, vec![sealing::UNSEAL_BODY.of(lang).to_owned()], Vec::new(), answers)
    }

    /// Whether it is the question that comes before the program ends.
    pub fn asks_before_ending(&self) -> bool {
        let Self::Question(question) = self else { return false };
        question.answers.iter().any(|(_, answer)| matches!(answer, Answer::Discard(Next::Quit)))
    }

    /// Draws it; the answer closes it.
    pub fn show(&mut self, ctx: &egui::Context, lang: Lang, tokens: &Tokens) -> Option<Answer> {
        let frame = Frame::popup(&ctx.global_style()).inner_margin(tokens.margin);
        let modal = Modal::new(Id::unique("dialog")).backdrop_color(tokens.veil).frame(frame).show(ctx, |ui| {
            let room = ui.ctx().content_rect();
            ui.set_width(tokens.prose_width.min(room.width() - 4.0 * tokens.margin));
            match self {
                Self::Question(question) => question.show(ui, tokens, room.height() * 0.4),
                Self::Path { purpose, folder, text, problem } => {
                    show_path(ui, lang, tokens, (purpose, folder), text, problem)
                }
                Self::Layout { text, taken } => show_layout(ui, lang, tokens, text, taken),
                Self::Asking(asking) => asking.show(ui, lang, tokens),
                Self::Setting(setting) => setting.show(ui, lang, tokens),
                Self::Working(what) => passphrase::show_work(ui, lang, tokens, *what),
                Self::Keys => show_keys(ui, lang, tokens, room.height() * 0.7),
                Self::About => show_about(ui, lang, tokens),
            }
        });
        match modal.inner {
            Some(answer) => Some(answer),
            // A click beside it is no answer.
            None => (modal.is_top_modal && escape(ctx)).then(|| match self {
                Self::Working(_) => Answer::Stop,
                _ => Answer::Nothing,
            }),
        }
    }
}

fn escape(ctx: &egui::Context) -> bool {
    ctx.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Escape))
}

/// The most lines of a list; more are only counted.
const MAX_LINES: usize = 200;

/// What differs, line by line. The room learns where something differs, and not what anybody wrote.
pub fn lines(lang: Lang, audience: Audience, differences: &[Difference]) -> Vec<String> {
    if audience == Audience::Room {
        let mut sections: Vec<(Section, usize)> = Vec::new();
        for difference in differences {
            match sections.last_mut() {
                Some((section, count)) if *section == difference.section => *count += 1,
                _ => sections.push((difference.section, 1)),
            }
        }
        return sections.into_iter().map(|(section, count)| file_words::differences_in(lang, section, count)).collect();
    }
    let mut lines: Vec<String> = differences
        .iter()
        .flat_map(|difference| {
            let values = difference.values.iter().map(|value| format!("    {}", file_words::value_change(lang, value)));
            std::iter::once(file_words::difference(lang, difference)).chain(values)
        })
        .collect();
    let more = lines.len().saturating_sub(MAX_LINES);
    if more > 0 {
        lines.truncate(MAX_LINES);
        lines.push(words::more_lines(lang, more));
    }
    lines
}

/// The name of a file without its folder.
pub fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

impl Question {
    fn show(&mut self, ui: &mut Ui, tokens: &Tokens, list_height: f32) -> Option<Answer> {
        ui.label(tokens.title(self.title.as_str()));
        for paragraph in &self.body {
            ui.add(egui::Label::new(tokens.prose(paragraph.as_str())).wrap());
        }
        if !self.list.is_empty() {
            scroll(list_height).show(ui, |ui| {
                for line in &self.list {
                    ui.add(egui::Label::new(tokens.small(line.as_str())).wrap());
                }
            });
        }
        ui.add_space(tokens.inset);
        let mut chosen = None;
        let fresh = std::mem::take(&mut self.fresh);
        ui.horizontal_wrapped(|ui| {
            for (place, (label, _)) in self.answers.iter().enumerate() {
                let button =
                    if place == 0 { widgets::primary_button(ui, tokens, label) } else { ui.button(label.as_str()) };
                if button.clicked() {
                    chosen = Some(place);
                }
                if place == 0 && (fresh || ui.memory(|memory| memory.focused().is_none())) {
                    button.request_focus();
                }
            }
        });
        chosen.map(|place| self.answers.swap_remove(place).1)
    }
}

/// A list that scrolls where it is higher than this. It asks for the height at once: a dialog starts out small.
fn scroll(height: f32) -> ScrollArea {
    ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink([false, true])
}

/// A field of one line that has the keyboard, below its label.
fn typed(ui: &mut Ui, tokens: &Tokens, label: &str, text: &mut String) -> bool {
    let label = ui.label(tokens.small(label));
    let id = Id::unique("typed");
    let field = ui.add(TextEdit::singleline(text).id(id).desired_width(f32::INFINITY)).labelled_by(label.id);
    // Before the keyboard is given back: asking for it again would say that it was never lost.
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if ui.memory(|memory| memory.focused().is_none()) {
        field.request_focus();
        let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
        state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(text.chars().count()))));
        state.store(ui.ctx(), id);
    }
    entered
}

fn show_path(
    ui: &mut Ui,
    lang: Lang,
    tokens: &Tokens,
    (purpose, folder): (&Purpose, &Path),
    text: &mut String,
    problem: &mut Option<Word>,
) -> Option<Answer> {
    let (title, act) = purpose.words();
    ui.label(tokens.title(title.of(lang)));
    ui.label(tokens.prose(words::PATH_HINT.of(lang)));
    let before = text.clone();
    let label = if purpose.is_folder() { words::PATH_FOLDER_LABEL } else { words::PATH_LABEL };
    let entered = typed(ui, tokens, label.of(lang), text);
    if *text != before {
        *problem = None;
    }
    if let Some(problem) = problem {
        ui.label(tokens.error(problem.of(lang)));
    }
    let (go, cancel) = ui
        .horizontal(|ui| {
            let go = widgets::primary_button(ui, tokens, act.of(lang)).clicked();
            (go, ui.button(words::CANCEL.of(lang)).clicked())
        })
        .inner;
    if cancel {
        return Some(Answer::Nothing);
    }
    if !(go || entered) {
        return None;
    }
    let typed = files::typed_path(text, folder);
    let path = match purpose.kind() {
        Some((_, [extension, ..])) if purpose.writes_file() => files::with_extension(typed, extension),
        _ => typed,
    };
    *problem = if text.trim().is_empty() { Some(words::PATH_EMPTY) } else { purpose.problem(&path, *problem) };
    problem.is_none().then(|| Answer::Path(purpose.clone(), path))
}

fn show_layout(ui: &mut Ui, lang: Lang, tokens: &Tokens, text: &mut String, taken: &[String]) -> Option<Answer> {
    ui.label(tokens.title(words::LAYOUT_TITLE.of(lang)));
    let entered = typed(ui, tokens, words::LAYOUT_LABEL.of(lang), text);
    let name = text.trim();
    if taken.iter().any(|other| other == name) {
        ui.label(tokens.small(words::LAYOUT_EXISTS.of(lang)));
    }
    let keep = words::LAYOUT_KEEP.of(lang);
    ui.horizontal(|ui| {
        let kept = ui.add_enabled_ui(!name.is_empty(), |ui| widgets::primary_button(ui, tokens, keep).clicked()).inner;
        if ui.button(words::CANCEL.of(lang)).clicked() {
            Some(Answer::Nothing)
        } else {
            (!name.is_empty() && (kept || entered)).then(|| Answer::KeepLayout(name.to_owned()))
        }
    })
    .inner
}

fn show_keys(ui: &mut Ui, lang: Lang, tokens: &Tokens, height: f32) -> Option<Answer> {
    ui.label(tokens.title(words::KEYS_TITLE.of(lang)));
    scroll(height).show(ui, |ui| {
        for command in Command::ALL.into_iter().filter(|command| !command.shortcuts().is_empty()) {
            let keys: Vec<_> = command.shortcuts().iter().map(|keys| ui.ctx().format_shortcut(keys)).collect();
            widgets::key_value(ui, tokens, command.label().of(lang), &keys.join(" · "));
        }
    });
    widgets::primary_button(ui, tokens, words::CLOSE.of(lang)).clicked().then_some(Answer::Nothing)
}

fn show_about(ui: &mut Ui, lang: Lang, tokens: &Tokens) -> Option<Answer> {
    ui.label(tokens.title(words::PROGRAM.of(lang)));
    ui.label(tokens.small(words::version(lang, env!("CARGO_PKG_VERSION"))));
    ui.label(tokens.prose(words::ABOUT_BODY.of(lang)));
    ui.label(tokens.small(words::ABOUT_LICENCE.of(lang)));
    widgets::primary_button(ui, tokens, words::CLOSE.of(lang)).clicked().then_some(Answer::Nothing)
}
