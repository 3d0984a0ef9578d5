//! Half-years, quarters, months, weeks and days of goal cards. A period's id is opaque text; of one that is written as
//! we write them, it is known which days it has, and what comes before and after it.

use std::cmp::Reverse;

use jiff::{
    ToSpan as _,
    civil::{ISOWeekDate, Weekday},
};

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

impl PeriodKind {
    /// Those a goal card is written for (METHOD §4), the longest first.
    pub const OF_CARDS: [Self; 4] = [Self::Quarter, Self::Month, Self::Week, Self::Day];
}

/// A period whose days are known. Periods are ordered by their first day, of those that begin together the longer first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    first: Date,
    kind: Reverse<PeriodKind>,
}

impl PeriodId {
    /// What kind of period it is, with its first and its last day; `None` where the id doesn't say.
    pub fn days(&self) -> Option<(PeriodKind, Date, Date)> {
        Period::of(self).map(|period| (period.kind(), period.first(), period.last()))
    }
}

impl Period {
    const fn new(first: Date, kind: PeriodKind) -> Self {
        Self { first, kind: Reverse(kind) }
    }

    /// The period of a kind that a day lies in.
    pub fn around(day: Date, kind: PeriodKind) -> Self {
        let months = |count: i8| {
            let first = day.month() - (day.month() - 1) % count;
            day.with().month(first).day(1).build().unwrap_or(day)
        };
        let first = match kind {
            PeriodKind::Year => months(12),
            PeriodKind::HalfYear => months(6),
            PeriodKind::Quarter => months(3),
            PeriodKind::Month => months(1),
            PeriodKind::Week => {
                let monday = day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days());
                monday.unwrap_or(day)
            }
            PeriodKind::Day => day,
        };
        Self::new(first, kind)
    }

    /// The period that an id names; none where it is no text of ours.
    pub fn of(id: &PeriodId) -> Option<Self> {
        let text = id.as_str().to_ascii_uppercase();
        let (year, rest) = text.split_at_checked(4)?;
        let year: i16 = digits(year)?;
        if rest.is_empty() {
            return Some(Self::new(Date::new(year, 1, 1).ok()?, PeriodKind::Year));
        }
        let rest = rest.strip_prefix('-')?;
        let part =
            |letter, count: i8| rest.strip_prefix(letter).and_then(digits::<i8>).filter(|n| (1..=count).contains(n));
        let (first, kind) = if let Some(quarter) = part('Q', 4) {
            (Date::new(year, 3 * quarter - 2, 1), PeriodKind::Quarter)
        } else if let Some(half) = part('H', 2) {
            (Date::new(year, 6 * half - 5, 1), PeriodKind::HalfYear)
        } else if let Some(week) = part('W', 53) {
            (ISOWeekDate::new(year, week, Weekday::Monday).map(ISOWeekDate::date), PeriodKind::Week)
        } else if let Some((month, day)) = rest.split_once('-') {
            (Date::new(year, digits(month)?, digits(day)?), PeriodKind::Day)
        } else {
            (Date::new(year, digits(rest)?, 1), PeriodKind::Month)
        };
        Some(Self::new(first.ok()?, kind))
    }

    /// How long it is.
    pub const fn kind(self) -> PeriodKind {
        self.kind.0
    }

    /// The year it is counted in.
    pub fn year(self) -> i16 {
        match self.kind() {
            PeriodKind::Week => self.first.iso_week_date().year(),
            _ => self.first.year(),
        }
    }

    /// Its first day.
    pub const fn first(self) -> Date {
        self.first
    }

    /// Its last day.
    pub fn last(self) -> Date {
        self.next().first.yesterday().unwrap_or(self.first)
    }

    /// The one after it.
    #[must_use]
    pub fn next(self) -> Self {
        self.moved(1)
    }

    /// The one before it.
    #[must_use]
    pub fn previous(self) -> Self {
        self.moved(-1)
    }

    /// At the ends of the calendar it stays where it is.
    fn moved(self, by: i32) -> Self {
        let span = match self.kind() {
            PeriodKind::Year => by.years(),
            PeriodKind::HalfYear => (6 * by).months(),
            PeriodKind::Quarter => (3 * by).months(),
            PeriodKind::Month => by.months(),
            PeriodKind::Week => by.weeks(),
            PeriodKind::Day => by.days(),
        };
        Self { first: self.first.checked_add(span).unwrap_or(self.first), ..self }
    }

    /// Its id: `2026-Q3`, `2026-07`, `2026-W30`, `2026-07-20`.
    pub fn id(self) -> Option<PeriodId> {
        let (year, month) = (self.year(), self.first.month());
        let text = match self.kind() {
            PeriodKind::Year => format!("{year:04}"),
            PeriodKind::HalfYear => format!("{year:04}-H{}", (month + 5) / 6),
            PeriodKind::Quarter => format!("{year:04}-Q{}", (month + 2) / 3),
            PeriodKind::Month => format!("{year:04}-{month:02}"),
            PeriodKind::Week => format!("{year:04}-W{:02}", self.first.iso_week_date().week()),
            PeriodKind::Day => format!("{year:04}-{month:02}-{:02}", self.first.day()),
        };
        PeriodId::new(&text).ok()
    }
}

