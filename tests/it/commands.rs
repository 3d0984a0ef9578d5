//! The commands as other programs use them: processes with arguments, streams, exit codes and files.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::common::xlsx::Book;

/// A folder of its own, in which commands are run in English on one day.
struct Desk(TempDir);

/// What a command answered.
struct Answer {
    code: i32,
    out: String,
    err: String,
}

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A desk with an empty workbook `w.ron` on it.
    fn with_workbook() -> Self {
        let desk = Self::new();
        desk.run(&["new", "w.ron"]).done();
        desk
    }

    fn path(&self, file: &str) -> PathBuf {
        self.0.path().join(file)
    }

    fn write(&self, file: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(file), bytes).unwrap();
    }

    fn bytes(&self, file: &str) -> Vec<u8> {
        fs::read(self.path(file)).unwrap()
    }

    fn run(&self, args: &[&str]) -> Answer {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sandtable"));
        command.current_dir(self.0.path()).args(args).args(["--lang", "en", "--today", "2026-11-21"]);
        command.env("XDG_STATE_HOME", self.path("state")).env("XDG_CONFIG_HOME", self.path("config"));
        let Output { status, stdout, stderr } = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Answer { code: status.code().unwrap(), out: text(stdout), err: text(stderr) }
    }

    /// Imports a table into `w.ron`.
    fn import(&self, kind: &str, table: &str, more: &[&str]) -> Answer {
        self.write("t.csv", table);
        self.run(&[&["import", "w.ron", "t.csv", "--as", kind], more].concat())
    }

    fn analyse(&self) -> Value {
        serde_json::from_str(&self.run(&["analyse", "w.ron", "--json"]).done().out).unwrap()
    }
}

impl Answer {
    #[track_caller]
    fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout: {}\nstderr: {}", self.out, self.err);
        self
    }

    #[track_caller]
    fn done(self) -> Self {
        let done = self.ends(0);
        assert_eq!(done.err, "");
        done
    }

    /// Could not be done, and says why on stderr only.
    #[track_caller]
    fn refused(self, why: &str) {
        let refused = self.ends(2);
        assert_eq!(refused.out, "");
        assert!(refused.err.contains(why), "{}", refused.err);
    }
}

/// What is in a folder but for hidden side files.
fn visible(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.filter(|name| !name.starts_with('.')).collect();
    names.sort();
    names
}

#[test]
fn new_writes_a_workbook_and_never_over_another() {
    let desk = Desk::new();
    desk.run(&["new", "a.ron"]).done();
    desk.run(&["new", "b.ron", "--example"]).done();
    let before = desk.bytes("a.ron");
    for args in [&["new", "a.ron"][..], &["new", "a.ron", "--example"]] {
        desk.run(args).refused("a.ron");
    }
    assert_eq!(desk.bytes("a.ron"), before);
    desk.run(&["new", "nowhere/a.ron"]).refused("nowhere");
    assert_eq!(visible(desk.0.path()), ["a.ron", "b.ron"]);
    assert_eq!(desk.run(&["check", "a.ron"]).done().out, "");
    desk.run(&["check", "b.ron"]).ends(0);
}

#[test]
fn the_example_can_be_read_without_a_file() {
    let desk = Desk::new();
    desk.run(&["check", "example"]).ends(0);
    let first = desk.run(&["analyse", "example", "--json"]).done().out;
    assert_eq!(first, desk.run(&["analyse", "example", "--json"]).done().out);
    let results: Value = serde_json::from_str(&first).unwrap();
    assert!(!results["value_map"]["customers"].as_array().unwrap().is_empty());
    desk.write("t.csv", "id\n1\n");
    desk.run(&["import", "example", "t.csv", "--as", "people"]).refused("example");
    assert_eq!(visible(desk.0.path()), ["t.csv"]);
}

