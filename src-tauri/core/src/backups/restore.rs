//! Going back to a backup: the workspace file is replaced by a copy of it, and the present one stays under another name.
//!
//! At every moment the workspace's name leads to a whole workspace, the one before or the one restored, and the one
//! before is there:
//!
//! 1. the backup is checked and copied beside the workspace, and the copy is carried to the disk;
//! 2. the present file is opened by itself, which nobody else may have open, and its log is folded in;
//! 3. it gets its second name (a hard link);
//! 4. the copy takes the first name (a rename).
//!
//! Whoever is killed between 3 and 4 leaves one file with two names; [`settle`] takes the second away.

use std::fs::File;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::list::{checked, in_folder};
use super::name::Name;
use super::place::{Place, free_space};
use super::types::{BackupReason, Restored};
use crate::files::sync_folder;
use crate::workspace::backup::{self, Mark, Pace};
use crate::workspace::{Context, file, open, schema};
use crate::{Error, Result};

/// Stands in the names of workspaces that were replaced.
const BEFORE: &str = ".before-restore-";
/// Ending of copies that have not taken their place.
const PART: &str = ".restoring";

/// Replaces a workspace by a backup of it. The workspace must not be open anywhere; it may be damaged, or gone.
///
/// # Errors
/// [`Error::Busy`] when another program has it open, [`Error::Damaged`] when the backup does not hold, [`Error::Newer`],
/// [`Error::Foreign`], [`Error::NoRoom`], [`Error::DiskFull`], [`Error::Io`], [`Error::Cancelled`]. The workspace is as it was then.
pub fn restore(workspace: &Path, from: &Path, context: &Context, pace: &mut Pace<'_>) -> Result<Restored> {
    let is_there = workspace.symlink_metadata().is_ok();
    let path = if is_there {
        workspace
            .canonicalize()
            .map_err(|error| Error::io(workspace, &error))?
    } else {
        workspace.to_owned()
    };
    if from.canonicalize().is_ok_and(|from| from == path) {
        return Err(Error::Exists {
            path: path.display().to_string(),
        });
    }
    let mark = checked(from, pace)?;
    // Nobody may thin it out meanwhile. Where no backups can lie, nobody does.
    let held = match Place::take(&path, &context.backups) {
        Err(Error::Busy) => return Err(Error::Busy),
        other => other.ok(),
    };
    settle(&path);
    remove_parts(&path);

    let part = named(&path, |stem| format!(".{stem}.{}{PART}", crate::Uid::new()));
    let done = copy(from, &part, &mark, pace).and_then(|()| put_in_place(&path, &part, context));
    let _ = std::fs::remove_file(&part);
    let kept = done?;
    if let Some(held) = &held {
        note(held.folder(), from, context);
    }
    Ok(Restored {
        backup: from
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        commands: mark.sequence,
        kept: kept
            .as_deref()
            .and_then(Path::file_name)
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
    })
}

/// Makes the backup gone back to the newest as well, by a second name: it is the state that the next ones follow on. A
/// folder without it lacks nothing but that.
fn note(folder: &Path, from: &Path, context: &Context) {
    let Some(name) = from
        .file_name()
        .and_then(|name| name.to_str())
        .and_then(Name::parse)
    else {
        return;
    };
    let highest = in_folder(folder)
        .unwrap_or_default()
        .first()
        .map_or(0, |newest| newest.name.ordinal);
    let at = Timestamp::from_second(context.clock.now().as_second()).unwrap_or_default();
    let name = Name {
        at,
        ordinal: highest + 1,
        reason: BackupReason::Restore,
        ..name
    };
    match std::fs::hard_link(from, folder.join(name.to_string())) {
        Ok(()) => sync_folder(from),
        Err(error) => tracing::debug!(%error, "the state gone back to has one name among the backups"),
    }
}

