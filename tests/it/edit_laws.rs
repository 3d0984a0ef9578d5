//! Laws of editing: undo undoes, redo redoes, a refusal changes nothing, and a change copies only what it touches.

use std::sync::Arc;

use proptest::{collection::vec, prelude::*};
use sandtable::{
    edit::{
        AssessmentEdit, CustomerEdit, Edit, EditError, History, Occasion, OrganisationEdit, TeamEdit, apply,
        reports_through,
    },
    model::*,
};

use crate::common::arbitrary::{edit, instrument, workbook};

proptest! {
    #[test]
    fn undo_and_redo_are_inverse(start in workbook(), edits in vec(edit(), 1..40)) {
        let mut history = History::new(start);
        let mut seen = vec![history.current().clone()];
        for edit in edits {
            history.seal();
            if history.apply(edit).is_ok() {
                seen.push(history.current().clone());
            }
        }
        for earlier in seen.iter().rev().skip(1) {
            prop_assert!(history.undo());
            prop_assert_eq!(history.current(), earlier);
        }
        prop_assert!(!history.undo());
        for later in seen.iter().skip(1) {
            prop_assert!(history.redo());
            prop_assert_eq!(history.current(), later);
        }
        prop_assert!(!history.redo());
    }

    #[test]
    fn a_change_of_the_team_shares_everything_else(start in workbook()) {
        let member = Member::new(MemberId::new("new").unwrap(), "新同事");
        let next = apply(&start, Edit::Team(TeamEdit::Put(member))).unwrap();
        prop_assert!(!Arc::ptr_eq(&start.team, &next.team));
        prop_assert!(Arc::ptr_eq(&start.customers, &next.customers));
        prop_assert!(Arc::ptr_eq(&start.organisations, &next.organisations));
        prop_assert!(Arc::ptr_eq(&start.conversations, &next.conversations));
        prop_assert!(Arc::ptr_eq(&start.rounds, &next.rounds));
    }

    #[test]
    fn together_is_all_or_nothing(start in workbook(), edits in vec(edit(), 1..12)) {
        let one_by_one = edits.iter().try_fold(start.clone(), |workbook, edit| apply(&workbook, edit.clone()));
        let together = apply(&start, Edit::Together(Occasion::Selection, edits));
        prop_assert_eq!(together, one_by_one);
    }

    #[test]
    fn re_hanging_never_closes_a_cycle(start in workbook(), who in 0..6usize, whom in 0..6usize) {
        for organisation in start.organisations.iter() {
            let id = |n: usize| ContactId::new(&format!("c-{n}")).unwrap();
            let edit = Edit::Organisation(organisation.account.clone(), OrganisationEdit::Rehang(id(who), Some(id(whom))));
            if let Ok(next) = apply(&start, edit) {
                let contacts = &next.organisations.get(&organisation.account).unwrap().contacts;
                prop_assert!(!reports_through(contacts, &id(whom), &id(who)));
            }
        }
    }

    #[test]
    fn a_customer_goes_with_everything_that_means_nothing_without_it(start in workbook(), n in 0..6usize) {
        let gone = CustomerId::new(&format!("客户-{n}")).unwrap();
        if let Ok(next) = apply(&start, Edit::Customers(CustomerEdit::Remove(gone.clone()))) {
            prop_assert!(next.contributions.iter().all(|cell| cell.customer != gone));
            prop_assert!(!next.organisations.contains(&gone));
        }
    }
}

#[test]
fn removing_a_manager_hands_the_reports_on() {
    let account = CustomerId::new("acme").unwrap();
    let id = |text: &str| ContactId::new(text).unwrap();
    let put = |name: &str, manager: Option<&str>| {
        let contact = Contact { reports_to: manager.map(id), ..Contact::new(id(name), name) };
        Edit::Organisation(account.clone(), OrganisationEdit::Put(Box::new(contact)))
    };
    let start = [
        Edit::Customers(CustomerEdit::Put(Box::new(Customer::new(account.clone(), "Acme")))),
        put("top", None),
        put("middle", Some("top")),
        put("below", Some("middle")),
    ];
    let workbook = apply(&Workbook::default(), Edit::Together(Occasion::Import, start.into())).unwrap();
    let removed = Edit::Organisation(account.clone(), OrganisationEdit::Remove(id("middle")));
    let next = apply(&workbook, removed).unwrap();
    let contacts = &next.organisations.get(&account).unwrap().contacts;
    assert_eq!(contacts.get(&id("below")).unwrap().reports_to, Some(id("top")));
    assert_eq!(contacts.len(), 2);
}

