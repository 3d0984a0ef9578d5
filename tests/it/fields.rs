//! Typing: drafts rest before they are given out, input methods are left alone, undo is met.

use egui::{Event, ImeEvent, Key, Modifiers, vec2};
use egui_kittest::{Harness, kittest::Queryable};
use jiff::civil::{Date, date};
use sandtable::{
    analysis::Audience,
    text::Lang,
    ui::{Change, DateField, NumberField, TextField, Theme, Tokens},
};

use crate::common::window;

const TOKENS: Tokens = Tokens::new(Theme::Light, Audience::Trainer);

/// A value with a field, which takes over every change.
struct Sheet<T, G> {
    value: T,
    given: Vec<Change<G>>,
}

type TextSheet = Sheet<String, String>;

fn text(value: &str, rows: usize) -> Harness<'static, TextSheet> {
    let sheet = Sheet { value: value.to_owned(), given: Vec::new() };
    window::harness(TOKENS, Lang::En, vec2(400.0, 200.0), sheet, move |ui, sheet| {
        let value = sheet.value.clone();
        let field = TextField::new("note", &value, "Note");
        let field = if rows > 1 { field.multiline(rows) } else { field };
        if let Some(change) = field.show(ui, &TOKENS) {
            sheet.value.clone_from(&change.value);
            sheet.given.push(change);
        }
        // Somewhere else to go.
        TextField::new("other", "", "Other").show(ui, &TOKENS);
    })
    .0
}

/// What was given out so far, and whether the field was left then.
fn given(sheet: &TextSheet) -> Vec<(&str, bool)> {
    sheet.given.iter().map(|change| (change.value.as_str(), change.typed.done)).collect()
}

fn focus<S>(harness: &mut Harness<'_, S>, name: &str) {
    harness.get_by_label(name).focus();
    harness.run_steps(2);
}

fn preedit(text: &str) -> Event {
    Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None })
}

#[test]
fn typing_is_given_out_once_it_rests_and_when_the_field_is_left() {
    let mut harness = text("", 1);
    focus(&mut harness, "Note");
    harness.event(Event::Text("a".to_owned()));
    harness.step();
    harness.event(Event::Text("b".to_owned()));
    harness.run_steps(2);
    assert_eq!(harness.state().given, []);
    harness.run_steps(3);
    assert_eq!(given(harness.state()), [("ab", false)]);
    harness.run_steps(5);
    assert_eq!(harness.state().given.len(), 1, "nothing twice");
    focus(&mut harness, "Other");
    assert_eq!(given(harness.state()), [("ab", false), ("ab", true)]);
    let fields: Vec<_> = harness.state().given.iter().map(|change| change.typed.field).collect();
    assert_eq!(fields[0], fields[1], "one typing, one step");
}

#[test]
fn leaving_at_once_gives_out_everything() {
    let mut harness = text("x", 3);
    focus(&mut harness, "Note");
    harness.event(Event::Text("y".to_owned()));
    harness.step();
    focus(&mut harness, "Other");
    assert_eq!(given(harness.state()), [("xy", true)]);
}

#[test]
fn a_field_that_was_only_visited_gives_out_nothing() {
    let mut harness = text("x", 1);
    focus(&mut harness, "Note");
    focus(&mut harness, "Other");
    assert_eq!(harness.state().given, []);
}

#[test]
fn nothing_is_given_out_while_composing() {
    let mut harness = text("", 1);
    focus(&mut harness, "Note");
    harness.event(preedit("ni"));
    harness.run_steps(8);
    assert_eq!(harness.get_by_label("Note").value().as_deref(), Some("ni"));
    assert_eq!(harness.state().given, []);
    harness.event(Event::Ime(ImeEvent::Commit("你".to_owned())));
    harness.run_steps(5);
    assert_eq!(given(harness.state()), [("你", false)]);
}

#[test]
fn undo_is_shown_unless_it_would_throw_typing_away() {
    let mut harness = text("first", 1);
    focus(&mut harness, "Note");
    harness.state_mut().value = "undone".to_owned();
    harness.run_steps(2);
    assert_eq!(harness.get_by_label("Note").value().as_deref(), Some("undone"));
    harness.event(Event::Text("!".to_owned()));
    harness.step();
    harness.state_mut().value = "elsewhere".to_owned();
    harness.step();
    assert!(harness.get_by_label("Note").value().unwrap().contains('!'));
}

#[test]
fn escape_takes_a_line_back_but_never_prose() {
    let mut harness = text("old", 1);
    focus(&mut harness, "Note");
    harness.event(Event::Text("new".to_owned()));
    harness.run_steps(5);
    assert_eq!(harness.state().given.len(), 1);
    harness.key_press(Key::Escape);
    harness.run_steps(2);
    assert_eq!(given(harness.state()).last(), Some(&("old", true)));

    let mut harness = text("old", 3);
    focus(&mut harness, "Note");
    harness.event(Event::Text("new".to_owned()));
    harness.step();
    harness.key_press(Key::Escape);
    harness.run_steps(2);
    assert_eq!(given(harness.state()), [("oldnew", true)]);
}

#[test]
fn escape_while_composing_stays_in_the_field() {
    let mut harness = text("", 1);
    focus(&mut harness, "Note");
    harness.event(preedit("ni"));
    harness.step();
    harness.key_press(Key::Escape);
    harness.event(preedit(""));
    harness.run_steps(2);
    assert!(harness.get_by_label("Note").is_focused());
}

