//! The sheet at the side: everything on the selected card, to be changed there; and what the rules found.

use std::hash::Hash;

use egui::{Align, AsIdSalt, Label, Layout, Popup, PopupCloseBehavior, Response, ScrollArea, Ui};

use super::{PowerMap, Subject, changed, editable, field_width, judging::Judging};
use crate::{
    analysis::{Audience, judging::Guided},
    edit::{OrganisationEdit, reports_through},
    model::{
        Adaptability, Basis, Certainty, Contact, ContactId, Coverage, DecisionRole, Influence, Judged, KeyPerson, Line,
        LineKind, MemberId, PoliticalStatus, Seat, Standing, Strength, Support,
    },
    panels::{Scene, Wishes, choose_member},
    text::{Lang, Word, judging, power_change, power_map as words, terms, verdict},
    ui::{Change, DateField, TextField, Tokens, widgets},
};

/// What the sheet shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Tab {
    /// The selected card.
    #[default]
    Card,
    /// What the rules found, and doubtful data.
    Findings,
    /// What has changed between the maps that are compared.
    Changes,
}

/// Whether the sheet is open, and at which tab.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct State {
    /// Whether it is there.
    pub open: bool,
    /// What it shows.
    pub tab: Tab,
}

impl State {
    /// Opens it at the selected card.
    pub fn open_card(&mut self) {
        *self = Self { open: true, tab: Tab::Card };
    }
}

/// The width of the sheet.
pub(super) fn width(tokens: &Tokens) -> f32 {
    tokens.type_size.body * 23.0
}

impl PowerMap {
    /// Shows the sheet.
    pub(super) fn side(&mut self, ui: &mut Ui, scene: &Scene<'_>, subject: Subject<'_>, wishes: &mut Wishes) {
        let lang = scene.lang;
        self.opportunities(ui, scene, subject, wishes);
        let tabs =
            [(Tab::Card, words::TAB_CARD), (Tab::Findings, words::TAB_FINDINGS), (Tab::Changes, power_change::TAB)];
        let tabs = tabs.map(|(tab, word)| (tab, word.of(lang)));
        let shown = if self.changes.is_some() { tabs.as_slice() } else { tabs.get(..2).unwrap_or_default() };
        widgets::segmented(ui, scene.tokens, &mut self.sheet.tab, shown);
        ui.add_space(scene.tokens.unit);
        let tab = self.sheet.tab;
        ScrollArea::vertical().id_salt(("sheet", tab)).auto_shrink(false).show(ui, |ui| match tab {
            Tab::Findings => self.troubles(ui, scene, subject, wishes),
            Tab::Changes => self.changes(ui, scene, subject, wishes),
            Tab::Card => match subject.selected(scene) {
                Some(_) if self.veiled => {
                    ui.add(Label::new(scene.tokens.prose(words::VEILED.of(lang))).wrap());
                }
                None => {
                    ui.add(Label::new(scene.tokens.prose(words::NOTHING_SELECTED.of(lang))).wrap());
                }
                Some(contact) => {
                    let wanted = self.wanted.as_ref().filter(|wanted| wanted.contact == contact.id).cloned();
                    let wished = wishes.0.len();
                    ui.horizontal(|ui| {
                        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                            let more = widgets::tool_button(ui, scene.tokens, words::MORE.of(lang));
                            Popup::menu(&more).show(|ui| self.card_menu(ui, scene, subject, contact, wishes));
                            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                                let name = words::card_name(lang, contact);
                                widgets::ellipsis_label(ui, scene.tokens.section(name));
                            });
                        });
                    });
                    ui.push_id(contact.id.as_str(), |ui| {
                        ui.add_enabled_ui(editable(scene), |ui| {
                            let judging = &mut self.judging;
                            Sheet { scene, subject, contact, wanted, judging, wishes }.show(ui);
                        });
                    });
                    // What was asked for is filled in, or something else is.
                    let is_here = |wanted: &Wanted| wanted.contact == contact.id;
                    self.wanted.take_if(|wanted| is_here(wanted) && wishes.0.len() > wished);
                    if let Some(wanted) = self.wanted.as_mut().filter(|wanted| is_here(wanted)) {
                        wanted.arrived = true;
                    }
                }
            },
        });
    }
}

