//! The feedback panel as people use it: found by what it says, worked with the pointer and the keyboard.

use egui::{Key, Modifiers, Role, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use sandtable::{
    analysis::Audience,
    edit::{ConversationEdit, ConversationText, Edit, EvidenceEdit, Party, apply},
    example,
    model::*,
    panels::{Selection, Wish, feedback::Feedback},
    text::{Lang, evidence, feedback as words, goals, meeting, people, record, scripts, terms},
    ui::Theme,
};

use crate::common::desk::{Desk, fits, harness, harness_with_steps_of, long_named, press, type_in};

type Stage = Harness<'static, Desk<Feedback>>;

const TALK: &str = "tang-yi-q3-result";

fn desk(lang: Lang, subject: &str) -> Desk<Feedback> {
    Desk { subject: Some(subject.to_owned()), ..Desk::example(lang) }
}

fn stage(desk: Desk<Feedback>) -> Stage {
    harness(desk, vec2(1366.0, 768.0), Feedback::show)
}

fn talk() -> ConversationId {
    ConversationId::new(TALK).unwrap()
}

fn conversation(stage: &Stage) -> &Conversation {
    stage.state().workbook().conversations.get(TALK).unwrap()
}

fn click(stage: &mut Stage, label: &str) {
    stage.get_by_label(label).click();
    stage.run();
}

/// The field that is called so: a label above it may be called the same.
fn field<'a>(stage: &'a Stage, label: &str) -> Option<egui_kittest::Node<'a>> {
    let inputs = [Role::TextInput, Role::MultilineTextInput].map(|role| stage.query_all_by_role(role));
    inputs.into_iter().flatten().find(|node| node.accesskit_node().label().as_deref() == Some(label))
}

fn write(stage: &mut Stage, label: &str, text: &str) {
    field(stage, label).unwrap().focus();
    stage.run_steps(2);
    field(stage, label).unwrap().type_text(text);
    stage.run_steps(8);
}

/// Opens the script with this topic from the list of pages.
fn open_script(stage: &mut Stage, shape: ScriptShape, topic: &str, whole: bool) {
    let lang = stage.state().lang;
    let title = words::script(lang, shape, topic);
    click(stage, &words::page(lang, &title, Some(whole)));
}

#[test]
fn every_step_shows_its_purpose_prompts_and_notes_in_every_look() {
    for lang in Lang::ALL {
        for theme in Theme::ALL {
            for (talk, size) in [
                (TALK, vec2(1920.0, 1080.0)),
                ("xu-miao-q4-progress", vec2(683.0, 700.0)),
                ("fang-lei-q4-goals", vec2(960.0, 1000.0)),
            ] {
                let desk = desk(lang, talk).look(theme, Audience::Trainer);
                let mut stage = harness(desk, size, Feedback::show);
                let conversation = stage.state().workbook().conversations.get(talk).unwrap().clone();
                for step in conversation.kind.steps() {
                    let written = conversation.notes.contains_key(step);
                    click(&mut stage, &words::page(lang, terms::step(*step).of(lang), Some(written)));
                    assert!(words::prompts(*step).len() >= 3);
                    stage.get_by_label(words::purpose(*step).of(lang));
                    for prompt in words::prompts(*step) {
                        stage.get_by_label(prompt.of(lang));
                    }
                    let label = words::notes_on(lang, *step);
                    let notes = stage.get_by_label(&label);
                    assert_eq!(notes.value(), Some(conversation.notes.get(step).cloned().unwrap_or_default()));
                    assert!(notes.rect().width() <= stage.state().tokens.prose_width);
                }
            }
        }
    }
}

#[test]
fn what_is_typed_becomes_one_edit_of_that_step() {
    let mut stage = stage(desk(Lang::Zh, TALK));
    let before = stage.state().workbook().clone();
    click(&mut stage, "下期计划，未写");
    write(&mut stage, "记录：下期计划", "每月一号看续约清单");
    assert_eq!(conversation(&stage).notes[&Step::NextPeriod], "每月一号看续约清单");
    stage.get_by_label("已写 3 / 3 步");
    write(&mut stage, "记录：下期计划", "。");
    stage.get_by_label("下一步：约定").click();
    stage.run();
    assert_eq!(conversation(&stage).notes[&Step::NextPeriod], "每月一号看续约清单。");
    stage.state_mut().undo();
    assert_eq!(stage.state().workbook(), &before, "typing is one step");
}

