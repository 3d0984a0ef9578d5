//! What is drawn below what, whatever state an organisation's solid lines are in.

use std::collections::{BTreeSet, HashSet};

use super::Part;
use crate::{
    analysis::forest::{Above, Forest},
    model::{ContactId, LineKind, Organisation, Standing},
};

/// Why a contact stands at the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HeadReason {
    /// No manager is given.
    NoManager,
    /// The manager given isn't in the organisation.
    UnknownManager,
    /// They are given as their own manager.
    OwnManager,
    /// They close a cycle, and come first of it in the workbook: the line to their manager is left out here.
    Cycle,
}

/// A contact in the forest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Branch {
    /// The contact's place in the organisation's table.
    pub contact: usize,
    /// The branch above, which comes earlier.
    pub parent: Option<usize>,
    /// Why there is none above.
    pub head: Option<HeadReason>,
    /// What it is to the one above. Whoever has somebody below them is nobody's assistant here.
    pub part: Part,
    /// How many contacts are below, at any depth, folded away or not.
    pub below: usize,
    /// Whether those below are folded away.
    pub folded: bool,
}

/// The contacts of an organisation that are to be drawn, each after the one they hang from, those below one manager
/// in the workbook's order, without what is below those in `folded`. Otherwise every contact is there once, but for
/// those in the tray with nobody below them. Heads outside the organisation come after the others.
pub fn branches(organisation: &Organisation, folded: &BTreeSet<ContactId>) -> Vec<Branch> {
    let links = links(organisation);
    let whole = walk(organisation, &links);
    let below = count_below(&whole);
    let assistants = assistants(organisation);
    let mut branches: Vec<Branch> = Vec::with_capacity(whole.len());
    // Where each step of the walk stands among the branches; `None` for what is folded away.
    let mut kept: Vec<Option<usize>> = Vec::with_capacity(whole.len());
    for (step, below) in whole.iter().zip(below) {
        let parent = match step.parent {
            None => None,
            Some(above) => match kept.get(above).copied().flatten() {
                Some(parent) if branches.get(parent).is_some_and(|branch| !branch.folded) => Some(parent),
                _ => {
                    kept.push(None);
                    continue;
                }
            },
        };
        let Some(contact) = organisation.contacts.at(step.contact) else {
            kept.push(None);
            continue;
        };
        let part = match contact.standing {
            Standing::External if step.parent.is_none() => Part::Outsider,
            _ if below == 0 && assistants.contains(&contact.id) => Part::Assistant,
            _ => Part::Report,
        };
        let folded = below > 0 && folded.contains(&contact.id);
        kept.push(Some(branches.len()));
        branches.push(Branch { contact: step.contact, parent, head: step.head, part, below, folded });
    }
    branches
}

/// Those who are said to be the assistants of whom they report to.
fn assistants(organisation: &Organisation) -> HashSet<&ContactId> {
    let lines = organisation.lines.iter().filter(|line| line.kind == LineKind::Assistant);
    let manager = |id: &ContactId| organisation.contacts.get(id).and_then(|contact| contact.reports_to.as_ref());
    lines.filter(|line| manager(&line.from) == Some(&line.to)).map(|line| &line.from).collect()
}

/// What is above a contact, cycles cut: a manager's place in the table, or why there is none.
type Link = Result<usize, HeadReason>;

/// One [`Link`] per contact.
fn links(organisation: &Organisation) -> Vec<Link> {
    let forest = Forest::of(&organisation.contacts, |contact| contact.reports_to.as_ref());
    let link = |above: &Above| match above {
        Above::Nobody => Err(HeadReason::NoManager),
        Above::Unknown => Err(HeadReason::UnknownManager),
        Above::At(manager) => Ok(*manager),
    };
    let mut links: Vec<Link> = forest.above.iter().map(link).collect();
    for circle in &forest.circles {
        let reason = if circle.len() == 1 { HeadReason::OwnManager } else { HeadReason::Cycle };
        if let Some(link) = circle.first().and_then(|first| links.get_mut(*first)) {
            *link = Err(reason);
        }
    }
    links
}

