//! Adding and changing links.

use rusqlite::{Connection, params};

use super::{AddLink, EditLink};
use crate::commands::answers::{Created, Nothing};
use crate::error::Reason;
use crate::registers::rows;
use crate::vocabulary::{Entity, LinkKind};
use crate::workspace::Recording;
use crate::{Error, Result};

/// Says how one statement stands to another.
///
/// # Errors
/// Invalid fields: `uid`, `to` (the same statement), `kind` (the link is there already; of a kind that holds both
/// ways also when it is there the other way round); a statement that is not there.
pub fn add(db: &Recording<'_>, request: AddLink) -> Result<Created> {
    let from = rows::id_of(db.conn, Entity::Statement, request.from)?;
    let to = rows::id_of(db.conn, Entity::Statement, request.to)?;
    if from == to {
        return Err(Error::invalid("to", Reason::Itself));
    }
    refuse_there(db.conn, from, to, request.kind, None)?;
    let uid = rows::new_uid(db.conn, Entity::Link, request.uid)?;
    db.conn
        .prepare_cached("INSERT INTO link (uid, from_id, to_id, kind, note) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![uid, from, to, request.kind, request.note])?;
    Ok(Created { uid })
}

/// Changes a link's kind or note.
///
/// # Errors
/// `kind` as [`add`]; a link that is not there.
pub fn edit(db: &Recording<'_>, request: EditLink) -> Result<Nothing> {
    let id = rows::id_of(db.conn, Entity::Link, request.uid)?;
    if let Some(kind) = request.kind {
        let (from, to) = db
            .conn
            .prepare_cached("SELECT from_id, to_id FROM link WHERE id = ?1")?
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        refuse_there(db.conn, from, to, kind, Some(id))?;
    }
    db.conn
        .prepare_cached("UPDATE link SET kind = coalesce(?2, kind), note = coalesce(?3, note) WHERE id = ?1")?
        .execute(params![id, request.kind, request.note])?;
    Ok(Nothing {})
}

/// Whether a link of this kind says the same from either end.
fn holds_both_ways(kind: LinkKind) -> bool {
    match kind {
        LinkKind::Contradicts | LinkKind::Confirms | LinkKind::Repeats => true,
        LinkKind::Updates | LinkKind::Answers => false,
    }
}

fn refuse_there(conn: &Connection, from: i64, to: i64, kind: LinkKind, except: Option<i64>) -> Result<()> {
    let there: bool = conn
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM link WHERE from_id = ?1 AND to_id = ?2 AND kind = ?3
                              AND deleted IS NULL AND id IS NOT ?5)
                 OR ?4 AND EXISTS (SELECT 1 FROM link WHERE from_id = ?2 AND to_id = ?1 AND kind = ?3
                                     AND deleted IS NULL AND id IS NOT ?5)",
        )?
        .query_row(params![from, to, kind, holds_both_ways(kind), except], |row| {
            row.get(0)
        })?;
    if there {
        return Err(Error::invalid("kind", Reason::Duplicate));
    }
    Ok(())
}
