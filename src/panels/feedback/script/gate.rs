//! Three questions before a corrective script. A "yes" asks for its answer in words; a "no" leads somewhere.

use egui::{Button, Checkbox, Label, Role, Ui};
use jiff::ToSpan as _;

use super::{View, text};
use crate::{
    edit::{ConversationEdit, ConversationText, ScriptText},
    model::{
        Action, Conversation, Date, Evidence, Gate, GoalCard, MemberId, Pane, PanelKind, RevisionCondition, Script,
    },
    panels::{Wish, feedback::desk::Desk},
    text::{Word, feedback as words, format, scripts, terms},
    ui::{Sign, TextField, signs, widgets},
};

/// The questions, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Question {
    FirstHand,
    Changeable,
    Improvement,
}

impl Question {
    const ALL: [Self; 3] = [Self::FirstHand, Self::Changeable, Self::Improvement];

    const fn ask(self) -> Word {
        match self {
            Self::FirstHand => words::FIRST_HAND,
            Self::Changeable => words::CHANGEABLE,
            Self::Improvement => words::IMPROVEMENT,
        }
    }

    const fn answer(self, gate: &mut Gate) -> &mut Option<bool> {
        match self {
            Self::FirstHand => &mut gate.first_hand,
            Self::Changeable => &mut gate.changeable,
            Self::Improvement => &mut gate.improvement,
        }
    }
}

/// Shows the gate: folded to a line once it was passed.
pub fn show(ui: &mut Ui, desk: &mut Desk<'_>, view: &mut View, script: &Script) {
    let (tokens, lang) = (desk.scene.tokens, desk.scene.lang);
    if !script.gate.is_open() {
        view.unfolded.insert(script.id.clone());
    }
    let unfolded = view.unfolded.contains(&script.id);
    if script.gate.is_open() {
        ui.add_space(tokens.inset);
        ui.horizontal(|ui| {
            signs::show(ui, Sign::Check, tokens.sign, tokens.green.mark);
            let fold = if unfolded { scripts::GATE_HIDE } else { scripts::GATE_SHOW };
            ui.label(tokens.body(scripts::GATE_DONE.of(lang)));
            if widgets::tool_button(ui, tokens, fold.of(lang)).clicked() {
                if unfolded {
                    view.unfolded.remove(&script.id);
                } else {
                    view.unfolded.insert(script.id.clone());
                }
            }
        });
        let reason = script.gate.reason.trim();
        if !reason.is_empty() {
            let why = scripts::went_on(lang, reason);
            ui.add(Label::new(tokens.body(why).color(tokens.amber.ink)).wrap());
        }
    } else {
        widgets::section(ui, tokens, scripts::GATE.of(lang));
    }
    if !unfolded {
        return;
    }
    for (question, (answer, in_words)) in Question::ALL.into_iter().zip(script.gate.answers()) {
        ask(ui, desk, script, question, answer, in_words);
        ui.indent((script.id.as_str(), question as u8), |ui| match (question, answer) {
            (_, None) => {}
            (Question::FirstHand, Some(true)) => example(ui, desk, script),
            (Question::Changeable, Some(true)) => text(ui, desk, script, ScriptText::Change, &script.gate.change),
            (Question::Improvement, Some(true)) => {
                text(ui, desk, script, ScriptText::Suggestion, &script.gate.suggestion);
            }
            (Question::FirstHand, Some(false)) => collect(ui, desk, script),
            (Question::Changeable, Some(false)) => around(ui, desk, script),
            (Question::Improvement, Some(false)) => prepare(ui, desk, script),
        });
    }
    todo(ui, desk);
    let answers = script.gate.answers().map(|(answer, _)| answer);
    if answers.iter().all(Option::is_some) && answers.contains(&Some(false)) {
        ui.add_space(tokens.inset);
        text(ui, desk, script, ScriptText::Reason, &script.gate.reason);
    }
}

