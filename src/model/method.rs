//! Thresholds, weights and readings: what of the method is data. Defaults are the programme's or, where it leaves
//! things open, our reading or the literature's (METHOD marks which).

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::RangeInclusive,
};

use serde::{Deserialize, Serialize};

use super::{
    Advantage, Attraction, ConversationMethod, Coverage, Criterion, GroupMinimum, Level, Percent, Points, Ratio, Score,
    Share, Support, Weight, WordingRule,
    units::{is_default, unique_map},
};

/// Everything of the method that a trainer may change.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Method {
    /// The value map.
    pub value_map: ValueMapMethod,
    /// The contribution grid.
    pub contributions: ContributionMethod,
    /// The power map.
    pub power_map: PowerMapMethod,
    /// The evaluation.
    pub evaluation: EvaluationMethod,
    /// Performance conversations.
    pub conversations: ConversationMethod,
    /// The assessment.
    pub assessment: AssessmentMethod,
    /// How feedback scripts are worded.
    #[serde(skip_serializing_if = "is_default")]
    pub wording: WordingMethod,
    /// Anything else.
    #[serde(skip_serializing_if = "is_default")]
    pub note: String,
}

/// The linter of feedback scripts. Our reading.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WordingMethod {
    /// The rules that are switched off.
    #[serde(skip_serializing_if = "is_default")]
    pub off: BTreeSet<WordingRule>,
}

/// Weights and cuts of the value map. Our reading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ValueMapMethod {
    /// Weights of attractiveness; they should sum to 100. A missing one is 0.
    #[serde(deserialize_with = "unique_map")]
    pub attraction: BTreeMap<Attraction, Weight>,
    /// Weights of advantage; they should sum to 100. A missing one is 0.
    #[serde(deserialize_with = "unique_map")]
    pub advantage: BTreeMap<Advantage, Weight>,
    /// From this attractiveness on a customer is attractive.
    pub attractiveness_cut: Score,
    /// From this ratio on we are strong.
    pub advantage_cut: Ratio,
    /// A point this close to a cut, as a share of the cut, is uncertain.
    pub uncertain_within: Share,
    /// Coverage of a group is partial from this share of customers with all three facts on.
    pub partial_from: Share,
    /// Coverage of a group is broad from this share on.
    pub broad_from: Share,
    /// Hares and rats get too much attention above this share of all open actions, if they bring less.
    pub attention_above: Share,
}

impl ValueMapMethod {
    /// Sets the weight of a criterion; our score and the rival's have the same.
    pub fn set_weight(&mut self, criterion: Criterion, weight: Weight) {
        match criterion {
            Criterion::Attraction(criterion) => self.attraction.insert(criterion, weight),
            Criterion::Us(criterion) | Criterion::Rival(criterion) => self.advantage.insert(criterion, weight),
        };
    }

    /// The weight of a criterion, as it is: 0 where there is none.
    pub fn weight(&self, criterion: Criterion) -> f64 {
        let weight = match criterion {
            Criterion::Attraction(criterion) => self.attraction.get(&criterion),
            Criterion::Us(criterion) | Criterion::Rival(criterion) => self.advantage.get(&criterion),
        };
        weight.map_or(0.0, |weight| weight.get())
    }
}

impl Default for ValueMapMethod {
    fn default() -> Self {
        let attraction = [20.0, 15.0, 10.0, 10.0, 10.0, 5.0, 10.0, 10.0, 10.0].map(Weight::clamped);
        let advantage = [40.0, 20.0, 20.0, 20.0].map(Weight::clamped);
        Self {
            attraction: Attraction::ALL.into_iter().zip(attraction).collect(),
            advantage: Advantage::ALL.into_iter().zip(advantage).collect(),
            attractiveness_cut: Score::clamped(5.5),
            advantage_cut: Ratio::clamped(1.0),
            uncertain_within: Share::clamped(0.05),
            partial_from: Share::clamped(1.0 / 3.0),
            broad_from: Share::clamped(2.0 / 3.0),
            attention_above: Share::clamped(0.2),
        }
    }
}

/// How contributions are read. Our reading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ContributionMethod {
    /// An offering without negatives is highly profitable from this multiple of the mean total of such offerings on.
    pub highly_from: Ratio,
    /// A customer is a fat sheep from this multiple of the mean total on. The mean is that of the customers whose total
    /// is above zero, here and below.
    pub sheep_from: Ratio,
    /// A reindeer from this multiple on.
    pub reindeer_from: Ratio,
    /// A hound from this multiple on, if it can be raised; a hare below.
    pub hound_from: Ratio,
}

impl Default for ContributionMethod {
    fn default() -> Self {
        Self {
            highly_from: Ratio::clamped(1.0),
            sheep_from: Ratio::clamped(1.0),
            reindeer_from: Ratio::clamped(0.5),
            hound_from: Ratio::clamped(0.1),
        }
    }
}

