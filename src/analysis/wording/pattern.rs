//! Patterns over tokens, written by hand as data, and what finds them.
//!
//! | written | finds |
//! |---|---|
//! | `always` | the word |
//! | `complain*` | a word that begins so |
//! | `总是` | the characters, one after the other |
//! | `#` `@` `.` | a number, in digits or Chinese numerals; a name, that is a capital within a clause; any word |
//! | `(a\|b c\|)` | one of these; an empty one makes the group optional |
//! | `a?` | the same as `(a\|)` |
//! | `~3` | up to three words that end no clause, as few as will do |
//! | `^` `$` | where a clause begins, where it ends |
//! | `!(a\|b)` `<!(a\|b)` | nothing, unless one of these follows, or comes before |
//! | `[a b]` | marks only this of what was found |

use super::tokens::{Kind, Token};

/// What one pattern finds, element by element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern(Vec<Element>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Element {
    Word(String),
    Beginning(String),
    Number,
    Name,
    Any,
    OneOf(Vec<Vec<Element>>),
    Gap(usize),
    ClauseStarts,
    ClauseEnds,
    NotBefore(Vec<Vec<Element>>),
    NotAfter(Vec<Vec<Element>>),
    Open,
    Close,
}

/// How far a match has come.
#[derive(Clone, Copy, Debug)]
struct Way {
    at: usize,
    opened: Option<usize>,
    closed: Option<usize>,
}

/// How far back what may not come before is looked for, in tokens.
const BACK: usize = 6;

impl Pattern {
    /// Reads a pattern; `None` where it isn't one.
    pub fn read(text: &str) -> Option<Self> {
        let mut chars = text.chars().peekable();
        let elements = sequence(&mut chars)?;
        (chars.peek().is_none() && !elements.is_empty()).then_some(Self(elements))
    }

    /// The words it can begin with; `None` where it can begin with anything.
    pub fn first_words(&self) -> Option<Vec<&str>> {
        let mut words = Vec::new();
        begins(&self.0, &mut words)?.then_some(words)
    }

    /// What it marks where it begins at a token: from the first token to behind the last.
    pub fn at(&self, tokens: &[Token], start: usize) -> Option<(usize, usize)> {
        let begin = Way { at: start, opened: None, closed: None };
        let found = ways(&self.0, tokens, begin).into_iter().next()?;
        let marked = (found.opened.unwrap_or(start), found.closed.unwrap_or(found.at));
        (marked.0 < marked.1).then_some(marked)
    }
}

/// Gathers the words that some elements can begin with, and says whether they need one at all; `None` where they can
/// begin with anything.
fn begins<'a>(elements: &'a [Element], words: &mut Vec<&'a str>) -> Option<bool> {
    for element in elements {
        match element {
            Element::Word(word) => {
                words.push(word);
                return Some(true);
            }
            Element::OneOf(choices) => {
                let mut all = true;
                for choice in choices {
                    all &= begins(choice, words)?;
                }
                if all {
                    return Some(true);
                }
            }
            Element::ClauseStarts | Element::NotAfter(_) | Element::NotBefore(_) | Element::Open | Element::Close => {}
            Element::Beginning(_)
            | Element::Number
            | Element::Name
            | Element::Any
            | Element::Gap(_)
            | Element::ClauseEnds => return None,
        }
    }
    Some(false)
}

/// All ways through some elements, the preferred one first.
fn ways(elements: &[Element], tokens: &[Token], way: Way) -> Vec<Way> {
    let Some((first, rest)) = elements.split_first() else { return vec![way] };
    let token = tokens.get(way.at).filter(|token| !token.quoted);
    let one_on = Way { at: way.at + 1, ..way };
    let go_on = |holds: bool, way: Way| if holds { ways(rest, tokens, way) } else { Vec::new() };
    match first {
        Element::Word(word) => go_on(token.is_some_and(|token| token.is(word)), one_on),
        Element::Beginning(word) => {
            go_on(token.is_some_and(|token| token.kind == Kind::Latin && token.begins_with(word)), one_on)
        }
        Element::Number => go_on(token.is_some_and(is_number), one_on),
        Element::Name => go_on(token.is_some_and(|token| token.name), one_on),
        Element::Any => go_on(token.is_some_and(|token| token.kind != Kind::Stop), one_on),
        Element::OneOf(choices) => {
            let each = choices.iter().flat_map(|choice| ways(choice, tokens, way));
            each.flat_map(|way| ways(rest, tokens, way)).collect()
        }
        Element::Gap(most) => {
            let mut found = Vec::new();
            for length in 0..=*most {
                found.extend(ways(rest, tokens, Way { at: way.at + length, ..way }));
                let passes = tokens.get(way.at + length).is_some_and(|token| token.kind != Kind::Stop && !token.quoted);
                if !passes {
                    break;
                }
            }
            found
        }
        Element::ClauseStarts => {
            let before = way.at.checked_sub(1).and_then(|before| tokens.get(before));
            go_on(before.is_none_or(|token| token.kind == Kind::Stop), way)
        }
        Element::ClauseEnds => go_on(tokens.get(way.at).is_none_or(|token| token.kind == Kind::Stop), way),
        Element::NotBefore(choices) => {
            let follows = choices.iter().any(|choice| !ways(choice, tokens, way).is_empty());
            go_on(!follows, way)
        }
        Element::NotAfter(choices) => {
            let ends_here = |start: usize, choice: &[Element]| {
                ways(choice, tokens, Way { at: start, ..way }).iter().any(|end| end.at == way.at)
            };
            let starts = way.at.saturating_sub(BACK)..way.at;
            let comes_before = starts.into_iter().any(|start| choices.iter().any(|choice| ends_here(start, choice)));
            go_on(!comes_before, way)
        }
        Element::Open => ways(rest, tokens, Way { opened: Some(way.at), ..way }),
        Element::Close => ways(rest, tokens, Way { closed: Some(way.at), ..way }),
    }
}

