//! The list of what was sent back, at the side: the ways in, what became of everything, and who is missing.

use std::{
    collections::{HashSet, VecDeque},
    path::PathBuf,
    sync::{Arc, mpsc::TryRecvError},
    time::Duration,
};

use egui::{Event, Id, Key, Label, ScrollArea, TextEdit, Ui, ViewportCommand};
use jiff::civil::Time;

use super::arrivals::{Arrival, Arrivals, Batch};
use crate::{
    analysis::raters,
    exchange::{Fate, Line, Tally, forms::rater_name},
    file::IoProblem,
    model::{Member, MemberId, Round, RoundId, Table, Workbook},
    text::{Lang, file as file_words, forms as words},
    ui::{Tokens, widgets},
};

/// How many batches are kept.
const MAX: usize = 100;

/// What has been sent back since the workbook was opened, and what is being read.
#[derive(Default)]
pub struct Collecting {
    reading: Vec<Arrivals>,
    watch: Option<Watch>,
    /// Newest first.
    received: VecDeque<Received>,
    /// How many batches there were.
    told: usize,
    /// What is typed of a message with codes.
    typed: String,
    /// The keyboard is to go to the field for messages.
    to_message: bool,
    list: Option<List>,
}

/// A folder being watched.
struct Watch {
    folder: PathBuf,
    arrivals: Arrivals,
    /// Why it cannot be looked at now.
    problem: Option<IoProblem>,
    /// What was taken in is gone with unsaved changes: the folder is gone through again.
    again: bool,
}

/// What became of a batch.
struct Received {
    at: Time,
    lines: Vec<Line>,
    unreadable: Vec<(String, IoProblem)>,
}

impl Received {
    fn tally(&self) -> Tally {
        let tally = Tally::of(&self.lines);
        Tally { refused: tally.refused + self.unreadable.len(), ..tally }
    }
}

/// What somebody at the list wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// To choose files.
    Choose,
    /// To choose a folder to watch.
    Watch,
    /// To take in a message with codes.
    Message(String),
}

/// The list in words, kept until something it rests on changes.
struct List {
    lang: Lang,
    rounds: Arc<Table<Round>>,
    team: Arc<Table<Member>>,
    told: usize,
    rows: Vec<Row>,
}

/// A row of the list: what, and below it where from.
struct Row {
    kind: Kind,
    text: String,
    detail: String,
}

/// What a row is about, the order of a batch's rows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Heading,
    Refused,
    Taken,
    Known,
}

impl Kind {
    const fn of(fate: &Fate) -> Self {
        match fate {
            Fate::New | Fate::Replaced | Fate::Commented => Self::Taken,
            Fate::Known | Fate::Older => Self::Known,
            Fate::Refused(_) => Self::Refused,
        }
    }
}

impl Collecting {
    /// Begins to read files and folders.
    pub fn read(&mut self, paths: Vec<PathBuf>, wake: impl Fn() + Send + 'static) {
        self.reading.push(Arrivals::read(paths, wake));
    }

    /// Begins to watch a folder, in place of the one watched before.
    pub fn watch(&mut self, folder: PathBuf, every: Duration, wake: impl Fn() + Send + 'static) {
        let arrivals = Arrivals::watch(folder.clone(), every, wake);
        self.watch = Some(Watch { folder, arrivals, problem: None, again: false });
    }

    /// The workbook was read again from its file: what was taken in since it was saved is not in it.
    pub fn look_again(&mut self) {
        if let Some(watch) = &mut self.watch {
            watch.again = true;
        }
    }

    /// The folder to be watched from the beginning.
    pub fn to_watch_again(&self) -> Option<PathBuf> {
        self.watch.as_ref().filter(|watch| watch.again).map(|watch| watch.folder.clone())
    }

    /// Gives the keyboard to the field for messages with codes.
    pub const fn go_to_message(&mut self) {
        self.to_message = true;
    }

    /// What was read since the last time: batches that somebody asked for, and those found by watching.
    pub fn arrived(&mut self) -> (Vec<Batch>, Vec<Batch>) {
        let (mut asked, mut found) = (Vec::new(), Vec::new());
        self.reading.retain(|reading| match reading.next() {
            Ok(Arrival::Batch(batch)) => {
                asked.push(batch);
                true
            }
            Ok(Arrival::Folder(_)) | Err(TryRecvError::Empty) => true,
            Err(TryRecvError::Disconnected) => false,
        });
        if let Some(watch) = &mut self.watch {
            while let Ok(arrival) = watch.arrivals.next() {
                match arrival {
                    Arrival::Batch(batch) => found.push(batch),
                    Arrival::Folder(problem) => watch.problem = problem,
                }
            }
        }
        (asked, found)
    }

