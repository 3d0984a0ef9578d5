//! The tokens of a RON text, whatever state it is in: what layout, places of values and salvage are made from.

use crate::model::{FieldPath, PathStep};

/// A place in a text: line and column, both from 1; a column is one character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Position {
    /// The place of a byte of a text.
    pub(super) fn of(text: &str, byte: usize) -> Self {
        let before = text.get(..byte).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let column = before.get(line_start..).map_or(0, |line| line.chars().count()) + 1;
        Self { line: before.matches('\n').count() + 1, column }
    }
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `(`, `[` or `{`.
    Open,
    /// `)`, `]` or `}`.
    Close,
    Comma,
    Colon,
    /// A text, number or name.
    Atom,
    Comment,
}

/// A token: the bytes from `start` to `end`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
    /// For an opening bracket, the index of the one that closes it; of nothing, where nothing does.
    pub(super) mate: usize,
}

/// A text cut into tokens. Brackets that don't match don't stop it: the nearest one that closes, closes.
pub(super) struct Tokens<'a> {
    text: &'a str,
    tokens: Vec<Token>,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut tokens = Vec::new();
        let mut open = Vec::new();
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let (kind, len) = next(rest);
            if let Some(kind) = kind {
                match kind {
                    Kind::Open => open.push(tokens.len()),
                    Kind::Close => {
                        let mate = tokens.len();
                        if let Some(opening) = open.pop().and_then(|index: usize| tokens.get_mut(index)) {
                            let opening: &mut Token = opening;
                            opening.mate = mate;
                        }
                    }
                    Kind::Comma | Kind::Colon | Kind::Atom | Kind::Comment => {}
                }
                tokens.push(Token { kind, start: at, end: at + len, mate: usize::MAX });
            }
            at += len;
        }
        Self { text, tokens }
    }

    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = &Token> {
        self.tokens.iter()
    }

    pub(super) fn get(&self, index: usize) -> Option<&Token> {
        self.tokens.get(index)
    }

    pub(super) fn str(&self, token: &Token) -> &'a str {
        self.text.get(token.start..token.end).unwrap_or_default()
    }

    /// The token that begins at this byte or holds it, or else the next one.
    pub(super) fn at(&self, byte: usize) -> Option<&Token> {
        self.tokens.get(self.tokens.partition_point(|token| token.end <= byte))
    }

    /// The token that ends at this byte or holds it, or else the one before.
    pub(super) fn before(&self, byte: usize) -> Option<&Token> {
        let index = self.tokens.partition_point(|token| token.start < byte);
        self.tokens.get(index.checked_sub(1)?)
    }

    /// The first token of the workbook itself, after comments and `#![enable(…)]`.
    pub(super) fn root(&self) -> Option<usize> {
        let mut index = 0;
        loop {
            let token = self.get(index)?;
            index = match token.kind {
                Kind::Comment => index + 1,
                Kind::Atom if self.str(token).starts_with('#') => index + 1,
                Kind::Open if self.str(token) == "[" => token.mate.saturating_add(1),
                _ => return Some(index),
            };
        }
    }

    /// The first token of the value at a path.
    pub(super) fn locate(&self, path: &FieldPath) -> Option<usize> {
        let mut at = self.root()?;
        for step in path.steps() {
            at = match step {
                PathStep::Field(name) => self.children(at)?.find(|child| self.key(child) == Some(name))?.value,
                PathStep::Index(index) => self.children(at)?.nth(*index)?.value,
                PathStep::Variant(_) => at,
            };
        }
        Some(at)
    }

    /// The value at a path as a child of its group, and its last token; nothing where its brackets don't close.
    pub(super) fn child_at(&self, path: &FieldPath) -> Option<(Child, usize)> {
        let (last, outer) = path.steps().split_last()?;
        let mut children = self.children(self.locate(&outer.iter().cloned().collect())?)?;
        let child = match last {
            PathStep::Field(name) => children.find(|child| self.key(child) == Some(name))?,
            PathStep::Index(index) => children.nth(*index)?,
            PathStep::Variant(_) => return None,
        };
        let group = [child.value, child.value + 1]
            .into_iter()
            .find_map(|index| self.get(index).filter(|token| token.kind == Kind::Open));
        let end = group.map_or(child.value, |open| open.mate);
        self.get(end).map(|_| (child, end))
    }

    /// What stands at a path: the first token of the value.
    pub(super) fn value(&self, path: &FieldPath) -> Option<&'a str> {
        self.locate(path).and_then(|index| self.get(index)).map(|token| self.str(token))
    }

    /// Where the value at a path begins; where it has a place of its own no more, the nearest around it.
    pub(super) fn position(&self, path: &FieldPath) -> Option<Position> {
        let steps = path.steps();
        let found = (0..=steps.len()).rev().find_map(|len| self.locate(&steps.iter().take(len).cloned().collect()));
        found.and_then(|index| self.get(index)).map(|token| Position::of(self.text, token.start))
    }

    /// The key under which the value stands that begins last up to a byte, in the group at a path.
    pub(super) fn key_before(&self, path: &FieldPath, byte: usize) -> Option<&'a str> {
        let starts_before = |child: &Child| self.get(child.value).is_some_and(|token| token.start <= byte);
        let group = self.locate(path)?;
        self.key(&self.children(group)?.take_while(starts_before).last()?)
    }

    /// The key at a place of the group at a path.
    pub(super) fn key_at(&self, path: &FieldPath, index: usize) -> Option<&'a str> {
        self.key(&self.children(self.locate(path)?)?.nth(index)?)
    }

    pub(super) fn key(&self, child: &Child) -> Option<&'a str> {
        let name = self.str(self.get(child.key?)?);
        Some(name.strip_prefix('"').and_then(|name| name.strip_suffix('"')).unwrap_or(name))
    }

    /// What the group at a token holds, or the group behind the name at that token.
    pub(super) fn children(&self, at: usize) -> Option<Children<'_, 'a>> {
        let is_open = |index: usize| self.get(index).is_some_and(|token| token.kind == Kind::Open);
        let open = if is_open(at) { at } else { at + 1 };
        let token = self.get(open).filter(|token| token.kind == Kind::Open)?;
        let mut children = Children { tokens: self, next: open + 1, end: token.mate };
        // What stands in one more pair of brackets is one value: `pane((kind: value_map))`.
        let (first, second) = (children.clone().next(), children.clone().nth(1));
        if let (true, Some(Child { key: None, value }), None) = (open != at, first, second)
            && is_open(value)
        {
            children = Children { tokens: self, next: value + 1, end: self.get(value)?.mate };
        }
        Some(children)
    }
}

