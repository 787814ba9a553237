//! Requests and answers about translations: beside the original, never in its place.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::commands::answers::Range;
use crate::statements::NewSpan;
use crate::vocabulary::{TranslationStatus, Uid};

/// Of what it is a translation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum TranslationOf {
    /// The whole article.
    Article(Uid),
    /// A statement, all its spans in order.
    Statement(Uid),
    /// A passage of an article's current text.
    Passage { article: Uid, span: NewSpan },
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddTranslation {
    #[serde(default)]
    pub uid: Option<Uid>,
    pub of: TranslationOf,
    /// BCP 47 of the translation.
    pub language: String,
    pub text: String,
    /// Of an article's title.
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub translator: String,
    /// EDTF, '' = unknown.
    #[serde(default)]
    pub translated: String,
    pub status: TranslationStatus,
}

/// Absent fields stay.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EditTranslation {
    pub uid: Uid,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translator: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translated: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<TranslationStatus>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TranslationView {
    pub uid: Uid,
    pub article: Uid,
    /// Set when it is of a statement.
    pub statement: Option<Uid>,
    /// Set when it is of a passage.
    pub passage: Option<Range>,
    /// The text was corrected and the passage does not stand in it any more: its range is one of an earlier text.
    pub orphaned: bool,
    pub language: String,
    pub title: String,
    pub text: String,
    pub translator: String,
    pub translated: String,
    pub status: TranslationStatus,
    pub added: String,
}
