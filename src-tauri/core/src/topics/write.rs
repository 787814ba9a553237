//! Adding and changing topics.

use rusqlite::params;

use super::{AddTopic, EditTopic};
use crate::Result;
use crate::commands::answers::{Created, Nothing};
use crate::registers::{fields, rows};
use crate::vocabulary::Entity;
use crate::workspace::Recording;

/// Adds a topic.
///
/// # Errors
/// Invalid fields: `uid`, `name` (also one that another topic has), `question`, `color`.
pub fn add(db: &Recording<'_>, request: AddTopic) -> Result<Created> {
    let name = fields::name("name", &request.name)?;
    let question = fields::line("question", &request.question)?;
    let color = fields::color("color", &request.color)?;
    rows::refuse_taken_name(db.conn, Entity::Topic, &name, None)?;
    let uid = rows::new_uid(db.conn, Entity::Topic, request.uid)?;
    db.conn
        .prepare_cached("INSERT INTO topic (uid, name, question, color, note) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![uid, name, question, color, request.note])?;
    Ok(Created { uid })
}

/// Changes a topic.
///
/// # Errors
/// As [`add`]; a topic that is not there.
pub fn edit(db: &Recording<'_>, request: EditTopic) -> Result<Nothing> {
    let id = rows::id_of(db.conn, Entity::Topic, request.uid)?;
    let name = fields::given(request.name, |name| fields::name("name", name))?;
    let question = fields::given(request.question, |question| fields::line("question", question))?;
    let color = fields::given(request.color, |color| fields::color("color", color))?;
    if let Some(name) = &name {
        rows::refuse_taken_name(db.conn, Entity::Topic, name, Some(id))?;
    }
    db.conn
        .prepare_cached(
            "UPDATE topic SET name = coalesce(?2, name), question = coalesce(?3, question),
               color = coalesce(?4, color), note = coalesce(?5, note) WHERE id = ?1",
        )?
        .execute(params![id, name, question, color, request.note])?;
    Ok(Nothing {})
}