#[test]
fn wrong_usage_ends_with_two_and_touches_nothing() {
    let desk = Desk::with_workbook();
    desk.write("t.csv", "id\n1\n");
    let before = desk.bytes("w.ron");
    for args in [
        &["import", "w.ron", "t.csv"][..],
        &["import", "w.ron", "t.csv", "--as", "salaries"],
        &["import", "w.ron", "missing.csv", "--as", "people"],
        &["import", "w.ron", ".", "--as", "people"],
        &["import", "missing.ron", "t.csv", "--as", "people"],
        &["import", "w.ron", "t.csv", "--as", "contacts"],
        &["import", "w.ron", "t.csv", "--as", "contacts", "--account", " "],
        &["import", "w.ron", "t.csv", "--as", "people", "--account", "acme"],
        &["import", "w.ron", "t.csv", "--as", "people", "--map", "id"],
        &["import", "w.ron", "t.csv", "--as", "people", "--map", "salary=id"],
        &["import", "w.ron", "t.csv", "--as", "people", "--map", "id=nr"],
        &["import", "w.ron", "t.csv", "--as", "ratings", "--points", "11"],
        &["import", "w.ron", "t.csv", "--as", "ratings", "--points", "1"],
        &["import", "w.ron", "t.csv", "--as", "customers", "--points", "5"],
        &["analyse", "w.ron"],
        &["check", "missing.ron"],
        &["check"],
        &["check", "w.ron", "--theme", "pink"],
        &["w.ron", "check", "w.ron"],
    ] {
        let answer = desk.run(args).ends(2);
        assert!(answer.out.is_empty() && !answer.err.is_empty(), "{args:?}: {}", answer.out);
    }
    let today =
        Command::new(env!("CARGO_BIN_EXE_sandtable")).args(["check", "example", "--today", "21.11.2026"]).output();
    assert_eq!(today.unwrap().status.code(), Some(2));
    assert_eq!(desk.bytes("w.ron"), before);
    assert_eq!(visible(desk.0.path()), ["t.csv", "w.ron"]);
}

#[test]
fn a_table_goes_in_once_and_the_second_time_leaves_the_file_alone() {
    let desk = Desk::with_workbook();
    let table = "id,name,reports_to\n1,a,\n2,b,1\n";
    let first = desk.import("contacts", table, &["--account", "acme"]).done().out;
    assert!(first.contains("2 added, 0 changed, 0 unchanged, 0 refused") && first.contains("rows 2–3"), "{first}");
    let touched = || fs::metadata(desk.path("w.ron")).unwrap().modified().unwrap();
    let (before, when) = (desk.bytes("w.ron"), touched());
    let second = desk.import("contacts", table, &["--account", "acme"]).done().out;
    assert!(second.contains("0 added, 0 changed, 2 unchanged, 0 refused"), "{second}");
    let dry = desk.import("people", "id\nnew\n", &["--dry-run"]).done().out;
    assert!(dry.contains("1 added"), "{dry}");
    assert_eq!((desk.bytes("w.ron"), touched()), (before, when));
}

#[test]
fn what_is_exported_can_be_imported_and_another_ending_is_refused() {
    let desk = Desk::with_workbook();
    desk.run(&["new", "e.ron", "--example"]).done();
    desk.write("all.xlsx", "an older one");
    for args in [
        &["--out", "all.xlsx"][..],
        &["--out", "cells.xlsx", "--what", "contributions"],
        &["--out", "customers.CSV"],
        &["--out", "cells.csv", "--what", "contributions"],
    ] {
        let said = desk.run(&[&["export", "e.ron"], args].concat()).done().out;
        assert!(said.contains("Wrote"), "{said}");
    }
    desk.run(&["import", "w.ron", "all.xlsx", "--as", "customers"]).done();
    desk.run(&["import", "w.ron", "all.xlsx", "--as", "contributions"]).done();
    let results = desk.analyse();
    let example: Value = serde_json::from_str(&desk.run(&["analyse", "e.ron", "--json"]).done().out).unwrap();
    assert_eq!(results["contributions"]["cells"], example["contributions"]["cells"]);
    let before = desk.bytes("w.ron");
    for (file, kind) in
        [("customers.CSV", "customers"), ("cells.csv", "contributions"), ("cells.xlsx", "contributions")]
    {
        let said = desk.run(&["import", "w.ron", file, "--as", kind]).done().out;
        assert!(said.contains("0 added, 0 changed"), "{file}: {said}");
    }
    assert_eq!(desk.bytes("w.ron"), before);

    desk.run(&["export", "e.ron", "--out", "r.xlsx", "--what", "contacts", "--account", "yunling-data"]).done();
    let said = desk.run(&["import", "e.ron", "r.xlsx", "--as", "contacts", "--account", "yunling-data"]).done().out;
    assert!(said.contains("0 added, 0 changed"), "{said}");
    desk.run(&["export", "e.ron", "--out", "r.csv", "--what", "contacts", "--audience", "room"]).done();
    let register = String::from_utf8(desk.bytes("r.csv")).unwrap();
    assert!(register.contains("qin-zheng") && register.contains("shao-heng") && !register.contains("Decider"));
    desk.run(&["export", "e.ron", "--out", "x.csv", "--what", "contacts", "--account", "nobody"])
        .refused("no contacts");

    desk.run(&["export", "e.ron", "--out", "all.ods"]).refused("must end in .xlsx or .csv");
    desk.run(&["export", "e.ron", "--out", "nowhere/all.csv"]).refused("nowhere");
    desk.run(&["export", "e.ron", "--out", "a.csv", "--what", "people"]).ends(2);
    assert!(!desk.path("all.ods").exists() && !desk.path("a.csv").exists());
}

