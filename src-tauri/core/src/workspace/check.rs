//! Checks that the file keeps its promises.

use super::types::{Check, CheckReport, CheckResult};
use super::{Reading, backup, schema, settings};
use crate::actors::likeness::keys as name_keys;
use crate::history::verify;
use crate::{Result, backups, copies, search};

const LIMIT: usize = 20;
/// A backup with more bytes is read from end to end only by a deep check: 256 MiB.
const READ_OF_BACKUPS: u64 = 256 << 20;

/// Goes through the promises one by one.
pub fn check(db: &Reading<'_>, request: Check) -> Result<CheckReport> {
    // FTS5 looks whether another connection has written when it is asked for something, but not when it is checked.
    for table in ["search", "pending_title"] {
        let sql = format!("SELECT rowid FROM {table} WHERE {table} MATCH 'x' LIMIT 1");
        db.conn.prepare(&sql)?.exists([])?;
    }
    let mut checks = vec![
        result(
            "I1",
            "The database is whole",
            pragma_rows(db, "integrity_check", "ok")?,
        ),
        result(
            "I2",
            "Every reference leads somewhere",
            pragma_rows(db, "foreign_key_check", "")?,
        ),
        result(
            "I4",
            "Every command that was said to be done is there",
            numbers(db, request.acknowledged)?,
        ),
        result(
            "I6",
            "The history is whole and unedited",
            verify::findings(db.conn, LIMIT)?,
        ),
        result(
            "I9",
            "The schema is the program's own",
            schema::differences(db.conn, schema::VERSION)?,
        ),
        result("I10", "The connection is set as it must be", unset(db)?),
        result(
            "I13",
            "The newest backup opens, holds, and is not ahead of the workspace",
            backups::findings(
                db.path,
                &db.context.backups,
                backup::mark(db.conn)?.sequence,
                if request.deep { u64::MAX } else { READ_OF_BACKUPS },
            )?,
        ),
    ];
    if request.deep {
        checks.push(result(
            "I3",
            "The search index holds what the texts say",
            search::index::findings(db, LIMIT)?,
        ));
        checks.push(result(
            "I3",
            "What is known of copies is what the texts say",
            copies::findings(db, LIMIT)?,
        ));
        checks.push(result(
            "I3",
            "The keys of names are those of their words",
            name_keys::findings(db.conn, LIMIT)?,
        ));
        checks.push(result(
            "I7",
            "Every text and original is what its digest says, every quote stands where it should",
            crate::articles::content_findings(db, LIMIT)?,
        ));
    }
    Ok(CheckReport {
        ok: checks.iter().all(|check| check.ok),
        checks,
    })
}

fn result(id: &str, what: &str, findings: Vec<String>) -> CheckResult {
    CheckResult {
        id: id.to_owned(),
        what: what.to_owned(),
        ok: findings.is_empty(),
        findings,
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

/// Commands count from 1 without gaps, at least up to the one that was acknowledged last.
fn numbers(db: &Reading<'_>, acknowledged: Option<u32>) -> Result<Vec<String>> {
    let (first, last, count): (i64, i64, i64) = db.conn.query_row(
        "SELECT coalesce(min(id), 1), coalesce(max(id), 0), count(*) FROM command",
        [],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    let mut found = Vec::new();
    if first != 1 || last != count {
        found.push(format!("{count} commands are numbered from {first} to {last}"));
    }
    if let Some(acknowledged) = acknowledged.map(i64::from)
        && last < acknowledged
    {
        found.push(format!(
            "command {acknowledged} was acknowledged and the last one is {last}"
        ));
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
    Ok(found)
}
