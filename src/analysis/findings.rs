//! What in the workbook needs somebody's eye? Facts with a severity and a place; `text` writes the sentences.

use std::{collections::HashSet, hash::Hash};

use super::{
    evaluation::Evaluation,
    forest::Forest,
    plans::PlanStepKind,
    power::PowerMap,
    records::{Part, Standing},
    value_map::ValueMap,
};
use crate::model::{
    Action, Alteration, Assignment, ContactId, Conversation, ConversationId, CustomerId, Date, FieldChange, FieldPath,
    GoalId, MemberId, PanelKind, Period, PeriodId, PlanId, Record, RoundId, Table, Weight, Workbook,
};

/// Slack for sums of weights.
const TOLERANCE: f64 = 1e-6;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It keeps the workbook from meaning something.
    Error,
    /// It should be looked at.
    Warning,
}

/// Something that needs somebody's eye.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What was found, with its facts.
    pub kind: FindingKind,
    /// Where.
    pub place: Place,
}

impl Finding {
    /// How grave it is.
    pub const fn severity(&self) -> Severity {
        match self.kind {
            FindingKind::AttractionWeights { .. }
            | FindingKind::AdvantageWeights { .. }
            | FindingKind::GoalWeights { .. }
            | FindingKind::PersonUnknown(_)
            | FindingKind::RateeUnknown(_)
            | FindingKind::RecordChanged { .. }
            | FindingKind::SealBroken(_) => Severity::Error,
            FindingKind::MemberUnknown(_)
            | FindingKind::ManagerUnknown(_)
            | FindingKind::TeamCycle(_)
            | FindingKind::SuperiorUnknown(_)
            | FindingKind::ContactCycle(_)
            | FindingKind::DuplicateRows { .. }
            | FindingKind::ScoresMissing { .. }
            | FindingKind::Unowned { .. }
            | FindingKind::Overdue { .. }
            | FindingKind::PlanStepOverdue { .. }
            | FindingKind::RecordAltered(_)
            | FindingKind::AnswersOverdue { .. }
            | FindingKind::KeptTooLong { .. }
            | FindingKind::EvaluationOverdue { .. } => Severity::Warning,
        }
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub enum FindingKind {
    /// The weights of attractiveness don't sum to 100.
    AttractionWeights {
        /// Their sum.
        sum: f64,
    },
    /// The weights of advantage don't sum to 100.
    AdvantageWeights {
        /// Their sum.
        sum: f64,
    },
    /// The weights of a goal card don't sum to 100.
    GoalWeights {
        /// Their sum.
        sum: f64,
    },
    /// A goal card was agreed on, its period is over, and nobody has evaluated it yet.
    EvaluationOverdue {
        /// The last day of the period.
        ended: Date,
    },
    /// A goal card, a conversation or a plan is about somebody who isn't in the team.
    PersonUnknown(MemberId),
    /// Somebody is rated who isn't in the team.
    RateeUnknown(MemberId),
    /// An owner, a superior or a manager of a conversation isn't in the team.
    MemberUnknown(MemberId),
    /// The manager given for one of our people isn't in the team.
    ManagerUnknown(MemberId),
    /// Our people report in a circle: each to the next, the last to the first.
    TeamCycle(Vec<MemberId>),
    /// The manager given for a contact isn't on the map.
    SuperiorUnknown(ContactId),
    /// Contacts report in a circle: each to the next, the last to the first.
    ContactCycle(Vec<ContactId>),
    /// Rows of an import whose id somebody already had.
    DuplicateRows {
        /// How many.
        rows: usize,
    },
    /// A customer can't be placed on the map: an axis has no value.
    ScoresMissing {
        /// Whether attractiveness has no value.
        attractiveness: bool,
        /// Whether advantage has no value.
        advantage: bool,
    },
    /// Something promised or planned that nobody owns.
    Unowned {
        /// What.
        what: String,
    },
    /// Something promised or planned that should be done by now.
    Overdue {
        /// What.
        what: String,
        /// Until when it was due.
        due: Date,
    },
    /// A step of a development plan that should be done by now.
    PlanStepOverdue {
        /// Which of the four.
        step: PlanStepKind,
        /// The aim it belongs to.
        aim: String,
        /// Until when it was due.
        due: Date,
    },
    /// A signed record, or the goal card that belongs to it, was changed outside the program.
    RecordChanged {
        /// What says something else.
        change: FieldChange,
        /// When both signed.
        signed: Option<Date>,
    },
    /// The seal of a part of a signed record is not that of what it keeps.
    SealBroken(Part),
    /// A signed record was changed on purpose, on a day that is noted.
    RecordAltered(Alteration),
    /// A round whose day has passed with answers missing.
    AnswersOverdue {
        /// How many answer sheets are missing.
        missing: usize,
        /// Until when they were due.
        due: Date,
    },
    /// A conversation that should not be there any more.
    KeptTooLong {
        /// The last day on which it was to be kept.
        until: Date,
    },
}

/// Where in the workbook something is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The method's weights and thresholds.
    Method,
    /// One of our people.
    Member(MemberId),
    /// A customer on the value map.
    Customer(CustomerId),
    /// A contact on an account's power map.
    Contact(CustomerId, ContactId),
    /// Somebody's goal card.
    GoalCard(MemberId, PeriodId),
    /// A goal of it.
    Goal(MemberId, PeriodId, GoalId),
    /// A conversation.
    Conversation(ConversationId),
    /// A round of assessments.
    Round(RoundId),
    /// A development plan.
    Plan(PlanId),
}

impl Place {
    /// The panel that shows it, where there is one.
    pub const fn panel(&self) -> Option<PanelKind> {
        match self {
            Self::Method | Self::Customer(_) => Some(PanelKind::ValueMap),
            Self::Contact(..) => Some(PanelKind::PowerMap),
            Self::Conversation(_) => Some(PanelKind::Feedback),
            Self::Round(_) | Self::Plan(_) => Some(PanelKind::Assessment),
            Self::GoalCard(..) | Self::Goal(..) => Some(PanelKind::Goals),
            Self::Member(_) => None,
        }
    }
}

impl Finding {
    /// Where it stands in the workbook's file.
    pub fn path(&self, workbook: &Workbook) -> FieldPath {
        let place = self.place.path(workbook);
        match &self.kind {
            FindingKind::AttractionWeights { .. } => place.field("value_map").field("attraction"),
            FindingKind::AdvantageWeights { .. } => place.field("value_map").field("advantage"),
            FindingKind::GoalWeights { .. } => place.field("goals"),
            FindingKind::ManagerUnknown(_) => place.field("manager"),
            FindingKind::SuperiorUnknown(_) | FindingKind::ContactCycle(_) => place.field("reports_to"),
            _ => place,
        }
    }
}

impl Place {
    /// Where it stands in the workbook's file.
    fn path(&self, workbook: &Workbook) -> FieldPath {
        let record = |section, index: Option<usize>| {
            index.map_or_else(|| FieldPath::default().field(section), |index| FieldPath::record(section, index))
        };
        let card =
            |person: &MemberId, period: &PeriodId| workbook.goal_cards.index_of(&(person.clone(), period.clone()));
        match self {
            Self::Method => FieldPath::default().field("method"),
            Self::Member(id) => record("team", workbook.team.index_of(id)),
            Self::Customer(id) => record("customers", workbook.customers.index_of(id)),
            Self::Contact(account, id) => {
                let organisation = record("organisations", workbook.organisations.index_of(account));
                let contacts = workbook.organisations.get(account).map(|organisation| &organisation.contacts);
                let index = contacts.and_then(|contacts| contacts.index_of(id));
                index.map_or(organisation.clone(), |index| organisation.field("contacts").index(index))
            }
            Self::GoalCard(person, period) => record("goal_cards", card(person, period)),
            Self::Goal(person, period, goal) => {
                let path = record("goal_cards", card(person, period));
                let goals = card(person, period).and_then(|at| workbook.goal_cards.at(at)).map(|card| &card.goals);
                let index = goals.and_then(|goals| goals.index_of(goal));
                index.map_or(path.clone(), |index| path.field("goals").index(index))
            }
            Self::Conversation(id) => record("conversations", workbook.conversations.index_of(id)),
            Self::Round(id) => record("rounds", workbook.rounds.index_of(id)),
            Self::Plan(id) => record("plans", workbook.plans.index_of(id)),
        }
    }
}

/// Everything found, errors first, then in the workbook's order.
pub fn findings(
    workbook: &Workbook,
    value_map: &ValueMap,
    power_maps: &Table<PowerMap>,
    evaluations: &Table<Evaluation>,
    records: &Table<Standing>,
    today: Date,
) -> Vec<Finding> {
    let mut search = Search { workbook, today, found: Vec::new() };
    search.method();
    search.team();
    search.customers(value_map);
    search.organisations(power_maps);
    search.goal_cards(evaluations);
    search.conversations(records);
    search.rounds();
    search.plans();
    search.found.sort_by_key(Finding::severity);
    search.found
}

struct Search<'a> {
    workbook: &'a Workbook,
    today: Date,
    found: Vec<Finding>,
}