#[test]
fn animals_stand_beside_what_customers_bring() {
    let desk = Desk::new();
    let results: Value = serde_json::from_str(&desk.run(&["analyse", "example", "--json"]).done().out).unwrap();
    let customers = results["contributions"]["customers"].as_array().unwrap();
    let animals: Vec<_> = customers.iter().map(|customer| &customer["animal"]).collect();
    assert_eq!(*animals[0], json!({"set": "sheep", "suggested": "sheep"}));
    assert_eq!(*animals[1], json!({"set": "hound", "suggested": "reindeer"}));
    assert_eq!(*animals[13], json!({"set": null, "suggested": null}));
}

#[test]
fn refused_rows_are_named_and_the_others_go_in() {
    let desk = Desk::with_workbook();
    let answer = desk.import("customers", "id,profit\n,5\na,5\nb,11\n", &[]).ends(1);
    for said in ["1 added", "2 refused", "rows 2, 4", "t.csv:2:1: id: ", "t.csv:4:3: profit: ", "expected 1 to 10"] {
        assert!(answer.out.contains(said), "{said} in {}", answer.out);
    }
    assert_eq!(desk.analyse()["value_map"]["customers"].as_array().unwrap().len(), 1);
}

#[test]
fn a_workbook_that_is_open_elsewhere_or_newer_is_not_changed() {
    let desk = Desk::with_workbook();
    let lock = sandtable::file::Lock::take(&desk.path("w.ron")).unwrap();
    desk.import("people", "id\n1\n", &[]).refused("w.ron");
    desk.import("people", "id\n1\n", &["--dry-run"]).done();
    drop(lock);
    desk.import("people", "id\n1\n", &[]).done();

    let newer = b"(version: 1, team: [(id: \"a\", salary: 5)])";
    desk.write("newer.ron", newer);
    desk.write("t.csv", "id\n1\n");
    desk.run(&["import", "newer.ron", "t.csv", "--as", "people"]).refused("salary");
    assert_eq!(desk.bytes("newer.ron"), newer);
    assert!(desk.run(&["check", "newer.ron"]).ends(0).err.contains("salary"));
}

#[test]
fn every_encoding_and_separator_is_read() {
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let comma = "编号,姓名\r\n1,\"张,\r\n伟\"\r\n";
    let tables = [
        ("UTF-8", comma.as_bytes().to_vec()),
        ("UTF-8 with a mark", [b"\xef\xbb\xbf", comma.as_bytes()].concat()),
        ("UTF-16", [b"\xff\xfe".to_vec(), utf16(comma)].concat()),
        ("UTF-16 without a mark", utf16(comma)),
        ("GB 18030", b"\xb1\xe0\xba\xc5,\xd0\xd5\xc3\xfb\r\n1,\"\xd5\xc5,\r\n\xce\xb0\"\r\n".to_vec()),
        ("semicolon", "编号;姓名\n1;\"张,\r\n伟\"".as_bytes().to_vec()),
        ("tab", "编号\t姓名\n1\t\"张,\r\n伟\"".as_bytes().to_vec()),
    ];
    for (name, bytes) in tables {
        let desk = Desk::with_workbook();
        desk.write("t.csv", bytes);
        desk.run(&["import", "w.ron", "t.csv", "--as", "people"]).done();
        let loaded = sandtable::file::load(&desk.path("w.ron")).unwrap();
        assert_eq!(loaded.workbook.team.get("1").unwrap().name, "张,\r\n伟", "{name}");
    }
}

