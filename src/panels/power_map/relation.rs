//! The part of the sheet about the relation with a person: how it stands, what it should become, and how.

use egui::Ui;

use super::sheet::{Sheet, unknown};
use crate::{
    analysis::power,
    model::{Level, RelationCriterion},
    text::{Word, power_map as words, terms},
    ui::{Change, TextField},
};

impl Sheet<'_, '_> {
    pub(super) fn relation(&mut self, ui: &mut Ui) {
        self.heading(ui, words::RELATION);
        let (lang, contact) = (self.scene.lang, self.contact);
        let levels: Vec<Option<Level>> =
            std::iter::once(None).chain((Level::MIN..=Level::MAX).map(|n| Some(Level::clamped(n)))).collect();
        let number = |level: Option<Level>| level.map_or_else(|| unknown(lang), words::points);
        for criterion in RelationCriterion::ALL {
            let now = contact.relation.points.get(&criterion).copied();
            let word = terms::relation_criterion(criterion);
            if let Some(points) = self.choice(ui, ("points", criterion), word, now, &levels, number) {
                self.change(|contact| {
                    match points {
                        Some(points) => contact.relation.points.insert(criterion, points),
                        None => contact.relation.points.remove(&criterion),
                    };
                });
            }
        }
        let meaning = |level: Option<Level>| level.map_or_else(|| unknown(lang), |l| words::relation_level(lang, l));
        let level = meaning(power::level(&contact.relation));
        self.row(ui, words::LEVEL_NOW, |ui| {
            ui.label(level);
        });
        let target = contact.relation.target;
        if let Some(target) = self.choice(ui, "target", words::TARGET, target, &levels, meaning) {
            self.change(|contact| contact.relation.target = target);
        }
    }

    pub(super) fn development(&mut self, ui: &mut Ui) {
        self.heading(ui, words::DEVELOPMENT);
        let card = &self.contact.card;
        let typed = self.prose(ui, "expectation", words::EXPECTATION, &card.expectation);
        self.typed(typed, |contact, text| contact.card.expectation = text);
        let typed = self.prose(ui, "need", words::PERSONAL_NEED, &card.personal_need);
        self.typed(typed, |contact, text| contact.card.personal_need = text);
        let typed = self.prose(ui, "personal", words::PERSONAL_PLATFORM, &card.personal_platform);
        self.typed(typed, |contact, text| contact.card.personal_platform = text);
        let typed = self.prose(ui, "business", words::BUSINESS_PLATFORM, &card.business_platform);
        self.typed(typed, |contact, text| contact.card.business_platform = text);
        let typed = self.prose(ui, "means", words::MEANS, &card.means);
        self.typed(typed, |contact, text| contact.card.means = text);
        let typed = self.prose(ui, "compliance", words::COMPLIANCE, &card.compliance);
        let today = self.scene.today;
        self.typed(typed, |contact, text| {
            contact.card.compliance = text;
            contact.card.checked_on = Some(today);
        });
    }

    /// A field of several lines below its label.
    fn prose(&self, ui: &mut Ui, id: &str, label: Word, value: &str) -> Option<Change> {
        ui.label(self.scene.tokens.small(label.of(self.scene.lang)));
        let field = TextField::new(id, value, label.of(self.scene.lang)).multiline(2);
        field.show(ui, self.scene.tokens)
    }
}
