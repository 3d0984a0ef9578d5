//! What else holds what a workbook's file holds: its backup, and what earlier sessions left unsaved. Whoever seals a
//! workbook, or lets go of something in it, must reach all of it.
//!
//! The file itself always comes last: a crash before that leaves a whole workbook and something still to be done, and
//! doing it again does the rest.

use std::{fs, path::Path};

use super::{BackupOf, ContentHash, IoProblem, Recovery, SaveError, SealKey, backup, backup_of, rewrite, save::check};
use crate::model::Workbook;

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It holds what the workbook holds now.
    Rewritten,
    /// It could not be read, and was removed.
    Removed,
    /// It is as it was: it could not be read.
    Unread,
    /// It is as it was: the system could not do it.
    Failed(IoProblem),
}

/// What became of everything besides the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remains {
    /// The backup, where there was one.
    pub backup: Option<Fate>,
    /// What earlier sessions left unsaved.
    pub journals: Vec<Fate>,
    /// How many running programs have unsaved changes of the same file, which they may save.
    pub in_use: usize,
}

impl Remains {
    /// How many unsaved changes came to this.
    pub fn journals(&self, of: impl Fn(&Fate) -> bool) -> usize {
        self.journals.iter().filter(|fate| of(fate)).count()
    }
}

/// Saves a workbook with another key than before, or with none, and its backup and what was left unsaved as well.
/// `known` is what the file holds.
///
/// # Errors
/// When the file must not be overwritten, or cannot be read or written. It is as it was then.
pub fn reseal(
    path: &Path,
    workbook: &Workbook,
    known: ContentHash,
    (from, to): (Option<&SealKey>, Option<&SealKey>),
    state: Option<&Path>,
) -> Result<(ContentHash, Remains), SaveError> {
    check(path, known)?;
    let mut remains = Remains { in_use: in_use(path, state), ..Remains::default() };
    for mut unsaved in unsaved(path, state) {
        let left = unsaved.load(from).or_else(|_| unsaved.load(to));
        remains.journals.push(left.map_or(Fate::Unread, |left| written(unsaved.rewrite(&left, to))));
    }
    remains.backup = Some(Fate::Rewritten);
    rewrite(path, workbook, known, (from, to), BackupOf::File).map(|hash| (hash, remains))
}

/// Saves a workbook from which something was erased, and erases it from its backup and from what was left unsaved. What
/// of these cannot be read is removed: nobody could know what it still holds. `known` is what the file holds.
///
/// # Errors
/// When the file must not be overwritten, or cannot be written. It is as it was then.
pub fn erase(
    path: &Path,
    workbook: &Workbook,
    known: ContentHash,
    key: Option<&SealKey>,
    state: Option<&Path>,
    erase: &dyn Fn(&Workbook) -> Workbook,
) -> Result<(ContentHash, Remains), SaveError> {
    check(path, known)?;
    let mut remains = Remains { in_use: in_use(path, state), ..Remains::default() };
    for mut unsaved in unsaved(path, state) {
        remains.journals.push(match unsaved.load(key) {
            Ok(left) => written(unsaved.rewrite(&erase(&left), key)),
            Err(_) => unsaved.discard().map_or_else(Fate::Failed, |()| Fate::Removed),
        });
    }
    let target = canonical(path);
    let old = backup(&target, key).map(|backup| erase(&backup.loaded.workbook));
    remains.backup = match &old {
        Some(_) => Some(Fate::Rewritten),
        None => backup_of(&target).exists().then_some(Fate::Removed),
    };
    let backup = old.as_ref().map_or(BackupOf::Nothing, BackupOf::Workbook);
    rewrite(path, workbook, known, (key, key), backup).map(|hash| (hash, remains))
}

fn written(done: Result<(), IoProblem>) -> Fate {
    done.map_or_else(Fate::Failed, |()| Fate::Rewritten)
}

fn canonical(path: &Path) -> std::path::PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// What a file's backup and what was left unsaved hold, as far as they can be read.
pub fn elsewhere(path: &Path, key: Option<&SealKey>, state: Option<&Path>) -> Vec<Workbook> {
    let backup = backup(&canonical(path), key).map(|backup| backup.loaded.workbook);
    let unsaved = unsaved(path, state).into_iter().filter_map(|unsaved| unsaved.load(key).ok());
    backup.into_iter().chain(unsaved).collect()
}

/// What earlier sessions left of a file.
fn unsaved(path: &Path, state: Option<&Path>) -> Vec<Recovery> {
    let (path, mut unsaved) = (canonical(path), state.map(Recovery::pending).unwrap_or_default());
    unsaved.retain(|recovery| recovery.workbook.as_ref() == Some(&path));
    unsaved
}

fn in_use(path: &Path, state: Option<&Path>) -> usize {
    let path = canonical(path);
    let running = state.map(Recovery::running).unwrap_or_default();
    running.iter().filter(|recovery| recovery.workbook.as_ref() == Some(&path)).count()
}
