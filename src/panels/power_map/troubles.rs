//! What the rules found on a map and why it has its light, and data that can't be right, with what mends it.

use egui::{Align, Label, Layout, Response, Ui};

use super::{PowerMap, Spotlight, Subject, editable, toolbar::light_hue};
use crate::{
    analysis::{
        Audience,
        power::{PowerFinding, PowerMap as Derived, RuleKind, UnknownManager, Verdict},
    },
    edit::{Edit, Occasion, OrganisationEdit},
    model::{Basis, Certainty, Contact, ContactId, DuplicateRow, Line, LineKind, PowerMapMethod, PowerThreshold, Seat},
    panels::{Scene, Wishes},
    text::{findings, power_map as words, terms, verdict as says},
    ui::{NumberField, Sign, explain, explanation_card, origin_mark, signs, widgets},
};

/// The name of the field by which an import says whose report somebody is.
const MANAGER_FIELD: &str = "reports_to";

impl PowerMap {
    /// Shows everything found on a map. A click leads to the people it is about.
    pub(super) fn troubles(&mut self, ui: &mut Ui, scene: &Scene<'_>, subject: Subject<'_>, wishes: &mut Wishes) {
        let Some(map) = scene.derived.power_maps.get(&subject.customer.id) else { return };
        let (tokens, lang) = (scene.tokens, scene.lang);
        if scene.audience == Audience::Trainer {
            let verdict = map.verdict(subject.opportunity.map(|opportunity| &opportunity.id));
            head(ui, scene, subject, verdict);
            self.questions(ui, scene, subject, verdict, wishes);
            self.rules(ui, scene, subject, verdict, wishes);
        } else {
            ui.add(Label::new(tokens.small(words::NOT_FOR_ROOM.of(lang))).wrap());
        }
        let doubtful = map.structure.cycles.len() + map.structure.unknown_managers.len();
        let doubtful = doubtful + subject.organisation.duplicates.len();
        if doubtful > 0 {
            widgets::section(ui, tokens, words::TROUBLE.of(lang));
        }
        for (place, doubt) in doubts(scene, subject, map).take(DOUBTS).enumerate() {
            ui.push_id(("doubt", place), |ui| self.doubt(ui, scene, subject, doubt, wishes));
        }
        if doubtful > DOUBTS {
            ui.label(tokens.small(says::more(lang, doubtful - DOUBTS)));
        }
    }

    /// Every rule: what it found, or that it found nothing; its threshold, to be changed there; where it comes from.
    fn rules(&mut self, ui: &mut Ui, scene: &Scene<'_>, subject: Subject<'_>, verdict: &Verdict, wishes: &mut Wishes) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        let (reports, in_order): (Vec<RuleKind>, Vec<RuleKind>) =
            RuleKind::ALL.into_iter().partition(|kind| verdict.found(*kind).next().is_some());
        widgets::section(ui, tokens, words::FINDINGS.of(lang));
        if reports.is_empty() {
            ui.label(tokens.body(words::NO_FINDINGS.of(lang)));
        }
        for kind in reports {
            for finding in verdict.found(kind) {
                self.finding(ui, scene, subject, finding, wishes);
            }
            rule_line(ui, scene, kind, None, wishes);
        }
        if !in_order.is_empty() {
            widgets::section(ui, tokens, says::IN_ORDER.of(lang));
        }
        for kind in in_order {
            rule_line(ui, scene, kind, Some(Sign::Check), wishes);
        }
    }

    fn finding(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        subject: Subject<'_>,
        finding: &PowerFinding,
        wishes: &mut Wishes,
    ) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        let text = findings::power_finding(lang, scene.workbook, &subject.customer.id, finding);
        let entry = self.entry(ui, scene, subject, &text, &finding.contacts, wishes);
        // A click leads to the people, so the reason shows on hovering only.
        entry.on_hover_ui(|ui| {
            let method = &scene.workbook.method.power_map;
            explanation_card(ui, tokens, lang, &says::rule_explanation(lang, text, finding.rule.kind(), method));
        });
    }

    /// A sentence that leads to the people it is about.
    pub(super) fn entry(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        subject: Subject<'_>,
        text: &str,
        contacts: &[ContactId],
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
        let response = ui.add(egui::Button::selectable(lit, scene.tokens.body(text)).wrap());
        if response.clicked() {
            self.point_out(ui, scene, subject, contacts, wishes);
        }
        response
    }

    /// Lights these people and has all of them in sight. Asked again, it goes from one to the next.
    pub(super) fn point_out(
        &mut self,
        ui: &Ui,
        scene: &Scene<'_>,
        subject: Subject<'_>,
        contacts: &[ContactId],
        wishes: &mut Wishes,
    ) {
        self.find.clear();
        let lit = self.spotlight.as_ref().is_some_and(|spotlight| spotlight.contacts == contacts);
        if !lit {
            self.spotlight = Some(Spotlight::new(contacts.to_vec()));
        }
        if lit || contacts.len() == 1 {
            if let Some(next) = self.spotlight.as_mut().and_then(Spotlight::next) {
                self.fly_to(ui, scene, subject, &next, wishes);
            }
            return;
        }
        for contact in contacts {
            self.uncover(subject.organisation, contact);
        }
        self.refresh(ui, scene, subject);
        if let Some(chart) = &self.chart {
            let cards = contacts.iter().filter_map(|contact| chart.card(contact)).map(|card| chart.rect(card));
            if let Some(all) = cards.reduce(egui::Rect::union) {
                self.canvas.fit(ui, scene.tokens, all);
            }
        }
    }

    fn doubt(&mut self, ui: &mut Ui, scene: &Scene<'_>, subject: Subject<'_>, doubt: Doubt, wishes: &mut Wishes) {
        self.entry(ui, scene, subject, &doubt.says, &doubt.contacts, wishes);
        if !editable(scene) {
            return;
        }
        ui.horizontal_wrapped(|ui| {
            ui.add_space(ui.spacing().button_padding.x);
            for (label, edit) in doubt.mends {
                if ui.button(scene.tokens.small(label)).clicked() {
                    self.anchor = doubt.contacts.first().cloned();
                    wishes.edit(edit);
                }
            }
        });
    }
}

