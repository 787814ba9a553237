//! What a workspace knows of the world around it: who works, what time it is, which files it may read.

use std::collections::HashMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use crate::backups::Rules;
use crate::dates::{Clock, SystemClock, rfc3339};

/// Who works with the workspace, when, and which files may be named.
#[derive(Clone)]
pub struct Context {
    /// Name of the analyst, as the history keeps it.
    pub analyst: String,
    /// Tells the time; nothing in this crate asks the system itself.
    pub clock: Arc<dyn Clock>,
    pub files: Files,
    /// How backups are made.
    pub backups: Rules,
}

impl Context {
    /// An analyst at this machine's clock who may name any file: the command line.
    pub fn command_line(analyst: impl Into<String>) -> Self {
        Context {
            analyst: analyst.into(),
            clock: Arc::new(SystemClock),
            files: Files::Any,
            backups: Rules::default(),
        }
    }

    /// An analyst in a window, which never names a path: files are those that the shell has staged.
    pub fn window(analyst: impl Into<String>, staged: Staged) -> Self {
        Context {
            analyst: analyst.into(),
            clock: Arc::new(SystemClock),
            files: Files::Staged(staged),
            backups: Rules::default(),
        }
    }

    /// The same with another clock.
    #[must_use]
    pub fn with_clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// The same with other rules for backups.
    #[must_use]
    pub fn with_backups(mut self, backups: Rules) -> Self {
        self.backups = backups;
        self
    }

    /// Now, as the file keeps it: RFC 3339, UTC, milliseconds.
    pub fn timestamp(&self) -> String {
        rfc3339(self.clock.now())
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("analyst", &self.analyst)
            .field("files", &self.files)
            .finish_non_exhaustive()
    }
}

/// Which files a caller may name.
#[derive(Debug, Clone)]
pub enum Files {
    /// Any path.
    Any,
    /// Only those that the shell holds, by their tokens.
    Staged(Staged),
}

/// Files that the shell holds for the window after a dialog or a drop, by token.
#[derive(Debug, Clone, Default)]
pub struct Staged(Arc<Mutex<HashMap<String, PathBuf>>>);

impl Staged {
    /// Holds a file and gives its token.
    pub fn hold(&self, path: PathBuf) -> String {
        let token = crate::Uid::new().to_string();
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(token.clone(), path);
        token
    }

    /// The file of a token.
    pub fn path(&self, token: &str) -> Option<PathBuf> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(token)
            .cloned()
    }

    /// Forgets a file.
    pub fn release(&self, token: &str) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(token);
    }
}
