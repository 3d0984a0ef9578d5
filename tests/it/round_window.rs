//! Running a round from the window: forms, answers, releases and reports, as a trainer does it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
    time::Duration,
};

use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use sandtable::{
    analysis::{Audience, Derived},
    app::{App, Setup},
    exchange::{
        self,
        answers::{self, AnswerFile, EntryAnswers},
        codes,
        forms::{self, Form},
        page,
    },
    file,
    model::{MemberId, Round, Workbook},
    text::{Lang, app as words, forms as form_words, rounds},
};
use tempfile::TempDir;

use crate::common::{desk::TODAY, program::*};

/// The example with nothing in but the assignments, as a file.
fn empty_round(folder: &TempDir, change: impl FnOnce(&mut Round)) -> (PathBuf, Workbook) {
    let workbook = sandtable::example::workbook(Lang::En).unwrap();
    let mut round = workbook.rounds.iter().last().unwrap().clone();
    round.responses = Default::default();
    change(&mut round);
    let workbook = Workbook { rounds: Arc::new([round].into_iter().collect()), ..workbook };
    let path = folder.path().join("team.ron");
    file::save(&path, &workbook, file::Replace::Nothing).unwrap();
    (path, workbook)
}

fn round(workbook: &Workbook) -> &Round {
    workbook.rounds.iter().last().unwrap()
}

/// What somebody answers about the first of those they rate.
fn answered(form: &Form, edition: u32) -> AnswerFile {
    let entry = EntryAnswers {
        tag: form.people[0].tag,
        answers: "54".repeat(10 + edition as usize).parse().unwrap(),
        comments: Vec::new(),
    };
    AnswerFile {
        form: form.id,
        instrument: form.instrument.id.clone(),
        version: form.instrument.version,
        id: "ABC123".parse().unwrap(),
        edition,
        entries: vec![entry],
    }
}

fn send(folder: &Path, name: &str, file: &AnswerFile) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, answers::write(file).unwrap()).unwrap();
    path
}

/// The workbook as it stands in the window: saved and read.
fn saved(stage: &mut Stage, path: &Path) -> Workbook {
    press(stage, Modifiers::COMMAND, Key::S);
    file::load(path).unwrap().workbook
}

fn has(stage: &Stage, label: &str) -> bool {
    stage.query_all_by_label_contains(label).next().is_some()
}

fn files_in(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn forms_are_those_of_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = example_in(&folder);
    let before = fs::read(&path).unwrap();
    let mut stage = opened(&path);
    let (by_window, by_command) = (folder.path().join("window"), folder.path().join("command"));
    command(&mut stage, "Make the forms");
    choose(&mut stage, rounds::WHICH_ROUND.en, "First round");
    type_folder(&mut stage, &by_window, words::PATH_FORMS.en);
    wait_for(&mut stage, "The forms of ");
    let mut forms = Command::new(env!("CARGO_BIN_EXE_sandtable"));
    forms.args(["forms", "--lang", "en", "--round", "2026-autumn", "--out"]).arg(&by_command).arg(&path);
    assert!(forms.status().unwrap().success());
    let made = files_in(&by_window);
    assert!(made.len() > 20 && made == files_in(&by_command));
    assert_eq!(fs::read(&path).unwrap(), before, "a round with a key needs no saving");

    fs::write(by_window.join(&made[0].0), "mine").unwrap();
    command(&mut stage, "Make the forms");
    choose(&mut stage, rounds::WHICH_ROUND.en, "First round");
    type_folder(&mut stage, &by_window, words::PATH_FORMS.en);
    wait_for(&mut stage, "is no form of this round");
    assert_eq!(fs::read(by_window.join(&made[0].0)).unwrap(), b"mine");
}

