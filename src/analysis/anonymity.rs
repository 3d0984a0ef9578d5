//! Which rater groups may be shown, so that nobody's answers can be read off (METHOD §5, "Anonymity").
//!
//! Decisions rest on numbers of raters, never on scores, but for one that cannot (5): otherwise what somebody answered
//! would change who is shown. [`disclose`] takes them in this order, for the answers of one person's raters, cohort by
//! cohort: a cohort is what one release took in, and whoever knows an earlier release knows its numbers for good.
//!
//! 1. Once per ratee, over raters with any valid role score: while a protected group is below the minimum, the
//!    smallest of them is merged with the smallest other one there is. A result that reaches the minimum is a group
//!    like any other, and a third small group may still join it; one that does not is left out and takes part no
//!    more, and so is a small group that has no other to join. That is what "once" means: no merged group is
//!    merged again because it is too small.
//! 2. What a release has shown stays as it was shown; a later one merges those hidden so far among themselves only.
//!    A group that left a merge, or joined one, would be given away by the difference of two releases.
//! 3. In a single role, a shown group's answers come in by blocks of at least the minimum: consecutive cohorts, the
//!    first of which make the first mean. A block that is too small waits in that role for the next cohort. So two
//!    releases differ by nothing or by a block, and every number is a sum of blocks. A group whose first block is too
//!    small is dropped in that role.
//! 4. "Others" is made of managers and of what is shown in the role, so that it tells nothing about those left out.
//!    `leak` proves it from the sums that all releases publish, rather than trusting these paragraphs; should
//!    something be solvable, the smallest group shown is hidden as well.
//! 5. Where everyone in a block answered alike, so that its mean is everyone's answer, that is all that is said: they
//!    agree. There is no number then, and the group is left out of others: the difference would be the number. It
//!    stays so in later releases. (A later block of this kind waits.)
//!
//! Self and manager are never protected. A group nobody answered in does not exist: it is neither shown nor hidden.

use std::{collections::HashMap, ops::Range};

use smallvec::SmallVec;

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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Counts([u16; RaterGroup::ALL.len()]);

impl Counts {
    /// Counts one more rater.
    pub fn add(&mut self, group: RaterGroup) {
        if let Some(count) = self.0.get_mut(group as usize) {
            *count = count.saturating_add(1);
        }
    }

    /// Counts all of the other's raters as well.
    fn join(&mut self, other: &Self) {
        for (count, more) in self.0.iter_mut().zip(other.0) {
            *count = count.saturating_add(more);
        }
    }

    /// The raters of these groups.
    pub fn of(&self, groups: Groups) -> usize {
        let each = self.0.iter().enumerate().filter(|(group, _)| groups.0 & (1 << group) != 0);
        each.map(|(_, count)| usize::from(*count)).sum()
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
    /// All gave the same answer, which a number would tell of each of them.
    Unanimous,
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

/// The most cohorts told apart; a round has no more releases than this.
pub const MAX_COHORTS: usize = 21;

/// The most numbers shown side by side: managers', and those of each protected group.
pub const MOST_SHOWN: usize = 4;

/// What holds. Everything, but for tests that show what each rule is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// The smallest protected group that is shown.
    pub min: usize,
    /// Whether whoever isn't shown is left out of others, and nothing else lets them be solved for (4).
    pub leaks: bool,
    /// Whether item means are withheld where a few raters could be told from them ([`disclose_items`]).
    pub items: bool,
    /// Whether what a release has shown binds the later ones (2 and 3).
    pub releases: bool,
    /// Whether unanimous groups stay without a number (5).
    pub unanimity: bool,
}

impl Rules {
    /// Every rule, with this minimum.
    pub const fn all(min: usize) -> Self {
        Self { min, leaks: true, items: true, releases: true, unanimity: true }
    }
}

/// How many raters there are, cohort by cohort: in all, and section by section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cohorts {
    cohorts: usize,
    /// A row of cohorts in all, and one for each section.
    cells: Vec<Counts>,
}

impl Cohorts {
    /// Nobody yet, in this many cohorts, at least one, and sections.
    pub fn new(cohorts: usize, sections: usize) -> Self {
        let cohorts = cohorts.max(1);
        Self { cohorts, cells: vec![Counts::default(); cohorts * (sections + 1)] }
    }

