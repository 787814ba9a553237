//! Storing articles. Each source is read and stored before the next is read, so that a large import holds
//! one document in memory; what a request says of its articles is checked before all of that.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, params};

use super::outlets::KnownOutlets;
use super::source::{Received, Said, receive};
use super::types::{ImportArticles, ImportedArticle, ImportedArticles, NewArticle, RefusedArticle};
use crate::commands::rules::living;
use crate::dates::DateRange;
use crate::error::{Reason, Refusal};
use crate::registers::fields::{date, language, line};
use crate::registers::rows::new_uid;
use crate::text::hash::sha256_hex;
use crate::vocabulary::{Entity, Uid};
use crate::workspace::Recording;
use crate::{Error, Result};

/// Longest title that is made from a text without any: code points.
const TITLE_FROM_TEXT: usize = 80;

/// Stores articles; sources that cannot be read, or are there already, are named and the rest is stored.
pub fn import(db: &Recording<'_>, request: ImportArticles) -> Result<ImportedArticles> {
    let mut uids = HashSet::new();
    let said = request
        .articles
        .iter()
        .enumerate()
        .map(|(index, article)| check(db, index, article, &mut uids))
        .collect::<Result<Vec<_>>>()?;
    let outlets = KnownOutlets::load(db.conn)?;

    let mut imported = Vec::with_capacity(said.len());
    let mut refused = Vec::new();
    for ((index, article), said) in (0_u32..).zip(&request.articles).zip(said) {
        let mut refuse = |file_name: String, refusal: &Refusal| {
            refused.push(RefusedArticle {
                index,
                message: format!("{file_name}: {refusal}"),
                file_name,
                refusal: serde_json::to_value(refusal).unwrap_or_default(),
            });
        };
        let source = Said {
            file_name: article.file_name.as_deref(),
            encoding: article.encoding.as_deref(),
            media_type: article.media_type.as_deref(),
            language: said.language.as_deref().filter(|tag| !tag.is_empty()),
        };
        let received = match receive(db.context, &article.source, &source) {
            Ok(received) => received,
            Err((file_name, refusal)) => {
                refuse(file_name, &refusal);
                continue;
            }
        };
        if !article.allow_duplicate
            && let Some(there) = same_bytes(db.conn, &received.draft.sha256)?
        {
            refuse(received.file_name, &Refusal::Duplicate { article: there });
            continue;
        }
        imported.push(store(db, index, said, received, &outlets)?);
    }
    Ok(ImportedArticles { imported, refused })
}

/// What a request says of an article, checked.
struct Fields {
    uid: Uid,
    /// '' = not said.
    title: String,
    language: Option<String>,
    outlet: Option<i64>,
    author: Option<String>,
    published: Option<(String, DateRange)>,
    retrieved: String,
    url: Option<String>,
    note: String,
}

fn check(db: &Recording<'_>, index: usize, article: &NewArticle, uids: &mut HashSet<Uid>) -> Result<Fields> {
    let field = |name: &str| format!("articles[{index}].{name}");
    let taken = || Error::invalid(field("uid"), Reason::Duplicate);
    let uid = new_uid(db.conn, Entity::Article, article.uid).map_err(|error| match error {
        Error::Invalid { .. } => taken(),
        other => other,
    })?;
    if !uids.insert(uid) {
        return Err(taken());
    }
    let trimmed = |name: &str, typed: &Option<String>| {
        typed.as_ref().map(|typed| line(&field(name), typed)).transpose()
    };
    Ok(Fields {
        uid,
        title: trimmed("title", &article.title)?.unwrap_or_default(),
        language: article
            .language
            .as_ref()
            .map(|tag| language(&field("language"), tag))
            .transpose()?,
        outlet: article
            .outlet
            .map(|outlet| living(db.conn, Entity::Outlet, outlet))
            .transpose()?,
        author: trimmed("author", &article.author)?,
        published: article
            .published
            .as_ref()
            .map(|typed| date(&field("published"), typed))
            .transpose()?,
        retrieved: date(
            &field("retrieved"),
            article.retrieved.as_deref().unwrap_or_default(),
        )?
        .0,
        url: trimmed("url", &article.url)?,
        note: article.note.clone().unwrap_or_default(),
    })
}

fn same_bytes(conn: &Connection, sha256: &str) -> Result<Option<Uid>> {
    Ok(conn
        .prepare_cached(
            "SELECT uid FROM article WHERE original_sha256 = ?1 AND deleted IS NULL ORDER BY id LIMIT 1",
        )?
        .query_row([sha256], |row| row.get(0))
        .optional()?)
}

fn store(
    db: &Recording<'_>,
    index: u32,
    said: Fields,
    received: Received,
    outlets: &KnownOutlets,
) -> Result<ImportedArticle> {
    let Received {
        file_name,
        bytes,
        draft,
    } = received;
    let title = [said.title, draft.title.trim().to_owned(), file_name.clone()]
        .into_iter()
        .find(|title| !title.is_empty())
        .unwrap_or_else(|| beginning(&draft.text));
    // A date that the document gives in a form of its own is as good as none.
    let (published, days) = match said.published {
        Some(published) => published,
        None => date("published", &draft.published).or_else(|_| date("published", ""))?,
    };
    let content = sha256_hex(draft.text.as_bytes());

    db.conn
        .prepare_cached(
            "INSERT INTO original (sha256, size, bytes) VALUES (?1, ?2, ?3) ON CONFLICT (sha256) DO NOTHING",
        )?
        .execute(params![
            draft.sha256,
            i64::try_from(draft.size).unwrap_or(i64::MAX),
            // Bytes that are the text are stored as that text.
            (draft.sha256 != content).then_some(bytes)
        ])?;
    db.conn
        .prepare_cached("INSERT INTO content (sha256, characters, text) VALUES (?1, ?2, ?3) ON CONFLICT (sha256) DO NOTHING")?
        .execute(params![
            content,
            i64::try_from(draft.text.chars().count()).unwrap_or(i64::MAX),
            draft.text
        ])?;
    db.conn
        .prepare_cached(
            "INSERT INTO article (uid, original_sha256, file_name, media_type, encoding, title, language, outlet_id,
               author, url, published, published_earliest, published_latest, retrieved, note, added)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        )?
        .execute(params![
            said.uid,
            draft.sha256,
            file_name,
            draft.media_type,
            draft.encoding,
            title,
            said.language.unwrap_or(draft.language),
            said.outlet.or_else(|| outlets.find(&draft.outlet)),
            said.author.unwrap_or(draft.author),
            said.url.unwrap_or(draft.url),
            published,
            days.earliest,
            days.latest,
            said.retrieved,
            said.note,
            db.at,
        ])?;
    let article = db.conn.last_insert_rowid();
    db.conn
        .prepare_cached(
            "INSERT INTO text_revision (uid, article_id, number, content_sha256, added) VALUES (?1, ?2, 1, ?3, ?4)",
        )?
        .execute(params![Uid::new(), article, content, db.at])?;
    Ok(ImportedArticle {
        index,
        uid: said.uid,
        title,
    })
}

/// The title of a text that has neither a headline nor a name.
fn beginning(text: &str) -> String {
    text.trim_start()
        .lines()
        .next()
        .unwrap_or_default()
        .trim_end()
        .chars()
        .take(TITLE_FROM_TEXT)
        .collect()
}
