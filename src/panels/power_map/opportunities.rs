//! For which opportunity one looks at the map: its decision roles stand on the cards, and the rules speak of it.

use egui::{Align, Layout, Ui};

use super::{PowerMap, Subject, editable, field_width};
use crate::{
    edit::OrganisationEdit,
    model::{Contact, Opportunity, OpportunityId, OpportunityRole, Organisation},
    panels::{Scene, Wishes},
    text::verdict as words,
    ui::{TextField, widgets},
};

impl PowerMap {
    /// The chooser, and what can be done with the one that is chosen.
    pub(super) fn opportunities(&mut self, ui: &mut Ui, scene: &Scene<'_>, subject: Subject<'_>, wishes: &mut Wishes) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let width = ui.available_width().min(2.0 * field_width(tokens));
                let text = subject.opportunity.map_or(words::ALL_OPPORTUNITIES.of(lang), Opportunity::label);
                let label = words::OPPORTUNITY.of(lang);
                let chooser = widgets::chooser(ui, "opportunity", width, text, label, |ui| {
                    if ui.selectable_label(self.opportunity.is_none(), words::ALL_OPPORTUNITIES.of(lang)).clicked() {
                        self.opportunity = None;
                    }
                    for opportunity in subject.organisation.opportunities.iter() {
                        let chosen = self.opportunity.as_ref() == Some(&opportunity.id);
                        let choice = ui.push_id(&opportunity.id, |ui| ui.selectable_label(chosen, opportunity.label()));
                        if choice.inner.clicked() {
                            self.opportunity = Some(opportunity.id.clone());
                        }
                    }
                    if editable(scene) {
                        ui.separator();
                        if ui.button(words::ADD_OPPORTUNITY.of(lang)).clicked() {
                            let added = begun(subject.organisation, words::NEW_OPPORTUNITY.of(lang));
                            self.opportunity = Some(added.id.clone());
                            subject.edit(wishes, OrganisationEdit::PutOpportunity(added));
                        }
                    }
                });
                chooser.on_hover_text(words::OWN_ROLES.of(lang));
            });
        });
        if let Some(opportunity) = subject.opportunity.filter(|_| editable(scene)) {
            ui.push_id(&opportunity.id, |ui| self.chosen(ui, scene, subject, opportunity, wishes));
        }
    }

    fn chosen(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        subject: Subject<'_>,
        opportunity: &Opportunity,
        wishes: &mut Wishes,
    ) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let remove = widgets::tool_button(ui, tokens, words::REMOVE_OPPORTUNITY.of(lang));
                if remove.clicked() {
                    self.opportunity = None;
                    subject.edit(wishes, OrganisationEdit::RemoveOpportunity(opportunity.id.clone()));
                }
                let label = words::OPPORTUNITY.of(lang);
                let field = TextField::new("name", &opportunity.name, label).width(ui.available_width());
                if let Some(change) = field.show(ui, tokens) {
                    let named = OrganisationEdit::NameOpportunity(opportunity.id.clone(), change.value);
                    subject.type_in(wishes, change.typed, named);
                }
            });
        });
    }
}

/// A new opportunity: it begins with the roles that people hold in general.
fn begun(organisation: &Organisation, name: &str) -> Opportunity {
    let held = |contact: &Contact| {
        let contact_id = contact.id.clone();
        let role = move |(role, basis)| OpportunityRole { contact: contact_id.clone(), role, basis };
        contact.roles.clone().into_iter().map(role)
    };
    Opportunity {
        id: OpportunityId::fresh(name, |id| organisation.opportunities.contains(id)),
        name: name.to_owned(),
        roles: organisation.contacts.iter().flat_map(held).collect(),
        note: String::new(),
    }
}
