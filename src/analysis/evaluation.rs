//! How far were the goals reached? 综合评价 by the manager and by the person (METHOD §4).

use crate::model::{EvaluationMethod, Factors, Goal, GoalCard, GoalId, Grade, MemberId, Percent, PeriodId, Record};

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

impl Evaluation {
    /// Evaluates one card.
    pub fn of(card: &GoalCard, method: &EvaluationMethod) -> Self {
        Self {
            person: card.person.clone(),
            period: card.period.clone(),
            manager: Judgement::of(card, card.factors, |goal| goal.completion, method),
            oneself: Judgement::of(card, card.self_factors, |goal| goal.self_completion, method),
            weights: card.goals.iter().filter_map(|goal| goal.weight).map(|weight| weight.get()).sum(),
        }
    }
}

impl Judgement {
    fn of(
        card: &GoalCard,
        factors: Factors,
        completion_of: impl Fn(&Goal) -> Option<Percent>,
        method: &EvaluationMethod,
    ) -> Self {
        let score = |goal: &Goal| Some(goal.weight?.get() * completion_of(goal)?.get() / 100.0);
        let rows: Vec<RowScore> =
            card.goals.iter().map(|goal| RowScore { goal: goal.id.clone(), score: score(goal) }).collect();
        let factor = |percent: Option<Percent>| percent.map_or(100.0, Percent::get);
        let (difficulty, effort) = (factor(factors.difficulty), factor(factors.effort));
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
}

/// The best grade whose bound the score reaches; the bound itself counts.
pub fn grade(overall: f64, method: &EvaluationMethod) -> Grade {
    let reached = |grade: &Grade| method.grades_from.get(grade).is_some_and(|from| overall >= from.get() - TOLERANCE);
    Grade::ALL.into_iter().find(reached).unwrap_or(Grade::E)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Weight;

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
}
