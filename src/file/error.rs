//! What stops a workbook from being read, with its place.

use std::{fmt, io, path::PathBuf};

use super::{Position, SealProblem};
use crate::model::{FieldPath, Meaningless, Refusal};

/// Why a workbook cannot be read, and where that stands.
#[derive(Clone, Debug, PartialEq)]
pub struct LoadError {
    /// The file.
    pub file: PathBuf,
    /// Line and column; nothing where the file as a whole is meant.
    pub position: Option<Position>,
    /// The field; empty where no field is meant.
    pub path: FieldPath,
    /// What is wrong.
    pub problem: Problem,
}

impl fmt::Display for LoadError {
    /// The place, then the facts as the program sees them. What people read is written by `text`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file.display())?;
        if let Some(position) = self.position {
            write!(f, ":{}:{}", position.line, position.column)?;
        }
        write!(f, ": {}: {:?}", self.path, self.problem)
    }
}

impl std::error::Error for LoadError {}

/// A failed operation of the system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IoProblem {
    /// What kind it is.
    pub kind: io::ErrorKind,
    /// What the system says, in its own language.
    pub message: String,
}

impl From<io::Error> for IoProblem {
    fn from(error: io::Error) -> Self {
        Self { kind: error.kind(), message: error.to_string() }
    }
}

/// What is wrong in a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// The system could not read it.
    Io(IoProblem),
    /// It is larger than a workbook may be.
    TooLarge {
        /// Its size, in bytes.
        bytes: u64,
        /// The most allowed.
        max: u64,
    },
    /// It is sealed, and does not open.
    Sealed(SealProblem),
    /// It is UTF-16, and should be UTF-8.
    Utf16,
    /// It is not UTF-8.
    NotUtf8,
    /// It is empty.
    Empty,
    /// It does not say which version of the format it is in.
    NoVersion,
    /// It names a version there never was.
    NoSuchVersion {
        /// What it says.
        found: String,
        /// The newest this program knows.
        newest: u32,
    },
    /// A newer program wrote it, in a form that this one does not understand.
    Newer {
        /// Its version.
        version: u64,
        /// The newest this program knows.
        newest: u32,
        /// What was not understood.
        because: Box<Problem>,
    },
    /// Something else should stand here.
    Expected {
        /// What.
        expected: Expected,
        /// What stands here, shortened; empty at the end.
        found: String,
    },
    /// It ends in the middle.
    EndsEarly,
    /// Something follows the workbook.
    Trailing {
        /// What, shortened.
        found: String,
    },
    /// A field that must be there is missing.
    MissingField(&'static str),
    /// A field stands twice in one record.
    FieldTwice(&'static str),
    /// None of the words that may stand here.
    UnknownWord {
        /// What stands here.
        found: String,
        /// What may.
        expected: &'static [&'static str],
    },
    /// A list with another number of entries than it must have.
    WrongLength {
        /// How many there are.
        found: usize,
    },
    /// A text with a backslash that means nothing.
    BadEscape,
    /// A number too large or, below zero, too small for its field.
    NumberOutOfBounds,
    /// Not a date.
    BadDate {
        /// What stands here.
        found: String,
    },
    /// Brackets within brackets, more than any workbook has.
    TooDeep,
    /// A value that the model refuses.
    Refused(Refusal),
    /// A record that means nothing.
    Meaningless(Meaningless),
    /// Anything else that the reader of RON says, in English.
    Other(String),
}

/// What should stand somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A list in `[ ]`.
    List,
    /// A record in `( )`.
    Record,
    /// A map in `{ }`.
    Map,
    /// A text in quotes.
    Text,
    /// A number.
    Number,
    /// A number without a fraction.
    WholeNumber,
    /// `true` or `false`.
    Truth,
    /// A name: of a field, or one of several words.
    Name,
    /// A comma.
    Comma,
    /// A colon.
    Colon,
    /// The bracket that closes.
    Closing(char),
}
