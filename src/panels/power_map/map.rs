//! The map itself: cards and lines in sight, and what one does with them.

use egui::{
    Align2, Color32, CornerRadius, EventFilter, Key, Modifiers, Order, Painter, PointerButton, Popup, Pos2, Rect,
    Response, Role, Sense, StrokeKind, Ui, UiBuilder, Vec2, emath::easing, pos2, vec2,
};

use super::{
    Motion, PowerMap, Subject,
    card::{self, Brush, Detail, Emphasis, lay_out, whole_size},
    chart::{Card, Chart},
    editable,
    gesture::{Drag, Landing, LineDraft},
    lines::{self, Tie},
};
use crate::{
    analysis::{Audience, layout::HeadReason},
    edit::OrganisationEdit,
    model::{Basis, Contact, ContactId, Line, LineKind, Seat, Standing},
    panels::{Scene, Selection, Wish, Wishes},
    text::{Lang, power_map as words, terms},
    ui::{Sign, Stage, Step, Tokens, signs, widgets},
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

        let moving = self.moving(ui, tokens, chart);
        let at = |index: usize| {
            let on_the_way = moving.as_ref().and_then(|places| places.get(index)).copied();
            on_the_way.or_else(|| chart.cards.get(index).map(|card| card.at))
        };
        let screen_rect = |index: usize| {
            at(index).map(|corner| stage.rect_to_screen(Rect::from_min_size(corner, chart.metrics().card)))
        };

        match &moving {
            Some(_) => {
                lines::paint_forks(&painter, &lines::forks(&chart.cards, chart.metrics(), at), &stage, tokens);
            }
            None => lines::paint_forks(&painter, &chart.forks, &stage, tokens),
        }
        let selected = subject.selected(scene).and_then(|contact| chart.index_of(&contact.id));
        let on_ground = ui.input(|input| input.pointer.hover_pos()).filter(|_| stage.response.contains_pointer());
        let touches_any = selected.is_some_and(|card| chart.ties.iter().any(|tie| tie.is_of(card)));
        let mut pointed = None;
        for tie in chart.ties.iter().filter(|tie| !self.hidden.contains(&tie.kind)) {
            let (Some(from), Some(to)) = (screen_rect(tie.from), screen_rect(tie.to)) else { continue };
            let strong = selected.is_some_and(|card| tie.is_of(card));
            let mut painter = painter.clone();
            if touches_any && !strong {
                painter.multiply_opacity(FADED);
            }
            if tie.paint(&painter, ([from, to], stage.zoom()), strong, on_ground, tokens) {
                pointed = Some(tie);
            }
        }

        let pointer = ui.input(|input| input.pointer.latest_pos()).map(|point| stage.to_world(point));
        let landing = self.drag.as_ref().zip(pointer).map(|(drag, at)| drag.landing(subject, chart, at));
        let target = landing.as_ref().and_then(Landing::onto).and_then(|id| chart.index_of(id));
        let sense = match (stage.hand, editable(scene)) {
            (true, _) => Sense::hover(),
            (false, false) => Sense::CLICK,
            (false, true) => Sense::CLICK | Sense::DRAG,
        };
        let name_rows = chart.metrics().name_rows;
        let brush = Brush {
            painter: &painter,
            tokens,
            lang: scene.lang,
            audience: scene.audience,
            scale: stage.zoom(),
            name_rows,
        };
        let seen = stage.viewport.expand(tokens.group);
        for (index, card) in chart.cards.iter().enumerate() {
            let Some(rect) = screen_rect(index).filter(|rect| rect.intersects(seen)) else { continue };
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

    /// Where the cards are while they move; `None` when they stand still.
    fn moving(&mut self, ui: &Ui, tokens: &Tokens, chart: &Chart) -> Option<Vec<Pos2>> {
        let Motion { from, started } = self.motion.as_ref()?;
        let share = ((ui.input(|input| input.time) - started) as f32 / tokens.motion).min(1.0);
        if share >= 1.0 {
            self.motion = None;
            return None;
        }
        ui.request_repaint();
        let share = easing::cubic_out(share);
        Some(from.iter().zip(&chart.cards).map(|(from, card)| from.lerp(card.at, share)).collect())
    }

    /// The button below a card that folds its reports away, or says how many there are.
    fn fold_button(&mut self, ui: &Ui, scene: &Scene<'_>, card: &Card, rect: Rect, near: bool, zoom: f32) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        let side = tokens.type_size.small * 1.5 * zoom.clamp(0.6, 1.0);
        let text = if card.folded { format!("+{}", card.below) } else { "−".to_owned() };
        let width = if card.folded { side * (1.0 + 0.35 * text.len() as f32) } else { side };
        let button = Rect::from_center_size(rect.center_bottom(), vec2(width, side));
        let response = ui.interact(button, ui.scope_id().with(("fold", card.id.as_str())), Sense::CLICK);
        let label =
            if card.folded { words::unfold(lang, &card.name, card.below) } else { words::fold(lang, &card.name) };
        widgets::name(&response, Role::Button, &label);
        if response.clicked() {
            self.set_folded(&card.id, !card.folded);
        }
        if card.folded || near || response.hovered() {
            let hue = if response.hovered() { tokens.accent } else { tokens.neutral };
            let corners = CornerRadius::same(u8::MAX);
            let font = tokens.bold_font(Step::Small);
            let font = egui::FontId::new((side * 0.7).floor(), font.family);
            let painter = ui.painter();
            painter.rect(button, corners, hue.wash, egui::Stroke::new(tokens.line, hue.mark), StrokeKind::Inside);
            painter.text(button.center(), Align2::CENTER_CENTER, text, font, hue.ink);
        }
        response.on_hover_text(label);
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
        if let Some(card) = chart.card(&drag.contact)
            && let Some(contact) = subject.organisation.contacts.get(&drag.contact)
        {
            let mut painter = painter.clone();
            painter.multiply_opacity(0.8);
            let scale = stage.zoom();
            let name_rows = chart.metrics().name_rows;
            let brush = Brush { painter: &painter, tokens, lang, audience: scene.audience, scale, name_rows };
            brush.card(hand, card, contact, Emphasis { selected: true, ..Emphasis::default() });
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
        let step = if pressed(Key::ArrowUp) {
            above(chart, index)
        } else if pressed(Key::ArrowDown) {
            below(chart, index)
        } else if pressed(Key::ArrowLeft) {
            beside(chart, index, true)
        } else if pressed(Key::ArrowRight) {
            beside(chart, index, false)
        } else {
            None
        };
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

/// How much is left of the lines of others while somebody's own are to be seen.
const FADED: f32 = 0.3;

/// What a line says, whole and in words.
fn line_facts(ui: &mut Ui, scene: &Scene<'_>, subject: Subject<'_>, chart: &Chart, tie: &Tie) {
    let (tokens, lang) = (scene.tokens, scene.lang);
    let id = |card: usize| chart.cards.get(card).map(|card| &card.id);
    let is_it =
        |line: &&Line| Some(&line.from) == id(tie.from) && Some(&line.to) == id(tie.to) && line.kind == tie.kind;
    let Some(line) = subject.organisation.lines.iter().find(is_it) else { return };
    ui.set_max_width(tokens.prose_width * 0.6);
    ui.label(tokens.strong(words::between(lang, subject.name(&line.from), line.kind, subject.name(&line.to))));
    if let Some(strength) = line.strength {
        widgets::key_value(ui, tokens, words::STRENGTH.of(lang), &strength.get().to_string());
    }
    let by = line.basis.by.as_ref().map(|by| scene.workbook.member_label(by));
    ui.label(tokens.small(words::basis(lang, line.basis.certainty, by, line.basis.on)));
    if scene.audience == Audience::Trainer && !line.note.is_empty() {
        ui.add(egui::Label::new(tokens.body(&line.note)).wrap());
    }
}

/// The card above, or the one before in a stack.
fn above(chart: &Chart, index: usize) -> Option<&Card> {
    let card = chart.cards.get(index)?;
    let in_stack = beside(chart, index, true).filter(|before| card.stacked && before.at.x == card.at.x);
    in_stack.or_else(|| card.parent.and_then(|parent| chart.cards.get(parent)))
}

/// The first card below, or the next in a stack.
fn below(chart: &Chart, index: usize) -> Option<&Card> {
    let card = chart.cards.get(index)?;
    let in_stack = || beside(chart, index, false).filter(|after| card.stacked && after.at.x == card.at.x);
    chart.children(Some(index)).next().or_else(in_stack)
}

/// The neighbour below the same card.
fn beside(chart: &Chart, index: usize, before: bool) -> Option<&Card> {
    let card = chart.cards.get(index)?;
    let mut siblings = chart.children(card.parent);
    if before {
        siblings.take_while(|sibling| sibling.id != card.id).last()
    } else {
        siblings.find(|sibling| sibling.id == card.id)?;
        siblings.next()
    }
}

/// What stands around a card: why a head is one, where somebody outside stands, a pin, doubtful data.
fn marks(
    painter: &Painter,
    scene: &Scene<'_>,
    subject: Subject<'_>,
    card: &Card,
    contact: &Contact,
    rect: Rect,
    zoom: f32,
) {
    let (tokens, lang) = (scene.tokens, scene.lang);
    let size = tokens.sign * zoom.max(0.6);
    let trouble = trouble(lang, subject, card, contact);
    let standing = (contact.standing != Standing::Inside).then(|| words::standing(contact.standing).of(lang));
    let above = rect.left_top() - vec2(0.0, 0.5 * tokens.unit);
    if Detail::at(zoom) >= Detail::Gist && card.head.is_some() && (trouble.is_some() || standing.is_some()) {
        let (says, hue) = match (&trouble, standing) {
            (Some(trouble), _) => (trouble.as_str(), tokens.amber),
            (None, standing) => (standing.unwrap_or_default(), tokens.neutral),
        };
        let font = whole_size(tokens.font(Step::Small), zoom.clamp(0.8, 1.0));
        let offset = if trouble.is_some() { size + tokens.unit } else { 0.0 };
        let galley = lay_out(painter, says, font, rect.width() - offset, 1);
        painter.galley(above + vec2(offset, -galley.size().y), galley, hue.ink);
    }
    if trouble.is_some() {
        let center = above + vec2(size / 2.0, -0.6 * size);
        signs::paint(painter, Sign::Warning, center, size, tokens.amber.mark);
    }
    if contact.pinned.is_some() {
        signs::paint(painter, Sign::Pin, rect.right_top() + vec2(-size, -size / 2.0), size, tokens.ink_soft);
    }
}

/// What is doubtful about a card, in words.
fn trouble(lang: Lang, subject: Subject<'_>, card: &Card, contact: &Contact) -> Option<String> {
    let manager = contact.reports_to.as_ref().map(|id| (id, subject.name(id)));
    let head = card.head.filter(|reason| *reason != HeadReason::NoManager);
    head.and_then(|reason| words::head(lang, reason, manager))
        .or_else(|| card.duplicate.then(|| words::DUPLICATE.of(lang).to_owned()))
}

/// Everything on a card, whole and in words.
fn whole_card(ui: &mut Ui, scene: &Scene<'_>, subject: Subject<'_>, card: &Card, contact: &Contact) {
    let (tokens, lang) = (scene.tokens, scene.lang);
    ui.set_max_width(tokens.prose_width * 0.6);
    ui.label(tokens.strong(&card.name));
    if !card.post.is_empty() {
        ui.label(tokens.small(&card.post));
    }
    for (key, value) in words::facts(lang, contact, &card.owner, scene.audience, scene.today) {
        widgets::key_value(ui, tokens, key, &value);
    }
    if let Some(trouble) = trouble(lang, subject, card, contact) {
        ui.label(tokens.body(trouble).color(tokens.amber.ink));
    }
}

/// Words on their own ground, over the map.
fn note(painter: &Painter, tokens: &Tokens, at: Pos2, align: Align2, says: &str, (fill, ink): (Color32, Color32)) {
    let galley = painter.layout_no_wrap(says.to_owned(), tokens.font(Step::Body), ink);
    let padding = vec2(tokens.inset, tokens.unit);
    let rect = align.anchor_size(at, galley.size() + 2.0 * padding);
    let rect = rect.translate(keep_inside(rect, painter.clip_rect()));
    painter.rect_filled(rect, tokens.corners(), fill);
    painter.galley(rect.min + padding, galley, ink);
}

/// How far a rectangle must move to stand inside another.
fn keep_inside(rect: Rect, room: Rect) -> Vec2 {
    let axis = |low: f32, high: f32, from: f32, to: f32| (from - low).max(0.0) + (to - high).min(0.0);
    vec2(
        axis(rect.left(), rect.right(), room.left(), room.right()),
        axis(rect.top(), rect.bottom(), room.top(), room.bottom()),
    )
}