/// A number in digits, or a Chinese numeral.
fn is_number(token: &Token) -> bool {
    const NUMERALS: &str = "〇零一二两三四五六七八九十百千万几半";
    let is_numeral = |c: &char| NUMERALS.contains(*c);
    match token.kind {
        Kind::Digits => true,
        Kind::Han => token.text.iter().all(is_numeral),
        _ => false,
    }
}

type Chars<'a> = std::iter::Peekable<std::str::Chars<'a>>;

/// Elements up to the end of the text or of the group.
fn sequence(chars: &mut Chars<'_>) -> Option<Vec<Element>> {
    let mut elements = Vec::new();
    while let Some(&c) = chars.peek() {
        if matches!(c, '|' | ')') {
            break;
        }
        chars.next();
        let element = match c {
            ' ' => continue,
            '#' => Element::Number,
            '@' => Element::Name,
            '.' => Element::Any,
            '?' => {
                let optional = elements.pop()?;
                Element::OneOf(vec![vec![optional], Vec::new()])
            }
            '^' => Element::ClauseStarts,
            '$' => Element::ClauseEnds,
            '[' => Element::Open,
            ']' => Element::Close,
            '~' => Element::Gap(usize::try_from(chars.next()?.to_digit(10)?).ok()?),
            '(' => Element::OneOf(choices(chars)?),
            '!' => {
                chars.next_if_eq(&'(')?;
                Element::NotBefore(choices(chars)?)
            }
            '<' => {
                chars.next_if_eq(&'!')?;
                chars.next_if_eq(&'(')?;
                Element::NotAfter(choices(chars)?)
            }
            c if c.is_ascii_lowercase() => {
                let mut word = String::from(c);
                while let Some(next) = chars.next_if(|c| c.is_ascii_lowercase() || matches!(c, '\'' | '-')) {
                    word.push(next);
                }
                if chars.next_if_eq(&'*').is_some() { Element::Beginning(word) } else { Element::Word(word) }
            }
            c if c.is_ascii_digit() => {
                let mut number = String::from(c);
                while let Some(next) = chars.next_if(char::is_ascii_digit) {
                    number.push(next);
                }
                Element::Word(number)
            }
            c if !c.is_ascii() || matches!(c, ',' | '/' | ':') => Element::Word(c.to_string()),
            _ => return None,
        };
        elements.push(element);
    }
    Some(elements)
}

/// The choices of a group whose bracket is open.
fn choices(chars: &mut Chars<'_>) -> Option<Vec<Vec<Element>>> {
    let mut choices = vec![sequence(chars)?];
    while chars.next_if_eq(&'|').is_some() {
        choices.push(sequence(chars)?);
    }
    chars.next_if_eq(&')')?;
    Some(choices)
}

#[cfg(test)]
mod tests {
    use super::{super::tokens::tokens, *};

    /// What a pattern marks in a text, the first time.
    fn found<'a>(pattern: &str, text: &'a str) -> Option<&'a str> {
        let pattern = Pattern::read(pattern).unwrap();
        let tokens = tokens(text);
        (0..tokens.len()).find_map(|start| {
            let (first, end) = pattern.at(&tokens, start)?;
            Some(&text[tokens[first].range.start..tokens[end - 1].range.end])
        })
    }

    #[test]
    fn a_pattern_finds_what_it_says_and_nothing_else() {
        for (pattern, text, marked) in [
            ("always", "You always call", Some("always")),
            ("always", "You call. Always!", Some("Always")),
            ("always", "Alwaysland", None),
            ("complain*", "He complained", Some("complained")),
            ("do not listen", "you don't listen", Some("don't listen")),
            ("从不!(同)", "你从不同的角度看", None),
            ("从不!(同)", "你从不回电话", Some("从不")),
            ("<!(不)总是", "他不总是这样", None),
            ("<!(不)总是", "他总是这样", Some("总是")),
            ("you ~2 never", "you have really never asked", Some("you have really never")),
            ("you ~2 never", "you left, and never asked", None),
            ("你[总是]迟到", "你总是迟到", Some("总是")),
            ("^ call", "please call. Call now", Some("Call")),
            ("(very |)bad", "very bad", Some("very bad")),
            ("(very |)bad", "so bad", Some("bad")),
            ("# times", "3 times", Some("3 times")),
            ("第#次", "第三次", Some("第三次")),
            ("总是", "客户说“总是”", None),
            ("soon $", "soon, then", Some("soon")),
            ("soon $", "soon after", None),
            ("than @", "later than Anna", Some("than Anna")),
            ("than @", "later than planned", None),
            ("没有?人", "没人", Some("没人")),
            ("never", "the never-expiring licence", None),
            ("half-hearted", "a half-hearted demo", Some("half-hearted")),
        ] {
            assert_eq!(found(pattern, text), marked, "{pattern} in {text}");
        }
    }

    #[test]
    fn what_a_pattern_can_begin_with_is_known() {
        for (pattern, words) in [
            ("<!(not) (very |)bad", Some(vec!["very", "bad"])),
            ("(a|b) c", Some(vec!["a", "b"])),
            ("complain*", None),
            ("(a|#) c", None),
        ] {
            assert_eq!(Pattern::read(pattern).unwrap().first_words(), words, "{pattern}");
        }
    }

    #[test]
    fn what_is_no_pattern_is_refused() {
        for wrong in ["", "(a", "a)", "!a", "<a", "~x", "A", "?"] {
            assert_eq!(Pattern::read(wrong), None, "{wrong}");
        }
    }
}