/// A value in a group, with its key where it has one: token indices.
#[derive(Clone, Copy, Debug)]
pub(super) struct Child {
    pub(super) key: Option<usize>,
    pub(super) value: usize,
}

/// The values of a group, in order.
#[derive(Clone)]
pub(super) struct Children<'t, 'a> {
    tokens: &'t Tokens<'a>,
    next: usize,
    end: usize,
}

impl Iterator for Children<'_, '_> {
    type Item = Child;

    fn next(&mut self) -> Option<Child> {
        let mut first = None;
        let mut key = None;
        while self.next < self.end {
            let index = self.next;
            let token = self.tokens.get(index)?;
            self.next = index + 1;
            match token.kind {
                Kind::Comment => {}
                Kind::Comma => {
                    if first.is_some() {
                        break;
                    }
                }
                Kind::Colon => key = key.or(first.take()),
                Kind::Atom | Kind::Close => first = first.or(Some(index)),
                Kind::Open => {
                    first = first.or(Some(index));
                    self.next = token.mate.saturating_add(1).min(self.end);
                }
            }
        }
        first.map(|value| Child { key, value })
    }
}

/// What a text begins with, and how many bytes it takes; nothing for white space.
fn next(text: &str) -> (Option<Kind>, usize) {
    let mut characters = text.chars();
    let Some(first) = characters.next() else { return (None, 0) };
    let second = characters.next();
    match (first, second) {
        ('(' | '[' | '{', _) => (Some(Kind::Open), 1),
        (')' | ']' | '}', _) => (Some(Kind::Close), 1),
        (',', _) => (Some(Kind::Comma), 1),
        (':', _) => (Some(Kind::Colon), 1),
        ('/', Some('/')) => (Some(Kind::Comment), text.find('\n').unwrap_or(text.len())),
        ('/', Some('*')) => (Some(Kind::Comment), block_comment(text)),
        ('"', _) => (Some(Kind::Atom), quoted(text, 1, '"')),
        ('\'', _) => (Some(Kind::Atom), quoted(text, 1, '\'')),
        ('b', Some('"')) => (Some(Kind::Atom), quoted(text, 2, '"')),
        ('r', Some('"' | '#')) => (Some(Kind::Atom), raw(text, 1)),
        ('b', Some('r')) if text.starts_with("br\"") || text.starts_with("br#") => (Some(Kind::Atom), raw(text, 2)),
        (c, _) if c.is_whitespace() => (None, c.len_utf8()),
        (c, _) => (Some(Kind::Atom), plain(text).max(c.len_utf8())),
    }
}

