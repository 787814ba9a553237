//! Backups and going back to them. Every backup that is made here is restored into another place and compared.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use dragoman_core::backups::{
    self, BackupReason, BackupState, Present, RestorePreview, Rules, Standing, folder_beside,
};
use dragoman_core::commands::Envelope;
use dragoman_core::dates::FixedClock;
use dragoman_core::workspace::backup::Pace;
use dragoman_core::workspace::{Context, Workspace};
use dragoman_core::{Error, Result};
use jiff::SignedDuration;
use proptest::prelude::*;
use serde_json::json;

use crate::support::{Desk, proved};

fn back_up(workspace: &Workspace, reason: BackupReason) -> Result<Option<backups::Backup>> {
    let mut pace = Pace {
        stop: Arc::default(),
        between: &mut |_| {},
    };
    backups::make(&workspace.reading(), reason, &mut pace)
}

/// Makes a backup that must be made, proves it, and gives its file.
fn backed_up(workspace: &Workspace, reason: BackupReason) -> PathBuf {
    let made = back_up(workspace, reason).unwrap().unwrap();
    let path = folder_beside(workspace.path()).join(&made.name);
    proved(&path, &workspace.dump().unwrap());
    path
}

fn restore(workspace: &Path, from: &Path) -> Result<backups::Restored> {
    let mut pace = Pace {
        stop: Arc::default(),
        between: &mut |_| {},
    };
    backups::restore(workspace, from, &Context::command_line("tester"), &mut pace)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// A workspace that is not open, in a folder of its own.
struct Shelf {
    folder: tempfile::TempDir,
    path: PathBuf,
}

impl Shelf {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("w.dragoman");
        Workspace::create(&path, Context::command_line("tester"))
            .unwrap()
            .close()
            .unwrap();
        Shelf { folder, path }
    }

    fn with<T>(&self, work: impl FnOnce(&mut Workspace) -> T) -> T {
        let mut workspace = Workspace::open(&self.path, Context::command_line("tester")).unwrap();
        let done = work(&mut workspace);
        workspace.close().unwrap();
        done
    }

    fn topic(&self, name: &str) {
        self.with(|workspace| add_topic(workspace, name));
    }

    fn back_up(&self) -> PathBuf {
        self.with(|workspace| backed_up(workspace, BackupReason::Timer))
    }

    fn dump(&self) -> String {
        self.with(|workspace| workspace.dump().unwrap())
    }
}

fn add_topic(workspace: &mut Workspace, name: &str) {
    workspace
        .call(Envelope::new("add_topic", json!({ "name": name })))
        .unwrap();
}

#[test]
fn a_backup_is_made_when_something_has_changed_and_only_then() {
    let mut desk = Desk::new();
    assert_eq!(
        back_up(&desk.workspace, BackupReason::Timer).unwrap(),
        None,
        "an empty workspace"
    );
    desk.call("add_topic", json!({ "name": "Ceasefire" }));
    let first = backed_up(&desk.workspace, BackupReason::Timer);
    assert_eq!(
        back_up(&desk.workspace, BackupReason::Import).unwrap(),
        None,
        "nothing has changed"
    );
    // Undone and done otherwise: as many commands, and not the same.
    desk.call("add_topic", json!({ "name": "Sanctions" }));
    let second = backed_up(&desk.workspace, BackupReason::Merge);
    assert!(
        backed_up(&desk.workspace, BackupReason::Hand) > first,
        "by hand always"
    );
    assert_ne!(first, second);
    let listed = backups::list(
        desk.workspace.path(),
        &Rules::default(),
        Standing::Bytes(u64::MAX),
    )
    .unwrap();
    let seen: Vec<_> = listed
        .iter()
        .map(|backup| (backup.ordinal, backup.commands, backup.reason, backup.state))
        .collect();
    assert_eq!(
        seen,
        [
            (3, 2, BackupReason::Hand, BackupState::Verified),
            (2, 2, BackupReason::Merge, BackupState::Verified),
            (1, 1, BackupReason::Timer, BackupState::Verified),
        ]
    );
}

