//! How a feedback script can be worded badly: the rules of the linter (METHOD §3). They suggest and never block.

use serde::{Deserialize, Serialize};

use super::ScriptPart;

/// A rule of the linter. Our reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WordingRule {
    /// Always, never: one exception and the talk is about the exception.
    Absolute,
    /// A verdict instead of what was seen.
    Judging,
    /// What somebody is, instead of what they did.
    Person,
    /// What somebody thinks, wants or feels.
    MindReading,
    /// Somebody else held up as the measure.
    Comparison,
    /// What will be done to them.
    Threat,
    /// A matter talked down until nobody hears it.
    Softener,
    /// What others are said to have said.
    Hearsay,
    /// Praise that would fit anybody.
    EmptyPraise,
    /// A time nobody can look up.
    VagueTime,
    /// An amount nobody can count.
    VagueAmount,
    /// An order where something is to be found together.
    Imperative,
    /// The whole script: neither when nor where.
    NoTimeOrPlace,
    /// The whole script: not what came of it.
    NoConsequence,
    /// The whole script: not what could be done.
    NoSuggestion,
    /// The whole script: only the person is described, nothing that was done.
    AboutPerson,
    /// A gap of a sentence opening was never filled.
    OpenSlot,
}

impl WordingRule {
    /// All; those about single words first.
    pub const ALL: [Self; 17] = [
        Self::Absolute,
        Self::Judging,
        Self::Person,
        Self::MindReading,
        Self::Comparison,
        Self::Threat,
        Self::Softener,
        Self::Hearsay,
        Self::EmptyPraise,
        Self::VagueTime,
        Self::VagueAmount,
        Self::Imperative,
        Self::NoTimeOrPlace,
        Self::NoConsequence,
        Self::NoSuggestion,
        Self::AboutPerson,
        Self::OpenSlot,
    ];

    /// Whether it is about a script as a whole.
    pub const fn is_of_whole(self) -> bool {
        matches!(self, Self::NoTimeOrPlace | Self::NoConsequence | Self::NoSuggestion | Self::AboutPerson)
    }
}

/// Words that a rule marks and that are meant as they are, here.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MeantWords {
    /// Where they stand.
    pub part: ScriptPart,
    /// The rule that marks them.
    pub rule: WordingRule,
    /// The words, as written; empty for a rule about the whole script.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}
