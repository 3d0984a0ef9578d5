//! How long laying out a power map takes.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a measurement that panics says so"
)]

use divan::{Bencher, black_box};
use sandtable::analysis::layout::{Layout, Node, Orientation, Part, Size, Spacing};

fn main() {
    divan::main();
}

const CARD: Size = Size { width: 200.0, height: 72.0 };
const SPACING: Spacing = Spacing {
    across: 24.0,
    down: 48.0,
    stack_over: 3,
    stack_of: 12,
    stack_gap: 12.0,
    stack_indent: 20.0,
    trunk: 40.0,
    apart: 120.0,
};

/// A chart in which everyone has six reports, as far as there are enough people.
fn company(people: usize) -> Vec<Option<Node>> {
    (0..people).map(|n| Some(below(n.checked_sub(1).map(|n| n / 6)))).collect()
}

const fn below(parent: Option<usize>) -> Node {
    Node { parent, size: CARD, part: Part::Report }
}

/// An irregular chart of the kind that imports bring: deep branches, wide ones, several roots.
fn irregular(people: usize) -> Vec<Option<Node>> {
    let mut state = 1u64;
    let mut random = |n: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 40).unwrap_or(0) % n.max(1)
    };
    (0..people)
        .map(|n| {
            let far = random(n);
            Some(below((n % 500 > 0).then_some(far.max(n.saturating_sub(40)))))
        })
        .collect()
}

/// All of it, as after a change of more than one: down and to the right in turns.
fn lay_out(bencher: Bencher, nodes: &[Option<Node>]) {
    let mut layout = Layout::new(nodes.to_vec(), SPACING, Orientation::TopDown);
    let mut orientation = Orientation::TopDown;
    bencher
        .with_inputs(|| {
            orientation = match orientation {
                Orientation::TopDown => Orientation::LeftRight,
                Orientation::LeftRight => Orientation::TopDown,
            };
            (nodes.to_vec(), orientation)
        })
        .bench_local_values(|(nodes, orientation)| {
            layout.update(black_box(nodes), SPACING, orientation);
            layout.places()
        });
}

#[divan::bench(args = [1_500, 10_000, 100_000])]
fn even(bencher: Bencher, people: usize) {
    lay_out(bencher, &company(people));
}

#[divan::bench(args = [1_500, 10_000, 100_000])]
fn uneven(bencher: Bencher, people: usize) {
    lay_out(bencher, &irregular(people));
}

/// For the first time, in memory that the system has to find.
#[divan::bench(args = [1_500, 10_000, 100_000])]
fn uneven_for_the_first_time(bencher: Bencher, people: usize) {
    let nodes = irregular(people);
    bencher
        .with_inputs(|| nodes.clone())
        .bench_local_values(|nodes| Layout::new(black_box(nodes), SPACING, Orientation::TopDown).places());
}

/// Somebody with all that is below them is hung elsewhere, and back again: finding out who, and where all stand then.
fn rehang(bencher: Bencher, nodes: &[Option<Node>], who: usize) {
    let mut there = nodes.to_vec();
    there[who] = Some(below(Some(nodes.len() / 40)));
    let mut layout = Layout::new(nodes.to_vec(), SPACING, Orientation::TopDown);
    let mut is_there = false;
    bencher
        .with_inputs(|| {
            is_there = !is_there;
            if is_there { there.clone() } else { nodes.to_vec() }
        })
        .bench_local_values(|nodes| {
            layout.update(black_box(nodes), SPACING, Orientation::TopDown);
            layout.places()
        });
}

#[divan::bench(args = [1_500, 10_000, 100_000])]
fn rehang_one_of_an_even_one(bencher: Bencher, people: usize) {
    rehang(bencher, &company(people), people - 3);
}

#[divan::bench(args = [1_500, 10_000, 100_000])]
fn rehang_one_of_an_uneven_one(bencher: Bencher, people: usize) {
    rehang(bencher, &irregular(people), people - 3);
}

#[divan::bench(args = [1_500, 10_000, 100_000])]
fn rehang_a_team(bencher: Bencher, people: usize) {
    rehang(bencher, &company(people), people / 10);
}
