//! The open workbook: its history, what follows from it, its file, its lock and its journal. Knows no window.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    analysis::Derived,
    edit::{self, Edit, EditError, Erased, Erasure, History, Typing},
    example,
    file::{
        self, Backup, Checksum, ContentHash, Difference, IoProblem, Journal, LoadError, Loaded, Lock, LockError,
        Problem, ReadOnlyReason, Recovery, Remains, Replace, Rescue, SaveError, SaveProblem, SealKey, SealProblem,
        differences,
    },
    model::{Date, View, Workbook},
    text::Lang,
};

/// Where a workbook comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The built-in example.
    Example,
    /// An empty one, just begun.
    New,
    /// What was recovered; of this file, where it had one. It has no file of its own until it is saved.
    Recovered(Option<PathBuf>),
    /// A file.
    File(PathBuf),
}

/// Why a workbook cannot be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadOnly {
    /// Saving would lose something.
    WouldLose(ReadOnlyReason),
    /// Somebody else has it open, and the person chose only to read.
    Held,
}

/// What to do about a file that somebody else has open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IfHeld {
    /// Say so, and open nothing.
    Ask,
    /// Open it for reading.
    ReadOnly,
    /// Open it for changes anyway.
    Anyway,
}

/// What came of opening a file.
#[derive(Debug)]
pub enum Opening {
    /// It is open.
    Open(Box<Session>),
    /// Somebody else has it open.
    Held(LockError),
    /// It is sealed, and nobody said the passphrase.
    Sealed,
    /// It cannot be read; this can be offered instead.
    Broken(Box<LoadError>, Box<Rescue>),
}

/// Why a workbook was not saved. Everything is as it was.
#[derive(Clone, Debug, PartialEq)]
pub enum NotSaved {
    /// It has no file yet.
    NoFile,
    /// It is only for reading.
    ReadOnly,
    /// Somebody else has the other file open.
    Held(LockError),
    /// Its file has comments that would be lost, and nobody has agreed to that yet.
    Comments,
    /// The file was changed beneath us.
    Conflict,
    /// There is such a file already, and nobody has agreed to replace it.
    Exists,
    /// It could not be written.
    Failed(SaveError),
}

impl From<SaveError> for NotSaved {
    fn from(error: SaveError) -> Self {
        match error.problem {
            SaveProblem::ChangedBeneath => Self::Conflict,
            SaveProblem::Exists => Self::Exists,
            _ => Self::Failed(error),
        }
    }
}

/// Why an edit was refused.
#[derive(Clone, Debug, PartialEq)]
pub enum Refused {
    /// The workbook is only for reading.
    ReadOnly,
    /// The edit itself cannot be made.
    Edit(EditError),
}

/// What the person has agreed to before saving.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Agreed {
    /// To lose the comments of the file.
    pub comments: bool,
    /// To replace what others wrote meanwhile, or a file that is there already.
    pub replace: bool,
}

/// The open workbook.
#[derive(Debug)]
pub struct Session {
    history: History,
    derived: Derived,
    source: Source,
    /// The workbook as its file has it; what differs from it is unsaved.
    saved: Workbook,
    /// What the file held when it was last read or written.
    hash: Option<ContentHash>,
    checksum: Checksum,
    /// The backup, of a file that was changed outside the program.
    backup: Option<Backup>,
    /// What the file is sealed with, or will be.
    key: Option<SealKey>,
    /// The file has comments, and nobody has agreed to lose them.
    comments: bool,
    read_only: Option<ReadOnly>,
    /// The person arranged panels since the file was read or written.
    rearranged: bool,
    lock: Option<Lock>,
    journal: Option<Journal>,
    /// What could not be had: a lock, a journal. The person should know.
    lacks: Vec<Lack>,
}

/// Something that keeps work safe and could not be had.
#[derive(Clone, Debug, PartialEq)]
pub enum Lack {
    /// The file could not be locked.
    Lock(LockError),
    /// Edits cannot be noted.
    Journal(IoProblem),
}

