//! The record of a conversation as a page to print: self-contained, laid out for A4, with lines for ink and its seal.
//!
//! The page carries the canonical forms that were sealed, so that [`compare`] can say what differs between the page and
//! a workbook, and not only that something does.

use super::html::{document, escaped};
use crate::{
    analysis::{
        evaluation::{Evaluation, Judgement},
        records,
    },
    model::{
        Action, Amendment, Conversation, ConversationId, FieldChange, Percent, RecordedCard, Seal, Signature, Workbook,
        changes,
    },
    text::{Lang, Word, feedback, format, goals, record as words, terms},
};

const STYLE: &str = include_str!("record.css");

/// Where a sealed form begins in a page.
const FORM: &str = "<pre class=\"form\" data-conversation=\"";
/// What stands between the conversation's id and the seal.
const SEAL: &str = "\" data-seal=\"";

/// The page of a conversation's record; a draft while it is not signed.
pub fn record(workbook: &Workbook, talk: &Conversation, lang: Lang) -> String {
    let writer = Writer { workbook, talk, lang };
    let title = format!("{} · {}", words::ON_PAPER.of(lang), workbook.member_label(&talk.person));
    document(lang, &title, STYLE, &writer.body())
}

struct Writer<'a> {
    workbook: &'a Workbook,
    talk: &'a Conversation,
    lang: Lang,
}

