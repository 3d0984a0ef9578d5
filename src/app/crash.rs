//! What is written when the program ends unexpectedly: where it happened, never what anybody wrote.

use std::{
    backtrace::Backtrace,
    env, fs,
    panic::{self, PanicHookInfo},
    path::{Path, PathBuf},
};

use crate::text::{Lang, app as words};

/// From now on a panic writes a report into the state folder and says so on standard error. What it says itself is
/// not repeated: it may hold somebody's text.
pub fn report_to(state: Option<PathBuf>, lang: Lang) {
    panic::set_hook(Box::new(move |info| {
        let path = state.as_deref().and_then(|state| write(state, &report(info)));
        let place = path.map_or_else(|| report(info), |path| path.display().to_string());
        eprintln!("{}", words::crashed(lang, &place));
    }));
}

fn report(info: &PanicHookInfo<'_>) -> String {
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let (version, system, machine) = (env!("CARGO_PKG_VERSION"), env::consts::OS, env::consts::ARCH);
    format!("sandtable {version} · {system} {machine}\n{place}\n\n{}\n", Backtrace::force_capture())
}

fn write(state: &Path, report: &str) -> Option<PathBuf> {
    fs::create_dir_all(state).ok()?;
    let path = state.join(format!("crash-{}.txt", jiff::Zoned::now().strftime("%Y%m%d-%H%M%S")));
    fs::write(&path, report).ok()?;
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_written_into_a_folder_that_need_not_exist() {
        let folder = tempfile::tempdir().unwrap();
        let path = write(&folder.path().join("new"), "place").unwrap();
        assert_eq!(fs::read_to_string(path).unwrap(), "place");
    }
}
