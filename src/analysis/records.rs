//! Do signed records still say what both signed? (METHOD §3, meeting.)

use crate::model::{
    Alteration, Conversation, ConversationId, FieldChange, Record, Table, Workbook, canonical, changes,
};

/// A part of a record with signatures of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The record itself.
    Record,
    /// An amendment, counted from 0.
    Amendment(usize),
}

/// What has become of a signed record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The conversation.
    pub talk: ConversationId,
    /// What was changed on purpose after both had signed, with its days.
    pub altered: Vec<Alteration>,
    /// What says something else and nobody noted why: changed outside the program.
    pub unexplained: Vec<FieldChange>,
    /// Parts whose own seal is not that of what they keep: somebody has meddled with the seal itself.
    pub broken: Vec<Part>,
}

impl Standing {
    /// Everything is as both signed it.
    pub fn is_intact(&self) -> bool {
        self.altered.is_empty() && self.is_explained()
    }

    /// Whatever is not as both signed it was changed on purpose, on a day that is noted.
    pub fn is_explained(&self) -> bool {
        self.unexplained.is_empty() && self.broken.is_empty()
    }
}

impl Record for Standing {
    type Key = ConversationId;

    fn key(&self) -> ConversationId {
        self.talk.clone()
    }
}

/// What has become of every signed record.
pub fn standings(workbook: &Workbook) -> Table<Standing> {
    workbook.conversations.iter().filter_map(|talk| standing(workbook, talk)).collect()
}

/// What has become of a record; nothing where it is not signed.
pub fn standing(workbook: &Workbook, talk: &Conversation) -> Option<Standing> {
    let record = &talk.record;
    let seal = record.seal.as_ref()?;
    let mut broken = Vec::new();
    if !seal.holds() {
        broken.push(Part::Record);
    }
    let mut unexplained = changes(&seal.text, &talk.canonical());
    if let Some(recorded) = &record.card {
        let now = workbook.goal_cards.get(&recorded.card.key()).map(canonical).unwrap_or_default();
        let of_card = changes(&canonical(&recorded.card), &now).into_iter();
        unexplained.extend(of_card.map(|change| FieldChange { path: FieldChange::card_path(&change.path), ..change }));
    }
    // The last change that was noted of a field says what it says now.
    let noted = |path: &str| record.alterations.iter().rfind(|alteration| alteration.change.path == path);
    unexplained.retain(|change| noted(&change.path).is_none_or(|alteration| alteration.change.is != change.is));
    for (place, amendment) in record.amendments.iter().enumerate() {
        if let Some(seal) = &amendment.seal {
            let now = talk.canonical_amendment(place).unwrap_or_default();
            if !seal.holds() {
                broken.push(Part::Amendment(place));
            }
            let path = |path: &str| format!("amendments/{}/{path}", place + 1);
            let changed = changes(&seal.text, &now).into_iter();
            unexplained.extend(changed.map(|change| FieldChange { path: path(&change.path), ..change }));
        }
    }
    Some(Standing { talk: talk.id.clone(), altered: record.alterations.clone(), unexplained, broken })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::civil::date;

    use super::*;
    use crate::{
        edit::{ConversationEdit, ConversationText, Edit, apply},
        example,
        model::{Amendment, Seal, Signature},
        text::Lang,
    };

    fn id() -> ConversationId {
        ConversationId::new("tang-yi-q3-result").unwrap()
    }

    fn talk_of(workbook: &Workbook) -> &Conversation {
        workbook.conversations.get(&id()).unwrap()
    }

    /// The workbook with its record changed by another program.
    fn meddled(workbook: &Workbook, change: impl FnOnce(&mut Conversation)) -> Workbook {
        let mut conversations = (*workbook.conversations).clone();
        change(conversations.get_mut(&id()).unwrap());
        Workbook { conversations: Arc::new(conversations), ..workbook.clone() }
    }

    fn signed() -> Workbook {
        let workbook = example::workbook(Lang::En).unwrap();
        let signature = Signature { name: "Somebody".to_owned(), on: Some(date(2026, 11, 26)) };
        let ready = meddled(&workbook, |talk| {
            talk.record.summary = "We agreed.".to_owned();
            (talk.record.employee, talk.record.manager) = (signature.clone(), signature.clone());
            talk.record.amendments = vec![Amendment {
                text: "One more thing.".to_owned(),
                employee: signature.clone(),
                manager: signature,
                seal: None,
            }];
        });
        let once = apply(&ready, Edit::Conversations(ConversationEdit::Sign(id()))).unwrap();
        apply(&once, Edit::Conversations(ConversationEdit::SignAmendment(id(), 0))).unwrap()
    }

    fn paths(standing: &Standing) -> Vec<String> {
        standing.unexplained.iter().map(|change| change.path.clone()).collect()
    }

    #[test]
    fn an_unsigned_record_has_no_standing_and_a_signed_one_is_intact() {
        let workbook = example::workbook(Lang::En).unwrap();
        assert_eq!(standing(&workbook, talk_of(&workbook)), None);
        let signed = signed();
        assert!(standing(&signed, talk_of(&signed)).unwrap().is_intact());
    }

    #[test]
    fn whatever_is_changed_outside_is_named_by_its_field() {
        let signed = signed();
        let found = |change: fn(&mut Conversation)| {
            let after = meddled(&signed, change);
            let standing = standing(&after, talk_of(&after)).unwrap();
            assert!(!standing.is_explained());
            (paths(&standing), standing.broken)
        };
        assert_eq!(found(|talk| talk.record.summary.push('!')), (vec!["summary".to_owned()], vec![]));
        assert_eq!(found(|talk| talk.commitments[0].due = None), (vec!["commitments/1/due".to_owned()], vec![]));
        assert_eq!(
            found(|talk| talk.record.amendments[0].text.clear()),
            (vec!["amendments/1/amendment".to_owned()], vec![])
        );
        // A seal made anew over the changed record: the record holds, but the amendment names the seal it was added to.
        let (again, broken) = found(|talk| {
            talk.record.summary.push('!');
            talk.record.seal = Some(Seal::of(talk.canonical()));
        });
        assert_eq!((again, broken), (vec!["amendments/1/after".to_owned()], vec![]));
        let (_, broken) = found(|talk| talk.record.seal.as_mut().unwrap().text.push(' '));
        assert_eq!(broken, [Part::Record]);
    }

    #[test]
    fn the_goal_card_that_was_signed_is_watched_as_well() {
        let signed = signed();
        let recorded = talk_of(&signed).record.card.as_ref().unwrap().card.clone();
        let mut cards = (*signed.goal_cards).clone();
        cards.get_mut(&recorded.key()).unwrap().goals.iter_mut().next().unwrap().completion = None;
        let after = Workbook { goal_cards: Arc::new(cards), ..signed };
        let found = paths(&standing(&after, talk_of(&after)).unwrap());
        assert_eq!(found, ["card_now/goals/1/completion"]);
    }

    #[test]
    fn a_correction_explains_itself_until_somebody_changes_it_again() {
        let signed = signed();
        let place = ConversationText::Summary;
        let edit = Edit::Conversations(ConversationEdit::Text(id(), place, "We agreed on it.".to_owned()));
        let corrected = apply(&signed, Edit::Correct(date(2026, 12, 2), Box::new(edit))).unwrap();
        let found = standing(&corrected, talk_of(&corrected)).unwrap();
        assert!(found.is_explained() && !found.is_intact());
        let after = meddled(&corrected, |talk| talk.record.summary.push('!'));
        assert_eq!(paths(&standing(&after, talk_of(&after)).unwrap()), ["summary"]);
    }
}
