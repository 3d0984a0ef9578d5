//! The four classes as people use them: who is in them, the next step of each, and the closing questions.

use std::sync::Arc;

use egui::{Key, Role, vec2};
use egui_kittest::{
    Harness,
    kittest::{By, NodeT as _, Queryable as _},
};
use jiff::civil::date;
use sandtable::{
    analysis::Audience,
    model::*,
    panels::{Selection, classes::Classes},
    text::{Lang, classes as words},
    ui::Theme,
};

use crate::common::desk::{Desk, harness};

type Stage = Harness<'static, Desk<Classes>>;

fn stage(desk: Desk<Classes>) -> Stage {
    harness(desk, vec2(1366.0, 1400.0), Classes::show)
}

fn id(id: &str) -> CustomerId {
    CustomerId::new(id).unwrap()
}

fn actions<'a>(stage: &'a Stage, customer: &str) -> &'a [Action] {
    &stage.state().workbook().customers.get(&id(customer)).unwrap().actions
}

#[test]
fn every_customer_stands_under_its_class_in_every_look() {
    for lang in Lang::ALL {
        for theme in Theme::ALL {
            for audience in [Audience::Trainer, Audience::Room] {
                for size in [vec2(1920.0, 1600.0), vec2(900.0, 3000.0), vec2(455.0, 5000.0)] {
                    let desk = Desk::<Classes>::example(lang).look(theme, audience);
                    let stage = harness(desk, size, Classes::show);
                    let look = format!("{lang:?} {theme:?} {audience:?} {size:?}");
                    let rect = |label: &str| stage.get_by_label(label).rect();
                    for list in &stage.state().derived.classes.lists {
                        let title = rect(&words::title(lang, list.class));
                        for id in &list.customers {
                            let name = stage.state().workbook().customers.get(id).unwrap().label();
                            let row = stage.get_by_role_and_label(Role::Button, &spoken(&stage, id)).rect();
                            assert!(row.top() > title.bottom() && row.left() <= title.left(), "{name}: {look}");
                            assert!(row.right() <= size.x, "{name}: {look}");
                        }
                    }
                    let named = stage.query_all(By::new()).filter(|node| node.accesskit_node().label().is_some());
                    let wide = named.filter(|node| node.rect().right() > size.x + 0.5);
                    let wide: Vec<_> = wide.filter_map(|node| node.accesskit_node().label()).collect();
                    assert_eq!(wide, Vec::<String>::new(), "{look}");
                }
            }
        }
    }
}

/// What the row of a customer says.
fn spoken(stage: &Stage, customer: &CustomerId) -> String {
    let name = stage.state().workbook().customers.get(customer).unwrap().label().to_owned();
    let rows = stage.query_all_by_role(Role::Button).filter_map(|node| node.accesskit_node().label());
    let of_it = |row: &String| [", ", "，"].iter().any(|comma| row.contains(&format!("{name}{comma}")));
    rows.into_iter().find(of_it).unwrap_or_else(|| panic!("no row of {name}"))
}

#[test]
fn a_next_step_is_typed_given_to_somebody_and_done() {
    let mut stage = stage(Desk::example(Lang::En));
    assert!(stage.query_by_label("Next step").is_none());
    stage.get_by_label("Xinghe Stores, 150 k¥, next: No next step yet").click();
    stage.run();
    assert_eq!(stage.state().selection, Selection::Customer(id("xinghe-stores")));
    let field = stage.get_by_label("Next step");
    field.focus();
    field.type_text("Show the till");
    stage.run();
    stage.key_press(Key::Tab);
    stage.run();
    stage.get_by_role_and_label(Role::ComboBox, "Done by").click();
    stage.run();
    stage.get_by_label("Gu Yan").click();
    stage.run();
    let day = stage.get_by_label("Due");
    day.focus();
    day.type_text("2026-12-01");
    stage.run();
    stage.key_press(Key::Enter);
    stage.run();
    let expected = Action {
        what: "Show the till".into(),
        owner: MemberId::new("gu-yan").ok(),
        due: Some(date(2026, 12, 1)),
        ..Action::default()
    };
    assert_eq!(actions(&stage, "xinghe-stores"), std::slice::from_ref(&expected));
    stage.get_by_label("Xinghe Stores, 150 k¥, next: Show the till Gu Yan, 1 Dec 2026");

    stage.get_by_label("Done").click();
    stage.run();
    assert_eq!(actions(&stage, "xinghe-stores"), [Action { done: Some(date(2026, 11, 21)), ..expected.clone() }]);
    stage.get_by_label("Xinghe Stores, 150 k¥, next: No next step yet");
    stage.state_mut().undo();
    assert_eq!(actions(&stage, "xinghe-stores"), [expected]);
}

#[test]
fn what_is_done_already_stays_when_the_next_step_changes() {
    // The leaflet is done; calling on the shops is not.
    let mut stage = stage(Desk::example(Lang::En));
    let before = actions(&stage, "street-shops").to_vec();
    assert_eq!(before.iter().map(|action| action.done.is_some()).collect::<Vec<_>>(), [false, true]);
    stage.get_by_label_contains("High-street shops, 180").click();
    stage.run();
    stage.get_by_label("Done").click();
    stage.run();
    assert!(actions(&stage, "street-shops").iter().all(|action| action.done.is_some()));
    let field = stage.get_by_label("Next step");
    field.focus();
    field.type_text("Close the shop");
    stage.run();
    stage.key_press(Key::Tab);
    stage.run();
    let after = actions(&stage, "street-shops");
    assert_eq!((after.len(), after[2].what.as_str(), &after[1]), (3, "Close the shop", &before[1]));
}

#[test]
fn attention_to_hares_and_rats_is_warned_of_while_it_is_so() {
    let warning = "Hares and rats get 38% of the open actions, and bring 6% of the revenue";
    let mut desk = Desk::<Classes>::example(Lang::En);
    assert!(stage(desk).query_by_label(warning).is_some());
    let mut workbook = sandtable::example::workbook(Lang::En).unwrap();
    for customer in Arc::make_mut(&mut workbook.customers).iter_mut() {
        customer.animal = None;
    }
    desk = Desk::new(workbook, Lang::En);
    let stage = stage(desk);
    assert!(stage.query_by_label_contains("Hares and rats get").is_none());
    assert!(stage.query_by_label("Of 8 open actions 0 are for hares and rats.").is_some());
}

#[test]
fn a_workbook_that_cannot_be_changed_offers_no_field() {
    let mut desk = Desk::<Classes>::example(Lang::En);
    desk.read_only = true;
    desk.selection = Selection::Customer(id("haiyan-bank"));
    let stage = stage(desk);
    assert!(stage.query_by_label_contains("Haiyan Bank").is_some() && stage.query_by_label("Next step").is_none());
}

#[test]
fn only_rows_in_sight_are_laid_out() {
    let many = (0..1000).map(|n| Customer::new(id(&format!("c{n}")), &format!("Customer {n}")));
    let workbook = Workbook { customers: Arc::new(many.collect()), ..Workbook::default() };
    let stage = stage(Desk::new(workbook, Lang::En));
    let rows = stage.query_all_by_label_contains("No next step yet").count();
    assert!((10..60).contains(&rows), "{rows}");
}

#[test]
fn without_customers_it_says_where_they_come_from() {
    let stage = stage(Desk::new(Workbook::default(), Lang::En));
    assert!(stage.query_by_label(words::EMPTY.en).is_some());
}
