//! What differs between two workbooks, by record: a file and its backup, or ours and what somebody else saved.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use serde::Serialize;

use super::{
    load::ron_options,
    tokens::{Child, Kind, Token, Tokens},
};
use crate::model::{Record, Table, Workbook};

/// The most values that are listed of one record; a person reads no more, and a round may have thousands.
const MAX_VALUES: usize = 20;

/// A section of the workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Title and currency.
    About,
    /// Weights, thresholds and readings.
    Method,
    /// Our own people.
    Team,
    /// What we sell.
    Offerings,
    /// Customers.
    Customers,
    /// What each offering brings at each customer.
    Contributions,
    /// The value map of earlier days.
    MapSnapshots,
    /// Customers' organisations.
    Organisations,
    /// Goal cards.
    GoalCards,
    /// What was seen or heard of our people's work.
    Evidence,
    /// Performance conversations.
    Conversations,
    /// Questionnaires.
    Instruments,
    /// Rounds of assessments.
    Rounds,
    /// Development plans.
    Plans,
    /// Runs of the exercise of market moves.
    MoveRuns,
}

/// How a record differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// Only the new workbook has it.
    Added,
    /// Only the old workbook has it.
    Removed,
    /// Both have it, and it says something else.
    Changed,
    /// The section has the same records in another order.
    Reordered,
}

/// A record that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its section.
    pub section: Section,
    /// What it is called, by names where it has them; nothing where the section as a whole is meant.
    pub names: Vec<String>,
    /// How it differs.
    pub change: Change,
    /// What both have and says something else, at most twenty of them.
    pub values: Vec<ValueChange>,
}

/// A value within a record that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueChange {
    /// Where in the record: fields as the file calls them, records by their names, others by their place from 1.
    pub path: Vec<String>,
    /// What the old workbook says; none where it says nothing.
    pub old: Option<String>,
    /// What the new workbook says; none where it says nothing.
    pub new: Option<String>,
}

/// What differs from the old workbook to the new one, in the order of the sections. The arrangement of panels is no part
/// of the document and is not compared.
pub fn differences(old: &Workbook, new: &Workbook) -> Vec<Difference> {
    let mut found = Found { old, new, differences: Vec::new() };
    found.whole(Section::About, |workbook| &workbook.about);
    found.whole(Section::Method, |workbook| &workbook.method);
    found.records(Section::Team, |workbook| &workbook.team, |_, member| vec![member.label().to_owned()]);
    found.records(Section::Offerings, |workbook| &workbook.offerings, |_, offering| vec![offering.label().to_owned()]);
    found.records(Section::Customers, |workbook| &workbook.customers, |_, customer| vec![customer.label().to_owned()]);
    found.records(
        Section::Contributions,
        |workbook| &workbook.contributions,
        |workbook, cell| {
            let offering = workbook.offerings.get(&cell.offering).map_or(cell.offering.as_str(), |known| known.label());
            vec![workbook.customer_label(&cell.customer).to_owned(), offering.to_owned()]
        },
    );
    found.records(
        Section::MapSnapshots,
        |workbook| &workbook.map_snapshots,
        |_, snapshot| vec![snapshot.name.clone(), snapshot.on.to_string()],
    );
    found.records(
        Section::Organisations,
        |workbook| &workbook.organisations,
        |workbook, organisation| vec![workbook.customer_label(&organisation.account).to_owned()],
    );
    found.records(
        Section::GoalCards,
        |workbook| &workbook.goal_cards,
        |workbook, card| vec![workbook.member_label(&card.person).to_owned(), card.period.to_string()],
    );
    found.records(
        Section::Evidence,
        |workbook| &workbook.evidence,
        |workbook, note| {
            vec![workbook.member_label(&note.person).to_owned(), note.on.map(|day| day.to_string()).unwrap_or_default()]
        },
    );
    found.records(
        Section::Conversations,
        |workbook| &workbook.conversations,
        |workbook, conversation| {
            vec![workbook.member_label(&conversation.person).to_owned(), conversation.id.to_string()]
        },
    );
    found.records(
        Section::Instruments,
        |workbook| &workbook.instruments,
        |_, instrument| vec![instrument.id.to_string(), instrument.version.to_string()],
    );
    found.records(Section::Rounds, |workbook| &workbook.rounds, |_, round| vec![round.label().to_owned()]);
    found.records(
        Section::Plans,
        |workbook| &workbook.plans,
        |workbook, plan| vec![workbook.member_label(&plan.person).to_owned(), plan.id.to_string()],
    );
    found.records(Section::MoveRuns, |workbook| &workbook.move_runs, |_, run| vec![run.label().to_owned()]);
    found.differences
}

