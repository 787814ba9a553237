//! Adding and changing outlets.

use rusqlite::params;

use super::{AddOutlet, EditOutlet};
use crate::Result;
use crate::commands::answers::{Created, Nothing};
use crate::registers::{fields, rows};
use crate::vocabulary::Entity;
use crate::workspace::Recording;

/// Adds an outlet.
///
/// # Errors
/// Invalid fields: `uid`, `name` (also one that another outlet has), `language`, `country`, `url`.
pub fn add(db: &Recording<'_>, request: AddOutlet) -> Result<Created> {
    let name = fields::name("name", &request.name)?;
    let language = fields::language("language", &request.language)?;
    let country = fields::line("country", &request.country)?;
    let url = fields::line("url", &request.url)?;
    rows::refuse_taken_name(db.conn, Entity::Outlet, &name, None)?;
    let uid = rows::new_uid(db.conn, Entity::Outlet, request.uid)?;
    db.conn
        .prepare_cached(
            "INSERT INTO outlet (uid, name, language, country, url, reliability, note)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            uid,
            name,
            language,
            country,
            url,
            request.reliability,
            request.note
        ])?;
    Ok(Created { uid })
}

/// Changes an outlet.
///
/// # Errors
/// As [`add`]; an outlet that is not there.
pub fn edit(db: &Recording<'_>, request: EditOutlet) -> Result<Nothing> {
    let id = rows::id_of(db.conn, Entity::Outlet, request.uid)?;
    let name = fields::given(request.name, |name| fields::name("name", name))?;
    let language = fields::given(request.language, |tag| fields::language("language", tag))?;
    let country = fields::given(request.country, |country| fields::line("country", country))?;
    let url = fields::given(request.url, |url| fields::line("url", url))?;
    if let Some(name) = &name {
        rows::refuse_taken_name(db.conn, Entity::Outlet, name, Some(id))?;
    }
    db.conn
        .prepare_cached(
            "UPDATE outlet SET name = coalesce(?2, name), language = coalesce(?3, language),
               country = coalesce(?4, country), url = coalesce(?5, url), note = coalesce(?6, note),
               reliability = iif(?7, ?8, reliability) WHERE id = ?1",
        )?
        .execute(params![
            id,
            name,
            language,
            country,
            url,
            request.note,
            request.reliability.is_some(),
            request.reliability.flatten()
        ])?;
    Ok(Nothing {})
}