/// A workbook with the arbitrary instrument and a round, in which two peers have answered about one person.
fn round_with_answers() -> (Workbook, RoundId) {
    let (instrument, id) = (instrument(), RoundId::new("r").unwrap());
    let mut round = Round::new(id.clone(), instrument.id.clone(), instrument.version);
    round.responses = ["p1", "p2"].map(|rater| response(rater, "4")).into_iter().collect();
    let edits = [AssessmentEdit::PutInstrument(Box::new(instrument)), AssessmentEdit::PutRound(Box::new(round))];
    let made = edits.into_iter().fold(Workbook::default(), |made, edit| apply(&made, Edit::Assessment(edit)).unwrap());
    (made, id)
}

fn response(rater: &str, answers: &str) -> Response {
    let (ratee, rater) = (MemberId::new("a").unwrap(), RaterId::new(rater).unwrap());
    Response { answers: answers.parse().unwrap(), ..Response::new(ratee, rater, RaterGroup::Peer) }
}

#[test]
fn what_was_released_stays_and_what_comes_later_waits() {
    let (workbook, id) = round_with_answers();
    let on = jiff::civil::date(2026, 12, 4);
    let release = |workbook: &Workbook, rater: &str| {
        let keys = vec![response(rater, "").key()];
        let release = workbook.rounds.get(&id).unwrap().release(on, &workbook.method.assessment);
        apply(workbook, Edit::Assessment(AssessmentEdit::Release(id.clone(), release, keys))).unwrap()
    };
    let put = |workbook: &Workbook, response| {
        apply(workbook, Edit::Assessment(AssessmentEdit::PutResponse(id.clone(), response)))
    };
    let released = release(&workbook, "p1");
    let releases = |workbook: &Workbook| -> Vec<Option<u32>> {
        workbook.rounds.get(&id).unwrap().responses.iter().map(|response| response.release).collect()
    };
    assert_eq!(releases(&released), [Some(1), None]);

    assert_eq!(put(&released, response("p1", "5")), Err(EditError::Released(id.clone())));
    let later = put(&released, response("p2", "5")).unwrap();
    let later = put(&later, response("p3", "1")).unwrap();
    assert_eq!(releases(&later), [Some(1), None, None]);
    assert_eq!(releases(&release(&later, "p3")), [Some(1), None, Some(2)]);
    assert_eq!(releases(&release(&later, "p1")), [Some(1), None, None], "released once, released for good");

    let round = released.rounds.get(&id).unwrap();
    let edits: [fn(&mut Round); 4] = [
        |round| round.responses = Table::default(),
        |round| drop(round.responses.put(response("p1", "5"))),
        |round| round.releases.clear(),
        |round| round.due = None,
    ];
    let refused = edits.map(|change| {
        let mut round = round.clone();
        change(&mut round);
        apply(&released, Edit::Assessment(AssessmentEdit::PutRound(Box::new(round)))).is_err()
    });
    assert_eq!(refused, [true, true, true, false]);
}

#[test]
fn a_questionnaire_that_is_out_keeps_its_questions() {
    let (workbook, id) = round_with_answers();
    let reworded = Instrument { name: Bilingual::same("Reworded"), ..instrument() };
    let other = Instrument { points: Points::clamped(6), ..instrument() };
    let put = |workbook: &Workbook, instrument: &Instrument| {
        apply(workbook, Edit::Assessment(AssessmentEdit::PutInstrument(Box::new(instrument.clone()))))
    };
    assert!(put(&workbook, &other).is_ok(), "no form is out");
    let round = Round { key: "secret".to_owned(), ..workbook.rounds.get(&id).unwrap().clone() };
    let out = apply(&workbook, Edit::Assessment(AssessmentEdit::PutRound(Box::new(round)))).unwrap();
    assert_eq!(put(&out, &other), Err(EditError::InUse(id)));
    assert!(put(&out, &reworded).is_ok());
    assert!(put(&out, &Instrument { version: 2, ..other }).is_ok());
}
