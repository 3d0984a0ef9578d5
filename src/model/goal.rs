//! Goal cards 目标卡 and what was reached (METHOD §4).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    CustomerId, Date, GoalId, MemberId, Percent, PeriodId, Record, Table, Weight,
    units::{is_default, unique_map},
};

/// Who judges how far a goal was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The person whose card it is.
    Oneself,
    /// Their superior.
    Superior,
}

impl Side {
    /// Both, the person first.
    pub const ALL: [Self; 2] = [Self::Oneself, Self::Superior];
}

/// What the completion score is multiplied by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Factor {
    /// 困难程度.
    Difficulty,
    /// 努力程度.
    Effort,
}

impl Factor {
    /// Both, in the order in which they are multiplied.
    pub const ALL: [Self; 2] = [Self::Difficulty, Self::Effort];
}

/// What of a goal both agree on, and what is only revised afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GoalPart {
    /// What is to be reached.
    Name,
    /// 重要性.
    Weight,
    /// 数量.
    Quantity,
    /// 质量.
    Quality,
    /// 时间.
    Time,
    /// 成本.
    Cost,
}

impl GoalPart {
    /// All, in the order of the card.
    pub const ALL: [Self; 6] = [Self::Name, Self::Weight, Self::Quantity, Self::Quality, Self::Time, Self::Cost];
}

/// What a goal is checked against: SMART. Relevant means to the person's own life and work, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Smart {
    /// Specific.
    Specific,
    /// Measurable.
    Measurable,
    /// Attainable.
    Attainable,
    /// Relevant.
    Relevant,
    /// Bound in time.
    TimeBound,
}

impl Smart {
    /// All, in the order of the letters.
    pub const ALL: [Self; 5] = [Self::Specific, Self::Measurable, Self::Attainable, Self::Relevant, Self::TimeBound];
}

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
    /// What of the goal it changes; none where a file says it in its texts only.
    #[serde(default, skip_serializing_if = "is_default")]
    pub part: Option<GoalPart>,
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
    /// What was answered when it was checked.
    #[serde(default, skip_serializing_if = "is_default", deserialize_with = "unique_map")]
    pub check: BTreeMap<Smart, String>,
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
            check: BTreeMap::new(),
            note: String::new(),
        }
    }

    /// 完成率 as one side judges it.
    pub const fn completion_by(&self, side: Side) -> Option<Percent> {
        match side {
            Side::Oneself => self.self_completion,
            Side::Superior => self.completion,
        }
    }

    /// What a part of it says; a weight as a plain number.
    pub fn part(&self, part: GoalPart) -> String {
        match part {
            GoalPart::Name => self.name.clone(),
            GoalPart::Weight => self.weight.map_or_else(String::new, |weight| weight.get().to_string()),
            GoalPart::Quantity => self.measure.quantity.clone(),
            GoalPart::Quality => self.measure.quality.clone(),
            GoalPart::Time => self.measure.time.clone(),
            GoalPart::Cost => self.measure.cost.clone(),
        }
    }

    /// Makes a part of it say something else. A weight stays as it is where the text is none.
    pub fn set_part(&mut self, part: GoalPart, text: &str) {
        match part {
            GoalPart::Name => text.clone_into(&mut self.name),
            GoalPart::Weight => self.weight = Self::weight_of(text).unwrap_or(self.weight),
            GoalPart::Quantity => text.clone_into(&mut self.measure.quantity),
            GoalPart::Quality => text.clone_into(&mut self.measure.quality),
            GoalPart::Time => text.clone_into(&mut self.measure.time),
            GoalPart::Cost => text.clone_into(&mut self.measure.cost),
        }
    }

    /// The weight that a text of a [`GoalPart::Weight`] says; the empty one says there is none.
    pub fn weight_of(text: &str) -> Option<Option<Weight>> {
        let text = text.trim().trim_end_matches(['%', '％']).trim_end();
        if text.is_empty() { Some(None) } else { Weight::new(text.parse().ok()?).ok().map(Some) }
    }

    /// The same goal at the start of another period: what was agreed on, and nothing of what came of it.
    fn anew(&self) -> Self {
        Self {
            weight: self.weight,
            measure: self.measure.clone(),
            key_actions: self.key_actions.clone(),
            support: self.support.clone(),
            ..Self::new(self.id.clone(), &self.name)
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

impl Factors {
    /// One of them.
    pub const fn get(self, factor: Factor) -> Option<Percent> {
        match factor {
            Factor::Difficulty => self.difficulty,
            Factor::Effort => self.effort,
        }
    }

    /// Sets or forgets one of them.
    pub const fn set(&mut self, factor: Factor, value: Option<Percent>) {
        match factor {
            Factor::Difficulty => self.difficulty = value,
            Factor::Effort => self.effort = value,
        }
    }
}

/// A resource or a piece of advice that the superior gave on the way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Help {
    /// When.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on: Option<Date>,
    /// What.
    #[serde(default, skip_serializing_if = "is_default")]
    pub text: String,
}

/// A step of a card's way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Milestone {
    /// The person has drafted the goals.
    Drafted,
    /// Both have agreed on them.
    Agreed,
    /// The person has evaluated themselves.
    SelfEvaluated,
    /// The superior has evaluated, and they have talked.
    Evaluated,
}

