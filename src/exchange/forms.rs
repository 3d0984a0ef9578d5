//! What a rater gets: one form that holds everyone they rate, and nothing else of anyone.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{
    answers::MAX_BYTES,
    sheet,
    token::{EntryTag, FormId},
};
use crate::{
    file::Position,
    model::{
        Assignment, Date, Instrument, InstrumentId, Item, MemberId, RaterGroup, RaterId, Role, Round, RoundId, Table,
        Workbook, slug,
    },
};

/// The version of the format that this program writes.
pub const FORMAT: u32 = 1;
/// The most scored items an instrument may have for its forms: beyond it, a code is no longer one to copy.
pub const MAX_ITEMS: usize = 1_000;
/// The most people one form may ask about.
pub const MAX_PEOPLE: usize = super::answers::MAX_ENTRIES;

/// One rater's form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// The version of the format it was written in.
    sandtable_form: u32,
    /// Which form it is.
    pub id: FormId,
    /// The round's name.
    pub round: String,
    /// When answers are due.
    pub due: Option<Date>,
    /// The rater's own name.
    pub rater: String,
    /// What is asked, in both languages and without the trainer's notes.
    pub instrument: Instrument,
    /// Who is rated, oneself first.
    pub people: Vec<FormEntry>,
}

/// Somebody whom a form asks about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormEntry {
    /// Stands for the person and the group in the answers.
    pub tag: EntryTag,
    /// The name.
    pub name: String,
    /// As what the rater rates them.
    pub group: RaterGroup,
}

impl Form {
    /// What its files are called, without an ending: of the rater's name only, and safe on every file system.
    pub fn file_stem(&self) -> String {
        format!("360-{}", slug(&self.rater, "form"))
    }

    /// What the file with its answers is called. Phones pass plain text on, and little else.
    pub fn answers_file_name(&self) -> String {
        format!("{}-answers.txt", self.file_stem())
    }
}

/// Why forms cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormsError {
    /// The round is not in the workbook.
    #[error("there is no round {0}")]
    NoRound(RoundId),
    /// The round's instrument is not in the workbook.
    #[error("there is no instrument {0}, version {1}")]
    NoInstrument(InstrumentId, u32),
    /// The round has no secret yet.
    #[error("round {0} has no key")]
    NoKey(RoundId),
    /// Nobody is asked.
    #[error("round {0} asks nobody")]
    NobodyAsked(RoundId),
    /// More than [`MAX_ITEMS`].
    #[error("the instrument has {0} scored items")]
    TooManyItems(usize),
    /// More than [`MAX_PEOPLE`].
    #[error("{0} rates {1} people")]
    TooManyPeople(RaterId, usize),
}

/// The name a rater is greeted with: of one of our people, or as the round knows them.
pub fn rater_name<'a>(workbook: &'a Workbook, round: &'a Round, rater: &'a RaterId) -> &'a str {
    let oneself = || {
        let own = |a: &&Assignment| a.rater == *rater && a.group == RaterGroup::Oneself;
        round.assignments.iter().find(own).map(|own| own.ratee.as_str())
    };
    let member = |id: &str| workbook.team.get(id).map(|member| member.label());
    let outside = || round.raters.get(rater).map(|rater| rater.name.as_str()).filter(|name| !name.is_empty());
    member(rater.as_str()).or_else(outside).or_else(|| oneself().and_then(member)).unwrap_or(rater.as_str())
}

/// Every form of a round, in the order in which its raters are first asked.
///
/// # Errors
/// When the round is not ready for them.
pub fn forms(workbook: &Workbook, round: &RoundId) -> Result<Vec<Form>, FormsError> {
    let round = workbook.rounds.get(round).ok_or_else(|| FormsError::NoRound(round.clone()))?;
    let version = (round.instrument.clone(), round.version);
    let instrument = workbook.instruments.get(&version);
    let instrument = instrument.ok_or_else(|| FormsError::NoInstrument(version.0.clone(), version.1))?;
    if instrument.scored_len() > MAX_ITEMS {
        return Err(FormsError::TooManyItems(instrument.scored_len()));
    }
    if round.assignments.is_empty() {
        return Err(FormsError::NobodyAsked(round.id.clone()));
    }
    if round.key.is_empty() {
        return Err(FormsError::NoKey(round.id.clone()));
    }
    let mut raters: indexmap::IndexMap<&RaterId, Vec<&Assignment>> = indexmap::IndexMap::new();
    for assignment in round.assignments.iter() {
        raters.entry(&assignment.rater).or_default().push(assignment);
    }
    let instrument = without_notes(instrument);
    let form = |(rater, mut assignments): (&RaterId, Vec<&Assignment>)| {
        if assignments.len() > MAX_PEOPLE {
            return Err(FormsError::TooManyPeople(rater.clone(), assignments.len()));
        }
        assignments.sort_by_key(|assignment| assignment.group != RaterGroup::Oneself);
        let entry = |assignment: &Assignment| FormEntry {
            tag: EntryTag::of(&round.key, assignment, &instrument.id, instrument.version),
            name: member_name(workbook, &assignment.ratee),
            group: assignment.group,
        };
        Ok(Form {
            sandtable_form: FORMAT,
            id: FormId::of(&round.key, rater),
            round: round.label().to_owned(),
            due: round.due,
            rater: rater_name(workbook, round, rater).to_owned(),
            instrument: instrument.clone(),
            people: assignments.into_iter().map(entry).collect(),
        })
    };
    raters.into_iter().map(form).collect()
}

