//! The notes about one thing.

use rusqlite::Connection;

use crate::Result;
use crate::notes::{NoteView, Subject};
use crate::vocabulary::{Entity, Uid};

/// Notes about a thing, last added first. `entity` is one that notes can be about.
pub(crate) fn about(conn: &Connection, entity: Entity, id: i64, uid: Uid) -> Result<Vec<NoteView>> {
    let sql = format!(
        "SELECT uid, text, added FROM note WHERE {}_id = ?1 AND deleted IS NULL ORDER BY added DESC, id DESC",
        entity.word()
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map([id], |row| {
        Ok(NoteView {
            uid: row.get(0)?,
            about: Some(Subject { entity, uid }),
            text: row.get(1)?,
            added: row.get(2)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
