//! Requests and answers about statements: the unit of analysis.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::articles::ArticleRef;
use crate::commands::answers::{ActorRef, NamedRef, OutletRef};
use crate::commands::patch::{Patch, given};
use crate::translations::TranslationView;
use crate::vocabulary::{Certainty, Credibility, Kind, LinkKind, Reliability, Role, Stance, Uid};

/// A span as a caller gives it. Code points of the article's current text, end excluded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSpan {
    pub start: u32,
    pub end: u32,
    /// When given it must be exactly what stands there; a difference refuses the whole command.
    #[serde(default)]
    pub quote: Option<String>,
}

/// One link of the attribution chain as a caller gives it. Order is the chain's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAttribution {
    pub role: Role,
    /// Absent: nobody is named ("it was reported").
    #[serde(default)]
    pub actor: Option<Uid>,
    /// The words that the text uses for this actor, '' when they are not kept.
    #[serde(default)]
    pub words: String,
}

/// A topic with the stance taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewStance {
    pub topic: Uid,
    pub stance: Stance,
}

/// Marks a statement.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AddStatement {
    #[serde(default)]
    pub uid: Option<Uid>,
    pub article: Uid,
    /// At least one.
    pub spans: Vec<NewSpan>,
    pub kind: Kind,
    #[serde(default)]
    pub chain: Vec<NewAttribution>,
    #[serde(default)]
    pub topics: Vec<NewStance>,
    #[serde(default)]
    pub tags: Vec<Uid>,
    #[serde(default)]
    pub events: Vec<Uid>,
    /// When it was said: EDTF, '' = unknown.
    #[serde(default)]
    pub said: String,
    /// When what it speaks of happens: EDTF, '' = unknown.
    #[serde(default)]
    pub about: String,
    #[serde(default)]
    pub certainty: Option<Certainty>,
    /// Of the source for this statement; absent: as the outlet's.
    #[serde(default)]
    pub reliability: Option<Reliability>,
    #[serde(default)]
    pub credibility: Option<Credibility>,
    #[serde(default)]
    pub note: String,
}

/// Changes a statement; absent fields stay, lists given replace the lists that were.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EditStatement {
    pub uid: Uid,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spans: Option<Vec<NewSpan>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chain: Option<Vec<NewAttribution>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topics: Option<Vec<NewStance>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Uid>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub events: Option<Vec<Uid>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub certainty: Patch<Certainty>,
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub reliability: Patch<Reliability>,
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub credibility: Patch<Credibility>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Statements by what they carry; every filter given must hold. Newest said first, unknown last.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListStatements {
    #[serde(default)]
    pub article: Option<Uid>,
    #[serde(default)]
    pub actor: Option<Uid>,
    /// With `actor`: only where the actor has this role.
    #[serde(default)]
    pub role: Option<Role>,
    #[serde(default)]
    pub outlet: Option<Uid>,
    #[serde(default)]
    pub topic: Option<Uid>,
    #[serde(default)]
    pub stance: Option<Stance>,
    /// With the tags below it.
    #[serde(default)]
    pub tag: Option<Uid>,
    #[serde(default)]
    pub event: Option<Uid>,
    #[serde(default)]
    pub kind: Option<Kind>,
    /// At most 500; 0 means 100.
    #[serde(default)]
    pub limit: u32,
    #[serde(default)]
    pub after: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct StatementPage {
    pub statements: Vec<StatementView>,
    pub total: u32,
    pub next: Option<String>,
}

/// A statement with everything it carries.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct StatementView {
    pub uid: Uid,
    pub article: ArticleRef,
    pub outlet: Option<OutletRef>,
    /// EDTF of the article.
    pub published: String,
    pub kind: Kind,
    pub spans: Vec<SpanView>,
    pub chain: Vec<AttributionView>,
    pub topics: Vec<StanceView>,
    pub tags: Vec<NamedRef>,
    pub events: Vec<NamedRef>,
    pub said: String,
    pub about: String,
    pub certainty: Option<Certainty>,
    pub reliability: Option<Reliability>,
    pub credibility: Option<Credibility>,
    pub note: String,
    pub translations: Vec<TranslationView>,
    pub links: Vec<LinkedStatement>,
    /// Briefings that quote it.
    pub briefings: Vec<NamedRef>,
    pub added: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SpanView {
    pub uid: Uid,
    pub revision: Uid,
    /// Code points.
    pub start: u32,
    /// Code points, excluded.
    pub end: u32,
    pub quote: String,
    /// The text was corrected and this span could not be carried over.
    pub orphaned: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AttributionView {
    pub role: Role,
    pub actor: Option<ActorRef>,
    pub words: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StanceView {
    pub topic: NamedRef,
    pub stance: Stance,
}

/// A link seen from one of its two statements.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LinkedStatement {
    /// Of the link.
    pub uid: Uid,
    pub kind: LinkKind,
    /// True: this statement contradicts (…) the other; false: the other this one.
    pub outgoing: bool,
    pub note: String,
    pub statement: Uid,
    pub article: ArticleRef,
    pub quote: String,
    /// First speaker's name, '' when nobody is named.
    pub speaker: String,
}
