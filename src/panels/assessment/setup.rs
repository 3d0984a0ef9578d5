//! Setting a round up: who rates whom as what, by when, and who has not answered yet.

use std::sync::Arc;

use egui::{
    Align, Button, Checkbox, ComboBox, Frame, Key, Label, Layout, Margin, Popup, PopupCloseBehavior, Rect, RichText,
    Role, ScrollArea, Sense, StrokeKind, TextStyle, TextWrapMode, Ui, UiBuilder, WidgetText, pos2, vec2,
};

use crate::{
    analysis::{
        Audience, Origin,
        assessment::{NextRelease, next_release},
        raters,
    },
    edit::{AssessmentEdit, Edit},
    model::{
        Assignment, GroupMinimum, InstrumentId, Member, MemberId, Rater, RaterGroup, RaterId, Record, Round, RoundId,
        Table,
    },
    panels::{RoundRequest, Scene, Wish, Wishes},
    text::{Explanation, Lang, assessment, format, rounds as words, terms},
    ui::{DateField, TextField, Tokens, Typed, explain, widgets},
};

/// The highest minimum offered.
const MOST: u8 = 8;

/// The page's view state.
#[derive(Default)]
pub struct Setup {
    grid: Option<Grid>,
    /// What is typed to find somebody in the list of a cell.
    search: String,
    /// The name of somebody outside the team, while it is typed.
    outsider: String,
}

/// Who rates whom, in words, kept until something it rests on changes.
struct Grid {
    rounds: Arc<Table<Round>>,
    team: Arc<Table<Member>>,
    round: RoundId,
    lang: Lang,
    rows: Vec<Row>,
    /// How many ratings are in, how many were asked for, and how many people still owe some.
    progress: (usize, usize, usize),
    /// What could be released next.
    next: NextRelease,
}

/// One person who is rated, or could be.
struct Row {
    ratee: MemberId,
    name: String,
    cells: Vec<Cell>,
    /// How high it was when last drawn, for what is off screen.
    height: f32,
}

/// The raters of one person in one group.
struct Cell {
    group: RaterGroup,
    /// Each with whether they answered.
    raters: Vec<(RaterId, String, bool)>,
}

impl Cell {
    fn answered(&self) -> usize {
        self.raters.iter().filter(|(.., answered)| *answered).count()
    }

    /// Whether so few were asked that the group cannot be shown by itself.
    fn is_too_small(&self, min: usize) -> bool {
        self.group.is_protected() && (1..min).contains(&self.raters.len())
    }
}

/// A rater's name: one of our people, somebody outside, or the id.
pub fn rater_label<'a>(scene: &Scene<'a>, round: &'a Round, id: &'a RaterId) -> &'a str {
    let member = MemberId::new(id.as_str()).ok().and_then(|id| scene.workbook.team.get(&id));
    let outsider = || round.raters.get(id).map(|rater| rater.name.as_str()).filter(|name| !name.is_empty());
    member.map(Member::label).or_else(outsider).unwrap_or(id.as_str())
}

impl Grid {
    fn of<'a>(kept: &'a mut Option<Self>, scene: &Scene<'_>, round: &Round) -> &'a mut Self {
        let workbook = scene.workbook;
        let stale = kept.take_if(|grid| {
            !(Arc::ptr_eq(&grid.rounds, &workbook.rounds)
                && Arc::ptr_eq(&grid.team, &workbook.team)
                && grid.round == round.id
                && grid.lang == scene.lang)
        });
        let heights = stale.map(|grid| grid.rows.into_iter().map(|row| (row.ratee, row.height)).collect());
        kept.get_or_insert_with(|| Self::write(scene, round, heights.unwrap_or_default()))
    }

