//! All integration tests in one program, so that they link once.

mod common;
mod edit_laws;
