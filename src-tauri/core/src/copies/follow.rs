//! Following what a command changed: new texts wait to be compared, removed ones are forgotten, and groups change
//! with the bin and with the analyst's decisions.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension};
use serde_json::Value;

use super::{groups, index};
use crate::Result;
use crate::history::change::{Change, Op};

/// Brings what is known of copies to the state that a command's changes left. Inside the command's transaction.
pub(crate) fn follow(conn: &Connection, changes: &[Change]) -> Result<()> {
    let mut texts = BTreeSet::new();
    let mut groups = BTreeSet::new();
    for change in changes {
        match change.table.as_str() {
            "article" if change.op == Op::Delete => groups.extend(forget(conn, change)?),
            "article" if change.op == Op::Insert => texts.extend(article(conn, &change.uid)?),
            "article" if touches(change, "deleted") => groups.extend(article(conn, &change.uid)?),
            "text_revision" => {
                if let Some(owner) = &change.owner {
                    texts.extend(article(conn, owner)?);
                }
            }
            "copy_decision" => {
                for column in ["one_id", "other_id"] {
                    groups.extend(number(change, column));
                }
                let now: Option<(i64, i64)> = conn
                    .prepare_cached("SELECT one_id, other_id FROM copy_decision WHERE uid = ?1")?
                    .query_row([&change.uid], |row| Ok((row.get(0)?, row.get(1)?)))
                    .optional()?;
                groups.extend(now.into_iter().flat_map(|(one, other)| [one, other]));
            }
            _ => {}
        }
    }
    for article in texts {
        conn.prepare_cached("INSERT OR IGNORE INTO copy_waiting (article_id) VALUES (?1)")?
            .execute([article])?;
        let outdated: bool = conn
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM copy_signature WHERE article_id = ?1)")?
            .query_row([article], |row| row.get(0))?;
        if outdated {
            groups.extend(others(conn, article)?);
            clear(conn, article)?;
            groups.insert(article);
        }
    }
    groups::regroup(conn, &groups)
}

/// Forgets everything that is derived; all articles wait to be compared. What the analyst decided stays.
pub(crate) fn forget_all(conn: &Connection) -> Result<()> {
    conn.execute_batch(
        "INSERT INTO copy_index (copy_index) VALUES ('delete-all');
         DELETE FROM copy_signature;
         DELETE FROM copy;
         DELETE FROM copy_origin;
         INSERT OR IGNORE INTO copy_waiting (article_id) SELECT id FROM article;",
    )?;
    // Decisions make groups without any comparison.
    let articles = conn
        .prepare("SELECT one_id FROM copy_decision UNION SELECT other_id FROM copy_decision")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<BTreeSet<i64>>>()?;
    groups::regroup(conn, &articles)
}

/// What an article that is gone leaves behind; answers whose groups change.
fn forget(conn: &Connection, change: &Change) -> Result<BTreeSet<i64>> {
    let Some(id) = number(change, "id") else {
        return Ok(BTreeSet::new());
    };
    // Taken back by a command of the same group: the article is there again.
    if article(conn, &change.uid)?.is_some() {
        return Ok(BTreeSet::from([id]));
    }
    index::remove(conn, id)?;
    let left: BTreeSet<i64> = conn
        .prepare_cached(
            "SELECT article_id FROM copy_origin
             WHERE origin_id = (SELECT origin_id FROM copy_origin WHERE article_id = ?1) AND article_id <> ?1",
        )?
        .query_map([id], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    conn.prepare_cached("DELETE FROM copy_origin WHERE article_id = ?1")?
        .execute([id])?;
    Ok(left)
}

fn clear(conn: &Connection, article: i64) -> Result<()> {
    index::remove(conn, article)?;
    conn.prepare_cached("DELETE FROM copy WHERE article_id = ?1 OR other_id = ?1")?
        .execute([article])?;
    Ok(())
}

fn others(conn: &Connection, article: i64) -> Result<Vec<i64>> {
    Ok(conn
        .prepare_cached("SELECT other_id FROM copy WHERE article_id = ?1")?
        .query_map([article], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}

fn article(conn: &Connection, uid: &str) -> Result<Option<i64>> {
    Ok(conn
        .prepare_cached("SELECT id FROM article WHERE uid = ?1")?
        .query_row([uid], |row| row.get(0))
        .optional()?)
}

/// Articles that have this very text as their current one, at most 50.
pub(super) fn same_content(conn: &Connection, content: i64) -> Result<Vec<i64>> {
    Ok(conn
        .prepare_cached(
            "SELECT r.article_id FROM content c JOIN text_revision r ON r.content_sha256 = c.sha256
             WHERE c.id = ?1 AND c.characters > 0 AND NOT EXISTS (SELECT 1 FROM text_revision later
               WHERE later.article_id = r.article_id AND later.number > r.number)
             ORDER BY r.article_id LIMIT 50",
        )?
        .query_map([content], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}

fn touches(change: &Change, column: &str) -> bool {
    let has = |image: &Option<String>| {
        image
            .as_deref()
            .and_then(|text| serde_json::from_str::<Value>(text).ok())
            .is_some_and(|image| image.get(column).is_some())
    };
    has(&change.before) || has(&change.after)
}

fn number(change: &Change, column: &str) -> Option<i64> {
    let image: Value = serde_json::from_str(change.before.as_deref()?).ok()?;
    image.get(column)?.as_i64()
}
