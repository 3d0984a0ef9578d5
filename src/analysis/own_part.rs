//! What of a workbook is one person's own, to be given to them: a workbook of its own, with their goal cards, what both
//! signed, what was promised, their plans and their own answers, and the method by which all of it was worked out.
//!
//! What their manager prepared, noted, collected as evidence or wrote as a script is the manager's, and what others
//! answered about them is the others': neither is in it. Others are in it by name only, where the person's own records
//! name them. Every record is taken apart field by field, so that a field added to the model does not compile here before
//! somebody has decided whose it is.

use std::{collections::BTreeSet, sync::Arc};

use crate::model::{
    About, Action, Assignment, Conversation, Customer, CustomerId, DevelopmentPlan, GoalCard, Member, MemberId, Method,
    Point, RaterGroup, RecordedCard, Response, Round, SignedRecord, Table, WordingMethod, Workbook,
};

/// The part of a workbook that is one person's own.
pub fn of(workbook: &Workbook, person: &MemberId) -> Workbook {
    let Workbook {
        version,
        about,
        method,
        team,
        offerings: _,
        customers,
        contributions: _,
        map_snapshots: _,
        organisations: _,
        goal_cards,
        evidence: _,
        conversations,
        instruments,
        rounds,
        plans,
        move_runs: _,
        view: _,
    } = workbook;
    let mut named = Named::default();
    let cards: Table<GoalCard> =
        goal_cards.iter().filter(|card| card.person == *person).map(|card| own_card(card, &mut named)).collect();
    let talks: Table<Conversation> = conversations
        .iter()
        .filter(|talk| talk.person == *person)
        .filter_map(|talk| own_conversation(talk, &mut named))
        .collect();
    let own_rounds: Table<Round> = rounds.iter().filter_map(|round| own_round(round, person)).collect();
    let own_plans: Table<DevelopmentPlan> = plans
        .iter()
        .filter(|plan| plan.person == *person)
        .map(|DevelopmentPlan { id, person, round, items, note }| DevelopmentPlan {
            id: id.clone(),
            person: person.clone(),
            round: round.clone().filter(|round| own_rounds.contains(round)),
            items: items.clone(),
            note: note.clone(),
        })
        .collect();
    let asked = |round: &Round| (round.instrument.clone(), round.version);
    let own_instruments = own_rounds.iter().filter_map(|round| instruments.get(&asked(round))).cloned().collect();
    let own = team.get(person).map(|member| own_member(member, &mut named));
    named.members.remove(person);
    let others = team.iter().filter(|member| named.members.contains(&member.id));
    let others = others.map(|member| Member::new(member.id.clone(), &member.name));
    let accounts = customers.iter().filter(|customer| named.customers.contains(&customer.id));
    let accounts = accounts.map(|customer| Customer::new(customer.id.clone(), &customer.name));
    let About { title: _, currency, note: _ } = &**about;
    let title = workbook.member_label(person).to_owned();
    let Method { value_map, contributions, power_map, evaluation, conversations, assessment, wording: _, note: _ } =
        &**method;
    let method = Method {
        value_map: value_map.clone(),
        contributions: contributions.clone(),
        power_map: power_map.clone(),
        evaluation: evaluation.clone(),
        conversations: conversations.clone(),
        assessment: assessment.clone(),
        wording: WordingMethod::default(),
        note: String::new(),
    };
    Workbook {
        version: *version,
        about: Arc::new(About { title, currency: currency.clone(), note: String::new() }),
        method: Arc::new(method),
        team: Arc::new(own.into_iter().chain(others).collect()),
        customers: Arc::new(accounts.collect()),
        goal_cards: Arc::new(cards),
        conversations: Arc::new(talks),
        instruments: Arc::new(own_instruments),
        rounds: Arc::new(own_rounds),
        plans: Arc::new(own_plans),
        ..Workbook::default()
    }
}

/// Who and what the person's own records name.
#[derive(Default)]
struct Named {
    members: BTreeSet<MemberId>,
    customers: BTreeSet<CustomerId>,
}

fn own_member(member: &Member, named: &mut Named) -> Member {
    let Member { id, name, title, manager, position, class, note: _ } = member;
    named.members.extend(manager.clone());
    Member {
        id: id.clone(),
        name: name.clone(),
        title: title.clone(),
        manager: manager.clone(),
        position: *position,
        class: class.clone(),
        note: String::new(),
    }
}

