//! A round's answers as plain arrays, and every mean taken from them.

use std::{collections::HashMap, ops::Range};

use super::{
    ActivityResult, Comparison, ItemMeans, Mean, Norm, Quadrant, RateeResult, Reading, RoleAgreement, RoleResult,
    TOLERANCE, cohort,
};
use crate::{
    analysis::{
        Audience,
        agreement::{self, Grid, Icc, real},
        anonymity::{Cohorts, Groups, Reason, SectionDisclosure, Shown, disclose, disclose_items},
    },
    model::{Instrument, Member, MemberId, Position, RaterGroup, RaterId, Response, Role, Round, Table},
};

/// A round's answers, ratee by ratee, as an audience has them.
#[derive(Clone, Debug)]
pub struct Scores<'a> {
    instrument: &'a Instrument,
    /// The places of each section's items: the roles', then each activity's one.
    sections: Vec<Range<usize>>,
    /// Sheet by sheet, a byte for each item: the points, 0 where there is no answer.
    points: Vec<u8>,
    /// Who filled each sheet in.
    raters: Vec<Rater<'a>>,
    /// How many cohorts they came in.
    cohorts: usize,
    /// Everyone asked about or answered about, in the order in which they first appear.
    ratees: Vec<Ratee<'a>>,
}

#[derive(Clone, Copy, Debug)]
struct Rater<'a> {
    id: &'a RaterId,
    group: RaterGroup,
    cohort: usize,
}

#[derive(Clone, Debug)]
struct Ratee<'a> {
    id: &'a MemberId,
    is_head: bool,
    /// The sheets about them.
    sheets: Range<usize>,
}

/// What follows from scores.
#[derive(Clone, Debug, Default)]
pub(super) struct Aggregate {
    pub class: Vec<Norm>,
    pub heads: Vec<Norm>,
    pub ratees: Vec<RateeResult>,
    pub agreement: Vec<RoleAgreement>,
}

impl<'a> Scores<'a> {
    /// The answers of a round that count for an audience.
    pub fn of(round: &'a Round, instrument: &'a Instrument, team: &Table<Member>, by: &Reading) -> Self {
        Self::read(round, instrument, team, |response| cohort(round, response, by))
    }

    /// The answers of a round that have a cohort.
    pub(super) fn read(
        round: &'a Round,
        instrument: &'a Instrument,
        team: &Table<Member>,
        cohort: impl Fn(&Response) -> Option<usize>,
    ) -> Self {
        let asked = round.assignments.iter().map(|assignment| &assignment.ratee);
        let answered = round.responses.iter().map(|response| &response.ratee);
        let mut places: HashMap<&MemberId, usize> = HashMap::new();
        let mut ratees: Vec<Ratee<'_>> = Vec::new();
        for id in asked.chain(answered) {
            places.entry(id).or_insert_with(|| {
                let is_head = team.get(id).is_some_and(|member| member.position == Some(Position::Head));
                ratees.push(Ratee { id, is_head, sheets: 0..0 });
                ratees.len() - 1
            });
        }
        let sheet = |response: &'a Response| Some((*places.get(&response.ratee)?, cohort(response)?, response));
        let mut sheets: Vec<_> = round.responses.iter().filter_map(sheet).collect();
        sheets.sort_by_key(|(ratee, ..)| *ratee);

        let items = instrument.scored_len();
        let mut points = vec![0; items * sheets.len()];
        for ((_, _, response), row) in sheets.iter().zip(points.chunks_exact_mut(items.max(1))) {
            for (points, answer) in row.iter_mut().zip(&response.answers.0) {
                *points = answer.points().unwrap_or_default();
            }
        }
        let mut raters = Vec::with_capacity(sheets.len());
        for (place, ratee) in ratees.iter_mut().enumerate() {
            let start = raters.len();
            let own = sheets.iter().skip(start).take_while(|(of, ..)| *of == place);
            raters.extend(own.map(|(_, cohort, response)| Rater {
                id: &response.rater,
                group: response.group,
                cohort: *cohort,
            }));
            ratee.sheets = start..raters.len();
        }
        let cohorts = raters.iter().map(|rater| rater.cohort + 1).max().unwrap_or(1);
        Self { instrument, sections: sections(instrument), points, raters, cohorts, ratees }
    }

