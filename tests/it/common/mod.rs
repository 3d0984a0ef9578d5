//! What several tests need.

pub mod arbitrary;
