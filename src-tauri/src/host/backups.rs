//! Backups: which there are, what going back to one would change, and going back. And what was typed and not saved.

use std::path::PathBuf;
use std::sync::Arc;

use dragoman_core::backups::{self, Present, RestorePreview, Restored, Standing};
use dragoman_core::commands::answers::{NoArguments, Nothing};
use dragoman_core::workspace::backup::Pace;

use super::workspace::shown;
use super::{BackedUp, BackupList, BackupsOf, KeepDraft, OneBackup, StoredDrafts};
use crate::backing_up;
use crate::failure::{Failure, Result};
use crate::shell::Shell;

/// So many bytes of backups are read when they are listed, the newest first: a person waits.
const READ: u64 = 512 << 20;

pub fn list(shell: &Shell, request: BackupsOf) -> Result<BackupList> {
    let workspace = target(shell, request.recent)?;
    let rules = shell.rules();
    Ok(BackupList {
        workspace: shown(&workspace),
        folder: shown(&backups::folder_beside(&workspace)).file_name,
        limit: rules.limit,
        backups: backups::list(&workspace, &rules, Standing::Bytes(READ))?,
    })
}

pub fn preview(shell: &Shell, request: OneBackup) -> Result<RestorePreview> {
    let workspace = target(shell, request.recent)?;
    let from = backups::find(&workspace, &shell.rules(), &request.name)?;
    match shell.workspace() {
        Ok(open) if open.path() == workspace => {
            open.with_reader(|reader| Ok(backups::preview(Present::Open(reader.reading().conn), &from)?))
        }
        _ => Ok(backups::preview(Present::File(&workspace), &from)?),
    }
}

/// The workspace is closed, replaced, and opened again; when it cannot be replaced it is opened as it was.
pub fn restore(shell: &Shell, request: OneBackup) -> Result<Restored> {
    let workspace = target(shell, request.recent)?;
    let from = backups::find(&workspace, &shell.rules(), &request.name)?;
    let context = shell.context();
    shell.replace_workspace(&workspace, || {
        let mut pace = Pace {
            stop: Arc::default(),
            between: &mut |_| {},
        };
        Ok(backups::restore(&workspace, &from, &context, &mut pace)?)
    })
}

pub fn make(shell: &Shell, _: NoArguments) -> Result<BackedUp> {
    Ok(BackedUp {
        made: backing_up::now(&shell.workspace()?)?,
    })
}

/// The one named, the one that is open, or the one that could not be opened last.
fn target(shell: &Shell, recent: Option<dragoman_core::Uid>) -> Result<PathBuf> {
    if let Some(token) = recent {
        let known = shell.memory.recent();
        let found = known.into_iter().find(|recent| recent.token == token);
        return found.map(|recent| recent.path).ok_or(Failure::UnknownToken);
    }
    match shell.workspace() {
        Ok(open) => Ok(open.path().to_owned()),
        Err(_) => shell.not_opened().ok_or(Failure::NoWorkspace),
    }
}

pub fn keep_draft(shell: &Shell, request: KeepDraft) -> Result<Nothing> {
    let open = shell.workspace()?;
    shell.drafts.keep(open.path(), &request.key, request.content)?;
    Ok(Nothing {})
}

pub fn drafts(shell: &Shell, _: NoArguments) -> Result<StoredDrafts> {
    let open = shell.workspace()?;
    Ok(StoredDrafts {
        drafts: shell.drafts.all(open.path()),
    })
}
