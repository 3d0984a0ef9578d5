//! What a map shows and where: built once per revision of the organisations, and when something is folded.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use super::{
    Subject,
    lines::{self, Fork, Tie},
};
use crate::{
    analysis::{
        Audience,
        layout::{Branch, HeadReason, Node, Place, Size, Spacing, branches, tidy},
    },
    model::{
        Certainty, Contact, ContactId, CustomerId, Date, DecisionRole, Member, OpportunityId, Organisation, Table,
        Workbook,
    },
    panels::Scene,
    text::{Lang, power_map as words},
    ui::Tokens,
};

/// Sizes of what is drawn, in map units: points at 100 %.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Metrics {
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
}

impl Metrics {
    /// The sizes that go with the type, for names on so many lines.
    pub fn new(tokens: &Tokens, name_rows: u8) -> Self {
        let text = 1.4 * (f32::from(name_rows) * tokens.type_size.section + 2.0 * tokens.type_size.small);
        Self {
            card: vec2(18.0 * tokens.type_size.small, text + 2.0 * tokens.inset + tokens.unit + sign_size(tokens)),
            name_rows,
            across: tokens.group,
            down: 3.0 * tokens.group,
            indent: tokens.group,
        }
    }

    fn spacing(&self) -> Spacing {
        Spacing {
            across: self.across.into(),
            down: self.down.into(),
            stack_over: 1,
            stack_of: 12,
            stack_gap: f64::from(self.across) * 0.75,
            stack_indent: self.indent.into(),
        }
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
    /// Whether its line comes from the side.
    pub stacked: bool,
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
    metrics: Metrics,
}

impl Key {
    fn of(scene: &Scene<'_>, subject: Subject<'_>, folds: u64) -> Self {
        Self {
            organisations: Arc::clone(&scene.workbook.organisations),
            team: Arc::clone(&scene.workbook.team),
            account: subject.customer.id.clone(),
            opportunity: subject.opportunity.map(|opportunity| opportunity.id.clone()),
            folds,
            lang: scene.lang,
            audience: scene.audience,
            today: scene.today,
            metrics: Metrics::new(scene.tokens, name_rows(subject.organisation)),
        }
    }

    fn still_holds(&self, scene: &Scene<'_>, subject: Subject<'_>, folds: u64) -> bool {
        Arc::ptr_eq(&self.organisations, &scene.workbook.organisations)
            && Arc::ptr_eq(&self.team, &scene.workbook.team)
            && self.account == subject.customer.id
            && self.opportunity.as_ref() == subject.opportunity.map(|opportunity| &opportunity.id)
            && self.folds == folds
            && self.lang == scene.lang
            && self.audience == scene.audience
            && self.today == scene.today
            && self.metrics == Metrics::new(scene.tokens, self.metrics.name_rows)
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
    /// Around all cards.
    pub bounds: Rect,
}

impl Chart {
    /// Lays out an organisation without what is below those in `folded`. `folds` counts the changes of that set.
    pub fn new(scene: &Scene<'_>, subject: Subject<'_>, folded: &BTreeSet<ContactId>, folds: u64) -> Self {
        let organisation = subject.organisation;
        let key = Key::of(scene, subject, folds);
        let branches = branches(organisation, folded);
        let metrics = key.metrics;
        let size = Size { width: metrics.card.x.into(), height: metrics.card.y.into() };
        let node = |branch: &Branch| Node { parent: branch.parent, size, stackable: branch.below == 0 };
        let nodes: Vec<Node> = branches.iter().map(node).collect();
        let places = tidy(&nodes, &metrics.spacing());
        let duplicates: HashSet<&ContactId> = organisation.duplicates.iter().map(|row| &row.id).collect();
        let mut cards: Vec<Card> = Vec::with_capacity(branches.len());
        let mut shifts: Vec<Vec2> = Vec::with_capacity(branches.len());
        for (branch, place) in branches.iter().zip(&places) {
            let Some(contact) = organisation.contacts.at(branch.contact) else { continue };
            let shift = branch.parent.and_then(|parent| shifts.get(parent)).copied().unwrap_or_default();
            let (card, shift) =
                card(scene, subject, contact, (*branch, *place, shift), duplicates.contains(&contact.id));
            cards.push(card);
            shifts.push(shift);
        }
        let by_id = cards.iter().enumerate().map(|(index, card)| (card.id.clone(), index)).collect();
        let bounds =
            cards.iter().fold(Rect::NOTHING, |all, card| all.union(Rect::from_min_size(card.at, metrics.card)));
        let mut chart = Self { key, forks: Vec::new(), ties: Vec::new(), by_id, bounds, cards };
        chart.forks = lines::forks(&chart.cards, &metrics, |index| chart.cards.get(index).map(|card| card.at));
        chart.ties = lines::ties(organisation, &chart, scene.audience);
        chart
    }

    /// Whether it still shows what there is.
    pub fn is_current(&self, scene: &Scene<'_>, subject: Subject<'_>, folds: u64) -> bool {
        self.key.still_holds(scene, subject, folds)
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

    /// The cards directly below one, from left to right; below `None`, those at the top.
    pub fn children(&self, parent: Option<usize>) -> impl Iterator<Item = &Card> {
        self.cards.iter().filter(move |card| card.parent == parent)
    }

    /// The card above, or the one before in a stack.
    pub fn above(&self, index: usize) -> Option<&Card> {
        let card = self.cards.get(index)?;
        let in_stack = self.beside(index, true).filter(|before| card.stacked && before.at.x == card.at.x);
        in_stack.or_else(|| card.parent.and_then(|parent| self.cards.get(parent)))
    }

    /// The first card below, or the next in a stack.
    pub fn beneath(&self, index: usize) -> Option<&Card> {
        let card = self.cards.get(index)?;
        let in_stack = || self.beside(index, false).filter(|after| card.stacked && after.at.x == card.at.x);
        self.children(Some(index)).next().or_else(in_stack)
    }

    /// The neighbour below the same card.
    pub fn beside(&self, index: usize, before: bool) -> Option<&Card> {
        let card = self.cards.get(index)?;
        let mut siblings = self.children(card.parent);
        if before {
            siblings.take_while(|sibling| sibling.id != card.id).last()
        } else {
            siblings.find(|sibling| sibling.id == card.id)?;
            siblings.next()
        }
    }
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
    let age = if judged { words::age(lang, contact, scene.today) } else { String::new() };
    let card = Card {
        id: contact.id.clone(),
        contact: branch.contact,
        parent: branch.parent,
        head: branch.head,
        below: branch.below,
        folded: branch.folded,
        stacked: place.stacked && contact.pinned.is_none() && shift == Vec2::ZERO,
        pinned: contact.pinned.is_some(),
        duplicate,
        at,
        label: words::card_label(lang, contact, &roles, &name, &owner, judged),
        roles,
        name,
        post,
        owner,
        age,
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