impl Search<'_> {
    fn add(&mut self, kind: FindingKind, place: Place) {
        self.found.push(Finding { kind, place });
    }

    fn method(&mut self) {
        let method = &self.workbook.method.value_map;
        let sum = |weights: &mut dyn Iterator<Item = &Weight>| weights.map(|weight| weight.get()).sum::<f64>();
        let attraction = sum(&mut method.attraction.values());
        let advantage = sum(&mut method.advantage.values());
        if !is_hundred(attraction) {
            self.add(FindingKind::AttractionWeights { sum: attraction }, Place::Method);
        }
        if !is_hundred(advantage) {
            self.add(FindingKind::AdvantageWeights { sum: advantage }, Place::Method);
        }
    }

    fn team(&mut self) {
        let team = &self.workbook.team;
        for member in team.iter() {
            if let Some(manager) = self.unknown(member.manager.as_ref()) {
                self.add(FindingKind::ManagerUnknown(manager), Place::Member(member.id.clone()));
            }
        }
        for circle in Forest::of(team, |member| member.manager.as_ref()).circles {
            let members: Vec<MemberId> =
                circle.into_iter().filter_map(|at| team.at(at)).map(|member| member.id.clone()).collect();
            if let Some(first) = members.first().cloned() {
                self.add(FindingKind::TeamCycle(members), Place::Member(first));
            }
        }
    }

    fn customers(&mut self, value_map: &ValueMap) {
        for customer in self.workbook.customers.iter() {
            let place = || Place::Customer(customer.id.clone());
            if let Some(value) = value_map.customers.get(&customer.id) {
                let attractiveness = value.attractiveness.value.is_none();
                let advantage = value.advantage.value.is_none();
                if attractiveness || advantage {
                    self.add(FindingKind::ScoresMissing { attractiveness, advantage }, place());
                }
            }
            self.member(customer.owner.as_ref(), place);
            self.actions(&customer.actions, place);
        }
    }

    fn organisations(&mut self, power_maps: &Table<PowerMap>) {
        for organisation in self.workbook.organisations.iter() {
            let place = |contact: &ContactId| Place::Contact(organisation.account.clone(), contact.clone());
            if let Some(map) = power_maps.get(&organisation.account) {
                for row in &map.structure.unknown_managers {
                    self.add(FindingKind::SuperiorUnknown(row.manager.clone()), place(&row.contact));
                }
                for cycle in &map.structure.cycles {
                    if let Some(first) = cycle.first() {
                        self.add(FindingKind::ContactCycle(cycle.clone()), place(first));
                    }
                }
            }
            let mut rows: indexmap::IndexMap<&ContactId, usize> = indexmap::IndexMap::new();
            for row in &organisation.duplicates {
                *rows.entry(&row.id).or_default() += 1;
            }
            for (id, rows) in rows {
                self.add(FindingKind::DuplicateRows { rows }, place(id));
            }
            for contact in organisation.contacts.iter() {
                self.member(contact.owner.as_ref(), || place(&contact.id));
                self.member(contact.card.checked_by.as_ref(), || place(&contact.id));
                self.actions(&contact.relation.actions, || place(&contact.id));
            }
        }
    }

    fn goal_cards(&mut self, evaluations: &Table<Evaluation>) {
        for card in self.workbook.goal_cards.iter() {
            let place = || Place::GoalCard(card.person.clone(), card.period.clone());
            self.person(&card.person, place);
            self.member(card.superior.as_ref(), place);
            let weights = evaluations.get(&card.key()).map(|evaluation| evaluation.weights);
            if let Some(sum) = weights.filter(|sum| !card.goals.is_empty() && !is_hundred(*sum)) {
                self.add(FindingKind::GoalWeights { sum }, place());
            }
            if card.way.agreed.is_some() && card.way.evaluated.is_none() {
                let ended = Period::of(&card.period).map(Period::last).filter(|last| *last < self.today);
                if let Some(ended) = ended {
                    self.add(FindingKind::EvaluationOverdue { ended }, place());
                }
            }
        }
    }

    fn conversations(&mut self, records: &Table<Standing>) {
        for conversation in self.workbook.conversations.iter() {
            let place = || Place::Conversation(conversation.id.clone());
            self.person(&conversation.person, place);
            self.member(conversation.manager.as_ref(), place);
            self.actions(&conversation.commitments, place);
            let until = conversation.kept_until(&self.workbook.method.conversations);
            if let Some(until) = until.filter(|until| *until < self.today) {
                self.add(FindingKind::KeptTooLong { until }, place());
            }
            if let Some(standing) = records.get(&conversation.id) {
                self.record(conversation, standing);
            }
        }
    }

    /// Whether what both have signed is still what it says.
    fn record(&mut self, talk: &Conversation, standing: &Standing) {
        let place = || Place::Conversation(talk.id.clone());
        for part in &standing.broken {
            self.add(FindingKind::SealBroken(*part), place());
        }
        let signed = talk.record.employee.on.max(talk.record.manager.on);
        for change in &standing.unexplained {
            self.add(FindingKind::RecordChanged { change: change.clone(), signed }, place());
        }
        for alteration in &standing.altered {
            self.add(FindingKind::RecordAltered(alteration.clone()), place());
        }
    }

    fn rounds(&mut self) {
        for round in self.workbook.rounds.iter() {
            let place = || Place::Round(round.id.clone());
            let assigned = round.assignments.iter().map(|assignment| &assignment.ratee);
            let rated = assigned.chain(round.responses.iter().map(|response| &response.ratee));
            for ratee in distinct(rated) {
                if !self.workbook.team.contains(ratee) {
                    self.add(FindingKind::RateeUnknown(ratee.clone()), place());
                }
            }
            if let Some(due) = round.due.filter(|due| *due < self.today) {
                let answered = |assignment: &&Assignment| round.responses.contains(&assignment.key());
                let missing = round.assignments.len() - round.assignments.iter().filter(answered).count();
                if missing > 0 {
                    self.add(FindingKind::AnswersOverdue { missing, due }, place());
                }
            }
        }
    }

    fn plans(&mut self) {
        for plan in self.workbook.plans.iter() {
            let place = || Place::Plan(plan.id.clone());
            self.person(&plan.person, place);
            for item in &plan.items {
                for step in PlanStepKind::ALL {
                    let of_item = step.of(item);
                    if let Some(due) = of_item.due.filter(|due| of_item.done.is_none() && *due < self.today) {
                        self.add(FindingKind::PlanStepOverdue { step, aim: item.aim.clone(), due }, place());
                    }
                }
            }
        }
    }

    fn unknown(&self, member: Option<&MemberId>) -> Option<MemberId> {
        member.filter(|id| !self.workbook.team.contains(*id)).cloned()
    }

    fn member(&mut self, member: Option<&MemberId>, place: impl Fn() -> Place) {
        if let Some(unknown) = self.unknown(member) {
            self.add(FindingKind::MemberUnknown(unknown), place());
        }
    }

    fn person(&mut self, person: &MemberId, place: impl Fn() -> Place) {
        if let Some(unknown) = self.unknown(Some(person)) {
            self.add(FindingKind::PersonUnknown(unknown), place());
        }
    }

    fn actions(&mut self, actions: &[Action], place: impl Fn() -> Place) {
        for action in actions.iter().filter(|action| action.done.is_none()) {
            match &action.owner {
                None => self.add(FindingKind::Unowned { what: action.what.clone() }, place()),
                Some(owner) => self.member(Some(owner), &place),
            }
            if let Some(due) = action.due.filter(|due| *due < self.today) {
                self.add(FindingKind::Overdue { what: action.what.clone(), due }, place());
            }
        }
    }
}

