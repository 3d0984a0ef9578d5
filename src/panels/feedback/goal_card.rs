//! The person's goal card and its evaluation: the manager's and their own side by side.

use egui::{Label, Ui};

use super::desk::Desk;
use crate::{
    model::{GoalCard, Pane, PanelKind, Record as _},
    panels::{Wish, evaluation::Sheet},
    text::{feedback as words, people},
};

/// Shows the card of the conversation's period, or the person's last one.
pub fn show(ui: &mut Ui, desk: &mut Desk<'_>) {
    let (tokens, lang, conversation) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
    let mut cards = desk.scene.workbook.goal_cards.iter().filter(|card| card.person == conversation.person);
    let of_period = cards.clone().find(|card| Some(&card.period) == conversation.period.as_ref());
    let card = of_period.or_else(|| cards.next_back());
    ui.label(tokens.section(words::goal_card(lang, card.map(|card| &card.period))));
    if of_period.is_none() {
        let why = if card.is_some() { words::LAST_GOAL_CARD } else { words::NO_GOAL_CARD };
        ui.add(Label::new(tokens.small(why.of(lang))).wrap());
    }
    let subject = match card {
        Some(card) => GoalCard::subject(&card.person, &card.period),
        None => conversation.person.to_string(),
    };
    let open = if card.is_some() { people::OPEN_CARD } else { people::WRITE_CARD };
    if ui.button(open.of(lang)).clicked() {
        let (_, wishes) = desk.parts();
        wishes.push(Wish::Open(Pane { kind: PanelKind::Goals, subject: Some(subject) }));
    }
    let Some(card) = card else { return };
    if let Some(evaluation) = desk.scene.derived.evaluations.get(&card.key()) {
        Sheet { scene: desk.scene, card, evaluation, stands: None, editable: false }.show(ui);
    }
}
