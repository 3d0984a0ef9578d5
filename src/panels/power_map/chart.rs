//! What a map shows and where: built once per revision of the organisations, and when something is folded.

use std::{
    cmp::Ordering::Equal,
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use egui::{FocusDirection, Pos2, Rect, Vec2, pos2, vec2};

use super::{
    Subject,
    lines::{self, Fork, Tie},
};
use crate::{
    analysis::{
        Audience,
        layout::{Branch, HeadReason, Joint, Layout, Node, Orientation, Part, Place, Size, Spacing, branches},
        power,
    },
    model::{
        Certainty, Contact, ContactId, CustomerId, Date, DecisionRole, Line, Member, OpportunityId, Organisation,
        Standing, Table, Workbook,
    },
    panels::Scene,
    text::{Lang, power_map as words},
    ui::Tokens,
};

/// How much room a card takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Density {
    /// Everything one may want to know at a glance.
    #[default]
    Roomy,
    /// The name and a row of signs.
    Compact,
}

/// How a map is drawn: a choice of whoever looks at it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// Which way it grows.
    pub orientation: Orientation,
    /// How large its cards are.
    pub density: Density,
}

/// Sizes of what is drawn, in map units: points at 100 %. Whole ones, so that sums of them are exact.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Metrics {
    /// How it is drawn.
    pub style: Style,
    /// Every card's size.
    pub card: Vec2,
    /// How many lines a name may take.
    pub name_rows: u8,
    /// Between neighbours.
    pub across: f32,
    /// Between a card and those below it.
    pub down: f32,
    /// Beside a stack, where its line runs.
    pub indent: f32,
    /// Between the chart and those outside it, with their heading.
    pub apart: f32,
}

impl Metrics {
    /// The sizes that go with the type, for names on so many lines.
    pub fn new(tokens: &Tokens, style: Style, name_rows: u8) -> Self {
        let small = match style.density {
            Density::Roomy => 2.0 * tokens.type_size.small,
            Density::Compact => 0.0,
        };
        let text = 1.4 * (f32::from(name_rows) * tokens.type_size.section + small);
        let height = text + 2.0 * tokens.inset + tokens.unit + sign_size(tokens);
        Self {
            style,
            card: vec2(18.0 * tokens.type_size.small, height).round(),
            name_rows,
            across: tokens.group,
            down: 3.0 * tokens.group,
            indent: tokens.group,
            apart: 5.0 * tokens.group,
        }
    }

    /// Room between a stack's cards, and between those in a column.
    fn gap(&self) -> f32 {
        (0.75 * self.across).round()
    }

    /// Room between neighbouring cards, across and down the map.
    pub fn room(&self) -> Vec2 {
        match self.style.orientation {
            Orientation::TopDown => vec2(self.across, self.down),
            Orientation::LeftRight => vec2(self.down, self.gap()),
        }
    }

    fn spacing(&self) -> Spacing {
        // Where charts grow to the right, those without reports stand in columns anyway.
        let (across, stack_over) = match self.style.orientation {
            Orientation::TopDown => (self.across, 1),
            Orientation::LeftRight => (self.gap(), usize::MAX),
        };
        Spacing {
            across: across.into(),
            down: self.down.into(),
            stack_over,
            stack_of: 12,
            stack_gap: self.gap().into(),
            stack_indent: self.indent.into(),
            trunk: (2.0 * self.indent).into(),
            apart: self.apart.into(),
        }
    }

    /// A way on the map as on one that grows from the top down; turning twice turns back.
    pub fn flat(&self, way: Vec2) -> Vec2 {
        match self.style.orientation {
            Orientation::TopDown => way,
            Orientation::LeftRight => vec2(way.y, way.x),
        }
    }

    const fn flat_direction(&self, direction: FocusDirection) -> FocusDirection {
        use FocusDirection::{Down, Left, Right, Up};
        match (self.style.orientation, direction) {
            (Orientation::LeftRight, Up) => Left,
            (Orientation::LeftRight, Left) => Up,
            (Orientation::LeftRight, Down) => Right,
            (Orientation::LeftRight, Right) => Down,
            _ => direction,
        }
    }

