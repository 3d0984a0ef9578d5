//! The last line of a file, by which the program knows its own writing again, and the hash of what a file holds.

use std::fmt;

use sha2::{Digest as _, Sha256};

/// What every comment begins with that the program writes itself.
pub(super) const OWN_COMMENT: &str = "// sandtable";

/// What the last line begins with; the checksum of everything before it follows.
const LAST_LINE: &str = "// sandtable sha256:";

/// SHA-256 of the bytes of a file.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ContentHash([u8; 32]);

impl ContentHash {
    /// The hash of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Reads the 64 hexadecimal digits that [`fmt::Display`] writes.
    pub fn parse(digits: &str) -> Option<Self> {
        let mut hash = [0; 32];
        if digits.len() != 64 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        for (at, byte) in hash.iter_mut().enumerate() {
            *byte = u8::from_str_radix(digits.get(2 * at..2 * at + 2)?, 16).ok()?;
        }
        Some(Self(hash))
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Whether a file is as the program wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checksum {
    /// It is.
    Matches,
    /// It was changed since, by a hand or by damage: nobody can know.
    Changed,
    /// It has no checksum: somebody wrote it by hand, or took the line out.
    Missing,
}

/// Adds the last line to a text that ends with a line break.
pub(super) fn seal(mut text: String) -> String {
    let sum = ContentHash::of(text.as_bytes());
    text.push_str(&format!("{LAST_LINE}{sum}\n"));
    text
}

/// Compares a text with its last line. Line breaks may have become those of Windows on the way.
pub(super) fn verify(text: &str) -> Checksum {
    let line_start = text.rmatch_indices(LAST_LINE).map(|(at, _)| at).find(|at| is_line_start(text, *at));
    let Some((before, line)) = line_start.and_then(|at| text.split_at_checked(at)) else {
        return Checksum::Missing;
    };
    let written = line.trim_end().strip_prefix(LAST_LINE).and_then(ContentHash::parse);
    let is = ContentHash::of(before.replace("\r\n", "\n").as_bytes());
    if written == Some(is) { Checksum::Matches } else { Checksum::Changed }
}

fn is_line_start(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|before| before.is_empty() || before.ends_with('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_text_matches_until_it_is_touched() {
        let sealed = seal("(\n  version: 1,\n)\n".to_owned());
        assert_eq!(verify(&sealed), Checksum::Matches);
        assert_eq!(verify(&sealed.replace('\n', "\r\n")), Checksum::Matches);
        assert_eq!(verify(sealed.trim_end()), Checksum::Matches);
        assert_eq!(verify(&sealed.replace("version: 1", "version: 2")), Checksum::Changed);
        assert_eq!(verify(&format!("{sealed}// more")), Checksum::Changed);
        assert_eq!(verify(&sealed[..sealed.len() - 5]), Checksum::Changed);
        assert_eq!(verify("(version: 1)"), Checksum::Missing);
        // Known value: printf 'abc' | sha256sum.
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(ContentHash::of(b"abc").to_string(), abc);
        assert_eq!(ContentHash::parse(abc), Some(ContentHash::of(b"abc")));
    }
}
