//! Where do goal cards stand: on their way, over a year, across the team? (METHOD §4)

use super::evaluation::Evaluation;
use crate::model::{
    Date, Goal, GoalCard, Grade, MemberId, Period, PeriodId, PeriodKind, Record as _, Smart, Table, Workbook,
};

/// A step of the way of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Commit: the person drafts from the superior's demands, and both negotiate.
    Commit,
    /// Self-control: the person works, the superior gives resources and advice.
    SelfControl,
    /// Self-evaluation.
    SelfEvaluation,
    /// The superior's evaluation and the talk.
    Evaluation,
    /// The way is gone.
    Done,
}

impl Stage {
    /// Those that something is to be done in, in order.
    pub const WAY: [Self; 4] = [Self::Commit, Self::SelfControl, Self::SelfEvaluation, Self::Evaluation];

    /// Where a card stands: after the last milestone that has a day, and at the self-evaluation once its period is over
    /// or the person has begun with it. Where the line runs between those two is our reading.
    pub fn of(card: &GoalCard, today: Date) -> Self {
        let way = &card.way;
        let is_over = || Period::of(&card.period).is_some_and(|period| period.last() < today);
        let has_begun = || card.goals.iter().any(|goal| goal.self_completion.is_some());
        if way.evaluated.is_some() {
            Self::Done
        } else if way.self_evaluated.is_some() {
            Self::Evaluation
        } else if way.agreed.is_none() {
            Self::Commit
        } else if is_over() || has_begun() {
            Self::SelfEvaluation
        } else {
            Self::SelfControl
        }
    }
}

/// One of the five elements of a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Element {
    /// What is to be reached.
    What,
    /// How much of it, how good, at which cost.
    HowMuch,
    /// By which actions.
    How,
    /// Until when.
    When,
    /// Whether it was reached: asked once it is time to evaluate.
    Reached,
}

impl Element {
    /// All, in order.
    pub const ALL: [Self; 5] = [Self::What, Self::HowMuch, Self::How, Self::When, Self::Reached];

    /// What the goal says to it, nothing left out; empty where it says nothing.
    pub fn answer(self, goal: &Goal) -> Vec<&str> {
        let measure = &goal.measure;
        let all: &[&str] = match self {
            Self::What => &[&goal.name],
            Self::HowMuch => &[&measure.quantity, &measure.quality, &measure.cost],
            Self::How => &[&goal.key_actions],
            Self::When => &[&measure.time],
            Self::Reached => &[&goal.actual],
        };
        all.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect()
    }
}

/// A question that a goal leaves open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OpenQuestion {
    /// One of the five elements.
    Element(Element),
    /// One of SMART.
    Smart(Smart),
}

/// What nobody has answered of a goal, at a step of its card's way.
pub fn open_questions(goal: &Goal, stage: Stage) -> impl Iterator<Item = OpenQuestion> {
    let asked = move |element: &Element| *element != Element::Reached || stage >= Stage::SelfEvaluation;
    let elements = Element::ALL.into_iter().filter(asked).filter(|element| element.answer(goal).is_empty());
    let smart = Smart::ALL.into_iter().filter(|question| !goal.check.contains_key(question));
    elements.map(OpenQuestion::Element).chain(smart.map(OpenQuestion::Smart))
}

/// How a card came out, among the others of its person.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// The card's period.
    pub period: PeriodId,
    /// Its days, where they are known.
    pub when: Option<Period>,
    /// The overall score as the person sees it.
    pub oneself: Option<f64>,
    /// The overall score as the superior sees it.
    pub superior: Option<f64>,
    /// The superior's grade.
    pub grade: Option<Grade>,
    /// A row is still open.
    pub provisional: bool,
    /// The superior's score less that of the period of the same kind before it on the list. None unless both are final.
    pub change: Option<f64>,
}

/// The cards of somebody, the earliest first; those of unknown days after them, in the workbook's order.
pub fn course(workbook: &Workbook, evaluations: &Table<Evaluation>, person: &MemberId) -> Vec<Standing> {
    let cards = workbook.goal_cards.iter().filter(|card| card.person == *person);
    let mut course: Vec<Standing> = cards
        .filter_map(|card| {
            let evaluation = evaluations.get(&card.key())?;
            Some(Standing {
                period: card.period.clone(),
                when: Period::of(&card.period),
                oneself: evaluation.oneself.overall,
                superior: evaluation.manager.overall,
                grade: evaluation.manager.grade,
                provisional: evaluation.manager.provisional,
                change: None,
            })
        })
        .collect();
    course.sort_by_key(|standing| (standing.when.is_none(), standing.when));
    let mut last: Vec<(PeriodKind, f64)> = Vec::new();
    for standing in &mut course {
        let (Some(when), Some(score), false) = (standing.when, standing.superior, standing.provisional) else {
            continue;
        };
        match last.iter_mut().find(|(kind, _)| *kind == when.kind()) {
            Some((_, before)) => standing.change = Some(score - std::mem::replace(before, score)),
            None => last.push((when.kind(), score)),
        }
    }
    course
}

