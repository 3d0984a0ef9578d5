//! Performance conversations 绩效沟通: prepared page by page, written down, and come back to (METHOD §3 and §4).

mod chooser;
mod commitments;
mod desk;
mod evidence;
mod goal_card;
mod meeting;
mod page;
mod person;
mod preparation;
mod record;
mod retention;
mod script;
mod step;

use std::collections::BTreeMap;

use egui::{Frame, Margin, Panel, ScrollArea, Ui};

use super::{Scene, Wishes, newcomer::Newcomers};
use crate::{
    analysis::Audience,
    model::{Conversation, ConversationId, Member},
    text::feedback as words,
    ui::widgets,
};
use desk::Desk;
use evidence::Notes;
use meeting::{Ended, Meeting};
use page::Page;

/// The panel. Its subject is a conversation, or one of our people.
#[derive(Clone, Debug, Default)]
pub struct Feedback {
    /// The page last looked at, by conversation.
    pages: BTreeMap<ConversationId, Page>,
    /// The names of the first people, while the team is empty.
    newcomers: Newcomers,
    notes: Notes,
    /// Where one is in scripts.
    scripts: script::View,
    /// The signed record that is being corrected.
    correcting: Option<ConversationId>,
    meeting: Option<Meeting>,
}

impl Feedback {
    /// Whether a meeting is held: nothing else belongs into the window then.
    pub const fn is_meeting(&self) -> bool {
        self.meeting.is_some()
    }

