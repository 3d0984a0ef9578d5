//! The commands that seal a workbook and take the seal off, and where every command gets a passphrase from: a file or
//! the environment, never an argument, which whoever lists the machine's programs could read.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use clap::Args;
use zeroize::Zeroizing;

use super::{Done, Look, NotDone, is_example, shown, tell, to_change};
use crate::{
    file::{self, Fate, IoProblem, Passphrase, Remains, SealKey, SealProblem},
    text::{self, Lang, cli as words, sealing as says},
};

/// The variable that has a passphrase.
const VARIABLE: &str = "SANDTABLE_PASSPHRASE";

/// More than any passphrase has.
const MAX_PASSPHRASE_FILE: u64 = 4096;

/// What opens a workbook's file; nothing where it is not sealed, or cannot be read.
pub(super) fn key_to(path: &Path, look: &Look) -> Result<Option<SealKey>, NotDone> {
    let lang = look.lang();
    let Some(bytes) = file::sealed_bytes(path) else { return Ok(None) };
    let not_opened = |why: &str| NotDone(format!("{}: {why}", shown(path)));
    let closed = file::closed(&bytes);
    if closed != SealProblem::NoPassphrase {
        return Err(not_opened(&says::problem(lang, closed)));
    }
    let text = match (&look.passphrase_file, env::var_os(VARIABLE)) {
        (Some(file), _) => read_line(file, lang)?,
        (None, Some(text)) => {
            let text = text.into_string().map_err(|_| not_opened(says::NOT_TEXT.of(lang)))?;
            Zeroizing::new(text)
        }
        (None, None) => return Err(not_opened(says::NEEDED.of(lang))),
    };
    let key = SealKey::unlock(&Passphrase::given(&text), &bytes);
    key.map(Some).map_err(|problem| not_opened(&says::problem(lang, problem)))
}

/// The one line of a file, without the line break at its end. Nothing else is trimmed off it.
fn read_line(path: &Path, lang: Lang) -> Result<Zeroizing<String>, NotDone> {
    let not_read = |why: &str| NotDone(format!("{}: {why}", shown(path)));
    let too_long = fs::metadata(path).is_ok_and(|metadata| metadata.len() > MAX_PASSPHRASE_FILE);
    if too_long {
        return Err(not_read(says::NOT_ONE_LINE.of(lang)));
    }
    let bytes = fs::read(path).map_err(|error| not_read(&text::file::io(lang, &IoProblem::from(error))))?;
    let bytes = Zeroizing::new(bytes);
    let text = std::str::from_utf8(&bytes).map_err(|_| not_read(says::NOT_TEXT.of(lang)))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let line = text.strip_suffix('\n').map_or(text, |line| line.strip_suffix('\r').unwrap_or(line));
    if line.contains(['\n', '\r']) {
        return Err(not_read(says::NOT_ONE_LINE.of(lang)));
    }
    Ok(Zeroizing::new(line.to_owned()))
}

#[derive(Args, Debug)]
pub(super) struct Seal {
    /// The workbook to seal, or whose passphrase to change; the present one comes from --passphrase-file
    workbook: PathBuf,
    /// A file with one line, the new passphrase
    #[arg(long, value_name = "FILE")]
    new_passphrase_file: PathBuf,
    /// I understand that nobody can bring back what is in the workbook if the passphrase is lost
    #[arg(long)]
    understood: bool,
}

#[derive(Args, Debug)]
pub(super) struct Unseal {
    /// The workbook to save unencrypted from now on
    workbook: PathBuf,
}

impl Seal {
    pub(super) fn write(self, look: &Look) -> Result<Done, NotDone> {
        let lang = look.lang();
        if !self.understood {
            tell(says::WHAT.of(lang));
            tell(says::LOSS.of(lang));
            return Err(NotDone(says::SAY_UNDERSTOOD.of(lang).to_owned()));
        }
        let line = read_line(&self.new_passphrase_file, lang)?;
        let unfit = |unfit| NotDone(format!("{}: {}", shown(&self.new_passphrase_file), says::unfit(lang, unfit)));
        let key = SealKey::new(Passphrase::new(&line).map_err(unfit)?);
        reseal(&self.workbook, Some(&key), look)
    }
}

impl Unseal {
    pub(super) fn write(self, look: &Look) -> Result<Done, NotDone> {
        reseal(&self.workbook, None, look)
    }
}

/// Writes a workbook with another key than before, or with none.
fn reseal(path: &Path, key: Option<&SealKey>, look: &Look) -> Result<Done, NotDone> {
    let lang = look.lang();
    if is_example(path) {
        return Err(NotDone(says::FOR_EXAMPLE.of(lang).to_owned()));
    }
    let (loaded, _lock) = to_change(path, look)?;
    if key.is_none() && loaded.key.is_none() {
        return Err(NotDone(format!("{}: {}", shown(path), says::NOT_SEALED.of(lang))));
    }
    if loaded.has_comments {
        tell(&format!("{}: {}", shown(path), text::file::COMMENTS_LOST.of(lang)));
    }
    let keys = (loaded.key.as_ref(), key);
    let state = file::state_folder();
    let (_, remains) = file::reseal(path, &loaded.workbook, loaded.hash, keys, state.as_deref())
        .map_err(|error| NotDone(text::file::save_error(lang, &error)))?;
    let mut results = vec![words::written(lang, &shown(path))];
    results.extend(says::resealed(lang, keys.0.is_some(), key.is_some(), &remains));
    let objections = left(&remains) > 0;
    Ok(Done { results, objections })
}

/// How much could not be rewritten.
fn left(remains: &Remains) -> usize {
    remains.journals(|fate| matches!(fate, Fate::Unread | Fate::Failed(_))) + remains.in_use
}
