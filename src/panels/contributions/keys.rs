//! The keys of a spreadsheet.

use egui::{Event, Key, Modifiers, Ui};

use super::{
    Contributions,
    block::{self, Spot},
    plan::Plan,
    sheet::Sheet,
};
use crate::panels::{Scene, Wishes};

/// The keys that mean something while no text is typed.
const IN_GRID: [Key; 14] = [
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
    Key::A,
];

/// What was pressed.
enum Press {
    Key(Key, Modifiers),
    Copy,
    Cut,
    Paste(String),
    Text,
}

/// Does what the keys say while the grid has the keyboard.
pub fn in_grid(panel: &mut Contributions, ui: &Ui, scene: &Scene<'_>, wishes: &mut Wishes, sheet: &Sheet, plan: &Plan) {
    for press in take(ui) {
        match press {
            Press::Key(Key::A, _) => {
                panel.anchor = Spot::default();
                panel.cursor = last(sheet);
            }
            Press::Key(Key::F2, _) => panel.begin(scene, sheet, panel.cursor, true),
            Press::Key(Key::Delete | Key::Backspace, _) => empty(panel, scene, wishes, sheet),
            Press::Key(key, modifiers) => walk(panel, scene, wishes, sheet, plan, key, modifiers),
            Press::Copy => copy(panel, ui, sheet),
            Press::Cut => {
                copy(panel, ui, sheet);
                empty(panel, scene, wishes, sheet);
            }
            Press::Paste(text) if !scene.read_only => paste(panel, scene, wishes, sheet, &text),
            Press::Paste(_) => {}
            // The field comes into being in this frame and takes the letters itself.
            Press::Text => panel.begin(scene, sheet, panel.cursor, false),
        }
    }
}

/// How many pages on a presenter's remote turns the grid, wherever the pointer lies, while nothing has the keyboard.
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

/// Takes what the grid means out of the input; letters stay there.
fn take(ui: &Ui) -> Vec<Press> {
    let mut taken = Vec::new();
    ui.input_mut(|input| {
        input.events.retain_mut(|event| match event {
            // What follows a letter is the field's, too.
            _ if matches!(taken.last(), Some(Press::Text)) => true,
            Event::Key { key, pressed: true, modifiers, .. }
                if IN_GRID.contains(key) && (*key != Key::A || modifiers.command) =>
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

/// While a text is typed: takes it into its cell and goes on, or gives it up. Whether the keyboard goes back to the
/// grid.
pub fn in_draft(
    panel: &mut Contributions,
    ui: &Ui,
    scene: &Scene<'_>,
    wishes: &mut Wishes,
    sheet: &Sheet,
    plan: &Plan,
) -> bool {
    let Some(within) = panel.draft.as_ref().filter(|draft| !draft.composing).map(|draft| draft.within) else {
        return false;
    };
    let mut leaving = None;
    ui.input_mut(|input| {
        input.events.retain(|event| match event {
            Event::Key { key, pressed: true, modifiers, .. } if leaving.is_none() => {
                let leaves = match key {
                    Key::Enter | Key::Tab | Key::Escape | Key::ArrowUp | Key::ArrowDown => true,
                    Key::ArrowLeft | Key::ArrowRight => !within,
                    _ => false,
                };
                leaving = leaves.then_some((*key, *modifiers));
                !leaves
            }
            _ => true,
        });
    });
    match leaving {
        Some((Key::Escape, _)) => {
            panel.draft = None;
            true
        }
        Some((key, modifiers)) => {
            let taken = panel.take_draft(scene, wishes);
            if taken {
                walk(panel, scene, wishes, sheet, plan, key, modifiers);
            }
            taken
        }
        None => false,
    }
}

fn last(sheet: &Sheet) -> Spot {
    Spot { row: sheet.rows.len().saturating_sub(1), column: sheet.columns.len().saturating_sub(1) }
}

/// Goes where a key leads.
fn walk(
    panel: &mut Contributions,
    scene: &Scene<'_>,
    wishes: &mut Wishes,
    sheet: &Sheet,
    plan: &Plan,
    key: Key,
    modifiers: Modifiers,
) {
    let (here, end) = (panel.cursor, last(sheet));
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
        Key::Enter => Spot { column: panel.began_in.unwrap_or(here.column), ..down(1) },
        Key::Home if far => Spot::default(),
        Key::Home => left(end.column),
        Key::End if far => end,
        Key::End => right(end.column),
        Key::PageUp => up(plan.page()),
        Key::PageDown => down(plan.page()),
        _ => return,
    };
    panel.began_in = (key == Key::Tab).then(|| panel.began_in.unwrap_or(here.column));
    let extend = back && !matches!(key, Key::Tab | Key::Enter);
    panel.go(scene, wishes, sheet, to, extend);
}

fn copy(panel: &Contributions, ui: &Ui, sheet: &Sheet) {
    ui.copy_text(block::write(sheet, &panel.order, &panel.area()));
}

fn empty(panel: &Contributions, scene: &Scene<'_>, wishes: &mut Wishes, sheet: &Sheet) {
    if !scene.read_only {
        wishes
            .0
            .extend(block::clear(scene.workbook, sheet, &panel.order, &panel.area()).map(crate::panels::Wish::Edit));
    }
}

fn paste(panel: &mut Contributions, scene: &Scene<'_>, wishes: &mut Wishes, sheet: &Sheet, text: &str) {
    match block::paste(scene.workbook, sheet, &panel.order, &panel.area(), text) {
        Ok((edit, filled)) => {
            panel.not_taken = None;
            panel.cursor = Spot { row: *filled.rows.start(), column: *filled.columns.start() };
            panel.anchor = Spot { row: *filled.rows.end(), column: *filled.columns.end() };
            if let Some(edit) = edit {
                wishes.edit(edit);
            }
        }
        Err(trouble) => panel.not_taken = Some(trouble),
    }
}
