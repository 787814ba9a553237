//! Articles that are stored and not yet in the index: an import shows its articles at once, found by their
//! titles, and their texts are indexed behind it in large transactions that can be given up at any document.

use rusqlite::{Connection, params};

use super::documents::{self, Document, Source};
use super::folded::{Folded, add, place};
use super::index::learn;
use super::lexicon::Learner;
use crate::Result;
use crate::text::fold::fold;

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
    let waiting = documents::waiting(conn, 0, STEP)?;
    if waiting.is_empty() {
        return Ok(false);
    }
    let mut folded = Vec::with_capacity(waiting.len());
    for documents::Waiting { article, says } in waiting {
        folded.extend(
            says.into_iter()
                .map(|(source, says)| Folded::of(source, article, says)),
        );
        conn.prepare_cached("DELETE FROM pending_article WHERE article_id = ?1")?
            .execute([article])?;
    }
    let mut learner = Learner::default();
    for (id, document) in place(conn, &folded)? {
        add(conn, id, document)?;
        learn(&mut learner, document);
    }
    learner.finish(conn)?;
    if count(conn)? == 0 {
        clear(conn)?;
    }
    Ok(true)
}
