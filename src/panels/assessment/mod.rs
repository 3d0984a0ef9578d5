//! 360° assessment: one person's own view beside the class's, the heads' and everyone else's.

mod agreement;
mod chart;
mod class;
mod findings;
mod johari;
mod plan;
mod progress;
mod questionnaire;
mod rests;
mod setup;
mod sheet;
mod value;

use egui::{Button, ComboBox, Frame, Label, Role, ScrollArea, Ui};

use self::{
    agreement::Agreement,
    class::{Class, Focus},
    findings::Findings,
    keys::Turn,
    questionnaire::Questionnaire,
    setup::Setup,
    sheet::{Charts, Content, Sheet},
};
use super::{Scene, Selection, Wish, Wishes, keys};
use crate::{
    analysis::{Audience, assessment::RoundResult, raters},
    edit::{AssessmentEdit, Edit},
    model::{MemberId, Record, Round, RoundId},
    text::{Word, assessment as words, plans, progress as progress_words, results, rounds},
    ui::widgets,
};

/// From this width on, in multiples of the body text's size, the charts stand side by side.
const SIDE_BY_SIDE: f32 = 72.0;

/// From this width on, in the same, all pages stand in one row.
const PAGES_IN_A_ROW: f32 = 60.0;

/// What the panel shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Page {
    /// One person's results.
    #[default]
    Results,
    /// One person's roles against the class mean.
    Quadrants,
    /// One person's findings, one at a time.
    Findings,
    /// The class, step by step.
    Class,
    /// How far raters agree.
    Agreement,
    /// One person's development plan.
    Plan,
    /// Who rates whom.
    Raters,
    /// What they are asked.
    Questionnaire,
}

impl Page {
    const RESULTS: [(Self, Word); 5] = [
        (Self::Results, rounds::RESULTS),
        (Self::Quadrants, results::QUADRANTS),
        (Self::Findings, results::FINDINGS),
        (Self::Class, results::CLASS),
        (Self::Agreement, results::AGREEMENT),
    ];
    const AROUND: [(Self, Word); 3] =
        [(Self::Plan, plans::TITLE), (Self::Raters, rounds::RATERS), (Self::Questionnaire, rounds::QUESTIONNAIRE)];

    /// How far raters agree and how a round is set up is for whoever leads it, a plan is its person's own: not for the
    /// room.
    const fn is_for(self, audience: Audience) -> bool {
        match self {
            Self::Results | Self::Quadrants | Self::Findings | Self::Class => true,
            Self::Agreement | Self::Plan | Self::Raters | Self::Questionnaire => {
                matches!(audience, Audience::Trainer)
            }
        }
    }
}

/// Shows a round: one person's results in it, the class's, or how it is set up.
#[derive(Default)]
pub struct Assessment {
    page: Page,
    /// The round chosen here; without one, the last that the person is in.
    round: Option<RoundId>,
    sheet: Option<Sheet>,
    findings: Findings,
    class: Class,
    agreement: Agreement,
    setup: Setup,
    questionnaire: Questionnaire,
}

