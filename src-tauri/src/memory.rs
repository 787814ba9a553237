//! What the program remembers between starts: preferences and recent workspaces. One JSON file in the app's
//! configuration folder; a file that cannot be read counts as empty and is replaced by the next change.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use dragoman_core::Uid;
use dragoman_core::backups::Rules;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::failure::{Failure, Result};
use crate::written;

/// Recent workspaces kept.
const KEPT_RECENT: usize = 12;

/// How the window looks and who works in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Preferences {
    pub theme: Theme,
    pub text_size: TextSize,
    /// Name of the analyst, as the history keeps it.
    pub analyst: String,
    /// BCP 47: of the window's own words; '' = as the system says.
    pub language: String,
    /// What all backups of a workspace may need together: bytes.
    pub backup_limit: u64,
    /// Small things that the window remembers by name (widths of panes and the like); of a workspace at most
    /// the identity of what was open in it.
    pub layout: BTreeMap<String, serde_json::Value>,
}

/// Colours of the window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

/// Size of everything in the window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TextSize {
    Small,
    #[default]
    Medium,
    Large,
    /// The whole window at 150 %.
    Larger,
    /// The whole window at 200 %.
    Largest,
}

impl TextSize {
    /// By how much the whole window is enlarged; the first three are sizes of the page's own letters.
    pub fn zoom(self) -> f64 {
        match self {
            TextSize::Small | TextSize::Medium | TextSize::Large => 1.0,
            TextSize::Larger => 1.5,
            TextSize::Largest => 2.0,
        }
    }
}

impl Default for Preferences {
    fn default() -> Self {
        Preferences {
            theme: Theme::default(),
            text_size: TextSize::default(),
            analyst: system_user(),
            language: String::new(),
            backup_limit: Rules::default().limit,
            layout: BTreeMap::new(),
        }
    }
}

/// A workspace that was open before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecentFile {
    pub token: Uid,
    pub path: PathBuf,
    /// RFC 3339, UTC.
    pub opened: String,
    /// When it was last backed up here: RFC 3339, UTC.
    #[serde(default)]
    pub backed_up: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Remembered {
    preferences: Preferences,
    /// Last opened first.
    recent: Vec<RecentFile>,
    /// The workspace that was open when the program ended.
    last: Option<PathBuf>,
}

/// The remembered things and their file.
pub struct Memory {
    file: PathBuf,
    now: Mutex<Remembered>,
}

impl Memory {
    /// Reads what is remembered in this configuration folder.
    pub fn of(folder: &Path) -> Self {
        let file = folder.join("window.json");
        let remembered = match std::fs::read(&file) {
            Ok(bytes) => serde_json::from_slice(&bytes).unwrap_or_else(|error| {
                tracing::warn!(%error, "the preferences cannot be read and start afresh");
                Remembered::default()
            }),
            Err(_) => Remembered::default(),
        };
        Memory {
            file,
            now: Mutex::new(remembered),
        }
    }

    pub fn preferences(&self) -> Preferences {
        self.look(|remembered| remembered.preferences.clone())
    }

    pub fn change_preferences(&self, change: impl FnOnce(&mut Preferences)) -> Result<()> {
        self.change(|remembered| change(&mut remembered.preferences))
    }

    /// Last opened first.
    pub fn recent(&self) -> Vec<RecentFile> {
        self.look(|remembered| remembered.recent.clone())
    }

    /// The workspace that was open when the program ended.
    pub fn last(&self) -> Option<PathBuf> {
        self.look(|remembered| remembered.last.clone())
    }

    /// A workspace was opened.
    pub fn opened(&self, path: &Path, at: String) -> Result<()> {
        self.change(|remembered| {
            let known = remembered.recent.iter().position(|recent| recent.path == path);
            let before = known.map(|index| remembered.recent.remove(index));
            let recent = RecentFile {
                token: before.as_ref().map_or_else(Uid::new, |before| before.token),
                path: path.to_owned(),
                opened: at,
                backed_up: before.and_then(|before| before.backed_up),
            };
            remembered.recent.insert(0, recent);
            remembered.recent.truncate(KEPT_RECENT);
            remembered.last = Some(path.to_owned());
        })
    }

