//! What both sign at the end of a conversation, and how it is locked: a hash over a canonical form (METHOD §3, meeting).
//!
//! The canonical form is lines of text, `path: value`, one for everything the record says, sorted by path, with values as
//! JSON writes them; empty fields have none. It is kept beside its hash, so that what was changed later can be told, and
//! any program that knows SHA-256 can work the hash out again.

use std::{collections::BTreeMap, fmt::Write as _};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::{
    Action, Conversation, ConversationId, ConversationKind, Date, EvaluationMethod, GoalCard, MemberId, PeriodId,
    Workbook, units::is_default,
};

/// The first line of a canonical form.
const FORM: &str = "sandtable record 1";

/// A typed name and a date under a record: received, not necessarily agreed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// The name as typed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// When.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on: Option<Date>,
}

impl Signature {
    /// There is a name and a day.
    pub fn is_whole(&self) -> bool {
        !self.name.trim().is_empty() && self.on.is_some()
    }
}

/// The canonical form of what was signed, and its hash.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// SHA-256 of [`Self::text`], 64 digits.
    pub hash: String,
    /// The canonical form.
    pub text: String,
}

impl Seal {
    /// Locks a text.
    pub fn of(text: String) -> Self {
        Self { hash: hash(&text), text }
    }

    /// Whether the hash is still that of the text.
    pub fn holds(&self) -> bool {
        self.hash == hash(&self.text)
    }
}

fn hash(text: &str) -> String {
    Sha256::digest(text).iter().fold(String::with_capacity(64), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// What both sign at the end.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SignedRecord {
    /// What was said and agreed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub summary: String,
    /// The employee's comment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub employee_comment: String,
    /// The manager's comment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub manager_comment: String,
    /// The employee's signature.
    #[serde(default, skip_serializing_if = "is_default")]
    pub employee: Signature,
    /// The manager's signature.
    #[serde(default, skip_serializing_if = "is_default")]
    pub manager: Signature,
    /// The goal card as it was when both signed, and by which bands its grade was given.
    #[serde(default, skip_serializing_if = "is_default")]
    pub card: Option<RecordedCard>,
    /// What locks it, once both have signed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub seal: Option<Seal>,
    /// What was added and signed afterwards.
    #[serde(default, skip_serializing_if = "is_default")]
    pub amendments: Vec<Amendment>,
    /// What was changed after both had signed, the earliest first.
    #[serde(default, skip_serializing_if = "is_default")]
    pub alterations: Vec<Alteration>,
}

/// A goal card as it was when both signed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RecordedCard {
    /// The card.
    pub card: GoalCard,
    /// The bands of the grades on that day.
    #[serde(default, skip_serializing_if = "is_default")]
    pub method: EvaluationMethod,
}

impl RecordedCard {
    /// The goal card of a conversation's period as it is now; nothing where there is none.
    pub fn now(workbook: &Workbook, talk: &Conversation) -> Option<Self> {
        let key = (talk.person.clone(), talk.period.clone()?);
        let card = workbook.goal_cards.get(&key)?.clone();
        Some(Self { card, method: workbook.method.evaluation.clone() })
    }

    /// The goal card that belongs to a conversation's record: as it was signed, or as it will be.
    pub fn of(workbook: &Workbook, talk: &Conversation) -> Option<Self> {
        if talk.is_signed() { talk.record.card.clone() } else { Self::now(workbook, talk) }
    }
}

/// Something added to a record that is locked: a part of its own, with signatures of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amendment {
    /// What is added.
    #[serde(default, skip_serializing_if = "is_default")]
    pub text: String,
    /// The employee's signature.
    #[serde(default, skip_serializing_if = "is_default")]
    pub employee: Signature,
    /// The manager's signature.
    #[serde(default, skip_serializing_if = "is_default")]
    pub manager: Signature,
    /// What locks it, once both have signed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub seal: Option<Seal>,
}

/// A change made on purpose after both had signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alteration {
    /// When.
    pub on: Date,
    /// What.
    pub change: FieldChange,
}

/// A line of a canonical form that says something else than before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// Its path, such as `commitments/2/due`.
    pub path: String,
    /// What it said; `None` where there was no such line.
    #[serde(default, skip_serializing_if = "is_default")]
    pub was: Option<String>,
    /// What it says; `None` where there is no such line any more.
    #[serde(default, skip_serializing_if = "is_default")]
    pub is: Option<String>,
}

impl FieldChange {
    /// The path of a line of the goal card as it is now, which was signed as [`SignedRecord::card`].
    pub fn card_path(path: &str) -> String {
        format!("card_now/{path}")
    }
}

