//! Requests and answers about actors that may be the same.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::commands::answers::ActorRef;
use crate::vocabulary::Uid;

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListLikelySameActors {
    /// Only pairs with this actor, who is then `one`.
    #[serde(default)]
    pub actor: Option<Uid>,
    /// At most 500; 0 means 100.
    #[serde(default)]
    pub limit: u32,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct LikelySameActors {
    /// The likeliest first.
    pub pairs: Vec<LikelySame>,
    /// There are more than these.
    pub more: bool,
    /// Actors that the asked one is not, as the analyst said; empty when no actor was asked for.
    pub refused: Vec<ActorRef>,
}

/// Two actors that may be the same.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct LikelySame {
    pub one: SameCandidate,
    pub other: SameCandidate,
    /// How likely, 0 to 100: a rank, not a probability.
    pub score: u32,
    /// The name first, then what else speaks for it, then what speaks against it.
    pub reasons: Vec<SameReason>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SameCandidate {
    pub actor: ActorRef,
    /// First role, '' when there is none.
    pub role: String,
    pub statements: u32,
}

/// What speaks for or against two actors being the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum SameReason {
    /// Both have this name.
    SameName { one: String },
    /// These words of their names sound alike.
    SoundsAlike { one: String, other: String },
    /// So do their given names, or other words of the names.
    GivenNameToo { one: String, other: String },
    /// One given name is an initial of the other.
    Initial { one: String, other: String },
    /// One of them has no given name.
    GivenNameUnknown,
    /// Both have this role.
    SameRole { title: String },
    /// Both have a role there.
    SameOrganisation { organisation: ActorRef },
    /// Both stand in statements of so many articles, never in the same statement.
    SameArticles { articles: u32 },
    /// Against it: both stand in the chain of so many statements.
    SameStatements { statements: u32 },
}

/// Two actors, in either order.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TwoActors {
    pub one: Uid,
    pub other: Uid,
}