/// The length of a name or number: up to white space, a bracket, a sign or the beginning of a text.
fn plain(text: &str) -> usize {
    text.find(|c: char| c.is_whitespace() || "()[]{},:\"'/".contains(c)).unwrap_or(text.len())
}

/// The length of a text in quotes, `start` being behind the first one. One that does not end takes everything.
fn quoted(text: &str, start: usize, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip_while(|(at, _)| *at < start) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// The length of a raw text `r#"…"#`; that of a raw name `r#type` too.
fn raw(text: &str, prefix: usize) -> usize {
    let hashes = text.chars().skip(prefix).take_while(|c| *c == '#').count();
    let Some(inner) = text.get(prefix + hashes..).and_then(|rest| rest.strip_prefix('"')) else {
        return plain(text).max(prefix + hashes);
    };
    let end = format!("\"{}", "#".repeat(hashes));
    inner.find(&end).map_or(text.len(), |at| prefix + hashes + 1 + at + end.len())
}

/// The length of a comment that may hold others.
fn block_comment(text: &str) -> usize {
    let mut depth = 0;
    let mut rest = text;
    loop {
        let Some(at) = rest.find(['/', '*']) else { return text.len() };
        let here = rest.get(at..).unwrap_or_default();
        let taken = if here.starts_with("/*") {
            depth += 1;
            2
        } else if here.starts_with("*/") {
            depth -= 1;
            2
        } else {
            1
        };
        rest = here.get(taken..).unwrap_or_default();
        if depth == 0 {
            return text.len() - rest.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(Kind, &str)> {
        let tokens = Tokens::new(text);
        tokens.iter().map(|token| (token.kind, tokens.str(token))).collect()
    }

    #[test]
    fn brackets_in_texts_and_comments_are_none() {
        use Kind::{Atom, Close, Colon, Comma, Comment, Open};
        let text = "(a: \"x\\\")]\", /* ( /* { */ ) */ b: 'c', // )\n r#\"\"]\"#, r#type: -1.5e3)";
        assert_eq!(
            kinds(text),
            [
                (Open, "("),
                (Atom, "a"),
                (Colon, ":"),
                (Atom, "\"x\\\")]\""),
                (Comma, ","),
                (Comment, "/* ( /* { */ ) */"),
                (Atom, "b"),
                (Colon, ":"),
                (Atom, "'c'"),
                (Comma, ","),
                (Comment, "// )"),
                (Atom, "r#\"\"]\"#"),
                (Comma, ","),
                (Atom, "r#type"),
                (Colon, ":"),
                (Atom, "-1.5e3"),
                (Close, ")"),
            ]
        );
        for broken in ["\"", "(((", "))", "/*", "/* /", "r#\"", "'", "b\"", "r#", "br##\"x\"#", "张", "/"] {
            assert!(!kinds(broken).is_empty(), "{broken}");
        }
    }

    #[test]
    fn values_are_found_by_their_path() {
        let text = "#![enable(implicit_some)]\n// (\n(\n  version: 1,\n  team: [(id: \"张\"), (id: \"b\",\n note: \"x\")],\n  \
                    view: (current: split(shares: [1, 2], children: [pane((kind: value_map))])), m: {profit: 8, \"k\": 9})";
        let tokens = Tokens::new(text);
        let at = |path: FieldPath| tokens.position(&path).map(|position| (position.line, position.column));
        let variant = |path: FieldPath, name: &str| path.step(PathStep::Variant(name.to_owned()));
        assert_eq!(at(FieldPath::default()), Some((3, 1)));
        assert_eq!(at(FieldPath::default().field("version")), Some((4, 12)));
        assert_eq!(at(FieldPath::record("team", 1)), Some((5, 21)));
        assert_eq!(at(FieldPath::record("team", 1).field("note")), Some((6, 8)));
        let split = variant(FieldPath::default().field("view").field("current"), "split");
        assert_eq!(tokens.value(&split.clone().field("shares").index(1)), Some("2"));
        let pane = variant(split.field("children").index(0), "pane");
        assert_eq!(tokens.value(&pane.field("kind")), Some("value_map"));
        let map = FieldPath::default().field("m");
        assert_eq!(tokens.value(&map.clone().field("profit")), Some("8"));
        assert_eq!(tokens.value(&map.clone().field("k")), Some("9"));
        assert_eq!((tokens.key_at(&map, 1), tokens.key_before(&map, text.len())), (Some("k"), Some("k")));
        // What is not there is as near as it gets.
        assert_eq!(at(FieldPath::record("team", 9).field("id")), Some((5, 9)));
    }
}
