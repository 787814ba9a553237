//! One command, one transaction, one entry of the history.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Value, json};

use super::chain::{self, Covered, GENESIS};
use super::{change, rows};
use crate::actors::likeness::keys as name_keys;
use crate::commands::answers::Touched;
use crate::commands::{Envelope, list};
use crate::vocabulary::Uid;
use crate::workspace::{How, Recording};
use crate::{Error, Result, bin, copies, search};

/// Answers that are longer are not kept for repeats; the repeat is answered with null.
const LONGEST_ANSWER: usize = 64 * 1024;

/// Does a command inside the transaction that is open on the connection and records it.
/// Answers as [`crate::commands::answers::Written`].
pub(crate) fn record(db: &Recording<'_>, envelope: &Envelope) -> Result<Value> {
    let conn = db.conn;
    if let Some(id) = envelope.id
        && let Some(answer) = repeated(conn, id)?
    {
        return Ok(answer);
    }
    let uid = envelope.id.unwrap_or_default();
    let last: i64 = conn
        .prepare_cached("SELECT coalesce(max(id), 0) FROM command")?
        .query_row([], |row| row.get(0))?;
    let id = last + 1;

    conn.prepare_cached("UPDATE recording SET command_id = ?1")?
        .execute([id])?;
    let result = list::perform(db, &envelope.command, envelope.args.clone())?;
    let changes = change::of_command(conn, id)?;
    conn.prepare_cached("UPDATE recording SET command_id = NULL")?
        .execute([])?;

    let how = db.how.get();
    if changes.is_empty() && how == How::Do && !db.is_final.get() {
        return Ok(written(uid, last, false, &Touched::default(), &result));
    }
    search::index::follow(conn, &changes)?;
    copies::follow(conn, &changes)?;
    name_keys::follow(conn, &changes)?;
    rows::follow(conn, &changes)?;
    if db.is_final.get() {
        bin::remove_unused_content(conn, &changes)?;
        search::pending::forget_removed(conn)?;
    }
    if how == How::Do {
        conn.prepare_cached("UPDATE command SET state = 'abandoned' WHERE state = 'undone'")?
            .execute([])?;
    }
    let changes = scrub(db, changes)?;
    let digest = chain::digest(
        &digest_before(conn, last)?,
        &Covered {
            id,
            uid: &uid.to_string(),
            name: &envelope.command,
            how: how.word(),
            target: db.target.get(),
            group: envelope.group.map(|group| group.to_string()).as_deref(),
            analyst: &db.context.analyst,
            at: &db.at,
        },
        &changes,
    );
    let state = if db.is_final.get() { "final" } else { "in_effect" };
    let answer = written(uid, id, false, &change::touched(&changes), &result);
    let kept = answer.to_string();
    conn.prepare_cached(
        "INSERT INTO command (id, uid, name, how, target, group_uid, analyst, at, state, changes, answer, digest)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?
    .execute(params![
        id,
        uid,
        envelope.command,
        how.word(),
        db.target.get(),
        envelope.group,
        db.context.analyst,
        db.at,
        state,
        i64::try_from(changes.len()).unwrap_or(i64::MAX),
        if kept.len() <= LONGEST_ANSWER { kept.as_str() } else { "null" },
        digest,
    ])?;
    Ok(answer)
}

/// Records what `work` stores as one command of an import, in the group of its uid; gives the command's number, none
/// if nothing was stored. Articles are not indexed: they wait for it. Only the import's first command
/// ends what could be done again.
pub(crate) fn record_import(
    db: &Recording<'_>,
    import: Uid,
    first: bool,
    work: impl FnOnce() -> Result<()>,
) -> Result<Option<i64>> {
    let conn = db.conn;
    let last: i64 = conn
        .prepare_cached("SELECT coalesce(max(id), 0) FROM command")?
        .query_row([], |row| row.get(0))?;
    let id = last + 1;
    conn.prepare_cached("UPDATE recording SET command_id = ?1")?
        .execute([id])?;
    work()?;
    let changes = change::of_command(conn, id)?;
    conn.prepare_cached("UPDATE recording SET command_id = NULL")?
        .execute([])?;
    if changes.is_empty() {
        return Ok(None);
    }
    let others: Vec<change::Change> = changes
        .iter()
        .filter(|change| !matches!(change.table.as_str(), "article" | "text_revision"))
        .cloned()
        .collect();
    search::index::follow(conn, &others)?;
    copies::follow(conn, &changes)?;
    rows::follow(conn, &changes)?;
    if first {
        conn.prepare_cached("UPDATE command SET state = 'abandoned' WHERE state = 'undone'")?
            .execute([])?;
    }
    let (uid, group) = (Uid::new(), import.to_string());
    let name = "import_articles";
    let digest = chain::digest(
        &digest_before(conn, last)?,
        &Covered {
            id,
            uid: &uid.to_string(),
            name,
            how: How::Do.word(),
            target: None,
            group: Some(&group),
            analyst: &db.context.analyst,
            at: &db.at,
        },
        &changes,
    );
    conn.prepare_cached(
        "INSERT INTO command (id, uid, name, how, group_uid, analyst, at, state, changes, answer, digest)
         VALUES (?1, ?2, ?3, 'do', ?4, ?5, ?6, 'in_effect', ?7, 'null', ?8)",
    )?
    .execute(params![
        id,
        uid,
        name,
        group,
        db.context.analyst,
        db.at,
        i64::try_from(changes.len()).unwrap_or(i64::MAX),
        digest,
    ])?;
    Ok(Some(id))
}

/// Takes the images of removed things out of the whole history, keeping their digests. The answers that
/// were kept for repeats go too: they can name what was removed.
fn scrub(db: &Recording<'_>, mut changes: Vec<change::Change>) -> Result<Vec<change::Change>> {
    let uids: HashSet<String> = db.scrub.borrow().iter().map(Uid::to_string).collect();
    let mut commands = HashSet::new();
    for uid in &uids {
        for (command, change) in change::of_thing(db.conn, uid)? {
            commands.insert(command);
            db.conn
                .prepare_cached("UPDATE change SET before = NULL, after = NULL, scrubbed = ?2 WHERE id = ?1")?
                .execute(params![change.id, chain::of_change(&change)])?;
        }
    }
    for command in commands {
        db.conn
            .prepare_cached("UPDATE command SET answer = 'null' WHERE id = ?1")?
            .execute([command])?;
    }
    for change in &mut changes {
        let of_removed =
            uids.contains(&change.uid) || change.owner.as_ref().is_some_and(|owner| uids.contains(owner));
        if of_removed {
            change.scrubbed = Some(chain::of_change(change));
        }
    }
    Ok(changes)
}

fn repeated(conn: &Connection, id: Uid) -> Result<Option<Value>> {
    let found = conn
        .prepare_cached("SELECT id, answer FROM command WHERE uid = ?1")?
        .query_row([id], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))
        .optional()?;
    let Some((sequence, answer)) = found else {
        return Ok(None);
    };
    let mut answer: Value = serde_json::from_str(&answer).unwrap_or(Value::Null);
    if answer.is_null() {
        answer = written(id, sequence, true, &Touched::default(), &Value::Null);
    }
    answer["repeated"] = json!(true);
    Ok(Some(answer))
}

fn digest_before(conn: &Connection, last: i64) -> Result<String> {
    if last == 0 {
        return Ok(GENESIS.to_owned());
    }
    let row = conn
        .query_row("SELECT digest FROM command WHERE id = ?1", [last], |row| {
            row.get(0)
        })
        .optional()?;
    row.ok_or_else(|| Error::Damaged {
        path: String::new(),
        detail: "the last command is missing".to_owned(),
    })
}

fn written(uid: Uid, sequence: i64, repeated: bool, touched: &Touched, result: &Value) -> Value {
    json!({
        "command": uid,
        "sequence": sequence,
        "repeated": repeated,
        "touched": touched,
        "result": result,
    })
}
