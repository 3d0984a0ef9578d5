//! One finding a screen: a sentence, its numbers and its chart.

use egui::{Button, Label, RichText, Role, ScrollArea, Sense, Ui, vec2};

use super::{
    chart::{self, Chart, Key, Look, Row, RowKind},
    johari::{self, Plane},
    keys::{self, Turn},
    sheet::{ActivityFacts, RoleFacts, Writer},
    value::Value,
};
use crate::{
    analysis::{
        anonymity::Groups,
        assessment::{Insight, Mean, Quadrant, Section},
    },
    model::{MemberId, RoundId},
    panels::Scene,
    text::{
        Lang, Word,
        assessment::{self as words, Fact, Subject},
        results,
    },
    ui::{Hue, Tokens, widgets},
};

/// From this width on, in multiples of the body text's size, the plane stands beside the chart.
const SIDE_BY_SIDE: f32 = 62.0;
/// From this width on the sentence is as large as a key number.
const LARGEST: f32 = 44.0;

/// A finding, with every word written.
#[derive(Debug)]
pub struct Finding {
    /// What kind it is, in a word.
    kind: String,
    tone: Tone,
    sentence: String,
    /// The numbers it rests on.
    figures: Vec<Figure>,
    /// The role that stands out on the plane.
    role: Option<usize>,
    chart: Chart,
}

/// How a finding's kind is coloured.
#[derive(Clone, Copy, Debug)]
enum Tone {
    Standing(Quadrant),
    Gap,
    Plain,
}

/// A number in large type.
#[derive(Debug)]
struct Figure {
    look: Option<Look>,
    caption: String,
    value: Value,
    /// Over how many, and how far they lie apart.
    note: String,
    flagged: bool,
}

impl Finding {
    /// Writes everything worth telling of a person, in the order of [`RateeResult::insights`](
    /// crate::analysis::assessment::RateeResult::insights).
    pub fn all(writer: &Writer<'_>, roles: &[RoleFacts<'_>], activities: &[ActivityFacts<'_>]) -> Vec<Self> {
        let teller = Teller { writer, roles, activities };
        writer.ratee.insights().iter().filter_map(|insight| teller.tell(insight)).collect()
    }
}

/// Writes a person's findings.
struct Teller<'a> {
    writer: &'a Writer<'a>,
    roles: &'a [RoleFacts<'a>],
    activities: &'a [ActivityFacts<'a>],
}

impl<'a> Teller<'a> {
    fn tell(&self, insight: &Insight) -> Option<Finding> {
        match insight {
            Insight::Standing(quadrant, role) => self.standing(*quadrant, *role),
            Insight::WideGap(section) => self.wide_gap(*section),
            Insight::Strongest(places) => self.ranked(places, results::STRONGEST_ACTIVITIES, results::strongest),
            Insight::Weakest(places) => self.ranked(places, results::WEAKEST_ACTIVITIES, results::weakest),
            Insight::Agreed(places) => self.agreed(places),
            Insight::NotShown(dropped) => self.not_shown(dropped),
        }
    }

    fn subject(&self, section: Section) -> Option<&'a Subject<'a>> {
        match section {
            Section::Role(place) => self.roles.get(place).map(|(_, subject)| subject),
            Section::Activity(place) => self.activities.get(place).map(|(_, subject)| subject),
        }
    }

    fn figure(&self, subject: &Subject<'_>, look: Look, fact: Fact, found: Mean) -> Figure {
        let lang = self.writer.lang;
        let note = if fact == Fact::Oneself { String::new() } else { results::n_and_spread(lang, found) };
        Figure {
            look: Some(look),
            caption: words::caption(lang, fact),
            value: self.writer.value(words::mean(found.value), subject, fact),
            note,
            flagged: false,
        }
    }

    fn gap(&self, subject: &Subject<'_>) -> Option<Figure> {
        let difference = self.writer.beyond(subject, subject.comparison.others, Fact::Gap)?;
        Some(Figure {
            look: None,
            caption: words::SELF_MINUS_OTHERS.of(self.writer.lang).to_owned(),
            value: difference.value,
            note: String::new(),
            flagged: difference.flagged,
        })
    }

