//! A panel as a picture, drawn as the window draws it, without a display.

use egui::{ColorImage, Ui};

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
    let painted = paint(&tokens, &mut |ui, tokens| {
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
        let margin = egui::Margin::same(tokens.group as i8);
        egui::Frame::new().fill(tokens.surface).inner_margin(margin).show(ui, |ui| {
            ui.label(tokens.title(title.as_str()));
            ui.add_space(tokens.inset);
            desk::show_panel(&mut state, ui, shot.kind, &scene, &mut Wishes::default());
        });
    })?;
    Ok(painted)
}
