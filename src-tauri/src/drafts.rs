//! What somebody is typing and has not saved: kept in the program's own folder until it is saved or given up, so that
//! the end of the program or of the page costs no more than the last moment of it.
//!
//! Not in the workspace: a draft is nothing that was done. It must not wait for whoever writes there, change the file
//! that copies and hashes are made of, or go along when the workspace is handed on.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use dragoman_core::error::{Error, Reason};
use dragoman_core::text::hash::sha256_hex;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::failure::{Failure, Result};
use crate::{memory, written};

/// Longest draft as JSON: bytes. A corrected text may be long.
const LONGEST: usize = 64 << 20;
/// Most drafts of a workspace.
const MOST: usize = 500;
/// What nobody has gone on with for so long is taken away.
const KEPT: Duration = Duration::from_hours(24 * 90);

/// Something that was typed and not saved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StoredDraft {
    /// Where it was typed; the window knows.
    pub key: String,
    pub content: Value,
}

/// The drafts of all workspaces: a folder for each, a file for each draft.
pub struct Drafts {
    folder: PathBuf,
}

impl Drafts {
    /// Those in the program's own folder.
    pub fn of(folder: &Path) -> Self {
        Drafts {
            folder: folder.join("drafts"),
        }
    }

    /// Keeps a draft, or with `None` takes it away. It is on the disk when this returns.
    pub fn keep(&self, workspace: &Path, key: &str, content: Option<Value>) -> Result<()> {
        let folder = self.folder_of(workspace);
        let file = folder.join(format!("{}.json", short(key.as_bytes())));
        let Some(content) = content else {
            return match std::fs::remove_file(&file) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Failure::io(&file, &error)),
                _ => Ok(()),
            };
        };
        let draft = StoredDraft {
            key: key.to_owned(),
            content,
        };
        let bytes = serde_json::to_vec(&draft).map_err(|error| Failure::Internal {
            what: error.to_string(),
        })?;
        let too_long = |limit: usize| {
            Error::invalid(
                "content",
                Reason::TooLong {
                    limit: u32::try_from(limit).unwrap_or(u32::MAX),
                },
            )
        };
        if bytes.len() > LONGEST {
            return Err(too_long(LONGEST).into());
        }
        memory::make_folder(&folder).map_err(|error| Failure::io(&folder, &error))?;
        if !file.exists() && std::fs::read_dir(&folder).is_ok_and(|entries| entries.count() >= MOST) {
            return Err(too_long(MOST).into());
        }
        written::write(&file, &bytes).map_err(|error| Failure::io(&file, &error))
    }

    /// All of a workspace, in the order of their keys. What cannot be read is left out.
    pub fn all(&self, workspace: &Path) -> Vec<StoredDraft> {
        let Ok(entries) = std::fs::read_dir(self.folder_of(workspace)) else {
            return Vec::new();
        };
        let mut drafts: Vec<StoredDraft> = entries
            .flatten()
            .filter(|entry| !is_forgotten(&entry.path()))
            .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "json"))
            .filter_map(|entry| serde_json::from_slice(&std::fs::read(entry.path()).ok()?).ok())
            .collect();
        drafts.sort_by(|a, b| a.key.cmp(&b.key));
        drafts
    }

    fn folder_of(&self, workspace: &Path) -> PathBuf {
        self.folder.join(short(workspace.as_os_str().as_encoded_bytes()))
    }
}

fn short(bytes: &[u8]) -> String {
    sha256_hex(bytes).chars().take(32).collect()
}

/// Whether it is so old that it was taken away; also what a killed program left half-written.
fn is_forgotten(file: &Path) -> bool {
    let age = file
        .metadata()
        .and_then(|metadata| metadata.modified())
        .ok()
        .and_then(|at| SystemTime::now().duration_since(at).ok())
        .unwrap_or_default();
    let is_part = file.extension().is_some_and(|ending| ending == "part");
    let is_old = age > KEPT || (is_part && age > Duration::from_mins(1));
    is_old && std::fs::remove_file(file).is_ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_draft_is_there_at_the_next_start_until_it_is_given_up() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (Path::new("/a/one.dragoman"), Path::new("/a/two.dragoman"));
        let drafts = Drafts::of(folder.path());
        drafts
            .keep(one, "note:1", Some(json!({ "text": "half" })))
            .unwrap();
        drafts
            .keep(one, "note:1", Some(json!({ "text": "half a sen" })))
            .unwrap();
        drafts.keep(one, "note:2", Some(json!("other"))).unwrap();
        let again = Drafts::of(folder.path());
        let contents: Vec<Value> = again.all(one).into_iter().map(|draft| draft.content).collect();
        assert_eq!(contents, [json!({ "text": "half a sen" }), json!("other")]);
        assert_eq!(again.all(two), []);
        again.keep(one, "note:1", None).unwrap();
        again.keep(one, "note:1", None).unwrap();
        assert_eq!(again.all(one).len(), 1);
        again.keep(one, "note:2", None).unwrap();
        let left: usize = std::fs::read_dir(again.folder_of(one)).unwrap().count();
        assert_eq!(left, 0, "what was given up is gone from the disk");
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let drafts = Drafts::of(folder.path());
        let workspace = Path::new("/a/one.dragoman");
        drafts.keep(workspace, "k", Some(json!(1))).unwrap();
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        let inner = drafts.folder_of(workspace);
        let file = std::fs::read_dir(&inner).unwrap().next().unwrap().unwrap().path();
        assert_eq!(
            (mode(&drafts.folder), mode(&inner), mode(&file)),
            (0o700, 0o700, 0o600)
        );
    }

    #[test]
    fn a_file_that_cannot_be_read_keeps_none_of_the_others_away() {
        let folder = tempfile::tempdir().unwrap();
        let drafts = Drafts::of(folder.path());
        let workspace = Path::new("/a/one.dragoman");
        drafts.keep(workspace, "k", Some(json!(1))).unwrap();
        std::fs::write(drafts.folder_of(workspace).join("broken.json"), "{\"key\":").unwrap();
        assert_eq!(drafts.all(workspace).len(), 1);
    }
}
