//! The value map as people use it: found by what it says, worked with the pointer and the keyboard.

use egui::{Key, Pos2, Rect, Role, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use sandtable::{
    analysis::Audience,
    edit::{CustomerEdit, Edit, apply},
    model::*,
    panels::{Selection, value_map::ValueMap},
    text::{Lang, value_map as words},
    ui::Theme,
};

use crate::common::desk::{Desk, drag, harness};

type Stage = Harness<'static, Desk<ValueMap>>;

fn stage(desk: Desk<ValueMap>) -> Stage {
    harness(desk, vec2(1366.0, 768.0), ValueMap::show)
}

/// What the bubble of a customer says.
fn spoken(desk: &Desk<ValueMap>, customer: &CustomerId) -> String {
    let (workbook, values) = (desk.workbook(), &desk.derived.value_map.customers);
    let customer = workbook.customers.get(customer).unwrap();
    words::spoken(desk.lang, customer, values.get(&customer.id).unwrap(), &workbook.about)
}

/// Where the bubble of a customer is.
fn bubble(stage: &Stage, customer: &CustomerId) -> egui::Rect {
    stage.get_by_label(&spoken(stage.state(), customer)).rect()
}

/// A customer of the example with this computed class.
fn of_class(desk: &Desk<ValueMap>, class: CustomerClass) -> CustomerId {
    let values = &desk.derived.value_map.customers;
    values.iter().find(|value| value.class == Some(class) && !value.overridden).unwrap().id.clone()
}

#[test]
fn every_customer_is_named_in_every_look() {
    for lang in Lang::ALL {
        for theme in Theme::ALL {
            for audience in [Audience::Trainer, Audience::Room] {
                for size in [vec2(1920.0, 1080.0), vec2(683.0, 700.0)] {
                    let desk = Desk::<ValueMap>::example(lang).look(theme, audience);
                    let screen = Rect::from_min_size(Pos2::ZERO, size);
                    let stage = harness(desk, size, ValueMap::show);
                    for value in stage.state().derived.value_map.customers.iter().filter(|v| v.class.is_some()) {
                        let bubble = bubble(&stage, &value.id);
                        assert!(screen.contains_rect(bubble), "{lang:?} {theme:?} {audience:?} {value:?}");
                    }
                }
            }
        }
    }
}

/// Whether what one reads while the pointer rests on a bubble is there.
fn is_told_about_a_bubble(stage: &Stage) -> bool {
    stage.query_all_by_label_contains("Yearly revenue ").next().is_some()
}

#[test]
fn dragging_to_another_class_asks_why_and_is_one_step() {
    let desk = Desk::example(Lang::En);
    let (from, to) = (of_class(&desk, CustomerClass::Consolidate), of_class(&desk, CustomerClass::ServeLightly));
    let mut stage = stage(desk);
    let before = stage.state().workbook().clone();
    let there = bubble(&stage, &to).center() + vec2(6.0, 6.0);
    let here = bubble(&stage, &from).center();
    stage.hover_at(here);
    stage.run_steps(90);
    assert!(is_told_about_a_bubble(&stage));
    drag(&mut stage, here, there);
    assert_eq!(stage.state().last_edit(), None);
    // The pointer rests on the bubble where it was dropped: what that would show must not cover the question.
    stage.run_steps(90);
    assert!(!is_told_about_a_bubble(&stage));
    stage.get_by_label("Reason").type_text("The contract ends");
    stage.run();
    stage.get_by_label("Set to Serve lightly").click();
    stage.run();

    let Some(Edit::Customers(CustomerEdit::Override(id, Some(by_hand)))) = stage.state().last_edit() else {
        panic!("{:?}", stage.state().last_edit());
    };
    assert_eq!((id, by_hand.class), (&from, CustomerClass::ServeLightly));
    assert_eq!((by_hand.reason.as_str(), by_hand.on), ("The contract ends", Some(crate::common::desk::TODAY)));
    assert!(by_hand.place.is_some());
    assert!(bubble(&stage, &from).center().distance(there) < 12.0);

    stage.state_mut().undo();
    stage.run();
    assert_eq!(stage.state().workbook(), &before);
    assert!(bubble(&stage, &from).center().distance(here) < 1.0);
}

#[test]
fn a_drop_that_is_cancelled_or_stays_in_its_class_changes_nothing() {
    let desk = Desk::example(Lang::Zh);
    let (from, to) = (of_class(&desk, CustomerClass::Invest), of_class(&desk, CustomerClass::Harvest));
    let mut stage = stage(desk);
    let (here, there) = (bubble(&stage, &from).center(), bubble(&stage, &to).center());
    drag(&mut stage, here, there);
    stage.get_by_label("取消").click();
    stage.run();
    assert_eq!(stage.state().last_edit(), None);
    assert!(bubble(&stage, &from).center().distance(here) < 1.0);
    drag(&mut stage, here, here + vec2(4.0, -8.0));
    assert_eq!(stage.state().last_edit(), None);
    assert!(stage.query_by_label("取消").is_none());
}

#[test]
fn escape_takes_a_bubble_back_while_it_is_dragged() {
    let desk = Desk::example(Lang::En);
    let (from, to) = (of_class(&desk, CustomerClass::Consolidate), of_class(&desk, CustomerClass::ServeLightly));
    let mut stage = stage(desk);
    let (here, there) = (bubble(&stage, &from).center(), bubble(&stage, &to).center());
    stage.hover_at(here);
    stage.run_steps(2);
    stage.drag_at(here);
    stage.run_steps(2);
    for way in [0.5, 1.0] {
        stage.hover_at(here.lerp(there, way));
        stage.run_steps(2);
    }
    stage.key_press(Key::Escape);
    stage.run_steps(2);
    stage.drop_at(there);
    stage.run();
    assert!(stage.query_by_label("Cancel").is_none());
    assert_eq!(stage.state().last_edit(), None);
    assert!(bubble(&stage, &from).center().distance(here) < 1.0);
}

#[test]
fn what_coverage_depends_on_is_typed_beside_the_map() {
    let desk = Desk::example(Lang::En);
    let id = of_class(&desk, CustomerClass::Invest);
    let before = desk.workbook().customers.get(&id).unwrap().owner.clone();
    let owner = desk.workbook().team.iter().find(|member| Some(&member.id) != before.as_ref()).unwrap().clone();
    let mut stage = stage(desk);
    stage.get_by_label(&spoken(stage.state(), &id)).click();
    stage.run();
    for (label, text) in [("Segment", "Space travel"), ("Region", "Moon"), ("Strongest rival", "Mars")] {
        let field = stage.get_all_by_label(label).next_back().unwrap();
        field.scroll_to_me();
        field.focus();
        stage.run();
        stage.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
        stage.get_all_by_label(label).next_back().unwrap().type_text(text);
        stage.run();
    }
    stage.key_press(Key::Tab);
    stage.run();
    stage.get_by_role_and_label(Role::ComboBox, "Owner").scroll_to_me();
    stage.run();
    stage.get_by_role_and_label(Role::ComboBox, "Owner").click();
    stage.run();
    stage.get_by_label(owner.label()).click();
    stage.run();
    let customer = stage.state().workbook().customers.get(&id).unwrap();
    let shown = (customer.segment.as_str(), customer.region.as_str(), customer.competition.rival.as_str());
    assert_eq!(shown, ("Space travel", "Moon", "Mars"));
    assert_eq!(customer.owner, Some(owner.id));
}

#[test]
fn dragging_back_takes_the_override_back() {
    let mut desk = Desk::example(Lang::En);
    let (from, to) = (of_class(&desk, CustomerClass::Consolidate), of_class(&desk, CustomerClass::Invest));
    let by_hand =
        ClassOverride { class: CustomerClass::Invest, place: None, reason: String::new(), by: None, on: None };
    let put = Edit::Customers(CustomerEdit::Override(from.clone(), Some(by_hand)));
    desk = Desk::new(apply(desk.workbook(), put).unwrap(), Lang::En);
    let home = Desk::<ValueMap>::example(Lang::En);
    let mut stage = stage(desk);
    let there = {
        let other = home
            .derived
            .value_map
            .customers
            .iter()
            .find(|v| v.class == Some(CustomerClass::Consolidate) && v.id != from);
        bubble(&stage, &other.unwrap().id).center()
    };
    assert!(bubble(&stage, &to).center().x < there.x);
    let here = bubble(&stage, &from).center();
    drag(&mut stage, here, there);
    assert_eq!(stage.state().last_edit(), Some(&Edit::Customers(CustomerEdit::Override(from, None))));
}

#[test]
fn a_score_typed_is_an_edit() {
    let desk = Desk::example(Lang::En);
    let customer = of_class(&desk, CustomerClass::Consolidate);
    let mut stage = stage(desk);
    stage.get_by_label(&spoken(stage.state(), &customer)).click();
    stage.run();
    assert_eq!(stage.state().selection, Selection::Customer(customer.clone()));
    let field = stage.get_by_label("Score: Credit");
    field.focus();
    stage.run();
    stage.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    stage.get_by_label("Score: Credit").type_text("2");
    stage.run();
    stage.key_press(Key::Enter);
    stage.run();
    let credit = Criterion::Attraction(Attraction::Credit);
    let expected = CustomerEdit::Score(customer, credit, Score::new(2.0).ok());
    assert_eq!(stage.state().last_edit(), Some(&Edit::Customers(expected)));
}

#[test]
fn the_keyboard_reaches_bubbles_and_classes() {
    let desk = Desk::example(Lang::En);
    let customer = of_class(&desk, CustomerClass::Harvest);
    let mut stage = stage(desk);
    stage.get_by_label(&spoken(stage.state(), &customer)).focus();
    stage.run();
    assert_eq!(stage.state().selection, Selection::Customer(customer.clone()));
    stage.get_by_label("Set class").click();
    stage.run();
    stage.get_by_label("Class 2: Invest").click();
    stage.run();
    stage.get_by_label("Reason").type_text("New plant");
    stage.run();
    stage.key_press(Key::Enter);
    stage.run();
    let value = stage.state().derived.value_map.customers.get(&customer).unwrap();
    assert_eq!((value.class, value.overridden), (Some(CustomerClass::Invest), true));
}

#[test]
fn an_empty_map_begins_with_one_button() {
    let mut stage = stage(Desk::new(Workbook::default(), Lang::En));
    stage.get_by_label("Add a customer").click();
    stage.run();
    let name = stage.get_by_role_and_label(egui::accesskit::Role::TextInput, "Customer name");
    assert!(name.is_focused());
    assert!(stage.query_by_label("Not yet scored (1)").is_some());
    // What stands there is typed over.
    stage.event(egui::Event::Text("Acme".to_owned()));
    stage.run();
    stage.key_press(Key::Enter);
    stage.run();
    assert_eq!(stage.state().workbook().customers.first().unwrap().name, "Acme");
    stage.get_by_label("Remove customer").scroll_to_me();
    stage.run();
    stage.get_by_label("Remove customer").click();
    stage.run();
    assert!(stage.state().workbook().customers.is_empty());
}

#[test]
fn a_workbook_that_cannot_be_changed_offers_no_change() {
    let mut desk = Desk::example(Lang::En);
    desk.read_only = true;
    let (from, to) = (of_class(&desk, CustomerClass::Invest), of_class(&desk, CustomerClass::Harvest));
    let mut stage = stage(desk);
    let (here, there) = (bubble(&stage, &from).center(), bubble(&stage, &to).center());
    drag(&mut stage, here, there);
    assert!(stage.query_by_label("Reason").is_none());
    assert!(stage.get_by_label("Add a customer").accesskit_node().is_disabled());
    assert_eq!(stage.state().selection, Selection::Nothing);
}

#[test]
fn the_room_does_not_see_reasons() {
    let mut desk = Desk::example(Lang::En);
    let customer = of_class(&desk, CustomerClass::Consolidate);
    let by_hand = ClassOverride {
        class: CustomerClass::Invest,
        place: None,
        reason: "Their director is leaving".to_owned(),
        by: None,
        on: None,
    };
    let put = Edit::Customers(CustomerEdit::Override(customer.clone(), Some(by_hand)));
    let workbook = apply(desk.workbook(), put).unwrap();
    for (audience, seen) in [(Audience::Trainer, true), (Audience::Room, false)] {
        desk = Desk::new(workbook.clone(), Lang::En).look(Theme::Light, audience);
        desk.selection = Selection::Customer(customer.clone());
        let stage = stage(desk);
        assert_eq!(stage.query_by_label("Their director is leaving").is_some(), seen);
    }
}
