//! Who decides at a customer's, and how do we stand with them? Structure, findings and the light of a power map
//! (METHOD §2).

use std::collections::{HashMap, HashSet};

use super::forest::Forest;
use crate::model::{
    Certainty, Contact, ContactId, Coverage, CustomerId, Date, DecisionRole, Judged, Level, MemberId, Organisation,
    PoliticalStatus, PowerMapMethod, Record, Relation, Seat, Table, Workbook,
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
    /// The map's light.
    pub light: Light,
    /// The light if only what is confirmed counted: where it is worse, [`Self::light`] rests on assumptions.
    pub confirmed_light: Light,
    /// What the rules found, in the order of the rules.
    pub findings: Vec<PowerFinding>,
    /// What to ask next, most pressing first.
    pub questions: Vec<Question>,
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
    /// Whether the light would be worse without what is only assumed.
    pub fn rests_on_assumptions(&self) -> bool {
        self.light != self.confirmed_light
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
    /// Nobody holds this decision role, on the map or in any opportunity.
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
    /// The rule's name in the results of `analyse`.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::RoleUnheld(_) => "role_unheld",
            Self::KeyUnowned => "key_unowned",
            Self::KeyUncovered => "key_uncovered",
            Self::KeyUnknown => "key_unknown",
            Self::KeyCold { .. } => "key_cold",
            Self::SingleThreadedTheirs { .. } => "single_threaded_theirs",
            Self::SingleThreadedOurs { .. } => "single_threaded_ours",
            Self::OwnerOverloaded { .. } => "owner_overloaded",
            Self::SupportAssumed => "support_assumed",
            Self::LevelGap => "level_gap",
        }
    }
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
    let (key_relations, method) = (key_relations(workbook), &workbook.method.power_map);
    mapped.map(|organisation| PowerMap::of(organisation, &key_relations, method, today)).collect()
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

fn coverage_of(contact: &Contact) -> Coverage {
    contact.coverage.as_ref().map_or(Coverage::Unknown, |coverage| coverage.value)
}

fn is_cold(contact: &Contact, method: &PowerMapMethod, today: Date) -> bool {
    days_since_contact(contact, today).is_some_and(|days| days >= i32::from(method.cold_after_days))
}

fn is_support_assumed(contact: &Contact) -> bool {
    contact.seat == Seat::Held && contact.support.as_ref().is_some_and(Judged::is_assumed)
}

fn is_below_target(contact: &Contact) -> bool {
    level(&contact.relation).zip(contact.relation.target).is_some_and(|(now, target)| now < target)
}

/// Who holds decision roles, on the map and in its opportunities.
struct RoleHolders<'a> {
    organisation: &'a Organisation,
    in_opportunities: HashSet<(&'a ContactId, DecisionRole, Certainty)>,
}

impl<'a> RoleHolders<'a> {
    fn of(organisation: &'a Organisation) -> Self {
        let held = organisation.opportunities.iter().flat_map(|opportunity| &opportunity.roles);
        let in_opportunities = held.map(|held| (&held.contact, held.role, held.basis.certainty)).collect();
        Self { organisation, in_opportunities }
    }

    /// Whether this contact holds the role, on this kind of knowledge or better.
    fn holds(&self, contact: &Contact, role: DecisionRole, at_least: Certainty) -> bool {
        let enough = |certainty: Certainty| certainty == Certainty::Confirmed || at_least == Certainty::Assumed;
        contact.roles.get(&role).is_some_and(|basis| enough(basis.certainty))
            || self.in_opportunities.contains(&(&contact.id, role, Certainty::Confirmed))
            || enough(Certainty::Assumed) && self.in_opportunities.contains(&(&contact.id, role, Certainty::Assumed))
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
        let supports = |contact: &Contact| {
            contact.support.as_ref().is_some_and(|s| s.value.is_supportive() && enough(s.certainty))
        };
        let people = self.organisation.contacts.iter().filter(|contact| contact.seat == Seat::Held);
        let of_one = |contact: &Contact| {
            if self.holds(contact, DecisionRole::Decider, at_least) { Light::Green } else { Light::Amber }
        };
        people.filter(|contact| key(contact) && supports(contact)).map(of_one).max().unwrap_or(Light::Red)
    }
}

