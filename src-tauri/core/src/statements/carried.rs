//! What a statement carries: the chain of who said it, topics, tags and events. Rows that stand already
//! stay, so that the history tells what really changed.

use std::collections::HashSet;

use rusqlite::{Connection, params};

use super::types::{NewAttribution, NewStance};
use crate::Result;
use crate::commands::rules::{living, living_once};
use crate::error::OrNotFound;
use crate::vocabulary::{Entity, Role, Stance, Uid};

/// One link of the chain, as a row holds it.
#[derive(PartialEq, Eq)]
pub(super) struct Attribution {
    role: Role,
    actor: Option<i64>,
    words: String,
}

/// The chain with its actors found. An actor in the bin can stay in a chain that names it already
/// (`statement`), but is not put into one.
pub(super) fn chain(
    conn: &Connection,
    statement: Option<i64>,
    chain: &[NewAttribution],
) -> Result<Vec<Attribution>> {
    chain
        .iter()
        .map(|link| {
            let actor = link.actor.map(|uid| actor(conn, statement, uid)).transpose()?;
            Ok(Attribution {
                role: link.role,
                actor,
                words: link.words.trim().to_owned(),
            })
        })
        .collect()
}

fn actor(conn: &Connection, statement: Option<i64>, uid: Uid) -> Result<i64> {
    match (living(conn, Entity::Actor, uid), statement) {
        (Ok(id), _) => Ok(id),
        (Err(error), None) => Err(error),
        (Err(_), Some(statement)) => conn
            .prepare_cached(
                "SELECT c.id FROM actor c JOIN attribution t ON t.actor_id = c.id
                 WHERE c.uid = ?1 AND t.statement_id = ?2 LIMIT 1",
            )?
            .query_row(params![uid, statement], |row| row.get(0))
            .or_not_found(Entity::Actor, uid),
    }
}

/// Makes this the chain of a statement.
pub(super) fn store_chain(conn: &Connection, statement: i64, chain: &[Attribution]) -> Result<()> {
    let old: Vec<(i64, Attribution)> = conn
        .prepare_cached(
            "SELECT id, role, actor_id, words FROM attribution WHERE statement_id = ?1 ORDER BY position, id",
        )?
        .query_map([statement], |row| {
            Ok((
                row.get(0)?,
                Attribution {
                    role: row.get(1)?,
                    actor: row.get(2)?,
                    words: row.get(3)?,
                },
            ))
        })?
        .collect::<rusqlite::Result<_>>()?;
    for ((id, was), link) in old.iter().zip(chain) {
        if was != link {
            conn.prepare_cached("UPDATE attribution SET role = ?2, actor_id = ?3, words = ?4 WHERE id = ?1")?
                .execute(params![id, link.role, link.actor, link.words])?;
        }
    }
    for (id, _) in old.iter().skip(chain.len()) {
        conn.prepare_cached("DELETE FROM attribution WHERE id = ?1")?
            .execute([id])?;
    }
    // After the last position there is, which removed links may have left ahead of their number.
    let last: i64 = conn
        .prepare_cached("SELECT coalesce(max(position), -1) FROM attribution WHERE statement_id = ?1")?
        .query_row([statement], |row| row.get(0))?;
    for (position, link) in (last.saturating_add(1)..).zip(chain.iter().skip(old.len())) {
        conn.prepare_cached(
            "INSERT INTO attribution (uid, statement_id, position, role, actor_id, words)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            Uid::new(),
            statement,
            position,
            link.role,
            link.actor,
            link.words
        ])?;
    }
    Ok(())
}

/// The topics with their stances, found. Each topic once.
pub(super) fn topics(conn: &Connection, stances: &[NewStance]) -> Result<Vec<(i64, Stance)>> {
    let uids: Vec<Uid> = stances.iter().map(|stance| stance.topic).collect();
    let ids = living_once(conn, "topics", Entity::Topic, &uids)?;
    Ok(ids
        .into_iter()
        .zip(stances.iter().map(|stance| stance.stance))
        .collect())
}

/// Makes these the topics of a statement. Topics in the bin keep their rows until the bin is emptied.
pub(super) fn store_topics(conn: &Connection, statement: i64, topics: &[(i64, Stance)]) -> Result<()> {
    let old: Vec<(i64, i64, Stance)> = conn
        .prepare_cached(
            "SELECT x.id, x.topic_id, x.stance FROM statement_topic x JOIN topic t ON t.id = x.topic_id
             WHERE x.statement_id = ?1 AND t.deleted IS NULL",
        )?
        .query_map([statement], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (id, topic, _) in &old {
        if !topics.iter().any(|(wanted, _)| wanted == topic) {
            conn.prepare_cached("DELETE FROM statement_topic WHERE id = ?1")?
                .execute([id])?;
        }
    }
    for (topic, stance) in topics {
        match old.iter().find(|(_, was, _)| was == topic) {
            Some((_, _, was)) if was == stance => {}
            Some((id, _, _)) => {
                conn.prepare_cached("UPDATE statement_topic SET stance = ?2 WHERE id = ?1")?
                    .execute(params![id, stance])?;
            }
            None => {
                conn.prepare_cached(
                    "INSERT INTO statement_topic (uid, statement_id, topic_id, stance) VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute(params![Uid::new(), statement, topic, stance])?;
            }
        }
    }
    Ok(())
}

/// A set of things that a statement carries.
#[derive(Clone, Copy)]
pub(super) enum Set {
    Tags,
    Events,
}

impl Set {
    fn table(self) -> &'static str {
        match self {
            Set::Tags => "tag",
            Set::Events => "event",
        }
    }

    /// The things found, each once.
    pub(super) fn find(self, conn: &Connection, uids: &[Uid]) -> Result<Vec<i64>> {
        match self {
            Set::Tags => living_once(conn, "tags", Entity::Tag, uids),
            Set::Events => living_once(conn, "events", Entity::Event, uids),
        }
    }

    /// Makes these the set of a statement. Things in the bin keep their rows until the bin is emptied.
    pub(super) fn store(self, conn: &Connection, statement: i64, wanted: &[i64]) -> Result<()> {
        let table = self.table();
        let old: Vec<(i64, i64)> = conn
            .prepare_cached(&format!(
                "SELECT x.id, x.{table}_id FROM statement_{table} x JOIN {table} t ON t.id = x.{table}_id
                 WHERE x.statement_id = ?1 AND t.deleted IS NULL"
            ))?
            .query_map([statement], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        for (id, thing) in &old {
            if !wanted.contains(thing) {
                conn.prepare_cached(&format!("DELETE FROM statement_{table} WHERE id = ?1"))?
                    .execute([id])?;
            }
        }
        let there: HashSet<i64> = old.iter().map(|(_, thing)| *thing).collect();
        for thing in wanted.iter().filter(|thing| !there.contains(thing)) {
            conn.prepare_cached(&format!(
                "INSERT INTO statement_{table} (uid, statement_id, {table}_id) VALUES (?1, ?2, ?3)"
            ))?
            .execute(params![Uid::new(), statement, thing])?;
        }
        Ok(())
    }
}
