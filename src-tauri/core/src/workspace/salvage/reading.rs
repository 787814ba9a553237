//! Reading what can be read of a damaged table, row by row.

use std::collections::BTreeMap;

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, OptionalExtension};

use crate::Result;
use crate::history::triggers;

/// So many reads of one table may fail before the rest is given up.
const MOST_FAILURES: u32 = 100_000;

/// The rows of a table that could be read, by their numbers.
pub(super) struct Table {
    pub columns: Vec<String>,
    pub rows: BTreeMap<i64, Vec<Value>>,
    /// Numbers of rows that an index knows and that could not be read.
    pub lost: u64,
    /// Rows in which something was no text and was made one.
    pub mended: u64,
}

/// Reads a table. Where a page cannot be read, the rows before and after it are.
pub(super) fn rows(conn: &Connection, table: &str) -> Table {
    let columns = triggers::columns(conn, table).unwrap_or_default();
    let mut found = Table {
        columns,
        rows: BTreeMap::new(),
        lost: 0,
        mended: 0,
    };
    if found.columns.is_empty() {
        return found;
    }
    let known = known(conn, table);
    let last = known.iter().max().copied();
    let mut failures = 0;
    let sql = format!(
        "SELECT rowid, {} FROM {table} NOT INDEXED WHERE rowid BETWEEN ?1 AND ?2 ORDER BY rowid",
        found.columns.join(", ")
    );
    // Numbers begin at 1; where they end an index, the list of numbers given, or else doubling tells.
    let end = last.max(given(conn, table)).unwrap_or(1 << 24);
    let mut ranges = vec![(i64::MIN, 0), (1, end), (end.saturating_add(1), i64::MAX)];
    ranges.reverse();
    while let Some((from, to)) = ranges.pop() {
        if from > to || failures > MOST_FAILURES {
            continue;
        }
        let Err(after) = range(conn, &sql, from, to, &mut found) else {
            continue;
        };
        failures += 1;
        let from = after.map_or(from, |row| row.saturating_add(1));
        // Outside of what there can be nothing is looked for.
        if from > to || from < 1 || to == i64::MAX {
            continue;
        }
        if from == to {
            continue;
        }
        let middle = from + (to - from) / 2;
        ranges.push((middle + 1, to));
        ranges.push((from, middle));
    }
    found.lost = known.iter().filter(|id| !found.rows.contains_key(id)).count() as u64;
    found
}

/// Reads a range of rows; on failure, after which row.
fn range(conn: &Connection, sql: &str, from: i64, to: i64, found: &mut Table) -> Result<(), Option<i64>> {
    let mut last = None;
    let mut read = || -> rusqlite::Result<()> {
        let mut statement = conn.prepare_cached(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query([from, to])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            let mut values = Vec::with_capacity(columns);
            let mut mended = false;
            for column in 1..columns {
                values.push(match row.get_ref(column)? {
                    ValueRef::Text(bytes) => {
                        let text = String::from_utf8_lossy(bytes);
                        mended |= text.as_bytes() != bytes;
                        Value::Text(text.into_owned())
                    }
                    ValueRef::Null => Value::Null,
                    ValueRef::Integer(number) => Value::Integer(number),
                    ValueRef::Real(number) => Value::Real(number),
                    ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
                });
            }
            found.mended += u64::from(mended);
            found.rows.insert(id, values);
            last = Some(id);
        }
        Ok(())
    };
    read().map_err(|_| last)
}

/// The numbers of rows that the indexes of a table know, as far as these can be read.
fn known(conn: &Connection, table: &str) -> Vec<i64> {
    let indexes = || -> rusqlite::Result<Vec<String>> {
        conn.prepare("SELECT name FROM pragma_index_list(?1) WHERE partial = 0")?
            .query_map([table], |row| row.get(0))?
            .collect()
    };
    let mut known = std::collections::BTreeSet::new();
    for index in indexes().unwrap_or_default() {
        let ids = || -> rusqlite::Result<()> {
            let sql = format!("SELECT rowid FROM {table} INDEXED BY \"{index}\"");
            let mut statement = conn.prepare(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                known.insert(row.get::<_, i64>(0)?);
            }
            Ok(())
        };
        let mut ids = ids;
        // What was read until then is known.
        let _ = ids();
    }
    known.into_iter().filter(|id| (1..1 << 40).contains(id)).collect()
}

/// The last number that was given to a row of the table.
fn given(conn: &Connection, table: &str) -> Option<i64> {
    conn.query_row(
        "SELECT seq FROM sqlite_sequence WHERE name = ?1",
        [table],
        |row| row.get(0),
    )
    .optional()
    .ok()
    .flatten()
    .filter(|seq| (1..1 << 40).contains(seq))
}
