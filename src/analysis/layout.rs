//! Where the cards of a power map stand.
//!
//! [`forest`] says what is drawn below what, whatever the data: nobody is dropped, cycles are cut and marked.
//! [`tidy`] says where, in linear time.

mod forest;
mod tidy;

pub use forest::{Branch, Forest, HeadReason, forest};
pub use tidy::{Node, Place, Size, Spacing, tidy};
