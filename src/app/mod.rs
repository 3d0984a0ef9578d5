//! Who holds what, in which order? The window and everything that lives as long as it does.

mod layout;
