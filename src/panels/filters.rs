//! What a map's filter asks for, one submenu for each kind of thing.

use egui::{ScrollArea, Ui};

use crate::text::{Lang, Word, value_map as words};

/// A submenu of the choices of one kind; `None` asks for nothing.
pub fn choice<T: Clone + PartialEq>(
    ui: &mut Ui,
    lang: Lang,
    word: Word,
    chosen: &mut Option<T>,
    choices: impl Iterator<Item = (T, String)>,
) {
    let all = words::ALL.of(lang);
    let choices: Vec<(T, String)> = choices.collect();
    let now = choices.iter().find(|(value, _)| Some(value) == chosen.as_ref());
    let text = words::of(lang, word.of(lang), now.map_or(all, |(_, text)| text.as_str()));
    ui.menu_button(text, |ui| {
        ScrollArea::vertical().show(ui, |ui| {
            if ui.selectable_label(chosen.is_none(), all).clicked() {
                *chosen = None;
            }
            for (value, text) in choices {
                if ui.selectable_label(chosen.as_ref() == Some(&value), text).clicked() {
                    *chosen = Some(value);
                }
            }
        });
    });
}
