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

/// A field of a score, with another score typed into it.
fn score(stage: &mut Stage, field: &str, score: &str) {
    stage.get_by_label(field).focus();
    stage.run();
    stage.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    stage.get_by_label(field).type_text(score);
    stage.run();
    stage.key_press(Key::Enter);
    stage.run();
}

/// Selects a customer by its bubble.
fn select(stage: &mut Stage, customer: &CustomerId) {
    stage.get_by_label(&spoken(stage.state(), customer)).click();
    stage.run();
}

fn click_with_shift(stage: &mut Stage, at: Pos2) {
    let modifiers = egui::Modifiers::SHIFT;
    stage.hover_at(at);
    stage.step();
    for pressed in [true, false] {
        let button = egui::PointerButton::Primary;
        stage.event_modifiers(egui::Event::PointerButton { pos: at, button, pressed, modifiers }, modifiers);
        stage.step();
    }
    stage.run();
}

#[test]
fn two_scores_changed_say_what_carried_the_bubble() {
    let desk = Desk::example(Lang::En);
    let id = CustomerId::new("yunling-data").unwrap();
    let mut stage = stage(desk);
    select(&mut stage, &id);
    let before = bubble(&stage, &id).center();
    assert!(stage.query_by_label("Start from here").is_none());
    // Weights 20 of 100: 8 → 2 takes 1.20; ours on offering, 40 of 100: 8 → 1 against a rival of 6.2 takes 2.8 ÷ 6.2.
    score(&mut stage, "Score: Profit contribution", "2");
    score(&mut stage, "Score: Offering (us)", "1");
    for told in ["Attractiveness 7.70 → 6.50: Profit contribution 8 → 2 (−1.20).", "Offering (us) 8 → 1 (−0.45)"]
    {
        assert!(stage.query_by_label_contains(told).is_some(), "{told}");
    }
    let value = stage.state().derived.value_map.customers.get(&id).unwrap();
    assert_eq!(value.class, Some(CustomerClass::Invest));
    assert!(bubble(&stage, &id).center().x < before.x);
    stage.get_by_label("Start from here").click();
    stage.run();
    assert!(stage.query_by_label_contains("Profit contribution 8 → 2").is_none());
    // From there on it is told what comes after.
    score(&mut stage, "Score: Profit contribution", "4");
    assert!(stage.query_by_label_contains("6.50 → 6.90: Profit contribution 2 → 4 (+0.40).").is_some());
}

#[test]
fn what_was_placed_by_hand_is_listed_and_taken_back_alone_or_together() {
    let mut desk = Desk::example(Lang::En);
    let harvested = of_class(&desk, CustomerClass::Harvest);
    let by_hand =
        ClassOverride { class: CustomerClass::Invest, place: None, reason: String::new(), by: None, on: None };
    let put = Edit::Customers(CustomerEdit::Override(harvested.clone(), Some(by_hand)));
    desk = Desk::new(apply(desk.workbook(), put).unwrap(), Lang::En);
    let mut stage = stage(desk);
    assert!(stage.query_by_label("Set by hand (2)").is_some());
    assert!(stage.query_by_label_contains("Serve lightly → Invest; 6 Nov 2026; The second phase").is_some());
    stage.get_by_label("Go by the scores again for all").click();
    stage.run();
    assert!(stage.state().workbook().customers.iter().all(|customer| customer.class_override.is_none()));
    assert!(stage.query_by_label_contains("Set by hand (").is_none());
    stage.state_mut().undo();
    stage.run();
    stage.get_all_by_label("Take back").next().unwrap().click();
    stage.run();
    let left = stage.state().workbook().customers.iter().filter(|customer| customer.class_override.is_some());
    assert_eq!(left.count(), 1);
}

