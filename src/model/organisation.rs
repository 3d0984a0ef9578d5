//! A customer's organisation: seats, the people in them, lines between them and what we judge of them (METHOD §2).

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{
    Action, Basis, ContactId, Coordinate, CustomerId, Date, Influence, Judged, Level, MapSnapshotId, MemberId,
    OpportunityId, Record, Strength, Table,
    units::{is_default, unique_map},
};

/// A decision role 决策五角色.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecisionRole {
    /// 需求提出者.
    Initiator,
    /// 寻找者.
    Sourcer,
    /// 决策者.
    Decider,
    /// 使用者.
    User,
    /// 评价者.
    Evaluator,
}

impl DecisionRole {
    /// All, in the method's order.
    pub const ALL: [Self; 5] = [Self::Initiator, Self::Sourcer, Self::Decider, Self::User, Self::Evaluator];
}

/// Whether a key person's weight shows on the chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyPerson {
    /// 显性.
    Visible,
    /// 隐性.
    Hidden,
}

impl KeyPerson {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Visible, Self::Hidden];
}

/// Social style 社交风格. From the literature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SocialStyle {
    /// 驾驭.
    Driver,
    /// 表现.
    Expressive,
    /// 平易.
    Amiable,
    /// 分析.
    Analytical,
}

impl SocialStyle {
    /// All.
    pub const ALL: [Self; 4] = [Self::Driver, Self::Expressive, Self::Amiable, Self::Analytical];
}

/// Political status. From the literature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PoliticalStatus {
    /// Outside the political structure.
    Outsider,
    /// Within the political structure.
    Structure,
    /// In the inner circle.
    Inner,
}

impl PoliticalStatus {
    /// All, outermost first.
    pub const ALL: [Self; 3] = [Self::Outsider, Self::Structure, Self::Inner];
}

/// Support 支持度. From the literature. Unknown is `None`, never neutral.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Support {
    /// 教练.
    Mentor,
    /// 支持.
    Supporter,
    /// 中立.
    Neutral,
    /// 不支持.
    NonSupporter,
    /// 反对.
    Enemy,
}

impl Support {
    /// All, warmest first.
    pub const ALL: [Self; 5] = [Self::Mentor, Self::Supporter, Self::Neutral, Self::NonSupporter, Self::Enemy];

    /// Mentor or supporter.
    pub const fn is_supportive(self) -> bool {
        matches!(self, Self::Mentor | Self::Supporter)
    }
}

/// Coverage 接触程度. From the literature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Coverage {
    /// We don't know whether any of us knows them.
    Unknown,
    /// No contact.
    None,
    /// Met briefly.
    Brief,
    /// Several contacts.
    Several,
    /// In depth.
    InDepth,
}

impl Coverage {
    /// All, least first.
    pub const ALL: [Self; 5] = [Self::Unknown, Self::None, Self::Brief, Self::Several, Self::InDepth];

    /// Whether there is any contact.
    pub const fn in_contact(self) -> bool {
        matches!(self, Self::Brief | Self::Several | Self::InDepth)
    }
}

/// Adaptability to change. From the literature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Adaptability {
    /// Tries what is new because it is new.
    Innovator,
    /// Sees what it could become.
    Visionary,
    /// Wants it proved nearby.
    Pragmatist,
    /// Changes when everyone has.
    Conservative,
    /// Keeps what there is.
    Laggard,
}

impl Adaptability {
    /// All, quickest first.
    pub const ALL: [Self; 5] = [Self::Innovator, Self::Visionary, Self::Pragmatist, Self::Conservative, Self::Laggard];
}

/// A criterion of the key-contact relation 关键客户关系.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RelationCriterion {
    /// 竞争态度: stance towards competitors.
    Competitors,
    /// 关键事件.
    KeyEvents,
    /// 业务指导.
    Guidance,
    /// 信息传递.
    Information,
    /// 接触与参与.
    Participation,
    /// 品牌认可度.
    Brand,
}

impl RelationCriterion {
    /// All, in the method's order.
    pub const ALL: [Self; 6] =
        [Self::Competitors, Self::KeyEvents, Self::Guidance, Self::Information, Self::Participation, Self::Brand];
}

