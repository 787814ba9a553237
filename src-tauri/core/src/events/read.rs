//! Looking at events.

use std::collections::HashMap;

use rusqlite::Connection;

use super::{EventList, EventRow, EventView};
use crate::commands::answers::{ActorRef, NoArguments, One};
use crate::registers::{counts, notes, rows};
use crate::vocabulary::Entity;
use crate::workspace::Reading;
use crate::{Error, Result};

/// All events that are not in the bin: by series (those without one last), number, first possible day and
/// name; what has no number or day comes after what has one.
pub fn list(db: &Reading<'_>, _: NoArguments) -> Result<EventList> {
    let ids: Vec<i64> = db
        .conn
        .prepare_cached(
            "SELECT id FROM event WHERE deleted IS NULL
             ORDER BY series = '', series, number IS NULL, number, happened_earliest IS NULL, happened_earliest,
               name, id",
        )?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(EventList {
        events: views(db.conn, &ids)?,
    })
}

/// One event with its notes.
pub fn get(db: &Reading<'_>, request: One) -> Result<EventView> {
    let id = rows::id_of(db.conn, Entity::Event, request.uid)?;
    let event = views(db.conn, &[id])?
        .pop()
        .ok_or_else(|| Error::not_found(Entity::Event, request.uid))?;
    Ok(EventView {
        event,
        notes: notes::about(db.conn, Entity::Event, id, request.uid)?,
    })
}

/// Events in the order of their ids as given.
fn views(conn: &Connection, ids: &[i64]) -> Result<Vec<EventRow>> {
    let wanted = rows::json(ids);
    let counts = counts::statements(conn, "statement_event", "event_id", ids)?;
    let mut parties = parties_of(conn, &wanted)?;
    let mut statement = conn.prepare_cached(
        "SELECT e.id, e.uid, e.name, e.place, e.happened, e.series, e.number, e.note
         FROM json_each(?1) j CROSS JOIN event e ON e.id = j.value ORDER BY j.key",
    )?;
    let rows = statement.query_map([&wanted], |row| {
        let id: i64 = row.get(0)?;
        Ok(EventRow {
            uid: row.get(1)?,
            name: row.get(2)?,
            place: row.get(3)?,
            happened: row.get(4)?,
            series: row.get(5)?,
            number: row.get(6)?,
            parties: parties.remove(&id).unwrap_or_default(),
            note: row.get(7)?,
            statements: counts.get(&id).copied().unwrap_or(0),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn parties_of(conn: &Connection, wanted: &str) -> Result<HashMap<i64, Vec<ActorRef>>> {
    let mut statement = conn.prepare_cached(
        "SELECT p.event_id, a.uid, a.kind, coalesce(n.name, '')
         FROM json_each(?1) j CROSS JOIN event_party p ON p.event_id = j.value
         JOIN actor a ON a.id = p.actor_id
         LEFT JOIN actor_name n ON n.actor_id = a.id AND n.preferred = 1
         ORDER BY j.key, p.position, p.id",
    )?;
    let mut found: HashMap<i64, Vec<ActorRef>> = HashMap::new();
    let mut rows = statement.query([wanted])?;
    while let Some(row) = rows.next()? {
        found.entry(row.get(0)?).or_default().push(ActorRef {
            uid: row.get(1)?,
            kind: row.get(2)?,
            name: row.get(3)?,
        });
    }
    Ok(found)
}