/// A card is between the two of them: what both wrote on it is on it.
fn own_card(card: &GoalCard, named: &mut Named) -> GoalCard {
    let GoalCard {
        person,
        period,
        post,
        superior,
        superior_post,
        work,
        accounts,
        goals,
        factors,
        self_factors,
        self_opinion,
        superior_opinion,
        way,
        note: _,
    } = card;
    named.members.extend(superior.clone());
    named.customers.extend(accounts.iter().cloned());
    GoalCard {
        person: person.clone(),
        period: period.clone(),
        post: post.clone(),
        superior: superior.clone(),
        superior_post: superior_post.clone(),
        work: work.clone(),
        accounts: accounts.clone(),
        goals: goals.clone(),
        factors: *factors,
        self_factors: *self_factors,
        self_opinion: self_opinion.clone(),
        superior_opinion: superior_opinion.clone(),
        way: way.clone(),
        note: String::new(),
    }
}

/// What both signed, what was promised, and when and where. Nothing of a conversation of which the person was told
/// nothing yet.
fn own_conversation(talk: &Conversation, named: &mut Named) -> Option<Conversation> {
    let is_signed = talk.is_signed();
    let Conversation {
        id,
        person,
        kind,
        manager,
        period,
        on,
        place,
        told_on,
        at,
        documents,
        wanted: _,
        strengths,
        challenges,
        points: _,
        notes: _,
        todo: _,
        scripts: _,
        commitments,
        record,
        keep_until,
        note: _,
    } = talk;
    if !is_signed && told_on.is_none() && commitments.is_empty() {
        return None;
    }
    // Signed, they are part of the record; which evidence they rest on is not.
    let signed = |points: &[Point]| match is_signed {
        true => points.iter().map(|point| Point::from(point.text.as_str())).collect(),
        false => Vec::new(),
    };
    let promise = |Action { what, owner, due, done, note: _ }: &Action| Action {
        what: what.clone(),
        owner: owner.clone(),
        due: *due,
        done: *done,
        note: String::new(),
    };
    named.members.extend(manager.clone());
    named.members.extend(commitments.iter().filter_map(|action| action.owner.clone()));
    if let Some(RecordedCard { card, .. }) = record.card.as_ref().filter(|_| is_signed) {
        named.members.extend(card.superior.clone());
        named.customers.extend(card.accounts.iter().cloned());
    }
    Some(Conversation {
        manager: manager.clone(),
        period: period.clone(),
        on: *on,
        place: place.clone(),
        told_on: *told_on,
        at: *at,
        documents: documents.clone(),
        strengths: signed(strengths),
        challenges: signed(challenges),
        commitments: commitments.iter().map(promise).collect(),
        record: if is_signed { record.clone() } else { own_words(record) },
        keep_until: *keep_until,
        ..Conversation::new(id.clone(), person.clone(), *kind)
    })
}

/// Of a record that is not signed by both: what the person wrote.
fn own_words(record: &SignedRecord) -> SignedRecord {
    let SignedRecord {
        summary: _,
        employee_comment,
        manager_comment: _,
        employee,
        manager: _,
        card: _,
        seal: _,
        amendments: _,
        alterations: _,
    } = record;
    let (employee_comment, employee) = (employee_comment.clone(), employee.clone());
    SignedRecord { employee_comment, employee, ..SignedRecord::default() }
}

/// A round with nothing in it but the person's answers about themselves; nothing where there are none.
fn own_round(round: &Round, who: &MemberId) -> Option<Round> {
    let Round {
        id,
        name,
        instrument,
        version,
        min_group,
        due,
        key: _,
        raters: _,
        assignments,
        responses,
        releases,
        note: _,
    } = round;
    let is_own = |ratee: &MemberId, group: RaterGroup| ratee == who && group == RaterGroup::Oneself;
    let asked = assignments.iter().filter(|Assignment { ratee, rater: _, group }| is_own(ratee, *group));
    let answers: Table<Response> =
        responses.iter().filter(|response| is_own(&response.ratee, response.group)).map(own_answers).collect();
    (!answers.is_empty()).then(|| Round {
        id: id.clone(),
        name: name.clone(),
        instrument: instrument.clone(),
        version: *version,
        min_group: *min_group,
        due: *due,
        key: String::new(),
        raters: Table::default(),
        assignments: asked.cloned().collect(),
        responses: answers,
        releases: releases.clone(),
        note: String::new(),
    })
}

fn own_answers(response: &Response) -> Response {
    let Response { ratee, rater, group, answers, comments, on, received: _, coded: _, release } = response;
    Response {
        ratee: ratee.clone(),
        rater: rater.clone(),
        group: *group,
        answers: answers.clone(),
        comments: comments.clone(),
        on: *on,
        received: None,
        coded: None,
        release: *release,
    }
}
