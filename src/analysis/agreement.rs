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

/// Cronbach's alpha: whether the items (columns) measure one thing. Rows are raters' complete answers.
pub fn alpha(answers: &Grid) -> Option<f64> {
    if answers.columns < 2 {
        return None;
    }
    let items: f64 = (0..answers.columns).map(|item| variance(answers.column(item))).sum::<Option<f64>>()?;
    let totals = variance(answers.rows().map(|row| row.iter().sum()))?;
    let k = real(answers.columns);
    Some(k / (k - 1.0) * (1.0 - quotient(items, totals)?))
}

/// rwg(j) on a scale of `points`: how far raters (rows) agree over items (columns); of a single item it is rwg.
///
/// With s² over n − 1 and the variance that chance would give, (A² − 1) ÷ 12. Floored at 0.
pub fn rwg(answers: &Grid, points: u8) -> Option<f64> {
    let chance = (f64::from(points).powi(2) - 1.0) / 12.0;
    let variances = (0..answers.columns).map(|item| variance(answers.column(item)));
    let found = quotient(variances.sum::<Option<f64>>()?, real(answers.columns))?;
    let share = found / chance;
    let j = real(answers.columns);
    if share >= 1.0 { Some(0.0) } else { quotient(j * (1.0 - share), j * (1.0 - share) + share) }
}

/// The mean; none of nothing.
pub(super) fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (n, sum) = values.fold((0, 0.0), |(n, sum), value| (n + 1, sum + value));
    (n > 0).then(|| sum / real(n))
}

/// The variance over n − 1; none below two values.
pub(super) fn variance(values: impl Iterator<Item = f64> + Clone) -> Option<f64> {
    let mean = mean(values.clone())?;
    let n = values.clone().count();
    (n > 1).then(|| squares(values, mean) / real(n - 1))
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
