//! Names in the search: what a field's value stands for, and the registered things that a query names.

use rusqlite::Connection;

use super::documents::Source;
use super::fields::{Field, exact};
use super::marks::Patterns;
use super::match_expression::{all_words, open_value, spellings};
use crate::Result;
use crate::text::fold::fold;
use crate::vocabulary::{Entity, Uid};

/// Named things that a search looks at, at most.
const MOST: u32 = 300;

/// The ids that a field's value stands for: those of all things with a name in which every word of the value
/// occurs, or whose whole name is the value when it begins with `=`. None when the field's value is not a name.
pub(super) fn ids(conn: &Connection, field: Field, value: &str) -> Result<Option<Vec<i64>>> {
    let (source, sql) = match field {
        Field::Chain(_) | Field::Actor => (
            Source::ActorName,
            "SELECT x.actor_id, x.name, '' FROM actor_name x JOIN actor a ON a.id = x.actor_id WHERE a.deleted IS NULL",
        ),
        Field::Outlet => (
            Source::Outlet,
            "SELECT x.id, x.name, '' FROM outlet x WHERE x.deleted IS NULL",
        ),
        Field::Tag => (
            Source::Tag,
            "SELECT x.id, x.name, '' FROM tag x WHERE x.deleted IS NULL",
        ),
        Field::Topic | Field::TopicWith(_) => (
            Source::Topic,
            "SELECT x.id, x.name, '' FROM topic x WHERE x.deleted IS NULL",
        ),
        // Of an event the series counts too.
        Field::Event => (
            Source::Event,
            "SELECT x.id, x.name, x.series FROM event x WHERE x.deleted IS NULL",
        ),
        _ => return Ok(None),
    };
    let (name, is_whole) = exact(value);
    let (base, prefix) = if is_whole { (name, false) } else { open_value(name) };
    let wanted = spellings(base);
    let mut found = Vec::new();
    // The index knows which names can be meant, however many there are.
    if let Some(expression) = all_words(base, prefix) {
        let mut statement = conn.prepare_cached(&format!(
            "{sql} AND x.id IN (SELECT rowid - {first} FROM search
               WHERE search MATCH ?1 AND rowid >= {first} AND rowid < {end})",
            first = source.base(),
            end = source.end()
        ))?;
        let mut rows = statement.query([expression])?;
        while let Some(row) = rows.next()? {
            let (own, beside): (String, String) = (row.get(1)?, row.get(2)?);
            let is_meant = if is_whole {
                fold(&own) == fold(base)
            } else {
                let folded = fold(&format!("{own} {beside}"));
                wanted.iter().any(|spelling| is_named(&folded, spelling, prefix))
            };
            if is_meant {
                found.push(row.get::<_, i64>(0)?);
            }
        }
    }
    if field == Field::Tag {
        below(conn, &mut found)?;
    }
    found.sort_unstable();
    found.dedup();
    Ok(Some(found))
}

fn is_named(name: &str, spelling: &str, prefix: bool) -> bool {
    let mut wanted = spelling.split(' ').peekable();
    while let Some(term) = wanted.next() {
        let open = prefix && wanted.peek().is_none();
        let is_there = name
            .split(' ')
            .any(|own| own == term || open && own.starts_with(term));
        if !is_there {
            return false;
        }
    }
    true
}

/// Adds the tags below those found.
fn below(conn: &Connection, tags: &mut Vec<i64>) -> Result<()> {
    let json = serde_json::Value::from(tags.clone()).to_string();
    let mut statement = conn.prepare_cached(
        "WITH RECURSIVE below(id) AS (
           SELECT value FROM json_each(?1)
           UNION SELECT t.id FROM tag t JOIN below b ON t.parent_id = b.id WHERE t.deleted IS NULL)
         SELECT id FROM below",
    )?;
    let found = statement.query_map([json], |row| row.get(0))?;
    *tags = found.collect::<rusqlite::Result<_>>()?;
    Ok(())
}

