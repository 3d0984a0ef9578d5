//! Reading a workbook, and checking everything that must hold before anyone works with it.

use std::{fs::File, io::Read as _, path::Path};

use ron::{Options, extensions::Extensions};
use serde_path_to_error::{Segment, Track};

use super::{
    ContentHash, Expected, LoadError, Position, Problem, SealKey, checksum,
    checksum::Checksum,
    closed, is_sealed, moved,
    tokens::{Kind, Tokens},
};
use crate::model::{self, FieldPath, NotARefusal, PathStep, Refusal, Workbook};

/// The largest workbook that is read, in bytes of its text.
pub const MAX_BYTES: u64 = 64 << 20;

/// The largest file that is looked at: sealing makes a text longer, by a header and a little for each 64 KiB.
const MAX_FILE: u64 = MAX_BYTES + MAX_BYTES / 4096 + (64 << 10);

/// A workbook that was read, and what is to be known about its file.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The workbook, in the form of the current version.
    pub workbook: Workbook,
    /// What the file held: saving over it later asks for this.
    pub hash: ContentHash,
    /// Whether the file is as the program wrote it.
    pub checksum: Checksum,
    /// Whether it has comments that saving would lose.
    pub has_comments: bool,
    /// Why saving over it would lose something.
    pub read_only: Option<ReadOnlyReason>,
    /// What opened it, where it is sealed.
    pub key: Option<SealKey>,
}

/// Why a workbook is only for reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadOnlyReason {
    /// A newer program wrote it.
    NewerVersion {
        /// Its version.
        version: u64,
        /// The newest this program knows.
        newest: u32,
        /// The fields that this program does not know.
        unknown: Vec<UnknownField>,
    },
    /// It has fields that this program does not know.
    UnknownFields(Vec<UnknownField>),
}

/// A field that this program does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownField {
    /// The field.
    pub path: FieldPath,
    /// Where it stands.
    pub position: Option<Position>,
}

/// Reads a workbook from a file that is not sealed.
///
/// # Errors
/// When the file cannot be read, is no workbook, or holds something that must not be worked with.
pub fn load(path: &Path) -> Result<Loaded, LoadError> {
    open(path, None)
}

/// Reads a workbook from a file, with what opens it where it is sealed.
///
/// # Errors
/// When the file cannot be read or opened, is no workbook, or holds something that must not be worked with.
pub fn open(path: &Path, key: Option<&SealKey>) -> Result<Loaded, LoadError> {
    let bytes = read(path).map_err(|problem| LoadError::whole(path, problem))?;
    if !is_sealed(&bytes) {
        return parse(path, &bytes);
    }
    let text = plain(path, &bytes, key)?;
    Ok(Loaded { hash: ContentHash::of(&bytes), key: key.cloned(), ..parse(path, &text)? })
}

/// Whether a file is sealed, and its bytes; nothing where it cannot be read.
pub fn sealed_bytes(path: &Path) -> Option<Vec<u8>> {
    read(path).ok().filter(|bytes| is_sealed(bytes))
}

/// What the bytes of a file hold, sealed or not.
pub(super) fn plain<'a>(
    file: &Path,
    bytes: &'a [u8],
    key: Option<&SealKey>,
) -> Result<std::borrow::Cow<'a, [u8]>, LoadError> {
    if !is_sealed(bytes) {
        return Ok(bytes.into());
    }
    let opened = key.ok_or_else(|| closed(bytes)).and_then(|key| key.open(bytes));
    opened.map(Into::into).map_err(|problem| LoadError::whole(file, Problem::Sealed(problem)))
}

/// The bytes of a file that is not too large.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Problem> {
    let io = |error: std::io::Error| Problem::Io(error.into());
    let file = File::open(path).map_err(io)?;
    let mut bytes = Vec::new();
    file.take(MAX_FILE + 1).read_to_end(&mut bytes).map_err(io)?;
    Ok(bytes)
}

/// Reads a workbook from the bytes of a file; `file` is only for naming it in an error.
///
/// # Errors
/// When they are no workbook, or hold something that must not be worked with.
pub fn parse(file: &Path, bytes: &[u8]) -> Result<Loaded, LoadError> {
    let text = decode(file, bytes)?;
    let tokens = Tokens::new(text);
    let (workbook, read_only) = parse_any_version(&tokens).map_err(|fault| fault.in_file(file))?;
    if let Some(meaningless) = model::meaningless(&workbook).into_iter().next() {
        return Err(Fault::meaningless(&tokens, meaningless).in_file(file));
    }
    Ok(Loaded {
        workbook,
        hash: ContentHash::of(bytes),
        checksum: checksum::verify(text),
        has_comments: has_comments(&tokens),
        read_only,
        key: None,
    })
}

