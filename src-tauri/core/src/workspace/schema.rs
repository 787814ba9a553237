//! The schema and its migrations.

use rusqlite::Connection;
use rusqlite_migration::{HookResult, M, Migrations};

use crate::history::triggers;
use crate::{Error, Result};

/// "Drgm": what SQLite's header says of a Dragoman workspace.
pub(crate) const APPLICATION_ID: i32 = 0x4472_676D;

/// The newest schema that this program knows.
pub(crate) const VERSION: u32 = 2;

/// The schemas in their order. After each the triggers of the history are made anew.
const SCHEMAS: [&str; VERSION as usize] = [include_str!("schema_1.sql"), include_str!("schema_2.sql")];

fn migrations() -> Migrations<'static> {
    let with_triggers = |sql| {
        M::up_with_hook(sql, |tx: &rusqlite::Transaction<'_>| -> HookResult {
            triggers::create(tx)?;
            Ok(())
        })
    };
    Migrations::new(
        SCHEMAS
            .into_iter()
            .map(|sql| with_triggers(sql).foreign_key_check())
            .collect(),
    )
}

/// Brings a workspace to the newest schema. Nothing happens when it is there already.
pub(crate) fn migrate(conn: &mut Connection) -> Result<()> {
    let version: u32 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version == VERSION {
        return Ok(());
    }
    // A table that is made anew is dropped first, which must not take what refers to it along; each migration
    // ends with a check of all references.
    conn.pragma_update(None, "foreign_keys", 0)?;
    let migrated = migrations().to_latest(conn).map_err(failed);
    conn.pragma_update(None, "foreign_keys", 1)?;
    migrated
}

fn failed(error: rusqlite_migration::Error) -> Error {
    match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => Error::from(err),
        other => Error::Damaged {
            path: String::new(),
            detail: other.to_string(),
        },
    }
}

/// Every object of a schema with its text, in a stable order; FTS5's own tables without theirs.
pub(crate) fn objects(conn: &Connection) -> rusqlite::Result<Vec<(String, String, String)>> {
    let mut statement = conn.prepare(
        "SELECT type, name, coalesce(sql, '') FROM sqlite_schema
         WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'search\\_%' ESCAPE '\\'
              AND name NOT LIKE 'copy\\_index\\_%' ESCAPE '\\'
            OR name = 'search_document'
         ORDER BY type, name",
    )?;
    statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect()
}

/// What differs between the schema of a file and the one of this version that this program makes, in English.
/// A file with triggers or views of its own is never trusted.
pub(crate) fn differences(conn: &Connection, version: u32) -> Result<Vec<String>> {
    let mut fresh = Connection::open_in_memory()?;
    migrations()
        .to_version(&mut fresh, version as usize)
        .map_err(failed)?;
    let expected = objects(&fresh)?;
    let found = objects(conn)?;
    let mut differences = Vec::new();
    for object in &found {
        if !expected.contains(object) {
            differences.push(format!("{} '{}' is unknown or different", object.0, object.1));
        }
    }
    for object in &expected {
        if !found
            .iter()
            .any(|other| other.0 == object.0 && other.1 == object.1)
        {
            differences.push(format!("{} '{}' is missing", object.0, object.1));
        }
    }
    Ok(differences)
}
