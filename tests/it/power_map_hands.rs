//! Working on the power map: several cards at once, lines drawn by hand, names covered, all by keyboard, too.

use std::sync::Arc;

use egui::{Event, Key, Modifiers, PointerButton, Pos2, pos2, vec2};
use egui_kittest::{Harness, kittest::Queryable};
use sandtable::{
    analysis::Audience,
    edit::{Edit, OrganisationEdit},
    model::*,
    panels::{Scene, Selection, Wishes},
    text::{Lang, power_map as words, terms, value_map},
    ui::{Theme, offscreen},
};

use crate::power_map::{Window, account, card, drag, id, trainer, window, workbook};

type Map = Harness<'static, Window>;

/// Presses and lets go at once: what takes long is no click.
fn press(map: &mut Map, pos: Pos2, modifiers: Modifiers) {
    for pressed in [true, false] {
        let button = Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers };
        map.event_modifiers(button, modifiers);
    }
    map.run();
}

fn click(map: &mut Map, name: &str) {
    let at = card(map, name);
    map.hover_at(at);
    map.run_steps(2);
    press(map, at, Modifiers::NONE);
}

/// Marks these people by Shift and a click each.
fn mark(map: &mut Map, names: &[&str]) {
    for name in names {
        let at = card(map, name);
        map.hover_at(at);
        map.run_steps(2);
        press(map, at, Modifiers::SHIFT);
    }
}

fn is_there(map: &Map, label: &str) -> bool {
    map.query_all_by_label(label).next().is_some()
}

fn pins(map: &Map) -> Vec<(&str, Pin)> {
    let contacts = map.state().workbook.organisations.first().unwrap().contacts.iter();
    contacts.filter_map(|contact| Some((contact.id.as_str(), contact.pinned?))).collect()
}

#[test]
fn marked_cards_are_dragged_together_in_one_step() {
    let mut map = trainer(Lang::En);
    mark(&mut map, &["Bob", "Cai", "Dee"]);
    assert!(is_there(&map, &words::marked(Lang::En, 3)));
    let (bob, cai) = (card(&map, "Bob"), card(&map, "Cai"));
    drag(&mut map, bob, bob + vec2(-250.0, 150.0));
    map.run();
    assert_eq!(map.state().edits.len(), 1);
    // Dee goes along with Bob, her manager, and is not pinned herself.
    assert_eq!(pins(&map).iter().map(|(id, _)| *id).collect::<Vec<_>>(), ["Bob", "Cai"]);
    let moved = card(&map, "Cai") - cai;
    assert!((moved - (card(&map, "Bob") - bob)).length() < 2.0, "{moved}");
}

#[test]
fn marked_cards_are_hung_below_another_in_one_step() {
    let mut map = trainer(Lang::En);
    mark(&mut map, &["Dee", "Eve"]);
    let (from, to) = (card(&map, "Dee"), card(&map, "Cai"));
    drag(&mut map, from, to);
    assert_eq!(map.state().edits.len(), 1);
    for name in ["Dee", "Eve"] {
        assert_eq!(map.state().contact(name).reports_to, Some(id("Cai")), "{name}");
    }
}

#[test]
fn a_lasso_marks_and_lining_up_makes_a_row() {
    let mut map = trainer(Lang::En);
    let (bob, eve) = (card(&map, "Bob"), card(&map, "Eve"));
    assert!((bob.y - eve.y).abs() > 20.0);
    // Round everybody, begun on the empty ground.
    let (low, high) = (bob.min(eve) - vec2(160.0, 60.0), bob.max(eve) + vec2(140.0, 300.0));
    let way = [low, pos2(high.x, low.y), high, pos2(low.x, high.y)];
    let shift = |map: &mut Map, event| {
        map.event_modifiers(event, Modifiers::SHIFT);
        map.run_steps(2);
    };
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::SHIFT,
    };
    shift(&mut map, Event::PointerMoved(low));
    shift(&mut map, button(low, true));
    for at in way {
        shift(&mut map, Event::PointerMoved(at));
    }
    shift(&mut map, button(way[3], false));
    map.run();
    assert!(is_there(&map, &words::marked(Lang::En, 5)));
    map.get_by_label(words::ALIGN_ACROSS.of(Lang::En)).click();
    map.run();
    assert_eq!(map.state().edits.len(), 1);
    let pins = pins(&map);
    assert_eq!(pins.len(), 5);
    assert!(pins.iter().all(|(_, pin)| pin.y == pins[0].1.y), "{pins:?}");
}

