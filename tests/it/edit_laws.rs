//! Laws of editing: undo undoes, redo redoes, a refusal changes nothing, and a change copies only what it touches.

use std::sync::Arc;

use proptest::{collection::vec, prelude::*};
use sandtable::{
    edit::{CustomerEdit, Edit, History, Occasion, OrganisationEdit, TeamEdit, apply, reports_through},
    model::*,
};

use crate::common::arbitrary::{edit, workbook};

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
