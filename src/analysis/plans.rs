//! Development plans: what a person's results suggest to work on, and which steps are due (METHOD §5, after the report).

use super::assessment::{ActivityResult, Comparison, Quadrant, RateeResult};
use crate::model::{Date, DevelopmentPlan, ItemId, MemberId, PlanId, PlanItem, PlanStep, RoleId, RoundId, Table};

/// How many activities are suggested at most.
const MOST_ACTIVITIES: usize = 3;

/// The steps of PARR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PlanStepKind {
    /// Prepare.
    Prepare,
    /// Act.
    Act,
    /// Reflect.
    Reflect,
    /// Review.
    Review,
}

impl PlanStepKind {
    /// All, in order.
    pub const ALL: [Self; 4] = [Self::Prepare, Self::Act, Self::Reflect, Self::Review];

    /// This step of an aim.
    pub const fn of(self, item: &PlanItem) -> &PlanStep {
        match self {
            Self::Prepare => &item.prepare,
            Self::Act => &item.act,
            Self::Reflect => &item.reflect,
            Self::Review => &item.review,
        }
    }

    /// The same, to be changed.
    pub const fn of_mut(self, item: &mut PlanItem) -> &mut PlanStep {
        match self {
            Self::Prepare => &mut item.prepare,
            Self::Act => &mut item.act,
            Self::Reflect => &mut item.reflect,
            Self::Review => &mut item.review,
        }
    }
}

/// A step that should be done by now and isn't.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueStep {
    /// The plan.
    pub plan: PlanId,
    /// Whose it is.
    pub person: MemberId,
    /// Which of the plan's aims, from 0.
    pub aim: usize,
    /// Which step of it.
    pub step: PlanStepKind,
    /// Until when.
    pub due: Date,
}

/// Whether a step should be done by today and isn't.
pub fn is_due(step: &PlanStep, today: Date) -> bool {
    step.done.is_none() && step.due.is_some_and(|due| due <= today)
}

/// The steps of all plans that are due, the longest due first.
pub fn due(plans: &Table<DevelopmentPlan>, today: Date) -> Vec<DueStep> {
    let mut due = Vec::new();
    for plan in plans.iter() {
        for (aim, item) in plan.items.iter().enumerate() {
            for step in PlanStepKind::ALL {
                if let Some(day) = step.of(item).due.filter(|_| is_due(step.of(item), today)) {
                    due.push(DueStep { plan: plan.id.clone(), person: plan.person.clone(), aim, step, due: day });
                }
            }
        }
    }
    due.sort_by_key(|step| step.due);
    due
}

/// A person's plan: the one that follows from this round, or else their latest.
pub fn plan_of<'a>(
    plans: &'a Table<DevelopmentPlan>,
    person: &MemberId,
    round: &RoundId,
) -> Option<&'a DevelopmentPlan> {
    let of_person = || plans.iter().filter(|plan| plan.person == *person);
    of_person().find(|plan| plan.round.as_ref() == Some(round)).or_else(|| of_person().next_back())
}

/// What an aim is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A role.
    Role(RoleId),
    /// A key business activity.
    Activity(ItemId),
}

impl Subject {
    /// What an aim is about, if it says so.
    pub fn of(item: &PlanItem) -> Option<Self> {
        let role = item.role.clone().map(Self::Role);
        role.or_else(|| item.activity.clone().map(Self::Activity))
    }

    /// The results of what an aim is about.
    pub fn comparison<'a>(&self, ratee: &'a RateeResult) -> Option<&'a Comparison> {
        match self {
            Self::Role(id) => ratee.roles.iter().find(|role| role.role == *id).map(|role| &role.comparison),
            Self::Activity(id) => ratee.activities.iter().find(|item| item.item == *id).map(|item| &item.comparison),
        }
    }

    /// Makes this what an aim is about.
    pub fn put(subject: Option<Self>, item: &mut PlanItem) {
        (item.role, item.activity) = match subject {
            Some(Self::Role(role)) => (Some(role), None),
            Some(Self::Activity(activity)) => (None, Some(activity)),
            None => (None, None),
        };
    }
}

/// Something in a person's results that is worth an aim.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// What the aim would be about.
    pub subject: Subject,
    /// Why.
    pub why: Why,
}

/// Why something is worth an aim.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Why {
    /// Where self and others stand against the class.
    Quadrant(Quadrant),
    /// The self score lies this far above the others'.
    Above(f64),
}