/// Takes away the second name that a workspace has when going back was broken off just before its end.
pub(crate) fn settle(path: &Path) {
    if !has_second_name(path) {
        return;
    }
    for kept in beside(path, |name, stem| {
        name.starts_with(&format!("{stem}{BEFORE}")) && name.ends_with(".dragoman")
    }) {
        if file::Identity::of(&kept) != file::Identity::of(path) {
            continue;
        }
        let (log, moved) = (file::wal(path), file::wal(&kept));
        if moved.is_file() && !log.exists() && std::fs::rename(&moved, &log).is_err() {
            continue;
        }
        let _ = std::fs::remove_file(&kept);
        sync_folder(path);
    }
}

#[cfg(unix)]
fn has_second_name(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    path.metadata().is_ok_and(|metadata| metadata.nlink() > 1)
}

#[cfg(not(unix))]
fn has_second_name(_: &Path) -> bool {
    // The standard library does not say there; two files with the same creation time could be taken for one.
    false
}

fn remove_parts(path: &Path) {
    for part in beside(path, |name, stem| {
        name.starts_with(&format!(".{stem}.")) && name.ends_with(PART)
    }) {
        let _ = std::fs::remove_file(part);
    }
}

fn beside(path: &Path, is_meant: impl Fn(&str, &str) -> bool) -> Vec<PathBuf> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    entries
        .flatten()
        .filter(|entry| is_meant(&entry.file_name().to_string_lossy(), &stem))
        .map(|entry| entry.path())
        .collect()
}

fn named(path: &Path, name: impl FnOnce(&str) -> String) -> PathBuf {
    path.with_file_name(name(&path.file_stem().unwrap_or_default().to_string_lossy()))
}

/// Copies a backup that was checked, carries the copy to the disk and checks it again.
fn copy(from: &Path, part: &Path, mark: &Mark, pace: &mut Pace<'_>) -> Result<()> {
    let size = from.metadata().map_err(|error| Error::io(from, &error))?.len();
    let needed = size.saturating_add(size / 5);
    let folder = part.parent().unwrap_or(Path::new("."));
    if let Some(free) = free_space(folder)
        && free < needed
    {
        return Err(Error::NoRoom {
            path: folder.display().to_string(),
            needed,
            free,
        });
    }
    let conn = backup::look(from)?;
    if file::wal(from).metadata().is_ok_and(|log| log.len() > 0) {
        // A workspace with a log is more than its file: its copy is made by SQLite.
        backup::copy(&conn, part, pace)?;
        return Ok(());
    }
    drop(conn);
    file::create(part)?;
    let io = |error: std::io::Error| Error::io(part, &error);
    let mut source = File::open(from).map_err(|error| Error::io(from, &error))?;
    let mut target = File::options().write(true).open(part).map_err(io)?;
    std::io::copy(&mut source, &mut target).map_err(io)?;
    target.sync_all().map_err(io)?;
    drop(target);
    backup::holds(part, mark, pace)
}

/// Gives the file that was there until now its new name, and the copy the old one. None when there was no file.
fn put_in_place(path: &Path, part: &Path, context: &Context) -> Result<Option<PathBuf>> {
    if !path.exists() {
        // A log without its file belongs to something that is gone; it must not be taken for the copy's.
        let kept = kept_name(path, context);
        move_log(path, &kept)?;
        take_name(part, path)?;
        return Ok(None);
    }
    let held = Held::of(path)?;
    let mut kept = kept_name(path, context);
    let mut linked = std::fs::hard_link(path, &kept);
    for number in 2..100 {
        match &linked {
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                kept = numbered(&kept_name(path, context), number);
                linked = std::fs::hard_link(path, &kept);
            }
            _ => break,
        }
    }
    let is_linked = match linked {
        Ok(()) => true,
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            return Err(Error::io(&kept, &error));
        }
        Err(_) => false,
    };
    sync_folder(path);
    let undo = |error: Error| {
        let _ = std::fs::rename(file::wal(&kept), file::wal(path));
        let _ = if is_linked {
            std::fs::remove_file(&kept)
        } else {
            std::fs::rename(&kept, path)
        };
        error
    };
    if matches!(held, Held::Damaged) {
        move_log(path, &kept).map_err(undo)?;
    }
    // Where a file cannot have two names, its own is free for a moment.
    if !is_linked {
        drop(held);
        std::fs::rename(path, &kept).map_err(|error| Error::io(&kept, &error))?;
        take_name(part, path).map_err(undo)?;
        return Ok(Some(kept));
    }
    // Windows renames nothing over a file that is open.
    let held = if cfg!(windows) { None } else { Some(held) };
    take_name(part, path).map_err(undo)?;
    drop(held);
    Ok(Some(kept))
}