    /// Self and others, and each group of them.
    fn chart(&self, section: Section, subject: &Subject<'_>) -> Chart {
        let lang = self.writer.lang;
        let class = subject.class.and_then(|norm| norm.seen_by(self.writer.audience));
        let class = class.map(|mean| Row {
            n: words::n(mean.n),
            marks: self.writer.mark(subject, Some(mean), Look::Class, Fact::Class).into_iter().collect(),
            differences: vec![self.writer.beyond(subject, Some(mean), Fact::BeyondClass)],
            ..Row::new(RowKind::Part, words::CLASS_MEAN.of(lang).to_owned())
        });
        let kind = if matches!(section, Section::Role(_)) { RowKind::Role } else { RowKind::Activity };
        let whole = std::iter::once(self.writer.against_others(kind, subject));
        let key = |look, text: Word| Key { look, text: text.of(lang).to_owned(), n: String::new() };
        let has_spread = subject.comparison.groups.iter().any(|(_, mean)| mean.spread.is_some());
        let groups = (!subject.comparison.groups.is_empty()).then(|| key(Look::Group, words::EACH_GROUP));
        let spread = has_spread.then(|| key(Look::Spread, words::ONE_SPREAD));
        Chart {
            // Self and others stand above it, with their marks.
            keys: groups.into_iter().chain(spread).collect(),
            columns: vec![words::SELF_MINUS.of(lang).to_owned()],
            points: self.writer.instrument.points.get(),
            rows: whole.chain(self.writer.groups(subject)).chain(class).collect(),
            grows: true,
            ..Chart::default()
        }
    }

    fn standing(&self, quadrant: Quadrant, place: usize) -> Option<Finding> {
        let lang = self.writer.lang;
        let section = Section::Role(place);
        let subject = self.subject(section)?;
        let (own, others) = subject.comparison.oneself.zip(subject.comparison.others)?;
        let class = subject.class?.seen_by(self.writer.audience)?;
        let (name, [own_value, others_value, class_value]) =
            (subject.name, [own, others, class].map(|mean| mean.value));
        Some(Finding {
            kind: words::quadrant(quadrant).of(lang).to_owned(),
            tone: Tone::Standing(quadrant),
            sentence: results::standing(lang, quadrant, name, own_value, others_value, class_value),
            figures: vec![
                self.figure(subject, Look::Oneself, Fact::Oneself, own),
                self.figure(subject, Look::Others, Fact::Others, others),
                self.figure(subject, Look::Class, Fact::Class, class),
            ],
            role: Some(place),
            chart: self.chart(section, subject),
        })
    }

    /// Self, others and the gap between them.
    fn figures(&self, subject: &Subject<'_>) -> Vec<Figure> {
        let own = subject.comparison.oneself.map(|mean| self.figure(subject, Look::Oneself, Fact::Oneself, mean));
        let others = subject.comparison.others.map(|mean| self.figure(subject, Look::Others, Fact::Others, mean));
        own.into_iter().chain(others).chain(self.gap(subject)).collect()
    }

    fn wide_gap(&self, section: Section) -> Option<Finding> {
        let lang = self.writer.lang;
        let subject = self.subject(section)?;
        let role = match section {
            Section::Role(place) => Some(place),
            Section::Activity(_) => None,
        };
        Some(Finding {
            kind: words::FLAGGED.of(lang).to_owned(),
            tone: Tone::Gap,
            sentence: results::wide_gap(lang, subject.name, subject.comparison.gap?, self.writer.round.flag_above),
            figures: self.figures(subject),
            role,
            chart: self.chart(section, subject),
        })
    }