/// A question with its two answers, and a sign once a "yes" is there in words.
fn ask(ui: &mut Ui, desk: &mut Desk<'_>, script: &Script, question: Question, shown: Option<bool>, in_words: bool) {
    let (tokens, lang) = (desk.scene.tokens, desk.scene.lang);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = tokens.unit;
        for (value, word) in [(true, words::YES), (false, words::NO)] {
            let button = Button::selectable(shown == Some(value), word.of(lang)).frame_when_inactive(true);
            let response = ui.add_enabled(!desk.locked, button);
            widgets::name_selectable(&response, shown == Some(value), &words::answer(lang, question.ask(), word));
            if response.clicked() {
                change(desk, script, |gate| {
                    *question.answer(gate) = (shown != Some(value)).then_some(value);
                });
            }
        }
        ui.add_space(tokens.unit);
        ui.add(Label::new(tokens.body(question.ask().of(lang))).wrap());
        if shown == Some(true) && in_words {
            signs::show(ui, Sign::Check, tokens.sign, tokens.green.mark);
        }
    });
}

fn change(desk: &mut Desk<'_>, script: &Script, change: impl FnOnce(&mut Gate)) {
    let mut gate = script.gate.clone();
    change(&mut gate);
    desk.edit(ConversationEdit::Gate(desk.conversation.id.clone(), script.id.clone(), gate));
}

/// The example: a first-hand note, or words of one's own.
fn example(ui: &mut Ui, desk: &mut Desk<'_>, script: &Script) {
    let (tokens, lang, workbook) = (desk.scene.tokens, desk.scene.lang, desk.scene.workbook);
    ui.add(Label::new(tokens.small(scripts::EXAMPLE_ASK.of(lang))).wrap());
    let picked = script.gate.evidence.as_ref().and_then(|id| workbook.evidence.get(id));
    if let Some(note) = picked {
        ui.add(Label::new(tokens.prose(scripts::note(lang, note))).wrap());
        if !desk.locked && ui.button(scripts::OTHER_EVIDENCE.of(lang)).clicked() {
            change(desk, script, |gate| gate.evidence = None);
        }
        return;
    }
    let first_hand = |note: &&Evidence| {
        note.person == desk.conversation.person && note.source.is_some_and(|source| source.is_first_hand())
    };
    let notes: Vec<_> = workbook.evidence.iter().filter(first_hand).collect();
    if !desk.locked {
        let text = if notes.is_empty() { scripts::NO_EVIDENCE } else { scripts::PICK_EVIDENCE };
        let mut chosen = None;
        ui.add_enabled_ui(!notes.is_empty(), |ui| {
            let width = ui.available_width().min(tokens.prose_width * 0.7);
            widgets::chooser(
                ui,
                ("example", &script.id),
                width,
                text.of(lang),
                scripts::PICK_EVIDENCE.of(lang),
                |ui| {
                    for note in notes {
                        if ui.selectable_label(false, scripts::note(lang, note)).clicked() {
                            chosen = Some(note.id.clone());
                        }
                    }
                },
            );
        });
        if chosen.is_some() {
            change(desk, script, |gate| gate.evidence = chosen);
        }
    }
    text(ui, desk, script, ScriptText::Example, &script.gate.example);
}

