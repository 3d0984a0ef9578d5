//! The card itself: its way, its head, its goals and the overall opinions.

use egui::{CollapsingHeader, Label, Rect, ScrollArea, Sense, Ui, pos2, vec2};

use super::{desk::Desk, revise::Revising, row};
use crate::{
    analysis::{
        findings::is_hundred,
        goals::{Stage, open_questions},
    },
    edit::{CardEdit, CardText, GoalText},
    model::{CustomerId, Goal, GoalId, GoalPart, Help, MemberId, Milestone, Percent, PeriodId, Side},
    panels::newcomer,
    text::{Word, format, goals as words},
    ui::{self, DateField, Sign, Step, TextField, signs, widgets},
};

/// What one looks at on a card.
#[derive(Default)]
pub(super) struct View {
    /// Whose card it is about: another one begins with everything folded.
    of: Option<(MemberId, PeriodId)>,
    /// The step of the way that is open; the one where the card stands where nobody chose.
    step: Option<Stage>,
    /// The goal that is unfolded.
    pub open: Option<GoalId>,
    /// A revision being written of it.
    pub revising: Option<Revising>,
}

/// From this width on, in widths of a letter, texts stand in two columns.
const TWO_COLUMNS: f32 = 40.0;

/// Draws the card.
pub(super) fn show(ui: &mut Ui, desk: &mut Desk<'_>, view: &mut View) {
    let (tokens, card) = (desk.scene.tokens, desk.card);
    let of = (card.person.clone(), card.period.clone());
    if view.of.as_ref() != Some(&of) {
        *view = View { of: Some(of), ..View::default() };
    }
    let id = ("card", card.person.as_str(), card.period.as_str());
    ScrollArea::vertical().id_salt(id).auto_shrink(false).show(ui, |ui| {
        ui.set_max_width((tokens.prose_width * 1.8).min(ui.available_width()));
        ui.push_id(id, |ui| {
            way(ui, desk, view);
            ui.add_space(tokens.inset);
            head(ui, desk);
            demands_and_help(ui, desk);
            goals(ui, desk, view);
            opinions(ui, desk);
        });
    });
}

/// Draws two things side by side where there is room, else below one another.
pub(super) fn two_columns(ui: &mut Ui, body: f32, mut show: impl FnMut(&mut Ui, usize)) {
    if ui.available_width() >= TWO_COLUMNS * body {
        ui.columns_const(|[left, right]| {
            // In a column texts would be justified.
            left.vertical(|ui| show(ui, 0));
            right.vertical(|ui| show(ui, 1));
        });
    } else {
        show(ui, 0);
        show(ui, 1);
    }
}

/// The four steps; where the card stands is marked, and one of them is open.
fn way(ui: &mut Ui, desk: &mut Desk<'_>, view: &mut View) {
    let tokens = desk.scene.tokens;
    let now = if desk.stage == Stage::Done { Stage::Evaluation } else { desk.stage };
    let open = view.step.unwrap_or(now);
    ui.columns_const::<4, _>(|columns| {
        for (place, (ui, stage)) in columns.iter_mut().zip(Stage::WAY).enumerate() {
            if ui.vertical(|ui| step(ui, desk, place, stage, stage == open)).inner {
                view.step = Some(stage);
            }
        }
    });
    let lang = desk.scene.lang;
    ui.horizontal_wrapped(|ui| {
        ui.label(tokens.small(words::stage_hint(open).of(lang)));
        let milestones: &[Milestone] = match open {
            Stage::Commit => &[Milestone::Drafted, Milestone::Agreed],
            Stage::SelfEvaluation => &[Milestone::SelfEvaluated],
            Stage::Evaluation => &[Milestone::Evaluated],
            Stage::SelfControl | Stage::Done => &[],
        };
        for milestone in milestones {
            desk.day(ui, *milestone);
        }
    });
}

