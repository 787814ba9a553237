//! Finding words in the lexicon. Every look is bounded: what is asked for with each letter typed must not grow with the
//! number of words.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::reversed;
use crate::Result;

/// Words of one class that are looked at for completions.
const MOST_OF_CLASS: u32 = 48;
/// Rare words that are looked at for completions when there are not enough common ones.
const MOST_RARE: u32 = 1_000;

/// A word of the lexicon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::search) struct Known {
    pub term: String,
    /// Documents that say it: exact up to 64, estimated above.
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
    let mut statement = conn
        .prepare_cached("SELECT term, docs, written FROM lexicon WHERE term >= ?1 AND term < ?2 LIMIT ?3")?;
    let mut rows = statement.query(params![prefix, beyond(prefix), as_limit(limit)])?;
    let (mut found, mut seen) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
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
    let mut statement = conn.prepare_cached(
        "SELECT reversed FROM lexicon_ending WHERE reversed > ?1 AND reversed < ?2 LIMIT ?3",
    )?;
    let from = reversed(ending);
    let mut rows = statement.query(params![from, beyond(&from), as_limit(limit)])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.extend(word(conn, &reversed(&row.get::<_, String>(0)?))?);
    }
    Ok(found)
}

/// The words that have a name's key.
pub(in crate::search) fn keyed(conn: &Connection, key: &str, limit: usize) -> Result<Vec<Known>> {
    let mut statement = conn.prepare_cached(
        "SELECT l.term, l.docs, l.written FROM lexicon_key k CROSS JOIN lexicon l ON l.term = k.term
         WHERE k.key = ?1 LIMIT ?2",
    )?;
    let rows = statement.query_map(params![key, as_limit(limit)], known)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
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
         WHERE class = ?1 AND class > 0 AND term >= ?2 AND term < ?3 LIMIT ?4",
    )?;
    for class in (1..=highest.unwrap_or(0)).rev() {
        let rows = of_class.query_map(params![class, prefix, end, MOST_OF_CLASS], known)?;
        for row in rows {
            found.push(row?);
        }
        if found.len() >= limit {
            break;
        }
    }
    if found.len() < limit {
        let mut rare = conn.prepare_cached(
            "SELECT term, docs, written FROM
               (SELECT term, docs, written, class FROM lexicon WHERE term >= ?1 AND term < ?2 LIMIT ?3)
             WHERE class = 0 ORDER BY docs DESC, term LIMIT ?4",
        )?;
        let rows = rare.query_map(params![prefix, end, MOST_RARE, as_limit(limit)], known)?;
        for row in rows {
            found.push(row?);
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
        "SELECT term, docs, written FROM lexicon WHERE named = 1 AND term >= ?1 AND term < ?2 LIMIT ?3",
    )?;
    let rows = statement.query_map(params![prefix, beyond(prefix), as_limit(limit)], known)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The end of the range of words that begin so: nothing folded has a character above the last of Unicode.
fn beyond(prefix: &str) -> String {
    format!("{prefix}\u{10ffff}")
}

fn as_limit(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}
