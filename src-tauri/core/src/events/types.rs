//! Requests and answers about events.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::commands::answers::ActorRef;
use crate::commands::patch::{Patch, given};
use crate::notes::NoteView;
use crate::vocabulary::Uid;

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddEvent {
    #[serde(default)]
    pub uid: Option<Uid>,
    pub name: String,
    #[serde(default)]
    pub place: String,
    /// EDTF, '' = unknown.
    #[serde(default)]
    pub happened: String,
    /// Name of the series it belongs to, '' = none.
    #[serde(default)]
    pub series: String,
    /// The how-manieth of the series, from 1.
    #[serde(default)]
    pub number: Option<u32>,
    #[serde(default)]
    pub parties: Vec<Uid>,
    #[serde(default)]
    pub note: String,
}

/// Absent fields stay; parties given replace those that were.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EditEvent {
    pub uid: Uid,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub happened: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<String>,
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub number: Patch<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parties: Option<Vec<Uid>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// By series, number and date.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct EventList {
    pub events: Vec<EventRow>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct EventRow {
    pub uid: Uid,
    pub name: String,
    pub place: String,
    pub happened: String,
    pub series: String,
    pub number: Option<u32>,
    pub parties: Vec<ActorRef>,
    pub note: String,
    pub statements: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct EventView {
    pub event: EventRow,
    pub notes: Vec<NoteView>,
}
