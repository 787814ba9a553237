//! Finding words in the lexicon. Every look is bounded: what is asked for with each letter typed must not grow with the
//! number of words.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::reversed;
use crate::Result;

/// Words of one class that are looked at for completions.
const MOST_OF_CLASS: usize = 48;
/// Rare words that are looked at for completions when there are not enough common ones.
const MOST_RARE: usize = 1_000;

/// A word of the lexicon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::search) struct Known {
    pub term: String,
    /// Documents that say it: exact up to 8, estimated above.
    pub docs: i64,
    /// As it is written, where that is not the term itself.
    pub written: Option<String>,
}

fn known(row: &Row<'_>) -> rusqlite::Result<Known> {
    Ok(Known {
        term: row.get(0)?,
        docs: row.get(1)?,
        written: row.get(2)?,
    })
}

/// The word, if any document says it.
pub(in crate::search) fn word(conn: &Connection, term: &str) -> Result<Option<Known>> {
    let mut statement = conn.prepare_cached("SELECT term, docs, written FROM lexicon WHERE term = ?1")?;
    Ok(statement.query_row([term], known).optional()?)
}

/// The words that begin so and have at most `longest` letters, in their order, of the first `limit` looked at; and
/// whether these were all.
pub(in crate::search) fn beginning(
    conn: &Connection,
    prefix: &str,
    longest: usize,
    limit: usize,
) -> Result<(Vec<Known>, bool)> {
    let mut statement =
        conn.prepare_cached("SELECT term, docs, written FROM lexicon WHERE term >= ?1 AND term < ?2")?;
    let mut rows = statement.query(params![prefix, beyond(prefix)])?;
    let (mut found, mut seen) = (Vec::new(), 0);
    while seen < limit
        && let Some(row) = rows.next()?
    {
        seen += 1;
        let term = row.get_ref(0)?.as_str().unwrap_or_default();
        if term.len() <= longest || term.chars().count() <= longest {
            found.push(known(row)?);
        }
    }
    Ok((found, seen < limit))
}

/// The words in Latin letters that end so and are longer.
pub(in crate::search) fn ending(conn: &Connection, ending: &str, limit: usize) -> Result<Vec<Known>> {
    let mut statement =
        conn.prepare_cached("SELECT reversed FROM lexicon_ending WHERE reversed > ?1 AND reversed < ?2")?;
    let from = reversed(ending);
    let rows = statement.query_map(params![from, beyond(&from)], |row| row.get::<_, String>(0))?;
    let mut found = Vec::new();
    for row in rows.take(limit) {
        found.extend(word(conn, &reversed(&row?))?);
    }
    Ok(found)
}

/// The words that have a name's key.
pub(in crate::search) fn keyed(conn: &Connection, key: &str, limit: usize) -> Result<Vec<Known>> {
    let mut statement = conn.prepare_cached(
        "SELECT l.term, l.docs, l.written FROM lexicon_key k CROSS JOIN lexicon l ON l.term = k.term
         WHERE k.key = ?1",
    )?;
    let rows = statement.query_map([key], known)?;
    Ok(rows.take(limit).collect::<rusqlite::Result<_>>()?)
}

/// About the commonest words that begin so, commonest first.
pub(in crate::search) fn completions(conn: &Connection, prefix: &str, limit: usize) -> Result<Vec<Known>> {
    let end = beyond(prefix);
    let mut found: Vec<Known> = Vec::new();
    let highest: Option<i64> = conn
        .prepare_cached("SELECT max(class) FROM lexicon WHERE class > 0")?
        .query_row([], |row| row.get(0))?;
    let mut of_class = conn.prepare_cached(
        "SELECT term, docs, written FROM lexicon
         WHERE class = ?1 AND class > 0 AND term >= ?2 AND term < ?3",
    )?;
    for class in (1..=highest.unwrap_or(0)).rev() {
        let rows = of_class.query_map(params![class, prefix, end], known)?;
        for row in rows.take(MOST_OF_CLASS.max(limit)) {
            found.push(row?);
        }
        if found.len() >= limit {
            break;
        }
    }
    if found.len() < limit {
        let mut rare = conn.prepare_cached(
            "SELECT term, docs, written, class FROM lexicon WHERE term >= ?1 AND term < ?2",
        )?;
        let mut rows = rare.query(params![prefix, end])?;
        let mut seen = 0;
        while seen < MOST_RARE
            && let Some(row) = rows.next()?
        {
            seen += 1;
            if row.get::<_, i64>(3)? == 0 {
                found.push(known(row)?);
            }
        }
    }
    found.sort_by(|one, other| other.docs.cmp(&one.docs).then_with(|| one.term.cmp(&other.term)));
    found.truncate(limit);
    Ok(found)
}

/// Words that begin so and stand in registered names, in their order.
pub(in crate::search) fn completions_in_names(
    conn: &Connection,
    prefix: &str,
    limit: usize,
) -> Result<Vec<Known>> {
    let mut statement = conn.prepare_cached(
        "SELECT term, docs, written FROM lexicon WHERE named = 1 AND term >= ?1 AND term < ?2",
    )?;
    let rows = statement.query_map(params![prefix, beyond(prefix)], known)?;
    Ok(rows.take(limit).collect::<rusqlite::Result<_>>()?)
}

/// The end of the range of words that begin so: nothing folded has a character above the last of Unicode.
fn beyond(prefix: &str) -> String {
    format!("{prefix}\u{10ffff}")
}
