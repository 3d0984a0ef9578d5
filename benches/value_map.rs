//! How long the value map takes: working it out, and drawing a frame of it.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a measurement that panics says so"
)]

use divan::{Bencher, black_box};
use egui::{Context, Pos2, RawInput, Rect, vec2};
use jiff::civil::{Date, date};
use sandtable::{
    analysis::{Audience, Derived, value_map},
    model::{Advantage, Attraction, Criterion, Customer, CustomerId, Money, Score, Workbook},
    panels::{Scene, Selection, Wishes, value_map::ValueMap},
    text::Lang,
    ui::{Theme, Tokens, fonts},
};

fn main() {
    divan::main();
}

const TODAY: Date = date(2026, 11, 21);

/// Customers spread over the whole map.
fn workbook(customers: u32) -> Workbook {
    let score = |seed: u32| Score::new(f64::from(seed % 10 + 1)).ok();
    let customer = |n: u32| {
        let mut customer = Customer::new(CustomerId::new(&format!("c{n}")).unwrap(), &format!("客户 {n}"));
        for (at, criterion) in (1..).zip(Attraction::ALL) {
            customer.set_score(Criterion::Attraction(criterion), score(n * at + n / 7));
        }
        for (at, criterion) in (3..).zip(Advantage::ALL) {
            customer.set_score(Criterion::Us(criterion), score(n * at + n / 3));
            customer.set_score(Criterion::Rival(criterion), score(n * at + n / 5));
        }
        customer.revenue = Money::new(f64::from(n * n % 997)).ok();
        customer
    };
    Workbook { customers: std::sync::Arc::new((0..customers).map(customer).collect()), ..Workbook::default() }
}

#[divan::bench(args = [50, 500, 5_000])]
fn place(bencher: Bencher, customers: u32) {
    let workbook = workbook(customers);
    bencher.bench_local(|| value_map::ValueMap::of(black_box(&workbook)));
}

/// A frame in which nothing has changed, as most are.
#[divan::bench(args = [50, 500])]
fn frame(bencher: Bencher, customers: u32) {
    let workbook = workbook(customers);
    let derived = Derived::of(&workbook, TODAY);
    let tokens = Tokens::new(Theme::Light, Audience::Trainer).still();
    let ctx = Context::default();
    fonts::install(&ctx, Lang::Zh);
    tokens.apply(&ctx);
    let mut panel = ValueMap::default();
    let mut draw = || {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1920.0, 1080.0))),
            ..RawInput::default()
        };
        let scene = Scene {
            workbook: &workbook,
            derived: &derived,
            subject: None,
            selection: &Selection::Nothing,
            lang: Lang::Zh,
            audience: Audience::Trainer,
            tokens: &tokens,
            today: TODAY,
            read_only: false,
            is_meant: true,
        };
        let mut output = ctx.run_ui(input, |ui| panel.show(ui, &scene, &mut Wishes::default()));
        output.textures_delta.set.clear();
        output.shapes.len()
    };
    draw();
    bencher.bench_local(|| black_box(draw()));
}
