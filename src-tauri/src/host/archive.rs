//! Imports of many articles: what is seen of an archive before, and what can be asked of an import.

use std::path::{Path, PathBuf};

use dragoman_bulk::sources::Collection;
use dragoman_bulk::{Control, Phase, Progress, preview};
use dragoman_core::Error;
use dragoman_core::backups::BackupReason;
use dragoman_core::commands::answers::NoArguments;
use dragoman_core::error::Refusal;
use dragoman_core::imports::{ImportPlan, Item, latest};

use super::files::{name_of, refuse};
use super::workspace::shown;
use super::{
    ArchiveColumn, ArchiveItem, ArchiveKind, ArchiveView, ImportPhase, ImportView, LookAtArchive,
    PauseImport, PickedFiles, RunningImport, StagedArchive, StartImport,
};
use crate::backing_up;
use crate::failure::{Failure, Result};
use crate::importing::{self, Known, Sources};
use crate::open_workspace::OpenWorkspace;
use crate::shell::Shell;

/// How many articles are shown before an import.
const SHOWN: usize = 12;
/// How much of their texts: code points.
const BEGINNING: usize = 400;

/// Holds files and folders as one archive.
pub(super) fn stage(shell: &Shell, paths: &[PathBuf]) -> PickedFiles {
    let mut picked = PickedFiles::default();
    let mut held = Vec::with_capacity(paths.len());
    for path in paths {
        // The plan of an import is JSON, which has no other names.
        let detail = match path.canonicalize() {
            Ok(path) if path.to_str().is_some() => {
                held.push(path);
                continue;
            }
            Ok(_) => "the name of the path is not UTF-8".to_owned(),
            Err(error) => error.to_string(),
        };
        refuse(path, "", Refusal::Unreadable { detail }, &mut picked);
    }
    let Some(first) = held.first() else {
        return picked;
    };
    let names = shown(first);
    picked.archive = Some(StagedArchive {
        file_name: names.file_name,
        folder: names.folder,
        more: held.len() - 1,
        kind: if held.len() > 1 {
            ArchiveKind::Several
        } else {
            kind(first)
        },
        token: shell.hold_archive(held),
    });
    picked
}

fn kind(path: &Path) -> ArchiveKind {
    match Collection::of(path) {
        _ if path.is_dir() => ArchiveKind::Folder,
        Some(Collection::Zip) => ArchiveKind::Zip,
        Some(Collection::JsonLines) => ArchiveKind::JsonLines,
        Some(Collection::Csv) => ArchiveKind::Csv,
        None => ArchiveKind::Several,
    }
}

pub fn look(shell: &Shell, request: LookAtArchive) -> Result<ArchiveView> {
    let paths = shell.archive(request.token)?;
    let seen = preview::look(&paths, &request.language, &request.published, SHOWN);
    Ok(ArchiveView {
        items: seen.items.into_iter().map(|item| article(item, &paths)).collect(),
        total: seen.total,
        exact: seen.exact,
        bytes: seen.bytes,
        columns: seen
            .columns
            .into_iter()
            .map(|(name, field)| ArchiveColumn {
                name,
                field: field.map(str::to_owned),
            })
            .collect(),
    })
}

fn article(item: Item, chosen: &[PathBuf]) -> ArchiveItem {
    let source = PathBuf::from(&item.place.source);
    let below = chosen
        .iter()
        .find_map(|path| source.strip_prefix(path).ok())
        .filter(|below| !below.as_os_str().is_empty());
    let file = below.map_or_else(|| name_of(&source), |below| below.display().to_string());
    let place = match item.place.place {
        place if place.is_empty() => file,
        place if chosen.len() == 1 && below.is_none() => place,
        place => format!("{file}: {place}"),
    };
    let mut shown = ArchiveItem {
        place,
        title: String::new(),
        language: String::new(),
        outlet: String::new(),
        published: String::new(),
        author: String::new(),
        beginning: String::new(),
        characters: 0,
        trouble: None,
        remarks: item.remarks,
    };
    match item.outcome {
        Ok(ready) => {
            let draft = ready.draft;
            shown.characters = draft.text.chars().count();
            shown.beginning = draft.text.chars().take(BEGINNING).collect();
            shown.title = draft.title;
            shown.language = draft.language;
            shown.outlet = draft.outlet;
            shown.author = draft.author;
            shown.published = ready.published.0;
        }
        Err(trouble) => shown.trouble = Some(trouble),
    }
    shown
}

