//! A person's own 360° report: one page file that needs nothing else, laid out for A4.
//!
//! Everything in it comes from what others than the trainer may see ([`Derived::assessments`]). It holds no id of
//! anybody, no day of an answer, no script, and a policy that lets the browser load nothing.

mod chart;

use chart::{Chart, Difference, Look, Mark, Row, RowKind};

use super::html::{document, escaped};
use crate::{
    analysis::{
        Audience, Derived,
        anonymity::{Groups, Reason},
        assessment::{self, Comparison, Mean, Quadrant, RateeResult, RoundResult, Section},
        plans::PlanStepKind,
    },
    edit::{AssessmentEdit, Edit},
    model::{Date, Instrument, Item, MemberId, RaterGroup, Role, Round, RoundId, Workbook},
    text::{Lang, Word, assessment as words, format, plans, report as says, terms},
};

const STYLE: &str = include_str!("report/report.css");
/// How many sheets there are for the plan.
const PLANS: usize = 2;

/// Why no report can be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    /// There is no such round, or none at all.
    #[error("no such round")]
    NoRound,
    /// The round's questionnaire isn't in the workbook.
    #[error("the questionnaire of round {0} is missing")]
    NoInstrument(RoundId),
    /// Nobody is to rate this person in the round.
    #[error("{0} is not rated in the round")]
    NotRated(MemberId),
    /// The round must be frozen first ([`release`]).
    #[error("round {0} is not released")]
    NotReleased(RoundId),
}

/// How many answers about a person wait for a next release: no report has them yet.
pub fn waiting(workbook: &Workbook, round: &RoundId, person: &MemberId) -> usize {
    let answers = workbook.rounds.get(round).into_iter().flat_map(|round| round.responses.iter());
    answers.filter(|answers| answers.ratee == *person && answers.release.is_none()).count()
}

/// The edit that releases what a round's next release may take in, and how many answers that is: the first time all
/// that are in, which freezes the round. Nothing where nothing may come out.
pub fn release(workbook: &Workbook, id: &RoundId, on: Date) -> Option<(Edit, usize)> {
    let round = workbook.rounds.get(id)?;
    let keys = assessment::next_release(workbook, id).keys;
    let answers = keys.len();
    let release = round.release(on, &workbook.method.assessment);
    let edit = AssessmentEdit::Release(id.clone(), release, keys);
    (answers > 0 || round.releases.is_empty()).then_some((Edit::Assessment(edit), answers))
}

/// A person's report of a released round, as an HTML text. `derived` must be what follows from the workbook.
///
/// # Errors
/// When there is nothing to report on.
pub fn report(
    workbook: &Workbook,
    derived: &Derived,
    round: &RoundId,
    person: &MemberId,
    lang: Lang,
) -> Result<String, ReportError> {
    let of_round = workbook.rounds.get(round).zip(derived.assessments(Audience::Room).round(round));
    let (round, result) = of_round.ok_or(ReportError::NoRound)?;
    let instrument = workbook.instrument_of(round);
    let instrument = instrument.ok_or_else(|| ReportError::NoInstrument(round.id.clone()))?;
    let ratee = result.ratee(person).ok_or_else(|| ReportError::NotRated(person.clone()))?;
    let released = round.releases.last().ok_or_else(|| ReportError::NotReleased(round.id.clone()))?;
    let member = workbook.team.get(person);
    let writer = Writer {
        lang,
        round,
        result,
        instrument,
        ratee,
        // An id is nobody's name in a report, not even one's own.
        name: member.map(|member| member.name.as_str()).unwrap_or_default(),
        post: member.map(|member| member.title.as_str()).unwrap_or_default(),
        as_of: released.on,
    };
    Ok(writer.page())
}

struct Writer<'a> {
    lang: Lang,
    round: &'a Round,
    result: &'a RoundResult,
    instrument: &'a Instrument,
    ratee: &'a RateeResult,
    name: &'a str,
    post: &'a str,
    as_of: Date,
}

