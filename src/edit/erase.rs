//! Letting go of everything a workbook holds about somebody, or of one conversation. No step: it is not undone.
//!
//! Every record is taken apart field by field, so that a field added to the model does not compile here before somebody
//! has decided what becomes of it.
//!
//! What is decided:
//! - what is about the person, or was written by them about themselves, goes: the member, goal cards, evidence,
//!   conversations, plans, all answers about them, and their own answers to rounds that were not released;
//! - what they answered about others in a released round stays as points of somebody without a name, because others'
//!   released results rest on it; their comments go, and so does the answer file's mark. Answers that came in after the
//!   last release are part of no result and go;
//! - where they own or lead something of others, nobody does from then on, which the findings say;
//! - what others signed with them stays as it was signed: it is the others' record, and a changed one would no longer
//!   hold. So does what others wrote into free texts. Both are listed ([`Erased::kept`]), for somebody to look at.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use ron::Value;

use super::{EditError, Missing};
use crate::model::{
    Action, Assignment, Basis, ClassOverride, Contact, Conversation, ConversationId, Customer, DevelopmentCard,
    DuplicateRow, FieldPath, GoalCard, Judged, KeptMap, Line, Member, MemberId, MoveRun, NamedLayout, Opportunity,
    OpportunityRole, Organisation, Pane, RaterId, Record, Relation, Response, Round, Table, Tile, View, Workbook,
};

/// What is erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Erasure {
    /// Everything about one of our people.
    Person(MemberId),
    /// One conversation.
    Conversation(ConversationId),
}

/// What something was that is gone, or lost a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gone {
    /// The person in the team.
    Member,
    /// A goal card.
    GoalCard,
    /// A note of what was seen or heard of their work.
    Evidence,
    /// A conversation with them.
    Conversation,
    /// A development plan.
    Plan,
    /// An answer sheet about them.
    AnswersAbout,
    /// An answer sheet of theirs about somebody else.
    AnswersBy,
    /// An answer sheet of theirs that stays, without name and words.
    AnswersUnnamed,
    /// A request to rate, of or by them.
    Request,
    /// A place where they were named as owner, manager or witness.
    Reference,
    /// A panel that showed them.
    Panel,
}

impl Gone {
    /// All, in the order of a receipt.
    pub const ALL: [Self; 11] = [
        Self::Member,
        Self::GoalCard,
        Self::Evidence,
        Self::Conversation,
        Self::Plan,
        Self::AnswersAbout,
        Self::AnswersBy,
        Self::AnswersUnnamed,
        Self::Request,
        Self::Reference,
        Self::Panel,
    ];
}

/// A workbook from which something was erased.
#[derive(Clone, Debug, PartialEq)]
pub struct Erased {
    /// What is left.
    pub workbook: Workbook,
    /// How much is gone, by kind.
    pub gone: BTreeMap<Gone, usize>,
    /// Where the person's name or id still stands: in what others signed, and in free texts.
    pub kept: Vec<FieldPath>,
}

/// Erases. What is not there is no error, so that what was begun can be finished: [`Erased::gone`] is empty then.
pub fn erase(workbook: &Workbook, erasure: &Erasure) -> Erased {
    match erasure {
        Erasure::Person(person) => erase_person(workbook, person),
        Erasure::Conversation(id) => {
            let mut gone = Tally::default();
            let mut left = workbook.clone();
            gone.keep(Gone::Conversation, &mut left.conversations, |talk| talk.id != *id);
            unshow(&mut left, &BTreeSet::from([id.to_string()]), &mut gone);
            Erased { workbook: left, gone: gone.0, kept: Vec::new() }
        }
    }
}

/// Whether what is to be erased is there.
///
/// # Errors
/// When it is not.
pub fn is_there(workbook: &Workbook, erasure: &Erasure) -> Result<(), EditError> {
    let missing = match erasure {
        Erasure::Person(id) if !workbook.team.contains(id) => Missing::Member(id.clone()),
        Erasure::Conversation(id) if !workbook.conversations.contains(id) => Missing::Conversation(id.clone()),
        Erasure::Person(_) | Erasure::Conversation(_) => return Ok(()),
    };
    Err(EditError::Missing(missing))
}

/// Counts what is gone.
#[derive(Default)]
struct Tally(BTreeMap<Gone, usize>);

