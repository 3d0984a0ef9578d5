//! Collecting: what comes back, in any order, twice, damaged or made up.

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::date;
use proptest::prelude::*;
use sandtable::{
    edit::{AssessmentEdit, Edit, History, apply},
    example,
    exchange::{
        Collected, Fate, Refused,
        answers::{self, AnswerFile, Comment, EntryAnswers, MAX_COMMENT_CHARS},
        codes, collect,
        forms::{self, Form},
    },
    model::{Instrument, ItemId, MemberId, RaterGroup, RaterId, Record as _, Response, Round, Why, Workbook},
    text::Lang,
};

/// The example, with nothing in but the assignments.
fn empty_round() -> Workbook {
    let workbook = example::workbook(Lang::En).unwrap();
    let mut round = workbook.rounds.iter().last().unwrap().clone();
    round.responses = Default::default();
    Workbook { rounds: Arc::new([round].into_iter().collect()), ..workbook }
}

fn round(workbook: &Workbook) -> &Round {
    workbook.rounds.iter().last().unwrap()
}

fn instrument(workbook: &Workbook) -> &Instrument {
    let round = round(workbook);
    workbook.instruments.get(&(round.instrument.clone(), round.version)).unwrap()
}

/// The form of somebody who rates several people, oneself among them.
fn form(workbook: &Workbook) -> Form {
    let forms = forms::forms(workbook, &round(workbook).id).unwrap();
    forms.into_iter().find(|form| form.people.len() > 2 && form.people[0].group == RaterGroup::Oneself).unwrap()
}

fn answered(form: &Form, edition: u32, id: &str, people: usize, answers: &str, comment: &str) -> AnswerFile {
    let entry = |entry: &forms::FormEntry| EntryAnswers {
        tag: entry.tag,
        answers: answers.parse().unwrap(),
        comments: if comment.is_empty() {
            Vec::new()
        } else {
            vec![Comment { question: ItemId::new("keep").unwrap(), text: comment.to_owned() }]
        },
    };
    AnswerFile {
        form: form.id,
        instrument: form.instrument.id.clone(),
        version: form.instrument.version,
        id: id.parse().unwrap(),
        edition,
        entries: form.people.iter().take(people).map(entry).collect(),
    }
}

fn as_text(file: &AnswerFile) -> (String, Vec<u8>) {
    ("answers.txt".to_owned(), answers::write(file).unwrap().into_bytes())
}

fn as_codes(workbook: &Workbook, file: &AnswerFile) -> (String, Vec<u8>) {
    let instrument = instrument(workbook);
    let codes = codes::of(file, instrument.scored_len(), instrument.points);
    ("message.txt".to_owned(), format!("您好：\n{}\n", codes.join("\n")).into_bytes())
}

fn after(workbook: &Workbook, collected: Collected) -> Workbook {
    collected.edit.map_or_else(|| workbook.clone(), |edit| apply(workbook, edit).unwrap())
}

fn fates(collected: &Collected) -> Vec<Fate> {
    collected.lines.iter().map(|line| line.fate.clone()).collect()
}

#[test]
fn answers_come_in_once_and_as_one_step() {
    let workbook = empty_round();
    let form = form(&workbook);
    let file = answered(&form, 1, "AAAAAA", 2, "454-3", "keep it up");
    let collected = collect(&workbook, &[as_text(&file)]);
    assert_eq!(fates(&collected), [Fate::New, Fate::New]);
    let missing = collected.missing.iter().map(|missing| missing.people.len()).sum::<usize>();
    assert_eq!(missing, round(&workbook).assignments.len() - 2);

    let mut history = History::new(workbook.clone());
    history.apply(collected.edit.unwrap()).unwrap();
    let given: Vec<&Response> = round(history.current()).responses.iter().collect();
    assert_eq!(given.len(), 2);
    for response in &given {
        assert_eq!(response.answers.to_string(), "454-3");
        assert_eq!(response.comments, BTreeMap::from([(ItemId::new("keep").unwrap(), "keep it up".to_owned())]));
        assert_eq!((response.on, response.release), (None, None));
        assert!(round(&workbook).assignments.contains(&response.key()));
    }
    let again = collect(history.current(), &[as_text(&file)]);
    assert_eq!((again.edit, again.lines.len()), (None, 2));
    assert!(again.lines.iter().all(|line| line.fate == Fate::Known));
    assert!(history.undo());
    assert_eq!(history.current(), &workbook);
}

