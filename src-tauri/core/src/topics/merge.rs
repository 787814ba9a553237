//! Making two topics one.

use rusqlite::{Connection, params};

use crate::Result;
use crate::commands::answers::{Merge, Nothing};
use crate::registers::merge::{joined, known, pair, remove, repoint, repoint_once};
use crate::vocabulary::Entity;
use crate::workspace::Recording;

/// Statements and notes of `uid` go to `into`. A statement on both keeps the stance it takes on `into`;
/// question and colour are taken over where `into` has none, the notes are joined.
///
/// # Errors
/// `into` is the same topic; one of them is not there.
pub fn merge(db: &Recording<'_>, request: Merge) -> Result<Nothing> {
    let conn = db.conn;
    let pair = pair(conn, Entity::Topic, &request)?;
    repoint_once(conn, "statement_topic", "statement_id", "topic_id", pair)?;
    repoint(conn, "note", "topic_id", pair)?;
    let from = own(conn, pair.from)?;
    let into = own(conn, pair.into)?;
    conn.prepare_cached("UPDATE topic SET question = ?2, color = ?3, note = ?4 WHERE id = ?1")?
        .execute(params![
            pair.into,
            known(into.question, from.question),
            known(into.color, from.color),
            joined(&into.note, &from.note)
        ])?;
    remove(conn, Entity::Topic, pair.from)?;
    Ok(Nothing {})
}

struct Own {
    question: String,
    color: String,
    note: String,
}

fn own(conn: &Connection, id: i64) -> Result<Own> {
    Ok(conn
        .prepare_cached("SELECT question, color, note FROM topic WHERE id = ?1")?
        .query_row([id], |row| {
            Ok(Own {
                question: row.get(0)?,
                color: row.get(1)?,
                note: row.get(2)?,
            })
        })?)
}
