//! Whether what is written still reaches the file that was opened, and the disk keeps it. Once it does not, nothing
//! more is written by this connection: SQLite goes on writing into a file that was moved or deleted and says that all
//! is well, and a system that failed to carry bytes to the disk may forget them and report success the next time.

use std::path::Path;

use rusqlite::ErrorCode;

use super::file::{self, Identity};
use crate::{Error, Result};

/// The file of an open workspace and its log, as they were when it was opened.
pub(super) struct Standing {
    file: Option<Identity>,
    /// None as long as there is no log.
    log: Option<Identity>,
    trouble: Option<Trouble>,
}

/// Why nothing more is written.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Trouble {
    Moved,
    Disk(String),
    Damaged(String),
}

impl Standing {
    /// Of a file that was looked at before SQLite opened it, when it had this identity.
    pub(super) fn of(path: &Path, looked_at: Option<Identity>) -> Self {
        Standing {
            file: looked_at,
            log: Identity::of(&file::wal(path)),
            trouble: None,
        }
    }

    /// Whether something may be written.
    ///
    /// # Errors
    /// [`Error::Moved`], [`Error::DiskFailed`], [`Error::Damaged`]: from then on always, until the workspace is opened
    /// again.
    pub(super) fn ready(&mut self, path: &Path) -> Result<()> {
        if self.trouble.is_none() {
            self.look(path);
        }
        self.trouble
            .as_ref()
            .map_or(Ok(()), |trouble| Err(trouble.error(path)))
    }

    /// To be asked after COMMIT and before the answer: `Ok` only when what was written is in the file that was opened.
    /// Of an error it notes whether it is one after which nothing may be written.
    ///
    /// # Errors
    /// That of `done`, or as [`Self::ready`].
    pub(super) fn settle<T>(&mut self, done: Result<T>, path: &Path) -> Result<T> {
        match done {
            Ok(done) => self.ready(path).map(|()| done),
            Err(error) => Err(self.note(error, path)),
        }
    }

    /// Notes an error of the connection, or of another to the same file.
    pub(super) fn note(&mut self, error: Error, path: &Path) -> Error {
        let trouble = match &error {
            Error::Storage(inner) => match inner.sqlite_error_code() {
                Some(ErrorCode::SystemIoFailure | ErrorCode::FileLockingProtocolFailed) => {
                    Trouble::Disk(inner.to_string())
                }
                Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                    Trouble::Damaged(inner.to_string())
                }
                // The file went away below it.
                Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen) => {
                    self.look(path);
                    match &self.trouble {
                        Some(trouble) => trouble.clone(),
                        None => return error,
                    }
                }
                _ => return error,
            },
            Error::DiskFailed { detail, .. } => Trouble::Disk(detail.clone()),
            _ => return error,
        };
        self.trouble.get_or_insert(trouble).error(path)
    }

    /// Whether nothing may be written any more.
    pub(super) fn is_lost(&self) -> bool {
        self.trouble.is_some()
    }

    fn look(&mut self, path: &Path) {
        let log = Identity::of(&file::wal(path));
        // SQLite makes the log when it needs it first, and removes it only when nobody has the file open.
        if self.log.is_none() {
            self.log.clone_from(&log);
        }
        if Identity::of(path) != self.file || log != self.log {
            self.trouble = Some(Trouble::Moved);
        }
    }
}

impl Trouble {
    fn error(&self, path: &Path) -> Error {
        let path = path.display().to_string();
        match self {
            Trouble::Moved => Error::Moved { path },
            Trouble::Disk(detail) => Error::DiskFailed {
                path,
                detail: detail.clone(),
            },
            Trouble::Damaged(detail) => Error::Damaged {
                path,
                detail: detail.clone(),
            },
        }
    }
}
