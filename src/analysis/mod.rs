//! What follows from a workbook? Pure functions: no clock, no files, no window. Today is an argument.
//!
//! [`Derived`] holds all of it, computed once per revision of the workbook.

pub mod agreement;
pub mod animals;
pub mod anonymity;
pub mod assessment;
pub mod classes;
pub mod commitments;
pub mod contributions;
mod derived;
pub mod evaluation;
pub mod findings;
pub mod forest;
pub mod goals;
pub mod moves;
pub mod own_part;
pub mod plans;
pub mod power;
pub mod power_change;
pub mod preparing;
pub mod raters;
pub mod records;
pub mod relations;
pub mod value_change;
pub mod value_map;
pub mod wording;

pub use derived::Derived;

pub mod judging;
pub mod layout;

/// Who looks: what an audience may not see is not derived for it, not drawn for it and not exported to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Audience {
    /// Whoever prepares and leads: sees everything but protected raters.
    #[default]
    Trainer,
    /// The room, at the projector: no conversations, no notes about people, no norm of fewer than the minimum.
    Room,
}

/// Where a rule comes from (METHOD's three marks).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The programme says so.
    Programme,
    /// Our reading, where the programme leaves it open.
    Reading,
    /// The field's literature or practice.
    Literature,
}
