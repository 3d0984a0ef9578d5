//! What can still be read of a damaged file.

use sandtable::{
    example,
    file::{self, Replace, Salvaged, differences},
    model::*,
    text::Lang,
};

fn example() -> (Workbook, String) {
    let workbook = example::workbook(Lang::Zh).unwrap();
    let text = file::to_text(&workbook).unwrap();
    (workbook, text)
}

fn salvage(text: &str) -> Salvaged {
    file::salvage("damaged.ron".as_ref(), text.as_bytes()).unwrap()
}

#[test]
fn a_whole_file_is_salvaged_whole() {
    let (workbook, text) = example();
    let salvaged = salvage(&text);
    assert_eq!(salvaged.workbook, workbook);
    assert_eq!(salvaged.lost, []);
}

#[test]
fn one_bad_value_costs_only_itself() {
    let (workbook, text) = example();
    let customer =
        workbook.customers.iter().find(|customer| customer.attraction.contains_key(&Attraction::Profit)).unwrap();
    let begin = text.find(&format!("id: \"{}\"", customer.id)).unwrap();
    let customers = text.find("\n  customers: [").unwrap();
    assert!(begin > customers);
    let at = begin + text[begin..].find("profit: ").unwrap();
    let mut damaged = text.clone();
    damaged.insert_str(at + "profit: ".len(), "77");
    let salvaged = salvage(&damaged);
    assert_eq!(salvaged.lost.len(), 1);
    assert_eq!(
        salvaged.lost[0].path.to_string(),
        format!("customers[{}].attraction.profit", workbook.customers.index_of(&customer.id).unwrap())
    );
    let line = text[..at].matches('\n').count() + 1;
    assert_eq!(salvaged.lost[0].position.unwrap().line, line);
    let kept = salvaged.workbook.customers.get(&customer.id).unwrap();
    assert_eq!(kept.attraction.len() + 1, customer.attraction.len());
    assert_eq!(differences(&workbook, &salvaged.workbook).len(), 1);
}

#[test]
fn a_lost_bracket_costs_one_record() {
    let (workbook, text) = example();
    let begin = text.find("\n  team: [").unwrap();
    let end = begin + text[begin..].find("),\n").unwrap();
    let mut damaged = text.clone();
    damaged.remove(end);
    let salvaged = salvage(&damaged);
    assert_eq!(salvaged.workbook.team.len(), workbook.team.len() - 1);
    assert_eq!(salvaged.workbook.customers, workbook.customers);
    assert_eq!(salvaged.workbook.instruments, workbook.instruments);
    assert!(!salvaged.lost.is_empty());
}

#[test]
fn of_a_file_cut_in_half_the_first_half_is_left() {
    let (workbook, text) = example();
    let half = text.char_indices().nth(text.chars().count() / 2).unwrap().0;
    let salvaged = salvage(&text[..half]);
    assert_eq!(salvaged.workbook.team, workbook.team);
    assert_eq!(salvaged.workbook.customers, workbook.customers);
    // What was salvaged can be saved.
    let folder = tempfile::tempdir().unwrap();
    file::save(&folder.path().join("book.ron"), &salvaged.workbook, Replace::Nothing).unwrap();
}

#[test]
fn a_record_whose_reference_is_lost_is_named() {
    let text = "(version: 1, customers: [(id: 5)], offerings: [(id: \"o\")], contributions: [
        (customer: \"c\", offering: \"gone\", margin: 1),
        (customer: \"c\", offering: \"o\", margin: 1)])";
    let salvaged = salvage(text);
    assert!(salvaged.workbook.contributions.is_empty() && salvaged.workbook.customers.is_empty());
    let lost: Vec<String> = salvaged.lost.iter().map(|error| error.path.to_string()).collect();
    assert_eq!(
        lost,
        [
            "customers[0].id",
            "customers[0]",
            "contributions[1].customer",
            "contributions[0].offering",
            "contributions[0].customer"
        ]
    );
}

#[test]
fn backup_and_journal_are_offered_with_what_still_reads() {
    let folder = tempfile::tempdir().unwrap();
    let state = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.ron");
    let (workbook, text) = example();
    let hash = file::save(&path, &Workbook::default(), Replace::Nothing).unwrap();
    let hash = file::save(&path, &workbook, Replace::Only(hash)).unwrap();
    let journal = file::Journal::begin(state.path(), Some(&path), Some(hash), None).unwrap();
    journal.record(&workbook, "note");
    drop(journal);
    std::fs::write(&path, &text.as_bytes()[..text.len() / 2]).unwrap();
    let rescue = file::rescue(&path, None, Some(state.path()));
    assert_eq!(rescue.backup.unwrap().loaded.workbook, Workbook::default());
    assert_eq!(rescue.unsaved[0].load(None).unwrap(), workbook);
    assert!(!rescue.salvaged.unwrap().lost.is_empty());
    // Nothing can be had from what never was a workbook.
    assert!(file::salvage("x".as_ref(), b"\xff\xfe()").is_none());
}

#[test]
fn damage_of_any_kind_never_panics() {
    let (_, text) = example();
    let bytes = text.as_bytes();
    for step in 0..60 {
        let at = bytes.len() * step / 60;
        for replacement in [&b""[..], b")", b"(", b"\"", b"\xff", b"[", b"}"] {
            let damaged = [&bytes[..at], replacement, &bytes[(at + 1).min(bytes.len())..]].concat();
            file::salvage("damaged.ron".as_ref(), &damaged).unwrap();
        }
    }
}
