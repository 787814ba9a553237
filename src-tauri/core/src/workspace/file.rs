//! The workspace file as a file: made for its owner only, looked at before SQLite opens it, and watched
//! while it is open.

use std::fs::{File, OpenOptions};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::schema::{APPLICATION_ID, VERSION};
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

/// Looks at a file before SQLite does: it must be a regular file whose header says that it is a workspace
/// which this program knows. Gives the path without symbolic links.
///
/// The format of the header is that of <https://sqlite.org/fileformat2.html#the_database_header>:
/// application id at byte 68, user version at byte 60, both big-endian.
pub(crate) fn look(path: &Path) -> Result<PathBuf> {
    let shown = || path.display().to_string();
    let path = path.canonicalize().map_err(|error| Error::io(path, &error))?;
    let metadata = path.metadata().map_err(|error| Error::io(&path, &error))?;
    if !metadata.is_file() {
        return Err(Error::Foreign { path: shown() });
    }
    let mut header = [0_u8; 100];
    let mut file = File::open(&path).map_err(|error| Error::io(&path, &error))?;
    match file.read_exact(&mut header) {
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            return Err(Error::Foreign { path: shown() });
        }
        other => other.map_err(|error| Error::io(&path, &error))?,
    }
    if !header.starts_with(b"SQLite format 3\0") || number(&header, 68) != APPLICATION_ID.cast_unsigned() {
        return Err(Error::Foreign { path: shown() });
    }
    let found = number(&header, 60);
    if found > VERSION {
        return Err(Error::Newer {
            path: shown(),
            found,
            known: VERSION,
        });
    }
    let page = match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        size => u64::from(size),
    };
    if metadata.len() < page * u64::from(number(&header, 28)) && !wal_has_content(&path) {
        return Err(Error::Damaged {
            path: shown(),
            detail: "the file was cut short".to_owned(),
        });
    }
    Ok(path)
}

fn number(header: &[u8; 100], at: usize) -> u32 {
    u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
}

fn wal_has_content(path: &Path) -> bool {
    wal(path).metadata().is_ok_and(|metadata| metadata.len() > 0)
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
