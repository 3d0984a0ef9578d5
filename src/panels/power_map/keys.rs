//! The map by keyboard: walking, marking, folding, pointing somebody out, drawing lines, moving cards.

use egui::{Area, EventFilter, FocusDirection, Key, Modifiers, Order, Popup, Ui, vec2};

use super::{
    Naming, PowerMap,
    chart::Card,
    editable,
    gesture::{Pick, Purpose, heads, pin, rehang},
    lines,
    map::Map,
};
use crate::{
    edit::{Edit, OrganisationEdit},
    model::{Basis, ContactId, Line, LineKind, Seat},
    panels::{Selection, Wish, Wishes, one_step},
    text::{power_map as words, terms},
    ui::{Typed, widgets},
};

/// Alt and an arrow move a card by so much, in map units.
const NUDGE: f32 = 8.0;

/// The arrow pressed with these modifiers.
fn arrow(ui: &Ui, modifiers: Modifiers) -> Option<FocusDirection> {
    let arrows = [
        (Key::ArrowUp, FocusDirection::Up),
        (Key::ArrowDown, FocusDirection::Down),
        (Key::ArrowLeft, FocusDirection::Left),
        (Key::ArrowRight, FocusDirection::Right),
    ];
    let pressed = ui.input_mut(|input| arrows.into_iter().find(|(key, _)| input.consume_key(modifiers, *key)));
    pressed.map(|(_, way)| way)
}

