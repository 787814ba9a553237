//! A workspace that is open: the one object through which everything is looked at and done.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};
use serde_json::Value;

use super::access::Reading;
use super::context::Context;
use super::file::{self, Identity};
use super::standing::Standing;
use super::{backup, dump, schema, settings};
use crate::actors::likeness::keys as name_keys;
use crate::commands::{Envelope, list};
use crate::search::{Memory, index};
use crate::{Error, Result, backups, copies};

/// An open workspace file.
pub struct Workspace {
    pub(super) conn: Connection,
    pub(super) path: PathBuf,
    pub(super) standing: Standing,
    pub(super) context: Context,
    pub(super) read_only: bool,
    pub(super) memory: Memory,
    /// Another connection tends the index and carries the log into the file.
    pub(super) leaves_checkpoints: bool,
}

impl Workspace {
    /// Makes a new workspace; refuses to touch a file that is there.
    ///
    /// # Errors
    /// [`Error::Exists`], [`Error::Io`], [`Error::DiskFull`]. A half-made file is removed.
    pub fn create(path: &Path, context: Context) -> Result<Self> {
        file::create(path)?;
        let made = Self::make(path, context);
        if made.is_err() {
            for file in file::all_of(path) {
                let _ = std::fs::remove_file(file);
            }
        }
        made
    }

    fn make(path: &Path, context: Context) -> Result<Self> {
        let path = path.canonicalize().map_err(|error| Error::io(path, &error))?;
        let identity = Identity::of(&path);
        let mut conn = connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        conn.pragma_update(None, "application_id", schema::APPLICATION_ID)?;
        settings::for_writing(&conn)?;
        schema::migrate(&mut conn)?;
        index::ensure_current(&mut conn)?;
        name_keys::ensure_current(&mut conn)?;
        let mut workspace = Self::opened(conn, path, identity, context, false);
        // The file alone must say what it is, without its log.
        workspace.checkpoint_all()?;
        Ok(workspace)
    }

    /// Opens a workspace.
    ///
    /// # Errors
    /// [`Error::Foreign`], [`Error::Newer`], [`Error::Damaged`], [`Error::Io`]; the file is not changed then.
    pub fn open(path: &Path, context: Context) -> Result<Self> {
        let shown = path.display().to_string();
        let path = file::look(path)?;
        backups::settle(&path);
        // Before SQLite opens it: one that takes its place meanwhile is not taken for it.
        let identity = Identity::of(&path);
        let mut conn =
            connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE).map_err(|error| name(error, &shown))?;
        let read_only = conn.is_readonly(rusqlite::MAIN_DB)?;
        let set = |conn: &mut Connection| -> Result<()> {
            let version: u32 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
            if version > schema::VERSION {
                return Err(Error::Newer {
                    path: shown.clone(),
                    found: version,
                    known: schema::VERSION,
                });
            }
            // Before any statement can run a trigger of the file's own.
            refuse_unknown_schema(conn, version, &shown)?;
            if read_only {
                settings::for_reading(conn)
            } else {
                settings::for_writing(conn)?;
                if version < schema::VERSION {
                    backups::make_before_migration(conn, &path, &context)?;
                }
                schema::migrate(conn)?;
                index::ensure_current(conn)?;
                name_keys::ensure_current(conn)
            }
        };
        set(&mut conn).map_err(|error| name(error, &shown))?;
        Ok(Self::opened(conn, path, identity, context, read_only))
    }

    fn opened(
        conn: Connection,
        path: PathBuf,
        looked_at: Option<Identity>,
        context: Context,
        read_only: bool,
    ) -> Self {
        Workspace {
            standing: Standing::of(&path, looked_at),
            conn,
            path,
            context,
            read_only,
            memory: Memory::default(),
            leaves_checkpoints: false,
        }
    }

    /// Another connection to the same file, to look with while this one works.
    pub fn reader(&self) -> Result<Reader> {
        let conn = connect(&self.path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        settings::for_reading(&conn)?;
        Ok(Reader {
            conn,
            path: self.path.clone(),
            context: self.context.clone(),
            read_only: self.read_only,
            memory: Memory::default(),
        })
    }

    /// Where the file is, without symbolic links.
    pub fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn connection(&self) -> &Connection {
        &self.conn
    }

    /// The whole content as text: see [`dump::dump`].
    pub fn dump(&self) -> Result<String> {
        dump::dump(&self.conn)
    }

    /// The content as text that is the same for all workspaces that hold the same: see [`dump::canonical`].
    pub fn canonical_dump(&self) -> Result<String> {
        dump::canonical(&self.conn)
    }

    /// Copies the workspace to a new file and checks the copy: see [`backup::backup`].
    pub fn backup(&self, target: &Path) -> Result<u32> {
        backup::backup(&self.conn, target)
    }

    /// To look with, on the connection that also writes.
    pub fn reading(&self) -> Reading<'_> {
        Reading {
            conn: &self.conn,
            context: &self.context,
            path: &self.path,
            read_only: self.read_only,
            memory: &self.memory,
        }
    }

    pub(super) fn shown(&self) -> String {
        self.path.display().to_string()
    }
}

