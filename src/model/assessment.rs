//! 360° assessment: instruments, rounds, answers and development plans (METHOD §5).

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::{
    AssessmentMethod, Bilingual, Date, GroupMinimum, InstrumentId, ItemId, MemberId, PlanId, Points, RaterId, Record,
    Refusal, RoleId, RoundId, Share, Table,
    units::{is_default, unique_map},
};

/// A question of an instrument.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its id, unique within the instrument's role, or within its activities or questions.
    pub id: ItemId,
    /// The wording for others: about "this person".
    #[serde(default, skip_serializing_if = "is_default")]
    pub text: Bilingual,
    /// The wording for oneself; where empty, `text` serves.
    #[serde(default, skip_serializing_if = "is_default")]
    pub self_text: Bilingual,
    /// Anything else.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
}

impl Record for Item {
    type Key = ItemId;

    fn key(&self) -> ItemId {
        self.id.clone()
    }
}

/// A role that an instrument asks about, such as S of STROBE.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// Its id.
    pub id: RoleId,
    /// Its name.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: Bilingual,
    /// Its behaviour items.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub items: Table<Item>,
    /// Anything else.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
}

impl Record for Role {
    type Key = RoleId;

    fn key(&self) -> RoleId {
        self.id.clone()
    }
}

/// A questionnaire. Each version is a record of its own, so that a round keeps the one it was made with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instrument {
    /// Its id.
    pub id: InstrumentId,
    /// Its version, from 1.
    pub version: u32,
    /// Its name.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: Bilingual,
    /// How many points the scale has.
    pub points: Points,
    /// What the points mean, lowest first; empty where only numbers are shown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub labels: Vec<Bilingual>,
    /// The roles.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub roles: Table<Role>,
    /// Key business activities, answered on the same scale.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub activities: Table<Item>,
    /// Open questions, answered in words.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub questions: Table<Item>,
    /// Anything else.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
}

impl Instrument {
    /// Every scored item in the order in which answers are kept: role by role, then the activities.
    pub fn scored_items(&self) -> impl Iterator<Item = (Option<&Role>, &Item)> {
        let of_roles = self.roles.iter().flat_map(|role| role.items.iter().map(move |item| (Some(role), item)));
        of_roles.chain(self.activities.iter().map(|item| (None, item)))
    }

    /// The ids of every scored item, with their roles', in the order in which answers are kept: two instruments with
    /// the same ones read each other's answers.
    pub fn scored_ids(&self) -> Vec<(Option<RoleId>, ItemId)> {
        self.scored_items().map(|(role, item)| (role.map(|role| role.id.clone()), item.id.clone())).collect()
    }

    /// How many scored items there are.
    pub fn scored_len(&self) -> usize {
        self.roles.iter().map(|role| role.items.len()).sum::<usize>() + self.activities.len()
    }
}

impl Record for Instrument {
    type Key = (InstrumentId, u32);

    fn key(&self) -> Self::Key {
        (self.id.clone(), self.version)
    }
}

/// The group a rating belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RaterGroup {
    /// The person themselves. Never protected.
    #[serde(rename = "self")]
    Oneself,
    /// Their manager. Never protected.
    Manager,
    /// A peer. Protected.
    Peer,
    /// A direct report. Protected.
    DirectReport,
    /// A customer. Protected.
    Customer,
}

impl RaterGroup {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 5] = [Self::Oneself, Self::Manager, Self::Peer, Self::DirectReport, Self::Customer];

    /// Whether a small group of these must not be shown.
    pub const fn is_protected(self) -> bool {
        matches!(self, Self::Peer | Self::DirectReport | Self::Customer)
    }
}

/// Somebody who rates and is none of our people, such as a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rater {
    /// Their id, as in [`Assignment::rater`].
    pub id: RaterId,
    /// Their name, which their own form greets them with.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// Anything else.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
}

impl Record for Rater {
    type Key = RaterId;

    fn key(&self) -> RaterId {
        self.id.clone()
    }
}

/// Who is asked to rate whom as what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// Who is rated.
    pub ratee: MemberId,
    /// Who rates.
    pub rater: RaterId,
    /// As what.
    pub group: RaterGroup,
}

impl Record for Assignment {
    type Key = (MemberId, RaterId, RaterGroup);

    fn key(&self) -> Self::Key {
        (self.ratee.clone(), self.rater.clone(), self.group)
    }
}

/// The answer to one scored item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Answer {
    /// Not answered yet.
    #[default]
    Open,
    /// "Not observed": missing, never zero.
    NotObserved,
    /// Points on the scale, from 1.
    Points(u8),
}

impl Answer {
    /// The points, where there are any.
    pub const fn points(self) -> Option<u8> {
        match self {
            Self::Points(points) => Some(points),
            Self::Open | Self::NotObserved => None,
        }
    }
}

