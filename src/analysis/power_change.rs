//! What has changed on a power map between two days: who came and left, who hangs elsewhere, what is judged otherwise,
//! and what that did to the light and to what the rules find (METHOD §2).

use std::collections::{BTreeMap, HashSet};

use super::power::{Light, PowerFinding, RuleKind, Verdict, is_key, level};
use crate::model::{
    Certainty, Contact, ContactId, Coverage, Date, DecisionRole, Influence, Judged, KeyPerson, Level, Line, LineKind,
    MemberId, Opportunity, PoliticalStatus, Record, Seat, Strength, Support, Table,
};

/// A map of some day, and what the rules say of it.
#[derive(Clone, Copy)]
pub struct State<'a> {
    /// Who is on it.
    pub contacts: &'a Table<Contact>,
    /// Its lines.
    pub lines: &'a Table<Line>,
    /// Whose roles count; `None` is those that people hold in general.
    pub opportunity: Option<&'a Opportunity>,
    /// What the rules say of it.
    pub verdict: &'a Verdict,
}

impl State<'_> {
    fn roles(&self, contact: &Contact) -> BTreeMap<DecisionRole, Certainty> {
        match self.opportunity {
            Some(opportunity) => {
                let held = opportunity.roles.iter().filter(|held| held.contact == contact.id);
                held.map(|held| (held.role, held.basis.certainty)).collect()
            }
            None => contact.roles.iter().map(|(role, basis)| (*role, basis.certainty)).collect(),
        }
    }
}

/// What has changed on a map.
#[derive(Clone, Debug, PartialEq)]
pub struct PowerChange {
    /// The light before and now.
    pub light: [Light; 2],
    /// Whoever something has changed about: deciders first, then other key persons, each in the map's order, and
    /// within that those who left last.
    pub people: Vec<ContactChange>,
    /// Lines that came, went or say something else.
    pub lines: Vec<LineChange>,
    /// What the rules find now and didn't.
    pub arisen: Vec<PowerFinding>,
    /// What they found and don't any longer.
    pub settled: Vec<PowerFinding>,
}

/// What has changed about one contact.
#[derive(Clone, Debug, PartialEq)]
pub struct ContactChange {
    /// Whose.
    pub contact: ContactId,
    /// How much it matters.
    pub matters: Matters,
    /// What, in the order of the sheet.
    pub what: Vec<Change>,
}

/// How much a contact matters, on either day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matters {
    /// They decide.
    Decider,
    /// Another key person.
    Key,
    /// Anybody else.
    Other,
}

impl Matters {
    /// All, what matters most first.
    pub const ALL: [Self; 3] = [Self::Decider, Self::Key, Self::Other];
}

/// A judged value and how sure it is, without who said so and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known<T> {
    /// The value.
    pub value: T,
    /// Guess or knowledge.
    pub certainty: Certainty,
}

/// Something before and now.
type Both<T> = [Option<T>; 2];

/// One thing that has changed about a contact: before, and now.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// They are new on the map.
    Came,
    /// They are no longer on it.
    Left,
    /// Whether the seat is taken, and by whom.
    Seat([(Seat, String); 2]),
    /// Their manager.
    Manager(Both<ContactId>),
    /// Who of us owns the relation.
    Owner(Both<MemberId>),
    /// A decision role.
    Role(DecisionRole, Both<Certainty>),
    /// Whether they are marked as a key person.
    Key(Both<Known<KeyPerson>>),
    /// Political status.
    Status(Both<Known<PoliticalStatus>>),
    /// Influence.
    Influence(Both<Known<Influence>>),
    /// Support.
    Support(Both<Known<Support>>),
    /// Coverage.
    Coverage(Both<Known<Coverage>>),
    /// The last contact.
    Contacted(Both<Date>),
    /// The level of the relation.
    Level(Both<Level>),
    /// The level wanted.
    Target(Both<Level>),
}

/// Whether things went our way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// They did.
    Better,
    /// They didn't.
    Worse,
}

impl Change {
    /// Whether it says what is judged about somebody, which is for the trainer only.
    pub const fn is_judgement(&self) -> bool {
        match self {
            Self::Came | Self::Left | Self::Seat(_) | Self::Manager(_) | Self::Owner(_) | Self::Role(..) => false,
            Self::Key(_)
            | Self::Status(_)
            | Self::Influence(_)
            | Self::Support(_)
            | Self::Coverage(_)
            | Self::Contacted(_)
            | Self::Level(_)
            | Self::Target(_) => true,
        }
    }

