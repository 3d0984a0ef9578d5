//! How a workbook is laid out for people: one record a line where it fits, otherwise one field a line.

use super::tokens::{Kind, Token, Tokens};

/// A group that would end behind this column is broken into lines. A Chinese character counts as one.
const WIDTH: usize = 160;

/// Indentation of one level.
const INDENT: usize = 2;

/// Groups this far out, the workbook and its sections' lists, are always broken, so that a new record is a new line.
const ALWAYS_BROKEN: usize = 2;

/// Lays out compact RON without comments. Texts stay as they are; the same input gives the same output.
pub(super) fn layout(compact: &str) -> String {
    let tokens = Tokens::new(compact);
    let ends = flat_ends(&tokens);
    let end_of = |index: usize| ends.get(index).copied().unwrap_or_default();
    let mut out = Writer { text: String::with_capacity(compact.len() * 5 / 4), column: 0, depth: 0 };
    // Tokens before this one belong to a group that stays on its line.
    let mut flat_until = 0;
    let mut previous = None;
    for (index, token) in tokens.iter().enumerate() {
        let text = tokens.str(token);
        if index >= flat_until && token.kind == Kind::Open {
            let next_is_its_end = token.mate == index + 1;
            let begin = end_of(index) - 1;
            // One more for the comma behind it.
            let fits = out.column + (end_of(token.mate) - begin) < WIDTH;
            let must_break = out.depth < ALWAYS_BROKEN && is_list_or_workbook(text, out.depth);
            if next_is_its_end || fits && !must_break {
                flat_until = token.mate.saturating_add(1);
            }
        }
        let flat = index < flat_until;
        match token.kind {
            Kind::Open => {
                out.put(text);
                if !flat {
                    out.depth += 1;
                    out.new_line();
                }
            }
            Kind::Close => {
                if !flat {
                    if previous != Some(Kind::Comma) {
                        out.put(",");
                        out.new_line();
                    }
                    out.outdent();
                }
                out.put(text);
            }
            Kind::Comma => {
                out.put(",");
                if flat { out.put(" ") } else { out.new_line() }
            }
            Kind::Colon => out.put(": "),
            Kind::Atom | Kind::Comment => out.put(text),
        }
        previous = Some(token.kind);
    }
    out.text
}

/// Lists of records and the workbook are broken; a small record among the sections, such as the title, is not.
fn is_list_or_workbook(bracket: &str, depth: usize) -> bool {
    depth == 0 || bracket == "["
}

/// For every token the column at which it would end if everything stood on one line.
fn flat_ends(tokens: &Tokens<'_>) -> Vec<usize> {
    let width = |token: &Token| match token.kind {
        Kind::Comma | Kind::Colon => 2,
        Kind::Open | Kind::Close => 1,
        Kind::Atom | Kind::Comment => tokens.str(token).chars().count(),
    };
    let mut column = 0;
    let add = |token| {
        column += width(token);
        column
    };
    tokens.iter().map(add).collect()
}

struct Writer {
    text: String,
    column: usize,
    depth: usize,
}

impl Writer {
    fn put(&mut self, text: &str) {
        self.text.push_str(text);
        self.column += text.chars().count();
    }

    fn new_line(&mut self) {
        self.column = self.depth * INDENT;
        self.text.push('\n');
        self.text.extend(std::iter::repeat_n(' ', self.column));
    }

    /// At the beginning of a line: one level out.
    fn outdent(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.text.truncate(self.text.trim_end_matches(' ').len());
        self.column = self.depth * INDENT;
        self.text.extend(std::iter::repeat_n(' ', self.column));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_a_line_where_it_fits() {
        let long = "很".repeat(130);
        let compact = format!(
            "(version:1,about:(title:\"a,b: (c)\"),team:[(id:\"a\",m:{{x:1,y:[]}}),(id:\"b\",note:\"{long}\",k:split(a:1))],plans:[])"
        );
        let expected = format!(
            "(\n  version: 1,\n  about: (title: \"a,b: (c)\"),\n  team: [\n    (id: \"a\", m: {{x: 1, y: []}}),\n    (\n      id: \"b\",\n      \
             note: \"{long}\",\n      k: split(a: 1),\n    ),\n  ],\n  plans: [],\n)"
        );
        assert_eq!(layout(&compact), expected);
    }
}