/// A step on two lines: its name, and what there is of it. Whether it was pressed.
fn step(ui: &mut Ui, desk: &Desk<'_>, place: usize, stage: Stage, is_open: bool) -> bool {
    let (tokens, lang, way) = (desk.scene.tokens, desk.scene.lang, &desk.card.way);
    let height = tokens.unit + tokens.type_size.body * 1.5 + tokens.type_size.small * 1.5 + tokens.inset;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    let is_now = desk.stage == stage;
    widgets::name_selectable(&response, is_open, &words::step(lang, place + 1, stage, is_now));
    let is_gone = desk.stage > stage;
    let (bar, ink) = match (is_gone, is_now) {
        (true, _) => (tokens.green.mark, tokens.ink),
        (_, true) => (tokens.accent.mark, tokens.accent.ink),
        _ => (tokens.hairline, tokens.ink_soft),
    };
    let painter = ui.painter();
    if is_open || response.hovered() {
        let fill = if is_open { tokens.sunken } else { tokens.hovered };
        painter.rect_filled(rect, 0.0, fill);
    }
    painter.rect_filled(rect.with_max_y(rect.top() + tokens.unit), 0.0, bar);
    let inner = rect.shrink2(vec2(tokens.unit, tokens.unit)).with_min_y(rect.top() + 2.0 * tokens.unit);
    let sign = if is_gone { tokens.sign + tokens.unit } else { 0.0 };
    if is_gone {
        let at = pos2(inner.left() + tokens.sign / 2.0, inner.top() + tokens.type_size.body * 0.75);
        signs::paint(painter, Sign::Check, at, tokens.sign, tokens.green.mark);
    }
    let room = inner.width() - sign;
    let name = widgets::line(painter, words::stage(stage).of(lang), tokens.bold_font(Step::Body), ink, room);
    painter.galley(pos2(inner.left() + sign, inner.top()), name, ink);
    let day = |day: Option<jiff::civil::Date>| day.map(|day| format::date(lang, day));
    let said = match stage {
        Stage::Commit => day(way.agreed.or(way.drafted)),
        Stage::SelfControl => Some(words::help_given(lang, way.help.len())).filter(|_| !way.help.is_empty()),
        Stage::SelfEvaluation => day(way.self_evaluated),
        Stage::Evaluation | Stage::Done => day(way.evaluated),
    };
    let said =
        widgets::line(painter, &said.unwrap_or_default(), tokens.font(Step::Small), tokens.ink_soft, inner.width());
    painter.galley(pos2(inner.left(), inner.bottom() - said.size().y), said, tokens.ink_soft);
    widgets::focus_ring(ui, tokens, &response);
    response.clicked()
}

