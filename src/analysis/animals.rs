//! Which animal does a customer look like? A suggestion from the contribution grid; the trainer sets the tag
//! (METHOD §1; the thresholds are our reading).

use crate::model::{Animal, ContributionMethod, CustomerId, Margin, MarginSign, OfferingId, Record, Table, Workbook};

use super::contributions::{ContributionClass, Contributions, CustomerContribution};

/// Which animal a customer looks like.
#[derive(Clone, Debug, PartialEq)]
pub struct AnimalSuggestion {
    /// The customer.
    pub id: CustomerId,
    /// What it looks like.
    pub animal: Animal,
    /// Why.
    pub reason: AnimalReason,
    /// The customer's total ÷ the mean total of the customers whose total is above zero. `None` without amounts.
    pub of_mean: Option<f64>,
}

impl Record for AnimalSuggestion {
    type Key = CustomerId;

    fn key(&self) -> CustomerId {
        self.id.clone()
    }
}

/// Why a customer looks like an animal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AnimalReason {
    /// Every margin is negative: a rat.
    OnlyLosses,
    /// The losses outweigh the rest: a rat.
    LossesPrevail,
    /// The total reaches the sheep's threshold.
    Much,
    /// The total reaches the reindeer's threshold.
    Considerable,
    /// Much is expected, though no amount says how much: a reindeer.
    MuchUnmeasured,
    /// Small without losses, and something that earns elsewhere is not sold here yet: a hound.
    CanGrow,
    /// Small, and part of it is lost: a hare.
    SmallWithLosses,
    /// Too small to be raised: a hare.
    Tiny,
    /// Small, and it has everything that earns: a hare.
    NothingToAdd,
}

impl AnimalReason {
    /// The animal it is a reason for.
    pub const fn animal(self) -> Animal {
        match self {
            Self::Much => Animal::Sheep,
            Self::Considerable | Self::MuchUnmeasured => Animal::Reindeer,
            Self::CanGrow => Animal::Hound,
            Self::SmallWithLosses | Self::Tiny | Self::NothingToAdd => Animal::Hare,
            Self::OnlyLosses | Self::LossesPrevail => Animal::Rat,
        }
    }
}

/// What of a customer's row the class and the total don't say.
#[derive(Clone, Copy, Debug, Default)]
struct Row {
    /// There is a `++`.
    much: bool,
    /// How many of the offerings that earn anywhere it has.
    earners: usize,
}

/// The suggestion for every customer of whom the grid says something, in the workbook's order.
pub fn suggestions(workbook: &Workbook, contributions: &Contributions) -> Table<AnimalSuggestion> {
    let earns = |id: &OfferingId| {
        let class = contributions.offerings.get(id).map(|offering| offering.class);
        matches!(class, Some(ContributionClass::Profitable | ContributionClass::Mixed))
    };
    let earners = contributions.offerings.keys().filter(|id| earns(id)).count();
    let mut rows = vec![Row::default(); contributions.customers.len()];
    for cell in workbook.contributions.iter() {
        let row = contributions.customers.index_of(&cell.customer).and_then(|at| rows.get_mut(at));
        if let Some(row) = row {
            row.much |= cell.margin == Margin::Sign(MarginSign::StronglyPositive);
            row.earners += usize::from(earns(&cell.offering));
        }
    }
    let mean = mean_above_zero(contributions);
    let method = &workbook.method.contributions;
    let suggest = |(customer, row): (&CustomerContribution, Row)| {
        let of_mean = customer.total.zip(mean).map(|(total, mean)| total / mean);
        let reason = reason(customer, row, of_mean, row.earners < earners, method)?;
        Some(AnimalSuggestion { id: customer.id.clone(), animal: reason.animal(), reason, of_mean })
    };
    contributions.customers.iter().zip(rows).filter_map(suggest).collect()
}

fn reason(
    customer: &CustomerContribution,
    row: Row,
    of_mean: Option<f64>,
    can_grow: bool,
    method: &ContributionMethod,
) -> Option<AnimalReason> {
    // Equal totals are all at the mean, whatever rounding says.
    let reaches = |from: f64| of_mean.is_some_and(|share| share >= from * (1.0 - 1e-12));
    Some(match customer.class {
        ContributionClass::None => return None,
        ContributionClass::Losing => AnimalReason::OnlyLosses,
        ContributionClass::Profitable | ContributionClass::Mixed => {
            let loses = customer.class == ContributionClass::Mixed;
            if reaches(method.sheep_from.get()) {
                AnimalReason::Much
            } else if reaches(method.reindeer_from.get()) {
                AnimalReason::Considerable
            } else if row.much {
                AnimalReason::MuchUnmeasured
            } else if customer.total.is_some_and(|total| total < 0.0) {
                AnimalReason::LossesPrevail
            } else if loses {
                AnimalReason::SmallWithLosses
            } else if of_mean.is_some() && !reaches(method.hound_from.get()) {
                AnimalReason::Tiny
            } else if can_grow {
                AnimalReason::CanGrow
            } else {
                AnimalReason::NothingToAdd
            }
        }
    })
}

