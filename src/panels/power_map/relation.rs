//! The part of the sheet about the relation with a person: how it stands, what it should become, and how.

use egui::{Align, Label, Layout, Role, Ui};

use super::{
    changed,
    sheet::{Sheet, unknown},
};
use crate::{
    analysis::{
        power,
        relations::{self, Compliance},
    },
    model::{
        Action, Basis, ComplianceAnswer, ComplianceQuestion, Contact, Judged, Level, RelationCriterion, SocialStyle,
    },
    panels::choose_member,
    text::{Word, power_map as words, relations as says, terms},
    ui::{self, Change, DateField, Sign, TextField, signs, widgets},
};

/// The width of a chooser of points, in letters.
const POINTS: f32 = 6.0;

impl Sheet<'_, '_> {
    /// How the relation stands, what it should become, and what is done for it.
    pub(super) fn relation(&mut self, ui: &mut Ui) {
        self.heading(ui, words::RELATION);
        let (lang, tokens, contact) = (self.scene.lang, self.scene.tokens, self.contact);
        let levels: Vec<Option<Level>> =
            std::iter::once(None).chain((Level::MIN..=Level::MAX).map(|n| Some(Level::clamped(n)))).collect();
        for criterion in RelationCriterion::ALL {
            self.points(ui, criterion, &levels);
        }
        let now = power::level(&contact.relation);
        self.row(ui, words::LEVEL_NOW, |ui| {
            let level = ui.label(tokens.strong(says::level(lang, now)));
            ui::explain(&level, tokens, lang, || says::explain_level(lang, &contact.relation));
            if let Some(gap) = relations::gap(&contact.relation).and_then(|gap| says::gap(lang, gap)) {
                ui.label(tokens.small(gap).color(tokens.amber.ink));
            }
        });
        if let Some(level) = now {
            ui.add(Label::new(tokens.small(says::level_meaning(level).of(lang))).wrap());
        }
        let (target, meaning) = (contact.relation.target, |level| says::level(lang, level));
        if let Some(target) = self.choice(ui, "target", words::TARGET, target, &levels, meaning) {
            self.change(|contact| contact.relation.target = target);
        }
        if let Some(level) = target {
            ui.add(Label::new(tokens.small(says::level_meaning(level).of(lang))).wrap());
        }
        self.suggestions(ui, now);
        ui.add_space(tokens.inset);
        ui.label(tokens.strong(says::ACTIONS.of(lang)));
        if contact.relation.actions.is_empty() {
            ui.add(Label::new(tokens.small(says::NO_ACTIONS.of(lang))).wrap());
        }
        for (n, action) in contact.relation.actions.iter().enumerate() {
            ui.push_id(("action", n), |ui| self.action(ui, n, action));
        }
        if widgets::tool_button(ui, tokens, says::ADD_ACTION.of(lang)).clicked() {
            let action = Action { owner: contact.owner.clone(), ..Action::default() };
            self.change(|contact| contact.relation.actions.push(action));
        }
    }

    /// The points of a criterion; its name tells what it asks.
    fn points(&mut self, ui: &mut Ui, criterion: RelationCriterion, levels: &[Option<Level>]) {
        let lang = self.scene.lang;
        let now = self.contact.relation.points.get(&criterion).copied();
        let shown = |points: Option<Level>| points.map_or_else(|| unknown(lang), words::points);
        let word = terms::relation_criterion(criterion);
        let mut chosen = None;
        let label = self.row(ui, word, |ui| {
            let width = POINTS * self.scene.tokens.type_size.body;
            widgets::chooser(ui, ("points", criterion), width, &shown(now), word.of(lang), |ui| {
                for points in levels {
                    if ui.selectable_label(*points == now, shown(*points)).clicked() {
                        chosen = Some(*points);
                    }
                }
            });
        });
        label.on_hover_text(says::criterion_asks(criterion).of(lang));
        if let Some(points) = chosen.filter(|points| *points != now) {
            self.change(|contact| {
                match points {
                    Some(points) => contact.relation.points.insert(criterion, points),
                    None => contact.relation.points.remove(&criterion),
                };
            });
        }
    }