    /// Everyone in the team, and below them whoever else is rated.
    fn write(scene: &Scene<'_>, round: &Round, heights: std::collections::HashMap<MemberId, f32>) -> Self {
        let workbook = scene.workbook;
        let mut rows: Vec<Row> = Vec::new();
        let mut places = std::collections::HashMap::new();
        let asked = round.assignments.iter().map(|a| (&a.ratee, &a.rater, a.group));
        let answered = round.responses.iter().map(|r| (&r.ratee, &r.rater, r.group));
        let everyone = workbook.team.iter().map(|member| &member.id).chain(asked.clone().map(|(ratee, ..)| ratee));
        for id in everyone.chain(answered.clone().map(|(ratee, ..)| ratee)) {
            places.entry(id.clone()).or_insert_with(|| {
                let cells = RaterGroup::ALL.map(|group| Cell { group, raters: Vec::new() });
                let height = heights.get(id).copied().unwrap_or_default();
                let name = workbook.member_label(id).to_owned();
                rows.push(Row { ratee: id.clone(), name, cells: cells.into(), height });
                rows.len() - 1
            });
        }
        let mut seen = std::collections::HashSet::new();
        for (ratee, rater, group) in asked.chain(answered) {
            let cells = places.get(ratee).and_then(|place| rows.get_mut(*place)).map(|row| &mut row.cells);
            let cell = cells.and_then(|cells| cells.iter_mut().find(|cell| cell.group == group));
            if let Some(cell) = cell.filter(|_| seen.insert((ratee, rater, group))) {
                let answered = round.responses.contains(&(ratee.clone(), rater.clone(), group));
                cell.raters.push((rater.clone(), rater_label(scene, round, rater).to_owned(), answered));
            }
        }
        let all = || rows.iter().flat_map(|row| &row.cells);
        let progress =
            (all().map(Cell::answered).sum(), all().map(|cell| cell.raters.len()).sum(), raters::missing(round).len());
        let (rounds, team) = (Arc::clone(&workbook.rounds), Arc::clone(&workbook.team));
        let next = next_release(workbook, &round.id);
        Self { rounds, team, round: round.id.clone(), lang: scene.lang, rows, progress, next }
    }
}

impl Setup {
    /// Shows the page of one round.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, round: &Round, wishes: &mut Wishes) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        let mut desk = Desk { scene, round, wishes };
        ui.add_enabled_ui(!scene.read_only, |ui| {
            ui.horizontal_wrapped(|ui| desk.facts(ui));
        });
        let grid = Grid::of(&mut self.grid, scene, round);
        ui.add_space(tokens.unit);
        ui.horizontal_wrapped(|ui| {
            let (answered, asked, people) = grid.progress;
            ui.label(tokens.strong(words::progress(lang, answered, asked, people)));
            ui.add_space(tokens.inset);
            if !scene.read_only && ui.button(words::SUGGEST.of(lang)).clicked() {
                desk.suggest();
            }
            if people > 0 && ui.button(words::COPY_MISSING.of(lang)).clicked() {
                ui.copy_text(missing_message(scene, round));
                desk.wishes.push(Wish::Notice(words::COPIED.of(lang).to_owned()));
            }
        });
        ui.horizontal_wrapped(|ui| desk.steps(ui, grid));
        desk.standing(ui, grid);
        ui.label(tokens.small(assessment::RAW_ANSWERS.of(lang)));
        ui.add_space(tokens.inset);
        if grid.rows.is_empty() {
            widgets::empty_state(ui, tokens, words::NO_TEAM.of(lang), None);
            return;
        }
        let columns = Columns::of(ui, tokens);
        columns.heading(ui, tokens, lang);
        let min = usize::from(minimum(scene, round).get());
        let (search, outsider) = (&mut self.search, &mut self.outsider);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for row in &mut grid.rows {
                let top_left = ui.cursor().left_top();
                let size = vec2(columns.width(), row.height);
                if row.height > 0.0 && !ui.is_rect_visible(Rect::from_min_size(top_left, size)) {
                    ui.allocate_exact_size(size, Sense::hover());
                    continue;
                }
                row.height =
                    ui.push_id(row.ratee.as_str(), |ui| columns.row(ui, &mut desk, row, min, search, outsider)).inner;
            }
        });
    }
}

