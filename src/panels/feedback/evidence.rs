//! Evidence: what was seen or heard of a person's work, noted over the whole period, and how it spreads over it.

use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

use egui::{Align2, Button, Label, Rect, Role, Sense, Ui, pos2, vec2};

use crate::{
    analysis::{
        Audience,
        assessment::Assessments,
        plans::{self, Subject, Suggestion},
        preparing::Spread,
    },
    edit::{Edit, EvidenceEdit, EvidenceText},
    model::{
        Date, Evidence, EvidenceId, EvidenceLink, EvidenceSource, GoalCard, Instrument, MemberId, PeriodId, Table,
    },
    panels::{Scene, Wishes},
    text::{Lang, Word, evidence as words, feedback, format, plans as plan_words},
    ui::{DateField, Sign, Step, TextField, signs, widgets},
};

/// What the list of notes keeps between frames.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    /// The note that is open to be written.
    open: Option<EvidenceId>,
    /// It was just begun: the keyboard goes there.
    fresh: bool,
    kept: Option<Kept>,
}

/// What is worked out when something changes, not in every frame.
#[derive(Clone, Debug)]
struct Kept {
    basis: Basis,
    /// The person's notes, the latest first, those without a day before them.
    order: Vec<EvidenceId>,
    spread: Option<Spread>,
    offers: Vec<Offer>,
    /// How high each folded note is at this width, once it was drawn: those out of sight are not laid out again.
    heights: (f32, BTreeMap<EvidenceId, f32>),
}

/// What that rests on.
#[derive(Clone, Debug)]
struct Basis {
    evidence: Arc<Table<Evidence>>,
    person: MemberId,
    period: Option<PeriodId>,
    recent_days: u16,
    today: Date,
    released: Arc<Assessments>,
    lang: Lang,
}

impl Basis {
    fn of(scene: &Scene<'_>, person: &MemberId, period: Option<&PeriodId>) -> Self {
        Self {
            evidence: Arc::clone(&scene.workbook.evidence),
            person: person.clone(),
            period: period.cloned(),
            recent_days: scene.workbook.method.conversations.recent_days,
            today: scene.today,
            released: Arc::clone(scene.derived.assessments(Audience::Room)),
            lang: scene.lang,
        }
    }

    fn is(&self, scene: &Scene<'_>, person: &MemberId, period: Option<&PeriodId>) -> bool {
        Arc::ptr_eq(&self.evidence, &scene.workbook.evidence)
            && self.person == *person
            && self.period.as_ref() == period
            && self.recent_days == scene.workbook.method.conversations.recent_days
            && self.today == scene.today
            && Arc::ptr_eq(&self.released, scene.derived.assessments(Audience::Room))
            && self.lang == scene.lang
    }

    fn kept(self, scene: &Scene<'_>) -> Kept {
        let notes = || self.evidence.iter().filter(|note| note.person == self.person);
        let mut dated: Vec<_> = notes().map(|note| (note.on.is_none(), note.on, note.id.clone())).collect();
        dated.reverse();
        dated.sort_by_key(|(undated, on, _)| Reverse((*undated, *on)));
        let days = self.period.as_ref().and_then(PeriodId::days).map(|(_, first, last)| (first, last));
        let spread = Spread::of(notes(), days, self.recent_days, self.today);
        let offers = offers(scene, &self.person);
        let order = dated.into_iter().map(|(.., id)| id).collect();
        Kept { order, spread, offers, heights: (0.0, BTreeMap::new()), basis: self }
    }
}

