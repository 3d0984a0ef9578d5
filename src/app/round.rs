//! Running a round: forms go out, answers come in, results are released, reports are written.
//!
//! What leaves the house is known to the workbook's file first: a form that is out when its key is lost cannot be told
//! from somebody else's, and a report that is out freezes its round.

use std::{
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, TryRecvError, channel},
    thread,
    time::{Duration, Instant},
};

use super::{
    App, Pick, Sheet,
    arrivals::Batch,
    chooser::{Chooser, Entry},
    collecting::Wanted,
    command::RoundStep,
    dialogs::{Dialog, Handout, Next, Purpose},
    notices::Weight,
    session::{Agreed, Refused},
};
use crate::{
    analysis::{Audience, assessment::next_release, raters},
    edit::{AssessmentEdit, Edit},
    exchange::{
        self, ReportError,
        folder::{self, NotPut, Put},
        forms::{self, FormsError},
    },
    file::write_whole,
    model::{MemberId, Round, RoundId},
    panels::RoundRequest,
    text::{self, Word, cli, forms as form_words, report as report_words, rounds},
};

/// How often a watched folder is looked at.
const EVERY: Duration = Duration::from_secs(2);
/// What takes longer than this is said to be under way.
const A_WHILE: Duration = Duration::from_millis(700);

/// Forms being written, on a thread of their own: a stick may be slow.
pub(super) struct Making {
    raters: usize,
    folder: PathBuf,
    since: Instant,
    /// That it takes a while has been said.
    is_told: bool,
    done: Receiver<Result<Vec<Put>, NotPut>>,
}

/// What is asked before something is given out.
struct Question {
    title: Word,
    body: Vec<String>,
    act: Word,
}

impl App {
    /// Does what a panel or a command asks for a round.
    pub(super) fn request(&mut self, ctx: &egui::Context, request: RoundRequest) {
        match request {
            RoundRequest::Forms(round) => match forms::forms(self.session.workbook(), &round) {
                Ok(_) | Err(FormsError::NoKey(_)) => self.choose_place(ctx, Handout::Forms(round)),
                Err(error) => self.notices.tell(Weight::Trouble, form_words::forms_error(self.lang(), &error)),
            },
            RoundRequest::Collect => self.sheet = Some(Sheet::Answers),
            RoundRequest::Release(round) => self.ask_to_release(&round),
            RoundRequest::Report(round, person) => match self.no_report(&round, &person) {
                None => self.choose_place(ctx, Handout::Report(round, person)),
                Some(why) => self.notices.tell(Weight::Trouble, why),
            },
        }
        // What it opened is over what has been drawn.
        ctx.request_repaint();
    }

    /// Does a command about rounds; where there are several, after asking which one is meant.
    pub(super) fn run_step(&mut self, ctx: &egui::Context, step: RoundStep) {
        match step {
            RoundStep::Collect => self.choose_file(ctx, Purpose::Answers, Next::Stay),
            RoundStep::Codes => {
                self.sheet = Some(Sheet::Answers);
                self.collecting.go_to_message();
            }
            RoundStep::Watch => self.choose_file(ctx, Purpose::Watch, Next::Stay),
            RoundStep::Received => self.toggle_sheet(Sheet::Answers),
            RoundStep::Report => {
                self.chooser = Some(Chooser::new(rounds::WHOSE_REPORT, self.people_rated().collect()));
            }
            RoundStep::Forms => self.for_some_round(ctx, RoundRequest::Forms),
            RoundStep::Release => self.for_some_round(ctx, RoundRequest::Release),
        }
    }

    fn for_some_round(&mut self, ctx: &egui::Context, request: fn(RoundId) -> RoundRequest) {
        let rounds: Vec<&Round> = self.session.workbook().rounds.iter().rev().collect();
        if let [only] = rounds.as_slice() {
            let request = request(only.id.clone());
            return self.request(ctx, request);
        }
        let entry = |round: &Round| Entry {
            value: Pick::Do(request(round.id.clone())),
            label: round.label().to_owned(),
            detail: String::new(),
            also: round.id.to_string(),
            possible: true,
        };
        let entries = rounds.into_iter().map(entry).collect();
        self.chooser = Some(Chooser::new(rounds::WHICH_ROUND, entries));
    }

