//! A table on its way in: what was recognised, which column is what, and what would become of each row, before anything
//! changes. It is read on a thread of its own so that no frame waits for it.

mod page;
mod rows;

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        mpsc::{Receiver, TryRecvError, sync_channel},
    },
    thread,
};

use egui::Context;

use super::{App, dialogs::file_name, notices::Weight};
use crate::{
    edit::Edit,
    exchange::{
        Field, Form, ImportError, Kind, Lines, Options, Preview, Report, RowFate, folder, likely_kind, preview,
    },
    file::IoProblem,
    model::{CustomerId, GoalCard, Pane, PanelKind, Workbook},
    panels::Selection,
    text::{Lang, file as file_words, importing as words},
};

use rows::Columns;

/// Of how many rows the cells are kept to be looked at: more than anybody scrolls through.
const SHOWN: usize = 50_000;

/// The kinds that can be imported here.
const KINDS: [Kind; 4] = [Kind::Customers, Kind::Contributions, Kind::Contacts, Kind::Goals];

/// A table being looked at.
pub(super) struct Importing {
    path: PathBuf,
    /// The file, once it was read: it is read once.
    bytes: Option<Arc<Vec<u8>>>,
    asked: Asked,
    reading: Option<Receiver<Option<Read>>>,
    read: Option<Read>,
    /// The rows that are listed.
    which: Option<RowFate>,
    listed: Lines,
    columns: Option<Columns>,
    /// What else there is to know, a line each.
    besides: Option<Vec<String>>,
    /// Not drawn yet: what had the keyboard is something else's.
    fresh: bool,
}

/// How a table is to be read.
#[derive(Clone, Debug, Default, PartialEq)]
struct Asked {
    /// What it is about; what its header says where nobody has said.
    kind: Option<Kind>,
    /// Whose people contacts are.
    account: Option<Account>,
    sheet: Option<String>,
    /// Which column is what, by its place from 0; what the header says where nobody has said.
    places: Option<Vec<(Field, usize)>>,
}

/// Whose people a table of contacts holds.
#[derive(Clone, Debug, PartialEq)]
enum Account {
    /// A customer's of the workbook.
    Known(CustomerId),
    /// A customer's of this name, to be created.
    New(String),
}

/// A table as it was read.
struct Read {
    asked: Asked,
    kind: Kind,
    /// The workbook it was read against.
    before: Workbook,
    bytes: Arc<Vec<u8>>,
    found: Result<Preview, Unreadable>,
}

/// Why there is nothing to be seen of a table.
enum Unreadable {
    Disk(IoProblem),
    Table(ImportError),
}

/// What the person at the dialog decided.
pub(super) enum Decision {
    /// To leave everything as it is.
    Cancel,
    /// To import what is shown.
    Import,
}

impl Importing {
    /// A file to be read; of a kind and about a customer's people, where that is known.
    fn new(path: PathBuf, kind: Option<Kind>, account: Option<CustomerId>) -> Self {
        let asked = Asked { kind, account: account.map(Account::Known), ..Asked::default() };
        Self {
            path,
            bytes: None,
            asked,
            reading: None,
            read: None,
            which: None,
            listed: Lines::new(),
            columns: None,
            besides: None,
            fresh: true,
        }
    }

    fn file(&self) -> String {
        file_name(&self.path)
    }

    /// The preview, where the table can be read.
    fn preview(&self) -> Option<&Preview> {
        self.read.as_ref()?.found.as_ref().ok()
    }

    /// What became of the rows, where the columns are clear.
    fn report(&self) -> Option<&Report> {
        self.preview()?.outcome.as_ref().ok().map(|import| &import.report)
    }

    /// Whether what is shown is what was asked for, read against the workbook as it is.
    fn is_current(&self, workbook: &Workbook) -> bool {
        let is_same = |before: &Workbook| {
            Arc::ptr_eq(&before.customers, &workbook.customers)
                && Arc::ptr_eq(&before.offerings, &workbook.offerings)
                && Arc::ptr_eq(&before.contributions, &workbook.contributions)
                && Arc::ptr_eq(&before.organisations, &workbook.organisations)
                && Arc::ptr_eq(&before.team, &workbook.team)
                && Arc::ptr_eq(&before.goal_cards, &workbook.goal_cards)
        };
        self.read.as_ref().is_some_and(|read| read.asked == self.asked && is_same(&read.before))
    }

