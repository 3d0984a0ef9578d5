//! The power map's panel, used as a person would: by name, by pointer, by key.

use std::sync::Arc;

use egui::{Key, Modifiers, PointerButton, Pos2, Rect, Role, vec2};
use egui_kittest::{Harness, kittest::Queryable};
use jiff::civil::date;
use sandtable::{
    analysis::{Audience, Derived},
    edit::{Edit, OrganisationEdit, apply},
    model::*,
    panels::{Scene, Selection, Wish, Wishes, power_map::PowerMap},
    text::{Lang, power_map as words},
    ui::{Theme, Tokens, fonts},
};

/// A window with one panel, which does what the panel wishes.
pub struct Window {
    pub panel: PowerMap,
    pub workbook: Workbook,
    pub derived: Derived,
    pub selection: Selection,
    pub tokens: Tokens,
    pub lang: Lang,
    pub audience: Audience,
    pub edits: Vec<Edit>,
    /// How many of them belong to a typing, which is one step of undo.
    pub typed: usize,
}

impl Window {
    fn show(&mut self, ui: &mut egui::Ui) {
        let mut wishes = Wishes::default();
        let scene = Scene {
            workbook: &self.workbook,
            derived: &self.derived,
            subject: None,
            selection: &self.selection,
            lang: self.lang,
            audience: self.audience,
            tokens: &self.tokens,
            today: date(2026, 11, 21),
            read_only: false,
            is_meant: true,
        };
        self.panel.show(ui, &scene, &mut wishes);
        for wish in wishes.0 {
            self.typed += usize::from(matches!(wish, Wish::Type(..)));
            match wish {
                Wish::Edit(edit) | Wish::Type(_, edit) => {
                    self.workbook = apply(&self.workbook, edit.clone()).unwrap();
                    self.derived = Derived::of(&self.workbook, date(2026, 11, 21));
                    self.edits.push(edit);
                }
                Wish::Select(selection) => self.selection = selection,
                _ => {}
            }
        }
    }

    pub fn contact(&self, id: &str) -> &Contact {
        self.workbook.organisations.first().unwrap().contacts.get(id).unwrap()
    }
}

pub fn id(text: &str) -> ContactId {
    ContactId::new(text).unwrap()
}

pub fn account() -> CustomerId {
    CustomerId::new("acme").unwrap()
}

/// Ann leads Bob and Cai; Dee reports to Bob, Eve to nobody we know.
pub fn workbook() -> Workbook {
    let mut organisation = Organisation::new(account());
    for (name, manager) in
        [("Ann", None), ("Bob", Some("Ann")), ("Cai", Some("Ann")), ("Dee", Some("Bob")), ("Eve", Some("Zoe"))]
    {
        let contact = Contact {
            reports_to: manager.map(id),
            support: Some(Judged::assumed(Support::Supporter)),
            ..Contact::new(id(name), name)
        };
        organisation.contacts.put(contact);
    }
    Workbook {
        customers: Arc::new([Customer::new(account(), "ACME")].into_iter().collect()),
        organisations: Arc::new([organisation].into_iter().collect()),
        ..Workbook::default()
    }
}

pub fn window(workbook: Workbook, lang: Lang, theme: Theme, audience: Audience) -> Harness<'static, Window> {
    let tokens = Tokens::new(theme, audience).still();
    let window = Window {
        panel: PowerMap::default(),
        derived: Derived::of(&workbook, date(2026, 11, 21)),
        workbook,
        selection: Selection::Nothing,
        tokens,
        lang,
        audience,
        edits: Vec::new(),
        typed: 0,
    };
    let mut harness = Harness::builder()
        .with_size(vec2(1366.0, 768.0))
        .with_context_setup(move |ctx| {
            fonts::install(ctx, lang);
            tokens.apply(ctx);
        })
        .build_ui_state(|ui, window: &mut Window| window.show(ui), window);
    harness.run();
    harness
}

pub fn trainer(lang: Lang) -> Harness<'static, Window> {
    window(workbook(), lang, Theme::Light, Audience::Trainer)
}

/// Where a card is.
pub fn card(harness: &Harness<'_, Window>, name: &str) -> Pos2 {
    harness.get_by(|node| node.label().is_some_and(|label| label.starts_with(&format!("{name}, ")))).rect().center()
}

pub fn drag(harness: &mut Harness<'_, Window>, from: Pos2, to: Pos2) {
    harness.hover_at(from);
    harness.run_steps(2);
    harness.drag_at(from);
    harness.run_steps(2);
    harness.hover_at(from.lerp(to, 0.5));
    harness.run_steps(2);
    harness.hover_at(to);
    harness.run_steps(2);
    harness.drop_at(to);
    harness.run_steps(3);
}

