//! What the power map says and asks, used as a person would: findings, questions, thresholds, doubtful data,
//! opportunities.

use std::sync::Arc;

use egui_kittest::{Harness, kittest::Queryable};
use sandtable::{
    analysis::{Audience, power::RuleKind},
    edit::{Edit, OrganisationEdit},
    model::*,
    panels::{QuestionList, Selection, Wish, power_map::PowerMap},
    text::{Lang, findings, power_map as words, terms, verdict as says},
    ui::Theme,
};

use crate::{
    common::{
        desk::{Desk, TODAY, harness, press, type_in},
        program,
    },
    power_map::{account, id},
};

/// Ann leads Bob, who leads Cai; Dee's manager isn't there; two rows of an import claim Cai's id.
fn workbook() -> Workbook {
    let mut organisation = Organisation::new(account());
    for (name, manager) in [("Ann", None), ("Bob", Some("Ann")), ("Cai", Some("Bob")), ("Dee", Some("Zoe"))] {
        organisation.contacts.put(Contact { reports_to: manager.map(id), ..Contact::new(id(name), name) });
    }
    let ann = organisation.contacts.get_mut(&id("Ann")).unwrap();
    ann.status = Some(Judged::assumed(PoliticalStatus::Inner));
    let dee = organisation.contacts.get_mut(&id("Dee")).unwrap();
    dee.key = Some(Judged::assumed(KeyPerson::Hidden));
    let cai = organisation.contacts.get_mut(&id("Cai")).unwrap();
    cai.support = Some(Judged::assumed(Support::Supporter));
    cai.last_contact = Some(jiff::civil::date(2026, 4, 3));
    for manager in ["Ann", "Nobody"] {
        let fields = [("reports_to".to_owned(), manager.to_owned())].into();
        organisation.duplicates.push(DuplicateRow { id: id("Cai"), fields });
    }
    Workbook {
        customers: Arc::new([Customer::new(account(), "ACME")].into_iter().collect()),
        organisations: Arc::new([organisation].into_iter().collect()),
        ..Workbook::default()
    }
}

/// The tab of findings.
fn findings_of(workbook: Workbook, lang: Lang) -> Harness<'static, Desk<PowerMap>> {
    let desk = Desk::new(workbook, lang);
    open(desk)
}

fn open(desk: Desk<PowerMap>) -> Harness<'static, Desk<PowerMap>> {
    let lang = desk.lang;
    let mut stage = harness(desk, egui::vec2(1366.0, 2400.0), PowerMap::show);
    stage.get_by_label(words::SIDE.of(lang)).click();
    stage.run();
    stage.get_by_label(words::TAB_FINDINGS.of(lang)).click();
    stage.run();
    stage
}

fn organisation(stage: &Harness<'_, Desk<PowerMap>>) -> Organisation {
    stage.state().workbook().organisations.first().unwrap().clone()
}

#[test]
fn the_tab_opens_with_the_story_in_one_sentence() {
    for (lang, sentence) in [
        (Lang::Zh, "谁拍板还不知道；唯一的支持者Cai低了 2 级，上次联系在2026年4月3日。"),
        (
            Lang::En,
            "Nobody we know decides; our only supporter, Cai, is 2 levels too low, and we last spoke on 3 Apr 2026.",
        ),
    ] {
        let stage = findings_of(workbook(), lang);
        stage.get_by_label(sentence);
        let light = terms::light(sandtable::analysis::power::Light::Red).of(lang);
        // In the row of tools, and at the head of the tab.
        assert_eq!(stage.query_all_by_label(light).count(), 2);
    }
}

#[test]
fn a_threshold_is_changed_beside_its_rule_and_put_back() {
    let mut stage = findings_of(workbook(), Lang::En);
    let label = says::threshold(PowerThreshold::MinTheirs).of(Lang::En);
    let field = |stage: &Harness<'_, Desk<PowerMap>>| {
        stage.get_by_role_and_label(egui::accesskit::Role::TextInput, label).rect().center()
    };
    let at = field(&stage);
    stage.hover_at(at);
    stage.drag_at(at);
    stage.drop_at(at);
    stage.run();
    press(&mut stage, egui::Modifiers::COMMAND, egui::Key::A);
    type_in(&mut stage, "5");
    press(&mut stage, egui::Modifiers::NONE, egui::Key::Enter);
    assert_eq!(stage.state().last_edit(), Some(&Edit::Threshold(PowerThreshold::MinTheirs, 5)));
    assert_eq!(stage.state().workbook().method.power_map.min_theirs, 5);
    stage.get_by_label(&says::default_threshold(Lang::En, 3)).click();
    stage.run();
    assert_eq!(stage.state().workbook().method.power_map, PowerMapMethod::default());
    stage.state_mut().undo();
    assert_eq!(stage.state().workbook().method.power_map.min_theirs, 5);
}

#[test]
fn every_rule_is_shown_and_whatever_it_found() {
    let stage = findings_of(workbook(), Lang::En);
    let method = PowerMapMethod::default();
    for kind in RuleKind::ALL {
        stage.get_by_label(&says::rule(Lang::En, kind, &method));
    }
    let verdict = &stage.state().derived.power_maps.first().unwrap().whole;
    assert!(verdict.findings.len() > 5);
    for finding in &verdict.findings {
        stage.get_by_label(&findings::power_finding(Lang::En, stage.state().workbook(), &account(), finding));
    }
    stage.get_by_label(says::IN_ORDER.of(Lang::En));
}

