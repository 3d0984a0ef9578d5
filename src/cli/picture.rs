//! The command that draws a panel into a file. It needs neither a display nor a graphics driver.

use std::path::PathBuf;

use clap::{Args, ValueEnum, builder::PossibleValue};

use super::{Done, Look, NotDone, put, read, shown};
use crate::{
    app::picture::{self, PictureError, Shot},
    model::PanelKind,
    text::{Lang, cli as words},
    ui::{png, svg},
};

#[derive(Args, Debug)]
pub(super) struct Picture {
    /// The workbook, or `example`
    workbook: PathBuf,
    /// The panel to draw
    #[arg(long)]
    panel: PanelKind,
    /// Whom or what it shows, by id [default: the first there is]
    #[arg(long, value_name = "ID")]
    subject: Option<String>,
    /// The file to write: .svg with texts that are texts, or PNG
    #[arg(long, value_name = "FILE.png|FILE.svg")]
    out: PathBuf,
    /// Width and height in pixels
    #[arg(long, value_name = "WIDTHxHEIGHT", default_value = "1920x1080", value_parser = size)]
    size: Size,
}

/// Width and height in pixels.
#[derive(Clone, Copy, Debug)]
struct Size([usize; 2]);

fn size(text: &str) -> Result<Size, &'static str> {
    let sides = text.split_once('x').and_then(|(width, height)| Some([width.parse().ok()?, height.parse().ok()?]));
    sides.map(Size).ok_or("expected a size like 1920x1080")
}

impl ValueEnum for PanelKind {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.as_str()))
    }
}

impl Picture {
    /// Draws the panel and writes the file.
    pub(super) fn draw(&self, look: &Look) -> Result<Done, NotDone> {
        let lang = look.lang();
        let workbook = read(&self.workbook, look)?;
        let shot = Shot {
            kind: self.panel,
            subject: self.subject.as_deref(),
            size: self.size.0,
            lang,
            theme: look.theme(),
            audience: look.audience(),
            today: look.today(),
        };
        if self.out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(svg::EXTENSION)) {
            let picture = picture::svg(&workbook, &shot).map_err(|error| not_drawn(lang, &error))?;
            return put(&self.out, picture.into_bytes(), lang);
        }
        let image = picture::draw(&workbook, &shot).map_err(|error| not_drawn(lang, &error))?;
        let bytes = png::encode(&image).map_err(|error| NotDone(format!("{}: {error}", shown(&self.out))))?;
        put(&self.out, bytes, lang)
    }
}

fn not_drawn(lang: Lang, error: &PictureError) -> NotDone {
    NotDone(match error {
        PictureError::NoSuchSubject { subject, known } => {
            let known: Vec<_> = known.iter().map(|known| format!("{} ({})", known.id, known.label)).collect();
            words::no_such_subject(lang, subject, &known.join(", "))
        }
        PictureError::Size(size) => words::bad_size(lang, size.width, size.height),
    })
}