    fn ranked(&self, places: &[usize], kind: Word, sentence: fn(Lang, &str) -> String) -> Option<Finding> {
        let lang = self.writer.lang;
        let subjects = || places.iter().filter_map(|place| self.subject(Section::Activity(*place)));
        let first = subjects().next()?;
        Some(Finding {
            kind: kind.of(lang).to_owned(),
            tone: Tone::Plain,
            sentence: sentence(lang, first.name),
            figures: self.figures(first),
            role: None,
            chart: Chart {
                columns: vec![words::SELF_MINUS_OTHERS.of(lang).to_owned()],
                points: self.writer.instrument.points.get(),
                rows: subjects().map(|subject| self.writer.against_others(RowKind::Activity, subject)).collect(),
                grows: true,
                ..Chart::default()
            },
        })
    }

    /// A finding about what has no number: names and reasons only.
    fn without_numbers(&self, kind: Word, sentence: String, rows: Vec<Row>) -> Finding {
        Finding {
            kind: kind.of(self.writer.lang).to_owned(),
            tone: Tone::Plain,
            sentence,
            figures: Vec::new(),
            role: None,
            chart: Chart { points: self.writer.instrument.points.get(), rows, grows: true, ..Chart::default() },
        }
    }

    fn agreed(&self, places: &[(Section, Groups)]) -> Option<Finding> {
        let lang = self.writer.lang;
        let subjects: Vec<_> =
            places.iter().filter_map(|(section, groups)| Some((self.subject(*section)?, *groups))).collect();
        let sentence = match subjects.as_slice() {
            [] => return None,
            [(subject, groups)] => results::agreed(lang, *groups, subject.name),
            all => results::agreed_in(lang, all.len()),
        };
        let row = |(subject, groups): &(&Subject<'_>, _)| {
            self.writer.agreed(subject, *groups, results::group_in(lang, *groups, subject.name))
        };
        Some(self.without_numbers(words::AGREED, sentence, subjects.iter().map(row).collect()))
    }

    fn not_shown(&self, dropped: &[(Section, Groups)]) -> Option<Finding> {
        let lang = self.writer.lang;
        let hidden = &self.writer.ratee.hidden;
        let sentence = match (hidden.as_slice(), dropped) {
            ([], []) => return None,
            ([hidden], []) => words::hidden(lang, hidden, self.writer.round.min_group),
            _ => results::not_shown_in(lang, hidden.len() + dropped.len()),
        };
        let row = |(section, groups): &(Section, _)| {
            let subject = self.subject(*section)?;
            Some(self.writer.dropped(subject, *groups, results::group_in(lang, *groups, subject.name)))
        };
        let hidden = self.writer.hidden().filter(|row| row.kind != RowKind::Heading);
        let rows = hidden.chain(dropped.iter().filter_map(row)).collect();
        Some(self.without_numbers(words::NOT_SHOWN, sentence, rows))
    }
}

/// Which finding is on the screen.
#[derive(Default)]
pub struct Findings {
    at: usize,
    /// Of whom, in which round: another person's findings start at their first.
    of: Option<(RoundId, MemberId)>,
}

impl Findings {
    /// Shows one finding of a person, and steps to the others.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        of: (&RoundId, &MemberId),
        findings: &[Finding],
        plane: &Plane,
    ) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        if self.of.as_ref().map(|(round, person)| (round, person)) != Some(of) {
            *self = Self { at: 0, of: Some((of.0.clone(), of.1.clone())) };
        }
        let Some(last) = findings.len().checked_sub(1) else {
            widgets::empty_state(ui, tokens, results::NOTHING_TO_TELL.of(lang), None);
            return;
        };
        self.at = self.at.min(last);
        let mut turn = keys::page_or_arrow(ui, scene);
        ui.horizontal(|ui| {
            turn = turn.or(step(ui, tokens, "‹", results::PREVIOUS_FINDING.of(lang), self.at > 0, Turn::Back));
            ui.label(tokens.section(results::position(self.at, findings.len())));
            turn = turn.or(step(ui, tokens, "›", results::NEXT_FINDING.of(lang), self.at < last, Turn::On));
            if let Some(finding) = findings.get(self.at) {
                widgets::chip(ui, tokens, None, &finding.kind, finding.tone.hue(tokens));
            }
        });
        match turn {
            Some(Turn::Back) => self.at = self.at.saturating_sub(1),
            Some(Turn::On) => self.at = (self.at + 1).min(last),
            None => {}
        }
        if turn.is_some() {
            // What was drawn above is about the one before.
            ui.ctx().request_discard("another finding");
        }
        if let Some(finding) = findings.get(self.at) {
            ui.push_id(self.at, |ui| finding.show(ui, scene, plane));
        }
    }
}

