//! Where one is in a table, and the text of a cell being typed.

use egui::Event;

use super::{
    Cells,
    block::{Area, Spot},
    entry,
    order::{Key, Order, SortBy},
};
use crate::{
    model::CustomerId,
    panels::{Scene, Selection, Wish, Wishes},
    text::cells::NotTaken,
};

/// Where one is in a table whose columns are told apart by `K`, and whose texts are refused because of `R`.
pub struct Hand<K, R> {
    /// The cell that keys mean.
    pub cursor: Spot,
    /// The other end of what is selected.
    pub anchor: Spot,
    /// The cell that keys mean is to be brought into sight.
    pub reveal: bool,
    /// Why what was pasted last was not taken.
    pub not_taken: Option<NotTaken<R>>,
    /// The text of a cell being typed.
    pub(super) draft: Option<Draft<K, R>>,
    /// The column in which a row that is filled in with Tab began: Enter goes back to it.
    pub(super) began_in: Option<usize>,
    /// What was pressed too fast for one frame.
    pub(super) later: Vec<Event>,
    /// The customer selected when last looked at, here or elsewhere.
    selected: Option<CustomerId>,
}

/// The text of a cell being typed.
#[derive(Clone, Debug)]
pub(super) struct Draft<K, R> {
    /// The cell's row.
    pub customer: CustomerId,
    /// The cell's column.
    pub column: K,
    /// The text.
    pub text: String,
    /// Arrows move within the text, not from cell to cell.
    pub within: bool,
    /// Its field has had the keyboard.
    pub entered: bool,
    /// An input method holds part of the text.
    pub composing: bool,
    /// Why it cannot be the cell's.
    pub refused: Option<R>,
}

impl<K, R> Default for Hand<K, R> {
    fn default() -> Self {
        Self {
            cursor: Spot::default(),
            anchor: Spot::default(),
            reveal: false,
            not_taken: None,
            draft: None,
            began_in: None,
            later: Vec::new(),
            selected: None,
        }
    }
}

impl<K: Clone + PartialEq, R: Copy> Hand<K, R> {
    /// Everything selected.
    pub fn area(&self) -> Area {
        Area::between(self.anchor, self.cursor)
    }

    /// Makes one cell the one that keys mean, and nothing else selected.
    pub fn put(&mut self, spot: Spot) {
        self.cursor = spot;
        self.anchor = spot;
    }

    /// Sorts the rows, or turns the order round if they are sorted so. The cell that keys mean stays with its customer.
    pub fn sort<'k, B: SortBy>(&mut self, order: &mut Order<B>, by: B, keys: impl FnOnce(&B) -> Vec<Option<Key<'k>>>) {
        let at = order.places.get(self.cursor.row).copied();
        order.ask(by, keys);
        let row = order.places.iter().position(|place| Some(*place) == at).unwrap_or_default();
        self.put(Spot { row, ..self.cursor });
    }

    /// Stays within a table that has changed, and gives up the text of a cell that is gone or can no longer change.
    pub fn stay_within(&mut self, scene: &Scene<'_>, cells: &impl Cells<Column = K>) {
        let last = |count: usize| count.saturating_sub(1);
        for spot in [&mut self.cursor, &mut self.anchor] {
            spot.row = spot.row.min(last(cells.rows()));
            spot.column = spot.column.min(last(cells.columns()));
        }
        self.draft.take_if(|draft| {
            let is_there = cells.row_of(&draft.customer).is_some() && cells.column_of(&draft.column).is_some();
            scene.read_only || !is_there
        });
    }

    /// Brings into sight what was selected in another panel.
    pub fn follow_selection(&mut self, scene: &Scene<'_>, cells: &impl Cells<Column = K>) {
        if let Selection::Customer(id) = scene.selection
            && self.selected.as_ref() != Some(id)
        {
            self.selected = Some(id.clone());
            if let Some(row) = cells.row_of(id) {
                self.put(Spot { row, ..self.cursor });
                self.reveal = true;
            }
        }
    }

    /// Whether arrows move within the text being typed, if one is and no input method holds part of it.
    pub(super) fn typing_within(&self) -> Option<bool> {
        self.draft.as_ref().filter(|draft| !draft.composing).map(|draft| draft.within)
    }

    /// Lets the text of a cell be typed: what it holds, or something new.
    pub fn begin<C: Cells<Column = K, Refusal = R>>(&mut self, scene: &Scene<'_>, cells: &C, spot: Spot, within: bool) {
        let cell = cells.customer(spot.row).zip(cells.column(spot.column)).filter(|_| !scene.read_only);
        let Some((customer, column)) = cell else { return };
        let text = cells.value(spot).filter(|_| within).map(C::typed).unwrap_or_default();
        let customer = customer.clone();
        self.draft = Some(Draft { customer, column, text, within, entered: false, composing: false, refused: None });
        self.reveal = true;
    }

    /// Takes what was typed into the cell. What is no value stays as it was typed, and says why it is none.
    pub fn take_draft<C: Cells<Column = K, Refusal = R>>(&mut self, cells: &C, wishes: &mut Wishes) -> bool {
        let Some(draft) = &mut self.draft else { return true };
        match entry::<C>(&draft.text) {
            Ok(value) => {
                let cell = cells.row_of(&draft.customer).zip(cells.column_of(&draft.column));
                let edit = cell.and_then(|(row, column)| cells.set(Spot { row, column }, value));
                wishes.0.extend(edit.map(Wish::Edit));
                self.draft = None;
                true
            }
            Err(why) => {
                draft.refused = Some(why);
                false
            }
        }
    }

    /// Makes another cell the one that keys mean, and its customer the one selected.
    pub(super) fn go(&mut self, scene: &Scene<'_>, cells: &impl Cells, wishes: &mut Wishes, to: Spot, extend: bool) {
        self.cursor = to;
        if !extend {
            self.anchor = to;
        }
        self.reveal = true;
        self.not_taken = None;
        if let Some(customer) = cells.customer(to.row) {
            let selection = Selection::Customer(customer.clone());
            self.selected = Some(customer.clone());
            if *scene.selection != selection {
                wishes.push(Wish::Select(selection));
            }
        }
    }
}
