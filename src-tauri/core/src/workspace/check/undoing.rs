//! Undo and redo, tried on a copy.

use serde_json::json;

use super::Found;
use crate::commands::Envelope;
use crate::workspace::way::TemporaryFolder;
use crate::workspace::{Reading, Workspace, backup};
use crate::{Error, Result};

/// So many commands are undone and done again, or as many as there is time for.
const DEPTH: usize = 50;
/// Milliseconds.
const TIME: i128 = 10_000;
/// Larger workspaces are not copied for it (bytes).
const LARGEST: i64 = 512 * 1024 * 1024;

/// Undoes the latest commands on a copy and does them again: the copy must be what it was.
pub(super) fn found(db: &Reading<'_>) -> Result<Found> {
    let mut found = Found::default();
    let size: i64 = db.conn.query_row(
        "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
        [],
        |row| row.get(0),
    )?;
    if size > LARGEST {
        found
            .notes
            .push("not tried: the workspace is too large to be copied for it".to_owned());
        return Ok(found);
    }
    let folder = TemporaryFolder::make()?;
    let copy = folder.0.join("copy.dragoman");
    backup::backup(db.conn, &copy)?;
    let mut copy = Workspace::open(&copy, db.context.clone())?;
    let before = copy.dump()?;
    let began = db.context.clock.now();
    let mut undone = 0;
    while undone < DEPTH && db.context.clock.now().duration_since(began).as_millis() < TIME {
        match copy.call(Envelope::new("undo", json!({}))) {
            Ok(_) => undone += 1,
            Err(Error::NothingTo { .. } | Error::ImportUnfinished | Error::TooMuchToUndo { .. }) => break,
            Err(error) => {
                found
                    .wrong
                    .push(format!("undoing {} commands failed: {error}", undone + 1));
                return Ok(found);
            }
        }
    }
    for done in 0..undone {
        if let Err(error) = copy.call(Envelope::new("redo", json!({}))) {
            found.wrong.push(format!(
                "doing {} of {undone} commands again failed: {error}",
                done + 1
            ));
            return Ok(found);
        }
    }
    if copy.dump()? != before {
        found.wrong.push(format!(
            "after {undone} commands were undone and done again the workspace was another"
        ));
    }
    Ok(found)
}
