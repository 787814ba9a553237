//! Rules about what a request refers to, shared by the nouns that stand in texts.

use rusqlite::Connection;

use crate::error::{OrNotFound, Reason};
use crate::registers::rows;
use crate::vocabulary::{Entity, Uid};
use crate::{Error, Result};

/// A text that must say something, as typed.
pub(crate) fn text(field: &str, typed: &str) -> Result<String> {
    if typed.trim().is_empty() {
        return Err(Error::invalid(field, Reason::Empty));
    }
    Ok(typed.to_owned())
}

/// The table whose rows are things of this kind. None: the workspace, which has no row.
pub(crate) fn table(entity: Entity) -> Option<&'static str> {
    (entity != Entity::Workspace).then(|| entity.word())
}

/// The id of a thing that is there and not in the bin. A statement is there only as long as its article is.
///
/// # Errors
/// [`Error::NotFound`].
pub(crate) fn living(conn: &Connection, entity: Entity, uid: Uid) -> Result<i64> {
    if entity != Entity::Statement {
        return rows::id_of(conn, entity, uid);
    }
    conn.prepare_cached(
        "SELECT s.id FROM statement s JOIN article a ON a.id = s.article_id
         WHERE s.uid = ?1 AND s.deleted IS NULL AND a.deleted IS NULL",
    )?
    .query_row([uid], |row| row.get(0))
    .or_not_found(entity, uid)
}

/// The ids of living things, in the order given.
///
/// # Errors
/// [`Error::NotFound`]; [`Reason::Duplicate`] when one is named twice.
pub(crate) fn living_once(conn: &Connection, field: &str, entity: Entity, uids: &[Uid]) -> Result<Vec<i64>> {
    let mut ids = Vec::with_capacity(uids.len());
    let mut seen = std::collections::HashSet::with_capacity(uids.len());
    for uid in uids {
        if !seen.insert(uid) {
            return Err(Error::invalid(field, Reason::Duplicate));
        }
        ids.push(living(conn, entity, *uid)?);
    }
    Ok(ids)
}