impl Notes {
    /// Shows a person's notes, for a period where one is meant.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        person: &MemberId,
        period: Option<&PeriodId>,
        wishes: &mut Wishes,
    ) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        ui.label(tokens.title(words::TITLE.of(lang)));
        ui.add(Label::new(tokens.prose(words::PURPOSE.of(lang))).wrap());
        ui.add_space(tokens.inset);
        if self.kept.as_ref().is_none_or(|kept| !kept.basis.is(scene, person, period)) {
            self.kept = Some(Basis::of(scene, person, period).kept(scene));
        }
        let Some(kept) = &mut self.kept else { return };
        if let Some(spread) = kept.spread.as_ref().filter(|_| !kept.order.is_empty()) {
            strip(ui, scene, spread);
        }
        if !scene.read_only && widgets::primary_button(ui, tokens, words::ADD.of(lang)).clicked() {
            let note = new_note(scene, person, Some(scene.today));
            (self.open, self.fresh) = (Some(note.id.clone()), true);
            wishes.edit(Edit::Evidence(EvidenceEdit::Put(Box::new(note))));
        }
        ui.add_space(tokens.inset);
        if kept.order.is_empty() {
            ui.add(Label::new(tokens.prose(words::EMPTY.of(lang)).color(tokens.ink_soft)).wrap());
        }
        let notes = kept.order.iter().filter_map(|id| scene.workbook.evidence.get(id));
        let mut toggled = None;
        let (width, heights) = &mut kept.heights;
        if *width != ui.available_width() {
            (*width, *heights) = (ui.available_width(), BTreeMap::new());
        }
        for (n, note) in notes.enumerate() {
            let is_open = self.open.as_ref() == Some(&note.id);
            let known = heights.get(&note.id).filter(|_| !is_open).map(|height| vec2(*width, *height));
            if let Some(size) = known.filter(|size| !ui.is_rect_visible(Rect::from_min_size(ui.cursor().min, *size))) {
                ui.allocate_space(size);
                ui.add_space(tokens.inset);
                continue;
            }
            let shown = ui.push_id(note.id.as_str(), |ui| {
                widgets::card(tokens).show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    if head(ui, scene, note, is_open) {
                        toggled = Some((!is_open).then(|| note.id.clone()));
                    }
                    if is_open && !scene.read_only {
                        form(ui, scene, note, n + 1, self.fresh, wishes);
                    }
                });
            });
            if is_open {
                heights.remove(&note.id);
            } else {
                heights.insert(note.id.clone(), shown.response.rect.height());
            }
            ui.add_space(tokens.inset);
        }
        self.fresh &= self.open.as_ref().is_some_and(|open| !scene.workbook.evidence.contains(open));
        if let Some(open) = toggled {
            self.open = open;
        }
        if let Some(kept) = &self.kept {
            from_360(ui, scene, person, &kept.offers, wishes);
        }
    }
}

/// A note of a person, of a day, of which nothing is written.
fn new_note(scene: &Scene<'_>, person: &MemberId, on: Option<Date>) -> Evidence {
    let id = EvidenceId::fresh(person.as_str(), |id| scene.workbook.evidence.contains(id));
    Evidence { on, ..Evidence::new(id, person.clone()) }
}

/// When the notes are of, along the period; its last weeks are shaded.
fn strip(ui: &mut Ui, scene: &Scene<'_>, spread: &Spread) {
    let (tokens, lang) = (scene.tokens, scene.lang);
    let recent_days = scene.workbook.method.conversations.recent_days;
    let mark = tokens.unit;
    let small = tokens.size(Step::Small);
    let height = tokens.target + small + tokens.unit;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let sentence = words::spread(lang, spread, recent_days);
    widgets::name(&response, Role::Image, &sentence);
    let painter = ui.painter_at(rect);
    let bar = Rect::from_min_size(rect.min, vec2(rect.width(), tokens.target)).shrink2(vec2(mark, 0.0));
    let x = |day| bar.left() + bar.width() * spread.place(day);
    let recent = Rect::from_min_max(pos2(x(spread.recent_from), bar.top()), bar.max + vec2(mark, 0.0));
    painter.rect_filled(recent, tokens.corners(), tokens.neutral.wash);
    let line = bar.bottom() - mark * 2.0;
    painter.hline(bar.x_range(), line, tokens.hairline_stroke());
    let mut last = (f32::NEG_INFINITY, 0u8);
    for day in &spread.on {
        let at = x(*day);
        // Notes of nearly the same day stand on one another.
        last = if at - last.0 < mark * 2.0 { (last.0, last.1.saturating_add(1)) } else { (at, 0) };
        let up = f32::from(last.1.min(3)) * mark * 1.5;
        painter.circle_filled(pos2(last.0, line - mark * 1.5 - up), mark, tokens.accent.mark);
    }
    let font = tokens.font(Step::Small);
    let (first, end) = (format::date(lang, *spread.days.start()), format::date(lang, *spread.days.end()));
    let below = bar.bottom() + tokens.unit / 2.0;
    painter.text(pos2(bar.left(), below), Align2::LEFT_TOP, first, font.clone(), tokens.ink_soft);
    painter.text(pos2(bar.right(), below), Align2::RIGHT_TOP, end, font, tokens.ink_soft);
    ui.add(Label::new(tokens.small(sentence)).wrap());
    if spread.undated > 0 {
        ui.label(tokens.small(words::undated(lang, spread.undated)));
    }
    if spread.is_only_recent() {
        ui.horizontal(|ui| {
            signs::show(ui, Sign::Warning, tokens.sign, tokens.amber.mark);
            ui.add(Label::new(tokens.body(words::ALL_RECENT.of(lang)).color(tokens.amber.ink)).wrap());
        });
    }
    ui.add_space(tokens.inset);
}

