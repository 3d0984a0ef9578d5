//! Fields that people type in. What is typed is a draft until it has rested for half a second or is left; nothing is
//! given out while an input method is still composing.

use std::ops::{Range, RangeInclusive};

use egui::{
    Align2, Event, EventFilter, Galley, Id, IdSalt, ImeEvent, Key, Modifiers, Pos2, Response, Shape, Stroke, TextEdit,
    Ui, pos2,
    text::{CCursor, CCursorRange},
    text_edit::TextEditState,
};
use jiff::civil::Date;

use super::Tokens;
use crate::text::{Lang, format, parse};

/// How long typing must rest before it is given out, in seconds.
const REST: f64 = 0.5;

/// What was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<T = String> {
    /// The whole value, as it should be now.
    pub value: T,
    /// Where, and whether that is all.
    pub typed: Typed,
}

/// The typing that a change belongs to: all of it is one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Typed {
    /// The field.
    pub field: Id,
    /// The field was left: the next change is a step of its own.
    pub done: bool,
}

impl<T> Change<T> {
    /// What was chosen rather than typed: whole at once.
    pub const fn chosen(field: Id, value: T) -> Self {
        Self { value, typed: Typed { field, done: true } }
    }

    /// The same change of something that holds the value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Change<U> {
        Change { value: f(self.value), typed: self.typed }
    }
}

/// A text being typed. It exists while its field has the keyboard.
#[derive(Clone, Debug, Default, PartialEq)]
struct Draft {
    /// As it stands in the field.
    text: String,
    /// When the keyboard came.
    start: String,
    /// The value last given to the field: when it differs, somebody else changed it.
    seen: String,
    /// What was last given out.
    given: String,
    /// When it last changed, in seconds.
    typed_at: f64,
    /// An input method holds part of the text.
    composing: bool,
}

impl Draft {
    fn new(value: &str) -> Self {
        Self {
            text: value.to_owned(),
            start: value.to_owned(),
            seen: value.to_owned(),
            given: value.to_owned(),
            ..Self::default()
        }
    }

    /// Takes a value that somebody else has changed, such as by undo, unless that would throw typing away. What was
    /// typed stays as typed while it `means` the value, however the value is usually written.
    fn meet(&mut self, value: &str, means: bool) {
        if self.seen != value {
            value.clone_into(&mut self.seen);
            if self.text == self.given && !self.composing && !means {
                value.clone_into(&mut self.text);
                value.clone_into(&mut self.given);
            }
        }
    }

    /// What is to be given out once a valid text has rested until `now`.
    fn rested(&mut self, now: f64, valid: bool) -> Option<String> {
        let ready = valid && self.text != self.given && !self.composing && now - self.typed_at >= REST;
        ready.then(|| {
            self.text.clone_into(&mut self.given);
            self.text.clone()
        })
    }

    /// What is to be given out when the field is left: nothing when nothing was typed, and what was last given when
    /// the text is not valid.
    fn left(self, valid: bool) -> Option<String> {
        let changed = self.given != self.start;
        let last = if valid { self.text } else { self.given };
        (changed || last != self.start).then_some(last)
    }
}

/// A field for text, of one line or several.
#[must_use = "a field is shown by `show`"]
pub struct TextField<'a> {
    id: IdSalt,
    value: &'a str,
    label: &'a str,
    hint: &'a str,
    rows: usize,
    width: f32,
    valid: Option<&'a dyn Fn(&str) -> bool>,
    means: Option<&'a dyn Fn(&str) -> bool>,
    take_keyboard: bool,
    right: bool,
    step: Option<StepTo<'a>>,
    marked: Option<Marked<'a>>,
    select: Option<Range<usize>>,
    insert: Option<&'a str>,
}

/// Words of a field's value that are underlined, and what is said of one while the pointer is on it.
#[derive(Clone, Copy)]
pub struct Marked<'a> {
    /// Their bytes in the value, in order.
    pub ranges: &'a [Range<usize>],
    /// Says what there is to say of one, by its place in the list.
    pub explain: &'a dyn Fn(&mut Ui, usize),
}

/// What an arrow makes of a text.
type StepTo<'a> = &'a dyn Fn(&str, Turn) -> String;

/// Which way an arrow turns what a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    Up,
    Down,
}

