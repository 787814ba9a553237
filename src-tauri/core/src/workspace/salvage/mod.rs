//! Saving what can be saved of a damaged workspace into a new one. The damaged file is never touched: it is copied, and
//! the copy is read.

mod reading;
mod writing;

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::types::{Check, SalvageReport};
use super::way::TemporaryFolder;
use super::{Context, Workspace, file, inspect, schema, settings};
use crate::{Error, Result};

/// Reads a damaged workspace as far as that is possible and writes everything found into a new one, which is checked.
///
/// # Errors
/// [`Error::Exists`] when there is a file of the new name; [`Error::Damaged`] when nothing can be read, [`Error::Foreign`]
/// and others when the file is none that could be; [`Error::Io`], [`Error::DiskFull`]. No half-made file is left.
pub fn salvage(path: &Path, target: &Path, context: &Context) -> Result<SalvageReport> {
    let shown = path.display().to_string();
    match file::look(path) {
        // A header that is damaged is mended in the copy.
        Ok(_) | Err(Error::Truncated { .. } | Error::Damaged { .. } | Error::Foreign { .. }) => {}
        Err(error) => return Err(error),
    }
    let path = path.canonicalize().map_err(|error| Error::io(path, &error))?;
    let folder = TemporaryFolder::make()?;
    let copy = folder.0.join("copy.dragoman");
    for (from, to) in file::all_of(&path).iter().zip(file::all_of(&copy)).take(2) {
        if from.exists() {
            file::create(&to)?;
            std::fs::copy(from, &to).map_err(|error| Error::io(from, &error))?;
        }
    }
    let source = readable(&copy, &folder)?.ok_or(Error::Damaged {
        path: shown,
        detail: "not even the list of its tables can be read".to_owned(),
    })?;
    let mut new = Workspace::create(target, context.clone())?;
    let target = new.path().to_owned();
    let written = writing::write(&mut new, &source).and_then(|report| {
        while new.look_for_copies(50)? {}
        while new.tend()? {}
        Ok(report)
    });
    let closed = written.and_then(|report| new.close().map(|()| report));
    let checked = closed.and_then(|mut report| {
        let request = Check {
            deep: true,
            acknowledged: None,
        };
        report.holds = inspect(&target, context, request)?.ok;
        Ok(report)
    });
    if checked.is_err() {
        for file in file::all_of(&target) {
            let _ = std::fs::remove_file(file);
        }
    }
    checked
}

/// A connection to the copy that reads as much as it can; the list of tables is put in anew if it is damaged.
fn readable(copy: &Path, folder: &TemporaryFolder) -> Result<Option<Connection>> {
    if let Some(conn) = opened(copy) {
        return Ok(Some(conn));
    }
    // The log may be what is damaged.
    let [_, log, index, _] = file::all_of(copy);
    for file in [&log, &index] {
        let _ = std::fs::remove_file(file);
    }
    if let Some(conn) = opened(copy) {
        return Ok(Some(conn));
    }
    graft(copy, folder)?;
    Ok(opened(copy))
}

fn opened(copy: &Path) -> Option<Connection> {
    let open = || -> Result<Connection> {
        let conn = Connection::open_with_flags(
            copy,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        settings::for_reading(&conn)?;
        // Cells that look wrong are tried all the same.
        conn.pragma_update(None, "cell_size_check", 0)?;
        let application: i32 = conn.pragma_query_value(None, "application_id", |row| row.get(0))?;
        let version: u32 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
        let differs = version > schema::VERSION || !schema::differences(&conn, version)?.is_empty();
        if application != schema::APPLICATION_ID || differs {
            return Err(Error::Cancelled);
        }
        Ok(conn)
    };
    open().ok()
}

/// Bytes of a page of every workspace.
const PAGE: usize = 4_096;

/// Puts the header and the list of tables of a new workspace into the copy. Tables are made in the same order in every
/// workspace, so they begin at the same pages.
fn graft(copy: &Path, folder: &TemporaryFolder) -> Result<()> {
    let fresh = folder.0.join("fresh.dragoman");
    Workspace::create(&fresh, Context::command_line(""))?.close()?;
    let conn = Connection::open_with_flags(&fresh, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut pages = vec![1_usize];
    // The rest of the list: pages that no other table or index has, below page 1.
    if let Ok(mut statement) = conn.prepare("SELECT pageno FROM dbstat WHERE name = 'sqlite_schema'") {
        let found = statement.query_map([], |row| row.get::<_, i64>(0))?;
        pages = found
            .filter_map(|page| usize::try_from(page.ok()?).ok())
            .collect();
    }
    drop(conn);
    let io = |path: &Path, error: std::io::Error| Error::io(path, &error);
    let good = std::fs::read(&fresh).map_err(|error| io(&fresh, error))?;
    let mut bytes = std::fs::read(copy).map_err(|error| io(copy, error))?;
    for page in pages {
        let at = (page - 1) * PAGE;
        let (Some(from), Some(to)) = (good.get(at..at + PAGE), bytes.get_mut(at..at + PAGE)) else {
            return Ok(());
        };
        to.copy_from_slice(from);
    }
    // As many pages as there are, and none of them free.
    let count = u32::try_from(bytes.len() / PAGE).unwrap_or(u32::MAX);
    for (at, number) in [(28, count), (32, 0), (36, 0)] {
        if let Some(field) = bytes.get_mut(at..at + 4) {
            field.copy_from_slice(&number.to_be_bytes());
        }
    }
    std::fs::write(copy, bytes).map_err(|error| io(copy, error))
}
