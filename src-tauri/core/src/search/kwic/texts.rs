//! What is read of a thing for its lines.

use rusqlite::{Connection, Row};

use super::super::filter::Shelf;
use super::super::types::{Hit, PassagePart};
use crate::Result;

/// A text, and where to look in it.
pub(super) struct Text {
    pub part: PassagePart,
    pub language: String,
    pub body: String,
    /// Only in these ranges (code points of the text); None is everywhere.
    pub only: Option<Vec<(u32, u32)>>,
}

/// The texts of a thing, in the order in which a hit shows them.
pub(super) fn texts(conn: &Connection, (shelf, id): (Shelf, i64), hit: &Hit) -> Result<Vec<Text>> {
    let language = hit
        .article
        .as_ref()
        .map_or("", |article| article.language.as_str());
    let several = |sql: &str, part: PassagePart| -> Result<Vec<Text>> {
        let mut statement = conn.prepare_cached(sql)?;
        let rows = statement.query_map([id], |row| plain(row, part))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    };
    let mut texts = match shelf {
        Shelf::Article => several(
            "SELECT x.language, c.text FROM article x JOIN text_revision r ON r.article_id = x.id
               JOIN content c ON c.sha256 = r.content_sha256
             WHERE x.id = ?1 ORDER BY r.number DESC LIMIT 1",
            PassagePart::Text,
        )?,
        Shelf::Statement => quoted(conn, id, language)?,
        Shelf::Translation => several(
            "SELECT language, text FROM translation WHERE id = ?1",
            PassagePart::Translation,
        )?,
        Shelf::Note => several("SELECT '', text FROM note WHERE id = ?1", PassagePart::Note)?,
        Shelf::Briefing => several(
            "SELECT b.language, x.text FROM briefing_item x JOIN briefing b ON b.id = x.briefing_id WHERE x.id = ?1",
            PassagePart::Note,
        )?,
    };
    match shelf {
        Shelf::Article => texts.extend(several(
            "SELECT '', note FROM article WHERE id = ?1 AND note <> ''",
            PassagePart::Note,
        )?),
        Shelf::Statement => {
            texts.extend(several(
                "SELECT language, text FROM translation WHERE statement_id = ?1 AND deleted IS NULL ORDER BY id",
                PassagePart::Translation,
            )?);
            texts.extend(several(
                "SELECT '', note FROM statement WHERE id = ?1 AND note <> ''",
                PassagePart::Note,
            )?);
        }
        Shelf::Translation | Shelf::Note | Shelf::Briefing => {}
    }
    Ok(texts)
}

fn plain(row: &Row<'_>, part: PassagePart) -> rusqlite::Result<Text> {
    Ok(Text {
        part,
        language: row.get(0)?,
        body: row.get(1)?,
        only: None,
    })
}

/// The texts that a statement's spans stand in: what stands around a quote belongs to its context.
fn quoted(conn: &Connection, statement: i64, language: &str) -> Result<Vec<Text>> {
    let mut spans = conn.prepare_cached(
        "SELECT s.revision_id, s.start, s.end FROM span s WHERE s.statement_id = ?1
         ORDER BY s.revision_id, s.start",
    )?;
    let mut rows = spans.query([statement])?;
    let mut revisions: Vec<(i64, Vec<(u32, u32)>)> = Vec::new();
    while let Some(row) = rows.next()? {
        let (revision, span) = (row.get(0)?, (row.get(1)?, row.get(2)?));
        match revisions.last_mut() {
            Some((last, spans)) if *last == revision => spans.push(span),
            _ => revisions.push((revision, vec![span])),
        }
    }
    let mut texts = Vec::with_capacity(revisions.len());
    for (revision, spans) in revisions {
        let mut statement = conn.prepare_cached(
            "SELECT '', c.text FROM text_revision r JOIN content c ON c.sha256 = r.content_sha256 WHERE r.id = ?1",
        )?;
        let mut rows = statement.query([revision])?;
        if let Some(row) = rows.next()? {
            texts.push(Text {
                language: language.to_owned(),
                only: Some(spans),
                ..plain(row, PassagePart::Quote)?
            });
        }
    }
    Ok(texts)
}