/// The button that saves somebody's own report, where there is something to report.
pub fn report_button(ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes, round: &RoundId, person: &MemberId) {
    // A first report freezes the round, which a workbook that can't be changed does not let.
    let may_go_out = |round: &&Round| !scene.read_only || !round.releases.is_empty();
    let rated = scene.workbook.rounds.get(round).filter(may_go_out).filter(|_| scene.audience == Audience::Trainer);
    if rated.is_none_or(|round| round.responses.iter().all(|response| response.ratee != *person)) {
        return;
    }
    let button = ui.button(words::SAVE_REPORT.of(scene.lang)).on_hover_text(words::SAVE_REPORT_TIP.of(scene.lang));
    if button.clicked() {
        wishes.push(Wish::Do(RoundRequest::Report(round.clone(), person.clone())));
    }
}

/// The least number of raters of a protected group.
fn minimum(scene: &Scene<'_>, round: &Round) -> GroupMinimum {
    let method = scene.workbook.method.assessment.min_group;
    round.min_group.map_or(method, |own| own.max(method))
}

/// The message to everyone who has not answered.
fn missing_message(scene: &Scene<'_>, round: &Round) -> String {
    let missing = raters::missing(round);
    let name = |(rater, about): &(&RaterId, Vec<_>)| {
        words::missing_person(scene.lang, rater_label(scene, round, rater), about.len())
    };
    let names: Vec<String> = missing.iter().map(name).collect();
    words::missing_message(scene.lang, round.label(), round.due, &names)
}

/// A round under the hands of whoever sets it up.
struct Desk<'a, 'w> {
    scene: &'a Scene<'a>,
    round: &'a Round,
    wishes: &'w mut Wishes,
}

impl Desk<'_, '_> {
    fn changed(&self, change: impl FnOnce(&mut Round)) -> Edit {
        let mut changed = self.round.clone();
        change(&mut changed);
        Edit::Assessment(AssessmentEdit::PutRound(Box::new(changed)))
    }

    fn change(&mut self, change: impl FnOnce(&mut Round)) {
        let edit = self.changed(change);
        self.wishes.edit(edit);
    }

    fn type_in(&mut self, typed: Typed, change: impl FnOnce(&mut Round)) {
        let edit = self.changed(change);
        self.wishes.type_in(typed, edit);
    }

    /// Name, day, least number and questionnaire, each behind its label.
    fn facts(&mut self, ui: &mut Ui) {
        let (tokens, lang, round) = (self.scene.tokens, self.scene.lang, self.round);
        let id = round.id.as_str();
        let width = tokens.type_size.body * 12.0;
        let key = |ui: &mut Ui, word: crate::text::Word| {
            ui.add(Label::new(tokens.body(word.of(lang)).color(tokens.ink_soft)).extend());
        };

        key(ui, words::NAME);
        let field = TextField::new((id, "name"), &round.name, words::NAME.of(lang)).width(width);
        if let Some(change) = field.show(ui, tokens) {
            self.type_in(change.typed, |round| round.name = change.value);
        }
        key(ui, words::DUE);
        if let Some(change) = DateField::new((id, "due"), round.due, words::DUE.of(lang), lang).show(ui, tokens) {
            self.type_in(change.typed, |round| round.due = change.value);
        }
        key(ui, words::MINIMUM);
        self.minimum(ui);
        key(ui, words::INSTRUMENT);
        self.instrument(ui);
    }

