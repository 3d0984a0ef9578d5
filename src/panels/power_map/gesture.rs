//! What one does with cards in the hand: hang them below another, pin them somewhere, or put them into the tray.

use std::collections::{BTreeSet, HashSet};

use egui::{Pos2, Rect, Vec2};

use super::{Subject, chart::Chart};
use crate::{
    edit::{Edit, OrganisationEdit, reports_through},
    model::{Contact, ContactId, Coordinate, LineKind, Organisation, Pin, Standing},
    panels::one_step,
};

/// Cards being dragged: one, or all that are marked, each with everyone below it.
#[derive(Clone, Debug)]
pub(super) struct Drag {
    /// The one that is held.
    pub lead: ContactId,
    /// Where in its card it was taken, in map units.
    pub grab: Vec2,
    /// All that go along of their own: none of them is below another.
    pub heads: Vec<ContactId>,
    /// Those, and everyone below them.
    pub along: HashSet<ContactId>,
}

/// Where dragged cards would go.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Landing {
    /// Below this contact.
    Below(ContactId),
    /// Below this contact, who is below a dragged one: not possible.
    Circle(ContactId),
    /// Below this contact, where they are already.
    Already(ContactId),
    /// With the corner of the card that is held at this place of the map.
    Ground(Pos2),
    /// Into the tray of those not placed yet.
    Tray,
    /// Into the tray, which takes nobody to whom others report: not possible.
    NoTray,
    /// Back where they came from.
    Back,
}

impl Landing {
    /// The card they would go below, possible or not.
    pub const fn onto(&self) -> Option<&ContactId> {
        match self {
            Self::Below(id) | Self::Circle(id) | Self::Already(id) => Some(id),
            Self::Ground(_) | Self::Tray | Self::NoTray | Self::Back => None,
        }
    }
}

/// Those of a set who report to nobody of it, in the map's order.
pub(super) fn heads(organisation: &Organisation, of: &BTreeSet<ContactId>) -> Vec<ContactId> {
    let contacts = &organisation.contacts;
    let above = |contact: &Contact| contact.reports_to.as_ref().and_then(|id| contacts.get(id));
    let is_head = |contact: &&Contact| {
        // A circle has no end: nobody is below more people than there are.
        let chain = std::iter::successors(above(contact), |contact| above(contact)).take(contacts.len());
        of.contains(&contact.id) && !chain.filter(|other| other.id != contact.id).any(|other| of.contains(&other.id))
    };
    contacts.iter().filter(is_head).map(|contact| contact.id.clone()).collect()
}

impl Drag {
    /// A card is taken, with all that are marked where it is one of them.
    pub fn new(subject: Subject<'_>, chart: &Chart, lead: ContactId, grab: Vec2, marked: &BTreeSet<ContactId>) -> Self {
        let heads = if marked.contains(&lead) { heads(subject.organisation, marked) } else { vec![lead.clone()] };
        let along = chart.with_below(&heads);
        Self { lead, grab, heads, along }
    }

    /// Where the cards go when they are let go with the pointer at this place of the map.
    pub fn landing(&self, subject: Subject<'_>, chart: &Chart, pointer: Pos2, over_tray: bool) -> Landing {
        let contacts = &subject.organisation.contacts;
        let managers = || contacts.iter().filter_map(|contact| contact.reports_to.as_ref());
        if over_tray {
            let leads_anyone = managers().any(|manager| self.heads.contains(manager));
            return if leads_anyone { Landing::NoTray } else { Landing::Tray };
        }
        let under = chart.cards.iter().rfind(|card| card.id != self.lead && chart.rect(card).contains(pointer));
        match under.map(|card| &card.id) {
            Some(id) if self.heads.iter().any(|head| reports_through(contacts, id, head)) => {
                Landing::Circle(id.clone())
            }
            Some(id) if self.heads.iter().all(|head| reports_to(subject, head) == Some(id)) => {
                Landing::Already(id.clone())
            }
            Some(id) => Landing::Below(id.clone()),
            None if chart.card(&self.lead).is_some_and(|card| chart.rect(card).contains(pointer)) => Landing::Back,
            None => Landing::Ground((pointer - self.grab).round()),
        }
    }

    /// How far the cards are from where they stood, with the pointer at this place of the map.
    pub fn moved(&self, chart: &Chart, pointer: Pos2) -> Vec2 {
        let corner = pointer - self.grab;
        chart.card(&self.lead).map_or(Vec2::ZERO, |card| corner - card.at)
    }

    /// The held card's rectangle in the hand.
    pub fn rect(&self, chart: &Chart, pointer: Pos2) -> Rect {
        Rect::from_min_size(pointer - self.grab, chart.metrics().card)
    }

    /// The edit that letting go makes, if any.
    pub fn edit(&self, subject: Subject<'_>, chart: &Chart, landing: Landing) -> Option<Edit> {
        match landing {
            Landing::Below(manager) => rehang(subject, &self.heads, Some(&manager)),
            Landing::Ground(corner) => {
                let held = chart.card(&self.lead).map(|card| card.at);
                let pins = self.heads.iter().map(|head| {
                    let from_held = chart.card(head).zip(held).map_or(Vec2::ZERO, |(card, held)| card.at - held);
                    subject.step(OrganisationEdit::Pin(head.clone(), Some(pin(corner + from_held))))
                });
                Some(one_step(pins.collect()))
            }
            Landing::Tray => {
                let contacts = self.heads.iter().filter_map(|head| subject.organisation.contacts.get(head));
                let put = contacts.map(|contact| {
                    let standing = Standing::Tray;
                    let put = Contact { standing, reports_to: None, pinned: None, ..contact.clone() };
                    subject.step(OrganisationEdit::Put(Box::new(put)))
                });
                Some(one_step(put.collect()))
            }
            Landing::Circle(_) | Landing::Already(_) | Landing::NoTray | Landing::Back => None,
        }
    }
}

/// A place where a card can be pinned.
pub(super) fn pin(corner: Pos2) -> Pin {
    Pin { x: Coordinate::clamped(corner.x.into()), y: Coordinate::clamped(corner.y.into()) }
}

fn reports_to<'a>(subject: Subject<'a>, id: &ContactId) -> Option<&'a ContactId> {
    subject.organisation.contacts.get(id).and_then(|contact| contact.reports_to.as_ref())
}

/// Hangs people below a manager, or none, those not there already; as one step.
pub(super) fn rehang(subject: Subject<'_>, people: &[ContactId], manager: Option<&ContactId>) -> Option<Edit> {
    let elsewhere = people.iter().filter(|id| reports_to(subject, id) != manager);
    let edits = elsewhere.map(|id| subject.step(OrganisationEdit::Rehang(id.clone(), manager.cloned())));
    let edits: Vec<Edit> = edits.collect();
    (!edits.is_empty()).then(|| one_step(edits))
}

/// What somebody is being pointed out for, with a click, or with arrows and Enter.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pick {
    /// What for.
    pub purpose: Purpose,
    /// Whom the keyboard points out so far.
    pub at: Option<ContactId>,
}

/// What somebody is pointed out for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Purpose {
    /// The other end of a line; what it says is asked afterwards where it is not known yet.
    Line(ContactId, Option<LineKind>),
    /// The manager of these.
    Manager(Vec<ContactId>),
}

impl Purpose {
    /// Those for whom somebody is pointed out, who can't be it themselves.
    pub fn whose(&self) -> &[ContactId] {
        match self {
            Self::Line(from, _) => std::slice::from_ref(from),
            Self::Manager(people) => people,
        }
    }
}
