//! A power map over time, and judgements by questions, used as a person would.

use std::sync::Arc;

use egui_kittest::{Harness, kittest::Queryable};
use sandtable::{
    analysis::{
        Audience,
        judging::{Answer, Guided, Observation},
    },
    edit::{Edit, OrganisationEdit, SnapshotEdit},
    model::*,
    panels::{Selection, power_map::PowerMap},
    text::{Lang, judging, kept, power_change as says, power_map as words, terms},
    ui::Theme,
};

use crate::{
    common::desk::{Desk, TODAY, harness},
    power_map::{account, id},
};

/// Ann leads Bob; a map was kept when Cai still did, and Ann was neutral.
fn workbook() -> Workbook {
    let mut organisation = Organisation::new(account());
    let ann = Contact { support: Some(Judged::assumed(Support::Neutral)), ..Contact::new(id("Ann"), "Ann") };
    let bob = Contact { reports_to: Some(id("Cai")), ..Contact::new(id("Bob"), "Bob") };
    for contact in [ann.clone(), bob.clone(), Contact::new(id("Cai"), "Cai")] {
        organisation.contacts.put(contact);
    }
    let spring = MapSnapshotId::new("spring").unwrap();
    let day = jiff::civil::date(2026, 3, 1);
    let kept = KeptMap::of(spring, day, &organisation);
    Arc::make_mut(&mut organisation.kept).put(kept);
    organisation.contacts.remove(&id("Cai"));
    organisation.contacts.put(Contact { reports_to: Some(id("Ann")), ..bob });
    organisation.contacts.put(Contact { support: Some(Judged::assumed(Support::Mentor)), ..ann });
    Workbook {
        customers: Arc::new([Customer::new(account(), "ACME")].into_iter().collect()),
        organisations: Arc::new([organisation].into_iter().collect()),
        ..Workbook::default()
    }
}

fn stage(audience: Audience) -> Harness<'static, Desk<PowerMap>> {
    let desk = Desk::new(workbook(), Lang::En).look(Theme::Light, audience);
    harness(desk, egui::vec2(1366.0, 1400.0), PowerMap::show)
}

fn compared(audience: Audience) -> Harness<'static, Desk<PowerMap>> {
    let mut stage = stage(audience);
    stage.get_by_label(kept::KEPT_MAPS.of(Lang::En)).click();
    stage.run();
    stage.get_by_label(&kept::since(Lang::En, jiff::civil::date(2026, 3, 1))).click();
    stage.run();
    stage
}

#[test]
fn todays_map_is_kept_by_one_button_and_taken_back_by_one_step() {
    let mut stage = stage(Audience::Trainer);
    stage.get_by_label(kept::KEPT_MAPS.of(Lang::En)).click();
    stage.run();
    stage.get_by_label(says::KEEP.of(Lang::En)).click();
    stage.run();
    let id = MapSnapshotId::new(&TODAY.to_string()).unwrap();
    let kept = OrganisationEdit::Kept(SnapshotEdit::Take(id, TODAY));
    assert_eq!(stage.state().last_edit(), Some(&Edit::Organisation(account(), kept)));
    let maps = |stage: &Harness<'_, Desk<PowerMap>>| stage.state().workbook().organisations.first().unwrap().kept.len();
    assert_eq!(maps(&stage), 2);
    stage.state_mut().undo();
    assert_eq!(maps(&stage), 1);
}

#[test]
fn what_has_changed_is_told_to_the_trainer_and_less_of_it_to_the_room() {
    let ann = "Ann: Support Neutral → Mentor.";
    let bob = "Bob: Reports to Cai → Ann.";
    let cai = format!("Cai: {}.", says::LEFT.of(Lang::En));
    for (audience, told) in [(Audience::Trainer, true), (Audience::Room, false)] {
        let mut stage = compared(audience);
        for label in [bob, &cai] {
            stage.get_by_label(label);
        }
        assert_eq!(stage.query_by_label(ann).is_some(), told, "{audience:?}");
        assert_eq!(stage.query_all_by_label_contains("closer to us").count() > 0, told, "{audience:?}");
        stage.get_by_label(bob).click();
        stage.run();
        assert_eq!(stage.state().selection, Selection::Contact(account(), id("Bob")));
    }
}

