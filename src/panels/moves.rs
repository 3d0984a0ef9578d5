//! The exercise of market moves 市场动作: groups lay sixteen cards into the four classes, then all is revealed.
//!
//! What a group lays is an edit at once, so that a run survives whatever happens to the machine. Where one looks is
//! not: whose turn it is, and how far was revealed.

mod board;
mod past;
mod play;
mod reveal;
mod setup;

use std::sync::Arc;

use egui::{
    Color32, FontId, Frame, Galley, Ui,
    text::{LayoutJob, TextFormat, TextWrapping},
};

use self::{play::Play, reveal::Reveal};
use super::{Scene, Wish, Wishes, keys};
use crate::{
    edit::{Edit, MovesEdit},
    model::{MoveRun, MoveRunId, MoveStage},
    text::moves as words,
    ui::widgets,
};

/// What the panel shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Page {
    /// A run.
    #[default]
    Run,
    /// All runs there are.
    Past,
}

/// Shows a run of the exercise, or the list of all runs.
#[derive(Default)]
pub struct Moves {
    page: Page,
    /// The run that the view state below is about.
    of: Option<MoveRunId>,
    play: Play,
    reveal: Reveal,
}

impl Moves {
    /// Draws the panel.
    pub fn show(&mut self, ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Wishes) {
        let (tokens, lang) = (scene.tokens, scene.lang);
        Frame::new().inner_margin(tokens.group).show(ui, |ui| {
            let Some(run) = run(scene) else {
                let start = (!scene.read_only).then(|| words::START.of(lang));
                if widgets::empty_state(ui, tokens, words::EMPTY.of(lang), start) {
                    self.start(scene, wishes);
                }
                return;
            };
            self.follow(run);
            let mut wanted = None;
            ui.horizontal_wrapped(|ui| {
                let pages = [(Page::Run, words::THIS_RUN.of(lang)), (Page::Past, words::PAST_RUNS.of(lang))];
                widgets::segmented(ui, tokens, &mut self.page, &pages);
                match (self.page, run.stage) {
                    (Page::Run, MoveStage::Reveal | MoveStage::Kept) => {
                        wanted = self.reveal.controls(ui, scene, run, wishes);
                    }
                    (Page::Run, MoveStage::Play) => self.play.controls(ui, scene, run, wishes),
                    (Page::Run, MoveStage::Setup) => {}
                    (Page::Past, _) => {
                        if !scene.read_only && ui.button(words::NEW_RUN.of(lang)).clicked() {
                            self.start(scene, wishes);
                        }
                    }
                }
            });
            ui.add_space(tokens.inset);
            match (self.page, run.stage) {
                (Page::Past, _) => {
                    if past::show(ui, scene, run, wishes) {
                        self.page = Page::Run;
                    }
                }
                (Page::Run, MoveStage::Setup) => setup::show(ui, scene, run, wishes),
                (Page::Run, MoveStage::Play) => self.play.show(ui, scene, run, wishes),
                (Page::Run, MoveStage::Reveal | MoveStage::Kept) => self.reveal.show(ui, scene, run, wanted, wishes),
            }
        });
    }

    /// Forgets where one looked once that belongs to another run or to another stage.
    fn follow(&mut self, run: &MoveRun) {
        if self.of.as_ref() != Some(&run.id) {
            (self.play, self.reveal) = (Play::default(), Reveal::of(run));
            self.of = Some(run.id.clone());
        }
        match run.stage {
            MoveStage::Setup | MoveStage::Play => self.reveal = Reveal::default(),
            MoveStage::Reveal | MoveStage::Kept => self.play = Play::default(),
        }
    }

    /// Starts a run and shows it.
    fn start(&mut self, scene: &Scene<'_>, wishes: &mut Wishes) {
        let runs = &scene.workbook.move_runs;
        let id = MoveRunId::fresh(&scene.today.to_string(), |id| runs.contains(id));
        wishes.edit(Edit::Moves(MovesEdit::Start(id.clone(), scene.today)));
        wishes.push(Wish::Subject(id.as_str().to_owned()));
        self.page = Page::Run;
    }
}

/// The run to show: the subject, or else the newest.
fn run<'a>(scene: &Scene<'a>) -> Option<&'a MoveRun> {
    let runs = &scene.workbook.move_runs;
    scene.subject.and_then(|id| runs.iter().find(|run| run.id.as_str() == id)).or_else(|| runs.iter().next_back())
}

/// Takes a run to a stage, as of today.
fn go_to(scene: &Scene<'_>, run: &MoveRun, stage: MoveStage, wishes: &mut Wishes) {
    wishes.edit(Edit::Moves(MovesEdit::Stage(run.id.clone(), stage, scene.today)));
}

/// How far lines of one text stand apart, in multiples of the size of type.
const LINE: f32 = 1.25;

/// A text on at most so many lines of this width; what does not fit ends in an ellipsis.
fn lay_out(ui: &Ui, text: &str, font: FontId, ink: Color32, width: f32, rows: usize) -> Arc<Galley> {
    let line_height = Some((LINE * font.size).round());
    let format = TextFormat { line_height, ..TextFormat::simple(font, ink) };
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.wrap = TextWrapping { max_width: width, max_rows: rows, break_anywhere: rows == 1, ..TextWrapping::default() };
    ui.painter().layout_job(job)
}
