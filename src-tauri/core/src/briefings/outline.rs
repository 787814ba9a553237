//! Writing a briefing's outline. Entries stand in the order of their positions, which leave gaps, so that
//! putting one between two others changes that one row.

use rusqlite::{Connection, OptionalExtension, params};

use super::types::{
    AddBriefing, AddBriefingItem, EditBriefing, EditBriefingItem, ItemContent, MoveBriefingItem,
};
use crate::commands::answers::{Created, Nothing, One};
use crate::error::{OrNotFound as _, Reason};
use crate::text::language_tag;
use crate::vocabulary::{Entity, ItemKind, Uid};
use crate::workspace::Recording;
use crate::{Error, Result};

/// Between neighbours that were put at the end or renumbered.
const GAP: i64 = 1024;

/// Begins a briefing.
pub fn add(db: &Recording<'_>, request: AddBriefing) -> Result<Created> {
    let title = title(&request.title)?;
    let language = language(&request.language)?;
    let uid = unused(db.conn, "SELECT 1 FROM briefing WHERE uid = ?1", request.uid)?;
    db.conn
        .prepare_cached("INSERT INTO briefing (uid, title, language, added) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![uid, title, language, db.at])?;
    Ok(Created { uid })
}

/// Changes a briefing's title or language.
pub fn edit(db: &Recording<'_>, request: EditBriefing) -> Result<Nothing> {
    let id = briefing(db.conn, request.uid)?;
    let title = request.title.as_deref().map(title).transpose()?;
    let language = request.language.as_deref().map(language).transpose()?;
    db.conn
        .prepare_cached(
            "UPDATE briefing SET title = coalesce(?2, title), language = coalesce(?3, language) WHERE id = ?1",
        )?
        .execute(params![id, title, language])?;
    Ok(Nothing {})
}

/// Puts an entry into the outline.
pub fn add_item(db: &Recording<'_>, request: AddBriefingItem) -> Result<Created> {
    let briefing = briefing(db.conn, request.briefing)?;
    let entry = Entry::of(db.conn, &request.content)?;
    let uid = unused(db.conn, "SELECT 1 FROM briefing_item WHERE uid = ?1", request.uid)?;
    let order = order(db.conn, briefing)?;
    let index = match (request.after, request.first) {
        (Some(after), false) => index_of(&order, after)? + 1,
        (Some(after), true) => {
            return Err(Error::invalid(
                "after",
                Reason::NotAllowed {
                    value: after.to_string(),
                    allowed: "either 'after' or 'first'".to_owned(),
                },
            ));
        }
        (None, true) => 0,
        (None, false) => order.len(),
    };
    let position = make_room(db.conn, order, index)?;
    db.conn
        .prepare_cached(
            "INSERT INTO briefing_item (uid, briefing_id, position, kind, level, text, statement_id, translation_id)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            uid,
            briefing,
            position,
            entry.kind,
            entry.level,
            entry.text,
            entry.statement,
            entry.translation
        ])?;
    Ok(Created { uid })
}

/// Changes an entry of the outline.
pub fn edit_item(db: &Recording<'_>, request: EditBriefingItem) -> Result<Nothing> {
    let item = item(db.conn, request.uid)?;
    let text = match (&request.text, item.kind) {
        (None, _) => None,
        (Some(text), ItemKind::Heading) => Some(heading(text)?.to_owned()),
        (Some(text), ItemKind::Prose) => Some(prose(text)?.to_owned()),
        (Some(text), ItemKind::Statement) => {
            return Err(misplaced("text", text, "only of a heading or prose"));
        }
    };
    if let Some(given) = request.level {
        level(given)?;
        if item.kind != ItemKind::Heading {
            return Err(misplaced("level", &given, "only of a heading"));
        }
    }
    let translation = match request.translation {
        None => item.translation,
        Some(None) => None,
        Some(Some(uid)) => {
            let statement = item
                .statement
                .ok_or_else(|| misplaced("translation", &uid, "only of a statement"))?;
            Some(translation(db.conn, uid, statement, "translation")?)
        }
    };
    db.conn
        .prepare_cached(
            "UPDATE briefing_item SET text = coalesce(?2, text), level = coalesce(?3, level), translation_id = ?4
             WHERE id = ?1",
        )?
        .execute(params![item.id, text, request.level, translation])?;
    Ok(Nothing {})
}