/// Answers in the order of [`Instrument::scored_items`]; what is missing at the end is open.
///
/// In a file they are one text, a character an item: `4` points, `X` ten points, `-` not observed, `.` open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(pub Vec<Answer>);

impl Answers {
    /// The answer to the item at this place.
    pub fn get(&self, index: usize) -> Answer {
        self.0.get(index).copied().unwrap_or_default()
    }

    /// Sets the answer to the item at this place.
    pub fn set(&mut self, index: usize, answer: Answer) {
        if self.0.len() <= index {
            self.0.resize(index + 1, Answer::Open);
        }
        if let Some(place) = self.0.get_mut(index) {
            *place = answer;
        }
    }
}

impl fmt::Display for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let answered = self.0.iter().rposition(|answer| *answer != Answer::Open).map_or(0, |last| last + 1);
        for answer in self.0.iter().take(answered) {
            match answer {
                Answer::Open => f.write_str(".")?,
                Answer::NotObserved => f.write_str("-")?,
                Answer::Points(10) => f.write_str("X")?,
                Answer::Points(points) => write!(f, "{points}")?,
            }
        }
        Ok(())
    }
}

impl std::str::FromStr for Answers {
    type Err = BadAnswer;

    fn from_str(text: &str) -> Result<Self, BadAnswer> {
        let answer = |(index, c): (usize, char)| match c {
            '.' => Ok(Answer::Open),
            '-' => Ok(Answer::NotObserved),
            'X' => Ok(Answer::Points(10)),
            '1'..='9' => Ok(Answer::Points(u8::try_from(u32::from(c) - u32::from('0')).unwrap_or_default())),
            _ => Err(BadAnswer { place: index + 1, found: c }),
        };
        text.chars().enumerate().map(answer).collect::<Result<_, _>>().map(Self)
    }
}

/// A character that is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{found:?} at place {place} is no answer: expected 1 to 9, X for ten, - for not observed, or . for open")]
pub struct BadAnswer {
    /// Counted from 1.
    pub place: usize,
    /// What stands there.
    pub found: char,
}

impl Serialize for Answers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Answers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let answers = std::borrow::Cow::<'de, str>::deserialize(deserializer)?.parse();
        answers.map_err(|error| D::Error::custom(Refusal::Answer(error)))
    }
}

/// What one rater answered about one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    /// Who is rated.
    pub ratee: MemberId,
    /// Who rates.
    pub rater: RaterId,
    /// As what.
    pub group: RaterGroup,
    /// The answers.
    #[serde(default, skip_serializing_if = "is_default")]
    pub answers: Answers,
    /// Answers to open questions.
    #[serde(default, skip_serializing_if = "is_default", deserialize_with = "unique_map")]
    pub comments: BTreeMap<ItemId, String>,
    /// When it was given. Nothing for what was collected: a day could give a rater away.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on: Option<Date>,
    /// The answer file it came in.
    #[serde(default, skip_serializing_if = "is_default")]
    pub received: Option<Received>,
    /// The code that brought the answers, where it is later than the file; codes carry no comments.
    #[serde(default, skip_serializing_if = "is_default")]
    pub coded: Option<Received>,
    /// The release of the round from which on it counts, from 1; nothing before it is released.
    #[serde(default, skip_serializing_if = "is_default")]
    pub release: Option<u32>,
}

impl Response {
    /// Answers that nobody has given yet.
    pub fn new(ratee: MemberId, rater: RaterId, group: RaterGroup) -> Self {
        Self {
            ratee,
            rater,
            group,
            answers: Answers::default(),
            comments: BTreeMap::new(),
            on: None,
            received: None,
            coded: None,
            release: None,
        }
    }
}

/// Which answers of one form these are. The greater of two is the later one, whichever arrives first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Received {
    /// How often the form's answers had been given, from 1.
    pub edition: u32,
    /// A random id.
    pub id: String,
}

/// A moment from which on a round's answers may be seen by others than the trainer. The numbers of the first one hold
/// for the round from then on: another minimum would give away what this one hid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Release {
    /// When.
    pub on: Date,
    /// The minimum of a protected group then.
    pub min_group: GroupMinimum,
    /// The share of a role's items that made a score valid then.
    pub min_answered: Share,
}

impl Record for Response {
    type Key = (MemberId, RaterId, RaterGroup);

    fn key(&self) -> Self::Key {
        (self.ratee.clone(), self.rater.clone(), self.group)
    }
}

