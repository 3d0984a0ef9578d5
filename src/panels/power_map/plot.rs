//! What is drawn of a map: lines, cards on their way to new places, marks around cards, and what is said about them.

use std::collections::BTreeSet;

use egui::{
    Align2, Color32, CornerRadius, Painter, Pos2, Rect, Role, Sense, StrokeKind, Ui, Vec2, emath::easing, vec2,
};

use super::{
    Motion, PowerMap, Subject,
    card::{Detail, lay_out, whole_size},
    chart::{Card, Chart},
    lines::{self, Tie},
};
use crate::{
    analysis::{
        Audience,
        layout::{HeadReason, Orientation},
    },
    model::{Contact, Line, LineKind, Standing},
    panels::Scene,
    text::{Lang, power_map as words},
    ui::{Sign, Stage, Step, Tokens, signs, widgets},
};

/// How much is left of the lines of others while somebody's own are to be seen.
const FADED: f32 = 0.3;

/// Where everything on a chart stands in this frame.
pub(super) struct Places<'a> {
    /// What there is.
    pub chart: &'a Chart,
    /// Where one looks.
    pub stage: &'a Stage,
    /// Where the cards are while they move; `None` when they stand still.
    pub moving: Option<Vec<Pos2>>,
}

impl<'a> Places<'a> {
    /// A card's upper left corner on the map.
    fn corner(&self, card: usize) -> Option<Pos2> {
        let on_the_way = self.moving.as_ref().and_then(|places| places.get(card)).copied();
        on_the_way.or_else(|| self.chart.cards.get(card).map(|card| card.at))
    }

    /// How far a card is from where it will stand.
    fn carried(&self, card: usize) -> Vec2 {
        let place = self.chart.cards.get(card).map(|card| card.at);
        self.corner(card).zip(place).map_or(Vec2::ZERO, |(corner, place)| corner - place)
    }

    /// A card's place on the screen.
    fn on_screen(&self, card: usize) -> Option<Rect> {
        let corner = self.corner(card)?;
        Some(self.stage.rect_to_screen(Rect::from_min_size(corner, self.chart.metrics().card)))
    }

    /// The cards in sight, each with its index and its place on the screen.
    pub fn in_sight(&self, tokens: &Tokens) -> impl Iterator<Item = (usize, &'a Card, Rect)> {
        let seen = self.stage.viewport.expand(tokens.group);
        let cards = self.chart.cards.iter().enumerate();
        cards.filter_map(move |(index, card)| {
            let rect = self.on_screen(index).filter(|rect| rect.intersects(seen))?;
            Some((index, card, rect))
        })
    }

    /// Draws the ground of those outside, and their heading.
    pub fn paint_outside(&self, painter: &Painter, tokens: &Tokens, lang: Lang) {
        let Some(ground) = self.chart.outside.filter(|_| self.moving.is_none()) else { return };
        let ground = self.stage.rect_to_screen(ground);
        painter.rect(ground, tokens.corners(), tokens.sunken, (tokens.line, tokens.outline), StrokeKind::Inside);
        if Detail::at(self.stage.zoom()) >= Detail::Name {
            // Above the ground, where it can be as large as it must be to be read.
            let font = whole_size(tokens.bold_font(Step::Small), self.stage.zoom().clamp(0.8, 1.0));
            let says = words::standing(Standing::External).of(lang);
            let galley = lay_out(painter, says, font, ground.width(), 1);
            painter.galley(ground.min - vec2(0.0, galley.size().y + 2.0), galley, tokens.ink_soft);
        }
    }

    /// Draws the solid lines.
    pub fn paint_forks(&self, painter: &Painter, tokens: &Tokens) {
        match &self.moving {
            Some(_) => {
                let forks = lines::forks(&self.chart.cards, self.chart.metrics(), |card| self.corner(card));
                lines::paint_forks(painter, &forks, self.stage, tokens);
            }
            None => lines::paint_forks(painter, &self.chart.forks, self.stage, tokens),
        }
    }

    /// Draws what stands around a card: why a head is one, a pin, doubtful data.
    pub fn paint_marks(
        &self,
        painter: &Painter,
        scene: &Scene<'_>,
        subject: Subject<'_>,
        (card, contact): (&Card, &Contact),
        rect: Rect,
    ) {
        let (tokens, lang, zoom) = (scene.tokens, scene.lang, self.stage.zoom());
        let size = tokens.sign * zoom.max(0.6);
        let trouble = trouble(lang, subject, card, contact);
        let standing = (contact.standing == Standing::Tray).then(|| words::standing(contact.standing).of(lang));
        let above = rect.left_top() - vec2(0.0, 0.5 * tokens.unit);
        // Where charts grow to the right there is no room for words between cards.
        let has_room = self.chart.metrics().style.orientation == Orientation::TopDown;
        if has_room
            && Detail::at(zoom) >= Detail::Gist
            && card.head.is_some()
            && (trouble.is_some() || standing.is_some())
        {
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
            let beside = rect.left_center() - vec2(0.7 * size, 0.0);
            let center = if has_room { above + vec2(size / 2.0, -0.6 * size) } else { beside };
            signs::paint(painter, Sign::Warning, center, size, tokens.amber.mark);
        }
        if contact.pinned.is_some() {
            signs::paint(painter, Sign::Pin, rect.right_top() + vec2(-size, -size / 2.0), size, tokens.ink_soft);
        }
    }