/// Everything of a conversation that both sign. Notes, scripts and evidence are the manager's own and not among it.
#[derive(Serialize)]
struct Signed<'a> {
    conversation: &'a ConversationId,
    person: &'a MemberId,
    kind: ConversationKind,
    manager: &'a Option<MemberId>,
    period: &'a Option<PeriodId>,
    on: &'a Option<Date>,
    place: &'a str,
    strengths: Vec<&'a str>,
    challenges: Vec<&'a str>,
    summary: &'a str,
    commitments: Vec<Promise<'a>>,
    employee_comment: &'a str,
    manager_comment: &'a str,
    employee: &'a Signature,
    manager_signature: &'a Signature,
    card: &'a Option<RecordedCard>,
}

/// What was promised; whether it was kept is found out afterwards.
#[derive(Serialize)]
struct Promise<'a> {
    what: &'a str,
    owner: &'a Option<MemberId>,
    due: &'a Option<Date>,
}

impl<'a> Promise<'a> {
    fn of(action: &'a Action) -> Self {
        let Action { what, owner, due, done: _, note: _ } = action;
        Self { what, owner, due }
    }
}

impl Conversation {
    /// Both have signed.
    pub const fn is_signed(&self) -> bool {
        self.record.seal.is_some()
    }

    /// The canonical form of what the record says now.
    pub fn canonical(&self) -> String {
        let record = &self.record;
        canonical(&Signed {
            conversation: &self.id,
            person: &self.person,
            kind: self.kind,
            manager: &self.manager,
            period: &self.period,
            on: &self.on,
            place: &self.place,
            strengths: self.strengths.iter().map(|point| point.text.as_str()).collect(),
            challenges: self.challenges.iter().map(|point| point.text.as_str()).collect(),
            summary: &record.summary,
            commitments: self.commitments.iter().map(Promise::of).collect(),
            employee_comment: &record.employee_comment,
            manager_comment: &record.manager_comment,
            employee: &record.employee,
            manager_signature: &record.manager,
            card: &record.card,
        })
    }

    /// The canonical form of an amendment, counted from 0: it names the seal before it, so that none can be left out.
    pub fn canonical_amendment(&self, place: usize) -> Option<String> {
        let Amendment { text, employee, manager, seal: _ } = self.record.amendments.get(place)?;
        let before = match place.checked_sub(1) {
            Some(before) => self.record.amendments.get(before)?.seal.as_ref(),
            None => self.record.seal.as_ref(),
        };
        #[derive(Serialize)]
        struct Added<'a> {
            after: &'a str,
            amendment: &'a str,
            employee: &'a Signature,
            manager: &'a Signature,
        }
        let after = before.map_or("", |seal| seal.hash.as_str());
        Some(canonical(&Added { after, amendment: text, employee, manager }))
    }
}

/// The canonical form of any value.
pub fn canonical<T: Serialize>(value: &T) -> String {
    let mut lines = BTreeMap::new();
    // Only keys that are no texts could fail here, and the model has none.
    let value = serde_json::to_value(value).unwrap_or_default();
    flatten(&mut String::new(), &value, &mut lines);
    lines.into_iter().fold(FORM.to_owned(), |mut text, (path, value)| {
        let _ = write!(text, "\n{path}: {value}");
        text
    })
}

fn flatten(path: &mut String, value: &Value, lines: &mut BTreeMap<String, String>) {
    let mut inside = |step: &str, value: &Value| {
        let length = path.len();
        if length > 0 {
            path.push('/');
        }
        path.push_str(step);
        flatten(path, value, lines);
        path.truncate(length);
    };
    match value {
        Value::Null => {}
        Value::Array(values) => values.iter().zip(1..).for_each(|(value, n)| inside(&n.to_string(), value)),
        Value::Object(fields) => fields.iter().for_each(|(name, value)| inside(name, value)),
        Value::String(text) if text.is_empty() => {}
        Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            lines.insert(path.clone(), value.to_string());
        }
    }
}

/// Which lines of a canonical form say something else in another one, by path.
pub fn changes(before: &str, after: &str) -> Vec<FieldChange> {
    let (before, after) = (lines(before), lines(after));
    let paths: std::collections::BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    let said = |lines: &BTreeMap<&str, &str>, path| lines.get(path).map(|value| plain(value));
    let changes = paths.into_iter().map(|path| FieldChange {
        path: path.to_owned(),
        was: said(&before, path),
        is: said(&after, path),
    });
    changes.filter(|change| change.was != change.is).collect()
}

fn lines(form: &str) -> BTreeMap<&str, &str> {
    form.lines().filter_map(|line| line.split_once(": ")).collect()
}

/// A value as people write it.
fn plain(json: &str) -> String {
    serde_json::from_str::<String>(json).unwrap_or_else(|_| json.to_owned())
}