    /// Whether it went our way; `None` where that can't be said: what was or is unknown has no direction.
    pub fn trend(&self) -> Option<Trend> {
        let rising = |[before, now]: [usize; 2]| match now.cmp(&before) {
            std::cmp::Ordering::Less => Some(Trend::Worse),
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Greater => Some(Trend::Better),
        };
        match self {
            // The warmest is the first.
            Self::Support([Some(before), Some(now)]) => rising([now.value as usize, before.value as usize]),
            Self::Coverage([Some(before), Some(now)]) => rising([before.value as usize, now.value as usize]),
            Self::Level([Some(before), Some(now)]) => rising([before.get().into(), now.get().into()]),
            _ => None,
        }
    }

    /// A contact with what has changed; as it was where the change says too little for that.
    pub fn apply(&self, contact: &mut Contact) {
        match self {
            // Whom to bring in is not said, and a level says nothing of its points.
            Self::Came | Self::Left | Self::Level(_) => {}
            Self::Seat([_, (seat, name)]) => (contact.seat, contact.name) = (*seat, name.clone()),
            Self::Manager([_, now]) => contact.reports_to.clone_from(now),
            Self::Owner([_, now]) => contact.owner.clone_from(now),
            Self::Role(role, [_, Some(certainty)]) => contact.roles.entry(*role).or_default().certainty = *certainty,
            Self::Role(role, [_, None]) => {
                contact.roles.remove(role);
            }
            Self::Key([_, now]) => contact.key = now.map(judged),
            Self::Status([_, now]) => contact.status = now.map(judged),
            Self::Influence([_, now]) => contact.influence = now.map(judged),
            Self::Support([_, now]) => contact.support = now.map(judged),
            Self::Coverage([_, now]) => contact.coverage = now.map(judged),
            Self::Contacted([_, now]) => contact.last_contact = *now,
            Self::Target([_, now]) => contact.relation.target = *now,
        }
    }
}

fn judged<T>(known: Known<T>) -> Judged<T> {
    Judged { certainty: known.certainty, ..Judged::assumed(known.value) }
}

fn known<T: Copy>(judged: Option<&Judged<T>>) -> Option<Known<T>> {
    judged.map(|judged| Known { value: judged.value, certainty: judged.certainty })
}

impl ContactChange {
    /// The direction of what says most: support, then coverage, then the level.
    pub fn trend(&self) -> Option<Trend> {
        let of =
            |wanted: fn(&Change) -> bool| self.what.iter().filter(move |change| wanted(change)).find_map(Change::trend);
        of(|change| matches!(change, Change::Support(_)))
            .or_else(|| of(|change| matches!(change, Change::Coverage(_))))
            .or_else(|| of(|change| matches!(change, Change::Level(_))))
    }

    /// Without what is judged; `None` where nothing is left.
    pub fn without_judgements(&self) -> Option<Self> {
        let what: Vec<Change> = self.what.iter().filter(|change| !change.is_judgement()).cloned().collect();
        (!what.is_empty()).then(|| Self { what, ..self.clone() })
    }
}

/// What has changed about a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineChange {
    /// From whom.
    pub from: ContactId,
    /// To whom.
    pub to: ContactId,
    /// What it says.
    pub kind: LineKind,
    /// What about it: how strong and how sure it was and is; `None` where it wasn't or isn't drawn.
    pub what: Both<(Option<Strength>, Certainty)>,
}

impl PowerChange {
    /// What led from one map to another.
    pub fn of(before: State<'_>, after: State<'_>) -> Self {
        let mut people: Vec<ContactChange> = Vec::new();
        for now in after.contacts {
            let then = before.contacts.get(&now.id);
            let what = then.map_or_else(|| vec![Change::Came], |then| changes((before, then), (after, now)));
            if !what.is_empty() {
                people.push(ContactChange { contact: now.id.clone(), matters: matters(before, after, &now.id), what });
            }
        }
        for gone in before.contacts.iter().filter(|then| !after.contacts.contains(&then.id)) {
            let matters = matters(before, after, &gone.id);
            people.push(ContactChange { contact: gone.id.clone(), matters, what: vec![Change::Left] });
        }
        people.sort_by_key(|change| change.matters);
        // What was found about whoever left is not settled.
        let mut settled = beyond(before.verdict, after.verdict);
        for finding in &mut settled {
            finding.contacts.retain(|contact| after.contacts.contains(contact));
        }
        settled.retain(|finding| finding.rule.kind() == RuleKind::RoleUnheld || !finding.contacts.is_empty());
        Self {
            light: [before.verdict.light, after.verdict.light],
            people,
            lines: lines(before.lines, after.lines),
            arisen: beyond(after.verdict, before.verdict),
            settled,
        }
    }

