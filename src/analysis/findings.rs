//! What in the workbook needs somebody's eye? Facts with a severity and a place; `text` writes the sentences.

use std::{collections::HashSet, hash::Hash};

use super::{evaluation::Evaluation, forest::Forest, power::PowerMap, value_map::ValueMap};
use crate::model::{
    Action, Assignment, ContactId, ConversationId, CustomerId, Date, GoalId, MemberId, PanelKind, PeriodId, PlanId,
    PlanItem, PlanStep, Record, RoundId, Table, Weight, Workbook,
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
            | FindingKind::RateeUnknown(_) => Severity::Error,
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
            | FindingKind::AnswersOverdue { .. } => Severity::Warning,
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
    /// A round whose day has passed with answers missing.
    AnswersOverdue {
        /// How many answer sheets are missing.
        missing: usize,
        /// Until when they were due.
        due: Date,
    },
}

/// The steps of PARR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PlanStepKind {
    /// Prepare.
    Prepare,
    /// Act.
    Act,
    /// Reflect.
    Reflect,
    /// Review.
    Review,
}

impl PlanStepKind {
    /// All, in order.
    pub const ALL: [Self; 4] = [Self::Prepare, Self::Act, Self::Reflect, Self::Review];

    /// This step of an aim.
    pub const fn of(self, item: &PlanItem) -> &PlanStep {
        match self {
            Self::Prepare => &item.prepare,
            Self::Act => &item.act,
            Self::Reflect => &item.reflect,
            Self::Review => &item.review,
        }
    }
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
            Self::Member(_) | Self::GoalCard(..) | Self::Goal(..) => None,
        }
    }
}

/// Everything found, errors first, then in the workbook's order.
pub fn findings(
    workbook: &Workbook,
    value_map: &ValueMap,
    power_maps: &Table<PowerMap>,
    evaluations: &Table<Evaluation>,
    today: Date,
) -> Vec<Finding> {
    let mut search = Search { workbook, today, found: Vec::new() };
    search.method();
    search.team();
    search.customers(value_map);
    search.organisations(power_maps);
    search.goal_cards(evaluations);
    search.conversations();
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
        }
    }

    fn conversations(&mut self) {
        for conversation in self.workbook.conversations.iter() {
            let place = || Place::Conversation(conversation.id.clone());
            self.person(&conversation.person, place);
            self.member(conversation.manager.as_ref(), place);
            self.actions(&conversation.commitments, place);
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

fn is_hundred(sum: f64) -> bool {
    (sum - 100.0).abs() <= TOLERANCE
}

fn distinct<T: Copy + Eq + Hash>(items: impl Iterator<Item = T>) -> impl Iterator<Item = T> {
    let mut seen = HashSet::new();
    items.filter(move |item| seen.insert(*item))
}
