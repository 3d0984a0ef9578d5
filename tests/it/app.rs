//! The whole program without a window: menus, lists, dialogs, languages and files, by accessible names.

use std::{
    fs,
    path::{Path, PathBuf},
};

use egui::{Key, Modifiers, Role, pos2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::civil::date;
use sandtable::{
    analysis::Audience,
    app::{App, Scale, Settings, Setup},
    edit::{CustomerEdit, Edit},
    exchange::{answers, forms},
    file,
    model::{Direction, Pane, PanelKind, Tile, Workbook},
    text::{Lang, app as words, forms as form_words, meeting},
};
use tempfile::TempDir;

use crate::common::{desk::drag, program::*};

#[test]
fn every_command_of_the_menus_is_in_the_list_with_its_keys() {
    let mut stage = stage(App::new(setup(Lang::En)));
    press(&mut stage, Modifiers::COMMAND | Modifiers::SHIFT, Key::P);
    choose(&mut stage, "Name of a command", "keys");
    assert!(stage.query_by_label("Command list…").is_some());
    press(&mut stage, Modifiers::NONE, Key::Escape);
    assert!(stage.query_by_label("Command list…").is_none());
}

#[test]
fn what_is_due_in_plans_is_told_on_opening_but_not_to_the_room() {
    let folder = tempfile::tempdir().unwrap();
    let path = example_in(&folder);
    for (audience, told) in [(Audience::Trainer, true), (Audience::Room, false)] {
        // By then two steps of one person's and one of another's are open.
        let settings = Settings { audience, ..setup(Lang::En).settings };
        let mut app = App::new(Setup { today: Some(date(2026, 12, 5)), settings, ..Setup::default() });
        app.open(&path);
        let mut stage = stage(app);
        let due = "3 steps of development plans are due: Gu Yan, He Tao";
        assert_eq!(stage.query_by_label(due).is_some(), told);
        // Nor once the room watches: neither over the window nor in the list of notices.
        if told {
            press(&mut stage, Modifiers::NONE, Key::F5);
        }
        press(&mut stage, Modifiers::NONE, Key::F9);
        assert_eq!(stage.query_all_by_label(due).count(), 0);
    }
}

#[test]
fn promises_that_are_due_are_told_on_opening_but_not_to_the_room() {
    let folder = tempfile::tempdir().unwrap();
    let path = example_in(&folder);
    for (audience, told) in [(Audience::Trainer, true), (Audience::Room, false)] {
        let settings = Settings { audience, ..setup(Lang::En).settings };
        let mut app = App::new(Setup { today: Some(date(2026, 11, 27)), settings, ..Setup::default() });
        app.open(&path);
        let due = "2 commitments are due: Fang Lei, Xu Miao";
        assert_eq!(stage(app).query_by_label(due).is_some(), told);
    }
}

#[test]
fn a_meeting_has_the_window_to_itself() {
    let mut stage = stage(App::new(setup(Lang::En)));
    press(&mut stage, Modifiers::COMMAND, Key::Num3);
    let menu = |stage: &Stage| stage.query_by_label("File").is_some();
    assert!(menu(&stage));
    click(&mut stage, meeting::START.en);
    assert!(!menu(&stage), "no menu, and nothing else that names anybody");
    assert!(stage.query_by_label("Customer value map").is_none());
    for key in [Key::Num1, Key::F, Key::K, Key::W] {
        press(&mut stage, Modifiers::COMMAND, key);
        stage.get_by_label(meeting::END.en);
        assert!(!menu(&stage));
    }
    click(&mut stage, meeting::END.en);
    assert!(menu(&stage));
}

#[test]
fn the_language_is_switched_while_running_and_back() {
    let mut stage = stage(App::new(setup(Lang::Zh)));
    assert!(stage.query_by_label("文件").is_some());
    press(&mut stage, Modifiers::COMMAND, Key::L);
    assert_eq!(stage.state().settings().lang, Lang::En);
    assert!(stage.query_by_label("File").is_some() && stage.query_by_label("文件").is_none());
    command(&mut stage, "中文");
    assert!(stage.query_by_label("文件").is_some());
}

#[test]
fn scale_theme_and_audience_follow_their_commands() {
    let mut stage = stage(App::new(setup(Lang::En)));
    press(&mut stage, Modifiers::COMMAND, Key::Plus);
    press(&mut stage, Modifiers::COMMAND, Key::Plus);
    assert_eq!(stage.state().settings().scale.percent(), 125);
    press(&mut stage, Modifiers::COMMAND, Key::Num0);
    assert_eq!(stage.state().settings().scale.percent(), 100);
    command(&mut stage, "Dark");
    assert!(stage.ctx.global_style().visuals.dark_mode);
    press(&mut stage, Modifiers::NONE, Key::F5);
    assert_eq!(stage.state().settings().audience, Audience::Room);
}

#[test]
fn saving_the_example_asks_where_and_what_is_saved_opens_with_the_same_layout() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.ron");
    let mut stage = stage(App::new(setup(Lang::En)));
    command(&mut stage, "Open another power map");
    press(&mut stage, Modifiers::NONE, Key::Enter);
    press(&mut stage, Modifiers::COMMAND, Key::S);
    type_path(&mut stage, &path, "Save here");
    let saved = file::load(&path).unwrap().workbook;
    let root = saved.view.current.clone().unwrap();
    let power_maps = panes(&root).into_iter().filter(|pane| pane.kind == PanelKind::PowerMap).count();
    assert_eq!(power_maps, 2);
    let before = fs::read(&path).unwrap();
    drop(stage);
    let mut stage = opened(&path);
    press(&mut stage, Modifiers::COMMAND, Key::S);
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_panel_dropped_at_an_edge_stands_beside_all_the_tabs_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = example_in(&folder);
    let mut stage = opened(&path);
    let tab = stage.get_by_role_and_label(Role::Tab, "Feedback").rect().center();
    // The lower half of the group of tabs that it comes from.
    drag(&mut stage, tab, pos2(1024.0, 600.0));
    press(&mut stage, Modifiers::COMMAND, Key::S);
    let saved = file::load(&path).unwrap().workbook;
    let Some(Tile::Split { children, .. }) = &saved.view.current else { panic!("not split") };
    let [_, Tile::Split { direction: Direction::Down, children: right, .. }] = &children[..] else {
        panic!("{children:?}")
    };
    let kinds = |tile| panes(tile).iter().map(|pane| pane.kind).collect::<Vec<_>>();
    assert_eq!(
        right.iter().map(kinds).collect::<Vec<_>>(),
        [
            vec![PanelKind::PowerMap, PanelKind::Relations, PanelKind::Goals, PanelKind::Assessment],
            vec![PanelKind::Feedback]
        ]
    );
}

