//! The meeting: a calm view of one conversation and of nothing else: the step, what I wanted to say, what they say, a
//! quiet clock, and the promises as they come.

use std::{collections::BTreeMap, time::Duration};

use egui::{Align, Button, Frame, Label, Layout, Margin, Panel, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, vec2};

use super::{commitments, desk::Desk, margin, script, step};
use crate::{
    edit::ConversationEdit,
    model::{Action, Conversation, ConversationId, ConversationKind, Date, MemberId, Point, Script, ScriptShape, Step},
    panels::keys::{self, Turn},
    text::{feedback, meeting as words, terms},
    ui::{DateField, Sign, TextField, signs, widgets},
};

/// A meeting under way. Its clock is nobody's edit: it ends with the meeting.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// The conversation that is held.
    pub talk: ConversationId,
    /// The step one is at.
    step: Step,
    /// The step to turn to, once what is being typed is written down.
    next: Option<Step>,
    /// Seconds spent in each step until the clock last ran.
    spent: BTreeMap<Step, f64>,
    /// When the clock was last looked at, in seconds of the window; nothing while it is paused.
    running_since: Option<f64>,
    promise: Promise,
}

/// A promise being caught: it becomes one when it is taken down.
#[derive(Clone, Debug, Default)]
struct Promise {
    what: String,
    owner: Option<MemberId>,
    due: Option<Date>,
}

/// What the view leaves to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The meeting goes on.
    No,
    /// It is over: on to the record.
    Yes,
}

impl Meeting {
    /// Begins with the first step; goes on, where it has begun, with the first one that has no notes.
    pub fn begin(ui: &Ui, talk: &Conversation, today: Date) -> Option<Self> {
        let steps = talk.kind.steps();
        let open = steps.iter().find(|step| !talk.notes.contains_key(step)).filter(|_| talk.is_held(today));
        let step = open.or(steps.first())?;
        let running_since = Some(ui.input(|input| input.time));
        let promise = Promise { owner: Some(talk.person.clone()), ..Promise::default() };
        Some(Self { talk: talk.id.clone(), step: *step, next: None, spent: BTreeMap::new(), running_since, promise })
    }

