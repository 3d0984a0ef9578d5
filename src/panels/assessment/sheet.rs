//! Everything the panel says about one person, written once and kept until something it rests on changes.

use super::{
    chart::{Chart, Difference, Key, Look, Mark, Row, RowKind},
    findings::Finding,
    johari::Plane,
    progress,
    rests::Rests,
    value::Value,
};
use crate::{
    analysis::{
        Audience,
        anonymity::{Groups, Reason},
        assessment::{
            ActivityResult, Comparison, ItemMeans, Mean, Norm, RateeResult, Reading, RoleResult, RoundResult, progress,
        },
    },
    model::{AssessmentMethod, Instrument, MemberId, Round, RoundId},
    panels::Scene,
    text::{
        Lang,
        assessment::{self as words, Fact, Subject},
    },
};

/// What there is to see of a person.
pub enum Content {
    /// Nothing, for this reason.
    Nothing(String),
    /// Charts.
    Charts(Box<Charts>),
}

/// The charts about a person.
pub struct Charts {
    /// Self against class and heads.
    pub norms: Chart,
    /// Self against others and each group.
    pub others: Chart,
    /// Self against others on every activity; none where the instrument has none.
    pub activities: Option<Chart>,
    /// Every role against the class mean.
    pub plane: Plane,
    /// Everything against an earlier round, where there is one.
    pub before: Option<Chart>,
    /// What is told one by one.
    pub findings: Vec<Finding>,
}

/// Everything the panel says about one person.
pub struct Sheet {
    rests: Rests,
    /// Their name.
    pub name: String,
    /// Their post, their place in the round, and how many answers are in.
    pub standing: String,
    /// Their results.
    pub content: Content,
}

impl Sheet {
    /// The sheet of a person, kept from before where it still holds.
    pub fn of<'a>(kept: &'a mut Option<Self>, scene: &Scene<'_>, round: &RoundId, person: &MemberId) -> &'a Self {
        let fresh = kept.take_if(|sheet| !sheet.rests.still(scene, round, Some(person)));
        drop(fresh);
        kept.get_or_insert_with(|| Self::write(scene, round, person))
    }

    fn write(scene: &Scene<'_>, id: &RoundId, person: &MemberId) -> Self {
        let (workbook, lang) = (scene.workbook, scene.lang);
        let name = workbook.member_label(person).to_owned();
        let round = workbook.rounds.get(id);
        let result = scene.derived.assessments(scene.audience).round(id);
        let place = result.and_then(|result| result.ratees.iter().position(|ratee| ratee.id == *person));
        let asked = round.map_or(0, |round| round.assignments.iter().filter(|a| a.ratee == *person).count());
        let post = workbook.team.get(person).map(|member| member.title.as_str()).unwrap_or_default();
        let ratee = result.zip(place).and_then(|(result, place)| result.ratees.get(place));
        let returned = ratee.map_or(0, |ratee| ratee.answers);
        let standing = match (place, result) {
            (Some(place), Some(result)) => words::standing(lang, post, place + 1, result.ratees.len(), returned, asked),
            _ => post.to_owned(),
        };
        let instrument = round.and_then(|round| workbook.instrument_of(round));
        let content = match (round, result, instrument, ratee) {
            (_, _, Some(instrument), _) if instrument.roles.is_empty() => {
                Content::Nothing(words::NO_ROLES.of(lang).to_owned())
            }
            (_, _, _, Some(_)) if returned == 0 => Content::Nothing(words::no_answers(lang, &name, asked)),
            (_, Some(result), Some(instrument), Some(ratee)) => {
                let method = &workbook.method.assessment;
                let item_means = item_means(scene, id, person);
                let (audience, round) = (scene.audience, result);
                let writer = Writer { lang, audience, method, instrument, round, ratee, item_means: &item_means };
                let results = scene.derived.assessments(scene.audience);
                let before = progress(workbook, results, id, person).map(|progress| {
                    let before = workbook.rounds.get(&progress.before).map_or("", Round::label);
                    progress::chart(&writer, &progress, before)
                });
                Content::Charts(Box::new(Charts { before, ..writer.charts() }))
            }
            (Some(round), ..) => Content::Nothing(words::not_in_round(lang, &name, round.label())),
            (None, ..) => Content::Nothing(words::NO_ROUNDS.of(lang).to_owned()),
        };
        Self { rests: Rests::on(scene, id, Some(person)), name, standing, content }
    }
}

