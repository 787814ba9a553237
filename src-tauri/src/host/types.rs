//! Requests and answers of the shell's own verbs.

use std::collections::{BTreeMap, BTreeSet};

use dragoman_core::Uid;
use dragoman_core::error::WireError;
use dragoman_core::imports::{ImportJob, Trouble};
use dragoman_core::workspace::SalvageReport;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use crate::memory::{Preferences, TextSize, Theme};

/// What the window needs to begin.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WindowState {
    /// Of the program.
    pub version: String,
    /// linux, macos or windows.
    pub platform: String,
    /// The open workspace, if any.
    pub workspace: Option<OpenFile>,
    /// When the open workspace was last backed up here: RFC 3339, UTC.
    pub backed_up: Option<String>,
    /// Last opened first.
    pub recent: Vec<RecentWorkspace>,
    pub preferences: Preferences,
    /// What went wrong before the window could hear of it (a workspace named at the start that does not
    /// open); told once.
    pub problem: Option<WireError>,
}

/// A file as the window shows it; the window can do nothing with these words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OpenFile {
    pub file_name: String,
    /// The folder, as people read it.
    pub folder: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RecentWorkspace {
    /// To open it with.
    pub token: Uid,
    pub file_name: String,
    pub folder: String,
    /// RFC 3339, UTC.
    pub opened: String,
    /// Whether the file is there now.
    pub present: bool,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewWorkspace {
    /// The title to give it; '' leaves the file's name as the title.
    #[serde(default)]
    pub title: String,
}

/// At most one of the fields; none asks with a dialog.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenWorkspace {
    /// Token of a recent workspace.
    #[serde(default)]
    pub recent: Option<Uid>,
    /// Token of a file that was dropped or picked.
    #[serde(default)]
    pub staged: Option<String>,
}

/// What was saved of a damaged workspace.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Salvaged {
    /// None when the person changed their mind in the dialog.
    pub report: Option<SalvageReport>,
}

/// Whether something was done, or the person changed their mind in a dialog.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Done {
    pub done: bool,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ForgetWorkspace {
    pub token: Uid,
}

/// Files that the shell holds for the window; empty when the person changed their mind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PickedFiles {
    pub files: Vec<StagedFile>,
    /// Files and folders that cannot be read.
    pub refused: Vec<RefusedFile>,
    /// Instead of files: too many to be looked at one by one, or such as hold many articles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archive: Option<StagedArchive>,
}

/// What many articles can be imported from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StagedArchive {
    /// To name it with.
    pub token: Uid,
    /// Of the first file or folder.
    pub file_name: String,
    /// How many others were chosen with it.
    pub more: usize,
    /// Where it is, as people read it.
    pub folder: String,
    pub kind: ArchiveKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ArchiveKind {
    Folder,
    Zip,
    JsonLines,
    Csv,
    /// Several files or folders.
    Several,
}

/// What an archive is read with, until something is said in it.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LookAtArchive {
    pub token: Uid,
    /// BCP 47, instead of what is detected; '' = none.
    #[serde(default)]
    pub language: String,
    /// EDTF, of articles that give no date themselves; '' = none.
    #[serde(default)]
    pub published: String,
}

/// What is seen of an archive before anything is stored.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ArchiveView {
    /// The first articles, in the order of the archive.
    pub items: Vec<ArchiveItem>,
    /// How many there are; absent when nobody knows.
    pub total: Option<u64>,
    /// Whether `total` was counted and not estimated.
    pub exact: bool,
    /// Of the files together, packed as they are.
    pub bytes: u64,
    /// Of a table: what its columns are.
    pub columns: Vec<ArchiveColumn>,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ArchiveColumn {
    /// As the table has it.
    pub name: String,
    /// The field of the article; absent when the column is left out.
    pub field: Option<String>,
}

/// An article as it would be stored, or why it would not.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ArchiveItem {
    /// The file's name; in a collection the line, record or entry.
    pub place: String,
    pub title: String,
    /// BCP 47, or ''.
    pub language: String,
    /// '' when it names none.
    pub outlet: String,
    /// EDTF, or ''.
    pub published: String,
    pub author: String,
    /// At most 400 code points.
    pub beginning: String,
    /// Code points.
    pub characters: usize,
    /// Why it cannot be imported.
    pub trouble: Option<Trouble>,
    /// What is wrong with it although it can be.
    pub remarks: Vec<Trouble>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StartImport {
    /// Of the archive.
    pub token: Uid,
    /// BCP 47, instead of what is detected; '' = none.
    #[serde(default)]
    pub language: String,
    /// Of articles that name none themselves.
    #[serde(default)]
    pub outlet: Option<Uid>,
    /// EDTF, of articles that give no date themselves; '' = none.
    #[serde(default)]
    pub published: String,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PauseImport {
    /// False goes on.
    pub paused: bool,
}

/// The import of many articles that runs, or ran last.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ImportView {
    /// Of the first file or folder; '' when it is not known any more.
    pub file_name: String,
    /// How many others it takes articles from.
    pub more: usize,
    /// Present while it runs or is paused.
    pub running: Option<RunningImport>,
    /// As the file keeps it; absent while it runs, and when there was none.
    pub job: Option<ImportJob>,
    /// It was interrupted and waits for a word.
    pub can_resume: bool,
    /// What broke it off.
    pub problem: Option<WireError>,
}

