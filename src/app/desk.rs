//! The open panels: a tree of small values that says where each is, and beside it the view state of each.

use std::collections::HashMap;

use egui::{
    Align, Color32, CursorIcon, Id, Layout, Rect, Response, Role, ScrollArea, Sense, Style, Ui, UiBuilder, Visuals,
    WidgetInfo, WidgetText, vec2,
};
use egui_tiles::{
    Behavior, EditAction, Linear, LinearDir, SimplificationOptions, TabState, Tabs, Tile, TileId, Tiles, Tree,
    UiResponse,
};

use super::{layout, subjects};
use crate::{
    analysis::Audience,
    model::{self, Pane, PanelKind, Workbook},
    panels::{PanelState, Scene, Wish, Wishes},
    text::{Lang, app as words},
    ui::{Step, Tokens, widgets},
};

/// The open panels.
pub struct Desk {
    tree: Tree<Pane>,
    states: HashMap<TileId, PanelState>,
    /// The panel used last.
    used: Option<TileId>,
    /// The panel that is shown alone.
    alone: Option<TileId>,
}

/// What a frame of the desk leaves to do.
#[derive(Debug, Default)]
pub struct Answer {
    /// What the panels want, with the panel that wants it.
    pub wishes: Vec<(TileId, Wish)>,
    /// Panels were moved, resized, closed or brought to the front.
    pub rearranged: bool,
}

impl Desk {
    /// Opens the panels of an arrangement; without one, those of the default arrangement.
    pub fn new(root: Option<&model::Tile>) -> Self {
        let default;
        let root = match root {
            Some(root) => root,
            None => {
                default = layout::default_tile();
                &default
            }
        };
        let tree = layout::to_tree(Id::unique("desk"), root);
        Self { tree, states: HashMap::new(), used: None, alone: None }
    }

    /// The arrangement, to keep with the workbook.
    pub fn arrangement(&self) -> Option<model::Tile> {
        layout::from_tree(&self.tree)
    }

    /// Whether no panel is open.
    pub fn is_empty(&self) -> bool {
        self.tree.is_empty()
    }

    /// The panel that commands mean: the one used last, or else the first in sight.
    fn meant(&self) -> Option<TileId> {
        let in_sight = self.panes_in_sight();
        self.alone.or(self.used.filter(|used| in_sight.contains(used))).or(in_sight.first().copied())
    }

    /// The panel that commands mean, and where it stands.
    pub fn meant_pane(&self) -> Option<(&Pane, Rect)> {
        let id = self.meant()?;
        self.tree.tiles.get_pane(&id).zip(self.tree.tiles.rect(id))
    }

    /// The panel used last, as it is.
    pub fn meant_state(&self) -> Option<(&Pane, &PanelState)> {
        let id = self.meant()?;
        self.tree.tiles.get_pane(&id).zip(self.states.get(&id))
    }

    fn panes_in_sight(&self) -> Vec<TileId> {
        let mut ids = self.tree.active_tiles();
        ids.retain(|id| self.tree.tiles.get_pane(id).is_some());
        ids.sort_by_key(|id| id.0);
        ids
    }

    /// Shows something else in a panel.
    pub fn set_subject(&mut self, id: TileId, subject: Option<String>) {
        if let Some(Tile::Pane(pane)) = self.tree.tiles.get_mut(id) {
            pane.subject = subject;
        }
    }

    /// Brings a panel of this kind and subject to the front. Where there is none, one of its kind changes its subject:
    /// the one used last before others. Where there is none of its kind, it is opened.
    pub fn open(&mut self, pane: &Pane) {
        let of_kind: Vec<_> = self.panes().filter(|(_, open)| open.kind == pane.kind).collect();
        let same = of_kind.iter().find(|(_, open)| pane.subject.is_none() || open.subject == pane.subject);
        let used = of_kind.iter().find(|(id, _)| self.used == Some(*id));
        let found = same.or(used).or(of_kind.first()).map(|(id, _)| *id);
        match (found, &pane.subject) {
            (Some(id), subject) => {
                if subject.is_some() {
                    self.set_subject(id, subject.clone());
                }
                self.show_in_front(id);
            }
            (None, _) => self.open_tab(pane.clone()),
        }
    }

