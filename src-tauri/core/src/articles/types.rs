//! Requests and answers about articles.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::commands::answers::{OutletRef, Range};
use crate::commands::patch::{Patch, given};
use crate::copies::Copy;
use crate::notes::NoteView;
use crate::statements::StatementView;
use crate::translations::TranslationView;
use crate::vocabulary::{Direction, Uid};

/// Where the bytes of an article come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Source {
    /// A file; relative paths count from where the program was started. Only on the command line.
    Path(String),
    /// A file that the shell holds for the window after a dialog or a drop, named by its token.
    Staged(String),
    /// Characters, as from the clipboard.
    Text(String),
    /// Bytes in base64 (RFC 4648).
    Base64(String),
}

/// What would become of a source, before it is stored.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewArticle {
    pub source: Source,
    /// Name to show and to read the type from; default is the file's own.
    #[serde(default)]
    pub file_name: Option<String>,
    /// WHATWG label, when the analyst knows better than the detection.
    #[serde(default)]
    pub encoding: Option<String>,
    #[serde(default)]
    pub media_type: Option<String>,
}

/// What the program made of a source. Nothing is invented: what is not known is ''.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ArticlePreview {
    pub file_name: String,
    pub sha256: String,
    /// Bytes.
    pub size: u64,
    pub media_type: String,
    pub encoding: String,
    /// False when the encoding was guessed from the bytes' statistics.
    pub encoding_sure: bool,
    pub title: String,
    /// Where the title was taken from.
    pub title_from: String,
    pub language: String,
    pub language_sure: bool,
    pub direction: Direction,
    /// The outlet as the document itself names it, '' when it does not.
    pub outlet: String,
    pub author: String,
    pub published: String,
    pub url: String,
    /// Code points.
    pub characters: u32,
    /// The beginning of the text, at most 1,500 code points.
    pub beginning: String,
    pub repairs: Vec<RepairView>,
    pub missing: Vec<Missing>,
    /// Articles made from the same bytes.
    pub duplicates: Vec<ArticleRef>,
    /// Articles that share much of the text, the most alike first.
    pub similar: Vec<Copy>,
}

/// Something that was replaced or that a reader should know of, with how often.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RepairView {
    pub kind: String,
    pub count: u32,
}

/// What an article does not say and the analyst may know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    Outlet,
    Published,
    Language,
}

/// An article as other things show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ArticleRef {
    pub uid: Uid,
    pub title: String,
    pub language: String,
}

/// Stores articles. What is left out is taken from the source as the preview shows it.
/// Sources that cannot be read are named in the answer and the rest is stored.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportArticles {
    pub articles: Vec<NewArticle>,
}

/// One article to store.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewArticle {
    pub source: Source,
    /// The identity to give it; made by the program when absent.
    #[serde(default)]
    pub uid: Option<Uid>,
    #[serde(default)]
    pub file_name: Option<String>,
    #[serde(default)]
    pub encoding: Option<String>,
    #[serde(default)]
    pub media_type: Option<String>,
    #[serde(default)]
    pub title: Option<String>,
    /// BCP 47, '' = unknown.
    #[serde(default)]
    pub language: Option<String>,
    #[serde(default)]
    pub outlet: Option<Uid>,
    #[serde(default)]
    pub author: Option<String>,
    /// EDTF, '' = unknown.
    #[serde(default)]
    pub published: Option<String>,
    /// EDTF, '' = unknown.
    #[serde(default)]
    pub retrieved: Option<String>,
    #[serde(default)]
    pub url: Option<String>,
    #[serde(default)]
    pub note: Option<String>,
    /// Store it although the same bytes are in the workspace already.
    #[serde(default)]
    pub allow_duplicate: bool,
}

/// What became of each source, in the order of the request.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ImportedArticles {
    pub imported: Vec<ImportedArticle>,
    pub refused: Vec<RefusedArticle>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ImportedArticle {
    /// Place in the request, from 0.
    pub index: u32,
    pub uid: Uid,
    pub title: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RefusedArticle {
    /// Place in the request, from 0.
    pub index: u32,
    pub file_name: String,
    /// As [`crate::error::Refusal`] is written.
    pub refusal: serde_json::Value,
    /// English, for the command line.
    pub message: String,
}

/// Corrects what is known of an article; absent fields stay.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EditArticle {
    pub uid: Uid,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub outlet: Patch<Uid>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retrieved: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A page of the library.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListArticles {
    #[serde(default)]
    pub sort: ArticleSort,
    /// Words that must stand in the title; '' = any.
    #[serde(default)]
    pub title: String,
    /// BCP 47; '' = any.
    #[serde(default)]
    pub language: String,
    #[serde(default)]
    pub outlet: Option<Uid>,
    /// Only articles that lack this.
    #[serde(default)]
    pub missing: Option<Missing>,
    /// Of articles that go back to the same text only one, the first that was added.
    #[serde(default)]
    pub one_per_origin: bool,
    /// At most 500; 0 means 100.
    #[serde(default)]
    pub limit: u32,
    /// `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ArticleSort {
    /// By publication, unknown dates last.
    #[default]
    Newest,
    Oldest,
    Title,
    /// Last added first.
    Added,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ArticlePage {
    pub articles: Vec<ArticleRow>,
    /// How many there are with these filters.
    pub total: u32,
    /// To ask for the next page; absent on the last.
    pub next: Option<String>,
}

/// An article as the library shows it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ArticleRow {
    pub uid: Uid,
    pub title: String,
    pub language: String,
    pub direction: Direction,
    pub outlet: Option<OutletRef>,
    pub author: String,
    pub published: String,
    pub retrieved: String,
    pub url: String,
    pub note: String,
    pub file_name: String,
    pub media_type: String,
    pub encoding: String,
    /// Of the original.
    pub sha256: String,
    /// Code points of the current text.
    pub characters: u32,
    pub statements: u32,
    /// Statements that have a translation.
    pub translated: u32,
    pub missing: Vec<Missing>,
    /// Other articles that go back to the same text.
    pub copies: u32,
    /// RFC 3339, UTC.
    pub added: String,
}

/// Asks for a piece of an article's current text.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetExcerpt {
    pub uid: Uid,
    /// Code points of the text, end excluded; at most 20,000 are given.
    pub start: u32,
    pub end: u32,
}

/// A piece of an article's current text.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ArticleExcerpt {
    pub article: ArticleRow,
    pub text: String,
    /// Where the piece begins: code points of the text.
    pub start: u32,
    /// Code points of the whole text.
    pub length: u32,
}

/// An article opened for reading.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ArticleView {
    pub article: ArticleRow,
    /// The current text revision.
    pub revision: Uid,
    pub revision_number: u32,
    pub text: String,
    /// Sentences in reading order.
    pub sentences: Vec<Range>,
    /// In reading order.
    pub statements: Vec<StatementView>,
    /// Of the article and of passages; those of statements are with the statements.
    pub translations: Vec<TranslationView>,
    pub notes: Vec<NoteView>,
}
