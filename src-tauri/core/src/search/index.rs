//! Keeping the full-text index in step with the workspace.
//!
//! The index is contentless: to take a document out, FTS5 has to be told exactly what was put in. So
//! the document is made again as it was before the command, from what is there now and the images that the
//! history took, and its digest is compared with the one kept in `search_document`. Only if it is the
//! same is FTS5's 'delete' used; if not (a text was removed before the index was told, a file was
//! edited by hand), the index is built anew, which needs no past. Either way it is right afterwards.

use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use rusqlite::{Connection, OpenFlags, OptionalExtension, TransactionBehavior, params};

use super::documents::{Before, Document, Now, Source, document};
use super::lexicon::{self, Said};
use crate::Result;
use crate::history::change::Change;
use crate::text::fold::{FOLD_VERSION, fold, fold_words};
use crate::workspace::{Reading, settings};

/// Raised when documents are made differently.
const DOCUMENT_VERSION: u32 = 1;

/// Brings the index to the state that a command's changes left. Inside the command's transaction.
pub(crate) fn follow(conn: &Connection, changes: &[Change]) -> Result<()> {
    let before = Before::of(conn, changes)?;
    let now = Now(conn);
    let mut removed = BTreeSet::new();
    for (source, row) in before.concerned.iter().copied() {
        let id = source.base() + row;
        let old = document(&before, source, row)?;
        let new = document(&now, source, row)?;
        let kept: Option<String> = conn
            .prepare_cached("SELECT digest FROM search_document WHERE id = ?1")?
            .query_row([id], |row| row.get(0))
            .optional()?;
        if kept != old.as_ref().map(Document::digest) {
            tracing::warn!(
                source = source.name(),
                row,
                "the search index did not hold what was expected"
            );
            return rebuild(conn);
        }
        if old == new {
            continue;
        }
        if let Some(old) = old {
            let (title, body) = (fold(&old.title), fold(&old.body));
            conn.prepare_cached(
                "INSERT INTO search (search, rowid, title, body) VALUES ('delete', ?1, ?2, ?3)",
            )?
            .execute(params![id, title, body])?;
            conn.prepare_cached("DELETE FROM search_document WHERE id = ?1")?
                .execute([id])?;
            removed.extend(
                lexicon::terms(&title)
                    .chain(lexicon::terms(&body))
                    .map(str::to_owned),
            );
        }
        if let Some(new) = new {
            insert(conn, source, row, &new)?;
        }
    }
    lexicon::forget(conn, &removed)
}

