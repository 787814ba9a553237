//! The log that lies beside a workspace when it is opened. SQLite takes any log of the right form for the file's own and
//! puts its pages over the file's: a log of another workspace, or of an older copy of this one, would mix the two.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension};

use super::file;
use super::schema;
use super::way::Way;
use crate::{Error, Result};

/// Puts a log aside that does not belong to the file, under a name that says so; nothing of either is lost.
///
/// A log belongs to a file if the workspace seen through it is the one in the file, or a later state of it: built as
/// ours, with every command that is in the file. If the file by itself does not hold, its pages may be on their way
/// from the log: then the log is taken for its own.
///
/// # Errors
/// [`Error::Io`] when the log cannot be renamed.
pub(super) fn set_foreign_aside(path: &Path) -> Result<Option<PathBuf>> {
    if !file::wal_has_content(path) {
        return Ok(None);
    }
    let Ok(Some(alone)) = Way::standing(path).and_then(|conn| last(&conn, None)) else {
        return Ok(None);
    };
    let through = Way::with_log(path).and_then(|conn| last(&conn, Some(alone.number)));
    match through {
        Ok(Some(through)) if through == alone => return Ok(None),
        // Whatever it is, it is not that the log says something else.
        Err(Error::Newer { .. } | Error::Busy | Error::Cancelled | Error::Io { .. } | Error::DiskFull) => {
            return Ok(None);
        }
        Err(Error::Storage(error)) if super::way::cannot_write(&error) || failed(&error) => return Ok(None),
        _ => {}
    }
    if !holds(path) {
        return Ok(None);
    }
    let [_, log, index, _] = file::all_of(path);
    let aside = (1..1_000)
        .map(|number| match number {
            1 => path.with_extension("foreign-wal"),
            number => path.with_extension(format!("foreign-wal-{number}")),
        })
        .find(|name| name.symlink_metadata().is_err())
        .unwrap_or_else(|| path.with_extension("foreign-wal"));
    std::fs::rename(&log, &aside).map_err(|error| Error::io(&log, &error))?;
    // It indexes the log that has gone.
    let _ = std::fs::remove_file(index);
    tracing::warn!(log = %aside.display(), "a log that belongs to another workspace was put aside");
    Ok(Some(aside))
}

/// Whether it was the disk or the memory that failed, or somebody else was faster: that says nothing of the log.
fn failed(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{
        DatabaseBusy, DatabaseLocked, DiskFull, FileLockingProtocolFailed, OutOfMemory, SystemIoFailure,
    };
    matches!(
        error.sqlite_error_code(),
        Some(
            DatabaseBusy
                | DatabaseLocked
                | DiskFull
                | FileLockingProtocolFailed
                | OutOfMemory
                | SystemIoFailure
        )
    )
}

/// A command as the chain has it.
#[derive(Debug, PartialEq, Eq)]
struct Link {
    number: i64,
    digest: String,
}

/// The command of this number, or the last one; number 0 when there is none. None when the schema is not ours.
fn last(conn: &Connection, number: Option<i64>) -> Result<Option<Link>> {
    let version: u32 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version > schema::VERSION {
        return Err(Error::Newer {
            path: String::new(),
            found: version,
            known: schema::VERSION,
        });
    }
    if !schema::differences(conn, version)?.is_empty() {
        return Ok(None);
    }
    if version == 0 || number == Some(0) {
        return Ok(Some(Link {
            number: 0,
            digest: String::new(),
        }));
    }
    let sql = "SELECT id, digest FROM command WHERE ?1 IS NULL OR id = ?1 ORDER BY id DESC LIMIT 1";
    let link = conn
        .query_row(sql, [number], |row| {
            Ok(Link {
                number: row.get(0)?,
                digest: row.get(1)?,
            })
        })
        .optional()?;
    Ok(link.or_else(|| {
        number.is_none().then(|| Link {
            number: 0,
            digest: String::new(),
        })
    }))
}

/// Whether the file alone is a whole database.
fn holds(path: &Path) -> bool {
    let verdict = Way::standing(path)
        .and_then(|conn| Ok(conn.query_row("PRAGMA quick_check", [], |row| row.get::<_, String>(0))?));
    verdict.is_ok_and(|verdict| verdict == "ok")
}