#[test]
fn marked_bubbles_line_up_as_one_step_with_one_reason() {
    let mut stage = stage(Desk::example(Lang::En));
    let [one, other] = ["lanjiang-metro", "qinghe-hospital"].map(|id| CustomerId::new(id).unwrap());
    select(&mut stage, &one);
    let at = bubble(&stage, &other).center();
    click_with_shift(&mut stage, at);
    assert!(stage.query_by_label("2 marked").is_some());
    stage.get_by_label("Same attractiveness").click();
    stage.run();
    assert_eq!(stage.state().last_edit(), None);
    stage.get_by_label("Reason").type_text("Agreed in the room");
    stage.run();
    stage.key_press(Key::Enter);
    stage.run();
    // The one that stays where it was has nothing to change.
    let Some(Edit::Customers(CustomerEdit::Override(id, Some(by_hand)))) = stage.state().last_edit() else {
        panic!("{:?}", stage.state().last_edit());
    };
    assert_eq!((id, by_hand.class, by_hand.reason.as_str()), (&other, CustomerClass::Harvest, "Agreed in the room"));
    assert!((bubble(&stage, &one).center().y - bubble(&stage, &other).center().y).abs() < 1.0);
}

#[test]
fn a_line_drawn_round_bubbles_marks_them_and_they_move_together() {
    let mut stage = stage(Desk::example(Lang::En));
    let [one, other] = ["minghu-schools", "lantu-logistics"].map(|id| CustomerId::new(id).unwrap());
    let both = bubble(&stage, &one).union(bubble(&stage, &other)).expand(12.0);
    stage.hover_at(both.left_top());
    stage.step();
    stage.drag_at(both.left_top());
    stage.step();
    for corner in [both.right_top(), both.right_bottom(), both.left_bottom()] {
        stage.hover_at(corner);
        stage.step();
    }
    stage.drop_at(both.left_bottom());
    stage.run();
    assert!(stage.query_by_label("2 marked").is_some());
    let (from, with) = (bubble(&stage, &one).center(), bubble(&stage, &other).center());
    let by = vec2(30.0, 60.0);
    drag(&mut stage, from, from + by);
    assert!(stage.query_all_by_label("Place 2 customers here by hand?").next().is_some());
    stage.get_by_label("Place here").click();
    stage.run();
    assert!(matches!(stage.state().last_edit(), Some(Edit::Together(_, edits)) if edits.len() == 2));
    assert!(bubble(&stage, &other).center().distance(with + by) < 4.0);
    stage.key_press(Key::Escape);
    stage.run();
    assert!(stage.query_by_label("2 marked").is_none());
}

#[test]
fn arrow_keys_move_a_bubble_until_enter_or_escape() {
    let mut stage = stage(Desk::example(Lang::En));
    let id = CustomerId::new("chengxi-insurance").unwrap();
    stage.get_by_label(&spoken(stage.state(), &id)).focus();
    stage.run();
    let before = bubble(&stage, &id).center();
    let nudge = |stage: &mut Stage| {
        for _ in 0..4 {
            stage.key_press_modifiers(egui::Modifiers::SHIFT, Key::ArrowRight);
            stage.run();
        }
    };
    nudge(&mut stage);
    assert!(bubble(&stage, &id).center().x > before.x + 20.0);
    stage.key_press(Key::Escape);
    stage.run();
    assert!(bubble(&stage, &id).center().distance(before) < 1.0);
    assert_eq!(stage.state().last_edit(), None);
    stage.get_by_label(&spoken(stage.state(), &id)).focus();
    stage.run();
    nudge(&mut stage);
    stage.key_press(Key::Enter);
    stage.run();
    stage.get_by_label("Set to Consolidate").click();
    stage.run();
    let value = stage.state().derived.value_map.customers.get(&id).unwrap();
    assert_eq!((value.class, value.overridden), (Some(CustomerClass::Consolidate), true));
}

#[test]
fn the_filter_dims_and_hides_nobody() {
    let mut stage = stage(Desk::example(Lang::En));
    stage.get_by_label("Filter").click();
    stage.run();
    stage.get_by_label("Animal: All").click();
    stage.run();
    stage.get_by_label("Hound").click();
    stage.run();
    let tagged = |customer: &&Customer| customer.animal == Some(Animal::Hound);
    let hounds = stage.state().workbook().customers.iter().filter(tagged).count();
    let suggested = stage.state().derived.animals.iter().filter(|found| {
        let customer = stage.state().workbook().customers.get(&found.id).unwrap();
        customer.animal.is_none() && found.animal == Animal::Hound
    });
    let all = hounds + suggested.count();
    assert!(stage.query_by_label(&format!("Filter: {all}")).is_some());
    for value in stage.state().derived.value_map.customers.iter().filter(|value| value.class.is_some()) {
        bubble(&stage, &value.id);
    }
    stage.get_by_label("Show everyone").click();
    stage.run();
    assert!(stage.query_by_label("Filter").is_some());
}

