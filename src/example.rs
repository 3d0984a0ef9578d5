//! What comes with the program: the 360° instrument, an empty workbook with it, and the example.

use std::sync::Arc;

use crate::{
    edit::{ConversationEdit, Edit, Occasion, apply},
    file::{self, LoadError},
    model::{About, Instrument, Table, Workbook},
    text::{Lang, example as words},
};

/// Stands between the Chinese and the English half of a text in `assets/example.ron`.
const BETWEEN: &str = " ¦ ";

/// The built-in instrument: the STROBE roles of a key account manager.
///
/// # Errors
/// When the asset cannot be read, which a test rules out.
pub fn instrument() -> Result<Instrument, LoadError> {
    file::read_asset("instrument.ron", include_str!("../assets/instrument.ron"))
}

/// A workbook to begin with: the method's defaults and the built-in instrument.
///
/// # Errors
/// When the asset cannot be read, which a test rules out.
pub fn empty(lang: Lang) -> Result<Workbook, LoadError> {
    let about = About { title: words::NEW_WORKBOOK.of(lang).to_owned(), ..About::default() };
    Ok(Workbook { about: Arc::new(about), ..with_instrument(Workbook::default())? })
}

/// The example, in one language.
///
/// # Errors
/// When the asset cannot be read, which a test rules out.
pub fn workbook(lang: Lang) -> Result<Workbook, LoadError> {
    let source = one_language(include_str!("../assets/example.ron"), lang);
    Ok(signed(with_instrument(file::read_asset("example.ron", &source)?)?))
}

/// The example with those records locked under which both names stand: a seal is of one language's words, and cannot be
/// written in the asset.
fn signed(workbook: Workbook) -> Workbook {
    let records = workbook.conversations.iter().map(|talk| (talk.id.clone(), &talk.record));
    let whole = records.filter(|(_, record)| record.employee.is_whole() && record.manager.is_whole());
    let sign = |id| Edit::Conversations(ConversationEdit::Sign(id));
    let signing = whole.map(|(id, _)| sign(id)).collect();
    apply(&workbook, Edit::Together(Occasion::Selection, signing)).unwrap_or(workbook)
}

fn with_instrument(workbook: Workbook) -> Result<Workbook, LoadError> {
    Ok(Workbook { instruments: Arc::new(Table::from_iter([instrument()?])), ..workbook })
}

