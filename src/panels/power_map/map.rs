//! The map itself: cards and lines in sight, and what the pointer does with them.

use egui::{
    Align2, CornerRadius, Key, Modifiers, Order, PointerButton, Popup, Pos2, Rect, Response, Role, Sense, Stroke, Ui,
    UiBuilder, Vec2, pos2, vec2,
};

use super::{
    PowerMap, Subject,
    card::{self, Brush, Detail, Emphasis},
    chart::{Card, Chart},
    editable,
    gesture::{Drag, Landing, Pick, Purpose},
    lines,
    plot::{Places, line_facts, note, paint_landing, whole_card},
    tray,
};
use crate::{
    edit::OrganisationEdit,
    model::{Contact, ContactId, LineKind, Seat},
    panels::{Scene, Selection, Wish, Wishes},
    text::{power_map as words, terms},
    ui::{Stage, Tokens, widgets},
};

/// What a frame of the map knows.
#[derive(Clone, Copy)]
pub(super) struct Map<'a> {
    /// What draws it.
    pub scene: &'a Scene<'a>,
    /// Whose it is.
    pub subject: Subject<'a>,
    /// What stands where.
    pub chart: &'a Chart,
    /// Where one looks.
    pub stage: &'a Stage,
}

impl PowerMap {
    /// Shows the chart in the room that is left.
    pub(super) fn map(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        subject: Subject<'_>,
        chart: &Chart,
        wishes: &mut Wishes,
    ) {
        let tokens = scene.tokens;
        let stage = self.canvas.show(ui, tokens, chart.bounds, card::LEGIBLE);
        widgets::name(&stage.response, Role::Canvas, &words::map_label(scene.lang, subject.customer.label()));
        let mut ui = ui.new_child(UiBuilder::new().max_rect(stage.viewport));
        ui.set_clip_rect(stage.viewport.intersect(ui.clip_rect()));
        let ui = &mut ui;
        let painter = ui.painter().clone();
        let map = Map { scene, subject, chart, stage: &stage };

        let places = Places { chart, stage: &stage, moving: self.moving(ui, tokens, chart) };
        let selected = subject.selected(scene).and_then(|contact| chart.index_of(&contact.id));
        let on_ground = ui.input(|input| input.pointer.hover_pos()).filter(|_| stage.response.contains_pointer());
        places.paint_outside(&painter, tokens, scene.lang);
        places.paint_forks(&painter, tokens);
        let pointed = places.paint_ties(&painter, tokens, &self.hidden, selected, on_ground);

        let on_screen = ui.input(|input| input.pointer.latest_pos());
        let pointer = on_screen.map(|point| stage.to_world(point));
        let zone = self.tray_zone(map);
        let over_tray = on_screen.is_some_and(|point| zone.contains(point));
        let landing = self.drag.as_ref().zip(pointer).map(|(drag, at)| drag.landing(subject, chart, at, over_tray));
        let target = match &landing {
            Some(Landing::Below(id)) => Some(id),
            _ => self.pick.as_ref().and_then(|pick| pick.at.as_ref()),
        };
        let target = target.and_then(|id| chart.index_of(id));
        let sense = match (stage.hand, editable(scene)) {
            (true, _) => Sense::hover(),
            (false, false) => Sense::CLICK,
            (false, true) => Sense::CLICK | Sense::DRAG,
        };
        let brush = Brush::new(&painter, scene, &stage, chart);
        for (index, card, rect) in places.in_sight(tokens) {
            let Some(contact) = subject.organisation.contacts.at(card.contact) else { continue };
            let response = ui.interact(rect, ui.scope_id().with(("card", card.id.as_str())), sense);
            let is_selected = selected == Some(index);
            let is_marked = self.marked.contains(&card.id);
            widgets::name_selectable(&response, is_selected || is_marked, &card.label);
            let emphasis = Emphasis {
                selected: is_selected || is_marked,
                hovered: response.hovered() && self.drag.is_none(),
                dimmed: self.is_dimmed(&card.id),
                target: target == Some(index),
            };
            brush.card(rect, card, contact, emphasis);
            if Detail::at(stage.zoom()) >= Detail::Name {
                places.paint_marks(&painter, scene, subject, (card, contact), rect);
                if let Some(changes) = &self.changes {
                    changes.mark(&painter, tokens, scene.lang, &card.id, rect, stage.zoom());
                }
                if card.below > 0 {
                    self.fold_button(ui, scene, card, rect, is_selected || response.hovered(), stage.zoom());
                }
            }
            self.on_card(ui, map, (card, contact), &response, wishes);
            // The handle lies over the card's edge: the pointer on it is not on the card.
            let is_near = || ui.rect_contains_pointer(rect.expand2(vec2(0.75 * tokens.sign, 0.0)));
            if Detail::at(stage.zoom()) >= Detail::Gist && (is_selected || is_near()) {
                self.handle(ui, map, card, rect);
            }
        }
        if let Some((landing, pointer)) = landing.zip(pointer)
            && let Some(drag) = self.drag.take()
        {
            self.dragging(ui, map, drag, (landing, pointer, zone), wishes);
        }
        self.pulling(ui, map);
        if let Some(tie) = pointed.filter(|_| stage.response.hovered() && self.drag.is_none()) {
            stage.response.clone().on_hover_ui_at_pointer(|ui| line_facts(ui, scene, subject, chart, tie));
        }
        self.on_ground(ui, map, wishes);
        self.lasso(ui, map);
        self.marks_bar(ui, map, wishes);
        self.tray(ui, map, wishes);
        self.ask_kind(ui, map, wishes);
        let Self { minimap, canvas, .. } = self;
        minimap.show(ui, scene, chart, &stage, canvas);
    }