    /// Takes what was read, and has it read again where something else is wanted by now. Whether it can go on.
    fn keep_reading(&mut self, ctx: &Context, workbook: &Workbook) -> bool {
        if let Some(reading) = &self.reading {
            match reading.try_recv() {
                Ok(Some(read)) => self.take(read),
                Err(TryRecvError::Empty) => return true,
                Ok(None) | Err(TryRecvError::Disconnected) => return false,
            }
            self.reading = None;
        }
        if !self.is_current(workbook) {
            let (tell, reading) = sync_channel(1);
            let (path, bytes, asked) = (self.path.clone(), self.bytes.clone(), self.asked.clone());
            let (before, ctx) = (workbook.clone(), ctx.clone());
            // Without a thread the channel closes, which ends the dialog.
            let _ = thread::Builder::new().name("table".to_owned()).spawn(move || {
                let read = read(&path, bytes, asked, before);
                // Nobody may be looking any more.
                let _ = tell.send(Some(read));
                ctx.request_repaint();
            });
            self.reading = Some(reading);
        }
        true
    }

    fn take(&mut self, read: Read) {
        self.bytes = Some(Arc::clone(&read.bytes));
        if self.asked == read.asked {
            self.asked.kind = Some(read.kind);
        }
        let asked = Asked { kind: Some(read.kind), ..read.asked };
        self.read = Some(Read { asked, ..read });
        self.columns = None;
        self.besides = None;
        self.list(self.which);
    }

    /// Lists rows of one fate, or all; all, where there are none of it.
    fn list(&mut self, which: Option<RowFate>) {
        self.listed = self.report().map(|report| report.lines(which)).unwrap_or_default();
        self.which = which.filter(|_| !self.listed.is_empty());
        if which.is_some() && self.which.is_none() {
            self.listed = self.report().map(|report| report.lines(None)).unwrap_or_default();
        }
    }

    /// Asks for another kind; its sheet and its columns are looked for anew.
    fn ask_kind(&mut self, kind: Kind) {
        self.asked = Asked { kind: Some(kind), account: self.asked.account.take(), ..Asked::default() };
    }

    /// Asks for the people to be somebody else's.
    fn ask_account(&mut self, account: Account) {
        self.asked.account = Some(account);
    }

    /// Asks for another sheet.
    fn ask_sheet(&mut self, sheet: String) {
        self.asked = Asked { sheet: Some(sheet), places: None, ..std::mem::take(&mut self.asked) };
    }

    /// Asks for a field to be read from another column, or from none.
    fn ask_column(&mut self, field: Field, place: Option<usize>) {
        let mut places = self.places();
        places.retain(|(other, _)| *other != field);
        places.extend(place.map(|place| (field, place)));
        self.asked.places = Some(places);
        // They are columns of the sheet that is shown.
        if let Some(Form::Spreadsheet { read, .. }) = self.preview().map(|preview| &preview.form) {
            self.asked.sheet = Some(read.clone());
        }
    }

    /// Which column is what, as it is asked for or was found.
    fn places(&self) -> Vec<(Field, usize)> {
        let found = || self.preview().map(|preview| preview.places.clone()).unwrap_or_default();
        self.asked.places.clone().unwrap_or_else(found)
    }

    /// Why the file cannot be read or taken in, in words.
    fn problem(&self, lang: Lang) -> Option<String> {
        let file = self.file();
        match &self.read.as_ref()?.found {
            Err(Unreadable::Disk(problem)) => Some(format!("{file}: {}", file_words::io(lang, problem))),
            Err(Unreadable::Table(error)) => Some(words::error(lang, &file, error)),
            Ok(preview) => preview.outcome.as_ref().err().map(|error| words::error(lang, &file, error)),
        }
    }
}

