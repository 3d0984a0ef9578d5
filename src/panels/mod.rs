//! How is each subject shown? One module per panel.
//!
//! A panel gets everything it shows by shared reference and answers with what it wants. It owns view state only:
//! where one looks, what is folded, a text being typed, a drag under way.

pub mod assessment;
mod cells;
pub mod classes;
pub mod contributions;
mod evaluation;
pub mod feedback;
mod filters;
pub mod goals;
mod kept;
mod keys;
pub mod moves;
mod newcomer;
pub mod power_map;
pub mod relations;
pub mod scores;
mod steps;
pub mod value_map;
mod weights;

use egui::Ui;
use jiff::civil::Date;

use crate::{
    analysis::{Audience, Derived},
    edit::{CustomerEdit, Edit, Occasion},
    model::{
        ContactId, ConversationId, Customer, CustomerId, MemberId, OpportunityId, Pane, PanelKind, RoundId, Workbook,
    },
    text::{Lang, goals as goals_words, value_map as value_map_words},
    ui::{Tokens, Typed, widgets},
};

/// Everything a panel may look at while it draws a frame.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The workbook.
    pub workbook: &'a Workbook,
    /// Everything that follows from it.
    pub derived: &'a Derived,
    /// Whom or what this panel shows; `None` is the first there is.
    pub subject: Option<&'a str>,
    /// What is selected, in whichever panel.
    pub selection: &'a Selection,
    /// The language.
    pub lang: Lang,
    /// Who looks.
    pub audience: Audience,
    /// Every colour and size.
    pub tokens: &'a Tokens,
    /// Today, for ages and due dates.
    pub today: Date,
    /// The workbook cannot be changed: nothing that would change it is offered.
    pub read_only: bool,
    /// This is the panel used last, which commands and a presenter's remote mean.
    pub is_meant: bool,
}

/// What is selected. Panels of every kind show the same selection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Selection {
    /// Nothing.
    #[default]
    Nothing,
    /// A customer.
    Customer(CustomerId),
    /// A contact of an account.
    Contact(CustomerId, ContactId),
    /// One of our people.
    Member(MemberId),
    /// A conversation.
    Conversation(ConversationId),
}

/// What a panel wants.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    /// Change the workbook.
    Edit(Edit),
    /// Change the workbook to what a field holds by now.
    Type(Typed, Edit),
    /// Select something.
    Select(Selection),
    /// Show something else in this panel.
    Subject(String),
    /// Show everything in this panel.
    NoSubject,
    /// Open a panel, or bring it to the front.
    Open(Pane),
    /// Tell the person something, in their language.
    Notice(String),
    /// Go on with a round.
    Do(RoundRequest),
    /// Take in a questionnaire from a file that is still to be chosen.
    ImportQuestionnaire,
    /// Take in a customer's people from a file that is still to be chosen.
    ImportContacts(CustomerId),
    /// Save all of the map that this panel shows as a picture.
    SaveWhole,
    /// Save the record of a conversation as a page to print, to a file that is still to be chosen.
    PrintRecord(ConversationId),
    /// Save what to ask next about an account, to a file that is still to be chosen.
    SaveQuestions(QuestionList),
}

/// Questions to be taken along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionList {
    /// About whom.
    pub account: CustomerId,
    /// For which opportunity; `None` is the map as a whole.
    pub opportunity: Option<OpportunityId>,
    /// How many, the most pressing.
    pub count: usize,
}

/// A step of a round that takes more than an edit: files, and questions before them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoundRequest {
    /// Give its forms out.
    Forms(RoundId),
    /// Take answers in.
    Collect,
    /// Release its results.
    Release(RoundId),
    /// Give somebody their own report.
    Report(RoundId, MemberId),
}

/// The wishes of a frame, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wishes(pub Vec<Wish>);

impl Wishes {
    /// Adds a wish.
    pub fn push(&mut self, wish: Wish) {
        self.0.push(wish);
    }

    /// Wishes for an edit.
    pub fn edit(&mut self, edit: Edit) {
        self.push(Wish::Edit(edit));
    }

    /// Wishes for what was typed.
    pub fn type_in(&mut self, typed: Typed, edit: Edit) {
        self.push(Wish::Type(typed, edit));
    }
}

/// Several edits as one step of what was selected; one is itself.
fn one_step(mut edits: Vec<Edit>) -> Edit {
    match edits.pop() {
        Some(only) if edits.is_empty() => only,
        last => {
            edits.extend(last);
            Edit::Together(Occasion::Selection, edits)
        }
    }
}

/// Adds a customer and selects it.
fn add_customer(scene: &Scene<'_>, wishes: &mut Wishes) {
    let name = value_map_words::NEW_NAME.of(scene.lang);
    let id = CustomerId::fresh(name, |id| scene.workbook.customers.contains(id));
    wishes.edit(Edit::Customers(CustomerEdit::Put(Box::new(Customer::new(id.clone(), name)))));
    wishes.push(Wish::Select(Selection::Customer(id)));
}