/// What a person's results suggest, the most telling first: blind spots, what both sides find wanting, potentials, and
/// the activities at which the person sees themselves highest above the others' view. [Our reading.]
pub fn suggestions(ratee: &RateeResult) -> Vec<Suggestion> {
    let quadrants = [Quadrant::BlindSpot, Quadrant::ToDevelop, Quadrant::Potential];
    let roles = quadrants.into_iter().flat_map(|quadrant| {
        let of_kind = ratee.roles.iter().filter(move |role| role.quadrant == Some(quadrant));
        let subject = |role: &RoleId| Subject::Role(role.clone());
        of_kind.map(move |role| Suggestion { subject: subject(&role.role), why: Why::Quadrant(quadrant) })
    });
    let above = |activity: &ActivityResult| activity.comparison.gap.filter(|gap| *gap > 0.0).map(Why::Above);
    let activities = ratee.weakest().filter_map(|activity| {
        Some(Suggestion { subject: Subject::Activity(activity.item.clone()), why: above(activity)? })
    });
    roles.chain(activities.take(MOST_ACTIVITIES)).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::analysis::assessment::{Comparison, RoleResult};

    const TODAY: Date = date(2026, 11, 21);

    fn plan(id: &str, round: Option<&str>, items: Vec<PlanItem>) -> DevelopmentPlan {
        let round = round.map(|round| RoundId::new(round).unwrap());
        let person = MemberId::new("m").unwrap();
        DevelopmentPlan { id: PlanId::new(id).unwrap(), person, round, items, note: String::new() }
    }

    fn by(due: Date, done: Option<Date>) -> PlanStep {
        PlanStep { text: String::new(), due: Some(due), done }
    }

    #[test]
    fn due_is_what_is_open_until_today_and_no_later() {
        let (yesterday, tomorrow) = (TODAY.yesterday().unwrap(), TODAY.tomorrow().unwrap());
        let first = PlanItem { prepare: by(TODAY, None), act: by(tomorrow, None), ..PlanItem::default() };
        let second = PlanItem { prepare: by(yesterday, Some(TODAY)), review: by(yesterday, None), ..first.clone() };
        let second = PlanItem { act: PlanStep::default(), ..second };
        let plans = Table::from_iter([plan("p", None, vec![first, second])]);
        let found: Vec<_> = due(&plans, TODAY).into_iter().map(|step| (step.aim, step.step, step.due)).collect();
        assert_eq!(found, [(1, PlanStepKind::Review, yesterday), (0, PlanStepKind::Prepare, TODAY)]);
    }

    #[test]
    fn the_plan_of_the_round_comes_before_a_later_one() {
        let plans = Table::from_iter([plan("a", Some("r1"), vec![]), plan("b", Some("r2"), vec![])]);
        let person = MemberId::new("m").unwrap();
        let round = |id: &str| RoundId::new(id).unwrap();
        let found = |id| plan_of(&plans, &person, &round(id)).map(|plan| plan.id.to_string());
        assert_eq!(found("r1").as_deref(), Some("a"));
        assert_eq!(found("r3").as_deref(), Some("b"));
        assert!(plan_of(&plans, &MemberId::new("other").unwrap(), &round("r1")).is_none());
    }

    #[test]
    fn blind_spots_come_first_and_shared_strengths_never() {
        let role = |id: &str, quadrant| RoleResult {
            role: RoleId::new(id).unwrap(),
            comparison: Comparison::default(),
            quadrant: Some(quadrant),
        };
        let activity = |id: &str, gap: f64| ActivityResult {
            item: ItemId::new(id).unwrap(),
            comparison: Comparison { gap: Some(gap), ..Comparison::default() },
        };
        // Five activities: no more than two at either end, and of those only the ones above others' view.
        let ratee = RateeResult {
            id: MemberId::new("m").unwrap(),
            answers: 5,
            roles: vec![
                role("s", Quadrant::Potential),
                role("t", Quadrant::SharedStrength),
                role("r", Quadrant::BlindSpot),
                role("o", Quadrant::ToDevelop),
            ],
            activities: vec![
                activity("a", -1.0),
                activity("b", -0.5),
                activity("c", -0.2),
                activity("d", -0.1),
                activity("e", 0.8),
            ],
            activities_by_gap: vec![0, 1, 2, 3, 4],
            shown: Vec::new(),
            hidden: Vec::new(),
        };
        let found: Vec<_> = suggestions(&ratee)
            .into_iter()
            .map(|suggestion| match suggestion.subject {
                Subject::Role(id) => (id.to_string(), suggestion.why),
                Subject::Activity(id) => (id.to_string(), suggestion.why),
            })
            .collect();
        let expected = [
            ("r", Why::Quadrant(Quadrant::BlindSpot)),
            ("o", Why::Quadrant(Quadrant::ToDevelop)),
            ("s", Why::Quadrant(Quadrant::Potential)),
            ("e", Why::Above(0.8)),
        ];
        assert_eq!(found, expected.map(|(id, why)| (id.to_owned(), why)));
    }
}