/// The field of somebody's sheet that is to be filled in next.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    /// Whose sheet.
    pub contact: ContactId,
    /// Its label.
    pub field: Word,
    /// Whether it is in sight and has the keyboard.
    pub arrived: bool,
}

/// One contact's fields. Every change of one is one edit.
pub(super) struct Sheet<'a, 'w> {
    pub scene: &'a Scene<'a>,
    pub subject: Subject<'a>,
    pub contact: &'a Contact,
    pub wanted: Option<Wanted>,
    /// The questions that help to judge somebody, while they are asked.
    pub judging: &'w mut Option<Judging>,
    pub wishes: &'w mut Wishes,
}

impl Sheet<'_, '_> {
    fn show(&mut self, ui: &mut Ui) {
        ui.spacing_mut().item_spacing.y = self.scene.tokens.unit;
        self.person(ui);
        self.roles(ui);
        if self.scene.audience == Audience::Room {
            ui.add_space(self.scene.tokens.group);
            ui.add(Label::new(self.scene.tokens.small(words::NOT_FOR_ROOM.of(self.scene.lang))).wrap());
            return;
        }
        self.judgements(ui);
        self.relation(ui);
        self.lines(ui);
        self.development(ui);
        self.heading(ui, words::NOTE);
        let note = TextField::new("note", &self.contact.note, words::NOTE.of(self.scene.lang)).multiline(3);
        if let Some(Change { value, typed }) = note.show(ui, self.scene.tokens) {
            self.subject.type_in(self.wishes, typed, OrganisationEdit::Note(self.contact.id.clone(), value));
        }
    }

    pub(super) fn heading(&self, ui: &mut Ui, word: Word) {
        widgets::section(ui, self.scene.tokens, word.of(self.scene.lang));
    }

    /// Whether this field is to be filled in.
    pub(super) fn is_wanted(&self, label: Word) -> bool {
        self.wanted.as_ref().is_some_and(|wanted| wanted.field == label)
    }

    /// Whether one has just come to fill in this field.
    pub(super) fn arrives(&self, label: Word) -> bool {
        self.wanted.as_ref().is_some_and(|wanted| wanted.field == label && !wanted.arrived)
    }

    pub(super) fn change(&mut self, change: impl FnOnce(&mut Contact)) {
        self.subject.change(self.wishes, self.contact, change);
    }

    /// Passes on what was typed in a field, if anything was.
    pub(super) fn typed<T>(&mut self, change: Option<Change<T>>, put: impl FnOnce(&mut Contact, T)) {
        if let Some(Change { value, typed }) = change {
            let edit = changed(self.contact, |contact| put(contact, value));
            self.subject.type_in(self.wishes, typed, edit);
        }
    }

    fn person(&mut self, ui: &mut Ui) {
        let (lang, contact) = (self.scene.lang, self.contact);
        let typed = self.text(ui, "name", words::NAME, &contact.name);
        self.typed(typed, |contact, text| contact.name = text);
        let typed = self.text(ui, "title", words::TITLE_FIELD, &contact.title);
        self.typed(typed, |contact, text| contact.title = text);
        let typed = self.text(ui, "department", words::DEPARTMENT, &contact.department);
        self.typed(typed, |contact, text| contact.department = text);
        let seat = |seat| terms::seat(seat).of(lang).to_owned();
        if let Some(seat) = self.choice(ui, "seat", words::SEAT, contact.seat, &Seat::ALL, seat) {
            self.change(|contact| contact.seat = seat);
        }
        let all = [Standing::Inside, Standing::External, Standing::Tray];
        let word = |standing| words::standing(standing).of(lang).to_owned();
        if let Some(standing) = self.choice(ui, "standing", words::STANDING, contact.standing, &all, word) {
            self.change(|contact| contact.standing = standing);
        }
        self.manager(ui);
        let owner = self.member(ui, "owner", words::OWNER, contact.owner.as_ref());
        if let Some(owner) = owner {
            self.change(|contact| contact.owner = owner);
        }
    }

