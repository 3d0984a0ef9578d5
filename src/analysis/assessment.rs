//! 360° assessment: means, norms, differences and quadrants of every round (METHOD §5).
//!
//! Roles and activities are computed alike: an activity is a role with a single item. Whom a mean includes is decided
//! in [`anonymity`](super::anonymity), before any score is looked at.

use std::{collections::HashMap, ops::Range};

use super::{
    Audience,
    agreement::{self, Grid, Icc, real},
    anonymity::{Counts, Groups, Hidden, Reason, SectionDisclosure, disclose, disclose_items},
};
use crate::model::{
    Instrument, Item, ItemId, MemberId, Position, RaterGroup, RaterId, Response, Role, RoleId, Round, RoundId, Workbook,
};

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
    /// The mean over the people who scored themselves, the person shown among them.
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
    /// The items' means, for self and for each group shown.
    pub items: Vec<ItemMeans>,
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
    /// In the role's order, `None` where nobody answered; or why none of them is shown.
    pub means: Result<Vec<Option<Mean>>, Reason>,
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

impl Assessments {
    /// Computes every round.
    pub fn of(workbook: &Workbook) -> Self {
        let round = |round| RoundResult::of(round, workbook);
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
    fn of(round: &Round, workbook: &Workbook) -> Self {
        let method = &workbook.method.assessment;
        let min_group = round.min_group.map_or(method.min_group, |own| own.max(method.min_group));
        let mut result = Self {
            id: round.id.clone(),
            min_group: usize::from(min_group.get()),
            flag_above: f64::INFINITY,
            class: Vec::new(),
            heads: Vec::new(),
            ratees: Vec::new(),
            agreement: Vec::new(),
        };
        let Some(instrument) = workbook.instruments.get(&(round.instrument.clone(), round.version)) else {
            return result;
        };
        result.flag_above = f64::from(instrument.points.get()) / method.flag_divisor.get();

        let sections = sections(instrument);
        let ratees = ratees(round, instrument, &sections, method.min_answered.get());
        let is_head = |ratee: &&Ratee<'_>| {
            workbook.team.get(ratee.id).is_some_and(|member| member.position == Some(Position::Head))
        };
        let heads: Vec<_> = ratees.iter().filter(is_head).collect();
        for (place, (role, items)) in instrument.roles.iter().zip(&sections).enumerate() {
            let norm = |mean: Option<Mean>| Norm {
                role: role.id.clone(),
                mean,
                trainer_only: mean.is_some_and(|mean| mean.n < result.min_group),
            };
            result.class.push(norm(Mean::of(ratees.iter().filter_map(|ratee| ratee.self_score(place)))));
            result.heads.push(norm(Mean::of(heads.iter().filter_map(|ratee| ratee.self_score(place)))));
            result.agreement.push(RoleAgreement {
                role: role.id.clone(),
                alpha: agreement::alpha(&complete_answers(ratees.iter().flat_map(Ratee::raters), items)),
                icc: icc(&ratees, place),
            });
        }
        result.ratees = ratees.iter().map(|ratee| ratee.result(instrument, &sections, &result)).collect();
        result
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
        let value = agreement::mean(values.clone())?;
        let spread = agreement::variance(values.clone()).map(f64::sqrt);
        Some(Self { value, n: values.count(), spread })
    }
}

impl RateeResult {
    /// The activities at which others see the person highest above their own view, at most [`MOST_RANKED`].
    pub fn strongest(&self) -> impl Iterator<Item = &ActivityResult> {
        let ranked = self.activities_by_gap.iter().take(self.most_ranked());
        ranked.filter_map(|index| self.activities.get(*index))
    }

    /// The activities at which the person sees themselves highest above others' view, at most [`MOST_RANKED`].
    pub fn weakest(&self) -> impl Iterator<Item = &ActivityResult> {
        let ranked = self.activities_by_gap.iter().rev().take(self.most_ranked());
        ranked.filter_map(|index| self.activities.get(*index))
    }

    /// No activity is at both ends.
    fn most_ranked(&self) -> usize {
        MOST_RANKED.min(self.activities_by_gap.len() / 2)
    }
}