/// A part that can be folded, with what it says in a line while it is.
fn folded(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    title: Word,
    line: &str,
    open: bool,
    show: impl FnOnce(&mut Ui, &mut Desk<'_>),
) {
    let (tokens, lang) = (desk.scene.tokens, desk.scene.lang);
    let header = CollapsingHeader::new(tokens.section(title.of(lang))).id_salt(title.en).default_open(open);
    let shown = header.show(ui, |ui| show(ui, desk));
    if shown.fully_closed() {
        widgets::ellipsis_label(ui, tokens.small(line));
    }
    ui.add_space(tokens.inset);
}

/// Post, superior, work and accounts.
fn head(ui: &mut Ui, desk: &mut Desk<'_>) {
    let (scene, card) = (desk.scene, desk.card);
    let superior = card.superior.as_ref().map(|id| scene.workbook.member_label(id));
    let superior = superior.map(|name| format!("{} {name}", words::SUPERIOR.of(scene.lang)));
    let accounts = words::names(scene.lang, card.accounts.iter().map(|id| scene.workbook.customer_label(id)));
    let parts = [Some(card.post.clone()), superior, Some(card.work.clone()), Some(accounts)];
    let line = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let line = if line.is_empty() { words::NOT_SAID.of(scene.lang).to_owned() } else { line };
    folded(ui, desk, words::HEAD, &line, false, |ui, desk| {
        two_columns(ui, desk.scene.tokens.type_size.body, |ui, column| match column {
            0 => {
                desk.card_text(ui, CardText::Post, &desk.card.post, "", 1);
                superior_chooser(ui, desk);
                desk.card_text(ui, CardText::SuperiorPost, &desk.card.superior_post, "", 1);
            }
            _ => {
                desk.card_text(ui, CardText::Work, &desk.card.work, "", 2);
                accounts_chooser(ui, desk);
            }
        });
    });
}

fn superior_chooser(ui: &mut Ui, desk: &mut Desk<'_>) {
    let (scene, now) = (desk.scene, desk.card.superior.as_ref());
    desk.heading(ui, words::SUPERIOR);
    if desk.is_locked() {
        desk.read(ui, now.map_or("", |id| scene.workbook.member_label(id)));
        return;
    }
    let (label, width) = (words::SUPERIOR.of(scene.lang), ui.available_width().min(16.0 * scene.tokens.type_size.body));
    let id = ui.make_persistent_id("superior");
    if let Some(superior) = newcomer::choose(ui, scene, id, label, width, now, desk.wishes()) {
        desk.edit(CardEdit::Superior(superior));
    }
}

fn accounts_chooser(ui: &mut Ui, desk: &mut Desk<'_>) {
    let (scene, accounts) = (desk.scene, &desk.card.accounts);
    desk.heading(ui, words::ACCOUNTS);
    let names = words::names(scene.lang, accounts.iter().map(|id| scene.workbook.customer_label(id)));
    desk.read(ui, &names);
    if desk.is_locked() {
        return;
    }
    ui.menu_button(words::CHOOSE_ACCOUNTS.of(scene.lang), |ui| {
        ScrollArea::vertical().show(ui, |ui| {
            let mut changed = None;
            // Those that are no longer in the workbook can be let go of.
            let strangers = accounts.iter().filter(|id| !scene.workbook.customers.contains(*id));
            for id in scene.workbook.customers.keys().chain(strangers) {
                let mut ticked = accounts.contains(id);
                if ui.push_id(id, |ui| ui.checkbox(&mut ticked, scene.workbook.customer_label(id))).inner.changed() {
                    changed = Some((id, ticked));
                }
            }
            if let Some((id, ticked)) = changed {
                let others = accounts.iter().filter(|other| *other != id).cloned();
                let accounts: Vec<CustomerId> = others.chain(ticked.then(|| id.clone())).collect();
                desk.edit(CardEdit::Accounts(accounts));
            }
        });
    });
}

/// What the superior demands, and what they gave on the way.
fn demands_and_help(ui: &mut Ui, desk: &mut Desk<'_>) {
    let (lang, way) = (desk.scene.lang, &desk.card.way);
    let help = words::help_given(lang, way.help.len());
    let line = if way.demands.is_empty() { help } else { format!("{} · {help}", way.demands) };
    let open = desk.card.goals.is_empty();
    folded(ui, desk, words::DEMANDS_AND_HELP, &line, open, |ui, desk| {
        let hint = words::DEMANDS_HINT.of(lang);
        desk.card_text(ui, CardText::Demands, &desk.card.way.demands, hint, 2);
        desk.heading(ui, words::HELP);
        if desk.card.way.help.is_empty() {
            ui.label(desk.scene.tokens.small(words::NO_HELP.of(lang)));
        }
        for (place, help) in desk.card.way.help.iter().enumerate() {
            ui.push_id(("help", place), |ui| one_help(ui, desk, place, help));
        }
        if !desk.is_locked() && ui.button(words::ADD_HELP.of(lang)).clicked() {
            let mut all = desk.card.way.help.clone();
            all.push(Help { on: Some(desk.scene.today), text: String::new() });
            desk.edit(CardEdit::Help(all));
        }
    });
}

fn one_help(ui: &mut Ui, desk: &mut Desk<'_>, place: usize, help: &Help) {
    let (tokens, lang) = (desk.scene.tokens, desk.scene.lang);
    if desk.is_locked() {
        let on = help.on.map(|day| format::date(lang, day));
        desk.read(ui, &on.map_or_else(|| help.text.clone(), |on| format!("{on} · {}", help.text)));
        return;
    }
    let name = words::numbered(lang, words::HELP, place + 1);
    let changed = |change: &dyn Fn(&mut Vec<Help>)| {
        let mut all = desk.card.way.help.clone();
        change(&mut all);
        CardEdit::Help(all)
    };
    let mut typed = None;
    let mut removed = None;
    ui.horizontal(|ui| {
        let day = words::day_of(lang, &name);
        if let Some(change) = DateField::new("on", help.on, &day, lang).show(ui, tokens) {
            typed =
                Some(change.map(|on| changed(&|all| all.iter_mut().skip(place).take(1).for_each(|help| help.on = on))));
        }
        let width = (ui.available_width() - 4.0 * tokens.type_size.body).max(8.0 * tokens.type_size.body);
        let field = TextField::new("text", &help.text, &name).hint(words::HELP_HINT.of(lang)).width(width);
        if let Some(change) = field.show(ui, tokens) {
            typed = Some(change.map(|text| {
                changed(&|all| all.iter_mut().skip(place).take(1).for_each(|help| text.clone_into(&mut help.text)))
            }));
        }
        let button = widgets::tool_button(ui, tokens, words::REMOVE.of(lang));
        widgets::name(&button, egui::Role::Button, &words::remove(lang, &name));
        if button.clicked() {
            removed = Some(changed(&|all| drop(all.remove(place))));
        }
    });
    if let Some(change) = typed {
        desk.type_in(change);
    }
    if let Some(edit) = removed {
        desk.edit(edit);
    }
}

/// The goals, a line each, one of them unfolded.
fn goals(ui: &mut Ui, desk: &mut Desk<'_>, view: &mut View) {
    let (tokens, lang, card) = (desk.scene.tokens, desk.scene.lang, desk.card);
    ui.horizontal(|ui| {
        ui.label(tokens.section(words::GOALS.of(lang)));
        if !card.goals.is_empty() {
            let sum = desk.evaluation.weights;
            let text = words::weights(lang, sum);
            let text = if is_hundred(sum) { tokens.small(text) } else { tokens.error(text) };
            let said = ui.add(Label::new(text).sense(Sense::click()));
            ui::explain(&said, tokens, lang, || words::weights_explanation(lang, card.goals.iter(), sum));
        }
    });
    if desk.is_agreed() && !desk.is_locked() && !card.goals.is_empty() {
        ui.horizontal_wrapped(|ui| {
            ui.label(tokens.small(words::FIXED.of(lang)));
            if widgets::tool_button(ui, tokens, words::AGREE_ANEW.of(lang)).clicked() {
                desk.edit(CardEdit::Day(Milestone::Agreed, None));
            }
        });
    }
    if card.goals.is_empty() {
        ui.add(Label::new(tokens.prose(words::NO_GOALS.of(lang))).wrap());
    } else {
        columns_head(ui, desk);
    }
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (place, goal) in card.goals.iter().enumerate() {
            ui.push_id(&goal.id, |ui| {
                let is_open = view.open.as_ref() == Some(&goal.id);
                if line(ui, desk, place, goal, is_open) {
                    view.open = (!is_open).then(|| goal.id.clone());
                    view.revising = None;
                }
                if is_open {
                    ui.spacing_mut().item_spacing.y = tokens.unit;
                    row::show(ui, desk, place, goal, view);
                }
            });
        }
    });
    if !desk.is_locked() && !desk.is_agreed() {
        ui.add_space(tokens.inset);
        if ui.button(tokens.body(words::ADD_GOAL.of(lang))).clicked() {
            let name = words::NEW_GOAL.of(lang);
            let id = GoalId::fresh(name, |id| card.goals.contains(id));
            view.open = Some(id.clone());
            ui::promise_keyboard(ui, (&id, GoalText::Part(GoalPart::Name)));
            desk.edit(CardEdit::PutGoal(Box::new(Goal::new(id, name))));
        }
    }
    ui.add_space(tokens.group);
}