impl Assessment {
    /// Draws the panel.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes) {
        Frame::new().inner_margin(scene.tokens.group).show(ui, |ui| {
            let Some(round) = self.round(scene) else {
                return no_rounds(ui, scene, wishes);
            };
            let page = self.choose_page(ui, scene, round, wishes);
            let of_workbook = scene.workbook.rounds.get(&round.id);
            match (page, of_workbook) {
                (Page::Questionnaire, _) => self.questionnaire.show(ui, scene, of_workbook, wishes),
                (Page::Raters, Some(of_workbook)) => self.setup.show(ui, scene, of_workbook, wishes),
                (Page::Class, _) => self.class(ui, scene, wishes, round),
                (Page::Agreement, _) => self.agreement.show(ui, scene, round),
                _ => match person(scene, round) {
                    Some(person) => self.person(ui, scene, wishes, page, round, person),
                    None => {
                        self.round = choose_round(ui, scene, round).or(self.round.take());
                        widgets::empty_state(ui, scene.tokens, words::NO_RATEES.of(scene.lang), None);
                    }
                },
            }
        });
    }

    /// The choice of pages. The page to show.
    fn choose_page(&mut self, ui: &mut Ui, scene: &Scene<'_>, result: &RoundResult, wishes: &mut Wishes) -> Page {
        let (tokens, lang) = (scene.tokens, scene.lang);
        if !self.page.is_for(scene.audience) {
            self.page = Page::default();
        }
        ui.horizontal_wrapped(|ui| {
            let in_a_row = ui.available_width() >= tokens.type_size.body * PAGES_IN_A_ROW;
            for (place, pages) in [&Page::RESULTS[..], &Page::AROUND].into_iter().enumerate() {
                let pages = pages.iter().filter(|(page, _)| page.is_for(scene.audience));
                let pages: Vec<_> = pages.map(|(page, word)| (*page, word.of(lang))).collect();
                if pages.is_empty() {
                    continue;
                }
                if place > 0 && !in_a_row {
                    ui.end_row();
                }
                widgets::segmented(ui, tokens, &mut self.page, &pages);
            }
            if matches!(self.page, Page::Raters | Page::Agreement)
                && let Some(round) = choose_round(ui, scene, result)
            {
                self.round = Some(round);
            }
            if self.page == Page::Raters && !scene.read_only && ui.button(rounds::NEW_ROUND.of(lang)).clicked() {
                self.round = Some(start_round(scene, wishes));
            }
        });
        ui.add_space(tokens.inset);
        self.page
    }

    /// The class step by step, or one person in it.
    fn class(&mut self, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes, round: &RoundResult) {
        let lang = scene.lang;
        let person = person(scene, round);
        let mut turn = None;
        ui.horizontal_wrapped(|ui| {
            let focuses = [(Focus::Everyone, results::FOCUS_CLASS), (Focus::Person, results::FOCUS_PERSON)];
            let focuses = focuses.map(|(focus, word)| (focus, word.of(lang)));
            widgets::segmented(ui, scene.tokens, &mut self.class.focus, &focuses);
            let person = person.filter(|_| self.class.focus == Focus::Person);
            if let Some(person) = person {
                let name = scene.workbook.member_label(person);
                wish_for(wishes, choose_person(ui, scene, round, person, name));
            }
            if let Some(round) = choose_round(ui, scene, round) {
                self.round = Some(round);
            }
            turn = self.class.controls(ui, scene, round, person);
        });
        self.class.show(ui, scene, turn);
    }

    /// The round to show.
    fn round<'a>(&self, scene: &Scene<'a>) -> Option<&'a RoundResult> {
        let rounds = &scene.derived.assessments(scene.audience).rounds;
        let chosen = self.round.as_ref().and_then(|id| scene.derived.assessments(scene.audience).round(id));
        let of_subject =
            || rounds.iter().rev().find(|round| scene.subject.is_some_and(|id| rated(round, id).is_some()));
        chosen.or_else(of_subject).or(rounds.last())
    }

    fn person(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        wishes: &mut Wishes,
        page: Page,
        round: &RoundResult,
        person: &MemberId,
    ) {
        let tokens = scene.tokens;
        let sheet = Sheet::of(&mut self.sheet, scene, &round.id, person);
        let mut wanted = None;
        ui.horizontal_wrapped(|ui| {
            wanted = choose_person(ui, scene, round, person, &sheet.name);
            ui.label(tokens.small(&sheet.standing));
            if let Some(round) = choose_round(ui, scene, round) {
                self.round = Some(round);
            }
            setup::report_button(ui, scene, wishes, &round.id, person);
        });
        // Where one steps through findings, the same keys do that.
        let by_key = || if page == Page::Findings { None } else { step_by_key(ui, scene, round, person) };
        wish_for(wishes, wanted.or_else(by_key));
        ui.add_space(tokens.inset);
        if page == Page::Plan {
            return plan::show(ui, scene, round, person, wishes);
        }
        match &sheet.content {
            Content::Nothing(why) => {
                widgets::empty_state(ui, tokens, why, None);
            }
            Content::Charts(charts) => match page {
                Page::Quadrants => johari::show(ui, scene, &charts.plane),
                Page::Findings => {
                    self.findings.show(ui, scene, (&round.id, person), &charts.findings, &charts.plane);
                }
                _ => show_charts(ui, scene, charts),
            },
        }
    }
}

