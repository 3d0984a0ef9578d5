//! The journal: what was edited since the last saving, in the user's own folder, so that a crash loses at most a second.
//!
//! It holds the workbook as it is rather than the edits: whatever later versions make of an edit, it reads back, and it
//! is erased in one stroke.
//!
//! `NAME.journal` is a line that says whose journal it is, and the workbook's text. Of a sealed workbook there is only the
//! line; the text is in `NAME.N.unsaved.age`, sealed for a key made for this journal, and that key is in `NAME.N.key.age`,
//! sealed with the passphrase, which so is stretched once and not for every edit. Any age program opens them, the key
//! first, then the text with it. The line comes last, and names the pair by `N`: what it names is whole.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process,
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    thread::JoinHandle,
    time::Duration,
};

use age::{secrecy::ExposeSecret as _, x25519};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::{
    ContentHash, IoProblem, LoadError, Problem, SealKey, SealProblem, clean_beside,
    load::{decode, parse, plain, read},
    lock::{Lock, LockError, now},
    save::{remove, write_private},
    sealed::{open_for, seal_for},
    to_text,
};
use crate::model::Workbook;

/// Edits that follow one another this quickly are written together.
const TOGETHER: Duration = Duration::from_millis(300);

/// The most steps a journal lists; what they made is all there.
const MAX_LISTED: usize = 200;

/// What the name of a journal ends with.
const JOURNAL: &str = "journal";

/// What the name of a journal's lock ends with.
const LOCK: &str = "lock";

/// What the name of a sealed journal's key ends with.
const KEY: &str = "key.age";

/// What the name of a sealed journal's text ends with.
const TEXT: &str = "unsaved.age";

/// The folder for what the program keeps for itself: the environment's `SANDTABLE_STATE`, or the system's place for it.
pub fn state_folder() -> Option<PathBuf> {
    use etcetera::BaseStrategy as _;
    if let Some(folder) = env::var_os("SANDTABLE_STATE").filter(|folder| !folder.is_empty()) {
        return Some(folder.into());
    }
    let system = etcetera::choose_base_strategy().ok()?;
    Some(system.state_dir().unwrap_or_else(|| system.data_dir()).join("sandtable"))
}

/// An edit as the journal lists it: when and of which kind, never what was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalStep {
    /// When, by this machine's clock.
    pub at: DateTime,
    /// Of which kind.
    pub kind: String,
}

/// The first line of a journal; the workbook's text follows, where it is not sealed.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Header {
    version: u32,
    workbook: Option<PathBuf>,
    base: Option<String>,
    steps: Vec<JournalStep>,
    /// Which pair of files has the text, where it is sealed.
    #[serde(default)]
    sealed: Option<u32>,
}

/// What a journal is sealed with: the key it was made for, sealed itself. The key that opens it is not kept.
#[derive(Debug)]
struct JournalSeal {
    recipient: x25519::Recipient,
    sealed_key: Vec<u8>,
}

impl JournalSeal {
    /// Makes a key for a journal. This takes a second.
    fn new(key: &SealKey) -> Result<Self, IoProblem> {
        let identity = x25519::Identity::generate();
        let sealed_key = key.seal_apart(identity.to_string().expose_secret().as_bytes())?;
        Ok(Self { recipient: identity.to_public(), sealed_key })
    }
}

/// The files of a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Files {
    line: PathBuf,
    /// Where the key and the text are, where it is sealed.
    sealed: Option<u32>,
}

impl Files {
    fn key(&self) -> Option<PathBuf> {
        self.sealed.map(|number| self.line.with_extension(format!("{number}.{KEY}")))
    }

    fn text(&self) -> Option<PathBuf> {
        self.sealed.map(|number| self.line.with_extension(format!("{number}.{TEXT}")))
    }

    fn lock(&self) -> PathBuf {
        self.line.with_extension(LOCK)
    }

    fn has(&self, path: &Path) -> bool {
        self.lock() == path || [self.text(), self.key()].iter().flatten().any(|of| of == path)
    }

    /// Writes a workbook, the line last.
    fn write(&self, header: &Header, workbook: &Workbook, seal: Option<&JournalSeal>) -> Result<(), IoProblem> {
        let header = Header { sealed: self.sealed, ..header.clone() };
        let mut line = ron::to_string(&header).map_err(std::io::Error::other)?;
        line.push('\n');
        let text = to_text(workbook).map_err(std::io::Error::other)?;
        if let (Some(seal), Some(key_file), Some(text_file)) = (seal, self.key(), self.text()) {
            if !key_file.exists() {
                write_private(&key_file, &seal.sealed_key)?;
            }
            write_private(&text_file, &seal_for(&seal.recipient, text.as_bytes())?)?;
        } else {
            line.push_str(&text);
        }
        Ok(write_private(&self.line, line.as_bytes())?)
    }

