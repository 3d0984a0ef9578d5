//! Relations with their people: in the sheet of the power map, and all of them in a panel.

use std::sync::Arc;

use egui::{Key, Modifiers, Pos2, Role, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use jiff::civil::date;
use sandtable::{
    analysis::Audience,
    edit::{Edit, OrganisationEdit},
    model::*,
    panels::{Selection, Wish, power_map::PowerMap, relations::Relations},
    text::{Lang, power_map as map_words, relations as words, terms},
    ui::Theme,
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

/// Ann is late with Li, Bob has a plan with Wang, Cai is nobody's; Dee is no key person.
fn register() -> Workbook {
    let key = |name: &str, owner: Option<&str>, actions: Vec<Action>| Contact {
        owner: owner.map(member),
        key: Some(Judged::assumed(KeyPerson::Visible)),
        title: format!("{name}’s post"),
        relation: Relation { points: points(&[2]), target: Some(Level::clamped(4)), actions },
        ..Contact::new(contact_id(&name.to_lowercase()), name)
    };
    let action = |what: &str, owner: &str, due: jiff::civil::Date| Action {
        what: what.to_owned(),
        owner: Some(member(owner)),
        due: Some(due),
        ..Action::default()
    };
    let support = Some(Judged::assumed(Support::Enemy));
    workbook(vec![
        Contact { support, ..key("Bob", Some("wang"), vec![action("Plan", "wang", date(2026, 12, 1))]) },
        key("Cai", None, Vec::new()),
        key(
            "Ann",
            Some("li"),
            vec![action("Call", "wang", date(2026, 11, 14)), action("Visit", "li", date(2026, 11, 20))],
        ),
        Contact { owner: Some(member("li")), ..Contact::new(contact_id("dee"), "Dee") },
    ])
}

fn panel(audience: Audience) -> Harness<'static, Desk<Relations>> {
    let on_it = Desk::<Relations>::new(register(), EN).look(Theme::Light, audience);
    desk::harness(on_it, vec2(1900.0, 700.0), Relations::show)
}

/// The names in the rows shown, from the top down.
fn rows(stage: &Harness<'_, Desk<Relations>>) -> Vec<String> {
    let mut rows: Vec<_> = stage
        .query_all_by(|node| node.role() == Role::Row)
        .map(|row| (row.rect().top(), row.accesskit_node().label().unwrap_or_default()))
        .collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter().map(|(_, label)| label.split([',', ' ']).next().unwrap_or_default().to_owned()).collect()
}

fn row(stage: &mut Harness<'_, Desk<Relations>>, name: &str) -> Pos2 {
    let is_it = |label: &str| label.split([',', ' ']).next() == Some(name);
    let row = stage.get_by(|node| node.role() == Role::Row && node.label().is_some_and(|label| is_it(&label)));
    row.rect().center()
}

fn click_at(stage: &mut Harness<'_, Desk<Relations>>, at: Pos2) {
    stage.hover_at(at);
    stage.step();
    stage.drag_at(at);
    stage.step();
    stage.drop_at(at);
    stage.run();
}

#[test]
fn what_is_overdue_comes_first_and_is_told_in_a_sentence() {
    let mut stage = panel(Audience::Trainer);
    assert_eq!(rows(&stage), ["Ann", "Bob", "Cai", "Dee"]);
    assert!(says(&stage, "2 actions are overdue today, all at one contact"));
    assert!(says(&stage, "Ann, Post Ann’s post, Account ACME, Owner Li, Level → target 2 → 4"));
    click(&mut stage, "Sort by Name");
    assert_eq!(rows(&stage), ["Ann", "Bob", "Cai", "Dee"]);
    click(&mut stage, "Sort by Name");
    assert_eq!(rows(&stage), ["Dee", "Cai", "Bob", "Ann"]);
    click(&mut stage, "Sort by Owner");
    assert_eq!(rows(&stage), ["Ann", "Dee", "Bob", "Cai"], "what is not known comes last");
    click(&mut stage, "Sort by Due");
    click(&mut stage, "Sort by Due");
    assert_eq!(rows(&stage), ["Bob", "Ann", "Cai", "Dee"]);
}

#[test]
fn the_register_is_filtered_by_owner_and_by_key_people() {
    let mut stage = panel(Audience::Trainer);
    click(&mut stage, words::KEY_ONLY.en);
    assert_eq!(rows(&stage), ["Ann", "Bob", "Cai"]);
    for (owner, expected) in
        [("Li", &["Ann"][..]), (map_words::NO_OWNER.en, &["Cai"]), (words::ANY_OWNER.en, &["Ann", "Bob", "Cai"])]
    {
        stage.get_by_role_and_label(Role::ComboBox, map_words::OWNER.en).click();
        stage.run();
        stage.get_all_by_label(owner).last().unwrap().click();
        stage.run();
        assert_eq!(rows(&stage), expected, "{owner}");
    }
}

#[test]
fn a_click_selects_enter_opens_and_arrows_walk() {
    let mut stage = panel(Audience::Trainer);
    let bob = row(&mut stage, "Bob");
    click_at(&mut stage, bob);
    let selected = |id: &str| Selection::Contact(account(), contact_id(id));
    assert_eq!(stage.state().selection, selected("bob"));
    for (key, expected) in [(Key::ArrowDown, "cai"), (Key::Home, "ann"), (Key::End, "dee"), (Key::ArrowUp, "cai")] {
        desk::press(&mut stage, Modifiers::NONE, key);
        assert_eq!(stage.state().selection, selected(expected), "{key:?}");
    }
    desk::press(&mut stage, Modifiers::NONE, Key::Enter);
    let map = Pane { kind: PanelKind::PowerMap, subject: Some(account().to_string()) };
    assert_eq!(stage.state().other_wishes, [Wish::Open(map)]);
    assert!(stage.state().last_edit().is_none());
}

#[test]
fn an_action_that_is_done_leaves_the_register_where_one_was_looking() {
    let mut stage = panel(Audience::Trainer);
    let mut ann = stage.state().workbook().organisations.first().unwrap().contacts.get("ann").unwrap().clone();
    ann.relation.actions.iter_mut().for_each(|action| action.done = Some(TODAY));
    let edit = Edit::Organisation(account(), OrganisationEdit::Put(Box::new(ann)));
    stage.state_mut().apply(edit);
    stage.run();
    assert!(says(&stage, "4 contacts, and nothing is overdue today"));
    assert_eq!(rows(&stage), ["Ann", "Bob", "Cai", "Dee"], "rows keep their places");
}

#[test]
fn the_matrix_gives_relations_and_takes_them_back_in_one_step_each() {
    let mut stage = panel(Audience::Trainer);
    click(&mut stage, words::MATRIX.en);
    assert_eq!(rows(&stage), ["Bob", "Cai", "Ann"]);
    assert!(says(&stage, "Nobody owns 1 of 3 key people"));
    assert!(says(&stage, "Wang × Ann · ACME: has something to do"));
    let owner = |stage: &Harness<'_, Desk<Relations>>, id: &str| {
        stage.state().workbook().organisations.first().unwrap().contacts.get(id).unwrap().owner.clone()
    };
    let cell = |stage: &Harness<'_, Desk<Relations>>, label: &str| {
        stage.query_all_by_label_contains(label).next().unwrap().rect().center()
    };
    let at = cell(&stage, "Li × Cai");
    click_at(&mut stage, at);
    assert_eq!(owner(&stage, "cai"), Some(member("li")));
    assert!(says(&stage, "All 3 key people have an owner"));
    assert!(says(&stage, "Li × Cai · ACME: Owner, 2 known"));
    assert!(says(&stage, &words::owned_everywhere(EN, "Li", 2, false)));
    click_at(&mut stage, at);
    assert_eq!(owner(&stage, "cai"), None);
    stage.state_mut().undo();
    assert_eq!(owner(&stage, "cai"), Some(member("li")));
    stage.run();
    // By keyboard: the cell beside it.
    desk::press(&mut stage, Modifiers::NONE, Key::ArrowRight);
    desk::press(&mut stage, Modifiers::NONE, Key::Space);
    assert_eq!(owner(&stage, "cai"), Some(member("wang")));
}