/// The text of a file without its byte order mark.
pub(super) fn decode<'a>(file: &Path, bytes: &'a [u8]) -> Result<&'a str, LoadError> {
    let whole = |problem| LoadError::whole(file, problem);
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > MAX_BYTES {
        return Err(whole(Problem::TooLarge { bytes: size, max: MAX_BYTES }));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(whole(Problem::Utf16));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let before = String::from_utf8_lossy(valid);
        LoadError { position: Some(Position::of(&before, before.len())), ..whole(Problem::NotUtf8) }
    })?;
    if text.trim().is_empty() { Err(whole(Problem::Empty)) } else { Ok(text) }
}

/// A problem and its place in a text.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    pub(super) position: Option<Position>,
    pub(super) path: FieldPath,
    pub(super) problem: Problem,
}

impl Fault {
    pub(super) fn in_file(self, file: &Path) -> LoadError {
        LoadError { file: file.to_owned(), position: self.position, path: self.path, problem: self.problem }
    }

    pub(super) fn at(tokens: &Tokens<'_>, path: FieldPath, problem: Problem) -> Self {
        Self { position: tokens.position(&path), path, problem }
    }

    pub(super) fn meaningless(tokens: &Tokens<'_>, meaningless: model::Meaningless) -> Self {
        Self::at(tokens, meaningless.path.clone(), Problem::Meaningless(meaningless))
    }
}

impl LoadError {
    /// A problem of the file as a whole.
    pub(super) fn whole(file: &Path, problem: Problem) -> Self {
        Self { file: file.to_owned(), position: None, path: FieldPath::default(), problem }
    }
}

/// The workbook, brought to the current version.
///
/// A change of the format that old files don't fit adds a version here: its own reading of the text, with types of its
/// own where they differ, followed by the step to the next version.
fn parse_any_version(tokens: &Tokens<'_>) -> Result<(Workbook, Option<ReadOnlyReason>), Fault> {
    let newest = model::VERSION;
    let path = FieldPath::default().field("version");
    let Some(found) = tokens.value(&path) else {
        // Whatever it is, its first fault says more than the missing version; without any, the version is missing.
        let fault = record_expected(tokens).or_else(|| read_current(tokens).err());
        let fault = fault.filter(|fault| fault.problem != Problem::MissingField("version"));
        return Err(fault.unwrap_or_else(|| Fault::at(tokens, FieldPath::default(), Problem::NoVersion)));
    };
    match found.parse::<u64>() {
        Ok(1) => {
            let (workbook, unknown) = read_current(tokens)?;
            let read_only = (!unknown.is_empty()).then_some(ReadOnlyReason::UnknownFields(unknown));
            Ok((workbook, read_only))
        }
        Ok(version) if version > u64::from(newest) => match read_current(tokens) {
            Ok((workbook, unknown)) => {
                let workbook = Workbook { version: newest, ..workbook };
                Ok((workbook, Some(ReadOnlyReason::NewerVersion { version, newest, unknown })))
            }
            Err(fault) => {
                let because = Box::new(fault.problem);
                Err(Fault { problem: Problem::Newer { version, newest, because }, ..fault })
            }
        },
        Ok(_) | Err(_) => {
            let found = shortened(found);
            Err(Fault::at(tokens, path, Problem::NoSuchVersion { found, newest }))
        }
    }
}

/// What is wrong with a file that does not even begin like a workbook.
fn record_expected(tokens: &Tokens<'_>) -> Option<Fault> {
    let root = tokens.root()?;
    let begins =
        [root, root + 1].into_iter().filter_map(|index| tokens.get(index)).any(|token| tokens.str(token) == "(");
    let found = shortened(tokens.value(&FieldPath::default())?);
    let problem = Problem::Expected { expected: Expected::Record, found };
    (!begins).then(|| Fault::at(tokens, FieldPath::default(), problem))
}

