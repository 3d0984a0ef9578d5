//! The command that writes the record of a conversation to print, and the part of `check` that compares one with a
//! workbook.

use std::{fs, path::PathBuf};

use clap::Args;

use super::{Done, Look, NotDone, put, read, shown};
use crate::{
    exchange::{self, PageComparison},
    file::{IoProblem, MAX_BYTES},
    model::{ConversationId, Workbook},
    text::{self, Lang, record as words},
};

#[derive(Args, Debug)]
pub(super) struct Record {
    /// The workbook, or `example`
    workbook: PathBuf,
    /// The conversation
    #[arg(long, value_name = "ID", value_parser = ConversationId::new)]
    conversation: ConversationId,
    /// The page to write
    #[arg(long, value_name = "FILE.html")]
    out: PathBuf,
}

impl Record {
    /// Writes the page.
    pub(super) fn write(&self, look: &Look) -> Result<Done, NotDone> {
        let lang = look.lang();
        let workbook = read(&self.workbook, look)?;
        let talk = workbook.conversations.get(&self.conversation);
        let talk = talk.ok_or_else(|| NotDone(words::no_conversation(lang, &self.conversation)))?;
        put(&self.out, exchange::record(&workbook, talk, lang).into_bytes(), lang)
    }
}

/// Compares printed pages with a workbook: what there is to say of each, and whether any of them differs.
///
/// # Errors
/// When a page cannot be read.
pub(super) fn compare(pages: &[PathBuf], workbook: &Workbook, lang: Lang) -> Result<(Vec<String>, bool), NotDone> {
    let mut said = Vec::new();
    let mut differs = false;
    for path in pages {
        let not_done = |problem: IoProblem| NotDone(format!("{}: {}", shown(path), text::file::io(lang, &problem)));
        let size = fs::metadata(path).map_err(|error| not_done(error.into()))?.len();
        if size > MAX_BYTES {
            return Err(NotDone(format!("{}: {}", shown(path), words::PAGE_TOO_LARGE.of(lang))));
        }
        let bytes = fs::read(path).map_err(|error| not_done(error.into()))?;
        let found = exchange::compare_page(&String::from_utf8_lossy(&bytes), workbook);
        differs |= !matches!(found, PageComparison::Same(_));
        let lines = words::comparison(lang, workbook, &found).into_iter();
        said.extend(lines.map(|line| super::one_line(&format!("{}: {line}", shown(path)))));
    }
    Ok((said, differs))
}
