//! A workspace that is open: the one object through which everything is looked at and done.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use serde_json::Value;

use super::access::{Reading, Recording};
use super::carrier::{Carrier, carry};
use super::context::Context;
use super::file::{self, Identity};
use super::{backup, dump, schema, settings};
use crate::actors::likeness::keys as name_keys;
use crate::commands::{Access, Envelope, find, list};
use crate::history::record;
use crate::search::{Memory, index, pending, tend};
use crate::{Error, Result, copies};

/// When so many pages of the write-ahead log are not yet in the file, a write carries them over itself, since no
/// [`Carrier`] does: 64 MiB.
const CHECKPOINT_AT: i64 = 16_384;

/// An open workspace file.
pub struct Workspace {
    conn: Connection,
    path: PathBuf,
    identity: Option<Identity>,
    context: Context,
    read_only: bool,
    memory: Memory,
    /// A write failed in a way after which nothing may be written: the file is not the one opened.
    moved: bool,
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
            let _ = std::fs::remove_file(path);
        }
        made
    }

    fn make(path: &Path, context: Context) -> Result<Self> {
        let path = path.canonicalize().map_err(|error| Error::io(path, &error))?;
        let mut conn = connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        conn.pragma_update(None, "application_id", schema::APPLICATION_ID)?;
        settings::for_writing(&conn)?;
        schema::migrate(&mut conn)?;
        index::ensure_current(&mut conn)?;
        name_keys::ensure_current(&mut conn)?;
        let workspace = Self::opened(conn, path, context, false);
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
                schema::migrate(conn)?;
                index::ensure_current(conn)?;
                name_keys::ensure_current(conn)
            }
        };
        set(&mut conn).map_err(|error| name(error, &shown))?;
        Ok(Self::opened(conn, path, context, read_only))
    }

    fn opened(conn: Connection, path: PathBuf, context: Context, read_only: bool) -> Self {
        let identity = Identity::of(&path);
        Workspace {
            conn,
            path,
            identity,
            context,
            read_only,
            memory: Memory::default(),
            moved: false,
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

    /// Does or answers one command of the list. A write answers [`crate::commands::answers::Written`] and has been
    /// committed durably, to the file that was opened.
    pub fn call(&mut self, envelope: Envelope) -> Result<Value> {
        let envelope = envelope.without_nul();
        match access(&envelope)? {
            Access::Read => list::answer(&self.reading(), &envelope.command, envelope.args),
            Access::Write => {
                let mut answers = self.transact(std::slice::from_ref(&envelope), |_, error| error)?;
                answers.pop().ok_or(Error::Cancelled)
            }
        }
    }

    /// Does several commands, all or nothing. An error says which command it is of (from 0).
    pub fn call_all(&mut self, envelopes: Vec<Envelope>) -> std::result::Result<Vec<Value>, (usize, Error)> {
        let envelopes: Vec<Envelope> = envelopes.into_iter().map(Envelope::without_nul).collect();
        for (index, envelope) in envelopes.iter().enumerate() {
            access(envelope).map_err(|error| (index, error))?;
        }
        let mut failed = 0;
        self.transact(&envelopes, |index, error| {
            failed = index;
            error
        })
        .map_err(|error| (failed, error))
    }

    fn transact(
        &mut self,
        envelopes: &[Envelope],
        mut failed: impl FnMut(usize, Error) -> Error,
    ) -> Result<Vec<Value>> {
        if self.read_only {
            return Err(Error::ReadOnly { path: self.shown() });
        }
        self.refuse_moved()?;
        let transaction = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        if envelopes.iter().any(may_refer_ahead) {
            transaction.pragma_update(None, "defer_foreign_keys", 1)?;
        }
        let mut answers = Vec::with_capacity(envelopes.len());
        for (index, envelope) in envelopes.iter().enumerate() {
            // What is seen inside a transaction may be taken back.
            let memory = Memory::default();
            let recording = Recording::new(Reading {
                conn: &transaction,
                context: &self.context,
                path: &self.path,
                read_only: false,
                memory: &memory,
            });
            let answer = match access(envelope)? {
                Access::Read => list::answer(&recording, &envelope.command, envelope.args.clone()),
                Access::Write => record::record(&recording, envelope),
            };
            answers.push(answer.map_err(|error| failed(index, error))?);
        }
        if !self.leaves_checkpoints {
            tend::step_when_overdue(&transaction)?;
        }
        transaction.commit()?;
        self.refuse_moved()?;
        self.carry_when_overdue();
        Ok(answers)
    }

    /// Compares some of the articles that wait for it with all others, so that copies are found; tells whether more
    /// wait.
    pub fn look_for_copies(&mut self, articles: u32) -> Result<bool> {
        if self.read_only {
            return Ok(false);
        }
        let found = copies::search(&self.conn, articles)?;
        self.keep_copies(&found)?;
        Ok(found.compared() == articles as usize)
    }

    /// Writes down what a [`Reader`] found about copies: a few milliseconds.
    ///
    /// # Errors
    /// As for a write.
    pub fn keep_copies(&mut self, found: &copies::Found) -> Result<()> {
        if self.read_only || found.compared() == 0 {
            return Ok(());
        }
        self.refuse_moved()?;
        let transaction = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        copies::store(&transaction, found)?;
        transaction.commit()?;
        self.carry_when_overdue();
        Ok(())
    }

    /// A small step of upkeep (a few milliseconds, now and then more), for moments in which nobody waits; whether there is more to
    /// do. It can be broken off by [`Self::interrupt_handle`], and goes on another time.
    ///
    /// # Errors
    /// As for a write.
    pub fn tend(&mut self) -> Result<bool> {
        if self.read_only {
            return Ok(false);
        }
        self.refuse_moved()?;
        let transaction = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let step = match pending::step(&transaction) {
            Ok(false) => tend::step(&transaction),
            other => other,
        };
        match step {
            Ok(more) => {
                transaction.commit()?;
                Ok(more)
            }
            Err(Error::Cancelled) => Ok(true),
            Err(error) => Err(error),
        }
    }

    /// Stops what this connection is doing, from another thread. To be used while [`Self::tend`] runs, and at no
    /// other time: a command that is broken off has failed.
    pub fn interrupt_handle(&self) -> rusqlite::InterruptHandle {
        self.conn.get_interrupt_handle()
    }

    /// Carries the log into the file beside this connection.
    pub fn carrier(&self) -> Result<Carrier> {
        Carrier::new(&self.path)
    }

    /// Works inside one transaction that is none of the list's commands: an import's. An error takes everything back.
    pub(crate) fn write_once<T>(&mut self, work: impl FnOnce(&Recording<'_>) -> Result<T>) -> Result<T> {
        if self.read_only {
            return Err(Error::ReadOnly { path: self.shown() });
        }
        self.refuse_moved()?;
        let transaction = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&Recording::new(Reading {
            conn: &transaction,
            context: &self.context,
            path: &self.path,
            read_only: false,
            memory: &Memory::default(),
        }))?;
        transaction.commit()?;
        self.refuse_moved()?;
        Ok(done)
    }

    pub(super) fn connection(&self) -> &Connection {
        &self.conn
    }

    /// The whole content as text: see [`dump::dump`].
    pub fn dump(&self) -> Result<String> {
        dump::dump(&self.conn)
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

    /// Carries the whole log into the file, so that the file alone is the workspace.
    pub fn checkpoint_all(&self) -> Result<()> {
        let busy: i64 = self
            .conn
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if busy == 0 { Ok(()) } else { Err(Error::Busy) }
    }

    /// Closes the workspace, leaving one file.
    pub fn close(self) -> Result<()> {
        if !self.read_only && !self.moved {
            // Another program that still looks keeps the log; it is carried over when that one closes.
            if let Err(error) = self.checkpoint_all() {
                tracing::debug!(%error, "the log stays beside the workspace");
            }
        }
        self.conn.close().map_err(|(_, error)| Error::from(error))
    }

    /// SQLite goes on writing into a file that was moved or deleted and says that all is well.
    fn refuse_moved(&mut self) -> Result<()> {
        if self.moved || Identity::of(&self.path) != self.identity {
            self.moved = true;
            return Err(Error::Moved { path: self.shown() });
        }
        Ok(())
    }

    fn carry_when_overdue(&self) {
        if self.leaves_checkpoints {
            return;
        }
        if let Err(error) = carry(&self.conn, &self.path, CHECKPOINT_AT) {
            tracing::warn!(%error, "the log could not be carried into the workspace");
        }
    }

    fn shown(&self) -> String {
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

fn access(envelope: &Envelope) -> Result<Access> {
    find(&envelope.command)
        .map(|command| command.access)
        .ok_or_else(|| Error::UnknownCommand {
            name: envelope.command.clone(),
        })
}

/// Whether the command may put in rows before those that they refer to. What only adds does not; and the setting has
/// SQLite forget all prepared statements, which costs a write more than its rows.
fn may_refer_ahead(envelope: &Envelope) -> bool {
    !envelope.command.starts_with("add_") && envelope.command != "import_articles"
}

pub(super) fn connect(path: &Path, flags: OpenFlags) -> Result<Connection> {
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