    /// Opens one more panel, as a tab beside the one used last.
    fn open_tab(&mut self, pane: Pane) {
        let beside = self.meant();
        let id = self.tree.tiles.insert_pane(pane);
        let tabs = beside.and_then(|beside| self.tree.tiles.parent_of(beside)).or(self.tree.root());
        match tabs.and_then(|tabs| self.tree.tiles.get(tabs)).map(|tile| (tile.container_kind(), tabs)) {
            Some((Some(_), Some(container))) => self.tree.move_tile_to_container(id, container, usize::MAX, false),
            _ => self.tree = Tree::new(self.tree.id(), id, std::mem::take(&mut self.tree.tiles)),
        }
        self.show_in_front(id);
    }

    /// Opens one more panel so that both are in sight: beside one of its kind, or else beside the one used last; below
    /// it where that is higher than wide.
    pub fn open_another(&mut self, pane: Pane) {
        if self.alone.is_some() {
            self.show_all();
        }
        let alike = |id: &TileId| self.tree.tiles.get_pane(id).is_some_and(|open| open.kind == pane.kind);
        let meant = self.meant();
        let Some(beside) = meant.filter(alike).or(self.panes_in_sight().into_iter().find(alike)).or(meant) else {
            return self.open_tab(pane);
        };
        let tiles = &mut self.tree.tiles;
        let group = tiles.parent_of(beside).unwrap_or(beside);
        let holder = tiles.parent_of(group);
        let is_high = tiles.rect(group).is_some_and(|rect| rect.height() > rect.width());
        let direction = if is_high { LinearDir::Vertical } else { LinearDir::Horizontal };
        let id = tiles.insert_pane(pane);
        let both = tiles.insert_container(Linear::new(direction, vec![group, id]));
        layout::put_in_place(&mut self.tree, holder, group, both);
        self.tree.simplify(&layout::TIDY);
        self.show_in_front(id);
    }

    fn panes(&self) -> impl Iterator<Item = (TileId, &Pane)> {
        self.tree.tiles.iter().filter_map(|(id, tile)| match tile {
            Tile::Pane(pane) => Some((*id, pane)),
            Tile::Container(_) => None,
        })
    }

    fn show_in_front(&mut self, id: TileId) {
        if self.alone.is_some_and(|alone| alone != id) {
            self.show_all();
        }
        self.tree.make_active(|tile, _| tile == id);
        self.used = Some(id);
    }

    /// Closes the panel that is meant.
    pub fn close_meant(&mut self) {
        if let Some(id) = self.meant() {
            self.close(id);
        }
    }

    fn close(&mut self, id: TileId) {
        if self.alone.is_some() {
            self.show_all();
        }
        self.tree.remove_recursively(id);
        if self.tree.root() == Some(id) {
            self.tree = Tree::empty(self.tree.id());
        }
        self.states.remove(&id);
    }

    /// Shows the panel that is meant alone, or all again.
    pub fn toggle_alone(&mut self) {
        match (self.alone, self.meant()) {
            (Some(_), _) => self.show_all(),
            (None, Some(id)) => self.show_alone(id),
            (None, None) => {}
        }
    }

    fn show_alone(&mut self, id: TileId) {
        let others: Vec<_> = self.panes().map(|(other, _)| other).filter(|other| *other != id).collect();
        for other in others {
            self.tree.set_visible(other, false);
        }
        self.alone = Some(id);
        self.used = Some(id);
    }

    fn show_all(&mut self) {
        let all: Vec<_> = self.panes().map(|(id, _)| id).collect();
        for id in all {
            self.tree.set_visible(id, true);
        }
        self.alone = None;
    }

    /// The panel that wants to be alone in the window: a meeting that is held.
    fn private(&self) -> Option<TileId> {
        let is_private = |id: &TileId| self.states.get(id).is_some_and(PanelState::is_private);
        self.meant().filter(is_private).or_else(|| self.panes_in_sight().into_iter().find(is_private))
    }

    /// Whether one panel has the window to itself.
    pub fn is_private(&self) -> bool {
        self.private().is_some()
    }

