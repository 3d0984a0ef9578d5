//! Everything that follows from a workbook, recomputed only where what it follows from has changed.

use std::{panic::resume_unwind, sync::Arc, thread};

use super::{
    Audience,
    animals::{self, AnimalSuggestion},
    assessment::Assessments,
    classes::Classes,
    commitments::{self, DueCommitment},
    contributions::Contributions,
    evaluation::Evaluation,
    findings::{self, Finding},
    moves::{self, MoveResult},
    plans::{self, DueStep},
    power::{self, PowerMap},
    records::{self, Standing},
    value_map::ValueMap,
    wording::{self, ScriptWording},
};
use crate::model::{Date, Table, Workbook};

/// Everything that follows from one revision of a workbook. A clone is cheap.
#[derive(Clone, Debug, PartialEq)]
pub struct Derived {
    /// The day it was computed for.
    pub today: Date,
    /// Where each customer stands.
    pub value_map: Arc<ValueMap>,
    /// The customers class by class.
    pub classes: Arc<Classes>,
    /// What each customer and each offering brings.
    pub contributions: Arc<Contributions>,
    /// Which animal each customer looks like, in the workbook's order. Customers of whom the grid says nothing have none.
    pub animals: Arc<Table<AnimalSuggestion>>,
    /// What follows from each customer's organisation, in the workbook's order. Customers without people have none.
    pub power_maps: Arc<Table<PowerMap>>,
    /// Each goal card's evaluation, in the workbook's order.
    pub evaluations: Arc<Table<Evaluation>>,
    /// The results of each round, of every answer that is in.
    every_answer: Arc<Assessments>,
    /// The results of each round that anyone but the trainer may see.
    released: Arc<Assessments>,
    /// What needs somebody's eye.
    pub findings: Arc<Vec<Finding>>,
    /// The steps of development plans that are due, the longest due first.
    pub due: Arc<Vec<DueStep>>,
    /// What has become of each signed record, in the workbook's order.
    pub records: Arc<Table<Standing>>,
    /// What was promised in conversations and is due, the longest due first.
    pub due_commitments: Arc<Vec<DueCommitment>>,
    /// What the linter says about each feedback script, in the workbook's order.
    pub wordings: Arc<Table<ScriptWording>>,
    /// What came of each run of the exercise of market moves, in the workbook's order.
    pub moves: Arc<Table<MoveResult>>,
}

impl Derived {
    /// Computes everything for a workbook as of a day.
    pub fn of(workbook: &Workbook, today: Date) -> Self {
        let value_map = ValueMap::of(workbook);
        let power_maps = power::power_maps(workbook, today);
        let evaluations = evaluations(workbook);
        let records = records::standings(workbook);
        let findings = findings::findings(workbook, &value_map, &power_maps, &evaluations, &records, today);
        let contributions = Contributions::of(workbook);
        let [every_answer, released] = assessments(workbook);
        Self {
            today,
            animals: Arc::new(animals::suggestions(workbook, &contributions)),
            classes: Arc::new(Classes::of(workbook, &value_map)),
            contributions: Arc::new(contributions),
            every_answer,
            released,
            value_map: Arc::new(value_map),
            power_maps: Arc::new(power_maps),
            evaluations: Arc::new(evaluations),
            findings: Arc::new(findings),
            due: Arc::new(plans::due(&workbook.plans, today)),
            records: Arc::new(records),
            due_commitments: Arc::new(commitments::due(&workbook.conversations, today)),
            moves: Arc::new(moves::results(&workbook.move_runs)),
            wordings: Arc::new(wording::scripts(workbook, None)),
        }
    }

    /// The results of each round that an audience may see. The one gate: whatever is shown, drawn, reported or exported
    /// of an assessment comes through here, and what may not be seen is not in it. Only the means of a person's single
    /// items are worked out when they are asked for, by the same rules: [`RoundResult::item_means`](super::assessment::RoundResult::item_means).
    pub fn assessments(&self, audience: Audience) -> &Arc<Assessments> {
        match audience {
            Audience::Trainer => &self.every_answer,
            Audience::Room => &self.released,
        }
    }

    /// What follows from `after`, on the same day. This must be what follows from `before`: whatever depends only on
    /// sections that the two share is kept.
    pub fn refresh(&self, before: &Workbook, after: &Workbook) -> Self {
        macro_rules! same {
            ($($section:ident),+) => { true $(&& Arc::ptr_eq(&before.$section, &after.$section))+ };
        }
        let mut next = self.clone();
        if !same!(method, customers) {
            next.value_map = Arc::new(ValueMap::of(after));
            next.classes = Arc::new(Classes::of(after, &next.value_map));
        }
        if !same!(method, customers, offerings, contributions) {
            next.contributions = Arc::new(Contributions::of(after));
            next.animals = Arc::new(animals::suggestions(after, &next.contributions));
        }
        if !same!(method, organisations) {
            next.power_maps = Arc::new(power::power_maps(after, self.today));
        }
        if !same!(method, goal_cards) {
            next.evaluations = Arc::new(evaluations(after));
        }
        if !same!(method, team, instruments, rounds) {
            [next.every_answer, next.released] = assessments(after);
        }
        if !same!(goal_cards, conversations) {
            next.records = Arc::new(records::standings(after));
        }
        if !same!(method, team, customers, organisations, goal_cards, evidence, conversations, rounds, plans) {
            let (map, power) = (&next.value_map, &next.power_maps);
            let found = findings::findings(after, map, power, &next.evaluations, &next.records, self.today);
            next.findings = Arc::new(found);
        }
        if !same!(plans) {
            next.due = Arc::new(plans::due(&after.plans, self.today));
        }
        if !same!(conversations) {
            next.due_commitments = Arc::new(commitments::due(&after.conversations, self.today));
        }
        if !same!(method, conversations) {
            next.wordings = Arc::new(wording::scripts(after, Some((before, &self.wordings))));
        }
        if !same!(move_runs) {
            next.moves = Arc::new(moves::results(&after.move_runs));
        }
        next
    }
}

/// What the trainer and what others may see, both at once.
fn assessments(workbook: &Workbook) -> [Arc<Assessments>; 2] {
    let of = |audience| Arc::new(Assessments::of(workbook, audience));
    thread::scope(|scope| {
        let room = scope.spawn(|| of(Audience::Room));
        [of(Audience::Trainer), room.join().unwrap_or_else(|panic| resume_unwind(panic))]
    })
}

fn evaluations(workbook: &Workbook) -> Table<Evaluation> {
    workbook.goal_cards.iter().map(|card| Evaluation::of(card, &workbook.method.evaluation)).collect()
}