/// Moves an entry of the outline.
pub fn move_item(db: &Recording<'_>, request: MoveBriefingItem) -> Result<Nothing> {
    let item = item(db.conn, request.uid)?;
    if request.after == Some(request.uid) {
        return Err(Error::invalid("after", Reason::Itself));
    }
    let mut order = order(db.conn, item.briefing)?;
    let was = index_of(&order, request.uid)?;
    order.remove(was);
    let index = match request.after {
        Some(after) => index_of(&order, after)? + 1,
        None => 0,
    };
    if index == was {
        return Ok(Nothing {});
    }
    let position = make_room(db.conn, order, index)?;
    db.conn
        .prepare_cached("UPDATE briefing_item SET position = ?2 WHERE id = ?1")?
        .execute(params![item.id, position])?;
    Ok(Nothing {})
}

/// Takes an entry out of the outline. What it quoted stays in the workspace.
pub fn remove_item(db: &Recording<'_>, request: One) -> Result<Nothing> {
    let item = item(db.conn, request.uid)?;
    db.conn
        .prepare_cached("DELETE FROM briefing_item WHERE id = ?1")?
        .execute([item.id])?;
    Ok(Nothing {})
}

/// The columns of an entry's content.
struct Entry<'a> {
    kind: ItemKind,
    level: Option<u8>,
    text: &'a str,
    statement: Option<i64>,
    translation: Option<i64>,
}

impl<'a> Entry<'a> {
    fn of(conn: &Connection, content: &'a ItemContent) -> Result<Self> {
        let empty = Entry {
            kind: ItemKind::Prose,
            level: None,
            text: "",
            statement: None,
            translation: None,
        };
        Ok(match content {
            ItemContent::Heading { level: given, text } => Entry {
                kind: ItemKind::Heading,
                level: Some(level(*given)?),
                text: heading(text)?,
                ..empty
            },
            ItemContent::Prose { text } => Entry {
                text: prose(text)?,
                ..empty
            },
            ItemContent::Statement {
                statement: uid,
                translation: chosen,
            } => {
                let statement = statement(conn, *uid)?;
                Entry {
                    kind: ItemKind::Statement,
                    statement: Some(statement),
                    translation: chosen
                        .map(|uid| translation(conn, uid, statement, "content.statement.translation"))
                        .transpose()?,
                    ..empty
                }
            }
        })
    }
}

/// An entry that is there.
struct Item {
    id: i64,
    briefing: i64,
    kind: ItemKind,
    statement: Option<i64>,
    translation: Option<i64>,
}

fn item(conn: &Connection, uid: Uid) -> Result<Item> {
    conn.prepare_cached(
        "SELECT i.id, i.briefing_id, i.kind, i.statement_id, i.translation_id
         FROM briefing_item i JOIN briefing b ON b.id = i.briefing_id
         WHERE i.uid = ?1 AND b.deleted IS NULL",
    )?
    .query_row([uid], |row| {
        Ok(Item {
            id: row.get(0)?,
            briefing: row.get(1)?,
            kind: row.get(2)?,
            statement: row.get(3)?,
            translation: row.get(4)?,
        })
    })
    .or_not_found(Entity::Briefing, uid)
}

fn briefing(conn: &Connection, uid: Uid) -> Result<i64> {
    conn.prepare_cached("SELECT id FROM briefing WHERE uid = ?1 AND deleted IS NULL")?
        .query_row([uid], |row| row.get(0))
        .or_not_found(Entity::Briefing, uid)
}

fn statement(conn: &Connection, uid: Uid) -> Result<i64> {
    conn.prepare_cached(
        "SELECT s.id FROM statement s JOIN article a ON a.id = s.article_id
         WHERE s.uid = ?1 AND s.deleted IS NULL AND a.deleted IS NULL",
    )?
    .query_row([uid], |row| row.get(0))
    .or_not_found(Entity::Statement, uid)
}