impl Milestone {
    /// All, in the order of the way.
    pub const ALL: [Self; 4] = [Self::Drafted, Self::Agreed, Self::SelfEvaluated, Self::Evaluated];
}

/// How a card came about and how far it has come: commit, self-control, self-evaluation, the superior's evaluation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    /// What the superior demands: what the draft starts from.
    #[serde(default, skip_serializing_if = "is_default")]
    pub demands: String,
    /// When the draft was ready.
    #[serde(default, skip_serializing_if = "is_default")]
    pub drafted: Option<Date>,
    /// When both agreed on it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub agreed: Option<Date>,
    /// Resources and advice given.
    #[serde(default, skip_serializing_if = "is_default")]
    pub help: Vec<Help>,
    /// When the person had evaluated themselves.
    #[serde(default, skip_serializing_if = "is_default")]
    pub self_evaluated: Option<Date>,
    /// When the superior had evaluated and talked with them.
    #[serde(default, skip_serializing_if = "is_default")]
    pub evaluated: Option<Date>,
}

impl Way {
    /// The day of a milestone, once it is reached.
    pub const fn day(&self, milestone: Milestone) -> Option<Date> {
        match milestone {
            Milestone::Drafted => self.drafted,
            Milestone::Agreed => self.agreed,
            Milestone::SelfEvaluated => self.self_evaluated,
            Milestone::Evaluated => self.evaluated,
        }
    }

    /// Sets or forgets the day of a milestone.
    pub const fn set_day(&mut self, milestone: Milestone, day: Option<Date>) {
        match milestone {
            Milestone::Drafted => self.drafted = day,
            Milestone::Agreed => self.agreed = day,
            Milestone::SelfEvaluated => self.self_evaluated = day,
            Milestone::Evaluated => self.evaluated = day,
        }
    }
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
    /// How it came about and how far it has come.
    #[serde(default, skip_serializing_if = "is_default")]
    pub way: Way,
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
            way: Way::default(),
            goals: Table::default(),
            factors: Factors::default(),
            self_factors: Factors::default(),
            self_opinion: String::new(),
            superior_opinion: String::new(),
            note: String::new(),
        }
    }

    /// How a panel that shows the card of a person and a period names it.
    pub fn subject(person: &MemberId, period: &PeriodId) -> String {
        format!("{person} {period}")
    }

    /// Whether this is how a panel names it.
    pub fn is_subject(&self, subject: &str) -> bool {
        let period = subject.strip_prefix(self.person.as_str()).and_then(|rest| rest.strip_prefix(' '));
        period == Some(self.period.as_str())
    }

    /// The factors as one side sets them.
    pub const fn factors_by(&self, side: Side) -> Factors {
        match side {
            Side::Oneself => self.self_factors,
            Side::Superior => self.factors,
        }
    }

    /// A card for another period that starts from this one: the head and what was agreed on, nothing of what came of it.
    pub fn start_for(&self, period: PeriodId) -> Self {
        Self {
            post: self.post.clone(),
            superior: self.superior.clone(),
            superior_post: self.superior_post.clone(),
            work: self.work.clone(),
            accounts: self.accounts.clone(),
            goals: self.goals.iter().map(Goal::anew).collect(),
            ..Self::new(self.person.clone(), period)
        }
    }
}

impl Record for GoalCard {
    type Key = (MemberId, PeriodId);

    fn key(&self) -> Self::Key {
        (self.person.clone(), self.period.clone())
    }
}
