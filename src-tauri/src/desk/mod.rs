//! What the shell asks of the desktop around it. The verbs of [`crate::host`] know only this trait, so
//! that they can be tested without a window.

#[cfg(debug_assertions)]
mod prepared;
mod tauri;

#[cfg(debug_assertions)]
pub use prepared::PreparedDialogs;
pub use tauri::TauriDesk;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::failure::Result;

/// Dialogs, events to the window, and the window's frame.
pub trait Desk: Send + Sync {
    /// Asks for a file to read. None: the person changed their mind (so everywhere here).
    fn open_file(&self, kind: FileKind) -> Result<Option<PathBuf>>;
    /// Asks for one or more files to read.
    fn open_files(&self, kind: FileKind) -> Result<Option<Vec<PathBuf>>>;
    /// Asks for a folder to read.
    fn open_folder(&self) -> Result<Option<PathBuf>>;
    /// Asks where to write a file; `suggested` is a file name. The person has agreed to replace a file
    /// that is there.
    fn save_file(&self, kind: FileKind, suggested: &str) -> Result<Option<PathBuf>>;
    /// Tells the window that something happened.
    fn tell(&self, event: &str, payload: Value);
    /// Names the window.
    fn set_title(&self, title: &str);
    /// Says which of the window's commands its menu can offer now.
    fn offer(&self, commands: &BTreeSet<String>);
    /// Shows a file in the file manager.
    fn show_in_folder(&self, file: &Path) -> Result<()>;
    /// Enlarges everything in the window: 1 is the usual size.
    fn zoom(&self, factor: f64);
    /// Ends the program, as closing the window does.
    fn quit(&self);
}

/// What a dialog is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    Workspace,
    Article,
    Markdown,
    Table,
    /// Tab-separated text or TBX: to be read.
    Glossary,
    GlossaryTable,
    GlossaryTbx,
}

impl FileKind {
    /// The name of the kind in the dialog's list of file types.
    pub fn name(self) -> &'static str {
        match self {
            FileKind::Workspace => "Dragoman workspace",
            FileKind::Article => "Articles and archives",
            FileKind::Markdown => "Markdown",
            FileKind::Table => "Table (CSV)",
            FileKind::Glossary => "Glossaries",
            FileKind::GlossaryTable => "Tab-separated text",
            FileKind::GlossaryTbx => "TBX-Basic",
        }
    }

    /// The endings of such files; the first is given to a name that has none of them.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            FileKind::Workspace => &["dragoman"],
            FileKind::Article => &[
                "txt", "text", "md", "markdown", "mdown", "mkd", "html", "htm", "xhtml", "xht", "zip",
                "jsonl", "ndjson", "csv", "tsv",
            ],
            FileKind::Markdown => &["md", "markdown"],
            FileKind::Table => &["csv"],
            FileKind::Glossary => &["tsv", "tab", "txt", "tbx", "xml"],
            FileKind::GlossaryTable => &["tsv"],
            FileKind::GlossaryTbx => &["tbx"],
        }
    }

    /// The path with an ending of this kind: file dialogs of some desktops leave it out.
    pub fn with_ending(self, path: PathBuf) -> PathBuf {
        let has_one = path
            .extension()
            .and_then(|ending| ending.to_str())
            .is_some_and(|ending| {
                self.endings()
                    .iter()
                    .any(|known| ending.eq_ignore_ascii_case(known))
            });
        match self.endings().first() {
            Some(ending) if !has_one => {
                let mut name = path.into_os_string();
                name.push(".");
                name.push(ending);
                PathBuf::from(name)
            }
            _ => path,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_without_the_right_ending_gets_it() {
        let named = |name: &str| FileKind::Markdown.with_ending(name.into());
        assert_eq!(named("a"), Path::new("a.md"));
        assert_eq!(named("a.MD"), Path::new("a.MD"));
        assert_eq!(named("Round 3.1"), Path::new("Round 3.1.md"));
    }
}
