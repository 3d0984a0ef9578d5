//! What one does with a card in the hand: hang it below another, or pin it somewhere.

use egui::{Pos2, Rect, Vec2};

use super::{Subject, chart::Chart};
use crate::{
    edit::{OrganisationEdit, reports_through},
    model::{ContactId, Coordinate, LineKind, Pin},
};

/// A card being dragged.
#[derive(Clone, Debug)]
pub(super) struct Drag {
    /// Whose.
    pub contact: ContactId,
    /// Where in the card it was taken, in map units.
    pub grab: Vec2,
}

/// A line of which one end is fixed.
#[derive(Clone, Debug)]
pub(super) struct LineDraft {
    /// The fixed end.
    pub from: ContactId,
    /// What it will say.
    pub kind: LineKind,
}

/// Where a dragged card would go.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Landing {
    /// Below this contact.
    Below(ContactId),
    /// Below this contact, who is below the dragged one: not possible.
    Circle(ContactId),
    /// Below this contact, where it is already.
    Already(ContactId),
    /// With its corner at this place of the map.
    Ground(Pos2),
    /// Back where it came from.
    Back,
}

impl Landing {
    /// The card it would go below, possible or not.
    pub const fn onto(&self) -> Option<&ContactId> {
        match self {
            Self::Below(id) | Self::Circle(id) | Self::Already(id) => Some(id),
            Self::Ground(_) | Self::Back => None,
        }
    }
}

impl Drag {
    /// Where the card goes when it is let go with the pointer at this place of the map.
    pub fn landing(&self, subject: Subject<'_>, chart: &Chart, pointer: Pos2) -> Landing {
        let under = chart.cards.iter().rfind(|card| card.id != self.contact && chart.rect(card).contains(pointer));
        let contacts = &subject.organisation.contacts;
        match under {
            Some(card) if contacts.get(&self.contact).is_some_and(|c| c.reports_to.as_ref() == Some(&card.id)) => {
                Landing::Already(card.id.clone())
            }
            Some(card) if reports_through(contacts, &card.id, &self.contact) => Landing::Circle(card.id.clone()),
            Some(card) => Landing::Below(card.id.clone()),
            None if chart.card(&self.contact).is_some_and(|card| chart.rect(card).contains(pointer)) => Landing::Back,
            None => Landing::Ground((pointer - self.grab).round()),
        }
    }

    /// The card's rectangle in the hand.
    pub fn rect(&self, chart: &Chart, pointer: Pos2) -> Rect {
        Rect::from_min_size(pointer - self.grab, chart.metrics().card)
    }

    /// The edit that letting go makes, if any.
    pub fn edit(self, landing: Landing) -> Option<OrganisationEdit> {
        match landing {
            Landing::Below(manager) => Some(OrganisationEdit::Rehang(self.contact, Some(manager))),
            Landing::Ground(corner) => {
                let pin = Pin { x: Coordinate::clamped(corner.x.into()), y: Coordinate::clamped(corner.y.into()) };
                Some(OrganisationEdit::Pin(self.contact, Some(pin)))
            }
            Landing::Circle(_) | Landing::Already(_) | Landing::Back => None,
        }
    }
}
