//! The other names of a registered actor that the query names.

use rusqlite::{Connection, params};

use super::super::documents::Source;
use super::super::match_expression::string;
use crate::Result;
use crate::text::fold::fold;

/// When more actors are named so, a word says too little.
const MOST_ACTORS: usize = 4;
/// Names of an actor.
const MOST_NAMES: i64 = 24;

/// Another name of an actor.
pub(super) struct OtherName {
    pub name: String,
    pub folded: String,
    /// The name that the actor is known by.
    pub actor: String,
}

/// The other names of the actors with this name. One word may also be the last one of a person's name. `name` is
/// folded, a space between its words.
pub(super) fn other_names(conn: &Connection, name: &str) -> Result<Vec<OtherName>> {
    let mut actors: Vec<i64> = Vec::new();
    {
        let mut whole = conn.prepare_cached(
            "SELECT DISTINCT n.actor_id FROM actor_name n JOIN actor a ON a.id = n.actor_id AND a.deleted IS NULL
             WHERE n.folded = ?1 LIMIT 8",
        )?;
        let mut rows = whole.query([name])?;
        while let Some(row) = rows.next()? {
            actors.push(row.get(0)?);
        }
    }
    let long_enough = name.chars().count() >= 4 || name.chars().any(|letter| letter >= '\u{2e80}');
    if !name.contains(' ') && long_enough {
        let source = Source::ActorName;
        let mut last = conn.prepare_cached(
            "SELECT n.actor_id, n.folded FROM search s JOIN actor_name n ON n.id = s.rowid - ?2
               JOIN actor a ON a.id = n.actor_id AND a.deleted IS NULL AND a.kind = 'person'
             WHERE s.search MATCH ?1 AND s.rowid >= ?2 AND s.rowid < ?3 LIMIT 40",
        )?;
        let mut rows = last.query(params![string(name), source.base(), source.end()])?;
        while let Some(row) = rows.next()? {
            let (actor, folded): (i64, String) = (row.get(0)?, row.get(1)?);
            let is_last = folded.rsplit(' ').next() == Some(name);
            if is_last && !actors.contains(&actor) {
                actors.push(actor);
            }
        }
    }
    if actors.len() > MOST_ACTORS {
        return Ok(Vec::new());
    }
    let mut names = conn.prepare_cached(
        "SELECT n.name,
           (SELECT p.name FROM actor_name p WHERE p.actor_id = n.actor_id ORDER BY p.preferred DESC, p.position LIMIT 1)
         FROM actor_name n WHERE n.actor_id = ?1 ORDER BY n.preferred DESC, n.position LIMIT ?2",
    )?;
    let mut found = Vec::new();
    for actor in actors {
        let mut rows = names.query(params![actor, MOST_NAMES])?;
        while let Some(row) = rows.next()? {
            let other: String = row.get(0)?;
            let folded = fold(&other);
            // A name that has the word in it is found by the word.
            let has_it = folded.split(' ').any(|word| word == name) || folded == name;
            if !folded.is_empty() && !has_it {
                found.push(OtherName {
                    name: other,
                    folded,
                    actor: row.get(1)?,
                });
            }
        }
    }
    Ok(found)
}
