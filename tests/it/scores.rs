//! The score matrix as people use it: found by what it says, worked with the pointer and the keyboard.

use std::sync::Arc;

use egui::{Event, Key, Modifiers, Pos2, Rect, Role, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use proptest::{collection::vec, prelude::*};
use sandtable::{
    analysis::Audience,
    edit::{CustomerEdit, Edit, Occasion},
    model::*,
    panels::{Selection, scores::Scores},
    text::{Lang, scores as words, terms, value_map},
    ui::Theme,
};

use crate::common::desk::{Desk, drag, harness, paste, press, type_in};

type Stage = Harness<'static, Desk<Scores>>;

const PROFIT: Criterion = Criterion::Attraction(Attraction::Profit);
const CONTINUITY: Criterion = Criterion::Attraction(Attraction::Continuity);

fn stage(desk: Desk<Scores>) -> Stage {
    harness(desk, vec2(1920.0, 1080.0), Scores::show)
}

fn example() -> Stage {
    stage(Desk::example(Lang::En))
}

fn id(id: &str) -> CustomerId {
    CustomerId::new(id).unwrap()
}

fn score(stage: &Stage, customer: &str, criterion: Criterion) -> Option<f64> {
    stage.state().workbook().customers.get(&id(customer)).unwrap().score(criterion).map(Score::get)
}

/// What the cell of a customer and a criterion says.
fn spoken(workbook: &Workbook, lang: Lang, customer: &CustomerId, criterion: Criterion) -> String {
    let customer = workbook.customers.get(customer).unwrap();
    words::cell(lang, customer.label(), criterion, customer.score(criterion).map(words::score).as_deref())
}

fn cell(stage: &Stage, customer: &str, criterion: Criterion) -> Rect {
    stage.get_by_label(&spoken(stage.state().workbook(), stage.state().lang, &id(customer), criterion)).rect()
}

fn click_cell(stage: &mut Stage, customer: &str, criterion: Criterion) {
    let label = spoken(stage.state().workbook(), stage.state().lang, &id(customer), criterion);
    stage.get_by_label(&label).click();
    stage.run();
}

/// Every customer's row from the top down.
fn shown_order(stage: &Stage) -> Vec<CustomerId> {
    let customers = stage.state().workbook().customers.iter();
    let mut rows: Vec<_> =
        customers.map(|customer| (stage.get_by_label(customer.label()).rect().top(), customer.id.clone())).collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|(_, id)| id).collect()
}

#[test]
fn every_score_and_what_follows_is_named_in_every_look() {
    for lang in Lang::ALL {
        for theme in Theme::ALL {
            for audience in [Audience::Trainer, Audience::Room] {
                let desk = Desk::<Scores>::example(lang).look(theme, audience);
                let size = vec2(3200.0, 1200.0);
                let stage = harness(desk, size, Scores::show);
                let screen = Rect::from_min_size(Pos2::ZERO, size);
                let workbook = stage.state().workbook().clone();
                let found = |label: String| {
                    let rect = stage.get_by_label(&label).rect();
                    assert!(screen.contains_rect(rect), "{lang:?} {theme:?} {audience:?} {label} {rect:?}");
                };
                let values = &stage.state().derived.value_map.customers;
                for (customer, value) in workbook.customers.iter().zip(values.iter()) {
                    for criterion in Criterion::all() {
                        found(spoken(&workbook, lang, &customer.id, criterion));
                    }
                    let class = value.class.map_or(value_map::NO_CLASS, terms::class).of(lang);
                    found(words::told_of(lang, customer.label(), words::CLASS.of(lang), class));
                    found(words::told_of(lang, customer.label(), words::KNOWN.of(lang), &words::known(value)));
                }
                for attraction in Attraction::ALL {
                    found(value_map::weight_field(lang, Criterion::Attraction(attraction)));
                }
                for advantage in Advantage::ALL {
                    found(value_map::weight_field(lang, Criterion::Us(advantage)));
                }
            }
        }
    }
}