#[test]
fn pages_are_turned_by_buttons_and_kept_for_each_conversation() {
    let mut stage = stage(desk(Lang::En, TALK));
    stage.get_by_label("Notes: What was reached");
    click(&mut stage, "Next: What was not reached");
    stage.get_by_label("Notes: What was not reached");
    stage.state_mut().subject = Some("xu-miao-q4-progress".to_owned());
    stage.run();
    stage.get_by_label("Notes: Opening");
    stage.state_mut().subject = Some(TALK.to_owned());
    stage.run();
    stage.get_by_label("Notes: What was not reached");
    click(&mut stage, "Back");
    stage.get_by_label("Notes: What was reached");
}

#[test]
fn a_corrective_script_waits_behind_its_gate() {
    let mut stage = stage(desk(Lang::En, TALK));
    open_script(&mut stage, ScriptShape::Corrective, "Thin weekly reports on the pilot", false);
    let behaviour = terms::part(ScriptPart::Behaviour).of(Lang::En);
    let field = |stage: &Stage| stage.query_by_role_and_label(Role::MultilineTextInput, behaviour).is_some();
    stage.get_by_label(scripts::NO_EVIDENCE_WAYS.en);
    assert!(!field(&stage));
    assert!(stage.query_by_label(scripts::REASON_HINT.en).is_none());

    click(&mut stage, "Can I offer an improvement? Yes");
    let id = ScriptId::new("pilot-report").unwrap();
    let gate = &conversation(&stage).scripts.get(&id).unwrap().gate;
    assert_eq!((gate.first_hand, gate.changeable, gate.improvement), (Some(false), Some(true), Some(true)));
    assert!(!field(&stage), "a no needs a reason");

    let reason = "Ms Qi asks me to speak with him this week";
    let label = scripts::REASON.en;
    let mut inputs = stage.get_all_by_role(Role::MultilineTextInput);
    let input = inputs.find(|node| node.accesskit_node().label().as_deref() == Some(label)).unwrap();
    input.focus();
    input.type_text(reason);
    drop(inputs);
    stage.run_steps(10);
    assert_eq!(conversation(&stage).scripts.get(&id).unwrap().gate.reason, reason);
    assert!(field(&stage), "the reason is kept and the script opens");

    click(&mut stage, "Do I have first-hand evidence? Yes");
    assert!(field(&stage) && stage.query_by_label(scripts::NO_EVIDENCE_WAYS.en).is_none());
}

#[test]
fn other_shapes_need_no_gate_and_have_a_hint_for_every_part() {
    for lang in Lang::ALL {
        for shape in ScriptShape::ALL {
            let mut workbook = example::workbook(lang).unwrap();
            let script = Script::new(ScriptId::new("new").unwrap(), shape);
            let edit = ConversationEdit::PutScript(talk(), Box::new(script));
            workbook = apply(&workbook, Edit::Conversations(edit)).unwrap();
            let mut stage = harness(
                Desk { subject: Some(TALK.to_owned()), ..Desk::new(workbook, lang) },
                vec2(960.0, 1400.0),
                Feedback::show,
            );
            open_script(&mut stage, shape, "", false);
            let shown = |part: &ScriptPart| stage.query_by_label(words::hint(*part).of(lang)).is_some();
            assert_eq!(shape.parts().iter().all(shown), shape != ScriptShape::Corrective, "{shape:?}");
        }
    }
}

#[test]
fn commitments_are_added_changed_and_removed() {
    let mut stage = stage(desk(Lang::En, TALK));
    click(&mut stage, "Commitments, written");
    click(&mut stage, "Add a commitment");
    assert_eq!(conversation(&stage).commitments.len(), 3);
    write(&mut stage, "Commitments 3", "Call the three customers");
    let place = ConversationText::Commitment(2);
    let typed = ConversationEdit::Text(talk(), place, "Call the three customers".to_owned());
    assert_eq!(stage.state().last_edit(), Some(&Edit::Conversations(typed)));
    click(&mut stage, "Commitments 3 done");
    assert_eq!(conversation(&stage).commitments[2].done, Some(crate::common::desk::TODAY));
    click(&mut stage, "Remove Commitments 1");
    assert_eq!(conversation(&stage).commitments.len(), 2);
    assert_eq!(conversation(&stage).commitments[1].what, "Call the three customers");
}

