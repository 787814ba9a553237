//! What a connection that imports does otherwise than one that an analyst works with.

use super::Workspace;
use super::file;
use crate::Result;

/// How often SQLite asks whether to stop, in steps of its virtual machine: some microseconds.
const STEPS: i32 = 500;

/// When an import's write-ahead log has grown beyond this (bytes), it is carried into the file.
const CHECKPOINT_AT: u64 = 24 * 1024 * 1024;

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

    /// Carries the write-ahead log into the file if it has grown. Nobody waits for it: readers and writers go on.
    pub fn checkpoint_if_grown(&self) -> Result<()> {
        let grown = file::wal(self.path())
            .metadata()
            .is_ok_and(|metadata| metadata.len() > CHECKPOINT_AT);
        if grown {
            let row = |row: &rusqlite::Row<'_>| row.get::<_, i64>(0);
            self.connection()
                .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], row)?;
        }
        Ok(())
    }
}