#[test]
fn a_line_is_pulled_from_a_cards_handle() {
    for (key, kind) in [(Key::Num2, LineKind::Dotted), (Key::Num3, LineKind::Influences)] {
        let mut map = trainer(Lang::Zh);
        let bob = map.get_by(|node| node.label().is_some_and(|label| label.starts_with("Bob，"))).rect().center();
        map.hover_at(bob);
        map.run_steps(3);
        let handle = map.get_by_label(&words::handle(Lang::Zh, "Bob")).rect().center();
        let cai = map.get_by(|node| node.label().is_some_and(|label| label.starts_with("Cai，"))).rect().center();
        drag(&mut map, handle, cai);
        assert!(is_there(&map, &words::kind_of_line(Lang::Zh, "Bob", "Cai")));
        assert_eq!(map.state().edits, []);
        map.key_press(key);
        map.run();
        let lines = &map.state().workbook.organisations.first().unwrap().lines;
        assert_eq!(lines.iter().map(Record::key).collect::<Vec<_>>(), [(id("Bob"), id("Cai"), kind)]);
        assert_eq!(map.state().edits.len(), 1);
    }
}

#[test]
fn lines_and_managers_are_chosen_by_keyboard() {
    let mut map = trainer(Lang::En);
    click(&mut map, "Dee");
    // Up to Bob, and aside to Cai.
    for key in [Key::L, Key::ArrowUp, Key::ArrowRight, Key::Enter, Key::Num4] {
        map.key_press(key);
        map.run();
    }
    let lines = &map.state().workbook.organisations.first().unwrap().lines;
    assert_eq!(lines.iter().map(Record::key).collect::<Vec<_>>(), [(id("Dee"), id("Cai"), LineKind::Ally)]);
    for key in [Key::M, Key::ArrowUp, Key::ArrowRight, Key::Enter] {
        map.key_press(key);
        map.run();
    }
    assert_eq!(map.state().contact("Dee").reports_to, Some(id("Cai")));
    // Escape gives up: the arrows walk again.
    for key in [Key::M, Key::Escape, Key::ArrowUp] {
        map.key_press(key);
        map.run();
    }
    assert_eq!(map.state().selection, Selection::Contact(account(), id("Cai")));
    assert_eq!(map.state().edits.len(), 2);
    map.key_press(Key::Enter);
    map.run();
    assert!(says(&map, words::NAME.of(Lang::En)), "the sheet is open");
    assert_eq!(map.state().selection, Selection::Contact(account(), id("Cai")));
}

#[test]
fn a_person_cannot_be_hung_below_those_below_them() {
    let mut map = trainer(Lang::En);
    mark(&mut map, &["Ann", "Eve"]);
    let (from, to) = (card(&map, "Ann"), card(&map, "Dee"));
    drag(&mut map, from, to);
    assert_eq!(map.state().edits, []);
}

#[test]
fn somebody_new_is_named_at_once_and_the_keys_go_on() {
    let mut map = trainer(Lang::En);
    click(&mut map, "Ann");
    for name in ["Fay", "Gil"] {
        map.key_press(Key::A);
        map.run();
        map.event(Event::Text(name.to_owned()));
        map.run();
        map.key_press(Key::Enter);
        map.run();
    }
    let contacts = &map.state().workbook.organisations.first().unwrap().contacts;
    let named = |name: &str| contacts.iter().find(|contact| contact.name == name).unwrap();
    assert_eq!(named("Fay").reports_to, Some(id("Ann")));
    assert_eq!(named("Gil").reports_to, Some(named("Fay").id.clone()));
}