impl Quadrant {
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

/// The places of each section's items in [`Answers`](crate::model::Answers): the roles', then each activity's one.
fn sections(instrument: &Instrument) -> Vec<Range<usize>> {
    let lengths = instrument.roles.iter().map(|role| role.items.len()).chain(instrument.activities.iter().map(|_| 1));
    lengths
        .scan(0, |start, length| {
            let items = *start..*start + length;
            *start = items.end;
            Some(items)
        })
        .collect()
}

/// One person's ratings.
struct Ratee<'a> {
    id: &'a MemberId,
    /// Of themselves, and of everyone else who has a valid role score.
    ratings: Vec<Rating<'a>>,
}

/// One rater's answers about one person.
struct Rating<'a> {
    response: &'a Response,
    /// The score of each section.
    scores: Vec<Option<f64>>,
}

/// Everyone asked about or answered about, in the order in which they first appear.
fn ratees<'a>(
    round: &'a Round,
    instrument: &Instrument,
    sections: &[Range<usize>],
    min_answered: f64,
) -> Vec<Ratee<'a>> {
    let asked = round.assignments.iter().map(|assignment| &assignment.ratee);
    let answered = round.responses.iter().map(|response| &response.ratee);
    let mut places: HashMap<&MemberId, usize> = HashMap::new();
    let mut ratees: Vec<Ratee<'_>> = Vec::new();
    for id in asked.chain(answered) {
        places.entry(id).or_insert_with(|| {
            ratees.push(Ratee { id, ratings: Vec::new() });
            ratees.len() - 1
        });
    }
    for response in round.responses.iter() {
        let scores: Vec<_> = sections.iter().map(|items| score(response, items, min_answered)).collect();
        let is_valid = scores.iter().take(instrument.roles.len()).any(Option::is_some);
        let ratee = places.get(&response.ratee).and_then(|place| ratees.get_mut(*place));
        if let Some(ratee) = ratee.filter(|_| is_valid || response.group == RaterGroup::Oneself) {
            ratee.ratings.push(Rating { response, scores });
        }
    }
    ratees
}

/// A rater's score: the mean of the items answered, where enough of them were.
fn score(response: &Response, items: &Range<usize>, min_answered: f64) -> Option<f64> {
    let points = || items.clone().filter_map(|item| response.answers.get(item).points()).map(f64::from);
    let enough = real(points().count()) + TOLERANCE >= min_answered * real(items.len());
    agreement::mean(points()).filter(|_| enough)
}

