//! The team's cards of a period: how the grades are distributed, and everybody's standing, sorted as one asks.

use std::{cmp::Ordering, sync::Arc};

use egui::{Align2, Color32, Label, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use crate::{
    analysis::{
        evaluation::Evaluation,
        findings::is_hundred,
        goals::{self, GradeCount, TeamRow},
    },
    model::{Date, GoalCard, Grade, Member, MemberId, PeriodId, Table},
    panels::{Scene, filters},
    text::{Lang, Word, collate, format, goals as words},
    ui::{Step, Tokens, widgets},
};

/// Below this width, in widths of a letter, a line has names, scores and grades only.
const NARROW: f32 = 42.0;

/// What one looks at of the team.
#[derive(Default)]
pub(super) struct View {
    /// The period chosen here, and the one of the card that was shown then: another card begins with its own.
    period: Option<(PeriodId, PeriodId)>,
    sorted: Sorted,
    filter: Filter,
    board: Option<Board>,
}

/// What the rows are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sorted {
    by: Column,
    /// The largest first.
    down: bool,
}

impl Default for Sorted {
    fn default() -> Self {
        Self { by: Column::Score, down: true }
    }
}

/// Whose cards are listed.
#[derive(Clone, Debug, Default, PartialEq)]
struct Filter {
    superior: Option<MemberId>,
    class: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Name,
    Stage,
    Oneself,
    Score,
    Grade,
    Apart,
    Open,
}

impl Column {
    const ALL: [Self; 7] = [Self::Name, Self::Stage, Self::Oneself, Self::Score, Self::Grade, Self::Apart, Self::Open];

    const fn title(self) -> Word {
        match self {
            Self::Name => words::NAME,
            Self::Stage => words::STANDING,
            Self::Oneself => words::ONESELF,
            Self::Score => words::MANAGER,
            Self::Grade => words::GRADE,
            Self::Apart => words::APART,
            Self::Open => words::OPEN_ROWS,
        }
    }

    /// Whether there is room for it: a narrow panel has names, scores and grades.
    fn has_room(self, width: f32, body: f32) -> bool {
        width >= NARROW * body || !matches!(self, Self::Stage | Self::Open)
    }

    /// How wide it is, in widths of a letter; the names take the rest.
    const fn width(self) -> f32 {
        match self {
            Self::Name => 0.0,
            Self::Stage => 10.0,
            Self::Grade => 4.0,
            Self::Oneself | Self::Apart => 5.0,
            Self::Score | Self::Open => 6.0,
        }
    }
}

/// Everything written of a period's cards, kept until something it rests on changes.
struct Board {
    rests: Rests,
    rows: Vec<Row>,
    grades: [(Grade, GradeCount); 5],
    /// Those who have no card, by name.
    without: Vec<(MemberId, String)>,
    superiors: Vec<(MemberId, String)>,
    classes: Vec<String>,
    /// Every period there are cards for.
    periods: Vec<PeriodId>,
    period: PeriodId,
    sorted: Sorted,
    filter: Filter,
}

/// Shared sections are the same as long as they are the same allocation.
struct Rests {
    cards: Arc<Table<GoalCard>>,
    evaluations: Arc<Table<Evaluation>>,
    team: Arc<Table<Member>>,
    today: Date,
    lang: Lang,
}

struct Row {
    of: TeamRow,
    name: String,
    key: Vec<u8>,
    /// What stands in each column.
    texts: [String; 7],
    spoken: String,
}

impl Rests {
    fn on(scene: &Scene<'_>) -> Self {
        Self {
            cards: Arc::clone(&scene.workbook.goal_cards),
            evaluations: Arc::clone(&scene.derived.evaluations),
            team: Arc::clone(&scene.workbook.team),
            today: scene.today,
            lang: scene.lang,
        }
    }

    fn still(&self, scene: &Scene<'_>) -> bool {
        Arc::ptr_eq(&self.cards, &scene.workbook.goal_cards)
            && Arc::ptr_eq(&self.evaluations, &scene.derived.evaluations)
            && Arc::ptr_eq(&self.team, &scene.workbook.team)
            && self.today == scene.today
            && self.lang == scene.lang
    }
}

