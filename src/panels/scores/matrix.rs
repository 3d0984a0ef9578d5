//! Everything the matrix shows, worked out once per revision, and what its rows can be ordered by.

use std::sync::Arc;

use crate::{
    analysis::value_map::{CustomerValue, ValueMap},
    model::{Advantage, Attraction, Criterion, Customer, CustomerClass, CustomerId, Method, Score, Table},
    panels::{
        Scene,
        cells::{self, Key},
    },
    text::{Lang, Word, cells as cell_words, collate, format, scores as words, value_map},
};

/// What each column is: attractiveness, then ours and the rival's scores by turns.
pub const COLUMNS: [Criterion; 17] = [
    Criterion::Attraction(Attraction::Profit),
    Criterion::Attraction(Attraction::Continuity),
    Criterion::Attraction(Attraction::Showcase),
    Criterion::Attraction(Attraction::Referral),
    Criterion::Attraction(Attraction::Terms),
    Criterion::Attraction(Attraction::Learning),
    Criterion::Attraction(Attraction::Openness),
    Criterion::Attraction(Attraction::Credit),
    Criterion::Attraction(Attraction::Ease),
    Criterion::Us(Advantage::Offering),
    Criterion::Rival(Advantage::Offering),
    Criterion::Us(Advantage::People),
    Criterion::Rival(Advantage::People),
    Criterion::Us(Advantage::Service),
    Criterion::Rival(Advantage::Service),
    Criterion::Us(Advantage::Influence),
    Criterion::Rival(Advantage::Influence),
];

/// A score that is known.
#[derive(Clone, Debug)]
pub struct Cell {
    /// The score.
    pub score: Score,
    /// As it is shown.
    pub shown: String,
    /// Something is noted about it.
    pub noted: bool,
}

/// A customer.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its id.
    pub id: CustomerId,
    /// Its name.
    pub name: String,
    /// Its scores, one for each of [`COLUMNS`]; `None` is unknown.
    pub cells: [Option<Cell>; 17],
    /// How attractive it is, as it is shown.
    pub attractiveness: String,
    /// How strong we are with it, as it is shown.
    pub advantage: String,
    /// Its class.
    pub class: Option<CustomerClass>,
    /// It is close to a cut, and its class was not set by hand.
    pub uncertain: bool,
    /// How much of the weight is known, as it is shown.
    pub known: String,
    /// What it is ordered by: its name's place among names, the axes, and the least that is known of one.
    key: Vec<u8>,
    axes: [Option<f64>; 2],
    least_known: f64,
}

/// The matrix of one revision.
pub struct Matrix {
    value_map: Arc<ValueMap>,
    customers: Arc<Table<Customer>>,
    method: Arc<Method>,
    lang: Lang,
    /// Customers, in the workbook's order.
    pub rows: Vec<Arc<Row>>,
    /// The weights of attractiveness and of advantage.
    pub weights: [Vec<(Criterion, f64)>; 2],
    /// What the matrix says, in a sentence.
    pub headline: String,
}

impl Matrix {
    /// Works the matrix out. Rows of customers that are as they were before stay.
    pub fn of(scene: &Scene<'_>, before: Option<&Self>) -> Self {
        let (workbook, value_map) = (scene.workbook, &scene.derived.value_map);
        let values = workbook.customers.iter().zip(value_map.customers.iter()).enumerate();
        let row = |(at, (customer, value))| {
            let row = before.and_then(|before| before.row(at, customer, value));
            row.unwrap_or_else(|| Arc::new(Row::of(customer, value)))
        };
        let rows: Vec<Arc<Row>> = values.map(row).collect();
        let method = &workbook.method.value_map;
        let weighed = |criterion| (criterion, method.weight(criterion));
        let classed = rows.iter().filter(|row| row.class.is_some()).count();
        let unknown = rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.is_none()).count();
        Self {
            value_map: Arc::clone(value_map),
            customers: Arc::clone(&workbook.customers),
            method: Arc::clone(&workbook.method),
            lang: scene.lang,
            weights: [
                Attraction::ALL.map(Criterion::Attraction).map(weighed).to_vec(),
                Advantage::ALL.map(Criterion::Us).map(weighed).to_vec(),
            ],
            headline: words::headline(scene.lang, rows.len(), classed, unknown, rows.len() * COLUMNS.len()),
            rows,
        }
    }

    /// The row at a place, if it is this customer's and still says the same.
    fn row(&self, at: usize, customer: &Customer, value: &CustomerValue) -> Option<Arc<Row>> {
        let is_same = self.customers.at(at) == Some(customer) && self.value_map.customers.at(at) == Some(value);
        self.rows.get(at).filter(|_| is_same).map(Arc::clone)
    }

    /// Whether it still shows what the scene has.
    pub fn is_current(&self, scene: &Scene<'_>) -> bool {
        self.lang == scene.lang
            && Arc::ptr_eq(&self.value_map, &scene.derived.value_map)
            && Arc::ptr_eq(&self.customers, &scene.workbook.customers)
            && Arc::ptr_eq(&self.method, &scene.workbook.method)
    }

    /// Whether it has the rows of another one, in the same order.
    pub fn has_rows_of(&self, other: &Self) -> bool {
        self.rows.len() == other.rows.len() && self.rows.iter().zip(&other.rows).all(|(a, b)| a.id == b.id)
    }

    /// What its rows are ordered by, in the workbook's order.
    pub fn keys(&self, by: SortBy) -> Vec<Option<Key<'_>>> {
        self.rows.iter().map(|row| row.sort_key(by)).collect()
    }
}

