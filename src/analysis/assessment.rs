//! 360° assessment: means, norms, differences and quadrants of every round (METHOD §5).
//!
//! Roles and activities are computed alike: an activity is a role with a single item. Whom a mean includes is decided
//! in [`anonymity`](super::anonymity), before any score is looked at.

mod class;
mod insights;
mod progress;
mod release;
mod scores;

use super::{
    Audience,
    agreement::Icc,
    anonymity::{Groups, Hidden, MAX_COHORTS, Reason, Rules},
};
use crate::model::{ItemId, MemberId, Response, RoleId, Round, RoundId, Workbook};

pub use class::{Distribution, Whose};
pub use insights::{Insight, Section};
pub use progress::{ItemChanges, Progress, RoleProgress, Shift, progress};
pub use release::{NextRelease, Waiting, comments, next_release};
pub use scores::Scores;

/// Differences below this are rounding, not differences.
const TOLERANCE: f64 = 1e-9;

/// How many activities the analysis of activities names at either end.
pub const MOST_RANKED: usize = 5;

/// What follows from a workbook's rounds, in their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assessments {
    /// Round by round.
    pub rounds: Vec<RoundResult>,
}

/// What follows from a round's answers.
#[derive(Clone, Debug, PartialEq)]
pub struct RoundResult {
    /// The round.
    pub id: RoundId,
    /// How often answers were released. Before the first release the room sees what is in.
    pub releases: usize,
    /// A protected group, and a norm in front of the room, is shown from this many people on.
    pub min_group: usize,
    /// A gap larger than this is flagged.
    pub flag_above: f64,
    /// The class mean of each role, in the instrument's order.
    pub class: Vec<Norm>,
    /// The heads' mean of each role, in the instrument's order.
    pub heads: Vec<Norm>,
    /// Everyone who is rated or to be rated, in the order in which they first appear.
    pub ratees: Vec<RateeResult>,
    /// How far raters agree on each role. For the trainer only.
    pub agreement: Vec<RoleAgreement>,
}

/// The mean of people's self scores, to compare with.
#[derive(Clone, Debug, PartialEq)]
pub struct Norm {
    /// The role.
    pub role: RoleId,
    /// The mean over the people who scored themselves, the person shown among them, where the audience may see it.
    pub mean: Option<Mean>,
    /// Fewer people than the minimum: nothing for the room.
    pub trainer_only: bool,
}

/// A mean and what it rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mean {
    /// The mean.
    pub value: f64,
    /// Over how many.
    pub n: usize,
    /// Their standard deviation over n − 1; none of a single one.
    pub spread: Option<f64>,
}

/// What follows for one person.
#[derive(Clone, Debug, PartialEq)]
pub struct RateeResult {
    /// The person.
    pub id: MemberId,
    /// How many answer sheets about them count here, their own among them.
    pub answers: usize,
    /// Every role of the instrument, in order.
    pub roles: Vec<RoleResult>,
    /// Every key business activity of the instrument, in order.
    pub activities: Vec<ActivityResult>,
    /// Indices of the activities that both self and others scored, smallest gap (others highest above self) first.
    pub activities_by_gap: Vec<usize>,
    /// The protected groups shown, merged where they had to be.
    pub shown: Vec<Groups>,
    /// The protected groups that are not shown, and why.
    pub hidden: Vec<Hidden>,
}

/// One role of one person.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleResult {
    /// The role.
    pub role: RoleId,
    /// Self against others.
    pub comparison: Comparison,
    /// Against the class mean.
    pub quadrant: Option<Quadrant>,
}

/// One key business activity of one person.
#[derive(Clone, Debug, PartialEq)]
pub struct ActivityResult {
    /// The activity.
    pub item: ItemId,
    /// Self against others.
    pub comparison: Comparison,
}

/// Self against others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// The self score; n is 1 unless somebody answered for themselves twice.
    pub oneself: Option<Mean>,
    /// Over all raters but self, without those who are not shown.
    pub others: Option<Mean>,
    /// Each group shown: managers first, then protected ones of at least the minimum.
    pub groups: Vec<(Groups, Mean)>,
    /// Groups shown elsewhere, with too few raters here; not in `others` either.
    pub dropped: Vec<Groups>,
    /// Groups whose raters all answered alike, so that a number would be everyone's answer; not in `others` either.
    pub agreed: Vec<Groups>,
    /// Self − others.
    pub gap: Option<f64>,
    /// The gap is too large to be left unspoken.
    pub flagged: bool,
    /// rwg(j) of those in `others` who answered every item. For the trainer only.
    pub agreement: Option<f64>,
}

/// Where self and others stand against the class mean. From the literature (Johari); on the line is nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quadrant {
    /// Both above: 优势共识.
    SharedStrength,
    /// Self above, others below: 盲区.
    BlindSpot,
    /// Others above, self below: 潜能.
    Potential,
    /// Both below: 待发展共识.
    ToDevelop,
}

/// The items' means of one role in one group.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemMeans {
    /// Whose.
    pub groups: Groups,
    /// In the role's order; or why none of them is shown.
    pub sums: Result<Vec<PointSum>, Reason>,
}

/// Points added up: what some gave one item, or what one gave some items. Kept instead of a mean where there are many:
/// it is small, and exact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PointSum {
    /// How many answers.
    pub n: u32,
    /// Their points.
    pub sum: u32,
}

impl PointSum {
    /// Of answers, where 0 is none.
    fn of(points: &[u8]) -> Self {
        points.iter().fold(Self::default(), |sum, points| sum.and(Self::one(*points)))
    }

    /// Of one answer, where 0 is none.
    fn one(points: u8) -> Self {
        Self { n: (points > 0).into(), sum: points.into() }
    }

