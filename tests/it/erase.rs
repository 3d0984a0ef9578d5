//! Erasing a person or a conversation, and giving a person their own part: what is left in any byte of any file.

use std::{collections::BTreeSet, fs, path::PathBuf, sync::Arc};

use jiff::civil::date;
use sandtable::{
    analysis::{Audience, Derived, own_part},
    edit::{Erasure, Gone, erase},
    example,
    file::{self, Journal, Passphrase, Recovery, Replace, SealKey, backup_of},
    model::{
        Action, Answers, Assignment, ClassOverride, Conversation, ConversationId, ConversationKind, Customer,
        CustomerClass, CustomerId, DevelopmentPlan, Evidence, EvidenceId, Goal, GoalCard, GoalId, Member, MemberId,
        NamedLayout, Pane, PanelKind, PeriodId, PlanId, PlanItem, RaterGroup, RaterId, Release, Response, Round,
        RoundId, Script, ScriptId, ScriptPart, ScriptShape, SignedRecord, Step, Tile, View, Weight, Workbook,
    },
    text::Lang,
};

use crate::common::files::Folder;

/// Everything about the person, or written by them, has this in it.
const THEIRS: &str = "Sorrel";
/// Everything of somebody else's has this in it.
const OTHERS: &str = "Verbena";
const NONE: [PathBuf; 0] = [];

fn member(id: &str) -> MemberId {
    MemberId::new(id).unwrap()
}

/// The person's texts.
fn theirs(what: &str) -> String {
    format!("{THEIRS} {what}")
}

fn others(what: &str) -> String {
    format!("{OTHERS} {what}")
}

fn card(person: &str, superior: &str, text: &dyn Fn(&str) -> String) -> GoalCard {
    let mut card = GoalCard::new(member(person), PeriodId::new("2026-Q3").unwrap());
    card.superior = Some(member(superior));
    card.self_opinion = text("opinion");
    card.accounts = vec![CustomerId::new("acme").unwrap()];
    let weight = Some(Weight::clamped(100.0));
    card.goals.put(Goal {
        self_comment: text("comment"),
        weight,
        ..Goal::new(GoalId::new("g").unwrap(), &text("goal"))
    });
    card
}

fn talk(id: &str, person: &str, manager: &str, text: &dyn Fn(&str) -> String) -> Conversation {
    let mut talk = Conversation::new(ConversationId::new(id).unwrap(), member(person), ConversationKind::Result);
    talk.manager = Some(member(manager));
    talk.told_on = Some(date(2026, 11, 1));
    talk.wanted = text("private wish");
    talk.notes.insert(Step::Reached, text("private note"));
    talk.points.insert(Step::Reached, text("private point"));
    talk.strengths = vec![text("private strength").as_str().into()];
    talk.challenges = vec![text("private challenge").as_str().into()];
    talk.note = text("private remark");
    let mut script = Script::new(ScriptId::new("s").unwrap(), ScriptShape::Positive);
    script.parts.insert(ScriptPart::Detail, text("private script"));
    talk.scripts.put(script);
    talk.commitments = vec![Action { what: text("promise"), owner: Some(member(manager)), ..Action::default() }];
    talk.record = SignedRecord {
        employee_comment: text("own word"),
        manager_comment: text("private draft"),
        ..SignedRecord::default()
    };
    talk
}

fn evidence(id: &str, person: &str, text: &dyn Fn(&str) -> String) -> Evidence {
    Evidence { what: text("private evidence"), ..Evidence::new(EvidenceId::new(id).unwrap(), member(person)) }
}

fn answers(ratee: &str, rater: &str, group: RaterGroup, release: Option<u32>, words: &str) -> Response {
    let mut response = Response::new(member(ratee), RaterId::new(rater).unwrap(), group);
    response.answers = "4445".parse::<Answers>().unwrap();
    response.comments.insert(sandtable::model::ItemId::new("open").unwrap(), words.to_owned());
    Response { release, ..response }
}

