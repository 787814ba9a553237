//! What an import could not store, and why.

use rusqlite::{Connection, params};

use super::types::{ImportFailure, ImportFailures, ListImportFailures, Place, Trouble};
use crate::Result;
use crate::workspace::Reading;

/// How many are kept of one import; more are only counted.
const KEPT: i64 = 100_000;

/// A page of the failures of the latest import.
pub fn list(db: &Reading<'_>, request: ListImportFailures) -> Result<ImportFailures> {
    let limit = match request.limit {
        0 => 100,
        limit => limit.min(1_000),
    };
    let mut statement = db.conn.prepare_cached(
        "SELECT id, source, place, code, message, stored FROM import_failure
         WHERE job_id = (SELECT max(id) FROM import_job) AND id > ?1 ORDER BY id LIMIT ?2",
    )?;
    let mut last = None;
    let failures = statement
        .query_map(params![request.after.unwrap_or(0), limit], |row| {
            last = Some(row.get(0)?);
            Ok(ImportFailure {
                source: row.get(1)?,
                place: row.get(2)?,
                code: row.get(3)?,
                message: row.get(4)?,
                stored: row.get(5)?,
            })
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(ImportFailures {
        next: last.filter(|_| failures.len() == limit as usize),
        failures,
    })
}

/// Writes failures down, as far as there is room for them.
pub(super) struct Log<'c> {
    conn: &'c Connection,
    job: i64,
    room: i64,
}

impl<'c> Log<'c> {
    pub(super) fn of(conn: &'c Connection, job: i64) -> Result<Self> {
        let kept: i64 = conn
            .prepare_cached("SELECT count(*) FROM import_failure WHERE job_id = ?1")?
            .query_row([job], |row| row.get(0))?;
        Ok(Log {
            conn,
            job,
            room: KEPT - kept,
        })
    }

    pub(super) fn add(&mut self, place: &Place, trouble: &Trouble, stored: bool) -> Result<()> {
        if self.room <= 0 {
            return Ok(());
        }
        self.room -= 1;
        self.conn
            .prepare_cached(
                "INSERT INTO import_failure (job_id, source, place, code, message, stored) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                self.job,
                place.source,
                place.place,
                trouble.code,
                trouble.message,
                stored
            ])?;
        Ok(())
    }
}
