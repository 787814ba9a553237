//! The keys of all names, kept in a table so that names that may be the same are found without comparing each with
//! each. Derived: follows the names after every command, and is built anew by another version of the keys.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::compare::{self, Sounds};
use crate::Result;
use crate::history::change::Change;
use crate::text::name_key::NAME_KEY_VERSION;

/// Raised when other words of a name are given keys.
const VERSION: u32 = 1;

/// Brings the keys to the state that a command's changes left. Names that are gone took theirs along.
pub(crate) fn follow(conn: &Connection, changes: &[Change]) -> Result<()> {
    // Deleted ones too: the same command may have put them back.
    let names: BTreeSet<&str> = changes
        .iter()
        .filter(|change| change.table == "actor_name")
        .map(|change| change.uid.as_str())
        .collect();
    let mut sounds = Sounds::default();
    for uid in names {
        let found = conn
            .prepare_cached("SELECT id, actor_id, name FROM actor_name WHERE uid = ?1")?
            .query_row([uid], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        if let Some((id, actor, name)) = found {
            let name: String = name;
            conn.prepare_cached("DELETE FROM actor_name_key WHERE name_id = ?1")?
                .execute([id])?;
            store(conn, id, actor, &keys_of(&name, &mut sounds))?;
        }
    }
    Ok(())
}

/// Builds the keys anew when another version made them, or none did yet.
pub(crate) fn ensure_current(conn: &mut Connection) -> Result<()> {
    let current = format!("{NAME_KEY_VERSION}.{VERSION}");
    let found: Option<String> = conn
        .query_row(
            "SELECT value FROM meta WHERE key = 'name_key_version'",
            [],
            |row| row.get(0),
        )
        .optional()?;
    if found.as_deref() == Some(current.as_str()) {
        return Ok(());
    }
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    rebuild(&transaction)?;
    transaction.execute(
        "INSERT INTO meta (key, value) VALUES ('name_key_version', ?1)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [current],
    )?;
    transaction.commit()?;
    Ok(())
}

/// Makes the keys of all names. Inside a transaction.
pub(crate) fn rebuild(conn: &Connection) -> Result<()> {
    conn.execute("DELETE FROM actor_name_key", [])?;
    let mut sounds = Sounds::default();
    let mut names = conn.prepare("SELECT id, actor_id, name FROM actor_name ORDER BY id")?;
    let mut rows = names.query([])?;
    while let Some(row) = rows.next()? {
        let name: String = row.get(2)?;
        store(conn, row.get(0)?, row.get(1)?, &keys_of(&name, &mut sounds))?;
    }
    Ok(())
}

/// Where the keys differ from what the names say, in English, at most `limit`.
pub(crate) fn findings(conn: &Connection, limit: usize) -> Result<Vec<String>> {
    let mut sounds = Sounds::default();
    let mut found = Vec::new();
    let mut names = conn.prepare("SELECT id, actor_id, name FROM actor_name ORDER BY id")?;
    let mut stored =
        conn.prepare("SELECT key, main, actor_id FROM actor_name_key WHERE name_id = ?1 ORDER BY key")?;
    let mut rows = names.query([])?;
    while let Some(row) = rows.next()? {
        let (id, actor, name): (i64, i64, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let mut expected: Vec<(i64, bool, i64)> = keys_of(&name, &mut sounds)
            .into_iter()
            .map(|(key, main)| (key, main, actor))
            .collect();
        expected.sort_unstable();
        let kept: Vec<(i64, bool, i64)> = stored
            .query_map([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<rusqlite::Result<_>>()?;
        if kept != expected && found.len() < limit {
            found.push(format!("the keys of the name {id} are not those of its words"));
        }
    }
    Ok(found)
}

fn store(conn: &Connection, name: i64, actor: i64, keys: &[(i64, bool)]) -> Result<()> {
    let mut insert = conn.prepare_cached(
        "INSERT INTO actor_name_key (key, name_id, actor_id, main) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (key, main) in keys {
        insert.execute(params![key, name, actor, main])?;
    }
    Ok(())
}

/// The keys of a name's words as numbers, each once, with whether one is of the surname.
fn keys_of(name: &str, sounds: &mut Sounds) -> Vec<(i64, bool)> {
    let mut keys = std::collections::BTreeMap::new();
    for word in compare::name(name, sounds).words {
        for key in word.sound.keys() {
            if let Ok(key) = key.parse::<i64>() {
                *keys.entry(key).or_insert(false) |= word.main;
            }
        }
    }
    keys.into_iter().collect()
}
