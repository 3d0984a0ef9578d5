//! The order of the rows of a table.

use std::{cmp::Ordering, sync::Arc};

use egui::{ScrollArea, Ui};

use crate::text::{Lang, cells as words};

/// What rows can be ordered by; the default is the workbook's order.
pub trait SortBy: Clone + Default + PartialEq {
    /// Whether the largest comes first when one asks for this order.
    fn begins_with_largest(&self) -> bool;
}

/// What a row is ordered by.
#[derive(Clone, Copy, Debug)]
pub enum Key<'a> {
    /// A name's place among names.
    Name(&'a [u8]),
    /// A rank, and a number within it.
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

/// How the rows are ordered.
#[derive(Clone, Debug, Default)]
pub struct Order<B> {
    /// What by.
    pub by: B,
    /// From the largest down.
    pub descending: bool,
    /// The places of the rows, as they were when the order was asked for: a row doesn't run away from the hand that
    /// fills it in.
    pub places: Arc<[usize]>,
    /// The rows still are in that order.
    pub is_sorted: bool,
}

impl<B: SortBy> Order<B> {
    /// Follows rows that have changed, by their keys in the workbook's order. They keep their places unless there are
    /// others now.
    pub fn follow(&mut self, keys: &[Option<Key<'_>>], others: bool) {
        let sorted = sorted(keys, self.descending);
        if others || self.places.len() != keys.len() {
            self.places = Arc::clone(&sorted);
        }
        self.is_sorted = self.places == sorted;
    }

    /// Asks for an order: the other way round where it is that order already. The keys are those of the new order.
    pub fn ask<'a>(&mut self, by: B, keys: impl FnOnce(&B) -> Vec<Option<Key<'a>>>) {
        if self.by != by {
            self.descending = by.begins_with_largest();
            self.by = by;
        } else if self.is_sorted {
            self.descending ^= true;
        }
        self.places = sorted(&keys(&self.by), self.descending);
        self.is_sorted = true;
    }

    /// Which way the rows run where they are ordered by this, and whether they still do.
    pub fn sign(&self, by: &B) -> Option<Sign> {
        let is_it = self.by == *by && *by != B::default();
        is_it.then_some(Sign { descending: self.descending, is_sorted: self.is_sorted })
    }

    /// A menu of orders, the one in force ticked. The one asked for.
    pub fn menu(
        &self,
        ui: &mut Ui,
        lang: Lang,
        choices: impl Iterator<Item = B>,
        name: impl Fn(&B) -> String,
    ) -> Option<B> {
        let title = words::sorted_by(lang, &name(&self.by), self.sign(&self.by).map(|sign| sign.descending));
        let shown = ui.menu_button(title, |ui| {
            ScrollArea::vertical().show(ui, |ui| {
                let mut asked = None;
                for by in choices {
                    if ui.selectable_label(self.by == by, name(&by)).clicked() {
                        asked = Some(by);
                        ui.close();
                    }
                }
                asked
            })
        });
        shown.inner.and_then(|shown| shown.inner)
    }
}

/// The sign at the head of the column by which rows are ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sign {
    /// From the largest down.
    pub descending: bool,
    /// The rows still are in that order.
    pub is_sorted: bool,
}

/// The places of rows with these keys in order. Equal rows keep the workbook's order, and what is not known comes last,
/// whichever way it runs.
fn sorted(keys: &[Option<Key<'_>>], descending: bool) -> Arc<[usize]> {
    let mut keyed: Vec<_> = keys.iter().enumerate().collect();
    keyed.sort_by(|(_, a), (_, b)| match (a, b) {
        (Some(a), Some(b)) if descending => b.cmp(a),
        (Some(a), Some(b)) => a.cmp(b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    keyed.into_iter().map(|(at, _)| at).collect()
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, option, prelude::*};

    use super::*;

    #[derive(Clone, Debug, Default, PartialEq)]
    struct By(u8);

    impl SortBy for By {
        fn begins_with_largest(&self) -> bool {
            self.0 == 1
        }
    }

    const NUMBERS: [Option<Key<'static>>; 3] = [Some(Key::Number(0, 2.0)), None, Some(Key::Number(0, 3.0))];

    #[test]
    fn asking_again_turns_the_order_round() {
        let mut order = Order::default();
        order.follow(&[None; 3], true);
        assert_eq!((order.places.as_ref(), order.sign(&By(0))), ([0, 1, 2].as_slice(), None));
        order.ask(By(1), |_| NUMBERS.to_vec());
        assert_eq!((order.places.as_ref(), order.descending), ([2, 0, 1].as_slice(), true));
        order.ask(By(1), |_| NUMBERS.to_vec());
        assert_eq!((order.places.as_ref(), order.descending), ([0, 2, 1].as_slice(), false));
        order.ask(By(2), |_| NUMBERS.to_vec());
        assert!(!order.descending);
    }

    #[test]
    fn rows_keep_their_places_until_one_asks_or_there_are_others() {
        let mut order = Order::default();
        order.ask(By(2), |_| NUMBERS.to_vec());
        let changed = [Some(Key::Number(0, 9.0)), None, Some(Key::Number(0, 3.0))];
        order.follow(&changed, false);
        assert_eq!((order.places.as_ref(), order.is_sorted), ([0, 2, 1].as_slice(), false));
        // The same order again sorts before it turns round.
        order.ask(By(2), |_| changed.to_vec());
        assert_eq!((order.places.as_ref(), order.descending, order.is_sorted), ([2, 0, 1].as_slice(), false, true));
        order.follow(&NUMBERS, true);
        assert_eq!(order.places.as_ref(), [0, 2, 1]);
    }

    proptest! {
        #[test]
        fn sorting_is_a_stable_permutation(
            rows in vec(option::of((0..3usize, -3i32..4)), 1..40),
            names in vec(option::of("[a-c]{1,2}"), 1..40),
            descending: bool,
        ) {
            let numbers: Vec<_> = rows.iter().map(|row| row.map(|(rank, n)| Key::Number(rank, f64::from(n)))).collect();
            let names: Vec<_> = names.iter().map(|name| name.as_ref().map(|name| Key::Name(name.as_bytes()))).collect();
            for keys in [numbers, names] {
                let order = sorted(&keys, descending);
                let mut places = order.to_vec();
                places.sort_unstable();
                prop_assert_eq!(places, (0..keys.len()).collect::<Vec<_>>());
                for pair in order.windows(2) {
                    let runs = match (&keys[pair[0]], &keys[pair[1]]) {
                        (Some(a), Some(b)) if descending => b.cmp(a),
                        (Some(a), Some(b)) => a.cmp(b),
                        (None, Some(_)) => Ordering::Greater,
                        (Some(_), None) => Ordering::Less,
                        (None, None) => Ordering::Equal,
                    };
                    prop_assert!(runs == Ordering::Less || (runs == Ordering::Equal && pair[0] < pair[1]));
                }
            }
        }
    }
}
