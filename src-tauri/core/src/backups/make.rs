//! Making a backup, and taking those away whose place it takes.

use std::path::Path;

use jiff::Timestamp;
use rusqlite::Connection;

use super::list::{Found, in_folder, shown};
use super::name::Name;
use super::place::{Place, free_space};
use super::thin::{Kept, superfluous};
use super::types::{Backup, BackupReason, BackupState};
use crate::files::sync_folder;
use crate::workspace::backup::{self, Pace};
use crate::workspace::{Context, Reading};
use crate::{Error, Result};

/// Ending of files that are being written. Nobody has them who does not hold the lock of the folder.
const PART: &str = ".part";

/// Why a backup is made before this command of the list; None for most.
pub fn before(command: &str) -> Option<BackupReason> {
    if command == "empty_bin" {
        Some(BackupReason::EmptyBin)
    } else if command.starts_with("merge_") {
        Some(BackupReason::Merge)
    } else {
        None
    }
}

/// Makes a backup of the workspace as it is when this is called, whatever is written meanwhile, and thins out the
/// others. None when there is nothing to back up: the newest one already ends where the workspace does, or it is empty.
///
/// Holds nobody up: to be called on a connection that does nothing else meanwhile.
///
/// # Errors
/// [`Error::ReadOnly`] when somebody asks for one of a workspace that can only be read; [`Error::OverLimit`], [`Error::NoRoom`], [`Error::DiskFull`], [`Error::Io`]; [`Error::Busy`] when another program makes one;
/// [`Error::Cancelled`] when the pace says so. The others are as they were, and nothing half-made stays.
pub fn make(db: &Reading<'_>, reason: BackupReason, pace: &mut Pace<'_>) -> Result<Option<Backup>> {
    if db.read_only {
        // Nothing changes there, so nothing is missed; but who asks for one must not be told that there is one.
        return match reason {
            BackupReason::Hand => Err(Error::ReadOnly {
                path: db.path.display().to_string(),
            }),
            _ => Ok(None),
        };
    }
    make_of(db.conn, db.path, db.context, reason, pace)
}

/// Makes the backup without which a file is not brought to a newer schema.
///
/// # Errors
/// As [`make`].
pub fn make_before_migration(conn: &Connection, path: &Path, context: &Context) -> Result<()> {
    Pace::at_once(|pace| make_of(conn, path, context, BackupReason::Migration, pace)).map(|_| ())
}

fn make_of(
    conn: &Connection,
    path: &Path,
    context: &Context,
    reason: BackupReason,
    pace: &mut Pace<'_>,
) -> Result<Option<Backup>> {
    let mark = backup::mark(conn)?;
    if mark.sequence == 0 && !matches!(reason, BackupReason::Migration | BackupReason::Hand) {
        return Ok(None);
    }
    let held = Place::take(path, &context.backups)?;
    let folder = held.folder();
    remove_parts(folder);
    let others = in_folder(folder)?;
    let is_same = |other: &Found| other.size > 0 && other.name.ends_at(&mark);
    let is_there = match reason {
        BackupReason::Hand => false,
        // It stays for ever, so an attempt that is repeated, also after going back to it, must not make another.
        BackupReason::Migration => others
            .iter()
            .any(|other| is_same(other) && other.name.reason == BackupReason::Migration),
        _ => others.first().is_some_and(is_same),
    };
    if is_there {
        return Ok(None);
    }
    check_room(conn, folder, context.backups.limit, reason)?;

    let part = folder.join(format!(".{}{PART}", crate::Uid::new()));
    let done = backup::copy(conn, &part, pace).and_then(|copied| {
        let at = Timestamp::from_second(context.clock.now().as_second()).unwrap_or_default();
        let ordinal = others.iter().map(|other| other.name.ordinal).max().unwrap_or(0) + 1;
        let name = Name::new(at, ordinal, reason, &copied.mark, copied.sum);
        let target = folder.join(name.to_string());
        std::fs::rename(&part, &target).map_err(|error| Error::io(&target, &error))?;
        sync_folder(&target);
        Ok(Found {
            path: target,
            name,
            size: copied.size,
        })
    });
    if done.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    let made = done?;
    let backup = shown(&made, BackupState::Verified);
    thin(made, others, context.backups.limit);
    Ok(Some(backup))
}

/// Asks before anything is written: a disk that is filled to the brim takes the analyst's work along.
fn check_room(conn: &Connection, folder: &Path, limit: u64, reason: BackupReason) -> Result<()> {
    let size = backup::size(conn)?;
    if size > limit && !matches!(reason, BackupReason::Migration | BackupReason::Hand) {
        return Err(Error::OverLimit { size, limit });
    }
    let needed = size.saturating_add(size / 5);
    match free_space(folder) {
        Some(free) if free < needed => Err(Error::NoRoom {
            path: folder.display().to_string(),
            needed,
            free,
        }),
        _ => Ok(()),
    }
}

fn thin(made: Found, mut others: Vec<Found>, limit: u64) {
    let folder = made.path.clone();
    others.push(made);
    let kept: Vec<Kept> = others
        .iter()
        .map(|found| Kept {
            ordinal: found.name.ordinal,
            at: found.name.at,
            reason: found.name.reason,
            size: found.size,
        })
        .collect();
    let mut removed = false;
    for found in superfluous(&kept, limit)
        .into_iter()
        .filter_map(|index| others.get(index))
    {
        match std::fs::remove_file(&found.path) {
            Ok(()) => removed = true,
            Err(error) => tracing::warn!(%error, "a backup that is not needed any more stays"),
        }
    }
    if removed {
        sync_folder(&folder);
    }
}

/// What a program left that was killed while it made a backup.
fn remove_parts(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        // With what SQLite may have left beside it.
        let is_part = name.starts_with('.')
            && [PART, ".part-journal", ".part-wal", ".part-shm"]
                .iter()
                .any(|ending| name.ends_with(ending));
        if is_part {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}