impl Session {
    /// Begins with a workbook that has no file.
    pub fn of(workbook: Workbook, source: Source, state: Option<&Path>, today: Date) -> Self {
        let mut lacks = Vec::new();
        let journal = state.map(|state| Journal::begin(state, None, None, None)).transpose();
        let journal = journal.unwrap_or_else(|problem| {
            lacks.push(Lack::Journal(problem));
            None
        });
        Self {
            derived: Derived::of(&workbook, today),
            history: History::new(workbook.clone()),
            source,
            saved: workbook,
            hash: None,
            checksum: Checksum::Matches,
            backup: None,
            key: None,
            comments: false,
            read_only: None,
            rearranged: false,
            lock: None,
            journal,
            lacks,
        }
    }

    /// The built-in example; an empty workbook should its asset not read, which a test rules out.
    pub fn example(lang: Lang, state: Option<&Path>, today: Date) -> Self {
        Self::of(example::workbook(lang).unwrap_or_default(), Source::Example, state, today)
    }

    /// An empty workbook with the built-in instrument.
    pub fn empty(lang: Lang, state: Option<&Path>, today: Date) -> Self {
        Self::of(example::empty(lang).unwrap_or_default(), Source::New, state, today)
    }

    /// Opens a file, with what opens it where it is sealed.
    pub fn open(path: &Path, if_held: IfHeld, key: Option<&SealKey>, state: Option<&Path>, today: Date) -> Opening {
        file::clean_beside(path);
        let lock = match (Lock::take(path), if_held) {
            (Err(held @ LockError::Held(_)), IfHeld::Ask) => return Opening::Held(held),
            (lock, _) => lock,
        };
        let loaded = match file::open(path, key) {
            Ok(loaded) => loaded,
            Err(error) if error.problem == Problem::Sealed(SealProblem::NoPassphrase) => return Opening::Sealed,
            Err(error) => return Opening::Broken(Box::new(error), Box::new(file::rescue(path, key, state))),
        };
        let mut session = Self::of(Workbook::default(), Source::File(path.to_owned()), state, today);
        session.take_in(loaded);
        match lock {
            Ok(lock) => session.lock = Some(lock),
            Err(LockError::Held(_)) if if_held == IfHeld::ReadOnly => session.read_only = Some(ReadOnly::Held),
            Err(LockError::Held(_)) => {}
            Err(problem) => session.lacks.push(Lack::Lock(problem)),
        }
        Opening::Open(Box::new(session))
    }

    /// Goes on with what a crash left. Its file, where it still reads, is what it is compared with and saved to; where
    /// somebody changed that meanwhile, saving will say so.
    ///
    /// # Errors
    /// When what was left cannot be read.
    pub fn recover(
        recovery: &Recovery,
        key: Option<&SealKey>,
        state: Option<&Path>,
        today: Date,
    ) -> Result<Self, LoadError> {
        let workbook = recovery.load(key)?;
        let opening = recovery.workbook.as_deref().map(|path| Self::open(path, IfHeld::Anyway, key, state, today));
        let mut session = match opening {
            Some(Opening::Open(session)) => Self { hash: recovery.base.or(session.hash), ..*session },
            _ => Self::of(Workbook::default(), Source::Recovered(recovery.workbook.clone()), state, today),
        };
        if recovery.is_sealed() && session.key.is_none() {
            session.seal_with(key.cloned());
        }
        session.go_on_with(workbook);
        Ok(session)
    }

    /// Works with what was rescued of a file that does not read, sealed as that was. Saving asks where to.
    pub fn rescued(workbook: Workbook, file: PathBuf, key: Option<SealKey>, state: Option<&Path>, today: Date) -> Self {
        let mut session = Self::of(Workbook::default(), Source::Recovered(Some(file)), state, today);
        session.seal_with(key);
        session.go_on_with(workbook);
        session
    }

    /// Takes another content in place of the one there is; it is unsaved.
    pub fn go_on_with(&mut self, workbook: Workbook) {
        self.derived = Derived::of(&workbook, self.derived.today);
        self.history = History::new(workbook);
        self.note("recover");
    }

    /// Takes the file's lock where nobody holds it, for a session that began while another one of ours did.
    pub fn hold(&mut self) {
        if self.lock.is_none() && self.read_only != Some(ReadOnly::Held) {
            self.lock = self.path().and_then(|path| Lock::take(path).ok());
        }
    }

