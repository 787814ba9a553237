//! The schema and its migrations.

use std::sync::OnceLock;

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

/// Type, name and text of an object of a schema.
type Object = (String, String, String);

/// Every object of a schema with its text, in a stable order; FTS5's own tables without theirs.
pub(crate) fn objects(conn: &Connection) -> rusqlite::Result<Vec<Object>> {
    let mut statement = conn.prepare(
        "SELECT type, name, coalesce(sql, '') FROM sqlite_schema
         WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'search\\_%' ESCAPE '\\'
              AND name NOT LIKE 'copy\\_index\\_%' ESCAPE '\\'
              AND name NOT LIKE 'pending\\_title\\_%' ESCAPE '\\'
            OR name = 'search_document'
         ORDER BY type, name",
    )?;
    statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect()
}

/// The objects of the schema of this version, made once: it takes longer than opening a file.
fn expected(version: u32) -> Result<Vec<Object>> {
    static MADE: [OnceLock<Vec<Object>>; VERSION as usize] = [const { OnceLock::new() }; VERSION as usize];
    let made = version.checked_sub(1).and_then(|index| MADE.get(index as usize));
    if let Some(objects) = made.and_then(OnceLock::get) {
        return Ok(objects.clone());
    }
    let mut fresh = Connection::open_in_memory()?;
    migrations()
        .to_version(&mut fresh, version as usize)
        .map_err(failed)?;
    let objects = objects(&fresh)?;
    if let Some(made) = made {
        let _ = made.set(objects.clone());
    }
    Ok(objects)
}