    /// The steps of a round, the next one marked.
    fn steps(&mut self, ui: &mut Ui, grid: &Grid) {
        let (tokens, lang, round) = (self.scene.tokens, self.scene.lang, self.round);
        let (_, asked, missing) = grid.progress;
        let has_more = !grid.next.keys.is_empty();
        let id = || round.id.clone();
        let steps = [
            (words::MAKE_FORMS, words::MAKE_FORMS_TIP, asked > 0, round.key.is_empty(), RoundRequest::Forms(id())),
            (words::COLLECT, words::COLLECT_TIP, !round.key.is_empty(), missing > 0, RoundRequest::Collect),
            (words::RELEASE, words::RELEASE_TIP, has_more, true, RoundRequest::Release(id())),
        ];
        let mut is_next = true;
        for (word, tip, is_possible, is_due, request) in steps.into_iter().filter(|_| !self.scene.read_only) {
            let show = |ui: &mut Ui| match is_next && is_due {
                true => widgets::primary_button(ui, tokens, word.of(lang)),
                false => ui.button(word.of(lang)),
            };
            let response = ui.add_enabled_ui(is_possible, show).inner;
            is_next &= !is_due;
            if response.on_hover_text(tip.of(lang)).clicked() {
                self.wishes.push(Wish::Do(request));
            }
        }
    }

    /// What has been released, on a line of its own: a label that wraps beside buttons would lie over them.
    fn standing(&self, ui: &mut Ui, grid: &Grid) {
        let (tokens, lang, round) = (self.scene.tokens, self.scene.lang, self.round);
        let stands = match round.releases.last() {
            None => words::NOT_RELEASED.of(lang).to_owned(),
            Some(last) => {
                let late = round.responses.iter().filter(|response| response.release.is_none()).count();
                words::released(lang, round.releases.len(), last.on, late, grid.next.keys.len())
            }
        };
        let stands = ui.label(tokens.small(stands));
        explain(&stands, tokens, lang, || self.releases(&grid.next));
    }

    /// What was released when, and what waits.
    fn releases(&self, next: &NextRelease) -> Explanation {
        let (lang, round) = (self.scene.lang, self.round);
        let released = round.releases.iter().zip(1..).map(|(release, number)| {
            let answers = round.responses.iter().filter(|response| response.release == Some(number)).count();
            (format::date(lang, release.on), words::answers(lang, answers))
        });
        let waiting = next.waiting.iter().map(|waiting| {
            let name = self.scene.workbook.member_label(&waiting.ratee);
            (words::WAITS.of(lang).to_owned(), words::waiting(lang, name, waiting.group, waiting.raters))
        });
        Explanation {
            title: words::RELEASES.of(lang).to_owned(),
            rows: released.chain(waiting).collect(),
            rule: words::RELEASE_RULE.of(lang).to_owned(),
            origin: Origin::Literature,
        }
    }

    fn minimum(&mut self, ui: &mut Ui) {
        let (tokens, lang, now) = (self.scene.tokens, self.scene.lang, minimum(self.scene, self.round));
        let least = self.scene.workbook.method.assessment.min_group;
        let list = ComboBox::from_id_salt("minimum").width(tokens.target * 2.0).selected_text(now.get().to_string());
        let chosen = list.show_ui(ui, |ui| {
            let choices = (least.get()..=MOST.max(least.get())).map(GroupMinimum::clamped);
            choices.filter(|choice| ui.selectable_label(*choice == now, choice.get().to_string()).clicked()).last()
        });
        widgets::name(&chosen.response, Role::ComboBox, words::MINIMUM.of(lang));
        chosen.response.on_hover_text(words::LEAST_HINT.of(lang));
        if let Some(chosen) = chosen.inner.flatten() {
            self.change(|round| round.min_group = Some(chosen));
        }
    }

