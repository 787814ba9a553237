//! Copies of a workspace that are whole, even while it is being worked with: SQLite's backup API into a
//! new file, opened and checked before it takes its name.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags, OptionalExtension as _};
use xxhash_rust::xxh3::Xxh3;

use super::{file, settings};
use crate::files::synced_folder;
use crate::history::chain::GENESIS;
use crate::{Error, Result};

/// Copied in one step, in pages of 4 KiB: what the disk writes in some milliseconds.
const STEP: i32 = 256;
/// After so many steps what was copied is carried to the disk (64 MiB), so that the end need not carry all of it
/// while somebody else's commit waits behind it.
const STEPS_UNTIL_SYNC: u32 = 64;
/// Steps of SQLite's virtual machine between two questions whether to go on while a copy is checked.
const MACHINE_STEPS: i32 = 20_000;

/// Where a history ends: the number of the last command (0 = none) and its hash in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    pub sequence: u32,
    /// 64 hexadecimal digits.
    pub digest: String,
}

/// How far a copy is: bytes, and whether it is copied or checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub done: u64,
    pub total: u64,
    pub checking: bool,
}

/// What was copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Copied {
    pub mark: Mark,
    /// Bytes.
    pub size: u64,
    /// XXH3-64 of all bytes.
    pub sum: u64,
}

/// How fast a copy is made, and when it is given up.
pub struct Pace<'a> {
    /// Set from another thread, it gives the copy up.
    pub stop: Arc<AtomicBool>,
    /// Told between two steps, and may sleep, for others.
    pub between: &'a mut dyn FnMut(Progress),
}

impl Pace<'_> {
    fn go_on(&mut self, progress: Progress) -> Result<()> {
        (self.between)(progress);
        if self.stop.load(Ordering::Relaxed) {
            return Err(Error::Cancelled);
        }
        Ok(())
    }

    /// As fast as it goes, to the end.
    pub(crate) fn at_once<T>(work: impl FnOnce(&mut Pace<'_>) -> T) -> T {
        work(&mut Pace {
            stop: Arc::default(),
            between: &mut |_| {},
        })
    }
}

/// Copies the workspace of a connection to `target`, which must not exist, and checks the copy.
/// Gives the number of the last command in it.
///
/// # Errors
/// [`Error::Exists`] when there is a file already, [`Error::Damaged`] when the copy does not hold.
pub fn backup(conn: &Connection, target: &Path) -> Result<u32> {
    if target.exists() {
        return Err(Error::Exists {
            path: target.display().to_string(),
        });
    }
    let part = target.with_extension(format!("{}.part", crate::Uid::new()));
    let result = Pace::at_once(|pace| copy(conn, &part, pace)).and_then(|copied| {
        // A hard link would refuse to replace a file that appeared meanwhile; rename is what every
        // file system has.
        std::fs::rename(&part, target).map_err(|error| Error::io(target, &error))?;
        synced_folder(target)?;
        Ok(copied.mark.sequence)
    });
    if result.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    result
}

/// Where the history of a workspace ends.
pub(crate) fn mark(conn: &Connection) -> Result<Mark> {
    let last = conn
        .query_row(
            "SELECT id, digest FROM command ORDER BY id DESC LIMIT 1",
            [],
            |row| {
                Ok(Mark {
                    sequence: row.get(0)?,
                    digest: row.get(1)?,
                })
            },
        )
        .optional()?;
    Ok(last.unwrap_or_else(|| Mark {
        sequence: 0,
        digest: GENESIS.to_owned(),
    }))
}

/// How many bytes a copy takes.
pub(crate) fn size(conn: &Connection) -> Result<u64> {
    let pragma =
        |name: &str| -> rusqlite::Result<i64> { conn.pragma_query_value(None, name, |row| row.get(0)) };
    let bytes = pragma("page_count")?.saturating_mul(pragma("page_size")?);
    Ok(u64::try_from(bytes).unwrap_or(0))
}

