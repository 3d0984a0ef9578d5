//! A text as words: English ones between boundaries, with contractions undone, and Chinese characters one by one.

use std::ops::Range;

use smallvec::{SmallVec, smallvec};

/// A word, a Chinese character, a number or a sign. Spaces are none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it says, in lower case: `don’t` is `do` and `not`.
    pub text: SmallVec<[char; 12]>,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
    /// It begins with a capital, and no clause begins with it.
    pub name: bool,
    /// Somebody else said it: it stands between quotation marks.
    pub quoted: bool,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word of letters.
    Latin,
    /// A Chinese character.
    Han,
    /// A number in digits.
    Digits,
    /// A sign that ends a clause, or a line's end.
    Stop,
    /// Any other sign.
    Sign,
}

impl Token {
    /// Whether it says this.
    pub fn is(&self, text: &str) -> bool {
        self.text.iter().copied().eq(text.chars())
    }

    /// Whether it begins with this.
    pub fn begins_with(&self, text: &str) -> bool {
        let mut own = self.text.iter();
        text.chars().all(|c| own.next() == Some(&c))
    }
}

/// The tokens of a text.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let kind = kind(c);
        let mut end = start + c.len_utf8();
        let mut word: SmallVec<[char; 12]> = smallvec![lower(c)];
        if matches!(kind, Some(Kind::Latin | Kind::Digits)) {
            while let Some(&(at, next)) = chars.peek() {
                let after = text.get(at + next.len_utf8()..).and_then(|rest| rest.chars().next());
                let joins = match kind {
                    // A compound is a word of its own: `never-expiring` says never of nobody.
                    Some(Kind::Latin) => {
                        is_latin(next) || ((is_apostrophe(next) || next == '-') && after.is_some_and(is_latin))
                    }
                    _ => {
                        next.is_ascii_digit()
                            || (matches!(next, '.' | ',') && after.is_some_and(|c| c.is_ascii_digit()))
                    }
                };
                if !joins {
                    break;
                }
                word.push(lower(next));
                end = at + next.len_utf8();
                chars.next();
            }
        }
        match kind {
            Some(Kind::Latin) => push_word(&mut found, text, word, start..end),
            Some(kind) => found.push(Token { text: word, range: start..end, kind, name: false, quoted: false }),
            None => {}
        }
    }
    let quoted = quoted(text);
    let mut begins = true;
    for token in &mut found {
        let first = text.get(token.range.clone()).and_then(|text| text.chars().next());
        token.name = !begins && token.kind == Kind::Latin && first.is_some_and(char::is_uppercase) && !token.is("i");
        begins = token.kind == Kind::Stop;
        token.quoted = quoted.iter().any(|range| range.contains(&token.range.start));
    }
    found
}

/// Adds a word, a contraction as the two words it stands for.
fn push_word(found: &mut Vec<Token>, source: &str, text: SmallVec<[char; 12]>, range: Range<usize>) {
    let mut push = |text: &str, range| {
        found.push(Token { text: text.chars().collect(), range, kind: Kind::Latin, name: false, quoted: false });
    };
    let Some(at) = text.iter().rposition(|c| *c == '\'') else {
        found.push(Token { text, range, kind: Kind::Latin, name: false, quoted: false });
        return;
    };
    let tail: String = text.iter().skip(at + 1).collect();
    let head: String = text.iter().take(at).collect();
    let second = match (head.as_str(), tail.as_str()) {
        (_, "re") => "are",
        (_, "ve") => "have",
        (_, "ll") => "will",
        (_, "d") => "would",
        ("i", "m") => "am",
        ("it" | "that" | "he" | "she" | "there" | "here" | "what" | "who", "s") => "is",
        (_, "t") if head.ends_with('n') => "not",
        _ => {
            found.push(Token { text, range, kind: Kind::Latin, name: false, quoted: false });
            return;
        }
    };
    let first = match (head.as_str(), second) {
        ("can", "not") => "can",
        ("won", "not") => "will",
        ("shan", "not") => "shall",
        (head, "not") => head.strip_suffix('n').unwrap_or(head),
        (head, _) => head,
    };
    // Both are ranges of the text as written: the second begins after the letters of the first that are there.
    let letters = if second == "not" && head != "can" { at - 1 } else { at };
    let written = source.get(range.clone()).unwrap_or_default();
    let cut = range.start + written.chars().take(letters).map(char::len_utf8).sum::<usize>();
    push(first, range.start..cut);
    push(second, cut..range.end);
}