    /// Whether nothing is to be told.
    pub fn is_nothing(&self) -> bool {
        let [before, now] = self.light;
        before == now
            && self.people.is_empty()
            && self.lines.is_empty()
            && self.arisen.is_empty()
            && self.settled.is_empty()
    }
}

fn matters(before: State<'_>, after: State<'_>, contact: &ContactId) -> Matters {
    let decides = |state: State<'_>| state.verdict.deciders.contains(contact);
    let counts = |state: State<'_>| state.contacts.get(contact).is_some_and(is_key);
    if decides(before) || decides(after) {
        Matters::Decider
    } else if counts(before) || counts(after) {
        Matters::Key
    } else {
        Matters::Other
    }
}

/// Whatever is other about somebody who is on both maps.
fn changes((before, then): (State<'_>, &Contact), (after, now): (State<'_>, &Contact)) -> Vec<Change> {
    let mut what = Vec::new();
    let mut tell = |differs: bool, change: &dyn Fn() -> Change| {
        if differs {
            what.push(change());
        }
    };
    let seat = |contact: &Contact| (contact.seat, contact.name.clone());
    tell(then.seat != now.seat || then.name != now.name, &|| Change::Seat([seat(then), seat(now)]));
    tell(then.reports_to != now.reports_to, &|| Change::Manager([then.reports_to.clone(), now.reports_to.clone()]));
    tell(then.owner != now.owner, &|| Change::Owner([then.owner.clone(), now.owner.clone()]));
    let (roles_then, roles_now) = (before.roles(then), after.roles(now));
    for role in DecisionRole::ALL {
        let both = [roles_then.get(&role).copied(), roles_now.get(&role).copied()];
        tell(differ(&both), &|| Change::Role(role, both));
    }
    macro_rules! judgements {
        ($($field:ident: $change:ident,)+) => {$({
            let both = [known(then.$field.as_ref()), known(now.$field.as_ref())];
            tell(differ(&both), &|| Change::$change(both));
        })+};
    }
    judgements! { key: Key, status: Status, influence: Influence, support: Support, coverage: Coverage, }
    tell(then.last_contact != now.last_contact, &|| Change::Contacted([then.last_contact, now.last_contact]));
    let levels = [level(&then.relation), level(&now.relation)];
    tell(differ(&levels), &|| Change::Level(levels));
    let targets = [then.relation.target, now.relation.target];
    tell(differ(&targets), &|| Change::Target(targets));
    what
}

fn differ<T: PartialEq>([then, now]: &[T; 2]) -> bool {
    then != now
}

fn lines(before: &Table<Line>, after: &Table<Line>) -> Vec<LineChange> {
    let says = |line: Option<&Line>| line.map(|line| (line.strength, line.basis.certainty));
    let change = |line: &Line| {
        let what = [says(before.get(&line.key())), says(after.get(&line.key()))];
        let [then, now] = &what;
        (then != now).then(|| LineChange { from: line.from.clone(), to: line.to.clone(), kind: line.kind, what })
    };
    let gone = before.iter().filter(|line| !after.contains(&line.key()));
    after.iter().chain(gone).filter_map(change).collect()
}

