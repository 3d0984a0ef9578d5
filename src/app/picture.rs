//! A panel as a picture, drawn as the window draws it, without a display.

use egui::{ColorImage, Ui, Vec2, vec2};

use super::{
    desk,
    subjects::{Subject, subjects},
};
use crate::{
    analysis::{Audience, Derived},
    model::{Date, Pane, PanelKind, Workbook},
    panels::{PanelState, Scene, Selection, Wishes},
    text::Lang,
    ui::{Theme, Tokens, offscreen},
};

/// What a picture shows.
#[derive(Clone, Copy, Debug)]
pub struct Shot<'a> {
    /// The panel.
    pub kind: PanelKind,
    /// Whom or what it shows; `None` is the first there is.
    pub subject: Option<&'a str>,
    /// Its width and height in pixels.
    pub size: [usize; 2],
    /// The language.
    pub lang: Lang,
    /// Light or dark.
    pub theme: Theme,
    /// Who looks.
    pub audience: Audience,
    /// Today, for ages and due dates.
    pub today: Date,
}

/// Why a picture was not drawn.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// The panel has no such subject.
    #[error("there is no {subject:?}")]
    NoSuchSubject {
        /// What was asked for.
        subject: String,
        /// What there is.
        known: Vec<Subject>,
    },
    /// The size is not one a picture can have.
    #[error(transparent)]
    Size(#[from] offscreen::BadSize),
}

/// Draws a panel, with its title above it.
///
/// # Errors
/// When the panel has no such subject, or a picture cannot be of that size.
pub fn draw(workbook: &Workbook, shot: &Shot<'_>) -> Result<ColorImage, PictureError> {
    show(workbook, shot, |tokens, show| offscreen::draw(shot.size, 1.0, tokens, shot.lang, show))
}

/// The same as SVG, with texts that are texts.
///
/// # Errors
/// When the panel has no such subject, or a picture cannot be of that size.
pub fn svg(workbook: &Workbook, shot: &Shot<'_>) -> Result<String, PictureError> {
    show(workbook, shot, |tokens, show| offscreen::svg(shot.size, 1.0, tokens, shot.lang, show))
}

/// What is drawn in a picture.
type Show<'a> = &'a mut dyn FnMut(&mut Ui, &Tokens);

/// Has a panel painted that a shot is of.
fn show<T>(
    workbook: &Workbook,
    shot: &Shot<'_>,
    paint: impl FnOnce(&Tokens, Show<'_>) -> Result<T, offscreen::BadSize>,
) -> Result<T, PictureError> {
    let derived = Derived::of(workbook, shot.today);
    let known = subjects(shot.kind, shot.lang, workbook, &derived);
    let subject = match shot.subject {
        Some(id) if known.iter().any(|subject| subject.id == id) => Some(id),
        Some(id) => return Err(PictureError::NoSuchSubject { subject: id.to_owned(), known }),
        None => known.first().map(|subject| subject.id.as_str()),
    };
    let pane = Pane { kind: shot.kind, subject: subject.map(str::to_owned) };
    let title = desk::title(&pane, shot.lang, shot.audience, workbook);
    let tokens = Tokens::new(shot.theme, shot.audience);
    let mut state = PanelState::new(shot.kind);
    paint(&tokens, &mut |ui, tokens| {
        let scene = Scene {
            workbook,
            derived: &derived,
            subject,
            selection: &Selection::Nothing,
            lang: shot.lang,
            audience: shot.audience,
            tokens,
            today: shot.today,
            read_only: false,
            is_meant: false,
        };
        page(ui, &title, shot.kind, &mut state, &scene);
    })
    .map_err(PictureError::from)
}

/// A panel with its title above it.
fn page(ui: &mut Ui, title: &str, kind: PanelKind, state: &mut PanelState, scene: &Scene<'_>) {
    let tokens = scene.tokens;
    let margin = egui::Margin::same(tokens.group as i8);
    egui::Frame::new().fill(tokens.surface).inner_margin(margin).show(ui, |ui| {
        ui.label(tokens.title(title));
        ui.add_space(tokens.inset);
        desk::show_panel(state, ui, kind, scene, &mut Wishes::default());
    });
}

/// The longest side of a picture of all of a map, in pixels: about as far as programs that show pictures go.
const LONGEST: f32 = 12_000.0;

/// All of what a panel shows, however little of it is in sight, under a title.
pub(super) struct Whole<'a> {
    /// The panel.
    pub pane: &'a Pane,
    /// As it is in the window.
    pub state: &'a PanelState,
    /// What it shows there.
    pub scene: Scene<'a>,
}

impl Whole<'_> {
    /// As a picture; smaller than in the window where it would be too large. `None` where the panel shows no map.
    pub fn draw(&self) -> Option<Result<ColorImage, offscreen::BadSize>> {
        let (mut state, size) = self.parts()?;
        let size = size * (LONGEST / size.max_elem()).min(1.0);
        let Scene { tokens, lang, .. } = self.scene;
        Some(offscreen::draw(pixels(size), 1.0, tokens, lang, |ui, tokens| self.page(ui, tokens, &mut state)))
    }

    /// As SVG, every text of it as large as in the window at 100 %.
    pub fn svg(&self) -> Option<Result<String, offscreen::BadSize>> {
        let (mut state, size) = self.parts()?;
        let scale = (LONGEST / size.max_elem()).min(1.0);
        let Scene { tokens, lang, .. } = self.scene;
        Some(offscreen::svg(pixels(size * scale), scale, tokens, lang, |ui, tokens| self.page(ui, tokens, &mut state)))
    }

    /// The panel without anything but its map, and how much room that and the title need, in points.
    fn parts(&self) -> Option<(PanelState, Vec2)> {
        let tokens = self.scene.tokens;
        let (state, size) = self.state.whole(tokens)?;
        let title = vec2(0.0, 2.0 * tokens.type_size.title + tokens.inset);
        Some((state, size + Vec2::splat(2.0 * tokens.group) + title))
    }

    fn page(&self, ui: &mut Ui, tokens: &Tokens, state: &mut PanelState) {
        let scene = Scene { tokens, selection: &Selection::Nothing, is_meant: false, ..self.scene };
        let subject = state.subject().map(str::to_owned);
        let pane = Pane { kind: self.pane.kind, subject: self.pane.subject.clone().or(subject) };
        let title = desk::title(&pane, scene.lang, scene.audience, scene.workbook);
        page(ui, &title, pane.kind, state, &scene);
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the size of a map, in pixels")]
fn pixels(size: Vec2) -> [usize; 2] {
    [size.x, size.y].map(|side| side.ceil().max(1.0) as usize)
}
