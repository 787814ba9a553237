//! The command that stands for what was saved of a damaged workspace: it says of every row whatever the history before
//! it does not say, so that rows and history agree again.

use std::collections::HashMap;

use rusqlite::{OptionalExtension, params};

use super::chain::{self, Covered};
use super::tables::TABLES;
use super::{change, rows, triggers};
use crate::Result;
use crate::vocabulary::Uid;
use crate::workspace::{How, Recording};

/// What the history calls it.
const NAME: &str = "salvage";

/// Records, as one command that cannot be undone, how the rows that are there differ from what the history says.
/// Inside the transaction that wrote the rows without recording them.
pub(crate) fn record_salvage(db: &Recording<'_>) -> Result<()> {
    let conn = db.conn;
    let last: i64 = conn.query_row("SELECT coalesce(max(id), 0) FROM command", [], |row| row.get(0))?;
    let id = last + 1;
    let said: HashMap<(String, String), (String, Option<String>)> = conn
        .prepare("SELECT tbl, uid, op, after, max(id) FROM change GROUP BY tbl, uid")?
        .query_map([], |row| {
            Ok(((row.get(0)?, row.get(1)?), (row.get(2)?, row.get(3)?)))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut insert =
        conn.prepare("INSERT INTO change (command_id, tbl, op, uid, owner) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    let mut gone: Vec<&(String, String)> = said
        .iter()
        .filter(|(_, (op, _))| op != "delete")
        .map(|(row, _)| row)
        .collect();
    gone.sort();
    for (table, uid) in gone {
        let is_there = conn
            .prepare_cached(&format!("SELECT 1 FROM {table} WHERE uid = ?1"))?
            .exists([uid])?;
        if !is_there {
            insert.execute(params![id, table, "delete", uid, uid])?;
        }
    }
    for table in TABLES {
        let name = table.name;
        let mut statement = conn.prepare(&format!(
            "SELECT t.*, {} AS whole FROM {name} t ORDER BY t.id",
            triggers::owner(table, "t")
        ))?;
        let mut found = statement.query([])?;
        while let Some(row) = found.next()? {
            let uid: String = row.get("uid")?;
            let whole: Option<String> = row.get("whole")?;
            let op = match said.get(&(name.to_owned(), uid.clone())) {
                None => "insert",
                Some((op, _)) if op == "delete" => "insert",
                Some((_, Some(after))) if rows::differing(row, after).is_some() => "update",
                Some(_) => continue,
            };
            insert.execute(params![id, name, op, uid, whole])?;
        }
    }
    // There is no image of what was before; the chain has what is said instead.
    let mut changes = change::of_command(conn, id)?;
    if changes.is_empty() {
        return Ok(());
    }
    for change in changes
        .iter_mut()
        .filter(|change| change.op != change::Op::Insert)
    {
        let digest = chain::of_change(change);
        conn.prepare_cached("UPDATE change SET scrubbed = ?2 WHERE id = ?1")?
            .execute(params![change.id, digest])?;
        change.scrubbed = Some(digest);
    }
    conn.execute(
        "UPDATE command SET state = 'abandoned' WHERE state = 'undone'",
        [],
    )?;
    let before = conn
        .query_row("SELECT digest FROM command WHERE id = ?1", [last], |row| {
            row.get(0)
        })
        .optional()?
        .unwrap_or_else(|| chain::GENESIS.to_owned());
    let uid = Uid::new();
    let digest = chain::digest(
        &before,
        &Covered {
            id,
            uid: &uid.to_string(),
            name: NAME,
            how: How::Do.word(),
            target: None,
            group: None,
            analyst: &db.context.analyst,
            at: &db.at,
        },
        &changes,
    );
    conn.execute(
        "INSERT INTO command (id, uid, name, how, analyst, at, state, changes, answer, digest)
         VALUES (?1, ?2, ?3, 'do', ?4, ?5, 'final', ?6, 'null', ?7)",
        params![
            id,
            uid,
            NAME,
            db.context.analyst,
            db.at,
            i64::try_from(changes.len()).unwrap_or(i64::MAX),
            digest
        ],
    )?;
    Ok(())
}
