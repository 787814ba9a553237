//! Looking at actors.

use std::collections::HashMap;

use rusqlite::{Connection, params};

use super::{ActorList, ActorRoleView, ActorRow, ActorView, ListActors, NameView, names};
use crate::Result;
use crate::commands::answers::{ActorRef, One};
use crate::registers::{counts, notes, rows};
use crate::vocabulary::Entity;
use crate::workspace::Reading;

/// All actors that are not in the bin, by preferred name as folded.
pub fn list(db: &Reading<'_>, request: ListActors) -> Result<ActorList> {
    let spellings = serde_json::Value::from(names::spellings(&request.text)).to_string();
    let mut statement = db.conn.prepare_cached(
        "SELECT a.id FROM actor a
         LEFT JOIN actor_name n ON n.actor_id = a.id AND n.preferred = 1
         WHERE a.deleted IS NULL AND (?1 IS NULL OR a.kind = ?1)
           AND (?2 OR a.id IN (SELECT m.actor_id FROM actor_name m, json_each(?3) w
                               WHERE instr(' ' || m.folded, ' ' || w.value)))
         ORDER BY n.folded, n.name, a.id",
    )?;
    let all = request.text.trim().is_empty();
    let ids: Vec<i64> = statement
        .query_map(params![request.kind, all, spellings], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(ActorList {
        actors: views(db.conn, &ids)?,
    })
}

/// One actor with names, roles and notes.
pub fn get(db: &Reading<'_>, request: One) -> Result<ActorView> {
    let id = rows::id_of(db.conn, Entity::Actor, request.uid)?;
    let actor = views(db.conn, &[id])?
        .pop()
        .ok_or_else(|| crate::Error::not_found(Entity::Actor, request.uid))?;
    Ok(ActorView {
        actor,
        notes: notes::about(db.conn, Entity::Actor, id, request.uid)?,
    })
}

/// Actors in the order of their ids as given. Four queries, however many there are.
fn views(conn: &Connection, ids: &[i64]) -> Result<Vec<ActorRow>> {
    let wanted = rows::json(ids);
    let counts = counts::statements(conn, "attribution", "actor_id", ids)?;
    let mut names = names_of(conn, &wanted)?;
    let mut roles = roles_of(conn, &wanted)?;
    let mut statement = conn.prepare_cached(
        "SELECT a.id, a.uid, a.kind, a.note FROM json_each(?1) j CROSS JOIN actor a ON a.id = j.value ORDER BY j.key",
    )?;
    let rows = statement.query_map([&wanted], |row| {
        let id: i64 = row.get(0)?;
        let names: Vec<NameView> = names.remove(&id).unwrap_or_default();
        Ok(ActorRow {
            uid: row.get(1)?,
            name: names.first().map(|name| name.name.clone()).unwrap_or_default(),
            kind: row.get(2)?,
            names,
            roles: roles.remove(&id).unwrap_or_default(),
            note: row.get(3)?,
            statements: counts.get(&id).copied().unwrap_or(0),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn names_of(conn: &Connection, wanted: &str) -> Result<HashMap<i64, Vec<NameView>>> {
    let mut statement = conn.prepare_cached(
        "SELECT n.actor_id, n.name, n.language, n.script
         FROM json_each(?1) j CROSS JOIN actor_name n ON n.actor_id = j.value
         ORDER BY j.key, n.preferred DESC, n.position",
    )?;
    let mut found: HashMap<i64, Vec<NameView>> = HashMap::new();
    let mut rows = statement.query([wanted])?;
    while let Some(row) = rows.next()? {
        found.entry(row.get(0)?).or_default().push(NameView {
            name: row.get(1)?,
            language: row.get(2)?,
            script: row.get(3)?,
        });
    }
    Ok(found)
}

fn roles_of(conn: &Connection, wanted: &str) -> Result<HashMap<i64, Vec<ActorRoleView>>> {
    let mut statement = conn.prepare_cached(
        "SELECT r.actor_id, r.title, r.held_from, r.held_to, o.uid, o.kind, n.name
         FROM json_each(?1) j CROSS JOIN actor_role r ON r.actor_id = j.value
         LEFT JOIN actor o ON o.id = r.organisation_id
         LEFT JOIN actor_name n ON n.actor_id = o.id AND n.preferred = 1
         ORDER BY j.key, r.position, r.id",
    )?;
    let mut found: HashMap<i64, Vec<ActorRoleView>> = HashMap::new();
    let mut rows = statement.query([wanted])?;
    while let Some(row) = rows.next()? {
        let organisation = match row.get(4)? {
            None => None,
            Some(uid) => Some(ActorRef {
                uid,
                kind: row.get(5)?,
                name: row.get::<_, Option<String>>(6)?.unwrap_or_default(),
            }),
        };
        found.entry(row.get(0)?).or_default().push(ActorRoleView {
            title: row.get(1)?,
            organisation,
            from: row.get(2)?,
            to: row.get(3)?,
        });
    }
    Ok(found)
}
