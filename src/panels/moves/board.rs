//! One group's cards: those in its hand at the left, each in a place of its own, and the four classes at the right,
//! as they lie on the value map.

use egui::{
    Align2, CursorIcon, EventFilter, Id, Key, Modifiers, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

use super::{LINE, lay_out};
use crate::{
    edit::{Edit, MovesEdit},
    model::{CustomerClass, MarketMove, MoveGroup, MoveRun},
    panels::{Scene, Wishes},
    text::{Lang, moves as words},
    ui::{Sign, Step, TextField, Tokens, signs},
};

/// How many cards stand below one another in the hand.
const ROWS: usize = 8;
/// The most cards that stand beside one another in a class.
const MOST_COLUMNS: usize = 4;
/// The hand's share of the width.
const HAND: f32 = 0.36;
/// The steps of type a card's title may have, the largest first.
const STEPS: [Step; 3] = [Step::Title, Step::Section, Step::Body];

/// The cards' rectangles, by number.
type Places = [Rect; 16];

/// Into which class a card is put; none takes it back into the hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Act {
    /// The card.
    pub card: MarketMove,
    /// Where to.
    pub class: Option<CustomerClass>,
}

/// What one is doing with the cards.
#[derive(Default)]
pub(super) struct Board {
    /// The card that keys mean; without one, the first in the hand.
    chosen: Option<MarketMove>,
    /// The card being dragged, and where its corner is from the pointer.
    drag: Option<(MarketMove, Vec2)>,
    /// The size of type in which all titles fit their cards, and what it was found for.
    fit: Option<(Fit, Step)>,
}

/// What the size of type depends on.
#[derive(Clone, Copy, PartialEq)]
struct Fit {
    places: Places,
    lang: Lang,
    body: f32,
}

/// Where everything lies.
struct Regions {
    hand: Rect,
    classes: [Rect; 4],
    head: f32,
    /// What the chosen card means, below all.
    strip: Rect,
}

impl Regions {
    fn of(room: Rect, tokens: &Tokens) -> Self {
        let strip = tokens.type_size.section * 1.8;
        let (board, strip) = room.split_top_bottom_at_y(room.bottom() - strip);
        let (hand, table) = board.split_left_right_at_fraction(HAND);
        let classes = CustomerClass::ALL.map(|class| quadrant(table, class).shrink(tokens.unit));
        Self { hand: hand.shrink(tokens.unit), classes, head: tokens.target + 2.0 * tokens.unit, strip }
    }

    /// The class in whose area a place is, or the hand.
    fn at(&self, pos: Pos2) -> Option<Option<CustomerClass>> {
        let mut classes = CustomerClass::ALL.into_iter().zip(&self.classes);
        let class = classes.find(|(_, area)| area.contains(pos)).map(|(class, _)| Some(class));
        class.or_else(|| self.hand.contains(pos).then_some(None))
    }

    /// A card's place in the hand, by its place among all: one column after the other.
    fn in_hand(&self, at: usize, tokens: &Tokens) -> Rect {
        let gap = tokens.unit;
        let size = vec2(self.hand.width() / 2.0, self.hand.height() / ROWS as f32) - Vec2::splat(gap);
        cell(self.hand.min, size, [at / ROWS, at % ROWS], gap)
    }

    /// The place of each card: in the hand by its number, in a class one after another.
    fn places(&self, group: &MoveGroup, tokens: &Tokens) -> Places {
        let gap = tokens.unit;
        let mut places = std::array::from_fn(|at| self.in_hand(at, tokens));
        let base = self.in_hand(0, tokens).height();
        let least = LINE * tokens.type_size.body;
        for (class, area) in CustomerClass::ALL.into_iter().zip(&self.classes) {
            let cards: Vec<MarketMove> = group.moves_in(class).collect();
            let table = Rect::from_min_max(area.min + vec2(gap, self.head), area.max - Vec2::splat(gap));
            // As high as in the hand, or as there is room for; in more columns only where a line would not fit.
            let height = |columns: usize| table.height() / cards.len().div_ceil(columns).max(1) as f32 - gap;
            let columns = (2..MOST_COLUMNS).find(|columns| height(*columns) >= least).unwrap_or(MOST_COLUMNS);
            let size = vec2(table.width() / columns as f32 - gap, height(columns).min(base));
            for (at, card) in cards.into_iter().enumerate() {
                if let Some(place) = places.get_mut(card as usize) {
                    *place = cell(table.min, size, [at % columns, at / columns], gap);
                }
            }
        }
        places
    }
}

