//! Laws of what is derived: recomputing only what changed gives what computing everything gives, and keeps the rest.

use std::sync::Arc;

use jiff::civil::{Date, date};
use proptest::{collection::vec, prelude::*};
use sandtable::{
    analysis::{Audience, Derived},
    edit::{CustomerEdit, Edit, apply},
    model::*,
};

use crate::common::arbitrary::{edit, workbook};

const TODAY: Date = date(2026, 11, 21);

proptest! {
    #[test]
    fn refreshing_is_recomputing(mut before in workbook(), edits in vec(edit(), 1..20)) {
        let mut derived = Derived::of(&before, TODAY);
        for edit in edits {
            if let Ok(after) = apply(&before, edit) {
                derived = derived.refresh(&before, &after);
                prop_assert_eq!(&derived, &Derived::of(&after, TODAY));
                before = after;
            }
        }
    }
}

#[test]
fn what_an_edit_does_not_touch_is_kept() {
    let id = CustomerId::new("acme").unwrap();
    let put = Edit::Customers(CustomerEdit::Put(Box::new(Customer::new(id.clone(), "Acme"))));
    let before = apply(&Workbook::default(), put).unwrap();
    let derived = Derived::of(&before, TODAY);
    let score = Criterion::Attraction(Attraction::Profit);
    let after = apply(&before, Edit::Customers(CustomerEdit::Score(id, score, Score::new(8.0).ok()))).unwrap();
    let refreshed = derived.refresh(&before, &after);
    assert!(!Arc::ptr_eq(&derived.value_map, &refreshed.value_map));
    assert!(Arc::ptr_eq(&derived.power_maps, &refreshed.power_maps));
    assert!(Arc::ptr_eq(&derived.evaluations, &refreshed.evaluations));
    for audience in [Audience::Trainer, Audience::Room] {
        assert!(Arc::ptr_eq(derived.assessments(audience), refreshed.assessments(audience)));
    }
    let same = refreshed.refresh(&after, &after.clone());
    assert!(Arc::ptr_eq(&refreshed.findings, &same.findings));
}
