//! Our own people.

use serde::{Deserialize, Serialize};

use super::{MemberId, Record, units::is_default};

/// Where someone stands in a unit; the heads' norm is taken from those who are head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    /// 正职.
    Head,
    /// 副职.
    Deputy,
    /// Neither.
    Member,
}

impl Position {
    /// All, highest first.
    pub const ALL: [Self; 3] = [Self::Head, Self::Deputy, Self::Member];
}

/// One of our own people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Their id.
    pub id: MemberId,
    /// Their name.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// Their post.
    #[serde(default, skip_serializing_if = "is_default")]
    pub title: String,
    /// Their superior.
    #[serde(default, skip_serializing_if = "is_default")]
    pub manager: Option<MemberId>,
    /// Head, deputy or member.
    #[serde(default, skip_serializing_if = "is_default")]
    pub position: Option<Position>,
    /// The class they attend the programme with.
    #[serde(default, skip_serializing_if = "is_default")]
    pub class: String,
    /// Anything else.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
}

impl Member {
    /// A member of whom nothing is known but the name.
    pub fn new(id: MemberId, name: &str) -> Self {
        Self {
            id,
            name: name.to_owned(),
            title: String::new(),
            manager: None,
            position: None,
            class: String::new(),
            note: String::new(),
        }
    }

    /// The name to show: the id where there is none.
    pub fn label(&self) -> &str {
        if self.name.is_empty() { self.id.as_str() } else { &self.name }
    }
}

impl Record for Member {
    type Key = MemberId;

    fn key(&self) -> MemberId {
        self.id.clone()
    }
}
