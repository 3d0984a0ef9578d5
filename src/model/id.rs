//! Typed ids. Those the program makes are readable slugs (`zhang-wei`); imported ones are opaque text, kept as given.

use std::{borrow::Borrow, fmt, sync::Arc};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::Refusal;

/// The longest id the program accepts, in characters.
pub const MAX_ID_CHARS: usize = 200;

/// Why a text cannot be an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadId {
    /// Nothing but white space.
    #[error("an id must not be empty")]
    Empty,
    /// Longer than [`MAX_ID_CHARS`].
    #[error("an id has at most {MAX_ID_CHARS} characters")]
    TooLong,
    /// Tabs, line breaks and the like.
    #[error("an id must not contain control characters")]
    Control,
}

fn checked(text: &str) -> Result<Arc<str>, BadId> {
    let text = text.trim();
    if text.is_empty() {
        Err(BadId::Empty)
    } else if text.chars().nth(MAX_ID_CHARS).is_some() {
        Err(BadId::TooLong)
    } else if text.chars().any(char::is_control) {
        Err(BadId::Control)
    } else {
        Ok(text.into())
    }
}

/// Makes a readable slug of a name: lower-case letters and digits of any script, everything else a single hyphen.
/// An empty result becomes `fallback`.
pub fn slug(name: &str, fallback: &str) -> String {
    let mut out = String::new();
    for c in name.chars().flat_map(char::to_lowercase).take(40) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let trimmed = out.trim_end_matches('-');
    if trimmed.is_empty() { fallback } else { trimmed }.to_owned()
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id, trimmed.
            ///
            /// # Errors
            /// When the text is empty, too long or holds control characters.
            pub fn new(text: &str) -> Result<Self, BadId> {
                checked(text).map(Self)
            }

            /// A fresh readable id for `name`: its slug, numbered when `taken` says it exists.
            pub fn fresh(name: &str, taken: impl Fn(&Self) -> bool) -> Self {
                let base = slug(name, stringify!($name).trim_end_matches("Id").to_lowercase().as_str());
                let first = Self(base.as_str().into());
                if !taken(&first) {
                    return first;
                }
                (2u64..)
                    .map(|n| Self(format!("{base}-{n}").into()))
                    .find(|id| !taken(id))
                    .unwrap_or(first)
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:?}", &*self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                Self::new(&text).map_err(|error| D::Error::custom(Refusal::Id(error)))
            }
        }
    )+};
}

ids! {
    /// One of our own people.
    MemberId;
    /// A customer, and the account whose organisation we map.
    CustomerId;
    /// Something we sell.
    OfferingId;
    /// A seat in a customer's organisation and whoever sits in it; unique within one account.
    ContactId;
    /// A chance of business at a customer, with decision roles of its own.
    OpportunityId;
    /// A goal on a goal card; unique within the card.
    GoalId;
    /// The period of a goal card: `2026-Q3`, `2026-09`, or whatever the team writes.
    PeriodId;
    /// A performance conversation.
    ConversationId;
    /// A note of what was seen or heard of somebody's work.
    EvidenceId;
    /// A feedback script within a conversation.
    ScriptId;
    /// A questionnaire.
    InstrumentId;
    /// A role of an instrument.
    RoleId;
    /// A question of an instrument: behaviour item, activity or open question.
    ItemId;
    /// A round of assessments.
    RoundId;
    /// Whoever fills in a form; for a self-assessment it may differ from the person's own id.
    RaterId;
    /// A development plan.
    PlanId;
    /// A run of the exercise of market moves.
    MoveRunId;
    /// A map kept of a day: the value map, or an account's power map.
    MapSnapshotId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_trimmed_and_otherwise_kept() {
        assert_eq!(ContactId::new("  007 ").unwrap().as_str(), "007");
        assert_eq!(ContactId::new("Ab c").unwrap().as_str(), "Ab c");
        assert_eq!(ContactId::new(" \t"), Err(BadId::Empty));
        assert_eq!(ContactId::new("a\u{7}b"), Err(BadId::Control));
        assert_eq!(ContactId::new(&"长".repeat(201)), Err(BadId::TooLong));
        assert!(ContactId::new(&"长".repeat(200)).is_ok());
    }

    #[test]
    fn slugs_are_readable_and_fresh_ids_do_not_collide() {
        assert_eq!(slug("Zhang Wei (张伟)", "x"), "zhang-wei-张伟");
        assert_eq!(slug("—", "member"), "member");
        let taken = |id: &MemberId| ["zhang-wei", "zhang-wei-2"].contains(&id.as_str());
        assert_eq!(MemberId::fresh("Zhang Wei", taken).as_str(), "zhang-wei-3");
    }
}