fn translation(conn: &Connection, uid: Uid, statement: i64, field: &str) -> Result<i64> {
    let (id, of): (i64, Option<i64>) = conn
        .prepare_cached("SELECT id, statement_id FROM translation WHERE uid = ?1 AND deleted IS NULL")?
        .query_row([uid], |row| Ok((row.get(0)?, row.get(1)?)))
        .or_not_found(Entity::Translation, uid)?;
    if of == Some(statement) {
        Ok(id)
    } else {
        Err(misplaced(field, &uid, "a translation of the same statement"))
    }
}

fn unused(conn: &Connection, lookup: &str, given: Option<Uid>) -> Result<Uid> {
    let Some(uid) = given else {
        return Ok(Uid::new());
    };
    let there = conn
        .prepare_cached(lookup)?
        .query_row([uid], |_| Ok(()))
        .optional()?;
    match there {
        Some(()) => Err(Error::invalid("uid", Reason::Duplicate)),
        None => Ok(uid),
    }
}

fn title(text: &str) -> Result<&str> {
    match text.trim() {
        "" => Err(Error::invalid("title", Reason::Empty)),
        title => Ok(title),
    }
}

fn language(tag: &str) -> Result<String> {
    let tag = language_tag::canonical(tag).map_err(|reason| Error::invalid("language", reason))?;
    if tag.is_empty() {
        return Err(Error::invalid("language", Reason::Empty));
    }
    Ok(tag)
}

fn heading(text: &str) -> Result<&str> {
    match text.trim() {
        "" => Err(Error::invalid("text", Reason::Empty)),
        text => Ok(text),
    }
}

fn prose(text: &str) -> Result<&str> {
    if text.trim().is_empty() {
        return Err(Error::invalid("text", Reason::Empty));
    }
    Ok(text)
}

fn level(level: u8) -> Result<u8> {
    if (2..=6).contains(&level) {
        return Ok(level);
    }
    Err(misplaced("level", &level, "2 to 6"))
}

fn misplaced(field: &str, value: &dyn ToString, allowed: &str) -> Error {
    Error::invalid(
        field,
        Reason::NotAllowed {
            value: value.to_string(),
            allowed: allowed.to_owned(),
        },
    )
}

/// An entry's place: its identity and position.
struct Place {
    id: i64,
    uid: Uid,
    position: i64,
}

fn order(conn: &Connection, briefing: i64) -> Result<Vec<Place>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, uid, position FROM briefing_item WHERE briefing_id = ?1 ORDER BY position, id",
    )?;
    let places = statement.query_map([briefing], |row| {
        Ok(Place {
            id: row.get(0)?,
            uid: row.get(1)?,
            position: row.get(2)?,
        })
    })?;
    Ok(places.collect::<rusqlite::Result<_>>()?)
}

fn index_of(order: &[Place], uid: Uid) -> Result<usize> {
    order
        .iter()
        .position(|place| place.uid == uid)
        .or_not_found(Entity::Briefing, uid)
}

/// A position before which `index` entries stand; renumbers the others when there is none left between
/// the neighbours.
fn make_room(conn: &Connection, mut order: Vec<Place>, index: usize) -> Result<i64> {
    if let Some(position) = between(&order, index) {
        return Ok(position);
    }
    let mut renumber = conn.prepare_cached("UPDATE briefing_item SET position = ?2 WHERE id = ?1")?;
    let mut next = 0;
    for place in &mut order {
        next += GAP;
        if place.position != next {
            renumber.execute(params![place.id, next])?;
            place.position = next;
        }
    }
    between(&order, index).ok_or_else(|| Error::Damaged {
        path: String::new(),
        detail: "a briefing's outline has no order".to_owned(),
    })
}

fn between(order: &[Place], index: usize) -> Option<i64> {
    let before = index
        .checked_sub(1)
        .and_then(|index| order.get(index))
        .map(|place| place.position);
    let after = order.get(index).map(|place| place.position);
    match (before, after) {
        (None, None) => Some(GAP),
        (Some(before), None) => before.checked_add(GAP),
        (None, Some(after)) => after.checked_sub(GAP),
        (Some(before), Some(after)) => {
            let middle = before + after.checked_sub(before)? / 2;
            (middle > before && middle < after).then_some(middle)
        }
    }
}
