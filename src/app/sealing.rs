//! Sealed workbooks in the window: asking for passphrases, and stretching them on a thread of their own. What takes no
//! stretching is done at once; whatever else is wanted waits behind a dialog that can be stopped, and is done then.

use std::{
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, TryRecvError, channel},
    thread,
};

use egui::Context;

use super::{
    App, Pick, Weight,
    chooser::{Chooser, Entry},
    desk::Desk,
    dialogs::{Answer, Dialog, Next, file_name},
    passphrase::{Asking, Meant, Setting},
    session::{IfHeld, Opening, Session},
};
use crate::{
    analysis::own_part,
    edit::Erasure,
    file::{
        self, LoadError, Lock, LockError, Passphrase, Recovery, Replace, SaveError, SealKey, SealProblem, backup_of,
        sealed_bytes,
    },
    model::MemberId,
    panels::Selection,
    text::{Word, erasing, file as file_words, findings, sealing as says},
};

/// Something that is being done on a thread of its own.
#[derive(Debug)]
pub(super) struct Working {
    done: Receiver<Done>,
}

/// What came of it.
enum Done {
    /// A file was opened, or not.
    Opened(PathBuf, Opening, Option<SealKey>),
    /// What a crash left was brought back, or not.
    Recovered(Box<Recovery>, Result<Box<Session>, LoadError>),
    /// The passphrase did not open it.
    NotUnlocked(Meant, SealProblem),
    /// Everything is stretched that this needs.
    Ready(Answer),
}

impl App {
    /// Does something on a thread of its own, behind a dialog that says what.
    fn work(&mut self, ctx: &Context, what: Word, job: impl FnOnce() -> Done + Send + 'static) {
        let (tell, done) = channel();
        let ctx = ctx.clone();
        let work = move || {
            // Where nobody waits any more, what was opened is closed again.
            let _ = tell.send(job());
            ctx.request_repaint();
        };
        // Without a thread the channel closes, which is told.
        let _ = thread::Builder::new().name("passphrase".to_owned()).spawn(work);
        self.working = Some(Working { done });
        self.dialogs.push_front(Dialog::Working(what));
    }

    /// Takes in what is done.
    pub(super) fn receive_work(&mut self, ctx: &Context) {
        let done = match self.working.as_ref().map(|working| working.done.try_recv()) {
            None | Some(Err(TryRecvError::Empty)) => return,
            Some(Err(TryRecvError::Disconnected)) => None,
            Some(Ok(done)) => Some(done),
        };
        self.stop_work();
        self.dialogs.retain(|dialog| !matches!(dialog, Dialog::Working(_)));
        match done {
            None => self.notices.tell(Weight::Trouble, says::NOT_STRETCHED.of(self.lang()).to_owned()),
            Some(Done::Opened(path, opening, key)) => self.opened(path, IfHeld::Ask, opening, key),
            Some(Done::Recovered(recovery, session)) => self.recovered(*recovery, session.map(|session| *session)),
            Some(Done::NotUnlocked(meant, problem)) => self.ask_passphrase(meant, Some(problem)),
            Some(Done::Ready(answer)) => {
                self.stretched = true;
                self.answered(ctx, answer);
                self.stretched = false;
            }
        }
    }

    /// Waits no longer for what is being done.
    pub(super) fn stop_work(&mut self) {
        self.working = None;
    }

    /// Asks for a passphrase, again where it was the wrong one; says so where none would help.
    pub(super) fn ask_passphrase(&mut self, meant: Meant, problem: Option<SealProblem>) {
        let path = match &meant {
            Meant::Open(path, _) => Some(path.clone()),
            Meant::Recover(recovery) => recovery.workbook.clone(),
        };
        let untitled = || crate::text::app::UNTITLED.of(self.lang()).to_owned();
        let name = path.as_deref().map_or_else(untitled, file_name);
        self.dialogs.push_front(Dialog::Asking(Asking::new(meant, name, problem)));
    }

    /// Tries a passphrase.
    pub(super) fn unlock(&mut self, ctx: &Context, meant: Meant, passphrase: Passphrase) {
        let (state, today) = (self.setup.state.clone(), self.today());
        self.work(ctx, says::STRETCHING, move || match meant {
            Meant::Open(path, if_held) => match key_to(&path, &passphrase) {
                Err(problem) => Done::NotUnlocked(Meant::Open(path, if_held), problem),
                Ok(key) => {
                    let opening = Session::open(&path, if_held, key.as_ref(), state.as_deref(), today);
                    Done::Opened(path, opening, key)
                }
            },
            Meant::Recover(recovery) => {
                let first = sealed_files(&recovery).next();
                match first.map(|bytes| SealKey::unlock(&passphrase, &bytes)) {
                    Some(Err(problem)) => Done::NotUnlocked(Meant::Recover(recovery), problem),
                    found => {
                        let key = found.and_then(Result::ok);
                        let session = Session::recover(&recovery, key.as_ref(), state.as_deref(), today);
                        Done::Recovered(recovery, session.map(Box::new))
                    }
                }
            }
        });
    }

