//! Relations with their people: in the sheet of the power map, and all of them in a panel.

use std::sync::Arc;

use egui::{Role, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};
use jiff::civil::date;
use sandtable::{
    edit::{Edit, OrganisationEdit},
    model::*,
    panels::{Selection, power_map::PowerMap},
    text::{Lang, power_map as map_words, relations as words, terms},
};

use crate::common::desk::{self, Desk, TODAY, type_in};

const EN: Lang = Lang::En;

fn account() -> CustomerId {
    CustomerId::new("acme").unwrap()
}

fn contact_id(id: &str) -> ContactId {
    ContactId::new(id).unwrap()
}

fn member(id: &str) -> MemberId {
    MemberId::new(id).unwrap()
}

fn points(points: &[u8]) -> std::collections::BTreeMap<RelationCriterion, Level> {
    RelationCriterion::ALL.into_iter().zip(points.iter().map(|point| Level::clamped(*point))).collect()
}

/// A customer with these people, and two of ours: Li and Wang.
fn workbook(contacts: Vec<Contact>) -> Workbook {
    let organisation = Organisation { contacts: contacts.into_iter().collect(), ..Organisation::new(account()) };
    let team = ["Li", "Wang"].map(|name| Member::new(member(&name.to_lowercase()), name));
    Workbook {
        team: Arc::new(team.into_iter().collect()),
        customers: Arc::new([Customer::new(account(), "ACME")].into_iter().collect()),
        organisations: Arc::new([organisation].into_iter().collect()),
        ..Workbook::default()
    }
}

/// The sheet of somebody on the power map, all of it in sight.
fn sheet(contact: Contact) -> Harness<'static, Desk<PowerMap>> {
    let id = contact.id.clone();
    let mut on_it = Desk::<PowerMap>::new(workbook(vec![contact]), EN);
    on_it.selection = Selection::Contact(account(), id);
    let mut stage = desk::harness(on_it, vec2(1400.0, 3000.0), PowerMap::show);
    stage.get_by_label(map_words::SIDE.en).click();
    stage.run();
    stage
}

fn ann() -> Contact {
    Contact { owner: Some(member("li")), ..Contact::new(contact_id("ann"), "Ann") }
}

/// Ann as she stands.
fn known(stage: &Harness<'_, Desk<PowerMap>>) -> Contact {
    stage.state().workbook().organisations.first().unwrap().contacts.get("ann").unwrap().clone()
}

fn click<P>(stage: &mut Harness<'_, Desk<P>>, label: &str) {
    stage.get_by_label(label).click();
    stage.run();
}

fn says<P>(stage: &Harness<'_, Desk<P>>, text: &str) -> bool {
    stage.query_all_by_label_contains(text).next().is_some()
}

#[test]
fn the_level_is_explained_and_suggests_but_never_overwrites() {
    let relation = Relation { points: points(&[4, 5]), target: Some(Level::clamped(5)), ..Relation::default() };
    let support = Some(Judged::assumed(Support::Enemy));
    let mut stage = sheet(Contact { relation, support, ..ann() });
    assert!(says(&stage, "1 below the target"));
    click(&mut stage, "4 trusts us");
    for told in [terms::relation_criterion(RelationCriterion::Brand).en, words::MEAN.en, "4.5", words::LEVEL_RULE.en] {
        assert!(says(&stage, told), "{told}");
    }
    assert_eq!(known(&stage).support.unwrap().value, Support::Enemy);
    stage.key_press(egui::Key::Escape);
    stage.run();
    click(&mut stage, &words::take_over(EN, map_words::SUPPORT, terms::support(Support::Supporter)));
    let taken = Judged { by: Some(member("li")), on: Some(TODAY), ..Judged::assumed(Support::Supporter) };
    assert_eq!(known(&stage).support, Some(taken));
    assert_eq!(known(&stage).coverage, None, "each on its own");
    assert!(matches!(stage.state().last_edit(), Some(Edit::Organisation(_, OrganisationEdit::Put(_)))));
    let again = words::take_over(EN, map_words::SUPPORT, terms::support(Support::Supporter));
    assert!(stage.query_by_label(&again).is_none(), "nothing left to suggest");
    stage.state_mut().undo();
    assert_eq!(known(&stage).support.unwrap().value, Support::Enemy);
}

