//! The keys of a spreadsheet.

use egui::{Event, FocusDirection, Key, Modifiers, Ui};

use super::{
    Cells, Hand,
    block::{self, Spot, Way},
};
use crate::panels::{Scene, Wish, Wishes};

/// The keys that mean something while no text is typed.
const KEYS: [Key; 13] = [
    Key::ArrowUp,
    Key::ArrowDown,
    Key::ArrowLeft,
    Key::ArrowRight,
    Key::Tab,
    Key::Enter,
    Key::Home,
    Key::End,
    Key::PageUp,
    Key::PageDown,
    Key::F2,
    Key::Delete,
    Key::Backspace,
];

/// Those that mean something together with Ctrl: select all, fill down, fill right.
const WITH_COMMAND: [Key; 3] = [Key::A, Key::D, Key::R];

/// What was pressed.
enum Press {
    Key(Key, Modifiers),
    Copy,
    Cut,
    Paste(String),
    Text,
}

/// A table under somebody's hand for a frame.
pub struct Keys<'a, 'b, C: Cells> {
    pub scene: &'a Scene<'b>,
    pub wishes: &'a mut Wishes,
    pub cells: &'a C,
    pub hand: &'a mut Hand<C::Column, C::Refusal>,
    /// How many rows are a page.
    pub page: usize,
}

impl<C: Cells> Keys<'_, '_, C> {
    /// Does what the keys say while the table has the keyboard.
    pub fn in_table(&mut self, ui: &Ui) {
        for press in take(ui) {
            match press {
                Press::Key(Key::A, _) => {
                    self.hand.anchor = Spot::default();
                    self.hand.cursor = self.last();
                }
                Press::Key(Key::D, _) => self.change(|cells, hand| block::fill(cells, &hand.area(), Way::Down)),
                Press::Key(Key::R, _) => self.change(|cells, hand| block::fill(cells, &hand.area(), Way::Right)),
                Press::Key(Key::F2, _) => self.hand.begin(self.scene, self.cells, self.hand.cursor, true),
                Press::Key(Key::Delete | Key::Backspace, _) => self.empty(),
                Press::Key(key, modifiers) => self.walk(key, modifiers),
                Press::Copy => self.copy(ui),
                Press::Cut => {
                    self.copy(ui);
                    self.empty();
                }
                Press::Paste(text) if !self.scene.read_only => self.paste(&text),
                Press::Paste(_) => {}
                // The field comes into being in this frame and takes the letters itself, up to what leaves it again.
                Press::Text => {
                    self.hand.begin(self.scene, self.cells, self.hand.cursor, false);
                    if let Some(at) = first(ui, |event| leaves(event, false).is_some()) {
                        self.put_off(ui, at);
                    }
                }
            }
        }
        stay(ui);
    }

    /// While a text is typed: takes it into its cell and goes on, or gives it up. Whether the keyboard goes back to
    /// the table.
    pub fn in_draft(&mut self, ui: &Ui) -> bool {
        let Some(within) = self.hand.typing_within() else { return false };
        let Some(at) = first(ui, |event| leaves(event, within).is_some()) else { return false };
        stay(ui);
        // The field has yet to take what was typed before.
        if first(ui, is_typing).is_some_and(|typed| typed < at) {
            self.put_off(ui, at);
            return false;
        }
        let leaving = ui.input_mut(|input| leaves(&input.events.remove(at), within));
        self.put_off(ui, at);
        match leaving {
            Some((Key::Escape, _)) => {
                self.hand.draft = None;
                true
            }
            Some((key, modifiers)) => {
                let taken = self.hand.take_draft(self.cells, self.wishes);
                if taken {
                    self.walk(key, modifiers);
                }
                taken
            }
            None => false,
        }
    }

    /// Keeps what was pressed from an event on for the next frame, when what came before has been done.
    fn put_off(&mut self, ui: &Ui, from: usize) {
        ui.input_mut(|input| {
            let later = input.events.split_off(from.min(input.events.len()));
            let (later, now) = later.into_iter().partition(is_press);
            input.events.extend::<Vec<_>>(now);
            self.hand.later = later;
        });
        ui.request_repaint();
    }

    fn last(&self) -> Spot {
        Spot { row: self.cells.rows().saturating_sub(1), column: self.cells.columns().saturating_sub(1) }
    }