/// The light as a sentence, and what would make it better.
fn head(ui: &mut Ui, scene: &Scene<'_>, subject: Subject<'_>, verdict: &Verdict) {
    let (tokens, lang, workbook) = (scene.tokens, scene.lang, scene.workbook);
    let account = &subject.customer.id;
    ui.horizontal_wrapped(|ui| {
        let text = terms::light(verdict.light).of(lang);
        let chip = widgets::chip(ui, tokens, Some(Sign::Disc), text, light_hue(verdict.light, tokens));
        explain(&chip, tokens, lang, || says::light_explanation(lang, workbook, account, verdict));
        if let Some(opportunity) = subject.opportunity {
            widgets::chip(ui, tokens, None, &says::is_for(lang, opportunity), tokens.neutral);
        }
    });
    ui.add(Label::new(tokens.strong(says::sentence(lang, workbook, account, verdict))).wrap());
    if let Some(better) = &verdict.better {
        ui.add(Label::new(tokens.body(says::better(lang, workbook, account, better))).wrap());
    }
    if verdict.rests_on_assumptions() {
        let text = tokens.small(findings::RESTS_ON_ASSUMPTIONS.of(lang)).color(tokens.amber.ink);
        ui.add(Label::new(text).wrap());
    }
}

/// A rule and where it comes from, and its threshold, which can be changed and put back.
fn rule_line(ui: &mut Ui, scene: &Scene<'_>, kind: RuleKind, sign: Option<Sign>, wishes: &mut Wishes) {
    let (tokens, lang) = (scene.tokens, scene.lang);
    ui.indent(("rule", kind), |ui| {
        ui.horizontal_wrapped(|ui| {
            if let Some(sign) = sign {
                signs::show(ui, sign, tokens.type_size.small, tokens.green.mark);
            }
            ui.label(tokens.small(says::rule(lang, kind, &scene.workbook.method.power_map)));
            origin_mark(ui, tokens, lang, kind.origin());
        });
    });
    let Some(threshold) = kind.threshold() else { return };
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.set_max_height(tokens.target);
            ui.add_enabled_ui(editable(scene), |ui| threshold_field(ui, scene, kind, threshold, wishes));
        });
    });
}

fn threshold_field(ui: &mut Ui, scene: &Scene<'_>, kind: RuleKind, threshold: PowerThreshold, wishes: &mut Wishes) {
    let (tokens, lang, method) = (scene.tokens, scene.lang, &scene.workbook.method.power_map);
    let (now, default) = (method.threshold(threshold), PowerMapMethod::default().threshold(threshold));
    let label = says::threshold(threshold).of(lang);
    let (least, most) = threshold.range().into_inner();
    if now != default && widgets::tool_button(ui, tokens, &says::default_threshold(lang, default)).clicked() {
        wishes.edit(Edit::Threshold(threshold, default));
    }
    let field = NumberField::new(("threshold", kind), Some(now.into()), label).decimals(0).step(1.0);
    let field = field.range(least.into()..=most.into()).width(3.0 * tokens.type_size.body);
    if let Some(change) = field.show(ui, tokens)
        && let Some(value) = change.value
    {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the threshold's range")]
        wishes.type_in(change.typed, Edit::Threshold(threshold, value.round() as u16));
    }
    let name = ui.add(Label::new(tokens.small(label)).truncate());
    explain(&name, tokens, lang, || says::rule_explanation(lang, label.to_owned(), kind, method));
}

