//! The commands about one person's data: giving their own part to them, and erasing.

use std::{
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use atomic_write_file::AtomicWriteFile;
use clap::Args;

use super::{Done, Look, NotDone, is_example, read, shown, tell, to_change};
use crate::{
    analysis::own_part,
    edit::{self, Erasure},
    file::{self, IoProblem, Replace},
    model::{ConversationId, MemberId},
    text::{self, Lang, cli as words, erasing as says},
};

#[derive(Args, Debug)]
pub(super) struct Person {
    /// The workbook, or `example`
    workbook: PathBuf,
    /// Whose part it is
    #[arg(long, value_name = "ID", value_parser = MemberId::new)]
    person: MemberId,
    /// The workbook to write, unencrypted; there must be none yet
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

#[derive(Args, Debug)]
pub(super) struct Erase {
    /// The workbook to change; this can't be undone
    workbook: PathBuf,
    /// Erase everything about this person
    #[arg(
        long,
        value_name = "ID",
        value_parser = MemberId::new,
        required_unless_present = "conversation",
        conflicts_with = "conversation",
    )]
    person: Option<MemberId>,
    /// Erase this conversation
    #[arg(long, value_name = "ID", value_parser = ConversationId::new)]
    conversation: Option<ConversationId>,
    /// A text to write of what was removed, and of what could not be reached
    #[arg(long, value_name = "FILE")]
    receipt: Option<PathBuf>,
}

impl Person {
    pub(super) fn write(&self, look: &Look) -> Result<Done, NotDone> {
        let lang = look.lang();
        let workbook = read(&self.workbook, look)?;
        let is_there = edit::is_there(&workbook, &Erasure::Person(self.person.clone()));
        is_there.map_err(|error| NotDone(text::edits::refused(lang, &error, &workbook)))?;
        let own = own_part::of(&workbook, &self.person);
        file::save(&self.out, &own, Replace::Nothing).map_err(|error| NotDone(text::file::save_error(lang, &error)))?;
        tell(says::OWN_PART_PLAIN.of(lang));
        Ok(Done { results: vec![words::written(lang, &shown(&self.out))], objections: false })
    }
}

impl Erase {
    pub(super) fn run(self, look: &Look) -> Result<Done, NotDone> {
        let lang = look.lang();
        let path = &self.workbook;
        let erasure = match (self.person, self.conversation) {
            (Some(person), _) => Erasure::Person(person),
            (None, Some(conversation)) => Erasure::Conversation(conversation),
            (None, None) => return Err(NotDone(says::NOTHING_NAMED.of(lang).to_owned())),
        };
        if is_example(path) {
            return Err(NotDone(says::FOR_EXAMPLE.of(lang).to_owned()));
        }
        let (loaded, _lock) = to_change(path, look)?;
        let state = file::state_folder();
        // What was begun and not finished may have left it there, and not in the file any more.
        let elsewhere = || file::elsewhere(path, loaded.key.as_ref(), state.as_deref());
        if let Err(error) = edit::is_there(&loaded.workbook, &erasure)
            && !elsewhere().iter().any(|other| edit::is_there(other, &erasure).is_ok())
        {
            return Err(NotDone(text::edits::refused(lang, &error, &loaded.workbook)));
        }
        // Opened before anything is gone: what cannot be written is known then.
        let receipt = self.receipt.as_ref().map(|receipt| open(receipt, lang).map(|file| (file, receipt)));
        let receipt = receipt.transpose()?;
        let erased = edit::erase(&loaded.workbook, &erasure);
        let without = |workbook: &_| edit::erase(workbook, &erasure).workbook;
        let key = loaded.key.as_ref();
        let (_, remains) = file::erase(path, &erased.workbook, loaded.hash, key, state.as_deref(), &without)
            .map_err(|error| NotDone(text::file::save_error(lang, &error)))?;
        let on = look.today();
        let receipt_of =
            says::Receipt { erasure: &erasure, on, workbook: path, erased: &erased, remains: Some(&remains) };
        let lines = says::receipt(lang, &receipt_of);
        if let Some((mut file, receipt)) = receipt {
            let written = file.write_all((lines.join("\n") + "\n").as_bytes()).and_then(|()| file.commit());
            written.map_err(|error| not_written(receipt, error, lang))?;
        }
        Ok(Done { results: lines, objections: says::is_left(&remains) })
    }
}

fn open(path: &Path, lang: Lang) -> Result<AtomicWriteFile, NotDone> {
    AtomicWriteFile::options().open(path).map_err(|error| not_written(path, error, lang))
}

fn not_written(path: &Path, error: io::Error, lang: Lang) -> NotDone {
    NotDone(format!("{}: {}", shown(path), text::file::io(lang, &IoProblem::from(error))))
}