#[test]
fn codes_say_what_the_file_says_but_for_comments() {
    let workbook = empty_round();
    let file = answered(&form(&workbook), 3, "AAAAAA", 3, "454-3..12", "a comment");
    let by_code = after(&workbook, collect(&workbook, &[as_codes(&workbook, &file)]));
    let by_file = after(&workbook, collect(&workbook, &[as_text(&file)]));
    for (code, file) in round(&by_code).responses.iter().zip(round(&by_file).responses.iter()) {
        assert_eq!((code.key(), &code.answers), (file.key(), &file.answers));
        assert!(code.comments.is_empty());
    }
    let then_file = collect(&by_code, &[as_text(&file)]);
    assert_eq!(fates(&then_file), [Fate::Commented, Fate::Commented, Fate::Commented]);
    assert_eq!(after(&by_code, then_file), by_file);
    let then_code = collect(&by_file, &[as_codes(&workbook, &file)]);
    assert_eq!(fates(&then_code), [Fate::Known, Fate::Known, Fate::Known]);
}

#[test]
fn the_latest_edition_counts_whichever_comes_first() {
    let workbook = empty_round();
    let form = form(&workbook);
    let [first, second] =
        [(1, "111", "one"), (2, "222", "two")].map(|(n, answers, said)| answered(&form, n, "AAAAAA", 1, answers, said));
    let in_turn = collect(&workbook, &[as_text(&first), as_text(&second)]);
    assert_eq!(fates(&in_turn), [Fate::New, Fate::Replaced]);
    let the_other_way = collect(&workbook, &[as_text(&second), as_text(&first)]);
    assert_eq!(fates(&the_other_way), [Fate::New, Fate::Older]);
    let (in_turn, the_other_way) = (after(&workbook, in_turn), after(&workbook, the_other_way));
    assert_eq!(in_turn, the_other_way);
    assert_eq!(round(&in_turn).responses.first().unwrap().answers.to_string(), "222");
}

#[test]
fn a_later_code_keeps_the_comments_of_an_earlier_file() {
    let workbook = empty_round();
    let form = form(&workbook);
    let file = answered(&form, 1, "AAAAAA", 1, "111", "one");
    let code = answered(&form, 2, "AAAAAA", 1, "222", "");
    let both = after(&workbook, collect(&workbook, &[as_text(&file), as_codes(&workbook, &code)]));
    let response = round(&both).responses.first().unwrap();
    assert_eq!((response.answers.to_string().as_str(), response.comments.len()), ("222", 1));
}

#[test]
fn what_was_released_stays_and_others_come_in_unreleased() {
    let workbook = empty_round();
    let form = form(&workbook);
    let mut workbook = after(&workbook, collect(&workbook, &[as_text(&answered(&form, 1, "AAAAAA", 1, "111", ""))]));
    let keys = round(&workbook).responses.keys().cloned().collect();
    let release = round(&workbook).release(date(2026, 12, 1), &workbook.method.assessment);
    let release = AssessmentEdit::Release(round(&workbook).id.clone(), release, keys);
    workbook = apply(&workbook, Edit::Assessment(release)).unwrap();
    let later = collect(&workbook, &[as_text(&answered(&form, 2, "AAAAAA", 2, "222", ""))]);
    assert_eq!(fates(&later), [Fate::Refused(Refused::Released), Fate::New]);
    let later = after(&workbook, later);
    let given: Vec<_> = round(&later).responses.iter().map(|r| (r.answers.to_string(), r.release)).collect();
    assert_eq!(given, [("111".to_owned(), Some(1)), ("222".to_owned(), None)]);
    let same = collect(&workbook, &[as_text(&answered(&form, 1, "AAAAAA", 1, "111", ""))]);
    assert_eq!(fates(&same), [Fate::Known]);
}