    /// Counts a rater with any valid role score.
    pub fn add(&mut self, cohort: usize, group: RaterGroup) {
        self.add_to_row(0, cohort, group);
    }

    /// Counts a rater with a valid score in a role, or an answer to an activity.
    pub fn add_in(&mut self, section: usize, cohort: usize, group: RaterGroup) {
        self.add_to_row(section + 1, cohort, group);
    }

    fn add_to_row(&mut self, row: usize, cohort: usize, group: RaterGroup) {
        if let Some(counts) = self.cells.get_mut(row * self.cohorts + cohort) {
            counts.add(group);
        }
    }

    fn raters(&self) -> &[Counts] {
        self.cells.get(..self.cohorts).unwrap_or_default()
    }

    fn sections(&self) -> impl ExactSizeIterator<Item = &[Counts]> {
        self.cells.chunks_exact(self.cohorts).skip(1)
    }
}

/// Some groups that are shown as one, with a mean of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Which.
    pub groups: Groups,
    /// A bit for each cohort that completes a block.
    ends: u32,
}

impl Shown {
    /// The cohorts that are in the mean: from the first on, and no later ones.
    pub const fn cohorts(&self) -> Range<usize> {
        0..(u32::BITS - self.ends.leading_zeros()) as usize
    }

    /// The cohorts of each block.
    pub fn blocks(&self) -> impl Iterator<Item = Range<usize>> {
        let ends = self.cohorts().filter(|cohort| self.ends & (1 << cohort) != 0);
        ends.scan(0, |start, end| {
            let block = *start..end + 1;
            *start = block.end;
            Some(block)
        })
    }

    /// As it was before later cohorts came, if it was shown then.
    fn before(self, end: usize) -> Option<Self> {
        let ends = self.ends & ((1 << end) - 1);
        (ends != 0).then_some(Self { ends, ..self })
    }
}

/// What may be shown of a role, or of an activity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SectionDisclosure {
    /// Shown with a mean of their own, managers first: all who are in "others".
    pub shown: Numbers,
    /// Shown elsewhere, but with too few raters here.
    pub dropped: Vec<Groups>,
    /// Unanimous here: that is said, and nothing more.
    pub agreed: Vec<Groups>,
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

/// What was found not to leak, by numbers of raters: the same numbers need not be proved again.
#[derive(Clone, Debug, Default)]
pub struct Proofs {
    by_counts: HashMap<Vec<Counts>, Numbers>,
    /// The last one asked for: a person's sections are mostly alike.
    last: (Vec<Counts>, Numbers),
}

/// The numbers of a section, side by side.
type Numbers = SmallVec<[Shown; MOST_SHOWN]>;

impl Proofs {
    /// [`leak`] of a section's published sums.
    fn leak(&mut self, section: &SectionDisclosure, counts: &[Counts], min: usize) -> Option<Groups> {
        if self.last.0 == counts && self.last.1 == section.shown {
            return None;
        }
        if self.by_counts.get(counts).is_none_or(|proved| *proved != section.shown) {
            if let Some(found) = leak(&published(section, counts.len()), counts, min) {
                return Some(found);
            }
            self.by_counts.insert(counts.to_vec(), section.shown.clone());
        }
        self.last.0.clear();
        self.last.0.extend_from_slice(counts);
        self.last.1.clone_from(&section.shown);
        None
    }
}

