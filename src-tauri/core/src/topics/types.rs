//! Requests and answers about topics.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::notes::NoteView;
use crate::vocabulary::Uid;

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddTopic {
    #[serde(default)]
    pub uid: Option<Uid>,
    pub name: String,
    /// The question that statements take a stance on.
    #[serde(default)]
    pub question: String,
    /// `#rrggbb`, '' = none.
    #[serde(default)]
    pub color: String,
    #[serde(default)]
    pub note: String,
}

/// Absent fields stay.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EditTopic {
    pub uid: Uid,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub color: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TopicList {
    pub topics: Vec<TopicRow>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TopicRow {
    pub uid: Uid,
    pub name: String,
    pub question: String,
    pub color: String,
    pub note: String,
    pub statements: u32,
    /// How many statements take each stance.
    pub for_count: u32,
    pub against_count: u32,
    pub neutral_count: u32,
    pub declines_count: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TopicView {
    pub topic: TopicRow,
    pub notes: Vec<NoteView>,
}