    /// Goes on once everything is stretched that `answer` needs: to seal so many files with this key, and to open this one.
    /// Whether it has to wait for that.
    pub(super) fn must_stretch(
        &mut self,
        ctx: &Context,
        key: Option<&SealKey>,
        (files, path): (usize, Option<&Path>),
        answer: impl FnOnce() -> Answer,
    ) -> bool {
        let Some(key) = key.filter(|_| !self.stretched) else { return false };
        let unknown = path.and_then(sealed_bytes).filter(|bytes| !key.knows(bytes));
        if unknown.is_none() && key.is_prepared(files) {
            return false;
        }
        let (key, answer) = (key.clone(), answer());
        let what = if unknown.is_some() { says::STRETCHING } else { says::SEALING };
        self.work(ctx, what, move || {
            key.prepare(files);
            if let Some(bytes) = unknown {
                // Whether it opens is found out, and said, by whoever reads it.
                let _ = key.open(&bytes);
            }
            key.wait();
            Done::Ready(answer)
        });
        true
    }

    /// Whether a saving has to wait until the passphrase is stretched for it.
    pub(super) fn must_wait_to_save(&mut self, ctx: &Context, answer: impl FnOnce() -> Answer) -> bool {
        let key = self.session.key().cloned();
        self.must_stretch(ctx, key.as_ref(), (1, None), answer)
    }

    /// Whether the file has to be opened first, as it is on the disk now.
    pub(super) fn must_open_first(&mut self, ctx: &Context, answer: impl FnOnce() -> Answer) -> bool {
        let (key, path) = (self.session.key().cloned(), self.session.path().map(Path::to_owned));
        self.must_stretch(ctx, key.as_ref(), (0, path.as_deref()), answer)
    }

    /// Asks for a new passphrase.
    pub(super) fn ask_new_passphrase(&mut self) {
        self.dialogs.push_back(Dialog::Setting(Setting::new(self.session.key().is_some())));
    }

    /// Seals the workbook with a new passphrase, or with none any more.
    pub(super) fn reseal(&mut self, ctx: &Context, key: Option<SealKey>) {
        let files = self.session.reseals();
        if self.must_stretch(ctx, key.as_ref(), (files, None), || Answer::Reseal(key.clone())) {
            return;
        }
        let (lang, was_sealed, is_sealed) = (self.lang(), self.session.key().is_some(), key.is_some());
        match self.session.reseal(key, self.setup.state.as_deref()) {
            Ok(Some(remains)) => {
                // What they name was rewritten; the next start asks about it.
                self.pending.clear();
                let lines = says::resealed(lang, was_sealed, is_sealed, &remains);
                let title = says::outcome(was_sealed, is_sealed);
                self.dialogs.push_back(Dialog::outcome(lang, title, lines.into_iter().skip(1).collect()));
            }
            Ok(None) if is_sealed => {
                self.notices.tell(Weight::Done, says::SEALED_ON_SAVING.of(lang).to_owned());
            }
            Ok(None) => self.notices.tell(Weight::Done, says::UNSEALED.of(lang).to_owned()),
            Err(why) => self.saved(ctx, Err(why), Next::Stay),
        }
    }

    /// Brings back what a crash left, asking for the passphrase where it is sealed.
    pub(super) fn recover(&mut self, recovery: Recovery) {
        if sealed_files(&recovery).next().is_some() {
            return self.ask_passphrase(Meant::Recover(Box::new(recovery)), None);
        }
        let session = Session::recover(&recovery, None, self.setup.state.as_deref(), self.today());
        self.recovered(recovery, session);
    }

    fn recovered(&mut self, recovery: Recovery, session: Result<Session, LoadError>) {
        match session {
            Ok(session) => {
                self.take(session);
                // What it held is in the new session's journal now.
                let _ = recovery.discard();
            }
            Err(error) => self.notices.tell(Weight::Trouble, file_words::load_error(self.lang(), &error)),
        }
    }

    // One person's data.

    /// The list of our people, to give one of them their part.
    pub(super) fn people(&self) -> Chooser<Pick> {
        let team = self.session.workbook().team.iter();
        let entries = team.map(|member| Entry {
            value: Pick::OwnPart(member.id.clone()),
            label: member.label().to_owned(),
            detail: member.title.clone(),
            also: member.id.to_string(),
            possible: true,
        });
        Chooser::new(erasing::OWN_PART_HINT, entries.collect())
    }

    /// The list of what can be erased: people, and conversations.
    pub(super) fn erasable(&self) -> Chooser<Pick> {
        let (lang, workbook) = (self.lang(), self.session.workbook());
        let people = workbook.team.iter().map(|member| Entry {
            value: Pick::Erase(Erasure::Person(member.id.clone())),
            label: member.label().to_owned(),
            detail: member.title.clone(),
            also: member.id.to_string(),
            possible: true,
        });
        let talks = workbook.conversations.iter().map(|talk| Entry {
            value: Pick::Erase(Erasure::Conversation(talk.id.clone())),
            label: self.erased_label(&Erasure::Conversation(talk.id.clone())),
            detail: talk.on.map(|on| crate::text::format::date(lang, on)).unwrap_or_default(),
            also: talk.id.to_string(),
            possible: true,
        });
        Chooser::new(erasing::ERASE_HINT, people.chain(talks).collect())
    }

