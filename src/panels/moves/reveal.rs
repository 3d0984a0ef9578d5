//! The reveal, step by step: every group's split side by side, where they differ, the key class by class, the scores.
//!
//! Each step draws what is revealed by then and nothing else.

use std::sync::Arc;

use egui::{Align2, Color32, FontId, Label, Rect, Response, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::{LINE, go_to, lay_out};
use crate::{
    analysis::moves::{Disagreement, MoveResult, difference, key, moves_of},
    model::{CustomerClass, MarketMove, MoveRun, MoveRunId, MoveStage, Table},
    panels::{Scene, Wishes, steps::Steps},
    text::{Lang, format, moves as words, terms},
    ui::{Sign, Step as Size, Tokens, explain, signs, widgets},
};

/// What is revealed, one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// Nothing yet: the moves and the groups.
    Nothing,
    /// Every group's split.
    Splits,
    /// Where they differ.
    Differences,
    /// The moves of a class, and why.
    Key(CustomerClass),
    /// Each group's score.
    Scores,
}

const STEPS: [Step; 8] = [
    Step::Nothing,
    Step::Splits,
    Step::Differences,
    Step::Key(CustomerClass::Consolidate),
    Step::Key(CustomerClass::Invest),
    Step::Key(CustomerClass::Harvest),
    Step::Key(CustomerClass::ServeLightly),
    Step::Scores,
];
const LAST: usize = STEPS.len() - 1;

impl Step {
    /// What it reveals.
    fn name(self, lang: Lang) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Splits => words::SPLITS.of(lang).to_owned(),
            Self::Differences => words::DIFFERENCES.of(lang).to_owned(),
            Self::Key(class) => words::key_of(lang, class),
            Self::Scores => words::SCORES.of(lang).to_owned(),
        }
    }
}

/// The page's view state.
#[derive(Default)]
pub(super) struct Reveal {
    /// How many steps were revealed.
    at: usize,
    sheet: Option<Sheet>,
}

/// What of a run is the same every frame, kept until the runs or the language change.
struct Sheet {
    runs: Arc<Table<MoveRun>>,
    lang: Lang,
    id: MoveRunId,
    /// What each group is called.
    names: Vec<String>,
    /// Above each step.
    titles: [String; STEPS.len()],
    /// Which two groups lie furthest apart.
    furthest: Option<String>,
    /// The groups, the highest score first.
    ranking: Vec<usize>,
}

impl Reveal {
    /// Of a run that is kept, everything was revealed.
    pub fn of(run: &MoveRun) -> Self {
        Self { at: if run.stage == MoveStage::Kept { LAST } else { 0 }, sheet: None }
    }

    /// What the next step reveals.
    fn next(&self, lang: Lang) -> Option<String> {
        STEPS.get(self.at + 1).map(|next| next.name(lang))
    }

    fn steps<'a>(&self, next: Option<&'a str>) -> Steps<'a> {
        Steps { at: self.at, last: LAST, next, hint: words::ONE_ON_HINT, again: words::START_AGAIN }
    }

    /// The row of controls. The step that was asked for.
    pub fn controls(&self, ui: &mut Ui, scene: &Scene<'_>, run: &MoveRun, wishes: &mut Wishes) -> Option<usize> {
        let next = self.next(scene.lang);
        let wanted = self.steps(next.as_deref()).controls(ui, scene);
        if self.at == 0 && run.stage == MoveStage::Reveal && !scene.read_only {
            let back = ui.button(scene.tokens.body(words::BACK_TO_GROUPS.of(scene.lang)));
            if back.clicked() {
                go_to(scene, run, MoveStage::Play, wishes);
            }
        }
        wanted
    }

    /// What is revealed. `wanted` is what the controls asked for. Once the scores are, the run is kept.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, run: &MoveRun, wanted: Option<usize>, wishes: &mut Wishes) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        let Some(result) = scene.derived.moves.get(&run.id) else { return };
        let Some(step) = STEPS.get(self.at).copied() else { return };
        let next = self.next(lang);
        let asked = self.steps(next.as_deref()).asked(ui, scene, |next| words::reveal_by_click(lang, next));
        let stale = self.sheet.take_if(|sheet| !sheet.still(scene, run));
        drop(stale);
        let sheet = self.sheet.get_or_insert_with(|| Sheet::write(scene, run, result));
        if let Some(title) = sheet.titles.get(self.at) {
            ui.add(Label::new(tokens.title(title)).wrap());
        }
        let page = Page { scene, run, result, sheet };
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.push_id(self.at, |ui| match step {
                Step::Nothing | Step::Splits | Step::Differences => page.matrix(ui, step),
                Step::Key(class) => page.key(ui, class),
                Step::Scores => page.scores(ui),
            });
        });
        if let Some(wanted) = wanted.or(asked) {
            self.at = wanted;
            ui.ctx().request_repaint();
            if wanted == LAST && run.stage == MoveStage::Reveal && !scene.read_only {
                go_to(scene, run, MoveStage::Kept, wishes);
            }
        }
    }
}

