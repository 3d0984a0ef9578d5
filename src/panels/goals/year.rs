//! A year of somebody's cards: scores and grades period by period, and where they tend to.

use std::sync::Arc;

use egui::{Align2, Label, Rect, ScrollArea, Sense, Stroke, Ui, pos2, vec2};

use super::bands::Scale;
use crate::{
    analysis::{
        evaluation::Evaluation,
        goals::{self, Standing, Sum},
    },
    model::{EvaluationMethod, GoalCard, MemberId, Period, PeriodId, PeriodKind, Side, Table},
    panels::{Scene, evaluation::hue},
    text::{Explanation, format, goals as words},
    ui::{self, Step, widgets},
};

/// What one looks at of a year.
#[derive(Default)]
pub(super) struct View {
    year: Option<i16>,
    kind: Option<PeriodKind>,
    course: Option<Course>,
}

/// Somebody's cards, kept until something they rest on changes.
struct Course {
    cards: Arc<Table<GoalCard>>,
    evaluations: Arc<Table<Evaluation>>,
    person: MemberId,
    standings: Vec<Standing>,
}

impl Course {
    fn of(scene: &Scene<'_>, person: &MemberId) -> Self {
        let (cards, evaluations) = (&scene.workbook.goal_cards, &scene.derived.evaluations);
        Self {
            cards: Arc::clone(cards),
            evaluations: Arc::clone(evaluations),
            person: person.clone(),
            standings: goals::course(scene.workbook, evaluations, person),
        }
    }

    fn still(&self, scene: &Scene<'_>, person: &MemberId) -> bool {
        Arc::ptr_eq(&self.cards, &scene.workbook.goal_cards)
            && Arc::ptr_eq(&self.evaluations, &scene.derived.evaluations)
            && self.person == *person
    }
}

impl View {
    /// Draws it. The period that was chosen, if any.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, person: &MemberId) -> Option<PeriodId> {
        let (tokens, lang) = (scene.tokens, scene.lang);
        self.course.take_if(|course| !course.still(scene, person));
        let standings = &self.course.get_or_insert_with(|| Course::of(scene, person)).standings;
        let whens = || standings.iter().filter_map(|standing| standing.when);
        let mut years: Vec<i16> = whens().map(Period::year).collect();
        years.dedup();
        let Some(last) = years.last().copied() else {
            ui.label(tokens.prose(words::NO_COURSE.of(lang)));
            return None;
        };
        let mut year = self.year.filter(|year| years.contains(year)).unwrap_or(last);
        let mut kinds: Vec<PeriodKind> = whens().filter(|when| when.year() == year).map(Period::kind).collect();
        kinds.sort_unstable_by(|a, b| b.cmp(a));
        kinds.dedup();
        let first = kinds.first().copied().unwrap_or(PeriodKind::Quarter);
        let mut kind = self.kind.filter(|kind| kinds.contains(kind)).unwrap_or(first);
        ui.horizontal_wrapped(|ui| {
            let width = 6.0 * tokens.type_size.body;
            widgets::chooser(ui, "year", width, &year.to_string(), words::WHICH_YEAR.of(lang), |ui| {
                for other in years.iter().rev() {
                    ui.selectable_value(&mut year, *other, other.to_string());
                }
            });
            if kinds.len() > 1 {
                let choices: Vec<_> = kinds.iter().map(|kind| (*kind, words::kind(*kind).of(lang))).collect();
                widgets::segmented(ui, tokens, &mut kind, &choices);
            }
        });
        (self.year, self.kind) = (Some(year), Some(kind));
        let is_shown =
            |standing: &&Standing| standing.when.is_some_and(|when| when.year() == year && when.kind() == kind);
        let shown: Vec<&Standing> = standings.iter().filter(is_shown).collect();
        if let Some(sum) = goals::sum_up(shown.iter().copied()) {
            let said = ui.add(Label::new(tokens.section(words::year(lang, &sum))).wrap().sense(Sense::click()));
            ui::explain(&said, tokens, lang, || explanation(scene, &sum, &shown));
        }
        let mut chosen = None;
        ScrollArea::vertical().id_salt("year").auto_shrink(false).show(ui, |ui| {
            ui.set_max_width((tokens.prose_width * 1.5).min(ui.available_width()));
            chart(ui, scene, &shown);
            ui.add_space(tokens.inset);
            chosen = table(ui, scene, &shown);
        });
        chosen
    }
}

fn explanation(scene: &Scene<'_>, sum: &Sum, shown: &[&Standing]) -> Explanation {
    let row = |standing: &&Standing| (standing.period.to_string(), format::number_or_unknown(standing.superior, 1));
    let finals = shown.iter().filter(|standing| !standing.provisional);
    Explanation {
        title: format!("{} {}", words::MEAN.of(scene.lang), format::number(sum.mean, 1)),
        rows: finals.map(row).collect(),
        rule: words::MEAN_RULE.of(scene.lang).to_owned(),
        origin: crate::analysis::Origin::Reading,
    }
}