/// A contact on the way through the whole forest.
struct Step {
    contact: usize,
    /// The step above, which comes earlier.
    parent: Option<usize>,
    head: Option<HeadReason>,
}

/// Everybody, from the top down and left to right.
fn walk(organisation: &Organisation, links: &[Link]) -> Vec<Step> {
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); links.len()];
    let mut heads: Vec<(usize, HeadReason)> = Vec::new();
    for (index, link) in links.iter().enumerate() {
        match link {
            Ok(above) => children.get_mut(*above).into_iter().for_each(|below| below.push(index)),
            Err(reason) => heads.push((index, *reason)),
        }
    }
    let standing = |index: usize| organisation.contacts.at(index).map(|contact| contact.standing);
    heads.retain(|(index, _)| {
        standing(*index) != Some(Standing::Tray) || children.get(*index).is_some_and(|below| !below.is_empty())
    });
    heads.sort_by_key(|(index, _)| standing(*index) == Some(Standing::External));
    let mut steps = Vec::with_capacity(links.len());
    let mut open: Vec<Step> = Vec::new();
    for (contact, reason) in heads {
        open.push(Step { contact, parent: None, head: Some(reason) });
        while let Some(step) = open.pop() {
            let parent = Some(steps.len());
            let below = children.get(step.contact).into_iter().flatten().rev();
            open.extend(below.map(|child| Step { contact: *child, parent, head: None }));
            steps.push(step);
        }
    }
    steps
}

