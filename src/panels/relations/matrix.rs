//! Our people against theirs: who owns whom at which level, who else is in touch, whom nobody owns.

use egui::{Align, Id, Rangef, Rect, Role, Sense, Ui, pos2, vec2};

use super::{Basis, account, contact};
use crate::{
    analysis::{
        Audience,
        relations::{Matrix, Ours, Theirs, Touch},
    },
    model::{Level, MemberId},
    panels::{
        Scene, Selection,
        cells::{Listing, Plan, Shape, Spot, clipped, line},
    },
    text::{Explanation, Word, format, power_map as map_words, relations as words},
    ui::{self, Sign, Step, signs, widgets},
};

/// The matrix of one revision, with its names.
pub struct Sheet {
    basis: Basis,
    more: Vec<MemberId>,
    pub matrix: Matrix,
    /// Names of ours and of theirs, in their order.
    ours: Vec<String>,
    theirs: Vec<String>,
    /// What it says, in a sentence.
    pub headline: String,
    /// How many key relations are too many for one of ours.
    limit: u8,
}

/// What is told of a row beside its cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unowned;

/// What is told of a column below its cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Foot {
    /// How many of the relations shown are theirs.
    Here,
    /// How many key relations they have over all maps.
    Everywhere,
}

impl Foot {
    /// Those that an audience sees: who is a key person is judged.
    const fn seen(audience: Audience, of_one_account: bool) -> &'static [Self] {
        match audience {
            Audience::Trainer if of_one_account => &[Self::Here, Self::Everywhere],
            // They are the same then.
            Audience::Trainer => &[Self::Everywhere],
            Audience::Room => &[Self::Here],
        }
    }
}

impl Sheet {
    /// Works the matrix out: over the key people, or for the room over those whose relation somebody owns.
    pub fn of(scene: &Scene<'_>, more: &[MemberId]) -> Self {
        let (workbook, lang) = (scene.workbook, scene.lang);
        let of = account(scene).map(|customer| &customer.id);
        let matrix = Matrix::of(workbook, of, more, scene.audience);
        let limit = workbook.method.power_map.max_per_owner;
        let unowned = matrix.theirs.iter().filter(|theirs| theirs.is_unowned()).count();
        let over: Vec<&str> = matrix
            .ours
            .iter()
            .filter(|ours| ours.everywhere > usize::from(limit))
            .map(|ours| workbook.member_label(&ours.member))
            .collect();
        let headline = match scene.audience {
            Audience::Trainer => words::matrix_headline(lang, matrix.theirs.len(), unowned, &over, limit),
            Audience::Room => words::matrix_headline_for_room(lang, matrix.theirs.len(), matrix.ours.len()),
        };
        let name = |theirs: &Theirs| {
            let name = contact(scene, &theirs.account, &theirs.contact).map_or("", |contact| contact.label());
            match of {
                Some(_) => name.to_owned(),
                None => format!("{name} · {}", workbook.customer_label(&theirs.account)),
            }
        };
        Self {
            basis: Basis::of(scene),
            more: more.to_vec(),
            ours: matrix.ours.iter().map(|ours| workbook.member_label(&ours.member).to_owned()).collect(),
            theirs: matrix.theirs.iter().map(name).collect(),
            headline,
            limit,
            matrix,
        }
    }

    /// Whether it still shows what the scene has.
    pub fn is_current(&self, scene: &Scene<'_>, more: &[MemberId]) -> bool {
        self.more == more && self.basis.is_current(scene)
    }

    /// Whether one of ours stands in it.
    pub fn has(&self, member: &MemberId) -> bool {
        self.matrix.ours.iter().any(|ours| ours.member == *member)
    }

    /// The row of whoever is selected.
    pub fn row_of(&self, selection: &Selection) -> Option<usize> {
        self.matrix.theirs.iter().position(|theirs| is(theirs, selection))
    }

    fn is_over(&self, ours: &Ours) -> bool {
        ours.everywhere > usize::from(self.limit)
    }

    /// What the matrix needs.
    pub fn shape(&self, scene: &Scene<'_>) -> Shape<Unowned> {
        let tokens = scene.tokens;
        let letter = tokens.type_size.body;
        Shape {
            rows: self.theirs.len(),
            columns: vec![Rangef::new((4.5 * letter).ceil(), (8.0 * letter).ceil()); self.ours.len()],
            sides: vec![(Unowned, (6.0 * letter).ceil())],
            head: (tokens.type_size.small * 1.3 * 2.0 + tokens.inset).ceil(),
            feet: self.feet().len(),
        }
    }

