//! Files good and bad. What is said about a bad one stands beside it, in both languages.

use std::{fs, path::PathBuf};

use sandtable::{
    file::{self, Checksum, ReadOnlyReason},
    text::{self, Lang},
};

/// The `.ron` files of a folder of the corpus, sorted.
fn corpus(folder: &str) -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(folder);
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "ron"));
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

/// `SANDTABLE_BLESS=1` writes the messages anew, to be read before they are committed.
#[test]
fn a_bad_file_is_refused_with_its_message() {
    let mut wrong = Vec::new();
    for path in corpus("bad") {
        let bytes = fs::read(&path).unwrap();
        let name = PathBuf::from(path.file_name().unwrap());
        let error = file::parse(&name, &bytes).expect_err(&path.display().to_string());
        let messages = [Lang::Zh, Lang::En].map(|lang| text::file::load_error(lang, &error)).join("\n") + "\n";
        let expected = path.with_extension("txt");
        if std::env::var_os("SANDTABLE_BLESS").is_some() {
            fs::write(&expected, &messages).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != messages {
            wrong.push(messages);
        }
    }
    assert!(wrong.is_empty(), "other messages than those beside the files:\n{}", wrong.concat());
}

#[test]
fn a_good_file_opens() {
    for path in corpus("good") {
        let loaded = file::load(&path).unwrap_or_else(|error| panic!("{error}"));
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert_eq!(loaded.checksum, Checksum::Missing, "{name}");
        assert_eq!(loaded.has_comments, name == "comments", "{name}");
        let newer = matches!(loaded.read_only, Some(ReadOnlyReason::NewerVersion { version: 7, .. }));
        assert_eq!(newer, name == "newer", "{name}");
        assert_eq!(loaded.read_only.is_some(), ["newer", "unknown-fields"].contains(&name), "{name}");
        if let Some(ReadOnlyReason::UnknownFields(fields)) = loaded.read_only {
            let place = |field: &file::UnknownField| {
                let position = field.position.unwrap();
                format!("{}:{} {}", position.line, position.column, field.path)
            };
            let places: Vec<String> = fields.iter().map(place).collect();
            assert_eq!(places, ["3:26 team[0].mood", "3:41 team[0].past", "4:11 funnel"]);
        }
    }
}

#[test]
fn the_largest_file_is_refused_before_it_is_read_into_a_workbook() {
    let bytes = vec![b' '; usize::try_from(file::MAX_BYTES).unwrap() + 1];
    let error = file::parse("large.ron".as_ref(), &bytes).unwrap_err();
    assert!(matches!(error.problem, file::Problem::TooLarge { .. }), "{error}");
}
