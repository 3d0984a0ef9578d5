//! How long the score matrix takes: a frame of it while it scrolls, and one after a score has changed.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a measurement that panics says so"
)]

mod window;

use std::sync::Arc;

use divan::{Bencher, black_box};
use sandtable::{
    model::{Attraction, Criterion, Customer, CustomerId, Score, Workbook},
    panels::scores::Scores,
    text::Lang,
};
use window::Window;

fn main() {
    divan::main();
}

/// Two thirds of the scores known.
fn workbook(customers: u32) -> Workbook {
    let customer = |n: u32| {
        let mut customer = Customer::new(CustomerId::new(&format!("c{n}")).unwrap(), &format!("客户 {n}"));
        for (seed, criterion) in (n..).zip(Criterion::all()).filter(|(seed, _)| seed % 3 > 0) {
            customer.set_score(criterion, Score::new(f64::from(seed % 10 + 1)).ok());
        }
        customer
    };
    Workbook { customers: Arc::new((0..customers).map(customer).collect()), ..Workbook::default() }
}

const SIZES: [u32; 3] = [90, 500, 3000];

/// A frame, tessellated, while the wheel turns: other rows each time.
#[divan::bench(args = SIZES)]
fn frame_scrolling(bencher: Bencher, customers: u32) {
    let mut window = Window::new(workbook(customers), Lang::Zh, Scores::show);
    for _ in 0..30 {
        window.scroll();
    }
    bencher.bench_local(|| black_box(window.scroll()));
}

/// A frame, tessellated, after a score has changed: everything the matrix shows is worked out again.
#[divan::bench(args = SIZES)]
fn frame_after_a_change(bencher: Bencher, customers: u32) {
    let mut window = Window::new(workbook(customers), Lang::Zh, Scores::show);
    let mut score = 0_u32;
    bencher.bench_local(|| {
        score = (score + 1) % 10;
        let mut workbook = window.workbook.clone();
        let customers = Arc::make_mut(&mut workbook.customers);
        let first = customers.iter_mut().next().unwrap();
        first.set_score(Criterion::Attraction(Attraction::Profit), Score::new(f64::from(score + 1)).ok());
        window.workbook = workbook;
        let output = window.frame(Vec::new());
        black_box(window.ctx.tessellate(output.shapes, output.pixels_per_point).len())
    });
}
