//! Copies of a workspace that are whole, even while it is being worked with: SQLite's backup API into a
//! new file, opened and checked before it takes its name.

use std::fs::File;
use std::path::Path;
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use super::{file, settings};
use crate::files::sync_folder;
use crate::{Error, Result};

/// Copies the workspace of a connection to `target`, which must not exist, and checks the copy.
/// Gives the number of the last command in it.
///
/// # Errors
/// [`Error::Exists`] when there is a file already, [`Error::Damaged`] when the copy does not hold.
pub fn backup(conn: &Connection, target: &Path) -> Result<u32> {
    if target.exists() {
        return Err(Error::Exists {
            path: target.display().to_string(),
        });
    }
    let part = target.with_extension(format!("{}.part", crate::Uid::new()));
    let result = copy(conn, &part).and_then(|sequence| {
        // A hard link would refuse to replace a file that appeared meanwhile; rename is what every
        // file system has.
        std::fs::rename(&part, target).map_err(|error| Error::io(target, &error))?;
        sync_folder(target);
        Ok(sequence)
    });
    if result.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    result
}

fn copy(conn: &Connection, part: &Path) -> Result<u32> {
    file::create(part)?;
    {
        let mut copy = Connection::open_with_flags(part, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        Backup::new(conn, &mut copy)?.run_to_completion(1_000, Duration::ZERO, None)?;
        // One file, not three: the copy is not in WAL mode until somebody works with it.
        copy.pragma_update(None, "journal_mode", "DELETE")?;
    }
    let file = File::open(part).map_err(|error| Error::io(part, &error))?;
    file.sync_all().map_err(|error| Error::io(part, &error))?;

    let copy = Connection::open_with_flags(part, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    settings::for_reading(&copy)?;
    let verdict: String = copy.query_row("PRAGMA quick_check", [], |row| row.get(0))?;
    let last = "SELECT coalesce(max(id), 0) FROM command";
    let (there, here): (u32, u32) = (
        copy.query_row(last, [], |row| row.get(0))?,
        conn.query_row(last, [], |row| row.get(0))?,
    );
    if verdict != "ok" || there != here {
        return Err(Error::Damaged {
            path: part.display().to_string(),
            detail: format!("the copy does not hold: {verdict}"),
        });
    }
    Ok(there)
}
