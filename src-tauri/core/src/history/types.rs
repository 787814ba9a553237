//! Requests and answers about what was done.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::commands::answers::Touched;
use crate::vocabulary::Uid;

/// What was done, last first.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListHistory {
    /// Only what touched this thing.
    #[serde(default)]
    pub uid: Option<Uid>,
    /// At most 500; 0 means 100.
    #[serde(default)]
    pub limit: u32,
    /// Only what was done before this number.
    #[serde(default)]
    pub before: Option<u32>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct HistoryPage {
    pub entries: Vec<HistoryEntry>,
    pub next: Option<u32>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct HistoryEntry {
    pub sequence: u32,
    pub uid: Uid,
    /// The command's name, as in the list of commands.
    pub command: String,
    /// do, undo or redo.
    pub how: String,
    /// Of an undo or redo: the number of the command concerned.
    pub target: Option<u32>,
    pub analyst: String,
    /// RFC 3339, UTC.
    pub at: String,
    /// `in_effect`, undone, abandoned or final.
    pub state: String,
    /// What people know the thing touched by, '' when there is none or many.
    pub label: String,
    pub touched: Touched,
}

/// The changes of one command.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetCommand {
    pub sequence: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CommandView {
    pub entry: HistoryEntry,
    pub changes: Vec<ChangeView>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ChangeView {
    pub table: String,
    /// insert, update or delete.
    pub op: String,
    pub uid: String,
    /// Changed columns before, as JSON; null for an insert.
    pub before: serde_json::Value,
    /// Changed columns after, as JSON; null for an insert or delete.
    pub after: serde_json::Value,
}

/// What undo and redo would do now.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct UndoState {
    /// Name of the command that undo would take back.
    pub undo: Option<String>,
    /// Name of the command that redo would do again.
    pub redo: Option<String>,
}

/// What was undone or done again.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Undone {
    /// Name of the command.
    pub name: String,
    /// How many commands (a group counts its members).
    pub commands: u32,
}
