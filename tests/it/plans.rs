//! What comes after a report: development plans, and the next round beside the one before. Found by what it says.

use std::sync::Arc;

use egui::{Role, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};
use jiff::ToSpan as _;
use sandtable::{
    analysis::{Audience, assessment::Quadrant, plans::PlanStepKind},
    edit::{AssessmentEdit, Edit},
    model::*,
    panels::assessment::Assessment,
    text::{Lang, assessment as results, plans as words, progress, terms},
    ui::Theme,
};

use crate::common::desk::{Desk, TODAY, harness};

type Stage = Harness<'static, Desk<Assessment>>;

fn stage(desk: Desk<Assessment>) -> Stage {
    harness(desk, vec2(1366.0, 1400.0), Assessment::show)
}

fn press(stage: &mut Stage, role: Role, label: &str) {
    stage.get_by_role_and_label(role, label).click();
    stage.run();
}

/// The example without plans: the page of the first person, opened.
fn blank(lang: Lang) -> Stage {
    let desk = Desk::<Assessment>::example(lang);
    let mut stage = stage(Desk::new(Workbook { plans: Arc::default(), ..desk.workbook().clone() }, lang));
    press(&mut stage, Role::Button, words::TITLE.of(lang));
    stage
}

fn plan(stage: &Stage) -> &DevelopmentPlan {
    stage.state().workbook().plans.first().unwrap()
}

fn type_in(stage: &mut Stage, label: &str, text: &str) {
    let field = stage.get_by_role_and_label(Role::TextInput, label);
    field.focus();
    stage.run();
    stage.get_by_role_and_label(Role::TextInput, label).type_text(text);
    stage.run();
}

#[test]
fn the_example_s_plan_shows_in_every_look() {
    for lang in Lang::ALL {
        for theme in Theme::ALL {
            let mut stage = stage(Desk::example(lang).look(theme, Audience::Trainer));
            press(&mut stage, Role::Button, words::TITLE.of(lang));
            assert!(stage.query_by_label(&words::aim(lang, 1)).is_some());
            for step in PlanStepKind::ALL {
                let label = terms::plan_step(step).of(lang);
                assert!(stage.query_by_role_and_label(Role::MultilineTextInput, label).is_some(), "{label}");
            }
        }
    }
}

#[test]
fn a_suggestion_becomes_an_aim_and_is_suggested_no_more() {
    for lang in Lang::ALL {
        let mut stage = blank(lang);
        // What the example's first person is told: team building is a potential of his.
        let potential = results::quadrant(Quadrant::Potential).of(lang);
        let suggested = |stage: &Stage| stage.query_all_by_label_contains(&format!("{potential} · ")).count();
        assert_eq!(suggested(&stage), 1);
        stage.get_by_label_contains(&format!("{potential} · ")).click();
        stage.run();
        assert_eq!(suggested(&stage), 0);
        let plan = plan(&stage);
        assert_eq!((plan.person.as_str(), plan.round.as_ref().unwrap().as_str()), ("gu-yan", "2026-autumn"));
        assert_eq!(plan.items[0].role.as_ref().unwrap().as_str(), "t");
        stage.state_mut().undo();
        stage.run();
        assert!(stage.state().workbook().plans.is_empty());
    }
}

#[test]
fn what_is_typed_ticked_and_dated_is_in_the_plan() {
    let mut stage = blank(Lang::En);
    press(&mut stage, Role::Button, words::ADD_OWN.of(Lang::En));
    stage.get_by_role_and_label(Role::MultilineTextInput, "I could").focus();
    stage.run();
    stage.get_by_role_and_label(Role::MultilineTextInput, "I could").type_text("Lead the review");
    stage.run();
    type_in(&mut stage, "Act by", "2026-11-20");
    stage.get_by_role_and_label(Role::TextInput, "Reflect by").focus();
    stage.run();
    let aim = plan(&stage).items[0].clone();
    let yesterday = TODAY.checked_sub(1.day()).unwrap();
    assert_eq!((aim.aim.as_str(), aim.act.due), ("Lead the review", Some(yesterday)));
    assert!(stage.query_by_label(words::OVERDUE.of(Lang::En)).is_some());
    assert_eq!(stage.state().derived.due.len(), 1);

    press(&mut stage, Role::CheckBox, &words::step_done(Lang::En, "Act"));
    assert_eq!(plan(&stage).items[0].act.done, Some(TODAY));
    assert!(stage.query_by_label(words::OVERDUE.of(Lang::En)).is_none());
    assert!(stage.state().derived.due.is_empty());

    press(&mut stage, Role::Button, words::REMOVE_AIM.of(Lang::En));
    assert!(plan(&stage).items.is_empty());
    assert!(matches!(stage.state().last_edit(), Some(Edit::Assessment(AssessmentEdit::PutPlan(_)))));
}

#[test]
fn the_room_sees_no_plan() {
    let mut stage = stage(Desk::example(Lang::En));
    press(&mut stage, Role::Button, words::TITLE.of(Lang::En));
    let text = |stage: &Stage| {
        stage.query_all_by_label_contains("improvise").count()
            + stage.query_all_by(|node| node.value().is_some_and(|text| text.contains("improvise"))).count()
    };
    assert!(text(&stage) > 0);
    let desk = std::mem::replace(stage.state_mut(), Desk::example(Lang::En));
    *stage.state_mut() = desk.look(Theme::Light, Audience::Room);
    stage.run();
    assert_eq!(text(&stage), 0);
    assert!(stage.query_by_label(words::TITLE.of(Lang::En)).is_none());
}

#[test]
fn a_second_round_stands_beside_the_first_with_a_caution() {
    for lang in Lang::ALL {
        for audience in [Audience::Trainer, Audience::Room] {
            let mut stage = stage(Desk::example(lang).look(Theme::Light, audience));
            let before = stage.state().workbook().rounds.first().unwrap().label().to_owned();
            assert!(stage.query_by_label(&before).is_some(), "the key of the marks");
            assert!(stage.query_by_label(progress::CAUTION.of(lang)).is_some());
            // Somebody who was not in the earlier round.
            stage.get_by_role_and_label(Role::Button, results::NEXT.of(lang)).click();
            stage.run();
            assert!(stage.query_by_label(progress::CAUTION.of(lang)).is_none());
        }
    }
}
