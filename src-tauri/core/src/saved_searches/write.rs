//! Adding and changing saved searches.

use rusqlite::params;

use super::read::{kept, word};
use super::{AddSavedSearch, EditSavedSearch};
use crate::Result;
use crate::commands::answers::{Created, Nothing};
use crate::registers::{fields, rows};
use crate::vocabulary::Entity;
use crate::workspace::Recording;

/// Keeps a search under a name. Any query may be kept: an empty one finds everything.
///
/// # Errors
/// Invalid fields: `uid`, `name` (also one that another saved search has), `query`.
pub fn add(db: &Recording<'_>, request: AddSavedSearch) -> Result<Created> {
    let name = fields::name("name", &request.name)?;
    let query = fields::line("query", &request.query)?;
    rows::refuse_taken_name(db.conn, Entity::SavedSearch, &name, None)?;
    let uid = rows::new_uid(db.conn, Entity::SavedSearch, request.uid)?;
    db.conn
        .prepare_cached(
            "INSERT INTO saved_search (uid, name, query, sort, view, switches) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            uid,
            name,
            query,
            word(request.sort),
            word(request.view),
            kept(&request.switches)
        ])?;
    Ok(Created { uid })
}

/// Changes a saved search.
///
/// # Errors
/// As [`add`]; a saved search that is not there.
pub fn edit(db: &Recording<'_>, request: EditSavedSearch) -> Result<Nothing> {
    let id = rows::id_of(db.conn, Entity::SavedSearch, request.uid)?;
    let name = fields::given(request.name, |name| fields::name("name", name))?;
    let query = fields::given(request.query, |query| fields::line("query", query))?;
    if let Some(name) = &name {
        rows::refuse_taken_name(db.conn, Entity::SavedSearch, name, Some(id))?;
    }
    db.conn
        .prepare_cached(
            "UPDATE saved_search SET name = coalesce(?2, name), query = coalesce(?3, query), sort = coalesce(?4, sort),
               view = coalesce(?5, view), switches = coalesce(?6, switches)
             WHERE id = ?1",
        )?
        .execute(params![
            id,
            name,
            query,
            request.sort.map(word),
            request.view.map(word),
            request.switches.as_ref().map(kept)
        ])?;
    Ok(Nothing {})
}
