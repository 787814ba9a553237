//! Adding and changing events.

use rusqlite::params;

use super::{AddEvent, EditEvent, parties};
use crate::commands::answers::{Created, Nothing};
use crate::error::Reason;
use crate::registers::{fields, rows};
use crate::vocabulary::Entity;
use crate::workspace::Recording;
use crate::{Error, Result};

/// Adds an event.
///
/// # Errors
/// Invalid fields: `uid`, `name` (also one that another event has), `place`, `happened`, `series`, `number`, `parties[i]`; a party
/// that is not there.
pub fn add(db: &Recording<'_>, request: AddEvent) -> Result<Created> {
    let name = fields::name("name", &request.name)?;
    let place = fields::line("place", &request.place)?;
    let (happened, days) = fields::date("happened", &request.happened)?;
    let series = fields::line("series", &request.series)?;
    refuse_number(request.number)?;
    let parties = parties::checked(db.conn, None, &request.parties)?;
    rows::refuse_taken_name(db.conn, Entity::Event, &name, None)?;
    let uid = rows::new_uid(db.conn, Entity::Event, request.uid)?;
    db.conn
        .prepare_cached(
            "INSERT INTO event (uid, name, place, happened, happened_earliest, happened_latest, series, number, note)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            uid,
            name,
            place,
            happened,
            days.earliest,
            days.latest,
            series,
            request.number,
            request.note
        ])?;
    parties::store(db.conn, db.conn.last_insert_rowid(), &parties)?;
    Ok(Created { uid })
}

/// Changes an event.
///
/// # Errors
/// As [`add`]; an event that is not there.
pub fn edit(db: &Recording<'_>, request: EditEvent) -> Result<Nothing> {
    let conn = db.conn;
    let id = rows::id_of(conn, Entity::Event, request.uid)?;
    let name = fields::given(request.name, |name| fields::name("name", name))?;
    let place = fields::given(request.place, |place| fields::line("place", place))?;
    let happened = fields::given(request.happened, |happened| fields::date("happened", happened))?;
    let series = fields::given(request.series, |series| fields::line("series", series))?;
    refuse_number(request.number.flatten())?;
    let parties = request
        .parties
        .as_deref()
        .map(|parties| parties::checked(conn, Some(id), parties))
        .transpose()?;
    if let Some(name) = &name {
        rows::refuse_taken_name(conn, Entity::Event, name, Some(id))?;
    }
    conn.prepare_cached(
        "UPDATE event SET name = coalesce(?2, name), place = coalesce(?3, place), series = coalesce(?4, series),
           note = coalesce(?5, note), number = iif(?6, ?7, number) WHERE id = ?1",
    )?
    .execute(params![
        id,
        name,
        place,
        series,
        request.note,
        request.number.is_some(),
        request.number.flatten()
    ])?;
    if let Some((happened, days)) = happened {
        conn.prepare_cached(
            "UPDATE event SET happened = ?2, happened_earliest = ?3, happened_latest = ?4 WHERE id = ?1",
        )?
        .execute(params![id, happened, days.earliest, days.latest])?;
    }
    if let Some(parties) = parties {
        parties::store(conn, id, &parties)?;
    }
    Ok(Nothing {})
}

fn refuse_number(number: Option<u32>) -> Result<()> {
    if number == Some(0) {
        return Err(Error::invalid(
            "number",
            Reason::NotAllowed {
                value: "0".to_owned(),
                allowed: "1 or more".to_owned(),
            },
        ));
    }
    Ok(())
}