#[test]
fn a_presenters_remote_turns_the_panel_used_last_wherever_the_pointer_lies() {
    let mut stage = stage(App::new(setup(Lang::En)));
    let tab = |stage: &Stage| {
        let tabs = stage.get_all_by_role(Role::Tab).map(|tab| tab.accesskit_node().label().unwrap());
        tabs.into_iter().find(|title| title.starts_with("360")).unwrap()
    };
    let before = tab(&stage);
    press(&mut stage, Modifiers::NONE, Key::PageDown);
    assert_eq!(tab(&stage), before, "the value map stands first");
    stage.get_by_role_and_label(Role::Tab, &before).click();
    stage.run();
    stage.hover_at(pos2(200.0, 600.0));
    stage.run();
    press(&mut stage, Modifiers::NONE, Key::PageDown);
    assert_ne!(tab(&stage), before);
    // The keyboard goes elsewhere, and the remote with it.
    let after = tab(&stage);
    stage.get_by_role_and_label(Role::Button, "Flip sides").focus();
    stage.run();
    press(&mut stage, Modifiers::NONE, Key::PageDown);
    assert_eq!(tab(&stage), after);
}

fn panes(tile: &Tile) -> Vec<&Pane> {
    match tile {
        Tile::Pane(pane) => vec![pane],
        Tile::Tabs { children, .. } | Tile::Split { children, .. } => children.iter().flat_map(panes).collect(),
    }
}

#[test]
fn a_file_that_is_not_there_is_said_in_words() {
    let stage = opened(Path::new("/nowhere/team.ron"));
    assert!(stage.query_by_label("The file cannot be read").is_some());
}

