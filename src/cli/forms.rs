//! The commands that give forms out and take answers in.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{Done, Look, NotDone, is_example, read, save, shown, tell, to_change};
use crate::{
    edit::{self, AssessmentEdit, Edit},
    exchange::{
        self, folder,
        forms::{self, FormsError},
    },
    file::{IoProblem, Loaded},
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
    pub(super) fn write(self, look: &Look) -> Result<Done, NotDone> {
        let lang = look.lang();
        let not_made = |error: &FormsError| NotDone(say::forms_error(lang, error));
        let mut workbook = read(&self.workbook, look)?;
        let mut made = forms::forms(&workbook, &self.round);
        if let Err(FormsError::NoKey(_)) = made
            && !is_example(&self.workbook)
        {
            workbook = with_key(&self.workbook, &self.round, look)?;
            made = forms::forms(&workbook, &self.round);
        }
        let made = made.map_err(|error| not_made(&error))?;
        let put = folder::put_forms(&self.out, &made, lang);
        let put = put.map_err(|error| NotDone(say::not_put(lang, &error)))?;
        let said = |file: folder::Put| match file.is_new {
            true => words::written(lang, &shown(&file.path)),
            false => say::unchanged(lang, &shown(&file.path)),
        };
        Ok(Done { results: put.into_iter().map(said).collect(), objections: false })
    }
}

/// The workbook with a key for a round, saved: forms that are given out must be known when they come back.
fn with_key(path: &Path, round: &RoundId, look: &Look) -> Result<Workbook, NotDone> {
    let (loaded, _lock) = to_change(path, look)?;
    let key = exchange::new_key().map_err(|error| NotDone(error.to_string()))?;
    let edit = Edit::Assessment(AssessmentEdit::Key(round.clone(), key));
    change(path, &loaded, edit, look.lang())
}

/// Applies an edit and saves the workbook.
fn change(path: &Path, loaded: &Loaded, edit: Edit, lang: Lang) -> Result<Workbook, NotDone> {
    if loaded.has_comments {
        tell(&format!("{}: {}", shown(path), text::file::COMMENTS_LOST.of(lang)));
    }
    let refused = |error| NotDone(format!("{}: {}", shown(path), text::edits::refused(lang, &error, &loaded.workbook)));
    let after = edit::apply(&loaded.workbook, edit).map_err(refused)?;
    save(path, &after, loaded, lang)?;
    Ok(after)
}

impl Collect {
    pub(super) fn take_in(self, look: &Look) -> Result<Done, NotDone> {
        let lang = look.lang();
        let (loaded, _lock) = to_change(&self.workbook, look)?;
        let (mut files, mut unreadable) = (Vec::new(), Vec::new());
        for path in self.files.iter().flat_map(|path| folder::files_within(path)) {
            match folder::read_some(&path) {
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
            change(&self.workbook, &loaded, edit, lang)?;
        }
        Ok(Done { results, objections })
    }
}
