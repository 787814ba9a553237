//! What happens to a file that was damaged: it is noticed, whatever was hit, or it has no effect.

use std::path::Path;

use dragoman_core::commands::Envelope;
use dragoman_core::workspace::{Check, Context, Workspace, inspect};

use crate::support::damage::{Numbers, demonstration};

fn context() -> Context {
    Context::command_line("tester")
}

/// Does damage and says what.
fn damage(bytes: &mut [u8], numbers: &mut Numbers, kind: usize) -> String {
    let pages = bytes.len() / 4_096;
    match kind {
        0 | 1 => {
            let (at, bit) = (numbers.next(bytes.len()), numbers.next(8));
            bytes[at] ^= 1 << bit;
            format!("bit {bit} of byte {at}")
        }
        2 => {
            let at = numbers.next(bytes.len() / 512) * 512;
            bytes[at..at + 512].fill(0);
            format!("512 bytes at {at} zeroed")
        }
        3 => {
            let page = numbers.next(pages) * 4_096;
            bytes[page..page + 4_096].fill(0);
            format!("page at {page} zeroed")
        }
        4 => {
            let (one, other) = (numbers.next(pages), numbers.next(pages));
            for at in 0..4_096 {
                bytes.swap(one * 4_096 + at, other * 4_096 + at);
            }
            format!("pages {one} and {other} swapped")
        }
        _ => {
            let at = numbers.next(bytes.len() - 1_024);
            for byte in &mut bytes[at..at + 1_024] {
                *byte = u8::try_from(numbers.next(256)).unwrap();
            }
            format!("1 KiB of noise at {at}")
        }
    }
}

/// Everything that a workspace holds, as far as it can be read.
fn dump(path: &Path) -> Result<String, String> {
    Workspace::open_damaged(path, context())
        .and_then(|workspace| workspace.dump())
        .map_err(|error| error.to_string())
}

/// What a deep check says is wrong.
fn deep(path: &Path) -> Result<Vec<String>, String> {
    let request = Check {
        deep: true,
        acknowledged: None,
    };
    let report = inspect(path, &context(), request).map_err(|error| error.to_string())?;
    Ok(report
        .checks
        .into_iter()
        .flat_map(|check| check.findings)
        .collect())
}

#[test]
fn no_damage_is_silent() {
    let folder = tempfile::tempdir().unwrap();
    let path = demonstration(folder.path());
    let good = std::fs::read(&path).unwrap();
    let before = dump(&path).unwrap();
    assert_eq!(deep(&path), Ok(Vec::new()), "what is whole is found to be whole");
    let victim = folder.path().join("damaged.dragoman");
    let mut numbers = Numbers(4);
    let (mut noticed, mut without_effect, mut silent) = (0, 0, Vec::new());
    let trials = std::env::var("DRAGOMAN_DAMAGES").map_or(60, |count| count.parse().unwrap());
    for trial in 0..trials {
        let mut bytes = good.clone();
        let what = damage(&mut bytes, &mut numbers, trial % 6);
        std::fs::write(&victim, &bytes).unwrap();
        let effect = bytes != good && dump(&victim).as_ref() != Ok(&before);
        match deep(&victim) {
            Ok(found) if found.is_empty() && effect => silent.push(what),
            Ok(found) if found.is_empty() => without_effect += 1,
            _ => noticed += 1,
        }
        assert_eq!(std::fs::read(&victim).unwrap(), bytes, "a check changes nothing");
    }
    println!(
        "{trials} damages: {noticed} noticed, {without_effect} without effect, {} silent",
        silent.len()
    );
    assert_eq!(silent, Vec::<String>::new());
    assert!(noticed > trials / 3, "the damages must do something: {noticed}");
}

#[test]
fn a_word_of_the_analyst_that_is_not_in_the_history_is_still_watched_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.dragoman");
    let mut workspace = Workspace::create(&path, context()).unwrap();
    let args = serde_json::json!({ "name": "Ceasefire", "note": "watchword" });
    workspace.call(Envelope::new("add_topic", args)).unwrap();
    workspace.close().unwrap();
    let mut bytes = std::fs::read(&path).unwrap();
    // The row has its fields one after the other.
    let row = bytes
        .windows(18)
        .position(|window| window == b"Ceasefirewatchword")
        .unwrap();
    bytes[row + 9] = b'W';
    std::fs::write(&path, &bytes).unwrap();
    let report = inspect(
        &path,
        &context(),
        Check {
            deep: true,
            acknowledged: None,
        },
    )
    .unwrap();
    let of = |what: &str| {
        report
            .checks
            .iter()
            .find(|check| check.what.contains(what))
            .map(|check| check.ok)
    };
    assert_eq!(of("Every row is what was written"), Some(false));
    assert_eq!(
        of("The database is whole"),
        Some(true),
        "SQLite sees nothing of it"
    );
}
