//! The files below a path, one after another, sorted by path: one folder's names are held at a time, not the
//! whole tree's. Symbolic links are not followed; names that begin with a dot are left out.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use dragoman_core::error::Refusal;

use super::limits;

/// A file, or a folder that could not be read.
#[derive(Debug)]
pub struct Entry {
    pub path: PathBuf,
    /// From the chosen folder; None if the file itself was chosen.
    pub below: Option<PathBuf>,
    pub refusal: Option<Refusal>,
}

struct Level {
    below: PathBuf,
    /// Names that are still to come, last first, and whether each is a folder.
    names: Vec<(OsString, bool)>,
}

/// The walk through one path.
pub struct Walk {
    root: PathBuf,
    begun: bool,
    levels: Vec<Level>,
    /// What is sorted before this is left out (from the chosen folder).
    from: Option<PathBuf>,
}

impl Walk {
    /// Begins at `from`, if it is given: that file is the first, if it is still there.
    pub fn new(root: PathBuf, from: Option<PathBuf>) -> Self {
        Walk {
            root,
            begun: false,
            levels: Vec::new(),
            from,
        }
    }

    /// The next file.
    pub fn next(&mut self) -> Option<Entry> {
        if !self.begun {
            self.begun = true;
            if !self.root.is_dir() {
                return Some(Entry {
                    path: self.root.clone(),
                    below: None,
                    refusal: None,
                });
            }
            if let Some(entry) = self.enter(PathBuf::new()) {
                return Some(entry);
            }
        }
        loop {
            let level = self.levels.last_mut()?;
            let Some((name, is_folder)) = level.names.pop() else {
                self.levels.pop();
                continue;
            };
            let below = level.below.join(name);
            if !is_folder {
                return Some(Entry {
                    path: self.root.join(&below),
                    below: Some(below),
                    refusal: None,
                });
            }
            if self.levels.len() <= limits::DEPTH
                && let Some(entry) = self.enter(below)
            {
                return Some(entry);
            }
        }
    }

    /// Goes into a folder; if that cannot be, this is an entry.
    fn enter(&mut self, below: PathBuf) -> Option<Entry> {
        match self.names(&below) {
            Ok(names) => {
                self.levels.push(Level { below, names });
                None
            }
            Err(error) => Some(Entry {
                path: self.root.join(&below),
                below: Some(below),
                refusal: Some(Refusal::Unreadable {
                    detail: error.to_string(),
                }),
            }),
        }
    }

    fn names(&self, below: &Path) -> io::Result<Vec<(OsString, bool)>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(self.root.join(below))? {
            let entry = entry?;
            let name = entry.file_name();
            let kind = entry.file_type()?;
            let shown = !name.as_encoded_bytes().starts_with(b".");
            if shown && (kind.is_file() || kind.is_dir()) && !self.is_before(&below.join(&name)) {
                names.push((name, kind.is_dir()));
            }
        }
        names.sort_unstable_by(|a, b| b.cmp(a));
        Ok(names)
    }

    fn is_before(&self, below: &Path) -> bool {
        self.from
            .as_ref()
            .is_some_and(|from| below < from.as_path() && !from.starts_with(below))
    }
}
