//! The file on a disk that other programs write to, and on which ours is killed.

use std::{
    env, fs,
    io::{BufRead as _, BufReader, Write as _},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::Arc,
    time::{Duration, SystemTime},
};

use sandtable::{
    file::{self, Checksum, Journal, Lock, Problem, Recovery, Replace, SaveProblem},
    model::*,
};

fn titled(title: &str) -> Workbook {
    Workbook { about: Arc::new(About { title: title.to_owned(), ..About::default() }), ..Workbook::default() }
}

fn title_of(path: &Path) -> String {
    file::load(path).unwrap().workbook.about.title.clone()
}

#[test]
fn saving_refuses_to_overwrite_what_it_does_not_know() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.ron");
    let first = file::save(&path, &titled("1"), Replace::Nothing).unwrap();
    let refused = |replace| file::save(&path, &titled("x"), replace).unwrap_err().problem;
    assert_eq!(refused(Replace::Nothing), SaveProblem::Exists);

    let second = file::save(&path, &titled("2"), Replace::Only(first)).unwrap();
    assert_eq!(refused(Replace::Only(first)), SaveProblem::ChangedBeneath);
    assert_eq!(title_of(&path), "2");
    assert_eq!(title_of(&file::backup_of(&path)), "1");

    file::save(&path, &titled("3"), Replace::Anything).unwrap();
    assert_eq!(title_of(&file::backup_of(&path)), "2");
    // Nothing but the file and its backup is left.
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);

    // What somebody deleted is not overwritten by writing it again.
    fs::remove_file(&path).unwrap();
    file::save(&path, &titled("4"), Replace::Only(second)).unwrap();
    assert_eq!(title_of(&path), "4");

    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    assert_eq!(refused(Replace::Anything), SaveProblem::ReadOnly);
}

#[test]
fn saving_the_same_again_touches_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.ron");
    let hash = file::save(&path, &titled("1"), Replace::Nothing).unwrap();
    let long_ago = SystemTime::now() - Duration::from_secs(1000);
    fs::File::options().write(true).open(&path).unwrap().set_modified(long_ago).unwrap();
    assert_eq!(file::save(&path, &titled("1"), Replace::Only(hash)), Ok(hash));
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), long_ago);
    assert!(!file::backup_of(&path).exists());
}

#[test]
fn what_could_not_be_opened_again_is_not_saved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.ron");
    let card = GoalCard::new(MemberId::new("nobody").unwrap(), PeriodId::new("2026-Q3").unwrap());
    let workbook = Workbook { goal_cards: Arc::new([card].into_iter().collect()), ..titled("1") };
    let error = file::save(&path, &workbook, Replace::Anything).unwrap_err();
    let SaveProblem::WouldNotLoad(error) = error.problem else { panic!("{error}") };
    assert!(matches!(error.problem, Problem::Meaningless(_)));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn links_and_permissions_are_kept() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = tempfile::tempdir().unwrap();
    let (target, link) = (folder.path().join("book.ron"), folder.path().join("link.ron"));
    file::save(&target, &titled("1"), Replace::Nothing).unwrap();
    fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("book.ron", &link).unwrap();
    file::save(&link, &titled("2"), Replace::Anything).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(title_of(&target), "2");
    assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(title_of(&file::backup_of(&target)), "1");
}

#[test]
fn only_what_a_killed_program_left_is_cleaned() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.ron");
    let old = |name: &str| {
        let path = folder.path().join(name);
        fs::write(&path, "half").unwrap();
        let file = fs::File::options().write(true).open(&path).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(60)).unwrap();
        file
    };
    old(".book.ron.1-0.sandtable-new");
    old("mine.sandtable-new");
    let held = old(".book.ron.2-0.sandtable-new");
    held.lock().unwrap();
    fs::write(folder.path().join(".book.ron.3-0.sandtable-new"), "young").unwrap();
    file::clean_beside(&path);
    let mut left: Vec<String> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    left.sort();
    assert_eq!(left, [".book.ron.2-0.sandtable-new", ".book.ron.3-0.sandtable-new", "mine.sandtable-new"]);
}

/// Large enough that a kill meets it being written.
fn large(title: &str) -> Workbook {
    let member = |n: u32| {
        let id = MemberId::new(&format!("m-{n}")).unwrap();
        Member { note: "一段说明，写得足够长。".repeat(4), ..Member::new(id, "张伟") }
    };
    Workbook { team: Arc::new((0..1500).map(member).collect()), ..titled(title) }
}

