//! Articles that are stored and not yet in the index: an import shows its articles at once, found by their
//! titles, and their texts are indexed behind it in large transactions that can be given up at any document.

use rusqlite::{Connection, OptionalExtension, params};

use super::documents::{Document, Source, document};
use super::folded::{Folded, add, place};
use super::lexicon::Learner;
use super::states::Now;
use crate::text::fold::fold;
use crate::workspace::{Reader, Workspace};
use crate::{Error, Result};

/// An article to be indexed, with what it said when it was read. Folding is done already.
#[derive(Debug)]
pub struct Waiting {
    article: i64,
    title: String,
    note: String,
    content: String,
    documents: Vec<Folded>,
}

/// Words of the lexicon between one transaction and the next.
#[derive(Debug, Default)]
pub struct Words(Learner);

impl Waiting {
    /// Whether it waits and says what it said when it was read.
    fn is_current(&self, conn: &Connection) -> Result<bool> {
        let now = said(conn, self.article)?;
        let same = now.is_some_and(|(title, note, content)| {
            (&title, &note, &content) == (&self.title, &self.note, &self.content)
        });
        Ok(same && holds(conn, Source::Article, self.article)?)
    }

    /// How much memory it holds, roughly: bytes.
    pub fn weight(&self) -> usize {
        self.documents.iter().map(Folded::weight).sum::<usize>() + 500
    }
}

/// Notes that an article was stored and is to be indexed. Inside the transaction that stores it.
pub(crate) fn wait(conn: &Connection, article: i64, title: &str) -> Result<()> {
    conn.prepare_cached("INSERT INTO pending_article (article_id) VALUES (?1)")?
        .execute([article])?;
    add_title(conn, article, title)
}

fn add_title(conn: &Connection, article: i64, title: &str) -> Result<()> {
    conn.prepare_cached("INSERT INTO pending_title (rowid, title, body) VALUES (?1, ?2, '')")?
        .execute(params![article, fold(title)])?;
    Ok(())
}

/// How many articles are not yet indexed.
pub(crate) fn count(conn: &Connection) -> Result<u32> {
    Ok(conn
        .prepare_cached("SELECT count(*) FROM pending_article")?
        .query_row([], |row| row.get(0))?)
}

/// Whether the document waits to be indexed: then a change of it needs nothing to be taken out.
pub(super) fn holds(conn: &Connection, source: Source, row: i64) -> Result<bool> {
    if !matches!(source, Source::Article | Source::ArticleNote) {
        return Ok(false);
    }
    Ok(conn
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM pending_article WHERE article_id = ?1)")?
        .query_row([row], |row| row.get(0))?)
}

/// An article that waits was changed or removed by a command.
pub(super) fn follow(
    conn: &Connection,
    row: i64,
    old: Option<&Document>,
    new: Option<&Document>,
) -> Result<()> {
    let title = |document: Option<&Document>| document.map(|document| document.title.clone());
    if title(old) != title(new) {
        if let Some(old) = title(old) {
            conn.prepare_cached(
                "INSERT INTO pending_title (pending_title, rowid, title, body) VALUES ('delete', ?1, ?2, '')",
            )?
            .execute(params![row, fold(&old)])?;
        }
        if let Some(new) = title(new) {
            add_title(conn, row, &new)?;
        }
    }
    if new.is_none() {
        conn.prepare_cached("DELETE FROM pending_article WHERE article_id = ?1")?
            .execute([row])?;
    }
    Ok(())
}

/// Nothing waits any more.
pub(super) fn clear(conn: &Connection) -> Result<()> {
    conn.execute("DELETE FROM pending_article", [])?;
    conn.execute(
        "INSERT INTO pending_title (pending_title) VALUES ('delete-all')",
        [],
    )?;
    Ok(())
}

/// Fills the titles anew, so that those of removed articles are gone from the file.
pub(crate) fn forget_removed(conn: &Connection) -> Result<()> {
    conn.execute(
        "INSERT INTO pending_title (pending_title) VALUES ('delete-all')",
        [],
    )?;
    let mut titles = conn.prepare(
        "SELECT a.id, a.title FROM pending_article p JOIN article a ON a.id = p.article_id ORDER BY a.id",
    )?;
    let mut rows = titles.query([])?;
    while let Some(row) = rows.next()? {
        add_title(conn, row.get(0)?, &row.get::<_, String>(1)?)?;
    }
    Ok(())
}

/// Articles that a step of upkeep indexes: some milliseconds' worth.
const STEP: u32 = 8;

