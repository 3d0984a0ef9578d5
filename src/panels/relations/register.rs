//! The register: their people, one a row, worked out once per revision.

use std::{cmp::Reverse, collections::HashSet};

use egui::{Align, Color32, Id, Rangef, Rect, Ui, pos2, vec2};

use super::{Basis, Filter, account};
use crate::{
    analysis::{Audience, power, relations},
    model::{Contact, ContactId, Coverage, CustomerId, Date, Judged, MemberId, Relation, Seat, Support},
    panels::{
        Scene, Selection,
        cells::{self, Key, Listing, Order, Shape, SortHead, Spot, line},
    },
    text::{Explanation, Lang, Word, collate, format, power_map as map_words, relations as words, terms},
    ui::{Sign, Step, Tokens, signs},
};

/// What stands in a row beside the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// The post.
    Post,
    /// Whose person it is.
    Account,
    /// Who of us owns the relation.
    Owner,
    /// Decision roles.
    Roles,
    /// Support.
    Support,
    /// Coverage.
    Coverage,
    /// The level now, and the target.
    Level,
    /// How long ago one of us last spoke with them.
    LastContact,
    /// What is done next.
    Next,
    /// Who does it.
    Who,
    /// Until when, or how long it has been overdue.
    Due,
}

impl Column {
    /// What its head says.
    const fn head(self) -> Word {
        match self {
            Self::Post => map_words::TITLE_FIELD,
            Self::Account => map_words::ACCOUNT,
            Self::Owner => map_words::OWNER,
            Self::Roles => map_words::ROLES,
            Self::Support => map_words::SUPPORT,
            Self::Coverage => map_words::COVERAGE,
            Self::Level => words::LEVEL_AND_TARGET,
            Self::LastContact => map_words::LAST_CONTACT,
            Self::Next => words::NEXT,
            Self::Who => words::WHO,
            Self::Due => words::DUE,
        }
    }

    /// Its width in letters: at least, and at most.
    const fn letters(self) -> (f32, f32) {
        match self {
            Self::Post => (8.0, 14.0),
            Self::Account | Self::Roles => (7.0, 13.0),
            Self::Owner | Self::Who => (6.5, 8.0),
            Self::Support => (8.5, 9.0),
            Self::Coverage => (9.0, 10.0),
            Self::Level | Self::LastContact => (6.0, 7.0),
            Self::Next => (15.0, 15.0),
            Self::Due => (9.5, 9.5),
        }
    }

    const fn align(self) -> Align {
        match self {
            Self::Level | Self::LastContact | Self::Due => Align::Max,
            _ => Align::Min,
        }
    }

    /// Those that an audience sees: what scrolls, and what stays at the right as far as there is room.
    fn seen(audience: Audience, with_account: bool) -> (Vec<Self>, Vec<Self>) {
        let mut scrolled = vec![Self::Post, Self::Account, Self::Owner];
        let mut kept = Vec::new();
        if audience == Audience::Trainer {
            scrolled.extend([Self::Roles, Self::Support, Self::Coverage, Self::Level, Self::LastContact]);
            kept.extend([Self::Next, Self::Who, Self::Due]);
        }
        scrolled.retain(|column| with_account || *column != Self::Account);
        (scrolled, kept)
    }
}

/// What rows are ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    /// The order of the maps.
    #[default]
    Given,
    /// Names.
    Name,
    /// What stands in a column.
    Column(Column),
}

impl SortBy {
    /// What is overdue longest comes first.
    pub const URGENCY: Self = Self::Column(Column::Due);
}

impl cells::SortBy for SortBy {
    fn begins_with_largest(&self) -> bool {
        matches!(self, Self::Column(Column::LastContact))
    }
}

/// Somebody of theirs.
pub struct Row {
    pub account: CustomerId,
    pub id: ContactId,
    name: String,
    /// By place among the columns: first those that scroll, then those that stay.
    texts: Vec<String>,
    /// What each column is ordered by, likewise; names by their place among names.
    keys: Vec<Option<SortKey>>,
    by_name: Vec<u8>,
    spoken: String,
    is_assumed: bool,
    support: Option<Support>,
    coverage: Option<Judged<Coverage>>,
    below_target: bool,
    cold: bool,
    late: Option<i32>,
}