impl Sheet {
    fn still(&self, scene: &Scene<'_>, run: &MoveRun) -> bool {
        Arc::ptr_eq(&self.runs, &scene.workbook.move_runs) && self.lang == scene.lang && self.id == run.id
    }

    fn write(scene: &Scene<'_>, run: &MoveRun, result: &MoveResult) -> Self {
        let lang = scene.lang;
        let names: Vec<String> =
            run.groups.iter().enumerate().map(|(place, group)| words::group_label(lang, group, place)).collect();
        let mut ranked: Vec<(usize, usize)> = result.scores.iter().map(|score| score.right).enumerate().collect();
        ranked.sort_by_key(|(_, right)| std::cmp::Reverse(*right));
        let highest = ranked.first().map_or(0, |(_, right)| *right);
        let best = ranked.iter().take_while(|(_, right)| *right == highest);
        let best: Vec<String> = best.filter_map(|(place, _)| names.get(*place).cloned()).collect();
        let titles = STEPS.map(|step| match step {
            Step::Nothing => words::GUESS.of(lang).to_owned(),
            Step::Splits => words::splits_title(lang, run.groups.len()),
            Step::Differences => words::differences_title(lang, result.most_disputed()),
            Step::Key(class) => words::key_title(lang, class),
            Step::Scores => words::scores_title(lang, &best, highest),
        });
        Self {
            runs: Arc::clone(&scene.workbook.move_runs),
            lang,
            id: run.id.clone(),
            furthest: furthest(lang, run, &names),
            names,
            titles,
            ranking: ranked.into_iter().map(|(place, _)| place).collect(),
        }
    }
}

/// The first two groups of those that lie furthest apart, where any do and there are others to compare them with.
fn furthest(lang: Lang, run: &MoveRun, names: &[String]) -> Option<String> {
    let groups: Vec<_> = run.groups.iter().zip(names).collect();
    if groups.len() < 3 {
        return None;
    }
    let pairs = groups.iter().enumerate().flat_map(|(place, one)| {
        let others = groups.iter().skip(place + 1);
        others.map(|other| (one.1, other.1, difference(&one.0.split, &other.0.split)))
    });
    let furthest = pairs.reduce(|furthest, next| if next.2 > furthest.2 { next } else { furthest });
    furthest.filter(|(.., moves)| *moves > 0).map(|(one, other, moves)| words::furthest(lang, one, other, moves))
}

/// Draws a step.
struct Page<'a> {
    scene: &'a Scene<'a>,
    run: &'a MoveRun,
    result: &'a MoveResult,
    sheet: &'a Sheet,
}

