//! What can be done without a window? The commands: their arguments, their exit codes, what goes to which stream.
//!
//! Results go to stdout, messages to stderr. Exit codes: 0 done; 1 done, but the workbook has errors or rows were
//! refused; 2 not done, and nothing was changed.

mod export;
mod forms;
mod person;
#[cfg(feature = "gui")]
mod picture;
mod record;
mod report;
mod seal;

use std::{
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Args, Parser, Subcommand, ValueEnum, builder::PossibleValue};

use crate::{
    analysis::{
        Audience, Derived,
        findings::{Finding, Severity},
    },
    example,
    exchange::{self, Kind, Mapping, Options, folder},
    file::{self, Checksum, IoProblem, Loaded, Lock, LockError, Position, Replace, SealKey},
    model::{CustomerId, Date, FieldPath, Points, RoundId, Workbook},
    text::{self, Lang, cli as words},
};
#[cfg(feature = "gui")]
use crate::{app, ui::Theme};

/// The word for the built-in example where a workbook is only read.
const EXAMPLE: &str = "example";

/// sandtable 沙盘: coach key-account sales teams from one workbook file. 大客户经理教练工具，一个文件就是一本工作簿。
///
/// Without a command, opens the window.
#[derive(Debug, Parser)]
#[command(name = "sandtable", version)]
struct Cli {
    /// The workbook to open in the window; without one, the built-in example
    workbook: Option<PathBuf>,
    #[command(flatten)]
    look: Look,
    #[command(subcommand)]
    command: Option<Command>,
}

/// What every command takes.
#[derive(Args, Clone, Debug)]
struct Look {
    /// The day to count ages and due dates from [default: today]
    #[arg(long, global = true, value_name = "YYYY-MM-DD", value_parser = day)]
    today: Option<Date>,
    /// The language: Chinese or English [default: zh]
    #[arg(long, global = true)]
    lang: Option<LangName>,
    /// Light or dark [default: light]
    #[arg(long, global = true)]
    theme: Option<ThemeName>,
    /// Who looks: the trainer, or the room at the projector [default: trainer]
    #[arg(long, global = true)]
    audience: Option<AudienceName>,
    /// A file with one line, the passphrase of a sealed workbook [default: the environment's SANDTABLE_PASSPHRASE]; the
    /// window asks for it
    #[arg(long, global = true, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

impl Look {
    fn lang(&self) -> Lang {
        match self.lang {
            None | Some(LangName::Zh) => Lang::Zh,
            Some(LangName::En) => Lang::En,
        }
    }

    #[cfg(feature = "gui")]
    fn theme(&self) -> Theme {
        match self.theme {
            None | Some(ThemeName::Light) => Theme::Light,
            Some(ThemeName::Dark) => Theme::Dark,
        }
    }

    fn today(&self) -> Date {
        self.today.unwrap_or_else(|| jiff::Zoned::now().date())
    }

