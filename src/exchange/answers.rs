//! The file in which answers come back: JSON in a text file, written alike by the program and by a form in a browser.
//!
//! It says which form it belongs to and what was answered, and nothing about the machine or the time.

use serde::{Deserialize, Serialize};

use super::token::{AnswerId, EntryTag, FormId};
use crate::model::{Answers, InstrumentId, ItemId};

/// The version of the format that this program writes.
pub const FORMAT: u32 = 1;
/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 1 << 20;
/// The most people one file may rate.
pub const MAX_ENTRIES: usize = 1_000;
/// The longest answer to an open question, in characters.
pub const MAX_COMMENT_CHARS: usize = 4_000;
/// The highest edition; answers given more often keep it.
pub const MAX_EDITION: u32 = 1_023;

/// What every answer file begins with.
const MARKER: &str = "answers";

/// Everything one rater answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerFile {
    /// The form.
    pub form: FormId,
    /// Its instrument.
    pub instrument: InstrumentId,
    /// The instrument's version.
    pub version: u32,
    /// Drawn when the form was begun.
    pub id: AnswerId,
    /// How often answers that differ from those before have been given, from 1 to [`MAX_EDITION`].
    pub edition: u32,
    /// What was answered, person by person; nobody of whom nothing was said.
    pub entries: Vec<EntryAnswers>,
}

/// What was answered about one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryAnswers {
    /// Who, and as what.
    pub tag: EntryTag,
    /// The answers.
    pub answers: Answers,
    /// Answers to open questions, in the instrument's order; none that is empty.
    pub comments: Vec<Comment>,
}

/// The answer to an open question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// The question.
    pub question: ItemId,
    /// The answer, as [`tidy`] leaves it.
    pub text: String,
}

/// What stands before everything else.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    sandtable: String,
    format: u32,
}

/// Why a text is no answer file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswersError {
    /// Something else altogether.
    #[error("not an answer file")]
    NotOurs,
    /// A newer program wrote it.
    #[error("an answer file of format {0}")]
    Newer(u32),
    /// It ends early, or was changed.
    #[error("the answer file is damaged")]
    Damaged,
}

/// The text of an answer file.
///
/// # Errors
/// Never, for what a form can hold.
pub fn write(file: &AnswerFile) -> Result<String, serde_json::Error> {
    #[derive(Serialize)]
    struct Whole<'a> {
        #[serde(flatten)]
        head: Head,
        #[serde(flatten)]
        file: &'a AnswerFile,
    }
    let head = Head { sandtable: MARKER.to_owned(), format: FORMAT };
    Ok(serde_json::to_string_pretty(&Whole { head, file })? + "\n")
}

/// Reads the text of an answer file.
///
/// # Errors
/// When it is none, or damaged.
pub fn read(text: &str) -> Result<AnswerFile, AnswersError> {
    let (file, end) = read_first(text)?;
    let rest = text.get(end..).unwrap_or_default();
    if rest.trim().is_empty() { Ok(file) } else { Err(AnswersError::Damaged) }
}

/// Reads the answer file with which a text begins, and says where it ends.
pub(super) fn read_first(text: &str) -> Result<(AnswerFile, usize), AnswersError> {
    if !begins(text) {
        return Err(AnswersError::NotOurs);
    }
    let mut heads = serde_json::Deserializer::from_str(text).into_iter::<Head>();
    let head = heads.next().and_then(Result::ok).ok_or(AnswersError::Damaged)?;
    if head.sandtable != MARKER {
        return Err(AnswersError::NotOurs);
    }
    if head.format > FORMAT {
        return Err(AnswersError::Newer(head.format));
    }
    let mut files = serde_json::Deserializer::from_str(text).into_iter::<AnswerFile>();
    let file = files.next().and_then(Result::ok).ok_or(AnswersError::Damaged)?;
    let plausible = (1..=MAX_EDITION).contains(&file.edition) && file.entries.len() <= MAX_ENTRIES && head.format > 0;
    if plausible { Ok((file, files.byte_offset())) } else { Err(AnswersError::Damaged) }
}

