//! Performance conversations 绩效沟通 and the feedback scripts prepared for them (METHOD §3).

use std::{collections::BTreeMap, fmt};

use jiff::civil::Time;
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{MapAccess, Visitor, value::MapAccessDeserializer},
};

use super::{
    Action, ConversationId, Date, EvidenceId, MeantWords, MemberId, PeriodId, Record, ScriptId, SignedRecord, Table,
    units::{is_default, unique_map},
};

/// The three conversations of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConversationKind {
    /// 绩效目标沟通.
    GoalSetting,
    /// 实施过程沟通.
    Progress,
    /// 绩效反馈沟通.
    Result,
}

impl ConversationKind {
    /// All, in the order of the period.
    pub const ALL: [Self; 3] = [Self::GoalSetting, Self::Progress, Self::Result];

    /// Its steps, in order.
    pub const fn steps(self) -> &'static [Step] {
        match self {
            Self::GoalSetting => &[
                Step::SideBySide,
                Step::CompanyGoals,
                Step::OurDuty,
                Step::Difficulties,
                Step::Measures,
                Step::SupportNeeded,
                Step::Agreement,
            ],
            Self::Progress => &[
                Step::Opening,
                Step::GoalsSoFar,
                Step::Visits,
                Step::BehindPlan,
                Step::Buyers,
                Step::PlanAccuracy,
                Step::CustomerKnowledge,
                Step::CatchUp,
            ],
            Self::Result => &[Step::Reached, Step::NotReached, Step::NextPeriod],
        }
    }
}

/// A step of a conversation, with prompts of its own and room for notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Goal setting: the company's and the person's goals side by side.
    SideBySide,
    /// Goal setting: the company's next goals.
    CompanyGoals,
    /// Goal setting: our department's duty and tasks.
    OurDuty,
    /// Goal setting: difficulties, dissent and worries.
    Difficulties,
    /// Goal setting: measures.
    Measures,
    /// Goal setting: support needed.
    SupportNeeded,
    /// Goal setting: the action plan and resources agreed on.
    Agreement,
    /// Progress: why we sit here; a check is help, not blame.
    Opening,
    /// Progress: which goals are reached, open, far off.
    GoalsSoFar,
    /// Progress: visits, their effect and efficiency.
    Visits,
    /// Progress: offerings and customers behind plan, and why.
    BehindPlan,
    /// Progress: expected buyers who didn't buy, and who left, and why.
    Buyers,
    /// Progress: how accurate the plan was, and whether it was followed.
    PlanAccuracy,
    /// Progress: how well they know their customers.
    CustomerKnowledge,
    /// Progress: the plan to catch up.
    CatchUp,
    /// Result: what was reached; recognise it, celebrate together.
    Reached,
    /// Result: what was not; reflect, find causes together.
    NotReached,
    /// Result: the plan for the next period.
    NextPeriod,
}

/// The shape of a feedback script.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScriptShape {
    /// 正面反馈: detail → quality → result.
    Positive,
    /// 负面反馈: behaviour → consequence → next step.
    Corrective,
    /// Situation, behaviour, impact. From the literature.
    Sbi,
    /// Context, examples, diagnosis, action, review. From the literature.
    Cedar,
    /// Goal, reality, options, will. From the literature.
    Grow,
}

impl ScriptShape {
    /// All; the programme's two first.
    pub const ALL: [Self; 5] = [Self::Positive, Self::Corrective, Self::Sbi, Self::Cedar, Self::Grow];

    /// Its parts, in order.
    pub const fn parts(self) -> &'static [ScriptPart] {
        match self {
            Self::Positive => &[ScriptPart::Detail, ScriptPart::Quality, ScriptPart::Result],
            Self::Corrective => &[ScriptPart::Behaviour, ScriptPart::Consequence, ScriptPart::NextStep],
            Self::Sbi => &[ScriptPart::Situation, ScriptPart::Behaviour, ScriptPart::Impact],
            Self::Cedar => &[
                ScriptPart::Context,
                ScriptPart::Examples,
                ScriptPart::Diagnosis,
                ScriptPart::Action,
                ScriptPart::Review,
            ],
            Self::Grow => &[ScriptPart::Goal, ScriptPart::Reality, ScriptPart::Options, ScriptPart::Will],
        }
    }
}

