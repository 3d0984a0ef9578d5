//! A round's answers as plain arrays, and every mean taken from them.

use std::{collections::HashMap, ops::Range};

use super::{
    ActivityResult, Comparison, ItemMeans, Mean, Norm, PointSum, Pool, Quadrant, RateeResult, Reading, RoleAgreement,
    RoleResult, TOLERANCE, cohort,
};
use crate::{
    analysis::{
        Audience,
        agreement::{self, Grid, Icc, Tally, real},
        anonymity::{
            Cohorts, Disclosure, Groups, MOST_SHOWN, Proofs, Reason, SectionDisclosure, Shown, disclose,
            disclose_items, is_for_the_room,
        },
    },
    model::{self, Instrument, MemberId, Position, RaterGroup, RaterId, Response, Role, Round, Table},
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
    pub fn of(round: &'a Round, instrument: &'a Instrument, team: &Table<model::Member>, by: &Reading) -> Self {
        Self::read(round, instrument, team, |response| cohort(round, response, by))
    }

    /// The answers of a round that have a cohort.
    pub(super) fn read(
        round: &'a Round,
        instrument: &'a Instrument,
        team: &Table<model::Member>,
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
                let trainer_only = mean.is_some_and(|mean| !is_for_the_room(mean.n, by.rules.min));
                let seen = by.audience == Audience::Trainer || !trainer_only;
                Norm { role: role.id.clone(), mean: mean.filter(|_| seen), trainer_only }
            };
            aggregate.class.push(norm(&|_| true));
            aggregate.heads.push(norm(&|ratee| ratee.is_head));
        }
        if by.audience == Audience::Trainer {
            aggregate.agreement = self.agreement(&views);
        }
        let mut proofs = Proofs::default();
        aggregate.ratees = views.iter().map(|view| view.result(&aggregate.class, &mut proofs)).collect();
        aggregate
    }

    /// Role by role the means of a person's single items, for self and for each group shown.
    pub(super) fn item_means(&self, person: &MemberId, by: &Reading) -> Vec<Vec<ItemMeans>> {
        let valid = self.section_scores(by.min_answered);
        let Some(ratee) = self.ratees.iter().find(|ratee| ratee.id == person) else { return Vec::new() };
        let view = self.view(ratee, &valid, by);
        let sections = view.disclose(&mut Proofs::default()).sections;
        let mut members = Vec::new();
        let roles = sections.iter().zip(&self.sections).enumerate().take(self.instrument.roles.len());
        let of_role = roles.map(|(section, (shown, items))| {
            view.find_members(section, shown, &mut members);
            view.item_means(section, items, shown, &members)
        });
        of_role.collect()
    }

    /// Sheet by sheet, what makes the score of each section: the items answered, where enough of them were.
    fn section_scores(&self, min_answered: f64) -> Vec<PointSum> {
        let fewest = |items: &Range<usize>| {
            let enough = |n: &usize| real(*n) + TOLERANCE >= min_answered * real(items.len());
            (items.clone(), (1..=items.len()).find(enough).unwrap_or(usize::MAX))
        };
        let roles: Vec<_> = self.sections.iter().take(self.instrument.roles.len()).map(fewest).collect();
        let of_roles = roles.last().map_or(0, |(items, _)| items.end);
        let mut scores = Vec::with_capacity(self.raters.len() * self.sections.len());
        for sheet in self.points.chunks_exact(self.instrument.scored_len().max(1)) {
            scores.extend(roles.iter().map(|(items, fewest)| {
                let sum = PointSum::of(sheet.get(items.clone()).unwrap_or_default());
                if sum.n as usize >= *fewest { sum } else { PointSum::default() }
            }));
            // An activity is its one item.
            let activities = sheet.get(of_roles..).unwrap_or_default();
            scores.extend(activities.iter().map(|points| PointSum::one(*points)));
        }
        scores
    }

    fn view<'v>(&'v self, ratee: &'v Ratee<'a>, scores: &'v [PointSum], by: &'v Reading) -> View<'v> {
        let mut sheets = Vec::with_capacity(ratee.sheets.len());
        sheets.extend(self.valid_sheets(ratee, scores));
        View { id: ratee.id, answers: ratee.sheets.len(), sheets, of: self, by }
    }

    /// A person's own sheets, and those of everyone else who has a valid role score.
    fn valid_sheets<'v>(&'v self, ratee: &Ratee<'a>, scores: &'v [PointSum]) -> impl Iterator<Item = Sheet<'v>> {
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
            sheet.group == RaterGroup::Oneself || sheet.scores.iter().take(roles).any(|score| score.n > 0)
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
        let role = |(section, (role, items)): (usize, (&Role, &Range<usize>))| {
            let answered = Answered::of(views.iter().flat_map(View::raters), items);
            RoleAgreement {
                role: role.id.clone(),
                alpha: agreement::alpha(&answered.items, &answered.totals),
                icc: icc(views, section),
            }
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
    scores: &'v [PointSum],
    points: &'v [u8],
}

