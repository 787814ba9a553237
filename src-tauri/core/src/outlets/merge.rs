//! Making two outlets one.

use rusqlite::{Connection, params};

use crate::Result;
use crate::commands::answers::{Merge, Nothing};
use crate::registers::merge::{joined, known, pair, remove, repoint};
use crate::vocabulary::{Entity, Reliability};
use crate::workspace::Recording;

/// Articles and notes of `uid` go to `into`, which takes over what is known of `uid` alone; the notes are joined.
///
/// # Errors
/// `into` is the same outlet; one of them is not there.
pub fn merge(db: &Recording<'_>, request: Merge) -> Result<Nothing> {
    let conn = db.conn;
    let pair = pair(conn, Entity::Outlet, &request)?;
    repoint(conn, "article", "outlet_id", pair)?;
    repoint(conn, "note", "outlet_id", pair)?;
    let from = own(conn, pair.from)?;
    let into = own(conn, pair.into)?;
    conn.prepare_cached(
        "UPDATE outlet SET language = ?2, country = ?3, url = ?4, reliability = ?5, note = ?6 WHERE id = ?1",
    )?
    .execute(params![
        pair.into,
        known(into.language, from.language),
        known(into.country, from.country),
        known(into.url, from.url),
        into.reliability.or(from.reliability),
        joined(&into.note, &from.note)
    ])?;
    remove(conn, Entity::Outlet, pair.from)?;
    Ok(Nothing {})
}

struct Own {
    language: String,
    country: String,
    url: String,
    reliability: Option<Reliability>,
    note: String,
}

fn own(conn: &Connection, id: i64) -> Result<Own> {
    Ok(conn
        .prepare_cached("SELECT language, country, url, reliability, note FROM outlet WHERE id = ?1")?
        .query_row([id], |row| {
            Ok(Own {
                language: row.get(0)?,
                country: row.get(1)?,
                url: row.get(2)?,
                reliability: row.get(3)?,
                note: row.get(4)?,
            })
        })?)
}