/// The quarter of a table in which a class lies on the value map: attractive above, strong at the right.
fn quadrant(table: Rect, class: CustomerClass) -> Rect {
    let (top, bottom) = table.split_top_bottom_at_fraction(0.5);
    let row = if matches!(class, CustomerClass::Consolidate | CustomerClass::Invest) { top } else { bottom };
    let (left, right) = row.split_left_right_at_fraction(0.5);
    if matches!(class, CustomerClass::Consolidate | CustomerClass::Harvest) { right } else { left }
}

/// A card's place in a grid of cards of this size.
fn cell(corner: Pos2, size: Vec2, [column, row]: [usize; 2], gap: f32) -> Rect {
    let pitch = size + Vec2::splat(gap);
    Rect::from_min_size(corner + vec2(column as f32 * pitch.x, row as f32 * pitch.y), size)
}

impl Board {
    /// Shows the cards of the group at a place of the run. What was done to one of them.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        scene: &Scene<'_>,
        run: &MoveRun,
        place: usize,
        group: &MoveGroup,
        wishes: &mut Wishes,
    ) -> Option<Act> {
        let tokens = scene.tokens;
        let room = ui.available_rect_before_wrap();
        if room.width() < tokens.type_size.body * 20.0 || room.height() < tokens.type_size.body * 12.0 {
            return None;
        }
        ui.allocate_rect(room, Sense::hover());
        let regions = Regions::of(room, tokens);
        let places = regions.places(group, tokens);
        let step = self.step(ui, scene, places);
        let aim = self.drag.and_then(|_| regions.at(ui.input(|input| input.pointer.interact_pos())?));
        self.ground(ui, scene, &regions, group, aim);
        ui.push_id(("numbers", run.id.as_str(), place), |ui| {
            if !scene.read_only {
                numbers(ui, scene, &regions, run, place, group, wishes);
            }
        });
        let by_hand = self.cards(ui, scene, &regions, group, &places, step);
        let by_key = if scene.read_only { None } else { self.keys(ui, scene, group, &places) };
        self.strip(ui, scene, &regions, group);
        by_hand.or(by_key)
    }

    /// The card that keys mean.
    fn chosen(&self, group: &MoveGroup) -> MarketMove {
        let in_hand = || MarketMove::ALL.into_iter().find(|card| !group.split.contains_key(card));
        self.chosen.or_else(in_hand).unwrap_or(MarketMove::Prepayment)
    }

    /// The largest type in which every title fits its card.
    fn step(&mut self, ui: &Ui, scene: &Scene<'_>, places: Places) -> Step {
        let fit = Fit { places, lang: scene.lang, body: scene.tokens.type_size.body };
        if let Some((_, step)) = self.fit.filter(|(found_for, _)| *found_for == fit) {
            return step;
        }
        let fits = |step: &Step| {
            MarketMove::ALL.into_iter().zip(places).all(|(card, place)| {
                let (width, rows) = room_for_title(place, scene.tokens, *step);
                let galley = title(ui, scene, card, *step, width, rows);
                !galley.elided && galley.rect.width() <= width
            })
        };
        let step = STEPS.into_iter().find(fits).unwrap_or(Step::Body);
        self.fit = Some((fit, step));
        step
    }

    /// The hand's empty places, and the classes' areas with their names.
    fn ground(
        &self,
        ui: &Ui,
        scene: &Scene<'_>,
        regions: &Regions,
        group: &MoveGroup,
        aim: Option<Option<CustomerClass>>,
    ) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        let painter = ui.painter();
        let hand = if aim == Some(None) { tokens.hovered } else { tokens.sunken };
        painter.rect_filled(regions.hand.expand(tokens.unit), tokens.corners(), hand);
        let is_empty = group.split.len() == MarketMove::ALL.len();
        if is_empty {
            let text = words::HAND_EMPTY.of(lang);
            let width = regions.hand.width() - 2.0 * tokens.margin;
            let galley = lay_out(ui, text, tokens.bold_font(Step::Section), tokens.ink, width, 3);
            let rect = Align2::CENTER_CENTER.align_size_within_rect(galley.size(), regions.hand);
            painter.galley(rect.min, galley, tokens.ink);
        }
        let taken = |(_, card): &(usize, MarketMove)| !is_empty && group.split.contains_key(card);
        for (at, card) in MarketMove::ALL.into_iter().enumerate().filter(taken) {
            let place = regions.in_hand(at, tokens);
            painter.rect_stroke(place, tokens.corners(), tokens.hairline_stroke(), StrokeKind::Inside);
            let at = pos2(place.left() + tokens.inset, place.center().y);
            let number = card.number().to_string();
            painter.text(at, Align2::LEFT_CENTER, number, tokens.font(Step::Body), tokens.outline);
        }
        for (class, area) in CustomerClass::ALL.into_iter().zip(&regions.classes) {
            let hue = tokens.class(class);
            painter.rect_filled(*area, tokens.corners(), hue.wash);
            if aim == Some(Some(class)) {
                let edge = Stroke::new(tokens.line_strong, hue.mark);
                painter.rect_stroke(*area, tokens.corners(), edge, StrokeKind::Inside);
            }
            let middle = area.top() + regions.head / 2.0;
            let sign = pos2(area.left() + tokens.inset + tokens.sign / 2.0, middle);
            signs::paint(painter, Sign::from(class), sign, tokens.sign, hue.mark);
            let left = area.left() + 2.0 * tokens.inset + tokens.sign;
            let name = words::class_with_key(lang, class);
            let room = area.right() - left - field_width(*area) - 2.0 * tokens.inset;
            let name = lay_out(ui, &name, tokens.bold_font(Step::Section), hue.ink, room, 1);
            painter.galley(pos2(left, middle - name.size().y / 2.0), name, hue.ink);
            let head = Rect::from_min_size(area.min, vec2(area.width(), regions.head));
            let response = ui.interact(head, ui.scope_id().with(("class", class)), Sense::hover());
            let count = group.moves_in(class).count();
            response
                .widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, words::class_area(lang, class, count)));
        }
    }

    fn cards(
        &mut self,
        ui: &Ui,
        scene: &Scene<'_>,
        regions: &Regions,
        group: &MoveGroup,
        places: &Places,
        step: Step,
    ) -> Option<Act> {
        let chosen = self.chosen(group);
        let dragged = self.drag.map(|(card, _)| card);
        let mut act = None;
        for (card, place) in MarketMove::ALL.into_iter().zip(places) {
            let class = group.split.get(&card).copied();
            let response = card_response(ui, scene, card, class, *place, chosen == card, dragged.is_some());
            if response.has_focus() {
                let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
                ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
            }
            if response.clicked() || response.gained_focus() || response.drag_started() {
                self.chosen = Some(card);
            }
            if dragged != Some(card) {
                let look = Look { chosen: chosen == card, hovered: response.hovered(), lifted: false };
                paint_card(ui, scene, card, class, *place, step, look);
            }
            act = self.dragging(ui, regions, card, class, *place, &response).or(act);
        }
        // Above all others.
        if let Some((card, grab)) = self.drag
            && let Some(pointer) = ui.input(|input| input.pointer.interact_pos())
            && let Some(place) = places.get(card as usize)
        {
            let place = Rect::from_min_size(pointer + grab, place.size());
            let look = Look { chosen: true, hovered: false, lifted: true };
            paint_card(ui, scene, card, group.split.get(&card).copied(), place, step, look);
            ui.set_cursor_icon(CursorIcon::Grabbing);
        }
        act
    }

    /// Follows a drag. Let go over another area, the card goes there; Escape lets it go where it was.
    fn dragging(
        &mut self,
        ui: &Ui,
        regions: &Regions,
        card: MarketMove,
        class: Option<CustomerClass>,
        place: Rect,
        response: &Response,
    ) -> Option<Act> {
        let pointer = response.interact_pointer_pos();
        if response.drag_stopped() {
            let was_dragged = self.drag.take().is_some_and(|(dragged, _)| dragged == card);
            let cancelled = ui.input(|input| input.key_pressed(Key::Escape));
            let to = regions.at(pointer?).filter(|to| was_dragged && !cancelled && *to != class)?;
            return Some(Act { card, class: to });
        }
        if response.dragged() && self.drag.is_none() {
            let pressed_at = ui.input(|input| input.pointer.press_origin()).or(pointer)?;
            self.drag = Some((card, place.min - pressed_at));
        }
        None
    }

    /// 1 to 4 put the chosen card into a class, Backspace takes it back, arrows choose another.
    fn keys(&mut self, ui: &Ui, scene: &Scene<'_>, group: &MoveGroup, places: &Places) -> Option<Act> {
        if !scene.is_meant || !ui.is_enabled() || ui.text_edit_focused() || self.drag.is_some() {
            return None;
        }
        let card = self.chosen(group);
        let focused = ui.memory(|memory| memory.focused());
        let card_has_focus = focused.is_some_and(|id| MarketMove::ALL.into_iter().any(|card| card_id(ui, card) == id));
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let keys = [Key::Num1, Key::Num2, Key::Num3, Key::Num4].into_iter().zip(CustomerClass::ALL);
        let class = keys.filter(|(key, _)| pressed(*key)).map(|(_, class)| class).next();
        let back = pressed(Key::Backspace) || pressed(Key::Delete);
        let arrows = [
            (Key::ArrowLeft, vec2(-1.0, 0.0)),
            (Key::ArrowRight, vec2(1.0, 0.0)),
            (Key::ArrowUp, vec2(0.0, -1.0)),
            (Key::ArrowDown, vec2(0.0, 1.0)),
        ];
        let way = if focused.is_none() || card_has_focus {
            arrows.into_iter().find(|(key, _)| pressed(*key)).map(|(_, way)| way)
        } else {
            None
        };
        let now = group.split.get(&card).copied();
        let next = if class.is_some() {
            next_in_hand(card, group)
        } else if back {
            Some(card)
        } else {
            way.and_then(|way| neighbour(card, way, places))
        };
        if let Some(next) = next {
            self.chosen = Some(next);
            if card_has_focus {
                ui.memory_mut(|memory| memory.request_focus(card_id(ui, next)));
            }
            ui.ctx().request_repaint();
        }
        match (class, back) {
            (Some(class), _) if now != Some(class) => Some(Act { card, class: Some(class) }),
            (None, true) if now.is_some() => Some(Act { card, class: None }),
            _ => None,
        }
    }

    /// What the chosen card means, and the keys.
    fn strip(&self, ui: &Ui, scene: &Scene<'_>, regions: &Regions, group: &MoveGroup) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        let card = self.chosen(group);
        let rect = regions.strip.shrink2(vec2(tokens.unit, 0.0));
        let hint = lay_out(ui, words::KEYS_HINT.of(lang), tokens.font(Step::Small), tokens.ink_soft, rect.width(), 1);
        let mut left = rect.left();
        let parts = [
            (words::numbered(lang, card), tokens.bold_font(Step::Section), tokens.ink),
            (words::meaning(card).of(lang).to_owned(), tokens.font(Step::Section), tokens.ink_soft),
        ];
        for (text, font, ink) in parts {
            let galley = lay_out(ui, &text, font, ink, rect.right() - left, 1);
            let at = pos2(left, rect.center().y - galley.size().y / 2.0);
            left += galley.size().x + tokens.group;
            ui.painter().galley(at, galley, ink);
        }
        if !scene.read_only && left + hint.size().x <= rect.right() {
            let at = Align2::RIGHT_CENTER.align_size_within_rect(hint.size(), rect).min;
            ui.painter().galley(at, hint, tokens.ink_soft);
        }
    }
}

