//! Goal cards 目标卡 and their evaluation 综合评价: one card, how it is evaluated, a year of them, and the team's
//! (METHOD §4).

mod bands;
mod card;
mod chooser;
mod desk;
mod judge;
mod revise;
mod row;
mod team;
mod year;

use egui::{Frame, Ui};

use super::{Scene, Wishes, newcomer::Newcomers};
use crate::{
    analysis::Audience,
    model::{GoalCard, MemberId, PeriodId, Record as _, RecordedCard},
    text::{Word, goals as words},
    ui::widgets,
};
use desk::Desk;

/// What a card is known by.
type Key = (MemberId, PeriodId);

/// The panel. Its subject is a card: the id of its person, a space, and its period; or a person, whose last card it is.
#[derive(Default)]
pub struct Goals {
    page: Page,
    /// The names of the first people, while the team is empty.
    newcomers: Newcomers,
    draft: chooser::Draft,
    card: card::View,
    trial: Option<judge::Trial>,
    /// The signed card that is being corrected.
    correcting: Option<Key>,
    year: year::View,
    team: team::View,
}

/// What of the cards is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Page {
    /// The card itself.
    #[default]
    Card,
    /// How both sides evaluate it.
    Evaluation,
    /// The person's cards of a year.
    Year,
    /// The team's cards of a period.
    Team,
}

impl Page {
    const ALL: [Self; 4] = [Self::Card, Self::Evaluation, Self::Year, Self::Team];

    const fn title(self) -> Word {
        match self {
            Self::Card => words::CARD,
            Self::Evaluation => words::EVALUATION,
            Self::Year => words::YEAR,
            Self::Team => words::TEAM,
        }
    }
}

impl Goals {
    /// Shows a card, or how to begin one. Nothing of any card is shown to the room.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes) {
        let tokens = scene.tokens;
        if scene.audience == Audience::Room {
            widgets::empty_state(ui, tokens, words::ROOM.of(scene.lang), None);
            return;
        }
        let Some(card) = shown(scene) else {
            chooser::nothing(ui, scene, &mut self.newcomers, &mut self.draft, wishes);
            return;
        };
        Frame::new().inner_margin(tokens.group).show(ui, |ui| {
            let lock = Lock::of(scene, card, self.correcting.as_ref());
            chooser::header(ui, scene, card, lock, &mut self.page, &mut self.draft, wishes);
            if let Some(correct) = chooser::lock(ui, scene, lock) {
                self.correcting = correct.then(|| card.key());
            }
            ui.add_space(tokens.inset);
            let Some(evaluation) = scene.derived.evaluations.get(&(card.person.clone(), card.period.clone())) else {
                return;
            };
            let mut desk = Desk::new(scene, card, evaluation, lock, wishes);
            match self.page {
                Page::Card => card::show(ui, &mut desk, &mut self.card),
                Page::Evaluation => judge::show(ui, &mut desk, &mut self.trial),
                Page::Year => {
                    if let Some(period) = self.year.show(ui, scene, &card.person) {
                        turn_to(&card.person, &period, wishes);
                    }
                }
                Page::Team => {
                    if let Some((person, period)) = self.team.show(ui, scene, card) {
                        turn_to(&person, &period, wishes);
                        self.page = Page::Evaluation;
                    }
                }
            }
        });
    }
}

/// The card that the subject names; without a subject the latest that is there.
fn shown<'a>(scene: &Scene<'a>) -> Option<&'a GoalCard> {
    let cards = || scene.workbook.goal_cards.iter();
    let Some(subject) = scene.subject else { return cards().next_back() };
    cards().find(|card| card.is_subject(subject)).or_else(|| cards().rfind(|card| card.person.as_str() == subject))
}

/// Shows another card.
fn turn_to(person: &MemberId, period: &PeriodId, wishes: &mut Wishes) {
    wishes.push(super::Wish::Subject(GoalCard::subject(person, period)));
    wishes.push(super::Wish::Select(super::Selection::Member(person.clone())));
}

/// Whether a card can be written on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lock {
    /// It can.
    Open,
    /// Both have signed a record that it belongs to; what is changed in it is kept there.
    Correcting,
    /// Both have signed, and nobody corrects anything.
    Signed,
    /// The workbook can only be read.
    ReadOnly,
}

impl Lock {
    fn of(scene: &Scene<'_>, card: &GoalCard, correcting: Option<&Key>) -> Self {
        let key = card.key();
        let has_it = |recorded: &RecordedCard| recorded.card.key() == key;
        let mut signed = scene.workbook.conversations.iter().filter(|talk| talk.is_signed());
        if scene.read_only {
            Self::ReadOnly
        } else if !signed.any(|talk| talk.record.card.as_ref().is_some_and(has_it)) {
            Self::Open
        } else if correcting == Some(&key) {
            Self::Correcting
        } else {
            Self::Signed
        }
    }

    /// Whether it can only be read.
    const fn is_locked(self) -> bool {
        matches!(self, Self::Signed | Self::ReadOnly)
    }

    /// Why it can only be read, or what happens to what is written; nothing where there is nothing to say.
    const fn word(self) -> Option<Word> {
        match self {
            Self::Open => None,
            Self::Correcting => Some(words::CORRECTING),
            Self::Signed => Some(words::SIGNED),
            Self::ReadOnly => Some(words::READ_ONLY),
        }
    }
}