/// Copies one state of a workspace into a new file that only its owner can read, carries it to the disk, opens it and
/// checks it. The file stays under this name also when something fails.
///
/// # Errors
/// [`Error::Cancelled`] when the pace says so; [`Error::Damaged`] when the copy does not hold.
pub(crate) fn copy(conn: &Connection, part: &Path, pace: &mut Pace<'_>) -> Result<Copied> {
    file::create(part)?;
    let disk = File::options()
        .write(true)
        .open(part)
        .map_err(|error| Error::io(part, &error))?;
    let carry = || disk.sync_all().map_err(|error| Error::io(part, &error));
    // One state until the end, whatever is written meanwhile: SQLite would begin anew after each write otherwise.
    let state = conn.unchecked_transaction()?;
    let here = mark(&state)?;
    {
        let mut copy = Connection::open_with_flags(part, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        // What is not whole has no name yet; it is carried to the disk below.
        copy.pragma_update(None, "synchronous", 0)?;
        {
            let backup = Backup::new(&state, &mut copy)?;
            let mut steps = 0_u32;
            loop {
                let step = backup.step(STEP)?;
                if matches!(step, StepResult::Done) {
                    break;
                }
                let progress = backup.progress();
                let bytes = |pages: i32| u64::try_from(pages).unwrap_or(0).saturating_mul(4_096);
                pace.go_on(Progress {
                    done: bytes(progress.pagecount.saturating_sub(progress.remaining)),
                    total: bytes(progress.pagecount),
                    checking: false,
                })?;
                if matches!(step, StepResult::Busy | StepResult::Locked) {
                    return Err(Error::Busy);
                }
                steps += 1;
                if steps.is_multiple_of(STEPS_UNTIL_SYNC) {
                    carry()?;
                }
            }
        }
        // One file, not three: the copy is not in WAL mode until somebody works with it.
        copy.pragma_update(None, "journal_mode", "DELETE")?;
        copy.close().map_err(|(_, error)| Error::from(error))?;
    }
    drop(state);
    carry()?;
    drop(disk);
    let (size, sum) = sum(part, pace)?;
    holds(part, &here, pace)?;
    Ok(Copied {
        mark: here,
        size,
        sum,
    })
}

/// Size and checksum of a file.
///
/// # Errors
/// [`Error::Cancelled`] when the pace says so; [`Error::Io`].
pub(crate) fn sum(path: &Path, pace: &mut Pace<'_>) -> Result<(u64, u64)> {
    let failed = |error: std::io::Error| Error::io(path, &error);
    let mut file = File::open(path).map_err(failed)?;
    let total = file.metadata().map_err(failed)?.len();
    let (mut hash, mut size) = (Xxh3::new(), 0_u64);
    let mut chunk = vec![0_u8; 1 << 20];
    loop {
        let read = file.read(&mut chunk).map_err(failed)?;
        if read == 0 {
            return Ok((size, hash.digest()));
        }
        hash.update(chunk.get(..read).unwrap_or_default());
        size += read as u64;
        pace.go_on(Progress {
            done: size.min(total),
            total,
            checking: true,
        })?;
    }
}

/// Opens a copy that nobody works with, to look at it.
pub(crate) fn look(path: &Path) -> Result<Connection> {
    let path = file::look(path)?;
    let conn = super::open::connect(&path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    settings::for_reading(&conn)?;
    // It is read once from end to end.
    conn.pragma_update(None, "cache_size", -2_000)?;
    Ok(conn)
}

/// Whether a copy opens, is whole, and ends where it must.
///
/// # Errors
/// [`Error::Damaged`] when not, with the reason; [`Error::Cancelled`].
pub(crate) fn holds(path: &Path, expected: &Mark, pace: &mut Pace<'_>) -> Result<()> {
    let damaged = |detail: String| Error::Damaged {
        path: path.display().to_string(),
        detail,
    };
    let conn = look(path).map_err(|error| match error {
        Error::Storage(inner) => damaged(inner.to_string()),
        other => other,
    })?;
    let found = whole(&conn, pace).and_then(|verdict| Ok((verdict, mark(&conn)?)));
    match found {
        Ok((verdict, _)) if verdict != "ok" => Err(damaged(format!("the copy does not hold: {verdict}"))),
        Ok((_, there)) if there != *expected => Err(damaged(format!(
            "the copy ends with command {} and not with {}",
            there.sequence, expected.sequence
        ))),
        Ok(_) => Ok(()),
        Err(Error::Storage(inner)) => Err(damaged(inner.to_string())),
        Err(other) => Err(other),
    }
}

/// SQLite's own verdict on a file: "ok", or what is wrong first.
pub(crate) fn whole(conn: &Connection, pace: &Pace<'_>) -> Result<String> {
    let stop = Arc::clone(&pace.stop);
    conn.progress_handler(MACHINE_STEPS, Some(move || stop.load(Ordering::Relaxed)))?;
    let verdict = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0));
    conn.progress_handler(0, None::<fn() -> bool>)?;
    Ok(verdict?)
}
