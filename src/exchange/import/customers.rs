//! Customers and the scores of their criteria.

use super::{Drafts, ImportError, Reader, Reason, Report, set, set_text, unlike};
use crate::{
    edit::{CustomerEdit, Edit},
    exchange::Field,
    model::{Criterion, Customer, CustomerId, Money, Score},
};

pub(super) fn import(table: &mut Reader<'_>) -> Result<Vec<Edit>, ImportError> {
    let customers = &table.workbook.customers;
    let mut drafts = Drafts::new();
    table.each_row(
        |cells| {
            let id = cells.required_id(Field::Id, CustomerId::new)?;
            cells.no_total(Field::Id, customers.contains(&id))?;
            let name = cells.given(Field::Name);
            let segment = cells.given(Field::Segment);
            let annual_spend = cells.money(Field::AnnualSpend)?;
            let revenue = cells.money(Field::Revenue)?;
            let introduced = cells.yes_no(Field::Introduced)?;
            let procedure_known = cells.yes_no(Field::ProcedureKnown)?;
            let needs_known = cells.yes_no(Field::NeedsKnown)?;
            let mut scores = Vec::new();
            for criterion in Criterion::all() {
                let score = cells.number(Field::Criterion(criterion), Score::new)?;
                scores.extend(score.map(|score| (criterion, score)));
            }
            let change = |customer: &mut Customer| {
                set_text(&mut customer.name, name);
                set_text(&mut customer.segment, segment);
                set_amount(&mut customer.annual_spend, annual_spend);
                set_amount(&mut customer.revenue, revenue);
                set(&mut customer.contacted.introduced, introduced.map(Some));
                set(&mut customer.contacted.procedure_known, procedure_known.map(Some));
                set(&mut customer.contacted.needs_known, needs_known.map(Some));
                for (criterion, score) in scores {
                    let score = unlike(customer.score(criterion), Some(score), |score| score.get());
                    score.into_iter().for_each(|score| customer.set_score(criterion, Some(score)));
                }
            };
            let fate = drafts.row(cells.line(), customers.get(&id), Customer::new(id, ""), change);
            let fate = fate.map_err(|line| cells.refuse(Field::Id, Reason::Contradicts(line)))?;
            cells.within(drafts.len())?;
            Ok(fate)
        },
        Report::note,
    )?;
    Ok(drafts.changed().map(|customer| Edit::Customers(CustomerEdit::Put(Box::new(customer)))).collect())
}

/// Sets an amount that a cell gave.
fn set_amount(place: &mut Option<Money>, given: Option<Money>) {
    set(place, unlike(*place, given, |amount| amount.get()).map(Some));
}