/// How well we stand with a person, how well we want to, and what we do for it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Relation {
    /// Points per criterion; the level now is their mean, rounded down.
    #[serde(default, skip_serializing_if = "is_default", deserialize_with = "unique_map")]
    pub points: BTreeMap<RelationCriterion, Level>,
    /// The level wanted.
    #[serde(default, skip_serializing_if = "is_default")]
    pub target: Option<Level>,
    /// What is done to get there.
    #[serde(default, skip_serializing_if = "is_default")]
    pub actions: Vec<Action>,
}

/// Something that may forbid a means of developing a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ComplianceQuestion {
    /// The law of the country.
    Law,
    /// The customer's own rules.
    Theirs,
    /// Our company's rules.
    Ours,
    /// Local custom.
    Custom,
}

impl ComplianceQuestion {
    /// All, the strictest first.
    pub const ALL: [Self; 4] = [Self::Law, Self::Theirs, Self::Ours, Self::Custom];
}

/// The answer to a question of the compliance check. Not asked yet is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComplianceAnswer {
    /// Whether something is forbidden, or allowed within limits only.
    #[serde(default, skip_serializing_if = "is_default")]
    pub limits: bool,
    /// What is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub what: String,
}

/// Contact development card 关键客户拓展卡.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DevelopmentCard {
    /// What they expect of us.
    #[serde(default, skip_serializing_if = "is_default")]
    pub expectation: String,
    /// What they need for themselves.
    #[serde(default, skip_serializing_if = "is_default")]
    pub personal_need: String,
    /// The platform of personal trust to build.
    #[serde(default, skip_serializing_if = "is_default")]
    pub personal_platform: String,
    /// The platform of business to build.
    #[serde(default, skip_serializing_if = "is_default")]
    pub business_platform: String,
    /// The means chosen.
    #[serde(default, skip_serializing_if = "is_default")]
    pub means: String,
    /// The compliance check, question by question.
    #[serde(default, skip_serializing_if = "is_default", deserialize_with = "unique_map")]
    pub answers: BTreeMap<ComplianceQuestion, ComplianceAnswer>,
    /// What follows from the check.
    #[serde(default, skip_serializing_if = "is_default")]
    pub compliance: String,
    /// Who of us checked compliance.
    #[serde(default, skip_serializing_if = "is_default")]
    pub checked_by: Option<MemberId>,
    /// When compliance was checked.
    #[serde(default, skip_serializing_if = "is_default")]
    pub checked_on: Option<Date>,
}

/// Whether a seat is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seat {
    /// Somebody sits in it.
    #[default]
    Held,
    /// Nobody does: a placeholder.
    Vacant,
    /// We don't know who does: a placeholder.
    Unknown,
}

impl Seat {
    /// All.
    pub const ALL: [Self; 3] = [Self::Held, Self::Vacant, Self::Unknown];
}

/// Where on the map a card belongs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// In the chart.
    #[default]
    Inside,
    /// Outside the organisation: a consultant, a ministry.
    External,
    /// Not placed yet.
    Tray,
}

/// A seat of the organisation and, unless it is a placeholder, the person in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Contact {
    /// Its id, unique within the account.
    pub id: ContactId,
    /// The person's name; empty for a placeholder.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// Taken, vacant, or taken by we don't know whom.
    #[serde(default, skip_serializing_if = "is_default")]
    pub seat: Seat,
    /// In the chart, outside, or in the tray.
    #[serde(default, skip_serializing_if = "is_default")]
    pub standing: Standing,
    /// The post.
    #[serde(default, skip_serializing_if = "is_default")]
    pub title: String,
    /// The department.
    #[serde(default, skip_serializing_if = "is_default")]
    pub department: String,
    /// The solid line. It may name somebody unknown or close a cycle: that is a finding, not an error.
    #[serde(default, skip_serializing_if = "is_default")]
    pub reports_to: Option<ContactId>,
    /// 责任人: who of us owns the relation.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owner: Option<MemberId>,
    /// Decision roles in general, and what we know that from. An opportunity has roles of its own.
    #[serde(default, skip_serializing_if = "is_default", deserialize_with = "unique_map")]
    pub roles: BTreeMap<DecisionRole, Basis>,
    /// Marked as a key person.
    #[serde(default, skip_serializing_if = "is_default")]
    pub key: Option<Judged<KeyPerson>>,
    /// Influence.
    #[serde(default, skip_serializing_if = "is_default")]
    pub influence: Option<Judged<Influence>>,
    /// Political status.
    #[serde(default, skip_serializing_if = "is_default")]
    pub status: Option<Judged<PoliticalStatus>>,
    /// Support.
    #[serde(default, skip_serializing_if = "is_default")]
    pub support: Option<Judged<Support>>,
    /// Coverage.
    #[serde(default, skip_serializing_if = "is_default")]
    pub coverage: Option<Judged<Coverage>>,
    /// Adaptability to change.
    #[serde(default, skip_serializing_if = "is_default")]
    pub adaptability: Option<Judged<Adaptability>>,
    /// Social style.
    #[serde(default, skip_serializing_if = "is_default")]
    pub style: Option<Judged<SocialStyle>>,
    /// When one of us last spoke with them.
    #[serde(default, skip_serializing_if = "is_default")]
    pub last_contact: Option<Date>,
    /// How we stand with them.
    #[serde(default, skip_serializing_if = "is_default")]
    pub relation: Relation,
    /// How we mean to develop the relation.
    #[serde(default, skip_serializing_if = "is_default")]
    pub card: DevelopmentCard,
    /// Where the card was pinned by hand, in map units.
    #[serde(default, skip_serializing_if = "is_default")]
    pub pinned: Option<Pin>,
    /// Anything else.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
}