#[test]
fn a_kept_map_shows_later_who_has_moved() {
    let mut stage = stage(Desk::example(Lang::En));
    stage.get_by_label("Kept maps").click();
    stage.run();
    stage.get_by_label("Keep today’s map").click();
    stage.run();
    let kept = stage.state().workbook().map_snapshots.iter().last().unwrap().clone();
    assert_eq!((kept.on, kept.customers.len()), (crate::common::desk::TODAY, stage.state().workbook().customers.len()));
    stage.get_by_label("Since 30 Jun 2026").click();
    stage.run();
    let told = "30 Jun 2026 (Half-year review) to today: of 13 customers 12 moved, 4 into another class";
    assert!(stage.query_by_label(told).is_some());
    stage.get_by_label("Until today").click();
    stage.run();
    stage.get_by_label("21 Nov 2026").click();
    stage.run();
    let told = "30 Jun 2026 (Half-year review) to 21 Nov 2026: of 13 customers 12 moved, 4 into another class";
    assert!(stage.query_by_label(told).is_some());
    // What was is not moved, by keys either.
    let id = CustomerId::new("chengxi-insurance").unwrap();
    let taken = stage.state().last_edit().cloned();
    stage.get_by_label(&spoken(stage.state(), &id)).focus();
    stage.run();
    let before = bubble(&stage, &id);
    stage.key_press(Key::ArrowUp);
    stage.run();
    assert_eq!(bubble(&stage, &id), before);
    stage.key_press(Key::Enter);
    stage.run();
    assert!(stage.query_by_label("Reason").is_none());
    assert_eq!(stage.state().last_edit(), taken.as_ref());
    if stage.query_by_label("Don’t compare").is_none() {
        stage.get_by_label("Kept maps").click();
        stage.run();
    }
    stage.get_by_label("Don’t compare").click();
    stage.run();
    assert!(stage.query_by_label(told).is_none());
}

#[test]
fn a_cut_is_dragged_or_typed_and_changes_the_method() {
    let mut stage = stage(Desk::example(Lang::En));
    let handle = stage.get_by_label("Attractiveness cut 5.5").rect().center();
    let there = bubble(&stage, &CustomerId::new("qinghe-hospital").unwrap()).center();
    drag(&mut stage, handle, egui::pos2(handle.x, there.y));
    let value = stage.state().derived.value_map.customers.get("qinghe-hospital").unwrap();
    assert_eq!(value.class, Some(CustomerClass::Consolidate));
    assert_eq!(stage.state().workbook().method.value_map.attractiveness_cut.get(), 4.9);
    stage.get_by_label("Cuts").click();
    stage.run();
    stage.get_by_role_and_label(Role::TextInput, "Relative advantage").focus();
    stage.run();
    stage.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    stage.get_by_role_and_label(Role::TextInput, "Relative advantage").type_text("1.2");
    stage.run();
    stage.key_press(Key::Enter);
    stage.run();
    assert_eq!(stage.state().workbook().method.value_map.advantage_cut.get(), 1.2);
    stage.get_by_label("Standard cuts").click();
    stage.run();
    assert_eq!(stage.state().workbook().method.value_map, ValueMapMethod::default());
}

#[test]
fn a_map_looked_at_from_near_comes_back_whole() {
    let mut stage = stage(Desk::example(Lang::En));
    let id = CustomerId::new("chengxi-insurance").unwrap();
    // The map is looked at from near where the pointer is: that place stays, and others move away from it.
    let other = CustomerId::new("tengyue-auto").unwrap();
    let (before, aside) = (bubble(&stage, &id), bubble(&stage, &other).center());
    stage.hover_at(before.center());
    stage.step();
    stage.event(egui::Event::Zoom(2.0));
    stage.run();
    assert!(bubble(&stage, &id).center().distance(before.center()) < 30.0);
    assert!(bubble(&stage, &other).center().x < aside.x - 50.0);
    stage.get_by_label("Whole map").click();
    stage.run();
    assert!(bubble(&stage, &other).center().distance(aside) < 1.0);
}

