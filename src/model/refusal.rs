//! Why a value read from a file is not taken: facts that survive serde, which hands errors on as sentences only.

use std::{fmt, str::FromStr};

use super::{BadAnswer, BadId, OutOfRange};

/// A refused value. Its sentence reads back to the same refusal, so that it can be said in another language.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// A number outside what its unit allows.
    Number(OutOfRange),
    /// A text that is no id.
    Id(BadId),
    /// A character that is no answer.
    Answer(BadAnswer),
    /// A margin that is neither a number nor a sign.
    Margin(String),
    /// The same key twice in one collection.
    Twice {
        /// The key, as the program writes it.
        key: String,
        /// Where the second one stands, counted from 0.
        index: usize,
    },
    /// More records than a collection may hold.
    TooMany {
        /// The most allowed.
        max: usize,
    },
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Id(id) => id.fmt(f),
            Self::Answer(answer) => answer.fmt(f),
            Self::Margin(found) => write!(f, r#"{found:?} is no margin: expected a number, "++", "+" or "-""#),
            Self::Twice { key, index } => write!(f, "the key {key} stands here twice, again at index {index}"),
            Self::TooMany { max } => write!(f, "more than {max} records"),
        }
    }
}

/// The sentence of no refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the sentence of a refusal")]
pub struct NotARefusal;

impl FromStr for Refusal {
    type Err = NotARefusal;

    fn from_str(sentence: &str) -> Result<Self, NotARefusal> {
        let ids = [BadId::Empty, BadId::TooLong, BadId::Control].into_iter();
        let id = ids.map(Self::Id).find(|refusal| refusal.to_string() == sentence);
        id.or_else(|| number(sentence))
            .or_else(|| answer(sentence))
            .or_else(|| margin(sentence))
            .or_else(|| twice(sentence))
            .or_else(|| too_many(sentence))
            .ok_or(NotARefusal)
    }
}

fn number(sentence: &str) -> Option<Refusal> {
    let (value, bounds) = sentence.split_once(" is out of range: expected a number from ")?;
    let (min, max) = bounds.split_once(" to ")?;
    let (value, min, max) = (value.parse().ok()?, min.parse().ok()?, max.parse().ok()?);
    Some(Refusal::Number(OutOfRange { value, min, max }))
}

fn answer(sentence: &str) -> Option<Refusal> {
    let (found, rest) = sentence.rsplit_once(" at place ")?;
    let (place, _) = rest.split_once(" is no answer")?;
    let found = unquoted(found, '\'')?;
    let mut characters = found.chars();
    let (found, None) = (characters.next()?, characters.next()) else { return None };
    Some(Refusal::Answer(BadAnswer { place: place.parse().ok()?, found }))
}

fn margin(sentence: &str) -> Option<Refusal> {
    let (found, _) = sentence.rsplit_once(" is no margin: ")?;
    unquoted(found, '"').map(Refusal::Margin)
}

fn twice(sentence: &str) -> Option<Refusal> {
    let (key, index) = sentence.strip_prefix("the key ")?.rsplit_once(" stands here twice, again at index ")?;
    Some(Refusal::Twice { key: key.to_owned(), index: index.parse().ok()? })
}

fn too_many(sentence: &str) -> Option<Refusal> {
    let max = sentence.strip_prefix("more than ")?.strip_suffix(" records")?;
    Some(Refusal::TooMany { max: max.parse().ok()? })
}

/// Undoes Rust's debug form of a text or character.
fn unquoted(text: &str, quote: char) -> Option<String> {
    let inner = text.strip_prefix(quote)?.strip_suffix(quote)?;
    let mut out = String::new();
    let mut characters = inner.chars();
    while let Some(c) = characters.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        out.push(match characters.next()? {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            '0' => '\0',
            'u' => {
                let code: String = characters.by_ref().skip(1).take_while(|c| *c != '}').collect();
                char::from_u32(u32::from_str_radix(&code, 16).ok()?)?
            }
            escaped => escaped,
        });
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_reads_back_from_its_sentence() {
        let number = |value| Refusal::Number(OutOfRange { value, min: -1e15, max: 1e15 });
        let twice = |key: &str| Refusal::Twice { key: format!("{key:?}"), index: 7 };
        let refusals = [
            number(11.5),
            number(f64::INFINITY),
            Refusal::Id(BadId::Empty),
            Refusal::Id(BadId::TooLong),
            Refusal::Id(BadId::Control),
            Refusal::Answer(BadAnswer { place: 3, found: '\'' }),
            Refusal::Answer(BadAnswer { place: 30, found: '\u{200b}' }),
            Refusal::Margin("a \"b\"\n\u{200b} is no margin: ".to_owned()),
            twice("acme"),
            twice("张伟 stands here twice, again at index 3"),
            Refusal::TooMany { max: 200_000 },
        ];
        for refusal in refusals {
            assert_eq!(refusal.to_string().parse(), Ok(refusal));
        }
        for sentence in ["", "the key is lost", "'ab' at place 3 is no answer", "expected a date"] {
            assert_eq!(sentence.parse::<Refusal>(), Err(NotARefusal), "{sentence}");
        }
    }
}
