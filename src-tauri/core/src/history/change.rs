//! The recorded changes of rows, and putting them back.

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, Row, params_from_iter};
use serde_json::{Map, Value};

use super::tables;
use super::triggers;
use crate::commands::answers::Touched;
use crate::vocabulary::Uid;
use crate::{Error, Result};

/// What happened to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Op {
    Insert,
    Update,
    Delete,
}

impl Op {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Op::Insert => "insert",
            Op::Update => "update",
            Op::Delete => "delete",
        }
    }
}

/// One row's change, as recorded.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    pub id: i64,
    pub table: String,
    pub op: Op,
    pub uid: String,
    pub owner: Option<String>,
    /// JSON object of columns.
    pub before: Option<String>,
    /// JSON object of columns.
    pub after: Option<String>,
    pub scrubbed: Option<String>,
}

impl Change {
    /// A column's value before the change, if it was recorded.
    pub(crate) fn before_text(&self, column: &str) -> Option<String> {
        let image: Value = serde_json::from_str(self.before.as_deref()?).ok()?;
        image.get(column)?.as_str().map(str::to_owned)
    }

    /// A column's number before the change, if it was recorded.
    pub(crate) fn before_number(&self, column: &str) -> Option<i64> {
        let image: Value = serde_json::from_str(self.before.as_deref()?).ok()?;
        image.get(column)?.as_i64()
    }
}

/// The changes of a command in the order in which they happened.
pub(crate) fn of_command(conn: &Connection, command: i64) -> Result<Vec<Change>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, tbl, op, uid, owner, before, after, scrubbed FROM change WHERE command_id = ?1 ORDER BY id",
    )?;
    let rows = statement.query_map([command], change)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The changes of a thing and its parts whose images are still there, each with the number of its command.
pub(super) fn of_thing(conn: &Connection, uid: &str) -> Result<Vec<(i64, Change)>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, tbl, op, uid, owner, before, after, scrubbed, command_id FROM change
         WHERE (owner = ?1 OR uid = ?1 AND uid IS NOT owner) AND scrubbed IS NULL",
    )?;
    let rows = statement.query_map([uid], |row| Ok((row.get(8)?, change(row)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn change(row: &Row<'_>) -> rusqlite::Result<Change> {
    Ok(Change {
        id: row.get(0)?,
        table: row.get(1)?,
        op: match row.get_ref(2)?.as_str()? {
            "insert" => Op::Insert,
            "update" => Op::Update,
            _ => Op::Delete,
        },
        uid: row.get(3)?,
        owner: row.get(4)?,
        before: row.get(5)?,
        after: row.get(6)?,
        scrubbed: row.get(7)?,
    })
}

/// Takes changes back, last first. The triggers record this as changes of the command now running.
pub(crate) fn take_back(conn: &Connection, changes: &[Change]) -> Result<()> {
    for change in changes.iter().rev() {
        let known = triggers::columns(conn, known_table(&change.table)?)?;
        match change.op {
            Op::Insert => {
                conn.prepare_cached(&format!("DELETE FROM {} WHERE uid = ?1", change.table))?
                    .execute([&change.uid])?;
            }
            Op::Update => {
                let (columns, mut values) = image(change, &known)?;
                let sets: Vec<String> = columns.iter().map(|column| format!("{column} = ?")).collect();
                values.push(Sql::Text(change.uid.clone()));
                conn.prepare_cached(&format!(
                    "UPDATE {} SET {} WHERE uid = ?",
                    change.table,
                    sets.join(", ")
                ))?
                .execute(params_from_iter(values))?;
            }
            Op::Delete => {
                // A row that was deleted together with its whole comes back as its own change; a
                // cascade can record it before or after the whole, so foreign keys wait for COMMIT.
                let (columns, values) = image(change, &known)?;
                let places = vec!["?"; columns.len()].join(", ");
                let sql = format!(
                    "INSERT INTO {} ({}) VALUES ({places})",
                    change.table,
                    columns.join(", ")
                );
                conn.prepare_cached(&sql)?.execute(params_from_iter(values))?;
            }
        }
    }
    Ok(())
}

/// What a command touched, from its changes.
pub(crate) fn touched(changes: &[Change]) -> Touched {
    let mut touched = Touched::default();
    let mut uids = std::collections::BTreeSet::new();
    for change in changes {
        if let Some(table) = tables::table(&change.table)
            && !touched.entities.contains(&table.entity)
        {
            touched.entities.push(table.entity);
        }
        if let Ok(uid) = change.owner.as_deref().unwrap_or(&change.uid).parse::<Uid>() {
            uids.insert(uid);
        }
    }
    if uids.len() <= 200 {
        touched.uids = uids.into_iter().collect();
    }
    touched
}

fn known_table(name: &str) -> Result<&'static str> {
    tables::table(name)
        .map(|table| table.name)
        .ok_or_else(|| corrupt(&format!("a change of the table {name}")))
}

fn image(change: &Change, known: &[String]) -> Result<(Vec<String>, Vec<Sql>)> {
    let text = change
        .before
        .as_deref()
        .ok_or_else(|| corrupt("a change without its image"))?;
    let image: Map<String, Value> = serde_json::from_str(text)
        .map_err(|error| corrupt(&format!("an image that is not JSON: {error}")))?;
    let mut columns = Vec::with_capacity(image.len());
    let mut values = Vec::with_capacity(image.len());
    for (column, value) in image {
        // An older image may have columns that a migration took away.
        if !known.contains(&column) {
            continue;
        }
        values.push(match value {
            Value::Null => Sql::Null,
            Value::String(text) => Sql::Text(text),
            Value::Number(number) => Sql::Integer(
                number
                    .as_i64()
                    .ok_or_else(|| corrupt("a number that is not an integer"))?,
            ),
            _ => return Err(corrupt("an image with a value that is no column's")),
        });
        columns.push(column);
    }
    Ok((columns, values))
}

fn corrupt(what: &str) -> Error {
    Error::Damaged {
        path: String::new(),
        detail: format!("the history holds {what}"),
    }
}
