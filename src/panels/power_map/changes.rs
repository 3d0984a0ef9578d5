//! What has changed since an earlier day: marks on the cards, and sentences beside the map. Worked out once for the
//! maps that are compared.

use std::{collections::HashMap, sync::Arc};

use egui::{Align2, CornerRadius, Painter, Rect, Ui, vec2};

use super::{
    PowerMap, Subject, lines,
    sheet::{self, Tab},
};
use crate::{
    analysis::{
        Audience,
        power::{PowerFinding, PowerMap as Derived},
        power_change::{Change, ContactChange, LineChange, Matters, PowerChange, State, Trend},
    },
    edit::OrganisationEdit,
    model::{ContactId, CustomerId, KeptMap, MapSnapshotId, Method, OpportunityId, Organisation, Table},
    panels::{
        Scene, Wishes,
        kept::{self, Comparison, Kept},
    },
    text::{Lang, Word, findings, kept as kept_words, power_change as words},
    ui::{Hue, Step, Tokens, widgets},
};

/// What has changed between the maps that are compared.
pub(super) struct Changes {
    rests_on: RestsOn,
    /// As one sentence.
    pub headline: String,
    told: Vec<Group>,
    marks: HashMap<ContactId, Mark>,
}

/// Sentences under a heading.
struct Group {
    heading: &'static str,
    sentences: Vec<Sentence>,
}

/// A sentence, and whom it is about.
struct Sentence {
    text: String,
    about: Vec<ContactId>,
}

/// What changes were worked out from.
#[derive(PartialEq)]
struct RestsOn {
    organisations: Same<Table<Organisation>>,
    derived: Same<Table<Derived>>,
    method: Same<Method>,
    account: CustomerId,
    opportunity: Option<OpportunityId>,
    compared: Comparison,
    lang: Lang,
    audience: Audience,
}

/// Equal only to itself.
struct Same<T>(Arc<T>);

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl RestsOn {
    fn of(scene: &Scene<'_>, subject: Subject<'_>, compared: &Comparison) -> Self {
        Self {
            organisations: Same(Arc::clone(&scene.workbook.organisations)),
            derived: Same(Arc::clone(&scene.derived.power_maps)),
            method: Same(Arc::clone(&scene.workbook.method)),
            account: subject.customer.id.clone(),
            opportunity: subject.opportunity.map(|opportunity| opportunity.id.clone()),
            compared: compared.clone(),
            lang: scene.lang,
            audience: scene.audience,
        }
    }
}

/// What a card says of a change.
#[derive(Clone, Copy, Debug, Default)]
struct Mark {
    came: bool,
    moved: bool,
    trend: Option<Trend>,
}

impl Mark {
    fn of(told: &ContactChange) -> Self {
        Self {
            came: told.what.iter().any(|change| matches!(change, Change::Came)),
            moved: told.what.iter().any(|change| matches!(change, Change::Manager(_))),
            trend: told.trend(),
        }
    }

    fn says(self, lang: Lang) -> String {
        let trend = self.trend.map(|trend| match trend {
            Trend::Better => words::MARK_BETTER,
            Trend::Worse => words::MARK_WORSE,
        });
        let all = [self.came.then_some(words::MARK_CAME), self.moved.then_some(words::MARK_MOVED), trend];
        let said: Vec<&str> = all.into_iter().flatten().map(|word| word.of(lang)).collect();
        if said.is_empty() { words::MARK_OTHER.of(lang).to_owned() } else { said.join(" ") }
    }

    const fn hue(self, tokens: &Tokens) -> Hue {
        match self.trend {
            Some(Trend::Better) => tokens.green,
            Some(Trend::Worse) => tokens.amber,
            None if self.came || self.moved => tokens.accent,
            None => tokens.neutral,
        }
    }
}

