//! Which backups there are, and whether they are what they were.

use std::path::{Path, PathBuf};

use super::name::Name;
use super::place::{Rules, folders};
use super::types::{Backup, BackupState};
use crate::error::Reason;
use crate::workspace::backup::{self, Mark, Pace};
use crate::{Error, Result};

/// How closely backups are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// By name and size alone.
    Names,
    /// The newest by all their bytes, until so many were read.
    Bytes(u64),
}

/// A backup in its folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub path: PathBuf,
    pub name: Name,
    /// Bytes.
    pub size: u64,
}

/// The backups of a workspace, newest first. The workspace itself need not be there. Gives none where there is no folder.
///
/// # Errors
/// [`Error::Io`] when a folder that is there cannot be read.
pub fn list(workspace: &Path, rules: &Rules, standing: Standing) -> Result<Vec<Backup>> {
    let mut left = match standing {
        Standing::Names => 0,
        Standing::Bytes(bytes) => bytes,
    };
    let mut backups = Vec::new();
    for found in all(workspace, rules)? {
        let state = if left >= found.size && found.size > 0 {
            left -= found.size;
            if is_as_made(&found) {
                BackupState::Verified
            } else {
                BackupState::Damaged
            }
        } else if found.size == 0 {
            BackupState::Damaged
        } else {
            BackupState::Checked
        };
        backups.push(shown(&found, state));
    }
    Ok(backups)
}

pub(super) fn shown(found: &Found, state: BackupState) -> Backup {
    Backup {
        name: found.name.to_string(),
        at: found.name.at.to_string(),
        reason: found.name.reason,
        ordinal: found.name.ordinal,
        commands: found.name.sequence,
        size: found.size,
        state,
    }
}

fn is_as_made(found: &Found) -> bool {
    Pace::at_once(|pace| backup::sum(&found.path, pace)).is_ok_and(|(_, sum)| sum == found.name.sum)
}

/// Those in all folders of a workspace, newest first.
pub(super) fn all(workspace: &Path, rules: &Rules) -> Result<Vec<Found>> {
    let mut found = Vec::new();
    for folder in folders(workspace, rules) {
        found.extend(in_folder(&folder)?);
    }
    // Folders count each for themselves.
    found.sort_by_key(|found| std::cmp::Reverse((found.name.ordinal, found.name.at)));
    Ok(found)
}

pub(super) fn in_folder(folder: &Path) -> Result<Vec<Found>> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other.map_err(|error| Error::io(folder, &error))?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| Error::io(folder, &error))?;
        let Some(name) = entry.file_name().to_str().and_then(Name::parse) else {
            continue;
        };
        // One that was just thinned by somebody else is none any more.
        let Ok(metadata) = entry.metadata() else { continue };
        if metadata.is_file() {
            found.push(Found {
                path: entry.path(),
                name,
                size: metadata.len(),
            });
        }
    }
    found.sort_by_key(|found| std::cmp::Reverse(found.name.ordinal));
    Ok(found)
}

/// The file of a backup: one that [`list`] names, by its name or its number, or the path of any file.
///
/// # Errors
/// [`Error::Invalid`] on the field `backup` when there is none.
pub fn find(workspace: &Path, rules: &Rules, which: &str) -> Result<PathBuf> {
    let listed = all(workspace, rules)?
        .into_iter()
        .find(|found| found.name.to_string() == which || found.name.ordinal.to_string() == which);
    if let Some(found) = listed {
        return Ok(found.path);
    }
    let path = Path::new(which);
    if path.is_file() {
        return Ok(path.to_owned());
    }
    Err(Error::invalid(
        "backup",
        Reason::NotAllowed {
            value: which.to_owned(),
            allowed: "a name or number from the list of backups, or the path of a file".to_owned(),
        },
    ))
}

/// What is wrong with the newest backup of a workspace that ends with the command `last`, in English: it must open, be
/// whole, end where its name says, and not beyond the workspace. One with more than `bytes` is opened and not read.
/// Nothing is wrong when there is none.
///
/// # Errors
/// [`Error::Io`] when the folder cannot be read.
pub fn findings(workspace: &Path, rules: &Rules, last: u32, bytes: u64) -> Result<Vec<String>> {
    let Some(newest) = all(workspace, rules)?.into_iter().next() else {
        return Ok(Vec::new());
    };
    let name = newest.name.to_string();
    let mut found = Vec::new();
    let opened = if newest.size <= bytes {
        Pace::at_once(|pace| checked(&newest.path, pace))
    } else {
        backup::look(&newest.path).and_then(|conn| backup::mark(&conn))
    };
    if let Err(error) = opened {
        found.push(format!("the newest backup cannot be used: {name}: {error}"));
    }
    if newest.name.sequence > last {
        found.push(format!(
            "the newest backup, {name}, ends with command {} and the workspace with {last}",
            newest.name.sequence
        ));
    }
    Ok(found)
}

/// Checks a file that is to be gone back to: a backup of ours by its bytes and by what its name promises, any other
/// by its whole history. Gives where it ends.
///
/// # Errors
/// [`Error::Damaged`], and those of opening a workspace.
pub(super) fn checked(path: &Path, pace: &mut Pace<'_>) -> Result<Mark> {
    let damaged = |detail: String| Error::Damaged {
        path: path.display().to_string(),
        detail,
    };
    let name = path
        .file_name()
        .and_then(|name| name.to_str())
        .and_then(Name::parse);
    if let Some(name) = &name
        && backup::sum(path, pace)?.1 != name.sum
    {
        return Err(damaged("its bytes are not those that were checked".to_owned()));
    }
    let conn = backup::look(path).map_err(|error| match error {
        Error::Storage(inner) => damaged(inner.to_string()),
        other => other,
    })?;
    let verdict = backup::whole(&conn, pace);
    let mark = verdict.and_then(|verdict| match verdict.as_str() {
        "ok" => backup::mark(&conn),
        _ => Err(damaged(verdict)),
    });
    let mark = mark.map_err(|error| match error {
        Error::Storage(inner) => damaged(inner.to_string()),
        other => other,
    })?;
    match name {
        Some(name) if !name.ends_at(&mark) => Err(damaged(format!(
            "it ends with command {} and its name says {}",
            mark.sequence, name.sequence
        ))),
        Some(_) => Ok(mark),
        None => match crate::history::verify::findings(&conn, 1)?.pop() {
            Some(finding) => Err(damaged(finding)),
            None => Ok(mark),
        },
    }
}
