//! All integration tests in one program, so that they link once.

mod architecture;
mod common;
mod derived_laws;
mod edit_laws;
mod file_laws;
mod import;
mod value_map;
