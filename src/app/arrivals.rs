//! Answer files as they arrive, read on a thread of their own so that no frame waits for a disk.

use std::{
    collections::HashMap,
    convert::Infallible,
    ffi::OsStr,
    fs, io,
    path::{Path, PathBuf},
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, TryRecvError, channel, sync_channel},
    thread,
    time::{Duration, SystemTime},
};

use super::{
    dialogs::file_name,
    files::{EXTENSION, TABLE_EXTENSIONS},
};
use crate::{
    exchange::{
        folder::{files_within, read_some},
        holds_answers, page,
    },
    file::IoProblem,
};

/// How much is read before it is handed on, in bytes: many times what a class sends back.
const MOST_AT_ONCE: usize = 64 << 20;

/// What was read at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// Files by their names, each with no more than tells whether it is too large.
    pub files: Vec<(String, Vec<u8>)>,
    /// Files that the system did not let us read.
    pub unreadable: Vec<(String, IoProblem)>,
}

/// What a thread has to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// These were read.
    Batch(Batch),
    /// The folder being watched cannot be looked at, and why; or it can again.
    Folder(Option<IoProblem>),
}

/// A thread that reads. It ends with this.
#[derive(Debug)]
pub struct Arrivals {
    arrivals: Receiver<Arrival>,
    _stop: Sender<Infallible>,
}

impl Arrivals {
    /// Reads files, and the files of folders, once. `wake` is called whenever there is something to be had.
    pub fn read(paths: Vec<PathBuf>, wake: impl Fn() + Send + 'static) -> Self {
        Self::start("answers", wake, move |reader, _| {
            let files: Vec<PathBuf> = paths.iter().flat_map(|path| files_within(path)).collect();
            if files.is_empty() {
                // Whoever asked is told, too.
                reader.tell(Arrival::Batch(Batch::default()));
            }
            reader.read(files.into_iter(), |_| true);
        })
    }

    /// Reads the files of a folder as they appear or change, looking so often, until this is dropped. The folder may go
    /// and come back. Workbooks and forms are left alone: the folder may be the one they are in.
    pub fn watch(folder: PathBuf, every: Duration, wake: impl Fn() + Send + 'static) -> Self {
        Self::start("folder of answers", wake, move |reader, stop| watch(reader, &folder, every, stop))
    }

    fn start(
        name: &str,
        wake: impl Fn() + Send + 'static,
        work: impl FnOnce(&Reader, &Receiver<Infallible>) + Send + 'static,
    ) -> Self {
        // A batch waits for the one before it to be taken: no more than a few are ever held.
        let (tell, arrivals) = sync_channel(1);
        let (stop, stopped) = channel();
        let reader = Reader { tell, wake: Box::new(wake) };
        // Without a thread the channel closes, which reads as the end.
        let _ = thread::Builder::new().name(name.to_owned()).spawn(move || {
            work(&reader, &stopped);
            let Reader { tell, wake } = reader;
            drop(tell);
            wake();
        });
        Self { arrivals, _stop: stop }
    }

    /// What has arrived, if anything has.
    ///
    /// # Errors
    /// When nothing has yet, or nothing will any more.
    pub fn next(&self) -> Result<Arrival, TryRecvError> {
        self.arrivals.try_recv()
    }
}

/// Whether a file dropped on the window is to be taken in rather than opened: a folder, or a file with answers in it that
/// is not called a workbook.
pub fn brings_answers(path: &Path) -> bool {
    path.is_dir() || (!is_called_workbook(path) && read(path).is_ok_and(|bytes| holds_answers(&bytes)))
}

fn is_called_workbook(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(EXTENSION))
}

/// Whether a file's name ends as a table's does, one that cannot be read included: why it cannot is said then.
pub fn is_called_table(path: &Path) -> bool {
    let is_table = |extension: &OsStr| TABLE_EXTENSIONS.iter().any(|table| extension.eq_ignore_ascii_case(table));
    path.extension().is_some_and(is_table)
}

/// A file's name on one line, whatever it is made of.
fn shown(path: &Path) -> String {
    file_name(path).chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// The bytes of a file, and of none that is a device or a pipe: these may have no end.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    if fs::metadata(path)?.is_file() { read_some(path) } else { Err(io::ErrorKind::Unsupported.into()) }
}

struct Reader {
    tell: SyncSender<Arrival>,
    wake: Box<dyn Fn() + Send>,
}

impl Reader {
    /// Tells something. Whether anybody listens still.
    fn tell(&self, arrival: Arrival) -> bool {
        let is_heard = self.tell.send(arrival).is_ok();
        (self.wake)();
        is_heard
    }

    /// Reads files and hands them on, those that are wanted. Whether anybody listens still.
    fn read(&self, paths: impl Iterator<Item = PathBuf>, is_wanted: impl Fn(&[u8]) -> bool) -> bool {
        let (mut batch, mut size) = (Batch::default(), 0);
        for path in paths {
            match read(&path) {
                Ok(bytes) if is_wanted(&bytes) => {
                    size += bytes.len();
                    batch.files.push((shown(&path), bytes));
                }
                Ok(_) => {}
                Err(error) => batch.unreadable.push((shown(&path), error.into())),
            }
            if size > MOST_AT_ONCE {
                size = 0;
                if !self.tell(Arrival::Batch(std::mem::take(&mut batch))) {
                    return false;
                }
            }
        }
        batch == Batch::default() || self.tell(Arrival::Batch(batch))
    }
}

