//! The map itself: cards and lines in sight, and what one does with them.

use egui::{
    Align2, EventFilter, FocusDirection, Key, Modifiers, Order, PointerButton, Popup, Pos2, Response, Role, Sense, Ui,
    UiBuilder, pos2, vec2,
};

use super::{
    PowerMap, Subject,
    card::{self, Brush, Detail, Emphasis},
    chart::{Card, Chart},
    editable,
    gesture::{Drag, Landing, LineDraft},
    lines,
    plot::{Places, line_facts, marks, note, paint_landing, whole_card},
};
use crate::{
    edit::OrganisationEdit,
    model::{Basis, Contact, ContactId, Line, LineKind, Seat},
    panels::{Scene, Selection, Wish, Wishes},
    text::{power_map as words, terms},
    ui::{Stage, widgets},
};

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

        let places = Places { chart, stage: &stage, moving: self.moving(ui, tokens, chart) };
        let selected = subject.selected(scene).and_then(|contact| chart.index_of(&contact.id));
        let on_ground = ui.input(|input| input.pointer.hover_pos()).filter(|_| stage.response.contains_pointer());
        places.paint_outside(&painter, tokens, scene.lang);
        places.paint_forks(&painter, tokens);
        let pointed = places.paint_ties(&painter, tokens, &self.hidden, selected, on_ground);

        let pointer = ui.input(|input| input.pointer.latest_pos()).map(|point| stage.to_world(point));
        let landing = self.drag.as_ref().zip(pointer).map(|(drag, at)| drag.landing(subject, chart, at));
        let target = landing.as_ref().and_then(Landing::onto).and_then(|id| chart.index_of(id));
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
            widgets::name_selectable(&response, is_selected, &card.label);
            let emphasis = Emphasis {
                selected: is_selected,
                hovered: response.hovered() && self.drag.is_none(),
                dimmed: self.spotlight.as_ref().is_some_and(|spotlight| !spotlight.lit.contains(&card.id)),
                target: target == Some(index) && matches!(landing, Some(Landing::Below(_))),
            };
            brush.card(rect, card, contact, emphasis);
            if Detail::at(stage.zoom()) >= Detail::Name {
                marks(&painter, scene, subject, card, contact, rect, stage.zoom());
                if card.below > 0 {
                    self.fold_button(ui, scene, card, rect, is_selected || response.hovered(), stage.zoom());
                }
            }
            self.on_card(ui, scene, subject, &stage, (card, contact), &response, wishes);
        }
        if let (Some(drag), Some(landing), Some(pointer)) = (self.drag.clone(), landing, pointer) {
            self.dragging(ui, scene, subject, chart, &stage, (&drag, landing, pointer), wishes);
        }
        if let Some(tie) = pointed.filter(|_| stage.response.hovered() && self.drag.is_none()) {
            stage.response.clone().on_hover_ui_at_pointer(|ui| line_facts(ui, scene, subject, chart, tie));
        }
        self.on_ground(ui, scene, subject, chart, &stage, wishes);
    }

    /// Clicks, drags and the menu of a card.
    #[expect(clippy::too_many_arguments, reason = "what a frame knows, and the card")]
    fn on_card(
        &mut self,
        ui: &Ui,
        scene: &Scene<'_>,
        subject: Subject<'_>,
        stage: &Stage,
        (card, contact): (&Card, &Contact),
        response: &Response,
        wishes: &mut Wishes,
    ) {
        if response.clicked() || response.secondary_clicked() {
            stage.response.request_focus();
            match self.line_draft.take() {
                Some(draft) if draft.from != card.id => {
                    let line = Line {
                        from: draft.from,
                        to: card.id.clone(),
                        kind: draft.kind,
                        strength: None,
                        basis: Basis::default(),
                        note: String::new(),
                    };
                    self.hidden.remove(&line.kind);
                    subject.edit(wishes, OrganisationEdit::PutLine(line));
                }
                _ => self.select(subject, &card.id, wishes),
            }
        }
        if response.double_clicked() {
            self.sheet.open_card();
        }
        if response.drag_started_by(PointerButton::Primary)
            && let Some(origin) = ui.input(|input| input.pointer.press_origin())
        {
            let grab = stage.to_world(origin) - card.at;
            self.drag = Some(Drag { contact: card.id.clone(), grab });
        }
        response.context_menu(|ui| self.card_menu(ui, scene, subject, contact, wishes));
        if self.drag.is_none() && !Popup::is_any_open(ui.ctx()) {
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
        if !editable(scene) {
            return;
        }
        ui.separator();
        if ui.button(words::ADD_REPORT.of(lang)).clicked() {
            self.add_below(scene, subject, contact, Seat::Held, wishes);
        }
        if ui.button(words::ADD_PLACEHOLDER.of(lang)).clicked() {
            self.add_below(scene, subject, contact, Seat::Vacant, wishes);
        }
        ui.menu_button(words::DRAW_LINE.of(lang), |ui| {
            for kind in LineKind::ALL.into_iter().filter(|kind| lines::shown_to(*kind, scene.audience)) {
                if ui.button(terms::line(kind).of(lang)).clicked() {
                    self.line_draft = Some(LineDraft { from: contact.id.clone(), kind });
                }
            }
        });
        ui.separator();
        if contact.reports_to.is_some() && ui.button(words::MAKE_ROOT.of(lang)).clicked() {
            self.anchor = Some(contact.id.clone());
            subject.edit(wishes, OrganisationEdit::Rehang(contact.id.clone(), None));
        }
        if contact.pinned.is_some() && ui.button(words::UNPIN.of(lang)).clicked() {
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

    fn select(&mut self, subject: Subject<'_>, contact: &ContactId, wishes: &mut Wishes) {
        // It is in sight already: nothing to follow.
        self.followed = Selection::Contact(subject.customer.id.clone(), contact.clone());
        self.anchor = Some(contact.clone());
        subject.select(wishes, contact);
    }

    /// A card in the hand: where it would go, in lines and words; and what letting go does.
    #[expect(clippy::too_many_arguments, reason = "what a frame knows, and the card in the hand")]
    fn dragging(
        &mut self,
        ui: &Ui,
        scene: &Scene<'_>,
        subject: Subject<'_>,
        chart: &Chart,
        stage: &Stage,
        (drag, landing, pointer): (&Drag, Landing, Pos2),
        wishes: &mut Wishes,
    ) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        let (released, cancelled) =
            ui.input_mut(|input| (input.pointer.any_released(), input.consume_key(Modifiers::NONE, Key::Escape)));
        if cancelled {
            self.drag = None;
            return;
        }
        if released || !ui.input(|input| input.pointer.primary_down()) {
            self.drag = None;
            // A card that is pinned moves; nothing else does.
            self.anchor = landing.onto().cloned();
            if let Some(edit) = drag.clone().edit(landing) {
                subject.edit(wishes, edit);
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
            let stroke = egui::Stroke::new(tokens.line_strong, hue.mark);
            painter.extend(egui::Shape::dashed_line(&path, stroke, tokens.unit, tokens.unit));
        }
        if let (Landing::Below(manager), Some(card)) = (&landing, chart.card(&drag.contact))
            && let Some(there) = chart.card(manager).and_then(|manager| chart.place_below(card, manager))
        {
            paint_landing(&painter, tokens, stage.rect_to_screen(there));
        }
        if let Some(card) = chart.card(&drag.contact)
            && let Some(contact) = subject.organisation.contacts.get(&drag.contact)
        {
            let mut painter = painter.clone();
            painter.multiply_opacity(0.8);
            Brush::new(&painter, scene, stage, chart).card(
                hand,
                card,
                contact,
                Emphasis { selected: true, ..Emphasis::default() },
            );
        }
        let name = subject.name(&drag.contact);
        let says = match &landing {
            Landing::Below(manager) => Some((words::would_report(lang, name, subject.name(manager)), tokens.accent)),
            Landing::Circle(manager) => Some((words::would_cycle(lang, name, subject.name(manager)), tokens.red)),
            Landing::Already(manager) => {
                Some((words::already_reports(lang, name, subject.name(manager)), tokens.neutral))
            }
            Landing::Ground(_) => Some((words::would_pin(lang, name), tokens.neutral)),
            Landing::Back => None,
        };
        if let Some((says, hue)) = says {
            let below = hand.center_bottom() + vec2(0.0, tokens.inset);
            note(&painter, tokens, below, Align2::CENTER_TOP, &says, (hue.wash, hue.ink));
        }
    }

    /// Clicks and keys on the ground, and what is said over it.
    fn on_ground(
        &mut self,
        ui: &Ui,
        scene: &Scene<'_>,
        subject: Subject<'_>,
        chart: &Chart,
        stage: &Stage,
        wishes: &mut Wishes,
    ) {
        let ground = &stage.response;
        if ground.clicked() {
            ground.request_focus();
            self.line_draft = None;
            wishes.push(Wish::Select(Selection::Nothing));
        }
        if ground.has_focus() {
            let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, tab: false };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(ground.id, filter));
            if !Popup::is_any_open(ui.ctx()) {
                self.keys(ui, scene, subject, chart, wishes);
            }
        }
        if let Some(draft) = &self.line_draft {
            let says = words::pick_other_end(scene.lang, draft.kind, subject.name(&draft.from));
            let says = format!("{says} {}", words::CANCEL_HINT.of(scene.lang));
            let top = stage.viewport.center_top() + vec2(0.0, scene.tokens.inset);
            let hue = scene.tokens.accent;
            note(ui.painter(), scene.tokens, top, Align2::CENTER_TOP, &says, (hue.wash, hue.ink));
        }
    }

    fn keys(&mut self, ui: &Ui, scene: &Scene<'_>, subject: Subject<'_>, chart: &Chart, wishes: &mut Wishes) {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::Escape) {
            if self.line_draft.take().is_none() && self.spotlight.take().is_none() {
                wishes.push(Wish::Select(Selection::Nothing));
            }
            self.find.clear();
        }
        let Some(contact) = subject.selected(scene) else {
            let any = [Key::ArrowDown, Key::ArrowUp, Key::ArrowLeft, Key::ArrowRight].into_iter().any(pressed);
            if let Some(first) = chart.cards.first().filter(|_| any) {
                self.step_to(ui, subject, chart, first, wishes);
            }
            return;
        };
        let Some(index) = chart.index_of(&contact.id) else { return };
        let Some(card) = chart.cards.get(index) else { return };
        let arrows = [
            (Key::ArrowUp, FocusDirection::Up),
            (Key::ArrowDown, FocusDirection::Down),
            (Key::ArrowLeft, FocusDirection::Left),
            (Key::ArrowRight, FocusDirection::Right),
        ];
        let step = arrows.into_iter().find(|(key, _)| pressed(*key)).and_then(|(_, way)| chart.step(index, way));
        if let Some(next) = step {
            self.step_to(ui, subject, chart, next, wishes);
        }
        if pressed(Key::Enter) {
            self.sheet.open_card();
        }
        if card.below > 0 && (pressed(Key::Minus) || pressed(Key::Plus) || pressed(Key::Equals)) {
            self.set_folded(&card.id, !card.folded);
        }
        if editable(scene) && (pressed(Key::Delete) || pressed(Key::Backspace)) {
            self.remove(subject, contact, wishes);
        }
    }

    fn step_to(&mut self, ui: &Ui, subject: Subject<'_>, chart: &Chart, card: &Card, wishes: &mut Wishes) {
        self.canvas.bring_into_sight(ui, chart.rect(card));
        self.select(subject, &card.id, wishes);
    }
}
