//! The exercise of market moves 市场动作: the key, where groups differ, and their scores (METHOD §1).

use crate::model::{CustomerClass, MarketMove, MoveGroup, MoveRun, MoveRunId, Record, Split, Table};

/// The class a move belongs to, as the programme has it.
pub const fn key(card: MarketMove) -> CustomerClass {
    use MarketMove::{
        ConcedePrice, Customise, Executives, Exhibitions, FewerPeople, FutureDevelopment, Hotline, Leaflets, Mailings,
        NeedsFirst, NoDiscounts, PersonalService, Prepayment, SeniorRelations, StandardPackages, UnaskedVisits,
    };
    match card {
        NeedsFirst | PersonalService | Customise | FutureDevelopment => CustomerClass::Consolidate,
        UnaskedVisits | ConcedePrice | SeniorRelations | Executives => CustomerClass::Invest,
        Prepayment | NoDiscounts | FewerPeople => CustomerClass::Harvest,
        Hotline | Exhibitions | Mailings | Leaflets | StandardPackages => CustomerClass::ServeLightly,
    }
}

/// The moves that belong to a class, by number.
pub fn moves_of(class: CustomerClass) -> impl Iterator<Item = MarketMove> {
    MarketMove::ALL.into_iter().filter(move |card| key(*card) == class)
}

/// How a split agrees with the key: one point for each move in its class (our reading).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MoveScore {
    /// How many moves are where the key has them, 0 to 16.
    pub right: usize,
    /// How many moves were put anywhere, 0 to 16.
    pub placed: usize,
    /// How many of each class's moves are where the key has them, in the order of [`CustomerClass::ALL`].
    pub by_class: [usize; 4],
}

impl MoveScore {
    /// Scores a split.
    pub fn of(split: &Split) -> Self {
        let right_in = |class| split.iter().filter(|(card, of)| **of == class && key(**card) == class).count();
        let by_class = CustomerClass::ALL.map(right_in);
        Self { right: by_class.iter().sum(), placed: split.len(), by_class }
    }
}

/// How many moves two splits have in different places. A move put nowhere differs from one put somewhere.
pub fn difference(one: &Split, other: &Split) -> usize {
    MarketMove::ALL.iter().filter(|card| one.get(card) != other.get(card)).count()
}

/// How far the groups differ about a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// The move.
    pub card: MarketMove,
    /// How many groups put it into each class, in the order of [`CustomerClass::ALL`].
    pub into: [usize; 4],
    /// How many groups put it nowhere.
    pub nowhere: usize,
    /// How many pairs of groups have it in different places.
    pub pairs: usize,
}

impl Disagreement {
    /// About a move, among groups.
    pub fn of(card: MarketMove, groups: &[MoveGroup]) -> Self {
        let count = |place: Option<CustomerClass>| {
            groups.iter().filter(|group| group.split.get(&card).copied() == place).count()
        };
        let (into, nowhere) = (CustomerClass::ALL.map(|class| count(Some(class))), count(None));
        // Of all pairs, those within one place agree.
        let agreeing: usize = into.iter().chain([&nowhere]).map(|groups| pairs_of(*groups)).sum();
        Self { card, into, nowhere, pairs: pairs_of(groups.len()).saturating_sub(agreeing) }
    }
}

/// How many pairs so many groups make.
pub const fn pairs_of(groups: usize) -> usize {
    groups * groups.saturating_sub(1) / 2
}

/// What came of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveResult {
    /// The run.
    pub id: MoveRunId,
    /// Each group's score, in the run's order.
    pub scores: Vec<MoveScore>,
    /// About every move, by number.
    pub disagreements: Vec<Disagreement>,
}

impl Record for MoveResult {
    type Key = MoveRunId;

    fn key(&self) -> MoveRunId {
        self.id.clone()
    }
}

impl MoveResult {
    /// What came of a run.
    pub fn of(run: &MoveRun) -> Self {
        Self {
            id: run.id.clone(),
            scores: run.groups.iter().map(|group| MoveScore::of(&group.split)).collect(),
            disagreements: MarketMove::ALL.into_iter().map(|card| Disagreement::of(card, &run.groups)).collect(),
        }
    }

    /// The most pairs of groups that differ about one move; 0 where all agree about everything.
    pub fn most_pairs(&self) -> usize {
        self.disagreements.iter().map(|of| of.pairs).max().unwrap_or_default()
    }

    /// The moves about which most pairs of groups differ, by number.
    pub fn most_disputed(&self) -> impl Iterator<Item = &Disagreement> {
        let most = self.most_pairs();
        self.disagreements.iter().filter(move |of| most > 0 && of.pairs == most)
    }
}

/// What came of each run.
pub fn results(runs: &Table<MoveRun>) -> Table<MoveResult> {
    runs.iter().map(MoveResult::of).collect()
}

#[cfg(test)]
mod tests {
    use CustomerClass::{Consolidate, Harvest, Invest, ServeLightly};
    use proptest::{collection::btree_map, prelude::*, sample::select};

    use super::*;

    fn the_key() -> Split {
        MarketMove::ALL.into_iter().map(|card| (card, key(card))).collect()
    }

    fn numbers(class: CustomerClass) -> Vec<usize> {
        moves_of(class).map(MarketMove::number).collect()
    }