/// Writes a person's charts.
pub struct Writer<'a> {
    /// In this language.
    pub lang: Lang,
    /// For this audience.
    pub audience: Audience,
    /// The rules' numbers.
    pub method: &'a AssessmentMethod,
    /// The questionnaire.
    pub instrument: &'a Instrument,
    /// The round, as the audience sees it.
    pub round: &'a RoundResult,
    /// The person.
    pub ratee: &'a RateeResult,
    /// Role by role what the person's items come to.
    pub item_means: &'a [Vec<ItemMeans>],
}

/// Role by role what a person's items come to, as far as those who look may see it.
pub fn item_means(scene: &Scene<'_>, round: &RoundId, person: &MemberId) -> Vec<Vec<ItemMeans>> {
    let Some(round) = scene.workbook.rounds.get(round) else { return Vec::new() };
    let by = Reading::of(round, scene.workbook, scene.audience);
    RoundResult::item_means(round, scene.workbook, person, &by)
}

/// A role with what is known of it.
pub type RoleFacts<'a> = (&'a RoleResult, Subject<'a>);

/// An activity with what is known of it.
pub type ActivityFacts<'a> = (&'a ActivityResult, Subject<'a>);

impl<'a> Writer<'a> {
    fn charts(&self) -> Charts {
        let roles: Vec<RoleFacts<'a>> = self.roles().collect();
        let activities: Vec<ActivityFacts<'a>> = self.activities().collect();
        Charts {
            norms: self.norms(&roles),
            others: self.others(&roles),
            activities: (!activities.is_empty()).then(|| self.by_gap(&activities)),
            plane: Plane::of(self, &roles),
            before: None,
            findings: Finding::all(self, &roles, &activities),
        }
    }