    /// Whether a card is only hinted at, because others are being pointed out or because it is in the hand.
    fn is_dimmed(&self, id: &ContactId) -> bool {
        self.spotlight.as_ref().is_some_and(|spotlight| !spotlight.lit.contains(id))
            || self.filtering.dims(id)
            || self.drag.as_ref().is_some_and(|drag| drag.along.contains(id))
    }

    /// Clicks, drags and the menu of a card.
    fn on_card(
        &mut self,
        ui: &Ui,
        map: Map<'_>,
        (card, contact): (&Card, &Contact),
        response: &Response,
        wishes: &mut Wishes,
    ) {
        let Map { scene, subject, chart, stage } = map;
        if response.clicked() || response.secondary_clicked() {
            stage.response.request_focus();
            let shift = ui.input(|input| input.modifiers.shift);
            match self.pick.take() {
                Some(pick) => self.picked(map, pick, &card.id, wishes),
                None if shift && response.clicked() => self.mark(scene, subject, &card.id),
                None => {
                    if !self.marked.contains(&card.id) || response.clicked() {
                        self.marked.clear();
                    }
                    self.select(subject, &card.id, wishes);
                }
            }
        }
        if response.double_clicked() {
            self.sheet.open_card();
        }
        if response.drag_started_by(PointerButton::Primary)
            && let Some(origin) = ui.input(|input| input.pointer.press_origin())
        {
            let grab = stage.to_world(origin) - card.at;
            self.drag = Some(Drag::new(subject, chart, card.id.clone(), grab, &self.marked));
        }
        response.context_menu(|ui| self.card_menu(ui, scene, subject, contact, wishes));
        let at_rest = self.drag.is_none() && self.pulled.is_none() && self.asked.is_none();
        if at_rest && !Popup::is_any_open(ui.ctx()) {
            response.clone().on_hover_ui(|ui| whole_card(ui, scene, subject, card, contact));
        }
    }

