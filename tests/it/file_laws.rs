//! Laws of the file: what is written reads back, always the same, and nothing read from a disk makes us panic.

use std::{path::Path, sync::Arc};

use proptest::prelude::*;
use sandtable::{
    file::{self, Checksum, Replace},
    model::*,
};

use super::common::arbitrary;

fn parse(text: &str) -> Workbook {
    let loaded = file::parse(Path::new("random.ron"), text.as_bytes()).unwrap();
    assert_eq!((loaded.checksum, loaded.has_comments), (Checksum::Matches, false));
    assert_eq!(loaded.read_only, None);
    loaded.workbook
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_reads_back(workbook in arbitrary::workbook()) {
        let text = file::to_text(&workbook).unwrap();
        let back = parse(&text);
        prop_assert_eq!(&back, &workbook);
        prop_assert_eq!(file::to_text(&back).unwrap(), text);
    }

    #[test]
    fn a_damaged_file_never_panics(
        workbook in arbitrary::workbook(),
        hits in proptest::collection::vec((any::<prop::sample::Index>(), "[ -~]|[\\[\\](){},:\"/\\\\]|张|\n|\\PC"), 1..4),
        cut in proptest::option::of(any::<prop::sample::Index>()),
    ) {
        let written = file::to_text(&workbook).unwrap();
        let mut text: Vec<char> = written.chars().collect();
        for (at, with) in hits {
            let at = at.index(text.len());
            text.splice(at..=at, with.chars());
        }
        if let Some(cut) = cut {
            text.truncate(cut.index(text.len()));
        }
        let text: String = text.into_iter().collect();
        if let Ok(loaded) = file::parse(Path::new("damaged.ron"), text.as_bytes()) {
            prop_assert!(loaded.checksum != Checksum::Matches || text.trim_end() == written.trim_end());
        }
    }
}

#[test]
fn a_saved_file_is_what_was_saved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("团队.ron");
    let workbook = Workbook::default();
    let hash = file::save(&path, &workbook, Replace::Nothing).unwrap();
    let loaded = file::load(&path).unwrap();
    assert_eq!((&loaded.workbook, loaded.hash), (&workbook, hash));
    assert!(!file::backup_of(&path).exists());
}

/// A round of 120,000 scores: 100 people, each rated by 20, 60 items.
fn large_round() -> Workbook {
    let id = |stem: &str, n: usize| format!("{stem}-{n}");
    let items = |count: usize| {
        (0..count).map(|n| Item {
            id: ItemId::new(&id("item", n)).unwrap(),
            text: Bilingual::default(),
            self_text: Bilingual::default(),
            note: String::new(),
        })
    };
    let role = |n: usize| Role {
        id: RoleId::new(&id("role", n)).unwrap(),
        name: Bilingual::default(),
        items: items(12).collect(),
        note: String::new(),
    };
    let instrument = Instrument { roles: (0..5).map(role).collect(), ..super::common::arbitrary::instrument() };
    let response = |n: usize| {
        let (ratee, rater) = (MemberId::new(&id("zhang-wei", n / 20)), RaterId::new(&id("rater", n % 20)));
        let answers = Answers((0..60).map(|item| Answer::Points(u8::try_from((n + item) % 5 + 1).unwrap())).collect());
        Response { answers, ..Response::new(ratee.unwrap(), rater.unwrap(), RaterGroup::Peer) }
    };
    let round = Round {
        responses: (0..2000).map(response).collect(),
        ..Round::new(RoundId::new("2026").unwrap(), instrument.id.clone(), instrument.version)
    };
    Workbook {
        instruments: Arc::new([instrument].into_iter().collect()),
        rounds: Arc::new([round].into_iter().collect()),
        ..Workbook::default()
    }
}

#[test]
fn a_round_of_120_000_scores_is_small_and_reads_back() {
    let workbook = large_round();
    let text = file::to_text(&workbook).unwrap();
    assert!(text.len() < 1_500_000, "{} bytes", text.len());
    assert_eq!(parse(&text), workbook);
    // One response a line.
    assert_eq!(text.matches("\n        (ratee: ").count(), 2000);
}
