//! A desk with one panel on it: wishes are granted as the program grants them, without a window.

use egui::{Event, Key, Modifiers, Pos2, Role, Ui, Vec2};
use egui_kittest::{Harness, kittest::NodeT as _};
use jiff::civil::{Date, date};
use sandtable::{
    analysis::{Audience, Derived},
    edit::{Edit, History, TeamEdit, Typing, apply},
    example,
    model::{Member, Workbook},
    panels::{Scene, Selection, Wish, Wishes},
    text::Lang,
    ui::{Theme, Tokens, fonts},
};

/// The day the example plays on.
pub const TODAY: Date = date(2026, 11, 21);

/// A panel's `show`.
type Show<P> = fn(&mut P, &mut Ui, &Scene<'_>, &mut Wishes);

/// One panel, what it works on, and what it wished for that a desk alone cannot grant.
pub struct Desk<P> {
    pub panel: P,
    pub history: History,
    pub derived: Derived,
    pub selection: Selection,
    pub subject: Option<String>,
    pub lang: Lang,
    pub tokens: Tokens,
    pub read_only: bool,
    pub other_wishes: Vec<Wish>,
}

impl<P: Default> Desk<P> {
    pub fn new(workbook: Workbook, lang: Lang) -> Self {
        Self {
            panel: P::default(),
            derived: Derived::of(&workbook, TODAY),
            history: History::new(workbook),
            selection: Selection::Nothing,
            subject: None,
            lang,
            tokens: Tokens::new(Theme::Light, Audience::Trainer).still(),
            read_only: false,
            other_wishes: Vec::new(),
        }
    }

    /// The built-in example.
    pub fn example(lang: Lang) -> Self {
        Self::new(sandtable::example::workbook(lang).unwrap(), lang)
    }

    /// With these tokens.
    pub fn look(self, theme: Theme, audience: Audience) -> Self {
        Self { tokens: Tokens::new(theme, audience).still(), ..self }
    }

    pub fn workbook(&self) -> &Workbook {
        self.history.current()
    }

    /// What the last edit was.
    pub fn last_edit(&self) -> Option<&Edit> {
        self.history.undoable().map(|(edit, _)| edit)
    }

    /// Does what another panel wishes.
    pub fn apply(&mut self, edit: Edit) {
        let before = self.history.current().clone();
        self.history.apply(edit).unwrap();
        self.derived = self.derived.refresh(&before, self.history.current());
    }

    /// Takes the last edit back.
    pub fn undo(&mut self) {
        let before = self.history.current().clone();
        assert!(self.history.undo());
        self.derived = self.derived.refresh(&before, self.history.current());
    }

    /// Shows the panel for one frame and grants its wishes.
    pub fn frame(&mut self, ui: &mut Ui, show: Show<P>) {
        let mut wishes = Wishes::default();
        let scene = Scene {
            workbook: self.history.current(),
            derived: &self.derived,
            subject: self.subject.as_deref(),
            selection: &self.selection,
            lang: self.lang,
            audience: self.tokens.audience,
            tokens: &self.tokens,
            today: TODAY,
            read_only: self.read_only,
            is_meant: true,
        };
        show(&mut self.panel, ui, &scene, &mut wishes);
        for wish in wishes.0 {
            match wish {
                Wish::Edit(edit) => self.apply(edit),
                Wish::Type(typed, edit) => {
                    let before = self.history.current().clone();
                    self.history.type_in(Typing(typed.field.value()), edit).unwrap();
                    self.derived = self.derived.refresh(&before, self.history.current());
                    if typed.done {
                        self.history.seal();
                    }
                }
                Wish::Select(selection) => self.selection = selection,
                Wish::Subject(subject) => self.subject = Some(subject),
                Wish::NoSubject => self.subject = None,
                other => self.other_wishes.push(other),
            }
        }
    }
}

/// The desk in a test harness of this size.
pub fn harness<'a, P: Default + 'a>(desk: Desk<P>, size: impl Into<Vec2>, show: Show<P>) -> Harness<'a, Desk<P>> {
    harness_with_steps_of(0.25, desk, size, show)
}

/// The desk in a test harness, with so many seconds from frame to frame.
pub fn harness_with_steps_of<'a, P: Default + 'a>(
    seconds: f32,
    desk: Desk<P>,
    size: impl Into<Vec2>,
    show: Show<P>,
) -> Harness<'a, Desk<P>> {
    let (tokens, lang) = (desk.tokens, desk.lang);
    let mut harness = Harness::builder()
        .with_size(size)
        .with_step_dt(seconds)
        .with_context_setup(move |ctx| {
            fonts::install(ctx, lang);
            tokens.apply(ctx);
        })
        .build_ui_state(move |ui, desk: &mut Desk<P>| desk.frame(ui, show), desk);
    harness.run();
    harness
}

/// Types a text at once, as an input method does.
pub fn type_in<S>(stage: &mut Harness<'_, S>, text: &str) {
    stage.event(Event::Text(text.to_owned()));
    stage.run();
}

/// Presses a key.
pub fn press<S>(stage: &mut Harness<'_, S>, modifiers: Modifiers, key: Key) {
    stage.key_press_modifiers(modifiers, key);
    stage.run();
}

/// Pastes a text.
pub fn paste<S>(stage: &mut Harness<'_, S>, text: &str) {
    stage.event(Event::Paste(text.to_owned()));
    stage.run();
}

/// Drags with the primary button from one place to another, in a few steps as a hand does.
pub fn drag<S>(harness: &mut Harness<'_, S>, from: Pos2, to: Pos2) {
    harness.hover_at(from);
    harness.step();
    harness.drag_at(from);
    harness.step();
    for share in [0.3, 0.6, 1.0] {
        harness.hover_at(from.lerp(to, share));
        harness.step();
    }
    harness.drop_at(to);
    harness.run();
}

/// A name as long as anybody's, twice over.
pub fn long_name(lang: Lang) -> String {
    match lang {
        Lang::Zh => "欧阳".repeat(20),
        _ => "Bartholomew Featherstonehaugh ".repeat(2),
    }
}

/// The example with everybody called by a long name.
pub fn long_named(lang: Lang) -> Workbook {
    let example = example::workbook(lang).unwrap();
    let renamed = example.team.iter().map(|member| Member { name: long_name(lang), ..member.clone() });
    renamed.fold(example.clone(), |workbook, member| apply(&workbook, Edit::Team(TeamEdit::Put(member))).unwrap())
}

/// Nothing lies beyond the right edge.
pub fn fits<S>(stage: &Harness<'_, S>, width: f32) {
    for node in stage.root().children_recursive() {
        let Some(bounds) = node.accesskit_node().raw_bounds() else { continue };
        // A long text in a field of one line goes on where nobody sees it.
        if node.accesskit_node().role() == Role::TextRun {
            continue;
        }
        assert!(bounds.x1 <= f64::from(width) + 0.5, "{node:?}");
    }
}