    /// Keeps what became of a batch. How much became of what.
    pub fn note(&mut self, lines: Vec<Line>, unreadable: Vec<(String, IoProblem)>) -> Tally {
        let at = jiff::Zoned::now().time().round(jiff::Unit::Second).unwrap_or_default();
        let received = Received { at, lines, unreadable };
        let tally = received.tally();
        self.received.push_front(received);
        self.received.truncate(MAX);
        self.told += 1;
        tally
    }

    /// Draws the list and the ways in, where `is_open` for more.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        lang: Lang,
        tokens: &Tokens,
        workbook: &Workbook,
        is_open: bool,
    ) -> Option<Wanted> {
        let wanted = if is_open { self.ways_in(ui, lang, tokens) } else { None };
        let rows = self.rows(lang, workbook);
        ui.add_space(tokens.unit);
        if !rows.is_empty() && ui.button(words::COPY_LIST.of(lang)).clicked() {
            let lines = rows.iter().map(|row| format!("{}\t{}", row.text, row.detail).trim().to_owned());
            ui.copy_text(lines.collect::<Vec<_>>().join("\n"));
        }
        let height = tokens.type_size.small * 1.5 + tokens.type_size.body * 1.5 + tokens.unit;
        ScrollArea::vertical().auto_shrink([false, false]).show_rows(ui, height, rows.len(), |ui, places| {
            for row in rows.get(places).unwrap_or_default() {
                ui.allocate_ui(egui::vec2(ui.available_width(), height), |ui| {
                    ui.set_min_height(height);
                    ui.spacing_mut().item_spacing.y = 0.0;
                    let text = match row.kind {
                        Kind::Heading => tokens.section(row.text.as_str()),
                        Kind::Refused => tokens.body(row.text.as_str()).color(tokens.red.ink),
                        Kind::Taken => tokens.body(row.text.as_str()),
                        Kind::Known => tokens.body(row.text.as_str()).color(tokens.ink_soft),
                    };
                    ui.add(Label::new(text).truncate());
                    ui.add(Label::new(tokens.small(row.detail.as_str())).truncate());
                });
            }
        });
        wanted
    }

    /// The ways in: files, a message, a folder.
    fn ways_in(&mut self, ui: &mut Ui, lang: Lang, tokens: &Tokens) -> Option<Wanted> {
        let mut wanted = None;
        ui.label(tokens.small(words::WAYS_IN.of(lang)));
        ui.horizontal_wrapped(|ui| {
            if widgets::primary_button(ui, tokens, words::CHOOSE_ANSWERS.of(lang)).clicked() {
                wanted = Some(Wanted::Choose);
            }
            if self.watch.is_none() && ui.button(words::WATCH.of(lang)).clicked() {
                wanted = Some(Wanted::Watch);
            }
            if self.watch.is_some() && ui.button(words::STOP_WATCHING.of(lang)).clicked() {
                self.watch = None;
            }
        });
        if let Some(watch) = &self.watch {
            let folder = watch.folder.display().to_string();
            let (text, ink) = match &watch.problem {
                None => (words::watching(lang, &folder), tokens.ink_soft),
                Some(problem) => (words::not_there(lang, &folder, &file_words::io(lang, problem)), tokens.amber.ink),
            };
            ui.add(Label::new(tokens.small(text).color(ink)).wrap());
        }
        ui.add_space(tokens.unit);
        let label = ui.label(tokens.small(words::CODES_FIELD.of(lang)));
        let id = Id::unique("message");
        // What is pasted is taken in as it is: no field has to lay out a message of any length.
        let pasted = ui.memory(|memory| memory.has_focus(id)).then(|| take_pasted(ui)).flatten();
        let field = TextEdit::singleline(&mut self.typed).id(id).hint_text(words::CODES_HINT.of(lang));
        let field = ui.add(field.desired_width(f32::INFINITY)).labelled_by(label.id);
        if std::mem::take(&mut self.to_message) && !field.has_focus() {
            // Asked for again until it is there: what was open over the list keeps the keyboard for a frame.
            field.request_focus();
            self.to_message = true;
        }
        let is_entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let is_taken = ui.horizontal_wrapped(|ui| {
            if ui.button(words::PASTE.of(lang)).clicked() {
                field.request_focus();
                ui.ctx().send_viewport_cmd(ViewportCommand::RequestPaste);
            }
            let is_typed = !self.typed.trim().is_empty();
            ui.add_enabled_ui(is_typed, |ui| ui.button(words::TAKE_CODES.of(lang)).clicked()).inner
        });
        let typed = ((is_entered || is_taken.inner) && !self.typed.trim().is_empty()).then_some(&mut self.typed);
        pasted.or_else(|| typed.map(std::mem::take)).map(Wanted::Message).or(wanted)
    }

    fn rows(&mut self, lang: Lang, workbook: &Workbook) -> &[Row] {
        let (rounds, team) = (&workbook.rounds, &workbook.team);
        self.list.take_if(|list| {
            let is_same = Arc::ptr_eq(&list.rounds, rounds) && Arc::ptr_eq(&list.team, team);
            !(is_same && list.lang == lang && list.told == self.told)
        });
        let list = self.list.get_or_insert_with(|| List {
            lang,
            rounds: Arc::clone(rounds),
            team: Arc::clone(team),
            told: self.told,
            rows: write(lang, workbook, &self.received),
        });
        &list.rows
    }
}

