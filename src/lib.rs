//! sandtable (沙盘): coaching key-account sales teams from one workbook file.
//!
//! # The map of the house
//!
//! | part | question | knows |
//! |---|---|---|
//! | [`model`] | what is a workbook? | nothing |
//! | [`edit`] | how may a workbook change? | `model` |
//! | [`analysis`] | what follows from it? | `model` |
//! | [`mod@file`] | how does it live on disk? | `model` |
//! | [`exchange`] | what goes to and comes from others? | the above |
//! | [`text`] | what do we say, in each language? | `model`, and the error and finding types |
//! | [`example`] | what comes with the program? | `model`, `edit`, `file` and `text` |
//! | `ui` | what does it look like? | egui and `text` |
//! | `panels` | how is each subject shown? | `model`, `edit`, `analysis`, `text`, `ui` |
//! | `app` | who holds what, in which order? | all |
//! | [`cli`] | what can be done without a window? | all but `panels` |
//!
//! `tests/it/architecture.rs` holds these directions. Everything above `ui` compiles without egui: the window is the
//! feature `gui`. Pictures are drawn by `app::picture`, not by [`exchange`]: they are what the panels draw, and only
//! `app` knows the panels.
//!
//! # What always holds
//!
//! - **One door for change.** [`edit::apply`]; nothing else makes a workbook out of a workbook. One gesture is one edit
//!   is one undo step with a name, typing in one text included. How panels are arranged is nobody's edit.
//! - **Undo keeps snapshots** that share every section they have in common ([`edit::History`]), not inverse operations.
//! - **A frame only reads.** Panels get a `Scene` of shared references and answer with `Wishes`. What follows from a
//!   workbook is worked out once per revision ([`analysis::Derived`]), section by section.
//! - **Typed ids everywhere**, opaque where they came from elsewhere. A reference without which a record means nothing
//!   stops a file from loading; any other that leads nowhere is a finding.
//! - **Unknown is a value.** `Option`, never zero.
//! - **Two kinds of trouble.** An error stops and says where; a finding informs and lets work go on. Both carry facts,
//!   [`text`] writes the sentence.
//! - **No lost work.** What is typed is given out once it rests, and at the latest when the pointer is pressed anywhere
//!   or a shortcut begins: before anything comes of it. A file on disk is the old one or the new one, whole, with a
//!   checksum. An edit is in the journal within a second: a snapshot of the workbook rather than a list of edits, so that
//!   it can be read by a program whose edits have changed, and erased in one stroke.
//! - **What is sealed is sealed everywhere**: the file, its backup, the journal. A sealed file is never replaced by a plain
//!   one unless somebody takes the seal off, and no passphrase is ever written or printed. Stretching a passphrase takes a
//!   second, and never on the thread that draws.
//! - **Erasing reaches all of it**: the workbook, what could be undone, the backup, what was not saved; the file last, so
//!   that it can be done again. Who gets their own part, or is erased, is taken apart field by field: a new field of the
//!   model does not compile before somebody has decided whose it is.
//! - **Sensitive data leaves only on purpose.** What an [`analysis::Audience`] may not see is not derived for it and not
//!   drawn for it. Which groups of raters may be shown is decided in one place, [`analysis::anonymity`], from numbers of
//!   raters alone.
//! - **What both have signed stays.** A signed record is locked by a hash over a canonical form ([`model::Seal`]);
//!   [`edit::apply`] refuses whatever would change it, unless it is a correction, which the record keeps with its day.
//!   What was changed in the file is told by its field ([`analysis::records`]).
//! - **A missing translation does not compile**: a word is one constant with every language in it ([`text`]).
//! - **No panic in the window.** Clippy refuses `unwrap`, `expect` and indexing outside tests; there is no unsafe code.

pub mod analysis;
#[cfg(feature = "gui")]
pub mod app;
pub mod cli;
pub mod edit;
pub mod example;
pub mod exchange;
pub mod file;
pub mod model;
#[cfg(feature = "gui")]
pub mod panels;
pub mod text;
#[cfg(feature = "gui")]
pub mod ui;