/// A round of assessments with one instrument.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Round {
    /// Its id.
    pub id: RoundId,
    /// Its name.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// The instrument.
    pub instrument: InstrumentId,
    /// Its version.
    pub version: u32,
    /// The minimum of a protected group, where it is higher than the method's.
    #[serde(default, skip_serializing_if = "is_default")]
    pub min_group: Option<GroupMinimum>,
    /// When answers are due.
    #[serde(default, skip_serializing_if = "is_default")]
    pub due: Option<Date>,
    /// A secret that only this workbook holds, from which its forms' ids follow; empty before any form was made.
    #[serde(default, skip_serializing_if = "is_default")]
    pub key: String,
    /// Those who rate and are none of our people.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub raters: Table<Rater>,
    /// Who is asked.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub assignments: Table<Assignment>,
    /// What came back.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub responses: Table<Response>,
    /// When answers were released, first to last. The first release freezes the round (METHOD §5).
    #[serde(default, skip_serializing_if = "is_default")]
    pub releases: Vec<Release>,
    /// Anything else.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
}

impl Round {
    /// A round nobody was asked in yet.
    pub fn new(id: RoundId, instrument: InstrumentId, version: u32) -> Self {
        Self {
            id,
            name: String::new(),
            instrument,
            version,
            min_group: None,
            due: None,
            key: String::new(),
            raters: Table::default(),
            assignments: Table::default(),
            responses: Table::default(),
            releases: Vec::new(),
            note: String::new(),
        }
    }

    /// The name to show: the id where there is none.
    pub fn label(&self) -> &str {
        if self.name.is_empty() { self.id.as_str() } else { &self.name }
    }

    /// The smallest protected group that is shown, and the share of a role's items that makes a score valid: those of
    /// the first release; before it the method's, the minimum raised where the round says so.
    pub fn numbers(&self, method: &AssessmentMethod) -> (GroupMinimum, Share) {
        match self.releases.first() {
            Some(release) => (release.min_group, release.min_answered),
            None => {
                let min_group = self.min_group.map_or(method.min_group, |own| own.max(method.min_group));
                (min_group, method.min_answered)
            }
        }
    }

    /// A release on a day, with the numbers that hold by then.
    pub fn release(&self, on: Date, method: &AssessmentMethod) -> Release {
        let (min_group, min_answered) = self.numbers(method);
        Release { on, min_group, min_answered }
    }
}

impl Record for Round {
    type Key = RoundId;

    fn key(&self) -> RoundId {
        self.id.clone()
    }
}

/// One letter of PARR with its day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanStep {
    /// What.
    #[serde(default, skip_serializing_if = "is_default")]
    pub text: String,
    /// Until when.
    #[serde(default, skip_serializing_if = "is_default")]
    pub due: Option<Date>,
    /// When it was done.
    #[serde(default, skip_serializing_if = "is_default")]
    pub done: Option<Date>,
}

/// One aim of a development plan, by PARR.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanItem {
    /// The role it develops.
    #[serde(default, skip_serializing_if = "is_default")]
    pub role: Option<RoleId>,
    /// The key business activity it develops.
    #[serde(default, skip_serializing_if = "is_default")]
    pub activity: Option<ItemId>,
    /// Where the person stands: "I am here".
    #[serde(default, skip_serializing_if = "is_default")]
    pub here: String,
    /// The aim: "I could".
    #[serde(default, skip_serializing_if = "is_default")]
    pub aim: String,
    /// Prepare.
    #[serde(default, skip_serializing_if = "is_default")]
    pub prepare: PlanStep,
    /// Act.
    #[serde(default, skip_serializing_if = "is_default")]
    pub act: PlanStep,
    /// Reflect.
    #[serde(default, skip_serializing_if = "is_default")]
    pub reflect: PlanStep,
    /// Review.
    #[serde(default, skip_serializing_if = "is_default")]
    pub review: PlanStep,
}

/// What a person makes of their report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DevelopmentPlan {
    /// Its id.
    pub id: PlanId,
    /// Whose it is.
    pub person: MemberId,
    /// The round it follows from.
    #[serde(default, skip_serializing_if = "is_default")]
    pub round: Option<RoundId>,
    /// Its aims.
    #[serde(default, skip_serializing_if = "is_default")]
    pub items: Vec<PlanItem>,
    /// Anything else.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
}

impl Record for DevelopmentPlan {
    type Key = PlanId;

    fn key(&self) -> PlanId {
        self.id.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_one_character_an_item() {
        let answers =
            Answers(vec![Answer::Points(4), Answer::Open, Answer::NotObserved, Answer::Points(10), Answer::Open]);
        assert_eq!(answers.to_string(), "4.-X");
        assert_eq!("4.-X".parse::<Answers>().unwrap().0, answers.0[..4]);
        assert_eq!(answers.get(99), Answer::Open);
        assert_eq!("4a".parse::<Answers>(), Err(BadAnswer { place: 2, found: 'a' }));
        assert!("0".parse::<Answers>().is_err());
    }
}
