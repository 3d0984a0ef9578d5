//! Sealed workbooks as processes write and read them: the file, its backup, what was not saved, and files that are
//! broken, foreign or hostile.

use std::{fs, process::Command};

use sandtable::{
    edit::{Edit, TeamEdit, apply},
    example,
    file::{
        self, Fate, Journal, LoadError, Passphrase, Problem, Recovery, Replace, SaveProblem, SealKey, SealProblem,
        backup_of,
    },
    model::{Member, MemberId, Workbook},
    text::Lang,
};

use crate::common::files::Folder;

/// What no sealed file may show.
const SECRET: &str = "Nobody may read this of anybody";
const PASSPHRASE: &str = "correct horse battery staple";

fn workbook(note: &str) -> Workbook {
    let member = Member { note: note.to_owned(), ..Member::new(MemberId::new("a-person").unwrap(), "A person") };
    apply(&example::empty(Lang::En).unwrap(), Edit::Team(TeamEdit::Put(member))).unwrap()
}

/// Sealed by the age format's own library, cheaply: only to be opened here.
fn sealed_cheaply(plain: &[u8], work: u8) -> Vec<u8> {
    let mut recipient = age::scrypt::Recipient::new(PASSPHRASE.to_owned().into());
    recipient.set_work_factor(work);
    age::encrypt(&recipient, plain).unwrap()
}

/// A folder with a plain workbook, its backup and what a session left unsaved, all with the secret in them.
fn folder() -> Folder {
    let folder = Folder::new();
    let path = folder.path("w.ron");
    let first = file::save(&path, &workbook(&format!("{SECRET} 1")), Replace::Nothing).unwrap();
    let hash = file::save(&path, &workbook(&format!("{SECRET} 2")), Replace::Only(first)).unwrap();
    let journal = Journal::begin(&folder.state(), Some(&path), Some(hash), None).unwrap();
    journal.record(&workbook(&format!("{SECRET} 3")), "team");
    drop(journal);
    folder.write("pass", format!("{PASSPHRASE}\n"));
    folder
}

const SEAL: [&str; 5] = ["seal", "w.ron", "--new-passphrase-file", "pass", "--understood"];

#[test]
fn sealing_leaves_no_plain_text_in_any_file_and_everything_opens_again() {
    let folder = folder();
    assert_eq!(folder.holding(SECRET).len(), 3);
    // What losing the passphrase means is said before, and nothing is done without its being understood.
    let told = folder.run(&SEAL[..4]).ends(2);
    assert!(told.err.contains("back door") && told.err.contains("--understood"), "{}", told.err);
    assert_eq!(folder.holding(SECRET).len(), 3);
    let done = folder.run(&SEAL).ends(0);
    assert!(done.out.contains("sealed") && done.out.contains("backup") && done.out.contains("Unsaved"), "{}", done.out);
    assert_eq!(folder.holding(SECRET), [] as [std::path::PathBuf; 0]);
    assert_eq!(folder.holding("A person"), [] as [std::path::PathBuf; 0]);

    folder.run(&["check", "w.ron"]).refused("--passphrase-file");
    folder.run_with(&["check", "w.ron"], Some("something else")).refused("not the right one");
    folder.run_with(&["check", "w.ron"], Some(PASSPHRASE)).ends(0);
    folder.run(&["check", "w.ron", "--passphrase-file", "pass"]).ends(0);
    let path = folder.path("w.ron");
    let key = SealKey::unlock(&Passphrase::given(PASSPHRASE), &fs::read(&path).unwrap()).unwrap();
    let notes = |workbook: &Workbook| workbook.team.at(0).unwrap().note.clone();
    let kept = |path: &std::path::Path| notes(&file::open(path, Some(&key)).unwrap().workbook);
    assert_eq!([kept(&path), kept(&backup_of(&path))], [format!("{SECRET} 2"), format!("{SECRET} 2")]);
    let unsaved = Recovery::pending(&folder.state());
    assert_eq!(notes(&unsaved[0].load(Some(&key)).unwrap()), format!("{SECRET} 3"));
    assert!(unsaved[0].load(None).is_err());

    // A command that changes it seals it again, and its backup stays sealed.
    folder.write("t.csv", format!("id,name\nnew,{SECRET}\n"));
    folder.run_with(&["import", "w.ron", "t.csv", "--as", "people"], Some(PASSPHRASE)).ends(0);
    let again = folder.bytes("w.ron");
    folder.run_with(&["import", "w.ron", "t.csv", "--as", "people"], Some(PASSPHRASE)).ends(0);
    assert_eq!(folder.bytes("w.ron"), again, "what changes nothing leaves the bytes");
    assert_eq!(folder.holding(SECRET), [folder.path("t.csv")]);

    assert_eq!(folder.holding(PASSPHRASE), [folder.path("pass")], "the passphrase is written nowhere");

    // And off it comes, for whoever has the passphrase.
    folder.run(&["unseal", "w.ron"]).refused("--passphrase-file");
    folder.run_with(&["unseal", "w.ron"], Some(PASSPHRASE)).ends(0);
    folder.run(&["check", "w.ron"]).ends(0);
    folder.run(&["unseal", "w.ron"]).refused("not sealed");
    assert!(fs::read(backup_of(&path)).unwrap().starts_with(b"// sandtable"));
    assert!(Recovery::pending(&folder.state())[0].load(None).is_ok());
}

