//! A list to choose from by typing: commands, names, subjects. The field keeps the keyboard; arrows move, Enter
//! chooses, Esc closes.

use egui::{Align2, Button, Event, Frame, Id, Key, Modal, Modifiers, ScrollArea, TextEdit, vec2};

use crate::{
    text::{Lang, Word, app as words},
    ui::Tokens,
};

/// Rows shown at once; the others are scrolled to.
const ROWS: usize = 12;

/// Something that can be chosen.
#[derive(Clone, Debug)]
pub struct Entry<T> {
    /// What is chosen.
    pub value: T,
    /// Its name.
    pub label: String,
    /// What stands at the right: keys, or what kind of thing it is.
    pub detail: String,
    /// Further texts by which it is found.
    pub also: String,
    /// Whether it can be chosen now.
    pub possible: bool,
}

/// How it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome<T> {
    /// This was chosen.
    Chosen(T),
    /// Nothing was.
    Closed,
}

/// The list while it is open.
#[derive(Clone, Debug)]
pub struct Chooser<T> {
    hint: Word,
    entries: Vec<Entry<T>>,
    /// What is searched in, by entry: in lower case.
    texts: Vec<String>,
    query: String,
    /// The entries that fit the query, best first.
    fitting: Vec<usize>,
    /// Which of them is marked.
    marked: usize,
    /// The first frame gives the field the keyboard.
    fresh: bool,
}

impl<T: Clone> Chooser<T> {
    /// Opens a list; `hint` names what is typed and the list itself.
    pub fn new(hint: Word, entries: Vec<Entry<T>>) -> Self {
        let texts = entries.iter().map(|entry| format!("{} {}", entry.label, entry.also).to_lowercase()).collect();
        let fitting = (0..entries.len()).collect();
        Self { hint, entries, texts, query: String::new(), fitting, marked: 0, fresh: true }
    }

    fn search(&mut self) {
        let query = self.query.to_lowercase();
        let mut ranked: Vec<_> =
            self.texts.iter().enumerate().filter_map(|(n, t)| Some((rank(t, &query)?, n))).collect();
        ranked.sort_unstable();
        self.fitting = ranked.into_iter().map(|(_, n)| n).collect();
        self.marked = 0;
    }

    /// Draws the list over everything else.
    pub fn show(&mut self, ctx: &egui::Context, lang: Lang, tokens: &Tokens) -> Option<Outcome<T>> {
        let id = Id::unique("chooser");
        let area = Modal::default_area(id).anchor(Align2::CENTER_TOP, vec2(0.0, tokens.margin * 2.0));
        let frame = Frame::popup(&ctx.global_style()).inner_margin(tokens.inset);
        let modal = Modal::new(id).area(area).backdrop_color(tokens.veil).frame(frame).show(ctx, |ui| {
            let room = ui.ctx().content_rect();
            ui.set_width(tokens.prose_width.min(room.width() - 4.0 * tokens.margin));
            let moved = self.move_mark(ui);
            let edit = TextEdit::singleline(&mut self.query)
                .id(id.with("field"))
                .hint_text(self.hint.of(lang))
                .desired_width(f32::INFINITY);
            let field = ui.add(edit).accessible_name(self.hint.of(lang));
            let entered = ui.input(|input| input.key_pressed(Key::Enter)) && !composing(ui);
            // Enter takes the keyboard away, also where nothing was found.
            if std::mem::take(&mut self.fresh) || entered {
                field.request_focus();
            }
            if field.changed() {
                self.search();
            }
            ui.add_space(tokens.unit);
            if self.fitting.is_empty() {
                ui.label(tokens.small(words::NOTHING_FOUND.of(lang)));
                return None;
            }
            let clicked = self.rows(ui, tokens, moved || field.changed(), room.height());
            let chosen = if entered { Some(self.marked) } else { clicked };
            let entry = chosen.and_then(|place| self.entries.get(*self.fitting.get(place)?));
            entry.filter(|entry| entry.possible).map(|entry| entry.value.clone())
        });
        match modal.inner {
            Some(value) => Some(Outcome::Chosen(value)),
            None => modal.should_close().then_some(Outcome::Closed),
        }
    }

