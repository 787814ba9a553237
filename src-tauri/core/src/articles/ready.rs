//! An article that has been read and checked: everything of an import that takes time and needs no workspace.

use rusqlite::{Connection, OptionalExtension, params};

use crate::Result;
use crate::dates::DateRange;
use crate::import::Draft;
use crate::text::hash::sha256_hex;
use crate::vocabulary::Uid;

/// Longest title that is made from a text without any: code points.
const TITLE_FROM_TEXT: usize = 80;

/// An article, ready to be stored. Made on any thread.
#[derive(Debug)]
pub struct Ready {
    pub uid: Uid,
    /// As received, with what the caller says in place of what was found. The title is not empty.
    pub draft: Draft,
    /// '' for text without one.
    pub file_name: String,
    /// As received; None when they are the bytes of the draft's text.
    bytes: Option<Vec<u8>>,
    /// EDTF, with the days that it can be.
    pub published: (String, DateRange),
    /// EDTF.
    pub retrieved: String,
    pub note: String,
    content_sha256: String,
    /// Code points of the text.
    characters: i64,
}

impl Ready {
    /// Of a draft and the bytes it was made from. The dates must have been checked.
    pub fn new(bytes: Vec<u8>, mut draft: Draft, file_name: String, published: (String, DateRange)) -> Self {
        let same = draft.text.as_bytes() == bytes;
        let content_sha256 = if same {
            draft.sha256.clone()
        } else {
            sha256_hex(draft.text.as_bytes())
        };
        let title = [draft.title.trim(), &file_name]
            .into_iter()
            .find(|title| !title.is_empty())
            .map_or_else(|| beginning(&draft.text), str::to_owned);
        draft.title = title;
        Ready {
            uid: Uid::new(),
            characters: i64::try_from(draft.text.chars().count()).unwrap_or(i64::MAX),
            bytes: (!same).then_some(bytes),
            draft,
            file_name,
            published,
            retrieved: String::new(),
            note: String::new(),
            content_sha256,
        }
    }

    /// How much memory it holds, roughly: bytes.
    pub fn weight(&self) -> usize {
        self.draft.text.len() + self.bytes.as_ref().map_or(0, Vec::len) + 1_000
    }
}

/// The article in the library that was made from the same bytes first.
pub(crate) fn same_bytes(conn: &Connection, sha256: &str) -> Result<Option<Uid>> {
    Ok(conn
        .prepare_cached(
            "SELECT uid FROM article WHERE original_sha256 = ?1 AND deleted IS NULL ORDER BY id LIMIT 1",
        )?
        .query_row([sha256], |row| row.get(0))
        .optional()?)
}

/// Keeps the original. False when the same bytes are there already.
pub(crate) fn store_original(conn: &Connection, ready: &Ready) -> Result<bool> {
    let stored = conn
        .prepare_cached(
            "INSERT INTO original (sha256, size, bytes) VALUES (?1, ?2, ?3) ON CONFLICT (sha256) DO NOTHING",
        )?
        .execute(params![
            ready.draft.sha256,
            i64::try_from(ready.draft.size).unwrap_or(i64::MAX),
            // Bytes that are the text are stored as that text.
            ready.bytes
        ])?;
    Ok(stored > 0)
}

/// Stores the article with its text, after its original; gives its id. Inside a recorded transaction.
pub(crate) fn store(conn: &Connection, at: &str, ready: &Ready, outlet: Option<i64>) -> Result<i64> {
    let draft = &ready.draft;
    conn.prepare_cached(
        "INSERT INTO content (sha256, characters, text) VALUES (?1, ?2, ?3) ON CONFLICT (sha256) DO NOTHING",
    )?
    .execute(params![ready.content_sha256, ready.characters, draft.text])?;
    conn.prepare_cached(
        "INSERT INTO article (uid, original_sha256, file_name, media_type, encoding, title, language, outlet_id,
           author, url, published, published_earliest, published_latest, retrieved, note, added)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
    )?
    .execute(params![
        ready.uid,
        draft.sha256,
        ready.file_name,
        draft.media_type,
        draft.encoding,
        draft.title,
        draft.language,
        outlet,
        draft.author,
        draft.url,
        ready.published.0,
        ready.published.1.earliest,
        ready.published.1.latest,
        ready.retrieved,
        ready.note,
        at,
    ])?;
    let article = conn.last_insert_rowid();
    conn.prepare_cached(
        "INSERT INTO text_revision (uid, article_id, number, content_sha256, added) VALUES (?1, ?2, 1, ?3, ?4)",
    )?
    .execute(params![Uid::new(), article, ready.content_sha256, at])?;
    Ok(article)
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
