//! Numbers and dates as each language writes them.

use jiff::civil::Date;

use super::{Lang, words};

words! {
    DAY_HINT = "年-月-日", "YYYY-MM-DD";
}

/// The sign for what is not known.
pub const UNKNOWN: &str = "—";

/// A number with thousands marks and a real minus: `1,234.5`, `−0.3`. The same in both languages.
pub fn number(value: f64, decimals: usize) -> String {
    let digits = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = digits.split_once('.').map_or((digits.as_str(), None), |(w, f)| (w, Some(f)));
    let mut out = String::new();
    if value < 0.0 && digits.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
        out.push('−');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// A number with the decimals it has, so many at most: `7`, `7.5`.
pub fn up_to(value: f64, decimals: usize) -> String {
    let text = number(value, decimals);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// A number, or the sign for unknown.
pub fn number_or_unknown(value: Option<f64>, decimals: usize) -> String {
    value.map_or_else(|| UNKNOWN.to_owned(), |value| number(value, decimals))
}

/// A difference with its sign: `+0.4`, `−1.2`, and none that is shown as `0.0`.
pub fn difference(value: f64, decimals: usize) -> String {
    let text = number(value, decimals);
    let shows = text.bytes().any(|b| (b'1'..=b'9').contains(&b));
    if shows && value > 0.0 { format!("+{text}") } else { text }
}

/// A share of 1 as a percentage: `0.853` is `85%` with no decimals.
pub fn percent_of_one(share: f64, decimals: usize) -> String {
    format!("{}%", number(share * 100.0, decimals))
}

/// A time of day: `09:30`.
pub fn time(time: jiff::civil::Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// A day: `2026年11月21日`, `21 Nov 2026`.
pub fn date(lang: Lang, day: Date) -> String {
    match lang {
        Lang::Zh => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        Lang::En => day.strftime("%-d %b %Y").to_string(),
        Lang::Pseudo => day.strftime("〖%-d %b %Y〗").to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    #[test]
    fn numbers_have_marks_and_a_real_minus() {
        for (value, decimals, expected) in [
            (0.0, 0, "0"),
            (999.0, 0, "999"),
            (1000.0, 0, "1,000"),
            (1_234_567.891, 1, "1,234,567.9"),
            (-1234.5, 1, "−1,234.5"),
            (-0.04, 1, "0.0"),
        ] {
            assert_eq!(number(value, decimals), expected);
        }
        for (value, expected) in [(10.0, "10"), (7.5, "7.5"), (33.333, "33.33"), (1200.0, "1,200"), (-0.001, "0")] {
            assert_eq!(up_to(value, 2), expected);
        }
        assert_eq!(up_to(100.0, 0), "100");
        assert_eq!(difference(0.04, 1), "0.0");
        assert_eq!(difference(0.25, 2), "+0.25");
        assert_eq!(difference(-1.2, 1), "−1.2");
        assert_eq!(percent_of_one(0.853, 0), "85%");
    }

    #[test]
    fn dates_follow_the_language() {
        assert_eq!(date(Lang::Zh, day(2026, 11, 21)), "2026年11月21日");
        assert_eq!(date(Lang::En, day(2026, 3, 1)), "1 Mar 2026");
    }
}