#[test]
fn no_more_than_two_strengths_and_two_challenges() {
    let mut stage = harness(desk(Lang::Zh, TALK), vec2(1366.0, 1200.0), Feedback::show);
    click(&mut stage, "准备，已写");
    assert!(stage.query_by_label(words::ADD_STRENGTH.zh).is_none());
    click(&mut stage, words::ADD_CHALLENGE.zh);
    assert_eq!(conversation(&stage).challenges.len(), 2);
    assert!(stage.query_by_label(words::ADD_CHALLENGE.zh).is_none());
}

#[test]
fn the_goal_card_shows_both_evaluations() {
    // 35 × 84 % + 30 × 90 % + 20 × 106 % = 77.6; × 105 % = 81.48. The person: 93.45 × 110 % × 110 % = 113.0745.
    for size in [vec2(1366.0, 768.0), vec2(960.0, 768.0), vec2(683.0, 768.0)] {
        let mut stage = harness(desk(Lang::En, TALK), size, Feedback::show);
        if size.x < 900.0 {
            click(&mut stage, words::GOAL_CARD.en);
        }
        for number in ["29.4", "33.2", "77.6", "81.5", "113.1"] {
            stage.get_by_label(number);
        }
        stage.get_by_label(goals::PROVISIONAL.en);
        let inside = |node: egui_kittest::Node<'_>| node.rect().right() <= size.x;
        assert!(inside(stage.get_by_label("113.1")));
    }
    let stage = stage(desk(Lang::En, "fang-lei-q4-goals"));
    stage.get_by_label(words::LAST_GOAL_CARD.en);
}

#[test]
fn the_room_sees_nothing_of_it() {
    let stage = stage(desk(Lang::En, TALK).look(Theme::Light, Audience::Room));
    let said = |node: egui_kittest::Node<'_>| node.accesskit_node().label().or_else(|| node.value());
    let said: Vec<_> = stage.root().children_recursive().filter_map(said).collect();
    assert!(!said.is_empty() && said.iter().all(|text| words::ROOM.en.contains(text.trim())), "{said:?}");
}

#[test]
fn a_signed_record_can_only_be_read() {
    let mut workbook = example::workbook(Lang::En).unwrap();
    let mut signed = workbook.conversations.get(TALK).unwrap().clone();
    signed.record.seal = Some(Seal::of(signed.canonical()));
    workbook = apply(&workbook, Edit::Conversations(ConversationEdit::Put(Box::new(signed)))).unwrap();
    let desk = Desk { subject: Some(TALK.to_owned()), ..Desk::new(workbook, Lang::En) };
    let mut stage = stage(desk);
    stage.get_by_label(words::SIGNED.en);
    for page in ["Preparation, written", "What was not reached, written", "Commitments, written"] {
        click(&mut stage, page);
        for role in [Role::TextInput, Role::MultilineTextInput] {
            assert_eq!(stage.query_all_by_role(role).count(), 0, "{page}");
        }
    }
    stage.get_by_label("A list of renewals due in 90 days, on the first of each month");
}

#[test]
fn an_empty_team_gets_its_first_person_and_conversation() {
    let mut stage = stage(Desk::new(example::empty(Lang::En).unwrap(), Lang::En));
    write(&mut stage, people::OWN_NAME.en, "Song Jia");
    write(&mut stage, people::NAME.en, "Li Na");
    stage.key_press(Key::Enter);
    stage.run();
    let li = stage.state().workbook().team.get("li-na").unwrap();
    assert_eq!((li.name.as_str(), li.manager.as_ref().unwrap().as_str()), ("Li Na", "song-jia"));
    assert_eq!(stage.state().subject.as_deref(), Some("li-na"), "their page, from where it goes on");
    stage.get_by_label(people::NO_CONVERSATIONS.en);
    click(&mut stage, terms::conversation(ConversationKind::Progress).en);
    let started = stage.state().workbook().conversations.first().unwrap();
    assert_eq!((started.person.as_str(), started.kind), ("li-na", ConversationKind::Progress));
    assert_eq!(started.manager.as_ref().unwrap().as_str(), "song-jia");
    assert_eq!(started.period.as_ref().unwrap().as_str(), "2026-Q4", "this quarter: there is no card yet");
    assert_eq!(stage.state().selection, Selection::Conversation(started.id.clone()));
    assert_eq!(stage.state().subject.as_deref(), Some(started.id.as_str()));
    stage.get_by_label(words::PREPARATION_PURPOSE.en);
}

