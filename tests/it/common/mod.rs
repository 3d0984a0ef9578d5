//! What several tests need.

pub mod arbitrary;
pub mod desk;
pub mod files;
#[cfg(feature = "gui")]
pub mod program;
#[cfg(feature = "gui")]
pub mod window;
pub mod xlsx;