/// No first-hand evidence: compare with the goal, ask those who were there, tell the person.
fn collect(ui: &mut Ui, desk: &mut Desk<'_>, script: &Script) {
    let (tokens, lang, workbook) = (desk.scene.tokens, desk.scene.lang, desk.scene.workbook);
    let person = desk.conversation.person.clone();
    ui.add(Label::new(tokens.prose(scripts::NO_EVIDENCE_WAYS.of(lang)).color(tokens.amber.ink)).wrap());
    to_goal_card(ui, desk, scripts::COMPARE_GOAL);
    if desk.locked {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        let mut ask = None;
        ui.menu_button(scripts::ASK_CUSTOMER.of(lang), |ui| {
            for customer in workbook.customers.iter() {
                if ui.button(customer.label()).clicked() {
                    ask = Some(scripts::ask_about(lang, customer.label(), script.topic.trim()));
                }
            }
        });
        ui.menu_button(scripts::ASK_COLLEAGUE.of(lang), |ui| {
            for member in workbook.team.iter().filter(|member| member.id != person) {
                if ui.button(member.label()).clicked() {
                    ask = Some(scripts::ask_about(lang, member.label(), script.topic.trim()));
                }
            }
        });
        if let Some(what) = ask {
            add_todo(desk, what);
        }
    });
    let name = workbook.member_label(&person);
    if let Some(day) = desk.conversation.told_on {
        ui.add(Label::new(tokens.body(scripts::told(lang, name, day))).wrap());
    } else {
        ui.horizontal_wrapped(|ui| {
            ui.label(tokens.body(scripts::TELL_AHEAD.of(lang)));
            if ui.button(scripts::TOLD_TODAY.of(lang)).clicked() {
                let today = desk.scene.today;
                desk.put(|conversation| conversation.told_on = Some(today));
            }
            if ui.button(scripts::TELL_LATER.of(lang)).clicked() {
                add_todo(desk, scripts::tell(lang, name, script.topic.trim()));
            }
        });
    }
}

/// The button to the person's goal card; where there is none, that there is none.
fn to_goal_card(ui: &mut Ui, desk: &mut Desk<'_>, label: Word) {
    let (tokens, lang) = (desk.scene.tokens, desk.scene.lang);
    let Conversation { person, period, .. } = desk.conversation;
    let mut cards = desk.scene.workbook.goal_cards.iter().filter(|card| card.person == *person);
    let of_period = cards.clone().find(|card| Some(&card.period) == period.as_ref());
    match of_period.or_else(|| cards.next_back()) {
        Some(card) => {
            if ui.button(label.of(lang)).clicked() {
                let subject = Some(GoalCard::subject(&card.person, &card.period));
                desk.parts().1.push(Wish::Open(Pane { kind: PanelKind::Goals, subject }));
            }
        }
        None => {
            ui.label(tokens.small(scripts::NO_CARD.of(lang)));
        }
    }
}

/// The person can't change it: what around them should, each of which becomes a promise of the manager.
fn around(ui: &mut Ui, desk: &mut Desk<'_>, script: &Script) {
    let (tokens, lang, conversation) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
    ui.add(Label::new(tokens.prose(scripts::NOT_THEIRS.of(lang)).color(tokens.amber.ink)).wrap());
    for (place, value) in [
        (ScriptText::Conditions, &script.gate.conditions),
        (ScriptText::Support, &script.gate.support),
        (ScriptText::Role, &script.gate.role),
    ] {
        let label = scripts::label(place);
        text(ui, desk, script, place, value);
        let what = value.trim();
        if what.is_empty() {
            continue;
        }
        if conversation.commitments.iter().any(|action| action.what == what) {
            ui.label(tokens.small(scripts::PROMISED.of(lang)));
        } else if !desk.locked {
            let button = widgets::tool_button(ui, tokens, scripts::PROMISE.of(lang));
            widgets::name(&button, Role::Button, &scripts::promise(lang, label));
            if button.clicked() {
                let mut commitments = conversation.commitments.clone();
                let owner = conversation.manager.clone();
                commitments.push(Action { what: what.to_owned(), owner, ..Action::default() });
                desk.edit(ConversationEdit::Commitments(conversation.id.clone(), commitments));
            }
        }
    }
    ui.add(Label::new(tokens.body(scripts::GOAL_ITSELF.of(lang))).wrap());
    for condition in RevisionCondition::ALL {
        ui.add(Label::new(tokens.small(format!("· {}", terms::revision_condition(condition).of(lang)))).wrap());
    }
    to_goal_card(ui, desk, scripts::OPEN_CARD);
}