/// A day that is compared: its map, and what the rules say of it.
struct Day<'a> {
    map: Option<(&'a KeptMap, Derived)>,
    organisation: &'a Organisation,
    derived: &'a Derived,
    opportunity: Option<&'a OpportunityId>,
}

impl<'a> Day<'a> {
    fn of(scene: &'a Scene<'_>, subject: Subject<'a>, derived: &'a Derived, id: Option<&MapSnapshotId>) -> Self {
        let method = &scene.workbook.method.power_map;
        let kept = id.and_then(|id| subject.organisation.kept.get(id));
        Self {
            map: kept.map(|kept| (kept, Derived::of_day(&subject.customer.id, kept, method))),
            organisation: subject.organisation,
            derived,
            opportunity: subject.opportunity.map(|opportunity| &opportunity.id),
        }
    }

    fn state(&self) -> State<'_> {
        let (contacts, lines, opportunities, derived) = match &self.map {
            Some((kept, derived)) => (&kept.contacts, &kept.lines, &kept.opportunities, derived),
            None => {
                let Organisation { contacts, lines, opportunities, .. } = self.organisation;
                (contacts, lines, opportunities, self.derived)
            }
        };
        let opportunity = self.opportunity.and_then(|id| opportunities.get(id));
        State { contacts, lines, opportunity, verdict: derived.verdict(opportunity.map(|of| &of.id)) }
    }

    fn label(&self, lang: Lang) -> String {
        let today = || kept_words::TODAY.of(lang).to_owned();
        self.map.as_ref().map_or_else(today, |(kept, _)| kept_words::label(lang, kept.on, &kept.name))
    }
}

impl Changes {
    fn new(scene: &Scene<'_>, subject: Subject<'_>, compared: &Comparison) -> Option<Self> {
        let (lang, audience) = (scene.lang, scene.audience);
        let derived = scene.derived.power_maps.get(&subject.customer.id)?;
        let before = Day::of(scene, subject, derived, Some(&compared.from));
        let after = Day::of(scene, subject, derived, compared.to.as_ref());
        let (then, now) = (before.state(), after.state());
        let mut change = PowerChange::of(then, now);
        if audience == Audience::Room {
            change.people = change.people.iter().filter_map(ContactChange::without_judgements).collect();
            change.lines.retain(|line| lines::shown_to(line.kind, audience));
            change.arisen.clear();
            change.settled.clear();
        }
        let names = words::Names { lang, workbook: scene.workbook, maps: [now.contacts, then.contacts] };
        let mut told: Vec<Group> = Vec::new();
        let mut group = |heading: Word, sentences: Vec<Sentence>| {
            if !sentences.is_empty() {
                told.push(Group { heading: heading.of(lang), sentences });
            }
        };
        let person =
            |told: &ContactChange| Sentence { text: words::person(names, told), about: vec![told.contact.clone()] };
        if audience == Audience::Room {
            // Whoever is told first, or apart, would be known to count.
            change.people.sort_by_key(|told| now.contacts.index_of(&told.contact).unwrap_or(usize::MAX));
            group(words::PEOPLE, change.people.iter().map(person).collect());
        } else {
            for matters in Matters::ALL {
                let people = change.people.iter().filter(|told| told.matters == matters);
                group(words::matters(matters), people.map(person).collect());
            }
        }
        let line = |told: &LineChange| Sentence {
            text: words::line(names, told),
            about: vec![told.from.clone(), told.to.clone()],
        };
        group(words::LINES, change.lines.iter().map(line).collect());
        let finding = |finding: &PowerFinding| {
            let text = findings::power_finding(lang, scene.workbook, &subject.customer.id, finding);
            Sentence { text, about: finding.contacts.clone() }
        };
        group(words::ARISEN, change.arisen.iter().map(finding).collect());
        group(words::SETTLED, change.settled.iter().map(finding).collect());
        let days = [before.label(lang), after.label(lang)];
        let [from, to] = &days;
        Some(Self {
            rests_on: RestsOn::of(scene, subject, compared),
            headline: words::headline(lang, [from, to], &change, audience),
            told,
            marks: change.people.iter().map(|told| (told.contact.clone(), Mark::of(told))).collect(),
        })
    }

