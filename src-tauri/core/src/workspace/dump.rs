//! The whole content of a workspace as text: the same work gives the same dump, whatever path led there.

use std::fmt::Write as _;

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::Result;
use crate::history::{tables, triggers};

/// Every row of the analyst's tables, by table and uid, with the texts and originals they refer to (by
/// digest). History and search index are not in it.
pub fn dump(conn: &Connection) -> Result<String> {
    let mut text = String::new();
    for table in tables::TABLES {
        let columns = triggers::columns(conn, table.name)?.join(", ");
        let mut statement = conn.prepare(&format!("SELECT {columns} FROM {} ORDER BY uid", table.name))?;
        let names: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let _ = write!(text, "{}", table.name);
            for (index, name) in names.iter().enumerate() {
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
    }
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
    Ok(text)
}
