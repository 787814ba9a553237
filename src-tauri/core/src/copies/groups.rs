//! Pairs make groups: articles that go back to one text. Each group is known by its smallest id.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, params};

use crate::Result;
use crate::registers::rows::json;

/// An article turned out to be a copy of others.
pub(super) fn join(conn: &Connection, article: i64, others: &BTreeSet<i64>) -> Result<()> {
    if others.is_empty() {
        return Ok(());
    }
    let ids: Vec<i64> = others.iter().copied().chain([article]).collect();
    // Whether the analyst said anything about them, or one is in the bin: then pairs do not simply add up.
    let special: bool = conn
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM copy_decision WHERE one_id IN (SELECT value FROM json_each(?1))
                OR other_id IN (SELECT value FROM json_each(?1)))
              OR EXISTS (SELECT 1 FROM article WHERE deleted IS NOT NULL AND id IN (SELECT value FROM json_each(?1)))",
        )?
        .query_row([json(&ids)], |row| row.get(0))?;
    if special {
        return regroup(conn, &ids.into_iter().collect());
    }
    let mut groups = BTreeSet::new();
    for id in &ids {
        groups.insert(origin(conn, *id)?.unwrap_or(*id));
    }
    let Some(first) = groups.first().copied() else {
        return Ok(());
    };
    for group in groups {
        if group != first {
            conn.prepare_cached("UPDATE copy_origin SET origin_id = ?2 WHERE origin_id = ?1")?
                .execute([group, first])?;
        }
    }
    for id in ids {
        put(conn, id, first)?;
    }
    Ok(())
}

/// The group of an article.
fn origin(conn: &Connection, article: i64) -> Result<Option<i64>> {
    Ok(conn
        .prepare_cached("SELECT origin_id FROM copy_origin WHERE article_id = ?1")?
        .query_row([article], |row| row.get(0))
        .optional()?)
}

fn put(conn: &Connection, article: i64, origin: i64) -> Result<()> {
    conn.prepare_cached("INSERT OR REPLACE INTO copy_origin (article_id, origin_id) VALUES (?1, ?2)")?
        .execute(params![article, origin])?;
    Ok(())
}

/// Makes the groups in which these articles are or were anew from pairs and decisions.
pub(super) fn regroup(conn: &Connection, articles: &BTreeSet<i64>) -> Result<()> {
    let mut left: BTreeSet<i64> = articles.clone();
    for article in articles {
        let mut members = conn.prepare_cached(
            "SELECT article_id FROM copy_origin
             WHERE origin_id = (SELECT origin_id FROM copy_origin WHERE article_id = ?1) OR origin_id = ?1",
        )?;
        let mut rows = members.query([article])?;
        while let Some(row) = rows.next()? {
            left.insert(row.get(0)?);
        }
    }
    while let Some(first) = left.pop_first() {
        let group = connected(conn, first)?;
        for article in &group {
            left.remove(article);
        }
        let origin = group.first().copied().unwrap_or(first);
        for article in &group {
            if group.len() > 1 {
                put(conn, *article, origin)?;
            } else {
                conn.prepare_cached("DELETE FROM copy_origin WHERE article_id = ?1")?
                    .execute([article])?;
            }
        }
    }
    Ok(())
}

/// Everything that hangs together with an article, itself included; an article in the bin hangs together
/// with nothing.
fn connected(conn: &Connection, article: i64) -> Result<BTreeSet<i64>> {
    let mut group = BTreeSet::from([article]);
    let mut to_see = vec![article];
    let mut beside = conn.prepare_cached(
        "SELECT p.other_id FROM (
           SELECT other_id FROM copy WHERE article_id = ?1
           UNION SELECT other_id FROM copy_decision WHERE one_id = ?1 AND same
           UNION SELECT one_id FROM copy_decision WHERE other_id = ?1 AND same) p
         JOIN article a ON a.id = p.other_id AND a.deleted IS NULL
         JOIN article own ON own.id = ?1 AND own.deleted IS NULL
         WHERE NOT EXISTS (SELECT 1 FROM copy_decision d WHERE d.one_id = min(?1, p.other_id)
                             AND d.other_id = max(?1, p.other_id) AND NOT d.same)",
    )?;
    while let Some(id) = to_see.pop() {
        let mut rows = beside.query([id])?;
        while let Some(row) = rows.next()? {
            let other = row.get(0)?;
            if group.insert(other) {
                to_see.push(other);
            }
        }
    }
    Ok(group)
}
