//! The grades and their bands: where both sides' overall scores lie among them, and the bands being changed.

use egui::{Align, Align2, Layout, Popup, PopupCloseBehavior, Sense, Stroke, Ui, pos2, style::StyleModifier, vec2};

use super::desk::Desk;
use crate::{
    analysis::evaluation::{Evaluation, grade},
    edit::Edit,
    model::{EvaluationMethod, Grade, Percent, Side},
    panels::{Scene, evaluation::hue},
    text::{format, goals as words},
    ui::{self, NumberField, Step, widgets},
};

/// How far the scale goes on beyond the outermost bounds and scores.
const BEYOND: f64 = 15.0;

/// The scale of scores: from where to where, cut where another grade begins.
pub(super) struct Scale {
    from: f64,
    to: f64,
    /// Each part's grade, and where it ends.
    parts: Vec<(Grade, f64)>,
}

impl Scale {
    /// A scale that holds these scores and every bound.
    pub fn of(method: &EvaluationMethod, scores: impl Iterator<Item = f64>) -> Self {
        let mut bounds: Vec<f64> = method.grades_from.values().map(|from| from.get()).collect();
        bounds.sort_by(f64::total_cmp);
        let all = || bounds.iter().copied();
        let (least, most) =
            scores.chain(all()).fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), x| (a.min(x), b.max(x)));
        let (from, to) = if least <= most { ((least - BEYOND).max(0.0), most + BEYOND) } else { (0.0, 100.0) };
        let starts = std::iter::once(from).chain(all().filter(|bound| *bound > from));
        let ends = all().filter(|bound| *bound > from).chain([to]);
        let mut parts: Vec<(Grade, f64)> = Vec::new();
        for (start, end) in starts.zip(ends) {
            let found = grade(start, method);
            match parts.last_mut() {
                // A bound at which no other grade begins.
                Some((last, until)) if *last == found => *until = end,
                _ => parts.push((found, end)),
            }
        }
        Self { from, to, parts }
    }

    /// Each part's grade, from where and to where.
    pub fn parts(&self) -> impl Iterator<Item = (Grade, f64, f64)> {
        let starts = std::iter::once(self.from).chain(self.parts.iter().map(|(_, end)| *end));
        self.parts.iter().zip(starts).map(|((grade, end), start)| (*grade, start, *end))
    }

    /// Where a score lies, as a share of the whole.
    pub fn share(&self, score: f64) -> f32 {
        ((score - self.from) / (self.to - self.from)) as f32
    }
}