    /// Which questionnaire: open until a form is out or an answer in.
    fn instrument(&mut self, ui: &mut Ui) {
        let (scene, lang, round) = (self.scene, self.scene.lang, self.round);
        let instruments = &scene.workbook.instruments;
        let now = (round.instrument.clone(), round.version);
        let text = instruments.get(&now).map_or_else(|| now.0.to_string(), |found| words::instrument(lang, found));
        let fixed = !round.key.is_empty() || !round.responses.is_empty();
        if fixed {
            ui.label(scene.tokens.body(text)).on_hover_text(words::FROZEN_INSTRUMENT.of(lang));
            return;
        }
        let width = scene.tokens.type_size.body * 14.0;
        let list = ComboBox::from_id_salt("instrument").width(width).selected_text(text).truncate();
        let chosen = list.show_ui(ui, |ui| {
            let clicked = |instrument: &&crate::model::Instrument| {
                let key: (InstrumentId, u32) = instrument.key();
                ui.selectable_label(key == now, words::instrument(lang, instrument)).clicked()
            };
            instruments.iter().filter(clicked).last().map(Record::key)
        });
        widgets::name(&chosen.response, Role::ComboBox, words::INSTRUMENT.of(lang));
        if let Some((instrument, version)) = chosen.inner.flatten() {
            self.change(|round| (round.instrument, round.version) = (instrument, version));
        }
    }

    fn suggest(&mut self) {
        let lang = self.scene.lang;
        let suggested = raters::suggest(&self.scene.workbook.team, self.round);
        let told = match suggested.len() {
            0 => words::NOTHING_TO_SUGGEST.of(lang).to_owned(),
            count => words::suggested(lang, count),
        };
        if !suggested.is_empty() {
            self.change(|round| {
                for asked in suggested {
                    round.assignments.put(asked);
                }
            });
        }
        self.wishes.push(Wish::Notice(told));
    }

    /// Asks somebody, or asks them no more.
    fn ask(&mut self, ratee: &MemberId, rater: RaterId, group: RaterGroup, ask: bool) {
        let assignment = Assignment { ratee: ratee.clone(), rater, group };
        self.change(|round| {
            if ask {
                round.assignments.put(assignment);
            } else {
                round.assignments.remove(&assignment.key());
            }
        });
    }

    /// Asks somebody who is none of our people.
    fn ask_outsider(&mut self, ratee: &MemberId, name: &str, group: RaterGroup) {
        let (round, team) = (self.round, &self.scene.workbook.team);
        let taken = |id: &RaterId| {
            round.raters.contains(id)
                || round.assignments.iter().any(|asked| asked.rater == *id)
                || MemberId::new(id.as_str()).is_ok_and(|id| team.contains(&id))
        };
        let id = RaterId::fresh(name, taken);
        let rater = Rater { id: id.clone(), name: name.to_owned(), note: String::new() };
        let assignment = Assignment { ratee: ratee.clone(), rater: id, group };
        self.change(|round| {
            round.raters.put(rater);
            round.assignments.put(assignment);
        });
    }
}

/// How wide the grid's columns are.
struct Columns {
    name: f32,
    /// Those of [`RaterGroup::ALL`].
    groups: [f32; RaterGroup::ALL.len()],
}

impl Columns {
    /// A person's own and their manager's need room for one name, the others share the rest.
    fn of(ui: &Ui, tokens: &Tokens) -> Self {
        let body = tokens.type_size.body;
        let room = ui.available_width() - tokens.group;
        // Where there is no room for all, each gives way as far as it is wide.
        let share = (room / (body * 43.0)).min(1.0);
        let (name, one) = (body * 8.0 * share, body * 7.0 * share);
        let rest = ((room - name - 2.0 * one) / 3.0).max(one);
        Self { name, groups: [one, one, rest, rest, rest] }
    }

    fn width(&self) -> f32 {
        self.name + self.groups.iter().sum::<f32>()
    }

