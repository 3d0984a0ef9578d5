//! How long making forms and taking in 10,000 answer files takes.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a measurement that panics says so"
)]

use std::{hint::black_box, sync::Arc};

use divan::Bencher;
use sandtable::{
    edit, example,
    exchange::{
        answers::{self, AnswerFile, Comment, EntryAnswers},
        codes, collect,
        forms::{Form, forms},
    },
    model::{Answer, Answers, Assignment, ItemId, Member, MemberId, RaterGroup, RaterId, Round, RoundId, Workbook},
};

/// How many raters there are, and answer files.
const RATERS: usize = 10_000;
/// How many people each of them rates.
const EACH: usize = 2;

fn main() {
    divan::main();
}

fn workbook() -> Workbook {
    let instrument = example::instrument().expect("it comes with the program");
    let member = |n: usize| MemberId::new(&format!("person-{n}")).expect("an id");
    let assignments = (0..RATERS * EACH).map(|n| Assignment {
        ratee: member(n % 1_000),
        rater: RaterId::new(&format!("rater-{}", n / EACH)).expect("an id"),
        group: RaterGroup::Peer,
    });
    let round = Round {
        key: "0123456789ABCDEF".to_owned(),
        assignments: assignments.collect(),
        ..Round::new(RoundId::new("2026").expect("an id"), instrument.id.clone(), instrument.version)
    };
    Workbook {
        team: Arc::new((0..1_000).map(|n| Member::new(member(n), &format!("Person {n}"))).collect()),
        instruments: Arc::new([instrument].into_iter().collect()),
        rounds: Arc::new([round].into_iter().collect()),
        ..Workbook::default()
    }
}

fn every_form(workbook: &Workbook) -> Vec<Form> {
    forms(workbook, &workbook.rounds.first().expect("the round").id).expect("they can be made")
}

fn answer(form: &Form) -> AnswerFile {
    let answers = Answers(vec![Answer::Points(4); form.instrument.scored_len()]);
    let comment =
        Comment { question: ItemId::new("keep").expect("an id"), text: "Listens before speaking.".to_owned() };
    let entries = form.people.iter().map(|entry| EntryAnswers {
        tag: entry.tag,
        answers: answers.clone(),
        comments: vec![comment.clone()],
    });
    AnswerFile {
        form: form.id,
        instrument: form.instrument.id.clone(),
        version: form.instrument.version,
        id: "ABC123".parse().expect("an id"),
        edition: 1,
        entries: entries.collect(),
    }
}

fn take_in(workbook: &Workbook, files: &[(String, String)]) -> Workbook {
    let collected = collect(workbook, files);
    assert!(!collected.has_refusals());
    edit::apply(workbook, collected.edit.expect("all is new")).expect("it fits")
}

#[divan::bench(sample_count = 10)]
fn ten_thousand_files(bencher: Bencher<'_, '_>) {
    let workbook = workbook();
    let file = |form: &Form| (form.answers_file_name(), answers::write(&answer(form)).expect("it can be written"));
    let files: Vec<_> = every_form(&workbook).iter().map(file).collect();
    bencher.bench(|| take_in(black_box(&workbook), black_box(&files)));
}

#[divan::bench(sample_count = 10)]
fn twenty_thousand_codes(bencher: Bencher<'_, '_>) {
    let workbook = workbook();
    let message = |form: &Form| {
        let codes = codes::of(&answer(form), form.instrument.scored_len(), form.instrument.points);
        (form.answers_file_name(), codes.join("\n"))
    };
    let files: Vec<_> = every_form(&workbook).iter().map(message).collect();
    bencher.bench(|| take_in(black_box(&workbook), black_box(&files)));
}