impl Tally {
    fn add(&mut self, gone: Gone, count: usize) {
        if count > 0 {
            *self.0.entry(gone).or_default() += count;
        }
    }

    /// Keeps some records of a section, and counts the others.
    fn keep<T: Record + Clone>(&mut self, gone: Gone, section: &mut Arc<Table<T>>, keep: impl Fn(&T) -> bool) {
        let before = section.len();
        if section.iter().any(|record| !keep(record)) {
            *section = Arc::new(section.iter().filter(|record| keep(record)).cloned().collect());
        }
        self.add(gone, before - section.len());
    }

    /// Forgets a reference to somebody.
    fn unname(&mut self, slot: &mut Option<MemberId>, who: &MemberId) {
        if slot.as_ref() == Some(who) {
            *slot = None;
            self.add(Gone::Reference, 1);
        }
    }
}

fn erase_person(workbook: &Workbook, who: &MemberId) -> Erased {
    let name = workbook.team.get(who).map(|member| member.name.clone()).unwrap_or_default();
    let mut gone = Tally::default();
    let mut left = workbook.clone();
    let Workbook {
        version: _,
        about: _,
        method: _,
        team,
        offerings: _,
        customers,
        contributions: _,
        map_snapshots: _,
        organisations,
        goal_cards,
        evidence,
        conversations,
        instruments: _,
        rounds,
        plans,
        move_runs,
        view: _,
    } = &mut left;
    gone.keep(Gone::Member, team, |member| member.id != *who);
    gone.keep(Gone::GoalCard, goal_cards, |card| card.person != *who);
    gone.keep(Gone::Evidence, evidence, |note| note.person != *who);
    gone.keep(Gone::Conversation, conversations, |talk| talk.person != *who);
    gone.keep(Gone::Plan, plans, |plan| plan.person != *who);
    Arc::make_mut(team).iter_mut().for_each(|member| unname_member(member, who, &mut gone));
    Arc::make_mut(customers).iter_mut().for_each(|customer| unname_customer(customer, who, &mut gone));
    Arc::make_mut(organisations).iter_mut().for_each(|account| unname_organisation(account, who, &mut gone));
    Arc::make_mut(goal_cards).iter_mut().for_each(|card| unname_card(card, who, &mut gone));
    Arc::make_mut(conversations).iter_mut().for_each(|talk| unname_conversation(talk, who, &mut gone));
    Arc::make_mut(rounds).iter_mut().for_each(|round| erase_answers(round, who, &mut gone));
    // Runs of the exercise name groups, and nobody.
    let _: &Arc<Table<MoveRun>> = move_runs;
    let cards = workbook.goal_cards.iter().filter(|card| card.person == *who);
    let talks = workbook.conversations.iter().filter(|talk| talk.person == *who);
    let cards = cards.map(|card| GoalCard::subject(&card.person, &card.period));
    let subjects = cards.chain(talks.map(|talk| talk.id.to_string())).chain([who.to_string()]).collect();
    unshow(&mut left, &subjects, &mut gone);
    let kept = mentions(&left, who, &name);
    Erased { workbook: left, gone: gone.0, kept }
}

fn unname_member(member: &mut Member, who: &MemberId, gone: &mut Tally) {
    let Member { id: _, name: _, title: _, manager, position: _, class: _, note: _ } = member;
    gone.unname(manager, who);
}

fn unname_customer(customer: &mut Customer, who: &MemberId, gone: &mut Tally) {
    let Customer {
        id: _,
        name: _,
        segment: _,
        region: _,
        owner,
        annual_spend: _,
        revenue: _,
        contacted: _,
        attraction: _,
        advantage: _,
        score_notes: _,
        competition: _,
        class_override,
        animal: _,
        actions,
        note: _,
    } = customer;
    gone.unname(owner, who);
    if let Some(ClassOverride { class: _, place: _, reason: _, by, on: _ }) = class_override {
        gone.unname(by, who);
    }
    unname_actions(actions, who, gone);
}

fn unname_actions(actions: &mut [Action], who: &MemberId, gone: &mut Tally) {
    for Action { what: _, owner, due: _, done: _, note: _ } in actions {
        gone.unname(owner, who);
    }
}