/// A button that steps. Where to, if it was pressed.
fn step(ui: &mut Ui, tokens: &Tokens, text: &str, name: &str, enabled: bool, turn: Turn) -> Option<Turn> {
    let response = ui.add_enabled(enabled, Button::new(tokens.title(text)).frame_when_inactive(false));
    widgets::name(&response, Role::Button, name);
    response.on_hover_text(name).clicked().then_some(turn)
}

impl Tone {
    fn hue(self, tokens: &Tokens) -> Hue {
        match self {
            Self::Standing(quadrant) => johari::hue(tokens, quadrant),
            Self::Gap => tokens.amber,
            Self::Plain => tokens.neutral,
        }
    }
}

impl Finding {
    fn show(&self, ui: &mut Ui, scene: &Scene<'_>, plane: &Plane) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        let body = tokens.type_size.body;
        let sentence: RichText = if ui.available_width() >= body * LARGEST {
            tokens.figure(&self.sentence)
        } else {
            tokens.title(&self.sentence)
        };
        ui.add(Label::new(sentence).wrap());
        ui.add_space(tokens.inset);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let height = (ui.clip_rect().bottom() - ui.cursor().top()).clamp(body * 18.0, body * 34.0);
            match self.role.filter(|role| plane.has(*role)) {
                Some(role) if ui.available_width() >= body * SIDE_BY_SIDE => {
                    ui.horizontal_top(|ui| {
                        let size = vec2((height * 1.1).min(ui.available_width() * 0.42), height);
                        let width = ui.available_width() - size.x - tokens.margin * 2.0;
                        ui.allocate_ui(vec2(width, 0.0), |ui| ui.vertical(|ui| self.numbers(ui, scene)));
                        ui.add_space(tokens.margin);
                        johari::show_plane(ui, tokens, lang, plane, Some(role), size);
                    });
                }
                role => {
                    self.numbers(ui, scene);
                    if let Some(role) = role {
                        ui.add_space(tokens.group);
                        let size = vec2(ui.available_width(), height);
                        johari::show_plane(ui, tokens, lang, plane, Some(role), size);
                    }
                }
            }
        });
    }

    /// The numbers, and the chart of them.
    fn numbers(&self, ui: &mut Ui, scene: &Scene<'_>) {
        let tokens = scene.tokens;
        if !self.figures.is_empty() {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = tokens.margin * 2.0;
                self.figures.iter().for_each(|figure| figure.show(ui, scene));
            });
            ui.add_space(tokens.group);
        }
        chart::show_bare(ui, tokens, scene.lang, &self.chart);
    }
}

impl Figure {
    fn show(&self, ui: &mut Ui, scene: &Scene<'_>) {
        let tokens = scene.tokens;
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.spacing_mut().interact_size.y = 0.0;
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = tokens.unit;
                if let Some(look) = self.look {
                    let line = vec2(tokens.sign, tokens.type_size.small * 1.4);
                    let (rect, _) = ui.allocate_exact_size(line, Sense::hover());
                    look.paint(ui.painter(), tokens, rect.center());
                }
                ui.label(tokens.small(&self.caption).color(tokens.ink));
            });
            let ink = match self.look {
                _ if self.flagged => tokens.amber.ink,
                Some(look) => look.ink(tokens),
                None => tokens.ink,
            };
            self.value.show(ui, tokens, scene.lang, tokens.figure(&self.value.text).color(ink));
            ui.label(tokens.small(&self.note));
        });
    }
}
