//! The contribution grid as a sheet: customers by offerings, with the totals and classes of both margins.

use super::{Content, ExportError, Line, Sheet, Style};
use crate::{
    analysis::Derived,
    exchange::MAX_COLUMNS,
    model::{Contribution, Customer, Margin, MarginSign, Offering, Workbook},
    text::{Lang, cells, contributions as words, export, terms},
};

/// What stands beside the offerings.
const BESIDE: usize = 4;

pub(super) fn sheet(workbook: &Workbook, derived: &Derived, lang: Lang) -> Result<Sheet, ExportError> {
    let offerings = workbook.offerings.len();
    if offerings + BESIDE > MAX_COLUMNS {
        return Err(ExportError::TooManyColumns(offerings));
    }
    let names = workbook.offerings.iter().map(Offering::label);
    let header = [cells::CUSTOMER.of(lang)].into_iter().chain(names);
    let header = header.chain([words::TOTAL, words::CLASS, words::SHARE].map(|word| word.of(lang)));
    let mut sheet = Sheet::new(export::GRID, lang, header.map(str::to_owned))?;

    let mut margins = vec![Vec::new(); workbook.customers.len()];
    for Contribution { customer, offering, margin, note: _ } in workbook.contributions.iter() {
        let row = workbook.customers.index_of(customer).and_then(|row| margins.get_mut(row));
        if let Some((row, column)) = row.zip(workbook.offerings.index_of(offering)) {
            row.push((column, *margin));
        }
    }
    for (customer, mut margins) in workbook.customers.iter().zip(margins) {
        margins.sort_by_key(|(column, _)| *column);
        sheet.add(row(workbook, derived, customer, &margins, lang), customer.id.as_str())?;
    }
    let amounts = workbook.contributions.iter().filter_map(|cell| match cell.margin {
        Margin::Amount(amount) => Some(amount.get().abs()),
        Margin::Sign(_) => None,
    });
    let largest = amounts.fold(0.0, f64::max);
    sheet.heat = (largest > 0.0).then_some((workbook.customers.len(), offerings, largest));
    foot(&mut sheet, derived, lang)?;
    Ok(sheet)
}

/// What a customer's offerings bring, and what that amounts to.
fn row(workbook: &Workbook, derived: &Derived, customer: &Customer, margins: &[(usize, Margin)], lang: Lang) -> Line {
    let mut row = Line::default();
    row.text(customer.label());
    for (column, margin) in margins {
        row.width = column + 1;
        match margin {
            Margin::Amount(amount) => row.number(Some(amount.get()), Style::Number),
            Margin::Sign(sign) => row.push(Content::Text(sign.as_str().to_owned()), ground(*sign)),
        }
    }
    row.width = workbook.offerings.len() + 1;
    let brings = derived.contributions.customers.get(&customer.id);
    row.number(brings.and_then(|brings| brings.total), Style::Sum);
    row.word(brings.map(|brings| terms::customer_contribution(brings.class)), lang);
    row.number(customer.wallet_share().map(|share| share.get()), Style::Percent);
    row
}

const fn ground(sign: MarginSign) -> Style {
    match sign {
        MarginSign::StronglyPositive => Style::Much,
        MarginSign::Positive => Style::Some,
        MarginSign::Negative => Style::Loss,
    }
}

/// What each offering brings at all customers together.
fn foot(sheet: &mut Sheet, derived: &Derived, lang: Lang) -> Result<(), ExportError> {
    let (mut totals, mut classes) = (Line::default(), Line::default());
    totals.push(Content::Text(words::TOTAL.of(lang).to_owned()), Style::Strong);
    classes.push(Content::Text(words::CLASS.of(lang).to_owned()), Style::Strong);
    for offering in derived.contributions.offerings.iter() {
        totals.number(offering.total, Style::Sum);
        classes.text(words::offering_class(lang, offering.class, offering.highly));
    }
    sheet.add(totals, words::TOTAL.of(lang))?;
    sheet.add(classes, words::CLASS.of(lang))
}
