//! Carrying the write-ahead log into the file on a connection of its own, so that neither a write nor who waits for
//! it pays for it.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::open::connect;
use super::{file, settings};
use crate::{Error, Result};

/// When so many pages of the log are not yet in the file, they are carried over: 4 MiB.
const CARRY_AT: i64 = 1_024;

/// A connection that does nothing else.
pub struct Carrier {
    conn: Connection,
    path: PathBuf,
}

impl Carrier {
    pub(super) fn new(path: &Path) -> Result<Self> {
        let conn = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        settings::for_writing(&conn)?;
        Ok(Carrier {
            conn,
            path: path.to_owned(),
        })
    }

    /// Carries what can be carried without keeping anybody waiting, if it is worth the while.
    ///
    /// # Errors
    /// Those of SQLite. The log is whole all the same.
    pub fn carry(&self) -> Result<()> {
        carry(&self.conn, &self.path, CARRY_AT)
    }

    /// Waits until everything that was committed is on the disk, so that the next commit that waits has only its own to wait
    /// for. Nothing depends on it: where it can't be done, that commit does it.
    pub fn bring_to_disk(&self) {
        // Closing the log gives up no lock: those are held on the other two files.
        let log = std::fs::OpenOptions::new()
            .append(true)
            .open(file::wal(&self.path));
        if let Err(error) = log.and_then(|log| log.sync_data()) {
            tracing::debug!(%error, "the log could not be brought to the disk");
        }
    }
}

/// Carries the log over if more than `most` pages of it are not in the file. (Its size says nothing: a log that was carried over
/// is written again from its beginning.)
pub(super) fn carry(conn: &Connection, path: &Path, most: i64) -> Result<()> {
    let bytes = file::wal(path).metadata().map_or(0, |metadata| metadata.len());
    if bytes < u64::try_from(most).unwrap_or(0) * 4_096 {
        return Ok(());
    }
    let waiting: i64 = conn.query_row("PRAGMA wal_checkpoint(NOOP)", [], |row| {
        Ok(row.get::<_, i64>(1)?.saturating_sub(row.get(2)?))
    })?;
    if waiting > most {
        conn.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
    }
    Ok(())
}

/// Carries the whole log over and empties it.
pub(super) fn carry_all(conn: &Connection) -> Result<()> {
    let busy: i64 = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if busy == 0 { Ok(()) } else { Err(Error::Busy) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::commands::Envelope;
    use crate::workspace::{Context, Workspace};

    #[test]
    fn what_is_carried_over_stands_in_the_file_and_nothing_is_carried_twice() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.dragoman");
        let mut workspace = Workspace::create(&path, Context::command_line("tester")).unwrap();
        let before = path.metadata().unwrap().len();
        let carrier = workspace.carrier().unwrap();
        carrier.carry().unwrap();
        assert_eq!(path.metadata().unwrap().len(), before);
        let text = "immer dasselbe ".repeat(400_000);
        let args = json!({ "articles": [{ "source": { "text": text }, "title": "T" }] });
        workspace.call(Envelope::new("import_articles", args)).unwrap();
        assert_eq!(path.metadata().unwrap().len(), before);
        carrier.carry().unwrap();
        let after = path.metadata().unwrap().len();
        assert!(after > before + 4_000_000);
        let waiting = |pragma: &str| -> (i64, i64) {
            carrier
                .conn
                .query_row(pragma, [], |row| Ok((row.get(1)?, row.get(2)?)))
                .unwrap()
        };
        let (log, done) = waiting("PRAGMA wal_checkpoint(NOOP)");
        assert_eq!(log, done);
    }
}
