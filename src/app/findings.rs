//! The list of findings at the side: what, where, and the way there.

use egui::{Button, CursorIcon, ScrollArea, Ui};

use crate::{
    analysis::{
        Derived,
        findings::{Place, Severity},
    },
    model::{GoalCard, Pane, PanelKind, Workbook},
    panels::Selection,
    text::{Lang, app as words, findings as text},
    ui::{Tokens, widgets},
};

/// Sentences are made for what is in sight only, and most are of one or two lines.
const ROW_LINES: f32 = 3.0;

/// Draws the list; answers with the place that was clicked.
pub fn show(ui: &mut Ui, lang: Lang, tokens: &Tokens, workbook: &Workbook, derived: &Derived) -> Option<Place> {
    if derived.findings.is_empty() {
        ui.label(tokens.body(words::NO_FINDINGS.of(lang)));
        ui.label(tokens.small(words::NO_FINDINGS_HINT.of(lang)));
        return None;
    }
    let mut clicked = None;
    let row = tokens.type_size.small * 1.5 + tokens.type_size.body * 1.5 * ROW_LINES;
    ScrollArea::vertical().auto_shrink([false, false]).show_rows(ui, row, derived.findings.len(), |ui, places| {
        for place in places {
            let Some(finding) = derived.findings.get(place) else { continue };
            let (hue, sentence) = match finding.severity() {
                Severity::Error => (tokens.red, text::finding(lang, workbook, finding)),
                Severity::Warning => (tokens.amber, text::finding(lang, workbook, finding)),
            };
            ui.push_id(place, |ui| {
                ui.set_min_height(row);
                ui.label(tokens.small(text::place(lang, workbook, &finding.place)).color(hue.ink));
                if pane(workbook, &finding.place).is_some() {
                    let button = Button::new(tokens.body(sentence).color(tokens.accent.ink)).frame(false).wrap();
                    if ui.add(button).on_hover_cursor(CursorIcon::PointingHand).clicked() {
                        clicked = Some(finding.place.clone());
                    }
                } else {
                    ui.add(egui::Label::new(tokens.body(sentence)).wrap());
                }
            });
        }
    });
    clicked
}

/// The panel that shows a place, with its subject.
pub fn pane(workbook: &Workbook, place: &Place) -> Option<Pane> {
    let pane = |kind, subject: Option<&str>| Some(Pane { kind, subject: subject.map(str::to_owned) });
    match place {
        Place::Method | Place::Customer(_) => pane(PanelKind::ValueMap, None),
        Place::Contact(account, _) => pane(PanelKind::PowerMap, Some(account.as_str())),
        Place::Conversation(id) => pane(PanelKind::Feedback, Some(id.as_str())),
        Place::Round(_) => pane(PanelKind::Assessment, None),
        Place::Plan(id) => pane(PanelKind::Assessment, workbook.plans.get(id).map(|plan| plan.person.as_str())),
        Place::GoalCard(person, period) | Place::Goal(person, period, _) => {
            pane(PanelKind::Goals, Some(&GoalCard::subject(person, period)))
        }
        Place::Member(_) => None,
    }
}

/// What is selected at a place.
pub fn selection(place: &Place) -> Option<Selection> {
    match place {
        Place::Customer(id) => Some(Selection::Customer(id.clone())),
        Place::Contact(account, id) => Some(Selection::Contact(account.clone(), id.clone())),
        Place::Member(id) | Place::GoalCard(id, _) | Place::Goal(id, ..) => Some(Selection::Member(id.clone())),
        Place::Conversation(id) => Some(Selection::Conversation(id.clone())),
        Place::Method | Place::Round(_) | Place::Plan(_) => None,
    }
}

/// The heading of a sheet at the side, with the button that closes it.
pub fn heading(ui: &mut Ui, lang: Lang, tokens: &Tokens, title: &str) -> bool {
    ui.horizontal(|ui| {
        widgets::section(ui, tokens, title);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.button(words::CLOSE.of(lang)).clicked()
        })
        .inner
    })
    .inner
}
