//! Starts one command, or the window.

fn main() {}