    /// What the level suggests about support and coverage, each to be taken over or left.
    fn suggestions(&mut self, ui: &mut Ui, level: Option<Level>) {
        let (lang, contact, method) = (self.scene.lang, self.contact, &self.scene.workbook.method.power_map);
        let Some(level) = level else { return };
        if let Some(support) = relations::suggested_support(contact, method) {
            let now = words::judged(lang, contact.support.as_ref(), |value| terms::support(value).of(lang).to_owned());
            if self.suggestion(ui, level, words::SUPPORT, terms::support(support), now) {
                let judged = self.taken_over(support);
                self.change(|contact| contact.support = Some(judged));
            }
        }
        if let Some(coverage) = relations::suggested_coverage(contact, method) {
            let now =
                words::judged(lang, contact.coverage.as_ref(), |value| terms::coverage(value).of(lang).to_owned());
            if self.suggestion(ui, level, words::COVERAGE, terms::coverage(coverage), now) {
                let judged = self.taken_over(coverage);
                self.change(|contact| contact.coverage = Some(judged));
            }
        }
    }

    /// One suggestion. Whether it is taken over.
    fn suggestion(&self, ui: &mut Ui, level: Level, what: Word, value: Word, now: String) -> bool {
        let (lang, tokens) = (self.scene.lang, self.scene.tokens);
        let text = says::suggestion(lang, level, what, value);
        ui.horizontal_wrapped(|ui| {
            let said = ui.label(tokens.small(&text).color(tokens.accent.ink));
            ui::explain(&said, tokens, lang, || {
                says::explain_suggestion(lang, text.clone(), what, now, &self.contact.relation)
            });
            let button = widgets::tool_button(ui, tokens, says::TAKE_OVER.of(lang));
            widgets::name(&button, Role::Button, &says::take_over(lang, what, value));
            button.clicked()
        })
        .inner
    }

    /// What was taken over, as a judgement of today.
    fn taken_over<T>(&self, value: T) -> Judged<T> {
        let Basis { certainty, by, on } = self.fresh_basis();
        Judged { value, certainty, by, on }
    }

