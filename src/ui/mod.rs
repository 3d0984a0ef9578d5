//! What does it look like? Colours, type, spacing, fonts, signs, fields and maps. Knows no panel.

mod canvas;
mod explain;
mod field;
pub mod fonts;
mod lasso;
pub mod offscreen;
pub mod png;
mod raster;
pub mod signs;
pub mod svg;
mod tokens;
pub mod widgets;

pub use canvas::{Canvas, Stage, View};
pub use explain::{explain, explanation_card, origin_mark};
pub use field::{Change, DateField, Marked, NumberField, TextField, Typed, composing, promise_keyboard};
pub use lasso::{Drawn, Lasso};
pub use raster::Raster;
pub use signs::Sign;
pub use tokens::{Hue, Step, Theme, Tokens, Type};
