//! Checking a file without opening it to work: nothing of it is changed, not even what opening would bring up to date.

use std::path::Path;

use super::open::{Workspace, name};
use super::types::{Check, CheckReport};
use super::way::{Stamp, TemporaryFolder, Way};
use super::{Context, Reading, backup, check, file, schema, settings};
use crate::search::Memory;
use crate::{Error, Result};

/// Checks that a file keeps its promises. Not a byte of it or of its log is changed.
///
/// A file of an older version is checked on a copy that is brought to the current form.
///
/// # Errors
/// Those of opening, when it cannot be told; [`Error::Busy`] when somebody wrote to the file meanwhile;
/// [`Error::Cancelled`].
pub fn inspect(path: &Path, context: &Context, request: Check) -> Result<CheckReport> {
    let shown = path.display().to_string();
    let path = file::look(path)?;
    let before = Stamp::of(&path);
    let looked = || -> Result<CheckReport> {
        let (way, conn) = Way::without_trace(&path)?;
        let version: u32 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if version < schema::VERSION && schema::differences(&conn, version)?.is_empty() {
            let folder = TemporaryFolder::make()?;
            let copy = folder.0.join("copy.dragoman");
            backup::backup(&conn, &copy)?;
            let copy = Workspace::open(&copy, context.clone())?;
            return check(&copy.reading(), request);
        }
        settings::for_reading(&conn)?;
        let reading = Reading {
            conn: &conn,
            context,
            path: &path,
            way: &way,
            read_only: true,
            memory: &Memory::default(),
        };
        check(&reading, request)
    };
    let report = looked().map_err(|error| name(error, &shown));
    // As it stood when somebody else wrote to it, it was never.
    if before != Stamp::of(&path) && !report.as_ref().is_ok_and(|report| report.ok) {
        return Err(Error::Busy);
    }
    report
}
