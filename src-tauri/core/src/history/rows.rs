//! A digest of every row of the analyst's tables, kept beside it. The history says what was changed, but a row that
//! was never changed since it was put in has no image there; without its digest, a bit that flips in it would be
//! noticed by nobody.
//!
//! Digests follow the commands and are made anew only by a migration: they are what rows are checked against.

use std::collections::{BTreeMap, HashMap};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use xxhash_rust::xxh3::Xxh3Default;

use super::change::Change;
use super::tables::{self, TABLES, Table};
use crate::Result;

/// Raised when digests are made otherwise, and when a migration changes columns.
const VERSION: &str = "1";
const KEY: &str = "row_digest_version";

/// Brings the digests to the state that a command's changes left. Inside the command's transaction.
pub(crate) fn follow(conn: &Connection, changes: &[Change]) -> Result<()> {
    // Wholes of which many changed have many changes: each row is read once.
    let mut rows: BTreeMap<(&str, &str), Option<i64>> = BTreeMap::new();
    for change in changes {
        let gone = rows
            .entry((change.table.as_str(), change.uid.as_str()))
            .or_default();
        *gone = gone.or_else(|| change.before_number("id"));
    }
    for ((table, uid), gone) in rows {
        let now = conn
            .prepare_cached(&format!("SELECT * FROM {table} WHERE uid = ?1"))?
            .query_row([uid], digest)
            .optional()?;
        match (now, gone) {
            (Some((row, digest)), _) => put(conn, table, row, digest)?,
            (None, Some(row)) => {
                conn.prepare_cached("DELETE FROM row_digest WHERE tbl = ?1 AND row = ?2")?
                    .execute(params![table, row])?;
            }
            (None, None) => {}
        }
    }
    Ok(())
}

fn put(conn: &Connection, table: &str, row: i64, digest: i64) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO row_digest (tbl, row, digest) VALUES (?1, ?2, ?3)
         ON CONFLICT (tbl, row) DO UPDATE SET digest = excluded.digest",
    )?
    .execute(params![table, row, digest])?;
    Ok(())
}

/// The number of a row and the XXH3 (64 bits) of its values in the order of its columns: for each its type and, of
/// texts, its length in bytes before them.
fn digest(row: &Row<'_>) -> rusqlite::Result<(i64, i64)> {
    let mut hash = Xxh3Default::new();
    let mut columns = 0;
    while let Ok(value) = row.get_ref(columns) {
        columns += 1;
        match value {
            ValueRef::Null => hash.update(b"0"),
            ValueRef::Integer(number) => {
                hash.update(b"1");
                hash.update(&number.to_le_bytes());
            }
            ValueRef::Real(number) => {
                hash.update(b"2");
                hash.update(&number.to_le_bytes());
            }
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
                hash.update(b"3");
                hash.update(&(bytes.len() as u64).to_le_bytes());
                hash.update(bytes);
            }
        }
    }
    Ok((row.get("id")?, hash.digest().cast_signed()))
}

/// Makes all digests where there are none yet: in a new workspace, and after a migration.
pub(crate) fn ensure_current(conn: &mut Connection) -> Result<()> {
    if version(conn)?.as_deref() == Some(VERSION) {
        return Ok(());
    }
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    rebuild(&transaction)?;
    transaction.commit()?;
    Ok(())
}

/// Makes the digests of all rows as they are. Inside a transaction.
pub(crate) fn rebuild(conn: &Connection) -> Result<()> {
    conn.execute("DELETE FROM row_digest", [])?;
    for table in TABLES {
        let mut statement = conn.prepare(&format!("SELECT * FROM {}", table.name))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (row, digest) = digest(row)?;
            put(conn, table.name, row, digest)?;
        }
    }
    conn.execute(
        "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [KEY, VERSION],
    )?;
    Ok(())
}

fn version(conn: &Connection) -> Result<Option<String>> {
    Ok(conn
        .query_row("SELECT value FROM meta WHERE key = ?1", [KEY], |row| row.get(0))
        .optional()?)
}