/// The final scores of several periods of one kind, taken together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sum {
    /// How many are final.
    pub count: usize,
    /// Their plain mean: our reading, as the programme evaluates periods only.
    pub mean: f64,
    /// The last one less the first one; none where there is only one.
    pub trend: Option<f64>,
}

/// Sums up final scores, the earliest first; nothing where none is final.
pub fn sum_up<'a>(standings: impl Iterator<Item = &'a Standing>) -> Option<Sum> {
    let scores: Vec<f64> =
        standings.filter(|standing| !standing.provisional).filter_map(|standing| standing.superior).collect();
    let (first, last) = (scores.first()?, scores.last()?);
    #[expect(clippy::cast_precision_loss, reason = "a few periods")]
    let mean = scores.iter().sum::<f64>() / scores.len() as f64;
    Some(Sum { count: scores.len(), mean, trend: (scores.len() > 1).then_some(last - first) })
}

/// How one card of a period stands among those of the team.
#[derive(Clone, Debug, PartialEq)]
pub struct TeamRow {
    /// Whose card it is.
    pub person: MemberId,
    /// Who leads them, by the card or by the team.
    pub superior: Option<MemberId>,
    /// Where the card stands on its way.
    pub stage: Stage,
    /// The overall score as the person sees it.
    pub oneself: Option<f64>,
    /// The overall score as the superior sees it.
    pub score: Option<f64>,
    /// The superior's grade.
    pub grade: Option<Grade>,
    /// How many rows the superior has left open.
    pub open: usize,
    /// Nothing is final: a row is open, or there is none.
    pub provisional: bool,
    /// What the weights sum to.
    pub weights: f64,
}

impl TeamRow {
    /// The person's overall score less the superior's.
    pub fn apart(&self) -> Option<f64> {
        Some(self.oneself? - self.score?)
    }
}

/// The cards of a period, in the workbook's order.
pub fn team(workbook: &Workbook, evaluations: &Table<Evaluation>, period: &PeriodId, today: Date) -> Vec<TeamRow> {
    let cards = workbook.goal_cards.iter().filter(|card| card.period == *period);
    let row = |card: &GoalCard| {
        let evaluation = evaluations.get(&card.key())?;
        let (own, judged) = (&evaluation.oneself, &evaluation.manager);
        let by_team = || workbook.team.get(&card.person).and_then(|member| member.manager.clone());
        Some(TeamRow {
            person: card.person.clone(),
            superior: card.superior.clone().or_else(by_team),
            stage: Stage::of(card, today),
            oneself: own.overall,
            score: judged.overall,
            grade: judged.grade,
            open: judged.rows.iter().filter(|row| row.score.is_none()).count(),
            provisional: judged.provisional,
            weights: evaluation.weights,
        })
    };
    cards.filter_map(row).collect()
}

/// Who got a grade.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GradeCount {
    /// How many finally.
    pub settled: usize,
    /// How many for now, with a row still open.
    pub provisional: usize,
}

/// How many cards got each grade, best first.
pub fn distribution<'a>(rows: impl Iterator<Item = &'a TeamRow>) -> [(Grade, GradeCount); 5] {
    let mut counts = Grade::ALL.map(|grade| (grade, GradeCount::default()));
    for row in rows {
        if let Some((_, count)) = counts.iter_mut().find(|(grade, _)| row.grade == Some(*grade)) {
            *if row.provisional { &mut count.provisional } else { &mut count.settled } += 1;
        }
    }
    counts
}