#[test]
fn a_question_leads_to_the_person_and_the_field() {
    let mut stage = findings_of(workbook(), Lang::En);
    let verdict = stage.state().derived.power_maps.first().unwrap().whole.clone();
    let place = verdict
        .questions
        .iter()
        .position(|next| next.question == sandtable::analysis::power::Question::WhereTheyStand(id("Ann")))
        .unwrap();
    let text = findings::question(Lang::En, stage.state().workbook(), &account(), &verdict.questions[place].question);
    stage.get_by_label(&format!("{}. {text}", place + 1)).click();
    stage.run();
    assert_eq!(stage.state().selection, Selection::Contact(account(), id("Ann")));
    assert!(stage.query_all_by_label(words::SUPPORT.of(Lang::En)).count() > 0, "the sheet is at the card");
}

#[test]
fn questions_are_taken_along() {
    let mut stage = findings_of(workbook(), Lang::Zh);
    stage.get_by_label(says::SAVE.of(Lang::Zh)).click();
    stage.run();
    let list = QuestionList { account: account(), opportunity: None, count: 5 };
    assert!(stage.state().other_wishes.contains(&Wish::SaveQuestions(list)));
    let verdict = stage.state().derived.power_maps.first().unwrap().whole.clone();
    let along = says::TakeAlong::of(Lang::Zh, stage.state().workbook(), &account(), (None, &verdict), 5, TODAY);
    assert_eq!(along.questions.len(), 5);
    assert!(along.text().contains("1. 谁是决策者？"), "{}", along.text());
}

#[test]
fn doubtful_data_is_mended_by_one_edit_each() {
    let mut stage = findings_of(workbook(), Lang::En);
    // Zoe, who is said to lead Dee.
    stage.get_by_label(says::ADD_MISSING.of(Lang::En)).click();
    stage.run();
    let zoe = organisation(&stage).contacts.get(&id("Zoe")).unwrap().clone();
    assert_eq!((zoe.seat, zoe.reports_to), (Seat::Unknown, None));
    assert!(stage.state().derived.power_maps.first().unwrap().structure.unknown_managers.is_empty());
    stage.get_by_label(says::AS_DOTTED.of(Lang::En)).click();
    stage.run();
    let mended = organisation(&stage);
    assert!(mended.lines.contains(&(id("Cai"), id("Ann"), LineKind::Dotted)));
    assert_eq!(mended.duplicates.len(), 1);
    stage.get_by_label(says::DROP_ROW.of(Lang::En)).click();
    stage.run();
    assert!(organisation(&stage).duplicates.is_empty());
    stage.state_mut().undo();
    stage.state_mut().undo();
    assert_eq!((organisation(&stage).lines.len(), organisation(&stage).duplicates.len()), (0, 2));
}

#[test]
fn an_opportunity_has_roles_of_its_own() {
    let mut stage = findings_of(workbook(), Lang::En);
    stage.get_by_label(says::OPPORTUNITY.of(Lang::En)).click();
    stage.run();
    stage.get_by_label(says::ADD_OPPORTUNITY.of(Lang::En)).click();
    stage.run();
    let added = organisation(&stage).opportunities.first().unwrap().clone();
    assert_eq!(added.name, says::NEW_OPPORTUNITY.of(Lang::En));
    stage.state_mut().selection = Selection::Contact(account(), id("Bob"));
    stage.get_by_label(words::TAB_CARD.of(Lang::En)).click();
    stage.run();
    stage.get_by_label("Decider").click();
    stage.run();
    let after = organisation(&stage);
    assert!(after.contacts.get(&id("Bob")).unwrap().roles.is_empty());
    assert!(after.opportunities.first().unwrap().held(&id("Bob"), DecisionRole::Decider).is_some());
    let bob = |label: &str| label.starts_with("Bob, ") && label.contains("Decider");
    assert!(stage.query_by(|node| node.label().is_some_and(|label| bob(&label))).is_some(), "its role is on the card");
    stage.get_by_label(says::REMOVE_OPPORTUNITY.of(Lang::En)).click();
    stage.run();
    assert!(organisation(&stage).opportunities.is_empty());
    assert!(stage.query_by(|node| node.label().is_some_and(|label| bob(&label))).is_none());
}

#[test]
fn the_room_sees_no_finding_and_takes_nothing_along() {
    let stage = open(Desk::new(workbook(), Lang::En).look(Theme::Light, Audience::Room));
    for label in [says::SAVE.of(Lang::En), says::COPY.of(Lang::En), words::FINDINGS.of(Lang::En)] {
        assert!(stage.query_by_label(label).is_none(), "{label}");
    }
    stage.get_by_label(words::NOT_FOR_ROOM.of(Lang::En));
}

#[test]
fn an_opportunity_cannot_name_somebody_who_is_not_there() {
    let mut opportunity = Opportunity {
        id: OpportunityId::new("x").unwrap(),
        name: String::new(),
        roles: Vec::new(),
        note: String::new(),
    };
    opportunity.set(&id("Nobody"), DecisionRole::User, Some(Basis::default()));
    let edit = Edit::Organisation(account(), OrganisationEdit::PutOpportunity(opportunity));
    assert!(sandtable::edit::apply(&workbook(), edit).is_err());
}

#[test]
fn questions_are_saved_as_a_page_or_as_a_text() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = program::opened(&program::example_in(&folder));
    program::click(&mut stage, words::SIDE.of(Lang::En));
    program::click(&mut stage, words::TAB_FINDINGS.of(Lang::En));
    for (name, begins) in [("ask.html", "<!DOCTYPE html>"), ("ask.txt", findings::QUESTIONS.of(Lang::En))] {
        program::reach(&mut stage, says::SAVE.of(Lang::En));
        let path = folder.path().join(name);
        program::type_path(&mut stage, &path, "Save here");
        let written = std::fs::read_to_string(&path).unwrap();
        assert!(written.starts_with(begins), "{written}");
        assert_eq!(written.matches("Ask: ").count(), 5, "{written}");
    }
}
