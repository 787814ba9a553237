//! Answers about backups.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::vocabulary::Entity;

/// Why a backup was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BackupReason {
    /// Something had been done since the last one.
    Timer,
    /// Before articles were imported.
    Import,
    /// Before actors, or entries of a register, were merged.
    Merge,
    /// Before the file was brought to a newer schema.
    Migration,
    /// Before the bin was emptied.
    EmptyBin,
    /// Somebody asked for it.
    Hand,
    /// The workspace went back to this state.
    Restore,
}

impl BackupReason {
    /// All of them.
    pub const ALL: [BackupReason; 7] = [
        BackupReason::Timer,
        BackupReason::Import,
        BackupReason::Merge,
        BackupReason::Migration,
        BackupReason::EmptyBin,
        BackupReason::Hand,
        BackupReason::Restore,
    ];

    /// As it stands in names of files.
    pub fn word(self) -> &'static str {
        match self {
            BackupReason::Timer => "timer",
            BackupReason::Import => "import",
            BackupReason::Merge => "merge",
            BackupReason::Migration => "migration",
            BackupReason::EmptyBin => "bin",
            BackupReason::Hand => "hand",
            BackupReason::Restore => "restore",
        }
    }
}

/// One backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Backup {
    /// Name of its file; it says which one is meant.
    pub name: String,
    /// When it was made, by the clock there was: RFC 3339, UTC, seconds.
    pub at: String,
    pub reason: BackupReason,
    /// Counts on through all backups of the folder, whatever the clock says.
    pub ordinal: u64,
    /// How many commands its history has.
    pub commands: u32,
    /// Bytes.
    pub size: u64,
    pub state: BackupState,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BackupState {
    /// It was opened and checked when it was made, and its bytes are still the same: looked at just now.
    Verified,
    /// It was opened and checked when it was made; not looked at now.
    Checked,
    /// Its bytes are not those that were checked.
    Damaged,
}

/// What going back to a backup would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RestorePreview {
    pub backup: String,
    /// How many commands both have in common, from the first on.
    pub common: u32,
    /// How many commands of the present file the backup does not have.
    pub lost: u32,
    /// The last of those, last first, at most 20.
    pub last_lost: Vec<LostCommand>,
    /// How many commands the backup has that the present file has not.
    pub regained: u32,
    /// By kind of thing; kinds without a difference are left out.
    pub differences: Vec<Difference>,
    /// Why the present file cannot be compared; '' when it can.
    pub trouble: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LostCommand {
    pub sequence: u32,
    /// Of the command list.
    pub command: String,
    pub analyst: String,
    /// RFC 3339, UTC.
    pub at: String,
}

/// How one kind of thing differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Difference {
    pub entity: Entity,
    /// In the present file and not in the backup: these would be gone.
    pub only_now: u32,
    /// In the backup and not in the present file: these would be back.
    pub only_in_backup: u32,
    /// In both, and not the same.
    pub changed: u32,
    /// Some of them, at most 30.
    pub things: Vec<DifferentThing>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DifferentThing {
    pub how: HowDifferent,
    /// Title, name or quote: at most 120 code points.
    pub label: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HowDifferent {
    OnlyNow,
    OnlyInBackup,
    Changed,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Restored {
    pub backup: String,
    /// How many commands the workspace has now.
    pub commands: u32,
    /// Name of the file, beside the workspace, that the workspace was until now.
    pub kept: String,
}