    /// Removes the line, which ends the journal, and then what it names.
    fn remove(&self) -> Result<(), IoProblem> {
        remove(&self.line)?;
        self.remove_sealed()
    }

    fn remove_sealed(&self) -> Result<(), IoProblem> {
        [self.text(), self.key()].iter().flatten().try_for_each(|path| Ok(remove(path)?))
    }
}

/// The journal of one open workbook. Dropped without [`Journal::clear`], it leaves what it has for the next start.
#[derive(Debug)]
pub struct Journal {
    shared: Arc<Shared>,
    writer: Option<JoinHandle<()>>,
    _lock: Lock,
}

#[derive(Debug)]
struct Shared {
    line: PathBuf,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug)]
struct State {
    header: Header,
    /// What the workbook is sealed with.
    key: Option<SealKey>,
    /// What the journal is sealed with, once that is made.
    seal: Option<Arc<JournalSeal>>,
    /// The pairs of sealed files so far.
    pairs: u32,
    /// What is to be written next.
    waiting: Option<Workbook>,
    /// Whether somebody waits for it to be written now.
    hurry: bool,
    writing: bool,
    closing: bool,
    problem: Option<IoProblem>,
}

impl State {
    /// There is a key to be made for the journal.
    const fn wants_seal(&self) -> bool {
        self.key.is_some() && self.seal.is_none() && self.problem.is_none()
    }
}

impl Shared {
    /// The journal's files as they are now.
    fn files(&self, state: &State) -> Files {
        Files { line: self.line.clone(), sealed: state.key.is_some().then_some(state.pairs) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State>) -> MutexGuard<'a, State> {
        self.changed.wait(state).unwrap_or_else(PoisonError::into_inner)
    }
}

impl Journal {
    /// Begins a journal in a state folder, for a workbook's file as it was read or last saved, or for one without a file.
    /// It is sealed where there is a key.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn begin(
        state: &Path,
        workbook: Option<&Path>,
        base: Option<ContentHash>,
        key: Option<SealKey>,
    ) -> Result<Self, IoProblem> {
        static COUNTER: AtomicU32 = AtomicU32::new(0);
        let folder = folder(state);
        fs::create_dir_all(&folder)?;
        let workbook = workbook.map(|path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()));
        let (time, number) = (now().strftime("%Y%m%d-%H%M%S"), COUNTER.fetch_add(1, Ordering::Relaxed));
        let line = folder.join(format!("{time}-{}-{number}.{JOURNAL}", process::id()));
        let lock = Lock::take_file(line.with_extension(LOCK)).map_err(|error| match error {
            LockError::Io(problem) => problem,
            LockError::Held(_) => std::io::Error::from(std::io::ErrorKind::AlreadyExists).into(),
        })?;
        let base = base.map(|hash| hash.to_string());
        let header = Header { version: 1, workbook, base, steps: Vec::new(), sealed: None };
        let state = State {
            header,
            key,
            seal: None,
            pairs: 0,
            waiting: None,
            hurry: false,
            writing: false,
            closing: false,
            problem: None,
        };
        let shared = Arc::new(Shared { line, state: Mutex::new(state), changed: Condvar::new() });
        let for_writer = Arc::clone(&shared);
        let writer = std::thread::Builder::new().name("journal".to_owned()).spawn(move || write_all(&for_writer))?;
        Ok(Self { shared, writer: Some(writer), _lock: lock })
    }

    /// Notes the workbook as an edit left it. It is on disk within a second.
    pub fn record(&self, workbook: &Workbook, kind: &'static str) {
        let mut state = self.shared.state();
        state.header.steps.push(JournalStep { at: now(), kind: kind.to_owned() });
        let surplus = state.header.steps.len().saturating_sub(MAX_LISTED);
        state.header.steps.drain(..surplus);
        state.waiting = Some(workbook.clone());
        self.shared.changed.notify_all();
    }

    /// Waits until everything noted is on disk.
    ///
    /// # Errors
    /// When it could not be written.
    pub fn flush(&self) -> Result<(), IoProblem> {
        let mut state = self.shared.state();
        state.hurry = true;
        self.shared.changed.notify_all();
        while state.waiting.is_some() || state.writing {
            state = self.shared.wait(state);
        }
        state.hurry = false;
        state.problem.clone().map_or(Ok(()), Err)
    }

    /// Why the last writing failed, where it did.
    pub fn problem(&self) -> Option<IoProblem> {
        self.shared.state().problem.clone()
    }

    /// Forgets everything, after a saving or because the person said so; what follows is noted against this file.
    pub fn clear(&self, workbook: Option<&Path>, base: Option<ContentHash>) {
        let mut state = self.shared.state();
        state.waiting = None;
        while state.writing {
            state = self.shared.wait(state);
        }
        state.header.steps.clear();
        state.header.workbook = workbook.map(|path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()));
        state.header.base = base.map(|hash| hash.to_string());
        state.problem = None;
        // What cannot be removed is written over the next time.
        let _ = self.shared.files(&state).remove();
        self.shared.changed.notify_all();
    }

    /// Forgets everything, and seals what follows with this key, or with none.
    pub fn reseal(&self, key: Option<SealKey>) {
        let mut state = self.shared.state();
        state.waiting = None;
        while state.writing {
            state = self.shared.wait(state);
        }
        let _ = self.shared.files(&state).remove();
        (state.key, state.seal, state.problem) = (key, None, None);
        state.pairs += 1;
        self.shared.changed.notify_all();
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        self.shared.state().closing = true;
        self.shared.changed.notify_all();
        if let Some(writer) = self.writer.take() {
            // The writer does not panic; if it did, there is nothing to be done here.
            let _ = writer.join();
        }
    }
}

