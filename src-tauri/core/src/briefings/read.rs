//! Looking at briefings and their outlines.

use std::collections::HashMap;

use rusqlite::{OptionalExtension, Row};

use super::types::{BriefingItemView, BriefingList, BriefingRow, BriefingView};
use crate::commands::answers::{NoArguments, One};
use crate::error::{OrNotFound as _, Reason};
use crate::statements::view::views;
use crate::vocabulary::{Entity, Uid};
use crate::workspace::Reading;
use crate::{Error, Result};

const ROWS: &str = "SELECT b.uid, b.title, b.language, b.added,
    (SELECT count(*) FROM briefing_item i WHERE i.briefing_id = b.id),
    (SELECT count(*) FROM briefing_item i WHERE i.briefing_id = b.id AND i.kind = 'statement')
  FROM briefing b WHERE b.deleted IS NULL";

/// All briefings, the newest first.
pub fn list(db: &Reading<'_>, _: NoArguments) -> Result<BriefingList> {
    let mut statement = db.conn.prepare_cached(&format!("{ROWS} ORDER BY b.id DESC"))?;
    let briefings = statement.query_map([], row)?.collect::<rusqlite::Result<_>>()?;
    Ok(BriefingList { briefings })
}

/// One briefing with its outline. An entry whose statement is in the bin has none.
pub fn get(db: &Reading<'_>, request: One) -> Result<BriefingView> {
    let briefing = db
        .conn
        .prepare_cached(&format!("{ROWS} AND b.uid = ?1"))?
        .query_row([request.uid], row)
        .or_not_found(Entity::Briefing, request.uid)?;
    let mut statement = db.conn.prepare_cached(
        "SELECT i.uid, i.kind, i.level, i.text, t.uid,
                CASE WHEN s.deleted IS NULL AND a.deleted IS NULL THEN s.id END, s.uid
         FROM briefing b JOIN briefing_item i ON i.briefing_id = b.id
         LEFT JOIN translation t ON t.id = i.translation_id AND t.deleted IS NULL
         LEFT JOIN statement s ON s.id = i.statement_id
         LEFT JOIN article a ON a.id = s.article_id
         WHERE b.uid = ?1 ORDER BY i.position, i.id",
    )?;
    let rows: Vec<(BriefingItemView, Option<i64>, Option<Uid>)> = statement
        .query_map([request.uid], |row| {
            Ok((
                BriefingItemView {
                    uid: row.get(0)?,
                    kind: row.get(1)?,
                    level: row.get(2)?,
                    text: row.get(3)?,
                    statement: None,
                    translation: row.get(4)?,
                },
                row.get(5)?,
                row.get(6)?,
            ))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut ids: Vec<i64> = rows.iter().filter_map(|(_, id, _)| *id).collect();
    ids.sort_unstable();
    ids.dedup();
    let views: HashMap<Uid, _> = views(db.conn, &ids)?
        .into_iter()
        .map(|view| (view.uid, view))
        .collect();
    let items = rows
        .into_iter()
        .map(|(mut item, id, uid)| {
            // The same statement may stand in several places.
            item.statement = id.and(uid).and_then(|uid| views.get(&uid).cloned());
            item
        })
        .collect();
    Ok(BriefingView { briefing, items })
}

/// The briefing of this title, or of this uid.
///
/// # Errors
/// [`Error::NotFound`]; [`Reason::Duplicate`] on `briefing` when several have the title.
pub fn by_title(db: &Reading<'_>, title: &str) -> Result<Uid> {
    let title = title.trim();
    let mut statement = db
        .conn
        .prepare_cached("SELECT uid FROM briefing WHERE title = ?1 AND deleted IS NULL ORDER BY id")?;
    let mut found = statement
        .query_map([title], |row| row.get::<_, Uid>(0))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    match (found.pop(), found.is_empty()) {
        (Some(uid), true) => Ok(uid),
        (Some(_), false) => Err(Error::invalid("briefing", Reason::Duplicate)),
        (None, _) => {
            let by_uid = title.parse::<Uid>().ok();
            by_uid
                .map(|uid| {
                    db.conn
                        .prepare_cached("SELECT uid FROM briefing WHERE uid = ?1 AND deleted IS NULL")?
                        .query_row([uid], |row| row.get(0))
                        .optional()
                })
                .transpose()?
                .flatten()
                .or_not_found(Entity::Briefing, title)
        }
    }
}

fn row(row: &Row<'_>) -> rusqlite::Result<BriefingRow> {
    Ok(BriefingRow {
        uid: row.get(0)?,
        title: row.get(1)?,
        language: row.get(2)?,
        added: row.get(3)?,
        items: row.get(4)?,
        statements: row.get(5)?,
    })
}
