//! The workspace that the window works with: one connection that writes, and a few that read beside it, so
//! that a long import never keeps an article from being opened.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use dragoman_bulk::Gate;
use dragoman_core::commands::Envelope;
use dragoman_core::workspace::{Carrier, Context, Reader, Workspace};
use serde_json::Value;

use crate::backing_up::BackingUp;
use crate::failure::{Failure, Result};
use crate::importing::Importing;

/// Readers made when the workspace is opened. More are made while more read at once, but those wait for
/// what is being written.
const KEPT_READERS: usize = 4;

pub struct OpenWorkspace {
    path: PathBuf,
    /// Whose turn it is to write: an edit goes before an import and before upkeep.
    gate: Gate,
    /// None when closed while a call was on its way.
    writer: Mutex<Option<Workspace>>,
    /// The import of many articles that runs, or ran last.
    importing: Importing,
    /// When the last command that writes came.
    last_write: Mutex<Instant>,
    readers: Mutex<Vec<Reader>>,
    /// None where the log cannot be carried over (a file that may only be read) and when closed.
    carrier: Mutex<Option<Carrier>>,
    backing_up: BackingUp,
    closed: AtomicBool,
}

impl OpenWorkspace {
    /// Makes a new workspace file; refuses to touch one that is there.
    pub fn create(path: &Path, context: Context) -> Result<Self> {
        Self::of(Workspace::create(path, context)?)
    }

    /// Opens a workspace file.
    pub fn open(path: &Path, context: Context) -> Result<Self> {
        Self::of(Workspace::open(path, context)?)
    }

    /// Opens a damaged workspace file to read what can be read of it.
    pub fn open_damaged(path: &Path, context: Context) -> Result<Self> {
        Self::of(Workspace::open_damaged(path, context)?)
    }

    fn of(workspace: Workspace) -> Result<Self> {
        let readers = (0..KEPT_READERS)
            .map(|_| workspace.reader())
            .collect::<Result<_, _>>()?;
        Ok(OpenWorkspace {
            path: workspace.path().to_owned(),
            readers: Mutex::new(readers),
            carrier: Mutex::new(workspace.carrier().ok()),
            backing_up: BackingUp::default(),
            closed: AtomicBool::new(false),
            last_write: Mutex::new(Instant::now()),
            gate: Gate::default(),
            importing: Importing::default(),
            writer: Mutex::new(Some(workspace)),
        })
    }

    /// Where the file is, without symbolic links.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Does a command that writes (or one of any kind, after everything that is being written).
    pub fn write(&self, envelope: Envelope) -> Result<Value> {
        self.note_write();
        self.with_writer(|workspace| Ok(workspace.call(envelope)?))
    }

    /// Something was written, or is about to be: upkeep can wait.
    pub fn note_write(&self) {
        *self.last_write.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    /// For how long nothing was written.
    pub fn quiet(&self) -> Duration {
        self.last_write
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .elapsed()
    }

    /// Works with the connection that writes, before an import or upkeep goes on.
    pub fn with_writer<T>(&self, work: impl FnOnce(&mut Workspace) -> Result<T>) -> Result<T> {
        let _turn = self.gate.edit();
        work(self.writer().as_mut().ok_or(Failure::NoWorkspace)?)
    }

    /// Does upkeep with the connection that writes, when no edit waits. One that comes then breaks it off: the work must
    /// take [`dragoman_core::Error::Cancelled`] for granted, and what it did not commit is taken back.
    pub fn when_nobody_waits<T>(&self, work: impl FnOnce(&mut Workspace) -> Result<T>) -> Result<T> {
        let handle = {
            let writer = self.writer();
            writer.as_ref().ok_or(Failure::NoWorkspace)?.interrupt_handle()
        };
        let _turn = self.gate.interruptible(move || handle.interrupt());
        work(self.writer().as_mut().ok_or(Failure::NoWorkspace)?)
    }

    /// Whose turn it is to write.
    pub fn gate(&self) -> &Gate {
        &self.gate
    }

    /// Its backups.
    pub fn backing_up(&self) -> &BackingUp {
        &self.backing_up
    }

    /// One more connection that only looks, for work that takes long.
    pub fn new_reader(&self) -> Result<Reader> {
        Ok(self.writer().as_ref().ok_or(Failure::NoWorkspace)?.reader()?)
    }

    /// The import of many articles.
    pub fn importing(&self) -> &Importing {
        &self.importing
    }

    /// Answers a command that only looks, beside whatever is being written. `started` gets what stops
    /// the reading from another thread.
    pub fn read(&self, envelope: Envelope, started: impl FnOnce(Stop)) -> Result<Value> {
        self.with_reader(|reader| {
            let handle = reader.interrupt_handle();
            started(Box::new(move || handle.interrupt()));
            Ok(reader.call(envelope)?)
        })
    }

    /// Works with a connection that only looks.
    pub fn with_reader<T>(&self, work: impl FnOnce(&Reader) -> Result<T>) -> Result<T> {
        let kept = self.readers().pop();
        let reader = match kept {
            Some(reader) => reader,
            // Without a turn: nothing is written.
            None => self.writer().as_ref().ok_or(Failure::NoWorkspace)?.reader()?,
        };
        let answer = work(&reader);
        let mut readers = self.readers();
        // One that is kept after the end would keep the log beside the file.
        if readers.len() < KEPT_READERS && !self.closed.load(Ordering::Acquire) {
            readers.push(reader);
        }
        answer
    }

    /// Carries the log into the file, if it is worth the while.
    pub fn carry(&self) -> Result<()> {
        let carried = match self.carrier().as_ref() {
            Some(carrier) => carrier.carry(),
            None => Ok(()),
        };
        // After a failure of the disk the connection that writes must not go on either.
        carried.or_else(|error| self.with_writer(|workspace| Err(workspace.note_failure(error).into())))
    }

    /// Closes the file, leaving one file if nothing else reads it. Calls that come later find no workspace.
    pub fn close(&self) -> Result<()> {
        self.closed.store(true, Ordering::Release);
        self.backing_up.end();
        self.importing.end(&self.gate);
        let workspace = self.writer().take();
        self.carrier().take();
        self.readers().clear();
        match workspace {
            Some(workspace) => Ok(workspace.close()?),
            None => Ok(()),
        }
    }

    // A panic while writing rolled the transaction back when it unwound; the connection is sound.
    fn writer(&self) -> MutexGuard<'_, Option<Workspace>> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn carrier(&self) -> MutexGuard<'_, Option<Carrier>> {
        self.carrier.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn readers(&self) -> MutexGuard<'_, Vec<Reader>> {
        self.readers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Stops a reading.
pub type Stop = Box<dyn Fn() + Send>;
