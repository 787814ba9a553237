//! Articles as the library shows them.

use std::collections::HashMap;

use rusqlite::{Connection, Row};

use super::types::{ArticleRow, Missing};
use crate::Result;
use crate::commands::answers::OutletRef;
use crate::registers::rows::json;
use crate::text::direction::direction;
use crate::vocabulary::Uid;

/// The rows of these articles, in the order of the ids.
pub(crate) fn rows(conn: &Connection, ids: &[i64]) -> Result<Vec<ArticleRow>> {
    let mut statement = conn.prepare_cached(
        "SELECT a.id, a.uid, a.title, a.language, o.uid, o.name, o.reliability, a.author, a.published, a.retrieved,
           a.url, a.note, a.file_name, a.media_type, a.encoding, a.original_sha256, a.added,
           (SELECT c.characters FROM text_revision r JOIN content c ON c.sha256 = r.content_sha256
            WHERE r.article_id = a.id ORDER BY r.number DESC LIMIT 1),
           (SELECT count(*) FROM statement s WHERE s.article_id = a.id AND s.deleted IS NULL),
           (SELECT count(*) FROM statement s WHERE s.article_id = a.id AND s.deleted IS NULL AND EXISTS
              (SELECT 1 FROM translation t WHERE t.statement_id = s.id AND t.deleted IS NULL)),
           (SELECT count(*) - 1 FROM copy_origin g
            WHERE g.origin_id = (SELECT origin_id FROM copy_origin own WHERE own.article_id = a.id))
         FROM article a LEFT JOIN outlet o ON o.id = a.outlet_id AND o.deleted IS NULL
         WHERE a.id IN (SELECT value FROM json_each(?1))",
    )?;
    let found = statement
        .query_map([json(ids)], |row| Ok((row.get(0)?, article(row)?)))?
        .collect::<rusqlite::Result<HashMap<i64, ArticleRow>>>()?;
    let mut found = found;
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

fn article(row: &Row<'_>) -> rusqlite::Result<ArticleRow> {
    let outlet = match row.get::<_, Option<Uid>>(4)? {
        Some(uid) => Some(OutletRef {
            uid,
            name: row.get(5)?,
            reliability: row.get(6)?,
        }),
        None => None,
    };
    let (title, language, published): (String, String, String) = (row.get(2)?, row.get(3)?, row.get(8)?);
    Ok(ArticleRow {
        uid: row.get(1)?,
        direction: direction(&language, &title),
        missing: missing(outlet.is_some(), &published, &language),
        title,
        language,
        outlet,
        author: row.get(7)?,
        published,
        retrieved: row.get(9)?,
        url: row.get(10)?,
        note: row.get(11)?,
        file_name: row.get(12)?,
        media_type: row.get(13)?,
        encoding: row.get(14)?,
        sha256: row.get(15)?,
        added: row.get(16)?,
        characters: row.get::<_, Option<u32>>(17)?.unwrap_or(0),
        statements: row.get(18)?,
        translated: row.get(19)?,
        copies: u32::try_from(row.get::<_, i64>(20)?).unwrap_or(0),
    })
}

/// What the analyst may know and the article does not say.
pub(super) fn missing(outlet: bool, published: &str, language: &str) -> Vec<Missing> {
    let mut missing = Vec::new();
    if !outlet {
        missing.push(Missing::Outlet);
    }
    if published.is_empty() {
        missing.push(Missing::Published);
    }
    if language.is_empty() {
        missing.push(Missing::Language);
    }
    missing
}