/// How wide the field of a class's numbers is.
fn field_width(area: Rect) -> f32 {
    area.width() * 0.38
}

/// The field of each class in which the numbers of its cards can be typed.
fn numbers(
    ui: &mut Ui,
    scene: &Scene<'_>,
    regions: &Regions,
    run: &MoveRun,
    place: usize,
    group: &MoveGroup,
    wishes: &mut Wishes,
) {
    let (tokens, lang) = (scene.tokens, scene.lang);
    for (class, area) in CustomerClass::ALL.into_iter().zip(&regions.classes) {
        let width = field_width(*area);
        let at = area.right_top() + vec2(-width - tokens.inset, tokens.unit);
        let room = Rect::from_min_size(at, vec2(width, tokens.target));
        let there = words::numbers(group.moves_in(class));
        let label = words::numbers_field(lang, class);
        let valid = |text: &str| words::read_numbers(text).is_some();
        let means =
            |text: &str| words::read_numbers(text).is_some_and(|moves| moves.into_iter().eq(group.moves_in(class)));
        ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
            let field = TextField::new(class, &there, &label).hint(words::NUMBERS_HINT.of(lang)).width(width);
            let change = field.valid(&valid).means(&means).show(ui, tokens);
            if let Some((change, moves)) =
                change.and_then(|change| Some((change.typed, words::read_numbers(&change.value)?)))
            {
                wishes.type_in(change, Edit::Moves(MovesEdit::Class(run.id.clone(), place, class, moves)));
            }
        });
    }
}

