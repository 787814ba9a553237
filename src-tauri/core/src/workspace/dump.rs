//! The whole content of a workspace as text: the same work gives the same dump, whatever path led there.

use std::collections::HashMap;
use std::fmt::Write as _;

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::Result;
use crate::history::{tables, triggers};

/// Every row of the analyst's tables with all columns, by table and uid, with the texts and originals they refer to
/// (by digest). History and search index are not in it.
pub fn dump(conn: &Connection) -> Result<String> {
    let mut text = String::new();
    for table in tables::TABLES {
        let columns: Vec<Column> = triggers::columns(conn, table.name)?
            .into_iter()
            .map(Column::plain)
            .collect();
        rows(conn, table.name, &columns, &mut text)?;
    }
    texts(conn, &mut text)?;
    Ok(text)
}

/// The same, and the same for any two workspaces that hold the same: rows refer to each other by uid and have no
/// number of their own; of what was deleted only that it was, and not when anything was added.
pub fn canonical(conn: &Connection) -> Result<String> {
    let mut text = String::new();
    for table in tables::TABLES {
        let references = references(conn, table.name)?;
        let columns: Vec<Column> = triggers::columns(conn, table.name)?
            .into_iter()
            .filter(|name| name != "id" && name != "added")
            .map(|name| Column::canonical(name, &references))
            .collect();
        rows(conn, table.name, &columns, &mut text)?;
    }
    texts(conn, &mut text)?;
    Ok(text)
}

/// A column's name in the dump, and how it is asked for.
struct Column {
    name: String,
    sql: String,
}

impl Column {
    fn plain(name: String) -> Self {
        let sql = format!("t.{name}");
        Column { name, sql }
    }

    fn canonical(name: String, references: &HashMap<String, String>) -> Self {
        let sql = match references.get(&name) {
            Some(table) => format!("(SELECT uid FROM {table} WHERE id = t.{name})"),
            None if name == "deleted" => "iif(t.deleted IS NULL, NULL, 1)".to_owned(),
            None => format!("t.{name}"),
        };
        Column { name, sql }
    }
}

/// The columns of a table that hold the number of a row of another.
fn references(conn: &Connection, table: &str) -> Result<HashMap<String, String>> {
    let mut statement =
        conn.prepare(r#"SELECT "from", "table" FROM pragma_foreign_key_list(?1) WHERE "to" = 'id'"#)?;
    let found = statement.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

fn rows(conn: &Connection, table: &str, columns: &[Column], text: &mut String) -> Result<()> {
    let asked: Vec<&str> = columns.iter().map(|column| column.sql.as_str()).collect();
    let mut statement = conn.prepare(&format!(
        "SELECT {} FROM {table} t ORDER BY t.uid",
        asked.join(", ")
    ))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        text.push_str(table);
        for (index, Column { name, .. }) in columns.iter().enumerate() {
            let _ = match row.get_ref(index)? {
                ValueRef::Null => Ok(()),
                ValueRef::Integer(value) => write!(text, "\t{name}={value}"),
                ValueRef::Real(value) => write!(text, "\t{name}={value}"),
                ValueRef::Text(value) => write!(text, "\t{name}={:?}", String::from_utf8_lossy(value)),
                ValueRef::Blob(value) => write!(text, "\t{name}={} bytes", value.len()),
            };
        }
        text.push('\n');
    }
    Ok(())
}

fn texts(conn: &Connection, text: &mut String) -> Result<()> {
    let mut contents = conn.prepare(
        "SELECT sha256, characters, text FROM content WHERE sha256 IN (SELECT content_sha256 FROM text_revision) ORDER BY sha256",
    )?;
    let mut rows = contents.query([])?;
    while let Some(row) = rows.next()? {
        let (sha256, characters, content): (String, i64, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let _ = writeln!(text, "content\t{sha256}\t{characters}\t{content:?}");
    }
    let mut originals = conn.prepare(
        "SELECT sha256, size FROM original WHERE sha256 IN (SELECT original_sha256 FROM article) ORDER BY sha256",
    )?;
    let mut rows = originals.query([])?;
    while let Some(row) = rows.next()? {
        let (sha256, size): (String, i64) = (row.get(0)?, row.get(1)?);
        let _ = writeln!(text, "original\t{sha256}\t{size}");
    }
    Ok(())
}
