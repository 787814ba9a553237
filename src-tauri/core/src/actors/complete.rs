//! Actors whose names match what is being typed.

use std::cmp::Reverse;
use std::collections::HashMap;

use rusqlite::{Connection, Row};

use super::{ActorMatch, ActorMatches, CompleteActors, names};
use crate::Result;
use crate::commands::answers::ActorRef;
use crate::registers::{counts, rows};
use crate::workspace::Reading;

/// How many are given when the request does not say.
const USUAL: u32 = 8;
/// How many are given at most.
const MOST: u32 = 50;
/// Of more equally good matches than this, only those that stand in most attributions are counted
/// exactly: a single letter typed matches thousands of names.
const COUNTED: u32 = 256;

/// How well a name matches; less is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Whole,
    Beginning,
    Word,
}

/// An actor with its best matching name.
struct Candidate {
    place: Place,
    /// Of the name: the preferred name is position 0.
    position: i64,
    name: String,
}

/// The actors that match, best first. Spellings as in a search: `Praesident` meets `Präsident`.
/// Nothing typed gives the actors with most statements.
pub fn complete(db: &Reading<'_>, request: CompleteActors) -> Result<ActorMatches> {
    let limit = if request.limit == 0 {
        USUAL
    } else {
        request.limit.min(MOST)
    } as usize;
    let spellings = names::spellings(&request.text);
    let mut candidates = HashMap::new();
    by_beginning(db.conn, &spellings, &mut candidates)?;
    // Matches inside a name come after all others: they are looked for only when there is room.
    if candidates.len() < limit && !request.text.trim().is_empty() {
        by_word(db.conn, &spellings, &mut candidates)?;
    }
    let chosen = best(db.conn, &candidates, limit)?;
    let ids: Vec<i64> = chosen.iter().map(|(id, _)| *id).collect();
    let mut described = described(db.conn, &ids)?;
    let actors = chosen
        .into_iter()
        .filter_map(|(id, statements)| {
            let (actor, role) = described.remove(&id)?;
            let matched = candidates.remove(&id)?.name;
            Some(ActorMatch {
                actor,
                matched,
                role,
                statements,
            })
        })
        .collect();
    Ok(ActorMatches { actors })
}

/// Names that begin with one of the spellings: a range of the index each.
fn by_beginning(
    conn: &Connection,
    spellings: &[String],
    candidates: &mut HashMap<i64, Candidate>,
) -> Result<()> {
    let mut statement = conn.prepare_cached(
        "SELECT n.actor_id, n.position, n.name, n.folded = w.value
         FROM json_each(?1) w
         CROSS JOIN actor_name n INDEXED BY actor_name_by_folded
           ON n.folded >= w.value AND n.folded < w.value || char(0x10FFFF)
         JOIN actor a ON a.id = n.actor_id AND a.deleted IS NULL",
    )?;
    let mut rows = statement.query([serde_json::Value::from(spellings).to_string()])?;
    while let Some(row) = rows.next()? {
        let place = if row.get(3)? {
            Place::Whole
        } else {
            Place::Beginning
        };
        keep(candidates, row, place)?;
    }
    Ok(())
}

/// Names in which a later word begins with one of the spellings: one pass over all names.
fn by_word(conn: &Connection, spellings: &[String], candidates: &mut HashMap<i64, Candidate>) -> Result<()> {
    let mut statement = conn.prepare_cached(
        "SELECT n.actor_id, n.position, n.name FROM actor_name n
         JOIN actor a ON a.id = n.actor_id AND a.deleted IS NULL
         WHERE EXISTS (SELECT 1 FROM json_each(?1) w WHERE instr(n.folded, ' ' || w.value))",
    )?;
    let mut rows = statement.query([serde_json::Value::from(spellings).to_string()])?;
    while let Some(row) = rows.next()? {
        keep(candidates, row, Place::Word)?;
    }
    Ok(())
}

fn keep(candidates: &mut HashMap<i64, Candidate>, row: &Row<'_>, place: Place) -> Result<()> {
    let (actor, position): (i64, i64) = (row.get(0)?, row.get(1)?);
    let better = candidates
        .get(&actor)
        .is_none_or(|kept| (place, position) < (kept.place, kept.position));
    if better {
        let name = row.get(2)?;
        candidates.insert(
            actor,
            Candidate {
                place,
                position,
                name,
            },
        );
    }
    Ok(())
}

/// Ids and numbers of statements of the best candidates, best first.
fn best(conn: &Connection, candidates: &HashMap<i64, Candidate>, limit: usize) -> Result<Vec<(i64, u32)>> {
    let mut chosen = Vec::with_capacity(limit);
    for place in [Place::Whole, Place::Beginning, Place::Word] {
        let mut ids: Vec<i64> = candidates
            .iter()
            .filter(|(_, candidate)| candidate.place == place)
            .map(|(id, _)| *id)
            .collect();
        if ids.len() > COUNTED as usize {
            ids = most_used(conn, &ids)?;
        }
        let counts = counts::statements(conn, "attribution", "actor_id", &ids)?;
        let count = |id: &i64| counts.get(id).copied().unwrap_or(0);
        let name = |id: &i64| candidates.get(id).map(|candidate| candidate.name.as_str());
        ids.sort_by(|a, b| (Reverse(count(a)), name(a), a).cmp(&(Reverse(count(b)), name(b), b)));
        chosen.extend(ids.iter().map(|id| (*id, count(id))));
        if chosen.len() >= limit {
            break;
        }
    }
    chosen.truncate(limit);
    Ok(chosen)
}

/// Those that stand in most attributions, deleted statements included: read off the index alone.
fn most_used(conn: &Connection, ids: &[i64]) -> Result<Vec<i64>> {
    let mut statement = conn.prepare_cached(
        "SELECT j.value FROM json_each(?1) j
         ORDER BY (SELECT count(*) FROM attribution t WHERE t.actor_id = j.value) DESC, j.value LIMIT ?2",
    )?;
    let rows = statement.query_map(rusqlite::params![rows::json(ids), COUNTED], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Actors with the titles of their first roles ('' without one), by id.
fn described(conn: &Connection, ids: &[i64]) -> Result<HashMap<i64, (ActorRef, String)>> {
    let mut statement = conn.prepare_cached(
        "SELECT a.id, a.uid, a.kind, coalesce(n.name, ''),
                coalesce((SELECT title FROM actor_role r WHERE r.actor_id = a.id ORDER BY position LIMIT 1), '')
         FROM json_each(?1) j CROSS JOIN actor a ON a.id = j.value
         LEFT JOIN actor_name n ON n.actor_id = a.id AND n.preferred = 1",
    )?;
    let rows = statement.query_map([rows::json(ids)], |row| {
        let actor = ActorRef {
            uid: row.get(1)?,
            kind: row.get(2)?,
            name: row.get(3)?,
        };
        Ok((row.get(0)?, (actor, row.get(4)?)))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
