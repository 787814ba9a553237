//! What happens when the file goes away below an open workspace: nothing is said to be saved that is not, and
//! everything can be saved elsewhere.

use std::path::{Path, PathBuf};

use dragoman_core::commands::Envelope;
use dragoman_core::workspace::{Context, Workspace};
use serde_json::json;

fn add(workspace: &mut Workspace, name: &str) -> dragoman_core::Result<serde_json::Value> {
    workspace.call(Envelope::new("add_topic", json!({ "name": name })))
}

fn log(path: &Path) -> PathBuf {
    PathBuf::from(format!("{}-wal", path.display()))
}

/// What somebody does to the file or its folder.
type Act = fn(&Path);

const ACTS: [(&str, Act); 5] = [
    ("deleted", |path| std::fs::remove_file(path).unwrap()),
    ("renamed", |path| {
        std::fs::rename(path, path.with_extension("elsewhere")).unwrap();
    }),
    ("replaced", |path| {
        let other = path.with_extension("other");
        std::fs::copy(path, &other).unwrap();
        std::fs::rename(&other, path).unwrap();
    }),
    ("its folder renamed", |path| {
        let folder = path.parent().unwrap();
        std::fs::rename(folder, folder.with_extension("elsewhere")).unwrap();
    }),
    ("its log deleted", |path| std::fs::remove_file(log(path)).unwrap()),
];

#[test]
fn nothing_is_said_to_be_saved_after_the_file_has_gone_and_a_copy_has_everything_that_was() {
    for (what, act) in ACTS {
        let outside = tempfile::tempdir().unwrap();
        let folder = outside.path().join("work");
        std::fs::create_dir(&folder).unwrap();
        let path = folder.join("test.dragoman");
        let mut workspace = Workspace::create(&path, Context::command_line("tester")).unwrap();
        for name in ["one", "two", "three"] {
            add(&mut workspace, name).unwrap();
        }
        let before = workspace.dump().unwrap();
        act(&path);
        for name in ["four", "five"] {
            let error = add(&mut workspace, name).unwrap_err();
            assert_eq!(error.code(), "moved", "{what}");
        }
        let copy = outside.path().join("copy.dragoman");
        assert_eq!(workspace.backup(&copy).unwrap(), 3, "{what}");
        let mut copy = Workspace::open(&copy, Context::command_line("tester")).unwrap();
        assert_eq!(copy.dump().unwrap(), before, "{what}");
        add(&mut copy, "four").unwrap();
    }
}

#[test]
fn a_file_that_goes_while_a_command_runs_is_noticed_before_that_command_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.dragoman");
    let mut workspace = Workspace::create(&path, Context::command_line("tester")).unwrap();
    add(&mut workspace, "one").unwrap();
    let away = path.clone();
    // It is asked for while the command runs, after it began.
    let context = Context::command_line("tester").with_clock(std::sync::Arc::new(Thief(away)));
    workspace.close().unwrap();
    let mut workspace = Workspace::open(&path, context).unwrap();
    let error = add(&mut workspace, "two").unwrap_err();
    assert_eq!(error.code(), "moved");
    let copy = folder.path().join("copy.dragoman");
    // It was committed, to a file that nobody finds any more: the copy has it.
    assert_eq!(workspace.backup(&copy).unwrap(), 2);
}

/// A clock that takes the file away when it is looked at.
struct Thief(PathBuf);

impl dragoman_core::dates::Clock for Thief {
    fn now(&self) -> jiff::Timestamp {
        let _ = std::fs::remove_file(&self.0);
        jiff::Timestamp::now()
    }
}

#[test]
fn a_link_to_the_workspace_may_move_while_it_is_open() {
    #[cfg(unix)]
    {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.dragoman");
        let link = folder.path().join("link.dragoman");
        let mut workspace = Workspace::create(&path, Context::command_line("tester")).unwrap();
        add(&mut workspace, "one").unwrap();
        workspace.close().unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        let mut workspace = Workspace::open(&link, Context::command_line("tester")).unwrap();
        std::fs::remove_file(&link).unwrap();
        add(&mut workspace, "two").unwrap();
    }
}