    fn take_in(&mut self, loaded: Loaded) {
        let Loaded { workbook, hash, checksum, has_comments, read_only, key } = loaded;
        self.derived = Derived::of(&workbook, self.derived.today);
        self.history = History::new(workbook.clone());
        self.saved = workbook;
        self.hash = Some(hash);
        self.checksum = checksum;
        self.comments = has_comments;
        self.read_only = read_only.map(ReadOnly::WouldLose);
        self.rearranged = false;
        self.seal_with(key);
        let is_changed = checksum == Checksum::Changed;
        let path = self.path().filter(|_| is_changed);
        self.backup = path.and_then(|path| file::backup(path, self.key.as_ref()));
        self.forget_journal();
    }

    /// Works with another key from now on, and lets the journal be sealed with it.
    fn seal_with(&mut self, key: Option<SealKey>) {
        if let Some(key) = &key {
            // So that nobody waits for the next saving.
            key.prepare(1);
        }
        if let Some(journal) = self.journal.as_ref().filter(|_| self.key.is_some() || key.is_some()) {
            journal.reseal(key.clone());
        }
        self.key = key;
    }

    /// Reads the file again; unsaved changes are gone. Without a file it does nothing.
    ///
    /// # Errors
    /// When the file cannot be read; everything is as it was.
    pub fn reload(&mut self) -> Result<(), LoadError> {
        let loaded = self.path().map(|path| file::open(path, self.key.as_ref())).transpose()?;
        let Some(loaded) = loaded else { return Ok(()) };
        let held = self.read_only == Some(ReadOnly::Held);
        self.take_in(loaded);
        if held {
            self.read_only = Some(ReadOnly::Held);
        }
        Ok(())
    }

    /// The workbook as it is now.
    pub const fn workbook(&self) -> &Workbook {
        self.history.current()
    }

    /// What follows from it.
    pub const fn derived(&self) -> &Derived {
        &self.derived
    }

    /// Undo and redo.
    pub const fn history(&self) -> &History {
        &self.history
    }

    /// Where it comes from.
    pub const fn source(&self) -> &Source {
        &self.source
    }

    /// Its file.
    pub fn path(&self) -> Option<&Path> {
        match &self.source {
            Source::File(path) => Some(path),
            Source::Example | Source::New | Source::Recovered(_) => None,
        }
    }

    /// What its file is sealed with, or will be.
    pub const fn key(&self) -> Option<&SealKey> {
        self.key.as_ref()
    }

    /// Why it cannot be changed.
    pub const fn read_only(&self) -> Option<&ReadOnly> {
        self.read_only.as_ref()
    }

    /// What could not be had; told once. A journal that cannot be written is given up.
    pub fn take_lacks(&mut self) -> Vec<Lack> {
        if let Some(problem) = self.journal.as_ref().and_then(Journal::problem) {
            self.journal = None;
            self.lacks.push(Lack::Journal(problem));
        }
        std::mem::take(&mut self.lacks)
    }

    /// Whether it differs from its file. How panels are arranged is no difference.
    pub fn is_changed(&self) -> bool {
        let (now, saved) = (self.workbook(), &self.saved);
        macro_rules! same {
            ($($section:ident),+) => { true $(&& Arc::ptr_eq(&now.$section, &saved.$section))+ };
        }
        !same!(
            about,
            method,
            team,
            offerings,
            customers,
            contributions,
            map_snapshots,
            organisations,
            goal_cards,
            evidence,
            conversations,
            instruments,
            rounds,
            plans,
            move_runs
        )
    }

    /// A new day: ages and due dates are computed again.
    pub fn set_today(&mut self, today: Date) {
        if self.derived.today != today {
            self.derived = Derived::of(self.workbook(), today);
        }
    }

    /// Applies an edit as one step.
    ///
    /// # Errors
    /// When it is refused; nothing is changed then.
    pub fn apply(&mut self, edit: Edit) -> Result<(), Refused> {
        self.step(kind(&edit), |history| history.apply(edit))
    }

    /// Applies what a field holds by now, as [`History::type_in`] does.
    ///
    /// # Errors
    /// When it is refused; nothing is changed then.
    pub fn type_in(&mut self, field: Typing, edit: Edit) -> Result<(), Refused> {
        self.step(kind(&edit), |history| history.type_in(field, edit))
    }