/// How many are below each step.
fn count_below(steps: &[Step]) -> Vec<usize> {
    let mut below = vec![0; steps.len()];
    for (index, step) in steps.iter().enumerate().rev() {
        let own = below.get(index).copied().unwrap_or(0);
        if let Some(above) = step.parent.and_then(|parent| below.get_mut(parent)) {
            *above += own + 1;
        }
    }
    below
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Basis, Contact, CustomerId, Line};
    use proptest::prelude::*;

    fn id(text: &str) -> ContactId {
        ContactId::new(text).unwrap()
    }

    /// `"a<b"`: a reports to b.
    fn organisation(lines: &[&str]) -> Organisation {
        let mut organisation = Organisation::new(CustomerId::new("acme").unwrap());
        for line in lines {
            let (name, manager) = line.split_once('<').map_or((*line, None), |(a, b)| (a, Some(id(b))));
            organisation.contacts.put(Contact { reports_to: manager, ..Contact::new(id(name), name) });
        }
        organisation
    }

    /// Each branch as its id, with `<` and the parent's, or with why it is a head; `+n` where n are folded away.
    fn written(organisation: &Organisation, branches: &[Branch]) -> Vec<String> {
        let name = |branch: &Branch| organisation.contacts.at(branch.contact).unwrap().id.to_string();
        let write = |branch: &Branch| {
            let above = match (branch.parent, branch.head) {
                (Some(parent), None) => format!("<{}", name(&branches[parent])),
                (None, Some(HeadReason::NoManager)) => String::new(),
                (None, Some(reason)) => format!("!{reason:?}"),
                odd => panic!("{odd:?}"),
            };
            let folded = if branch.folded { format!("+{}", branch.below) } else { String::new() };
            name(branch) + &above + &folded
        };
        branches.iter().map(write).collect()
    }

    #[test]
    fn everyone_is_kept_and_every_head_says_why() {
        let folded = BTreeSet::new();
        for (lines, expected) in [
            (&["c<b", "a", "b<a", "d<a"][..], &["a", "b<a", "c<b", "d<a"][..]),
            (&["a<x", "b<a"], &["a!UnknownManager", "b<a"]),
            (&["a<a", "b<a"], &["a!OwnManager", "b<a"]),
            // The walk from `t` finds the cycle; `b` is its first member.
            (&["t<d", "b<c", "c<d", "d<b"], &["b!Cycle", "d<b", "t<d", "c<d"]),
            (&["a<b", "b<a", "c<d", "d<c"], &["a!Cycle", "b<a", "c!Cycle", "d<c"]),
        ] {
            let organisation = organisation(lines);
            assert_eq!(written(&organisation, &branches(&organisation, &folded)), expected, "{lines:?}");
        }
    }

    #[test]
    fn folding_hides_what_is_below_and_counts_it() {
        let organisation = organisation(&["a", "b<a", "c<b", "d<c", "e<a"]);
        let folded = [id("b"), id("c"), id("e")].into_iter().collect();
        assert_eq!(written(&organisation, &branches(&organisation, &folded)), ["a", "b<a+2", "e<a"]);
    }

    #[test]
    fn those_outside_come_after_the_others_and_a_tray_keeps_its_own() {
        let mut organisation = organisation(&["tray", "leader", "ministry", "a", "b<ministry", "c<leader"]);
        for (id, standing) in [("tray", Standing::Tray), ("leader", Standing::Tray), ("ministry", Standing::External)] {
            organisation.contacts.get_mut(id).unwrap().standing = standing;
        }
        let branches = branches(&organisation, &BTreeSet::new());
        assert_eq!(written(&organisation, &branches), ["leader", "c<leader", "a", "ministry", "b<ministry"]);
        let parts: Vec<Part> = branches.iter().map(|branch| branch.part).collect();
        assert_eq!(parts, [Part::Report, Part::Report, Part::Report, Part::Outsider, Part::Report]);
    }

    #[test]
    fn assistants_are_those_of_their_manager_who_lead_nobody() {
        let mut organisation = organisation(&["a", "b<a", "c<a", "d<c", "e<a", "f<a"]);
        for (from, to) in [("b", "a"), ("c", "a"), ("e", "b"), ("a", "f")] {
            organisation.lines.put(Line {
                from: id(from),
                to: id(to),
                kind: LineKind::Assistant,
                strength: None,
                basis: Basis::default(),
                note: String::new(),
            });
        }
        let branches = branches(&organisation, &BTreeSet::new());
        let assistants = branches.iter().filter(|branch| branch.part == Part::Assistant);
        let names: Vec<_> =
            assistants.map(|branch| organisation.contacts.at(branch.contact).unwrap().label()).collect();
        assert_eq!(names, ["b"]);
    }

    #[test]
    fn a_chain_of_a_hundred_thousand_does_not_overflow() {
        let lines: Vec<String> = (0..100_000).map(|n| format!("{n}<{}", n + 1)).collect();
        let organisation = organisation(&lines.iter().map(String::as_str).collect::<Vec<_>>());
        let branches = branches(&organisation, &BTreeSet::new());
        assert_eq!(branches.len(), 100_000);
        assert_eq!(branches[0].below, 99_999);
    }

    proptest! {
        /// Anyone may report to anyone: everyone is drawn once, after the one above, and every cycle is cut once.
        #[test]
        fn nobody_is_dropped(managers in prop::collection::vec(0usize..14, 0..12)) {
            let lines: Vec<String> = managers.iter().enumerate().map(|(n, m)| format!("{n}<{m}")).collect();
            let organisation = organisation(&lines.iter().map(String::as_str).collect::<Vec<_>>());
            let branches = branches(&organisation, &BTreeSet::new());
            let mut drawn: Vec<usize> = branches.iter().map(|branch| branch.contact).collect();
            drawn.sort_unstable();
            prop_assert_eq!(drawn, (0..managers.len()).collect::<Vec<_>>());
            for (index, branch) in branches.iter().enumerate() {
                prop_assert_eq!(branch.parent.is_none(), branch.head.is_some());
                if let Some(parent) = branch.parent {
                    prop_assert!(parent < index);
                    prop_assert_eq!(managers[branch.contact], branches[parent].contact);
                }
                if branch.head == Some(HeadReason::Cycle) {
                    // It comes back to itself, and nobody on the way stands before it in the workbook.
                    let up = std::iter::successors(Some(managers[branch.contact]), |m| managers.get(*m).copied());
                    let way: Vec<usize> = up.take(20).collect();
                    let back = way.iter().position(|m| *m == branch.contact).unwrap();
                    prop_assert!(way[..back].iter().all(|m| *m > branch.contact));
                }
            }
        }
    }
}
