//! Where the cards of a power map stand.
//!
//! [`branches`] says what is drawn below what, whatever the data: nobody is dropped, cycles are cut and marked.
//! [`Layout`] says where, in linear time, and in less where one of them has been hung elsewhere.

mod branches;
mod cells;
mod tidy;

pub use branches::{Branch, HeadReason, branches};
pub use tidy::{Joint, Layout, Node, Orientation, Part, Place, Size, Spacing};
