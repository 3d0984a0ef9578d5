//! Who holds what, in which order? The window and everything that lives as long as it does.

mod chooser;
mod command;
mod desk;
mod layout;
mod notices;
mod settings;
mod subjects;
