//! How does a workbook live on disk? One RON file, read with every check and written so that it is never half there.

mod checksum;
mod error;
mod layout;
mod load;
mod save;
mod tokens;
mod write;

pub use checksum::{Checksum, ContentHash};
pub use error::{Expected, IoProblem, LoadError, Problem};
pub use load::{Loaded, MAX_BYTES, ReadOnlyReason, UnknownField, load, parse};
pub use save::{Replace, SaveError, SaveProblem, backup_of, clean_beside, save};
pub use tokens::Position;
pub use write::to_text;