#[test]
fn a_file_open_elsewhere_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = example_in(&folder);
    let _lock = file::Lock::take(&path).unwrap();
    let mut stage = opened(&path);
    click(&mut stage, "Open read-only");
    assert!(stage.query_by_label("team.ron · Read-only").is_some());
}

#[test]
fn a_file_changed_outside_is_opened_with_a_word_about_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = example_in(&folder);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("version: 1", "version:  1", 1)).unwrap();
    let mut stage = opened(&path);
    assert!(stage.query_by_label("Changed outside the program").is_some());
    click(&mut stage, "Go on with the file");
    assert!(stage.query_by_label("team.ron").is_some());
}

#[test]
fn a_file_changed_outside_says_what_differs_from_its_backup() {
    let folder = tempfile::tempdir().unwrap();
    let path = example_in(&folder);
    let text = fs::read_to_string(&path).unwrap();
    let customer = sandtable::example::workbook(Lang::En).unwrap().customers.iter().next().unwrap().name.clone();
    fs::copy(&path, file::backup_of(&path)).unwrap();
    fs::write(&path, text.replace(&format!("name: \"{customer}\""), "name: \"Somebody else\"")).unwrap();
    let mut stage = opened(&path);
    assert!(stage.query_by_label("Customers · Somebody else: changed").is_some());
    assert!(stage.query_by_label_contains(&format!("name: “{customer}” → “Somebody else”")).is_some());
    click(&mut stage, "Go on with the backup");
    assert!(stage.query_by_label("team.ron · Unsaved").is_some());
}

#[test]
fn what_a_crash_left_is_offered_with_what_it_changes() {
    let folder = tempfile::tempdir().unwrap();
    let path = example_in(&folder);
    let loaded = file::load(&path).unwrap();
    let state = folder.path().join("state");
    let edited = sandtable::edit::apply(&loaded.workbook, rename_first_customer(&loaded.workbook)).unwrap();
    let journal = file::Journal::begin(&state, Some(&path), Some(loaded.hash), None).unwrap();
    journal.record(&edited, "customers");
    drop(journal); // as if the program had ended
    let crashed = |audience| {
        let mut setup = Setup { state: Some(state.clone()), ..setup(Lang::En) };
        setup.settings.audience = audience;
        App::new(setup)
    };
    // The room sees that something differs, and not what anybody wrote.
    let room = stage(crashed(Audience::Room));
    assert!(room.query_by_label("Customers: 1 difference").is_some());
    assert!(room.query_by_label_contains("Renamed").is_none());
    drop(room);
    let mut app = crashed(Audience::Trainer);
    app.open(&path);
    let mut stage = stage(app);
    assert!(stage.query_by_label("Customers · Renamed: changed").is_some());
    click(&mut stage, "Restore the changes");
    assert!(stage.query_by_label("team.ron · Unsaved").is_some());
    // The file was open already: its lock is ours still.
    assert!(matches!(file::Lock::take(&path), Err(file::LockError::Held(_))));
}

#[test]
fn the_next_question_begins_at_its_own_first_answer() {
    let folder = tempfile::tempdir().unwrap();
    let path = example_in(&folder);
    let loaded = file::load(&path).unwrap();
    let state = folder.path().join("state");
    let edited = sandtable::edit::apply(&loaded.workbook, rename_first_customer(&loaded.workbook)).unwrap();
    for _ in 0..2 {
        let journal = file::Journal::begin(&state, Some(&path), Some(loaded.hash), None).unwrap();
        journal.record(&edited, "customers");
    }
    let mut stage = stage(App::new(Setup { state: Some(state.clone()), ..setup(Lang::En) }));
    press(&mut stage, Modifiers::NONE, Key::Tab);
    press(&mut stage, Modifiers::NONE, Key::Enter);
    // One is erased; Enter once more restores the other and does not erase it too.
    assert_eq!(file::Recovery::pending(&state).len(), 1);
    press(&mut stage, Modifiers::NONE, Key::Enter);
    assert!(stage.query_by_label("team.ron · Unsaved").is_some());
}

fn rename_first_customer(workbook: &Workbook) -> Edit {
    let mut customer = workbook.customers.iter().next().unwrap().clone();
    customer.name = "Renamed".to_owned();
    Edit::Customers(CustomerEdit::Put(Box::new(customer)))
}

