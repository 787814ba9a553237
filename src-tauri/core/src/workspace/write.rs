//! How a workspace is written to: one transaction for each command, and an answer only when it is durable in the file
//! that was opened.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use serde_json::Value;

use super::access::{Reading, Recording};
use super::carrier::{Carrier, carry, carry_all};
use super::context::Context;
use super::open::{Workspace, connect};
use super::settings;
use super::way::Way;
use crate::commands::{Access, Envelope, find, list};
use crate::history::record;
use crate::search::{Memory, pending, tend};
use crate::{Error, Result, copies};

/// When so many pages of the write-ahead log are not yet in the file, a write carries them over itself, since no
/// [`Carrier`] does: 64 MiB.
const CHECKPOINT_AT: i64 = 16_384;

/// A file that is larger (bytes) is not written anew when the bin is emptied.
const LARGEST_REWRITTEN: i64 = 256 * 1024 * 1024;

impl Workspace {
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
        let overdue = !self.leaves_checkpoints;
        let mut removed = false;
        let answers = self.in_transaction(|recording| {
            if envelopes.iter().any(may_refer_ahead) {
                recording.conn.pragma_update(None, "defer_foreign_keys", 1)?;
            }
            let mut answers = Vec::with_capacity(envelopes.len());
            for (index, envelope) in envelopes.iter().enumerate() {
                // Each command has its own state, and what is seen inside a transaction may be taken back.
                let memory = Memory::default();
                let recording = Recording::new(Reading {
                    memory: &memory,
                    ..**recording
                });
                let answer = match access(envelope)? {
                    Access::Read => list::answer(&recording, &envelope.command, envelope.args.clone()),
                    Access::Write => record::record(&recording, envelope),
                };
                answers.push(answer.map_err(|error| failed(index, error))?);
                removed |= recording.is_final.get();
            }
            if overdue {
                tend::step_when_overdue(recording.conn)?;
            }
            Ok(answers)
        })?;
        if removed {
            self.leave_no_trace();
        }
        self.carry_when_overdue();
        Ok(answers)
    }

    /// Writes the file anew after something was removed for good: SQLite overwrites what is deleted, and yet, when it
    /// distributes rows among pages anew, leaves what stood in a page before in its unused part. It takes as much memory as the
    /// file is large, so a large file is left as it is.
    fn leave_no_trace(&mut self) {
        let number = |pragma| -> rusqlite::Result<i64> {
            self.conn.pragma_query_value(None, pragma, |row| row.get(0))
        };
        let is_small = number("page_count")
            .and_then(|pages| Ok(pages.saturating_mul(number("page_size")?) <= LARGEST_REWRITTEN));
        let written = match is_small {
            Ok(true) => self.write_anew(),
            Ok(false) => Ok(()),
            Err(error) => Err(error.into()),
        };
        if let Err(error) = written {
            let error = self.standing.note(error, &self.path);
            tracing::warn!(%error, "the file could not be written anew");
        }
    }

    /// On a connection of its own, so that this one keeps its limits.
    fn write_anew(&self) -> Result<()> {
        let conn = connect(&self.path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        settings::for_writing(&conn)?;
        // It attaches the file that it writes.
        conn.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 1)?;
        conn.execute_batch("VACUUM")?;
        Ok(())
    }

    /// Works inside one transaction. An error takes everything back; `Ok` comes after COMMIT, when the file is still
    /// the one that was opened.
    pub(super) fn in_transaction<T>(&mut self, work: impl FnOnce(&Recording<'_>) -> Result<T>) -> Result<T> {
        if self.read_only {
            return Err(Error::ReadOnly { path: self.shown() });
        }
        self.standing.ready(&self.path)?;
        let (path, way) = (&self.path, &self.way);
        let done = committed(&mut self.conn, &self.context, (path, way), work);
        self.standing.settle(done, &self.path)
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
        self.in_transaction(|recording| copies::store(recording.conn, found))?;
        self.carry_when_overdue();
        Ok(())
    }

    /// A small step of upkeep (a few milliseconds, now and then more), for moments in which nobody waits; whether there is more to
    /// do. It can be broken off by [`Self::interrupt_handle`], and goes on another time.
    ///
    /// # Errors
    /// As for a write.
    pub fn tend(&mut self) -> Result<bool> {
        self.tend_by(|conn| match pending::step(conn) {
            Ok(false) => tend::step(conn),
            other => other,
        })
    }

    /// The part of [`Self::tend`] that there is while articles still wait for an import to index them.
    ///
    /// # Errors
    /// As for a write.
    pub fn tend_index(&mut self) -> Result<bool> {
        self.tend_by(tend::step)
    }

    fn tend_by(&mut self, step: impl FnOnce(&Connection) -> Result<bool>) -> Result<bool> {
        if self.read_only {
            return Ok(false);
        }
        match self.in_transaction(|recording| step(recording.conn)) {
            Err(Error::Cancelled) => Ok(true),
            other => other,
        }
    }

    /// Whether upkeep of the index ([`Self::tend`]) should not wait for a quieter moment.
    pub fn index_is_crowded(&self) -> Result<bool> {
        tend::is_crowded(self.reading().conn)
    }

    /// Stops what this connection is doing, from another thread. To be used while [`Self::tend`] runs, and at no
    /// other time: a command that is broken off has failed.
    pub fn interrupt_handle(&self) -> rusqlite::InterruptHandle {
        self.conn.get_interrupt_handle()
    }

    /// Carries the log into the file beside this connection.
    ///
    /// # Errors
    /// [`Error::ReadOnly`] when nothing is written to the file.
    pub fn carrier(&self) -> Result<Carrier> {
        if self.read_only {
            return Err(Error::ReadOnly { path: self.shown() });
        }
        Carrier::new(&self.path)
    }

    /// Works inside one transaction that is none of the list's commands: an import's. An error takes everything back.
    pub(crate) fn write_once<T>(&mut self, work: impl FnOnce(&Recording<'_>) -> Result<T>) -> Result<T> {
        self.in_transaction(work)
    }

    /// Another connection to the same file (a [`Carrier`]) failed: what that means for this one.
    pub fn note_failure(&mut self, error: Error) -> Error {
        self.standing.note(error, &self.path)
    }

    /// Carries the whole log into the file, so that the file alone is the workspace.
    ///
    /// # Errors
    /// [`Error::Busy`] while somebody else looks; [`Error::DiskFailed`].
    pub fn checkpoint_all(&mut self) -> Result<()> {
        self.standing.ready(&self.path)?;
        let carried = carry_all(&self.conn);
        self.standing.settle(carried, &self.path)
    }

    /// Closes the workspace, leaving one file.
    ///
    /// # Errors
    /// [`Error::DiskFailed`] when the log could not be carried into the file; it stays beside it and has everything.
    pub fn close(mut self) -> Result<()> {
        let carried = if self.read_only || self.standing.is_lost() {
            Ok(())
        } else {
            self.checkpoint_all()
        };
        if carried.is_err() || self.standing.is_lost() {
            // SQLite would try again by itself and say nothing of a failure.
            self.conn
                .set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        }
        let closed = self.conn.close().map_err(|(_, error)| Error::from(error));
        match carried {
            // Another program that still looks keeps the log; it is carried over when that one closes.
            Err(Error::Busy) | Ok(()) => closed,
            Err(error) => Err(error),
        }
    }

    fn carry_when_overdue(&mut self) {
        if self.leaves_checkpoints {
            return;
        }
        if let Err(error) = carry(&self.conn, &self.path, CHECKPOINT_AT) {
            // What was written is in the log; but nothing more is written after a failure of the disk.
            let error = self.standing.note(error, &self.path);
            tracing::warn!(%error, "the log could not be carried into the workspace");
        }
    }
}

/// The work and COMMIT.
fn committed<T>(
    conn: &mut Connection,
    context: &Context,
    (path, way): (&Path, &Way),
    work: impl FnOnce(&Recording<'_>) -> Result<T>,
) -> Result<T> {
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = work(&Recording::new(Reading {
        conn: &transaction,
        context,
        path,
        way,
        read_only: false,
        memory: &Memory::default(),
    }))?;
    transaction.commit()?;
    Ok(done)
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
