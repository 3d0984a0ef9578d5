//! A person's development plan: what the results suggest, the aims taken from it, and the steps of PARR with their days.

use egui::{Align, Label, Layout, ScrollArea, Ui};

use crate::{
    analysis::{
        assessment::{Comparison, RateeResult, RoundResult},
        plans::{self, PlanStepKind, Subject, Suggestion},
    },
    edit::{AssessmentEdit, Edit},
    model::{DevelopmentPlan, Instrument, MemberId, PlanId, PlanItem, PlanStep, Round},
    panels::{Scene, Wishes},
    text::{Word, format, plans as words, terms},
    ui::{Change, DateField, TextField, widgets},
};

/// From this width on, in multiples of the body text's size, the four steps stand side by side.
const FOUR_ABREAST: f32 = 56.0;
/// From this width on, two of them do.
const TWO_ABREAST: f32 = 28.0;

/// Draws a person's plan.
pub(super) fn show(ui: &mut Ui, scene: &Scene<'_>, round: &RoundResult, person: &MemberId, wishes: &mut Wishes) {
    let plan = plans::plan_of(&scene.workbook.plans, person, &round.id);
    let of_round = scene.workbook.rounds.get(&round.id);
    let instrument = of_round.and_then(|round| scene.workbook.instrument_of(round));
    let ratee = round.ratee(person);
    let mut page = Page { scene, round, person, plan, instrument, ratee, wishes };
    ScrollArea::vertical().id_salt(("plan", person.as_str())).auto_shrink(false).show(ui, |ui| {
        ui.set_max_width((scene.tokens.prose_width * 1.7).min(ui.available_width()));
        ui.push_id(person.as_str(), |ui| page.show(ui));
    });
}

struct Page<'a, 'w> {
    scene: &'a Scene<'a>,
    round: &'a RoundResult,
    person: &'a MemberId,
    plan: Option<&'a DevelopmentPlan>,
    instrument: Option<&'a Instrument>,
    ratee: Option<&'a RateeResult>,
    wishes: &'w mut Wishes,
}

impl Page<'_, '_> {
    fn show(&mut self, ui: &mut Ui) {
        let (scene, tokens, lang) = (self.scene, self.scene.tokens, self.scene.lang);
        let aims = self.plan.map_or(&[][..], |plan| &plan.items);
        let other = self.plan.and_then(|plan| plan.round.as_ref()).filter(|round| **round != self.round.id);
        if let Some(round) = other.and_then(|round| scene.workbook.rounds.get(round)) {
            ui.label(tokens.small(words::from_round(lang, Round::label(round))));
        }
        if aims.is_empty() {
            ui.add(Label::new(tokens.prose(words::EMPTY.of(lang))).wrap());
        }
        for (place, aim) in aims.iter().enumerate() {
            ui.add_space(tokens.inset);
            ui.push_id(place, |ui| {
                widgets::card(tokens).show(ui, |ui| {
                    ui.add_enabled_ui(!scene.read_only, |ui| self.aim(ui, place, aim));
                });
            });
        }
        if !scene.read_only {
            self.suggestions(ui, aims);
        }
    }

    /// What may be added.
    fn suggestions(&mut self, ui: &mut Ui, aims: &[PlanItem]) {
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        widgets::section(ui, tokens, words::FROM_RESULTS.of(lang));
        let taken = |subject: &Subject| aims.iter().any(|aim| Subject::of(aim).as_ref() == Some(subject));
        let suggested = self.ratee.map(plans::suggestions).unwrap_or_default();
        let mut added = None;
        ui.horizontal_wrapped(|ui| {
            for Suggestion { subject, why } in suggested.into_iter().filter(|found| !taken(&found.subject)) {
                let text = format!("{} · {}", words::why(lang, why), self.name(Some(&subject)));
                if ui.button(text).clicked() {
                    added = Some(Some(subject));
                }
            }
            if ui.button(words::ADD_OWN.of(lang)).clicked() {
                added = Some(None);
            }
        });
        if let Some(subject) = added {
            let mut aim = PlanItem::default();
            Subject::put(subject, &mut aim);
            let edit = self.changed(|plan| plan.items.push(aim));
            self.wishes.edit(edit);
        }
    }

