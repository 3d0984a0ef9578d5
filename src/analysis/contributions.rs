//! What does each customer and each offering bring? (METHOD §1, contribution grid 客户贡献)

use indexmap::IndexMap;

use crate::model::{CustomerId, Margin, MarginSign, OfferingId, Record, Table, Workbook};

/// The contribution grid, summed up by rows and by columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contributions {
    /// How many cells are filled in.
    pub cells: usize,
    /// Every customer, in the workbook's order.
    pub customers: Table<CustomerContribution>,
    /// Every offering, in the workbook's order.
    pub offerings: Table<OfferingContribution>,
    /// The mean total of the offerings that have amounts and no negatives.
    pub mean_without_negatives: Option<f64>,
}

/// What a row or a column of the grid amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ContributionClass {
    /// At least one positive, no negatives. 高盈利 for a customer, 可盈利 for an offering.
    Profitable,
    /// 组合: both.
    Mixed,
    /// 亏损: negatives only.
    Losing,
    /// Neither: no cells, or only zeros.
    None,
}

impl ContributionClass {
    /// All, best first.
    pub const ALL: [Self; 4] = [Self::Profitable, Self::Mixed, Self::Losing, Self::None];
}

/// What one customer brings.
#[derive(Clone, Debug, PartialEq)]
pub struct CustomerContribution {
    /// The customer.
    pub id: CustomerId,
    /// Its class.
    pub class: ContributionClass,
    /// The sum of the amounts; a margin known by its sign adds nothing. `None` without any amount.
    pub total: Option<f64>,
}

impl Record for CustomerContribution {
    type Key = CustomerId;

    fn key(&self) -> CustomerId {
        self.id.clone()
    }
}

/// What one offering brings.
#[derive(Clone, Debug, PartialEq)]
pub struct OfferingContribution {
    /// The offering.
    pub id: OfferingId,
    /// Its class.
    pub class: ContributionClass,
    /// The sum of the amounts; a margin known by its sign adds nothing. `None` without any amount.
    pub total: Option<f64>,
    /// 高盈利: profitable, and its total is at least the mean total of the offerings without negatives (our reading).
    pub highly: bool,
}

impl Record for OfferingContribution {
    type Key = OfferingId;

    fn key(&self) -> OfferingId {
        self.id.clone()
    }
}

/// A row or a column while it is summed up.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    positives: bool,
    negatives: bool,
    total: Option<f64>,
}

impl Tally {
    fn add(&mut self, margin: Margin) {
        match margin {
            Margin::Amount(amount) => {
                self.positives |= amount.get() > 0.0;
                self.negatives |= amount.get() < 0.0;
                self.total = Some(self.total.unwrap_or_default() + amount.get());
            }
            Margin::Sign(MarginSign::StronglyPositive | MarginSign::Positive) => self.positives = true,
            Margin::Sign(MarginSign::Negative) => self.negatives = true,
        }
    }

    const fn class(self) -> ContributionClass {
        match (self.positives, self.negatives) {
            (true, false) => ContributionClass::Profitable,
            (true, true) => ContributionClass::Mixed,
            (false, true) => ContributionClass::Losing,
            (false, false) => ContributionClass::None,
        }
    }
}

impl Contributions {
    /// Sums the workbook's grid up.
    pub fn of(workbook: &Workbook) -> Self {
        let mut customers: IndexMap<&CustomerId, Tally> =
            workbook.customers.keys().map(|id| (id, Tally::default())).collect();
        let mut offerings: IndexMap<&OfferingId, Tally> =
            workbook.offerings.keys().map(|id| (id, Tally::default())).collect();
        for cell in workbook.contributions.iter() {
            if let Some(tally) = customers.get_mut(&cell.customer) {
                tally.add(cell.margin);
            }
            if let Some(tally) = offerings.get_mut(&cell.offering) {
                tally.add(cell.margin);
            }
        }
        let mean_without_negatives = mean_without_negatives(&offerings);
        let threshold = mean_without_negatives
            .map(|mean| mean * workbook.method.contributions.highly_from.get())
            .map(|threshold| threshold - threshold.abs() * 1e-12);
        let of_customer = |(id, tally): (&CustomerId, Tally)| CustomerContribution {
            id: id.clone(),
            class: tally.class(),
            total: tally.total,
        };
        let of_offering = |(id, tally): (&OfferingId, Tally)| OfferingContribution {
            id: id.clone(),
            class: tally.class(),
            total: tally.total,
            highly: tally.class() == ContributionClass::Profitable
                && tally.total.zip(threshold).is_some_and(|(total, threshold)| total >= threshold),
        };
        Self {
            cells: workbook.contributions.len(),
            customers: customers.into_iter().map(of_customer).collect(),
            offerings: offerings.into_iter().map(of_offering).collect(),
            mean_without_negatives,
        }
    }
}