/// Thresholds of the power map's findings. Our reading and the literature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PowerMapMethod {
    /// A key person without contact for this many days is cold.
    pub cold_after_days: u16,
    /// Fewer of theirs in contact than this is single-threaded.
    pub min_theirs: u8,
    /// Fewer of ours in contact than this is single-threaded.
    pub min_ours: u8,
    /// More key relations than this are too many for one owner.
    pub max_per_owner: u8,
    /// A compliance check holds for this many days.
    pub compliance_holds_days: u16,
    /// The support that a relation of each level suggests. Our reading.
    #[serde(deserialize_with = "unique_map")]
    pub suggested_support: BTreeMap<Level, Support>,
    /// The coverage that a relation of each level suggests. Our reading.
    #[serde(deserialize_with = "unique_map")]
    pub suggested_coverage: BTreeMap<Level, Coverage>,
}

impl Default for PowerMapMethod {
    fn default() -> Self {
        let support = [(3, Support::Neutral), (4, Support::Supporter), (5, Support::Mentor)];
        let coverage = [
            (1, Coverage::Brief),
            (2, Coverage::Several),
            (3, Coverage::Several),
            (4, Coverage::InDepth),
            (5, Coverage::InDepth),
        ];
        Self {
            cold_after_days: 30,
            min_theirs: 3,
            min_ours: 2,
            max_per_owner: 10,
            compliance_holds_days: 365,
            suggested_support: support.into_iter().map(|(level, support)| (Level::clamped(level), support)).collect(),
            suggested_coverage: coverage
                .into_iter()
                .map(|(level, coverage)| (Level::clamped(level), coverage))
                .collect(),
        }
    }
}

impl PowerMapMethod {
    /// One of its thresholds.
    pub fn threshold(&self, threshold: PowerThreshold) -> u16 {
        match threshold {
            PowerThreshold::ColdAfterDays => self.cold_after_days,
            PowerThreshold::MinTheirs => self.min_theirs.into(),
            PowerThreshold::MinOurs => self.min_ours.into(),
            PowerThreshold::MaxPerOwner => self.max_per_owner.into(),
        }
    }

    /// Sets one of its thresholds, within its range.
    pub fn set_threshold(&mut self, threshold: PowerThreshold, value: u16) {
        let (least, most) = threshold.range().into_inner();
        let value = value.clamp(least, most);
        let small = u8::try_from(value).unwrap_or(u8::MAX);
        match threshold {
            PowerThreshold::ColdAfterDays => self.cold_after_days = value,
            PowerThreshold::MinTheirs => self.min_theirs = small,
            PowerThreshold::MinOurs => self.min_ours = small,
            PowerThreshold::MaxPerOwner => self.max_per_owner = small,
        }
    }
}

/// A threshold of the power map's findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PowerThreshold {
    /// [`PowerMapMethod::cold_after_days`].
    ColdAfterDays,
    /// [`PowerMapMethod::min_theirs`].
    MinTheirs,
    /// [`PowerMapMethod::min_ours`].
    MinOurs,
    /// [`PowerMapMethod::max_per_owner`].
    MaxPerOwner,
}

impl PowerThreshold {
    /// All.
    pub const ALL: [Self; 4] = [Self::ColdAfterDays, Self::MinTheirs, Self::MinOurs, Self::MaxPerOwner];

    /// From where to where it can be set.
    pub const fn range(self) -> RangeInclusive<u16> {
        match self {
            Self::ColdAfterDays => 1..=366,
            Self::MinTheirs | Self::MinOurs | Self::MaxPerOwner => 0..=100,
        }
    }
}

/// A grade of the evaluation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Grade {
    /// The best.
    A,
    /// Good.
    B,
    /// Sufficient.
    C,
    /// Weak.
    D,
    /// Below everything.
    E,
}

impl Grade {
    /// All, best first.
    pub const ALL: [Self; 5] = [Self::A, Self::B, Self::C, Self::D, Self::E];
}

/// Bands of the evaluation. Our reading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct EvaluationMethod {
    /// The overall score from which on each grade is reached; below all of them it is E.
    #[serde(deserialize_with = "unique_map")]
    pub grades_from: BTreeMap<Grade, Percent>,
}

impl Default for EvaluationMethod {
    fn default() -> Self {
        let from = [(Grade::A, 110.0), (Grade::B, 90.0), (Grade::C, 75.0), (Grade::D, 60.0)];
        Self { grades_from: from.into_iter().map(|(grade, percent)| (grade, Percent::clamped(percent))).collect() }
    }
}

/// Thresholds of the assessment. Our reading and the literature.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AssessmentMethod {
    /// Points of a new instrument's scale.
    pub points: Points,
    /// A protected group is shown from this many raters on; editable upwards only.
    pub min_group: GroupMinimum,
    /// A rater's role score needs at least this share of the role's items answered.
    pub min_answered: Share,
    /// A gap larger than points ÷ this is flagged.
    pub flag_divisor: Ratio,
}

impl Default for AssessmentMethod {
    fn default() -> Self {
        Self {
            points: Points::clamped(5),
            min_group: GroupMinimum::clamped(3),
            min_answered: Share::clamped(0.5),
            flag_divisor: Ratio::clamped(3.0),
        }
    }
}
