//! Making two events one.

use rusqlite::{Connection, params};

use crate::Result;
use crate::commands::answers::{Merge, Nothing};
use crate::registers::merge::{Pair, joined, known, pair, remove, repoint, repoint_once};
use crate::vocabulary::Entity;
use crate::workspace::Recording;

/// Statements, parties and notes of `uid` go to `into`, which takes over what is known of `uid` alone; the notes
/// are joined.
///
/// # Errors
/// `into` is the same event; one of them is not there.
pub fn merge(db: &Recording<'_>, request: Merge) -> Result<Nothing> {
    let conn = db.conn;
    let pair = pair(conn, Entity::Event, &request)?;
    repoint_once(conn, "statement_event", "statement_id", "event_id", pair)?;
    parties(conn, pair)?;
    repoint(conn, "note", "event_id", pair)?;
    let from = own(conn, pair.from)?;
    let into = own(conn, pair.into)?;
    // A date and its days belong together, and a number to its series.
    let (happened, earliest, latest) = if into.happened.0.is_empty() {
        from.happened
    } else {
        into.happened
    };
    let (series, number) = if into.series.is_empty() && into.number.is_none() {
        (from.series, from.number)
    } else {
        (into.series, into.number)
    };
    conn.prepare_cached(
        "UPDATE event SET place = ?2, happened = ?3, happened_earliest = ?4, happened_latest = ?5, series = ?6,
           number = ?7, note = ?8 WHERE id = ?1",
    )?
    .execute(params![
        pair.into,
        known(into.place, from.place),
        happened,
        earliest,
        latest,
        series,
        number,
        joined(&into.note, &from.note)
    ])?;
    remove(conn, Entity::Event, pair.from)?;
    Ok(Nothing {})
}

/// The parties that `into` does not have yet come after its own.
fn parties(conn: &Connection, pair: Pair) -> Result<()> {
    let next: i64 = conn
        .prepare_cached("SELECT coalesce(max(position) + 1, 0) FROM event_party WHERE event_id = ?1")?
        .query_row([pair.into], |row| row.get(0))?;
    conn.prepare_cached(
        "DELETE FROM event_party WHERE event_id = ?1
           AND actor_id IN (SELECT actor_id FROM event_party WHERE event_id = ?2)",
    )?
    .execute([pair.from, pair.into])?;
    conn.prepare_cached(
        "UPDATE event_party SET event_id = ?2, position = position + ?3 WHERE event_id = ?1",
    )?
    .execute([pair.from, pair.into, next])?;
    Ok(())
}

struct Own {
    place: String,
    happened: (String, Option<String>, Option<String>),
    series: String,
    number: Option<u32>,
    note: String,
}

fn own(conn: &Connection, id: i64) -> Result<Own> {
    Ok(conn
        .prepare_cached(
            "SELECT place, happened, happened_earliest, happened_latest, series, number, note FROM event
             WHERE id = ?1",
        )?
        .query_row([id], |row| {
            Ok(Own {
                place: row.get(0)?,
                happened: (row.get(1)?, row.get(2)?, row.get(3)?),
                series: row.get(4)?,
                number: row.get(5)?,
                note: row.get(6)?,
            })
        })?)
}
