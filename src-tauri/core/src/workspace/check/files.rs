//! What lies beside the workspace, and who may read it.

use std::path::Path;

use super::Found;
use crate::workspace::Reading;
use crate::workspace::file;

/// A rollback journal beside a workspace is another program's or a stranger's: it would change the workspace when it is
/// opened. A copy that was begun and never finished, and rights wider than the owner's, are only told: not every file
/// system has rights.
pub(super) fn found(db: &Reading<'_>) -> Found {
    let mut found = Found::default();
    let [main, log, index, journal] = file::all_of(db.path);
    if journal.metadata().is_ok_and(|journal| journal.len() > 0) {
        found
            .wrong
            .push(format!("{} is none of this program's files", journal.display()));
    }
    for path in [&main, &log, &index] {
        others_may_read(path, &mut found.notes);
    }
    let (Some(folder), Some(stem)) = (db.path.parent(), db.path.file_stem()) else {
        return found;
    };
    let stem = stem.to_string_lossy();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.trim_start_matches('.').starts_with(stem.as_ref()) && name.ends_with(".part") {
            found
                .notes
                .push(format!("{name} was begun and never finished; it can be deleted"));
        }
    }
    found
}

#[cfg(unix)]
fn others_may_read(path: &Path, notes: &mut Vec<String>) {
    use std::os::unix::fs::PermissionsExt as _;
    if let Ok(metadata) = path.metadata()
        && metadata.permissions().mode() & 0o077 != 0
    {
        let mode = metadata.permissions().mode() & 0o777;
        notes.push(format!(
            "others on this machine may open {} ({mode:o})",
            path.display()
        ));
    }
}

#[cfg(not(unix))]
fn others_may_read(_: &Path, _: &mut Vec<String>) {}
