//! Files that the window may import: chosen in a dialog or dropped, held here, named by token there.

use std::path::{Path, PathBuf};

use dragoman_core::commands::answers::{NoArguments, Nothing};
use dragoman_core::error::Refusal;
use dragoman_core::import::source;

use super::{PickedFiles, RefusedFile, ReleaseFiles, StagedFile, archive};
use crate::desk::FileKind;
use crate::failure::Result;
use crate::shell::Shell;

/// As many files are looked at one by one before they are imported; more are imported as an archive.
const ONE_BY_ONE: usize = 100;

pub fn pick_files(shell: &Shell, _: NoArguments) -> Result<PickedFiles> {
    let files = shell.desk.open_files(FileKind::Article)?;
    Ok(stage(shell, &files.unwrap_or_default()))
}

pub fn pick_folder(shell: &Shell, _: NoArguments) -> Result<PickedFiles> {
    let folder = shell.desk.open_folder()?;
    Ok(stage(shell, folder.as_slice()))
}

pub fn pick_glossary(shell: &Shell, _: NoArguments) -> Result<PickedFiles> {
    let file = shell.desk.open_file(FileKind::Glossary)?;
    Ok(stage_each(shell, file.as_slice()))
}

pub fn release(shell: &Shell, request: ReleaseFiles) -> Result<Nothing> {
    for token in &request.tokens {
        shell.release(token);
    }
    Ok(Nothing {})
}

/// Holds files, and everything below folders, for the window: each for itself, or all as one archive.
pub fn stage(shell: &Shell, paths: &[PathBuf]) -> PickedFiles {
    if dragoman_bulk::preview::is_many(paths, ONE_BY_ONE) {
        return archive::stage(shell, paths);
    }
    stage_each(shell, paths)
}

fn stage_each(shell: &Shell, paths: &[PathBuf]) -> PickedFiles {
    let mut picked = PickedFiles::default();
    for path in paths {
        if path.is_dir() {
            stage_folder(shell, path, &mut picked);
        } else {
            stage_file(shell, path.clone(), "", &mut picked);
        }
    }
    picked
}

fn stage_folder(shell: &Shell, folder: &Path, picked: &mut PickedFiles) {
    match source::list(folder) {
        Ok(listing) => {
            for (path, refusal) in listing.unreadable {
                refuse(&path, &below(folder, &path), refusal, picked);
            }
            for path in listing.files {
                let place = below(folder, &path);
                stage_file(shell, path, &place, picked);
            }
        }
        Err(refusal) => refuse(folder, "", refusal, picked),
    }
}

fn stage_file(shell: &Shell, path: PathBuf, folder: &str, picked: &mut PickedFiles) {
    match path.metadata() {
        Ok(metadata) if !metadata.is_file() => refuse(&path, folder, Refusal::NotAFile, picked),
        Ok(metadata) => picked.files.push(StagedFile {
            file_name: name_of(&path),
            folder: folder.to_owned(),
            size: metadata.len(),
            token: shell.staged.hold(path),
        }),
        Err(error) => {
            let detail = error.to_string();
            refuse(&path, folder, Refusal::Unreadable { detail }, picked);
        }
    }
}

pub(super) fn refuse(path: &Path, folder: &str, refusal: Refusal, picked: &mut PickedFiles) {
    picked.refused.push(RefusedFile {
        file_name: name_of(path),
        folder: folder.to_owned(),
        refusal,
    });
}

pub(super) fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// The folder of `path` as counted from the chosen one, which is named too.
fn below(chosen: &Path, path: &Path) -> String {
    let from = chosen.parent().unwrap_or(chosen);
    let folder = path.parent().unwrap_or(path);
    folder.strip_prefix(from).unwrap_or(folder).display().to_string()
}
