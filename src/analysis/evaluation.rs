//! How far were the goals reached? 综合评价 by the manager and by the person (METHOD §4).

use crate::model::{EvaluationMethod, Factor, GoalCard, GoalId, Grade, MemberId, Percent, PeriodId, Record, Side};

/// What a factor counts as where nothing is said: as agreed.
pub const AS_AGREED: f64 = 100.0;

/// Slack for comparisons with a grade's bound.
const TOLERANCE: f64 = 1e-9;

/// The evaluation of one goal card, by both sides.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluation {
    /// Whose card it is.
    pub person: MemberId,
    /// For when.
    pub period: PeriodId,
    /// As the manager sees it.
    pub manager: Judgement,
    /// As the person sees it.
    pub oneself: Judgement,
    /// The sum of the weights there are; it should be 100.
    pub weights: f64,
    /// The goals that the two score differently, the furthest apart first: what the conversation is about.
    pub apart: Vec<Apart>,
}

/// A goal that both have scored, and not alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Apart {
    /// The goal.
    pub goal: GoalId,
    /// The person's row score less the manager's.
    pub by: f64,
}

impl Record for Evaluation {
    type Key = (MemberId, PeriodId);

    fn key(&self) -> Self::Key {
        (self.person.clone(), self.period.clone())
    }
}

/// One side's evaluation. Everything is in percentage points, at full precision.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// The goals, in the card's order.
    pub rows: Vec<RowScore>,
    /// The sum of the row scores; `None` when every row is open.
    pub completion: Option<f64>,
    /// 困难程度; 100 where it is not given.
    pub difficulty: f64,
    /// 努力程度; 100 where it is not given.
    pub effort: f64,
    /// 综合得分: completion × difficulty × effort.
    pub overall: Option<f64>,
    /// The grade of the overall score.
    pub grade: Option<Grade>,
    /// Whether a row is still open, so that the total may change. Our reading.
    pub provisional: bool,
}

/// 交叉得分 of one goal.
#[derive(Clone, Debug, PartialEq)]
pub struct RowScore {
    /// The goal.
    pub goal: GoalId,
    /// Weight × completion; `None` is open: one of the two is missing.
    pub score: Option<f64>,
}

impl RowScore {
    /// The person's row score less the manager's, where both have scored it.
    pub fn apart(oneself: &Self, manager: &Self) -> Option<f64> {
        Some(oneself.score? - manager.score?)
    }
}

impl Evaluation {
    /// Evaluates one card.
    pub fn of(card: &GoalCard, method: &EvaluationMethod) -> Self {
        let [oneself, manager] = Side::ALL.map(|side| Judgement::of(card, side, method));
        let rows = oneself.rows.iter().zip(&manager.rows);
        let mut apart: Vec<Apart> = rows
            .filter_map(|(own, other)| Some(Apart { goal: own.goal.clone(), by: RowScore::apart(own, other)? }))
            .filter(|apart| apart.by != 0.0)
            .collect();
        apart.sort_by(|a, b| b.by.abs().total_cmp(&a.by.abs()));
        Self {
            person: card.person.clone(),
            period: card.period.clone(),
            manager,
            oneself,
            weights: card.goals.iter().filter_map(|goal| goal.weight).map(|weight| weight.get()).sum(),
            apart,
        }
    }

    /// One side's.
    pub const fn by(&self, side: Side) -> &Judgement {
        match side {
            Side::Oneself => &self.oneself,
            Side::Superior => &self.manager,
        }
    }
}

impl Judgement {
    fn of(card: &GoalCard, side: Side, method: &EvaluationMethod) -> Self {
        let rows: Vec<RowScore> = card
            .goals
            .iter()
            .map(|goal| {
                let completion = goal.completion_by(side).map(Percent::get);
                let score = goal.weight.zip(completion).map(|(weight, completion)| weight.get() * completion / 100.0);
                RowScore { goal: goal.id.clone(), score }
            })
            .collect();
        let factor = |factor| card.factors_by(side).get(factor).map_or(AS_AGREED, Percent::get);
        let (difficulty, effort) = (factor(Factor::Difficulty), factor(Factor::Effort));
        let closed = rows.iter().any(|row| row.score.is_some());
        let completion = closed.then(|| rows.iter().filter_map(|row| row.score).sum());
        let overall = completion.map(|completion: f64| completion * difficulty * effort / 10_000.0);
        Self {
            completion,
            difficulty,
            effort,
            overall,
            grade: overall.map(|overall| grade(overall, method)),
            provisional: rows.is_empty() || rows.iter().any(|row| row.score.is_none()),
            rows,
        }
    }