    /// Every mean, norm, difference and quadrant, and what of it is shown.
    pub(super) fn aggregate(&self, by: &Reading) -> Aggregate {
        let valid = self.section_scores(by.min_answered);
        let views: Vec<View<'_>> = self.ratees.iter().map(|ratee| self.view(ratee, &valid, by)).collect();
        let mut aggregate = Aggregate::default();
        for (section, role) in self.instrument.roles.iter().enumerate() {
            let norm = |of: &dyn Fn(&Ratee<'_>) -> bool| {
                let included = views.iter().zip(&self.ratees).filter(|(_, ratee)| of(ratee));
                let mean = Mean::of(included.filter_map(|(view, _)| view.self_score(section)));
                let trainer_only = mean.is_some_and(|mean| mean.n < by.rules.min);
                let seen = by.audience == Audience::Trainer || !trainer_only;
                Norm { role: role.id.clone(), mean: mean.filter(|_| seen), trainer_only }
            };
            aggregate.class.push(norm(&|_| true));
            aggregate.heads.push(norm(&|ratee| ratee.is_head));
        }
        if by.audience == Audience::Trainer {
            aggregate.agreement = self.agreement(&views);
        }
        aggregate.ratees = views.iter().map(|view| view.result(&aggregate.class)).collect();
        aggregate
    }

    /// Sheet by sheet, the score of each section: the mean of the items answered, where enough of them were.
    fn section_scores(&self, min_answered: f64) -> Vec<Option<f64>> {
        let mut scores = Vec::with_capacity(self.raters.len() * self.sections.len());
        for sheet in self.points.chunks_exact(self.instrument.scored_len().max(1)) {
            for items in &self.sections {
                let points = sheet.get(items.clone()).unwrap_or_default();
                let (sum, n) = points
                    .iter()
                    .fold((0, 0), |(sum, n), points| (sum + u32::from(*points), n + usize::from(*points > 0)));
                let enough = n > 0 && real(n) + TOLERANCE >= min_answered * real(items.len());
                scores.push(enough.then(|| f64::from(sum) / real(n)));
            }
        }
        scores
    }

    fn view<'v>(&'v self, ratee: &'v Ratee<'a>, scores: &'v [Option<f64>], by: &'v Reading) -> View<'v> {
        let sheets = self.valid_sheets(ratee, scores).collect();
        View { id: ratee.id, answers: ratee.sheets.len(), sheets, of: self, by }
    }

    /// A person's own sheets, and those of everyone else who has a valid role score.
    fn valid_sheets<'v>(&'v self, ratee: &Ratee<'a>, scores: &'v [Option<f64>]) -> impl Iterator<Item = Sheet<'v>> {
        let (start, end) = (ratee.sheets.start, ratee.sheets.end);
        let (items, sections) = (self.instrument.scored_len(), self.sections.len());
        let raters = self.raters.get(start..end).unwrap_or_default().iter();
        let scores = scores.get(start * sections..end * sections).unwrap_or_default().chunks_exact(sections.max(1));
        let points = self.points.get(start * items..end * items).unwrap_or_default().chunks_exact(items.max(1));
        let sheet = |((rater, scores), points): ((&'v Rater<'a>, _), _)| Sheet {
            rater: rater.id,
            group: rater.group,
            cohort: rater.cohort,
            scores,
            points,
        };
        let roles = self.instrument.roles.len();
        raters.zip(scores).zip(points).map(sheet).filter(move |sheet: &Sheet<'_>| {
            sheet.group == RaterGroup::Oneself || sheet.scores.iter().take(roles).any(Option::is_some)
        })
    }

    /// Ratee by ratee, the group and cohort of everyone else who has a valid role score.
    pub(super) fn valid_raters(
        &self,
        min_answered: f64,
    ) -> impl Iterator<Item = (&'a MemberId, Vec<(RaterGroup, usize)>)> {
        let scores = self.section_scores(min_answered);
        let ratees: Vec<_> = self
            .ratees
            .iter()
            .map(|ratee| {
                let sheets = self.valid_sheets(ratee, &scores);
                (ratee.id, sheets.filter(|s| s.group != RaterGroup::Oneself).map(|s| (s.group, s.cohort)).collect())
            })
            .collect();
        ratees.into_iter()
    }

    /// How far raters agree, role by role.
    fn agreement(&self, views: &[View<'_>]) -> Vec<RoleAgreement> {
        let role = |(section, (role, items)): (usize, (&Role, &Range<usize>))| RoleAgreement {
            role: role.id.clone(),
            alpha: agreement::alpha(&complete_answers(views.iter().flat_map(View::raters), items)),
            icc: icc(views, section),
        };
        self.instrument.roles.iter().zip(&self.sections).enumerate().map(role).collect()
    }
}

