//! How long the contribution grid takes: working it out, and drawing a frame of it while it scrolls.

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
    model::{Contribution, Customer, CustomerId, Margin, MarginSign, Money, Offering, OfferingId, Workbook},
    panels::contributions::Contributions,
    text::Lang,
};
use window::Window;

fn main() {
    divan::main();
}

/// Two thirds of the cells filled in, a tenth of those with signs.
fn workbook(customers: u32, offerings: u32) -> Workbook {
    let customer = |n: u32| {
        let mut customer = Customer::new(CustomerId::new(&format!("c{n}")).unwrap(), &format!("客户 {n}"));
        customer.revenue = Money::new(f64::from(n % 97)).ok();
        customer.annual_spend = Money::new(100.0).ok();
        customer
    };
    let offering = |n: u32| Offering {
        id: OfferingId::new(&format!("o{n}")).unwrap(),
        name: format!("产品 {n}"),
        note: String::new(),
    };
    let cells = (0..customers).flat_map(|row| (0..offerings).map(move |column| (row, column)));
    let cell = |(row, column): (u32, u32)| {
        let seed = row * 31 + column * 17;
        let margin = if seed.is_multiple_of(10) {
            Margin::Sign(MarginSign::StronglyPositive)
        } else {
            Margin::Amount(Money::new(f64::from(seed % 997) - 200.0).unwrap())
        };
        (seed % 3 > 0).then(|| Contribution {
            customer: CustomerId::new(&format!("c{row}")).unwrap(),
            offering: OfferingId::new(&format!("o{column}")).unwrap(),
            margin,
            note: String::new(),
        })
    };
    Workbook {
        customers: Arc::new((0..customers).map(customer).collect()),
        offerings: Arc::new((0..offerings).map(offering).collect()),
        contributions: Arc::new(cells.filter_map(cell).collect()),
        ..Workbook::default()
    }
}

const SIZES: [(u32, u32); 4] = [(9, 6), (300, 20), (1000, 6), (3000, 20)];

/// Everything that follows from it, as after every edit.
#[divan::bench(args = SIZES)]
fn sum_up(bencher: Bencher, (customers, offerings): (u32, u32)) {
    let workbook = workbook(customers, offerings);
    bencher.bench_local(|| sandtable::analysis::contributions::Contributions::of(black_box(&workbook)));
}

/// A frame, tessellated, while the wheel turns: other rows each time.
#[divan::bench(args = SIZES)]
fn frame_scrolling(bencher: Bencher, (customers, offerings): (u32, u32)) {
    let mut window = Window::new(workbook(customers, offerings), Lang::Zh, Contributions::show);
    for _ in 0..30 {
        window.scroll();
    }
    bencher.bench_local(|| black_box(window.scroll()));
}