/// A customer with all its scores, selected, in room enough for its whole table.
fn scored(audience: Audience) -> (CustomerId, Stage) {
    let mut desk = Desk::example(Lang::En).look(Theme::Light, audience);
    let customer = of_class(&desk, CustomerClass::Consolidate);
    desk.selection = Selection::Customer(customer.clone());
    (customer, harness(desk, vec2(1920.0, 1600.0), ValueMap::show))
}

#[test]
fn a_weight_is_typed_in_the_score_table_and_its_sum_told() {
    let (_, mut stage) = scored(Audience::Trainer);
    assert_eq!(stage.query_all_by_label("The weights sum to 100").count(), 2);
    stage.get_by_label("Weight: Credit").focus();
    stage.run();
    stage.key_press(Key::ArrowDown);
    stage.run();
    let credit = Criterion::Attraction(Attraction::Credit);
    assert_eq!(stage.state().last_edit(), Some(&Edit::Weight(credit, Weight::clamped(9.0))));
    assert!(stage.query_by_label("The weights sum to 99, not to 100").is_some());
    assert_eq!(stage.query_all_by_label("The weights sum to 100").count(), 1);
    stage.state_mut().undo();
    stage.run();
    assert_eq!(stage.query_all_by_label("The weights sum to 100").count(), 2);
}

#[test]
fn up_and_down_change_a_score_as_one_step() {
    let (customer, mut stage) = scored(Audience::Trainer);
    let credit = Criterion::Attraction(Attraction::Credit);
    let before = stage.state().workbook().clone();
    let score = before.customers.get(&customer).unwrap().score(credit).unwrap().get();
    stage.get_by_label("Score: Credit").focus();
    stage.run();
    for _ in 0..2 {
        stage.key_press(Key::ArrowDown);
        stage.run();
    }
    let changed = stage.state().workbook().customers.get(&customer).unwrap().score(credit);
    assert_eq!(changed.map(Score::get), Some(score - 2.0));
    stage.state_mut().undo();
    assert_eq!(stage.state().workbook(), &before);
}

#[test]
fn what_a_score_rests_on_is_written_beside_it_for_each_side() {
    let (customer, mut stage) = scored(Audience::Trainer);
    stage.get_by_label("Basis: Influence (rival), Assumed").click();
    stage.run();
    stage.get_by_label("Confirmed").click();
    stage.run();
    stage.get_by_label("Note: Influence (rival)").focus();
    stage.run();
    stage.event(egui::Event::Text("Two engineers on site".to_owned()));
    stage.run();
    // Closing right after the last letter loses none.
    stage.get_by_label("Competitive situation").click();
    stage.run();
    let notes = &stage.state().workbook().customers.get(&customer).unwrap().score_notes;
    let expected = ScoreNote { certainty: Certainty::Confirmed, note: "Two engineers on site".to_owned() };
    assert_eq!(notes.get(&Criterion::Rival(Advantage::Influence)), Some(&expected));
    assert_eq!(notes.get(&Criterion::Us(Advantage::Influence)), None);
    assert!(stage.query_by_label("Basis: Influence (rival), Confirmed, with a note").is_some());
    assert!(stage.query_by_label("Basis: Influence (us), Assumed").is_some());
}

#[test]
fn the_room_sees_neither_notes_on_scores_nor_the_competitive_situation() {
    for (audience, seen) in [(Audience::Trainer, true), (Audience::Room, false)] {
        let mut desk = Desk::example(Lang::En).look(Theme::Light, audience);
        let customer = of_class(&desk, CustomerClass::Consolidate);
        let note = ScoreNote { certainty: Certainty::Confirmed, note: "Said at the fair".to_owned() };
        let criterion = Criterion::Attraction(Attraction::Credit);
        desk.history.apply(Edit::Customers(CustomerEdit::ScoreNote(customer.clone(), criterion, note))).unwrap();
        desk.selection = Selection::Customer(customer);
        let mut stage: Stage = harness(desk, vec2(1920.0, 1600.0), ValueMap::show);
        assert_eq!(stage.query_by_label("Competitive situation").is_some(), seen);
        let said = if seen { "Basis: Credit, Confirmed, with a note" } else { "Basis: Credit, Confirmed" };
        stage.get_by_label(said).hover();
        stage.run_steps(30);
        assert_eq!(stage.query_by_label_contains("Said at the fair").is_some(), seen);
        stage.get_by_label(said).click();
        stage.run();
        assert_eq!(stage.query_by_label("Note: Credit").is_some(), seen);
    }
}