/// A registered thing that the query names.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub entity: Entity,
    pub uid: Uid,
    /// The (preferred) name.
    pub name: String,
    /// Where the words stand when not in the name: another name, a definition, a note.
    pub elsewhere: String,
    /// Of `elsewhere`: BCP 47.
    pub language: String,
    pub is_note: bool,
    /// 0: a name is just what was typed; 1: the words stand in a name; 2: elsewhere.
    rank: u8,
}

/// The registered things that match, best first: those named exactly so, those with the words in a name, those
/// with the words in a definition or note; each of them once.
///
/// `whole` is the query as one name, in every folded spelling.
pub(super) fn named(
    conn: &Connection,
    expression: &str,
    whole: &[String],
    patterns: &Patterns,
) -> Result<Vec<Named>> {
    let mut found = Vec::new();
    for source in Source::NAMES {
        let sql = match source {
            Source::ActorName => {
                "SELECT a.uid,
                   (SELECT p.name FROM actor_name p WHERE p.actor_id = a.id ORDER BY p.preferred DESC, p.position LIMIT 1),
                   x.name, '', x.language FROM actor_name x JOIN actor a ON a.id = x.actor_id WHERE a.deleted IS NULL"
            }
            Source::ActorNote => {
                "SELECT x.uid,
                   (SELECT p.name FROM actor_name p WHERE p.actor_id = x.id ORDER BY p.preferred DESC, p.position LIMIT 1),
                   '', x.note, '' FROM actor x WHERE x.deleted IS NULL"
            }
            Source::Outlet => "SELECT x.uid, x.name, x.name, x.note, '' FROM outlet x WHERE x.deleted IS NULL",
            Source::Topic => {
                "SELECT x.uid, x.name, x.name, x.question || char(10) || x.note, '' FROM topic x WHERE x.deleted IS NULL"
            }
            Source::Tag => "SELECT x.uid, x.name, x.name, x.definition, '' FROM tag x WHERE x.deleted IS NULL",
            Source::Event => {
                "SELECT x.uid, x.name, x.name, x.series || char(10) || x.place || char(10) || x.note, ''
                 FROM event x WHERE x.deleted IS NULL"
            }
            _ => "SELECT x.uid, x.title, x.title, '', x.language FROM briefing x WHERE x.deleted IS NULL",
        };
        let mut statement = conn.prepare_cached(&format!(
            "{sql} AND x.id IN (SELECT rowid - {base} FROM search WHERE search MATCH ?1
               AND rowid >= {base} AND rowid < {end}) ORDER BY x.id LIMIT {MOST}",
            base = source.base(),
            end = source.end()
        ))?;
        let mut rows = statement.query([expression])?;
        while let Some(row) = rows.next()? {
            let (preferred, matched): (Option<String>, String) = (row.get(1)?, row.get(2)?);
            let note: String = row.get(3)?;
            let name = preferred.unwrap_or_default();
            let rank = if whole.contains(&fold(&matched)) {
                0
            } else if patterns.marks(&matched, true).is_empty() {
                2
            } else {
                1
            };
            let is_note = source != Source::ActorName;
            found.push(Named {
                entity: entity(source),
                uid: row.get(0)?,
                elsewhere: if is_note {
                    note.trim().to_owned()
                } else if matched == name {
                    String::new()
                } else {
                    matched
                },
                name,
                language: row.get(4)?,
                is_note,
                rank,
            });
        }
    }
    found.sort_by(|one, other| {
        (one.rank, &one.name, one.uid, one.elsewhere.len()).cmp(&(
            other.rank,
            &other.name,
            other.uid,
            other.elsewhere.len(),
        ))
    });
    let mut seen = std::collections::HashSet::new();
    found.retain(|named| seen.insert(named.uid));
    Ok(found)
}

fn entity(source: Source) -> Entity {
    match source {
        Source::Outlet => Entity::Outlet,
        Source::Topic => Entity::Topic,
        Source::Tag => Entity::Tag,
        Source::Event => Entity::Event,
        Source::Briefing => Entity::Briefing,
        _ => Entity::Actor,
    }
}