impl<'a> Ratee<'a> {
    /// Everyone but self.
    fn raters(&self) -> impl Iterator<Item = &Rating<'a>> + Clone {
        self.ratings.iter().filter(|rating| rating.response.group != RaterGroup::Oneself)
    }

    /// The valid scores that these groups gave in a section.
    fn scores(&self, section: usize, groups: Groups) -> impl Iterator<Item = (&Rating<'a>, f64)> + Clone {
        let ratings = self.ratings.iter().filter(move |rating| groups.contains(rating.response.group));
        ratings.filter_map(move |rating| Some((rating, rating.score(section)?)))
    }

    fn mean(&self, section: usize, groups: Groups) -> Option<Mean> {
        Mean::of(self.scores(section, groups).map(|(_, score)| score))
    }

    fn self_score(&self, section: usize) -> Option<f64> {
        self.mean(section, Groups::one(RaterGroup::Oneself)).map(|mean| mean.value)
    }

    fn result(&self, instrument: &Instrument, sections: &[Range<usize>], round: &RoundResult) -> RateeResult {
        let count = |section| self.raters().filter(move |rating| rating.score(section).is_some()).map(Rating::group);
        let counts: Vec<Counts> = (0..sections.len()).map(|section| count(section).collect()).collect();
        let raters: Counts = self.raters().map(Rating::group).collect();
        let disclosure = disclose(&raters, &counts, round.min_group);

        let points = instrument.points.get();
        let mut comparisons = disclosure.sections.iter().zip(sections).enumerate().map(|(section, (shown, items))| {
            (section, items, self.compare(section, items, shown, points, round.flag_above))
        });
        let role = |(role, (section, items, comparison)): (&Role, (usize, &Range<usize>, Comparison))| RoleResult {
            role: role.id.clone(),
            quadrant: round.class.get(section).and_then(|norm| comparison.quadrant(norm)),
            items: self.item_means(section, items, &comparison, round.min_group),
            comparison,
        };
        let roles = instrument.roles.iter().zip(comparisons.by_ref()).map(role).collect();
        let activity = |(item, (_, _, comparison)): (&Item, (usize, &Range<usize>, Comparison))| ActivityResult {
            item: item.id.clone(),
            comparison,
        };
        let activities: Vec<_> = instrument.activities.iter().zip(comparisons).map(activity).collect();

        let gaps =
            activities.iter().enumerate().filter_map(|(place, activity)| Some((place, activity.comparison.gap?)));
        let mut gaps: Vec<_> = gaps.collect();
        gaps.sort_by(|(_, a), (_, b)| a.total_cmp(b));
        RateeResult {
            id: self.id.clone(),
            roles,
            activities,
            activities_by_gap: gaps.into_iter().map(|(place, _)| place).collect(),
            shown: disclosure.shown,
            hidden: disclosure.hidden,
        }
    }

    fn compare(
        &self,
        section: usize,
        items: &Range<usize>,
        disclosed: &SectionDisclosure,
        points: u8,
        flag_above: f64,
    ) -> Comparison {
        let shown = disclosed.shown.iter();
        let oneself = self.mean(section, Groups::one(RaterGroup::Oneself));
        let others = self.mean(section, disclosed.others());
        let gap = oneself.zip(others).map(|(oneself, others)| oneself.value - others.value);
        let answers = complete_answers(self.scores(section, disclosed.others()).map(|(rating, _)| rating), items);
        Comparison {
            oneself,
            others,
            groups: shown.filter_map(|groups| Some((*groups, self.mean(section, *groups)?))).collect(),
            dropped: disclosed.dropped.clone(),
            gap,
            flagged: gap.is_some_and(|gap| gap.abs() > flag_above + TOLERANCE),
            agreement: agreement::rwg(&answers, points),
        }
    }

    /// The items' means of self and of every group whose mean is shown. They rest on the raters of that mean only: an
    /// answer of anyone else could be told from the difference.
    fn item_means(&self, section: usize, items: &Range<usize>, shown: &Comparison, min: usize) -> Vec<ItemMeans> {
        let oneself = shown.oneself.map(|_| Groups::one(RaterGroup::Oneself));
        let groups = oneself.into_iter().chain(shown.groups.iter().map(|(groups, _)| *groups));
        let means = |groups: Groups| {
            let points = |item: usize| {
                let ratings = self.scores(section, groups);
                ratings.filter_map(move |(rating, _)| rating.points(item))
            };
            if groups.iter().any(RaterGroup::is_protected) {
                let answered: Vec<usize> =
                    self.scores(section, groups).map(|(rating, _)| rating.answered(items).count()).collect();
                let per_item: Vec<usize> = items.clone().map(|item| points(item).count()).collect();
                disclose_items(&answered, &per_item, min)?;
            }
            Ok(items.clone().map(|item| Mean::of(points(item))).collect())
        };
        groups.map(|groups| ItemMeans { groups, means: means(groups) }).collect()
    }
}

impl Rating<'_> {
    fn group(&self) -> RaterGroup {
        self.response.group
    }

    fn score(&self, section: usize) -> Option<f64> {
        self.scores.get(section).copied().flatten()
    }

    fn points(&self, item: usize) -> Option<f64> {
        self.response.answers.get(item).points().map(f64::from)
    }

    fn answered(&self, items: &Range<usize>) -> impl Iterator<Item = f64> {
        items.clone().filter_map(|item| self.points(item))
    }
}

impl Comparison {
    fn quadrant(&self, norm: &Norm) -> Option<Quadrant> {
        Quadrant::of(self.oneself?.value, self.others?.value, norm.mean?.value)
    }
}

/// The rows of those who answered every item.
fn complete_answers<'a>(ratings: impl Iterator<Item = &'a Rating<'a>>, items: &Range<usize>) -> Grid {
    let complete = ratings.filter(|rating| rating.answered(items).count() == items.len());
    Grid { columns: items.len(), cells: complete.flat_map(|rating| rating.answered(items)).collect() }
}

