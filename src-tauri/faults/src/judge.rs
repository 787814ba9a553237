//! The judge: whether a workspace keeps its promises, and holds every command that was acknowledged.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Mutex;

use dragoman_core::commands::Envelope;
use dragoman_core::workspace::{Context, Workspace};
use rusqlite::{Connection, OpenFlags};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::Result;
use crate::program::beside;
use crate::report::Tally;

/// A command that the program said is stored for good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ack {
    pub uid: String,
    /// Its number in the history; one that changed nothing has the number of the last command before it.
    pub sequence: u64,
}

/// What the judge says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Whole, with so many commands in its history.
    Sound(u64),
    /// Whole, but something acknowledged is missing.
    Lost(String),
    /// Not whole, cannot be opened, or the program panicked.
    Corrupt(String),
}

impl Verdict {
    /// Adds this verdict to what a round saw.
    pub fn count(&self, tally: &mut Tally, what: &str) {
        match self {
            Verdict::Sound(_) => {}
            Verdict::Lost(why) => {
                tally.lost += 1;
                tally.remember(format!("{what}: lost: {why}"));
            }
            Verdict::Corrupt(why) => {
                tally.corrupt += 1;
                tally.remember(format!("{what}: corrupt: {why}"));
            }
        }
    }
}

/// Opens a workspace as the program would after the fault, checks it deeply, and looks for every acknowledged command.
pub fn judge(path: &Path, acks: &[Ack]) -> Verdict {
    match catch_unwind(AssertUnwindSafe(|| look(path, acks))) {
        Ok(Ok(verdict)) => verdict,
        Ok(Err(why)) => Verdict::Corrupt(why.to_string()),
        Err(_) => Verdict::Corrupt("the program panicked".to_owned()),
    }
}

fn look(path: &Path, acks: &[Ack]) -> Result<Verdict> {
    let mut workspace = Workspace::open(path, Context::command_line("judge"))?;
    let report = workspace.call(Envelope::new("check", json!({ "deep": true })))?;
    if report["ok"] != true {
        return Ok(Verdict::Corrupt(findings(&report)));
    }
    let there = commands(path)?;
    workspace.close()?;
    Ok(said_of(&there, acks))
}

fn said_of(there: &Commands, acks: &[Ack]) -> Verdict {
    missing(there, acks).map_or(Verdict::Sound(there.len() as u64), Verdict::Lost)
}

/// Commands of a history: their numbers by their uids.
pub type Commands = HashMap<String, u64>;

/// A judge of very many files, most of which turn out to be the same once the program has recovered and closed them. Each is
/// opened and closed by the program; what is the same byte for byte afterwards is checked deeply once.
#[derive(Debug, Default)]
pub struct Court {
    /// By digest: the commands that a sound file holds.
    known: Mutex<HashMap<Vec<u8>, Commands>>,
}

impl Court {
    pub fn judge(&self, path: &Path, acks: &[Ack]) -> Verdict {
        match catch_unwind(AssertUnwindSafe(|| self.look(path, acks))) {
            Ok(Ok(verdict)) => verdict,
            Ok(Err(why)) => Verdict::Corrupt(why.to_string()),
            Err(_) => Verdict::Corrupt("the program panicked".to_owned()),
        }
    }

    fn look(&self, path: &Path, acks: &[Ack]) -> Result<Verdict> {
        Workspace::open(path, Context::command_line("judge"))?.close()?;
        let log = beside(path, "-wal").metadata().map_or(0, |log| log.len());
        let digest = Sha256::digest(std::fs::read(path)?).to_vec();
        let known = self
            .known
            .lock()
            .map_err(|_| "a thread panicked")?
            .get(&digest)
            .cloned();
        if let (Some(there), 0) = (known, log) {
            return Ok(said_of(&there, acks));
        }
        let verdict = look(path, acks)?;
        if !matches!(verdict, Verdict::Corrupt(_)) {
            let there = commands(path)?;
            self.known
                .lock()
                .map_err(|_| "a thread panicked")?
                .insert(digest, there);
        }
        Ok(verdict)
    }
}

/// The first acknowledged command that is not there, in words.
fn missing(there: &Commands, acks: &[Ack]) -> Option<String> {
    let mut last = 0;
    let ack = acks.iter().find(|ack| {
        let changed_nothing = ack.sequence <= last && !there.contains_key(&ack.uid);
        last = last.max(ack.sequence);
        if changed_nothing {
            return last > there.len() as u64;
        }
        there.get(&ack.uid) != Some(&ack.sequence)
    })?;
    Some(format!(
        "command {} ({}) was acknowledged; the history has {}",
        ack.sequence,
        ack.uid,
        there.len()
    ))
}

/// Every command of the history: its uid and its number.
pub fn commands(path: &Path) -> Result<Commands> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    let mut statement = conn.prepare("SELECT uid, id FROM command")?;
    let rows = statement.query_map([], |row| {
        Ok((row.get::<_, String>(0)?, u64::from(row.get::<_, u32>(1)?)))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What a report of `check` found, on one line.
pub fn findings(report: &Value) -> String {
    let mut found = Vec::new();
    for check in report["checks"].as_array().map(Vec::as_slice).unwrap_or_default() {
        if check["ok"] != true {
            found.push(format!("{} {}", check["id"], check["findings"]));
        }
    }
    found.join("; ")
}
