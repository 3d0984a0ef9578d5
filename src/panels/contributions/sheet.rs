//! Everything the grid shows, worked out once per revision, and the order of its rows.

use std::sync::Arc;

use crate::{
    analysis::{
        Audience,
        animals::AnimalSuggestion,
        contributions::{ContributionClass, Contributions},
    },
    model::{
        About, Animal, Contribution, Customer, CustomerId, Margin, MarginSign, Offering, OfferingId, Share, Table,
    },
    panels::{
        Scene,
        cells::{self, Key},
    },
    text::{Lang, Word, collate, contributions as words},
};

/// A cell that is filled in.
#[derive(Clone, Debug)]
pub struct Cell {
    /// What it holds.
    pub margin: Margin,
    /// As it is shown.
    pub shown: String,
    /// Something is noted about it.
    pub noted: bool,
    /// How warm it is, −1 to 1.
    pub heat: f32,
}

/// A customer.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its id.
    pub id: CustomerId,
    /// Its name.
    pub name: String,
    /// Its cells, one for each column; `None` is whitespace.
    pub cells: Vec<Option<Cell>>,
    /// What it brings.
    pub total: Option<f64>,
    /// The same as it is shown.
    pub total_shown: String,
    /// Its class.
    pub class: ContributionClass,
    /// Our share of its wallet.
    pub share: Option<Share>,
    /// How many offerings it does not have.
    pub gaps: usize,
    /// The trainer's tag.
    pub animal: Option<Animal>,
    /// What it looks like.
    pub suggestion: Option<Animal>,
    /// Its name's place among names.
    key: Vec<u8>,
}

/// An offering.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its id.
    pub id: OfferingId,
    /// Its name.
    pub name: String,
    /// What it brings, as it is shown.
    pub total_shown: String,
    /// Its class.
    pub class: ContributionClass,
    /// Whether it is highly profitable.
    pub highly: bool,
    /// How many customers don't have it.
    pub gaps: usize,
}

/// The grid of one revision.
#[derive(Clone, Debug)]
pub struct Sheet {
    contributions: Arc<Contributions>,
    animals: Arc<Table<AnimalSuggestion>>,
    customers: Arc<Table<Customer>>,
    offerings: Arc<Table<Offering>>,
    about: Arc<About>,
    cells: Arc<Table<Contribution>>,
    lang: Lang,
    audience: Audience,
    /// Customers, in the workbook's order.
    pub rows: Vec<Row>,
    /// Offerings, in the workbook's order.
    pub columns: Vec<Column>,
    /// What all of it brings.
    pub total: Option<f64>,
    /// The same as it is shown.
    pub total_shown: String,
    /// The most letters of any number.
    pub longest: usize,
    /// Decimals of every amount.
    pub decimals: usize,
    /// What the grid says, in a sentence.
    pub headline: String,
}