    const fn and(self, other: Self) -> Self {
        Self { n: self.n + other.n, sum: self.sum + other.sum }
    }

    /// Their mean; none of no answers.
    pub fn mean(self) -> Option<f64> {
        (self.n > 0).then(|| f64::from(self.sum) / f64::from(self.n))
    }
}

/// How far raters agree on a role.
#[derive(Clone, Debug, PartialEq)]
pub struct RoleAgreement {
    /// The role.
    pub role: RoleId,
    /// Cronbach's alpha over the items: complete answers of every rater but self.
    pub alpha: Option<f64>,
    /// Intraclass correlations over ratees and raters but self.
    pub icc: Icc,
}

/// Who reads a round's answers, and by which rules.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// Who looks. The trainer has every answer that is in; others have what was released, if anything was.
    pub audience: Audience,
    /// What protects the raters.
    pub rules: Rules,
    /// The share of a role's items that makes a score valid, 0 to 1.
    pub min_answered: f64,
    /// A gap larger than this is flagged.
    pub flag_above: f64,
}

impl Reading {
    /// How an audience reads a round. To the trainer, who can read every single answer, a unanimous group is no secret.
    pub fn of(round: &Round, workbook: &Workbook, audience: Audience) -> Self {
        let method = &workbook.method.assessment;
        let (min_group, min_answered) = round.numbers(method);
        let all = Rules::all(usize::from(min_group.get()));
        let instrument = workbook.instrument_of(round);
        let flag_above = |points: f64| points / method.flag_divisor.get();
        Self {
            audience,
            rules: Rules { unanimity: audience != Audience::Trainer, ..all },
            min_answered: min_answered.get(),
            flag_above: instrument.map_or(f64::INFINITY, |instrument| flag_above(instrument.points.get().into())),
        }
    }
}

/// The cohort in which an answer counts, from 0; none where it doesn't count for this audience (yet).
fn cohort(round: &Round, response: &Response, by: &Reading) -> Option<usize> {
    if by.audience == Audience::Trainer || round.releases.is_empty() {
        return Some(0);
    }
    let release = usize::try_from(response.release?).ok().filter(|release| (1..=MAX_COHORTS).contains(release))?;
    Some(if by.rules.releases { release - 1 } else { 0 })
}

impl Assessments {
    /// Computes every round for an audience. What it may not see is not in the result.
    pub fn of(workbook: &Workbook, audience: Audience) -> Self {
        let round = |round| RoundResult::of(round, workbook, &Reading::of(round, workbook, audience));
        Self { rounds: workbook.rounds.iter().map(round).collect() }
    }

    /// The result of a round.
    pub fn round(&self, id: &RoundId) -> Option<&RoundResult> {
        self.rounds.iter().find(|round| round.id == *id)
    }
}

impl RoundResult {
    /// The result of a person.
    pub fn ratee(&self, id: &MemberId) -> Option<&RateeResult> {
        self.ratees.iter().find(|ratee| ratee.id == *id)
    }

    /// Computes a round. Without its instrument there is nothing to compute: no roles, and nobody.
    pub fn of(round: &Round, workbook: &Workbook, by: &Reading) -> Self {
        let instrument = workbook.instrument_of(round);
        match instrument {
            Some(instrument) => Self::from_scores(round, &Scores::of(round, instrument, &workbook.team, by), by),
            None => Self::empty(round, by),
        }
    }

    /// Role by role the means of a person's single items, for self and for each group shown, as far as they may be seen.
    /// They are worked out when they are asked for: nobody reads those of a whole round.
    pub fn item_means(round: &Round, workbook: &Workbook, person: &MemberId, by: &Reading) -> Vec<Vec<ItemMeans>> {
        let about = |response: &Response| cohort(round, response, by).filter(|_| response.ratee == *person);
        let instrument = workbook.instrument_of(round);
        let scores = instrument.map(|instrument| Scores::read(round, instrument, &workbook.team, about));
        scores.map(|scores| scores.item_means(person, by)).unwrap_or_default()
    }

    /// Computes a round from its answers.
    pub fn from_scores(round: &Round, scores: &Scores<'_>, by: &Reading) -> Self {
        let scores::Aggregate { class, heads, ratees, agreement } = scores.aggregate(by);
        Self { class, heads, ratees, agreement, ..Self::empty(round, by) }
    }

    fn empty(round: &Round, by: &Reading) -> Self {
        Self {
            id: round.id.clone(),
            releases: round.releases.len(),
            min_group: by.rules.min,
            flag_above: by.flag_above,
            class: Vec::new(),
            heads: Vec::new(),
            ratees: Vec::new(),
            agreement: Vec::new(),
        }
    }
}

impl Norm {
    /// The mean, where this audience may see it.
    pub fn seen_by(&self, audience: Audience) -> Option<Mean> {
        self.mean.filter(|_| audience == Audience::Trainer || !self.trainer_only)
    }
}

impl Mean {
    /// The mean of some values; none of nothing.
    fn of(values: impl Iterator<Item = f64> + Clone) -> Option<Self> {
        let mut pool = Pool::default();
        values.clone().for_each(|value| pool.add(value));
        values.for_each(|value| pool.measure(value));
        pool.mean(true)
    }
}

/// Scores taken together: first added up, then measured from their mean.
#[derive(Clone, Copy, Default)]
struct Pool {
    n: u32,
    sum: f64,
    squares: f64,
}

impl Pool {
    fn add(&mut self, score: f64) {
        self.n += 1;
        self.sum += score;
    }

    fn measure(&mut self, score: f64) {
        self.squares += (score - self.middle()).powi(2);
    }