#[test]
fn a_card_dropped_on_another_reports_to_it() {
    let mut harness = trainer(Lang::En);
    let (from, to) = (card(&harness, "Dee"), card(&harness, "Cai"));
    drag(&mut harness, from, to);
    let rehang = OrganisationEdit::Rehang(id("Dee"), Some(id("Cai")));
    assert_eq!(harness.state().edits, [Edit::Organisation(account(), rehang)]);
}

#[test]
fn a_card_dropped_on_one_below_it_stays() {
    let mut harness = trainer(Lang::En);
    let (from, to) = (card(&harness, "Ann"), card(&harness, "Dee"));
    drag(&mut harness, from, to);
    assert_eq!(harness.state().edits, []);
}

#[test]
fn a_card_dropped_on_the_ground_is_pinned_there_and_let_go_when_hung_elsewhere() {
    let mut harness = trainer(Lang::En);
    let from = card(&harness, "Cai");
    drag(&mut harness, from, from + vec2(40.0, 150.0));
    assert!(harness.state().contact("Cai").pinned.is_some());
    let moved = card(&harness, "Cai");
    assert!((moved - from - vec2(40.0, 150.0)).length() < 2.0, "{from} {moved}");
    let onto = card(&harness, "Bob");
    drag(&mut harness, moved, onto);
    let cai = harness.state().contact("Cai");
    assert_eq!((&cai.reports_to, cai.pinned), (&Some(id("Bob")), None));
    // One edit, so that undo names it as what it is.
    let rehang = OrganisationEdit::Rehang(id("Cai"), Some(id("Bob")));
    assert_eq!(harness.state().edits[1..], [Edit::Organisation(account(), rehang)]);
}

#[test]
fn arrows_walk_the_tree_and_delete_removes() {
    let mut harness = trainer(Lang::En);
    let at = card(&harness, "Ann");
    harness.hover_at(at);
    harness.event(egui::Event::PointerButton {
        pos: at,
        button: PointerButton::Primary,
        pressed: true,
        modifiers: Modifiers::NONE,
    });
    harness.drop_at(at);
    harness.run();
    for (key, expected) in
        [(Key::ArrowDown, "Bob"), (Key::ArrowRight, "Cai"), (Key::ArrowLeft, "Bob"), (Key::ArrowDown, "Dee")]
    {
        harness.key_press(key);
        harness.run();
        assert_eq!(harness.state().selection, Selection::Contact(account(), id(expected)), "{key:?}");
    }
    harness.key_press(Key::Delete);
    harness.run();
    assert_eq!(harness.state().edits, [Edit::Organisation(account(), OrganisationEdit::Remove(id("Dee")))]);
    assert_eq!(harness.state().selection, Selection::Contact(account(), id("Bob")));
}

#[test]
fn folding_takes_cards_away_and_brings_them_back() {
    let mut harness = trainer(Lang::En);
    let dee = |harness: &Harness<'_, Window>| {
        harness.query_by(|node| node.label().is_some_and(|label| label.starts_with("Dee, "))).is_some()
    };
    assert!(dee(&harness));
    harness.get_by_label(&words::fold(Lang::En, "Bob")).click();
    harness.run();
    assert!(!dee(&harness));
    harness.get_by_label(&words::unfold(Lang::En, "Bob", 1)).click();
    harness.run();
    assert!(dee(&harness));
    assert_eq!(harness.state().edits, []);
}

#[test]
fn a_search_flies_even_to_somebody_folded_away() {
    let mut harness = trainer(Lang::Zh);
    harness.get_by_label(&words::fold(Lang::Zh, "Bob")).click();
    harness.run();
    harness.get_by_label(words::FIND.of(Lang::Zh)).focus();
    harness.run();
    harness.get_by_label(words::FIND.of(Lang::Zh)).type_text("dee");
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().selection, Selection::Contact(account(), id("Dee")));
    assert!(harness.query_by(|node| node.label().is_some_and(|label| label.starts_with("Dee，"))).is_some());
}

#[test]
fn escape_ends_a_search() {
    let mut harness = trainer(Lang::En);
    harness.get_by_label(words::FIND.of(Lang::En)).focus();
    harness.run();
    harness.get_by_label(words::FIND.of(Lang::En)).type_text("dee");
    harness.run();
    assert!(harness.query_by_label(&words::hits(Lang::En, 0, 1)).is_some());
    harness.key_press(Key::Escape);
    harness.run();
    assert!(harness.query_by_label(&words::hits(Lang::En, 0, 1)).is_none());
    assert_eq!(harness.get_by_label(words::FIND.of(Lang::En)).value().unwrap_or_default(), "");
}