#[test]
fn typing_tab_and_enter_fill_a_row_and_go_on_below() {
    let mut stage = example();
    click_cell(&mut stage, "haiyan-bank", PROFIT);
    assert_eq!(stage.state().selection, Selection::Customer(id("haiyan-bank")));
    type_in(&mut stage, "3");
    press(&mut stage, Modifiers::NONE, Key::Tab);
    type_in(&mut stage, "4.5");
    press(&mut stage, Modifiers::NONE, Key::Enter);
    type_in(&mut stage, "2");
    press(&mut stage, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(score(&stage, "haiyan-bank", PROFIT), Some(3.0));
    assert_eq!(score(&stage, "haiyan-bank", CONTINUITY), Some(4.5));
    assert_eq!(score(&stage, "lanjiang-power", PROFIT), Some(2.0));
    // Each is a step of its own, and Delete makes a score unknown.
    stage.state_mut().undo();
    assert_ne!(score(&stage, "lanjiang-power", PROFIT), Some(2.0));
    click_cell(&mut stage, "haiyan-bank", PROFIT);
    press(&mut stage, Modifiers::NONE, Key::Delete);
    assert_eq!(score(&stage, "haiyan-bank", PROFIT), None);
    let label = stage.get_by_label("Haiyan Bank, Profit contribution: Unknown");
    assert_eq!(label.accesskit_node().role(), Role::Cell);
}

fn key(key: Key) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
}

#[test]
fn a_fast_hand_on_a_slow_machine_loses_nothing() {
    let text = |text: &str| Event::Text(text.to_owned());
    let typed =
        [text("3"), key(Key::Tab), text("4"), key(Key::Enter), text("1"), text("0"), key(Key::Enter), text("2")];
    // A frame for each event, and then one for all of them.
    for at_once in [false, true] {
        let mut stage = example();
        click_cell(&mut stage, "haiyan-bank", PROFIT);
        if at_once {
            stage.input_mut().events.extend(typed.clone());
        } else {
            typed.iter().for_each(|event| stage.event(event.clone()));
        }
        stage.run_steps(20);
        press(&mut stage, Modifiers::NONE, Key::Enter);
        let scores = [
            ("haiyan-bank", PROFIT),
            ("haiyan-bank", CONTINUITY),
            ("lanjiang-power", PROFIT),
            ("tengyue-auto", PROFIT),
        ]
        .map(|(customer, criterion)| score(&stage, customer, criterion));
        assert_eq!(scores, [3.0, 4.0, 10.0, 2.0].map(Some), "at once: {at_once}");
        assert_eq!(stage.state().workbook().method.value_map.weight(PROFIT), 20.0);
    }
}

#[test]
fn what_is_no_score_is_refused_in_words_and_waits() {
    let mut stage = example();
    let before = stage.state().workbook().clone();
    click_cell(&mut stage, "haiyan-bank", PROFIT);
    type_in(&mut stage, "11");
    press(&mut stage, Modifiers::NONE, Key::Enter);
    let says = "“11” is not a number from 1 to 10. Change it, or press Esc to give it up.";
    assert!(stage.query_by_label(says).is_some());
    assert_eq!(stage.state().workbook(), &before);
    press(&mut stage, Modifiers::NONE, Key::Escape);
    assert!(stage.query_by_label(says).is_none());
    press(&mut stage, Modifiers::NONE, Key::F2);
    press(&mut stage, Modifiers::COMMAND, Key::A);
    type_in(&mut stage, "10");
    press(&mut stage, Modifiers::NONE, Key::Enter);
    assert_eq!(score(&stage, "haiyan-bank", PROFIT), Some(10.0));
}

