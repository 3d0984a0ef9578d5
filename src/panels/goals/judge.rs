//! The evaluation: both sides row by row, where they lie apart, the grade among its bands, and what would be if.

use std::sync::Arc;

use egui::{Frame, Key, Label, Margin, Modifiers, ScrollArea, Ui};

use super::{bands, card::two_columns, desk::Desk};
use crate::{
    analysis::{evaluation::Evaluation, findings::is_hundred},
    edit::{CardEdit, CardText, change_card},
    model::{Factor, GoalCard, MemberId, Method, PeriodId, Side, Table},
    panels::evaluation::Sheet,
    text::goals as words,
    ui::{self, widgets},
};

/// How many goals are named that the sides score differently.
const APART: usize = 3;

/// What would be if: changes that are nobody's edit.
pub(super) struct Trial {
    of: (MemberId, PeriodId),
    edits: Vec<CardEdit>,
    made: Made,
}

/// The card as it would be, kept until something it rests on changes.
struct Made {
    cards: Arc<Table<GoalCard>>,
    method: Arc<Method>,
    card: GoalCard,
    evaluation: Evaluation,
}

impl Trial {
    fn of(desk: &Desk<'_>) -> Self {
        let of = (desk.card.person.clone(), desk.card.period.clone());
        Self { of, edits: Vec::new(), made: Made::of(desk, &[]) }
    }

    /// Whether it is about the card on the desk.
    fn is_about(&self, desk: &Desk<'_>) -> bool {
        self.of.0 == desk.card.person && self.of.1 == desk.card.period
    }

    /// Makes it again where the card or the bands have changed meanwhile.
    fn keep_up(&mut self, desk: &Desk<'_>) {
        let workbook = desk.scene.workbook;
        let stands =
            Arc::ptr_eq(&self.made.cards, &workbook.goal_cards) && Arc::ptr_eq(&self.made.method, &workbook.method);
        if !stands {
            self.made = Made::of(desk, &self.edits);
        }
    }

    fn change(&mut self, desk: &Desk<'_>, edit: CardEdit) {
        self.edits.push(edit);
        self.made = Made::of(desk, &self.edits);
    }
}

impl Made {
    fn of(desk: &Desk<'_>, edits: &[CardEdit]) -> Self {
        let workbook = desk.scene.workbook;
        let mut card = desk.card.clone();
        for edit in edits {
            // A goal may be gone meanwhile; then so is what was tried with it.
            let _ = change_card(&mut card, edit.clone());
        }
        let evaluation = Evaluation::of(&card, &workbook.method.evaluation);
        Self { cards: Arc::clone(&workbook.goal_cards), method: Arc::clone(&workbook.method), card, evaluation }
    }
}

/// Draws the page.
pub(super) fn show(ui: &mut Ui, desk: &mut Desk<'_>, trial: &mut Option<Trial>) {
    let (tokens, scene) = (desk.scene.tokens, desk.scene);
    trial.take_if(|trial| !trial.is_about(desk));
    if let Some(trial) = trial {
        trial.keep_up(desk);
    }
    tools(ui, desk, trial);
    if desk.card.goals.is_empty() {
        ui.add(Label::new(tokens.prose(words::NO_GOALS.of(scene.lang))).wrap());
        return;
    }
    let id = ("evaluation", desk.card.person.as_str(), desk.card.period.as_str());
    ScrollArea::vertical().id_salt(id).auto_shrink(false).show(ui, |ui| {
        ui.set_max_width((tokens.prose_width * 1.8).min(ui.available_width()));
        ui.push_id(id, |ui| {
            bands::strip(ui, scene, trial.as_ref().map_or(desk.evaluation, |trial| &trial.made.evaluation), {
                trial.as_ref().map(|_| desk.evaluation)
            });
            ui.add_space(tokens.group);
            let changed = sheet(ui, desk, trial.as_ref());
            if let Some(change) = changed {
                match trial {
                    Some(trial) => trial.change(desk, change.value),
                    None => desk.type_in(change),
                }
            }
            weights(ui, desk);
            ui.add_space(tokens.group);
            apart(ui, desk);
            ui.add_space(tokens.inset);
            two_columns(ui, tokens.type_size.body, |ui, column| match column {
                0 => desk.card_text(ui, CardText::Opinion(Side::Oneself), &desk.card.self_opinion, "", 2),
                _ => desk.card_text(ui, CardText::Opinion(Side::Superior), &desk.card.superior_opinion, "", 2),
            });
        });
    });
}