#[cfg(unix)]
#[test]
fn backups_are_their_owners_alone_and_one_file_each() {
    use std::os::unix::fs::PermissionsExt as _;
    let mut desk = Desk::new();
    desk.call("add_topic", json!({ "name": "Ceasefire" }));
    let path = backed_up(&desk.workspace, BackupReason::Timer);
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    let folder = path.parent().unwrap();
    assert_eq!((mode(&path), mode(folder)), (0o600, 0o700));
    assert_eq!(
        names(folder).len(),
        2,
        "the backup and the lock: {:?}",
        names(folder)
    );
}

#[test]
fn a_backup_holds_the_state_at_its_beginning_while_somebody_goes_on_writing() {
    let mut desk = Desk::new();
    for number in 0..40 {
        desk.article(&format!("{number} {}", "viele Wörter ".repeat(4_000)));
    }
    let before = desk.workspace.dump().unwrap();
    let reader = desk.workspace.reader().unwrap();
    let mut steps = 0;
    let made = {
        let workspace = &mut desk.workspace;
        let mut pace = Pace {
            stop: Arc::default(),
            between: &mut |progress| {
                if !progress.checking {
                    steps += 1;
                    add_topic(workspace, &format!("meanwhile {steps}"));
                }
            },
        };
        backups::make(&reader.reading(), BackupReason::Timer, &mut pace)
            .unwrap()
            .unwrap()
    };
    assert!(steps > 1, "only {steps} steps");
    proved(&folder_beside(desk.workspace.path()).join(made.name), &before);
    assert!(
        desk.workspace
            .dump()
            .unwrap()
            .contains(&format!("meanwhile {steps}"))
    );
}

#[test]
fn a_backup_that_is_given_up_leaves_nothing() {
    let mut desk = Desk::new();
    desk.article(&"viele Wörter ".repeat(40_000));
    for give_up_at in [1, 2, 3] {
        let stop = Arc::new(AtomicBool::new(false));
        let (asked, mut steps) = (Arc::clone(&stop), 0);
        let mut pace = Pace {
            stop,
            between: &mut |_| {
                steps += 1;
                asked.store(steps >= give_up_at, Ordering::Relaxed);
            },
        };
        let error = backups::make(&desk.workspace.reading(), BackupReason::Timer, &mut pace).unwrap_err();
        assert_eq!(error.code(), "cancelled");
        assert_eq!(names(&folder_beside(desk.workspace.path())), ["lock"]);
    }
}

#[test]
fn what_a_killed_program_left_is_taken_away_by_the_next_backup() {
    let shelf = Shelf::new();
    shelf.topic("Ceasefire");
    let folder = folder_beside(&shelf.path);
    std::fs::create_dir(&folder).unwrap();
    for left in [".0190.part", ".0190.part-journal"] {
        std::fs::write(folder.join(left), "half").unwrap();
    }
    std::fs::write(folder.join("mine.txt"), "a person's own").unwrap();
    let backup = shelf.back_up();
    let name = backup.file_name().unwrap().to_str().unwrap();
    assert_eq!(names(&folder), [name, "lock", "mine.txt"]);
}

#[test]
fn a_workspace_that_needs_more_than_its_backups_may_have_is_not_backed_up_and_says_so() {
    let shelf = Shelf::new();
    shelf.topic("Ceasefire");
    let context = Context::command_line("tester").with_backups(Rules {
        limit: 10_000,
        other_folder: None,
    });
    let workspace = Workspace::open(&shelf.path, context).unwrap();
    let error = back_up(&workspace, BackupReason::Timer).unwrap_err();
    assert!(matches!(error, Error::OverLimit { limit: 10_000, .. }), "{error}");
    assert!(
        back_up(&workspace, BackupReason::Hand).unwrap().is_some(),
        "by hand all the same"
    );
}

