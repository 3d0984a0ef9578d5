//! How far raters agree. From the literature; for the trainer only.
//!
//! What a formula leaves undefined (nobody varies, too few rows) is `None`.

/// Intraclass correlations after Shrout and Fleiss (1979): how much of the variance lies between those rated.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Icc {
    /// ICC(1,1): each rated by others; one rater.
    pub one_single: Option<f64>,
    /// ICC(2,1): all rated by the same, who stand for many; one rater.
    pub two_single: Option<f64>,
    /// ICC(3,1): all rated by the same, who stand for themselves; one rater.
    pub three_single: Option<f64>,
    /// ICC(1,k): each rated by others; their mean.
    pub one_mean: Option<f64>,
    /// ICC(2,k): all rated by the same, who stand for many; their mean.
    pub two_mean: Option<f64>,
    /// ICC(3,k): all rated by the same, who stand for themselves; their mean.
    pub three_mean: Option<f64>,
}

impl Icc {
    /// From each ratee's scores; and where the same raters rated everyone, from ratees (rows) by raters (columns).
    pub fn of(ratees: &[Vec<f64>], by_rater: Option<&Grid>) -> Self {
        let one_way = OneWay::of(ratees);
        let two_way = by_rater.and_then(TwoWay::of);
        Self {
            one_single: one_way.and_then(OneWay::single),
            one_mean: one_way.and_then(OneWay::mean),
            two_single: two_way.and_then(TwoWay::random_single),
            two_mean: two_way.and_then(TwoWay::random_mean),
            three_single: two_way.and_then(TwoWay::fixed_single),
            three_mean: two_way.and_then(TwoWay::fixed_mean),
        }
    }
}

/// Numbers row by row, all rows equally long.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// How many numbers make a row.
    pub columns: usize,
    /// Row after row.
    pub cells: Vec<f64>,
}

impl Grid {
    fn rows(&self) -> impl ExactSizeIterator<Item = &[f64]> + Clone {
        self.cells.chunks_exact(self.columns.max(1))
    }

    fn column(&self, index: usize) -> impl Iterator<Item = f64> + Clone {
        self.cells.iter().skip(index).step_by(self.columns.max(1)).copied()
    }
}

/// Analysis of variance between ratees and within them.
#[derive(Clone, Copy)]
struct OneWay {
    between: f64,
    within: f64,
    /// Raters per ratee; where their numbers differ, n₀ = (N − Σ nᵢ² ÷ N) ÷ (a − 1).
    k: f64,
}

impl OneWay {
    fn of(ratees: &[Vec<f64>]) -> Option<Self> {
        let ratees = || ratees.iter().filter(|scores| !scores.is_empty());
        let (a, n) = (ratees().count(), ratees().map(Vec::len).sum::<usize>());
        if a < 2 || n <= a {
            return None;
        }
        let (a, n) = (real(a), real(n));
        let all = ratees().flatten().copied();
        let grand = mean(all.clone())?;
        let means = || ratees().filter_map(|scores| Some((scores, mean(scores.iter().copied())?)));
        let total = squares(all, grand);
        let between: f64 = means().map(|(scores, mean)| real(scores.len()) * (mean - grand).powi(2)).sum();
        let within: f64 = means().map(|(scores, mean)| squares(scores.iter().copied(), mean)).sum();
        Some(Self {
            between: unless_noise(between, total) / (a - 1.0),
            within: unless_noise(within, total) / (n - a),
            k: (n - ratees().map(|scores| real(scores.len()).powi(2)).sum::<f64>() / n) / (a - 1.0),
        })
    }

    fn single(self) -> Option<f64> {
        quotient(self.between - self.within, self.between + (self.k - 1.0) * self.within)
    }

    fn mean(self) -> Option<f64> {
        quotient(self.between - self.within, self.between)
    }
}

/// Analysis of variance between ratees, between raters, and of what remains.
#[derive(Clone, Copy)]
struct TwoWay {
    ratees: f64,
    raters: f64,
    error: f64,
    n: f64,
    k: f64,
}

