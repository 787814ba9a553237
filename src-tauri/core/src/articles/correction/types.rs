//! Requests and answers about corrected texts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::commands::answers::Range;
use crate::vocabulary::Uid;

/// A text that is to take the place of an article's current one. Line ends become LF.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewCorrection {
    pub article: Uid,
    /// The whole text.
    pub text: String,
}

/// What would become of what is marked in the current text.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CorrectionPreview {
    /// The current revision, which would be corrected.
    pub revision: Uid,
    /// False when the text is the current one.
    pub changed: bool,
    /// Code points of the corrected text.
    pub characters: u32,
    /// Spans of statements and translated passages, in reading order.
    pub quotes: Vec<QuoteFate>,
}

/// What becomes of one span or translated passage.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct QuoteFate {
    /// Of the span, or of the translation.
    pub uid: Uid,
    /// The statement that it is a span of; null for a translated passage.
    pub statement: Option<Uid>,
    /// Its range in the current text.
    pub at: Range,
    /// What stands there.
    pub quote: String,
    pub fate: Fate,
    /// Only when it is offered.
    pub why: Option<Doubt>,
    /// Its range in the corrected text, unless it is lost.
    pub to: Option<Range>,
    /// What stands there.
    pub words: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It stands there unchanged and follows by itself.
    Carried,
    /// It may stand there: it follows only when the analyst says so, and is orphaned otherwise.
    Offered,
    /// It does not stand in the corrected text: it is orphaned.
    Lost,
}

/// Why the analyst has to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// Other words stand there.
    Changed,
    /// The same words, at another place.
    Moved,
    /// The same words stand elsewhere too, or everything around them was changed.
    Ambiguous,
}

/// Puts a corrected text in the place of the current one, which stays readable as an earlier revision.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectText {
    pub article: Uid,
    /// The revision that was corrected: refused when it is not the current one any more. Absent: whatever is current.
    #[serde(default)]
    pub revision: Option<Uid>,
    /// The whole text.
    pub text: String,
    /// Why, in the analyst's words.
    #[serde(default)]
    pub reason: String,
    /// Which of those that are offered follow (uids of spans and translations).
    #[serde(default)]
    pub accept: Vec<Uid>,
}

/// What was done.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CorrectedText {
    /// The revision that is current now.
    pub revision: Uid,
    /// Counted from 1.
    pub number: u32,
    /// Spans and passages that followed, those that were accepted too.
    pub carried: u32,
    /// Statements and translations that lost words.
    pub orphaned: Vec<Uid>,
}

/// The texts that an article has had.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RevisionList {
    /// The current one first.
    pub revisions: Vec<RevisionRow>,
}

/// One of them.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RevisionRow {
    pub uid: Uid,
    /// Counted from 1.
    pub number: u32,
    /// Why it took the place of the one before.
    pub reason: String,
    /// RFC 3339, UTC.
    pub added: String,
    /// Of its UTF-8 bytes.
    pub sha256: String,
    /// Code points.
    pub characters: u32,
}

/// A text that an article has or had.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RevisionText {
    pub article: Uid,
    pub revision: RevisionRow,
    pub text: String,
}