enum SortKey {
    Name(Vec<u8>),
    Number(usize, f64),
}

impl SortKey {
    fn number(number: impl Into<f64>) -> Self {
        Self::Number(0, number.into())
    }
}

impl Row {
    /// What it is ordered by in the column at a place.
    fn key(&self, place: usize) -> Option<Key<'_>> {
        Some(match self.keys.get(place)?.as_ref()? {
            SortKey::Name(name) => Key::Name(name),
            SortKey::Number(rank, number) => Key::Number(*rank, *number),
        })
    }

    /// Whether this is who is selected.
    pub fn is(&self, selection: &Selection) -> bool {
        matches!(selection, Selection::Contact(account, id) if *account == self.account && *id == self.id)
    }
}

/// The register of one revision.
pub struct Register {
    basis: Basis,
    filter: Filter,
    /// Their people, in the order of the maps.
    pub rows: Vec<Row>,
    /// The columns that scroll, and those that stay in sight.
    scrolled: Vec<Column>,
    kept: Vec<Column>,
    /// What it says, in a sentence.
    pub headline: String,
    /// Who has something overdue, and for how long: the longest first.
    late: Vec<(String, i32)>,
}

impl Register {
    /// Works the register out.
    pub fn of(scene: &Scene<'_>, filter: &Filter) -> Self {
        let (workbook, lang, audience) = (scene.workbook, scene.lang, scene.audience);
        let of = account(scene);
        let (scrolled, kept) = Column::seen(audience, of.is_none());
        let columns: Vec<Column> = scrolled.iter().chain(&kept).copied().collect();
        let key_only = filter.key_only && audience == Audience::Trainer;
        let holds = |contact: &Contact| {
            contact.seat == Seat::Held && filter.owned.holds(contact) && (!key_only || power::is_key(contact))
        };
        let organisations = workbook.organisations.iter();
        let organisations = organisations.filter(|organisation| of.is_none_or(|of| of.id == organisation.account));
        let contacts = organisations
            .flat_map(|organisation| organisation.contacts.iter().map(move |contact| (&organisation.account, contact)));
        let contacts: Vec<_> = contacts.filter(|(_, contact)| holds(contact)).collect();
        let rows: Vec<Row> = contacts.iter().map(|(account, contact)| row(scene, account, contact, &columns)).collect();
        let mut late: Vec<(&CustomerId, &Contact, i32)> = Vec::new();
        for (account, contact) in &contacts {
            let days = contact.relation.actions.iter().filter_map(|action| relations::days_late(action, scene.today));
            late.extend(days.map(|days| (*account, *contact, days)));
        }
        late.sort_by_key(|(.., days)| Reverse(*days));
        let people: HashSet<_> = late.iter().map(|(account, contact, _)| (account, &contact.id)).collect();
        let owned = contacts.iter().filter(|(_, contact)| contact.owner.is_some()).count();
        let headline = match audience {
            Audience::Trainer => words::headline(lang, rows.len(), late.len(), people.len()),
            Audience::Room => words::headline_for_room(lang, rows.len(), owned),
        };
        Self {
            basis: Basis::of(scene),
            filter: filter.clone(),
            rows,
            scrolled,
            kept,
            headline,
            late: late.iter().map(|(_, contact, days)| (contact.label().to_owned(), *days)).collect(),
        }
    }

    /// Whether it still shows what the scene has.
    pub fn is_current(&self, scene: &Scene<'_>, filter: &Filter) -> bool {
        self.filter == *filter && self.basis.is_current(scene)
    }

    /// Whether it has the rows of another one, in the same order.
    pub fn has_rows_of(&self, other: &Self) -> bool {
        self.rows.len() == other.rows.len()
            && self.rows.iter().zip(&other.rows).all(|(a, b)| (&a.account, &a.id) == (&b.account, &b.id))
    }