/// The places of each section's items in [`Answers`](crate::model::Answers).
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

/// One person's answer sheets: their own, and those of everyone else who has a valid role score.
struct View<'v> {
    id: &'v MemberId,
    /// How many came, valid or not.
    answers: usize,
    sheets: Vec<Sheet<'v>>,
    of: &'v Scores<'v>,
    by: &'v Reading,
}

/// What one rater answered about one person.
#[derive(Clone, Copy)]
struct Sheet<'v> {
    rater: &'v RaterId,
    group: RaterGroup,
    cohort: usize,
    scores: &'v [Option<f64>],
    points: &'v [u8],
}

impl Sheet<'_> {
    fn score(&self, section: usize) -> Option<f64> {
        self.scores.get(section).copied().flatten()
    }

    fn points(&self, items: &Range<usize>) -> &[u8] {
        self.points.get(items.clone()).unwrap_or_default()
    }

    fn is_in(&self, shown: &Shown) -> bool {
        shown.groups.contains(self.group) && shown.cohorts().contains(&self.cohort)
    }
}

impl View<'_> {
    /// Everyone but self.
    fn raters(&self) -> impl Iterator<Item = &Sheet<'_>> + Clone {
        self.sheets.iter().filter(|sheet| sheet.group != RaterGroup::Oneself)
    }

    fn mean(&self, section: usize, of: impl Fn(&Sheet<'_>) -> bool + Clone) -> Option<Mean> {
        Mean::of(self.sheets.iter().filter(move |sheet| of(sheet)).filter_map(|sheet| sheet.score(section)))
    }

    fn self_mean(&self, section: usize) -> Option<Mean> {
        self.mean(section, |sheet| sheet.group == RaterGroup::Oneself)
    }

    fn self_score(&self, section: usize) -> Option<f64> {
        self.self_mean(section).map(|mean| mean.value)
    }

    fn is_activity(&self, section: usize) -> bool {
        section >= self.of.instrument.roles.len()
    }

    fn result(&self, class: &[Norm]) -> RateeResult {
        let mut cohorts = Cohorts::new(self.of.cohorts, self.of.sections.len());
        for sheet in self.raters() {
            cohorts.add(sheet.cohort, sheet.group);
            let scored = sheet.scores.iter().enumerate().filter(|(_, score)| score.is_some());
            scored.for_each(|(section, _)| cohorts.add_in(section, sheet.cohort, sheet.group));
        }
        let unanimous = |section, groups: Groups, block: Range<usize>| self.is_unanimous(section, groups, &block);
        let disclosure = disclose(&cohorts, &self.by.rules, unanimous);

        let instrument = self.of.instrument;
        let mut sections = disclosure.sections.into_iter().zip(&self.of.sections).enumerate();
        let roles = instrument.roles.iter().zip(sections.by_ref()).map(|(role, (section, (shown, items)))| {
            let means = self.item_means(section, items, &shown);
            let comparison = self.compare(section, items, shown);
            RoleResult {
                role: role.id.clone(),
                quadrant: class.get(section).and_then(|norm| quadrant(&comparison, norm)),
                items: means,
                comparison,
            }
        });
        let roles = roles.collect();
        let activities = instrument.activities.iter().zip(sections).map(|(item, (section, (shown, items)))| {
            ActivityResult { item: item.id.clone(), comparison: self.compare(section, items, shown) }
        });
        let activities: Vec<_> = activities.collect();

        let gaps = activities.iter().enumerate();
        let mut gaps: Vec<_> = gaps.filter_map(|(place, activity)| Some((place, activity.comparison.gap?))).collect();
        gaps.sort_by(|(_, a), (_, b)| a.total_cmp(b));
        RateeResult {
            id: self.id.clone(),
            answers: self.answers,
            roles,
            activities,
            activities_by_gap: gaps.into_iter().map(|(place, _)| place).collect(),
            shown: disclosure.shown,
            hidden: disclosure.hidden,
        }
    }

    /// Whether a mean over these would be the answer of each of them: in a role, where the spread is shown, too, all
    /// scores are the same; of an activity all answers are at the same end of the scale.
    fn is_unanimous(&self, section: usize, groups: Groups, block: &Range<usize>) -> bool {
        let of_block = self.sheets.iter().filter(|s| groups.contains(s.group) && block.contains(&s.cohort));
        let mut scores = of_block.filter_map(|sheet| sheet.score(section));
        let Some(first) = scores.next() else { return false };
        let is_telling = !self.is_activity(section) || self.is_end(first);
        is_telling && scores.all(|score| (score - first).abs() < TOLERANCE)
    }

    fn is_end(&self, score: f64) -> bool {
        (score - 1.0).abs() < TOLERANCE || (score - f64::from(self.of.instrument.points.get())).abs() < TOLERANCE
    }

    fn compare(&self, section: usize, items: &Range<usize>, disclosed: SectionDisclosure) -> Comparison {
        let shown = &disclosed.shown;
        // An activity's spread and mean together would all but list the answers of a small group.
        let trainer = self.by.audience == Audience::Trainer;
        let with_spread = |mean: Mean| {
            let shows = trainer || !self.is_activity(section);
            Mean { spread: mean.spread.filter(|_| shows), ..mean }
        };
        let in_others = |sheet: &Sheet<'_>| {
            if self.by.rules.leaks {
                shown.iter().any(|shown| sheet.is_in(shown))
            } else {
                sheet.group != RaterGroup::Oneself
            }
        };
        let oneself = self.self_mean(section);
        let others = self.mean(section, in_others).map(with_spread);
        let group = |shown: &Shown| Some((shown.groups, with_spread(self.mean(section, |sheet| sheet.is_in(shown))?)));
        let gap = oneself.zip(others).map(|(oneself, others)| oneself.value - others.value);
        let rwg = || {
            let included = self.sheets.iter().filter(|sheet| in_others(sheet) && sheet.score(section).is_some());
            agreement::rwg(&complete_answers(included, items), self.of.instrument.points.get())
        };
        Comparison {
            oneself,
            others,
            groups: shown.iter().filter_map(group).collect(),
            gap,
            flagged: gap.is_some_and(|gap| gap.abs() > self.by.flag_above + TOLERANCE),
            agreement: trainer.then(rwg).flatten(),
            dropped: disclosed.dropped,
            agreed: disclosed.agreed,
        }
    }

    /// The items' means of self and of every group whose mean is shown. They rest on the raters of that mean only: an
    /// answer of anyone else could be told from the difference.
    fn item_means(&self, section: usize, items: &Range<usize>, disclosed: &SectionDisclosure) -> Vec<ItemMeans> {
        let answered = |sheet: &&Sheet<'_>| sheet.score(section).is_some();
        let mut own = self.sheets.iter().filter(|sheet| sheet.group == RaterGroup::Oneself).filter(answered).peekable();
        let mut found = Vec::with_capacity(disclosed.shown.len() + 1);
        if own.peek().is_some() {
            let mut tallies = vec![Tally::default(); items.len()];
            own.for_each(|sheet| add(&mut tallies, sheet.points(items)));
            found.push(ItemMeans { groups: Groups::one(RaterGroup::Oneself), means: Ok(self.means(&tallies)) });
        }
        for shown in &disclosed.shown {
            let sheets = || self.sheets.iter().filter(|sheet| sheet.is_in(shown)).filter(answered);
            let check = if shown.groups.iter().any(RaterGroup::is_protected) {
                shown.blocks().try_for_each(|block| {
                    self.check_items(sheets().filter(|sheet| block.contains(&sheet.cohort)), items)
                })
            } else {
                Ok(())
            };
            let means = check.map(|()| {
                let mut tallies = vec![Tally::default(); items.len()];
                sheets().for_each(|sheet| add(&mut tallies, sheet.points(items)));
                self.means(&tallies)
            });
            found.push(ItemMeans { groups: shown.groups, means });
        }
        found
    }

    /// Whether item means may be shown of the protected raters who came in together.
    fn check_items<'s>(&self, block: impl Iterator<Item = &'s Sheet<'s>>, items: &Range<usize>) -> Result<(), Reason> {
        let mut tallies = vec![Tally::default(); items.len()];
        let mut answered = Vec::new();
        for sheet in block {
            let points = sheet.points(items);
            add(&mut tallies, points);
            answered.push(points.iter().filter(|points| **points > 0).count());
        }
        if self.by.rules.items {
            let per_item: Vec<usize> = tallies.iter().map(|tally| tally.n as usize).collect();
            disclose_items(&answered, &per_item, self.by.rules.min)?;
        }
        let at_an_end = |tally: &Tally| tally.mean().is_some_and(|mean| self.is_end(mean.value));
        if self.by.rules.unanimity && tallies.iter().any(at_an_end) { Err(Reason::Unanimous) } else { Ok(()) }
    }

    fn means(&self, tallies: &[Tally]) -> Vec<Option<Mean>> {
        let trainer = self.by.audience == Audience::Trainer;
        let seen = |mean: Mean| Mean { spread: mean.spread.filter(|_| trainer), ..mean };
        tallies.iter().map(|tally| tally.mean().map(seen)).collect()
    }
}