impl Page<'_> {
    fn tokens(&self) -> &Tokens {
        self.scene.tokens
    }

    /// The moves as rows, the groups as columns.
    fn matrix(&self, ui: &mut Ui, step: Step) {
        let (tokens, lang) = (self.tokens(), self.scene.lang);
        ui.spacing_mut().item_spacing.y = 0.0;
        let with_differences = step == Step::Differences;
        let room = ui.available_size();
        let below = 1.8 * tokens.type_size.body;
        let rows = MarketMove::ALL.len() as f32 + 1.2;
        let height = ((room.y - below) / rows).clamp(LINE * tokens.type_size.body, 2.4 * tokens.type_size.body);
        let (rect, _) = ui.allocate_exact_size(vec2(room.x, height * rows), Sense::hover());
        let side = if with_differences { 5.0 * tokens.type_size.body } else { 0.0 };
        let groups = self.run.groups.len().max(1) as f32;
        let title = |size| (rect.width() * 0.34).clamp(9.0 * tokens.size(size), 18.0 * tokens.size(size));
        let column = |size| ((rect.width() - title(size) - side) / groups).min(10.0 * tokens.size(size));
        // In the largest type that leaves room for the classes' names.
        let fits = |size: &Size| height >= LINE * tokens.size(*size) && self.with_words(ui, *size) <= column(*size);
        let size = [Size::Title, Size::Section].into_iter().find(fits).unwrap_or(Size::Body);
        let (title, column) = (title(size), column(size));
        let in_words = self.with_words(ui, size) <= column;
        let cell = |left: f32, top: f32, width: f32, height: f32| {
            Rect::from_min_size(rect.min + vec2(left, top), vec2(width, height))
        };
        let head = 1.2 * height;
        for place in 0..self.run.groups.len() {
            self.group_name(ui, cell(title + place as f32 * column, 0.0, column, head), place, tokens.ink);
        }
        let beside = title + groups * column;
        if with_differences {
            let differing = words::DIFFERING.of(lang);
            line(ui, cell(beside, 0.0, side, head), differing, tokens.bold_font(Size::Body), tokens.ink_soft);
        }
        let most = self.result.most_pairs();
        for (at, about) in self.result.disagreements.iter().enumerate() {
            let top = head + at as f32 * height;
            let row = cell(0.0, top, beside + side, height);
            let disputed = with_differences && most > 0 && about.pairs == most;
            if disputed {
                ui.painter().rect_filled(row, tokens.corners(), tokens.amber.wash);
            } else {
                ui.painter().hline(row.x_range(), row.top(), tokens.hairline_stroke());
            }
            let quiet = with_differences && about.pairs == 0;
            let ink = if quiet { tokens.ink_soft } else { tokens.ink };
            let font = if disputed { tokens.bold_font(size) } else { tokens.font(size) };
            let name = cell(0.0, top, title, height);
            line(ui, name, &words::numbered(lang, about.card), font, ink);
            named(ui, name, ("move", about.card), || words::numbered(lang, about.card));
            if step == Step::Nothing {
                continue;
            }
            for place in 0..self.run.groups.len() {
                let cell = cell(title + place as f32 * column, top, column, height);
                self.choice(ui, cell, place, about.card, size, in_words);
            }
            if with_differences {
                self.pairs(ui, cell(beside, top, side, height), about, disputed);
            }
        }
        let (foot, _) = ui.allocate_exact_size(vec2(room.x, below), Sense::hover());
        let has_legend = step != Step::Nothing && !in_words;
        let right = if has_legend { self.legend(ui, foot) } else { foot.right() };
        if let Some(furthest) = self.sheet.furthest.as_ref().filter(|_| with_differences) {
            let area = foot.with_max_x(right);
            line(ui, area, furthest, tokens.font(Size::Body), tokens.ink);
            named(ui, area, "furthest", || furthest.clone());
        }
    }

    /// The name of a group above its column; without one, and without room, its number.
    fn group_name(&self, ui: &Ui, cell: Rect, place: usize, ink: Color32) {
        let font = self.tokens().bold_font(Size::Body);
        let name = self.sheet.names.get(place).map_or("", String::as_str);
        let is_nameless = self.run.groups.get(place).is_some_and(|group| group.name.trim().is_empty());
        if is_nameless && lay_out(ui, name, font.clone(), ink, f32::INFINITY, 1).size().x > line_width(ui, cell) {
            line(ui, cell, &(place + 1).to_string(), font, ink);
        } else {
            line(ui, cell, name, font, ink);
        }
        named(ui, cell, ("group", place), || name.to_owned());
    }

    /// How wide a class's sign is with its name, at most.
    fn with_words(&self, ui: &Ui, size: Size) -> f32 {
        let tokens = self.tokens();
        let widths = CustomerClass::ALL.map(|class| {
            let word = terms::class(class).of(self.scene.lang);
            lay_out(ui, word, tokens.font(size), tokens.ink, f32::INFINITY, 1).size().x
        });
        self.beside_sign(size) + widths.into_iter().fold(0.0, f32::max)
    }

    /// Where the name of a class begins in its cell.
    fn beside_sign(&self, size: Size) -> f32 {
        1.5 * self.sign(size) + self.tokens().inset
    }

    fn sign(&self, size: Size) -> f32 {
        self.tokens().sign.max(0.8 * self.tokens().size(size))
    }

    /// What the signs mean, at the right end of a line. Where it begins.
    fn legend(&self, ui: &Ui, area: Rect) -> f32 {
        let tokens = self.tokens();
        let mut right = area.right();
        for class in CustomerClass::ALL.into_iter().rev() {
            let word = terms::class(class).of(self.scene.lang);
            let width = lay_out(ui, word, tokens.font(Size::Small), tokens.ink, f32::INFINITY, 1).size().x;
            right -= self.beside_sign(Size::Small) + width + tokens.inset;
            let cell = Rect::from_min_max(pos2(right, area.top()), area.max);
            self.paint_class(ui, cell, Some(class), Size::Small, true);
        }
        right
    }

    /// Where a group put a move: the class's sign, and its name where there is room.
    fn choice(&self, ui: &Ui, cell: Rect, place: usize, card: MarketMove, size: Size, in_words: bool) {
        let class = self.choice_of(place, card);
        self.paint_class(ui, cell, class, size, in_words);
        let name = self.sheet.names.get(place).map_or("", String::as_str);
        named(ui, cell, (place, card), || words::spoken_choice(self.scene.lang, name, card, class));
    }

    fn choice_of(&self, place: usize, card: MarketMove) -> Option<CustomerClass> {
        self.run.groups.get(place).and_then(|group| group.split.get(&card)).copied()
    }

    fn paint_class(&self, ui: &Ui, cell: Rect, class: Option<CustomerClass>, size: Size, in_words: bool) {
        let (tokens, painter) = (self.tokens(), ui.painter());
        let sign = self.sign(size);
        let at = pos2(cell.left() + sign, cell.center().y);
        let Some(class) = class else {
            painter.text(at, Align2::CENTER_CENTER, format::UNKNOWN, tokens.font(size), tokens.ink_soft);
            return;
        };
        let hue = tokens.class(class);
        signs::paint(painter, Sign::from(class), at, sign, hue.mark);
        if in_words {
            let word = terms::class(class).of(self.scene.lang);
            let left = cell.left() + self.beside_sign(size);
            painter.text(pos2(left, cell.center().y), Align2::LEFT_CENTER, word, tokens.font(size), hue.ink);
        }
    }

    fn pairs(&self, ui: &Ui, cell: Rect, about: &Disagreement, disputed: bool) {
        let (tokens, lang, groups) = (self.tokens(), self.scene.lang, self.run.groups.len());
        let text = words::pairs(about, groups);
        let (font, ink) = if disputed {
            (tokens.bold_font(Size::Body), tokens.amber.ink)
        } else {
            (tokens.font(Size::Body), tokens.ink_soft)
        };
        line(ui, cell, &text, font, ink);
        if disputed {
            let at = pos2(cell.right() - tokens.sign, cell.center().y);
            signs::paint(ui.painter(), Sign::Warning, at, tokens.sign, tokens.amber.mark);
        }
        let response = ui.interact(cell, ui.scope_id().with(("pairs", about.card)), Sense::click());
        response
            .widget_info(|| WidgetInfo::labeled(Role::Button, true, words::explain_pairs(lang, about, groups).title));
        explain(&response, tokens, lang, || words::explain_pairs(lang, about, groups));
    }

    /// The moves of a class, each with its reason and with who put it there.
    fn key(&self, ui: &mut Ui, class: CustomerClass) {
        let (tokens, lang) = (self.tokens(), self.scene.lang);
        ui.spacing_mut().item_spacing.y = 0.0;
        let groups = self.run.groups.len().max(1) as f32;
        let room = ui.available_size();
        let column = (room.x * 0.4 / groups).clamp(2.8 * tokens.type_size.body, 8.0 * tokens.type_size.body);
        let column = column.min(room.x * 0.6 / groups);
        let left = room.x - groups * column - tokens.group;
        let (head, _) = ui.allocate_exact_size(vec2(room.x, 1.6 * tokens.type_size.body), Sense::hover());
        let cell = |row: Rect, place: usize| {
            let at = row.left_top() + vec2(left + tokens.group + place as f32 * column, 0.0);
            Rect::from_min_size(at, vec2(column, row.height()))
        };
        for place in 0..self.run.groups.len() {
            self.group_name(ui, cell(head, place), place, tokens.ink_soft);
        }
        let in_words = self.with_words(ui, Size::Body) <= column;
        if !in_words {
            self.legend(ui, head.with_max_x(head.left() + left));
        }
        // In the largest type in which all are in sight.
        let lay = |card: MarketMove, (title, reason): (Size, Size)| {
            let above = lay_out(ui, &words::numbered(lang, card), tokens.bold_font(title), tokens.ink, left, 2);
            let below = lay_out(ui, words::reason(card).of(lang), tokens.font(reason), tokens.ink, left, 6);
            (above.size().y + below.size().y + 3.0 * tokens.unit, above, below)
        };
        let height = ui.available_height();
        let fits = |sizes: &(Size, Size)| moves_of(class).map(|card| lay(card, *sizes).0).sum::<f32>() <= height;
        let sizes = [(Size::Title, Size::Section), (Size::Section, Size::Section), (Size::Section, Size::Body)];
        let sizes = sizes.into_iter().find(fits).unwrap_or((Size::Body, Size::Body));
        let rows: Vec<_> = moves_of(class).map(|card| (card, lay(card, sizes))).collect();
        let needed: f32 = rows.iter().map(|(_, (needed, ..))| needed).sum();
        let spare = ((height - needed) / rows.len() as f32).clamp(0.0, 2.0 * tokens.margin);
        for (card, (needed, title, reason)) in rows {
            let (row, _) = ui.allocate_exact_size(vec2(room.x, needed + spare), Sense::hover());
            let painter = ui.painter();
            painter.hline(row.x_range(), row.top(), tokens.hairline_stroke());
            let text = row.left_top() + vec2(0.0, tokens.unit + spare / 2.0);
            let below = text + vec2(0.0, title.size().y + tokens.unit);
            painter.galley(text, title, tokens.ink);
            painter.galley(below, reason, tokens.ink);
            let area = Rect::from_min_size(row.min, vec2(left, row.height()));
            let response = ui.interact(area, ui.scope_id().with(("key", card)), Sense::click());
            response.widget_info(|| {
                let explanation = words::explain_key(lang, card);
                WidgetInfo::labeled(Role::Button, true, format!("{} {}", explanation.title, explanation.rule))
            });
            widgets::focus_ring(ui, tokens, &response);
            explain(&response, tokens, lang, || words::explain_key(lang, card));
            for place in 0..self.run.groups.len() {
                self.hit(ui, cell(row, place), place, card, in_words);
            }
        }
    }

    /// Whether a group has a move where the key has it, and where else it put it.
    fn hit(&self, ui: &Ui, cell: Rect, place: usize, card: MarketMove, in_words: bool) {
        let tokens = self.tokens();
        let class = self.choice_of(place, card);
        if class == Some(key(card)) {
            let at = pos2(cell.left() + self.sign(Size::Body), cell.center().y);
            signs::paint(ui.painter(), Sign::Check, at, 1.5 * tokens.sign, tokens.green.mark);
        } else {
            self.paint_class(ui, cell, class, Size::Body, in_words);
        }
        let name = self.sheet.names.get(place).map_or("", String::as_str);
        named(ui, cell, (place, card), || words::spoken_hit(self.scene.lang, name, card, class));
    }

    /// Each group's score, the highest first: of all, and of each class.
    fn scores(&self, ui: &mut Ui) {
        let tokens = self.tokens();
        ui.spacing_mut().item_spacing.y = 0.0;
        let room = ui.available_size();
        let (head, _) = ui.allocate_exact_size(vec2(room.x, 1.8 * tokens.type_size.body), Sense::hover());
        let groups = self.run.groups.len().max(1) as f32;
        let height =
            (ui.available_height() / groups).clamp(LINE * tokens.type_size.title, 3.0 * tokens.type_size.figure);
        let size = if height >= LINE * tokens.type_size.figure { Size::Figure } else { Size::Title };
        let names = (room.x * 0.2).clamp(5.0 * tokens.type_size.section, 14.0 * tokens.type_size.section);
        let figure = 2.6 * tokens.type_size.figure;
        let least = self.beside_sign(Size::Body) + 3.0 * tokens.type_size.body;
        let column = (self.with_words(ui, Size::Body) + tokens.group).min(room.x * 0.13).max(least);
        let bar = (room.x - names - figure - 4.0 * column - 2.0 * tokens.group).max(0.0);
        let columns = ScoreColumns { names, figure, bar, column, size };
        let in_words = self.with_words(ui, Size::Body) <= column;
        for (place, class) in CustomerClass::ALL.into_iter().enumerate() {
            let cell = columns.class(head, place);
            self.paint_class(ui, cell, Some(class), Size::Body, in_words);
            named(ui, cell, ("class", place), || terms::class(class).of(self.scene.lang).to_owned());
        }
        for place in &self.sheet.ranking {
            let (row, response) = ui.allocate_exact_size(vec2(room.x, height), Sense::click());
            self.score(ui, row, &response, &columns, *place);
        }
    }

    fn score(&self, ui: &Ui, row: Rect, response: &Response, columns: &ScoreColumns, place: usize) {
        let (tokens, lang, painter) = (self.tokens(), self.scene.lang, ui.painter());
        let Some(score) = self.result.scores.get(place) else { return };
        let name = self.sheet.names.get(place).map_or("", String::as_str);
        painter.hline(row.x_range(), row.top(), tokens.hairline_stroke());
        line(ui, row.with_max_x(row.left() + columns.names), name, tokens.bold_font(Size::Section), tokens.ink);

        let all = MarketMove::ALL.len();
        let right = painter.layout_no_wrap(score.right.to_string(), tokens.bold_font(columns.size), tokens.ink);
        let of = painter.layout_no_wrap(words::out_of(all), tokens.font(Size::Body), tokens.ink_soft);
        let edge = row.left() + columns.names + 1.5 * tokens.type_size.figure;
        let lower = row.center().y + right.size().y / 2.0;
        // On the same line of writing, whatever the sizes.
        let raised = 0.25 * (tokens.size(columns.size) - tokens.type_size.body);
        let below = lower - of.size().y - raised;
        painter.galley(pos2(edge - right.size().x, lower - right.size().y), right, tokens.ink);
        painter.galley(pos2(edge, below), of, tokens.ink_soft);

        let middle =
            pos2(row.left() + columns.names + columns.figure + tokens.group + columns.bar / 2.0, row.center().y);
        let track = Rect::from_center_size(middle, vec2(columns.bar, (0.4 * row.height()).min(tokens.type_size.title)));
        painter.rect_filled(track, tokens.corners(), tokens.pressed);
        let filled = track.with_max_x(track.left() + columns.bar * score.right as f32 / all as f32);
        painter.rect_filled(filled, tokens.corners(), tokens.accent.mark);

        for (at, (class, right)) in CustomerClass::ALL.into_iter().zip(score.by_class).enumerate() {
            let text = words::of_all(right, moves_of(class).count());
            let cell = columns.class(row, at);
            let left = pos2(cell.left() + self.beside_sign(Size::Body), cell.center().y);
            painter.text(left, Align2::LEFT_CENTER, text, tokens.font(Size::Section), tokens.class(class).ink);
        }
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words::spoken_score(lang, name, score)));
        widgets::focus_ring(ui, tokens, response);
        explain(response, tokens, lang, || words::explain_score(lang, name, score));
    }
}