    /// All of several: what each measured from its own mean counts from the mean of all.
    fn join<'p>(pools: impl Iterator<Item = &'p Self> + Clone) -> Self {
        let pools = pools.filter(|pool| pool.n > 0);
        let all =
            pools.clone().fold(Self::default(), |all, pool| Self { n: all.n + pool.n, sum: all.sum + pool.sum, ..all });
        let squares = pools.map(|pool| pool.squares + f64::from(pool.n) * (pool.middle() - all.middle()).powi(2));
        Self { squares: squares.sum(), ..all }
    }

    fn middle(&self) -> f64 {
        self.sum / f64::from(self.n)
    }

    fn mean(self, with_spread: bool) -> Option<Mean> {
        let spread = || (self.squares / f64::from(self.n - 1)).sqrt();
        let spread = (with_spread && self.n > 1).then(spread);
        (self.n > 0).then(|| Mean { value: self.middle(), n: self.n as usize, spread })
    }
}

impl RateeResult {
    /// The activities at which others see the person highest above their own view, at most [`MOST_RANKED`].
    pub fn strongest(&self) -> impl Iterator<Item = &ActivityResult> {
        let [strongest, ..] = self.ranked_activities();
        strongest.iter().filter_map(|index| self.activities.get(*index))
    }

    /// The activities at which the person sees themselves highest above others' view, at most [`MOST_RANKED`].
    pub fn weakest(&self) -> impl Iterator<Item = &ActivityResult> {
        let [.., weakest] = self.ranked_activities();
        weakest.iter().rev().filter_map(|index| self.activities.get(*index))
    }

    /// No activity is at both ends.
    fn most_ranked(&self) -> usize {
        MOST_RANKED.min(self.activities_by_gap.len() / 2)
    }
}

impl Quadrant {
    /// All four, in the order in which they are told.
    pub const ALL: [Self; 4] = [Self::SharedStrength, Self::BlindSpot, Self::Potential, Self::ToDevelop];

