//! Which panels are open and how they are arranged: saved with the workbook, never a document edit.

use serde::{Deserialize, Serialize};

use super::{Ratio, Record, Table, units::is_default};

/// The kinds of panel there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PanelKind {
    /// Customer value map 客户价值图.
    ValueMap,
    /// Power map 组织权力地图.
    PowerMap,
    /// Performance conversations 绩效沟通.
    Feedback,
    /// Goal cards and evaluation 目标管理.
    Goals,
    /// 360° assessment.
    Assessment,
    /// Contribution grid 客户贡献.
    Contributions,
    /// Exercise of market moves 市场动作.
    Moves,
    /// The four classes 客户分类.
    Classes,
    /// Score matrix 评分矩阵.
    Scores,
    /// Relations 关系经营.
    Relations,
}

impl PanelKind {
    /// All, in the order of the menu.
    pub const ALL: [Self; 10] = [
        Self::ValueMap,
        Self::PowerMap,
        Self::Feedback,
        Self::Goals,
        Self::Assessment,
        Self::Contributions,
        Self::Moves,
        Self::Classes,
        Self::Scores,
        Self::Relations,
    ];

    /// Its name on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ValueMap => "value-map",
            Self::Contributions => "contributions",
            Self::PowerMap => "power-map",
            Self::Feedback => "feedback",
            Self::Assessment => "assessment",
            Self::Moves => "moves",
            Self::Classes => "classes",
            Self::Scores => "scores",
            Self::Relations => "relations",
            Self::Goals => "goals",
        }
    }
}

/// A panel of a layout: what it shows, of whom. Without a subject it shows the first there is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Pane {
    /// Its kind.
    pub kind: PanelKind,
    /// Whom or what it shows: the id of an account, a conversation, a person, a card or a run, by kind.
    #[serde(default, skip_serializing_if = "is_default")]
    pub subject: Option<String>,
}

/// How the children of a split run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Side by side.
    Across,
    /// One above the other.
    Down,
}

/// A part of a layout.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tile {
    /// One panel.
    Pane(Pane),
    /// Several in one place, one of them in front.
    Tabs {
        /// The one in front, counted from 0.
        active: usize,
        /// All of them.
        children: Vec<Tile>,
    },
    /// Several beside or below one another.
    Split {
        /// How they run.
        direction: Direction,
        /// Their shares of the room, relative to one another; as many as children.
        shares: Vec<Ratio>,
        /// All of them.
        children: Vec<Tile>,
    },
}

/// An arrangement kept under a name, such as the projector's and the desk's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NamedLayout {
    /// Its name.
    pub name: String,
    /// The arrangement.
    pub root: Tile,
}

impl Record for NamedLayout {
    type Key = String;

    fn key(&self) -> String {
        self.name.clone()
    }
}

/// The arrangement last seen, and those kept by name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// As it was left; none shows the default arrangement.
    #[serde(default, skip_serializing_if = "is_default")]
    pub current: Option<Tile>,
    /// Kept by name.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub layouts: Table<NamedLayout>,
}
