//! Writing files that are whole or not there at all.

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::Path;

use crate::{Error, Result};

/// Writes a file that only its owner can read. It is written under another name beside its place, carried to
/// the disk, and takes its name only then: a reader never sees a part of it, and a failure leaves what was there.
///
/// # Errors
/// [`Error::Exists`] when there is a file already and `overwrite` is false; [`Error::DiskFull`];
/// [`Error::Io`].
pub fn write_file(path: &Path, bytes: &[u8], overwrite: bool) -> Result<()> {
    let exists = || Error::Exists {
        path: path.display().to_string(),
    };
    if !overwrite && path.symlink_metadata().is_ok() {
        return Err(exists());
    }
    let Some(name) = path.file_name() else {
        return Err(Error::Io {
            path: path.display().to_string(),
            detail: "this is not the name of a file".to_owned(),
        });
    };
    let mut part_name = std::ffi::OsString::from(".");
    part_name.push(name);
    part_name.push(format!(".{}.part", crate::Uid::new()));
    let part = path.with_file_name(part_name);

    let written = write_part(&part, bytes).and_then(|()| {
        if overwrite {
            return std::fs::rename(&part, path);
        }
        // Only a link refuses to take a name that was taken meanwhile.
        match std::fs::hard_link(&part, path) {
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Err(error),
            // Not every file system has hard links.
            Err(_) => std::fs::rename(&part, path),
            Ok(()) => std::fs::remove_file(&part),
        }
    });
    if let Err(error) = written {
        let _ = std::fs::remove_file(&part);
        return Err(match error.kind() {
            std::io::ErrorKind::AlreadyExists => exists(),
            _ => Error::io(path, &error),
        });
    }
    synced_folder(path)
}

fn write_part(part: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(part)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Makes a new name in a folder durable where folders can be synced. Not every system and file system can; a disk that
/// fails is another thing.
///
/// # Errors
/// [`Error::Io`]: the file is there, and may not be after a power loss.
pub(crate) fn synced_folder(of: &Path) -> Result<()> {
    use std::io::ErrorKind;
    let folder = match of.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(error)
            if !matches!(
                error.kind(),
                ErrorKind::InvalidInput | ErrorKind::Unsupported | ErrorKind::PermissionDenied
            ) =>
        {
            Err(Error::io(of, &error))
        }
        _ => Ok(()),
    }
}

/// The same where a failure changes nothing for anybody.
pub(crate) fn sync_folder(of: &Path) {
    if let Err(error) = synced_folder(of) {
        tracing::warn!(%error, "a new name may not be durable");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_only_when_asked_to_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("briefing.md");
        write_file(&path, b"one", false).unwrap();
        assert_eq!(write_file(&path, b"two", false).unwrap_err().code(), "exists");
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        write_file(&path, b"two", true).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_that_is_not_there_gives_an_error_and_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("none").join("briefing.md");
        assert_eq!(write_file(&path, b"one", true).unwrap_err().code(), "io");
        assert_eq!(write_file(folder.path(), b"one", true).unwrap_err().code(), "io");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("briefing.md");
        write_file(&path, b"one", false).unwrap();
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
}
