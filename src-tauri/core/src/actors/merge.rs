//! Making two actors one.

use rusqlite::{Connection, params};

use super::{likeness, roles};
use crate::Result;
use crate::commands::answers::{Merge, Nothing};
use crate::registers::merge::{Pair, joined, pair, remove, repoint, repoint_once};
use crate::vocabulary::Entity;
use crate::workspace::Recording;

/// Everything that refers to `uid` refers to `into` afterwards; names and roles that `into` does not have yet
/// come after its own, the notes are joined. Whoever the one is not, the other is not either.
///
/// # Errors
/// `into` is the same actor; one of them is not there.
pub fn merge(db: &Recording<'_>, request: Merge) -> Result<Nothing> {
    let pair = pair(db.conn, Entity::Actor, &request)?;
    names(db.conn, pair)?;
    merge_roles(db.conn, pair)?;
    repoint(db.conn, "attribution", "actor_id", pair)?;
    repoint_once(db.conn, "event_party", "event_id", "actor_id", pair)?;
    repoint(db.conn, "note", "actor_id", pair)?;
    note(db.conn, pair)?;
    likeness::carry_over(db.conn, pair)?;
    remove(db.conn, Entity::Actor, pair.from)?;
    Ok(Nothing {})
}

fn names(conn: &Connection, pair: Pair) -> Result<()> {
    conn.prepare_cached(
        "DELETE FROM actor_name WHERE actor_id = ?1
           AND name IN (SELECT name FROM actor_name WHERE actor_id = ?2)",
    )?
    .execute(params![pair.from, pair.into])?;
    let next = next_position(conn, "actor_name", pair.into)?;
    conn.prepare_cached(
        "UPDATE actor_name SET actor_id = ?2, preferred = 0, position = position + ?3 WHERE actor_id = ?1",
    )?
    .execute(params![pair.from, pair.into, next])?;
    Ok(())
}

/// Roles in the two actors' own organisations first, so that no actor comes to hold a role in itself.
fn merge_roles(conn: &Connection, pair: Pair) -> Result<()> {
    conn.prepare_cached(
        "UPDATE actor_role SET organisation_id = NULL
         WHERE (actor_id = ?1 AND organisation_id = ?2) OR (actor_id = ?2 AND organisation_id = ?1)",
    )?
    .execute(params![pair.from, pair.into])?;
    repoint(conn, "actor_role", "organisation_id", pair)?;
    let kept = roles::stored(conn, pair.into)?;
    let next = next_position(conn, "actor_role", pair.into)?;
    for (position, (id, role)) in (next..).zip(roles::stored(conn, pair.from)?) {
        if kept.iter().any(|(_, kept)| *kept == role) {
            conn.prepare_cached("DELETE FROM actor_role WHERE id = ?1")?
                .execute([id])?;
        } else {
            conn.prepare_cached("UPDATE actor_role SET actor_id = ?2, position = ?3 WHERE id = ?1")?
                .execute(params![id, pair.into, position])?;
        }
    }
    Ok(())
}

/// The place after the last name or role of an actor.
fn next_position(conn: &Connection, table: &str, actor: i64) -> Result<i64> {
    let sql = format!("SELECT coalesce(max(position) + 1, 0) FROM {table} WHERE actor_id = ?1");
    Ok(conn.prepare_cached(&sql)?.query_row([actor], |row| row.get(0))?)
}

fn note(conn: &Connection, pair: Pair) -> Result<()> {
    let note = |id: i64| -> Result<String> {
        Ok(conn
            .prepare_cached("SELECT note FROM actor WHERE id = ?1")?
            .query_row([id], |row| row.get(0))?)
    };
    let note = joined(&note(pair.into)?, &note(pair.from)?);
    conn.prepare_cached("UPDATE actor SET note = ?2 WHERE id = ?1")?
        .execute(params![pair.into, note])?;
    Ok(())
}
