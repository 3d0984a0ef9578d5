//! Who decides at a customer's, and how do we stand with them? Structure, findings and the light of a power map
//! (METHOD §2).

use std::collections::{HashMap, HashSet, VecDeque};

use super::{
    Origin,
    forest::{Above, Forest},
};
use crate::model::{
    Certainty, Contact, ContactId, Coverage, CustomerId, Date, DecisionRole, Judged, KeptMap, Level, MemberId,
    Opportunity, OpportunityId, Organisation, PoliticalStatus, PowerMapMethod, PowerThreshold, Record, Relation, Seat,
    Table, Workbook,
};

/// What follows from one customer's organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct PowerMap {
    /// Whose organisation it is.
    pub account: CustomerId,
    /// The forest of solid lines, and what is wrong with it.
    pub structure: Structure,
    /// Ids that a later row of an import claimed again, each once.
    pub duplicates: Vec<ContactId>,
    /// What the rules say of the map as a whole: a role counts wherever it is held.
    pub whole: Verdict,
    /// What they say of each opportunity, where its own roles count and no others, in the map's order.
    pub opportunities: Vec<(OpportunityId, Verdict)>,
}

/// What the rules say of a map.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// Its light.
    pub light: Light,
    /// The light if only what is confirmed counted: where it is worse, [`Self::light`] rests on assumptions.
    pub confirmed_light: Light,
    /// Those who decide, in the map's order. A vacant seat decides nothing.
    pub deciders: Vec<ContactId>,
    /// Those who support us, the most weighty first.
    pub supporters: Vec<Supporter>,
    /// What would make the light better, or surer; `None` when it is green and confirmed.
    pub better: Option<Better>,
    /// What the rules found, in the order of the rules.
    pub findings: Vec<PowerFinding>,
    /// What to ask next, most pressing first.
    pub questions: Vec<NextQuestion>,
}

/// Somebody who supports us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supporter {
    /// Who.
    pub contact: ContactId,
    /// What their support is worth.
    pub weight: Weight,
    /// When one of us last spoke with them.
    pub last_contact: Option<Date>,
}

/// What somebody's support is worth, most first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// A key person who decides.
    Decides,
    /// A key person.
    Key,
    /// No key person: the nearest one above stands so many levels higher.
    Below(usize),
    /// No key person, and none above.
    Aside,
}

/// What would make a map's light better. Our reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Better {
    /// These decide and support us, and are not marked as key persons.
    MarkAsKey(Vec<ContactId>),
    /// There are no key persons yet.
    FindKeyPersons,
    /// One of these key persons supporting us. Those who decide come first.
    WinOneOf(Vec<ContactId>),
    /// Knowing who decides.
    FindDecider,
    /// One of these deciders supporting us as a key person.
    WinDecider(Vec<ContactId>),
    /// Hearing from these what is only assumed of them.
    Confirm(Vec<ContactId>),
}

/// The solid lines of an organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Structure {
    /// How many distinct ids there are, placeholders included.
    pub people: usize,
    /// Those without a manager.
    pub roots: Vec<ContactId>,
    /// How many levels there are; 1 for a single person. People under an unknown manager and members of a cycle stand
    /// on the first level as roots do, everybody else one below their manager.
    pub depth: usize,
    /// Circles of solid lines, each once: every member once, each reporting to the next, the first in the map first.
    /// One's own manager is a circle of one.
    pub cycles: Vec<Vec<ContactId>>,
    /// Those whose manager is not on the map.
    pub unknown_managers: Vec<UnknownManager>,
}

/// Somebody whose manager is not on the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownManager {
    /// Who.
    pub contact: ContactId,
    /// The manager's id, as given.
    pub manager: ContactId,
}

impl Structure {
    /// Reads the solid lines of these contacts.
    pub fn of(contacts: &Table<Contact>) -> Self {
        let forest = Forest::of(contacts, |contact| contact.reports_to.as_ref());
        let unknown = |contact: &Contact| {
            let manager = contact.reports_to.clone().filter(|manager| !contacts.contains(manager))?;
            Some(UnknownManager { contact: contact.id.clone(), manager })
        };
        Self {
            people: contacts.len(),
            roots: ids(contacts.iter().filter(|contact| contact.reports_to.is_none())),
            depth: forest.depth(),
            cycles: forest.circles.iter().map(|circle| ids(circle.iter().filter_map(|at| contacts.at(*at)))).collect(),
            unknown_managers: contacts.iter().filter_map(unknown).collect(),
        }
    }
}

impl PowerMap {
    /// What the rules say of an opportunity, or of the map as a whole.
    pub fn verdict(&self, opportunity: Option<&OpportunityId>) -> &Verdict {
        let of_it = opportunity.and_then(|id| self.opportunities.iter().find(|(of, _)| of == id));
        of_it.map_or(&self.whole, |(_, verdict)| verdict)
    }
}

impl Verdict {
    /// Whether the light would be worse without what is only assumed.
    pub fn rests_on_assumptions(&self) -> bool {
        self.light != self.confirmed_light
    }

    /// What a rule found; several times where it is told of each role or owner.
    pub fn found(&self, kind: RuleKind) -> impl Iterator<Item = &PowerFinding> {
        self.findings.iter().filter(move |finding| finding.rule.kind() == kind)
    }
}

impl Record for PowerMap {
    type Key = CustomerId;

    fn key(&self) -> CustomerId {
        self.account.clone()
    }
}

/// How a map stands. From the literature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Light {
    /// No key person supports us.
    Red,
    /// At least one key person supports us.
    Amber,
    /// One of those who support us is a decider.
    Green,
}

impl Light {
    /// All, worst first.
    pub const ALL: [Self; 3] = [Self::Red, Self::Amber, Self::Green];
}

/// Something a rule found, and the people it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PowerFinding {
    /// The rule, with its facts.
    pub rule: PowerRule,
    /// Whom it is about, in the map's order. For the two rules about single threads: those of theirs in contact.
    pub contacts: Vec<ContactId>,
}

