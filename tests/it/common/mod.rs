//! What several tests need.

pub mod arbitrary;
#[cfg(feature = "gui")]
pub mod window;
pub mod desk;
