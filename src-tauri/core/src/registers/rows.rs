//! Finding rows by what a request says.

use rusqlite::{Connection, OptionalExtension, params};

use crate::error::{OrNotFound, Reason};
use crate::vocabulary::{Entity, Uid};
use crate::{Error, Result};

/// The table of a kind of thing.
fn table(entity: Entity) -> &'static str {
    match entity {
        Entity::Workspace => "setting",
        other => other.word(),
    }
}

/// The integer id of a thing that is not in the bin; of a statement, neither itself nor its article.
pub(crate) fn id_of(conn: &Connection, entity: Entity, uid: Uid) -> Result<i64> {
    let sql = match entity {
        Entity::Statement => "SELECT s.id FROM statement s JOIN article a ON a.id = s.article_id
             WHERE s.uid = ?1 AND s.deleted IS NULL AND a.deleted IS NULL"
            .to_owned(),
        other => format!(
            "SELECT id FROM {} WHERE uid = ?1 AND deleted IS NULL",
            table(other)
        ),
    };
    conn.prepare_cached(&sql)?
        .query_row([uid], |row| row.get(0))
        .or_not_found(entity, uid)
}

/// The integer id of a thing that is not in the bin, or that is `kept` already: a list that
/// names something in the bin may be sent back as it was.
pub(crate) fn id_of_or_kept(conn: &Connection, entity: Entity, uid: Uid, kept: &[i64]) -> Result<i64> {
    let sql = format!("SELECT id, deleted IS NULL FROM {} WHERE uid = ?1", table(entity));
    let (id, living): (i64, bool) = conn
        .prepare_cached(&sql)?
        .query_row([uid], |row| Ok((row.get(0)?, row.get(1)?)))
        .or_not_found(entity, uid)?;
    if living || kept.contains(&id) {
        Ok(id)
    } else {
        Err(Error::not_found(entity, uid))
    }
}

/// The identity for a new row: the one asked for, if no row has it, or one made now.
pub(crate) fn new_uid(conn: &Connection, entity: Entity, asked: Option<Uid>) -> Result<Uid> {
    let Some(uid) = asked else {
        return Ok(Uid::new());
    };
    let sql = format!("SELECT EXISTS (SELECT 1 FROM {} WHERE uid = ?1)", table(entity));
    let taken: bool = conn.prepare_cached(&sql)?.query_row([uid], |row| row.get(0))?;
    if taken {
        return Err(Error::invalid("uid", Reason::Duplicate));
    }
    Ok(uid)
}

/// Refuses a name that another thing of the kind has, unless that one is in the bin. `except` is the
/// thing itself when it is edited.
pub(crate) fn refuse_taken_name(
    conn: &Connection,
    entity: Entity,
    name: &str,
    except: Option<i64>,
) -> Result<()> {
    let sql = format!(
        "SELECT 1 FROM {} WHERE name = ?1 AND deleted IS NULL AND id IS NOT ?2",
        table(entity)
    );
    let taken = conn
        .prepare_cached(&sql)?
        .query_row(params![name, except], |_| Ok(()))
        .optional()?;
    match taken {
        Some(()) => Err(Error::invalid("name", Reason::Duplicate)),
        None => Ok(()),
    }
}

/// Ids as the JSON array that `json_each` reads, so that one statement serves any number of them.
pub(crate) fn json(ids: &[i64]) -> String {
    let mut text = String::from("[");
    for (index, id) in ids.iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        text.push_str(&id.to_string());
    }
    text.push(']');
    text
}
