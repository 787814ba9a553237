//! The parties of an event, in their order.

use rusqlite::{Connection, params};

use crate::error::Reason;
use crate::registers::rows;
use crate::vocabulary::{Entity, Uid};
use crate::{Error, Result};

/// The actors of a request, none twice; `event` is whose parties they are to be, when it is there already.
pub(super) fn checked(conn: &Connection, event: Option<i64>, parties: &[Uid]) -> Result<Vec<i64>> {
    let kept: Vec<i64> = match event {
        Some(event) => stored(conn, event)?.iter().map(|(_, actor)| *actor).collect(),
        None => Vec::new(),
    };
    let mut checked = Vec::with_capacity(parties.len());
    for (index, uid) in parties.iter().enumerate() {
        let actor = rows::id_of_or_kept(conn, Entity::Actor, *uid, &kept)?;
        if checked.contains(&actor) {
            return Err(Error::invalid(format!("parties[{index}]"), Reason::Duplicate));
        }
        checked.push(actor);
    }
    Ok(checked)
}

/// Row ids and actors.
fn stored(conn: &Connection, event: i64) -> Result<Vec<(i64, i64)>> {
    let mut statement = conn.prepare_cached("SELECT id, actor_id FROM event_party WHERE event_id = ?1")?;
    let rows = statement.query_map([event], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Makes these the parties of an event, keeping the rows of those that stay.
pub(super) fn store(conn: &Connection, event: i64, parties: &[i64]) -> Result<()> {
    let mut stored = stored(conn, event)?;
    for (position, actor) in (0_i64..).zip(parties) {
        match stored.iter().position(|(_, stored)| stored == actor) {
            Some(at) => {
                let (id, _) = stored.swap_remove(at);
                conn.prepare_cached("UPDATE event_party SET position = ?2 WHERE id = ?1")?
                    .execute([id, position])?;
            }
            None => {
                conn.prepare_cached(
                    "INSERT INTO event_party (uid, event_id, actor_id, position) VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute(params![Uid::new(), event, actor, position])?;
            }
        }
    }
    for (id, _) in stored {
        conn.prepare_cached("DELETE FROM event_party WHERE id = ?1")?
            .execute([id])?;
    }
    Ok(())
}