impl Sheet {
    /// Works the grid out.
    pub fn of(scene: &Scene<'_>) -> Self {
        let (workbook, derived) = (scene.workbook, scene.derived);
        let amounts = || workbook.contributions.iter().filter_map(|cell| amount(cell.margin));
        let decimals = amounts().map(decimals).max().unwrap_or_default();
        let largest = amounts().map(f64::abs).fold(0.0, f64::max);
        let mut columns: Vec<Column> = workbook
            .offerings
            .iter()
            .zip(derived.contributions.offerings.iter())
            .map(|(offering, sum)| Column {
                id: offering.id.clone(),
                name: offering.label().to_owned(),
                total_shown: words::total(sum.total, decimals),
                class: sum.class,
                highly: sum.highly,
                gaps: workbook.customers.len(),
            })
            .collect();
        let mut rows: Vec<Row> = workbook
            .customers
            .iter()
            .zip(derived.contributions.customers.iter())
            .map(|(customer, sum)| Row {
                id: customer.id.clone(),
                name: customer.label().to_owned(),
                cells: vec![None; columns.len()],
                total: sum.total,
                total_shown: words::total(sum.total, decimals),
                class: sum.class,
                share: customer.wallet_share(),
                gaps: columns.len(),
                animal: customer.animal,
                suggestion: derived.animals.get(&customer.id).map(|suggestion| suggestion.animal),
                key: collate::key(customer.label()),
            })
            .collect();
        for cell in workbook.contributions.iter() {
            let row = workbook.customers.index_of(&cell.customer).and_then(|at| rows.get_mut(at));
            let at = workbook.offerings.index_of(&cell.offering);
            let (Some(row), Some(at)) = (row, at) else { continue };
            if let (Some(place), Some(column)) = (row.cells.get_mut(at), columns.get_mut(at)) {
                *place = Some(Cell {
                    margin: cell.margin,
                    shown: words::margin(cell.margin, decimals),
                    noted: !cell.note.is_empty(),
                    heat: heat(cell.margin, largest),
                });
                row.gaps -= 1;
                column.gaps -= 1;
            }
        }
        let total = derived.contributions.customers.iter().filter_map(|sum| sum.total).reduce(|a, b| a + b);
        let total_shown = words::total(total, decimals);
        let shown = rows.iter().map(|row| &row.total_shown).chain(columns.iter().map(|column| &column.total_shown));
        let longest = shown.chain([&total_shown]).map(|text| text.chars().count()).max().unwrap_or_default();
        let cells = rows.iter().flat_map(|row| row.cells.iter().flatten()).map(|cell| cell.shown.chars().count());
        Self {
            contributions: Arc::clone(&derived.contributions),
            animals: Arc::clone(&derived.animals),
            customers: Arc::clone(&workbook.customers),
            offerings: Arc::clone(&workbook.offerings),
            about: Arc::clone(&workbook.about),
            cells: Arc::clone(&workbook.contributions),
            lang: scene.lang,
            audience: scene.audience,
            longest: cells.max().unwrap_or_default().max(longest),
            headline: headline(scene.lang, &rows, columns.len()),
            rows,
            columns,
            total,
            total_shown,
            decimals,
        }
    }

    /// Whether it still shows what the scene has.
    pub fn is_current(&self, scene: &Scene<'_>) -> bool {
        self.lang == scene.lang
            && self.audience == scene.audience
            && Arc::ptr_eq(&self.contributions, &scene.derived.contributions)
            && Arc::ptr_eq(&self.animals, &scene.derived.animals)
            && Arc::ptr_eq(&self.customers, &scene.workbook.customers)
            && Arc::ptr_eq(&self.offerings, &scene.workbook.offerings)
            && Arc::ptr_eq(&self.about, &scene.workbook.about)
            && Arc::ptr_eq(&self.cells, &scene.workbook.contributions)
    }

    /// What its rows are ordered by, in the workbook's order.
    pub fn keys(&self, by: &SortBy) -> Vec<Option<Key<'_>>> {
        let column = match by {
            SortBy::Offering(id) => self.columns.iter().position(|column| column.id == *id),
            _ => None,
        };
        self.rows.iter().map(|row| row.sort_key(by, column)).collect()
    }

    /// Whether it has the rows of another one, in the same order.
    pub fn has_rows_of(&self, other: &Self) -> bool {
        self.rows.len() == other.rows.len() && self.rows.iter().zip(&other.rows).all(|(a, b)| a.id == b.id)
    }
}

impl Row {
    /// What it is ordered by; by an offering, which stands in this column.
    fn sort_key(&self, by: &SortBy, column: Option<usize>) -> Option<Key<'_>> {
        let rank = |rank: usize| Key::Number(rank, 0.0);
        let animal = |animal: Animal| Animal::ALL.iter().position(|other| *other == animal).map(rank);
        match by {
            SortBy::Given => None,
            SortBy::Name => Some(Key::Name(&self.key)),
            SortBy::Offering(_) => {
                let cell = self.cells.get(column?)?.as_ref()?;
                let (rank, amount) = place(cell.margin);
                Some(Key::Number(rank, amount))
            }
            SortBy::Side(Side::Total) => self.total.map(|total| Key::Number(0, total)),
            SortBy::Side(Side::Share) => self.share.map(|share| Key::Number(0, share.get())),
            SortBy::Side(Side::Class) => {
                let place = ContributionClass::ALL.iter().position(|class| *class == self.class);
                place.filter(|_| self.class != ContributionClass::None).map(rank)
            }
            SortBy::Side(Side::Gaps) => Some(rank(self.gaps)),
            SortBy::Side(Side::Animal) => self.animal.and_then(animal),
            SortBy::Side(Side::Suggestion) => self.suggestion.and_then(animal),
        }
    }
}