    fn step(
        &mut self,
        kind: &'static str,
        step: impl FnOnce(&mut History) -> Result<(), EditError>,
    ) -> Result<(), Refused> {
        if self.read_only.is_some() {
            return Err(Refused::ReadOnly);
        }
        let before = self.workbook().clone();
        step(&mut self.history).map_err(Refused::Edit)?;
        self.follow(&before, kind);
        Ok(())
    }

    /// Ends the text being typed.
    pub const fn seal(&mut self) {
        self.history.seal();
    }

    /// Applies an edit whose outcome leaves the house, such as results that are released: it cannot be taken back, nor
    /// what came before it.
    ///
    /// # Errors
    /// When it is refused; nothing is changed then.
    pub fn apply_for_good(&mut self, edit: Edit) -> Result<(), Refused> {
        self.apply(edit)?;
        self.history.forget();
        Ok(())
    }

    /// Goes one step back. Says whether there was one.
    pub fn undo(&mut self) -> bool {
        let before = self.workbook().clone();
        let done = self.history.undo();
        self.follow(&before, "undo");
        done
    }

    /// Goes one step forth again. Says whether there was one.
    pub fn redo(&mut self) -> bool {
        let before = self.workbook().clone();
        let done = self.history.redo();
        self.follow(&before, "redo");
        done
    }

    fn follow(&mut self, before: &Workbook, kind: &'static str) {
        self.derived = self.derived.refresh(before, self.history.current());
        if self.is_changed() {
            self.note(kind);
        } else {
            self.forget_journal();
        }
    }

    fn note(&self, kind: &'static str) {
        if let Some(journal) = &self.journal {
            journal.record(self.history.current(), kind);
        }
    }

    fn forget_journal(&self) {
        if let Some(journal) = &self.journal {
            journal.clear(self.path(), self.hash);
        }
    }

    /// Arranges panels. It is written with the next saving, and is nothing to be asked about.
    pub fn set_view(&mut self, view: View) {
        if *self.workbook().view != view {
            self.history.set_view(view);
            self.rearranged = true;
        }
    }

    /// Writes the workbook to its file.
    ///
    /// # Errors
    /// When it must not or cannot be written; the file is as it was.
    pub fn save(&mut self, agreed: Agreed) -> Result<(), NotSaved> {
        let path = self.path().ok_or(NotSaved::NoFile)?.to_owned();
        if self.read_only.is_some() {
            return Err(NotSaved::ReadOnly);
        }
        if self.comments && !agreed.comments {
            return Err(NotSaved::Comments);
        }
        let replace = match self.hash {
            Some(hash) if !agreed.replace => Replace::Only(hash),
            _ => Replace::Anything,
        };
        self.write(&path, replace)
    }

    /// Writes the workbook to another file, which is its file from then on and can be changed.
    ///
    /// # Errors
    /// When it must not or cannot be written; everything is as it was.
    pub fn save_as(&mut self, path: &Path, agreed: Agreed) -> Result<(), NotSaved> {
        if self.path() == Some(path) && self.read_only.is_none() {
            return self.save(agreed);
        }
        let lock = match Lock::take(path) {
            Err(held @ LockError::Held(_)) => return Err(NotSaved::Held(held)),
            lock => lock,
        };
        self.write(path, if agreed.replace { Replace::Anything } else { Replace::Nothing })?;
        self.lock = match lock {
            Ok(lock) => Some(lock),
            Err(problem) => {
                self.lacks.push(Lack::Lock(problem));
                None
            }
        };
        self.read_only = None;
        self.source = Source::File(path.to_owned());
        self.forget_journal();
        Ok(())
    }

    fn write(&mut self, path: &Path, replace: Replace) -> Result<(), NotSaved> {
        self.hash = Some(file::save_with(path, self.history.current(), replace, self.key.as_ref())?);
        if let Some(key) = &self.key {
            key.prepare(1);
        }
        self.is_saved();
        Ok(())
    }

    /// The file holds what is here.
    fn is_saved(&mut self) {
        self.history.seal();
        self.saved = self.history.current().clone();
        self.checksum = Checksum::Matches;
        self.backup = None;
        self.comments = false;
        self.rearranged = false;
        self.forget_journal();
    }