/// Whether a text begins as an answer file does: with the marker.
pub(super) fn begins(text: &str) -> bool {
    let inside = text.trim_start().strip_prefix('{').unwrap_or_default();
    inside.trim_start().starts_with(r#""sandtable""#)
}

/// A comment as answer files hold it: no space around it, line ends as one character, nothing invisible that changes
/// how the rest reads, and no longer than [`MAX_COMMENT_CHARS`].
pub fn tidy(comment: &str) -> String {
    let text = comment.replace("\r\n", "\n").replace('\r', "\n");
    let text: String = text.chars().filter(|c| !is_unwanted(*c)).collect();
    let short: String = text.trim().chars().take(MAX_COMMENT_CHARS).collect();
    short.trim_end().to_owned()
}

/// Whether a character has no place in a comment: control characters but tab and line feed, and those that turn the
/// direction of writing.
pub(super) fn is_unwanted(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> AnswerFile {
        AnswerFile {
            form: "K3F7A0000000".parse().unwrap(),
            instrument: InstrumentId::new("strobe").unwrap(),
            version: 1,
            id: "8F3KQ2".parse().unwrap(),
            edition: 2,
            entries: vec![
                EntryAnswers {
                    tag: "ABC123".parse().unwrap(),
                    answers: "45-.3".parse().unwrap(),
                    comments: vec![Comment {
                        question: ItemId::new("keep").unwrap(),
                        text: "好\n\"引号\" </script>".into(),
                    }],
                },
                EntryAnswers { tag: "ABC124".parse().unwrap(), answers: Answers::default(), comments: Vec::new() },
            ],
        }
    }

    #[test]
    fn the_format_is_written_down() {
        let expected = r#"{
  "sandtable": "answers",
  "format": 1,
  "form": "K3F7A0000000",
  "instrument": "strobe",
  "version": 1,
  "id": "8F3KQ2",
  "edition": 2,
  "entries": [
    {
      "tag": "ABC123",
      "answers": "45-.3",
      "comments": [
        {
          "question": "keep",
          "text": "好\n\"引号\" </script>"
        }
      ]
    },
    {
      "tag": "ABC124",
      "answers": "",
      "comments": []
    }
  ]
}
"#;
        assert_eq!(write(&file()).unwrap(), expected);
        assert_eq!(read(expected), Ok(file()));
    }

    #[test]
    fn what_is_not_ours_is_told_from_what_is_broken() {
        let text = write(&file()).unwrap();
        for (other, expected) in [
            ("", AnswersError::NotOurs),
            ("你好", AnswersError::NotOurs),
            ("{}", AnswersError::NotOurs),
            (r#"{"sandtable": "form", "format": 1}"#, AnswersError::NotOurs),
            (r#"{"format": 1, "sandtable": "answers"}"#, AnswersError::NotOurs),
            (r#"{ "sandtable""#, AnswersError::Damaged),
            (&text[..text.len() / 2], AnswersError::Damaged),
            (&text.replace("\"format\": 1", "\"format\": 2"), AnswersError::Newer(2)),
            (&text.replace("\"format\": 1", "\"format\": 0"), AnswersError::Damaged),
            (&text.replace("\"edition\": 2", "\"edition\": 0"), AnswersError::Damaged),
            (&text.replace("\"edition\": 2", "\"edition\": 1024"), AnswersError::Damaged),
            (&text.replace("45-.3", "45-.a"), AnswersError::Damaged),
            (&text.replace("ABC123", "ABC12"), AnswersError::Damaged),
            (&text.replace("\"version\": 1", "\"version\": 1, \"version\": 1"), AnswersError::Damaged),
            (&(text.clone() + "x"), AnswersError::Damaged),
            (&"[".repeat(500_000), AnswersError::NotOurs),
        ] {
            assert_eq!(read(other), Err(expected), "{}", other.get(..60).unwrap_or(other));
        }
    }

    #[test]
    fn comments_are_tidied() {
        assert_eq!(tidy("  a\r\nb\rc\u{0}\u{202e}d\te \n"), "a\nb\ncd\te");
        assert_eq!(tidy(&"长".repeat(5_000)).chars().count(), MAX_COMMENT_CHARS);
    }
}
