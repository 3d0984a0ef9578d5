//! Where does each customer stand? Two weighted axes, the class of the quadrant, and what carried it (METHOD §1).

use crate::model::{
    Advantage, Attraction, Criterion, Customer, CustomerClass, CustomerId, Record, Share, Table, ValueMapMethod,
    Workbook,
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
            weight: method.weight(Criterion::Attraction(criterion)),
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
                weight: method.weight(Criterion::Us(criterion)),
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

fn share(part: f64, all: f64) -> f64 {
    // The sum of nothing is −0.0; adding 0 makes it what people write.
    if all > 0.0 { part / all + 0.0 } else { 0.0 }
}

fn near(value: Option<f64>, cut: f64, within: Share) -> bool {
    value.is_some_and(|value| (value - cut).abs() <= within.get() * cut + TOLERANCE)
}

/// Counts each group's customers: segments, then regions, in order of their first customer, then classes in theirs.
fn coverage(workbook: &Workbook, values: &Table<CustomerValue>, method: &ValueMapMethod) -> Vec<GroupCoverage> {
    let segments = workbook.customers.iter().map(|c| (named(Group::Segment, &c.segment), c));
    let regions = workbook.customers.iter().map(|c| (named(Group::Region, &c.region), c));
    let of_class = |class| move |customer: &&Customer| values.get(&customer.id).is_some_and(|v| v.class == Some(class));
    let classes = CustomerClass::ALL.into_iter().flat_map(|class| {
        workbook.customers.iter().filter(of_class(class)).map(move |c| (Some(Group::Class(class)), c))
    });
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::model::{ClassOverride, Contacted, Score, Weight};

    fn customer(id: &str) -> Customer {
        Customer::new(CustomerId::new(id).unwrap(), "")
    }

    fn scored(scores: &[(Criterion, f64)]) -> Customer {
        let mut customer = customer("c");
        for (criterion, score) in scores {
            customer.set_score(*criterion, Some(Score::new(*score).unwrap()));
        }
        customer
    }

    fn place(customer: &Customer) -> CustomerValue {
        CustomerValue::of(customer, &ValueMapMethod::default())
    }

    fn close(a: Option<f64>, b: f64) -> bool {
        a.is_some_and(|a| (a - b).abs() < 1e-12)
    }

    use Criterion::{Attraction as At, Rival, Us};

    #[test]
    fn what_is_blank_is_left_out_and_the_known_share_says_so() {
        // Profit 20 × 9 and continuity 15 × 2 of 35 known; offering 40 × 8 : 6 and influence 20 × 5 : 5 of 60;
        // service is scored for one side only and does not count.
        let value = place(&scored(&[
            (At(Attraction::Profit), 9.0),
            (At(Attraction::Continuity), 2.0),
            (Us(Advantage::Offering), 8.0),
            (Rival(Advantage::Offering), 6.0),
            (Us(Advantage::Influence), 5.0),
            (Rival(Advantage::Influence), 5.0),
            (Us(Advantage::Service), 10.0),
        ]));
        assert!(close(value.attractiveness.value, 210.0 / 35.0));
        assert!(close(Some(value.attractiveness.known), 0.35));
        assert!(close(value.advantage.value, 420.0 / 340.0));
        assert!(close(value.advantage.us, 7.0) && close(value.advantage.rival, 340.0 / 60.0));
        assert!(close(Some(value.advantage.known), 0.6));
        assert_eq!(value.class, Some(CustomerClass::Consolidate));
        assert!(close(value.attractiveness.parts[0].adds, 180.0 / 35.0));
        assert_eq!(value.attractiveness.parts[2].adds, None);
        assert!(close(value.advantage.parts[0].adds, 80.0 / 340.0));
        assert_eq!(value.advantage.parts[2].adds, None);
    }

    #[test]
    fn each_quadrant_has_its_class_and_a_cut_counts_as_high() {
        for (attractiveness, us, class, uncertain) in [
            (5.5, 5.0, CustomerClass::Consolidate, true),
            (9.0, 10.0, CustomerClass::Consolidate, false),
            (9.0, 4.0, CustomerClass::Invest, false),
            (5.4, 10.0, CustomerClass::Harvest, true),
            (2.0, 9.0, CustomerClass::Harvest, false),
            (2.0, 1.0, CustomerClass::ServeLightly, false),
            // 5.25 ÷ 5 and 5.775 are exactly 5 % from the cuts; a little further is certain.
            (9.0, 5.25, CustomerClass::Consolidate, true),
            (9.0, 5.26, CustomerClass::Consolidate, false),
            (5.775, 9.0, CustomerClass::Consolidate, true),
            (5.776, 9.0, CustomerClass::Consolidate, false),
        ] {
            let value = place(&scored(&[
                (At(Attraction::Ease), attractiveness),
                (Us(Advantage::People), us),
                (Rival(Advantage::People), 5.0),
            ]));
            assert_eq!((value.class, value.uncertain), (Some(class), uncertain), "{attractiveness} {us}");
        }
    }

    #[test]
    fn without_a_value_on_an_axis_only_an_override_gives_a_class() {
        let mut half = scored(&[(At(Attraction::Profit), 9.0)]);
        assert_eq!((place(&half).class, place(&half).overridden), (None, false));
        half.class_override = Some(ClassOverride {
            class: CustomerClass::Harvest,
            place: None,
            reason: String::new(),
            by: None,
            on: None,
        });
        let value = place(&half);
        assert_eq!((value.computed, value.class, value.overridden), (None, Some(CustomerClass::Harvest), true));
    }

    #[test]
    fn criteria_without_weight_give_no_value() {
        let mut method = ValueMapMethod::default();
        method.attraction.insert(Attraction::Profit, Weight::clamped(0.0));
        let customer = scored(&[(At(Attraction::Profit), 9.0)]);
        let value = CustomerValue::of(&customer, &method);
        assert_eq!((value.attractiveness.value, value.attractiveness.known), (None, 0.0));
        assert!(place(&scored(&[])).attractiveness.known.is_sign_positive());
        method.attraction.clear();
        assert_eq!(CustomerValue::of(&customer, &method).attractiveness.known, 0.0);
    }

    #[test]
    fn coverage_counts_customers_with_all_three_facts() {
        let yes = Contacted { introduced: Some(true), procedure_known: Some(true), needs_known: Some(true) };
        let no = Contacted { needs_known: None, ..yes };
        let mut workbook = Workbook::default();
        let rows = [("a", "telecom", yes), ("b", "telecom", yes), ("c", "telecom", no), ("d", "bank", yes)]
            .into_iter()
            .chain([("e", "bank", no), ("f", "bank", no), ("g", "rail", no), ("h", "", yes)]);
        for (id, segment, contacted) in rows {
            let customer = Customer { segment: segment.to_owned(), contacted, ..customer(id) };
            Arc::make_mut(&mut workbook.customers).put(customer);
        }
        let found: Vec<_> = ValueMap::of(&workbook)
            .coverage
            .into_iter()
            .map(|group| (group.group, group.customers, group.complete, group.reach))
            .collect();
        let segment = |name: &str| Group::Segment(name.to_owned());
        assert_eq!(
            found,
            [
                (segment("telecom"), 3, 2, Reach::Broad),
                (segment("bank"), 3, 1, Reach::Partial),
                (segment("rail"), 1, 0, Reach::MostlyBlank),
            ]
        );
    }

    #[test]
    fn coverage_lists_classes_in_their_order() {
        let mut workbook = Workbook::default();
        for (id, class) in [("a", CustomerClass::Harvest), ("b", CustomerClass::Consolidate)] {
            let class_override = Some(ClassOverride { class, place: None, reason: String::new(), by: None, on: None });
            Arc::make_mut(&mut workbook.customers).put(Customer { class_override, ..customer(id) });
        }
        let groups: Vec<Group> = ValueMap::of(&workbook).coverage.into_iter().map(|group| group.group).collect();
        assert_eq!(groups, [CustomerClass::Consolidate, CustomerClass::Harvest].map(Group::Class));
    }

    fn any_scores() -> impl Strategy<Value = Customer> {
        prop::collection::vec(prop::option::of(1_u32..=10), 17).prop_map(|scores| {
            let known = Criterion::all().zip(scores).filter_map(|(criterion, score)| Some((criterion, score?)));
            scored(&known.map(|(criterion, score)| (criterion, f64::from(score))).collect::<Vec<_>>())
        })
    }

    fn same(a: Option<f64>, b: Option<f64>) -> bool {
        match (a, b) {
            (Some(a), Some(b)) => (a - b).abs() < 1e-9,
            (a, b) => a == b,
        }
    }

    proptest! {
        #[test]
        fn scaling_all_weights_moves_nothing(customer in any_scores(), factor in 0.1_f64..5.0) {
            let method = ValueMapMethod::default();
            let mut scaled = method.clone();
            for weight in scaled.attraction.values_mut().chain(scaled.advantage.values_mut()) {
                *weight = Weight::clamped(weight.get() * factor);
            }
            let (one, other) = (CustomerValue::of(&customer, &method), CustomerValue::of(&customer, &scaled));
            prop_assert!(same(one.attractiveness.value, other.attractiveness.value));
            prop_assert!(same(one.advantage.value, other.advantage.value));
            prop_assert!(same(Some(one.attractiveness.known), Some(other.attractiveness.known)));
            prop_assert_eq!(one.class, other.class);
        }

        #[test]
        fn weighting_a_blank_criterion_changes_only_what_is_known(mut customer in any_scores(), weight in 1.0_f64..50.0) {
            customer.set_score(At(Attraction::Learning), None);
            let mut method = ValueMapMethod::default();
            let before = CustomerValue::of(&customer, &method);
            method.attraction.insert(Attraction::Learning, Weight::clamped(5.0 + weight));
            let after = CustomerValue::of(&customer, &method);
            prop_assert!(same(before.attractiveness.value, after.attractiveness.value));
            prop_assert!(after.attractiveness.known <= before.attractiveness.known);
        }

        #[test]
        fn the_parts_sum_to_the_axes(customer in any_scores()) {
            let value = place(&customer);
            if let Some(attractiveness) = value.attractiveness.value {
                let sum: f64 = value.attractiveness.parts.iter().filter_map(|part| part.adds).sum();
                prop_assert!((sum - attractiveness).abs() < 1e-9);
                prop_assert!((1.0..=10.0).contains(&attractiveness));
            }
            if let Some(advantage) = value.advantage.value {
                let sum: f64 = value.advantage.parts.iter().filter_map(|part| part.adds).sum();
                prop_assert!((sum + 1.0 - advantage).abs() < 1e-9);
            }
        }
    }
}