/// Both sides' scores over the periods, on the bands of the grades.
fn chart(ui: &mut Ui, scene: &Scene<'_>, shown: &[&Standing]) {
    let tokens = scene.tokens;
    let method: &EvaluationMethod = &scene.workbook.method.evaluation;
    let scores = shown.iter().flat_map(|standing| [standing.oneself, standing.superior]).flatten();
    let scale = Scale::of(method, scores);
    let height = (ui.available_width() * 0.35).clamp(tokens.type_size.body * 12.0, tokens.type_size.body * 22.0);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    widgets::name(&response, egui::Role::Image, words::TREND.of(scene.lang));
    let painter = ui.painter_at(rect);
    let plot = Rect::from_min_max(
        rect.min + vec2(tokens.type_size.body * 2.0, tokens.inset),
        rect.max - vec2(tokens.inset, tokens.type_size.small * 2.0),
    );
    let y = |score: f64| plot.bottom() - plot.height() * scale.share(score);
    for (at, (grade, from, to)) in scale.parts().enumerate() {
        let band = plot.with_min_y(y(to)).with_max_y(y(from));
        if at % 2 == 0 {
            painter.rect_filled(band, 0.0, tokens.sunken);
        }
        painter.hline(plot.x_range(), band.bottom(), tokens.hairline_stroke());
        let at = pos2(rect.left() + tokens.inset, band.center().y);
        painter.text(at, Align2::LEFT_CENTER, format!("{grade:?}"), tokens.font(Step::Small), tokens.ink_soft);
    }
    let count = shown.len().max(1) as f32;
    let x = |place: usize| plot.left() + plot.width() * (place as f32 + 0.5) / count;
    let room = plot.width() / count;
    for (place, standing) in shown.iter().enumerate() {
        let name = widgets::line(&painter, standing.period.as_str(), tokens.font(Step::Small), tokens.ink_soft, room);
        let left = x(place) - name.size().x / 2.0;
        painter.galley(pos2(left, rect.bottom() - name.size().y), name, tokens.ink_soft);
    }
    let show_values = room > tokens.type_size.body * 4.0;
    for side in Side::ALL {
        let hue = hue(tokens, side);
        let score = |standing: &Standing| match side {
            Side::Oneself => standing.oneself,
            Side::Superior => standing.superior,
        };
        let points: Vec<_> = shown
            .iter()
            .enumerate()
            .filter_map(|(place, standing)| Some((pos2(x(place), y(score(standing)?)), *standing, score(standing)?)))
            .collect();
        let line: Vec<_> = points.iter().map(|(at, ..)| *at).collect();
        painter.line(line, Stroke::new(tokens.line_strong, hue.mark));
        for (at, standing, value) in &points {
            painter.circle_filled(*at, tokens.sign / 2.5, if standing.provisional { tokens.surface } else { hue.mark });
            painter.circle_stroke(*at, tokens.sign / 2.5, Stroke::new(tokens.line_strong, hue.mark));
            if show_values {
                // The higher of the two stands above its mark, the lower one below.
                let other = match side {
                    Side::Oneself => standing.superior,
                    Side::Superior => standing.oneself,
                };
                let above = other.is_none_or(|other| *value > other || (*value == other && side == Side::Superior));
                let (offset, anchor) = if above {
                    (-tokens.sign / 2.0, Align2::CENTER_BOTTOM)
                } else {
                    (tokens.sign / 2.0, Align2::CENTER_TOP)
                };
                let text = format::number(*value, 1);
                painter.text(*at + vec2(0.0, offset), anchor, text, tokens.font(Step::Small), hue.ink);
            }
        }
    }
}

/// The periods as a table. The one that was pressed.
fn table(ui: &mut Ui, scene: &Scene<'_>, shown: &[&Standing]) -> Option<PeriodId> {
    let (tokens, lang) = (scene.tokens, scene.lang);
    let body = tokens.type_size.body;
    let heads = [words::PERIOD, words::ONESELF, words::MANAGER, words::GRADE, words::CHANGE];
    let inks = [tokens.ink_soft, tokens.own.ink, tokens.others.ink, tokens.ink_soft, tokens.ink_soft];
    let edges = |rect: Rect| {
        let right = rect.right() - tokens.inset;
        [right - body * 17.0, right - body * 11.0, right - body * 5.5, right]
    };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), tokens.target), Sense::hover());
    let texts = heads.map(|head| head.of(lang).to_owned());
    let cells = |ui: &Ui, rect: Rect, texts: [String; 5], inks: [egui::Color32; 5], step: Step| {
        let rights = [None].into_iter().chain(edges(rect).map(Some));
        for ((right, text), ink) in rights.zip(texts).zip(inks) {
            let (at, anchor) = match right {
                Some(right) => (pos2(right, rect.center().y), Align2::RIGHT_CENTER),
                None => (pos2(rect.left() + tokens.inset, rect.center().y), Align2::LEFT_CENTER),
            };
            ui.painter().text(at, anchor, text, tokens.font(step), ink);
        }
    };
    cells(ui, rect, texts, inks, Step::Small);
    let mut chosen = None;
    for standing in shown {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), tokens.target), Sense::click());
        let said = words::standing(lang, standing.period.as_str(), standing.oneself, standing.superior, standing.grade);
        widgets::name(&response, egui::Role::Button, &said);
        if response.hovered() {
            ui.painter().rect_filled(rect, tokens.corners(), tokens.hovered);
        }
        ui.painter().hline(rect.x_range(), rect.bottom(), tokens.hairline_stroke());
        let score = format::number_or_unknown(standing.superior, 1);
        let score = if standing.provisional && standing.superior.is_some() { format!("({score})") } else { score };
        let change = standing.change.map_or_else(|| format::UNKNOWN.to_owned(), |by| format::difference(by, 1));
        let own = format::number_or_unknown(standing.oneself, 1);
        let texts = [standing.period.to_string(), own, score, words::grade(standing.grade), change];
        cells(ui, rect, texts, [tokens.ink; 5], Step::Body);
        widgets::focus_ring(ui, tokens, &response);
        if response.clicked() {
            chosen = Some(standing.period.clone());
        }
    }
    if shown.iter().any(|standing| standing.provisional && standing.superior.is_some()) {
        ui.label(tokens.small(words::IN_BRACKETS.of(lang)));
    }
    if shown.iter().any(|standing| standing.change.is_some()) {
        ui.add(Label::new(tokens.small(words::CHANGE_RULE.of(lang))).wrap());
    }
    chosen
}