#[test]
fn somebody_new_is_named_from_a_persons_page_and_where_people_are_chosen() {
    let begin = |stage: &mut Stage| {
        stage.get_by_label(people::SOMEBODY_NEW.en).click();
        stage.run_steps(8);
    };
    let mut stage = stage(desk(Lang::En, "tang-yi"));
    begin(&mut stage);
    type_in(&mut stage, "Wen Qing");
    press(&mut stage, Modifiers::NONE, Key::Escape);
    assert!(stage.state().last_edit().is_none(), "given up");
    begin(&mut stage);
    type_in(&mut stage, "Wen Qing");
    press(&mut stage, Modifiers::NONE, Key::Enter);
    let workbook = stage.state().workbook();
    let manager = |id: &str| workbook.team.get(id).unwrap().manager.clone();
    assert_eq!(manager("wen-qing"), manager("tang-yi"), "of the same team");
    assert_eq!(stage.state().subject.as_deref(), Some("wen-qing"), "their page");

    let mut stage = self::stage(desk(Lang::En, TALK));
    click(&mut stage, "Preparation, written");
    stage.get_by_role_and_label(Role::ComboBox, words::LED_BY.en).click();
    stage.run();
    begin(&mut stage);
    type_in(&mut stage, "Wen Qing");
    press(&mut stage, Modifiers::NONE, Key::Enter);
    assert_eq!(conversation(&stage).manager.as_ref().unwrap().as_str(), "wen-qing");
    stage.state_mut().undo();
    stage.state_mut().undo();
    assert!(!stage.state().workbook().team.contains("wen-qing"));
}

#[test]
fn long_names_break_nothing() {
    for lang in Lang::ALL {
        let desk = Desk { subject: Some(TALK.to_owned()), ..Desk::new(long_named(lang), lang) };
        let size = vec2(683.0, 768.0);
        let mut stage = harness(desk, size, Feedback::show);
        for page in [words::PREPARATION, words::COMMITMENTS] {
            click(&mut stage, &words::page(lang, page.of(lang), Some(true)));
            fits(&stage, size.x);
        }
    }
}

#[test]
fn evidence_is_noted_dated_linked_and_taken_away() {
    let mut stage = harness(desk(Lang::En, TALK), vec2(1366.0, 1600.0), Feedback::show);
    click(&mut stage, words::EVIDENCE.en);
    let spread = |stage: &Stage| stage.query_by_role(Role::Image).unwrap().accesskit_node().label().unwrap();
    assert_eq!(spread(&stage), "3 notes from 1 Jul 2026 to 11 Nov 2026, 1 of them in the last 4 weeks");
    click(&mut stage, evidence::ADD.en);
    let id = stage.state().workbook().evidence.iter().next_back().unwrap().id.clone();
    let note = |stage: &Stage| stage.state().workbook().evidence.get(&id).unwrap().clone();
    assert_eq!((note(&stage).person.as_str(), note(&stage).on), ("tang-yi", Some(crate::common::desk::TODAY)));
    write(&mut stage, &evidence::field(Lang::En, evidence::WHAT, 1), "Called the three customers back");
    write(&mut stage, &evidence::field(Lang::En, evidence::RESULT, 1), "Two of them answer by Friday");
    stage.get_by_role_and_label(Role::Button, evidence::SEEN.en).click();
    stage.run();
    assert_eq!(note(&stage).what, "Called the three customers back");
    assert_eq!(note(&stage).result, "Two of them answer by Friday");
    assert_eq!(note(&stage).source, Some(EvidenceSource::Seen));
    click(&mut stage, evidence::CUSTOMERS.en);
    stage.get_by_role_and_label(Role::Button, "Haiyan Bank").click();
    stage.run();
    assert_eq!(note(&stage).links, [EvidenceLink::Customer(CustomerId::new("haiyan-bank").unwrap())]);
    click(&mut stage, "Take away the link: Haiyan Bank");
    assert_eq!(note(&stage).links, []);
    let label = evidence::label(Lang::En, &note(&stage));
    click(&mut stage, &words::remove(Lang::En, &label));
    assert!(!stage.state().workbook().evidence.contains(&id));
}