    fn audience(&self) -> Audience {
        match self.audience {
            None | Some(AudienceName::Trainer) => Audience::Trainer,
            Some(AudienceName::Room) => Audience::Room,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LangName {
    Zh,
    En,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ThemeName {
    Light,
    Dark,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum AudienceName {
    Trainer,
    Room,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write an empty workbook, or the example 新建工作簿
    New {
        /// The file to write; there must be none yet
        out: PathBuf,
        /// Write the built-in example instead of an empty workbook
        #[arg(long)]
        example: bool,
    },
    /// List what needs somebody's eye, one a line; exit 1 if any of it is an error 检查工作簿
    Check {
        /// The workbook, or `example`
        workbook: PathBuf,
        /// Compare this printed record of a conversation with the workbook; may be given several times
        #[arg(long = "page", value_name = "FILE.html")]
        pages: Vec<PathBuf>,
    },
    /// Print everything derived from a workbook 输出全部分析结果
    Analyse {
        /// The workbook, or `example`
        workbook: PathBuf,
        /// As JSON
        #[arg(long, required = true)]
        json: bool,
    },
    /// Draw a panel into a PNG or SVG file, without a display 导出面板图片
    #[cfg(feature = "gui")]
    Picture(picture::Picture),
    /// Take a table into a workbook; exit 1 if rows were refused 导入表格
    Import(Import),
    /// Write customers and contributions for a spreadsheet 导出表格
    Export(export::Export),
    /// Write one form for each rater of a round, for the program and for a browser 生成评价表
    Forms(forms::Forms),
    /// Take in answer files and codes; exit 1 if any were refused 收取答卷
    Collect(forms::Collect),
    /// Write a person's own 360° report; the first one freezes the round 个人报告
    Report(report::Report),
    /// Seal a workbook with a passphrase, or change the passphrase 用口令密封
    Seal(seal::Seal),
    /// Take the seal off a workbook 取消密封
    Unseal(seal::Unseal),
    /// Write one person's own part as a workbook of its own, to give to them 导出个人部分
    Person(person::Person),
    /// Erase one person, or one conversation, from a workbook, its backup and what was not saved 彻底删除
    Erase(person::Erase),
    /// Write the record of a conversation as a page to print and sign 沟通记录打印页
    Record(record::Record),
}

#[derive(Args, Debug)]
struct Import {
    /// The workbook to change
    workbook: PathBuf,
    /// The table: a sheet of an XLSX file, or CSV in UTF-8, UTF-16 or GB 18030 with commas, semicolons or tabs
    table: PathBuf,
    /// What the table is about
    #[arg(long = "as", value_name = "KIND")]
    kind: Kind,
    /// The customer whose people these contacts are; created if new
    #[arg(long, value_name = "ID", value_parser = CustomerId::new)]
    account: Option<CustomerId>,
    /// The round these ratings go into; created if new [default: imported]
    #[arg(long, value_name = "ID", value_parser = RoundId::new)]
    round: Option<RoundId>,
    /// How many points the scale of a new round has, 2 to 10 [default: 5]
    #[arg(long, value_name = "N", value_parser = points)]
    points: Option<Points>,
    /// The table's column for a field; may be given several times
    #[arg(long, value_name = "FIELD=COLUMN")]
    map: Vec<Mapping>,
    /// The sheet of an XLSX file [default: the first]
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// Say what would be done, and change nothing
    #[arg(long)]
    dry_run: bool,
}

impl ValueEnum for Kind {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

/// A day as `YYYY-MM-DD`.
fn day(text: &str) -> Result<Date, &'static str> {
    let day = Date::strptime("%Y-%m-%d", text).ok().filter(|_| text.len() == 10);
    day.ok_or("expected a day like 2026-11-21")
}

/// How many points a scale has.
fn points(text: &str) -> Result<Points, &'static str> {
    let points = text.parse().ok().and_then(|points| Points::new(points).ok());
    points.ok_or("expected a whole number from 2 to 10")
}

/// What a command that was done leaves to say.
#[derive(Debug)]
struct Done {
    /// For stdout, line by line.
    results: Vec<String>,
    /// Whether something is wrong with the workbook, or was refused.
    objections: bool,
}

/// Why a command could not be done: for stderr.
#[derive(Debug)]
struct NotDone(String);

/// Runs what the command line asks for: a command, or the window.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let look = &cli.look;
    let done = match (cli.command, cli.workbook) {
        (None, workbook) => return window(workbook, look),
        (Some(_), Some(_)) => Err(NotDone(words::COMMAND_AND_WORKBOOK.of(look.lang()).to_owned())),
        (Some(Command::New { out, example }), None) => new(&out, example, look),
        (Some(Command::Check { workbook, pages }), None) => check(&workbook, &pages, look),
        (Some(Command::Analyse { workbook, json: _ }), None) => analyse(&workbook, look),
        #[cfg(feature = "gui")]
        (Some(Command::Picture(picture)), None) => picture.draw(look),
        (Some(Command::Import(args)), None) => import(args, look),
        (Some(Command::Export(export)), None) => export.write(look),
        (Some(Command::Forms(forms)), None) => forms.write(look),
        (Some(Command::Collect(collect)), None) => collect.take_in(look),
        (Some(Command::Report(report)), None) => report.write(look),
        (Some(Command::Seal(seal)), None) => seal.write(look),
        (Some(Command::Unseal(unseal)), None) => unseal.write(look),
        (Some(Command::Person(person)), None) => person.write(look),
        (Some(Command::Erase(erase)), None) => erase.run(look),
        (Some(Command::Record(record)), None) => record.write(look),
    };
    match done {
        Ok(done) => finish(&done, look.lang()),
        Err(NotDone(why)) => {
            tell(&why);
            ExitCode::from(2)
        }
    }
}

/// Prints the results.
fn finish(done: &Done, lang: Lang) -> ExitCode {
    let mut text = done.results.join("\n");
    if !text.is_empty() {
        text.push('\n');
    }
    match io::stdout().lock().write_all(text.as_bytes()) {
        // Whoever reads the results has read enough of them.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let (what, why) = (words::NO_OUTPUT.of(lang), text::file::io(lang, &IoProblem::from(error)));
            tell(&format!("{what}: {why}"));
            ExitCode::from(2)
        }
        _ => ExitCode::from(u8::from(done.objections)),
    }
}

/// Says something on stderr. Where nobody listens there, nothing can be done about it.
fn tell(message: &str) {
    let _ = writeln!(io::stderr().lock(), "{message}");
}

#[cfg(feature = "gui")]
fn window(workbook: Option<PathBuf>, look: &Look) -> ExitCode {
    let options = app::Options {
        workbook,
        lang: look.lang.map(|_| look.lang()),
        theme: look.theme.map(|_| look.theme()),
        audience: look.audience.map(|_| look.audience()),
        today: look.today,
    };
    match app::run(&options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tell(&error.to_string());
            ExitCode::from(2)
        }
    }
}

#[cfg(not(feature = "gui"))]
fn window(_: Option<PathBuf>, look: &Look) -> ExitCode {
    tell(words::NO_WINDOW.of(look.lang()));
    ExitCode::from(2)
}

fn new(out: &Path, with_example: bool, look: &Look) -> Result<Done, NotDone> {
    let lang = look.lang();
    let workbook = if with_example { example::workbook(lang) } else { example::empty(lang) };
    let workbook = workbook.map_err(|error| no_example(lang, &error))?;
    file::save(out, &workbook, Replace::Nothing).map_err(|error| NotDone(text::file::save_error(lang, &error)))?;
    Ok(Done { results: vec![words::written(lang, &shown(out))], objections: false })
}

fn check(path: &Path, pages: &[PathBuf], look: &Look) -> Result<Done, NotDone> {
    let lang = look.lang();
    let (workbook, key) = read_with_key(path, look)?;
    let derived = Derived::of(&workbook, look.today());
    let paths: Vec<FieldPath> = derived.findings.iter().map(|finding| finding.path(&workbook)).collect();
    let places = if is_example(path) { Vec::new() } else { file::positions(path, key.as_ref(), &paths) };
    let places = places.into_iter().chain(std::iter::repeat(None));
    let line = |((finding, field), place): ((&Finding, &FieldPath), Option<Position>)| {
        let place = place.map_or_else(String::new, |place| format!(":{}:{}", place.line, place.column));
        let severity = words::severity(lang, finding.severity());
        let subject = text::findings::place(lang, &workbook, &finding.place);
        let what = text::findings::finding(lang, &workbook, finding);
        one_line(&format!("{}{place}: {field}: {severity}: {subject}: {what}", shown(path)))
    };
    let mut results: Vec<String> = derived.findings.iter().zip(&paths).zip(places).map(line).collect();
    let objections = derived.findings.iter().any(|finding| finding.severity() == Severity::Error);
    let (of_pages, differs) = record::compare(pages, &workbook, lang)?;
    results.extend(of_pages);
    Ok(Done { results, objections: objections || differs })
}

fn analyse(path: &Path, look: &Look) -> Result<Done, NotDone> {
    let lang = look.lang();
    let workbook = read(path, look)?;
    let derived = Derived::of(&workbook, look.today());
    let json = exchange::json(&workbook, &derived, look.audience());
    let json = json.map_err(|error| NotDone(format!("{}: {error}", words::NO_OUTPUT.of(lang))))?;
    Ok(Done { results: vec![json], objections: false })
}

fn import(args: Import, look: &Look) -> Result<Done, NotDone> {
    let lang = look.lang();
    let Import { workbook: path, table, kind, account, round, points, map, sheet, dry_run } = args;
    for (given, option, only) in [
        (account.is_some(), "--account", Kind::Contacts),
        (round.is_some(), "--round", Kind::Ratings),
        (points.is_some(), "--points", Kind::Ratings),
    ] {
        if given && kind != only {
            return Err(NotDone(words::only_for(lang, option, only.name())));
        }
    }
    let loaded = load(&path, look)?;
    if let Some(reason) = &loaded.read_only {
        return Err(NotDone(format!("{}: {}", shown(&path), text::file::read_only(lang, reason))));
    }
    let _lock = if dry_run { None } else { lock(&path, lang)? };
    let bytes = folder::read_table(&table)
        .map_err(|error| NotDone(format!("{}: {}", shown(&table), text::file::io(lang, &IoProblem::from(error)))))?;
    let options = Options { account, round, points, columns: map, sheet, ..Options::new(kind) };
    let import = exchange::import(&loaded.workbook, &bytes, &options)
        .map_err(|error| NotDone(text::import::error(lang, &shown(&table), &error)))?;
    let mut results = text::import::report(lang, &shown(&table), kind, &import);
    if dry_run {
        results.push(text::import::DRY_RUN.of(lang).to_owned());
    } else if import.edit.is_none() {
        results.push(text::import::NO_CHANGE.of(lang).to_owned());
    } else {
        if loaded.has_comments {
            tell(&format!("{}: {}", shown(&path), text::file::COMMENTS_LOST.of(lang)));
        }
        save(&path, &import.after, &loaded, lang)?;
    }
    Ok(Done { results, objections: !import.report.refused.is_empty() })
}

/// Whether the built-in example is meant.
fn is_example(path: &Path) -> bool {
    path == Path::new(EXAMPLE)
}

/// Puts a file in its place, whole or not at all.
fn put(path: &Path, content: Vec<u8>, lang: Lang) -> Result<Done, NotDone> {
    file::write_whole(path, content)
        .map_err(|error| NotDone(format!("{}: {}", shown(path), text::file::io(lang, &IoProblem::from(error)))))?;
    Ok(Done { results: vec![words::written(lang, &shown(path))], objections: false })
}

/// A workbook to read, or the example.
fn read(path: &Path, look: &Look) -> Result<Workbook, NotDone> {
    read_with_key(path, look).map(|(workbook, _)| workbook)
}

/// The same, with what opens it where it is sealed.
fn read_with_key(path: &Path, look: &Look) -> Result<(Workbook, Option<SealKey>), NotDone> {
    let lang = look.lang();
    if is_example(path) {
        return example::workbook(lang).map(|workbook| (workbook, None)).map_err(|error| no_example(lang, &error));
    }
    let loaded = load(path, look)?;
    if let Some(reason) = &loaded.read_only {
        tell(&format!("{}: {}", shown(path), text::file::read_only(lang, reason)));
    }
    Ok((loaded.workbook, loaded.key))
}

/// A workbook from its file. That it was changed outside the program is said, and it goes on.
fn load(path: &Path, look: &Look) -> Result<Loaded, NotDone> {
    let lang = look.lang();
    let key = seal::key_to(path, look)?;
    let loaded = file::open(path, key.as_ref()).map_err(|error| NotDone(text::file::load_error(lang, &error)))?;
    if loaded.checksum == Checksum::Changed {
        tell(&format!("{}: {}", shown(path), text::file::CHANGED_OUTSIDE.of(lang)));
    }
    Ok(loaded)
}

/// Saves what became of a workbook over what was loaded, sealed as that was.
fn save(path: &Path, after: &Workbook, loaded: &Loaded, lang: Lang) -> Result<(), NotDone> {
    let saved = file::save_with(path, after, Replace::Only(loaded.hash), loaded.key.as_ref());
    saved.map(|_| ()).map_err(|error| NotDone(text::file::save_error(lang, &error)))
}

/// A workbook to change, and the lock on it.
fn to_change(path: &Path, look: &Look) -> Result<(Loaded, Option<Lock>), NotDone> {
    let lang = look.lang();
    let lock = lock(path, lang)?;
    let loaded = load(path, look)?;
    match &loaded.read_only {
        Some(reason) => Err(NotDone(format!("{}: {}", shown(path), text::file::read_only(lang, reason)))),
        None => Ok((loaded, lock)),
    }
}

/// The lock on a workbook, so that nobody changes it meanwhile. Where the system has no locks it goes on without one:
/// saving refuses to overwrite what it did not read.
fn lock(path: &Path, lang: Lang) -> Result<Option<Lock>, NotDone> {
    match Lock::take(path) {
        Ok(lock) => Ok(Some(lock)),
        Err(error) => {
            let message = format!("{}: {}", shown(path), text::file::lock_error(lang, &error));
            match error {
                LockError::Held(_) => Err(NotDone(message)),
                LockError::Io(_) => {
                    tell(&message);
                    Ok(None)
                }
            }
        }
    }
}

fn no_example(lang: Lang, error: &dyn std::error::Error) -> NotDone {
    NotDone(format!("{}: {error}", words::NO_EXAMPLE.of(lang)))
}

/// A file's name in a message.
fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// A message that takes one line, whatever names stand in it.
fn one_line(text: &str) -> String {
    text.split(['\n', '\r']).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }
}
