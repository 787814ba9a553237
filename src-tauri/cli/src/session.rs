//! A workspace opened for one task.

use std::io::{self, Write as _};
use std::path::Path;

use dragoman_core::backups::BackupReason;
use dragoman_core::commands::Envelope;
use dragoman_core::workspace::{Context, Workspace};
use dragoman_core::{Error, Result, Uid};
use serde_json::Value;

use crate::backups;
use crate::output::Output;

/// Opens, works, and leaves one file behind.
pub struct Session {
    workspace: Workspace,
    /// A backup was made (or tried) in this session.
    backed_up: bool,
}

impl Session {
    pub fn create(path: &Path, analyst: &str) -> Result<Self> {
        Ok(Session {
            workspace: Workspace::create(path, Context::command_line(analyst))?,
            backed_up: false,
        })
    }

    pub fn open(path: &Path, analyst: &str) -> Result<Self> {
        Ok(Session {
            workspace: Workspace::open(path, Context::command_line(analyst))?,
            backed_up: false,
        })
    }

    /// Does or answers one command.
    pub fn call(&mut self, command: &str, args: Value) -> Result<Value> {
        self.workspace.call(Envelope::new(command, args))
    }

    /// Does one command as a member of a group.
    pub fn call_grouped(&mut self, command: &str, args: Value, group: Uid) -> Result<Value> {
        let mut envelope = Envelope::new(command, args);
        envelope.group = Some(group);
        self.workspace.call(envelope)
    }

    /// All pages of a list: calls until there is no `next`, gathering the array `field`.
    pub fn all(&mut self, command: &str, mut args: Value, field: &str) -> Result<Vec<Value>> {
        let mut rows = Vec::new();
        args["limit"] = 500.into();
        loop {
            let mut page = self.call(command, args.clone())?;
            if let Value::Array(found) = page[field].take() {
                rows.extend(found);
            }
            match page["next"].take() {
                Value::Null => return Ok(rows),
                next => args["after"] = next,
            }
        }
    }

    /// Makes a backup before the first command of this session that is not easily taken back.
    pub fn back_up_before(&mut self, command: &str, output: &Output) {
        if let Some(reason) = dragoman_core::backups::before(command) {
            self.back_up(reason, output);
        }
    }

    /// Makes a backup, unless there was one in this session.
    pub fn back_up(&mut self, reason: BackupReason, output: &Output) {
        if !std::mem::replace(&mut self.backed_up, true) {
            backups::before(&self.workspace, reason, output);
        }
    }

    pub fn workspace(&mut self) -> &mut Workspace {
        &mut self.workspace
    }

    /// Leaves the index as it should be left.
    pub fn close(mut self) -> Result<()> {
        // Another program that works with the file will do it.
        while let Ok(true) = self.workspace.tend() {}
        match self.workspace.close() {
            Err(Error::DiskFull) => {
                // What was asked for is done: it is durable in the log.
                let _ = writeln!(
                    io::stderr().lock(),
                    "dragoman: the disk is full: what was done stays in the log beside the workspace; keep them together"
                );
                Ok(())
            }
            closed => closed,
        }
    }
}