fn kind(c: char) -> Option<Kind> {
    Some(match c {
        '\n' => Kind::Stop,
        c if c.is_whitespace() => return None,
        c if is_latin(c) => Kind::Latin,
        c if c.is_ascii_digit() => Kind::Digits,
        '\u{3400}'..='\u{9fff}' | '〇' => Kind::Han,
        ',' | '.' | ';' | ':' | '!' | '?' | '，' | '。' | '；' | '：' | '！' | '？' | '…' | '—' | '–' | '(' | ')'
        | '（' | '）' => Kind::Stop,
        _ => Kind::Sign,
    })
}

fn is_latin(c: char) -> bool {
    c.is_alphabetic() && !('\u{2e80}'..='\u{9fff}').contains(&c)
}

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

fn lower(c: char) -> char {
    match c {
        c if is_apostrophe(c) => '\'',
        '?' => '？',
        c => c.to_lowercase().next().unwrap_or(c),
    }
}

/// What stands between quotation marks that open and close within one line.
fn quoted(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut before = None;
    for (at, c) in text.char_indices() {
        let after = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
        let opens_word = before.is_none_or(|c: char| !c.is_alphanumeric()) || before.is_some_and(|c| !is_latin(c));
        let ends_word = after.is_none_or(|c| !is_latin(c));
        match open {
            Some((start, mark)) if closes(mark, c) && (!is_apostrophe(c) || ends_word) => {
                found.push(start..at);
                open = None;
            }
            _ if c == '\n' => open = None,
            None if matches!(c, '„' | '“' | '「' | '『' | '‘') => open = Some((at, c)),
            None if c == '"' || (c == '\'' && opens_word && after.is_some_and(|c| !c.is_whitespace())) => {
                open = Some((at, c));
            }
            _ => {}
        }
        before = Some(c);
    }
    found
}

const fn closes(open: char, c: char) -> bool {
    match open {
        '„' => matches!(c, '“' | '”'),
        '“' => matches!(c, '”'),
        '「' => matches!(c, '」'),
        '『' => matches!(c, '』'),
        '‘' => matches!(c, '’'),
        '"' => matches!(c, '"'),
        _ => matches!(c, '\''),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<String> {
        tokens(text).iter().map(|token| token.text.iter().collect()).collect()
    }

    fn written(text: &str) -> Vec<&str> {
        tokens(text).into_iter().map(|token| &text[token.range]).collect()
    }

    #[test]
    fn contractions_are_two_words_that_stand_where_they_were_written() {
        assert_eq!(
            said("You don’t; I'm sure we can't, won't."),
            ["you", "do", "not", ";", "i", "am", "sure", "we", "can", "not", ",", "will", "not", "."]
        );
        assert_eq!(written("You don’t; I'm"), ["You", "do", "n’t", ";", "I", "'m"]);
        assert_eq!(said("Anna's half-hearted 1,200 o'clock"), ["anna's", "half-hearted", "1,200", "o'clock"]);
        assert_eq!(written("can't won’t"), ["can", "'t", "wo", "n’t"]);
    }

    #[test]
    fn chinese_is_read_character_by_character_and_english_within_it_as_words() {
        assert_eq!(said("你的KPI，第3次"), ["你", "的", "kpi", "，", "第", "3", "次"]);
    }

    #[test]
    fn quotations_are_what_others_said() {
        let quoted = |text: &str| {
            let tokens = tokens(text);
            tokens
                .into_iter()
                .filter(|token| token.quoted && token.kind != Kind::Sign)
                .map(|token| text[token.range].to_owned())
                .collect::<Vec<_>>()
                .join(" ")
        };
        for (text, inside) in [
            ("客户说“你们总是迟到”，我记下了", "你 们 总 是 迟 到"),
            ("客户说「总是这样」。", "总 是 这 样"),
            ("He said: \"you never call\" twice", "you never call"),
            ("She wrote 'never again' and left", "never again"),
            ("don't say it isn't so", ""),
            ("She wrote ‘don’t call me’ today", "do n’t call me"),
            ("„Immer“ sagte er, immer", "Immer"),
            ("a quotation “that never ends", ""),
            ("客户说'从不'两次", "从 不"),
        ] {
            assert_eq!(quoted(text), inside, "{text}");
        }
    }
}