    /// Goes where a key leads.
    fn walk(&mut self, key: Key, modifiers: Modifiers) {
        let (here, end, began_in) = (self.hand.cursor, self.last(), self.hand.began_in);
        let (far, back) = (modifiers.command, modifiers.shift);
        let up = |by: usize| Spot { row: here.row.saturating_sub(by), ..here };
        let down = |by: usize| Spot { row: (here.row + by).min(end.row), ..here };
        let left = |by: usize| Spot { column: here.column.saturating_sub(by), ..here };
        let right = |by: usize| Spot { column: (here.column + by).min(end.column), ..here };
        let step = |most: usize| if far { most } else { 1 };
        let to = match key {
            Key::ArrowUp => up(step(end.row)),
            Key::ArrowDown => down(step(end.row)),
            Key::ArrowLeft => left(step(end.column)),
            Key::ArrowRight => right(step(end.column)),
            Key::Tab if back => left(1),
            Key::Tab => right(1),
            Key::Enter if back => up(1),
            Key::Enter => Spot { column: began_in.unwrap_or(here.column), ..down(1) },
            Key::Home if far => Spot::default(),
            Key::Home => left(end.column),
            Key::End if far => end,
            Key::End => right(end.column),
            Key::PageUp => up(self.page),
            Key::PageDown => down(self.page),
            _ => return,
        };
        self.hand.began_in = (key == Key::Tab).then(|| began_in.unwrap_or(here.column));
        let extend = back && !matches!(key, Key::Tab | Key::Enter);
        self.hand.go(self.scene, self.cells, self.wishes, to, extend);
    }

    fn copy(&self, ui: &Ui) {
        ui.copy_text(block::write(self.cells, &self.hand.area()));
    }

    fn empty(&mut self) {
        self.change(|cells, hand| block::clear(cells, &hand.area()));
    }

    fn change(&mut self, edit: impl FnOnce(&C, &Hand<C::Column, C::Refusal>) -> Option<crate::edit::Edit>) {
        if !self.scene.read_only {
            self.wishes.0.extend(edit(self.cells, self.hand).map(Wish::Edit));
        }
    }

    fn paste(&mut self, text: &str) {
        match block::paste(self.cells, &self.hand.area(), text) {
            Ok((edit, filled)) => {
                self.hand.not_taken = None;
                self.hand.cursor = Spot { row: *filled.rows.start(), column: *filled.columns.start() };
                self.hand.anchor = Spot { row: *filled.rows.end(), column: *filled.columns.end() };
                self.wishes.0.extend(edit.map(Wish::Edit));
            }
            Err(trouble) => self.hand.not_taken = Some(trouble),
        }
    }
}

/// Where the first such event of this frame stands.
fn first(ui: &Ui, is_it: impl Fn(&Event) -> bool) -> Option<usize> {
    ui.input(|input| input.events.iter().position(is_it))
}

/// The key that takes a text into its cell, or gives it up. Within a text, arrows to the sides stay in it.
fn leaves(event: &Event, within: bool) -> Option<(Key, Modifiers)> {
    let Event::Key { key, pressed: true, modifiers, .. } = event else { return None };
    let leaves = match key {
        Key::Enter | Key::Tab | Key::Escape | Key::ArrowUp | Key::ArrowDown => true,
        Key::ArrowLeft | Key::ArrowRight => !within,
        _ => false,
    };
    leaves.then_some((*key, *modifiers))
}

/// Whether an event changes a text.
const fn is_typing(event: &Event) -> bool {
    matches!(
        event,
        Event::Text(_)
            | Event::Paste(_)
            | Event::Cut
            | Event::Key { key: Key::Backspace | Key::Delete, pressed: true, .. }
    )
}

/// Whether an event is of the keyboard.
const fn is_press(event: &Event) -> bool {
    matches!(event, Event::Text(_) | Event::Paste(_) | Event::Cut | Event::Copy | Event::Key { .. })
}

/// Keeps the keyboard here: a key that comes before egui knows that this widget wants it would lead to another.
pub(super) fn stay(ui: &Ui) {
    ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
}

/// How many pages on a presenter's remote turns the table, wherever the pointer lies, while nothing has the keyboard.
pub fn pages(ui: &Ui, scene: &Scene<'_>) -> f32 {
    let is_free = scene.is_meant && ui.is_enabled() && ui.memory(|memory| memory.focused()).is_none();
    if !is_free {
        return 0.0;
    }
    ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        f32::from(i8::from(pressed(Key::PageDown)) - i8::from(pressed(Key::PageUp)))
    })
}

/// Takes what the table means out of the input; letters stay there.
fn take(ui: &Ui) -> Vec<Press> {
    let mut taken = Vec::new();
    ui.input_mut(|input| {
        input.events.retain_mut(|event| match event {
            // What follows a letter is the field's, too.
            _ if matches!(taken.last(), Some(Press::Text)) => true,
            Event::Key { key, pressed: true, modifiers, .. }
                if KEYS.contains(key) || (modifiers.command && WITH_COMMAND.contains(key)) =>
            {
                taken.push(Press::Key(*key, *modifiers));
                false
            }
            Event::Copy => {
                taken.push(Press::Copy);
                false
            }
            Event::Cut => {
                taken.push(Press::Cut);
                false
            }
            Event::Paste(text) => {
                taken.push(Press::Paste(std::mem::take(text)));
                false
            }
            Event::Text(text) => {
                if !text.trim().is_empty() {
                    taken.push(Press::Text);
                }
                true
            }
            _ => true,
        });
    });
    taken
}
