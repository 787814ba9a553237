//! Requests and answers about notes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::vocabulary::{Entity, Uid};

/// What a note is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// article, statement, actor, topic, event or outlet.
    pub entity: Entity,
    pub uid: Uid,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddNote {
    #[serde(default)]
    pub uid: Option<Uid>,
    /// Absent: about the workspace as a whole.
    #[serde(default)]
    pub about: Option<Subject>,
    pub text: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EditNote {
    pub uid: Uid,
    pub text: String,
}

/// Notes of the whole workspace, last added first.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct NoteList {
    pub notes: Vec<NoteView>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct NoteView {
    pub uid: Uid,
    pub about: Option<Subject>,
    pub text: String,
    pub added: String,
}