impl TwoWay {
    fn of(table: &Grid) -> Option<Self> {
        let (rows, columns) = (table.rows().len(), table.columns);
        if rows < 2 || columns < 2 {
            return None;
        }
        let (n, k) = (real(rows), real(columns));
        let grand = mean(table.cells.iter().copied())?;
        let total = squares(table.cells.iter().copied(), grand);
        let ratees = k * squares(table.rows().filter_map(|row| mean(row.iter().copied())), grand);
        let raters = n * squares((0..columns).filter_map(|rater| mean(table.column(rater))), grand);
        Some(Self {
            ratees: unless_noise(ratees, total) / (n - 1.0),
            raters: unless_noise(raters, total) / (k - 1.0),
            error: unless_noise(total - ratees - raters, total) / ((n - 1.0) * (k - 1.0)),
            n,
            k,
        })
    }

    fn random_single(self) -> Option<f64> {
        let raters = self.k * (self.raters - self.error) / self.n;
        quotient(self.ratees - self.error, self.ratees + (self.k - 1.0) * self.error + raters)
    }

    fn random_mean(self) -> Option<f64> {
        quotient(self.ratees - self.error, self.ratees + (self.raters - self.error) / self.n)
    }

    fn fixed_single(self) -> Option<f64> {
        quotient(self.ratees - self.error, self.ratees + (self.k - 1.0) * self.error)
    }

    fn fixed_mean(self) -> Option<f64> {
        quotient(self.ratees - self.error, self.ratees)
    }
}

/// Points of several raters: exact, in whole numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    n: u32,
    sum: u32,
    squares: u64,
}

impl Tally {
    /// One rater more.
    pub fn add(&mut self, points: u32) {
        self.n += 1;
        self.sum += points;
        self.squares += u64::from(points) * u64::from(points);
    }

    /// The variance over n − 1; none below two raters.
    fn variance(&self) -> Option<f64> {
        let (n, sum) = (u64::from(self.n), u64::from(self.sum));
        let around_mean = n * self.squares - sum * sum;
        (n > 1).then(|| whole(around_mean) / whole(n * (n - 1)))
    }
}

/// Cronbach's alpha: whether the items measure one thing. Of raters who answered every item: each item's points, and
/// each rater's total.
pub fn alpha(items: &[Tally], totals: &Tally) -> Option<f64> {
    if items.len() < 2 {
        return None;
    }
    let of_items: f64 = items.iter().map(Tally::variance).sum::<Option<f64>>()?;
    let k = real(items.len());
    Some(k / (k - 1.0) * (1.0 - quotient(of_items, totals.variance()?)?))
}

/// rwg(j) on a scale of `points`: how far raters agree over items that all of them answered; of a single item it is
/// rwg.
///
/// With s² over n − 1 and the variance that chance would give, (A² − 1) ÷ 12. Floored at 0.
pub fn rwg(items: &[Tally], points: u8) -> Option<f64> {
    let chance = (f64::from(points).powi(2) - 1.0) / 12.0;
    let j = real(items.len());
    let share = quotient(items.iter().map(Tally::variance).sum::<Option<f64>>()?, j)? / chance;
    if share >= 1.0 { Some(0.0) } else { quotient(j * (1.0 - share), j * (1.0 - share) + share) }
}

/// The mean; none of nothing.
pub(super) fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (n, sum) = values.fold((0, 0.0), |(n, sum), value| (n + 1, sum + value));
    (n > 0).then(|| sum / real(n))
}

/// The sum of squared distances from a middle.
fn squares(values: impl Iterator<Item = f64>, middle: f64) -> f64 {
    values.map(|value| (value - middle).powi(2)).sum()
}

/// What is too small to be anything but rounding is nothing: a quotient of two such would look like a result.
fn unless_noise(part: f64, total: f64) -> f64 {
    if part <= total.max(1.0) * 1e-12 { 0.0 } else { part }
}

fn quotient(above: f64, below: f64) -> Option<f64> {
    (below != 0.0).then(|| above / below).filter(|value| value.is_finite())
}

/// A count as a number.
#[expect(clippy::cast_precision_loss, reason = "a workbook holds far fewer than 2^52 of anything")]
pub(super) fn real(count: usize) -> f64 {
    count as f64
}

