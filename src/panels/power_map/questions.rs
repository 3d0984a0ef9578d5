//! What to ask next: a few questions, each with why it is asked and whom one could ask. A click leads to the person and
//! to the field that the answer goes into; once it is filled in, the question is gone. They can be taken along.

use egui::{Label, Ui};

use super::{PowerMap, Subject};
use crate::{
    analysis::power::{Question, Verdict, is_key},
    model::ContactId,
    panels::{QuestionList, Scene, Wish, Wishes},
    text::{
        Word, findings, power_map as words,
        verdict::{self as says, TakeAlong},
    },
    ui::widgets,
};

/// How many are shown at first.
const FIRST: usize = 5;
/// How many more at each asking.
const MORE: usize = 20;

impl PowerMap {
    /// Shows the questions.
    pub(super) fn questions(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        subject: Subject<'_>,
        verdict: &Verdict,
        wishes: &mut Wishes,
    ) {
        let (tokens, lang, workbook, account) = (scene.tokens, scene.lang, scene.workbook, &subject.customer.id);
        if verdict.questions.is_empty() {
            return;
        }
        widgets::section(ui, tokens, findings::QUESTIONS.of(lang));
        let count = FIRST + self.more_questions;
        for (next, n) in verdict.questions.iter().take(count).zip(1..) {
            let question = findings::question(lang, workbook, account, &next.question);
            let about = next.question.contact().cloned();
            let contacts = about.map_or_else(|| candidates(subject), |contact| vec![contact]);
            let entry = self.entry(ui, scene, subject, &format!("{n}. {question}"), &contacts, wishes);
            if entry.clicked()
                && let Some((contact, field)) = next.question.contact().zip(answered_in(&next.question))
            {
                self.fill_in(contact.clone(), field);
            }
            let why = says::why(lang, workbook, account, verdict, &next.question, scene.today);
            let whom = says::whom(lang, workbook, account, next);
            ui.indent(("why", n), |ui| {
                ui.add(Label::new(tokens.small(why)).wrap());
                if !whom.is_empty() {
                    ui.add(Label::new(tokens.small(whom)).wrap());
                }
            });
        }
        ui.horizontal_wrapped(|ui| {
            let left = verdict.questions.len().saturating_sub(count);
            if left > 0 && widgets::tool_button(ui, tokens, &says::more(lang, left)).clicked() {
                self.more_questions += MORE;
            }
            if self.more_questions > 0 && widgets::tool_button(ui, tokens, says::FEWER.of(lang)).clicked() {
                self.more_questions = 0;
            }
            if ui.button(tokens.body(says::COPY.of(lang))).clicked() {
                let of = (subject.opportunity, verdict);
                let along = TakeAlong::of(lang, workbook, account, of, count, scene.today);
                ui.copy_text(along.text());
                wishes.push(Wish::Notice(says::COPIED.of(lang).to_owned()));
            }
            let save = ui.button(tokens.body(says::SAVE.of(lang))).on_hover_text(says::SAVE_HINT.of(lang));
            if save.clicked() {
                let opportunity = subject.opportunity.map(|opportunity| opportunity.id.clone());
                wishes.push(Wish::SaveQuestions(QuestionList { account: account.clone(), opportunity, count }));
            }
        });
    }
}

/// Who may hold a role that nobody is known to hold: the key persons.
fn candidates(subject: Subject<'_>) -> Vec<ContactId> {
    let key = subject.organisation.contacts.iter().filter(|contact| is_key(contact));
    key.map(|contact| contact.id.clone()).collect()
}

/// The field of the sheet that an answer goes into, by its label.
const fn answered_in(question: &Question) -> Option<Word> {
    Some(match question {
        Question::WhoHolds(_) => return None,
        Question::WhoSits(_) => words::NAME,
        Question::WhoLeads(_) => words::MANAGER,
        Question::WhoOwns(_) => words::OWNER,
        Question::WhoKnows(_) | Question::WhoIntroduces(_) => words::COVERAGE,
        Question::WhereTheyStand(_) | Question::HowWeKnow(_) => words::SUPPORT,
        Question::WhatTheyNeed(_) => words::EXPECTATION,
        Question::WhatChanged(_) => words::LAST_CONTACT,
        Question::WhatLifts(_) => words::TARGET,
    })
}
