//! Adding and changing concepts.

use rusqlite::params;

use super::{AddConcept, EditConcept, terms};
use crate::Result;
use crate::commands::answers::{Created, Nothing};
use crate::registers::{fields, rows};
use crate::vocabulary::Entity;
use crate::workspace::Recording;

/// Adds a concept with its terms.
///
/// # Errors
/// Invalid fields: `uid`, `terms`, `terms[i].term` (also one that another concept of the subject has in that
/// language), `terms[i].language`, `subject`.
pub fn add(db: &Recording<'_>, request: AddConcept) -> Result<Created> {
    let given = terms::checked(&request.terms)?;
    let subject = fields::line("subject", &request.subject)?;
    for (index, term) in given.iter().enumerate() {
        terms::refuse_taken(db.conn, index, term, &subject, None)?;
    }
    let uid = rows::new_uid(db.conn, Entity::Concept, request.uid)?;
    db.conn
        .prepare_cached("INSERT INTO concept (uid, subject, definition, note) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![uid, subject, request.definition, request.note])?;
    terms::store(db.conn, db.conn.last_insert_rowid(), &given)?;
    Ok(Created { uid })
}

/// Changes a concept.
///
/// # Errors
/// As [`add`]; a concept that is not there.
pub fn edit(db: &Recording<'_>, request: EditConcept) -> Result<Nothing> {
    let conn = db.conn;
    let id = rows::id_of(conn, Entity::Concept, request.uid)?;
    let given = request.terms.as_deref().map(terms::checked).transpose()?;
    let subject = fields::given(request.subject, |subject| fields::line("subject", subject))?;
    let was: String = conn
        .prepare_cached("SELECT subject FROM concept WHERE id = ?1")?
        .query_row([id], |row| row.get(0))?;
    let stored = terms::stored(conn, id)?;
    let moves = subject.as_ref().is_some_and(|subject| *subject != was);
    for (index, term) in given.as_deref().unwrap_or(&stored).iter().enumerate() {
        // What the concept has already may stay: a concept that came back from the bin can share it with another.
        let is_new = moves
            || !stored
                .iter()
                .any(|own| own.term == term.term && own.language == term.language);
        if is_new {
            terms::refuse_taken(conn, index, term, subject.as_deref().unwrap_or(&was), Some(id))?;
        }
    }
    conn.prepare_cached(
        "UPDATE concept SET subject = coalesce(?2, subject), definition = coalesce(?3, definition),
           note = coalesce(?4, note) WHERE id = ?1",
    )?
    .execute(params![id, subject, request.definition, request.note])?;
    if let Some(given) = given {
        terms::store(conn, id, &given)?;
    }
    Ok(Nothing {})
}