#[test]
fn evidence_of_the_last_weeks_alone_is_said() {
    let mut desk = desk(Lang::Zh, TALK);
    for gone in ["switch-over-test", "first-contacts"] {
        desk.apply(Edit::Evidence(EvidenceEdit::Remove(EvidenceId::new(gone).unwrap())));
    }
    let mut stage = stage(desk);
    click(&mut stage, words::EVIDENCE.zh);
    stage.get_by_label(evidence::ALL_RECENT.zh);
}

#[test]
fn a_strength_rests_on_evidence() {
    let mut stage = stage(desk(Lang::En, TALK));
    click(&mut stage, "Preparation, written");
    stage.get_by_label(&words::facts_of(Lang::En, words::STRENGTHS, 1)).click();
    stage.run();
    let note = stage.state().workbook().evidence.get("weekly-on-site").unwrap().clone();
    click(&mut stage, &evidence::label(Lang::En, &note));
    assert_eq!(conversation(&stage).strengths[0].evidence, std::slice::from_ref(&note.id));
    click(&mut stage, &evidence::unlink(Lang::En, &evidence::label(Lang::En, &note)));
    assert_eq!(conversation(&stage).strengths[0].evidence, []);
}

#[test]
fn a_meeting_goes_step_by_step_and_catches_promises() {
    let mut stage = stage(desk(Lang::En, "xu-miao-q4-progress"));
    let talk = |stage: &Stage| stage.state().workbook().conversations.get("xu-miao-q4-progress").unwrap().clone();
    assert!(!stage.state().panel.is_meeting());
    click(&mut stage, meeting::RESUME.en);
    assert!(stage.state().panel.is_meeting());
    // The first step without notes.
    let step = Step::Buyers;
    stage.get_by_label(words::purpose(step).en);
    assert!(stage.query_by_label(words::GOAL_CARD.en).is_none(), "nothing else is in sight");
    write(&mut stage, &words::notes_on(Lang::En, step), "Two wait for the budget");
    assert_eq!(talk(&stage).notes[&step], "Two wait for the budget");
    click(&mut stage, &meeting::take(Lang::En, words::prompts(step)[0].en));
    assert_eq!(talk(&stage).points[&step], words::prompts(step)[0].en);

    write(&mut stage, meeting::NEW_PROMISE.en, "Ask both for the date of their budget");
    click(&mut stage, "Who does it: He Tao");
    click(&mut stage, meeting::TWO_WEEKS.en);
    click(&mut stage, meeting::CATCH.en);
    let caught = talk(&stage).commitments.last().unwrap().clone();
    assert_eq!(caught.what, "Ask both for the date of their budget");
    assert_eq!((caught.owner.unwrap().as_str(), caught.due), ("he-tao", Some(jiff::civil::date(2026, 12, 5))));

    stage.key_press(Key::PageDown);
    stage.run();
    stage.get_by_label(words::purpose(Step::PlanAccuracy).en);
    click(&mut stage, meeting::PAUSE.en);
    stage.get_by_label(meeting::CLOCK_PAUSED.en);
    click(&mut stage, meeting::END.en);
    assert!(!stage.state().panel.is_meeting());
    stage.get_by_label(record::PURPOSE.en);
}

