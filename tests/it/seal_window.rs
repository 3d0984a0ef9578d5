//! Sealed workbooks in the window: what is asked, in which states, and that everything that works with plain files works
//! with sealed ones.

use std::{fs, path::Path};

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use sandtable::{
    app::{App, Setup},
    edit::{CustomerEdit, Edit, apply},
    file::{self, Journal, Passphrase, Recovery, Replace, SealKey, backup_of},
    model::Workbook,
    text::Lang,
};
use tempfile::TempDir;

use crate::common::program::*;

const PASSPHRASE: &str = "correct horse battery staple";

fn example() -> Workbook {
    sandtable::example::workbook(Lang::En).unwrap()
}

/// The example with its first customer called something else.
fn renamed(name: &str) -> Workbook {
    let mut customer = example().customers.at(0).unwrap().clone();
    customer.name = name.to_owned();
    apply(&example(), Edit::Customers(CustomerEdit::Put(Box::new(customer)))).unwrap()
}

fn first_name(path: &Path, key: Option<&SealKey>) -> String {
    file::open(path, key).unwrap().workbook.customers.at(0).unwrap().name.clone()
}

fn sealed_in(folder: &TempDir) -> (std::path::PathBuf, SealKey) {
    let (path, key) = (folder.path().join("team.ron"), SealKey::new(Passphrase::given(PASSPHRASE)));
    file::save_with(&path, &example(), Replace::Nothing, Some(&key)).unwrap();
    (path, key)
}

fn type_in(stage: &mut Stage, field: &str, text: &str) {
    stage.get_by_label(field).focus();
    stage.run_ok();
    stage.get_by_label(field).type_text(text);
    stage.run_ok();
}

/// Opens a sealed file and gives its passphrase.
fn unlocked(path: &Path, state: Option<&Path>) -> Stage {
    let mut app = App::new(Setup { state: state.map(Path::to_owned), ..setup(Lang::En) });
    app.open(path);
    let mut stage = stage(app);
    type_in(&mut stage, "Passphrase", PASSPHRASE);
    press(&mut stage, Modifiers::NONE, Key::Enter);
    wait_for(&mut stage, "team.ron · sealed");
    stage
}

#[test]
fn a_sealed_file_is_asked_for_until_the_passphrase_is_right_or_the_person_gives_up() {
    let folder = tempfile::tempdir().unwrap();
    let (path, _) = sealed_in(&folder);
    let mut stage = opened(&path);
    assert!(stage.query_by_label("This workbook is sealed").is_some());
    type_in(&mut stage, "Passphrase", "something else");
    press(&mut stage, Modifiers::NONE, Key::Enter);
    assert!(stage.query_by_label("Checking the passphrase…").is_some(), "the window is alive meanwhile");
    wait_for(&mut stage, "The passphrase is not the right one");
    // The field is empty again, and what was wrong is gone with the first letter.
    type_in(&mut stage, "Passphrase", PASSPHRASE);
    assert!(stage.query_all_by_label_contains("not the right one").next().is_none());
    click(&mut stage, "Open");
    wait_for(&mut stage, "team.ron · sealed");
    assert!(stage.query_by_label("This workbook is sealed").is_none());
    drop(stage);
    let mut stage = opened(&path);
    press(&mut stage, Modifiers::NONE, Key::Escape);
    assert!(stage.query_by_label("This workbook is sealed").is_none());
    assert!(stage.query_all_by_label_contains("team.ron").next().is_none(), "nothing is open but the example");
    // Nor is its lock kept.
    assert!(file::Lock::take(&path).is_ok());
}

#[test]
fn what_is_stopped_opens_nothing_and_leaves_no_lock() {
    let folder = tempfile::tempdir().unwrap();
    let (path, _) = sealed_in(&folder);
    let mut stage = opened(&path);
    type_in(&mut stage, "Passphrase", PASSPHRASE);
    press(&mut stage, Modifiers::NONE, Key::Enter);
    click(&mut stage, "Stop");
    assert!(stage.query_by_label("Checking the passphrase…").is_none());
    for _ in 0..300 {
        std::thread::sleep(std::time::Duration::from_millis(10));
        stage.run_ok();
    }
    assert!(stage.query_all_by_label_contains("team.ron").next().is_none());
    assert!(file::Lock::take(&path).is_ok());
}

