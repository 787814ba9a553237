//! Requests and answers about briefings.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::commands::patch::{Patch, given};
use crate::statements::StatementView;
use crate::vocabulary::{ItemKind, Uid};

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddBriefing {
    #[serde(default)]
    pub uid: Option<Uid>,
    pub title: String,
    /// BCP 47: the language that the briefing is written in; translations into it are quoted.
    #[serde(default = "english")]
    pub language: String,
}

fn english() -> String {
    "en".to_owned()
}

/// Absent fields stay.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EditBriefing {
    pub uid: Uid,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// Puts an entry into the outline.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddBriefingItem {
    #[serde(default)]
    pub uid: Option<Uid>,
    pub briefing: Uid,
    pub content: ItemContent,
    /// The entry after which it goes; absent: at the end. Use `first` to put it at the top.
    #[serde(default)]
    pub after: Option<Uid>,
    #[serde(default)]
    pub first: bool,
}

/// An entry of the outline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ItemContent {
    Heading {
        /// 2 to 6; the briefing's title is level 1.
        level: u8,
        text: String,
    },
    /// Plain text of the analyst; blank lines part paragraphs.
    Prose { text: String },
    Statement {
        statement: Uid,
        /// Which translation to show; absent: the best in the briefing's language (checked before
        /// draft, newest first).
        #[serde(default)]
        translation: Option<Uid>,
    },
}

/// Absent fields stay.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EditBriefingItem {
    pub uid: Uid,
    /// Of a heading or prose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Of a heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// Of a statement.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub translation: Patch<Uid>,
}

/// Moves an entry.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveBriefingItem {
    pub uid: Uid,
    /// The entry after which it goes; absent: to the top.
    #[serde(default)]
    pub after: Option<Uid>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct BriefingList {
    pub briefings: Vec<BriefingRow>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct BriefingRow {
    pub uid: Uid,
    pub title: String,
    pub language: String,
    pub items: u32,
    pub statements: u32,
    pub added: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct BriefingView {
    pub briefing: BriefingRow,
    pub items: Vec<BriefingItemView>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct BriefingItemView {
    pub uid: Uid,
    pub kind: ItemKind,
    pub level: Option<u8>,
    pub text: String,
    pub statement: Option<StatementView>,
    /// The translation chosen by hand, if any.
    pub translation: Option<Uid>,
}

/// The briefing as it would be exported, and what a careful reader would miss in it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct BriefingPreview {
    pub markdown: String,
    pub quotes: u32,
    pub problems: Vec<BriefingProblem>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct BriefingProblem {
    /// The entry.
    pub item: Uid,
    /// `no_translation`, `draft_translation`, `orphaned_span`, `deleted_statement`,
    /// `unknown_speaker`, `quote_differs`.
    pub code: String,
}