/// A part of a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScriptPart {
    /// Positive: the detail of what was done.
    Detail,
    /// Positive: the quality it shows.
    Quality,
    /// Positive: the result it had.
    Result,
    /// Corrective, SBI: the behaviour, described and not judged.
    Behaviour,
    /// Corrective: its consequence.
    Consequence,
    /// Corrective: the next step, explored together.
    NextStep,
    /// SBI: when and where.
    Situation,
    /// SBI: what it did to others, to the work, to the customer.
    Impact,
    /// CEDAR: why it matters.
    Context,
    /// CEDAR: what was seen.
    Examples,
    /// CEDAR: what lies behind it.
    Diagnosis,
    /// CEDAR: what is done.
    Action,
    /// CEDAR: when we look again.
    Review,
    /// GROW: what is wanted.
    Goal,
    /// GROW: how it is now.
    Reality,
    /// GROW: what could be done.
    Options,
    /// GROW: what will be done.
    Will,
}

/// What is asked before a corrective script. `None` is not answered yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gate {
    /// I have seen it myself, or have it first hand.
    #[serde(default, skip_serializing_if = "is_default")]
    pub first_hand: Option<bool>,
    /// The person can change it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub changeable: Option<bool>,
    /// I can offer an improvement.
    #[serde(default, skip_serializing_if = "is_default")]
    pub improvement: Option<bool>,
    /// The note that the example is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub evidence: Option<EvidenceId>,
    /// The example in words, where no note was picked.
    #[serde(default, skip_serializing_if = "is_default")]
    pub example: String,
    /// What it is that the person can change.
    #[serde(default, skip_serializing_if = "is_default")]
    pub change: String,
    /// What the manager suggests.
    #[serde(default, skip_serializing_if = "is_default")]
    pub suggestion: String,
    /// Which conditions are to change instead of the person.
    #[serde(default, skip_serializing_if = "is_default")]
    pub conditions: String,
    /// Which support they are to get.
    #[serde(default, skip_serializing_if = "is_default")]
    pub support: String,
    /// What of their role is to change.
    #[serde(default, skip_serializing_if = "is_default")]
    pub role: String,
    /// Why the manager goes on in spite of a "no".
    #[serde(default, skip_serializing_if = "is_default")]
    pub reason: String,
}

impl Gate {
    /// Each question with its answer, and whether a "yes" is there in words: a "yes" alone is none.
    pub fn answers(&self) -> [(Option<bool>, bool); 3] {
        let is_said = |text: &str| !text.trim().is_empty();
        [
            (self.first_hand, self.evidence.is_some() || is_said(&self.example)),
            (self.changeable, is_said(&self.change)),
            (self.improvement, is_said(&self.suggestion)),
        ]
    }

    /// All three questions are answered with a yes in words, or all are answered and a reason to go on is given.
    pub fn is_open(&self) -> bool {
        let answers = self.answers();
        let has_reason = !self.reason.trim().is_empty() && answers.iter().all(|(answer, _)| answer.is_some());
        has_reason || answers.iter().all(|answer| *answer == (Some(true), true))
    }
}

/// What is found out together where the person doesn't accept the manager's way: the fourth trouble.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnosis {
    /// What they see and say.
    #[serde(default, skip_serializing_if = "is_default")]
    pub theirs: String,
    /// What both take to be the cause.
    #[serde(default, skip_serializing_if = "is_default")]
    pub causes: String,
    /// What both try now.
    #[serde(default, skip_serializing_if = "is_default")]
    pub way: String,
}

/// A feedback script.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Script {
    /// Its id, unique within the conversation.
    pub id: ScriptId,
    /// Its shape.
    pub shape: ScriptShape,
    /// What it is about, in a few words.
    #[serde(default, skip_serializing_if = "is_default")]
    pub topic: String,
    /// What is written, by part.
    #[serde(default, skip_serializing_if = "is_default", deserialize_with = "unique_map")]
    pub parts: BTreeMap<ScriptPart, String>,
    /// What was asked before, for a corrective one.
    #[serde(default, skip_serializing_if = "is_default")]
    pub gate: Gate,
    /// Marked words that are meant as they are.
    #[serde(default, skip_serializing_if = "is_default")]
    pub meant: Vec<MeantWords>,
    /// What was found out together, where the person didn't accept the manager's way.
    #[serde(default, skip_serializing_if = "is_default")]
    pub diagnosis: Diagnosis,
    /// Anything else.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
}

impl Script {
    /// An empty script.
    pub fn new(id: ScriptId, shape: ScriptShape) -> Self {
        Self {
            id,
            shape,
            topic: String::new(),
            parts: BTreeMap::new(),
            gate: Gate::default(),
            meant: Vec::new(),
            diagnosis: Diagnosis::default(),
            note: String::new(),
        }
    }
}