fn card_id(ui: &Ui, card: MarketMove) -> Id {
    ui.scope_id().with(("card", card.number()))
}

fn card_response(
    ui: &Ui,
    scene: &Scene<'_>,
    card: MarketMove,
    class: Option<CustomerClass>,
    place: Rect,
    chosen: bool,
    quiet: bool,
) -> Response {
    let lang = scene.lang;
    let sense = if scene.read_only { Sense::click() } else { Sense::click_and_drag() };
    let response = ui.interact(place, card_id(ui, card), sense);
    response.widget_info(|| WidgetInfo::selected(egui::Role::Button, true, chosen, words::spoken(lang, card, class)));
    if quiet {
        return response;
    }
    response.on_hover_ui(|ui| {
        ui.set_max_width(scene.tokens.prose_width * 0.6);
        ui.label(scene.tokens.strong(words::numbered(lang, card)));
        ui.label(scene.tokens.body(words::meaning(card).of(lang)));
    })
}

/// How a card looks just now.
#[derive(Clone, Copy)]
struct Look {
    chosen: bool,
    hovered: bool,
    lifted: bool,
}

/// How much room a card's number takes.
fn number_width(tokens: &Tokens, step: Step) -> f32 {
    1.3 * tokens.size(step) + tokens.unit
}