    /// Moves the mark by the arrow keys, before the field sees them.
    fn move_mark(&mut self, ui: &egui::Ui) -> bool {
        let last = self.fitting.len().saturating_sub(1);
        let before = self.marked;
        ui.input_mut(|input| {
            for (key, step) in [(Key::ArrowDown, 1), (Key::ArrowUp, -1), (Key::PageDown, 10), (Key::PageUp, -10)] {
                for _ in 0..input.count_and_consume_key(Modifiers::NONE, key) {
                    self.marked = self.marked.saturating_add_signed(step).min(last);
                }
            }
        });
        self.marked != before
    }

    fn rows(&self, ui: &mut egui::Ui, tokens: &Tokens, follow: bool, height: f32) -> Option<usize> {
        let row = tokens.target;
        let step = row + ui.spacing().item_spacing.y;
        let shown = (step * ROWS as f32).min(height - 8.0 * tokens.margin).max(step);
        // It asks for the height at once: a list that was short may be long again.
        let mut area = ScrollArea::vertical().max_height(shown).min_scrolled_height(shown).auto_shrink([false, true]);
        if follow {
            area = area.vertical_scroll_offset((step * (self.marked as f32 + 1.5) - shown).max(0.0));
        }
        let mut clicked = None;
        area.show_rows(ui, row, self.fitting.len(), |ui, places| {
            for place in places {
                let Some(entry) = self.fitting.get(place).and_then(|n| self.entries.get(*n)) else { continue };
                let button = Button::selectable(place == self.marked, entry.label.as_str())
                    .right_text(tokens.small(entry.detail.as_str()))
                    .min_size(vec2(ui.available_width(), row))
                    .truncate();
                let response = ui.push_id(place, |ui| ui.add_enabled(entry.possible, button)).inner;
                if response.clicked() {
                    clicked = Some(place);
                }
            }
        });
        clicked
    }
}

/// An input method is at work: Enter belongs to it.
fn composing(ui: &egui::Ui) -> bool {
    ui.input(|input| input.events.iter().any(|event| matches!(event, Event::Ime(_))))
}

/// How well a text fits a query, the smaller the better: it begins with it, holds all its words, or has its letters in
/// their order. Both are in lower case.
fn rank(text: &str, query: &str) -> Option<usize> {
    if text.starts_with(query) {
        return Some(0);
    }
    if query.split_whitespace().all(|word| text.contains(word)) {
        return Some(1);
    }
    let mut letters = text.chars();
    query.chars().filter(|c| !c.is_whitespace()).all(|c| letters.any(|l| l == c)).then_some(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_with_the_query_comes_first_then_words_then_letters() {
        assert_eq!(rank("save as…", "save"), Some(0));
        assert_eq!(rank("open another power map…", "map open"), Some(1));
        assert_eq!(rank("another power map", "apm"), Some(2));
        assert_eq!(rank("组织权力地图 power map", "权力"), Some(1));
        assert_eq!(rank("save", "load"), None);
        assert_eq!(rank("anything", ""), Some(0));
    }

    #[test]
    fn a_search_marks_the_best_and_keeps_the_order_of_equals() {
        let entry = |label: &str| Entry {
            value: label.to_owned(),
            label: label.to_owned(),
            detail: String::new(),
            also: String::new(),
            possible: true,
        };
        let mut chooser =
            Chooser::new(words::COMMANDS_HINT, ["Read again", "Redo", "Another", "Reset"].map(entry).into());
        chooser.marked = 3;
        chooser.query = "RE".into();
        chooser.search();
        assert_eq!((chooser.fitting.as_slice(), chooser.marked), ([0, 1, 3].as_slice(), 0));
    }
}
