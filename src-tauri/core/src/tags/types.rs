//! Requests and answers about tags: the analyst's codebook.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::commands::patch::{Patch, given};
use crate::vocabulary::Uid;

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddTag {
    #[serde(default)]
    pub uid: Option<Uid>,
    pub name: String,
    #[serde(default)]
    pub parent: Option<Uid>,
    /// `#rrggbb`, '' = none.
    #[serde(default)]
    pub color: String,
    #[serde(default)]
    pub definition: String,
}

/// Absent fields stay.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EditTag {
    pub uid: Uid,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// A tag cannot stand below itself or its own descendants.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub parent: Patch<Uid>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub color: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub definition: Option<String>,
    /// Place among its siblings, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<u32>,
}

/// The codebook, parents before children, siblings in their order.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TagList {
    pub tags: Vec<TagRow>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TagRow {
    pub uid: Uid,
    pub name: String,
    pub parent: Option<Uid>,
    /// 0 for the top.
    pub depth: u32,
    pub color: String,
    pub definition: String,
    /// With this very tag.
    pub statements: u32,
    /// With this tag or one below it.
    pub statements_below: u32,
}