#[test]
fn a_spreadsheet_is_imported_like_a_text_file() {
    let desk = Desk::with_workbook();
    let table = Book::default()
        .sheet("名单", &[&["编号", "姓名", "正副职"], &["007", "张伟", "正职"], &["8", "李敏", "chief"]]);
    desk.write("t.xlsx", table.bytes());
    let import = ["import", "w.ron", "t.xlsx", "--as", "people"];
    let answer = desk.run(&import).ends(1);
    assert!(answer.err.is_empty() && answer.out.contains("t.xlsx:3:3: position: row 3 “chief”"), "{}", answer.out);
    let loaded = sandtable::file::load(&desk.path("w.ron")).unwrap();
    assert_eq!(loaded.workbook.team.get("007").unwrap().name, "张伟");
    let before = desk.bytes("w.ron");
    desk.run(&import).ends(1);
    assert_eq!(desk.bytes("w.ron"), before, "the same file again changes nothing");
}

#[test]
fn spreadsheets_and_binaries_are_named_for_what_they_are() {
    let desk = Desk::with_workbook();
    let before = desk.bytes("w.ron");
    for (bytes, said) in [
        (&b"PK\x03\x04sheet"[..], "damaged"),
        (b"\xd0\xcf\x11\xe0sheet", "old spreadsheet"),
        (b"\x7fELF\0\0\0", "text"),
        (b"id,name\n1,\"a\n", "t.csv:2:3: "),
        (b"", "empty"),
    ] {
        desk.write("t.csv", bytes);
        desk.run(&["import", "w.ron", "t.csv", "--as", "people"]).refused(said);
    }
    assert_eq!(desk.bytes("w.ron"), before);
}

