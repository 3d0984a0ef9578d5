//! How long writing and reading a round of 120,000 scores takes.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a measurement that panics says so"
)]

use std::{hint::black_box, path::Path, sync::Arc};

use divan::Bencher;
use sandtable::{
    example,
    file::{parse, salvage, to_text},
    model::{Answer, Answers, MemberId, RaterGroup, RaterId, Response, Round, RoundId, Workbook},
};

fn main() {
    divan::main();
}

/// 2,000 answered forms of as many items as the built-in instrument has.
fn workbook() -> Workbook {
    let instrument = example::instrument().expect("it comes with the program");
    let items = instrument.scored_len();
    let response = |n: usize| {
        let ratee = MemberId::new(&format!("ratee-{}", n / 20)).expect("an id");
        let rater = RaterId::new(&format!("rater-{}", n % 20)).expect("an id");
        let answers = Answers(vec![Answer::Points(4); items]);
        Response { answers, ..Response::new(ratee, rater, RaterGroup::Peer) }
    };
    let round = Round {
        responses: (0..120_000 / items).map(response).collect(),
        ..Round::new(RoundId::new("2026").expect("an id"), instrument.id.clone(), instrument.version)
    };
    Workbook {
        instruments: Arc::new([instrument].into_iter().collect()),
        rounds: Arc::new([round].into_iter().collect()),
        ..Workbook::default()
    }
}

#[divan::bench]
fn write(bencher: Bencher<'_, '_>) {
    let workbook = workbook();
    bencher.bench(|| to_text(black_box(&workbook)));
}

#[divan::bench]
fn read(bencher: Bencher<'_, '_>) {
    let text = to_text(&workbook()).expect("it can be written");
    bencher.bench(|| parse(Path::new("bench.ron"), black_box(text.as_bytes())));
}

#[divan::bench]
fn read_what_is_left(bencher: Bencher<'_, '_>) {
    let text = to_text(&workbook()).expect("it can be written");
    let half = text.as_bytes().split_at(text.len() / 2).0;
    bencher.bench(|| salvage(Path::new("bench.ron"), black_box(half)));
}
