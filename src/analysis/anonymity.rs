//! Which rater groups may be shown, so that nobody's answers can be read off (METHOD §5, "Anonymity").
//!
//! Decisions rest on numbers of raters only, never on scores: what somebody answered cannot change who is shown.
//! [`disclose`] takes them in this order.
//!
//! 1. Once per ratee, over raters with any valid role score: while a protected group is below the minimum, the
//!    smallest of them is merged with the smallest other one there is. A result that reaches the minimum is a group
//!    like any other, and a third small group may still join it; one that does not is left out and takes part no
//!    more, and so is a small group that has no other to join. That is what "once" means: no merged group is
//!    merged again because it is too small.
//! 2. In a single role, a shown group with fewer raters than the minimum is dropped there.
//! 3. "Others" is made of managers and of what is left in the role, so that it tells nothing about those left out.
//!    [`leak`] proves it from the sums that are published, rather than trusting this paragraph; should something
//!    be solvable, the smallest group shown is hidden as well.
//!
//! Self and manager are never protected. A group nobody answered in does not exist: it is neither shown nor hidden.

use crate::model::RaterGroup;

/// Some rater groups that are shown, or hidden, as one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Groups(u8);

impl Groups {
    /// One group.
    pub const fn one(group: RaterGroup) -> Self {
        Self(1 << group as u8)
    }

    /// All of both.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those of both.
    const fn common(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Those that are not in the other.
    const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Every choice of some of them.
    fn subsets(self) -> impl Iterator<Item = Self> {
        (1..=self.0).map(Self).filter(move |some| some.without(self).is_empty())
    }

    /// Whether this group is among them.
    pub const fn contains(self, group: RaterGroup) -> bool {
        self.0 & Self::one(group).0 != 0
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The groups, in the order of [`RaterGroup::ALL`].
    pub fn iter(self) -> impl Iterator<Item = RaterGroup> {
        RaterGroup::ALL.into_iter().filter(move |group| self.contains(*group))
    }
}

impl FromIterator<RaterGroup> for Groups {
    fn from_iter<I: IntoIterator<Item = RaterGroup>>(groups: I) -> Self {
        groups.into_iter().fold(Self::default(), |all, group| all.and(Self::one(group)))
    }
}

/// How many raters of each group there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts([usize; RaterGroup::ALL.len()]);

impl Counts {
    /// Counts one more rater.
    pub fn add(&mut self, group: RaterGroup) {
        if let Some(count) = self.0.get_mut(group as usize) {
            *count += 1;
        }
    }

    /// The raters of these groups.
    pub fn of(&self, groups: Groups) -> usize {
        groups.iter().filter_map(|group| self.0.get(group as usize)).sum()
    }
}

impl FromIterator<RaterGroup> for Counts {
    fn from_iter<I: IntoIterator<Item = RaterGroup>>(raters: I) -> Self {
        let mut counts = Self::default();
        raters.into_iter().for_each(|group| counts.add(group));
        counts
    }
}

/// Why something is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Fewer raters than the minimum.
    TooFew,
    /// Shown as well, it would let answers of fewer raters than the minimum be solved for.
    WouldLeak,
}

/// Groups that are not shown, nor counted in "others".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hidden {
    /// Which.
    pub groups: Groups,
    /// Why.
    pub reason: Reason,
    /// Whose answers this protects: their own, or those that could be solved for.
    pub protects: Groups,
}

/// What may be shown of a role, or of an activity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SectionDisclosure {
    /// Shown with a mean of their own, managers first: all who are in "others".
    pub shown: Vec<Groups>,
    /// Shown elsewhere, but with too few raters here.
    pub dropped: Vec<Groups>,
}

impl SectionDisclosure {
    /// Who is in "others".
    pub fn others(&self) -> Groups {
        self.shown.iter().fold(Groups::default(), |all, groups| all.and(*groups))
    }
}

/// What may be shown of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Disclosure {
    /// The protected groups that are shown wherever enough of their raters answered, largest merges included.
    pub shown: Vec<Groups>,
    /// Those that are never shown.
    pub hidden: Vec<Hidden>,
    /// Section by section, in the order given.
    pub sections: Vec<SectionDisclosure>,
}

/// Decides what may be shown of one person.
///
/// `raters` counts those with any valid role score; `sections` those with a valid score in each role, or an answer
/// to each activity; `min` is the smallest protected group.
pub fn disclose(raters: &Counts, sections: &[Counts], min: usize) -> Disclosure {
    let (mut shown, mut hidden) = merge(raters, min);
    loop {
        let disclosed: Vec<_> = sections.iter().map(|counts| disclose_section(&shown, counts, min)).collect();
        let mut each = sections.iter().zip(&disclosed);
        let leaking = each.find_map(|(counts, section)| leak(&published(section), counts, min));
        let smallest = shown.iter().copied().min_by_key(|groups| size(*groups, raters));
        let (Some(solved), Some(next)) = (leaking, smallest) else {
            return Disclosure { shown, hidden, sections: disclosed };
        };
        shown.retain(|groups| *groups != next);
        hidden.push(Hidden { groups: next, reason: Reason::WouldLeak, protects: solved });
    }
}