    fn size(&self) -> Size {
        Size { width: self.card.x.into(), height: self.card.y.into() }
    }
}

/// From this share of names on that need a second line, all cards have room for it.
const MANY_LONG: f32 = 0.25;
/// How much of a line a name can fill: letters of half a width and hanzi of a whole one.
const LINE: usize = 24;

/// How many lines the names of an organisation take. Posts that nobody is named for are shown by their titles, which
/// are long.
fn name_rows(organisation: &Organisation) -> u8 {
    let width = |text: &str| text.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let long = organisation.contacts.iter().filter(|contact| width(contact.label()) > LINE).count();
    if long as f32 > MANY_LONG * organisation.contacts.len() as f32 { 2 } else { 1 }
}

/// The side of a sign's box on a card.
pub(super) fn sign_size(tokens: &Tokens) -> f32 {
    tokens.type_size.small + 2.0 * tokens.unit
}

/// A card: where it stands and what it says, made into text once.
#[derive(Clone, Debug)]
pub(super) struct Card {
    /// Whose it is.
    pub id: ContactId,
    /// Its place among the contacts.
    pub contact: usize,
    /// The card above.
    pub parent: Option<usize>,
    /// Why there is none above.
    pub head: Option<HeadReason>,
    /// How many are below, at any depth.
    pub below: usize,
    /// Whether those are folded away.
    pub folded: bool,
    /// Where its line comes from.
    pub joint: Joint,
    /// Whether it stands apart, with those outside.
    pub outside: bool,
    /// Whether it stands where it was put by hand.
    pub pinned: bool,
    /// Whether an import has more rows with its id.
    pub duplicate: bool,
    /// Its upper left corner.
    pub at: Pos2,
    /// The name, or what a placeholder is called.
    pub name: String,
    /// Post and department.
    pub post: String,
    /// Our owner.
    pub owner: String,
    /// Decision roles, and whether we know or guess them.
    pub roles: BTreeMap<DecisionRole, Certainty>,
    /// How long ago one of us last spoke with them; empty in the room.
    pub age: String,
    /// Whether that is too long ago; never in the room.
    pub cold: bool,
    /// Everything on it, for a screen reader.
    pub label: String,
}

/// What a chart was built from.
struct Key {
    organisations: Arc<Table<Organisation>>,
    team: Arc<Table<Member>>,
    account: CustomerId,
    opportunity: Option<OpportunityId>,
    folds: u64,
    lang: Lang,
    audience: Audience,
    today: Date,
    cold_after_days: u16,
    metrics: Metrics,
}

impl Key {
    fn of(scene: &Scene<'_>, subject: Subject<'_>, style: Style, folds: u64) -> Self {
        Self {
            organisations: Arc::clone(&scene.workbook.organisations),
            team: Arc::clone(&scene.workbook.team),
            account: subject.customer.id.clone(),
            opportunity: subject.opportunity.map(|opportunity| opportunity.id.clone()),
            folds,
            lang: scene.lang,
            audience: scene.audience,
            today: scene.today,
            cold_after_days: scene.workbook.method.power_map.cold_after_days,
            metrics: Metrics::new(scene.tokens, style, name_rows(subject.organisation)),
        }
    }

    fn still_holds(&self, scene: &Scene<'_>, subject: Subject<'_>, style: Style, folds: u64) -> bool {
        Arc::ptr_eq(&self.organisations, &scene.workbook.organisations)
            && Arc::ptr_eq(&self.team, &scene.workbook.team)
            && self.account == subject.customer.id
            && self.opportunity.as_ref() == subject.opportunity.map(|opportunity| &opportunity.id)
            && self.folds == folds
            && self.lang == scene.lang
            && self.audience == scene.audience
            && self.today == scene.today
            && self.cold_after_days == scene.workbook.method.power_map.cold_after_days
            && self.metrics == Metrics::new(scene.tokens, style, self.metrics.name_rows)
    }
}

