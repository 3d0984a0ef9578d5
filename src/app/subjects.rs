//! Whom and what there is to show and to find: the subjects of each kind of panel, and everything that has a name.

use crate::{
    analysis::{Audience, Derived},
    model::{ConversationId, CustomerId, GoalCard, MemberId, MoveRunId, Pane, PanelKind, Workbook},
    panels::Selection,
    text::{Lang, Word, app as words, format, goals, moves, terms},
};

/// Something a panel can show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Its id.
    pub id: String,
    /// Its name.
    pub label: String,
}

/// Everything a kind of panel can show, the first being what it shows unasked. The value map, the matrix, the grid and
/// the classes show all customers: they have no subjects. Relations show all people unasked.
pub fn subjects(kind: PanelKind, lang: Lang, workbook: &Workbook, derived: &Derived) -> Vec<Subject> {
    let subject = |id: &str| label(kind, id, lang, workbook).map(|label| Subject { id: id.to_owned(), label });
    match kind {
        PanelKind::ValueMap | PanelKind::Scores | PanelKind::Contributions | PanelKind::Classes => Vec::new(),
        PanelKind::PowerMap | PanelKind::Relations => {
            let mapped = derived.power_maps.keys();
            let others = workbook.customers.keys().filter(|id| !derived.power_maps.contains(*id));
            mapped.chain(others).filter_map(|id| subject(id.as_str())).collect()
        }
        PanelKind::Moves => workbook.move_runs.iter().rev().filter_map(|run| subject(run.id.as_str())).collect(),
        PanelKind::Feedback => {
            let talks = workbook.conversations.keys().filter_map(|id| subject(id.as_str()));
            talks.chain(workbook.team.keys().filter_map(|id| subject(id.as_str()))).collect()
        }
        PanelKind::Goals => {
            let cards = workbook.goal_cards.iter().rev();
            cards.filter_map(|card| subject(&GoalCard::subject(&card.person, &card.period))).collect()
        }
        PanelKind::Assessment => {
            let mut seen = std::collections::HashSet::new();
            let asked = workbook.rounds.iter().flat_map(|round| {
                let assigned = round.assignments.iter().map(|assignment| &assignment.ratee);
                assigned.chain(round.responses.iter().map(|response| &response.ratee))
            });
            asked.filter(|id| seen.insert(*id)).filter_map(|id| subject(id.as_str())).collect()
        }
    }
}

/// The name of a panel's subject; none where it isn't in the workbook.
pub fn label(kind: PanelKind, id: &str, lang: Lang, workbook: &Workbook) -> Option<String> {
    match kind {
        PanelKind::ValueMap | PanelKind::Scores | PanelKind::Contributions | PanelKind::Classes => None,
        PanelKind::PowerMap | PanelKind::Relations => {
            workbook.customers.get(&CustomerId::new(id).ok()?).map(|c| c.label().to_owned())
        }
        PanelKind::Feedback => {
            let Some(conversation) = workbook.conversations.get(&ConversationId::new(id).ok()?) else {
                return workbook.team.get(&MemberId::new(id).ok()?).map(|member| member.label().to_owned());
            };
            let (person, kind) = (workbook.member_label(&conversation.person), terms::conversation(conversation.kind));
            Some(format!("{person} · {}", kind.of(lang)))
        }
        PanelKind::Goals => {
            let card = workbook.goal_cards.iter().find(|card| card.is_subject(id));
            let person = || MemberId::new(id).ok().and_then(|id| workbook.team.get(&id));
            card.map(|card| goals::card(workbook.member_label(&card.person), &card.period))
                .or_else(|| person().map(|member| member.label().to_owned()))
        }
        PanelKind::Assessment => Some(workbook.member_label(&MemberId::new(id).ok()?).to_owned()),
        PanelKind::Moves => workbook.move_runs.get(&MoveRunId::new(id).ok()?).map(|run| moves::run_label(lang, run)),
    }
}

/// Something with a name, where it is shown, and what is selected there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its name.
    pub label: String,
    /// Its id, by which it is found as well.
    pub id: String,
    /// What kind of thing it is, and whose.
    pub detail: String,
    /// The panel to bring to the front.
    pub pane: Pane,
    /// What to select in it.
    pub selection: Selection,
}

/// Everything that has a name and that this audience may see.
pub fn named(lang: Lang, audience: Audience, workbook: &Workbook) -> Vec<Named> {
    let entry = |label: &str, id: &str, what: Word, of: Option<&str>, kind, subject: Option<&str>, selection| Named {
        label: label.to_owned(),
        id: id.to_owned(),
        detail: of.map_or_else(|| what.of(lang).to_owned(), |of| format!("{of} · {}", what.of(lang))),
        pane: Pane { kind, subject: subject.map(str::to_owned) },
        selection,
    };
    let customers = workbook.customers.iter().map(|customer| {
        let selection = Selection::Customer(customer.id.clone());
        entry(customer.label(), customer.id.as_str(), words::KIND_CUSTOMER, None, PanelKind::ValueMap, None, selection)
    });
    let contacts = workbook.organisations.iter().flat_map(|organisation| {
        let account = &organisation.account;
        organisation.contacts.iter().map(move |contact| {
            let selection = Selection::Contact(account.clone(), contact.id.clone());
            let (of, subject) = (Some(workbook.customer_label(account)), Some(account.as_str()));
            let what = words::KIND_CONTACT;
            entry(contact.label(), contact.id.as_str(), what, of, PanelKind::PowerMap, subject, selection)
        })
    });
    let members = workbook.team.iter().map(|member| {
        let (id, selection) = (member.id.as_str(), Selection::Member(member.id.clone()));
        entry(member.label(), id, words::KIND_MEMBER, None, PanelKind::Assessment, Some(id), selection)
    });
    let conversations = workbook.conversations.iter().map(|conversation| {
        let (id, selection) = (conversation.id.as_str(), Selection::Conversation(conversation.id.clone()));
        let label = label(PanelKind::Feedback, id, lang, workbook).unwrap_or_default();
        let day = conversation.on.map(|day| format::date(lang, day));
        entry(&label, id, words::KIND_CONVERSATION, day.as_deref(), PanelKind::Feedback, Some(id), selection)
    });
    let cards = workbook.goal_cards.iter().map(|card| {
        let (label, selection) =
            (goals::card(workbook.member_label(&card.person), &card.period), Selection::Member(card.person.clone()));
        let subject = GoalCard::subject(&card.person, &card.period);
        entry(&label, card.period.as_str(), words::KIND_GOAL_CARD, None, PanelKind::Goals, Some(&subject), selection)
    });
    // Judgements of people are not for the room.
    let judged = conversations.chain(cards).filter(|_| audience == Audience::Trainer);
    customers.chain(contacts).chain(members).chain(judged).collect()
}