/// How wide the columns of the scores are, and how large the scores.
struct ScoreColumns {
    names: f32,
    figure: f32,
    bar: f32,
    column: f32,
    size: Size,
}

impl ScoreColumns {
    /// The cell of a class in a row.
    fn class(&self, row: Rect, place: usize) -> Rect {
        let left = row.right() - (4 - place.min(4)) as f32 * self.column;
        Rect::from_min_size(pos2(left, row.top()), vec2(self.column, row.height()))
    }
}

/// A text on one line, at the left of a cell.
fn line(ui: &Ui, cell: Rect, text: &str, font: FontId, ink: Color32) {
    let galley = lay_out(ui, text, font, ink, line_width(ui, cell), 1);
    let at = cell.left_center() + vec2(ui.spacing().item_spacing.x, -galley.size().y / 2.0);
    ui.painter().galley(at, galley, ink);
}

/// How much of a line there is room for in a cell.
fn line_width(ui: &Ui, cell: Rect) -> f32 {
    cell.width() - 1.5 * ui.spacing().item_spacing.x
}

/// Makes what was painted known by what it says; whole while the pointer is on it.
fn named(ui: &Ui, cell: Rect, salt: impl std::hash::Hash + std::fmt::Debug, text: impl Fn() -> String) -> Response {
    let response = ui.interact(cell, ui.scope_id().with(salt), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text()));
    response.on_hover_ui(|ui| {
        ui.label(text());
    })
}