fn unname_organisation(organisation: &mut Organisation, who: &MemberId, gone: &mut Tally) {
    let Organisation { account: _, contacts, duplicates, lines, opportunities, kept, note: _ } = organisation;
    contacts.iter_mut().for_each(|contact| unname_contact(contact, who, gone));
    for DuplicateRow { id: _, fields } in duplicates {
        let before = fields.len();
        fields.retain(|_, value| value.trim() != who.as_str());
        gone.add(Gone::Reference, before - fields.len());
    }
    lines.iter_mut().for_each(|line| unname_line(line, who, gone));
    opportunities.iter_mut().for_each(|opportunity| unname_opportunity(opportunity, who, gone));
    for KeptMap { id: _, on: _, name: _, contacts, lines, opportunities } in Arc::make_mut(kept).iter_mut() {
        contacts.iter_mut().for_each(|contact| unname_contact(contact, who, gone));
        lines.iter_mut().for_each(|line| unname_line(line, who, gone));
        opportunities.iter_mut().for_each(|opportunity| unname_opportunity(opportunity, who, gone));
    }
}

fn unname_contact(contact: &mut Contact, who: &MemberId, gone: &mut Tally) {
    let Contact {
        id: _,
        name: _,
        seat: _,
        standing: _,
        title: _,
        department: _,
        reports_to: _,
        owner,
        roles,
        key,
        influence,
        status,
        support,
        coverage,
        adaptability,
        style,
        last_contact: _,
        relation,
        card,
        pinned: _,
        note: _,
    } = contact;
    gone.unname(owner, who);
    roles.values_mut().for_each(|basis| unname_basis(basis, who, gone));
    unname_judged(key, who, gone);
    unname_judged(influence, who, gone);
    unname_judged(status, who, gone);
    unname_judged(support, who, gone);
    unname_judged(coverage, who, gone);
    unname_judged(adaptability, who, gone);
    unname_judged(style, who, gone);
    let Relation { points: _, target: _, actions } = relation;
    unname_actions(actions, who, gone);
    let DevelopmentCard {
        expectation: _,
        personal_need: _,
        personal_platform: _,
        business_platform: _,
        means: _,
        answers: _,
        compliance: _,
        checked_by,
        checked_on: _,
    } = card;
    gone.unname(checked_by, who);
}

fn unname_judged<T>(judged: &mut Option<Judged<T>>, who: &MemberId, gone: &mut Tally) {
    if let Some(Judged { value: _, certainty: _, by, on: _ }) = judged {
        gone.unname(by, who);
    }
}

fn unname_basis(Basis { certainty: _, by, on: _ }: &mut Basis, who: &MemberId, gone: &mut Tally) {
    gone.unname(by, who);
}

fn unname_line(
    Line { from: _, to: _, kind: _, strength: _, basis, note: _ }: &mut Line,
    who: &MemberId,
    gone: &mut Tally,
) {
    unname_basis(basis, who, gone);
}

fn unname_opportunity(opportunity: &mut Opportunity, who: &MemberId, gone: &mut Tally) {
    let Opportunity { id: _, name: _, roles, note: _ } = opportunity;
    for OpportunityRole { contact: _, role: _, basis } in roles {
        unname_basis(basis, who, gone);
    }
}

fn unname_card(card: &mut GoalCard, who: &MemberId, gone: &mut Tally) {
    let GoalCard {
        person: _,
        period: _,
        post: _,
        superior,
        superior_post: _,
        work: _,
        accounts: _,
        goals: _,
        factors: _,
        self_factors: _,
        self_opinion: _,
        superior_opinion: _,
        way: _,
        note: _,
    } = card;
    gone.unname(superior, who);
}

/// Of somebody else's conversation. What both have signed stays as it was signed.
fn unname_conversation(talk: &mut Conversation, who: &MemberId, gone: &mut Tally) {
    if talk.is_signed() {
        return;
    }
    let Conversation {
        id: _,
        person: _,
        kind: _,
        manager,
        period: _,
        on: _,
        place: _,
        told_on: _,
        at: _,
        documents: _,
        wanted: _,
        strengths: _,
        challenges: _,
        points: _,
        notes: _,
        todo,
        scripts: _,
        commitments,
        // Not signed by both: a name typed under it is a free text.
        record: _,
        keep_until: _,
        note: _,
    } = talk;
    gone.unname(manager, who);
    unname_actions(todo, who, gone);
    unname_actions(commitments, who, gone);
}

