//! What the rules found on a map, the questions that follow, and data that can't be right.

use egui::{Label, Response, Ui};

use super::{PowerMap, Spotlight, Subject, toolbar::light_hue};
use crate::{
    analysis::{Audience, power::PowerMap as Derived},
    model::ContactId,
    panels::{Scene, Wishes},
    text::{findings, power_map as words, terms},
    ui::{Sign, explain, explanation_card, widgets},
};

impl PowerMap {
    /// Shows everything found on a map. A click leads to the people it is about, one after the other.
    pub(super) fn troubles(&mut self, ui: &mut Ui, scene: &Scene<'_>, subject: Subject<'_>, wishes: &mut Wishes) {
        let Some(map) = scene.derived.power_maps.get(&subject.customer.id) else { return };
        let (tokens, lang) = (scene.tokens, scene.lang);
        if scene.audience == Audience::Trainer {
            self.rules(ui, scene, subject, map, wishes);
        } else {
            ui.add(Label::new(tokens.small(words::NOT_FOR_ROOM.of(lang))).wrap());
        }
        let doubtful = doubtful(scene, subject, map);
        if !doubtful.is_empty() {
            widgets::section(ui, tokens, words::TROUBLE.of(lang));
            for (text, contacts) in doubtful {
                self.entry(ui, scene, subject, &text, contacts, wishes);
            }
        }
    }

    fn rules(&mut self, ui: &mut Ui, scene: &Scene<'_>, subject: Subject<'_>, map: &Derived, wishes: &mut Wishes) {
        let (tokens, lang, workbook) = (scene.tokens, scene.lang, scene.workbook);
        let account = &subject.customer.id;
        let text = terms::light(map.light).of(lang);
        let chip = widgets::chip(ui, tokens, Some(Sign::Disc), text, light_hue(map.light, tokens));
        explain(&chip, tokens, lang, || words::light_explanation(lang, map));
        ui.add(Label::new(tokens.prose(findings::light_reason(lang, map))).wrap());
        if map.rests_on_assumptions() {
            let text = tokens.small(findings::RESTS_ON_ASSUMPTIONS.of(lang)).color(tokens.amber.ink);
            ui.add(Label::new(text).wrap());
        }
        widgets::section(ui, tokens, words::FINDINGS.of(lang));
        if map.findings.is_empty() {
            ui.label(tokens.body(words::NO_FINDINGS.of(lang)));
        }
        for finding in &map.findings {
            let text = findings::power_finding(lang, workbook, account, finding);
            let entry = self.entry(ui, scene, subject, &text, finding.contacts.clone(), wishes);
            // A click leads to the people, so the reason shows on hovering only.
            entry.on_hover_ui(|ui| {
                explanation_card(ui, tokens, lang, &words::finding_explanation(lang, text, &finding.rule));
            });
        }
        if !map.questions.is_empty() {
            widgets::section(ui, tokens, findings::QUESTIONS.of(lang));
            for question in &map.questions {
                let text = findings::question(lang, workbook, account, question);
                let about = question.contact().cloned().into_iter().collect();
                self.entry(ui, scene, subject, &text, about, wishes);
            }
        }
    }

    /// A sentence that leads to the people it is about.
    fn entry(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        subject: Subject<'_>,
        text: &str,
        contacts: Vec<ContactId>,
        wishes: &mut Wishes,
    ) -> Response {
        ui.spacing_mut().interact_size.y = 0.0;
        if contacts.is_empty() {
            let padding = ui.spacing().button_padding;
            let margin = egui::Margin::symmetric(padding.x as i8, padding.y as i8);
            let label = Label::new(scene.tokens.body(text)).wrap();
            return egui::Frame::new().inner_margin(margin).show(ui, |ui| ui.add(label)).inner;
        }
        let lit = self.spotlight.as_ref().is_some_and(|spotlight| spotlight.contacts == contacts);
        let button = egui::Button::selectable(lit, scene.tokens.body(text)).wrap();
        let response = ui.add(button);
        if response.clicked() {
            self.find.clear();
            if !lit {
                self.spotlight = Some(Spotlight::new(contacts));
            }
            if let Some(next) = self.spotlight.as_mut().and_then(Spotlight::next) {
                self.fly_to(ui, scene, subject, &next, wishes);
            }
        }
        response
    }
}

/// Circles, unknown managers and duplicate ids: what is wrong, what to do, and whom it is about.
fn doubtful(scene: &Scene<'_>, subject: Subject<'_>, map: &Derived) -> Vec<(String, Vec<ContactId>)> {
    let lang = scene.lang;
    let mut all = Vec::new();
    for cycle in &map.structure.cycles {
        let names: Vec<&str> = cycle.iter().map(|id| subject.name(id)).collect();
        all.push((words::cycle_trouble(lang, &names.join(" → ")), cycle.clone()));
    }
    for unknown in &map.structure.unknown_managers {
        let text = words::unknown_trouble(lang, subject.name(&unknown.contact), &unknown.manager);
        all.push((text, vec![unknown.contact.clone()]));
    }
    for id in &map.duplicates {
        all.push((words::duplicate_trouble(lang, subject.name(id), id), vec![id.clone()]));
    }
    all
}