fn member_name(workbook: &Workbook, id: &MemberId) -> String {
    workbook.team.get(id).map_or(id.as_str(), |member| member.label()).to_owned()
}

/// What a rater needs of an instrument.
fn without_notes(instrument: &Instrument) -> Instrument {
    let bare = |items: &Table<Item>| items.iter().map(|item| Item { note: String::new(), ..item.clone() }).collect();
    let role = |role: &Role| Role { items: bare(&role.items), note: String::new(), ..role.clone() };
    Instrument {
        roles: instrument.roles.iter().map(role).collect(),
        activities: bare(&instrument.activities),
        questions: bare(&instrument.questions),
        note: String::new(),
        ..instrument.clone()
    }
}

/// What each form's files are called, without an ending: the rater's name, and more only where two share it.
pub fn file_stems(forms: &[Form]) -> Vec<String> {
    let mut uses: HashMap<String, usize> = HashMap::new();
    for form in forms {
        *uses.entry(form.file_stem()).or_default() += 1;
    }
    let stem = |form: &Form| {
        let stem = form.file_stem();
        if uses.get(&stem) == Some(&1) {
            return stem;
        }
        let id = form.id.to_string().to_lowercase();
        format!("{stem}-{}", id.get(..4).unwrap_or(&id))
    };
    forms.iter().map(stem).collect()
}

/// Why a file is no form that can be filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    /// Larger than an answer file may be.
    #[error("the file is larger than {MAX_BYTES} bytes")]
    TooLarge,
    /// Something else altogether.
    #[error("not a form")]
    NotOurs,
    /// A newer program wrote it.
    #[error("a form of format {0}")]
    Newer(u32),
    /// It was changed or cut off; where it stops making sense.
    #[error("the form is damaged")]
    Damaged(Option<Position>),
}

/// The text of a form, to be opened in the program.
///
/// # Errors
/// Never, for what a round can hold.
pub fn write_form(form: &Form) -> Result<String, ron::Error> {
    Ok(ron::ser::to_string_pretty(form, ron::ser::PrettyConfig::new())? + "\n")
}

/// Whether a file says of itself that it is a form.
pub fn is_form(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let inside = bytes.strip_prefix(b"(").unwrap_or(bytes).trim_ascii_start();
    inside.starts_with(b"sandtable_form")
}

/// Reads a form.
///
/// # Errors
/// When it is none, or none that can be filled in.
pub fn read_form(bytes: &[u8]) -> Result<Form, FormError> {
    /// What tells the version, whatever else has changed.
    #[derive(Deserialize)]
    struct Head {
        sandtable_form: u32,
    }
    if bytes.len() > MAX_BYTES {
        return Err(FormError::TooLarge);
    }
    let text = sheet::decode(bytes).map_err(|_| FormError::NotOurs)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    if !is_form(text.as_bytes()) {
        return Err(FormError::NotOurs);
    }
    let damaged = |error: ron::error::SpannedError| {
        let place = error.span.start;
        FormError::Damaged(Some(Position { line: place.line, column: place.col }))
    };
    let Head { sandtable_form: format } = ron::from_str(text).map_err(damaged)?;
    if format > FORMAT {
        return Err(FormError::Newer(format));
    }
    let form: Form = ron::from_str(text).map_err(damaged)?;
    if form.is_sound() { Ok(form) } else { Err(FormError::Damaged(None)) }
}

impl Form {
    /// Whether it can be filled in: somebody to rate, something to ask, no more than there may be, nobody twice.
    fn is_sound(&self) -> bool {
        let mut tags: Vec<_> = self.people.iter().map(|entry| entry.tag).collect();
        tags.sort_unstable();
        tags.dedup();
        (1..=MAX_PEOPLE).contains(&self.people.len())
            && tags.len() == self.people.len()
            && self.instrument.scored_len() <= MAX_ITEMS
            && self.instrument.scored_len() + self.instrument.questions.len() > 0
    }
}
