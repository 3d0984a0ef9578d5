//! Numbers and dates as people type them, in either language.

use jiff::civil::Date;

/// Full-width signs as their half-width ones, and a real minus as a hyphen.
fn plain(text: &str) -> String {
    let plain = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '−' => '-',
        '。' => '.',
        c => c,
    };
    text.trim().chars().map(plain).collect()
}

/// A number: `8.5`, `１，２３４`, `−0.3`.
pub fn number(text: &str) -> Option<f64> {
    let digits = plain(text).replace(',', "");
    digits.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

/// A day: `2026-11-21`, `2026/11/21`, `2026年11月21日`, `21 Nov 2026`.
pub fn date(text: &str) -> Option<Date> {
    const FORMS: [&str; 6] = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%d %b %Y", "%d %B %Y"];
    let text = plain(text);
    FORMS.iter().find_map(|form| Date::strptime(form, text.trim()).ok())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date as day;

    use super::*;

    #[test]
    fn numbers_are_read_as_typed() {
        for (typed, expected) in [
            ("8.5", Some(8.5)),
            (" ８．５ ", Some(8.5)),
            ("1,234", Some(1234.0)),
            ("１，２３４", Some(1234.0)),
            ("−0.3", Some(-0.3)),
            ("", None),
            ("abc", None),
            ("inf", None),
            ("NaN", None),
        ] {
            assert_eq!(number(typed), expected, "{typed}");
        }
    }

    #[test]
    fn dates_are_read_in_every_form() {
        for typed in [
            "2026-11-02",
            "2026/11/2",
            "2026.11.2",
            "2026年11月2日",
            "２０２６年１１月２日",
            "2 Nov 2026",
            "2 November 2026",
        ] {
            assert_eq!(date(typed), Some(day(2026, 11, 2)), "{typed}");
        }
        for typed in ["", "2026-13-01", "2026-02-30", "tomorrow", "11-21"] {
            assert_eq!(date(typed), None, "{typed}");
        }
    }

    #[test]
    fn what_is_shown_can_be_typed_back() {
        use super::super::{Lang, format};
        for lang in Lang::ALL {
            assert_eq!(date(&format::date(lang, day(2026, 3, 1))), Some(day(2026, 3, 1)));
        }
        assert_eq!(number(&format::number(-12345.5, 1)), Some(-12345.5));
    }
}