    /// Shows the conversation, or how to begin one. Nothing of any conversation is shown to the room.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes) {
        if scene.audience == Audience::Room {
            widgets::empty_state(ui, scene.tokens, words::ROOM.of(scene.lang), None);
            return;
        }
        if self.hold(ui, scene, wishes) {
            return;
        }
        let conversation = match shown(scene) {
            Shown::Conversation(conversation) => conversation,
            Shown::Person(member) => {
                Frame::new().inner_margin(margin(scene.tokens.group)).show(ui, |ui| {
                    chooser::person_header(ui, scene, member, wishes);
                    ui.add_space(scene.tokens.inset);
                    person::show(ui, scene, member, &mut self.notes, wishes);
                });
                return;
            }
            Shown::Nothing => {
                chooser::nothing(ui, scene, &mut self.newcomers, wishes);
                return;
            }
        };
        Frame::new().inner_margin(margin(scene.tokens.group)).show(ui, |ui| {
            let correcting = self.correcting.as_ref() == Some(&conversation.id);
            if chooser::header(ui, scene, conversation, correcting, wishes) {
                self.meeting = Meeting::begin(ui, conversation, scene.today);
                ui.ctx().request_repaint();
            }
            ui.add_space(scene.tokens.inset);
            let mut desk = Desk::new(scene, conversation, correcting, wishes);
            if let Some(page) = self.body(ui, &mut desk) {
                self.pages.insert(conversation.id.clone(), page);
            }
        });
    }

    /// Holds the meeting that is under way. Whether there is one.
    fn hold(&mut self, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes) -> bool {
        let Some(meeting) = &mut self.meeting else { return false };
        let talk = scene.workbook.conversations.get(&meeting.talk).filter(|talk| !talk.is_signed());
        let Some(talk) = talk.filter(|_| !scene.read_only) else {
            self.meeting = None;
            return false;
        };
        let mut desk = Desk::new(scene, talk, false, wishes);
        if meeting.show(ui, &mut desk) == Ended::Yes {
            if talk.on.is_none() {
                desk.put(|talk| talk.on = Some(scene.today));
            }
            self.pages.insert(talk.id.clone(), Page::Record);
            self.meeting = None;
            ui.ctx().request_repaint();
        }
        true
    }

    /// The pages at the left, the goal card at the right where there is room, and the page between. Says to which
    /// page to turn.
    fn body(&mut self, ui: &mut Ui, desk: &mut Desk<'_>) -> Option<Page> {
        let (tokens, conversation) = (desk.scene.tokens, desk.conversation);
        let rail_width = tokens.prose_width / 3.0;
        let card_width = tokens.prose_width / 2.0;
        let beside = ui.available_width() >= rail_width + card_width + tokens.prose_width * 0.75;

        let page = self.pages.get(&conversation.id).filter(|page| page.is_in(conversation, beside));
        let page = page.cloned().unwrap_or_else(|| Page::first(conversation));

        let column = |id| Panel::left(id).resizable(false).show_separator_line(false);
        let rail = column("pages").exact_size(rail_width).frame(Frame::NONE);
        let chosen = rail.show(ui, |ui| page::rail(ui, desk, &page, beside)).inner;
        let gap = Frame::new().inner_margin(Margin { left: margin(tokens.group).left, ..Margin::ZERO });
        // The record has the card of its own that is locked with it.
        if !beside || page == Page::Record {
            return chosen.or(gap.show(ui, |ui| self.sheet(ui, desk, &page, beside)).inner);
        }
        let width = (ui.available_width() - card_width).min(tokens.prose_width + tokens.group + tokens.margin);
        let content = column("content").exact_size(width).frame(gap);
        let turned = content.show(ui, |ui| self.sheet(ui, desk, &page, beside)).inner;
        gap.show(ui, |ui| {
            ui.set_max_width((tokens.prose_width * 0.6).min(ui.available_width()));
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| goal_card::show(ui, desk));
        });
        chosen.or(turned)
    }

    /// A page, and below it the buttons that turn it. Says to which page to turn.
    fn sheet(&mut self, ui: &mut Ui, desk: &mut Desk<'_>, page: &Page, beside: bool) -> Option<Page> {
        let tokens = desk.scene.tokens;
        let above = Margin { top: margin(tokens.inset).top, ..Margin::ZERO };
        let turner = Panel::bottom("turn").resizable(false).show_separator_line(false);
        let turner = turner.frame(Frame::new().inner_margin(above));
        let turned = turner.show(ui, |ui| page::turner(ui, desk, page, beside)).inner;
        let scroll = ScrollArea::vertical().id_salt((desk.conversation.id.as_str(), page)).auto_shrink(false);
        let linked = scroll.show(ui, |ui| {
            // The record has a table in it, with both sides' completions where there is room.
            let widest = if *page == Page::Record { tokens.prose_width * 1.4 } else { tokens.prose_width };
            ui.set_max_width(widest.min(ui.available_width()));
            match page {
                Page::Preparation => preparation::show(ui, desk),
                Page::Evidence => {
                    let talk = desk.conversation;
                    let (scene, wishes) = desk.parts();
                    self.notes.show(ui, scene, &talk.person, talk.period.as_ref(), wishes);
                }
                Page::GoalCard => goal_card::show(ui, desk),
                Page::Script(id) => script::show(ui, desk, &mut self.scripts, id),
                Page::Step(step) => return step::show(ui, desk, *step),
                Page::Commitments => commitments::show(ui, desk),
                Page::Record => {
                    if let Some(correct) = record::show(ui, desk) {
                        self.correcting = correct.then(|| desk.conversation.id.clone());
                    }
                }
            }
            None
        });
        turned.or(linked.inner)
    }
}

/// What is shown.
enum Shown<'a> {
    Conversation(&'a Conversation),
    Person(&'a Member),
    Nothing,
}

/// The conversation or the person that is the subject; without one the first conversation there is.
fn shown<'a>(scene: &Scene<'a>) -> Shown<'a> {
    let (conversations, team) = (&scene.workbook.conversations, &scene.workbook.team);
    let conversation = match scene.subject {
        Some(id) => conversations.get(id),
        None => conversations.first(),
    };
    let person = || scene.subject.and_then(|id| team.get(id));
    conversation.map(Shown::Conversation).or_else(|| person().map(Shown::Person)).unwrap_or(Shown::Nothing)
}

/// The same distance on all sides.
fn margin(distance: f32) -> Margin {
    #[expect(clippy::cast_possible_truncation, reason = "a few points")]
    Margin::same(distance as i8)
}