impl<'a> TextField<'a> {
    /// A field of one line. The id must tell it from its neighbours and from the same field of another subject; the
    /// label is what a screen reader says.
    pub fn new(id: impl egui::AsIdSalt, value: &'a str, label: &'a str) -> Self {
        let id = IdSalt::new(id);
        Self {
            id,
            value,
            label,
            hint: "",
            rows: 1,
            width: f32::INFINITY,
            valid: None,
            means: None,
            take_keyboard: false,
            right: false,
            step: None,
            marked: None,
            select: None,
            insert: None,
        }
    }

    /// Underlines words of the value. They keep their place while other words are typed.
    pub fn marked(self, marked: Marked<'a>) -> Self {
        Self { marked: Some(marked), ..self }
    }

    /// The keyboard comes here with these bytes of the value selected.
    pub fn select(self, range: Option<Range<usize>>) -> Self {
        Self { select: range, ..self }
    }

    /// Puts a text where the caret is, or at the end, and the keyboard behind it.
    pub fn insert(self, text: Option<&'a str>) -> Self {
        Self { insert: text, ..self }
    }

    /// What stands in the field while it is empty.
    pub fn hint(self, hint: &'a str) -> Self {
        Self { hint, ..self }
    }

    /// Several lines, at least so many high. Enter starts a new line.
    pub fn multiline(self, rows: usize) -> Self {
        Self { rows: rows.max(2), ..self }
    }

    /// The width, in points; otherwise all there is.
    pub fn width(self, width: f32) -> Self {
        Self { width, ..self }
    }

    /// What may be given out; anything else is drawn as wrong and forgotten when the field is left.
    pub fn valid(self, valid: &'a dyn Fn(&str) -> bool) -> Self {
        Self { valid: Some(valid), ..self }
    }

    /// Which texts mean the value that is there now, though they aren't written as it is.
    pub fn means(self, means: &'a dyn Fn(&str) -> bool) -> Self {
        Self { means: Some(means), ..self }
    }

    /// The keyboard comes here if `now`, with all of the text selected: typing replaces it.
    pub fn take_keyboard(self, now: bool) -> Self {
        Self { take_keyboard: now, ..self }
    }

    /// What the keyboard's place is known by while it is in this field.
    pub fn id(&self, ui: &Ui) -> Id {
        ui.make_persistent_id(self.id)
    }

    /// Aligned to the right, for numbers.
    fn right(self) -> Self {
        Self { right: true, ..self }
    }

    /// What Up and Down make of the text, at once.
    fn step(self, step: Option<StepTo<'a>>) -> Self {
        Self { step, ..self }
    }

    /// Turns the text as the arrows say while the field has the keyboard, and selects it: it can be typed over.
    fn turn(&self, ui: &Ui, id: Id, draft: &mut Draft) {
        let Some(step) = self.step.filter(|_| !draft.composing && ui.memory(|memory| memory.has_focus(id))) else {
            return;
        };
        for (key, turn) in [(Key::ArrowUp, Turn::Up), (Key::ArrowDown, Turn::Down)] {
            let pressed = ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
            for _ in 0..pressed {
                draft.text = step(&draft.text, turn);
                draft.typed_at = f64::NEG_INFINITY;
                select_all(ui, id, &draft.text);
            }
        }
    }

    /// Shows it, and says what was typed. Escape leaves a field of one line as it was before.
    pub fn show(self, ui: &mut Ui, tokens: &Tokens) -> Option<Change> {
        let id = self.id(ui);
        let stored = ui.data(|data| data.get_temp::<Draft>(id));
        let had_keyboard = stored.is_some();
        let mut draft = stored.unwrap_or_else(|| Draft::new(self.value));
        let means = self.means.is_some_and(|means| means(&draft.text));
        draft.meet(self.value, means);
        let was_composing = draft.composing;
        draft.composing = had_keyboard && composing(ui, was_composing);

        let promised = is_promised(ui, self.id);
        if self.take_keyboard || promised {
            select_all(ui, id, &draft.text);
        }
        if promised {
            ui.scroll_to_cursor(Some(egui::Align::Center));
        }
        if let Some(range) = &self.select {
            select(ui, id, &draft.text, range.clone());
        }
        if let Some(text) = self.insert {
            let put = insert(ui, id, &mut draft.text, text);
            select(ui, id, &draft.text, put.end..put.end);
            draft.typed_at = f64::NEG_INFINITY;
        }
        self.turn(ui, id, &mut draft);
        let valid = self.valid.is_none_or(|valid| valid(&draft.text));
        let typed = self.edit(ui, tokens, id, &mut draft.text, valid);
        let changed = typed || self.insert.is_some();
        let now = ui.input(|input| input.time);
        if typed {
            draft.typed_at = now;
        }

        let escape = ui.memory(|memory| memory.has_focus(id))
            && !(was_composing || draft.composing)
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if escape {
            ui.memory_mut(|memory| memory.surrender_focus(id));
            if self.rows == 1 {
                draft.start.clone_into(&mut draft.text);
            }
        }

        let valid = self.valid.is_none_or(|valid| valid(&draft.text));
        if ui.memory(|memory| memory.has_focus(id)) {
            if hurries(ui) {
                draft.typed_at = f64::NEG_INFINITY;
            }
            let typed = Typed { field: id, done: false };
            let change = draft.rested(now, valid).map(|value| Change { value, typed });
            let wait = REST - (now - draft.typed_at);
            if valid && draft.text != draft.given && !draft.composing && wait > 0.0 {
                ui.request_repaint_after_secs(wait as f32);
            }
            ui.data_mut(|data| data.insert_temp(id, draft));
            change
        } else {
            ui.data_mut(|data| data.remove_temp::<Draft>(id));
            let last = if had_keyboard || changed { draft.left(valid) } else { None };
            last.map(|value| Change { value, typed: Typed { field: id, done: true } })
        }
    }

