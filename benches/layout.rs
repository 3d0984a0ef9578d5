//! How long laying out a power map takes.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a measurement that panics says so"
)]

use divan::{Bencher, black_box};
use sandtable::analysis::layout::{Node, Size, Spacing, tidy};

fn main() {
    divan::main();
}

const CARD: Size = Size { width: 200.0, height: 72.0 };
const SPACING: Spacing =
    Spacing { across: 24.0, down: 48.0, stack_over: 3, stack_of: 12, stack_gap: 12.0, stack_indent: 20.0 };

/// A chart in which everyone has six reports, as far as there are enough people.
fn company(people: usize) -> Vec<Node> {
    (0..people).map(|n| Node { parent: n.checked_sub(1).map(|n| n / 6), size: CARD, stackable: true }).collect()
}

/// An irregular chart of the kind that imports bring: deep branches, wide ones, several roots.
fn irregular(people: usize) -> Vec<Node> {
    let mut state = 1u64;
    let mut below = |n: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 40).unwrap_or(0) % n.max(1)
    };
    (0..people)
        .map(|n| {
            let far = below(n);
            Node { parent: (n % 500 > 0).then_some(far.max(n.saturating_sub(40))), size: CARD, stackable: true }
        })
        .collect()
}

#[divan::bench(args = [1_500, 10_000, 100_000])]
fn even(bencher: Bencher, people: usize) {
    let nodes = company(people);
    bencher.bench_local(|| tidy(black_box(&nodes), &SPACING));
}

#[divan::bench(args = [1_500, 10_000, 100_000])]
fn uneven(bencher: Bencher, people: usize) {
    let nodes = irregular(people);
    bencher.bench_local(|| tidy(black_box(&nodes), &SPACING));
}
