//! Where does each customer stand? Two weighted axes, the class of the quadrant, and what carried it (METHOD §1).

use std::collections::BTreeMap;

use crate::model::{
    Advantage, Attraction, Customer, CustomerClass, CustomerId, Record, Share, Table, ValueMapMethod, Weight, Workbook,
};

/// Slack for comparisons with a cut, so that 6.3 ÷ 6.0 is within 5 % of 1.0 in floating point too.
const TOLERANCE: f64 = 1e-9;

/// The customer value map 客户价值图.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ValueMap {
    /// Every customer, in the workbook's order.
    pub customers: Table<CustomerValue>,
    /// How well each segment, region and class is covered, in this order.
    pub coverage: Vec<GroupCoverage>,
}

/// One customer on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct CustomerValue {
    /// The customer.
    pub id: CustomerId,
    /// 客户群吸引力.
    pub attractiveness: Attractiveness,
    /// 相对优势.
    pub advantage: RelativeAdvantage,
    /// The class by the scores; `None` while an axis has no value.
    pub computed: Option<CustomerClass>,
    /// The class it counts as: the one set by hand, or else the computed one.
    pub class: Option<CustomerClass>,
    /// Whether the class was set by hand.
    pub overridden: bool,
    /// Whether it is close to a cut on either axis.
    pub uncertain: bool,
}

impl Record for CustomerValue {
    type Key = CustomerId;

    fn key(&self) -> CustomerId {
        self.id.clone()
    }
}

/// The axis of attractiveness: the weighted mean of the scores there are.
#[derive(Clone, Debug, PartialEq)]
pub struct Attractiveness {
    /// 1 to 10; `None` when no score with a weight is known.
    pub value: Option<f64>,
    /// The share of all weight whose criteria have a score, 0 to 1.
    pub known: f64,
    /// Whether the value is close to the cut.
    pub near_cut: bool,
    /// The criteria, in the method's order.
    pub parts: [AttractionPart; 9],
}

/// What one criterion brings to attractiveness.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AttractionPart {
    /// The criterion.
    pub criterion: Attraction,
    /// Its weight, as the method gives it.
    pub weight: f64,
    /// Its score, 1 to 10.
    pub score: Option<f64>,
    /// What it adds: weight × score ÷ known weight. These sum to the value.
    pub adds: Option<f64>,
}

/// The axis of relative advantage: our weighted mean ÷ the strongest competitor's.
#[derive(Clone, Debug, PartialEq)]
pub struct RelativeAdvantage {
    /// 1.0 is equal; `None` when no criterion with a weight is scored for both sides.
    pub value: Option<f64>,
    /// Our weighted mean over the criteria scored for both sides, 1 to 10.
    pub us: Option<f64>,
    /// The strongest competitor's weighted mean over the same criteria, 1 to 10.
    pub rival: Option<f64>,
    /// The share of all weight whose criteria are scored for both sides, 0 to 1.
    pub known: f64,
    /// Whether the value is close to the cut.
    pub near_cut: bool,
    /// The criteria, in the method's order.
    pub parts: [AdvantagePart; 4],
}

/// What one criterion brings to relative advantage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AdvantagePart {
    /// The criterion.
    pub criterion: Advantage,
    /// Its weight, as the method gives it.
    pub weight: f64,
    /// Our score, 1 to 10.
    pub us: Option<f64>,
    /// The strongest competitor's score, 1 to 10.
    pub rival: Option<f64>,
    /// What it adds to or takes from 1.0: weight × (ours − theirs) ÷ Σ weight × theirs. These sum to the value − 1.
    pub adds: Option<f64>,
}

/// Customers that are looked at together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Those of a segment.
    Segment(String),
    /// Those of a region.
    Region(String),
    /// Those of a class, overrides included.
    Class(CustomerClass),
}

/// How widely a group was contacted. Bounds: our reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// 大片空白.
    MostlyBlank,
    /// 局部宣传.
    Partial,
    /// 广泛宣传.
    Broad,
}

/// 接触宣传 of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupCoverage {
    /// The group.
    pub group: Group,
    /// How many customers it has.
    pub customers: usize,
    /// For how many of them all three facts are true.
    pub complete: usize,
    /// What that amounts to.
    pub reach: Reach,
}

impl ValueMap {
    /// Places every customer of the workbook.
    pub fn of(workbook: &Workbook) -> Self {
        let method = &workbook.method.value_map;
        let customers: Table<_> =
            workbook.customers.iter().map(|customer| CustomerValue::of(customer, method)).collect();
        let coverage = coverage(workbook, &customers, method);
        Self { customers, coverage }
    }
}

impl CustomerValue {
    /// Places one customer by a method.
    pub fn of(customer: &Customer, method: &ValueMapMethod) -> Self {
        let attractiveness = Attractiveness::of(customer, method);
        let advantage = RelativeAdvantage::of(customer, method);
        let computed = attractiveness.value.zip(advantage.value).map(|(attractiveness, advantage)| {
            CustomerClass::of(
                attractiveness >= method.attractiveness_cut.get() - TOLERANCE,
                advantage >= method.advantage_cut.get() - TOLERANCE,
            )
        });
        Self {
            id: customer.id.clone(),
            computed,
            class: customer.class_override.as_ref().map(|set| set.class).or(computed),
            overridden: customer.class_override.is_some(),
            uncertain: attractiveness.near_cut || advantage.near_cut,
            attractiveness,
            advantage,
        }
    }
}

