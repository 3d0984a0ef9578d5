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
