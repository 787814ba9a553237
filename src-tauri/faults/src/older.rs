//! A workspace of the first schema, as the first program that knew only that schema made it: the seeds with their coding.

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::Path;
use std::sync::OnceLock;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};
use sha2::{Digest as _, Sha256};

use crate::Result;
use crate::judge::{Ack, commands};
use crate::report::Tally;

/// The file as it was left, compressed. It is kept for ever: what was made once must always open.
const FIXTURE: &[u8] = include_bytes!("../fixtures/schema_1.dragoman.gz");

/// Tables whose columns are the same in every schema, with what orders them.
const KEPT: &[(&str, &str)] = &[
    (
        "SELECT uid, title, language, note, added FROM article ORDER BY uid",
        "articles",
    ),
    ("SELECT sha256, text FROM content ORDER BY sha256", "texts"),
    (
        "SELECT uid, kind, said, note, added FROM statement ORDER BY uid",
        "statements",
    ),
    ("SELECT uid, start, end, quote FROM span ORDER BY uid", "quotes"),
    ("SELECT uid, text FROM translation ORDER BY uid", "translations"),
    ("SELECT id, uid, digest FROM command ORDER BY id", "commands"),
    (
        "SELECT id, command_id, uid, before, after FROM change ORDER BY id",
        "changes",
    ),
];

/// Writes the file; nothing may stand there.
pub fn write(path: &Path) -> Result {
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(FIXTURE).read_to_end(&mut bytes)?;
    std::fs::write(path, bytes)?;
    for ending in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(crate::program::beside(path, ending));
    }
    Ok(())
}

/// What the file says as it was left, looked at once.
struct Untouched {
    acks: Vec<Ack>,
    digests: Vec<String>,
}

static UNTOUCHED: OnceLock<Untouched> = OnceLock::new();

fn untouched(beside: &Path) -> Result<&'static Untouched> {
    if let Some(known) = UNTOUCHED.get() {
        return Ok(known);
    }
    let fixture = beside.with_extension("untouched");
    write(&fixture)?;
    let mut acks: Vec<Ack> = commands(&fixture)?
        .into_iter()
        .map(|(uid, sequence)| Ack { uid, sequence })
        .collect();
    acks.sort_by_key(|ack| ack.sequence);
    let digests = KEPT
        .iter()
        .map(|(sql, _)| digest(&fixture, sql))
        .collect::<Result<_>>()?;
    std::fs::remove_file(fixture)?;
    Ok(UNTOUCHED.get_or_init(|| Untouched { acks, digests }))
}

/// Every command that the file holds must be there after any fault.
pub fn acks(path: &Path) -> Result<Vec<Ack>> {
    Ok(untouched(path)?.acks.clone())
}

/// Whether the file, in whatever schema, still says what the fixture says.
pub fn holds(path: &Path, tally: &mut Tally, what: &str) -> Result {
    for ((sql, of), before) in KEPT.iter().zip(&untouched(path)?.digests) {
        if digest(path, sql).as_ref().ok() != Some(before) {
            tally.lost += 1;
            tally.remember(format!("{what}: the {of} are not those of the older file"));
        }
    }
    Ok(())
}

fn digest(path: &Path, sql: &str) -> Result<String> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    let mut statement = conn.prepare(sql)?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    let mut sha = Sha256::new();
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            match row.get_ref(column)? {
                ValueRef::Text(text) | ValueRef::Blob(text) => sha.update(text),
                ValueRef::Integer(number) => sha.update(number.to_le_bytes()),
                ValueRef::Real(_) | ValueRef::Null => sha.update([0]),
            }
            sha.update([0x1f]);
        }
    }
    let mut text = String::new();
    for byte in sha.finalize() {
        write!(text, "{byte:02x}")?;
    }
    Ok(text)
}
