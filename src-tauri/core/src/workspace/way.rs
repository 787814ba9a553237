//! How a file is looked at without a byte of it being changed.
//!
//! A connection that only reads a workspace still wants to make a log beside it, which a read-only folder does not
//! allow, and leaves it there. So a file without a log is read as it stands ("immutable", and only then: with a log
//! that would leave out what is in the log), and a file whose log cannot be used where it is is read from a copy.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::file::{self, Identity};
use super::types::ReadOnlyBecause;
use crate::{Error, Result};

/// Where connections that only look go.
#[derive(Debug, Clone)]
pub(crate) struct Way {
    file: PathBuf,
    kind: Kind,
    /// Goes away with the last that uses it.
    _copy: Option<Arc<TemporaryFolder>>,
    /// Why nothing is written.
    pub(crate) because: Option<ReadOnlyBecause>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Beside those who work with the file.
    Beside,
    /// With its log, which is left as it is.
    WithLog,
    /// As the file stands, without a log.
    Standing,
}

impl Way {
    /// Beside a connection that writes.
    pub(crate) fn beside(file: &Path) -> Self {
        Way::of(file, Kind::Beside)
    }

    fn of(file: &Path, kind: Kind) -> Self {
        Way {
            file: file.to_owned(),
            kind,
            _copy: None,
            because: None,
        }
    }

    /// To a file that nothing is to be changed of, and the first connection to it.
    ///
    /// # Errors
    /// Those of SQLite and of copying.
    pub(crate) fn without_trace(file: &Path) -> Result<(Self, Connection)> {
        let kind = if file::wal_has_content(file) {
            Kind::WithLog
        } else {
            Kind::Standing
        };
        let way = Way::of(file, kind);
        match way.tried() {
            Ok(conn) => Ok((way, conn)),
            Err(Error::Storage(error)) if kind == Kind::WithLog && cannot_write(&error) => {
                let way = Self::copied(file)?;
                let conn = way.tried()?;
                Ok((way, conn))
            }
            Err(error) => Err(error),
        }
    }

    /// To a copy of the file and its log in the system's folder for temporary files.
    fn copied(file: &Path) -> Result<Self> {
        let folder = TemporaryFolder::make()?;
        let copy = folder.0.join("copy.dragoman");
        for (from, to) in file::all_of(file).iter().zip(file::all_of(&copy)).take(2) {
            file::create(&to)?;
            std::fs::copy(from, &to).map_err(|error| Error::io(from, &error))?;
        }
        Ok(Way {
            file: copy,
            kind: Kind::WithLog,
            _copy: Some(Arc::new(folder)),
            because: None,
        })
    }

    /// A connection to the file as it stands, whatever its log says.
    pub(super) fn standing(file: &Path) -> Result<Connection> {
        Way::of(file, Kind::Standing).tried()
    }

    /// A connection to the file through its log.
    pub(super) fn with_log(file: &Path) -> Result<Connection> {
        Way::of(file, Kind::WithLog).tried()
    }

    /// A connection that has read something.
    fn tried(&self) -> Result<Connection> {
        let conn = self.connect()?;
        conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(conn)
    }

    /// Another connection that only looks. It is not set yet.
    pub(crate) fn connect(&self) -> Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_NOFOLLOW
            | OpenFlags::SQLITE_OPEN_EXRESCODE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        match self.kind {
            Kind::Beside => Ok(Connection::open_with_flags(
                &self.file,
                flags | OpenFlags::SQLITE_OPEN_READ_ONLY,
            )?),
            // Only a connection that may write can use a log without its index; it is told to write nothing.
            Kind::WithLog => {
                let conn =
                    Connection::open_with_flags(&self.file, flags | OpenFlags::SQLITE_OPEN_READ_WRITE)?;
                conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
                conn.pragma_update(None, "query_only", 1)?;
                Ok(conn)
            }
            Kind::Standing => Ok(Connection::open_with_flags(
                address(&self.file),
                flags | OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI,
            )?),
        }
    }
}

