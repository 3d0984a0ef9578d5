//! A person's results beside those of an earlier round: role by role, one's own view and all others'.

use super::{
    chart::{Chart, Difference, Key, Look, Mark, Row, RowKind},
    sheet::{Writer, from_left, largest},
    value::Value,
};
use crate::{
    analysis::assessment::{ItemChanges, Mean, Progress, Shift},
    text::{
        Word,
        assessment::{self, Fact},
        progress as words,
    },
};

/// Then and now, against the earlier round of this name.
pub fn chart(writer: &Writer<'_>, progress: &Progress, before: &str) -> Chart {
    let lang = writer.lang;
    let mut rows = Vec::new();
    let mut changes = Vec::new();
    for (role, subject) in writer.roles() {
        let Some(found) = progress.roles.iter().find(|found| found.role == role.role) else { continue };
        changes.extend(found.others.difference.map(|difference| (subject.name, difference)));
        let of_role = |kind, name: String, look, shift: &Shift, fact| {
            let who = assessment::caption(lang, fact);
            row(writer, Row::new(kind, name), look, shift, &found.items, &format!("{} {who}", subject.name))
        };
        let others = assessment::caption(lang, Fact::Others);
        let own = of_role(RowKind::Role, subject.name.to_owned(), Look::Oneself, &found.oneself, Fact::Oneself);
        let detail = not_subtracted(progress.same_scale, &found.items).map(|word| {
            let text = word.of(lang).to_owned();
            let title = format!("{} {text}", subject.name);
            Value { text, explanation: words::explanation(lang, title, &found.oneself, &found.items) }
        });
        rows.push(Row { detail, ..own });
        rows.push(of_role(RowKind::Part, others, Look::Others, &found.others, Fact::Others));
    }
    Chart {
        finding: words::finding(lang, before, largest(changes.into_iter())),
        keys: vec![
            Key { look: Look::Before, text: before.to_owned(), n: String::new() },
            writer.key(Look::Oneself, Fact::Oneself, String::new()),
            writer.key(Look::Others, Fact::Others, String::new()),
        ],
        columns: vec![words::CHANGE.of(lang).to_owned()],
        points: writer.instrument.points.get(),
        rows,
        grows: false,
    }
}

/// Why a role's scores are not subtracted.
const fn not_subtracted(same_scale: bool, items: &ItemChanges) -> Option<Word> {
    match (same_scale, items.is_empty()) {
        (false, _) => Some(words::SCALE_CHANGED),
        (true, false) => Some(words::ITEMS_CHANGED),
        (true, true) => None,
    }
}

/// One view of a role, then and now. `who` names it aloud.
fn row(writer: &Writer<'_>, row: Row, look: Look, shift: &Shift, items: &ItemChanges, who: &str) -> Row {
    let lang = writer.lang;
    let value = |text: String, when: Word| {
        let title = format!("{who} {} {text}", when.of(lang));
        Value { explanation: words::explanation(lang, title, shift, items), text }
    };
    let mark = |found: Option<Mean>, look, when| {
        found.map(|found| Mark { at: found.value, look, value: value(assessment::mean(found.value), when) })
    };
    let difference = |difference| Difference {
        value: value(assessment::gap(difference), words::CHANGE),
        flagged: difference.abs() > writer.round.flag_above,
    };
    Row {
        n: if look == Look::Oneself { String::new() } else { words::n(shift) },
        marks: from_left([mark(shift.before, Look::Before, words::BEFORE), mark(shift.now, look, words::NOW)]),
        differences: vec![shift.difference.map(difference)],
        ..row
    }
}