#[test]
fn thinning_leaves_the_newest_twelve_and_clocks_that_jump_end_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(FixedClock::new("2026-03-01T10:00:00Z".parse().unwrap()));
    let context = Context::command_line("tester").with_clock(clock.clone());
    let mut workspace = Workspace::create(&folder.path().join("w.dragoman"), context).unwrap();
    let list =
        |workspace: &Workspace| backups::list(workspace.path(), &Rules::default(), Standing::Names).unwrap();
    for number in 0..20 {
        add_topic(&mut workspace, &format!("topic {number}"));
        backed_up(&workspace, BackupReason::Timer);
        clock.advance(SignedDuration::from_mins(1));
    }
    // All in one hour: the newest twelve, of which the last is also that of the hour, the day and the month.
    assert_eq!(list(&workspace).len(), 12);
    for (number, hours) in [24 * 365 * 40, -24 * 365 * 80, 24 * 365 * 40]
        .into_iter()
        .enumerate()
    {
        clock.advance(SignedDuration::from_hours(hours));
        let before = list(&workspace).len();
        add_topic(&mut workspace, &format!("after {number}"));
        backed_up(&workspace, BackupReason::Timer);
        let after = list(&workspace);
        assert!(after.len() >= before, "{} of {before}", after.len());
        let newest = after.first().unwrap();
        assert_eq!(
            usize::try_from(newest.commands).ok(),
            Some(workspace_commands(&workspace))
        );
    }
}

fn workspace_commands(workspace: &Workspace) -> usize {
    let reader = workspace.reader().unwrap();
    let view = reader.call(Envelope::new("get_workspace", json!({}))).unwrap();
    usize::try_from(view["sequence"].as_u64().unwrap()).unwrap()
}

#[test]
fn going_back_keeps_the_file_that_was_there_and_can_be_gone_back_on() {
    let shelf = Shelf::new();
    shelf.topic("Ceasefire");
    let backup = shelf.back_up();
    let then = shelf.dump();
    shelf.topic("Sanctions");
    let now = shelf.dump();
    let restored = restore(&shelf.path, &backup).unwrap();
    assert_eq!(restored.commands, 1);
    assert_eq!(shelf.dump(), then);
    let kept = shelf.folder.path().join(&restored.kept);
    proved(&kept, &now);
    // And back.
    let again = restore(&shelf.path, &kept).unwrap();
    assert_eq!(shelf.dump(), now);
    assert_ne!(again.kept, restored.kept);
    proved(&shelf.folder.path().join(again.kept), &then);
}

#[test]
fn what_would_be_lost_and_what_would_come_back_is_said_before() {
    let mut desk = Desk::new();
    let gone = desk.add("add_topic", json!({ "name": "Ceasefire" }));
    desk.add("add_topic", json!({ "name": "Sanctions" }));
    let article = desk.article("Moskau sei bereit, sagte Sacharowa.");
    let statement = desk.add(
        "add_statement",
        json!({ "article": article, "kind": "indirect", "spans": [{ "start": 0, "end": 6 }] }),
    );
    let backup = backed_up(&desk.workspace, BackupReason::Timer);
    let same = preview(&desk, &backup);
    assert_eq!(
        (same.common, same.lost, same.differences.len()),
        (4, 0, 0),
        "{same:?}"
    );

    desk.call("edit_topic", json!({ "uid": gone, "name": "Truce" }));
    desk.call(
        "edit_statement",
        json!({ "uid": statement, "spans": [{ "start": 7, "end": 10 }] }),
    );
    desk.article("Ein zweiter Text.");
    // Changed and changed back: no difference.
    desk.call("add_topic", json!({ "name": "For a moment" }));
    desk.call("undo", json!({}));

    let preview = preview(&desk, &backup);
    assert_eq!((preview.common, preview.lost, preview.regained), (4, 5, 0));
    let commands: Vec<&str> = preview
        .last_lost
        .iter()
        .map(|lost| lost.command.as_str())
        .collect();
    assert_eq!(
        commands,
        [
            "undo",
            "add_topic",
            "import_articles",
            "edit_statement",
            "edit_topic"
        ]
    );
    let seen: Vec<_> = preview
        .differences
        .iter()
        .map(|kind| {
            (
                kind.entity.word(),
                kind.only_now,
                kind.only_in_backup,
                kind.changed,
            )
        })
        .collect();
    assert_eq!(
        seen,
        [("article", 1, 0, 0), ("statement", 0, 0, 1), ("topic", 0, 0, 1)],
        "{preview:#?}"
    );
    let label = |index: usize| preview.differences[index].things[0].label.as_str();
    assert_eq!((label(0), label(1), label(2)), ("T", "sei", "Truce"));
}

