//! What goes out of the window for other programs: tables, and what a panel shows as a picture.

use std::{iter, path::Path};

use egui::{Ui, emath::GuiRounding as _};

use super::{
    App, Pick,
    chooser::{Chooser, Entry},
    desk, files,
    notices::Weight,
    picture::Whole,
};
use crate::{
    exchange::{self, Extract, Scope},
    file::write_whole,
    model::{ConversationId, CustomerId, Workbook, slug},
    panels::{QuestionList, Scene, Selection},
    text::{
        self, Lang, app as words, cli, export as says, record,
        verdict::{self, TakeAlong},
    },
    ui::{Raster, offscreen, png, svg},
};

/// Something to be written, and as what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Table {
    /// Customers, contributions and the value map as a spreadsheet.
    Everything,
    /// One of these as CSV.
    Extract(Extract),
    /// The register of a customer's people, or of everybody's.
    Register {
        /// Whose.
        account: Option<CustomerId>,
        /// As a spreadsheet, and not as CSV.
        as_spreadsheet: bool,
    },
    /// Everybody's goal cards.
    Goals {
        /// As a spreadsheet, and not as CSV.
        as_spreadsheet: bool,
    },
}

impl Table {
    /// Whether it is written as a spreadsheet, and not as CSV.
    pub const fn is_spreadsheet(&self) -> bool {
        matches!(
            self,
            Self::Everything | Self::Register { as_spreadsheet: true, .. } | Self::Goals { as_spreadsheet: true }
        )
    }

    /// What kind of file it is.
    const fn file(&self) -> &'static str {
        if self.is_spreadsheet() { "XLSX" } else { "CSV" }
    }

    /// What it is called.
    fn label(&self, lang: Lang, workbook: &Workbook) -> String {
        match self {
            Self::Everything => words::EXPORT_ALL.of(lang).to_owned(),
            Self::Extract(Extract::Customers) => words::EXPORT_CUSTOMERS.of(lang).to_owned(),
            Self::Extract(Extract::Contributions) => words::EXPORT_CONTRIBUTIONS.of(lang).to_owned(),
            Self::Register { account, .. } => {
                let account = account.as_ref().map(|id| workbook.customer_label(id));
                says::register(lang, account, self.file())
            }
            Self::Goals { .. } => says::goals(lang, self.file()),
        }
    }
}

/// What can be exported, to choose from.
pub(super) fn choices(lang: Lang, workbook: &Workbook) -> Chooser<Pick> {
    let mapped = workbook.organisations.iter().filter(|organisation| !organisation.contacts.is_empty());
    let mapped: Vec<&CustomerId> = mapped.map(|organisation| &organisation.account).collect();
    // Of one customer there is one register; where there are several, all of them stand in one as well.
    let all = (mapped.len() > 1).then_some(None);
    let accounts = all.into_iter().chain(mapped.into_iter().map(|account| Some(account.clone())));
    let registers = accounts.flat_map(|account| {
        [true, false].map(|as_spreadsheet| Table::Register { account: account.clone(), as_spreadsheet })
    });
    let goals = [true, false].map(|as_spreadsheet| Table::Goals { as_spreadsheet });
    let goals = goals.into_iter().filter(|_| !workbook.goal_cards.is_empty());
    let tables = iter::once(Table::Everything).chain(Extract::ALL.map(Table::Extract)).chain(registers).chain(goals);
    let entry = |table: Table| Entry {
        label: table.label(lang, workbook),
        detail: String::new(),
        also: Lang::ALL.map(|lang| table.label(lang, workbook)).join(" "),
        possible: true,
        value: Pick::Export(table),
    };
    Chooser::new(words::EXPORT_HINT, tables.map(entry).collect())
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
    pub(super) fn export_name(&self, table: &Table) -> String {
        let (lang, workbook) = (self.lang(), self.name());
        let workbook = Path::new(&workbook).file_stem().unwrap_or_default().to_string_lossy();
        let extension = if table.is_spreadsheet() { files::SPREADSHEET_EXTENSION } else { files::TABLE_EXTENSION };
        let of = match table {
            Table::Everything => String::new(),
            Table::Extract(extract) => format!("-{}", says::sheet(*extract).of(lang)),
            Table::Register { account, .. } => {
                let register = says::REGISTER.of(lang);
                let of = account.as_ref().map(|id| slug(self.session.workbook().customer_label(id), "account"));
                of.map_or_else(|| format!("-{register}"), |of| format!("-{register}-{of}"))
            }
            Table::Goals { .. } => format!("-{}", says::GOALS.of(lang)),
        };
        format!("{workbook}{of}.{extension}")
    }

    /// Writes a spreadsheet, or a table as CSV.
    pub(super) fn export(&mut self, table: &Table, to: &Path) {
        let (lang, workbook, derived) = (self.lang(), self.session.workbook(), self.session.derived());
        let bytes = match table {
            Table::Everything => exchange::spreadsheet(workbook, derived, lang, None),
            Table::Extract(extract) => exchange::csv(workbook, derived, lang, *extract),
            Table::Register { account, as_spreadsheet } => {
                let scope = Scope { account: account.as_ref(), audience: self.setup.settings.audience };
                let write = if *as_spreadsheet { exchange::register_spreadsheet } else { exchange::register_csv };
                write(workbook, derived, lang, scope)
            }
            Table::Goals { as_spreadsheet } => {
                let write = if *as_spreadsheet { exchange::goals_spreadsheet } else { exchange::goals_csv };
                write(workbook, derived, lang, self.setup.settings.audience)
            }
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

    /// What the page of a record is called at first.
    pub(super) fn record_name(&self, talk: &ConversationId) -> String {
        let workbook = self.session.workbook();
        let person = workbook.conversations.get(talk).map(|talk| workbook.member_label(&talk.person));
        let person = slug(person.unwrap_or_default(), "person");
        format!("{person}-{}.{}", record::FILE_NAME.of(self.lang()), files::PAGE_EXTENSION)
    }

    /// Writes the record of a conversation as a page.
    pub(super) fn save_record(&mut self, talk: &ConversationId, to: &Path) {
        let (lang, workbook) = (self.lang(), self.session.workbook());
        let Some(talk) = workbook.conversations.get(talk) else { return };
        let page = exchange::record(workbook, talk, lang);
        self.put(to, Ok(page.into_bytes()));
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