    fn aim(&mut self, ui: &mut Ui, place: usize, aim: &PlanItem) {
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        let subject = Subject::of(aim);
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if widgets::tool_button(ui, tokens, words::REMOVE_AIM.of(lang)).clicked() {
                    let edit = self.changed(|plan| drop(plan.items.remove(place)));
                    self.wishes.edit(edit);
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.label(tokens.small(words::aim(lang, place + 1)));
                    self.subject(ui, place, subject.as_ref());
                });
            });
        });
        if let Some(comparison) = subject.as_ref().and_then(|subject| self.comparison(subject)) {
            ui.label(tokens.small(words::facts(lang, comparison)));
        }
        let halves: [(&str, Word, &String, Text); 2] = [
            ("here", words::HERE, &aim.here, |aim| &mut aim.here),
            ("could", words::COULD, &aim.aim, |aim| &mut aim.aim),
        ];
        abreast(ui, 2, &halves, |ui, (id, label, text, field)| {
            ui.label(tokens.strong(label.of(lang)));
            let typed = TextField::new(*id, text, label.of(lang)).multiline(2).show(ui, tokens);
            self.typed(typed, place, |aim, text| *field(aim) = text);
        });
        ui.add_space(tokens.unit);
        abreast(ui, 4, &PlanStepKind::ALL, |ui, kind| self.step(ui, place, *kind, kind.of(aim)));
    }

    /// What an aim is about, and a choice of everything that was asked.
    fn subject(&mut self, ui: &mut Ui, place: usize, now: Option<&Subject>) {
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        let Some(instrument) = self.instrument else { return };
        let roles = instrument.roles.iter().map(|role| Subject::Role(role.id.clone()));
        let activities = instrument.activities.iter().map(|item| Subject::Activity(item.id.clone()));
        let mut chosen = None;
        let text = self.name(now);
        let width = tokens.type_size.body * 16.0;
        widgets::chooser(ui, "subject", width, &text, words::SUBJECT.of(lang), |ui| {
            for subject in roles.chain(activities).map(Some).chain([None]) {
                if ui.selectable_label(subject.as_ref() == now, self.name(subject.as_ref())).clicked() {
                    chosen = Some(subject);
                }
            }
        });
        if let Some(subject) = chosen {
            let edit = self.changed_aim(place, |aim| Subject::put(subject, aim));
            self.wishes.edit(edit);
        }
    }

    fn step(&mut self, ui: &mut Ui, place: usize, kind: PlanStepKind, step: &PlanStep) {
        let (scene, tokens, lang) = (self.scene, self.scene.tokens, self.scene.lang);
        let label = terms::plan_step(kind).of(lang);
        ui.push_id(kind, |ui| {
            ui.label(tokens.strong(label));
            ui.add(Label::new(tokens.small(words::step_hint(kind).of(lang))).wrap().halign(Align::LEFT));
            let typed = TextField::new("text", &step.text, label).multiline(2).show(ui, tokens);
            self.typed(typed, place, |aim, text| kind.of_mut(aim).text = text);
            ui.horizontal_wrapped(|ui| {
                let by = words::by(lang, label);
                let typed = DateField::new("by", step.due, &by, lang).hint(words::BY.of(lang)).show(ui, tokens);
                self.typed(typed, place, |aim, day| kind.of_mut(aim).due = day);
                if plans::is_due(step, scene.today) {
                    let overdue = step.due.is_some_and(|due| due < scene.today);
                    let (word, hue) = if overdue { (words::OVERDUE, tokens.red) } else { (words::TODAY, tokens.amber) };
                    ui.label(tokens.small(word.of(lang)).color(hue.ink));
                }
            });
            let mut done = step.done.is_some();
            let text = match step.done {
                Some(day) => format!("{} {}", words::DONE.of(lang), format::date(lang, day)),
                None => words::DONE.of(lang).to_owned(),
            };
            let ticked = ui.checkbox(&mut done, tokens.body(text));
            widgets::name_tick(&ticked, done, &words::step_done(lang, label));
            if ticked.changed() {
                let edit = self.changed_aim(place, |aim| kind.of_mut(aim).done = done.then_some(scene.today));
                self.wishes.edit(edit);
            }
        });
    }

    /// The results of what an aim is about.
    fn comparison(&self, subject: &Subject) -> Option<&Comparison> {
        subject.comparison(self.ratee?)
    }

    fn name(&self, subject: Option<&Subject>) -> String {
        let lang = self.scene.lang;
        let of = |subject| words::subject(lang, self.instrument, subject);
        subject.map_or(words::OWN_SUBJECT.of(lang), of).to_owned()
    }

    /// The plan after a change; the first change makes it.
    fn changed(&self, change: impl FnOnce(&mut DevelopmentPlan)) -> Edit {
        let mut plan = self.plan.cloned().unwrap_or_else(|| DevelopmentPlan {
            id: PlanId::fresh(self.person.as_str(), |id| self.scene.workbook.plans.contains(id)),
            person: self.person.clone(),
            round: Some(self.round.id.clone()),
            items: Vec::new(),
            note: String::new(),
        });
        change(&mut plan);
        Edit::Assessment(AssessmentEdit::PutPlan(plan))
    }

    fn changed_aim(&self, place: usize, change: impl FnOnce(&mut PlanItem)) -> Edit {
        self.changed(|plan| {
            if let Some(aim) = plan.items.get_mut(place) {
                change(aim);
            }
        })
    }

    /// Passes on what was typed in a field of an aim, if anything was.
    fn typed<T>(&mut self, change: Option<Change<T>>, place: usize, put: impl FnOnce(&mut PlanItem, T)) {
        if let Some(Change { value, typed }) = change {
            let edit = self.changed_aim(place, |aim| put(aim, value));
            self.wishes.type_in(typed, edit);
        }
    }
}

/// A text of an aim.
type Text = fn(&mut PlanItem) -> &mut String;

/// Several things side by side, in as many columns as there is room for.
fn abreast<T>(ui: &mut Ui, most: usize, things: &[T], mut show: impl FnMut(&mut Ui, &T)) {
    let letters = ui.available_width() / ui.text_style_height(&egui::TextStyle::Body) * 1.3;
    let columns = match letters {
        letters if letters >= FOUR_ABREAST => most,
        letters if letters >= TWO_ABREAST => most.min(2),
        _ => 1,
    };
    for row in things.chunks(columns) {
        ui.columns(columns, |columns| {
            for (ui, thing) in columns.iter_mut().zip(row) {
                show(ui, thing);
            }
        });
    }
}
