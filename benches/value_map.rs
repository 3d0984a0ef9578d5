//! How long the value map takes: working it out, and drawing a frame of it.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a measurement that panics says so"
)]

mod window;

use divan::{Bencher, black_box};
use egui::{Event, Modifiers, PointerButton, pos2};
use sandtable::{
    analysis::value_map,
    model::{Advantage, Attraction, Criterion, Customer, CustomerId, Money, Score, Workbook},
    panels::value_map::ValueMap,
    text::Lang,
};
use window::Window;

fn main() {
    divan::main();
}

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
    let mut window = Window::new(workbook(customers), Lang::Zh, ValueMap::show);
    window.frame(Vec::new());
    bencher.bench_local(|| black_box(window.frame(Vec::new()).shapes.len()));
}

/// A frame in which a bubble is being dragged: layout, and what is handed to the graphics card.
#[divan::bench(args = [50, 500])]
fn drag(bencher: Bencher, customers: u32) {
    let mut window = Window::new(workbook(customers), Lang::Zh, ValueMap::show);
    window.frame(Vec::new());
    let moved = |x: f32, y: f32| Event::PointerMoved(pos2(x, y));
    let at = window.place(|label| label.starts_with("客户 31，"));
    let button = PointerButton::Primary;
    let press = Event::PointerButton { pos: at, button, pressed: true, modifiers: Modifiers::NONE };
    for event in [moved(at.x, at.y), press, moved(at.x + 9.0, at.y), moved(at.x + 19.0, at.y)] {
        window.frame(vec![event]);
    }
    let mut step = 0_u8;
    bencher.bench_local(|| {
        step = step.wrapping_add(1);
        let output = window.frame(vec![moved(at.x + 20.0 + f32::from(step), at.y)]);
        black_box(window.ctx.tessellate(output.shapes, output.pixels_per_point).len())
    });
}