#[test]
fn the_room_is_not_told_what_we_judge() {
    for lang in Lang::ALL {
        for theme in Theme::ALL {
            for (audience, told) in [(Audience::Trainer, true), (Audience::Room, false)] {
                let harness = window(workbook(), lang, theme, audience);
                let judged = |label: String| label.contains(words::SUPPORT.of(lang));
                let found = harness.query_all_by(|node| node.label().is_some_and(judged)).count();
                assert_eq!(found > 0, told, "{lang:?} {theme:?} {audience:?}");
            }
        }
    }
}

#[test]
fn an_account_without_people_offers_to_begin() {
    let mut bare = workbook();
    bare.organisations = Arc::default();
    for lang in Lang::ALL {
        let mut harness = window(bare.clone(), lang, Theme::Dark, Audience::Trainer);
        harness.get_by_label(words::ADD_FIRST.of(lang)).click();
        harness.run();
        assert_eq!(harness.state().workbook.organisations.first().unwrap().contacts.len(), 1);
    }
}

#[test]
fn escape_leaves_a_dragged_card_where_it_was() {
    let mut harness = trainer(Lang::En);
    let (from, to) = (card(&harness, "Dee"), card(&harness, "Cai"));
    harness.hover_at(from);
    harness.run_steps(2);
    harness.drag_at(from);
    harness.run_steps(2);
    harness.hover_at(to);
    harness.run_steps(2);
    harness.key_press(Key::Escape);
    harness.run_steps(2);
    harness.drop_at(to);
    harness.run_steps(3);
    assert_eq!(harness.state().edits, []);
}

#[test]
fn a_wheel_zooms_and_two_fingers_move() {
    use egui::MouseWheelUnit::{Line, Point};
    for (unit, delta, zooms) in [(Line, vec2(0.0, 2.0), true), (Point, vec2(-30.0, 40.0), false)] {
        let mut harness = trainer(Lang::En);
        let places = |harness: &Harness<'_, Window>| (card(harness, "Bob"), card(harness, "Cai"));
        let (bob, cai) = places(&harness);
        harness.hover_at(bob);
        let phase = egui::TouchPhase::Move;
        let source = egui::MouseWheelSource::Unknown;
        harness.event(egui::Event::MouseWheel { unit, delta, phase, source, modifiers: Modifiers::NONE });
        // A notch of a wheel is spread over some frames.
        harness.run_steps(20);
        let (bob_then, cai_then) = places(&harness);
        assert_eq!((cai_then - bob_then).x > (cai - bob).x + 1.0, zooms, "{unit:?}");
        if !zooms {
            assert!((bob_then - bob - delta).length() < 1.0 && (cai_then - cai - delta).length() < 1.0);
        }
    }
}

/// The side sheet of Bob, who was just ticked as the decider.
fn bob_decides() -> Harness<'static, Window> {
    let mut harness = trainer(Lang::En);
    harness.state_mut().selection = Selection::Contact(account(), id("Bob"));
    harness.get_by_label(words::SIDE.of(Lang::En)).click();
    harness.run();
    harness.get_by_label("Decider").click();
    harness.run();
    harness
}

#[test]
fn what_the_sheet_changes_is_one_edit() {
    let harness = bob_decides();
    let bob = harness.state().contact("Bob");
    assert_eq!(bob.roles.keys().collect::<Vec<_>>(), [&DecisionRole::Decider]);
    assert_eq!(harness.state().edits.len(), 1);
}

#[test]
fn the_day_of_a_judgement_is_kept_even_as_its_form_closes() {
    let mut harness = bob_decides();
    let now = words::basis(Lang::En, Certainty::Assumed, None, Some(date(2026, 11, 21)));
    harness.get_by_label(&now).click();
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, words::SINCE.of(Lang::En)).click();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.get_by_role_and_label(Role::TextInput, words::SINCE.of(Lang::En)).type_text("2026-11-03");
    harness.run();
    // Beside the form, while the keyboard is still in it.
    let beside = Pos2::new(6.0, 500.0);
    harness.hover_at(beside);
    harness.drag_at(beside);
    harness.drop_at(beside);
    harness.run();
    assert!(harness.query_by_role_and_label(Role::TextInput, words::SINCE.of(Lang::En)).is_none());
    let basis = &harness.state().contact("Bob").roles[&DecisionRole::Decider];
    assert_eq!((basis.certainty, basis.on), (Certainty::Assumed, Some(date(2026, 11, 3))));
}