/// The newest batch, who is missing, and the batches before.
fn write(lang: Lang, workbook: &Workbook, received: &VecDeque<Received>) -> Vec<Row> {
    let nothing = || heading(words::NOTHING_RECEIVED.of(lang).to_owned(), words::SINCE_OPENING.of(lang).to_owned());
    let mut batches = received.iter().map(|received| batch_rows(lang, workbook, received));
    let mut rows = batches.next().unwrap_or_else(|| vec![nothing()]);
    rows.extend(missing_rows(lang, workbook, received));
    rows.extend(batches.flatten());
    rows
}

const fn heading(text: String, detail: String) -> Row {
    Row { kind: Kind::Heading, text, detail }
}

/// What became of a batch, what was refused first.
fn batch_rows(lang: Lang, workbook: &Workbook, received: &Received) -> Vec<Row> {
    let unreadable = received.unreadable.iter().map(|(file, problem)| Row {
        kind: Kind::Refused,
        text: file_words::io(lang, problem),
        detail: file.clone(),
    });
    let line = |line: &Line| Row {
        kind: Kind::of(&line.fate),
        text: words::became(lang, workbook, line),
        detail: line.file.clone(),
    };
    let time = received.at.strftime("%H:%M").to_string();
    let mut rows = vec![heading(words::tally(lang, received.tally()), time)];
    rows.extend(unreadable);
    rows.extend(received.lines.iter().map(line));
    rows.sort_by_key(|row| row.kind);
    rows
}

/// Who is missing in the rounds that something came back to, or in all that forms were made for.
fn missing_rows(lang: Lang, workbook: &Workbook, received: &VecDeque<Received>) -> Vec<Row> {
    let about = received.iter().flat_map(|received| &received.lines).filter_map(|line| line.about.as_ref());
    let heard_of: HashSet<&RoundId> = about.map(|about| &about.round).collect();
    let is_meant = |round: &&Round| heard_of.is_empty() || heard_of.contains(&round.id);
    let mut rows = Vec::new();
    for round in workbook.rounds.iter().filter(|round| !round.key.is_empty()).filter(is_meant) {
        let missing = raters::missing(round);
        rows.push(heading(words::missing_count(lang, missing.len()), round.label().to_owned()));
        rows.extend(missing.into_iter().map(|(rater, asked)| {
            let people: Vec<MemberId> = asked.into_iter().map(|asked| asked.ratee.clone()).collect();
            let text = rater_name(workbook, round, rater).to_owned();
            Row { kind: Kind::Taken, text, detail: words::about_whom(lang, workbook, &people) }
        }));
    }
    rows
}

/// The text that was just pasted, before any field sees it.
fn take_pasted(ui: &Ui) -> Option<String> {
    ui.input_mut(|input| {
        let place = input.events.iter().position(|event| matches!(event, Event::Paste(_)))?;
        match input.events.remove(place) {
            Event::Paste(text) => Some(text),
            _ => None,
        }
    })
}
