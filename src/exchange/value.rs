//! What a cell says: numbers, dates, yes or no, and one word out of several, as people write them.

use jiff::civil::Date;

use crate::{
    model::{Coverage, DecisionRole, PoliticalStatus, Position, RaterGroup, Support},
    text::{Word, terms},
};

/// The character a full-width one stands for; every other one as it is.
fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// Whether two words are the same but for case, width, spaces, hyphens and underscores.
pub(super) fn same_words(a: &str, b: &str) -> bool {
    fn plain(text: &str) -> impl Iterator<Item = char> {
        let kept = text.chars().map(half_width).filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_'));
        kept.flat_map(char::to_lowercase)
    }
    plain(a).eq(plain(b))
}

/// A number: `1234.5`, `1,234.5`, `1 234`, `−3`, `１２`, `1.2E+05`.
///
/// A comma or space marks thousands and stands before exactly three digits; the decimal sign is a point. A decimal
/// comma (`12,5`) is not guessed at: in the next row `1,234` would be a thousand times too much.
pub(super) fn number(text: &str) -> Option<f64> {
    let text: String = text.trim().chars().map(half_width).map(|c| if c == '−' { '-' } else { c }).collect();
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(&text);
    let sign = if text.starts_with('-') { -1.0 } else { 1.0 };
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).map_or((unsigned, None), |(m, e)| (m, Some(e)));
    let (whole, fraction) = mantissa.split_once('.').map_or((mantissa, None), |(w, f)| (w, Some(f)));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let mark = |c: char| matches!(c, ',' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}');
    let mut groups = whole.split(mark);
    let first = groups.next().filter(|first| digits(first))?;
    let rest: Vec<&str> = groups.collect();
    let marked = !rest.is_empty();
    let well_marked = first.len() <= 3 && rest.iter().all(|group| group.len() == 3 && digits(group));
    let well_formed = (!marked || well_marked)
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|e| digits(e.strip_prefix(['-', '+']).unwrap_or(e)));
    let plain = || unsigned.chars().filter(|c| !mark(*c)).collect::<String>();
    if well_formed { plain().parse::<f64>().ok().map(|value| sign * value) } else { None }
}

/// A percentage: `105` and `105%` are the same.
pub(super) fn percent(text: &str) -> Option<f64> {
    number(text.strip_suffix(['%', '％']).unwrap_or(text))
}

/// A day: `2026-11-21`, `2026/11/21`, `2026.11.21`, `2026年11月21日`, `20261121`; a time of day after it is passed over.
pub(super) fn date(text: &str) -> Option<Date> {
    let text: String = text.chars().map(half_width).collect();
    let (day, time) = text.split_once([' ', 'T']).unwrap_or((&text, ""));
    if !time.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | 'Z')) {
        return None;
    }
    let parts: Vec<&str> = match day.strip_suffix('日') {
        Some(day) => day.split(['年', '月']).collect(),
        None if day.len() == 8 && day.bytes().all(|b| b.is_ascii_digit()) => {
            let (year, rest) = day.split_at_checked(4)?;
            let (month, day) = rest.split_at_checked(2)?;
            vec![year, month, day]
        }
        None => {
            let separator = day.chars().find(|c| matches!(c, '-' | '/' | '.'))?;
            day.split(separator).collect()
        }
    };
    let [year, month, day] = parts.as_slice() else { return None };
    let whole = |part: &str, longest: usize| {
        let fits = !part.is_empty() && part.len() <= longest && part.bytes().all(|b| b.is_ascii_digit());
        if fits { part.parse::<i16>().ok() } else { None }
    };
    let year = if year.len() == 4 { whole(year, 4)? } else { return None };
    Date::new(year, whole(month, 2)?.try_into().ok()?, whole(day, 2)?.try_into().ok()?).ok()
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
    fn numbers_are_read_as_people_write_them() {
        for (text, expected) in [
            ("105", 105.0),
            (" 1,234.5 ", 1234.5),
            ("1 234 567", 1_234_567.0),
            ("1\u{a0}234", 1234.0),
            ("１２３．５", 123.5),
            ("１，２３４", 1234.0),
            ("−3", -3.0),
            ("－3", -3.0),
            ("-0.5", -0.5),
            ("+7", 7.0),
            ("1.2E+05", 120_000.0),
            ("007", 7.0),
        ] {
            assert_eq!(number(text), Some(expected), "{text}");
        }
        for text in [
            "", "-", "+", "--1", "12,5", "1,23,456", "1234,567", ",123", "1,234,", "1.234,5", "1.", ".5", "1e", "abc",
            "inf", "NaN", "0x10", "1 2", "105%", "¥5", "(3)", "1.2.3", "十", "1_000",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
        assert_eq!(number("1e999"), Some(f64::INFINITY), "which no unit accepts");
    }

    #[test]
    fn percentages_may_carry_their_sign() {
        for text in ["105", "105%", "105％", "105 %", "１０５%"] {
            assert_eq!(percent(text), Some(105.0), "{text}");
        }
        assert_eq!(percent("105%%"), None);
    }

    #[test]
    fn dates_begin_with_the_year() {
        for text in [
            "2026-11-02",
            "2026/11/2",
            "2026.11.02",
            "2026年11月2日",
            "20261102",
            "2026-11-02T08:30:00",
            "2026/11/2 0:00",
            "２０２６-11-02",
        ] {
            assert_eq!(date(text), Some(day(2026, 11, 2)), "{text}");
        }
        for text in ["", "2026-02-30", "26-11-02", "02.11.2026", "11/2/2026", "2026-11", "2026-11/02", "2026-11-02 x"] {
            assert_eq!(date(text), None, "{text}");
        }
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
