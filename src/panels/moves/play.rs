//! The groups' turns: one group's cards at a time, nothing of the others'.

use egui::{Align2, Label, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::{
    board::{Act, Board},
    go_to,
    keys::{self, Turn},
    lay_out,
};
use crate::{
    edit::{Edit, MovesEdit},
    model::{MarketMove, MoveGroup, MoveRun, MoveStage},
    panels::{Scene, Wishes},
    text::moves as words,
    ui::{Sign, Step, signs, widgets},
};

/// The page's view state.
#[derive(Default)]
pub(super) struct Play {
    /// The group whose turn was chosen; without one, the first that has not handed in.
    turn: Option<usize>,
    board: Board,
}

impl Play {
    /// The group on its turn; none where all have handed in and none was chosen.
    fn group<'a>(&self, run: &'a MoveRun) -> Option<(usize, &'a MoveGroup)> {
        let waiting = run.groups.iter().position(|group| !group.handed_in);
        let turn = self.turn.filter(|turn| *turn < run.groups.len()).or(waiting)?;
        Some((turn, run.groups.get(turn)?))
    }

    /// Shows the cards of the group on its turn.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, run: &MoveRun, wishes: &mut Wishes) {
        match self.group(run) {
            Some((place, group)) if !group.handed_in => {
                let act = self.board.show(ui, scene, run, place, group, wishes);
                if let Some(Act { card, class }) = act {
                    wishes.edit(Edit::Moves(MovesEdit::Place(run.id.clone(), place, card, class)));
                }
                let is_complete = group.split.len() == MarketMove::ALL.len();
                if is_complete && !scene.read_only && keys::page(ui, scene) == Some(Turn::On) {
                    self.hand_in(run, place, wishes);
                }
            }
            Some((place, group)) => self.out_of_sight(ui, scene, run, place, group, wishes),
            None => {
                let lang = scene.lang;
                let on = (!scene.read_only).then(|| words::TO_THE_REVEAL.of(lang));
                let pressed = widgets::empty_state(ui, scene.tokens, words::ALL_IN.of(lang), on);
                let by_key = !scene.read_only && keys::page(ui, scene) == Some(Turn::On);
                if pressed || by_key {
                    go_to(scene, run, MoveStage::Reveal, wishes);
                }
            }
        }
    }

    /// A tab for each group, with its name and how far it is, and what the group on its turn can do.
    pub fn controls(&mut self, ui: &mut Ui, scene: &Scene<'_>, run: &MoveRun, wishes: &mut Wishes) {
        let turn = self.group(run);
        for (place, group) in run.groups.iter().enumerate() {
            if tab(ui, scene, group, place, turn.is_some_and(|(turn, _)| turn == place)) {
                self.turn = Some(place);
                self.board = Board::default();
            }
        }
        if scene.read_only {
            return;
        }
        let (tokens, lang) = (scene.tokens, scene.lang);
        if let Some((place, group)) = turn.filter(|(_, group)| !group.handed_in && !group.split.is_empty()) {
            let text = words::hand_in(lang, group);
            let pressed = if group.split.len() == MarketMove::ALL.len() {
                widgets::primary_button(ui, tokens, &text).clicked()
            } else {
                ui.button(tokens.body(text)).clicked()
            };
            if pressed {
                self.hand_in(run, place, wishes);
            }
        }
        if widgets::tool_button(ui, tokens, words::BACK_TO_SETUP.of(lang)).clicked() {
            go_to(scene, run, MoveStage::Setup, wishes);
        }
    }

    fn hand_in(&mut self, run: &MoveRun, place: usize, wishes: &mut Wishes) {
        wishes.edit(Edit::Moves(MovesEdit::HandIn(run.id.clone(), place, true)));
        (self.turn, self.board) = (None, Board::default());
    }

    /// A group that has handed in: that it has, and the way back.
    fn out_of_sight(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        run: &MoveRun,
        place: usize,
        group: &MoveGroup,
        wishes: &mut Wishes,
    ) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        ui.vertical_centered(|ui| {
            ui.add_space(tokens.margin * 2.0);
            ui.label(tokens.title(words::handed_in(lang, &words::group_label(lang, group, place))));
            ui.add(Label::new(tokens.body(words::HIDDEN.of(lang)).color(tokens.ink_soft)).wrap());
            ui.add_space(tokens.inset);
            if scene.read_only {
                return;
            }
            if run.all_handed_in() && widgets::primary_button(ui, tokens, words::TO_THE_REVEAL.of(lang)).clicked() {
                go_to(scene, run, MoveStage::Reveal, wishes);
            }
            if ui.button(tokens.body(words::TAKE_BACK.of(lang))).clicked() {
                wishes.edit(Edit::Moves(MovesEdit::HandIn(run.id.clone(), place, false)));
            }
        });
    }
}

/// A group's tab. Whether it was chosen.
fn tab(ui: &mut Ui, scene: &Scene<'_>, group: &MoveGroup, place: usize, selected: bool) -> bool {
    let (tokens, lang) = (scene.tokens, scene.lang);
    let name = words::group_label(lang, group, place);
    let (font, ink) = if selected {
        (tokens.bold_font(Step::Body), tokens.accent.ink)
    } else {
        (tokens.font(Step::Body), tokens.ink)
    };
    let longest = tokens.type_size.body * 8.0;
    let label = lay_out(ui, &name, font, ink, longest, 1);
    let laid = lay_out(ui, &words::laid(group), tokens.font(Step::Small), tokens.ink_soft, longest, 1);
    let beside = if group.handed_in { tokens.sign } else { laid.size().x };
    let size = vec2(label.size().x + beside + 3.0 * tokens.inset, tokens.target);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let painter = ui.painter();
    let fill = if selected {
        tokens.accent.wash
    } else if response.hovered() {
        tokens.hovered
    } else {
        tokens.sunken
    };
    let edge = if selected { tokens.focus_stroke() } else { Stroke::NONE };
    painter.rect(rect, tokens.corners(), fill, edge, StrokeKind::Inside);
    let inside = rect.shrink2(vec2(tokens.inset, 0.0));
    let at = Align2::LEFT_CENTER.align_size_within_rect(label.size(), inside).min;
    let right = Rect::from_min_max(pos2(inside.right() - beside, inside.top()), inside.max);
    if group.handed_in {
        signs::paint(painter, Sign::Check, right.center(), tokens.sign, tokens.green.ink);
    } else {
        painter.galley(Align2::LEFT_CENTER.align_size_within_rect(laid.size(), right).min, laid, tokens.ink_soft);
    }
    painter.galley(at, label, ink);
    widgets::name_selectable(&response, selected, &words::progress(lang, &name, group));
    widgets::focus_ring(ui, tokens, &response);
    response.on_hover_text(name).clicked()
}
