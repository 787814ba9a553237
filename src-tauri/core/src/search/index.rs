//! Keeping the full-text index in step with the workspace.
//!
//! The index is contentless: to take a document out, FTS5 has to be told exactly what was put in. So
//! the document is made again as it was before the command, from what is there now and the images that the
//! history took, and its digest is compared with the one kept in `search_document`. Only if it is the
//! same is FTS5's 'delete' used; if not (a text was removed before the index was told, a file was
//! edited by hand), the index is built anew, which needs no past. Either way it is right afterwards.

use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::documents::{Document, Source, document};
use super::folded::{Folded, add, place};
use super::lexicon::{self, Learner};
use super::pending;
use super::places::{Day, Place};
use super::states::{Before, Now};
use crate::Result;
use crate::history::change::{Change, Op};
use crate::text::fold::{FOLD_VERSION, fold, fold_words};
use crate::text::name_key::NAME_KEY_VERSION;
use crate::workspace::Reading;

/// So few articles are taken out one by one in any case.
const FEW: usize = 100;
/// Taking an article out costs so many times what putting one in does.
const DEARER: usize = 10;
/// Bytes that FTS5 gathers before it writes a segment: when it is built anew, and otherwise (its own default).
const LARGE_HASH: i64 = 64 * 1024 * 1024;
const HASH: i64 = 1024 * 1024;

/// Raised when documents are made or numbered differently.
const DOCUMENT_VERSION: u32 = 2;

