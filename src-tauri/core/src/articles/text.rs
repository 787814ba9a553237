//! The current text of an article.

use rusqlite::Connection;

use crate::Result;
use crate::error::OrNotFound;
use crate::vocabulary::{Entity, Uid};

/// The latest text revision of an article.
pub(crate) struct Current {
    pub revision_id: i64,
    pub revision: Uid,
    /// Counted from 1.
    pub number: u32,
    pub text: String,
}

/// Reads the latest text revision. `uid` names the article should it have none.
///
/// # Errors
/// [`crate::Error::NotFound`].
pub(crate) fn current(conn: &Connection, article_id: i64, uid: Uid) -> Result<Current> {
    conn.prepare_cached(
        "SELECT r.id, r.uid, r.number, c.text FROM text_revision r JOIN content c ON c.sha256 = r.content_sha256
         WHERE r.article_id = ?1 ORDER BY r.number DESC LIMIT 1",
    )?
    .query_row([article_id], |row| {
        Ok(Current {
            revision_id: row.get(0)?,
            revision: row.get(1)?,
            number: row.get(2)?,
            text: row.get(3)?,
        })
    })
    .or_not_found(Entity::Article, uid)
}