    /// Draws the panels. `scene` names no subject: each panel gets its own.
    pub fn show(&mut self, ui: &mut Ui, scene: Scene<'_>) -> Answer {
        let private =
            self.private().and_then(|id| Some((id, self.tree.tiles.get_pane(&id)?, self.states.get_mut(&id)?)));
        if let Some((id, pane, state)) = private {
            ui.painter().rect_filled(ui.max_rect(), 0.0, scene.tokens.surface);
            let scene = Scene { subject: pane.subject.as_deref(), is_meant: true, ..scene };
            let mut wishes = Wishes::default();
            show_panel(state, ui, pane.kind, &scene, &mut wishes);
            let wishes = wishes.0.into_iter().map(|wish| (id, wish)).collect();
            return Answer { wishes, rearranged: false };
        }
        let meant = self.meant();
        let mut showing = Showing {
            scene,
            states: &mut self.states,
            answer: Answer::default(),
            used: self.used,
            meant,
            alone: self.alone,
            closed: None,
            toggled: None,
        };
        let dragged = self.tree.dragged_id(ui);
        self.tree.ui(&mut showing, ui);
        let Showing { mut answer, used, closed, toggled, .. } = showing;
        self.used = used;
        if let Some(dropped) = dragged.filter(|_| answer.rearranged) {
            layout::stand_beside_all_tabs(&mut self.tree, dropped);
        }
        if let Some(id) = closed {
            self.close(id);
            answer.rearranged = true;
        }
        if let Some(id) = toggled {
            self.used = Some(id);
            self.toggle_alone();
        }
        let tiles = &self.tree.tiles;
        self.states.retain(|id, _| tiles.get_pane(id).is_some());
        answer
    }
}

/// The title of a panel. With whom a conversation is, the room does not learn.
pub fn title(pane: &Pane, lang: Lang, audience: Audience, workbook: &Workbook) -> String {
    let subject = pane.subject.as_deref().filter(|_| is_shown(pane.kind, audience));
    let label = subject.and_then(|id| subjects::label(pane.kind, id, lang, workbook));
    words::panel_title(lang, pane.kind, label.as_deref())
}

/// Whether an audience sees a kind of panel.
fn is_shown(kind: PanelKind, audience: Audience) -> bool {
    !matches!(kind, PanelKind::Feedback | PanelKind::Goals) || audience == Audience::Trainer
}

/// Draws a panel, or says why this audience does not see it.
pub fn show_panel(state: &mut PanelState, ui: &mut Ui, kind: PanelKind, scene: &Scene<'_>, wishes: &mut Wishes) {
    if is_shown(kind, scene.audience) {
        state.show(ui, scene, wishes);
    } else {
        let why = if kind == PanelKind::Goals { words::ROOM_GOALS } else { words::ROOM_FEEDBACK };
        widgets::empty_state(ui, scene.tokens, why.of(scene.lang), None);
    }
}

/// A frame of the desk.
struct Showing<'a> {
    scene: Scene<'a>,
    states: &'a mut HashMap<TileId, PanelState>,
    answer: Answer,
    used: Option<TileId>,
    meant: Option<TileId>,
    alone: Option<TileId>,
    closed: Option<TileId>,
    toggled: Option<TileId>,
}

impl Showing<'_> {
    fn tokens(&self) -> &Tokens {
        self.scene.tokens
    }

    /// The pane of a tile, or the first within it.
    fn first_pane(tiles: &Tiles<Pane>, id: TileId) -> Option<&Pane> {
        match tiles.get(id)? {
            Tile::Pane(pane) => Some(pane),
            Tile::Container(container) => container.children().find_map(|child| Self::first_pane(tiles, *child)),
        }
    }
}