/// What a note says, in short. Whether it was pressed.
fn head(ui: &mut Ui, scene: &Scene<'_>, note: &Evidence, is_open: bool) -> bool {
    let (tokens, lang) = (scene.tokens, scene.lang);
    let mut pressed = false;
    ui.horizontal(|ui| {
        let day = note.on.map_or_else(|| words::NO_DAY.of(lang).to_owned(), |day| format::date(lang, day));
        ui.label(tokens.small(day));
        let source = note.source.map_or(words::NO_SOURCE, words::source);
        let doubtful = note.source.is_none_or(|source| !source.is_first_hand());
        widgets::chip(ui, tokens, None, source.of(lang), if doubtful { tokens.amber } else { tokens.neutral });
        if !scene.read_only {
            let from_the_right = egui::Layout::right_to_left(egui::Align::Center);
            ui.with_layout(from_the_right, |ui| {
                let word = if is_open { words::CLOSE } else { words::OPEN };
                let button = widgets::tool_button(ui, tokens, word.of(lang));
                widgets::name_selectable(&button, is_open, &words::label(lang, note));
                pressed = button.clicked();
            });
        }
    });
    if !is_open {
        let what = if note.what.trim().is_empty() { words::UNTITLED.of(lang) } else { note.what.trim() };
        ui.add(Label::new(tokens.prose(what)).wrap());
        let more = [note.who.trim(), note.place.trim(), note.result.trim()];
        let more: Vec<&str> = more.into_iter().filter(|part| !part.is_empty()).collect();
        if !more.is_empty() {
            ui.add(Label::new(tokens.small(more.join(" · "))).wrap());
        }
        if !note.links.is_empty() {
            ui.horizontal_wrapped(|ui| {
                for link in &note.links {
                    widgets::chip(ui, tokens, None, link_label(scene, &note.person, link), tokens.neutral);
                }
            });
        }
    }
    pressed
}

