//! Everything the grid shows, worked out once per revision, and the order of its rows.

use std::{cmp::Ordering, sync::Arc};

use crate::{
    analysis::{
        Audience,
        animals::AnimalSuggestion,
        contributions::{ContributionClass, Contributions},
    },
    model::{
        About, Animal, Contribution, Customer, CustomerId, Margin, MarginSign, Offering, OfferingId, Share, Table,
    },
    panels::Scene,
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

    /// Whether it has the rows of another one, in the same order.
    pub fn has_rows_of(&self, other: &Self) -> bool {
        self.rows.len() == other.rows.len() && self.rows.iter().zip(&other.rows).all(|(a, b)| a.id == b.id)
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

impl SortBy {
    /// Whether the largest comes first when one asks for this order.
    const fn begins_with_largest(&self) -> bool {
        matches!(self, Self::Offering(_) | Self::Side(Side::Total | Side::Share | Side::Gaps))
    }
}

/// An order of rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// What by.
    pub by: SortBy,
    /// From the largest down.
    pub descending: bool,
}

impl Sort {
    /// The order one gets by asking for it: the other way round where it is that order already.
    pub fn asked(&self, by: SortBy) -> Self {
        let descending = if self.by == by { !self.descending } else { by.begins_with_largest() };
        Self { by, descending }
    }

    /// The places of the rows in this order. Equal rows keep the workbook's order, and what is not known comes last,
    /// whichever way it runs.
    pub fn order(&self, sheet: &Sheet) -> Arc<[usize]> {
        let column = match &self.by {
            SortBy::Offering(id) => sheet.columns.iter().position(|column| column.id == *id),
            _ => None,
        };
        let mut keyed: Vec<(usize, Option<Key<'_>>)> =
            sheet.rows.iter().map(|row| self.key(row, column)).enumerate().collect();
        keyed.sort_by(|(_, a), (_, b)| match (a, b) {
            (Some(a), Some(b)) if self.descending => b.cmp(a),
            (Some(a), Some(b)) => a.cmp(b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        });
        keyed.into_iter().map(|(at, _)| at).collect()
    }

    fn key<'a>(&self, row: &'a Row, column: Option<usize>) -> Option<Key<'a>> {
        let rank = |rank: usize| Key::Number(rank, 0.0);
        let animal = |animal: Animal| Animal::ALL.iter().position(|other| *other == animal).map(rank);
        match self.by {
            SortBy::Given => None,
            SortBy::Name => Some(Key::Name(&row.key)),
            SortBy::Offering(_) => {
                let cell = row.cells.get(column?)?.as_ref()?;
                let (rank, amount) = place(cell.margin);
                Some(Key::Number(rank, amount))
            }
            SortBy::Side(Side::Total) => row.total.map(|total| Key::Number(0, total)),
            SortBy::Side(Side::Share) => row.share.map(|share| Key::Number(0, share.get())),
            SortBy::Side(Side::Class) => {
                let place = ContributionClass::ALL.iter().position(|class| *class == row.class);
                place.filter(|_| row.class != ContributionClass::None).map(rank)
            }
            SortBy::Side(Side::Gaps) => Some(rank(row.gaps)),
            SortBy::Side(Side::Animal) => row.animal.and_then(animal),
            SortBy::Side(Side::Suggestion) => row.suggestion.and_then(animal),
        }
    }
}

/// What a row is ordered by.
enum Key<'a> {
    Name(&'a [u8]),
    Number(usize, f64),
}

impl Key<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Name(a), Self::Name(b)) => a.cmp(b),
            (Self::Number(rank, a), Self::Number(other, b)) => rank.cmp(other).then(a.total_cmp(b)),
            (Self::Name(_), Self::Number(..)) => Ordering::Less,
            (Self::Number(..), Self::Name(_)) => Ordering::Greater,
        }
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
    use proptest::{collection::vec, option, prelude::*};

    use super::*;
    use crate::{model::Money, text::parse};

    fn row(name: &str, cells: &[Option<Margin>], total: Option<f64>, class: ContributionClass) -> Row {
        let cell = |margin: &Option<Margin>| {
            margin.map(|margin| Cell { margin, shown: String::new(), noted: false, heat: 0.0 })
        };
        Row {
            id: CustomerId::new(name).unwrap(),
            name: name.to_owned(),
            cells: cells.iter().map(cell).collect(),
            total,
            total_shown: String::new(),
            class,
            share: total.and_then(|total| Share::new(total / 1000.0).ok()),
            gaps: cells.iter().filter(|cell| cell.is_none()).count(),
            animal: None,
            suggestion: total.map(|total| if total > 0.0 { Animal::Sheep } else { Animal::Rat }),
            key: collate::key(name),
        }
    }

    fn sheet(rows: Vec<Row>) -> Sheet {
        let column = |at: usize| Column {
            id: OfferingId::new(&format!("o{at}")).unwrap(),
            name: String::new(),
            total_shown: String::new(),
            class: ContributionClass::None,
            highly: false,
            gaps: 0,
        };
        Sheet {
            contributions: Arc::default(),
            animals: Arc::default(),
            customers: Arc::default(),
            offerings: Arc::default(),
            about: Arc::default(),
            cells: Arc::default(),
            lang: Lang::Zh,
            audience: Audience::Trainer,
            columns: (0..rows.first().map_or(0, |row| row.cells.len())).map(column).collect(),
            rows,
            total: None,
            total_shown: String::new(),
            longest: 0,
            decimals: 0,
            headline: String::new(),
        }
    }

    fn margin(text: &str) -> Option<Margin> {
        parse::margin(text).ok()
    }

    #[test]
    fn margins_are_in_order_and_whitespace_comes_last() {
        let texts = ["", "+", "-5", "300", "−", "++", "0", "", "7", "-80"];
        let rows = texts
            .iter()
            .enumerate()
            .map(|(at, text)| row(&format!("c{at}"), &[margin(text)], None, ContributionClass::None));
        let sheet = sheet(rows.collect());
        let by = SortBy::Offering(OfferingId::new("o0").unwrap());
        let shown = |descending| {
            let order = Sort { by: by.clone(), descending }.order(&sheet);
            order.iter().map(|at| texts[*at]).collect::<Vec<_>>()
        };
        assert_eq!(shown(true), ["++", "300", "7", "+", "0", "−", "-5", "-80", "", ""]);
        assert_eq!(shown(false), ["-80", "-5", "−", "0", "+", "7", "300", "++", "", ""]);
    }

    #[test]
    fn asking_again_turns_the_order_round() {
        let first = Sort::default().asked(SortBy::Side(Side::Total));
        assert_eq!(first, Sort { by: SortBy::Side(Side::Total), descending: true });
        assert!(!first.asked(SortBy::Side(Side::Total)).descending);
        assert!(!first.asked(SortBy::Name).descending);
    }

    proptest! {
        #[test]
        fn sorting_is_a_stable_permutation(
            rows in vec(("[a-c]{1,2}", option::of(-3i32..4), 0..4usize), 1..40),
            descending: bool,
            which in 0..9usize,
        ) {
            let by = [SortBy::Given, SortBy::Name, SortBy::Side(Side::Total), SortBy::Side(Side::Share), SortBy::Side(Side::Class), SortBy::Side(Side::Gaps),
                SortBy::Side(Side::Animal), SortBy::Side(Side::Suggestion), SortBy::Offering(OfferingId::new("o0").unwrap())][which].clone();
            let rows: Vec<Row> = rows.into_iter().map(|(name, total, class)| {
                let cell = total.map(|total| Margin::Amount(Money::new(f64::from(total)).unwrap()));
                row(&name, &[cell], total.map(f64::from), ContributionClass::ALL[class])
            }).collect();
            let sheet = sheet(rows);
            let sort = Sort { by, descending };
            let order = sort.order(&sheet);
            let mut places = order.to_vec();
            places.sort_unstable();
            prop_assert_eq!(places, (0..sheet.rows.len()).collect::<Vec<_>>());
            let column = matches!(sort.by, SortBy::Offering(_)).then_some(0);
            for pair in order.windows(2) {
                let keys = [pair[0], pair[1]].map(|at| sort.key(&sheet.rows[at], column));
                let runs = match &keys {
                    [Some(a), Some(b)] if descending => b.cmp(a),
                    [Some(a), Some(b)] => a.cmp(b),
                    [None, Some(_)] => Ordering::Greater,
                    [Some(_), None] => Ordering::Less,
                    [None, None] => Ordering::Equal,
                };
                prop_assert!(runs == Ordering::Less || (runs == Ordering::Equal && pair[0] < pair[1]));
            }
        }
    }
}
