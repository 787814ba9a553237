//! Requests and answers about actors, their names and roles.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::commands::answers::ActorRef;
use crate::notes::NoteView;
use crate::vocabulary::{ActorKind, Uid};

/// A name of an actor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewName {
    pub name: String,
    /// BCP 47 of the text it was found in; '' = unknown.
    #[serde(default)]
    pub language: String,
}

/// An office or function over time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewActorRole {
    pub title: String,
    #[serde(default)]
    pub organisation: Option<Uid>,
    /// EDTF, '' = unknown.
    #[serde(default)]
    pub from: String,
    /// EDTF, '' = unknown, '..' = still.
    #[serde(default)]
    pub to: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddActor {
    #[serde(default)]
    pub uid: Option<Uid>,
    pub kind: ActorKind,
    /// At least one; the first is the preferred name.
    pub names: Vec<NewName>,
    #[serde(default)]
    pub roles: Vec<NewActorRole>,
    #[serde(default)]
    pub note: String,
}

/// Absent fields stay; lists given replace the lists that were.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EditActor {
    pub uid: Uid,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ActorKind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub names: Option<Vec<NewName>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roles: Option<Vec<NewActorRole>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// All actors, by preferred name.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListActors {
    #[serde(default)]
    pub kind: Option<ActorKind>,
    /// Beginning of any word of any name, folded; '' = all.
    #[serde(default)]
    pub text: String,
}

/// Actors whose names match what is being typed, best first: whole name, beginning of a name,
/// beginning of a word; more statements first.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CompleteActors {
    pub text: String,
    /// At most 50; 0 means 8.
    #[serde(default)]
    pub limit: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ActorMatches {
    pub actors: Vec<ActorMatch>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ActorMatch {
    pub actor: ActorRef,
    /// The name that matched; it may differ from the preferred one.
    pub matched: String,
    /// First role, '' when there is none.
    pub role: String,
    pub statements: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ActorList {
    pub actors: Vec<ActorRow>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ActorRow {
    pub uid: Uid,
    pub name: String,
    pub kind: ActorKind,
    /// First the preferred one.
    pub names: Vec<NameView>,
    pub roles: Vec<ActorRoleView>,
    pub note: String,
    /// Statements in whose chain the actor stands.
    pub statements: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NameView {
    pub name: String,
    pub language: String,
    /// ISO 15924, '' = unknown.
    pub script: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ActorRoleView {
    pub title: String,
    pub organisation: Option<ActorRef>,
    pub from: String,
    pub to: String,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ActorView {
    pub actor: ActorRow,
    pub notes: Vec<NoteView>,
}
