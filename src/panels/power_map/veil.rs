//! Posts instead of names, for a projector: nobody's name is in anything that the map draws then.

use std::sync::Arc;

use crate::{
    edit::{Edit, OrganisationEdit},
    model::{Contact, KeptMap, Line, Organisation, Table, Workbook},
    panels::{Wish, Wishes},
    text::{Lang, power_map as words},
};

/// Organisations in which people are called by their posts, made once per revision.
pub(super) struct Veil {
    of: Arc<Table<Organisation>>,
    lang: Lang,
    veiled: Arc<Table<Organisation>>,
}

impl Veil {
    /// Calls everybody in a workbook by their post, unless that is what is `known`.
    pub fn over(workbook: &Workbook, lang: Lang, known: Option<Self>) -> Self {
        let of = &workbook.organisations;
        if let Some(known) = known.filter(|veil| veil.lang == lang && Arc::ptr_eq(&veil.of, of)) {
            return known;
        }
        let veiled = of.iter().map(|organisation| veiled(organisation, lang)).collect();
        Self { of: Arc::clone(of), lang, veiled: Arc::new(veiled) }
    }

    /// The workbook to draw.
    pub fn workbook(&self, workbook: &Workbook) -> Workbook {
        Workbook { organisations: Arc::clone(&self.veiled), ..workbook.clone() }
    }

    /// Gives people who are to be changed their own names and notes back.
    pub fn lift(&self, wishes: &mut Wishes) {
        for wish in &mut wishes.0 {
            if let Wish::Edit(edit) | Wish::Type(_, edit) = wish {
                self.lift_edit(edit);
            }
        }
    }

    fn lift_edit(&self, edit: &mut Edit) {
        match edit {
            Edit::Together(_, edits) => edits.iter_mut().for_each(|edit| self.lift_edit(edit)),
            Edit::Organisation(account, OrganisationEdit::Put(put)) => {
                if let Some(own) = self.of.get(&*account).and_then(|organisation| organisation.contacts.get(&put.id)) {
                    put.name.clone_from(&own.name);
                    put.note.clone_from(&own.note);
                }
            }
            _ => {}
        }
    }
}

/// Everybody called by their post, their department or a number, on kept maps too, and no notes, which may name people.
fn veiled(organisation: &Organisation, lang: Lang) -> Organisation {
    let contacts = &organisation.contacts;
    let call = |number: usize, contact: &Contact| {
        let place = [&contact.title, &contact.department].into_iter().find(|text| !text.is_empty());
        let name = if contact.name.is_empty() && contact.is_placeholder() {
            String::new()
        } else {
            place.cloned().unwrap_or_else(|| words::somebody(lang, number + 1))
        };
        Contact { name, note: String::new(), ..contact.clone() }
    };
    // Whoever is still there has the same number on every map.
    let number = |index: usize, contact: &Contact| contacts.index_of(&contact.id).unwrap_or(contacts.len() + index);
    let all = |contacts: &Table<Contact>| {
        contacts.iter().enumerate().map(|(index, contact)| call(number(index, contact), contact)).collect()
    };
    let kept = |map: &KeptMap| KeptMap { contacts: all(&map.contacts), ..map.clone() };
    let line = |line: &Line| Line { note: String::new(), ..line.clone() };
    Organisation {
        contacts: all(contacts),
        lines: organisation.lines.iter().map(line).collect(),
        kept: Arc::new(organisation.kept.iter().map(kept).collect()),
        ..organisation.clone()
    }
}