impl Writer<'_> {
    fn word(&self, word: Word) -> String {
        escaped(word.of(self.lang))
    }

    fn body(&self) -> String {
        let parts = [
            format!("<main>\n<h1>{}</h1>\n", self.word(words::ON_PAPER)),
            self.state(),
            self.head(),
            self.list(words::STRENGTHS, self.talk.strengths.iter().map(|point| point.text.as_str())),
            self.list(words::CHALLENGES, self.talk.challenges.iter().map(|point| point.text.as_str())),
            self.evaluation(),
            self.text(feedback::SUMMARY, &self.talk.record.summary),
            self.commitments(),
            self.text(feedback::EMPLOYEE_COMMENT, &self.talk.record.employee_comment),
            self.text(feedback::MANAGER_COMMENT, &self.talk.record.manager_comment),
            format!(
                "<h2>{}</h2>\n<p class=\"soft\">{}</p>\n",
                self.word(words::SIGNATURES),
                self.word(words::RECEIVED)
            ),
            self.signatures(&self.talk.record.employee, &self.talk.record.manager),
            self.sealed(self.talk.record.seal.as_ref()),
            self.talk.record.amendments.iter().enumerate().map(|(place, added)| self.amendment(place, added)).collect(),
            "</main>\n".to_owned(),
        ];
        parts.concat()
    }

    /// Whether it is a draft, and whatever is not as it was signed.
    fn state(&self) -> String {
        let Some(standing) = records::standing(self.workbook, self.talk) else {
            return format!("<p class=\"draft\">{}</p>\n", self.word(words::NOT_LOCKED));
        };
        if standing.is_intact() {
            return String::new();
        }
        let signed = self.talk.record.employee.on.max(self.talk.record.manager.on);
        let lines = standing.altered.iter().map(|found| words::altered(self.lang, found.on, &found.change));
        let lines = lines.chain(standing.unexplained.iter().map(|found| words::unexplained(self.lang, signed, found)));
        let lines = lines.chain(standing.broken.iter().map(|part| words::broken(self.lang, *part)));
        let lines: String = lines.map(|line| format!("<p>{}</p>\n", escaped(&line))).collect();
        format!("<div class=\"changed\">\n<p><b>{}</b></p>\n{lines}</div>\n", self.word(words::standing(&standing)))
    }

    fn head(&self) -> String {
        let (talk, lang) = (self.talk, self.lang);
        let rows = [
            (words::PERSON, Some(self.workbook.member_label(&talk.person).to_owned())),
            (words::MANAGER, talk.manager.as_ref().map(|id| self.workbook.member_label(id).to_owned())),
            (words::KIND, Some(terms::conversation(talk.kind).of(lang).to_owned())),
            (words::PERIOD, talk.period.as_ref().map(ToString::to_string)),
            (words::DAY, talk.on.map(|day| format::date(lang, day))),
            (words::PLACE, Some(talk.place.clone()).filter(|place| !place.trim().is_empty())),
        ];
        let row = |(key, value): (Word, Option<String>)| {
            let (key, value) = (self.word(key), escaped(&value?));
            Some(format!("<dt>{key}</dt><dd>{value}</dd>\n"))
        };
        format!("<dl>\n{}</dl>\n", rows.into_iter().filter_map(row).collect::<String>())
    }

    fn list<'a>(&self, heading: Word, items: impl Iterator<Item = &'a str>) -> String {
        let items: String =
            items.filter(|item| !item.trim().is_empty()).map(|item| format!("<li>{}</li>\n", escaped(item))).collect();
        if items.is_empty() { items } else { format!("<h2>{}</h2>\n<ul>\n{items}</ul>\n", self.word(heading)) }
    }

    fn text(&self, heading: Word, text: &str) -> String {
        if text.trim().is_empty() {
            return String::new();
        }
        format!("<h2>{}</h2>\n<p>{}</p>\n", self.word(heading), escaped(text.trim()))
    }

    /// The goal card as it was signed; of a draft, as it is.
    fn evaluation(&self) -> String {
        let Some(RecordedCard { card, method }) = RecordedCard::of(self.workbook, self.talk) else {
            return String::new();
        };
        let found = Evaluation::of(&card, &method);
        let heads = [
            (feedback::GOAL_CARD, false),
            (goals::WEIGHT, true),
            (words::ACTUAL, false),
            (words::OWN_COMPLETION, true),
            (goals::COMPLETION, true),
            (goals::ROW_SCORE, true),
        ];
        let head = |(word, number): (Word, bool)| cell("th", number, word.of(self.lang));
        let heads: String = heads.into_iter().map(head).collect();
        let percent = |value: Option<Percent>| {
            value.map_or_else(|| format::UNKNOWN.to_owned(), |value| goals::percent(value.get()))
        };
        let rows = card.goals.iter().zip(&found.manager.rows).map(|(goal, row)| {
            let weight = goal.weight.map_or_else(|| format::UNKNOWN.to_owned(), |weight| goals::percent(weight.get()));
            let cells = [
                cell("td", false, goal.label()),
                cell("td", true, &weight),
                cell("td", false, &goal.actual),
                cell("td", true, &percent(goal.self_completion)),
                cell("td", true, &percent(goal.completion)),
                cell("td", true, &format::number_or_unknown(row.score, 1)),
            ];
            format!("<tr>{}</tr>\n", cells.concat())
        });
        let rows: String = rows.collect();
        let totals = [(goals::ONESELF, &found.oneself), (goals::MANAGER, &found.manager)];
        let totals: String = totals.into_iter().map(|(who, judgement)| self.total(who, judgement)).collect();
        let heading = format!("{} {}", words::EVALUATION_TABLE.of(self.lang), card.period);
        format!("<h2>{}</h2>\n<table>\n<tr>{heads}</tr>\n{rows}{totals}</table>\n", escaped(&heading))
    }

    /// A side's way from the completion score to the grade, every factor in sight.
    fn total(&self, who: Word, judgement: &Judgement) -> String {
        let lang = self.lang;
        let number = |value| format::number_or_unknown(value, 1);
        let grade = judgement.grade.map_or_else(|| format::UNKNOWN.to_owned(), |grade| format!("{grade:?}"));
        let way = format!(
            "{} {} × {} {} × {} {} = {} {} · {} {grade}",
            goals::COMPLETION_SCORE.of(lang),
            number(judgement.completion),
            goals::DIFFICULTY.of(lang),
            goals::percent(judgement.difficulty),
            goals::EFFORT.of(lang),
            goals::percent(judgement.effort),
            goals::OVERALL.of(lang),
            number(judgement.overall),
            goals::GRADE.of(lang),
        );
        let open = if judgement.provisional { goals::PROVISIONAL.of(lang) } else { "" };
        let text = words::side(lang, who, way.trim(), open);
        format!("<tr class=\"total\"><td colspan=\"6\">{}</td></tr>\n", escaped(text.trim()))
    }

    fn commitments(&self) -> String {
        if self.talk.commitments.is_empty() {
            return String::new();
        }
        let heads = [words::WHAT, words::WHO, words::UNTIL].map(|word| cell("th", false, word.of(self.lang)));
        let row = |action: &Action| {
            let who = action.owner.as_ref().map_or(format::UNKNOWN, |id| self.workbook.member_label(id));
            let due = action.due.map_or_else(|| format::UNKNOWN.to_owned(), |day| format::date(self.lang, day));
            let cells = [action.what.as_str(), who, &due].map(|text| cell("td", false, text));
            format!("<tr>{}</tr>\n", cells.concat())
        };
        let rows: String = self.talk.commitments.iter().map(row).collect();
        let heading = self.word(feedback::COMMITMENTS);
        format!("<h2>{heading}</h2>\n<table>\n<tr>{}</tr>\n{rows}</table>\n", heads.concat())
    }

    fn signatures(&self, employee: &Signature, manager: &Signature) -> String {
        let one = |who: Word, signature: &Signature| {
            let on = signature.on.map(|day| format::date(self.lang, day)).unwrap_or_default();
            let (who, ink) = (self.word(who), self.word(words::INK));
            let (typed, name) = (self.word(words::SIGNED_NAME), escaped(&signature.name));
            format!(
                "<div><p>{who}</p>\n<p class=\"soft\">{typed}</p>\n<p><b>{name}</b> {}</p>\n\
                 <div class=\"ink\"></div>\n<p class=\"soft\">{ink}</p></div>\n",
                escaped(&on)
            )
        };
        format!("<div class=\"sign\">\n{}{}</div>\n", one(words::PERSON, employee), one(words::MANAGER, manager))
    }

    /// The seal in digits, and the form it was worked out from.
    fn sealed(&self, seal: Option<&Seal>) -> String {
        let Some(seal) = seal else { return String::new() };
        let (label, digits) = (self.word(words::SEAL), words::whole_seal(&seal.hash));
        let (id, hash, form) = (escaped(self.talk.id.as_str()), escaped(&seal.hash), escaped(&seal.text));
        format!(
            "<p class=\"soft\">{label}</p>\n<p class=\"seal\">{}</p>\n<p class=\"soft\">{}</p>\n\
             {FORM}{id}{SEAL}{hash}\">{form}</pre>\n",
            escaped(&digits),
            self.word(words::HOW_TO_CHECK),
        )
    }

    fn amendment(&self, place: usize, added: &Amendment) -> String {
        let heading = escaped(&words::amendment(self.lang, place));
        let draft = if added.seal.is_some() {
            String::new()
        } else {
            format!("<p class=\"draft\">{}</p>\n", self.word(words::NOT_LOCKED))
        };
        format!(
            "<div class=\"part\">\n<h2>{heading}</h2>\n{draft}<p>{}</p>\n{}{}</div>\n",
            escaped(&added.text),
            self.signatures(&added.employee, &added.manager),
            self.sealed(added.seal.as_ref()),
        )
    }
}