/// What was found so far between two workbooks.
struct Found<'a> {
    old: &'a Workbook,
    new: &'a Workbook,
    differences: Vec<Difference>,
}

impl<'a> Found<'a> {
    fn whole<T: PartialEq + Serialize + 'a>(&mut self, section: Section, select: impl Fn(&'a Workbook) -> &'a Arc<T>) {
        let (old, new) = (select(self.old), select(self.new));
        if !Arc::ptr_eq(old, new) && old != new {
            let values = values(old, new);
            self.differences.push(Difference { section, names: Vec::new(), change: Change::Changed, values });
        }
    }

    fn records<T: Record + PartialEq + Serialize + 'a>(
        &mut self,
        section: Section,
        select: impl Fn(&'a Workbook) -> &'a Arc<Table<T>>,
        names: impl Fn(&Workbook, &T) -> Vec<String>,
    ) {
        let (old, new) = (select(self.old), select(self.new));
        if Arc::ptr_eq(old, new) {
            return;
        }
        let before = self.differences.len();
        for record in old.iter() {
            match new.get(&record.key()) {
                None => self.differences.push(Difference {
                    section,
                    names: names(self.old, record),
                    change: Change::Removed,
                    values: Vec::new(),
                }),
                Some(other) if other != record => self.differences.push(Difference {
                    section,
                    names: names(self.new, other),
                    change: Change::Changed,
                    values: values(record, other),
                }),
                Some(_) => {}
            }
        }
        for record in new.iter().filter(|record| !old.contains(&record.key())) {
            let names = names(self.new, record);
            self.differences.push(Difference { section, names, change: Change::Added, values: Vec::new() });
        }
        if self.differences.len() == before && old != new {
            let names = Vec::new();
            self.differences.push(Difference { section, names, change: Change::Reordered, values: Vec::new() });
        }
    }
}

/// The values that differ from one record to another of its kind, found in what a file would say of both.
fn values<T: Serialize>(old: &T, new: &T) -> Vec<ValueChange> {
    let mut found = Vec::new();
    if let (Ok(old), Ok(new)) = (ron_options().to_string(old), ron_options().to_string(new)) {
        compare_texts(&old, &new, &mut found);
    }
    found
}

fn compare_texts(old: &str, new: &str, found: &mut Vec<ValueChange>) {
    let (old, new) = (Tokens::new(old), Tokens::new(new));
    compare(Some(Part { tokens: &old, at: 0 }), Some(Part { tokens: &new, at: 0 }), &mut Vec::new(), found);
}

fn compare(old: Option<Part<'_>>, new: Option<Part<'_>>, path: &mut Vec<String>, found: &mut Vec<ValueChange>) {
    if found.len() >= MAX_VALUES || old.map(Part::text) == new.map(Part::text) {
        return;
    }
    let (Some(before), Some(now)) = (old.and_then(Part::parts), new.and_then(Part::parts)) else {
        let said = |part: Option<Part<'_>>| part.map(Part::said);
        found.push(ValueChange { path: path.clone(), old: said(old), new: said(new) });
        return;
    };
    let known: HashSet<&str> = before.iter().map(|(key, _, _)| key.as_str()).collect();
    let now_by_key: HashMap<&str, Part<'_>> = now.iter().map(|(key, _, part)| (key.as_str(), *part)).collect();
    let kept = before.iter().map(|(key, name, part)| (name, Some(*part), now_by_key.get(key.as_str()).copied()));
    let added = now.iter().filter(|(key, _, _)| !known.contains(key.as_str()));
    for (name, old, new) in kept.chain(added.map(|(_, name, part)| (name, None, Some(*part)))) {
        path.push(name.clone());
        compare(old, new, path, found);
        path.pop();
    }
}

/// A value in the text of a record.
#[derive(Clone, Copy)]
struct Part<'t> {
    tokens: &'t Tokens<'t>,
    /// Its first token.
    at: usize,
}