    fn groups(splits: &[Split]) -> Vec<MoveGroup> {
        splits.iter().map(|split| MoveGroup { split: split.clone(), ..MoveGroup::default() }).collect()
    }

    /// Moves by number, into classes.
    fn split(moves: &[(usize, CustomerClass)]) -> Split {
        moves.iter().map(|(number, class)| (MarketMove::numbered(*number).unwrap(), *class)).collect()
    }

    #[test]
    fn the_key_is_the_programmes() {
        assert_eq!(numbers(Consolidate), [4, 7, 9, 16]);
        assert_eq!(numbers(Invest), [3, 6, 8, 15]);
        assert_eq!(numbers(Harvest), [1, 2, 12]);
        assert_eq!(numbers(ServeLightly), [5, 10, 11, 13, 14]);
    }

    #[test]
    fn a_split_scores_a_point_for_each_move_in_its_class() {
        // 4 and 7 consolidate, 1 harvests: right. 6 is to invest, 12 to harvest, 13 to serve lightly: wrong.
        let moves = [(4, Consolidate), (7, Consolidate), (6, Consolidate), (1, Harvest), (13, Harvest), (12, Invest)];
        let expected = MoveScore { right: 3, placed: 6, by_class: [2, 0, 1, 0] };
        assert_eq!(MoveScore::of(&split(&moves)), expected);
        assert_eq!(MoveScore::of(&the_key()), MoveScore { right: 16, placed: 16, by_class: [4, 4, 3, 5] });
        assert_eq!(MoveScore::of(&Split::new()), MoveScore::default());
    }

    #[test]
    fn groups_differ_by_pairs() {
        let of = |classes: &[Option<CustomerClass>]| {
            let splits = classes.iter().map(|class| class.map(|class| (MarketMove::Hotline, class)));
            let splits: Vec<Split> = splits.map(|move_in_class| move_in_class.into_iter().collect()).collect();
            let found = Disagreement::of(MarketMove::Hotline, &groups(&splits));
            (found.into, found.nowhere, found.pairs)
        };
        assert_eq!(of(&[Some(Invest), Some(Invest)]), ([0, 2, 0, 0], 0, 0));
        assert_eq!(of(&[Some(Invest), Some(Harvest)]), ([0, 1, 1, 0], 0, 1));
        // Two against one against one: of six pairs, one agrees.
        assert_eq!(of(&[Some(Invest), Some(Harvest), Some(Invest), None]), ([0, 2, 1, 0], 1, 5));
        assert_eq!(of(&[]), ([0; 4], 0, 0));
    }

    #[test]
    fn the_most_disputed_moves_are_named_and_none_where_all_agree() {
        let one = split(&[(1, Harvest), (2, Invest), (3, Invest)]);
        let other = split(&[(1, Invest), (2, Invest), (3, Harvest)]);
        let run = |splits: &[Split]| {
            let mut run = MoveRun::new(MoveRunId::new("a").unwrap(), jiff::civil::date(2026, 10, 24));
            run.groups = groups(splits);
            MoveResult::of(&run)
        };
        let disputed = |result: &MoveResult| result.most_disputed().map(|of| of.card.number()).collect::<Vec<_>>();
        let differing = run(&[one.clone(), other]);
        assert_eq!((differing.most_pairs(), disputed(&differing)), (1, vec![1, 3]));
        assert!(disputed(&run(&[one.clone(), one])).is_empty());
    }

    fn any_split() -> impl Strategy<Value = Split> {
        btree_map(select(&MarketMove::ALL[..]), select(&CustomerClass::ALL[..]), 0..=16)
    }

    proptest! {
        #[test]
        fn a_score_is_what_is_missing_from_the_key(split in any_split()) {
            let score = MoveScore::of(&split);
            prop_assert_eq!(score.right, 16 - difference(&split, &the_key()));
            prop_assert!(score.right <= score.placed && score.placed == split.len());
            prop_assert!(CustomerClass::ALL.iter().zip(score.by_class).all(|(class, n)| n <= moves_of(*class).count()));
        }

        #[test]
        fn differences_are_a_distance(a in any_split(), b in any_split(), c in any_split()) {
            prop_assert_eq!(difference(&a, &b), difference(&b, &a));
            prop_assert_eq!(difference(&a, &b) == 0, a == b);
            prop_assert!(difference(&a, &c) <= difference(&a, &b) + difference(&b, &c));
        }

        #[test]
        fn pairs_add_up_to_the_differences_whatever_the_order(
            splits in proptest::collection::vec(any_split(), 2..=8),
        ) {
            let between: usize = (0..splits.len())
                .flat_map(|one| (0..one).map(move |other| (one, other)))
                .map(|(one, other)| difference(&splits[one], &splits[other]))
                .sum();
            let about = |splits: &[Split]| {
                let groups = groups(splits);
                MarketMove::ALL.map(|card| Disagreement::of(card, &groups))
            };
            prop_assert_eq!(about(&splits).iter().map(|of| of.pairs).sum::<usize>(), between);
            let reversed: Vec<Split> = splits.iter().rev().cloned().collect();
            prop_assert_eq!(about(&splits), about(&reversed));
        }
    }
}