/// Application id and version that a file says of itself, without its log.
///
/// # Errors
/// Those of SQLite: not a database, damaged (shorter than it says).
pub(super) fn numbers(file: &Path) -> Result<(i32, u32)> {
    let conn = Way::of(file, Kind::Standing).connect()?;
    let number = |name| conn.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    let (application, version) = (number("application_id")?, number("user_version")?);
    // Negative ones are none of ours.
    Ok((application, u32::try_from(version).unwrap_or(u32::MAX)))
}

/// Whether nothing may be written, or there is no room for what stands beside an open file.
pub(super) fn cannot_write(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{CannotOpen, DiskFull, PermissionDenied, ReadOnly};
    use rusqlite::ffi::{SQLITE_IOERR_SHMMAP, SQLITE_IOERR_SHMOPEN, SQLITE_IOERR_SHMSIZE};
    let Some(error) = error.sqlite_error() else {
        return false;
    };
    matches!(error.code, CannotOpen | DiskFull | PermissionDenied | ReadOnly)
        || [SQLITE_IOERR_SHMMAP, SQLITE_IOERR_SHMOPEN, SQLITE_IOERR_SHMSIZE].contains(&error.extended_code)
}

/// The file as a URI for SQLite, with every byte that could mean something in one written as its number.
fn address(file: &Path) -> String {
    use std::fmt::Write as _;
    #[cfg(unix)]
    let bytes = std::os::unix::ffi::OsStrExt::as_bytes(file.as_os_str()).to_vec();
    // The path begins with a drive there, which stands after a slash in a URI.
    #[cfg(not(unix))]
    let bytes = format!("/{}", file.to_string_lossy().replace('\\', "/")).into_bytes();
    let mut address = String::from("file://");
    for byte in bytes {
        if byte.is_ascii_alphanumeric() || b"/-._:".contains(&byte) {
            address.push(char::from(byte));
        } else {
            let _ = write!(address, "%{byte:02X}");
        }
    }
    address + "?mode=ro&immutable=1"
}

/// A folder that only its owner can look into, and that goes away.
#[derive(Debug)]
pub(crate) struct TemporaryFolder(pub(crate) PathBuf);

impl TemporaryFolder {
    pub(crate) fn make() -> Result<Self> {
        let path = std::env::temp_dir().join(format!("dragoman-{}", crate::Uid::new()));
        let mut builder = std::fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&path).map_err(|error| Error::io(&path, &error))?;
        Ok(TemporaryFolder(path))
    }
}

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            tracing::warn!(%error, "a folder for temporary files stays");
        }
    }
}

/// What a file was when somebody began to look at it: enough to tell that nobody wrote to it meanwhile.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    identity: Option<Identity>,
    length: u64,
    modified: Option<std::time::SystemTime>,
    log: u64,
}

impl Stamp {
    pub(super) fn of(file: &Path) -> Self {
        let metadata = file.metadata().ok();
        Stamp {
            identity: Identity::of(file),
            length: metadata.as_ref().map_or(0, std::fs::Metadata::len),
            modified: metadata.and_then(|metadata| metadata.modified().ok()),
            log: file::wal(file).metadata().map_or(0, |metadata| metadata.len()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_means_itself_whatever_stands_in_it() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a b", "a?immutable=0", "a#b", "a%20b", "ä", "a\nb", "a&b=c"] {
            let path = folder.path().join(name);
            Connection::open(&path)
                .unwrap()
                .execute_batch("CREATE TABLE t (x)")
                .unwrap();
            let (_, conn) = Way::without_trace(&path).unwrap();
            conn.query_row("SELECT count(*) FROM t", [], |_| Ok(())).unwrap();
            assert!(conn.execute_batch("INSERT INTO t VALUES (1)").is_err());
        }
    }
}