/// How wide a card's title may be, and on how many lines.
fn room_for_title(place: Rect, tokens: &Tokens, step: Step) -> (f32, usize) {
    let width = place.width() - number_width(tokens, step) - 2.0 * tokens.inset;
    let rows = (place.height() / (LINE * tokens.size(step))).floor();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few lines")]
    let rows = rows.clamp(1.0, 3.0) as usize;
    (width, rows)
}

fn title(
    ui: &Ui,
    scene: &Scene<'_>,
    card: MarketMove,
    step: Step,
    width: f32,
    rows: usize,
) -> std::sync::Arc<egui::Galley> {
    let tokens = scene.tokens;
    lay_out(ui, words::title(card).of(scene.lang), tokens.font(step), tokens.ink, width, rows)
}

fn paint_card(
    ui: &Ui,
    scene: &Scene<'_>,
    card: MarketMove,
    class: Option<CustomerClass>,
    place: Rect,
    step: Step,
    look: Look,
) {
    let (tokens, painter) = (scene.tokens, ui.painter());
    if look.lifted {
        painter.rect_filled(place.translate(Vec2::splat(tokens.unit)), tokens.corners(), tokens.shadow);
    }
    let fill = if look.hovered && !look.lifted { tokens.hovered } else { tokens.surface };
    let edge = if look.chosen { tokens.focus_stroke() } else { Stroke::new(tokens.line, tokens.outline) };
    painter.rect(place, tokens.corners(), fill, edge, StrokeKind::Inside);
    let ink = class.map_or(tokens.ink_soft, |class| tokens.class(class).ink);
    let left = place.left() + tokens.inset;
    let number = lay_out(ui, &card.number().to_string(), tokens.bold_font(step), ink, f32::INFINITY, 1);
    let (width, rows) = room_for_title(place, tokens, step);
    let title = title(ui, scene, card, step, width, rows);
    let top = place.center().y - title.size().y / 2.0;
    painter.galley(pos2(left, top), number, ink);
    painter.galley(pos2(left + number_width(tokens, step), top), title, tokens.ink);
}

