//! Who reports to whom: linear and without recursion, whatever the data looks like.

use std::iter::successors;

use crate::model::{Record, Table};

/// Where a record hangs, by place in its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Above {
    /// It has no manager: a root.
    Nobody,
    /// Its manager is not in the table.
    Unknown,
    /// Its manager is the record at this place.
    At(usize),
}

/// The solid lines of a table, with the circles they close.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forest {
    /// Where each record hangs, in the table's order.
    pub above: Vec<Above>,
    /// Circles, each once: every member once, each reporting to the next, the first in the table first.
    /// One's own manager is a circle of one.
    pub circles: Vec<Vec<usize>>,
}

impl Forest {
    /// Reads the lines that `manager` gives.
    pub fn of<T: Record>(table: &Table<T>, manager: impl Fn(&T) -> Option<&T::Key>) -> Self {
        let hangs = |record: &T| match manager(record) {
            None => Above::Nobody,
            Some(manager) => table.index_of(manager).map_or(Above::Unknown, Above::At),
        };
        let above: Vec<Above> = table.iter().map(hangs).collect();
        let circles = circles(&above);
        Self { above, circles }
    }

    /// The manager of the record at a place, if it is in the table.
    pub fn manager(&self, index: usize) -> Option<usize> {
        manager(&self.above, index)
    }

    /// Everybody above the record at a place, from its manager upwards; without end where it stands below a circle.
    pub fn managers(&self, index: usize) -> impl Iterator<Item = usize> {
        successors(self.manager(index), |above| self.manager(*above))
    }

    /// How many levels there are. Roots, records under an unknown manager and members of a circle stand on level 1,
    /// everybody else one below their manager.
    pub fn depth(&self) -> usize {
        let mut levels: Vec<usize> = vec![0; self.above.len()];
        for index in self.circles.iter().flatten() {
            if let Some(level) = levels.get_mut(*index) {
                *level = 1;
            }
        }
        // Each walk goes up to a level already known and comes back down, filling in.
        let mut path = Vec::new();
        for start in 0..self.above.len() {
            let mut current = Some(start);
            while let Some(index) = current.filter(|index| levels.get(*index) == Some(&0)) {
                path.push(index);
                current = manager(&self.above, index);
            }
            let mut level = current.and_then(|index| levels.get(index)).copied().unwrap_or_default();
            while let Some(index) = path.pop() {
                level += 1;
                if let Some(place) = levels.get_mut(index) {
                    *place = level;
                }
            }
        }
        levels.into_iter().max().unwrap_or_default()
    }
}

fn manager(above: &[Above], index: usize) -> Option<usize> {
    match above.get(index) {
        Some(Above::At(manager)) => Some(*manager),
        _ => None,
    }
}

/// Walks up from every record not seen yet. A walk that meets itself has found a circle; one that meets an earlier
/// walk has not. A walk may enter its circle anywhere, so the circle is turned to begin with its first.
fn circles(above: &[Above]) -> Vec<Vec<usize>> {
    let mut seen_by: Vec<Option<usize>> = vec![None; above.len()];
    let mut circles = Vec::new();
    for walk in 0..above.len() {
        let mut current = Some(walk);
        while let Some(index) = current {
            match seen_by.get_mut(index) {
                Some(seen @ None) => {
                    *seen = Some(walk);
                    current = manager(above, index);
                }
                Some(Some(earlier)) if *earlier == walk => {
                    let others = successors(manager(above, index), |next| manager(above, *next));
                    let mut circle = vec![index];
                    circle.extend(others.take_while(|next| *next != index));
                    let first = circle.iter().enumerate().min_by_key(|(_, index)| **index).map_or(0, |(at, _)| at);
                    circle.rotate_left(first);
                    circles.push(circle);
                    break;
                }
                _ => break,
            }
        }
    }
    circles
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::model::{Contact, ContactId};

    fn id(index: usize) -> ContactId {
        ContactId::new(&index.to_string()).unwrap()
    }

    /// Contact `i` reports to `managers[i]`; a number beyond the end is somebody unknown.
    fn forest(managers: &[Option<usize>]) -> Forest {
        let contacts: Table<Contact> = managers
            .iter()
            .enumerate()
            .map(|(index, manager)| Contact { reports_to: manager.map(id), ..Contact::new(id(index), "") })
            .collect();
        Forest::of(&contacts, |contact| contact.reports_to.as_ref())
    }

    #[test]
    fn levels_and_circles_of_small_charts() {
        for (managers, depth, circles) in [
            (vec![], 0, vec![]),
            (vec![None], 1, vec![]),
            (vec![Some(0)], 1, vec![vec![0]]),
            (vec![Some(9)], 1, vec![]),
            (vec![Some(9), Some(0)], 2, vec![]),
            (vec![Some(1), Some(2), None], 3, vec![]),
            // 0 hangs under the circle 1 → 3 → 2 → 1.
            (vec![Some(2), Some(3), Some(1), Some(2)], 2, vec![vec![1, 3, 2]]),
            (vec![Some(1), Some(0), Some(3), Some(2), None, Some(4)], 2, vec![vec![0, 1], vec![2, 3]]),
        ] {
            let forest = forest(&managers);
            assert_eq!((forest.depth(), &forest.circles), (depth, &circles), "{managers:?}");
        }
    }

    #[test]
    fn a_hundred_thousand_in_one_line_or_one_circle() {
        const N: usize = 100_000;
        let chain: Vec<_> = (0..N).map(|index| index.checked_sub(1)).collect();
        let upwards: Vec<_> = (1..=N).map(|index| (index < N).then_some(index)).collect();
        let circle: Vec<_> = (0..N).map(|index| Some((index + 1) % N)).collect();
        assert_eq!((forest(&chain).depth(), forest(&upwards).depth()), (N, N));
        let circle = forest(&circle);
        assert_eq!((circle.depth(), circle.circles), (1, vec![(0..N).collect()]));
    }

    proptest! {
        #[test]
        fn agrees_with_walking_up_from_everybody(
            managers in prop::collection::vec(prop::option::of(0_usize..10), 0..9)
        ) {
            let above = |index: usize| managers[index].filter(|manager| *manager < managers.len());
            let walk = |from: usize| -> Vec<usize> {
                successors(above(from), |next| above(*next)).take(managers.len()).collect()
            };
            let in_circle = |index: usize| walk(index).contains(&index);
            let level = |index: usize| {
                let mut line = vec![index];
                line.extend(walk(index));
                line.iter().position(|step| in_circle(*step) || above(*step).is_none()).unwrap() + 1
            };
            let forest = forest(&managers);
            prop_assert_eq!(forest.depth(), (0..managers.len()).map(level).max().unwrap_or(0));
            let expected: BTreeSet<BTreeSet<usize>> = (0..managers.len())
                .filter(|index| in_circle(*index))
                .map(|index| walk(index).into_iter().collect())
                .collect();
            let found: BTreeSet<BTreeSet<usize>> =
                forest.circles.iter().map(|circle| circle.iter().copied().collect()).collect();
            prop_assert_eq!(&found, &expected);
            prop_assert_eq!(found.len(), forest.circles.len());
            for circle in &forest.circles {
                prop_assert_eq!(circle.iter().min(), circle.first());
                for (one, next) in circle.iter().zip(circle.iter().cycle().skip(1)) {
                    prop_assert_eq!(above(*one), Some(*next));
                }
            }
        }
    }
}
