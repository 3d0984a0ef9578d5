//! What is a workbook? Plain data, typed ids, units. No window, no files, no rules.

mod assessment;
mod conversation;
mod customer;
mod evidence;
mod goal;
mod id;
mod layout;
mod meaning;
mod method;
mod moves;
mod organisation;
mod path;
mod period;
mod record;
mod refusal;
mod retention;
mod snapshot;
mod table;
mod team;
mod units;
mod wording;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use assessment::*;
pub use conversation::*;
pub use customer::*;
pub use evidence::*;
pub use goal::*;
pub use id::*;
pub use layout::*;
pub use meaning::*;
pub use method::*;
pub use moves::*;
pub use organisation::*;
pub use path::*;
pub use period::*;
pub use record::*;
pub use refusal::*;
pub use retention::*;
pub use snapshot::*;
pub use table::*;
pub use team::*;
pub use units::*;
pub use wording::*;

use units::is_default;

/// The version of the file format that this program writes.
pub const VERSION: u32 = 1;

/// What the workbook as a whole is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Its title.
    #[serde(default, skip_serializing_if = "is_default")]
    pub title: String,
    /// The currency of every amount, as written before or after it; empty where it goes without saying.
    #[serde(default, skip_serializing_if = "is_default")]
    pub currency: String,
    /// Anything else.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
}

/// A workbook: everything that one file holds.
///
/// Its sections are shared: a clone is cheap, a change copies one section.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Workbook {
    /// The version of the format it was written in.
    pub version: u32,
    /// Title and currency.
    #[serde(default)]
    pub about: Arc<About>,
    /// Weights, thresholds and readings.
    #[serde(default)]
    pub method: Arc<Method>,
    /// Our own people.
    #[serde(default)]
    pub team: Arc<Table<Member>>,
    /// What we sell.
    #[serde(default)]
    pub offerings: Arc<Table<Offering>>,
    /// Customers.
    #[serde(default)]
    pub customers: Arc<Table<Customer>>,
    /// What each offering brings at each customer.
    #[serde(default)]
    pub contributions: Arc<Table<Contribution>>,
    /// The value map as it stood on earlier days, the earliest first.
    #[serde(default)]
    pub map_snapshots: Arc<Table<MapSnapshot>>,
    /// Customers' organisations.
    #[serde(default)]
    pub organisations: Arc<Table<Organisation>>,
    /// Goal cards.
    #[serde(default)]
    pub goal_cards: Arc<Table<GoalCard>>,
    /// What was seen or heard of our people's work.
    #[serde(default)]
    pub evidence: Arc<Table<Evidence>>,
    /// Performance conversations.
    #[serde(default)]
    pub conversations: Arc<Table<Conversation>>,
    /// Questionnaires.
    #[serde(default)]
    pub instruments: Arc<Table<Instrument>>,
    /// Rounds of assessments.
    #[serde(default)]
    pub rounds: Arc<Table<Round>>,
    /// Development plans.
    #[serde(default)]
    pub plans: Arc<Table<DevelopmentPlan>>,
    /// Runs of the exercise of market moves.
    #[serde(default)]
    pub move_runs: Arc<Table<MoveRun>>,
    /// Which panels are open. Not part of the document: never an edit, never undone.
    #[serde(default)]
    pub view: Arc<View>,
}

impl Default for Workbook {
    /// Nothing but the method's defaults. (An empty workbook for people also has the built-in instrument.)
    fn default() -> Self {
        Self {
            version: VERSION,
            about: Arc::default(),
            method: Arc::default(),
            team: Arc::default(),
            offerings: Arc::default(),
            customers: Arc::default(),
            contributions: Arc::default(),
            map_snapshots: Arc::default(),
            organisations: Arc::default(),
            goal_cards: Arc::default(),
            evidence: Arc::default(),
            conversations: Arc::default(),
            instruments: Arc::default(),
            rounds: Arc::default(),
            plans: Arc::default(),
            move_runs: Arc::default(),
            view: Arc::default(),
        }
    }
}

impl Workbook {
    /// A person's name, or the id where there is none or nobody has it.
    pub fn member_label<'a>(&'a self, id: &'a MemberId) -> &'a str {
        self.team.get(id).map_or(id.as_str(), Member::label)
    }

    /// The questionnaire of a round, in the version it was frozen with.
    pub fn instrument_of(&self, round: &Round) -> Option<&Instrument> {
        self.instruments.get(&(round.instrument.clone(), round.version))
    }

    /// A customer's name, or the id.
    pub fn customer_label<'a>(&'a self, id: &'a CustomerId) -> &'a str {
        self.customers.get(id).map_or(id.as_str(), Customer::label)
    }
}
