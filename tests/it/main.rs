//! All integration tests in one program, so that they link once.

mod architecture;
mod common;
mod edit_laws;
