//! The class, revealed step by step: a trainer shows self scores first, then the class, then the heads.
//!
//! Each step has a chart of its own that holds what is revealed by then and nothing else.

use egui::{Label, ScrollArea, Ui};

use super::{
    chart::{self, Chart, Dots, Key, Look, Mark, Row, RowKind},
    rests::Rests,
    sheet::{RoleFacts, Writer, from_left, item_means, largest},
    value::Value,
};
use crate::{
    analysis::{
        Audience,
        anonymity::{Groups, Reason},
        assessment::{Norm, RateeResult, RoundResult, Whose},
    },
    model::{MemberId, RoundId},
    panels::{Scene, steps::Steps},
    text::{
        assessment::{self as words, Fact},
        results,
    },
    ui::widgets,
};

/// What is revealed, one after the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Nothing yet: the roles and the scale.
    #[default]
    Nothing,
    /// The self scores.
    Oneself,
    /// The class mean.
    Class,
    /// The heads' mean.
    Heads,
    /// What others say.
    Others,
}

impl Step {
    const ALL: [Self; 5] = [Self::Nothing, Self::Oneself, Self::Class, Self::Heads, Self::Others];
}

/// Of whom the self scores are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// Everyone in the round.
    #[default]
    Everyone,
    /// The person shown in this panel.
    Person,
}

/// What a reveal is about. For anything else it starts again: nothing of that has been revealed.
#[derive(Clone, PartialEq, Eq)]
struct About {
    round: RoundId,
    person: Option<MemberId>,
    audience: Audience,
}

/// The page's view state.
#[derive(Default)]
pub struct Class {
    /// Of whom the self scores are.
    pub focus: Focus,
    about: Option<About>,
    /// Up to where it was revealed.
    revealed: Step,
    sheet: Option<ClassSheet>,
}

/// Every step with every word written, kept until something it rests on changes.
struct ClassSheet {
    rests: Rests,
    stages: Vec<Stage>,
}

/// A step.
struct Stage {
    /// What it reveals.
    name: String,
    chart: Chart,
}

impl Class {
    /// The row of controls about a round, or about one person in it where one is given. What was asked for.
    pub fn controls(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        round: &RoundResult,
        person: Option<&MemberId>,
    ) -> Option<Step> {
        let about = About { round: round.id.clone(), person: person.cloned(), audience: scene.audience };
        if self.about.as_ref() != Some(&about) {
            (self.about, self.revealed) = (Some(about), Step::Nothing);
        }
        let stale = self.sheet.take_if(|sheet| !sheet.rests.still(scene, &round.id, person));
        drop(stale);
        let sheet = self.sheet.get_or_insert_with(|| ClassSheet::write(scene, round, person));
        sheet.stage(self.revealed)?;
        let wanted = sheet.steps(self.revealed).controls(ui, scene);
        wanted.and_then(|wanted| Step::ALL.get(wanted)).copied()
    }

    /// The chart of what is revealed. `wanted` is what the controls asked for.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, wanted: Option<Step>) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        let Some(sheet) = &self.sheet else { return };
        let Some(stage) = sheet.stage(self.revealed) else {
            let person = self.about.as_ref().and_then(|about| about.person.as_ref());
            let nobody = || results::NO_CLASS_RESULTS.of(lang).to_owned();
            let none_of = |id| words::no_answers(lang, scene.workbook.member_label(id), 0);
            widgets::empty_state(ui, tokens, &person.map_or_else(nobody, none_of), None);
            return;
        };
        let steps = sheet.steps(self.revealed);
        let asked = steps.asked(ui, scene, |next| results::reveal_by_click(lang, next));
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.add(Label::new(tokens.title(&stage.chart.finding)).wrap());
            ui.push_id(self.revealed, |ui| chart::show_bare(ui, tokens, lang, &stage.chart));
        });
        let asked = asked.and_then(|asked| Step::ALL.get(asked)).copied();
        if let Some(wanted) = wanted.or(asked) {
            self.revealed = wanted;
            ui.ctx().request_repaint();
        }
    }
}