    /// The solid line, among everybody who is not below this contact.
    fn manager(&mut self, ui: &mut Ui) {
        let (lang, contact, subject) = (self.scene.lang, self.contact, self.subject);
        let current = contact.reports_to.as_ref().map_or(words::NO_MANAGER.of(lang), |id| subject.name(id)).to_owned();
        let mut chosen = None;
        self.row(ui, words::MANAGER, |ui| {
            combo(ui, "manager", &current, words::MANAGER.of(lang), |ui| {
                if ui.selectable_label(contact.reports_to.is_none(), words::NO_MANAGER.of(lang)).clicked() {
                    chosen = Some(None);
                }
                let contacts = &subject.organisation.contacts;
                for other in contacts.iter().filter(|other| !reports_through(contacts, &other.id, &contact.id)) {
                    ui.push_id(other.id.as_str(), |ui| {
                        let selected = contact.reports_to.as_ref() == Some(&other.id);
                        if ui.selectable_label(selected, other.label()).clicked() {
                            chosen = Some(Some(other.id.clone()));
                        }
                    });
                }
            });
        });
        if let Some(manager) = chosen.filter(|manager| *manager != contact.reports_to) {
            subject.edit(self.wishes, OrganisationEdit::Rehang(contact.id.clone(), manager));
        }
    }