impl Sheet<'_> {
    fn score(&self, section: usize) -> Option<f64> {
        self.scores.get(section)?.mean()
    }

    /// How many items of a section with a valid score have points.
    fn answered(&self, section: usize) -> usize {
        self.scores.get(section).map_or(0, |score| score.n as usize)
    }

    fn points(&self, items: &Range<usize>) -> &[u8] {
        self.points.get(items.clone()).unwrap_or_default()
    }
}

impl View<'_> {
    /// Everyone but self.
    fn raters(&self) -> impl Iterator<Item = &Sheet<'_>> + Clone {
        self.sheets.iter().filter(|sheet| sheet.group != RaterGroup::Oneself)
    }

    fn self_score(&self, section: usize) -> Option<f64> {
        let own = self.sheets.iter().filter(|sheet| sheet.group == RaterGroup::Oneself);
        agreement::mean(own.filter_map(|sheet| sheet.score(section)))
    }

    fn is_activity(&self, section: usize) -> bool {
        section >= self.of.instrument.roles.len()
    }

    fn disclose(&self, proofs: &mut Proofs) -> Disclosure {
        let mut cohorts = Cohorts::new(self.of.cohorts, self.of.sections.len());
        for sheet in self.raters() {
            cohorts.add(sheet.cohort, sheet.group);
            let scored = sheet.scores.iter().enumerate().filter(|(_, score)| score.n > 0);
            scored.for_each(|(section, _)| cohorts.add_in(section, sheet.cohort, sheet.group));
        }
        let unanimous = |section, groups: Groups, block: Range<usize>| self.is_unanimous(section, groups, &block);
        disclose(&cohorts, &self.by.rules, proofs, unanimous)
    }

    fn result(&self, class: &[Norm], proofs: &mut Proofs) -> RateeResult {
        let disclosure = self.disclose(proofs);
        let instrument = self.of.instrument;
        let mut sections = disclosure.sections.into_iter().zip(&self.of.sections).enumerate();
        let mut members = Vec::with_capacity(self.sheets.len());
        let roles = instrument.roles.iter().zip(sections.by_ref()).map(|(role, (section, (shown, items)))| {
            self.find_members(section, &shown, &mut members);
            let comparison = self.compare(section, items, shown, &members);
            RoleResult {
                role: role.id.clone(),
                quadrant: class.get(section).and_then(|norm| quadrant(&comparison, norm)),
                comparison,
            }
        });
        let roles = roles.collect();
        let activities = instrument.activities.iter().zip(sections).map(|(item, (section, (shown, items)))| {
            self.find_members(section, &shown, &mut members);
            let comparison = self.compare(section, items, shown, &members);
            ActivityResult { item: item.id.clone(), comparison }
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

    /// Everyone with a valid score in a section, and which of its means each is in.
    fn find_members<'s>(&'s self, section: usize, disclosed: &SectionDisclosure, members: &mut Vec<Member<'s>>) {
        members.clear();
        for sheet in &self.sheets {
            let Some(score) = sheet.score(section) else { continue };
            let is_in = |shown: &Shown| shown.groups.contains(sheet.group) && shown.cohorts().contains(&sheet.cohort);
            let place = match sheet.group {
                RaterGroup::Oneself => Place::Own,
                _ => disclosed.shown.iter().position(is_in).map_or(Place::Nowhere, Place::Shown),
            };
            members.push(Member { sheet, place, score });
        }
    }

    fn compare(
        &self,
        section: usize,
        items: &Range<usize>,
        disclosed: SectionDisclosure,
        members: &[Member<'_>],
    ) -> Comparison {
        let trainer = self.by.audience == Audience::Trainer;
        // An activity's spread and mean together would all but list the answers of a small group.
        let with_spread = trainer || !self.is_activity(section);
        let mut pools = [Pool::default(); PLACES];
        pool(&mut pools, members, Pool::add);
        if with_spread {
            pool(&mut pools, members, Pool::measure);
        }
        let [oneself, shown @ .., nowhere] = pools;
        // Without the rule for leaks, everyone is in others.
        let leaks = self.by.rules.leaks;
        let others = Pool::join(shown.iter().chain((!leaks).then_some(&nowhere)));
        let [oneself, others] = [oneself, others].map(|pool| pool.mean(with_spread));
        let groups = disclosed.shown.iter().zip(shown);
        let groups = groups.filter_map(|(shown, pool)| Some((shown.groups, pool.mean(with_spread)?))).collect();
        let gap = oneself.zip(others).map(|(oneself, others)| oneself.value - others.value);
        let rwg = || {
            let is_in_others = |place| place != Place::Own && (place != Place::Nowhere || !leaks);
            let included = members.iter().filter(|member| is_in_others(member.place)).map(|member| member.sheet);
            agreement::rwg(&Answered::of(included, items).items, self.of.instrument.points.get())
        };
        Comparison {
            oneself,
            others,
            groups,
            gap,
            flagged: gap.is_some_and(|gap| gap.abs() > self.by.flag_above + TOLERANCE),
            agreement: trainer.then(rwg).flatten(),
            dropped: disclosed.dropped,
            agreed: disclosed.agreed,
        }
    }

    /// The items' means of self and of every group whose mean is shown. They rest on the raters of that mean only: an
    /// answer of anyone else could be told from the difference.
    fn item_means(
        &self,
        section: usize,
        items: &Range<usize>,
        disclosed: &SectionDisclosure,
        members: &[Member<'_>],
    ) -> Vec<ItemMeans> {
        let sums = |is_in: &dyn Fn(&Member<'_>) -> bool| {
            let mut sums = vec![PointSum::default(); items.len()];
            for member in members.iter().filter(|member| is_in(member)) {
                let points = member.sheet.points(items);
                sums.iter_mut().zip(points).for_each(|(sum, points)| *sum = sum.and(PointSum::one(*points)));
            }
            sums
        };
        let is_own = |member: &Member<'_>| member.place == Place::Own;
        let own = members.iter().any(is_own).then(|| sums(&is_own));
        let own = own.map(|sums| ItemMeans { groups: Groups::one(RaterGroup::Oneself), sums: Ok(sums) });
        let of_group = |(at, shown): (usize, &Shown)| {
            let is_in = |member: &Member<'_>| member.place == Place::Shown(at);
            let is_protected = shown.groups.iter().any(RaterGroup::is_protected);
            let checked = shown.blocks().filter(|_| is_protected).try_for_each(|block| {
                let in_block = |member: &Member<'_>| is_in(member) && block.contains(&member.sheet.cohort);
                let answered = members.iter().filter(|member| in_block(member));
                let answered: Vec<usize> = answered.map(|member| member.sheet.answered(section)).collect();
                self.check_items(&answered, &sums(&in_block))
            });
            ItemMeans { groups: shown.groups, sums: checked.map(|()| sums(&is_in)) }
        };
        own.into_iter().chain(disclosed.shown.iter().enumerate().map(of_group)).collect()
    }

    /// Whether item means may be shown of the protected raters who came in together: how many items each of them
    /// answered, and what they gave each item.
    fn check_items(&self, answered: &[usize], items: &[PointSum]) -> Result<(), Reason> {
        if self.by.rules.items {
            disclose_items(answered, items.iter().map(|item| item.n as usize), self.by.rules.min)?;
        }
        let top = u32::from(self.of.instrument.points.get());
        let at_an_end = |item: &PointSum| item.n > 0 && (item.sum == item.n || item.sum == item.n * top);
        if self.by.rules.unanimity && items.iter().any(at_an_end) { Err(Reason::Unanimous) } else { Ok(()) }
    }
}

/// Someone with a valid score in a section.
#[derive(Clone, Copy)]
struct Member<'v> {
    sheet: &'v Sheet<'v>,
    place: Place,
    score: f64,
}

/// Which means of a section somebody is in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Their own.
    Own,
    /// That of the group shown at this place, and others.
    Shown(usize),
    /// None: their group isn't shown.
    Nowhere,
}

/// How many places there may be.
const PLACES: usize = MOST_SHOWN + 2;

impl Place {
    /// One's own first, then those shown.
    const fn index(self) -> usize {
        match self {
            Self::Own => 0,
            Self::Shown(at) => at + 1,
            Self::Nowhere => PLACES - 1,
        }
    }
}

/// Takes everyone's score into the pool of their place.
fn pool(pools: &mut [Pool; PLACES], members: &[Member<'_>], take: impl Fn(&mut Pool, f64)) {
    for member in members {
        if let Some(pool) = pools.get_mut(member.place.index()) {
            take(pool, member.score);
        }
    }
}

/// Where self and others stand against a norm, as far as it is seen.
fn quadrant(comparison: &Comparison, norm: &Norm) -> Option<Quadrant> {
    Quadrant::of(comparison.oneself?.value, comparison.others?.value, norm.mean?.value)
}

/// What those who answered every item gave.
struct Answered {
    items: Vec<Tally>,
    /// Each of them over all items.
    totals: Tally,
}

impl Answered {
    fn of<'a>(sheets: impl Iterator<Item = &'a Sheet<'a>>, items: &Range<usize>) -> Self {
        let mut tallies = vec![Tally::default(); items.len()];
        let mut totals = Tally::default();
        for points in sheets.map(|sheet| sheet.points(items)).filter(|points| !points.contains(&0)) {
            tallies.iter_mut().zip(points).for_each(|(tally, points)| tally.add((*points).into()));
            totals.add(points.iter().map(|points| u32::from(*points)).sum());
        }
        Self { items: tallies, totals }
    }
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
