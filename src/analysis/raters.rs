//! Who rates whom: whom to ask by the reporting lines, and who has not answered yet (METHOD §5).

use std::collections::{BTreeMap, HashSet};

use crate::model::{Assignment, Member, MemberId, RaterGroup, RaterId, Record, Round, Table};

/// How many peers are suggested for a person. Our reading: one more than the least that may be shown, since somebody
/// always fails to answer.
pub const PEERS: usize = 4;

/// Whom else the reporting lines suggest to ask: everyone about themselves, their manager, those who report to them,
/// and up to [`PEERS`] who report to the same manager. Nobody is asked by this to rate more than that many peers.
/// What the round asks already is not repeated.
pub fn suggest(team: &Table<Member>, round: &Round) -> Vec<Assignment> {
    let mut reports: BTreeMap<&MemberId, Vec<&MemberId>> = BTreeMap::new();
    for member in team.iter() {
        let manager = member.manager.as_ref().filter(|manager| **manager != member.id && team.contains(*manager));
        if let Some(manager) = manager {
            reports.entry(manager).or_default().push(&member.id);
        }
    }
    let mut asked = Vec::new();
    let mut ask = |ratee: &MemberId, rater: &MemberId, group: RaterGroup| {
        if let Ok(rater) = RaterId::new(rater.as_str()) {
            asked.push(Assignment { ratee: ratee.clone(), rater, group });
        }
    };
    for member in team.iter() {
        ask(&member.id, &member.id, RaterGroup::Oneself);
        let Some((manager, siblings)) = member.manager.as_ref().and_then(|id| reports.get_key_value(id)) else {
            continue;
        };
        ask(&member.id, manager, RaterGroup::Manager);
        // Round the table, each rates those who come next: nobody is asked more often than anybody else.
        let own = siblings.iter().position(|id| **id == member.id).unwrap_or_default();
        let next = siblings.iter().cycle().skip(own + 1).take(PEERS.min(siblings.len() - 1));
        next.for_each(|peer| ask(&member.id, peer, RaterGroup::Peer));
    }
    for (manager, reports) in &reports {
        reports.iter().for_each(|report| ask(manager, report, RaterGroup::DirectReport));
    }
    // Whoever is asked about a person as something is not asked about them as something else, too.
    let known: HashSet<_> = round.assignments.iter().map(|a| (a.ratee.clone(), a.rater.clone())).collect();
    asked.retain(|a| !known.contains(&(a.ratee.clone(), a.rater.clone())));
    asked
}

/// Those who were asked and have not answered, each with whom they still have to rate, in the order of the round.
pub fn missing(round: &Round) -> Vec<(&RaterId, Vec<&Assignment>)> {
    let mut missing: Vec<(&RaterId, Vec<&Assignment>)> = Vec::new();
    let mut places = BTreeMap::new();
    for assignment in round.assignments.iter().filter(|assignment| !has_answered(round, assignment)) {
        let place = *places.entry(&assignment.rater).or_insert_with(|| {
            missing.push((&assignment.rater, Vec::new()));
            missing.len() - 1
        });
        if let Some((_, about)) = missing.get_mut(place) {
            about.push(assignment);
        }
    }
    missing
}

/// Whether answers to what was asked are in.
pub fn has_answered(round: &Round, assignment: &Assignment) -> bool {
    round.responses.contains(&assignment.key())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{InstrumentId, Response, RoundId};

    fn id(id: &str) -> MemberId {
        MemberId::new(id).unwrap()
    }

    /// One head with six reports a to f; f has one report of their own, who is their own manager in a second record.
    fn team() -> Table<Member> {
        let report = |of: &str, name: &str| Member { manager: Some(id(of)), ..Member::new(id(name), name) };
        let six = ["a", "b", "c", "d", "e", "f"].map(|name| report("head", name));
        let others = [report("f", "g"), report("loop", "loop"), report("gone", "alone")];
        std::iter::once(Member::new(id("head"), "head")).chain(six).chain(others).collect()
    }

    fn round() -> Round {
        Round::new(RoundId::new("r").unwrap(), InstrumentId::new("i").unwrap(), 1)
    }

    fn raters(asked: &[Assignment], ratee: &str, group: RaterGroup) -> Vec<String> {
        let of = asked.iter().filter(|a| a.ratee.as_str() == ratee && a.group == group);
        of.map(|a| a.rater.to_string()).collect()
    }

    #[test]
    fn the_reporting_lines_suggest_raters() {
        use RaterGroup::{DirectReport, Manager, Oneself, Peer};
        let asked = suggest(&team(), &round());
        let of = |ratee, group| raters(&asked, ratee, group);
        assert_eq!(of("head", DirectReport), ["a", "b", "c", "d", "e", "f"]);
        assert_eq!(of("head", Peer), [""; 0]);
        assert_eq!(of("e", Manager), ["head"]);
        assert_eq!(of("e", Peer), ["f", "a", "b", "c"]);
        assert_eq!((of("g", Manager), of("g", Peer)), (vec!["f".to_owned()], vec![]));
        for alone in ["loop", "alone"] {
            assert_eq!((of(alone, Oneself), of(alone, Manager)), (vec![alone.to_owned()], vec![]));
        }
        for name in ["a", "b", "c", "d", "e", "f"] {
            let rates = asked.iter().filter(|a| a.rater.as_str() == name && a.group == Peer).count();
            assert_eq!(rates, PEERS, "{name} rates as many as everybody else");
        }
    }

    #[test]
    fn what_is_asked_already_is_not_asked_again() {
        let mut round = round();
        let customer = RaterId::new("a").unwrap();
        round.assignments.put(Assignment { ratee: id("head"), rater: customer, group: RaterGroup::Customer });
        for asked in suggest(&team(), &round) {
            round.assignments.put(asked);
        }
        assert_eq!(suggest(&team(), &round), []);
        let as_report =
            raters(&round.assignments.iter().cloned().collect::<Vec<_>>(), "head", RaterGroup::DirectReport);
        assert_eq!(as_report, ["b", "c", "d", "e", "f"]);
    }

    #[test]
    fn those_who_have_not_answered_are_named_once() {
        let mut round = round();
        round.assignments = suggest(&team(), &round).into_iter().filter(|a| a.ratee.as_str() == "head").collect();
        for rater in ["head", "b"] {
            let group = if rater == "head" { RaterGroup::Oneself } else { RaterGroup::DirectReport };
            round.responses.put(Response::new(id("head"), RaterId::new(rater).unwrap(), group));
        }
        let names: Vec<_> = missing(&round).iter().map(|(rater, about)| (rater.to_string(), about.len())).collect();
        assert_eq!(names, ["a", "c", "d", "e", "f"].map(|name| (name.to_owned(), 1)));
    }
}
