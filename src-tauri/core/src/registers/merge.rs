//! Making two things one: what refers to the one is made to refer to the other, row by row, so that
//! the history can take it back.

use rusqlite::{Connection, params};

use super::rows;
use crate::commands::answers::Merge;
use crate::error::Reason;
use crate::vocabulary::Entity;
use crate::{Error, Result};

/// Two rows of one table: `from` goes into `into`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pair {
    pub from: i64,
    pub into: i64,
}

/// The two things of a request; neither may be in the bin.
pub(crate) fn pair(conn: &Connection, entity: Entity, request: &Merge) -> Result<Pair> {
    let from = rows::id_of(conn, entity, request.uid)?;
    let into = rows::id_of(conn, entity, request.into)?;
    if from == into {
        return Err(Error::invalid("into", Reason::Itself));
    }
    Ok(Pair { from, into })
}

/// Makes every row that refers to `from` refer to `into`.
pub(crate) fn repoint(conn: &Connection, table: &str, column: &str, pair: Pair) -> Result<()> {
    let sql = format!("UPDATE {table} SET {column} = ?2 WHERE {column} = ?1");
    conn.prepare_cached(&sql)?
        .execute(params![pair.from, pair.into])?;
    Ok(())
}

/// As [`repoint`] where a `whole` may refer to a thing only once: of two rows that of `into` stays.
pub(crate) fn repoint_once(
    conn: &Connection,
    table: &str,
    whole: &str,
    column: &str,
    pair: Pair,
) -> Result<()> {
    let sql = format!(
        "DELETE FROM {table} WHERE {column} = ?1
           AND {whole} IN (SELECT {whole} FROM {table} WHERE {column} = ?2)"
    );
    conn.prepare_cached(&sql)?
        .execute(params![pair.from, pair.into])?;
    repoint(conn, table, column, pair)
}

/// Removes the row that nothing refers to any more.
pub(crate) fn remove(conn: &Connection, entity: Entity, id: i64) -> Result<()> {
    let sql = format!("DELETE FROM {} WHERE id = ?1", entity.word());
    conn.prepare_cached(&sql)?.execute([id])?;
    Ok(())
}

/// Two texts with a blank line between them, or the one that is not blank.
pub(crate) fn joined(into: &str, from: &str) -> String {
    match (into.trim().is_empty(), from.trim().is_empty()) {
        (_, true) => into.to_owned(),
        _ if into == from => into.to_owned(),
        (true, false) => from.to_owned(),
        (false, false) => format!("{}\n\n{from}", into.trim_end()),
    }
}

/// What is known of one of the two: `into` unless it is unknown.
pub(crate) fn known(into: String, from: String) -> String {
    if into.is_empty() { from } else { into }
}
