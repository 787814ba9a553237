//! Into the bin and out of it.

use std::collections::HashSet;

use rusqlite::params;

use super::types::Things;
use crate::commands::answers::Nothing;
use crate::commands::rules::table;
use crate::error::{OrNotFound, Reason};
use crate::vocabulary::Entity;
use crate::workspace::{Reading, Recording};
use crate::{Error, Result};

/// Puts things into the bin. What is below them is hidden with them and stays as it is.
///
/// # Errors
/// [`Error::NotFound`] also for what is in the bin already.
pub fn delete(db: &Recording<'_>, request: Things) -> Result<Nothing> {
    let (table, ids) = find(db, &request, "deleted IS NULL")?;
    set(db, table, &ids, Some(&db.at))
}

/// Takes things out of the bin.
///
/// # Errors
/// [`Error::NotFound`] for what is not in the bin.
pub fn restore(db: &Recording<'_>, request: Things) -> Result<Nothing> {
    let (table, ids) = find(db, &request, "deleted IS NOT NULL")?;
    set(db, table, &ids, None)
}

fn find(db: &Reading<'_>, request: &Things, condition: &str) -> Result<(&'static str, Vec<i64>)> {
    let Some(table) = table(request.entity) else {
        let allowed = Entity::ALL
            .iter()
            .filter(|entity| **entity != Entity::Workspace)
            .map(|entity| entity.word())
            .collect::<Vec<_>>()
            .join(", ");
        let value = request.entity.to_string();
        return Err(Error::invalid("entity", Reason::NotAllowed { value, allowed }));
    };
    let mut statement = db
        .conn
        .prepare_cached(&format!("SELECT id FROM {table} WHERE uid = ?1 AND {condition}"))?;
    let mut seen = HashSet::new();
    let mut ids = Vec::with_capacity(request.uids.len());
    for uid in &request.uids {
        if !seen.insert(uid) {
            return Err(Error::invalid("uids", Reason::Duplicate));
        }
        ids.push(
            statement
                .query_row([uid], |row| row.get(0))
                .or_not_found(request.entity, uid)?,
        );
    }
    Ok((table, ids))
}

fn set(db: &Recording<'_>, table: &str, ids: &[i64], deleted: Option<&str>) -> Result<Nothing> {
    let mut statement = db
        .conn
        .prepare_cached(&format!("UPDATE {table} SET deleted = ?2 WHERE id = ?1"))?;
    for id in ids {
        statement.execute(params![id, deleted])?;
    }
    Ok(Nothing {})
}
