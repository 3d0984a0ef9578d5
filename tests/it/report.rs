//! The person's own report: what it holds, and what it must not hold, by its bytes.

use std::sync::Arc;

use jiff::civil::{Date, date};
use sandtable::{
    analysis::Derived,
    edit::{AssessmentEdit, Edit, apply},
    example,
    exchange::{ReportError, release, report},
    model::*,
    text::Lang,
};

const TODAY: Date = date(2026, 12, 7);

fn round_id() -> RoundId {
    RoundId::new("secret-round").unwrap()
}

fn person() -> MemberId {
    MemberId::new("person-id").unwrap()
}

/// Answers that repeat a pattern over a role's items.
fn response(instrument: &Instrument, rater: &str, group: RaterGroup, pattern: &[u8], comment: &str) -> Response {
    let points = pattern.iter().cycle().take(instrument.scored_len());
    let question = instrument.questions.first().unwrap().id.clone();
    Response {
        answers: Answers(points.map(|points| Answer::Points(*points)).collect()),
        comments: (!comment.is_empty()).then(|| (question, comment.to_owned())).into_iter().collect(),
        on: Some(date(2019, 3, 17)),
        received: Some(Received { edition: 3, id: "received-id".to_owned() }),
        ..Response::new(person(), RaterId::new(rater).unwrap(), group)
    }
}

/// Peers differ, direct reports all give the top, two customers are too few to show: they give 1 and 2.
fn responses(instrument: &Instrument) -> Vec<Response> {
    let of = |rater, group, pattern: &[u8], comment| response(instrument, rater, group, pattern, comment);
    vec![
        of("person-id", RaterGroup::Oneself, &[3], "my-own-comment"),
        of("rater-m", RaterGroup::Manager, &[4], "from the boss"),
        of("rater-p1", RaterGroup::Peer, &[4, 3], "<img src=x onerror=alert(1)> & \"so\""),
        of("rater-p2", RaterGroup::Peer, &[4, 4], "second"),
        of("rater-p3", RaterGroup::Peer, &[2, 3], ""),
        of("rater-d1", RaterGroup::DirectReport, &[5], ""),
        of("rater-d2", RaterGroup::DirectReport, &[5], "third"),
        of("rater-d3", RaterGroup::DirectReport, &[5], ""),
    ]
}

fn workbook(responses: impl IntoIterator<Item = Response>, name: &str) -> Workbook {
    let instrument = example::instrument().unwrap();
    let round = Round {
        name: "Autumn".to_owned(),
        key: "ROUNDKEY".to_owned(),
        responses: responses.into_iter().collect(),
        ..Round::new(round_id(), instrument.id.clone(), instrument.version)
    };
    Workbook {
        team: Arc::new([Member::new(person(), name)].into_iter().collect()),
        instruments: Arc::new([instrument].into_iter().collect()),
        rounds: Arc::new([round].into_iter().collect()),
        ..Workbook::default()
    }
}

fn frozen(workbook: &Workbook) -> Workbook {
    let (edit, _) = release(workbook, &round_id(), TODAY).unwrap();
    apply(workbook, edit).unwrap()
}

fn written(workbook: &Workbook, lang: Lang) -> String {
    report(workbook, &Derived::of(workbook, TODAY), &round_id(), &person(), lang).unwrap()
}

/// The texts of a page, and the attributes that are read aloud.
fn texts(page: &str) -> String {
    let body = page.split_once("<body>").unwrap().1;
    let mut out = String::new();
    for part in body.split('<') {
        let (tag, text) = part.split_once('>').unwrap_or(("", part));
        if let Some((_, label)) = tag.split_once("aria-label=\"") {
            out += label.split('"').next().unwrap();
            out.push('\n');
        }
        out += text;
        out.push('\n');
    }
    out
}