/// A connection that only looks, beside the [`Workspace`] that works.
pub struct Reader {
    conn: Connection,
    path: PathBuf,
    context: Context,
    read_only: bool,
    memory: Memory,
}

impl Reader {
    /// To look with.
    pub fn reading(&self) -> Reading<'_> {
        Reading {
            conn: &self.conn,
            context: &self.context,
            path: &self.path,
            read_only: self.read_only,
            memory: &self.memory,
        }
    }

    /// Answers a command that only looks.
    ///
    /// # Errors
    /// [`Error::UnknownCommand`] also for one that writes.
    pub fn call(&self, envelope: Envelope) -> Result<Value> {
        let envelope = envelope.without_nul();
        list::answer(&self.reading(), &envelope.command, envelope.args)
    }

    /// Compares some of the articles that wait for it with all others; what was found is for
    /// [`Workspace::keep_copies`].
    ///
    /// # Errors
    /// Those of SQLite.
    pub fn look_for_copies(&self, articles: u32) -> Result<copies::Found> {
        copies::search(&self.conn, if self.read_only { 0 } else { articles })
    }

    /// Stops what this connection is doing, from another thread.
    pub fn interrupt_handle(&self) -> rusqlite::InterruptHandle {
        self.conn.get_interrupt_handle()
    }
}

pub(crate) fn connect(path: &Path, flags: OpenFlags) -> Result<Connection> {
    let flags = flags
        | OpenFlags::SQLITE_OPEN_NOFOLLOW
        | OpenFlags::SQLITE_OPEN_EXRESCODE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Ok(Connection::open_with_flags(path, flags)?)
}

fn refuse_unknown_schema(conn: &Connection, version: u32, shown: &str) -> Result<()> {
    let differences = schema::differences(conn, version)?;
    if differences.is_empty() {
        return Ok(());
    }
    Err(Error::Damaged {
        path: shown.to_owned(),
        detail: differences.join("; "),
    })
}

/// Gives an error of SQLite while opening the name of the file, and the meaning it has there.
fn name(error: Error, shown: &str) -> Error {
    use rusqlite::ErrorCode;
    match error {
        Error::Storage(inner) => match inner.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Error::Damaged {
                path: shown.to_owned(),
                detail: inner.to_string(),
            },
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Error::ReadOnly {
                    path: shown.to_owned(),
                }
            }
            _ => Error::Storage(inner),
        },
        Error::Io { path, detail } if path.is_empty() => Error::Io {
            path: shown.to_owned(),
            detail,
        },
        Error::Damaged { path, detail } if path.is_empty() => Error::Damaged {
            path: shown.to_owned(),
            detail,
        },
        other => other,
    }
}