#[test]
fn a_meeting_fits_a_small_screen_in_every_look() {
    for lang in Lang::ALL {
        for theme in Theme::ALL {
            for size in [vec2(1366.0, 768.0), vec2(683.0, 600.0), vec2(1920.0, 1080.0)] {
                for talk in [TALK, "fang-lei-q4-goals"] {
                    let mut stage = harness(desk(lang, talk).look(theme, Audience::Trainer), size, Feedback::show);
                    let held =
                        stage.state().workbook().conversations.get(talk).unwrap().is_held(crate::common::desk::TODAY);
                    click(&mut stage, if held { meeting::RESUME } else { meeting::START }.of(lang));
                    for node in stage.root().children_recursive() {
                        let Some(bounds) = node.accesskit_node().raw_bounds() else { continue };
                        assert!(bounds.x1 <= f64::from(size.x) + 0.5, "{lang:?} {size:?}: {node:?}");
                    }
                    stage.get_by_label(meeting::END.of(lang));
                }
            }
        }
    }
}

/// Types into a field and goes on at once, without a rest in which it would have been given out.
fn write_and_go_on(stage: &mut Stage, label: &str, text: &str) {
    field(stage, label).unwrap().focus();
    stage.run_steps(2);
    field(stage, label).unwrap().type_text(text);
    stage.step();
}

#[test]
fn what_is_typed_last_is_kept_whatever_comes_next() {
    let mut stage = harness_with_steps_of(0.01, desk(Lang::En, TALK), vec2(1366.0, 1600.0), Feedback::show);
    click(&mut stage, "Preparation, written");
    write_and_go_on(&mut stage, words::DOCUMENTS.en, "The list of renewals. ");
    click(&mut stage, words::ADD_CHALLENGE.en);
    assert_eq!(conversation(&stage).challenges.len(), 2, "it was added");
    let documents = conversation(&stage).documents.clone();
    assert!(documents.contains("The list of renewals."), "{documents}");

    click(&mut stage, meeting::START.en);
    let here = conversation(&stage).kind.steps().iter().copied();
    let step = here.clone().find(|step| field(&stage, &words::notes_on(Lang::En, *step)).is_some()).unwrap();
    let notes = words::notes_on(Lang::En, step);
    write_and_go_on(&mut stage, &notes, "Twice a month. ");
    press(&mut stage, Modifiers::NONE, Key::PageDown);
    assert!(conversation(&stage).notes[&step].contains("Twice a month."));
    press(&mut stage, Modifiers::NONE, Key::PageUp);
    write_and_go_on(&mut stage, &notes, "With the list. ");
    click(&mut stage, meeting::END.en);
    assert!(conversation(&stage).notes[&step].contains("With the list."));
}

#[test]
fn a_meeting_about_results_has_strengths_and_challenges_where_they_belong() {
    let mut stage = stage(desk(Lang::En, TALK));
    click(&mut stage, meeting::START.en);
    let (strength, challenge) = ("Visits unasked; knows what is new at his customers", "Starts renewals late");
    stage.get_by_label(strength);
    assert!(stage.query_by_label(challenge).is_none());
    press(&mut stage, Modifiers::NONE, Key::PageDown);
    stage.get_by_label(challenge);
    assert!(stage.query_by_label(strength).is_none());
}

#[test]
fn what_is_added_has_the_keyboard() {
    let mut stage = harness(desk(Lang::En, "fang-lei-q4-goals"), vec2(1366.0, 1600.0), Feedback::show);
    click(&mut stage, "Commitments, written");
    stage.get_by_label(words::ADD_COMMITMENT.en).click();
    stage.run_steps(6);
    type_in(&mut stage, "The list");
    stage.run_steps(8);
    let talk = stage.state().workbook().conversations.get("fang-lei-q4-goals").unwrap();
    assert_eq!(talk.commitments.last().unwrap().what, "The list");
}

#[test]
fn the_record_says_what_is_missing_and_what_would_be_locked_unfinished() {
    let mut stage = harness(desk(Lang::En, "xu-miao-q4-progress"), vec2(1366.0, 2200.0), Feedback::show);
    click(&mut stage, "Record and signatures, nothing written");
    let missing = |stage: &Stage| {
        let said = stage.query_all_by_label_contains("Still missing").next()?;
        said.accesskit_node().label().or_else(|| said.accesskit_node().value())
    };
    assert_eq!(
        missing(&stage).unwrap(),
        "Still missing before you sign: What was said and agreed, Signature of the employee (name and day), \
         Signature of the manager (name and day)"
    );
    write(&mut stage, words::SUMMARY.en, "Looked at every case.");
    write(&mut stage, words::EMPLOYEE_SIGNATURE.en, "Xu Miao");
    for party in Party::ALL {
        click(&mut stage, &record::today_for(Lang::En, party));
    }
    assert_eq!(missing(&stage).unwrap(), "Still missing before you sign: Signature of the manager (name)");
    write(&mut stage, words::MANAGER_SIGNATURE.en, "Song Jia");
    assert_eq!(missing(&stage), None);
    assert!(stage.query_all_by_label_contains("Steps without notes").next().is_some());
}