    /// One of its factors.
    pub const fn factor(&self, factor: Factor) -> f64 {
        match factor {
            Factor::Difficulty => self.difficulty,
            Factor::Effort => self.effort,
        }
    }
}

/// The best grade whose bound the score reaches; the bound itself counts.
pub fn grade(overall: f64, method: &EvaluationMethod) -> Grade {
    let reached = |grade: &Grade| method.grades_from.get(grade).is_some_and(|from| overall >= from.get() - TOLERANCE);
    Grade::ALL.into_iter().find(reached).unwrap_or(Grade::E)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Factors, Goal, Weight};

    fn card(rows: &[(Option<f64>, Option<f64>, Option<f64>)]) -> GoalCard {
        let mut card = GoalCard::new(MemberId::new("li").unwrap(), PeriodId::new("2026-Q3").unwrap());
        for (index, (weight, completion, self_completion)) in rows.iter().enumerate() {
            let mut goal = Goal::new(GoalId::new(&index.to_string()).unwrap(), "");
            goal.weight = weight.map(Weight::clamped);
            goal.completion = completion.map(Percent::clamped);
            goal.self_completion = self_completion.map(Percent::clamped);
            card.goals.put(goal);
        }
        card
    }

    fn close(a: Option<f64>, b: f64) -> bool {
        a.is_some_and(|a| (a - b).abs() < 1e-12)
    }

    #[test]
    fn rows_sum_and_factors_multiply() {
        let mut card = card(&[
            (Some(30.0), Some(105.0), Some(110.0)),
            (Some(50.0), Some(90.0), Some(100.0)),
            (Some(20.0), Some(100.0), None),
        ]);
        card.factors = Factors { difficulty: Some(Percent::clamped(110.0)), effort: None };
        let found = Evaluation::of(&card, &EvaluationMethod::default());
        let scores: Vec<_> = found.manager.rows.iter().map(|row| row.score).collect();
        assert_eq!(scores, [Some(31.5), Some(45.0), Some(20.0)]);
        assert_eq!(found.manager.completion, Some(96.5));
        assert!(close(found.manager.overall, 106.15));
        assert_eq!((found.manager.grade, found.manager.provisional), (Some(Grade::B), false));
        assert_eq!((found.oneself.completion, found.oneself.provisional), (Some(83.0), true));
        assert_eq!((found.oneself.overall, found.weights), (Some(83.0), 100.0));
    }

    #[test]
    fn open_rows_are_not_zero() {
        let method = EvaluationMethod::default();
        let open = Evaluation::of(&card(&[(Some(60.0), None, None), (None, Some(100.0), None)]), &method).manager;
        assert_eq!((open.completion, open.overall, open.grade, open.provisional), (None, None, None, true));
        assert_eq!(Evaluation::of(&card(&[]), &method).manager.completion, None);
        let zero = Evaluation::of(&card(&[(Some(100.0), Some(0.0), None)]), &method).manager;
        assert_eq!((zero.overall, zero.grade, zero.provisional), (Some(0.0), Some(Grade::E), false));
    }

    #[test]
    fn a_grade_includes_its_bound_and_rounds_nothing() {
        let method = EvaluationMethod::default();
        for (overall, expected) in [
            (110.0, Grade::A),
            (110.0 - 1e-10, Grade::A),
            (109.999, Grade::B),
            (90.0, Grade::B),
            (89.96, Grade::C),
            (75.0, Grade::C),
            (60.0, Grade::D),
            (59.999, Grade::E),
            (0.0, Grade::E),
        ] {
            assert_eq!(grade(overall, &method), expected, "{overall}");
        }
    }

    /// Every path of the arithmetic, worked by hand. A row is weight, completion; then difficulty, effort; then the
    /// completion score, the overall score, the grade and whether it is provisional.
    #[test]
    fn every_path_of_the_arithmetic_comes_out_as_by_hand() {
        type Row = (Option<f64>, Option<f64>);
        type Case<'a> = (&'a str, &'a [Row], [Option<f64>; 2], Option<f64>, Option<f64>, Option<Grade>, bool);
        let row = |weight: f64, completion: f64| (Some(weight), Some(completion));
        let cases: &[Case<'_>] = &[
            ("an empty card", &[], [None, None], None, None, None, true),
            ("factors of an empty card", &[], [Some(120.0), Some(120.0)], None, None, None, true),
            ("one row", &[row(100.0, 100.0)], [None, None], Some(100.0), Some(100.0), Some(Grade::B), false),
            ("120 %", &[row(100.0, 120.0)], [None, None], Some(120.0), Some(120.0), Some(Grade::A), false),
            // 0.5 × 120 + 0.5 × 76 = 60 + 38.
            (
                "up and down",
                &[row(50.0, 120.0), row(50.0, 76.0)],
                [None, None],
                Some(98.0),
                Some(98.0),
                Some(Grade::B),
                false,
            ),
            // 0.3 × 105 + 0.7 × 0 = 31.5: zero is a judgement, open is none.
            (
                "a zero",
                &[row(30.0, 105.0), row(70.0, 0.0)],
                [None, None],
                Some(31.5),
                Some(31.5),
                Some(Grade::E),
                false,
            ),
            (
                "an open row",
                &[row(30.0, 105.0), (Some(70.0), None)],
                [None, None],
                Some(31.5),
                Some(31.5),
                Some(Grade::E),
                true,
            ),
            (
                "a row without weight",
                &[row(30.0, 105.0), (None, Some(100.0))],
                [None, None],
                Some(31.5),
                Some(31.5),
                Some(Grade::E),
                true,
            ),
            ("all rows open", &[(Some(40.0), None), (Some(60.0), None)], [Some(110.0), None], None, None, None, true),
            (
                "a weight of zero",
                &[row(100.0, 90.0), row(0.0, 120.0)],
                [None, None],
                Some(90.0),
                Some(90.0),
                Some(Grade::B),
                false,
            ),
            (
                "weights of zero only",
                &[row(0.0, 120.0), row(0.0, 80.0)],
                [None, None],
                Some(0.0),
                Some(0.0),
                Some(Grade::E),
                false,
            ),
            // Used as they are: 0.5 × 100 + 0.4 × 100.
            (
                "weights of 90",
                &[row(50.0, 100.0), row(40.0, 100.0)],
                [None, None],
                Some(90.0),
                Some(90.0),
                Some(Grade::B),
                false,
            ),
            (
                "weights of 120",
                &[row(60.0, 100.0), row(60.0, 100.0)],
                [None, None],
                Some(120.0),
                Some(120.0),
                Some(Grade::A),
                false,
            ),
            // 96.5 × 1.1 = 106.15.
            (
                "difficulty only",
                &[row(30.0, 105.0), row(50.0, 90.0), row(20.0, 100.0)],
                [Some(110.0), None],
                Some(96.5),
                Some(106.15),
                Some(Grade::B),
                false,
            ),
            (
                "effort only",
                &[row(30.0, 105.0), row(50.0, 90.0), row(20.0, 100.0)],
                [None, Some(90.0)],
                Some(96.5),
                Some(86.85),
                Some(Grade::C),
                false,
            ),
            // 96.5 × 1.1 × 1.05 = 111.4575.
            (
                "both",
                &[row(30.0, 105.0), row(50.0, 90.0), row(20.0, 100.0)],
                [Some(110.0), Some(105.0)],
                Some(96.5),
                Some(111.4575),
                Some(Grade::A),
                false,
            ),
            (
                "factors of 100",
                &[row(30.0, 105.0), row(50.0, 90.0), row(20.0, 100.0)],
                [Some(100.0), Some(100.0)],
                Some(96.5),
                Some(96.5),
                Some(Grade::B),
                false,
            ),
            (
                "a factor of zero",
                &[row(100.0, 100.0)],
                [Some(0.0), Some(110.0)],
                Some(100.0),
                Some(0.0),
                Some(Grade::E),
                false,
            ),
            // 100 × 1.1 × 1.0 is 110.00000000000001 in binary, 82 × 1.1 × 1.1 is 99.22.
            (
                "on the bound of A by a factor",
                &[row(100.0, 100.0)],
                [Some(110.0), None],
                Some(100.0),
                Some(110.0),
                Some(Grade::A),
                false,
            ),
            (
                "two factors",
                &[row(100.0, 82.0)],
                [Some(110.0), Some(110.0)],
                Some(82.0),
                Some(99.22),
                Some(Grade::B),
                false,
            ),
        ];
        let method = EvaluationMethod::default();
        for (name, rows, [difficulty, effort], completion, overall, grade, provisional) in cases {
            let rows: Vec<_> = rows.iter().map(|(weight, completion)| (*weight, *completion, *completion)).collect();
            let mut card = card(&rows);
            let percent = |value: Option<f64>| value.map(Percent::clamped);
            card.factors = Factors { difficulty: percent(*difficulty), effort: percent(*effort) };
            card.self_factors = card.factors;
            let evaluation = Evaluation::of(&card, &method);
            assert!(evaluation.apart.is_empty(), "{name}: both judge alike");
            for side in Side::ALL {
                let found = evaluation.by(side);
                let same = |a: Option<f64>, b: Option<f64>| match (a, b) {
                    (Some(a), Some(b)) => (a - b).abs() < 1e-10,
                    (a, b) => a.is_none() && b.is_none(),
                };
                assert!(same(found.completion, *completion), "{name}: {found:?}");
                assert!(same(found.overall, *overall), "{name}: {found:?}");
                assert_eq!((found.grade, found.provisional), (*grade, *provisional), "{name}");
            }
        }
    }

    #[test]
    fn the_goals_furthest_apart_come_first() {
        // 0.35 × (95 − 84) = 3.85, 0.3 × (90 − 90) = 0, 0.2 × (85 − 106) = −4.2; the last one is open on one side.
        let card = card(&[
            (Some(35.0), Some(84.0), Some(95.0)),
            (Some(30.0), Some(90.0), Some(90.0)),
            (Some(20.0), Some(106.0), Some(85.0)),
            (Some(15.0), None, Some(100.0)),
        ]);
        let found = Evaluation::of(&card, &EvaluationMethod::default());
        let apart: Vec<_> = found.apart.iter().map(|apart| (apart.goal.as_str(), (apart.by * 100.0).round())).collect();
        assert_eq!(apart, [("2", -420.0), ("0", 385.0)]);
    }

    #[test]
    fn a_bound_counts_to_a_billionth() {
        let method = EvaluationMethod::default();
        for (bound, grade_on, below) in [
            (110.0, Grade::A, Grade::B),
            (90.0, Grade::B, Grade::C),
            (75.0, Grade::C, Grade::D),
            (60.0, Grade::D, Grade::E),
        ] {
            for (overall, expected) in [
                (bound + 1e-9, grade_on),
                (bound, grade_on),
                (bound - 0.9e-9, grade_on),
                (bound - 1.2e-9, below),
                (bound - 0.05, below),
            ] {
                assert_eq!(grade(overall, &method), expected, "{bound} {overall:.12}");
            }
        }
        let none = EvaluationMethod { grades_from: std::collections::BTreeMap::new() };
        assert_eq!(grade(1000.0, &none), Grade::E);
    }

    #[test]
    fn very_many_rows_are_all_counted() {
        let rows: Vec<_> = (0..20_000).map(|n| (Some(0.005), Some(f64::from(n % 3) * 50.0), None)).collect();
        let found = Evaluation::of(&card(&rows), &EvaluationMethod::default());
        // 6667 rows at 0, 6667 at 50, 6666 at 100, each weighing 0.005.
        let expected = 0.005 * (6667.0 * 0.5 + 6666.0);
        assert!((found.manager.completion.unwrap() - expected).abs() < 1e-9, "{found:?}");
        assert!((found.weights - 100.0).abs() < 1e-9);
        assert_eq!((found.oneself.completion, found.oneself.provisional), (None, true));
    }

    mod laws {
        use proptest::{collection::vec, option, prelude::*};

        use super::*;

        fn rows() -> impl Strategy<Value = Vec<(Option<f64>, Option<f64>, Option<f64>)>> {
            let percent = || option::weighted(0.8, 0.0..150.0);
            vec((percent(), percent(), percent()), 0..12)
        }

        fn factor() -> impl Strategy<Value = f64> {
            50.0..150.0
        }

        fn of(card: &GoalCard) -> Evaluation {
            Evaluation::of(card, &EvaluationMethod::default())
        }

        fn near(a: Option<f64>, b: Option<f64>) -> bool {
            match (a, b) {
                (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * (1.0 + b.abs()),
                (a, b) => a.is_none() && b.is_none(),
            }
        }

        proptest! {
            #[test]
            fn the_completion_score_is_the_sum_of_the_row_scores(rows in rows()) {
                let found = of(&card(&rows));
                for side in Side::ALL {
                    let judged = found.by(side);
                    let scores: Vec<f64> = judged.rows.iter().filter_map(|row| row.score).collect();
                    let sum = (!scores.is_empty()).then(|| scores.iter().sum());
                    prop_assert!(near(judged.completion, sum));
                    prop_assert_eq!(judged.provisional, scores.len() < rows.len() || rows.is_empty());
                }
            }

            #[test]
            fn a_factor_of_a_hundred_changes_nothing_and_the_order_of_factors_neither(
                rows in rows(), difficulty in factor(), effort in factor()
            ) {
                let mut card = card(&rows);
                let bare = of(&card).manager;
                card.factors.set(Factor::Difficulty, Some(Percent::clamped(100.0)));
                prop_assert_eq!(&of(&card).manager, &bare);
                card.factors = Factors { difficulty: Some(Percent::clamped(difficulty)), effort: Some(Percent::clamped(effort)) };
                let one = of(&card).manager.overall;
                card.factors = Factors { difficulty: Some(Percent::clamped(effort)), effort: Some(Percent::clamped(difficulty)) };
                prop_assert!(near(one, of(&card).manager.overall));
                prop_assert!(near(one, bare.overall.map(|overall| overall * difficulty / 100.0 * effort / 100.0)));
            }

            #[test]
            fn rows_in_another_order_score_the_same_and_a_higher_completion_never_less(rows in rows(), more in 0.0..50.0f64) {
                let found = of(&card(&rows)).manager;
                let turned: Vec<_> = rows.iter().rev().copied().collect();
                prop_assert!(near(found.completion, of(&card(&turned)).manager.completion));
                let better: Vec<_> = rows.iter().map(|(weight, done, own)| (*weight, done.map(|done| done + more), *own)).collect();
                let better = of(&card(&better)).manager;
                prop_assert!(better.overall >= found.overall);
                prop_assert!(better.grade.is_none() || better.grade <= found.grade, "A comes before B");
            }

            #[test]
            fn what_one_side_says_changes_nothing_of_the_other(rows in rows(), other in option::of(0.0..150.0)) {
                let before = of(&card(&rows));
                let changed: Vec<_> = rows.iter().map(|(weight, done, _)| (*weight, *done, other)).collect();
                prop_assert_eq!(of(&card(&changed)).manager, before.manager);
            }

            #[test]
            fn what_lies_apart_sums_to_the_difference_of_the_scores_where_no_row_is_open(
                rows in vec((0.0..50.0f64, 0.0..150.0f64, 0.0..150.0f64), 1..10)
            ) {
                let rows: Vec<_> = rows.into_iter().map(|(w, a, b)| (Some(w), Some(a), Some(b))).collect();
                let found = of(&card(&rows));
                let apart: f64 = found.apart.iter().map(|apart| apart.by).sum();
                let difference = found.oneself.completion.unwrap() - found.manager.completion.unwrap();
                prop_assert!((apart - difference).abs() < 1e-9);
                prop_assert!(found.apart.windows(2).all(|two| two[0].by.abs() >= two[1].by.abs()));
            }
        }
    }
}
