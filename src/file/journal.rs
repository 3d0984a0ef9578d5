//! The journal: what was edited since the last saving, in the user's own folder, so that a crash loses at most a second.
//!
//! It holds the workbook as it is rather than the edits: whatever later versions make of an edit, it reads back, and it
//! is one file to erase.

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

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::{
    ContentHash, IoProblem, LoadError, Problem, clean_beside,
    load::{decode, parse, read},
    lock::{Lock, LockError, now},
    save::write_private,
    to_text,
};
use crate::model::Workbook;

/// Edits that follow one another this quickly are written together.
const TOGETHER: Duration = Duration::from_millis(300);

/// The most steps a journal lists; what they made is all there.
const MAX_LISTED: usize = 200;

/// What the name of a journal ends with.
const JOURNAL: &str = "journal";

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

/// The first line of a journal; the workbook's text follows.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Header {
    version: u32,
    workbook: Option<PathBuf>,
    base: Option<String>,
    steps: Vec<JournalStep>,
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
    path: PathBuf,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug)]
struct State {
    header: Header,
    /// What is to be written next.
    waiting: Option<Workbook>,
    /// Whether somebody waits for it to be written now.
    hurry: bool,
    writing: bool,
    closing: bool,
    problem: Option<IoProblem>,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State>) -> MutexGuard<'a, State> {
        self.changed.wait(state).unwrap_or_else(PoisonError::into_inner)
    }
}

impl Journal {
    /// Begins a journal in a state folder, for a workbook's file as it was read or last saved, or for one without a file.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn begin(state: &Path, workbook: Option<&Path>, base: Option<ContentHash>) -> Result<Self, IoProblem> {
        static COUNTER: AtomicU32 = AtomicU32::new(0);
        let folder = folder(state);
        fs::create_dir_all(&folder)?;
        let workbook = workbook.map(|path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()));
        let (time, number) = (now().strftime("%Y%m%d-%H%M%S"), COUNTER.fetch_add(1, Ordering::Relaxed));
        let path = folder.join(format!("{time}-{}-{number}.{JOURNAL}", process::id()));
        let lock = Lock::take_file(path.with_extension("lock")).map_err(|error| match error {
            LockError::Io(problem) => problem,
            LockError::Held(_) => std::io::Error::from(std::io::ErrorKind::AlreadyExists).into(),
        })?;
        let header = Header { version: 1, workbook, base: base.map(|hash| hash.to_string()), steps: Vec::new() };
        let state = State { header, waiting: None, hurry: false, writing: false, closing: false, problem: None };
        let shared = Arc::new(Shared { path, state: Mutex::new(state), changed: Condvar::new() });
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
        // There may be none yet.
        let _ = fs::remove_file(&self.shared.path);
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

/// The writer's thread: always the newest workbook, until the journal closes and nothing waits.
fn write_all(shared: &Shared) {
    let mut state = shared.state();
    loop {
        while state.waiting.is_none() && !state.closing {
            state = shared.wait(state);
        }
        if !state.hurry && !state.closing {
            let together = shared.changed.wait_timeout_while(state, TOGETHER, |state| !state.hurry && !state.closing);
            state = together.unwrap_or_else(PoisonError::into_inner).0;
        }
        let Some(workbook) = state.waiting.take() else {
            if state.closing {
                return;
            }
            continue;
        };
        state.writing = true;
        let header = state.header.clone();
        drop(state);
        let written = write(&shared.path, &header, &workbook);
        state = shared.state();
        state.writing = false;
        state.problem = written.err();
        shared.changed.notify_all();
    }
}

fn write(path: &Path, header: &Header, workbook: &Workbook) -> Result<(), IoProblem> {
    let header = ron::to_string(header).map_err(std::io::Error::other)?;
    let text = to_text(workbook).map_err(std::io::Error::other)?;
    Ok(write_private(path, &format!("{header}\n{text}"))?)
}

fn folder(state: &Path) -> PathBuf {
    state.join("journal")
}

/// What a crash left unsaved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovery {
    journal: PathBuf,
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
        // What was killed with nothing unsaved left its lock only.
        for lock in paths.iter().filter(|path| path.extension().is_some_and(|ending| ending == "lock")) {
            if !lock.with_extension(JOURNAL).exists() && Lock::is_free(lock) {
                let _ = fs::remove_file(lock);
            }
        }
        let journals = paths.iter().rev().filter(|path| path.extension().is_some_and(|ending| ending == JOURNAL));
        let ended = journals.filter(|path| Lock::is_free(&path.with_extension("lock")));
        ended.filter_map(|path| Self::read(path)).collect()
    }

    fn read(journal: &Path) -> Option<Self> {
        let bytes = read(journal).ok()?;
        let text = std::str::from_utf8(&bytes).ok()?;
        let header: Header = ron::from_str(text.lines().next()?).ok()?;
        let base = header.base.as_deref().and_then(ContentHash::parse);
        Some(Self { journal: journal.to_owned(), workbook: header.workbook, base, steps: header.steps })
    }

    /// When the last of it was done.
    pub fn when(&self) -> Option<DateTime> {
        self.steps.last().map(|step| step.at)
    }

    /// The workbook as it was.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn load(&self) -> Result<Workbook, LoadError> {
        let bytes = read(&self.journal).map_err(|problem| LoadError::whole(&self.journal, problem))?;
        let text = decode(&self.journal, &bytes)?;
        let (_, text) = text.split_once('\n').ok_or_else(|| LoadError::whole(&self.journal, Problem::EndsEarly))?;
        parse(&self.journal, text.as_bytes()).map(|loaded| loaded.workbook)
    }

    /// Erases it.
    ///
    /// # Errors
    /// When it cannot be erased.
    pub fn discard(self) -> Result<(), IoProblem> {
        // Whoever held the lock is gone.
        let _ = fs::remove_file(self.journal.with_extension("lock"));
        Ok(fs::remove_file(&self.journal)?)
    }
}
