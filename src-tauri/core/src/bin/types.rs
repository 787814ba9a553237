//! Requests and answers about deleted things.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::vocabulary::{Entity, Uid};

/// Things of one kind.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Things {
    pub entity: Entity,
    pub uids: Vec<Uid>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct BinList {
    pub deleted: Vec<DeletedThing>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DeletedThing {
    pub entity: Entity,
    pub uid: Uid,
    /// What people know it by: a title, a name, the beginning of a quote.
    pub label: String,
    /// RFC 3339, UTC.
    pub deleted: String,
}

/// What emptying the bin removed.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Emptied {
    pub removed: u32,
}