    /// Everyone who is rated, in the newest round first.
    fn people_rated(&self) -> impl Iterator<Item = Entry<Pick>> {
        let workbook = self.session.workbook();
        let rounds = self.session.derived().assessments(Audience::Trainer).rounds.iter().rev();
        rounds.flat_map(move |round| {
            round.ratees.iter().map(move |ratee| Entry {
                value: Pick::Do(RoundRequest::Report(round.id.clone(), ratee.id.clone())),
                label: workbook.member_label(&ratee.id).to_owned(),
                detail: workbook.rounds.get(&round.id).map_or("", Round::label).to_owned(),
                also: ratee.id.to_string(),
                possible: true,
            })
        })
    }

    /// Why there can be no report of somebody, before a round is frozen for it.
    fn no_report(&self, round: &RoundId, person: &MemberId) -> Option<String> {
        let (lang, workbook) = (self.lang(), self.session.workbook());
        let result = self.session.derived().assessments(Audience::Trainer).round(round);
        let Some((round, result)) = workbook.rounds.get(round).zip(result) else {
            return Some(report_words::error(lang, &ReportError::NoRound));
        };
        if workbook.instrument_of(round).is_none() {
            return Some(report_words::error(lang, &ReportError::NoInstrument(round.id.clone())));
        }
        if result.ratee(person).is_none() {
            return Some(report_words::error(lang, &ReportError::NotRated(person.clone())));
        }
        round.responses.is_empty().then(|| rounds::NO_ANSWERS_YET.of(lang).to_owned())
    }

    fn choose_place(&mut self, ctx: &egui::Context, handout: Handout) {
        self.choose_file(ctx, Purpose::Give(handout), Next::Stay);
    }

    /// What the file of a handout, or the folder for it, is called at first.
    pub(super) fn handout_name(&self, handout: &Handout) -> String {
        match handout {
            Handout::Forms(round) => format!("360-{}", crate::model::slug(self.round_label(round), "forms")),
            Handout::Report(_, person) => {
                report_words::file_name(self.lang(), self.session.workbook().member_label(person))
            }
        }
    }

    fn round_label<'a>(&'a self, id: &'a RoundId) -> &'a str {
        self.session.workbook().rounds.get(id).map_or(id.as_str(), Round::label)
    }

    // Going out.

    /// Gives something out to a place; where the workbook has to be saved or a round to be frozen for it, after asking.
    pub(super) fn offer(&mut self, ctx: &egui::Context, handout: Handout, to: PathBuf) {
        match self.before(&handout) {
            Some(Question { title, body, act }) => {
                let dialog = Dialog::give(self.lang(), title, body, act, handout, to);
                self.dialogs.push_back(dialog);
            }
            None => self.hand_out(ctx, &handout, to),
        }
    }

    fn before(&self, handout: &Handout) -> Option<Question> {
        let (lang, workbook) = (self.lang(), self.session.workbook());
        let is_changed = self.session.is_changed();
        match handout {
            Handout::Forms(round) => {
                let has_key = workbook.rounds.get(round).is_some_and(|round| !round.key.is_empty());
                (is_changed || !has_key).then(|| Question {
                    title: rounds::FORMS_TITLE,
                    body: vec![rounds::FORMS_NEED_SAVING.of(lang).to_owned()],
                    act: rounds::SAVE_AND_MAKE,
                })
            }
            Handout::Report(id, _) => {
                let round = workbook.rounds.get(id)?;
                let save = rounds::REPORT_NEEDS_SAVING.of(lang).to_owned();
                if round.releases.is_empty() {
                    let mut body = self.first_release(round);
                    body.extend([rounds::NO_WAY_BACK.of(lang).to_owned(), save]);
                    return Some(Question { title: rounds::FIRST_REPORT_TITLE, body, act: rounds::RELEASE_AND_REPORT });
                }
                is_changed.then(|| Question {
                    title: rounds::REPORT_TITLE,
                    body: vec![save],
                    act: rounds::SAVE_AND_REPORT,
                })
            }
        }
    }

    /// Makes the workbook ready for what goes out, saves it, and gives it out then.
    pub(super) fn save_and_give(&mut self, ctx: &egui::Context, handout: Handout, to: PathBuf) {
        if self.make_ready(&handout) {
            self.save(ctx, Agreed::default(), Next::Give(handout, to));
        }
    }