/// How RON is read and written: optional values plainly, nesting limited.
pub(super) fn ron_options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// Reads a value in the shape of the current version, and lists the fields that it does not have.
fn read_current(tokens: &Tokens<'_>) -> Result<(Workbook, Vec<UnknownField>), Fault> {
    let mut unknown = Vec::new();
    let mut any_moved = false;
    let mut workbook = read_value(tokens, &mut |path| {
        if moved::has_moved(&path) {
            any_moved = true;
        } else {
            let position = tokens.position(&path);
            unknown.push(UnknownField { path, position });
        }
    })?;
    if any_moved {
        moved::bring_home(tokens, &mut workbook)?;
    }
    Ok((workbook, unknown))
}

/// Reads one value of the model from a text of the program's own, an asset.
///
/// # Errors
/// When the text is no such value.
pub fn read_asset<T: serde::de::DeserializeOwned>(name: &str, text: &str) -> Result<T, LoadError> {
    read_value(&Tokens::new(text), &mut |_| {}).map_err(|fault| fault.in_file(Path::new(name)))
}

/// Reads any value of the model from a text.
pub(super) fn read_value<T: serde::de::DeserializeOwned>(
    tokens: &Tokens<'_>,
    unknown: &mut dyn FnMut(FieldPath),
) -> Result<T, Fault> {
    let text = tokens.text();
    let mut ron = ron::Deserializer::from_str_with_options(text, &ron_options()).map_err(|error| {
        let cursor = byte_of(text, error.span.end.line, error.span.end.col);
        fault(tokens, FieldPath::default(), error.code, cursor)
    })?;
    let mut track = Track::new();
    // One type for every `T`: all of the model's reading would be compiled again for each closure of its own.
    let mut ignored: &mut dyn FnMut(serde_ignored::Path<'_>) = &mut |path| unknown(ignored_path(&path));
    let value = {
        let tracked = serde_path_to_error::Deserializer::new(&mut ron, &mut track);
        T::deserialize(serde_ignored::Deserializer::new(tracked, &mut ignored))
    };
    value.and_then(|value| ron.end().map(|()| value)).map_err(|code| {
        let error = ron.span_error(code);
        let cursor = byte_of(text, error.span.end.line, error.span.end.col);
        let path = match error.code {
            ron::Error::TrailingCharacters => FieldPath::default(),
            _ => tracked_path(tokens, &track.path(), cursor),
        };
        fault(tokens, path, error.code, cursor)
    })
}

/// The path to an error. Keys that are no texts are not tracked, and are looked up in front of the cursor.
fn tracked_path(tokens: &Tokens<'_>, tracked: &serde_path_to_error::Path, cursor: usize) -> FieldPath {
    let mut path = FieldPath::default();
    for segment in tracked {
        let step = match segment {
            Segment::Seq { index } => PathStep::Index(*index),
            Segment::Map { key } => PathStep::Field(key.clone()),
            Segment::Enum { variant } => PathStep::Variant(variant.clone()),
            Segment::Unknown => match tokens.key_before(&path, cursor) {
                Some(key) => PathStep::Field(key.to_owned()),
                None => break,
            },
        };
        path = path.step(step);
    }
    path
}

fn ignored_path(path: &serde_ignored::Path<'_>) -> FieldPath {
    use serde_ignored::Path;
    match path {
        Path::Root => FieldPath::default(),
        Path::Seq { parent, index } => ignored_path(parent).index(*index),
        Path::Map { parent, key } => ignored_path(parent).field(key),
        Path::Some { parent } | Path::NewtypeStruct { parent } | Path::NewtypeVariant { parent } => {
            ignored_path(parent)
        }
    }
}

/// Puts what RON says into facts, and finds the place that is meant. The cursor is the byte where reading stopped.
fn fault(tokens: &Tokens<'_>, path: FieldPath, error: ron::Error, cursor: usize) -> Fault {
    use ron::Error;
    let token = tokens.at(cursor);
    let found = token.map(|token| shortened(tokens.str(token))).unwrap_or_default();
    let start = token.map_or(cursor, |token| token.start);
    let at_value = |problem| Fault::at(tokens, path.clone(), problem);
    let here = |problem| Fault { position: Some(Position::of(tokens.text(), start)), path: path.clone(), problem };
    let expected = |expected| {
        here(match token {
            Some(_) => Problem::Expected { expected, found: found.clone() },
            None => Problem::EndsEarly,
        })
    };
    match error {
        Error::Eof | Error::ExpectedStringEnd | Error::UnclosedBlockComment => here(Problem::EndsEarly),
        Error::ExpectedArray => expected(Expected::List),
        Error::ExpectedArrayEnd => expected(Expected::Closing(']')),
        Error::ExpectedBoolean => expected(Expected::Truth),
        // The reader of whole numbers stops at the point.
        Error::ExpectedComma if start < cursor && found.parse::<f64>().is_ok() => expected(Expected::WholeNumber),
        Error::ExpectedComma => expected(Expected::Comma),
        Error::ExpectedFloat => expected(Expected::Number),
        Error::ExpectedInteger | Error::InvalidIntegerDigit { .. } => expected(Expected::WholeNumber),
        Error::ExpectedMap => expected(Expected::Map),
        Error::ExpectedMapColon => expected(Expected::Colon),
        Error::ExpectedMapEnd => expected(Expected::Closing('}')),
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) | Error::ExpectedDifferentStructName { .. } => {
            expected(Expected::Record)
        }
        Error::ExpectedOptionEnd | Error::ExpectedStructLikeEnd => expected(Expected::Closing(')')),
        Error::ExpectedString => expected(Expected::Text),
        Error::ExpectedIdentifier | Error::InvalidIdentifier(_) | Error::SuggestRawIdentifier(_) => {
            expected(Expected::Name)
        }
        Error::InvalidEscape(_) => here(Problem::BadEscape),
        Error::IntegerOutOfBounds => at_value(Problem::NumberOutOfBounds),
        Error::TrailingCharacters => here(Problem::Trailing { found }),
        // The path down there helps nobody; where it begins does.
        Error::ExceededRecursionLimit => {
            let path = path.steps().iter().take(1).cloned().collect();
            Fault::at(tokens, path, Problem::TooDeep)
        }
        Error::MissingStructField { field, .. } => at_value(Problem::MissingField(field)),
        Error::DuplicateStructField { field, .. } => here(Problem::FieldTwice(field)),
        Error::NoSuchEnumVariant { expected, found, .. } => {
            let word = tokens.before(cursor).filter(|token| tokens.str(token) == found);
            let position = word.map(|token| Position::of(tokens.text(), token.start));
            let fault = at_value(Problem::UnknownWord { found, expected });
            Fault { position: position.or(fault.position), ..fault }
        }
        Error::ExpectedDifferentLength { found, .. } => at_value(Problem::WrongLength { found }),
        // Only a margin may be a number or a text.
        Error::InvalidValueForType { .. } => {
            at_value(Problem::Refused(Refusal::Margin(tokens.value(&path).unwrap_or_default().to_owned())))
        }
        Error::Message(sentence) => match sentence.parse() {
            Ok(refusal) => refused(tokens, path, refusal),
            // Dates are the only values whose refusal isn't the model's own.
            Err(NotARefusal) => match tokens.value(&path) {
                Some(text) if text.starts_with('"') => at_value(Problem::BadDate { found: shortened(text) }),
                _ => at_value(Problem::Other(sentence)),
            },
        },
        other => here(Problem::Other(other.to_string())),
    }
}

/// What stands twice is meant where it stands the second time; a key of a map is named as the file writes it.
fn refused(tokens: &Tokens<'_>, path: FieldPath, refusal: Refusal) -> Fault {
    let (second, refusal) = match refusal {
        Refusal::Twice { key, index } => {
            let key = tokens.key_at(&path, index).map_or(key, str::to_owned);
            (path.clone().index(index), Refusal::Twice { key, index })
        }
        refusal => (path.clone(), refusal),
    };
    Fault { position: tokens.position(&second), path, problem: Problem::Refused(refusal) }
}

/// The byte at a line and column counted from 1.
fn byte_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let inside = text.get(start..).unwrap_or_default();
    start + inside.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum::<usize>()
}

/// Enough of what stands somewhere to recognise it.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 40;
    let mut short: String = text.chars().take(LONGEST).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// Whether there are comments other than the program's own first and last line.
fn has_comments(tokens: &Tokens<'_>) -> bool {
    let mut comments = tokens.iter().filter(|token| token.kind == Kind::Comment);
    comments.any(|token| !tokens.str(token).starts_with(checksum::OWN_COMMENT))
}