/// A number of nothing but digits.
fn digits<N: std::str::FromStr>(text: &str) -> Option<N> {
    let all = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> PeriodId {
        PeriodId::new(text).unwrap()
    }

    #[test]
    fn an_id_of_ours_has_its_days_and_its_neighbours() {
        for (text, first, last, before, after) in [
            ("2026", "2026-01-01", "2026-12-31", "2025", "2027"),
            ("2026-H1", "2026-01-01", "2026-06-30", "2025-H2", "2026-H2"),
            ("2026-H2", "2026-07-01", "2026-12-31", "2026-H1", "2027-H1"),
            ("2026-Q1", "2026-01-01", "2026-03-31", "2025-Q4", "2026-Q2"),
            ("2026-Q4", "2026-10-01", "2026-12-31", "2026-Q3", "2027-Q1"),
            ("2024-02", "2024-02-01", "2024-02-29", "2024-01", "2024-03"),
            ("2026-12", "2026-12-01", "2026-12-31", "2026-11", "2027-01"),
            // The first week of 2026 begins in 2025; the last one of 2026 is its 53rd.
            ("2026-W01", "2025-12-29", "2026-01-04", "2025-W52", "2026-W02"),
            ("2026-W53", "2026-12-28", "2027-01-03", "2026-W52", "2027-W01"),
            ("2026-12-31", "2026-12-31", "2026-12-31", "2026-12-30", "2027-01-01"),
        ] {
            let period = Period::of(&id(text)).unwrap();
            assert_eq!(period.id().unwrap(), id(text));
            let days = id(text).days().map(|(kind, first, last)| (kind, first.to_string(), last.to_string()));
            assert_eq!(days, Some((period.kind(), first.to_owned(), last.to_owned())), "{text}");
            let neighbours = (period.previous().id().unwrap(), period.next().id().unwrap());
            assert_eq!(neighbours, (id(before), id(after)), "{text}");
            for day in [period.first(), period.last()] {
                assert_eq!(Period::around(day, period.kind()), period, "{text}");
            }
            assert_eq!(period.year().to_string(), text[..4], "{text}");
        }
    }

    #[test]
    fn other_ids_are_no_periods_and_small_letters_are_read() {
        for text in [
            "—",
            "三季度",
            "26",
            "Q3",
            "2026Q1",
            "2026-",
            "2026-+1",
            "2026-Q5",
            "2026-Q0",
            "2026-H3",
            "2026-13",
            "2026-W54",
            "2026-02-30",
            "26-Q3",
            "２０２６",
        ] {
            assert_eq!(Period::of(&id(text)), None, "{text}");
        }
        assert_eq!(Period::of(&id("2026-q3")), Period::of(&id("2026-Q3")));
        assert!(Period::of(&id("2026-Q3")) < Period::of(&id("2026-07")), "the longer one first");
        assert!(Period::of(&id("2026-Q3")) < Period::of(&id("2026-Q4")));
    }
}