    /// What can be done with a card.
    pub(super) fn card_menu(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        subject: Subject<'_>,
        contact: &Contact,
        wishes: &mut Wishes,
    ) {
        let lang = scene.lang;
        if ui.button(words::EDIT.of(lang)).clicked() {
            self.sheet.open_card();
        }
        if ui.button(words::MARK_BRANCH.of(lang)).clicked() {
            self.mark_branch(&contact.id);
        }
        if !editable(scene) {
            return;
        }
        ui.separator();
        if ui.add(tool(scene, words::ADD_REPORT, "A")).clicked() {
            self.add_below(scene, subject, contact, Seat::Held, wishes);
        }
        if ui.button(words::ADD_PLACEHOLDER.of(lang)).clicked() {
            self.add_below(scene, subject, contact, Seat::Vacant, wishes);
        }
        ui.menu_button(words::DRAW_LINE.of(lang), |ui| {
            for kind in LineKind::ALL.into_iter().filter(|kind| lines::shown_to(*kind, scene.audience)) {
                if ui.button(terms::line(kind).of(lang)).clicked() {
                    let purpose = Purpose::Line(contact.id.clone(), Some(kind));
                    self.pick = Some(Pick { purpose, at: None });
                }
            }
        });
        if ui.add(tool(scene, words::HANG_BELOW, "M")).clicked() {
            self.pick = Some(Pick { purpose: Purpose::Manager(vec![contact.id.clone()]), at: None });
        }
        ui.separator();
        if contact.reports_to.is_some() && ui.button(words::MAKE_ROOT.of(lang)).clicked() {
            self.anchor = Some(contact.id.clone());
            subject.edit(wishes, OrganisationEdit::Rehang(contact.id.clone(), None));
        }
        if contact.pinned.is_some() && ui.add(tool(scene, words::UNPIN, "P")).clicked() {
            self.anchor = None;
            subject.edit(wishes, OrganisationEdit::Pin(contact.id.clone(), None));
        }
        if ui.button(words::REMOVE.of(lang)).clicked() {
            self.remove(subject, contact, wishes);
        }
    }

    /// Takes a contact out and selects the one above.
    fn remove(&mut self, subject: Subject<'_>, contact: &Contact, wishes: &mut Wishes) {
        subject.edit(wishes, OrganisationEdit::Remove(contact.id.clone()));
        match contact.reports_to.as_ref().filter(|manager| subject.organisation.contacts.contains(*manager)) {
            Some(manager) => self.select(subject, &manager.clone(), wishes),
            None => wishes.push(Wish::Select(Selection::Nothing)),
        }
    }

    /// Takes out all that are chosen, as one step.
    pub(super) fn remove_chosen(&mut self, map: Map<'_>, wishes: &mut Wishes) {
        let Map { scene, subject, .. } = map;
        match (self.marked.is_empty(), subject.selected(scene)) {
            (true, Some(contact)) => self.remove(subject, contact, wishes),
            (true, None) => {}
            (false, _) => {
                let gone = std::mem::take(&mut self.marked);
                let edits = gone.into_iter().map(|id| subject.step(OrganisationEdit::Remove(id)));
                wishes.edit(crate::panels::one_step(edits.collect()));
                wishes.push(Wish::Select(Selection::Nothing));
            }
        }
    }

    /// Selects somebody who is in sight already: there is nothing to follow.
    pub(super) fn select(&mut self, subject: Subject<'_>, contact: &ContactId, wishes: &mut Wishes) {
        self.followed = Selection::Contact(subject.customer.id.clone(), contact.clone());
        self.anchor = Some(contact.clone());
        subject.select(wishes, contact);
    }

