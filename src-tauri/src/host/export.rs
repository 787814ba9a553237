//! Files that leave the workspace. The dialog asks; the shell writes, whole or not at all.

use std::path::{Path, PathBuf};

use dragoman_core::briefings::{BriefingPreview, BriefingView};
use dragoman_core::commands::answers::{NoArguments, Nothing};
use serde_json::json;

use super::workspace::shown;
use super::{ExportBriefing, Exported, ExportedFile, Reveal};
use crate::desk::FileKind;
use crate::failure::{Failure, Result};
use crate::shell::Shell;
use crate::written::{self, safe_name};

pub fn briefing(shell: &Shell, request: ExportBriefing) -> Result<Exported> {
    let one = json!({ "uid": request.uid });
    let view: BriefingView = shell.ask("get_briefing", one.clone())?;
    let preview: BriefingPreview = shell.ask("preview_briefing", one)?;
    let suggested = safe_name(&view.briefing.title, "Briefing", "md");
    save(shell, FileKind::Markdown, &suggested, preview.markdown.as_bytes())
}

/// Refuses to replace a file: a backup that destroys an older one protects nothing.
pub fn backup(shell: &Shell, _: NoArguments) -> Result<Exported> {
    let workspace = shell.workspace()?;
    let stem = workspace.path().file_stem().unwrap_or_default().to_string_lossy();
    let suggested = safe_name(&format!("{stem} backup"), "Backup", "dragoman");
    let Some(path) = shell.desk.save_file(FileKind::Workspace, &suggested)? else {
        return Ok(Exported { file: None });
    };
    let path = FileKind::Workspace.with_ending(path);
    workspace.with_writer(|workspace| Ok(workspace.backup(&path)?))?;
    exported(shell, path)
}

pub fn reveal(shell: &Shell, request: Reveal) -> Result<Nothing> {
    shell.desk.show_in_folder(&shell.written(request.token)?)?;
    Ok(Nothing {})
}

fn save(shell: &Shell, kind: FileKind, suggested: &str, bytes: &[u8]) -> Result<Exported> {
    let Some(path) = shell.desk.save_file(kind, suggested)? else {
        return Ok(Exported { file: None });
    };
    let path = kind.with_ending(path);
    refuse_workspace(shell, &path)?;
    written::write(&path, bytes).map_err(|error| Failure::io(&path, &error))?;
    exported(shell, path)
}

/// Nothing may be exported over the workspace that it comes from.
fn refuse_workspace(shell: &Shell, path: &Path) -> Result<()> {
    let same = |open: &Path| path.canonicalize().is_ok_and(|path| path == open);
    if shell.workspace().is_ok_and(|open| same(open.path())) {
        return Err(Failure::Core(dragoman_core::Error::Exists {
            path: path.display().to_string(),
        }));
    }
    Ok(())
}

fn exported(shell: &Shell, path: PathBuf) -> Result<Exported> {
    let size = path.metadata().map_err(|error| Failure::io(&path, &error))?.len();
    let names = shown(&path);
    let file = ExportedFile {
        token: shell.remember_written(path),
        file_name: names.file_name,
        folder: names.folder,
        size,
    };
    Ok(Exported { file: Some(file) })
}