#[test]
fn it_says_what_may_be_said_and_nothing_else() {
    let instrument = example::instrument().unwrap();
    for lang in Lang::ALL {
        let page = written(&frozen(&workbook(responses(&instrument), "顾岩 <b>")), lang);
        for secret in ["rater-", "person-id", "secret-round", "ROUNDKEY", "received-id", "2019", "my-own-comment"] {
            assert!(!page.contains(secret), "{secret}");
        }
        // Managers 4.0 and peers 3.5, 4.0 and 2.5: others 3.5, without the direct reports' five.
        let texts = texts(&page);
        assert!(texts.contains("3.5") && texts.contains("n=4") && texts.contains("n=3"));
        assert!(!texts.contains("5.0") && !texts.contains("n=7"), "a unanimous group has no number");
        assert!(texts.contains(sandtable::text::assessment::AGREED.of(lang)));
        assert!(page.contains("from the boss") && page.contains("third"));
        // What came from the workbook is text.
        assert!(!page.contains("<img") && page.contains("&lt;img src=x onerror=alert(1)&gt; &amp; &quot;so&quot;"));
        assert!(page.contains("顾岩 &lt;b&gt;") && !page.contains("顾岩 <b>"));
    }
}

#[test]
fn a_hidden_group_is_nowhere_in_it() {
    let instrument = example::instrument().unwrap();
    let mut with = responses(&instrument);
    with.truncate(2);
    let without = with.clone();
    with.push(response(&instrument, "rater-c1", RaterGroup::Customer, &[1, 2, 2], "hidden words"));
    with.push(response(&instrument, "rater-c2", RaterGroup::Customer, &[2, 2, 1], ""));
    let page = |responses: Vec<Response>| written(&frozen(&workbook(responses, "Ann")), Lang::En);
    let (with, without) = (page(with), page(without));
    assert!(with.contains("too few to show (fewer than 3)") && !with.contains("hidden words"));
    // Every number is one that stands there without the hidden group, too, but for the count of answers.
    let numbers = |page: &str| -> Vec<String> {
        let is_number = |text: &&str| text.contains('.') && text.chars().any(|c| c.is_ascii_digit());
        let words = texts(page);
        words.split([' ', '\n', ',']).filter(is_number).map(str::to_owned).collect()
    };
    assert_eq!(numbers(&with), numbers(&without));
}

#[test]
fn it_uses_no_network_and_no_script() {
    let page = written(&frozen(&workbook(responses(&example::instrument().unwrap()), "Ann")), Lang::En);
    assert!(page.contains("default-src 'none'; style-src 'sha256-"));
    for forbidden in ["<script", "http://", "https://", "url(", "@import", "style=\"", "<link", "src="] {
        assert!(!page.replace("&lt;img src=x", "").contains(forbidden), "{forbidden}");
    }
}

#[test]
fn neither_order_nor_late_answers_change_it() {
    let instrument = example::instrument().unwrap();
    let mut turned = responses(&instrument);
    turned.reverse();
    let workbook_of = |responses| frozen(&workbook(responses, "Ann"));
    let (first, second) = (workbook_of(responses(&instrument)), workbook_of(turned));
    let page = written(&first, Lang::Zh);
    assert_eq!(page, written(&second, Lang::Zh));

    let late = response(&instrument, "rater-p4", RaterGroup::Peer, &[1], "late words");
    let later = apply(&first, Edit::Assessment(AssessmentEdit::PutResponse(round_id(), late))).unwrap();
    assert_eq!(page, written(&later, Lang::Zh));
    assert!(release(&later, &round_id(), TODAY).is_none());
}

#[test]
fn without_a_release_there_is_no_report() {
    let workbook = workbook(responses(&example::instrument().unwrap()), "Ann");
    let derived = Derived::of(&workbook, TODAY);
    let of = |round: &str, person: &str| {
        let (round, person) = (RoundId::new(round).unwrap(), MemberId::new(person).unwrap());
        report(&workbook, &derived, &round, &person, Lang::En).unwrap_err()
    };
    assert_eq!(of("secret-round", "person-id"), ReportError::NotReleased(round_id()));
    assert_eq!(of("secret-round", "nobody"), ReportError::NotRated(MemberId::new("nobody").unwrap()));
    assert_eq!(of("other", "person-id"), ReportError::NoRound);
}