fn insert(conn: &Connection, source: Source, row: i64, document: &Document) -> Result<()> {
    let id = source.base() + row;
    let (title, body) = (fold(&document.title), fold(&document.body));
    conn.prepare_cached(
        "INSERT INTO search_document (id, kind, tbl, row, digest) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![id, source.kind(), source.name(), row, document.digest()])?;
    conn.prepare_cached("INSERT INTO search (rowid, title, body) VALUES (?1, ?2, ?3)")?
        .execute(params![id, title, body])?;
    let said = |written, folded| Said { written, folded };
    lexicon::learn(
        conn,
        id,
        Source::NAMES.contains(&source),
        &[said(&document.title, &title), said(&document.body, &body)],
    )
}

/// Builds the index anew from what is there. Inside a transaction.
pub(crate) fn rebuild(conn: &Connection) -> Result<()> {
    conn.execute("INSERT INTO search (search) VALUES ('delete-all')", [])?;
    conn.execute("DELETE FROM search_document", [])?;
    lexicon::clear(conn)?;
    let now = Now(conn);
    for source in Source::all() {
        let mut ids = conn.prepare(&format!("SELECT id FROM {} ORDER BY id", source.table()))?;
        let mut rows = ids.query([])?;
        while let Some(row) = rows.next()? {
            let row: i64 = row.get(0)?;
            if let Some(document) = document(&now, source, row)? {
                insert(conn, source, row, &document)?;
            }
        }
    }
    conn.execute(
        "INSERT INTO meta (key, value) VALUES ('search_version', ?1)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [version()],
    )?;
    Ok(())
}

/// Builds the index anew if another version of the program folded its words or made its documents.
pub(crate) fn ensure_current(conn: &mut Connection) -> Result<()> {
    let found: Option<String> = conn
        .query_row("SELECT value FROM meta WHERE key = 'search_version'", [], |row| {
            row.get(0)
        })
        .optional()?;
    if found.as_deref() == Some(version().as_str()) {
        return Ok(());
    }
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    rebuild(&transaction)?;
    transaction.commit()?;
    Ok(())
}

fn version() -> String {
    format!("{FOLD_VERSION}.{DOCUMENT_VERSION}.{}", lexicon::LEXICON_VERSION)
}

/// Where the index differs from what the rows say, in English, at most `limit`.
///
/// Each document's terms with their places are summed up in a number that does not depend on their order: once as
/// the index lists them (by term), once as the rows say them.
pub(crate) fn findings(db: &Reading<'_>, limit: usize) -> Result<Vec<String>> {
    // A connection that may only look cannot make even a temporary table; this one can, and nothing else.
    let conn = Connection::open_with_flags(
        db.path,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NOFOLLOW | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    settings::for_reading(&conn)?;
    conn.pragma_update(None, "query_only", 0)?;
    conn.execute_batch(
        "CREATE VIRTUAL TABLE temp.search_term USING fts5vocab('main', 'search', 'instance');
         CREATE VIRTUAL TABLE temp.search_word USING fts5vocab('main', 'search', 'row'); BEGIN",
    )?;

    let mut stored: HashMap<i64, u64> = HashMap::new();
    let mut terms = conn.prepare("SELECT doc, col, \"offset\", term FROM temp.search_term")?;
    let mut rows = terms.query([])?;
    while let Some(row) = rows.next()? {
        let (id, column, place): (i64, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let term: String = row.get(3)?;
        let sum = stored.entry(id).or_default();
        *sum = sum.wrapping_add(weigh(&column, place, &term));
    }
    let mut kept: HashMap<i64, String> = HashMap::new();
    let mut documents = conn.prepare("SELECT id, digest FROM search_document")?;
    let mut rows = documents.query([])?;
    while let Some(row) = rows.next()? {
        kept.insert(row.get(0)?, row.get(1)?);
    }

    let mut found = Vec::new();
    let now = Now(&conn);
    for source in Source::all() {
        let mut ids = conn.prepare(&format!("SELECT id FROM {} ORDER BY id", source.table()))?;
        let mut rows = ids.query([])?;
        while let Some(row) = rows.next()? {
            let row: i64 = row.get(0)?;
            let id = source.base() + row;
            let Some(document) = document(&now, source, row)? else {
                continue;
            };
            let name = source.name();
            match kept.remove(&id) {
                None => found.push(format!("{name} {row} is not in the index")),
                Some(digest) if digest != document.digest() => {
                    found.push(format!("{name} {row} is in the index with what it said once"));
                }
                Some(_) => {}
            }
            if stored.remove(&id).unwrap_or_default() != sum(&document) {
                found.push(format!("the index does not hold the words of {name} {row}"));
            }
        }
    }
    for id in kept.keys().chain(stored.keys()) {
        found.push(match Source::of_document(*id) {
            Some((source, row)) => format!("the index holds {} {row}, which is not there", source.name()),
            None => format!("the index holds a document {id}"),
        });
    }
    found.extend(lexicon::findings(&conn, limit)?);
    found.sort();
    found.dedup();
    found.truncate(limit);
    Ok(found)
}

fn sum(document: &Document) -> u64 {
    let mut sum = 0_u64;
    for (column, text) in [("title", &document.title), ("body", &document.body)] {
        for (place, word) in (0_i64..).zip(fold_words(text)) {
            sum = sum.wrapping_add(weigh(column, place, &word.folded));
        }
    }
    sum
}

fn weigh(column: &str, place: i64, term: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (column, place, term).hash(&mut hasher);
    hasher.finish()
}