impl Record for Script {
    type Key = ScriptId;

    fn key(&self) -> ScriptId {
        self.id.clone()
    }
}

/// A strength or a challenge to speak of, and the evidence for it. In a file, one without evidence is a plain text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// What it is.
    pub text: String,
    /// The evidence it rests on.
    pub evidence: Vec<EvidenceId>,
}

/// A point as a file has it where it names evidence.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Point")]
struct PointRecord {
    #[serde(default, skip_serializing_if = "is_default")]
    text: String,
    #[serde(default, skip_serializing_if = "is_default")]
    evidence: Vec<EvidenceId>,
}

impl From<&str> for Point {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), evidence: Vec::new() }
    }
}

impl Serialize for Point {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { text, evidence } = self.clone();
        if evidence.is_empty() {
            return serializer.serialize_str(&text);
        }
        PointRecord { text, evidence }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Point {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl<'de> Visitor<'de> for Either {
            type Value = Point;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, or a record of a text and its evidence")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Point, E> {
                Ok(text.into())
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Point, A::Error> {
                let record = PointRecord::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Point { text: record.text, evidence: record.evidence })
            }
        }

        deserializer.deserialize_any(Either)
    }
}

/// A conversation with one person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conversation {
    /// Its id.
    pub id: ConversationId,
    /// With whom.
    pub person: MemberId,
    /// Which of the three.
    pub kind: ConversationKind,
    /// Who leads it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub manager: Option<MemberId>,
    /// The period it is about.
    #[serde(default, skip_serializing_if = "is_default")]
    pub period: Option<PeriodId>,
    /// When it is held.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on: Option<Date>,
    /// Where.
    #[serde(default, skip_serializing_if = "is_default")]
    pub place: String,
    /// When the person was told to prepare.
    #[serde(default, skip_serializing_if = "is_default")]
    pub told_on: Option<Date>,
    /// When it begins.
    #[serde(default, skip_serializing_if = "is_default")]
    pub at: Option<Time>,
    /// What both bring along.
    #[serde(default, skip_serializing_if = "is_default")]
    pub documents: String,
    /// What shall be agreed on at the end.
    #[serde(default, skip_serializing_if = "is_default")]
    pub wanted: String,
    /// Up to two strengths to speak of.
    #[serde(default, skip_serializing_if = "is_default")]
    pub strengths: Vec<Point>,
    /// Up to two challenges to speak of.
    #[serde(default, skip_serializing_if = "is_default")]
    pub challenges: Vec<Point>,
    /// What I want to say and ask, by step.
    #[serde(default, skip_serializing_if = "is_default", deserialize_with = "unique_map")]
    pub points: BTreeMap<Step, String>,
    /// What was said, by step.
    #[serde(default, skip_serializing_if = "is_default", deserialize_with = "unique_map")]
    pub notes: BTreeMap<Step, String>,
    /// What is to be done before it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub todo: Vec<Action>,
    /// Feedback scripts prepared.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub scripts: Table<Script>,
    /// What was promised.
    #[serde(default, skip_serializing_if = "is_default")]
    pub commitments: Vec<Action>,
    /// What both sign.
    #[serde(default, skip_serializing_if = "is_default")]
    pub record: SignedRecord,
    /// The last day on which it is kept, where the method's span is not right for it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub keep_until: Option<Date>,
    /// Anything else.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
}

impl Conversation {
    /// A conversation of which nothing is prepared.
    pub fn new(id: ConversationId, person: MemberId, kind: ConversationKind) -> Self {
        Self {
            id,
            person,
            kind,
            manager: None,
            period: None,
            on: None,
            place: String::new(),
            told_on: None,
            at: None,
            documents: String::new(),
            wanted: String::new(),
            strengths: Vec::new(),
            challenges: Vec::new(),
            points: BTreeMap::new(),
            notes: BTreeMap::new(),
            todo: Vec::new(),
            scripts: Table::default(),
            commitments: Vec::new(),
            record: SignedRecord::default(),
            keep_until: None,
            note: String::new(),
        }
    }
}

impl Conversation {
    /// Whether it has begun by a day: notes were taken, and its own day has come.
    pub fn is_held(&self, today: Date) -> bool {
        !self.notes.is_empty() && self.on.is_none_or(|on| on <= today)
    }
}

impl Record for Conversation {
    type Key = ConversationId;

    fn key(&self) -> ConversationId {
        self.id.clone()
    }
}
