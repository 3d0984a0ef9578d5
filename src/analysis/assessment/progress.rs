//! One round of a person against an earlier one (METHOD §5, after the report).

use super::{Assessments, Mean, RateeResult};
use crate::model::{Instrument, Item, ItemId, MemberId, RoleId, Round, RoundId, Table, Workbook};

/// What has changed for a person since an earlier round.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// The earlier round: the last before this one with answers about the person.
    pub before: RoundId,
    /// The roles that both rounds asked about, in this round's order.
    pub roles: Vec<RoleProgress>,
    /// The two scales have as many points; otherwise no score has a difference.
    pub same_scale: bool,
}

/// What has changed in one role.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleProgress {
    /// The role.
    pub role: RoleId,
    /// One's own view.
    pub oneself: Shift,
    /// All others', each round with those whom it may show.
    pub others: Shift,
    /// How the questions changed. Where they did, the scores are not subtracted.
    pub items: ItemChanges,
}

/// A mean then and now.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shift {
    /// In the earlier round.
    pub before: Option<Mean>,
    /// In this one.
    pub now: Option<Mean>,
    /// Now − before, where both are known and were asked for alike.
    pub difference: Option<f64>,
}

/// How a role's items changed between two rounds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemChanges {
    /// Asked now only.
    pub added: Vec<ItemId>,
    /// Asked then only.
    pub removed: Vec<ItemId>,
    /// Asked in other words, in either language.
    pub reworded: Vec<ItemId>,
}

impl ItemChanges {
    /// Whether the same was asked in the same words.
    pub const fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.reworded.is_empty()
    }

    fn between(before: &Table<Item>, now: &Table<Item>) -> Self {
        let missing = |from: &Table<Item>, of: &Table<Item>| -> Vec<ItemId> {
            of.iter().filter(|item| !from.contains(&item.id)).map(|item| item.id.clone()).collect()
        };
        let other_words = |item: &&Item| {
            let then = before.get(&item.id);
            then.is_some_and(|then| (&then.text, &then.self_text) != (&item.text, &item.self_text))
        };
        Self {
            added: missing(before, now),
            removed: missing(now, before),
            reworded: now.iter().filter(other_words).map(|item| item.id.clone()).collect(),
        }
    }
}

impl Shift {
    fn of(before: Option<Mean>, now: Option<Mean>, alike: bool) -> Self {
        let both = before.zip(now).filter(|_| alike);
        Self { before, now, difference: both.map(|(before, now)| now.value - before.value) }
    }
}

/// What has changed for a person since the last round before `round` in which somebody answered about them. Everything
/// in it stands in the two rounds' own results, so that it shows nobody more than those do.
pub fn progress(workbook: &Workbook, results: &Assessments, round: &RoundId, person: &MemberId) -> Option<Progress> {
    let place = workbook.rounds.index_of(round)?;
    let (now, asked_now) = asked(workbook, workbook.rounds.get(round)?, results, person)?;
    let earlier = workbook.rounds.iter().take(place).rev();
    let mut earlier = earlier.filter_map(|round| Some((round, asked(workbook, round, results, person)?)));
    let (before, (then, asked_then)) = earlier.find(|(_, (then, _))| then.answers > 0)?;
    let same_scale = asked_then.points == asked_now.points;
    let roles = now.roles.iter().filter_map(|role| {
        let then = then.roles.iter().find(|then| then.role == role.role)?;
        let [asked_then, asked_now] = [asked_then, asked_now].map(|asked| asked.roles.get(&role.role));
        let items = ItemChanges::between(&asked_then?.items, &asked_now?.items);
        let alike = same_scale && items.is_empty();
        Some(RoleProgress {
            role: role.role.clone(),
            oneself: Shift::of(then.comparison.oneself, role.comparison.oneself, alike),
            others: Shift::of(then.comparison.others, role.comparison.others, alike),
            items,
        })
    });
    Some(Progress { before: before.id.clone(), roles: roles.collect(), same_scale })
}

