//! What a cell says: numbers, dates, yes or no, and one word out of several, as people write them.

use std::borrow::Cow;

use jiff::civil::Date;

use crate::{
    model::{Coverage, DecisionRole, PoliticalStatus, Position, RaterGroup, Support},
    text::{Word, parse, terms},
};

/// Whether two words are the same but for case, width, spaces, hyphens and underscores.
pub(super) fn same_words(a: &str, b: &str) -> bool {
    fn plain(text: &str) -> impl Iterator<Item = char> {
        let kept = text.chars().map(parse::half_width).filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_'));
        kept.flat_map(char::to_lowercase)
    }
    plain(a).eq(plain(b))
}

/// The signs with which programs let a formula begin, in either width, and the control characters before them.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Whether a text would be taken for a formula but for the apostrophes before it.
fn begins_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(FORMULA)
}

/// A text that no program takes for a formula: with an apostrophe before it where one might.
///
/// One that has apostrophes before such a sign gets one more, so that [`unguarded`] gives every text back as it was.
pub(super) fn guarded(text: &str) -> Cow<'_, str> {
    if begins_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// A text without the apostrophe that guards it.
pub(super) fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|text| begins_formula(text)).unwrap_or(text)
}

/// A number to the 15 digits that a spreadsheet shows: what lies beyond them comes from reckoning in binary.
pub(super) fn rounded(value: f64) -> f64 {
    /// Below it whole numbers have no more than 15 digits.
    const WHOLE: f64 = 1e15;
    if value.fract() == 0.0 && value.abs() < WHOLE {
        return value;
    }
    format!("{value:.14e}").parse().unwrap_or(value)
}

/// A percentage: `105` and `105%` are the same.
pub(super) fn percent(text: &str) -> Option<f64> {
    parse::number(text.strip_suffix(['%', '％']).unwrap_or(text))
}

/// A day; a time of day after it, as spreadsheets write one, is passed over.
pub(super) fn date(text: &str) -> Option<Date> {
    let is_time =
        |time: &str| time.contains(':') && time.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | 'Z'));
    let day = text.rsplit_once([' ', 'T']).filter(|(_, time)| is_time(time)).map_or(text, |(day, _)| day);
    parse::date(day)
}

/// Yes or no, in words or signs.
pub(super) fn yes_no(text: &str) -> Option<bool> {
    let is = |words: &[&str]| words.iter().any(|word| same_words(word, text));
    if is(&["yes", "y", "true", "1", "是", "√", "✓", "✔"]) {
        Some(true)
    } else if is(&["no", "n", "false", "0", "否", "×", "✗", "✘"]) {
        Some(false)
    } else {
        None
    }
}

/// One of several values, each with a word that a file uses and a term that people use.
pub(super) trait Choice: Copy + 'static {
    /// The words, and what they mean.
    const WORDS: &'static [(&'static str, Self)];

    /// What people call it.
    fn term(self) -> Word;

    /// The value that a text names, by its word or by either language's term.
    fn read(text: &str) -> Option<Self> {
        let names = |(word, value): &(&str, Self)| {
            let term = value.term();
            [*word, term.zh, term.en].into_iter().any(|name| same_words(name, text))
        };
        Self::WORDS.iter().find(|choice| names(choice)).map(|(_, value)| *value)
    }
}

impl Choice for Position {
    const WORDS: &'static [(&'static str, Self)] =
        &[("head", Self::Head), ("deputy", Self::Deputy), ("member", Self::Member)];

    fn term(self) -> Word {
        terms::position(self)
    }
}

impl Choice for DecisionRole {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("initiator", Self::Initiator),
        ("searcher", Self::Sourcer),
        ("sourcer", Self::Sourcer),
        ("decider", Self::Decider),
        ("user", Self::User),
        ("evaluator", Self::Evaluator),
    ];

    fn term(self) -> Word {
        terms::decision_role(self)
    }
}

impl Choice for PoliticalStatus {
    const WORDS: &'static [(&'static str, Self)] =
        &[("outsider", Self::Outsider), ("structure", Self::Structure), ("inner", Self::Inner)];

    fn term(self) -> Word {
        terms::political_status(self)
    }
}

impl Choice for Support {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("mentor", Self::Mentor),
        ("supporter", Self::Supporter),
        ("neutral", Self::Neutral),
        ("non_supporter", Self::NonSupporter),
        ("enemy", Self::Enemy),
    ];

    fn term(self) -> Word {
        terms::support(self)
    }
}

impl Choice for Coverage {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("unknown", Self::Unknown),
        ("none", Self::None),
        ("brief", Self::Brief),
        ("several", Self::Several),
        ("in_depth", Self::InDepth),
    ];

    fn term(self) -> Word {
        terms::coverage(self)
    }
}

impl Choice for RaterGroup {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("self", Self::Oneself),
        ("manager", Self::Manager),
        ("peer", Self::Peer),
        ("direct_report", Self::DirectReport),
        ("customer", Self::Customer),
    ];

    fn term(self) -> Word {
        terms::rater_group(self)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;

    use super::*;

    #[test]
    fn percentages_may_carry_their_sign() {
        for text in ["105", "105%", "105％", "105 %", "１０５%"] {
            assert_eq!(percent(text), Some(105.0), "{text}");
        }
        assert_eq!(percent("105%%"), None);
    }

    #[test]
    fn a_guard_is_put_before_formulas_only_and_taken_away_again() {
        for (text, written) in [
            ("=1+1", "'=1+1"),
            ("+", "'+"),
            ("-5 °C", "'-5 °C"),
            ("@home", "'@home"),
            ("\tx", "'\tx"),
            ("＝1", "'＝1"),
            ("'=1", "''=1"),
            ("'quoted'", "'quoted'"),
            ("''", "''"),
            ("a=b", "a=b"),
            ("", ""),
        ] {
            assert_eq!(guarded(text), written, "{text:?}");
            assert_eq!(unguarded(written), text, "{written:?}");
        }
    }

    #[test]
    fn a_time_of_day_is_passed_over() {
        for text in ["2026-11-02", "2026-11-02T08:30:00", "2026/11/2 0:00", "2 Nov 2026"] {
            assert_eq!(date(text), Some(day(2026, 11, 2)), "{text}");
        }
        assert_eq!(date("2026-11-02 x"), None);
    }

    #[test]
    fn words_are_read_in_either_language() {
        for text in ["searcher", "Sourcer", "寻找者"] {
            assert_eq!(DecisionRole::read(text), Some(DecisionRole::Sourcer), "{text}");
        }
        for text in ["in_depth", "In depth", "IN-DEPTH", "深入接触"] {
            assert_eq!(Coverage::read(text), Some(Coverage::InDepth), "{text}");
        }
        assert_eq!(Support::read("non supporter"), Some(Support::NonSupporter));
        assert_eq!(RaterGroup::read("Direct reports"), Some(RaterGroup::DirectReport));
        assert_eq!(Position::read("boss"), None);
        for (text, expected) in
            [("是", Some(true)), ("√", Some(true)), ("NO", Some(false)), ("×", Some(false)), ("2", None)]
        {
            assert_eq!(yes_no(text), expected, "{text}");
        }
    }
}
