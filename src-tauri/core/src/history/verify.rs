//! Checks the chain: nothing is missing, nothing was edited.

use rusqlite::Connection;

use super::chain::{self, Covered, GENESIS};
use super::change;
use crate::Result;

/// What is wrong with the history, in English, at most `limit` findings. Commands count from 1 without
/// gaps, each digest follows from the one before, and each command has as many changes as it says.
pub(crate) fn findings(conn: &Connection, limit: usize) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut before = GENESIS.to_owned();
    let mut expected = 1_i64;
    let mut statement = conn.prepare(
        "SELECT id, uid, name, how, target, group_uid, analyst, at, changes, digest FROM command ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if found.len() >= limit {
            break;
        }
        let id: i64 = row.get(0)?;
        if id != expected {
            found.push(format!("commands {expected} to {} are missing", id - 1));
        }
        expected = id + 1;
        let changes = change::of_command(conn, id)?;
        let promised: i64 = row.get(8)?;
        if i64::try_from(changes.len()).unwrap_or(i64::MAX) != promised {
            found.push(format!(
                "command {id} says {promised} changes and has {}",
                changes.len()
            ));
        }
        let (uid, name, how): (String, String, String) = (row.get(1)?, row.get(2)?, row.get(3)?);
        let (group, analyst, at): (Option<String>, String, String) = (row.get(5)?, row.get(6)?, row.get(7)?);
        let digest = chain::digest(
            &before,
            &Covered {
                id,
                uid: &uid,
                name: &name,
                how: &how,
                target: row.get(4)?,
                group: group.as_deref(),
                analyst: &analyst,
                at: &at,
            },
            &changes,
        );
        before = row.get(9)?;
        if digest != before {
            found.push(format!("command {id} does not follow from the one before it"));
        }
    }
    let stray: i64 = conn.query_row(
        "SELECT count(*) FROM change WHERE command_id NOT IN (SELECT id FROM command)",
        [],
        |row| row.get(0),
    )?;
    if stray > 0 {
        found.push(format!("{stray} changes belong to no command"));
    }
    Ok(found)
}
