//! What do a round's answers say about each person? (METHOD §5)

use crate::model::{RoundId, Workbook};

/// The results of every round, in the workbook's order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assessments {
    /// By round.
    pub rounds: Vec<RoundResult>,
}

/// The results of one round.
#[derive(Clone, Debug, PartialEq)]
pub struct RoundResult {
    /// The round.
    pub id: RoundId,
}

impl Assessments {
    /// Scores every round of the workbook.
    pub fn of(workbook: &Workbook) -> Self {
        Self { rounds: workbook.rounds.iter().map(|round| RoundResult { id: round.id.clone() }).collect() }
    }
}
