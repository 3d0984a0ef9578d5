//! Who holds what, in which order? The window and everything that lives as long as it does.
//!
//! A frame reads: menus, lists, panels and dialogs are drawn from shared references and answer with what the person
//! wants. When everything is drawn, that is done, in the order in which it was wanted.

mod answering;
mod arrivals;
mod chooser;
mod collecting;
mod command;
mod crash;
mod desk;
mod dialogs;
mod export;
mod files;
mod findings;
mod importing;
mod layout;
mod menu;
mod notices;
mod passphrase;
pub mod picture;
mod questionnaire;
mod round;
mod sealing;
mod session;
mod settings;
mod subjects;
mod window;

use std::{
    collections::VecDeque,
    path::{Path, PathBuf},
    time::Duration,
};

use egui::{CentralPanel, Key, Panel, Ui, ViewportCommand};

pub use settings::{Scale, Settings, ThemeChoice, WindowSize};
pub use subjects::Subject;
pub use window::{Options, RunError, run};

use answering::{Answering, Wanted};
use arrivals::{brings_answers, is_called_table};
use chooser::{Chooser, Entry, Outcome};
use collecting::Collecting;
use command::{Command, Possible};
use desk::Desk;
use dialogs::{Answer, Dialog, Extent, Next, Purpose, file_name};
use export::Table;
use files::{Picked, Picking};
use importing::Importing;
use menu::{Choice, Menus};
use notices::{Notices, Weight};
use passphrase::Meant;
use round::Making;
use sealing::Working;
use session::{Agreed, IfHeld, Lack, NotSaved, Opening, Refused, Session, Source};

use crate::{
    analysis::Audience,
    edit::{Edit, Erasure, Typing},
    exchange::{
        Kind,
        forms::{Form, FormError},
    },
    file::{Difference, Recovery, SealKey, differences},
    model::{Date, MemberId, NamedLayout, Pane, PanelKind, View},
    panels::{RoundRequest, Scene, Selection, Wish},
    text::{Lang, app as words, edits, erasing, file as file_words, forms as form_words, people, plans},
    ui::{Step, Theme, Tokens, Typed, fonts, widgets},
};

/// Where the program keeps things, and what it starts with.
#[derive(Clone, Debug, Default)]
pub struct Setup {
    /// What the person set.
    pub settings: Settings,
    /// Where that is kept; nothing keeps nothing.
    pub settings_file: Option<PathBuf>,
    /// The folder of journals and reports; nothing keeps none.
    pub state: Option<PathBuf>,
    /// Today; nothing asks the clock.
    pub today: Option<Date>,
    /// Whether the desktop's own file dialogs are used; otherwise paths are typed.
    pub desktop_dialogs: bool,
    /// How often a watched folder is looked at; nothing is every other second.
    pub watch_every: Option<Duration>,
}

/// The program behind its window. It can be drawn into any [`Ui`].
pub struct App {
    setup: Setup,
    session: Session,
    /// A form being filled in: nothing else is shown meanwhile.
    answering: Option<Answering>,
    desk: Desk,
    selection: Selection,
    tokens: Tokens,
    notices: Notices,
    /// Asked one after another.
    dialogs: VecDeque<Dialog>,
    /// What crashes left and nobody was asked about yet, newest first. One is brought back at most: the others wait
    /// for the next start.
    pending: VecDeque<Recovery>,
    chooser: Option<Chooser<Pick>>,
    /// A table being looked at before it is imported.
    importing: Option<Importing>,
    sheet: Option<Sheet>,
    picking: Option<Picking>,
    collecting: Collecting,
    making: Vec<Making>,
    /// What is being stretched.
    working: Option<Working>,
    /// Whatever is wanted now, everything is stretched for it.
    stretched: bool,
    /// Where the picture of the meant panel goes that is taken when it has been drawn.
    picture_to: Option<PathBuf>,
    /// What is done once the file being chosen is saved.
    after_saving: Next,
    /// The keyboard was used last to go from one thing to another, not the pointer.
    by_keyboard: bool,
    /// What the look was last made of.
    dressed: Option<(Theme, Audience, Scale)>,
    title: String,
    /// Nothing is asked any more.
    leaving: bool,
}

/// A list at the side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sheet {
    Findings,
    Notices,
    Answers,
}

/// What is wanted at a list at the side.
enum AtSheet {
    Go(crate::analysis::findings::Place),
    Answers(collecting::Wanted),
}

/// What is chosen from a list by typing.
#[derive(Clone, Debug)]
enum Pick {
    Command(Command),
    Go(Pane, Selection),
    Another(Pane),
    Do(RoundRequest),
    Export(Table),
    OwnPart(MemberId),
    Erase(Erasure),
}

/// Makes a context ready to draw into: the built-in fonts, and the keys of the interface's size, which are commands
/// here. Once, before the first frame.
pub fn prepare(ctx: &egui::Context, lang: Lang) {
    fonts::install(ctx, lang);
    ctx.options_mut(|options| options.zoom_with_keyboard = false);
}

/// What panels are drawn from.
fn scene<'a>(session: &'a Session, settings: &Settings, selection: &'a Selection, tokens: &'a Tokens) -> Scene<'a> {
    Scene {
        workbook: session.workbook(),
        derived: session.derived(),
        subject: None,
        selection,
        lang: settings.lang,
        audience: settings.audience,
        tokens,
        today: session.derived().today,
        read_only: session.read_only().is_some(),
        is_meant: false,
    }
}

