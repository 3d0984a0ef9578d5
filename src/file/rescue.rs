//! What can be had from a file that no longer reads: its backup, what was not saved, and what of itself still reads.

use std::{
    fs,
    ops::Range,
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use serde::de::DeserializeOwned;

use super::{
    LoadError, Loaded, Position, Problem, Recovery, SealKey, backup_of, is_sealed,
    load::{Fault, read, read_value},
    open,
    tokens::{Kind, Tokens},
};
use crate::model::{FieldPath, PathStep, Record, Refusal, Table, Workbook, meaningless};

/// How often a record is tried again with one more fault taken out.
const MAX_MENDINGS: usize = 200;

/// What can be offered instead of a file that does not read.
#[derive(Clone, Debug)]
pub struct Rescue {
    /// The version before its last saving.
    pub backup: Option<Backup>,
    /// What was edited and never saved, newest first.
    pub unsaved: Vec<Recovery>,
    /// What of it can still be read.
    pub salvaged: Option<Salvaged>,
}

/// A backup that reads.
#[derive(Clone, Debug)]
pub struct Backup {
    /// Its file.
    pub path: PathBuf,
    /// When it was written, by this machine's clock.
    pub written: Option<DateTime>,
    /// What it holds.
    pub loaded: Loaded,
}

/// What could be read of a damaged file.
#[derive(Clone, Debug)]
pub struct Salvaged {
    /// The workbook, without what could not be read.
    pub workbook: Workbook,
    /// What could not be read: the place and what is wrong there.
    pub lost: Vec<LoadError>,
}

/// Looks for everything that can be offered instead of a file that does not read. What is sealed needs its key.
pub fn rescue(path: &Path, key: Option<&SealKey>, state: Option<&Path>) -> Rescue {
    let canonical = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mut unsaved = state.map(Recovery::pending).unwrap_or_default();
    unsaved.retain(|recovery| recovery.workbook.as_ref() == Some(&canonical) && recovery.load(key).is_ok());
    let text = read(path).ok().map(|bytes| match key.filter(|_| is_sealed(&bytes)) {
        Some(key) => key.open_prefix(&bytes),
        None => bytes,
    });
    let salvaged = text.and_then(|text| salvage(path, &text));
    Rescue { backup: backup(&canonical, key), unsaved, salvaged }
}

/// The backup of a file, where there is one that reads.
pub fn backup(path: &Path, key: Option<&SealKey>) -> Option<Backup> {
    let path = backup_of(path);
    let loaded = open(&path, key).ok()?;
    let modified = fs::metadata(&path).and_then(|metadata| metadata.modified()).ok();
    let written = modified.and_then(|time| Timestamp::try_from(time).ok());
    let written = written.map(|time| time.to_zoned(TimeZone::system()).datetime());
    Some(Backup { path, written, loaded })
}

/// Reads whatever reads, section by section and record by record; nothing where there is not even a section.
pub fn salvage(file: &Path, bytes: &[u8]) -> Option<Salvaged> {
    let text = String::from_utf8_lossy(bytes);
    let mut salvage = Salvage { text: text.trim_start_matches('\u{feff}'), sections: Vec::new(), lost: Vec::new() };
    salvage.find_sections();
    if salvage.sections.is_empty() {
        return None;
    }
    let mut workbook = Workbook {
        about: salvage.whole("about"),
        method: salvage.whole("method"),
        team: salvage.records("team"),
        offerings: salvage.records("offerings"),
        customers: salvage.records("customers"),
        contributions: salvage.records("contributions"),
        map_snapshots: salvage.records("map_snapshots"),
        organisations: salvage.records("organisations"),
        goal_cards: salvage.records("goal_cards"),
        evidence: salvage.records("evidence"),
        conversations: salvage.records("conversations"),
        instruments: salvage.records("instruments"),
        rounds: salvage.records("rounds"),
        plans: salvage.records("plans"),
        move_runs: salvage.records("move_runs"),
        view: salvage.whole("view"),
        ..Workbook::default()
    };
    // From the last one back, so that the places of those still to go stay right.
    let mut last_out = None;
    for meaningless in meaningless(&workbook).into_iter().rev() {
        let path = meaningless.path.clone();
        let record = path.steps().split_last().map(|(_, record)| record.to_vec());
        if record != last_out {
            take_out(&mut workbook, path.steps());
            last_out = record;
        }
        salvage.lost.push(Fault { position: None, path, problem: Problem::Meaningless(meaningless) });
    }
    let lost = salvage.lost.into_iter().map(|fault| fault.in_file(file)).collect();
    Some(Salvaged { workbook, lost })
}

/// The names of the sections, in the order of the file.
const SECTIONS: [&str; 16] = [
    "about",
    "method",
    "team",
    "offerings",
    "customers",
    "contributions",
    "map_snapshots",
    "organisations",
    "goal_cards",
    "evidence",
    "conversations",
    "instruments",
    "rounds",
    "plans",
    "move_runs",
    "view",
];

struct Salvage<'a> {
    text: &'a str,
    sections: Vec<(&'static str, Range<usize>)>,
    lost: Vec<Fault>,
}

impl Salvage<'_> {
    /// Finds where each section stands: by the brackets, or where those are broken by the lines as the program lays
    /// them out.
    fn find_sections(&mut self) {
        let tokens = Tokens::new(self.text);
        let mut starts: Vec<(usize, &'static str)> = Vec::new();
        for name in SECTIONS {
            let by_brackets = tokens.locate(&FieldPath::default().field(name)).and_then(|index| tokens.get(index));
            let line = format!("\n  {name}: ");
            let by_lines = || self.text.find(&line).map(|at| at + line.len());
            if let Some(start) = by_brackets.map(|token| token.start).or_else(by_lines) {
                starts.push((start, name));
            }
        }
        starts.sort_unstable();
        let ends = starts.iter().skip(1).map(|(start, name)| {
            let before = self.text.get(..*start).unwrap_or_default();
            before.rfind(name).unwrap_or(*start)
        });
        let ends: Vec<usize> = ends.chain([self.text.len()]).collect();
        self.sections = starts.into_iter().zip(ends).map(|((start, name), end)| (name, start..end)).collect();
    }

    fn section(&self, name: &str) -> Option<Range<usize>> {
        self.sections.iter().find(|(section, _)| *section == name).map(|(_, range)| range.clone())
    }

    /// A section that is one record.
    fn whole<T: DeserializeOwned + Default>(&mut self, name: &'static str) -> Arc<T> {
        let range = self.section(name).map(|range| self.first_value(range));
        let path = FieldPath::default().field(name);
        Arc::new(range.and_then(|range| self.mend(range, &path)).unwrap_or_default())
    }

    /// A section that is a list of records.
    fn records<T: Record + DeserializeOwned>(&mut self, name: &'static str) -> Arc<Table<T>> {
        let mut table = Table::default();
        let ranges = self.section(name).map(|range| self.record_ranges(range)).unwrap_or_default();
        for (index, range) in ranges.into_iter().enumerate() {
            let path = FieldPath::record(name, index);
            let position = Some(Position::of(self.text, range.start));
            let Some(record) = self.mend::<T>(range, &path) else { continue };
            let key = record.key();
            if table.contains(&key) {
                let problem = Problem::Refused(Refusal::Twice { key: format!("{key:?}"), index });
                self.lost.push(Fault { position, path, problem });
            } else {
                table.put(record);
            }
        }
        Arc::new(table)
    }

    /// The bytes of the value that begins a range.
    fn first_value(&self, range: Range<usize>) -> Range<usize> {
        let text = self.text.get(range.clone()).unwrap_or_default();
        let tokens = Tokens::new(text);
        let end = tokens.get(0).and_then(|first| tokens.get(first.mate)).map_or(text.len(), |mate| mate.end);
        range.start..range.start + end
    }

    /// The bytes of each record of a list; one that swallows others for want of a bracket is cut where, by its
    /// indentation, the next one begins.
    fn record_ranges(&self, section: Range<usize>) -> Vec<Range<usize>> {
        let text = self.text.get(section.clone()).unwrap_or_default();
        let tokens = Tokens::new(text);
        let mut ranges = Vec::new();
        for child in tokens.children(0).into_iter().flatten() {
            let Some(token) = tokens.get(child.key.unwrap_or(child.value)) else { continue };
            let closed = tokens.get(child.value).and_then(|value| tokens.get(value.mate));
            let end = closed.map_or(text.len(), |mate| mate.end);
            let record = text.get(token.start..end).unwrap_or_default();
            let line = text.get(..token.start).and_then(|before| before.rsplit('\n').next()).unwrap_or_default();
            let next_one = format!("\n{line}(");
            let is_first_of_line = line.bytes().all(|byte| byte == b' ');
            let cuts = record.match_indices(&next_one).map(|(at, cut)| token.start + at + cut.len() - 1);
            let mut start = token.start;
            for cut in cuts.filter(|_| is_first_of_line) {
                ranges.push(self.first_value(section.start + start..section.start + cut));
                start = cut;
            }
            ranges.push(self.first_value(section.start + start..section.start + end));
        }
        ranges
    }

    /// Reads one record, taking out what is wrong in it, from the inside out, until the rest reads.
    fn mend<T: DeserializeOwned>(&mut self, range: Range<usize>, path: &FieldPath) -> Option<T> {
        let mut text = self.text.get(range.clone())?.to_owned();
        for _ in 0..MAX_MENDINGS {
            let tokens = Tokens::new(&text);
            let fault = match read_value(&tokens, &mut |_| {}) {
                Ok(value) => return Some(value),
                Err(fault) => fault,
            };
            let inside = match &fault.problem {
                Problem::Refused(Refusal::Twice { index, .. }) => fault.path.clone().index(*index),
                _ => fault.path.clone(),
            };
            let position = fault.position.map(|position| self.outer(range.start, position));
            let path = path.steps().iter().chain(fault.path.steps()).cloned().collect();
            self.lost.push(Fault { position, path, problem: fault.problem });
            text = without(&tokens, &inside)?;
        }
        None
    }

    /// The place in the file of a place in a part of it.
    fn outer(&self, start: usize, inside: Position) -> Position {
        let start = Position::of(self.text, start);
        let column = if inside.line == 1 { start.column + inside.column - 1 } else { inside.column };
        Position { line: start.line + inside.line - 1, column }
    }
}

/// The text without the value at a path, its key and the comma behind it; blank instead, so that places stay.
fn without(tokens: &Tokens<'_>, path: &FieldPath) -> Option<String> {
    // What a variant holds is not taken out, but the value that is the variant.
    let steps: Vec<PathStep> =
        path.steps().iter().rev().skip_while(|step| matches!(step, PathStep::Variant(_))).cloned().collect();
    let path: FieldPath = steps.into_iter().rev().collect();
    path.steps().last()?;
    let (child, end) = tokens.child_at(&path)?;
    let start = tokens.get(child.key.unwrap_or(child.value))?.start;
    let last = tokens.get(end)?;
    let comma = tokens.get(end + 1).filter(|token| token.kind == Kind::Comma).unwrap_or(last);
    let text = tokens.text();
    let blank = |c: char| if c == '\n' { '\n' } else { ' ' };
    let cut: String = text.get(start..comma.end)?.chars().map(blank).collect();
    Some([text.get(..start)?, &cut, text.get(comma.end..)?].concat())
}

/// Takes out the smallest record that holds a path.
fn take_out(workbook: &mut Workbook, steps: &[PathStep]) {
    use PathStep::{Field, Index};
    let [Field(section), Index(index), inside @ ..] = steps else { return };
    match (section.as_str(), inside) {
        ("contributions", _) => remove_at(&mut workbook.contributions, *index),
        ("goal_cards", _) => remove_at(&mut workbook.goal_cards, *index),
        ("evidence", _) => remove_at(&mut workbook.evidence, *index),
        ("conversations", _) => remove_at(&mut workbook.conversations, *index),
        ("plans", _) => remove_at(&mut workbook.plans, *index),
        ("organisations", [Field(list), Index(place), deeper @ ..]) => {
            let organisations = Arc::make_mut(&mut workbook.organisations);
            let Some(organisation) = organisations.iter_mut().nth(*index) else { return };
            match (list.as_str(), deeper) {
                ("lines", _) => remove_from(&mut organisation.lines, *place),
                ("opportunities", [Field(_), Index(role), ..]) => {
                    let opportunity = organisation.opportunities.iter_mut().nth(*place);
                    if let Some(opportunity) = opportunity.filter(|opportunity| *role < opportunity.roles.len()) {
                        opportunity.roles.remove(*role);
                    }
                }
                _ => {}
            }
        }
        ("organisations", _) => remove_at(&mut workbook.organisations, *index),
        ("rounds", [Field(_), Index(place), ..]) => {
            if let Some(round) = Arc::make_mut(&mut workbook.rounds).iter_mut().nth(*index) {
                remove_from(&mut round.responses, *place);
            }
        }
        ("rounds", _) => remove_at(&mut workbook.rounds, *index),
        _ => {}
    }
}

fn remove_at<T: Record + Clone>(table: &mut Arc<Table<T>>, index: usize) {
    remove_from(Arc::make_mut(table), index);
}

fn remove_from<T: Record>(table: &mut Table<T>, index: usize) {
    if let Some(key) = table.at(index).map(Record::key) {
        table.remove(&key);
    }
}