/// A team in which the person leads one, is led by another, owns customers, rates and is rated.
fn workbook() -> Workbook {
    let mut workbook = example::empty(Lang::En).unwrap();
    let team = Arc::make_mut(&mut workbook.team);
    for (id, manager, name) in [
        ("boss", None, others("boss")),
        ("gone", Some("boss"), theirs("name")),
        ("report", Some("gone"), others("report")),
    ] {
        let note = if id == "gone" { theirs("note") } else { others("note") };
        team.put(Member { manager: manager.map(member), note, ..Member::new(member(id), &name) });
    }
    let override_ = ClassOverride {
        class: CustomerClass::Invest,
        place: None,
        reason: others("reason"),
        by: Some(member("gone")),
        on: None,
    };
    Arc::make_mut(&mut workbook.customers).put(Customer {
        owner: Some(member("gone")),
        class_override: Some(override_),
        actions: vec![Action { what: others("action"), owner: Some(member("gone")), ..Action::default() }],
        note: others("customer note"),
        ..Customer::new(CustomerId::new("acme").unwrap(), "Acme")
    });
    let cards = Arc::make_mut(&mut workbook.goal_cards);
    cards.put(card("gone", "boss", &theirs));
    cards.put(card("report", "gone", &others));
    let talks = Arc::make_mut(&mut workbook.conversations);
    talks.put(talk("of-gone", "gone", "boss", &theirs));
    talks.put(talk("of-report", "report", "gone", &others));
    Arc::make_mut(&mut workbook.evidence).put(evidence("e1", "gone", &theirs));
    Arc::make_mut(&mut workbook.evidence).put(evidence("e2", "report", &others));
    for (id, person, aim) in [("p1", "gone", theirs("aim")), ("p2", "report", others("aim"))] {
        Arc::make_mut(&mut workbook.plans).put(DevelopmentPlan {
            id: PlanId::new(id).unwrap(),
            person: member(person),
            round: None,
            items: vec![PlanItem { aim, ..PlanItem::default() }],
            note: String::new(),
        });
    }
    let (instrument, version) = workbook.instruments.at(0).map(|of| (of.id.clone(), of.version)).unwrap();
    for (id, released) in [("open", false), ("released", true)] {
        let mut round = Round::new(RoundId::new(id).unwrap(), instrument.clone(), version);
        round.key = others("key");
        let release = released.then_some(1);
        if released {
            round.releases = vec![Release {
                on: date(2026, 11, 1),
                min_group: workbook.method.assessment.min_group,
                min_answered: workbook.method.assessment.min_answered,
            }];
        }
        for (ratee, rater, group, words) in [
            ("gone", "gone", RaterGroup::Oneself, theirs("self")),
            ("gone", "report", RaterGroup::DirectReport, others("about them")),
            ("report", "gone", RaterGroup::Manager, theirs("about others")),
            ("report", "report", RaterGroup::Oneself, others("self")),
        ] {
            round.assignments.put(Assignment { ratee: member(ratee), rater: RaterId::new(rater).unwrap(), group });
            round.responses.put(answers(ratee, rater, group, release, &words));
        }
        Arc::make_mut(&mut workbook.rounds).put(round);
    }
    let pane = |subject: &str| Tile::Pane(Pane { kind: PanelKind::Assessment, subject: Some(subject.to_owned()) });
    let mut view = View { current: Some(pane("gone")), ..View::default() };
    view.layouts.put(NamedLayout { name: "kept".to_owned(), root: pane("of-gone") });
    workbook.view = Arc::new(view);
    workbook
}

