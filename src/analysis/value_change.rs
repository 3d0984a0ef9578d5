//! Why does a customer stand elsewhere than before? Which criteria carried it, and by how much (METHOD §1).

use super::value_map::CustomerValue;
use crate::model::{Criterion, Customer, CustomerClass, ValueMapMethod};

/// Less than this is no effect.
const TOLERANCE: f64 = 1e-9;

/// An axis of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Axis {
    /// 客户群吸引力, 1 to 10.
    Attractiveness,
    /// 相对优势, 1.0 = equal.
    Advantage,
}

impl Axis {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Attractiveness, Self::Advantage];

    /// The axis that a score counts on.
    pub const fn of(criterion: Criterion) -> Self {
        match criterion {
            Criterion::Attraction(_) => Self::Attractiveness,
            Criterion::Us(_) | Criterion::Rival(_) => Self::Advantage,
        }
    }

    /// A customer's value on it.
    pub const fn value(self, customer: &CustomerValue) -> Option<f64> {
        match self {
            Self::Attractiveness => customer.attractiveness.value,
            Self::Advantage => customer.advantage.value,
        }
    }

    /// The share of its weight that is known, 0 to 1.
    pub const fn known(self, customer: &CustomerValue) -> f64 {
        match self {
            Self::Attractiveness => customer.attractiveness.known,
            Self::Advantage => customer.advantage.known,
        }
    }
}

/// What has changed about a customer's place.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueChange {
    /// The class it counted as, and counts as now.
    pub class: [Option<CustomerClass>; 2],
    /// Whether that class was set by hand, before and now.
    pub by_hand: [bool; 2],
    /// Both axes.
    pub axes: [AxisChange; 2],
}

/// What has changed on an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct AxisChange {
    /// Which.
    pub axis: Axis,
    /// The value by the scores, before and now; `None` while nothing is known.
    pub value: [Option<f64>; 2],
    /// The scores that changed, what moved it most first.
    pub carried: Vec<Carried>,
    /// What changed weights moved; `None` where that is nothing or cannot be said.
    pub by_weights: Option<f64>,
}

/// A score that changed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Carried {
    /// Of what.
    pub criterion: Criterion,
    /// The score before and now; `None` is unknown.
    pub score: [Option<f64>; 2],
    /// How far it moved the axis; `None` where there was no value before or is none now.
    pub effect: Option<f64>,
}

impl ValueChange {
    /// What led from one state of a customer to another, each under the method of its time. The scores that differ are
    /// replaced one after another, in the order of the method, and then the weights; each counts for what its own
    /// replacement moved, so that all of them sum to the whole way. Our reading.
    pub fn of(before: (&Customer, &ValueMapMethod), after: (&Customer, &ValueMapMethod)) -> Self {
        let (start, end) = (CustomerValue::of(before.0, before.1), CustomerValue::of(after.0, after.1));
        let mut carried: [Vec<Carried>; 2] = Default::default();
        let (mut customer, mut last) = (before.0.clone(), start.clone());
        for criterion in Criterion::all() {
            let (from, to) = (customer.score(criterion), after.0.score(criterion));
            if from == to {
                continue;
            }
            customer.set_score(criterion, to);
            let next = CustomerValue::of(&customer, before.1);
            let axis = Axis::of(criterion);
            let effect = difference(axis.value(&last), axis.value(&next));
            let [attractiveness, advantage] = &mut carried;
            let list = if axis == Axis::Attractiveness { attractiveness } else { advantage };
            list.push(Carried { criterion, score: [from, to].map(|score| score.map(|s| s.get())), effect });
            last = next;
        }
        let [attractiveness, advantage] = carried;
        let change = |axis: Axis, mut carried: Vec<Carried>| {
            carried.sort_by(|a, b| size(b.effect).total_cmp(&size(a.effect)));
            let by_weights = difference(axis.value(&last), axis.value(&end));
            AxisChange {
                axis,
                value: [axis.value(&start), axis.value(&end)],
                carried,
                by_weights: by_weights.filter(|effect| effect.abs() > TOLERANCE),
            }
        };
        Self {
            class: [start.class, end.class],
            by_hand: [start.overridden, end.overridden],
            axes: [change(Axis::Attractiveness, attractiveness), change(Axis::Advantage, advantage)],
        }
    }

    /// Whether anything is to be told.
    pub fn is_any(&self) -> bool {
        let [class, now] = self.class;
        let [by_hand, by_hand_now] = self.by_hand;
        class != now || by_hand != by_hand_now || self.axes.iter().any(AxisChange::is_any)
    }
}

impl AxisChange {
    /// Whether anything is to be told of this axis.
    pub fn is_any(&self) -> bool {
        !self.carried.is_empty() || self.by_weights.is_some()
    }
}

fn difference(from: Option<f64>, to: Option<f64>) -> Option<f64> {
    Some(to? - from?)
}