/// The rules of the power map. Thresholds are the method's; origin: the literature and our reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PowerRule {
    /// Nobody holds this decision role: on the map or in any opportunity, or in the one that is judged.
    RoleUnheld(DecisionRole),
    /// Key persons whom none of us owns.
    KeyUnowned,
    /// Key persons with whom there is no contact.
    KeyUncovered,
    /// Key persons of whom we don't know whether there is contact.
    KeyUnknown,
    /// Key persons to whom nobody spoke for this many days or more.
    KeyCold {
        /// The method's threshold.
        days: u16,
    },
    /// Too few of theirs are in contact with us.
    SingleThreadedTheirs {
        /// How many are.
        in_contact: usize,
        /// The method's minimum.
        minimum: u8,
    },
    /// Too few of ours are in contact with them, counted by who owns the relations in contact.
    SingleThreadedOurs {
        /// How many are.
        in_contact: usize,
        /// The method's minimum.
        minimum: u8,
    },
    /// One of ours owns too many key relations, over all maps.
    OwnerOverloaded {
        /// Who.
        owner: MemberId,
        /// How many, over all maps.
        relations: usize,
        /// The method's maximum.
        maximum: u8,
    },
    /// People whose support is only assumed.
    SupportAssumed,
    /// People whose relation stands below its target.
    LevelGap,
}

impl PowerRule {
    /// Which rule it is.
    pub const fn kind(&self) -> RuleKind {
        match self {
            Self::RoleUnheld(_) => RuleKind::RoleUnheld,
            Self::KeyUnowned => RuleKind::KeyUnowned,
            Self::KeyUncovered => RuleKind::KeyUncovered,
            Self::KeyUnknown => RuleKind::KeyUnknown,
            Self::KeyCold { .. } => RuleKind::KeyCold,
            Self::SingleThreadedTheirs { .. } => RuleKind::SingleThreadedTheirs,
            Self::SingleThreadedOurs { .. } => RuleKind::SingleThreadedOurs,
            Self::OwnerOverloaded { .. } => RuleKind::OwnerOverloaded,
            Self::SupportAssumed => RuleKind::SupportAssumed,
            Self::LevelGap => RuleKind::LevelGap,
        }
    }

    /// The rule's name in the results of `analyse`.
    pub const fn as_str(&self) -> &'static str {
        match self.kind() {
            RuleKind::RoleUnheld => "role_unheld",
            RuleKind::KeyUnowned => "key_unowned",
            RuleKind::KeyUncovered => "key_uncovered",
            RuleKind::KeyUnknown => "key_unknown",
            RuleKind::KeyCold => "key_cold",
            RuleKind::SingleThreadedTheirs => "single_threaded_theirs",
            RuleKind::SingleThreadedOurs => "single_threaded_ours",
            RuleKind::OwnerOverloaded => "owner_overloaded",
            RuleKind::SupportAssumed => "support_assumed",
            RuleKind::LevelGap => "level_gap",
        }
    }
}

/// A rule of the power map, whatever it found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleKind {
    /// [`PowerRule::RoleUnheld`].
    RoleUnheld,
    /// [`PowerRule::KeyUnowned`].
    KeyUnowned,
    /// [`PowerRule::KeyUncovered`].
    KeyUncovered,
    /// [`PowerRule::KeyUnknown`].
    KeyUnknown,
    /// [`PowerRule::KeyCold`].
    KeyCold,
    /// [`PowerRule::SingleThreadedTheirs`].
    SingleThreadedTheirs,
    /// [`PowerRule::SingleThreadedOurs`].
    SingleThreadedOurs,
    /// [`PowerRule::OwnerOverloaded`].
    OwnerOverloaded,
    /// [`PowerRule::SupportAssumed`].
    SupportAssumed,
    /// [`PowerRule::LevelGap`].
    LevelGap,
}

impl RuleKind {
    /// All, in the order in which they are told.
    pub const ALL: [Self; 10] = [
        Self::RoleUnheld,
        Self::KeyUnowned,
        Self::KeyUncovered,
        Self::KeyUnknown,
        Self::KeyCold,
        Self::SingleThreadedTheirs,
        Self::SingleThreadedOurs,
        Self::OwnerOverloaded,
        Self::SupportAssumed,
        Self::LevelGap,
    ];

    /// The threshold that it goes by, if it has one.
    pub const fn threshold(self) -> Option<PowerThreshold> {
        match self {
            Self::KeyCold => Some(PowerThreshold::ColdAfterDays),
            Self::SingleThreadedTheirs => Some(PowerThreshold::MinTheirs),
            Self::SingleThreadedOurs => Some(PowerThreshold::MinOurs),
            Self::OwnerOverloaded => Some(PowerThreshold::MaxPerOwner),
            _ => None,
        }
    }

    /// Where it comes from: that the five roles should all be held and how a level is read is our reading, the rest
    /// is the literature's.
    pub const fn origin(self) -> Origin {
        match self {
            Self::RoleUnheld | Self::LevelGap => Origin::Reading,
            _ => Origin::Literature,
        }
    }
}

/// A question to ask next, and whom one could ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextQuestion {
    /// The question.
    pub question: Question,
    /// Who of us owns the relation with whomever it is about, or with the supporter who could be asked.
    pub ours: Option<MemberId>,
    /// Somebody else who supports us and is in contact, the nearest in the chart.
    pub theirs: Option<ContactId>,
}

/// A question to ask next.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Question {
    /// Who holds this decision role?
    WhoHolds(DecisionRole),
    /// Who sits in this seat, or will?
    WhoSits(ContactId),
    /// To whom does this person report? (The manager given is not on the map.)
    WhoLeads(ContactId),
    /// Who of us owns the relation with this key person?
    WhoOwns(ContactId),
    /// Does any of us know this key person?
    WhoKnows(ContactId),
    /// Who can bring us to this key person?
    WhoIntroduces(ContactId),
    /// Does this key person support us?
    WhereTheyStand(ContactId),
    /// What makes us think that this key person supports or opposes us?
    HowWeKnow(ContactId),
    /// What does this key person expect of us, and what do they need for themselves?
    WhatTheyNeed(ContactId),
    /// What has changed since we last spoke with this key person?
    WhatChanged(ContactId),
    /// What would take this relation to its target?
    WhatLifts(ContactId),
}

impl Question {
    /// Whom it is about, if somebody in particular.
    pub const fn contact(&self) -> Option<&ContactId> {
        match self {
            Self::WhoHolds(_) => None,
            Self::WhoSits(id)
            | Self::WhoLeads(id)
            | Self::WhoOwns(id)
            | Self::WhoKnows(id)
            | Self::WhoIntroduces(id)
            | Self::WhereTheyStand(id)
            | Self::HowWeKnow(id)
            | Self::WhatTheyNeed(id)
            | Self::WhatChanged(id)
            | Self::WhatLifts(id) => Some(id),
        }
    }
}