fn preview(desk: &Desk, backup: &Path) -> RestorePreview {
    backups::preview(Present::Open(desk.workspace.reading().conn), backup).unwrap()
}

#[test]
fn histories_that_went_apart_are_compared_from_where_they_did() {
    let shelf = Shelf::new();
    shelf.topic("Ceasefire");
    let early = shelf.back_up();
    shelf.topic("Sanctions");
    let late = shelf.back_up();
    restore(&shelf.path, &early).unwrap();
    shelf.topic("Elections");
    let preview = backups::preview(Present::File(&shelf.path), &late).unwrap();
    assert_eq!((preview.common, preview.lost, preview.regained), (1, 1, 1));
    let topics = &preview.differences[0];
    assert_eq!(
        (topics.only_now, topics.only_in_backup, topics.changed),
        (1, 1, 0)
    );
    let mut labels: Vec<_> = topics.things.iter().map(|thing| thing.label.as_str()).collect();
    labels.sort_unstable();
    assert_eq!(labels, ["Elections", "Sanctions"]);
}

#[test]
fn a_workspace_that_somebody_has_open_is_not_replaced() {
    let mut desk = Desk::new();
    desk.call("add_topic", json!({ "name": "Ceasefire" }));
    let backup = backed_up(&desk.workspace, BackupReason::Timer);
    desk.call("add_topic", json!({ "name": "Sanctions" }));
    let path = desk.workspace.path().to_owned();
    let before = names(path.parent().unwrap());
    assert_eq!(restore(&path, &backup).unwrap_err().code(), "busy");
    assert_eq!(names(path.parent().unwrap()), before);
    desk.call("add_topic", json!({ "name": "Elections" }));
}

#[test]
fn a_damaged_a_missing_and_a_foreign_workspace_are_replaced_and_kept() {
    for (what, bytes) in [
        ("zeroes", Some(vec![0_u8; 8_192])),
        ("a text", Some(b"not a workspace at all".to_vec())),
        ("nothing", Some(Vec::new())),
        ("missing", None),
    ] {
        let shelf = Shelf::new();
        shelf.topic("Ceasefire");
        let backup = shelf.back_up();
        let then = shelf.dump();
        match &bytes {
            Some(bytes) => std::fs::write(&shelf.path, bytes).unwrap(),
            None => std::fs::remove_file(&shelf.path).unwrap(),
        }
        let preview = backups::preview(Present::File(&shelf.path), &backup).unwrap();
        assert_eq!(
            (preview.trouble.is_empty(), preview.regained),
            (false, 1),
            "{what}"
        );
        let restored = restore(&shelf.path, &backup).unwrap();
        assert_eq!(shelf.dump(), then, "{what}");
        match bytes {
            Some(bytes) => {
                assert_eq!(
                    std::fs::read(shelf.folder.path().join(restored.kept)).unwrap(),
                    bytes,
                    "{what}"
                );
            }
            None => assert_eq!(restored.kept, ""),
        }
    }
}

#[test]
fn a_damaged_workspace_keeps_its_log_and_the_restored_one_does_not_get_it() {
    let shelf = Shelf::new();
    shelf.topic("Ceasefire");
    let backup = shelf.back_up();
    let then = shelf.dump();
    let log = shelf.folder.path().join("w.dragoman-wal");
    std::fs::write(&shelf.path, vec![7_u8; 9_000]).unwrap();
    std::fs::write(&log, b"what was written last").unwrap();
    let restored = restore(&shelf.path, &backup).unwrap();
    assert_eq!(shelf.dump(), then);
    let kept_log = shelf.folder.path().join(format!("{}-wal", restored.kept));
    assert_eq!(std::fs::read(kept_log).unwrap(), b"what was written last");
}

#[test]
fn a_log_that_a_killed_program_left_is_folded_into_the_file_that_is_kept() {
    let shelf = Shelf::new();
    shelf.topic("Ceasefire");
    let backup = shelf.back_up();
    // A copy of file and log while it is open is what a kill leaves.
    let (file, log) = shelf.with(|workspace| {
        add_topic(workspace, "only in the log");
        let log = shelf.folder.path().join("w.dragoman-wal");
        (std::fs::read(&shelf.path).unwrap(), std::fs::read(log).unwrap())
    });
    let now = shelf.dump();
    std::fs::write(&shelf.path, file).unwrap();
    std::fs::write(shelf.folder.path().join("w.dragoman-wal"), log).unwrap();
    let restored = restore(&shelf.path, &backup).unwrap();
    proved(&shelf.folder.path().join(restored.kept), &now);
    assert!(!shelf.dump().contains("only in the log"));
}

