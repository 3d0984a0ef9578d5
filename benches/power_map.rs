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
    Fitted,
    /// Everybody unfolded, and as many of them in sight as there can be with their names.
    Names,
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

/// A window in which one looks at the map like this.
fn looking(people: usize, look: Look) -> Window {
    let mut window = window(people);
    window.frame(Vec::new());
    if !matches!(look, Look::Opened) {
        click(&mut window, "View");
        click(&mut window, "Levels");
        click(&mut window, "Unfold everything");
    }
    let (notches, above) = match look {
        Look::Opened | Look::Fitted => (0, pos2(900.0, 500.0)),
        Look::Names => (9, window.place(|label| label.starts_with("联系人 4000, "))),
        Look::Near => (15, window.place(|label| label.starts_with("联系人 4000, "))),
    };
    window.frame(vec![Event::PointerMoved(above)]);
    for _ in 0..notches {
        scroll(&mut window, MouseWheelUnit::Line, vec2(0.0, 1.0));
    }
    (0..20).for_each(|_| drop(window.frame(Vec::new())));
    window
}

/// What the graphics card is given.
fn tessellated(window: &Window, output: egui::FullOutput) -> usize {
    window.ctx.tessellate(output.shapes, output.pixels_per_point).len()
}

const LOOKS: [(usize, Look); 5] =
    [(500, Look::Opened), (5_000, Look::Opened), (5_000, Look::Fitted), (5_000, Look::Names), (5_000, Look::Near)];

/// A frame while one moves, tessellated.
#[divan::bench(args = LOOKS)]
fn pan(bencher: Bencher, (people, look): (usize, Look)) {
    let mut window = looking(people, look);
    let mut way = 5.0;
    bencher.bench_local(|| {
        way = -way;
        let output = scroll(&mut window, MouseWheelUnit::Point, vec2(way, 0.0));
        black_box(tessellated(&window, output))
    });
}

/// A frame while one goes nearer and farther, tessellated.
#[divan::bench(args = LOOKS)]
fn zoom(bencher: Bencher, (people, look): (usize, Look)) {
    let mut window = looking(people, look);
    let mut frame = 0_u32;
    bencher.bench_local(|| {
        frame += 1;
        let way = if (frame / 8).is_multiple_of(2) { 0.2 } else { -0.2 };
        let output = scroll(&mut window, MouseWheelUnit::Line, vec2(0.0, way));
        black_box(tessellated(&window, output))
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
