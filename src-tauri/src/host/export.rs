//! Files that leave the workspace. The dialog asks; the shell writes, whole or not at all.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use dragoman_core::Error;
use dragoman_core::briefings::{self, BriefingPreview, BriefingView, FolderSources};
use dragoman_core::commands::answers::{NoArguments, Nothing};
use dragoman_core::glossary::GlossaryFormat;
use dragoman_core::import::source;
use dragoman_core::search::{KeywordInContext, kwic_csv};
use dragoman_core::statements::csv;
use serde_json::json;

use super::workspace::shown;
use super::{ExportBriefing, ExportGlossary, Exported, ExportedFile, Reveal, Verified};
use crate::desk::FileKind;
use crate::failure::{Failure, Result};
use crate::shell::Shell;
use crate::written::{self, safe_name};

pub fn briefing(shell: &Shell, request: ExportBriefing) -> Result<Exported> {
    let one = json!({ "uid": request.uid });
    let view: BriefingView = shell.ask("get_briefing", one.clone())?;
    let preview: BriefingPreview = shell.ask("preview_briefing", one)?;
    let suggested = safe_name(&view.briefing.title, "Briefing", "md");
    save(shell, FileKind::Markdown, &suggested, |file| {
        Ok(file.write_all(preview.markdown.as_bytes())?)
    })
}

pub fn statements(shell: &Shell, _: NoArguments) -> Result<Exported> {
    let workspace = shell.workspace()?;
    let stem = workspace.path().file_stem().unwrap_or_default().to_string_lossy();
    let suggested = safe_name(&format!("{stem} statements"), "Statements", "csv");
    save(shell, FileKind::Table, &suggested, |file| {
        let mut out = BufWriter::new(file);
        workspace.with_reader(|reader| Ok(csv(&reader.reading(), &mut out)?))?;
        Ok(out.flush()?)
    })
}

pub fn search_lines(shell: &Shell, request: KeywordInContext) -> Result<Exported> {
    let workspace = shell.workspace()?;
    let suggested = safe_name(&format!("{} in context", request.query), "In context", "csv");
    save(shell, FileKind::Table, &suggested, |file| {
        let mut out = BufWriter::new(file);
        workspace.with_reader(|reader| Ok(kwic_csv(&reader.reading(), &request, &mut out)?))?;
        Ok(out.flush()?)
    })
}

pub fn glossary(shell: &Shell, request: ExportGlossary) -> Result<Exported> {
    let workspace = shell.workspace()?;
    let stem = workspace.path().file_stem().unwrap_or_default().to_string_lossy();
    let kind = match request.format {
        GlossaryFormat::Tsv => FileKind::GlossaryTable,
        GlossaryFormat::Tbx => FileKind::GlossaryTbx,
    };
    let ending = kind.endings().first().copied().unwrap_or_default();
    let suggested = safe_name(&format!("{stem} glossary"), "Glossary", ending);
    save(shell, kind, &suggested, |file| {
        let content = workspace.with_reader(|reader| {
            let (content, _) = dragoman_core::glossary::export(&reader.reading(), request.format)?;
            Ok(content)
        })?;
        Ok(file.write_all(content.as_bytes())?)
    })
}

/// What the latest import of many articles did not store, or not as it was said.
pub fn import_failures(shell: &Shell, _: NoArguments) -> Result<Exported> {
    let workspace = shell.workspace()?;
    let stem = workspace.path().file_stem().unwrap_or_default().to_string_lossy();
    let suggested = safe_name(&format!("{stem} not imported"), "Not imported", "csv");
    save(shell, FileKind::Table, &suggested, |file| {
        let mut out = BufWriter::new(file);
        workspace.with_reader(|reader| Ok(dragoman_bulk::failures::export(&reader.reading(), &mut out)?))?;
        Ok(out.flush()?)
    })
}

/// Needs no workspace.
pub fn verify(shell: &Shell, _: NoArguments) -> Result<Verified> {
    let chosen = match shell.desk.open_file(FileKind::Markdown)? {
        Some(file) => shell.desk.open_folder()?.map(|folder| (file, folder)),
        None => None,
    };
    let Some((file, folder)) = chosen else {
        return Ok(Verified {
            file_name: String::new(),
            report: None,
            unreadable: Vec::new(),
        });
    };
    let markdown = source::read_file(&file).map_err(|refusal| Error::Refused {
        name: shown(&file).file_name,
        refusal,
    })?;
    let sources = FolderSources::index(&folder)?;
    // A file that is not UTF-8 was changed: the quotes that hold the changed bytes fail, not the reader.
    let report = briefings::verify(&String::from_utf8_lossy(&markdown), &sources)?;
    Ok(Verified {
        file_name: shown(&file).file_name,
        report: Some(report),
        unreadable: sources
            .unreadable
            .iter()
            .map(|(path, _)| path.strip_prefix(&folder).unwrap_or(path).display().to_string())
            .collect(),
    })
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
    if let Err(error) = shell.memory.backed_up(workspace.path(), shell.now()) {
        tracing::warn!(%error, "the backup is there, but when it was made is not remembered");
    }
    shell.changed();
    exported(shell, path)
}

pub fn reveal(shell: &Shell, request: Reveal) -> Result<Nothing> {
    shell.desk.show_in_folder(&shell.written(request.token)?)?;
    Ok(Nothing {})
}

/// Why an export was not written.
enum Unwritten {
    Disk(io::Error),
    Content(Failure),
}

impl From<io::Error> for Unwritten {
    fn from(error: io::Error) -> Self {
        Unwritten::Disk(error)
    }
}

impl From<Failure> for Unwritten {
    fn from(failure: Failure) -> Self {
        Unwritten::Content(failure)
    }
}

fn save(
    shell: &Shell,
    kind: FileKind,
    suggested: &str,
    content: impl FnOnce(&mut File) -> Result<(), Unwritten>,
) -> Result<Exported> {
    let Some(path) = shell.desk.save_file(kind, suggested)? else {
        return Ok(Exported { file: None });
    };
    let path = kind.with_ending(path);
    refuse_workspace(shell, &path)?;
    written::write_with(&path, content).map_err(|error| match error {
        Unwritten::Disk(error) => Failure::io(&path, &error),
        Unwritten::Content(failure) => failure,
    })?;
    exported(shell, path)
}

/// Nothing may be exported over the workspace that it comes from.
fn refuse_workspace(shell: &Shell, path: &Path) -> Result<()> {
    let same = |open: &Path| path.canonicalize().is_ok_and(|path| path == open);
    if shell.workspace().is_ok_and(|open| same(open.path())) {
        return Err(Failure::Core(Error::Exists {
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