    fn subject(&self, name: &'a str, comparison: &'a Comparison) -> Subject<'a> {
        Subject {
            name,
            items: None,
            item_means: &[],
            round: self.round,
            comparison,
            class: None,
            heads: None,
            quadrant: None,
            method: self.method,
            audience: self.audience,
        }
    }

    /// Every role with its numbers.
    pub fn roles(&self) -> impl Iterator<Item = RoleFacts<'a>> {
        let norms = self.round.class.iter().zip(&self.round.heads);
        let roles = self.ratee.roles.iter().zip(self.instrument.roles.iter()).zip(norms).enumerate();
        roles.map(|(place, ((result, role), (class, heads)))| {
            let name = self.lang.name(&role.name, role.id.as_str());
            let public = class.seen_by(self.audience).is_some();
            let subject = Subject {
                class: Some(class),
                heads: Some(heads),
                // Without the norm a quadrant would give it away.
                quadrant: result.quadrant.filter(|_| public),
                items: Some(&role.items),
                item_means: self.item_means.get(place).map_or(&[], Vec::as_slice),
                ..self.subject(name, &result.comparison)
            };
            (result, subject)
        })
    }

    fn activities(&self) -> impl Iterator<Item = ActivityFacts<'a>> {
        self.ratee.activities.iter().zip(self.instrument.activities.iter()).map(|(result, item)| {
            (result, self.subject(self.lang.name(&item.text, item.id.as_str()), &result.comparison))
        })
    }

    /// A shown text with its reason.
    pub fn value(&self, text: String, subject: &Subject<'_>, fact: Fact) -> Value {
        Value { text, explanation: words::explanation(self.lang, subject, fact) }
    }

    /// A mean on the scale.
    pub fn mark(&self, subject: &Subject<'_>, found: Option<Mean>, look: Look, fact: Fact) -> Option<Mark> {
        let found = found?;
        Some(Mark { at: found.value, look, value: self.value(words::mean(found.value), subject, fact) })
    }

    /// How far self lies beyond something.
    pub fn beyond(&self, subject: &Subject<'_>, from: Option<Mean>, fact: Fact) -> Option<Difference> {
        let difference = subject.comparison.oneself?.value - from?.value;
        let flagged = fact == Fact::Gap && subject.comparison.flagged;
        Some(Difference { value: self.value(words::gap(difference), subject, fact), flagged })
    }

    /// What a mark means.
    pub fn key(&self, look: Look, fact: Fact, n: String) -> Key {
        Key { look, text: words::caption(self.lang, fact), n }
    }

    /// What the mark of a norm means, and over how many people it is; or why there is none.
    pub fn norm_key(
        &self,
        look: Look,
        fact: Fact,
        roles: &[RoleFacts<'_>],
        norm: impl for<'s> Fn(&Subject<'s>) -> Option<&'s Norm>,
    ) -> Key {
        let counts = roles.iter().filter_map(|(_, subject)| Some(norm(subject)?.seen_by(self.audience)?.n));
        let counts: Vec<usize> = counts.collect();
        let n = counts.iter().min().zip(counts.iter().max()).map(|(least, most)| words::n_range(*least, *most));
        let missing = || words::not_shown(self.lang, Reason::TooFew, Groups::default(), self.round.min_group);
        self.key(look, fact, n.unwrap_or_else(missing))
    }

    /// Chart (a): self, class and heads.
    fn norms(&self, roles: &[RoleFacts<'_>]) -> Chart {
        let seen = |norm: Option<&Norm>| norm.and_then(|norm| norm.seen_by(self.audience));
        let mut rows = Vec::new();
        for (result, subject) in roles {
            let (class, heads) = (seen(subject.class), seen(subject.heads));
            let marks = [
                self.mark(subject, result.comparison.oneself, Look::Oneself, Fact::Oneself),
                self.mark(subject, class, Look::Class, Fact::Class),
                self.mark(subject, heads, Look::Heads, Fact::Heads),
            ];
            rows.push(Row {
                marks: from_left(marks),
                differences: vec![
                    self.beyond(subject, class, Fact::BeyondClass),
                    self.beyond(subject, heads, Fact::BeyondHeads),
                ],
                ..Row::new(RowKind::Role, subject.name.to_owned())
            });
        }
        let differences = roles.iter().filter_map(|(result, subject)| {
            Some((subject.name, result.comparison.oneself?.value - seen(subject.class)?.value))
        });
        Chart {
            finding: words::class_finding(self.lang, largest(differences)),
            keys: vec![
                self.key(Look::Oneself, Fact::Oneself, String::new()),
                self.norm_key(Look::Class, Fact::Class, roles, |subject| subject.class),
                self.norm_key(Look::Heads, Fact::Heads, roles, |subject| subject.heads),
            ],
            columns: [Fact::BeyondClass, Fact::BeyondHeads].map(|fact| words::caption(self.lang, fact)).to_vec(),
            points: self.instrument.points.get(),
            rows,
            grows: false,
        }
    }

    /// Chart (b): self and others, and each group below.
    fn others(&self, roles: &[RoleFacts<'_>]) -> Chart {
        let mut rows = Vec::new();
        for (_, subject) in roles {
            let quadrant = |found| self.value(words::quadrant(found).of(self.lang).to_owned(), subject, Fact::Quadrant);
            rows.push(Row { detail: subject.quadrant.map(quadrant), ..self.against_others(RowKind::Role, subject) });
            rows.extend(self.groups(subject));
        }
        rows.extend(self.hidden());
        let gaps = roles.iter().filter_map(|(result, subject)| Some((subject.name, result.comparison.gap?)));
        Chart {
            finding: words::others_finding(self.lang, largest(gaps)),
            keys: vec![
                self.key(Look::Oneself, Fact::Oneself, String::new()),
                self.key(Look::Others, Fact::Others, String::new()),
                Key { look: Look::Group, text: words::EACH_GROUP.of(self.lang).to_owned(), n: String::new() },
                Key { look: Look::Spread, text: words::ONE_SPREAD.of(self.lang).to_owned(), n: String::new() },
            ],
            columns: vec![words::SELF_MINUS.of(self.lang).to_owned()],
            points: self.instrument.points.get(),
            rows,
            grows: false,
        }
    }

    /// Self and others.
    pub fn against_others(&self, kind: RowKind, subject: &Subject<'_>) -> Row {
        let Comparison { oneself, others, .. } = *subject.comparison;
        let marks = [
            self.mark(subject, oneself, Look::Oneself, Fact::Oneself),
            self.mark(subject, others, Look::Others, Fact::Others),
        ];
        Row {
            n: others.map(|others| words::n(others.n)).unwrap_or_default(),
            marks: from_left(marks),
            differences: vec![self.beyond(subject, others, Fact::Gap)],
            ..Row::new(kind, subject.name.to_owned())
        }
    }

    /// Each group: its mean, or the words in its place.
    pub fn groups(&self, subject: &Subject<'_>) -> impl Iterator<Item = Row> {
        let name = |groups| words::groups(self.lang, groups);
        let shown = subject.comparison.groups.iter().map(move |(groups, mean)| Row {
            n: words::n(mean.n),
            marks: self.mark(subject, Some(*mean), Look::Group, Fact::Group(*groups)).into_iter().collect(),
            spread: mean.spread.map(|spread| (mean.value - spread, mean.value + spread)),
            differences: vec![self.beyond(subject, Some(*mean), Fact::BeyondGroup(*groups))],
            ..Row::new(RowKind::Part, name(*groups))
        });
        let dropped = subject.comparison.dropped.iter();
        let dropped = dropped.map(move |groups| self.dropped(subject, *groups, name(*groups)));
        let agreed = subject.comparison.agreed.iter();
        shown.chain(dropped).chain(agreed.map(move |groups| self.agreed(subject, *groups, name(*groups))))
    }

    /// A group with too few raters here.
    pub fn dropped(&self, subject: &Subject<'_>, groups: Groups, name: String) -> Row {
        let why = words::not_shown(self.lang, Reason::TooFew, groups, self.round.min_group);
        Row { hatched: Some(self.value(why, subject, Fact::Dropped(groups))), ..Row::new(RowKind::Part, name) }
    }

    /// A group whose raters all answered alike here.
    pub fn agreed(&self, subject: &Subject<'_>, groups: Groups, name: String) -> Row {
        let hatched = self.value(words::AGREED.of(self.lang).to_owned(), subject, Fact::Agreed(groups));
        Row { hatched: Some(hatched), ..Row::new(RowKind::Part, name) }
    }

    /// Groups that are hidden everywhere are named once, below everything else.
    pub fn hidden(&self) -> impl Iterator<Item = Row> {
        let (lang, min) = (self.lang, self.round.min_group);
        let heading =
            (!self.ratee.hidden.is_empty()).then(|| Row::new(RowKind::Heading, words::NOT_SHOWN.of(lang).to_owned()));
        let rows = self.ratee.hidden.iter().map(move |found| {
            let text = words::not_shown(lang, found.reason, found.protects, min);
            let hatched = Some(Value { text, explanation: words::hidden_explanation(lang, found, min) });
            Row { hatched, ..Row::new(RowKind::Part, words::groups(lang, found.groups)) }
        });
        heading.into_iter().chain(rows)
    }

    /// Charts (c) and (d): every activity, ranked by gap, with the five strongest and the five weakest set apart.
    fn by_gap(&self, activities: &[ActivityFacts<'_>]) -> Chart {
        let row = |place: usize| activities.get(place).map(|(_, s)| self.against_others(RowKind::Activity, s));
        let heading = |word: crate::text::Word| Row::new(RowKind::Heading, word.of(self.lang).to_owned());
        let mut rows = Vec::new();
        for (word, places) in words::ranks(self.ratee) {
            rows.push(heading(word));
            rows.extend(places.into_iter().filter_map(row));
        }
        let gaps = activities.iter().filter_map(|(result, subject)| Some((subject.name, result.comparison.gap?)));
        Chart {
            finding: words::activities_finding(self.lang, largest(gaps)),
            keys: vec![
                self.key(Look::Oneself, Fact::Oneself, String::new()),
                self.key(Look::Others, Fact::Others, String::new()),
            ],
            columns: vec![words::SELF_MINUS_OTHERS.of(self.lang).to_owned()],
            points: self.instrument.points.get(),
            rows,
            grows: false,
        }
    }
}

/// The marks there are, in the order in which they stand on the scale.
pub fn from_left<const N: usize>(marks: [Option<Mark>; N]) -> Vec<Mark> {
    let mut marks: Vec<_> = marks.into_iter().flatten().collect();
    marks.sort_by(|a, b| a.at.total_cmp(&b.at));
    marks
}

/// The largest difference, whichever way, with its name; the first of several.
pub fn largest<'a>(differences: impl Iterator<Item = (&'a str, f64)>) -> Option<(&'a str, f64)> {
    differences.reduce(|largest, next| if next.1.abs() > largest.1.abs() { next } else { largest })
}