#[test]
fn what_no_passphrase_opens_is_said_without_asking_and_damage_comes_with_a_rescue() {
    let folder = tempfile::tempdir().unwrap();
    let (path, key) = sealed_in(&folder);
    let sealed = fs::read(&path).unwrap();
    let foreign = age::encrypt(&age::x25519::Identity::generate().to_public(), b"x").unwrap();
    fs::write(&path, foreign).unwrap();
    let stage = opened(&path);
    assert!(stage.query_all_by_label_contains("encrypted for certain keys").next().is_some());
    drop(stage);
    // Cut short, with a backup.
    fs::write(&path, &sealed[..sealed.len() - 20]).unwrap();
    fs::write(backup_of(&path), &sealed).unwrap();
    let open = || {
        let mut stage = opened(&path);
        type_in(&mut stage, "Passphrase", PASSPHRASE);
        press(&mut stage, Modifiers::NONE, Key::Enter);
        wait_for(&mut stage, "Open the backup");
        stage
    };
    let mut stage = open();
    assert!(stage.query_all_by_label_contains("was cut short").next().is_some());
    click(&mut stage, "Open the backup");
    // What is rescued stays sealed wherever it is saved.
    assert!(stage.query_by_label("team.ron · sealed · Unsaved").is_some());
    press(&mut stage, Modifiers::COMMAND, Key::S);
    let mended = folder.path().join("mended.ron");
    type_path(&mut stage, &mended, "Save here");
    wait_for(&mut stage, "mended.ron · sealed");
    assert_eq!(file::open(&mended, Some(&key)).unwrap().workbook.customers, example().customers);
    drop(stage);
    // With the very beginning damaged, the backup tells that the passphrase is right.
    let mut damaged = sealed;
    damaged[70] = if damaged[70] == b'A' { b'B' } else { b'A' };
    fs::write(&path, damaged).unwrap();
    drop(open());
}

#[test]
fn a_workbook_is_sealed_changed_and_unsealed_and_saved_in_between() {
    let folder = tempfile::tempdir().unwrap();
    let path = example_in(&folder);
    let mut stage = opened(&path);
    command(&mut stage, "Seal with a passphrase…");
    // Nothing can be typed before it is understood what losing it means.
    assert!(stage.query_all_by_label_contains("no back door").next().is_some());
    click(&mut stage, "Seal");
    assert!(stage.query_by_label("Seal the workbook with a passphrase").is_some());
    click(&mut stage, "I understand: without the passphrase, everything is lost");
    type_in(&mut stage, "New passphrase", PASSPHRASE);
    type_in(&mut stage, "The same again", "correct horse battery stable");
    click(&mut stage, "Seal");
    assert!(stage.query_by_label("The two are not the same.").is_some());
    stage.get_by_label("The same again").focus();
    stage.run_ok();
    press(&mut stage, Modifiers::COMMAND, Key::A);
    stage.get_by_label("The same again").type_text(PASSPHRASE);
    stage.run_ok();
    press(&mut stage, Modifiers::NONE, Key::Enter);
    wait_for(&mut stage, "The workbook is sealed.");
    click(&mut stage, "Close");
    let key = SealKey::new(Passphrase::given(PASSPHRASE));
    assert!(file::load(&path).is_err());
    assert_eq!(first_name(&path, Some(&key)), first_name(&backup_of(&path), Some(&key)));
    // Saved as before, and sealed.
    click(&mut stage, "Add a customer");
    press(&mut stage, Modifiers::COMMAND, Key::S);
    wait_for(&mut stage, "team.ron · sealed");
    for _ in 0..300 {
        if stage.query_by_label("team.ron · sealed").is_some() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
        stage.run_ok();
    }
    assert_eq!(file::open(&path, Some(&key)).unwrap().workbook.customers.len(), example().customers.len() + 1);
    command(&mut stage, "Take the seal off…");
    click(&mut stage, "Take it off");
    wait_for(&mut stage, "The workbook is no longer sealed.");
    click(&mut stage, "Close");
    assert!(stage.query_by_label("team.ron").is_some());
    assert!(file::load(&path).is_ok() && file::load(&backup_of(&path)).is_ok());
}