/// Decides what may be shown of one person.
///
/// `unanimous` says whether all raters of some groups in some cohorts answered a section alike. `proofs` were made with
/// the same rules.
pub fn disclose(
    cohorts: &Cohorts,
    rules: &Rules,
    proofs: &mut Proofs,
    unanimous: impl Fn(usize, Groups, Range<usize>) -> bool,
) -> Disclosure {
    let (mut placed, mut hidden) = place(cohorts.raters(), rules.min);
    loop {
        let mut sections: Vec<SectionDisclosure> = Vec::with_capacity(cohorts.sections().len());
        let mut leaking = None;
        for (section, counts) in cohorts.sections().enumerate() {
            let disclosed = disclose_section(&placed, counts, rules, |groups, block| unanimous(section, groups, block));
            if rules.leaks {
                leaking = leaking.or_else(|| proofs.leak(&disclosed, counts, rules.min));
            }
            sections.push(disclosed);
        }
        let total = total(cohorts.raters());
        let smallest = placed.iter().map(|(groups, _)| *groups).min_by_key(|groups| size(*groups, &total));
        let (Some(solved), Some(next)) = (leaking, smallest) else {
            let shown = placed.into_iter().map(|(groups, _)| groups).collect();
            return Disclosure { shown, hidden, sections };
        };
        placed.retain(|(groups, _)| *groups != next);
        hidden.push(Hidden { groups: next, reason: Reason::WouldLeak, protects: solved });
    }
}

fn total(cohorts: &[Counts]) -> Counts {
    let mut total = Counts::default();
    cohorts.iter().for_each(|counts| total.join(counts));
    total
}

/// The protected groups shown, each with the cohort from which on it is, and those hidden.
fn place(raters: &[Counts], min: usize) -> (Vec<(Groups, usize)>, Vec<Hidden>) {
    let mut seen = Counts::default();
    let mut placed: Vec<(Groups, usize)> = Vec::new();
    let mut hidden = Vec::new();
    for (cohort, counts) in raters.iter().enumerate() {
        seen.join(counts);
        let shown = placed.iter().fold(Groups::default(), |all, (groups, _)| all.and(*groups));
        let (fresh, left) = merge(protected().without(shown), &seen, min);
        placed.extend(fresh.into_iter().map(|groups| (groups, cohort)));
        hidden = left;
    }
    placed.sort_by_key(|(groups, _)| groups.iter().next());
    (placed, hidden)
}

/// Which protected groups' late raters may come out in a next release: all of a group, as it would be shown, or none.
///
/// `released` counts raters release by release, `late` those since; both with any valid role score. A group comes out
/// that gains at least `min` raters and is shown then. That depends on who else comes out, so groups that don't are
/// taken out until nothing changes.
pub fn admit(released: &[Counts], late: &Counts, min: usize) -> Groups {
    let mut admitted = protected();
    loop {
        let mut coming = *late;
        for (count, group) in coming.0.iter_mut().zip(RaterGroup::ALL) {
            *count = if admitted.contains(group) { *count } else { 0 };
        }
        let cohorts: Vec<Counts> = released.iter().copied().chain([coming]).collect();
        let (placed, _) = place(&cohorts, min);
        let enough = placed.iter().map(|(groups, _)| *groups).filter(|groups| coming.of(*groups) >= min);
        let next = enough.fold(Groups::default(), Groups::and).common(admitted);
        if next == admitted {
            return admitted;
        }
        admitted = next;
    }
}

fn protected() -> Groups {
    RaterGroup::ALL.into_iter().filter(|group| group.is_protected()).collect()
}

/// The smallest first; among equals peers, direct reports, customers.
fn size(groups: Groups, counts: &Counts) -> (usize, Option<RaterGroup>) {
    (counts.of(groups), groups.iter().next())
}

