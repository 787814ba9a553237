//! The tree of tags: who stands below whom, and in which order.

use rusqlite::{Connection, OptionalExtension, params};

use crate::error::Reason;
use crate::{Error, Result};

/// Whether `tag` is `top` or stands below it. Tags in the bin count too: they may come back.
pub(super) fn is_below_or_same(conn: &Connection, tag: i64, top: i64) -> Result<bool> {
    // UNION, not UNION ALL: it ends even if a damaged file holds a circle.
    Ok(conn
        .prepare_cached(
            "WITH RECURSIVE up(id) AS (
               SELECT ?1 UNION SELECT t.parent_id FROM tag t JOIN up ON t.id = up.id WHERE t.parent_id IS NOT NULL)
             SELECT EXISTS (SELECT 1 FROM up WHERE id = ?2)",
        )?
        .query_row([tag, top], |row| row.get(0))?)
}

/// The tags below `parent` (None: at the top) that are not in the bin, in their order, with their positions.
pub(super) fn children(conn: &Connection, parent: Option<i64>) -> Result<Vec<(i64, i64)>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, position FROM tag WHERE parent_id IS ?1 AND deleted IS NULL ORDER BY position, id",
    )?;
    let rows = statement.query_map([parent], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The place after the last tag below `parent`.
pub(super) fn next_position(conn: &Connection, parent: Option<i64>) -> Result<i64> {
    Ok(conn
        .prepare_cached("SELECT coalesce(max(position) + 1, 0) FROM tag WHERE parent_id IS ?1")?
        .query_row([parent], |row| row.get(0))?)
}

/// The tag of this name below `parent`, unless it is in the bin or is `except`.
pub(super) fn named(
    conn: &Connection,
    parent: Option<i64>,
    name: &str,
    except: Option<i64>,
) -> Result<Option<i64>> {
    Ok(conn
        .prepare_cached(
            "SELECT id FROM tag WHERE parent_id IS ?1 AND name = ?2 AND deleted IS NULL AND id IS NOT ?3",
        )?
        .query_row(params![parent, name, except], |row| row.get(0))
        .optional()?)
}

/// Refuses a name that a sibling has.
pub(super) fn refuse_taken_name(
    conn: &Connection,
    parent: Option<i64>,
    name: &str,
    except: Option<i64>,
) -> Result<()> {
    match named(conn, parent, name, except)? {
        Some(_) => Err(Error::invalid("name", Reason::Duplicate)),
        None => Ok(()),
    }
}

/// Puts a tag at a place among its siblings, counted from 0 without it; beyond the end is the end.
/// Siblings that stand right already are not touched.
pub(super) fn place(conn: &Connection, tag: i64, parent: Option<i64>, at: usize) -> Result<()> {
    let mut order = children(conn, parent)?;
    let own = match order.iter().position(|(id, _)| *id == tag) {
        Some(index) => order.remove(index),
        None => return Ok(()),
    };
    order.insert(at.min(order.len()), own);
    for (position, (id, before)) in (0_i64..).zip(order) {
        if position != before {
            conn.prepare_cached("UPDATE tag SET position = ?2 WHERE id = ?1")?
                .execute([id, position])?;
        }
    }
    Ok(())
}
