//! Customers on the value map, what we sell them, and what that brings (METHOD §1).

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};

use super::{
    Action, Certainty, CustomerId, Date, MemberId, Money, OfferingId, Ratio, Record, Refusal, Score, Share,
    units::{is_default, unique_map},
};

/// A criterion of a customer's attractiveness 客户群吸引力.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attraction {
    /// 利润贡献.
    Profit,
    /// 持续采购.
    Continuity,
    /// 制高点: winning it opens others.
    Showcase,
    /// 转介绍.
    Referral,
    /// 账期.
    Terms,
    /// 学习机会.
    Learning,
    /// 新品接受度.
    Openness,
    /// 企业信用.
    Credit,
    /// 采购流程便利.
    Ease,
}

impl Attraction {
    /// All, in the method's order.
    pub const ALL: [Self; 9] = [
        Self::Profit,
        Self::Continuity,
        Self::Showcase,
        Self::Referral,
        Self::Terms,
        Self::Learning,
        Self::Openness,
        Self::Credit,
        Self::Ease,
    ];
}

/// A criterion of our relative advantage 相对优势, scored for us and for the strongest competitor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Advantage {
    /// 产品.
    Offering,
    /// 人员组织.
    People,
    /// 服务.
    Service,
    /// 影响力.
    Influence,
}

impl Advantage {
    /// All, in the method's order.
    pub const ALL: [Self; 4] = [Self::Offering, Self::People, Self::Service, Self::Influence];
}

/// One of the 17 scores a customer can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Criterion {
    /// A criterion of attractiveness.
    Attraction(Attraction),
    /// Our score on a criterion of advantage.
    Us(Advantage),
    /// The strongest competitor's.
    Rival(Advantage),
}

impl Criterion {
    /// All, attractiveness first, then ours and theirs by turns.
    pub fn all() -> impl Iterator<Item = Self> {
        let attraction = Attraction::ALL.into_iter().map(Self::Attraction);
        attraction.chain(Advantage::ALL.into_iter().flat_map(|a| [Self::Us(a), Self::Rival(a)]))
    }
}

/// Our score and the strongest competitor's on one criterion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Versus {
    /// Ours.
    #[serde(default, skip_serializing_if = "is_default")]
    pub us: Option<Score>,
    /// The strongest competitor's.
    #[serde(default, skip_serializing_if = "is_default")]
    pub rival: Option<Score>,
}

/// What stands behind a score.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ScoreNote {
    /// Guess or knowledge.
    #[serde(default, skip_serializing_if = "is_default")]
    pub certainty: Certainty,
    /// Why this score.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
}

/// The competitive situation 竞争态势: words, not scores.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Competition {
    /// Who the strongest competitor is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub rival: String,
    /// 对比能力.
    #[serde(default, skip_serializing_if = "is_default")]
    pub ability: String,
    /// 战略意图.
    #[serde(default, skip_serializing_if = "is_default")]
    pub intent: String,
    /// 关注程度.
    #[serde(default, skip_serializing_if = "is_default")]
    pub attention: String,
}

/// The three facts of 接触宣传. `None` is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contacted {
    /// A formal face-to-face introduction, new offerings included, was made.
    #[serde(default, skip_serializing_if = "is_default")]
    pub introduced: Option<bool>,
    /// Their buying procedure is known.
    #[serde(default, skip_serializing_if = "is_default")]
    pub procedure_known: Option<bool>,
    /// Their key needs are known.
    #[serde(default, skip_serializing_if = "is_default")]
    pub needs_known: Option<bool>,
}

impl Contacted {
    /// All three are true.
    pub fn complete(self) -> bool {
        [self.introduced, self.procedure_known, self.needs_known].iter().all(|fact| *fact == Some(true))
    }
}

/// The four classes of the value map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CustomerClass {
    /// 一级 巩固: attractive, and we are strong.
    Consolidate,
    /// 二级 投入: attractive, and we are weak.
    Invest,
    /// 三级 收获: less attractive, and we are strong.
    Harvest,
    /// 四级 兼顾: less attractive, and we are weak.
    ServeLightly,
}

impl CustomerClass {
    /// All, first class first.
    pub const ALL: [Self; 4] = [Self::Consolidate, Self::Invest, Self::Harvest, Self::ServeLightly];

    /// The class of a quadrant.
    pub const fn of(attractive: bool, strong: bool) -> Self {
        match (attractive, strong) {
            (true, true) => Self::Consolidate,
            (true, false) => Self::Invest,
            (false, true) => Self::Harvest,
            (false, false) => Self::ServeLightly,
        }
    }
}