#[test]
fn actions_are_added_written_ticked_and_removed() {
    let mut stage = sheet(ann());
    click(&mut stage, words::ADD_ACTION.en);
    assert_eq!(known(&stage).relation.actions, [Action { owner: Some(member("li")), ..Action::default() }]);
    let name = words::numbered(EN, words::WHAT, 1);
    stage.get_by_role_and_label(Role::TextInput, &name).click();
    stage.run();
    type_in(&mut stage, "Call");
    let due = words::numbered(EN, words::DUE, 1);
    stage.get_by_role_and_label(Role::TextInput, &due).click();
    stage.run();
    type_in(&mut stage, "2026-11-20");
    let done = words::numbered(EN, words::DONE, 1);
    stage.get_by_role_and_label(Role::CheckBox, &done).focus();
    stage.run();
    let action = &known(&stage).relation.actions[0];
    assert_eq!((action.what.as_str(), action.due), ("Call", Some(date(2026, 11, 20))));
    assert!(says(&stage, &words::late(EN, 1)));
    click(&mut stage, &done);
    assert_eq!(known(&stage).relation.actions[0].done, Some(TODAY));
    assert!(!says(&stage, &words::late(EN, 1)));
    click(&mut stage, &words::numbered(EN, words::REMOVE_ACTION, 1));
    assert!(known(&stage).relation.actions.is_empty());
}

#[test]
fn means_wait_for_the_compliance_check() {
    let card = DevelopmentCard { means: "A visit".to_owned(), ..DevelopmentCard::default() };
    let mut stage = sheet(Contact { card, ..ann() });
    assert!(says(&stage, "4 questions of the compliance check are open"));
    for answered in 0..4 {
        stage.get_all_by_label(words::NOTHING_FORBIDS.en).nth(answered).unwrap().click();
        stage.run();
    }
    assert!(!says(&stage, "The means must wait"));
    let card = known(&stage).card;
    assert_eq!((card.answers.len(), card.checked_by, card.checked_on), (4, Some(member("li")), Some(TODAY)));
    stage.get_all_by_label(words::LIMITS.en).next().unwrap().click();
    stage.run();
    stage.get_by_role_and_label(Role::TextInput, words::WHAT_FORBIDS.en).click();
    stage.run();
    type_in(&mut stage, "No gifts");
    stage.get_by_role_and_label(Role::MultilineTextInput, map_words::MEANS.en).click();
    stage.run();
    let law = &known(&stage).card.answers[&ComplianceQuestion::Law];
    assert_eq!((law.limits, law.what.as_str()), (true, "No gifts"));

    let mut old = known(&stage);
    old.card.checked_on = Some(date(2025, 11, 20));
    assert!(says(&sheet(old), "too long ago"));
}

#[test]
fn what_a_social_style_wants_of_us_stands_below_it() {
    let stage = sheet(Contact { style: Some(Judged::assumed(SocialStyle::Analytical)), ..ann() });
    assert!(says(&stage, words::WANTS_ANALYTICAL.en));
    assert!(!says(&sheet(ann()), words::WANTS_ANALYTICAL.en));
}

/// A card and a method as they were written before they asked questions and suggested anything.
#[test]
fn what_was_written_before_is_read() {
    let card: DevelopmentCard =
        ron::from_str("(means: \"x\", compliance: \"no gifts\", checked_on: Some(\"2026-10-12\"))").unwrap();
    assert_eq!((card.answers.len(), card.checked_by), (0, None));
    assert_eq!(card.checked_on, Some(date(2026, 10, 12)));
    let method: PowerMapMethod =
        ron::from_str("(cold_after_days: 20, min_theirs: 3, min_ours: 2, max_per_owner: 10)").unwrap();
    assert_eq!(method, PowerMapMethod { cold_after_days: 20, ..PowerMapMethod::default() });
}
