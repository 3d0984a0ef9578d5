//! The keys of a presenter, or of a presenter's remote.

use egui::{Key, Modifiers, Ui};

use crate::panels::Scene;

/// Where a key leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// One back.
    Back,
    /// One on.
    On,
}

/// Page up and page down, which remotes send, wherever the pointer lies.
pub fn page(ui: &Ui, scene: &Scene<'_>) -> Option<Turn> {
    if is_here(ui, scene) { pressed(ui, &[Key::PageUp], &[Key::PageDown]) } else { None }
}

/// These and the arrows; while a widget has the keyboard, the arrows move from widget to widget instead.
pub fn page_or_arrow(ui: &Ui, scene: &Scene<'_>) -> Option<Turn> {
    page(ui, scene)
        .or_else(|| if is_free(ui, scene) { pressed(ui, &[Key::ArrowLeft], &[Key::ArrowRight]) } else { None })
}

/// These and the space bar, which leads on.
pub fn page_arrow_or_space(ui: &Ui, scene: &Scene<'_>) -> Option<Turn> {
    page_or_arrow(ui, scene).or_else(|| if is_free(ui, scene) { pressed(ui, &[], &[Key::Space]) } else { None })
}

fn is_here(ui: &Ui, scene: &Scene<'_>) -> bool {
    scene.is_meant && ui.is_enabled()
}

fn is_free(ui: &Ui, scene: &Scene<'_>) -> bool {
    is_here(ui, scene) && ui.memory(|memory| memory.focused()).is_none()
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