/// The power maps of all customers that have people, in the workbook's order.
pub fn power_maps(workbook: &Workbook, today: Date) -> Table<PowerMap> {
    let mapped = workbook.organisations.iter().filter(|organisation| !organisation.contacts.is_empty());
    let (key_relations, method) = (&key_relations(workbook), &workbook.method.power_map);
    let rest = Rest { key_relations, method, today };
    mapped.map(|organisation| PowerMap::of(organisation, &rest)).collect()
}

/// How many key relations each of ours owns, over all maps.
pub fn key_relations(workbook: &Workbook) -> HashMap<&MemberId, usize> {
    let contacts = workbook.organisations.iter().flat_map(|organisation| organisation.contacts.iter());
    let mut relations = HashMap::new();
    for owner in contacts.filter(|contact| is_key(contact)).filter_map(|contact| contact.owner.as_ref()) {
        *relations.entry(owner).or_default() += 1;
    }
    relations
}

/// Whether this is a key person: within the political structure or the inner circle, or marked as one.
/// A placeholder is a seat and no person.
pub fn is_key(contact: &Contact) -> bool {
    contact.seat == Seat::Held && (contact.key.is_some() || is_political(contact))
}

/// The level of a relation: the mean of the points given, rounded down; `None` when none are. Our reading.
pub fn level(relation: &Relation) -> Option<Level> {
    let sum: usize = relation.points.values().map(|points| usize::from(points.get())).sum();
    let mean = sum.checked_div(relation.points.len())?;
    u8::try_from(mean).ok().map(Level::clamped)
}

/// How many days ago one of us last spoke with them; negative when the day is still to come.
pub fn days_since_contact(contact: &Contact, today: Date) -> Option<i32> {
    contact.last_contact.map(|last| (today - last).get_days())
}

fn is_political(contact: &Contact) -> bool {
    contact.status.as_ref().is_some_and(|status| status.value >= PoliticalStatus::Structure)
}

fn in_contact(contact: &Contact) -> bool {
    contact.seat == Seat::Held && contact.coverage.as_ref().is_some_and(|coverage| coverage.value.in_contact())
}

/// How well we cover somebody; unknown where nobody has said.
pub fn coverage_of(contact: &Contact) -> Coverage {
    contact.coverage.as_ref().map_or(Coverage::Unknown, |coverage| coverage.value)
}

/// Whether nobody has spoken with them for as long as the method calls cold.
pub fn is_cold(contact: &Contact, method: &PowerMapMethod, today: Date) -> bool {
    days_since_contact(contact, today).is_some_and(|days| days >= i32::from(method.cold_after_days))
}

fn supports(contact: &Contact) -> bool {
    contact.seat == Seat::Held && contact.support.as_ref().is_some_and(|support| support.value.is_supportive())
}

/// Whether their support is known but only assumed.
pub fn is_support_assumed(contact: &Contact) -> bool {
    contact.seat == Seat::Held && contact.support.as_ref().is_some_and(Judged::is_assumed)
}

fn is_below_target(contact: &Contact) -> bool {
    level(&contact.relation).zip(contact.relation.target).is_some_and(|(now, target)| now < target)
}

/// Who holds decision roles: on the map and in its opportunities, or in one of them.
struct RoleHolders<'a> {
    organisation: &'a Organisation,
    /// Whether the roles that people hold in general count.
    in_general: bool,
    in_opportunities: HashSet<(&'a ContactId, DecisionRole, Certainty)>,
}

impl<'a> RoleHolders<'a> {
    fn anywhere(organisation: &'a Organisation) -> Self {
        Self { in_general: true, ..Self::among(organisation, organisation.opportunities.iter()) }
    }

    fn in_one(organisation: &'a Organisation, opportunity: &'a Opportunity) -> Self {
        Self::among(organisation, std::iter::once(opportunity))
    }

    fn among(organisation: &'a Organisation, opportunities: impl Iterator<Item = &'a Opportunity>) -> Self {
        let held = opportunities.flat_map(|opportunity| &opportunity.roles);
        let in_opportunities = held.map(|held| (&held.contact, held.role, held.basis.certainty)).collect();
        Self { organisation, in_general: false, in_opportunities }
    }

    /// Whether this contact holds the role, on this kind of knowledge or better.
    fn holds(&self, contact: &Contact, role: DecisionRole, at_least: Certainty) -> bool {
        let enough = |certainty: Certainty| certainty == Certainty::Confirmed || at_least == Certainty::Assumed;
        self.in_general && contact.roles.get(&role).is_some_and(|basis| enough(basis.certainty))
            || self.in_opportunities.contains(&(&contact.id, role, Certainty::Confirmed))
            || enough(Certainty::Assumed) && self.in_opportunities.contains(&(&contact.id, role, Certainty::Assumed))
    }

