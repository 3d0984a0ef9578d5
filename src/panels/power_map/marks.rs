//! Several cards at once: marking them, and what is done to all of them.

use egui::{Ui, pos2};

use super::{
    PowerMap, Subject,
    chart::{Card, Chart},
    editable, field_width,
    gesture::{Pick, Purpose, heads, pin},
    map::Map,
};
use crate::{
    edit::{Edit, OrganisationEdit},
    model::{Contact, ContactId},
    panels::{Scene, Wishes, choose_member, one_step},
    text::power_map as words,
    ui::{Drawn, Lasso, widgets},
};

/// Along which direction cards line up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// Beside each other.
    Across,
    /// Below each other.
    Down,
}

impl PowerMap {
    /// Adds a card to those that are marked, or takes it out. The one selected counts as the first.
    pub(super) fn mark(&mut self, scene: &Scene<'_>, subject: Subject<'_>, id: &ContactId) {
        if self.marked.is_empty() {
            self.marked.extend(subject.selected(scene).map(|contact| contact.id.clone()));
        }
        if !self.marked.remove(id) {
            self.marked.insert(id.clone());
        }
    }

    /// Those that a command is for: all that are marked, or else the one selected.
    pub(super) fn together(&self, scene: &Scene<'_>, subject: Subject<'_>) -> Vec<ContactId> {
        if self.marked.is_empty() {
            subject.selected(scene).map(|contact| contact.id.clone()).into_iter().collect()
        } else {
            self.marked.iter().cloned().collect()
        }
    }

    /// Marks somebody and everyone below them that is shown.
    pub(super) fn mark_branch(&mut self, head: &ContactId) {
        let Some(chart) = &self.chart else { return };
        self.marked = chart.with_below(std::slice::from_ref(head)).into_iter().collect();
    }

    /// A line drawn round cards with Shift held marks them.
    pub(super) fn lasso(&mut self, ui: &Ui, map: Map<'_>) {
        let Map { scene, chart, stage, .. } = map;
        let ground = &stage.response;
        let begins = ground.drag_started_by(egui::PointerButton::Primary) && ui.input(|input| input.modifiers.shift);
        if begins && !stage.hand {
            self.lasso = Some(Lasso::begin(ui));
        }
        let Some(lasso) = &mut self.lasso else { return };
        match lasso.follow(ui, ground, ui.painter(), scene.tokens) {
            Drawn::Going => return,
            Drawn::GivenUp => {}
            Drawn::Closed => {
                let middle = |card: &Card| stage.to_screen(chart.rect(card).center());
                let inside = chart.cards.iter().filter(|card| lasso.holds(middle(card)));
                self.marked = inside.map(|card| card.id.clone()).collect();
            }
        }
        self.lasso = None;
    }

    /// What can be done with the cards that are marked, above the map.
    pub(super) fn marks_bar(&mut self, ui: &Ui, map: Map<'_>, wishes: &mut Wishes) {
        let Map { scene, subject, chart, stage } = map;
        if self.marked.is_empty() || self.drag.is_some() || self.pick.is_some() {
            return;
        }
        let (tokens, lang) = (scene.tokens, scene.lang);
        widgets::bar_over(ui, tokens, stage.viewport, words::MARKED.of(lang), |ui| {
            ui.label(tokens.body(words::marked(lang, self.marked.len())));
            if editable(scene) {
                for (row, word) in [(Row::Across, words::ALIGN_ACROSS), (Row::Down, words::ALIGN_DOWN)] {
                    let button = |ui: &mut Ui| widgets::tool_button(ui, tokens, word.of(lang)).clicked();
                    if ui.add_enabled_ui(self.marked.len() > 1, button).inner {
                        self.align(scene, subject, chart, row, wishes);
                    }
                }
                if widgets::tool_button(ui, tokens, words::HANG_BELOW.of(lang)).clicked() {
                    let purpose = Purpose::Manager(heads(subject.organisation, &self.marked));
                    self.pick = Some(Pick { purpose, at: None });
                    stage.response.request_focus();
                }
                let contacts: Vec<&Contact> =
                    self.marked.iter().filter_map(|id| subject.organisation.contacts.get(id)).collect();
                let mut owners = contacts.iter().map(|contact| contact.owner.as_ref());
                let owner = owners.next().filter(|owner| owners.all(|other| other == *owner)).flatten();
                ui.label(tokens.small(words::OWNER.of(lang)));
                let width = 0.7 * field_width(tokens);
                if let Some(owner) = choose_member(ui, scene, "owner", words::OWNER.of(lang), width, owner) {
                    let put = |contact: &&Contact| {
                        let put = Contact { owner: owner.clone(), ..(*contact).clone() };
                        subject.step(OrganisationEdit::Put(Box::new(put)))
                    };
                    wishes.edit(one_step(contacts.iter().map(put).collect()));
                }
                let pinned: Vec<Edit> = contacts
                    .iter()
                    .filter(|contact| contact.pinned.is_some())
                    .map(|contact| subject.step(OrganisationEdit::Pin(contact.id.clone(), None)))
                    .collect();
                if !pinned.is_empty() && widgets::tool_button(ui, tokens, words::UNPIN.of(lang)).clicked() {
                    self.anchor = None;
                    wishes.edit(one_step(pinned));
                }
            }
            if widgets::tool_button(ui, tokens, words::UNMARK.of(lang)).clicked() {
                self.marked.clear();
            }
        });
    }

    /// The marked cards line up with the one selected, if it is one of them, or else with the first; they stay there.
    fn align(&mut self, scene: &Scene<'_>, subject: Subject<'_>, chart: &Chart, row: Row, wishes: &mut Wishes) {
        let cards: Vec<&Card> = chart.cards.iter().filter(|card| self.marked.contains(&card.id)).collect();
        let selected = subject.selected(scene).and_then(|contact| cards.iter().find(|card| card.id == contact.id));
        let Some(with) = selected.or(cards.first()) else { return };
        let place = |card: &Card| match row {
            Row::Across => pos2(card.at.x, with.at.y),
            Row::Down => pos2(with.at.x, card.at.y),
        };
        let edit = |card: &&Card| subject.step(OrganisationEdit::Pin(card.id.clone(), Some(pin(place(card)))));
        self.anchor = None;
        wishes.edit(one_step(cards.iter().map(edit).collect()));
    }
}