/// The writer's thread: always the newest workbook, until the journal closes and nothing waits. The journal's key is made
/// before anything waits for it.
fn write_all(shared: &Shared) {
    let mut state = shared.state();
    loop {
        while state.waiting.is_none() && !state.closing && !state.wants_seal() {
            state = shared.wait(state);
        }
        if state.waiting.is_some() && !state.hurry && !state.closing {
            let together = shared.changed.wait_timeout_while(state, TOGETHER, |state| !state.hurry && !state.closing);
            state = together.unwrap_or_else(PoisonError::into_inner).0;
        }
        if state.closing && state.waiting.is_none() {
            return;
        }
        let key = state.key.clone().filter(|_| state.seal.is_none());
        if let Some(key) = key {
            state.writing = true;
            drop(state);
            let made = JournalSeal::new(&key);
            state = shared.state();
            state.writing = false;
            match made {
                Ok(seal) => state.seal = Some(Arc::new(seal)),
                Err(problem) => {
                    state.waiting = None;
                    state.problem = Some(problem);
                }
            }
            shared.changed.notify_all();
        }
        let Some(workbook) = state.waiting.take() else { continue };
        state.writing = true;
        let (files, header, seal) = (shared.files(&state), state.header.clone(), state.seal.clone());
        drop(state);
        let written = files.write(&header, &workbook, seal.as_deref());
        state = shared.state();
        state.writing = false;
        state.problem = written.err();
        shared.changed.notify_all();
    }
}

fn folder(state: &Path) -> PathBuf {
    state.join("journal")
}

/// What a crash left unsaved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovery {
    files: Files,
    /// The file it belongs to; none for a workbook that was never saved.
    pub workbook: Option<PathBuf>,
    /// What that file held when it was last read or saved.
    pub base: Option<ContentHash>,
    /// What was done since, oldest first.
    pub steps: Vec<JournalStep>,
}

impl Recovery {
    /// Everything that ended without saving; newest first. The journals of running programs are not among it.
    pub fn pending(state: &Path) -> Vec<Self> {
        let folder = folder(state);
        clean_beside(&folder.join(JOURNAL));
        let mut paths: Vec<PathBuf> =
            fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
        paths.sort_unstable();
        let journals = paths.iter().rev().filter(|path| path.extension().is_some_and(|ending| ending == JOURNAL));
        let ended = journals.filter(|path| Lock::is_free(&path.with_extension(LOCK)));
        let pending: Vec<Self> = ended.filter_map(|path| Self::read(path)).collect();
        // What was killed with nothing unsaved left its lock only, or sealed files that no line names.
        for path in &paths {
            let Some(line) = line_of(path) else { continue };
            let of_line = pending.iter().find(|recovery| recovery.files.line == line);
            let is_left = of_line.map_or_else(|| !line.exists(), |recovery| !recovery.files.has(path));
            if is_left && Lock::is_free(&line.with_extension(LOCK)) {
                let _ = fs::remove_file(path);
            }
        }
        pending
    }

