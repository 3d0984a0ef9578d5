//! A code to copy: what was answered about one person, short enough for a message, comments excepted.
//!
//! `ST1` (what it is, and the version of the format), the form, the person and group, the edition, the answers' id, the
//! answers, and six characters of check, all in Crockford's base 32 and in groups of five. Thirty answers on a scale of
//! five take 53 characters and ten hyphens. The check is the one of Bech32m (BIP 350): it finds every code with up to
//! three wrong characters, and so every swap of two.

use super::{
    answers::{AnswerFile, MAX_EDITION},
    token::{AnswerId, EntryTag, FormId, character, value},
};
use crate::model::{Answer, Answers, Points};

/// What every code begins with, as values of its characters: `ST1`.
const MARKER: [u8; 3] = [25, 26, 1];
/// How many characters stand before the answers.
const HEAD: usize = MARKER.len() + FormId::LEN + EntryTag::LEN + EDITION + AnswerId::LEN;
/// How many characters the edition takes.
const EDITION: usize = 2;
/// How many characters the check takes.
const CHECK: usize = 6;
/// How many characters stand between two hyphens.
const GROUP: usize = 5;
/// How many characters of a code may be missing at its end for it still to be taken for a broken one, not for a word.
const LEAST: usize = MARKER.len() + FormId::LEN;
/// The longest code there can be: of a thousand answers on a scale of ten.
const MOST: usize = HEAD + 1_000 * 4 / 5 + CHECK;

/// A code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// The form.
    pub form: FormId,
    /// Who was rated, and as what.
    pub tag: EntryTag,
    /// How often answers have been given.
    pub edition: u32,
    /// The answers' id.
    pub id: AnswerId,
    /// The answers, as values below 32; only who knows the instrument can read them.
    packed: Vec<u8>,
}

impl Code {
    /// The answers it holds to so many items on such a scale; nothing where it was made for others.
    pub fn answers(&self, items: usize, points: Points) -> Option<Answers> {
        unpack(&self.packed, items, points)
    }
}

/// The codes of an answer file, in its order.
pub fn of(file: &AnswerFile, items: usize, points: Points) -> Vec<String> {
    let code = |entry: &super::answers::EntryAnswers| {
        let packed = pack(&entry.answers, items, points);
        written(&Code { form: file.form, tag: entry.tag, edition: file.edition, id: file.id, packed })
    };
    file.entries.iter().map(code).collect()
}

/// A code as it is shown.
fn written(code: &Code) -> String {
    let edition = code.edition.min(MAX_EDITION);
    let edition = [(edition >> 5) as u8, (edition & 31) as u8];
    let parts = [&MARKER, code.form.values(), code.tag.values(), &edition, code.id.values(), &code.packed];
    let mut values = parts.concat();
    values.extend(check(&values));
    let groups = values.chunks(GROUP).map(|group| group.iter().copied().map(character).collect::<String>());
    groups.collect::<Vec<_>>().join("-")
}

/// How many values an answer on this scale may have: open, not observed, or points.
const fn base(points: Points) -> u32 {
    points.get() as u32 + 2
}

/// How many answers four characters hold.
const fn per_chunk(base: u32) -> usize {
    let (mut n, mut values) = (0, base);
    while values <= 1 << 20 {
        n += 1;
        values *= base;
    }
    n
}

/// How many characters so many answers take, at most a chunk of them.
const fn width(answers: usize, base: u32) -> usize {
    let (mut n, mut room, mut values) = (0, 1, 1);
    while n < answers {
        values *= base;
        n += 1;
    }
    n = 0;
    while room < values {
        room *= 32;
        n += 1;
    }
    n
}

