//! How long the results of a round of 120,000 scores take: 200 people, 10 raters each, 60 items.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a measurement that panics says so"
)]

use std::{hint::black_box, path::Path, sync::Arc};

use divan::Bencher;
use jiff::civil::{Date, date};
use sandtable::{
    analysis::{
        Audience, Derived,
        assessment::{Reading, RoundResult, Scores},
    },
    edit::{AssessmentEdit, Edit, apply},
    file::{parse, to_text},
    model::*,
};

const PEOPLE: usize = 200;
const TODAY: Date = date(2026, 11, 21);

/// Who rates each person: three peers, three direct reports and two customers, who join one of them.
const RATERS: [RaterGroup; 10] = [
    RaterGroup::Oneself,
    RaterGroup::Manager,
    RaterGroup::Peer,
    RaterGroup::Peer,
    RaterGroup::Peer,
    RaterGroup::DirectReport,
    RaterGroup::DirectReport,
    RaterGroup::DirectReport,
    RaterGroup::Customer,
    RaterGroup::Customer,
];

fn main() {
    divan::main();
}

/// Five roles of ten items, and ten activities.
fn instrument() -> Instrument {
    let items = |prefix: &str| -> Table<Item> {
        let item = |n| Item {
            id: ItemId::new(&format!("{prefix}{n}")).unwrap(),
            text: Bilingual::default(),
            self_text: Bilingual::default(),
            note: String::new(),
        };
        (0..10).map(item).collect()
    };
    let role = |id: &str| Role {
        id: RoleId::new(id).unwrap(),
        name: Bilingual::default(),
        items: items(id),
        note: String::new(),
    };
    Instrument {
        id: InstrumentId::new("bench").unwrap(),
        version: 1,
        name: Bilingual::default(),
        points: Points::new(5).unwrap(),
        labels: Vec::new(),
        roles: ["S", "T", "R", "O", "BE"].map(role).into_iter().collect(),
        activities: items("A"),
        questions: Table::default(),
        note: String::new(),
    }
}

/// An answer of a made-up rater: 1 to 5, and now and then not observed.
fn answer(ratee: usize, rater: usize, item: usize) -> Answer {
    let mixed = (ratee * 7919 + rater * 104_729 + item * 1_299_709) % 1009;
    if mixed.is_multiple_of(50) { Answer::NotObserved } else { Answer::Points(1 + u8::try_from(mixed % 5).unwrap()) }
}

fn response(ratee: usize, rater: usize) -> Response {
    let id = if rater == 0 { format!("person-{ratee}") } else { format!("rater-{}", (ratee * 13 + rater) % 400) };
    let answers = Answers((0..60).map(|item| answer(ratee, rater, item)).collect());
    let ratee = MemberId::new(&format!("person-{ratee}")).unwrap();
    Response { answers, ..Response::new(ratee, RaterId::new(&id).unwrap(), RATERS[rater]) }
}

fn workbook() -> Workbook {
    let instrument = instrument();
    let id = RoundId::new("2026").unwrap();
    let responses = (0..PEOPLE).flat_map(|ratee| (0..RATERS.len()).map(move |rater| response(ratee, rater)));
    let round = Round { responses: responses.collect(), ..Round::new(id, instrument.id.clone(), instrument.version) };
    let member = |n: usize| Member {
        position: Some(if n.is_multiple_of(4) { Position::Head } else { Position::Deputy }),
        ..Member::new(MemberId::new(&format!("person-{n}")).unwrap(), "")
    };
    Workbook {
        team: Arc::new((0..PEOPLE).map(member).collect()),
        instruments: Arc::new([instrument].into_iter().collect()),
        rounds: Arc::new([round].into_iter().collect()),
        ..Workbook::default()
    }
}

/// What aggregating is to be compared with: one pass that does nothing but add the scores up.
#[divan::bench(sample_count = 100, sample_size = 10)]
fn one_plain_pass(bencher: Bencher<'_, '_>) {
    let workbook = workbook();
    let points =
        |response: &Response| response.answers.0.iter().map(|a| a.points().unwrap_or_default()).collect::<Vec<_>>();
    let points: Vec<u8> = workbook.rounds.first().unwrap().responses.iter().flat_map(points).collect();
    assert_eq!(points.len(), 120_000);
    bencher.bench(|| black_box(&points).iter().map(|points| u64::from(*points)).sum::<u64>());
}

/// Every mean per role, group, class, activity and quadrant, and what of it is shown, as the room has them.
#[divan::bench(sample_count = 100, sample_size = 1)]
fn aggregate(bencher: Bencher<'_, '_>) {
    let workbook = workbook();
    let round = workbook.rounds.first().unwrap();
    let by = Reading::of(round, &workbook, Audience::Room);
    let scores = Scores::of(round, workbook.instruments.first().unwrap(), &workbook.team, &by);
    bencher.bench(|| RoundResult::from_scores(round, black_box(&scores), &by));
}

/// The same and how far raters agree, for the trainer.
#[divan::bench(sample_count = 100, sample_size = 1)]
fn aggregate_with_agreement(bencher: Bencher<'_, '_>) {
    let workbook = workbook();
    let round = workbook.rounds.first().unwrap();
    let by = Reading::of(round, &workbook, Audience::Trainer);
    let scores = Scores::of(round, workbook.instruments.first().unwrap(), &workbook.team, &by);
    bencher.bench(|| RoundResult::from_scores(round, black_box(&scores), &by));
}

/// From the file's bytes to every table, for every audience.
#[divan::bench(sample_count = 100, sample_size = 1)]
fn open(bencher: Bencher<'_, '_>) {
    let text = to_text(&workbook()).expect("it can be written");
    bencher.bench(|| {
        let loaded = parse(Path::new("bench.ron"), black_box(text.as_bytes())).expect("it can be read");
        Derived::of(&loaded.workbook, TODAY)
    });
}

/// One more answer, to every table.
#[divan::bench(sample_count = 100, sample_size = 1)]
fn one_new_answer(bencher: Bencher<'_, '_>) {
    let before = workbook();
    let derived = Derived::of(&before, TODAY);
    let new = Response { rater: RaterId::new("new").unwrap(), ..response(7, 3) };
    let edit = Edit::Assessment(AssessmentEdit::PutResponse(RoundId::new("2026").unwrap(), new));
    bencher.with_inputs(|| edit.clone()).bench_values(|edit| {
        let after = apply(black_box(&before), edit).expect("it is there");
        let refreshed = derived.refresh(&before, &after);
        (after, refreshed)
    });
}