#[test]
fn what_does_not_belong_is_refused_by_name() {
    let workbook = empty_round();
    let form = form(&workbook);
    let good = answered(&form, 1, "AAAAAA", 1, "454", "well said");
    let with = |change: &dyn Fn(&mut AnswerFile)| {
        let mut file = good.clone();
        change(&mut file);
        answers::write(&file).unwrap()
    };
    let code = codes::of(&good, 42, instrument(&workbook).points).remove(0);
    let entry = |change: &dyn Fn(&mut EntryAnswers)| with(&|file| change(&mut file.entries[0]));
    let text = with(&|_| {});
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let refusals: Vec<(Vec<u8>, Refused)> = vec![
        (Vec::new(), Refused::NotOurs),
        (b"PK\x03\x04rest".to_vec(), Refused::NotOurs),
        (vec![0xff; 64], Refused::NotOurs),
        (b"dear trainer, here you are".to_vec(), Refused::NotOurs),
        (b"{}".to_vec(), Refused::NotOurs),
        (vec![b'{'; 900_000], Refused::NotOurs),
        (b"{\"a\":".repeat(150_000), Refused::NotOurs),
        (b"{\"sandtable\":".repeat(70_000), Refused::Damaged),
        (b"{\"sandtable\":\"x\",\"format\":1,\"a\":".repeat(30_000), Refused::Damaged),
        (format!("{{{}", " ".repeat(1_000)).repeat(1_000).into_bytes(), Refused::NotOurs),
        (vec![b' '; (1 << 20) + 1], Refused::TooLarge),
        (text.as_bytes()[..text.len() - 30].to_vec(), Refused::Damaged),
        (text.replace("\"edition\": 1", "\"edition\": 4294967296").into_bytes(), Refused::Damaged),
        (text.replace("\"format\": 1", "\"format\": 7").into_bytes(), Refused::Newer(7)),
        (text.replace("454", "4\u{202e}54").into_bytes(), Refused::Damaged),
        (utf16(&text[..text.len() - 30]), Refused::Damaged),
        (with(&|file| file.form = "000000000000".parse().unwrap()).into_bytes(), Refused::UnknownForm),
        (with(&|file| file.version = 2).into_bytes(), Refused::OtherVersion(good.instrument.clone(), 2)),
        (with(&|file| file.entries.clear()).into_bytes(), Refused::Empty),
        (entry(&|entry| entry.tag = "000000".parse().unwrap()).into_bytes(), Refused::UnknownPerson),
        (
            entry(&|entry| entry.answers = "456".parse().unwrap()).into_bytes(),
            Refused::Misfit(Why::AboveScale { place: 3, points: 6, scale: 5 }),
        ),
        (
            entry(&|entry| entry.answers = "4".repeat(43).parse().unwrap()).into_bytes(),
            Refused::Misfit(Why::TooManyAnswers { found: 43, items: 42 }),
        ),
        (
            entry(&|entry| entry.comments[0].question = ItemId::new("s1").unwrap()).into_bytes(),
            Refused::UnknownQuestion(ItemId::new("s1").unwrap()),
        ),
        (
            entry(&|entry| entry.comments[0].text = "长".repeat(MAX_COMMENT_CHARS + 1)).into_bytes(),
            Refused::LongComment,
        ),
        (entry(&|entry| entry.comments[0].text.push('\u{1b}')).into_bytes(), Refused::ControlInComment),
        (entry(&|entry| entry.comments.push(entry.comments[0].clone())).into_bytes(), Refused::Damaged),
        (entry(&|entry| (entry.answers, entry.comments) = Default::default()).into_bytes(), Refused::Empty),
        (code.as_bytes()[..60].to_vec(), Refused::DamagedCode(code[..24].to_owned())),
    ];
    for (bytes, expected) in refusals {
        let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
        let collected = collect(&workbook, &[("x.txt", bytes)]);
        assert_eq!(fates(&collected), [Fate::Refused(expected)], "{shown}");
        assert_eq!(collected.edit, None);
        assert!(collected.has_refusals());
    }
    // The same file as other programs may pass it on.
    for bytes in
        [utf16(&text), format!("\u{feff}{text}").into_bytes(), format!("Hi!\n\n{text}\n-- \nsent").into_bytes()]
    {
        assert_eq!(fates(&collect(&workbook, &[("x.txt", bytes)])), [Fate::New]);
    }
}

#[test]
fn who_is_no_longer_asked_is_refused_by_name() {
    let workbook = empty_round();
    let form = form(&workbook);
    let file = answered(&form, 1, "AAAAAA", 2, "454", "");
    let mut round = round(&workbook).clone();
    let rater = collect(&workbook, &[as_text(&file)]).lines[0].about.clone().unwrap().rater;
    round.assignments =
        round.assignments.iter().filter(|a| a.rater != rater || a.group == RaterGroup::Oneself).cloned().collect();
    let workbook = Workbook { rounds: Arc::new([round].into_iter().collect()), ..workbook };
    for files in [as_text(&file), as_codes(&workbook, &file)] {
        let collected = collect(&workbook, &[files]);
        assert_eq!(fates(&collected), [Fate::New, Fate::Refused(Refused::NotAsked)]);
        assert!(collected.lines[1].about.as_ref().unwrap().person.is_some());
    }
}

