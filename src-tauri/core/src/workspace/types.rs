//! Requests and answers about the workspace as a whole.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::history::UndoState;

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct WorkspaceView {
    pub title: String,
    /// Where the file is.
    pub path: String,
    pub read_only: bool,
    /// Why it can only be read.
    #[serde(default)]
    pub read_only_because: Option<ReadOnlyBecause>,
    /// The file lies where it is not as safe as on a disk of this machine.
    #[serde(default)]
    pub place: Option<PlaceWarning>,
    pub articles: u32,
    pub statements: u32,
    pub actors: u32,
    pub translations: u32,
    pub briefings: u32,
    pub topics: u32,
    pub tags: u32,
    pub events: u32,
    pub outlets: u32,
    /// Of the glossary.
    pub concepts: u32,
    pub deleted: u32,
    /// Number of the last command, 0 in a new workspace.
    pub sequence: u32,
    /// When the last command was saved: RFC 3339, UTC; '' in a new workspace.
    pub saved: String,
    pub undo: UndoState,
    /// BCP 47: what translations are usually made into.
    pub target_language: String,
    /// Bytes.
    pub size: u64,
}

/// Why a workspace can only be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReadOnlyBecause {
    /// The file is marked so.
    File,
    /// Nothing can be written in its folder.
    Folder,
    /// Nothing can be written on its disk.
    Medium,
    /// The file is damaged: writing would make it worse.
    Damaged,
}

/// Where a file lies that is not as safe as on a disk of this machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlaceWarning {
    pub kind: PlaceKind,
    /// The kind of file system, or who carries the folder elsewhere.
    pub name: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// Another machine's disk: two programs may write at once, and what was saved may not be there yet.
    Network,
    /// A program copies the folder elsewhere while the file is written: a copy may lack the latest.
    Cloud,
}

/// Absent fields stay.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EditWorkspace {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_language: Option<String>,
}

/// The invariants, one by one.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CheckReport {
    pub ok: bool,
    pub checks: Vec<CheckResult>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CheckResult {
    /// I1 to I14, or the name of the check.
    pub id: String,
    /// English, one line.
    pub what: String,
    pub ok: bool,
    /// What was found wrong, at most 20 lines.
    pub findings: Vec<String>,
    /// What is worth knowing and breaks no promise; also why something could not be looked at.
    #[serde(default)]
    pub notes: Vec<String>,
}

/// How thoroughly to check.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// Also the content of every text, quote and index entry.
    #[serde(default)]
    pub deep: bool,
    /// Number of the last command that was said to be done: it and all before it must be there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acknowledged: Option<u32>,
}

/// What was saved of a damaged workspace.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SalvageReport {
    /// The new workspace was checked and keeps its promises.
    pub holds: bool,
    /// Commands of the history that were saved; 0 when the history begins anew.
    pub commands: u64,
    /// Table by table; those that are empty are left out.
    pub tables: Vec<SavedTable>,
    /// What else is to be known, in English.
    pub words: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SavedTable {
    pub table: String,
    /// Rows that are in the new workspace.
    pub saved: u64,
    /// Rows that are known to have been there and could not be saved.
    pub lost: u64,
    /// Of those saved: in which characters had to be replaced.
    pub mended: u64,
}