#[test]
fn keys_pin_and_nudge() {
    let mut map = trainer(Lang::En);
    click(&mut map, "Cai");
    map.key_press(Key::P);
    map.run();
    let before = map.state().contact("Cai").pinned.unwrap();
    for _ in 0..3 {
        map.key_press_modifiers(Modifiers::ALT, Key::ArrowRight);
        map.run();
    }
    let after = map.state().contact("Cai").pinned.unwrap();
    assert_eq!((after.x.get() - before.x.get(), after.y), (24.0, before.y));
    assert_eq!(map.state().typed, 3, "one step of undo");
    map.key_press(Key::P);
    map.run();
    assert_eq!(map.state().contact("Cai").pinned, None);
}

/// Whether any word of the window holds a text.
fn says(map: &Map, text: &str) -> bool {
    let holds = |label: Option<String>| label.is_some_and(|label| label.contains(text));
    map.query_all_by(|node| holds(node.label()) || holds(node.value())).next().is_some()
}

#[test]
fn covered_names_are_nowhere_and_nothing_is_lost() {
    let mut workbook = workbook();
    let organisations = Arc::make_mut(&mut workbook.organisations);
    let contacts = &mut organisations.get_mut("acme").unwrap().contacts;
    contacts.get_mut("Bob").unwrap().title = "Plant manager".to_owned();
    contacts.get_mut("Dee").unwrap().note = "Dee plays chess".to_owned();
    for lang in Lang::ALL {
        let mut map = window(workbook.clone(), lang, Theme::Light, Audience::Trainer);
        map.state_mut().selection = Selection::Contact(account(), id("Bob"));
        map.get_by_label(words::SIDE.of(lang)).click();
        map.run();
        assert!(says(&map, "Bob"));
        let ground = map.get_by_label(&words::map_label(lang, "ACME")).rect();
        map.hover_at(ground.left_bottom() + vec2(20.0, -20.0));
        map.run_steps(2);
        map.key_press(Key::N);
        map.run();
        for name in ["Ann", "Bob", "Cai", "Dee", "Eve"] {
            assert!(!says(&map, name), "{lang:?} {name}");
        }
        assert!(says(&map, "Plant manager") && says(&map, &words::somebody(lang, 1)));
        map.key_press(Key::N);
        map.run();
        assert!(says(&map, "Bob"));
    }
    // What is changed while they are covered keeps its name and its note.
    let mut map = window(workbook, Lang::En, Theme::Light, Audience::Trainer);
    map.hover_at(pos2(40.0, 700.0));
    map.run_steps(2);
    map.key_press(Key::N);
    map.run();
    click(&mut map, "Plant manager");
    let at = card(&map, "Plant manager");
    drag(&mut map, at, pos2(30.0, 400.0));
    let dee = card(&map, &words::somebody(Lang::En, 4));
    drag(&mut map, dee, pos2(30.0, 400.0));
    let dee = map.state().contact("Dee");
    assert_eq!((dee.standing, dee.name.as_str(), dee.note.as_str()), (Standing::Tray, "Dee", "Dee plays chess"));
}

#[test]
fn the_tray_gives_and_takes() {
    let mut workbook = workbook();
    let organisations = Arc::make_mut(&mut workbook.organisations);
    let eve = organisations.get_mut("acme").unwrap().contacts.get_mut("Eve").unwrap();
    (eve.standing, eve.reports_to) = (Standing::Tray, None);
    let mut map = window(workbook, Lang::En, Theme::Light, Audience::Trainer);
    assert!(is_there(&map, &words::not_placed(Lang::En, 1)));
    let (eve, bob) = (card(&map, "Eve"), card(&map, "Bob"));
    drag(&mut map, eve, bob);
    let placed = map.state().contact("Eve");
    assert_eq!((placed.standing, &placed.reports_to), (Standing::Inside, &Some(id("Bob"))));
    map.run();
    // Nobody is in it now; it shows while a card is dragged to the left edge.
    let (dee, left) = (card(&map, "Dee"), pos2(20.0, 500.0));
    drag(&mut map, dee, left);
    let gone = map.state().contact("Dee");
    assert_eq!((gone.standing, &gone.reports_to), (Standing::Tray, &None));
    map.run();
    let (bob, tray) = (card(&map, "Bob"), pos2(20.0, 500.0));
    let edits = map.state().edits.len();
    drag(&mut map, bob, tray);
    assert_eq!(map.state().edits.len(), edits, "Eve reports to Bob");
    assert!(matches!(map.state().edits.last(), Some(Edit::Organisation(_, OrganisationEdit::Put(_)))));
}