    /// Shows the meeting, as high as there is room.
    pub fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) -> Ended {
        self.tick(ui);
        let tokens = desk.scene.tokens;
        let mut ended = Ended::No;
        Frame::new().inner_margin(margin(tokens.group)).show(ui, |ui| {
            ended = self.bar(ui, desk);
            ui.add_space(tokens.inset);
            let rail = Panel::left("meeting steps").resizable(false).show_separator_line(false);
            let rail = rail.exact_size(tokens.prose_width / 2.6).frame(Frame::NONE);
            rail.show(ui, |ui| self.rail(ui, desk));
            let above = Margin { top: margin(tokens.inset).top, left: margin(tokens.group).left, ..Margin::ZERO };
            let turner = Panel::bottom("meeting turn").resizable(false).show_separator_line(false);
            if turner.frame(Frame::new().inner_margin(above)).show(ui, |ui| self.turner(ui, desk)).inner {
                ended = Ended::Yes;
            }
            if self.next.is_some() || ended == Ended::Yes {
                // Whatever is being typed is of this step: its field gives it out while it is still shown.
                ui.memory_mut(|memory| memory.focused().into_iter().for_each(|field| memory.surrender_focus(field)));
            }
            let gap = Frame::new().inner_margin(Margin { left: margin(tokens.group).left, ..Margin::ZERO });
            gap.show(ui, |ui| self.body(ui, desk));
        });
        if let Some(next) = self.next.take() {
            self.step = next;
            ui.request_repaint();
        }
        ended
    }

    /// Counts what has passed. The clock shows minutes: it need not be drawn more often than that.
    fn tick(&mut self, ui: &Ui) {
        let now = ui.input(|input| input.time);
        if let Some(since) = &mut self.running_since {
            *self.spent.entry(self.step).or_default() += now - *since;
            *since = now;
            ui.ctx().request_repaint_after(Duration::from_secs(20));
        }
    }

    fn minutes(&self, step: Step) -> u64 {
        minutes(self.spent.get(&step).copied().unwrap_or_default())
    }

    /// With whom, the clock, and the end.
    fn bar(&mut self, ui: &mut Ui, desk: &Desk<'_>) -> Ended {
        let (tokens, lang, talk) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
        let mut ended = Ended::No;
        let row = vec2(ui.available_width(), tokens.target);
        ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
            if ui.button(words::END.of(lang)).clicked() {
                ended = Ended::Yes;
            }
            let paused = self.running_since.is_none();
            let word = if paused { words::GO_ON } else { words::PAUSE };
            if widgets::tool_button(ui, tokens, word.of(lang)).clicked() {
                self.running_since = paused.then(|| ui.input(|input| input.time));
            }
            let clock = if paused {
                words::CLOCK_PAUSED.of(lang).to_owned()
            } else {
                words::clock(lang, self.minutes(self.step), minutes(self.spent.values().sum()))
            };
            ui.label(tokens.small(clock));
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let title = feedback::title(lang, desk.scene.workbook.member_label(&talk.person), talk);
                widgets::ellipsis_label(ui, tokens.section(title));
            });
        });
        ended
    }

    /// The steps, with the minutes spent in each.
    fn rail(&mut self, ui: &mut Ui, desk: &Desk<'_>) {
        let (tokens, lang, talk) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
        ui.label(tokens.small(words::STEPS.of(lang)));
        for &step in talk.kind.steps() {
            let is_here = step == self.step;
            let title = terms::step(step).of(lang);
            let written = talk.notes.contains_key(&step);
            let row = vec2(ui.available_width(), tokens.target * 1.3);
            ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = tokens.unit;
                if written {
                    signs::show(ui, Sign::Check, tokens.sign, tokens.green.mark);
                } else {
                    ui.allocate_exact_size(egui::Vec2::splat(tokens.sign), Sense::hover());
                }
                let size = vec2(ui.available_width(), row.y);
                let text = if is_here { tokens.strong(title) } else { tokens.body(title) };
                let minutes = self.minutes(step);
                let button = Button::selectable(is_here, text).truncate();
                let button =
                    if minutes > 0 { button.right_text(tokens.small(words::minutes(lang, minutes))) } else { button };
                let layout = Layout::top_down_justified(Align::LEFT);
                let button = button.min_size(size);
                let response = ui.allocate_ui_with_layout(size, layout, |ui| ui.add(button)).inner;
                widgets::name_selectable(&response, is_here, &feedback::page(lang, title, Some(written)));
                if response.clicked() {
                    self.next = Some(step);
                }
            });
        }
    }

    /// Back and on, large enough to be hit without looking. Whether it went on past the last step.
    fn turner(&mut self, ui: &mut Ui, desk: &Desk<'_>) -> bool {
        let (tokens, lang) = (desk.scene.tokens, desk.scene.lang);
        let steps = desk.conversation.kind.steps();
        let place = steps.iter().position(|step| *step == self.step).unwrap_or_default();
        let (before, after) = (place.checked_sub(1).and_then(|n| steps.get(n)), steps.get(place + 1));
        let size = vec2(tokens.prose_width / 4.0, tokens.target * 1.4);
        let mut over = false;
        ui.horizontal(|ui| {
            let back = Button::new(tokens.body(words::PREVIOUS.of(lang))).min_size(size);
            if ui.add_enabled(before.is_some(), back).clicked()
                && let Some(before) = before
            {
                self.next = Some(*before);
            }
            ui.add_space(tokens.inset);
            let word = after.map_or(words::TO_RECORD, |_| words::NEXT);
            let next = Button::new(tokens.strong(word.of(lang)).color(tokens.on_accent)).fill(tokens.accent.mark);
            let next = ui.add(next.min_size(size));
            let title = after.map(|after| feedback::next(lang, terms::step(*after).of(lang)));
            widgets::name(&next, Role::Button, title.as_deref().unwrap_or(word.of(lang)));
            if next.clicked() {
                match after {
                    Some(after) => self.next = Some(*after),
                    None => over = true,
                }
            }
        });
        match keys::page(ui, desk.scene) {
            Some(Turn::Back) => self.next = before.copied(),
            Some(Turn::On) => self.next = after.copied(),
            None => {}
        }
        over
    }

    /// What is in sight in a step: side by side where there is room, one below the other where there is not.
    fn body(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let tokens = desk.scene.tokens;
        let room = ui.available_size();
        let half = (room.x - tokens.group) / 2.0;
        if half < tokens.prose_width * 0.55 {
            ScrollArea::vertical().id_salt(("meeting", self.step)).auto_shrink(false).show(ui, |ui| {
                self.prepared(ui, desk);
                self.heard(ui, desk, room.y / 2.0);
            });
            return;
        }
        let (width, step) = (half.min(tokens.prose_width), self.step);
        let column = |ui: &mut Ui, n: f32, salt: &str, add: &mut dyn FnMut(&mut Ui)| {
            let min = ui.max_rect().min + vec2((width + tokens.group) * n, 0.0);
            let builder = UiBuilder::new().id_salt(salt).max_rect(Rect::from_min_size(min, vec2(width, room.y)));
            ui.scope_builder(builder.layout(Layout::top_down(Align::Min)), |ui| {
                ScrollArea::vertical().id_salt((salt, step)).auto_shrink(false).show(ui, add);
            });
        };
        column(ui, 0.0, "prepared", &mut |ui| self.prepared(ui, desk));
        let heard = &mut |ui: &mut Ui| self.heard(ui, desk, room.y * 0.45);
        column(ui, 1.0, "heard", heard);
    }

    /// The step: what it is for, questions, what I wanted to say, what was agreed last time.
    fn prepared(&self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let (tokens, lang, talk) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
        step::heading(ui, desk, self.step);
        let is_first = talk.kind.steps().first() == Some(&self.step);
        if is_first && !commitments::before(desk).is_empty() {
            widgets::section(ui, tokens, words::FROM_LAST_TIME.of(lang));
            commitments::show_before(ui, desk);
        }
        // They are as large as a heading: what stands above them is small.
        ui.add_space(tokens.inset);
        ui.label(tokens.small(words::MY_POINTS.of(lang)));
        let points = talk.points.get(&self.step);
        let prepared = prepared_for(talk, self.step).map(|point| point.text.trim()).filter(|text| !text.is_empty());
        let lines: Vec<&str> = prepared.chain(points.map(String::as_str)).collect();
        if lines.is_empty() {
            ui.add(Label::new(tokens.small(words::NO_POINTS.of(lang))).wrap());
        }
        for line in lines {
            ui.add(Label::new(tokens.section(line)).wrap());
        }
        for script in step::scripts_of(talk, self.step) {
            prepared_words(ui, desk, script);
        }
        widgets::section(ui, tokens, words::QUESTIONS.of(lang));
        step::questions(ui, desk, self.step);
    }

    /// What they say, and the promises.
    fn heard(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, height: f32) {
        let (tokens, lang) = (desk.scene.tokens, desk.scene.lang);
        ui.label(tokens.section(words::THEY_SAY.of(lang)));
        step::notes(ui, desk, self.step, height, words::THEY_SAY_HINT);
        widgets::section(ui, tokens, words::PROMISES.of(lang));
        for action in &desk.conversation.commitments {
            let owner = action.owner.as_ref().map(|owner| desk.scene.workbook.member_label(owner));
            ui.add(Label::new(tokens.body(words::promise(lang, action, owner))).wrap());
        }
        if !desk.locked {
            self.promise.show(ui, desk);
        }
    }
}