    /// Gives a round its key, or freezes it, where what goes out needs that. Whether it is ready now.
    fn make_ready(&mut self, handout: &Handout) -> bool {
        let round = |id| self.session.workbook().rounds.get(id);
        match handout {
            Handout::Forms(id) if round(id).is_some_and(|round| round.key.is_empty()) => match exchange::new_key() {
                Ok(key) => self.apply_for_good(Edit::Assessment(AssessmentEdit::Key(id.clone(), key))),
                Err(error) => {
                    self.notices.tell(Weight::Trouble, error.to_string());
                    false
                }
            },
            Handout::Report(id, _) if round(id).is_some_and(|round| round.releases.is_empty()) => self.release(id),
            _ => true,
        }
    }

    /// Applies what cannot be taken back. Whether it could be.
    fn apply_for_good(&mut self, edit: Edit) -> bool {
        let done = self.session.apply_for_good(edit);
        let is_done = done.is_ok();
        self.tell_refused(done);
        is_done
    }

    /// Gives something out.
    pub(super) fn hand_out(&mut self, ctx: &egui::Context, handout: &Handout, to: PathBuf) {
        match handout {
            Handout::Forms(round) => self.make_forms(ctx, round, to),
            Handout::Report(round, person) => self.write_report(round, person, &to),
        }
    }

    fn make_forms(&mut self, ctx: &egui::Context, round: &RoundId, folder: PathBuf) {
        let lang = self.lang();
        let made = match forms::forms(self.session.workbook(), round) {
            Ok(made) => made,
            Err(error) => return self.notices.tell(Weight::Trouble, form_words::forms_error(lang, &error)),
        };
        let (tell, done) = channel();
        let (raters, since) = (made.len(), Instant::now());
        self.making.push(Making { raters, folder: folder.clone(), since, is_told: false, done });
        ctx.request_repaint_after(A_WHILE);
        let ctx = ctx.clone();
        let write = move || {
            // The window may be gone by now.
            let _ = tell.send(folder::put_forms(&folder, &made, lang));
            ctx.request_repaint();
        };
        // Without a thread the channel closes, and that is told.
        let _ = thread::Builder::new().name("forms".to_owned()).spawn(write);
    }

    /// Tells what became of forms that were being written.
    pub(super) fn receive_forms(&mut self) {
        let lang = self.lang();
        let notices = &mut self.notices;
        self.making.retain_mut(|making| match making.done.try_recv() {
            Ok(Ok(put)) => {
                let written = put.iter().filter(|file| file.is_new).count();
                let folder = making.folder.display().to_string();
                notices.tell(Weight::Done, form_words::made(lang, making.raters, written, &folder));
                false
            }
            Ok(Err(why)) => {
                notices.tell(Weight::Trouble, form_words::not_put(lang, &why));
                false
            }
            Err(TryRecvError::Empty) => {
                if making.since.elapsed() > A_WHILE && !std::mem::replace(&mut making.is_told, true) {
                    notices.tell(Weight::Done, rounds::WRITING_FORMS.of(lang).to_owned());
                }
                true
            }
            Err(TryRecvError::Disconnected) => {
                notices.tell(Weight::Trouble, rounds::FORMS_NOT_WRITTEN.of(lang).to_owned());
                false
            }
        });
    }

    fn write_report(&mut self, round: &RoundId, person: &MemberId, to: &Path) {
        let (lang, workbook) = (self.lang(), self.session.workbook());
        let page = exchange::report(workbook, self.session.derived(), round, person, lang);
        let page = page.map_err(|error| report_words::error(lang, &error));
        let file = to.display().to_string();
        let not_written = |error: std::io::Error| format!("{file}: {}", text::file::io(lang, &error.into()));
        match page.and_then(|page| write_whole(to, &page).map_err(not_written)) {
            Ok(()) => {
                let late = exchange::waiting(workbook, round, person);
                self.notices.tell(Weight::Done, cli::written(lang, &file));
                if late > 0 {
                    self.notices.tell(Weight::Done, report_words::waiting(lang, late));
                }
            }
            Err(why) => self.notices.tell(Weight::Trouble, why),
        }
    }

    // Releases.

    /// What a first release of a round fixes, in sentences.
    fn first_release(&self, round: &Round) -> Vec<String> {
        let (min, _) = round.numbers(&self.session.workbook().method.assessment);
        let (answers, missing) = (round.responses.len(), raters::missing(round).len());
        rounds::first_release(self.lang(), round.label(), answers, missing, min.get())
    }