/// One account's map, laid out.
pub(super) struct Chart {
    key: Key,
    /// Everyone not folded away, each after the one above.
    pub cards: Vec<Card>,
    by_id: HashMap<ContactId, usize>,
    /// Solid lines, one bundle per manager.
    pub forks: Vec<Fork>,
    /// The other lines of those shown.
    pub ties: Vec<Tie>,
    /// Those who have no place on the map yet.
    pub tray: Vec<Card>,
    /// Around all cards.
    pub bounds: Rect,
    /// Around those outside.
    pub outside: Option<Rect>,
    /// `None` once the next chart has taken it over.
    layout: Option<Layout>,
}

impl Chart {
    /// Lays out an organisation without what is below those in `folded`, from the layout before where there is one.
    /// `folds` counts the changes of that set.
    pub fn new(
        scene: &Scene<'_>,
        subject: Subject<'_>,
        style: Style,
        (folded, folds): (&BTreeSet<ContactId>, u64),
        before: Option<Layout>,
    ) -> Self {
        let organisation = subject.organisation;
        let key = Key::of(scene, subject, style, folds);
        let branches = branches(organisation, folded);
        let metrics = key.metrics;
        let layout = lay_out(organisation, &branches, &metrics, before);
        let places = layout.places();
        let duplicates: HashSet<&ContactId> = organisation.duplicates.iter().map(|row| &row.id).collect();
        let mut cards: Vec<Card> = Vec::with_capacity(branches.len());
        let mut shifts: Vec<Vec2> = Vec::with_capacity(branches.len());
        for branch in &branches {
            let contact = organisation.contacts.at(branch.contact);
            let place = places.get(branch.contact).copied().flatten();
            let (Some(contact), Some(place)) = (contact, place) else { continue };
            let shift = branch.parent.and_then(|parent| shifts.get(parent)).copied().unwrap_or_default();
            let (mut card, shift) =
                card(scene, subject, contact, (*branch, place, shift), duplicates.contains(&contact.id));
            let below_one = || branch.parent.and_then(|parent| cards.get(parent)).is_some_and(|above| above.outside);
            card.outside = !card.pinned && (branch.part == Part::Outsider || below_one());
            cards.push(card);
            shifts.push(shift);
        }
        let by_id: HashMap<ContactId, usize> =
            cards.iter().enumerate().map(|(index, card)| (card.id.clone(), index)).collect();
        let around = |cards: &mut dyn Iterator<Item = &Card>| {
            cards.fold(Rect::NOTHING, |all, card| all.union(Rect::from_min_size(card.at, metrics.card)))
        };
        let outside = around(&mut cards.iter().filter(|card| card.outside));
        let outside = outside.is_positive().then(|| outside.expand(metrics.indent));
        let bounds = around(&mut cards.iter()).union(outside.unwrap_or(Rect::NOTHING));
        let not_placed = |contact: &&Contact| contact.standing == Standing::Tray && !by_id.contains_key(&contact.id);
        let all = organisation.contacts.iter().enumerate();
        let tray = all.filter(|(_, contact)| not_placed(contact)).map(|(contact, of)| {
            let branch = Branch { contact, parent: None, head: None, part: Part::Report, below: 0, folded: false };
            card(scene, subject, of, (branch, Place::default(), Vec2::ZERO), duplicates.contains(&of.id)).0
        });
        let tray = tray.collect();
        let mut chart = Self {
            key,
            forks: Vec::new(),
            ties: Vec::new(),
            by_id,
            tray,
            bounds,
            outside,
            layout: Some(layout),
            cards,
        };
        chart.forks = lines::forks(&chart.cards, &metrics, |index| chart.cards.get(index).map(|card| card.at));
        chart.ties = lines::ties(organisation, &chart, scene.audience);
        chart
    }

    /// Whether it still shows what there is.
    pub fn is_current(&self, scene: &Scene<'_>, subject: Subject<'_>, style: Style, folds: u64) -> bool {
        self.key.still_holds(scene, subject, style, folds)
    }

    /// The layout, for the next chart to begin with.
    pub const fn take_layout(&mut self) -> Option<Layout> {
        self.layout.take()
    }

    /// Whose organisation it is.
    pub const fn account(&self) -> &CustomerId {
        &self.key.account
    }