fn minutes(seconds: f64) -> u64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few thousand, and never negative")]
    let minutes = (seconds / 60.0) as u64;
    minutes
}

/// Strengths where it is about what was reached, challenges where it is about what was not; in other conversations all
/// of them at the beginning.
fn prepared_for(talk: &Conversation, step: Step) -> impl Iterator<Item = &Point> {
    let is_first = talk.kind.steps().first() == Some(&step);
    let (strengths, challenges) = match (talk.kind, step) {
        (ConversationKind::Result, _) => (step == Step::Reached, step == Step::NotReached),
        _ => (is_first, is_first),
    };
    let strengths = talk.strengths.iter().filter(move |_| strengths);
    strengths.chain(talk.challenges.iter().filter(move |_| challenges))
}

/// A script, to be opened and said.
fn prepared_words(ui: &mut Ui, desk: &mut Desk<'_>, script: &Script) {
    let (tokens, lang) = (desk.scene.tokens, desk.scene.lang);
    let title = feedback::script(lang, script.shape, &script.topic);
    ui.add_space(tokens.inset);
    egui::CollapsingHeader::new(tokens.strong(title)).id_salt(script.id.as_str()).show(ui, |ui| {
        for part in script.shape.parts() {
            ui.label(tokens.small(terms::part(*part).of(lang)));
            let text = script.parts.get(part).map_or(crate::text::format::UNKNOWN, String::as_str);
            ui.add(Label::new(tokens.prose(text)).wrap());
        }
    });
    if script.shape == ScriptShape::Corrective {
        script::diagnosis(ui, desk, script);
    }
}