/// What one verdict finds and the other doesn't: of each rule the people that are new to it. How many relations one of
/// ours owned over all maps nobody kept, so that isn't compared.
fn beyond(verdict: &Verdict, other: &Verdict) -> Vec<PowerFinding> {
    let compared = verdict.findings.iter().filter(|finding| finding.rule.kind() != RuleKind::OwnerOverloaded);
    let new = |finding: &PowerFinding| {
        let is_same = |then: &&PowerFinding| match finding.rule.kind() {
            RuleKind::RoleUnheld => then.rule == finding.rule,
            kind => then.rule.kind() == kind,
        };
        let Some(then) = other.findings.iter().find(is_same) else { return Some(finding.clone()) };
        // How few are in contact is one finding, whoever they are.
        if matches!(finding.rule.kind(), RuleKind::SingleThreadedTheirs | RuleKind::SingleThreadedOurs) {
            return None;
        }
        let known: HashSet<&ContactId> = then.contacts.iter().collect();
        let contacts: Vec<ContactId> =
            finding.contacts.iter().filter(|contact| !known.contains(contact)).cloned().collect();
        (!contacts.is_empty()).then(|| PowerFinding { rule: finding.rule.clone(), contacts })
    };
    compared.filter_map(new).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::{collection::vec, option, prelude::*, sample::select};

    use super::*;
    use crate::{
        analysis::power::PowerMap,
        model::{Basis, CustomerId, KeptMap, MapSnapshotId, Organisation, PowerMapMethod, RelationCriterion},
    };

    const TODAY: Date = date(2026, 11, 21);

    fn id(text: &str) -> ContactId {
        ContactId::new(text).unwrap()
    }

    fn map(organisation: &Organisation) -> PowerMap {
        let kept = KeptMap::of(MapSnapshotId::new("x").unwrap(), TODAY, organisation);
        PowerMap::of_day(&organisation.account, &kept, &PowerMapMethod::default())
    }

    fn change(before: &Organisation, after: &Organisation) -> PowerChange {
        let (then, now) = (map(before), map(after));
        PowerChange::of(state(before, &then), state(after, &now))
    }

    fn state<'a>(organisation: &'a Organisation, map: &'a PowerMap) -> State<'a> {
        let Organisation { contacts, lines, .. } = organisation;
        State { contacts, lines, opportunity: None, verdict: &map.whole }
    }

    fn organisation(contacts: Vec<Contact>) -> Organisation {
        let account = CustomerId::new("acme").unwrap();
        Organisation { contacts: contacts.into_iter().collect(), ..Organisation::new(account) }
    }

    fn judged(support: Support, certainty: Certainty) -> Option<Judged<Support>> {
        Some(Judged { certainty, ..Judged::assumed(support) })
    }

    #[test]
    fn a_story_of_some_months_is_told_with_the_decider_first() {
        let person = |text: &str| Contact::new(id(text), text);
        let boss = Contact {
            roles: [(DecisionRole::Decider, Basis::default())].into(),
            key: Some(Judged::assumed(KeyPerson::Visible)),
            support: judged(Support::Neutral, Certainty::Assumed),
            ..person("boss")
        };
        let clerk = Contact { coverage: Some(Judged::assumed(Coverage::Several)), ..person("clerk") };
        let before = organisation(vec![person("gone"), clerk.clone(), boss.clone()]);
        let mut after = organisation(vec![
            Contact { coverage: Some(Judged::assumed(Coverage::Brief)), reports_to: Some(id("boss")), ..clerk },
            Contact { support: judged(Support::Supporter, Certainty::Confirmed), ..boss },
            person("new"),
        ]);
        after.lines.put(Line {
            from: id("new"),
            to: id("boss"),
            kind: LineKind::Ally,
            strength: None,
            basis: Basis::default(),
            note: String::new(),
        });
        let change = change(&before, &after);
        let told: Vec<_> = change
            .people
            .iter()
            .map(|one| (one.contact.as_str(), one.matters, one.what.clone(), one.trend()))
            .collect();
        let known = |value, certainty| Some(Known { value, certainty });
        let supports = Change::Support([
            known(Support::Neutral, Certainty::Assumed),
            known(Support::Supporter, Certainty::Confirmed),
        ]);
        let coverage =
            [Coverage::Several, Coverage::Brief].map(|value| Some(Known { value, certainty: Certainty::Assumed }));
        assert_eq!(
            told,
            [
                ("boss", Matters::Decider, vec![supports], Some(Trend::Better)),
                (
                    "clerk",
                    Matters::Other,
                    vec![Change::Manager([None, Some(id("boss"))]), Change::Coverage(coverage)],
                    Some(Trend::Worse)
                ),
                ("new", Matters::Other, vec![Change::Came], None),
                ("gone", Matters::Other, vec![Change::Left], None),
            ]
        );
        assert_eq!(change.light, [Light::Red, Light::Green]);
        assert_eq!((change.lines.len(), &change.lines[0].what[0]), (1, &None));
        let rules = |findings: &[PowerFinding]| findings.iter().map(|found| found.rule.as_str()).collect::<Vec<_>>();
        // The boss's support is confirmed now; the clerk is still the only one in contact.
        assert_eq!((rules(&change.arisen), rules(&change.settled)), (vec![], vec!["support_assumed"]));
    }

    #[test]
    fn the_room_is_told_no_judgement() {
        let boss = Contact::new(id("boss"), "Boss");
        let after = Contact {
            support: judged(Support::Enemy, Certainty::Assumed),
            last_contact: Some(TODAY),
            reports_to: Some(id("x")),
            ..boss.clone()
        };
        let change = change(&organisation(vec![boss.clone()]), &organisation(vec![after]));
        let told = change.people[0].without_judgements().unwrap().what;
        assert_eq!(told, [Change::Manager([None, Some(id("x"))])]);
        let judged_only = Contact { support: judged(Support::Enemy, Certainty::Assumed), ..boss.clone() };
        let change = super::tests::change(&organisation(vec![boss]), &organisation(vec![judged_only]));
        assert_eq!(change.people[0].without_judgements(), None);
    }

    #[test]
    fn what_was_unknown_has_no_direction() {
        let known = |value| Some(Known { value, certainty: Certainty::Assumed });
        assert_eq!(Change::Support([None, known(Support::Mentor)]).trend(), None);
        assert_eq!(Change::Support([known(Support::Mentor), known(Support::Neutral)]).trend(), Some(Trend::Worse));
        let same = Known { value: Support::Mentor, certainty: Certainty::Confirmed };
        assert_eq!(Change::Support([known(Support::Mentor), Some(same)]).trend(), None);
    }

    fn any_judged<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = Option<Judged<T>>> {
        option::of((select(all), any::<bool>()).prop_map(|(value, confirmed)| Judged {
            certainty: if confirmed { Certainty::Confirmed } else { Certainty::Assumed },
            ..Judged::assumed(value)
        }))
    }

    fn any_contact() -> impl Strategy<Value = Contact> {
        let judgements = (
            any_judged(&Support::ALL),
            any_judged(&Coverage::ALL),
            any_judged(&PoliticalStatus::ALL),
            any_judged(&KeyPerson::ALL),
        );
        let place = (0..6_u8, option::of(0..6_u8), option::of(0..3_u8), select(&Seat::ALL[..]), "[a-c]?");
        let relation = (option::of(0..=5_u8), option::of(0..=5_u8), option::of(1..28_i8));
        let roles = vec((select(&DecisionRole::ALL[..]), any::<bool>()), 0..3);
        (place, judgements, relation, roles).prop_map(|(place, judgements, relation, roles)| {
            let (n, manager, owner, seat, name) = place;
            let (support, coverage, status, key) = judgements;
            let (points, target, day) = relation;
            let mut contact = Contact::new(id(&n.to_string()), &name);
            contact.seat = seat;
            contact.reports_to = manager.map(|n| id(&n.to_string()));
            contact.owner = owner.map(|n| MemberId::new(&n.to_string()).unwrap());
            (contact.support, contact.coverage, contact.status, contact.key) = (support, coverage, status, key);
            contact.relation.points =
                points.map(|points| (RelationCriterion::Brand, Level::clamped(points))).into_iter().collect();
            contact.relation.target = target.map(Level::clamped);
            contact.last_contact = day.map(|day| date(2026, 5, day));
            let certainty = |confirmed| if confirmed { Certainty::Confirmed } else { Certainty::Assumed };
            let basis = |confirmed| Basis { certainty: certainty(confirmed), ..Basis::default() };
            contact.roles = roles.into_iter().map(|(role, confirmed)| (role, basis(confirmed))).collect();
            contact
        })
    }

    fn any_organisation() -> impl Strategy<Value = Organisation> {
        vec(any_contact(), 0..6).prop_map(organisation)
    }

    proptest! {
        #[test]
        fn a_map_compared_with_itself_says_nothing(organisation in any_organisation()) {
            prop_assert!(change(&organisation, &organisation).is_nothing());
        }

        #[test]
        fn what_is_told_leads_from_the_old_map_to_the_new(before in any_organisation(), after in any_organisation()) {
            let mut replayed = before.clone();
            for told in &change(&before, &after).people {
                match told.what.as_slice() {
                    [Change::Came] => {
                        replayed.contacts.put(after.contacts.get(&told.contact).unwrap().clone());
                    }
                    [Change::Left] => {
                        replayed.contacts.remove(&told.contact);
                    }
                    what => {
                        let contact = replayed.contacts.get_mut(&told.contact).unwrap();
                        what.iter().for_each(|change| change.apply(contact));
                    }
                }
            }
            let left = change(&replayed, &after);
            // A level says nothing of the points behind it.
            prop_assert!(left.people.iter().all(|told| told.what.iter().all(|what| matches!(what, Change::Level(_)))));
            prop_assert_eq!(replayed.contacts.len(), after.contacts.len());
        }
    }
}
