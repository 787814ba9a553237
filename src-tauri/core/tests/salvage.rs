//! What is saved of a damaged workspace.

use std::collections::BTreeSet;
use std::path::Path;

use dragoman_core::workspace::{Context, SalvageReport, Workspace, salvage};

use crate::support::damage::{Numbers, demonstration};

fn context() -> Context {
    Context::command_line("tester")
}

fn rows(path: &Path) -> BTreeSet<String> {
    let workspace = Workspace::open(path, context()).unwrap();
    let dump = workspace.canonical_dump().unwrap();
    workspace.close().unwrap();
    dump.lines().map(str::to_owned).collect()
}

fn saved(folder: &Path, victim: &Path) -> (SalvageReport, BTreeSet<String>) {
    let new = folder.join("new.dragoman");
    let _ = std::fs::remove_file(&new);
    let report = salvage(victim, &new, &context()).unwrap();
    let rows = rows(&new);
    (report, rows)
}

#[test]
fn of_a_workspace_that_is_whole_everything_is_saved_with_its_history() {
    let folder = tempfile::tempdir().unwrap();
    let path = demonstration(folder.path());
    let before = std::fs::read(&path).unwrap();
    let (report, saved) = saved(folder.path(), &path);
    assert!(report.holds && report.commands > 100, "{report:?}");
    assert!(report.tables.iter().all(|table| table.lost == 0), "{report:?}");
    assert_eq!(saved, rows(&path));
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn nearly_everything_that_was_not_hit_is_saved_and_what_is_saved_holds() {
    let folder = tempfile::tempdir().unwrap();
    let path = demonstration(folder.path());
    let all = rows(&path);
    let good = std::fs::read(&path).unwrap();
    let victim = folder.path().join("damaged.dragoman");
    let mut numbers = Numbers(7);
    let mut shares = Vec::new();
    let trials = std::env::var("DRAGOMAN_DAMAGES").map_or(15, |count| count.parse().unwrap());
    for trial in 0..trials {
        let mut bytes = good.clone();
        let page = 1 + numbers.next(bytes.len() / 4_096 - 1);
        for byte in &mut bytes[page * 4_096..(page + 1) * 4_096] {
            *byte = if trial % 2 == 0 {
                0
            } else {
                u8::try_from(numbers.next(256)).unwrap()
            };
        }
        std::fs::write(&victim, &bytes).unwrap();
        let (report, saved) = saved(folder.path(), &victim);
        assert!(report.holds, "page {page}: {report:?}");
        assert_eq!(std::fs::read(&victim).unwrap(), bytes);
        // What stood on the page cannot be saved; a page has at most some forty rows.
        let kept = all.iter().filter(|row| saved.contains(*row)).count();
        shares.push((1_000 * kept / all.len(), page));
    }
    shares.sort_unstable();
    println!("kept, per mille and page: {shares:?}");
    assert!(shares[shares.len() / 2].0 >= 990, "{shares:?}");
}

#[test]
fn a_file_without_its_first_page_is_saved_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let path = demonstration(folder.path());
    let all = rows(&path);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[..4_096].fill(0);
    std::fs::write(&path, &bytes).unwrap();
    let (report, saved) = saved(folder.path(), &path);
    assert!(report.holds, "{report:?}");
    assert_eq!(all.difference(&saved).count(), 0);
}

#[test]
fn nothing_is_written_over_and_what_is_no_workspace_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.dragoman");
    let new = folder.path().join("new.dragoman");
    std::fs::write(&path, "just a text ".repeat(100)).unwrap();
    assert!(salvage(&path, &new, &context()).is_err());
    assert!(!new.exists());
    std::fs::write(&new, "mine").unwrap();
    let workspace = Workspace::create(&folder.path().join("b.dragoman"), context()).unwrap();
    let whole = workspace.path().to_owned();
    workspace.close().unwrap();
    assert_eq!(salvage(&whole, &new, &context()).unwrap_err().code(), "exists");
    assert_eq!(std::fs::read(&new).unwrap(), b"mine");
}