fn take_name(part: &Path, path: &Path) -> Result<()> {
    // Of the file before, and of no use to another.
    for file in file::all_of(path).into_iter().skip(2) {
        let _ = std::fs::remove_file(file);
    }
    std::fs::rename(part, path).map_err(|error| Error::io(path, &error))?;
    sync_folder(path);
    Ok(())
}

/// A log that cannot be folded into its file goes along with it.
fn move_log(path: &Path, kept: &Path) -> Result<()> {
    let log = file::wal(path);
    if !log.exists() {
        return Ok(());
    }
    std::fs::rename(&log, file::wal(kept)).map_err(|error| Error::io(&log, &error))?;
    sync_folder(path);
    Ok(())
}

/// `reports.before-restore-20261122T052510Z.dragoman`.
fn kept_name(path: &Path, context: &Context) -> PathBuf {
    let at = context
        .clock
        .now()
        .to_zoned(TimeZone::UTC)
        .strftime("%Y%m%dT%H%M%SZ");
    named(path, |stem| format!("{stem}{BEFORE}{at}.dragoman"))
}

fn numbered(kept: &Path, number: u32) -> PathBuf {
    named(kept, |stem| format!("{stem}-{number}.dragoman"))
}

/// The present file, with nobody else working in it.
enum Held {
    /// By a connection that nobody else can have one beside; the log is in the file.
    Alone(#[expect(dead_code, reason = "it holds the lock")] Connection),
    /// It cannot be opened at all.
    Damaged,
}

impl Held {
    fn of(path: &Path) -> Result<Self> {
        // What is no workspace is not touched: SQLite would make one of an empty file.
        let is_workspace = open::connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY).and_then(|conn| {
            conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
            let id: i32 = conn.pragma_query_value(None, "application_id", |row| row.get(0))?;
            Ok(id == schema::APPLICATION_ID)
        });
        let held = match is_workspace {
            Ok(true) => Self::alone(path),
            Ok(false) => Ok(Held::Damaged),
            Err(error) => Err(error),
        };
        match held {
            Err(Error::Storage(inner))
                if matches!(
                    inner.sqlite_error_code(),
                    Some(
                        ErrorCode::DatabaseCorrupt
                            | ErrorCode::NotADatabase
                            | ErrorCode::SystemIoFailure
                            | ErrorCode::CannotOpen
                    )
                ) =>
            {
                Ok(Held::Damaged)
            }
            other => other,
        }
    }

    fn alone(path: &Path) -> Result<Self> {
        let conn = open::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        if conn.is_readonly(rusqlite::MAIN_DB)? {
            return Err(Error::ReadOnly {
                path: path.display().to_string(),
            });
        }
        conn.busy_timeout(std::time::Duration::from_millis(500))?;
        // With this no other connection may exist, and none can be made until this one is gone.
        conn.query_row("PRAGMA locking_mode = EXCLUSIVE", [], |_| Ok(()))?;
        let mode: String = conn.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0))?;
        if mode != "delete" {
            return Err(Error::Busy);
        }
        conn.execute_batch("BEGIN EXCLUSIVE; COMMIT")?;
        Ok(Held::Alone(conn))
    }
}
