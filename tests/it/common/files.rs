//! The program as processes in a folder of its own, and every file that they leave behind.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use tempfile::TempDir;

/// A folder of its own, in which commands are run in English on one day.
pub struct Folder(TempDir);

/// What a command answered.
pub struct Answer {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self, file: &str) -> PathBuf {
        self.0.path().join(file)
    }

    /// Where the program keeps things for itself.
    pub fn state(&self) -> PathBuf {
        self.path("state")
    }

    pub fn write(&self, file: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(file), bytes).unwrap();
    }

    pub fn bytes(&self, file: &str) -> Vec<u8> {
        fs::read(self.path(file)).unwrap()
    }

    pub fn run(&self, args: &[&str]) -> Answer {
        self.run_with(args, None)
    }

    /// With a passphrase in the environment.
    pub fn run_with(&self, args: &[&str], passphrase: Option<&str>) -> Answer {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sandtable"));
        command.current_dir(self.0.path()).args(args).args(["--lang", "en", "--today", "2026-11-21"]);
        command.env("SANDTABLE_STATE", self.state()).env_remove("SANDTABLE_PASSPHRASE");
        passphrase.map(|passphrase| command.env("SANDTABLE_PASSPHRASE", passphrase));
        let Output { status, stdout, stderr } = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Answer { code: status.code().unwrap(), out: text(stdout), err: text(stderr) }
    }

    /// Every file below the folder.
    pub fn all(&self) -> Vec<PathBuf> {
        fn below(folder: &Path, found: &mut Vec<PathBuf>) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() { below(&path, found) } else { found.push(path) }
            }
        }
        let mut found = Vec::new();
        below(self.0.path(), &mut found);
        found
    }

    /// The files that hold a text.
    pub fn holding(&self, text: &str) -> Vec<PathBuf> {
        let holds = |path: &PathBuf| {
            let bytes = fs::read(path).unwrap();
            bytes.windows(text.len()).any(|window| window == text.as_bytes())
        };
        self.all().into_iter().filter(holds).collect()
    }
}

impl Answer {
    #[track_caller]
    pub fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout: {}\nstderr: {}", self.out, self.err);
        self
    }

    /// Could not be done, and says why on stderr only.
    #[track_caller]
    pub fn refused(self, why: &str) {
        let refused = self.ends(2);
        assert_eq!(refused.out, "");
        assert!(refused.err.contains(why), "{}", refused.err);
    }
}