/// The asset with the half of one language in every text that has two. No text of the asset holds a quotation mark,
/// so that every other piece between quotation marks is a text.
fn one_language(source: &str, lang: Lang) -> String {
    let half = |text| match str::split_once(text, BETWEEN) {
        Some((zh, _)) if lang == Lang::Zh => zh,
        Some((_, en)) => en,
        None => text,
    };
    let pieces = source.split('"').enumerate();
    pieces.map(|(n, piece)| if n % 2 == 0 { piece } else { half(piece) }).collect::<Vec<_>>().join("\"")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;

    use super::*;
    use crate::{
        analysis::{Audience, Derived, findings::Severity, power::Light},
        model::{Bilingual, CustomerClass, Grade, Item, RaterGroup, Record, Round},
    };

    fn is_chinese(c: char) -> bool {
        ('\u{2e80}'..='\u{9fff}').contains(&c) || ('\u{f900}'..='\u{ffef}').contains(&c)
    }

    /// The example as a file holds it, cut at quotation marks: by turns what is the same in every language, and texts.
    fn pieces(lang: Lang) -> Vec<String> {
        let mut example = Workbook { instruments: Arc::default(), ..workbook(lang).unwrap() };
        // A seal is of one language's words.
        Arc::make_mut(&mut example.conversations).iter_mut().for_each(|talk| talk.record.seal = None);
        ron::to_string(&example).unwrap().split('"').map(str::to_owned).collect()
    }

    #[test]
    fn both_languages_of_the_example_are_the_same_but_for_their_texts() {
        let (zh, en) = (pieces(Lang::Zh), pieces(Lang::En));
        assert_eq!(zh.len(), en.len());
        let mut translated = 0;
        for (n, (zh, en)) in zh.iter().zip(&en).enumerate() {
            if n % 2 == 0 || !zh.chars().any(is_chinese) {
                assert_eq!(zh, en, "the same in both, or translated");
            } else {
                translated += 1;
                assert_ne!(zh, en);
            }
            assert!(!en.chars().any(is_chinese), "not English: {en}");
            assert!(!zh.contains('¦') && !en.contains('¦'), "{zh} {en}");
            assert!(n % 2 == 0 || (zh.trim() == zh && en.trim() == en), "spaces around {zh} {en}");
        }
        assert!(translated > 300, "{translated}");
    }

    #[test]
    fn the_instrument_is_whole_in_both_languages() {
        let instrument = instrument().unwrap();
        let roles: Vec<_> = instrument.roles.keys().map(|id| id.as_str()).collect();
        assert_eq!(roles, ["s", "t", "r", "o", "be"]);
        assert!(instrument.roles.iter().all(|role| role.items.len() >= 5));
        assert!(instrument.activities.len() >= 10);
        assert_eq!(instrument.questions.len(), 2);
        assert_eq!(instrument.labels.len(), usize::from(instrument.points.get()));

        let whole = |text: &Bilingual| {
            assert!(text.zh.chars().any(is_chinese), "{text:?}");
            assert!(!text.en.is_empty() && !text.en.chars().any(is_chinese), "{text:?}");
        };
        whole(&instrument.name);
        instrument.labels.iter().for_each(whole);
        instrument.roles.iter().for_each(|role| whole(&role.name));
        let asked = instrument.scored_items().map(|(role, item)| (role.is_some(), item));
        let asked: Vec<(bool, &Item)> = asked.chain(instrument.questions.iter().map(|item| (true, item))).collect();
        for (is_sentence, item) in &asked {
            whole(&item.text);
            if *is_sentence {
                whole(&item.self_text);
                assert_ne!(item.text, item.self_text);
            }
        }
        let ids: BTreeSet<_> = asked.iter().map(|(_, item)| item.key()).collect();
        assert_eq!(ids.len(), asked.len(), "an item's id is unique in the whole instrument");
    }

    #[test]
    fn an_empty_workbook_has_nothing_but_the_method_and_the_instrument() {
        for lang in Lang::ALL {
            let empty = empty(lang).unwrap();
            let bare =
                Workbook { about: empty.about.clone(), instruments: empty.instruments.clone(), ..Workbook::default() };
            assert_eq!(empty, bare);
            assert_eq!(empty.instruments.len(), 1);
        }
    }

    #[test]
    fn the_latest_round_is_open_and_refers_to_what_is_there() {
        let example = workbook(Lang::Zh).unwrap();
        let round = example.rounds.iter().last().unwrap();
        let instrument = example.instruments.get(&(round.instrument.clone(), round.version)).unwrap();
        assert!(round.responses.len() < round.assignments.len(), "some answers are still out");
        for response in &round.responses {
            assert!(round.assignments.contains(&response.key()), "{:?} was not asked", response.key());
            assert!(example.team.contains(&response.ratee));
            assert_eq!(response.answers.0.len(), instrument.scored_len(), "{:?}", response.key());
            let too_high = response.answers.0.iter().find(|a| a.points() > Some(instrument.points.get()));
            assert_eq!(too_high, None, "{:?}", response.key());
        }
        // Enough for the norms, one person with every group, one whose peers are too few.
        let given = |round: &Round, ratee: &str, group| {
            round.responses.iter().filter(|r| r.ratee.as_str() == ratee && r.group == group).count()
        };
        assert!(example.team.iter().filter(|m| given(round, m.id.as_str(), RaterGroup::Oneself) == 1).count() >= 6);
        assert!(
            RaterGroup::ALL
                .iter()
                .all(|group| given(round, "gu-yan", *group) >= if group.is_protected() { 3 } else { 1 })
        );
        assert_eq!(given(round, "xu-miao", RaterGroup::Peer), 2);
    }

    #[test]
    fn the_example_refers_to_its_own_people_and_customers() {
        let example = workbook(Lang::En).unwrap();
        let known = |id: Option<&crate::model::MemberId>| id.is_none_or(|id| example.team.contains(id));
        for member in example.team.iter() {
            assert!(known(member.manager.as_ref()), "{:?}", member.id);
        }
        for customer in example.customers.iter() {
            assert!(known(customer.owner.as_ref()), "{:?}", customer.id);
        }
        for cell in example.contributions.iter() {
            assert!(
                example.customers.contains(&cell.customer) && example.offerings.contains(&cell.offering),
                "{cell:?}"
            );
        }
        for organisation in example.organisations.iter() {
            assert!(example.customers.contains(&organisation.account));
            for contact in organisation.contacts.iter() {
                let manager = contact.reports_to.as_ref();
                assert!(manager.is_none_or(|id| organisation.contacts.contains(id)), "{:?}", contact.id);
                assert!(known(contact.owner.as_ref()), "{:?}", contact.id);
            }
            for line in organisation.lines.iter() {
                assert!(organisation.contacts.contains(&line.from) && organisation.contacts.contains(&line.to));
            }
            for map in organisation.kept.iter() {
                for contact in map.contacts.iter() {
                    let manager = contact.reports_to.as_ref();
                    assert!(manager.is_none_or(|id| map.contacts.contains(id)), "{:?}", contact.id);
                    assert!(known(contact.owner.as_ref()), "{:?}", contact.id);
                }
            }
            for held in organisation.opportunities.iter().flat_map(|opportunity| &opportunity.roles) {
                assert!(organisation.contacts.contains(&held.contact), "{held:?}");
            }
        }
        for card in example.goal_cards.iter() {
            assert!(known(Some(&card.person)) && known(card.superior.as_ref()));
            let weights: f64 = card.goals.iter().filter_map(|goal| goal.weight).map(crate::model::Weight::get).sum();
            assert_eq!(weights, 100.0, "{:?}", card.person);
        }
        for conversation in example.conversations.iter() {
            assert!(known(Some(&conversation.person)) && known(conversation.manager.as_ref()));
            let steps = conversation.kind.steps();
            assert!(conversation.notes.keys().all(|step| steps.contains(step)), "{:?}", conversation.id);
            assert!(conversation.commitments.iter().all(|action| known(action.owner.as_ref())));
        }
    }

    #[test]
    fn the_example_shows_something_of_everything_and_holds_no_error() {
        let derived = Derived::of(&workbook(Lang::Zh).unwrap(), date(2026, 11, 21));
        let errors: Vec<_> = derived.findings.iter().filter(|f| f.severity() == Severity::Error).collect();
        assert!(errors.is_empty(), "{errors:?}");
        assert!(!derived.findings.is_empty(), "warnings teach");

        let values = &derived.value_map.customers;
        for class in CustomerClass::ALL {
            assert!(values.iter().any(|value| value.class == Some(class)), "{class:?}");
        }
        assert!(values.iter().any(|value| value.class.is_none()));
        assert!(values.iter().any(|value| value.uncertain) && values.iter().any(|value| value.overridden));

        let lights: Vec<_> = derived.power_maps.iter().map(|map| map.whole.light).collect();
        assert_eq!(lights, [Light::Amber, Light::Amber]);

        let organisation = workbook(Lang::Zh).unwrap().organisations.first().unwrap().clone();
        assert_eq!((organisation.opportunities.len(), organisation.kept.len()), (2, 1));
        let map = derived.power_maps.first().unwrap();
        let deciders: Vec<_> = map.opportunities.iter().map(|(_, verdict)| verdict.deciders.clone()).collect();
        assert_ne!(deciders[0], deciders[1], "who decides depends on the opportunity");

        let of_q3 = derived.evaluations.iter().filter(|e| e.period.as_str() == "2026-Q3");
        let evaluations: Vec<_> = of_q3.map(|e| (e.person.as_str(), e.manager.grade, e.manager.provisional)).collect();
        let expected = [
            ("xu-miao", Some(Grade::B), false),
            ("fang-lei", Some(Grade::A), false),
            ("peng-hao", Some(Grade::B), false),
            ("ye-qing", Some(Grade::D), false),
            ("tang-yi", Some(Grade::C), true),
        ];
        assert_eq!(evaluations, expected);

        let round = derived.assessments(Audience::Trainer).rounds.last().unwrap();
        assert!(round.class.iter().all(|norm| norm.mean.is_some_and(|mean| mean.n >= 3)));
        assert!(round.heads.iter().all(|norm| norm.mean.is_some_and(|mean| mean.n >= 3)));
        let ratee = |id: &str| round.ratees.iter().find(|ratee| ratee.id.as_str() == id).unwrap();
        assert!(ratee("gu-yan").hidden.is_empty());
        assert!(!ratee("xu-miao").hidden.is_empty());
        let flagged = |id: &str| ratee(id).roles.iter().any(|role| role.comparison.flagged);
        assert!(flagged("tang-yi") && !flagged("gu-yan"));
    }
}
