//! Requests and answers of the search.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use super::expand::{Expansion, ExpansionReason};
use crate::articles::ArticleRef;
use crate::vocabulary::{Direction, Entity, Stance, Uid};

/// Searches everything.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// Words, "phrases", prefix*, -not, OR, (groups), and fields. Of everything: title: outlet: lang: after: before:
    /// published: reliability: (A to F or a range; a statement's own grade, else its outlet's), has: (translation,
    /// note, outlet, date, speaker, topic, tag, event), is: (article, statement, translation, note, briefing, orphaned,
    /// origin: no copy of an article that came before). Of
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
    /// Words are not expanded for these reasons.
    #[serde(default)]
    pub without: Vec<ExpansionReason>,
    /// Expansions that are switched off: their `term`.
    #[serde(default)]
    pub without_terms: Vec<String>,
    /// Expansions that are only proposed and are switched on: their `term`.
    #[serde(default)]
    pub with_terms: Vec<String>,
    /// At most 200; 0 means 20.
    #[serde(default)]
    pub limit: u32,
    #[serde(default)]
    pub after: Option<String>,
}

impl Search {
    /// Asks only how much there is, and for the first of it.
    pub(crate) fn first_of(query: &str) -> Self {
        Search {
            query: query.to_owned(),
            sort: SearchSort::Newest,
            typing: false,
            without: Vec::new(),
            without_terms: Vec::new(),
            with_terms: Vec::new(),
            limit: 1,
            after: None,
        }
    }
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
    /// What else stands for the words of the query, and why; also what was switched off.
    #[serde(default)]
    pub expansions: Vec<Expansion>,
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
    /// Other articles that go back to the same text; of an article only.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub copies: u32,
    /// Title or name, as text.
    pub title: String,
    /// Matches in `title`: code points.
    pub title_marks: Vec<crate::commands::answers::Range>,
    pub passages: Vec<Passage>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_zero(number: &u32) -> bool {
    *number == 0
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

/// Asks which values the things found have, and how often.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SearchFacets {
    /// As in `search`.
    pub query: String,
    /// As in `search`.
    #[serde(default)]
    pub without: Vec<ExpansionReason>,
    #[serde(default)]
    pub without_terms: Vec<String>,
    #[serde(default)]
    pub with_terms: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct FacetCounts {
    /// Those that have any value, in the order in which they are shown.
    pub facets: Vec<Facet>,
}

/// What the things found have in one respect.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Facet {
    pub by: FacetBy,
    /// The most frequent first (dates: the latest first; grades: the best first), at most 20.
    pub values: Vec<FacetValue>,
    /// There are more values.
    pub more: bool,
    /// How many things were counted.
    pub counted: u32,
    /// There are more things: only the newest were counted.
    pub bounded: bool,
}

/// In what respect values are counted. Speaker and the like are counted over the statements in which the query is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FacetBy {
    /// What kind of thing it is: article, statement, translation, note, briefing.
    Result,
    Outlet,
    Language,
    /// Of publication; only those that are certain.
    Year,
    /// Of publication; only those that are certain, and only within two years.
    Month,
    Speaker,
    Addressee,
    Kind,
    /// With the stance.
    Topic,
    /// A statement counts for its tags and for those above them.
    Tag,
    Event,
    /// The statement's own, else that of the outlet.
    Reliability,
    Credibility,
    /// `yes` or `no`.
    Translation,
    /// `yes`.
    Orphaned,
    /// `yes` of articles, and what belongs to them, that are no copies of one that came before, else `no`; not shown where
    /// there are no copies.
    Origin,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct FacetValue {
    /// A name, a word of a closed list, a language tag, a year or month, a grade.
    pub value: String,
    /// Of a topic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stance: Option<Stance>,
    /// Of a topic or tag, '' when it has none.
    pub color: String,
    /// How many of the things counted have it.
    pub count: u32,
    /// The query filters by it.
    pub active: bool,
    /// The query with this filter; if it is active, without.
    pub query: String,
}

/// Asks for every place where a query's words stand, each as a line of a table.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KeywordInContext {
    /// As in `search`.
    pub query: String,
    #[serde(default)]
    pub sort: KwicSort,
    #[serde(default)]
    pub within: KwicWithin,
    /// As in `search`.
    #[serde(default)]
    pub without: Vec<ExpansionReason>,
    #[serde(default)]
    pub without_terms: Vec<String>,
    #[serde(default)]
    pub with_terms: Vec<String>,
    /// Code points to either side, 10 to 300; 0 means 80.
    #[serde(default)]
    pub width: u32,
    /// At most 500; 0 means 100.
    #[serde(default)]
    pub limit: u32,
    #[serde(default)]
    pub after: Option<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum KwicSort {
    /// The newest first, in the order of the text.
    #[default]
    Newest,
    /// By the words before, the nearest first. Only the newest 2,000 lines are sorted.
    Left,
    /// By the keyword and then the words after. Only the newest 2,000 lines are sorted.
    Right,
}

/// Where the words to either side end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum KwicWithin {
    /// At the ends of the line of text.
    #[default]
    Paragraph,
    /// At the ends of the sentence.
    Sentence,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct KwicPage {
    pub rows: Vec<KwicRow>,
    pub next: Option<String>,
    /// There are more lines than were sorted.
    pub bounded: bool,
    /// The query as it was understood.
    pub understood: String,
    pub problems: Vec<QueryProblem>,
}

/// A place where a word or phrase of the query stands.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct KwicRow {
    /// What the place is a part of: article, statement, translation, note or briefing.
    pub entity: Entity,
    pub uid: Uid,
    /// Where the keyword stands: code points in the article's text (of `text` and `quote`), else in the translation or
    /// note itself; end excluded.
    pub start: u32,
    pub end: u32,
    pub part: PassagePart,
    pub left: String,
    pub keyword: String,
    pub right: String,
    /// BCP 47.
    pub language: String,
    pub direction: Direction,
    pub article: Option<ArticleRef>,
    /// Of the article, or the name of what the note is about.
    pub title: String,
    pub outlet: String,
    pub published: String,
}