#[test]
fn a_backup_that_was_changed_is_listed_as_damaged_and_never_gone_back_to() {
    let shelf = Shelf::new();
    shelf.topic("Ceasefire");
    let good = shelf.back_up();
    shelf.topic("Sanctions");
    let bad = shelf.back_up();
    let mut bytes = std::fs::read(&bad).unwrap();
    let middle = bytes.len() / 2;
    for at in [0, 40, middle, bytes.len() - 1] {
        bytes[at] ^= 1;
        std::fs::write(&bad, &bytes).unwrap();
        let listed = backups::list(&shelf.path, &Rules::default(), Standing::Bytes(u64::MAX)).unwrap();
        let states: Vec<_> = listed.iter().map(|backup| backup.state).collect();
        assert_eq!(states, [BackupState::Damaged, BackupState::Verified], "byte {at}");
        assert_eq!(
            restore(&shelf.path, &bad).unwrap_err().code(),
            "damaged",
            "byte {at}"
        );
        let wrong = backups::findings(&shelf.path, &Rules::default(), 2, u64::MAX).unwrap();
        assert_eq!(wrong.len(), 1, "{wrong:?}");
        bytes[at] ^= 1;
    }
    std::fs::write(&bad, &bytes).unwrap();
    assert_eq!(
        backups::findings(&shelf.path, &Rules::default(), 2, u64::MAX).unwrap(),
        Vec::<String>::new()
    );
    assert_eq!(
        backups::findings(&shelf.path, &Rules::default(), 1, u64::MAX)
            .unwrap()
            .len(),
        1,
        "beyond the workspace"
    );
    restore(&shelf.path, &good).unwrap();
}

#[cfg(unix)]
#[test]
fn whoever_is_killed_before_the_last_step_finds_the_workspace_as_it_was() {
    let shelf = Shelf::new();
    shelf.topic("Ceasefire");
    let backup = shelf.back_up();
    shelf.topic("Sanctions");
    let now = shelf.dump();
    let kept = shelf
        .folder
        .path()
        .join("w.before-restore-20260101T000000Z.dragoman");
    std::fs::hard_link(&shelf.path, &kept).unwrap();
    std::fs::write(shelf.folder.path().join(".w.0190.restoring"), "half").unwrap();
    assert_eq!(shelf.dump(), now);
    assert!(!kept.exists(), "one file must not be opened under two names");
    let restored = restore(&shelf.path, &backup).unwrap();
    assert_eq!(
        names(shelf.folder.path()),
        ["w.backups", &restored.kept, "w.dragoman"]
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn after_any_work_a_backup_gone_back_to_is_what_it_was(steps in prop::collection::vec(0_u8..6, 1..16)) {
        let shelf = Shelf::new();
        let mut known = Vec::new();
        for (number, step) in steps.into_iter().enumerate() {
            shelf.with(|workspace| {
                match step {
                    0 | 1 => add_topic(workspace, &format!("topic {number}")),
                    2 => { let _ = workspace.call(Envelope::new("undo", json!({}))); }
                    3 => { let _ = workspace.call(Envelope::new("redo", json!({}))); }
                    4 => {
                        let args = json!({ "articles": [{ "source": { "text": format!("Text {number}") } }] });
                        workspace.call(Envelope::new("import_articles", args)).unwrap();
                    }
                    _ => {
                        if let Some(made) = back_up(workspace, BackupReason::Timer).unwrap() {
                            known.push((made.name, workspace.dump().unwrap()));
                        }
                    }
                }
            });
        }
        for (name, dump) in known {
            let from = folder_beside(&shelf.path).join(name);
            if from.exists() {
                restore(&shelf.path, &from).unwrap();
                prop_assert_eq!(shelf.dump(), dump);
            }
        }
    }
}
