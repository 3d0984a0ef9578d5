//! Feedback scripts as people write them: the gate with its ways out, sentences to begin with, the linter's remarks.

use std::collections::BTreeSet;

use egui::{Key, Role, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use sandtable::{
    analysis::wording::of_script,
    edit::{ConversationEdit, Edit, apply},
    example,
    model::*,
    panels::feedback::Feedback,
    text::{Lang, feedback as words, openings, scripts, terms, wording},
};

use crate::common::desk::{Desk, TODAY, harness};

type Stage = Harness<'static, Desk<Feedback>>;

const TALK: &str = "tang-yi-q3-result";

/// A stage with one script in the talk, on its page.
fn stage(lang: Lang, shape: ScriptShape, change: impl FnOnce(&mut Script)) -> Stage {
    let mut script = Script::new(id(), shape);
    "Late offers".clone_into(&mut script.topic);
    change(&mut script);
    let edit = ConversationEdit::PutScript(ConversationId::new(TALK).unwrap(), Box::new(script));
    let workbook = apply(&example::workbook(lang).unwrap(), Edit::Conversations(edit)).unwrap();
    let desk = Desk { subject: Some(TALK.to_owned()), ..Desk::new(workbook, lang) };
    let mut stage = harness(desk, vec2(960.0, 2400.0), Feedback::show);
    let title = words::script(lang, shape, "Late offers");
    let whole = script_of(&stage).shape.parts().iter().all(|part| script_of(&stage).parts.contains_key(part));
    click(&mut stage, &words::page(lang, &title, Some(whole)));
    stage
}

fn id() -> ScriptId {
    ScriptId::new("late-offers").unwrap()
}

fn talk(stage: &Stage) -> &Conversation {
    stage.state().workbook().conversations.get(TALK).unwrap()
}

fn script_of(stage: &Stage) -> &Script {
    talk(stage).scripts.get(&id()).unwrap()
}

fn click(stage: &mut Stage, label: &str) {
    stage.get_by_label(label).click();
    stage.run();
}

fn write(stage: &mut Stage, label: &str, text: &str) {
    let input = |stage: &Stage| {
        let nodes = stage.get_all_by_role(Role::MultilineTextInput);
        nodes.filter(|node| node.accesskit_node().label().as_deref() == Some(label)).count()
    };
    assert_eq!(input(stage), 1, "{label}");
    let focus = |stage: &Stage| {
        let mut nodes = stage.get_all_by_role(Role::MultilineTextInput);
        nodes.find(|node| node.accesskit_node().label().as_deref() == Some(label)).unwrap().focus();
    };
    focus(stage);
    stage.run_steps(2);
    let mut nodes = stage.get_all_by_role(Role::MultilineTextInput);
    nodes.find(|node| node.accesskit_node().label().as_deref() == Some(label)).unwrap().type_text(text);
    drop(nodes);
    stage.run_steps(10);
}

fn has_part(stage: &Stage, part: ScriptPart) -> bool {
    stage.query_by_role_and_label(Role::MultilineTextInput, terms::part(part).en).is_some()
}

#[test]
fn a_yes_alone_opens_nothing_and_a_yes_in_words_opens_the_script() {
    let mut stage = stage(Lang::En, ScriptShape::Corrective, |_| ());
    for question in [words::FIRST_HAND, words::CHANGEABLE, words::IMPROVEMENT] {
        click(&mut stage, &words::answer(Lang::En, question, words::YES));
    }
    assert!(!has_part(&stage, ScriptPart::Behaviour));
    write(&mut stage, scripts::EXAMPLE.en, "On 3 September he read the slides out");
    write(&mut stage, scripts::CHANGE.en, "Looking at the people he talks to");
    assert!(!has_part(&stage, ScriptPart::Behaviour));
    write(&mut stage, scripts::SUGGESTION.en, "One rehearsal with me");
    assert!(has_part(&stage, ScriptPart::Behaviour));
    assert_eq!(script_of(&stage).gate.suggestion, "One rehearsal with me");
    click(&mut stage, scripts::GATE_HIDE.en);
    assert!(stage.query_by_label(&words::answer(Lang::En, words::CHANGEABLE, words::YES)).is_none());
}

#[test]
fn an_example_is_picked_from_first_hand_notes() {
    let mut stage = stage(Lang::En, ScriptShape::Corrective, |script| script.gate.first_hand = Some(true));
    click(&mut stage, scripts::PICK_EVIDENCE.en);
    let workbook = stage.state().workbook();
    let note = workbook.evidence.get("first-contacts").unwrap();
    let label = scripts::note(Lang::En, note);
    click(&mut stage, &label);
    assert_eq!(script_of(&stage).gate.evidence.as_ref().map(|id| id.as_str()), Some("first-contacts"));
    stage.get_by_label(&label);
    click(&mut stage, scripts::OTHER_EVIDENCE.en);
    assert_eq!(script_of(&stage).gate.evidence, None);
}

#[test]
fn without_evidence_somebody_is_asked_and_the_person_told() {
    let mut stage = stage(Lang::En, ScriptShape::Corrective, |script| script.gate.first_hand = Some(false));
    stage.get_by_label(scripts::COMPARE_GOAL.en);
    click(&mut stage, scripts::ASK_COLLEAGUE.en);
    let colleague =
        stage.state().workbook().team.iter().find(|member| member.id.as_str() != "tang-yi").unwrap().clone();
    click(&mut stage, colleague.label());
    let todo = &talk(&stage).todo;
    assert_eq!(todo.len(), 2);
    assert_eq!(todo[1].what, scripts::ask_about(Lang::En, colleague.label(), "Late offers"));
    assert_eq!(todo[1].owner.as_ref().map(|id| id.as_str()), Some("song-jia"));
    assert_eq!(todo[1].due, talk(&stage).on.map(|on| on.yesterday().unwrap()));
    stage.get_by_label(&words::numbered(Lang::En, scripts::TODO, 2));
    click(&mut stage, &words::done_of(Lang::En, &words::numbered(Lang::En, scripts::TODO, 2)));
    assert_eq!(talk(&stage).todo[1].done, Some(TODAY));
}

#[test]
fn what_they_cannot_change_becomes_a_promise_of_the_manager() {
    let mut stage = stage(Lang::En, ScriptShape::Corrective, |script| {
        script.gate.changeable = Some(false);
        "A demo rig for the team".clone_into(&mut script.gate.support);
    });
    for condition in RevisionCondition::ALL {
        stage.get_by_label(&format!("· {}", terms::revision_condition(condition).en));
    }
    let before = talk(&stage).commitments.len();
    click(&mut stage, &scripts::promise(Lang::En, scripts::SUPPORT));
    let promised = talk(&stage).commitments.last().unwrap();
    assert_eq!(talk(&stage).commitments.len(), before + 1);
    assert_eq!(promised.what, "A demo rig for the team");
    assert_eq!(promised.owner.as_ref().map(|id| id.as_str()), Some("song-jia"));
    stage.get_by_label(scripts::PROMISED.en);
}

#[test]
fn she_may_go_on_with_a_reason_that_is_shown_in_the_script() {
    let mut stage = stage(Lang::En, ScriptShape::Corrective, |script| {
        (script.gate.first_hand, script.gate.changeable, script.gate.improvement) =
            (Some(true), Some(true), Some(false));
    });
    stage.get_by_label(&format!("· {}", scripts::SMALLEST_STEP.en));
    write(&mut stage, scripts::REASON.en, "The customer asked for a word this week");
    assert!(has_part(&stage, ScriptPart::Behaviour));
    stage.get_by_label(&scripts::went_on(Lang::En, "The customer asked for a word this week"));
}

#[test]
fn an_opening_is_put_in_filled_from_a_note_and_typed_on_from() {
    let mut stage = stage(Lang::En, ScriptShape::Positive, |_| ());
    let note = stage.state().workbook().evidence.get("switch-over-test").unwrap().clone();
    stage.get_by_role_and_label(Role::ComboBox, scripts::FROM_EVIDENCE.en).click();
    stage.run();
    click(&mut stage, &scripts::note(Lang::En, &note));
    let part = terms::part(ScriptPart::Detail).en;
    click(&mut stage, &scripts::openings_of(Lang::En, part));
    let opening =
        openings::filled(Lang::En, openings::openings(ScriptShape::Positive, ScriptPart::Detail)[0], Some(&note));
    click(&mut stage, &opening);
    stage.run_steps(4);
    assert_eq!(script_of(&stage).parts[&ScriptPart::Detail], opening);
    stage.event(egui::Event::Text(" Thank you.".to_owned()));
    stage.run_steps(10);
    assert_eq!(script_of(&stage).parts[&ScriptPart::Detail], format!("{opening} Thank you."));

    // Without a note the gaps stay, and the linter tells.
    let part = terms::part(ScriptPart::Quality).en;
    click(&mut stage, &scripts::openings_of(Lang::En, part));
    let opening = openings::filled(Lang::En, openings::openings(ScriptShape::Positive, ScriptPart::Quality)[1], None);
    click(&mut stage, &opening);
    stage.run_steps(10);
    stage.get_by_label(&wording::mark(Lang::En, WordingRule::OpenSlot, "〔which strength〕"));
}

#[test]
fn marks_are_listed_selected_let_be_and_switched_off() {
    for lang in Lang::ALL {
        let text = match lang {
            Lang::Zh => "9 月 3 日例会上，你总是迟到，尽快改。",
            _ => "On 3 September at the review you were late as always, sort it out soon.",
        };
        let mut stage = stage(lang, ScriptShape::Sbi, |script| {
            script.parts.insert(ScriptPart::Behaviour, text.to_owned());
        });
        let marks = of_script(script_of(&stage), &BTreeSet::new());
        let mark = marks.iter().find(|mark| mark.rule == WordingRule::VagueTime).unwrap().clone();
        let said = &text[mark.range.clone()];
        let label = wording::mark(lang, WordingRule::VagueTime, said);
        click(&mut stage, &label);
        stage.run_steps(2);
        stage.key_press(Key::Backspace);
        stage.run_steps(10);
        assert_eq!(
            script_of(&stage).parts[&ScriptPart::Behaviour],
            text.replacen(said, "", 1),
            "what is listed is selected"
        );
        assert!(stage.query_by_label(&label).is_none());
        stage.state_mut().undo();
        stage.run();

        click(&mut stage, &wording::not_here(lang, &label));
        assert!(stage.query_by_label(&label).is_none());
        assert_eq!(script_of(&stage).meant.len(), 1);
        click(&mut stage, &wording::mark_again(lang, &label));
        stage.get_by_label(&label);

        click(&mut stage, wording::HEADING.of(lang));
        click(&mut stage, wording::rule(WordingRule::VagueTime).of(lang));
        assert!(stage.state().workbook().method.wording.off.contains(&WordingRule::VagueTime));
        assert!(stage.query_by_label(&label).is_none());
    }
}

#[test]
fn the_whole_is_read_in_one_flow_with_its_length_and_copied() {
    let mut stage = stage(Lang::Zh, ScriptShape::Positive, |script| {
        script.parts.insert(ScriptPart::Detail, "你".repeat(200));
        script.parts.insert(ScriptPart::Result, "好".repeat(100));
    });
    stage.get_by_label(&scripts::aloud(Lang::Zh, 90));
    click(&mut stage, scripts::READ.zh);
    let whole = format!("{}\n\n{}", "你".repeat(200), "好".repeat(100));
    stage.get_by_label(&whole);
    stage.get_by_label(scripts::COPY.zh).click();
    stage.step();
    let copied = stage
        .output()
        .platform_output
        .commands
        .iter()
        .any(|command| matches!(command, egui::OutputCommand::CopyText(text) if *text == whole));
    assert!(copied);
}

#[test]
fn the_diagnosis_in_the_meeting_is_kept_with_the_script() {
    let mut stage = stage(Lang::En, ScriptShape::Corrective, |script| {
        (script.gate.first_hand, script.gate.changeable, script.gate.improvement) =
            (Some(true), Some(true), Some(true));
        for text in [&mut script.gate.example, &mut script.gate.change, &mut script.gate.suggestion] {
            "x".clone_into(text);
        }
    });
    click(&mut stage, scripts::DIAGNOSE.en);
    write(&mut stage, scripts::THEIRS.en, "The offer waited for legal");
    write(&mut stage, scripts::WAY.en, "Legal gets the draft first");
    let diagnosis = &script_of(&stage).diagnosis;
    assert_eq!(
        (diagnosis.theirs.as_str(), diagnosis.way.as_str()),
        ("The offer waited for legal", "Legal gets the draft first")
    );
}
