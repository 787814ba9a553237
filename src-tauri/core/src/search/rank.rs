//! The best first, among the newest: FTS5 has to score every match before it can give the best ten, so no more than a thousand
//! are ranked.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Connection, params};

use super::documents::Source;
use super::order::{Found, Thing};
use super::places::Place;
use super::walk::json;
use crate::Result;

/// Sorts by how well the words of the expression stand in the documents; equally good ones keep their order.
///
/// `is_in`: whether a source may have documents with the words. `all`: between the first and the last of what was found
/// there is hardly anything else with the words.
pub(super) fn rank(
    conn: &Connection,
    expression: &str,
    found: &mut [Found],
    all: bool,
    is_in: &dyn Fn(Source) -> bool,
) -> Result<()> {
    let documents = found
        .iter()
        .map(|found| documents(conn, found, is_in))
        .collect::<Result<Vec<_>>>()?;
    let mut by_source: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for (source, id) in documents.iter().flatten() {
        by_source.entry(source.number()).or_default().push(*id);
    }
    let mut scores: HashMap<i64, f64> = HashMap::new();
    for ids in by_source.values() {
        // The plus keeps SQLite from asking FTS5 anew for each row, which would weigh the words each time.
        let only = if all {
            ""
        } else {
            " AND +rowid IN (SELECT value FROM json_each(?4))"
        };
        let mut statement = conn.prepare_cached(&format!(
            "SELECT rowid, bm25(search, 4.0, 1.0) FROM search
             WHERE search MATCH ?1 AND rowid >= ?2 AND rowid <= ?3{only}"
        ))?;
        let (first, last) = (ids.iter().min(), ids.iter().max());
        let mut rows = if all {
            statement.query(params![expression, first, last])?
        } else {
            statement.query(params![expression, first, last, json(ids)])?
        };
        while let Some(row) = rows.next()? {
            scores.insert(row.get(0)?, row.get(1)?);
        }
    }
    // The smaller the better.
    let score = |documents: &Vec<(Source, i64)>| {
        let scores = documents.iter().filter_map(|(_, id)| scores.get(id).copied());
        scores.fold(0.0, f64::min)
    };
    let mut by_score: Vec<(f64, Found)> = documents.iter().map(score).zip(found.iter().copied()).collect();
    by_score.sort_by(|one, other| one.0.total_cmp(&other.0));
    for (slot, (_, sorted)) in found.iter_mut().zip(by_score) {
        *slot = sorted;
    }
    Ok(())
}

/// The documents that speak for a thing: its own, and that of its note where there is one.
fn documents(conn: &Connection, found: &Found, is_in: &dyn Fn(Source) -> bool) -> Result<Vec<(Source, i64)>> {
    let own = found.shelf.source();
    let place = match found.thing {
        Thing::Document(id) => Place::of(id).map(|(_, place)| place),
        Thing::Row(row) => super::places::find(conn, own, row)?
            .and_then(Place::of)
            .map(|(_, place)| place),
    };
    let sources = std::iter::once(own).chain(Source::twin(own));
    Ok(place
        .map(|place| {
            let there = sources.filter(|source| is_in(*source));
            there.map(|source| (source, place.id(source))).collect()
        })
        .unwrap_or_default())
}