    /// The sizes it was laid out with.
    pub const fn metrics(&self) -> &Metrics {
        &self.key.metrics
    }

    /// Where a contact's card is, unless it is folded away.
    pub fn index_of(&self, contact: &ContactId) -> Option<usize> {
        self.by_id.get(contact).copied()
    }

    /// A contact's card, unless it is folded away.
    pub fn card(&self, contact: &ContactId) -> Option<&Card> {
        self.index_of(contact).and_then(|index| self.cards.get(index))
    }

    /// A card's place on the map.
    pub fn rect(&self, card: &Card) -> Rect {
        Rect::from_min_size(card.at, self.key.metrics.card)
    }

    /// These contacts, and everyone below them that is shown.
    pub fn with_below(&self, heads: &[ContactId]) -> HashSet<ContactId> {
        let mut all: HashSet<ContactId> = heads.iter().cloned().collect();
        // Cards come after those above them.
        for card in &self.cards {
            let above = card.parent.and_then(|parent| self.cards.get(parent));
            if above.is_some_and(|above| all.contains(&above.id)) {
                all.insert(card.id.clone());
            }
        }
        all
    }

    /// The cards directly below one, from left to right; below `None`, those at the top.
    pub fn children(&self, parent: Option<usize>) -> impl Iterator<Item = &Card> {
        self.cards.iter().filter(move |card| card.parent == parent)
    }

    /// The next card in a direction: up to the one above and down to those below, through stacks and past assistants,
    /// and to the sides among those below the same card. Directions turn as the chart does.
    pub fn step(&self, from: usize, direction: FocusDirection) -> Option<&Card> {
        let metrics = self.metrics();
        let card = self.cards.get(from)?;
        let siblings = || self.children(card.parent).map(|other| (other, metrics.flat(other.at - card.at)));
        let beside = |before: bool| {
            let aside = siblings().filter(|(_, way)| if before { way.x < 0.0 } else { way.x > 0.0 });
            aside.min_by(|(_, a), (_, b)| (a.x.abs(), a.y.abs()).partial_cmp(&(b.x.abs(), b.y.abs())).unwrap_or(Equal))
        };
        let in_line = |before: bool| {
            let inline = siblings().filter(|(_, way)| way.x == 0.0 && if before { way.y < 0.0 } else { way.y > 0.0 });
            inline.min_by(|(_, a), (_, b)| a.y.abs().total_cmp(&b.y.abs()))
        };
        let is_assistant = |card: &&Card| matches!(card.joint, Joint::TrunkRight | Joint::TrunkLeft);
        let first = |parent: Option<usize>, assistants: bool| {
            self.children(parent).find(|child| is_assistant(child) == assistants)
        };
        let found = match metrics.flat_direction(direction) {
            FocusDirection::Up if card.joint != Joint::Row => in_line(true),
            FocusDirection::Left => beside(true),
            FocusDirection::Right => beside(false),
            _ => None,
        };
        let found = found.map(|(card, _)| card);
        match metrics.flat_direction(direction) {
            FocusDirection::Up => found.or_else(|| card.parent.and_then(|parent| self.cards.get(parent))),
            FocusDirection::Down if is_assistant(&card) => {
                in_line(false).map(|(card, _)| card).filter(is_assistant).or_else(|| first(card.parent, false))
            }
            FocusDirection::Down => first(Some(from), true)
                .or_else(|| first(Some(from), false))
                .or_else(|| in_line(false).map(|(card, _)| card).filter(|_| card.joint == Joint::Stack)),
            _ => found,
        }
    }

    /// Whether a line's first end stands beside the trunk below its other end.
    pub fn is_beside_trunk(&self, line: &Line) -> bool {
        self.card(&line.from).is_some_and(|card| {
            let above = card.parent.and_then(|parent| self.cards.get(parent));
            matches!(card.joint, Joint::TrunkRight | Joint::TrunkLeft) && above.is_some_and(|above| above.id == line.to)
        })
    }

