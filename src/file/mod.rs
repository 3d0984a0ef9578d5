//! How does a workbook live on disk? One RON file, read with every check and written so that it is never half there.
//!
//! Beside `NAME` stand `.NAME.backup`, the version before the last saving, and `.NAME.lock` while somebody has it open.
//! What is edited and not saved yet is in the journal, in the user's own folder. Of a workbook that was sealed with a
//! passphrase all of them are sealed, in the age format.

mod checksum;
mod differences;
mod error;
mod journal;
mod layout;
mod load;
mod lock;
mod moved;
mod places;
mod remains;
mod rescue;
mod save;
mod sealed;
mod tokens;
mod whole;
mod write;

pub use checksum::{Checksum, ContentHash};
pub use differences::{Change, Difference, Section, ValueChange, differences};
pub use error::{Expected, IoProblem, LoadError, Problem};
pub use journal::{Journal, JournalStep, Recovery, state_folder};
pub use load::{Loaded, MAX_BYTES, ReadOnlyReason, UnknownField, load, open, parse, read_asset, sealed_bytes};
pub use lock::{Holder, Lock, LockError};
pub use places::positions;
pub use remains::{Fate, Remains, elsewhere, erase, reseal};
pub use rescue::{Backup, Rescue, Salvaged, backup, rescue, salvage};
pub use save::{BackupOf, Replace, SaveError, SaveProblem, backup_of, clean_beside, rewrite, save, save_with};
pub use sealed::{MAX_WORK, MIN_PASSPHRASE, Passphrase, SealKey, SealProblem, UnfitPassphrase, closed, is_sealed};
pub use tokens::Position;
pub use whole::write_whole;
pub use write::to_text;