/// What differs between the schema of a file and the one of this version that this program makes, in English.
/// A file with triggers or views of its own is never trusted.
pub(crate) fn differences(conn: &Connection, version: u32) -> Result<Vec<String>> {
    let expected = expected(version)?;
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

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::path::Path;

    use serde_json::json;

    use super::*;
    use crate::commands::Envelope;
    use crate::text::hash::sha256_hex;
    use crate::workspace::{Context, Workspace, settings};

    /// A workspace of the first schema with two articles, one as plain text, one with an original of its own; two
    /// statements, and the changes of all that.
    fn first_version(path: &Path) {
        let mut conn = Connection::open(path).unwrap();
        conn.pragma_update(None, "application_id", APPLICATION_ID)
            .unwrap();
        settings::for_writing(&conn).unwrap();
        migrations().to_version(&mut conn, 1).unwrap();
        conn.execute_batch("PRAGMA foreign_keys = 0; UPDATE recording SET command_id = 1")
            .unwrap();
        for (number, text, original) in [
            (1, "Wir wollen Frieden", "Wir wollen Frieden"),
            (2, "Kein Frieden ohne Gespräche", "<p>Kein Frieden ohne Gespräche"),
        ] {
            let (text_digest, digest) = (sha256_hex(text.as_bytes()), sha256_hex(original.as_bytes()));
            conn.execute(
                "INSERT INTO original (sha256, size, bytes) VALUES (?1, ?2, CAST(?3 AS BLOB))",
                rusqlite::params![digest, i64::try_from(original.len()).unwrap(), original],
            )
            .unwrap();
            conn.execute(
                "INSERT INTO content (sha256, characters, text) VALUES (?1, ?2, ?3)",
                rusqlite::params![text_digest, i64::try_from(text.chars().count()).unwrap(), text],
            )
            .unwrap();
            conn.execute(
                "INSERT INTO article (uid, original_sha256, media_type, encoding, title, language, published,
                   published_earliest, published_latest, added)
                 VALUES (?1, ?2, 'text/plain', 'UTF-8', ?3, 'de', ?4, ?4, ?4, '2025-01-01T00:00:00.000Z')",
                rusqlite::params![
                    crate::Uid::new(),
                    digest,
                    format!("Artikel {number}"),
                    format!("2025-01-0{number}")
                ],
            )
            .unwrap();
            let article = conn.last_insert_rowid();
            conn.execute(
                "INSERT INTO text_revision (uid, article_id, number, content_sha256, added) VALUES (?1, ?2, 1, ?3, '')",
                rusqlite::params![crate::Uid::new(), article, text_digest],
            )
            .unwrap();
            conn.execute(
                "INSERT INTO statement (uid, article_id, kind, first_start, added) VALUES (?1, ?2, 'direct', 0, '')",
                rusqlite::params![crate::Uid::new(), article],
            )
            .unwrap();
            conn.execute(
                "INSERT INTO span (uid, statement_id, revision_id, position, start, end, quote, prefix, suffix)
                 SELECT ?1, max(s.id), max(r.id), 0, 0, 4, substr(?2, 1, 4), '', substr(?2, 5, 32)
                 FROM statement s, text_revision r",
                rusqlite::params![crate::Uid::new(), text],
            )
            .unwrap();
        }
        conn.execute(
            "INSERT INTO command (id, uid, name, how, analyst, at, state, changes, answer, digest)
             VALUES (1, ?1, 'import_articles', 'do', 'tester', '', 'in_effect', 8, 'null', ?2)",
            [crate::Uid::new().to_string(), sha256_hex(b"")],
        )
        .unwrap();
        conn.execute_batch("UPDATE recording SET command_id = NULL")
            .unwrap();
    }

    /// Every row of the tables of the first schema, but for originals and what is derived.
    fn rows(path: &Path) -> String {
        let conn = Connection::open(path).unwrap();
        let mut found = String::new();
        for table in [
            "article",
            "text_revision",
            "statement",
            "span",
            "content",
            "change",
        ] {
            let mut statement = conn
                .prepare(&format!("SELECT * FROM {table} ORDER BY id"))
                .unwrap();
            let columns = statement.column_count();
            let mut rows = statement.query([]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                for column in 0..columns {
                    write!(found, "{:?}\t", row.get_ref(column).unwrap()).unwrap();
                }
                found.push('\n');
            }
        }
        found
    }

    #[test]
    fn before_a_migration_a_backup_is_made_that_stays_and_can_be_gone_back_to() {
        use crate::backups::{self, BackupReason, BackupState, Rules, Standing};
        use crate::workspace::backup::Pace;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.dragoman");
        first_version(&path);
        let before = rows(&path);
        let context = Context::command_line("tester");
        let open = || Workspace::open(&path, Context::command_line("tester")).unwrap();
        let dump = open().dump().unwrap();
        open().close().unwrap();
        let list = || backups::list(&path, &Rules::default(), Standing::Bytes(u64::MAX)).unwrap();
        let listed = list();
        assert_eq!(
            listed
                .iter()
                .map(|one| (one.reason, one.state))
                .collect::<Vec<_>>(),
            [(BackupReason::Migration, BackupState::Verified)]
        );
        let from = backups::folder_beside(&path).join(&listed[0].name);
        assert_eq!(rows(&from), before);
        // Gone back to, it is brought to the new schema once more, and no second backup is made for that; that it was gone
        // back to is noted.
        Pace::at_once(|pace| backups::restore(&path, &from, &context, pace)).unwrap();
        assert_eq!(rows(&path), before);
        assert_eq!(open().dump().unwrap(), dump);
        let reasons: Vec<_> = list().iter().map(|one| one.reason).collect();
        assert_eq!(reasons, [BackupReason::Restore, BackupReason::Migration]);
    }

    #[test]
    fn a_workspace_of_the_first_schema_keeps_all_it_holds_and_is_found_in_the_order_of_days() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("test.dragoman");
        first_version(&path);
        let before = rows(&path);
        let mut workspace = Workspace::open(&path, Context::command_line("tester")).unwrap();
        assert_eq!(rows(&path), before);
        let mut ask = |command: &str, args| workspace.call(Envelope::new(command, args)).unwrap();
        let page = ask("search", json!({ "query": "frieden" }));
        let titles: Vec<&str> = page["hits"]
            .as_array()
            .unwrap()
            .iter()
            .map(|hit| hit["title"].as_str().unwrap())
            .collect();
        assert_eq!(titles, ["Artikel 2", "Artikel 1"]);
        let report = ask("check", json!({ "deep": true }));
        for check in report["checks"].as_array().unwrap() {
            // The command was put in by hand.
            assert!(check["ok"] == true || check["id"] == "I6", "{check}");
        }
        let conn = Connection::open(&path).unwrap();
        let bytes: Vec<Option<Vec<u8>>> = conn
            .prepare("SELECT bytes FROM original ORDER BY id")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<rusqlite::Result<_>>()
            .unwrap();
        assert_eq!(bytes[0], None);
        assert_eq!(
            bytes[1].as_deref(),
            Some("<p>Kein Frieden ohne Gespräche".as_bytes())
        );
    }
}
