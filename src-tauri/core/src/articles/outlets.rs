//! Outlets by the name that a document gives its publisher.

use std::collections::HashMap;

use rusqlite::Connection;

use crate::Result;

/// Outlets that are not in the bin, by name. Nothing is guessed: only the same name counts, in any case.
pub(crate) struct KnownOutlets(HashMap<String, i64>);

impl KnownOutlets {
    pub(crate) fn load(conn: &Connection) -> Result<Self> {
        let mut statement =
            conn.prepare_cached("SELECT name, id FROM outlet WHERE deleted IS NULL ORDER BY id DESC")?;
        let rows = statement.query_map([], |row| {
            let name: String = row.get(0)?;
            Ok((key(&name), row.get(1)?))
        })?;
        Ok(KnownOutlets(rows.collect::<rusqlite::Result<_>>()?))
    }

    /// How many have a name of their own.
    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// Another one, just made.
    pub(crate) fn add(&mut self, name: &str, id: i64) {
        self.0.insert(key(name), id);
    }

    /// The outlet of this name; of several the first one made.
    pub(crate) fn find(&self, name: &str) -> Option<i64> {
        self.0
            .get(&key(name))
            .copied()
            .filter(|_| !name.trim().is_empty())
    }
}

fn key(name: &str) -> String {
    name.trim().to_lowercase()
}
