//! Where the cards of a power map stand.
//!
//! [`branches`] says what is drawn below what, whatever the data: nobody is dropped, cycles are cut and marked.
//! [`tidy`] says where, in linear time.

mod branches;
mod tidy;

pub use branches::{Branch, HeadReason, branches};
pub use tidy::{Node, Place, Size, Spacing, tidy};