#[test]
fn a_record_is_written_signed_locked_corrected_and_added_to() {
    let mut stage = harness(desk(Lang::En, TALK), vec2(1366.0, 2200.0), Feedback::show);
    click(&mut stage, "Record and signatures, nothing written");
    click(&mut stage, record::TAKE_NOTES.en);
    assert!(conversation(&stage).record.summary.starts_with("What was reached: The paired lines"));
    let sign = stage.get_by_label(record::SIGN.en);
    assert!(sign.accesskit_node().is_disabled(), "names and days first");
    write(&mut stage, words::EMPLOYEE_SIGNATURE.en, "Tang Yi");
    write(&mut stage, words::MANAGER_SIGNATURE.en, "Song Jia");
    for party in Party::ALL {
        click(&mut stage, &record::today_for(Lang::En, party));
    }
    click(&mut stage, record::SIGN.en);
    assert!(conversation(&stage).is_signed());
    stage.get_by_label(record::INTACT.en);
    assert!(stage.query_by_label(meeting::RESUME.en).is_none() && stage.query_by_label(meeting::START.en).is_none());
    assert_eq!(stage.query_all_by_role(Role::MultilineTextInput).count(), 0);

    click(&mut stage, record::CORRECT.en);
    let comment = words::MANAGER_COMMENT.en;
    write(&mut stage, comment, "Late");
    let altered = &conversation(&stage).record.alterations;
    assert_eq!((altered.len(), altered[0].change.path.as_str()), (1, "manager_comment"));
    stage.get_by_label(record::ALTERED.en);
    stage.get_by_label(record::CORRECTING.en);
    assert!(stage.query_by_label(words::SIGNED.en).is_none(), "it can be written on");
    click(&mut stage, record::STOP_CORRECTING.en);
    assert!(field(&stage, comment).is_none());

    click(&mut stage, record::ADD_AMENDMENT.en);
    let added = record::amendment(Lang::En, 0);
    write(&mut stage, &added, "He gets a list every Monday.");
    write(&mut stage, words::EMPLOYEE_SIGNATURE.en, "Tang Yi");
    write(&mut stage, words::MANAGER_SIGNATURE.en, "Song Jia");
    for party in Party::ALL {
        click(&mut stage, &record::today_for(Lang::En, party));
    }
    click(&mut stage, record::SIGN_AMENDMENT.en);
    let amendment = &conversation(&stage).record.amendments[0];
    assert!(amendment.seal.as_ref().unwrap().text.contains("every Monday"));
    click(&mut stage, record::PRINT.en);
    assert_eq!(stage.state().other_wishes, [Wish::PrintRecord(talk())]);
}

#[test]
fn what_was_promised_before_is_ticked_where_the_next_conversation_starts() {
    let mut desk = desk(Lang::En, TALK);
    let next = Conversation::new(
        ConversationId::new("next").unwrap(),
        MemberId::new("tang-yi").unwrap(),
        ConversationKind::Progress,
    );
    desk.apply(Edit::Conversations(ConversationEdit::Put(Box::new(next))));
    desk.subject = Some("next".to_owned());
    let mut stage = harness(desk, vec2(1366.0, 1200.0), Feedback::show);
    stage.get_by_label(meeting::FROM_LAST_TIME.en);
    let owner = stage.state().workbook().member_label(&MemberId::new("song-jia").unwrap()).to_owned();
    let promise = meeting::promise(Lang::En, &conversation(&stage).commitments[1], Some(&owner));
    click(&mut stage, &words::done_of(Lang::En, &promise));
    assert_eq!(conversation(&stage).commitments[1].done, Some(crate::common::desk::TODAY));
    assert!(stage.query_by_label(&promise).is_none(), "what is kept is not asked again");
}