/// Answers as values below 32, as many to four characters as go in.
fn pack(answers: &Answers, items: usize, points: Points) -> Vec<u8> {
    let (base, mut packed) = (base(points), Vec::new());
    let digit = |index| match answers.get(index) {
        Answer::Open => 0,
        Answer::NotObserved => 1,
        Answer::Points(points) => u32::from(points) + 1,
    };
    let all: Vec<u32> = (0..items).map(digit).collect();
    for chunk in all.chunks(per_chunk(base)) {
        let number = chunk.iter().fold(0, |number, digit| number * base + digit);
        let places = (0..width(chunk.len(), base)).rev();
        packed.extend(places.map(|place| (number >> (5 * place) & 31) as u8));
    }
    packed
}

/// The answers that were packed.
fn unpack(packed: &[u8], items: usize, points: Points) -> Option<Answers> {
    let (base, mut rest) = (base(points), packed);
    let mut answers = Vec::with_capacity(items);
    while answers.len() < items {
        let here = per_chunk(base).min(items - answers.len());
        let (chunk, after) = rest.split_at_checked(width(here, base))?;
        let mut number = chunk.iter().fold(0, |number, value| number << 5 | u32::from(*value));
        let mut digits = Vec::with_capacity(here);
        for _ in 0..here {
            digits.push(number % base);
            number /= base;
        }
        if number > 0 {
            return None;
        }
        for digit in digits.into_iter().rev() {
            answers.push(match u8::try_from(digit).ok()? {
                0 => Answer::Open,
                1 => Answer::NotObserved,
                digit => Answer::Points(digit - 1),
            });
        }
        rest = after;
    }
    let answered = answers.iter().rposition(|answer| *answer != Answer::Open).map_or(0, |last| last + 1);
    answers.truncate(answered);
    rest.is_empty().then_some(Answers(answers))
}

/// What Bech32m makes of one more value.
fn polymod(state: u32, value: u8) -> u32 {
    const GENERATOR: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];
    let top = state >> 25;
    let words = GENERATOR.iter().enumerate().filter(|(bit, _)| top >> bit & 1 == 1);
    words.fold((state & 0x01ff_ffff) << 5 ^ u32::from(value), |next, (_, word)| next ^ word)
}

/// What [`polymod`] comes to over a code that is whole.
const WHOLE: u32 = 0x2bc8_30a3;

/// The six values that make a code whole.
fn check(values: &[u8]) -> [u8; CHECK] {
    let state = values.iter().chain(&[0; CHECK]).fold(1, |state, value| polymod(state, *value)) ^ WHOLE;
    [25, 20, 15, 10, 5, 0].map(|shift| (state >> shift & 31) as u8)
}

/// Something in a text that is, or was, a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A code that is whole.
    Code(Code),
    /// One that is not: what stands there, as far as it helps to find it.
    Damaged(String),
}

/// Every code in a text, whatever stands around it. Hyphens, dashes, spaces and line ends within a code don't matter,
/// nor do small letters, nor O for 0 and I or L for 1.
///
/// After [`MAX_DAMAGED`] damaged ones it gives up on the text.
pub fn find(text: &str) -> Vec<Found> {
    let (mut found, mut damaged) = (Vec::new(), 0);
    let (mut rest, mut in_word) = (text, false);
    while let Some(c) = rest.chars().next().filter(|_| damaged < MAX_DAMAGED) {
        let run = if in_word { Run::default() } else { Run::of(rest) };
        let (end, ends_word) = match run.code() {
            Some((code, end)) => {
                found.push(Found::Code(code));
                (end, true)
            }
            None => {
                if run.is_damaged_code() {
                    let shown: String = rest.chars().take(SHOWN).collect();
                    found.push(Found::Damaged(shown.trim_end().to_owned()));
                    damaged += 1;
                }
                (c.len_utf8(), false)
            }
        };
        in_word = c.is_alphanumeric() && !ends_word;
        rest = rest.get(end..).unwrap_or_default();
    }
    found
}

