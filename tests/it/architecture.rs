//! The directions of `src/lib.rs`: who may know whom, read from the code's own paths.

use std::{collections::BTreeMap, fs, path::Path};

/// Each part and the parts it may name. A part may always name itself.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("edit", &["model"]),
    ("analysis", &["model"]),
    ("file", &["model"]),
    ("text", &["model", "edit", "analysis", "file", "exchange"]),
    ("example", &["model", "edit", "file", "text"]),
    ("exchange", &["model", "edit", "analysis", "file", "text"]),
    ("ui", &["model", "analysis", "text"]),
    ("panels", &["model", "edit", "analysis", "text", "ui"]),
    ("app", &["model", "edit", "analysis", "file", "text", "example", "exchange", "ui", "panels"]),
    ("cli", &["model", "edit", "analysis", "file", "text", "example", "exchange", "ui", "app"]),
];

/// Every `.rs` file below `src`, with the part it belongs to.
fn sources() -> Vec<(String, String, String)> {
    fn walk(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    walk(&root, &mut paths);
    paths.sort();
    let source = |path: std::path::PathBuf| {
        let inside = path.strip_prefix(&root).unwrap();
        let first = inside.components().next().unwrap().as_os_str().to_string_lossy();
        let part = first.trim_end_matches(".rs").to_owned();
        (part, inside.display().to_string(), fs::read_to_string(&path).unwrap())
    };
    paths.into_iter().map(source).collect()
}

/// The code without its tests and comments: a test may use anything.
fn code(text: &str) -> String {
    let product = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    product.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Parts named after `crate::`, inside a brace list too.
fn named_parts(code: &str) -> Vec<String> {
    let mut parts = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let after = &code[at + "crate::".len()..];
        if let Some(list) = after.strip_prefix('{') {
            let mut depth = 1;
            let mut word = String::new();
            let mut first_of_path = true;
            for c in list.chars() {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ => {}
                }
                let ends_word = !(c.is_alphanumeric() || c == '_');
                if depth <= 1 && ends_word && !word.is_empty() {
                    if first_of_path {
                        parts.push(std::mem::take(&mut word));
                    }
                    word.clear();
                }
                match c {
                    ',' if depth == 1 => first_of_path = true,
                    ':' if depth == 1 => first_of_path = false,
                    _ if !ends_word && depth == 1 => word.push(c),
                    _ => {}
                }
                if depth == 0 {
                    break;
                }
            }
        } else {
            parts.push(after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    parts
}

#[test]
fn parts_know_only_whom_they_may() {
    let may_know: BTreeMap<_, _> = MAY_KNOW.iter().copied().collect();
    let mut trespasses = Vec::new();
    for (part, file, text) in sources() {
        if part == "lib" || part == "main" {
            continue;
        }
        let allowed = may_know.get(part.as_str()).unwrap_or_else(|| panic!("src/{file} belongs to no part of the map"));
        for named in named_parts(&code(&text)) {
            if may_know.contains_key(named.as_str()) && named != part && !allowed.contains(&named.as_str()) {
                trespasses.push(format!("src/{file} names {named}"));
            }
        }
    }
    assert!(trespasses.is_empty(), "{trespasses:#?}");
}

#[test]
fn panels_do_not_know_one_another() {
    let panels = ["value_map", "contributions", "power_map", "feedback", "assessment", "moves", "goals"];
    let mut trespasses = Vec::new();
    for (part, file, text) in sources() {
        let Some(own) = panels.into_iter().find(|panel| file.contains(panel)).filter(|_| part == "panels") else {
            continue;
        };
        for other in panels.into_iter().filter(|other| *other != own) {
            for path in [format!("panels::{other}"), format!("super::{other}")] {
                if code(&text).contains(&path) {
                    trespasses.push(format!("src/{file} names {path}"));
                }
            }
        }
    }
    assert!(trespasses.is_empty(), "{trespasses:#?}");
}

#[test]
fn what_is_below_the_window_does_not_know_egui() {
    let core = ["model", "edit", "analysis", "file", "text", "example", "exchange"];
    let core_sources = sources().into_iter().filter(|(part, ..)| core.contains(&part.as_str()));
    let names_egui = |text: &String| code(text).lines().any(|line| line.contains("egui") || line.contains("eframe"));
    let trespasses: Vec<_> = core_sources.filter(|(.., text)| names_egui(text)).map(|(_, file, _)| file).collect();
    assert!(trespasses.is_empty(), "{trespasses:#?}");
}

#[test]
fn the_reader_of_paths_reads_paths() {
    let code =
        "use crate::{\n    edit::{Edit, apply},\n    model::{self, Table},\n    ui,\n};\nlet x = crate::file::load();";
    assert_eq!(named_parts(code), ["edit", "model", "ui", "file"]);
}