#[test]
fn the_room_sees_names_posts_and_owners_only() {
    for lang in Lang::ALL {
        let on_it = Desk::<Relations>::new(register(), lang).look(Theme::Dark, Audience::Room);
        let mut stage = desk::harness(on_it, vec2(1900.0, 700.0), Relations::show);
        let judged = [
            map_words::SUPPORT,
            map_words::COVERAGE,
            map_words::ROLES,
            words::LEVEL_AND_TARGET,
            words::NEXT,
            words::DUE,
            words::KEY_ONLY,
            words::EVERYWHERE,
            words::KEY_ACTS,
            words::OVERDUE,
            terms::support(Support::Enemy),
        ];
        for mode in [words::REGISTER, words::MATRIX] {
            stage.get_by_role_and_label(Role::Button, mode.of(lang)).click();
            stage.run();
            assert_eq!(rows(&stage).len(), if mode == words::MATRIX { 3 } else { 4 });
            for word in judged {
                assert!(!says(&stage, word.of(lang)), "{mode:?} {word:?}");
            }
            assert!(!says(&stage, "Call") && !says(&stage, "2 → 4"));
        }
    }
}

#[test]
fn one_account_alone_and_all_of_them() {
    let mut both = register();
    let other = CustomerId::new("beta").unwrap();
    Arc::make_mut(&mut both.customers).put(Customer::new(other.clone(), "Beta"));
    let zoe = [Contact::new(contact_id("zoe"), "Zoe")].into_iter().collect();
    Arc::make_mut(&mut both.organisations).put(Organisation { contacts: zoe, ..Organisation::new(other) });
    let mut on_it = Desk::<Relations>::new(both, EN);
    on_it.subject = Some("beta".to_owned());
    let mut stage = desk::harness(on_it, vec2(1900.0, 700.0), Relations::show);
    assert_eq!(rows(&stage), ["Zoe"]);
    stage.get_by_role_and_label(Role::ComboBox, map_words::ACCOUNT.en).click();
    stage.run();
    stage.get_all_by_label(words::ALL_ACCOUNTS.en).last().unwrap().click();
    stage.run();
    assert_eq!(stage.state().subject, None);
    stage.run();
    assert_eq!(rows(&stage).len(), 5);
}

#[test]
fn where_nobody_is_yet_the_map_is_offered() {
    let mut stage = desk::harness(Desk::<Relations>::new(Workbook::default(), EN), vec2(900.0, 600.0), Relations::show);
    click(&mut stage, words::TO_THE_MAP.en);
    assert_eq!(stage.state().other_wishes, [Wish::Open(Pane { kind: PanelKind::PowerMap, subject: None })]);
}

/// 3,000 people: only the rows in sight are drawn.
#[test]
fn rows_out_of_sight_cost_nothing() {
    let many = (0..3000).map(|n| Contact::new(contact_id(&format!("p{n}")), &format!("P{n:04}"))).collect();
    let stage = desk::harness(Desk::<Relations>::new(workbook(many), EN), vec2(1000.0, 600.0), Relations::show);
    let shown = rows(&stage).len();
    assert!((5..40).contains(&shown), "{shown}");
}
