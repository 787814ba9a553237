//! Reading the history: who did what, when, to what.

use rusqlite::{OptionalExtension, params};
use serde_json::Value;

use super::change::{self, Change};
use super::types::{ChangeView, CommandView, GetCommand, HistoryEntry, HistoryPage, ListHistory};
use crate::workspace::Reading;
use crate::{Error, Result};

/// What was done, last first.
pub fn list(db: &Reading<'_>, request: ListHistory) -> Result<HistoryPage> {
    let limit = if request.limit == 0 {
        100
    } else {
        request.limit.min(500)
    };
    let before = request.before.map_or(i64::MAX, i64::from);
    let ids: Vec<i64> = match request.uid {
        None => db
            .conn
            .prepare_cached("SELECT id FROM command WHERE id < ?1 ORDER BY id DESC LIMIT ?2")?
            .query_map(params![before, limit], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?,
        Some(uid) => db
            .conn
            .prepare_cached(
                "SELECT DISTINCT command_id FROM (
                   SELECT command_id FROM change WHERE owner = ?1 UNION SELECT command_id FROM change WHERE uid = ?1 AND uid IS NOT owner)
                 WHERE command_id < ?2 ORDER BY command_id DESC LIMIT ?3",
            )?
            .query_map(params![uid, before, limit], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?,
    };
    let next = (ids.len() == limit as usize)
        .then(|| ids.last().copied().unwrap_or(0))
        .filter(|id| *id > 1);
    let entries = ids.into_iter().map(|id| entry(db, id)).collect::<Result<_>>()?;
    Ok(HistoryPage {
        entries,
        next: next.and_then(|id| u32::try_from(id).ok()),
    })
}

/// One command with its changes.
pub fn get(db: &Reading<'_>, request: GetCommand) -> Result<CommandView> {
    let id = i64::from(request.sequence);
    let changes = change::of_command(db.conn, id)?.into_iter().map(view).collect();
    Ok(CommandView {
        entry: entry(db, id)?,
        changes,
    })
}

fn entry(db: &Reading<'_>, id: i64) -> Result<HistoryEntry> {
    let changes = change::of_command(db.conn, id)?;
    let label = label(db, &changes)?;
    db.conn
        .prepare_cached(
            "SELECT c.id, c.uid, coalesce(t.name, c.name), c.how, c.target, c.analyst, c.at, c.state
             FROM command c LEFT JOIN command t ON t.id = c.target WHERE c.id = ?1",
        )?
        .query_row([id], |row| {
            Ok(HistoryEntry {
                sequence: row.get(0)?,
                uid: row.get(1)?,
                command: row.get(2)?,
                how: row.get(3)?,
                target: row.get(4)?,
                analyst: row.get(5)?,
                at: row.get(6)?,
                state: row.get(7)?,
                label,
                touched: change::touched(&changes),
            })
        })
        .optional()?
        .ok_or_else(|| Error::Invalid {
            field: "sequence".to_owned(),
            reason: crate::error::Reason::NotAllowed {
                value: id.to_string(),
                allowed: "a number of the history".to_owned(),
            },
        })
}

/// What people know the thing by that the command was about: the first row that has a name now, or had one.
fn label(db: &Reading<'_>, changes: &[Change]) -> Result<String> {
    for change in changes {
        let (table, column) = match change.table.as_str() {
            "article" | "briefing" => (change.table.as_str(), "title"),
            "outlet" | "topic" | "tag" | "event" | "saved_search" | "actor_name" => {
                (change.table.as_str(), "name")
            }
            "span" => ("span", "quote"),
            "note" | "translation" | "briefing_item" => (change.table.as_str(), "text"),
            _ => continue,
        };
        // A statement in a briefing has no words of its own: it is known by its quote.
        let known_by = if table == "briefing_item" {
            "coalesce((SELECT quote FROM span WHERE span.statement_id = briefing_item.statement_id
                       ORDER BY position LIMIT 1), text)"
        } else {
            column
        };
        let now: Option<String> = db
            .conn
            .prepare_cached(&format!(
                "SELECT substr({known_by}, 1, 120) FROM {table} WHERE uid = ?1"
            ))?
            .query_row([&change.uid], |row| row.get(0))
            .optional()?;
        if let Some(text) = now
            .or_else(|| change.before_text(column))
            .filter(|text| !text.is_empty())
        {
            return Ok(text.chars().take(120).collect());
        }
    }
    // A part was changed that has no name itself: the statement it belongs to has a quote.
    for change in changes {
        if let Some(owner) = &change.owner {
            let quote: Option<String> = db
                .conn
                .prepare_cached(
                    "SELECT substr(quote, 1, 120) FROM span JOIN statement s ON s.id = statement_id
                     WHERE s.uid = ?1 ORDER BY position LIMIT 1",
                )?
                .query_row([owner], |row| row.get(0))
                .optional()?;
            if let Some(quote) = quote {
                return Ok(quote);
            }
        }
    }
    Ok(String::new())
}

fn view(change: Change) -> ChangeView {
    let parse = |text: Option<String>| {
        text.and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or(Value::Null)
    };
    ChangeView {
        table: change.table,
        op: change.op.word().to_owned(),
        uid: change.uid,
        before: parse(change.before),
        after: parse(change.after),
    }
}