fn contacts_of(workbook: &mut Workbook) -> &mut Table<Contact> {
    &mut Arc::make_mut(&mut workbook.organisations).get_mut("acme").unwrap().contacts
}

#[test]
fn a_filter_says_how_many_it_leaves() {
    let mut workbook = workbook();
    for name in ["Bob", "Dee"] {
        contacts_of(&mut workbook).get_mut(name).unwrap().department = "Networks".to_owned();
    }
    for lang in Lang::ALL {
        let mut map = window(workbook.clone(), lang, Theme::Dark, Audience::Trainer);
        map.get_by_label(value_map::FILTER.of(lang)).click();
        map.run();
        let all = value_map::ALL.of(lang);
        map.get_by_label(&value_map::of(lang, words::DEPARTMENT.of(lang), all)).click();
        map.run();
        map.get_by_label("Networks").click();
        map.run();
        assert!(is_there(&map, &words::filtered(lang, 2)), "{lang:?}");
    }
    // What is cold depends on the method.
    contacts_of(&mut workbook).get_mut("Ann").unwrap().last_contact = Some(jiff::civil::date(2026, 10, 10));
    let mut map = window(workbook.clone(), Lang::En, Theme::Light, Audience::Trainer);
    map.get_by_label(value_map::FILTER.of(Lang::En)).click();
    map.run();
    let all = value_map::ALL.of(Lang::En);
    map.get_by_label(&value_map::of(Lang::En, words::LAST_CONTACT.of(Lang::En), all)).click();
    map.run();
    map.get_by_label(words::COLD.of(Lang::En)).click();
    map.run();
    assert!(is_there(&map, &words::filtered(Lang::En, 1)));
    Arc::make_mut(&mut map.state_mut().workbook.method).power_map.cold_after_days = 60;
    map.run();
    assert!(is_there(&map, &words::filtered(Lang::En, 0)));
    // What is judged is no question for the room.
    let mut map = window(workbook, Lang::En, Theme::Light, Audience::Room);
    map.get_by_label(value_map::FILTER.of(Lang::En)).click();
    map.run();
    assert!(!says(&map, terms::support(Support::Enemy).of(Lang::En)) && !says(&map, words::SUPPORT.of(Lang::En)));
}

/// Four hundred people, each with four reports as far as there are enough.
fn large() -> Workbook {
    let mut organisation = Organisation::new(account());
    for n in 0..400_usize {
        let manager = (n > 0).then(|| id(&((n - 1) / 12).to_string()));
        let contact = Contact::new(id(&n.to_string()), &format!("P{n}"));
        organisation.contacts.put(Contact { reports_to: manager, title: format!("Post {n}"), ..contact });
    }
    Workbook { organisations: Arc::new([organisation].into_iter().collect()), ..workbook() }
}

/// All of the map that a window shows, as SVG.
fn whole(map: &Map) -> String {
    let window = map.state();
    let (mut panel, size) = window.panel.whole(&window.tokens).unwrap();
    let scene = Scene {
        workbook: &window.workbook,
        derived: &window.derived,
        subject: None,
        selection: &Selection::Nothing,
        lang: window.lang,
        audience: window.audience,
        tokens: &window.tokens,
        today: window.derived.today,
        read_only: false,
        is_meant: false,
    };
    let scale = 12_000.0 / size.max_elem().max(12_000.0);
    let size = [size.x, size.y].map(|side| (side * scale).ceil() as usize);
    let show = |ui: &mut egui::Ui, _: &_| panel.show(ui, &scene, &mut Wishes::default());
    offscreen::svg(size, scale, &window.tokens, window.lang, show).unwrap()
}