/// Where the numbers of a line stand: the right edges of its columns, from the right.
fn columns(rect: Rect, body: f32) -> [f32; 3] {
    let right = rect.right() - body * 0.5;
    [right - body * 9.5, right - body * 5.0, right]
}

fn columns_head(ui: &mut Ui, desk: &Desk<'_>) {
    let (tokens, lang) = (desk.scene.tokens, desk.scene.lang);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), tokens.type_size.small * 1.5), Sense::hover());
    let heads = [words::WEIGHT, words::ONESELF, words::MANAGER];
    for (right, head) in columns(rect, tokens.type_size.body).into_iter().zip(heads) {
        let text = ui.painter().layout_no_wrap(head.of(lang).to_owned(), tokens.font(Step::Small), tokens.ink_soft);
        ui.painter().galley(pos2(right - text.size().x, rect.top()), text, tokens.ink_soft);
    }
}

/// A goal on two lines: its name, weight and completions; its measures, and what is to be looked at. Whether it was
/// pressed.
fn line(ui: &mut Ui, desk: &Desk<'_>, place: usize, goal: &Goal, is_open: bool) -> bool {
    let (tokens, lang) = (desk.scene.tokens, desk.scene.lang);
    let height = tokens.type_size.body * 1.5 + tokens.type_size.small * 1.5 + tokens.inset;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    if !ui.is_rect_visible(rect) {
        return response.clicked();
    }
    let open = open_questions(goal, desk.stage).count();
    widgets::name_selectable(&response, is_open, &words::goal_row(lang, place + 1, goal, open));
    let painter = ui.painter();
    widgets::row_ground(painter, tokens, rect, is_open, response.hovered());
    let inner = rect.shrink2(vec2(tokens.unit, tokens.inset / 2.0));
    let completion = |side| goal.completion_by(side).map(Percent::get);
    let said = |value: Option<f64>| value.map_or_else(|| words::OPEN.of(lang).to_owned(), words::percent);
    let numbers = [words::weight(goal), said(completion(Side::Oneself)), said(completion(Side::Superior))];
    let edges = columns(rect, tokens.type_size.body);
    for (right, number) in edges.into_iter().zip(numbers) {
        let text = painter.layout_no_wrap(number, tokens.font(Step::Body), tokens.ink);
        painter.galley(pos2(right - text.size().x, inner.top()), text, tokens.ink);
    }
    let [weight, ..] = edges;
    let room = weight - 3.5 * tokens.type_size.body - inner.left();
    let name = format!("{}  {}", place + 1, goal.label());
    let name = widgets::line(painter, &name, tokens.bold_font(Step::Body), tokens.ink, room);
    painter.galley(inner.left_top(), name, tokens.ink);
    let mut marks = Vec::new();
    if !goal.revisions.is_empty() {
        marks.push(words::times_revised(lang, goal.revisions.len()));
    }
    if open > 0 {
        marks.push(words::questions(lang, open));
    }
    let marks = painter.layout_no_wrap(marks.join(" · "), tokens.font(Step::Small), tokens.amber.ink);
    let bottom = inner.bottom() - marks.size().y;
    let room = inner.width() - marks.size().x - tokens.group;
    let [_, _, right] = edges;
    painter.galley(pos2(right - marks.size().x, bottom), marks, tokens.amber.ink);
    let measure = &goal.measure;
    let measures = [&measure.quantity, &measure.quality, &measure.time, &measure.cost];
    let measures: Vec<&str> = measures.into_iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
    let measures = widgets::line(painter, &measures.join(" · "), tokens.font(Step::Small), tokens.ink_soft, room);
    painter.galley(pos2(inner.left(), bottom), measures, tokens.ink_soft);
    widgets::focus_ring(ui, tokens, &response);
    response.clicked()
}

/// What each side says of the card as a whole.
fn opinions(ui: &mut Ui, desk: &mut Desk<'_>) {
    two_columns(ui, desk.scene.tokens.type_size.body, |ui, column| match column {
        0 => desk.card_text(ui, CardText::Opinion(Side::Oneself), &desk.card.self_opinion, "", 2),
        _ => desk.card_text(ui, CardText::Opinion(Side::Superior), &desk.card.superior_opinion, "", 2),
    });
}
