//! The register of relations: the people of one customer or of all, with what an import of contacts knows, and beside
//! it how we stand with them and what is next.
//!
//! It is about people and most of it is judged, so it goes out only when it is asked for by name. The room gets names,
//! posts and owners. An import takes one customer's people: their register comes in again as it went out.

use super::{ExportError, Line, Sheet, Style, csv, xlsx};
use crate::{
    analysis::{Audience, Derived, power, relations},
    exchange::{Field, Kind},
    model::{Contact, CustomerId, Date, DecisionRole, Level, Organisation, Workbook},
    text::{Lang, Word, export as words, import, power_map as map_words, relations as relation_words, terms},
};

/// Whose people go out, and to whom.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scope<'a> {
    /// Whose people they are; everybody's where nobody is named.
    pub account: Option<&'a CustomerId>,
    /// Who reads them.
    pub audience: Audience,
}

/// The register as CSV that a spreadsheet opens in any language.
///
/// # Errors
/// When it holds what no cell can.
pub fn register_csv(
    workbook: &Workbook,
    derived: &Derived,
    lang: Lang,
    scope: Scope<'_>,
) -> Result<Vec<u8>, ExportError> {
    Ok(csv::write(&sheet(workbook, derived, lang, scope)?))
}

/// The register as a spreadsheet (XLSX).
///
/// # Errors
/// When it holds what no cell can.
pub fn register_spreadsheet(
    workbook: &Workbook,
    derived: &Derived,
    lang: Lang,
    scope: Scope<'_>,
) -> Result<Vec<u8>, ExportError> {
    Ok(xlsx::write(&[sheet(workbook, derived, lang, scope)?]))
}

/// The fields of an import that an audience may read.
fn fields(audience: Audience) -> impl Iterator<Item = Field> {
    let for_room = [Field::Id, Field::Name, Field::Title, Field::Department, Field::ReportsTo, Field::Owner];
    let fields = Kind::Contacts.fields().into_iter();
    fields.filter(move |field| audience == Audience::Trainer || for_room.contains(field))
}

/// What is told of everybody beside these.
const BESIDE: [Word; 3] = [map_words::ACCOUNT, words::NAME_OF_MANAGER, words::NAME_OF_OWNER];

/// What is told beside them to the trainer.
const JUDGED: [Word; 9] = [
    map_words::KEY_PERSON,
    map_words::LEVEL_NOW,
    map_words::TARGET,
    words::BELOW_TARGET,
    words::DAYS_SINCE,
    relation_words::NEXT,
    relation_words::WHO,
    relation_words::DUE,
    words::DAYS_LATE,
];

fn sheet(workbook: &Workbook, derived: &Derived, lang: Lang, scope: Scope<'_>) -> Result<Sheet, ExportError> {
    let judged = match scope.audience {
        Audience::Trainer => JUDGED.as_slice(),
        Audience::Room => &[],
    };
    let headers = fields(scope.audience).map(import::label).chain(BESIDE).chain(judged.iter().copied());
    let headers = headers.map(|word| word.of(lang).to_owned());
    let mut sheet = Sheet { frozen: 2, ..Sheet::new(words::REGISTER, lang, headers)? };
    let organisations = workbook.organisations.iter();
    for organisation in organisations.filter(|of| scope.account.is_none_or(|account| *account == of.account)) {
        for contact in organisation.contacts.iter() {
            let mut row = Line::default();
            fields(scope.audience).for_each(|field| fact(&mut row, contact, field, lang));
            beside(&mut row, workbook, organisation, contact);
            if scope.audience == Audience::Trainer {
                standing(&mut row, workbook, contact, derived.today, lang);
            }
            sheet.add(row, contact.id.as_str())?;
        }
    }
    Ok(sheet)
}

/// What a contact's record says of a field.
fn fact(row: &mut Line, contact: &Contact, field: Field, lang: Lang) {
    match field {
        Field::Id => row.text(contact.id.as_str()),
        Field::Name => row.text(&contact.name),
        Field::Title => row.text(&contact.title),
        Field::Department => row.text(&contact.department),
        Field::ReportsTo => row.text(contact.reports_to.as_ref().map_or("", |id| id.as_str())),
        Field::Owner => row.text(contact.owner.as_ref().map_or("", |id| id.as_str())),
        Field::Roles => row.text(&roles(contact.roles.keys().copied(), lang)),
        Field::Influence => {
            let influence = contact.influence.as_ref().map(|judged| f64::from(judged.value.get()));
            row.number(influence, Style::Number);
        }
        Field::Status => row.word(contact.status.as_ref().map(|judged| terms::political_status(judged.value)), lang),
        Field::Support => row.word(contact.support.as_ref().map(|judged| terms::support(judged.value)), lang),
        Field::Coverage => row.word(contact.coverage.as_ref().map(|judged| terms::coverage(judged.value)), lang),
        Field::LastContact => row.day(contact.last_contact),
        _ => row.text(""),
    }
}

/// Roles as an import separates them.
fn roles(roles: impl Iterator<Item = DecisionRole>, lang: Lang) -> String {
    roles.map(|role| terms::decision_role(role).of(lang)).collect::<Vec<_>>().join("|")
}

fn beside(row: &mut Line, workbook: &Workbook, organisation: &Organisation, contact: &Contact) {
    let manager = contact.reports_to.as_ref().and_then(|id| organisation.contacts.get(id));
    row.text(workbook.customer_label(&organisation.account));
    row.text(manager.map_or("", Contact::label));
    row.text(contact.owner.as_ref().map_or("", |owner| workbook.member_label(owner)));
}

/// How we stand with somebody, and what is next.
fn standing(row: &mut Line, workbook: &Workbook, contact: &Contact, today: Date, lang: Lang) {
    let relation = &contact.relation;
    let next = relations::next_action(relation);
    let level = |level: Option<Level>| level.map(|level| f64::from(level.get()));
    let days = |days: Option<i32>| days.map(f64::from);
    row.word(contact.key.as_ref().map(|key| terms::key_person(key.value)), lang);
    row.number(level(power::level(relation)), Style::Number);
    row.number(level(relation.target), Style::Number);
    row.number(relations::gap(relation).filter(|gap| *gap > 0).map(f64::from), Style::Number);
    row.number(days(power::days_since_contact(contact, today)), Style::Number);
    row.text(next.map_or("", |next| next.what.as_str()));
    row.text(next.and_then(|next| next.owner.as_ref()).map_or("", |owner| workbook.member_label(owner)));
    row.day(next.and_then(|next| next.due));
    row.number(days(next.and_then(|next| relations::days_late(next, today))), Style::Number);
}