    /// What is told of each column.
    const fn feet(&self) -> &'static [Foot] {
        Foot::seen(self.basis.audience, self.basis.subject.is_some())
    }

    /// What the marks mean, in a line.
    pub fn key(&self, ui: &mut Ui, scene: &Scene<'_>) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        ui.horizontal_wrapped(|ui| {
            ui.add_space(tokens.inset);
            ui.spacing_mut().item_spacing.x = tokens.unit;
            let marks: &[(Touch, Word)] = match scene.audience {
                Audience::Trainer => &[
                    (Touch::Owner(Some(Level::clamped(3))), words::KEY_OWNER),
                    (Touch::Acts, words::KEY_ACTS),
                    (Touch::Acted, words::KEY_ACTED),
                ],
                Audience::Room => &[(Touch::Owner(None), map_words::OWNER)],
            };
            for (touch, word) in marks {
                let (rect, _) =
                    ui.allocate_exact_size(vec2(tokens.type_size.body * 1.6, tokens.target), Sense::hover());
                mark(ui, scene, rect, *touch);
                ui.label(tokens.small(word.of(lang)));
                ui.add_space(tokens.inset);
            }
            if !scene.read_only {
                ui.label(tokens.small(words::MATRIX_HOW_TO.of(lang)));
            }
        });
    }
}

/// Whether this is who is selected.
fn is(theirs: &Theirs, selection: &Selection) -> bool {
    matches!(selection, Selection::Contact(account, id) if *account == theirs.account && *id == theirs.contact)
}

/// How one of ours is in touch, in the middle of a cell.
fn mark(ui: &Ui, scene: &Scene<'_>, rect: Rect, touch: Touch) {
    let tokens = scene.tokens;
    let (painter, size) = (ui.painter(), tokens.sign * 0.8);
    match touch {
        Touch::Owner(level) => {
            let tile = rect.shrink2(vec2(tokens.line_strong, tokens.unit));
            painter.rect_filled(tile, tokens.corners(), tokens.accent.wash);
            if scene.audience == Audience::Trainer {
                let text = level.map_or_else(|| format::UNKNOWN.to_owned(), map_words::points);
                line(painter, tile, &text, tokens.bold_font(Step::Body), tokens.accent.ink, Align::Center);
            } else {
                signs::paint(painter, Sign::Disc, rect.center(), size, tokens.accent.mark);
            }
        }
        Touch::Acts => signs::paint(painter, Sign::Disc, rect.center(), size, tokens.blue.mark),
        Touch::Acted => signs::paint_hollow(painter, Sign::Disc, rect.center(), size, tokens.ink_soft),
    }
}

/// A frame of the matrix.
pub struct Crossing<'a, 'b> {
    pub scene: &'a Scene<'b>,
    pub sheet: &'a Sheet,
}

impl Crossing<'_, '_> {
    fn touch(&self, spot: Spot) -> Option<Touch> {
        *self.sheet.matrix.theirs.get(spot.row)?.touches.get(spot.column)?
    }

    fn names(&self, spot: Spot) -> [&str; 2] {
        [
            self.sheet.ours.get(spot.column).map_or("", String::as_str),
            self.sheet.theirs.get(spot.row).map_or("", String::as_str),
        ]
    }

    fn foot(&self, ui: &Ui, rect: Rect, foot: Foot, column: usize) {
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        let Some(ours) = self.sheet.matrix.ours.get(column) else { return };
        let (count, over) = match foot {
            Foot::Here => (ours.here, false),
            Foot::Everywhere => (ours.everywhere, self.sheet.is_over(ours)),
        };
        let ink = if over { tokens.amber.ink } else { tokens.ink };
        if over {
            let size = tokens.type_size.small;
            let at = pos2(rect.left() + tokens.inset + size / 2.0, rect.center().y);
            signs::paint(ui.painter(), Sign::Warning, at, size, tokens.amber.mark);
        }
        let text = count.to_string();
        line(ui.painter(), rect, &text, tokens.bold_font(Step::Body), ink, Align::Center);
        let response = ui.interact(rect, ui.scope_id().with(("foot", foot == Foot::Here, column)), Sense::hover());
        let [name, _] = self.names(Spot { row: 0, column });
        let label = match foot {
            Foot::Here => words::owned_here(lang, name, count),
            Foot::Everywhere => words::owned_everywhere(lang, name, count, over),
        };
        widgets::name(&response, Role::Label, &label);
        if foot == Foot::Everywhere {
            ui::explain(&response, tokens, lang, || words::explain_load(lang, name, count, self.sheet.limit));
        }
    }
}

impl Listing for Crossing<'_, '_> {
    type Side = Unowned;

    fn rows(&self) -> usize {
        self.sheet.theirs.len()
    }

    fn columns(&self) -> usize {
        self.sheet.ours.len()
    }

    fn row_id(&self, row: usize) -> Id {
        let theirs = self.sheet.matrix.theirs.get(row);
        theirs.map_or(Id::NULL, |theirs| Id::unique((&theirs.account, &theirs.contact)))
    }

    fn is_selected(&self, row: usize) -> bool {
        let theirs = self.sheet.matrix.theirs.get(row);
        theirs.is_some_and(|theirs| is(theirs, self.scene.selection))
    }

