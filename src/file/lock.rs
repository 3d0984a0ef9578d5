//! Who has a workbook open: a side file beside it, held by a lock of the system that ends with its process.

use std::{
    env,
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Read as _, Seek as _, Write as _},
    path::{Path, PathBuf},
    process,
};

use jiff::{Zoned, civil::DateTime};
use serde::{Deserialize, Serialize};

use super::{IoProblem, save::hidden};

/// Who has a workbook open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// User and machine, as far as the system tells.
    pub who: String,
    /// The process.
    pub pid: u32,
    /// Since when, by that machine's clock.
    pub since: DateTime,
}

/// Why a workbook is not ours alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LockError {
    /// Somebody has it open; who, where the system lets us read it.
    Held(Option<Holder>),
    /// The system could not lock it; some network folders cannot.
    Io(IoProblem),
}

impl From<io::Error> for LockError {
    fn from(error: io::Error) -> Self {
        Self::Io(error.into())
    }
}

/// The lock on a workbook, ours until it is dropped or the process ends.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    // Held open: closing it ends the lock.
    _file: File,
}

impl Lock {
    /// Takes the lock on a workbook, which need not exist yet.
    ///
    /// # Errors
    /// When another process, or this one, has it already, or the system cannot lock here.
    pub fn take(workbook: &Path) -> Result<Self, LockError> {
        Self::take_file(hidden(workbook, ".lock"))
    }

    /// Takes the lock that a side file is.
    pub(super) fn take_file(path: PathBuf) -> Result<Self, LockError> {
        let holder = Holder { who: who(), pid: process::id(), since: now() };
        let mark = ron::to_string(&holder).map_err(io::Error::other)?;
        loop {
            let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(LockError::Held(holder_in(file))),
                Err(TryLockError::Error(error)) => return Err(error.into()),
            }
            file.set_len(0)?;
            file.rewind()?;
            file.write_all(mark.as_bytes())?;
            if is_at(&mut file, &path)? {
                return Ok(Self { path, _file: file });
            }
            // Its last holder removed it between our opening and our locking: take the next one.
        }
    }

    /// Whether nobody holds the lock that a side file is.
    pub(super) fn is_free(path: &Path) -> bool {
        match File::open(path) {
            Ok(file) => file.try_lock().is_ok(),
            Err(error) => error.kind() == io::ErrorKind::NotFound,
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A side file that stays is no lock, only clutter.
        let _ = fs::remove_file(&self.path);
    }
}

/// The time of this machine's clock, to the second.
pub(super) fn now() -> DateTime {
    let now = Zoned::now().datetime();
    now.with().subsec_nanosecond(0).build().unwrap_or(now)
}

fn who() -> String {
    let user = env::var("USER").or_else(|_| env::var("USERNAME")).unwrap_or_default();
    let host = env::var("HOSTNAME").or_else(|_| env::var("COMPUTERNAME"));
    let host = host.or_else(|_| fs::read_to_string("/etc/hostname")).unwrap_or_default();
    format!("{user}@{}", host.trim())
}

fn holder_in(mut file: File) -> Option<Holder> {
    let mut text = String::new();
    file.read_to_string(&mut text).ok()?;
    ron::from_str(&text).ok()
}

/// Whether the file we hold is still the one at the path.
fn is_at(file: &mut File, path: &Path) -> io::Result<bool> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let (held, now) = (file.metadata()?, fs::metadata(path));
        Ok(now.is_ok_and(|now| (now.dev(), now.ino()) == (held.dev(), held.ino())))
    }
    #[cfg(not(unix))]
    {
        // Elsewhere a file that is open is not removed.
        let _ = file;
        path.try_exists()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_has_the_lock_and_it_says_who() {
        let folder = tempfile::tempdir().unwrap();
        let workbook = folder.path().join("团队.ron");
        let lock = Lock::take(&workbook).unwrap();
        match Lock::take(&workbook) {
            Err(LockError::Held(holder)) if cfg!(unix) => assert_eq!(holder.unwrap().pid, process::id()),
            Err(LockError::Held(_)) => {}
            other => panic!("{other:?}"),
        }
        assert!(!Lock::is_free(&hidden(&workbook, ".lock")));
        drop(lock);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        // What a dead process left is no lock.
        fs::write(hidden(&workbook, ".lock"), "(who: \"x@y\", pid: 1, since: \"2026-01-01T00:00:00\")").unwrap();
        assert!(Lock::is_free(&hidden(&workbook, ".lock")));
        drop(Lock::take(&workbook).unwrap());
    }
}