impl App {
    /// Starts with the built-in example, and asks about what a crash left.
    pub fn new(setup: Setup) -> Self {
        let today = setup.today.unwrap_or_else(clock);
        let lang = setup.settings.lang;
        let mut pending: VecDeque<_> = setup.state.as_deref().map(Recovery::pending).unwrap_or_default().into();
        let session = Session::example(lang, setup.state.as_deref(), today);
        let newest = pending.pop_front().map(|newest| recovery_dialog(&setup.settings, newest));
        Self {
            desk: Desk::new(session.workbook().view.current.as_ref()),
            session,
            answering: None,
            selection: Selection::Nothing,
            tokens: Tokens::new(Theme::Light, setup.settings.audience),
            notices: Notices::default(),
            dialogs: newest.into_iter().collect(),
            pending,
            chooser: None,
            importing: None,
            sheet: None,
            picking: None,
            collecting: Collecting::default(),
            making: Vec::new(),
            working: None,
            stretched: false,
            picture_to: None,
            after_saving: Next::Stay,
            by_keyboard: false,
            dressed: None,
            title: String::new(),
            leaving: false,
            setup,
        }
    }

    /// Opens a file, asking whatever has to be asked first.
    pub fn open(&mut self, path: &Path) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.open_other(path, IfHeld::Ask);
    }

    /// What the person set.
    pub const fn settings(&self) -> &Settings {
        &self.setup.settings
    }

    const fn lang(&self) -> Lang {
        self.setup.settings.lang
    }

    fn today(&self) -> Date {
        self.setup.today.unwrap_or_else(clock)
    }

    /// Draws everything and does what was wanted.
    pub fn ui(&mut self, ui: &mut Ui) {
        self.dress(ui.ctx());
        self.session.set_today(self.today());
        self.receive_file(ui.ctx());
        self.receive_drops(ui.ctx());
        self.receive_answers(ui.ctx());
        self.receive_forms();
        self.receive_work(ui.ctx());
        self.heed_close(ui.ctx());
        for lack in self.session.take_lacks() {
            self.tell_lack(&lack);
        }
        if self.answering.is_some() {
            return self.show_form(ui);
        }
        let modal = !self.dialogs.is_empty() || self.chooser.is_some() || self.importing.is_some();
        let mut commands = Vec::new();
        if !modal {
            commands.extend(self.pressed(ui.ctx()));
        }
        // A meeting has the window to itself: nothing around it is about anybody else.
        let is_private = self.desk.is_private();
        commands.retain(|command| !is_private || command.is_for_a_meeting());
        let choice = if is_private { None } else { Panel::top("menus").show(ui, |ui| self.menus().show(ui)).inner };
        let at_sheet = if is_private { None } else { self.show_sheet(ui) };
        let answer = CentralPanel::no_frame().show(ui, |ui| {
            let answer = self.show_desk(ui);
            self.take_picture(ui);
            answer
        });
        let answer = answer.inner;
        let picked =
            self.chooser.as_mut().and_then(|chooser| chooser.show(ui.ctx(), self.setup.settings.lang, &self.tokens));
        let import = self.show_import(ui.ctx());
        let told =
            self.dialogs.front_mut().and_then(|dialog| dialog.show(ui.ctx(), self.setup.settings.lang, &self.tokens));
        if !is_private {
            self.notices.show_toasts(ui.ctx(), self.setup.settings.lang, &self.tokens);
        }
        self.show_drop_target(ui.ctx());
        if let Some(told) = told {
            self.dialogs.pop_front();
            self.answered(ui.ctx(), told);
        }
        if let Some(import) = import {
            self.finish_import(import);
        }
        match at_sheet {
            Some(AtSheet::Go(place)) => self.go_to(&place),
            Some(AtSheet::Answers(wanted)) => self.answers_wanted(ui.ctx(), wanted),
            None => {}
        }
        match picked {
            Some(Outcome::Closed) => self.chooser = None,
            Some(Outcome::Chosen(pick)) => {
                self.chooser = None;
                match pick {
                    Pick::Command(command) => commands.push(command),
                    Pick::Go(pane, selection) => {
                        self.desk.open(&pane);
                        self.selection = selection;
                        self.keep_view();
                    }
                    Pick::Another(pane) => {
                        self.desk.open_another(pane);
                        self.keep_view();
                    }
                    Pick::Do(request) => self.request(ui.ctx(), request),
                    Pick::Export(table) => {
                        self.choose_file(ui.ctx(), Purpose::Export(table), Next::Stay);
                        ui.ctx().request_repaint();
                    }
                    Pick::OwnPart(person) => self.choose_for_panel(ui.ctx(), Purpose::OwnPart(person)),
                    Pick::Erase(erasure) => {
                        self.ask_whether_to_erase(erasure);
                        ui.ctx().request_repaint();
                    }
                }
            }
            None => {}
        }
        self.fulfil(ui.ctx(), answer);
        match choice {
            Some(Choice::Command(command)) => commands.push(command),
            Some(Choice::Recent(path)) => self.leave(ui.ctx(), Next::Open(path)),
            Some(Choice::Layout(name)) => self.use_layout(&name),
            Some(Choice::DeleteLayout(name)) => self.delete_layout(&name),
            None => {}
        }
        for command in commands {
            self.run(ui.ctx(), command);
        }
        self.name_window(ui.ctx());
        self.show_focus(ui.ctx());
    }

    /// Marks what has the keyboard, once the keyboard was used to get there: egui marks only some of it.
    fn show_focus(&mut self, ctx: &egui::Context) {
        let moving = [Key::Tab, Key::ArrowUp, Key::ArrowDown, Key::ArrowLeft, Key::ArrowRight];
        ctx.input(|input| {
            if input.pointer.any_pressed() {
                self.by_keyboard = false;
            } else if moving.into_iter().any(|key| input.key_pressed(key)) {
                self.by_keyboard = true;
            }
        });
        let focused = ctx.memory(|memory| memory.focused()).filter(|_| self.by_keyboard && !ctx.text_edit_focused());
        if let Some(response) = focused.and_then(|id| ctx.read_response(id)) {
            let ring = response.interact_rect.expand(self.tokens.line_strong).intersect(ctx.content_rect());
            let (corners, stroke) = (self.tokens.corners(), self.tokens.focus_stroke());
            ctx.layer_painter(response.layer_id).rect_stroke(ring, corners, stroke, egui::StrokeKind::Inside);
        }
    }

    /// Makes the look what the settings say, where that changed.
    fn dress(&mut self, ctx: &egui::Context) {
        let settings = &self.setup.settings;
        // Whoever fills in a form reads long and types little: in the room's large type.
        let audience = if self.answering.is_some() { Audience::Room } else { settings.audience };
        let wanted = (settings.theme.theme(ctx.system_theme()), audience, settings.scale);
        if self.dressed != Some(wanted) {
            self.tokens = Tokens::new(wanted.0, wanted.1);
            self.tokens.apply(ctx);
            ctx.set_zoom_factor(wanted.2.factor());
            self.dressed = Some(wanted);
        }
    }

    /// The command whose keys were pressed. In a text field undo and redo are the field's own.
    fn pressed(&self, ctx: &egui::Context) -> Option<Command> {
        Command::pressed(ctx, self.lang(), ctx.text_edit_focused())
    }

    fn is_trainer(&self) -> bool {
        self.setup.settings.audience == Audience::Trainer
    }

    fn possible(&self) -> Possible {
        let history = self.session.history();
        Possible {
            undo: history.undoable().is_some(),
            redo: history.redoable().is_some(),
            file: self.session.path().is_some(),
            save: self.session.read_only().is_none(),
            panel: !self.desk.is_empty(),
            map: self.desk.meant_pane().is_some_and(|(pane, _)| pane.kind == PanelKind::PowerMap),
            round: self.is_trainer()
                && self.session.read_only().is_none()
                && !self.session.workbook().rounds.is_empty(),
            trainer: self.is_trainer(),
            sealed: self.session.key().is_some(),
            import: self.is_trainer() && self.session.read_only().is_none(),
        }
    }

    fn menus(&self) -> Menus<'_> {
        let (lang, history) = (self.lang(), self.session.history());
        let name = |(edit, before): (&Edit, _)| edits::name(lang, edit, before);
        Menus {
            settings: &self.setup.settings,
            possible: self.possible(),
            undo: history.undoable().map(|step| words::undo(lang, &name(step))),
            redo: history.redoable().map(|step| words::redo(lang, &name(step))),
            layouts: &self.session.workbook().view.layouts,
            findings: self.session.derived().findings.len(),
            status: menu::status(
                lang,
                &self.name(),
                self.session.is_changed(),
                self.session.read_only().is_some(),
                self.session.key().is_some(),
            ),
            tokens: &self.tokens,
        }
    }

    fn show_sheet(&mut self, ui: &mut Ui) -> Option<AtSheet> {
        // What the lists say of people is not for the room.
        let sheet = self.sheet.filter(|sheet| *sheet == Sheet::Notices || self.is_trainer())?;
        let (lang, tokens) = (self.lang(), self.tokens);
        let title = match sheet {
            Sheet::Findings => words::FINDINGS,
            Sheet::Notices => words::NOTICES,
            Sheet::Answers => form_words::RECEIVED,
        };
        let frame = egui::Frame::side_top_panel(ui.style()).inner_margin(tokens.inset + tokens.unit);
        let panel = Panel::right("sheet").default_size(tokens.prose_width * 0.6).max_size(ui.available_width() * 0.5);
        let panel = panel.frame(frame).show(ui, |ui| {
            let closed = findings::heading(ui, lang, &tokens, title.of(lang));
            let wanted = match sheet {
                Sheet::Findings => {
                    findings::show(ui, lang, &tokens, self.session.workbook(), self.session.derived()).map(AtSheet::Go)
                }
                Sheet::Notices => {
                    self.notices.show_list(ui, lang, &tokens);
                    None
                }
                Sheet::Answers => {
                    let is_open = self.session.read_only().is_none();
                    let wanted = self.collecting.show(ui, lang, &tokens, self.session.workbook(), is_open);
                    wanted.map(AtSheet::Answers)
                }
            };
            (closed, wanted)
        });
        let (closed, wanted) = panel.inner;
        if closed {
            self.sheet = None;
        }
        wanted
    }

    fn show_desk(&mut self, ui: &mut Ui) -> desk::Answer {
        ui.painter().rect_filled(ui.max_rect(), 0.0, self.tokens.page);
        if self.desk.is_empty() {
            let lang = self.lang();
            let (hint, reset) = (words::NO_PANELS_HINT.of(lang), words::RESET_LAYOUT.of(lang));
            if widgets::empty_state(ui, &self.tokens, hint, Some(reset)) {
                self.desk = Desk::new(None);
                self.keep_view();
            }
            return desk::Answer::default();
        }
        let scene = scene(&self.session, &self.setup.settings, &self.selection, &self.tokens);
        self.desk.show(ui, scene)
    }

    /// Says what happens to the file that is held over the window.
    fn show_drop_target(&self, ctx: &egui::Context) {
        if ctx.input(|input| input.raw.hovered_files.is_empty()) {
            return;
        }
        let painter = ctx.layer_painter(egui::LayerId::new(egui::Order::Tooltip, egui::Id::unique("drop")));
        let (room, font) = (ctx.content_rect(), self.tokens.bold_font(Step::Title));
        painter.rect_filled(room, 0.0, self.tokens.veil);
        let text = painter.layout_no_wrap(words::DROP_HERE.of(self.lang()).to_owned(), font, self.tokens.ink);
        let card =
            egui::Rect::from_center_size(room.center(), text.size() + egui::Vec2::splat(self.tokens.margin * 2.0));
        painter.rect(
            card,
            self.tokens.corners(),
            self.tokens.surface,
            self.tokens.focus_stroke(),
            egui::StrokeKind::Inside,
        );
        painter.galley(card.shrink(self.tokens.margin).min, text, self.tokens.ink);
    }

    /// Does what the panels want.
    fn fulfil(&mut self, ctx: &egui::Context, answer: desk::Answer) {
        let mut rearranged = answer.rearranged;
        for (id, wish) in answer.wishes {
            match wish {
                Wish::Edit(edit) => self.apply(edit),
                Wish::Type(typed, edit) => self.type_in(typed, edit),
                Wish::Select(selection) => self.selection = selection,
                Wish::Subject(subject) => {
                    self.desk.set_subject(id, Some(subject));
                    rearranged = true;
                }
                Wish::NoSubject => {
                    self.desk.set_subject(id, None);
                    rearranged = true;
                }
                Wish::Open(pane) => {
                    self.desk.open(&pane);
                    rearranged = true;
                }
                Wish::Notice(text) => self.notices.tell(Weight::Done, text),
                Wish::Do(request) => self.request(ctx, request),
                Wish::ImportQuestionnaire => self.choose_for_panel(ctx, Purpose::Questionnaire),
                Wish::SaveWhole => self.choose_for_panel(ctx, Purpose::Picture(Extent::Whole)),
                Wish::ImportContacts(account) => {
                    self.choose_for_panel(ctx, Purpose::Table(Kind::Contacts, Some(account)));
                }
                Wish::PrintRecord(talk) => self.choose_for_panel(ctx, Purpose::Record(talk)),
                Wish::SaveQuestions(questions) => {
                    self.choose_for_panel(ctx, Purpose::Questions(questions));
                }
            }
        }
        if rearranged {
            self.keep_view();
        }
    }

    /// Lets a file be chosen that a panel wants.
    fn choose_for_panel(&mut self, ctx: &egui::Context, purpose: Purpose) {
        self.choose_file(ctx, purpose, Next::Stay);
        // What it opened is over what has been drawn.
        ctx.request_repaint();
    }

    fn apply(&mut self, edit: Edit) {
        let done = self.session.apply(edit);
        self.tell_refused(done);
    }

    fn type_in(&mut self, typed: Typed, edit: Edit) {
        let done = self.session.type_in(Typing(typed.field.value()), edit);
        self.tell_refused(done);
        if typed.done {
            self.session.seal();
        }
    }

    fn tell_refused(&mut self, done: Result<(), Refused>) {
        let text = match done {
            Ok(()) => return,
            Err(Refused::ReadOnly) => words::READ_ONLY_REFUSED.of(self.lang()).to_owned(),
            Err(Refused::Edit(error)) => edits::refused(self.lang(), &error, self.session.workbook()),
        };
        self.notices.tell(Weight::Trouble, text);
    }

    fn keep_view(&mut self) {
        let layouts = self.session.workbook().view.layouts.clone();
        self.session.set_view(View { current: self.desk.arrangement(), layouts });
    }

    fn go_to(&mut self, place: &crate::analysis::findings::Place) {
        if let Some(pane) = findings::pane(self.session.workbook(), place) {
            self.desk.open(&pane);
            self.keep_view();
        }
        if let Some(selection) = findings::selection(place) {
            self.selection = selection;
        }
    }

    fn run(&mut self, ctx: &egui::Context, command: Command) {
        if !command.is_possible(self.possible()) {
            return;
        }
        let lang = self.lang();
        match command {
            Command::New => self.leave(ctx, Next::New),
            Command::Example => self.leave(ctx, Next::Example),
            Command::Open => self.leave(ctx, Next::Choose),
            Command::Save => self.save(ctx, Agreed::default(), Next::Stay),
            Command::SaveAs => self.choose_file(ctx, Purpose::Save, Next::Stay),
            Command::Export => self.chooser = Some(export::choices(lang, self.session.workbook())),
            Command::SavePicture => self.choose_file(ctx, Purpose::Picture(Extent::Seen), Next::Stay),
            Command::SaveWhole => self.choose_file(ctx, Purpose::Picture(Extent::Whole), Next::Stay),
            Command::Reload => self.reload(ctx),
            Command::Seal | Command::Reseal => self.ask_new_passphrase(),
            Command::Unseal => self.dialogs.push_back(Dialog::unseal(lang)),
            Command::OwnPart => self.chooser = Some(self.people()),
            Command::Erase => self.chooser = Some(self.erasable()),
            Command::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
            Command::Undo => self.step_back(),
            Command::Redo => self.step_forth(),
            Command::Find => self.chooser = Some(self.names()),
            Command::Commands => self.chooser = Some(self.commands(ctx)),
            Command::Panel(kind) => {
                self.desk.open(&Pane { kind, subject: None });
                self.keep_view();
            }
            Command::Another(kind) => self.chooser = Some(self.subjects(kind)),
            Command::Maximise => self.desk.toggle_alone(),
            Command::ClosePanel => {
                self.desk.close_meant();
                self.keep_view();
            }
            Command::ResetLayout => {
                self.desk = Desk::new(None);
                self.keep_view();
                self.notices.tell(Weight::Done, words::LAYOUT_RESET.of(lang).to_owned());
            }
            Command::KeepLayout => {
                let taken = self.session.workbook().view.layouts.keys().cloned().collect();
                self.dialogs.push_back(Dialog::Layout { text: String::new(), taken });
            }
            Command::Findings => self.toggle_sheet(Sheet::Findings),
            Command::Notices => self.toggle_sheet(Sheet::Notices),
            Command::Import(table) => self.choose_file(ctx, Purpose::Table(table, None), Next::Stay),
            Command::Round(step) => self.run_step(ctx, step),
            Command::Room => {
                let audience = &mut self.setup.settings.audience;
                *audience = if *audience == Audience::Room { Audience::Trainer } else { Audience::Room };
            }
            Command::Lang(lang) => self.speak(ctx, lang),
            Command::Theme(theme) => self.setup.settings.theme = theme,
            Command::Larger => self.setup.settings.scale = self.setup.settings.scale.larger(),
            Command::Smaller => self.setup.settings.scale = self.setup.settings.scale.smaller(),
            Command::FullSize => self.setup.settings.scale = Scale::default(),
            Command::FullScreen => {
                let full = ctx.input(|input| input.viewport().fullscreen.unwrap_or(false));
                ctx.send_viewport_cmd(ViewportCommand::Fullscreen(!full));
            }
            Command::Keys => self.dialogs.push_back(Dialog::Keys),
            Command::About => self.dialogs.push_back(Dialog::About),
        }
        ctx.request_repaint();
        self.keep_settings();
    }

    /// Speaks another language, whose punctuation the fonts follow. The example, as long as nobody touched it, speaks it too.
    fn speak(&mut self, ctx: &egui::Context, lang: Lang) {
        fonts::install(ctx, lang);
        self.setup.settings.lang = lang;
        if *self.session.source() == Source::Example && !self.session.is_changed() {
            let view = View::clone(&self.session.workbook().view);
            self.session.close();
            self.session = Session::example(lang, self.setup.state.as_deref(), self.today());
            self.session.set_view(view);
        }
    }

    fn toggle_sheet(&mut self, sheet: Sheet) {
        self.sheet = if self.sheet == Some(sheet) { None } else { Some(sheet) };
    }

    fn step_back(&mut self) {
        let lang = self.lang();
        let name = self.session.history().undoable().map(|(edit, before)| edits::name(lang, edit, before));
        if let Some(name) = name.filter(|_| self.session.undo()) {
            self.notices.tell(Weight::Done, words::undone(lang, &name));
        }
    }

    fn step_forth(&mut self) {
        let lang = self.lang();
        let name = self.session.history().redoable().map(|(edit, before)| edits::name(lang, edit, before));
        if let Some(name) = name.filter(|_| self.session.redo()) {
            self.notices.tell(Weight::Done, words::redone(lang, &name));
        }
    }

    /// The list of commands, found by their names in either language.
    fn commands(&self, ctx: &egui::Context) -> Chooser<Pick> {
        let (lang, possible) = (self.lang(), self.possible());
        let entry = |command: Command| Entry {
            value: Pick::Command(command),
            label: command.within().map_or_else(
                || command.label().of(lang).to_owned(),
                |menu| words::within(lang, menu.of(lang), command.label().of(lang)),
            ),
            detail: command.shortcut_text(ctx),
            also: Lang::ALL.map(|lang| command.label().of(lang)).join(" "),
            possible: command.is_possible(possible),
        };
        Chooser::new(words::COMMANDS_HINT, Command::ALL.into_iter().map(entry).collect())
    }

    /// The list of names.
    fn names(&self) -> Chooser<Pick> {
        let entry = |named: subjects::Named| Entry {
            value: Pick::Go(named.pane, named.selection),
            label: named.label,
            detail: named.detail,
            also: named.id,
            possible: true,
        };
        let named = subjects::named(self.lang(), self.setup.settings.audience, self.session.workbook());
        Chooser::new(words::FIND_HINT, named.into_iter().map(entry).collect())
    }

    /// The list of what one more panel of a kind can show.
    fn subjects(&self, kind: PanelKind) -> Chooser<Pick> {
        let entry = |subject: Subject| Entry {
            value: Pick::Another(Pane { kind, subject: Some(subject.id.clone()) }),
            label: subject.label,
            detail: String::new(),
            also: subject.id,
            possible: true,
        };
        let subjects = subjects::subjects(kind, self.lang(), self.session.workbook(), self.session.derived());
        Chooser::new(words::SUBJECT_HINT, subjects.into_iter().map(entry).collect())
    }

    fn use_layout(&mut self, name: &str) {
        if let Some(layout) = self.session.workbook().view.layouts.get(name) {
            self.desk = Desk::new(Some(&layout.root));
            self.keep_view();
        }
    }

    fn keep_layout(&mut self, name: String) {
        if let Some(root) = self.desk.arrangement() {
            self.notices.tell(Weight::Done, words::layout_kept(self.lang(), &name));
            self.change_layouts(|layouts| drop(layouts.put(NamedLayout { name, root })));
        }
    }

    fn delete_layout(&mut self, name: &str) {
        self.notices.tell(Weight::Done, words::layout_deleted(self.lang(), name));
        self.change_layouts(|layouts| drop(layouts.remove(name)));
    }

    fn change_layouts(&mut self, change: impl FnOnce(&mut crate::model::Table<NamedLayout>)) {
        let mut view = View::clone(&self.session.workbook().view);
        change(&mut view.layouts);
        self.session.set_view(view);
    }

    // Files.

    /// Lets go of the open workbook, asking first where something would be lost.
    fn leave(&mut self, ctx: &egui::Context, next: Next) {
        if self.session.is_changed() {
            let name = self.name();
            self.dialogs.push_back(Dialog::unsaved(self.lang(), &name, next));
        } else {
            self.go_on(ctx, next);
        }
    }

    /// Does what comes once the open workbook may be let go of.
    fn go_on(&mut self, ctx: &egui::Context, next: Next) {
        let (lang, today) = (self.lang(), self.today());
        let state = self.setup.state.clone();
        match next {
            Next::Stay => {}
            Next::Quit => {
                self.leaving = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            Next::New => self.take(Session::empty(lang, state.as_deref(), today)),
            Next::Example => self.take(Session::example(lang, state.as_deref(), today)),
            Next::Choose => self.choose_file(ctx, Purpose::Open, Next::Stay),
            Next::Open(path) => self.open_file(ctx, &path, IfHeld::Ask),
            Next::Give(handout, to) => self.hand_out(ctx, &handout, to),
        }
    }

    /// Works on another workbook from now on.
    fn take(&mut self, session: Session) {
        self.session.close();
        self.session = session;
        // Its lock may have been the one just let go of.
        self.session.hold();
        self.desk = Desk::new(self.session.workbook().view.current.as_ref());
        self.selection = Selection::Nothing;
        // What is sent back belongs to the workbook that asked for it.
        self.collecting = Collecting::default();
        if let Some(path) = self.session.path() {
            self.setup.settings.remember(path);
            self.keep_settings();
        }
        if let Some(session::ReadOnly::WouldLose(reason)) = self.session.read_only() {
            self.notices.tell(Weight::Trouble, file_words::read_only(self.setup.settings.lang, reason));
        }
        if let Some(backup) = self.session.changed_outside() {
            let compared = backup.map(|backup| {
                let found = differences(&backup.loaded.workbook, self.session.workbook());
                (backup.loaded.workbook.clone(), self.lines(&found))
            });
            self.dialogs.push_back(Dialog::changed_outside(self.lang(), compared));
        }
    }

    /// What differs, for whoever looks.
    fn lines(&self, found: &[Difference]) -> Vec<String> {
        dialogs::lines(self.lang(), self.setup.settings.audience, found)
    }

    /// Shows the form that is being filled in, and nothing else.
    fn show_form(&mut self, ui: &mut Ui) {
        let (lang, tokens) = (self.lang(), self.tokens);
        let wanted = self.answering.as_mut().and_then(|form| form.show(ui, lang, &tokens));
        match wanted {
            Some(Wanted::Close) => self.answering = None,
            Some(Wanted::OtherLanguage) if lang == Lang::Zh => self.speak(ui.ctx(), Lang::En),
            Some(Wanted::OtherLanguage) => self.speak(ui.ctx(), Lang::Zh),
            None => {}
        }
        self.name_window(ui.ctx());
        self.show_focus(ui.ctx());
    }

    /// Begins to fill in a form.
    fn answer(&mut self, path: &Path, form: Result<Form, FormError>) {
        let lang = self.lang();
        let form = form.map_err(|error| form_words::form_error(lang, error));
        let begun = form.and_then(|form| {
            Answering::begin(form, path, self.setup.state.as_deref()).map_err(|error| error.to_string())
        });
        match begun {
            Ok(form) => self.answering = Some(form),
            Err(why) => self.notices.tell(Weight::Trouble, why),
        }
    }

    fn open_file(&mut self, ctx: &egui::Context, path: &Path, if_held: IfHeld) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        if self.session.path() == Some(path.as_path()) {
            // Its lock is ours already.
            return self.reload(ctx);
        }
        self.open_other(path, if_held);
    }

    /// Opens a file that is not the one being worked on.
    fn open_other(&mut self, path: PathBuf, if_held: IfHeld) {
        if let Some(form) = Answering::form_in(&path) {
            return self.answer(&path, form);
        }
        let opening = Session::open(&path, if_held, None, self.setup.state.as_deref(), self.today());
        self.opened(path, if_held, opening, None);
    }

    /// Works on a file that was opened, or asks what is to be asked before that.
    fn opened(&mut self, path: PathBuf, if_held: IfHeld, opening: Opening, key: Option<SealKey>) {
        match opening {
            Opening::Open(session) => {
                self.take(*session);
                self.notices.tell(Weight::Done, words::opened(self.lang(), &file_name(&path)));
                self.tell_due();
            }
            Opening::Held(held) => self.dialogs.push_back(Dialog::held(self.lang(), &path, &held)),
            Opening::Sealed => self.ask_passphrase(Meant::Open(path, if_held), None),
            Opening::Broken(error, rescue) => {
                self.dialogs.push_back(Dialog::broken(self.lang(), &path, &error, *rescue, key));
            }
        }
    }

    /// Tells the trainer which steps of development plans, and which promises of conversations, are due.
    fn tell_due(&mut self) {
        let (lang, workbook, derived) = (self.lang(), self.session.workbook(), self.session.derived());
        let names = |people: &mut dyn Iterator<Item = &MemberId>| {
            let mut names: Vec<String> = people.map(|id| workbook.member_label(id).to_owned()).collect();
            names.sort_unstable();
            names.dedup();
            names
        };
        let (steps, promises) = (&derived.due, &derived.due_commitments);
        let of_plans = names(&mut steps.iter().map(|step| &step.person));
        let of_talks = names(&mut promises.iter().map(|promise| &promise.person));
        let (steps, promises) = (steps.len(), promises.len());
        for (count, names, say) in [
            (steps, of_plans, plans::due_on_opening as fn(Lang, usize, &[&str]) -> String),
            (promises, of_talks, people::due_on_opening),
        ] {
            if count > 0 {
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                self.notices.tell(Weight::Reminder, say(lang, count, &names));
            }
        }
    }

    fn reload(&mut self, ctx: &egui::Context) {
        if self.must_open_first(ctx, || Answer::Reload) {
            return;
        }
        match self.session.reload() {
            Ok(()) => {
                self.desk = Desk::new(self.session.workbook().view.current.as_ref());
                self.selection = Selection::Nothing;
                self.collecting.look_again();
            }
            Err(error) => self.notices.tell(Weight::Trouble, file_words::load_error(self.lang(), &error)),
        }
    }

    fn save(&mut self, ctx: &egui::Context, agreed: Agreed, next: Next) {
        if self.session.path().is_some() && self.must_wait_to_save(ctx, || Answer::SaveNow(agreed, next.clone())) {
            return;
        }
        let saved = self.session.save(agreed);
        self.saved(ctx, saved, next);
    }

    fn save_to(&mut self, ctx: &egui::Context, path: PathBuf) {
        if self.must_wait_to_save(ctx, || Answer::Path(Purpose::Save, path.clone())) {
            return;
        }
        let next = std::mem::replace(&mut self.after_saving, Next::Stay);
        // The dialog has asked whether the file it named may be replaced, and no other.
        let named = files::with_extension(path.clone(), files::EXTENSION);
        let saved = self.session.save_as(&named, Agreed { comments: true, replace: named == path });
        if saved == Err(NotSaved::Exists) {
            self.after_saving = next;
            self.ask_whether_to_replace(Purpose::Save, &named);
        } else {
            self.saved(ctx, saved, next);
        }
    }

    fn ask_whether_to_replace(&mut self, purpose: Purpose, path: &Path) {
        let (text, folder) = (path.display().to_string(), self.folder());
        self.dialogs.push_back(Dialog::Path { purpose, folder, text, problem: Some(words::PATH_EXISTS) });
    }

    fn saved(&mut self, ctx: &egui::Context, saved: Result<(), NotSaved>, next: Next) {
        let lang = self.lang();
        match saved {
            Ok(()) => {
                if let Some(path) = self.session.path() {
                    self.setup.settings.remember(path);
                    self.notices.tell(Weight::Done, words::saved(lang, &file_name(path)));
                }
                self.keep_settings();
                self.go_on(ctx, next);
            }
            Err(NotSaved::NoFile) => self.choose_file(ctx, Purpose::Save, next),
            Err(NotSaved::ReadOnly) => {
                self.notices.tell(Weight::Trouble, words::READ_ONLY_REFUSED.of(lang).to_owned());
            }
            Err(NotSaved::Comments) => self.dialogs.push_back(Dialog::comments(lang, next)),
            Err(NotSaved::Conflict | NotSaved::Exists) => {
                self.dialogs.push_back(Dialog::conflict(lang, None, next));
            }
            Err(NotSaved::Held(held)) => {
                self.dialogs.push_back(Dialog::not_saved(lang, file_words::lock_error(lang, &held), false, next));
            }
            Err(NotSaved::Failed(error)) => {
                let again = self.session.path() == Some(error.file.as_path());
                self.dialogs.push_back(Dialog::not_saved(lang, file_words::save_error(lang, &error), again, next));
            }
        }
    }

    fn choose_file(&mut self, ctx: &egui::Context, purpose: Purpose, next: Next) {
        if self.picking.is_some() {
            return;
        }
        self.after_saving = next;
        if self.setup.desktop_dialogs {
            let (folder, name) = self.suggestion(&purpose);
            self.picking = Some(Picking::start(ctx, self.lang(), purpose, &folder, &name));
        } else {
            self.ask_for_path(purpose);
        }
    }

    fn ask_for_path(&mut self, purpose: Purpose) {
        let is_named = purpose.writes_file() || matches!(purpose, Purpose::Give(_));
        let suggested = is_named.then(|| self.suggestion(&purpose));
        let text = suggested.map(|(folder, name)| folder.join(name).display().to_string()).unwrap_or_default();
        self.dialogs.push_back(Dialog::Path { purpose, folder: self.folder(), text, problem: None });
    }

    /// The folder a dialog begins in, and what is written is called at first.
    fn suggestion(&self, purpose: &Purpose) -> (PathBuf, String) {
        let name = match (purpose, self.session.source()) {
            (Purpose::Give(handout), _) => self.handout_name(handout),
            (Purpose::Export(table), _) => self.export_name(table),
            (Purpose::Picture(_), _) => self.picture_name(),
            (Purpose::Questions(questions), _) => self.questions_name(questions),
            (Purpose::OwnPart(person), _) => {
                format!("{}.{}", self.session.workbook().member_label(person), files::EXTENSION)
            }
            (Purpose::Receipt(_), _) => format!("{}.{}", erasing::RECEIPT_NAME.of(self.lang()), files::TEXT_EXTENSION),
            (Purpose::Record(talk), _) => self.record_name(talk),
            (_, Source::File(_) | Source::Recovered(Some(_))) => self.name(),
            (_, Source::Example | Source::New | Source::Recovered(None)) => {
                format!("{}.{}", self.name(), files::EXTENSION)
            }
        };
        let own = match self.session.source() {
            Source::File(path) | Source::Recovered(Some(path)) => path.parent(),
            Source::Example | Source::New | Source::Recovered(None) => None,
        };
        (own.map_or_else(|| self.folder(), Path::to_owned), name)
    }

    /// The folder that was used last, or else the person's own.
    fn folder(&self) -> PathBuf {
        let used = self.setup.settings.recent.first().and_then(|path| path.parent()).filter(|folder| folder.is_dir());
        used.map(Path::to_owned).or_else(files::home).unwrap_or_default()
    }

    fn receive_file(&mut self, ctx: &egui::Context) {
        let picked = self.picking.as_ref().and_then(|picking| Some((picking.purpose().clone(), picking.poll()?)));
        let Some((purpose, picked)) = picked else { return };
        self.picking = None;
        match picked {
            Picked::Paths(paths) => self.use_paths(ctx, purpose, paths),
            Picked::Nothing => self.after_saving = Next::Stay,
            Picked::NoDialog => self.ask_for_path(purpose),
        }
    }

    /// Does what paths were asked for.
    fn use_paths(&mut self, ctx: &egui::Context, purpose: Purpose, paths: Vec<PathBuf>) {
        let Some(path) = paths.first().cloned() else { return };
        match purpose {
            Purpose::Open => self.open_file(ctx, &path, IfHeld::Ask),
            Purpose::Save => self.save_to(ctx, path),
            Purpose::Questionnaire => self.import_questionnaire(&path),
            Purpose::Watch => self.watch(ctx, path),
            Purpose::Table(table, account) => self.look_at_table(path, Some(table), account),
            Purpose::Answers => self.read_answers(ctx, paths),
            _ => {
                let named = match purpose.kind() {
                    Some((_, [extension, ..])) => files::with_extension(path.clone(), extension),
                    _ => path.clone(),
                };
                if named != path && named.exists() {
                    // The dialog has asked whether the file it named may be replaced, and no other.
                    return self.ask_whether_to_replace(purpose, &named);
                }
                match purpose {
                    Purpose::Give(handout) => self.offer(ctx, handout, named),
                    Purpose::Export(table) => self.export(&table, &named),
                    Purpose::Questions(questions) => self.save_questions(&questions, &named),
                    Purpose::OwnPart(person) => self.write_own_part(&person, &named),
                    Purpose::Receipt(lines) => self.write_receipt(&lines, &named),
                    Purpose::Record(talk) => self.save_record(&talk, &named),
                    Purpose::Picture(Extent::Whole) => self.save_whole(&named),
                    _ => {
                        self.picture_to = Some(named);
                        ctx.request_repaint();
                    }
                }
            }
        }
    }

    /// A workbook or a form is opened, alone; a table alone is looked at; anything else may hold answers.
    fn receive_drops(&mut self, ctx: &egui::Context) {
        let dropped: Vec<PathBuf> =
            ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
        match dropped.as_slice() {
            _ if !self.dialogs.is_empty() || self.importing.is_some() => {}
            [] => {}
            [path] if is_called_table(path) && !brings_answers(path) && self.answering.is_none() => {
                self.look_at_table(path.clone(), None, None);
            }
            [path] if !brings_answers(path) => self.leave(ctx, Next::Open(path.clone())),
            _ if self.answering.is_none() => self.read_answers(ctx, dropped),
            _ => {}
        }
    }

    /// The window is to be closed: asks first where something would be lost.
    fn heed_close(&mut self, ctx: &egui::Context) {
        if !ctx.input(|input| input.viewport().close_requested()) {
            return;
        }
        if self.session.is_changed() && !self.leaving {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.chooser = None;
            self.importing = None;
            self.answering = None;
            if !self.dialogs.iter().any(Dialog::asks_before_ending) {
                // Before whatever else is being asked: it waits.
                self.dialogs.push_front(Dialog::unsaved(self.lang(), &self.name(), Next::Quit));
            }
        } else {
            self.remember_window(ctx);
            self.session.close();
            self.keep_settings();
        }
    }

    fn remember_window(&mut self, ctx: &egui::Context) {
        let (inner, maximised) =
            ctx.input(|input| (input.viewport().inner_rect, input.viewport().maximized.unwrap_or(false)));
        let window = &mut self.setup.settings.window;
        window.maximised = maximised;
        if let Some(size) = inner.filter(|_| !maximised).map(|rect| rect.size() * ctx.zoom_factor()) {
            (window.width, window.height) = (size.x, size.y);
        }
    }

    fn answered(&mut self, ctx: &egui::Context, answer: Answer) {
        match answer {
            Answer::Nothing => self.after_saving = Next::Stay,
            Answer::Save(next) => self.save(ctx, Agreed::default(), next),
            Answer::Discard(next) => self.go_on(ctx, next),
            Answer::LoseComments(next) => self.save(ctx, Agreed { comments: true, replace: false }, next),
            Answer::SaveAs(next) => self.choose_file(ctx, Purpose::Save, next),
            Answer::Overwrite(next) => self.save(ctx, Agreed { comments: true, replace: true }, next),
            Answer::Reload => self.reload(ctx),
            Answer::Compare(next) if self.must_open_first(ctx, || Answer::Compare(next.clone())) => {}
            Answer::Compare(next) => match self.session.differences_from_disk() {
                Ok(found) => self.dialogs.push_back(Dialog::conflict(self.lang(), Some(self.lines(&found)), next)),
                Err(error) => self.notices.tell(Weight::Trouble, file_words::load_error(self.lang(), &error)),
            },
            Answer::Open(path, if_held) => self.open_file(ctx, &path, if_held),
            Answer::GoOnWith(workbook) => {
                self.session.go_on_with(*workbook);
                self.desk = Desk::new(self.session.workbook().view.current.as_ref());
            }
            Answer::Rescued(path, workbook, key) => {
                let (state, today) = (self.setup.state.clone(), self.today());
                self.take(Session::rescued(*workbook, path, key, state.as_deref(), today));
            }
            Answer::Recover(recovery) => self.recover(*recovery),
            Answer::Forget(recovery) => {
                if let Err(problem) = recovery.discard() {
                    self.notices.tell(Weight::Trouble, file_words::io(self.lang(), &problem));
                }
                let next = self.pending.pop_front().map(|next| recovery_dialog(&self.setup.settings, next));
                self.dialogs.extend(next);
            }
            Answer::Path(purpose, path) => self.use_paths(ctx, purpose, vec![path]),
            Answer::Give(handout, to) => self.save_and_give(ctx, handout, to),
            Answer::Release(round) => {
                self.release(&round);
            }
            Answer::KeepLayout(name) => self.keep_layout(name),
            Answer::SaveNow(agreed, next) => self.save(ctx, agreed, next),
            Answer::Unlock(meant, passphrase) => self.unlock(ctx, meant, passphrase),
            Answer::SealWith(passphrase) => self.reseal(ctx, Some(SealKey::new(passphrase))),
            Answer::Reseal(key) => self.reseal(ctx, key),
            Answer::Stop => {
                self.stop_work();
                self.after_saving = Next::Stay;
            }
            Answer::Erase(erasure) => self.erase(ctx, erasure),
            Answer::SaveReceipt(lines) => self.choose_file(ctx, Purpose::Receipt(lines), Next::Stay),
        }
        ctx.request_repaint();
    }

    fn tell_lack(&mut self, lack: &Lack) {
        let text = match lack {
            Lack::Lock(error) => file_words::lock_error(self.lang(), error),
            Lack::Journal(problem) => words::no_journal(self.lang(), &file_words::io(self.lang(), problem)),
        };
        self.notices.tell(Weight::Trouble, text);
    }

    fn keep_settings(&mut self) {
        let Some(path) = &self.setup.settings_file else { return };
        if let Err(error) = self.setup.settings.save(path) {
            // Told once: a folder that cannot be written stays so.
            self.setup.settings_file = None;
            let lang = self.setup.settings.lang;
            let why = file_words::io(lang, &error.into());
            self.notices.tell(Weight::Trouble, words::settings_not_kept(lang, &why));
        }
    }

    /// What the workbook is called.
    fn name(&self) -> String {
        match self.session.source() {
            Source::File(path) | Source::Recovered(Some(path)) => file_name(path),
            Source::Example => words::EXAMPLE_TITLE.of(self.lang()).to_owned(),
            Source::New | Source::Recovered(None) => words::UNTITLED.of(self.lang()).to_owned(),
        }
    }

    fn name_window(&mut self, ctx: &egui::Context) {
        let read_only = self.session.read_only().is_some();
        let title = match &self.answering {
            Some(form) => form.title(self.lang()),
            None => words::window_title(self.lang(), &self.name(), self.session.is_changed(), read_only),
        };
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

/// Asks about what a crash left, with what it changes.
fn recovery_dialog(settings: &Settings, recovery: Recovery) -> Dialog {
    let found = session::differences_of(&recovery);
    Dialog::recovery(settings.lang, recovery, dialogs::lines(settings.lang, settings.audience, &found))
}

fn clock() -> Date {
    jiff::Zoned::now().date()
}
