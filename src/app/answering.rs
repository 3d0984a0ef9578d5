//! Answering a form: nothing but the form is shown, one part on a page, and what was answered outlives a crash.

use std::{
    io::Read as _,
    path::{Path, PathBuf},
    sync::Arc,
};

use egui::{
    Align, Button, CentralPanel, Frame, Key, Label, Layout, Margin, Modifiers, Panel, Role, ScrollArea, Stroke,
    TextEdit, Ui, vec2,
};

use super::files::typed_path;
use crate::{
    exchange::{
        AnswerId, NoRandomness,
        answers::{self, AnswerFile, Comment, EntryAnswers, MAX_BYTES, MAX_EDITION},
        codes,
        forms::{Form, FormEntry, FormError, is_form, read_form},
    },
    file::write_whole,
    model::{Answer, Answers, Instrument, Item, ItemId, RaterGroup, Table},
    text::{Lang, forms as words},
    ui::{Step, TextField, Tokens, widgets},
};

/// A form being filled in.
pub struct Answering {
    form: Arc<Form>,
    /// Everyone's answers, in the form's order.
    file: AnswerFile,
    /// The answers as they were last given.
    given: Option<Vec<EntryAnswers>>,
    pages: Vec<Page>,
    page: usize,
    /// The item that the keyboard answers, counted on its page.
    current: usize,
    /// Bring the current item into view.
    reveal: bool,
    /// Where the draft is kept; nothing where there is no place for it.
    draft: Option<PathBuf>,
    /// Where the answers are to go, as typed.
    target: String,
    /// The folder that a typed path begins in.
    folder: PathBuf,
    /// What came of saving, to be read.
    told: Option<Told>,
}

/// What came of giving the answers.
enum Told {
    Saved(String),
    Copied,
    Failed(String),
}

/// What a rater wants besides answering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Put the form away. The draft stays.
    Close,
    /// The other language.
    OtherLanguage,
}

/// A page of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Page {
    /// Whom it asks about, and who will see what.
    Start,
    /// One part about one person, both by their place.
    Part(usize, Part),
    /// What is open, and giving the answers.
    Finish,
}

/// What is asked about a person on one page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// A role, by its place, and where its items begin among all scored ones.
    Role(usize, usize),
    /// The activities, and where they begin.
    Activities(usize),
    /// The open questions.
    Questions,
}

/// Where an item stands.
#[derive(Clone, Copy)]
struct Place {
    /// The person, in the form's order.
    person: usize,
    /// The item, among all scored ones.
    item: usize,
    /// The item, on its page.
    row: usize,
}

impl Part {
    /// All parts of an instrument that ask something.
    fn all(instrument: &Instrument) -> Vec<Self> {
        let mut start = 0;
        let mut parts = Vec::new();
        for (place, role) in instrument.roles.iter().enumerate().filter(|(_, role)| !role.items.is_empty()) {
            parts.push(Self::Role(place, start));
            start += role.items.len();
        }
        if !instrument.activities.is_empty() {
            parts.push(Self::Activities(start));
        }
        if !instrument.questions.is_empty() {
            parts.push(Self::Questions);
        }
        parts
    }

    /// The scored items, and where they begin.
    fn items(self, instrument: &Instrument) -> Option<(&Table<Item>, usize)> {
        match self {
            Self::Role(place, start) => instrument.roles.at(place).map(|role| (&role.items, start)),
            Self::Activities(start) => Some((&instrument.activities, start)),
            Self::Questions => None,
        }
    }

    fn title(self, lang: Lang, instrument: &Instrument) -> &str {
        match self {
            Self::Role(place, _) => instrument.roles.at(place).map_or("", |role| lang.pick(&role.name)),
            Self::Activities(_) => words::ACTIVITIES.of(lang),
            Self::Questions => words::QUESTIONS.of(lang),
        }
    }
}