/// Merges what is too small of some groups and leaves out what remains so: those shown, and those hidden.
fn merge(groups: Groups, raters: &Counts, min: usize) -> (Vec<Groups>, Vec<Hidden>) {
    let mut shown: Vec<Groups> = groups.iter().map(Groups::one).filter(|groups| raters.of(*groups) > 0).collect();
    let mut hidden = Vec::new();
    loop {
        shown.sort_by_key(|groups| size(*groups, raters));
        let Some(smallest) = shown.first().copied().filter(|groups| raters.of(*groups) < min) else {
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

/// What of the shown groups has enough raters in one section, and from which cohorts.
fn disclose_section(
    placed: &[(Groups, usize)],
    cohorts: &[Counts],
    rules: &Rules,
    unanimous: impl Fn(Groups, Range<usize>) -> bool,
) -> SectionDisclosure {
    let mut section = SectionDisclosure::default();
    let manager = Groups::one(RaterGroup::Manager);
    if let Some(last) = cohorts.iter().rposition(|counts| counts.of(manager) > 0) {
        section.shown.push(Shown { groups: manager, ends: 1 << last });
    }
    for (groups, from) in placed {
        let (mut block, mut raters, mut ends) = (0..0, 0, 0);
        let mut agreed = false;
        for (cohort, counts) in cohorts.iter().enumerate() {
            raters += counts.of(*groups);
            block.end = cohort + 1;
            if raters == 0 || raters < rules.min || cohort < *from {
                continue;
            }
            if rules.unanimity && unanimous(*groups, block.clone()) {
                agreed = ends == 0;
                if agreed {
                    break;
                }
                continue;
            }
            ends |= 1 << cohort;
            (block.start, raters) = (block.end, 0);
        }
        if agreed {
            section.agreed.push(*groups);
        } else if ends != 0 {
            section.shown.push(Shown { groups: *groups, ends });
        } else if raters > 0 {
            section.dropped.push(*groups);
        }
    }
    section
}

/// Protected raters in one number, of each group up to a cohort: for every group, how many cohorts.
type Sum = Vec<(Groups, usize)>;

/// The sums that a section's numbers have given away, release by release (a mean and its n are a sum): one per group
/// shown, and others. Managers hide nobody.
fn published(section: &SectionDisclosure, cohorts: usize) -> Vec<Sum> {
    let shown = |end: usize| -> Sum {
        let protected = section.shown.iter().filter(|shown| shown.groups.iter().any(RaterGroup::is_protected));
        protected.filter_map(|shown| shown.before(end)).map(|shown| (shown.groups, shown.cohorts().end)).collect()
    };
    let mut sums: Vec<Sum> = Vec::new();
    for others in (1..=cohorts).map(shown) {
        for sum in others.iter().map(|part| vec![*part]).chain([others.clone()]) {
            if !sum.is_empty() && !sums.contains(&sum) {
                sums.push(sum);
            }
        }
    }
    sums
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
pub fn disclose_items(
    answered: &[usize],
    mut per_item: impl ExactSizeIterator<Item = usize>,
    min: usize,
) -> Result<(), Reason> {
    let items = per_item.len();
    if per_item.any(|n| n < min) {
        return Err(Reason::TooFew);
    }
    let differing = |a: &usize| answered.iter().filter(|other| *other != a).count();
    let solvable = answered.iter().any(|a| a * 2 < items || (1..min).contains(&differing(a)));
    if solvable { Err(Reason::WouldLeak) } else { Ok(()) }
}

/// Whether a number over people of a class, or how these people lie, is for the room: from the minimum on (METHOD §5 of
/// norms).
///
/// A self score is no secret, and what others' scores make public of a person the room is shown with the name beside
/// it. So single scores without names tell nothing new where they are many; of fewer people than the minimum the mean
/// is withheld, and would follow from the scores. Who among them is a head is told by no score, so that a heads' mean
/// of too few does not follow either.
pub const fn is_for_the_room(people: usize, min: usize) -> bool {
    people >= min
}

/// Protected raters, fewer than `min`, whose sum follows from the published sums; `None` when nothing does.
///
/// Every published number is a sum over atoms, the raters of one group in one cohort, so whatever follows from them
/// linearly is a combination of the atoms' own sums. Fewer than `min` raters are given away when some combination holds
/// nobody but them. It exists exactly when the sums lose rank once those raters are taken out of them.
fn leak(published: &[Sum], cohorts: &[Counts], min: usize) -> Option<Groups> {
    let each_cohort = cohorts.iter().enumerate();
    let atoms = each_cohort.flat_map(|(cohort, counts)| {
        let groups = protected().iter().map(Groups::one);
        groups.map(move |group| Atom { group, cohort, raters: counts.of(group) }).filter(|atom| atom.raters > 0)
    });
    let atoms: Vec<Atom> = atoms.collect();
    let small: Vec<usize> =
        (0..atoms.len()).filter(|at| atoms.get(*at).is_some_and(|atom| atom.raters < min)).collect();
    if small.is_empty() {
        return None;
    }
    let rank_without = |few: &[usize]| {
        let holds = |sum: &Sum, at: usize, atom: &Atom| {
            !few.contains(&at)
                && sum.iter().any(|(groups, end)| !groups.common(atom.group).is_empty() && atom.cohort < *end)
        };
        let row = |sum| atoms.iter().enumerate().map(|(at, atom)| u64::from(holds(sum, at, atom))).collect();
        rank(published.iter().map(row).collect())
    };
    let all = rank_without(&[]);
    let gives_away = |few: &[usize]| rank_without(few) < all;
    let few = choose_few(&small, &atoms, min, &mut Vec::new(), &gives_away)?;
    Some(few.iter().filter_map(|at| atoms.get(*at)).fold(Groups::default(), |all, atom| all.and(atom.group)))
}

/// The raters of one group in one cohort: nothing published tells them from one another.
#[derive(Clone, Copy, Debug)]
struct Atom {
    group: Groups,
    cohort: usize,
    raters: usize,
}

/// Some atoms of these with fewer raters than `min` that hold true, beyond those chosen already.
fn choose_few(
    from: &[usize],
    atoms: &[Atom],
    min: usize,
    chosen: &mut Vec<usize>,
    holds: &impl Fn(&[usize]) -> bool,
) -> Option<Vec<usize>> {
    for (skipped, next) in from.iter().enumerate() {
        chosen.push(*next);
        if chosen.iter().filter_map(|at| atoms.get(*at)).map(|atom| atom.raters).sum::<usize>() < min {
            if holds(chosen) {
                return Some(chosen.clone());
            }
            let rest = from.get(skipped + 1..).unwrap_or_default();
            if let Some(found) = choose_few(rest, atoms, min, chosen, holds) {
                return Some(found);
            }
        }
        chosen.pop();
    }
    None
}

/// How many of these rows are linearly independent, reckoned modulo a prime: exact, without growing numbers.
fn rank(mut rows: Vec<Vec<u64>>) -> usize {
    const PRIME: u64 = (1 << 31) - 1;
    let mut rank = 0;
    for column in 0..rows.first().map_or(0, Vec::len) {
        let at = |row: &Vec<u64>| row.get(column).copied().unwrap_or_default();
        let Some(found) = rows.iter().position(|row| at(row) != 0) else { continue };
        let pivot = rows.swap_remove(found);
        for row in &mut rows {
            let (by, times) = (at(&pivot), at(row));
            if times == 0 {
                continue;
            }
            for (value, from) in row.iter_mut().zip(&pivot) {
                *value = (*value * by + (PRIME - times) * from) % PRIME;
            }
        }
        rank += 1;
    }
    rank
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MANAGER: Groups = Groups::one(RaterGroup::Manager);
    const PEER: Groups = Groups::one(RaterGroup::Peer);
    const REPORT: Groups = Groups::one(RaterGroup::DirectReport);
    const CUSTOMER: Groups = Groups::one(RaterGroup::Customer);

    fn counts(manager: usize, peer: usize, report: usize, customer: usize) -> Counts {
        Counts([0, manager, peer, report, customer].map(|n| u16::try_from(n).unwrap()))
    }

    /// What is shown of a single cohort.
    fn disclose(raters: &Counts, sections: &[Counts], min: usize) -> Disclosure {
        let cells = std::iter::once(*raters).chain(sections.iter().copied()).collect();
        super::disclose(&Cohorts { cohorts: 1, cells }, &Rules::all(min), &mut Proofs::default(), |_, _, _| false)
    }

    /// Sums over whole groups, of a single cohort.
    fn leak(sums: &[Groups], counts: &Counts, min: usize) -> Option<Groups> {
        let sums: Vec<Sum> = sums.iter().map(|groups| vec![(*groups, 1)]).collect();
        super::leak(&sums, &[*counts], min)
    }

    fn groups(section: &SectionDisclosure) -> Vec<Groups> {
        section.shown.iter().map(|shown| shown.groups).collect()
    }

    fn others(section: &SectionDisclosure) -> Groups {
        groups(section).into_iter().fold(Groups::default(), Groups::and)
    }

    fn too_few(hidden: &[Hidden]) -> Vec<Groups> {
        assert!(hidden.iter().all(|hidden| hidden.reason == Reason::TooFew && hidden.protects == hidden.groups));
        hidden.iter().map(|hidden| hidden.groups).collect()
    }

    #[test]
    fn small_groups_are_merged_once_or_left_out() {
        // Peers, direct reports, customers; what is shown; what is hidden. The minimum is 3.
        let all = PEER.and(REPORT).and(CUSTOMER);
        let table: &[(_, &[Groups], &[Groups])] = &[
            ((3, 3, 3), &[PEER, REPORT, CUSTOMER], &[]),
            ((0, 0, 0), &[], &[]),
            ((4, 0, 0), &[PEER], &[]),
            // Nobody else is there to merge with.
            ((2, 0, 0), &[], &[PEER]),
            // Merged with one that is large enough by itself.
            ((5, 2, 0), &[PEER.and(REPORT)], &[]),
            // With the smallest other, not with the first.
            ((5, 4, 1), &[PEER, REPORT.and(CUSTOMER)], &[]),
            // Two small ones together.
            ((5, 2, 2), &[PEER, REPORT.and(CUSTOMER)], &[]),
            // Equally small: peers first, and direct reports before customers.
            ((2, 2, 5), &[PEER.and(REPORT), CUSTOMER], &[]),
            ((1, 4, 4), &[PEER.and(REPORT), CUSTOMER], &[]),
            // A third small one joins a merge that reached the minimum.
            ((2, 2, 2), &[all], &[]),
            // Still too few: left out, not merged again.
            ((1, 1, 5), &[CUSTOMER], &[PEER.and(REPORT)]),
            ((1, 1, 1), &[], &[PEER.and(REPORT), CUSTOMER]),
            ((1, 1, 2), &[], &[PEER.and(REPORT), CUSTOMER]),
            ((2, 1, 1), &[], &[REPORT.and(CUSTOMER), PEER]),
            ((1, 1, 0), &[], &[PEER.and(REPORT)]),
        ];
        for ((peer, report, customer), shown, hidden) in table {
            let found = disclose(&counts(1, *peer, *report, *customer), &[], 3);
            assert_eq!(found.shown, *shown, "{peer} {report} {customer}");
            assert_eq!(too_few(&found.hidden), *hidden, "{peer} {report} {customer}");
        }
    }

    #[test]
    fn a_group_is_dropped_where_too_few_of_it_answered() {
        let raters = counts(1, 4, 3, 0);
        let sections = [counts(1, 4, 3, 0), counts(1, 2, 3, 0), counts(0, 4, 0, 0), counts(0, 1, 2, 0)];
        let found = disclose(&raters, &sections, 3);
        let section = |shown: &[Groups], dropped: &[Groups]| SectionDisclosure {
            shown: shown.iter().map(|groups| Shown { groups: *groups, ends: 1 }).collect(),
            dropped: dropped.to_vec(),
            agreed: Vec::new(),
        };
        let expected = [
            section(&[MANAGER, PEER, REPORT], &[]),
            section(&[MANAGER, REPORT], &[PEER]),
            section(&[PEER], &[]),
            section(&[], &[PEER, REPORT]),
        ];
        assert_eq!(found.sections, expected);
        assert_eq!(others(&found.sections[1]), MANAGER.and(REPORT));
        assert_eq!(found.hidden, []);
        // A merge counts all its raters, whichever group they come from.
        let merged = disclose(&counts(0, 3, 1, 0), &[counts(0, 3, 0, 0), counts(0, 1, 1, 0)], 3);
        assert_eq!(merged.sections[0], section(&[PEER.and(REPORT)], &[]));
        assert_eq!(merged.sections[1], section(&[], &[PEER.and(REPORT)]));
    }

    #[test]
    fn what_could_be_solved_for_is_found() {
        let all = MANAGER.and(PEER).and(REPORT);
        let few_reports = counts(1, 4, 2, 0);
        // The method's own example: manager, peers and all others give two direct reports away.
        assert_eq!(leak(&[MANAGER, PEER, all], &few_reports, 3), Some(REPORT));
        // Without the peers' mean it takes all six to make the sum.
        assert_eq!(leak(&[MANAGER, all], &few_reports, 3), None);
        // With three direct reports their sum may be known.
        assert_eq!(leak(&[MANAGER, PEER, all], &counts(1, 4, 3, 0), 3), None);
        // A manager is no shelter.
        assert_eq!(leak(&[REPORT.and(MANAGER)], &few_reports, 3), Some(REPORT));
        // Two sums that overlap give away their difference.
        assert_eq!(leak(&[PEER.and(REPORT), PEER], &few_reports, 3), Some(REPORT));
        // Three overlapping pairs give away each.
        let pairs = [PEER.and(REPORT), REPORT.and(CUSTOMER), PEER.and(CUSTOMER)];
        assert_eq!(leak(&pairs, &counts(0, 2, 4, 4), 3), Some(PEER));
        assert_eq!(leak(&pairs[..2], &counts(0, 2, 4, 4), 3), None);
        assert_eq!(leak(&[], &few_reports, 3), None);
    }

    #[test]
    fn item_means_are_shown_unless_a_few_can_be_told_from_them() {
        // What each of the raters answered of four items, how many answered each item; the minimum is 3.
        for (answered, per_item, expected) in [
            (&[4, 4, 4][..], [3, 3, 3, 3], Ok(())),
            (&[4, 4, 2], [3, 3, 2, 2], Err(Reason::TooFew)),
            // One who left an item out: 4 × the role's sum − the items' sums is a third of that rater's answers.
            (&[4, 4, 4, 3], [4, 4, 4, 3], Err(Reason::WouldLeak)),
            // Three who did hide each other, but two who did not stand out: 3 × the role's sum − the items' sums.
            (&[4, 4, 3, 3, 3], [5, 4, 4, 4], Err(Reason::WouldLeak)),
            (&[4, 4, 4, 3, 3, 3], [6, 5, 5, 5], Ok(())),
            // Everyone left one out.
            (&[3, 3, 3, 3], [3, 3, 3, 3], Ok(())),
        ] {
            assert_eq!(disclose_items(answered, per_item.iter().copied(), 3), expected, "{answered:?}");
        }
    }

    /// Rank over the rationals, by elimination in floating point; good for the small integers and halves given here.
    fn slow_rank(mut rows: Vec<Vec<f64>>) -> usize {
        let mut rank = 0;
        for column in 0..rows.first().map_or(0, Vec::len) {
            let largest = (rank..rows.len()).max_by(|a, b| rows[*a][column].abs().total_cmp(&rows[*b][column].abs()));
            let Some(pivot) = largest.filter(|row| rows[*row][column].abs() > 1e-9) else { continue };
            rows.swap(rank, pivot);
            for row in rank + 1..rows.len() {
                let times = rows[row][column] / rows[rank][column];
                for c in column..rows[row].len() {
                    rows[row][c] -= times * rows[rank][c];
                }
            }
            rank += 1;
        }
        rank
    }

    /// Whether fewer than `min` of `owners` (one per column) can be solved for: every choice of raters is tried.
    fn slow_leak(rows: &[Vec<f64>], owners: &[usize], raters: usize, min: usize) -> bool {
        let without = |few: u32| {
            let keep = |row: &Vec<f64>| {
                row.iter().zip(owners).filter(|(_, owner)| few & (1 << **owner) == 0).map(|(v, _)| *v).collect()
            };
            slow_rank(rows.iter().map(keep).collect())
        };
        let all = without(0);
        (1..1u32 << raters).filter(|few| (few.count_ones() as usize) < min).any(|few| without(few) < all)
    }

    /// One column per protected rater, one row per sum.
    fn per_rater(sums: &[Groups], counts: &Counts) -> (Vec<Vec<f64>>, usize) {
        let raters: Vec<RaterGroup> = RaterGroup::ALL
            .into_iter()
            .filter(|group| group.is_protected())
            .flat_map(|group| std::iter::repeat_n(group, counts.of(Groups::one(group))))
            .collect();
        let row = |sum: &Groups| raters.iter().map(|group| f64::from(u8::from(sum.contains(*group)))).collect();
        (sums.iter().map(row).collect(), raters.len())
    }

    fn any_counts() -> impl Strategy<Value = Counts> {
        (0..3usize, 0..5usize, 0..5usize, 0..5usize).prop_map(|(m, p, r, c)| counts(m, p, r, c))
    }

    proptest! {
        /// Sections hold some of the ratee's raters each.
        #[test]
        fn nobody_is_given_away(
            raters in any_counts(),
            fewer in prop::collection::vec([0..3usize, 0..3, 0..3, 0..3], 1..5),
            min in 3..6usize,
        ) {
            let less = |[m, p, r, c]: [usize; 4]| {
                let left = |group, by: usize| raters.of(group).saturating_sub(by);
                counts(left(MANAGER, m), left(PEER, p), left(REPORT, r), left(CUSTOMER, c))
            };
            let sections: Vec<_> = fewer.into_iter().map(less).collect();
            let found = disclose(&raters, &sections, min);

            for groups in &found.shown {
                prop_assert!(raters.of(*groups) >= min);
            }
            // Every protected group that answered is either shown or hidden, once.
            let mut placed = found.shown.iter().chain(found.hidden.iter().map(|hidden| &hidden.groups)).copied();
            let all = placed.try_fold(Groups::default(), |all, next| all.common(next).is_empty().then(|| all.and(next)));
            let there: Groups = [PEER, REPORT, CUSTOMER].into_iter().filter(|g| raters.of(*g) > 0).flat_map(Groups::iter).collect();
            prop_assert_eq!(all, Some(there));

            for (section, counts) in found.sections.iter().zip(&sections) {
                for groups in groups(section).into_iter().filter(|groups| *groups != MANAGER) {
                    prop_assert!(found.shown.contains(&groups) && counts.of(groups) >= min);
                }
                let sums: Vec<_> = groups(section).into_iter().chain([others(section)]).collect();
                let (rows, n) = per_rater(&sums, counts);
                prop_assert!(!slow_leak(&rows, &(0..n).collect::<Vec<_>>(), n, min));
            }
        }

        #[test]
        fn leaks_are_found_as_by_trying_everything(
            counts in any_counts(),
            sums in prop::collection::vec(1..16u8, 0..4),
            min in 3..5usize,
        ) {
            let sums: Vec<_> = sums.into_iter().map(|bits| Groups(bits << 1)).collect();
            let (rows, n) = per_rater(&sums, &counts);
            let slow = slow_leak(&rows, &(0..n).collect::<Vec<_>>(), n, min);
            prop_assert_eq!(leak(&sums, &counts, min).is_some(), slow);
        }

        /// Each rater answers at least half of the items.
        #[test]
        fn item_means_are_withheld_exactly_where_a_few_could_be_solved_for(
            items in 1..5usize,
            masks in prop::collection::vec(1..16u8, 1..7),
            min in 3..5usize,
        ) {
            let masks: Vec<u8> = masks
                .into_iter()
                .map(|mask| mask & ((1 << items) - 1))
                .filter(|mask| mask.count_ones() as usize * 2 >= items)
                .collect();
            prop_assume!(!masks.is_empty());
            let has = |mask: u8, item: usize| mask & (1 << item) != 0;
            let answered: Vec<_> = masks.iter().map(|mask| mask.count_ones() as usize).collect();
            let per_item: Vec<_> = (0..items).map(|i| masks.iter().filter(|mask| has(**mask, i)).count()).collect();

            let cells: Vec<_> = (0..masks.len()).flat_map(|rater| (0..items).map(move |item| (rater, item))).collect();
            let cell = |of: &dyn Fn(usize, usize) -> f64| -> Vec<f64> {
                cells.iter().map(|(rater, item)| if has(masks[*rater], *item) { of(*rater, *item) } else { 0.0 }).collect()
            };
            let mut rows: Vec<_> = (0..items).map(|i| cell(&|_, item| f64::from(u8::from(item == i)))).collect();
            rows.push(cell(&|rater, _| 1.0 / answered[rater] as f64));
            let owners: Vec<_> = cells.iter().map(|(rater, _)| *rater).collect();
            let leaks = masks.len() < min || slow_leak(&rows, &owners, masks.len(), min);
            // An item that nobody answered tells nothing, but its role isn't shown item by item either.
            if per_item.iter().all(|n| *n > 0) {
                prop_assert_eq!(disclose_items(&answered, per_item.iter().copied(), min).is_err(), leaks);
            }
        }
    }
}