/// Brings the index to the state that a command's changes left. Inside the command's transaction.
pub(crate) fn follow(conn: &Connection, changes: &[Change]) -> Result<()> {
    if leaves_little(conn, changes)? {
        return rebuild(conn);
    }
    let before = Before::of(conn, changes)?;
    let now = Now(conn);
    let mut removed = BTreeSet::new();
    let mut put_in = Vec::new();
    for (source, row) in before.concerned.iter().copied() {
        let old = document(&before, source, row)?;
        let new = document(&now, source, row)?;
        if pending::holds(conn, source, row)? {
            if source == Source::Article {
                pending::follow(conn, row, old.as_ref(), new.as_ref())?;
            }
            continue;
        }
        let kept = kept(conn, source, row)?;
        let is_as_expected = match (&kept, &old) {
            (None, None) => true,
            (Some(kept), Some(old)) => kept.digest == old.digest() && kept.day() == old.day,
            _ => false,
        };
        if !is_as_expected {
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
        if let (Some(kept), Some(old)) = (kept, old) {
            let said = [fold(&old.title), fold(&old.body)];
            remove(conn, kept.id, &said)?;
            removed.extend(
                said.iter()
                    .flat_map(|said| lexicon::terms(said))
                    .map(str::to_owned),
            );
        }
        put_in.extend(new.map(|new| Folded::of(source, row, new)));
    }
    let mut learner = Learner::default();
    match place(conn, &put_in)?.as_slice() {
        [] => {}
        [(id, one)] => {
            add(conn, *id, one)?;
            learn(&mut learner, one);
            learner.write_one(conn, *id)?;
        }
        many => {
            for (id, one) in many {
                add(conn, *id, one)?;
                learn(&mut learner, one);
            }
            learner.finish(conn)?;
        }
    }
    lexicon::forget(conn, &removed)
}

/// Whether so many articles have gone that what is left is sooner put in again than they are taken out: word by word, so that
/// none of them stays in the file.
fn leaves_little(conn: &Connection, changes: &[Change]) -> Result<bool> {
    let is_gone = |change: &&Change| change.op == Op::Delete && change.table == "article";
    let gone = changes.iter().filter(is_gone).count();
    if gone < FEW {
        return Ok(false);
    }
    let left: i64 = conn
        .prepare_cached("SELECT count(*) FROM article")?
        .query_row([], |row| row.get(0))?;
    Ok(usize::try_from(left).unwrap_or(usize::MAX) / DEARER < gone)
}

/// Takes a document's words in for the lexicon.
pub(super) fn learn(learner: &mut Learner, document: &Folded) {
    let (named, said) = document.taught();
    learner.document(named, &said);
}

/// A document as the index has it.
struct Kept {
    id: i64,
    digest: i64,
}

impl Kept {
    /// Unknown of a source without days.
    fn day(&self) -> Day {
        Place::of(self.id).map_or(Day::UNKNOWN, |(_, place)| place.day)
    }
}

fn kept(conn: &Connection, source: Source, row: i64) -> Result<Option<Kept>> {
    Ok(conn
        .prepare_cached("SELECT id, digest FROM search_document WHERE source = ?1 AND row = ?2")?
        .query_row(params![source.number(), row], |row| {
            Ok(Kept {
                id: row.get(0)?,
                digest: row.get(1)?,
            })
        })
        .optional()?)
}

/// `said`: title and body, folded.
fn remove(conn: &Connection, id: i64, said: &[String; 2]) -> Result<()> {
    conn.prepare_cached("INSERT INTO search (search, rowid, title, body) VALUES ('delete', ?1, ?2, ?3)")?
        .execute(params![id, said[0], said[1]])?;
    conn.prepare_cached("DELETE FROM search_document WHERE id = ?1")?
        .execute([id])?;
    Ok(())
}

/// Rows whose documents are made and sorted together when the index is built anew.
const TOGETHER: usize = 4_000;

/// How much FTS5 gathers before it writes: large segments are written once instead of being merged again and again.
pub(super) fn gather_much(conn: &Connection, much: bool) -> Result<()> {
    conn.prepare_cached("INSERT INTO search (search, rank) VALUES ('hashsize', ?1)")?
        .execute([if much { LARGE_HASH } else { HASH }])?;
    Ok(())
}

/// Builds the index anew from what is there. Inside a transaction.
pub(crate) fn rebuild(conn: &Connection) -> Result<()> {
    gather_much(conn, true)?;
    fill(conn)?;
    gather_much(conn, false)
}

fn fill(conn: &Connection) -> Result<()> {
    conn.execute("INSERT INTO search (search) VALUES ('delete-all')", [])?;
    conn.execute("DELETE FROM search_document", [])?;
    lexicon::clear(conn)?;
    pending::clear(conn)?;
    let now = Now(conn);
    let mut learner = Learner::default();
    for source in Source::all() {
        let sql = format!(
            "SELECT id FROM {} WHERE id >= ?1 ORDER BY id LIMIT {TOGETHER}",
            source.table()
        );
        let mut from = i64::MIN;
        loop {
            let ids = conn
                .prepare_cached(&sql)?
                .query_map([from], |row| row.get(0))?
                .collect::<rusqlite::Result<Vec<i64>>>()?;
            let Some(last) = ids.last() else { break };
            from = last.saturating_add(1);
            let mut folded = Vec::with_capacity(ids.len());
            for row in ids {
                let document = document(&now, source, row)?;
                folded.extend(document.map(|document| Folded::of(source, row, document)));
            }
            for (id, one) in place(conn, &folded)? {
                add(conn, id, one)?;
                learn(&mut learner, one);
            }
            learner.write(conn)?;
        }
    }
    learner.finish(conn)?;
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
    let lexicon = lexicon::LEXICON_VERSION;
    format!("{FOLD_VERSION}.{DOCUMENT_VERSION}.{lexicon}.{NAME_KEY_VERSION}")
}

/// Where the index differs from what the rows say, in English, at most `limit`.
///
/// Each document's terms with their places are summed up in a number that does not depend on their order: once as
/// the index lists them (by term), once as the rows say them.
pub(crate) fn findings(db: &Reading<'_>, limit: usize) -> Result<Vec<String>> {
    let conn = db.with_temporary_tables()?;
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
    let mut kept: HashMap<(i64, i64), Kept> = HashMap::new();
    let mut documents = conn.prepare("SELECT source, row, id, digest FROM search_document")?;
    let mut rows = documents.query([])?;
    while let Some(row) = rows.next()? {
        let (id, digest) = (row.get(2)?, row.get(3)?);
        kept.insert((row.get(0)?, row.get(1)?), Kept { id, digest });
    }

    let mut found = Vec::new();
    let now = Now(&conn);
    for source in Source::all() {
        let mut ids = conn.prepare(&format!("SELECT id FROM {} ORDER BY id", source.table()))?;
        let mut rows = ids.query([])?;
        while let Some(row) = rows.next()? {
            let row: i64 = row.get(0)?;
            let Some(document) = document(&now, source, row)? else {
                continue;
            };
            let name = source.name();
            let Some(kept) = kept.remove(&(source.number(), row)) else {
                // An import has stored it and not yet indexed it.
                if pending::holds(&conn, source, row)? {
                    continue;
                }
                found.push(format!("{name} {row} is not in the index"));
                continue;
            };
            if kept.digest != document.digest() {
                found.push(format!("{name} {row} is in the index with what it said once"));
            }
            let is_its_own = Source::of_document(kept.id).is_some_and(|(of, _)| of == source);
            if !is_its_own || kept.day() != document.day {
                found.push(format!("{name} {row} stands in the index under another day"));
            }
            if stored.remove(&kept.id).unwrap_or_default() != sum(&document) {
                found.push(format!("the index does not hold the words of {name} {row}"));
            }
        }
    }
    for ((source, row), kept) in kept {
        stored.remove(&kept.id);
        let name = Source::numbered(source).map_or("a thing", Source::name);
        found.push(format!("the index holds {name} {row}, which is not there"));
    }
    for id in stored.keys() {
        found.push(format!(
            "the index holds a document {id} of which nothing is known"
        ));
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
