//! What the analyst says of two actors: that they are not the same.

use rusqlite::{Connection, params};

use super::TwoActors;
use crate::commands::answers::Nothing;
use crate::error::Reason;
use crate::registers::merge::Pair;
use crate::registers::rows;
use crate::vocabulary::{Entity, Uid};
use crate::workspace::Recording;
use crate::{Error, Result};

/// Says that two actors are not the same: they are proposed no more. Saying it again changes nothing.
///
/// # Errors
/// `other` is the same actor; one of them is not there.
pub fn refuse(db: &Recording<'_>, request: TwoActors) -> Result<Nothing> {
    let (low, high) = ids(db.conn, &request)?;
    remember(db.conn, low, high)?;
    Ok(Nothing {})
}

/// Takes back that two actors are not the same: they may be proposed again.
///
/// # Errors
/// As [`refuse`].
pub fn reconsider(db: &Recording<'_>, request: TwoActors) -> Result<Nothing> {
    let (low, high) = ids(db.conn, &request)?;
    db.conn
        .prepare_cached("DELETE FROM actor_distinction WHERE one_id = ?1 AND other_id = ?2")?
        .execute([low, high])?;
    Ok(Nothing {})
}

/// When one actor goes into another, whoever the one was not, the other is not either.
pub(crate) fn carry_over(conn: &Connection, pair: Pair) -> Result<()> {
    let others: Vec<i64> = conn
        .prepare_cached(
            "DELETE FROM actor_distinction WHERE one_id = ?1 OR other_id = ?1
             RETURNING iif(one_id = ?1, other_id, one_id)",
        )?
        .query_map([pair.from], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for other in others.into_iter().filter(|other| *other != pair.into) {
        remember(conn, other.min(pair.into), other.max(pair.into))?;
    }
    Ok(())
}

fn remember(conn: &Connection, low: i64, high: i64) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO actor_distinction (uid, one_id, other_id) VALUES (?1, ?2, ?3)
         ON CONFLICT (one_id, other_id) DO NOTHING",
    )?
    .execute(params![Uid::new(), low, high])?;
    Ok(())
}

/// The two ids, the smaller first.
fn ids(conn: &Connection, request: &TwoActors) -> Result<(i64, i64)> {
    let one = rows::id_of(conn, Entity::Actor, request.one)?;
    let other = rows::id_of(conn, Entity::Actor, request.other)?;
    if one == other {
        return Err(Error::invalid("other", Reason::Itself));
    }
    Ok((one.min(other), one.max(other)))
}