    /// Who decides. A vacant seat doesn't; one taken by somebody unknown does.
    fn deciders(&self) -> impl Iterator<Item = &'a Contact> {
        let contacts = self.organisation.contacts.iter().filter(|contact| contact.seat != Seat::Vacant);
        contacts.filter(|contact| self.holds(contact, DecisionRole::Decider, Certainty::Assumed))
    }

    /// Roles nobody holds. A vacant seat holds none; one taken by somebody unknown does.
    fn unheld(&self) -> impl Iterator<Item = DecisionRole> {
        DecisionRole::ALL.into_iter().filter(|role| {
            !self
                .organisation
                .contacts
                .iter()
                .any(|contact| contact.seat != Seat::Vacant && self.holds(contact, *role, Certainty::Assumed))
        })
    }

    fn light(&self, at_least: Certainty) -> Light {
        let enough = |certainty: Certainty| certainty == Certainty::Confirmed || at_least == Certainty::Assumed;
        let key = |contact: &Contact| {
            contact.key.as_ref().is_some_and(|key| enough(key.certainty))
                || is_political(contact) && contact.status.as_ref().is_some_and(|status| enough(status.certainty))
        };
        let supports =
            |contact: &Contact| supports(contact) && contact.support.as_ref().is_some_and(|s| enough(s.certainty));
        let people = self.organisation.contacts.iter().filter(|contact| contact.seat == Seat::Held);
        let of_one = |contact: &Contact| {
            if self.holds(contact, DecisionRole::Decider, at_least) { Light::Green } else { Light::Amber }
        };
        people.filter(|contact| key(contact) && supports(contact)).map(of_one).max().unwrap_or(Light::Red)
    }

    /// Those who support us, the most weighty first, else in the map's order.
    fn supporters(&self, chart: &Chart) -> Vec<Supporter> {
        let contacts = &self.organisation.contacts;
        let weight = |index: usize, contact: &Contact| {
            if is_key(contact) {
                let decides = self.holds(contact, DecisionRole::Decider, Certainty::Assumed);
                return if decides { Weight::Decides } else { Weight::Key };
            }
            // A circle has no end.
            let above = chart.forest.managers(index).take(chart.depth);
            let above = above.filter_map(|manager| contacts.at(manager));
            above.zip(1..).find(|(manager, _)| is_key(manager)).map_or(Weight::Aside, |(_, up)| Weight::Below(up))
        };
        let supporting = contacts.iter().enumerate().filter(|(_, contact)| supports(contact));
        let supporter = |(index, contact): (usize, &Contact)| Supporter {
            contact: contact.id.clone(),
            weight: weight(index, contact),
            last_contact: contact.last_contact,
        };
        let mut supporters: Vec<Supporter> = supporting.map(supporter).collect();
        supporters.sort_by_key(|supporter| supporter.weight);
        supporters
    }

    fn better(&self, light: Light, confirmed: Light, supporters: &[Supporter]) -> Option<Better> {
        let contacts = &self.organisation.contacts;
        let decides = |contact: &Contact| self.holds(contact, DecisionRole::Decider, Certainty::Assumed);
        let unmarked: Vec<ContactId> = ids(self.deciders().filter(|decider| supports(decider) && !is_key(decider)));
        let held = |contact: &&Contact| contact.seat == Seat::Held;
        Some(match light {
            Light::Green if light == confirmed => return None,
            Light::Green => {
                let deciding = supporters.iter().take_while(|supporter| supporter.weight == Weight::Decides);
                Better::Confirm(deciding.map(|supporter| supporter.contact.clone()).collect())
            }
            _ if !unmarked.is_empty() => Better::MarkAsKey(unmarked),
            Light::Amber => match ids(self.deciders().filter(held)) {
                nobody if nobody.is_empty() => Better::FindDecider,
                deciders => Better::WinDecider(deciders),
            },
            Light::Red => {
                let mut key: Vec<&Contact> = contacts.iter().filter(|contact| is_key(contact)).collect();
                key.sort_by_key(|contact| !decides(contact));
                if key.is_empty() { Better::FindKeyPersons } else { Better::WinOneOf(ids(key.into_iter())) }
            }
        })
    }
}

impl Verdict {
    fn of(holders: &RoleHolders<'_>, chart: &Chart, rest: &Rest<'_>) -> Self {
        let [light, confirmed_light] = [Certainty::Assumed, Certainty::Confirmed].map(|least| holders.light(least));
        let supporters = holders.supporters(chart);
        Self {
            light,
            confirmed_light,
            deciders: ids(holders.deciders()),
            better: holders.better(light, confirmed_light, &supporters),
            findings: findings(holders, rest),
            questions: questions(holders, chart, rest, &supporters),
            supporters,
        }
    }
}

/// An organisation's chart, and who in it could be asked.
struct Chart {
    forest: Forest,
    /// How many levels there are.
    depth: usize,
    /// Per contact the two nearest who support us and are in contact, themselves included.
    near: Vec<[Option<usize>; 2]>,
}

impl Chart {
    fn of(organisation: &Organisation, structure: &Structure) -> Self {
        let contacts = &organisation.contacts;
        let forest = Forest::of(contacts, |contact| contact.reports_to.as_ref());
        let talk = |contact: &Contact| supports(contact) && in_contact(contact);
        let sources = contacts.iter().enumerate().filter(|(_, contact)| talk(contact)).map(|(index, _)| index);
        let near = nearest(&forest, sources);
        Self { forest, depth: structure.depth, near }
    }
}

/// Who is nearest to each along the solid lines, the two nearest at most: a walk in rings that begins at all of them
/// at once and enters every place twice at most.
fn nearest(forest: &Forest, sources: impl Iterator<Item = usize>) -> Vec<[Option<usize>; 2]> {
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); forest.above.len()];
    for (index, above) in forest.above.iter().enumerate() {
        if let Above::At(manager) = above
            && let Some(reports) = below.get_mut(*manager)
        {
            reports.push(index);
        }
    }
    let mut near = vec![[None; 2]; forest.above.len()];
    let mut ring: VecDeque<(usize, usize)> = sources.map(|source| (source, source)).collect();
    while let Some((place, source)) = ring.pop_front() {
        let Some(found) = near.get_mut(place) else { continue };
        match found {
            [free @ None, _] => *free = Some(source),
            [Some(first), free @ None] if *first != source => *free = Some(source),
            _ => continue,
        }
        let reports = below.get(place).into_iter().flatten().copied();
        ring.extend(forest.manager(place).into_iter().chain(reports).map(|next| (next, source)));
    }
    near
}

/// What the rules look at besides one organisation.
struct Rest<'a> {
    /// How many key relations each of ours owns, over all maps.
    key_relations: &'a HashMap<&'a MemberId, usize>,
    method: &'a PowerMapMethod,
    today: Date,
}

impl PowerMap {
    /// What follows from a map kept of an earlier day, as of that day. What else ours owned then nobody kept, so that
    /// no owner has too much.
    pub fn of_day(account: &CustomerId, kept: &KeptMap, method: &PowerMapMethod) -> Self {
        let organisation = Organisation {
            contacts: kept.contacts.clone(),
            lines: kept.lines.clone(),
            opportunities: kept.opportunities.clone(),
            ..Organisation::new(account.clone())
        };
        Self::of(&organisation, &Rest { key_relations: &HashMap::new(), method, today: kept.on })
    }

