//! Looking at saved searches.

use rusqlite::types::Type;

use super::{ListSavedSearches, SavedSearchCount, SavedSearchList, SavedSearchRow, Switches};
use crate::Result;
use crate::search::{self, Search};
use crate::text::fold::fold;
use crate::workspace::Reading;

/// All saved searches that are not in the bin, by name as folded.
pub fn list(db: &Reading<'_>, request: ListSavedSearches) -> Result<SavedSearchList> {
    let mut statement = db.conn.prepare_cached(
        "SELECT uid, name, query, sort, view, switches FROM saved_search WHERE deleted IS NULL",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(SavedSearchRow {
            uid: row.get(0)?,
            name: row.get(1)?,
            query: row.get(2)?,
            sort: read_word(3, row.get(3)?)?,
            view: read_word(4, row.get(4)?)?,
            switches: read_json(5, &row.get::<_, String>(5)?)?,
            count: None,
        })
    })?;
    let mut saved_searches: Vec<SavedSearchRow> = rows.collect::<rusqlite::Result<_>>()?;
    saved_searches.sort_by_cached_key(|saved| (fold(&saved.name), saved.name.clone()));
    if request.counts {
        for saved in &mut saved_searches {
            let switches = saved.switches.clone();
            let mut first = Search::first_of(&saved.query);
            first.without = switches.without;
            first.without_terms = switches.without_terms;
            first.with_terms = switches.with_terms;
            let found = search::find(db, first)?;
            saved.count = Some(SavedSearchCount {
                total: found.total,
                more_than_counted: found.more_than_counted,
            });
        }
    }
    Ok(SavedSearchList { saved_searches })
}

/// An order or view as its word, the one that requests use too.
pub(super) fn word(value: impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// Switches as they are kept.
pub(super) fn kept(switches: &Switches) -> String {
    serde_json::to_string(switches).unwrap_or_else(|_| "{}".to_owned())
}

fn read_json<T: serde::de::DeserializeOwned>(column: usize, json: &str) -> rusqlite::Result<T> {
    serde_json::from_str(json)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error)))
}

fn read_word<T: serde::de::DeserializeOwned>(column: usize, word: String) -> rusqlite::Result<T> {
    serde_json::from_value(serde_json::Value::String(word))
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error)))
}
