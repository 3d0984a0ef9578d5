//! Performance conversations 绩效沟通 and the feedback scripts prepared for them (METHOD §3).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    Action, ConversationId, CustomerId, Date, GoalId, ItemId, MemberId, PeriodId, Record, ScriptId, Table,
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
    /// Why the manager goes on in spite of a "no".
    #[serde(default, skip_serializing_if = "is_default")]
    pub reason: String,
}

impl Gate {
    /// All three questions are answered with yes, or a reason to go on is given.
    pub fn is_open(&self) -> bool {
        let answers = [self.first_hand, self.changeable, self.improvement];
        answers.iter().all(|a| *a == Some(true))
            || (answers.iter().all(Option::is_some) && !self.reason.trim().is_empty())
    }
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
    /// Anything else.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
}

impl Script {
    /// An empty script.
    pub fn new(id: ScriptId, shape: ScriptShape) -> Self {
        Self { id, shape, topic: String::new(), parts: BTreeMap::new(), gate: Gate::default(), note: String::new() }
    }
}

impl Record for Script {
    type Key = ScriptId;

    fn key(&self) -> ScriptId {
        self.id.clone()
    }
}

/// What a piece of evidence belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceLink {
    /// A goal of the person's card for a period.
    Goal(PeriodId, GoalId),
    /// An item of an assessment.
    Item(ItemId),
    /// A customer.
    Customer(CustomerId),
}

/// Something seen or heard, with its date.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// When.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on: Option<Date>,
    /// What.
    #[serde(default, skip_serializing_if = "is_default")]
    pub text: String,
    /// What it belongs to.
    #[serde(default, skip_serializing_if = "is_default")]
    pub links: Vec<EvidenceLink>,
}

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

/// What both sign at the end.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The hash that locks it, once both have signed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub hash: String,
}

/// A conversation with one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Up to two strengths to speak of.
    #[serde(default, skip_serializing_if = "is_default")]
    pub strengths: Vec<String>,
    /// Up to two challenges to speak of.
    #[serde(default, skip_serializing_if = "is_default")]
    pub challenges: Vec<String>,
    /// Notes, by step.
    #[serde(default, skip_serializing_if = "is_default", deserialize_with = "unique_map")]
    pub notes: BTreeMap<Step, String>,
    /// Feedback scripts prepared.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub scripts: Table<Script>,
    /// Evidence collected.
    #[serde(default, skip_serializing_if = "is_default")]
    pub evidence: Vec<Evidence>,
    /// What was promised.
    #[serde(default, skip_serializing_if = "is_default")]
    pub commitments: Vec<Action>,
    /// What both sign.
    #[serde(default, skip_serializing_if = "is_default")]
    pub record: SignedRecord,
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
            strengths: Vec::new(),
            challenges: Vec::new(),
            notes: BTreeMap::new(),
            scripts: Table::default(),
            evidence: Vec::new(),
            commitments: Vec::new(),
            record: SignedRecord::default(),
            note: String::new(),
        }
    }
}

impl Record for Conversation {
    type Key = ConversationId;

    fn key(&self) -> ConversationId {
        self.id.clone()
    }
}
