//! How long a frame of the power map takes while one moves over a large organisation.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a measurement that panics says so"
)]

mod window;

use std::sync::Arc;

use divan::{Bencher, black_box};
use egui::{Event, Modifiers, MouseWheelSource, MouseWheelUnit, TouchPhase, pos2, vec2};
use sandtable::{
    model::{Contact, ContactId, Customer, CustomerId, Judged, Line, LineKind, Organisation, Support, Workbook},
    panels::power_map::PowerMap,
    text::Lang,
};

fn main() {
    divan::main();
}

/// How one looks at the map.
#[derive(Clone, Copy, Debug)]
enum Look {
    /// As it opens: the lower levels are folded.
    Opened,
    /// Everybody unfolded, and all of them in sight.
    All,
    /// Everybody unfolded, and one part of them near enough to read.
    Near,
}

/// Everyone has six reports, as far as there are enough people; every tenth sways somebody.
fn workbook(people: usize) -> Workbook {
    let id = |n: usize| ContactId::new(&n.to_string()).unwrap();
    let account = CustomerId::new("acme").unwrap();
    let mut organisation = Organisation::new(account.clone());
    for n in 0..people {
        organisation.contacts.put(Contact {
            title: "运营管理部副总经理".to_owned(),
            reports_to: n.checked_sub(1).map(|n| id(n / 6)),
            support: Some(Judged::assumed(Support::ALL[n % 5])),
            ..Contact::new(id(n), &format!("联系人 {n}"))
        });
    }
    for n in (10..people).step_by(10) {
        let kind = LineKind::Influences;
        let line =
            Line { from: id(n), to: id(n - 7), kind, strength: None, basis: Default::default(), note: String::new() };
        organisation.lines.put(line);
    }
    Workbook {
        customers: Arc::new([Customer::new(account, "ACME")].into_iter().collect()),
        organisations: Arc::new([organisation].into_iter().collect()),
        ..Workbook::default()
    }
}

type Window = window::Window<PowerMap>;

fn window(people: usize) -> Window {
    Window::new(workbook(people), Lang::En, PowerMap::show)
}

/// Clicks what has this name.
fn click(window: &mut Window, name: &str) {
    let pos = window.place(|label| label == name);
    window.frame(vec![Event::PointerMoved(pos)]);
    for pressed in [true, false] {
        let button = egui::PointerButton::Primary;
        window.frame(vec![Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE }]);
    }
    window.frame(Vec::new());
}

fn scroll(window: &mut Window, unit: MouseWheelUnit, delta: egui::Vec2) -> egui::FullOutput {
    let (phase, source) = (TouchPhase::Move, MouseWheelSource::Unknown);
    window.frame(vec![Event::MouseWheel { unit, delta, phase, source, modifiers: Modifiers::NONE }])
}

/// A frame while one moves.
#[divan::bench(args = [(500, Look::Opened), (5_000, Look::Opened), (5_000, Look::All), (5_000, Look::Near)])]
fn pan(bencher: Bencher, (people, look): (usize, Look)) {
    let mut window = window(people);
    window.frame(Vec::new());
    if !matches!(look, Look::Opened) {
        click(&mut window, "Levels");
        click(&mut window, "Unfold everything");
    }
    window.frame(vec![Event::PointerMoved(pos2(900.0, 500.0))]);
    if matches!(look, Look::Near) {
        for _ in 0..100 {
            scroll(&mut window, MouseWheelUnit::Line, vec2(0.0, 1.0));
        }
    }
    let mut way = 5.0;
    bencher.bench_local(|| {
        way = -way;
        black_box(scroll(&mut window, MouseWheelUnit::Point, vec2(way, 0.0)))
    });
}

/// Laying the map out anew, as after every change.
#[divan::bench(args = [500, 5_000])]
fn change(bencher: Bencher, people: usize) {
    let mut window = window(people);
    bencher.bench_local(|| {
        window.workbook.organisations = Arc::new((*window.workbook.organisations).clone());
        black_box(window.frame(Vec::new()))
    });
}
