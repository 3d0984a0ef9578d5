//! The keys of a presenter, or of a presenter's remote.

use egui::{Key, Modifiers, Ui};

/// Where a key leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// One back.
    Back,
    /// One on.
    On,
}

/// Page up and page down, which remotes send, while the pointer or the keyboard is in this panel.
pub fn page(ui: &Ui) -> Option<Turn> {
    if is_here(ui) { pressed(ui, &[Key::PageUp], &[Key::PageDown]) } else { None }
}

/// These and the arrows; while a widget has the keyboard, the arrows move from widget to widget instead.
pub fn page_or_arrow(ui: &Ui) -> Option<Turn> {
    page(ui).or_else(|| if is_free(ui) { pressed(ui, &[Key::ArrowLeft], &[Key::ArrowRight]) } else { None })
}

/// These and the space bar, which leads on.
pub fn page_arrow_or_space(ui: &Ui) -> Option<Turn> {
    page_or_arrow(ui).or_else(|| if is_free(ui) { pressed(ui, &[], &[Key::Space]) } else { None })
}

fn is_here(ui: &Ui) -> bool {
    let panel = ui.clip_rect();
    let focused = ui.memory(|memory| memory.focused()).and_then(|id| ui.ctx().read_response(id));
    ui.rect_contains_pointer(panel) || focused.is_some_and(|focused| panel.contains_rect(focused.rect))
}

fn is_free(ui: &Ui) -> bool {
    ui.rect_contains_pointer(ui.clip_rect()) && ui.memory(|memory| memory.focused()).is_none()
}

fn pressed(ui: &Ui, back: &[Key], on: &[Key]) -> Option<Turn> {
    ui.input_mut(|input| {
        let mut any = |keys: &[Key]| keys.iter().any(|key| input.consume_key(Modifiers::NONE, *key));
        if any(back) {
            Some(Turn::Back)
        } else if any(on) {
            Some(Turn::On)
        } else {
            None
        }
    })
}