#[test]
fn a_comparison_ends_with_the_map_it_was_with() {
    let mut stage = compared(Audience::Trainer);
    assert!(stage.query_by_label(says::TAB.of(Lang::En)).is_some());
    let remove = SnapshotEdit::Remove(MapSnapshotId::new("spring").unwrap());
    stage.state_mut().history.apply(Edit::Organisation(account(), OrganisationEdit::Kept(remove))).unwrap();
    stage.run();
    assert!(stage.query_by_label(says::TAB.of(Lang::En)).is_none());
}

#[test]
fn what_is_kept_holds_no_words_about_anybody() {
    let contact = Contact {
        note: "a note".to_owned(),
        card: DevelopmentCard { personal_need: "a need".to_owned(), ..DevelopmentCard::default() },
        relation: Relation {
            actions: vec![Action { what: "an action".to_owned(), ..Action::default() }],
            ..Relation::default()
        },
        ..Contact::new(id("Ann"), "Ann")
    };
    let mut organisation = Organisation { note: "a note".to_owned(), ..Organisation::new(account()) };
    organisation.contacts.put(contact);
    let map = KeptMap::of(MapSnapshotId::new("x").unwrap(), TODAY, &organisation);
    let said = format!("{map:?}");
    assert!(["a note", "a need", "an action"].iter().all(|words| !said.contains(words)), "{said}");
}

/// Ann's sheet, asking about her support.
fn judging_ann() -> Harness<'static, Desk<PowerMap>> {
    let mut stage = stage(Audience::Trainer);
    stage.state_mut().selection = Selection::Contact(account(), id("Ann"));
    stage.get_by_label(words::SIDE.of(Lang::En)).click();
    stage.run();
    stage.get_by_label(&judging::help_with(Lang::En, Guided::Support)).click();
    stage.run();
    stage
}

fn say_yes(stage: &mut Harness<'_, Desk<PowerMap>>, observation: Observation) {
    let place = Guided::Support.asks().iter().position(|asked| *asked == observation).unwrap();
    let yes = judging::answer(Answer::Yes).of(Lang::En);
    stage.query_all_by_label(yes).nth(place).unwrap().click();
    stage.run();
}

#[test]
fn what_was_seen_becomes_a_judgement_of_today() {
    let mut stage = judging_ann();
    say_yes(&mut stage, Observation::Blocked);
    let enemy = terms::support(Support::Enemy).of(Lang::En);
    stage.get_by_label(&format!("It looks like: {enemy}"));
    stage.get_by_label(judging::TAKE_OVER.of(Lang::En)).click();
    stage.run();
    let ann = stage.state().workbook().organisations.first().unwrap().contacts.get(&id("Ann")).unwrap().clone();
    let expected = Judged { value: Support::Enemy, certainty: Certainty::Assumed, by: None, on: Some(TODAY) };
    assert_eq!(ann.support, Some(expected));
    assert!(stage.query_by_label(judging::TAKE_OVER.of(Lang::En)).is_none());
    stage.state_mut().undo();
    let ann = stage.state().workbook().organisations.first().unwrap().contacts.get(&id("Ann")).unwrap().clone();
    assert_eq!(ann.support, Some(Judged::assumed(Support::Mentor)));
}

#[test]
fn leaving_the_questions_changes_nothing() {
    let mut stage = judging_ann();
    say_yes(&mut stage, Observation::Advised);
    stage.get_by_label(judging::CANCEL.of(Lang::En)).click();
    stage.run();
    assert!(stage.query_by_label(judging::TAKE_OVER.of(Lang::En)).is_none());
    assert_eq!(stage.state().last_edit(), None);
}
