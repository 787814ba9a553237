//! How every connection is set, and that it is really set so: what is asked for is read back.

use std::time::Duration;

use rusqlite::Connection;
use rusqlite::config::DbConfig;
use rusqlite::functions::FunctionFlags;
use rusqlite::limits::Limit;

use crate::text::fold::fold;
use crate::{Error, Result};

/// Oldest SQLite without the WAL-reset bug (sqlite.org/wal.html): 3.51.3.
pub(crate) const OLDEST_SQLITE: i32 = 3_051_003;

/// The page cache of a connection in KiB, negative as SQLite wants it.
const CACHE: i64 = -65_536;

/// Sets a connection that may write.
pub(crate) fn for_writing(conn: &Connection) -> Result<()> {
    let mode: String = conn.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode != "wal" {
        // SQLite reports no error when it cannot switch (trap of a failing fsync): the row tells.
        return Err(Error::Io {
            path: String::new(),
            detail: format!("journal mode is '{mode}' instead of 'wal'"),
        });
    }
    for (name, value) in [
        ("synchronous", 2),
        ("fullfsync", 1),
        ("checkpoint_fullfsync", 1),
        ("wal_autocheckpoint", 0),
        ("journal_size_limit", 67_108_864),
        ("secure_delete", 1),
    ] {
        set(conn, name, value)?;
    }
    common(conn)
}

/// Sets a connection that only looks.
pub(crate) fn for_reading(conn: &Connection) -> Result<()> {
    set(conn, "query_only", 1)?;
    common(conn)
}

fn common(conn: &Connection) -> Result<()> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Err(Error::Io {
            path: String::new(),
            detail: format!("SQLite {} is too old", rusqlite::version()),
        });
    }
    conn.busy_timeout(Duration::from_secs(2))?;
    for (name, value) in [
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("mmap_size", 0),
        ("temp_store", 2),
        ("cache_size", CACHE),
    ] {
        set(conn, name, value)?;
    }
    for (what, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_WRITABLE_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
    ] {
        conn.set_db_config(what, on)?;
    }
    for (limit, value) in [
        (Limit::SQLITE_LIMIT_LENGTH, 300_000_000),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, 100_000),
        (Limit::SQLITE_LIMIT_ATTACHED, 0),
        (Limit::SQLITE_LIMIT_EXPR_DEPTH, 100),
        (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 20),
        (Limit::SQLITE_LIMIT_VARIABLE_NUMBER, 999),
        (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200),
    ] {
        conn.set_limit(limit, value)?;
    }
    conn.set_prepared_statement_cache_capacity(256);
    functions(conn)
}

/// What queries of this program may call beside SQLite's own functions. The schema uses none of them: the
/// file opens without this program.
fn functions(conn: &Connection) -> Result<()> {
    // Whether a text has a word or a part of one, in any spelling that the search would accept.
    let flags =
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_DIRECTONLY;
    conn.create_scalar_function("has_folded", 2, flags, |arguments| {
        let folded = |index| arguments.get_raw(index).as_str().map(fold);
        Ok(folded(0)?.contains(folded(1)?.trim()))
    })?;
    Ok(())
}

fn set(conn: &Connection, name: &str, value: i64) -> Result<()> {
    conn.pragma_update(None, name, value)?;
    // mmap_size answers nothing where the platform has no memory mapping.
    let found: Option<i64> = conn.pragma_query_value(None, name, |row| row.get(0)).ok();
    if found.is_some_and(|found| found != value) {
        return Err(Error::Io {
            path: String::new(),
            detail: format!("setting '{name}' is {found:?} instead of {value}"),
        });
    }
    Ok(())
}

/// The settings that `check` reads back on a connection that may write, with what they must be.
pub(crate) const READ_BACK: &[(&str, i64)] = &[
    ("synchronous", 2),
    ("foreign_keys", 1),
    ("recursive_triggers", 1),
    ("trusted_schema", 0),
    ("cell_size_check", 1),
    ("mmap_size", 0),
];