    /// How many files are sealed at once by [`Self::reseal`], its own journal's key not counted.
    pub fn reseals(&self) -> usize {
        if self.path().is_some() { 2 } else { 1 }
    }

    /// Seals the workbook with another key, or with none any more: its file, its backup and what was left unsaved, where
    /// there is a file; the unsaved changes are saved then. Otherwise it is sealed when it is saved.
    ///
    /// # Errors
    /// When it must not or cannot be written; everything is as it was.
    pub fn reseal(&mut self, key: Option<SealKey>, state: Option<&Path>) -> Result<Option<Remains>, NotSaved> {
        let Some(path) = self.path().map(Path::to_owned) else {
            self.seal_with(key);
            if self.is_changed() {
                self.note("seal");
            }
            return Ok(None);
        };
        let known = self.known()?;
        let keys = (self.key.as_ref(), key.as_ref());
        let (hash, remains) = file::reseal(&path, self.workbook(), known, keys, state)?;
        self.hash = Some(hash);
        self.seal_with(key);
        self.is_saved();
        Ok(Some(remains))
    }

    /// Erases: from the workbook, what could be undone, its file and everything beside it. Unsaved changes are saved with
    /// it. Without a file there is nothing besides.
    ///
    /// # Errors
    /// When it must not or cannot be written; everything is as it was.
    pub fn erase(&mut self, erasure: &Erasure, state: Option<&Path>) -> Result<(Erased, Option<Remains>), NotSaved> {
        let erased = edit::erase(self.workbook(), erasure);
        let path = self.path().map(Path::to_owned);
        let known = path.as_ref().map(|_| self.known()).transpose()?;
        if let Some(journal) = &self.journal {
            // Before the file: what is left of a crash in between has nothing of it either.
            journal.record(&erased.workbook, "erase");
            // One that cannot be written is given up with the next frame, and said.
            let _ = journal.flush();
        }
        let remains = match (&path, known) {
            (Some(path), Some(known)) => {
                let without = |workbook: &Workbook| edit::erase(workbook, erasure).workbook;
                let key = self.key.as_ref();
                let done = file::erase(path, &erased.workbook, known, key, state, &without);
                let (hash, remains) = done.inspect_err(|_| self.note("not erased"))?;
                self.hash = Some(hash);
                Some(remains)
            }
            _ => None,
        };
        self.derived = Derived::of(&erased.workbook, self.derived.today);
        self.history = History::new(erased.workbook.clone());
        if remains.is_some() {
            if let Some(key) = &self.key {
                key.prepare(1);
            }
            self.is_saved();
        }
        Ok((erased, remains))
    }

    /// What the file holds, where it may be written.
    fn known(&self) -> Result<ContentHash, NotSaved> {
        if self.read_only.is_some() {
            return Err(NotSaved::ReadOnly);
        }
        if self.comments {
            return Err(NotSaved::Comments);
        }
        self.hash.ok_or(NotSaved::Conflict)
    }

    /// Before the workbook is let go of: writes how panels are arranged, where that is all there is to write and
    /// nothing would be lost; forgets the journal, since whatever is unsaved is so by the person's word.
    pub fn close(&mut self) {
        let is_quick = self.key.as_ref().is_none_or(|key| key.is_prepared(1));
        if self.rearranged && is_quick && !self.is_changed() && self.checksum == Checksum::Matches {
            // Not worth a question: without it, the panels are as they were the last time.
            let _ = self.save(Agreed::default());
        }
        self.forget_journal();
    }

    /// What differs from the file on disk to the workbook here. Nothing without a file.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn differences_from_disk(&self) -> Result<Vec<Difference>, LoadError> {
        let disk = self.path().map(|path| file::open(path, self.key.as_ref())).transpose()?;
        Ok(disk.map(|disk| differences(&disk.workbook, self.workbook())).unwrap_or_default())
    }

    /// Whether the file was changed since a program wrote it, by a hand or by damage: then what can be compared with.
    pub fn changed_outside(&self) -> Option<Option<&Backup>> {
        (self.checksum == Checksum::Changed).then_some(self.backup.as_ref())
    }
}

