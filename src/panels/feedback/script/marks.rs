//! What the linter says about a part, below it: every mark with its words, what helps instead, and how to let it be.

use egui::{Align, Button, Label, Layout, Role, Ui, vec2};

use super::View;
use crate::{
    analysis::wording::Mark,
    edit::{ConversationEdit, Edit},
    model::{MeantWords, Method, Script, WordingRule},
    panels::feedback::desk::Desk,
    text::{Explanation, Lang, wording},
    ui::{Sign, signs, widgets},
};

/// Shows the marks of a part, whose text this is.
pub fn show(ui: &mut Ui, desk: &mut Desk<'_>, view: &mut View, script: &Script, text: &str, marks: &[&Mark]) {
    for (n, mark) in marks.iter().enumerate() {
        ui.push_id((mark.part, n), |ui| row(ui, desk, view, script, text, mark));
    }
}

/// Why a mark is there.
pub fn explanation(lang: Lang, mark: &Mark, text: &str) -> Explanation {
    wording::explanation(lang, mark.rule, mark.suggestion, words(mark, text))
}

/// The words of a mark.
fn words<'a>(mark: &Mark, text: &'a str) -> &'a str {
    text.get(mark.range.clone()).unwrap_or_default()
}

/// One mark: the rule and the words, which select them; what helps; and the menu that lets it be.
fn row(ui: &mut Ui, desk: &mut Desk<'_>, view: &mut View, script: &Script, text: &str, mark: &Mark) {
    let (tokens, lang) = (desk.scene.tokens, desk.scene.lang);
    let name = wording::mark(lang, mark.rule, words(mark, text));
    let suggestion = wording::suggestion(mark.suggestion).of(lang);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().interact_size.y = 0.0;
        signs::show(ui, Sign::Warning, tokens.sign, tokens.amber.mark);
        let right = Layout::right_to_left(Align::Min);
        ui.with_layout(right, |ui| {
            if !desk.locked {
                let not_here = widgets::tool_button(ui, tokens, wording::NOT_HERE.of(lang));
                widgets::name(&not_here, Role::Button, &wording::not_here(lang, &name));
                if not_here.clicked() {
                    keep(desk, script, mark, words(mark, text));
                }
                not_here.context_menu(|ui| switch_off(ui, desk, mark.rule));
            }
            ui.allocate_ui_with_layout(vec2(ui.available_width(), 0.0), Layout::top_down(Align::Min), |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let link = Button::new(tokens.body(&name).color(tokens.amber.ink)).frame(false).wrap();
                let response = ui.add(link);
                response.context_menu(|ui| switch_off(ui, desk, mark.rule));
                let response = response.on_hover_ui(|ui| {
                    crate::ui::explanation_card(ui, tokens, lang, &explanation(lang, mark, text));
                });
                if response.clicked() {
                    view.select = Some((mark.part, mark.range.clone()));
                    ui.request_repaint();
                }
                ui.add(Label::new(tokens.small(suggestion)).wrap());
            });
        });
    });
}

fn switch_off(ui: &mut Ui, desk: &mut Desk<'_>, rule: WordingRule) {
    if ui.button(wording::switch_off(desk.scene.lang, rule)).clicked() {
        set_off(desk, rule, true);
    }
}

/// Switches a rule off or on again, for the workbook.
fn set_off(desk: &mut Desk<'_>, rule: WordingRule, off: bool) {
    let mut method = Method::clone(&desk.scene.workbook.method);
    if off {
        method.wording.off.insert(rule);
    } else {
        method.wording.off.remove(&rule);
    }
    desk.parts().1.edit(Edit::Method(Box::new(method)));
}

/// Keeps marked words as they are.
fn keep(desk: &mut Desk<'_>, script: &Script, mark: &Mark, words: &str) {
    let mut script = script.clone();
    script.meant.push(MeantWords { part: mark.part, rule: mark.rule, words: words.to_owned() });
    desk.edit(ConversationEdit::PutScript(desk.conversation.id.clone(), Box::new(script)));
}

/// What was let be, to mark it again: words of this script, and rules that are off.
pub fn settings(ui: &mut Ui, desk: &mut Desk<'_>, script: &Script) {
    let (tokens, lang) = (desk.scene.tokens, desk.scene.lang);
    let off = &desk.scene.workbook.method.wording.off;
    ui.add_space(tokens.inset);
    if desk.locked {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        let menu = ui.menu_button(wording::HEADING.of(lang), |ui| {
            ui.label(tokens.small(wording::ONLY_SUGGESTS.of(lang)));
            for rule in WordingRule::ALL {
                let mut checks = !off.contains(&rule);
                let tick = ui.checkbox(&mut checks, wording::rule(rule).of(lang));
                if tick.on_hover_text(wording::reason(rule).of(lang)).changed() {
                    set_off(desk, rule, !checks);
                }
            }
        });
        menu.response.on_hover_text(wording::ONLY_SUGGESTS.of(lang));
        for rule in off {
            if widgets::tool_button(ui, tokens, &wording::switch_on(lang, *rule)).clicked() {
                set_off(desk, *rule, false);
            }
        }
        for (n, meant) in script.meant.iter().enumerate() {
            let name = wording::mark(lang, meant.rule, &meant.words);
            if widgets::tool_button(ui, tokens, &wording::mark_again(lang, &name)).clicked() {
                let mut script = script.clone();
                script.meant.remove(n);
                desk.edit(ConversationEdit::PutScript(desk.conversation.id.clone(), Box::new(script)));
            }
        }
    });
}
