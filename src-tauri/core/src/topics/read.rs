//! Looking at topics.

use std::collections::HashMap;

use rusqlite::Connection;

use super::{TopicList, TopicRow, TopicView};
use crate::commands::answers::{NoArguments, One};
use crate::registers::{notes, rows};
use crate::text::fold::fold;
use crate::vocabulary::Entity;
use crate::workspace::Reading;
use crate::{Error, Result};

/// All topics that are not in the bin, by name as folded.
pub fn list(db: &Reading<'_>, _: NoArguments) -> Result<TopicList> {
    let ids: Vec<i64> = db
        .conn
        .prepare_cached("SELECT id FROM topic WHERE deleted IS NULL")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut topics = views(db.conn, &ids)?;
    topics.sort_by_cached_key(|topic| (fold(&topic.name), topic.name.clone()));
    Ok(TopicList { topics })
}

/// One topic with its notes.
pub fn get(db: &Reading<'_>, request: One) -> Result<TopicView> {
    let id = rows::id_of(db.conn, Entity::Topic, request.uid)?;
    let topic = views(db.conn, &[id])?
        .pop()
        .ok_or_else(|| Error::not_found(Entity::Topic, request.uid))?;
    Ok(TopicView {
        topic,
        notes: notes::about(db.conn, Entity::Topic, id, request.uid)?,
    })
}

fn views(conn: &Connection, ids: &[i64]) -> Result<Vec<TopicRow>> {
    let stances = stances(conn, ids)?;
    let mut statement = conn.prepare_cached(
        "SELECT t.id, t.uid, t.name, t.question, t.color, t.note
         FROM json_each(?1) j CROSS JOIN topic t ON t.id = j.value",
    )?;
    let rows = statement.query_map([rows::json(ids)], |row| {
        let stances = stances.get(&row.get(0)?).copied().unwrap_or_default();
        Ok(TopicRow {
            uid: row.get(1)?,
            name: row.get(2)?,
            question: row.get(3)?,
            color: row.get(4)?,
            note: row.get(5)?,
            statements: stances.all,
            for_count: stances.pro,
            against_count: stances.against,
            neutral_count: stances.neutral,
            declines_count: stances.declines,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Statements on a topic by the stance they take.
#[derive(Debug, Clone, Copy, Default)]
struct Stances {
    all: u32,
    pro: u32,
    against: u32,
    neutral: u32,
    declines: u32,
}

fn stances(conn: &Connection, ids: &[i64]) -> Result<HashMap<i64, Stances>> {
    let mut statement = conn.prepare_cached(
        "SELECT r.topic_id, count(*), sum(r.stance = 'for'), sum(r.stance = 'against'),
                sum(r.stance = 'neutral'), sum(r.stance = 'declines')
         FROM json_each(?1) j
         CROSS JOIN statement_topic r ON r.topic_id = j.value
         JOIN statement s ON s.id = r.statement_id AND s.deleted IS NULL
         JOIN article a ON a.id = s.article_id AND a.deleted IS NULL
         GROUP BY r.topic_id",
    )?;
    let rows = statement.query_map([rows::json(ids)], |row| {
        let stances = Stances {
            all: row.get(1)?,
            pro: row.get(2)?,
            against: row.get(3)?,
            neutral: row.get(4)?,
            declines: row.get(5)?,
        };
        Ok((row.get(0)?, stances))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
