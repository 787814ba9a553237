//! The names of an actor. The first is the preferred one; each is kept as typed and folded.

use std::collections::HashSet;

use rusqlite::{Connection, params};

use super::NewName;
use crate::error::Reason;
use crate::registers::fields;
use crate::text::direction::script_of;
use crate::text::fold::{fold, variants};
use crate::vocabulary::Uid;
use crate::{Error, Result};

/// A name as it is stored.
pub(super) struct Name {
    pub name: String,
    pub language: String,
}

/// The names of a request: at least one, none twice.
pub(super) fn checked(names: &[NewName]) -> Result<Vec<Name>> {
    if names.is_empty() {
        return Err(Error::invalid("names", Reason::Empty));
    }
    let mut seen = HashSet::new();
    let mut checked = Vec::with_capacity(names.len());
    for (index, given) in names.iter().enumerate() {
        let field = format!("names[{index}].name");
        let name = fields::name(&field, &given.name)?;
        if !seen.insert(name.clone()) {
            return Err(Error::invalid(field, Reason::Duplicate));
        }
        checked.push(Name {
            name,
            language: fields::language(&format!("names[{index}].language"), &given.language)?,
        });
    }
    Ok(checked)
}

/// Makes these the names of an actor. Rows of names that stay are kept, so that the history shows what
/// was changed and nothing else.
pub(super) fn store(conn: &Connection, actor: i64, names: &[Name]) -> Result<()> {
    let mut stored: Vec<(i64, String)> = conn
        .prepare_cached("SELECT id, name FROM actor_name WHERE actor_id = ?1")?
        .query_map([actor], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (index, name) in names.iter().enumerate() {
        let position = i64::try_from(index).unwrap_or(i64::MAX);
        match stored.iter().position(|(_, stored)| *stored == name.name) {
            Some(at) => {
                let (id, _) = stored.swap_remove(at);
                conn.prepare_cached(
                    "UPDATE actor_name SET language = ?2, preferred = ?3, position = ?4 WHERE id = ?1",
                )?
                .execute(params![id, name.language, index == 0, position])?;
            }
            None => {
                conn.prepare_cached(
                    "INSERT INTO actor_name (uid, actor_id, name, folded, language, script, preferred, position)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                )?
                .execute(params![
                    Uid::new(),
                    actor,
                    name.name,
                    fold(&name.name),
                    name.language,
                    script_of(&name.name),
                    index == 0,
                    position
                ])?;
            }
        }
    }
    for (id, _) in stored {
        conn.prepare_cached("DELETE FROM actor_name WHERE id = ?1")?
            .execute([id])?;
    }
    Ok(())
}

/// The folded spellings under which what was typed may stand among the names, as typed first. None when
/// something was typed that has no letters.
pub(super) fn spellings(typed: &str) -> Vec<String> {
    let folded = fold(typed);
    if folded.is_empty() && !typed.trim().is_empty() {
        return Vec::new();
    }
    let mut spellings = vec![folded];
    spellings.extend(variants(typed));
    spellings
}
