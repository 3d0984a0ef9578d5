//! Saving: beside, synced, renamed, folder synced. Whatever happens, the file is the old one or the new one, whole.

use std::{
    borrow::Cow,
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use super::{
    ContentHash, IoProblem, LoadError, SealKey, is_sealed,
    load::{plain, read},
    parse, to_text,
};
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
    /// The file is sealed, and what would be written is not.
    WouldUnseal,
    /// What would be written could not be read again.
    WouldNotLoad(Box<LoadError>),
    /// What is there cannot be read.
    DoesNotLoad(Box<LoadError>),
    /// The system could not do it.
    Io(IoProblem),
}

impl From<io::Error> for SaveProblem {
    fn from(error: io::Error) -> Self {
        Self::Io(error.into())
    }
}

/// Saves a workbook to a file that is not sealed, keeps what was there as a backup, and says what the file holds now.
///
/// # Errors
/// When the file must not be overwritten, or cannot be written. It is as it was then.
pub fn save(path: &Path, workbook: &Workbook, replace: Replace) -> Result<ContentHash, SaveError> {
    save_with(path, workbook, replace, None)
}

/// The same, sealed where there is a key. What is kept as a backup is sealed then too; a sealed file is never replaced by
/// one that is not.
///
/// # Errors
/// When the file must not be overwritten, or cannot be written. It is as it was then.
pub fn save_with(
    path: &Path,
    workbook: &Workbook,
    replace: Replace,
    key: Option<&SealKey>,
) -> Result<ContentHash, SaveError> {
    let text = readable_text(path, workbook);
    text.and_then(|text| save_text(path, &text, replace, key))
        .map_err(|problem| SaveError { file: path.to_owned(), problem })
}

/// What becomes of the backup of a file that is rewritten.
#[derive(Clone, Debug)]
pub enum BackupOf<'a> {
    /// The version that the file holds now.
    File,
    /// This workbook.
    Workbook(&'a Workbook),
    /// There is none any more.
    Nothing,
}

/// Rewrites a file and its backup, so that nothing remains of how they were: to seal them, with another passphrase or
/// with none any more, or to let go of something in them. The file itself comes last: until then, it can be done again.
///
/// # Errors
/// When the file does not hold `known`, or cannot be read or written. It is as it was then, and whole.
pub fn rewrite(
    path: &Path,
    workbook: &Workbook,
    known: ContentHash,
    (from, to): (Option<&SealKey>, Option<&SealKey>),
    backup: BackupOf<'_>,
) -> Result<ContentHash, SaveError> {
    let rewritten = readable_text(path, workbook).and_then(|text| {
        let (target, permissions, old) = known_file(path, known)?;
        let backup = match backup {
            BackupOf::File => {
                let old = plain(&target, &old, from).map_err(|error| SaveProblem::DoesNotLoad(Box::new(error)))?;
                Some(sealed(&old, to)?.into_owned())
            }
            BackupOf::Workbook(backup) => Some(sealed(readable_text(path, backup)?.as_bytes(), to)?.into_owned()),
            BackupOf::Nothing => None,
        };
        let new = sealed(text.as_bytes(), to)?;
        let unfinished = Unfinished::write(&target, &new, Some(&permissions))?;
        put_backup(&target, backup.as_deref(), &permissions)?;
        unfinished.put_in_place(&target)?;
        clean_up(&target);
        Ok(ContentHash::of(&new))
    });
    rewritten.map_err(|problem| SaveError { file: path.to_owned(), problem })
}

/// A file that holds what it is known to hold and can be written: where it is, its permissions and its bytes.
fn known_file(path: &Path, known: ContentHash) -> Result<(PathBuf, fs::Permissions, Vec<u8>), SaveProblem> {
    let target = target_of(path)?;
    let permissions = fs::metadata(&target)?.permissions();
    let old = bytes_of(&target)?;
    if ContentHash::of(&old) != known {
        Err(SaveProblem::ChangedBeneath)
    } else if permissions.readonly() {
        Err(SaveProblem::ReadOnly)
    } else {
        Ok((target, permissions, old))
    }
}

/// Whether a file can be rewritten.
pub(super) fn check(path: &Path, known: ContentHash) -> Result<(), SaveError> {
    known_file(path, known).map(|_| ()).map_err(|problem| SaveError { file: path.to_owned(), problem })
}