/// The periods there are cards for, the latest first; those of unknown days after them, in the workbook's order.
pub fn periods(workbook: &Workbook) -> Vec<PeriodId> {
    let mut seen = std::collections::HashSet::new();
    let mut periods: Vec<PeriodId> =
        workbook.goal_cards.iter().map(|card| &card.period).filter(|period| seen.insert(*period)).cloned().collect();
    periods.sort_by_cached_key(|period| std::cmp::Reverse(Period::of(period)));
    periods
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::civil::date;

    use super::*;
    use crate::{
        analysis::Derived,
        model::{GoalId, Member, Percent, Weight},
    };

    fn card(person: &str, period: &str, score: Option<f64>) -> GoalCard {
        let mut card = GoalCard::new(MemberId::new(person).unwrap(), PeriodId::new(period).unwrap());
        let mut goal = Goal::new(GoalId::new("g").unwrap(), "Renewals");
        goal.weight = Some(Weight::clamped(100.0));
        goal.completion = score.map(Percent::clamped);
        card.goals.put(goal);
        card
    }

    fn workbook(cards: Vec<GoalCard>) -> (Workbook, Arc<Table<Evaluation>>) {
        let people = cards.iter().map(|card| Member::new(card.person.clone(), "")).collect();
        let cards: Table<GoalCard> = cards.into_iter().collect();
        let workbook = Workbook { team: Arc::new(people), goal_cards: Arc::new(cards), ..Workbook::default() };
        let evaluations = Derived::of(&workbook, date(2026, 11, 21)).evaluations;
        (workbook, evaluations)
    }

    #[test]
    fn a_card_stands_after_its_last_milestone() {
        let day = Some(date(2026, 10, 5));
        let mut q4 = card("li", "2026-Q4", None);
        let stage = |card: &GoalCard, today| Stage::of(card, today);
        let (within, after) = (date(2026, 12, 31), date(2027, 1, 1));
        assert_eq!(stage(&q4, after), Stage::Commit);
        q4.way.agreed = day;
        assert_eq!(stage(&q4, within), Stage::SelfControl);
        assert_eq!(stage(&q4, after), Stage::SelfEvaluation);
        let mut begun = q4.clone();
        begun.goals.get_mut("g").unwrap().self_completion = Some(Percent::clamped(90.0));
        assert_eq!(stage(&begun, within), Stage::SelfEvaluation);
        q4.way.self_evaluated = day;
        assert_eq!(stage(&q4, within), Stage::Evaluation);
        q4.way.evaluated = day;
        assert_eq!(stage(&q4, within), Stage::Done);
    }

    #[test]
    fn what_nobody_answered_is_open() {
        let mut goal = Goal::new(GoalId::new("g").unwrap(), "Renewals");
        let count = |goal: &Goal, stage| open_questions(goal, stage).count();
        assert_eq!(count(&goal, Stage::Commit), 8, "how much, how, when and the five of SMART");
        assert_eq!(count(&goal, Stage::SelfEvaluation), 9, "and whether it was reached");
        goal.measure.time = "by June".to_owned();
        goal.measure.cost = "  ".to_owned();
        goal.check.insert(Smart::Relevant, "He wants to lead a sector".to_owned());
        let open: Vec<_> = open_questions(&goal, Stage::Commit).take(2).collect();
        assert_eq!(open, [Element::HowMuch, Element::How].map(OpenQuestion::Element));
        assert_eq!(count(&goal, Stage::Commit), 6);
    }

    #[test]
    fn a_course_runs_in_time_and_compares_like_with_like() {
        let (workbook, evaluations) = workbook(vec![
            card("li", "2026-Q3", Some(81.0)),
            card("li", "spring", Some(70.0)),
            card("li", "2026-Q1", Some(90.0)),
            card("li", "2026-07", Some(100.0)),
            card("li", "2026-Q2", None),
            card("li", "2026-Q4", Some(96.5)),
            card("wu", "2026-Q3", Some(60.0)),
        ]);
        let course = course(&workbook, &evaluations, &MemberId::new("li").unwrap());
        let found: Vec<_> = course.iter().map(|at| (at.period.as_str(), at.superior, at.change)).collect();
        let expected = [
            ("2026-Q1", Some(90.0), None),
            ("2026-Q2", None, None),
            ("2026-Q3", Some(81.0), Some(-9.0)),
            ("2026-07", Some(100.0), None),
            ("2026-Q4", Some(96.5), Some(15.5)),
            ("spring", Some(70.0), None),
        ];
        assert_eq!(found, expected);
        let quarters = course.iter().filter(|at| at.when.is_some_and(|when| when.kind() == PeriodKind::Quarter));
        // (90 + 81 + 96.5) ÷ 3 = 89.1666…
        let sum = sum_up(quarters).unwrap();
        assert!((sum.mean - 267.5 / 3.0).abs() < 1e-12 && sum.count == 3 && sum.trend == Some(6.5));
        assert_eq!(sum_up([].iter()), None);
    }

    #[test]
    fn the_team_is_counted_by_grade() {
        let mut open = card("wu", "2026-Q3", Some(120.0));
        open.goals.put(Goal::new(GoalId::new("h").unwrap(), "Open"));
        let cards = vec![card("li", "2026-Q3", Some(110.0)), open, card("he", "2026-Q3", Some(59.9))];
        let (workbook, evaluations) = workbook([cards, vec![card("li", "2026-Q2", Some(90.0))]].concat());
        let rows = team(&workbook, &evaluations, &PeriodId::new("2026-Q3").unwrap(), date(2026, 11, 21));
        assert_eq!(rows.iter().map(|row| row.open).collect::<Vec<_>>(), [0, 1, 0]);
        let found = distribution(rows.iter()).map(|(_, count)| (count.settled, count.provisional));
        assert_eq!(found, [(1, 1), (0, 0), (0, 0), (0, 0), (1, 0)]);
        let periods = periods(&workbook);
        assert_eq!(periods.iter().map(|period| period.as_str()).collect::<Vec<_>>(), ["2026-Q3", "2026-Q2"]);
    }
}
