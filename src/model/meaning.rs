//! References without which a record means nothing. Every other unknown reference is a finding, and work goes on.

use super::{
    Answer, ContactId, CustomerId, FieldPath, Instrument, InstrumentId, MemberId, OfferingId, Organisation, Response,
    Round, Workbook,
};

/// A record that means nothing: the field, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaningless {
    /// The field.
    pub path: FieldPath,
    /// What is wrong with it.
    pub why: Why,
}

/// What keeps a record from meaning something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// A customer that isn't there.
    Customer(CustomerId),
    /// An offering that isn't there.
    Offering(OfferingId),
    /// One of our people who isn't there.
    Member(MemberId),
    /// A contact who isn't in this organisation.
    Contact(ContactId),
    /// An instrument, or a version of it, that isn't there.
    Instrument(InstrumentId, u32),
    /// More answers than the instrument has items.
    TooManyAnswers {
        /// How many there are.
        found: usize,
        /// How many items there are.
        items: usize,
    },
    /// An answer above the top of the scale.
    AboveScale {
        /// Which answer, counted from 1.
        place: usize,
        /// Its points.
        points: u8,
        /// The scale's.
        scale: u8,
    },
}

/// Every record that means nothing, in the order of the sections.
pub fn meaningless(workbook: &Workbook) -> Vec<Meaningless> {
    let mut found = Vec::new();
    contributions(workbook, &mut found);
    organisations(workbook, &mut found);
    people(workbook, &mut found);
    rounds(workbook, &mut found);
    found
}

fn contributions(workbook: &Workbook, found: &mut Vec<Meaningless>) {
    for (index, cell) in workbook.contributions.iter().enumerate() {
        let path = |field| FieldPath::record("contributions", index).field(field);
        if !workbook.customers.contains(&cell.customer) {
            found.push(Meaningless { path: path("customer"), why: Why::Customer(cell.customer.clone()) });
        }
        if !workbook.offerings.contains(&cell.offering) {
            found.push(Meaningless { path: path("offering"), why: Why::Offering(cell.offering.clone()) });
        }
    }
}

fn organisations(workbook: &Workbook, found: &mut Vec<Meaningless>) {
    for (index, organisation) in workbook.organisations.iter().enumerate() {
        let path = FieldPath::record("organisations", index);
        if !workbook.customers.contains(&organisation.account) {
            let why = Why::Customer(organisation.account.clone());
            found.push(Meaningless { path: path.clone().field("account"), why });
        }
        contacts(organisation, &path, found);
    }
}

fn contacts(organisation: &Organisation, path: &FieldPath, found: &mut Vec<Meaningless>) {
    let mut check = |id: &ContactId, path: &dyn Fn() -> FieldPath| {
        if !organisation.contacts.contains(id) {
            found.push(Meaningless { path: path(), why: Why::Contact(id.clone()) });
        }
    };
    for (index, line) in organisation.lines.iter().enumerate() {
        let line_path = |end| path.clone().field("lines").index(index).field(end);
        check(&line.from, &|| line_path("from"));
        check(&line.to, &|| line_path("to"));
    }
    for (index, opportunity) in organisation.opportunities.iter().enumerate() {
        for (place, held) in opportunity.roles.iter().enumerate() {
            let roles = || path.clone().field("opportunities").index(index).field("roles");
            check(&held.contact, &|| roles().index(place).field("contact"));
        }
    }
}

/// Goal cards, evidence, conversations and plans are about one of our people.
fn people(workbook: &Workbook, found: &mut Vec<Meaningless>) {
    let cards = workbook.goal_cards.iter().map(|card| &card.person).enumerate().map(|at| ("goal_cards", at));
    let notes = workbook.evidence.iter().map(|note| &note.person).enumerate().map(|at| ("evidence", at));
    let talks = workbook.conversations.iter().map(|talk| &talk.person).enumerate().map(|at| ("conversations", at));
    let plans = workbook.plans.iter().map(|plan| &plan.person).enumerate().map(|at| ("plans", at));
    for (section, (index, person)) in cards.chain(notes).chain(talks).chain(plans) {
        if !workbook.team.contains(person) {
            let path = FieldPath::record(section, index).field("person");
            found.push(Meaningless { path, why: Why::Member(person.clone()) });
        }
    }
}

fn rounds(workbook: &Workbook, found: &mut Vec<Meaningless>) {
    for (index, round) in workbook.rounds.iter().enumerate() {
        let path = FieldPath::record("rounds", index);
        let key = (round.instrument.clone(), round.version);
        match workbook.instruments.get(&key) {
            Some(instrument) => responses(round, instrument, &path, found),
            None => {
                let path = path.field("instrument");
                found.push(Meaningless { path, why: Why::Instrument(key.0, key.1) });
            }
        }
    }
}

fn responses(round: &Round, instrument: &Instrument, path: &FieldPath, found: &mut Vec<Meaningless>) {
    for (index, response) in round.responses.iter().enumerate() {
        if let Some(why) = misfit(response, instrument) {
            let path = path.clone().field("responses").index(index).field("answers");
            found.push(Meaningless { path, why });
        }
    }
}

/// Why answers do not fit an instrument.
pub fn misfit(response: &Response, instrument: &Instrument) -> Option<Why> {
    let answers = &response.answers.0;
    let (found, items, scale) = (answers.len(), instrument.scored_len(), instrument.points.get());
    if found > items {
        return Some(Why::TooManyAnswers { found, items });
    }
    let above = |(index, answer): (usize, &Answer)| match answer.points() {
        Some(points) if points > scale => Some(Why::AboveScale { place: index + 1, points, scale }),
        _ => None,
    };
    answers.iter().enumerate().find_map(above)
}