/// What is written of a text: sealed where there is a key, after opening it again.
fn sealed<'a>(text: &'a [u8], key: Option<&SealKey>) -> io::Result<Cow<'a, [u8]>> {
    let Some(key) = key else { return Ok(text.into()) };
    let sealed = key.seal(text)?;
    if key.open_known(&sealed).as_deref() == Some(text) {
        Ok(sealed.into())
    } else {
        Err(io::Error::other("what was sealed opens differently"))
    }
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

fn save_text(path: &Path, text: &str, replace: Replace, key: Option<&SealKey>) -> Result<ContentHash, SaveProblem> {
    let target = target_of(path)?;
    let permissions = match fs::metadata(&target) {
        Ok(metadata) => Some(metadata.permissions()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error.into()),
    };
    // Read only where something depends on it: a file that is replaced anyway may be anything.
    let old = match (&permissions, replace) {
        (None, _) => None,
        (Some(_), Replace::Nothing) => return Err(SaveProblem::Exists),
        (Some(_), Replace::Anything) => bytes_of(&target).ok(),
        (Some(_), Replace::Only(known)) => {
            let old = bytes_of(&target)?;
            if ContentHash::of(&old) != known {
                return Err(SaveProblem::ChangedBeneath);
            }
            let same = match key {
                None => old == text.as_bytes(),
                Some(key) => is_sealed(&old) && key.open_known(&old).as_deref() == Some(text.as_bytes()),
            };
            if same {
                return Ok(known);
            }
            Some(old)
        }
    };
    let was_sealed = old.as_deref().is_some_and(is_sealed);
    if was_sealed && key.is_none() {
        return Err(SaveProblem::WouldUnseal);
    }
    if permissions.as_ref().is_some_and(fs::Permissions::readonly) {
        return Err(SaveProblem::ReadOnly);
    }
    let new = sealed(text.as_bytes(), key)?;
    let unfinished = Unfinished::write(&target, &new, permissions.as_ref())?;
    match (permissions, old) {
        (None, _) => {}
        (Some(permissions), Some(old)) if key.is_some() && !was_sealed => {
            put_backup(&target, Some(&sealed(&old, key)?), &permissions)?;
        }
        (Some(_), _) => keep_backup(&target)?,
    }
    unfinished.put_in_place(&target)?;
    Ok(ContentHash::of(&new))
}

/// What a file holds now.
fn bytes_of(path: &Path) -> Result<Vec<u8>, SaveProblem> {
    read(path).map_err(|problem| match problem {
        super::Problem::Io(problem) => SaveProblem::Io(problem),
        _ => SaveProblem::ChangedBeneath,
    })
}

/// Puts a backup in the place of the one there is, or takes that away.
fn put_backup(target: &Path, backup: Option<&[u8]>, permissions: &fs::Permissions) -> io::Result<()> {
    let path = backup_of(target);
    match backup {
        Some(backup) => Unfinished::write(&path, backup, Some(permissions))?.put_in_place(&path),
        None => remove(&path),
    }
}

/// Removes a file that need not be there.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
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
    fn write(target: &Path, content: &[u8], permissions: Option<&fs::Permissions>) -> io::Result<Self> {
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
        writer.write_all(content)?;
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
pub(super) fn write_private(path: &Path, content: &[u8]) -> io::Result<()> {
    let name = unfinished_name(path);
    let unfinished = Unfinished { path: name.clone(), file: None };
    let mut file = private().write(true).create_new(true).open(&name)?;
    file.write_all(content)?;
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
    clean(path, |_, path| is_old(path));
}

/// Removes every half of a file, however young: whoever has the file's lock is the only one who writes it.
fn clean_up(path: &Path) {
    let halves = [hidden(path, "."), hidden(&backup_of(path), ".")];
    let of_file = halves.map(|half| half.file_name().unwrap_or_default().to_string_lossy().into_owned());
    clean(path, |name, _| of_file.iter().any(|half| name.starts_with(half)));
}

/// Removes what is half written and wanted gone, and nobody is writing any more.
fn clean(path: &Path, wanted: impl Fn(&str, &Path) -> bool) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (name, path) = (entry.file_name(), entry.path());
        let ours = name.to_str().filter(|name| name.starts_with('.') && name.ends_with(UNFINISHED));
        let is_wanted = ours.is_some_and(|name| wanted(name, &path));
        if is_wanted && File::open(&path).is_ok_and(|file| file.try_lock().is_ok()) {
            let _ = fs::remove_file(path);
        }
    }
}

/// Nobody is just about to lock it.
fn is_old(path: &Path) -> bool {
    let modified = fs::metadata(path).and_then(|metadata| metadata.modified());
    modified.is_ok_and(|time| time.elapsed().is_ok_and(|age| age > YOUNG))
}