impl Behavior<Pane> for Showing<'_> {
    fn pane_ui(&mut self, ui: &mut Ui, id: TileId, pane: &mut Pane) -> UiResponse {
        let tokens = *self.tokens();
        ui.painter().rect_filled(ui.max_rect(), 0.0, tokens.surface);
        let pressed_inside = ui.input(|input| {
            input.pointer.any_pressed() && input.pointer.interact_pos().is_some_and(|pos| ui.max_rect().contains(pos))
        });
        let focused = ui.memory(|memory| memory.focused()).and_then(|id| ui.ctx().read_response(id));
        let came_inside = focused.is_some_and(|of| of.gained_focus() && ui.max_rect().contains_rect(of.rect));
        if (pressed_inside || came_inside) && ui.is_enabled() {
            self.used = Some(id);
        }
        let state = self.states.entry(id).or_insert_with(|| PanelState::new(pane.kind));
        let scene = Scene { subject: pane.subject.as_deref(), is_meant: self.meant == Some(id), ..self.scene };
        let mut wishes = Wishes::default();
        // Where there is less room than a panel needs, at 250 % or beside many others, it is scrolled rather than crushed.
        let (room, least) = (ui.available_size(), vec2(0.8, 0.64) * tokens.prose_width);
        if room.x < least.x || room.y < least.y {
            ScrollArea::both().auto_shrink(false).show(ui, |ui| {
                let (_, rect) = ui.allocate_space(room.max(least));
                ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
                    show_panel(state, ui, pane.kind, &scene, &mut wishes);
                });
            });
        } else {
            show_panel(state, ui, pane.kind, &scene, &mut wishes);
        }
        self.answer.wishes.extend(wishes.0.into_iter().map(|wish| (id, wish)));
        UiResponse::None
    }

    fn tab_title_for_pane(&mut self, pane: &Pane) -> WidgetText {
        title(pane, self.scene.lang, self.scene.audience, self.scene.workbook).into()
    }

    fn tab_title_for_tile(&mut self, tiles: &Tiles<Pane>, id: TileId) -> WidgetText {
        Self::first_pane(tiles, id).map(|pane| self.tab_title_for_pane(pane)).unwrap_or_default()
    }

    fn tab_ui(&mut self, tiles: &mut Tiles<Pane>, ui: &mut Ui, tab: Id, id: TileId, state: &TabState) -> Response {
        let tokens = *self.tokens();
        let title = self.tab_title_for_tile(tiles, id);
        let name = title.text().to_owned();
        let font = if state.active { tokens.bold_font(Step::Body) } else { tokens.font(Step::Body) };
        let galley = title.into_galley(ui, Some(egui::TextWrapMode::Extend), f32::INFINITY, font);
        let close_width = if state.active { tokens.target } else { tokens.inset };
        let size = vec2(tokens.inset + tokens.unit + galley.size().x + close_width, ui.available_height());
        let (_, rect) = ui.allocate_space(size);
        let response = ui.interact(rect, tab, Sense::click_and_drag()).on_hover_cursor(CursorIcon::Grab);
        response.widget_info(|| WidgetInfo::selected(Role::Tab, ui.is_enabled(), state.active, &name));
        if ui.is_rect_visible(rect) && !state.is_being_dragged {
            let fill = if state.active {
                tokens.surface
            } else if response.hovered() {
                tokens.hovered
            } else {
                Color32::TRANSPARENT
            };
            ui.painter().rect_filled(rect, 0.0, fill);
            if state.active {
                let line = egui::Stroke::new(tokens.line_strong, tokens.accent.mark);
                ui.painter().hline(rect.x_range(), rect.top() + tokens.line_strong / 2.0, line);
            }
            let ink = if state.active { tokens.ink } else { tokens.ink_soft };
            let at = egui::pos2(rect.left() + tokens.inset + tokens.unit, rect.center().y - galley.size().y / 2.0);
            ui.painter().galley(at, galley, ink);
        }
        if response.clicked() {
            self.used = Some(id);
        }
        if response.double_clicked() {
            self.toggled = Some(id);
        }
        let mut close = response.middle_clicked();
        if state.active && !state.is_being_dragged {
            let room = rect.with_min_x(rect.right() - close_width);
            let cross = egui::Button::new(tokens.small("×")).frame(false);
            let button = ui.scope_builder(UiBuilder::new().max_rect(room).scope_id(tab.with("close")), |ui| {
                ui.with_layout(Layout::centered_and_justified(egui::Direction::LeftToRight), |ui| ui.add(cross)).inner
            });
            let text = words::close_panel(self.scene.lang, &name);
            close |= button.inner.accessible_name(text.as_str()).on_hover_text(text).clicked();
        }
        if close {
            self.closed = Some(id);
        }
        response
    }

    fn top_bar_right_ui(&mut self, _: &Tiles<Pane>, ui: &mut Ui, _: TileId, tabs: &Tabs, _: &mut f32) {
        let Some(active) = tabs.active else { return };
        let tokens = *self.tokens();
        let (sign, word) = if self.alone.is_some() { ("🗗", words::RESTORE) } else { ("□", words::MAXIMISE) };
        let word = word.of(self.scene.lang);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(tokens.unit);
            let button = egui::Button::new(tokens.small(sign)).frame(false);
            if ui.add(button).accessible_name(word).on_hover_text(word).clicked() {
                self.toggled = Some(active);
            }
        });
    }

    fn simplification_options(&self) -> SimplificationOptions {
        layout::TIDY
    }

    fn tab_bar_height(&self, _: &Style) -> f32 {
        self.tokens().target + self.tokens().unit
    }

    fn gap_width(&self, _: &Style) -> f32 {
        self.tokens().unit
    }

    fn min_size(&self) -> f32 {
        self.tokens().target * 4.0
    }

    fn tab_bar_color(&self, _: &Visuals) -> Color32 {
        self.tokens().sunken
    }

    fn resize_stroke(&self, _: &Style, state: egui_tiles::ResizeState) -> egui::Stroke {
        let tokens = self.tokens();
        match state {
            egui_tiles::ResizeState::Idle => egui::Stroke::new(tokens.unit, tokens.page),
            egui_tiles::ResizeState::Hovering => egui::Stroke::new(tokens.line_strong, tokens.outline),
            egui_tiles::ResizeState::Dragging => egui::Stroke::new(tokens.line_strong, tokens.accent.mark),
        }
    }

    fn dragged_overlay_color(&self, _: &Visuals) -> Color32 {
        self.tokens().veil
    }

    fn drag_preview_color(&self, _: &Visuals) -> Color32 {
        self.tokens().accent.mark.gamma_multiply(0.15)
    }

    fn on_edit(&mut self, _: EditAction) {
        self.answer.rearranged = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pane(kind: PanelKind, subject: &str) -> Pane {
        Pane { kind, subject: (!subject.is_empty()).then(|| subject.to_owned()) }
    }

    fn subjects(desk: &Desk, kind: PanelKind) -> Vec<Option<String>> {
        let mut subjects: Vec<_> =
            desk.panes().filter(|(_, p)| p.kind == kind).map(|(_, p)| p.subject.clone()).collect();
        subjects.sort();
        subjects
    }

    #[test]
    fn one_more_of_a_kind_is_in_sight_with_the_first() {
        let mut desk = Desk::new(None);
        desk.open_another(pane(PanelKind::PowerMap, "b"));
        let in_sight = desk.panes_in_sight();
        let mut kinds: Vec<_> =
            in_sight.iter().filter_map(|id| desk.tree.tiles.get_pane(id)).map(|pane| pane.kind).collect();
        kinds.sort();
        assert_eq!(kinds, [PanelKind::ValueMap, PanelKind::PowerMap, PanelKind::PowerMap]);
        // With nothing open, it is alone.
        let mut desk = Desk::new(Some(&model::Tile::Pane(pane(PanelKind::ValueMap, ""))));
        desk.close_meant();
        desk.open_another(pane(PanelKind::PowerMap, "a"));
        assert_eq!(desk.panes_in_sight().len(), 1);
        desk.open_another(pane(PanelKind::PowerMap, "b"));
        assert_eq!(desk.panes_in_sight().len(), 2);
    }

    #[test]
    fn opening_reuses_a_panel_of_the_kind_and_another_does_not() {
        let mut desk = Desk::new(None);
        desk.open(&pane(PanelKind::PowerMap, "a"));
        assert_eq!(subjects(&desk, PanelKind::PowerMap), [Some("a".to_owned())]);
        desk.open_another(pane(PanelKind::PowerMap, "b"));
        assert_eq!(subjects(&desk, PanelKind::PowerMap).len(), 2);
        desk.open(&pane(PanelKind::PowerMap, "a"));
        desk.open(&pane(PanelKind::PowerMap, ""));
        assert_eq!(subjects(&desk, PanelKind::PowerMap), [Some("a".to_owned()), Some("b".to_owned())]);
    }

    #[test]
    fn all_panels_can_be_closed_and_opened_again() {
        let mut desk = Desk::new(None);
        for _ in PanelKind::ALL {
            desk.close_meant();
            desk.tree.simplify(&layout::TIDY);
        }
        assert!(desk.is_empty() && desk.arrangement().is_none());
        desk.open(&pane(PanelKind::Feedback, ""));
        desk.tree.simplify(&layout::TIDY);
        assert_eq!(desk.arrangement(), Some(model::Tile::Pane(pane(PanelKind::Feedback, ""))));
    }

    #[test]
    fn a_panel_shown_alone_changes_nothing_of_the_arrangement() {
        let mut desk = Desk::new(None);
        desk.toggle_alone();
        assert!(desk.alone.is_some());
        assert_eq!(desk.panes_in_sight().len(), 1);
        assert_eq!(desk.arrangement(), Some(layout::default_tile()));
        desk.toggle_alone();
        assert_eq!(desk.panes_in_sight().len(), 2);
    }
}