/// 1,500 people on nine levels open with as much as can be read at once, whatever the shape of the window.
#[test]
fn a_large_organisation_opens_folded() {
    let mut large = workbook();
    let mut organisation = Organisation::new(account());
    for n in 0..1500_usize {
        let name = format!("一个名字很长的部门负责人与代表以及联络员和秘书长兼副主任委员会成员之第{n}位");
        let manager = (n > 0).then(|| id(&((n - 1) * 2 / 5).to_string()));
        organisation.contacts.put(Contact { reports_to: manager, ..Contact::new(id(&n.to_string()), &name) });
    }
    large.organisations = Arc::new([organisation].into_iter().collect());
    let harness = window(large, Lang::Zh, Theme::Light, Audience::Trainer);
    let cards = harness.query_all_by(|node| node.label().is_some_and(|label| label.starts_with("一个名字")));
    let places: Vec<Rect> = cards.map(|card| card.rect()).collect();
    let widest = Rect::from_min_size(Pos2::ZERO, vec2(1366.0, 768.0));
    assert!(places.iter().all(|place| widest.contains_rect(*place) && place.width() > 60.0), "{places:?}");
    let around = places.iter().copied().fold(Rect::NOTHING, Rect::union);
    let filled = (around.width() / widest.width()).max(around.height() / widest.height());
    assert!((10..=200).contains(&places.len()) && filled > 0.5, "{} {around}", places.len());
}

/// Chooses how the map is drawn.
fn choose(harness: &mut Harness<'_, Window>, choice: &str) {
    harness.get_by_label(words::VIEW.of(Lang::En)).click();
    harness.run();
    harness.get_by_label(choice).click();
    harness.run();
}

#[test]
fn a_map_that_grows_to_the_right_is_walked_to_the_right() {
    let mut harness = trainer(Lang::En);
    let down = card(&harness, "Dee") - card(&harness, "Bob");
    assert!(down.y > 0.0 && down.x.abs() < down.y);
    choose(&mut harness, words::LEFT_RIGHT.of(Lang::En));
    let right = card(&harness, "Dee") - card(&harness, "Bob");
    assert!(right.x > 0.0 && right.y.abs() < right.x, "{right}");
    harness.key_press(Key::Escape);
    harness.run();
    harness.get_by(|node| node.label().is_some_and(|label| label.starts_with("Ann, "))).click();
    harness.run();
    for (key, expected) in
        [(Key::ArrowRight, "Bob"), (Key::ArrowDown, "Cai"), (Key::ArrowUp, "Bob"), (Key::ArrowRight, "Dee")]
    {
        harness.key_press(key);
        harness.run();
        assert_eq!(harness.state().selection, Selection::Contact(account(), id(expected)), "{key:?}");
    }
}

#[test]
fn a_compact_card_is_lower() {
    let mut harness = trainer(Lang::En);
    let shape = |harness: &Harness<'_, Window>| {
        let card = harness.get_by(|node| node.label().is_some_and(|label| label.starts_with("Ann, "))).rect();
        card.height() / card.width()
    };
    let roomy = shape(&harness);
    choose(&mut harness, words::COMPACT.of(Lang::En));
    assert!(shape(&harness) < 0.8 * roomy);
}

/// Ann has an assistant, Fay is outside; nobody has spoken with Cai since spring.
#[test]
fn each_stands_where_they_belong() {
    let mut workbook = workbook();
    let mut organisation = workbook.organisations.first().unwrap().clone();
    for (name, manager, standing) in
        [("Hal", Some("Ann"), Standing::Inside), ("Fay", None, Standing::External), ("Gus", None, Standing::Tray)]
    {
        organisation.contacts.put(Contact { reports_to: manager.map(id), standing, ..Contact::new(id(name), name) });
    }
    organisation.contacts.get_mut("Cai").unwrap().last_contact = Some(date(2026, 4, 1));
    organisation.lines.put(Line {
        from: id("Hal"),
        to: id("Ann"),
        kind: LineKind::Assistant,
        strength: None,
        basis: Basis::default(),
        note: String::new(),
    });
    workbook.organisations = Arc::new([organisation].into_iter().collect());
    let mut harness = window(workbook, Lang::En, Theme::Light, Audience::Trainer);
    let at = |name| card(&harness, name);
    assert!(at("Ann").y < at("Hal").y && at("Hal").y < at("Bob").y && at("Hal").x < at("Ann").x);
    for name in ["Ann", "Bob", "Cai", "Dee", "Eve", "Hal"] {
        assert!(at(name).x < at("Fay").x, "{name}");
    }
    let labelled = |name: &str, text: &str| {
        let says = |label: String| label.starts_with(name) && label.contains(text);
        harness.query_by(|node| node.label().is_some_and(says)).is_some()
    };
    assert!(labelled("Cai, ", "cold: 234 d ago"));
    // Down from the manager to the assistant, and on to the row below.
    harness.get_by(|node| node.label().is_some_and(|label| label.starts_with("Ann, "))).click();
    harness.run();
    for (key, expected) in [(Key::ArrowDown, "Hal"), (Key::ArrowDown, "Bob"), (Key::ArrowUp, "Ann")] {
        harness.key_press(key);
        harness.run();
        assert_eq!(harness.state().selection, Selection::Contact(account(), id(expected)), "{key:?}");
    }
}