/// By what a file is seen to have changed: its size, and when it was written.
type Stamp = (u64, Option<SystemTime>);

fn watch(reader: &Reader, folder: &Path, every: Duration, stop: &Receiver<Infallible>) {
    let (mut before, mut taken) = (HashMap::new(), HashMap::new());
    let mut is_there = true;
    loop {
        let found = stamps(folder);
        let is_heard = match &found {
            Err(problem) if is_there => reader.tell(Arrival::Folder(Some(problem.clone()))),
            Ok(_) if !is_there => reader.tell(Arrival::Folder(None)),
            _ => true,
        };
        is_there = found.is_ok();
        let now = found.unwrap_or_default();
        // What changed since the last look may still be being written.
        let is_settled =
            |(path, stamp): &(&PathBuf, &Stamp)| before.get(*path) == Some(*stamp) && taken.get(*path) != Some(*stamp);
        let mut fresh: Vec<PathBuf> = now.iter().filter(is_settled).map(|(path, _)| path.clone()).collect();
        fresh.sort();
        taken.extend(fresh.iter().filter_map(|path| Some((path.clone(), *now.get(path)?))));
        before = now;
        let is_form = |bytes: &[u8]| page::form_id(bytes).is_some();
        if !is_heard || !reader.read(fresh.into_iter(), |bytes| !is_form(bytes)) {
            return;
        }
        if stop.recv_timeout(every) != Err(RecvTimeoutError::Timeout) {
            return;
        }
    }
}

/// The files of a folder, but for workbooks and what systems and programs hide there.
fn stamps(folder: &Path) -> Result<HashMap<PathBuf, Stamp>, IoProblem> {
    let mut found = HashMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_left = file_name(&path).starts_with('.') || is_called_workbook(&path);
        if !is_left
            && let Ok(data) = fs::metadata(&path)
            && data.is_file()
        {
            found.insert(path, (data.len(), data.modified().ok()));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFTEN: Duration = Duration::from_millis(10);

    /// What comes next, waiting for it.
    fn next(arrivals: &Arrivals) -> Arrival {
        for _ in 0..1_000 {
            match arrivals.next() {
                Ok(arrival) => return arrival,
                Err(_) => thread::sleep(OFTEN),
            }
        }
        panic!("nothing arrived");
    }

    fn batch(files: &[(&str, &str)]) -> Arrival {
        let files = files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect();
        Arrival::Batch(Batch { files, unreadable: Vec::new() })
    }

    #[test]
    fn files_and_the_files_of_folders_are_read_once() {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [("b.txt", "b"), ("a.txt", "a")] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let nowhere = folder.path().join("nowhere.txt");
        let arrivals = Arrivals::read(vec![folder.path().to_owned(), nowhere], || {});
        let Arrival::Batch(read) = next(&arrivals) else { panic!("no batch") };
        assert_eq!(
            Arrival::Batch(Batch { unreadable: Vec::new(), ..read.clone() }),
            batch(&[("a.txt", "a"), ("b.txt", "b")])
        );
        assert_eq!(read.unreadable.len(), 1);
        while arrivals.next() != Err(TryRecvError::Disconnected) {
            thread::sleep(OFTEN);
        }
    }

    #[test]
    fn an_empty_folder_is_told_of_too() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(next(&Arrivals::read(vec![folder.path().to_owned()], || {})), batch(&[]));
    }

    #[test]
    fn no_more_is_read_of_a_large_file_than_tells_it() {
        let folder = tempfile::tempdir().unwrap();
        fs::File::create(folder.path().join("large")).unwrap().set_len(1 << 40).unwrap();
        let Arrival::Batch(read) = next(&Arrivals::read(vec![folder.path().to_owned()], || {})) else {
            panic!("no batch")
        };
        assert_eq!(read.files[0].1.len(), crate::exchange::answers::MAX_BYTES + 1);
    }

    #[test]
    fn a_watched_folder_gives_what_appears_and_what_changes_and_may_go_and_come_back() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("in");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("a.txt"), "a").unwrap();
        for other in [".hidden", "team.ron"] {
            fs::write(folder.join(other), "no").unwrap();
        }
        let arrivals = Arrivals::watch(folder.clone(), OFTEN, || {});
        assert_eq!(next(&arrivals), batch(&[("a.txt", "a")]));
        fs::write(folder.join("b.txt"), "b").unwrap();
        assert_eq!(next(&arrivals), batch(&[("b.txt", "b")]));
        fs::write(folder.join("a.txt"), "again").unwrap();
        assert_eq!(next(&arrivals), batch(&[("a.txt", "again")]));
        let away = parent.path().join("away");
        fs::rename(&folder, &away).unwrap();
        assert!(matches!(next(&arrivals), Arrival::Folder(Some(_))));
        fs::write(away.join("c.txt"), "c").unwrap();
        fs::rename(&away, &folder).unwrap();
        assert_eq!(next(&arrivals), Arrival::Folder(None));
        assert_eq!(next(&arrivals), batch(&[("c.txt", "c")]));
    }

    #[test]
    fn watching_ends_with_what_asked_for_it() {
        let folder = tempfile::tempdir().unwrap();
        let (ended, end) = channel::<()>();
        // The thread holds the sender as long as it runs.
        let wake = move || ended.send(()).unwrap_or_default();
        drop(Arrivals::watch(folder.path().to_owned(), OFTEN, wake));
        while end.recv_timeout(Duration::from_secs(10)).is_ok() {}
        assert_eq!(end.try_recv(), Err(TryRecvError::Disconnected));
    }
}