/// Both sides' overall scores on the scale of grades; what stands is shown too while something else is tried out.
pub(super) fn strip(ui: &mut Ui, scene: &Scene<'_>, evaluation: &Evaluation, stands: Option<&Evaluation>) {
    let (tokens, lang) = (scene.tokens, scene.lang);
    let method = &scene.workbook.method.evaluation;
    let overall = |side| evaluation.by(side).overall;
    let before = stands.and_then(|stands| stands.manager.overall);
    let scale = Scale::of(method, Side::ALL.into_iter().filter_map(overall).chain(before));
    let (label, bar) = (tokens.type_size.small * 1.6, tokens.type_size.body * 1.8);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), bar + 2.0 * label), Sense::click());
    let painter = ui.painter();
    let bar = rect.shrink2(vec2(0.0, label));
    let x = |score: f64| bar.left() + bar.width() * scale.share(score);
    let now = evaluation.manager.grade;
    for (of, from, to) in scale.parts() {
        let part = bar.with_min_x(x(from)).with_max_x(x(to));
        let (fill, ink) =
            if now == Some(of) { (tokens.accent.wash, tokens.accent.ink) } else { (tokens.sunken, tokens.ink_soft) };
        painter.rect_filled(part, 0.0, fill);
        painter.vline(part.left(), part.y_range(), tokens.hairline_stroke());
        let below = method.grades_from.contains_key(&of).then_some(from);
        let text = words::band(lang, of, below, (to < scale.to).then_some(to));
        let galley = widgets::line(painter, &text, tokens.font(Step::Small), ink, part.width() - tokens.unit);
        painter.galley(
            pos2(part.center().x - galley.size().x / 2.0, part.center().y - galley.size().y / 2.0),
            galley,
            ink,
        );
    }
    if let Some(before) = before {
        let at = pos2(x(before), bar.top());
        painter.circle_stroke(at, tokens.sign / 2.0, Stroke::new(tokens.line_strong, tokens.neutral.mark));
    }
    let mut said = Vec::new();
    for (side, y, anchor) in
        [(Side::Oneself, bar.bottom(), Align2::CENTER_TOP), (Side::Superior, bar.top(), Align2::CENTER_BOTTOM)]
    {
        let text = format!("{} {}", words::side(side).of(lang), format::number_or_unknown(overall(side), 1));
        if let Some(score) = overall(side) {
            let hue = hue(tokens, side);
            let at = pos2(x(score), y);
            painter.circle_filled(at, tokens.sign / 2.5, hue.mark);
            let galley = painter.layout_no_wrap(text.clone(), tokens.font(Step::Small), hue.ink);
            let offset = tokens.sign / 2.0 * if y == bar.top() { -1.0 } else { 1.0 };
            let place = anchor.anchor_size(at + vec2(0.0, offset), galley.size());
            let left = place.left().clamp(rect.left(), (rect.right() - galley.size().x).max(rect.left()));
            painter.galley(pos2(left, place.top()), galley, hue.ink);
        }
        said.push(text);
    }
    said.push(format!("{} {}", words::GRADE.of(lang), words::grade(now)));
    widgets::name(&response, egui::Role::Label, &said.join(", "));
    ui::explain(&response, tokens, lang, || words::overall_explanation(lang, &evaluation.manager, method));
}

/// The button behind which the bands can be changed.
pub(super) fn editor(ui: &mut Ui, desk: &mut Desk<'_>) {
    let (tokens, lang) = (desk.scene.tokens, desk.scene.lang);
    let button = widgets::tool_button(ui, tokens, words::BANDS.of(lang));
    let popup = Popup::menu(&button).style(StyleModifier::default());
    popup.close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        ui.set_width(20.0 * tokens.type_size.body);
        // A menu's texts would be justified.
        ui.with_layout(Layout::top_down(Align::Min), |ui| bounds(ui, desk));
    });
}

/// A field for each bound, and what follows from them.
fn bounds(ui: &mut Ui, desk: &mut Desk<'_>) {
    let (tokens, lang, scene) = (desk.scene.tokens, desk.scene.lang, desk.scene);
    ui.label(tokens.strong(words::BANDS_TITLE.of(lang)));
    let method = &scene.workbook.method.evaluation;
    let mut best: Option<f64> = None;
    for of in Grade::ALL.into_iter().filter(|grade| *grade != Grade::E) {
        let from = method.grades_from.get(&of).map(|from| from.get());
        ui.horizontal(|ui| {
            ui.label(tokens.body(words::grade_name(lang, of)));
            let label = words::bound_of(lang, of);
            let field = NumberField::new(("bound", of), from, &label).range(Percent::MIN..=Percent::MAX);
            let field = field.decimals(2).step(1.0);
            let change = ui.add_enabled_ui(!scene.read_only, |ui| field.show(ui, tokens)).inner;
            if let Some(change) = change {
                desk.type_edit(change.map(|value| Edit::GradeFrom(of, value.map(Percent::clamped))));
            }
        });
        if from.is_some_and(|from| best.is_some_and(|best| from >= best)) {
            ui.add(egui::Label::new(tokens.small(words::unreachable_grade(lang, of)).color(tokens.amber.ink)).wrap());
        }
        best = from.map(|from| best.map_or(from, |best| best.min(from))).or(best);
    }
    ui.add(egui::Label::new(tokens.small(words::BANDS_RULE.of(lang))).wrap());
    let usual = EvaluationMethod::default();
    let differs = *method != usual && !scene.read_only;
    if ui.add_enabled(differs, egui::Button::new(words::BANDS_DEFAULT.of(lang))).clicked() {
        let mut method = (*scene.workbook.method).clone();
        method.evaluation = usual;
        desk.wish(Edit::Method(Box::new(method)));
    }
}
