//! The commands that give forms out and take answers in.

use std::{
    fs::{self, File},
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use clap::Args;

use super::{Done, Look, NotDone, is_example, load, lock, read, shown, tell};
use crate::{
    edit::{self, AssessmentEdit, Edit},
    exchange::{
        self,
        answers::MAX_BYTES,
        forms::{self, Form, FormsError},
        page,
    },
    file::{self, IoProblem, Loaded, Replace},
    model::{RoundId, Workbook},
    text::{self, Lang, cli as words, forms as say},
};

#[derive(Args, Debug)]
pub(super) struct Forms {
    /// The workbook, or `example`
    workbook: PathBuf,
    /// The round
    #[arg(long, value_name = "ID", value_parser = RoundId::new)]
    round: RoundId,
    /// The folder to write them into; made if there is none
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

#[derive(Args, Debug)]
pub(super) struct Collect {
    /// The workbook to change
    workbook: PathBuf,
    /// Answer files, texts with codes, and folders of them
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

impl Forms {
    pub(super) fn write(self, look: Look) -> Result<Done, NotDone> {
        let lang = look.lang();
        let not_made = |error: &FormsError| NotDone(say::forms_error(lang, error));
        let mut workbook = read(&self.workbook, lang)?;
        let mut made = forms::forms(&workbook, &self.round);
        if let Err(FormsError::NoKey(_)) = made
            && !is_example(&self.workbook)
        {
            workbook = with_key(&self.workbook, &self.round, lang)?;
            made = forms::forms(&workbook, &self.round);
        }
        let made = made.map_err(|error| not_made(&error))?;
        write_all(&self.out, &files(&made, lang)?, &made, lang)
    }
}

/// The workbook with a key for a round, saved: forms that are given out must be known when they come back.
fn with_key(path: &Path, round: &RoundId, lang: Lang) -> Result<Workbook, NotDone> {
    let (loaded, _lock) = to_change(path, lang)?;
    let key = exchange::new_key().map_err(|error| NotDone(error.to_string()))?;
    let edit = Edit::Assessment(AssessmentEdit::Key(round.clone(), key));
    change(path, loaded, edit, lang)
}

/// A workbook to change, and the lock on it.
fn to_change(path: &Path, lang: Lang) -> Result<(Loaded, Option<file::Lock>), NotDone> {
    let lock = lock(path, lang)?;
    let loaded = load(path, lang)?;
    match &loaded.read_only {
        Some(reason) => Err(NotDone(format!("{}: {}", shown(path), text::file::read_only(lang, reason)))),
        None => Ok((loaded, lock)),
    }
}

/// Applies an edit and saves the workbook.
fn change(path: &Path, loaded: Loaded, edit: Edit, lang: Lang) -> Result<Workbook, NotDone> {
    if loaded.has_comments {
        tell(&format!("{}: {}", shown(path), text::file::COMMENTS_LOST.of(lang)));
    }
    let refused = |error| NotDone(format!("{}: {}", shown(path), text::edits::refused(lang, &error, &loaded.workbook)));
    let after = edit::apply(&loaded.workbook, edit).map_err(refused)?;
    let saved = file::save(path, &after, Replace::Only(loaded.hash));
    saved.map_err(|error| NotDone(text::file::save_error(lang, &error)))?;
    Ok(after)
}

/// Every file to write, by name.
fn files(made: &[Form], lang: Lang) -> Result<Vec<(String, String)>, NotDone> {
    let failed = |error: &dyn std::error::Error| NotDone(error.to_string());
    let mut files = Vec::new();
    for (form, stem) in made.iter().zip(forms::file_stems(made)) {
        files.push((format!("{stem}.ron"), forms::write_form(form).map_err(|error| failed(&error))?));
        files.push((format!("{stem}.html"), page::write(form, lang).map_err(|error| failed(&error))?));
    }
    Ok(files)
}

/// Writes the files, unless one that is no form of this round stands in their way.
fn write_all(folder: &Path, files: &[(String, String)], made: &[Form], lang: Lang) -> Result<Done, NotDone> {
    let io = |path: &Path, error: io::Error| {
        NotDone(format!("{}: {}", shown(path), text::file::io(lang, &IoProblem::from(error))))
    };
    let mut there = Vec::new();
    for (name, _) in files {
        let path = folder.join(name);
        let old = match some_of(&path) {
            Ok(old) => Some(old),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(io(&path, error)),
        };
        let is_ours = |old: &Vec<u8>| page::form_id(old).is_some_and(|id| made.iter().any(|form| form.id == id));
        if old.as_ref().is_some_and(|old| !is_ours(old)) {
            return Err(NotDone(say::in_the_way(lang, &shown(&path))));
        }
        there.push((path, old));
    }
    fs::create_dir_all(folder).map_err(|error| io(folder, error))?;
    let mut results = Vec::new();
    for ((path, old), (_, text)) in there.into_iter().zip(files) {
        if old.is_some_and(|old| old == text.as_bytes()) {
            results.push(say::unchanged(lang, &shown(&path)));
        } else {
            fs::write(&path, text).map_err(|error| io(&path, error))?;
            results.push(words::written(lang, &shown(&path)));
        }
    }
    Ok(Done { results, objections: false })
}

impl Collect {
    pub(super) fn take_in(self, look: Look) -> Result<Done, NotDone> {
        let lang = look.lang();
        let (loaded, _lock) = to_change(&self.workbook, lang)?;
        let (mut files, mut unreadable) = (Vec::new(), Vec::new());
        for path in self.files.iter().flat_map(|path| within(path)) {
            match some_of(&path) {
                Ok(bytes) => files.push((shown(&path), bytes)),
                Err(error) => {
                    unreadable.push(format!("{}: {}", shown(&path), text::file::io(lang, &IoProblem::from(error))));
                }
            }
        }
        if files.is_empty() {
            return Err(NotDone(unreadable.join("\n")));
        }
        let collected = exchange::collect(&loaded.workbook, &files);
        let mut results = unreadable;
        let objections = !results.is_empty() || collected.has_refusals();
        results.extend(say::collected(lang, &loaded.workbook, &collected).iter().map(|line| super::one_line(line)));
        if let Some(edit) = collected.edit {
            change(&self.workbook, loaded, edit, lang)?;
        }
        Ok(Done { results, objections })
    }
}

/// A file, or the files of a folder by name; not those of folders within it.
fn within(path: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(path) else { return vec![path.to_owned()] };
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    files.sort();
    files
}

/// The bytes of a file, and no more than tell that it is too large.
fn some_of(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    File::open(path)?.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}