pub fn start(shell: &Shell, request: StartImport) -> Result<ImportView> {
    let open = shell.workspace()?;
    let paths = shell.archive(request.token)?;
    let plan = ImportPlan {
        paths: paths.iter().map(|path| path.display().to_string()).collect(),
        language: request.language,
        outlet: request.outlet,
        published: request.published,
    };
    if open.importing().is_running() {
        return Err(Failure::Core(Error::ImportUnfinished));
    }
    backing_up::before(&open, BackupReason::Import);
    open.with_writer(|writer| Ok(writer.begin_import(&plan)?))?;
    shell.run_import(&open, Sources::of(&paths), Control::default())?;
    view(&open)
}

pub fn get(shell: &Shell, _: NoArguments) -> Result<ImportView> {
    let open = shell.workspace()?;
    view(&open)
}

pub fn pause(shell: &Shell, request: PauseImport) -> Result<ImportView> {
    let open = shell.workspace()?;
    open.importing().pause(request.paused);
    view(&open)
}

/// Refuses when what it takes articles from is not there: a disk may only be put in.
pub fn resume(shell: &Shell, _: NoArguments) -> Result<ImportView> {
    let open = shell.workspace()?;
    if let Some(paths) = importing::unfinished_paths(&open)? {
        for path in &paths {
            path.metadata().map_err(|error| Failure::io(path, &error))?;
        }
        shell.run_import(&open, Sources::of(&paths), Control::default())?;
    }
    view(&open)
}

pub fn cancel(shell: &Shell, _: NoArguments) -> Result<ImportView> {
    let open = shell.workspace()?;
    if !open.importing().cancel()
        && let Some(paths) = importing::unfinished_paths(&open)?
    {
        let control = Control::default();
        control.cancel();
        shell.run_import(&open, Sources::of(&paths), control)?;
    }
    view(&open)
}

/// What is known without asking the file.
pub fn so_far(open: &OpenWorkspace) -> ImportView {
    let Known {
        running,
        sources,
        progress,
        problem,
    } = open.importing().known();
    ImportView {
        file_name: sources.name,
        more: sources.more,
        running: running.then(|| progress.map(RunningImport::from).unwrap_or_default()),
        job: None,
        can_resume: false,
        problem,
    }
}

fn view(open: &OpenWorkspace) -> Result<ImportView> {
    let mut view = so_far(open);
    if view.running.is_some() {
        return Ok(view);
    }
    view.job = open.with_reader(|reader| Ok(latest(&reader.reading(), NoArguments {})?.import))?;
    if let Some(paths) = importing::unfinished_paths(open)? {
        let Sources { name, more } = Sources::of(&paths);
        (view.file_name, view.more) = (name, more);
        view.can_resume = true;
    }
    Ok(view)
}

impl From<Progress> for RunningImport {
    fn from(progress: Progress) -> Self {
        RunningImport {
            phase: match progress.phase {
                Phase::Storing => ImportPhase::Storing,
                Phase::Indexing | Phase::Done => ImportPhase::Indexing,
            },
            done: progress.done,
            total: progress.total,
            exact: progress.exact,
            per_second: progress.per_second,
            seconds_left: progress.seconds_left,
            paused: progress.paused,
            imported: progress.imported,
            duplicates: progress.duplicates,
            failed: progress.failed,
        }
    }
}