    /// Cards in the hand: where they would go, in lines and words; and what letting go does.
    fn dragging(
        &mut self,
        ui: &Ui,
        map: Map<'_>,
        drag: Drag,
        (landing, pointer, zone): (Landing, Pos2, Rect),
        wishes: &mut Wishes,
    ) {
        let Map { scene, subject, chart, stage } = map;
        let (tokens, lang) = (scene.tokens, scene.lang);
        let (released, cancelled) =
            ui.input_mut(|input| (input.pointer.any_released(), input.consume_key(Modifiers::NONE, Key::Escape)));
        if cancelled {
            return;
        }
        if released || !ui.input(|input| input.pointer.primary_down()) {
            // Cards that are pinned move; nothing else does.
            self.anchor = landing.onto().cloned();
            if let Some(edit) = drag.edit(subject, chart, landing) {
                wishes.edit(edit);
            }
            return;
        }
        let painter =
            ui.painter().clone().with_layer_id(egui::LayerId::new(Order::Tooltip, ui.scope_id().with("drag")));
        let hand = stage.rect_to_screen(drag.rect(chart, pointer));
        if let Some(above) = landing.onto().and_then(|id| chart.card(id)) {
            let from = stage.rect_to_screen(chart.rect(above)).center_bottom();
            let middle = (from.y + hand.top()) / 2.0;
            let path = [from, pos2(from.x, middle), pos2(hand.center().x, middle), hand.center_top()];
            let hue = if matches!(landing, Landing::Circle(_)) { tokens.red } else { tokens.accent };
            let stroke = Stroke::new(tokens.line_strong, hue.mark);
            painter.extend(egui::Shape::dashed_line(&path, stroke, tokens.unit, tokens.unit));
        }
        if let (Landing::Below(manager), Some(card)) = (&landing, chart.card(&drag.lead))
            && let Some(there) = chart.card(manager).and_then(|manager| chart.place_below(card, manager))
        {
            paint_landing(&painter, tokens, stage.rect_to_screen(there));
        }
        let mut faded = painter.clone();
        faded.multiply_opacity(0.8);
        let brush = Brush::new(&faded, scene, stage, chart);
        let by = drag.moved(chart, pointer);
        let in_hand = |card: &&Card| drag.along.contains(&card.id);
        for card in chart.cards.iter().chain(&chart.tray).filter(in_hand) {
            let is_lead = card.id == drag.lead;
            let rect = if is_lead { hand } else { stage.rect_to_screen(chart.rect(card).translate(by)) };
            if let Some(contact) = subject.organisation.contacts.at(card.contact)
                && rect.intersects(stage.viewport)
            {
                brush.card(rect, card, contact, Emphasis { selected: is_lead, ..Emphasis::default() });
            }
        }
        tray::show_zone(&painter, map, matches!(landing, Landing::Tray), zone);
        let name = match drag.heads.as_slice() {
            [only] => subject.name(only).to_owned(),
            several => words::so_many(lang, several.len()),
        };
        let says = match &landing {
            Landing::Below(manager) => Some((words::would_report(lang, &name, subject.name(manager)), tokens.accent)),
            Landing::Circle(manager) => Some((words::would_cycle(lang, &name, subject.name(manager)), tokens.red)),
            Landing::Already(manager) => {
                Some((words::already_reports(lang, &name, subject.name(manager)), tokens.neutral))
            }
            Landing::Ground(_) => Some((words::would_pin(lang, &name), tokens.neutral)),
            Landing::Tray => Some((words::would_leave(lang, &name), tokens.neutral)),
            Landing::NoTray => Some((words::CANNOT_LEAVE.of(lang).to_owned(), tokens.red)),
            Landing::Back => None,
        };
        if let Some((says, hue)) = says {
            let below = hand.center_bottom() + vec2(0.0, tokens.inset);
            note(&painter, tokens, below, Align2::CENTER_TOP, &says, (hue.wash, hue.ink));
        }
        self.drag = Some(drag);
    }

    /// The handle at a card's side from which a line is pulled.
    fn handle(&mut self, ui: &Ui, map: Map<'_>, card: &Card, rect: Rect) {
        let Map { scene, stage, .. } = map;
        if !editable(scene) || stage.hand || self.drag.is_some() || self.pulled.is_some() || self.pick.is_some() {
            return;
        }
        let tokens = scene.tokens;
        let at = handle_at(rect);
        let hit = Rect::from_center_size(at, Vec2::splat(1.5 * tokens.sign));
        let response = ui.interact(hit, ui.scope_id().with(("handle", card.id.as_str())), Sense::drag());
        widgets::name(&response, Role::Button, &words::handle(scene.lang, &card.name));
        let fill = if response.hovered() { tokens.accent.mark } else { tokens.surface };
        let stroke = Stroke::new(tokens.line_strong, tokens.accent.mark);
        ui.painter().circle(at, 0.35 * tokens.sign, fill, stroke);
        if response.drag_started_by(PointerButton::Primary) {
            self.pulled = Some(card.id.clone());
        }
        response.on_hover_text(words::HANDLE_HINT.of(scene.lang));
    }

