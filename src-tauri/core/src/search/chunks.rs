//! Indexing the articles that wait, very many at a time: what needs no writing is done ahead, on another thread, and what was
//! read is put in as a whole or not at all.

use rusqlite::Connection;

use super::documents;
use super::folded::{Folded, add, place};
use super::index::gather_much;
use super::lexicon::{Lesson, Notebook, Student};
use super::pending;
use crate::workspace::{Reader, Workspace};
use crate::{Error, Result};

/// Articles that are read with one query.
const PIECE: u32 = 64;

/// Reads and folds the articles that wait, in their order. What it knows of their words belongs to one [`Counts`].
#[derive(Debug, Default)]
pub struct Ahead {
    last: i64,
    student: Student,
}

/// Articles that are indexed together.
#[derive(Debug)]
pub struct Chunk {
    articles: Vec<i64>,
    documents: Vec<Folded>,
    lesson: Lesson,
    /// The last command when it was read.
    command: i64,
}

/// How often the words of chunks are said, which is written down later than the words.
#[derive(Debug, Default)]
pub struct Counts(Notebook);

impl Counts {
    /// Whether they have to be written down ([`Workspace::write_counts`]) before the next chunk.
    pub fn are_full(&self) -> bool {
        self.0.is_full()
    }
}

/// What became of a chunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Indexed {
    Whole,
    /// Something in it has changed since it was read: nothing was done.
    Outdated,
}

impl Chunk {
    /// How many articles it has.
    pub fn articles(&self) -> u64 {
        self.articles.len() as u64
    }
}

impl Reader {
    /// The next articles that wait, at most so many, or fewer when their folded texts have so many bytes; None when there are no
    /// more, or `stop` says so.
    pub fn next_chunk(
        &self,
        ahead: &mut Ahead,
        articles: usize,
        bytes: usize,
        stop: &dyn Fn() -> bool,
    ) -> Result<Option<Chunk>> {
        let conn = self.reading().conn;
        let mut chunk = Chunk {
            articles: Vec::with_capacity(articles),
            documents: Vec::with_capacity(articles),
            lesson: Lesson::default(),
            // Before anything is read: what changes from now on is seen.
            command: last_command(conn)?,
        };
        let mut weight = 0;
        while chunk.articles.len() < articles && weight < bytes {
            let most = articles.saturating_sub(chunk.articles.len());
            let most = u32::try_from(most).unwrap_or(u32::MAX).min(PIECE);
            let piece = documents::waiting(conn, ahead.last, most)?;
            let is_last = piece.is_empty();
            for documents::Waiting { article, says } in piece {
                if stop() {
                    return Ok(None);
                }
                for (source, says) in says {
                    let folded = Folded::of(source, article, says);
                    let (named, said) = folded.taught();
                    ahead.student.document(named, &said);
                    let folded = folded.without_written();
                    weight += folded.weight();
                    chunk.documents.push(folded);
                }
                chunk.articles.push(article);
                ahead.last = article;
            }
            if is_last {
                break;
            }
        }
        if chunk.articles.is_empty() {
            return Ok(None);
        }
        chunk.lesson = ahead.student.lesson();
        Ok(Some(chunk))
    }
}

impl Workspace {
    /// Puts a chunk into the index, in one transaction. When `stop` says so, nothing was done, and it can be done again.
    ///
    /// # Errors
    /// [`Error::Cancelled`] after `stop`.
    pub fn index_chunk(
        &mut self,
        counts: &mut Counts,
        chunk: &Chunk,
        stop: &dyn Fn() -> bool,
    ) -> Result<Indexed> {
        let mut is_outdated = false;
        let done = self.write_once(|db| {
            is_outdated = has_changed(db.conn, chunk)?;
            if is_outdated {
                return Err(Error::Cancelled);
            }
            for (id, document) in place(db.conn, &chunk.documents)? {
                if stop() {
                    return Err(Error::Cancelled);
                }
                add(db.conn, id, document)?;
            }
            counts.0.write(db.conn, &chunk.lesson)
        });
        if is_outdated {
            return Ok(Indexed::Outdated);
        }
        done?;
        counts.0.note(&chunk.lesson);
        Ok(Indexed::Whole)
    }

    /// Writes down how many documents say the words of all chunks, until all is written or `enough` says so; whether
    /// there is more.
    pub fn write_counts(&mut self, counts: &mut Counts, enough: &dyn Fn() -> bool) -> Result<bool> {
        let more = self.write_once(|db| counts.0.count(db.conn, enough));
        if more.is_err() {
            // It may believe to have written what was taken back.
            *counts = Counts::default();
        }
        more
    }

    /// How many articles are stored and not yet indexed.
    pub fn waiting(&self) -> Result<u32> {
        pending::count(self.reading().conn)
    }

    /// Makes the index ready for many articles at once, or for single ones again.
    pub fn index_in_bulk(&mut self, bulk: bool) -> Result<()> {
        self.write_once(|db| {
            gather_much(db.conn, bulk)?;
            if !bulk && pending::count(db.conn)? == 0 {
                pending::clear(db.conn)?;
            }
            Ok(())
        })
    }
}

fn last_command(conn: &Connection) -> Result<i64> {
    Ok(conn
        .prepare_cached("SELECT coalesce(max(id), 0) FROM command")?
        .query_row([], |row| row.get(0))?)
}

/// Takes the articles off the list of those that wait. Whether one was not on it any more, or says something else
/// than when it was read.
fn has_changed(conn: &Connection, chunk: &Chunk) -> Result<bool> {
    // Imports add articles and change none.
    let changed: bool = conn
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM command k CROSS JOIN change c ON c.command_id = k.id
               CROSS JOIN article a ON a.uid = c.owner
               WHERE k.id > ?1 AND k.name <> 'import_articles' AND c.tbl IN ('article', 'text_revision')
                 AND a.id BETWEEN ?2 AND ?3)",
        )?
        .query_row(
            (chunk.command, chunk.articles.first(), chunk.articles.last()),
            |row| row.get(0),
        )?;
    if changed {
        return Ok(true);
    }
    let mut done = conn.prepare_cached("DELETE FROM pending_article WHERE article_id = ?1")?;
    for article in &chunk.articles {
        if done.execute([article])? == 0 {
            return Ok(true);
        }
    }
    Ok(false)
}