    /// A workspace was backed up.
    pub fn backed_up(&self, path: &Path, at: String) -> Result<()> {
        self.change(|remembered| {
            if let Some(recent) = remembered.recent.iter_mut().find(|recent| recent.path == path) {
                recent.backed_up = Some(at);
            }
        })
    }

    /// The workspace was closed by hand: the next start opens none.
    pub fn closed(&self) -> Result<()> {
        self.change(|remembered| remembered.last = None)
    }

    /// Takes a workspace out of the recent ones.
    pub fn forget(&self, token: Uid) -> Result<()> {
        self.change(|remembered| remembered.recent.retain(|recent| recent.token != token))
    }

    fn look<T>(&self, what: impl FnOnce(&Remembered) -> T) -> T {
        what(&self.now.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn change(&self, change: impl FnOnce(&mut Remembered)) -> Result<()> {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        let mut changed = now.clone();
        change(&mut changed);
        if *now == changed {
            return Ok(());
        }
        let bytes = serde_json::to_vec_pretty(&changed).map_err(|error| Failure::Internal {
            what: error.to_string(),
        })?;
        if let Some(folder) = self.file.parent() {
            make_folder(folder).map_err(|error| Failure::io(folder, &error))?;
        }
        written::write(&self.file, &bytes).map_err(|error| Failure::io(&self.file, &error))?;
        *now = changed;
        Ok(())
    }
}

/// Makes the configuration folder, for its owner only.
pub fn make_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)
}

/// The name of the person at this machine, as far as the system says it.
fn system_user() -> String {
    ["USER", "USERNAME", "LOGNAME"]
        .iter()
        .find_map(|variable| {
            std::env::var(variable)
                .ok()
                .filter(|name| !name.trim().is_empty())
        })
        .unwrap_or_else(|| "analyst".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_is_there_at_the_next_start() {
        let folder = tempfile::tempdir().unwrap();
        let memory = Memory::of(folder.path());
        memory
            .change_preferences(|preferences| preferences.theme = Theme::Dark)
            .unwrap();
        memory.opened(Path::new("/a.dragoman"), "now".to_owned()).unwrap();
        let again = Memory::of(folder.path());
        assert_eq!(again.preferences().theme, Theme::Dark);
        assert_eq!(again.recent(), memory.recent());
        assert_eq!(again.last(), Some("/a.dragoman".into()));
    }

    #[test]
    fn a_workspace_opened_again_goes_to_the_front_and_keeps_its_token() {
        let folder = tempfile::tempdir().unwrap();
        let memory = Memory::of(folder.path());
        for name in ["/a", "/b", "/a"] {
            memory.opened(Path::new(name), String::new()).unwrap();
        }
        let recent = memory.recent();
        let paths: Vec<_> = recent.iter().map(|recent| recent.path.as_path()).collect();
        assert_eq!(paths, [Path::new("/a"), Path::new("/b")]);
    }

    #[test]
    fn a_backup_is_remembered_when_the_workspace_is_opened_again() {
        let folder = tempfile::tempdir().unwrap();
        let memory = Memory::of(folder.path());
        for _ in 0..2 {
            memory.opened(Path::new("/a"), String::new()).unwrap();
            memory.backed_up(Path::new("/a"), "then".to_owned()).unwrap();
            memory.opened(Path::new("/b"), String::new()).unwrap();
            memory.opened(Path::new("/a"), String::new()).unwrap();
        }
        let backed_up: Vec<_> = memory
            .recent()
            .into_iter()
            .map(|recent| recent.backed_up)
            .collect();
        assert_eq!(backed_up, [Some("then".to_owned()), None]);
    }

    #[test]
    fn old_workspaces_fall_out_at_the_end() {
        let folder = tempfile::tempdir().unwrap();
        let memory = Memory::of(folder.path());
        for number in 0..20 {
            memory
                .opened(Path::new(&format!("/{number}")), String::new())
                .unwrap();
        }
        assert_eq!(memory.recent().len(), KEPT_RECENT);
        assert_eq!(memory.recent()[0].path, Path::new("/19"));
    }

    #[test]
    fn a_damaged_file_counts_as_empty() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("window.json"), "{").unwrap();
        let memory = Memory::of(folder.path());
        assert_eq!(memory.preferences(), Preferences::default());
    }
}
