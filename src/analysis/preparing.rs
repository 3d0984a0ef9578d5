//! Does the evidence for a conversation come from the whole period, or just from its last weeks? (METHOD §3, preparation.)

use std::ops::RangeInclusive;

use jiff::ToSpan as _;

use crate::model::{Date, Evidence};

/// How evidence spreads over a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    /// The first and the last day looked at: the period as far as it has passed, and what is dated before or after it.
    pub days: RangeInclusive<Date>,
    /// From this day on are its last weeks.
    pub recent_from: Date,
    /// The days of the evidence, in order.
    pub on: Vec<Date>,
    /// How many of them lie in the last weeks.
    pub recent: usize,
    /// How many pieces have no day.
    pub undated: usize,
}

impl Spread {
    /// Looks at the evidence for a talk about a period. Its last weeks are the last `recent_days` before its end, or
    /// before today while it runs. `None` where no piece has a day and the period is unknown.
    pub fn of<'a>(
        evidence: impl IntoIterator<Item = &'a Evidence>,
        period: Option<(Date, Date)>,
        recent_days: u16,
        today: Date,
    ) -> Option<Self> {
        let (mut on, mut undated) = (Vec::new(), 0);
        for piece in evidence {
            match piece.on {
                Some(day) => on.push(day),
                None => undated += 1,
            }
        }
        on.sort_unstable();
        let ends = |first: Date, last: Date| (first, if first <= today { last.min(today) } else { last });
        let (first, last) =
            period.map(|(first, last)| ends(first, last)).or(on.first().copied().zip(on.last().copied()))?;
        let first = on.first().map_or(first, |day| first.min(*day));
        let last = on.last().map_or(last, |day| last.max(*day));
        let recent_from = last.checked_sub(i32::from(recent_days).days()).ok()?.tomorrow().ok()?.max(first);
        let recent = on.iter().filter(|day| **day >= recent_from).count();
        Some(Self { days: first..=last, recent_from, on, recent, undated })
    }

    /// There is dated evidence, the days looked at are more than the last weeks, and all of it comes from those.
    pub fn is_only_recent(&self) -> bool {
        !self.on.is_empty() && self.recent == self.on.len() && self.recent_from > *self.days.start()
    }

    /// Where a day lies, from 0 at the first day to 1 at the last.
    pub fn place(&self, day: Date) -> f32 {
        let (first, last) = (*self.days.start(), *self.days.end());
        let days = |from: Date, to: Date| f64::from((to - from).get_days());
        let all = days(first, last);
        #[expect(clippy::cast_possible_truncation, reason = "a share of 1")]
        if all > 0.0 { (days(first, day) / all).clamp(0.0, 1.0) as f32 } else { 0.5 }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::{EvidenceId, MemberId};

    fn spread(days: &[Option<Date>], period: Option<(Date, Date)>, today: Date) -> Option<Spread> {
        let pieces: Vec<_> = days
            .iter()
            .zip(0..)
            .map(|(day, n)| {
                let id = EvidenceId::new(&format!("e{n}")).unwrap();
                Evidence { on: *day, ..Evidence::new(id, MemberId::new("li").unwrap()) }
            })
            .collect();
        Spread::of(&pieces, period, 28, today)
    }

    const Q3: Option<(Date, Date)> = Some((date(2026, 7, 1), date(2026, 9, 30)));

    #[test]
    fn all_of_it_comes_from_the_last_weeks_or_it_does_not() {
        let after = date(2026, 11, 22);
        let late = [Some(date(2026, 9, 3)), Some(date(2026, 9, 30)), None];
        let found = spread(&late, Q3, after).unwrap();
        assert_eq!((found.recent_from, found.recent, found.undated), (date(2026, 9, 3), 2, 1));
        assert!(found.is_only_recent());
        let found = spread(&[Some(date(2026, 9, 2)), Some(date(2026, 9, 30))], Q3, after).unwrap();
        assert_eq!((found.recent, found.is_only_recent()), (1, false));
        assert!(!spread(&[None], Q3, after).unwrap().is_only_recent(), "nothing is not recent");
        let short = Some((date(2026, 9, 10), date(2026, 9, 30)));
        assert!(!spread(&late[1..], short, after).unwrap().is_only_recent(), "the period is its last weeks");
    }

    #[test]
    fn the_days_looked_at_are_the_period_so_far_and_whatever_is_dated() {
        let running = spread(&[Some(date(2026, 7, 20))], Q3, date(2026, 8, 15)).unwrap();
        assert_eq!(running.days, date(2026, 7, 1)..=date(2026, 8, 15));
        let outside = spread(&[Some(date(2026, 6, 1)), Some(date(2026, 11, 11))], Q3, date(2026, 11, 22)).unwrap();
        assert_eq!(outside.days, date(2026, 6, 1)..=date(2026, 11, 11));
        let ahead = spread(&[], Q3, date(2026, 6, 1)).unwrap();
        assert_eq!(ahead.days, date(2026, 7, 1)..=date(2026, 9, 30));
        assert_eq!(spread(&[None], None, date(2026, 6, 1)), None);
        let only = spread(&[Some(date(2026, 6, 1))], None, date(2026, 8, 1)).unwrap();
        assert_eq!((only.days.clone(), only.place(date(2026, 6, 1))), (date(2026, 6, 1)..=date(2026, 6, 1), 0.5));
        assert!((running.place(date(2026, 7, 1)) - 0.0).abs() < 1e-6);
        assert!((outside.place(date(2026, 11, 11)) - 1.0).abs() < 1e-6);
    }
}
