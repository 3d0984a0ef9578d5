//! An attacker who knows every number that the room and the person are shown, in every release of a round, at full
//! precision, with its n; who knows the rules, who rated as what, who came late and who left which item out. Unknown to
//! them is only what the protected raters answered. They solve the linear systems that the numbers make, by exact
//! arithmetic, and look for ends of the scale. They find nothing; and each rule is seen to be what stops them.
//!
//! What self and managers answered is taken as known. So norms, which rest on self scores alone, are numbers that they
//! know already. Numbers about two people, or of two sections, have no unknown in common: each section of each person
//! is a system of its own.

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use jiff::civil::date;
use proptest::{
    prelude::*,
    strategy::ValueTree as _,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use sandtable::{
    analysis::{
        Audience,
        anonymity::{Groups, Rules},
        assessment::{Comparison, ItemMeans, Mean, Reading, RoundResult, next_release},
    },
    edit::{AssessmentEdit, Edit, apply},
    model::*,
};

/// How many rounds are attacked.
const ROUNDS: usize = 1_000;
/// Fewer raters than this must not be told.
const MIN: usize = 3;
/// The last point of the scale.
const TOP: u8 = 5;
/// Two roles of three and two items, and one activity: their places in the answers.
const SECTIONS: [Range<usize>; 3] = [0..3, 3..5, 5..6];
const ROLES: usize = 2;

// --- What is attacked -----------------------------------------------------------------------------------------------

/// A rater's sheet about one person, and in which batch it arrives.
#[derive(Clone, Debug)]
struct Sheet {
    group: RaterGroup,
    batch: usize,
    answers: Vec<Answer>,
}

fn any_sheet(group: RaterGroup) -> impl Strategy<Value = Sheet> {
    let answer = prop_oneof![8 => (1..=TOP).prop_map(Answer::Points), 1 => Just(Answer::NotObserved)];
    let mixed = prop::collection::vec(answer, 6);
    let full = prop::collection::vec((1..=TOP).prop_map(Answer::Points), 6);
    let enthusiastic = Just(vec![Answer::Points(TOP); 6]);
    let answers = prop_oneof![4 => full, 4 => mixed, 3 => enthusiastic];
    let batch = prop_oneof![4 => Just(0usize), 2 => Just(1), 2 => Just(2)];
    (answers, batch).prop_map(move |(answers, batch)| Sheet { group, batch, answers })
}

/// A small round about one person.
fn any_round() -> impl Strategy<Value = Vec<Sheet>> {
    let group = |group, most| prop::collection::vec(any_sheet(group), 0..=most);
    let (manager, peers) = (group(RaterGroup::Manager, 1), group(RaterGroup::Peer, 9));
    let (reports, customers) = (group(RaterGroup::DirectReport, 7), group(RaterGroup::Customer, 5));
    (manager, peers, reports, customers).prop_map(|(a, b, c, d)| [a, b, c, d].concat())
}

fn instrument() -> Instrument {
    let item = |id: String| Item {
        id: ItemId::new(&id).unwrap(),
        text: Bilingual::default(),
        self_text: Bilingual::default(),
        note: String::new(),
    };
    let items = |section: usize| SECTIONS[section].clone().map(|place| item(format!("i{place}"))).collect();
    let role = |section: usize| Role {
        id: RoleId::new(&format!("r{section}")).unwrap(),
        name: Bilingual::default(),
        items: items(section),
        note: String::new(),
    };
    Instrument {
        id: InstrumentId::new("test").unwrap(),
        version: 1,
        name: Bilingual::default(),
        points: Points::new(TOP).unwrap(),
        labels: Vec::new(),
        roles: (0..ROLES).map(role).collect(),
        activities: items(ROLES),
        questions: Table::default(),
        note: String::new(),
    }
}

/// A release: the results, and role by role the means of the items.
type Output = (RoundResult, Vec<Vec<ItemMeans>>);

/// Lets the batches arrive, each followed by a release, and keeps what each release shows. Without the rule for
/// releases they take in whatever is there.
fn releases(sheets: &[Sheet], rules: Rules) -> (Table<Response>, Vec<Output>) {
    let instrument = instrument();
    let id = RoundId::new("r").unwrap();
    let round = Round::new(id.clone(), instrument.id.clone(), 1);
    let mut workbook = Workbook::default();
    Arc::make_mut(&mut workbook.instruments).put(instrument);
    Arc::make_mut(&mut workbook.rounds).put(round);
    let mut outputs = Vec::new();
    for batch in 0..3 {
        for (place, sheet) in sheets.iter().enumerate().filter(|(_, sheet)| sheet.batch == batch) {
            let rater = RaterId::new(&format!("rater-{place}")).unwrap();
            let answers = Answers(sheet.answers.clone());
            let response = Response { answers, ..Response::new(MemberId::new("a").unwrap(), rater, sheet.group) };
            workbook = edit(&workbook, AssessmentEdit::PutResponse(id.clone(), response));
        }
        let round = workbook.rounds.get(&id).unwrap();
        let keys =
            if rules.releases { next_release(&workbook, &id).keys } else { round.responses.keys().cloned().collect() };
        let release = round.release(date(2026, 12, 1), &workbook.method.assessment);
        workbook = edit(&workbook, AssessmentEdit::Release(id.clone(), release, keys));
        let round = workbook.rounds.get(&id).unwrap();
        let by = Reading { rules, ..Reading::of(round, &workbook, Audience::Room) };
        let items = RoundResult::item_means(round, &workbook, &MemberId::new("a").unwrap(), &by);
        outputs.push((RoundResult::of(round, &workbook, &by), items));
    }
    (workbook.rounds.get(&id).unwrap().responses.clone(), outputs)
}

fn edit(workbook: &Workbook, edit: AssessmentEdit) -> Workbook {
    apply(workbook, Edit::Assessment(edit)).unwrap()
}

// --- The attacker ---------------------------------------------------------------------------------------------------

/// What the attacker knows of a protected rater's, or a manager's, part of a section.
struct Rater {
    group: RaterGroup,
    /// The release that they came in; none yet.
    release: Option<u32>,
    /// Which items they answered. Not how.
    answered: Vec<usize>,
    /// For checking the attacker's own model only: what they answered.
    truth: BTreeMap<usize, f64>,
}

/// Those who have a valid score in a section, and in any role.
fn raters(responses: &Table<Response>, section: usize) -> Vec<Rater> {
    let answered = |response: &Response, items: &Range<usize>| -> Vec<usize> {
        items.clone().filter(|item| response.answers.get(*item).points().is_some()).collect()
    };
    let valid = |response: &Response, items: &Range<usize>| {
        let n = answered(response, items).len();
        n > 0 && n * 2 >= items.len()
    };
    let counts = |response: &&Response| {
        SECTIONS[..ROLES].iter().any(|role| valid(response, role)) && valid(response, &SECTIONS[section])
    };
    let known = |response: &Response| {
        let answered = answered(response, &SECTIONS[section]);
        let truth = answered.iter().map(|i| (*i, f64::from(response.answers.get(*i).points().unwrap()))).collect();
        Rater { group: response.group, release: response.release, answered, truth }
    };
    responses.iter().filter(counts).map(known).collect()
}

/// A published number times its n: how often each answer of each rater is in it.
struct Row {
    /// (rater, item, one over how many items of the rater it is divided by)
    cells: Vec<(usize, usize, u64)>,
    n: usize,
    sum: f64,
}

impl Row {
    fn check(self, raters: &[Rater]) -> Self {
        let sum: f64 = self.cells.iter().map(|(rater, item, by)| raters[*rater].truth[item] / *by as f64).sum();
        assert!((sum - self.sum).abs() < 1e-9, "the attacker's model is wrong: {sum} is not {}", self.sum);
        self
    }

    fn of(mean: Mean, cells: Vec<(usize, usize, u64)>, raters: &[Rater]) -> Self {
        Self { cells, n: mean.n, sum: mean.value * mean.n as f64 }.check(raters)
    }

    fn raters(&self) -> Vec<usize> {
        let mut raters: Vec<_> = self.cells.iter().map(|(rater, ..)| *rater).collect();
        raters.dedup();
        raters
    }
}

/// Everything the attacker puts together about one section.
#[derive(Default)]
struct System {
    rows: Vec<Row>,
    /// Raters of whom it was said that they agree.
    agreed: Vec<Vec<usize>>,
    /// Raters of groups that were not shown.
    hidden: Vec<Vec<usize>>,
}

/// The raters of some groups up to a release.
fn up_to(raters: &[Rater], groups: Groups, release: usize) -> Vec<usize> {
    let is_in =
        |rater: &Rater| groups.contains(rater.group) && rater.release.is_some_and(|own| own as usize <= release);
    (0..raters.len()).filter(|place| is_in(&raters[*place])).collect()
}

/// The raters in a number: those of its groups up to the release that makes its n.
fn members(raters: &[Rater], groups: Groups, n: usize, releases: usize) -> Vec<usize> {
    let mut each = (1..=releases).map(|release| up_to(raters, groups, release));
    each.find(|members| members.len() == n).expect("some releases together make every n")
}

fn gather(responses: &Table<Response>, outputs: &[Output], section: usize) -> (Vec<Rater>, System) {
    let raters = raters(responses, section);
    let mut system = System::default();
    let is_activity = section >= ROLES;
    let score = |members: &[usize]| -> Vec<(usize, usize, u64)> {
        let of = |rater: &usize| {
            let answered = &raters[*rater].answered;
            answered.iter().map(|item| (*rater, *item, answered.len() as u64)).collect::<Vec<_>>()
        };
        members.iter().flat_map(of).collect()
    };
    for (release, (output, items)) in outputs.iter().enumerate() {
        let Some(ratee) = output.ratees.first() else { continue };
        let shown: &Comparison =
            if is_activity { &ratee.activities[section - ROLES].comparison } else { &ratee.roles[section].comparison };
        let mut in_groups = Vec::new();
        for (groups, mean) in &shown.groups {
            let members = members(&raters, *groups, mean.n, release + 1);
            system.rows.push(Row::of(*mean, score(&members), &raters));
            in_groups.extend(members);
        }
        if let Some(others) = shown.others {
            let everyone = RaterGroup::ALL.into_iter().filter(|group| *group != RaterGroup::Oneself).collect();
            let mut included = in_groups;
            if included.len() != others.n {
                included = members(&raters, everyone, others.n, release + 1);
            }
            system.rows.push(Row::of(others, score(&included), &raters));
        }
        let so_far = |groups: Groups| up_to(&raters, groups, release + 1);
        system.agreed.extend(shown.agreed.iter().map(|groups| so_far(*groups)));
        system.hidden.extend(ratee.hidden.iter().map(|hidden| so_far(hidden.groups)));
        for means in items.get(section).into_iter().flatten() {
            let Ok(items) = &means.sums else { continue };
            let Some((_, of)) = shown.groups.iter().find(|(groups, _)| *groups == means.groups) else { continue };
            let members = members(&raters, means.groups, of.n, release + 1);
            for (item, given) in SECTIONS[section].clone().zip(items) {
                let Some(value) = given.mean() else { continue };
                let mean = Mean { value, n: given.n as usize, spread: None };
                let who = members.iter().filter(|rater| raters[**rater].answered.contains(&item));
                let cells: Vec<_> = who.map(|rater| (*rater, item, 1)).collect();
                assert_eq!(cells.len(), mean.n);
                system.rows.push(Row::of(mean, cells, &raters));
            }
        }
    }
    (raters, system)
}

/// Exact arithmetic modulo the prime 2^61 − 1: a rank found there is one over the rationals.
mod field {
    pub const P: u64 = (1 << 61) - 1;

    pub fn times(a: u64, b: u64) -> u64 {
        ((u128::from(a) * u128::from(b)) % u128::from(P)) as u64
    }

    pub fn inverse(a: u64) -> u64 {
        let (mut result, mut base, mut exponent) = (1, a, P - 2);
        while exponent > 0 {
            if exponent & 1 == 1 {
                result = times(result, base);
            }
            base = times(base, base);
            exponent >>= 1;
        }
        result
    }

    pub fn rank(mut rows: Vec<Vec<u64>>) -> usize {
        let mut rank = 0;
        for column in 0..rows.first().map_or(0, Vec::len) {
            let Some(pivot) = (rank..rows.len()).find(|row| rows[*row][column] != 0) else { continue };
            rows.swap(rank, pivot);
            let (done, rest) = rows.split_at_mut(rank + 1);
            let pivot = &done[rank];
            let inverse = inverse(pivot[column]);
            for row in rest.iter_mut().filter(|row| row[column] != 0) {
                let by = P - times(row[column], inverse);
                for (value, from) in row.iter_mut().zip(pivot) {
                    *value = (*value + times(by, *from)) % P;
                }
            }
            rank += 1;
        }
        rank
    }
}

/// What the attacker found out.
fn found(raters: &[Rater], system: &System) -> Option<String> {
    // A column for every protected answer there is. Raters who are said to agree count as one: whoever knows one knows
    // all.
    let owner = |rater: usize| -> usize {
        system
            .agreed
            .iter()
            .find(|agreed| agreed.contains(&rater))
            .and_then(|agreed| agreed.first())
            .map_or(rater, |f| *f)
    };
    let protected = |rater: &usize| raters[*rater].group.is_protected();
    let cells: Vec<(usize, usize)> = (0..raters.len())
        .filter(protected)
        .flat_map(|rater| raters[rater].answered.iter().map(move |item| (rater, *item)))
        .collect();
    let vector = |row: &[(usize, usize, u64)]| -> Vec<u64> {
        let part = |cell: &(usize, usize)| {
            let found = row.iter().find(|(rater, item, _)| (*rater, *item) == *cell);
            found.map_or(0, |(.., by)| field::inverse(*by))
        };
        cells.iter().map(part).collect()
    };
    let rows: Vec<Vec<u64>> = system.rows.iter().map(|row| vector(&row.cells)).collect();

    // Columns that look the same in every row can't be told apart; each distinct one with those who own it.
    let mut columns: BTreeMap<Vec<u64>, Vec<usize>> = BTreeMap::new();
    for (place, (rater, _)) in cells.iter().enumerate() {
        let column: Vec<u64> = rows.iter().map(|row| row[place]).collect();
        let owners = columns.entry(column).or_default();
        if !owners.contains(&owner(*rater)) {
            owners.push(owner(*rater));
        }
    }
    columns.remove(&vec![0; rows.len()]);
    let columns: Vec<(Vec<u64>, Vec<usize>)> = columns.into_iter().collect();
    let rank_of = |keep: &dyn Fn(&[usize]) -> bool| {
        let kept = columns.iter().filter(|(_, owners)| keep(owners)).map(|(column, _)| column.clone());
        field::rank(kept.collect())
    };
    let all = rank_of(&|_| true);
    // A combination that holds nobody but a few exists exactly when the rank falls without those few.
    let mut few: Vec<Vec<usize>> = columns.iter().map(|(_, owners)| owners.clone()).collect();
    for (_, owners) in &columns {
        for other in few.clone() {
            let mut both = [owners.clone(), other].concat();
            both.sort_unstable();
            both.dedup();
            few.push(both);
        }
        few.retain(|few| few.len() < MIN);
        few.sort();
        few.dedup();
    }
    if let Some(few) = few.iter().find(|few| rank_of(&|owners| !owners.iter().all(|o| few.contains(o))) < all) {
        return Some(format!("raters {few:?} by themselves"));
    }

    // The mean of a group that is not shown.
    let whole = field::rank(rows.clone());
    for members in &system.hidden {
        let answers = |rater: &usize| {
            let (rater, answered) = (*rater, &raters[*rater].answered);
            answered.iter().map(move |item| (rater, *item, answered.len() as u64))
        };
        let sum: Vec<_> = members.iter().flat_map(answers).collect();
        let with = rows.iter().cloned().chain([vector(&sum)]).collect();
        if !sum.is_empty() && field::rank(with) == whole {
            return Some(format!("the mean of the hidden {members:?}"));
        }
    }

    // A mean at an end of the scale, or a difference of two releases that is one: everyone in it gave that.
    let at_an_end = |sum: f64, n: usize| [1.0, f64::from(TOP)].iter().any(|end| (sum - end * n as f64).abs() < 1e-9);
    for row in &system.rows {
        if row.raters().iter().all(protected) && at_an_end(row.sum, row.n) {
            return Some(format!("what each of {:?} answered", row.raters()));
        }
        for earlier in system.rows.iter().filter(|earlier| earlier.n < row.n) {
            let is_part = earlier.cells.iter().all(|cell| row.cells.contains(cell));
            let left: Vec<_> = row.raters().into_iter().filter(|rater| !earlier.raters().contains(rater)).collect();
            if is_part && left.iter().all(protected) && at_an_end(row.sum - earlier.sum, row.n - earlier.n) {
                return Some(format!("what each of {left:?} answered"));
            }
        }
    }
    None
}

/// In how many rounds the attacker finds something, and the first thing found.
fn attack(rules: Rules) -> (usize, Option<String>) {
    let seed = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), seed);
    let mut successes = 0;
    let mut first = None;
    for _ in 0..ROUNDS {
        let sheets = any_round().new_tree(&mut runner).unwrap().current();
        let (responses, outputs) = releases(&sheets, rules);
        let success = (0..SECTIONS.len()).find_map(|section| {
            let (raters, system) = gather(&responses, &outputs, section);
            found(&raters, &system).map(|what| format!("section {section}: {what} of {sheets:#?}"))
        });
        successes += usize::from(success.is_some());
        first = first.or(success);
    }
    (successes, first)
}

#[test]
fn the_attacker_finds_nothing() {
    let (successes, first) = attack(Rules::all(MIN));
    assert_eq!(successes, 0, "{}", first.unwrap_or_default());
}

#[test]
fn every_rule_is_what_stops_the_attacker() {
    let all = Rules::all(MIN);
    for (rule, without) in [
        ("the minimum", Rules { min: 1, ..all }),
        ("the check for leaks", Rules { leaks: false, ..all }),
        ("the rule for items", Rules { items: false, ..all }),
        ("the rule for releases", Rules { releases: false, ..all }),
        ("unanimity", Rules { unanimity: false, ..all }),
    ] {
        let (successes, _) = attack(without);
        println!("without {rule}: {successes} of {ROUNDS} rounds are solved");
        assert!(successes > ROUNDS / 100, "without {rule} the attacker should succeed: {successes}");
    }
}