/// Where a card was pinned.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pin {
    /// From left to right.
    pub x: Coordinate,
    /// From top to bottom.
    pub y: Coordinate,
}

impl Contact {
    /// Somebody of whom nothing is known but the name.
    pub fn new(id: ContactId, name: &str) -> Self {
        Self {
            id,
            name: name.to_owned(),
            seat: Seat::Held,
            standing: Standing::Inside,
            title: String::new(),
            department: String::new(),
            reports_to: None,
            owner: None,
            roles: BTreeMap::new(),
            key: None,
            influence: None,
            status: None,
            support: None,
            coverage: None,
            adaptability: None,
            style: None,
            last_contact: None,
            relation: Relation::default(),
            card: DevelopmentCard::default(),
            pinned: None,
            note: String::new(),
        }
    }

    /// What of them a kept map holds: no note, no development card, no actions, no pin.
    #[must_use]
    pub fn without_words(&self) -> Self {
        let relation = Relation { actions: Vec::new(), ..self.relation.clone() };
        let (card, note) = (DevelopmentCard::default(), String::new());
        Self { relation, card, pinned: None, note, ..self.clone() }
    }

    /// Takes them out of the tray of those not placed yet.
    pub fn place(&mut self) {
        if self.standing == Standing::Tray {
            self.standing = Standing::Inside;
        }
    }

    /// Whether it is a seat without anybody we know.
    pub fn is_placeholder(&self) -> bool {
        self.seat != Seat::Held
    }

    /// The name to show: the post, then the id, where there is none.
    pub fn label(&self) -> &str {
        [&self.name, &self.title].into_iter().find(|text| !text.is_empty()).map_or(self.id.as_str(), |text| text)
    }
}

impl Record for Contact {
    type Key = ContactId;

    fn key(&self) -> ContactId {
        self.id.clone()
    }
}

/// A row of an import whose id somebody else already has: kept, listed, not used in the structure.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DuplicateRow {
    /// The id it claims.
    pub id: ContactId,
    /// The row as it came: field and text.
    #[serde(default, skip_serializing_if = "is_default", deserialize_with = "unique_map")]
    pub fields: BTreeMap<String, String>,
}

/// A kind of line other than the solid one. From the literature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// Reports to, besides the solid line.
    Dotted,
    /// Influences, in the direction of the line.
    Influences,
    /// Pull together.
    Ally,
    /// Work against each other.
    Conflict,
    /// Assists.
    Assistant,
}

impl LineKind {
    /// All.
    pub const ALL: [Self; 5] = [Self::Dotted, Self::Influences, Self::Ally, Self::Conflict, Self::Assistant];
}

/// A line between two people of the map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// From whom; for dotted and assistant lines the one who reports or assists.
    pub from: ContactId,
    /// To whom.
    pub to: ContactId,
    /// What it says.
    pub kind: LineKind,
    /// How strong, for influence.
    #[serde(default, skip_serializing_if = "is_default")]
    pub strength: Option<Strength>,
    /// What we know it from.
    #[serde(default, skip_serializing_if = "is_default")]
    pub basis: Basis,
    /// Anything else.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
}

