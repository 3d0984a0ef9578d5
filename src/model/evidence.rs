//! Evidence: what was seen or heard of somebody's work, noted with its day while it is fresh (METHOD §3, preparation).

use serde::{Deserialize, Serialize};

use super::{
    CustomerId, Date, EvidenceId, GoalId, ItemId, MemberId, OpportunityId, PeriodId, Record, RoleId, units::is_default,
};

/// How near whoever notes it was to what happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceSource {
    /// I was there.
    Seen,
    /// Told by somebody who was there: a customer, a colleague.
    Told,
    /// A document or a figure: a report, the contract system, a letter.
    Document,
    /// It is said; nobody who was there has told me.
    Hearsay,
}

impl EvidenceSource {
    /// All, the nearest first.
    pub const ALL: [Self; 4] = [Self::Seen, Self::Told, Self::Document, Self::Hearsay];

    /// Whether it can be spoken of in a corrective feedback: first hand, or on paper.
    pub const fn is_first_hand(self) -> bool {
        !matches!(self, Self::Hearsay)
    }
}

/// What a piece of evidence belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceLink {
    /// A goal of the person's card for a period.
    Goal(PeriodId, GoalId),
    /// A role of an assessment.
    Role(RoleId),
    /// An item of an assessment.
    Item(ItemId),
    /// A customer.
    Customer(CustomerId),
    /// A chance of business at a customer.
    Opportunity(CustomerId, OpportunityId),
}

/// Something seen or heard of somebody's work, with its day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Its id.
    pub id: EvidenceId,
    /// Of whom.
    pub person: MemberId,
    /// When.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on: Option<Date>,
    /// Where.
    #[serde(default, skip_serializing_if = "is_default")]
    pub place: String,
    /// Who else was there, or who told it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub who: String,
    /// What was done or said.
    #[serde(default, skip_serializing_if = "is_default")]
    pub what: String,
    /// What came of it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub result: String,
    /// How near whoever notes it was.
    #[serde(default, skip_serializing_if = "is_default")]
    pub source: Option<EvidenceSource>,
    /// What it belongs to.
    #[serde(default, skip_serializing_if = "is_default")]
    pub links: Vec<EvidenceLink>,
}

impl Evidence {
    /// A note of which nothing is written yet.
    pub const fn new(id: EvidenceId, person: MemberId) -> Self {
        Self {
            id,
            person,
            on: None,
            place: String::new(),
            who: String::new(),
            what: String::new(),
            result: String::new(),
            source: None,
            links: Vec::new(),
        }
    }
}

impl Record for Evidence {
    type Key = EvidenceId;

    fn key(&self) -> EvidenceId {
        self.id.clone()
    }
}