#[test]
fn answers_entered_otherwise_give_way_to_the_raters_own() {
    let workbook = empty_round();
    let form = form(&workbook);
    let file = answered(&form, 1, "AAAAAA", 1, "111", "");
    let about = collect(&workbook, &[as_text(&file)]).lines[0].about.clone().unwrap();
    let (ratee, group): (MemberId, RaterGroup) = about.person.unwrap();
    let rater: RaterId = about.rater;
    let entered = Response { on: Some(date(2026, 11, 1)), ..Response::new(ratee, rater, group) };
    let put = AssessmentEdit::PutResponse(round(&workbook).id.clone(), entered);
    let workbook = apply(&workbook, Edit::Assessment(put)).unwrap();
    let collected = collect(&workbook, &[as_text(&file)]);
    assert_eq!(fates(&collected), [Fate::Replaced]);
    assert_eq!(round(&after(&workbook, collected)).responses.first().unwrap().on, None);
}

/// Something that arrives: which of a few answers, as file or code.
#[derive(Clone, Debug)]
struct Arrival {
    by_code: bool,
    edition: u32,
    id: usize,
    people: usize,
    answers: String,
    comment: String,
}

fn arrival() -> impl Strategy<Value = Arrival> {
    (any::<bool>(), 1u32..4, 0usize..2, 1usize..4, "[1-5.-]{0,3}", "[ab]?").prop_map(
        |(by_code, edition, id, people, answers, comment)| Arrival { by_code, edition, id, people, answers, comment },
    )
}

fn arrive(workbook: &Workbook, form: &Form, arrival: &Arrival) -> (String, Vec<u8>) {
    let Arrival { by_code, edition, id, people, answers, comment } = arrival;
    let file = answered(form, *edition, ["AAAAAA", "BBBBBB"][*id], *people, answers, comment);
    if *by_code { as_codes(workbook, &file) } else { as_text(&file) }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Orders, repeats and splits don't matter: what is there at the end depends on what arrived, and on nothing else.
    #[test]
    fn any_order_any_repetition_and_any_split_come_to_the_same(
        (arrivals, shuffled) in prop::collection::vec(arrival(), 1..8).prop_flat_map(|arrivals| {
            let repeats = prop::collection::vec(any::<prop::sample::Index>(), 0..5);
            let arrived = arrivals.clone();
            let shuffled = repeats.prop_flat_map(move |repeats| {
                let again = repeats.iter().map(|index| index.get(&arrived).clone());
                Just(arrived.iter().cloned().chain(again).collect::<Vec<_>>()).prop_shuffle()
            });
            (Just(arrivals), shuffled)
        }),
        splits in prop::collection::vec(1usize..4, 1..8),
    ) {
        let start = empty_round();
        let form = form(&start);
        let files = |arrivals: &[Arrival]| -> Vec<_> { arrivals.iter().map(|a| arrive(&start, &form, a)).collect() };
        let at_once = after(&start, collect(&start, &files(&arrivals)));
        let (mut in_parts, mut rest) = (start.clone(), shuffled.as_slice());
        for size in splits.into_iter().cycle() {
            let (part, after_it) = rest.split_at(size.min(rest.len()));
            let collected = collect(&in_parts, &files(part));
            in_parts = after(&in_parts, collected);
            rest = after_it;
            if rest.is_empty() {
                break;
            }
        }
        prop_assert_eq!(round(&at_once), round(&in_parts));
        let again = collect(&at_once, &files(&shuffled));
        prop_assert_eq!(again.edit, None);
    }

    /// A subset first and the whole later is the whole.
    #[test]
    fn a_subset_first_changes_nothing(arrivals in prop::collection::vec(arrival(), 1..8), cut in any::<prop::sample::Index>()) {
        let start = empty_round();
        let form = form(&start);
        let files: Vec<_> = arrivals.iter().map(|a| arrive(&start, &form, a)).collect();
        let first = after(&start, collect(&start, &files[..cut.index(files.len())]));
        prop_assert_eq!(after(&first, collect(&first, &files)), after(&start, collect(&start, &files)));
    }

    #[test]
    fn no_text_upsets_it(bytes in prop::collection::vec(any::<u8>(), 0..400), text in "\\PC{0,200}", cut in 0usize..600) {
        let start = empty_round();
        let file = answered(&form(&start), 1, "AAAAAA", 1, "454", "ä");
        let mut whole = answers::write(&file).unwrap().into_bytes();
        if let Some(byte) = whole.get_mut(cut) {
            *byte = bytes.first().copied().unwrap_or_default();
        }
        let collected = collect(&start, &[("a", bytes), ("b", text.into_bytes()), ("c", whole)]);
        if let Some(edit) = collected.edit {
            apply(&start, edit).unwrap();
        }
    }
}
