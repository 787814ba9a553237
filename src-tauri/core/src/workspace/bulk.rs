//! What a connection that imports does otherwise than one that an analyst works with.

use super::Workspace;
use crate::Result;

/// How often SQLite asks whether to stop, in steps of its virtual machine: some microseconds.
const STEPS: i32 = 500;

impl Workspace {
    /// For an import that goes on where it was after any crash: its commits are written in order, but not each is
    /// waited for until it is on the disk. Commits of other connections are.
    pub fn commit_without_waiting(&mut self, without: bool) -> Result<()> {
        self.connection()
            .pragma_update(None, "synchronous", if without { 1 } else { 2 })?;
        Ok(())
    }

    /// While `stop` says so, everything that this connection does fails as [`crate::Error::Cancelled`] and is taken back.
    pub fn stop_when(&mut self, stop: Option<Box<dyn FnMut() -> bool + Send>>) -> Result<()> {
        Ok(self.connection().progress_handler(STEPS, stop)?)
    }

    /// Whether commits of this connection carry the write-ahead log into the file when it has grown. While an import
    /// runs, it does that itself, so that nobody else waits for it.
    pub fn leave_checkpoints(&mut self, leave: bool) {
        self.leaves_checkpoints = leave;
    }

    /// How long the write-ahead log is.
    pub fn log(&self) -> Result<Log> {
        let pages =
            |row: &rusqlite::Row<'_>| -> rusqlite::Result<(i64, i64)> { Ok((row.get(1)?, row.get(2)?)) };
        let (all, carried) = self
            .connection()
            .query_row("PRAGMA wal_checkpoint(NOOP)", [], pages)?;
        let number = |pages: i64| u64::try_from(pages).unwrap_or(0);
        Ok(Log {
            pages: number(all),
            waiting: number(all.saturating_sub(carried)),
        })
    }
}

/// The write-ahead log, in pages of 4 KiB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Log {
    /// All since it last began anew.
    pub pages: u64,
    /// Those that are not in the file yet.
    pub waiting: u64,
}
