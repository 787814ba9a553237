//! Requests about links between statements.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::vocabulary::{LinkKind, Uid};

/// Says how one statement stands to another. The same link twice is refused.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddLink {
    #[serde(default)]
    pub uid: Option<Uid>,
    pub from: Uid,
    pub to: Uid,
    pub kind: LinkKind,
    #[serde(default)]
    pub note: String,
}

/// Absent fields stay.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EditLink {
    pub uid: Uid,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<LinkKind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