impl Promise {
    /// A line to catch a promise in: what, who of the two, until when.
    fn show(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) {
        let (tokens, lang, talk) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
        let today = desk.scene.today;
        let label = words::CATCH.of(lang);
        let field = TextField::new((talk.id.as_str(), "promise"), &self.what, words::NEW_PROMISE.of(lang));
        let mut ready = false;
        if let Some(change) = field.hint(words::PROMISE_HINT.of(lang)).show(ui, tokens) {
            ready = change.typed.done && ui.input(|input| input.key_pressed(egui::Key::Enter));
            self.what = change.value;
        }
        ui.horizontal_wrapped(|ui| {
            for member in std::iter::once(&talk.person).chain(&talk.manager) {
                let (name, is_it) = (desk.scene.workbook.member_label(member), self.owner.as_ref() == Some(member));
                let button = ui.add(Button::selectable(is_it, name).frame_when_inactive(true).truncate());
                widgets::name_selectable(&button, is_it, &format!("{}: {name}", words::WHO.of(lang)));
                if button.clicked() {
                    self.owner = Some(member.clone());
                }
            }
        });
        ui.horizontal_wrapped(|ui| {
            for (word, days) in [(words::ONE_WEEK, 7), (words::TWO_WEEKS, 14), (words::ONE_MONTH, 30)] {
                let day = today.checked_add(jiff::Span::new().days(days)).ok();
                let is_it = day.is_some() && self.due == day;
                let button = ui.add(Button::selectable(is_it, word.of(lang)).frame_when_inactive(true));
                widgets::name_selectable(&button, is_it, word.of(lang));
                if button.clicked() {
                    self.due = day;
                }
            }
            let due = DateField::new((talk.id.as_str(), "promise due"), self.due, words::UNTIL.of(lang), lang);
            if let Some(change) = due.show(ui, tokens) {
                self.due = change.value;
            }
        });
        ui.add_enabled_ui(!self.what.trim().is_empty(), |ui| ready |= ui.button(label).clicked());
        if ready && !self.what.trim().is_empty() {
            let caught = Action {
                what: std::mem::take(&mut self.what),
                owner: self.owner.clone(),
                due: self.due.take(),
                ..Action::default()
            };
            let commitments = talk.commitments.iter().cloned().chain([caught]).collect();
            desk.edit(ConversationEdit::Commitments(talk.id.clone(), commitments));
        }
    }
}