    /// A line being pulled from a card's handle; where it ends, one is asked what it says.
    fn pulling(&mut self, ui: &Ui, map: Map<'_>) {
        let Map { scene, chart, stage, .. } = map;
        let Some(from) = self.pulled.take() else { return };
        let (pointer, down, escape) = ui.input_mut(|input| {
            let escape = input.consume_key(Modifiers::NONE, Key::Escape);
            (input.pointer.latest_pos(), input.pointer.primary_down(), escape)
        });
        let (Some(card), Some(pointer)) = (chart.card(&from), pointer) else { return };
        if escape {
            return;
        }
        let at = stage.to_world(pointer);
        let onto = chart.cards.iter().rfind(|other| other.id != from && chart.rect(other).contains(at));
        if !down {
            self.asked = onto.map(|onto| [from, onto.id.clone()]);
            return;
        }
        let tokens = scene.tokens;
        let start = handle_at(stage.rect_to_screen(chart.rect(card)));
        let stroke = Stroke::new(tokens.line_strong, tokens.accent.mark);
        let painter = ui.painter();
        painter.extend(egui::Shape::dashed_line(&[start, pointer], stroke, tokens.inset, tokens.unit));
        if let Some(onto) = onto {
            let rect = stage.rect_to_screen(chart.rect(onto));
            let corners = CornerRadius::same(tokens.radius as u8);
            painter.rect_stroke(rect, corners, tokens.focus_stroke(), egui::StrokeKind::Outside);
        }
        self.pulled = Some(from);
    }

    /// Clicks and keys on the ground, and what is said over it.
    fn on_ground(&mut self, ui: &Ui, map: Map<'_>, wishes: &mut Wishes) {
        let Map { scene, subject, stage, .. } = map;
        let ground = &stage.response;
        // Enter and the space bar click what has the keyboard; here they are for the cards.
        if ground.clicked() && ui.input(|input| input.pointer.primary_released()) {
            ground.request_focus();
            self.pick = None;
            self.asked = None;
            self.marked.clear();
            wishes.push(Wish::Select(Selection::Nothing));
        }
        self.keys(ui, map, wishes);
        if let Some(pick) = &self.pick {
            let says = match &pick.purpose {
                Purpose::Line(from, kind) => words::pick_other_end(scene.lang, *kind, subject.name(from)),
                Purpose::Manager(people) => match people.as_slice() {
                    [only] => words::pick_manager(scene.lang, subject.name(only)),
                    several => words::pick_manager(scene.lang, &words::so_many(scene.lang, several.len())),
                },
            };
            let says = format!("{says} {}", words::PICK_HINT.of(scene.lang));
            let top = stage.viewport.center_top() + vec2(0.0, scene.tokens.inset);
            let hue = scene.tokens.accent;
            note(ui.painter(), scene.tokens, top, Align2::CENTER_TOP, &says, (hue.wash, hue.ink));
        }
    }
}

/// A tool of a menu, with the key that does the same.
pub(super) fn tool(scene: &Scene<'_>, word: crate::text::Word, key: &str) -> egui::Button<'static> {
    let Tokens { ink_soft, .. } = scene.tokens;
    egui::Button::new(word.of(scene.lang)).right_text(scene.tokens.small(key).color(*ink_soft))
}

/// Where a card's handle is.
fn handle_at(card: Rect) -> Pos2 {
    pos2(card.right(), card.top() + 0.25 * card.height())
}
