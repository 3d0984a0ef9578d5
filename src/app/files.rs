//! The desktop's own file dialogs, on a thread of their own so that no frame waits for them.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        mpsc::{Receiver, TryRecvError, channel},
    },
    task::{Context, Poll, Wake, Waker},
    thread::{self, Thread},
    time::{Duration, Instant},
};

use super::dialogs::Purpose;
use crate::text::Lang;

/// What a workbook's file is called at the end.
pub const EXTENSION: &str = "ron";
/// What a plain text's file is called at the end.
pub const TEXT_EXTENSION: &str = "txt";
/// What a report's file is called at the end.
pub const PAGE_EXTENSION: &str = "html";
/// What a spreadsheet's file is called at the end.
pub const SPREADSHEET_EXTENSION: &str = "xlsx";
/// What a table's file is called at the end.
pub const TABLE_EXTENSION: &str = "csv";

/// How the names of tables end that can be imported, and of those whose programs are asked to write them as these.
pub const TABLE_EXTENSIONS: &[&str] = &[TABLE_EXTENSION, "tsv", SPREADSHEET_EXTENSION, "xlsm", "xls"];

/// A dialog that says nothing this quickly was never seen by anybody: the desktop offers none.
const NEVER_SEEN: Duration = Duration::from_millis(300);

/// What came of a dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picked {
    /// These, one but where several may be chosen.
    Paths(Vec<PathBuf>),
    /// The person chose none.
    Nothing,
    /// The desktop offers no dialog.
    NoDialog,
}

/// The dialog that is open.
#[derive(Debug)]
pub struct Picking {
    purpose: Purpose,
    since: Instant,
    answer: Receiver<Option<Vec<PathBuf>>>,
}

impl Picking {
    /// Opens a dialog that begins in a folder; what is written is called `name` at first.
    pub fn start(ctx: &egui::Context, lang: Lang, purpose: Purpose, folder: &Path, name: &str) -> Self {
        let (tell, answer) = channel();
        let mut dialog = rfd::AsyncFileDialog::new().set_title(purpose.title().of(lang)).set_directory(folder);
        if let Some((kind, extensions)) = purpose.kind() {
            dialog = dialog.add_filter(kind.of(lang), extensions);
        }
        if purpose.writes_file() {
            dialog = dialog.set_file_name(name);
        }
        let ctx = ctx.clone();
        let meant = purpose.clone();
        let ask = move || {
            let one = |file: Option<rfd::FileHandle>| file.map(|file| vec![file.path().to_owned()]);
            let picked = if meant.is_folder() {
                one(wait_for(dialog.pick_folder()))
            } else if meant.writes_file() {
                one(wait_for(dialog.save_file()))
            } else if meant == Purpose::Answers {
                let files = wait_for(dialog.pick_files());
                files.map(|files| files.iter().map(|file| file.path().to_owned()).collect())
            } else {
                one(wait_for(dialog.pick_file()))
            };
            // The window may be gone by now.
            let _ = tell.send(picked);
            ctx.request_repaint();
        };
        // Without a thread the channel closes, which reads as no dialog.
        let _ = thread::Builder::new().name("file dialog".to_owned()).spawn(ask);
        Self { purpose, since: Instant::now(), answer }
    }

    /// What it is for.
    pub const fn purpose(&self) -> &Purpose {
        &self.purpose
    }

    /// What came of it, once something did.
    pub fn poll(&self) -> Option<Picked> {
        match self.answer.try_recv() {
            Ok(Some(paths)) => Some(Picked::Paths(paths)),
            Ok(None) if self.since.elapsed() > NEVER_SEEN => Some(Picked::Nothing),
            Ok(None) | Err(TryRecvError::Disconnected) => Some(Picked::NoDialog),
            Err(TryRecvError::Empty) => None,
        }
    }
}

/// A path as people type or paste it: in quotes, from the home folder with `~`, or from the folder that is meant.
pub fn typed_path(text: &str, folder: &Path) -> PathBuf {
    let text = text.trim().trim_matches(['"', '\'', '“', '”']);
    match (text.strip_prefix("~/"), home()) {
        (Some(below), Some(home)) => home.join(below),
        _ => folder.join(text),
    }
}

/// Where a person's files are, as far as the system tells.
pub fn home() -> Option<PathBuf> {
    etcetera::home_dir().ok()
}

/// A path to save to, with this ending where none was given.
pub fn with_extension(path: PathBuf, extension: &str) -> PathBuf {
    if path.extension().is_some() { path } else { path.with_extension(extension) }
}

/// Runs a future on this thread until it is done.
fn wait_for<F: Future>(future: F) -> F::Output {
    struct Unpark(Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut future = std::pin::pin!(future);
    loop {
        match future.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_future_that_is_woken_from_elsewhere_is_waited_for() {
        let mut polled = 0;
        let future = std::future::poll_fn(|context| {
            polled += 1;
            if polled > 1 {
                return Poll::Ready(7);
            }
            let waker = context.waker().clone();
            thread::spawn(move || waker.wake());
            Poll::Pending
        });
        assert_eq!(wait_for(future), 7);
    }

    #[test]
    fn a_typed_path_is_taken_as_it_is_meant() {
        let folder = Path::new("/work");
        for (typed, expected) in [
            ("/a/客户 一.ron", PathBuf::from("/a/客户 一.ron")),
            (" \"/a/b.ron\" ", PathBuf::from("/a/b.ron")),
            ("b.ron", PathBuf::from("/work/b.ron")),
            ("~/b.ron", home().unwrap().join("b.ron")),
        ] {
            assert_eq!(typed_path(typed, folder), expected, "{typed}");
        }
    }

    #[test]
    fn a_file_gets_the_ending_of_a_workbook_unless_it_has_one() {
        assert_eq!(with_extension("a/客户".into(), EXTENSION), Path::new("a/客户.ron"));
        assert_eq!(with_extension("a/b.txt".into(), EXTENSION), Path::new("a/b.txt"));
    }
}