#[test]
fn a_block_is_pasted_whole_or_not_at_all() {
    let mut stage = example();
    let before = stage.state().workbook().clone();
    click_cell(&mut stage, "haiyan-bank", PROFIT);
    paste(&mut stage, "1\t２\r\n\t4\r\n");
    assert_eq!(score(&stage, "haiyan-bank", PROFIT), Some(1.0));
    assert_eq!(score(&stage, "haiyan-bank", CONTINUITY), Some(2.0));
    assert_eq!(score(&stage, "lanjiang-power", PROFIT), None);
    assert_eq!(score(&stage, "lanjiang-power", CONTINUITY), Some(4.0));
    assert!(matches!(stage.state().last_edit(), Some(Edit::Together(Occasion::Pasting, _))));
    stage.event(Event::Copy);
    stage.step();
    let copied = stage.output().platform_output.commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    assert_eq!(copied.as_deref(), Some("1\t2\n\t4"));
    stage.state_mut().undo();
    assert_eq!(stage.state().workbook(), &before);
    paste(&mut stage, "5\t6\n7\t12");
    let says = "Nothing was pasted: in row 2, column 2, “12” is not a number from 1 to 10. The grid is as it was.";
    assert!(stage.query_by_label(says).is_some());
    assert_eq!(stage.state().workbook(), &before);
    press(&mut stage, Modifiers::COMMAND, Key::End);
    paste(&mut stage, "5\t6");
    assert!(stage.query_by_label_contains("don’t fit from this cell on").is_some());
    assert_eq!(stage.state().workbook(), &before);
}

#[test]
fn a_block_is_selected_by_dragging_and_filled_down_and_right() {
    let mut stage = example();
    let before = stage.state().workbook().clone();
    click_cell(&mut stage, "haiyan-bank", PROFIT);
    paste(&mut stage, "7\t3");
    let (from, to) = (cell(&stage, "haiyan-bank", PROFIT), cell(&stage, "tengyue-auto", CONTINUITY));
    drag(&mut stage, from.center(), to.center());
    press(&mut stage, Modifiers::COMMAND, Key::D);
    for customer in ["haiyan-bank", "lanjiang-power", "tengyue-auto"] {
        assert_eq!(score(&stage, customer, PROFIT), Some(7.0), "{customer}");
        assert_eq!(score(&stage, customer, CONTINUITY), Some(3.0), "{customer}");
    }
    press(&mut stage, Modifiers::COMMAND, Key::R);
    assert_eq!(score(&stage, "tengyue-auto", CONTINUITY), Some(7.0));
    assert!(matches!(stage.state().last_edit(), Some(Edit::Together(Occasion::Filling, edits)) if edits.len() == 3));
    for _ in 0..3 {
        stage.state_mut().undo();
    }
    assert_eq!(stage.state().workbook(), &before);
}

