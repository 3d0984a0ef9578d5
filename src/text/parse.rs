//! Numbers and dates as people type them, in either language.

use jiff::civil::{Date, Time};

use crate::model::{Margin, MarginSign, Money, OutOfRange, Score};

/// The half-width form of a full-width character; every other one as it is.
pub fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// Half-width, with the signs that an input method or a good typesetter puts for hyphen and point.
fn plain(text: &str) -> String {
    let plain = |c: char| match half_width(c) {
        '−' => '-',
        '。' => '.',
        c => c,
    };
    text.trim().chars().map(plain).collect()
}

/// A number: `8.5`, `1,234.5`, `1 234`, `１，２３４`, `−0.3`, `1.2E+05`.
///
/// A comma or space marks thousands and stands before exactly three digits; the decimal sign is a point. A decimal
/// comma (`12,5`) is not guessed at: beside it `1,234` would be read a thousand times too large.
pub fn number(text: &str) -> Option<f64> {
    // Most are digits and nothing else, and a file may hold millions.
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok().filter(|number: &f64| number.is_finite());
    }
    let text = plain(text);
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(&text);
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).map_or((unsigned, None), |(m, e)| (m, Some(e)));
    let (whole, fraction) = mantissa.split_once('.').map_or((mantissa, None), |(w, f)| (w, Some(f)));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let mark = |c: char| matches!(c, ',' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}');
    let mut groups = whole.split(mark);
    let first = groups.next().filter(|first| digits(first))?;
    let marked = whole.len() > first.len();
    let well_formed = (!marked || first.len() <= 3)
        && groups.all(|group| group.len() == 3 && digits(group))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|e| digits(e.strip_prefix(['-', '+']).unwrap_or(e)));
    let number = || text.chars().filter(|c| !mark(*c)).collect::<String>().parse::<f64>().ok();
    well_formed.then(number).flatten().filter(|number| number.is_finite())
}

/// A time of day: `9:30`, `09：30`, `930`, `14点`, `9点半`.
pub fn time(text: &str) -> Option<Time> {
    let text = plain(text).replace('点', ":").replace(":半", ":30");
    let (hour, minute) = match text.split_once(':') {
        Some((hour, "")) => (hour, "0"),
        Some((hour, minute)) => (hour, minute.trim_end_matches('分')),
        None if (3..=4).contains(&text.len()) => text.split_at_checked(text.len() - 2)?,
        None => (text.as_str(), "0"),
    };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<i8>().ok())?;
    Time::new(digits(hour.trim())?, digits(minute.trim())?, 0, 0).ok()
}

/// What stands beside an amount of money: signs and codes of currencies, the longer ones before those they end in.
const CURRENCIES: [&str; 16] =
    ["US$", "HK$", "NT$", "CNY", "RMB", "USD", "EUR", "GBP", "HKD", "JPY", "¥", "￥", "$", "€", "£", "元"];

/// An amount of money as accounts and spreadsheets write one: a [`number`], beside it at most one currency on either
/// side; what is owed or lost stands in parentheses, or has its minus before the currency or at the end: `¥1,234.5`,
/// `(12.50)`, `-$3`, `1,200.00-`.
pub fn amount(text: &str) -> Option<f64> {
    if let Some(number) = number(text) {
        return Some(number);
    }
    let text = plain(text);
    let text = without_currency(&text);
    let minus = text.strip_prefix('-').or_else(|| text.strip_suffix('-'));
    let negative = minus.or_else(|| text.strip_prefix('(').and_then(|text| text.strip_suffix(')')));
    match negative.map(without_currency) {
        // Twice negative is nothing that anybody means.
        Some(size) => number(size).filter(|_| !size.starts_with(['-', '+'])).map(|size| -size),
        None => number(text),
    }
}

/// What remains without a currency on either side.
fn without_currency(text: &str) -> &str {
    let text = text.trim();
    let text = CURRENCIES.iter().find_map(|currency| text.strip_prefix(currency)).unwrap_or(text);
    CURRENCIES.iter().find_map(|currency| text.strip_suffix(currency)).unwrap_or(text).trim()
}

/// Why a text is no margin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NotAMargin {
    /// It is neither an amount nor a sign.
    Unreadable,
    /// The amount is beyond all reason.
    Range(OutOfRange),
}