impl<'t> Part<'t> {
    /// The bracket it begins with, at once or behind the name of a variant.
    fn open(self) -> Option<&'t Token> {
        let open = |at: usize| self.tokens.get(at).filter(|token| token.kind == Kind::Open);
        open(self.at).or_else(|| open(self.at + 1))
    }

    /// As it is written.
    fn text(self) -> &'t str {
        let first = self.tokens.get(self.at);
        let last = self.open().map_or(first, |open| self.tokens.get(open.mate));
        let ends = first.zip(last).map(|(first, last)| first.start..last.end);
        ends.and_then(|ends| self.tokens.text().get(ends)).unwrap_or_default()
    }

    fn field(self, name: &str) -> Option<Self> {
        let tokens = self.tokens;
        let mut children = tokens.children(self.at)?;
        children.find(|child| tokens.key(child) == Some(name)).map(|child| Self { tokens, at: child.value })
    }

    /// What tells a record of a list from the others: its id.
    fn id(self) -> Option<&'t str> {
        self.field("id").map(Self::text)
    }

    /// What people call a record.
    fn name(self) -> Option<String> {
        let named = self.field("name").map(Self::said).filter(|name| !name.is_empty());
        named.or_else(|| self.field("id").map(Self::said))
    }

    /// What it says, in a line.
    fn said(self) -> String {
        let text = self.text();
        let unquoted = || ron_options().from_str::<String>(text).ok().filter(|_| text.starts_with('"'));
        self.name().or_else(unquoted).unwrap_or_else(|| text.to_owned())
    }

    /// What it is made of, each with what it is known by and what it is called; nothing where that is of no use.
    fn parts(self) -> Option<Vec<(String, String, Self)>> {
        let tokens = self.tokens;
        let open = self.open()?;
        let children: Vec<_> = tokens.children(self.at)?.collect();
        let part = |child: &Child| Self { tokens, at: child.value };
        if tokens.str(open) == "[" {
            let by_id = children.iter().all(|child| part(child).id().is_some());
            let parts = children.iter().enumerate().map(|(place, child)| {
                let (part, place) = (part(child), (place + 1).to_string());
                match (part.id().filter(|_| by_id), part.name()) {
                    (Some(id), Some(name)) => (id.to_owned(), name, part),
                    _ => (place.clone(), place, part),
                }
            });
            return Some(parts.collect());
        }
        let keyed = |child: &Child| {
            let key = child.key.map(|at| Self { tokens, at })?;
            Some((key.text().to_owned(), key.said(), part(child)))
        };
        children.iter().map(keyed).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Member, MemberId};

    fn team(ids: &[(&str, &str)]) -> Workbook {
        let members = ids.iter().map(|(id, name)| Member::new(MemberId::new(id).unwrap(), name)).collect();
        Workbook { team: Arc::new(members), ..Workbook::default() }
    }

    #[test]
    fn records_are_told_apart_by_key() {
        let old = team(&[("a", "A"), ("b", "B"), ("c", "C")]);
        let new = team(&[("a", "A"), ("c", "C2"), ("d", "D")]);
        let difference = |name: &str, change, values: &[ValueChange]| Difference {
            section: Section::Team,
            names: vec![name.to_owned()],
            change,
            values: values.to_vec(),
        };
        let renamed = ValueChange { path: vec!["name".into()], old: Some("C".into()), new: Some("C2".into()) };
        assert_eq!(
            differences(&old, &new),
            [
                difference("B", Change::Removed, &[]),
                difference("C2", Change::Changed, &[renamed]),
                difference("D", Change::Added, &[])
            ]
        );
        assert_eq!(differences(&old, &old), []);
        let reordered = differences(&old, &team(&[("b", "B"), ("a", "A"), ("c", "C")]));
        let (names, values) = (Vec::new(), Vec::new());
        assert_eq!(reordered, [Difference { section: Section::Team, names, change: Change::Reordered, values }]);
    }

    #[test]
    fn records_within_a_record_are_told_apart_by_id_and_other_lists_by_place() {
        let old =
            r#"(people:[(id:"a",name:"甲",score:1),(id:"b")],marks:[1,2],notes:{us(offering):(why:"x")},kind:f(1))"#;
        let new = r#"(people:[(id:"c"),(id:"a",name:"甲",score:2)],marks:[1],notes:{us(offering):(why:"y")},kind:f(2),on:true)"#;
        let change = |path: &[&str], old: Option<&str>, new: Option<&str>| ValueChange {
            path: path.iter().map(ToString::to_string).collect(),
            old: old.map(str::to_owned),
            new: new.map(str::to_owned),
        };
        let expected = [
            change(&["people", "甲", "score"], Some("1"), Some("2")),
            change(&["people", "b"], Some("b"), None),
            change(&["people", "c"], None, Some("c")),
            change(&["marks", "2"], Some("2"), None),
            change(&["notes", "us(offering)", "why"], Some("x"), Some("y")),
            change(&["kind"], Some("f(1)"), Some("f(2)")),
            change(&["on"], None, Some("true")),
        ];
        let mut found = Vec::new();
        compare_texts(old, new, &mut found);
        assert_eq!(found, expected);
    }

    #[test]
    fn of_a_record_that_differs_everywhere_only_the_first_values_are_listed() {
        let list = |from: usize| (from..from + 1000).collect::<Vec<_>>();
        assert_eq!(values(&list(0), &list(1)).len(), MAX_VALUES);
    }
}