impl Writer<'_> {
    fn page(&self) -> String {
        let title = [self.word(says::TITLE), self.name].into_iter().filter(|part| !part.is_empty());
        let title = title.collect::<Vec<_>>().join(" · ");
        let style = STYLE.replace("{{head}}", &in_style(&title));
        let sections = [
            self.cover(),
            self.how_to_read(),
            self.class(),
            self.others(),
            self.findings(),
            self.activities(),
            self.comments(),
            self.plans(),
        ];
        document(self.lang, &title, &style, &sections.concat())
    }

    fn word(&self, word: Word) -> &'static str {
        word.of(self.lang)
    }

    fn cover(&self) -> String {
        let rows = [
            (says::ROUND, self.round.name.clone()),
            (says::AS_OF, format::date(self.lang, self.as_of)),
            (says::ANSWERS, says::answers(self.lang, self.ratee.answers)),
        ];
        let row = |(name, value): &(Word, String)| {
            format!("<dt>{}</dt><dd>{}</dd>\n", escaped(self.word(*name)), escaped(value))
        };
        let rows: String = rows.iter().filter(|(_, value)| !value.is_empty()).map(row).collect();
        format!(
            "<section class=\"cover\">\n<div class=\"bar\"></div>\n<h1>{}</h1>\n{}<p class=\"name\">{}</p>\n\
             <p class=\"soft\">{}</p>\n<dl>\n{rows}</dl>\n<p class=\"soft\">{}</p>\n</section>\n",
            escaped(self.word(says::TITLE)),
            paragraph(self.word(says::SUBTITLE)),
            escaped(self.name),
            escaped(self.post),
            escaped(self.word(says::FOR_YOU)),
        )
    }

    fn how_to_read(&self) -> String {
        let (lang, points) = (self.lang, self.instrument.points.get());
        let mut labels = self.instrument.labels.iter().map(|label| lang.pick(label));
        let lowest = labels.next().unwrap_or_default();
        let scale = says::scale(lang, points, lowest, labels.next_back().unwrap_or_default());
        let top = f64::from(points);
        let sample = Chart {
            lang,
            points,
            columns: Vec::new(),
            rows: vec![Row {
                marks: vec![
                    self.mark(Look::Others, 1.0 + (top - 1.0) * 0.45),
                    self.mark(Look::Oneself, 1.0 + (top - 1.0) * 0.8),
                ],
                ..Row::new(RowKind::Role, self.word(says::SAMPLE).to_owned())
            }],
        };
        let keys = [Look::Oneself, Look::Others, Look::Group, Look::Spread, Look::Class, Look::Heads];
        let anonymity: String = says::anonymity(lang, self.result.min_group).iter().map(|text| item(text)).collect();
        let body = [
            heading(self.word(says::WHAT_IT_IS)),
            paragraph(self.word(says::WHAT_IT_IS_TEXT)),
            heading(self.word(says::THE_SCALE)),
            paragraph(&scale),
            heading(self.word(says::THE_MARKS)),
            self.keys(&keys),
            sample.html(),
            paragraph(self.word(says::MARKS_TEXT)),
            heading(self.word(says::WHO_IS_WHO)),
            paragraph(self.word(says::OTHERS_TEXT)),
            heading(self.word(says::ANONYMITY)),
            format!("<ul>\n{anonymity}</ul>\n"),
            paragraph(self.word(says::RAW_ANSWERS)),
        ];
        self.section(says::HOW_TO_READ, &body.concat())
    }

    /// Every role with its name and its class and heads' means, as far as they are seen.
    fn roles(&self) -> impl Iterator<Item = RoleFacts<'_>> {
        let roles = self.instrument.roles.iter().zip(&self.ratee.roles);
        let norms = self.result.class.iter().zip(&self.result.heads);
        roles.zip(norms).map(|((role, result), (class, heads))| RoleFacts {
            name: self.role_name(role),
            comparison: &result.comparison,
            class: class.seen_by(Audience::Room),
            heads: heads.seen_by(Audience::Room),
        })
    }

    fn role_name<'r>(&self, role: &'r Role) -> &'r str {
        self.lang.name(&role.name, role.id.as_str())
    }

    fn item_name<'i>(&self, item: &'i Item) -> &'i str {
        self.lang.name(&item.text, item.id.as_str())
    }

    fn class(&self) -> String {
        let row = |role: RoleFacts<'_>| {
            let own = role.comparison.oneself;
            let beyond = |mean: Option<Mean>| Some(difference(own?.value - mean?.value, false));
            Row {
                marks: self.marks([(Look::Oneself, own), (Look::Class, role.class), (Look::Heads, role.heads)]),
                differences: vec![beyond(role.class), beyond(role.heads)],
                ..Row::new(RowKind::Role, role.name.to_owned())
            }
        };
        let furthest = self.roles().filter_map(|r| Some((r.name, r.comparison.oneself?.value - r.class?.value)));
        let range = |of: fn(&RoleFacts<'_>) -> Option<Mean>| {
            let counts = || self.roles().filter_map(move |role| Some(of(&role)?.n));
            let few = || words::not_shown(self.lang, Reason::TooFew, Groups::default(), self.result.min_group);
            counts().min().zip(counts().max()).map_or_else(few, |(least, most)| words::n_range(least, most))
        };
        let keys = [
            (Look::Oneself, String::new()),
            (Look::Class, range(|role| role.class)),
            (Look::Heads, range(|role| role.heads)),
        ];
        let chart = Chart {
            lang: self.lang,
            points: self.instrument.points.get(),
            columns: [words::BEYOND_CLASS, words::BEYOND_HEADS].map(|word| self.word(word).to_owned()).to_vec(),
            rows: self.roles().map(row).collect(),
        };
        let body = [
            finding(&words::class_finding(self.lang, largest(furthest))),
            chart::keys(keys.iter().map(|(look, n)| (*look, self.look_name(*look), n.as_str()))),
            chart.html(),
        ];
        self.section(says::CLASS_SECTION, &body.concat())
    }

    fn others(&self) -> String {
        let mut rows = Vec::new();
        for role in self.roles() {
            rows.push(self.against_others(RowKind::Role, role.name, role.comparison));
            rows.extend(self.groups(role.comparison));
        }
        rows.extend(self.hidden());
        let gaps = self.roles().filter_map(|role| Some((role.name, role.comparison.gap?)));
        let chart = Chart {
            lang: self.lang,
            points: self.instrument.points.get(),
            columns: vec![self.word(words::SELF_MINUS).to_owned()],
            rows,
        };
        let body = [
            finding(&words::others_finding(self.lang, largest(gaps))),
            self.keys(&[Look::Oneself, Look::Others, Look::Group, Look::Spread]),
            chart.html(),
        ];
        self.section(says::OTHERS_SECTION, &body.concat())
    }

    fn against_others(&self, kind: RowKind, name: &str, comparison: &Comparison) -> Row {
        Row {
            n: comparison.others.map(|others| words::n(others.n)),
            marks: self.marks([(Look::Oneself, comparison.oneself), (Look::Others, comparison.others)]),
            differences: vec![comparison.gap.map(|gap| difference(gap, comparison.flagged))],
            ..Row::new(kind, name.to_owned())
        }
    }

    /// Each group of a role: its mean, or the words in its place.
    fn groups(&self, comparison: &Comparison) -> Vec<Row> {
        let part = |groups: &Groups| Row::new(RowKind::Part, words::groups(self.lang, *groups));
        let shown = comparison.groups.iter().map(|(groups, mean)| Row {
            n: Some(words::n(mean.n)),
            marks: vec![self.mark(Look::Group, mean.value)],
            spread: mean.spread.map(|spread| (mean.value - spread, mean.value + spread)),
            differences: vec![comparison.oneself.map(|own| difference(own.value - mean.value, false))],
            ..part(groups)
        });
        let min = self.result.min_group;
        let dropped = comparison.dropped.iter().map(|groups| Row {
            instead: Some(words::not_shown(self.lang, Reason::TooFew, *groups, min)),
            ..part(groups)
        });
        let agreed = comparison.agreed.iter().map(|groups| Row {
            instead: Some(words::not_shown(self.lang, Reason::Unanimous, *groups, min)),
            ..part(groups)
        });
        shown.chain(dropped).chain(agreed).collect()
    }

    /// Groups that are hidden everywhere, named once.
    fn hidden(&self) -> Vec<Row> {
        let heading = Row::new(RowKind::Heading, self.word(words::NOT_SHOWN).to_owned());
        let hidden = self.ratee.hidden.iter().map(|found| Row {
            instead: Some(words::not_shown(self.lang, found.reason, found.protects, self.result.min_group)),
            ..Row::new(RowKind::Part, words::groups(self.lang, found.groups))
        });
        let rows: Vec<Row> = hidden.collect();
        if rows.is_empty() { rows } else { std::iter::once(heading).chain(rows).collect() }
    }

    fn findings(&self) -> String {
        let mut body = paragraph(self.word(says::FINDINGS_INTRO));
        let roles: Vec<RoleFacts<'_>> = self.roles().collect();
        let mut any = false;
        for place in Quadrant::ALL {
            let sentence = |role: usize| {
                let role = roles.get(role)?;
                let (own, others, class) = (role.comparison.oneself?, role.comparison.others?, role.class?);
                let text = says::finding(self.lang, place, role.name, own.value, others.value, class.value);
                Some(format!("<div class=\"card\">{}</div>\n", paragraph(&text)))
            };
            let sentences: String = self.ratee.in_quadrant(place).filter_map(sentence).collect();
            if !sentences.is_empty() {
                any = true;
                let (name, hint) = (self.word(words::quadrant(place)), self.word(says::quadrant_hint(place)));
                body += &format!(
                    "<h3>{} <span class=\"soft small\">{}</span></h3>\n{sentences}",
                    escaped(name),
                    escaped(hint)
                );
            }
        }
        if !any {
            body += &paragraph(self.word(says::NO_FINDINGS));
        }
        body += &heading(self.word(says::GAPS));
        let activities: Vec<_> = self.instrument.activities.iter().zip(&self.ratee.activities).collect();
        let wide = |section| {
            let (name, comparison) = match section {
                Section::Role(place) => roles.get(place).map(|role| (role.name, role.comparison))?,
                Section::Activity(place) => {
                    activities.get(place).map(|(item, result)| (self.item_name(item), &result.comparison))?
                }
            };
            let (own, others) = comparison.oneself.zip(comparison.others)?;
            Some(item(&says::wide_gap(self.lang, name, own.value, others.value)))
        };
        let wide: String = self.ratee.wide_gaps().into_iter().filter_map(wide).collect();
        body += &if wide.is_empty() { paragraph(self.word(says::NO_GAPS)) } else { format!("<ul>\n{wide}</ul>\n") };
        self.section(says::FINDINGS_SECTION, &body)
    }

    fn activities(&self) -> String {
        let named: Vec<_> = self.instrument.activities.iter().zip(&self.ratee.activities).collect();
        if named.is_empty() {
            return String::new();
        }
        let row = |place: usize| {
            let (item, result) = named.get(place)?;
            Some(self.against_others(RowKind::Activity, self.item_name(item), &result.comparison))
        };
        let mut rows = Vec::new();
        for (word, places) in words::ranks(self.ratee) {
            rows.push(Row::new(RowKind::Heading, self.word(word).to_owned()));
            rows.extend(places.into_iter().filter_map(row));
        }
        let gaps = named.iter().filter_map(|(item, result)| Some((self.item_name(item), result.comparison.gap?)));
        let chart = Chart {
            lang: self.lang,
            points: self.instrument.points.get(),
            columns: vec![self.word(words::SELF_MINUS_OTHERS).to_owned()],
            rows,
        };
        let body = [
            finding(&words::activities_finding(self.lang, largest(gaps))),
            paragraph(self.word(says::ACTIVITIES_INTRO)),
            self.keys(&[Look::Oneself, Look::Others]),
            chart.html(),
        ];
        self.section(says::ACTIVITIES_SECTION, &body.concat())
    }

    fn comments(&self) -> String {
        let questions = assessment::comments(self.round, self.instrument, self.ratee);
        let questions = questions.iter().filter(|(_, texts)| !texts.is_empty());
        let question = |(question, texts): &(&Item, Vec<&str>)| {
            let quotes = texts.iter().map(|text| format!("<div class=\"quote\">{}</div>\n", escaped(text)));
            heading(self.item_name(question)) + &quotes.collect::<String>()
        };
        let written: String = questions.map(question).collect();
        let body = if written.is_empty() {
            paragraph(self.word(says::NO_COMMENTS))
        } else {
            paragraph(self.word(says::COMMENTS_INTRO)) + &written
        };
        self.section(says::COMMENTS_SECTION, &body)
    }

    /// Blank room for the plan: a sheet for each aim, and questions to take along.
    fn plans(&self) -> String {
        let cell = |word: Word, hint: Option<Word>| {
            let hint = hint.map(|hint| format!("<small>{}</small>", escaped(self.word(hint)))).unwrap_or_default();
            format!("<th><b>{}</b>{hint}</th>", escaped(self.word(word)))
        };
        let wide = |word, class| format!("<tr class=\"{class}\">{}<td colspan=\"2\"></td></tr>\n", cell(word, None));
        let step = |step| {
            let by = escaped(self.word(says::BY));
            let cell = cell(terms::plan_step(step), Some(plans::step_hint(step)));
            format!("<tr class=\"row\">{cell}<td></td><td class=\"day\">{by}</td></tr>\n")
        };
        let steps = PlanStepKind::ALL.map(step).concat();
        let sheet = format!(
            "<table class=\"plan\">\n{}{}{}{steps}</table>\n",
            wide(plans::SUBJECT, "one"),
            wide(plans::HERE, "tall"),
            wide(plans::COULD, "tall"),
        );
        let questions = [says::QUESTION_ONE, says::QUESTION_TWO, says::QUESTION_THREE];
        let questions: String = questions.map(|question| item(self.word(question))).concat();
        let questions = heading(self.word(says::QUESTIONS)) + &format!("<ul>\n{questions}</ul>\n");
        let body = |nth: usize| match nth {
            0 => paragraph(self.word(says::PLAN_INTRO)) + &sheet,
            _ => sheet.clone() + &questions,
        };
        (0..PLANS).map(|nth| self.section(says::PLAN_SECTION, &body(nth))).collect()
    }

    fn section(&self, title: Word, body: &str) -> String {
        format!("<section>\n<h2>{}</h2>\n{body}</section>\n", escaped(self.word(title)))
    }

    fn look_name(&self, look: Look) -> String {
        let word = match look {
            Look::Oneself => terms::rater_group(RaterGroup::Oneself),
            Look::Others => words::OTHERS,
            Look::Group => words::EACH_GROUP,
            Look::Spread => words::ONE_SPREAD,
            Look::Class => words::CLASS_MEAN,
            Look::Heads => words::HEADS_MEAN,
        };
        self.word(word).to_owned()
    }

    fn keys(&self, looks: &[Look]) -> String {
        chart::keys(looks.iter().map(|look| (*look, self.look_name(*look), "")))
    }

    fn mark(&self, look: Look, at: f64) -> Mark {
        Mark { at, look, text: words::mean(at), name: self.look_name(look) }
    }

    fn marks<const N: usize>(&self, of: [(Look, Option<Mean>); N]) -> Vec<Mark> {
        of.into_iter().filter_map(|(look, mean)| Some(self.mark(look, mean?.value))).collect()
    }
}

/// A role and its numbers.
struct RoleFacts<'a> {
    name: &'a str,
    comparison: &'a Comparison,
    class: Option<Mean>,
    heads: Option<Mean>,
}

fn difference(value: f64, flagged: bool) -> Difference {
    Difference { text: words::gap(value), flagged }
}

/// The largest difference, whichever way, with its name; the first of several.
fn largest<'a>(differences: impl Iterator<Item = (&'a str, f64)>) -> Option<(&'a str, f64)> {
    differences.reduce(|largest, next| if next.1.abs() > largest.1.abs() { next } else { largest })
}

fn paragraph(text: &str) -> String {
    format!("<p>{}</p>\n", escaped(text))
}

fn finding(text: &str) -> String {
    format!("<p class=\"finding\">{}</p>\n", escaped(text))
}

fn heading(text: &str) -> String {
    format!("<h3>{}</h3>\n", escaped(text))
}

fn item(text: &str) -> String {
    format!("<li>{}</li>\n", escaped(text))
}

/// A text within a quoted string of a style: whatever is no letter or digit is written by its number.
fn in_style(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else {
            out.push_str(&format!("\\{:x} ", u32::from(c)));
        }
    }
    out
}
