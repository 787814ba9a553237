//! `dragoman backups` and `dragoman restore`: what a person without a window has when something went wrong.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use dragoman_tests::{Desk, dragoman};
use serde_json::Value;

/// A workspace with so many backups, each of another state; the dumps of those states, oldest first.
fn with_backups(desk: &Desk, many: usize) -> Vec<String> {
    assert_eq!(desk.run(["new", "w.dragoman"]).code, 0);
    (0..many)
        .map(|number| {
            add_topic(desk, &format!("Topic {number}"));
            let ran = desk.run(["backups", "w.dragoman", "--make"]);
            assert_eq!(ran.code, 0, "{}", ran.err);
            state(desk, "w.dragoman")
        })
        .collect()
}

fn add_topic(desk: &Desk, name: &str) {
    let line = format!(r#"{{"command":"add_topic","args":{{"name":"{name}"}}}}"#);
    assert_eq!(desk.run_with(["apply", "w.dragoman"], &line).code, 0);
}

/// Everything in a workspace, as text.
fn state(desk: &Desk, file: &str) -> String {
    let context = dragoman_core::workspace::Context::command_line("tester");
    let workspace = dragoman_core::workspace::Workspace::open(&desk.path(file), context).unwrap();
    let dump = workspace.dump().unwrap();
    workspace.close().unwrap();
    dump
}

fn list(desk: &Desk) -> Vec<Value> {
    let ran = desk.run(["backups", "w.dragoman", "--json"]);
    ran.json()["backups"].as_array().unwrap().clone()
}

fn file_of(desk: &Desk, backup: &Value) -> PathBuf {
    desk.path("w.backups").join(backup["name"].as_str().unwrap())
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn every_backup_that_is_listed_can_be_gone_back_to_and_is_what_it_was() {
    let desk = Desk::new();
    let states = with_backups(&desk, 5);
    let listed = list(&desk);
    assert_eq!(listed.len(), 5);
    for (backup, then) in listed.iter().zip(states.iter().rev()) {
        assert_eq!(backup["state"], "verified");
        let before = state(&desk, "w.dragoman");
        let ran = desk.run([
            "restore",
            "w.dragoman",
            backup["name"].as_str().unwrap(),
            "--json",
        ]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert_eq!(&state(&desk, "w.dragoman"), then);
        assert_eq!(
            state(&desk, ran.json()["kept"].as_str().unwrap()),
            before,
            "what was there is kept"
        );
        assert_eq!(desk.run(["check", "w.dragoman", "--deep"]).code, 0);
    }
}

#[test]
fn the_preview_says_what_differs_and_changes_nothing() {
    let desk = Desk::new();
    with_backups(&desk, 2);
    add_topic(&desk, "Only now");
    let bytes = std::fs::read(desk.path("w.dragoman")).unwrap();
    let before = names(&desk.path(""));
    let ran = desk.run(["restore", "w.dragoman", "1", "--preview"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for said in [
        "1 commands in common, 2 would be lost, 0 would be back",
        "lost: 3 ",
        "tester add_topic",
        "topic: 2 would be gone, 0 would be back, 0 would change",
        "gone: Only now",
    ] {
        assert!(ran.out.contains(said), "{said}: {}", ran.out);
    }
    assert_eq!(std::fs::read(desk.path("w.dragoman")).unwrap(), bytes);
    assert_eq!(names(&desk.path("")), before);
    assert_eq!(
        desk.run(["restore", "w.dragoman", "9", "--preview"]).code,
        4,
        "there is none of this number"
    );
}

#[test]
fn the_newest_damaged_is_said_and_the_one_before_is_gone_back_to() {
    let desk = Desk::new();
    let states = with_backups(&desk, 3);
    let newest = file_of(&desk, &list(&desk)[0]);
    let good = std::fs::read(&newest).unwrap();
    let before = state(&desk, "w.dragoman");
    let mut tried = 0;
    for damage in 0..20_usize {
        let mut bytes = good.clone();
        match damage % 4 {
            0 => bytes[damage * good.len() / 20] ^= 1,
            1 => bytes.truncate(good.len() * damage / 20),
            2 => bytes[damage * good.len() / 20..][..512].fill(0),
            _ => bytes.extend_from_slice(&[7; 4_096]),
        }
        if bytes == good {
            continue;
        }
        tried += 1;
        std::fs::write(&newest, &bytes).unwrap();
        let ran = desk.run(["backups", "w.dragoman", "--json"]);
        assert_eq!(ran.code, 1, "damage {damage}");
        assert_eq!(ran.json()["backups"][0]["state"], "damaged", "damage {damage}");
        let ran = desk.run(["restore", "w.dragoman", "3"]);
        assert_eq!(ran.code, 3, "damage {damage}: {}", ran.out);
    }
    assert!(tried > 10, "only {tried} were damaged");
    assert_eq!(state(&desk, "w.dragoman"), before);
    assert_eq!(desk.run(["restore", "w.dragoman", "2"]).code, 0);
    assert_eq!(state(&desk, "w.dragoman"), states[1]);
}

#[test]
fn one_backup_that_is_left_is_enough_and_the_folder_may_be_gone() {
    let desk = Desk::new();
    let states = with_backups(&desk, 4);
    for backup in &list(&desk)[..3] {
        std::fs::remove_file(file_of(&desk, backup)).unwrap();
    }
    std::fs::write(desk.path("w.dragoman"), "overwritten by something").unwrap();
    assert_eq!(desk.run(["restore", "w.dragoman", "1"]).code, 0);
    assert_eq!(state(&desk, "w.dragoman"), states[0]);
    // Numbers count on.
    add_topic(&desk, "Later");
    assert_eq!(desk.run(["backups", "w.dragoman", "--make"]).code, 0);
    assert_eq!(list(&desk)[0]["ordinal"], 3);
    std::fs::remove_dir_all(desk.path("w.backups")).unwrap();
    assert_eq!(list(&desk), Vec::<Value>::new());
    assert_eq!(desk.run(["backups", "w.dragoman", "--make"]).code, 0);
    assert_eq!(list(&desk).len(), 1);
}

#[test]
fn a_backup_is_made_before_a_merge_and_an_import_of_many() {
    let desk = Desk::new();
    desk.run(["new", "w.dragoman"]);
    let lines = r#"{"command":"add_topic","args":{"name":"A","uid":"0198c2c8-0000-7000-8000-000000000001"}}
{"command":"add_topic","args":{"name":"B","uid":"0198c2c8-0000-7000-8000-000000000002"}}
{"command":"merge_topics","args":{"into":"0198c2c8-0000-7000-8000-000000000001","uid":"0198c2c8-0000-7000-8000-000000000002"}}"#;
    let ran = desk.run_with(["apply", "w.dragoman"], lines);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    desk.file(
        "many.jsonl",
        "{\"text\":\"Ein Text, lang genug.\",\"title\":\"T\"}\n",
    );
    let ran = desk.run(["import", "w.dragoman", "many.jsonl"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let seen: Vec<_> = list(&desk)
        .iter()
        .map(|backup| (backup["reason"].clone(), backup["commands"].clone()))
        .collect();
    assert_eq!(seen, [("import".into(), 3.into()), ("merge".into(), 2.into())]);
}

/// Limits what the program may write to one file: what a full disk does, without filling one.
#[cfg(unix)]
#[test]
fn a_disk_that_is_full_leaves_the_workspace_and_the_backups_as_they_were() {
    let desk = Desk::new();
    let states = with_backups(&desk, 2);
    let size = std::fs::metadata(desk.path("w.dragoman")).unwrap().len();
    add_topic(&desk, "Only now");
    let everything = || {
        // Opened and closed first: who could not write leaves a log.
        let state = state(&desk, "w.dragoman");
        (state, names(&desk.path("")), names(&desk.path("w.backups")))
    };
    let before = everything();
    let mut failed = 0;
    for part in 0..8 {
        // In blocks of 512 bytes, as `ulimit -f` of sh counts.
        let blocks = size * part / 8 / 512;
        for command in ["backups w.dragoman --make", "restore w.dragoman 1"] {
            let ran = limited(&desk, blocks, command);
            assert!(ran != 0, "{command} with {blocks} blocks");
            failed += 1;
            assert_eq!(everything(), before, "{command} with {blocks} blocks");
        }
    }
    assert_eq!(failed, 16);
    assert_eq!(
        limited(&desk, size * 4 / 512, "restore w.dragoman 1"),
        0,
        "the control: with room it works"
    );
    assert_eq!(state(&desk, "w.dragoman"), states[0]);
}

#[cfg(unix)]
fn limited(desk: &Desk, blocks: u64, command: &str) -> i32 {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" {command}");
    let status = Command::new("sh")
        .args(["-c", &script])
        .arg(dragoman())
        .current_dir(desk.path(""))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    status.code().unwrap_or(-1)
}

#[test]
fn whoever_is_killed_while_making_a_backup_or_going_back_loses_nothing() {
    let desk = Desk::new();
    let mut states = with_backups(&desk, 3);
    add_topic(&desk, "Only now");
    states.push(state(&desk, "w.dragoman"));
    // A copy of the second: the backups of this test thin it out.
    let second = file_of(&desk, &list(&desk)[1]);
    std::fs::copy(second, desk.path("second.dragoman")).unwrap();
    // How long one takes here when nobody kills it: on a busy machine many times as long as on a quiet one.
    let began = std::time::Instant::now();
    assert_eq!(desk.run(["backups", "w.dragoman", "--make", "--quick"]).code, 0);
    let whole = began.elapsed();
    let (mut killed, mut done, mut gone_back) = (0, 0, 0);
    for round in 0..40_u64 {
        // Through all of what it does, from its start to after its end, a few times.
        let wait = whole * u32::try_from(round * 37 % 120).unwrap() / 100;
        let command: &[&str] = if round % 2 == 0 {
            &["restore", "w.dragoman", "second.dragoman"]
        } else {
            &["backups", "w.dragoman", "--make", "--quick"]
        };
        let mut child = Command::new(dragoman())
            .args(command)
            .current_dir(desk.path(""))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(wait);
        if child.try_wait().unwrap().is_none() {
            child.kill().unwrap();
            killed += 1;
        } else {
            done += 1;
        }
        child.wait().unwrap();
        let now = state(&desk, "w.dragoman");
        assert!(states.contains(&now), "round {round}: neither before nor after");
        let listed = list(&desk);
        assert!(
            listed.iter().all(|backup| backup["state"] == "verified"),
            "round {round}: {listed:?}"
        );
        assert!(listed.len() >= 3, "round {round}");
        if now == states[1] {
            gone_back += 1;
            // The present state of then is beside it, whole.
            let kept: Vec<String> = names(&desk.path(""))
                .into_iter()
                .filter(|name| name.contains(".before-restore-") && name.ends_with(".dragoman"))
                .collect();
            assert!(
                kept.iter().any(|name| state(&desk, name) == states[3]),
                "round {round}: {kept:?}"
            );
            for name in kept {
                let _ = std::fs::remove_file(desk.path(&name));
            }
            add_topic(&desk, &format!("After round {round}"));
            let last = state(&desk, "w.dragoman");
            states[3] = last;
        }
    }
    println!("killed {killed}, done {done}, gone back {gone_back}");
    assert!(
        killed >= 6 && done >= 1 && gone_back >= 1,
        "killed {killed}, done {done}, gone back {gone_back}"
    );
    assert_eq!(desk.run(["check", "w.dragoman", "--deep"]).code, 0);
    assert_eq!(desk.run(["backups", "w.dragoman", "--make"]).code, 0);
    assert_eq!(desk.run(["restore", "w.dragoman", "second.dragoman"]).code, 0);
    let mut left = names(&desk.path("w.backups"));
    left.extend(names(&desk.path("")));
    left.retain(|name| name.starts_with('.'));
    assert_eq!(
        left,
        Vec::<String>::new(),
        "what was half-made is taken away by the next"
    );
}