/// The next card still in the hand behind this one, or before it; none where this is the last.
fn next_in_hand(card: MarketMove, group: &MoveGroup) -> Option<MarketMove> {
    let all = MarketMove::ALL.into_iter().cycle().skip(card.number()).take(MarketMove::ALL.len() - 1);
    all.into_iter().find(|next| !group.split.contains_key(next)).or(Some(card))
}

/// The nearest card in a direction.
fn neighbour(card: MarketMove, way: Vec2, places: &Places) -> Option<MarketMove> {
    let from = places.get(card as usize)?.center();
    let others = MarketMove::ALL.into_iter().zip(places).filter(|(other, _)| *other != card);
    let ahead = others.filter_map(|(other, place)| {
        let to = place.center() - from;
        let (along, aside) = (to.dot(way), (to - way * to.dot(way)).length());
        // Straight ahead goes before near.
        (along > 1.0).then_some((other, along + 3.0 * aside))
    });
    ahead.min_by(|one, other| one.1.total_cmp(&other.1)).map(|(other, _)| other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{analysis::Audience, ui::Theme};

    const TOKENS: Tokens = Tokens::new(Theme::Light, Audience::Trainer);

    fn group(cards: usize, class: CustomerClass) -> MoveGroup {
        let split = MarketMove::ALL.into_iter().take(cards).map(|card| (card, class)).collect();
        MoveGroup { split, ..MoveGroup::default() }
    }

    #[test]
    fn no_two_cards_lie_on_one_another_and_none_outside() {
        let room = Rect::from_min_size(pos2(10.0, 20.0), vec2(900.0, 520.0));
        let regions = Regions::of(room, &TOKENS);
        for class in CustomerClass::ALL {
            for cards in 0..=16 {
                let places = regions.places(&group(cards, class), &TOKENS);
                for (at, place) in places.iter().enumerate() {
                    let area = regions.at(place.center()).unwrap();
                    assert_eq!(area, (at < cards).then_some(class), "{cards} {at}");
                    assert!(room.contains_rect(*place) && place.is_positive());
                    assert!(places[..at].iter().all(|other| !other.shrink(0.5).intersects(place.shrink(0.5))));
                }
            }
        }
    }

    #[test]
    fn arrows_reach_the_nearest_card_that_way() {
        let regions = Regions::of(Rect::from_min_size(Pos2::ZERO, vec2(900.0, 520.0)), &TOKENS);
        let places = regions.places(&MoveGroup::default(), &TOKENS);
        let to = |number: usize, way: Vec2| {
            neighbour(MarketMove::numbered(number).unwrap(), way, &places).map(MarketMove::number)
        };
        assert_eq!([to(1, Vec2::DOWN), to(1, Vec2::RIGHT), to(1, Vec2::UP)], [Some(2), Some(9), None]);
        assert_eq!([to(16, Vec2::LEFT), to(16, Vec2::UP), to(16, Vec2::RIGHT)], [Some(8), Some(15), None]);
    }

    #[test]
    fn the_next_card_is_one_still_in_the_hand() {
        let all_but = |left: &[usize]| {
            let mut group = group(16, CustomerClass::Invest);
            group.split.retain(|card, _| !left.contains(&card.number()));
            group
        };
        let next = |number: usize, left: &[usize]| {
            next_in_hand(MarketMove::numbered(number).unwrap(), &all_but(left)).map(MarketMove::number)
        };
        assert_eq!(next(3, &[1, 3, 7]), Some(7));
        assert_eq!(next(7, &[1, 7]), Some(1));
        assert_eq!(next(7, &[7]), Some(7));
    }
}