impl Board {
    fn write(scene: &Scene<'_>, period: &PeriodId, sorted: Sorted, filter: &Filter) -> Self {
        let workbook = scene.workbook;
        let all = goals::team(workbook, &scene.derived.evaluations, period, scene.today);
        let class_of = |person: &MemberId| workbook.team.get(person).map_or("", |member| member.class.as_str());
        let named = |id: &MemberId| (id.clone(), workbook.member_label(id).to_owned());
        let mut superiors: Vec<_> = all.iter().filter_map(|row| row.superior.as_ref()).map(named).collect();
        superiors.sort_by_cached_key(|(_, name)| collate::key(name));
        superiors.dedup();
        let mut classes: Vec<String> = all.iter().map(|row| class_of(&row.person).to_owned()).collect();
        classes.retain(|class| !class.is_empty());
        classes.sort_by_cached_key(|class| collate::key(class));
        classes.dedup();
        let has_card = |id: &MemberId| all.iter().any(|row| row.person == *id);
        let fits = |person: &MemberId, superior: Option<&MemberId>| {
            filter.superior.as_ref().is_none_or(|wanted| superior == Some(wanted))
                && filter.class.as_ref().is_none_or(|wanted| class_of(person) == wanted)
        };
        let lacking = |member: &&Member| !has_card(&member.id) && fits(&member.id, member.manager.as_ref());
        let without = workbook.team.iter().filter(lacking).map(|member| named(&member.id)).collect();
        let mut rows: Vec<Row> = all
            .iter()
            .filter(|row| fits(&row.person, row.superior.as_ref()))
            .map(|row| Row::write(scene, row.clone()))
            .collect();
        rows.sort_by(|a, b| sorted.order(a, b));
        Self {
            rests: Rests::on(scene),
            grades: goals::distribution(rows.iter().map(|row| &row.of)),
            rows,
            without,
            superiors,
            classes,
            periods: goals::periods(workbook),
            period: period.clone(),
            sorted,
            filter: filter.clone(),
        }
    }
}

impl Row {
    fn write(scene: &Scene<'_>, of: TeamRow) -> Self {
        let lang = scene.lang;
        let name = scene.workbook.member_label(&of.person).to_owned();
        let number = |value| format::number_or_unknown(value, 1);
        let grade = words::grade(of.grade);
        let mark = if of.provisional && of.grade.is_some() { format!("({grade})") } else { grade };
        let apart = of.apart().map_or_else(|| format::UNKNOWN.to_owned(), |by| format::difference(by, 1));
        let open = if of.open == 0 { String::new() } else { of.open.to_string() };
        let stage = words::stage(of.stage).of(lang).to_owned();
        Self {
            key: collate::key(&name),
            spoken: words::standing(lang, &name, of.oneself, of.score, of.grade),
            texts: [name.clone(), stage, number(of.oneself), number(of.score), mark, apart, open],
            name,
            of,
        }
    }
}

impl Sorted {
    /// What is unknown comes last either way; names decide between equals.
    fn order(self, a: &Row, b: &Row) -> Ordering {
        let turned = |order: Ordering| if self.down { order.reverse() } else { order };
        let numbers = |of: fn(&TeamRow) -> Option<f64>| match (of(&a.of), of(&b.of)) {
            (Some(a), Some(b)) => turned(a.total_cmp(&b)),
            (a, b) => b.is_some().cmp(&a.is_some()),
        };
        let order = match self.by {
            Column::Name => turned(a.key.cmp(&b.key)),
            Column::Stage => turned(a.of.stage.cmp(&b.of.stage)),
            Column::Oneself => numbers(|row| row.oneself),
            Column::Score | Column::Grade => numbers(|row| row.score),
            // However far, whoever is higher.
            Column::Apart => numbers(|row| row.apart().map(f64::abs)),
            Column::Open => turned(a.of.open.cmp(&b.of.open)),
        };
        order.then_with(|| a.key.cmp(&b.key))
    }
}

impl View {
    /// Draws it, of the period of the card that is shown or of another one. The card that was pressed.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, card: &GoalCard) -> Option<(MemberId, PeriodId)> {
        self.period.take_if(|(_, of)| *of != card.period);
        let period = self.period.as_ref().map_or(&card.period, |(period, _)| period);
        let (sorted, filter) = (self.sorted, &self.filter);
        let still = |board: &Board| {
            board.rests.still(scene) && board.period == *period && board.sorted == sorted && board.filter == *filter
        };
        self.board.take_if(|board| !still(board));
        let board = self.board.get_or_insert_with(|| Board::write(scene, period, sorted, filter));
        let other = board.tools(ui, scene, &mut self.filter);
        board.distribution(ui, scene);
        let mut chosen = None;
        ScrollArea::vertical().id_salt("team").auto_shrink(false).show(ui, |ui| {
            ui.set_max_width((scene.tokens.prose_width * 1.7).min(ui.available_width()));
            chosen = board.table(ui, scene, &mut self.sorted);
            board.lacking(ui, scene);
        });
        let chosen = chosen.map(|person| (person, period.clone()));
        self.period = other.map(|other| (other, card.period.clone())).or(self.period.take());
        chosen
    }
}