#[test]
fn what_was_imported_is_derived_and_written_as_other_programs_expect() {
    let desk = Desk::with_workbook();
    desk.import("people", "id,name,position\nz,张伟,head\ny,李敏,deputy\n", &[]).done();
    desk.import("customers", "id,profit,offering_us,offering_rival\nacme,8,9,6\nbeta,,,\n", &[]).done();
    desk.import("contributions", "customer,offering,margin\nacme,a,100\nacme,b,-30\nbeta,a,++\n", &[]).done();
    let contacts = "id,reports_to,roles,status,support\n1,,decider,inner,mentor\n2,1,,,\n3,9,,,\n4,4,,,\n2,1,,,\n";
    desk.import("contacts", contacts, &["--account", "acme"]).done();
    let goals = "person,period,goal,weight,completion,difficulty,effort\nz,Q3,g1,30,105%,110,\nz,Q3,g2,70,,110,\n";
    desk.import("goals", goals, &[]).done();
    let ratings =
        "ratee,rater,group,role,item,score\nz,z,self,S,s1,5\nz,m,manager,S,s1,3\nz,p,peer,S,s1,4\ny,y,self,S,s1,3\n";
    desk.import("ratings", ratings, &[]).done();

    let results = desk.analyse();
    assert_eq!(
        results["value_map"]["customers"],
        json!([
            {"id": "acme", "attractiveness": 8.0, "attractiveness_known": 0.2, "advantage": 1.5, "advantage_known": 0.4,
             "class": "consolidate", "uncertain": false, "overridden": false},
            {"id": "beta", "attractiveness": null, "attractiveness_known": 0.0, "advantage": null,
             "advantage_known": 0.0, "class": null, "uncertain": false, "overridden": false},
        ])
    );
    assert_eq!(
        results["contributions"],
        json!({
            "cells": 3,
            "customers": [{"id": "acme", "class": "mixed", "total": 70.0,
                           "animal": {"set": null, "suggested": "sheep"}},
                          {"id": "beta", "class": "profitable", "total": null,
                           "animal": {"set": null, "suggested": "reindeer"}}],
            "offerings": [{"id": "a", "class": "profitable", "total": 100.0, "highly": true},
                          {"id": "b", "class": "losing", "total": -30.0, "highly": false}],
        })
    );
    let account = &results["power_map"]["accounts"][0];
    let mut shown = account.clone();
    shown.as_object_mut().unwrap().remove("findings").unwrap();
    assert_eq!(
        shown,
        json!({"id": "acme", "people": 4, "roots": ["1"], "depth": 2, "cycles": [["4"]],
               "unknown_managers": [{"contact": "3", "manager": "9"}], "duplicates": ["2"], "light": "green"})
    );
    assert!(account["findings"].as_array().unwrap().contains(&json!({"rule": "key_unowned", "contacts": ["1"]})));
    assert_eq!(
        results["evaluations"],
        json!([{"person": "z", "period": "Q3", "rows": [{"goal": "g1", "score": 31.5}, {"goal": "g2", "score": null}],
                "completion": 31.5, "overall": 34.65, "grade": "E", "provisional": true}])
    );
    let round = &results["assessment"]["rounds"][0];
    assert_eq!(round["id"], "imported");
    assert_eq!(round["class"], json!([{"role": "S", "mean": 4.0, "n": 2}]));
    assert_eq!(round["heads"], json!([{"role": "S", "mean": 5.0, "n": 1}]));
    assert_eq!(
        round["ratees"][0],
        json!({"id": "z",
               "roles": [{"role": "S", "self": 5.0, "others": {"mean": 3.0, "n": 1},
                          "groups": [{"groups": ["manager"], "mean": 3.0, "n": 1}],
                          "gap": 2.0, "flagged": true, "quadrant": "blind_spot"}],
               "hidden": [{"groups": ["peer"], "reason": "too_few"}]})
    );
    assert_eq!(
        round["agreement"],
        json!([{"role": "S", "alpha": null,
                "icc": {"1,1": null, "2,1": null, "3,1": null, "1,k": null, "2,k": null, "3,k": null}}])
    );

    let check = desk.run(&["check", "w.ron"]).done().out;
    assert!(check.lines().any(|line| line.starts_with("w.ron") && line.contains("“9”")), "{check}");
    desk.import("goals", "person,period,goal,weight\nz,Q4,g1,30\n", &[]).done();
    let check = desk.run(&["check", "w.ron"]).ends(1).out;
    let text = String::from_utf8(desk.bytes("w.ron")).unwrap();
    let row = text.lines().position(|line| line.contains("\"Q4\"")).unwrap() + 1;
    let first = check.lines().next().unwrap();
    let place = first.strip_prefix(&format!("w.ron:{row}:")).and_then(|rest| rest.split_once(": "));
    let (_, what) = place.unwrap_or_else(|| panic!("{check}"));
    assert!(what.starts_with("goal_cards[1].goals: error: ") && what.contains("30"), "{check}");
    desk.run(&["analyse", "w.ron", "--json"]).done();
}

#[test]
fn columns_are_mapped_as_in_the_wild() {
    let desk = Desk::with_workbook();
    let table = "Post Ref,\"Job Title\",Unit,Grade,Reports to Post\nB1,\"Head, Audit\",X,1,A1\nA1,Director,X,3,XX\nA6,Self,Y,2,A6\n";
    let map = [
        "--map",
        "id=Post Ref",
        "--map",
        "title=job title",
        "--map",
        "department=Unit",
        "--map",
        "reports_to=Reports to Post",
    ];
    let answer = desk.import("contacts", table, &[&["--account", "gov"][..], &map].concat()).done().out;
    assert!(answer.contains("Columns not used 1: “Grade”"), "{answer}");
    assert!(answer.contains("A6 → A6") && answer.contains("“A1” reports to “XX”"), "{answer}");
    let account = &desk.analyse()["power_map"]["accounts"][0];
    assert_eq!((&account["people"], &account["roots"], &account["depth"]), (&json!(3), &json!([]), &json!(2)));
}

#[test]
fn many_ratings_go_in() {
    let desk = Desk::with_workbook();
    let mut table = String::from("ratee,rater,group,role,item,score\n");
    for ratee in 0..40 {
        for rater in 0..20 {
            for item in 0..50 {
                let (role, score) = (item / 10, (ratee + rater + item) % 5 + 1);
                table.push_str(&format!("m{ratee},r{rater},peer,R{role},i{item},{score}\n"));
            }
        }
    }
    let answer = desk.import("ratings", &table, &[]).done().out;
    assert!(answer.contains("40,000 added"), "{answer}");
    assert!(answer.contains("rows 2–40001"), "{answer}");
}