/// A person's result of a round, and what was asked in it.
fn asked<'a>(
    workbook: &'a Workbook,
    round: &Round,
    results: &'a Assessments,
    person: &MemberId,
) -> Option<(&'a RateeResult, &'a Instrument)> {
    let instrument = workbook.instrument_of(round)?;
    Some((results.round(&round.id)?.ratee(person)?, instrument))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        analysis::Audience,
        model::{Bilingual, InstrumentId, Points, RaterGroup, RaterId, Response, Role},
    };

    fn item(id: &str, text: &str) -> Item {
        let text = Bilingual { zh: text.to_owned(), en: String::new() };
        Item { id: ItemId::new(id).unwrap(), text, self_text: Bilingual::default(), note: String::new() }
    }

    /// Roles S and T with the items given, on so many points.
    fn instrument(version: u32, points: u8, s: &[(&str, &str)], t: &[(&str, &str)]) -> Instrument {
        let role = |id: &str, items: &[(&str, &str)]| Role {
            id: RoleId::new(id).unwrap(),
            name: Bilingual::default(),
            items: items.iter().map(|(id, text)| item(id, text)).collect(),
            note: String::new(),
        };
        Instrument {
            id: InstrumentId::new("i").unwrap(),
            version,
            name: Bilingual::default(),
            points: Points::new(points).unwrap(),
            labels: Vec::new(),
            roles: [role("s", s), role("t", t)].into_iter().collect(),
            activities: Table::default(),
            questions: Table::default(),
            note: String::new(),
        }
    }

    /// A person's own answers and their manager's, round by round; each round with its version of the instrument.
    fn workbook(rounds: &[(Instrument, &str, &str)]) -> Workbook {
        let mut workbook = Workbook::default();
        let person = MemberId::new("m").unwrap();
        for (n, (instrument, own, manager)) in rounds.iter().enumerate() {
            let mut round =
                Round::new(RoundId::new(&format!("r{n}")).unwrap(), instrument.id.clone(), instrument.version);
            let answers = [("m", RaterGroup::Oneself, own), ("boss", RaterGroup::Manager, manager)];
            for (rater, group, answers) in answers.into_iter().filter(|(.., answers)| !answers.is_empty()) {
                let response = Response::new(person.clone(), RaterId::new(rater).unwrap(), group);
                round.responses.put(Response { answers: answers.parse().unwrap(), ..response });
            }
            Arc::make_mut(&mut workbook.rounds).put(round);
            Arc::make_mut(&mut workbook.instruments).put(instrument.clone());
        }
        workbook
    }

    fn since(workbook: &Workbook, round: &str) -> Option<Progress> {
        let results = Assessments::of(workbook, Audience::Trainer);
        progress(workbook, &results, &RoundId::new(round).unwrap(), &MemberId::new("m").unwrap())
    }

    const S: [(&str, &str); 2] = [("s1", "a"), ("s2", "b")];
    const T: [(&str, &str); 2] = [("t1", "c"), ("t2", "d")];

    #[test]
    fn what_was_asked_alike_is_subtracted() {
        let same = || instrument(1, 5, &S, &T);
        let found = since(&workbook(&[(same(), "3344", "2222"), (same(), "4554", "3345")]), "r1").unwrap();
        assert_eq!((found.before.as_str(), found.same_scale), ("r0", true));
        let differences = found.roles.iter().map(|role| (role.oneself.difference, role.others.difference));
        // Own: S from 3 to 4.5, T from 4 to 4.5; the manager's: S from 2 to 3, T from 2 to 4.5.
        assert_eq!(differences.collect::<Vec<_>>(), [(Some(1.5), Some(1.0)), (Some(0.5), Some(2.5))]);
    }

    #[test]
    fn other_questions_are_named_and_not_subtracted() {
        let later = instrument(2, 5, &[("s1", "a"), ("s3", "new")], &[("t1", "c"), ("t2", "other words")]);
        let found = since(&workbook(&[(instrument(1, 5, &S, &T), "3344", "2222"), (later, "4554", "3345")]), "r1");
        let id = |id: &str| ItemId::new(id).unwrap();
        let [s, t] = &found.unwrap().roles[..] else { panic!() };
        assert_eq!(s.items, ItemChanges { added: vec![id("s3")], removed: vec![id("s2")], reworded: vec![] });
        assert_eq!(t.items, ItemChanges { reworded: vec![id("t2")], ..ItemChanges::default() });
        for shift in [s.oneself, s.others, t.oneself, t.others] {
            assert!(shift.difference.is_none() && shift.before.is_some() && shift.now.is_some());
        }
    }

    #[test]
    fn another_scale_is_not_subtracted() {
        let later = instrument(2, 7, &S, &T);
        let found = since(&workbook(&[(instrument(1, 5, &S, &T), "3344", "2222"), (later, "4554", "3345")]), "r1");
        let found = found.unwrap();
        assert!(!found.same_scale && found.roles.iter().all(|role| role.oneself.difference.is_none()));
    }

    #[test]
    fn a_round_without_answers_about_the_person_is_passed_over_and_the_first_has_no_before() {
        let same = || instrument(1, 5, &S, &T);
        let three = workbook(&[(same(), "3344", ""), (same(), "", ""), (same(), "4444", "")]);
        assert_eq!(since(&three, "r2").unwrap().before.as_str(), "r0");
        assert!(since(&three, "r0").is_none());
        // Only one side answered then: what is not known has no difference.
        assert_eq!(since(&three, "r2").unwrap().roles[0].others, Shift::default());
    }
}
