//! How long a frame of the power map takes while one moves over a large organisation.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a measurement that panics says so"
)]

use std::sync::Arc;

use divan::{Bencher, black_box};
use egui::{Context, Event, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, pos2, vec2};
use jiff::civil::{Date, date};
use sandtable::{
    analysis::{Audience, Derived},
    model::{Contact, ContactId, Customer, CustomerId, Judged, Line, LineKind, Organisation, Support, Workbook},
    panels::{Scene, Selection, Wishes, power_map::PowerMap},
    text::Lang,
    ui::{Theme, Tokens, fonts},
};

fn main() {
    divan::main();
}

const TODAY: Date = date(2026, 11, 21);

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

/// A window that shows one power map.
struct Window {
    ctx: Context,
    panel: PowerMap,
    workbook: Workbook,
    derived: Derived,
    tokens: Tokens,
    time: f64,
}

impl Window {
    fn new(people: usize) -> Self {
        let workbook = workbook(people);
        let derived = Derived::of(&workbook, TODAY);
        let tokens = Tokens::new(Theme::Light, Audience::Trainer).still();
        let ctx = Context::default();
        fonts::install(&ctx, Lang::En);
        tokens.apply(&ctx);
        Self { ctx, panel: PowerMap::default(), workbook, derived, tokens, time: 0.0 }
    }

    /// One frame. What it shows, by name, where asked for.
    fn frame(&mut self, events: Vec<Event>) -> egui::FullOutput {
        self.time += 1.0 / 60.0;
        let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, vec2(1920.0, 1080.0)));
        let input = RawInput { screen_rect, time: Some(self.time), events, ..RawInput::default() };
        let scene = Scene {
            workbook: &self.workbook,
            derived: &self.derived,
            subject: None,
            selection: &Selection::Nothing,
            lang: Lang::En,
            audience: Audience::Trainer,
            tokens: &self.tokens,
            today: TODAY,
            read_only: false,
            is_meant: true,
        };
        let panel = &mut self.panel;
        let mut output = self.ctx.run_ui(input, |ui| panel.show(ui, &scene, &mut Wishes::default()));
        output.textures_delta.set.clear();
        output
    }

    /// Clicks what has this name.
    fn click(&mut self, name: &str) {
        self.ctx.enable_accesskit();
        let shown = self.frame(Vec::new());
        self.ctx.disable_accesskit();
        let update = shown.platform_output.accesskit_update.unwrap();
        let (_, node) = update.nodes.iter().find(|(_, node)| node.label() == Some(name)).unwrap();
        let bounds = node.bounds().unwrap();
        let pos = pos2(((bounds.x0 + bounds.x1) / 2.0) as f32, ((bounds.y0 + bounds.y1) / 2.0) as f32);
        self.frame(vec![Event::PointerMoved(pos)]);
        for pressed in [true, false] {
            let button = egui::PointerButton::Primary;
            self.frame(vec![Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE }]);
        }
        self.frame(Vec::new());
    }

    fn scroll(&mut self, unit: MouseWheelUnit, delta: egui::Vec2) -> egui::FullOutput {
        let (phase, source) = (TouchPhase::Move, MouseWheelSource::Unknown);
        self.frame(vec![Event::MouseWheel { unit, delta, phase, source, modifiers: Modifiers::NONE }])
    }
}

/// A frame while one moves.
#[divan::bench(args = [(500, Look::Opened), (5_000, Look::Opened), (5_000, Look::All), (5_000, Look::Near)])]
fn pan(bencher: Bencher, (people, look): (usize, Look)) {
    let mut window = Window::new(people);
    window.frame(Vec::new());
    if !matches!(look, Look::Opened) {
        window.click("Levels");
        window.click("Unfold everything");
    }
    window.frame(vec![Event::PointerMoved(pos2(900.0, 500.0))]);
    if matches!(look, Look::Near) {
        for _ in 0..100 {
            window.scroll(MouseWheelUnit::Line, vec2(0.0, 1.0));
        }
    }
    let mut way = 5.0;
    bencher.bench_local(|| {
        way = -way;
        black_box(window.scroll(MouseWheelUnit::Point, vec2(way, 0.0)))
    });
}

/// Laying the map out anew, as after every change.
#[divan::bench(args = [500, 5_000])]
fn change(bencher: Bencher, people: usize) {
    let mut window = Window::new(people);
    bencher.bench_local(|| {
        window.workbook.organisations = Arc::new((*window.workbook.organisations).clone());
        black_box(window.frame(Vec::new()))
    });
}
