//! Making two tags one.

use rusqlite::{Connection, params};

use super::tree;
use crate::commands::answers::{Merge, Nothing};
use crate::error::Reason;
use crate::registers::merge::{Pair, joined, known, pair, remove, repoint_once};
use crate::vocabulary::Entity;
use crate::workspace::Recording;
use crate::{Error, Result};

/// Statements with `uid` get `into`; the tags below `uid` move below `into`, after its own. Where `into` has a child of
/// the same name, the two children become one in the same way. The definitions are joined.
///
/// # Errors
/// `into` is the same tag or below it; one of them is not there.
pub fn merge(db: &Recording<'_>, request: Merge) -> Result<Nothing> {
    let conn = db.conn;
    let pair = pair(conn, Entity::Tag, &request)?;
    if tree::is_below_or_same(conn, pair.into, pair.from)? {
        return Err(Error::invalid("into", Reason::Itself));
    }
    let mut waiting = vec![pair];
    let mut going = vec![pair.from];
    while let Some(pair) = waiting.pop() {
        repoint_once(conn, "statement_tag", "statement_id", "tag_id", pair)?;
        own(conn, pair)?;
        let same = move_children(conn, pair, &going)?;
        going.extend(same.iter().map(|pair| pair.from));
        waiting.extend(same);
    }
    // Children before their parents, so that taking it back puts parents before their children.
    for tag in going.into_iter().rev() {
        remove(conn, Entity::Tag, tag)?;
    }
    Ok(Nothing {})
}

/// Moves the children, those in the bin too; gives the pairs that must become one instead. Tags that are
/// `going` may themselves stand below `into`: nothing is put into them.
fn move_children(conn: &Connection, pair: Pair, going: &[i64]) -> Result<Vec<Pair>> {
    let children: Vec<(i64, String, bool)> = conn
        .prepare_cached(
            "SELECT id, name, deleted IS NULL FROM tag WHERE parent_id = ?1 ORDER BY position, id",
        )?
        .query_map([pair.from], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let mut same = Vec::new();
    for (child, name, living) in children {
        match tree::named(conn, Some(pair.into), &name, None)? {
            Some(into) if living && !going.contains(&into) => same.push(Pair { from: child, into }),
            _ => {
                conn.prepare_cached("UPDATE tag SET parent_id = ?2, position = ?3 WHERE id = ?1")?
                    .execute(params![
                        child,
                        pair.into,
                        tree::next_position(conn, Some(pair.into))?
                    ])?;
            }
        }
    }
    Ok(same)
}

fn own(conn: &Connection, pair: Pair) -> Result<()> {
    let own = |id: i64| -> Result<(String, String)> {
        Ok(conn
            .prepare_cached("SELECT color, definition FROM tag WHERE id = ?1")?
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?)
    };
    let (from, into) = (own(pair.from)?, own(pair.into)?);
    conn.prepare_cached("UPDATE tag SET color = ?2, definition = ?3 WHERE id = ?1")?
        .execute(params![
            pair.into,
            known(into.0, from.0),
            joined(&into.1, &from.1)
        ])?;
    Ok(())
}