    /// The field itself. Whether the text changed.
    fn edit(&self, ui: &mut Ui, tokens: &Tokens, id: Id, text: &mut String, valid: bool) -> bool {
        let edit = if self.rows > 1 { TextEdit::multiline(text) } else { TextEdit::singleline(text) };
        let keep_escape =
            EventFilter { escape: true, horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        let edit = edit
            .id(id)
            .hint_text(self.hint)
            .desired_rows(self.rows)
            .desired_width(self.width.min(ui.available_width()))
            .margin(egui::Margin::symmetric(8, 4))
            .event_filter(keep_escape);
        let edit = if self.right { edit.align(Align2::RIGHT_CENTER) } else { edit };
        let shown = ui.scope(|ui| {
            if !valid {
                let edge = Stroke::new(tokens.line_strong, tokens.red.mark);
                let visuals = ui.visuals_mut();
                visuals.selection.stroke = edge;
                visuals.widgets.inactive.bg_stroke = edge;
                visuals.widgets.hovered.bg_stroke = edge;
            }
            let output = edit.show(ui);
            let response = output.response.response.accessible_name(self.label);
            (output.galley, output.galley_pos, response)
        });
        let (galley, at, response) = shown.inner;
        if let Some(marked) = self.marked {
            self.mark(ui, tokens, marked, text, (&galley, at), &response);
        }
        response.changed()
    }

    /// Underlines what is marked, and says what there is to say of the words under the pointer. It paints over what was
    /// laid out and leaves the laying out alone: an input method that composes notices nothing.
    fn mark(
        &self,
        ui: &Ui,
        tokens: &Tokens,
        marked: Marked<'_>,
        shown: &str,
        (galley, at): (&Galley, Pos2),
        response: &Response,
    ) {
        let pointed = response.hover_pos().map(|pos| galley.cursor_from_pos(pos - at).index.0);
        let mut under_pointer = None;
        for (n, range) in marked.ranges.iter().enumerate() {
            let Some(range) = moved(range, self.value, shown) else { continue };
            let chars = char_index(shown, range.start)..char_index(shown, range.end);
            if pointed.is_some_and(|pointed| chars.contains(&pointed)) {
                under_pointer = Some(n);
            }
            underline(ui, tokens, galley, at, chars);
        }
        if let Some(n) = under_pointer {
            response.clone().on_hover_ui_at_pointer(|ui| (marked.explain)(ui, n));
        }
    }
}

/// Gives a field the keyboard with its text selected.
fn select_all(ui: &Ui, id: Id, text: &str) {
    select(ui, id, text, 0..text.len());
}

/// Whether what was typed cannot wait until it rests: with what comes next the field may be gone, or what was written
/// elsewhere may be put over it.
fn hurries(ui: &Ui) -> bool {
    ui.input(|input| {
        let leaves = !input.focused || input.viewport().close_requested();
        input.pointer.any_pressed() || input.modifiers.command || leaves
    })
}

/// Where it is kept which field the keyboard is promised to.
fn promise() -> Id {
    Id::unique("keyboard is promised to")
}

/// Promises the keyboard to a field that is not there yet: once it is shown, all of its text is selected and in sight.
pub fn promise_keyboard(ui: &Ui, id: impl egui::AsIdSalt) {
    ui.data_mut(|data| data.insert_temp(promise(), IdSalt::new(id)));
}

/// Whether the keyboard was promised to this field. It is, once.
fn is_promised(ui: &Ui, id: IdSalt) -> bool {
    ui.data_mut(|data| {
        let is_it = data.get_temp::<IdSalt>(promise()) == Some(id);
        if is_it {
            data.remove::<IdSalt>(promise());
        }
        is_it
    })
}

/// Gives a field the keyboard with some bytes of its text selected.
fn select(ui: &Ui, id: Id, text: &str, bytes: Range<usize>) {
    let mut state = TextEditState::load(ui, id).unwrap_or_default();
    let [start, end] = [bytes.start, bytes.end].map(|byte| CCursor::new(char_index(text, byte)));
    state.cursor.set_char_range(Some(CCursorRange::two(start, end)));
    state.store(ui, id);
    ui.memory_mut(|memory| memory.request_focus(id));
}

/// Puts a text in place of what is selected, or where the caret is, or at the end of a field nobody has been in; away
/// from an English word by a space. Gives its bytes.
fn insert(ui: &Ui, id: Id, text: &mut String, new: &str) -> Range<usize> {
    let caret = TextEditState::load(ui, id).and_then(|state| state.cursor.char_range());
    let (one, other) = caret.map_or((usize::MAX, usize::MAX), |range| (range.primary.index.0, range.secondary.index.0));
    let byte = |index: usize| text.char_indices().nth(index).map_or(text.len(), |(byte, _)| byte);
    let (start, end) = (byte(one.min(other)), byte(one.max(other)));
    let before = text.get(..start).and_then(|before| before.chars().next_back());
    let space = if before.is_some_and(|c| c.is_ascii_graphic()) { " " } else { "" };
    text.replace_range(start..end, &format!("{space}{new}"));
    start + space.len()..start + space.len() + new.len()
}

/// How many characters stand before a byte.
fn char_index(text: &str, byte: usize) -> usize {
    text.char_indices().take_while(|(at, _)| *at < byte).count()
}

/// Where bytes of a text stand after it was typed in; `None` where they themselves were typed in.
fn moved(range: &Range<usize>, from: &str, to: &str) -> Option<Range<usize>> {
    let same = |(a, b): &(char, char)| a == b;
    let head: usize = from.chars().zip(to.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    if range.end <= head {
        return Some(range.clone());
    }
    let tail: usize = from.chars().rev().zip(to.chars().rev()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let tail = tail.min(from.len() - head).min(to.len() - head);
    let shift = |byte: usize| byte + to.len() - from.len();
    (range.start >= from.len() - tail).then(|| shift(range.start)..shift(range.end))
}

/// Dots below some characters, row by row.
fn underline(ui: &Ui, tokens: &Tokens, galley: &Galley, at: Pos2, chars: Range<usize>) {
    for n in chars {
        let left = galley.pos_from_cursor(CCursor { index: n.into(), prefer_next_row: true });
        let right = galley.pos_from_cursor(CCursor { index: (n + 1).into(), prefer_next_row: false });
        if left.top() != right.top() {
            continue;
        }
        let y = at.y + left.bottom();
        let line = [pos2(at.x + left.left(), y), pos2(at.x + right.left(), y)];
        ui.painter().extend(Shape::dashed_line(&line, Stroke::new(tokens.line_strong, tokens.amber.mark), 3.0, 1.5));
    }
}

/// Whether an input method is composing after this frame's events; `before` is whether it was.
pub fn composing(ui: &Ui, before: bool) -> bool {
    ui.input(|input| {
        input.events.iter().fold(before, |composing, event| match event {
            Event::Ime(ImeEvent::Preedit { text, .. }) => !text.is_empty(),
            Event::Ime(ImeEvent::Commit(_)) => false,
            _ => composing,
        })
    })
}

/// A field for a number. Empty is unknown.
#[must_use = "a field is shown by `show`"]
pub struct NumberField<'a> {
    id: IdSalt,
    value: Option<f64>,
    label: &'a str,
    range: RangeInclusive<f64>,
    decimals: usize,
    width: f32,
    step: Option<f64>,
}

impl<'a> NumberField<'a> {
    /// A field for a score: 1 to 10, one decimal shown.
    pub fn new(id: impl egui::AsIdSalt, value: Option<f64>, label: &'a str) -> Self {
        Self { id: IdSalt::new(id), value, label, range: 1.0..=10.0, decimals: 1, width: 56.0, step: None }
    }

    /// Another range.
    pub fn range(self, range: RangeInclusive<f64>) -> Self {
        Self { range, ..self }
    }

    /// At most so many decimals shown.
    pub fn decimals(self, decimals: usize) -> Self {
        Self { decimals, ..self }
    }

    /// Another width, in points.
    pub fn width(self, width: f32) -> Self {
        Self { width, ..self }
    }

    /// Up and Down go on by so much, within the range.
    pub fn step(self, step: f64) -> Self {
        Self { step: Some(step), ..self }
    }

    /// Shows it, and says what was typed: a number in range, or none.
    pub fn show(self, ui: &mut Ui, tokens: &Tokens) -> Option<Change<Option<f64>>> {
        let written = |number: f64| format::up_to(number, self.decimals);
        let shown = self.value.map_or_else(String::new, written);
        let read = |text: &str| parse::number(text).filter(|number| self.range.contains(number));
        let valid = |text: &str| text.trim().is_empty() || read(text).is_some();
        let means = |text: &str| valid(text) && read(text) == self.value;
        // From nothing, up begins at the least and down at the most.
        let (least, most) = (*self.range.start(), *self.range.end());
        let step = |text: &str, turn: Turn| match (read(text), turn, self.step.unwrap_or_default()) {
            (Some(number), Turn::Up, step) => written((number + step).min(most)),
            (Some(number), Turn::Down, step) => written((number - step).max(least)),
            (None, Turn::Up, _) => written(least),
            (None, Turn::Down, _) => written(most),
        };
        TextField::new(self.id, &shown, self.label)
            .width(self.width)
            .valid(&valid)
            .means(&means)
            .step(self.step.map(|_| &step as StepTo<'_>))
            .right()
            .show(ui, tokens)
            .map(|change| change.map(|text| read(&text)))
            .filter(|change| change.typed.done || change.value != self.value)
    }
}

/// A field for a day, typed in any form of [`parse::date`]. Empty is none.
#[must_use = "a field is shown by `show`"]
pub struct DateField<'a> {
    id: IdSalt,
    value: Option<Date>,
    label: &'a str,
    hint: &'a str,
    lang: Lang,
    take_keyboard: bool,
}

impl<'a> DateField<'a> {
    /// A field that shows the day as the language writes it.
    pub fn new(id: impl egui::AsIdSalt, value: Option<Date>, label: &'a str, lang: Lang) -> Self {
        Self { id: IdSalt::new(id), value, label, hint: format::DAY_HINT.of(lang), lang, take_keyboard: false }
    }

    /// What stands in the field while it is empty.
    pub const fn hint(self, hint: &'a str) -> Self {
        Self { hint, ..self }
    }

    /// The keyboard comes here if `now`, as to a [`TextField`].
    pub fn take_keyboard(self, now: bool) -> Self {
        Self { take_keyboard: now, ..self }
    }

    /// Shows it, and says which day was typed, if any.
    pub fn show(self, ui: &mut Ui, tokens: &Tokens) -> Option<Change<Option<Date>>> {
        let shown = self.value.map_or_else(String::new, |day| format::date(self.lang, day));
        let valid = |text: &str| text.trim().is_empty() || parse::date(text).is_some();
        let means = |text: &str| valid(text) && parse::date(text) == self.value;
        TextField::new(self.id, &shown, self.label)
            .hint(self.hint)
            .width(tokens.type_size.body * 10.0)
            .take_keyboard(self.take_keyboard)
            .valid(&valid)
            .means(&means)
            .show(ui, tokens)
            .map(|change| change.map(|text| parse::date(&text)))
            .filter(|change| change.typed.done || change.value != self.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_words_keep_their_place_while_others_are_typed() {
        for (range, from, to, now) in [
            (4..10, "You always call", "You always call!", Some(4..10)),
            (4..10, "You always call", "Often you always call", Some(10..16)),
            (4..10, "You always call", "You alway call", None),
            (4..10, "You always call", "", None),
            (0..6, "总是晚", "你总是晚", Some(3..9)),
            (3..9, "你总是晚", "你总是", Some(3..9)),
            (0..2, "aaa", "aa", Some(0..2)),
        ] {
            assert_eq!(moved(&range, from, to), now, "{from} → {to}");
        }
    }
}
