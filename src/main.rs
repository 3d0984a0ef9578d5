//! Starts one command, or the window.

use std::process::ExitCode;

fn main() -> ExitCode {
    sandtable::cli::run()
}