/// Every text of a workbook, wherever it stands.
fn texts(workbook: &Workbook) -> BTreeSet<String> {
    fn walk(value: &ron::Value, found: &mut BTreeSet<String>) {
        match value {
            ron::Value::String(text) => drop(found.insert(text.clone())),
            ron::Value::Option(Some(value)) => walk(value, found),
            ron::Value::Seq(values) => values.iter().for_each(|value| walk(value, found)),
            ron::Value::Map(fields) => fields.iter().for_each(|(key, value)| {
                walk(key, found);
                walk(value, found);
            }),
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    walk(&ron::from_str(&ron::to_string(workbook).unwrap()).unwrap(), &mut found);
    found
}

#[test]
fn nothing_about_the_person_is_left_and_everything_of_others_is() {
    let before = workbook();
    let erased = erase(&before, &Erasure::Person(member("gone")));
    let left = &erased.workbook;
    assert!(texts(left).iter().all(|text| !text.contains(THEIRS) && text != "gone"), "{:?}", texts(left));
    assert!(erased.kept.is_empty(), "{:?}", erased.kept);
    let words =
        |gone: &str| texts(&before).into_iter().filter(|text| text.contains(OTHERS) && !text.contains(gone)).collect();
    let of_others: BTreeSet<String> = words("about them");
    assert!(of_others.is_subset(&texts(left)), "{:?}", of_others.difference(&texts(left)).collect::<Vec<_>>());
    let count = |gone| erased.gone.get(&gone).copied().unwrap_or_default();
    let counts = Gone::ALL.map(count);
    // A member, a card, a note, a talk, a plan; two sheets about them in each of two rounds; their own about others goes
    // from the open one and stays without a name in the other; three requests in each; manager of one, owner of a
    // customer and of an action, the override, superior on a card, manager and owner in a talk; two panels.
    assert_eq!(counts, [1, 1, 1, 1, 1, 4, 1, 1, 6, 7, 2]);
    // What was released rests on the same points as before.
    let of = |workbook: &Workbook, id: &str| {
        let round = workbook.rounds.get(id).unwrap().clone();
        round
            .responses
            .iter()
            .map(|r| (r.ratee.to_string(), r.group, r.answers.clone(), r.comments.len()))
            .collect::<Vec<_>>()
    };
    let points = "4445".parse::<Answers>().unwrap();
    assert_eq!(
        of(left, "released"),
        [
            ("report".to_owned(), RaterGroup::Manager, points.clone(), 0),
            ("report".to_owned(), RaterGroup::Oneself, points.clone(), 1),
        ]
    );
    assert_eq!(of(left, "open"), [("report".to_owned(), RaterGroup::Oneself, points, 1)]);
    let manager = |workbook: &Workbook| {
        let today = date(2026, 11, 21);
        let derived = Derived::of(workbook, today);
        let rounds = derived.assessments(Audience::Trainer).clone();
        let round = rounds.round(&RoundId::new("released").unwrap()).unwrap().clone();
        round.ratee(&member("report")).cloned().map(|result| result.roles)
    };
    assert_eq!(manager(left), manager(&before));
    // It can be saved, and erasing again finds nothing.
    assert!(sandtable::model::meaningless(left).is_empty());
    let again = erase(left, &Erasure::Person(member("gone")));
    assert_eq!((again.workbook == *left, again.gone.len()), (true, 0));
}

#[test]
fn the_examples_people_can_each_be_erased() {
    for lang in Lang::ALL {
        let workbook = example::workbook(lang).unwrap();
        for person in workbook.team.iter() {
            let erased = erase(&workbook, &Erasure::Person(person.id.clone()));
            assert!(sandtable::model::meaningless(&erased.workbook).is_empty());
            // Whatever still names them is listed.
            let named =
                texts(&erased.workbook).iter().any(|text| text == person.id.as_str() || text.contains(&person.name));
            assert_eq!(named, !erased.kept.is_empty(), "{}", person.id);
            let text = file::to_text(&erased.workbook).unwrap();
            assert_eq!(file::parse("x".as_ref(), text.as_bytes()).unwrap().workbook, erased.workbook);
        }
    }
}

/// A workbook, its backup and what a session left unsaved; each once more with another text of theirs in it.
fn folder(key: Option<&SealKey>) -> Folder {
    let folder = Folder::new();
    let path = folder.path("w.ron");
    let with = |more: &str| {
        let mut workbook = workbook();
        let member = Member { note: theirs(more), ..workbook.team.get("gone").unwrap().clone() };
        Arc::make_mut(&mut workbook.team).put(member);
        workbook
    };
    let first = file::save_with(&path, &with("earlier"), Replace::Nothing, key).unwrap();
    let hash = file::save_with(&path, &with("now"), Replace::Only(first), key).unwrap();
    let journal = Journal::begin(&folder.state(), Some(&path), Some(hash), key.cloned()).unwrap();
    journal.record(&with("unsaved"), "team");
    drop(journal);
    // What a killed saving left behind.
    folder.write(".w.ron.1-1.sandtable-new", theirs("half written"));
    folder.write("..w.ron.backup.1-1.sandtable-new", theirs("half written"));
    folder
}

#[test]
fn no_byte_of_any_file_has_the_person_any_more() {
    let folder = folder(None);
    assert_eq!(folder.holding(THEIRS).len(), 5);
    folder.run(&["erase", "w.ron"]).ends(2);
    folder.run(&["erase", "w.ron", "--person", "nobody"]).refused("nobody");
    folder.run(&["erase", "example", "--person", "gone"]).ends(2);
    assert_eq!(folder.holding(THEIRS).len(), 5);
    let done = folder.run(&["erase", "w.ron", "--person", "gone", "--receipt", "receipt.txt"]).ends(0);
    assert_eq!(folder.holding(THEIRS), NONE);
    let receipt = fs::read_to_string(folder.path("receipt.txt")).unwrap();
    assert_eq!(done.out, receipt);
    for said in
        ["team member gone", "Conversations: 1", "The backup: rewritten", "earlier session: rewritten", "Out of reach"]
    {
        assert!(receipt.contains(said), "{said}: {receipt}");
    }
    for path in [folder.path("w.ron"), backup_of(&folder.path("w.ron"))] {
        assert!(file::load(&path).unwrap().workbook.team.contains("report"));
    }
    let unsaved = Recovery::pending(&folder.state());
    assert!(unsaved[0].load(None).unwrap().team.contains("report"));
    folder.run(&["check", "w.ron"]).ends(0);
    folder.run(&["erase", "w.ron", "--person", "gone"]).refused("gone");
}

#[test]
fn a_sealed_workbook_lets_go_of_the_person_everywhere_too() {
    let key = SealKey::new(Passphrase::given("correct horse battery staple"));
    let folder = folder(Some(&key));
    fs::remove_file(folder.path(".w.ron.1-1.sandtable-new")).unwrap();
    fs::remove_file(folder.path("..w.ron.backup.1-1.sandtable-new")).unwrap();
    assert_eq!(folder.holding(THEIRS), NONE);
    let erase = ["erase", "w.ron", "--person", "gone"];
    folder.run(&erase).refused("--passphrase-file");
    folder.run_with(&erase, Some("correct horse battery staple")).ends(0);
    assert_eq!(folder.holding(OTHERS), NONE);
    let path = folder.path("w.ron");
    let mut left = vec![Recovery::pending(&folder.state())[0].load(Some(&key)).unwrap()];
    left.extend([path.clone(), backup_of(&path)].map(|path| file::open(&path, Some(&key)).unwrap().workbook));
    for workbook in left {
        assert!(texts(&workbook).iter().all(|text| !text.contains(THEIRS)));
    }
}

#[test]
fn what_cannot_be_read_beside_the_file_is_removed_and_said() {
    let folder = folder(None);
    let path = folder.path("w.ron");
    fs::write(backup_of(&path), theirs("damaged")).unwrap();
    let other = SealKey::new(Passphrase::given("somebody else's passphrase"));
    Recovery::pending(&folder.state())[0].rewrite(&workbook(), Some(&other)).unwrap();
    let done = folder.run(&["erase", "w.ron", "--person", "gone"]).ends(0);
    assert!(done.out.contains("The backup: could not be read, and was removed whole"), "{}", done.out);
    assert!(done.out.contains("earlier session: could not be read, and was removed whole"), "{}", done.out);
    assert_eq!(folder.holding(THEIRS), NONE);
    assert_eq!(Recovery::pending(&folder.state()), []);
}

/// The steps of erasing, stopped after each of them: it can always be done again, and the workbook is always whole.
#[test]
fn erasing_can_be_finished_after_a_crash_at_any_step() {
    let erasure = Erasure::Person(member("gone"));
    for stopped_after in 0..3 {
        let folder = folder(None);
        let (path, state) = (folder.path("w.ron"), folder.state());
        let without = |workbook: &Workbook| erase(workbook, &erasure).workbook;
        if stopped_after > 0 {
            let mut unsaved = Recovery::pending(&state);
            let left = without(&unsaved[0].load(None).unwrap());
            unsaved[0].rewrite(&left, None).unwrap();
        }
        if stopped_after > 1 {
            let left = without(&file::load(&backup_of(&path)).unwrap().workbook);
            fs::write(backup_of(&path), file::to_text(&left).unwrap()).unwrap();
        }
        assert!(file::load(&path).is_ok());
        folder.run(&["erase", "w.ron", "--person", "gone"]).ends(0);
        assert_eq!(folder.holding(THEIRS), NONE, "{stopped_after}");
    }
    // What is left beside a file that is done already is found as well.
    let folder = folder(None);
    let path = folder.path("w.ron");
    fs::write(&path, file::to_text(&erase(&workbook(), &erasure).workbook).unwrap()).unwrap();
    folder.run(&["erase", "w.ron", "--person", "gone"]).ends(0);
    assert_eq!(folder.holding(THEIRS), NONE);
}

#[test]
fn one_conversation_is_erased_alone() {
    let folder = folder(None);
    let done = folder.run(&["erase", "w.ron", "--conversation", "of-gone"]).ends(0);
    assert!(done.out.contains("Conversations: 1"), "{}", done.out);
    assert_eq!(folder.holding("private script").len(), 3, "the other conversation's");
    assert_eq!(folder.holding(&theirs("private script")), NONE);
    assert_eq!(folder.holding(&theirs("goal")).len(), 3);
    folder.run(&["erase", "w.ron", "--conversation", "of-gone"]).refused("of-gone");
}

#[test]
fn a_persons_own_part_has_what_is_theirs_and_nothing_of_others() {
    let folder = folder(None);
    folder.run(&["person", "w.ron", "--person", "nobody", "--out", "own.ron"]).refused("nobody");
    let done = folder.run(&["person", "w.ron", "--person", "gone", "--out", "own.ron"]).ends(0);
    assert!(done.err.contains("not encrypted"), "{}", done.err);
    let text = String::from_utf8(folder.bytes("own.ron")).unwrap();
    // The manager is named; nothing else of anybody else is there, and nothing that only the manager has.
    assert_eq!(text.matches(OTHERS).count(), text.matches(&others("boss")).count());
    assert!(!text.contains("private") && !text.contains("report"), "{text}");
    for own in ["name", "opinion", "goal", "comment", "promise", "own word", "aim", "self"] {
        assert!(text.contains(&theirs(own)), "{own}");
    }
    folder.run(&["check", "own.ron"]).ends(0);
    let own = file::load(&folder.path("own.ron")).unwrap().workbook;
    assert_eq!(
        own.customers.at(0).map(|customer| (customer.name.as_str(), customer.owner.is_some())),
        Some(("Acme", false))
    );
    folder.run(&["person", "w.ron", "--person", "gone", "--out", "own.ron"]).refused("own.ron");
}

#[test]
fn a_signed_record_still_holds_in_the_own_part_and_what_was_only_prepared_is_not_in_it() {
    let mut talk = talk("signed", "gone", "boss", &theirs);
    talk.record.seal = Some(sandtable::model::Seal::of(talk.canonical()));
    let mut secret = self::talk("planned", "gone", "boss", &theirs);
    (secret.told_on, secret.commitments) = (None, Vec::new());
    let mut workbook = workbook();
    Arc::make_mut(&mut workbook.conversations).put(talk.clone());
    Arc::make_mut(&mut workbook.conversations).put(secret);
    let own = own_part::of(&workbook, &member("gone"));
    let kept = own.conversations.get("signed").unwrap();
    assert_eq!(kept.canonical(), talk.canonical());
    assert_eq!(kept.record, talk.record);
    assert!(kept.scripts.is_empty() && kept.notes.is_empty() && kept.wanted.is_empty());
    assert!(!own.conversations.contains("planned"));
}