/// Whether weights sum to 100, as they should.
pub fn is_hundred(sum: f64) -> bool {
    (sum - 100.0).abs() <= TOLERANCE
}

fn distinct<T: Copy + Eq + Hash>(items: impl Iterator<Item = T>) -> impl Iterator<Item = T> {
    let mut seen = HashSet::new();
    items.filter(move |item| seen.insert(*item))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::civil::date;

    use super::*;
    use crate::{
        analysis::Derived,
        model::{
            Assignment, Contact, Conversation, ConversationKind, Customer, DevelopmentPlan, DuplicateRow, Goal,
            GoalCard, InstrumentId, Member, Organisation, PlanItem, PlanStep, RaterGroup, RaterId, Round,
        },
    };

    const TODAY: Date = date(2026, 11, 21);
    const YESTERDAY: Date = date(2026, 11, 20);

    fn member(id: &str) -> MemberId {
        MemberId::new(id).unwrap()
    }

    fn found(workbook: &Workbook) -> Vec<Finding> {
        Derived::of(workbook, TODAY).findings.to_vec()
    }

    fn team() -> Workbook {
        let mut workbook = Workbook::default();
        Arc::make_mut(&mut workbook.team).put(Member::new(member("li"), "李敏"));
        workbook
    }

    fn unscored(id: &str) -> Customer {
        Customer::new(CustomerId::new(id).unwrap(), "")
    }

    #[test]
    fn an_empty_workbook_has_none() {
        assert_eq!(found(&Workbook::default()), []);
    }

    #[test]
    fn weights_that_do_not_sum_to_a_hundred_are_errors() {
        let mut workbook = team();
        let method = Arc::make_mut(&mut workbook.method);
        method.value_map.advantage.values_mut().for_each(|weight| *weight = Weight::clamped(24.0));
        let mut card = GoalCard::new(member("li"), PeriodId::new("2026").unwrap());
        Arc::make_mut(&mut workbook.goal_cards).put(card.clone());
        assert_eq!(
            found(&workbook),
            [Finding { kind: FindingKind::AdvantageWeights { sum: 96.0 }, place: Place::Method }]
        );
        for (id, weight) in [("a", 33.3), ("b", 33.3), ("c", 33.4)] {
            card.goals.put(Goal { weight: Some(Weight::clamped(weight)), ..Goal::new(GoalId::new(id).unwrap(), "") });
        }
        Arc::make_mut(&mut workbook.goal_cards).put(card.clone());
        assert_eq!(found(&workbook).len(), 1);
        card.goals.remove(&GoalId::new("a").unwrap());
        Arc::make_mut(&mut workbook.goal_cards).put(card);
        let kinds: Vec<_> = found(&workbook).into_iter().map(|finding| (finding.severity(), finding.place)).collect();
        let card = Place::GoalCard(member("li"), PeriodId::new("2026").unwrap());
        assert_eq!(kinds, [(Severity::Error, Place::Method), (Severity::Error, card)]);
    }

    #[test]
    fn whoever_is_missing_is_named_where_they_are_missed() {
        let mut workbook = team();
        let mut add = |id: &str, manager: &str| {
            let manager = Some(member(manager));
            Arc::make_mut(&mut workbook.team).put(Member { manager, ..Member::new(member(id), "") });
        };
        add("one", "two");
        add("two", "one");
        add("lost", "ghost");
        Arc::make_mut(&mut workbook.customers).put(Customer { owner: Some(member("gone")), ..unscored("acme") });
        let mut round = Round::new(RoundId::new("spring").unwrap(), InstrumentId::new("strobe").unwrap(), 1);
        for rater in ["a", "b"] {
            let rater = RaterId::new(rater).unwrap();
            round.assignments.put(Assignment { ratee: member("stranger"), rater, group: RaterGroup::Peer });
        }
        Arc::make_mut(&mut workbook.rounds).put(round);
        let talk = Conversation::new(ConversationId::new("t").unwrap(), member("left"), ConversationKind::Progress);
        Arc::make_mut(&mut workbook.conversations).put(talk);
        let acme = || Place::Customer(CustomerId::new("acme").unwrap());
        let expected = [
            (FindingKind::PersonUnknown(member("left")), Place::Conversation(ConversationId::new("t").unwrap())),
            (FindingKind::RateeUnknown(member("stranger")), Place::Round(RoundId::new("spring").unwrap())),
            (FindingKind::ManagerUnknown(member("ghost")), Place::Member(member("lost"))),
            (FindingKind::TeamCycle(vec![member("one"), member("two")]), Place::Member(member("one"))),
            (FindingKind::ScoresMissing { attractiveness: true, advantage: true }, acme()),
            (FindingKind::MemberUnknown(member("gone")), acme()),
        ];
        let found: Vec<_> = found(&workbook).into_iter().map(|finding| (finding.kind, finding.place)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn trouble_in_an_organisation_is_a_warning() {
        let account = CustomerId::new("acme").unwrap();
        let id = |text: &str| ContactId::new(text).unwrap();
        let mut organisation = Organisation::new(account.clone());
        for (name, manager) in [("own", "own"), ("lost", "ghost")] {
            organisation.contacts.put(Contact { reports_to: Some(id(manager)), ..Contact::new(id(name), "") });
        }
        organisation.duplicates = vec![DuplicateRow { id: id("own"), fields: [].into() }; 2];
        let mut workbook = team();
        Arc::make_mut(&mut workbook.organisations).put(organisation);
        let place = |name| Place::Contact(account.clone(), id(name));
        let expected = [
            (FindingKind::SuperiorUnknown(id("ghost")), place("lost")),
            (FindingKind::ContactCycle(vec![id("own")]), place("own")),
            (FindingKind::DuplicateRows { rows: 2 }, place("own")),
        ];
        let found = found(&workbook);
        assert!(found.iter().all(|finding| finding.severity() == Severity::Warning));
        assert_eq!(found.into_iter().map(|finding| (finding.kind, finding.place)).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn what_is_late_or_nobodys_is_a_warning_until_it_is_done() {
        let action = |owner: Option<&str>, due, done| Action {
            what: "call".to_owned(),
            owner: owner.map(member),
            due: Some(due),
            done,
            note: String::new(),
        };
        let mut workbook = team();
        let id = ConversationId::new("t").unwrap();
        let mut talk = Conversation::new(id.clone(), member("li"), ConversationKind::Progress);
        talk.commitments = vec![
            action(Some("li"), YESTERDAY, None),
            action(Some("li"), YESTERDAY, Some(TODAY)),
            action(Some("li"), TODAY, None),
            action(None, TODAY, None),
        ];
        Arc::make_mut(&mut workbook.conversations).put(talk);
        let plan = PlanId::new("p").unwrap();
        let act = PlanStep { due: Some(YESTERDAY), ..PlanStep::default() };
        Arc::make_mut(&mut workbook.plans).put(DevelopmentPlan {
            id: plan.clone(),
            person: member("li"),
            round: None,
            items: vec![PlanItem { aim: "R".to_owned(), act, ..PlanItem::default() }],
            note: String::new(),
        });
        let expected = [
            (FindingKind::Overdue { what: "call".to_owned(), due: YESTERDAY }, Place::Conversation(id.clone())),
            (FindingKind::Unowned { what: "call".to_owned() }, Place::Conversation(id)),
            (
                FindingKind::PlanStepOverdue { step: PlanStepKind::Act, aim: "R".to_owned(), due: YESTERDAY },
                Place::Plan(plan),
            ),
        ];
        let found: Vec<_> = found(&workbook).into_iter().map(|finding| (finding.kind, finding.place)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_conversation_that_outlived_its_time_is_a_warning() {
        let mut workbook = team();
        let talk = |id: &str, on: Date| {
            let id = ConversationId::new(id).unwrap();
            Conversation { on: Some(on), ..Conversation::new(id, member("li"), ConversationKind::Result) }
        };
        for (id, on) in [("old", date(2024, 11, 20)), ("last day", date(2024, 11, 21))] {
            Arc::make_mut(&mut workbook.conversations).put(talk(id, on));
        }
        let kept = Conversation { keep_until: Some(TODAY), ..talk("longer", date(2001, 1, 1)) };
        Arc::make_mut(&mut workbook.conversations).put(kept);
        let expected = Finding {
            kind: FindingKind::KeptTooLong { until: YESTERDAY },
            place: Place::Conversation(ConversationId::new("old").unwrap()),
        };
        assert_eq!(expected.severity(), Severity::Warning);
        assert_eq!(found(&workbook), [expected]);
    }

    #[test]
    fn a_round_is_late_while_answers_are_missing() {
        let mut workbook = team();
        let mut round = Round::new(RoundId::new("r").unwrap(), InstrumentId::new("strobe").unwrap(), 1);
        round.due = Some(YESTERDAY);
        Arc::make_mut(&mut workbook.rounds).put(round.clone());
        assert_eq!(found(&workbook), []);
        let rater = RaterId::new("x").unwrap();
        round.assignments.put(Assignment { ratee: member("li"), rater, group: RaterGroup::Peer });
        Arc::make_mut(&mut workbook.rounds).put(round);
        let kinds: Vec<_> = found(&workbook).into_iter().map(|finding| finding.kind).collect();
        assert_eq!(kinds, [FindingKind::AnswersOverdue { missing: 1, due: YESTERDAY }]);
    }
}
