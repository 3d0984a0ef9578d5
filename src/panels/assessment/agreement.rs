//! How far raters agree: for the trainer only.

use egui::{Grid, Label, ScrollArea, Ui, vec2};

use super::{rests::Rests, value::Value};
use crate::{
    analysis::assessment::{RoleAgreement, RoleResult, RoundResult},
    panels::Scene,
    text::{
        Lang, Word,
        results::{self, Statistic},
    },
    ui::{Tokens, widgets},
};

/// The page's tables, kept until something they rest on changes.
#[derive(Default)]
pub struct Agreement {
    sheet: Option<Sheet>,
}

struct Sheet {
    rests: Rests,
    /// By role over everyone rated, and by person.
    tables: Vec<Table>,
}

/// A table with every word written.
struct Table {
    title: String,
    heads: Vec<String>,
    rows: Vec<(String, Vec<Value>)>,
}

impl Agreement {
    /// Shows what is known of a round.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, round: &RoundResult) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        let stale = self.sheet.take_if(|sheet| !sheet.rests.still(scene, &round.id, None));
        drop(stale);
        let sheet = self.sheet.get_or_insert_with(|| Sheet::write(scene, round));
        if sheet.tables.is_empty() {
            widgets::empty_state(ui, tokens, results::NO_AGREEMENT.of(lang), None);
            return;
        }
        ScrollArea::both().auto_shrink(false).show(ui, |ui| {
            ui.add(Label::new(tokens.prose(results::AGREEMENT_INTRO.of(lang))).wrap());
            for (place, table) in sheet.tables.iter().enumerate() {
                widgets::section(ui, tokens, &table.title);
                ui.push_id(place, |ui| table.show(ui, tokens, lang));
            }
        });
    }
}

impl Sheet {
    fn write(scene: &Scene<'_>, round: &RoundResult) -> Self {
        let (lang, workbook) = (scene.lang, scene.workbook);
        let of_round = workbook.rounds.get(&round.id);
        let instrument = of_round.and_then(|round| workbook.instrument_of(round));
        let names: Vec<&str> = instrument
            .into_iter()
            .flat_map(|instrument| instrument.roles.iter())
            .map(|role| lang.name(&role.name, role.id.as_str()))
            .collect();
        let value = |of: &[&str], which, value| Value {
            text: results::statistic(value),
            explanation: results::statistic_explained(lang, of, which, value),
        };
        let by_role = round.agreement.iter().zip(&names).map(|(found, role)| {
            let values = Statistic::OF_ROLES.map(|which| value(&[role], which, statistic(found, which)));
            ((*role).to_owned(), values.to_vec())
        });
        let rated = round.ratees.iter().filter(|ratee| ratee.roles.iter().any(|r| r.comparison.others.is_some()));
        let by_person = rated.map(|ratee| {
            let name = workbook.member_label(&ratee.id);
            let of_role =
                |(role, found): (&&str, &RoleResult)| value(&[name, role], Statistic::Rwg, found.comparison.agreement);
            (name.to_owned(), names.iter().zip(&ratee.roles).map(of_role).collect())
        });
        let by_person: Vec<(String, Vec<Value>)> = by_person.collect();
        let heads =
            |first: Word, rest: Vec<String>| std::iter::once(first.of(lang).to_owned()).chain(rest).collect::<Vec<_>>();
        let tables = if by_person.is_empty() {
            Vec::new()
        } else {
            let signs = Statistic::OF_ROLES.map(|which| which.sign().of(lang).to_owned());
            vec![
                Table {
                    title: results::BY_ROLE.of(lang).to_owned(),
                    heads: heads(results::ROLE, signs.to_vec()),
                    rows: by_role.collect(),
                },
                Table {
                    title: results::BY_PERSON.of(lang).to_owned(),
                    heads: heads(results::PERSON, names.iter().map(|name| (*name).to_owned()).collect()),
                    rows: by_person,
                },
            ]
        };
        Self { rests: Rests::on(scene, &round.id, None), tables }
    }
}

const fn statistic(of: &RoleAgreement, which: Statistic) -> Option<f64> {
    match which {
        Statistic::Alpha => of.alpha,
        Statistic::OneSingle => of.icc.one_single,
        Statistic::TwoSingle => of.icc.two_single,
        Statistic::ThreeSingle => of.icc.three_single,
        Statistic::OneMean => of.icc.one_mean,
        Statistic::TwoMean => of.icc.two_mean,
        Statistic::ThreeMean => of.icc.three_mean,
        // Of a person, not of a role.
        Statistic::Rwg => None,
    }
}

impl Table {
    fn show(&self, ui: &mut Ui, tokens: &Tokens, lang: Lang) {
        let widest = tokens.type_size.body * 12.0;
        let cell = tokens.type_size.body * 9.0;
        let grid = Grid::new("table").striped(true).min_row_height(tokens.target).spacing(vec2(tokens.group, 0.0));
        grid.show(ui, |ui| {
            for (place, head) in self.heads.iter().enumerate() {
                named(ui, if place == 0 { widest } else { cell }, |ui| {
                    widgets::ellipsis_label(ui, tokens.small(head)).on_hover_text(head);
                });
            }
            ui.end_row();
            for (name, values) in &self.rows {
                named(ui, widest, |ui| {
                    widgets::ellipsis_label(ui, tokens.strong(name)).on_hover_text(name);
                });
                for value in values {
                    value.show(ui, tokens, lang, tokens.body(&value.text));
                }
                ui.end_row();
            }
        });
    }
}

/// A cell no wider than this.
fn named(ui: &mut Ui, widest: f32, show: impl FnOnce(&mut Ui)) {
    ui.scope(|ui| {
        ui.set_max_width(widest);
        show(ui);
    });
}
