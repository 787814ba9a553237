//! `dragoman new`, `check`, `backup`, `history`, `undo` and `redo`, and how the program ends.

use dragoman_tests::Desk;

#[test]
fn a_new_workspace_is_readable_by_its_owner_only_and_one_file() {
    let desk = Desk::new();
    assert_eq!(desk.run(["new", "w.dragoman"]).code, 0);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = desk.path("w.dragoman").metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let names: Vec<_> = std::fs::read_dir(desk.path(""))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names, ["w.dragoman"], "no log stays beside a closed workspace");
}

#[test]
fn a_file_that_is_there_is_never_overwritten() {
    let desk = Desk::new();
    desk.file("w.dragoman", "something else");
    assert_eq!(desk.run(["new", "w.dragoman"]).code, 3);
    assert_eq!(
        std::fs::read_to_string(desk.path("w.dragoman")).unwrap(),
        "something else"
    );
}

#[test]
fn foreign_newer_and_damaged_files_are_refused_and_left_as_they_are() {
    let desk = Desk::new();
    desk.run(["new", "good.dragoman"]);
    let good = std::fs::read(desk.path("good.dragoman")).unwrap();

    let mut newer = good.clone();
    newer[60..64].copy_from_slice(&99_u32.to_be_bytes());
    let mut other_application = good.clone();
    other_application[68..72].copy_from_slice(&7_u32.to_be_bytes());
    let mut cut = good.clone();
    cut.truncate(good.len() / 2);
    for (name, bytes, code) in [
        (
            "foreign.dragoman",
            b"just a text file, long enough to have a header of a hundred bytes if it were a database file"
                .to_vec(),
            "foreign",
        ),
        ("empty.dragoman", Vec::new(), "empty_file"),
        ("noise.dragoman", noise(), "encrypted"),
        ("other.dragoman", other_application, "foreign"),
        ("newer.dragoman", newer, "newer"),
        ("cut.dragoman", cut, "truncated"),
    ] {
        desk.file(name, &bytes);
        let ran = desk.run(["articles", name, "--json"]);
        assert_eq!(ran.code, 3, "{name}");
        let error: serde_json::Value = serde_json::from_str(ran.err.trim()).unwrap();
        assert_eq!(error["error"]["code"], code, "{name}: {error}");
        assert_eq!(
            std::fs::read(desk.path(name)).unwrap(),
            bytes,
            "{name} is untouched"
        );
    }
    for (name, code) in [(".", "folder"), ("missing.dragoman", "missing")] {
        let ran = desk.run(["articles", name, "--json"]);
        let error: serde_json::Value = serde_json::from_str(ran.err.trim()).unwrap();
        assert_eq!(
            (ran.code, error["error"]["code"].as_str()),
            (3, Some(code)),
            "{name}"
        );
    }
}

/// What an encrypted database looks like: bytes in which nothing is more frequent than anything else.
fn noise() -> Vec<u8> {
    let mut state = 1_u64;
    (0..8_192)
        .map(|_| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            state.to_be_bytes()[0]
        })
        .collect()
}

#[cfg(unix)]
#[test]
fn a_pipe_and_a_device_are_refused_at_once() {
    let desk = Desk::new();
    let made = std::process::Command::new("mkfifo")
        .arg(desk.path("pipe.dragoman"))
        .status()
        .unwrap();
    assert!(made.success());
    for name in ["pipe.dragoman", "/dev/zero"] {
        for task in [&["articles", name, "--json"][..], &["check", name, "--json"]] {
            let ran = desk.run(task);
            assert!(ran.err.contains("special_file"), "{name}: {}", ran.err);
        }
    }
}

#[test]
fn a_file_with_triggers_of_its_own_is_not_trusted() {
    let desk = Desk::new();
    desk.run(["new", "w.dragoman"]);
    let conn = dragoman_core_sqlite(&desk.path("w.dragoman"));
    conn.execute_batch("CREATE TRIGGER surprise AFTER INSERT ON topic BEGIN DELETE FROM article; END")
        .unwrap();
    drop(conn);
    let ran = desk.run(["articles", "w.dragoman"]);
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("surprise"), "{}", ran.err);
}

fn dragoman_core_sqlite(path: &std::path::Path) -> rusqlite::Connection {
    rusqlite::Connection::open(path).unwrap()
}

#[test]
fn a_backup_opens_and_holds_the_same() {
    let desk = Desk::new();
    let demo = desk.demonstration();
    let demo = demo.to_str().unwrap();
    let backup = desk.run(["backup", demo, "copy.dragoman", "--json"]);
    assert_eq!(backup.code, 0, "{}", backup.err);
    assert_eq!(
        desk.run(["backup", demo, "copy.dragoman"]).code,
        3,
        "a backup overwrites nothing"
    );
    let statements = |file: &str| desk.run(["statements", file, "--json"]).json();
    assert_eq!(statements(demo), statements("copy.dragoman"));
    assert_eq!(desk.run(["check", "copy.dragoman", "--deep"]).code, 0);
}

#[test]
fn who_did_what_can_be_read_and_taken_back() {
    let desk = Desk::new();
    desk.run(["new", "w.dragoman"]);
    desk.run_with(
        ["apply", "w.dragoman", "--analyst", "Ada"],
        r#"{"command":"add_topic","args":{"name":"Ceasefire"}}"#,
    );
    let history = desk.run(["history", "w.dragoman"]);
    assert!(
        history.out.contains("Ada\tadd_topic\tCeasefire"),
        "{}",
        history.out
    );
    assert_eq!(desk.run(["undo", "w.dragoman"]).code, 0);
    assert_eq!(
        desk.run(["undo", "w.dragoman"]).code,
        4,
        "nothing is left to undo"
    );
    assert_eq!(desk.run(["redo", "w.dragoman"]).code, 0);
    assert!(desk.run(["history", "w.dragoman"]).out.contains("undo add_topic"));
}

#[test]
fn a_wrong_command_line_ends_with_2() {
    let desk = Desk::new();
    assert_eq!(desk.run(["nonsense"]).code, 2);
    assert_eq!(desk.run(["export", "w.dragoman"]).code, 2);
    let help = desk.run(["--help"]);
    assert_eq!(help.code, 0);
    assert!(help.out.contains("Exit codes"));
}