    /// What its rows are ordered by, in the order of the maps.
    pub fn keys(&self, by: SortBy) -> Vec<Option<Key<'_>>> {
        let place = |column| self.scrolled.iter().chain(&self.kept).position(|other| *other == column);
        match by {
            SortBy::Given => vec![None; self.rows.len()],
            SortBy::Name => self.rows.iter().map(|row| Some(Key::Name(&row.by_name))).collect(),
            SortBy::Column(column) => {
                let place = place(column);
                self.rows.iter().map(|row| row.key(place?)).collect()
            }
        }
    }

    /// What the register needs. What is next takes the room that would be left over.
    pub fn shape(&self, tokens: &Tokens, room: f32) -> Shape<Column> {
        /// A name takes no more than this, in letters.
        const NAME: f32 = 20.0;
        let letter = tokens.type_size.body;
        let width = |column: &Column| {
            let (least, most) = column.letters();
            Rangef::new((least * letter).ceil(), (most * letter).ceil())
        };
        let most: f32 = self.scrolled.iter().chain(&self.kept).map(|column| width(column).max).sum();
        let spare = (room - NAME * letter - most).max(0.0).floor();
        let side = |column: &Column| {
            let more = if *column == Column::Next { spare } else { 0.0 };
            (*column, width(column).min + more)
        };
        Shape {
            rows: self.rows.len(),
            columns: self.scrolled.iter().map(width).collect(),
            sides: self.kept.iter().map(side).collect(),
            head: (tokens.type_size.small * 1.3 * 2.0 + tokens.inset).ceil(),
            feet: 0,
        }
    }

    /// What is overdue.
    pub fn explain_late(&self, lang: Lang) -> Explanation {
        /// More than these nobody reads in a pop-up.
        const SHOWN: usize = 12;
        words::explain_late(lang, self.late.len(), self.late.iter().take(SHOWN))
    }
}

fn row(scene: &Scene<'_>, account: &CustomerId, contact: &Contact, columns: &[Column]) -> Row {
    let Scene { workbook, lang, today, .. } = *scene;
    let next = relations::next_action(&contact.relation);
    let judged = scene.audience == Audience::Trainer;
    let texts: Vec<String> = columns.iter().map(|column| text(scene, account, contact, *column)).collect();
    let keys = columns.iter().zip(&texts).map(|(column, text)| key(contact, today, *column, text)).collect();
    let parts = columns.iter().zip(&texts).filter(|(_, text)| !text.is_empty());
    let parts: Vec<(&str, &str)> = parts.map(|(column, text)| (column.head().of(lang), text.as_str())).collect();
    let cold = judged && power::is_key(contact) && power::is_cold(contact, &workbook.method.power_map, today);
    Row {
        account: account.clone(),
        id: contact.id.clone(),
        name: contact.label().to_owned(),
        by_name: collate::key(contact.label()),
        spoken: words::spoken(lang, contact.label(), &parts),
        is_assumed: contact.support.as_ref().is_some_and(Judged::is_assumed),
        support: contact.support.as_ref().map(|support| support.value),
        coverage: contact.coverage.clone(),
        below_target: relations::gap(&contact.relation).is_some_and(|gap| gap > 0),
        cold,
        late: next.and_then(|next| relations::days_late(next, today)),
        texts,
        keys,
    }
}

fn text(scene: &Scene<'_>, account: &CustomerId, contact: &Contact, column: Column) -> String {
    let Scene { workbook, lang, today, .. } = *scene;
    let next = relations::next_action(&contact.relation);
    let term = |word: Option<Word>| word.map(|word| word.of(lang).to_owned()).unwrap_or_default();
    match column {
        Column::Post => map_words::post(contact),
        Column::Account => workbook.customer_label(account).to_owned(),
        Column::Owner => contact.owner.as_ref().map(|id| workbook.member_label(id).to_owned()).unwrap_or_default(),
        Column::Roles => words::roles(lang, contact.roles.keys().copied()),
        Column::Support => term(contact.support.as_ref().map(|support| terms::support(support.value))),
        Column::Coverage => term(contact.coverage.as_ref().map(|coverage| terms::coverage(coverage.value))),
        Column::Level => words::level_and_target(&contact.relation),
        Column::LastContact => map_words::age(lang, contact, today),
        Column::Next => next.map(|next| next.what.clone()).unwrap_or_default(),
        Column::Who => {
            let who = next.map(|next| next.owner.as_ref().map(|id| workbook.member_label(id)));
            who.map(|who| who.unwrap_or(map_words::NO_OWNER.of(lang)).to_owned()).unwrap_or_default()
        }
        Column::Due => match next.map(|next| (relations::days_late(next, today), next.due)) {
            Some((Some(days), _)) => words::late(lang, days),
            Some((None, Some(due))) => format::date(lang, due),
            _ => String::new(),
        },
    }
}