impl Board {
    /// Of which period and whose cards are listed, and how many they are. The other period that was chosen, if any.
    fn tools(&self, ui: &mut Ui, scene: &Scene<'_>, filter: &mut Filter) -> Option<PeriodId> {
        let (tokens, lang) = (scene.tokens, scene.lang);
        let mut chosen = None;
        ui.horizontal_wrapped(|ui| {
            let width = 8.0 * tokens.type_size.body;
            widgets::chooser(ui, "of", width, self.period.as_str(), words::TEAM_PERIOD.of(lang), |ui| {
                for period in &self.periods {
                    if ui.selectable_label(*period == self.period, period.as_str()).clicked() {
                        chosen = Some(period.clone());
                    }
                }
            });
            let settled = self.rows.iter().filter(|row| !row.of.provisional).count();
            ui.label(tokens.small(words::team_size(lang, self.rows.len(), settled)));
            let is_on = *filter != Filter::default();
            let button = widgets::tool_toggle(ui, tokens, words::FILTER.of(lang), is_on);
            egui::Popup::menu(&button).show(|ui| {
                filters::choice(ui, lang, words::SUPERIOR, &mut filter.superior, self.superiors.iter().cloned());
                let classes = self.classes.iter().map(|class| (class.clone(), class.clone()));
                filters::choice(ui, lang, words::CLASS, &mut filter.class, classes);
            });
        });
        chosen
    }

    /// A bar for each grade: settled ones filled, provisional ones outlined above them.
    fn distribution(&self, ui: &mut Ui, scene: &Scene<'_>) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        let body = tokens.type_size.body;
        let most = self.grades.iter().map(|(_, count)| count.settled + count.provisional).max().unwrap_or_default();
        if most == 0 {
            return;
        }
        let width = (ui.available_width()).min(body * 36.0);
        let (rect, _) = ui.allocate_exact_size(vec2(width, body * 6.5), Sense::hover());
        let column = width / self.grades.len() as f32;
        let (foot, head) = (tokens.type_size.small * 1.5, tokens.type_size.small * 1.5);
        for (place, (grade, count)) in self.grades.into_iter().enumerate() {
            let room = Rect::from_min_size(rect.min + vec2(column * place as f32, 0.0), vec2(column, rect.height()));
            let response = ui.interact(room, ui.scope_id().with(("grade", grade)), Sense::hover());
            widgets::name(&response, egui::Role::Label, &words::grade_counted(lang, grade, count));
            let painter = ui.painter();
            let ground = room.bottom() - foot;
            let unit = (room.height() - foot - head) / most as f32;
            let bar = |from: usize, to: usize| {
                Rect::from_min_max(
                    pos2(room.left() + column * 0.2, ground - unit * to as f32),
                    pos2(room.right() - column * 0.2, ground - unit * from as f32),
                )
            };
            let all = count.settled + count.provisional;
            painter.rect_filled(bar(0, count.settled), 0.0, tokens.accent.mark);
            if count.provisional > 0 {
                let edge = Stroke::new(tokens.line, tokens.accent.mark);
                painter.rect(bar(count.settled, all), 0.0, tokens.accent.wash, edge, StrokeKind::Inside);
            }
            painter.hline(room.x_range(), ground, tokens.hairline_stroke());
            let name = pos2(room.center().x, room.bottom());
            painter.text(name, Align2::CENTER_BOTTOM, format!("{grade:?}"), tokens.font(Step::Small), tokens.ink_soft);
            let at = pos2(room.center().x, ground - unit * all as f32);
            if all > 0 {
                let text = words::grade_count(lang, count);
                painter.text(at, Align2::CENTER_BOTTOM, text, tokens.font(Step::Small), tokens.ink);
            }
        }
        ui.add_space(tokens.inset);
    }

