//! How many statements refer to things. Deleted statements and those of deleted articles do not count.

use std::collections::HashMap;

use rusqlite::Connection;

use super::rows::json;
use crate::Result;

/// Statements by the id of what they refer to through `table`'s `column`; those without any are absent.
/// One query for all ids.
pub(crate) fn statements(
    conn: &Connection,
    table: &'static str,
    column: &'static str,
    ids: &[i64],
) -> Result<HashMap<i64, u32>> {
    let sql = format!(
        "SELECT r.{column}, count(DISTINCT r.statement_id)
         FROM json_each(?1) j
         CROSS JOIN {table} r ON r.{column} = j.value
         JOIN statement s ON s.id = r.statement_id AND s.deleted IS NULL
         JOIN article a ON a.id = s.article_id AND a.deleted IS NULL
         GROUP BY r.{column}"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map([json(ids)], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