/// What a row is ordered by in a column; what is not known comes last.
fn key(contact: &Contact, today: Date, column: Column, text: &str) -> Option<SortKey> {
    let place = |place: Option<usize>| place.map(|place| SortKey::Number(place, 0.0));
    match column {
        Column::Post | Column::Account | Column::Owner | Column::Roles | Column::Next | Column::Who => {
            (!text.is_empty()).then(|| SortKey::Name(collate::key(text)))
        }
        Column::Support => {
            let value = contact.support.as_ref()?.value;
            place(Support::ALL.iter().position(|support| *support == value))
        }
        Column::Coverage => {
            let value = contact.coverage.as_ref()?.value;
            place(Coverage::ALL.iter().position(|coverage| *coverage == value))
        }
        Column::Level => {
            let Relation { target, .. } = &contact.relation;
            let target = target.map_or(0.0, |target| f64::from(target.get()));
            Some(SortKey::Number(power::level(&contact.relation)?.get().into(), target))
        }
        Column::LastContact => power::days_since_contact(contact, today).map(SortKey::number),
        Column::Due => {
            let next = relations::next_action(&contact.relation)?;
            Some(next.due.map_or(SortKey::Number(1, 0.0), |due| SortKey::number((due - today).get_days())))
        }
    }
}

/// A frame of the register.
pub struct Rows<'a, 'b> {
    pub id: Id,
    pub scene: &'a Scene<'b>,
    pub register: &'a Register,
    pub order: &'a Order<SortBy>,
    /// The order asked for.
    pub asked: Option<SortBy>,
}

impl<'a> Rows<'a, '_> {
    /// The row at a place in the order shown.
    fn row(&self, place: usize) -> Option<&'a Row> {
        self.order.places.get(place).and_then(|at| self.register.rows.get(*at))
    }

    fn contact(&self, place: usize) -> Option<&'a Contact> {
        let row = self.row(place)?;
        super::contact(self.scene, &row.account, &row.id)
    }

    fn sort_head(&mut self, ui: &Ui, rect: Rect, word: Word, align: Align, by: SortBy) {
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        let head = SortHead { rect, text: word.of(lang), align, sign: self.order.sign(&by) };
        if head.show(ui, tokens, lang, self.id.with(("head", word.en))).clicked() {
            self.asked = Some(by);
        }
    }

    /// Paints a value. The whole of it, where some of it had no room.
    fn value(&self, ui: &Ui, rect: Rect, column: Column, place: usize, row: usize) -> Option<&str> {
        let tokens = self.scene.tokens;
        let row = self.row(row)?;
        let text = row.texts.get(place)?;
        let mut room = rect.shrink2(vec2(tokens.inset, 0.0));
        let sign = match column {
            Column::Support => row.support.map(|support| (Sign::Support(support), row.is_assumed)),
            Column::Coverage => {
                row.coverage.as_ref().map(|coverage| (Sign::Coverage(coverage.value), coverage.is_assumed()))
            }
            _ => None,
        };
        if let Some((sign, is_assumed)) = sign {
            let size = tokens.sign;
            let paint = if is_assumed { signs::paint_hollow } else { signs::paint };
            paint(ui.painter(), sign, pos2(room.left() + size / 2.0, room.center().y), size, tokens.ink_soft);
            room.min.x += size + tokens.unit;
        }
        let ink: Color32 = match column {
            Column::Due if row.late.is_some() => tokens.red.ink,
            Column::Level if row.below_target => tokens.amber.ink,
            Column::LastContact if row.cold => tokens.amber.ink,
            Column::Post | Column::Account | Column::Roles => tokens.ink_soft,
            _ => tokens.ink,
        };
        line(ui.painter(), room, text, tokens.font(Step::Body), ink, column.align()).then_some(text)
    }

    fn explain(&self, column: Column, place: usize, row: usize) -> Option<Explanation> {
        let (lang, contact) = (self.scene.lang, self.contact(row)?);
        let method = &self.scene.workbook.method.power_map;
        let text = self.row(row)?.texts.get(place)?.clone();
        match column {
            Column::Level if !text.is_empty() => Some(words::explain_level(lang, &contact.relation)),
            Column::LastContact => Some(words::explain_last_contact(lang, contact, text, method.cold_after_days)),
            Column::Next | Column::Who | Column::Due => {
                let next = relations::next_action(&contact.relation)?;
                Some(words::explain_next(lang, self.scene.workbook, next, &contact.relation))
            }
            Column::Support | Column::Coverage => {
                let basis = |by: Option<&MemberId>, certainty, on| {
                    map_words::basis(lang, certainty, by.map(|by| self.scene.workbook.member_label(by)), on)
                };
                let known = match column {
                    Column::Support => contact.support.as_ref().map(|j| basis(j.by.as_ref(), j.certainty, j.on)),
                    _ => contact.coverage.as_ref().map(|j| basis(j.by.as_ref(), j.certainty, j.on)),
                };
                Some(words::explain_judged(lang, column.head(), text, known?))
            }
            _ => None,
        }
    }
}

