//! Short texts that people may have to read out: Crockford's base 32, which has no I, L, O and U.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use sha2::{Digest as _, Sha256};

use crate::model::{Assignment, InstrumentId, RaterGroup, RaterId};

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The character for a value below 32.
pub(super) fn character(value: u8) -> char {
    ALPHABET.get(usize::from(value)).copied().map_or('0', char::from)
}

/// What a character stands for. Small letters and full-width ones count, O is read as 0, I and L as 1.
pub(super) fn value(c: char) -> Option<u8> {
    let narrow = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0)?,
        _ => c,
    };
    let byte = u8::try_from(narrow).ok()?.to_ascii_uppercase();
    Some(match byte {
        b'O' => 0,
        b'I' | b'L' => 1,
        b'0'..=b'9' => byte - b'0',
        b'A'..=b'H' => byte - b'A' + 10,
        b'J' | b'K' => byte - b'J' + 18,
        b'M' | b'N' => byte - b'M' + 20,
        b'P'..=b'T' => byte - b'P' + 22,
        b'V'..=b'Z' => byte - b'V' + 27,
        _ => return None,
    })
}

/// Values below 32 that follow from a secret and what they stand for, and that nobody guesses without the secret.
fn derived<const N: usize>(secret: &str, parts: &[&str]) -> [u8; N] {
    let mut hash = Sha256::new();
    for part in [&[secret], parts].concat() {
        // With its length, so that no two lists of parts read the same.
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    let digest = hash.finalize();
    let mut bits = digest.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1));
    std::array::from_fn(|_| bits.by_ref().take(5).fold(0, |value, bit| value << 1 | bit))
}

/// Values below 32 that follow from nothing.
fn random<const N: usize>() -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| NoRandomness)?;
    Ok(bytes.map(|byte| byte & 31))
}

/// A secret for a round: 160 random bits.
///
/// # Errors
/// When the system has no randomness to give.
pub fn new_key() -> Result<String, NoRandomness> {
    Ok(random::<32>()?.into_iter().map(character).collect())
}

/// The system has no randomness to give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the system has no randomness to give")]
pub struct NoRandomness;

/// A text that is none of our short ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not {expected} characters of 0-9 and A-Z")]
pub struct BadToken {
    /// How many characters it should have.
    pub expected: usize,
}

macro_rules! tokens {
    ($($(#[$doc:meta])* $name:ident: $len:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; $len]);

        impl $name {
            /// How many characters it has.
            pub(super) const LEN: usize = $len;

            /// The values of its characters.
            pub(super) const fn values(&self) -> &[u8] {
                &self.0
            }

            /// From the values of its characters, each below 32.
            pub(super) fn from_values(values: &[u8]) -> Option<Self> {
                values.try_into().ok().map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0.iter().copied().map(character).collect::<String>())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = BadToken;

            fn from_str(text: &str) -> Result<Self, BadToken> {
                let values = text.chars().take($len + 1).map(value).collect::<Option<Vec<u8>>>();
                values.and_then(|values| Self::from_values(&values)).ok_or(BadToken { expected: $len })
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                std::borrow::Cow::<'de, str>::deserialize(deserializer)?.parse().map_err(D::Error::custom)
            }
        }
    )+};
}

tokens! {
    /// Which form it is: 60 bits that follow from the round's secret and the rater.
    FormId: 12;
    /// Which person and group of a form, and for which version of the instrument: 30 bits that follow likewise.
    EntryTag: 6;
    /// Which answers these are, of all that one form may bring: 30 random bits, drawn when a form is begun.
    AnswerId: 6;
}

impl FormId {
    /// The id of a rater's form.
    pub(super) fn of(key: &str, rater: &RaterId) -> Self {
        Self(derived(key, &["form", rater.as_str()]))
    }
}

impl EntryTag {
    /// The tag of one person and group in a rater's form, for one version of an instrument.
    pub(super) fn of(key: &str, assignment: &Assignment, instrument: &InstrumentId, version: u32) -> Self {
        let Assignment { ratee, rater, group } = assignment;
        let group = match group {
            RaterGroup::Oneself => "self",
            RaterGroup::Manager => "manager",
            RaterGroup::Peer => "peer",
            RaterGroup::DirectReport => "direct_report",
            RaterGroup::Customer => "customer",
        };
        let version = version.to_string();
        Self(derived(key, &["entry", rater.as_str(), ratee.as_str(), group, instrument.as_str(), &version]))
    }
}

impl AnswerId {
    /// A new one.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn random() -> Result<Self, NoRandomness> {
        random().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_stands_for_its_value() {
        for n in 0..32 {
            assert_eq!(value(character(n)), Some(n));
        }
    }

    #[test]
    fn what_looks_alike_is_read_alike() {
        for (given, meant) in [("olil0i", "011101"), ("ＡＢＣ１２３", "ABC123"), ("abcxyz", "ABCXYZ")] {
            assert_eq!(given.parse::<EntryTag>().unwrap().to_string(), meant);
        }
        for bad in ["", "ABC12", "ABC1234", "ABCU12", "ABC 12", "ABC12ß"] {
            assert_eq!(bad.parse::<EntryTag>(), Err(BadToken { expected: 6 }), "{bad}");
        }
    }

    #[test]
    fn derived_ones_depend_on_every_part_and_on_where_it_ends() {
        let id = |secret, parts: &[&str]| derived::<12>(secret, parts);
        let all = [id("k", &["ab", "c"]), id("k", &["a", "bc"]), id("k", &["abc"]), id("ka", &["b", "c"])];
        for (n, one) in all.iter().enumerate() {
            assert!(all.iter().skip(n + 1).all(|other| one != other));
        }
        assert_eq!(id("k", &["ab", "c"]), all[0]);
    }

    #[test]
    fn random_ones_differ() {
        assert_ne!(AnswerId::random().unwrap(), AnswerId::random().unwrap());
        assert_eq!(new_key().unwrap().len(), 32);
    }
}
