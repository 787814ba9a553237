//! Bare SQLite and FTS5 doing what has to be done and nothing else: what Dragoman is measured by.

pub mod export;
pub mod load;
pub mod search;
pub mod writes;

use std::path::Path;

use rusqlite::Connection;

use crate::Result;

/// Opens a bare database: a write-ahead log, and the page cache that Dragoman has.
pub fn open(path: &Path) -> Result<Connection> {
    let conn = Connection::open(path)?;
    conn.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    conn.execute_batch("PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;")?;
    conn.set_prepared_statement_cache_capacity(256);
    Ok(conn)
}