    fn of(organisation: &Organisation, rest: &Rest<'_>) -> Self {
        let structure = Structure::of(&organisation.contacts);
        let chart = Chart::of(organisation, &structure);
        let mut seen = HashSet::new();
        let duplicates = organisation.duplicates.iter().map(|row| &row.id).filter(|id| seen.insert(*id)).cloned();
        let of_one = |opportunity: &Opportunity| {
            let holders = RoleHolders::in_one(organisation, opportunity);
            (opportunity.id.clone(), Verdict::of(&holders, &chart, rest))
        };
        Self {
            account: organisation.account.clone(),
            duplicates: duplicates.collect(),
            whole: Verdict::of(&RoleHolders::anywhere(organisation), &chart, rest),
            opportunities: organisation.opportunities.iter().map(of_one).collect(),
            structure,
        }
    }
}

fn findings(holders: &RoleHolders<'_>, rest: &Rest<'_>) -> Vec<PowerFinding> {
    let Rest { key_relations, method, today } = *rest;
    let contacts = &holders.organisation.contacts;
    let about = |rule, whom: &dyn Fn(&Contact) -> bool| {
        let contacts = ids(contacts.iter().filter(|contact| whom(contact)));
        (!contacts.is_empty()).then_some(PowerFinding { rule, contacts })
    };
    let about_key = |rule, whom: &dyn Fn(&Contact) -> bool| about(rule, &|contact| is_key(contact) && whom(contact));

    let unheld = |role| PowerFinding { rule: PowerRule::RoleUnheld(role), contacts: Vec::new() };
    let mut findings: Vec<PowerFinding> = holders.unheld().map(unheld).collect();
    findings.extend(about_key(PowerRule::KeyUnowned, &|contact| contact.owner.is_none()));
    findings.extend(about_key(PowerRule::KeyUncovered, &|contact| coverage_of(contact) == Coverage::None));
    findings.extend(about_key(PowerRule::KeyUnknown, &|contact| coverage_of(contact) == Coverage::Unknown));
    let days = method.cold_after_days;
    findings.extend(about_key(PowerRule::KeyCold { days }, &|contact| is_cold(contact, method, today)));
    findings.extend(single_threads(contacts, method));
    findings.extend(overloaded_owners(contacts, key_relations, method));
    findings.extend(about(PowerRule::SupportAssumed, &is_support_assumed));
    findings.extend(about(PowerRule::LevelGap, &is_below_target));
    findings
}

fn ids<'a>(contacts: impl Iterator<Item = &'a Contact>) -> Vec<ContactId> {
    contacts.map(|contact| contact.id.clone()).collect()
}

fn single_threads(contacts: &Table<Contact>, method: &PowerMapMethod) -> Vec<PowerFinding> {
    let theirs: Vec<&Contact> = contacts.iter().filter(|contact| in_contact(contact)).collect();
    let ours: HashSet<&MemberId> = theirs.iter().filter_map(|contact| contact.owner.as_ref()).collect();
    let rules = [
        PowerRule::SingleThreadedTheirs { in_contact: theirs.len(), minimum: method.min_theirs },
        PowerRule::SingleThreadedOurs { in_contact: ours.len(), minimum: method.min_ours },
    ];
    let too_few = |rule: &PowerRule| match rule {
        PowerRule::SingleThreadedTheirs { in_contact, minimum }
        | PowerRule::SingleThreadedOurs { in_contact, minimum } => *in_contact < usize::from(*minimum),
        _ => false,
    };
    let found = |rule| PowerFinding { rule, contacts: ids(theirs.iter().copied()) };
    rules.into_iter().filter(too_few).map(found).collect()
}

fn overloaded_owners(
    contacts: &Table<Contact>,
    key_relations: &HashMap<&MemberId, usize>,
    method: &PowerMapMethod,
) -> Vec<PowerFinding> {
    let mut of_owner: indexmap::IndexMap<&MemberId, Vec<ContactId>> = indexmap::IndexMap::new();
    for contact in contacts.iter().filter(|contact| is_key(contact)) {
        if let Some(owner) = &contact.owner {
            of_owner.entry(owner).or_default().push(contact.id.clone());
        }
    }
    let maximum = method.max_per_owner;
    let overloaded = of_owner.into_iter().filter_map(|(owner, contacts)| {
        let relations = key_relations.get(owner).copied().unwrap_or_default();
        let rule = PowerRule::OwnerOverloaded { owner: owner.clone(), relations, maximum };
        (relations > usize::from(maximum)).then_some(PowerFinding { rule, contacts })
    });
    overloaded.collect()
}

/// What to ask, most pressing first: one question about each person before a second about anybody. Among those, who
/// decides comes first, then deciders, the inner circle, other roles, other key persons, and last seats and managers.
/// Our reading.
fn questions(holders: &RoleHolders<'_>, chart: &Chart, rest: &Rest<'_>, supporters: &[Supporter]) -> Vec<NextQuestion> {
    let contacts = &holders.organisation.contacts;
    let mut ordered: Vec<((usize, Press), NextQuestion)> = Vec::new();
    // Whoever supports us with the most weight may know who holds a role.
    let weighty = supporters.first().map(|supporter| supporter.contact.clone());
    let their_owner = |theirs: Option<&ContactId>| theirs.and_then(|id| contacts.get(id)?.owner.clone());
    for (nth, role) in holders.unheld().enumerate() {
        let press = if role == DecisionRole::Decider { Press::WhoDecides } else { Press::Role };
        // That nobody decides is asked first, however many roles are open.
        let nth = if press == Press::WhoDecides { 0 } else { nth };
        let (ours, theirs) = (their_owner(weighty.as_ref()), weighty.clone());
        ordered.push(((nth, press), NextQuestion { question: Question::WhoHolds(role), ours, theirs }));
    }
    for (index, contact) in contacts.iter().enumerate() {
        let press = match contact {
            _ if contact.seat != Seat::Held => Press::Structure,
            _ if holders.holds(contact, DecisionRole::Decider, Certainty::Assumed) => Press::Decider,
            _ if contact.status.as_ref().is_some_and(|s| s.value == PoliticalStatus::Inner) => Press::Inner,
            _ if is_key(contact) => Press::Key,
            _ => Press::Structure,
        };
        let near = chart.near.get(index).copied().unwrap_or_default().into_iter().flatten();
        let theirs = near.filter(|near| *near != index).find_map(|near| contacts.at(near));
        let theirs = theirs.map(|contact| contact.id.clone());
        for (nth, question) in about(contact, chart.forest.above.get(index), rest).enumerate() {
            // Whom one of us owns, or knows, is asked among ourselves.
            let among_us = matches!(question, Question::WhoOwns(_) | Question::WhoKnows(_));
            let theirs = theirs.clone().filter(|_| !among_us);
            let ours = contact.owner.clone().or_else(|| their_owner(theirs.as_ref()));
            ordered.push(((nth, press), NextQuestion { question, ours, theirs }));
        }
    }
    ordered.sort_by_key(|(order, _)| *order);
    ordered.into_iter().map(|(_, question)| question).collect()
}