#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct RunningImport {
    pub phase: ImportPhase,
    /// Of the phase: items taken, or articles indexed.
    pub done: u64,
    /// How many there are in the phase; absent while nobody knows.
    pub total: Option<u64>,
    /// Whether `total` was counted and not estimated.
    pub exact: bool,
    /// Items a second, lately.
    pub per_second: f64,
    /// Until the phase ends.
    pub seconds_left: Option<f64>,
    pub paused: bool,
    /// Of the whole import, like the two after it.
    pub imported: u64,
    pub duplicates: u64,
    pub failed: u64,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportPhase {
    /// Articles are read and stored.
    #[default]
    Storing,
    /// Their texts are indexed.
    Indexing,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StagedFile {
    /// To name the file with, as `{"staged": token}`.
    pub token: String,
    pub file_name: String,
    /// Where it is below the chosen folder, '' for a file chosen itself.
    pub folder: String,
    /// Bytes.
    pub size: u64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RefusedFile {
    pub file_name: String,
    pub folder: String,
    pub refusal: dragoman_core::error::Refusal,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReleaseFiles {
    pub tokens: Vec<String>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportBriefing {
    /// Of the briefing.
    pub uid: Uid,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportGlossary {
    pub format: dragoman_core::glossary::GlossaryFormat,
}

/// What was written; none when the person changed their mind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Exported {
    pub file: Option<ExportedFile>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ExportedFile {
    /// To show it in the file manager with.
    pub token: Uid,
    pub file_name: String,
    pub folder: String,
    /// Bytes.
    pub size: u64,
}

/// What became of the quotes of a file; none when the person changed their mind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Verified {
    /// Of the briefing.
    pub file_name: String,
    pub report: Option<dragoman_core::briefings::Report>,
    /// Files below the folder that could not be read.
    pub unreadable: Vec<String>,
}

/// Of which workspace.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BackupsOf {
    /// Token of a recent workspace; absent: the open one, or else the one that could not be opened last.
    #[serde(default)]
    pub recent: Option<Uid>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OneBackup {
    /// As for the list of backups.
    #[serde(default)]
    pub recent: Option<Uid>,
    /// Of the list.
    pub name: String,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BackupList {
    pub workspace: OpenFile,
    /// Name of the folder beside the workspace in which they lie.
    pub folder: String,
    /// What all of them may need together: bytes.
    pub limit: u64,
    /// Newest first.
    pub backups: Vec<dragoman_core::backups::Backup>,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BackedUp {
    /// None when nothing has changed since the last.
    pub made: Option<dragoman_core::backups::Backup>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KeepDraft {
    /// Where it was typed.
    pub key: String,
    /// Null: it was saved or given up.
    #[serde(default)]
    pub content: Option<Value>,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StoredDrafts {
    pub drafts: Vec<crate::drafts::StoredDraft>,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reveal {
    pub token: Uid,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stop {
    /// The id that the call was made with.
    pub id: Uid,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// Ids of the window's table of commands.
    pub commands: BTreeSet<String>,
}

/// A reading that was stopped rejects with `cancelled`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Stopped {
    /// False when it was not (or no longer) on its way.
    pub stopped: bool,
}

/// Absent fields stay.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetPreferences {
    #[serde(default)]
    pub theme: Option<Theme>,
    #[serde(default)]
    pub text_size: Option<TextSize>,
    /// Not empty, at most 200 characters.
    #[serde(default)]
    pub analyst: Option<String>,
    /// BCP 47, or '' = as the system says.
    #[serde(default)]
    pub language: Option<String>,
    /// What all backups of a workspace may need together: bytes, at least 1 GiB.
    #[serde(default)]
    pub backup_limit: Option<u64>,
    /// Names to remember or, with null, to forget; names that are absent stay.
    #[serde(default)]
    pub layout: BTreeMap<String, Value>,
}
