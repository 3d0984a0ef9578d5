//! What does it look like? Colours, type, spacing, fonts and signs. Knows no panel.

pub mod fonts;
mod tokens;

pub use tokens::{Hue, Step, Theme, Tokens, Type};
