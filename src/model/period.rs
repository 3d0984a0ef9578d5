//! The days of a period, where its id says them.

use jiff::{ToSpan as _, civil::ISOWeekDate, civil::Weekday};

use super::{Date, PeriodId};

/// How long a period is (目标卡: quarter, month, week, day).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodKind {
    /// `2026-11-21`.
    Day,
    /// `2026-W47`, counted as ISO 8601 does.
    Week,
    /// `2026-11`.
    Month,
    /// `2026-Q4`.
    Quarter,
    /// `2026-H2`.
    HalfYear,
    /// `2026`.
    Year,
}

impl PeriodId {
    /// What kind of period it is, with its first and its last day; `None` where the id doesn't say.
    pub fn days(&self) -> Option<(PeriodKind, Date, Date)> {
        let text = self.as_str().trim();
        let (year, rest) = text.split_at_checked(4)?;
        let year = number(year)?;
        let first_of = |month: i16| Date::new(year, i8::try_from(month).ok()?, 1).ok();
        let months = |first: i16, count: i16| {
            let first = first_of(first)?;
            let last = first.checked_add(i32::from(count).months()).ok()?.yesterday().ok()?;
            Some((first, last))
        };
        let with = |kind, days: Option<(Date, Date)>| days.map(|(first, last)| (kind, first, last));
        if rest.is_empty() {
            return with(PeriodKind::Year, months(1, 12));
        }
        let rest = rest.strip_prefix('-')?;
        if let Some(quarter) = rest.strip_prefix(['Q', 'q']).and_then(number).filter(|n| (1..=4).contains(n)) {
            return with(PeriodKind::Quarter, months(quarter * 3 - 2, 3));
        }
        if let Some(half) = rest.strip_prefix(['H', 'h']).and_then(number).filter(|n| (1..=2).contains(n)) {
            return with(PeriodKind::HalfYear, months(half * 6 - 5, 6));
        }
        if let Some(week) = rest.strip_prefix(['W', 'w']).and_then(number) {
            let monday = ISOWeekDate::new(year, i8::try_from(week).ok()?, Weekday::Monday).ok()?.date();
            return with(PeriodKind::Week, monday.checked_add(6.days()).ok().map(|sunday| (monday, sunday)));
        }
        match rest.split_once('-') {
            None => with(PeriodKind::Month, number(rest).and_then(|month| months(month, 1))),
            Some((month, day)) => {
                let day = Date::new(year, i8::try_from(number(month)?).ok()?, i8::try_from(number(day)?).ok()?).ok()?;
                Some((PeriodKind::Day, day, day))
            }
        }
    }
}

/// A number of digits alone.
fn number(digits: &str) -> Option<i16> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn an_id_says_its_days_where_it_can() {
        for (id, kind, first, last) in [
            ("2026", PeriodKind::Year, date(2026, 1, 1), date(2026, 12, 31)),
            ("2026-H1", PeriodKind::HalfYear, date(2026, 1, 1), date(2026, 6, 30)),
            ("2026-h2", PeriodKind::HalfYear, date(2026, 7, 1), date(2026, 12, 31)),
            ("2026-Q1", PeriodKind::Quarter, date(2026, 1, 1), date(2026, 3, 31)),
            ("2026-Q4", PeriodKind::Quarter, date(2026, 10, 1), date(2026, 12, 31)),
            ("2024-02", PeriodKind::Month, date(2024, 2, 1), date(2024, 2, 29)),
            ("2026-12", PeriodKind::Month, date(2026, 12, 1), date(2026, 12, 31)),
            ("2026-W01", PeriodKind::Week, date(2025, 12, 29), date(2026, 1, 4)),
            ("2026-W53", PeriodKind::Week, date(2026, 12, 28), date(2027, 1, 3)),
            ("2026-11-21", PeriodKind::Day, date(2026, 11, 21), date(2026, 11, 21)),
        ] {
            assert_eq!(PeriodId::new(id).unwrap().days(), Some((kind, first, last)), "{id}");
        }
        for id in
            ["三季度", "26", "2026-Q5", "2026-Q0", "2026-13", "2026-W54", "2026-02-30", "2026-", "2026Q1", "2026-+1"]
        {
            assert_eq!(PeriodId::new(id).unwrap().days(), None, "{id}");
        }
    }
}
