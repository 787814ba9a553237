//! The best first, among the newest: FTS5 has to score every match before it can give the best ten, so no more than a thousand
//! are ranked.

use std::collections::HashMap;

use rusqlite::{Connection, params};

use super::documents::Source;
use super::order::{Found, Thing};
use super::places::Place;
use super::walk::json;
use crate::Result;

/// Sorts by how well the words of the expression stand in the documents; equally good ones keep their order.
pub(super) fn rank(conn: &Connection, expression: &str, found: &mut [Found]) -> Result<()> {
    let documents = found
        .iter()
        .map(|found| documents(conn, found))
        .collect::<Result<Vec<_>>>()?;
    let ids: Vec<i64> = documents.iter().flatten().copied().collect();
    // The plus keeps SQLite from asking FTS5 anew for each row, which would weigh the words each time.
    let mut statement = conn.prepare_cached(
        "SELECT rowid, bm25(search, 4.0, 1.0) FROM search
         WHERE search MATCH ?1 AND rowid >= ?2 AND rowid <= ?3 AND +rowid IN (SELECT value FROM json_each(?4))",
    )?;
    let scores = statement
        .query_map(
            params![expression, ids.iter().min(), ids.iter().max(), json(&ids)],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?
        .collect::<rusqlite::Result<HashMap<i64, f64>>>()?;
    // The smaller the better.
    let score = |ids: &Vec<i64>| {
        let scores = ids.iter().filter_map(|id| scores.get(id).copied());
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
fn documents(conn: &Connection, found: &Found) -> Result<Vec<i64>> {
    let own = found.shelf.source();
    let place = match found.thing {
        Thing::Document(id) => Place::of(id).map(|(_, place)| place),
        Thing::Row(row) => super::places::find(conn, own, row)?
            .and_then(Place::of)
            .map(|(_, place)| place),
    };
    let sources = std::iter::once(own).chain(Source::twin(own));
    Ok(place
        .map(|place| sources.map(|source| place.id(source)).collect())
        .unwrap_or_default())
}
