//! Adding and changing actors.

use rusqlite::params;

use super::{AddActor, EditActor, names, roles};
use crate::Result;
use crate::commands::answers::{Created, Nothing};
use crate::registers::rows;
use crate::vocabulary::Entity;
use crate::workspace::Recording;

/// Adds an actor with its names and roles.
///
/// # Errors
/// Invalid fields: `uid`, `names`, `names[i].name`, `names[i].language`, `roles[i]` and its parts; an organisation
/// that is not there.
pub fn add(db: &Recording<'_>, request: AddActor) -> Result<Created> {
    let names = names::checked(&request.names)?;
    let roles = roles::checked(db.conn, None, &request.roles)?;
    let uid = rows::new_uid(db.conn, Entity::Actor, request.uid)?;
    db.conn
        .prepare_cached("INSERT INTO actor (uid, kind, note) VALUES (?1, ?2, ?3)")?
        .execute(params![uid, request.kind, request.note])?;
    let id = db.conn.last_insert_rowid();
    names::store(db.conn, id, &names)?;
    roles::store(db.conn, id, &roles)?;
    Ok(Created { uid })
}

/// Changes an actor.
///
/// # Errors
/// As [`add`]; an actor that is not there.
pub fn edit(db: &Recording<'_>, request: EditActor) -> Result<Nothing> {
    let id = rows::id_of(db.conn, Entity::Actor, request.uid)?;
    let names = request.names.as_deref().map(names::checked).transpose()?;
    let roles = request
        .roles
        .as_deref()
        .map(|roles| roles::checked(db.conn, Some(id), roles))
        .transpose()?;
    db.conn
        .prepare_cached(
            "UPDATE actor SET kind = coalesce(?2, kind), note = coalesce(?3, note) WHERE id = ?1",
        )?
        .execute(params![id, request.kind, request.note])?;
    if let Some(names) = names {
        names::store(db.conn, id, &names)?;
    }
    if let Some(roles) = roles {
        roles::store(db.conn, id, &roles)?;
    }
    Ok(Nothing {})
}