fn erase_answers(round: &mut Round, who: &MemberId, gone: &mut Tally) {
    let is_released = !round.releases.is_empty();
    let nobody = RaterId::fresh("erased", |id| {
        let asked = round.assignments.iter().any(|assignment| assignment.rater == *id);
        asked || round.raters.contains(id) || round.responses.iter().any(|response| response.rater == *id)
    });
    let Round {
        id: _,
        name: _,
        instrument: _,
        version: _,
        min_group: _,
        due: _,
        key: _,
        raters: _,
        assignments,
        responses,
        releases: _,
        note: _,
    } = round;
    let is_theirs = |rater: &RaterId| rater.as_str() == who.as_str();
    let mut answers = Table::default();
    for response in responses.iter() {
        let Response { ratee, rater, group, answers: points, comments: _, on: _, received: _, coded: _, release } =
            response;
        if ratee == who {
            gone.add(Gone::AnswersAbout, 1);
        } else if !is_theirs(rater) {
            answers.put(response.clone());
        } else if is_released && release.is_some() {
            let unnamed = Response::new(ratee.clone(), nobody.clone(), *group);
            answers.put(Response { answers: points.clone(), release: *release, ..unnamed });
            gone.add(Gone::AnswersUnnamed, 1);
        } else {
            gone.add(Gone::AnswersBy, 1);
        }
    }
    let mut asked = Table::default();
    for assignment in assignments.iter() {
        let Assignment { ratee, rater, group } = assignment;
        let unnamed = Assignment { rater: nobody.clone(), ..assignment.clone() };
        if ratee != who && !is_theirs(rater) {
            asked.put(assignment.clone());
        } else {
            gone.add(Gone::Request, 1);
            if ratee != who && answers.contains(&(ratee.clone(), nobody.clone(), *group)) {
                asked.put(unnamed);
            }
        }
    }
    (*responses, *assignments) = (answers, asked);
}

/// Lets panels that showed somebody or something show the first there is.
fn unshow(workbook: &mut Workbook, subjects: &BTreeSet<String>, gone: &mut Tally) {
    let mut view = View::clone(&workbook.view);
    let View { current, layouts } = &mut view;
    let mut count = 0;
    current.iter_mut().for_each(|tile| unshow_in(tile, subjects, &mut count));
    for NamedLayout { name: _, root } in layouts.iter_mut() {
        unshow_in(root, subjects, &mut count);
    }
    if count > 0 {
        workbook.view = Arc::new(view);
        gone.add(Gone::Panel, count);
    }
}

fn unshow_in(tile: &mut Tile, gone: &BTreeSet<String>, count: &mut usize) {
    match tile {
        Tile::Pane(Pane { kind: _, subject }) => {
            if subject.as_ref().is_some_and(|subject| gone.contains(subject)) {
                *subject = None;
                *count += 1;
            }
        }
        Tile::Tabs { active: _, children } | Tile::Split { direction: _, shares: _, children } => {
            children.iter_mut().for_each(|child| unshow_in(child, gone, count));
        }
    }
}

/// Where a name or an id still stands, anywhere in a workbook: found in its text, so that no field is forgotten.
fn mentions(workbook: &Workbook, who: &MemberId, name: &str) -> Vec<FieldPath> {
    let mut found = Vec::new();
    let name = name.trim();
    let names = |text: &str| text == who.as_str() || !name.is_empty() && text.contains(name);
    // A workbook that passed the model's own checks can be written and read.
    let text = ron::to_string(workbook).unwrap_or_default();
    if let Ok(value) = ron::from_str::<Value>(&text) {
        find(&value, &FieldPath::default(), &names, &mut found);
    }
    found
}

fn find(value: &Value, path: &FieldPath, names: &impl Fn(&str) -> bool, found: &mut Vec<FieldPath>) {
    match value {
        Value::String(text) if names(text) => found.push(path.clone()),
        Value::Option(Some(value)) => find(value, path, names, found),
        Value::Seq(values) => {
            values.iter().enumerate().for_each(|(at, value)| find(value, &path.clone().index(at), names, found));
        }
        Value::Map(fields) => fields.iter().for_each(|(key, value)| {
            let path = match key {
                Value::String(field) => path.clone().field(field),
                _ => path.clone(),
            };
            find(key, &path, names, found);
            find(value, &path, names, found);
        }),
        _ => {}
    }
}
