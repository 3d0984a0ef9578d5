//! What several tests need.

pub mod arbitrary;
pub mod desk;
