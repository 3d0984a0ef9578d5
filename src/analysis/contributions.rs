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
        let threshold = mean_without_negatives(&offerings)
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
