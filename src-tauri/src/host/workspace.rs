//! Opening and closing workspaces, and what the window begins with.

use std::path::Path;

use dragoman_core::commands::answers::{NoArguments, Nothing};
use serde_json::json;

use super::{
    Done, ForgetWorkspace, NewWorkspace, Offer, OpenFile, OpenWorkspace, RecentWorkspace, Salvaged, Stop,
    Stopped, WindowState,
};
use crate::desk::FileKind;
use crate::failure::{Failure, Result};
use crate::shell::Shell;
use crate::written::safe_name;

/// What the window needs to begin, without the problem that is told once.
pub fn state(shell: &Shell) -> WindowState {
    let open = shell.workspace().ok();
    let known = shell.memory.recent();
    WindowState {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        platform: std::env::consts::OS.to_owned(),
        workspace: open.as_ref().map(|open| shown(open.path())),
        backed_up: known
            .iter()
            .find(|recent| open.as_ref().is_some_and(|open| open.path() == recent.path))
            .and_then(|recent| recent.backed_up.clone()),
        recent: known
            .into_iter()
            .map(|recent| {
                let OpenFile { file_name, folder } = shown(&recent.path);
                RecentWorkspace {
                    token: recent.token,
                    file_name,
                    folder,
                    opened: recent.opened,
                    present: recent.path.is_file(),
                }
            })
            .collect(),
        preferences: shell.memory.preferences(),
        problem: None,
    }
}

pub fn get_state(shell: &Shell, _: NoArguments) -> Result<WindowState> {
    shell.started();
    Ok(WindowState {
        problem: shell.take_problem(),
        ..state(shell)
    })
}

pub fn new(shell: &Shell, request: NewWorkspace) -> Result<Done> {
    let title = request.title.trim();
    let suggested = safe_name(title, "Workspace", "dragoman");
    let Some(path) = shell.desk.save_file(FileKind::Workspace, &suggested)? else {
        return Ok(Done { done: false });
    };
    shell.create_workspace(&FileKind::Workspace.with_ending(path))?;
    if !title.is_empty() {
        shell.ask::<serde_json::Value>("edit_workspace", json!({ "title": title }))?;
    }
    Ok(Done { done: true })
}

pub fn open(shell: &Shell, request: OpenWorkspace) -> Result<Done> {
    let path = match (request.recent, request.staged) {
        (Some(token), _) => shell
            .memory
            .recent()
            .into_iter()
            .find(|recent| recent.token == token)
            .map(|recent| recent.path)
            .ok_or(Failure::UnknownToken)?,
        (None, Some(token)) => shell.staged.path(&token).ok_or(Failure::UnknownToken)?,
        (None, None) => match shell.desk.open_file(FileKind::Workspace)? {
            Some(path) => path,
            None => return Ok(Done { done: false }),
        },
    };
    shell.open_workspace(&path)?;
    Ok(Done { done: true })
}

pub fn open_damaged(shell: &Shell, _: NoArguments) -> Result<Nothing> {
    shell.open_damaged()?;
    Ok(Nothing {})
}

pub fn salvage(shell: &Shell, _: NoArguments) -> Result<Salvaged> {
    let damaged = shell.in_trouble()?;
    let stem = damaged.file_stem().unwrap_or_default().to_string_lossy();
    let suggested = safe_name(&format!("{stem} saved"), "Saved", "dragoman");
    let Some(path) = shell.desk.save_file(FileKind::Workspace, &suggested)? else {
        return Ok(Salvaged { report: None });
    };
    let report = shell.salvage(&damaged, &FileKind::Workspace.with_ending(path))?;
    Ok(Salvaged { report: Some(report) })
}

pub fn repair(shell: &Shell, _: NoArguments) -> Result<Nothing> {
    let open = shell.workspace()?;
    open.with_writer(|workspace| Ok(workspace.repair()?))?;
    let touched = json!({ "entities": ["article", "actor", "statement"], "uids": [] });
    shell.desk.tell(crate::shell::events::TOUCHED, touched);
    Ok(Nothing {})
}

pub fn close(shell: &Shell, _: NoArguments) -> Result<Nothing> {
    shell.close_workspace()?;
    Ok(Nothing {})
}

pub fn forget(shell: &Shell, request: ForgetWorkspace) -> Result<Nothing> {
    shell.memory.forget(request.token)?;
    shell.changed();
    Ok(Nothing {})
}

pub fn stop(shell: &Shell, request: Stop) -> Result<Stopped> {
    Ok(Stopped {
        stopped: shell.stop_reading(request.id),
    })
}

pub fn offer(shell: &Shell, request: Offer) -> Result<Nothing> {
    shell.desk.offer(&request.commands);
    Ok(Nothing {})
}

pub fn quit(shell: &Shell, _: NoArguments) -> Result<Nothing> {
    shell.desk.quit();
    Ok(Nothing {})
}

/// A path in words.
pub(super) fn shown(path: &Path) -> OpenFile {
    let words = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    OpenFile {
        file_name: words(path.file_name()),
        folder: words(path.parent().map(Path::as_os_str)),
    }
}