    fn spoken(&self, row: usize) -> String {
        let lang = self.scene.lang;
        let theirs = self.sheet.matrix.theirs.get(row);
        let unowned = theirs.is_some_and(Theirs::is_unowned);
        words::spoken_theirs(lang, self.sheet.theirs.get(row).map_or("", String::as_str), unowned)
    }

    fn spoken_list(&self) -> String {
        words::MATRIX.of(self.scene.lang).to_owned()
    }

    fn name(&self, ui: &Ui, rect: Rect, row: usize) -> Option<&str> {
        let tokens = self.scene.tokens;
        let room = rect.shrink2(vec2(tokens.inset, 0.0));
        let name = self.sheet.theirs.get(row)?;
        let is_cut = line(ui.painter(), room, name, tokens.bold_font(Step::Body), tokens.ink, Align::Min);
        is_cut.then_some(name)
    }

    fn cell(&self, ui: &Ui, rect: Rect, spot: Spot) -> Option<&str> {
        ui.painter().vline(rect.right(), rect.y_range(), self.scene.tokens.hairline_stroke());
        if let Some(touch) = self.touch(spot) {
            mark(ui, self.scene, rect, touch);
        }
        None
    }

    fn spoken_cell(&self, spot: Spot) -> Option<String> {
        let [ours, theirs] = self.names(spot);
        Some(words::spoken_touch(self.scene.lang, ours, theirs, self.touch(spot), self.scene.audience))
    }

    fn explain_cell(&self, spot: Spot) -> Option<Explanation> {
        let touch = self.touch(spot).filter(|_| self.scene.audience == Audience::Trainer)?;
        let theirs = self.sheet.matrix.theirs.get(spot.row)?;
        let member = &self.sheet.matrix.ours.get(spot.column)?.member;
        let contact = contact(self.scene, &theirs.account, &theirs.contact)?;
        Some(words::explain_touch(self.scene.lang, self.names(spot), touch, contact, member))
    }

    fn head(&mut self, ui: &Ui, rect: Rect, column: usize) {
        let tokens = self.scene.tokens;
        let text = self.sheet.ours.get(column).map_or("", String::as_str);
        let room = rect.shrink2(vec2(tokens.unit, tokens.unit));
        let below = room.with_min_y(room.bottom() - tokens.type_size.small * 1.4);
        let is_cut = line(ui.painter(), below, text, tokens.font(Step::Small), tokens.ink_soft, Align::Center);
        if is_cut {
            ui.interact(rect, ui.scope_id().with(("head", column)), Sense::hover()).on_hover_text(text);
        }
    }

    fn side_head(&mut self, _ui: &Ui, _rect: Rect, Unowned: Unowned) {}

    fn side(&self, ui: &Ui, rect: Rect, Unowned: Unowned, row: usize) -> Option<&str> {
        let tokens = self.scene.tokens;
        if self.sheet.matrix.theirs.get(row).is_some_and(Theirs::is_unowned) {
            let room = rect.shrink2(vec2(tokens.inset, 0.0));
            let text = map_words::NO_OWNER.of(self.scene.lang);
            line(ui.painter(), room, text, tokens.font(Step::Body), tokens.amber.ink, Align::Min);
        }
        None
    }

    fn explain_side(&self, Unowned: Unowned, _row: usize) -> Option<Explanation> {
        None
    }

    fn corner(&mut self, ui: &Ui, rect: Rect) {
        let tokens = self.scene.tokens;
        let room = rect.shrink2(vec2(tokens.inset, tokens.unit));
        let below = room.with_min_y(room.bottom() - tokens.type_size.small * 1.4);
        let text = words::THEIRS_AND_OURS.of(self.scene.lang);
        line(ui.painter(), below, text, tokens.font(Step::Small), tokens.ink_soft, Align::Min);
    }

    fn feet(&mut self, ui: &mut Ui, plan: &Plan<Unowned>) {
        let (tokens, lang) = (self.scene.tokens, self.scene.lang);
        for (at, foot) in self.sheet.feet().iter().enumerate() {
            let y = plan.foot_at(at);
            let all = Rect::from_x_y_ranges(Rangef::new(plan.names().min, plan.right()), y);
            ui.painter().rect_filled(all, 0.0, tokens.sunken);
            let names = Rect::from_x_y_ranges(plan.names(), y).shrink2(vec2(tokens.inset, 0.0));
            let text = match foot {
                Foot::Here => words::HERE,
                Foot::Everywhere => words::EVERYWHERE,
            };
            line(ui.painter(), names, text.of(lang), tokens.font(Step::Small), tokens.ink_soft, Align::Min);
            clipped(ui, Rect::from_x_y_ranges(plan.body().x_range(), y), |ui| {
                for column in plan.columns_seen() {
                    self.foot(ui, Rect::from_x_y_ranges(plan.column_at(column), y), *foot, column);
                }
            });
        }
    }
}
