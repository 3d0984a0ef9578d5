//! Saving: beside, synced, renamed, folder synced. Whatever happens, the file is the old one or the new one, whole.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use super::{ContentHash, IoProblem, LoadError, load::read, parse, to_text};
use crate::model::Workbook;

/// What the name of a file being written ends with.
const UNFINISHED: &str = ".sandtable-new";

/// A file being written is held by a lock; one so young may not have come to that yet.
const YOUNG: Duration = Duration::from_secs(2);

/// What saving may overwrite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replace {
    /// Nothing: there must be no such file yet.
    Nothing,
    /// Only a file that still holds this, or none.
    Only(ContentHash),
    /// Whatever is there: somebody was asked.
    Anything,
}

/// Why a workbook was not saved. The file is as it was.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{}: {problem:?}", file.display())]
pub struct SaveError {
    /// The file.
    pub file: PathBuf,
    /// What is wrong.
    pub problem: SaveProblem,
}

/// What keeps a workbook from being saved.
#[derive(Clone, Debug, PartialEq)]
pub enum SaveProblem {
    /// There is such a file already.
    Exists,
    /// Somebody changed the file since it was read.
    ChangedBeneath,
    /// The file is marked as not to be written.
    ReadOnly,
    /// What would be written could not be read again.
    WouldNotLoad(Box<LoadError>),
    /// The system could not do it.
    Io(IoProblem),
}

impl From<io::Error> for SaveProblem {
    fn from(error: io::Error) -> Self {
        Self::Io(error.into())
    }
}

/// Saves a workbook, keeps what was there as a backup, and says what the file holds now.
///
/// # Errors
/// When the file must not be overwritten, or cannot be written. It is as it was then.
pub fn save(path: &Path, workbook: &Workbook, replace: Replace) -> Result<ContentHash, SaveError> {
    let text = readable_text(path, workbook);
    text.and_then(|text| save_text(path, &text, replace))
        .map_err(|problem| SaveError { file: path.to_owned(), problem })
}

/// The text of a workbook, after reading it back: what is saved can be opened, and says the same.
fn readable_text(path: &Path, workbook: &Workbook) -> Result<String, SaveProblem> {
    let not_writable = |error: ron::Error| SaveProblem::from(io::Error::other(error));
    let text = to_text(workbook).map_err(not_writable)?;
    let back = parse(path, text.as_bytes()).map_err(|error| SaveProblem::WouldNotLoad(Box::new(error)))?;
    if to_text(&back.workbook).map_err(not_writable)? == text {
        Ok(text)
    } else {
        Err(io::Error::other("what was written reads differently").into())
    }
}

fn save_text(path: &Path, text: &str, replace: Replace) -> Result<ContentHash, SaveProblem> {
    let hash = ContentHash::of(text.as_bytes());
    let target = target_of(path)?;
    let old = match fs::metadata(&target) {
        Ok(metadata) => Some(metadata.permissions()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error.into()),
    };
    if let Some(permissions) = &old {
        match replace {
            Replace::Nothing => return Err(SaveProblem::Exists),
            Replace::Only(known) => {
                let now = content(&target)?;
                if now != known {
                    return Err(SaveProblem::ChangedBeneath);
                }
                if now == hash {
                    return Ok(hash);
                }
            }
            Replace::Anything => {}
        }
        if permissions.readonly() {
            return Err(SaveProblem::ReadOnly);
        }
    }
    let unfinished = Unfinished::write(&target, text, old.as_ref())?;
    if old.is_some() {
        keep_backup(&target)?;
    }
    unfinished.put_in_place(&target)?;
    Ok(hash)
}

/// What a file holds now.
fn content(path: &Path) -> Result<ContentHash, SaveProblem> {
    match read(path) {
        Ok(bytes) => Ok(ContentHash::of(&bytes)),
        Err(super::Problem::Io(problem)) => Err(SaveProblem::Io(problem)),
        Err(_) => Err(SaveProblem::ChangedBeneath),
    }
}

/// The file that a name means: what a symbolic link points to, whether that exists or not.
fn target_of(path: &Path) -> io::Result<PathBuf> {
    match fs::canonicalize(path) {
        Ok(target) => Ok(target),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(match fs::read_link(path) {
            Ok(link) => path.parent().unwrap_or(Path::new("")).join(link),
            Err(_) => path.to_owned(),
        }),
        Err(error) => Err(error),
    }
}

