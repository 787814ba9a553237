//! Opening what is not as it should be: nothing is harmed, and each is told apart.

use std::path::{Path, PathBuf};

use dragoman_core::commands::Envelope;
use dragoman_core::workspace::{Check, Context, Workspace, inspect};
use serde_json::json;

fn context() -> Context {
    Context::command_line("tester")
}

fn made(path: &Path, topics: &[&str]) -> Workspace {
    let mut workspace = Workspace::create(path, context()).unwrap();
    add(&mut workspace, topics);
    workspace
}

fn add(workspace: &mut Workspace, topics: &[&str]) {
    for name in topics {
        workspace
            .call(Envelope::new("add_topic", json!({ "name": name })))
            .unwrap();
    }
}

fn sequence(workspace: &mut Workspace) -> u64 {
    let view = workspace.call(Envelope::new("get_workspace", json!({}))).unwrap();
    view["sequence"].as_u64().unwrap()
}

fn log(path: &Path) -> PathBuf {
    PathBuf::from(format!("{}-wal", path.display()))
}

/// A copy of the file and its log, as a crash leaves them.
fn crashed(from: &Path, to: &Path) {
    std::fs::copy(from, to).unwrap();
    std::fs::copy(log(from), log(to)).unwrap();
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_check_leaves_every_byte_as_it_is_with_and_without_a_log() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.dragoman");
    let workspace = made(&path, &["one", "two"]);
    let hot = folder.path().join("hot.dragoman");
    crashed(&path, &hot);
    workspace.close().unwrap();
    for (path, expected) in [(&path, 0_usize), (&hot, 1)] {
        let read = |path: &Path| std::fs::read(path).ok();
        let before = (read(path), read(&log(path)));
        for deep in [false, true] {
            let request = Check {
                deep,
                acknowledged: Some(2),
            };
            let report = inspect(path, &context(), request).unwrap();
            assert!(report.ok, "{report:?}");
        }
        assert_eq!((read(path), read(&log(path))), before);
        assert_eq!(usize::from(before.1.is_some()), expected);
    }
    assert!(!names(folder.path()).contains(&"a.dragoman-shm".to_owned()));
}

#[test]
fn a_log_of_another_workspace_is_put_aside_and_never_mixed_in() {
    let folder = tempfile::tempdir().unwrap();
    let (mine, other) = (
        folder.path().join("mine.dragoman"),
        folder.path().join("other.dragoman"),
    );
    made(&mine, &["one", "two"]).close().unwrap();
    let stranger = made(&other, &["three", "four", "five"]);
    std::fs::copy(log(&other), log(&mine)).unwrap();
    let foreign = std::fs::read(log(&mine)).unwrap();
    drop(stranger);
    let mut workspace = Workspace::open(&mine, context()).unwrap();
    assert_eq!(sequence(&mut workspace), 2);
    assert_eq!(
        std::fs::read(folder.path().join("mine.foreign-wal")).unwrap(),
        foreign
    );
    let request = Check {
        deep: true,
        acknowledged: None,
    };
    workspace.close().unwrap();
    assert!(inspect(&mine, &context(), request).unwrap().ok);
}

#[test]
fn a_log_of_its_own_is_taken_in_wherever_it_was_cut() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.dragoman");
    let workspace = made(&path, &["one", "two", "three"]);
    let bytes = std::fs::read(log(&path)).unwrap();
    let copy = folder.path().join("copy.dragoman");
    let mut seen = Vec::new();
    for length in (0..bytes.len()).step_by(4_096).chain([bytes.len()]) {
        for name in names(folder.path()) {
            if name.starts_with("copy.") {
                std::fs::remove_file(folder.path().join(name)).unwrap();
            }
        }
        std::fs::copy(&path, &copy).unwrap();
        std::fs::write(log(&copy), &bytes[..length]).unwrap();
        let mut opened = Workspace::open(&copy, context()).unwrap();
        seen.push(sequence(&mut opened));
        opened.close().unwrap();
        let request = Check::default();
        assert!(inspect(&copy, &context(), request).unwrap().ok);
        assert!(!folder.path().join("copy.foreign-wal").exists());
    }
    assert!(seen.is_sorted(), "{seen:?}");
    assert_eq!(seen.last(), Some(&3));
    drop(workspace);
}

#[test]
fn a_copy_without_its_log_says_where_it_ends() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.dragoman");
    let mut workspace = made(&path, &["one", "two"]);
    workspace.checkpoint_all().unwrap();
    add(&mut workspace, &["three"]);
    let copy = folder.path().join("copy.dragoman");
    std::fs::copy(&path, &copy).unwrap();
    let mut copy = Workspace::open(&copy, context()).unwrap();
    assert_eq!(sequence(&mut copy), 2);
}

#[cfg(unix)]
#[test]
fn new_files_can_be_read_by_their_owner_only_whatever_others_may_usually() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.dragoman");
    let workspace = made(&path, &["one"]);
    workspace.backup(&folder.path().join("b.dragoman")).unwrap();
    let mut seen = 0;
    for name in names(folder.path()) {
        let mode = folder.path().join(&name).metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
        seen += 1;
    }
    assert_eq!(seen, 4, "two workspaces, a log and its index");
}

#[test]
fn a_trigger_or_a_view_of_somebody_elses_is_not_run_and_not_opened() {
    for (what, sql) in [
        (
            "trigger",
            "CREATE TRIGGER surprise AFTER INSERT ON topic BEGIN DELETE FROM article; END",
        ),
        (
            "view",
            "CREATE VIEW surprise AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x FROM n) SELECT x FROM n",
        ),
        (
            "table",
            "ALTER TABLE article RENAME TO article_2; CREATE VIEW article AS SELECT * FROM article_2",
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.dragoman");
        made(&path, &["one"]).close().unwrap();
        {
            let conn = rusqlite::Connection::open(&path).unwrap();
            conn.execute_batch(sql).unwrap();
            conn.pragma_update(None, "wal_checkpoint", "TRUNCATE").unwrap();
        }
        let before = std::fs::read(&path).unwrap();
        let error = Workspace::open(&path, context()).err().unwrap();
        assert_eq!(error.code(), "altered", "{what}");
        let report = inspect(&path, &context(), Check::default()).unwrap();
        assert!(!report.ok, "{what}");
        assert_eq!(std::fs::read(&path).unwrap(), before, "{what}");
    }
}

#[test]
fn versions_that_no_program_made_yet_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.dragoman");
    made(&path, &["one"]).close().unwrap();
    let good = std::fs::read(&path).unwrap();
    for version in [3_i32, 1_002, -1, i32::MIN] {
        let mut bytes = good.clone();
        bytes[60..64].copy_from_slice(&version.to_be_bytes());
        std::fs::write(&path, &bytes).unwrap();
        assert_eq!(Workspace::open(&path, context()).err().unwrap().code(), "newer");
        assert_eq!(std::fs::read(&path).unwrap(), bytes, "{version}");
        assert_eq!(names(folder.path()), ["a.dragoman"]);
    }
}