impl PowerMap {
    /// What the keyboard does while the map has it.
    pub(super) fn keys(&mut self, ui: &Ui, map: Map<'_>, wishes: &mut Wishes) {
        let ground = &map.stage.response;
        // Names are covered quickly, whatever has the keyboard but a text.
        let listening = (ground.has_focus() || ground.contains_pointer()) && !ui.ctx().text_edit_focused();
        if listening && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::N)) {
            self.veiled = !self.veiled;
        }
        if listening && ui.input(|input| input.modifiers.shift_only() && pressed_two(input)) {
            let chosen = self.part_of(&self.together(map.scene, map.subject));
            if let Some(part) = chosen {
                self.canvas.fit_part(ui, map.scene.tokens, part);
            }
        }
        match (self.naming, ui.ctx().text_edit_focused()) {
            (Naming::Begun, true) => self.naming = Naming::Typing,
            (Naming::Typing, false) => {
                self.naming = Naming::Done;
                if ui.memory(|memory| memory.focused().is_none()) {
                    ground.request_focus();
                }
            }
            _ => {}
        }
        if !ground.has_focus() {
            return;
        }
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, tab: false };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(ground.id, filter));
        if Popup::is_any_open(ui.ctx()) || self.asked.is_some() {
            return;
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if self.pick.is_some() {
            self.pick_by_keys(ui, map, wishes);
            return;
        }
        if pressed(Key::Escape) {
            self.step_back(wishes);
        }
        // The arrows by themselves would take those with Alt, too.
        match arrow(ui, Modifiers::ALT) {
            Some(way) if editable(map.scene) => self.nudge(map, way, wishes),
            Some(_) => {}
            None => self.walk(ui, map, wishes),
        }
        let Some(contact) = map.subject.selected(map.scene) else { return };
        if pressed(Key::Enter) {
            self.sheet.open_card();
        }
        if let Some(card) = map.chart.card(&contact.id).filter(|card| card.below > 0)
            && (pressed(Key::Minus) || pressed(Key::Plus) || pressed(Key::Equals))
        {
            self.set_folded(&card.id, !card.folded);
        }
        if !editable(map.scene) {
            return;
        }
        if pressed(Key::Delete) || pressed(Key::Backspace) {
            self.remove_chosen(map, wishes);
        } else if pressed(Key::A) {
            self.add_below(map.scene, map.subject, contact, Seat::Held, wishes);
        } else if pressed(Key::L) {
            let purpose = Purpose::Line(contact.id.clone(), None);
            self.pick = Some(Pick { purpose, at: None });
        } else if pressed(Key::M) {
            let chosen = self.together(map.scene, map.subject).into_iter().collect();
            let purpose = Purpose::Manager(heads(map.subject.organisation, &chosen));
            self.pick = Some(Pick { purpose, at: None });
        } else if pressed(Key::P) {
            self.pin_or_let_go(map, wishes);
        }
    }

    /// Escape gives up the last thing begun.
    fn step_back(&mut self, wishes: &mut Wishes) {
        if !self.marked.is_empty() {
            self.marked.clear();
        } else if self.spotlight.take().is_none() {
            wishes.push(Wish::Select(Selection::Nothing));
        }
        self.find.clear();
    }

    /// Arrows go from card to card; with Shift, those that are passed are marked.
    fn walk(&mut self, ui: &Ui, map: Map<'_>, wishes: &mut Wishes) {
        let Map { scene, subject, chart, .. } = map;
        let (marks, way) = match arrow(ui, Modifiers::SHIFT) {
            Some(way) => (true, way),
            None => match arrow(ui, Modifiers::NONE) {
                Some(way) => (false, way),
                None => return,
            },
        };
        let at = subject.selected(scene).and_then(|contact| chart.index_of(&contact.id));
        let next = at.map_or_else(|| chart.cards.first(), |at| chart.step(at, way));
        let Some(next) = next else { return };
        if !marks {
            self.marked.clear();
        } else if !self.marked.contains(&next.id) {
            self.mark(scene, subject, &next.id);
        }
        self.canvas.bring_into_sight(ui, chart.rect(next));
        self.select(subject, &next.id, wishes);
    }

    /// Arrows point somebody out, Enter takes them, Escape gives up.
    fn pick_by_keys(&mut self, ui: &Ui, map: Map<'_>, wishes: &mut Wishes) {
        let chart = map.chart;
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let Some(mut pick) = self.pick.take() else { return };
        if pressed(Key::Escape) {
            return;
        }
        if let Some(way) = arrow(ui, Modifiers::NONE) {
            let from = pick.at.as_ref().or(pick.purpose.whose().first());
            let next = from.and_then(|id| chart.index_of(id)).and_then(|at| chart.step(at, way));
            if let Some(next) = next.or(chart.cards.first()) {
                self.canvas.bring_into_sight(ui, chart.rect(next));
                pick.at = Some(next.id.clone());
            }
        }
        match pick.at.clone().filter(|_| pressed(Key::Enter)) {
            Some(at) => self.picked(map, pick, &at, wishes),
            None => self.pick = Some(pick),
        }
    }

    /// Somebody was pointed out.
    pub(super) fn picked(&mut self, map: Map<'_>, pick: Pick, whom: &ContactId, wishes: &mut Wishes) {
        if pick.purpose.whose().contains(whom) {
            self.pick = Some(pick);
            return;
        }
        match pick.purpose {
            Purpose::Line(from, Some(kind)) => self.draw(map, from, whom.clone(), kind, wishes),
            Purpose::Line(from, None) => self.asked = Some([from, whom.clone()]),
            Purpose::Manager(people) => {
                self.anchor = Some(whom.clone());
                if let Some(edit) = rehang(map.subject, &people, Some(whom)) {
                    wishes.edit(edit);
                }
            }
        }
    }

    /// Draws a line between two people.
    fn draw(&mut self, map: Map<'_>, from: ContactId, to: ContactId, kind: LineKind, wishes: &mut Wishes) {
        self.hidden.remove(&kind);
        let known = map.subject.organisation.lines.get(&(from.clone(), to.clone(), kind));
        if known.is_none() {
            let basis = Basis { on: Some(map.scene.today), ..Basis::default() };
            let line = Line { from, to, kind, strength: None, basis, note: String::new() };
            map.subject.edit(wishes, OrganisationEdit::PutLine(line));
        }
    }

    /// Asks what a line says that was drawn between two cards: a click, or the number before it.
    pub(super) fn ask_kind(&mut self, ui: &Ui, map: Map<'_>, wishes: &mut Wishes) {
        let Map { scene, subject, chart, stage } = map;
        let (tokens, lang) = (scene.tokens, scene.lang);
        let Some([from, to]) = self.asked.clone() else { return };
        let Some(card) = chart.card(&to) else {
            self.asked = None;
            return;
        };
        let kinds = LineKind::ALL.into_iter().filter(|kind| lines::shown_to(*kind, scene.audience));
        // The solid line comes first.
        let choices: Vec<Option<LineKind>> = std::iter::once(None).chain(kinds.map(Some)).collect();
        let keys = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6];
        let mut chosen = None;
        let at = stage.rect_to_screen(chart.rect(card)).right_top() + vec2(tokens.inset, 0.0);
        let area = Area::new(ui.scope_id().with("kind")).order(Order::Foreground).fixed_pos(at);
        area.constrain_to(stage.viewport).show(ui, |ui| {
            widgets::card(tokens).show(ui, |ui| {
                ui.set_width(15.0 * tokens.type_size.body);
                ui.label(tokens.strong(words::kind_of_line(lang, subject.name(&from), subject.name(&to))));
                for (number, (choice, key)) in (1..).zip(choices.iter().zip(keys)) {
                    let says = choice.map_or_else(|| words::SOLID.of(lang), |kind| terms::line(kind).of(lang));
                    let button = egui::Button::new(format!("{number}  {says}")).frame_when_inactive(false);
                    let size = vec2(ui.available_width(), tokens.target);
                    let clicked = ui.add(button.min_size(size).right_text("")).clicked();
                    if clicked || ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                        chosen = Some(*choice);
                    }
                }
                ui.label(tokens.small(words::CANCEL_HINT.of(lang)));
            });
        });
        match chosen {
            Some(Some(kind)) => self.draw(map, from, to, kind, wishes),
            Some(None) => {
                self.anchor = Some(to.clone());
                if let Some(edit) = rehang(subject, &[from], Some(&to)) {
                    wishes.edit(edit);
                }
            }
            None if !ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) => return,
            None => {}
        }
        self.asked = None;
        stage.response.request_focus();
    }

    /// Pins the chosen cards where they stand; lets the layout place them where all are pinned already.
    fn pin_or_let_go(&mut self, map: Map<'_>, wishes: &mut Wishes) {
        let chosen = self.together(map.scene, map.subject);
        let cards: Vec<&Card> = chosen.iter().filter_map(|id| map.chart.card(id)).collect();
        let all_pinned = cards.iter().all(|card| card.pinned);
        let edit = |card: &&Card| {
            let pin = (!all_pinned).then(|| pin(card.at));
            map.subject.step(OrganisationEdit::Pin(card.id.clone(), pin))
        };
        self.anchor = None;
        let edits: Vec<Edit> = cards.iter().map(edit).collect();
        if !edits.is_empty() {
            wishes.edit(one_step(edits));
        }
    }

    /// Moves the chosen cards a little; going on is one step.
    fn nudge(&mut self, map: Map<'_>, way: FocusDirection, wishes: &mut Wishes) {
        let by = match way {
            FocusDirection::Up => vec2(0.0, -NUDGE),
            FocusDirection::Down => vec2(0.0, NUDGE),
            FocusDirection::Left => vec2(-NUDGE, 0.0),
            FocusDirection::Right => vec2(NUDGE, 0.0),
            _ => return,
        };
        let chosen = self.together(map.scene, map.subject);
        let cards = heads(map.subject.organisation, &chosen.into_iter().collect());
        let cards = cards.iter().filter_map(|id| map.chart.card(id));
        let edits: Vec<Edit> = cards
            .map(|card| map.subject.step(OrganisationEdit::Pin(card.id.clone(), Some(pin(card.at + by)))))
            .collect();
        if !edits.is_empty() {
            self.anchor = None;
            let field = map.stage.response.id.with(("nudge", self.together(map.scene, map.subject)));
            wishes.type_in(Typed { field, done: false }, one_step(edits));
        }
    }
}

/// Shift+2, on keyboards that call it by its sign, too.
fn pressed_two(input: &egui::InputState) -> bool {
    input.key_pressed(Key::Num2) || input.key_pressed(Key::Quote)
}