/// No improvement to offer: questions that help to find one, and whom to ask.
fn prepare(ui: &mut Ui, desk: &mut Desk<'_>, script: &Script) {
    let (tokens, lang, workbook) = (desk.scene.tokens, desk.scene.lang, desk.scene.workbook);
    ui.add(Label::new(tokens.prose(scripts::PREPARE_SUGGESTION.of(lang)).color(tokens.amber.ink)).wrap());
    for question in [scripts::WHO_DOES_IT_WELL, scripts::SMALLEST_STEP, scripts::WHAT_HELPED, scripts::WHAT_I_COULD] {
        ui.add(Label::new(tokens.prose(format!("· {}", question.of(lang)))).wrap());
    }
    if desk.locked {
        return;
    }
    let mut ask = None;
    ui.menu_button(scripts::ASK_WHO.of(lang), |ui| {
        for member in workbook.team.iter().filter(|member| member.id != desk.conversation.person) {
            if ui.button(member.label()).clicked() {
                ask = Some(scripts::learn_from(lang, member.label(), script.topic.trim()));
            }
        }
    });
    if let Some(what) = ask {
        add_todo(desk, what);
    }
}

/// Puts something on the list of what to do before the talk: by its manager, until the day before it.
fn add_todo(desk: &mut Desk<'_>, what: String) {
    let conversation = desk.conversation;
    if conversation.todo.iter().any(|action| action.what == what) {
        return;
    }
    let today = desk.scene.today;
    let before = conversation.on.and_then(|on| on.checked_sub(1.day()).ok()).filter(|day| *day >= today);
    let due: Option<Date> = before.or_else(|| today.checked_add(3.days()).ok());
    let owner: Option<MemberId> = conversation.manager.clone();
    let mut todo = conversation.todo.clone();
    todo.push(Action { what, owner, due, ..Action::default() });
    desk.edit(ConversationEdit::Todo(conversation.id.clone(), todo));
}

/// What is to be done before the talk, with who does it and until when.
pub fn todo(ui: &mut Ui, desk: &mut Desk<'_>) {
    let (tokens, lang, conversation) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
    if conversation.todo.is_empty() {
        return;
    }
    let heading = scripts::TODO;
    widgets::section(ui, tokens, heading.of(lang));
    for (n, action) in conversation.todo.iter().enumerate() {
        let name = words::numbered(lang, heading, n + 1);
        let id = conversation.id.as_str();
        let removed = desk.removable(ui, &name, |ui, desk| {
            let field = TextField::new((id, "todo", n), &action.what, &name);
            desk.text(ui, &action.what, field, |text| {
                ConversationEdit::Text(conversation.id.clone(), ConversationText::Todo(n), text)
            });
        });
        if removed {
            change_todo(desk, |todo| {
                todo.remove(n);
            });
        }
        ui.horizontal_wrapped(|ui| {
            let change = |desk: &mut Desk<'_>, change: &dyn Fn(&mut Action)| {
                change_todo(desk, |todo| {
                    if let Some(action) = todo.get_mut(n) {
                        change(action);
                    }
                });
            };
            let label = words::owner_of(lang, &name);
            if let Some(owner) = desk.member(ui, (id, "todo owner", n), action.owner.as_ref(), &label) {
                change(desk, &|action| action.owner.clone_from(&owner));
            }
            desk.day(ui, (id, "todo due", n), action.due, &words::day_of(lang, &name), |conversation, due| {
                if let Some(action) = conversation.todo.get_mut(n) {
                    action.due = due;
                }
            });
            let mut done = action.done.is_some();
            let kept = ui.add_enabled(!desk.locked, Checkbox::new(&mut done, words::DONE.of(lang)));
            if kept.changed() {
                let today = desk.scene.today;
                change(desk, &|action| action.done = done.then_some(today));
            }
            kept.accessible_name(words::done_of(lang, &name));
            if let Some(day) = action.done {
                ui.label(tokens.small(format::date(lang, day)));
            }
        });
    }
}

fn change_todo(desk: &mut Desk<'_>, change: impl FnOnce(&mut Vec<Action>)) {
    let mut todo = desk.conversation.todo.clone();
    change(&mut todo);
    desk.edit(ConversationEdit::Todo(desk.conversation.id.clone(), todo));
}
