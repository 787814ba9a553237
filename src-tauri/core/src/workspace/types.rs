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