    /// An action: what, and below it who, until when, and whether it is done.
    fn action(&mut self, ui: &mut Ui, n: usize, action: &Action) {
        let (scene, lang, tokens) = (self.scene, self.scene.lang, self.scene.tokens);
        let change_one = |contact: &mut Contact, change: &dyn Fn(&mut Action)| {
            contact.relation.actions.get_mut(n).into_iter().for_each(change);
        };
        let named = |word| says::numbered(lang, word, n + 1);
        ui.horizontal(|ui| {
            let mut done = action.done.is_some();
            let tick = ui.checkbox(&mut done, "");
            widgets::name_tick(&tick, done, &named(says::DONE));
            if tick.on_hover_text(says::DONE.of(lang)).changed() {
                let day = done.then_some(scene.today);
                self.change(|contact| change_one(contact, &|action| action.done = day));
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let remove = widgets::tool_button(ui, tokens, "×");
                widgets::name(&remove, Role::Button, &named(says::REMOVE_ACTION));
                if remove.on_hover_text(says::REMOVE_ACTION.of(lang)).clicked() {
                    self.change(|contact| {
                        contact.relation.actions.remove(n);
                    });
                }
                let name = named(says::WHAT);
                let field = TextField::new("what", &action.what, &name).hint(says::WHAT_HINT.of(lang));
                let typed = field.show(ui, tokens);
                self.typed(typed, |contact, text| change_one(contact, &|action| text.clone_into(&mut action.what)));
            });
        });
        ui.horizontal_wrapped(|ui| {
            ui.add_space(tokens.target * 0.8);
            let width = 7.0 * tokens.type_size.body;
            if let Some(owner) = choose_member(ui, scene, "who", &named(says::WHO), width, action.owner.as_ref()) {
                self.change(|contact| change_one(contact, &|action| action.owner.clone_from(&owner)));
            }
            let due =
                DateField::new("due", action.due, &named(says::DUE), lang).hint(says::DUE.of(lang)).show(ui, tokens);
            self.typed(due, |contact, day| change_one(contact, &|action| action.due = day));
            if let Some(days) = relations::days_late(action, scene.today) {
                ui.label(tokens.small(says::late(lang, days)).color(tokens.red.ink));
            }
            if let Some(day) = action.done {
                ui.label(tokens.small(says::done_on(lang, day)));
            }
        });
    }

    /// The contact development card.
    pub(super) fn development(&mut self, ui: &mut Ui) {
        self.heading(ui, words::DEVELOPMENT);
        let (lang, tokens, contact) = (self.scene.lang, self.scene.tokens, self.contact);
        let card = &contact.card;
        let typed = self.prose(ui, "expectation", words::EXPECTATION, &card.expectation);
        self.typed(typed, |contact, text| contact.card.expectation = text);
        let typed = self.prose(ui, "need", words::PERSONAL_NEED, &card.personal_need);
        self.typed(typed, |contact, text| contact.card.personal_need = text);
        let style = |value| terms::social_style(value).of(lang).to_owned();
        let new = self.judged(ui, "style", words::STYLE, contact.style.as_ref(), &SocialStyle::ALL, style);
        self.typed(new, |contact, new| contact.style = new);
        if let Some(style) = &contact.style {
            ui.add(Label::new(tokens.small(says::style_wants(style.value).of(lang))).wrap());
        }
        let typed = self.prose(ui, "personal", words::PERSONAL_PLATFORM, &card.personal_platform);
        self.typed(typed, |contact, text| contact.card.personal_platform = text);
        let typed = self.prose(ui, "business", words::BUSINESS_PLATFORM, &card.business_platform);
        self.typed(typed, |contact, text| contact.card.business_platform = text);
        let typed = self.prose(ui, "means", words::MEANS, &card.means);
        self.typed(typed, |contact, text| contact.card.means = text);
        self.compliance(ui);
    }

    /// What may forbid the means, question by question; who checked it, and when.
    fn compliance(&mut self, ui: &mut Ui) {
        let (scene, lang, tokens, contact) = (self.scene, self.scene.lang, self.scene.tokens, self.contact);
        let card = &contact.card;
        ui.add_space(tokens.inset);
        ui.label(tokens.strong(words::COMPLIANCE.of(lang)));
        let standing = Compliance::of(card, &scene.workbook.method.power_map, scene.today);
        if let Some(warning) = says::compliance(lang, standing) {
            ui.horizontal_top(|ui| {
                signs::show(ui, Sign::Warning, tokens.type_size.body, tokens.amber.mark);
                ui.add(Label::new(tokens.body(warning).color(tokens.amber.ink)).wrap());
            });
        }
        for question in ComplianceQuestion::ALL {
            ui.push_id(question, |ui| self.question(ui, question));
        }
        let by = self.member(ui, "checked by", says::CHECKED_BY, card.checked_by.as_ref());
        if let Some(by) = by {
            self.change(|contact| contact.card.checked_by = by);
        }
        let mut on = None;
        self.row(ui, says::CHECKED_ON, |ui| {
            on = DateField::new("checked on", card.checked_on, says::CHECKED_ON.of(lang), lang).show(ui, tokens);
        });
        self.typed(on, |contact, day| contact.card.checked_on = day);
        let typed = self.prose(ui, "compliance", says::COMPLIANCE_RESULT, &card.compliance);
        self.typed(typed, |contact, text| contact.card.compliance = text);
    }

    /// A question of the compliance check. An answer is one of today.
    fn question(&mut self, ui: &mut Ui, question: ComplianceQuestion) {
        let (lang, tokens, contact, today) = (self.scene.lang, self.scene.tokens, self.contact, self.scene.today);
        let answer = contact.card.answers.get(&question);
        ui.add(Label::new(tokens.small(says::compliance_question(question).of(lang))).wrap());
        let choices = [
            (None, says::NOT_ASKED.of(lang)),
            (Some(false), says::NOTHING_FORBIDS.of(lang)),
            (Some(true), says::LIMITS.of(lang)),
        ];
        let mut limits = answer.map(|answer| answer.limits);
        if widgets::segmented(ui, tokens, &mut limits, &choices) {
            let what = answer.map(|answer| answer.what.clone()).unwrap_or_default();
            let edit = changed(contact, |contact| {
                let card = &mut contact.card;
                match limits {
                    Some(limits) => drop(card.answers.insert(question, ComplianceAnswer { limits, what })),
                    None => drop(card.answers.remove(&question)),
                }
                card.checked_on = Some(today);
                card.checked_by = card.checked_by.take().or_else(|| contact.owner.clone());
            });
            self.subject.edit(self.wishes, edit);
        }
        if let Some(answer) = answer.filter(|answer| answer.limits) {
            let label = says::WHAT_FORBIDS.of(lang);
            let typed = TextField::new("what", &answer.what, label).hint(label).show(ui, tokens);
            self.typed(typed, |contact, text| {
                contact.card.answers.entry(question).or_default().what = text;
            });
        }
    }

    /// A field of several lines below its label.
    fn prose(&self, ui: &mut Ui, id: &str, label: Word, value: &str) -> Option<Change> {
        let name = ui.label(self.scene.tokens.small(label.of(self.scene.lang)));
        if self.arrives(label) {
            name.scroll_to_me(Some(egui::Align::Center));
        }
        let field = TextField::new(id, value, label.of(self.scene.lang)).multiline(2);
        field.take_keyboard(self.arrives(label)).show(ui, self.scene.tokens)
    }
}
