//! Looking at outlets.

use std::collections::HashMap;

use rusqlite::Connection;

use super::{OutletList, OutletRow, OutletView};
use crate::commands::answers::{NoArguments, One};
use crate::registers::{notes, rows};
use crate::text::fold::fold;
use crate::vocabulary::Entity;
use crate::workspace::Reading;
use crate::{Error, Result};

/// All outlets that are not in the bin, by name as folded.
pub fn list(db: &Reading<'_>, _: NoArguments) -> Result<OutletList> {
    let ids: Vec<i64> = db
        .conn
        .prepare_cached("SELECT id FROM outlet WHERE deleted IS NULL")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut outlets = views(db.conn, &ids)?;
    outlets.sort_by_cached_key(|outlet| (fold(&outlet.name), outlet.name.clone()));
    Ok(OutletList { outlets })
}

/// One outlet with its notes.
pub fn get(db: &Reading<'_>, request: One) -> Result<OutletView> {
    let id = rows::id_of(db.conn, Entity::Outlet, request.uid)?;
    let outlet = views(db.conn, &[id])?
        .pop()
        .ok_or_else(|| Error::not_found(Entity::Outlet, request.uid))?;
    Ok(OutletView {
        outlet,
        notes: notes::about(db.conn, Entity::Outlet, id, request.uid)?,
    })
}

fn views(conn: &Connection, ids: &[i64]) -> Result<Vec<OutletRow>> {
    let counts = counts(conn, ids)?;
    let mut statement = conn.prepare_cached(
        "SELECT o.id, o.uid, o.name, o.language, o.country, o.url, o.reliability, o.note
         FROM json_each(?1) j CROSS JOIN outlet o ON o.id = j.value",
    )?;
    let rows = statement.query_map([rows::json(ids)], |row| {
        let (articles, statements) = counts.get(&row.get(0)?).copied().unwrap_or_default();
        Ok(OutletRow {
            uid: row.get(1)?,
            name: row.get(2)?,
            language: row.get(3)?,
            country: row.get(4)?,
            url: row.get(5)?,
            reliability: row.get(6)?,
            note: row.get(7)?,
            articles,
            statements,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Articles and statements in them by outlet.
fn counts(conn: &Connection, ids: &[i64]) -> Result<HashMap<i64, (u32, u32)>> {
    let mut statement = conn.prepare_cached(
        "SELECT a.outlet_id, count(DISTINCT a.id), count(s.id)
         FROM json_each(?1) j
         CROSS JOIN article a ON a.outlet_id = j.value AND a.deleted IS NULL
         LEFT JOIN statement s ON s.article_id = a.id AND s.deleted IS NULL
         GROUP BY a.outlet_id",
    )?;
    let rows = statement.query_map([rows::json(ids)], |row| {
        Ok((row.get(0)?, (row.get(1)?, row.get(2)?)))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