/// How many damaged codes of one text are listed.
pub const MAX_DAMAGED: usize = 100;
/// How many characters in a row that belong to no code may stand within one.
const MAX_BETWEEN: usize = 8;
/// How much of a damaged code is shown.
const SHOWN: usize = 24;

/// Characters of a code in a row, with where each ends, and which of them follow a gap.
#[derive(Debug, Default)]
struct Run {
    values: Vec<u8>,
    ends: Vec<usize>,
    after_gaps: Vec<usize>,
}

impl Run {
    fn of(text: &str) -> Self {
        let (mut run, mut between) = (Self::default(), 0);
        for (at, c) in text.char_indices() {
            match value(c) {
                Some(value) if MARKER.get(run.values.len()).is_none_or(|marker| *marker == value) => {
                    if between > 0 {
                        run.after_gaps.push(run.values.len());
                    }
                    run.values.push(value);
                    run.ends.push(at + c.len_utf8());
                    between = 0;
                }
                None if is_between(c) && between < MAX_BETWEEN && !run.values.is_empty() => between += 1,
                _ => break,
            }
            if run.values.len() == MOST {
                break;
            }
        }
        run
    }

    /// Whether it was meant to be a code. Words that happen to begin like one are shorter, up to where the next begins.
    fn is_damaged_code(&self) -> bool {
        let begins = |at: usize| self.values.get(at..).is_some_and(|values| values.starts_with(&MARKER));
        let next = self.after_gaps.iter().copied().find(|at| begins(*at));
        begins(0) && next.unwrap_or(self.values.len()) >= LEAST
    }

    /// The code with which it begins, and where that ends: where the check comes out right.
    fn code(&self) -> Option<(Code, usize)> {
        let mut state = 1;
        for (index, value) in self.values.iter().enumerate() {
            state = polymod(state, *value);
            if state == WHOLE && index + 1 >= HEAD + CHECK {
                let (head, rest) = self.values.split_at_checked(HEAD)?;
                let packed = rest.get(..index + 1 - HEAD - CHECK)?;
                return Some((Code::from_head(head, packed)?, *self.ends.get(index)?));
            }
        }
        None
    }
}

impl Code {
    fn from_head(head: &[u8], packed: &[u8]) -> Option<Self> {
        let (_, rest) = head.split_at_checked(MARKER.len())?;
        let (form, rest) = rest.split_at_checked(FormId::LEN)?;
        let (tag, rest) = rest.split_at_checked(EntryTag::LEN)?;
        let (edition, id) = rest.split_at_checked(EDITION)?;
        Some(Self {
            form: FormId::from_values(form)?,
            tag: EntryTag::from_values(tag)?,
            edition: edition.iter().fold(0, |edition, value| edition << 5 | u32::from(*value)),
            id: AnswerId::from_values(id)?,
            packed: packed.to_owned(),
        })
    }
}

