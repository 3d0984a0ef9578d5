//! What something written about a round rests on.

use std::sync::Arc;

use crate::{
    analysis::{Audience, assessment::Assessments},
    model::{Instrument, Member, MemberId, Method, Round, RoundId, Table},
    panels::Scene,
    text::Lang,
};

/// What a page rests on. Shared sections are the same as long as they are the same allocation.
pub struct Rests {
    assessments: Arc<Assessments>,
    rounds: Arc<Table<Round>>,
    instruments: Arc<Table<Instrument>>,
    team: Arc<Table<Member>>,
    method: Arc<Method>,
    round: RoundId,
    person: Option<MemberId>,
    lang: Lang,
    audience: Audience,
}

impl Rests {
    /// What a page about a round, and a person if it is about one, rests on now.
    pub fn on(scene: &Scene<'_>, round: &RoundId, person: Option<&MemberId>) -> Self {
        Self {
            assessments: Arc::clone(scene.derived.assessments(scene.audience)),
            rounds: Arc::clone(&scene.workbook.rounds),
            instruments: Arc::clone(&scene.workbook.instruments),
            team: Arc::clone(&scene.workbook.team),
            method: Arc::clone(&scene.workbook.method),
            round: round.clone(),
            person: person.cloned(),
            lang: scene.lang,
            audience: scene.audience,
        }
    }

    /// Whether it would say the same now, about the same round and person.
    pub fn still(&self, scene: &Scene<'_>, round: &RoundId, person: Option<&MemberId>) -> bool {
        let workbook = scene.workbook;
        Arc::ptr_eq(&self.assessments, scene.derived.assessments(scene.audience))
            && Arc::ptr_eq(&self.rounds, &workbook.rounds)
            && Arc::ptr_eq(&self.instruments, &workbook.instruments)
            && Arc::ptr_eq(&self.team, &workbook.team)
            && Arc::ptr_eq(&self.method, &workbook.method)
            && self.round == *round
            && self.person.as_ref() == person
            && self.lang == scene.lang
            && self.audience == scene.audience
    }
}
