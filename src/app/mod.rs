//! Who holds what, in which order? The window and everything that lives as long as it does.

mod chooser;
mod command;
mod layout;
mod notices;
mod settings;