#[test]
fn a_round_gets_its_key_for_good_before_its_first_form_goes_out() {
    let folder = tempfile::tempdir().unwrap();
    let (path, _) = empty_round(&folder, |round| round.key.clear());
    let out = folder.path().join("out");
    let mut stage = opened(&path);
    let ask = |stage: &mut Stage| {
        command(stage, "Make the forms");
        type_folder(stage, &out, words::PATH_FORMS.en);
    };
    ask(&mut stage);
    click(&mut stage, words::CANCEL.en);
    assert!(!out.exists() && round(&file::load(&path).unwrap().workbook).key.is_empty());
    ask(&mut stage);
    click(&mut stage, rounds::SAVE_AND_MAKE.en);
    wait_for(&mut stage, "The forms of ");
    let key = |workbook: &Workbook| round(workbook).key.clone();
    let kept = file::load(&path).unwrap().workbook;
    assert!(!key(&kept).is_empty());
    let made = forms::forms(&kept, &round(&kept).id).unwrap();
    assert_eq!(files_in(&out).len(), 2 * made.len());
    press(&mut stage, Modifiers::COMMAND, Key::Z);
    assert_eq!(key(&saved(&mut stage, &path)), key(&kept), "forms that are out are not forgotten");
}

#[test]
fn forms_that_would_not_be_known_again_are_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let (path, _) = empty_round(&folder, |round| round.key.clear());
    let out = folder.path().join("out");
    let mut stage = opened(&path);
    command(&mut stage, "Make the forms");
    type_folder(&mut stage, &out, words::PATH_FORMS.en);
    // Somebody else writes the file meanwhile: saving asks, and nothing goes out before it is answered.
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text + "\n").unwrap();
    click(&mut stage, rounds::SAVE_AND_MAKE.en);
    assert!(has(&stage, words::CONFLICT_TITLE.en) && !out.exists());
    click(&mut stage, words::CONFLICT_OVERWRITE.en);
    wait_for(&mut stage, "The forms of ");
    assert!(out.exists());
}

#[test]
fn dropped_answers_come_in_as_one_step_and_once() {
    let folder = tempfile::tempdir().unwrap();
    let (path, workbook) = empty_round(&folder, |_| {});
    let made = forms::forms(&workbook, &round(&workbook).id).unwrap();
    let inbox = folder.path().join("in");
    fs::create_dir(&inbox).unwrap();
    let one = send(&inbox, "one.txt", &answered(&made[0], 1));
    let mail = tempfile::tempdir().unwrap();
    send(mail.path(), "two.txt", &answered(&made[1], 1));
    let photo = inbox.join("photo.jpg");
    fs::write(&photo, b"\xff\xd8\xff").unwrap();

    let mut stage = opened(&path);
    drop_on(&mut stage, &[&one, &photo, mail.path(), &folder.path().join("gone.txt")]);
    wait_for(&mut stage, "2 new, 2 refused");
    for label in ["one.txt", "two.txt", "photo.jpg", "gone.txt", form_words::NOT_OURS.en, "raters are missing"] {
        assert!(has(&stage, label), "{label}");
    }
    press(&mut stage, Modifiers::COMMAND, Key::Z);
    assert_eq!(saved(&mut stage, &path).rounds, workbook.rounds);
    press(&mut stage, Modifiers::COMMAND, Key::Y);
    let with = saved(&mut stage, &path);
    assert_eq!(round(&with).responses.len(), 2);

    drop_on(&mut stage, &[mail.path(), &one]);
    wait_for(&mut stage, "2 known");
    assert!(stage.query_by_label("team.ron").is_some(), "nothing to save");
    send(&inbox, "one.txt", &answered(&made[0], 2));
    drop_on(&mut stage, &[&one]);
    wait_for(&mut stage, "1 updated");
}

#[test]
fn a_workbook_dropped_alone_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    // Be there a code in it.
    let (path, _) = empty_round(&folder, |round| {
        round.note = "ST1K3-F7A01-23456-ABC12-3118F-3KQ2N-D7JDA-CPR7E-EHW1S-0QC1K-Y3J".to_owned();
    });
    assert!(exchange::holds_answers(&fs::read(&path).unwrap()));
    let mut stage = stage(App::new(setup(Lang::En)));
    drop_on(&mut stage, &[&path]);
    assert!(stage.query_by_label("team.ron").is_some());
    assert!(!has(&stage, form_words::RECEIVED.en));
}

