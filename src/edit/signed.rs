//! What both have signed: locked when they sign, guarded against every edit afterwards (METHOD §3, meeting).

use std::sync::Arc;

use super::{EditError, Missing, conversation};
use crate::model::{
    Alteration, Conversation, ConversationId, Date, FieldChange, Record as _, RecordedCard, Seal, Workbook, canonical,
    changes,
};

/// Locks a record, with the goal card of its period as it is.
pub(super) fn sign(workbook: &mut Workbook, id: ConversationId) -> Result<(), EditError> {
    let card = workbook.conversations.get(&id).and_then(|talk| RecordedCard::now(workbook, talk));
    let talk = conversation(workbook, &id)?;
    if talk.is_signed() || !talk.record.employee.is_whole() || !talk.record.manager.is_whole() {
        return Err(EditError::Unsignable(id));
    }
    talk.record.card = card;
    talk.record.seal = Some(Seal::of(talk.canonical()));
    Ok(())
}

/// Locks an amendment. Those before it must be locked.
pub(super) fn sign_amendment(workbook: &mut Workbook, id: ConversationId, place: usize) -> Result<(), EditError> {
    let talk = conversation(workbook, &id)?;
    let form = talk.canonical_amendment(place);
    let is_next = talk.is_signed() && talk.record.amendments.iter().take_while(|a| a.seal.is_some()).count() == place;
    let Some(added) = talk.record.amendments.get_mut(place) else {
        return Err(EditError::Missing(Missing::Entry(id, super::ConversationText::Amendment(place))));
    };
    let is_ready = is_next && added.employee.is_whole() && added.manager.is_whole() && !added.text.trim().is_empty();
    match form.filter(|_| is_ready) {
        Some(form) => added.seal = Some(Seal::of(form)),
        None => return Err(EditError::Unsignable(id)),
    }
    Ok(())
}

/// Refuses whatever would change what was signed, or the goal card that belongs to it. A correction goes through, and
/// the record keeps what was changed, and when.
pub(super) fn guard(before: &Workbook, after: &mut Workbook, correcting: Option<Date>) -> Result<(), EditError> {
    let same_talks = Arc::ptr_eq(&before.conversations, &after.conversations);
    let same_cards = Arc::ptr_eq(&before.goal_cards, &after.goal_cards);
    if same_talks && same_cards {
        return Ok(());
    }
    for talk in before.conversations.iter().filter(|talk| talk.is_signed()) {
        let Some(now) = after.conversations.get(&talk.id) else {
            return Err(EditError::Signed(talk.id.clone()));
        };
        let mut changed = changes(&talk.canonical(), &now.canonical());
        if !same_cards {
            changed.extend(card_changes(talk, before, after));
        }
        match correcting {
            Some(on) if keeps_seals(talk, now) => {
                let noted = &mut conversation(after, &talk.id)?.record.alterations;
                changed.into_iter().for_each(|change| note(noted, on, change));
            }
            None if changed.is_empty() && keeps_seals(talk, now) => {}
            _ => return Err(EditError::Signed(talk.id.clone())),
        }
    }
    Ok(())
}

/// Notes a change. What is changed again on the same day, as a text is while it is typed, is one change; what is changed
/// back on it is none.
fn note(noted: &mut Vec<Alteration>, on: Date, change: FieldChange) {
    let same = |alteration: &Alteration| alteration.on == on && alteration.change.path == change.path;
    match noted.iter().rposition(same).and_then(|place| noted.get_mut(place).map(|same| (place, same))) {
        Some((place, same)) => {
            same.change.is = change.is;
            if same.change.is == same.change.was {
                noted.remove(place);
            }
        }
        None => noted.push(Alteration { on, change }),
    }
}

/// Whether everything that locks a record is as it was.
fn keeps_seals(before: &Conversation, after: &Conversation) -> bool {
    let signed = before.record.amendments.iter().take_while(|amendment| amendment.seal.is_some());
    let mut amendments = after.record.amendments.iter();
    before.record.seal == after.record.seal
        && before.record.alterations == after.record.alterations
        && signed.into_iter().all(|amendment| amendments.next() == Some(amendment))
}

