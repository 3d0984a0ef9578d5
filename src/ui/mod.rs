//! What does it look like? Colours, type, spacing, fonts and signs. Knows no panel.

pub mod fonts;
pub mod offscreen;
pub mod png;
mod raster;
mod tokens;

pub use raster::Raster;
pub use tokens::{Hue, Step, Theme, Tokens, Type};