    /// Draws what a card says of a change, at its upper right corner.
    pub fn mark(&self, painter: &Painter, tokens: &Tokens, lang: Lang, contact: &ContactId, card: Rect, zoom: f32) {
        let Some(mark) = self.marks.get(contact) else { return };
        let hue = mark.hue(tokens);
        let font = super::card::whole_size(tokens.bold_font(Step::Small), zoom.clamp(0.8, 1.0));
        let galley = painter.layout_no_wrap(mark.says(lang), font, hue.ink);
        let size = galley.size() + vec2(tokens.inset, 0.0);
        // Just over the edge: what stands in the corner stays to be seen.
        let at = Align2::RIGHT_BOTTOM.anchor_size(card.right_top() + vec2(-tokens.unit, tokens.unit), size);
        let stroke = egui::Stroke::new(tokens.line, hue.mark);
        painter.rect(at, CornerRadius::same(tokens.unit as u8), hue.wash, stroke, egui::StrokeKind::Inside);
        painter.galley(at.min + vec2(tokens.inset / 2.0, 0.0), galley, hue.ink);
    }
}

impl PowerMap {
    /// The button that keeps maps and compares with them.
    pub(super) fn kept_button(&mut self, ui: &mut Ui, scene: &Scene<'_>, subject: Subject<'_>, wishes: &mut Wishes) {
        let maps = &subject.organisation.kept;
        let kept = || maps.iter().map(|map| Kept { id: &map.id, on: map.on, name: &map.name }).collect();
        let edit = |edit| subject.step(OrganisationEdit::Kept(edit));
        let choices = kept::Choices { take: words::KEEP, none: words::NO_MAPS, kept: &kept, edit: &edit };
        let before = self.compared.clone();
        kept::button(&mut self.compared, ui, scene, &choices, wishes);
        if self.compared.is_some() && self.compared != before {
            self.sheet = sheet::State { open: true, tab: Tab::Changes };
        }
    }

    /// Works out again what has changed, where what it rests on has.
    pub(super) fn compare(&mut self, scene: &Scene<'_>, subject: Subject<'_>) {
        let kept = &subject.organisation.kept;
        self.compared.take_if(|compared| !compared.stands(|id| kept.contains(id)));
        let Some(compared) = &self.compared else {
            self.changes = None;
            if self.sheet.tab == Tab::Changes {
                self.sheet.tab = Tab::default();
            }
            return;
        };
        let rests_on = RestsOn::of(scene, subject, compared);
        if self.changes.as_ref().is_none_or(|changes| changes.rests_on != rests_on) {
            self.changes = Changes::new(scene, subject, compared).map(Box::new);
        }
    }

    /// Everything that has changed. A click leads to the people it is about, as far as they are still there.
    pub(super) fn changes(&mut self, ui: &mut Ui, scene: &Scene<'_>, subject: Subject<'_>, wishes: &mut Wishes) {
        let Some(changes) = self.changes.take() else { return };
        let (tokens, lang) = (scene.tokens, scene.lang);
        ui.add(egui::Label::new(tokens.strong(&changes.headline)).wrap());
        if changes.told.is_empty() {
            ui.label(tokens.body(words::NOTHING.of(lang)));
        }
        for group in &changes.told {
            widgets::section(ui, tokens, group.heading);
            for (place, Sentence { text, about }) in group.sentences.iter().enumerate() {
                let here = about.iter().all(|contact| subject.organisation.contacts.contains(contact));
                let about = if here { about.as_slice() } else { &[] };
                ui.push_id((group.heading, place), |ui| self.entry(ui, scene, subject, text, about, wishes));
            }
        }
        self.changes = Some(changes);
    }
}