#[test]
fn a_panel_that_grows_shows_more_levels_unless_a_hand_has_folded() {
    let shown = |map: &Map| {
        let is_card =
            |label: Option<String>| label.is_some_and(|label| label.starts_with('P') && label.contains("Post"));
        map.query_all_by(|node| is_card(node.label())).count()
    };
    let folded = |map: &Map| {
        let unfolds = |label: Option<String>| label.is_some_and(|label| label.starts_with("Show the "));
        map.query_all_by(|node| unfolds(node.label())).count()
    };
    let large = || {
        let mut large = large();
        let contacts = &mut Arc::make_mut(&mut large.organisations).get_mut("acme").unwrap().contacts;
        *contacts = contacts.iter().take(60).cloned().collect();
        large
    };
    let mut map = window(large(), Lang::En, Theme::Light, Audience::Trainer);
    map.set_size(vec2(700.0, 420.0));
    map.run();
    assert!(folded(&map) > 0);
    map.set_size(vec2(1900.0, 1000.0));
    map.run();
    assert_eq!((shown(&map), folded(&map)), (60, 0));
    map.set_size(vec2(700.0, 420.0));
    map.run();
    assert!(folded(&map) > 0);
    map.set_size(vec2(1900.0, 1000.0));
    map.run();
    map.get_by_label(&words::fold(Lang::En, "P0")).click();
    map.run();
    assert_eq!(shown(&map), 1);
    for size in [vec2(700.0, 420.0), vec2(1900.0, 1000.0)] {
        map.set_size(size);
        map.run();
        assert_eq!(shown(&map), 1, "{size}");
    }
}

#[test]
fn all_of_a_map_is_a_picture_as_it_stands() {
    let mut map = window(large(), Lang::En, Theme::Light, Audience::Trainer);
    let seen = |name: &str| map.query_all_by(|node| node.label().is_some_and(|l| l.starts_with(name))).count();
    assert_eq!(seen("P390, "), 0);
    assert!(!whole(&map).contains(">P390<"), "it is folded away");
    map.get_by_label(words::VIEW.of(Lang::En)).click();
    map.run();
    map.get_by_label(words::LEVELS.of(Lang::En)).click();
    map.run();
    map.get_by_label(words::ALL_LEVELS.of(Lang::En)).click();
    map.run();
    let all = whole(&map);
    assert!((0..400).all(|n| all.contains(&format!(">P{n}<"))));
    map.hover_at(pos2(700.0, 740.0));
    map.run_steps(2);
    map.key_press(Key::N);
    map.run();
    let covered = whole(&map);
    assert!(!covered.contains(">P39") && covered.contains(">Post 390<"));
}

#[test]
fn a_large_map_has_an_overview_that_moves_it() {
    let mut map = window(large(), Lang::En, Theme::Light, Audience::Trainer);
    for _ in 0..2 {
        map.hover_at(card(&map, "P0"));
        map.run_steps(2);
        let (phase, source) = (egui::TouchPhase::Move, egui::MouseWheelSource::Unknown);
        let unit = egui::MouseWheelUnit::Line;
        map.event(Event::MouseWheel { unit, delta: vec2(0.0, 4.0), phase, source, modifiers: Modifiers::NONE });
        map.run_steps(20);
    }
    let before = card(&map, "P0");
    let overview = map.get_by_label(words::MINIMAP.of(Lang::En)).rect();
    map.hover_at(overview.center_bottom() - vec2(0.0, 12.0));
    map.run_steps(2);
    press(&mut map, overview.center_bottom() - vec2(0.0, 12.0), Modifiers::NONE);
    map.run();
    let then = map.query_by(|node| node.label().is_some_and(|label| label.starts_with("P0, ")));
    assert!(then.is_none_or(|card| (card.rect().center() - before).length() > 50.0));
}