    /// What something that may be erased is called.
    fn erased_label(&self, erasure: &Erasure) -> String {
        let workbook = self.session.workbook();
        match erasure {
            Erasure::Person(id) => workbook.member_label(id).to_owned(),
            Erasure::Conversation(id) => {
                let place = crate::analysis::findings::Place::Conversation(id.clone());
                findings::place(self.lang(), workbook, &place)
            }
        }
    }

    /// Asks before something is erased.
    pub(super) fn ask_whether_to_erase(&mut self, erasure: Erasure) {
        let (lang, label) = (self.lang(), self.erased_label(&erasure));
        let has_file = self.session.path().is_some();
        let mut body = match &erasure {
            Erasure::Person(_) => vec![erasing::everything_about(lang, &label), erasing::OTHERS.of(lang).to_owned()],
            Erasure::Conversation(_) => vec![erasing::the_conversation(lang, &label)],
        };
        if has_file {
            body.push(erasing::REACH.of(lang).to_owned());
        }
        body.push(erasing::NOT_UNDONE.of(lang).to_owned());
        if has_file && self.session.is_changed() {
            body.push(erasing::SAVES_TOO.of(lang).to_owned());
        }
        self.dialogs.push_back(Dialog::erase(lang, body, erasure));
    }

    /// Erases, and shows the receipt.
    pub(super) fn erase(&mut self, ctx: &Context, erasure: Erasure) {
        let (lang, key) = (self.lang(), self.session.key().cloned());
        let path = self.session.path().map(Path::to_owned);
        let backup = path.as_deref().map(backup_of);
        let files = if path.is_some() { 2 } else { 0 };
        if self.must_stretch(ctx, key.as_ref(), (files, backup.as_deref()), || Answer::Erase(erasure.clone())) {
            return;
        }
        match self.session.erase(&erasure, self.setup.state.as_deref()) {
            Err(why) => self.saved(ctx, Err(why), Next::Stay),
            Ok((erased, remains)) => {
                self.pending.clear();
                self.desk = Desk::new(self.session.workbook().view.current.as_ref());
                self.selection = Selection::Nothing;
                self.collecting = super::Collecting::default();
                self.notices = super::Notices::default();
                let (on, workbook) = (self.today(), path.unwrap_or_else(|| PathBuf::from(self.name())));
                let remains = remains.as_ref();
                let receipt = erasing::Receipt { erasure: &erasure, on, workbook: &workbook, erased: &erased, remains };
                self.dialogs.push_back(Dialog::receipt(lang, erasing::receipt(lang, &receipt)));
            }
        }
    }

    /// Writes a person's own part.
    pub(super) fn write_own_part(&mut self, person: &MemberId, to: &Path) {
        let lang = self.lang();
        let own = own_part::of(self.session.workbook(), person);
        // Its lock is held by whoever has it open, ourselves included.
        let text = match Lock::take(to) {
            Err(held @ LockError::Held(_)) => Err(file_words::lock_error(lang, &held)),
            _lock => {
                file::save(to, &own, Replace::Anything).map_err(|error: SaveError| file_words::save_error(lang, &error))
            }
        };
        match text {
            Ok(_) => {
                self.notices.tell(Weight::Done, crate::text::cli::written(lang, &file_name(to)));
                self.notices.tell(Weight::Done, erasing::OWN_PART_PLAIN.of(lang).to_owned());
            }
            Err(why) => self.notices.tell(Weight::Trouble, why),
        }
    }

    /// Writes a receipt.
    pub(super) fn write_receipt(&mut self, lines: &[String], to: &Path) {
        let lang = self.lang();
        match file::write_whole(to, lines.join("\n") + "\n") {
            Ok(()) => self.notices.tell(Weight::Done, crate::text::cli::written(lang, &file_name(to))),
            Err(error) => self.notices.tell(Weight::Trouble, file_words::io(lang, &error.into())),
        }
    }
}

/// What opens a file; nothing where it is not sealed any more. A file whose beginning is damaged is told from a wrong
/// passphrase by its backup.
fn key_to(path: &Path, passphrase: &Passphrase) -> Result<Option<SealKey>, SealProblem> {
    let Some(bytes) = sealed_bytes(path) else { return Ok(None) };
    let unlocked = SealKey::unlock(passphrase, &bytes).or_else(|problem| match sealed_bytes(&backup_of(path)) {
        Some(backup) if problem == SealProblem::WrongPassphrase => {
            SealKey::unlock(passphrase, &backup).map_err(|_| problem)
        }
        _ => Err(problem),
    });
    unlocked.map(Some)
}

/// The bytes of what a passphrase opens of what a crash left: its key, its workbook.
fn sealed_files(recovery: &Recovery) -> impl Iterator<Item = Vec<u8>> {
    recovery.sealed_key().into_iter().chain(recovery.workbook.clone()).filter_map(|path| sealed_bytes(&path))
}
