//! A judgement by questions: what has been seen or heard of somebody leads to a value, shown with its reasons before it
//! is taken over as a guess of today. Leaving the questions changes nothing.

use egui::{Label, Ui};

use super::sheet::Sheet;
use crate::{
    analysis::judging::{Answer, Answers, Guided, Suggested},
    model::{Certainty, ContactId, Judged, MemberId},
    text::judging as words,
    ui::widgets,
};

/// Questions that are being answered.
#[derive(Clone, Debug)]
pub(super) struct Judging {
    /// Of whom.
    contact: ContactId,
    /// What is judged.
    guided: Guided,
    answers: Answers,
    /// Who says so.
    by: Option<MemberId>,
}

impl Sheet<'_, '_> {
    /// The button that asks the questions about one judgement, or leaves them.
    pub(super) fn guide_button(&mut self, ui: &mut Ui, guided: Guided) {
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        let is_open = self.is_judging(guided);
        let button = egui::Button::new(tokens.small(words::HELP.of(lang)).color(tokens.accent.ink)).frame(false);
        let button = ui.add(button.selected(is_open));
        widgets::name_selectable(&button, is_open, &words::help_with(lang, guided));
        if button.clicked() {
            let (contact, by) = (self.contact.id.clone(), self.contact.owner.clone());
            *self.judging = (!is_open).then(|| Judging { contact, guided, answers: Answers::new(), by });
        }
    }

    fn is_judging(&self, guided: Guided) -> bool {
        self.judging.as_ref().is_some_and(|judging| judging.guided == guided && judging.contact == self.contact.id)
    }

    /// The questions about one judgement, while they are asked.
    pub(super) fn guide(&mut self, ui: &mut Ui, guided: Guided) {
        if !self.is_judging(guided) {
            return;
        }
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        let Some(mut judging) = self.judging.take() else { return };
        let mut stays = true;
        widgets::card(tokens).show(ui, |ui| {
            ui.add(Label::new(tokens.small(words::ASK.of(lang))).wrap());
            for observation in guided.asks() {
                ui.push_id(observation, |ui| {
                    ui.add(Label::new(tokens.body(words::observation(*observation).of(lang))).wrap());
                    let mut answer = judging.answers.get(observation).copied();
                    let choices = Answer::ALL.map(|answer| (Some(answer), words::answer(answer).of(lang)));
                    if widgets::segmented(ui, tokens, &mut answer, &choices)
                        && let Some(answer) = answer
                    {
                        judging.answers.insert(*observation, answer);
                    }
                });
            }
            ui.add_space(tokens.unit);
            let suggestion = guided.suggest(&judging.answers);
            match &suggestion {
                Some(suggestion) => {
                    ui.label(tokens.strong(words::leads_to(lang, suggestion)));
                    ui.label(tokens.small(words::BECAUSE.of(lang)));
                    for reason in &suggestion.because {
                        ui.add(Label::new(tokens.small(words::reason(lang, *reason))).wrap());
                    }
                }
                None => {
                    ui.add(Label::new(tokens.body(words::TOO_LITTLE.of(lang))).wrap());
                }
            }
            if let Some(by) = self.member(ui, "judging by", words::WHO_SAYS, judging.by.as_ref()) {
                judging.by = by;
            }
            ui.horizontal(|ui| {
                let take = ui.add_enabled_ui(suggestion.is_some(), |ui| {
                    widgets::primary_button(ui, tokens, words::TAKE_OVER.of(lang)).clicked()
                });
                if let Some(suggestion) = suggestion.as_ref().filter(|_| take.inner) {
                    self.take_over(suggestion.value, judging.by.clone());
                    stays = false;
                }
                if ui.button(tokens.body(words::CANCEL.of(lang))).clicked() {
                    stays = false;
                }
            });
        });
        *self.judging = stays.then_some(judging);
    }

    /// The value that the answers led to, as a guess of today.
    fn take_over(&mut self, value: Suggested, by: Option<MemberId>) {
        let on = Some(self.scene.today);
        self.change(|contact| match value {
            Suggested::Support(value) => contact.support = Some(assumed(value, by, on)),
            Suggested::Coverage(value) => contact.coverage = Some(assumed(value, by, on)),
            Suggested::Status(value) => contact.status = Some(assumed(value, by, on)),
        });
    }
}

const fn assumed<T>(value: T, by: Option<MemberId>, on: Option<crate::model::Date>) -> Judged<T> {
    Judged { value, certainty: Certainty::Assumed, by, on }
}