    /// Where a self score and others' score stand against a norm.
    fn of(oneself: f64, others: f64, norm: f64) -> Option<Self> {
        let above = |score: f64| ((score - norm).abs() > TOLERANCE).then_some(score > norm);
        Some(match (above(oneself)?, above(others)?) {
            (true, true) => Self::SharedStrength,
            (true, false) => Self::BlindSpot,
            (false, true) => Self::Potential,
            (false, false) => Self::ToDevelop,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::{
        analysis::agreement::real,
        edit::{AssessmentEdit, Edit, apply},
        model::{
            Assignment, GroupMinimum, Instrument, InstrumentId, Item, Points, Position, RaterGroup, RaterId, Role,
            Table,
        },
    };

    use RaterGroup::{Customer, DirectReport, Manager, Oneself, Peer};

    /// Roles S with four items and T with two, and two activities, on five points.
    fn instrument() -> Instrument {
        let items = |prefix: &str, n: usize| -> Table<Item> {
            (1..=n)
                .map(|i| Item {
                    id: ItemId::new(&format!("{prefix}{i}")).unwrap(),
                    text: Default::default(),
                    self_text: Default::default(),
                    note: String::new(),
                })
                .collect()
        };
        let role = |id: &str, n: usize| Role {
            id: RoleId::new(id).unwrap(),
            name: Default::default(),
            items: items(id, n),
            note: String::new(),
        };
        Instrument {
            id: InstrumentId::new("test").unwrap(),
            version: 1,
            name: Default::default(),
            points: Points::new(5).unwrap(),
            labels: Vec::new(),
            roles: [role("S", 4), role("T", 2)].into_iter().collect(),
            activities: items("A", 2),
            questions: Table::default(),
            note: String::new(),
        }
    }

    fn member(id: &str) -> MemberId {
        MemberId::new(id).unwrap()
    }

    /// Answers in the order S1 S2 S3 S4 T1 T2 A1 A2.
    fn response(ratee: &str, rater: &str, group: RaterGroup, answers: &str) -> Response {
        Response {
            answers: answers.parse().unwrap(),
            ..Response::new(member(ratee), RaterId::new(rater).unwrap(), group)
        }
    }

    fn workbook(responses: impl IntoIterator<Item = Response>) -> Workbook {
        let instrument = instrument();
        let mut round = Round::new(RoundId::new("r").unwrap(), instrument.id.clone(), 1);
        round.responses = responses.into_iter().collect();
        let mut workbook = Workbook::default();
        Arc::make_mut(&mut workbook.instruments).put(instrument);
        Arc::make_mut(&mut workbook.rounds).put(round);
        for (id, position) in [("a", Position::Head), ("b", Position::Deputy), ("c", Position::Head)] {
            let person = crate::model::Member { position: Some(position), ..crate::model::Member::new(member(id), "") };
            Arc::make_mut(&mut workbook.team).put(person);
        }
        workbook
    }

    fn result(responses: impl IntoIterator<Item = Response>) -> RoundResult {
        Assessments::of(&workbook(responses), Audience::Trainer).rounds.remove(0)
    }

    /// The items' means of the first person.
    fn items(workbook: &Workbook, audience: Audience) -> Vec<Vec<ItemMeans>> {
        let round = workbook.rounds.first().unwrap();
        let person = &Assessments::of(workbook, audience).rounds[0].ratees[0].id;
        RoundResult::item_means(round, workbook, person, &Reading::of(round, workbook, audience))
    }

    fn close(found: Option<Mean>, expected: f64, n: usize) {
        let found = found.unwrap();
        assert!((found.value - expected).abs() < 1e-12 && found.n == n, "{found:?} is not {expected} of {n}");
    }

    /// Three people score themselves; `a` is rated by a manager, three peers and two direct reports, who are too few
    /// alone and join the peers.
    fn example() -> Vec<Response> {
        vec![
            // S 4.5, T 5, A1 5, A2 2.
            response("a", "a", Oneself, "44555552"),
            // S 3, T 2.
            response("b", "someone", Oneself, "333322"),
            // S: one of four is fewer than half. T: one of two is half: 4.
            response("c", "c", Oneself, "5---4"),
            // S 3, T 3, A1 2, A2 4.
            response("a", "boss", Manager, "33333324"),
            // S 2, T 2, A1 2, A2 4.
            response("a", "p1", Peer, "22222224"),
            // S 3 (of two), T not observed, A1 2, A2 4.
            response("a", "p2", Peer, "24----24"),
            // S 4, T open, A1 open, A2 4.
            response("a", "p3", Peer, "4444...4"),
            // S 1, T 1.
            response("a", "d1", DirectReport, "111111"),
            // S 5, T open.
            response("a", "d2", DirectReport, "5555"),
        ]
    }

    #[test]
    fn means_gaps_and_quadrants_are_as_worked_out_by_hand() {
        let round = result(example());
        let merged = Groups::one(Peer).and(Groups::one(DirectReport));
        let boss = Groups::one(Manager);
        assert_eq!(round.ratees.iter().map(|r| r.id.as_str()).collect::<Vec<_>>(), ["a", "b", "c"]);
        // Class: S of a and b, T of all; heads are a and c.
        close(round.class[0].mean, 3.75, 2);
        close(round.class[1].mean, 11.0 / 3.0, 3);
        close(round.heads[0].mean, 4.5, 1);
        close(round.heads[1].mean, 4.5, 2);
        assert_eq!([&round.class[0], &round.class[1]].map(|norm| norm.trainer_only), [true, false]);
        assert_eq!(round.class[0].seen_by(Audience::Room), None);
        let room = Assessments::of(&workbook(example()), Audience::Room).rounds.remove(0);
        assert_eq!((room.class[0].mean, room.class[0].trainer_only), (None, true));
        assert_eq!(room.class[1].mean, round.class[1].mean);
        assert_eq!(room.ratees[0].roles[0].quadrant, None, "against a mean that isn't shown");
        assert_eq!(round.class[0].seen_by(Audience::Trainer), round.class[0].mean);
        assert_eq!(round.class[1].seen_by(Audience::Room), round.class[1].mean);

        let a = &round.ratees[0];
        assert_eq!((a.shown.as_slice(), a.hidden.as_slice()), (&[merged][..], &[][..]));
        let s = &a.roles[0];
        close(s.comparison.oneself, 4.5, 1);
        // Manager 3, then 2 3 4 1 5.
        close(s.comparison.others, 3.0, 6);
        assert_eq!(s.comparison.groups.iter().map(|(groups, _)| *groups).collect::<Vec<_>>(), [boss, merged]);
        close(Some(s.comparison.groups[1].1), 3.0, 5);
        // 2 3 4 1 5 around 3: 10 ÷ 4.
        assert_eq!(s.comparison.groups[1].1.spread, Some(2.5f64.sqrt()));
        assert_eq!(s.comparison.groups[0].1.spread, None);
        assert_eq!((s.comparison.gap, s.comparison.flagged), (Some(1.5), false));
        assert_eq!(s.quadrant, Some(Quadrant::BlindSpot));

        // T: of the merged group only p1 and d1 answered: dropped, from others too. 5 against the manager's 3.
        let t = &a.roles[1];
        close(t.comparison.others, 3.0, 1);
        assert_eq!(t.comparison.dropped, [merged]);
        assert_eq!((t.comparison.gap, t.comparison.flagged), (Some(2.0), true));
        assert_eq!(t.quadrant, Some(Quadrant::BlindSpot));

        // Activities: A1 has two peers (dropped), A2 three.
        let [a1, a2] = [&a.activities[0].comparison, &a.activities[1].comparison];
        close(a1.others, 2.0, 1);
        close(a2.others, 4.0, 4);
        assert_eq!((a1.gap, a1.flagged, a2.gap, a2.flagged), (Some(3.0), true, Some(-2.0), true));
        assert_eq!(a.activities_by_gap, [1, 0]);
        assert_eq!(a.strongest().map(|activity| activity.item.as_str()).collect::<Vec<_>>(), ["A2"]);
        assert_eq!(a.weakest().map(|activity| activity.item.as_str()).collect::<Vec<_>>(), ["A1"]);

        // b and c were rated by nobody else.
        let b = &round.ratees[1].roles[0];
        close(b.comparison.oneself, 3.0, 1);
        assert_eq!((b.comparison.others, b.comparison.gap, b.quadrant), (None, None, None));
        let c = &round.ratees[2];
        assert_eq!(c.roles[0].comparison.oneself, None);
        close(c.roles[1].comparison.oneself, 4.0, 1);
    }

    #[test]
    fn a_class_lies_as_worked_out_by_hand_and_the_room_sees_nothing_of_too_few() {
        let mut answers = example();
        // b is rated by a manager on T alone, c by nobody.
        answers.push(response("b", "boss", Manager, "....44"));
        let (trainer, room) =
            (result(answers.clone()), { Assessments::of(&workbook(answers), Audience::Room).rounds.remove(0) });
        let of_trainer = |role, whose| trainer.distribution(role, whose, Audience::Trainer);
        let of_room = |role, whose| room.distribution(role, whose, Audience::Room);
        // S: 4.5 and 3 of a and b; c answered too little of it.
        let strategy = of_trainer(0, Whose::Oneself);
        assert_eq!((strategy.scores.as_slice(), strategy.trainer_only), (&[3.0, 4.5][..], true));
        close(strategy.mean, 3.75, 2);
        assert_eq!(of_room(0, Whose::Oneself), Distribution { trainer_only: true, ..Distribution::default() });
        // T: 5, 2 and 4, lowest first; the same for the room, whose class mean it is.
        let team = of_trainer(1, Whose::Oneself);
        assert_eq!((team.scores.as_slice(), team.trainer_only), (&[2.0, 4.0, 5.0][..], false));
        assert_eq!(of_room(1, Whose::Oneself), team);
        close(team.mean, room.class[1].mean.unwrap().value, 3);
        // Others: a's 3 without the dropped, b's 4. Two people are too few.
        assert_eq!(of_trainer(1, Whose::Others).scores, [3.0, 4.0]);
        assert!(of_room(1, Whose::Others).scores.is_empty());
        // Nobody is no secret.
        assert_eq!(of_room(2, Whose::Oneself), Distribution::default());
    }

    #[test]
    fn item_means_follow_the_raters_of_the_mean() {
        let s = items(&workbook(example()), Audience::Trainer).remove(0);
        let means =
            |place: usize| s[place].sums.as_ref().map(|sums| sums.iter().map(|item| item.mean()).collect::<Vec<_>>());
        assert_eq!(means(0), Ok(vec![Some(4.0), Some(4.0), Some(5.0), Some(5.0)]));
        assert_eq!(means(1), Ok(vec![Some(3.0); 4]));
        // p2 alone left items out, and could be told from the rest.
        assert_eq!(means(2), Err(&Reason::WouldLeak));

        let mut all_answered = example();
        all_answered[5] = response("a", "p2", Peer, "2424");
        let s = items(&workbook(all_answered), Audience::Trainer).remove(0);
        // 2 2 4 1 5, 2 4 4 1 5, 2 2 4 1 5, 2 4 4 1 5.
        let merged = s[2].sums.as_ref().unwrap();
        assert_eq!(merged.iter().map(|item| item.mean().unwrap()).collect::<Vec<_>>(), [2.8, 3.2, 2.8, 3.2]);
    }

    #[test]
    fn the_spread_of_others_is_that_of_all_of_them() {
        let raters = [("m", Manager, "4444"), ("p1", Peer, "2222"), ("p2", Peer, "3333"), ("p3", Peer, "4444")];
        let round = result(raters.map(|(rater, group, answers)| response("a", rater, group, answers)));
        let s = &round.ratees[0].roles[0].comparison;
        // 4 2 3 4: around 3.25 that is 0.5625 + 1.5625 + 0.0625 + 0.5625 = 2.75, over 3.
        let spread = s.others.unwrap().spread.unwrap();
        assert!((spread - (2.75_f64 / 3.0).sqrt()).abs() < 1e-12, "{spread}");
        assert_eq!(s.groups.iter().map(|(_, mean)| mean.spread).collect::<Vec<_>>(), [None, Some(1.0)]);
    }

    #[test]
    fn a_hidden_group_is_in_no_number() {
        // Two customers and nobody to join: out of others, too.
        let raters = [("m", Manager, "4444"), ("c1", Customer, "1111"), ("c2", Customer, "1111")];
        let workbook = workbook(raters.map(|(rater, group, answers)| response("a", rater, group, answers)));
        let a = Assessments::of(&workbook, Audience::Trainer).rounds.remove(0).ratees.remove(0);
        close(a.roles[0].comparison.others, 4.0, 1);
        assert_eq!(a.hidden[0].groups, Groups::one(Customer));
        assert_eq!((a.hidden[0].reason, a.hidden.len()), (Reason::TooFew, 1));
        assert_eq!(items(&workbook, Audience::Trainer)[0].len(), 1);
    }

    #[test]
    fn where_all_agree_the_room_learns_no_number() {
        let answers = [
            ("m", Manager, "333333.2"),
            // S: items differ, the scores don't. T: 5 from all. A1: 5 from all, A2: 4 from all.
            ("p1", Peer, "44445554"),
            ("p2", Peer, "35445554"),
            ("p3", Peer, "53445554"),
            ("d1", DirectReport, "22222222"),
            ("d2", DirectReport, "33333333"),
            ("d3", DirectReport, "23232323"),
        ];
        let answers = || answers.map(|(rater, group, answers)| response("a", rater, group, answers));
        let room = Assessments::of(&workbook(answers()), Audience::Room).rounds.remove(0);
        let a = &room.ratees[0];
        let [peers, reports, boss] = [Peer, DirectReport, Manager].map(Groups::one);
        for shown in [&a.roles[0].comparison, &a.roles[1].comparison] {
            assert_eq!(shown.agreed, [peers]);
            assert_eq!(shown.groups.iter().map(|(groups, _)| *groups).collect::<Vec<_>>(), [boss, reports]);
            assert_eq!(shown.others.unwrap().n, 4);
        }
        let of_s = items(&workbook(answers()), Audience::Room).remove(0);
        assert_eq!(of_s.iter().map(|means| means.groups).collect::<Vec<_>>(), [boss, reports]);
        let [a1, a2] = [&a.activities[0].comparison, &a.activities[1].comparison];
        assert_eq!((a1.agreed.as_slice(), a1.others.unwrap().n), (&[peers][..], 3));
        // A mean of 4 may come from 3, 4 and 5, so long as nobody says how far apart they lie.
        assert_eq!((a2.agreed.as_slice(), a2.others.unwrap().n), (&[][..], 7));
        assert!(a2.groups.iter().all(|(_, mean)| mean.spread.is_none()) && a2.others.unwrap().spread.is_none());

        let trainer = result(answers());
        close(trainer.ratees[0].roles[1].comparison.others, (3.0 + 5.0 * 3.0 + 7.5) / 7.0, 7);
        assert_eq!(trainer.ratees[0].roles[1].comparison.agreed, []);

        // An item on which all agree would follow from the others and the role.
        let answers = ["4455", "3345", "2235"].into_iter().enumerate();
        let peers = answers.map(|(n, answers)| response("a", &format!("p{n}"), Peer, answers));
        let workbook = workbook(peers);
        let means = |audience| items(&workbook, audience).remove(0).remove(0).sums.map(|sums| sums.len());
        assert_eq!((means(Audience::Room), means(Audience::Trainer)), (Err(Reason::Unanimous), Ok(4)));
    }

    /// Three peers, a manager and two customers, released; what comes later is not.
    fn released(late: impl IntoIterator<Item = Response>) -> Workbook {
        let early = [("p1", "2222"), ("p2", "3333"), ("p3", "4444")];
        let early = early.map(|(rater, answers)| response("a", rater, Peer, answers));
        let others = [("m", Manager, "5555"), ("c1", Customer, "1111"), ("c2", Customer, "1111")];
        let others = others.map(|(rater, group, answers)| response("a", rater, group, answers));
        let first = release(&workbook(early.into_iter().chain(others))).unwrap();
        late.into_iter().fold(first, |workbook, response| {
            let edit = AssessmentEdit::PutResponse(RoundId::new("r").unwrap(), response);
            apply(&workbook, Edit::Assessment(edit)).unwrap()
        })
    }

    /// With everything that may come out next; none where nothing does.
    fn release(workbook: &Workbook) -> Option<Workbook> {
        let round = workbook.rounds.first().unwrap();
        let keys = next_release(workbook, &round.id).keys;
        let release = round.release(jiff::civil::date(2026, 12, 1), &workbook.method.assessment);
        let edit = AssessmentEdit::Release(round.id.clone(), release, keys.clone());
        (!keys.is_empty()).then(|| apply(workbook, Edit::Assessment(edit)).unwrap())
    }

    fn shown_to(workbook: &Workbook, audience: Audience) -> RateeResult {
        Assessments::of(workbook, audience).rounds.remove(0).ratees.remove(0)
    }

    #[test]
    fn late_answers_wait_until_three_of_a_group_have_come() {
        let peer = |rater: &str, answers| response("a", rater, Peer, answers);
        let of_peers = |workbook: &Workbook, audience| {
            let groups = shown_to(workbook, audience).roles.remove(0).comparison.groups;
            groups.into_iter().find(|(groups, _)| *groups == merged()).map(|(_, mean)| mean)
        };
        // Two customers joined the peers, and stay with them: 2 3 4 1 1.
        fn merged() -> Groups {
            Groups::one(Peer).and(Groups::one(Customer))
        }
        let two = released([peer("p4", "5555"), peer("p5", "4444")]);
        close(of_peers(&two, Audience::Room), 2.2, 5);
        close(of_peers(&two, Audience::Trainer), 20.0 / 7.0, 7);
        let waiting = next_release(&two, &RoundId::new("r").unwrap());
        assert_eq!(
            waiting,
            NextRelease { keys: vec![], waiting: vec![Waiting { ratee: member("a"), group: Peer, raters: 2 }] }
        );

        // A customer more makes three of the group as it is shown.
        let three = released([peer("p4", "5555"), peer("p5", "4444"), response("a", "c3", Customer, "3333")]);
        close(of_peers(&three, Audience::Room), 2.2, 5);
        let second = release(&three).unwrap();
        close(of_peers(&second, Audience::Room), 23.0 / 8.0, 8);
        assert_eq!(release(&second), None);

        // Three customers more could stand alone, but then the first two would be told from the peers.
        let late = ["c3", "c4", "c5"].map(|rater| response("a", rater, Customer, "2222"));
        let a = shown_to(&release(&released(late)).unwrap(), Audience::Room);
        assert_eq!(a.shown, [merged()]);

        // A manager's or one's own waits for nobody.
        let own = released([response("a", "a", Oneself, "3333"), peer("p4", "5555")]);
        let own = shown_to(&release(&own).unwrap(), Audience::Room);
        close(own.roles[0].comparison.oneself, 3.0, 1);
        close(Some(own.roles[0].comparison.groups[1].1), 2.2, 5);
    }

    #[test]
    fn a_role_that_few_of_the_late_answered_stays_as_it_was() {
        // T has no answer in the first release; two of three late ones answer it.
        let peer = |rater: &str, answers| response("a", rater, Peer, answers);
        let late = released([peer("p4", "555512"), peer("p5", "444421"), peer("p6", "3333")]);
        let second = release(&late).unwrap();
        let a = shown_to(&second, Audience::Room);
        assert_eq!(a.roles[0].comparison.groups[1].1.n, 8);
        assert_eq!((a.roles[1].comparison.others, a.roles[1].comparison.dropped.len()), (None, 1));
        // With the third release's three more they are five.
        let id = RoundId::new("r").unwrap();
        let later = [("p7", "222233"), ("p8", "333344"), ("p9", "444433")];
        let third = later.into_iter().fold(second, |workbook, (rater, answers)| {
            let edit = AssessmentEdit::PutResponse(id.clone(), peer(rater, answers));
            apply(&workbook, Edit::Assessment(edit)).unwrap()
        });
        let a = shown_to(&release(&third).unwrap(), Audience::Room);
        assert_eq!((a.roles[0].comparison.groups[1].1.n, a.roles[1].comparison.groups[0].1.n), (11, 5));
    }

    #[test]
    fn comments_come_from_those_who_are_shown_in_an_order_of_their_own() {
        let question = ItemId::new("Q1").unwrap();
        let said = |rater: &str, group, text: &str| Response {
            comments: [(question.clone(), text.to_owned())].into(),
            ..response("a", rater, group, "3344")
        };
        let all = || {
            vec![
                said("a", Oneself, "own"),
                said("m", Manager, "boss"),
                said("p1", Peer, "one"),
                said("p2", Peer, " two "),
                said("p3", Peer, ""),
            ]
        };
        let texts = |responses: Vec<Response>| {
            let mut workbook = workbook(responses);
            for instrument in Arc::make_mut(&mut workbook.instruments).iter_mut() {
                let item = instrument.activities.first().unwrap().clone();
                instrument.questions.put(Item { id: question.clone(), ..item });
            }
            let (round, instrument) = (workbook.rounds.first().unwrap(), workbook.instruments.first().unwrap());
            let a = shown_to(&workbook, Audience::Room);
            let found = comments(round, instrument, &a).remove(0).1;
            found.into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        let mut turned = all();
        turned.reverse();
        let shown = texts(all());
        assert_eq!(shown, texts(turned));
        let mut sorted = shown.clone();
        sorted.sort();
        assert_eq!(sorted, ["boss", "one", "two"]);
        // Two peers are hidden, and so is what they wrote.
        let mut fewer = all();
        fewer.truncate(4);
        assert_eq!(texts(fewer), ["boss"]);
    }

    #[test]
    fn half_of_an_odd_number_is_rounded_up() {
        let score = |answers| {
            let mut workbook = workbook([response("a", "a", Oneself, answers)]);
            for instrument in Arc::make_mut(&mut workbook.instruments).iter_mut() {
                let role = instrument.roles.get_mut(&RoleId::new("S").unwrap()).unwrap();
                role.items.put(Item { id: ItemId::new("S5").unwrap(), ..role.items.first().unwrap().clone() });
            }
            let a = Assessments::of(&workbook, Audience::Trainer).rounds.remove(0).ratees.remove(0);
            a.roles[0].comparison.oneself.map(|mean| mean.value)
        };
        assert_eq!([score("12"), score("123"), score("1-2.3")], [None, Some(2.0), Some(2.0)]);
    }

    #[test]
    fn who_gave_no_valid_role_score_is_no_rater() {
        let peers = (0..3).map(|i| response("a", &format!("p{i}"), Peer, "444444.2"));
        let only_activities = response("a", "p3", Peer, "4.....55");
        let a = result(peers.chain([only_activities])).ratees.remove(0);
        assert_eq!(a.activities[0].comparison.others, None);
        close(a.activities[1].comparison.others, 2.0, 3);
    }

    #[test]
    fn a_minimum_is_only_raised() {
        let three = || (0..3).map(|i| response("a", &format!("p{i}"), Peer, "4444"));
        let with = |of_method: u8, of_round: Option<u8>| {
            let mut workbook = workbook(three());
            Arc::make_mut(&mut workbook.method).assessment.min_group = GroupMinimum::new(of_method).unwrap();
            let rounds = Arc::make_mut(&mut workbook.rounds);
            rounds.iter_mut().for_each(|round| round.min_group = of_round.map(|n| GroupMinimum::new(n).unwrap()));
            let round = Assessments::of(&workbook, Audience::Trainer).rounds.remove(0);
            (round.min_group, round.ratees[0].shown.len())
        };
        assert_eq!(with(3, None), (3, 1));
        assert_eq!(with(3, Some(4)), (4, 0));
        assert_eq!(with(4, Some(3)), (4, 0));
    }

    #[test]
    fn a_gap_at_the_limit_and_a_score_on_the_line_are_neither() {
        // 0.1 + 0.2 is not quite 0.3 in binary.
        assert_eq!(Quadrant::of(0.1 + 0.2, 1.0, 0.3), None);
        assert_eq!(Quadrant::of(4.0, 2.0, 3.0), Some(Quadrant::BlindSpot));
        assert_eq!(Quadrant::of(2.0, 4.0, 3.0), Some(Quadrant::Potential));
        assert_eq!(Quadrant::of(4.0, 4.0, 3.0), Some(Quadrant::SharedStrength));
        assert_eq!(Quadrant::of(2.0, 2.0, 3.0), Some(Quadrant::ToDevelop));
        assert_eq!(Quadrant::of(3.0, 2.0, 3.0), None);

        let flagged = |divisor: f64| {
            let answers = [response("a", "a", Oneself, "4555"), response("a", "m", Manager, "2332")];
            let mut workbook = workbook(answers);
            let method = Arc::make_mut(&mut workbook.method);
            method.assessment.flag_divisor = crate::model::Ratio::new(divisor).unwrap();
            Assessments::of(&workbook, Audience::Trainer).rounds.remove(0).ratees[0].roles[0].comparison.flagged
        };
        // 4.75 − 2.5 = 2.25; five points.
        assert!(!flagged(5.0 / 2.25));
        assert!(flagged(2.23));
    }

    #[test]
    fn those_who_were_asked_are_listed_before_they_answer() {
        let mut workbook = workbook([response("b", "b", Oneself, "3333")]);
        let assignment = Assignment { ratee: member("c"), rater: RaterId::new("c").unwrap(), group: Oneself };
        Arc::make_mut(&mut workbook.rounds).iter_mut().for_each(|round| {
            round.assignments.put(assignment.clone());
        });
        let round = Assessments::of(&workbook, Audience::Trainer).rounds.remove(0);
        assert_eq!(round.ratees.iter().map(|r| r.id.as_str()).collect::<Vec<_>>(), ["c", "b"]);
        assert_eq!(round.ratees[0].roles.len(), 2);
        assert_eq!(round.ratees[0].roles[0].comparison, Comparison::default());
    }

    #[test]
    fn agreement_rests_on_everyone_but_self() {
        // The same two raters for two people: S 2 and 4, T 3 and 5 by rater x; y one higher on S.
        let answers = [("a", "222233"), ("b", "444455")];
        let plus = [("a", "333333"), ("b", "555555")];
        let mut responses: Vec<_> = answers.map(|(ratee, text)| response(ratee, "x", Peer, text)).to_vec();
        responses.extend(plus.map(|(ratee, text)| response(ratee, "y", Manager, text)));
        responses.push(response("a", "a", Oneself, "111111"));
        let round = result(responses.clone());
        // S: rows 2 3 and 4 5: ratees differ by 2, raters by 1, nothing remains.
        let icc = round.agreement[0].icc;
        assert_eq!((icc.three_single, icc.three_mean), (Some(1.0), Some(1.0)));
        // Between 4, within 0.5: 3.5 ÷ 4.5.
        assert!((icc.one_single.unwrap() - 3.5 / 4.5).abs() < 1e-12);
        assert!((round.agreement[0].alpha.unwrap() - 1.0).abs() < 1e-12);
        // Another rater for one of them, and the raters are no longer the same.
        responses.push(response("a", "z", Peer, "3333"));
        let icc = result(responses).agreement[0].icc;
        assert_eq!((icc.two_single, icc.three_single), (None, None));
        assert!(icc.one_single.is_some());
    }

    #[test]
    fn a_round_without_its_instrument_says_nothing() {
        let mut workbook = workbook(example());
        workbook.instruments = Arc::default();
        let round = Assessments::of(&workbook, Audience::Trainer).rounds.remove(0);
        assert!(round.ratees.is_empty() && round.class.is_empty());
    }

    fn any_response() -> impl Strategy<Value = Response> {
        let group = prop::sample::select(RaterGroup::ALL.to_vec());
        let answer = prop_oneof![6 => (1..=5u8).prop_map(|n| n.to_string()), 1 => Just("-".to_owned()), 1 => Just(".".to_owned())];
        ("[ab]", 0..9usize, group, prop::collection::vec(answer, 0..9))
            .prop_map(|(ratee, rater, group, answers)| response(&ratee, &format!("r{rater}"), group, &answers.concat()))
    }

    proptest! {
        #[test]
        fn no_small_group_is_ever_shown_and_others_are_those_shown(responses in prop::collection::vec(any_response(), 0..30)) {
            let workbook = workbook(responses);
            let round = workbook.rounds.first().unwrap();
            for ratee in Assessments::of(&workbook, Audience::Trainer).rounds.remove(0).ratees {
                let roles = ratee.roles.iter().map(|role| &role.comparison);
                for shown in roles.chain(ratee.activities.iter().map(|activity| &activity.comparison)) {
                    prop_assert!(shown.groups.iter().all(|(groups, mean)| *groups == Groups::one(Manager) || mean.n >= 3));
                    let n: usize = shown.groups.iter().map(|(_, mean)| mean.n).sum();
                    let sum: f64 = shown.groups.iter().map(|(_, mean)| mean.value * real(mean.n)).sum();
                    prop_assert_eq!(shown.others.map_or(0, |others| others.n), n);
                    prop_assert!((shown.others.map_or(0.0, |others| others.value * real(others.n)) - sum).abs() < 1e-9);
                }
                let by = Reading::of(round, &workbook, Audience::Trainer);
                for means in RoundResult::item_means(round, &workbook, &ratee.id, &by).into_iter().flatten() {
                    let few = |item: &PointSum| item.n < 3;
                    let protected = means.groups.iter().any(RaterGroup::is_protected);
                    prop_assert!(!protected || !means.sums.iter().flatten().any(few));
                }
            }
        }

        #[test]
        fn the_order_of_answers_does_not_matter(responses in prop::collection::vec(any_response(), 0..20), by in 0..20usize) {
            // Of the same rater's answers only one counts; which one is not the question here.
            let once: Table<Response> = responses.into_iter().collect();
            let mut turned: Vec<_> = once.iter().cloned().collect();
            let middle = by.min(turned.len());
            turned.rotate_left(middle);
            turned.reverse();
            let (one, other) = (result(once.iter().cloned()), result(turned));
            for ratee in &one.ratees {
                let same = other.ratee(&ratee.id).unwrap();
                prop_assert_eq!((&ratee.shown, &ratee.hidden), (&same.shown, &same.hidden));
                for (a, b) in ratee.roles.iter().zip(&same.roles) {
                    prop_assert_eq!((a.quadrant, a.comparison.flagged), (b.quadrant, b.comparison.flagged));
                    prop_assert_eq!(&a.comparison.dropped, &b.comparison.dropped);
                    let close = |a: Option<f64>, b: Option<f64>| a.zip(b).map_or(a == b, |(a, b)| (a - b).abs() < 1e-9);
                    prop_assert!(close(a.comparison.gap, b.comparison.gap));
                    prop_assert!(close(a.comparison.agreement, b.comparison.agreement));
                }
            }
        }

        #[test]
        fn a_role_score_needs_half_of_the_items(answers in "[1-5.-]{0,4}") {
            let given: Vec<f64> = answers.chars().filter_map(|c| c.to_digit(10)).map(f64::from).collect();
            let found = result([response("a", "a", Oneself, &answers)]).ratees[0].roles[0].comparison.oneself;
            if given.len() >= 2 {
                close(found, given.iter().sum::<f64>() / real(given.len()), 1);
            } else {
                prop_assert_eq!(found, None);
            }
        }
    }
}