/// The smallest first; among equals peers, direct reports, customers.
fn size(groups: Groups, counts: &Counts) -> (usize, Option<RaterGroup>) {
    (counts.of(groups), groups.iter().next())
}

/// Merges what is too small and leaves out what remains so: the protected groups shown, and those hidden.
fn merge(raters: &Counts, min: usize) -> (Vec<Groups>, Vec<Hidden>) {
    let protected = RaterGroup::ALL.into_iter().filter(|group| group.is_protected()).map(Groups::one);
    let mut shown: Vec<Groups> = protected.filter(|groups| raters.of(*groups) > 0).collect();
    let mut hidden = Vec::new();
    loop {
        shown.sort_by_key(|groups| size(*groups, raters));
        let Some(smallest) = shown.first().copied().filter(|groups| raters.of(*groups) < min) else {
            shown.sort_by_key(|groups| groups.iter().next());
            return (shown, hidden);
        };
        let merged = shown.get(1).map_or(smallest, |other| smallest.and(*other));
        shown.drain(..shown.len().min(2));
        if raters.of(merged) < min {
            hidden.push(Hidden { groups: merged, reason: Reason::TooFew, protects: merged });
        } else {
            shown.push(merged);
        }
    }
}

/// What of the shown groups has enough raters in one section.
fn disclose_section(shown: &[Groups], counts: &Counts, min: usize) -> SectionDisclosure {
    let manager = Groups::one(RaterGroup::Manager);
    let answered = shown.iter().copied().filter(|groups| counts.of(*groups) > 0);
    let (enough, dropped): (Vec<_>, _) = answered.partition(|groups| counts.of(*groups) >= min);
    let managers = (counts.of(manager) > 0).then_some(manager);
    SectionDisclosure { shown: managers.into_iter().chain(enough).collect(), dropped }
}

/// The sums that a section's numbers give away (a mean and its n are a sum): one per group shown, and others.
fn published(section: &SectionDisclosure) -> Vec<Groups> {
    section.shown.iter().copied().chain([section.others()]).collect()
}

/// Whether a role's item means may stand beside its mean, for raters of one protected group.
///
/// `answered` is how many of the role's `items` each rater with a valid score answered, `per_item` how many of them
/// answered each item.
///
/// A rater who left items out weighs the others more heavily in the role's mean. From it and the item means one can
/// work out the sum over exactly those raters who did *not* answer some number `a` of items: a times the role's sum
/// less the sums of the items leaves out everyone who answered `a`. (Nothing else of use follows: any other
/// combination holds everybody who answered some item. This needs that two raters have an item in common unless
/// both answered exactly half, hence at least half of the items from everyone.)
///
/// # Errors
/// Why not.
pub fn disclose_items(answered: &[usize], per_item: &[usize], min: usize) -> Result<(), Reason> {
    if per_item.iter().any(|n| *n < min) {
        return Err(Reason::TooFew);
    }
    let differing = |a: &usize| answered.iter().filter(|other| *other != a).count();
    let solvable = answered.iter().any(|a| a * 2 < per_item.len() || (1..min).contains(&differing(a)));
    if solvable { Err(Reason::WouldLeak) } else { Ok(()) }
}

/// Protected raters, fewer than `min`, whose sum follows from the published sums; `None` when nothing does.
///
/// Every published number is a sum over some groups, so whatever follows from them linearly is a combination of the
/// groups' own sums. Fewer than `min` raters are given away when some combination holds nobody but them and managers,
/// who are not protected. It exists exactly when the sums lose rank once those raters are taken out of them.
pub fn leak(published: &[Groups], counts: &Counts, min: usize) -> Option<Groups> {
    let protected = RaterGroup::ALL.into_iter().filter(|group| group.is_protected());
    let protected: Groups = protected.filter(|group| counts.of(Groups::one(*group)) > 0).collect();
    let rank_of_others =
        |few: Groups| rank(published.iter().map(|sum| sum.common(protected).without(few)).collect::<Vec<_>>());
    let all = rank_of_others(Groups::default());
    protected.subsets().find(|few| counts.of(*few) < min && rank_of_others(*few) < all)
}

/// How many of these sums are linearly independent.
fn rank(sums: Vec<Groups>) -> usize {
    let mut rows: Vec<[i64; RaterGroup::ALL.len()]> =
        sums.into_iter().map(|sum| RaterGroup::ALL.map(|group| i64::from(sum.contains(group)))).collect();
    let mut rank = 0;
    for column in 0..RaterGroup::ALL.len() {
        let at = |row: &[i64; RaterGroup::ALL.len()]| row.get(column).copied().unwrap_or_default();
        let Some(found) = rows.iter().position(|row| at(row) != 0) else { continue };
        let pivot = rows.swap_remove(found);
        for row in &mut rows {
            let (by, times) = (at(&pivot), at(row));
            for (value, from) in row.iter_mut().zip(pivot) {
                *value = *value * by - from * times;
            }
        }
        rank += 1;
    }
    rank
}
