//! The workspace file as a file: made for its owner only, looked at before SQLite opens it, and watched
//! while it is open.

use std::fs::{File, OpenOptions};
use std::io::Read;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use super::schema::{APPLICATION_ID, VERSION};
use super::way;
use crate::{Error, Result};

/// Makes an empty file that only its owner can read; refuses to touch one that is there.
pub(crate) fn create(path: &Path) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Err(Error::Exists {
            path: path.display().to_string(),
        }),
        Err(error) => Err(Error::io(path, &error)),
    }
}

/// Looks at a file before it is opened: it must be a regular file that says of itself that it is a workspace which
/// this program knows. Gives the path without symbolic links. Nothing is written, and nothing waited for.
///
/// What the file says is asked of SQLite and not read from it: POSIX forgets a program's locks on a file when the
/// program closes the file anywhere, and this program may have it open. Only a file that is no database is read.
///
/// # Errors
/// [`Error::Missing`], [`Error::Folder`], [`Error::SpecialFile`], [`Error::EmptyFile`], [`Error::Encrypted`],
/// [`Error::Foreign`], [`Error::Newer`], [`Error::Truncated`], [`Error::Damaged`], [`Error::Io`].
pub(crate) fn look(path: &Path) -> Result<PathBuf> {
    let shown = path.display().to_string();
    let path = path.canonicalize().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Error::Missing { path: shown.clone() },
        _ => Error::io(path, &error),
    })?;
    let metadata = path.metadata().map_err(|error| Error::io(&path, &error))?;
    if metadata.is_dir() {
        return Err(Error::Folder { path: shown });
    }
    // A pipe would keep us waiting for somebody who writes into it.
    if !metadata.is_file() {
        return Err(Error::SpecialFile { path: shown });
    }
    if metadata.len() == 0 {
        return Err(Error::EmptyFile { path: shown });
    }
    match way::numbers(&path) {
        Ok((application, _)) if application != APPLICATION_ID => Err(Error::Foreign { path: shown }),
        Ok((_, found)) if found > VERSION => Err(Error::Newer {
            path: shown,
            found,
            known: VERSION,
        }),
        Ok(_) => Ok(path),
        Err(Error::Storage(error)) => match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Err(no_database(&path, shown)),
            // The rest may be in its log.
            Some(ErrorCode::DatabaseCorrupt) if wal_has_content(&path) => Ok(path),
            Some(ErrorCode::DatabaseCorrupt) => Err(Error::Truncated { path: shown }),
            _ => Err(Error::Io {
                path: shown,
                detail: error.to_string(),
            }),
        },
        Err(error) => Err(error),
    }
}

/// What a file is that is no database.
fn no_database(path: &Path, shown: String) -> Error {
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(64 * 1024).read_to_end(&mut start));
    match read {
        Err(error) => Error::io(path, &error),
        Ok(_) if looks_encrypted(&start) => Error::Encrypted { path: shown },
        Ok(_) => Error::Foreign { path: shown },
    }
}

/// Whether bytes look like noise: SQLite's encrypted databases are that from their first byte, in whole pages. Known
/// formats begin with letters that name them.
fn looks_encrypted(bytes: &[u8]) -> bool {
    const LEAST: usize = 512;
    let named = bytes
        .iter()
        .take(4)
        .all(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace())
        || [
            &b"PK\x03\x04"[..],
            b"\x1f\x8b",
            b"\x89PNG",
            b"\xff\xd8\xff",
            b"7z\xbc\xaf",
            b"\xfd7zXZ",
            b"\x28\xb5\x2f\xfd",
        ]
        .iter()
        .any(|start| bytes.starts_with(start));
    if named || bytes.len() < LEAST {
        return false;
    }
    let mut counts = [0_u32; 256];
    for byte in bytes {
        if let Some(count) = counts.get_mut(usize::from(*byte)) {
            *count += 1;
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "64 KiB are counted exactly")]
    let entropy: f64 = counts
        .iter()
        .filter(|count| **count > 0)
        .map(|count| {
            let share = f64::from(*count) / bytes.len() as f64;
            -share * share.log2()
        })
        .sum();
    // Of 512 random bytes about 7.6 bits each, of 64 KiB more than 7.99; texts have less than 6.
    entropy > 7.4
}

/// Whether there is something in the log beside a workspace.
pub(super) fn wal_has_content(path: &Path) -> bool {
    wal(path).metadata().is_ok_and(|metadata| metadata.len() > 0)
}

/// Refuses to write a file that has two names (hard links). Each name would have a log of its own, and programs that use
/// different ones would write over each other's work without a sign.
pub(crate) fn refuse_second_name(path: &Path) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        if path.metadata().is_ok_and(|metadata| metadata.nlink() > 1) {
            return Err(Error::Io {
                path: path.display().to_string(),
                detail: "this file has a second name (a hard link), under which others could write into it unseen: \
                         copy it and work with the copy"
                    .to_owned(),
            });
        }
    }
    Ok(())
}

/// The write-ahead log beside a workspace.
pub(crate) fn wal(path: &Path) -> PathBuf {
    beside(path, "-wal")
}

/// The workspace file and what SQLite makes beside it.
pub(crate) fn all_of(path: &Path) -> [PathBuf; 4] {
    ["", "-wal", "-shm", "-journal"].map(|ending| beside(path, ending))
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Which file a path names. Two identities are equal as long as it is the same file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Identity {
    #[cfg(unix)]
    file: (u64, u64),
    #[cfg(not(unix))]
    created: Option<std::time::SystemTime>,
}

impl Identity {
    /// Of the file that the path names now.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let metadata = path.metadata().ok()?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            Some(Identity {
                file: (metadata.dev(), metadata.ino()),
            })
        }
        #[cfg(not(unix))]
        Some(Identity {
            created: metadata.created().ok(),
        })
    }
}
