//! Writing and changing notes.

use rusqlite::params;

use super::list::SUBJECTS;
use super::types::{AddNote, EditNote, Subject};
use crate::commands::answers::{Created, Nothing};
use crate::commands::rules::{living, table, text};
use crate::error::Reason;
use crate::registers::rows::new_uid;
use crate::vocabulary::{Entity, Uid};
use crate::workspace::{Reading, Recording};
use crate::{Error, Result};

/// Writes a note about a thing, or about the workspace as a whole.
pub fn add(db: &Recording<'_>, request: AddNote) -> Result<Created> {
    let uid = new_uid(db.conn, Entity::Note, request.uid)?;
    let words = text("text", &request.text)?;
    match request.about {
        None => insert(db, uid, None, &words)?,
        Some(subject) => {
            let subject = row(db, &subject)?;
            insert(db, uid, Some(subject), &words)?;
        }
    }
    Ok(Created { uid })
}

/// Changes a note's text. What it is about never changes.
pub fn edit(db: &Recording<'_>, request: EditNote) -> Result<Nothing> {
    let id = living(db.conn, Entity::Note, request.uid)?;
    let words = text("text", &request.text)?;
    db.conn
        .prepare_cached("UPDATE note SET text = ?2 WHERE id = ?1")?
        .execute(params![id, words])?;
    Ok(Nothing {})
}

/// The table and the row that a note is about.
fn row(db: &Reading<'_>, subject: &Subject) -> Result<(&'static str, i64)> {
    let Some(table) = table(subject.entity).filter(|_| SUBJECTS.contains(&subject.entity)) else {
        return Err(Error::invalid(
            "about.entity",
            Reason::NotAllowed {
                value: subject.entity.to_string(),
                allowed: SUBJECTS
                    .iter()
                    .map(|entity| entity.word())
                    .collect::<Vec<_>>()
                    .join(", "),
            },
        ));
    };
    Ok((table, living(db.conn, subject.entity, subject.uid)?))
}

fn insert(db: &Recording<'_>, uid: Uid, subject: Option<(&str, i64)>, words: &str) -> Result<()> {
    // Without a subject the id is NULL, in whichever column.
    let (table, id) = subject.map_or(("article", None), |(table, id)| (table, Some(id)));
    db.conn
        .prepare_cached(&format!(
            "INSERT INTO note (uid, {table}_id, text, added) VALUES (?1, ?2, ?3, ?4)"
        ))?
        .execute(params![uid, id, words, db.at])?;
    Ok(())
}