fn headline(lang: Lang, rows: &[Row], offerings: usize) -> String {
    let count = |class| rows.iter().filter(|row| row.class == class).count();
    let gaps = rows.iter().map(|row| row.gaps).sum();
    words::headline(lang, ContributionClass::ALL.map(count), gaps, rows.len() * offerings)
}

/// The amount of a margin, where it has one.
pub const fn amount(margin: Margin) -> Option<f64> {
    match margin {
        Margin::Amount(amount) => Some(amount.get()),
        Margin::Sign(_) => None,
    }
}

/// How many decimals an amount needs: two at most.
fn decimals(amount: f64) -> usize {
    let is_whole = |value: f64| (value - value.round()).abs() < 1e-9 * value.abs().max(1.0);
    if is_whole(amount) {
        0
    } else if is_whole(amount * 10.0) {
        1
    } else {
        2
    }
}

/// How warm a margin is. The least of amounts is told from none, and the root tells small ones from one another beside
/// large ones.
fn heat(margin: Margin, largest: f64) -> f32 {
    match margin {
        Margin::Amount(amount) if amount.get() != 0.0 => {
            let share = (amount.get().abs() / largest).sqrt();
            ((0.25 + 0.75 * share) * amount.get().signum()) as f32
        }
        Margin::Amount(_) => 0.0,
        Margin::Sign(MarginSign::StronglyPositive) => 0.7,
        Margin::Sign(MarginSign::Positive) => 0.3,
        Margin::Sign(MarginSign::Negative) => -0.3,
    }
}

/// What is told of a customer beside what each offering brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// What all offerings bring.
    Total,
    /// Our share of the wallet.
    Share,
    /// The class, best first.
    Class,
    /// How many offerings are missing.
    Gaps,
    /// The trainer's tag, most valuable first.
    Animal,
    /// What the grid suggests, most valuable first.
    Suggestion,
}

impl Side {
    /// All, from the offerings outwards.
    pub const ALL: [Self; 6] = [Self::Total, Self::Share, Self::Class, Self::Gaps, Self::Animal, Self::Suggestion];

    /// What its head says.
    pub const fn head(self) -> Word {
        match self {
            Self::Total => words::TOTAL,
            Self::Share => words::SHARE,
            Self::Class => words::CLASS,
            Self::Gaps => words::GAPS,
            Self::Animal => words::ANIMAL,
            Self::Suggestion => words::SUGGESTION,
        }
    }
}

/// What rows are ordered by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    /// The workbook's order.
    #[default]
    Given,
    /// Names.
    Name,
    /// What one offering brings.
    Offering(OfferingId),
    /// What is told of customers.
    Side(Side),
}

impl cells::SortBy for SortBy {
    fn begins_with_largest(&self) -> bool {
        matches!(self, Self::Offering(_) | Self::Side(Side::Total | Side::Share | Side::Gaps))
    }
}

/// Where a margin stands among margins, from the least up: negative amounts, −, zero, +, positive amounts, ++. A sign
/// says less than an amount, and so stands nearer to zero, but for ++, which says that it is much.
fn place(margin: Margin) -> (usize, f64) {
    match margin {
        Margin::Amount(amount) if amount.get() < 0.0 => (0, amount.get()),
        Margin::Sign(MarginSign::Negative) => (1, 0.0),
        Margin::Amount(amount) if amount.get() > 0.0 => (4, amount.get()),
        Margin::Amount(_) => (2, 0.0),
        Margin::Sign(MarginSign::Positive) => (3, 0.0),
        Margin::Sign(MarginSign::StronglyPositive) => (5, 0.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::parse;

    #[test]
    fn margins_are_in_order_from_the_largest_loss_to_much() {
        let order = ["-80", "-5", "−", "0", "+", "7", "300", "++"].map(|text| place(parse::margin(text).unwrap()));
        assert!(order.is_sorted(), "{order:?}");
        assert!(order.windows(2).all(|pair| pair[0] != pair[1]), "{order:?}");
    }
}