/// What may stand between the characters of a code.
fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '‐'..='―' | '−' | '－' | '_' | '\u{ad}' | '\u{200b}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{exchange::answers::EntryAnswers, model::InstrumentId};

    fn file(answers: &str) -> AnswerFile {
        AnswerFile {
            form: "K3F7A0123456".parse().unwrap(),
            instrument: InstrumentId::new("strobe").unwrap(),
            version: 1,
            id: "8F3KQ2".parse().unwrap(),
            edition: 33,
            entries: vec![EntryAnswers {
                tag: "ABC123".parse().unwrap(),
                answers: answers.parse().unwrap(),
                comments: Vec::new(),
            }],
        }
    }

    const FIVE: u8 = 5;

    fn code(answers: &str, items: usize, points: u8) -> String {
        of(&file(answers), items, Points::new(points).unwrap()).remove(0)
    }

    fn thirty() -> String {
        code("454-4.1235454454-4.12354544321", 30, FIVE)
    }

    fn read(text: &str) -> Option<Code> {
        match find(text).as_slice() {
            [Found::Code(code)] => Some(code.clone()),
            _ => None,
        }
    }

    #[test]
    fn thirty_answers_take_about_sixty_characters() {
        assert_eq!(thirty().len(), 63);
        assert!(thirty().starts_with("ST1K3-F7A01-23456-ABC12-3118F-3KQ2"), "{}", thirty());
    }

    #[test]
    fn any_wrong_character_and_any_swap_of_neighbours_is_found() {
        for whole in [thirty(), code("5", 1, FIVE), code(&"3".repeat(300), 300, FIVE)] {
            let plain: Vec<char> = whole.chars().filter(|c| *c != '-').collect();
            assert!(read(&plain.iter().collect::<String>()).is_some());
            for place in 0..plain.len() {
                for other in (0..32).map(character).filter(|c| *c != plain[place]) {
                    let mut wrong = plain.clone();
                    wrong[place] = other;
                    assert_eq!(read(&wrong.iter().collect::<String>()), None, "{other} at {place} of {whole}");
                }
                if place > 0 && plain[place] != plain[place - 1] {
                    let mut swapped = plain.clone();
                    swapped.swap(place, place - 1);
                    assert_eq!(read(&swapped.iter().collect::<String>()), None, "swap at {place} of {whole}");
                }
            }
        }
    }

    #[test]
    fn codes_are_found_in_whatever_text_they_come_in() {
        let (one, two) = (thirty(), code("1", 30, FIVE));
        let forgiving = one.to_lowercase().replace('0', "o").replace('1', "l").replace('-', " – ");
        let full_width: String = one.chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap()).collect();
        for text in [
            format!("您好，张伟：{one}，谢谢！"),
            format!("> {}\n> {}", &one[..20], &one[20..]).replace("\n> ", "\n"),
            format!("code:{forgiving}. Best regards"),
            format!("{one} thanks and bye 12345"),
            format!("Start 1 st1 ST1 {one}"),
            full_width,
        ] {
            assert_eq!(read(&text), read(&one), "{text}");
        }
        assert_eq!(find(&format!("{one} {two}\n{one}{two}")).len(), 4);
        let broken = format!("{}\n{two}", one.replace("ST1K3-F7A01", "ST1K3-F7A02"));
        let found = find(&broken);
        assert!(matches!(found.as_slice(), [Found::Damaged(_), Found::Code(_)]), "{found:?}");
        assert!(matches!(find(&one[..40]).as_slice(), [Found::Damaged(_)]), "cut off");
        for none in ["", "best1 of all the words that there are in here", "ST1", "st1 for you", "STORE-12345"] {
            assert_eq!(find(none), [], "{none}");
        }
    }

    #[test]
    fn reading_stays_quick_on_hostile_texts() {
        for text in ["ST1".repeat(300_000), "ST1-".repeat(250_000), "ST1 0".repeat(200_000)] {
            find(&text);
        }
    }

    proptest! {
        #[test]
        fn a_code_reads_back(
            points in 2u8..=10,
            digits in prop::collection::vec(0u8..12, 0..90),
            more in 0usize..9,
            edition in 1u32..=MAX_EDITION,
        ) {
            let answer = |digit: u8| match digit % (points + 2) {
                0 => Answer::Open,
                1 => Answer::NotObserved,
                digit => Answer::Points(digit - 1),
            };
            let answers = Answers(digits.iter().map(|digit| answer(*digit)).collect());
            let (items, points) = (digits.len() + more, Points::new(points).unwrap());
            let mut file = AnswerFile { edition, ..file("") };
            file.entries[0].answers = answers.clone();
            let code = read(&of(&file, items, points)[0]).unwrap();
            prop_assert_eq!((code.form, code.tag, code.edition, code.id), (file.form, file.entries[0].tag, edition, file.id));
            prop_assert_eq!(code.answers(items, points).unwrap().to_string(), answers.to_string());
            prop_assert_eq!(code.answers(items + 20, points), None);
        }
    }
}
