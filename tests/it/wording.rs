//! How well the linter finds what people labelled by hand: sentences of feedback, good and bad, in both languages.

use std::{collections::BTreeMap, fs, ops::Range, path::PathBuf};

use sandtable::{
    analysis::wording,
    model::{ScriptPart, WordingRule},
};

/// A labelled sentence.
struct Sentence {
    lang: String,
    is_bad: bool,
    part: ScriptPart,
    text: String,
    marks: Vec<(WordingRule, Range<usize>)>,
}

/// What was found and what was right, to make precision and recall of.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    found: usize,
    right: usize,
    expected: usize,
    met: usize,
}

impl Count {
    fn precision(self) -> f64 {
        if self.found == 0 { 1.0 } else { self.right as f64 / self.found as f64 }
    }

    fn recall(self) -> f64 {
        if self.expected == 0 { 1.0 } else { self.met as f64 / self.expected as f64 }
    }
}

fn named<T: serde::de::DeserializeOwned>(name: &str) -> T {
    serde_json::from_str(&format!("\"{name}\"")).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The labelled sentences of a file: id, language, good or bad, part, text, and `rule=words` between semicolons.
fn corpus(file: &str) -> Vec<Sentence> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/wording").join(file);
    let text = fs::read_to_string(path).unwrap();
    let sentence = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let text = cells[4];
        let marks = cells.get(5).copied().unwrap_or_default().split(';').filter(|mark| !mark.is_empty());
        let mark = |mark: &str| {
            let (rule, words) = mark.split_once('=').unwrap();
            let start = text.find(words).unwrap_or_else(|| panic!("{line}: no {words}"));
            (named(rule), start..start + words.len())
        };
        Sentence {
            lang: cells[1].to_owned(),
            is_bad: cells[2] == "bad",
            part: named(cells[3]),
            text: text.to_owned(),
            marks: marks.map(mark).collect(),
        }
    };
    text.lines().skip(1).filter(|line| !line.is_empty()).map(sentence).collect()
}

/// Sentences as flagged or not, and marks by rule and place, per language; all rules at last.
fn score(sentences: &[Sentence]) -> BTreeMap<(String, String), Count> {
    let mut counts: BTreeMap<(String, String), Count> = BTreeMap::new();
    for sentence in sentences {
        let found = wording::of_text(&sentence.text, sentence.part);
        let whole = counts.entry((sentence.lang.clone(), "sentences".to_owned())).or_default();
        let flagged = !found.is_empty();
        whole.found += usize::from(flagged);
        whole.right += usize::from(flagged && sentence.is_bad);
        whole.expected += usize::from(sentence.is_bad);
        whole.met += usize::from(flagged && sentence.is_bad);
        let overlap = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
        let mut add = |rule: WordingRule, add: &dyn Fn(&mut Count)| {
            for name in [format!("{rule:?}"), "marks".to_owned()] {
                add(counts.entry((sentence.lang.clone(), name)).or_default());
            }
        };
        for mark in &found {
            let right = sentence.marks.iter().any(|(rule, range)| *rule == mark.rule && overlap(range, &mark.range));
            add(mark.rule, &|count| {
                count.found += 1;
                count.right += usize::from(right);
            });
        }
        for (rule, range) in &sentence.marks {
            let met = found.iter().any(|mark| mark.rule == *rule && overlap(range, &mark.range));
            add(*rule, &|count| {
                count.expected += 1;
                count.met += usize::from(met);
            });
        }
    }
    counts
}

/// Prints the scores of a file and holds them against floors for sentences and marks.
fn hold(file: &str, floors: [(&str, f64, f64); 2]) {
    let sentences = corpus(file);
    assert_eq!(sentences.len(), 200);
    let counts = score(&sentences);
    for ((lang, rule), count) in &counts {
        let (precision, recall) = (count.precision(), count.recall());
        println!("{file} {lang} {rule:12} precision {precision:.3} recall {recall:.3} {count:?}");
    }
    for (what, precision, recall) in floors {
        for lang in ["zh", "en"] {
            let count = counts[&(lang.to_owned(), what.to_owned())];
            assert!(count.precision() >= precision, "{file} {lang} {what}: {count:?}");
            assert!(count.recall() >= recall, "{file} {lang} {what}: {count:?}");
        }
    }
}

#[test]
fn the_sentences_the_patterns_were_made_with_are_marked() {
    hold("dev.tsv", [("sentences", 0.97, 0.97), ("marks", 0.92, 0.95)]);
}

#[test]
fn sentences_the_patterns_were_not_made_with_are_marked_too() {
    hold("held.tsv", [("sentences", 0.88, 0.87), ("marks", 0.82, 0.78)]);
}