/// How the goal card of a signed record changes.
fn card_changes(talk: &Conversation, before: &Workbook, after: &Workbook) -> Vec<FieldChange> {
    let Some(recorded) = &talk.record.card else { return Vec::new() };
    let key = recorded.card.key();
    let form = |workbook: &Workbook| workbook.goal_cards.get(&key).map(canonical).unwrap_or_default();
    let of_card = |change: FieldChange| FieldChange { path: FieldChange::card_path(&change.path), ..change };
    changes(&form(before), &form(after)).into_iter().map(of_card).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::{
        edit::{ConversationEdit, ConversationText, Edit, EditError, GoalEdit, History, Party, TeamEdit, apply},
        model::{
            Action, Amendment, Conversation, ConversationId, ConversationKind, Goal, GoalCard, GoalId, Member,
            MemberId, Percent, PeriodId, Seal, Signature, Step, Workbook, changes,
        },
    };

    fn talk_id() -> ConversationId {
        ConversationId::new("talk").unwrap()
    }

    fn li() -> MemberId {
        MemberId::new("li").unwrap()
    }

    fn card(completion: f64) -> GoalCard {
        let mut card = GoalCard::new(li(), PeriodId::new("2026-Q3").unwrap());
        let mut goal = Goal::new(GoalId::new("g").unwrap(), "Renewals");
        goal.completion = Some(Percent::clamped(completion));
        card.goals.put(goal);
        card
    }

    /// A talk of which everything is written and nothing signed.
    fn ready() -> Workbook {
        let mut talk = Conversation::new(talk_id(), li(), ConversationKind::Result);
        talk.period = Some(PeriodId::new("2026-Q3").unwrap());
        talk.commitments = vec![Action { what: "List".to_owned(), due: Some(date(2026, 12, 1)), ..Action::default() }];
        talk.record.summary = "We agreed.".to_owned();
        let signature = |name: &str| Signature { name: name.to_owned(), on: Some(date(2026, 11, 26)) };
        (talk.record.employee, talk.record.manager) = (signature("Li"), signature("Song"));
        let edits = [
            Edit::Team(TeamEdit::Put(Member::new(li(), "Li"))),
            Edit::Goals(GoalEdit::Put(Box::new(card(76.0)))),
            Edit::Conversations(ConversationEdit::Put(Box::new(talk))),
        ];
        edits.into_iter().fold(Workbook::default(), |workbook, edit| apply(&workbook, edit).unwrap())
    }

    fn signed() -> Workbook {
        apply(&ready(), Edit::Conversations(ConversationEdit::Sign(talk_id()))).unwrap()
    }

    fn talk(workbook: &Workbook) -> &Conversation {
        workbook.conversations.get(&talk_id()).unwrap()
    }

    fn text(place: ConversationText, text: &str) -> Edit {
        Edit::Conversations(ConversationEdit::Text(talk_id(), place, text.to_owned()))
    }

    #[test]
    fn the_canonical_form_is_what_it_always_was() {
        let signed = signed();
        let seal = talk(&signed).record.seal.clone().unwrap();
        let lines: Vec<&str> = seal.text.lines().collect();
        assert_eq!(
            lines,
            [
                "sandtable record 1",
                "card/card/goals/1/completion: 76",
                r#"card/card/goals/1/id: "g""#,
                r#"card/card/goals/1/name: "Renewals""#,
                r#"card/card/period: "2026-Q3""#,
                r#"card/card/person: "li""#,
                r#"commitments/1/due: "2026-12-01""#,
                r#"commitments/1/what: "List""#,
                r#"conversation: "talk""#,
                r#"employee/name: "Li""#,
                r#"employee/on: "2026-11-26""#,
                r#"kind: "result""#,
                r#"manager_signature/name: "Song""#,
                r#"manager_signature/on: "2026-11-26""#,
                r#"period: "2026-Q3""#,
                r#"person: "li""#,
                r#"summary: "We agreed.""#,
            ]
        );
        // printf '%s' "…" | sha256sum of these lines, joined by line breaks.
        assert_eq!(seal.hash, "d666211356e2f25d263ee8d279a4080b8f3e7c863f453e28f3dc9c60bf6983ef");
        assert!(seal.holds());
        assert!(!Seal { text: seal.text.replace("76", "90"), ..seal }.holds());
    }

    #[test]
    fn nobody_signs_without_both_names_and_days_nor_twice() {
        let sign = Edit::Conversations(ConversationEdit::Sign(talk_id()));
        let nameless = apply(&ready(), text(ConversationText::Name(Party::Employee), " ")).unwrap();
        assert_eq!(apply(&nameless, sign.clone()), Err(EditError::Unsignable(talk_id())));
        assert_eq!(apply(&signed(), sign), Err(EditError::Unsignable(talk_id())));
    }

    #[test]
    fn what_is_signed_is_not_changed_and_what_is_not_signed_can_be() {
        let signed = signed();
        let refused = Err(EditError::Signed(talk_id()));
        for edit in [
            text(ConversationText::Summary, "We did not."),
            text(ConversationText::Comment(Party::Manager), "Late"),
            text(ConversationText::Name(Party::Employee), "Wang"),
            text(ConversationText::Commitment(0), "Lists"),
            text(ConversationText::Place, "Elsewhere"),
            Edit::Conversations(ConversationEdit::Commitments(talk_id(), Vec::new())),
            Edit::Conversations(ConversationEdit::Remove(talk_id())),
            Edit::Conversations(ConversationEdit::Put(Box::new(talk(&ready()).clone()))),
            Edit::Goals(GoalEdit::Put(Box::new(card(90.0)))),
            Edit::Goals(GoalEdit::Remove(li(), PeriodId::new("2026-Q3").unwrap())),
            Edit::Team(TeamEdit::Remove(li())),
        ] {
            assert_eq!(apply(&signed, edit.clone()), refused, "{edit:?}");
        }
        let kept = Action { done: Some(date(2026, 12, 1)), ..talk(&signed).commitments[0].clone() };
        for edit in [
            Edit::Conversations(ConversationEdit::Commitments(talk_id(), vec![kept])),
            Edit::Conversations(ConversationEdit::Note(talk_id(), Step::Reached, "mine".to_owned())),
        ] {
            let after = apply(&signed, edit).unwrap();
            assert_eq!(talk(&after).canonical(), talk(&signed).record.seal.as_ref().unwrap().text);
        }
    }

    #[test]
    fn a_correction_is_kept_with_its_day_and_what_it_said_before() {
        let correct = |workbook: &Workbook, edit| apply(workbook, Edit::Correct(date(2026, 12, 3), Box::new(edit)));
        let once = correct(&signed(), text(ConversationText::Commitment(0), "Lists")).unwrap();
        let twice = correct(&once, Edit::Goals(GoalEdit::Put(Box::new(card(90.0))))).unwrap();
        let found: Vec<_> = talk(&twice)
            .record
            .alterations
            .iter()
            .map(|alteration| {
                let change = &alteration.change;
                (alteration.on, change.path.as_str(), change.was.as_deref(), change.is.as_deref())
            })
            .collect();
        let on = date(2026, 12, 3);
        assert_eq!(
            found,
            [
                (on, "commitments/1/what", Some("List"), Some("Lists")),
                (on, "card_now/goals/1/completion", Some("76"), Some("90")),
            ]
        );
        let seal = talk(&twice).record.seal.as_ref().unwrap();
        assert!(seal.holds());
        assert_eq!(changes(&seal.text, &talk(&twice).canonical()).len(), 1, "the seal is of what was signed");
        let mut without = talk(&twice).clone();
        without.record.alterations.clear();
        let hidden = Edit::Conversations(ConversationEdit::Put(Box::new(without)));
        assert_eq!(apply(&twice, hidden.clone()), Err(EditError::Signed(talk_id())));
        assert_eq!(correct(&twice, hidden), Err(EditError::Signed(talk_id())), "what was altered is not forgotten");
    }

    #[test]
    fn what_is_corrected_again_on_the_same_day_is_one_change() {
        let type_in = |workbook: &Workbook, day, summary: &str| {
            let edit = Edit::Correct(date(2026, 12, day), Box::new(text(ConversationText::Summary, summary)));
            apply(workbook, edit).unwrap()
        };
        let first = type_in(&signed(), 3, "We agreed on");
        let second = type_in(&first, 3, "We agreed on it.");
        let count = |workbook: &Workbook| talk(workbook).record.alterations.len();
        assert_eq!(count(&second), 1);
        let change = &talk(&second).record.alterations[0].change;
        assert_eq!((change.was.as_deref(), change.is.as_deref()), (Some("We agreed."), Some("We agreed on it.")));
        assert_eq!(count(&type_in(&second, 4, "Nothing.")), 2, "another day is another change");
        assert_eq!(count(&type_in(&second, 3, "We agreed.")), 0, "changed back");
    }

    #[test]
    fn amendments_are_signed_one_after_the_other_each_upon_the_one_before() {
        let signature = Signature { name: "Li".to_owned(), on: Some(date(2026, 12, 5)) };
        let added = |text: &str| Amendment {
            text: text.to_owned(),
            employee: signature.clone(),
            manager: signature.clone(),
            seal: None,
        };
        let with = |workbook: &Workbook, amendments: Vec<Amendment>| {
            let mut talk = talk(workbook).clone();
            talk.record.amendments = amendments;
            apply(workbook, Edit::Conversations(ConversationEdit::Put(Box::new(talk))))
        };
        let sign = |workbook: &Workbook, n| {
            apply(workbook, Edit::Conversations(ConversationEdit::SignAmendment(talk_id(), n)))
        };
        let two = with(&signed(), vec![added("First"), added("Second")]).unwrap();
        assert_eq!(sign(&two, 1), Err(EditError::Unsignable(talk_id())), "the first one first");
        let both = sign(&sign(&two, 0).unwrap(), 1).unwrap();
        let seals: Vec<_> = talk(&both).record.amendments.iter().map(|a| a.seal.clone().unwrap()).collect();
        assert!(seals[0].text.contains(&talk(&both).record.seal.as_ref().unwrap().hash));
        assert!(seals[1].text.contains(&seals[0].hash));
        assert_eq!(with(&both, talk(&both).record.amendments[1..].to_vec()), Err(EditError::Signed(talk_id())));
        let blank = with(&signed(), vec![added(" ")]).unwrap();
        assert_eq!(sign(&blank, 0), Err(EditError::Unsignable(talk_id())));
    }

    #[test]
    fn a_signature_is_not_undone() {
        let mut history = History::new(ready());
        history.apply(text(ConversationText::Summary, "Agreed.")).unwrap();
        history.apply(Edit::Conversations(ConversationEdit::Sign(talk_id()))).unwrap();
        assert!(!history.undo());
        assert!(talk(history.current()).is_signed());
    }
}