/// What a crash left changes in its file; where there is none, in whatever it began with, which is what it is nearest
/// to. Nothing where either cannot be read, or is sealed.
pub fn differences_of(recovery: &Recovery) -> Vec<Difference> {
    let Ok(workbook) = recovery.load(None) else { return Vec::new() };
    if let Some(path) = &recovery.workbook {
        return file::load(path).map(|file| differences(&file.workbook, &workbook)).unwrap_or_default();
    }
    let beginnings = Lang::ALL.into_iter().flat_map(|lang| [example::workbook(lang).ok(), example::empty(lang).ok()]);
    let found = beginnings.flatten().map(|beginning| differences(&beginning, &workbook));
    found.min_by_key(Vec::len).unwrap_or_default()
}

/// Of which kind an edit is, for the journal, which never says what was written.
const fn kind(edit: &Edit) -> &'static str {
    match edit {
        Edit::About(_) => "about",
        Edit::Method(_) | Edit::Weight(..) | Edit::Threshold(..) | Edit::GradeFrom(..) => "method",
        Edit::Team(_) => "team",
        Edit::Customers(_) => "customers",
        Edit::Snapshots(_) => "kept maps",
        Edit::Organisation(..) => "organisation",
        Edit::Goals(_) => "goals",
        Edit::Evidence(_) => "evidence",
        Edit::Conversations(_) => "conversations",
        Edit::Assessment(_) => "assessment",
        Edit::Moves(_) => "moves",
        Edit::Together(..) => "together",
        Edit::Correct(..) => "correction",
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use jiff::civil::date;
    use tempfile::TempDir;

    use super::*;
    use crate::{
        edit::TeamEdit,
        model::{Member, MemberId},
    };

    const TODAY: Date = date(2026, 11, 21);

    fn add(name: &str) -> Edit {
        Edit::Team(TeamEdit::Put(Member::new(MemberId::new(name).unwrap(), name)))
    }

    fn example() -> Session {
        Session::example(Lang::Zh, None, TODAY)
    }

    /// The example, saved in a new folder.
    fn saved(folder: &TempDir) -> (Session, PathBuf) {
        let (mut session, path) = (example(), folder.path().join("团队.ron"));
        session.save_as(&path, Agreed::default()).unwrap();
        (session, path)
    }

    fn open(path: &Path, if_held: IfHeld, state: Option<&Path>) -> Session {
        match Session::open(path, if_held, None, state, TODAY) {
            Opening::Open(session) => *session,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_example_asks_for_a_file_and_is_unchanged_after_saving() {
        let folder = tempfile::tempdir().unwrap();
        let mut session = example();
        assert!(!session.is_changed());
        session.apply(add("a")).unwrap();
        assert!(session.is_changed());
        assert_eq!(session.save(Agreed::default()), Err(NotSaved::NoFile));
        let path = folder.path().join("a.ron");
        session.save_as(&path, Agreed::default()).unwrap();
        assert!(!session.is_changed());
        assert_eq!(session.path(), Some(path.as_path()));
        let written = session.workbook().clone();
        drop(session);
        assert_eq!(open(&path, IfHeld::Ask, None).workbook(), &written);
    }

    #[test]
    fn going_back_to_what_was_saved_is_no_change() {
        let folder = tempfile::tempdir().unwrap();
        let (mut session, _) = saved(&folder);
        session.apply(add("a")).unwrap();
        assert!(session.undo());
        assert!(!session.is_changed());
        assert!(session.redo());
        assert!(session.is_changed());
    }

    #[test]
    fn what_follows_is_up_to_date_after_every_step() {
        let mut session = example();
        for step in [|s: &mut Session| s.apply(add("a")).is_ok(), Session::undo, Session::redo] {
            assert!(step(&mut session));
            assert_eq!(session.derived(), &Derived::of(session.workbook(), TODAY));
        }
    }

    #[test]
    fn what_changed_beneath_us_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let (mut session, path) = saved(&folder);
        session.apply(add("mine")).unwrap();
        let mut other = open(&path, IfHeld::Anyway, None);
        other.apply(add("theirs")).unwrap();
        other.save(Agreed::default()).unwrap();
        assert_eq!(session.save(Agreed::default()), Err(NotSaved::Conflict));
        assert!(session.is_changed());
        assert_eq!(session.differences_from_disk().unwrap().len(), 2);
        session.save_as(&folder.path().join("mine.ron"), Agreed::default()).unwrap();
        assert!(open(&path, IfHeld::Ask, None).workbook().team.contains("theirs"));
    }

    #[test]
    fn reading_again_takes_what_is_on_disk() {
        let folder = tempfile::tempdir().unwrap();
        let (mut session, path) = saved(&folder);
        let mut other = open(&path, IfHeld::Anyway, None);
        other.apply(add("theirs")).unwrap();
        other.save(Agreed::default()).unwrap();
        session.apply(add("mine")).unwrap();
        session.reload().unwrap();
        assert!(session.workbook().team.contains("theirs") && !session.workbook().team.contains("mine"));
        assert!(!session.is_changed());
        session.apply(add("mine")).unwrap();
        session.save(Agreed::default()).unwrap();
    }

    #[test]
    fn a_file_open_elsewhere_is_opened_only_by_the_persons_word() {
        let folder = tempfile::tempdir().unwrap();
        let (first, path) = saved(&folder);
        assert!(matches!(Session::open(&path, IfHeld::Ask, None, None, TODAY), Opening::Held(_)));
        let mut reading = open(&path, IfHeld::ReadOnly, None);
        assert_eq!(reading.apply(add("a")), Err(Refused::ReadOnly));
        assert_eq!(reading.save(Agreed::default()), Err(NotSaved::ReadOnly));
        drop(first);
        assert!(open(&path, IfHeld::Ask, None).apply(add("a")).is_ok());
    }

    #[test]
    fn comments_are_lost_only_by_the_persons_word() {
        let folder = tempfile::tempdir().unwrap();
        let (session, path) = saved(&folder);
        drop(session);
        let text = format!(
            "// mine
{}",
            fs::read_to_string(&path).unwrap()
        );
        fs::write(&path, &text).unwrap();
        let mut session = open(&path, IfHeld::Ask, None);
        assert!(session.changed_outside().is_some());
        session.apply(add("a")).unwrap();
        assert_eq!(session.save(Agreed::default()), Err(NotSaved::Comments));
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
        session.save(Agreed { comments: true, ..Agreed::default() }).unwrap();
        assert!(session.changed_outside().is_none());
        session.apply(add("b")).unwrap();
        session.save(Agreed::default()).unwrap();
    }

    #[test]
    fn the_arrangement_alone_is_no_change_and_is_written_on_closing() {
        let folder = tempfile::tempdir().unwrap();
        let (mut session, path) = saved(&folder);
        let view = View { current: Some(crate::app::layout::default_tile()), ..View::default() };
        session.set_view(view.clone());
        assert!(!session.is_changed());
        session.close();
        drop(session);
        let mut again = open(&path, IfHeld::Ask, None);
        assert_eq!(*again.workbook().view, view);
        let bytes = fs::read(&path).unwrap();
        again.close();
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }

    #[test]
    fn what_was_never_saved_can_be_recovered() {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("state");
        let (session, path) = saved(&folder);
        drop(session);
        let mut crashed = open(&path, IfHeld::Ask, Some(&state));
        crashed.apply(add("a")).unwrap();
        drop(crashed); // without close(): as if the program had ended
        let pending = Recovery::pending(&state);
        let mut session = Session::recover(&pending[0], None, Some(&state), TODAY).unwrap();
        assert!(session.workbook().team.contains("a") && session.is_changed());
        session.save(Agreed::default()).unwrap();
        session.close();
        drop(session);
        for recovery in pending {
            recovery.discard().unwrap();
        }
        assert!(Recovery::pending(&state).is_empty());
        assert!(open(&path, IfHeld::Ask, None).workbook().team.contains("a"));
    }

    #[test]
    fn a_file_that_does_not_read_comes_with_what_can_be_had() {
        let folder = tempfile::tempdir().unwrap();
        let (mut session, path) = saved(&folder);
        session.apply(add("a")).unwrap();
        session.save(Agreed::default()).unwrap();
        drop(session);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, &text[..text.floor_char_boundary(text.len() / 2)]).unwrap();
        match Session::open(&path, IfHeld::Ask, None, None, TODAY) {
            Opening::Broken(_, rescue) => assert!(rescue.backup.is_some()),
            other => panic!("{other:?}"),
        }
    }
}
