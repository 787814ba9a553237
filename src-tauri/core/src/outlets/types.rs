//! Requests and answers about outlets.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::commands::patch::{Patch, given};
use crate::notes::NoteView;
use crate::vocabulary::{Reliability, Uid};

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddOutlet {
    #[serde(default)]
    pub uid: Option<Uid>,
    pub name: String,
    #[serde(default)]
    pub language: String,
    #[serde(default)]
    pub country: String,
    #[serde(default)]
    pub url: String,
    #[serde(default)]
    pub reliability: Option<Reliability>,
    #[serde(default)]
    pub note: String,
}

/// Absent fields stay.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EditOutlet {
    pub uid: Uid,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub reliability: Patch<Reliability>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct OutletList {
    pub outlets: Vec<OutletRow>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct OutletRow {
    pub uid: Uid,
    pub name: String,
    pub language: String,
    pub country: String,
    pub url: String,
    pub reliability: Option<Reliability>,
    pub note: String,
    pub articles: u32,
    pub statements: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct OutletView {
    pub outlet: OutletRow,
    pub notes: Vec<NoteView>,
}
