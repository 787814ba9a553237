//! Earlier texts of an article: what was quoted from them can be read where it stood.

use rusqlite::Row;

use super::types::{RevisionList, RevisionRow, RevisionText};
use crate::Result;
use crate::commands::answers::One;
use crate::commands::rules::living;
use crate::error::OrNotFound;
use crate::vocabulary::Entity;
use crate::workspace::Reading;

/// All texts that the article `uid` has had.
pub fn list_revisions(db: &Reading<'_>, request: One) -> Result<RevisionList> {
    let article = living(db.conn, Entity::Article, request.uid)?;
    let mut query = db.conn.prepare_cached(
        "SELECT r.uid, r.number, r.reason, r.added, c.sha256, c.characters
         FROM text_revision r JOIN content c ON c.sha256 = r.content_sha256
         WHERE r.article_id = ?1 ORDER BY r.number DESC",
    )?;
    let revisions = query
        .query_map([article], revision)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(RevisionList { revisions })
}

/// The text of the revision `uid`.
pub fn get_revision(db: &Reading<'_>, request: One) -> Result<RevisionText> {
    db.conn
        .prepare_cached(
            "SELECT r.uid, r.number, r.reason, r.added, c.sha256, c.characters, a.uid, c.text
             FROM text_revision r JOIN content c ON c.sha256 = r.content_sha256 JOIN article a ON a.id = r.article_id
             WHERE r.uid = ?1 AND a.deleted IS NULL",
        )?
        .query_row([request.uid], |row| {
            Ok(RevisionText {
                revision: revision(row)?,
                article: row.get(6)?,
                text: row.get(7)?,
            })
        })
        .or_not_found(Entity::Article, request.uid)
}

fn revision(row: &Row<'_>) -> rusqlite::Result<RevisionRow> {
    Ok(RevisionRow {
        uid: row.get(0)?,
        number: row.get(1)?,
        reason: row.get(2)?,
        added: row.get(3)?,
        sha256: row.get(4)?,
        characters: row.get(5)?,
    })
}