/// Rows that are not what was written: in English, at most `limit`.
pub(crate) fn findings(conn: &Connection, limit: usize) -> Result<Vec<String>> {
    let mut found = Vec::new();
    if version(conn)?.as_deref() != Some(VERSION) {
        found.push("the digests of rows are of another version".to_owned());
    }
    let mut kept: HashMap<(String, i64), i64> = HashMap::new();
    let mut statement = conn.prepare("SELECT tbl, row, digest FROM row_digest")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        kept.insert((row.get(0)?, row.get(1)?), row.get(2)?);
    }
    for table in TABLES {
        let mut statement = conn.prepare(&format!("SELECT * FROM {}", table.name))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (row, digest) = digest(row)?;
            let problem = match kept.remove(&(table.name.to_owned(), row)) {
                Some(written) if written == digest => continue,
                Some(_) => "is not what was written",
                None => "was written by no command",
            };
            if found.len() < limit {
                found.push(format!("the row {row} of {} {problem}", table.name));
            }
        }
    }
    let mut gone: Vec<_> = kept.into_keys().collect();
    gone.sort();
    for (table, row) in gone {
        if found.len() < limit {
            found.push(format!("the row {row} of {table} is missing"));
        }
    }
    Ok(found)
}

/// Where rows and history contradict each other: what was put in and not deleted must be there, what was deleted
/// must not, and what was changed must be as it was changed. In English, at most `limit`.
pub(crate) fn against_history(conn: &Connection, limit: usize) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut living: HashMap<&str, i64> = HashMap::new();
    // The last change of each row (SQLite gives the columns of the row that has the maximum).
    let mut statement = conn.prepare("SELECT tbl, uid, op, after, max(id) FROM change GROUP BY tbl, uid")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (table, uid, op): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let after: Option<String> = row.get(3)?;
        let Some(table) = tables::table(&table) else {
            if found.len() < limit {
                found.push(format!("a change of '{table}', which is no table"));
            }
            continue;
        };
        let name = table.name;
        let differs = conn
            .prepare_cached(&format!("SELECT * FROM {name} WHERE uid = ?1"))?
            .query_row([&uid], |row| {
                Ok(after.as_deref().and_then(|after| differing(row, after)))
            })
            .optional()?;
        let problem = match (op.as_str(), differs) {
            ("delete", Some(_)) => Some("was deleted and is there".to_owned()),
            ("delete", None) => None,
            (_, None) => Some("is missing".to_owned()),
            (_, Some(column)) => {
                *living.entry(name).or_default() += 1;
                column.map(|column| format!("was changed to another '{column}' than it has"))
            }
        };
        if let Some(problem) = problem
            && found.len() < limit
        {
            found.push(format!("the {name} {uid} {problem}"));
        }
    }
    for Table { name, .. } in TABLES {
        let living = living.get(name).copied().unwrap_or_default();
        let count: i64 = conn.query_row(&format!("SELECT count(*) FROM {name}"), [], |row| row.get(0))?;
        if count > living && found.len() < limit {
            found.push(format!(
                "{} rows of {name} were written by no command",
                count - living
            ));
        }
    }
    Ok(found)
}

/// The first column of an image that the row has otherwise. Columns that the row does not have any more are left out.
pub(super) fn differing(row: &Row<'_>, image: &str) -> Option<String> {
    let image: serde_json::Map<String, serde_json::Value> = serde_json::from_str(image).ok()?;
    image.into_iter().find_map(|(column, value)| {
        let same = match (row.get_ref(column.as_str()).ok()?, &value) {
            (ValueRef::Null, serde_json::Value::Null) => true,
            (ValueRef::Integer(is), serde_json::Value::Number(was)) => was.as_i64() == Some(is),
            (ValueRef::Text(is), serde_json::Value::String(was)) => was.as_bytes() == is,
            _ => false,
        };
        (!same).then_some(column)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::triggers;
    use crate::workspace::{Context, Workspace};

    #[test]
    fn every_recorded_table_has_a_number_and_a_uid() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.dragoman");
        let workspace = Workspace::create(&path, Context::command_line("tester")).unwrap();
        for table in TABLES {
            let columns = triggers::columns(workspace.reading().conn, table.name).unwrap();
            assert!(columns.contains(&"id".to_owned()) && columns.contains(&"uid".to_owned()));
        }
    }
}
