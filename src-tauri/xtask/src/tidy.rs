//! The repository's own rules, those that no compiler checks.

use std::fs;
use std::path::{Path, PathBuf};

use crate::{Result, process};

/// Longest source file (lines). A longer one does more than one thing.
const LONGEST: usize = 600;

/// Modules of the core that must stay usable without a workspace, and all that they may use.
const PURE: &[(&str, &[&str])] = &[
    ("vocabulary", &["vocabulary"]),
    ("error", &["error", "vocabulary"]),
    ("dates", &["dates", "error", "vocabulary"]),
    ("text", &["text", "error", "vocabulary"]),
    ("foreign", &["foreign", "error"]),
    (
        "import",
        &["import", "foreign", "text", "dates", "error", "vocabulary"],
    ),
];

/// Words that may not stand in the core: it knows no window and no runtime.
const NOT_IN_CORE: &[&str] = &["tauri", "tokio"];

/// Ways to make markup from text, which the interface does not need.
const NOT_IN_UI: &[&str] = &[
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "{@html",
    "new Function(",
];

pub fn run() -> Result {
    let root = process::root();
    let mut broken = Vec::new();
    for folder in ["src-tauri", "tests", "ui/src", "ui/vite", "ui/scripts"] {
        for path in sources(&root.join(folder)) {
            let name = path.strip_prefix(&root).unwrap_or(&path).display().to_string();
            let name = name.replace('\\', "/");
            match fs::read_to_string(&path) {
                Ok(text) => look(&name, &text, &mut broken),
                Err(error) => broken.push(format!("{name}: {error}")),
            }
        }
    }
    for rule in &broken {
        eprintln!("{rule}");
    }
    match broken.len() {
        0 => Ok(()),
        count => Err(format!("{count} rules of the repository are broken")),
    }
}

/// All source files below a folder, generated ones left out.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                let is_ours = !["generated", "node_modules", "target"]
                    .iter()
                    .any(|name| path.ends_with(name));
                if is_ours {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|ending| {
                ["rs", "ts", "mjs", "svelte", "css"]
                    .iter()
                    .any(|known| ending == *known)
            }) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn look(name: &str, text: &str, broken: &mut Vec<String>) {
    let lines = text.lines().count();
    if lines > LONGEST {
        broken.push(format!("{name}: {lines} lines, more than {LONGEST}"));
    }
    if name.ends_with(".rs") && !text.starts_with("//!") {
        broken.push(format!("{name}: does not begin by saying what it is for (//!)"));
    }
    if let Some(inner) = name.strip_prefix("src-tauri/core/src/") {
        look_at_core(name, inner, text, broken);
    }
    if name.starts_with("ui/src/") && !name.contains(".test.") {
        for word in NOT_IN_UI {
            if text.contains(word) {
                broken.push(format!("{name}: uses {word}"));
            }
        }
    }
}

fn look_at_core(name: &str, inner: &str, text: &str, broken: &mut Vec<String>) {
    for word in NOT_IN_CORE {
        if text.contains(&format!("{word}::")) {
            broken.push(format!("{name}: the core may not use {word}"));
        }
    }
    let module = inner.split(['/', '.']).next().unwrap_or_default();
    let Some((_, allowed)) = PURE.iter().find(|(pure, _)| *pure == module) else {
        return;
    };
    for used in used_modules(text) {
        if !allowed.contains(&used.as_str()) {
            broken.push(format!("{name}: {module} may not use {used}"));
        }
    }
}

/// The top-level modules named after `crate::`, in code (not in comments). Types that the crate's root
/// passes on (with a capital letter) are not modules.
fn used_modules(text: &str) -> Vec<String> {
    let mut used = Vec::new();
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code: String = code.collect::<Vec<_>>().join("\n");
    for after in code.split("crate::").skip(1) {
        let names = match after.strip_prefix('{') {
            Some(list) => list.split_once("};").map_or(list, |(inner, _)| inner),
            None => after,
        };
        let names: Vec<&str> = if after.starts_with('{') {
            top_level(names)
        } else {
            vec![names]
        };
        for name in names {
            let end = name.trim_start();
            let end: String = end
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                .collect();
            if end.starts_with(|c: char| c.is_ascii_lowercase()) && !used.contains(&end) {
                used.push(end);
            }
        }
    }
    used
}

/// The parts of a list between commas that are in no inner braces.
fn top_level(list: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut start) = (0_u32, 0);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(&list[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&list[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(name: &str, text: &str) -> Vec<String> {
        let mut broken = Vec::new();
        look(name, text, &mut broken);
        broken
    }

    #[test]
    fn a_file_says_what_it_is_for() {
        assert_eq!(broken("tests/a.rs", "fn a() {}").len(), 1);
        assert_eq!(broken("tests/a.rs", "//! A.\nfn a() {}"), Vec::<String>::new());
    }

    #[test]
    fn a_file_that_is_too_long_is_named() {
        assert_eq!(
            broken("ui/src/a.ts", &"a\n".repeat(LONGEST)),
            Vec::<String>::new()
        );
        assert_eq!(broken("ui/src/a.ts", &"a\n".repeat(LONGEST + 1)).len(), 1);
    }

    #[test]
    fn the_core_knows_no_window() {
        let text = "//! A.\nuse tauri::App;";
        assert_eq!(broken("src-tauri/core/src/a.rs", text).len(), 1);
        assert_eq!(broken("src-tauri/src/a.rs", text), Vec::<String>::new());
    }

    #[test]
    fn pure_modules_use_only_what_is_below_them() {
        let name = "src-tauri/core/src/dates/edtf.rs";
        let below = "//! A.\n// crate::workspace\nuse crate::{Error, Result, vocabulary::{A, B}};";
        assert_eq!(broken(name, below), Vec::<String>::new());
        assert_eq!(broken(name, "//! A.\nuse crate::workspace::Reading;").len(), 1);
        assert_eq!(
            broken(name, "//! A.\nuse crate::{error::E, articles::{A}, text};").len(),
            2
        );
    }

    #[test]
    fn the_interface_makes_no_markup_from_text() {
        assert_eq!(broken("ui/src/a.svelte", "{@html text}").len(), 1);
    }
}
