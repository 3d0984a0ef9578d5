//! How long a conversation is kept: the method's day, or one of its own.

use egui::{Label, Sense, Ui};

use super::desk::Desk;
use crate::{
    edit::{ConversationEdit, Edit},
    text::{erasing as words, format},
    ui::{DateField, explain, widgets},
};

/// Shows it, with its reason, and a field for another day.
pub fn show(ui: &mut Ui, desk: &mut Desk<'_>) {
    let (tokens, lang, talk) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
    let method = &desk.scene.workbook.method.conversations;
    widgets::section(ui, tokens, words::KEPT.of(lang));
    ui.horizontal_wrapped(|ui| {
        let until = talk.kept_until(method);
        let day = until.map_or_else(|| words::NO_DAY_YET.of(lang).to_owned(), |day| format::date(lang, day));
        let is_over = until.is_some_and(|until| until < desk.scene.today);
        let ink = if is_over { tokens.amber.ink } else { tokens.ink };
        if until.is_some() {
            ui.label(tokens.body(words::KEPT_UNTIL.of(lang)).color(tokens.ink_soft));
        }
        let label = ui.add(Label::new(tokens.body(day).color(ink)).sense(Sense::click()));
        explain(&label, tokens, lang, || words::why_kept(lang, talk, method));
        if !desk.locked {
            let (_, wishes) = desk.parts();
            let id = (talk.id.as_str(), "keep until");
            let field = DateField::new(id, talk.keep_until, words::OWN_DAY.of(lang), lang);
            if let Some(change) = field.hint(words::OWN_DAY.of(lang)).show(ui, tokens) {
                let edit = ConversationEdit::KeepUntil(talk.id.clone(), change.value);
                wishes.type_in(change.typed, Edit::Conversations(edit));
            }
        }
    });
}