/// A chooser of one of our people, or nobody. `Some` when somebody else was chosen.
fn choose_member(
    ui: &mut Ui,
    scene: &Scene<'_>,
    salt: &str,
    label: &str,
    width: f32,
    now: Option<&MemberId>,
) -> Option<Option<MemberId>> {
    let mut chosen = None;
    widgets::chooser(ui, salt, width, member_or_nobody(scene, now), label, |ui| chosen = members(ui, scene, now));
    chosen.filter(|chosen| chosen.as_ref() != now)
}

/// What a chooser of one of our people, or nobody, says while it is closed.
fn member_or_nobody<'a>(scene: &Scene<'a>, now: Option<&'a MemberId>) -> &'a str {
    now.map_or(value_map_words::NOBODY.of(scene.lang), |id| scene.workbook.member_label(id))
}

/// Nobody, and all of our people. Who was pressed.
fn members(ui: &mut Ui, scene: &Scene<'_>, now: Option<&MemberId>) -> Option<Option<MemberId>> {
    let mut chosen = None;
    if ui.selectable_label(now.is_none(), value_map_words::NOBODY.of(scene.lang)).clicked() {
        chosen = Some(None);
    }
    for member in scene.workbook.team.iter() {
        ui.push_id(&member.id, |ui| {
            if ui.selectable_label(now == Some(&member.id), member.label()).clicked() {
                chosen = Some(Some(member.id.clone()));
            }
        });
    }
    chosen
}

/// The arrow to the period before or after. Whether it was pressed.
fn period_button(ui: &mut Ui, lang: Lang, turn: keys::Turn) -> bool {
    let (sign, label) = match turn {
        keys::Turn::Back => ("◀", goals_words::EARLIER),
        keys::Turn::On => ("▶", goals_words::LATER),
    };
    let button = ui.button(sign);
    widgets::name(&button, egui::Role::Button, label.of(lang));
    button.on_hover_text(label.of(lang)).clicked()
}

/// The view state of one open panel, of whichever kind.
pub enum PanelState {
    /// The value map.
    ValueMap(value_map::ValueMap),
    /// The contribution grid.
    Contributions(contributions::Contributions),
    /// The score matrix.
    Scores(scores::Scores),
    /// The power map.
    PowerMap(Box<power_map::PowerMap>),
    /// Relations.
    Relations(relations::Relations),
    /// The 360° assessment.
    Assessment(assessment::Assessment),
    /// Conversations.
    Feedback(feedback::Feedback),
    /// Goal cards.
    Goals(Box<goals::Goals>),
    /// The exercise of market moves.
    Moves(moves::Moves),
    /// The four classes.
    Classes(classes::Classes),
}

impl PanelState {
    /// A panel just opened.
    pub fn new(kind: PanelKind) -> Self {
        match kind {
            PanelKind::ValueMap => Self::ValueMap(value_map::ValueMap::default()),
            PanelKind::Contributions => Self::Contributions(contributions::Contributions::default()),
            PanelKind::Scores => Self::Scores(scores::Scores::default()),
            PanelKind::PowerMap => Self::PowerMap(Box::default()),
            PanelKind::Relations => Self::Relations(relations::Relations::default()),
            PanelKind::Assessment => Self::Assessment(assessment::Assessment::default()),
            PanelKind::Feedback => Self::Feedback(feedback::Feedback::default()),
            PanelKind::Goals => Self::Goals(Box::default()),
            PanelKind::Moves => Self::Moves(moves::Moves::default()),
            PanelKind::Classes => Self::Classes(classes::Classes::default()),
        }
    }

    /// All of the map that it shows, without anything else, and the room that takes, in points; `None` where it shows
    /// no map that one moves over.
    pub fn whole(&self, tokens: &Tokens) -> Option<(Self, egui::Vec2)> {
        match self {
            Self::PowerMap(panel) => panel.whole(tokens).map(|(panel, size)| (Self::PowerMap(Box::new(panel)), size)),
            _ => None,
        }
    }

    /// Whom it shows, where it is one that chooses by itself.
    pub fn subject(&self) -> Option<&str> {
        match self {
            Self::PowerMap(panel) => panel.account().map(CustomerId::as_str),
            _ => None,
        }
    }

    /// Whether it wants to be alone in the window, with nothing around it that is about anybody else.
    pub fn is_private(&self) -> bool {
        matches!(self, Self::Feedback(panel) if panel.is_meeting())
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes) {
        match self {
            Self::ValueMap(panel) => panel.show(ui, scene, wishes),
            Self::Contributions(panel) => panel.show(ui, scene, wishes),
            Self::Scores(panel) => panel.show(ui, scene, wishes),
            Self::PowerMap(panel) => panel.show(ui, scene, wishes),
            Self::Relations(panel) => panel.show(ui, scene, wishes),
            Self::Assessment(panel) => panel.show(ui, scene, wishes),
            Self::Feedback(panel) => panel.show(ui, scene, wishes),
            Self::Goals(panel) => panel.show(ui, scene, wishes),
            Self::Moves(panel) => panel.show(ui, scene, wishes),
            Self::Classes(panel) => panel.show(ui, scene, wishes),
        }
    }
}
