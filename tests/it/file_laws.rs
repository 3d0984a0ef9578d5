//! Laws of the file: what is written reads back, always the same, and nothing read from a disk makes us panic.

use std::path::Path;

use proptest::prelude::*;
use sandtable::{
    file::{self, Checksum, Replace},
    model::Workbook,
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
