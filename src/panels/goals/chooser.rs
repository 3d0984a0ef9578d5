//! Whose card, and of which period; a new one; and what to do where there is none.

use egui::{Align, Layout, Popup, PopupCloseBehavior, Ui, style::StyleModifier};

use super::{Lock, Page, turn_to};
use crate::{
    edit::{Edit, GoalEdit},
    model::{GoalCard, MemberId, Period, PeriodId, PeriodKind},
    panels::{
        Scene, Wishes,
        keys::Turn,
        newcomer::{self, Newcomers},
        period_button,
    },
    text::{goals as words, record},
    ui::widgets,
};

/// Below this width, in widths of a letter, the pages stand on a row of their own.
const NARROW: f32 = 40.0;

/// A card that is about to be made.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    person: Option<MemberId>,
    period: Option<Period>,
    /// Without anything of the person's last card.
    empty: bool,
}

/// The row of tools: whose card, of which period, a new one, and the pages.
pub(super) fn header(
    ui: &mut Ui,
    scene: &Scene<'_>,
    card: &GoalCard,
    lock: Lock,
    page: &mut Page,
    draft: &mut Draft,
    wishes: &mut Wishes,
) {
    let (tokens, lang) = (scene.tokens, scene.lang);
    let is_narrow = ui.available_width() < NARROW * tokens.type_size.body;
    ui.horizontal_wrapped(|ui| {
        people(ui, scene, card, wishes);
        periods(ui, scene, card, wishes);
        if is_narrow {
            ui.end_row();
        }
        widgets::segmented(ui, tokens, page, &Page::ALL.map(|page| (page, page.title().of(lang))));
        if scene.read_only {
            return;
        }
        let button = widgets::tool_button(ui, tokens, words::NEW_CARD.of(lang));
        if button.clicked() {
            *draft = Draft { person: Some(card.person.clone()), ..Draft::default() };
        }
        // It holds more than buttons, which a menu's style would leave without edges.
        let popup = Popup::menu(&button).style(StyleModifier::default());
        popup.close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
            ui.set_width(24.0 * tokens.type_size.body);
            // A menu's buttons and texts would be as wide as it is.
            let made = ui.with_layout(Layout::top_down(Align::Min), |ui| new_card(ui, scene, draft, wishes)).inner;
            if made {
                *page = Page::Card;
                ui.close();
            }
        });
        let button = widgets::tool_button(ui, tokens, words::MORE.of(lang));
        Popup::menu(&button).show(|ui| {
            let possible = lock == Lock::Open;
            if ui.add_enabled(possible, egui::Button::new(words::REMOVE_CARD.of(lang))).clicked() {
                wishes.edit(Edit::Goals(GoalEdit::Remove(card.person.clone(), card.period.clone())));
            }
        });
    });
}

/// That a card can only be read, and the switch that corrects what is signed. Whether it is corrected from now on, if
/// that was asked for.
pub(super) fn lock(ui: &mut Ui, scene: &Scene<'_>, lock: Lock) -> Option<bool> {
    let (tokens, lang) = (scene.tokens, scene.lang);
    let word = lock.word()?;
    ui.horizontal_wrapped(|ui| {
        ui.label(tokens.body(word.of(lang)));
        let correct = match lock {
            Lock::Signed => true,
            Lock::Correcting => false,
            Lock::Open | Lock::ReadOnly => return None,
        };
        let word = if correct { record::CORRECT } else { record::STOP_CORRECTING };
        let button = widgets::tool_button(ui, tokens, word.of(lang)).on_hover_text(record::CORRECT_MEANS.of(lang));
        button.clicked().then_some(correct)
    })
    .inner
}

/// Everybody who has a card.
fn people(ui: &mut Ui, scene: &Scene<'_>, card: &GoalCard, wishes: &mut Wishes) {
    let (tokens, workbook) = (scene.tokens, scene.workbook);
    let (name, label) = (workbook.member_label(&card.person), words::PERSON.of(scene.lang));
    let mut chosen = None;
    widgets::chooser(ui, "person", 11.0 * tokens.type_size.body, name, label, |ui| {
        for member in workbook.team.iter() {
            // The card of the same period, where there is one: to go from person to person.
            let of_period = workbook.goal_cards.get(&(member.id.clone(), card.period.clone()));
            let theirs = of_period.or_else(|| workbook.goal_cards.iter().rfind(|other| other.person == member.id));
            let Some(theirs) = theirs else { continue };
            ui.push_id(&member.id, |ui| {
                if ui.selectable_label(member.id == card.person, member.label()).clicked() {
                    chosen = Some(theirs);
                }
            });
        }
    });
    if let Some(card) = chosen {
        turn_to(&card.person, &card.period, wishes);
    }
}

/// The periods somebody has a card for.
fn periods(ui: &mut Ui, scene: &Scene<'_>, card: &GoalCard, wishes: &mut Wishes) {
    let (tokens, workbook) = (scene.tokens, scene.workbook);
    let mut chosen = None;
    let label = words::PERIOD.of(scene.lang);
    widgets::chooser(ui, "period", 7.0 * tokens.type_size.body, card.period.as_str(), label, |ui| {
        let theirs = workbook.goal_cards.iter().filter(|other| other.person == card.person);
        let mut periods: Vec<&PeriodId> = theirs.map(|card| &card.period).collect();
        periods.sort_by_cached_key(|period| std::cmp::Reverse(Period::of(period)));
        for period in periods {
            if ui.selectable_label(*period == card.period, period.as_str()).clicked() {
                chosen = Some(period);
            }
        }
    });
    if let Some(period) = chosen {
        turn_to(&card.person, period, wishes);
    }
}

