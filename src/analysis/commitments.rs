//! What was promised in conversations: what is due, and what the next conversation starts from (METHOD §3, meeting).

use crate::model::{Action, Conversation, ConversationId, Date, MemberId, Table};

/// A promise that is due and not kept yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueCommitment {
    /// The conversation in which it was promised.
    pub talk: ConversationId,
    /// With whom that was.
    pub person: MemberId,
    /// Which of its commitments, from 0.
    pub place: usize,
    /// Until when.
    pub due: Date,
}

/// The promises of all conversations that are due, the longest due first.
pub fn due(conversations: &Table<Conversation>, today: Date) -> Vec<DueCommitment> {
    let mut found = Vec::new();
    for talk in conversations.iter() {
        for (place, action) in talk.commitments.iter().enumerate().filter(|(_, action)| action.done.is_none()) {
            if let Some(due) = action.due.filter(|due| *due <= today) {
                found.push(DueCommitment { talk: talk.id.clone(), person: talk.person.clone(), place, due });
            }
        }
    }
    found.sort_by_key(|commitment| commitment.due);
    found
}

/// What was promised in a person's conversations, with its place in each: those that are open, the earliest due first
/// and those without a day last.
pub fn open<'a>(
    conversations: &'a Table<Conversation>,
    person: &MemberId,
) -> Vec<(&'a Conversation, usize, &'a Action)> {
    let of_person = conversations.iter().filter(|talk| talk.person == *person);
    let mut open: Vec<_> = of_person
        .flat_map(|talk| talk.commitments.iter().enumerate().map(move |(place, action)| (talk, place, action)))
        .filter(|(_, _, action)| action.done.is_none())
        .collect();
    open.sort_by_key(|(_, _, action)| (action.due.is_none(), action.due));
    open
}

/// What a conversation starts from: the open promises of the person's other conversations that were not held later.
pub fn from_before<'a>(
    conversations: &'a Table<Conversation>,
    talk: &Conversation,
) -> Vec<(&'a Conversation, usize, &'a Action)> {
    let mut open = open(conversations, &talk.person);
    let is_before = |other: &Conversation| other.on.zip(talk.on).is_none_or(|(other, on)| other <= on);
    open.retain(|(other, ..)| other.id != talk.id && is_before(other));
    open
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::ConversationKind;

    fn talk(id: &str, person: &str, on: Option<Date>, promises: &[(&str, Option<Date>, bool)]) -> Conversation {
        let (id, person) = (ConversationId::new(id).unwrap(), MemberId::new(person).unwrap());
        let mut talk = Conversation::new(id, person, ConversationKind::Progress);
        talk.on = on;
        let promise = |(what, due, done): &(&str, Option<Date>, bool)| Action {
            what: (*what).to_owned(),
            due: *due,
            done: done.then_some(date(2026, 11, 1)),
            ..Action::default()
        };
        talk.commitments = promises.iter().map(promise).collect();
        talk
    }

    fn talks() -> Table<Conversation> {
        let (early, late) = (date(2026, 11, 10), date(2026, 11, 22));
        Table::from_iter([
            talk("july", "li", Some(date(2026, 7, 1)), &[("a", Some(late), false), ("b", Some(early), true)]),
            talk("october", "li", Some(date(2026, 10, 9)), &[("c", None, false), ("d", Some(early), false)]),
            talk("november", "li", Some(date(2026, 11, 21)), &[("e", Some(date(2026, 12, 1)), false)]),
            talk("other", "wu", None, &[("f", Some(early), false)]),
        ])
    }

    #[test]
    fn what_is_due_is_open_and_has_its_day_the_longest_first() {
        let due = due(&talks(), date(2026, 11, 22));
        let found: Vec<_> = due.iter().map(|found| (found.talk.as_str(), found.place)).collect();
        assert_eq!(found, [("october", 1), ("other", 0), ("july", 0)]);
    }

    #[test]
    fn a_conversation_starts_from_what_was_open_before_it() {
        let talks = talks();
        let before = |id: &str| {
            let found = from_before(&talks, talks.get(id).unwrap());
            found.into_iter().map(|(_, _, action)| action.what.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(before("november"), ["d", "a", "c"]);
        assert_eq!(before("october"), ["a"]);
        assert_eq!(before("july"), [] as [&str; 0]);
        assert_eq!(before("other"), [] as [&str; 0]);
    }
}
