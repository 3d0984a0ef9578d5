//! Steps that a trainer reveals one after the other: by buttons, by keys or a remote, or by a click on what is shown.

use egui::{Button, Rect, Role, Sense, Ui};

use super::{
    Scene,
    keys::{self, Turn},
};
use crate::{
    text::{Word, results as words},
    ui::widgets,
};

/// How far one has come.
pub struct Steps<'a> {
    /// How many steps were revealed.
    pub at: usize,
    /// How many there are.
    pub last: usize,
    /// What the next one reveals.
    pub next: Option<&'a str>,
    /// How else than by its button it is revealed.
    pub hint: Word,
    /// To have nothing revealed again.
    pub again: Word,
}

impl Steps<'_> {
    /// The controls, within a row. The step that was asked for.
    pub fn controls(&self, ui: &mut Ui, scene: &Scene<'_>) -> Option<usize> {
        let (tokens, lang) = (scene.tokens, scene.lang);
        let mut wanted = None;
        let back = ui.add_enabled(self.at > 0, Button::new(tokens.title("‹")).frame_when_inactive(false));
        widgets::name(&back, Role::Button, words::ONE_BACK.of(lang));
        if back.on_hover_text(words::ONE_BACK.of(lang)).clicked() {
            wanted = self.at.checked_sub(1);
        }
        ui.label(tokens.section(words::revealed(self.at, self.last)));
        if let Some(next) = self.next {
            let button = widgets::primary_button(ui, tokens, &words::reveal(lang, next));
            if button.on_hover_text(self.hint.of(lang)).clicked() {
                wanted = Some(self.at + 1);
            }
        }
        if self.at > 0 && ui.button(tokens.body(self.again.of(lang))).clicked() {
            wanted = Some(0);
        }
        wanted
    }

    /// The step that is asked for by a key, or by a click on the room that is left in the panel. `click` names that.
    pub fn asked(&self, ui: &Ui, scene: &Scene<'_>, click: impl FnOnce(&str) -> String) -> Option<usize> {
        let by_key = match keys::page_arrow_or_space(ui, scene) {
            Some(Turn::Back) => self.at.checked_sub(1),
            Some(Turn::On) => Some(self.at + 1).filter(|next| *next <= self.last),
            None => None,
        };
        let by_click = self.next.filter(|next| {
            let area = Rect::from_min_max(ui.cursor().min, ui.clip_rect().max);
            let ground = ui.interact(area, ui.scope_id().with("ground"), Sense::click());
            widgets::name(&ground, Role::Button, &click(next));
            ground.clicked()
        });
        by_key.or(by_click.map(|_| self.at + 1))
    }
}
