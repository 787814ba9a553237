//! Looking at saved searches.

use rusqlite::types::Type;

use super::{SavedSearchList, SavedSearchRow};
use crate::Result;
use crate::commands::answers::NoArguments;
use crate::search::SearchSort;
use crate::text::fold::fold;
use crate::workspace::Reading;

/// All saved searches that are not in the bin, by name as folded.
pub fn list(db: &Reading<'_>, _: NoArguments) -> Result<SavedSearchList> {
    let mut statement = db
        .conn
        .prepare_cached("SELECT uid, name, query, sort FROM saved_search WHERE deleted IS NULL")?;
    let rows = statement.query_map([], |row| {
        Ok(SavedSearchRow {
            uid: row.get(0)?,
            name: row.get(1)?,
            query: row.get(2)?,
            sort: read_sort(row.get(3)?)?,
        })
    })?;
    let mut saved_searches: Vec<SavedSearchRow> = rows.collect::<rusqlite::Result<_>>()?;
    saved_searches.sort_by_cached_key(|saved| (fold(&saved.name), saved.name.clone()));
    Ok(SavedSearchList { saved_searches })
}

/// The order as its word, the one that requests use too.
pub(super) fn sort_word(sort: SearchSort) -> String {
    match serde_json::to_value(sort) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

fn read_sort(word: String) -> rusqlite::Result<SearchSort> {
    serde_json::from_value(serde_json::Value::String(word))
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(3, Type::Text, Box::new(error)))
}