#[test]
fn a_changed_passphrase_opens_everything_and_the_old_one_nothing() {
    let folder = folder();
    folder.run(&SEAL).ends(0);
    folder.write("next", "another quite long passphrase\r\n");
    let change = ["seal", "w.ron", "--new-passphrase-file", "next", "--understood"];
    folder.run(&change).refused("--passphrase-file");
    folder.run_with(&change, Some(PASSPHRASE)).ends(0);
    let old = SealKey::new(Passphrase::given(PASSPHRASE));
    let new = SealKey::new(Passphrase::given("another quite long passphrase"));
    for path in [folder.path("w.ron"), backup_of(&folder.path("w.ron"))] {
        let wrong = file::open(&path, Some(&old)).unwrap_err().problem;
        assert_eq!(wrong, Problem::Sealed(SealProblem::WrongPassphrase));
        assert!(file::open(&path, Some(&new)).is_ok());
    }
    let unsaved = Recovery::pending(&folder.state());
    assert!(unsaved[0].load(Some(&new)).is_ok() && unsaved[0].load(Some(&old)).is_err());
    assert_eq!(folder.holding(SECRET), [] as [std::path::PathBuf; 0]);
}

#[test]
fn a_passphrase_that_is_not_fit_or_not_one_line_is_refused() {
    let folder = folder();
    let before = folder.bytes("w.ron");
    for (text, why) in [
        ("short", "8 characters"),
        (" leading space", "begins or ends"),
        ("two\nlines here\n", "single line"),
        ("trailing blank line\n\n", "single line"),
        ("a\u{7}bell in it", "can't be typed"),
    ] {
        folder.write("pass", text);
        folder.run(&SEAL).refused(why);
    }
    folder.write("pass", [0xff, 0xfe, b'x']);
    folder.run(&SEAL).refused("UTF-8");
    folder.run(&["seal", "w.ron", "--new-passphrase-file", "nowhere", "--understood"]).refused("nowhere");
    folder.run(&["seal", "example", "--new-passphrase-file", "t", "--understood"]).ends(2);
    assert_eq!(folder.bytes("w.ron"), before);
    // Never as an argument.
    assert!(folder.run(&["check", "w.ron", "--passphrase", "x"]).ends(2).err.contains("--passphrase"));
}