    /// What other running programs have noted and not saved.
    pub fn running(state: &Path) -> Vec<Self> {
        let paths = fs::read_dir(folder(state)).into_iter().flatten().flatten().map(|entry| entry.path());
        let lines = paths.filter(|path| path.extension().is_some_and(|ending| ending == JOURNAL));
        let others = lines.filter(|path| !is_ours(path) && !Lock::is_free(&path.with_extension(LOCK)));
        others.filter_map(|path| Self::read(&path)).collect()
    }

    fn read(line: &Path) -> Option<Self> {
        let bytes = read(line).ok()?;
        let text = std::str::from_utf8(&bytes).ok()?;
        let header: Header = ron::from_str(text.lines().next()?).ok()?;
        let base = header.base.as_deref().and_then(ContentHash::parse);
        let files = Files { line: line.to_owned(), sealed: header.sealed };
        Some(Self { files, workbook: header.workbook, base, steps: header.steps })
    }

    /// Whether a passphrase opens it.
    pub const fn is_sealed(&self) -> bool {
        self.files.sealed.is_some()
    }

    /// The file that its passphrase opens, where it is sealed.
    pub fn sealed_key(&self) -> Option<PathBuf> {
        self.files.key()
    }

    /// When the last of it was done.
    pub fn when(&self) -> Option<DateTime> {
        self.steps.last().map(|step| step.at)
    }

    /// The workbook as it was.
    ///
    /// # Errors
    /// When the journal cannot be read, or does not open.
    pub fn load(&self, key: Option<&SealKey>) -> Result<Workbook, LoadError> {
        let line = &self.files.line;
        let bytes_of = |path: &Path| read(path).map_err(|problem| LoadError::whole(path, problem));
        if let (Some(key_file), Some(text_file)) = (self.files.key(), self.files.text()) {
            let sealed = |problem| LoadError::whole(&text_file, Problem::Sealed(problem));
            let bytes = bytes_of(&key_file)?;
            let identity = plain(&key_file, &bytes, key)?;
            let identity = std::str::from_utf8(&identity).ok().and_then(|text| text.trim().parse().ok());
            let identity: x25519::Identity = identity.ok_or_else(|| sealed(SealProblem::Damaged))?;
            let text = open_for(&bytes_of(&text_file)?, &identity).map_err(sealed)?;
            return parse(&text_file, &text).map(|loaded| loaded.workbook);
        }
        let bytes = bytes_of(line)?;
        let text = decode(line, &bytes)?;
        let (_, text) = text.split_once('\n').ok_or_else(|| LoadError::whole(line, Problem::EndsEarly))?;
        parse(line, text.as_bytes()).map(|loaded| loaded.workbook)
    }

    /// Lets it hold this workbook instead, sealed or not; nothing remains of how it was. It takes a second to seal.
    ///
    /// # Errors
    /// When it cannot be written. It is the old one or the new one then, and whole.
    pub fn rewrite(&mut self, workbook: &Workbook, key: Option<&SealKey>) -> Result<(), IoProblem> {
        let seal = key.map(JournalSeal::new).transpose()?;
        let next = seal.is_some().then(|| self.files.sealed.map_or(0, |pair| pair + 1));
        let files = Files { sealed: next, ..self.files.clone() };
        let base = self.base.map(|hash| hash.to_string());
        let header =
            Header { version: 1, workbook: self.workbook.clone(), base, steps: self.steps.clone(), sealed: next };
        files.write(&header, workbook, seal.as_ref())?;
        let old = std::mem::replace(&mut self.files, files);
        old.remove_sealed()
    }

    /// Erases it.
    ///
    /// # Errors
    /// When it cannot be erased.
    pub fn discard(self) -> Result<(), IoProblem> {
        // Whoever held the lock is gone.
        let _ = fs::remove_file(self.files.lock());
        self.files.remove()
    }
}

/// Whether this process made a journal, by its name.
fn is_ours(line: &Path) -> bool {
    let name = line.file_name().unwrap_or_default().to_string_lossy();
    name.split('-').nth(2).is_some_and(|made_by| made_by == process::id().to_string())
}

/// The first line that a lock, a key or a sealed text belongs to.
fn line_of(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_str()?;
    let (stem, ending) = name.split_once('.')?;
    let is_ours = ending == LOCK || [KEY, TEXT].into_iter().any(|of| ending.ends_with(of));
    (is_ours && !stem.is_empty()).then(|| path.with_file_name(format!("{stem}.{JOURNAL}")))
}