impl Attractiveness {
    fn of(customer: &Customer, method: &ValueMapMethod) -> Self {
        let mut parts = Attraction::ALL.map(|criterion| AttractionPart {
            criterion,
            weight: weight(&method.attraction, criterion),
            score: customer.attraction.get(&criterion).map(|score| score.get()),
            adds: None,
        });
        let all: f64 = parts.iter().map(|part| part.weight).sum();
        let known: f64 = parts.iter().filter(|part| part.score.is_some()).map(|part| part.weight).sum();
        if known > 0.0 {
            for part in &mut parts {
                part.adds = part.score.map(|score| part.weight * score / known);
            }
        }
        let points: f64 = parts.iter().filter_map(|part| part.score.map(|score| part.weight * score)).sum();
        let value = (known > 0.0).then(|| points / known);
        Self {
            value,
            known: share(known, all),
            near_cut: near(value, method.attractiveness_cut.get(), method.uncertain_within),
            parts,
        }
    }
}

impl RelativeAdvantage {
    fn of(customer: &Customer, method: &ValueMapMethod) -> Self {
        let mut parts = Advantage::ALL.map(|criterion| {
            let versus = customer.advantage.get(&criterion).copied().unwrap_or_default();
            AdvantagePart {
                criterion,
                weight: weight(&method.advantage, criterion),
                us: versus.us.map(|score| score.get()),
                rival: versus.rival.map(|score| score.get()),
                adds: None,
            }
        });
        let all: f64 = parts.iter().map(|part| part.weight).sum();
        let (mut known, mut ours, mut theirs) = (0.0, 0.0, 0.0);
        for part in &parts {
            if let Some((us, rival)) = part.both() {
                known += part.weight;
                ours += part.weight * us;
                theirs += part.weight * rival;
            }
        }
        if known > 0.0 {
            for part in &mut parts {
                part.adds = part.both().map(|(us, rival)| part.weight * (us - rival) / theirs);
            }
        }
        let value = (known > 0.0).then(|| ours / theirs);
        Self {
            value,
            us: value.map(|_| ours / known),
            rival: value.map(|_| theirs / known),
            known: share(known, all),
            near_cut: near(value, method.advantage_cut.get(), method.uncertain_within),
            parts,
        }
    }
}

impl AdvantagePart {
    /// Both scores, where both are known: only then does the criterion count.
    fn both(&self) -> Option<(f64, f64)> {
        self.us.zip(self.rival)
    }
}

fn weight<K: Ord>(weights: &BTreeMap<K, Weight>, criterion: K) -> f64 {
    weights.get(&criterion).map_or(0.0, |weight| weight.get())
}

fn share(part: f64, all: f64) -> f64 {
    if all > 0.0 { part / all } else { 0.0 }
}

fn near(value: Option<f64>, cut: f64, within: Share) -> bool {
    value.is_some_and(|value| (value - cut).abs() <= within.get() * cut + TOLERANCE)
}

/// Counts each group's customers, groups in order of their first customer, segments before regions before classes.
fn coverage(workbook: &Workbook, values: &Table<CustomerValue>, method: &ValueMapMethod) -> Vec<GroupCoverage> {
    let segments = workbook.customers.iter().map(|c| (named(Group::Segment, &c.segment), c));
    let regions = workbook.customers.iter().map(|c| (named(Group::Region, &c.region), c));
    let classes =
        workbook.customers.iter().map(|c| (values.get(&c.id).and_then(|value| value.class).map(Group::Class), c));
    let mut counts: indexmap::IndexMap<Group, (usize, usize)> = indexmap::IndexMap::new();
    for (group, customer) in segments.chain(regions).chain(classes) {
        if let Some(group) = group {
            let (customers, complete) = counts.entry(group).or_default();
            *customers += 1;
            *complete += usize::from(customer.contacted.complete());
        }
    }
    let judged = |(group, (customers, complete))| GroupCoverage {
        group,
        customers,
        complete,
        reach: Reach::of(customers, complete, method),
    };
    counts.into_iter().map(judged).collect()
}

fn named(group: fn(String) -> Group, name: &str) -> Option<Group> {
    (!name.is_empty()).then(|| group(name.to_owned()))
}

impl Reach {
    /// What it amounts to when `complete` of `customers` were contacted in all three ways.
    #[expect(clippy::cast_precision_loss, reason = "counts of customers are far below 2^53")]
    pub fn of(customers: usize, complete: usize, method: &ValueMapMethod) -> Self {
        let share = share(complete as f64, customers as f64) + TOLERANCE;
        if share >= method.broad_from.get() {
            Self::Broad
        } else if share >= method.partial_from.get() {
            Self::Partial
        } else {
            Self::MostlyBlank
        }
    }
}