impl Answering {
    /// The form in a file; nothing where it is none, but a workbook, say.
    pub fn form_in(path: &Path) -> Option<Result<Form, FormError>> {
        let mut bytes = Vec::new();
        let limit = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX).saturating_add(1);
        std::fs::File::open(path).ok()?.take(limit).read_to_end(&mut bytes).ok()?;
        is_form(&bytes).then(|| read_form(&bytes))
    }

    /// Begins a form, or goes on with the draft of it that `state` holds. Answers are suggested to go beside it.
    ///
    /// # Errors
    /// When the system has no randomness to give the answers their id.
    pub fn begin(form: Form, path: &Path, state: Option<&Path>) -> Result<Self, NoRandomness> {
        let parts = Part::all(&form.instrument);
        let of_people =
            (0..form.people.len()).flat_map(|person| parts.iter().map(move |part| Page::Part(person, *part)));
        let pages = std::iter::once(Page::Start).chain(of_people).chain([Page::Finish]).collect();
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let target = folder.join(form.answers_file_name()).display().to_string();
        let draft = state.map(|state| state.join("drafts").join(format!("{}.txt", form.id)));
        let kept = draft.as_deref().and_then(|draft| read_draft(draft, &form));
        let mut file = match kept {
            Some(kept) => kept,
            None => AnswerFile {
                form: form.id,
                instrument: form.instrument.id.clone(),
                version: form.instrument.version,
                id: AnswerId::random()?,
                edition: 1,
                entries: Vec::new(),
            },
        };
        let said = std::mem::take(&mut file.entries);
        let entry = |person: &FormEntry| {
            let kept = said.iter().find(|entry| entry.tag == person.tag).cloned();
            kept.unwrap_or_else(|| EntryAnswers { tag: person.tag, answers: Answers::default(), comments: Vec::new() })
        };
        file.entries = form.people.iter().map(entry).collect();
        Ok(Self {
            form: Arc::new(form),
            file,
            given: None,
            pages,
            page: 0,
            current: 0,
            reveal: false,
            draft,
            target,
            folder,
            told: None,
        })
    }

    /// What the window is called.
    pub fn title(&self, lang: Lang) -> String {
        format!("{} · {}", self.form.round, words::TITLE.of(lang))
    }

    /// Shows the form, and says what is wanted besides.
    pub fn show(&mut self, ui: &mut Ui, lang: Lang, tokens: &Tokens) -> Option<Wanted> {
        let page = self.pages.get(self.page).copied().unwrap_or(Page::Start);
        if !ui.ctx().text_edit_focused() {
            self.keys(ui, page);
        }
        let wanted = Panel::top("form").show(ui, |ui| self.heading(ui, lang, tokens)).inner;
        let bar = Frame::side_top_panel(ui.style()).inner_margin(margin(tokens.inset));
        Panel::bottom("turn").frame(bar).show(ui, |ui| centred(ui, tokens, |ui| self.turner(ui, lang, tokens)));
        CentralPanel::default().show(ui, |ui| {
            ScrollArea::vertical().id_salt(self.page).auto_shrink(false).show(ui, |ui| {
                centred(ui, tokens, |ui| {
                    ui.add_space(tokens.group);
                    match page {
                        Page::Start => self.start(ui, lang, tokens),
                        Page::Part(person, part) => self.part(ui, lang, tokens, person, part),
                        Page::Finish => self.finish(ui, lang, tokens),
                    }
                    ui.add_space(tokens.margin);
                });
            });
        });
        wanted
    }

    /// How many scored items are answered, and how many there are.
    fn progress(&self) -> (usize, usize) {
        let items = self.form.instrument.scored_len();
        let open = |entry: &EntryAnswers| (0..items).filter(|item| entry.answers.get(*item) == Answer::Open).count();
        let all = items * self.form.people.len();
        (all - self.file.entries.iter().map(open).sum::<usize>(), all)
    }

    fn heading(&self, ui: &mut Ui, lang: Lang, tokens: &Tokens) -> Option<Wanted> {
        let mut wanted = None;
        ui.horizontal(|ui| {
            ui.label(tokens.strong(self.title(lang)));
            let (done, all) = self.progress();
            let progress =
                words::fill(words::PROGRESS.of(lang), &[("done", &done.to_string()), ("all", &all.to_string())]);
            ui.label(tokens.body(progress).color(tokens.ink_soft));
            let is_given = self.given.as_ref() == Some(&self.file.entries);
            if done > 0 && !is_given {
                ui.label(tokens.small(words::DRAFT.of(lang)));
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if widgets::tool_button(ui, tokens, words::CLOSE_FORM.of(lang)).clicked() {
                    wanted = Some(Wanted::Close);
                }
                if widgets::tool_button(ui, tokens, words::OTHER_LANGUAGE.of(lang)).clicked() {
                    wanted = Some(Wanted::OtherLanguage);
                }
            });
        });
        wanted
    }

    /// Back and on.
    fn turner(&mut self, ui: &mut Ui, lang: Lang, tokens: &Tokens) {
        ui.horizontal(|ui| {
            if ui.add_enabled(self.page > 0, Button::new(words::BACK.of(lang))).clicked() {
                self.turn_to(self.page.saturating_sub(1));
            }
            if self.page + 1 < self.pages.len() {
                let word = match self.page {
                    0 if self.progress().0 > 0 => words::GO_ON,
                    0 => words::START,
                    page if page + 2 == self.pages.len() => words::LAST_PAGE,
                    _ => words::NEXT,
                };
                if widgets::primary_button(ui, tokens, word.of(lang)).clicked() {
                    let next = if self.page == 0 { self.first_open() } else { self.page + 1 };
                    self.turn_to(next);
                }
            }
            let (draft, ink) = match self.draft {
                Some(_) => (words::DRAFT_KEPT, tokens.ink_soft),
                None => (words::DRAFT_NOT_KEPT_HERE, tokens.amber.ink),
            };
            ui.label(tokens.small(draft.of(lang)).color(ink));
        });
    }

    fn turn_to(&mut self, page: usize) {
        self.page = page.min(self.pages.len().saturating_sub(1));
        self.current = 0;
        self.told = None;
    }

    /// The first page with something open; the first with questions where nothing is answered.
    fn first_open(&self) -> usize {
        let open = |page: &Page| matches!(page, Page::Part(person, part) if self.open_on(*person, *part) > 0);
        self.pages.iter().position(open).unwrap_or(self.pages.len().saturating_sub(1))
    }

    /// How many scored items of a part are open.
    fn open_on(&self, person: usize, part: Part) -> usize {
        let Some((items, start)) = part.items(&self.form.instrument) else { return 0 };
        let Some(entry) = self.file.entries.get(person) else { return 0 };
        (start..start + items.len()).filter(|item| entry.answers.get(*item) == Answer::Open).count()
    }

    /// Digits answer, 0 and N say not observed, arrows move, Page Up and Page Down turn.
    fn keys(&mut self, ui: &Ui, page: Page) {
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::PageDown) {
            return self.turn_to(self.page + 1);
        }
        if pressed(Key::PageUp) {
            return self.turn_to(self.page.saturating_sub(1));
        }
        let Page::Part(person, part) = page else { return };
        let Some((count, start)) = part.items(&self.form.instrument).map(|(items, start)| (items.len(), start)) else {
            return;
        };
        let last = count.saturating_sub(1);
        if pressed(Key::ArrowDown) {
            (self.current, self.reveal) = ((self.current + 1).min(last), true);
        }
        if pressed(Key::ArrowUp) {
            (self.current, self.reveal) = (self.current.saturating_sub(1), true);
        }
        let points = self.form.instrument.points.get();
        let item = start + self.current;
        let now = self.file.entries.get(person).map(|entry| entry.answers.get(item)).unwrap_or_default();
        if pressed(Key::ArrowRight) {
            let next = now.points().map_or(1, |now| (now + 1).min(points));
            self.answer(person, item, Answer::Points(next));
        }
        if pressed(Key::ArrowLeft) {
            let next = now.points().map_or(points, |now| now.saturating_sub(1).max(1));
            self.answer(person, item, Answer::Points(next));
        }
        let digits =
            [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
        let digit = (1..=points).zip(digits).find(|(_, key)| pressed(*key)).map(|(digit, _)| Answer::Points(digit));
        let unseen = (pressed(Key::Num0) || pressed(Key::N)).then_some(Answer::NotObserved);
        if let Some(answer) = digit.or(unseen) {
            self.answer(person, item, answer);
            (self.current, self.reveal) = ((self.current + 1).min(last), true);
        }
    }

    fn answer(&mut self, person: usize, item: usize, answer: Answer) {
        if let Some(entry) = self.file.entries.get_mut(person) {
            entry.answers.set(item, answer);
            self.keep_draft();
        }
    }

    /// Keeps what was answered so far.
    fn keep_draft(&mut self) {
        let kept = self.draft.as_deref().is_some_and(|draft| {
            let folder = draft.parent().is_some_and(|folder| std::fs::create_dir_all(folder).is_ok());
            folder && self.text().is_some_and(|text| write_whole(draft, &text).is_ok())
        });
        if !kept {
            self.draft = None;
        }
    }

    /// The text of the answer file: nobody of whom nothing was said.
    fn text(&self) -> Option<String> {
        let said = |entry: &&EntryAnswers| entry.answers != Answers::default() || !entry.comments.is_empty();
        let entries = self.file.entries.iter().filter(said).cloned().collect();
        answers::write(&AnswerFile { entries, ..self.file.clone() }).ok()
    }

    fn start(&self, ui: &mut Ui, lang: Lang, tokens: &Tokens) {
        ui.label(tokens.title(words::fill(words::GREETING.of(lang), &[("name", &self.form.rater)])));
        prose(ui, tokens, words::PURPOSE.of(lang));
        if let Some(due) = self.form.due {
            ui.label(tokens.strong(words::due(lang, due)));
        }
        widgets::section(ui, tokens, words::WHOM.of(lang));
        for person in &self.form.people {
            ui.horizontal(|ui| {
                ui.label(tokens.strong(&person.name));
                ui.label(tokens.body(words::asked_as(person.group).of(lang)).color(tokens.ink_soft));
            });
        }
        let (items, questions) = (self.form.instrument.scored_len(), self.form.instrument.questions.len());
        let facts = [("items", items.to_string()), ("questions", questions.to_string())];
        prose(ui, tokens, &words::fill(words::LENGTH.of(lang), &facts.each_ref().map(|(name, n)| (*name, n.as_str()))));
        widgets::section(ui, tokens, words::WHO_SEES.of(lang));
        prose(ui, tokens, words::WHO_SEES_WHAT.of(lang));
        prose(ui, tokens, words::KEYS.of(lang));
    }

    fn part(&mut self, ui: &mut Ui, lang: Lang, tokens: &Tokens, person: usize, part: Part) {
        let form = Arc::clone(&self.form);
        let Some(entry) = form.people.get(person) else { return };
        let oneself = entry.group == RaterGroup::Oneself;
        ui.label(tokens.title(&entry.name));
        ui.label(tokens.body(words::asked_as(entry.group).of(lang)).color(tokens.ink_soft));
        widgets::section(ui, tokens, part.title(lang, &form.instrument));
        match part {
            Part::Questions => self.questions(ui, lang, tokens, person, &form.instrument.questions, oneself),
            Part::Role(..) | Part::Activities(_) => {
                if matches!(part, Part::Activities(_)) {
                    let ask = if oneself { words::ACTIVITIES_ASK_SELF } else { words::ACTIVITIES_ASK };
                    prose(ui, tokens, ask.of(lang));
                }
                let Some((items, start)) = part.items(&form.instrument) else { return };
                for (place, item) in items.iter().enumerate() {
                    let text = format!("{}  {}", place + 1, words::wording(lang, item, oneself));
                    ui.push_id((person, start + place), |ui| {
                        self.item(ui, lang, tokens, &text, Place { person, item: start + place, row: place });
                    });
                }
            }
        }
    }

    /// One item and its scale.
    fn item(&mut self, ui: &mut Ui, lang: Lang, tokens: &Tokens, text: &str, at: Place) {
        let now = self.file.entries.get(at.person).map(|entry| entry.answers.get(at.item)).unwrap_or_default();
        let is_current = at.row == self.current;
        let edge = if is_current { tokens.focus_stroke() } else { Stroke::new(tokens.line, tokens.surface) };
        let frame = Frame::new().stroke(edge).corner_radius(tokens.corners()).inner_margin(margin(tokens.inset));
        let mut chosen = None;
        let shown = frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(Label::new(tokens.section(text)).wrap());
            ui.add_space(tokens.unit);
            ui.horizontal_wrapped(|ui| {
                let points = self.form.instrument.points.get();
                for choice in (1..=points).map(Answer::Points).chain([Answer::NotObserved]) {
                    let text = choice_text(lang, &self.form.instrument, choice);
                    let selected = now == choice;
                    let ink = if selected { tokens.on_accent } else { tokens.ink };
                    let fill = if selected { tokens.accent.mark } else { tokens.sunken };
                    let button = Button::new(tokens.body(text.as_str()).color(ink)).fill(fill);
                    let response = ui.add(button.min_size(vec2(tokens.target * 1.6, tokens.target * 1.3)));
                    widgets::name_selectable(&response, selected, &format!("{} {text}", at.row + 1));
                    if response.clicked() {
                        chosen = Some(if selected { Answer::Open } else { choice });
                    }
                }
            });
        });
        if let Some(chosen) = chosen {
            self.current = at.row;
            self.answer(at.person, at.item, chosen);
        }
        if is_current && std::mem::take(&mut self.reveal) {
            shown.response.scroll_to_me(None);
        }
        ui.add_space(tokens.unit);
    }

    fn questions(
        &mut self,
        ui: &mut Ui,
        lang: Lang,
        tokens: &Tokens,
        person: usize,
        questions: &Table<Item>,
        oneself: bool,
    ) {
        prose(ui, tokens, words::QUESTIONS_NOTE.of(lang));
        for question in questions.iter() {
            let text = words::wording(lang, question, oneself);
            ui.add(Label::new(tokens.section(text)).wrap());
            let said = self.file.entries.get(person).and_then(|entry| comment(entry, &question.id)).unwrap_or_default();
            let said = said.to_owned();
            let field = TextField::new(("comment", person, question.id.as_str()), &said, text).multiline(5);
            if let Some(change) = field.show(ui, tokens) {
                self.say(person, questions, &question.id, change.value);
            }
            ui.add_space(tokens.group);
        }
    }

    /// Takes an answer in words, in the order of the questions.
    fn say(&mut self, person: usize, questions: &Table<Item>, question: &ItemId, text: String) {
        let Some(entry) = self.file.entries.get_mut(person) else { return };
        entry.comments.retain(|comment| comment.question != *question);
        if !text.trim().is_empty() {
            entry.comments.push(Comment { question: question.clone(), text });
        }
        entry.comments.sort_by_key(|comment| questions.index_of(&comment.question));
        self.keep_draft();
    }

    fn finish(&mut self, ui: &mut Ui, lang: Lang, tokens: &Tokens) {
        let open = self.pages.iter().enumerate().filter_map(|(place, page)| match page {
            Page::Part(person, part) if self.open_on(*person, *part) > 0 => Some((place, *person, *part)),
            _ => None,
        });
        let open: Vec<(usize, usize, Part)> = open.collect();
        let nothing = self.progress().0 == 0 && self.file.entries.iter().all(|entry| entry.comments.is_empty());
        if open.is_empty() {
            ui.label(tokens.title(words::ALL_ANSWERED.of(lang)));
        } else {
            ui.label(tokens.title(words::OPEN.of(lang)));
            if let Some(page) = self.list_open(ui, lang, tokens, &open) {
                return self.turn_to(page);
            }
            ui.add_space(tokens.inset);
            prose(ui, tokens, if nothing { words::NOTHING_YET } else { words::MAY_BE_OPEN }.of(lang));
        }
        if nothing {
            return;
        }
        widgets::section(ui, tokens, words::SEND_BACK.of(lang));
        let field = TextEdit::singleline(&mut self.target).desired_width(f32::INFINITY).font(tokens.font(Step::Body));
        ui.add(field).accessible_name(words::SAVE_TO.of(lang));
        ui.add_space(tokens.unit);
        ui.horizontal(|ui| {
            if widgets::primary_button(ui, tokens, words::SAVE.of(lang)).clicked() {
                self.give(lang);
            }
            if ui.button(words::COPY_ALL.of(lang)).clicked() {
                self.count_edition();
                let instrument = &self.form.instrument;
                ui.copy_text(codes::of(&self.file, instrument.scored_len(), instrument.points).join("\n"));
                self.told = Some(Told::Copied);
            }
        });
        ui.label(tokens.small(words::CODES_NOTE.of(lang)));
        let (text, ink) = match &self.told {
            Some(Told::Saved(file)) => (words::fill(words::SAVED.of(lang), &[("file", file)]), tokens.green.ink),
            Some(Told::Copied) => (words::COPIED.of(lang).to_owned(), tokens.green.ink),
            Some(Told::Failed(why)) => (why.clone(), tokens.red.ink),
            None => return,
        };
        ui.add_space(tokens.inset);
        let told = ui.add(Label::new(tokens.strong(text.as_str()).color(ink)).wrap());
        widgets::name(&told, Role::Status, &text);
    }

    /// Person by person the parts that have open items. The page of the one that was asked for.
    fn list_open(&self, ui: &mut Ui, lang: Lang, tokens: &Tokens, open: &[(usize, usize, Part)]) -> Option<usize> {
        let mut wanted = None;
        for of_person in open.chunk_by(|(_, a, _), (_, b, _)| a == b) {
            ui.horizontal_wrapped(|ui| {
                let person = of_person.first().and_then(|(_, person, _)| self.form.people.get(*person));
                let name = person.map_or("", |person| person.name.as_str());
                ui.label(tokens.strong(name));
                for (page, person, part) in of_person {
                    let n = self.open_on(*person, *part).to_string();
                    let facts = [("name", name), ("page", part.title(lang, &self.form.instrument)), ("n", n.as_str())];
                    let to = ui.button(tokens.body(words::fill(words::OPEN_PART.of(lang), &facts)));
                    widgets::name(&to, Role::Button, &words::fill(words::OPEN_AT.of(lang), &facts));
                    if to.clicked() {
                        wanted = Some(*page);
                    }
                }
            });
        }
        wanted
    }

    /// Answers that differ from those given before are another edition of them.
    fn count_edition(&mut self) {
        if self.given.as_ref().is_some_and(|given| *given != self.file.entries) {
            self.file.edition = (self.file.edition + 1).min(MAX_EDITION);
        }
        self.given = Some(self.file.entries.clone());
        self.keep_draft();
    }

    /// Writes the answer file. A file that is there is replaced only where it holds answers to this form.
    fn give(&mut self, lang: Lang) {
        for entry in &mut self.file.entries {
            for comment in &mut entry.comments {
                comment.text = answers::tidy(&comment.text);
            }
        }
        self.count_edition();
        let path = typed_path(&self.target, &self.folder);
        let own = |path: &Path| read_answers(path).is_some_and(|file| file.form == self.form.id);
        let outcome = match self.text() {
            _ if path.exists() && !own(&path) => Err(words::TAKEN.of(lang).to_owned()),
            None => Err(words::NOT_SAVED.of(lang).to_owned()),
            Some(text) => write_whole(&path, &text).map_err(|error| words::not_saved(lang, &error.to_string())),
        };
        self.told = Some(match outcome {
            Ok(()) => Told::Saved(path.display().to_string()),
            Err(why) => Told::Failed(why),
        });
    }
}

