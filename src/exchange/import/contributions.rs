//! What each offering brings at each customer.

use indexmap::IndexMap;

use super::{Created, Fate, ImportError, Reader, Reading, Reason};
use crate::{
    edit::{CustomerEdit, Edit},
    exchange::{Field, value::rounded},
    model::{Contribution, CustomerId, Margin, MarginSign, Money, Offering, OfferingId},
    text::parse::{self, NotAMargin},
};

pub(super) fn import(table: &mut Reader<'_>) -> Result<Vec<Edit>, ImportError> {
    let workbook = table.workbook;
    // Each pair's sum and the line of its first row.
    let mut sums: IndexMap<(CustomerId, OfferingId), (Margin, usize)> = IndexMap::new();
    let mut rows = Vec::new();
    table.each_row(
        |cells| {
            let customer = cells.required_id(Field::Customer, CustomerId::new)?;
            cells.no_total(Field::Customer, workbook.customers.contains(&customer))?;
            let offering = cells.required_id(Field::Offering, OfferingId::new)?;
            cells.no_total(Field::Offering, workbook.offerings.contains(&offering))?;
            let refuse = |reason| cells.refuse(Field::Margin, reason);
            let margin = cells.read(Field::Margin, margin)?.ok_or_else(|| refuse(Reason::Blank))?;
            cells.keep(Field::Margin, Reading::Margin(margin));
            let pair = (customer, offering);
            if let Some((place, _, (sum, first))) = sums.get_full_mut(&pair) {
                *sum = add(*sum, margin, *first).map_err(refuse)?;
                return Ok(place);
            }
            let (place, _) = sums.insert_full(pair, (margin, cells.line()));
            cells.within(sums.len())?;
            Ok(place)
        },
        |_, line, place| rows.push((line, place)),
    )?;
    let fate =
        |(pair, (margin, _)): (&(CustomerId, OfferingId), &(Margin, usize))| match workbook.contributions.get(pair) {
            Some(old) if same(old.margin, *margin) => Fate::Unchanged,
            Some(_) => Fate::Changed,
            None => Fate::Added,
        };
    table.report.sums = Some(sums.len());
    let fates: Vec<Fate> = sums.iter().map(fate).collect();
    for (line, place) in rows {
        fates.get(place).into_iter().for_each(|fate| table.report.note(line, *fate));
    }
    let mut created = Vec::new();
    let mut cells = Vec::new();
    let mut offerings = indexmap::IndexSet::new();
    let mut customers = indexmap::IndexSet::new();
    for ((customer, offering), (margin, _)) in sums {
        let old = workbook.contributions.get(&(customer.clone(), offering.clone()));
        if old.is_some_and(|old| same(old.margin, margin)) {
            continue;
        }
        customers.insert(customer.clone());
        offerings.insert(offering.clone());
        let note = old.map(|old| old.note.clone()).unwrap_or_default();
        let cell = Contribution { customer, offering, margin, note };
        cells.push(Edit::Customers(CustomerEdit::PutContribution(cell)));
    }
    created.extend(customers.iter().filter_map(|id| table.create_customer(id, "")));
    for id in offerings.into_iter().filter(|id| !workbook.offerings.contains(id)) {
        table.report.created.push(Created::Offering(id.clone()));
        let offering = Offering { id, name: String::new(), note: String::new() };
        created.push(Edit::Customers(CustomerEdit::PutOffering(offering)));
    }
    created.extend(cells);
    Ok(created)
}

/// Whether two margins are the same, to the digits that a spreadsheet keeps.
fn same(a: Margin, b: Margin) -> bool {
    match (a, b) {
        (Margin::Amount(a), Margin::Amount(b)) => rounded(a.get()) == rounded(b.get()),
        (a, b) => a == b,
    }
}

/// An amount, or just a sign.
fn margin(text: &str) -> Result<Margin, Reason> {
    parse::margin(text).map_err(|error| match error {
        NotAMargin::Unreadable => Reason::Margin,
        NotAMargin::Range(range) => Reason::Range(range),
    })
}

/// The sum of two margins: of amounts their sum, of signs of one direction the stronger. Nothing else has a sum:
/// nobody knows how much a sign is worth.
fn add(a: Margin, b: Margin, first: usize) -> Result<Margin, Reason> {
    use MarginSign::{Negative, Positive, StronglyPositive};
    match (a, b) {
        (Margin::Amount(a), Margin::Amount(b)) => {
            Money::new(a.get() + b.get()).map(Margin::Amount).map_err(Reason::Range)
        }
        (Margin::Sign(Negative), Margin::Sign(Negative)) => Ok(a),
        (Margin::Sign(a), Margin::Sign(b)) if a != Negative && b != Negative => {
            let strong = a == StronglyPositive || b == StronglyPositive;
            Ok(Margin::Sign(if strong { StronglyPositive } else { Positive }))
        }
        _ => Err(Reason::Sum(first)),
    }
}