/// A cell of a table.
fn cell(tag: &str, number: bool, text: &str) -> String {
    let class = if number { " class=\"number\"" } else { "" };
    format!("<{tag}{class}>{}</{tag}>", escaped(text))
}

/// What a printed page and a workbook say of the same record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// The page carries no sealed record: a draft, or no page of ours.
    NoRecord,
    /// The form on the page is not the one its seal was worked out from: the page was changed.
    PageChanged,
    /// The workbook has no such conversation, or nothing in it is signed.
    NotInWorkbook(ConversationId),
    /// Both say the same.
    Same(ConversationId),
    /// They differ: from the page to the workbook as it is now.
    Different(ConversationId, Vec<FieldChange>),
    /// The sealed forms agree, but what there is to read on the page is not what they say: the first line on the page
    /// that is another one, and the line that belongs there.
    Reworded(ConversationId, String, String),
}

/// Compares every sealed part of a page with a workbook.
pub fn compare(page: &str, workbook: &Workbook) -> Comparison {
    let forms = forms(page);
    let Some((id, _)) = forms.first() else { return Comparison::NoRecord };
    let id = id.clone();
    if !forms.iter().all(|(of, seal)| *of == id && seal.holds()) {
        return Comparison::PageChanged;
    }
    let Some(talk) = workbook.conversations.get(&id).filter(|talk| talk.is_signed()) else {
        return Comparison::NotInWorkbook(id);
    };
    let amendments = (0..talk.record.amendments.len()).filter_map(|place| {
        talk.record.amendments.get(place)?.seal.as_ref()?;
        talk.canonical_amendment(place)
    });
    let now: Vec<String> = std::iter::once(talk.canonical()).chain(amendments).collect();
    let mut found = Vec::new();
    for (place, (_, seal)) in forms.iter().enumerate() {
        let form = now.get(place).map_or("", String::as_str);
        let of_part = |change: FieldChange| match place.checked_sub(1) {
            Some(_) => FieldChange { path: format!("amendments/{place}/{}", change.path), ..change },
            None => change,
        };
        found.extend(changes(&seal.text, form).into_iter().map(of_part));
    }
    if !found.is_empty() {
        return Comparison::Different(id, found);
    }
    match reworded(page, forms.len(), workbook, talk) {
        Some((on_page, in_workbook)) => Comparison::Reworded(id, on_page, in_workbook),
        None => Comparison::Same(id),
    }
}