/// The mean total of the customers whose total is above zero.
#[expect(clippy::cast_precision_loss, reason = "there are far fewer than 2^53 customers")]
pub fn mean_above_zero(contributions: &Contributions) -> Option<f64> {
    let totals = contributions.customers.iter().filter_map(|customer| customer.total).filter(|total| *total > 0.0);
    let (sum, count) = totals.fold((0.0, 0_usize), |(sum, count), total| (sum + total, count + 1));
    (count > 0).then(|| sum / count as f64)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        model::{Contribution, Customer, Offering, Ratio},
        text::parse,
    };

    /// A customer, an offering and the margin; what is no margin leaves the cell empty.
    fn workbook(cells: &[(&str, &str, &str)]) -> Workbook {
        let mut workbook = Workbook::default();
        for (customer, offering, margin) in cells {
            let (customer, offering) = (CustomerId::new(customer).unwrap(), OfferingId::new(offering).unwrap());
            if !workbook.customers.contains(&customer) {
                Arc::make_mut(&mut workbook.customers).put(Customer::new(customer.clone(), ""));
            }
            if !workbook.offerings.contains(&offering) {
                let new = Offering { id: offering.clone(), name: String::new(), note: String::new() };
                Arc::make_mut(&mut workbook.offerings).put(new);
            }
            if let Ok(margin) = parse::margin(margin) {
                let cell = Contribution { customer, offering, margin, note: String::new() };
                Arc::make_mut(&mut workbook.contributions).put(cell);
            }
        }
        workbook
    }

    fn of(workbook: &Workbook) -> Vec<(String, AnimalReason)> {
        let suggestions = suggestions(workbook, &Contributions::of(workbook));
        suggestions.iter().map(|suggestion| (suggestion.id.to_string(), suggestion.reason)).collect()
    }

    #[test]
    fn each_reason_has_its_customer() {
        use AnimalReason::*;
        // Totals above zero: 400, 100, 100, 30, 10, 60 and 140, together 840 of 7 customers: the mean is 120.
        // So sheep from 120 on, reindeer from 60, hounds from 12. X earns anywhere (mixed), Y and Z too, W never.
        let workbook = workbook(&[
            ("sheep", "x", "500"),
            ("sheep", "w", "-100"),
            ("some", "x", "100"),
            ("some-too", "y", "60"),
            ("at-sheep", "y", "140"),
            ("grows", "x", "30"),
            ("tiny", "x", "10"),
            ("much", "x", "100"),
            ("much", "w", "-60"),
            ("much", "y", "++"),
            ("much", "z", "60"),
            ("only", "w", "-5"),
            ("prevail", "x", "5"),
            ("prevail", "w", "-6"),
            ("losses", "x", "+"),
            ("losses", "w", "-"),
            ("signs", "x", "+"),
            ("nothing", "x", "0"),
            ("nowhere", "x", "not a margin"),
            ("full", "x", "+"),
            ("full", "y", "+"),
            ("full", "z", "+"),
            ("eater", "x", "-1"),
        ]);
        let expected = [
            ("sheep", Much),
            ("some", Considerable),
            ("some-too", Considerable),
            ("at-sheep", Much),
            ("grows", CanGrow),
            ("tiny", Tiny),
            ("much", Considerable),
            ("only", OnlyLosses),
            ("prevail", LossesPrevail),
            ("losses", SmallWithLosses),
            ("signs", CanGrow),
            ("full", NothingToAdd),
            ("eater", OnlyLosses),
        ];
        assert_eq!(mean_above_zero(&Contributions::of(&workbook)), Some(120.0));
        assert_eq!(of(&workbook), expected.map(|(id, reason)| (id.to_owned(), reason)));
    }

    #[test]
    fn a_strong_sign_makes_a_small_customer_worth_following() {
        let cells = [("big", "x", "300"), ("small", "x", "10"), ("small", "y", "++")];
        assert_eq!(of(&workbook(&cells))[1].1, AnimalReason::MuchUnmeasured);
        assert_eq!(of(&workbook(&cells[..2]))[1].1, AnimalReason::Tiny);
    }

    #[test]
    fn thresholds_are_the_methods() {
        let mut workbook = workbook(&[("a", "x", "300"), ("b", "x", "100")]);
        // The mean is 200: 300 is 1.5 of it, 100 is 0.5.
        assert_eq!(
            of(&workbook).into_iter().map(|(_, reason)| reason.animal()).collect::<Vec<_>>(),
            [Animal::Sheep, Animal::Reindeer]
        );
        let method = Arc::make_mut(&mut workbook.method);
        method.contributions.sheep_from = Ratio::clamped(1.6);
        method.contributions.reindeer_from = Ratio::clamped(0.6);
        method.contributions.hound_from = Ratio::clamped(0.55);
        assert_eq!(
            of(&workbook).into_iter().map(|(_, reason)| reason.animal()).collect::<Vec<_>>(),
            [Animal::Reindeer, Animal::Hare]
        );
        Arc::make_mut(&mut workbook.method).contributions.hound_from = Ratio::clamped(0.5);
        assert_eq!(of(&workbook)[1].1, AnimalReason::NothingToAdd);
    }

    #[test]
    fn equal_customers_are_equal_whatever_rounding_says() {
        let workbook = workbook(&[("a", "x", "0.1"), ("b", "x", "0.1"), ("c", "x", "0.1")]);
        assert!(of(&workbook).iter().all(|(_, reason)| *reason == AnimalReason::Much));
    }
}