impl Record for Line {
    type Key = (ContactId, ContactId, LineKind);

    fn key(&self) -> Self::Key {
        (self.from.clone(), self.to.clone(), self.kind)
    }
}

/// A chance of business; people may hold other decision roles in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opportunity {
    /// Its id, unique within the account.
    pub id: OpportunityId,
    /// Its name.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// Who holds which role in it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub roles: Vec<OpportunityRole>,
    /// Anything else.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
}

/// A decision role somebody holds in one opportunity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpportunityRole {
    /// Who.
    pub contact: ContactId,
    /// Which role.
    pub role: DecisionRole,
    /// What we know it from.
    #[serde(default, skip_serializing_if = "is_default")]
    pub basis: Basis,
}

impl Opportunity {
    /// The name to show.
    pub fn label(&self) -> &str {
        if self.name.is_empty() { self.id.as_str() } else { &self.name }
    }

    /// What we know it from that somebody holds a role in it; `None` where they don't.
    pub fn held(&self, contact: &ContactId, role: DecisionRole) -> Option<&Basis> {
        self.roles.iter().find(|held| held.contact == *contact && held.role == role).map(|held| &held.basis)
    }

    /// Gives somebody a role in it, or takes it away.
    pub fn set(&mut self, contact: &ContactId, role: DecisionRole, basis: Option<Basis>) {
        self.roles.retain(|held| held.contact != *contact || held.role != role);
        self.roles.extend(basis.map(|basis| OpportunityRole { contact: contact.clone(), role, basis }));
    }
}

impl Record for Opportunity {
    type Key = OpportunityId;

    fn key(&self) -> OpportunityId {
        self.id.clone()
    }
}

/// One customer's organisation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Organisation {
    /// Whose it is.
    pub account: CustomerId,
    /// Seats and people.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub contacts: Table<Contact>,
    /// Rows of an import whose id was taken.
    #[serde(default, skip_serializing_if = "is_default")]
    pub duplicates: Vec<DuplicateRow>,
    /// Lines other than the solid ones.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub lines: Table<Line>,
    /// Chances of business.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub opportunities: Table<Opportunity>,
    /// The map as it stood on earlier days, the earliest first. Shared: no change of today's touches it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kept: Arc<Table<KeptMap>>,
    /// Anything else.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
}

/// A power map as it stood on a day. It holds who was where and what was judged, and no words about anybody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeptMap {
    /// Its id, unique within the account.
    pub id: MapSnapshotId,
    /// The day.
    pub on: Date,
    /// What it is called, if anything.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// The contacts of that day, without notes, development cards and actions.
    #[serde(default)]
    pub contacts: Table<Contact>,
    /// The lines of that day, without notes.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub lines: Table<Line>,
    /// The opportunities of that day, without notes.
    #[serde(default, skip_serializing_if = "Table::is_empty")]
    pub opportunities: Table<Opportunity>,
}

impl KeptMap {
    /// An organisation's map as it stands, on a day.
    pub fn of(id: MapSnapshotId, on: Date, organisation: &Organisation) -> Self {
        let opportunity = |of: &Opportunity| Opportunity { note: String::new(), ..of.clone() };
        Self {
            id,
            on,
            name: String::new(),
            contacts: organisation.contacts.iter().map(Contact::without_words).collect(),
            lines: organisation.lines.iter().map(|line| Line { note: String::new(), ..line.clone() }).collect(),
            opportunities: organisation.opportunities.iter().map(opportunity).collect(),
        }
    }
}

impl Record for KeptMap {
    type Key = MapSnapshotId;

    fn key(&self) -> MapSnapshotId {
        self.id.clone()
    }
}

impl Organisation {
    /// An organisation of which nothing is known.
    pub fn new(account: CustomerId) -> Self {
        Self {
            account,
            contacts: Table::default(),
            duplicates: Vec::new(),
            lines: Table::default(),
            opportunities: Table::default(),
            kept: Arc::default(),
            note: String::new(),
        }
    }
}

impl Record for Organisation {
    type Key = CustomerId;

    fn key(&self) -> CustomerId {
        self.account.clone()
    }
}