/// The first line that reads otherwise on a page than on the one we would print, in whichever language is nearest;
/// nothing where one of them reads the same. What was added after the page was printed is not missed on it.
fn reworded(page: &str, parts: usize, workbook: &Workbook, talk: &Conversation) -> Option<(String, String)> {
    let mut then = talk.clone();
    then.record.amendments.truncate(parts.saturating_sub(1));
    let read = readable(page);
    let mut nearest = None;
    for (talk, lang) in [&then, talk].into_iter().flat_map(|talk| Lang::ALL.map(|lang| (talk, lang))) {
        let printed = record(workbook, talk, lang);
        let printed = readable(&printed);
        let same = read.iter().zip(&printed).take_while(|(page, printed)| page == printed).count();
        if same == read.len().max(printed.len()) {
            return None;
        }
        if nearest.as_ref().is_none_or(|(most, _)| same > *most) {
            let line = |lines: &[String]| lines.get(same).cloned().unwrap_or_default();
            nearest = Some((same, (line(&read), line(&printed))));
        }
    }
    nearest.map(|(_, lines)| lines)
}

/// What there is to read on a page, line by line, without the sealed forms.
fn readable(page: &str) -> Vec<String> {
    let body = page.split_once("<body").map_or(page, |(_, body)| body);
    let mut pieces = body.split(FORM);
    let first = pieces.next().unwrap_or_default();
    let rest = pieces.filter_map(|piece| piece.split_once("</pre>").map(|(_, after)| after));
    let mut lines = Vec::new();
    for piece in std::iter::once(first).chain(rest) {
        let texts = piece.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
        let texts = texts.flat_map(str::lines).map(str::trim).filter(|text| !text.is_empty());
        lines.extend(texts.map(unescaped));
    }
    lines
}

/// The sealed forms that a page carries, the record first.
fn forms(page: &str) -> Vec<(ConversationId, Seal)> {
    let form = |piece: &str| {
        let (id, rest) = piece.split_once(SEAL)?;
        let (hash, rest) = rest.split_once("\">")?;
        let (text, _) = rest.split_once("</pre>")?;
        let id = ConversationId::new(&unescaped(id)).ok()?;
        Some((id, Seal { hash: unescaped(hash), text: unescaped(text) }))
    };
    page.split(FORM).skip(1).filter_map(form).collect()
}

/// The text that [`escaped`] made this of.
fn unescaped(text: &str) -> String {
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    entities.into_iter().fold(text.to_owned(), |text, (entity, sign)| text.replace(entity, sign))
}