#[test]
fn what_a_crash_left_of_a_sealed_workbook_comes_back_with_its_passphrase() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state");
    let (path, key) = sealed_in(&folder);
    let hash = file::open(&path, Some(&key)).unwrap().hash;
    let journal = Journal::begin(&state, Some(&path), Some(hash), Some(key.clone())).unwrap();
    journal.record(&renamed("Renamed"), "customers");
    drop(journal); // as if the program had ended
    let mut stage = stage(App::new(Setup { state: Some(state.clone()), ..setup(Lang::En) }));
    assert!(stage.query_all_by_label_contains("Renamed").next().is_none());
    assert!(stage.query_all_by_label_contains("What they are is sealed").next().is_some());
    click(&mut stage, "Restore the changes");
    assert!(stage.query_by_label("The unsaved changes are sealed").is_some());
    type_in(&mut stage, "Passphrase", PASSPHRASE);
    press(&mut stage, Modifiers::NONE, Key::Enter);
    wait_for(&mut stage, "team.ron · sealed · Unsaved");
    press(&mut stage, Modifiers::COMMAND, Key::S);
    for _ in 0..300 {
        if stage.query_by_label("team.ron · sealed").is_some() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
        stage.run_ok();
    }
    assert_eq!(first_name(&path, Some(&key)), "Renamed");
    drop(stage);
    assert_eq!(Recovery::pending(&state), []);
}

#[test]
fn what_others_wrote_meanwhile_is_compared_read_again_and_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let (path, key) = sealed_in(&folder);
    let mut stage = unlocked(&path, None);
    let afresh = SealKey::unlock(&Passphrase::given(PASSPHRASE), &fs::read(&path).unwrap()).unwrap();
    file::save_with(&path, &renamed("Theirs"), Replace::Anything, Some(&afresh)).unwrap();
    click(&mut stage, "Add a customer");
    press(&mut stage, Modifiers::COMMAND, Key::S);
    wait_for(&mut stage, "Show");
    assert_eq!(first_name(&path, Some(&key)), "Theirs");
    let compare = sandtable::text::app::CONFLICT_BOTH.of(Lang::En);
    click(&mut stage, compare);
    wait_for(&mut stage, "Theirs");
    let reload = sandtable::text::app::CONFLICT_RELOAD.of(Lang::En);
    click(&mut stage, reload);
    wait_for(&mut stage, "team.ron · sealed");
    press(&mut stage, Modifiers::COMMAND, Key::S);
    assert_eq!(first_name(&path, Some(&key)), "Theirs");
}

#[test]
fn a_person_is_erased_after_being_asked_and_there_is_a_receipt() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state");
    let path = example_in(&folder);
    let person = example().team.at(1).unwrap().clone();
    let mut app = App::new(Setup { state: Some(state), ..setup(Lang::En) });
    app.open(&path);
    let mut stage = stage(app);
    click(&mut stage, "Add a customer");
    command(&mut stage, "Erase…");
    choose(&mut stage, "Whom, or which conversation", person.id.as_str());
    assert!(stage.query_all_by_label_contains("can’t be undone").next().is_some());
    // The way back is the first choice.
    press(&mut stage, Modifiers::NONE, Key::Enter);
    assert!(file::load(&path).unwrap().workbook.team.contains(&person.id));
    command(&mut stage, "Erase…");
    choose(&mut stage, "Whom, or which conversation", person.id.as_str());
    click(&mut stage, "Erase for good");
    assert!(stage.query_by_label("Erased for good").is_some());
    assert!(stage.query_all_by_label_contains("Out of reach").next().is_some());
    click(&mut stage, "Save a receipt…");
    let receipt = folder.path().join("receipt.txt");
    type_path(&mut stage, &receipt, "Save here");
    assert!(fs::read_to_string(&receipt).unwrap().contains(person.id.as_str()));
    let left = file::load(&path).unwrap().workbook;
    assert!(!left.team.contains(&person.id) && left.customers.len() == example().customers.len() + 1);
    // Nor can it be brought back.
    press(&mut stage, Modifiers::COMMAND, Key::Z);
    assert!(stage.query_by_label("team.ron").is_some());
}

#[test]
fn a_persons_own_part_is_written_beside_and_never_over_the_open_workbook() {
    let folder = tempfile::tempdir().unwrap();
    let path = example_in(&folder);
    let person = example().team.at(1).unwrap().id.clone();
    let mut stage = opened(&path);
    command(&mut stage, "Export a person’s part…");
    choose(&mut stage, "Whose part", person.as_str());
    let own = folder.path().join("own.ron");
    type_path(&mut stage, &own, "Save here");
    assert!(file::load(&own).unwrap().workbook.team.contains(&person));
    let before = fs::read(&path).unwrap();
    command(&mut stage, "Export a person’s part…");
    choose(&mut stage, "Whose part", person.as_str());
    type_path(&mut stage, &path, "Save here");
    click(&mut stage, "Save here");
    assert_eq!(fs::read(&path).unwrap(), before);
}