    /// Draws the other lines; where the selected card has some, the rest fainter. Says which one the pointer is on.
    pub fn paint_ties(
        &self,
        painter: &Painter,
        tokens: &Tokens,
        hidden: &BTreeSet<LineKind>,
        selected: Option<usize>,
        pointer: Option<Pos2>,
    ) -> Option<&'a Tie> {
        let ties = &self.chart.ties;
        let touches_any = selected.is_some_and(|card| ties.iter().any(|tie| tie.is_of(card)));
        let mut pointed = None;
        for tie in ties.iter().filter(|tie| !hidden.contains(&tie.kind)) {
            let carried = [tie.from, tie.to].map(|card| self.carried(card));
            let strong = selected.is_some_and(|card| tie.is_of(card));
            let mut painter = painter.clone();
            if touches_any && !strong {
                painter.multiply_opacity(FADED);
            }
            if tie.paint(&painter, (self.stage, carried), strong, pointer, tokens) {
                pointed = Some(tie);
            }
        }
        pointed
    }
}

impl PowerMap {
    /// Where the cards are while they move; `None` when they stand still.
    pub(super) fn moving(&mut self, ui: &Ui, tokens: &Tokens, chart: &Chart) -> Option<Vec<Pos2>> {
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

    /// The button at a card's edge that folds its reports away, or says how many there are.
    pub(super) fn fold_button(&mut self, ui: &Ui, scene: &Scene<'_>, card: &Card, rect: Rect, near: bool, zoom: f32) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        let side = tokens.type_size.small * 1.5 * zoom.clamp(0.6, 1.0);
        let text = if card.folded { format!("+{}", card.below) } else { "−".to_owned() };
        let width = if card.folded { side * (1.0 + 0.35 * text.len() as f32) } else { side };
        let edge = match self.style.orientation {
            Orientation::TopDown => rect.center_bottom(),
            // Beside the card: what it says reaches to its edge.
            Orientation::LeftRight => rect.right_center() + vec2(width / 2.0 - tokens.unit, 0.0),
        };
        let button = Rect::from_center_size(edge, vec2(width, side));
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
}

/// What a line says, whole and in words.
pub(super) fn line_facts(ui: &mut Ui, scene: &Scene<'_>, subject: Subject<'_>, chart: &Chart, tie: &Tie) {
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

/// What is doubtful about a card, in words.
fn trouble(lang: Lang, subject: Subject<'_>, card: &Card, contact: &Contact) -> Option<String> {
    let manager = contact.reports_to.as_ref().map(|id| (id, subject.name(id)));
    let head = card.head.filter(|reason| *reason != HeadReason::NoManager);
    head.and_then(|reason| words::head(lang, reason, manager))
        .or_else(|| card.duplicate.then(|| words::DUPLICATE.of(lang).to_owned()))
}

/// Everything on a card, whole and in words.
pub(super) fn whole_card(ui: &mut Ui, scene: &Scene<'_>, subject: Subject<'_>, card: &Card, contact: &Contact) {
    let (tokens, lang) = (scene.tokens, scene.lang);
    ui.set_max_width(tokens.prose_width * 0.6);
    ui.label(tokens.strong(&card.name));
    if !card.post.is_empty() {
        ui.label(tokens.small(&card.post));
    }
    for (key, value) in words::facts(lang, contact, (&card.roles, &card.owner), scene.audience, scene.today) {
        widgets::key_value(ui, tokens, key, &value);
    }
    if let Some(trouble) = trouble(lang, subject, card, contact) {
        ui.label(tokens.body(trouble).color(tokens.amber.ink));
    }
}

/// Where a card in the hand would come to stand.
pub(super) fn paint_landing(painter: &Painter, tokens: &Tokens, card: Rect) {
    let path = [card.left_top(), card.right_top(), card.right_bottom(), card.left_bottom(), card.left_top()];
    painter.rect_filled(card, tokens.corners(), tokens.accent.wash.gamma_multiply(0.7));
    let stroke = egui::Stroke::new(tokens.line_strong, tokens.accent.mark);
    painter.extend(egui::Shape::dashed_line(&path, stroke, tokens.unit, tokens.unit));
}

/// Words on their own ground, over the map.
pub(super) fn note(
    painter: &Painter,
    tokens: &Tokens,
    at: Pos2,
    align: Align2,
    says: &str,
    (fill, ink): (Color32, Color32),
) {
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