    fn ask_to_release(&mut self, id: &RoundId) {
        let (lang, workbook) = (self.lang(), self.session.workbook());
        let Some(round) = workbook.rounds.get(id) else { return };
        let next = next_release(workbook, id);
        let waiting: Vec<String> = next
            .waiting
            .iter()
            .map(|waits| rounds::waiting(lang, workbook.member_label(&waits.ratee), waits.group, waits.raters))
            .collect();
        if next.keys.is_empty() {
            let why = if round.responses.is_empty() { rounds::NO_ANSWERS_YET } else { rounds::NOTHING_TO_RELEASE };
            return self.notices.tell(Weight::Trouble, why.of(lang).to_owned());
        }
        let mut body = match round.releases.is_empty() {
            true => self.first_release(round),
            false => vec![rounds::next_release(lang, round.label(), next.keys.len())],
        };
        body.push(rounds::NO_WAY_BACK.of(lang).to_owned());
        if !waiting.is_empty() {
            body.push(rounds::STILL_WAITING.of(lang).to_owned());
        }
        self.dialogs.push_back(Dialog::release(lang, body, waiting, id.clone()));
    }

    /// Releases what may come out of a round. Whether it could be.
    pub(super) fn release(&mut self, id: &RoundId) -> bool {
        let Some((edit, answers)) = exchange::release(self.session.workbook(), id, self.today()) else { return false };
        let is_done = self.apply_for_good(edit);
        if is_done {
            let told = report_words::frozen(self.lang(), self.round_label(id), answers);
            self.notices.tell(Weight::Done, told);
        }
        is_done
    }

    // Coming in.

    /// Does what was wanted at the list of what was sent back.
    pub(super) fn answers_wanted(&mut self, ctx: &egui::Context, wanted: Wanted) {
        match wanted {
            Wanted::Choose => self.choose_file(ctx, Purpose::Answers, Next::Stay),
            Wanted::Watch => self.choose_file(ctx, Purpose::Watch, Next::Stay),
            Wanted::Message(text) => {
                let name = form_words::PASTED.of(self.lang()).to_owned();
                let files = vec![(name, text.into_bytes())];
                self.take_answers(Batch { files, ..Batch::default() });
            }
        }
    }

    /// Begins to read answers from files and folders.
    pub(super) fn read_answers(&mut self, ctx: &egui::Context, paths: Vec<PathBuf>) {
        if self.session.read_only().is_some() {
            return self.tell_refused(Err(Refused::ReadOnly));
        }
        self.collecting.read(paths, waker(ctx));
    }

    /// Begins to watch a folder for answers.
    pub(super) fn watch(&mut self, ctx: &egui::Context, folder: PathBuf) {
        self.collecting.watch(folder, self.setup.watch_every.unwrap_or(EVERY), waker(ctx));
        self.sheet = Some(Sheet::Answers);
    }

    /// Takes in what has been read. It waits while something is being asked, or a form is filled in.
    pub(super) fn receive_answers(&mut self, ctx: &egui::Context) {
        if let Some(folder) = self.collecting.to_watch_again() {
            self.collecting.watch(folder, self.setup.watch_every.unwrap_or(EVERY), waker(ctx));
        }
        if !self.dialogs.is_empty() || self.answering.is_some() {
            return;
        }
        let (asked, found) = self.collecting.arrived();
        for batch in asked {
            self.take_answers(batch);
        }
        for batch in found {
            self.collect(batch);
        }
    }

    /// Takes answers in and shows what became of them.
    fn take_answers(&mut self, batch: Batch) {
        if self.collect(batch) {
            self.sheet = Some(Sheet::Answers);
        }
    }

    /// Takes answers in as one step. Whether it could be done. Of who answered only the list speaks, and not to the room.
    fn collect(&mut self, batch: Batch) -> bool {
        let collected = exchange::collect(self.session.workbook(), &batch.files);
        if let Some(edit) = collected.edit {
            let done = self.session.apply(edit);
            let is_done = done.is_ok();
            self.tell_refused(done);
            if !is_done {
                return false;
            }
        }
        let tally = self.collecting.note(collected.lines, batch.unreadable);
        let weight = if tally.refused > 0 { Weight::Trouble } else { Weight::Done };
        self.notices.tell(weight, form_words::received(self.lang(), tally));
        true
    }
}

/// Asks for a frame.
fn waker(ctx: &egui::Context) -> impl Fn() + Send + 'static {
    let ctx = ctx.clone();
    move || ctx.request_repaint()
}