impl PowerMap {
    fn of(
        organisation: &Organisation,
        key_relations: &HashMap<&MemberId, usize>,
        method: &PowerMapMethod,
        today: Date,
    ) -> Self {
        let structure = Structure::of(&organisation.contacts);
        let holders = RoleHolders::of(organisation);
        let mut seen = HashSet::new();
        let duplicates = organisation.duplicates.iter().map(|row| &row.id).filter(|id| seen.insert(*id)).cloned();
        Self {
            account: organisation.account.clone(),
            duplicates: duplicates.collect(),
            light: holders.light(Certainty::Assumed),
            confirmed_light: holders.light(Certainty::Confirmed),
            findings: findings(&holders, key_relations, method, today),
            questions: questions(&holders, &structure, method, today),
            structure,
        }
    }
}

fn findings(
    holders: &RoleHolders<'_>,
    key_relations: &HashMap<&MemberId, usize>,
    method: &PowerMapMethod,
    today: Date,
) -> Vec<PowerFinding> {
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

/// Questions by kind, roles first; each kind in the map's order.
fn questions(holders: &RoleHolders<'_>, structure: &Structure, method: &PowerMapMethod, today: Date) -> Vec<Question> {
    let contacts = &holders.organisation.contacts;
    let key: Vec<&Contact> = contacts.iter().filter(|contact| is_key(contact)).collect();
    let mut questions: Vec<Question> = holders.unheld().map(Question::WhoHolds).collect();
    let mut ask = |question: fn(ContactId) -> Question, about: &dyn Fn(&Contact) -> bool| {
        questions.extend(key.iter().filter(|contact| about(contact)).map(|contact| question(contact.id.clone())));
    };
    ask(Question::WhereTheyStand, &|contact| contact.support.is_none());
    ask(Question::WhoOwns, &|contact| contact.owner.is_none());
    ask(Question::WhoKnows, &|contact| coverage_of(contact) == Coverage::Unknown);
    ask(Question::WhoIntroduces, &|contact| coverage_of(contact) == Coverage::None);
    ask(Question::HowWeKnow, &is_support_assumed);
    ask(Question::WhatChanged, &|contact| is_cold(contact, method, today));
    ask(Question::WhatTheyNeed, &|contact| {
        contact.card.expectation.is_empty() && contact.card.personal_need.is_empty()
    });
    ask(Question::WhatLifts, &is_below_target);
    let placeholders = contacts.iter().filter(|contact| contact.seat != Seat::Held);
    questions.extend(placeholders.map(|contact| Question::WhoSits(contact.id.clone())));
    questions.extend(structure.unknown_managers.iter().map(|row| Question::WhoLeads(row.contact.clone())));
    questions
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
        let finding = map.findings.iter().find(|finding| finding.rule.as_str() == rule)?;
        Some(finding.contacts.iter().map(ContactId::as_str).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn a_map_in_order_has_no_findings_but_roles() {
        let all = DecisionRole::ALL.map(|role| (role, Basis::default()));
        let first = Contact { roles: all.into(), ..key("a", "li") };
        let map = map(vec![first, key("b", "wang"), key("c", "li")]);
        assert_eq!(map.findings, []);
        assert_eq!((map.light, map.confirmed_light), (Light::Green, Light::Amber));
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
        let unheld = map.findings.iter().filter(|finding| matches!(finding.rule, PowerRule::RoleUnheld(_)));
        assert!(unheld.clone().all(|finding| finding.contacts.is_empty()));
        assert_eq!((unheld.count(), found(&map, "level_gap"), found(&map, "owner_overloaded")), (5, None, None));
        assert!(map.questions.contains(&Question::WhoSits(id("vacant"))));
        assert!(map.questions.contains(&Question::WhoIntroduces(id("none"))));
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
            assert_eq!((map.light, map.confirmed_light), (light, confirmed));
            assert_eq!(map.rests_on_assumptions(), light != confirmed);
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
        assert!(!map.findings.iter().any(|finding| finding.rule == PowerRule::RoleUnheld(DecisionRole::Decider)));
        assert_eq!((map.light, map.confirmed_light), (Light::Green, Light::Amber));
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
        assert!(map.questions.contains(&Question::WhoLeads(id("lost"))));
    }
}
