//! A step of the conversation: what it is for, questions to ask, and room to write.

use egui::{Label, TextStyle, Ui};

use super::{desk::Desk, page::Page};
use crate::{
    edit::ConversationEdit,
    model::{ScriptShape, Step},
    text::{feedback as words, terms},
    ui::{TextField, widgets},
};

/// Rows of the writing area, where the window is low and where it is high.
const ROWS: (usize, usize) = (8, 18);

/// Shows the step. Says to which script to turn, if one was asked for.
pub fn show(ui: &mut Ui, desk: &mut Desk<'_>, step: Step) -> Option<Page> {
    let (tokens, lang, conversation) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
    let steps = conversation.kind.steps();
    let number = steps.iter().position(|other| *other == step).unwrap_or_default() + 1;
    ui.label(tokens.small(words::step_number(lang, number, steps.len())));
    ui.label(tokens.title(terms::step(step).of(lang)));
    ui.add(Label::new(tokens.prose(words::purpose(step).of(lang))).wrap());

    widgets::section(ui, tokens, words::YOU_MIGHT_ASK.of(lang));
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = tokens.unit;
        ui.spacing_mut().interact_size.y = 0.0;
        for prompt in words::prompts(step) {
            ui.horizontal_top(|ui| {
                ui.label(tokens.prose("·"));
                ui.vertical(|ui| ui.add(Label::new(tokens.prose(prompt.of(lang))).wrap()));
            });
        }
    });
    let linked = scripts(ui, desk, step);

    widgets::section(ui, tokens, words::NOTES.of(lang));
    let label = words::notes_on(lang, step);
    let value = conversation.notes.get(&step).map_or("", String::as_str);
    let height = ui.clip_rect().bottom() - ui.cursor().top() - 2.0 * tokens.inset;
    let room = height / ui.text_style_height(&TextStyle::Body);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few rows, and saturating")]
    let rows = (room as usize).clamp(ROWS.0, ROWS.1);
    let field = TextField::new((conversation.id.as_str(), step), value, &label);
    let field = field.hint(words::NOTES_HINT.of(lang)).multiline(rows);
    desk.text(ui, value, field, |text| ConversationEdit::Note(conversation.id.clone(), step, text));
    linked
}

/// The scripts prepared for this step, to turn to.
fn scripts(ui: &mut Ui, desk: &Desk<'_>, step: Step) -> Option<Page> {
    let (tokens, lang) = (desk.scene.tokens, desk.scene.lang);
    let belongs = |shape: ScriptShape| match step {
        Step::Reached => shape == ScriptShape::Positive,
        Step::NotReached => shape != ScriptShape::Positive,
        _ => false,
    };
    let mut linked = None;
    let mut scripts = desk.conversation.scripts.iter().filter(|script| belongs(script.shape)).peekable();
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
