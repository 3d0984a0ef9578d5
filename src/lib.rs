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
//! | [`example`] | what comes with the program? | `model` and `text` |
//! | `ui` | what does it look like? | egui and `text` |
//! | `panels` | how is each subject shown? | `model`, `edit`, `analysis`, `text`, `ui` |
//! | `app` | who holds what, in which order? | all |
//! | [`cli`] | what can be done without a window? | all |

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
