//! What the window's sources may not hold.

use std::path::{Path, PathBuf};

fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, endings));
        } else if path
            .extension()
            .is_some_and(|ending| endings.iter().any(|known| ending == *known))
        {
            found.push(path);
        }
    }
    found
}

/// Functions that Tauri would run on the window's own thread: commands that are not async.
fn synchronous(source: &str) -> usize {
    source
        .split("#[tauri::command")
        .skip(1)
        .filter(|rest| {
            let before_fn = rest.split("fn ").next().unwrap_or_default();
            !before_fn.split_whitespace().any(|word| word == "async") && !before_fn.starts_with("(async")
        })
        .count()
}

#[test]
fn no_command_of_the_window_is_synchronous_and_there_is_the_one_that_is_declared() {
    let root = dragoman_tests::root();
    let (mut all, mut waits) = (0, 0);
    for path in files(&root.join("src-tauri/src"), &["rs"]) {
        let source = std::fs::read_to_string(path).unwrap();
        all += source.matches("#[tauri::command").count();
        waits += synchronous(&source);
    }
    assert_eq!((all, waits), (1, 0));
    assert_eq!(synchronous("#[tauri::command]\npub fn slow() {}"), 1);
    assert_eq!(synchronous("#[tauri::command]\npub async fn quick() {}"), 0);
    let build = std::fs::read_to_string(root.join("src-tauri/build.rs")).unwrap();
    assert!(build.contains(r#"AppManifest::new().commands(&["call"])"#));
}

/// `innerHTML` only where the framework makes elements of its own compiled templates, behind its one policy.
#[test]
fn the_built_window_makes_markup_of_text_nowhere_but_in_the_frameworks_templates() {
    let assets = dragoman_tests::root().join("ui/dist");
    let scripts = files(&assets, &["js"]);
    if scripts.is_empty() {
        println!("not run: the interface is not built");
        return;
    }
    let count = |word: &str| -> usize {
        let text = |path: &PathBuf| std::fs::read_to_string(path).unwrap_or_default();
        scripts.iter().map(|path| text(path).matches(word).count()).sum()
    };
    for sink in [
        "outerHTML=",
        "insertAdjacentHTML",
        "document.write(",
        "new Function(",
        "eval(",
        ".srcdoc",
    ] {
        assert_eq!(count(sink), 0, "{sink}");
    }
    assert!(
        count("innerHTML=") <= 1,
        "{} assignments to innerHTML",
        count("innerHTML=")
    );
}
