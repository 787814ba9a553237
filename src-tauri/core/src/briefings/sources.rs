//! Where the sources of quotes are found again: by what they are, not by where they lie.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::{Path, PathBuf};

use crate::text::hash::{sha256_hex, sha256_hex_of};
use crate::{Error, Result};

/// Finds files by their content.
pub trait Sources {
    /// The bytes that have this SHA-256 (64 lower-case hexadecimal digits); None when there are none.
    ///
    /// # Errors
    /// [`Error::Io`] when they are there and cannot be read.
    fn bytes(&self, sha256: &str) -> Result<Option<Vec<u8>>>;

    /// Whether there is a file of this name, whatever is in it.
    fn has_name(&self, file_name: &str) -> bool;
}

/// The regular files of a folder and of the folders in it. Symbolic links are not followed.
#[derive(Debug)]
pub struct FolderSources {
    by_sha256: BTreeMap<String, PathBuf>,
    names: BTreeSet<String>,
    /// Files and folders that could not be read, with the system's message.
    pub unreadable: Vec<(PathBuf, String)>,
}

impl FolderSources {
    /// Reads every file once, in pieces, to learn its SHA-256.
    ///
    /// # Errors
    /// [`Error::Io`] when the folder itself cannot be listed; what cannot be read inside it is named in
    /// `unreadable`.
    pub fn index(folder: &Path) -> Result<Self> {
        let mut sources = FolderSources {
            by_sha256: BTreeMap::new(),
            names: BTreeSet::new(),
            unreadable: Vec::new(),
        };
        let mut folders = vec![folder.to_owned()];
        while let Some(next) = folders.pop() {
            match sources.index_folder(&next) {
                Ok(below) => folders.extend(below),
                Err(error) if next == folder => return Err(Error::io(folder, &error)),
                Err(error) => sources.unreadable.push((next, error.to_string())),
            }
        }
        Ok(sources)
    }

    /// Gives the folders in it.
    fn index_folder(&mut self, folder: &Path) -> std::io::Result<Vec<PathBuf>> {
        let mut below = Vec::new();
        let mut entries = std::fs::read_dir(folder)?.collect::<std::io::Result<Vec<_>>>()?;
        entries.sort_by_key(std::fs::DirEntry::file_name);
        for entry in entries {
            let path = entry.path();
            let kind = entry.file_type()?;
            if kind.is_dir() {
                below.push(path);
            } else if kind.is_file() {
                match File::open(&path).and_then(sha256_hex_of) {
                    Ok(sha256) => {
                        self.by_sha256.entry(sha256).or_insert(path);
                    }
                    Err(error) => self.unreadable.push((path, error.to_string())),
                }
                self.names
                    .insert(entry.file_name().to_string_lossy().into_owned());
            }
        }
        Ok(below)
    }
}

impl Sources for FolderSources {
    fn bytes(&self, sha256: &str) -> Result<Option<Vec<u8>>> {
        let Some(path) = self.by_sha256.get(sha256) else {
            return Ok(None);
        };
        let bytes = std::fs::read(path).map_err(|error| Error::io(path, &error))?;
        // The file may have changed since the folder was indexed.
        Ok((sha256_hex(&bytes) == sha256).then_some(bytes))
    }

    fn has_name(&self, file_name: &str) -> bool {
        self.names.contains(file_name)
    }
}
