//! Where backups lie, and how much room there is.
//!
//! A folder beside the workspace and named after it is where a person looks for them without knowing this program, it
//! goes along when the folder is copied, and it is on the file system of the workspace. Where nothing can be written
//! beside the workspace they go to the program's own folder.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::xxh3_64;

use crate::{Error, Result};

/// All backups of a workspace together have at most so many bytes, unless a person says otherwise: 20 GiB.
const LIMIT: u64 = 20 << 30;
/// What is held while a backup is made in a folder.
const LOCK: &str = "lock";

/// How backups are made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// What all backups of a workspace may need together: bytes.
    pub limit: u64,
    /// Where they go when nothing can be written beside the workspace. None: nowhere.
    pub other_folder: Option<PathBuf>,
}

impl Default for Rules {
    fn default() -> Self {
        Rules {
            limit: LIMIT,
            other_folder: None,
        }
    }
}

/// The folder beside a workspace: `reports.dragoman` has `reports.backups`.
pub fn folder_beside(workspace: &Path) -> PathBuf {
    match workspace.extension() {
        Some(ending) if ending == "dragoman" => workspace.with_extension("backups"),
        _ => {
            let mut name = workspace.file_name().unwrap_or_default().to_owned();
            name.push(".backups");
            workspace.with_file_name(name)
        }
    }
}

/// The folders in which backups of a workspace may lie, whether they are there or not.
pub(super) fn folders(workspace: &Path, rules: &Rules) -> Vec<PathBuf> {
    let mut folders = vec![folder_beside(workspace)];
    if let Some(other) = &rules.other_folder {
        // Workspaces of one name are told apart by where they are.
        let stem = workspace.file_stem().unwrap_or_default().to_string_lossy();
        let place = xxh3_64(workspace.as_os_str().as_encoded_bytes());
        folders.push(other.join(format!("{stem}-{place:016x}")));
    }
    folders
}

/// A folder of backups in which nobody else makes one meanwhile.
#[derive(Debug)]
pub struct Place {
    folder: PathBuf,
    _lock: File,
}

impl Place {
    /// Takes the first folder in which something can be written, and makes it for its owner only.
    ///
    /// # Errors
    /// [`Error::Busy`] when somebody makes a backup there; [`Error::Io`], [`Error::DiskFull`].
    pub(super) fn take(workspace: &Path, rules: &Rules) -> Result<Self> {
        let mut failed = None;
        for folder in folders(workspace, rules) {
            match Self::of(folder) {
                Err(Error::Io { path, detail }) => {
                    // What stands in the way beside the workspace is what a person can do something about.
                    failed.get_or_insert(Error::Io { path, detail });
                }
                other => return other,
            }
        }
        Err(failed.unwrap_or(Error::Busy))
    }

    fn of(folder: PathBuf) -> Result<Self> {
        let io = |error: std::io::Error| Error::io(&folder, &error);
        match folder.symlink_metadata() {
            Err(_) => make(&folder).map_err(io)?,
            // A link could lead anywhere.
            Ok(found) if !found.is_dir() => {
                return Err(Error::Io {
                    path: folder.display().to_string(),
                    detail: "this is not a folder".to_owned(),
                });
            }
            Ok(_) => {}
        }
        let mut options = File::options();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        let lock = options.open(folder.join(LOCK)).map_err(io)?;
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) => return Err(Error::Busy),
            // Some network folders have no locks; two programs at once are the lesser evil there.
            Err(TryLockError::Error(_)) | Ok(()) => {}
        }
        Ok(Place { folder, _lock: lock })
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }
}

fn make(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)
}

/// Bytes that can still be written in a folder. None when the system does not say.
pub fn free_space(folder: &Path) -> Option<u64> {
    #[cfg(unix)]
    {
        let found = rustix::fs::statvfs(folder).ok()?;
        Some(found.f_bavail.saturating_mul(found.f_frsize))
    }
    #[cfg(not(unix))]
    {
        let _ = folder;
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_is_named_after_the_workspace() {
        for (file, folder) in [
            ("/a/reports.dragoman", "/a/reports.backups"),
            ("/a/reports", "/a/reports.backups"),
            ("/a/reports.v2.sqlite", "/a/reports.v2.sqlite.backups"),
        ] {
            assert_eq!(folder_beside(Path::new(file)), Path::new(folder));
        }
    }

    #[cfg(unix)]
    #[test]
    fn the_folder_is_its_owners_and_one_at_a_time() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let workspace = folder.path().join("w.dragoman");
        let place = Place::take(&workspace, &Rules::default()).unwrap();
        let mode = place.folder().metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
        assert_eq!(
            Place::take(&workspace, &Rules::default()).unwrap_err().code(),
            "busy"
        );
        drop(place);
        Place::take(&workspace, &Rules::default()).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_its_place_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let workspace = folder.path().join("w.dragoman");
        let elsewhere = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), folder.path().join("w.backups")).unwrap();
        assert_eq!(
            Place::take(&workspace, &Rules::default()).unwrap_err().code(),
            "io"
        );
        let other = folder.path().join("data");
        let rules = Rules {
            other_folder: Some(other.clone()),
            ..Rules::default()
        };
        let place = Place::take(&workspace, &rules).unwrap();
        assert!(place.folder().starts_with(other));
        assert_eq!(std::fs::read_dir(elsewhere.path()).unwrap().count(), 0);
    }
}