/// Unknown effects come last.
fn size(effect: Option<f64>) -> f64 {
    effect.map_or(-1.0, f64::abs)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Advantage, Attraction, CustomerId, Score, Weight};

    use Criterion::{Attraction as At, Rival, Us};

    fn scored(scores: &[(Criterion, f64)]) -> Customer {
        let mut customer = Customer::new(CustomerId::new("c").unwrap(), "");
        for (criterion, score) in scores {
            customer.set_score(*criterion, Some(Score::new(*score).unwrap()));
        }
        customer
    }

    fn rounded(change: &AxisChange) -> Vec<(Criterion, Option<f64>)> {
        let round = |effect: f64| (effect * 1e6).round() / 1e6;
        change.carried.iter().map(|carried| (carried.criterion, carried.effect.map(round))).collect()
    }

    #[test]
    fn each_score_counts_for_what_it_moved() {
        let method = ValueMapMethod::default();
        let before = scored(&[
            (At(Attraction::Profit), 9.0),
            (At(Attraction::Continuity), 2.0),
            (Us(Advantage::Offering), 8.0),
            (Rival(Advantage::Offering), 8.0),
        ]);
        let mut after = before.clone();
        for (criterion, score) in [
            (At(Attraction::Profit), Some(2.0)),
            (At(Attraction::Terms), Some(8.0)),
            (Us(Advantage::Offering), Some(6.0)),
            (Us(Advantage::People), Some(9.0)),
        ] {
            after.set_score(criterion, score.and_then(|score| Score::new(score).ok()));
        }
        let change = ValueChange::of((&before, &method), (&after, &method));
        let [attractiveness, advantage] = &change.axes;
        // (20 × 9 + 15 × 2) ÷ 35 = 6; profit 9 → 2 takes 20 × 7 ÷ 35 = 4; then terms 8 over weight 45: (70 + 80) ÷ 45.
        assert_eq!(attractiveness.value.map(Option::unwrap), [6.0, 150.0 / 45.0]);
        assert_eq!(
            rounded(attractiveness),
            [(At(Attraction::Profit), Some(-4.0)), (At(Attraction::Terms), Some(1.333_333))]
        );
        // 8 ÷ 8, then 6 ÷ 8; people is scored for one side only and moves nothing.
        assert_eq!(rounded(advantage), [(Us(Advantage::Offering), Some(-0.25)), (Us(Advantage::People), Some(0.0))]);
        assert_eq!(change.class, [Some(CustomerClass::Consolidate), Some(CustomerClass::ServeLightly)]);
        assert!(change.is_any());
        assert!(!ValueChange::of((&after, &method), (&after, &method)).is_any());
    }

    #[test]
    fn a_first_score_has_no_effect_that_could_be_told_and_weights_have_their_own() {
        let method = ValueMapMethod::default();
        let (blank, scores) = (scored(&[]), scored(&[(At(Attraction::Profit), 9.0), (At(Attraction::Ease), 3.0)]));
        let change = ValueChange::of((&blank, &method), (&scores, &method));
        assert_eq!(
            rounded(&change.axes[0]),
            // From 9 to (20 × 9 + 10 × 3) ÷ 30 = 7; the first had nothing to move.
            [(At(Attraction::Ease), Some(-2.0)), (At(Attraction::Profit), None)]
        );
        let mut other = method.clone();
        other.attraction.insert(Attraction::Profit, Weight::clamped(10.0));
        let change = ValueChange::of((&scores, &method), (&scores, &other));
        // (10 × 9 + 10 × 3) ÷ 20 = 6, from 7.
        assert!(change.axes[0].carried.is_empty());
        assert!((change.axes[0].by_weights.unwrap() + 1.0).abs() < 1e-12);
        assert_eq!(change.axes[1].by_weights, None);
    }

    fn any_customer() -> impl Strategy<Value = Customer> {
        prop::collection::vec(prop::option::of(1_u32..=10), 17).prop_map(|scores| {
            let known = Criterion::all().zip(scores).filter_map(|(criterion, score)| Some((criterion, score?)));
            scored(&known.map(|(criterion, score)| (criterion, f64::from(score))).collect::<Vec<_>>())
        })
    }

    proptest! {
        #[test]
        fn the_effects_sum_to_the_way(before in any_customer(), after in any_customer(), weight in 1.0_f64..60.0) {
            let method = ValueMapMethod::default();
            let mut other = method.clone();
            other.attraction.insert(Attraction::Credit, Weight::clamped(weight));
            let change = ValueChange::of((&before, &method), (&after, &other));
            for axis in &change.axes {
                let [Some(from), Some(to)] = axis.value else { continue };
                if axis.carried.iter().any(|carried| carried.effect.is_none()) {
                    continue;
                }
                let effects = axis.carried.iter().filter_map(|carried| carried.effect).chain(axis.by_weights);
                prop_assert!((effects.sum::<f64>() - (to - from)).abs() < 1e-9);
            }
        }
    }
}