#[test]
fn the_question_before_ending_comes_before_whatever_else_is_open() {
    let mut stage = stage(App::new(setup(Lang::En)));
    click(&mut stage, "Add a customer");
    press(&mut stage, Modifiers::NONE, Key::F1);
    let closing = egui::ViewportEvent::Close;
    stage.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default().events.push(closing);
    stage.run_ok();
    assert!(stage.query_by_label("Save the changes?").is_some());
    click(&mut stage, "Cancel");
    assert!(stage.query_by_label("Command list…").is_some());
}

#[test]
fn what_is_typed_for_a_path_is_checked_before_the_dialog_goes() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = stage(App::new(setup(Lang::En)));
    press(&mut stage, Modifiers::COMMAND, Key::O);
    type_path(&mut stage, folder.path(), "Open the file");
    assert!(stage.query_by_label("This is a folder: add the name of a file.").is_some());
    type_path(&mut stage, &folder.path().join("a.ron"), "Open the file");
    assert!(stage.query_by_label("There is no such file.").is_some());
    type_path(&mut stage, &folder.path().join("no/a.ron"), "Open the file");
    assert!(stage.query_by_label("There is no such folder.").is_some());
    let path = example_in(&folder);
    type_path(&mut stage, &path, "Open the file");
    assert!(stage.query_by_label("team.ron").is_some());
}

#[test]
fn what_cannot_be_saved_is_said_with_what_can_be_done() {
    let folder = tempfile::tempdir().unwrap();
    let path = example_in(&folder);
    let mut stage = opened(&path);
    click(&mut stage, "Add a customer");
    fs::remove_dir_all(folder.path()).unwrap();
    press(&mut stage, Modifiers::COMMAND, Key::S);
    assert!(stage.query_by_label("Not saved").is_some());
}

#[test]
fn enter_takes_the_first_answer() {
    let folder = tempfile::tempdir().unwrap();
    let path = example_in(&folder);
    let _lock = file::Lock::take(&path).unwrap();
    let mut stage = opened(&path);
    press(&mut stage, Modifiers::NONE, Key::Enter);
    assert!(stage.query_by_label("team.ron · Read-only").is_some());
}

#[test]
fn at_the_largest_size_everything_keeps_its_room() {
    let mut setup = setup(Lang::En);
    setup.settings.scale = Scale::clamped(250);
    let mut stage = stage(App::new(setup));
    let panel = stage.ctx.content_rect();
    click(&mut stage, "Panels");
    let reset = stage.get_by_label("Reset layout");
    reset.scroll_to_me();
    stage.run_ok();
    let reset = stage.get_by_label("Reset layout").rect();
    assert!(panel.contains_rect(reset), "{reset:?} is not within {panel:?}");
}

#[test]
fn find_brings_the_panel_to_the_front() {
    let mut stage = stage(App::new(setup(Lang::En)));
    press(&mut stage, Modifiers::COMMAND, Key::F);
    let workbook = sandtable::example::workbook(Lang::En).unwrap();
    let organisation = workbook.organisations.iter().last().unwrap();
    let contact = organisation.contacts.iter().last().unwrap();
    choose(&mut stage, "Name or id", contact.label());
    let account = workbook.customer_label(&organisation.account);
    assert!(stage.query_by_role_and_label(Role::Tab, &format!("Power map: {account}")).is_some());
}

#[test]
fn layouts_are_kept_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = example_in(&folder);
    let mut stage = opened(&path);
    command(&mut stage, "Keep layout as");
    stage.get_by_label("Name of the layout").type_text("Projector");
    stage.run_ok();
    click(&mut stage, "Keep it");
    press(&mut stage, Modifiers::COMMAND, Key::S);
    let saved = file::load(&path).unwrap().workbook;
    assert!(saved.view.layouts.contains("Projector"));
}

#[test]
fn all_panels_closed_leaves_a_way_back() {
    let mut stage = stage(App::new(setup(Lang::En)));
    for _ in PanelKind::ALL {
        press(&mut stage, Modifiers::COMMAND, Key::W);
    }
    click(&mut stage, "Reset layout");
    assert!(stage.query_by_label("Close Value map").is_some());
}

#[test]
fn nothing_is_drawn_again_while_nothing_happens() {
    let mut stage = stage(App::new(setup(Lang::Zh)));
    stage.run();
    assert!(stage.run() <= 2);
}

