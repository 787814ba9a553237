//! Undo and redo: commands like any other, which take back the recorded changes of a command (or of
//! a group of commands). So they are recorded, survive a restart, and can be looked at.

use rusqlite::OptionalExtension;

use super::change;
use super::types::{UndoState, Undone};
use crate::commands::answers::NoArguments;
use crate::vocabulary::ImportState;
use crate::workspace::{How, Reading, Recording};
use crate::{Error, Result};

/// So many articles of one import are taken back in one step (and one transaction).
const MOST_ARTICLES: u32 = 20_000;

/// Takes back the last command that is in effect. An import of many articles stands where it began, however long it
/// took and whatever was done beside it, and is taken back as a whole.
pub fn undo(db: &Recording<'_>, _: NoArguments) -> Result<Undone> {
    let last = last_in_effect(db)?.ok_or(Error::NothingTo { what: "undo" })?;
    refuse_import(db, &last)?;
    let members = members(db, &last, "in_effect")?;
    for member in members.iter().rev() {
        change::take_back(db.conn, &change::of_command(db.conn, *member)?)?;
        set_state(db, *member, "undone")?;
    }
    db.how.set(How::Undo);
    db.target.set(members.last().copied());
    Ok(Undone {
        name: last.name,
        commands: count(&members),
    })
}

/// Does again what was undone last.
pub fn redo(db: &Recording<'_>, _: NoArguments) -> Result<Undone> {
    let first = first_undone(db)?.ok_or(Error::NothingTo { what: "redo" })?;
    let members = members(db, &first, "undone")?;
    let target = members.last().copied().unwrap_or(first.id);
    let undo: i64 = db.conn.query_row(
        "SELECT max(id) FROM command WHERE target = ?1 AND how = 'undo'",
        [target],
        |row| row.get(0),
    )?;
    change::take_back(db.conn, &change::of_command(db.conn, undo)?)?;
    for member in &members {
        set_state(db, *member, "in_effect")?;
    }
    db.how.set(How::Redo);
    db.target.set(Some(target));
    Ok(Undone {
        name: first.name,
        commands: count(&members),
    })
}

/// What undo and redo would do now.
pub(crate) fn state(db: &Reading<'_>) -> Result<UndoState> {
    Ok(UndoState {
        undo: last_in_effect(db)?.map(|command| command.name),
        redo: first_undone(db)?.map(|command| command.name),
    })
}

struct Candidate {
    id: i64,
    name: String,
    group: Option<String>,
}

fn last_in_effect(db: &Reading<'_>) -> Result<Option<Candidate>> {
    let single = candidate(
        db,
        "SELECT id, name, group_uid FROM command WHERE state = 'in_effect' AND how = 'do'
           AND id > coalesce((SELECT max(id) FROM command WHERE state = 'final' AND how = 'do'), 0)
           AND (group_uid IS NULL OR group_uid NOT IN (SELECT uid FROM import_job))
         ORDER BY id DESC LIMIT 1",
    )?;
    let import = candidate(
        db,
        "SELECT c.id, c.name, c.group_uid FROM import_job j JOIN command c ON c.id = j.first_command
         WHERE c.state = 'in_effect'
           AND c.id > coalesce((SELECT max(id) FROM command WHERE state = 'final' AND how = 'do'), 0)
         ORDER BY c.id DESC LIMIT 1",
    )?;
    Ok(match (single, import) {
        (Some(single), Some(import)) if import.id > single.id => Some(import),
        (single, import) => single.or(import),
    })
}

/// Refuses to take back an import that goes on, or that is too large for one step.
fn refuse_import(db: &Reading<'_>, last: &Candidate) -> Result<()> {
    let found: Option<(ImportState, u32)> = db
        .conn
        .prepare_cached("SELECT state, imported FROM import_job WHERE uid = ?1")?
        .query_row([&last.group], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    match found {
        Some((ImportState::Storing, _)) => Err(Error::ImportUnfinished),
        Some((_, articles)) if articles > MOST_ARTICLES => Err(Error::TooMuchToUndo {
            articles: u64::from(articles),
            limit: u64::from(MOST_ARTICLES),
        }),
        _ => Ok(()),
    }
}

fn is_import(db: &Reading<'_>, group: &str) -> Result<bool> {
    Ok(db
        .conn
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM import_job WHERE uid = ?1)")?
        .query_row([group], |row| row.get(0))?)
}

fn first_undone(db: &Reading<'_>) -> Result<Option<Candidate>> {
    candidate(
        db,
        "SELECT id, name, group_uid FROM command WHERE state = 'undone' ORDER BY id LIMIT 1",
    )
}

fn candidate(db: &Reading<'_>, sql: &str) -> Result<Option<Candidate>> {
    let row = |row: &rusqlite::Row<'_>| {
        Ok(Candidate {
            id: row.get(0)?,
            name: row.get(1)?,
            group: row.get(2)?,
        })
    };
    Ok(db.conn.prepare_cached(sql)?.query_row([], row).optional()?)
}

/// The command itself and those of its group beside it, first to last.
fn members(db: &Reading<'_>, of: &Candidate, state: &str) -> Result<Vec<i64>> {
    let Some(group) = &of.group else {
        return Ok(vec![of.id]);
    };
    let mut statement = db.conn.prepare_cached(
        "SELECT id FROM command WHERE group_uid = ?1 AND state = ?2 AND how = 'do' ORDER BY id",
    )?;
    let ids = statement
        .query_map([group.as_str(), state], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<i64>>>()?;
    if is_import(db, group)? {
        return Ok(ids);
    }
    // Only those that stand together: another command in between must be undone on its own first.
    let mut together = vec![];
    for id in ids {
        let between: bool = db
            .conn
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM command WHERE id > min(?1, ?2) AND id < max(?1, ?2)
                AND state = ?3 AND how = 'do' AND group_uid IS NOT ?4)",
            )?
            .query_row(rusqlite::params![id, of.id, state, group], |row| row.get(0))?;
        if !between {
            together.push(id);
        }
    }
    Ok(together)
}

fn set_state(db: &Recording<'_>, id: i64, state: &str) -> Result<()> {
    db.conn
        .prepare_cached("UPDATE command SET state = ?2 WHERE id = ?1")?
        .execute(rusqlite::params![id, state])?;
    Ok(())
}

fn count(members: &[i64]) -> u32 {
    u32::try_from(members.len()).unwrap_or(u32::MAX)
}
