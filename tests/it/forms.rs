//! Forms: what a rater gets, and what they must not get.

use sandtable::{
    example,
    exchange::forms::{self, Form, FormError, FormsError},
    model::{RaterGroup, RoundId, Workbook},
    text::Lang,
};

fn round() -> RoundId {
    RoundId::new("2026-autumn").unwrap()
}

fn example_forms() -> (Workbook, Vec<Form>) {
    let workbook = example::workbook(Lang::Zh).unwrap();
    let forms = forms::forms(&workbook, &round()).unwrap();
    (workbook, forms)
}

#[test]
fn every_rater_gets_one_form_with_everyone_they_rate() {
    let (workbook, forms) = example_forms();
    let round = workbook.rounds.get(&round()).unwrap();
    let raters: std::collections::BTreeSet<_> = round.assignments.iter().map(|a| &a.rater).collect();
    assert_eq!(forms.len(), raters.len());
    assert_eq!(forms.iter().map(|form| form.people.len()).sum::<usize>(), round.assignments.len());
    for form in &forms {
        let oneself = form.people.iter().position(|entry| entry.group == RaterGroup::Oneself);
        assert!(oneself.is_none_or(|place| place == 0), "oneself comes first: {form:?}");
    }
    let ids: std::collections::BTreeSet<_> = forms.iter().map(|form| form.id).collect();
    assert_eq!(ids.len(), forms.len());
    assert_eq!(forms, forms::forms(&workbook, &round.id).unwrap(), "made again, they are the same");
}

#[test]
fn a_form_holds_nothing_else_of_anyone() {
    let (workbook, forms) = example_forms();
    let round = workbook.rounds.get(&round()).unwrap();
    for form in &forms {
        let text = forms::write_form(form).unwrap();
        assert!(!text.contains(&round.key));
        for member in workbook.team.iter() {
            let theirs = member.name == form.rater || form.people.iter().any(|entry| entry.name == member.name);
            assert_eq!(text.contains(&member.name), theirs, "{} in the form of {}", member.name, form.rater);
            assert!(!text.contains(&format!("\"{}\"", member.id)), "{}", member.id);
        }
        for response in round.responses.iter() {
            assert!(!text.contains(&response.answers.to_string()));
            assert!(response.comments.values().all(|comment| !text.contains(comment)));
        }
    }
}

#[test]
fn a_form_reads_back_and_is_told_from_anything_else() {
    let (workbook, forms) = example_forms();
    for form in &forms {
        let text = forms::write_form(form).unwrap();
        assert!(forms::is_form(text.as_bytes()));
        assert_eq!(forms::read_form(text.as_bytes()).as_ref(), Ok(form));
    }
    let text = forms::write_form(&forms[0]).unwrap();
    let read = |text: &str| forms::read_form(text.as_bytes());
    assert_eq!(read(&sandtable::file::to_text(&workbook).unwrap()), Err(FormError::NotOurs));
    assert_eq!(read(""), Err(FormError::NotOurs));
    assert_eq!(read(&text.replace("sandtable_form: 1", "sandtable_form: 9")), Err(FormError::Newer(9)));
    assert!(matches!(read(&text[..text.len() / 2]), Err(FormError::Damaged(Some(_)))));
    let (tags, twice) =
        (&forms[0].people, text.replace(&forms[0].people[1].tag.to_string(), &forms[0].people[0].tag.to_string()));
    assert!(tags.len() > 1);
    assert_eq!(read(&twice), Err(FormError::Damaged(None)));
    assert_eq!(read(&(text.clone() + &" ".repeat(1 << 20))), Err(FormError::TooLarge));
    assert_eq!(forms::read_form(format!("\u{feff}{text}").as_bytes()).as_ref(), Ok(&forms[0]));
}

#[test]
fn files_are_named_after_the_rater_alone() {
    let (_, mut forms) = example_forms();
    forms.truncate(4);
    for (form, name) in forms.iter_mut().zip(["Zhang Wei", "张伟", "../../etc/CON", "Zhang-Wei"]) {
        form.rater = name.to_owned();
    }
    let stems = forms::file_stems(&forms);
    assert_eq!(stems[1..3], ["360-张伟", "360-etc-con"]);
    assert!(stems[0].starts_with("360-zhang-wei-") && stems[3].starts_with("360-zhang-wei-"), "{stems:?}");
    assert_ne!(stems[0], stems[3]);
}

#[test]
fn a_round_that_is_not_ready_says_why() {
    let workbook = example::workbook(Lang::En).unwrap();
    let nothing = RoundId::new("nothing").unwrap();
    assert_eq!(forms::forms(&workbook, &nothing), Err(FormsError::NoRound(nothing)));
    let with = |change: fn(&mut sandtable::model::Round)| {
        let mut round = workbook.rounds.get(&round()).unwrap().clone();
        change(&mut round);
        forms::forms(
            &Workbook { rounds: std::sync::Arc::new([round].into_iter().collect()), ..workbook.clone() },
            &self::round(),
        )
    };
    assert_eq!(with(|round| round.key.clear()), Err(FormsError::NoKey(round())));
    assert_eq!(with(|round| round.assignments = Default::default()), Err(FormsError::NobodyAsked(round())));
    assert!(matches!(with(|round| round.version = 9), Err(FormsError::NoInstrument(_, 9))));
}
