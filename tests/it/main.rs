//! All integration tests in one program, so that they link once.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::unwrap_used, reason = "a test that panics has failed")]

#[cfg(feature = "gui")]
mod app;
mod architecture;
#[cfg(feature = "gui")]
mod assessment_pages;
mod assessment_panel;
mod attacker;
mod browser;
mod classes;
mod collect;
mod commands;
mod common;
#[cfg(feature = "gui")]
mod contributions;
mod derived_laws;
mod edit_laws;
mod erase;
mod export;
mod feedback;
#[cfg(feature = "gui")]
mod fields;
mod file_corpus;
mod file_disk;
mod file_laws;
mod file_rescue;
mod forms;
#[cfg(feature = "gui")]
mod goals;
mod import;
#[cfg(feature = "gui")]
mod importing;
#[cfg(feature = "gui")]
mod literals;
#[cfg(feature = "gui")]
mod looks;
#[cfg(feature = "gui")]
mod moves;
#[cfg(feature = "gui")]
mod pictures;
#[cfg(feature = "gui")]
mod plans;
#[cfg(feature = "gui")]
mod power_map;
#[cfg(feature = "gui")]
mod power_map_hands;
#[cfg(feature = "gui")]
mod power_time;
#[cfg(feature = "gui")]
mod power_verdict;
mod records;
#[cfg(feature = "gui")]
mod relations;
mod report;
#[cfg(feature = "gui")]
mod round_window;
#[cfg(feature = "gui")]
mod rounds;
mod scores;
#[cfg(feature = "gui")]
mod scripts;
mod seal;
#[cfg(feature = "gui")]
mod seal_window;
mod spreadsheets;
mod value_map;
mod wording;
mod xlsform;
