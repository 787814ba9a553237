//! The roles of an actor over time.

use rusqlite::{Connection, params};

use super::NewActorRole;
use crate::error::Reason;
use crate::registers::{fields, rows};
use crate::vocabulary::{Entity, Uid};
use crate::{Error, Result};

/// Written for the end of a role that is still held.
const STILL: &str = "..";

/// A role as it is stored.
#[derive(PartialEq, Eq)]
pub(super) struct Role {
    pub title: String,
    pub organisation: Option<i64>,
    pub from: String,
    pub to: String,
}

/// The roles of a request; `actor` is whose they are to be, when it is there already.
pub(super) fn checked(conn: &Connection, actor: Option<i64>, roles: &[NewActorRole]) -> Result<Vec<Role>> {
    let kept: Vec<i64> = match actor {
        Some(actor) => stored(conn, actor)?
            .iter()
            .filter_map(|(_, role)| role.organisation)
            .collect(),
        None => Vec::new(),
    };
    let mut checked: Vec<Role> = Vec::with_capacity(roles.len());
    for (index, given) in roles.iter().enumerate() {
        let field = |name: &str| format!("roles[{index}].{name}");
        let title = fields::name(&field("title"), &given.title)?;
        let (from, began) = fields::date(&field("from"), &given.from)?;
        let to = if given.to.trim() == STILL {
            STILL.to_owned()
        } else {
            let (to, ended) = fields::date(&field("to"), &given.to)?;
            if let (Some(began), Some(ended)) = (began.earliest, ended.latest)
                && ended < began
            {
                return Err(Error::invalid(
                    field("to"),
                    Reason::NotAllowed {
                        value: to,
                        allowed: format!("not before {from}"),
                    },
                ));
            }
            to
        };
        let organisation = given
            .organisation
            .map(|uid| rows::id_of_or_kept(conn, Entity::Actor, uid, &kept))
            .transpose()?;
        if organisation.is_some() && organisation == actor {
            return Err(Error::invalid(field("organisation"), Reason::Itself));
        }
        let role = Role {
            title,
            organisation,
            from,
            to,
        };
        if checked.contains(&role) {
            return Err(Error::invalid(format!("roles[{index}]"), Reason::Duplicate));
        }
        checked.push(role);
    }
    Ok(checked)
}

/// The roles of an actor in their order, with their rows' ids.
pub(super) fn stored(conn: &Connection, actor: i64) -> Result<Vec<(i64, Role)>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, title, organisation_id, held_from, held_to FROM actor_role WHERE actor_id = ?1
         ORDER BY position, id",
    )?;
    let rows = statement.query_map([actor], |row| {
        Ok((
            row.get(0)?,
            Role {
                title: row.get(1)?,
                organisation: row.get(2)?,
                from: row.get(3)?,
                to: row.get(4)?,
            },
        ))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Makes these the roles of an actor, keeping the rows of those that stay.
pub(super) fn store(conn: &Connection, actor: i64, roles: &[Role]) -> Result<()> {
    let mut stored = stored(conn, actor)?;
    for (index, role) in roles.iter().enumerate() {
        let position = i64::try_from(index).unwrap_or(i64::MAX);
        match stored.iter().position(|(_, stored)| stored == role) {
            Some(at) => {
                let (id, _) = stored.swap_remove(at);
                conn.prepare_cached("UPDATE actor_role SET position = ?2 WHERE id = ?1")?
                    .execute(params![id, position])?;
            }
            None => {
                conn.prepare_cached(
                    "INSERT INTO actor_role (uid, actor_id, position, title, organisation_id, held_from, held_to)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                )?
                .execute(params![
                    Uid::new(),
                    actor,
                    position,
                    role.title,
                    role.organisation,
                    role.from,
                    role.to
                ])?;
            }
        }
    }
    for (id, _) in stored {
        conn.prepare_cached("DELETE FROM actor_role WHERE id = ?1")?
            .execute([id])?;
    }
    Ok(())
}
