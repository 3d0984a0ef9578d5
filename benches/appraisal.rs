//! How long an appraisal takes to draw and to derive: goal cards, a person's page with their notes, a signed record,
//! and the wording of scripts.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a measurement that panics says so"
)]

mod window;

use std::sync::Arc;

use divan::{Bencher, black_box};
use jiff::{ToSpan as _, civil::date};
use sandtable::{
    analysis::{Derived, wording},
    example,
    model::{
        Evidence, EvidenceId, Goal, GoalCard, GoalId, Member, MemberId, Percent, PeriodId, ScriptPart, Weight, Workbook,
    },
    panels::{feedback::Feedback, goals::Goals},
    text::Lang,
};
use window::Window;

fn main() {
    divan::main();
}

/// A frame, tessellated.
fn draw<P: Default>(window: &mut Window<P>) -> usize {
    let output = window.frame(Vec::new());
    window.ctx.tessellate(output.shapes, output.pixels_per_point).len()
}

/// Measures frames of a panel that has come to rest.
fn rest<P: Default>(bencher: Bencher<'_, '_>, mut window: Window<P>) {
    for _ in 0..30 {
        draw(&mut window);
    }
    bencher.bench_local(|| black_box(draw(&mut window)));
}

/// People with a card of eight goals for each quarter of a year, both sides' completions on them.
fn team(people: usize) -> Workbook {
    let mut workbook = Workbook::default();
    let (team, cards) = (Arc::make_mut(&mut workbook.team), Arc::make_mut(&mut workbook.goal_cards));
    for n in 0..people {
        let id = MemberId::new(&format!("m{n}")).unwrap();
        team.put(Member::new(id.clone(), &format!("成员 {n}")));
        for quarter in 1..=4 {
            let mut card = GoalCard::new(id.clone(), PeriodId::new(&format!("2026-Q{quarter}")).unwrap());
            for g in 0..8 {
                let mut goal = Goal::new(GoalId::new(&format!("g{g}")).unwrap(), &format!("目标 {g}"));
                goal.weight = Some(Weight::clamped(12.5));
                goal.completion = Some(Percent::clamped((60 + (n + g * 7) % 60) as f64));
                goal.self_completion = Some(Percent::clamped((70 + (n + g * 5) % 50) as f64));
                card.goals.put(goal);
            }
            cards.put(card);
        }
    }
    workbook
}

/// A card and its eight goals.
#[divan::bench(args = [9, 90, 500])]
fn frame_of_a_goal_card(bencher: Bencher<'_, '_>, people: usize) {
    let mut window = Window::new(team(people), Lang::Zh, Goals::show);
    window.subject = Some("m3 2026-Q4".to_owned());
    rest(bencher, window);
}

/// Everything derived, from nothing: of 500 people, 2,000 evaluations.
#[divan::bench(args = [9, 90, 500])]
fn derive_a_team(bencher: Bencher<'_, '_>, people: usize) {
    let workbook = team(people);
    bencher.bench_local(|| black_box(Derived::of(&workbook, date(2026, 11, 21))));
}

/// What follows from one more completion.
#[divan::bench(args = [9, 90, 500])]
fn derive_after_a_completion(bencher: Bencher<'_, '_>, people: usize) {
    let before = team(people);
    let derived = Derived::of(&before, date(2026, 11, 21));
    let mut after = before.clone();
    let card = Arc::make_mut(&mut after.goal_cards).iter_mut().next().unwrap();
    card.goals.iter_mut().next().unwrap().completion = Some(Percent::clamped(100.0));
    bencher.bench_local(|| black_box(derived.refresh(&before, &after)));
}

/// The example with so many notes about one of its people, a day apart.
fn noted(notes: usize) -> Workbook {
    let mut workbook = example::workbook(Lang::Zh).unwrap();
    let person = MemberId::new("tang-yi").unwrap();
    let evidence = Arc::make_mut(&mut workbook.evidence);
    for n in 0..notes {
        let mut note = Evidence::new(EvidenceId::new(&format!("note{n}")).unwrap(), person.clone());
        note.on = date(2026, 11, 20).checked_sub(i64::try_from(n).unwrap().days()).ok();
        "例会上没有带续约清单，九份合同到期前没有人联系客户".clone_into(&mut note.what);
        "三家客户转投对手".clone_into(&mut note.result);
        evidence.put(note);
    }
    workbook
}

/// A person's page: promises, conversations, cards, and all that was noted.
#[divan::bench(args = [10, 100, 1000])]
fn frame_of_a_persons_page(bencher: Bencher<'_, '_>, notes: usize) {
    let mut window = Window::new(noted(notes), Lang::Zh, Feedback::show);
    window.subject = Some("tang-yi".to_owned());
    rest(bencher, window);
}

/// The preparation of a conversation, its goal card beside it.
#[divan::bench(args = [10, 100, 1000])]
fn frame_of_a_preparation(bencher: Bencher<'_, '_>, notes: usize) {
    let mut window = Window::new(noted(notes), Lang::Zh, Feedback::show);
    window.subject = Some("xu-miao-q4-progress".to_owned());
    rest(bencher, window);
}

/// A signed conversation, with what has become of it.
#[divan::bench]
fn frame_of_a_signed_conversation(bencher: Bencher<'_, '_>) {
    let mut window = Window::new(noted(10), Lang::Zh, Feedback::show);
    window.subject = Some("tang-yi-q2-result".to_owned());
    rest(bencher, window);
}

/// The judging words of a script: as long as one is, and twenty times as long.
#[divan::bench(args = [1, 20])]
fn wording_of_a_part(bencher: Bencher<'_, '_>, times: usize) {
    let zh = "10 月 19 日例会上你没有带续约清单，九份合同到期前没有人联系客户，你总是不跟进，态度差。".repeat(times);
    let en =
        "On 19 October you came without the list of renewals; you are always late and never follow up. ".repeat(times);
    bencher.bench_local(|| {
        for text in [&zh, &en] {
            black_box(wording::of_text(text, ScriptPart::Behaviour));
        }
    });
}
