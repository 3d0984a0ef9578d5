//! Where the values of a workbook stand in its file, for whoever names many of them.

use std::{collections::HashMap, path::Path};

use super::{
    Position, SealKey,
    load::{decode, plain, read},
    tokens::Tokens,
};
use crate::model::{FieldPath, PathStep};

/// Where the values at these paths begin in a file, in its text where it is sealed; where one is not written, the
/// nearest around it that is. Nothing where the file cannot be read.
pub fn positions(file: &Path, key: Option<&SealKey>, paths: &[FieldPath]) -> Vec<Option<Position>> {
    let nowhere = || paths.iter().map(|_| None).collect();
    let Ok(bytes) = read(file) else { return nowhere() };
    let Ok(bytes) = plain(file, &bytes, key) else { return nowhere() };
    decode(file, &bytes).map_or_else(|_| nowhere(), |text| positions_in(text, paths))
}

/// One pass over the brackets, one over the lines, however many paths there are.
fn positions_in(text: &str, paths: &[FieldPath]) -> Vec<Option<Position>> {
    let tokens = Tokens::new(text);
    let mut wanted = Wanted::default();
    for (id, path) in paths.iter().enumerate() {
        path.steps().iter().fold(&mut wanted, |node, step| node.within.entry(step).or_default()).here.push(id);
    }
    let mut starts = vec![None; paths.len()];
    if let Some(root) = tokens.root() {
        wanted.find(&tokens, root, &mut starts);
    }
    let mut ascending: Vec<(usize, usize)> =
        starts.into_iter().enumerate().filter_map(|(id, start)| Some((start?, id))).collect();
    ascending.sort_unstable();
    let mut positions = vec![None; paths.len()];
    let (mut at, mut line, mut column) = (0, 1, 1);
    for (start, id) in ascending {
        let passed = text.get(at..start).unwrap_or_default();
        line += passed.matches('\n').count();
        column = match passed.rsplit_once('\n') {
            Some((_, last)) => last.chars().count() + 1,
            None => column + passed.chars().count(),
        };
        at = start;
        if let Some(position) = positions.get_mut(id) {
            *position = Some(Position { line, column });
        }
    }
    positions
}

/// Paths as a tree: which of them end here, and which go on.
#[derive(Default)]
struct Wanted<'p> {
    here: Vec<usize>,
    within: HashMap<&'p PathStep, Wanted<'p>>,
}

impl Wanted<'_> {
    /// Notes where the values begin that are wanted within the value at a token.
    fn find(&self, tokens: &Tokens<'_>, at: usize, starts: &mut [Option<usize>]) {
        let start = tokens.get(at).map(|token| token.start);
        self.each(&mut |id| {
            if let Some(known) = starts.get_mut(id) {
                *known = start;
            }
        });
        for (index, child) in tokens.children(at).into_iter().flatten().enumerate() {
            let name = tokens.key(&child).map(|name| PathStep::Field(name.to_owned()));
            if let Some(within) = self.within.get(&name.unwrap_or(PathStep::Index(index))) {
                within.find(tokens, child.value, starts);
            }
        }
    }

    /// Every path of this branch.
    fn each(&self, note: &mut dyn FnMut(usize)) {
        self.here.iter().for_each(|id| note(*id));
        self.within.values().for_each(|within| within.each(note));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_in_one_pass_or_the_nearest_around_them() {
        let text = "// 注释\n(version: 1,\n  team: [\n    (id: \"甲\", name: \"x\"), (id: \"b\"),\n  ],\n)\n";
        let member = |index| FieldPath::record("team", index);
        let paths = [member(1), member(0).field("name"), member(0).field("manager"), member(9), FieldPath::default()];
        let expected = [(4, 27), (4, 21), (4, 5), (3, 9), (2, 1)];
        let found: Vec<_> = positions_in(text, &paths).into_iter().map(|p| p.map(|p| (p.line, p.column))).collect();
        assert_eq!(found, expected.map(Some));
        let one_by_one: Vec<_> = paths.iter().map(|path| Tokens::new(text).position(path)).collect();
        assert_eq!(positions_in(text, &paths), one_by_one);
    }
}
