//! The numbers of commands, and what belongs to each.

use crate::Result;
use crate::history::rows;
use crate::workspace::Reading;

/// Commands count from 1 without gaps, at least up to the one that was acknowledged last.
pub(super) fn numbers(db: &Reading<'_>, acknowledged: Option<u32>) -> Result<Vec<String>> {
    let (first, last, count): (i64, i64, i64) = db.conn.query_row(
        "SELECT coalesce(min(id), 1), coalesce(max(id), 0), count(*) FROM command",
        [],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    let mut found = Vec::new();
    if first != 1 || last != count {
        found.push(format!("{count} commands are numbered from {first} to {last}"));
    }
    if let Some(acknowledged) = acknowledged.map(i64::from)
        && last < acknowledged
    {
        found.push(format!(
            "command {acknowledged} was acknowledged and the last one is {last}"
        ));
    }
    Ok(found)
}

/// Each command has as many changes as it says, none is being recorded, and (deep) the rows are there that the
/// changes put in.
pub(super) fn halves(db: &Reading<'_>, deep: bool, limit: usize) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut statement = db.conn.prepare(
        "SELECT k.id, k.changes, (SELECT count(*) FROM change c WHERE c.command_id = k.id) AS there FROM command k
         WHERE k.changes <> there ORDER BY k.id LIMIT ?1",
    )?;
    let mut rows = statement.query([i64::try_from(limit).unwrap_or(i64::MAX)])?;
    while let Some(row) = rows.next()? {
        let (id, says, has): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        found.push(format!("command {id} says {says} changes and has {has}"));
    }
    let recording: Option<i64> = db
        .conn
        .query_row("SELECT max(command_id) FROM recording", [], |row| row.get(0))?;
    if let Some(id) = recording {
        found.push(format!("command {id} is still being recorded"));
    }
    if deep {
        found.extend(rows::against_history(db.conn, limit.saturating_sub(found.len()))?);
    }
    Ok(found)
}

/// Numbers of rows are never given twice, so that the history may name them: what was given last is not less than
/// what is there.
pub(super) fn sequences(db: &Reading<'_>) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for table in crate::history::tables::TABLES {
        let name = table.name;
        let behind: bool = db.conn.query_row(
            &format!(
                "SELECT coalesce((SELECT max(id) FROM {name}), 0) > coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?1), 0)"
            ),
            [name],
            |row| row.get(0),
        )?;
        if behind {
            found.push(format!("the numbers of {name} would be given again"));
        }
    }
    Ok(found)
}
