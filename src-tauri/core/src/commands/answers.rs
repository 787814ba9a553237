//! Shapes that many answers share.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::vocabulary::{ActorKind, Entity, Reliability, Uid};

/// What a write answers: its own result, and what it touched, so that a window redraws just that.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Written{T}")]
pub struct Written<T> {
    /// The command's own identity (made by its caller, or by the program).
    pub command: Uid,
    /// Its number in the history, counted from 1.
    pub sequence: u32,
    /// True when a command with this identity had been done before: nothing was done again.
    pub repeated: bool,
    /// What was added, changed or removed.
    pub touched: Touched,
    pub result: T,
}

/// What a command added, changed or removed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Touched {
    /// Every kind of thing that was touched.
    pub entities: Vec<Entity>,
    /// Which ones; empty when there are more than 200.
    pub uids: Vec<Uid>,
}

/// The thing that a command made.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Created {
    pub uid: Uid,
}

/// Nothing more to say.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct Nothing {}

/// A request without anything to say.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoArguments {}

/// One thing, named by its uid.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct One {
    pub uid: Uid,
}

/// Two things become one; `uid` goes into `into` with everything that refers to it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Merge {
    pub uid: Uid,
    pub into: Uid,
}

/// An actor as other things show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ActorRef {
    pub uid: Uid,
    /// The preferred name.
    pub name: String,
    pub kind: ActorKind,
}

/// An outlet as other things show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OutletRef {
    pub uid: Uid,
    pub name: String,
    pub reliability: Option<Reliability>,
}

/// Anything with a name and perhaps a colour (`#rrggbb`, '' = none).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NamedRef {
    pub uid: Uid,
    pub name: String,
    pub color: String,
}

/// A range of a text: code points from 0, end excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Range {
    pub start: u32,
    pub end: u32,
}