/// The fields of a note.
fn form(ui: &mut Ui, scene: &Scene<'_>, note: &Evidence, n: usize, fresh: bool, wishes: &mut Wishes) {
    let (tokens, lang) = (scene.tokens, scene.lang);
    let text = |ui: &mut Ui, wishes: &mut Wishes, word: Word, hint: Option<Word>, place: EvidenceText, rows: usize| {
        let value = match place {
            EvidenceText::What => &note.what,
            EvidenceText::Who => &note.who,
            EvidenceText::Place => &note.place,
            EvidenceText::Result => &note.result,
        };
        ui.label(tokens.small(word.of(lang)));
        let label = words::field(lang, word, n);
        let field = TextField::new((note.id.as_str(), word.en), value, &label);
        let field = field.hint(hint.map_or("", |hint| hint.of(lang)));
        let field = if rows > 1 { field.multiline(rows) } else { field };
        let field = field.take_keyboard(fresh && place == EvidenceText::What);
        if let Some(change) = field.show(ui, tokens) {
            wishes.type_in(change.typed, Edit::Evidence(EvidenceEdit::Text(note.id.clone(), place, change.value)));
        }
    };
    text(ui, wishes, words::WHAT, Some(words::WHAT_HINT), EvidenceText::What, 2);
    text(ui, wishes, words::RESULT, Some(words::RESULT_HINT), EvidenceText::Result, 1);
    ui.columns(2, |columns| {
        if let [left, right] = columns {
            text(left, wishes, words::WHO, None, EvidenceText::Who, 1);
            text(right, wishes, words::PLACE, None, EvidenceText::Place, 1);
        }
    });
    let put = |note: Evidence| Edit::Evidence(EvidenceEdit::Put(Box::new(note)));
    ui.horizontal_wrapped(|ui| {
        ui.label(tokens.small(words::ON.of(lang)));
        let label = words::field(lang, words::ON, n);
        if let Some(change) = DateField::new((note.id.as_str(), "on"), note.on, &label, lang).show(ui, tokens) {
            wishes.type_in(change.typed, put(Evidence { on: change.value, ..note.clone() }));
        }
        ui.add_space(tokens.inset);
        for source in EvidenceSource::ALL {
            let is_it = note.source == Some(source);
            let button = Button::selectable(is_it, words::source(source).of(lang)).frame_when_inactive(true);
            let response = ui.add(button);
            widgets::name_selectable(&response, is_it, words::source(source).of(lang));
            if response.clicked() {
                wishes.edit(put(Evidence { source: (!is_it).then_some(source), ..note.clone() }));
            }
        }
    });
    if note.source == Some(EvidenceSource::Hearsay) {
        ui.label(tokens.body(words::HEARSAY_HINT.of(lang)).color(tokens.amber.ink));
    }
    links(ui, scene, note, wishes);
    let remove = feedback::remove(lang, &words::label(lang, note));
    let button = widgets::tool_button(ui, tokens, feedback::REMOVE.of(lang));
    widgets::name(&button, Role::Button, &remove);
    if button.clicked() {
        wishes.edit(Edit::Evidence(EvidenceEdit::Remove(note.id.clone())));
    }
}

/// What a note belongs to, and lists of what it could.
fn links(ui: &mut Ui, scene: &Scene<'_>, note: &Evidence, wishes: &mut Wishes) {
    let (tokens, lang, workbook) = (scene.tokens, scene.lang, scene.workbook);
    let mut changed = None;
    ui.label(tokens.small(words::LINK.of(lang)));
    if !note.links.is_empty() {
        ui.horizontal_wrapped(|ui| {
            for (n, link) in note.links.iter().enumerate() {
                let label = link_label(scene, &note.person, link);
                let button = ui.add(Button::new(tokens.small(format!("{label}  ×"))).truncate());
                widgets::name(&button, Role::Button, &words::unlink(lang, label));
                if button.clicked() {
                    let mut links = note.links.clone();
                    links.remove(n);
                    changed = Some(links);
                }
            }
        });
    }
    ui.horizontal_wrapped(|ui| {
        let width = tokens.size(Step::Body) * 7.5;
        let mut list = |ui: &mut Ui, word: Word, choices: &mut dyn Iterator<Item = EvidenceLink>| {
            let mut choices = choices.filter(|link| !note.links.contains(link)).peekable();
            if choices.peek().is_none() {
                return;
            }
            widgets::chooser(ui, word.en, width, word.of(lang), word.of(lang), |ui| {
                for link in choices {
                    if ui.selectable_label(false, link_label(scene, &note.person, &link)).clicked() {
                        changed = Some(note.links.iter().cloned().chain([link]).collect());
                    }
                }
            });
        };
        let cards = workbook.goal_cards.iter().filter(|card| card.person == note.person);
        let goals = cards.rev().flat_map(|card: &GoalCard| {
            let period = card.period.clone();
            card.goals.keys().map(move |goal| EvidenceLink::Goal(period.clone(), goal.clone()))
        });
        list(ui, words::GOALS, &mut { goals });
        let roles = workbook.instruments.iter().next_back().into_iter().flat_map(|of: &Instrument| of.roles.keys());
        list(ui, words::ROLES, &mut roles.cloned().map(EvidenceLink::Role));
        list(ui, words::CUSTOMERS, &mut workbook.customers.keys().cloned().map(EvidenceLink::Customer));
        let opportunities = workbook
            .organisations
            .iter()
            .flat_map(|of| of.opportunities.keys().map(|id| EvidenceLink::Opportunity(of.account.clone(), id.clone())));
        list(ui, words::OPPORTUNITIES, &mut { opportunities });
    });
    if let Some(links) = changed {
        wishes.edit(Edit::Evidence(EvidenceEdit::Put(Box::new(Evidence { links, ..note.clone() }))));
    }
}

