//! The exercise of market moves 市场动作: sixteen cards that groups put into the four classes (METHOD §1).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Deserializer, Serialize, de::Error as _};

use super::{
    CustomerClass, Date, GroupCount, MoveRunId, Record, Refusal,
    units::{is_default, unique_map},
};

/// A market move, in the order of the method's numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarketMove {
    /// 1: prepayment before service.
    Prepayment,
    /// 2: no discounts.
    NoDiscounts,
    /// 3: visit and inform unasked.
    UnaskedVisits,
    /// 4: solve needs before the customer names them.
    NeedsFirst,
    /// 5: let them call the hotline.
    Hotline,
    /// 6: concede price.
    ConcedePrice,
    /// 7: free personalised service.
    PersonalService,
    /// 8: build senior relations.
    SeniorRelations,
    /// 9: customise the offering.
    Customise,
    /// 10: exhibitions only.
    Exhibitions,
    /// 11: mailings only.
    Mailings,
    /// 12: fewer people to cut service cost.
    FewerPeople,
    /// 13: drop-off leaflets.
    Leaflets,
    /// 14: push standard packages.
    StandardPackages,
    /// 15: executives step in.
    Executives,
    /// 16: develop for the customer's future.
    FutureDevelopment,
}

impl MarketMove {
    /// All, by number.
    pub const ALL: [Self; 16] = [
        Self::Prepayment,
        Self::NoDiscounts,
        Self::UnaskedVisits,
        Self::NeedsFirst,
        Self::Hotline,
        Self::ConcedePrice,
        Self::PersonalService,
        Self::SeniorRelations,
        Self::Customise,
        Self::Exhibitions,
        Self::Mailings,
        Self::FewerPeople,
        Self::Leaflets,
        Self::StandardPackages,
        Self::Executives,
        Self::FutureDevelopment,
    ];

    /// Its number, 1 to 16.
    pub const fn number(self) -> usize {
        self as usize + 1
    }

    /// The move with a number.
    pub fn numbered(number: usize) -> Option<Self> {
        Self::ALL.get(number.checked_sub(1)?).copied()
    }
}

/// Which class each move was put into. A move that is missing was put nowhere.
pub type Split = BTreeMap<MarketMove, CustomerClass>;

/// A group and what it makes of the moves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveGroup {
    /// Its name; without one it goes by its number.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// Where it put the moves.
    #[serde(default, skip_serializing_if = "is_default", deserialize_with = "unique_map")]
    pub split: Split,
    /// It has handed its split in, which is out of sight from then on until the reveal.
    #[serde(default, skip_serializing_if = "is_default")]
    pub handed_in: bool,
}

impl MoveGroup {
    /// The moves it put into a class, by number.
    pub fn moves_in(&self, class: CustomerClass) -> impl Iterator<Item = MarketMove> + '_ {
        self.split.iter().filter(move |(_, of)| **of == class).map(|(card, _)| *card)
    }

    /// Makes these moves a class's and no others: what was there besides goes back into the hand.
    pub fn set_class(&mut self, class: CustomerClass, moves: &BTreeSet<MarketMove>) {
        self.split.retain(|_, of| *of != class);
        self.split.extend(moves.iter().map(|card| (*card, class)));
    }
}

/// How far a run has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MoveStage {
    /// Groups are made; no card is dealt.
    #[default]
    Setup,
    /// The groups take turns.
    Play,
    /// All splits are in, and are being revealed.
    Reveal,
    /// Everything was revealed.
    Kept,
}

/// One run of the exercise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveRun {
    /// Its id.
    pub id: MoveRunId,
    /// Its name; without one it goes by its day.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// The day it last went on.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on: Option<Date>,
    /// How far it has come.
    #[serde(default, skip_serializing_if = "is_default")]
    pub stage: MoveStage,
    /// The groups, in the order of their turns; at most eight.
    #[serde(default, skip_serializing_if = "is_default", deserialize_with = "groups")]
    pub groups: Vec<MoveGroup>,
    /// Anything else.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
}

impl MoveRun {
    /// How many groups a new run has.
    pub const GROUPS: u8 = 4;

    /// A run to be prepared, of nameless groups.
    pub fn new(id: MoveRunId, on: Date) -> Self {
        let groups = vec![MoveGroup::default(); usize::from(Self::GROUPS)];
        Self { id, name: String::new(), on: Some(on), stage: MoveStage::Setup, groups, note: String::new() }
    }

    /// Its name, or its id where it has none.
    pub fn label(&self) -> &str {
        if self.name.is_empty() { self.id.as_str() } else { &self.name }
    }

    /// Whether every group has handed in.
    pub fn all_handed_in(&self) -> bool {
        self.groups.iter().all(|group| group.handed_in)
    }
}

impl Record for MoveRun {
    type Key = MoveRunId;

    fn key(&self) -> MoveRunId {
        self.id.clone()
    }
}

/// No more groups than there is room for.
fn groups<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<MoveGroup>, D::Error> {
    let groups = Vec::<MoveGroup>::deserialize(deserializer)?;
    let max = usize::from(GroupCount::MAX);
    if groups.len() > max { Err(D::Error::custom(Refusal::TooMany { max })) } else { Ok(groups) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_move_is_found_by_its_number() {
        for (place, card) in MarketMove::ALL.into_iter().enumerate() {
            assert_eq!((card.number(), MarketMove::numbered(place + 1)), (place + 1, Some(card)));
        }
        assert_eq!([MarketMove::numbered(0), MarketMove::numbered(17)], [None, None]);
    }

    #[test]
    fn a_run_of_an_older_or_an_overfull_file_is_read_or_refused() {
        let run: MoveRun = ron::from_str(r#"(id: "a", groups: [(split: {hotline: harvest}), ()])"#).unwrap();
        assert_eq!((run.stage, run.groups.len()), (MoveStage::Setup, 2));
        assert_eq!(run.groups[0].split, Split::from([(MarketMove::Hotline, CustomerClass::Harvest)]));
        let of = |count: usize| ron::from_str::<MoveRun>(&format!(r#"(id: "a", groups: [{}])"#, "(),".repeat(count)));
        assert!(of(8).is_ok() && of(9).is_err());
        assert!(ron::from_str::<MoveGroup>("(split: {hotline: harvest, hotline: invest})").is_err());
    }

    #[test]
    fn what_a_class_is_set_to_is_all_it_has() {
        use CustomerClass::{Harvest, Invest};
        use MarketMove::{Hotline, Leaflets, Mailings};
        let mut group =
            MoveGroup { split: Split::from([(Hotline, Harvest), (Leaflets, Invest)]), ..MoveGroup::default() };
        group.set_class(Harvest, &BTreeSet::from([Leaflets, Mailings]));
        assert_eq!(group.split, Split::from([(Leaflets, Harvest), (Mailings, Harvest)]));
        assert!(group.moves_in(Harvest).eq([Mailings, Leaflets]) && group.moves_in(Invest).next().is_none());
    }
}
