//! What the nouns work with: a connection to look with, and one to change with.

use std::cell::{Cell, RefCell};
use std::ops::Deref;
use std::path::Path;

use rusqlite::{Connection, Transaction};

use super::way::Way;
use super::{Context, settings};
use crate::Result;
use crate::search::Memory;
use crate::vocabulary::Uid;

/// A workspace to look at.
pub struct Reading<'a> {
    pub conn: &'a Connection,
    pub context: &'a Context,
    /// Where the file is, for people.
    pub path: &'a Path,
    /// To other connections that only look.
    pub(crate) way: &'a Way,
    pub read_only: bool,
    pub(crate) memory: &'a Memory,
}

impl Reading<'_> {
    /// One state of the workspace until it is dropped, whatever another program does meanwhile; nothing inside a
    /// transaction. Many questions in one also cost less.
    pub(crate) fn snapshot(&self) -> Result<Option<Transaction<'_>>> {
        Ok(if self.conn.is_autocommit() {
            Some(self.conn.unchecked_transaction()?)
        } else {
            None
        })
    }

    /// Another connection that may make temporary tables, and nothing else.
    pub(crate) fn with_temporary_tables(&self) -> Result<Connection> {
        let conn = self.way.connect()?;
        settings::for_reading(&conn)?;
        conn.pragma_update(None, "query_only", 0)?;
        Ok(conn)
    }
}

/// A workspace inside the transaction of one command.
pub struct Recording<'a> {
    reading: Reading<'a>,
    /// When the command began: RFC 3339, UTC.
    pub at: String,
    pub(crate) how: Cell<How>,
    pub(crate) target: Cell<Option<i64>>,
    /// The command cannot be undone, nor anything before it.
    pub(crate) is_final: Cell<bool>,
    /// Uids whose images emptying the bin takes out of the history.
    pub(crate) scrub: RefCell<Vec<Uid>>,
}

/// What a command is to the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    Do,
    Undo,
    Redo,
}

impl How {
    pub(crate) fn word(self) -> &'static str {
        match self {
            How::Do => "do",
            How::Undo => "undo",
            How::Redo => "redo",
        }
    }
}

impl<'a> Recording<'a> {
    pub(crate) fn new(reading: Reading<'a>) -> Self {
        let at = reading.context.timestamp();
        Recording {
            reading,
            at,
            how: Cell::new(How::Do),
            target: Cell::new(None),
            is_final: Cell::new(false),
            scrub: RefCell::new(Vec::new()),
        }
    }
}

impl<'a> Deref for Recording<'a> {
    type Target = Reading<'a>;
    fn deref(&self) -> &Self::Target {
        &self.reading
    }
}
