//! Requests and answers about copies.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::vocabulary::{CopyRelation, Uid};

/// An article that shares its text with another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Copy {
    pub article: CopiedArticle,
    /// What the article that was asked for is to this one.
    pub relation: CopyRelation,
    /// How much of the text that was asked for stands in this article: per cent of its runs of three words.
    pub shared: u32,
    /// How much of this article stands in the text that was asked for: per cent.
    pub shared_of_other: u32,
    /// What the analyst said: the same origin (true), not (false), nothing (null).
    pub decided: Option<bool>,
}

/// An article as its copies show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CopiedArticle {
    pub uid: Uid,
    pub title: String,
    /// BCP 47, '' = unknown.
    pub language: String,
    /// '' = unknown.
    pub outlet: String,
    /// EDTF, '' = unknown.
    pub published: String,
    /// Code points.
    pub characters: u32,
}

/// The copies of an article.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CopyList {
    /// The most alike first.
    pub copies: Vec<Copy>,
    /// Articles of the workspace that were not compared yet.
    pub waiting: u32,
}

/// A page of the texts that stand in more than one article.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListOrigins {
    /// At most 200; 0 means 50.
    #[serde(default)]
    pub limit: u32,
    /// `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct OriginPage {
    /// Those whose first article was added first come first.
    pub origins: Vec<Origin>,
    /// How many there are.
    pub total: u32,
    /// How many articles stand in them.
    pub articles: u32,
    /// Articles of the workspace that were not compared yet.
    pub waiting: u32,
    /// To ask for the next page; absent on the last.
    pub next: Option<String>,
}

/// Articles that go back to one text.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Origin {
    /// Earliest published first, unknown dates last; at most 100.
    pub articles: Vec<CopiedArticle>,
    /// How many there are.
    pub count: u32,
}

/// Says whether articles go back to the same text as another one.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideCopies {
    pub article: Uid,
    /// At most 500.
    pub others: Vec<Uid>,
    /// True: the same origin. False: not. Null: what the program finds holds again.
    pub same: Option<bool>,
}
