//! Goal cards 目标卡 and what was reached (METHOD §4).

use serde::{Deserialize, Serialize};

use super::{CustomerId, Date, GoalId, MemberId, Percent, PeriodId, Record, Table, Weight, units::is_default};

/// How a goal is measured; each is free text, empty where it does not apply.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// 数量.
    #[serde(default, skip_serializing_if = "is_default")]
    pub quantity: String,
    /// 质量.
    #[serde(default, skip_serializing_if = "is_default")]
    pub quality: String,
    /// 时间.
    #[serde(default, skip_serializing_if = "is_default")]
    pub time: String,
    /// 成本.
    #[serde(default, skip_serializing_if = "is_default")]
    pub cost: String,
}

/// The only conditions under which a goal is revised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RevisionCondition {
    /// The outside changed greatly.
    Environment,
    /// The company's strategy changed greatly.
    Strategy,
    /// A sudden event hit it.
    Event,
    /// Even the minimum can't be reached, in spite of every effort.
    MinimumOutOfReach,
}

impl RevisionCondition {
    /// All, in the method's order.
    pub const ALL: [Self; 4] = [Self::Environment, Self::Strategy, Self::Event, Self::MinimumOutOfReach];
}

/// A revision of a goal; the old value stays visible.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Revision {
    /// When.
    pub on: Date,
    /// Which condition holds.
    pub condition: RevisionCondition,
    /// The goal as it was.
    #[serde(default, skip_serializing_if = "is_default")]
    pub old: String,
    /// The goal as it is now.
    #[serde(default, skip_serializing_if = "is_default")]
    pub new: String,
    /// What happened.
    #[serde(default, skip_serializing_if = "is_default")]
    pub reason: String,
}

/// One goal of a card.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Goal {
    /// Its id, unique within the card.
    pub id: GoalId,
    /// What is to be reached.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// 重要性, percent; the weights of a card should sum to 100.
    #[serde(default, skip_serializing_if = "is_default")]
    pub weight: Option<Weight>,
    /// Measures.
    #[serde(default, skip_serializing_if = "is_default")]
    pub measure: Measure,
    /// Key actions.
    #[serde(default, skip_serializing_if = "is_default")]
    pub key_actions: String,
    /// Departments that support it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub support: String,
    /// What was actually reached.
    #[serde(default, skip_serializing_if = "is_default")]
    pub actual: String,
    /// 完成率 as the superior judges it; `None` is open, not zero.
    #[serde(default, skip_serializing_if = "is_default")]
    pub completion: Option<Percent>,
    /// 完成率 as the person judges it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub self_completion: Option<Percent>,
    /// The person's comment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub self_comment: String,
    /// The superior's comment.
    #[serde(default, skip_serializing_if = "is_default")]
    pub superior_comment: String,
    /// How it was revised.
    #[serde(default, skip_serializing_if = "is_default")]
    pub revisions: Vec<Revision>,
    /// Anything else.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
}

impl Goal {
    /// A goal with a name and nothing else.
    pub fn new(id: GoalId, name: &str) -> Self {
        Self {
            id,
            name: name.to_owned(),
            weight: None,
            measure: Measure::default(),
            key_actions: String::new(),
            support: String::new(),
            actual: String::new(),
            completion: None,
            self_completion: None,
            self_comment: String::new(),
            superior_comment: String::new(),
            revisions: Vec::new(),
            note: String::new(),
        }
    }

    /// The name to show: the id where there is none.
    pub fn label(&self) -> &str {
        if self.name.is_empty() { self.id.as_str() } else { &self.name }
    }
}

impl Record for Goal {
    type Key = GoalId;

    fn key(&self) -> GoalId {
        self.id.clone()
    }
}

/// The factors by which the completion score is multiplied. `None` counts as 100 %: as agreed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Factors {
    /// 困难程度.
    #[serde(default, skip_serializing_if = "is_default")]
    pub difficulty: Option<Percent>,
    /// 努力程度.
    #[serde(default, skip_serializing_if = "is_default")]
    pub effort: Option<Percent>,
}

/// One person's goals for one period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GoalCard {
    /// Whose it is.
    pub person: MemberId,
    /// For when.
    pub period: PeriodId,
    /// Their post.
    #[serde(default, skip_serializing_if = "is_default")]
    pub post: String,
    /// Their superior.
    #[serde(default, skip_serializing_if = "is_default")]
    pub superior: Option<MemberId>,
    /// The superior's post.
    #[serde(default, skip_serializing_if = "is_default")]
    pub superior_post: String,
    /// Work assigned.
    #[serde(default, skip_serializing_if = "is_default")]
    pub work: String,
    /// Accounts assigned.
    #[serde(default, skip_serializing_if = "is_default")]
    pub accounts: Vec<CustomerId>,
    /// The goals.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub goals: Table<Goal>,
    /// The superior's factors.
    #[serde(default, skip_serializing_if = "is_default")]
    pub factors: Factors,
    /// The person's own factors.
    #[serde(default, skip_serializing_if = "is_default")]
    pub self_factors: Factors,
    /// The person's overall opinion.
    #[serde(default, skip_serializing_if = "is_default")]
    pub self_opinion: String,
    /// The superior's overall opinion.
    #[serde(default, skip_serializing_if = "is_default")]
    pub superior_opinion: String,
    /// Anything else.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
}

impl GoalCard {
    /// An empty card.
    pub fn new(person: MemberId, period: PeriodId) -> Self {
        Self {
            person,
            period,
            post: String::new(),
            superior: None,
            superior_post: String::new(),
            work: String::new(),
            accounts: Vec::new(),
            goals: Table::default(),
            factors: Factors::default(),
            self_factors: Factors::default(),
            self_opinion: String::new(),
            superior_opinion: String::new(),
            note: String::new(),
        }
    }
}

impl Record for GoalCard {
    type Key = (MemberId, PeriodId);

    fn key(&self) -> Self::Key {
        (self.person.clone(), self.period.clone())
    }
}