/// Data that can't be right: what is wrong and what to do, whom it is about, and what mends it.
struct Doubt {
    says: String,
    contacts: Vec<ContactId>,
    mends: Vec<(String, Edit)>,
}

/// Circles, unknown managers and duplicate ids.
fn doubts<'a>(scene: &'a Scene<'_>, subject: Subject<'a>, map: &'a Derived) -> impl Iterator<Item = Doubt> + 'a {
    let lang = scene.lang;
    let edit = move |edit| subject.step(edit);
    let make_head = move |id: &ContactId| edit(OrganisationEdit::Rehang(id.clone(), None));
    let cycle = move |cycle: &Vec<ContactId>| {
        let names: Vec<&str> = cycle.iter().map(|id| subject.name(id)).collect();
        let head = |id: &ContactId| (words::make_head(lang, subject.name(id)), make_head(id));
        let (says, mends) = match (cycle.as_slice(), names.as_slice()) {
            ([own], [name]) => {
                (says::own_manager(lang, name), vec![(says::MAKE_HEAD.of(lang).to_owned(), make_head(own))])
            }
            _ => (words::cycle_trouble(lang, &names.join(" → ")), cycle.iter().take(MENDS).map(head).collect()),
        };
        Doubt { says, contacts: cycle.clone(), mends }
    };
    let unknown = move |unknown: &UnknownManager| {
        let placeholder = Contact { seat: Seat::Unknown, ..Contact::new(unknown.manager.clone(), "") };
        Doubt {
            says: words::unknown_trouble(lang, subject.name(&unknown.contact), &unknown.manager),
            contacts: vec![unknown.contact.clone()],
            mends: vec![
                (says::ADD_MISSING.of(lang).to_owned(), edit(OrganisationEdit::Put(Box::new(placeholder)))),
                (says::MAKE_HEAD.of(lang).to_owned(), make_head(&unknown.contact)),
            ],
        }
    };
    let structure = &map.structure;
    let duplicates = subject.organisation.duplicates.iter().map(move |row| duplicate(scene, subject, row));
    structure.cycles.iter().map(cycle).chain(structure.unknown_managers.iter().map(unknown)).chain(duplicates)
}

/// The most that are listed at once; as these are mended, the others follow.
const DOUBTS: usize = 40;
/// The most buttons below a circle.
const MENDS: usize = 4;

/// A row of an import whose id was taken. One that names another manager may stand for a dotted line.
fn duplicate(scene: &Scene<'_>, subject: Subject<'_>, row: &DuplicateRow) -> Doubt {
    let (lang, contacts) = (scene.lang, &subject.organisation.contacts);
    let edit = |edit| subject.step(edit);
    let drop = edit(OrganisationEdit::DropDuplicate(row.clone()));
    let solid = contacts.get(&row.id).and_then(|contact| contact.reports_to.as_ref());
    let manager = row.fields.get(MANAGER_FIELD).and_then(|id| ContactId::new(id).ok());
    let manager = manager.filter(|manager| solid != Some(manager) && *manager != row.id);
    let mut mends = Vec::new();
    if let Some(to) = manager.clone().filter(|manager| contacts.contains(manager) && contacts.contains(&row.id)) {
        let basis = Basis { certainty: Certainty::Assumed, by: None, on: Some(scene.today) };
        let from = row.id.clone();
        let line = Line { from, to, kind: LineKind::Dotted, strength: None, basis, note: String::new() };
        let mend = vec![edit(OrganisationEdit::PutLine(line)), drop.clone()];
        mends.push((says::AS_DOTTED.of(lang).to_owned(), Edit::Together(Occasion::Mending, mend)));
    }
    mends.push((says::DROP_ROW.of(lang).to_owned(), drop));
    let name = manager.as_ref().map(|manager| subject.name(manager));
    Doubt {
        says: says::duplicate_row(lang, subject.name(&row.id), row, name),
        contacts: contacts.contains(&row.id).then(|| row.id.clone()).into_iter().collect(),
        mends,
    }
}
