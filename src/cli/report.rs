//! The command that writes a person's own report. The first report of a round freezes it.

use std::{
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use atomic_write_file::AtomicWriteFile;
use clap::Args;

use super::{Done, Look, NotDone, is_example, load, lock, read, save, shown, tell};
use crate::{
    analysis::Derived,
    edit,
    exchange::{self, ReportError},
    file::IoProblem,
    model::{MemberId, RoundId, Workbook},
    text::{self, Lang, cli as words, report as says},
};

#[derive(Args, Debug)]
pub(super) struct Report {
    /// The workbook, or `example`
    workbook: PathBuf,
    /// Whose report it is
    #[arg(long, value_name = "ID", value_parser = MemberId::new)]
    person: MemberId,
    /// The page to write
    #[arg(long, value_name = "FILE.html")]
    out: PathBuf,
    /// The round [default: the last one in which the person is rated]
    #[arg(long, value_name = "ID", value_parser = RoundId::new)]
    round: Option<RoundId>,
}

impl Report {
    /// Writes the report, after it has frozen the round and saved the workbook where it is the first.
    pub(super) fn write(&self, look: &Look) -> Result<Done, NotDone> {
        let lang = look.lang();
        let path = &self.workbook;
        if is_example(path) {
            let workbook = read(path, look)?;
            let id = self.round(&workbook, lang)?;
            tell(&format!("{}: {}", shown(path), says::EXAMPLE_ONLY.of(lang)));
            let frozen = freeze(&workbook, &id, look, lang)?;
            let page = self.page(frozen.as_ref().map_or(&workbook, |(frozen, _)| frozen), &id, look)?;
            return self.put(&page, lang, || Ok(Vec::new()));
        }
        let loaded = load(path, look)?;
        let id = self.round(&loaded.workbook, lang)?;
        match freeze(&loaded.workbook, &id, look, lang)? {
            None => {
                let page = self.page(&loaded.workbook, &id, look)?;
                self.put(&page, lang, || Ok(Vec::new()))
            }
            Some((frozen, answers)) => {
                if let Some(reason) = &loaded.read_only {
                    return Err(NotDone(format!("{}: {}", shown(path), text::file::read_only(lang, reason))));
                }
                let _lock = lock(path, lang)?;
                let page = self.page(&frozen, &id, look)?;
                self.put(&page, lang, || {
                    save(path, &frozen, &loaded, lang)?;
                    if loaded.has_comments {
                        tell(&format!("{}: {}", shown(path), text::file::COMMENTS_LOST.of(lang)));
                    }
                    Ok(vec![says::frozen(lang, label(&frozen, &id), answers)])
                })
            }
        }
    }

    /// The round asked for, or the last one in which somebody is to rate the person.
    fn round(&self, workbook: &Workbook, lang: Lang) -> Result<RoundId, NotDone> {
        let is_rated = |round: &&crate::model::Round| {
            let asked = round.assignments.iter().any(|assignment| assignment.ratee == self.person);
            asked || round.responses.iter().any(|response| response.ratee == self.person)
        };
        let last = || workbook.rounds.iter().rfind(is_rated).map(|round| round.id.clone());
        let error = || {
            let missing = if workbook.rounds.is_empty() {
                ReportError::NoRound
            } else {
                ReportError::NotRated(self.person.clone())
            };
            NotDone(says::error(lang, &missing))
        };
        self.round.clone().or_else(last).ok_or_else(error)
    }

    fn page(&self, workbook: &Workbook, id: &RoundId, look: &Look) -> Result<String, NotDone> {
        let derived = Derived::of(workbook, look.today());
        let lang = look.lang();
        let page = exchange::report(workbook, &derived, id, &self.person, lang);
        let page = page.map_err(|error| NotDone(says::error(lang, &error)))?;
        let late = exchange::waiting(workbook, id, &self.person);
        if late > 0 {
            tell(&says::waiting(lang, late));
        }
        Ok(page)
    }

    /// Puts the page in its place, whole or not at all, once what comes before it is done.
    fn put(
        &self,
        page: &str,
        lang: Lang,
        before: impl FnOnce() -> Result<Vec<String>, NotDone>,
    ) -> Result<Done, NotDone> {
        let not_written = |error: io::Error| {
            NotDone(format!("{}: {}", shown(&self.out), text::file::io(lang, &IoProblem::from(error))))
        };
        let mut file = open(&self.out).map_err(not_written)?;
        file.write_all(page.as_bytes()).map_err(not_written)?;
        let mut results = before()?;
        file.commit().map_err(not_written)?;
        results.push(words::written(lang, &shown(&self.out)));
        Ok(Done { results, objections: false })
    }
}

fn open(path: &Path) -> io::Result<AtomicWriteFile> {
    AtomicWriteFile::options().open(path)
}

/// The workbook with its round frozen, and how many answers that released; nothing where it was frozen before.
fn freeze(workbook: &Workbook, id: &RoundId, look: &Look, lang: Lang) -> Result<Option<(Workbook, usize)>, NotDone> {
    let fresh = workbook.rounds.get(id).is_some_and(|round| round.releases.is_empty());
    let Some((release, answers)) = fresh.then(|| exchange::release(workbook, id, look.today())).flatten() else {
        return Ok(None);
    };
    let frozen = edit::apply(workbook, release);
    let frozen = frozen.map_err(|error| NotDone(text::edits::refused(lang, &error, workbook)))?;
    Ok(Some((frozen, answers)))
}

fn label<'a>(workbook: &'a Workbook, id: &RoundId) -> &'a str {
    workbook.rounds.get(id).map_or("", crate::model::Round::label)
}