/// The id of someone who is rated in a round.
fn rated<'a>(round: &'a RoundResult, id: &str) -> Option<&'a MemberId> {
    round.ratees.iter().map(|ratee| &ratee.id).find(|ratee| ratee.as_str() == id)
}

/// The person to show: the subject, whether rated or not, or else the first who is rated.
fn person<'a>(scene: &Scene<'a>, round: &'a RoundResult) -> Option<&'a MemberId> {
    let member = |id| scene.workbook.team.get(id).map(|member| &member.id);
    let subject = scene.subject.and_then(|id| rated(round, id).or_else(|| member(id)));
    subject.or_else(|| round.ratees.first().map(|ratee| &ratee.id))
}

/// The charts in as many columns as there is room for.
fn show_charts(ui: &mut Ui, scene: &Scene<'_>, charts: &Charts) {
    let tokens = scene.tokens;
    let wide = ui.available_width() >= tokens.type_size.body * SIDE_BY_SIDE;
    let one = |ui: &mut Ui, salt, chart| {
        ui.push_id(salt, |ui| chart::show(ui, tokens, scene.lang, chart));
        ui.add_space(tokens.margin);
    };
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let activities = |ui: &mut Ui| charts.activities.iter().for_each(|chart| one(ui, "activities", chart));
        let before = |ui: &mut Ui| {
            if let Some(chart) = &charts.before {
                one(ui, "before", chart);
                ui.add(Label::new(tokens.small(progress_words::CAUTION.of(scene.lang))).wrap());
                ui.add_space(tokens.margin);
            }
        };
        if wide {
            ui.spacing_mut().item_spacing.x = tokens.margin * 2.0;
            ui.columns_const(|[left, right]| {
                one(left, "norms", &charts.norms);
                activities(left);
                one(right, "others", &charts.others);
                before(right);
            });
        } else {
            one(ui, "norms", &charts.norms);
            one(ui, "others", &charts.others);
            activities(ui);
            before(ui);
        }
    });
}

/// The person shown, a choice of all others, and a step to the neighbours. Whoever was asked for.
fn choose_person<'a>(
    ui: &mut Ui,
    scene: &Scene<'_>,
    round: &'a RoundResult,
    person: &MemberId,
    name: &str,
) -> Option<&'a MemberId> {
    let (tokens, lang) = (scene.tokens, scene.lang);
    let mut wanted = None;
    let [before, after] = neighbours(round, person);
    let step = |ui: &mut Ui, to: Option<&'a MemberId>, text: &str, name: &str| {
        let button = Button::new(tokens.title(text)).frame_when_inactive(false);
        let response = ui.add_enabled(to.is_some(), button);
        widgets::name(&response, Role::Button, name);
        response.on_hover_text(name).clicked().then_some(to).flatten()
    };
    let previous = step(ui, before, "‹", words::PREVIOUS.of(lang));
    let choice = ComboBox::from_id_salt("person").selected_text(tokens.section(name)).truncate();
    let choice = choice.width(tokens.type_size.body * 14.0).show_ui(ui, |ui| {
        for ratee in &round.ratees {
            let name = scene.workbook.member_label(&ratee.id);
            if ui.selectable_label(ratee.id == *person, tokens.body(name)).clicked() {
                wanted = Some(&ratee.id);
            }
        }
    });
    widgets::name(&choice.response, Role::ComboBox, words::PERSON.of(lang));
    let next = step(ui, after, "›", words::NEXT.of(lang));
    wanted.or(previous).or(next)
}