impl Row {
    fn of(customer: &Customer, value: &CustomerValue) -> Self {
        let cell = |criterion| {
            let score = customer.score(criterion)?;
            let noted = customer.score_notes.get(&criterion).is_some_and(|note| !note.note.is_empty());
            Some(Cell { score, shown: words::score(score), noted })
        };
        Self {
            id: customer.id.clone(),
            name: customer.label().to_owned(),
            cells: COLUMNS.map(cell),
            attractiveness: format::number_or_unknown(value.attractiveness.value, 1),
            advantage: format::number_or_unknown(value.advantage.value, 2),
            class: value.class,
            uncertain: value.uncertain && !value.overridden,
            known: words::known(value),
            key: collate::key(customer.label()),
            axes: [value.attractiveness.value, value.advantage.value],
            least_known: value.attractiveness.known.min(value.advantage.known),
        }
    }

    fn sort_key(&self, by: SortBy) -> Option<Key<'_>> {
        let [attractiveness, advantage] = self.axes;
        let number = |value| Key::Number(0, value);
        match by {
            SortBy::Given => None,
            SortBy::Name => Some(Key::Name(&self.key)),
            SortBy::Side(Side::Attractiveness) => attractiveness.map(number),
            SortBy::Side(Side::Advantage) => advantage.map(number),
            SortBy::Side(Side::Class) => {
                let place = CustomerClass::ALL.iter().position(|class| Some(*class) == self.class)?;
                Some(Key::Number(place, 0.0))
            }
            SortBy::Side(Side::Known) => Some(number(self.least_known)),
        }
    }
}

/// What follows from a customer's scores, beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// The axis of attractiveness.
    Attractiveness,
    /// The axis of advantage.
    Advantage,
    /// The class, first class first.
    Class,
    /// The share of the weight that is known.
    Known,
}

impl Side {
    /// All, from the scores outwards.
    pub const ALL: [Self; 4] = [Self::Attractiveness, Self::Advantage, Self::Class, Self::Known];

    /// What its head says.
    pub const fn head(self) -> Word {
        match self {
            Self::Attractiveness => value_map::ATTRACTIVENESS,
            Self::Advantage => value_map::ADVANTAGE,
            Self::Class => words::CLASS,
            Self::Known => words::KNOWN,
        }
    }
}

/// What rows are ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    /// The workbook's order.
    #[default]
    Given,
    /// Names.
    Name,
    /// What follows from the scores.
    Side(Side),
}

impl SortBy {
    /// All, in the order of the menu.
    pub const ALL: [Self; 6] = [
        Self::Given,
        Self::Name,
        Self::Side(Side::Attractiveness),
        Self::Side(Side::Advantage),
        Self::Side(Side::Class),
        Self::Side(Side::Known),
    ];

    /// What it is called.
    pub const fn head(self) -> Word {
        match self {
            Self::Given => cell_words::AS_GIVEN,
            Self::Name => cell_words::CUSTOMER,
            Self::Side(side) => side.head(),
        }
    }
}

impl cells::SortBy for SortBy {
    fn begins_with_largest(&self) -> bool {
        matches!(self, Self::Side(Side::Attractiveness | Side::Advantage))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_the_criteria_in_the_models_order() {
        assert_eq!(COLUMNS.to_vec(), Criterion::all().collect::<Vec<_>>());
    }
}