#[test]
fn files_are_chosen_and_messages_pasted() {
    let folder = tempfile::tempdir().unwrap();
    let (path, workbook) = empty_round(&folder, |_| {});
    let made = forms::forms(&workbook, &round(&workbook).id).unwrap();
    let one = send(folder.path(), "one.txt", &answered(&made[0], 1));
    let mut stage = opened(&path);
    command(&mut stage, "Collect answers");
    type_path(&mut stage, &one, words::PATH_TAKE_IN.en);
    wait_for(&mut stage, "1 new");

    let code =
        |form: &Form| codes::of(&answered(form, 1), form.instrument.scored_len(), form.instrument.points).remove(0);
    command(&mut stage, "Paste codes");
    stage.event(Event::Paste(format!("Hi,\nhere you are:\n{}\nBest, A.", code(&made[1]))));
    stage.run_ok();
    assert!(has(&stage, form_words::PASTED.en));
    assert_eq!(round(&saved(&mut stage, &path)).responses.len(), 2);
    // What is read out over the phone is typed; a slip is named.
    let mut slip = code(&made[2]);
    slip.replace_range(20..21, if &slip[20..21] == "7" { "8" } else { "7" });
    let field = form_words::CODES_FIELD.en;
    stage.get_by_label(field).focus();
    stage.run_ok();
    stage.get_by_label(field).type_text(&slip);
    stage.run_ok();
    click(&mut stage, form_words::TAKE_CODES.en);
    assert!(has(&stage, "has a slip in it"));
    assert_eq!(round(&saved(&mut stage, &path)).responses.len(), 2);
}

#[test]
fn a_watched_folder_gives_its_answers_to_this_workbook_only() {
    let folder = tempfile::tempdir().unwrap();
    let (path, workbook) = empty_round(&folder, |_| {});
    let made = forms::forms(&workbook, &round(&workbook).id).unwrap();
    let inbox = folder.path().join("in");
    fs::create_dir(&inbox).unwrap();
    fs::write(inbox.join("form.ron"), forms::write_form(&made[0]).unwrap()).unwrap();
    fs::write(inbox.join("form.html"), page::write(&made[0], Lang::En).unwrap()).unwrap();
    send(&inbox, "one.txt", &answered(&made[0], 1));
    let mut app = App::new(Setup { watch_every: Some(Duration::from_millis(20)), ..setup(Lang::En) });
    app.open(&path);
    let mut stage = stage(app);
    command(&mut stage, "Watch a folder");
    type_folder(&mut stage, &inbox, words::PATH_WATCH.en);
    wait_for(&mut stage, "1 new");
    // Reading the file again lets go of what was not saved; the folder still has it.
    command(&mut stage, "Read again");
    wait_for(&mut stage, "team.ron · Unsaved");
    assert!(!has(&stage, "form.") && !has(&stage, "refused"), "forms are left alone");
    fs::rename(&inbox, folder.path().join("away")).unwrap();
    wait_for(&mut stage, "can\u{2019}t be looked at");
    fs::rename(folder.path().join("away"), &inbox).unwrap();
    wait_for(&mut stage, "what arrives there is taken in");
    send(&inbox, "two.txt", &answered(&made[1], 1));
    wait_for(&mut stage, "two.txt");
    assert_eq!(round(&saved(&mut stage, &path)).responses.len(), 2);

    click(&mut stage, form_words::STOP_WATCHING.en);
    assert!(has(&stage, form_words::WATCH.en));
    command(&mut stage, "New workbook");
    press(&mut stage, Modifiers::NONE, Key::F7);
    assert!(!has(&stage, "two.txt"));
}

#[test]
fn the_room_sees_a_count_and_no_name() {
    let folder = tempfile::tempdir().unwrap();
    let (path, workbook) = empty_round(&folder, |_| {});
    let form = &forms::forms(&workbook, &round(&workbook).id).unwrap()[0];
    let one = send(folder.path(), "secret-name.txt", &answered(form, 1));
    let mut stage = opened(&path);
    press(&mut stage, Modifiers::NONE, Key::F5);
    assert_eq!(stage.state().settings().audience, Audience::Room);
    drop_on(&mut stage, &[&one]);
    wait_for(&mut stage, "Answers: 1 new");
    press(&mut stage, Modifiers::NONE, Key::F7);
    assert!(!has(&stage, "secret-name") && !has(&stage, form_words::RECEIVED.en));
    press(&mut stage, Modifiers::NONE, Key::F5);
    assert!(has(&stage, "secret-name"));
}

