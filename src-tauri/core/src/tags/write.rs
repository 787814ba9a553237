//! Adding and changing tags.

use rusqlite::params;

use super::{AddTag, EditTag, tree};
use crate::commands::answers::{Created, Nothing};
use crate::error::Reason;
use crate::registers::{fields, rows};
use crate::vocabulary::Entity;
use crate::workspace::Recording;
use crate::{Error, Result};

/// Adds a tag after its siblings.
///
/// # Errors
/// Invalid fields: `uid`, `name` (also one that a sibling has), `color`; a parent that is not there.
pub fn add(db: &Recording<'_>, request: AddTag) -> Result<Created> {
    let name = fields::name("name", &request.name)?;
    let color = fields::color("color", &request.color)?;
    let parent = request
        .parent
        .map(|parent| rows::id_of(db.conn, Entity::Tag, parent))
        .transpose()?;
    tree::refuse_taken_name(db.conn, parent, &name, None)?;
    let uid = rows::new_uid(db.conn, Entity::Tag, request.uid)?;
    let position = tree::next_position(db.conn, parent)?;
    db.conn
        .prepare_cached(
            "INSERT INTO tag (uid, parent_id, name, color, definition, position) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![uid, parent, name, color, request.definition, position])?;
    Ok(Created { uid })
}

/// Changes a tag, or its place in the tree. Under another parent without a position it comes last.
///
/// # Errors
/// As [`add`]; `parent` is the tag itself or below it; a tag that is not there.
pub fn edit(db: &Recording<'_>, request: EditTag) -> Result<Nothing> {
    let conn = db.conn;
    let id = rows::id_of(conn, Entity::Tag, request.uid)?;
    let name = fields::given(request.name, |name| fields::name("name", name))?;
    let color = fields::given(request.color, |color| fields::color("color", color))?;
    let (parent_before, name_before): (Option<i64>, String) = conn
        .prepare_cached("SELECT parent_id, name FROM tag WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let parent = match request.parent {
        None => parent_before,
        Some(None) => None,
        Some(Some(uid)) => {
            let kept: Vec<i64> = parent_before.into_iter().collect();
            let parent = rows::id_of_or_kept(conn, Entity::Tag, uid, &kept)?;
            if tree::is_below_or_same(conn, parent, id)? {
                return Err(Error::invalid("parent", Reason::Itself));
            }
            Some(parent)
        }
    };
    if name.is_some() || parent != parent_before {
        tree::refuse_taken_name(conn, parent, name.as_deref().unwrap_or(&name_before), Some(id))?;
    }
    conn.prepare_cached(
        "UPDATE tag SET name = coalesce(?2, name), color = coalesce(?3, color),
           definition = coalesce(?4, definition) WHERE id = ?1",
    )?
    .execute(params![id, name, color, request.definition])?;
    if parent != parent_before {
        conn.prepare_cached("UPDATE tag SET parent_id = ?2, position = ?3 WHERE id = ?1")?
            .execute(params![id, parent, tree::next_position(conn, parent)?])?;
    }
    if let Some(position) = request.position {
        tree::place(conn, id, parent, position as usize)?;
    }
    Ok(Nothing {})
}
