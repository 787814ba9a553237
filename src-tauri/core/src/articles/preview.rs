//! What would become of a source, before it is stored.

use rusqlite::Connection;

use super::outlets::KnownOutlets;
use super::rows::missing;
use super::source::{Said, receive};
use super::types::{ArticlePreview, ArticleRef, PreviewArticle, RepairView};
use crate::text::direction::direction;
use crate::workspace::Reading;
use crate::{Error, Result, copies};

/// How much of the text a preview shows: code points.
const BEGINNING: usize = 1_500;

/// Reads a source and says what the program makes of it. Nothing is stored.
///
/// # Errors
/// [`Error::Refused`].
pub fn preview(db: &Reading<'_>, request: PreviewArticle) -> Result<ArticlePreview> {
    let said = Said {
        file_name: request.file_name.as_deref(),
        encoding: request.encoding.as_deref(),
        media_type: request.media_type.as_deref(),
        language: None,
    };
    let received = receive(db.context, &request.source, &said)
        .map_err(|(name, refusal)| Error::Refused { name, refusal })?;
    let draft = received.draft;
    let outlet = KnownOutlets::load(db.conn)?.find(&draft.outlet);
    Ok(ArticlePreview {
        file_name: received.file_name,
        duplicates: same_bytes(db.conn, &draft.sha256)?,
        similar: copies::like(db.conn, &draft.text)?,
        title_from: draft.title_from.word().to_owned(),
        direction: direction(&draft.language, &draft.text),
        characters: u32::try_from(draft.text.chars().count()).unwrap_or(u32::MAX),
        beginning: draft.text.chars().take(BEGINNING).collect(),
        repairs: draft
            .repairs
            .iter()
            .map(|repair| RepairView {
                kind: repair.kind.word().to_owned(),
                count: u32::try_from(repair.count).unwrap_or(u32::MAX),
            })
            .collect(),
        missing: missing(outlet.is_some(), &draft.published, &draft.language),
        sha256: draft.sha256,
        size: draft.size,
        media_type: draft.media_type,
        encoding: draft.encoding,
        encoding_sure: draft.encoding_sure,
        title: draft.title,
        language: draft.language,
        language_sure: draft.language_sure,
        outlet: draft.outlet,
        author: draft.author,
        published: draft.published,
        url: draft.url,
    })
}

/// Articles made from the same bytes, first added first.
fn same_bytes(conn: &Connection, sha256: &str) -> Result<Vec<ArticleRef>> {
    let mut statement = conn.prepare_cached(
        "SELECT uid, title, language FROM article WHERE original_sha256 = ?1 AND deleted IS NULL ORDER BY id",
    )?;
    let rows = statement.query_map([sha256], |row| {
        Ok(ArticleRef {
            uid: row.get(0)?,
            title: row.get(1)?,
            language: row.get(2)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
