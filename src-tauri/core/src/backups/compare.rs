//! What differs between a workspace and a backup of it.
//!
//! Both histories are chained, so the commands that they share are found by their hashes, and only what later commands
//! touched can differ: that is compared row by row. Nothing else is read, however large the workspace is.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, OptionalExtension as _};

use super::types::{Difference, DifferentThing, HowDifferent, LostCommand, RestorePreview};
use crate::bin::KINDS;
use crate::history::{tables, triggers};
use crate::vocabulary::Entity;
use crate::workspace::{backup, file, open, settings};
use crate::{Error, Result};

/// Commands that are named.
const COMMANDS: u32 = 20;
/// Things of one kind that are named.
const THINGS: usize = 30;
/// Longest label: code points.
const LABEL: usize = 120;

/// The workspace that a backup is compared with.
#[derive(Clone, Copy)]
pub enum Present<'a> {
    /// It is open in this program.
    Open(&'a Connection),
    /// It is not: another connection of this program would lose its locks.
    File(&'a Path),
}

/// Compares a workspace with a backup. A workspace that cannot be read is not an error: `trouble` says so.
///
/// # Errors
/// Those of opening the backup; [`Error::Damaged`] when it cannot be read.
pub fn preview(present: Present<'_>, backup: &Path) -> Result<RestorePreview> {
    let name = backup.file_name().unwrap_or_default().to_string_lossy();
    let then = backup::look(backup)?;
    let mut preview = RestorePreview {
        backup: name.into_owned(),
        common: 0,
        lost: 0,
        last_lost: Vec::new(),
        regained: 0,
        differences: Vec::new(),
        trouble: String::new(),
    };
    // One state, while it is being compared.
    let mut of = |conn: &Connection| -> Result<()> {
        let now = conn.unchecked_transaction()?;
        compare(&now, &then, &mut preview)
    };
    let compared = match present {
        Present::Open(conn) => of(conn),
        // It may fold its log in when it is closed, which changes nothing of what is in it.
        Present::File(path) => file::look(path).and_then(|path| {
            let conn = open::connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
            settings::for_reading(&conn)?;
            of(&conn)
        }),
    };
    match compared {
        Ok(()) => {}
        Err(Error::Cancelled) => return Err(Error::Cancelled),
        Err(error) => {
            preview.differences.clear();
            preview.trouble = error.to_string();
            preview.regained = backup::mark(&then)?.sequence;
        }
    }
    Ok(preview)
}

fn compare(now: &Connection, then: &Connection, preview: &mut RestorePreview) -> Result<()> {
    let (last_now, last_then) = (backup::mark(now)?.sequence, backup::mark(then)?.sequence);
    let common = common(now, then, last_now.min(last_then))?;
    preview.common = common;
    preview.lost = last_now - common;
    preview.regained = last_then - common;
    preview.last_lost = commands_after(now, common)?;

    let mut touched = touched_after(now, common)?;
    touched.extend(touched_after(then, common)?);
    let mut kinds: BTreeMap<Entity, Kind> = BTreeMap::new();
    for (table, uid) in &touched {
        let Some(table) = tables::table(table) else {
            continue;
        };
        let columns: Vec<String> = {
            let known = triggers::columns(then, table.name)?;
            triggers::columns(now, table.name)?
                .into_iter()
                .filter(|column| known.contains(column))
                .collect()
        };
        if columns.is_empty() {
            continue;
        }
        let (before, after) = (row(then, table, &columns, uid)?, row(now, table, &columns, uid)?);
        if before == after {
            continue;
        }
        let is_part = table
            .owner
            .is_some_and(|(_, whole)| tables::table(whole).is_some_and(|whole| whole.entity == table.entity));
        let thing = match table.owner {
            Some((column, whole)) if is_part => {
                // Its whole differs, unless that is in one of them only and counted as such.
                let owner = |conn: &Connection| owner_of(conn, table.name, column, whole, uid);
                let Some(owner) = owner(now)?.or(owner(then)?) else {
                    continue;
                };
                let there = |conn: &Connection| exists(conn, whole, &owner);
                if !(there(now)? && there(then)?) {
                    continue;
                }
                (owner, HowDifferent::Changed)
            }
            _ => {
                let how = match (&before, &after) {
                    (None, _) => HowDifferent::OnlyNow,
                    (_, None) => HowDifferent::OnlyInBackup,
                    _ => HowDifferent::Changed,
                };
                (uid.clone(), how)
            }
        };
        kinds.entry(table.entity).or_default().add(thing);
    }
    for (entity, kind) in kinds {
        preview.differences.push(kind.difference(entity, now, then)?);
    }
    Ok(())
}

/// The last command that both have: commands are chained, so that before it all are the same.
fn common(now: &Connection, then: &Connection, last: u32) -> Result<u32> {
    let digest = |conn: &Connection, sequence: u32| -> Result<Option<String>> {
        Ok(conn
            .prepare_cached("SELECT digest FROM command WHERE id = ?1")?
            .query_row([sequence], |row| row.get(0))
            .optional()?)
    };
    // `same` and all before it are the same; `other` and all after it are not.
    let (mut same, mut other) = (0, last.saturating_add(1));
    while other - same > 1 {
        let middle = same + (other - same) / 2;
        let (one, two) = (digest(now, middle)?, digest(then, middle)?);
        if one.is_some() && one == two {
            same = middle;
        } else {
            other = middle;
        }
    }
    Ok(same)
}

fn commands_after(conn: &Connection, common: u32) -> Result<Vec<LostCommand>> {
    let mut statement = conn.prepare(
        "SELECT id, CASE how WHEN 'do' THEN name ELSE how END, analyst, at FROM command
         WHERE id > ?1 ORDER BY id DESC LIMIT ?2",
    )?;
    let rows = statement.query_map([common, COMMANDS], |row| {
        Ok(LostCommand {
            sequence: row.get(0)?,
            command: row.get(1)?,
            analyst: row.get(2)?,
            at: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Tables and uids of the rows that were touched after a command.
fn touched_after(conn: &Connection, common: u32) -> Result<BTreeSet<(String, String)>> {
    let mut statement = conn.prepare("SELECT DISTINCT tbl, uid FROM change WHERE command_id > ?1")?;
    let rows = statement.query_map([common], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn row(
    conn: &Connection,
    table: &tables::Table,
    columns: &[String],
    uid: &str,
) -> Result<Option<Vec<Value>>> {
    let sql = format!("SELECT {} FROM {} WHERE uid = ?1", columns.join(", "), table.name);
    let row = conn
        .prepare_cached(&sql)?
        .query_row([uid], |row| {
            (0..columns.len()).map(|index| row.get(index)).collect()
        })
        .optional()?;
    Ok(row)
}

fn owner_of(conn: &Connection, part: &str, column: &str, whole: &str, uid: &str) -> Result<Option<String>> {
    let sql = format!("SELECT w.uid FROM {part} p JOIN {whole} w ON w.id = p.{column} WHERE p.uid = ?1");
    Ok(conn
        .prepare_cached(&sql)?
        .query_row([uid], |row| row.get(0))
        .optional()?)
}

fn exists(conn: &Connection, table: &str, uid: &str) -> Result<bool> {
    let sql = format!("SELECT 1 FROM {table} WHERE uid = ?1");
    Ok(conn.prepare_cached(&sql)?.exists([uid])?)
}

/// The things of one kind that differ.
#[derive(Default)]
struct Kind(BTreeMap<String, HowDifferent>);

impl Kind {
    fn add(&mut self, (uid, how): (String, HowDifferent)) {
        let known = self.0.entry(uid).or_insert(how);
        // A whole that was changed itself says no more than that one of its parts was.
        if how != HowDifferent::Changed {
            *known = how;
        }
    }

    fn difference(self, entity: Entity, now: &Connection, then: &Connection) -> Result<Difference> {
        let count = |how: HowDifferent| {
            let count = self.0.values().filter(|other| **other == how).count();
            u32::try_from(count).unwrap_or(u32::MAX)
        };
        let mut things = Vec::new();
        for (uid, how) in self.0.iter().take(THINGS) {
            let conn = if *how == HowDifferent::OnlyInBackup {
                then
            } else {
                now
            };
            things.push(DifferentThing {
                how: *how,
                label: label(conn, entity, uid)?,
            });
        }
        Ok(Difference {
            entity,
            only_now: count(HowDifferent::OnlyNow),
            only_in_backup: count(HowDifferent::OnlyInBackup),
            changed: count(HowDifferent::Changed),
            things,
        })
    }
}

/// What people know a thing by.
fn label(conn: &Connection, entity: Entity, uid: &str) -> Result<String> {
    let sql = match KINDS.iter().find(|(other, _, _)| *other == entity) {
        Some((_, table, label)) => format!("SELECT {label} FROM {table} t WHERE t.uid = ?1"),
        None => "SELECT key FROM setting WHERE uid = ?1".to_owned(),
    };
    let found: Option<Option<String>> = conn
        .prepare_cached(&sql)?
        .query_row([uid], |row| row.get(0))
        .optional()?;
    Ok(found.flatten().unwrap_or_default().chars().take(LABEL).collect())
}
