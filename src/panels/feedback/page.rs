//! The pages of a conversation: which there are, the list of them, and turning from one to the next.

use egui::{Align, Button, Layout, Role, ScrollArea, Sense, Ui, Vec2, containers::menu::MenuButton, vec2};

use super::desk::Desk;
use crate::{
    edit::ConversationEdit,
    model::{Conversation, Script, ScriptId, ScriptShape, Step},
    text::{Lang, Word, feedback as words, record, terms},
    ui::{Sign, Tokens, signs, widgets},
};

/// A page of a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Page {
    /// When and where, strengths, challenges, evidence.
    Preparation,
    /// What was seen or heard.
    Evidence,
    /// The person's goals and what was reached.
    GoalCard,
    /// A feedback script.
    Script(ScriptId),
    /// A step of the conversation.
    Step(Step),
    /// What was promised.
    Commitments,
    /// What both sign.
    Record,
}

impl Page {
    /// All, in the order in which they are gone through. The goal card is none where it is shown beside them.
    fn all(conversation: &Conversation, beside: bool) -> impl Iterator<Item = Self> {
        let goal_card = (!beside).then_some(Self::GoalCard);
        let scripts = conversation.scripts.keys().cloned().map(Self::Script);
        let steps = conversation.kind.steps().iter().copied().map(Self::Step);
        let before = [Self::Preparation, Self::Evidence].into_iter();
        before.chain(goal_card).chain(scripts).chain(steps).chain([Self::Commitments, Self::Record])
    }

    /// Whether the conversation has this page.
    pub fn is_in(&self, conversation: &Conversation, beside: bool) -> bool {
        Self::all(conversation, beside).any(|page| page == *self)
    }

    /// Where to begin: with the preparation while nothing is written, then with the first step, and with the record
    /// once it is signed.
    pub fn first(conversation: &Conversation) -> Self {
        if conversation.is_signed() {
            return Self::Record;
        }
        let first_step = conversation.kind.steps().first().filter(|_| !conversation.notes.is_empty());
        first_step.map_or(Self::Preparation, |step| Self::Step(*step))
    }

    /// What it stands below in the list.
    const fn heading(&self) -> Word {
        match self {
            Self::Preparation | Self::Evidence | Self::GoalCard => words::BEFORE,
            Self::Script(_) => words::SCRIPTS,
            Self::Step(_) => words::DURING,
            Self::Commitments | Self::Record => words::AFTER,
        }
    }

    /// What it is called in the list: a script by its topic, which says more than its shape.
    fn label(&self, lang: Lang, conversation: &Conversation) -> String {
        let topic = match self {
            Self::Script(id) => conversation.scripts.get(id).map(|script| script.topic.trim()),
            _ => None,
        };
        topic.filter(|topic| !topic.is_empty()).map_or_else(|| self.title(lang, conversation), str::to_owned)
    }

    /// What it is called.
    fn title(&self, lang: Lang, conversation: &Conversation) -> String {
        match self {
            Self::Preparation => words::PREPARATION.of(lang).to_owned(),
            Self::GoalCard => words::GOAL_CARD.of(lang).to_owned(),
            Self::Script(id) => {
                let script = conversation.scripts.get(id);
                script.map_or_else(|| id.to_string(), |script| words::script(lang, script.shape, &script.topic))
            }
            Self::Step(step) => terms::step(*step).of(lang).to_owned(),
            Self::Evidence => words::EVIDENCE.of(lang).to_owned(),
            Self::Commitments => words::COMMITMENTS.of(lang).to_owned(),
            Self::Record => record::TITLE.of(lang).to_owned(),
        }
    }

    /// Whether something is written on it; `None` for what is only read.
    fn is_written(&self, conversation: &Conversation) -> Option<bool> {
        match self {
            Self::Preparation => {
                let mut points = conversation.strengths.iter().chain(&conversation.challenges);
                Some(points.any(|point| !point.text.trim().is_empty()))
            }
            Self::GoalCard | Self::Evidence => None,
            Self::Record => Some(conversation.is_signed()),
            Self::Script(id) => conversation.scripts.get(id).map(is_whole),
            Self::Step(step) => Some(conversation.notes.contains_key(step) || conversation.points.contains_key(step)),
            Self::Commitments => Some(!conversation.commitments.is_empty()),
        }
    }
}