/// The form of Song Jia, who rates herself and others, as a file.
fn form_in(folder: &TempDir) -> (PathBuf, forms::Form) {
    let workbook = sandtable::example::workbook(Lang::En).unwrap();
    let round = workbook.rounds.iter().last().unwrap().id.clone();
    let form = forms::forms(&workbook, &round).unwrap().into_iter().find(|form| form.rater == "Song Jia").unwrap();
    let path = folder.path().join("form.ron");
    fs::write(&path, forms::write_form(&form).unwrap()).unwrap();
    (path, form)
}

fn answering(lang: Lang, folder: &TempDir, path: &Path) -> Stage {
    let mut app = App::new(Setup { state: Some(folder.path().join("state")), ..setup(lang) });
    app.open(path);
    stage(app)
}

#[test]
fn a_form_is_all_there_is_until_it_is_closed() {
    let folder = TempDir::new().unwrap();
    let (path, _) = form_in(&folder);
    for lang in Lang::ALL {
        let mut stage = answering(lang, &folder, &path);
        let greeting = form_words::fill(form_words::GREETING.of(lang), &[("name", "Song Jia")]);
        assert!(stage.query_by_label(&greeting).is_some());
        for hidden in [words::MENU_FILE, words::MENU_PANELS] {
            assert!(stage.query_by_label(hidden.of(lang)).is_none());
        }
        press(&mut stage, Modifiers::COMMAND, Key::K);
        press(&mut stage, Modifiers::COMMAND, Key::F);
        assert!(stage.query_by_label(words::COMMANDS_HINT.of(lang)).is_none());
        click(&mut stage, form_words::CLOSE_FORM.of(lang));
        assert!(stage.query_by_label(words::MENU_FILE.of(lang)).is_some());
    }
}

#[test]
fn answers_are_typed_kept_through_a_crash_and_sent_back() {
    let folder = TempDir::new().unwrap();
    let (path, form) = form_in(&folder);
    let mut stage = answering(Lang::En, &folder, &path);
    click(&mut stage, form_words::START.en);
    assert!(stage.query_by_label("Song Jia").is_some(), "oneself first");
    for key in [Key::Num4, Key::Num0, Key::N, Key::ArrowRight, Key::ArrowRight, Key::ArrowDown, Key::ArrowLeft] {
        press(&mut stage, Modifiers::NONE, key);
    }
    drop(stage);

    let mut stage = answering(Lang::En, &folder, &path);
    click(&mut stage, form_words::GO_ON.en);
    reach(&mut stage, "6 3 Fairly often");
    for _ in 0..64 {
        press(&mut stage, Modifiers::NONE, Key::PageDown);
    }
    let open = form_words::fill(
        form_words::OPEN_AT.en,
        &[("name", "Song Jia"), ("page", "T Teams across regions"), ("n", "6")],
    );
    assert!(stage.query_by_label(&open).is_some());
    let sent = folder.path().join(form.answers_file_name());
    fs::write(&sent, "somebody else's").unwrap();
    reach(&mut stage, form_words::SAVE.en);
    assert!(stage.query_by_label(form_words::TAKEN.en).is_some());
    assert_eq!(fs::read(&sent).unwrap(), b"somebody else's");
    fs::remove_file(&sent).unwrap();
    reach(&mut stage, form_words::SAVE.en);
    let file = answers::read(&fs::read_to_string(&sent).unwrap()).unwrap();
    assert_eq!((file.form, file.edition, file.entries.len()), (form.id, 1, 1));
    assert_eq!(file.entries[0].answers.to_string(), "4--253");

    // The same answers are the same edition, others are the next.
    reach(&mut stage, form_words::SAVE.en);
    reach(&mut stage, &open);
    press(&mut stage, Modifiers::NONE, Key::Num1);
    for _ in 0..64 {
        press(&mut stage, Modifiers::NONE, Key::PageDown);
    }
    reach(&mut stage, form_words::SAVE.en);
    let later = answers::read(&fs::read_to_string(&sent).unwrap()).unwrap();
    assert_eq!((later.edition, later.id), (2, file.id));
    assert_eq!(later.entries[0].answers.to_string(), "4--2531");
}