#[expect(clippy::cast_precision_loss, reason = "what is lost beyond 2^52 no reader of a variance sees")]
fn whole(number: u64) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(columns: usize, cells: &[f64]) -> Grid {
        Grid { columns, cells: cells.to_vec() }
    }

    fn by_ratee(grid: &Grid) -> Vec<Vec<f64>> {
        grid.rows().map(<[f64]>::to_vec).collect()
    }

    fn close(found: Option<f64>, expected: f64) {
        let found = found.unwrap();
        assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
    }

    /// Six ratees by four judges: the table that Shrout and Fleiss (1979) work through.
    const SHROUT_FLEISS: [[u32; 4]; 6] =
        [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]];

    fn shrout_fleiss() -> Grid {
        grid(4, &SHROUT_FLEISS.concat().into_iter().map(f64::from).collect::<Vec<_>>())
    }

    #[test]
    fn correlations_are_those_of_shrout_and_fleiss() {
        let table = shrout_fleiss();
        let icc = Icc::of(&by_ratee(&table), Some(&table));
        let found = [icc.one_single, icc.two_single, icc.three_single, icc.one_mean, icc.two_mean, icc.three_mean];
        let rounded = found.map(|value| (value.unwrap() * 100.0).round());
        assert_eq!(rounded, [17.0, 29.0, 71.0, 44.0, 62.0, 91.0]);
    }

    #[test]
    fn ratees_may_have_different_numbers_of_raters() {
        // Means 2, 3, 6 around 3.875: 22.875 between (2 degrees of freedom), 6 within (5); k = (8 − 22 ÷ 8) ÷ 2 = 2.625.
        let icc = Icc::of(&[vec![1.0, 3.0], vec![2.0, 3.0, 4.0], vec![5.0, 6.0, 7.0], vec![]], None);
        close(icc.one_single, 13.0 / 17.0);
        close(icc.one_mean, 10.2375 / 11.4375);
        assert_eq!((icc.two_single, icc.three_mean), (None, None));
    }

    #[test]
    fn what_does_not_vary_has_no_correlation() {
        let same = grid(3, &[3.4; 9]);
        assert_eq!(Icc::of(&by_ratee(&same), Some(&same)), Icc::default());
        assert_eq!(Icc::of(&[vec![1.0, 2.0]], Some(&grid(2, &[1.0, 2.0]))), Icc::default());
        assert_eq!(Icc::of(&[vec![1.0], vec![2.0]], None), Icc::default());
    }

    /// Each item's points and each rater's total, from raters (rows) by items (columns).
    fn tallies<const ITEMS: usize>(raters: &[[u32; ITEMS]]) -> ([Tally; ITEMS], Tally) {
        let mut items = [Tally::default(); ITEMS];
        let mut totals = Tally::default();
        for rater in raters {
            items.iter_mut().zip(rater).for_each(|(item, points)| item.add(*points));
            totals.add(rater.iter().sum());
        }
        (items, totals)
    }

    #[test]
    fn alpha_is_the_fixed_raters_mean_correlation() {
        fn alpha_of<const ITEMS: usize>(raters: &[[u32; ITEMS]]) -> Option<f64> {
            let (items, totals) = tallies(raters);
            alpha(&items, &totals)
        }
        close(alpha_of(&SHROUT_FLEISS), TwoWay::of(&shrout_fleiss()).unwrap().fixed_mean().unwrap());
        // Items 1 2 3 and 1 3 2: variances 1 and 1, totals 2 5 5: variance 3. 2 × (1 − 2 ÷ 3).
        close(alpha_of(&[[1, 1], [2, 3], [3, 2]]), 2.0 / 3.0);
        assert_eq!(alpha_of(&[[1], [2], [3]]), None);
        assert_eq!(alpha_of(&[[1, 2]]), None);
        assert_eq!(alpha_of(&[[3, 3]; 4]), None);
    }

    #[test]
    fn agreement_is_measured_against_chance() {
        // On five points chance has a variance of 2. 4 4 5 has 1 ÷ 3.
        close(rwg(&tallies(&[[4], [4], [5]]).0, 5), 5.0 / 6.0);
        // Two items with variances 1 ÷ 3 and 1: 2 × 2 ÷ 3 over that and 1 ÷ 3.
        close(rwg(&tallies(&[[4, 1], [4, 2], [5, 3]]).0, 5), 0.8);
        close(rwg(&tallies(&[[3], [3]]).0, 5), 1.0);
        // Variances of 8 and 3 are more than chance gives.
        close(rwg(&tallies(&[[1], [5]]).0, 5), 0.0);
        close(rwg(&tallies(&[[1], [1], [4], [4]]).0, 5), 0.0);
        assert_eq!(rwg(&tallies(&[[3]]).0, 5), None);
        assert_eq!(rwg(&[], 5), None);
    }
}
