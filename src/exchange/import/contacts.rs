//! The people of one customer's organisation. What a table says of them is assumed until somebody confirms it.

use std::collections::{BTreeMap, HashMap};

use indexmap::IndexSet;

use super::{Cells, Drafts, Fate, ImportError, Reader, Refusal, Report, one_of, set, set_text, whole};
use crate::{
    edit::{Edit, OrganisationEdit},
    exchange::Field,
    model::{
        Basis, Contact, ContactId, CustomerId, DecisionRole, DuplicateRow, Influence, Judged, MemberId, Organisation,
    },
};

/// Reads the people of an account, which is called so where it is created.
pub(super) fn import(table: &mut Reader<'_>, account: &CustomerId, name: &str) -> Result<Vec<Edit>, ImportError> {
    let existing = table.workbook.organisations.get(account);
    let mut drafts = Drafts::new();
    let mut duplicates = Vec::new();
    let mut owners = IndexSet::new();
    table.each_row(
        |cells| {
            let id = cells.required_id(Field::Id, ContactId::new)?;
            cells.within(drafts.len() + duplicates.len())?;
            if drafts.contains(&id) {
                duplicates.push(duplicate(cells, id));
                return Ok(Fate::Duplicate);
            }
            let row = ContactRow::read(cells)?;
            owners.extend(row.owner.clone());
            let known = existing.and_then(|organisation| organisation.contacts.get(&id));
            let fate = drafts.row(cells.line(), known, Contact::new(id, ""), |contact| row.change(contact));
            // Nobody was before: a second row of the same id went to the duplicates.
            Ok(fate.unwrap_or(Fate::Duplicate))
        },
        Report::note,
    )?;
    let mut organisation = existing.cloned().unwrap_or_else(|| Organisation::new(account.clone()));
    keep(&mut organisation.duplicates, duplicates);
    for contact in drafts.changed() {
        organisation.contacts.put(contact);
    }
    let mut edits = Vec::new();
    let unchanged = existing.map_or(organisation.contacts.is_empty(), |existing| *existing == organisation);
    if !unchanged {
        edits.extend(table.create_customer(account, name));
        edits.extend(table.create_members(owners, |_| false));
        edits.push(Edit::Organisation(account.clone(), OrganisationEdit::Replace(Box::new(organisation))));
    }
    Ok(edits)
}

/// What a row says of a person.
struct ContactRow {
    name: Option<String>,
    title: Option<String>,
    department: Option<String>,
    reports_to: Option<ContactId>,
    roles: Option<Vec<DecisionRole>>,
    influence: Option<Influence>,
    status: Option<crate::model::PoliticalStatus>,
    support: Option<crate::model::Support>,
    coverage: Option<crate::model::Coverage>,
    last_contact: Option<crate::model::Date>,
    owner: Option<MemberId>,
}

impl ContactRow {
    fn read(cells: &Cells<'_>) -> Result<Self, Refusal> {
        let text = |field| cells.given(field).map(str::to_owned);
        Ok(Self {
            name: text(Field::Name),
            title: text(Field::Title),
            department: text(Field::Department),
            reports_to: cells.id(Field::ReportsTo, ContactId::new)?,
            roles: cells.read(Field::Roles, roles)?,
            influence: cells
                .read(Field::Influence, |text| whole(text, Influence::MIN, Influence::MAX).map(Influence::clamped))?,
            status: cells.choice(Field::Status)?,
            support: cells.choice(Field::Support)?,
            coverage: cells.choice(Field::Coverage)?,
            last_contact: cells.date(Field::LastContact)?,
            owner: cells.id(Field::Owner, MemberId::new)?,
        })
    }

    fn change(self, contact: &mut Contact) {
        set_text(&mut contact.name, self.name.as_deref());
        set_text(&mut contact.title, self.title.as_deref());
        set_text(&mut contact.department, self.department.as_deref());
        set(&mut contact.reports_to, self.reports_to.map(Some));
        set(&mut contact.owner, self.owner.map(Some));
        set(&mut contact.last_contact, self.last_contact.map(Some));
        if let Some(roles) = self.roles {
            let known = std::mem::take(&mut contact.roles);
            let basis = |role: DecisionRole| (role, known.get(&role).cloned().unwrap_or_default());
            contact.roles = roles.into_iter().map(basis).collect::<BTreeMap<DecisionRole, Basis>>();
        }
        judge(&mut contact.influence, self.influence);
        judge(&mut contact.status, self.status);
        judge(&mut contact.support, self.support);
        judge(&mut contact.coverage, self.coverage);
    }
}

/// Sets a judgement; one that says the same keeps what it rests on.
fn judge<T: PartialEq>(place: &mut Option<Judged<T>>, given: Option<T>) {
    if let Some(value) = given
        && place.as_ref().is_none_or(|known| known.value != value)
    {
        *place = Some(Judged::assumed(value));
    }
}

/// Decision roles, separated by `|` or what people put instead.
fn roles(text: &str) -> Result<Vec<DecisionRole>, super::Reason> {
    let words = text.split(['|', '｜', ';', '；', '、', ',', '，', '/']).map(str::trim);
    words.filter(|word| !word.is_empty()).map(one_of).collect()
}

/// A row whose id an earlier one has, as it came.
fn duplicate(cells: &Cells<'_>, id: ContactId) -> DuplicateRow {
    let given =
        cells.columns.fields().filter_map(|field| Some((field.name().to_owned(), cells.given(field)?.to_owned())));
    DuplicateRow { id, fields: given.collect() }
}

/// Adds the rows that are not kept yet; a row that came twice is kept twice, however often its file is taken in.
fn keep(kept: &mut Vec<DuplicateRow>, rows: Vec<DuplicateRow>) {
    let mut known: HashMap<DuplicateRow, usize> = HashMap::new();
    for row in kept.iter() {
        *known.entry(row.clone()).or_default() += 1;
    }
    for row in rows {
        match known.get_mut(&row) {
            Some(times) if *times > 0 => *times -= 1,
            _ => kept.push(row),
        }
    }
}
