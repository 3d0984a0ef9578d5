//! A step of the conversation: what it is for, questions to ask, what I want to say, and room for what is said.

use egui::{Label, Role, TextStyle, Ui};

use super::{desk::Desk, page::Page};
use crate::{
    edit::ConversationEdit,
    model::{Conversation, Script, ScriptShape, Step},
    text::{Word, feedback as words, meeting, terms},
    ui::{TextField, widgets},
};

/// Rows of the writing area, where the window is low and where it is high.
const ROWS: (usize, usize) = (6, 14);

/// Shows the step. Says to which script to turn, if one was asked for.
pub fn show(ui: &mut Ui, desk: &mut Desk<'_>, step: Step) -> Option<Page> {
    let (tokens, lang, conversation) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
    heading(ui, desk, step);
    widgets::section(ui, tokens, words::YOU_MIGHT_ASK.of(lang));
    questions(ui, desk, step);
    let linked = scripts(ui, desk, step);

    widgets::section(ui, tokens, meeting::POINTS.of(lang));
    let label = meeting::points_on(lang, step);
    let value = conversation.points.get(&step).map_or("", String::as_str);
    let field = TextField::new((conversation.id.as_str(), step, "points"), value, &label);
    let field = field.hint(meeting::POINTS_HINT.of(lang)).multiline(3);
    desk.text(ui, value, field, |text| ConversationEdit::Point(conversation.id.clone(), step, text));

    widgets::section(ui, tokens, words::NOTES.of(lang));
    let height = ui.clip_rect().bottom() - ui.cursor().top() - 2.0 * tokens.inset;
    notes(ui, desk, step, height, words::NOTES_HINT);
    linked
}

/// Which step it is, and what it is for.
pub fn heading(ui: &mut Ui, desk: &Desk<'_>, step: Step) {
    let (tokens, lang, conversation) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
    let steps = conversation.kind.steps();
    let number = steps.iter().position(|other| *other == step).unwrap_or_default() + 1;
    ui.label(tokens.small(words::step_number(lang, number, steps.len())));
    ui.label(tokens.title(terms::step(step).of(lang)));
    ui.add(Label::new(tokens.prose(words::purpose(step).of(lang))).wrap());
}

/// Questions to ask, each to be added to what I want to say.
pub fn questions(ui: &mut Ui, desk: &mut Desk<'_>, step: Step) {
    let (tokens, lang, conversation) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
    let points = conversation.points.get(&step).map_or("", String::as_str);
    let mut taken = None;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = tokens.unit;
        ui.spacing_mut().interact_size.y = 0.0;
        for prompt in words::prompts(step) {
            let question = prompt.of(lang);
            ui.horizontal_top(|ui| {
                if desk.locked || points.contains(question) {
                    ui.label(tokens.prose("·"));
                } else {
                    let add = widgets::tool_button(ui, tokens, "+");
                    widgets::name(&add, Role::Button, &meeting::take(lang, question));
                    if add.clicked() {
                        taken = Some(question);
                    }
                }
                ui.vertical(|ui| ui.add(Label::new(tokens.prose(question)).wrap()));
            });
        }
    });
    if let Some(question) = taken {
        let points = if points.is_empty() { question.to_owned() } else { format!("{}\n{question}", points.trim_end()) };
        desk.edit(ConversationEdit::Point(conversation.id.clone(), step, points));
    }
}

/// The notes of a step, about so high.
pub fn notes(ui: &mut Ui, desk: &mut Desk<'_>, step: Step, height: f32, hint: Word) {
    let (lang, conversation) = (desk.scene.lang, desk.conversation);
    let label = words::notes_on(lang, step);
    let value = conversation.notes.get(&step).map_or("", String::as_str);
    let room = height / ui.text_style_height(&TextStyle::Body);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few rows, and saturating")]
    let rows = (room as usize).clamp(ROWS.0, ROWS.1);
    let field = TextField::new((conversation.id.as_str(), step), value, &label);
    let field = field.hint(hint.of(lang)).multiline(rows);
    desk.text(ui, value, field, |text| ConversationEdit::Note(conversation.id.clone(), step, text));
}

/// The scripts prepared for a step.
pub fn scripts_of(conversation: &Conversation, step: Step) -> impl Iterator<Item = &Script> {
    let belongs = move |shape: ScriptShape| match step {
        Step::Reached => shape == ScriptShape::Positive,
        Step::NotReached => shape != ScriptShape::Positive,
        _ => false,
    };
    conversation.scripts.iter().filter(move |script| belongs(script.shape))
}

/// The scripts prepared for this step, to turn to.
fn scripts(ui: &mut Ui, desk: &Desk<'_>, step: Step) -> Option<Page> {
    let (tokens, lang) = (desk.scene.tokens, desk.scene.lang);
    let mut linked = None;
    let mut scripts = scripts_of(desk.conversation, step).peekable();
    if scripts.peek().is_some() {
        widgets::section(ui, tokens, words::SCRIPTS.of(lang));
        for script in scripts {
            let title = words::script(lang, script.shape, &script.topic);
            if ui.link(&title).clicked() {
                linked = Some(Page::Script(script.id.clone()));
            }
        }
    }
    linked
}
