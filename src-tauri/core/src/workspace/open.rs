//! A workspace that is open: the one object through which everything is looked at and done.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};
use serde_json::Value;

use super::access::Reading;
use super::context::Context;
use super::file::{self, Identity};
use super::standing::Standing;
use super::types::ReadOnlyBecause;
use super::way::Way;
use super::{backup, dump, log, place, schema, settings};
use crate::actors::likeness::keys as name_keys;
use crate::commands::{Envelope, list};
use crate::history::rows;
use crate::search::{Memory, index};
use crate::{Error, Result, backups, copies};

/// An open workspace file.
pub struct Workspace {
    pub(super) conn: Connection,
    pub(super) path: PathBuf,
    pub(super) way: Way,
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
        rows::ensure_current(&mut conn)?;
        let mut workspace = Self::opened(conn, path, identity, context, false);
        // The file alone must say what it is, without its log.
        workspace.checkpoint_all()?;
        Ok(workspace)
    }

    /// Opens a workspace: to write, or where that cannot be, to read without leaving a trace.
    ///
    /// # Errors
    /// Those of looking at the file ([`Error::Missing`], [`Error::Folder`], [`Error::SpecialFile`], [`Error::EmptyFile`],
    /// [`Error::Encrypted`], [`Error::Foreign`], [`Error::Newer`], [`Error::Truncated`]), [`Error::Altered`],
    /// [`Error::Outdated`], [`Error::Damaged`], [`Error::Io`]; the file is not changed then.
    pub fn open(path: &Path, context: Context) -> Result<Self> {
        let shown = path.display().to_string();
        let path = file::look(path)?;
        backups::settle(&path);
        // Before SQLite opens it: one that takes its place meanwhile is not taken for it.
        let identity = Identity::of(&path);
        log::set_foreign_aside(&path)?;
        match to_write(&path, &shown, &context) {
            Ok(conn) => Ok(Self::opened(conn, path, identity, context, false)),
            Err(Error::ReadOnly { .. } | Error::DiskFull) => {
                let why = place::why_read_only(&path);
                Self::only_to_read(path, &shown, identity, context, why)
            }
            Err(error) => Err(error),
        }
    }

    /// Opens a damaged workspace to read what can be read of it. Nothing is written, also not by others through this
    /// program.
    ///
    /// # Errors
    /// As [`Self::open`]; [`Error::Damaged`] when not even its list of tables can be read.
    pub fn open_damaged(path: &Path, context: Context) -> Result<Self> {
        let shown = path.display().to_string();
        let path = match file::look(path) {
            Err(Error::Truncated { .. } | Error::Damaged { .. }) => {
                path.canonicalize().map_err(|error| Error::io(path, &error))?
            }
            other => other?,
        };
        let identity = Identity::of(&path);
        Self::only_to_read(path, &shown, identity, context, ReadOnlyBecause::Damaged)
    }

    fn only_to_read(
        path: PathBuf,
        shown: &str,
        identity: Option<Identity>,
        context: Context,
        why: ReadOnlyBecause,
    ) -> Result<Self> {
        let set = || -> Result<(Way, Connection)> {
            let (way, conn) = Way::without_trace(&path)?;
            let found = known_version(&conn, shown)?;
            refuse_unknown_schema(&conn, found, shown)?;
            if found < schema::VERSION {
                return Err(Error::Outdated {
                    path: shown.to_owned(),
                    found,
                    known: schema::VERSION,
                });
            }
            settings::for_reading(&conn)?;
            Ok((way, conn))
        };
        let (mut way, conn) = set().map_err(|error| name(error, shown))?;
        way.because = Some(why);
        let mut workspace = Self::opened(conn, path, identity, context, true);
        workspace.way = way;
        Ok(workspace)
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
            way: Way::beside(&path),
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
        let conn = self.way.connect()?;
        settings::for_reading(&conn)?;
        Ok(Reader {
            conn,
            way: self.way.clone(),
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
            way: &self.way,
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
    way: Way,
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
            way: &self.way,
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

/// A connection that writes to a workspace of the current form, which it is brought to if need be.
fn to_write(path: &Path, shown: &str, context: &Context) -> Result<Connection> {
    file::refuse_second_name(path)?;
    let set = || -> Result<Connection> {
        let mut conn = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        if conn.is_readonly(rusqlite::MAIN_DB)? {
            return Err(Error::ReadOnly {
                path: shown.to_owned(),
            });
        }
        let version = known_version(&conn, shown)?;
        // Before any statement can run a trigger of the file's own.
        refuse_unknown_schema(&conn, version, shown)?;
        settings::for_writing(&conn)?;
        if version < schema::VERSION {
            backups::make_before_migration(&conn, path, context)?;
        }
        schema::migrate(&mut conn)?;
        index::ensure_current(&mut conn)?;
        name_keys::ensure_current(&mut conn)?;
        rows::ensure_current(&mut conn)?;
        Ok(conn)
    };
    set().map_err(|error| name(error, shown))
}

/// The version of the file seen through its log.
fn known_version(conn: &Connection, shown: &str) -> Result<u32> {
    let found: i32 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let found = u32::try_from(found).unwrap_or(u32::MAX);
    if found > schema::VERSION {
        return Err(Error::Newer {
            path: shown.to_owned(),
            found,
            known: schema::VERSION,
        });
    }
    Ok(found)
}

fn refuse_unknown_schema(conn: &Connection, version: u32, shown: &str) -> Result<()> {
    let differences = schema::differences(conn, version)?;
    if differences.is_empty() {
        return Ok(());
    }
    Err(Error::Altered {
        path: shown.to_owned(),
        detail: differences.join("; "),
    })
}

/// Gives an error of SQLite while opening the name of the file, and the meaning it has there.
pub(super) fn name(error: Error, shown: &str) -> Error {
    use rusqlite::ErrorCode;
    match error {
        Error::Storage(inner) => match inner.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Error::Damaged {
                path: shown.to_owned(),
                detail: inner.to_string(),
            },
            _ if super::way::cannot_write(&inner) => Error::ReadOnly {
                path: shown.to_owned(),
            },
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
