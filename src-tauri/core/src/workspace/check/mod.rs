//! Checks that the file keeps its promises, one by one, each under its number.

mod counts;
mod files;
mod history;
mod undoing;

use super::types::{Check, CheckReport, CheckResult};
use super::{Reading, backup, schema, settings};
use crate::actors::likeness::keys as name_keys;
use crate::history::{rows, verify};
use crate::{Error, Result, articles, backups, copies, search};

/// A backup with more bytes is read from end to end only by a deep check: 256 MiB.
const READ_OF_BACKUPS: u64 = 256 << 20;

/// So many findings of each promise are told.
const LIMIT: usize = 20;

/// What a look at one promise brought.
#[derive(Default)]
struct Found {
    /// What is wrong.
    wrong: Vec<String>,
    /// What is worth knowing and breaks no promise; also why a promise could not be looked at.
    notes: Vec<String>,
}

impl From<Vec<String>> for Found {
    fn from(wrong: Vec<String>) -> Self {
        Found {
            wrong,
            notes: Vec::new(),
        }
    }
}

/// Goes through the promises one by one. It changes nothing; what has to be tried is tried on a copy.
///
/// # Errors
/// [`Error::Cancelled`]; those of the disk. What SQLite says of a damaged file is a finding.
pub fn check(db: &Reading<'_>, request: Check) -> Result<CheckReport> {
    let mut report = Report::default();
    let version = db
        .conn
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap_or(schema::VERSION);
    report.look("I9", "The schema is the program's own", || {
        Ok(schema::differences(db.conn, version)?.into())
    })?;
    if !report.ok() {
        // Another program's triggers and views are not to be run, and other tables say nothing about ours.
        return Ok(report.told());
    }
    report.look("I1", "The database is whole", || {
        // FTS5 looks whether another connection has written when it is asked for something, but not when it is checked, which
        // SQLite's own check does. What cannot be asked is found by it.
        for table in ["search", "pending_title"] {
            let sql = format!("SELECT rowid FROM {table} WHERE {table} MATCH 'x' LIMIT 1");
            let _ = db.conn.prepare(&sql).and_then(|mut ask| ask.exists([]));
        }
        let mut wrong = pragma_rows(db, "integrity_check", "ok")?;
        wrong.extend(history::sequences(db)?);
        Ok(wrong.into())
    })?;
    report.look("I2", "Every reference leads somewhere", || {
        Ok(pragma_rows(db, "foreign_key_check", "")?.into())
    })?;
    report.look("I4", "Every command that was said to be done is there", || {
        Ok(history::numbers(db, request.acknowledged)?.into())
    })?;
    report.look("I5", "No command is there by half", || {
        Ok(history::halves(db, request.deep, LIMIT)?.into())
    })?;
    report.look("I6", "The history is whole and unedited", || {
        Ok(verify::findings(db.conn, LIMIT)?.into())
    })?;
    report.look("I10", "The connection is set as it must be", || {
        Ok(unset(db)?.into())
    })?;
    report.look(
        "I12",
        "No file lies about, and only its owner can read the workspace",
        || Ok(files::found(db)),
    )?;
    report.look(
        "I13",
        "The newest backup opens, holds, and is not ahead of the workspace",
        || {
            let read = if request.deep { u64::MAX } else { READ_OF_BACKUPS };
            let sequence = backup::mark(db.conn)?.sequence;
            Ok(backups::findings(db.path, &db.context.backups, sequence, read)?.into())
        },
    )?;
    if request.deep {
        deep(db, &mut report)?;
    }
    Ok(report.told())
}

fn deep(db: &Reading<'_>, report: &mut Report) -> Result<()> {
    report.look("I3", "The search index holds what the texts say", || {
        Ok(search::index::findings(db, LIMIT)?.into())
    })?;
    report.look("I3", "What is known of copies is what the texts say", || {
        Ok(copies::findings(db, LIMIT)?.into())
    })?;
    report.look("I3", "The keys of names are those of their words", || {
        Ok(name_keys::findings(db.conn, LIMIT)?.into())
    })?;
    report.look(
        "I7",
        "Every text and original is what its digest says, every quote stands where it should",
        || Ok(articles::content_findings(db, LIMIT)?.into()),
    )?;
    report.look("I7", "Every row is what was written", || {
        Ok(rows::findings(db.conn, LIMIT)?.into())
    })?;
    report.look(
        "I8",
        "Every range lies inside its text, in code points, bytes and UTF-16 units",
        || Ok(articles::range_findings(db, LIMIT)?.into()),
    )?;
    // What is tried, and not looked at, says nothing more of a file that is known to be damaged.
    let whole = report.ok();
    let untried = || {
        Ok(Found {
            wrong: Vec::new(),
            notes: vec!["not tried, since other promises are broken".to_owned()],
        })
    };
    report.look("I11", "What is undone and done again is as it was", || {
        if whole { undoing::found(db) } else { untried() }
    })?;
    report.look("I14", "Counts and hits are those of a full look", || {
        if !whole {
            return untried();
        }
        let mut wrong = counts::findings(db, LIMIT)?;
        wrong.extend(search::sampled::findings(db, LIMIT)?);
        Ok(wrong.into())
    })
}

#[derive(Default)]
struct Report(Vec<CheckResult>);

impl Report {
    fn look(&mut self, id: &str, what: &str, look: impl FnOnce() -> Result<Found>) -> Result<()> {
        let found = match look() {
            Ok(found) => found,
            // A damaged file makes SQLite fail anywhere, and rows have what no row can have.
            Err(Error::Storage(error)) => vec![error.to_string()].into(),
            Err(Error::Damaged { detail, .. } | Error::Malformed { detail }) => vec![detail].into(),
            Err(error) => return Err(error),
        };
        self.0.push(CheckResult {
            id: id.to_owned(),
            what: what.to_owned(),
            ok: found.wrong.is_empty(),
            findings: found.wrong,
            notes: found.notes,
        });
        Ok(())
    }

    fn ok(&self) -> bool {
        self.0.iter().all(|check| check.ok)
    }

    /// In the order of the promises' numbers.
    fn told(mut self) -> CheckReport {
        let number = |check: &CheckResult| check.id.trim_start_matches('I').parse().unwrap_or(u32::MAX);
        self.0.sort_by_key(number);
        CheckReport {
            ok: self.ok(),
            checks: self.0,
        }
    }
}

fn pragma_rows(db: &Reading<'_>, pragma: &str, fine: &str) -> Result<Vec<String>> {
    let mut statement = db.conn.prepare(&format!("PRAGMA {pragma}"))?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let mut line = Vec::with_capacity(columns);
        for column in 0..columns {
            let value: rusqlite::types::Value = row.get(column)?;
            line.push(match value {
                rusqlite::types::Value::Text(text) => text,
                rusqlite::types::Value::Integer(number) => number.to_string(),
                _ => String::new(),
            });
        }
        let line = line.join(" ");
        if line != fine && found.len() < LIMIT {
            found.push(line);
        }
    }
    Ok(found)
}

fn unset(db: &Reading<'_>) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for (name, expected) in settings::READ_BACK {
        let value: i64 = db.conn.pragma_query_value(None, name, |row| row.get(0))?;
        if value != *expected {
            found.push(format!("{name} is {value} instead of {expected}"));
        }
    }
    if rusqlite::version_number() < settings::OLDEST_SQLITE {
        found.push(format!("SQLite {} is too old", rusqlite::version()));
    }
    Ok(found)
}