    fn heading(&self, ui: &mut Ui, tokens: &Tokens, lang: Lang) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let mut cell = |width: f32, text: &str| {
                let size = vec2(width, tokens.type_size.small * 1.5);
                ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
                    ui.set_min_width(width);
                    ui.add_space(tokens.unit);
                    ui.add(Label::new(tokens.small(text)).truncate());
                });
            };
            cell(self.name, words::RATEE.of(lang));
            for (group, width) in RaterGroup::ALL.into_iter().zip(self.groups) {
                cell(width, terms::rater_group(group).of(lang));
            }
        });
    }

    /// One person, and a button for each of their groups. Says how high it is.
    fn row(
        &self,
        ui: &mut Ui,
        desk: &mut Desk<'_, '_>,
        row: &Row,
        min: usize,
        search: &mut String,
        outsider: &mut String,
    ) -> f32 {
        let tokens = desk.scene.tokens;
        let top = ui.cursor().top();
        let mut left = ui.cursor().left();
        ui.painter().hline(left..=left + self.width(), top, tokens.hairline_stroke());
        let mut bottom = top + tokens.target;
        let mut place = |ui: &mut Ui, width: f32, show: &mut dyn FnMut(&mut Ui)| {
            let room = Rect::from_min_size(pos2(left, top), vec2(width, tokens.target));
            let mut child = ui.new_child(UiBuilder::new().max_rect(room).layout(Layout::top_down(Align::Min)));
            show(&mut child);
            bottom = bottom.max(child.min_rect().bottom());
            left += width;
        };
        place(ui, self.name, &mut |ui| {
            inset(tokens).show(ui, |ui| ui.add(Label::new(tokens.strong(&row.name)).truncate()));
        });
        for (cell, width) in row.cells.iter().zip(self.groups) {
            place(ui, width, &mut |ui| {
                ui.push_id(cell.group, |ui| show_cell(ui, desk, row, cell, min, search, outsider));
            });
        }
        let height = bottom - top + tokens.unit;
        ui.allocate_exact_size(vec2(self.width(), height), Sense::hover());
        height
    }
}

/// The frame of what stands in a cell.
fn inset(tokens: &Tokens) -> Frame {
    #[expect(clippy::cast_possible_truncation, reason = "a few points")]
    Frame::new().inner_margin(Margin::same(tokens.unit as i8))
}

/// A text that begins a new line rather than being torn apart, and ends in an ellipsis where a line is too short for it.
fn on_one_line(ui: &mut Ui, text: RichText) {
    let text = WidgetText::from(text);
    let room = ui.max_rect().width();
    let size = text.clone().into_galley(ui, Some(TextWrapMode::Extend), f32::INFINITY, TextStyle::Body).size();
    let label = Label::new(text);
    if size.x <= room {
        ui.add(label.extend());
    } else {
        ui.allocate_ui(vec2(room, size.y), |ui| ui.add(label.truncate()));
    }
}

/// The names in a cell: those who have answered in ink, the others softly and with a sign of their own.
fn show_cell(
    ui: &mut Ui,
    desk: &mut Desk<'_, '_>,
    row: &Row,
    cell: &Cell,
    min: usize,
    search: &mut String,
    outsider: &mut String,
) {
    let (tokens, lang) = (desk.scene.tokens, desk.scene.lang);
    // No name is torn apart at the end of a line, as one long text of Chinese names would be.
    let names = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing = vec2(tokens.type_size.body, 0.0);
        ui.spacing_mut().interact_size.y = 0.0;
        for (_, name, answered) in &cell.raters {
            let (sign, ink) = if *answered { ("✓", tokens.ink) } else { ("○", tokens.ink_soft) };
            on_one_line(ui, tokens.body(format!("{sign} {name}")).color(ink));
        }
        if cell.raters.is_empty() {
            ui.label(tokens.body("+").color(tokens.ink_soft));
        }
        if cell.is_too_small(min) {
            let few = words::too_few(lang, cell.raters.len(), min);
            on_one_line(ui, tokens.small(few).color(tokens.amber.ink));
        }
    };
    let cell_ui = |ui: &mut Ui| {
        inset(tokens).show(ui, |ui| {
            ui.set_min_size(vec2(ui.available_width(), tokens.target - 2.0 * tokens.unit));
            ui.with_layout(Layout::left_to_right(Align::Min).with_main_wrap(true), names);
        });
    };
    let response = ui.scope_builder(UiBuilder::new().sense(Sense::click()), cell_ui).response;
    let label = words::cell(lang, &row.name, cell.group, cell.raters.len(), cell.answered());
    widgets::name(&response, Role::Button, &label);
    widgets::focus_ring(ui, tokens, &response);
    if response.hovered() && !desk.scene.read_only {
        ui.painter().rect_stroke(response.rect, tokens.corners(), tokens.hairline_stroke(), StrokeKind::Inside);
    }
    if desk.scene.read_only {
        return;
    }
    if response.clicked() {
        search.clear();
        outsider.clear();
    }
    Popup::from_toggle_button_response(&response).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        ui.set_width(tokens.type_size.body * 18.0);
        list(ui, desk, row, cell, search, outsider);
    });
}