/// Indexes a few articles that an import left behind, with nobody to go on with it; whether there were any. Inside a transaction.
pub(crate) fn step(conn: &Connection) -> Result<bool> {
    let waiting = waiting(conn, 0, STEP)?;
    if waiting.is_empty() {
        return Ok(false);
    }
    let mut documents = Vec::with_capacity(waiting.len());
    for article in &waiting {
        for source in [Source::Article, Source::ArticleNote] {
            let says = document(&Now(conn), source, *article)?;
            documents.extend(says.map(|says| Folded::of(source, *article, says)));
        }
    }
    let mut learner = Learner::default();
    for (id, document) in place(conn, &documents)? {
        add(conn, id, document)?;
        document.learn(&mut learner);
    }
    learner.finish(conn)?;
    for article in waiting {
        conn.prepare_cached("DELETE FROM pending_article WHERE article_id = ?1")?
            .execute([article])?;
    }
    if count(conn)? == 0 {
        clear(conn)?;
    }
    Ok(true)
}

fn waiting(conn: &Connection, after: i64, limit: u32) -> Result<Vec<i64>> {
    let mut statement = conn.prepare_cached(
        "SELECT article_id FROM pending_article WHERE article_id > ?1 ORDER BY article_id LIMIT ?2",
    )?;
    let rows = statement.query_map(params![after, limit], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

impl Reader {
    /// The ids of articles that wait, after this one, at most so many.
    pub fn waiting(&self, after: i64, limit: u32) -> Result<Vec<i64>> {
        waiting(self.reading().conn, after, limit)
    }

    /// An article that waits, read and folded; None if it is gone.
    pub fn fold_waiting(&self, article: i64) -> Result<Option<Waiting>> {
        let conn = self.reading().conn;
        let Some((title, note, content)) = said(conn, article)? else {
            return Ok(None);
        };
        let mut documents = Vec::with_capacity(1);
        for source in [Source::Article, Source::ArticleNote] {
            if source == Source::ArticleNote && note.is_empty() {
                continue;
            }
            let says = document(&Now(conn), source, article)?;
            documents.extend(says.map(|says| Folded::of(source, article, says)));
        }
        Ok(Some(Waiting {
            article,
            title,
            note,
            content,
            documents,
        }))
    }
}

impl Workspace {
    /// Puts articles into the index, in one transaction. They should be in the order of
    /// [`Reader::waiting`]. What was changed since it was read keeps waiting. When `stop` says so, nothing was done.
    ///
    /// # Errors
    /// [`Error::Cancelled`] after `stop`.
    pub fn index_waiting(
        &mut self,
        words: &mut Words,
        waiting: &[Waiting],
        stop: &dyn Fn() -> bool,
    ) -> Result<u64> {
        let indexed = self.write_once(|db| {
            let mut current = Vec::with_capacity(waiting.len());
            for article in waiting {
                if stop() {
                    return Err(Error::Cancelled);
                }
                if article.is_current(db.conn)? {
                    current.push(article);
                }
            }
            let documents = current.iter().flat_map(|article| &article.documents);
            for (id, document) in place(db.conn, documents)? {
                if stop() {
                    return Err(Error::Cancelled);
                }
                add(db.conn, id, document)?;
                document.learn(&mut words.0);
            }
            let mut done = db
                .conn
                .prepare_cached("DELETE FROM pending_article WHERE article_id = ?1")?;
            for article in &current {
                done.execute([article.article])?;
            }
            words.0.write(db.conn)?;
            Ok(current.len() as u64)
        });
        if indexed.is_err() {
            // It may believe to have written what was taken back.
            *words = Words::default();
        }
        indexed
    }

    /// How many articles are stored and not yet indexed.
    pub fn waiting(&self) -> Result<u32> {
        count(self.reading().conn)
    }

    /// Makes the index ready for many articles at once, or for single ones again.
    pub fn index_in_bulk(&mut self, words: &mut Words, bulk: bool) -> Result<()> {
        self.write_once(|db| {
            let set = |what: &str, value: i64| {
                db.conn
                    .prepare_cached("INSERT INTO search (search, rank) VALUES (?1, ?2)")?
                    .execute(params![what, value])
            };
            if bulk {
                // Large segments are written once instead of being merged again and again.
                set("hashsize", 64 * 1024 * 1024)?;
            } else {
                words.0.finish(db.conn)?;
                set("hashsize", 1024 * 1024)?;
                if count(db.conn)? == 0 {
                    clear(db.conn)?;
                }
            }
            Ok(())
        })
    }
}

/// What an article says now: title, note, and the digest of its text with the day it stands under.
fn said(conn: &Connection, article: i64) -> Result<Option<(String, String, String)>> {
    Ok(conn
        .prepare_cached(
            "SELECT title, note, coalesce((SELECT content_sha256 FROM text_revision WHERE article_id = a.id
                ORDER BY number DESC LIMIT 1), '') || coalesce(published_latest, '') FROM article a WHERE id = ?1",
        )?
        .query_row([article], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?)
}