const CRASH_FILE: &str = "SANDTABLE_TEST_CRASH_FILE";

/// The program that is killed: saves one version after another, and says which one is safe.
#[test]
#[ignore = "run by the test below, as a program of its own"]
fn saves_until_it_is_killed() {
    let path = PathBuf::from(env::var_os(CRASH_FILE).unwrap());
    let mut stdout = std::io::stdout();
    let start: u32 = if path.exists() { title_of(&path).parse().unwrap() } else { 0 };
    for number in start + 1.. {
        file::save(&path, &large(&number.to_string()), Replace::Anything).unwrap();
        writeln!(stdout, "saved {number}").unwrap();
        stdout.flush().unwrap();
    }
}

#[test]
fn a_kill_never_tears_a_file_or_loses_what_was_saved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.ron");
    for kill in 0..40u64 {
        let mut child = Command::new(env::current_exe().unwrap())
            .args(["--exact", "file_disk::saves_until_it_is_killed", "--ignored", "--nocapture"])
            .env(CRASH_FILE, &path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut acknowledged =
            lines.map_while(Result::ok).filter_map(|line| line.strip_prefix("saved ")?.parse::<u32>().ok());
        let mut last = acknowledged.next().unwrap();
        std::thread::sleep(Duration::from_millis(kill * 7 % 61));
        child.kill().unwrap();
        child.wait().unwrap();
        last = acknowledged.last().unwrap_or(last);

        for path in [path.clone(), file::backup_of(&path)].iter().filter(|path| path.exists()) {
            assert_eq!(file::load(path).unwrap().checksum, Checksum::Matches);
        }
        let saved: u32 = title_of(&path).parse().unwrap();
        assert!(saved >= last, "kill {kill}: {last} was acknowledged, {saved} is there");
    }
}

#[test]
fn a_journal_outlives_its_program_and_is_erased_after_saving() {
    let state = tempfile::tempdir().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.ron");
    let hash = file::save(&path, &titled("saved"), Replace::Nothing).unwrap();

    let journal = Journal::begin(state.path(), Some(&path), Some(hash), None).unwrap();
    journal.record(&titled("one"), "note");
    journal.record(&titled("two"), "score");
    journal.flush().unwrap();
    // It belongs to a running program.
    assert_eq!(Recovery::pending(state.path()), []);
    drop(journal);

    let pending = Recovery::pending(state.path());
    let [recovery] = pending.as_slice() else { panic!("{pending:?}") };
    assert_eq!(recovery.workbook, Some(path.canonicalize().unwrap()));
    assert_eq!(recovery.base, Some(hash));
    assert_eq!(recovery.steps.iter().map(|step| step.kind.as_str()).collect::<Vec<_>>(), ["note", "score"]);
    assert_eq!(recovery.when(), recovery.steps.last().map(|step| step.at));
    assert_eq!(recovery.load(None).unwrap(), titled("two"));
    #[cfg(unix)]
    for entry in fs::read_dir(state.path().join("journal")).unwrap() {
        use std::os::unix::fs::PermissionsExt as _;
        let entry = entry.unwrap();
        assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o077, 0, "{:?}", entry.path());
    }
    recovery.clone().discard().unwrap();
    assert_eq!(Recovery::pending(state.path()), []);

    let journal = Journal::begin(state.path(), None, None, None).unwrap();
    journal.record(&titled("three"), "note");
    journal.clear(None, None);
    drop(journal);
    // Nor does a program stay that was killed with nothing unsaved.
    fs::write(state.path().join("journal/20260101-000000-1-0.lock"), "").unwrap();
    assert_eq!(Recovery::pending(state.path()), []);
    assert_eq!(fs::read_dir(state.path().join("journal")).unwrap().count(), 0);
}

#[test]
fn a_journal_is_written_without_being_asked() {
    let state = tempfile::tempdir().unwrap();
    let journal = Journal::begin(state.path(), None, None, None).unwrap();
    journal.record(&titled("one"), "note");
    let written = || {
        let entries = fs::read_dir(state.path().join("journal")).unwrap();
        entries.flatten().any(|entry| entry.path().extension().is_some_and(|ending| ending == "journal"))
    };
    while !written() {
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_second_lock_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.ron");
    let lock = Lock::take(&path).unwrap();
    assert!(Lock::take(&path).is_err());
    drop(lock);
    assert!(Lock::take(&path).is_ok());
}