/// The mean total of the offerings that have amounts and no negatives.
#[expect(clippy::cast_precision_loss, reason = "there are far fewer than 2^53 offerings")]
fn mean_without_negatives(offerings: &IndexMap<&OfferingId, Tally>) -> Option<f64> {
    let without = offerings.values().filter(|tally| !tally.negatives).filter_map(|tally| tally.total);
    let (sum, count) = without.fold((0.0, 0_usize), |(sum, count), total| (sum + total, count + 1));
    (count > 0).then(|| sum / count as f64)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{Contribution, Customer, Money, Offering};

    fn grid(cells: &[(&str, &str, &str)]) -> Contributions {
        let mut workbook = Workbook::default();
        for id in ["north", "south", "east", "west"] {
            Arc::make_mut(&mut workbook.customers).put(Customer::new(CustomerId::new(id).unwrap(), ""));
        }
        for id in ["lines", "phones", "cloud", "cards"] {
            let id = OfferingId::new(id).unwrap();
            Arc::make_mut(&mut workbook.offerings).put(Offering { id, name: String::new(), note: String::new() });
        }
        for (customer, offering, margin) in cells {
            let margin = MarginSign::parse(margin)
                .map(Margin::Sign)
                .unwrap_or_else(|| Margin::Amount(Money::new(margin.parse().unwrap()).unwrap()));
            Arc::make_mut(&mut workbook.contributions).put(Contribution {
                customer: CustomerId::new(customer).unwrap(),
                offering: OfferingId::new(offering).unwrap(),
                margin,
                note: String::new(),
            });
        }
        Contributions::of(&workbook)
    }

    use ContributionClass::{Losing, Mixed, None as Nothing, Profitable};

    #[test]
    fn rows_and_columns_have_their_class_and_total() {
        let grid = grid(&[
            ("north", "lines", "100"),
            ("north", "phones", "++"),
            ("south", "lines", "50"),
            ("south", "phones", "-20"),
            ("east", "phones", "-"),
            ("east", "cloud", "0"),
        ]);
        assert_eq!(grid.cells, 6);
        let customers: Vec<_> = grid.customers.iter().map(|row| (row.class, row.total)).collect();
        assert_eq!(customers, [(Profitable, Some(100.0)), (Mixed, Some(30.0)), (Losing, Some(0.0)), (Nothing, None)]);
        let offerings: Vec<_> = grid.offerings.iter().map(|row| (row.class, row.total, row.highly)).collect();
        assert_eq!(
            offerings,
            [
                (Profitable, Some(150.0), true),
                (Mixed, Some(-20.0), false),
                (Nothing, Some(0.0), false),
                (Nothing, None, false),
            ]
        );
    }

    #[test]
    fn highly_profitable_is_the_mean_of_the_offerings_without_negatives_and_above() {
        let highly =
            |cells: &[(&str, &str, &str)]| grid(cells).offerings.iter().map(|row| row.highly).collect::<Vec<_>>();
        // The mean of 300 and 100 is 200; the mixed offering's 900 does not count.
        let mixed = ("west", "cloud", "-1");
        assert_eq!(
            highly(&[("north", "lines", "300"), ("north", "phones", "100"), ("north", "cloud", "901"), mixed]),
            [true, false, false, false]
        );
        // Equal totals are all at the mean, whatever rounding says; signs alone have no total to compare.
        assert_eq!(
            highly(&[
                ("north", "lines", "0.1"),
                ("north", "phones", "0.1"),
                ("north", "cloud", "0.1"),
                ("east", "cards", "++")
            ]),
            [true, true, true, false]
        );
    }
}
