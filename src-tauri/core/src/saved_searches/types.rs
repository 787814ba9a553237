//! Requests and answers about saved searches.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::search::{ExpansionReason, SearchSort};
use crate::vocabulary::Uid;

/// How what is found is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SearchView {
    /// As a list of hits.
    #[default]
    Hits,
    /// Keyword in context, the newest first.
    Context,
    /// Keyword in context, by the words before.
    ContextLeft,
    /// Keyword in context, by the words after.
    ContextRight,
}

/// Which expansions of a saved search's words are switched off or on: as in `search`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Switches {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<ExpansionReason>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without_terms: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with_terms: Vec<String>,
}

/// All saved searches.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListSavedSearches {
    /// Also how much each of them finds now: each is searched for.
    #[serde(default)]
    pub counts: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddSavedSearch {
    #[serde(default)]
    pub uid: Option<Uid>,
    pub name: String,
    pub query: String,
    #[serde(default)]
    pub sort: SearchSort,
    #[serde(default)]
    pub view: SearchView,
    #[serde(default)]
    pub switches: Switches,
}

/// Absent fields stay.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EditSavedSearch {
    pub uid: Uid,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub query: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<SearchSort>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub view: Option<SearchView>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub switches: Option<Switches>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SavedSearchList {
    pub saved_searches: Vec<SavedSearchRow>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SavedSearchRow {
    pub uid: Uid,
    pub name: String,
    pub query: String,
    pub sort: SearchSort,
    pub view: SearchView,
    pub switches: Switches,
    /// How many there are, counted up to 1,000; when asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<SavedSearchCount>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SavedSearchCount {
    pub total: u32,
    pub more_than_counted: bool,
}