/// A margin: an amount as [`amount`] reads it, or just `++`, `+` or `−`.
///
/// # Errors
/// When the text is neither, or the amount is out of range.
pub fn margin(text: &str) -> Result<Margin, NotAMargin> {
    let text = text.trim();
    match (MarginSign::parse(text), amount(text)) {
        (Some(sign), _) => Ok(Margin::Sign(sign)),
        (None, Some(amount)) => Money::new(amount).map(Margin::Amount).map_err(NotAMargin::Range),
        (None, None) => Err(NotAMargin::Unreadable),
    }
}

/// A text that is no number from 1 to 10.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAScore;

/// A score, 1 to 10, as [`number`] reads it.
///
/// # Errors
/// When the text is no number, or one out of range.
pub fn score(text: &str) -> Result<Score, NotAScore> {
    number(text).and_then(|score| Score::new(score).ok()).ok_or(NotAScore)
}

/// A day: `2026-11-21`, `2026/11/21`, `2026.11.21`, `2026年11月21日`, `20261121`, `21 Nov 2026`.
pub fn date(text: &str) -> Option<Date> {
    const FORMS: [&str; 7] = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d", "%d %b %Y", "%d %B %Y"];
    let text = plain(text);
    let days = FORMS.iter().filter_map(|form| Date::strptime(form, &text).ok());
    // A year in two digits is not guessed at.
    days.into_iter().find(|day| day.year() >= 1000)
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
            (" １２３．５ ", 123.5),
            ("8。5", 8.5),
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
            "inf", "NaN", "1e999", "0x10", "1 2", "105%", "¥5", "(3)", "1.2.3", "十", "1_000",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn amounts_are_read_as_accounts_write_them() {
        for (text, expected) in [
            ("12.5", 12.5),
            ("¥1,234.5", 1234.5),
            ("￥ 1,234.50", 1234.5),
            ("$12", 12.0),
            ("＄１２", 12.0),
            ("-$12", -12.0),
            ("$-12", -12.0),
            ("(12.50)", -12.5),
            ("（¥1,200）", -1200.0),
            ("$(3)", -3.0),
            ("1,200.00-", -1200.0),
            ("12.5 EUR", 12.5),
            ("HK$7", 7.0),
            ("3 元", 3.0),
            ("−0.5", -0.5),
        ] {
            assert_eq!(amount(text), Some(expected), "{text}");
        }
        for text in [
            "",
            "$",
            "()",
            "(",
            "(5",
            "5)",
            "--5",
            "(-5)",
            "-(5)",
            "-5-",
            "5 万元",
            "12,5",
            "1.234,50 €",
            "x$5",
            "$$5",
            "5%",
        ] {
            assert_eq!(amount(text), None, "{text}");
        }
    }

    #[test]
    fn dates_are_read_in_every_form() {
        for text in [
            "2026-11-02",
            "2026/11/2",
            "2026.11.02",
            "2026年11月2日",
            "２０２６年１１月２日",
            "20261102",
            "2 Nov 2026",
            "2 November 2026",
        ] {
            assert_eq!(date(text), Some(day(2026, 11, 2)), "{text}");
        }
        for text in [
            "",
            "2026-13-01",
            "2026-02-30",
            "tomorrow",
            "11-21",
            "26-11-02",
            "02.11.2026",
            "11/2/2026",
            "2026-11",
            "2026-11/02",
            "2026-11-02 x",
            "202611",
            "2 Nov 26",
        ] {
            assert_eq!(date(text), None, "{text}");
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

    #[test]
    fn a_time_is_read_as_people_write_it() {
        for (text, hour, minute) in [
            ("9:30", 9, 30),
            ("09：05", 9, 5),
            ("930", 9, 30),
            ("1400", 14, 0),
            ("14点", 14, 0),
            ("9点半", 9, 30),
            ("8点15分", 8, 15),
            ("7", 7, 0),
        ] {
            assert_eq!(time(text), Some(jiff::civil::time(hour, minute, 0, 0)), "{text}");
        }
        for text in ["", "25:00", "9:61", "half past", "12345", "-1", "9:3a"] {
            assert_eq!(time(text), None, "{text}");
        }
    }
}