/// Everyone who could rate a person as this, with a tick at those who are asked to.
fn list(ui: &mut Ui, desk: &mut Desk<'_, '_>, row: &Row, cell: &Cell, search: &mut String, outsider: &mut String) {
    let (scene, round) = (desk.scene, desk.round);
    let (tokens, lang) = (scene.tokens, scene.lang);
    ui.label(tokens.section(terms::rater_group(cell.group).of(lang)));
    let field = egui::TextEdit::singleline(search).hint_text(words::SEARCH.of(lang)).desired_width(f32::INFINITY);
    ui.add(field).accessible_name(words::SEARCH.of(lang));
    let wanted = search.trim().to_lowercase();
    let members = scene.workbook.team.iter().filter_map(|member| RaterId::new(member.id.as_str()).ok());
    let others = round.raters.iter().map(|rater| rater.id.clone());
    let in_cell = cell.raters.iter().map(|(id, ..)| id.clone());
    let mut everyone: Vec<RaterId> = members.chain(others).chain(in_cell).collect();
    let mut seen = std::collections::HashSet::new();
    everyone.retain(|id| seen.insert(id.clone()));
    let own = |id: &RaterId| id.as_str() == row.ratee.as_str();
    ScrollArea::vertical().auto_shrink([false, true]).max_height(tokens.target * 10.0).show(ui, |ui| {
        for id in everyone {
            let name = rater_label(scene, round, &id);
            let fits = if cell.group == RaterGroup::Oneself { own(&id) } else { !own(&id) };
            if !fits || !(wanted.is_empty() || name.to_lowercase().contains(&wanted)) {
                continue;
            }
            let here = (row.ratee.clone(), id.clone(), cell.group);
            let elsewhere =
                round.assignments.iter().find(|a| a.ratee == row.ratee && a.rater == id && a.group != cell.group);
            let text = elsewhere.map_or_else(|| name.to_owned(), |other| words::asked_as(lang, name, other.group));
            let mut asked = round.assignments.contains(&here);
            let answered = round.responses.contains(&here);
            let tick = ui.push_id(id.as_str(), |ui| {
                ui.add_enabled(!answered || !asked, Checkbox::new(&mut asked, tokens.body(text)))
            });
            if tick.inner.changed() {
                desk.ask(&row.ratee, id.clone(), cell.group, asked);
            }
        }
    });
    if cell.group == RaterGroup::Oneself {
        return;
    }
    ui.add_space(tokens.unit);
    ui.horizontal(|ui| {
        let width = ui.available_width() - tokens.target * 2.0;
        let field = egui::TextEdit::singleline(outsider).hint_text(words::OUTSIDER.of(lang)).desired_width(width);
        let response = ui.add(field).accessible_name(words::OUTSIDER.of(lang));
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let pressed = ui.add_enabled(!outsider.trim().is_empty(), Button::new(words::ADD_OUTSIDER.of(lang))).clicked();
        if (entered || pressed) && !outsider.trim().is_empty() {
            desk.ask_outsider(&row.ratee, outsider.trim(), cell.group);
            outsider.clear();
        }
    });
}
