//! What files of earlier days have elsewhere: evidence stood in the conversation it was noted for, and now belongs to
//! the person.

use std::sync::Arc;

use serde::Deserialize;

use super::{
    load::{Fault, read_value},
    tokens::Tokens,
};
use crate::model::{Date, Evidence, EvidenceId, EvidenceLink, FieldPath, MemberId, PathStep, Workbook};

/// As much of an earlier workbook as is read again.
#[derive(Deserialize)]
struct Earlier {
    #[serde(default)]
    conversations: Vec<EarlierConversation>,
}

#[derive(Deserialize)]
struct EarlierConversation {
    person: MemberId,
    #[serde(default)]
    evidence: Vec<EarlierEvidence>,
}

#[derive(Deserialize)]
struct EarlierEvidence {
    #[serde(default)]
    on: Option<Date>,
    #[serde(default)]
    text: String,
    #[serde(default)]
    links: Vec<EvidenceLink>,
}

/// Whether this is a field that has moved.
pub(super) fn has_moved(path: &FieldPath) -> bool {
    matches!(path.steps(), [PathStep::Field(section), PathStep::Index(_), PathStep::Field(field)]
        if section == "conversations" && field == "evidence")
}

/// Brings what stands where it stood in earlier days to where it belongs now.
pub(super) fn bring_home(tokens: &Tokens<'_>, workbook: &mut Workbook) -> Result<(), Fault> {
    let earlier: Earlier = read_value(tokens, &mut |_| {})?;
    let notes = Arc::make_mut(&mut workbook.evidence);
    for EarlierConversation { person, evidence } in earlier.conversations {
        for EarlierEvidence { on, text, links } in evidence {
            let id = EvidenceId::fresh(&text, |id| notes.contains(id));
            notes.put(Evidence { on, what: text, links, ..Evidence::new(id, person.clone()) });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::{parse, to_text};
    use crate::model::{CustomerId, EvidenceLink};

    #[test]
    fn evidence_of_earlier_days_comes_to_its_person_and_nothing_is_lost() {
        let text = r#"(
            version: 1,
            team: [(id: "li", name: "Li")],
            conversations: [
                (id: "a", person: "li", kind: result, evidence: [(on: "2026-09-03", text: "Twice", links: [customer("x")])]),
                (id: "b", person: "li", kind: progress, evidence: [(text: "Twice")]),
            ],
        )"#;
        let loaded = parse("w.sand".as_ref(), text.as_bytes()).unwrap();
        assert_eq!(loaded.read_only, None);
        let notes: Vec<_> = loaded.workbook.evidence.iter().map(|note| (note.id.as_str(), note.on)).collect();
        assert_eq!(notes, [("twice", Some(date(2026, 9, 3))), ("twice-2", None)]);
        let first = loaded.workbook.evidence.first().unwrap();
        assert_eq!((first.person.as_str(), first.what.as_str()), ("li", "Twice"));
        assert_eq!(first.links, [EvidenceLink::Customer(CustomerId::new("x").unwrap())]);
        let again = parse("w.sand".as_ref(), to_text(&loaded.workbook).unwrap().as_bytes()).unwrap();
        assert_eq!(again.workbook, loaded.workbook);
    }
}
