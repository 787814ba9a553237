//! The schema and its migrations.

use rusqlite::Connection;
use rusqlite_migration::{HookResult, M, Migrations};

use crate::history::triggers;
use crate::{Error, Result};

/// "Drgm": what SQLite's header says of a Dragoman workspace.
pub(crate) const APPLICATION_ID: i32 = 0x4472_676D;

/// The newest schema that this program knows.
pub(crate) const VERSION: u32 = 1;

fn migrations() -> Migrations<'static> {
    Migrations::new(vec![M::up_with_hook(
        include_str!("schema_1.sql"),
        |tx: &rusqlite::Transaction<'_>| -> HookResult {
            triggers::create(tx)?;
            Ok(())
        },
    )])
}

/// Brings a workspace to the newest schema. Nothing happens when it is there already.
pub(crate) fn migrate(conn: &mut Connection) -> Result<()> {
    migrations().to_latest(conn).map_err(|error| match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => Error::from(err),
        other => Error::Damaged {
            path: String::new(),
            detail: other.to_string(),
        },
    })
}

/// Every object of a schema with its text, in a stable order; FTS5's own tables without theirs.
pub(crate) fn objects(conn: &Connection) -> rusqlite::Result<Vec<(String, String, String)>> {
    let mut statement = conn.prepare(
        "SELECT type, name, coalesce(sql, '') FROM sqlite_schema
         WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'search\\_%' ESCAPE '\\'
            OR name = 'search_document'
         ORDER BY type, name",
    )?;
    statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect()
}

/// What differs between the schema of a file and the one that this program makes, in English. A file with
/// triggers or views of its own is never trusted.
pub(crate) fn differences(conn: &Connection) -> Result<Vec<String>> {
    let mut fresh = Connection::open_in_memory()?;
    migrate(&mut fresh)?;
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