/// Points counted together.
#[derive(Clone, Copy, Default)]
struct Tally {
    n: u32,
    sum: u32,
    squares: u32,
}

impl Tally {
    fn mean(self) -> Option<Mean> {
        if self.n == 0 {
            return None;
        }
        let [n, sum, squares] = [self.n, self.sum, self.squares].map(f64::from);
        let spread = (self.n > 1).then(|| ((n * squares - sum * sum) / (n * (n - 1.0))).sqrt());
        Some(Mean { value: sum / n, n: self.n as usize, spread })
    }
}

fn add(tallies: &mut [Tally], points: &[u8]) {
    for (tally, points) in tallies.iter_mut().zip(points.iter().copied().map(u32::from)) {
        tally.n += u32::from(points > 0);
        tally.sum += points;
        tally.squares += points * points;
    }
}

/// Where self and others stand against a norm, as far as it is seen.
fn quadrant(comparison: &Comparison, norm: &Norm) -> Option<Quadrant> {
    Quadrant::of(comparison.oneself?.value, comparison.others?.value, norm.mean?.value)
}

/// The rows of those who answered every item.
fn complete_answers<'a>(sheets: impl Iterator<Item = &'a Sheet<'a>>, items: &Range<usize>) -> Grid {
    let points = sheets.map(|sheet| sheet.points(items)).filter(|points| points.iter().all(|points| *points > 0));
    Grid { columns: items.len(), cells: points.flatten().copied().map(f64::from).collect() }
}

/// Intraclass correlations of a role over everyone rated by somebody else.
fn icc(views: &[View<'_>], section: usize) -> Icc {
    let mut rated: Vec<Vec<(&RaterId, f64)>> = Vec::new();
    for view in views {
        let scores = view.raters().filter_map(|sheet| Some((sheet.rater, sheet.score(section)?)));
        let mut scores: Vec<_> = scores.collect();
        scores.sort_by_key(|(rater, _)| *rater);
        if !scores.is_empty() {
            rated.push(scores);
        }
    }
    let scores: Vec<Vec<f64>> = rated.iter().map(|scores| scores.iter().map(|(_, score)| *score).collect()).collect();
    let same = rated.first().filter(|first| {
        let raters = || first.iter().map(|(rater, _)| *rater);
        let each_once = raters().is_sorted_by(|a, b| a < b);
        each_once && rated.iter().all(|scores| scores.iter().map(|(rater, _)| *rater).eq(raters()))
    });
    let by_rater = same.map(|raters| Grid { columns: raters.len(), cells: scores.concat() });
    Icc::of(&scores, by_rater.as_ref())
}
