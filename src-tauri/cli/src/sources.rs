//! `dragoman sources`: the files that somebody needs to check a briefing.

use std::path::Path;

use dragoman_core::workspace::{Context, Workspace};
use dragoman_core::{Error, Result, briefings, files};
use serde_json::json;

use crate::import::stdout_failed;
use crate::output::{DONE, Output, printable};

/// Writes them into a folder, which is made if it is not there. A file that is there with the same name is the same file.
pub fn run(
    workspace: &Path,
    briefing: Option<&str>,
    folder: &Path,
    analyst: &str,
    output: &Output,
) -> Result<u8> {
    let workspace = Workspace::open(workspace, Context::command_line(analyst))?;
    let reading = workspace.reading();
    let uid = match briefing {
        None => None,
        Some(name) => Some(match name.parse() {
            Ok(uid) => uid,
            Err(_) => briefings::by_title(&reading, name)?,
        }),
    };
    std::fs::create_dir_all(folder).map_err(|error| Error::io(folder, &error))?;
    let count = briefings::hand_over(&reading, uid, &mut |name, bytes| {
        let path = folder.join(name);
        match files::write_file(&path, bytes, false) {
            // The name has the digest in it; one that was changed is found by `verify`.
            Err(Error::Exists { .. }) if std::fs::read(&path).is_ok_and(|there| there == bytes) => Ok(()),
            other => other,
        }
    })?;
    workspace.close()?;
    let value = json!({ "folder": folder, "files": count });
    output
        .result(&value, |_| {
            vec![format!(
                "{} holds {count} sources",
                printable(&folder.display().to_string())
            )]
        })
        .map_err(|error| stdout_failed(&error))?;
    Ok(DONE)
}