/// Where a bubble was put by hand.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// On the axis of attractiveness, 1–10.
    pub attractiveness: Score,
    /// On the axis of advantage, 1.0 = equal.
    pub advantage: Ratio,
}

/// A class set by hand against the scores, which stay. It can be taken back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClassOverride {
    /// The class it counts as.
    pub class: CustomerClass,
    /// Where its bubble was dropped.
    #[serde(default, skip_serializing_if = "is_default")]
    pub place: Option<Place>,
    /// Why.
    #[serde(default, skip_serializing_if = "is_default")]
    pub reason: String,
    /// By whom.
    #[serde(default, skip_serializing_if = "is_default")]
    pub by: Option<MemberId>,
    /// When.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on: Option<Date>,
}

/// The trainer's tag for a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Animal {
    /// 肥羊: big profit now; watch over.
    Sheep,
    /// 驯鹿: follow closely.
    Reindeer,
    /// 猎狗: small now; raise.
    Hound,
    /// 野兔: many and small.
    Hare,
    /// 硕鼠: small or losing; gets too much attention.
    Rat,
}

impl Animal {
    /// All, most valuable first.
    pub const ALL: [Self; 5] = [Self::Sheep, Self::Reindeer, Self::Hound, Self::Hare, Self::Rat];
}

/// A customer, or a group of customers that is dealt with as one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Customer {
    /// Its id.
    pub id: CustomerId,
    /// Its name.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// Its segment or industry.
    #[serde(default, skip_serializing_if = "is_default")]
    pub segment: String,
    /// Its region.
    #[serde(default, skip_serializing_if = "is_default")]
    pub region: String,
    /// Who of us looks after it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owner: Option<MemberId>,
    /// What they spend on our kind of thing in a year.
    #[serde(default, skip_serializing_if = "is_default")]
    pub annual_spend: Option<Money>,
    /// What of it is ours, a year. The bubble's area.
    #[serde(default, skip_serializing_if = "is_default")]
    pub revenue: Option<Money>,
    /// 接触宣传.
    #[serde(default, skip_serializing_if = "is_default")]
    pub contacted: Contacted,
    /// Scores of attractiveness; a missing one is unknown, not zero.
    #[serde(default, skip_serializing_if = "is_default", deserialize_with = "unique_map")]
    pub attraction: BTreeMap<Attraction, Score>,
    /// Scores of advantage, ours and the strongest competitor's.
    #[serde(default, skip_serializing_if = "is_default", deserialize_with = "unique_map")]
    pub advantage: BTreeMap<Advantage, Versus>,
    /// What stands behind single scores.
    #[serde(default, skip_serializing_if = "is_default", deserialize_with = "unique_map")]
    pub score_notes: BTreeMap<Criterion, ScoreNote>,
    /// 竞争态势.
    #[serde(default, skip_serializing_if = "is_default")]
    pub competition: Competition,
    /// A class set by hand.
    #[serde(default, skip_serializing_if = "is_default")]
    pub class_override: Option<ClassOverride>,
    /// The trainer's tag.
    #[serde(default, skip_serializing_if = "is_default")]
    pub animal: Option<Animal>,
    /// What is done next for it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub actions: Vec<Action>,
    /// Anything else.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
}

impl Customer {
    /// A customer of whom nothing is known but the name.
    pub fn new(id: CustomerId, name: &str) -> Self {
        Self {
            id,
            name: name.to_owned(),
            segment: String::new(),
            region: String::new(),
            owner: None,
            annual_spend: None,
            revenue: None,
            contacted: Contacted::default(),
            attraction: BTreeMap::new(),
            advantage: BTreeMap::new(),
            score_notes: BTreeMap::new(),
            competition: Competition::default(),
            class_override: None,
            animal: None,
            actions: Vec::new(),
            note: String::new(),
        }
    }

    /// The name to show: the id where there is none.
    pub fn label(&self) -> &str {
        if self.name.is_empty() { self.id.as_str() } else { &self.name }
    }

    /// One score.
    pub fn score(&self, criterion: Criterion) -> Option<Score> {
        match criterion {
            Criterion::Attraction(a) => self.attraction.get(&a).copied(),
            Criterion::Us(a) => self.advantage.get(&a).and_then(|v| v.us),
            Criterion::Rival(a) => self.advantage.get(&a).and_then(|v| v.rival),
        }
    }