/// How pressing a question is, most first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Press {
    WhoDecides,
    Decider,
    Inner,
    Role,
    Key,
    Structure,
}

/// A question about somebody.
type Ask = fn(ContactId) -> Question;

/// What there is to ask about somebody, most pressing first.
fn about(contact: &Contact, above: Option<&Above>, rest: &Rest<'_>) -> impl Iterator<Item = Question> {
    let key = is_key(contact);
    let no_expectation = contact.card.expectation.is_empty() && contact.card.personal_need.is_empty();
    let asked: [(bool, Ask); 10] = [
        (key && contact.support.is_none(), Question::WhereTheyStand),
        (key && contact.owner.is_none(), Question::WhoOwns),
        (key && coverage_of(contact) == Coverage::Unknown, Question::WhoKnows),
        (key && coverage_of(contact) == Coverage::None, Question::WhoIntroduces),
        (key && is_support_assumed(contact), Question::HowWeKnow),
        (key && is_cold(contact, rest.method, rest.today), Question::WhatChanged),
        (key && no_expectation, Question::WhatTheyNeed),
        (key && is_below_target(contact), Question::WhatLifts),
        (contact.seat != Seat::Held, Question::WhoSits),
        (above == Some(&Above::Unknown), Question::WhoLeads),
    ];
    asked.into_iter().filter(|(asks, _)| *asks).map(|(_, question)| question(contact.id.clone()))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::civil::date;

    use super::*;
    use crate::model::{
        Basis, DuplicateRow, KeyPerson, Opportunity, OpportunityId, OpportunityRole, RelationCriterion, Support,
    };

    const TODAY: Date = date(2026, 11, 21);

    fn id(text: &str) -> ContactId {
        ContactId::new(text).unwrap()
    }

    fn person(text: &str) -> Contact {
        Contact::new(id(text), text)
    }

    /// A key person in order: owned, covered, spoken to, support confirmed.
    fn key(text: &str, owner: &str) -> Contact {
        let confirmed = |value| Judged { certainty: Certainty::Confirmed, ..Judged::assumed(value) };
        Contact {
            owner: Some(MemberId::new(owner).unwrap()),
            status: Some(Judged { certainty: Certainty::Confirmed, ..Judged::assumed(PoliticalStatus::Inner) }),
            coverage: Some(Judged::assumed(Coverage::Several)),
            support: Some(confirmed(Support::Supporter)),
            last_contact: Some(date(2026, 11, 20)),
            ..person(text)
        }
    }

    fn deciding(contact: Contact, certainty: Certainty) -> Contact {
        let roles = [(DecisionRole::Decider, Basis { certainty, ..Basis::default() })].into();
        Contact { roles, ..contact }
    }

    fn organisation(account: &str, contacts: Vec<Contact>) -> Organisation {
        Organisation {
            contacts: contacts.into_iter().collect(),
            ..Organisation::new(CustomerId::new(account).unwrap())
        }
    }

    fn maps(organisations: Vec<Organisation>) -> Table<PowerMap> {
        let workbook = Workbook { organisations: Arc::new(organisations.into_iter().collect()), ..Workbook::default() };
        power_maps(&workbook, TODAY)
    }

    fn map(contacts: Vec<Contact>) -> PowerMap {
        maps(vec![organisation("acme", contacts)]).first().unwrap().clone()
    }

    /// Whom a rule found, as one text; `None` when it found nothing.
    fn found(map: &PowerMap, rule: &str) -> Option<String> {
        let finding = map.whole.findings.iter().find(|finding| finding.rule.as_str() == rule)?;
        Some(finding.contacts.iter().map(ContactId::as_str).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn a_map_in_order_has_no_findings_but_roles() {
        let all = DecisionRole::ALL.map(|role| (role, Basis::default()));
        let first = Contact { roles: all.into(), ..key("a", "li") };
        let map = map(vec![first, key("b", "wang"), key("c", "li")]);
        assert_eq!(map.whole.findings, []);
        assert_eq!((map.whole.light, map.whole.confirmed_light), (Light::Green, Light::Amber));
    }

    #[test]
    fn each_rule_names_its_people() {
        let marked = Contact { key: Some(Judged::assumed(KeyPerson::Hidden)), ..person("marked") };
        let cold = Contact { last_contact: Some(date(2026, 10, 22)), ..key("cold", "li") };
        let warm = Contact { last_contact: Some(date(2026, 10, 23)), ..key("warm", "li") };
        let none = Contact { coverage: Some(Judged::assumed(Coverage::None)), last_contact: None, ..key("none", "li") };
        let guess = Contact { support: Some(Judged::assumed(Support::Enemy)), ..person("guess") };
        let outsider = Contact { status: Some(Judged::assumed(PoliticalStatus::Outsider)), ..person("outsider") };
        let vacant = Contact { seat: Seat::Vacant, status: marked_status(), ..person("vacant") };
        let map = map(vec![marked, cold, warm, none, guess, outsider, vacant]);
        for (rule, people) in [
            ("key_unowned", "marked"),
            ("key_unknown", "marked"),
            ("key_uncovered", "none"),
            ("key_cold", "cold"),
            ("single_threaded_theirs", "cold warm"),
            ("single_threaded_ours", "cold warm"),
            ("support_assumed", "guess"),
        ] {
            assert_eq!(found(&map, rule).as_deref(), Some(people), "{rule}");
        }
        let unheld = map.whole.findings.iter().filter(|finding| matches!(finding.rule, PowerRule::RoleUnheld(_)));
        assert!(unheld.clone().all(|finding| finding.contacts.is_empty()));
        assert_eq!((unheld.count(), found(&map, "level_gap"), found(&map, "owner_overloaded")), (5, None, None));
        let asks = |question| map.whole.questions.iter().any(|next| next.question == question);
        assert!(asks(Question::WhoSits(id("vacant"))));
        assert!(asks(Question::WhoIntroduces(id("none"))));
    }

    fn marked_status() -> Option<Judged<PoliticalStatus>> {
        Some(Judged::assumed(PoliticalStatus::Structure))
    }

    #[test]
    fn an_owner_is_overloaded_over_all_maps_together() {
        let relations = |account: &str, count: usize| {
            organisation(account, (0..count).map(|n| key(&format!("{account}{n}"), "li")).collect())
        };
        let at_most = maps(vec![relations("a", 8), relations("b", 2)]);
        assert!(at_most.iter().all(|map| found(map, "owner_overloaded").is_none()));
        let over = maps(vec![relations("a", 9), relations("b", 2), organisation("c", vec![key("c0", "wang")])]);
        let people: Vec<_> = over.iter().map(|map| found(map, "owner_overloaded")).collect();
        assert_eq!(people, [Some("a0 a1 a2 a3 a4 a5 a6 a7 a8".to_owned()), Some("b0 b1".to_owned()), None]);
    }

    #[test]
    fn the_light_counts_what_is_assumed_and_says_so() {
        let supportive = |certainty| Contact {
            support: Some(Judged { certainty, ..Judged::assumed(Support::Mentor) }),
            ..key("a", "li")
        };
        let outsider = Contact { status: None, ..supportive(Certainty::Confirmed) };
        let neutral = Contact { support: Some(Judged::assumed(Support::Neutral)), ..key("a", "li") };
        use Certainty::{Assumed, Confirmed};
        for (contact, light, confirmed) in [
            (person("a"), Light::Red, Light::Red),
            (outsider, Light::Red, Light::Red),
            (deciding(neutral, Confirmed), Light::Red, Light::Red),
            (supportive(Assumed), Light::Amber, Light::Red),
            (supportive(Confirmed), Light::Amber, Light::Amber),
            (deciding(supportive(Assumed), Confirmed), Light::Green, Light::Red),
            (deciding(supportive(Confirmed), Assumed), Light::Green, Light::Amber),
            (deciding(supportive(Confirmed), Confirmed), Light::Green, Light::Green),
        ] {
            let map = map(vec![contact]);
            assert_eq!((map.whole.light, map.whole.confirmed_light), (light, confirmed));
            assert_eq!(map.whole.rests_on_assumptions(), light != confirmed);
        }
    }

    #[test]
    fn a_role_in_an_opportunity_is_held() {
        let mut organisation = organisation("acme", vec![key("a", "li")]);
        organisation.opportunities.put(Opportunity {
            id: OpportunityId::new("5g").unwrap(),
            name: String::new(),
            roles: vec![OpportunityRole { contact: id("a"), role: DecisionRole::Decider, basis: Basis::default() }],
            note: String::new(),
        });
        let maps = maps(vec![organisation]);
        let map = maps.first().unwrap();
        assert!(!map.whole.findings.iter().any(|finding| finding.rule == PowerRule::RoleUnheld(DecisionRole::Decider)));
        assert_eq!((map.whole.light, map.whole.confirmed_light), (Light::Green, Light::Amber));
    }

    #[test]
    fn a_level_is_the_mean_rounded_down() {
        let relation = |points: &[u8], target: Option<u8>| Relation {
            points: RelationCriterion::ALL.into_iter().zip(points.iter().map(|point| Level::clamped(*point))).collect(),
            target: target.map(Level::clamped),
            actions: Vec::new(),
        };
        for (points, expected) in
            [(&[][..], None), (&[0], Some(0)), (&[3, 4], Some(3)), (&[5, 5, 4], Some(4)), (&[5; 6], Some(5))]
        {
            assert_eq!(level(&relation(points, None)).map(Level::get), expected, "{points:?}");
        }
        let contact = |name, points: &[u8], target| Contact { relation: relation(points, target), ..person(name) };
        let map = map(vec![
            contact("below", &[2, 3], Some(3)),
            contact("there", &[3, 3], Some(3)),
            contact("unknown", &[], Some(3)),
            contact("aimless", &[1], None),
        ]);
        assert_eq!(found(&map, "level_gap").as_deref(), Some("below"));
    }

    #[test]
    fn trouble_in_the_lines_is_named() {
        let under = |name: &str, manager: &str| Contact { reports_to: Some(id(manager)), ..person(name) };
        let mut organisation = organisation(
            "acme",
            vec![person("top"), under("mid", "top"), under("lost", "ghost"), under("own", "own"), under("leaf", "mid")],
        );
        for row in ["mid", "top", "mid"] {
            organisation.duplicates.push(DuplicateRow { id: id(row), fields: [].into() });
        }
        let maps = maps(vec![organisation, Organisation::new(CustomerId::new("empty").unwrap())]);
        assert_eq!(maps.len(), 1);
        let map = maps.first().unwrap();
        assert_eq!(
            map.structure,
            Structure {
                people: 5,
                roots: vec![id("top")],
                depth: 3,
                cycles: vec![vec![id("own")]],
                unknown_managers: vec![UnknownManager { contact: id("lost"), manager: id("ghost") }],
            }
        );
        assert_eq!(map.duplicates, [id("mid"), id("top")]);
        assert!(map.whole.questions.iter().any(|next| next.question == Question::WhoLeads(id("lost"))));
    }

    fn under(contact: Contact, manager: &str) -> Contact {
        Contact { reports_to: Some(id(manager)), ..contact }
    }

    fn supporting(text: &str) -> Contact {
        Contact { support: Some(Judged::assumed(Support::Supporter)), ..person(text) }
    }

    #[test]
    fn supporters_are_weighed_by_how_near_they_are_to_the_decision() {
        let chief = Contact { support: None, ..key("chief", "li") };
        let map = map(vec![
            supporting("aside"),
            chief,
            under(person("head"), "chief"),
            under(supporting("low"), "head"),
            under(key("ally", "li"), "chief"),
            deciding(under(key("decides", "wang"), "chief"), Certainty::Assumed),
            Contact { seat: Seat::Vacant, ..supporting("vacant") },
        ]);
        let weights: Vec<_> =
            map.whole.supporters.iter().map(|supporter| (supporter.contact.as_str(), supporter.weight)).collect();
        assert_eq!(
            weights,
            [
                ("decides", Weight::Decides),
                ("ally", Weight::Key),
                // Chief is two above.
                ("low", Weight::Below(2)),
                ("aside", Weight::Aside),
            ]
        );
        assert_eq!(map.whole.deciders, [id("decides")]);
    }

    #[test]
    fn a_supporter_below_a_circle_is_weighed_all_the_same() {
        let map = map(vec![under(person("a"), "b"), under(person("b"), "a"), under(supporting("c"), "a")]);
        assert_eq!(map.whole.supporters[0].weight, Weight::Aside);
    }

    #[test]
    fn it_is_said_what_would_make_the_light_better() {
        let neutral = |text: &str| Contact { support: Some(Judged::assumed(Support::Neutral)), ..key(text, "li") };
        let confirmed = Certainty::Confirmed;
        for (contacts, better) in [
            (vec![person("a")], Some(Better::FindKeyPersons)),
            (vec![neutral("a"), deciding(neutral("b"), confirmed)], Some(Better::WinOneOf(vec![id("b"), id("a")]))),
            (vec![key("a", "li")], Some(Better::FindDecider)),
            (vec![key("a", "li"), deciding(neutral("b"), confirmed)], Some(Better::WinDecider(vec![id("b")]))),
            (vec![neutral("a"), deciding(supporting("b"), confirmed)], Some(Better::MarkAsKey(vec![id("b")]))),
            (vec![deciding(key("a", "li"), Certainty::Assumed)], Some(Better::Confirm(vec![id("a")]))),
            (vec![deciding(key("a", "li"), confirmed)], None),
        ] {
            assert_eq!(map(contacts.clone()).whole.better, better, "{contacts:?}");
        }
    }

    #[test]
    fn one_question_about_each_comes_before_a_second_about_anybody() {
        let unknown = |text: &str, status| Contact { status: Some(Judged::assumed(status)), ..person(text) };
        let map = map(vec![
            unknown("structure", PoliticalStatus::Structure),
            unknown("inner", PoliticalStatus::Inner),
            deciding(unknown("decides", PoliticalStatus::Structure), Certainty::Assumed),
        ]);
        let first: Vec<_> = map.whole.questions.iter().take(6).map(|next| next.question.clone()).collect();
        assert_eq!(
            first,
            [
                Question::WhereTheyStand(id("decides")),
                Question::WhereTheyStand(id("inner")),
                Question::WhoHolds(DecisionRole::Initiator),
                Question::WhereTheyStand(id("structure")),
                Question::WhoOwns(id("decides")),
                Question::WhoOwns(id("inner")),
            ]
        );
        let alone = super::tests::map(vec![person("a")]);
        assert_eq!(alone.whole.questions[0].question, Question::WhoHolds(DecisionRole::Decider));
    }

    #[test]
    fn the_nearest_other_supporter_in_contact_could_be_asked() {
        let covered = |contact: Contact| Contact { coverage: Some(Judged::assumed(Coverage::Several)), ..contact };
        let owned = |contact: Contact| Contact { owner: Some(MemberId::new("xu").unwrap()), ..contact };
        let unknown = Contact { owner: None, support: None, ..key("unknown", "li") };
        let map = map(vec![
            person("top"),
            under(owned(covered(supporting("far"))), "top"),
            under(person("head"), "top"),
            under(unknown, "head"),
            under(supporting("not in contact"), "head"),
            under(owned(covered(supporting("near"))), "head"),
            under(Contact { support: Some(Judged::assumed(Support::Mentor)), ..key("own", "wang") }, "unknown"),
        ]);
        let next = |question| map.whole.questions.iter().find(|next| next.question == question).unwrap();
        let stand = next(Question::WhereTheyStand(id("unknown")));
        // "own" reports to them; "near" is two steps away.
        assert_eq!(
            (stand.theirs.as_ref(), stand.ours.as_ref()),
            (Some(&id("own")), MemberId::new("wang").ok().as_ref())
        );
        let own = next(Question::HowWeKnow(id("own")));
        assert_eq!((own.theirs.as_ref(), own.ours.as_ref()), (Some(&id("near")), MemberId::new("wang").ok().as_ref()));
        assert_eq!(next(Question::WhoOwns(id("unknown"))).theirs, None);
    }

    #[test]
    fn an_opportunity_goes_by_its_own_roles() {
        let mut organisation =
            organisation("acme", vec![deciding(key("a", "li"), Certainty::Confirmed), key("b", "wang")]);
        let mut small = Opportunity {
            id: OpportunityId::new("small").unwrap(),
            name: String::new(),
            roles: Vec::new(),
            note: String::new(),
        };
        organisation.opportunities.put(small.clone());
        small.id = OpportunityId::new("large").unwrap();
        small.set(&id("b"), DecisionRole::Decider, Some(Basis { certainty: Certainty::Confirmed, ..Basis::default() }));
        organisation.opportunities.put(small);
        let maps = maps(vec![organisation]);
        let map = maps.first().unwrap();
        let light = |opportunity: &str| map.verdict(OpportunityId::new(opportunity).ok().as_ref()).light;
        assert_eq!(
            (map.verdict(None).light, light("small"), light("large")),
            (Light::Green, Light::Amber, Light::Green)
        );
        let deciders: Vec<_> = map.opportunities.iter().map(|(_, verdict)| verdict.deciders.clone()).collect();
        assert_eq!(deciders, [vec![], vec![id("b")]]);
        assert_eq!(map.whole.deciders, [id("a"), id("b")]);
    }

    #[test]
    fn thresholds_are_the_methods_and_stay_in_range() {
        let mut workbook = Workbook {
            organisations: Arc::new(
                [organisation("acme", vec![key("a", "li"), key("b", "wang")])].into_iter().collect(),
            ),
            ..Workbook::default()
        };
        let found = |workbook: &Workbook| found(power_maps(workbook, TODAY).first().unwrap(), "single_threaded_theirs");
        assert_eq!(found(&workbook).as_deref(), Some("a b"));
        Arc::make_mut(&mut workbook.method).power_map.set_threshold(PowerThreshold::MinTheirs, 2);
        assert_eq!(found(&workbook), None);
        let mut method = PowerMapMethod::default();
        for threshold in PowerThreshold::ALL {
            method.set_threshold(threshold, u16::MAX);
            assert_eq!(method.threshold(threshold), *threshold.range().end(), "{threshold:?}");
        }
    }
}
