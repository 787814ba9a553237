//! Requests and answers of the search.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::articles::ArticleRef;
use crate::vocabulary::{Entity, Uid};

/// Searches everything.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// Words, "phrases", prefix*, -not, OR, (groups), and fields. Of everything: title: outlet: lang: after: before:
    /// published: reliability: (A to F or a range; a statement's own grade, else its outlet's), has: (translation,
    /// note, outlet, date, speaker, topic, tag, event), is: (article, statement, translation, note, briefing, orphaned). Of
    /// statements: speaker: behalf: holder: medium: relayed: addressee: actor: (in any role), kind:, topic: (also with
    /// a stance: topic:"X"/for), stance:, tag: (and those below), event:, said-after: said-before: said:,
    /// credibility: (1 to 6 or a range), certainty:. A name after = must be the whole name: outlet:="Die Zeit".
    /// Anything is a valid query.
    pub query: String,
    #[serde(default)]
    pub sort: SearchSort,
    /// While the query is still being typed: its last word also matches as a beginning.
    #[serde(default)]
    pub typing: bool,
    /// At most 200; 0 means 20.
    #[serde(default)]
    pub limit: u32,
    #[serde(default)]
    pub after: Option<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SearchSort {
    #[default]
    Newest,
    Relevance,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SearchPage {
    pub hits: Vec<Hit>,
    /// How many there are, counted up to 1,000.
    pub total: u32,
    pub more_than_counted: bool,
    /// By relevance: there are more, and only the newest 1,000 were ranked.
    #[serde(default)]
    pub ranked_newest: bool,
    pub next: Option<String>,
    /// The query as it was understood.
    pub understood: String,
    /// What in the query could not be used, and what was done instead.
    pub problems: Vec<QueryProblem>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct QueryProblem {
    /// `only_not`, `unknown_field`, `not_a_date`, `unknown_word`, `empty_phrase`, `too_long`.
    pub code: String,
    /// The part of the query it is about.
    pub part: String,
}

/// A place where the query was found.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Hit {
    /// What was found: article, statement, translation, note, or the thing whose name matched.
    pub entity: Entity,
    pub uid: Uid,
    /// The article it stands in.
    pub article: Option<ArticleRef>,
    pub outlet: String,
    pub published: String,
    /// Title or name, as text.
    pub title: String,
    /// Matches in `title`: code points.
    pub title_marks: Vec<crate::commands::answers::Range>,
    pub passages: Vec<Passage>,
}

/// A piece of text around matches.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Passage {
    pub part: PassagePart,
    pub text: String,
    /// BCP 47.
    pub language: String,
    /// Where the piece begins: code points in the article's text (of `text` and `quote`), else in the
    /// translation, note or name itself.
    pub start: u32,
    /// Matches: code points in `text`.
    pub marks: Vec<crate::commands::answers::Range>,
}

/// What a passage is a piece of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PassagePart {
    /// The article's text.
    Text,
    /// What a statement quotes of the article's text.
    Quote,
    Translation,
    Note,
    /// Another name of the thing found.
    Name,
}
