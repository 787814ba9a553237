//! Translations as other things show them.

use rusqlite::{Connection, Row};

use super::types::TranslationView;
use crate::Result;
use crate::commands::answers::Range;

/// Of an article as a whole and of its passages, in reading order; those of statements are with them.
pub(crate) fn of_article(conn: &Connection, article_id: i64) -> Result<Vec<TranslationView>> {
    let mut statement = conn.prepare_cached(
        "SELECT t.uid, a.uid, NULL, t.start, t.end, t.language, t.title, t.text, t.translator, t.translated,
           t.status, t.added, t.revision_id IS NOT NULL AND t.revision_id <> (SELECT r.id FROM text_revision r
             WHERE r.article_id = t.article_id ORDER BY r.number DESC LIMIT 1)
         FROM translation t JOIN article a ON a.id = t.article_id
         WHERE t.article_id = ?1 AND t.statement_id IS NULL AND t.deleted IS NULL
         ORDER BY t.start NULLS FIRST, t.id",
    )?;
    let rows = statement.query_map([article_id], view)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Of statements (`ids` as [`crate::registers::rows::json`] writes them), each with the statement's id.
pub(crate) fn of_statements(conn: &Connection, ids: &str) -> Result<Vec<(i64, TranslationView)>> {
    let mut statement = conn.prepare_cached(
        "SELECT t.uid, a.uid, s.uid, NULL, NULL, t.language, t.title, t.text, t.translator, t.translated,
           t.status, t.added, 0, t.statement_id
         FROM translation t JOIN article a ON a.id = t.article_id JOIN statement s ON s.id = t.statement_id
         WHERE t.statement_id IN (SELECT value FROM json_each(?1)) AND t.deleted IS NULL ORDER BY t.id",
    )?;
    let rows = statement.query_map([ids], |row| Ok((row.get(13)?, view(row)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn view(row: &Row<'_>) -> rusqlite::Result<TranslationView> {
    let passage = match (row.get(3)?, row.get(4)?) {
        (Some(start), Some(end)) => Some(Range { start, end }),
        _ => None,
    };
    Ok(TranslationView {
        uid: row.get(0)?,
        article: row.get(1)?,
        statement: row.get(2)?,
        passage,
        orphaned: row.get(12)?,
        language: row.get(5)?,
        title: row.get(6)?,
        text: row.get(7)?,
        translator: row.get(8)?,
        translated: row.get(9)?,
        status: row.get(10)?,
        added: row.get(11)?,
    })
}