fn replace<S>(harness: &mut Harness<'_, S>, name: &str, value: &str) {
    focus(harness, name);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.step();
    harness.key_press(Key::Backspace);
    harness.event(Event::Text(value.to_owned()));
    harness.step();
    harness.key_press(Key::Enter);
    harness.run_steps(2);
}

#[test]
fn a_score_is_a_number_in_range_or_nothing() {
    let sheet = Sheet { value: Some(5.0), given: Vec::new() };
    let (mut harness, _) = window::harness(TOKENS, Lang::En, vec2(200.0, 100.0), sheet, |ui, sheet| {
        if let Some(change) = NumberField::new("score", sheet.value, "Score").show(ui, &TOKENS) {
            sheet.value = change.value;
            sheet.given.push(change);
        }
    });
    for (entered, expected) in
        [("８．５", Some(8.5)), ("11", Some(8.5)), ("abc", Some(8.5)), ("10", Some(10.0)), ("", None)]
    {
        replace(&mut harness, "Score", entered);
        assert_eq!(harness.state().value, expected, "{entered}");
    }
    let wrong = |change: &&Change<Option<f64>>| change.value.is_some_and(|value| !(1.0..=10.0).contains(&value));
    assert_eq!(harness.state().given.iter().find(wrong), None);
}

#[test]
fn up_and_down_turn_a_number_at_once_and_stay_in_range() {
    let sheet = Sheet { value: Some(8.5), given: Vec::new() };
    let (mut harness, _) = window::harness(TOKENS, Lang::En, vec2(200.0, 100.0), sheet, |ui, sheet| {
        if let Some(change) = NumberField::new("score", sheet.value, "Score").step(1.0).show(ui, &TOKENS) {
            sheet.value = change.value;
            sheet.given.push(change);
        }
    });
    focus(&mut harness, "Score");
    for (key, expected) in
        [(Key::ArrowUp, 9.5), (Key::ArrowUp, 10.0), (Key::ArrowUp, 10.0), (Key::ArrowDown, 9.0), (Key::ArrowDown, 8.0)]
    {
        harness.key_press(key);
        harness.step();
        assert_eq!(harness.state().value, Some(expected));
    }
    // What stands there is typed over; from nothing, up begins at the least.
    harness.event(Event::Text("4".to_owned()));
    harness.run_steps(8);
    assert_eq!(harness.state().value, Some(4.0));
    replace(&mut harness, "Score", "");
    assert_eq!(harness.state().value, None);
    focus(&mut harness, "Score");
    harness.key_press(Key::ArrowUp);
    harness.step();
    assert_eq!(harness.state().value, Some(1.0));
    // All of it is typing in one field.
    assert!(harness.state().given.iter().all(|change| change.typed.field == harness.state().given[0].typed.field));
}

#[test]
fn a_number_and_a_day_are_not_rewritten_while_they_are_typed() {
    let sheet = Sheet { value: Some(5.0), given: Vec::new() };
    let (mut harness, _) = window::harness(TOKENS, Lang::En, vec2(200.0, 100.0), sheet, |ui, sheet| {
        if let Some(change) = NumberField::new("score", sheet.value, "Score").show(ui, &TOKENS) {
            sheet.value = change.value;
            sheet.given.push(change);
        }
    });
    focus(&mut harness, "Score");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.step();
    harness.event(Event::Text("7.0".to_owned()));
    harness.run_steps(8);
    assert_eq!(harness.state().value, Some(7.0));
    assert_eq!(harness.get_by_label("Score").value().as_deref(), Some("7.0"), "who types on goes on from here");
    harness.event(Event::Text("5".to_owned()));
    harness.run_steps(8);
    assert_eq!(harness.state().value, Some(7.05));

    let sheet: Sheet<Option<Date>, Option<Date>> = Sheet { value: None, given: Vec::new() };
    let (mut harness, _) = window::harness(TOKENS, Lang::En, vec2(300.0, 100.0), sheet, |ui, sheet| {
        if let Some(change) = DateField::new("due", sheet.value, "Due", Lang::En).show(ui, &TOKENS) {
            sheet.value = change.value;
            sheet.given.push(change);
        }
    });
    focus(&mut harness, "Due");
    for (typed, day) in [("2026-11-2", 2), ("1", 21)] {
        harness.event(Event::Text(typed.to_owned()));
        harness.run_steps(8);
        assert_eq!(harness.state().value, Some(date(2026, 11, day)));
    }
}

#[test]
fn a_day_is_typed_in_any_form() {
    let sheet: Sheet<Option<Date>, Option<Date>> = Sheet { value: None, given: Vec::new() };
    let (mut harness, _) = window::harness(TOKENS, Lang::Zh, vec2(300.0, 100.0), sheet, |ui, sheet| {
        if let Some(change) = DateField::new("due", sheet.value, "Due", Lang::Zh).show(ui, &TOKENS) {
            sheet.value = change.value;
            sheet.given.push(change);
        }
    });
    for entered in ["2026-11-21", "2026年11月21日", "21 Nov 2026"] {
        replace(&mut harness, "Due", entered);
        assert_eq!(harness.state().value, Some(date(2026, 11, 21)), "{entered}");
        assert_eq!(harness.get_by_label("Due").value().as_deref(), Some("2026年11月21日"));
        replace(&mut harness, "Due", "");
        assert_eq!(harness.state().value, None);
    }
}