#[test]
fn what_is_broken_foreign_or_hostile_is_told_apart_and_rescued() {
    let folder = Folder::new();
    let text = file::to_text(&workbook(SECRET)).unwrap();
    let sealed = sealed_cheaply(text.as_bytes(), 2);
    let flipped = |place: usize| {
        let mut flipped = sealed.clone();
        flipped[place] ^= 1;
        flipped
    };
    let foreign = age::encrypt(&age::x25519::Identity::generate().to_public(), text.as_bytes()).unwrap();
    let at = sealed.windows(3).position(|window| window == b" 2\n").unwrap();
    let hostile = [&sealed[..at], b" 22\n".as_slice(), &sealed[at + 3..]].concat();
    let endless = sealed_cheaply(&vec![b' '; usize::try_from(file::MAX_BYTES).unwrap() + 1], 2);
    for (bytes, why) in [
        (sealed[..sealed.len() / 2].to_vec(), "cut short"),
        (sealed[..sealed.len() - 1].to_vec(), "cut short"),
        (flipped(sealed.len() - 9), "changed since"),
        ([sealed.as_slice(), &sealed].concat(), "changed since"),
        ([sealed.as_slice(), b"\n"].concat(), "changed since"),
        (sealed[..30].to_vec(), "changed since"),
        (foreign, "certain keys"),
        (hostile, "too much work"),
        (b"-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n".to_vec(), "text form"),
        (b"age-encryption.org/v7\n-> X\n\n--- x\n".to_vec(), "version of the age format"),
        (endless, "at most 64"),
        (sealed_cheaply(b"no workbook", 2), "expected"),
    ] {
        folder.write("w.ron", &bytes);
        folder.run_with(&["check", "w.ron"], Some(PASSPHRASE)).refused(why);
        assert_eq!(folder.bytes("w.ron"), bytes);
    }
    // Cheaply sealed elsewhere it opens; what is written of it is as expensive as ever.
    folder.write("w.ron", &sealed);
    folder.run_with(&["check", "w.ron"], Some(PASSPHRASE)).ends(0);
    folder.write("t.csv", "id\nnew\n");
    folder.run_with(&["import", "w.ron", "t.csv", "--as", "people"], Some(PASSPHRASE)).ends(0);
    assert!(String::from_utf8_lossy(&folder.bytes("w.ron")).lines().nth(1).unwrap().ends_with(" 18"));
    assert_eq!(fs::read(backup_of(&folder.path("w.ron"))).unwrap(), sealed);
    // Its backup, and what of itself still opens, rescue it.
    let key = SealKey::new(Passphrase::given(PASSPHRASE));
    let large = "x".repeat(200 << 10);
    let sealed = sealed_cheaply(file::to_text(&workbook(&large)).unwrap().as_bytes(), 2);
    folder.write("w.ron", &sealed[..sealed.len() - 9]);
    let error = file::open(&folder.path("w.ron"), Some(&key)).unwrap_err();
    assert_eq!(error.problem, Problem::Sealed(SealProblem::Damaged));
    let rescue = file::rescue(&folder.path("w.ron"), Some(&key), None);
    assert_eq!(rescue.backup.unwrap().loaded.workbook, workbook(SECRET));
    assert_eq!(rescue.salvaged.unwrap().workbook.method, workbook("").method);
}

#[test]
fn a_sealed_file_is_never_replaced_by_a_plain_one() {
    let folder = Folder::new();
    let path = folder.path("w.ron");
    let key = SealKey::new(Passphrase::given(PASSPHRASE));
    let hash = file::save_with(&path, &workbook(SECRET), Replace::Nothing, Some(&key)).unwrap();
    for replace in [Replace::Anything, Replace::Only(hash)] {
        let refused = file::save(&path, &workbook("plain"), replace).unwrap_err().problem;
        assert_eq!(refused, SaveProblem::WouldUnseal);
    }
    // Nothing to write leaves its bytes, though sealing never writes the same twice.
    assert_eq!(file::save_with(&path, &workbook(SECRET), Replace::Only(hash), Some(&key)), Ok(hash));
    let changed = file::save_with(&path, &workbook("2"), Replace::Only(hash), Some(&key)).unwrap();
    let beneath = file::save_with(&path, &workbook("3"), Replace::Only(hash), Some(&key)).unwrap_err().problem;
    assert_eq!(beneath, SaveProblem::ChangedBeneath);
    // Saved over a plain one, that one's backup is sealed.
    let plain = folder.path("plain.ron");
    file::save(&plain, &workbook(SECRET), Replace::Nothing).unwrap();
    file::save_with(&plain, &workbook("4"), Replace::Anything, Some(&key)).unwrap();
    assert_eq!(folder.holding(SECRET), [] as [std::path::PathBuf; 0]);
    assert_eq!(file::open(&backup_of(&plain), Some(&key)).unwrap().workbook, workbook(SECRET));
    assert_eq!(file::open(&path, Some(&key)).unwrap().hash, changed);
}