/// Whether every part of a script is written.
fn is_whole(script: &Script) -> bool {
    script.shape.parts().iter().all(|part| script.parts.contains_key(part))
}

/// The list of pages. Says which one was chosen.
pub fn rail(ui: &mut Ui, desk: &mut Desk<'_>, current: &Page, beside: bool) -> Option<Page> {
    let (tokens, lang) = (desk.scene.tokens, desk.scene.lang);
    let conversation = desk.conversation;
    let mut chosen = None;
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = tokens.unit / 2.0;
        let mut pages = Page::all(conversation, beside).peekable();
        for heading in HEADINGS {
            ui.label(tokens.small(heading.of(lang)));
            while let Some(page) = pages.next_if(|page| page.heading() == heading) {
                if entry(ui, tokens, lang, conversation, &page, page == *current) {
                    chosen = Some(page);
                }
            }
            if heading == words::SCRIPTS && !desk.locked {
                chosen = new_script(ui, desk).or(chosen.take());
            }
            ui.add_space(tokens.inset);
        }
    });
    chosen
}

/// The headings of the list.
const HEADINGS: [Word; 4] = [words::BEFORE, words::SCRIPTS, words::DURING, words::AFTER];

/// A page in the list, with a sign where something is written on it. Whether it was pressed.
fn entry(ui: &mut Ui, tokens: &Tokens, lang: Lang, conversation: &Conversation, page: &Page, selected: bool) -> bool {
    let title = page.title(lang, conversation);
    let written = page.is_written(conversation);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = tokens.unit;
        if written == Some(true) {
            signs::show(ui, Sign::Check, tokens.sign, tokens.green.mark);
        } else {
            ui.allocate_exact_size(Vec2::splat(tokens.sign), Sense::hover());
        }
        let button = Button::selectable(selected, page.label(lang, conversation)).truncate();
        let justified = Layout::top_down_justified(Align::LEFT);
        let size = vec2(ui.available_width(), tokens.target);
        let response = ui.allocate_ui_with_layout(size, justified, |ui| ui.add(button)).inner;
        widgets::name_selectable(&response, selected, &words::page(lang, &title, written));
        response.on_hover_text(title).clicked()
    })
    .inner
}

/// The menu of shapes that starts a script. Says which page it will be on.
fn new_script(ui: &mut Ui, desk: &mut Desk<'_>) -> Option<Page> {
    let (tokens, lang, conversation) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
    let menu = ui.horizontal(|ui| {
        ui.add_space(tokens.sign + tokens.unit);
        let text = tokens.body(words::NEW_SCRIPT.of(lang)).color(tokens.accent.ink);
        let button = Button::new(text).frame_when_inactive(false);
        MenuButton::from_button(button).ui(ui, |ui| {
            let pressed = |shape: &ScriptShape| {
                let name = terms::shape(*shape).of(lang);
                let parts: Vec<&str> = shape.parts().iter().map(|part| terms::part(*part).of(lang)).collect();
                let button = ui.add(Button::new(name).right_text(tokens.small(parts.join(" · "))));
                widgets::name(&button, Role::Button, name);
                button.clicked()
            };
            ScriptShape::ALL.into_iter().filter(pressed).last()
        })
    });
    let shape = menu.inner.1?.inner?;
    let id = ScriptId::fresh(terms::shape(shape).en, |id| conversation.scripts.contains(id));
    desk.edit(ConversationEdit::PutScript(conversation.id.clone(), Box::new(Script::new(id.clone(), shape))));
    Some(Page::Script(id))
}

/// Back and next. Says to which page.
pub fn turner(ui: &mut Ui, desk: &Desk<'_>, current: &Page, beside: bool) -> Option<Page> {
    let (tokens, lang, conversation) = (desk.scene.tokens, desk.scene.lang, desk.conversation);
    let before = Page::all(conversation, beside).take_while(|page| page != current).last();
    let after = Page::all(conversation, beside).skip_while(|page| page != current).nth(1);
    ui.horizontal(|ui| {
        let back = ui.add_enabled(before.is_some(), Button::new(words::BACK.of(lang)));
        let mut turned = before.filter(|_| back.clicked());
        if let Some(after) = after {
            let next = widgets::primary_button(ui, tokens, words::NEXT.of(lang));
            widgets::name(&next, Role::Button, &words::next(lang, &after.title(lang, conversation)));
            turned = turned.or_else(|| next.clicked().then_some(after));
        }
        turned
    })
    .inner
}