#[test]
fn what_can_only_be_read_takes_nothing_in_and_gives_nothing_out() {
    let folder = tempfile::tempdir().unwrap();
    let path = example_in(&folder);
    let workbook = file::load(&path).unwrap().workbook;
    let form = &forms::forms(&workbook, &round(&workbook).id).unwrap()[0];
    let one = send(folder.path(), "one.txt", &answered(form, 1));
    let _lock = file::Lock::take(&path).unwrap();
    let mut stage = opened(&path);
    click(&mut stage, "Open read-only");
    drop_on(&mut stage, &[&one]);
    wait_for(&mut stage, words::READ_ONLY_REFUSED.en);
    command(&mut stage, "Make the forms");
    assert!(stage.query_by_label(words::PATH_TITLE_FORMS.en).is_none());
    press(&mut stage, Modifiers::NONE, Key::Escape);
    press(&mut stage, Modifiers::COMMAND, Key::Num4);
    click(&mut stage, rounds::RATERS.en);
    for word in [rounds::MAKE_FORMS, rounds::COLLECT, rounds::RELEASE] {
        assert!(stage.query_by_label(word.en).is_none(), "{}", word.en);
    }
}

#[test]
fn a_release_freezes_the_round_for_good_and_the_next_one_waits_for_enough() {
    let folder = tempfile::tempdir().unwrap();
    let path = example_in(&folder);
    let mut stage = opened(&path);
    press(&mut stage, Modifiers::COMMAND, Key::Num4);
    click(&mut stage, rounds::RATERS.en);
    assert!(has(&stage, sandtable::text::assessment::RAW_ANSWERS.en));
    let before = saved(&mut stage, &path);
    click(&mut stage, rounds::RELEASE.en);
    click(&mut stage, words::CANCEL.en);
    assert_eq!(saved(&mut stage, &path).rounds, before.rounds);
    click(&mut stage, rounds::RELEASE.en);
    click(&mut stage, rounds::RELEASE_NOW.en);
    press(&mut stage, Modifiers::COMMAND, Key::Z);
    let after = saved(&mut stage, &path);
    let (edit, _) = exchange::release(&before, &round(&before).id, TODAY).unwrap();
    assert_eq!(after.rounds, sandtable::edit::apply(&before, edit).unwrap().rounds);
    command(&mut stage, "Release results");
    choose(&mut stage, rounds::WHICH_ROUND.en, "First round");
    assert!(has(&stage, rounds::NOTHING_TO_RELEASE.en));
}

#[test]
fn a_report_is_asked_for_saved_and_as_the_command_line_writes_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = example_in(&folder);
    let out = folder.path().join("report");
    let mut stage = opened(&path);
    let ask = |stage: &mut Stage| {
        command(stage, "Save report");
        choose(stage, rounds::WHOSE_REPORT.en, "Gu Yan");
        type_path(stage, &out, words::PATH_SAVE.en);
    };
    ask(&mut stage);
    click(&mut stage, words::CANCEL.en);
    let page = out.with_extension("html");
    assert!(!page.exists() && round(&file::load(&path).unwrap().workbook).releases.is_empty());
    ask(&mut stage);
    click(&mut stage, rounds::RELEASE_AND_REPORT.en);
    let frozen = file::load(&path).unwrap().workbook;
    assert_eq!(round(&frozen).releases.len(), 1);
    let written = fs::read_to_string(&page).unwrap();
    let person = MemberId::new("gu-yan").unwrap();
    let derived = Derived::of(&frozen, TODAY);
    let expected = exchange::report(&frozen, &derived, &round(&frozen).id, &person, Lang::En).unwrap();
    assert_eq!(written, expected);
    for response in round(&frozen).responses.iter().filter(|response| response.rater.as_str() != person.as_str()) {
        assert!(!written.contains(response.rater.as_str()) && !written.contains(&response.answers.to_string()));
    }

    // From then on nothing is asked but whether the file may be replaced.
    ask(&mut stage);
    assert!(has(&stage, words::PATH_EXISTS.en));
    fs::remove_file(&page).unwrap();
    click(&mut stage, words::PATH_SAVE.en);
    assert_eq!(fs::read_to_string(&page).unwrap(), expected);
}
