//! What goes out of the window for other programs: tables, and what a panel shows as a picture.

use std::path::Path;

use egui::{Ui, emath::GuiRounding as _};

use super::{
    App, Pick,
    chooser::{Chooser, Entry},
    desk, files,
    notices::Weight,
    picture::Whole,
};
use crate::{
    exchange::{self, Extract},
    file::write_whole,
    model::slug,
    panels::{QuestionList, Scene, Selection},
    text::{
        self, Lang, Word, app as words, cli, export as says,
        verdict::{self, TakeAlong},
    },
    ui::{Raster, offscreen, png, svg},
};

/// What can be exported, to choose from.
pub(super) fn choices(lang: Lang) -> Chooser<Pick> {
    let choices: [(Option<Extract>, Word); 3] = [
        (None, words::EXPORT_ALL),
        (Some(Extract::Customers), words::EXPORT_CUSTOMERS),
        (Some(Extract::Contributions), words::EXPORT_CONTRIBUTIONS),
    ];
    let entry = |(extract, label): (_, Word)| Entry {
        value: Pick::Export(extract),
        label: label.of(lang).to_owned(),
        detail: String::new(),
        also: Lang::ALL.map(|lang| label.of(lang)).join(" "),
        possible: true,
    };
    Chooser::new(words::EXPORT_HINT, choices.into_iter().map(entry).collect())
}

/// A kind of picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Picture {
    Png,
    Svg,
}

impl Picture {
    /// The kind that a file's name ends in.
    fn of(file: &Path) -> Option<Self> {
        match file.extension()?.to_ascii_lowercase().to_str()? {
            png::EXTENSION => Some(Self::Png),
            svg::EXTENSION => Some(Self::Svg),
            _ => None,
        }
    }
}

impl App {
    /// What an export is called at first: as the workbook, and by what it holds of it.
    pub(super) fn export_name(&self, extract: Option<Extract>) -> String {
        let workbook = self.name();
        let workbook = Path::new(&workbook).file_stem().unwrap_or_default().to_string_lossy();
        match extract {
            None => format!("{workbook}.{}", files::SPREADSHEET_EXTENSION),
            Some(extract) => {
                format!("{workbook}-{}.{}", says::sheet(extract).of(self.lang()), files::TABLE_EXTENSION)
            }
        }
    }

    /// Writes a spreadsheet, or a table as CSV.
    pub(super) fn export(&mut self, extract: Option<Extract>, to: &Path) {
        let (lang, workbook, derived) = (self.lang(), self.session.workbook(), self.session.derived());
        let bytes = match extract {
            None => exchange::spreadsheet(workbook, derived, lang, None),
            Some(extract) => exchange::csv(workbook, derived, lang, extract),
        };
        let bytes = bytes.map_err(|error| says::error(lang, &error));
        self.put(to, bytes);
    }

    /// What the file of questions about an account is called at first.
    pub(super) fn questions_name(&self, questions: &QuestionList) -> String {
        let account = slug(self.session.workbook().customer_label(&questions.account), "account");
        format!("{account}-{}.{}", verdict::FILE_NAME.of(self.lang()), files::PAGE_EXTENSION)
    }

    /// Writes questions: as plain text where the file is called so, as a page otherwise.
    pub(super) fn save_questions(&mut self, questions: &QuestionList, to: &Path) {
        let (lang, workbook, derived) = (self.lang(), self.session.workbook(), self.session.derived());
        let QuestionList { account, opportunity, count } = questions;
        let Some(map) = derived.power_maps.get(account) else { return };
        let organisation = workbook.organisations.get(account);
        let of =
            organisation.zip(opportunity.as_ref()).and_then(|(organisation, id)| organisation.opportunities.get(id));
        let verdict = map.verdict(opportunity.as_ref());
        let along = TakeAlong::of(lang, workbook, account, (of, verdict), *count, derived.today);
        let is_text = to.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(files::TEXT_EXTENSION));
        let written = if is_text { along.text() } else { exchange::questions(&along, lang) };
        self.put(to, Ok(written.into_bytes()));
    }

    /// What a picture of the meant panel is called at first.
    pub(super) fn picture_name(&self) -> String {
        let pane = self.desk.meant_pane().map(|(pane, _)| pane);
        let audience = self.setup.settings.audience;
        let title = pane.map(|pane| desk::title(pane, self.lang(), audience, self.session.workbook()));
        format!("{}.{}", slug(&title.unwrap_or_default(), "panel"), png::EXTENSION)
    }

    /// Takes the picture that was asked for, of the meant panel as it has just been drawn: nothing else is in it, and
    /// nothing that its audience did not see.
    pub(super) fn take_picture(&mut self, ui: &Ui) {
        let Some(to) = self.picture_to.take() else { return };
        let Some((_, part)) = self.desk.meant_pane() else { return };
        let (ctx, lang, background) = (ui.ctx(), self.lang(), self.tokens.surface);
        let scale = ctx.pixels_per_point();
        let part = part.round_to_pixels(scale);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of the window, in pixels")]
        let size = [part.width(), part.height()].map(|side| (side * scale).round() as usize);
        let shapes = offscreen::within(ctx, ui.layer_id(), part);
        let picture = match Picture::of(&to) {
            Some(Picture::Svg) => Ok(svg::write(size, scale, background, lang, &shapes).into_bytes()),
            Some(Picture::Png) => {
                let image = Raster::of(ctx).draw(size, scale, background, &ctx.tessellate(shapes, scale));
                png::encode(&image).map_err(|error| format!("{}: {error}", to.display()))
            }
            None => Err(format!("{}: {}", to.display(), words::NO_PICTURE_KIND.of(lang))),
        };
        self.put(&to, picture);
    }

    /// Saves all of the map that the meant panel shows, in the same state as there.
    pub(super) fn save_whole(&mut self, to: &Path) {
        let Some((pane, state)) = self.desk.meant_state() else { return };
        let (selection, settings) = (Selection::Nothing, &self.setup.settings);
        let scene = super::scene(&self.session, settings, &selection, &self.tokens);
        let whole = Whole { pane, state, scene: Scene { subject: pane.subject.as_deref(), ..scene } };
        let bad_size = |error: offscreen::BadSize| format!("{}: {error}", to.display());
        let picture = match Picture::of(to) {
            Some(Picture::Svg) => whole.svg().map(|svg| svg.map(String::into_bytes).map_err(bad_size)),
            Some(Picture::Png) => whole.draw().map(|image| {
                let encoded = |image| png::encode(&image).map_err(|error| format!("{}: {error}", to.display()));
                image.map_err(bad_size).and_then(encoded)
            }),
            None => Some(Err(format!("{}: {}", to.display(), words::NO_PICTURE_KIND.of(self.lang())))),
        };
        if let Some(picture) = picture {
            self.put(to, picture);
        }
    }

    /// Writes a file and tells so, or why not.
    fn put(&mut self, to: &Path, bytes: Result<Vec<u8>, String>) {
        let (lang, file) = (self.lang(), to.display().to_string());
        let not_written = |error: std::io::Error| format!("{file}: {}", text::file::io(lang, &error.into()));
        match bytes.and_then(|bytes| write_whole(to, bytes).map_err(not_written)) {
            Ok(()) => self.notices.tell(Weight::Done, cli::written(lang, &file)),
            Err(why) => self.notices.tell(Weight::Trouble, why),
        }
    }
}