/// Reads a table against a workbook.
fn read(path: &Path, bytes: Option<Arc<Vec<u8>>>, asked: Asked, before: Workbook) -> Read {
    let bytes = match bytes.map_or_else(|| folder::read_table(path).map(Arc::new), Ok) {
        Ok(bytes) => bytes,
        Err(error) => {
            let kind = asked.kind.unwrap_or(Kind::Customers);
            let found = Err(Unreadable::Disk(IoProblem::from(error)));
            return Read { asked, kind, before, bytes: Arc::default(), found };
        }
    };
    let likely = || likely_kind(&bytes, asked.sheet.as_deref()).unwrap_or(Kind::Customers);
    let kind = asked.kind.unwrap_or_else(likely);
    let (account, account_name) = match &asked.account {
        Some(Account::Known(id)) => (Some(id.clone()), String::new()),
        Some(Account::New(name)) if !name.trim().is_empty() => {
            let id = CustomerId::fresh(name, |id| before.customers.contains(id));
            (Some(id), name.trim().to_owned())
        }
        Some(Account::New(_)) | None => (None, String::new()),
    };
    let options = Options {
        places: asked.places.clone(),
        sheet: asked.sheet.clone(),
        account,
        account_name,
        shown: SHOWN,
        ..Options::new(kind)
    };
    let found = preview(&before, &bytes, &options).map_err(Unreadable::Table);
    Read { asked, kind, before, bytes, found }
}

/// The panel that shows what an import brings, where it is not seen at once: a customer's people, or a goal card.
fn shown_by(edit: &Edit) -> Option<Pane> {
    let pane = |kind, subject| Pane { kind, subject: Some(subject) };
    match edit {
        Edit::Together(_, edits) => edits.iter().find_map(shown_by),
        Edit::Organisation(account, _) => Some(pane(PanelKind::PowerMap, account.to_string())),
        Edit::Goals(edit) => {
            let (person, period) = edit.card();
            Some(pane(PanelKind::Goals, GoalCard::subject(person, period)))
        }
        _ => None,
    }
}

impl App {
    /// Begins to look at a table; of a kind and about a customer's people, where that is known. Otherwise contacts are
    /// taken for those of the customer one is looking at.
    pub(super) fn look_at_table(&mut self, path: PathBuf, kind: Option<Kind>, account: Option<CustomerId>) {
        let lang = self.lang();
        if !self.is_trainer() {
            self.notices.tell(Weight::Trouble, words::ONLY_TRAINER.of(lang).to_owned());
        } else if self.session.read_only().is_some() {
            let refused = super::words::READ_ONLY_REFUSED.of(lang).to_owned();
            self.notices.tell(Weight::Trouble, refused);
        } else {
            let account = account.or_else(|| self.customer_looked_at());
            self.importing = Some(Importing::new(path, kind, account));
        }
    }

    /// The customer that is selected, or somebody of whose people is; the only one, where there are no others.
    fn customer_looked_at(&self) -> Option<CustomerId> {
        let customers = &self.session.workbook().customers;
        let selected = match &self.selection {
            Selection::Customer(id) | Selection::Contact(id, _) => Some(id),
            _ => None,
        };
        let only = || customers.keys().next().filter(|_| customers.len() == 1);
        selected.filter(|id| customers.contains(*id)).or_else(only).cloned()
    }

    /// Draws the dialog of a table being looked at, if there is one.
    pub(super) fn show_import(&mut self, ctx: &Context) -> Option<Decision> {
        let (lang, workbook) = (self.setup.settings.lang, self.session.workbook());
        let importing = self.importing.as_mut()?;
        if !importing.keep_reading(ctx, workbook) {
            return Some(Decision::Cancel);
        }
        importing.show(ctx, lang, &self.tokens, workbook)
    }

    /// Does what was decided.
    pub(super) fn finish_import(&mut self, decision: Decision) {
        let Some(importing) = self.importing.take() else { return };
        let file = importing.file();
        let import = match (decision, importing.read) {
            (Decision::Import, Some(Read { found: Ok(Preview { outcome: Ok(import), .. }), .. })) => import,
            _ => return,
        };
        let Some(edit) = import.edit else { return };
        let pane = shown_by(&edit);
        match self.session.apply(edit) {
            Ok(()) => {
                self.notices.tell(Weight::Done, words::done(self.lang(), &file, &import.report));
                if let Some(pane) = pane {
                    self.desk.open(&pane);
                    self.keep_view();
                }
            }
            refused => self.tell_refused(refused),
        }
    }
}