impl ClassSheet {
    fn steps(&self, revealed: Step) -> Steps<'_> {
        let at = revealed as usize;
        let next = self.stages.get(at + 1).map(|next| next.name.as_str());
        let last = Step::ALL.len() - 1;
        Steps { at, last, next, hint: results::ONE_ON_HINT, again: results::START_AGAIN }
    }

    /// The chart of a step; none where there is nothing to reveal.
    fn stage(&self, step: Step) -> Option<&Stage> {
        self.stages.get(step as usize)
    }

    fn write(scene: &Scene<'_>, round: &RoundResult, person: Option<&MemberId>) -> Self {
        let workbook = scene.workbook;
        let of_round = workbook.rounds.get(&round.id);
        let instrument = of_round.and_then(|round| workbook.instrument_of(round));
        // Whose roles are walked where it is about everyone: only their names and the class's numbers are used.
        let ratee = match person {
            Some(person) => round.ratee(person),
            None => round.ratees.first(),
        };
        let has_self = |ratee: &RateeResult| ratee.roles.iter().any(|role| role.comparison.oneself.is_some());
        let is_started = match person {
            Some(_) => ratee.is_some_and(has_self),
            None => round.ratees.iter().any(has_self),
        };
        let stages = match (instrument, ratee) {
            (Some(instrument), Some(ratee)) if is_started => {
                let method = &workbook.method.assessment;
                let (lang, audience) = (scene.lang, scene.audience);
                let item_means = person.map(|person| item_means(scene, &round.id, person)).unwrap_or_default();
                let writer = Writer { lang, audience, method, instrument, round, ratee, item_means: &item_means };
                let roles: Vec<RoleFacts<'_>> = writer.roles().collect();
                let name = person.map(|person| workbook.member_label(person));
                let teller = Teller { writer: &writer, roles: &roles, name };
                Step::ALL.into_iter().map(|step| teller.stage(step)).collect()
            }
            _ => Vec::new(),
        };
        Self { rests: Rests::on(scene, &round.id, person), stages }
    }
}

/// Writes the steps.
struct Teller<'a> {
    writer: &'a Writer<'a>,
    roles: &'a [RoleFacts<'a>],
    /// The person it is about; none where it is about everyone.
    name: Option<&'a str>,
}