/// The switch of what-if, and the bands.
fn tools(ui: &mut Ui, desk: &mut Desk<'_>, trial: &mut Option<Trial>) {
    let (tokens, lang) = (desk.scene.tokens, desk.scene.lang);
    let is_free = desk.scene.is_meant && ui.memory(|memory| memory.focused()).is_none();
    if trial.is_some() && is_free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        *trial = None;
    }
    ui.horizontal_wrapped(|ui| {
        if widgets::tool_toggle(ui, tokens, words::TRY.of(lang), trial.is_some()).clicked() {
            *trial = if trial.is_some() { None } else { Some(Trial::of(desk)) };
        }
        bands::editor(ui, desk);
        if trial.is_some() && ui.button(tokens.body(words::BACK.of(lang))).clicked() {
            *trial = None;
        }
    });
    if trial.is_some() {
        let frame = Frame::new().fill(tokens.blue.wash).corner_radius(tokens.corners());
        frame.inner_margin(Margin::symmetric(8, 4)).show(ui, |ui| {
            ui.add(Label::new(tokens.body(words::TRYING.of(lang)).color(tokens.blue.ink)).wrap());
        });
    }
    ui.add_space(tokens.unit);
}

/// The table, of the card as it is or as it would be.
fn sheet(ui: &mut Ui, desk: &Desk<'_>, trial: Option<&Trial>) -> Option<ui::Change<CardEdit>> {
    let scene = desk.scene;
    let sheet = match trial {
        Some(Trial { made, .. }) => Sheet {
            scene,
            card: &made.card,
            evaluation: &made.evaluation,
            stands: Some(desk.evaluation),
            editable: true,
        },
        None => {
            Sheet { scene, card: desk.card, evaluation: desk.evaluation, stands: None, editable: !desk.is_locked() }
        }
    };
    // What is typed for a trial is no text of the card's own fields.
    ui.push_id(trial.is_some(), |ui| sheet.show(ui)).inner
}

/// That weights don't sum to 100, and by how much.
fn weights(ui: &mut Ui, desk: &Desk<'_>) {
    let (tokens, lang, sum) = (desk.scene.tokens, desk.scene.lang, desk.evaluation.weights);
    if is_hundred(sum) {
        return;
    }
    let text = tokens.error(words::weights(lang, sum));
    let said = ui.add(Label::new(text).sense(egui::Sense::click()));
    ui::explain(&said, tokens, lang, || words::weights_explanation(lang, desk.card.goals.iter(), sum));
}

/// Where the two lie furthest apart, with what each says of it.
fn apart(ui: &mut Ui, desk: &Desk<'_>) {
    let (tokens, lang, evaluation) = (desk.scene.tokens, desk.scene.lang, desk.evaluation);
    ui.label(tokens.section(words::FURTHEST_APART.of(lang)));
    if let (Some(own), Some(other)) = (evaluation.oneself.overall, evaluation.manager.overall) {
        ui.add(Label::new(tokens.body(words::apart_overall(lang, own, other))).wrap());
    }
    let both = evaluation.oneself.rows.iter().zip(&evaluation.manager.rows);
    if evaluation.apart.is_empty() {
        let compared = both.clone().any(|(own, other)| own.score.is_some() && other.score.is_some());
        let word = if compared { words::NOTHING_APART } else { words::NOTHING_TO_COMPARE };
        ui.label(tokens.small(word.of(lang)));
    }
    for found in evaluation.apart.iter().take(APART) {
        let Some(goal) = desk.card.goals.get(&found.goal) else { continue };
        ui.add_space(tokens.unit);
        let said = ui.add(Label::new(tokens.strong(words::apart(lang, goal.label(), found.by))).wrap());
        let scores = both.clone().find(|(own, _)| own.goal == found.goal);
        let scores = scores.map_or([None, None], |(own, other)| [own.score, other.score]);
        ui::explain(&said, tokens, lang, || words::apart_explanation(lang, goal, scores, found.by));
        for (side, comment) in Side::ALL.into_iter().zip([&goal.self_comment, &goal.superior_comment]) {
            if !comment.is_empty() {
                let text = format!("{}  {comment}", words::side(side).of(lang));
                ui.add(Label::new(tokens.small(text)).wrap());
            }
        }
    }
    let differs = |factor| evaluation.oneself.factor(factor) != evaluation.manager.factor(factor);
    if Factor::ALL.into_iter().any(differs) {
        ui.add_space(tokens.unit);
        ui.label(tokens.small(words::FACTORS_APART.of(lang)));
    }
}
