//! What is searched: what the document of a row says, and under which day it stands.

use rusqlite::{Connection, OptionalExtension};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::places::Day;
pub(super) use super::sources::Source;
use super::states::{Row, State};
use crate::{Error, Result};
/// What is searched of a row, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Document {
    pub title: String,
    pub body: String,
    /// Under which it stands.
    pub day: Day,
}

impl Document {
    /// By which its words are recognised: the first eight bytes of the SHA-256 of title, U+0000 and body.
    pub(super) fn digest(&self) -> i64 {
        let mut hash = Sha256::new();
        hash.update(self.title.as_bytes());
        hash.update([0]);
        hash.update(self.body.as_bytes());
        let digest = hash.finalize();
        digest
            .iter()
            .take(8)
            .fold(0, |number, byte| number << 8 | i64::from(*byte))
    }
}

/// The document of a row in a state of the workspace. None when the row is not there or says nothing.
pub(super) fn document(state: &dyn State, source: Source, id: i64) -> Result<Option<Document>> {
    let Some(row) = state.row(source.table(), id)? else {
        return Ok(None);
    };
    let said = |columns: &[&str]| {
        let parts: Vec<&str> = columns
            .iter()
            .filter_map(|column| row.get(*column)?.as_str())
            .filter(|part| !part.is_empty())
            .collect();
        parts.join("\n")
    };
    let title = said(source.title());
    let body = match source {
        Source::Article => current_text(state, id)?,
        Source::Statement => quotes(state, id)?,
        _ => said(source.body()),
    };
    if title.is_empty() && body.is_empty() {
        return Ok(None);
    }
    let day = day(state, source, &row)?;
    Ok(Some(Document { title, body, day }))
}

/// What an article says that waits to be indexed.
pub(super) struct Waiting {
    pub article: i64,
    pub says: Vec<(Source, Document)>,
}

/// The articles that wait to be indexed, after this one, at most so many.
pub(super) fn waiting(conn: &Connection, after: i64, limit: u32) -> Result<Vec<Waiting>> {
    let mut statement = conn.prepare_cached(
        "SELECT a.id, a.title, a.note, coalesce(a.published_latest, ''), c.text
         FROM pending_article p CROSS JOIN article a ON a.id = p.article_id
           LEFT JOIN text_revision r ON r.article_id = a.id
             AND r.number = (SELECT max(number) FROM text_revision WHERE article_id = a.id)
           LEFT JOIN content c ON c.sha256 = r.content_sha256
         WHERE p.article_id > ?1 ORDER BY p.article_id LIMIT ?2",
    )?;
    let rows = statement.query_map(rusqlite::params![after, limit], |row| {
        let day = Day::of(row.get_ref(3)?.as_str()?);
        let article = Document {
            title: row.get(1)?,
            body: row.get::<_, Option<String>>(4)?.unwrap_or_default(),
            day,
        };
        let note = Document {
            title: String::new(),
            body: row.get(2)?,
            day,
        };
        let mut says = vec![(Source::Article, article), (Source::ArticleNote, note)];
        says.retain(|(_, says)| !says.title.is_empty() || !says.body.is_empty());
        Ok(Waiting {
            article: row.get(0)?,
            says,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The latest day of the article's publication; of what has no article the day it was added.
fn day(state: &dyn State, source: Source, row: &Row) -> Result<Day> {
    let id = |row: &Row, column: &str| row.get(column).and_then(Value::as_i64);
    let text = |row: &Row, column: &str| Day::of(row.get(column).and_then(Value::as_str).unwrap_or_default());
    let of = |table: &'static str, whole: Option<i64>| -> Result<Option<Row>> {
        whole.map_or(Ok(None), |whole| state.row(table, whole))
    };
    let published = |article: Option<i64>| -> Result<Day> {
        Ok(of("article", article)?.map_or(Day::UNKNOWN, |article| text(&article, "published_latest")))
    };
    match source {
        Source::Article | Source::ArticleNote => Ok(text(row, "published_latest")),
        Source::Statement | Source::StatementNote | Source::Translation => published(id(row, "article_id")),
        Source::Note => {
            let article = match id(row, "article_id") {
                Some(article) => Some(article),
                None => of("statement", id(row, "statement_id"))?
                    .and_then(|statement| id(&statement, "article_id")),
            };
            let day = published(article)?;
            Ok(if day == Day::UNKNOWN {
                text(row, "added")
            } else {
                day
            })
        }
        Source::BriefingItem => {
            Ok(of("briefing", id(row, "briefing_id"))?
                .map_or(Day::UNKNOWN, |briefing| text(&briefing, "added")))
        }
        _ => Ok(Day::UNKNOWN),
    }
}

fn current_text(state: &dyn State, article: i64) -> Result<String> {
    let revisions = state.rows("text_revision", "article_id", article)?;
    let current = revisions
        .iter()
        .max_by_key(|row| row.get("number").and_then(Value::as_i64))
        .and_then(|row| row.get("content_sha256")?.as_str());
    let Some(sha256) = current else {
        return Ok(String::new());
    };
    state
        .conn()
        .prepare_cached("SELECT text FROM content WHERE sha256 = ?1")?
        .query_row([sha256], |row| row.get(0))
        .optional()
        // A text that is gone already reads as empty; the digest then tells that this is not what was indexed.
        .map(Option::unwrap_or_default)
        .map_err(Error::from)
}

fn quotes(state: &dyn State, statement: i64) -> Result<String> {
    let mut spans = state.rows("span", "statement_id", statement)?;
    spans.sort_by_key(|row| {
        let number = |column: &str| row.get(column).and_then(Value::as_i64);
        (number("position"), number("id"))
    });
    let quotes: Vec<&str> = spans
        .iter()
        .filter_map(|row| row.get("quote")?.as_str())
        .collect();
    Ok(quotes.join("\n"))
}

/// The documents that a row is a part of.
pub(super) fn documents_of(table: &'static str, row: &Row) -> Vec<(Source, i64)> {
    let number = |column: &str| row.get(column).and_then(Value::as_i64);
    let part_of = |whole: &str, source: Source| number(whole).map(|id| (source, id)).into_iter().collect();
    match table {
        "text_revision" => part_of("article_id", Source::Article),
        "span" => part_of("statement_id", Source::Statement),
        table => Source::all()
            .filter(|source| source.table() == table)
            .filter_map(|source| Some((source, number("id")?)))
            .collect(),
    }
}

/// The documents that stand under the day of an article, without its own two.
pub(super) fn under_article(conn: &Connection, article: i64) -> Result<Vec<(Source, i64)>> {
    let mut found = Vec::new();
    for (sql, sources) in [
        (
            "SELECT id FROM statement WHERE article_id = ?1",
            &[Source::Statement, Source::StatementNote][..],
        ),
        (
            "SELECT id FROM translation WHERE article_id = ?1",
            &[Source::Translation],
        ),
        (
            "SELECT id FROM note WHERE article_id = ?1
             UNION ALL SELECT n.id FROM statement s JOIN note n ON n.statement_id = s.id WHERE s.article_id = ?1",
            &[Source::Note],
        ),
    ] {
        let mut statement = conn.prepare_cached(sql)?;
        let mut rows = statement.query([article])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            found.extend(sources.iter().map(|source| (*source, id)));
        }
    }
    Ok(found)
}