impl Listing for Rows<'_, '_> {
    type Side = Column;

    fn rows(&self) -> usize {
        self.register.rows.len()
    }

    fn columns(&self) -> usize {
        self.register.scrolled.len()
    }

    fn row_id(&self, row: usize) -> Id {
        self.row(row).map_or(Id::NULL, |row| Id::unique((&row.account, &row.id)))
    }

    fn is_selected(&self, row: usize) -> bool {
        self.row(row).is_some_and(|row| row.is(self.scene.selection))
    }

    fn spoken(&self, row: usize) -> String {
        self.row(row).map(|row| row.spoken.clone()).unwrap_or_default()
    }

    fn spoken_list(&self) -> String {
        words::REGISTER.of(self.scene.lang).to_owned()
    }

    fn name(&self, ui: &Ui, rect: Rect, row: usize) -> Option<&str> {
        let (tokens, row) = (self.scene.tokens, self.row(row)?);
        let room = rect.shrink2(vec2(tokens.inset, 0.0));
        let is_cut = line(ui.painter(), room, &row.name, tokens.bold_font(Step::Body), tokens.ink, Align::Min);
        is_cut.then_some(&row.name)
    }

    fn cell(&self, ui: &Ui, rect: Rect, spot: Spot) -> Option<&str> {
        self.value(ui, rect, *self.register.scrolled.get(spot.column)?, spot.column, spot.row)
    }

    fn explain_cell(&self, spot: Spot) -> Option<Explanation> {
        self.explain(*self.register.scrolled.get(spot.column)?, spot.column, spot.row)
    }

    fn head(&mut self, ui: &Ui, rect: Rect, column: usize) {
        if let Some(column) = self.register.scrolled.get(column).copied() {
            self.sort_head(ui, rect, column.head(), column.align(), SortBy::Column(column));
        }
    }

    fn side_head(&mut self, ui: &Ui, rect: Rect, side: Column) {
        self.sort_head(ui, rect, side.head(), side.align(), SortBy::Column(side));
    }

    fn side(&self, ui: &Ui, rect: Rect, side: Column, row: usize) -> Option<&str> {
        self.value(ui, rect, side, self.place_of_side(side), row)
    }

    fn explain_side(&self, side: Column, row: usize) -> Option<Explanation> {
        self.explain(side, self.place_of_side(side), row)
    }

    fn corner(&mut self, ui: &Ui, rect: Rect) {
        self.sort_head(ui, rect, map_words::NAME, Align::Min, SortBy::Name);
    }
}

impl Rows<'_, '_> {
    /// The place of what stays in sight among the texts of a row.
    fn place_of_side(&self, side: Column) -> usize {
        let kept = self.register.kept.iter().position(|column| *column == side).unwrap_or_default();
        self.register.scrolled.len() + kept
    }
}