#[test]
fn forms_go_out_and_answers_come_in() {
    use sandtable::exchange::{answers, codes, forms};

    let desk = Desk::new();
    desk.run(&["new", "w.ron", "--example"]).done();
    // A round of which no form was ever made gets its key with the first.
    let text = String::from_utf8(desk.bytes("w.ron")).unwrap();
    let key = text.lines().find(|line| line.contains("EXAMPLE0")).unwrap();
    let without = text.replace("key: \"EXAMPLE0EXAMPLE0EXAMPLE0EXAMPLE0\", ", "").replace(&format!("{key}\n"), "");
    desk.write("w.ron", without.replace(key, ""));
    let make = ["forms", "w.ron", "--round", "2026-autumn", "--out", "out"];
    let made = desk.run(&make).ends(0);
    let keyed = desk.bytes("w.ron");
    assert_ne!(keyed, text.as_bytes());
    let files = visible(&desk.path("out"));
    assert_eq!(made.out.lines().count(), files.len());
    assert_eq!(files.iter().filter(|name| name.ends_with(".html")).count() * 2, files.len());
    let again = desk.run(&make).done();
    assert!(again.out.lines().all(|line| line.starts_with("Unchanged")), "{}", again.out);
    assert_eq!(desk.bytes("w.ron"), keyed);

    // A form of this round may be made anew; anything else is not overwritten.
    let name = files.iter().find(|name| name.ends_with(".html")).unwrap();
    let page = desk.bytes(&format!("out/{name}"));
    desk.write(&format!("out/{name}"), String::from_utf8(page).unwrap().replace("<html", "<html class=\"old\""));
    assert!(desk.run(&make).done().out.contains(&format!("Wrote out/{name}")));
    desk.write(&format!("out/{name}"), "mine");
    desk.run(&make).refused(name);
    assert_eq!(desk.bytes(&format!("out/{name}")), b"mine");

    // Two raters answer: one by file, one by code.
    let form = |n: usize| {
        let name = files.iter().filter(|name| name.ends_with(".ron")).nth(n).unwrap();
        forms::read_form(&desk.bytes(&format!("out/{name}"))).unwrap()
    };
    let answer = |form: &forms::Form, edition| answers::AnswerFile {
        form: form.id,
        instrument: form.instrument.id.clone(),
        version: form.instrument.version,
        id: "ABC123".parse().unwrap(),
        edition,
        entries: vec![answers::EntryAnswers {
            tag: form.people[0].tag,
            answers: "55544433".parse().unwrap(),
            comments: Vec::new(),
        }],
    };
    let (one, two) = (form(0), form(1));
    fs::create_dir(desk.path("in")).unwrap();
    desk.write("in/one.txt", answers::write(&answer(&one, 1)).unwrap());
    desk.write(
        "in/two.txt",
        codes::of(&answer(&two, 1), two.instrument.scored_len(), two.instrument.points).join("\n"),
    );
    let collected = desk.run(&["collect", "w.ron", "in"]).done();
    assert!(collected.out.contains("in/one.txt: "), "{}", collected.out);
    assert!(collected.out.contains("Missing: "), "{}", collected.out);
    let after = desk.bytes("w.ron");
    assert_ne!(after, keyed);
    let again = desk.run(&["collect", "w.ron", "in/two.txt", "in/one.txt", "in"]).done();
    assert_eq!(again.out.matches(": known").count(), 4, "{}", again.out);
    assert_eq!(desk.bytes("w.ron"), after);

    desk.write("in/three.txt", "hello");
    let refused = desk.run(&["collect", "w.ron", "in", "nowhere.txt"]).ends(1);
    assert!(refused.out.contains("in/three.txt: refused") && refused.out.contains("nowhere.txt"), "{}", refused.out);
    assert_eq!(desk.bytes("w.ron"), after);
    desk.run(&["collect", "w.ron", "nowhere.txt"]).refused("nowhere.txt");
    desk.run(&["collect", "nowhere.ron", "in"]).refused("nowhere.ron");
    desk.run(&["forms", "w.ron", "--round", "nothing", "--out", "out"]).refused("nothing");
    let example = ["forms", "example", "--round", "2026-autumn", "--out", "of-example"];
    assert_eq!(desk.run(&example).done().out.lines().count(), files.len());
}