    /// Sets or forgets one score.
    pub fn set_score(&mut self, criterion: Criterion, score: Option<Score>) {
        match (criterion, score) {
            (Criterion::Attraction(a), Some(score)) => {
                self.attraction.insert(a, score);
            }
            (Criterion::Attraction(a), None) => {
                self.attraction.remove(&a);
            }
            (Criterion::Us(a), score) => self.advantage.entry(a).or_default().us = score,
            (Criterion::Rival(a), score) => self.advantage.entry(a).or_default().rival = score,
        }
        self.advantage.retain(|_, versus| *versus != Versus::default());
    }

    /// Replaces what stands behind a score. One that says nothing is none.
    pub fn set_score_note(&mut self, criterion: Criterion, note: ScoreNote) {
        if note == ScoreNote::default() {
            self.score_notes.remove(&criterion);
        } else {
            self.score_notes.insert(criterion, note);
        }
    }

    /// Our share of what they spend, where both are known.
    pub fn wallet_share(&self) -> Option<Share> {
        let (spend, revenue) = (self.annual_spend?.get(), self.revenue?.get());
        if spend > 0.0 { Share::new(revenue / spend).ok() } else { None }
    }
}

impl Record for Customer {
    type Key = CustomerId;

    fn key(&self) -> CustomerId {
        self.id.clone()
    }
}

/// Something we sell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offering {
    /// Its id.
    pub id: OfferingId,
    /// Its name.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// Anything else.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
}

impl Offering {
    /// The name to show: the id where there is none.
    pub fn label(&self) -> &str {
        if self.name.is_empty() { self.id.as_str() } else { &self.name }
    }
}

impl Record for Offering {
    type Key = OfferingId;

    fn key(&self) -> OfferingId {
        self.id.clone()
    }
}

/// What one offering brings at one customer: an amount, or just its sign. Written `-1200`, `"++"`, `"+"` or `"-"`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Margin {
    /// An amount a year.
    Amount(Money),
    /// Only its sign is known.
    Sign(MarginSign),
}

/// A margin known by its sign only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarginSign {
    /// Much.
    StronglyPositive,
    /// Some.
    Positive,
    /// A loss.
    Negative,
}

impl MarginSign {
    /// How it is written in a file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::StronglyPositive => "++",
            Self::Positive => "+",
            Self::Negative => "-",
        }
    }

    /// Reads `++`, `+` or `-`, the real minus and full-width signs included.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "++" | "＋＋" => Some(Self::StronglyPositive),
            "+" | "＋" => Some(Self::Positive),
            "-" | "−" | "－" => Some(Self::Negative),
            _ => None,
        }
    }
}

impl Serialize for MarginSign {
    /// As a text: RON would write a unit variant of this name as `r#+`.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Margin {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl serde::de::Visitor<'_> for Visitor {
            type Value = Margin;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(r#"a number, "++", "+" or "-""#)
            }

            fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Margin, E> {
                Money::new(value).map(Margin::Amount).map_err(|error| E::custom(Refusal::Number(error)))
            }

            #[expect(clippy::cast_precision_loss, reason = "amounts beyond 2^53 are out of range anyway")]
            fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Margin, E> {
                self.visit_f64(value as f64)
            }

            #[expect(clippy::cast_precision_loss, reason = "amounts beyond 2^53 are out of range anyway")]
            fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Margin, E> {
                self.visit_f64(value as f64)
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Margin, E> {
                let sign = MarginSign::parse(text);
                sign.map(Margin::Sign).ok_or_else(|| E::custom(Refusal::Margin(text.to_owned())))
            }
        }

        deserializer.deserialize_any(Visitor)
    }
}

/// One cell of the contribution grid 客户贡献.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Contribution {
    /// The customer.
    pub customer: CustomerId,
    /// The offering.
    pub offering: OfferingId,
    /// What it brings.
    pub margin: Margin,
    /// Anything else.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
}

impl Record for Contribution {
    type Key = (CustomerId, OfferingId);

    fn key(&self) -> Self::Key {
        (self.customer.clone(), self.offering.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn margins_come_back_as_they_are_written() {
        let amount = Margin::Amount(Money::new(-2.5).unwrap());
        let signs = [MarginSign::StronglyPositive, MarginSign::Positive, MarginSign::Negative].map(Margin::Sign);
        for (margin, text) in [amount].into_iter().chain(signs).zip(["-2.5", "\"++\"", "\"+\"", "\"-\""]) {
            assert_eq!(ron::to_string(&margin).unwrap(), text);
            assert_eq!(ron::from_str::<Margin>(text).unwrap(), margin);
        }
    }
}