#[test]
fn a_sealed_journal_is_written_without_plain_text_and_recovers() {
    let folder = Folder::new();
    let key = SealKey::new(Passphrase::given(PASSPHRASE));
    let journal = Journal::begin(&folder.state(), None, None, Some(key.clone())).unwrap();
    for n in 0..3 {
        journal.record(&workbook(&format!("{SECRET} {n}")), "team");
        journal.flush().unwrap();
        assert_eq!(folder.holding(SECRET), [] as [std::path::PathBuf; 0]);
    }
    drop(journal);
    let pending = Recovery::pending(&folder.state());
    assert!(pending[0].is_sealed());
    let afresh = SealKey::unlock(&Passphrase::given(PASSPHRASE), &fs::read(pending[0].sealed_key().unwrap()).unwrap());
    assert_eq!(pending[0].load(Some(&afresh.unwrap())).unwrap(), workbook(&format!("{SECRET} 2")));
    let closed = |error: LoadError| matches!(error.problem, Problem::Sealed(SealProblem::NoPassphrase));
    assert!(closed(pending[0].load(None).unwrap_err()));
    pending.into_iter().for_each(|pending| pending.discard().unwrap());
    assert_eq!(folder.all(), [] as [std::path::PathBuf; 0], "nothing is left, not even a key");

    // Sealed in the middle of a session, what was noted in plain is gone; without a seal again, it is readable.
    let journal = Journal::begin(&folder.state(), None, None, None).unwrap();
    journal.record(&workbook(SECRET), "team");
    journal.flush().unwrap();
    assert_eq!(folder.holding(SECRET).len(), 1);
    journal.reseal(Some(key.clone()));
    assert_eq!(folder.holding(SECRET), [] as [std::path::PathBuf; 0]);
    journal.record(&workbook(SECRET), "team");
    journal.flush().unwrap();
    assert_eq!(folder.holding(SECRET), [] as [std::path::PathBuf; 0]);
    journal.clear(None, None);
    assert_eq!(folder.all().len(), 1, "its lock");
    journal.reseal(None);
    journal.record(&workbook("plain"), "team");
    drop(journal);
    assert!(!Recovery::pending(&folder.state())[0].is_sealed());
}

#[test]
fn a_journal_that_cannot_be_opened_is_left_alone_by_sealing_and_said() {
    let folder = folder();
    let other = SealKey::new(Passphrase::given("somebody else's passphrase"));
    let path = folder.path("w.ron");
    let mut pending = Recovery::pending(&folder.state());
    pending[0].rewrite(&workbook(SECRET), Some(&other)).unwrap();
    let loaded = file::load(&path).unwrap();
    let key = SealKey::new(Passphrase::given(PASSPHRASE));
    let state = folder.state();
    let (_, remains) = file::reseal(&path, &loaded.workbook, loaded.hash, (None, Some(&key)), Some(&state)).unwrap();
    assert_eq!((remains.backup, remains.journals), (Some(Fate::Rewritten), vec![Fate::Unread]));
    assert!(Recovery::pending(&state)[0].load(Some(&other)).is_ok());
}

/// The age program itself, where the machine has it.
#[test]
fn the_age_program_opens_what_was_written_step_by_step() {
    let Ok(version) = Command::new("age").arg("--version").output() else {
        eprintln!("no age program here");
        return;
    };
    assert!(version.status.success());
    // It asks a terminal for passphrases, so only the step without one can be a process here: what a journal's key opens.
    let folder = Folder::new();
    let key = SealKey::new(Passphrase::given(PASSPHRASE));
    let journal = Journal::begin(&folder.state(), None, None, Some(key.clone())).unwrap();
    journal.record(&workbook(SECRET), "team");
    drop(journal);
    let pending = Recovery::pending(&folder.state());
    let identity = key.open(&fs::read(pending[0].sealed_key().unwrap()).unwrap()).unwrap();
    folder.write("identity", identity);
    let all = folder.all();
    let text = all.iter().find(|path| path.to_string_lossy().ends_with("unsaved.age")).unwrap();
    let opened = Command::new("age").arg("-d").arg("-i").arg(folder.path("identity")).arg(text).output().unwrap();
    assert_eq!(String::from_utf8(opened.stdout).unwrap(), file::to_text(&workbook(SECRET)).unwrap());
}

/// The library's own path, which shares nothing with ours but the format: everything about keys is its own.
#[test]
fn the_formats_own_library_opens_what_was_written() {
    let folder = Folder::new();
    let path = folder.path("w.ron");
    let key = SealKey::new(Passphrase::given(PASSPHRASE));
    file::save_with(&path, &workbook(SECRET), Replace::Nothing, Some(&key)).unwrap();
    let identity = age::scrypt::Identity::new(PASSPHRASE.to_owned().into());
    let opened = age::decrypt(&identity, &fs::read(&path).unwrap()).unwrap();
    assert_eq!(opened, file::to_text(&workbook(SECRET)).unwrap().as_bytes());
}