/// Whom a new card is for, for how long, and what it starts from. Whether it was made.
fn new_card(ui: &mut Ui, scene: &Scene<'_>, draft: &mut Draft, wishes: &mut Wishes) -> bool {
    let (tokens, lang, workbook) = (scene.tokens, scene.lang, scene.workbook);
    let whom = draft.person.as_ref().filter(|person| workbook.team.contains(*person)).or_else(|| meant(scene));
    let Some(person) = whom.or_else(|| workbook.team.keys().next()).cloned() else { return false };
    ui.label(tokens.small(words::FOR_WHOM.of(lang)));
    let width = 14.0 * tokens.type_size.body;
    let id = ui.make_persistent_id("whom");
    let whom = newcomer::choose(ui, scene, id, words::FOR_WHOM.of(lang), width, Some(&person), wishes);
    if let Some(Some(other)) = whom {
        *draft = Draft { person: Some(other), empty: draft.empty, period: None };
    }
    let last =
        workbook.goal_cards.iter().filter(|card| card.person == person).max_by_key(|card| Period::of(&card.period));
    let after = || last.and_then(|last| Period::of(&last.period)).map(Period::next);
    let around = || Period::around(scene.today, PeriodKind::Quarter);
    let mut period = draft.period.unwrap_or_else(|| after().unwrap_or_else(around));
    let mut kind = period.kind();
    ui.label(tokens.small(words::HOW_LONG.of(lang)));
    ui.horizontal(|ui| {
        let kinds = PeriodKind::OF_CARDS.map(|kind| (kind, words::kind(kind).of(lang)));
        if widgets::segmented(ui, tokens, &mut kind, &kinds) {
            period = Period::around(scene.today, kind);
        }
    });
    let Some(id) = period.id() else { return false };
    ui.horizontal(|ui| {
        let earlier = period_button(ui, scene.lang, Turn::Back);
        ui.label(tokens.strong(id.as_str()));
        if period_button(ui, scene.lang, Turn::On) {
            period = period.next();
        } else if earlier {
            period = period.previous();
        }
    });
    draft.period = Some(period);
    let exists = workbook.goal_cards.contains(&(person.clone(), id.clone()));
    if let Some(last) = last.filter(|_| !exists) {
        ui.radio_value(&mut draft.empty, false, words::start_from(lang, &last.period));
        ui.radio_value(&mut draft.empty, true, words::START_EMPTY.of(lang));
    }
    if exists {
        ui.label(tokens.small(words::EXISTS.of(lang)));
    }
    let make = ui.add_enabled_ui(!exists, |ui| widgets::primary_button(ui, tokens, words::CREATE.of(lang)).clicked());
    if make.inner {
        let card = match last.filter(|_| !draft.empty) {
            Some(last) => last.start_for(id.clone()),
            None => fresh(scene, &person, id.clone()),
        };
        wishes.edit(Edit::Goals(GoalEdit::Put(Box::new(card))));
        turn_to(&person, &id, wishes);
    }
    make.inner
}

/// The person that the panel is about, where it is about nobody's card.
fn meant<'a>(scene: &Scene<'a>) -> Option<&'a MemberId> {
    scene.workbook.team.keys().find(|id| scene.subject == Some(id.as_str()))
}

/// An empty card, with what the team says of the person and their superior.
fn fresh(scene: &Scene<'_>, person: &MemberId, period: PeriodId) -> GoalCard {
    let team = &scene.workbook.team;
    let mut card = GoalCard::new(person.clone(), period);
    if let Some(member) = team.get(person) {
        member.title.clone_into(&mut card.post);
        card.superior.clone_from(&member.manager);
    }
    if let Some(superior) = card.superior.as_ref().and_then(|id| team.get(id)) {
        superior.title.clone_into(&mut card.superior_post);
    }
    let owned = scene.workbook.customers.iter().filter(|customer| customer.owner.as_ref() == Some(person));
    card.accounts = owned.map(|customer| customer.id.clone()).collect();
    card
}

/// Where there is no card to show: what belongs here, and how to begin.
pub(super) fn nothing(
    ui: &mut Ui,
    scene: &Scene<'_>,
    newcomers: &mut Newcomers,
    draft: &mut Draft,
    wishes: &mut Wishes,
) {
    let (tokens, lang, workbook) = (scene.tokens, scene.lang, scene.workbook);
    let is_gone = !workbook.goal_cards.is_empty() && meant(scene).is_none();
    let text = if is_gone { words::GONE } else { words::EMPTY };
    widgets::empty_state(ui, tokens, text.of(lang), None);
    ui.add_space(tokens.inset);
    ui.vertical_centered(|ui| {
        ui.set_max_width(tokens.prose_width * 0.6);
        if scene.read_only {
            ui.label(tokens.body(words::READ_ONLY.of(lang)));
        } else if workbook.team.is_empty() {
            newcomers.show(ui, scene, words::NO_TEAM, wishes);
        } else {
            ui.label(tokens.prose(words::NO_CARD_YET.of(lang)));
            ui.add_space(tokens.inset);
            widgets::card(tokens).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.with_layout(Layout::top_down(Align::Min), |ui| new_card(ui, scene, draft, wishes));
            });
        }
    });
    if let Some(other) = workbook.goal_cards.iter().next_back() {
        ui.vertical_centered(|ui| {
            let label = words::card(workbook.member_label(&other.person), &other.period);
            if ui.button(label).clicked() {
                turn_to(&other.person, &other.period, wishes);
            }
        });
    }
}