/// Asks for somebody to be shown, if anybody was asked for.
fn wish_for(wishes: &mut Wishes, wanted: Option<&MemberId>) {
    if let Some(wanted) = wanted {
        wishes.push(Wish::Subject(wanted.as_str().to_owned()));
        wishes.push(Wish::Select(Selection::Member(wanted.clone())));
    }
}

/// The round shown, and a choice of all others. The one asked for.
fn choose_round(ui: &mut Ui, scene: &Scene<'_>, shown: &RoundResult) -> Option<RoundId> {
    let rounds = &scene.workbook.rounds;
    let label = |id: &RoundId| rounds.get(id).map_or("", Round::label);
    let mut wanted = None;
    let choice = ComboBox::from_id_salt("round").selected_text(scene.tokens.body(label(&shown.id))).truncate();
    let choice = choice.width(scene.tokens.type_size.body * 10.0).show_ui(ui, |ui| {
        for round in rounds.iter() {
            if ui.selectable_label(round.id == shown.id, scene.tokens.body(round.label())).clicked() {
                wanted = Some(round.id.clone());
            }
        }
    });
    widgets::name(&choice.response, Role::ComboBox, words::ROUND.of(scene.lang));
    wanted
}

/// Who stands before and after a person in the round. Someone who isn't in it stands before everyone.
fn neighbours<'a>(round: &'a RoundResult, person: &MemberId) -> [Option<&'a MemberId>; 2] {
    let at = |place: usize| round.ratees.get(place).map(|ratee| &ratee.id);
    match round.ratees.iter().position(|ratee| ratee.id == *person) {
        Some(place) => [place.checked_sub(1).and_then(at), at(place + 1)],
        None => [None, at(0)],
    }
}

/// Page up and page down step from person to person.
fn step_by_key<'a>(ui: &Ui, scene: &Scene<'_>, round: &'a RoundResult, person: &MemberId) -> Option<&'a MemberId> {
    let [before, after] = neighbours(round, person);
    match keys::page(ui, scene)? {
        Turn::Back => before,
        Turn::On => after,
    }
}

/// What belongs here, and the button that starts it.
fn no_rounds(ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes) {
    let (workbook, lang) = (scene.workbook, scene.lang);
    if workbook.team.is_empty() {
        widgets::empty_state(ui, scene.tokens, words::NO_TEAM.of(lang), None);
        return;
    }
    let start =
        (!workbook.instruments.is_empty() && !scene.read_only).then(|| words::start_round(lang, workbook.team.len()));
    if widgets::empty_state(ui, scene.tokens, words::NO_ROUNDS.of(lang), start.as_deref()) {
        start_round(scene, wishes);
    }
}

/// Starts a round with the newest questionnaire, in which the reporting lines say who rates whom. Its id.
fn start_round(scene: &Scene<'_>, wishes: &mut Wishes) -> RoundId {
    let (workbook, lang) = (scene.workbook, scene.lang);
    let name = words::round_name(lang, workbook.rounds.len() + 1);
    let id = RoundId::fresh(&name, |id| workbook.rounds.contains(id));
    let before = workbook.rounds.iter().last().map(|round| (round.instrument.clone(), round.version));
    let newest = workbook.instruments.iter().last().map(Record::key);
    if let Some((instrument, version)) = before.or(newest) {
        let mut round = Round { name, ..Round::new(id.clone(), instrument, version) };
        for asked in raters::suggest(&workbook.team, &round) {
            round.assignments.put(asked);
        }
        wishes.edit(Edit::Assessment(AssessmentEdit::PutRound(Box::new(round))));
    }
    id
}