#[test]
fn the_first_report_freezes_the_round() {
    let desk = Desk::with_workbook();
    let mut table = String::from("ratee,rater,group,role,item,score\n");
    for (rater, group) in [("a", "self"), ("m", "manager"), ("p1", "peer"), ("p2", "peer"), ("p3", "peer")] {
        for item in 0..4 {
            table.push_str(&format!("a,{rater},{group},R,i{item},{}\n", item + 1));
        }
    }
    desk.import("ratings", &table, &[]).done();
    let args = ["report", "w.ron", "--person", "a", "--out", "a.html"];
    desk.run(&["report", "w.ron", "--person", "nobody", "--out", "a.html"]).refused("nobody");
    desk.run(&["report", "w.ron", "--person", "a", "--out", "nowhere/a.html"]).refused("nowhere");
    assert!(!String::from_utf8(desk.bytes("w.ron")).unwrap().contains("releases"), "nothing was written");

    let first = desk.run(&args).done();
    assert!(first.out.contains("answers released: 5"), "{}", first.out);
    assert!(desk.bytes("a.html").starts_with(b"<!DOCTYPE html>"));
    let (frozen, page) = (desk.bytes("w.ron"), desk.bytes("a.html"));
    desk.run(&args).done();
    assert_eq!((desk.bytes("w.ron"), desk.bytes("a.html")), (frozen, page));

    // What comes later is told of, and not shown.
    let late = "ratee,rater,group,role,item,score\na,p4,peer,R,i0,5\na,p4,peer,R,i1,5\n";
    desk.import("ratings", late, &[]).done();
    let later = desk.run(&args).ends(0);
    assert!(later.err.contains("in no report yet: 1"), "{}", later.err);

    let example = desk.run(&["report", "example", "--person", "gu-yan", "--out", "g.html"]).ends(0);
    assert!(example.err.contains("only read"), "{}", example.err);
}

#[cfg(feature = "gui")]
#[test]
fn every_panel_is_drawn_without_a_display() {
    let desk = Desk::new();
    for panel in ["value-map", "power-map", "feedback", "assessment", "moves"] {
        let args = ["picture", "example", "--panel", panel, "--out", "p.png", "--size", "640x400"];
        desk.run(&args).done();
        let first = desk.bytes("p.png");
        let info = png::Decoder::new(std::io::Cursor::new(&first)).read_info().unwrap();
        assert_eq!((info.info().width, info.info().height), (640, 400));
        desk.run(&args).done();
        assert_eq!(desk.bytes("p.png"), first, "{panel}");
        desk.run(&[&args[..], &["--theme", "dark", "--audience", "room"]].concat()).done();
        assert_ne!(desk.bytes("p.png"), first, "{panel}");
    }
    let power_map = ["picture", "example", "--panel", "power-map", "--out", "no.png"];
    desk.run(&[&power_map[..], &["--subject", "nobody"]].concat()).refused("nobody");
    desk.run(&[&power_map[..], &["--size", "0x5"]].concat()).refused("0×5");
    desk.run(&[&power_map[..], &["--size", "big"]].concat()).refused("1920x1080");
    desk.run(&["picture", "example", "--panel", "funnel", "--out", "no.png"]).refused("value-map");
    desk.run(&["picture", "example", "--panel", "value-map", "--out", "nowhere/no.png"]).refused("nowhere");
    assert_eq!(visible(desk.0.path()), ["p.png"]);
}

#[cfg(feature = "gui")]
#[test]
fn without_a_display_it_says_what_to_do() {
    let desk = Desk::new();
    let mut command = Command::new(env!("CARGO_BIN_EXE_sandtable"));
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("WAYLAND_SOCKET");
    let output = command.env("HOME", desk.0.path()).args(["--lang", "en"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("display"));
}

#[test]
fn the_default_language_is_chinese() {
    let desk = Desk::new();
    let output =
        Command::new(env!("CARGO_BIN_EXE_sandtable")).current_dir(desk.0.path()).args(["check", "no.ron"]).output();
    let output = output.unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().chars().any(|c| ('一'..='龥').contains(&c)));
}