    /// Everybody's line, below heads that sort. Whose was pressed.
    fn table(&self, ui: &mut Ui, scene: &Scene<'_>, sorted: &mut Sorted) -> Option<MemberId> {
        let (tokens, lang) = (scene.tokens, scene.lang);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), tokens.target), Sense::hover());
        let heads = Column::ALL.into_iter().zip(rooms(rect, tokens));
        for (column, room) in heads.filter(|(_, room)| room.is_positive()) {
            let response = ui.interact(room, ui.scope_id().with(("sort", column as usize)), Sense::click());
            let is_it = sorted.by == column;
            widgets::name_selectable(&response, is_it, &words::sort_by(lang, column.title()));
            let sign = match (is_it, sorted.down) {
                (true, true) => " ▼",
                (true, false) => " ▲",
                _ => "",
            };
            let text = format!("{}{sign}", column.title().of(lang));
            let ink = match column {
                Column::Oneself => tokens.own.ink,
                Column::Score => tokens.others.ink,
                _ => tokens.ink_soft,
            };
            cell(ui, tokens, column, room, &text, Step::Small, ink);
            widgets::focus_ring(ui, tokens, &response);
            if response.clicked() {
                // Numbers begin with the largest, names with the first.
                let down = if is_it { !sorted.down } else { !matches!(column, Column::Name | Column::Stage) };
                *sorted = Sorted { by: column, down };
            }
        }
        if self.rows.is_empty() {
            ui.label(tokens.prose(words::NONE_LEFT.of(lang)));
        }
        let mut chosen = None;
        ui.spacing_mut().item_spacing.y = 0.0;
        for row in &self.rows {
            if self.row(ui, scene, row) {
                chosen = Some(row.of.person.clone());
            }
        }
        if self.rows.iter().any(|row| row.of.provisional && row.of.grade.is_some()) {
            ui.add_space(tokens.unit);
            ui.label(tokens.small(words::IN_BRACKETS.of(lang)));
        }
        chosen
    }

    fn row(&self, ui: &mut Ui, scene: &Scene<'_>, row: &Row) -> bool {
        let tokens = scene.tokens;
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), tokens.target), Sense::click());
        if ui.is_rect_visible(rect) {
            widgets::name(&response, egui::Role::Button, &row.spoken);
            if response.hovered() {
                ui.painter().rect_filled(rect, tokens.corners(), tokens.hovered);
            }
            ui.painter().hline(rect.x_range(), rect.bottom(), tokens.hairline_stroke());
            let weights_wrong = !is_hundred(row.of.weights) && row.of.weights != 0.0;
            let cells = Column::ALL.into_iter().zip(rooms(rect, tokens)).zip(&row.texts);
            for ((column, room), text) in cells.filter(|((_, room), _)| room.is_positive()) {
                let ink = match column {
                    Column::Score if weights_wrong => tokens.red.ink,
                    Column::Stage | Column::Open => tokens.ink_soft,
                    _ => tokens.ink,
                };
                cell(ui, tokens, column, room, text, Step::Body, ink);
            }
            widgets::focus_ring(ui, tokens, &response);
            if weights_wrong {
                response.clone().on_hover_text(words::weights(scene.lang, row.of.weights));
            } else {
                response.clone().on_hover_text(row.name.as_str());
            }
        }
        response.clicked()
    }

    /// Who has no card for this period.
    fn lacking(&self, ui: &mut Ui, scene: &Scene<'_>) {
        let tokens = scene.tokens;
        if self.without.is_empty() {
            return;
        }
        ui.add_space(tokens.group);
        let text = words::without_card(scene.lang, self.without.iter().map(|(_, name)| name.as_str()));
        ui.add(Label::new(tokens.small(text)).wrap());
    }
}

/// Where each column stands in a line; one without room is empty.
fn rooms(rect: Rect, tokens: &Tokens) -> [Rect; 7] {
    let body = tokens.type_size.body;
    let wide = |column: Column| if column.has_room(rect.width(), body) { column.width() * body } else { 0.0 };
    let others: f32 = Column::ALL.into_iter().map(wide).sum();
    let mut left = rect.left();
    Column::ALL.map(|column| {
        let width = if column == Column::Name { (rect.width() - others).max(0.0) } else { wide(column) };
        let room = rect.with_min_x(left).with_max_x(left + width);
        left += width;
        room
    })
}

/// A text of a column: numbers at the right, words at the left.
fn cell(ui: &Ui, tokens: &Tokens, column: Column, room: Rect, text: &str, step: Step, ink: Color32) {
    let painter = ui.painter();
    let inner = room.shrink2(vec2(tokens.unit, 0.0));
    let galley = widgets::line(painter, text, tokens.font(step), ink, inner.width());
    let left = match column {
        Column::Name | Column::Stage => inner.left(),
        _ => inner.right() - galley.size().x,
    };
    painter.galley(pos2(left, inner.center().y - galley.size().y / 2.0), galley, ink);
}