impl Teller<'_> {
    fn stage(&self, step: Step) -> Stage {
        let lang = self.writer.lang;
        let name = match (step, self.name) {
            (Step::Nothing, _) => String::new(),
            (Step::Oneself, None) => results::SELF_SCORES.of(lang).to_owned(),
            (Step::Others, None) => results::OTHERS_SCORES.of(lang).to_owned(),
            (Step::Oneself, Some(_)) => words::caption(lang, Fact::Oneself),
            (Step::Others, Some(_)) => words::caption(lang, Fact::Others),
            (Step::Class, _) => words::CLASS_MEAN.of(lang).to_owned(),
            (Step::Heads, _) => words::HEADS_MEAN.of(lang).to_owned(),
        };
        let rows = 0..self.roles.len();
        let chart = Chart {
            finding: self.finding(step),
            keys: self.keys(step),
            points: self.writer.instrument.points.get(),
            rows: rows.flat_map(|role| self.rows(role, step)).collect(),
            grows: true,
            ..Chart::default()
        };
        Stage { name, chart }
    }

    fn keys(&self, step: Step) -> Vec<Key> {
        let writer = self.writer;
        let people = if self.name.is_none() { results::EACH_PERSON.of(writer.lang) } else { "" };
        let keys = [
            (Step::Oneself, writer.key(Look::Oneself, Fact::Oneself, people.to_owned())),
            (Step::Class, writer.norm_key(Look::Class, Fact::Class, self.roles, |subject| subject.class)),
            (Step::Heads, writer.norm_key(Look::Heads, Fact::Heads, self.roles, |subject| subject.heads)),
            (Step::Others, writer.key(Look::Others, Fact::Others, String::new())),
        ];
        keys.into_iter().filter(|(since, _)| *since <= step).map(|(_, key)| key).collect()
    }

    /// A role's lanes: self, the norms, and others. They keep their places from step to step.
    fn rows(&self, role: usize, step: Step) -> Vec<Row> {
        let Some((result, subject)) = self.roles.get(role) else { return Vec::new() };
        let writer = self.writer;
        let name = subject.name.to_owned();
        let audience = writer.audience;
        let norm = |norm: Option<&Norm>| norm.and_then(|norm| norm.seen_by(audience));
        let since = |from: Step, mark: Option<Mark>| mark.filter(|_| step >= from);
        let (class, heads) = (norm(subject.class), norm(subject.heads));
        let marks = from_left([
            since(Step::Class, writer.mark(subject, class, Look::Class, Fact::Class)),
            since(Step::Heads, writer.mark(subject, heads, Look::Heads, Fact::Heads)),
        ]);
        let is_hidden = step >= Step::Class && class.is_none() && subject.class.is_some_and(|norm| norm.trainer_only);
        let hatched = is_hidden.then(|| writer.value(self.too_few(), subject, Fact::Class));
        let norms = Row { marks, hatched, ..Row::new(RowKind::Part, String::new()) };
        if self.name.is_some() {
            let marks = from_left([
                since(Step::Oneself, writer.mark(subject, result.comparison.oneself, Look::Oneself, Fact::Oneself)),
                since(Step::Others, writer.mark(subject, result.comparison.others, Look::Others, Fact::Others)),
            ]);
            return vec![Row { marks, ..Row::new(RowKind::Role, name) }, norms];
        }
        let own = (step >= Step::Oneself).then(|| self.lane(role, Whose::Oneself, Look::Oneself));
        let others = (step >= Step::Others).then(|| self.lane(role, Whose::Others, Look::Others));
        let part = || Row::new(RowKind::Part, String::new());
        let others_name = others.as_ref().map(|_| words::caption(writer.lang, Fact::Others)).unwrap_or_default();
        vec![
            Row { kind: RowKind::People, name, ..own.unwrap_or_else(part) },
            norms,
            Row { name: others_name, ..others.unwrap_or_else(part) },
        ]
    }

    /// The class's scores as dots; or why they aren't shown.
    fn lane(&self, role: usize, whose: Whose, look: Look) -> Row {
        let row = Row::new(RowKind::Part, String::new());
        let Some((_, subject)) = self.roles.get(role) else { return row };
        let (lang, round) = (self.writer.lang, self.writer.round);
        let found = round.distribution(role, whose, self.writer.audience);
        let explanation = results::distribution(lang, subject.name, whose, &found, round.min_group);
        if found.scores.is_empty() {
            let hatched = found.trainer_only.then(|| Value { text: self.too_few(), explanation });
            return Row { hatched, ..row };
        }
        let value = Value { text: String::new(), explanation };
        Row { n: words::n(found.scores.len()), dots: Some(Dots { at: found.scores, look, value }), ..row }
    }

    /// What the step tells, in a sentence.
    fn finding(&self, step: Step) -> String {
        let (lang, audience) = (self.writer.lang, self.writer.audience);
        let seen = |norm: Option<&Norm>| norm.and_then(|norm| norm.seen_by(audience)).map(|mean| mean.value);
        let own = |role: &RoleFacts<'_>| role.0.comparison.oneself.map(|mean| mean.value);
        let named = |value: &dyn Fn(usize, &RoleFacts<'_>) -> Option<f64>| -> Vec<(&str, f64)> {
            let roles = self.roles.iter().enumerate();
            roles.filter_map(|(place, role)| Some((role.1.name, value(place, role)?))).collect()
        };
        let class = |_, role: &RoleFacts<'_>| seen(role.1.class);
        match (step, self.name) {
            (Step::Nothing, name) => results::guess(lang, name),
            (Step::Oneself, None) => self.widest(),
            (Step::Oneself, Some(name)) => {
                self.ends(&results::self_scores_of(lang, name), &named(&|_, role| own(role)))
            }
            (Step::Class, None) => self.ends(words::CLASS_MEAN.of(lang), &named(&class)),
            (Step::Class, Some(_)) => {
                let beyond = named(&|_, role| Some(own(role)? - seen(role.1.class)?));
                words::class_finding(lang, largest(beyond.into_iter()))
            }
            (Step::Heads, name) => {
                let (whose, fact) = match name {
                    None => (words::CLASS_MEAN.of(lang).to_owned(), Fact::Class),
                    Some(name) => (results::self_scores_of(lang, name), Fact::Oneself),
                };
                let value = |role: &RoleFacts<'_>| if fact == Fact::Class { seen(role.1.class) } else { own(role) };
                let beyond = named(&|_, role| Some(value(role)? - seen(role.1.heads)?));
                let largest = largest(beyond.into_iter());
                largest.map_or_else(|| self.too_few(), |largest| results::heads_finding(lang, &whose, largest))
            }
            (Step::Others, None) => {
                let mean = |role| self.writer.round.distribution(role, Whose::Others, audience).mean;
                self.ends(words::OTHERS.of(lang), &named(&|role, _| Some(mean(role)?.value)))
            }
            (Step::Others, Some(_)) => {
                words::others_finding(lang, largest(named(&|_, role| role.0.comparison.gap).into_iter()))
            }
        }
    }

    /// The role in which self scores lie furthest apart.
    fn widest(&self) -> String {
        let scores = |role| self.writer.round.distribution(role, Whose::Oneself, self.writer.audience).scores;
        let ranges = self.roles.iter().enumerate().filter_map(|(place, (_, subject))| {
            let scores = scores(place);
            Some((subject.name, *scores.first()?, *scores.last()?))
        });
        let widest = ranges.reduce(|widest, next| if next.2 - next.1 > widest.2 - widest.1 { next } else { widest });
        match widest {
            Some((role, from, to)) => results::widest(self.writer.lang, role, from, to),
            None => self.too_few(),
        }
    }

    /// The highest and the lowest of some values, the first of several.
    fn ends(&self, whose: &str, values: &[(&str, f64)]) -> String {
        let (all, lang) = (|| values.iter().copied(), self.writer.lang);
        let high = all().reduce(|high, next| if next.1 > high.1 { next } else { high });
        let low = all().reduce(|low, next| if next.1 < low.1 { next } else { low });
        high.zip(low).map_or_else(|| self.too_few(), |(high, low)| results::ends(lang, whose, high, low))
    }

    fn too_few(&self) -> String {
        words::not_shown(self.writer.lang, Reason::TooFew, Groups::default(), self.writer.round.min_group)
    }
}