    /// Where a card would stand if it were hung below another, as that one stands now; `None` where it would be folded
    /// away, or in a circle.
    pub fn place_below(&self, card: &Card, manager: &Card) -> Option<Rect> {
        if manager.folded {
            return None;
        }
        let mut layout = self.layout.clone()?;
        let node = Node { parent: Some(manager.contact), size: self.key.metrics.size(), part: Part::Report };
        if !layout.rehang(card.contact, node) {
            return None;
        }
        let places = layout.places();
        let place = |card: &Card| places.get(card.contact).copied().flatten();
        let (card, above) = (place(card)?, place(manager)?);
        let at = manager.at + map_pos(card.x - above.x, card.y - above.y).to_vec2();
        Some(Rect::from_min_size(at, self.key.metrics.card))
    }
}

/// Lays out what is to be drawn; each contact is a node, there or not.
fn lay_out(organisation: &Organisation, branches: &[Branch], metrics: &Metrics, before: Option<Layout>) -> Layout {
    let mut nodes: Vec<Option<Node>> = vec![None; organisation.contacts.len()];
    for branch in branches {
        let parent = branch.parent.and_then(|parent| branches.get(parent)).map(|above| above.contact);
        if let Some(node) = nodes.get_mut(branch.contact) {
            *node = Some(Node { parent, size: metrics.size(), part: branch.part });
        }
    }
    let (spacing, orientation) = (metrics.spacing(), metrics.style.orientation);
    match before {
        Some(mut layout) => {
            layout.update(nodes, spacing, orientation);
            layout
        }
        None => Layout::new(nodes, spacing, orientation),
    }
}

/// How much of the map an organisation takes without what is below those in `folded`.
pub(super) fn extent(tokens: &Tokens, organisation: &Organisation, style: Style, folded: &BTreeSet<ContactId>) -> Rect {
    let metrics = Metrics::new(tokens, style, name_rows(organisation));
    let places = lay_out(organisation, &branches(organisation, folded), &metrics, None).places();
    let rect = |place: Place| Rect::from_min_size(map_pos(place.x, place.y), metrics.card);
    places.into_iter().flatten().map(rect).fold(Rect::NOTHING, Rect::union)
}

/// A pinned card stands where it was pinned, and everything below it moves with it.
fn card(
    scene: &Scene<'_>,
    subject: Subject<'_>,
    contact: &Contact,
    (branch, place, shift): (Branch, Place, Vec2),
    duplicate: bool,
) -> (Card, Vec2) {
    let tidy = map_pos(place.x, place.y);
    let (at, shift) = match contact.pinned {
        Some(pin) => {
            let at = map_pos(pin.x.get(), pin.y.get());
            (at, at - tidy)
        }
        None => (tidy + shift, shift),
    };
    let lang = scene.lang;
    let name = words::card_name(lang, contact);
    let post = words::post(contact);
    let owner = owner(scene.workbook, lang, contact);
    let roles = subject.roles(contact);
    let judged = scene.audience == Audience::Trainer;
    let cold = judged && power::is_cold(contact, &scene.workbook.method.power_map, scene.today);
    let age = if judged { words::age(lang, contact, scene.today) } else { String::new() };
    let age = if cold { words::cold(lang, &age) } else { age };
    let card = Card {
        id: contact.id.clone(),
        contact: branch.contact,
        parent: branch.parent,
        head: branch.head,
        below: branch.below,
        folded: branch.folded,
        joint: if contact.pinned.is_some() { Joint::Row } else { place.joint },
        outside: false,
        pinned: contact.pinned.is_some(),
        duplicate,
        at,
        label: words::card_label(lang, contact, &roles, (&name, &owner, &age), judged),
        roles,
        name,
        post,
        owner,
        age,
        cold,
    };
    (card, shift)
}

fn owner(workbook: &Workbook, lang: Lang, contact: &Contact) -> String {
    contact
        .owner
        .as_ref()
        .map_or_else(|| words::NO_OWNER.of(lang).to_owned(), |owner| workbook.member_label(owner).to_owned())
}

#[expect(clippy::cast_possible_truncation, reason = "maps are small enough for f32 to hold every point of them")]
pub(super) const fn map_pos(x: f64, y: f64) -> Pos2 {
    pos2(x as f32, y as f32)
}
