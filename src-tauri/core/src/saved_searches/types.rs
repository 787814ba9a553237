//! Requests and answers about saved searches.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::search::SearchSort;
use crate::vocabulary::Uid;

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddSavedSearch {
    #[serde(default)]
    pub uid: Option<Uid>,
    pub name: String,
    pub query: String,
    #[serde(default)]
    pub sort: SearchSort,
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
}