/// A choice of the scale, as its button shows it.
fn choice_text(lang: Lang, instrument: &Instrument, choice: Answer) -> String {
    let Answer::Points(points) = choice else { return words::NOT_OBSERVED.of(lang).to_owned() };
    let label = instrument.labels.get(usize::from(points).saturating_sub(1)).map_or("", |label| lang.pick(label));
    format!("{points} {label}").trim_end().to_owned()
}

fn comment<'a>(entry: &'a EntryAnswers, question: &ItemId) -> Option<&'a str> {
    entry.comments.iter().find(|comment| comment.question == *question).map(|comment| comment.text.as_str())
}

fn prose(ui: &mut Ui, tokens: &Tokens, text: &str) {
    ui.add(Label::new(tokens.prose(text)).wrap());
}

/// A column in the middle, no wider than prose is read.
fn centred(ui: &mut Ui, tokens: &Tokens, show: impl FnOnce(&mut Ui)) {
    let width = tokens.prose_width.min(ui.available_width() - 2.0 * tokens.group);
    ui.horizontal(|ui| {
        ui.add_space((ui.available_width() - width) / 2.0);
        ui.vertical(|ui| {
            ui.set_width(width);
            show(ui);
        });
    });
}

/// The same distance on all sides.
fn margin(distance: f32) -> Margin {
    #[expect(clippy::cast_possible_truncation, reason = "a few points")]
    Margin::same(distance as i8)
}

/// The answers in a file, where it is one of ours and not too large.
fn read_answers(path: &Path) -> Option<AnswerFile> {
    let size = std::fs::metadata(path).ok()?.len();
    let text = (size <= MAX_BYTES as u64).then(|| std::fs::read_to_string(path).ok()).flatten()?;
    answers::read(&text).ok()
}

/// The draft of a form, where it answers this version of it.
fn read_draft(path: &Path, form: &Form) -> Option<AnswerFile> {
    let version = (&form.instrument.id, form.instrument.version);
    read_answers(path).filter(|draft| draft.form == form.id && (&draft.instrument, draft.version) == version)
}