/// Intraclass correlations of a role over everyone rated by somebody else.
fn icc(ratees: &[Ratee<'_>], section: usize) -> Icc {
    let mut rated: Vec<Vec<(&RaterId, f64)>> = Vec::new();
    for ratee in ratees {
        let scores = ratee.raters().filter_map(|rating| Some((&rating.response.rater, rating.score(section)?)));
        let mut scores: Vec<_> = scores.collect();
        scores.sort_by_key(|(rater, _)| *rater);
        if !scores.is_empty() {
            rated.push(scores);
        }
    }
    let raters = |scores: &[(&RaterId, f64)]| scores.iter().map(|(rater, _)| (*rater).clone()).collect::<Vec<_>>();
    let scores: Vec<Vec<f64>> = rated.iter().map(|scores| scores.iter().map(|(_, score)| *score).collect()).collect();
    let same = rated.first().map(|first| raters(first)).filter(|first| {
        let each_once = first.is_sorted_by(|a, b| a < b);
        each_once && rated.iter().all(|scores| raters(scores) == *first)
    });
    let by_rater = same.map(|raters| Grid { columns: raters.len(), cells: scores.concat() });
    Icc::of(&scores, by_rater.as_ref())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::model::{Assignment, GroupMinimum, InstrumentId, Points, Table};

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
        Assessments::of(&workbook(responses)).rounds.remove(0)
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
    fn item_means_follow_the_raters_of_the_mean() {
        let round = result(example());
        let s = &round.ratees[0].roles[0];
        let means = |place: usize| {
            s.items[place]
                .means
                .as_ref()
                .map(|means| means.iter().map(|mean| mean.map(|mean| mean.value)).collect::<Vec<_>>())
        };
        assert_eq!(means(0), Ok(vec![Some(4.0), Some(4.0), Some(5.0), Some(5.0)]));
        assert_eq!(means(1), Ok(vec![Some(3.0); 4]));
        // p2 alone left items out, and could be told from the rest.
        assert_eq!(means(2), Err(&Reason::WouldLeak));

        let mut all_answered = example();
        all_answered[5] = response("a", "p2", Peer, "2424");
        let round = result(all_answered);
        // 2 2 4 1 5, 2 4 4 1 5, 2 2 4 1 5, 2 4 4 1 5.
        let merged = round.ratees[0].roles[0].items[2].means.as_ref().unwrap();
        assert_eq!(merged.iter().map(|mean| mean.unwrap().value).collect::<Vec<_>>(), [2.8, 3.2, 2.8, 3.2]);
    }

    #[test]
    fn a_hidden_group_is_in_no_number() {
        // Two customers and nobody to join: out of others, too.
        let raters = [("m", Manager, "4444"), ("c1", Customer, "1111"), ("c2", Customer, "1111")];
        let round = result(raters.map(|(rater, group, answers)| response("a", rater, group, answers)));
        let a = &round.ratees[0];
        close(a.roles[0].comparison.others, 4.0, 1);
        assert_eq!(a.hidden[0].groups, Groups::one(Customer));
        assert_eq!((a.hidden[0].reason, a.hidden.len()), (Reason::TooFew, 1));
        assert_eq!(a.roles[0].items.len(), 1);
    }

    #[test]
    fn half_of_an_odd_number_is_rounded_up() {
        let score = |answers| score(&response("a", "a", Oneself, answers), &(0..5), 0.5);
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
            let round = Assessments::of(&workbook).rounds.remove(0);
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
            Assessments::of(&workbook).rounds.remove(0).ratees[0].roles[0].comparison.flagged
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
        let round = Assessments::of(&workbook).rounds.remove(0);
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
        let round = Assessments::of(&workbook).rounds.remove(0);
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
            for ratee in result(responses).ratees {
                let roles = ratee.roles.iter().map(|role| &role.comparison);
                for shown in roles.chain(ratee.activities.iter().map(|activity| &activity.comparison)) {
                    prop_assert!(shown.groups.iter().all(|(groups, mean)| *groups == Groups::one(Manager) || mean.n >= 3));
                    let n: usize = shown.groups.iter().map(|(_, mean)| mean.n).sum();
                    let sum: f64 = shown.groups.iter().map(|(_, mean)| mean.value * real(mean.n)).sum();
                    prop_assert_eq!(shown.others.map_or(0, |others| others.n), n);
                    prop_assert!((shown.others.map_or(0.0, |others| others.value * real(others.n)) - sum).abs() < 1e-9);
                }
                for means in ratee.roles.iter().flat_map(|role| &role.items) {
                    let few = |mean: &Option<Mean>| mean.is_none_or(|mean| mean.n < 3);
                    let protected = means.groups.iter().any(RaterGroup::is_protected);
                    prop_assert!(!protected || !means.means.iter().flatten().any(few));
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
