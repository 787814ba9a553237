//! Making two concepts one.

use rusqlite::{Connection, params};

use super::terms;
use crate::Result;
use crate::commands::answers::{Merge, Nothing};
use crate::registers::merge::{joined, known, pair, remove};
use crate::vocabulary::Entity;
use crate::workspace::Recording;

/// The terms of `uid` come after those of `into`, which keeps its own where both have one; subject and definition are
/// taken over where `into` has none, the notes are joined.
///
/// # Errors
/// `into` is the same concept; one of them is not there.
pub fn merge(db: &Recording<'_>, request: Merge) -> Result<Nothing> {
    let conn = db.conn;
    let pair = pair(conn, Entity::Concept, &request)?;
    let mut all = terms::stored(conn, pair.into)?;
    for term in terms::stored(conn, pair.from)? {
        let same = |own: &super::NewTerm| own.term == term.term && own.language == term.language;
        if !all.iter().any(same) {
            all.push(term);
        }
    }
    terms::store(conn, pair.into, &all)?;
    let from = own(conn, pair.from)?;
    let into = own(conn, pair.into)?;
    conn.prepare_cached("UPDATE concept SET subject = ?2, definition = ?3, note = ?4 WHERE id = ?1")?
        .execute(params![
            pair.into,
            known(into.subject, from.subject),
            known(into.definition, from.definition),
            joined(&into.note, &from.note)
        ])?;
    // One by one, so that the history has each of them.
    conn.prepare_cached("DELETE FROM concept_term WHERE concept_id = ?1")?
        .execute([pair.from])?;
    remove(conn, Entity::Concept, pair.from)?;
    Ok(Nothing {})
}

struct Own {
    subject: String,
    definition: String,
    note: String,
}

fn own(conn: &Connection, id: i64) -> Result<Own> {
    Ok(conn
        .prepare_cached("SELECT subject, definition, note FROM concept WHERE id = ?1")?
        .query_row([id], |row| {
            Ok(Own {
                subject: row.get(0)?,
                definition: row.get(1)?,
                note: row.get(2)?,
            })
        })?)
}
