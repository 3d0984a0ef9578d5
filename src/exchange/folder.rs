//! The disk between us and others: where forms are put, and where answers and tables are picked up.

use std::{
    fs::{self, File},
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use super::{
    answers::MAX_BYTES,
    forms::{self, Form},
    page,
};
use crate::{file::IoProblem, text::Lang};

/// A form's file that is as it should be now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Put {
    /// The file.
    pub path: PathBuf,
    /// Whether it had to be written for that.
    pub is_new: bool,
}

/// Why forms were not put into a folder.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotPut {
    /// A file of this name is there and is no form of this round. Nothing was written.
    #[error("{} is in the way", .0.display())]
    InTheWay(PathBuf),
    /// The system did not let it happen.
    #[error("{}: {}", .0.display(), .1.message)]
    Io(PathBuf, IoProblem),
    /// A form cannot be written as a text, which none that a round can hold is.
    #[error("{0}")]
    NoText(String),
}

/// Puts two files for each form into a folder, one for the program and one for a browser that opens in a language. The
/// folder is made where there is none. A form that is there already is replaced only by one of the same rater.
///
/// # Errors
/// When something else stands in the way, and nothing is written then; or when the disk refuses.
pub fn put_forms(folder: &Path, made: &[Form], lang: Lang) -> Result<Vec<Put>, NotPut> {
    let io = |path: &Path, error: io::Error| NotPut::Io(path.to_owned(), IoProblem::from(error));
    let mut there = Vec::new();
    for (name, text) in files(made, lang)? {
        let path = folder.join(name);
        let old = match read_some(&path) {
            Ok(old) => Some(old),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(io(&path, error)),
        };
        let is_ours = |old: &Vec<u8>| page::form_id(old).is_some_and(|id| made.iter().any(|form| form.id == id));
        if old.as_ref().is_some_and(|old| !is_ours(old)) {
            return Err(NotPut::InTheWay(path));
        }
        there.push((path, old, text));
    }
    fs::create_dir_all(folder).map_err(|error| io(folder, error))?;
    let put = |(path, old, text): (PathBuf, Option<Vec<u8>>, String)| {
        let is_new = old.is_none_or(|old| old != text.as_bytes());
        if is_new {
            fs::write(&path, text).map_err(|error| io(&path, error))?;
        }
        Ok(Put { path, is_new })
    };
    there.into_iter().map(put).collect()
}

/// Every file to write, by name.
fn files(made: &[Form], lang: Lang) -> Result<Vec<(String, String)>, NotPut> {
    let failed = |error: &dyn std::error::Error| NotPut::NoText(error.to_string());
    let mut files = Vec::new();
    for (form, stem) in made.iter().zip(forms::file_stems(made)) {
        files.push((format!("{stem}.ron"), forms::write_form(form).map_err(|error| failed(&error))?));
        files.push((format!("{stem}.html"), page::write(form, lang).map_err(|error| failed(&error))?));
    }
    Ok(files)
}

/// A file, or the files of a folder by name; not those of folders within it.
pub fn files_within(path: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(path) else { return vec![path.to_owned()] };
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    files.sort();
    files
}

/// The bytes of a file that should hold answers, and of one that is too large no more than tells it.
///
/// # Errors
/// When the system does not let it be read.
pub fn read_some(path: &Path) -> io::Result<Vec<u8>> {
    read_beyond(path, u64::try_from(MAX_BYTES).unwrap_or(u64::MAX))
}

/// The bytes of a file that should hold a table, and of one that is too large no more than tells it.
///
/// # Errors
/// When the system does not let it be read.
pub fn read_table(path: &Path) -> io::Result<Vec<u8>> {
    read_beyond(path, super::MAX_BYTES)
}

/// A file's bytes up to one more than it may have.
fn read_beyond(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}
