//! Notes, last added first.

use super::types::{NoteList, NoteView};
use crate::Result;
use crate::commands::answers::NoArguments;
use crate::vocabulary::Entity;
use crate::workspace::Reading;

/// Kinds of things that notes can be about, besides the workspace.
pub(super) const SUBJECTS: &[Entity] = &[
    Entity::Article,
    Entity::Statement,
    Entity::Actor,
    Entity::Topic,
    Entity::Event,
    Entity::Outlet,
];

/// Notes about the workspace as a whole.
pub fn list(db: &Reading<'_>, _: NoArguments) -> Result<NoteList> {
    let mut statement = db.conn.prepare_cached(
        "SELECT uid, text, added FROM note
         WHERE article_id IS NULL AND statement_id IS NULL AND actor_id IS NULL AND topic_id IS NULL
           AND event_id IS NULL AND outlet_id IS NULL AND deleted IS NULL
         ORDER BY id DESC",
    )?;
    let notes = statement
        .query_map([], |row| {
            Ok(NoteView {
                uid: row.get(0)?,
                about: None,
                text: row.get(1)?,
                added: row.get(2)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(NoteList { notes })
}