    fn roles(&mut self, ui: &mut Ui) {
        self.heading(ui, words::ROLES);
        if let Some(opportunity) = self.subject.opportunity {
            ui.label(self.scene.tokens.small(verdict::is_for(self.scene.lang, opportunity)));
        }
        let (lang, contact) = (self.scene.lang, self.contact);
        for role in DecisionRole::ALL {
            let held = self.subject.held(contact, role).cloned();
            ui.horizontal(|ui| {
                let mut holds = held.is_some();
                if ui.checkbox(&mut holds, terms::decision_role(role).of(lang)).changed() {
                    let edit = self.role(role, holds.then(|| self.fresh_basis()));
                    self.subject.edit(self.wishes, edit);
                }
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let basis = held.and_then(|basis| self.basis(ui, ("role", role), &basis));
                    if let Some(Change { value, typed }) = basis {
                        let edit = self.role(role, Some(value));
                        self.subject.type_in(self.wishes, typed, edit);
                    }
                });
            });
        }
        self.roles_elsewhere(ui);
    }

    /// The roles held in single opportunities, while none of them is looked at.
    fn roles_elsewhere(&self, ui: &mut Ui) {
        let lang = self.scene.lang;
        for opportunity in self.subject.organisation.opportunities.iter().filter(|_| self.subject.opportunity.is_none())
        {
            let held = DecisionRole::ALL.into_iter().filter(|role| opportunity.held(&self.contact.id, *role).is_some());
            let held: Vec<&str> = held.map(|role| terms::decision_role(role).of(lang)).collect();
            if !held.is_empty() {
                let text = self.scene.tokens.small(verdict::roles_in(lang, opportunity, &held));
                ui.add(Label::new(text).wrap());
            }
        }
    }

    /// Gives a decision role, or takes it away: in the opportunity that is looked at, or else in general.
    fn role(&self, role: DecisionRole, basis: Option<Basis>) -> OrganisationEdit {
        match self.subject.opportunity {
            Some(opportunity) => {
                let mut changed = opportunity.clone();
                changed.set(&self.contact.id, role, basis);
                OrganisationEdit::PutOpportunity(changed)
            }
            None => changed(self.contact, |contact| {
                match basis {
                    Some(basis) => contact.roles.insert(role, basis),
                    None => contact.roles.remove(&role),
                };
            }),
        }
    }

    fn judgements(&mut self, ui: &mut Ui) {
        self.heading(ui, words::JUDGEMENTS);
        let (lang, contact) = (self.scene.lang, self.contact);
        let term = |word: Word| word.of(lang).to_owned();
        let key = |value| term(terms::key_person(value));
        let new = self.judged(ui, "key", words::KEY_PERSON, contact.key.as_ref(), &KeyPerson::ALL, key);
        self.typed(new, |contact, new| contact.key = new);
        let support = |value| term(terms::support(value));
        let old = contact.support.as_ref();
        let new = self.judged(ui, "support", words::SUPPORT, old, &Support::ALL, support);
        self.typed(new, |contact, new| contact.support = new);
        self.guide(ui, Guided::Support);
        let coverage = |value| term(terms::coverage(value));
        let old = contact.coverage.as_ref();
        let new = self.judged(ui, "coverage", words::COVERAGE, old, &Coverage::ALL, coverage);
        self.typed(new, |contact, new| contact.coverage = new);
        self.guide(ui, Guided::Coverage);
        let status = |value| term(terms::political_status(value));
        let old = contact.status.as_ref();
        let new = self.judged(ui, "status", words::STATUS, old, &PoliticalStatus::ALL, status);
        self.typed(new, |contact, new| contact.status = new);
        self.guide(ui, Guided::Status);
        let all: Vec<Influence> = (Influence::MIN..=Influence::MAX).map(Influence::clamped).collect();
        let number = |value: Influence| value.get().to_string();
        let new = self.judged(ui, "influence", words::INFLUENCE, contact.influence.as_ref(), &all, number);
        self.typed(new, |contact, new| contact.influence = new);
        let old = contact.adaptability.as_ref();
        let adaptability = |value| term(terms::adaptability(value));
        let new = self.judged(ui, "adaptability", words::ADAPTABILITY, old, &Adaptability::ALL, adaptability);
        self.typed(new, |contact, new| contact.adaptability = new);
        let (scene, mut last, arrives) = (self.scene, None, self.arrives(words::LAST_CONTACT));
        self.row(ui, words::LAST_CONTACT, |ui| {
            let field = DateField::new("last", contact.last_contact, words::LAST_CONTACT.of(lang), lang);
            last = field.take_keyboard(arrives).show(ui, scene.tokens);
        });
        self.typed(last, |contact, day| contact.last_contact = day);
    }

    fn lines(&mut self, ui: &mut Ui) {
        self.heading(ui, words::LINES);
        let (scene, contact, subject) = (self.scene, self.contact, self.subject);
        let all = subject.organisation.lines.iter();
        let mut none = true;
        for line in all.filter(|line| line.from == contact.id || line.to == contact.id) {
            none = false;
            let outgoing = line.from == contact.id;
            let other = subject.name(if outgoing { &line.to } else { &line.from });
            ui.push_id((line.from.as_str(), line.to.as_str(), line.kind), |ui| {
                ui.horizontal(|ui| {
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        let remove = widgets::tool_button(ui, scene.tokens, words::REMOVE.of(scene.lang));
                        if remove.clicked() {
                            let (from, to) = (line.from.clone(), line.to.clone());
                            subject.edit(self.wishes, OrganisationEdit::RemoveLine(from, to, line.kind));
                        }
                        if line.kind == LineKind::Influences {
                            self.strength(ui, line);
                        }
                        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                            let text = words::line(scene.lang, line.kind, outgoing, other);
                            widgets::ellipsis_label(ui, scene.tokens.body(text));
                        });
                    });
                });
                // On a line of its own: with a name and a day it is as long as the other end's.
                ui.horizontal(|ui| {
                    ui.spacing_mut().interact_size.y = 0.0;
                    if let Some(Change { value: basis, typed }) = self.basis(ui, "line", &line.basis) {
                        let line = Line { basis, ..line.clone() };
                        subject.type_in(self.wishes, typed, OrganisationEdit::PutLine(line));
                    }
                });
            });
        }
        if none {
            ui.label(scene.tokens.small(words::NO_LINES.of(scene.lang)));
        }
    }

    fn strength(&mut self, ui: &mut Ui, line: &Line) {
        let now = line.strength.map_or(Strength::MIN, |strength| strength.get());
        let next = if now == Strength::MAX { Strength::MIN } else { now + 1 };
        let text = format!("×{now}");
        let button = widgets::tool_button(ui, self.scene.tokens, &text);
        let button = button.on_hover_text(words::STRENGTH.of(self.scene.lang));
        if button.clicked() {
            let line = Line { strength: Some(Strength::clamped(next)), ..line.clone() };
            self.subject.edit(self.wishes, OrganisationEdit::PutLine(line));
        }
    }

    /// A label at the left, which is returned; what it is about at the right.
    pub(super) fn row(&self, ui: &mut Ui, label: Word, value: impl FnOnce(&mut Ui)) -> Response {
        let tokens = self.scene.tokens;
        let behind = ui.painter().add(egui::Shape::Noop);
        let row = ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                value(ui);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    widgets::ellipsis_label(ui, tokens.body(label.of(self.scene.lang)).color(tokens.ink_soft))
                })
                .inner
            })
            .inner
        });
        if self.is_wanted(label) {
            let mark = row.response.rect.expand(tokens.unit / 2.0);
            ui.painter().set(behind, egui::Shape::rect_filled(mark, tokens.corners(), tokens.accent.wash));
        }
        if self.arrives(label) {
            row.response.scroll_to_me(Some(Align::Center));
        }
        row.inner
    }

    /// A field of one line.
    fn text(&self, ui: &mut Ui, id: &str, label: Word, value: &str) -> Option<Change> {
        let mut change = None;
        self.row(ui, label, |ui| {
            let field =
                TextField::new(id, value, label.of(self.scene.lang)).width(1.3 * field_width(self.scene.tokens));
            change = field.take_keyboard(self.arrives(label)).show(ui, self.scene.tokens);
        });
        change
    }

    /// One of a few; what was chosen, if it is another.
    pub(super) fn choice<T: Copy + PartialEq>(
        &self,
        ui: &mut Ui,
        id: impl Hash + std::fmt::Debug,
        label: Word,
        now: T,
        all: &[T],
        word: impl Fn(T) -> String,
    ) -> Option<T> {
        let mut chosen = None;
        self.row(ui, label, |ui| {
            combo(ui, id, &word(now), label.of(self.scene.lang), |ui| {
                for value in all {
                    if ui.selectable_label(*value == now, word(*value)).clicked() {
                        chosen = Some(*value);
                    }
                }
            });
        });
        chosen.filter(|chosen| *chosen != now)
    }

    /// One of our people, or nobody.
    pub(super) fn member(
        &self,
        ui: &mut Ui,
        id: &str,
        label: Word,
        now: Option<&MemberId>,
    ) -> Option<Option<MemberId>> {
        let mut chosen = None;
        self.row(ui, label, |ui| {
            chosen = choose_member(ui, self.scene, id, label.of(self.scene.lang), combo_width(ui), now);
        });
        chosen
    }

    /// A judged value, and what it rests on. A new value is a guess of the owner's, of today.
    pub(super) fn judged<T: Copy + PartialEq>(
        &mut self,
        ui: &mut Ui,
        id: &str,
        label: Word,
        now: Option<&Judged<T>>,
        all: &[T],
        word: impl Fn(T) -> String,
    ) -> Option<Change<Option<Judged<T>>>> {
        let lang = self.scene.lang;
        let value = now.map(|judged| judged.value);
        let mut new = None;
        self.row(ui, label, |ui| {
            let text = value.map_or_else(|| unknown(lang), &word);
            combo(ui, id, &text, label.of(lang), |ui| {
                let values = std::iter::once(None).chain(all.iter().copied().map(Some));
                for choice in values {
                    let text = choice.map_or_else(|| unknown(lang), &word);
                    let label = ui.selectable_label(choice == value, text);
                    if label.clicked() && choice != value {
                        let Basis { certainty, by, on } = self.fresh_basis();
                        let judged = choice.map(|value| Judged { value, certainty, by, on });
                        new = Some(Change::chosen(label.id, judged));
                    }
                }
            });
        });
        let guided = Guided::ALL.into_iter().find(|guided| judging::judgement(*guided) == label);
        if now.is_none() && guided.is_none() {
            return new;
        }
        ui.horizontal(|ui| {
            ui.spacing_mut().interact_size.y = 0.0;
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if let Some(judged) = now {
                    let basis = Basis { certainty: judged.certainty, by: judged.by.clone(), on: judged.on };
                    if let Some(change) = self.basis(ui, (id, "basis"), &basis) {
                        let Judged { value, .. } = *judged;
                        new = Some(change.map(|Basis { certainty, by, on }| Some(Judged { value, certainty, by, on })));
                    }
                }
                if let Some(guided) = guided {
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| self.guide_button(ui, guided));
                }
            });
        });
        new
    }

    /// What a judgement made now rests on.
    pub(super) fn fresh_basis(&self) -> Basis {
        Basis { certainty: Certainty::Assumed, by: self.contact.owner.clone(), on: Some(self.scene.today) }
    }

    /// What a judgement rests on, in small; a click opens it to be changed.
    fn basis(&self, ui: &mut Ui, id: impl Hash + std::fmt::Debug, now: &Basis) -> Option<Change<Basis>> {
        let (scene, lang, tokens) = (self.scene, self.scene.lang, self.scene.tokens);
        let by = now.by.as_ref().map(|by| scene.workbook.member_label(by));
        let text = words::basis(lang, now.certainty, by, now.on);
        let hue = match now.certainty {
            Certainty::Assumed => tokens.ink_soft,
            Certainty::Confirmed => tokens.green.ink,
        };
        let button = ui.push_id(&id, |ui| ui.add(egui::Button::new(tokens.small(text).color(hue)).frame(false))).inner;
        let mut changed = None;
        let popup = Popup::from_toggle_button_response(&button);
        popup.close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
            ui.set_width(field_width(tokens) * 1.6);
            let mut certainty = now.certainty;
            let choices = [Certainty::Assumed, Certainty::Confirmed].map(|c| (c, terms::certainty(c).of(lang)));
            if widgets::segmented(ui, tokens, &mut certainty, &choices) {
                let on = now.on.filter(|_| certainty == Certainty::Assumed).or(Some(scene.today));
                let by = now.by.clone().or_else(|| self.contact.owner.clone());
                changed = Some(Change::chosen(button.id, Basis { certainty, by, on }));
            }
            if let Some(by) = self.member(ui, "by", words::WHO_SAYS, now.by.as_ref()) {
                changed = Some(Change::chosen(button.id, Basis { by, ..now.clone() }));
            }
            let mut on = None;
            self.row(ui, words::SINCE, |ui| {
                on = DateField::new("on", now.on, words::SINCE.of(lang), lang).show(ui, tokens);
            });
            if let Some(on) = on {
                changed = Some(on.map(|on| Basis { on, ..now.clone() }));
            }
        });
        changed
    }
}

/// A chooser as wide as the sheet's fields.
fn combo(ui: &mut Ui, id: impl AsIdSalt, text: &str, label: &str, choices: impl FnOnce(&mut Ui)) {
    let width = combo_width(ui);
    widgets::chooser(ui, id, width, text, label, choices);
}

fn combo_width(ui: &Ui) -> f32 {
    (1.3 * ui.text_style_height(&egui::TextStyle::Body) * 8.0).min(ui.available_width())
}

/// What stands where nothing is known.
pub(super) fn unknown(lang: Lang) -> String {
    words::UNKNOWN.of(lang).to_owned()
}