#[test]
fn weights_are_typed_under_the_heads_and_their_sum_is_told() {
    let mut stage = example();
    let says = "Attractiveness: The weights sum to 100";
    assert!(stage.query_by_label(says).is_some());
    let field = stage.get_by_role_and_label(Role::TextInput, "Weight: Profit contribution");
    field.focus();
    stage.run();
    for _ in 0..2 {
        press(&mut stage, Modifiers::NONE, Key::ArrowUp);
    }
    assert_eq!(stage.state().workbook().method.value_map.weight(PROFIT), 22.0);
    assert!(stage.query_by_label(says).is_none());
    assert!(stage.query_by_label("Attractiveness: The weights sum to 102, not to 100").is_some());
    assert!(stage.query_by_label("Relative advantage: The weights sum to 100").is_some());
    // Both presses are one step.
    assert_eq!(stage.state().last_edit(), Some(&Edit::Weight(PROFIT, Weight::clamped(22.0))));
    stage.state_mut().undo();
    stage.run();
    assert!(stage.query_by_label(says).is_some());
    // One weight for our score and the rival's.
    let field = stage.get_by_role_and_label(Role::TextInput, "Weight: Offering");
    field.focus();
    stage.run();
    press(&mut stage, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(stage.state().workbook().method.value_map.weight(Criterion::Rival(Advantage::Offering)), 39.0);
}

#[test]
fn heads_sort_and_what_is_not_known_comes_last() {
    let mut stage = example();
    let given = shown_order(&stage);
    for (head, value) in [("Attractiveness", 0), ("Relative advantage", 1)] {
        stage.get_by_label(&format!("Sort by {head}")).click();
        stage.run();
        let sorted = shown_order(&stage);
        assert_ne!(sorted, given);
        let values = &stage.state().derived.value_map.customers;
        let axis = |id: &CustomerId| {
            let of = values.get(id).unwrap();
            [of.attractiveness.value, of.advantage.value][value].unwrap_or(f64::NEG_INFINITY)
        };
        assert!(sorted.iter().map(axis).is_sorted_by(|a, b| a >= b), "{head}");
    }
    for head in ["Customer", "Class", "Known"] {
        stage.get_by_label(&format!("Sort by {head}")).focus();
        stage.run();
        press(&mut stage, Modifiers::NONE, Key::Enter);
        assert_ne!(shown_order(&stage), given, "{head}");
    }
    stage.get_by_label("Sort: Known ↑").click();
    stage.run();
    stage.get_by_label("As given").click();
    stage.run();
    assert_eq!(shown_order(&stage), given);
}

#[test]
fn what_follows_explains_itself() {
    let mut stage = example();
    let workbook = stage.state().workbook().clone();
    let customer = workbook.customers.first().unwrap();
    let value = stage.state().derived.value_map.customers.first().unwrap().clone();
    let of = |head: &str, shown: &str| words::told_of(Lang::En, customer.label(), head, shown);
    let class = terms::class(value.class.unwrap()).of(Lang::En);
    for (label, tells) in [
        (of("Class", class), "On the cut counts as high."),
        (of("Known", &words::known(&value)), "The share of an axis’ weight"),
        ("Relative advantage: The weights sum to 100".to_owned(), "should sum to 100"),
    ] {
        stage.get_by_label(&label).click();
        stage.run();
        assert!(stage.query_all_by_label_contains(tells).next().is_some(), "{label}");
        press(&mut stage, Modifiers::NONE, Key::Escape);
    }
}

#[test]
fn the_room_sees_scores_and_no_notes() {
    for (audience, seen) in [(Audience::Trainer, true), (Audience::Room, false)] {
        let mut desk = Desk::<Scores>::example(Lang::En).look(Theme::Light, audience);
        let note = ScoreNote { certainty: Certainty::Confirmed, note: "Said at the fair".to_owned() };
        desk.history.apply(Edit::Customers(CustomerEdit::ScoreNote(id("haiyan-bank"), PROFIT, note))).unwrap();
        let mut stage = harness(desk, vec2(1920.0, 1080.0), Scores::show);
        let label = spoken(stage.state().workbook(), Lang::En, &id("haiyan-bank"), PROFIT);
        stage.get_by_label(&label).hover();
        stage.run_steps(8);
        assert!(stage.query_by_label("Haiyan Bank × Profit contribution").is_some());
        assert_eq!(stage.query_by_label("Said at the fair").is_some(), seen);
        assert_eq!(stage.query_by_label("Confirmed").is_some(), seen);
    }
}

#[test]
fn a_workbook_that_cannot_be_changed_offers_no_change() {
    let mut desk = Desk::example(Lang::En);
    desk.read_only = true;
    let mut stage = stage(desk);
    click_cell(&mut stage, "haiyan-bank", PROFIT);
    type_in(&mut stage, "5");
    press(&mut stage, Modifiers::NONE, Key::Enter);
    press(&mut stage, Modifiers::NONE, Key::Delete);
    press(&mut stage, Modifiers::COMMAND, Key::D);
    paste(&mut stage, "5");
    assert_eq!(stage.state().last_edit(), None);
    assert!(stage.get_by_label("Add a customer").accesskit_node().is_disabled());
    assert!(stage.get_by_label("Weight: Offering").accesskit_node().is_disabled());
}

#[test]
fn an_empty_matrix_begins_with_one_button() {
    let mut stage = stage(Desk::new(Workbook::default(), Lang::En));
    stage.get_by_label("Add a customer").click();
    stage.run();
    assert!(stage.query_by_label("New customer, Profit contribution: Unknown").is_some());
}

/// So many customers with long names, every second score known.
fn large(customers: usize) -> Workbook {
    let mut workbook = Workbook::default();
    for n in 0..customers {
        let name = format!("第 {n} 家名字很长很长很长很长很长很长很长很长很长很长很长的客户有限责任公司");
        let mut customer = Customer::new(id(&format!("c{n}")), &name);
        for (at, criterion) in Criterion::all().enumerate().filter(|(at, _)| (at + n) % 2 == 0) {
            customer.set_score(criterion, Score::new(((at * 3 + n) % 10 + 1) as f64).ok());
        }
        Arc::make_mut(&mut workbook.customers).put(customer);
    }
    workbook
}

#[test]
fn only_what_is_in_sight_is_laid_out_and_the_selection_comes_into_sight() {
    let workbook = large(3000);
    let desk = Desk::new(workbook.clone(), Lang::Zh);
    let mut stage = harness(desk, vec2(1366.0, 768.0), Scores::show);
    let cells = |stage: &Stage| stage.query_all_by_role(Role::Cell).count();
    let label = |n: usize| spoken(&workbook, Lang::Zh, &id(&format!("c{n}")), PROFIT);
    assert!((100..900).contains(&cells(&stage)), "{}", cells(&stage));
    assert!(stage.query_by_label(&label(0)).is_some());
    stage.state_mut().selection = Selection::Customer(id("c2000"));
    stage.run();
    assert!(stage.query_by_label(&label(2000)).is_some());
    assert!(stage.query_by_label(&label(0)).is_none());
    assert!((100..900).contains(&cells(&stage)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Filling down makes every selected column one value, leaves all else, does nothing twice and is undone at once.
    #[test]
    fn filling_down_is_one_step_and_the_same_twice(
        row in 0..10usize,
        column in 0..12usize,
        down in 1..4usize,
        right in 0..4usize,
        block in vec(vec("([1-9])?", 4), 4),
    ) {
        let mut stage = example();
        let customers: Vec<CustomerId> = stage.state().workbook().customers.keys().cloned().collect();
        let criteria: Vec<Criterion> = Criterion::all().collect();
        click_cell(&mut stage, customers[row].as_str(), criteria[column]);
        paste(&mut stage, &block.iter().map(|row| row.join("\t")).collect::<Vec<_>>().join("\n"));
        click_cell(&mut stage, customers[row].as_str(), criteria[column]);
        for _ in 0..down {
            press(&mut stage, Modifiers::SHIFT, Key::ArrowDown);
        }
        for _ in 0..right {
            press(&mut stage, Modifiers::SHIFT, Key::ArrowRight);
        }
        let before = stage.state().workbook().clone();
        press(&mut stage, Modifiers::COMMAND, Key::D);
        let after = stage.state().workbook().clone();
        for (at, (old, new)) in before.customers.iter().zip(after.customers.iter()).enumerate() {
            for (of, criterion) in criteria.iter().enumerate() {
                let is_filled = (row..=row + down).contains(&at) && (column..=column + right).contains(&of);
                let first = before.customers.at(row).unwrap().score(*criterion);
                let expected = if is_filled { first } else { old.score(*criterion) };
                prop_assert_eq!(new.score(*criterion), expected);
            }
        }
        press(&mut stage, Modifiers::COMMAND, Key::D);
        prop_assert_eq!(stage.state().workbook(), &after);
        if before != after {
            stage.state_mut().undo();
        }
        prop_assert_eq!(stage.state().workbook(), &before);
    }
}