/// What a piece of evidence belongs to, by name.
pub fn link_label<'a>(scene: &Scene<'a>, person: &MemberId, link: &'a EvidenceLink) -> &'a str {
    let (workbook, lang) = (scene.workbook, scene.lang);
    match link {
        EvidenceLink::Goal(period, goal) => {
            let card = workbook.goal_cards.get(&(person.clone(), period.clone()));
            card.and_then(|card| card.goals.get(goal)).map_or(goal.as_str(), |goal| goal.label())
        }
        EvidenceLink::Role(id) => {
            let role = workbook.instruments.iter().find_map(|instrument| instrument.roles.get(id));
            role.map_or(id.as_str(), |role| lang.name(&role.name, id.as_str()))
        }
        EvidenceLink::Item(id) => {
            let items = workbook.instruments.iter().flat_map(|instrument| instrument.scored_items());
            let item = items.map(|(_, item)| item).find(|item| item.id == *id);
            item.map_or(id.as_str(), |item| lang.pick(&item.text))
        }
        EvidenceLink::Customer(id) => workbook.customer_label(id),
        EvidenceLink::Opportunity(account, id) => {
            let organisation = workbook.organisations.get(account);
            let found = organisation.and_then(|organisation| organisation.opportunities.get(id));
            found.map_or(id.as_str(), |opportunity| &opportunity.name)
        }
    }
}

/// Something in the person's released results that is worth speaking of.
#[derive(Clone, Debug)]
struct Offer {
    link: EvidenceLink,
    name: String,
    what: String,
    /// When the results came out.
    on: Date,
}

/// What the last released results offer: nothing that the person's own report does not show.
fn offers(scene: &Scene<'_>, person: &MemberId) -> Vec<Offer> {
    let (lang, workbook) = (scene.lang, scene.workbook);
    let released = scene.derived.assessments(Audience::Room);
    let last = workbook.rounds.iter().rev().find_map(|round| {
        let on = round.releases.last()?.on;
        Some((round, on, released.round(&round.id)?.ratee(person)?))
    });
    let Some((round, on, ratee)) = last else { return Vec::new() };
    let offer = |suggestion: Suggestion| {
        let name = plan_words::subject(lang, workbook.instrument_of(round), &suggestion.subject).to_owned();
        let facts = suggestion.subject.comparison(ratee).map(|found| plan_words::facts(lang, found));
        let why = plan_words::why(lang, suggestion.why);
        let what = words::of_360(lang, &name, &why, &facts.unwrap_or_default());
        let link = match suggestion.subject {
            Subject::Role(id) => EvidenceLink::Role(id),
            Subject::Activity(id) => EvidenceLink::Item(id),
        };
        Offer { link, name, what, on }
    };
    plans::suggestions(ratee).into_iter().map(offer).collect()
}

/// Shows what the 360° results offer, to be noted.
fn from_360(ui: &mut Ui, scene: &Scene<'_>, person: &MemberId, offers: &[Offer], wishes: &mut Wishes) {
    let (tokens, lang) = (scene.tokens, scene.lang);
    let taken = |link: &EvidenceLink| {
        scene.workbook.evidence.iter().any(|note| note.person == *person && note.links.contains(link))
    };
    if offers.is_empty() {
        return;
    }
    widgets::section(ui, tokens, words::FROM_360.of(lang));
    ui.add(Label::new(tokens.small(words::FROM_360_HINT.of(lang))).wrap());
    for Offer { link, name, what, on } in offers {
        ui.horizontal_wrapped(|ui| {
            ui.add(Label::new(tokens.body(what)).wrap());
            if scene.read_only || taken(link) {
                return;
            }
            let button = widgets::tool_button(ui, tokens, words::TAKE.of(lang));
            widgets::name(&button, Role::Button, &words::take(lang, name));
            if button.clicked() {
                let (source, links) = (Some(EvidenceSource::Document), vec![link.clone()]);
                let note = Evidence { what: what.clone(), source, links, ..new_note(scene, person, Some(*on)) };
                wishes.edit(Edit::Evidence(EvidenceEdit::Put(Box::new(note))));
            }
        });
    }
}