/// Where the version before the last saving of a file is kept: hidden beside it.
pub fn backup_of(path: &Path) -> PathBuf {
    hidden(path, ".backup")
}

/// `.NAME` and an ending, in the folder of the file.
pub(super) fn hidden(path: &Path, ending: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}{ending}"))
}

/// Makes what is there the backup, so that at every moment there is a whole file under both names.
fn keep_backup(target: &Path) -> io::Result<()> {
    let backup = backup_of(target);
    let link = unfinished_name(&backup);
    if fs::hard_link(target, &link).is_err() {
        // Some file systems have no links.
        fs::copy(target, &link)?;
        File::open(&link)?.sync_all()?;
    }
    retry_sharing(|| fs::rename(&link, &backup)).inspect_err(|_| {
        // What is left would be cleaned at the next start anyway.
        let _ = fs::remove_file(&link);
    })
}

/// A name nobody has, beside a file.
fn unfinished_name(path: &Path) -> PathBuf {
    static COUNTER: AtomicU32 = AtomicU32::new(0);
    let number = COUNTER.fetch_add(1, Ordering::Relaxed);
    hidden(path, &format!(".{}-{number}{UNFINISHED}", process::id()))
}

/// A file written whole and synced, not in its place yet; without being put there it is removed.
struct Unfinished {
    path: PathBuf,
    file: Option<File>,
}

impl Unfinished {
    fn write(target: &Path, text: &str, permissions: Option<&fs::Permissions>) -> io::Result<Self> {
        let path = unfinished_name(target);
        // What takes the place of another file is nobody's to read before it has that file's permissions.
        let file = if permissions.is_some() { private() } else { OpenOptions::new() }
            .write(true)
            .create_new(true)
            .open(&path)?;
        let mut unfinished = Self { path, file: None };
        // Held until it is in place, so that no other start takes it for a dead one's. Not every file system can.
        let _ = file.try_lock();
        let mut writer = &file;
        writer.write_all(text.as_bytes())?;
        if let Some(permissions) = permissions {
            file.set_permissions(permissions.clone())?;
        }
        file.sync_all()?;
        unfinished.file = Some(file);
        Ok(unfinished)
    }

    fn put_in_place(mut self, target: &Path) -> io::Result<()> {
        retry_sharing(|| fs::rename(&self.path, target))?;
        self.path = PathBuf::new();
        sync_folder(target)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if !self.path.as_os_str().is_empty() {
            self.file = None;
            // What is left would be cleaned at the next start anyway.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Options to make a file that only its owner may read, where the system knows owners.
pub(super) fn private() -> OpenOptions {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "only Unix has the mode"))]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Writes a file of the program's own, whole or not at all, for its owner only.
pub(super) fn write_private(path: &Path, text: &str) -> io::Result<()> {
    let name = unfinished_name(path);
    let unfinished = Unfinished { path: name.clone(), file: None };
    let mut file = private().write(true).create_new(true).open(&name)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    unfinished.put_in_place(path)
}

/// Makes sure that a rename is on disk.
fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// On Windows a scanner or a synchroniser may hold a file for a moment: waits a little and tries again.
fn retry_sharing(mut operation: impl FnMut() -> io::Result<()>) -> io::Result<()> {
    const ACCESS_DENIED: i32 = 5;
    const SHARING_VIOLATION: i32 = 32;
    for _ in 0..10 {
        match operation() {
            Err(error) if cfg!(windows) && matches!(error.raw_os_error(), Some(ACCESS_DENIED | SHARING_VIOLATION)) => {
                std::thread::sleep(Duration::from_millis(50));
            }
            done => return done,
        }
    }
    operation()
}

/// Removes what a killed program left half written in the folder of a file. What cannot be removed stays.
pub fn clean_beside(path: &Path) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let ours = name.to_str().is_some_and(|name| name.starts_with('.') && name.ends_with(UNFINISHED));
        if ours && is_abandoned(&entry.path()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Nobody holds it, and nobody is just about to.
fn is_abandoned(path: &Path) -> bool {
    let modified = fs::metadata(path).and_then(|metadata| metadata.modified());
    let old = modified.is_ok_and(|time| time.elapsed().is_ok_and(|age| age > YOUNG));
    old && File::open(path).is_ok_and(|file| file.try_lock().is_ok())
}
