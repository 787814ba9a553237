//! What an import of many articles is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::articles::Ready;
pub use crate::vocabulary::ImportState;
use crate::vocabulary::Uid;

/// Where an import takes its articles from, and what holds for all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportPlan {
    /// Absolute paths of files, folders and collections, in their order.
    pub paths: Vec<String>,
    /// BCP 47, instead of what is detected; '' = none.
    #[serde(default)]
    pub language: String,
    /// Of articles that name no outlet themselves.
    #[serde(default)]
    pub outlet: Option<Uid>,
    /// EDTF, of articles that give no date themselves; '' = none.
    #[serde(default)]
    pub published: String,
}

/// After which item of its sources an import goes on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Position {
    /// Which path of the plan, from 0.
    pub path: usize,
    /// The file below that path, if it is a folder: the last one that was begun.
    pub file: Option<std::path::PathBuf>,
    /// Whether that file is through.
    pub through: bool,
    /// Length and time of that file when it was opened.
    pub stamp: String,
    /// In a collection: how many items are through, and where the next begins (bytes from 0; lines from 1, entries from 0).
    pub item: u64,
    pub byte: u64,
    pub line: u64,
}

/// An import as the file keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ImportJob {
    /// Also the group of the commands that store its articles.
    pub uid: Uid,
    pub state: ImportState,
    /// Items taken from the sources: imported, duplicates and failed.
    pub taken: u32,
    pub imported: u32,
    /// Not stored because the same bytes are there already.
    pub duplicates: u32,
    pub failed: u32,
    /// RFC 3339, UTC.
    pub began: String,
    /// RFC 3339, UTC; empty until it is done or cancelled.
    pub ended: String,
    /// Articles, of this import or another, that are stored and not yet indexed.
    pub pending: u32,
}

/// Where an item stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// The file, or the collection.
    pub source: String,
    /// In a collection the line, record or entry, as people read it; '' otherwise.
    pub place: String,
}

/// Why something was not imported, or not as it was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Trouble {
    /// Stable; a window words it.
    pub code: String,
    /// English, for the command line.
    pub message: String,
}

/// What became of one item of the sources before it reaches the workspace.
#[derive(Debug)]
pub struct Item {
    pub place: Place,
    /// The position after it.
    pub after: Position,
    pub outcome: Result<Box<Ready>, Trouble>,
    /// What is wrong with it although it can be stored.
    pub remarks: Vec<Trouble>,
}

/// One line of the list of failures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ImportFailure {
    /// The file, or the collection.
    pub source: String,
    /// In a collection the line, record or entry; '' otherwise.
    pub place: String,
    pub code: String,
    /// English.
    pub message: String,
    /// The article is stored all the same.
    pub stored: bool,
}

/// Asks for failures of the latest import.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListImportFailures {
    /// At most 1,000; 0 means 100.
    #[serde(default)]
    pub limit: u32,
    /// `next` of the page before.
    #[serde(default)]
    pub after: Option<u32>,
}

/// A page of failures, in the order of the sources.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ImportFailures {
    pub failures: Vec<ImportFailure>,
    /// To ask for the next page; absent on the last.
    pub next: Option<u32>,
}

/// The latest import, if there was one.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LatestImport {
    pub import: Option<ImportJob>,
}
