//! What differs between two workbooks, by record: a file and its backup, or ours and what somebody else saved.

use std::sync::Arc;

use crate::model::{Record, Table, Workbook};

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
    /// Customers' organisations.
    Organisations,
    /// Goal cards.
    GoalCards,
    /// Performance conversations.
    Conversations,
    /// Questionnaires.
    Instruments,
    /// Rounds of assessments.
    Rounds,
    /// Development plans.
    Plans,
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
    /// Its ids, outermost first; none where the section as a whole is meant.
    pub ids: Vec<String>,
    /// How it differs.
    pub change: Change,
}

/// What differs from the old workbook to the new one, in the order of the sections. The arrangement of panels is no part
/// of the document and is not compared.
pub fn differences(old: &Workbook, new: &Workbook) -> Vec<Difference> {
    let mut found = Vec::new();
    whole(Section::About, &old.about, &new.about, &mut found);
    whole(Section::Method, &old.method, &new.method, &mut found);
    records(Section::Team, &old.team, &new.team, &mut found, |r| vec![r.id.to_string()]);
    records(Section::Offerings, &old.offerings, &new.offerings, &mut found, |r| vec![r.id.to_string()]);
    records(Section::Customers, &old.customers, &new.customers, &mut found, |r| vec![r.id.to_string()]);
    records(Section::Contributions, &old.contributions, &new.contributions, &mut found, |r| {
        vec![r.customer.to_string(), r.offering.to_string()]
    });
    records(Section::Organisations, &old.organisations, &new.organisations, &mut found, |r| {
        vec![r.account.to_string()]
    });
    records(Section::GoalCards, &old.goal_cards, &new.goal_cards, &mut found, |r| {
        vec![r.person.to_string(), r.period.to_string()]
    });
    records(Section::Conversations, &old.conversations, &new.conversations, &mut found, |r| vec![r.id.to_string()]);
    records(Section::Instruments, &old.instruments, &new.instruments, &mut found, |r| {
        vec![r.id.to_string(), r.version.to_string()]
    });
    records(Section::Rounds, &old.rounds, &new.rounds, &mut found, |r| vec![r.id.to_string()]);
    records(Section::Plans, &old.plans, &new.plans, &mut found, |r| vec![r.id.to_string()]);
    found
}

fn whole<T: PartialEq>(section: Section, old: &Arc<T>, new: &Arc<T>, found: &mut Vec<Difference>) {
    if !Arc::ptr_eq(old, new) && old != new {
        found.push(Difference { section, ids: Vec::new(), change: Change::Changed });
    }
}

fn records<T: Record + PartialEq>(
    section: Section,
    old: &Arc<Table<T>>,
    new: &Arc<Table<T>>,
    found: &mut Vec<Difference>,
    ids: impl Fn(&T) -> Vec<String>,
) {
    if Arc::ptr_eq(old, new) {
        return;
    }
    let before = found.len();
    for record in old.iter() {
        match new.get(&record.key()) {
            None => found.push(Difference { section, ids: ids(record), change: Change::Removed }),
            Some(other) if other != record => {
                found.push(Difference { section, ids: ids(record), change: Change::Changed });
            }
            Some(_) => {}
        }
    }
    for record in new.iter().filter(|record| !old.contains(&record.key())) {
        found.push(Difference { section, ids: ids(record), change: Change::Added });
    }
    if found.len() == before && old != new {
        found.push(Difference { section, ids: Vec::new(), change: Change::Reordered });
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
        let difference = |id: &str, change| Difference { section: Section::Team, ids: vec![id.to_owned()], change };
        assert_eq!(
            differences(&old, &new),
            [difference("b", Change::Removed), difference("c", Change::Changed), difference("d", Change::Added)]
        );
        assert_eq!(differences(&old, &old), []);
        let reordered = differences(&old, &team(&[("b", "B"), ("a", "A"), ("c", "C")]));
        assert_eq!(reordered, [Difference { section: Section::Team, ids: Vec::new(), change: Change::Reordered }]);
    }
}
